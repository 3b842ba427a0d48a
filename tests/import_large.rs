//! What is larger than anybody expects: it is read, or said to be cut, and what stands behind it is not lost.

use std::ops::ControlFlow;

use onrecord::import::{Export, FileSource, ImportError, Input, Options};
use onrecord::ports::Ports;

/// What of an entry is looked at here.
struct Large {
    text: String,
    offset: u64,
    raw: u64,
    cut: u64,
    files: Vec<(bool, Option<u64>, FileSource)>,
}

fn open(text: &str, chat: Option<&str>) -> Export {
    let input = Input::Bytes {
        name: None,
        bytes: text.as_bytes().to_vec(),
    };
    let options = Options {
        chat: chat.map(str::to_owned),
        ..Options::default()
    };
    Export::open(&Ports::system(), input, &options).unwrap()
}

fn entries(export: &mut Export) -> Vec<Large> {
    let mut seen = Vec::new();
    let each = export.for_each(&mut |e| {
        let files = e.attachments.iter();
        seen.push(Large {
            text: e.text.to_string(),
            offset: e.offset,
            raw: e.raw.len() as u64,
            cut: e.cut,
            files: files
                .map(|a| (a.present, a.bytes, a.source.clone()))
                .collect(),
        });
        ControlFlow::Continue(())
    });
    each.unwrap();
    seen
}

fn backup(rows: &str, count: u64) -> String {
    format!("<?xml version='1.0' encoding='UTF-8'?>\n<smses count=\"{count}\">\n{rows}\n</smses>\n")
}

const BEHIND: &str =
    "<sms address=\"+447700900102\" date=\"1710320500000\" type=\"1\" body=\"Behind it\" />";

fn with_picture(base64: &str) -> String {
    let part = |data: &str| {
        format!("<part seq=\"0\" ct=\"image/png\" name=\"quay.png\" data=\"{data}\" />")
    };
    let mms = format!(
        "<mms date=\"1710320400000\" msg_box=\"1\" address=\"+447700900101\"><parts>{}{}<part seq=\"0\" ct=\"text/plain\" text=\"The quay\" /></parts></mms>",
        part(base64),
        part("iVBORw0KGgo=")
    );
    backup(&format!("{mms}\n{BEHIND}\n{BEHIND}"), 3)
}

#[test]
fn a_picture_of_any_size_in_a_backup_of_sms_is_measured_and_taken_and_nothing_behind_it_is_lost() {
    // 12 MB of digits: more than an element may take while it is only looked at.
    let bytes = 9_000_001_u64;
    let digits = format!("iVBORw0KGgo{}AA==", "A".repeat(12_000_001 - 12));
    assert_eq!(digits.len() % 4, 0);
    let text = with_picture(&digits);
    let mut export = open(&text, Some("+447700900101"));
    let summary = export.summary();
    assert_eq!((summary.entries, summary.cut), (1, 1));
    assert!(summary.left_out.is_empty(), "{:?}", summary.left_out);
    let seen = &entries(&mut export)[0];
    let mms = &text[text.find("<mms").unwrap()..text.find("</mms>").unwrap() + 6];
    assert_eq!(seen.text, "The quay");
    assert_eq!(seen.raw + seen.cut, mms.len() as u64);
    assert!(seen.files.iter().all(|f| f.0));
    for (file, size) in seen.files.iter().zip([bytes, 8]) {
        assert_eq!(file.1, Some(size));
        let got = export.file("quay.png", &file.2, 16 << 20).unwrap();
        assert_eq!(got.map(|b| b.len() as u64), Some(size));
    }
    let refused = export.file("quay.png", &seen.files[0].2, 1 << 20);
    let refused = refused.unwrap_err();
    assert!(
        matches!(&refused, ImportError::AttachmentTooLarge { size, .. } if *size > 1 << 20),
        "{refused}"
    );
    // What comes behind stands where it is said to stand.
    let behind = entries(&mut open(&text, Some("+447700900102")));
    assert_eq!(behind.len(), 2);
    for entry in behind {
        assert!(text[entry.offset as usize..].starts_with(BEHIND));
    }
}

#[test]
fn words_longer_than_an_element_may_be_are_cut_and_the_message_says_so() {
    let long = format!("The quay{}", " and on é".repeat(1_200_000));
    let row = format!(
        "<sms address=\"+447700900102\" date=\"1710320400000\" type=\"1\" body=\"{long}\" />"
    );
    let text = backup(&format!("{row}\n{BEHIND}"), 2);
    let mut export = open(&text, None);
    let (summary, seen) = (export.summary(), entries(&mut export));
    assert_eq!((seen.len(), summary.cut), (2, 1));
    assert!(seen[0].text.starts_with("The quay and on é"));
    assert_eq!(seen[0].raw + seen[0].cut, row.len() as u64);
    assert_eq!((seen[1].text.as_str(), seen[1].cut), ("Behind it", 0));
    let said = "1 entry is longer than is kept";
    assert!(summary.notices.iter().any(|n| n == said));
}

#[test]
fn every_text_of_a_folder_is_read_however_many_lie_there() {
    let dir = tempfile::tempdir().unwrap();
    for n in 0..2_150 {
        let text = format!("[Mar 13, 2024 09:00:00] <Ann Lee> Message {n}\n");
        std::fs::write(dir.path().join(format!("chat {n:04}.txt")), text).unwrap();
    }
    let export = Export::open(
        &Ports::system(),
        Input::Path(dir.path().to_owned()),
        &Options::default(),
    )
    .unwrap();
    assert_eq!(export.chats().len(), 2_150);
    assert_eq!(export.summary().entries, 2_150);
}

#[test]
fn a_large_backup_has_every_place_and_counts_what_was_no_text_as_far_as_it_is_read() {
    let row = |n: usize| {
        format!(
            "<sms address=\"+447700900102\" date=\"{}\" type=\"1\" body=\"Behind it\" />\n",
            1_710_320_500_000 + n
        )
    };
    for mark in ["", "\u{feff}"] {
        for broken in [None, Some(15_000)] {
            let head = format!("{mark}<?xml version='1.0' encoding='UTF-8'?>\n<smses>\n");
            let (mut bytes, mut places) = (head.into_bytes(), Vec::new());
            for n in 0..70_000 {
                if broken == Some(n) {
                    bytes.extend(b"<!no such thing>");
                }
                if broken.is_none_or(|at| n < at) {
                    places.push(bytes.len() as u64);
                }
                let mut row = row(n).into_bytes();
                if n % 10_000 == 5 {
                    let at = row.iter().position(|b| *b == b'B').unwrap();
                    row[at] = 0xff;
                }
                bytes.extend(row);
            }
            bytes.extend(b"</smses>\n");
            let input = Input::Bytes { name: None, bytes };
            let mut export = Export::open(&Ports::system(), input, &Options::default()).unwrap();
            let summary = export.summary();
            let replaced = summary.notices.iter().filter_map(|n| {
                let (n, _) = n.split_once(" bytes were no UTF-8")?;
                n.parse::<usize>().ok()
            });
            let replaced: Vec<usize> = replaced.collect();
            assert_eq!(replaced, [if broken.is_some() { 2 } else { 7 }]);
            assert_eq!(summary.left_out.is_empty(), broken.is_none());
            let offsets: Vec<u64> = entries(&mut export).iter().map(|e| e.offset).collect();
            assert!(offsets == places, "{mark:?} {broken:?}");
        }
    }
}
