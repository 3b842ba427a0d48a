//! Holds the rooms below the faces to saying what can be done, and not how one face does it.

use std::fs;
use std::path::Path;

use crate::FILES;

/// Where the program's name stands before a word all the same, and why.
const ALLOWED: &[(&str, &str, &str)] = &[
    (
        "src/desk/setup.rs",
        "before onrecord knows",
        "the name alone, no command",
    ),
    (
        "src/desk/paper/sums.rs",
        "onrecord verify --head HASH",
        "a paper, read where no face is: its reader checks the heads by this command",
    ),
    (
        "src/desk/package/tables.rs",
        "onrecord verify --head HASH",
        "the same, in the register of a package",
    ),
    (
        "src/operation/conversations.rs",
        "onrecord conversation edit --help",
        "what the command line alone says",
    ),
    (
        "src/operation/report_sending.rs",
        "onrecord report show",
        "to go: the hint of a field is still text",
    ),
    (
        "src/operation/report_sending.rs",
        "onrecord report sent {short}",
        "the same",
    ),
    (
        "src/operation/meaning.rs",
        "onrecord device add NAME --kind KIND",
        "the same: on a form a device is chosen from those there are",
    ),
];

/// The lines of code of a file, without its comments and what only tests see.
fn code(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(path)).expect("UTF-8 source");
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = text.lines().filter(|l| !l.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The words behind the program's name, wherever a small letter follows it.
fn commands(code: &str) -> Vec<&str> {
    let all = code.match_indices("onrecord ").map(|(at, _)| &code[at..]);
    all.filter(|c| c["onrecord ".len()..].starts_with(|c: char| c.is_ascii_lowercase()))
        .map(|c| c.lines().next().unwrap_or_default())
        .collect()
}

#[test]
fn no_command_is_named_below_the_faces() {
    let mut wrong = Vec::new();
    let mut used = Vec::new();
    for file in FILES.iter().filter(|f| {
        ["record", "desk", "operation"].contains(&f.room()) && !f.path.ends_with("tests.rs")
    }) {
        let code = code(&file.path);
        let allowed =
            |(path, words, _): &&(&str, &str, &str)| *path == file.path && code.contains(words);
        let here: Vec<_> = ALLOWED.iter().filter(allowed).collect();
        let found = commands(&code);
        if found.len() > here.len() {
            wrong.push(format!(
                "{}: {}; name the operation instead (record::next), each face says how it is done there",
                file.path,
                found.join("; ")
            ));
        }
        used.extend(here.into_iter().map(|(path, ..)| *path));
    }
    for (path, words, _) in ALLOWED {
        if !used.contains(path) {
            wrong.push(format!(
                "{path} says {words} no more: it goes from the list"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_command_is_seen_in_a_line_of_code_and_the_name_alone_is_not() {
    assert_eq!(
        commands("\"See: onrecord log\",\n\"onrecord: done\""),
        ["onrecord log\","]
    );
}
