//! The journal of schema 2 as it was first written, read for ever after, in whatever form a tool leaves it.
//!
//! `ONRECORD_REGENERATE=1` writes the file anew: only while no release has written such frames.

use std::path::PathBuf;

use onrecord::record::event::*;
use onrecord::record::{Entry, Event};
use onrecord::register::{Head, Header, Opened, Register, encode};
use sha2::{Digest, Sha256};

use crate::golden_support::{WRITER, after_nine, frame, id, some};
use crate::support::World;

const DAY: &str = "2026-11-20";
/// Frames of others that are known and not here.
const KNOWN: [&str; 3] = [
    "ann@desk-7f2x 57 4993f58bdb17005fcc9f55109e02b42f",
    "bea@desk-0000 12 00112233445566778899aabbccddeeff",
    "bea@desk-0000 12 ffeeddccbbaa99887766554433221100",
];

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/schema-2.toml")
}

/// The file as it stands.
pub fn text() -> String {
    std::fs::read_to_string(path()).unwrap()
}

fn noted(n: &str, note: Option<String>) -> Event {
    ItemNoted {
        person: None,
        item: id(n),
        note,
    }
    .into()
}

fn heads(from: usize) -> Vec<Head> {
    KNOWN[from..]
        .iter()
        .map(|h| Head::read(h).unwrap())
        .collect()
}

/// The events, each with its command, its place there, and what the first of the command had seen.
fn events(gone: Option<&str>, text_hash: &str) -> Vec<(u64, (u32, u32), Vec<Head>, Event)> {
    let opened = WriterOpened {
        program: "onrecord 0.2.0".into(),
        before: some("bea@desk-0000"),
    };
    let closed = WriterClosed {
        closed: "ann@desk-7f2x".into(),
        heads: vec![KNOWN[0].into()],
        reason: some("the laptop was handed back"),
    };
    let accepted = Accepted {
        heads: KNOWN.iter().map(|h| h.to_string()).collect(),
        reason: some("é 🎉 lost with the disk\nof \"desk\""),
    };
    let reason = ItemErased {
        item: id("abc0000000000001"),
        requests: "none-known".into(),
        cause: "asked".into(),
        marking: None,
        marking_cut: false,
        reason: some("sent to the wrong person"),
        request: None,
    };
    let erased = Erased {
        frame: frame(2),
        frame_text_hash: text_hash.into(),
    };
    vec![
        (4, (1, 1), heads(1), opened.into()),
        (
            5,
            (1, 1),
            Vec::new(),
            noted("abc0000000000001", gone.map(str::to_owned)),
        ),
        (
            6,
            (1, 1),
            Vec::new(),
            noted("abc0000000000002", some("it stays")),
        ),
        (92, (1, 1), heads(0)[..1].to_vec(), closed.into()),
        (93, (1, 1), Vec::new(), accepted.into()),
        (94, (1, 2), Vec::new(), reason.into()),
        (94, (2, 2), Vec::new(), erased.into()),
    ]
}

/// The file as this version writes it: a segment ends behind the third frame, and the second is erased.
fn written() -> String {
    let mut out = String::new();
    let mut hashes = Vec::new();
    let mut text_hash = String::new();
    let mut line = String::new();
    for n in 0..7 {
        let all = events(Some("words that went"), &text_hash);
        let (lamport, part, seen, event) = all[n].clone();
        let previous: Option<[u8; 32]> = hashes.last().copied();
        let header = Header {
            schema: 2,
            seq: n as u64 + 1,
            lamport,
            at: after_nine(DAY, n as i64),
            by: WRITER.into(),
            part,
            follows: previous.filter(|_| n == 3),
            seen,
        };
        let frame = encode(&header, &event, [n as u8 + 1; 16], previous.as_ref());
        if n == 1 {
            let text = frame.bytes.lines().find(|l| l.starts_with("text = "));
            line = text.unwrap().to_owned();
            let digest = Sha256::digest(&line);
            text_hash = digest.iter().map(|b| format!("{b:02x}")).collect();
        }
        out.push_str(&frame.bytes);
        hashes.push(frame.hash);
    }
    let stub = format!(
        "text = {{ salt = \"{}\", e = \"",
        &Register::digits(&hashes[6])[..32]
    );
    let fill = "-".repeat(line.len() - stub.len() - 3);
    out.replace(&line, &format!("{stub}{fill}\" }}"))
}

fn read(files: &[(&str, &[u8])]) -> Opened {
    let world = World::new();
    let folder = world.folder_of(WRITER);
    std::fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    world.open()
}

fn plain(entries: &[Entry]) -> Vec<(u64, u64, [u8; 32], Event)> {
    let one = |e: &Entry| (e.seq, e.lamport, e.hash, e.event.clone());
    entries.iter().map(one).collect()
}

#[test]
fn what_this_version_writes_is_what_was_first_written() {
    let now = written();
    if std::env::var_os("ONRECORD_REGENERATE").is_some() {
        std::fs::write(path(), &now).unwrap();
    }
    let then = text();
    let first = now.lines().zip(then.lines()).find(|(a, b)| a != b);
    assert!(now == then, "first line that differs: {first:?}");
}

#[test]
fn what_was_first_written_is_read_as_what_it_was() {
    let text = text();
    let opened = read(&[("0001.toml", text.as_bytes())]);
    let report = &opened.report;
    assert!(
        report.problems.is_empty() && report.said.is_empty() && report.erasing == 0,
        "{report:?}"
    );
    let hash = opened.entries[1].text_hash.unwrap();
    let due = events(None, &Register::digits(&hash));
    let due: Vec<Event> = due.into_iter().map(|(.., event)| event).collect();
    let found: Vec<Event> = opened.entries.iter().map(|e| e.event.clone()).collect();
    assert_eq!(found, due);
    assert!(opened.entries[1].text_gone());
    // What others had and is not here is known, and taken note of.
    let unmet: Vec<String> = report.unmet.iter().map(|u| u.head.to_string()).collect();
    assert_eq!(unmet, KNOWN);
    assert!(report.unmet.iter().all(|u| u.accepted));
    let verify = opened.register.verify(None).unwrap();
    assert!(
        verify.ok && !verify.complete && verify.accepted.len() == 3,
        "{verify:?}"
    );
}

#[test]
fn it_is_the_same_in_every_form_that_a_tool_gives_it() {
    let text = text();
    let due = plain(&read(&[("0001.toml", text.as_bytes())]).entries);
    assert_eq!(due.len(), 7);
    for form in [
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        text.trim_end_matches('\n').to_owned(),
    ] {
        let opened = read(&[("0001.toml", form.as_bytes())]);
        assert_eq!(plain(&opened.entries), due);
        assert_eq!(opened.report.problems, []);
    }
    // Cut where the second segment begins, in two files and in either order of their arrival.
    let at = text.find("after = ").unwrap();
    let at = text[..at].rfind("[[event]]").unwrap();
    let (first, second) = text.as_bytes().split_at(at);
    let opened = read(&[("0001.toml", first), ("0002.toml", second)]);
    assert_eq!(plain(&opened.entries), due);
    assert!(opened.report.problems.is_empty() && opened.report.said.is_empty());
    let opened = read(&[("0002.toml", second)]);
    assert_eq!(plain(&opened.entries), due[3..]);
    assert_eq!(opened.report.damage, 0, "{:?}", opened.report.problems);
}
