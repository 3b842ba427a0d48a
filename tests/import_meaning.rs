//! What entries mean: where they end, who wrote them, what they carry, how their dates are read.

mod import_support;

use import_support::{entries, open, read};
use onrecord::import::{Boundary, DateOrder, EntryKind, ImportError, Options};

const NOTICE: &str =
    "Messages and calls are end-to-end encrypted. Nobody outside of this chat can read them.";

fn plain(text: &str) -> Vec<import_support::Owned> {
    read(text, &Options::default()).0
}

#[test]
fn crlf_makes_boundaries_exact() {
    let text = "[16/03/2022, 15:10:17] \u{200e}You created group “G”\r\n\
                [16/03/2022, 15:10:18] Ann: look at this:\n\
                [16/03/2022, 15:10:19] Minister: I approve the payment\r\n\
                [16/03/2022, 15:10:20] Bob: thanks\r\n";
    let (entries, summary) = read(text, &Options::default());
    assert_eq!(entries.len(), 3);
    assert!(
        entries[1]
            .text
            .ends_with("\n[16/03/2022, 15:10:19] Minister: I approve the payment")
    );
    assert_eq!(summary.boundary, Boundary::Crlf);
    assert_eq!(summary.inner_headers, 1);
    assert_eq!(summary.quoted, 0);
    assert!(!summary.senders.iter().any(|(name, _)| name == "Minister"));
    // A last line end that an editor took away changes nothing.
    let (entries, summary) = read(text.trim_end(), &Options::default());
    assert_eq!((entries.len(), summary.boundary), (3, Boundary::Crlf));
}

#[test]
fn crlf_throughout_is_no_boundary() {
    let text = "18/03/2022, 15:10 - Ann: a\r\nb\r\n18/03/2022, 15:11 - Bob: c\r\n";
    let (entries, summary) = read(text, &Options::default());
    assert_eq!(summary.boundary, Boundary::Stamp);
    assert_eq!(entries[0].text, "a\r\nb");
    assert_eq!(entries[1].text, "c");
}

#[test]
fn a_pasted_carriage_return_does_not_swallow_an_android_file() {
    let mut text = String::new();
    for minute in 10..40 {
        let end = if minute == 20 { "\r\n" } else { "\n" };
        text.push_str(&format!("18/03/2022, 15:{minute} - Ann: a{end}"));
    }
    assert_eq!(plain(&text).len(), 30);
    // Even at the very end of the file.
    text.push_str("18/03/2022, 15:50 - Ann: a\r\n");
    assert_eq!(plain(&text).len(), 31);
}

#[test]
fn exports_joined_from_two_phones_are_not_swallowed() {
    let mut ios = String::new();
    let mut android = String::new();
    for second in 10..59 {
        ios.push_str(&format!("[16/03/2022, 15:10:{second}] Ann: a\nb\r\n"));
        android.push_str(&format!("18/03/2022, 15:{second} - Ann: a\nb\n"));
    }
    assert_eq!(plain(&format!("{ios}{android}")).len(), 98);
    assert_eq!(plain(&format!("{android}{ios}")).len(), 98);
}

#[test]
fn quoted_text_is_marked_where_the_boundary_is_not_exact() {
    let mut text = format!("18/03/2022, 15:00 - {NOTICE}\n");
    for minute in 10..30 {
        let name = if minute % 2 == 0 { "Ann" } else { "Bob" };
        text.push_str(&format!("18/03/2022, 15:{minute} - {name}: a\n"));
    }
    text.push_str("01/02/2022, 09:00 - Ann: old\n18/03/2022, 15:40 - Bob: b\n");
    text.push_str("18/03/2022, 15:41 - Minister: I approve\n18/03/2022, 15:42 - Bob: c\n");
    text.push_str("[18/03/2022, 15:43:00] Ann: copied\n18/03/2022, 15:44 - Bob: d\n");
    let (entries, summary) = read(&text, &Options::default());
    let marked: Vec<(&str, &str)> = entries
        .iter()
        .filter_map(|e| Some((e.text.as_str(), e.quoted.as_deref()?)))
        .collect();
    assert_eq!(marked.len(), 2, "{marked:?}");
    assert!(marked[0].0 == "old" && marked[0].1.contains("dated 45 days and 6 hours before"));
    assert!(marked[1].0 == "copied" && marked[1].1.contains("another form"));
    assert_eq!(summary.quoted, 2);
    // Whoever writes once is a person like others.
    assert!(
        entries
            .iter()
            .any(|e| e.sender.as_deref() == Some("Minister"))
    );
}

#[test]
fn late_notices_and_late_messages_are_not_marked() {
    let text = format!(
        "23/03/2022, 13:31 - {NOTICE}\n18/03/2022, 14:56 - Ann: a\n18/03/2022, 14:53 - Bob: b\n\
         18/03/2022, 14:57 - Ann: c\n17/03/2022, 10:00 - Ann added Bob\n18/03/2022, 14:58 - Bob: d\n"
    );
    assert!(plain(&text).iter().all(|e| e.quoted.is_none()));
}

#[test]
fn system_lines_of_any_language_are_told_by_shape() {
    let text = "[16/03/2022, 15:10:17] Bill team: \u{200e}Tin nhắn và cuộc gọi được mã hóa đầu cuối.\r\n\
                [16/03/2022, 15:10:18] \u{200e}Ann đã thêm Bob: xem\r\n\
                [16/03/2022, 15:10:19] Ann: xin chào\nbạn\r\n\
                [16/03/2022, 15:10:20] Bill team: \u{200e}Ann đã đổi chủ đề thành “A: b”\r\n\
                \u{200e}[16/03/2022, 15:10:21] Bob: \u{200e}đã bỏ qua hình ảnh\r\n";
    let entries = plain(text);
    let kinds: Vec<_> = entries.iter().map(|e| e.kind).collect();
    use EntryKind::{Message, System};
    assert_eq!(kinds, [System, System, Message, System, Message]);
    assert_eq!(entries[0].sender_raw.as_deref(), Some("Bill team"));
    assert_eq!(entries[0].sender, None);
    assert!(entries[1].text.starts_with('\u{200e}'));
    assert_eq!(entries[4].flags, ["omitted", "generated"]);
}

#[test]
fn the_chat_is_named_by_its_first_notice() {
    let text = "[16/03/2022, 15:10:17] Bill team: \u{200e}Messages and calls are end-to-end encrypted.\r\n\
                [16/03/2022, 15:10:19] Ann: a\nb\r\n";
    let export = open(text, &Options::default()).unwrap();
    assert_eq!(export.conversation(), Some("Bill team"));
}

#[test]
fn a_person_who_only_sends_media_stays_a_person() {
    let text = "\u{200e}[16/03/2022, 15:10:17] Bob: \u{200e}image omitted\r\n\
                [16/03/2022, 15:10:19] Ann: a\nb\r\n\
                \u{200e}[16/03/2022, 15:10:20] Bob: \u{200e}video omitted\r\n";
    let entries = plain(text);
    assert_eq!(entries[0].sender.as_deref(), Some("Bob"));
    assert!(entries.iter().all(|e| e.kind == EntryKind::Message));
}

#[test]
fn names_may_hold_a_colon_and_a_blank() {
    let text = "18/03/2022, 15:10 - Ann added Zoë: Finance\n18/03/2022, 15:11 - Zoë: Finance: one\n\
                18/03/2022, 15:12 - Zoë: Finance: two: three\n18/03/2022, 15:13 - Ann: x\n\
                18/03/2022, 15:14 - Zoë: Finance: \n18/03/2022, 15:15 - Zoë: Finance left\n";
    let (entries, summary) = read(text, &Options::default());
    let senders: Vec<_> = entries.iter().map(|e| e.sender.as_deref()).collect();
    let zoe = Some("Zoë: Finance");
    assert_eq!(senders, [None, zoe, zoe, Some("Ann"), zoe, None]);
    assert_eq!(entries[2].text, "two: three");
    assert_eq!(entries[5].text, "Zoë: Finance left");
    assert_eq!(summary.senders[0], ("Zoë: Finance".to_owned(), 3));
}

#[test]
fn empty_bodies_and_trimmed_ones_are_messages() {
    let text = "18/03/2022, 15:10 - Ann: a\n18/03/2022, 15:11 - Ann: \n18/03/2022, 15:12 - Ann:\n\
                18/03/2022, 15:13 - Ann:.\n18/03/2022, 15:14 - Stranger:\n18/03/2022, 15:15 - Ann: \n\n\n";
    let entries = plain(text);
    let texts: Vec<_> = entries.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(texts, ["a", "", "", ".", "Stranger:", "\n\n"]);
    assert_eq!(entries[4].kind, EntryKind::System);
    assert_eq!(entries[1].flags, ["omitted", "view-once"]);
}

#[test]
fn media_deleted_and_edited_are_told() {
    for (body, flags, name) in [
        (
            "\u{200e}IMG-20220323-WA0002.jpg (file attached)",
            &["generated"][..],
            Some("IMG-20220323-WA0002.jpg"),
        ),
        (
            "\u{200e}IMG-20220323-WA0002.jpg (tiedosto liitetty)\ncaption",
            &["generated"],
            Some("IMG-20220323-WA0002.jpg"),
        ),
        (
            "PTT-20220323-WA0002.opus (irgendwas)",
            &[],
            Some("PTT-20220323-WA0002.opus"),
        ),
        ("Alex.vcf (Datei angehängt)", &[], Some("Alex.vcf")),
        ("look at notes.txt (the old one)", &[], None),
        (
            "\u{200e}<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>",
            &["generated"],
            Some("00000035-PHOTO-2022-03-27-21-41-55.jpg"),
        ),
        (
            "<pièce jointe : 00000035-PHOTO-2022-03-27-21-41-55.jpg>",
            &[],
            Some("00000035-PHOTO-2022-03-27-21-41-55.jpg"),
        ),
        (
            "\u{200f}<المُرفق: 00000042-TR.vcf>",
            &["generated"],
            Some("00000042-TR.vcf"),
        ),
        (
            "Resume.pdf • \u{200e}2 pages \u{200e}<attached: 00000047-Resume.pdf>",
            &[],
            Some("00000047-Resume.pdf"),
        ),
        (
            "2015-08-04-PHOTO-00004762.jpg <\u{200e}attached>",
            &[],
            Some("2015-08-04-PHOTO-00004762.jpg"),
        ),
        ("<b: c.d> is html", &[], None),
        ("see <note: mine.txt> there", &[], None),
        ("<Media omitted>", &["omitted"], None),
        ("<Без медиафайлов>", &["omitted"], None),
        (
            "<View once voice message omitted>",
            &["omitted", "view-once"],
            None,
        ),
        ("<Mynd sleppt>", &["omitted"], None),
        (
            "\u{200e}画像は含まれていません",
            &["omitted", "generated"],
            None,
        ),
        ("この資料は含まれていません", &[], None),
        ("<html>", &[], None),
        ("null", &["omitted", "view-once"], None),
        ("This message was deleted", &["deleted"], None),
        ("Diese Nachricht wurde gelöscht", &["deleted"], None),
        ("This message was deleted by admin Bob", &["deleted"], None),
        ("You deleted this message as admin", &["deleted"], None),
        (
            "Diese Nachricht wurde vom Admin Annegret von und zu der langen Straße in Oberammergau gelöscht.",
            &["deleted"],
            None,
        ),
        ("You deleted this message as admin\nwhy?", &[], None),
        ("This message was deleted, I think", &[], None),
        ("\u{200e}Bu mesaj silindi.", &["deleted", "generated"], None),
        ("I see \u{200e}<This message was edited>", &["edited"], None),
        (
            "I see <Diese Nachricht wurde bearbeitet.>",
            &["edited"],
            None,
        ),
        (
            "I see \u{200e}<Esta mensaxe foi editada>",
            &["edited"],
            None,
        ),
        ("I see <this>", &[], None),
        ("a\nb\n<This message was edited>", &["edited"], None),
    ] {
        let text = format!("18/03/2022, 15:10 - Ann: {body}\n18/03/2022, 15:11 - Ann: b\n");
        let entries = plain(&text);
        assert_eq!(entries.len(), 2, "{body}");
        assert_eq!(entries[0].flags, flags, "{body}");
        let names: Vec<_> = entries[0]
            .attachments
            .iter()
            .map(|(n, _)| n.as_str())
            .collect();
        assert_eq!(names, name.into_iter().collect::<Vec<_>>(), "{body}");
        assert_eq!(entries[0].text, body);
    }
}

#[test]
fn timers_are_listed_with_their_times() {
    let text = "18/03/2022, 15:10 - Ann turned on disappearing messages. New messages will disappear from this chat 24 hours after they're sent.\n\
                18/03/2022, 15:11 - Ann: my message timer says 7 days and disappears\n\
                18/03/2022, 15:12 - Ann updated the message timer. New messages will disappear from this chat 90 days after they're sent.\n\
                18/03/2022, 15:13 - Ann turned off disappearing messages. Tap to change.\n";
    let (entries, summary) = read(text, &Options::default());
    let timers: Vec<_> = summary.timers.iter().map(|t| (t.n, t.seconds)).collect();
    assert_eq!(timers, [(1, 86_400), (3, 7_776_000), (4, 0)]);
    assert_eq!(entries[2].timer, Some(7_776_000));
    assert_eq!(entries[1].timer, None);
    let first = summary.timers[0].at.unwrap().to_string();
    assert_eq!(first, "2022-03-18 15:10:00");
}

fn order_of(text: &str) -> (Option<DateOrder>, String) {
    let summary = open(text, &Options::default()).unwrap().summary();
    assert_eq!(summary.date_order.is_none(), summary.date_order_ambiguous);
    (summary.date_order, summary.date_evidence)
}

#[test]
fn the_order_of_dates_has_its_evidence() {
    for (text, order, evidence) in [
        (
            "13/03/2022, 15:10 - A: x\n",
            Some(DateOrder::Dmy),
            "line 1 has 13 in the first place",
        ),
        (
            "03/13/2022, 15:10 - A: x\n",
            Some(DateOrder::Mdy),
            "13 in the second place",
        ),
        (
            "2022/03/04, 15:10 - A: x\n",
            Some(DateOrder::Ymd),
            "year first",
        ),
        (
            "[04/2022/03, 15:10:00] A: x\n",
            Some(DateOrder::Myd),
            "middle",
        ),
        ("03.04.2022, 15:10 - A: x\n", Some(DateOrder::Dmy), "dots"),
        (
            "05/05/2022, 15:10 - A: x\n",
            Some(DateOrder::Dmy),
            "same number",
        ),
        (
            "03/04/2022, 15:10 - A: \u{200e}IMG-20220403-WA0001.jpg (file attached)\n",
            Some(DateOrder::Dmy),
            "carries its date",
        ),
        (
            "\u{200e}[3/4/22, 15:10:00] A: \u{200e}<attached: 00000035-PHOTO-2022-03-04-15-10-00.jpg>\n",
            Some(DateOrder::Mdy),
            "carries its date",
        ),
        (
            "1/2/23, 15:10 - A: x\n1/3/23, 15:10 - A: x\n2/1/23, 15:10 - A: x\n",
            Some(DateOrder::Mdy),
            "step back",
        ),
        ("03/04/2022, 15:10 - A: x\n", None, "nothing in the file"),
        ("03-04-2022, 15:10 - A: x\n", None, "nothing in the file"),
    ] {
        let (found, said) = order_of(text);
        assert_eq!(found, order, "{text}");
        assert!(said.contains(evidence), "{text}: {said}");
    }
}

#[test]
fn an_open_order_is_said_and_refused_until_it_is_given() {
    let text = "03/04/2022, 15:10 - A: x\n04/04/2022, 15:10 - A: y\n";
    let mut export = open(text, &Options::default()).unwrap();
    let summary = export.summary();
    assert!(summary.date_order_ambiguous && summary.first.is_none() && summary.last.is_none());
    let ends: Vec<_> = summary
        .readings
        .iter()
        .map(|r| {
            (
                r.order.as_str(),
                r.first.date().to_string(),
                r.last.date().to_string(),
            )
        })
        .collect();
    assert_eq!(
        ends[0],
        ("dmy", "2022-04-03".to_owned(), "2022-04-04".to_owned())
    );
    assert_eq!(
        ends[1],
        ("mdy", "2022-03-04".to_owned(), "2022-04-04".to_owned())
    );
    let refused = entries(&mut export).err().unwrap();
    let said = refused.to_string();
    assert!(
        said.contains("--day-first") && said.contains("--month-first"),
        "{said}"
    );
    assert!(!refused.is_storage());

    for (options, first, said) in [
        (
            Options {
                order: Some(DateOrder::Mdy),
                ..Options::default()
            },
            "2022-03-04T15:10:00",
            "as you said",
        ),
        (
            Options {
                remembered_order: Some(DateOrder::Dmy),
                ..Options::default()
            },
            "2022-04-03T15:10:00",
            "remembered",
        ),
    ] {
        let (entries, summary) = read(text, &options);
        assert_eq!(entries[0].at, first);
        assert!(
            summary.date_evidence.contains(said),
            "{}",
            summary.date_evidence
        );
        assert!(!summary.date_order_ambiguous && summary.readings.is_empty());
    }
}

#[test]
fn what_is_remembered_gives_way_to_the_file_and_what_is_said_to_proof() {
    let proved = "13/04/2022, 15:10 - A: x\n04/05/2022, 15:10 - A: y\n";
    let remembered = Options {
        remembered_order: Some(DateOrder::Mdy),
        ..Options::default()
    };
    let (entries, summary) = read(proved, &remembered);
    assert_eq!(entries[1].at, "2022-05-04T15:10:00");
    assert!(!summary.date_evidence.contains("remembered"));

    let said = Options {
        order: Some(DateOrder::Mdy),
        ..Options::default()
    };
    let refused = open(proved, &said).err().unwrap();
    assert!(
        matches!(
            refused,
            ImportError::OrderContradicted {
                line: 1,
                number: 13,
                ..
            }
        ),
        "{refused}"
    );

    // Softer evidence does not outweigh what the user says.
    let (entries, summary) = read("03.04.2022, 15:10 - A: x\n", &said);
    assert_eq!(entries[0].at, "2022-03-04T15:10:00");
    assert!(summary.date_evidence.contains("as you said, though"));
}

#[test]
fn what_is_said_against_softer_evidence_is_told_plainly() {
    let photo = "\u{200e}IMG-20220403-WA0001.jpg (file attached)";
    for (text, order, told) in [
        (
            "03.04.2022, 15:10 - A: x\n".to_owned(),
            DateOrder::Mdy,
            Some(
                "Dates are read month first because you said so; the file itself speaks for day first: the date is written with dots",
            ),
        ),
        (
            format!("03/04/2022, 15:10 - A: {photo}\n"),
            DateOrder::Mdy,
            Some(
                "Dates are read month first because you said so; the file itself speaks for day first: the attachment IMG-20220403-WA0001.jpg in line 1 carries its date",
            ),
        ),
        (
            "03/04/2022, 15:10 - A: x\n04/01/2022, 15:10 - A: y\n".to_owned(),
            DateOrder::Dmy,
            Some(
                "Dates are read day first because you said so; the file itself speaks for month first: read the other way the entries would step back by more than a day once",
            ),
        ),
        // Where the file agrees, proves it, says nothing or cannot differ, there is nothing to tell.
        (
            "03.04.2022, 15:10 - A: x\n".to_owned(),
            DateOrder::Dmy,
            None,
        ),
        (
            "13/04/2022, 15:10 - A: x\n".to_owned(),
            DateOrder::Dmy,
            None,
        ),
        (
            "03/04/2022, 15:10 - A: x\n".to_owned(),
            DateOrder::Mdy,
            None,
        ),
        (
            "04/04/2022, 15:10 - A: x\n".to_owned(),
            DateOrder::Mdy,
            None,
        ),
        (
            "2022-04-03, 15:10 - A: x\n".to_owned(),
            DateOrder::Mdy,
            None,
        ),
    ] {
        let options = Options {
            order: Some(order),
            ..Options::default()
        };
        let (_, summary) = read(&text, &options);
        assert_eq!(summary.date_order_overruled.as_deref(), told, "{text}");
        let noticed = summary.notices.iter().any(|n| n.contains("you said so"));
        assert_eq!(noticed, told.is_some(), "{text}: {:?}", summary.notices);
        if told.is_none() {
            assert!(!summary.date_evidence.contains("though"), "{text}");
        }
    }
}

#[test]
fn joined_exports_are_read_run_by_run() {
    let day_first = "13/03/2022, 15:10 - A: 1\n04/04/2022, 15:10 - A: 2\n";
    let month_first = "5/14/22, 3:10 PM - A: 3\n6/7/22, 3:10 PM - A: 4\n";
    let mut text = String::new();
    for part in [day_first, month_first] {
        for _ in 0..3 {
            text.push_str(part);
        }
    }
    let (entries, summary) = read(&text, &Options::default());
    assert!(summary.date_order_mixed && !summary.date_order_ambiguous);
    assert_eq!(entries[1].at, "2022-04-04T15:10:00");
    assert_eq!(entries[11].at, "2022-06-07T15:10:00");
    assert!(summary.notices.iter().any(|n| n.contains("both occur")));

    // The same form of stamp: told apart by the notice that begins the second export.
    let text = format!(
        "13/03/2022, 15:10 - A: 1\n04/05/2022, 15:10 - A: 2\n03/09/2022, 15:11 - {NOTICE}\n\
         03/10/2022, 15:12 - A: 3\n03/14/2022, 15:13 - A: 4\n"
    );
    let (entries, summary) = read(&text, &Options::default());
    assert!(summary.date_order_mixed);
    assert_eq!(entries[1].at, "2022-05-04T15:10:00");
    assert_eq!(entries[3].at, "2022-03-10T15:12:00");
    assert!(summary.date_evidence.contains("two orders in one file"));

    // Between the two nothing tells: refused until said.
    let text = "13/03/2022, 15:10 - A: 1\n04/05/2022, 15:10 - A: 2\n03/14/2022, 15:13 - A: 3\n";
    assert!(
        open(text, &Options::default())
            .unwrap()
            .summary()
            .date_order_ambiguous
    );
    let said = Options {
        order: Some(DateOrder::Dmy),
        ..Options::default()
    };
    let (entries, _) = read(text, &said);
    assert_eq!(entries[1].at, "2022-05-04T15:10:00");
    assert_eq!(entries[2].at, "2022-03-14T15:13:00");
}

#[test]
fn one_pasted_stamp_does_not_turn_a_file() {
    let mut text = String::new();
    for day in 13..25 {
        text.push_str(&format!("{day}/03/2022, 15:10 - A: x\n"));
    }
    text.push_str("03/14/2022, 15:10 - B: pasted\n04/04/2022, 15:10 - A: y\n");
    text.push_str("13/04/2022, 15:10 - A: z\n14/04/2022, 15:10 - A: z\n");
    let (entries, summary) = read(&text, &Options::default());
    assert_eq!(summary.date_order, Some(DateOrder::Dmy));
    assert_eq!(entries[13].at, "2022-04-04T15:10:00");
    assert_eq!(entries[12].at, "2022-03-14T15:10:00");
}

#[test]
fn silences_and_signs_of_a_cap_are_told() {
    let mut text = format!("01/03/2022, 15:10 - {NOTICE}\n");
    for day in 13..25 {
        text.push_str(&format!("{day}/03/2022, 15:10 - A: x\n"));
    }
    text.push_str("20/09/2022, 15:10 - A: back\n");
    let (_, summary) = read(&text, &Options::default());
    assert!(!summary.capped, "{:?}", summary.capped_why);
    assert_eq!(summary.gaps.len(), 1);
    assert_eq!(summary.gaps[0].from.to_string(), "2022-03-24 15:10:00");
    assert_eq!(summary.gaps[0].to.to_string(), "2022-09-20 15:10:00");

    let (_, summary) = read("13/03/2022, 15:10 - A: x\n", &Options::default());
    assert!(
        summary
            .capped_why
            .unwrap()
            .contains("opening notice is missing")
    );

    let mut many = format!("01/03/2022, 15:10 - {NOTICE}\n");
    for i in 0..39_999 {
        many.push_str(&format!("13/03/2022, 15:{:02} - A: {i}\n", i * 60 / 40_000));
    }
    let summary = open(many, &Options::default()).unwrap().summary();
    assert!(summary.capped_why.unwrap().contains("40,000"));
}

#[test]
fn a_later_export_gives_the_same_digests() {
    let options = Options {
        digests: true,
        ..Options::default()
    };
    let first = "13/03/2022, 15:10 - Ann: ok\n13/03/2022, 15:10 - Ann: ok\n\
                 13/03/2022, 15:11 - Bob: \u{200e}IMG-20220313-WA0001.jpg (file attached)\nsee\n";
    let later = "13/03/2022, 15:10 - Ann: ok\n13/03/2022, 15:10 - Ann: ok\n\
                 13/03/2022, 15:11 - Bob: <Media omitted>\nsee\n13/03/2022, 15:12 - Bob: new\n";
    let digests = |text: &str| -> Vec<[u8; 32]> {
        read(text, &options)
            .0
            .iter()
            .map(|e| e.digest.unwrap())
            .collect()
    };
    let (a, b) = (digests(first), digests(later));
    assert_eq!(a[..], b[..3]);
    assert_ne!(a[0], a[1]);
    assert!(plain(first).iter().all(|e| e.digest.is_none()));
}

#[test]
fn entries_carry_their_own_bytes_and_place() {
    let text = "\u{feff}preface\n18/03/2022, 15:10 - Ann: a\nb\n18/03/2022, 15:11 - Bob: ü\n";
    let (entries, summary) = read(text, &Options::default());
    for entry in &entries {
        let from = entry.offset as usize;
        assert_eq!(&text.as_bytes()[from..from + entry.raw.len()], entry.raw);
    }
    assert_eq!(entries.iter().map(|e| e.line).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(summary.preamble, 1);
    assert_eq!(summary.not_understood[0].why, "before the first entry");
}
