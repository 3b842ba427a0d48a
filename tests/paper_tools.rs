//! Papers of every shape, left where `.ci/run` names a folder, for other people's tools to read: Python's
//! mail parser, bagit and fido, html-validate and axe.

use std::fs;
use std::path::Path;
use std::process::Command;

use chrono_tz::Tz;
use onrecord::lodge::paper::{Block, Imprint, Paper, Section, Table, lodge_paper_folder};
use onrecord::lodge::{FolderFormat, verify_folder};
use onrecord::ports::Ports;

const HOSTILE: &str = "</td></table><script>alert(1)</script> \u{1b}[2J \u{202e}abc \u{fdd0} & \"x\" 'y' \r\nBcc: a@b.example\n<!DOCTYPE html><html>\n日本語 👨\u{200d}👩 e\u{301}";

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

/// A paper in which every text is `words`, with every kind of block, full and empty.
fn filled(words: &str) -> Paper {
    let fact = |label: &str| (label.to_owned(), words.to_owned());
    let table = |caption: &str, head: &[&str], rows: Vec<Vec<String>>| {
        Block::Table(Table {
            caption: caption.to_owned(),
            head: cells(head),
            rows,
        })
    };
    Paper {
        title: format!("Statement of a departure: {words}"),
        lead: vec![
            words.to_owned(),
            "It also says what it cannot show.".to_owned(),
        ],
        facts: vec![
            ("Marking".to_owned(), "OFFICIAL".to_owned()),
            fact("Leaver"),
            fact("Post"),
        ],
        sections: vec![
            Section {
                heading: "Conversations and devices".to_owned(),
                blocks: vec![
                    Block::Paragraph(words.to_owned()),
                    Block::List(vec![words.to_owned(), "a second point".to_owned()]),
                    table(
                        "Outcomes",
                        &["Conversation", "Outcome"],
                        vec![cells(&["Bill team", "captured"]), cells(&["", "nil"])],
                    ),
                    table(
                        "Captures with their references",
                        &["Item", "Reference", "Sums", "Note"],
                        vec![
                            cells(&["k7m2q9", &"MIN/2026/".repeat(12), &"0a".repeat(32), words]),
                            cells(&[words, "", "", "=1+1"]),
                        ],
                    ),
                    table("Waivers", &["Step", "Reason"], Vec::new()),
                ],
            },
            Section {
                heading: words.to_owned(),
                blocks: vec![Block::Facts(vec![
                    fact("Head of the register"),
                    fact(words),
                ])],
            },
            Section::default(),
        ],
        signatures: cells(&["Leaver", "Line manager or KIM team"]),
        ends: Vec::new(),
    }
}

fn imprint(id: &str) -> Imprint {
    Imprint {
        kind: "statement".to_owned(),
        id: id.to_owned(),
        made_at: "2026-11-27T17:02:03.004Z".parse().expect("a time"),
        zone: Tz::Europe__London,
        made_by: "Zoë \"Zed\" Öz".to_owned(),
        organisation: Some("Department for Schools".to_owned()),
        marking: Some("OFFICIAL".to_owned()),
        to: Some("kim@example.gov.uk".to_owned()),
        policy: "uk-nccc-2023 0011".to_owned(),
        head: "ab".repeat(32),
    }
}

#[test]
fn papers_are_read_by_other_peoples_tools() {
    let own = tempfile::tempdir().expect("a folder");
    let left = std::env::var_os("ONRECORD_PAPERS");
    let place = left.as_deref().map_or(own.path(), Path::new);
    let mut folders = Vec::new();
    for (form, format) in [("files", FolderFormat::Files), ("bag", FolderFormat::Bag)] {
        let destination = place.join(form);
        fs::create_dir_all(&destination).expect("a destination");
        for (id, paper) in [
            ("plain1", filled("words of a person")),
            ("hard22", filled(HOSTILE)),
            ("long33", filled(&"word ".repeat(2000))),
            (
                "bare44",
                Paper {
                    title: "Cover note".to_owned(),
                    ..Paper::default()
                },
            ),
        ] {
            let lodged = lodge_paper_folder(
                &Ports::system(),
                &destination,
                format,
                &paper,
                &imprint(id),
                &[],
                &[],
            )
            .expect("it is lodged");
            verify_folder(&Ports::system(), &lodged.path).expect("its sums agree");
            folders.push(lodged.path);
        }
    }
    let check = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/check_paper.py");
    let run = Command::new("python3")
        .arg(check)
        .arg("--only-stdlib")
        .args(&folders)
        .output();
    match run {
        Err(error) => eprintln!("python3 is not here, so its parser was not asked: {error}"),
        Ok(run) => assert!(
            run.status.success(),
            "{}{}",
            String::from_utf8_lossy(&run.stdout),
            String::from_utf8_lossy(&run.stderr)
        ),
    }
}
