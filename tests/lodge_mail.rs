//! `record.eml` read by another hand: mail-parser finds the exact text, the names and the facts.

mod lodge_support;

use lodge_support::{attachment, capture, message};
use mail_parser::{MessageParser, MimeHeaders};
use onrecord::lodge::{CaptureDoc, MessageDoc, Previous, eml};
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
    let mut names = head.lines().filter(|l| !l.starts_with(' '));
    assert!(
        names.nth(1).is_some_and(|l| l.starts_with("Date: ")),
        "{head}"
    );
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
fn one_message_is_the_body_exact_and_alone() {
    for text in hard_texts() {
        let mail = eml(&capture(vec![message(&text)]));
        assert_well_made(&mail);
        assert_eq!(parsed_text(&mail), lf(&text));

        let mut with = message(&text);
        with.attachments = vec![attachment("a.pdf", b"%PDF-1.7")];
        let mail = eml(&capture(vec![with]));
        assert_well_made(&mail);
        assert_eq!(parsed_text(&mail), lf(&text));
    }
}

#[test]
fn several_messages_are_told_apart_by_their_counts() {
    let texts = hard_texts();
    let doc = capture(texts.iter().map(|t| message(t)).collect());
    let mail = eml(&doc);
    assert_well_made(&mail);
    let wanted: Vec<_> = texts.iter().map(|t| lf(t)).collect();
    assert_eq!(listed(&parsed_text(&mail)), wanted);
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
fn the_sender_and_the_date_are_the_messages_own() {
    let mail = eml(&capture(vec![message("x"), MessageDoc::default()]));
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
fn headers_say_the_facts_and_the_subject_names_nobody() {
    let mut doc = capture(vec![message("Counsel advises dropping clause 4")]);
    doc.conversation = Some("Schools Bill – core 📚 ".repeat(8));
    doc.to = Some("records@example.gov.uk".to_owned());
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
        ("X-Onrecord-Head", &"5f".repeat(32)),
        (
            "Subject",
            "WhatsApp message of 21 November 2026, captured 22 November 2026 (k7m2q9)",
        ),
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
fn the_subject_is_dated_by_the_messages_and_says_when_they_were_captured() {
    let at = |day: &str| {
        let mut one = message("x");
        one.sent = Some(format!("{day}T23:30:00Z").parse().unwrap());
        one
    };
    let unknown = || MessageDoc {
        sent: None,
        ..message("x")
    };
    for (channel, messages, substance, subject) in [
        (
            "whatsapp",
            vec![at("2024-12-04")],
            false,
            "WhatsApp message of 4 December 2024",
        ),
        (
            "whatsapp",
            vec![at("2024-12-04"), at("2024-12-04")],
            false,
            "2 WhatsApp messages of 4 December 2024",
        ),
        (
            "whatsapp",
            vec![at("2024-12-05"), at("2024-12-04"), at("2024-12-05")],
            false,
            "3 WhatsApp messages of 4 December 2024 to 5 December 2024",
        ),
        // The day is that of the record's zone, as everywhere in it.
        (
            "sms",
            vec![at("2024-07-04")],
            false,
            "SMS message of 5 July 2024",
        ),
        ("whatsapp", vec![unknown()], false, "WhatsApp message"),
        (
            "signal",
            vec![at("2024-12-04"), unknown()],
            false,
            "2 Signal messages",
        ),
        (
            "email",
            vec![at("2024-12-04")],
            true,
            "Private email message of 4 December 2024 in substance",
        ),
        ("other", vec![unknown()], false, "Message"),
    ] {
        let mut doc = capture(messages);
        doc.channel = channel.to_owned();
        if substance {
            doc.substance = Some(vec![("Who".to_owned(), "Minister".to_owned())]);
        }
        let wanted = format!("{subject}, captured 22 November 2026 (k7m2q9)");
        assert_eq!(header(&doc, "Subject"), Some(wanted));
    }
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
        body.starts_with(
            "Substance, as recorded\n\nWhat was decided, 1 line:\n\nOption B\n\nWhy, 2 lines:\n\nTreasury\nagreed\n\nMessage 1 of 1\n"
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
    fn any_text_comes_back(text in any_text(), attached in any::<bool>()) {
        let mut one = message(&text);
        if attached {
            one.attachments = vec![attachment("a", b"b")];
        }
        let mail = eml(&capture(vec![one]));
        assert_well_made(&mail);
        prop_assert_eq!(parsed_text(&mail), lf(&text));
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
        let mut doc = capture(vec![one]);
        doc.conversation = Some(place);
        doc.reference = Some(name);
        let mail = eml(&doc);
        assert_well_made(&mail);
        prop_assert_eq!(parsed_text(&mail), "text");
        prop_assert_eq!(header(&doc, "X-Onrecord-Head"), Some("5f".repeat(32)));
    }
}
