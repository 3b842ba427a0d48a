//! The cases of public reports, when `../shared` is there: each file comes out as is right for it.

#[allow(dead_code)] // Shared with tests that read from memory.
mod import_support;

use std::path::{Path, PathBuf};

use import_support::{Owned, check, entries};
use onrecord::import::{EntryKind, Export, ImportError, Input, Options, Summary};
use onrecord::ports::Ports;

/// A case's file, or nothing where the cases are not here.
fn case(number: &str, file: &str) -> Option<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    let found = std::fs::read_dir(&cases).ok().and_then(|listed| {
        let named = |e: &std::fs::DirEntry| e.file_name().to_string_lossy().starts_with(number);
        listed.flatten().find(named).map(|e| e.path().join(file))
    });
    if found.is_none() {
        println!("{number}: not here, nothing compared");
    }
    found
}

fn opened(path: &Path) -> Result<Export, ImportError> {
    Export::open(
        &Ports::system(),
        Input::Path(path.to_owned()),
        &Options::default(),
    )
}

fn read(path: &Path) -> (Vec<Owned>, Summary) {
    let mut export = opened(path).unwrap();
    let (found, summary) = entries(&mut export).unwrap();
    check(&found, &summary);
    (found, summary)
}

/// Time, sender (or a dash for a notice) and text.
type Row = (&'static str, &'static str, &'static str);

fn compare(number: &str, file: &str, rows: &[Row]) -> Option<Summary> {
    let (found, summary) = read(&case(number, file)?);
    let told: Vec<(String, String, String)> = found
        .iter()
        .map(|e| {
            let by = e.sender.clone().unwrap_or_else(|| "-".to_owned());
            (e.at.clone(), by, e.text.clone())
        })
        .collect();
    assert_eq!(told.len(), rows.len(), "{number}");
    for ((at, by, text), (want_at, want_by, want_text)) in told.iter().zip(rows) {
        assert_eq!(at, want_at, "{number}");
        assert_eq!(by, want_by, "{number}: {text}");
        assert!(text.contains(want_text), "{number}: {text}");
    }
    assert_eq!(summary.quoted, 0, "{number}");
    Some(summary)
}

const BILL: &str = "WhatsApp Chat with Bill team.txt";

#[test]
fn stamps() {
    compare(
        "001",
        BILL,
        &[
            ("2015-06-13T10:59:59", "Ann Lee", "Hello there"),
            ("2015-06-13T17:56:34", "Bob Ray", "Clause 4 agreed: yes"),
            ("2015-06-13T17:56:40", "-", "You were added"),
            (
                "2015-06-14T09:00:01",
                "Ann Lee",
                "2015-06-14-PHOTO-00000002.jpg",
            ),
        ],
    );
    compare(
        "022",
        BILL,
        &[
            ("2016-04-15T13:19:20", "Ann Lee", "hello"),
            ("2016-04-15T13:20:20", "Bob", "hi: there"),
        ],
    );
    compare(
        "033",
        BILL,
        &[
            ("2024-03-12T15:45:00", "Ann", "hello"),
            ("2024-03-13T15:46:00", "Bob", "hi"),
            ("2024-03-14T09:46:00", "Bob", "hi again"),
        ],
    );
    let lettered = compare(
        "035",
        BILL,
        &[
            ("2013-11-28T19:23:00", "Ann Lee", "hello"),
            ("2013-11-28T19:24:00", "Bob", "hi"),
        ],
    );
    assert!(lettered.is_none_or(|s| !s.date_order_ambiguous));
    compare(
        "053",
        BILL,
        &[
            ("2023-12-20T17:46:00", "Zoé", "salut"),
            ("2023-12-21T09:25:00", "Zoé", "oui"),
        ],
    );
}

#[test]
fn line_ends_and_day_parts() {
    for (number, file) in [("043", "_chat.txt"), ("045", BILL)] {
        let Some(path) = case(number, file) else {
            continue;
        };
        let texts: Vec<String> = read(&path).0.into_iter().map(|e| e.text).collect();
        assert_eq!(texts, ["Hi", "two", "three"], "{number}");
    }
    let Some(path) = case("046", BILL) else {
        return;
    };
    let (found, _) = read(&path);
    assert_eq!(found.len(), 6);
    assert_eq!(found[4].at, "2018-06-14T18:25:00");
    assert_eq!(found[5].at, "2018-06-14T00:25:00");
}

#[test]
fn notices_and_people() {
    let Some(path) = case("004", "_chat.txt") else {
        return;
    };
    let (found, summary) = read(&path);
    let said: Vec<_> = found
        .iter()
        .filter(|e| e.kind == EntryKind::Message)
        .map(|e| e.text.as_str())
        .collect();
    assert_eq!((said, summary.system), (vec!["ok", "ok", "thanks"], 5));

    let (found, summary) = read(&case("005", BILL).unwrap());
    assert_eq!((summary.messages, summary.system), (2, 5));
    assert!(found[2].kind == EntryKind::System && found[2].sender.is_none());
    let people: Vec<_> = summary.senders.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(people, ["+1-555-0108", "~ Ann"]);

    let (found, summary) = read(&case("021", "_chat.txt").unwrap());
    assert_eq!((summary.messages, found[0].kind), (3, EntryKind::System));

    let path = case("023", "_chat.txt").unwrap();
    assert_eq!(opened(&path).unwrap().conversation(), None);
    let senders: Vec<_> = read(&path)
        .0
        .into_iter()
        .map(|e| e.sender.unwrap())
        .collect();
    assert_eq!(senders, ["Ann", "Bob"]);

    compare(
        "027",
        BILL,
        &[
            ("2026-07-09T02:28:09", "Alice", "Hey"),
            ("2026-07-09T02:28:37", "Bob", "Hi"),
            ("2026-07-09T02:29:00", "Bob", "see https://x.gov.uk/a: yes"),
            ("2026-07-09T02:30:00", "Alice", "ok"),
        ],
    );
}

#[test]
fn what_is_quoted_and_what_is_joined() {
    let Some(path) = case("036", BILL) else {
        return;
    };
    let (_, summary) = read(&path);
    assert_eq!(
        (summary.messages, summary.system, summary.quoted),
        (30, 2, 0)
    );
    assert_eq!(summary.first.unwrap().to_string(), "2024-01-01 10:00:00");
    assert_eq!(summary.last.unwrap().to_string(), "2024-02-27 10:07:00");
    assert_eq!(summary.joins[0].n, 17);

    let (_, summary) = read(&case("039", "WhatsApp Chat with Asha Patel.txt").unwrap());
    assert_eq!(summary.quoted, 0);

    let (_, summary) = read(&case("056", BILL).unwrap());
    assert_eq!(
        (summary.timers.len(), summary.timers[0].seconds),
        (1, 86_400)
    );
    assert_eq!(summary.quoted, 0);

    let (found, _) = read(&case("058", BILL).unwrap());
    let having = |flag: &str| -> Vec<u64> {
        found
            .iter()
            .filter(|e| e.flags.contains(&flag))
            .map(|e| e.n)
            .collect()
    };
    assert_eq!((having("deleted"), having("edited")), (vec![2, 4], vec![3]));
}

#[test]
fn containers() {
    let Some(path) = case("016", "Bill.zip") else {
        return;
    };
    let mut export = opened(&path).unwrap();
    assert_eq!(export.conversation(), Some("Bill"));
    let (_, summary) = entries(&mut export).unwrap();
    assert_eq!(
        (summary.attachments.named, summary.attachments.present),
        (1, 1)
    );

    let (found, summary) = read(&case("020", "WhatsApp Chat - Bill team.zip").unwrap());
    assert_eq!(
        found[0].attachments,
        [("2015-08-04-PHOTO-00004762.jpg".to_owned(), true)]
    );
    assert_eq!(
        (summary.attachments.named, summary.attachments.present),
        (1, 1)
    );

    let folder = case("028", "WhatsApp Chat - Bill team").unwrap();
    for path in [folder.join("_chat.txt"), folder] {
        assert_eq!(opened(&path).unwrap().conversation(), Some("Bill team"));
    }

    let error = opened(&case("061", "exports.zip").unwrap())
        .err()
        .unwrap()
        .to_string();
    assert!(error.contains("Ann/_chat.txt, Bob/_chat.txt"), "{error}");
}
