//! The journal of schema 1 as it was first written, read for ever after.

use crate::support::*;
use onrecord::record::{Entry, Event};
use onrecord::register::{Header, encode};

const GOLDEN: &str = include_str!("../golden/schema-1.toml");

fn read() -> Vec<Entry> {
    let world = World::new();
    let folder = world.home().join("register/ann@desk-7f2x");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("0001.toml"), GOLDEN).unwrap();
    let opened = world.open();
    assert!(
        opened.report.problems.is_empty() && opened.report.said.is_empty(),
        "{:?}",
        opened.report
    );
    // Nothing is amiss but that the kept files it names are not here.
    let problems = opened.register.verify(None).unwrap().problems;
    assert!(
        problems.iter().all(|p| p.file.starts_with("evidence/")),
        "{problems:?}"
    );
    opened.entries
}

#[test]
fn every_kind_of_schema_1_is_still_understood() {
    let entries = read();
    assert_eq!(entries.len(), 25);
    let other = entries
        .iter()
        .find(|e| matches!(e.event, Event::Other { .. }));
    assert!(other.is_none(), "{other:?}");
    // Frame 6 is erased by frame 24.
    let gone: Vec<_> = entries
        .iter()
        .filter(|e| e.text_gone())
        .map(|e| e.seq)
        .collect();
    assert_eq!(gone, [6]);
    let Event::ItemAdded(added) = &entries[4].event else {
        panic!()
    };
    let body = added.body.as_deref().unwrap();
    assert!(body.starts_with(
        "[[event]]\nhash = \"x\"\r\n\ttab \\ back \"quote\" \u{1b}[2J \u{202e}bidi\u{2066}"
    ));
    assert!(body.ends_with("é 日本語 🎉 👨\u{200d}👩 \u{e0001}\u{10ffff}"));
    assert_eq!(added.evidence.len(), 2);
}

#[test]
fn what_was_read_is_written_again_with_the_same_bytes() {
    let frames: Vec<String> = GOLDEN
        .split("[[event]]\nschema")
        .skip(1)
        .map(|f| format!("[[event]]\nschema{f}"))
        .collect();
    let entries = read();
    assert_eq!(frames.len(), entries.len());
    let mut previous = None;
    for (entry, frame) in entries.iter().zip(&frames) {
        let salt = frame
            .lines()
            .find_map(|l| l.strip_prefix("text = { salt = \""))
            .unwrap_or("");
        let salt: [u8; 16] = std::array::from_fn(|i| {
            u8::from_str_radix(salt.get(2 * i..2 * i + 2).unwrap_or("0"), 16).unwrap()
        });
        let header = Header {
            schema: 1,
            follows: None,
            seen: Vec::new(),
            seq: entry.seq,
            lamport: entry.lamport,
            at: entry.at,
            by: (&*entry.writer).into(),
            part: entry.part,
        };
        if !entry.text_gone() {
            assert_eq!(
                encode(&header, &entry.event, salt, previous.as_ref()).bytes,
                *frame
            );
        }
        previous = Some(entry.hash);
    }
}
