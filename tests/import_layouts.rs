//! Every printed form of a WhatsApp stamp, each read from a small export of its own.

mod import_support;

use import_support::{open, read};
use onrecord::import::{DateOrder, EntryKind, Options};

/// A stamp with a name and a text, and the time it must mean. The second line settles the order.
const FORMS: &[(&str, &str)] = &[
    // iPhones
    ("[16/03/2022, 15:25:38] Ann: hi", "2022-03-16T15:25:38"),
    ("\u{200e}[3/27/22, 21:41:55] Ann: hi", "2022-03-27T21:41:55"),
    ("[3/27/22 21:41:55] Ann: hi", "2022-03-27T21:41:55"),
    ("[27/3/22 21.41.55] Ann: hi", "2022-03-27T21:41:55"),
    (
        "[13/11/2025, 9:09:43\u{202f}AM] Ann: hi",
        "2025-11-13T09:09:43",
    ),
    (
        "[13/11/2025, 12:09:43\u{202f}AM] Ann: hi",
        "2025-11-13T00:09:43",
    ),
    ("[13/11/2025, 12:09:43 PM] Ann: hi", "2025-11-13T12:09:43"),
    ("[13/6/18 1:55:00 p. m.] Ann: hi", "2018-06-13T13:55:00"),
    (
        "[13/6/18 1:55:00\u{a0}p.\u{a0}m.] Ann: hi",
        "2018-06-13T13:55:00",
    ),
    ("[07.03.26, 21:28:10] Ann: hi", "2026-03-07T21:28:10"),
    ("[15-01-20 04:18:42] Ann: hi", "2020-01-15T04:18:42"),
    ("[2018/06/13, 21:25:15] Ann: hi", "2018-06-13T21:25:15"),
    ("[2020-03-01, 12:00:03] Ann: hi", "2020-03-01T12:00:03"),
    ("[2020.04.01, 12:00:03] Ann: hi", "2020-04-01T12:00:03"),
    ("[21:41:55, 3/27/22] Ann: hi", "2022-03-27T21:41:55"),
    (
        "\u{200f}[\u{200f}27\u{200f}/3\u{200f}/2022\u{60c} 21:41:55] Ann: hi",
        "2022-03-27T21:41:55",
    ),
    (
        "\u{200f}[٢٧\u{200f}/٣\u{200f}/٢٠٢٢، ٩:٤١:٥٥\u{a0}م] Ann: hi",
        "2022-03-27T21:41:55",
    ),
    ("[۲۷/۳/۲۰۲۲, ۲۱:۴۱:۵۵] Ann: hi", "2022-03-27T21:41:55"),
    ("[२७/३/२०२२, २१:४१:५५] Ann: hi", "2022-03-27T21:41:55"),
    ("[3/27/2565 BE, 21:41:55] Ann: hi", "2022-03-27T21:41:55"),
    ("[27/3/2565, 21:41:55] Ann: hi", "2022-03-27T21:41:55"),
    ("[3/27/R4, 21:41:55] Ann: hi", "2022-03-27T21:41:55"),
    ("[3/27/H31, 21:41:55] Ann: hi", "2019-03-27T21:41:55"),
    ("[06/2018/13, 21:25:15] Ann: hi", "2018-06-13T21:25:15"),
    ("[2022/3/18 下午2:56:01] Ann: hi", "2022-03-18T14:56:01"),
    ("[2022/3/18 上午12:56:01] Ann: hi", "2022-03-18T00:56:01"),
    (
        "[\u{feff}29.01.18, 12:24:03] Ann: hi",
        "2018-01-29T12:24:03",
    ),
    (
        "\u{feff}\u{feff}[29.01.18, 12:24:03] Ann: hi",
        "2018-01-29T12:24:03",
    ),
    // Android phones
    ("18/03/2022, 15:10 - Ann: hi", "2022-03-18T15:10:00"),
    ("17.02.19, 17:21 - Ann: hi", "2019-02-17T17:21:00"),
    ("18-03-2022 15:10 - Ann: hi", "2022-03-18T15:10:00"),
    ("18-03-2022, 14:32 - Ann: hi", "2022-03-18T14:32:00"),
    ("2/24/23, 10:02\u{202f}PM - Ann: hi", "2023-02-24T22:02:00"),
    (
        "29/3/2025, 1:23\u{202f}a.\u{a0}m. - Ann: hi",
        "2025-03-29T01:23:00",
    ),
    ("13/6/2018 1:55 p.\u{a0}m. - Ann: hi", "2018-06-13T13:55:00"),
    ("2024/12/01, 10:06 pm - Ann: hi", "2024-12-01T22:06:00"),
    ("23-06-2018, 01.55 PM - Ann: hi", "2018-06-23T13:55:00"),
    ("2024/12/10, 14:32 - Ann: hi", "2024-12-10T14:32:00"),
    ("13.6.2018 klo 21.25.15 - Ann: hi", "2018-06-13T21:25:15"),
    ("13.06.2018, 21.25 - Ann: hi", "2018-06-13T21:25:00"),
    (
        "3/18/22, 2:56 in the afternoon - Ann: hi",
        "2022-03-18T14:56:00",
    ),
    ("29.01.18, 23:59 PM - Ann: hi", "2018-01-29T23:59:00"),
    ("29/01/18, 0:08 a. m. - Ann: hi", "2018-01-29T00:08:00"),
    ("2022/3/18 下午2:56 - Ann: hi", "2022-03-18T14:56:00"),
    ("2022年3月18日 下午2:56 - Ann: hi", "2022-03-18T14:56:00"),
    ("18/3/2022, 2:56 μ.μ. - Ann: hi", "2022-03-18T14:56:00"),
    ("18/3/2022, 2:56 CH - Ann: hi", "2022-03-18T14:56:00"),
    ("18/03/2022, 15:10 - Ann : hi", "2022-03-18T15:10:00"),
    // without a fence
    ("13. 6. 2018. 21:25:15 Ann: hi", "2018-06-13T21:25:15"),
    ("13.06.18 21.25.15: Ann: hi", "2018-06-13T21:25:15"),
    ("2016-06-27, 8:04:08 AM: Ann: hi", "2016-06-27T08:04:08"),
    ("2022. 3. 18. 오후 2:56, Ann : hi", "2022-03-18T14:56:00"),
];

#[test]
fn each_form_is_read_and_its_order_known() {
    for (line, time) in FORMS {
        for text in [format!("{line}\n"), line.to_string(), format!("{line}\r\n")] {
            let (entries, summary) = read(&text, &Options::default());
            assert_eq!(entries.len(), 1, "{line}");
            let entry = &entries[0];
            assert_eq!(entry.at, *time, "{line}");
            assert_eq!(entry.sender.as_deref(), Some("Ann"), "{line}");
            assert_eq!(entry.text, "hi", "{line}");
            assert_eq!(entry.kind, EntryKind::Message, "{line}");
            assert!(
                !summary.date_order_ambiguous,
                "{line}: {}",
                summary.date_evidence
            );
        }
    }
}

#[test]
fn the_same_form_twice_and_lines_between() {
    for (line, time) in FORMS {
        let text = format!("{line}\nmore: text\n\n[not a stamp] x: y\n{line}\nend");
        let (entries, summary) = read(&text, &Options::default());
        assert_eq!(entries.len(), 2, "{line}");
        assert_eq!(
            entries[0].text, "hi\nmore: text\n\n[not a stamp] x: y",
            "{line}"
        );
        assert_eq!(entries[1].text, "hi\nend", "{line}");
        assert_eq!(entries[1].at, *time);
        assert_eq!(summary.lines, 6);
    }
}

#[test]
fn an_unknown_day_part_is_told_not_ignored() {
    let text =
        "3/18/22, 2:56 PM - Ann: a\n3/18/22, 2:57 zorg - Ann: b\nmore\n3/18/22, 2:58 PM - Ann: c\n";
    let (entries, summary) = read(text, &Options::default());
    let texts: Vec<&str> = entries.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(texts, ["a", "c"]);
    assert_eq!(summary.stray_lines, 2);
    assert_eq!(summary.not_understood[0].line, 2);
    assert!(
        summary.not_understood[0]
            .why
            .contains("unknown day-part \"zorg\"")
    );
    assert_eq!(summary.not_understood[1].text, "more");

    // Where every line has it, nothing can be read, and that is an error.
    let all = "3/18/22, 2:56 zorg - Ann: a\n3/18/22, 2:57 zorg - Ann: b\n";
    let refused = open(all, &Options::default()).err().unwrap().to_string();
    assert!(
        refused.contains("line 1") && refused.contains("zorg"),
        "{refused}"
    );

    // On a clock of 24 hours such a line is text: nobody writes a day-part there.
    let plain = "18/03/22, 14:56 - Ann: a\n18/03/22, 2:57 zorg - Ann: b\n";
    let (entries, _) = read(plain, &Options::default());
    assert_eq!(entries[0].text, "a\n18/03/22, 2:57 zorg - Ann: b");
}

#[test]
fn a_stamp_that_names_no_day_is_told() {
    let text = "18/03/2022, 14:56 - Ann: a\n31/02/2022, 14:57 - Bob: b\n19/03/2022, 25:00 - Bob: c\n19/03/2022, 14:58 - Ann: d\n";
    let (entries, summary) = read(text, &Options::default());
    let texts: Vec<&str> = entries.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(texts, ["a", "d"]);
    let lines: Vec<u64> = summary.not_understood.iter().map(|s| s.line).collect();
    assert_eq!(lines, [2, 3]);
    assert_eq!(summary.entries + summary.stray_lines, summary.lines);
}

#[test]
fn text_that_resembles_a_stamp_stays_text() {
    for line in [
        "12/03/2022 is the day",
        "12/03/2022, 10:30 room 5: bring - a pen",
        "[see 12/03/2022]",
        "[1/2/24] item",
        "10:30 - coffee: yes",
        "12.3.2022 10:30 Meeting: room 5",
        "2022-03-12 10:30:15 ERROR: broken",
        "[12/03/2022, 10:30] ",
        "1234567890",
        "1.2.3.4",
        "٣ أشياء",
    ] {
        let text = format!("18/03/2022, 14:56 - Ann: a\n{line}\n18/03/2022, 14:57 - Ann: b\n");
        let (entries, _) = read(&text, &Options::default());
        // A bracketed stamp without a name is a system line of another form, never the end of the file.
        if line.starts_with("[12/") {
            assert_eq!(entries.len(), 3);
            continue;
        }
        assert_eq!(entries.len(), 2, "{line}");
        assert_eq!(entries[0].text, format!("a\n{line}"));
    }
}

#[test]
fn only_lf_ends_a_line() {
    let body = "a\u{2028}b\u{2029}c\u{85}d\u{b}e\u{c}f\rg";
    let text = format!("18/03/2022, 14:56 - Ann: {body}\n18/03/2022, 14:57 - Ann: b\n");
    let (entries, summary) = read(&text, &Options::default());
    assert_eq!(entries[0].text, body);
    assert_eq!(summary.lines, 2);
}

#[test]
fn orders_have_names() {
    for order in [
        DateOrder::Dmy,
        DateOrder::Mdy,
        DateOrder::Ymd,
        DateOrder::Myd,
    ] {
        assert_eq!(DateOrder::parse(order.as_str()), Some(order));
    }
    assert_eq!(DateOrder::parse("ydm"), None);
}
