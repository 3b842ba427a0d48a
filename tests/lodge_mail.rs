//! `record.eml` read by another hand: mail-parser finds the exact text, the names and the facts.

mod lodge_support;

use lodge_support::{attachment, capture, message};
use mail_parser::{MessageParser, MimeHeaders};
use onrecord::lodge::{CaptureDoc, MessageDoc, Original, Previous, PutRight, Source, eml, txt};
use proptest::prelude::*;

/// CRLF read as LF.
fn lf(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn parsed_text(mail: &[u8]) -> String {
    let parsed = MessageParser::default().parse(mail).expect("a mail");
    assert_eq!(parsed.text_body_count(), 1);
    lf(&parsed.body_text(0).expect("a text body"))
}

/// Names and bytes of what is attached, in order.
fn attached(mail: &[u8]) -> Vec<(String, Vec<u8>)> {
    let parsed = MessageParser::default().parse(mail).expect("a mail");
    let each = parsed.attachments().map(|part| {
        let name = part.attachment_name().expect("a name");
        (name.to_owned(), part.contents().to_vec())
    });
    each.collect()
}

fn header(doc: &CaptureDoc, name: &str) -> Option<String> {
    let mail = eml(doc);
    let parser = MessageParser::new()
        .with_mime_headers()
        .default_header_text();
    let parsed = parser.parse(&mail).expect("a mail");
    let value = parsed.header_values(name.to_owned()).next()?;
    Some(value.as_text()?.to_owned())
}

/// The texts of a listing, cut out by their line counts alone.
fn listed(body: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut lines = body.split('\n');
    while let Some(line) = lines.next() {
        let Some(rest) = line.strip_prefix("Text, ") else {
            continue;
        };
        let count: usize = rest.split(' ').next().unwrap().parse().unwrap();
        assert_eq!(lines.next(), Some(""));
        let text: Vec<_> = lines.by_ref().take(count).collect();
        assert_eq!(text.len(), count);
        texts.push(text.join("\n"));
    }
    texts
}

/// What every mail keeps to on its way: short ASCII lines, CRLF alone, no bait for mail programs.
fn assert_well_made(mail: &[u8]) {
    assert!(mail.is_ascii());
    assert!(mail.starts_with(b"From: ") && mail.ends_with(b"\r\n"));
    let text = std::str::from_utf8(mail).expect("ASCII");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(text.matches('\r').count(), text.matches("\r\n").count());
    let (head, body) = text.split_once("\r\n\r\n").expect("headers and body");
    let names: Vec<&str> = head
        .lines()
        .filter(|l| !l.starts_with(' '))
        .map(|l| l.split(": ").next().unwrap_or_default())
        .collect();
    let first = [
        "From",
        "Date",
        "To",
        "MIME-Version",
        "Content-Type",
        "Subject",
        "Sender",
    ];
    assert_eq!(names[..7], first, "{head}");
    let rest = &names[7..names.len() - 1];
    assert!(rest.iter().all(|n| n.starts_with("X-Onrecord-")), "{head}");
    assert_eq!(names.last(), Some(&"Message-ID"));
    // Format tools look for the first five within 16 kilobytes.
    assert!(text.find("\r\nSubject: ").is_some_and(|at| at < 16_000));
    assert!(head.lines().all(|l| l.trim_end() == l), "{head:?}");
    for line in body.split("\r\n") {
        assert!(line.len() <= 78, "{line}");
        assert!(
            !line.starts_with('.') && !line.starts_with("From "),
            "{line}"
        );
        assert!(line.trim_end() == line, "{line:?}");
        assert!(!line.contains('<'), "{line}");
    }
}

fn hard_texts() -> Vec<String> {
    [
        "",
        "plain",
        "ends with a line end\n",
        "\n",
        "\n\n\nleading and trailing\n\n\n",
        "CRLF\r\nand LF\nand \rbare CR\r",
        "\r\r\n\r",
        "nul \0 and ESC \u{1b}[2J and \u{7f}",
        "trailing blanks  \nand tabs\t\t\n \n\t\nend ",
        ".\n.leading dot\n..two\n",
        "From the start\nFrom again\n>From quoted",
        "=3D =\n= =20 =?utf-8?B?eA==?=",
        "--=_onrecord_k7m2q9\n\nContent-Type: text/plain\n\n--=_onrecord_k7m2q9--",
        "Message 2 of 2\nFrom: A. N. Other\nText, 1 line:\n\nnever sent",
        "\u{202e}gpj.exe \u{200b} \u{feff} 👨\u{200d}👩\u{200d}👧 🏴\u{e0067}\u{e0062} e\u{301} 日本語 עברית",
        "\u{85}\u{2028}\u{2029}\u{b}\u{c}\u{1c}\u{1d}\u{1e}",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([
        "x".repeat(100_000),
        "ü".repeat(50_000),
        " ".repeat(1000),
        ".".repeat(1000),
        "=".repeat(200),
        "<".repeat(1000),
        ".<.From <\n<!DOCTYPE html>\nFrom <html> =\n".repeat(20),
    ])
    .collect()
}

#[test]
fn every_text_stands_in_the_body_and_byte_for_byte_beside_it() {
    for text in hard_texts() {
        let mut one = message(&text);
        let mail = eml(&capture(vec![one.clone()]));
        assert_well_made(&mail);
        assert_eq!(listed(&parsed_text(&mail)), [lf(&text)]);
        let exact = ("message-1.txt".to_owned(), text.clone().into_bytes());
        assert_eq!(attached(&mail), std::slice::from_ref(&exact));

        one.attachments = vec![attachment("a.pdf", b"%PDF-1.7")];
        let mail = eml(&capture(vec![one]));
        assert_well_made(&mail);
        let pdf = ("a.pdf".to_owned(), b"%PDF-1.7".to_vec());
        assert_eq!(attached(&mail), [exact, pdf]);
    }
    let texts = hard_texts();
    let doc = capture(texts.iter().map(|t| message(t)).collect());
    let mail = eml(&doc);
    assert_well_made(&mail);
    let wanted: Vec<_> = texts.iter().map(|t| lf(t)).collect();
    assert_eq!(listed(&parsed_text(&mail)), wanted);
    let exact: Vec<_> = attached(&mail)
        .into_iter()
        .map(|(_, bytes)| bytes)
        .collect();
    let wanted: Vec<_> = texts.into_iter().map(String::into_bytes).collect();
    assert_eq!(exact, wanted);
}

/// A line goes on as far as a mail's line may, and breaks between words: also in a text of markup.
#[test]
fn lines_are_long_and_words_stay_whole() {
    let mut one = message(&format!(
        "<b>{}</b>\n{}",
        "several words ".repeat(30),
        "x".repeat(200)
    ));
    one.from = Some("Asha <asha@example.org>".to_owned());
    let mut doc = capture(vec![one]);
    let marking = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - COMMERCIAL";
    doc.marking = Some(marking.to_owned());
    let mail = String::from_utf8(eml(&doc)).unwrap();
    let (_, body) = mail.split_once("\r\n\r\n").unwrap();
    assert!(body.contains(&format!("Marking: {marking}\r\n")), "{mail}");
    assert!(body.lines().all(|l| l.len() <= 76));
    let (first, _) = body.split_once("base64").unwrap();
    let soft: Vec<&str> = first.lines().filter(|l| l.ends_with('=')).collect();
    assert!(soft.len() > 5, "{first}");
    for line in soft {
        let whole = line.ends_with(" =") || line.len() > 70;
        assert!(whole && line.len() > 50, "{line}");
    }
}

#[test]
fn a_mail_program_shows_what_the_record_says() {
    let mut doc = capture(vec![message("Go with option B.")]);
    doc.captured_by_post = Some("Deputy Private Secretary".to_owned());
    doc.on_behalf_of = Some("The Minister".to_owned());
    doc.device = Some("work phone, corporately owned and managed".to_owned());
    let body = parsed_text(&eml(&doc));
    let record = txt(&doc, onrecord::lodge::FolderFormat::Files);
    let block = |text: &str| text.split("\n\n").next().unwrap().to_owned();
    assert_eq!(block(&body), block(&record));
    assert!(body.starts_with("Marking: OFFICIAL-SENSITIVE\n"), "{body}");
    assert!(body.ends_with("\nMarking: OFFICIAL-SENSITIVE\n"), "{body}");
    let listing = |text: &str| {
        let from = text.find("Message 1 of 1").unwrap();
        let to = text.find("What this record cannot show").unwrap();
        text[from..to].to_owned()
    };
    assert_eq!(listing(&body), listing(&record));
}

#[test]
fn attachments_come_back_with_their_names_and_bytes() {
    let every_byte: Vec<u8> = (0..=255).cycle().take(5000).collect();
    let long = format!("Vermerk für die Ministerin {}.pdf", "ü".repeat(60));
    let mut first = message("see attached");
    first.attachments = vec![
        attachment("IMG-20261121-WA0003.jpg", &every_byte),
        attachment("empty.txt", b""),
        attachment("img-20261121-wa0003.JPG", b"x"),
    ];
    let mut second = message("and this");
    second.attachments = vec![
        attachment("日本語 \"quoted\".pdf", b"--=_onrecord_k7m2q9--\r\n"),
        attachment(&long, b"long"),
    ];
    let mail = eml(&capture(vec![first, second]));
    assert_well_made(&mail);
    let parsed = MessageParser::default().parse(&mail).unwrap();
    let found: Vec<_> = parsed
        .attachments()
        .map(|part| {
            (
                part.attachment_name().unwrap().to_owned(),
                part.contents().to_vec(),
            )
        })
        .collect();
    let shortened = format!("Vermerk für die Ministerin {}.pdf", "ü".repeat(34));
    assert_eq!(
        found,
        [
            ("message-1.txt".to_owned(), b"see attached".to_vec()),
            ("message-2.txt".to_owned(), b"and this".to_vec()),
            ("IMG-20261121-WA0003.jpg".to_owned(), every_byte),
            ("empty.txt".to_owned(), vec![]),
            ("img-20261121-wa0003-2.JPG".to_owned(), b"x".to_vec()),
            (
                "日本語 _quoted_.pdf".to_owned(),
                b"--=_onrecord_k7m2q9--\r\n".to_vec()
            ),
            (shortened, b"long".to_vec()),
        ]
    );
}

#[test]
fn everybody_who_sent_is_named_and_who_captured_is_the_sender() {
    let from = |name: &str, day: &str| MessageDoc {
        from: Some(name.to_owned()),
        sent: Some(format!("2026-11-{day}T10:00:00Z").parse().unwrap()),
        ..message("x")
    };
    let several = vec![
        from("Asha Patel", "20"),
        from("Tom \"T\" <x@y>", "22"),
        from("Asha Patel", "21"),
        MessageDoc::default(),
    ];
    let mut doc = capture(several);
    doc.captured_by_post = Some("Private Secretary".to_owned());
    let mail = eml(&doc);
    assert_well_made(&mail);
    let parsed = MessageParser::default().parse(&mail).unwrap();
    let names: Vec<_> = parsed.from().unwrap().iter().map(|a| a.name()).collect();
    let wanted = ["Asha Patel", "Tom \"T\" <x@y>", "not stated"].map(Some);
    assert_eq!(names, wanted);
    let sender = parsed.sender().unwrap().first().unwrap();
    assert_eq!(
        sender.name(),
        Some("Priya Private-Secretary, Private Secretary")
    );
    // The newest message's.
    assert_eq!(parsed.date().unwrap().to_rfc3339(), "2026-11-22T10:00:00Z");

    let crowd: Vec<_> = (0..25)
        .map(|n| from(&format!("Person {n}"), "20"))
        .collect();
    let doc = capture(crowd);
    let mail = eml(&doc);
    let parsed = MessageParser::default().parse(&mail).unwrap();
    assert_eq!(parsed.from().unwrap().iter().count(), 20);
    let body = parsed_text(&mail).replace("\n  ", " ");
    assert!(body.contains("Person 19, Person 20, Person 21, Person 22, Person 23, Person 24\n"));

    let long = (0..25).map(|n| from(&format!("{n}{}", "\u{202e}👨".repeat(5000)), "20"));
    assert_well_made(&eml(&capture(long.collect())));
}

#[test]
fn the_sender_and_the_date_are_the_messages_own() {
    let mail = eml(&capture(vec![message("x")]));
    let parsed = MessageParser::default().parse(&mail).unwrap();
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Asha Patel"));
    assert_eq!(from.address(), Some("no-reply@onrecord.invalid"));
    assert_eq!(parsed.date().unwrap().to_rfc3339(), "2026-11-21T21:40:00Z");

    let mut unknown = message("x");
    (unknown.from, unknown.sent) = (None, None);
    let doc = capture(vec![unknown.clone()]);
    let mail = String::from_utf8(eml(&doc)).unwrap();
    assert!(
        mail.starts_with(
            "From: \"not stated\" <no-reply@onrecord.invalid>\r\nDate: Sun, 22 Nov 2026 17:58:00 +0000\r\n"
        ),
        "{mail}"
    );
    assert_eq!(header(&doc, "X-Onrecord-Date-Is").as_deref(), Some("added"));

    unknown.address = Some("+44 7700 900123".to_owned());
    let mail = String::from_utf8(eml(&capture(vec![unknown.clone()]))).unwrap();
    assert!(
        mail.starts_with("From: \"+44 7700 900123\" <no-reply@onrecord.invalid>\r\n"),
        "{mail}"
    );
    unknown.address = Some("someone@example.org".to_owned());
    unknown.from = Some("Zoë \u{202e}Öz".to_owned());
    let mail = eml(&capture(vec![unknown]));
    let parsed = MessageParser::default().parse(&mail).unwrap();
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Zoë <U+202E>Öz"));
    assert_eq!(from.address(), Some("someone@example.org"));
}

#[test]
fn a_time_that_mail_cannot_write_gives_way_to_when_it_was_added() {
    let mut odd = message("x");
    odd.sent = Some(
        chrono::NaiveDate::from_ymd_opt(40_000, 1, 1)
            .unwrap()
            .and_hms_opt(0, 0, 0)
            .unwrap()
            .and_utc()
            .fixed_offset(),
    );
    let mail = String::from_utf8(eml(&capture(vec![odd]))).unwrap();
    assert!(
        mail.contains("\r\nDate: Sun, 22 Nov 2026 17:58:00 +0000\r\n"),
        "{mail}"
    );
}

#[test]
fn headers_say_the_facts() {
    let mut doc = capture(vec![message("Counsel advises dropping clause 4")]);
    doc.conversation = Some("Schools Bill – core 📚 ".repeat(8));
    doc.to = Some("records@example.gov.uk".to_owned());
    doc.on_behalf_of = Some("The Minister".to_owned());
    doc.device = Some("work phone, corporately owned and managed".to_owned());
    doc.retention = Some("MIN-07, 20 years".to_owned());
    for (name, value) in [
        ("X-Onrecord-Id", "k7m2q9"),
        ("X-Onrecord-Channel", "whatsapp"),
        (
            "X-Onrecord-Conversation",
            doc.conversation.as_deref().unwrap().trim(),
        ),
        ("X-Onrecord-Marking", "OFFICIAL-SENSITIVE"),
        ("X-Onrecord-Captured", "2026-11-22T18:03:11.204Z"),
        ("X-Onrecord-Policy", "uk-nccc-2023"),
        ("X-Onrecord-Captured-By", "Priya Private-Secretary"),
        ("X-Onrecord-For", "The Minister"),
        ("X-Onrecord-Source", "not stated"),
        (
            "X-Onrecord-Device",
            "work phone, corporately owned and managed",
        ),
        ("X-Onrecord-Retention", "MIN-07, 20 years"),
        ("X-Onrecord-Head", &"5f".repeat(32)),
    ] {
        assert_eq!(header(&doc, name).as_deref(), Some(value), "{name}");
    }
    let mail = String::from_utf8(eml(&doc)).unwrap();
    assert!(
        mail.contains("\r\nTo: records@example.gov.uk\r\n"),
        "{mail}"
    );
    assert!(
        mail.contains("\r\nMessage-ID: <capture-k7m2q9.20261122T180311204Z@onrecord.invalid>\r\n"),
        "{mail}"
    );
    doc.conversation = Some("turned \u{202e}round\nX-Onrecord-Id: other".to_owned());
    assert_eq!(
        header(&doc, "X-Onrecord-Conversation").as_deref(),
        Some("turned <U+202E>round<U+000A>X-Onrecord-Id: other")
    );
    assert_eq!(header(&doc, "X-Onrecord-Id").as_deref(), Some("k7m2q9"));
    doc.marking = None;
    assert_eq!(
        header(&doc, "X-Onrecord-Marking").as_deref(),
        Some("not stated")
    );
    doc.to = Some("a@b\r\nBcc: c@d".to_owned());
    let mail = String::from_utf8(eml(&doc)).unwrap();
    assert!(
        mail.contains("\r\nTo: undisclosed-recipients:;\r\n"),
        "{mail}"
    );
    assert!(!mail.contains("Bcc"), "{mail}");
}

#[test]
fn the_subject_is_the_marking_the_channel_the_conversation_the_day_and_how_many() {
    let at = |day: &str| {
        let mut one = message("x");
        one.sent = Some(format!("{day}T23:30:00Z").parse().unwrap());
        one
    };
    let unknown = || MessageDoc {
        sent: None,
        ..message("x")
    };
    let set = |channel: &str, messages, change: &dyn Fn(&mut CaptureDoc)| {
        let mut doc = capture(messages);
        doc.channel = channel.to_owned();
        change(&mut doc);
        header(&doc, "Subject").unwrap()
    };
    let none: &dyn Fn(&mut CaptureDoc) = &|_| ();
    let core = "OFFICIAL-SENSITIVE: WhatsApp, Schools Bill core,";
    for (subject, wanted) in [
        (
            set("whatsapp", vec![at("2024-12-04")], none),
            format!("{core} 4 December 2024, 1 message (k7m2q9)"),
        ),
        (
            set(
                "whatsapp",
                vec![at("2024-12-05"), at("2024-12-04"), at("2024-12-05")],
                none,
            ),
            format!("{core} 4 December 2024 to 5 December 2024, 3 messages (k7m2q9)"),
        ),
        (
            set("whatsapp", vec![at("2024-12-04"), unknown()], none),
            format!("{core} 4 December 2024 and undated, 2 messages (k7m2q9)"),
        ),
        (
            set("whatsapp", vec![unknown()], none),
            format!("{core} day not recorded, 1 message (k7m2q9)"),
        ),
        // The day is that of the record's zone, as everywhere in it.
        (
            set("email", vec![at("2024-07-04")], &|doc| {
                (doc.marking, doc.conversation) = (None, None);
            }),
            "Marking not stated: Private email, 5 July 2024, 1 message (k7m2q9)".to_owned(),
        ),
        (
            set("sms", vec![], &|doc| {
                doc.marking = Some("OFFICIAL-SENSITIVE - RECIPIENTS ONLY".to_owned());
                doc.conversation = Some("x".repeat(200));
                doc.substance = Some(vec![("Who".to_owned(), "Minister".to_owned())]);
            }),
            format!(
                "OFFICIAL-SENSITIVE - RECIPIENTS ONLY: SMS, {}…, 22 November 2026, in substance (k7m2q9)",
                "x".repeat(80)
            ),
        ),
    ] {
        assert_eq!(subject, wanted);
    }
}

#[test]
fn originals_are_attached_and_no_name_stands_for_two_files() {
    let from_export = |entry, mail, bytes: &[u8]| MessageDoc {
        original: Some(Original {
            entry,
            bytes: bytes.to_vec(),
            ending: if mail { "eml" } else { "txt" },
        }),
        ..message("x")
    };
    let mut first = from_export(Some(7), false, b"20/11/2026, 09:06 - Asha: x\r\n");
    // Whoever sent it may have given a file the name of one of ours.
    first.attachments = vec![
        attachment("message-2.txt", b"not ours"),
        attachment("Entry-7.txt", b"not ours either"),
    ];
    let doc = capture(vec![
        first,
        from_export(Some(7), false, b"another export's entry 7"),
        from_export(Some(7), true, b"Subject: x\r\n\r\nx"),
        from_export(None, false, b"\xff\xfe"),
    ]);
    let mail = eml(&doc);
    assert_well_made(&mail);
    let found = attached(&mail);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "message-1.txt",
            "message-2.txt",
            "message-3.txt",
            "message-4.txt",
            "entry-7.txt",
            "entry-7-2.txt",
            "entry-7.eml",
            "entry-of-message-4.txt",
            "message-2-2.txt",
            "Entry-7-3.txt",
        ]
    );
    assert_eq!(found[4].1, b"20/11/2026, 09:06 - Asha: x\r\n");
    assert_eq!(found[7].1, b"\xff\xfe");
}

#[test]
fn where_the_words_come_from_is_said_of_all_or_of_each() {
    let export = |entry, name: &str| Source::Export {
        format: "WhatsApp".to_owned(),
        name: Some(name.to_owned()),
        sha256: Some("ab".repeat(32)),
        entry,
    };
    let of = |sources: Vec<Source>| {
        let each = |source| MessageDoc {
            source,
            ..message("x")
        };
        capture(sources.into_iter().map(each).collect())
    };
    let typed = Source::Typed {
        by: "Ruth Bell".to_owned(),
        at: "2026-11-22T17:58:00Z".parse().unwrap(),
    };
    let screenshot = Source::Screenshot {
        by: "Ruth Bell".to_owned(),
        at: "2026-11-22T18:00:00Z".parse().unwrap(),
    };
    let chat = format!("WhatsApp export \"Chat.zip\", SHA-256 {}", "ab".repeat(32));
    for (sources, words) in [
        (
            vec![export(Some(7), "Chat.zip")],
            format!("{chat}, entry 7"),
        ),
        (
            [1, 2, 3, 9].map(|n| export(Some(n), "Chat.zip")).to_vec(),
            format!("{chat}, entries 1-3, 9"),
        ),
        (
            (0..60).map(|n| export(Some(n * 2), "Chat.zip")).collect(),
            format!("{chat}, 60 entries; see each message"),
        ),
        (
            vec![export(Some(7), "Chat.zip"), export(Some(8), "Other.zip")],
            "not the same for all; see each message".to_owned(),
        ),
        (
            vec![typed.clone(), typed],
            "typed by Ruth Bell on Sunday 22 November 2026, 17:58 GMT, not compared with the phone"
                .to_owned(),
        ),
        (
            vec![screenshot],
            "screenshot attached by Ruth Bell on Sunday 22 November 2026, 18:00 GMT".to_owned(),
        ),
        (vec![Source::Mail], "mail, original attached".to_owned()),
        (vec![Source::NotStated], "not stated".to_owned()),
        (
            vec![export(None, "a\", SHA-256 0, entry 1")],
            format!(
                "WhatsApp export \"a\\\", SHA-256 0, entry 1\", SHA-256 {}",
                "ab".repeat(32)
            ),
        ),
        (
            vec![Source::Export {
                format: "WhatsApp".to_owned(),
                name: None,
                sha256: None,
                entry: None,
            }],
            "WhatsApp export, its name was not kept, its SHA-256 was not kept".to_owned(),
        ),
    ] {
        let doc = of(sources);
        let said = header(&doc, "X-Onrecord-Source");
        assert_eq!(said.as_deref(), Some(words.as_str()));
        let body = parsed_text(&eml(&doc)).replace("\n  ", " ");
        assert!(body.contains(&format!("\nSource: {words}\n")), "{body}");
    }
}

#[test]
fn what_was_put_right_is_in_the_mail_beside_what_was_exported() {
    let mut one = message("Noted. I will tell the bill team");
    one.put_right = vec![PutRight {
        by: "Ruth Bell".to_owned(),
        at: "2026-11-22T10:00:00Z".parse().unwrap(),
        field: "text".to_owned(),
        value: "Noted. I will NOT tell\nthe bill team".to_owned(),
        as_typed: None,
        was: None,
    }];
    let mail = eml(&capture(vec![one]));
    assert_eq!(
        listed(&parsed_text(&mail)),
        ["Noted. I will tell the bill team"]
    );
    assert_eq!(attached(&mail)[0].1, b"Noted. I will tell the bill team");
    assert!(
        parsed_text(&mail)
            .contains("As put right, 2 lines:\n\nNoted. I will NOT tell\nthe bill team\n")
    );
}

#[test]
fn a_correction_is_another_mail_and_says_so() {
    let first = capture(vec![message("x")]);
    assert_eq!(header(&first, "X-Onrecord-Corrects"), None);
    let id = |doc: &CaptureDoc| header(doc, "Message-ID").unwrap();
    assert_eq!(id(&first), id(&first.clone()), "the same each time");
    let mut second = first.clone();
    second.captured_at += chrono::TimeDelta::milliseconds(1);
    second.previous = Some(Previous::Reference("MIN/2026/0412".to_owned()));
    assert_ne!(id(&first), id(&second));
    assert_eq!(
        header(&second, "X-Onrecord-Corrects").as_deref(),
        Some("the capture with the reference MIN/2026/0412")
    );
}

#[test]
fn substance_is_its_writers_and_comes_before_the_messages() {
    let mut doc = capture(vec![message("two\nlines")]);
    doc.route = "substance".to_owned();
    doc.substance = Some(vec![
        ("What was decided".to_owned(), "Option B".to_owned()),
        ("Why".to_owned(), "Treasury\nagreed".to_owned()),
    ]);
    let mail = eml(&doc);
    let body = parsed_text(&mail);
    assert!(
        body.contains(
            "\n\nSubstance, as recorded\n\nWhat was decided, 1 line:\n\nOption B\n\nWhy, 2 lines:\n\nTreasury\nagreed\n\nMessage 1 of 1\n"
        ),
        "{body}"
    );
    assert_eq!(listed(&body), ["two\nlines"]);
    let mail = String::from_utf8(mail).unwrap();
    assert!(
        mail.starts_with("From: \"Priya Private-Secretary\" <"),
        "{mail}"
    );
    assert!(
        mail.contains("\r\nDate: Sun, 22 Nov 2026 18:03:11 +0000\r\n"),
        "{mail}"
    );
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[ .=<\tF\r\n]{0,80}".prop_map(String::from),
        "[a-z \u{e9}\u{1f600}]{60,160}".prop_map(String::from),
        Just("\r\n".to_owned()),
        Just("From ".to_owned()),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_comes_back(text in any_text(), with in any::<bool>()) {
        let mut one = message(&text);
        if with {
            one.attachments = vec![attachment("a", b"b")];
        }
        let mail = eml(&capture(vec![one]));
        assert_well_made(&mail);
        prop_assert_eq!(listed(&parsed_text(&mail)), [lf(&text)]);
        prop_assert_eq!(&attached(&mail)[0].1, text.as_bytes());
    }

    #[test]
    fn any_texts_are_told_apart(texts in proptest::collection::vec(any_text(), 2..5)) {
        let mail = eml(&capture(texts.iter().map(|t| message(t)).collect()));
        let wanted: Vec<_> = texts.iter().map(|t| lf(t)).collect();
        prop_assert_eq!(listed(&parsed_text(&mail)), wanted);
    }

    #[test]
    fn any_names_keep_the_headers_whole(name in any::<String>(), place in any::<String>()) {
        let mut one = message("text");
        one.from = Some(name.clone());
        one.address = Some(place.clone());
        one.attachments = vec![attachment(&name, b"b")];
        one.put_right = vec![PutRight {
            by: name.clone(),
            at: one.added,
            field: place.clone(),
            value: name.clone(),
            as_typed: None,
            was: Some(place.clone()),
        }];
        let mut doc = capture(vec![one]);
        (doc.conversation, doc.marking, doc.device) = (Some(place.clone()), Some(place.clone()), Some(place));
        (doc.reference, doc.on_behalf_of, doc.retention) = (Some(name.clone()), Some(name.clone()), Some(name.clone()));
        (doc.captured_by, doc.captured_by_post) = (name.clone(), Some(name));
        let mail = eml(&doc);
        assert_well_made(&mail);
        prop_assert_eq!(listed(&parsed_text(&mail)), ["text"]);
        prop_assert_eq!(header(&doc, "X-Onrecord-Head"), Some("5f".repeat(32)));
    }
}
