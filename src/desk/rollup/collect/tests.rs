//! What is taken from a folder that anybody can write into. DuckDB is not asked here: `.ci/figures` has it work figures out
//! and counts them another way.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::folder::{Sound, is_plain, look};
use super::line::FigureLine;
use crate::desk::Desk;
use crate::record::command::{About, Command, NewMessage};
use crate::testing;

fn now() -> DateTime<Utc> {
    "2026-11-30T12:00:00Z".parse().unwrap()
}

fn line(register: &str, as_of: &str, waiting: u32) -> String {
    format!(
        r#"{{"register":"{register}","unit":"Legal","as_of":"{as_of}","version":"0.2.0","policy":"p","digest":"d","people":2,"events":9,"waiting":{waiting},"vanishing":0,"overdue":0,"unconfirmed":0,"references_to_come":0,"reports_unsent":{{"0-7":1,"31+":0,"8-30":0}},"exceptional_uses":0,"departures_open":0,"departures_late":0,"reviews_done":0,"reviews_missed":null,"holds":0,"requests_open":0,"requests_late":0,"damaged":false,"missing":0,"channels":{{"whatsapp":3}},"reasons":{{}},"heads":["ab"]}}"#
    )
}

const A: &str = "aaaaaaaaaaaaaaaa";

fn looked(dir: &Path) -> Sound {
    let files = testing::ports(dir).files;
    let mut listed = files.list(dir).unwrap();
    listed.sort_by(|a, b| a.name.cmp(&b.name));
    look(&files, listed, now())
}

/// The folder with these files: what is read in place, what was mended, what was said.
fn of(all: &[(&str, &str)]) -> (usize, Vec<String>, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in all {
        fs::write(dir.path().join(name), text).unwrap();
    }
    let sound = looked(dir.path());
    let mended = sound
        .mended
        .into_iter()
        .map(|m| String::from_utf8(m).unwrap());
    (sound.in_place.len(), mended.collect(), sound.said)
}

#[test]
fn whole_files_are_read_where_they_lie() {
    let text = format!(
        "{}\n{}\n",
        line(A, "2026-11-29T18:00:00Z", 1),
        line(A, "2026-11-30T10:00:00+00:00", 2)
    );
    let (in_place, mended, said) = of(&[
        (&format!("{A}.jsonl"), &text),
        ("readme.txt", "x"),
        (".tmp.jsonl", "x"),
    ]);
    assert_eq!((in_place, mended.len(), said.len()), (1, 0, 0), "{said:?}");
}

/// Each of these is left out and told of, with its file and line, and the line beside it is taken.
#[test]
fn what_is_no_line_of_figures_is_named_and_the_rest_is_taken() {
    let good = line(A, "2026-11-29T18:00:00Z", 1);
    let other = |from: &str, to: &str| {
        let day = line(A, "2026-11-28T18:00:00Z", 7);
        assert!(day.contains(from), "{from}");
        day.replacen(from, to, 1)
    };
    let deep = "[".repeat(100_000);
    let cut = &good[..good.len() / 2];
    for (bad, why) in [
        (cut, "no whole line"),
        ("\u{0}\u{1}", "no whole line"),
        (deep.as_str(), "no line of figures"),
        ("{}", "no line of figures"),
        ("7", "no line of figures"),
        (
            &other("\"waiting\":7", "\"waiting\":-7"),
            "no line of figures",
        ),
        (
            &other("\"waiting\":7", "\"waiting\":99999999999"),
            "no line of figures",
        ),
        (
            &other("\"waiting\":7", "\"waiting\":7,\"waiting\":8"),
            "no line of figures",
        ),
        (
            &other("\"whatsapp\":3", "\"whatsapp\":3,\"whatsapp\":4"),
            "no line of figures",
        ),
        (
            &other("\"whatsapp\"", "\"Minister agreed\""),
            "words that no policy has",
        ),
        (&other("\"8-30\"", "\"8-31\""), "words that no policy has"),
        (&other("\"Legal\"", "\"=1+1\""), "its unit is no name"),
        (&other("\"Legal\"", "\"a\\nb\""), "its unit is no name"),
        (&other("\"Legal\"", "\"\""), "its unit is no name"),
        (
            &other("2026-11-28", "2026-13-28"),
            "its date cannot be read",
        ),
        (&other("2026-11-28", "2027-11-28"), "still to come"),
        (&other(A, "bbbbbbbbbbbbbbbb"), "of another register"),
        (&other(A, "AAAAAAAAAAAAAAAA"), "it names no register"),
    ] {
        let text = format!("{bad}\n{good}\n");
        let (in_place, mended, said) = of(&[(&format!("{A}.jsonl"), &text)]);
        assert_eq!(in_place, 0, "{bad}");
        assert_eq!(mended, [format!("{good}\n")], "{bad}");
        let told = &said[0];
        assert!(
            told.contains(&format!("{A}.jsonl, line 1, was not taken")),
            "{told}"
        );
        assert!(told.contains(why), "{bad}: {told}");
    }
}

/// What a later version says besides is left behind: nobody knows here whether a person typed it.
#[test]
fn fields_that_are_not_known_go_no_further() {
    let plain = line(A, "2026-11-29T18:00:00Z", 1);
    let later = plain.replacen('{', "{\"remark\":{\"by\":\"canary\"},", 1);
    let (in_place, mended, said) = of(&[(&format!("{A}.jsonl"), &later)]);
    assert_eq!((in_place, said.len()), (0, 0), "{said:?}");
    assert_eq!(mended, [format!("{plain}\n")]);
}

#[test]
fn of_two_lines_of_a_day_the_later_counts_wherever_they_lie_and_that_is_said() {
    let early = line(A, "2026-11-29T08:00:00Z", 1);
    let late = line(A, "2026-11-29T18:00:00+00:00", 2);
    let copy = format!("{A}.sync-conflict-20261129.jsonl");
    for all in [
        vec![(format!("{A}.jsonl"), format!("{late}\n{early}\n"))],
        vec![
            (format!("{A}.jsonl"), early.clone()),
            (copy.clone(), late.clone()),
        ],
        vec![
            (format!("{A}.jsonl"), late.clone()),
            (copy.clone(), early.clone()),
        ],
    ] {
        let files: Vec<(&str, &str)> = all.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        let (in_place, mended, said) = of(&files);
        assert_eq!((in_place, mended), (0, vec![format!("{late}\n")]));
        assert!(
            said.iter()
                .any(|s| s.contains("the latest of each day counts")),
            "{said:?}"
        );
        assert_eq!(said.len(), all.len(), "{said:?}");
    }
    // The same line twice is no other thing.
    let (_, mended, said) = of(&[(&format!("{A}.jsonl"), &late), (&copy, &late)]);
    assert_eq!((mended.len(), said.len()), (1, 1), "{said:?}");
}

#[test]
fn what_is_no_file_of_a_register_is_not_opened() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    fs::write(at("notes.jsonl"), "x").unwrap();
    fs::create_dir(at(&format!("{A}.jsonl"))).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", at("bbbbbbbbbbbbbbbb.jsonl")).unwrap();
    let fifo = at("cccccccccccccccc.jsonl");
    let made = rustix::fs::mkfifoat(rustix::fs::CWD, &fifo, rustix::fs::Mode::RWXU);
    made.unwrap();
    let sound = looked(dir.path());
    assert_eq!((sound.lines, sound.said.len()), (0, 4), "{:?}", sound.said);
}

#[test]
fn a_folder_whose_name_is_a_pattern_is_not_handed_on() {
    for path in [
        "/srv/a*b",
        "/srv/[x]",
        "/srv/it's",
        "/srv/a\\b",
        "/srv/{a,b}",
        "/srv/a\nb",
        "/srv/\"x\"",
    ] {
        assert!(!is_plain(Path::new(path)), "{path}");
    }
    assert!(is_plain(Path::new(
        "/srv/Figures of the department, 2026 (új)"
    )));
}

/// What a register gives today is what is taken: a field that one side alone knows is found out here.
#[test]
fn a_line_of_today_is_taken_as_it_stands() {
    let root = tempfile::tempdir().unwrap();
    let home = root.path().join("desk");
    fs::create_dir_all(&home).unwrap();
    let config =
        "[me]\nname = \"Ruth Bell\"\n[machine]\nmanaged = \"corporate\"\nup_to = \"official\"\n";
    fs::write(home.join("config.toml"), config).unwrap();
    let mut desk = Desk::open(&testing::ports(root.path()), &home).unwrap();
    desk.run(Command::Add {
        channel: "signal".into(),
        conversation: None,
        about: About::default(),
        items: vec![vec![NewMessage {
            body: Some("agreed".into()),
            ..NewMessage::default()
        }]],
        import: None,
    })
    .unwrap();
    let figures = desk.figures().unwrap();
    let text = figures.line().unwrap();
    let (read, as_it_is) = FigureLine::read(text.as_bytes(), desk.now()).unwrap();
    assert!(as_it_is, "{text}");
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
}
