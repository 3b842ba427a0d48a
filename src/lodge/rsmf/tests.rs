//! What a platform reads of a file, read again by the crates for mail, zip and JSON.

use std::io::{Cursor, Read};

use mail_parser::{MessageParser, MimeHeaders};
use serde_json::Value;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::*;
use crate::lodge::support::capture;
use crate::lodge::{AttachmentDoc, MessageDoc, PutRight, Source};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn doc() -> CaptureDoc {
    let message = |from: Option<&str>, text: &str| MessageDoc {
        from: from.map(str::to_owned),
        sent: Some("2026-07-21T23:10:00+01:00".parse().unwrap()),
        text: text.to_owned(),
        source: Source::Export {
            format: "WhatsApp".to_owned(),
            name: None,
            sha256: None,
            entry: Some(7),
        },
        ..MessageDoc::default()
    };
    let mut messages = vec![
        message(Some("Asha"), "Go\r\nwith \u{1b}[2J \u{202e}B \"x\" \\"),
        message(None, "Tom was added"),
        message(Some("Tom"), ""),
        message(Some("Tom"), "the next day"),
    ];
    messages[0].attachments = vec![AttachmentDoc {
        name: "a/b.PNG".to_owned(),
        bytes: b"\x89PNG".to_vec(),
    }];
    messages[0].put_right = vec![PutRight {
        by: "Ruth".to_owned(),
        at: at("2026-07-22T10:00:00Z"),
        field: "text".to_owned(),
        value: "Go with C".to_owned(),
        as_typed: None,
        was: None,
    }];
    messages[2].absent = vec!["IMG-1.jpg".to_owned()];
    messages[2].deleted = true;
    messages[3].sent = None;
    CaptureDoc {
        id: "k7m2".to_owned(),
        marking: Some("OFFICIAL".to_owned()),
        captured_by: "Ruth".to_owned(),
        people: vec!["Lena".to_owned()],
        exported_from: Some("Asha".to_owned()),
        substance: Some(vec![("Decided".to_owned(), "B".to_owned())]),
        ..capture(messages)
    }
}

fn slice<'a>(name: Option<&'a str>, conversation: Option<&str>) -> RsmfSlice<'a> {
    RsmfSlice {
        conversation: conversation.map(str::to_owned),
        name,
        channel: "whatsapp",
        day: NaiveDate::from_ymd_opt(2026, 7, 21).unwrap(),
        part: (1, 1),
        marking: Some("OFFICIAL"),
        by: "Ruth",
        zone: Tz::Europe__London,
        first: at("2026-07-21T22:10:00Z"),
        last: at("2026-07-21T22:10:00Z"),
        events: 3,
        senders: vec!["Asha", "Tom"],
    }
}

fn written(held: bool, wanted: &[usize]) -> Vec<u8> {
    let mut file = RsmfFile::begin(Vec::new(), &slice(Some("Bill"), Some("c1"))).unwrap();
    file.add(&doc(), held, wanted).unwrap();
    file.finish().unwrap()
}

/// The manifest, and what else is in the zip by name.
fn read(file: &[u8]) -> (Value, Vec<(String, Vec<u8>)>) {
    let mail = MessageParser::default().parse(file).unwrap();
    assert_eq!(mail.attachment_count(), 1);
    let zip = mail.attachment(0).unwrap();
    assert_eq!(zip.attachment_name(), Some("rsmf.zip"));
    let mut zip = ::zip::ZipArchive::new(Cursor::new(zip.contents())).unwrap();
    let mut files: Vec<(String, Vec<u8>)> = (0..zip.len())
        .map(|n| {
            let mut file = zip.by_index(n).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect();
    let (name, manifest) = files.pop().unwrap();
    assert_eq!(name, MANIFEST);
    (serde_json::from_slice(&manifest).unwrap(), files)
}

fn custom<'v>(event: &'v Value, name: &str) -> Vec<&'v str> {
    let all = event["custom"].as_array().unwrap().iter();
    all.filter(|c| c["name"] == name)
        .map(|c| c["value"].as_str().unwrap())
        .collect()
}

#[test]
fn every_message_is_an_event_with_what_the_record_says_of_it() {
    let file = written(true, &[0, 1, 2]);
    assert_eq!(file, written(true, &[0, 1, 2]), "the same bytes each time");
    let (manifest, files) = read(&file);
    let events = manifest["events"].as_array().unwrap();
    assert_eq!(events.len(), 3);
    let [first, notice, absent] = &events[..] else {
        panic!()
    };
    assert_eq!(first["body"], doc().messages[0].text.as_str());
    assert_eq!(first["type"], "message");
    assert_eq!(first["timestamp"], "2026-07-21T23:10:00+01:00");
    assert_eq!(first["direction"], "outgoing");
    assert_eq!(custom(first, "Marking"), ["OFFICIAL"]);
    assert_eq!(custom(first, "Register head"), ["5f".repeat(32)]);
    let right = custom(first, "Put right")[0];
    assert!(right.starts_with("text, by Ruth on "), "{right}");
    assert!(right.contains(": Go with C (what was captured"), "{right}");
    assert_eq!(first["attachments"][0]["display"], "b.PNG");
    assert_eq!(
        (notice["type"].as_str(), notice.get("participant")),
        (Some("unknown"), None)
    );
    assert_eq!(notice["body"], "Tom was added");
    assert_eq!(absent["deleted"], true);
    assert_eq!(absent["direction"], "incoming");
    assert_eq!(
        absent["attachments"][0]["display"],
        "IMG-1.jpg (not in the export).txt"
    );
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["att_k7m2-0001-001.png", "att_k7m2-0003-001.txt"]);
    assert_eq!(files[0].1, b"\x89PNG");
    let people: Vec<&str> = manifest["participants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["display"].as_str().unwrap())
        .collect();
    assert_eq!(people, ["Asha", "Tom", "Lena"]);
    assert_eq!(manifest["conversations"][0]["custodian"], "P1");
}

#[test]
fn what_is_not_held_or_not_known_is_an_event_that_says_so() {
    let (manifest, files) = read(&written(false, &[0, 3, 4]));
    let events = manifest["events"].as_array().unwrap();
    assert_eq!(events.len(), 3);
    for event in events {
        assert_eq!(event["type"], "unknown");
        assert_eq!(event.get("body"), None);
        assert!(custom(event, "Text")[0].starts_with("not held here"));
    }
    assert!(files.iter().all(|(name, _)| name.starts_with("att_")));
    let (manifest, _) = read(&written(true, &[3, 4]));
    let events = manifest["events"].as_array().unwrap();
    // When it was added stands in the place of a time that nobody recorded.
    let undated = events.iter().find(|e| e["id"] == "k7m2-4").unwrap();
    assert!(custom(undated, "Time")[0].starts_with("The time sent was not recorded"));
    let substance = events.iter().find(|e| e["id"] == "k7m2-5").unwrap();
    assert_eq!(substance["body"], "Decided: B");
}

#[test]
fn a_conversation_without_a_name_has_words_and_a_file_a_plain_name() {
    assert_eq!(
        slice(Some(" "), Some("c1")).display(),
        "WhatsApp, a conversation without a name"
    );
    assert_eq!(
        slice(None, None).display(),
        "WhatsApp, conversation not stated"
    );
    assert_eq!(
        slice(None, None).file_name(),
        "2026-07-21_whatsapp_none.rsmf"
    );
    let part = RsmfSlice {
        part: (2, 3),
        channel: "../x",
        ..slice(None, Some("c1"))
    };
    assert_eq!(part.file_name(), "2026-07-21_---x_c1_2.rsmf");
    let hostile = slice(Some("x\r\nBcc: a@b\u{202e}"), Some("c1"));
    let head = mail::head(&hostile, "b");
    assert!(!head.contains("\nBcc"), "{head}");
}
