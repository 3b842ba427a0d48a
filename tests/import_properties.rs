//! Whatever the bytes: no panic, every line accounted for, and what was printed is read back.

mod import_support;

use import_support::{Owned, check, entries, open, read};
use onrecord::import::{DateOrder, EntryKind, Options, Summary};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Reads bytes that may be refused; whatever is accepted must account for every line and byte.
fn read_any(bytes: &[u8]) -> Option<(Vec<Owned>, Summary)> {
    let options = Options {
        digests: true,
        order: Some(DateOrder::Dmy),
        ..Options::default()
    };
    let mut export = open(bytes, &options).ok()?;
    let (found, summary) = entries(&mut export).unwrap();
    check(&found, &summary);
    let end = if summary.cr { b'\r' } else { b'\n' };
    let lines = bytes.iter().filter(|b| **b == end).count() as u64
        + u64::from(bytes.last().is_some_and(|b| *b != end));
    if summary.encoding == "UTF-8" && !bytes.starts_with(b"PK") {
        assert_eq!(summary.lines, lines);
        let mut at = 0;
        for entry in &found {
            let from = entry.offset as usize;
            assert!(from >= at);
            at = from + entry.raw.len();
            assert_eq!(&bytes[from..at], entry.raw);
        }
        if summary.preamble + summary.stray_lines == 0 {
            let total: usize = found.iter().map(|e| e.raw.len()).sum();
            assert_eq!(total, bytes.len());
        }
    }
    Some((found, summary))
}

/// Pieces that reach far into the reader when put together at random.
const PIECES: &[&str] = &[
    "18/03/2022, 15:10 - ",
    "3/18/22, 3:10\u{202f}PM - ",
    "[18/03/2022, 15:10:11] ",
    "\u{200e}",
    "[3/18/R4, 15:10:11] ",
    "13. 6. 2018. 21:25:15 ",
    "2016-06-27, 8:04:08 AM: ",
    "Ann: ",
    "Zoë: Finance: ",
    "Ann:",
    "\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\u{202a}+44 20\u{202c}: ",
    "<attached: 00000035-PHOTO-2022-03-27.jpg>",
    "IMG-20220323-WA0002.jpg (file attached)",
    "<Media omitted>",
    "<",
    ">",
    "(",
    ")",
    "\"",
    "“",
    "31/02/2022, 10:00 - ",
    "3/18/22, 3:10 zorg - ",
    "turned off disappearing messages",
    "24 hours disappear",
    "null",
    "a",
    " ",
    ":",
    "-",
    "[",
    "]",
    "/",
    ".",
    "12",
    "13/06/15 10:59:59: ",
    "[3:45 pm, 12/03/2024] ",
    "19:23, 28 Nov 2013 - ",
    "Nov 28, 10:30 - ",
    "2023-12-20 17 h 46 - ",
    "20.12.2023 г., 17:46 ч. - ",
    "۱۴۰۲/۹/۲۹, ۱۷:۴۶ - ",
    "2018/6/14 qqq6:25 - ",
    "[18/03/2022, 15:10:11] - ",
    "Ann added you to a group in the community: ",
    "\r\r\n",
    "<Pesan ini diedit>",
    "POLL:\n\u{200e}OPTION: x",
    "٢٧/٣/٢٠٢٢، ٩:٤١:٥٥ م - ",
    "下午",
    "\u{2028}",
    "<This message was edited>",
    "👍",
    "01/02/2022, 09:00 - ",
    "02/01/2022, 09:00 - ",
    "end-to-end encrypted, nobody outside of this chat can read",
];

/// Small exports as phones and people make them.
const REAL: [&str; 4] = [
    "\u{200e}[13/03/2024, 10:00:00] Bill team: \u{200e}Messages and calls are end-to-end encrypted.\r\n\
     [13/03/2024, 10:00:01] Ann: a\nb\r\n[13/03/2024, 10:00:02] Ann: \u{200e}Ann left\r\n",
    "13/03/2024, 22:29 - Ann added you to a group in the community: X\n13/03/2024, 22:30 - Ann: hi\n\
     01/03/2024, 10:00 - Bob: old\n13/03/2024, 22:31 - Bob: x <Pesan ini diedit>\n",
    "[3:45 pm, 12/03/2024] Ann: hello\r[3:46 pm, 13/03/2024] Bob:hi\r[9:46 am, 14/03/2024] Bob: hi\r",
    "19:23, 28 Nov 2013 - Ann Lee: hello\r\r\n2023-12-20 17 h 46 - Zo\u{e9}: salut\r\r\n13/06/15 10:59:59: Ann: x\r\r\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in vec(any::<u8>(), 0..400), start in 0..4usize) {
        let heads: [&[u8]; 4] = [b"", b"18/03/2022, 15:10 - Ann: ", b"\xff\xfe1\08\0", b"PK\x03\x04"];
        read_any(&[heads[start], &bytes].concat());
    }

    #[test]
    fn one_changed_byte_breaks_nothing(form in 0..4usize, at in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = REAL[form].as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        read_any(&bytes);
        bytes.remove(at);
        read_any(&bytes);
    }

    #[test]
    fn pieces_in_any_order_are_accounted_for(pieces in vec(select(PIECES), 0..60), raw in vec(any::<u8>(), 0..3)) {
        let mut bytes = pieces.concat().into_bytes();
        bytes.extend(raw);
        read_any(&bytes);
    }
}

/// One entry to print.
#[derive(Clone, Debug)]
struct Printed {
    day: u8,
    month: u8,
    hour: u8,
    minute: u8,
    second: u8,
    sender: &'static str,
    body: String,
}

fn printed() -> impl Strategy<Value = Printed> {
    let word = select(
        &[
            "hello",
            "at 10:30",
            "a: b",
            "",
            "ünïcode",
            "👍🏻",
            "[1/2/24] item",
            "- x",
            "12/03",
            "  ",
        ][..],
    );
    let body = vec(vec(word, 0..4).prop_map(|w| w.join(" ")), 1..4).prop_map(|l| l.join("\n"));
    let sender = select(
        &[
            "Ann",
            "Bob Smith",
            "+44 20 7946 0000",
            "Zoë (Work)",
            "محمد",
            "李雷",
            "\u{202a}+64 21\u{202c}",
        ][..],
    );
    (1..=28u8, 1..=12u8, 0..24u8, 0..60u8, 0..60u8, sender, body).prop_map(
        |(day, month, hour, minute, second, sender, body)| Printed {
            day,
            month,
            hour,
            minute,
            second,
            sender,
            body,
        },
    )
}

fn twelve(p: &Printed) -> (u8, &'static str) {
    let hour = (p.hour + 11) % 12 + 1;
    (hour, if p.hour < 12 { "AM" } else { "PM" })
}

/// Prints in one of the forms; gives the text and whether seconds are printed.
fn print(form: usize, p: &Printed) -> (String, bool) {
    let (d, m, h, min, s) = (p.day, p.month, p.hour, p.minute, p.second);
    let (h12, part) = twelve(p);
    match form {
        0 => (format!("{d:02}/{m:02}/2022, {h:02}:{min:02} - "), false),
        1 => (
            format!("{m}/{d}/22, {h12}:{min:02}\u{202f}{part} - "),
            false,
        ),
        2 => (
            format!("[{d:02}/{m:02}/2022, {h:02}:{min:02}:{s:02}] "),
            true,
        ),
        3 => (
            format!("[{m}/{d}/22, {h12}:{min:02}:{s:02}\u{202f}{part}] "),
            true,
        ),
        4 => (format!("{d:02}.{m:02}.22, {h:02}:{min:02} - "), false),
        5 => (format!("2022/{m:02}/{d:02}, {h:02}:{min:02} - "), false),
        6 => (format!("{d:02}-{m:02}-2022 {h:02}:{min:02} - "), false),
        7 => (
            format!(
                "\u{200f}[\u{200f}{d}\u{200f}/{m}\u{200f}/2022\u{60c} {h:02}:{min:02}:{s:02}] "
            ),
            true,
        ),
        8 => (format!("[{m}/{d}/2565 BE, {h:02}:{min:02}:{s:02}] "), true),
        9 => (format!("[{h:02}:{min:02}:{s:02}, {m}/{d}/22] "), true),
        _ => (format!("[{m}/{d}/R4 {h:02}.{min:02}.{s:02}] "), true),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_back(list in vec(printed(), 1..12), form in 0..11usize, exact in any::<bool>()) {
        let month_first = matches!(form, 1 | 3 | 8 | 9 | 10);
        let order = if month_first { DateOrder::Mdy } else { DateOrder::Dmy };
        // Exact ends need a line end of each kind; without them trailing blank lines are the body's all the same.
        let end = if exact { "\r\n" } else { "\n" };
        let text: String = list
            .iter()
            .map(|p| format!("{}{}: {}{end}", print(form, p).0, p.sender, p.body))
            .collect();
        let (found, summary) = read(&text, &Options { order: Some(order), ..Options::default() });
        prop_assert_eq!(found.len(), list.len(), "{}", text);
        for (entry, p) in found.iter().zip(&list) {
            let second = if print(form, p).1 { p.second } else { 0 };
            let at = format!("2022-{:02}-{:02}T{:02}:{:02}:{second:02}", p.month, p.day, p.hour, p.minute);
            prop_assert_eq!(&entry.at, &at);
            prop_assert_eq!(entry.sender_raw.as_deref(), Some(p.sender));
            prop_assert_eq!(&entry.text, &p.body);
            prop_assert_eq!(entry.kind, EntryKind::Message);
        }
        prop_assert_eq!(summary.stray_lines + summary.preamble, 0);
    }
}

#[test]
fn a_file_cut_at_every_byte_is_read_or_refused() {
    let text = "\u{200e}[13/03/2022, 9:09:43\u{202f}PM] Ann: \u{200e}<attached: 00000035-PHOTO-2022-03-13-21-09-43.jpg>\r\n\
                [14/03/2022, 9:10:43\u{202f}PM] Zoë: grüß\n\n👍 [x]\r\n\
                [14/03/2022, 9:10:44\u{202f}PM] \u{200e}Ann turned off disappearing messages.\r\n\
                [14/03/2022, 9:11:44\u{202f}zz] Ann: odd\r\n[15/03/2022, 9:11:44\u{202f}PM] Ann: end \u{200e}<This message was edited>\r\n";
    let whole = read_any(text.as_bytes()).unwrap().0;
    for cut in 0..text.len() {
        let Some((found, _)) = read_any(&text.as_bytes()[..cut]) else {
            continue;
        };
        // All entries but the last are as they are in the whole file.
        for (a, b) in found.iter().zip(&whole).take(found.len().saturating_sub(1)) {
            assert_eq!(
                (&a.at, &a.sender_raw, &a.text),
                (&b.at, &b.sender_raw, &b.text),
                "cut at {cut}"
            );
        }
    }
    for text in REAL {
        for cut in 0..text.len() {
            read_any(&text.as_bytes()[..cut]);
        }
    }
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for cut in 0..utf16.len() {
        read_any(&[b"\xff\xfe", &utf16[..cut]].concat());
    }
}
