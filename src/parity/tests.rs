//! The net: equal records from both faces, and a row for every operation.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::office::{furnish, ports};
use super::play::{Left, by_command, by_field, command_line, fresh, left, prepared, words};
use super::table::{READS, Row, TABLES};
use crate::action;
use crate::ports::Files;
use crate::record::Id;

/// Plays a row on both faces; what differs.
fn difference(row: &Row, kept: &Path, work: &Path) -> Option<String> {
    let files = Files::real();
    fresh(&files, kept, work);
    let (ran, mut command) = by_command(row, work);
    fresh(&files, kept, work);
    let (played, mut app) = by_field(row, work);
    if row.on.contains(' ') {
        // Several items stand in one command in the order of the list or as they are named: that is no
        // difference in what was done.
        command.recorded.sort();
        app.recorded.sort();
    }
    let mut wrong = Vec::new();
    if (ran.code != 0) != row.refused {
        wrong.push(format!("the command line: exit {}", ran.code));
    }
    if played.refused != row.refused {
        wrong.push(format!("the application: refused {}", played.refused));
    }
    wrong.extend(played.said.iter().filter_map(|said| not_for_screens(said)));
    if command.recorded.len() != app.recorded.len() {
        wrong.push(format!("{:#?}\n{:#?}", command.recorded, app.recorded));
    }
    for (one, other) in command.recorded.iter().zip(&app.recorded) {
        if one != other {
            wrong.push(format!("recorded\n      {one}\n      {other}"));
        }
    }
    if command.filed != app.filed {
        let (one, other) = (command.filed.iter(), app.filed.iter());
        let differ = one.zip(other).find(|(a, b)| a != b);
        wrong.push(format!("filed {differ:#?}"));
    }
    if let Some(taught) = played.taught.as_deref().filter(|_| !row.refused) {
        wrong.extend(not_taught(taught, row, kept, work, &app));
    }
    if command.settings != app.settings {
        wrong.push(format!("{}\n{}", command.settings, app.settings));
    }
    if wrong.is_empty() {
        return None;
    }
    Some(format!(
        "{}: onrecord {}\n    {}\n  {ran:?}\n  {played:?}",
        row.action,
        row.command,
        wrong.join("\n    ")
    ))
}

/// A form asks for it only where something is unfinished; elsewhere what it says there is usual.
const NOT_ASKED: &str = "--unfinished";

/// What is wrong with the command line that is taught after a deed: what stands in it whole does the same when it is run;
/// where it leaves out what somebody wrote, it still has each flag that was needed.
fn not_taught(taught: &str, row: &Row, kept: &Path, work: &Path, app: &Left) -> Option<String> {
    let told = words(taught);
    if told.iter().any(|word| word == "-" || word.ends_with("=-")) {
        let flags = |word: &&String| word.starts_with("--");
        let needed = words(row.command);
        let missing: Vec<_> = needed
            .iter()
            .filter(flags)
            .filter(|f| *f != NOT_ASKED)
            .filter(|f| !told.contains(f))
            .collect();
        return (!missing.is_empty()).then(|| format!("taught {taught}\n    without {missing:?}"));
    }
    fresh(&Files::real(), kept, work);
    let (ports, before) = prepared(row, work);
    let ran = command_line(&ports, work, &told[1..], row.answers);
    let mut there = left(&ports, work, before);
    let mut here = app.recorded.clone();
    if row.on.contains(' ') {
        there.recorded.sort();
        here.sort();
    }
    let same = there.recorded == here;
    (!same).then(|| {
        format!(
            "taught {taught}\n    {ran:?}\n    {:?}\n    {here:?}",
            there.recorded
        )
    })
}

/// Functions that are commands alone: no key does the same, so the command is named.
const ALONE: [&str; 1] = ["config"];

/// What is said in the application names no command and no whole id; where it does, why that is wrong.
fn not_for_screens(said: &str) -> Option<String> {
    let letters = |c: char| !(c.is_ascii_digit() || c.is_ascii_lowercase());
    let id = said
        .split(letters)
        .find(|w| w.len() == 16 && Id::parse(w).is_some());
    let alone = |c: &&str| said.contains(&format!("n the command line: onrecord {c}"));
    match (said.matches("onrecord ").count(), id) {
        (0, None) => None,
        (1, None) if ALONE.iter().any(alone) => None,
        _ => Some(format!("a command or an id on the screen: {said}")),
    }
}

fn both_faces_record_the_same(table: &[Row]) {
    let root = tempfile::tempdir().unwrap();
    furnish(root.path()).unwrap();
    let (work, kept) = (root.path().join("work"), root.path().join("kept"));
    fresh(&Files::real(), &work, &kept);
    let mut differ = Vec::new();
    for row in table {
        let played = catch_unwind(AssertUnwindSafe(|| difference(row, &kept, &work)));
        match played {
            Ok(None) => {}
            Ok(Some(difference)) => differ.push(difference),
            Err(e) => {
                let why = e.downcast_ref::<String>().cloned();
                let why = why.unwrap_or_else(|| "it cannot be played".into());
                differ.push(format!(
                    "{}: onrecord {}\n    {why}",
                    row.action, row.command
                ));
            }
        }
    }
    assert!(
        differ.is_empty(),
        "the faces differ (command line first):\n\n{}",
        differ.join("\n\n")
    );
}

#[test]
fn what_becomes_of_items_is_recorded_the_same_from_both_faces() {
    both_faces_record_the_same(TABLES[0]);
}

#[test]
fn what_surrounds_items_is_recorded_the_same_from_both_faces() {
    both_faces_record_the_same(TABLES[1]);
}

#[test]
fn departures_are_recorded_the_same_from_both_faces() {
    both_faces_record_the_same(TABLES[2]);
}

#[test]
fn incidents_are_recorded_the_same_from_both_faces() {
    both_faces_record_the_same(TABLES[3]);
}

#[test]
fn requests_are_recorded_the_same_from_both_faces() {
    both_faces_record_the_same(TABLES[4]);
}

#[test]
fn what_one_face_refuses_the_other_refuses_too() {
    both_faces_record_the_same(TABLES[5]);
}

#[test]
fn a_register_is_lodged_and_said_to_be_before_a_person_is_asked_whether_its_content_goes() {
    let root = tempfile::tempdir().unwrap();
    furnish(root.path()).unwrap();
    let (work, kept) = (root.path().join("work"), root.path().join("kept"));
    fresh(&Files::real(), &work, &kept);
    let play = |line: &str, answers: Option<&[&str]>| {
        fresh(&Files::real(), &kept, &work);
        let ports = ports(&work, 2_000_000, 1);
        command_line(&ports, &work, &words("hold release FOI/12"), None).must_be_done(line);
        command_line(&ports, &work, &words(line), answers)
    };
    let close = "register close --to plan";
    let asked = "Type erase to erase it, Enter to keep it.";
    let kept = "Nothing was erased; the content of";
    // Nobody there, Enter, the input ends, one is known, none is known.
    for (answers, asks, code, said) in [
        (None, false, 0, kept),
        (Some(&[""][..]), true, 0, kept),
        (Some(&["ERASE"]), true, 0, kept),
        (Some(&["erase", "y", "FOI/9"]), true, 1, "is known, so item"),
        (Some(&["Erase", "n"]), true, 0, "Erased: the content of"),
    ] {
        let ran = play(close, answers);
        let (lodged, question) = (ran.out.find("Lodged: "), ran.out.find(asked));
        assert_eq!(
            (ran.code, question.is_some()),
            (code, asks),
            "{answers:?} {ran:?}"
        );
        assert!(lodged.is_some() && (!asks || lodged < question), "{ran:?}");
        assert!(
            format!("{}{}", ran.out, ran.err).contains(said),
            "{answers:?} {ran:?}"
        );
        assert_eq!(
            ran.out.contains("Erased: "),
            said.contains("Erased"),
            "{ran:?}"
        );
    }
    // Where it was said beforehand that it goes, the answer is asked for before anything is done.
    let line = "register close --to plan --erase";
    let ran = play(line, Some(&["n"]));
    assert!(
        ran.out.contains("Erased: ") && !ran.out.contains(asked),
        "{ran:?}"
    );
    let ran = play(line, Some(&[]));
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(!ran.out.contains("Lodged: "), "{ran:?}");
}

#[test]
fn every_operation_that_has_a_command_has_a_row() {
    let with_command = || action::all().filter(|a| a.command.is_some());
    let mut wrong = Vec::new();
    for action in with_command() {
        let (id, command) = (action.id, action.command.unwrap_or_default());
        let played = TABLES
            .iter()
            .flat_map(|t| t.iter())
            .any(|r| r.action == id && !r.refused);
        let read = READS.iter().any(|(read, _)| *read == id);
        match (played, read) {
            (false, false) => wrong.push(format!(
                "{id} (onrecord {command}) has no row. In src/parity/table/ add: row(\"{id}\", \"@word of what it is done to\", &[(\"Field of its form\", \"answer\")], \"{command} …\"). Where it records nothing, name it in reads.rs with the reason."
            )),
            (true, true) => wrong.push(format!("{id} has a row and stands in reads.rs too")),
            _ => {}
        }
    }
    for (id, _) in READS {
        if !with_command().any(|a| a.id == *id) {
            wrong.push(format!(
                "reads.rs names {id}, which is no action with a command"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
