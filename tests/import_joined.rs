//! Exports put behind one another in a file: said, and never swallowed.

mod import_support;

use import_support::{Owned, read};
use onrecord::import::{EntryKind, Options, Summary};

const NOTICE: &str =
    "Messages and calls are end-to-end encrypted. Only people in this chat can read them.";

fn plain(text: &str) -> (Vec<Owned>, Summary) {
    read(text, &Options::default())
}

/// An export of Android's without its last line end: the notice and six messages in one month of 2024.
fn dashed(month: u32, notice: &str) -> String {
    let mut lines = vec![format!("01/{month:02}/2024, 09:00 - {notice}")];
    lines.extend((0..6).map(|i| {
        let name = if i % 2 == 0 { "Ann" } else { "Bob" };
        format!("{:02}/{month:02}/2024, 10:00 - {name}: {month} {i}", 13 + i)
    }));
    lines.join("\n")
}

/// The same of an iPhone.
fn bracketed(month: u32, notice: &str) -> String {
    let mut text = format!("[01/{month:02}/2024, 09:00:00] Bill: \u{200e}{notice}\r\n");
    for i in 0..6 {
        let name = if i % 2 == 0 { "Ann" } else { "Bob" };
        text += &format!(
            "[{:02}/{month:02}/2024, 10:00:00] {name}: {month} {i}\nmore\r\n",
            13 + i
        );
    }
    text
}

fn told_as_joined(summary: &Summary) -> Option<&String> {
    summary
        .notices
        .iter()
        .find(|n| n.contains("exports seem to be joined"))
}

#[test]
fn a_stamp_glued_behind_a_line_without_an_end_is_listed() {
    for (end, second) in [
        // The second export begins with its notice, a message, or a line of WhatsApp's own.
        ("", format!("13/02/2024, 10:00 - {NOTICE}\n")),
        (" ", format!("13/02/2024, 10:00 - {NOTICE}\n")),
        ("", "13/02/2024, 10:00 - Ann: hello\n".to_owned()),
        (" ", "13/02/2024, 10:00 - Ann: hello\n".to_owned()),
        ("", "13/02/2024, 10:00 - Ann left\n".to_owned()),
        (
            " ",
            "13/02/2024, 10:00 - Ann created group Bill\n".to_owned(),
        ),
        // The first ends in a figure, a full stop, an emoji, a letter of another script, an address.
        (" room 10", "13/02/2024, 10:00 - Ann: hello\n".to_owned()),
        (" room 4.", "13/02/2024, 10:00 - Ann: hello\n".to_owned()),
        ("👍", "13/02/2024, 10:00 - Ann: hello\n".to_owned()),
        ("да", "13/02/2024, 10:00 - Ann: hello\n".to_owned()),
        (
            " https://x.gov.uk/a",
            "13/02/2024, 10:00 - Ann: hello\n".to_owned(),
        ),
        (" (sic)", "13/02/2024, 10:00 - Ann: hello\n".to_owned()),
        (" :(", "13/02/2024, 10:00 - Ann: hello\n".to_owned()),
        // Its stamps have another form, or marks before them.
        (
            "",
            format!("[13/02/2024, 10:00:00] Bill: \u{200e}{NOTICE}\r\n"),
        ),
        (
            "",
            "\u{200e}[13/02/2024, 10:00:00] Ann: hello\r\n".to_owned(),
        ),
        ("", "\u{feff}13/02/2024, 10:00 - Ann: hello\n".to_owned()),
        ("", "2/13/24, 10:00\u{202f}PM - Ann: hello\n".to_owned()),
        ("", "[10:00 PM, 2/13/2024] Ann: hello\n".to_owned()),
        ("", "[下午10:00, 2024/2/13] Ann: hello\n".to_owned()),
        ("", "2024-02-13 10:00 - Ann: hello\n".to_owned()),
        ("", "13.02.24, 10.00 - Ann: hello\n".to_owned()),
        ("", "13.02.24 10 h 00 - Ann: hello\n".to_owned()),
        ("", "13/02/24 10:00:59: Ann: hello\n".to_owned()),
        ("", "13 Feb 2024, 10:00 - Ann: hello\n".to_owned()),
        ("", "١٣/٠٢/٢٠٢٤، ١٠:٠٠ - Ann: hello\n".to_owned()),
        ("", "2/13/24, 2:57 zorg - Ann: hello\n".to_owned()),
    ] {
        for first in [dashed(1, NOTICE), dashed(1, NOTICE) + "\nand so on"] {
            let text = format!("{first}{end}{second}14/02/2024, 10:00 - Bob: yes\n");
            let (found, summary) = plain(&text);
            let line = first.lines().count() as u64;
            let listed: Vec<_> = summary.not_understood.iter().map(|s| s.line).collect();
            assert_eq!(
                listed,
                [line],
                "{end:?} {second:?}: {:?}",
                summary.not_understood
            );
            let why = &summary.not_understood[0].why;
            let whole_line = first.ends_with("so on") && why.contains("of no form that is read");
            assert!(
                whole_line || why.contains("in the middle of a line"),
                "{why}"
            );
            assert_eq!(summary.inner_odd, 1);
            assert!(found[6].text.contains(end), "{second}");
            // A notice that is glued shows where another export begins.
            let place = summary.joins.first().map(|j| (j.n, j.line));
            let expected = second.contains(NOTICE).then_some((8, line));
            assert_eq!(place, expected, "{second}");
        }
    }
    // Behind the very last line, and behind a line that WhatsApp wrote.
    for first in ["13/01/2024, 10:00 - Ann: a", "13/01/2024, 10:00 - Ann left"] {
        let (_, summary) = plain(&format!("{first}13/02/2024, 10:00 - {NOTICE}"));
        assert_eq!(summary.not_understood.len(), 1, "{first}");
    }
    // What a line of WhatsApp's own and a message make together is nobody's name.
    let text =
        "13/01/2024, 10:00 - Bob: a\n13/01/2024, 10:00 - Ann left13/02/2024, 10:00 - Bob: b\n";
    let (found, summary) = plain(text);
    assert_eq!(
        (found[1].kind, summary.senders.len()),
        (EntryKind::System, 1)
    );
    assert_eq!(summary.not_understood[0].line, 2);
    // Where the ends of entries are exact as well.
    let text = bracketed(1, NOTICE);
    let text = format!("{}{}", text.trim_end(), bracketed(2, NOTICE));
    let (_, summary) = plain(&text);
    assert_eq!(summary.not_understood.len(), 1);
    assert!(told_as_joined(&summary).is_some());
}

#[test]
fn a_date_in_a_sentence_is_no_glued_stamp() {
    for text in [
        "see you on 13/03/2024, 09:02 - bring papers",
        "the slot (13/03/2024, 09:02 - 10:00) is ours",
        "the slot:13/03/2024, 09:02 - 10:00",
        "on 13/03/2024, 09:02 at noon: yes",
        "at 09:02 - as agreed: no",
        "10:30 - 11:45: lunch, 12:00 - 13:00: vote",
        "version 1.2.13/03/2024, 09:02",
        "photo IMG-20240313-WA0002.jpg (file attached)",
        "<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>",
        "[1/2/24] item: done",
        "ratio 3:4 - 10/12/2024: fine",
        "call +44 20 7946 0000 - 10:30: urgent",
        "https://x.gov.uk/2024/03/13/09:02 - see: there",
    ] {
        let (_, summary) = plain(&format!(
            "13/01/2024, 10:00 - Ann: {text}\n14/01/2024, 10:00 - Bob: x\n"
        ));
        assert_eq!(summary.not_understood, [], "{text}");
    }
    // The same line copied into an iPhone's chat: where its ends are exact, it is known to be text.
    let text = "[13/01/2024, 10:00:00] Ann: as said [13/01/2024, 10:00:00] Bob: x\nno\r\n[14/01/2024, 10:00:00] Bob: y\nno\r\n";
    assert_eq!(plain(text).1.not_understood, []);
}

#[test]
fn a_later_export_behind_the_first_is_said() {
    let german =
        "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb kann sie lesen.";
    let finnish = "Viestit ja puhelut ovat päästä päähän salattuja. Kukaan muu ei voi lukea niitä.";
    for (first, second, n) in [
        (dashed(1, NOTICE) + "\n", dashed(2, NOTICE), 8),
        (dashed(1, german) + "\n", dashed(2, german), 8),
        (dashed(1, finnish) + "\n", dashed(2, finnish), 8),
        (dashed(1, NOTICE) + "\n", bracketed(2, NOTICE), 8),
        (dashed(1, NOTICE) + "\n", bracketed(2, german), 8),
        (bracketed(1, NOTICE), bracketed(2, NOTICE), 8),
        (bracketed(1, german), bracketed(2, german), 8),
        (bracketed(1, NOTICE), dashed(2, NOTICE), 8),
        // Of a chat under another name.
        (
            bracketed(1, german),
            bracketed(2, german).replace("Bill", "Cal"),
            8,
        ),
    ] {
        let (found, summary) = plain(&format!("{first}{second}"));
        let join = summary.joins[0];
        assert_eq!((summary.joins.len(), join.n), (1, n), "{first}{second}");
        assert!(join.by_notice && !join.other_form);
        assert_eq!(join.line, first.lines().count() as u64 + 1);
        assert_eq!(found[n as usize - 1].kind, EntryKind::System);
        assert_eq!(summary.messages, 12, "{second}");
        assert_eq!(summary.quoted, 0, "{second}");
        assert_eq!(summary.not_understood, []);
        let told = told_as_joined(&summary).unwrap();
        assert!(
            told.starts_with("2 exports seem to be joined in this file: from entry 8 the notice"),
            "{told}"
        );
    }
}

#[test]
fn another_form_that_holds_to_the_end_is_said_without_a_notice() {
    let second: String = (0..10)
        .map(|i| format!("[{:02}/02/2024, 10:00:00] Ann: {i}\n", 13 + i))
        .collect();
    let first = dashed(1, NOTICE) + "\n";
    let (_, summary) = plain(&(first.clone() + &second));
    assert_eq!((summary.joins.len(), summary.joins[0].n), (1, 8));
    assert!(summary.joins[0].other_form && !summary.joins[0].by_notice);
    assert!(
        told_as_joined(&summary)
            .unwrap()
            .contains("from entry 8 the stamps have another form")
    );
    // What the chat goes on after is quoted, and the few lines in front of a file are a remark.
    let (_, summary) = plain(&format!("{first}{second}28/02/2024, 10:00 - Ann: on\n"));
    assert_eq!(told_as_joined(&summary), None);
    let (_, summary) = plain(&format!("01/01/2024, 10:00 - Ann: see\n{second}"));
    assert_eq!(told_as_joined(&summary), None);
}

#[test]
fn what_stands_in_one_chat_is_no_joined_export() {
    for between in [
        // At the head the notice may stand twice, and behind other lines.
        format!(
            "01/01/2024, 09:00 - {NOTICE}\n01/01/2024, 09:00 - {NOTICE}\n13/01/2024, 09:00 - Ann: a\n"
        ),
        format!(
            "01/01/2024, 08:00 - Ann created group \"Bill\"\n01/01/2024, 08:00 - You were added\n01/01/2024, 08:00 - x\n01/01/2024, 09:00 - {NOTICE}\n13/01/2024, 09:00 - Ann: a\n"
        ),
        format!(
            "01/01/2024, 09:00 - {NOTICE}\n13/01/2024, 09:00 - Ann: a\n13/01/2024, 09:10 - Your security code with Ann changed. Tap to learn more.\n13/01/2024, 09:11 - Ann: b\n"
        ),
        format!(
            "01/01/2024, 09:00 - {NOTICE}\n13/01/2024, 09:00 - Ann: a\n13/01/2024, 09:10 - Messages in this chat are no longer end-to-end encrypted, as this business uses a service.\n13/01/2024, 09:11 - Ann: b\n"
        ),
        // Somebody speaks of it.
        format!(
            "01/01/2024, 09:00 - {NOTICE}\n13/01/2024, 09:00 - Ann: a\n13/01/2024, 09:10 - Bob: {NOTICE}\n13/01/2024, 09:11 - Ann: b\n"
        ),
    ] {
        let (_, summary) = plain(&between);
        assert!(summary.joins.is_empty(), "{between}");
        assert_eq!(told_as_joined(&summary), None);
    }
}

#[test]
fn several_places_are_said_in_plain_english() {
    let months =
        |list: &[u32]| -> String { list.iter().map(|m| dashed(*m, NOTICE) + "\n").collect() };
    for (list, said) in [
        (
            &[2, 1][..],
            "2 exports seem to be joined in this file: from entry 8 the times begin again earlier and run on; ",
        ),
        (
            &[3, 2, 1],
            "3 exports seem to be joined in this file: from entries 8 and 15 the times begin again earlier and run on; ",
        ),
        (
            &[4, 3, 2, 1],
            "4 exports seem to be joined in this file: from entries 8, 15 and 22 the times",
        ),
        (
            &[9, 8, 7, 6, 5, 4, 3],
            "7 exports seem to be joined in this file: from entries 8, 15, 22, 29, 36 and 1 more the times",
        ),
        (
            &[2, 1, 3],
            "3 exports seem to be joined in this file: from entry 8 the times begin again earlier and run on, from entry 15 the notice that stands at the head of a chat stands again; first and last are those of all parts",
        ),
    ] {
        let (_, summary) = plain(&months(list));
        let told = told_as_joined(&summary).unwrap();
        assert!(told.starts_with(said), "{told}");
        assert_eq!(summary.joins.len() + 1, list.len());
    }
}

#[test]
fn an_export_that_begins_anew_with_the_same_messages_is_told_without_a_notice() {
    let line = |day: u32, minute: u32| {
        format!("{day:02}/03/2024, 09:{minute:02} - Ann: message {day}.{minute}\n")
    };
    let first: String = (0..8).map(|m| line(14, 7 * m)).collect();
    let more: String = (0..4).map(|m| line(15, m)).collect();
    // The later export holds the whole of the first, and goes on.
    let (_, summary) = plain(&[first.as_str(), &first, &more].concat());
    assert_eq!(summary.joins.iter().map(|j| j.n).collect::<Vec<_>>(), [9]);
    assert_eq!(summary.quoted, 0);
    // A few of the same lines that somebody pasted are no export.
    let pasted: String = (0..3).map(|m| line(14, 7 * m)).collect();
    let (_, summary) = plain(&[first.as_str(), &pasted, &more].concat());
    assert!(summary.joins.is_empty());
    assert_eq!(summary.quoted, 3);
}

#[test]
fn a_date_in_an_address_is_no_stamp_and_a_stamp_behind_one_is() {
    let chat = |text: &str| {
        format!(
            "13/03/2024, 09:00 - Ann: hi\n13/03/2024, 09:01 - Bob: {text}\n13/03/2024, 09:02 - Ann: ok\n"
        )
    };
    for text in [
        "https://x.example/2024-03-13 09:02 - read",
        "see https://x.example/diary/13/03/2024, 09:02 - at noon",
        "www.x.example/a?d=13/03/2024, 09:02 - read",
    ] {
        let (_, summary) = plain(&chat(text));
        assert_eq!(summary.not_understood, [], "{text}");
    }
    for text in [
        "see https://x.example13/03/2024, 09:02 - Bob: hi",
        "see that13/03/2024, 09:02 - read",
    ] {
        let (_, summary) = plain(&chat(text));
        assert_eq!(summary.not_understood.len(), 1, "{text}");
    }
}

#[test]
fn a_few_stamps_of_another_form_at_the_end_are_said_and_still_marked() {
    let first: String = (10..25)
        .map(|day| format!("{day}/03/2024, 10:00 - Ann: {day}\n"))
        .collect();
    let other = |n: u32| -> String {
        (0..n)
            .map(|i| format!("[26/03/2024, 10:0{i}:00] Bob: copied {i}\n"))
            .collect()
    };
    for (text, joined) in [
        (format!("{first}{}", other(3)), true),
        (format!("{first}{}", other(2)), false),
        (
            format!("{first}{}27/03/2024, 10:00 - Ann: back\n", other(3)),
            false,
        ),
    ] {
        let (entries, summary) = plain(&text);
        let told = told_as_joined(&summary);
        assert_eq!(told.is_some(), joined, "{text}");
        if let Some(told) = told {
            assert!(
                told.contains("from entry 16 the stamps have another form"),
                "{told}"
            );
        }
        // Whether they are quoted is not known: the mark stays.
        let marked = entries.iter().filter(|e| e.quoted.is_some()).count();
        assert_eq!(marked as u64, summary.quoted);
        assert!(marked >= 2, "{marked}");
    }
}
