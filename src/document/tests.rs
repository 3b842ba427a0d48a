use super::*;
use std::path::PathBuf;

use chrono::TimeDelta;

#[test]
fn lengths_of_time() {
    for (text, minutes) in [
        ("30m", Some(30)),
        ("1h", Some(60)),
        ("24h", Some(1440)),
        ("5d", Some(7200)),
        (" 2w ", Some(20160)),
        ("90d", Some(129_600)),
        ("0m", Some(0)),
        ("off", None),
        ("OFF", None),
    ] {
        assert_eq!(
            parse_span(text),
            Ok(minutes.map(TimeDelta::minutes)),
            "{text}"
        );
    }
    for text in [
        "",
        "5",
        "d",
        "-1d",
        "1.5h",
        "1y",
        "5 days",
        "99999999999999999999d",
        "11000d",
    ] {
        assert!(parse_span(text).is_err(), "{text}");
    }
}

#[test]
fn every_problem_of_a_section_is_told_and_nothing_wrong_is_given_out() {
    let source = Source {
        file: PathBuf::from("x.toml"),
        text: "a = 1\nb = \"perhaps\"\nc = [\"x\", 2]\nd = \"5x\"\ne = [3]\nflagg = true\n".into(),
    };
    let root = Reader::parse(&source).unwrap();
    let reader = Reader::new(&source);
    let section = reader.root(&root);
    assert_eq!(section.text("a"), None);
    let yes_no = |w: &str| match w {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    assert_eq!(section.word("b", &["yes", "no"], yes_no), None);
    assert_eq!(section.texts("c").unwrap().len(), 1);
    assert_eq!(section.span("d"), None);
    assert!(section.sections("e").is_empty());
    assert_eq!(section.flag("flag"), None);
    section.finish();
    let found = reader.into_found();
    let lines: Vec<_> = found.iter().map(|d| d.line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 5, 6]);
    assert!(found[5].next.contains("`flag`"));
}

#[test]
fn every_broken_line_is_told_at_once() {
    let source = Source {
        file: PathBuf::from("x.toml"),
        text: "a = \nb = 1\nc == 2\nd = \"open\ne = 1\ne = 2\n".into(),
    };
    let lines: Vec<_> = Reader::parse(&source)
        .unwrap_err()
        .iter()
        .map(|d| d.line)
        .collect();
    assert_eq!(lines, [1, 3, 4, 6]);
}

/// What is complained of behind an open bracket mostly follows from it: the bracket is told, and no line behind it.
#[test]
fn a_bracket_that_is_left_open_is_told_where_it_stands() {
    for (text, line) in [
        ("a = 1\nb = [1,\n\n[me]\nname = \"x\"\nc = 2\nd = 3\n", 2),
        ("b = [ # ] no\n \"]\", ']',\n[x]\ny = 1\n", 1),
        ("b = { c = 1,\n[x]\ny = 1\n", 1),
        ("[me\nname = \"x\"\n", 1),
    ] {
        let source = Source {
            file: PathBuf::from("x.toml"),
            text: text.into(),
        };
        let found = Reader::parse(&source).unwrap_err();
        let lines: Vec<_> = found.iter().map(|d| d.line).collect();
        assert_eq!(lines, [line], "{text}");
    }
}
