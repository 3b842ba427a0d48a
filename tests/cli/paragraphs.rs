//! The manual's table of paragraphs: every paragraph of the guidance has its entry, and what an entry names is there.

use std::collections::BTreeSet;

use crate::support::*;

const PAGE: &str = include_str!("../../docs/paragraphs.md");

/// The rows: number, and what serves it.
fn rows() -> Vec<(String, String)> {
    let rows = PAGE.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let number = cells.next()?.trim().to_owned();
        let served = cells.nth(1)?.trim_end_matches(" |").to_owned();
        number
            .chars()
            .all(|c| c.is_ascii_digit())
            .then_some((number, served))
    });
    rows.collect()
}

#[test]
fn every_paragraph_of_the_guidance_has_an_entry_and_every_entry_a_paragraph() {
    let home = Home::new();
    let said = home.run(&["guidance", "--json"]).ok().rows();
    let digits = |n: &str| {
        n.chars()
            .take_while(char::is_ascii_digit)
            .collect::<String>()
    };
    let wanted: BTreeSet<String> = said
        .iter()
        .map(|r| digits(r["number"].as_str().unwrap()))
        .collect();
    assert_eq!(wanted.len(), 38);
    let listed: Vec<String> = rows().into_iter().map(|(n, _)| n).collect();
    let once: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(once.len(), listed.len(), "a paragraph stands twice");
    let missing: Vec<&String> = wanted.symmetric_difference(&once).collect();
    assert!(
        missing.is_empty(),
        "without an entry, or without a paragraph: {missing:?}"
    );
    assert!(rows().iter().all(|(_, served)| served.len() > 5));
}

#[test]
fn every_command_and_flag_that_an_entry_names_is_there() {
    let home = Home::new();
    for (number, served) in rows() {
        for span in served.split('`').skip(1).step_by(2) {
            let Some(line) = span.strip_prefix("onrecord ") else {
                continue;
            };
            let words: Vec<&str> = line.split_whitespace().collect();
            let plain = words.iter().take_while(|w| !w.starts_with("--"));
            // "guidance links" and "guidance N" name what is read, not a command of its own.
            let command: Vec<&str> = match plain.clone().next() {
                Some(&"guidance") => vec!["guidance"],
                _ => plain.copied().collect(),
            };
            let help = home.run(&with(&command, &["--help"]));
            assert_eq!(help.code, 0, "para {number}: {span}: {}", help.err);
            for flag in words.iter().filter(|w| w.starts_with("--")) {
                assert!(
                    help.out.contains(flag),
                    "para {number}: {span} has no {flag}"
                );
            }
        }
    }
}
