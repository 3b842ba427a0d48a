//! `record.txt`: what a person reads, whole, harmless and within 72 columns.

mod lodge_support;

use lodge_support::{attachment, capture, message};
use onrecord::lodge::{CaptureDoc, FolderFormat, MessageDoc, Previous};
use onrecord::text::{safe_block, width};
use proptest::prelude::*;

fn txt(doc: &CaptureDoc) -> String {
    onrecord::lodge::txt(doc, FolderFormat::Files)
}

#[test]
fn a_record_reads_like_this() {
    let mut first = message("Go with option B.\r\nCounsel to confirm:\tclause 4.  \n");
    first.address = Some("+44 7700 900123".to_owned());
    first.flags = vec!["edited".to_owned(), "may be quoted text".to_owned()];
    first.sent_note = Some("wall-clock time read in Europe/London".to_owned());
    first.attachments = vec![attachment("x/Thumbs.db", b"abc"), attachment("e.txt", b"")];
    let unknown = MessageDoc {
        added: "2026-07-01T12:00:30Z".parse().unwrap(),
        ..MessageDoc::default()
    };
    let mut doc = capture(vec![first, unknown]);
    doc.on_behalf_of = Some("The Minister".to_owned());
    doc.note = Some("Two lines\nof note".to_owned());
    doc.reference = None;
    doc.previous = Some(Previous::Folder("2026-11-22_whatsapp_k7m2q9".to_owned()));
    assert_eq!(txt(&doc), RECORD);
}

const RECORD: &str = "\
Marking: OFFICIAL-SENSITIVE

Record of a capture from WhatsApp

Capture: k7m2q9
Channel: WhatsApp
Conversation: Schools Bill core
Route: copied (para 21a)
Captured: Sunday 22 November 2026, 18:03:11 GMT
Captured by: Priya Private-Secretary
On behalf of: The Minister
Organisation: Department for Examples
Destination: plan
Reference: none yet
Corrects: the capture in 2026-11-22_whatsapp_k7m2q9
Note: Two lines
  of note
Policy: uk-nccc-2023
Register head:
  5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
Messages: 2
Attachments: 2

How to read this record

- It was made so that business done on the channel above is held where
  the organisation keeps its records.
- Below stand the messages that a person chose, oldest first, each
  with its sender and the time it was sent as far as they are known.
  Every time names its zone; \"not stated\" stands where nobody said.
- A text stands line for line as it is held, and the line above it
  counts its lines. Whatever is within that count was written by the
  sender of the message, or by the person who recorded its substance,
  also where it looks like a heading, a field of this record or the
  markup of another kind of file.
- record.eml is the same record as a mail, for mail programs and
  records systems. It holds each text exactly, and the attachments as
  well.

Message 1 of 2
From: Asha Patel
Address: +44 7700 900123
Sent: Saturday 21 November 2026, 21:40 GMT
Time as read: wall-clock time read in Europe/London
Added to register: Sunday 22 November 2026, 17:58 GMT
Marks: edited; may be quoted text
Attachment: attachments/attachment-Thumbs.db (3 bytes); original name:
  x/Thumbs.db
SHA-256:
  ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
Attachment: attachments/e.txt (no bytes: the file is empty)
SHA-256:
  e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
Text, 3 lines:

Go with option B.
Counsel to confirm:     clause 4.  


Message 2 of 2
From: not stated
Sent: The time sent was not recorded.
Added to register: Wednesday 1 July 2026, 13:00:30 BST
Text, 0 lines:

What this record cannot show

- Other messages of the conversation: only those that a person chose
  are here.
- Who the people named are: names are as the channel or the person who
  captured gave them, and this tool did not check them.
- Reactions, receipts, and what was deleted or changed before the
  capture.
- Whether what was written is so, and what was said of it elsewhere,
  in calls or face to face.
- The time sent, where it says that it was not recorded. The date of
  record.eml is then when the message was added.
- A time that was read from the wall clock of the sender's or
  exporter's device may be off by the difference of zones; Time as read
  says how it was read.
- The text of a message with 0 lines: it is not held here.
- Characters that could move a cursor or hide: they are shown as
  <U+XXXX>, tabs as blanks. record.eml holds the text exactly.
- The content of an attachment with no bytes: it was empty when it was
  chosen.

How to check these files

- SHA256SUMS, in the folder of this file, holds the SHA-256 of every
  other file there. In that folder: sha256sum -c SHA256SUMS
- On Windows, in PowerShell: Get-FileHash record.txt, and compare it
  with the line of SHA256SUMS that names that file.
- The register head above is the last link of the writer's journal at
  the time of the capture. Sums and links show that nothing was changed
  or taken out since; they do not show who wrote it, nor that it is
  complete.
- Who can change a file here can change its sum as well. The register
  holds the SHA-256 of the file of sums as it was lodged: ask its owner
  to compare the two.

Marking: OFFICIAL-SENSITIVE
";

#[test]
fn each_form_of_folder_says_how_it_is_checked_itself() {
    let doc = capture(vec![message("x")]);
    let files = onrecord::lodge::txt(&doc, FolderFormat::Files);
    let bag = onrecord::lodge::txt(&doc, FolderFormat::Bag);
    let check = |record: &str| {
        record
            .split("How to check these files\n")
            .nth(1)
            .map(str::to_owned)
    };
    assert_eq!(
        files.replace(&check(&files).unwrap(), ""),
        bag.replace(&check(&bag).unwrap(), ""),
        "the rest is the same"
    );
    assert!(files.contains("sha256sum -c SHA256SUMS"));
    assert!(!files.contains("manifest") && !files.contains("BagIt"));
    let one_line = bag.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.contains("In that upper folder: sha256sum -c manifest-sha256.txt"));
    assert!(!bag.contains("SHA256SUMS"), "{bag}");
}

#[test]
fn a_correction_names_what_it_corrects() {
    for (previous, words) in [
        (
            Previous::Folder("2026-11-20_sms_x-2".to_owned()),
            "Corrects: the capture in 2026-11-20_sms_x-2\n",
        ),
        (
            Previous::Reference("ABC/12\nRoute: none".to_owned()),
            "Corrects: the capture with the reference ABC/12\n  Route: none\n",
        ),
        (
            Previous::At("2026-07-01T12:00:00Z".parse().unwrap()),
            "Corrects: the capture of Wednesday 1 July 2026, 13:00 BST\n",
        ),
    ] {
        let mut doc = capture(vec![message("x")]);
        assert!(!txt(&doc).contains("Corrects"));
        doc.previous = Some(previous);
        assert!(txt(&doc).contains(words), "{}", txt(&doc));
    }
}

/// PRONOM knows HTML by a tag in the first 1,024 bytes, some kinds by another in the last 1,024 besides:
/// no text may stand there, however little else the record says.
#[test]
fn no_text_stands_in_the_first_or_the_last_kilobyte() {
    let mut least = capture(vec![MessageDoc {
        text: "#".to_owned(),
        sent: Some("2026-05-01T12:00:00Z".parse().unwrap()),
        added: "2026-05-01T12:00:00Z".parse().unwrap(),
        ..MessageDoc::default()
    }]);
    for typed in [&mut least.id, &mut least.channel, &mut least.route] {
        typed.clear();
    }
    for typed in [
        &mut least.captured_by,
        &mut least.destination,
        &mut least.policy,
        &mut least.head,
    ] {
        typed.clear();
    }
    (least.marking, least.conversation) = (Some(String::new()), Some(String::new()));
    (least.reference, least.organisation) = (Some(String::new()), None);
    let mut substance = least.clone();
    substance.messages.clear();
    substance.substance = Some(vec![(String::new(), "#".to_owned())]);
    for doc in [least, substance] {
        for format in [FolderFormat::Files, FolderFormat::Bag] {
            let record = onrecord::lodge::txt(&doc, format);
            let at = record.find('#').unwrap();
            let after = record.len() - at - 1;
            assert!(at > 1024 && after > 1024, "{at} before, {after} after");
        }
    }
}

#[test]
fn each_text_stands_line_for_line_as_it_is() {
    for text in [
        "plain",
        "",
        "  blanks  \n\n\n kept \n",
        "What this record cannot show\n\n- nothing\n\nMarking: OFFICIAL",
        &"long line ".repeat(10_000),
        "日本語 עברית 👨\u{200d}👩",
    ] {
        let doc = capture(vec![message(text)]);
        let lines = match text {
            "" => 0,
            _ => text.split('\n').count(),
        };
        let plural = if lines == 1 { "" } else { "s" };
        let wanted = match lines {
            0 => "Text, 0 lines:\n\nWhat".to_owned(),
            _ => format!("Text, {lines} line{plural}:\n\n{text}\n\nWhat"),
        };
        assert!(txt(&doc).contains(&wanted), "{text:.80}");
    }
    let hostile = "\u{1b}[2J\u{202e}\0\r";
    let record = txt(&capture(vec![message(hostile)]));
    assert!(record.contains(&format!("\n{}\n", safe_block(hostile))));
    assert!(record.contains("record.eml holds the text exactly"));
}

#[test]
fn unstated_and_substance_are_said() {
    let mut doc = capture(vec![]);
    doc.marking = None;
    doc.conversation = None;
    doc.route = "substance".to_owned();
    doc.substance = Some(vec![(
        "Next step".to_owned(),
        "Draft by\nFriday".to_owned(),
    )]);
    let record = txt(&doc);
    for words in [
        "Marking: not stated\n",
        "Conversation: not stated\n",
        "Route: substance recorded (para 21b)\n",
        "Substance, as recorded\n\nNext step, 2 lines:\n\nDraft by\nFriday\n\n",
        "the substance is in the words of the",
    ] {
        assert!(record.contains(words), "{words}\n{record}");
    }
}

/// A document whose every typed field is `typed`, its texts aside.
fn typed_everywhere(typed: &str) -> CaptureDoc {
    let some = || Some(typed.to_owned());
    let mut doc = capture(vec![MessageDoc {
        from: some(),
        address: some(),
        sent_note: some(),
        flags: vec![typed.to_owned()],
        attachments: vec![attachment(typed, b"x")],
        ..message("")
    }]);
    doc.conversation = some();
    doc.marking = some();
    doc.on_behalf_of = some();
    doc.captured_by = typed.to_owned();
    doc.reference = some();
    doc.note = some();
    doc.previous = Some(Previous::Reference(typed.to_owned()));
    doc.destination = typed.to_owned();
    doc.organisation = some();
    doc
}

/// The record's lines that start at the margin, cut after what names them.
fn margin(record: &str) -> Vec<String> {
    record
        .lines()
        .filter(|l| !l.starts_with(' ') && !l.is_empty())
        .map(|l| {
            l.split(": ")
                .next()
                .unwrap_or_default()
                .trim_end_matches(':')
                .to_owned()
        })
        .collect()
}

proptest! {
    #[test]
    fn nothing_typed_passes_for_a_field_or_a_message(
        typed in prop_oneof![any::<String>(), "(\nMessage 2 of 2|\r|\nFrom: x|[a-z ]{0,90}|\u{1b}|é|\u{202e}|日本){0,6}"]
    ) {
        let record = txt(&typed_everywhere(&typed));
        for line in record.lines() {
            prop_assert!(width(line) <= 72, "{line:?}");
        }
        prop_assert!(!record.chars().any(|c| c.is_control() && c != '\n'), "{record:?}");
        prop_assert_eq!(margin(&record), margin(&txt(&typed_everywhere("x"))));
    }
}
