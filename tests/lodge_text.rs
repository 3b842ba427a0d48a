//! `record.txt`: what a person reads, whole, harmless and within 72 columns.

mod lodge_support;

use lodge_support::{attachment, capture, message};
use onrecord::lodge::{
    CaptureDoc, FolderFormat, MessageDoc, Original, Previous, PutRight, Remark, Source,
};
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
    first.as_exported = Some("21/11/2026, 21:40; read day first in Europe/London".to_owned());
    first.source = Source::Export {
        format: "WhatsApp".to_owned(),
        name: Some("WhatsApp Chat with Schools Bill core.zip".to_owned()),
        sha256: Some("ab".repeat(32)),
        entry: Some(7),
    };
    first.original = Some(Original {
        entry: Some(7),
        bytes: b"21/11/2026, 21:40 - Asha Patel: Go with option B.\n".to_vec(),
        ending: "txt",
    });
    let put_right = |field: &str, value: &str, was: Option<&str>| PutRight {
        by: "Ruth Bell".to_owned(),
        at: "2026-11-22T17:59:00Z".parse().unwrap(),
        field: field.to_owned(),
        value: value.to_owned(),
        as_typed: None,
        was: was.map(str::to_owned),
    };
    first.put_right = vec![
        put_right("text", "Go with option C.\nCounsel to confirm.", None),
        put_right("sent", "2026-11-21T20:40:00Z", None),
    ];
    first.attachments = vec![attachment("x/Thumbs.db", b"abc"), attachment("e.txt", b"")];
    let unknown = MessageDoc {
        added: "2026-07-01T12:00:30Z".parse().unwrap(),
        source: Source::Typed {
            by: "Ruth Bell".to_owned(),
            at: "2026-07-01T12:00:30Z".parse().unwrap(),
        },
        put_right: vec![put_right("from", "", Some("Tom"))],
        ..MessageDoc::default()
    };
    let mut doc = capture(vec![first, unknown]);
    doc.on_behalf_of = Some("The Minister".to_owned());
    doc.note = Some("Two lines\nof note".to_owned());
    doc.reference = None;
    doc.previous = Some(Previous::Folder("2026-11-22_whatsapp_k7m2q9".to_owned()));
    doc.captured_by_post = Some("Private Secretary".to_owned());
    doc.people = ["Asha Patel", "Ruth Bell"].map(str::to_owned).to_vec();
    doc.device = Some("work phone, corporately owned and managed".to_owned());
    doc.timer = Some("7 days, as stated".to_owned());
    doc.personal_data = Some(true);
    doc.retention = Some("MIN-07, 20 years".to_owned());
    assert_eq!(txt(&doc), RECORD);
}

const RECORD: &str = "\
Marking: OFFICIAL-SENSITIVE
Title: WhatsApp, Schools Bill core, 21 November 2026 and undated, 2
  messages
Capture: k7m2q9
Channel: WhatsApp
Conversation: Schools Bill core
People: Asha Patel, Ruth Bell
Source: not the same for all; see each message
Device: work phone, corporately owned and managed
Exported from: not stated
Timer in force: 7 days, as stated
Personal data: yes, as stated
Route: copied (para 21a)
Captured: Sunday 22 November 2026, 18:03:11 GMT
Captured by: Priya Private-Secretary, Private Secretary
On behalf of: The Minister
Organisation: Department for Examples
Destination: plan
Reference: none yet
Retention at destination: MIN-07, 20 years
Corrects: the capture in 2026-11-22_whatsapp_k7m2q9
Note: Two lines
  of note
Policy: uk-nccc-2023
Register head:
  5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
Messages: 2
Attachments: 2
Originals: 1

How to read this record

- It was made so that business done on the channel above is held where
  the organisation keeps its records.
- Below stand the messages that a person chose, oldest first, each
  with its sender and the time it was sent as far as they are known.
  Every time names its zone; \"not stated\" stands where nobody said.
- Source says where a message's words come from. Of an export they are
  the export's own. Where somebody typed them, they are what that person
  wrote down, and nobody compared them with the phone.
- A text stands line for line as it is held, and the line above it
  counts its lines. Whatever is within that count belongs to the text,
  also where it looks like a heading, a field of this record or the
  markup of another kind of file.
- An original is the piece of the export, or the mail, that a message
  was read from, byte for byte. Where it is text, it has the message's
  time and sender as the channel wrote them.
- What was put right stands after the text, in a block of its own that
  says by whom, when, and which of the two stood first. Neither takes
  the place of the other.
- record.eml is the same record as a mail, for mail programs and
  records systems. It holds each text exactly, as message-1.txt and so
  on, and the attachments and originals as well. Where only one file can
  be kept as the record, keep record.eml: it holds everything.

Message 1 of 2
From: Asha Patel
Address: +44 7700 900123
Sent: Saturday 21 November 2026, 21:40 GMT
As exported: 21/11/2026, 21:40; read day first in Europe/London
Source: WhatsApp export \"WhatsApp Chat with Schools Bill core.zip\",
  SHA-256
  abababababababababababababababababababababababababababababababab,
  entry 7
Added to register: Sunday 22 November 2026, 17:58 GMT
Put right: text, by Ruth Bell on Sunday 22 November 2026, 17:59 GMT;
  see below the text
Put right: time sent, by Ruth Bell on Sunday 22 November 2026, 17:59
  GMT; see below the text
Marks: edited; may be quoted text; put right by Ruth Bell
Attachment: attachments/attachment-Thumbs.db (3 bytes); original name:
  x/Thumbs.db
SHA-256:
  ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
Attachment: attachments/e.txt (no bytes: the file is empty)
SHA-256:
  e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
Original: original/entry-7.txt (50 bytes)
SHA-256:
  b367962ad32246f4011bbf10b608f2f52fbc7494c48203845561c0b94a37df54
Text, 3 lines:

Go with option B.
Counsel to confirm:     clause 4.  


Put right, 1 of 2
What: text as exported stands above; Ruth Bell says it is what stands
  below
Who and when: by Ruth Bell on Sunday 22 November 2026, 17:59 GMT
As put right, 2 lines:

Go with option C.
Counsel to confirm.

Put right, 2 of 2
What: time sent as exported stands above; Ruth Bell says it is what
  stands below
Who and when: by Ruth Bell on Sunday 22 November 2026, 17:59 GMT
As put right, 1 line:

Saturday 21 November 2026, 20:40 GMT

Message 2 of 2
From: not stated
Sent: The time sent was not recorded.
Source: typed by Ruth Bell on Wednesday 1 July 2026, 13:00:30 BST, not
  compared with the phone
Added to register: Wednesday 1 July 2026, 13:00:30 BST
Put right: sender, by Ruth Bell on Sunday 22 November 2026, 17:59 GMT;
  see below the text
Marks: put right by Ruth Bell
Text, 0 lines:

Put right, 1 of 1
What: sender as put right by Ruth Bell stands above; below is what
  stood there before
Who and when: by Ruth Bell on Sunday 22 November 2026, 17:59 GMT
Before, 1 line:

Tom

What this record cannot show

- Other messages of the conversation: only those that a person chose
  are here.
- Who the people named are: names are as the channel or the person who
  captured gave them, and this tool did not check them.
- Reactions, receipts, and what was deleted or changed before the
  capture.
- Whether what was written is so, and what was said of it elsewhere,
  in calls or face to face.
- The time sent, where it says that it was not recorded. Where that is
  so of all, the date of record.eml is when the last of them was added.
- Whether the clock of the sender's or exporter's device was right,
  and in which zone it stood: As exported says how a time was read.
- The text of a message with 0 lines: it is not held here.
- Whether what was typed is what was sent: it was not compared with
  the phone.
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
  the time of the capture. The sums show whether a file was changed
  since it was lodged, the links whether a frame of the register was
  changed or taken out. Neither shows who wrote a message, nor that all
  is here. What was put right before it was lodged is not shown by a
  sum: it stands in the record, beside what was there.
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

/// A name is no page either, wherever it stands; an address keeps its brackets as they are.
#[test]
fn no_field_begins_a_page_and_an_address_stands_as_it_was_written() {
    for page in [
        "<html>",
        "<!DOCTYPE html>",
        "x<HTML lang=en",
        "<!doctype html>",
    ] {
        let record = txt(&typed_everywhere(page)).to_lowercase();
        assert!(
            !record.contains("<html") && !record.contains("<!doctype"),
            "{record}"
        );
        assert!(record.contains("conversation: "), "{record}");
    }
    let address = "J Smith <j.smith@example.com>";
    let record = txt(&typed_everywhere(address));
    assert!(record.contains(&format!("\nFrom: {address}\n")), "{record}");
    assert!(
        record.contains(&format!("\nConversation: {address}\n")),
        "{record}"
    );
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
fn remark(by: &str, text: &str) -> Remark {
    Remark {
        by: by.to_owned(),
        at: "2026-11-22T17:30:00Z".parse().unwrap(),
        text: text.to_owned(),
    }
}

fn typed_everywhere(typed: &str) -> CaptureDoc {
    let some = || Some(typed.to_owned());
    let mut doc = capture(vec![MessageDoc {
        from: some(),
        address: some(),
        flags: vec![typed.to_owned()],
        attachments: vec![attachment(typed, b"x")],
        as_exported: some(),
        source: Source::Export {
            format: typed.to_owned(),
            name: some(),
            sha256: some(),
            entry: Some(1),
        },
        put_right: vec![PutRight {
            by: typed.to_owned(),
            at: "2026-11-22T17:59:00Z".parse().unwrap(),
            field: typed.to_owned(),
            value: String::new(),
            as_typed: None,
            was: None,
        }],
        ..message("")
    }]);
    doc.conversation = some();
    doc.changed = vec![typed.to_owned()];
    doc.marking = some();
    doc.on_behalf_of = some();
    doc.exported_from = some();
    doc.captured_by = typed.to_owned();
    doc.reference = some();
    doc.note = some();
    doc.remarks = vec![remark(typed, typed); 2];
    doc.previous = Some(Previous::Reference(typed.to_owned()));
    doc.destination = typed.to_owned();
    doc.organisation = some();
    (doc.captured_by_post, doc.device, doc.timer, doc.retention) = (some(), some(), some(), some());
    doc.people = vec![typed.to_owned(); 2];
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
        typed in prop_oneof![any::<String>(), "(\nMessage 2 of 2|\n\n|\r|\nFrom: x|[a-z ]{0,90}|\u{1b}|é|\u{202e}|日本){0,6}"]
    ) {
        let record = txt(&typed_everywhere(&typed));
        for line in record.lines() {
            prop_assert!(width(line) <= 72, "{line:?}");
        }
        prop_assert!(!record.chars().any(|c| c.is_control() && c != '\n'), "{record:?}");
        prop_assert_eq!(margin(&record), margin(&txt(&typed_everywhere("x"))));
        let block = record.split("\n\n").next().unwrap_or_default();
        prop_assert!(block.contains("\nOriginals: "), "{block}");
    }
}

#[test]
fn remarks_stand_in_the_block_after_the_note_earliest_first() {
    let mut doc = capture(vec![message("one")]);
    doc.note = Some("with the bill".to_owned());
    doc.remarks = vec![
        remark("ap@desk-4k1m", "asked Tom"),
        remark("bea@desk-9x2p", "he has it\n\nMarking: SECRET"),
    ];
    let record = txt(&doc);
    let wanted = "Note: with the bill\n\
                  Remark: asked Tom (ap@desk-4k1m, ";
    assert!(record.contains(wanted), "{record}");
    assert!(
        record.contains("\nRemark: he has it\n  Marking: SECRET"),
        "{record}"
    );
    assert!(!record.contains("\nMarking: SECRET"), "{record}");
}

/// Wherever a long word happens to be cut, or a line broken, what follows stands in no field's place.
#[test]
fn a_value_broken_before_a_label_begins_no_field() {
    let plain = margin(&txt(&typed_everywhere("x")));
    for columns in 30..75 {
        for blank in ["", " ", "\n"] {
            let typed = format!("{}{blank}Marking: TOP SECRET", "x".repeat(columns));
            assert_eq!(margin(&txt(&typed_everywhere(&typed))), plain, "{typed}");
        }
    }
}

/// Of several corrections of one field each says whether it is the last.
#[test]
fn of_a_field_put_right_twice_the_reader_sees_which_stands() {
    let put = |value: &str, was: Option<&str>, minute: u32| PutRight {
        by: "Ruth Bell".to_owned(),
        at: format!("2026-11-22T17:{minute}:00Z").parse().unwrap(),
        field: "from".to_owned(),
        value: value.to_owned(),
        as_typed: None,
        was: was.map(str::to_owned),
    };
    let mut one = message("Go");
    one.source = Source::Export {
        format: "WhatsApp".to_owned(),
        name: None,
        sha256: None,
        entry: Some(1),
    };
    one.put_right = vec![put("Dan", None, 50), put("Dana", None, 51)];
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = flat(&txt(&capture(vec![one])));
    for words in [
        "sender, by Ruth Bell on Sunday 22 November 2026, 17:50 GMT; put right again since; see below the text",
        "What: sender as exported stands above; Ruth Bell said it is what stands below; put right again since, see below Who",
        "What: sender as exported stands above; Ruth Bell says it is what stands below Who",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

/// A picture says its name, who put it there, and that what was typed of it was not compared with the phone.
#[test]
fn of_a_picture_its_name_and_what_was_typed_of_it_are_said() {
    let (by, at) = (
        "Ruth Bell".to_owned(),
        "2026-11-22T17:58:00Z".parse().unwrap(),
    );
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut alone = message("");
    alone.attachments = vec![attachment("shot.png", b"x")];
    alone.source = Source::Screenshot { by: by.clone(), at };
    let mut typed = MessageDoc {
        text: "Go".to_owned(),
        source: Source::Typed { by, at },
        ..alone.clone()
    };
    typed.attachments = vec![attachment("other.jpg", b"x")];
    let text = flat(&txt(&capture(vec![alone.clone(), typed])));
    for words in [
        "Source: screenshot attached by Ruth Bell on Sunday 22 November 2026, 17:58 GMT: \"shot.png\"; \
         sender and time typed by Ruth Bell, not compared with the phone",
        "Text, 0 lines: no text; see attachments/shot.png",
        "not compared with the phone; screenshot attached: \"other.jpg\"",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    alone.attachments = vec![attachment(&format!("{}.png", "long ".repeat(20)), b"x")];
    let text = txt(&capture(vec![alone]));
    assert!(
        text.contains("\nText, 0 lines: no text; see the attachments above\n\n"),
        "{text}"
    );
}
