//! Kinds of exports that were once read wrongly or refused for a reason that was not so, each in small files
//! of its own.

mod import_support;
#[path = "import_support/zips.rs"]
mod zips;

use import_support::{Owned, entries, open, read};
use onrecord::import::{EntryKind, Export, ImportError, Input, Options, Summary, may_be_export};
use onrecord::ports::{Files, Ports};
use proptest::prelude::*;
use zips::zip_of;

fn plain(text: &str) -> (Vec<Owned>, Summary) {
    read(text, &Options::default())
}

/// Time, sender and text of each entry; a notice has no sender.
fn told(text: &str) -> Vec<(String, Option<String>, String)> {
    let entries = plain(text).0.into_iter();
    entries.map(|e| (e.at, e.sender, e.text)).collect()
}

fn refusal(text: &str) -> String {
    let error = open(text, &Options::default()).err();
    error.expect("a refusal").to_string()
}

#[test]
fn stamps_that_were_refused_are_read() {
    for (line, at) in [
        ("13/06/15 10:59:59: Ann Lee: hi", "2015-06-13T10:59:59"),
        ("6/13/15 10:59:59 PM: Ann Lee: hi", "2015-06-13T22:59:59"),
        (
            "[04/15/2016 01:19:20 PM] - Ann Lee: hi",
            "2016-04-15T13:19:20",
        ),
        ("[3:45 pm, 13/03/2024] Ann Lee: hi", "2024-03-13T15:45:00"),
        (
            "[12:05 a.m., 13/03/2024] Ann Lee: hi",
            "2024-03-13T00:05:00",
        ),
        ("[下午3:45, 2024/3/13] Ann Lee: hi", "2024-03-13T15:45:00"),
        ("[15.45, 13/3/2024] Ann Lee: hi", "2024-03-13T15:45:00"),
        ("19:23, 28 Nov 2013 - Ann Lee: hi", "2013-11-28T19:23:00"),
        ("7:23 pm, Nov 28, 2013 - Ann Lee: hi", "2013-11-28T19:23:00"),
        ("Nov 28, 2013, 7:23 PM - Ann Lee: hi", "2013-11-28T19:23:00"),
        ("28-Nov-13, 19:23 - Ann Lee: hi", "2013-11-28T19:23:00"),
        (
            "28 de nov. de 2013 19:23 - Ann Lee: hi",
            "2013-11-28T19:23:00",
        ),
        ("28 déc. 2013 à 19:23 - Ann Lee: hi", "2013-12-28T19:23:00"),
        (
            "28 нояб. 2013 г., 19:23 - Ann Lee: hi",
            "2013-11-28T19:23:00",
        ),
        ("2023-12-20 17 h 46 - Ann Lee: hi", "2023-12-20T17:46:00"),
        (
            "[2023-12-20 17 h 46 min 05 s] Ann Lee: hi",
            "2023-12-20T17:46:05",
        ),
        ("2023-12-20 à 17h46 - Ann Lee: hi", "2023-12-20T17:46:00"),
        (
            "20.12.2023 г., 17:46 ч. - Ann Lee: hi",
            "2023-12-20T17:46:00",
        ),
        (
            "[20.12.23 г., 17:46:05 ч.] Ann Lee: hi",
            "2023-12-20T17:46:05",
        ),
        ("۱۴۰۲/۹/۲۹, ۱۷:۴۶ - Ann Lee: hi", "2023-12-20T17:46:00"),
        ("[29/9/1402, 17:46:05] Ann Lee: hi", "2023-12-20T17:46:05"),
        ("113/3/18 15:10 - Ann Lee: hi", "2024-03-18T15:10:00"),
        ("[3:45 p.m., 2024-03-12] Ann Lee: hi", "2024-03-12T15:45:00"),
        ("[15:45, 2024-03-12] Ann Lee: hi", "2024-03-12T15:45:00"),
        ("[15 h 45, 2024-03-12] Ann Lee: hi", "2024-03-12T15:45:00"),
        ("[2024-03-12, 15 h 45] Ann Lee: hi", "2024-03-12T15:45:00"),
        ("[2024-03-12, 3:45 p.m.] Ann Lee: hi", "2024-03-12T15:45:00"),
        ("[kl. 15:45, 13/03/2024] Ann Lee: hi", "2024-03-13T15:45:00"),
        ("2018/6/14 傍晚6:25 - Ann Lee: hi", "2018-06-14T18:25:00"),
        ("2018/6/14 半夜12:25 - Ann Lee: hi", "2018-06-14T00:25:00"),
    ] {
        let (found, summary) = plain(&format!("{line}\n{line}\nmore\n"));
        assert_eq!(found.len(), 2, "{line}");
        assert_eq!(found[1].at, at, "{line}");
        assert_eq!(found[1].sender.as_deref(), Some("Ann Lee"), "{line}");
        assert_eq!(found[1].text, "hi\nmore", "{line}");
        assert!(!summary.date_order_ambiguous, "{line}");
        assert!(
            summary.not_understood.is_empty() && summary.quoted == 0,
            "{line}"
        );
    }
}

#[test]
fn a_reason_for_refusal_is_true() {
    for (text, part) in [
        ("28 lis 2013, 19:23 - Ann: hi\n", "the month \"lis\""),
        ("19:23, 28 Zorg 2013 - Ann: hi\n", "the month \"Zorg\""),
        ("19:23, 28 Nov - Ann: hi\n", "the date has no year"),
        ("Nov 28, 7:23 PM - Ann: hi\n", "the date has no year"),
        ("1445/6/7, 17:46 - Ann: hi\n", "the year 1445"),
        ("5784/6/7, 17:46 - Ann: hi\n", "the year 5784"),
        ("31/02/2022, 17:46 - Ann: hi\n", "no such date or time"),
        (
            "00/00/0000, 17:46 - Ann: hi\n",
            "there is no such date or time",
        ),
        (
            "01/01/0000, 17:46 - Ann: hi\n",
            "there is no such date or time",
        ),
        (
            "0000-00-00, 17:46 - Ann: hi\n",
            "there is no such date or time",
        ),
        (
            "01/01/1969, 17:46 - Ann: hi\n",
            "no message can be of the year 1969",
        ),
        (
            "29/9/1445 هـ, 17:46 - Ann: hi\n",
            "the year 1445 is of a calendar",
        ),
        (
            "29/9/1420 هـ, 17:46 - Ann: hi\n",
            "the year 1420 is of a calendar",
        ),
        (
            "29/9/1445 AH 5:46 PM - Ann: hi\n",
            "the year 1445 is of a calendar",
        ),
        (
            "[17:46, 29/9/1445 AH] Ann: hi\n",
            "the year 1445 is of a calendar",
        ),
        (
            "[٢٩/٩/١٤٤٥ ه‍، ٥:٤٦:٠٥ م] Ann: hi\n",
            "the year 1445 is of a calendar",
        ),
        (
            "Mon 26/11/2025, 21:00 - Ann: hi\nMon 26/11/2025, 21:01 - Bob: hi\n",
            "a day of the week stands before",
        ),
        (
            "[Mittwoch, 26.11.2025, 21:00:00] Ann: hi\n",
            "a day of the week stands before",
        ),
        (
            "14/03, 10:02 - Bob: x\nand\n15/03, 10:02 - Ann: x\n",
            "the date has no year",
        ),
        (
            "[14/03, 10:02:00] Bob: x\r\n[14/03, 10:03:00] Ann: x\r\n",
            "the date has no year",
        ),
        ("3月14日 10:02 - Bob: x\n", "the date has no year"),
        (
            "2023-12-20T17:46:00Z Ann: hi\n",
            "before or behind its date and time",
        ),
        (
            "13/03/2024, 10:01 GMT+1 - Ann: hi\n",
            "before or behind its date and time",
        ),
        (
            "13/03/2024, 10:01 Europe/London - Ann: hi\n",
            "\"Europe/London\" stands beside its date",
        ),
        (
            "13/03/2024, 10:01 Eastern Time - Ann: hi\n",
            "\"Eastern Time\" stands beside its date",
        ),
        (
            "13/03/2024, 10:01 (CET) - Ann: hi\n",
            "\"(CET)\" stands beside its date",
        ),
        ("2018/6/14 qqq6:25 - Ann: hi\n", "unknown day-part \"qqq\""),
        (
            "[3:45 zorg, 12/03/2024] Ann: hi\n",
            "unknown day-part \"zorg\"",
        ),
        (
            "13/03/2024, 10:01 GMT - Ann: hello\n",
            "\"GMT\" stands beside its date and time",
        ),
        (
            "2024-03-13 10:01:00 UTC - Ann: hello\n",
            "\"UTC\" stands beside its date and time",
        ),
        (
            "13/03/2024, 15:01 sharp - Ann: hello\n",
            "\"sharp\" stands beside its date and time",
        ),
        (
            "31/31/2024, 10:01 - Ann: hello\n",
            "form of a stamp, but there is no such date or time. Export",
        ),
        (
            "[13.03.24 10:01:00] *** Ann joined\n[13.03.24 10:01:00] *** Bob left\n",
            "a chat log of another program, which writes ***",
        ),
        (
            "[2024-03-13 10:01:00] local.INFO: started\n[2024-03-13 10:01:09] local.ERROR: broken\n",
            "the log of a program",
        ),
        (" \n\r\n \n", "holds nothing but blanks and line ends"),
        ("", "is empty"),
        ("hello\nworld\n", "in a form that this tool reads"),
        (
            "2022-03-12 10:30:15: started\n2022-03-12 10:30:16: done\n",
            "in a form that this tool reads",
        ),
    ] {
        let said = refusal(text);
        assert!(said.contains(part), "{text}: {said}");
    }
    let log: String = (0..40)
        .map(|i| {
            let level = ["INFO", "WARN", "DEBUG", "ERROR"][i % 4];
            format!("2024-03-13 10:00:{i:02} - {level}: step {i}\n")
        })
        .collect();
    let said = refusal(&log);
    assert!(
        said.contains("the log of a program, in which every line gives a level"),
        "{said}"
    );
    // A log that writes slashes and a colon is none either, unless somebody is named.
    assert!(refusal("13/06/15 10:59:59: started\n").contains("in a form"));
}

#[test]
fn no_line_with_a_whole_stamp_is_swallowed_in_silence() {
    for (line, why) in [
        // Of the file's own form: it ends the entry above it.
        ("3/18/22, 2:57 zorg - Bob: b", "unknown day-part \"zorg\""),
        ("31/31/22, 2:57 PM - Bob: b", "no such date or time"),
        // Of another: it stays text, and is told.
        ("3/18/22, zorg 2:57 - Bob: b", "unknown day-part \"zorg\""),
        ("18.03.2022 14:57:01 Bob: b", "another form of stamp"),
        ("18/03/22 14:57:01: Bob: b", "another form of stamp"),
        ("14:57, 28 Nov - Bob: b", "the date has no year"),
        ("1445/6/7, 17:46 - Bob: b", "the year 1445"),
    ] {
        let text = format!("3/18/22, 2:56 PM - Ann: a\n{line}\n3/18/22, 2:58 PM - Ann: c\n");
        let (found, summary) = plain(&text);
        let listed: Vec<_> = summary
            .not_understood
            .iter()
            .filter(|s| s.line == 2)
            .collect();
        assert_eq!(listed.len(), 1, "{line}: {:?}", summary.not_understood);
        assert!(listed[0].why.contains(why), "{line}: {}", listed[0].why);
        assert_eq!(found.len(), 2, "{line}");
        let kept = found[0].text.contains("Bob");
        assert_eq!(kept, summary.inner_odd == 1, "{line}");
        assert_eq!(kept, summary.stray_lines == 0, "{line}");
    }
    // A stamp behind the other byte that may end a line.
    let (found, summary) = plain(
        "18/03/2022, 14:56 - Ann: a\r18/03/2022, 14:57 - Bob: b\n18/03/2022, 14:58 - Ann: c\n18/03/2022, 14:59 - Ann: d\n",
    );
    assert_eq!(found.len(), 3);
    assert_eq!(summary.not_understood[0].line, 1);
}

#[test]
fn a_stamp_in_any_dress_is_listed_and_prose_with_a_date_in_it_is_not() {
    let between =
        |line: &str| format!("13/03/2024, 09:01 - Ann: a\n{line}\n13/03/2024, 09:05 - Ann: c\n");
    for line in [
        "13/03/2024, 09:02 Bob: x",
        " 13/03/2024, 09:03 - Bob: y",
        "\t13/03/2024, 09:03 - Bob: y",
        "\u{a0}13/03/2024, 09:03 - Bob: y",
        "> 13/03/2024, 09:03 - Bob: y",
        "* 13/03/2024, 09:03 - Bob: y",
        "13/03/2024, 09:02; Bob: x",
        "13/03/2024, 09:02: Bob: x",
        "13/03/2024, 09:02| Bob: x",
        "13/03/2024, 09:02 -- Bob: x",
        "13/03/2024, 09:02 -Fay: x",
        "13/03/2024, 09:02 +0000 - Bob: x",
        "(13/03/2024, 09:02) Bob: x",
        "{13/03/2024, 09:02} Bob: x",
        "‹13/03/2024, 09:02› Bob: x",
        "**13/03/2024, 09:02** Bob: x",
        "Wed, 13/03/2024, 09:02 - Bob: x",
        "среда, 13.03.2024, 09:02 Bob: x",
        "2024-03-18T17:46:00 - Bob: x",
    ] {
        let (found, summary) = plain(&between(line));
        let listed = summary.not_understood.iter().filter(|s| s.line == 2);
        assert_eq!(listed.count(), 1, "{line}: {:?}", summary.not_understood);
        assert_eq!(found.len(), 2, "{line}");
        assert_eq!(found[0].text, format!("a\n{line}"));
    }
    for line in [
        "see you 13/03/2024, 09:02 at noon",
        "13/03/2024 works, not before 09:02",
        "09:02 works for me",
        "1. the vote\n2. 3/4 of them",
    ] {
        let (_, summary) = plain(&between(line));
        assert_eq!(summary.not_understood, [], "{line}");
    }
    // However many: what is not listed is counted.
    let many = "> 13/03/2024, 09:02 - Bob: x\n".repeat(1203);
    let (_, summary) = plain(&between(&many));
    let listed = summary.not_understood.len() as u64;
    assert_eq!(summary.inner_odd, 1203);
    let rest = format!("{} more lines of these are not listed", 1203 - listed);
    assert!(summary.notices.contains(&rest), "{:?}", summary.notices);
}

/// Each layout: a line before, a stamp with a place for a word before and behind its time, and a line after.
const LAYOUTS: &[(&str, &str, &str)] = &[
    (
        "13/03/2024, 10:01 - Ann: a",
        "14/03/2024, {b}6:25{a} - Bob: x",
        "15/03/2024, 10:03 - Ann: c",
    ),
    (
        "3/13/24, 10:01 PM - Ann: a",
        "3/14/24, {b}6:25{a} - Bob: x",
        "3/15/24, 10:03 PM - Ann: c",
    ),
    (
        "[13.03.24, 10:01:09] Ann: a",
        "[14.03.24, {b}6:25:10{a}] Bob: x",
        "[15.03.24, 10:03:09] Ann: c",
    ),
    (
        "[2024/3/13 上午10:01:09] 小明: a",
        "[2024/3/14 {b}6:25:10{a}] 小紅: x",
        "[2024/3/15 下午10:03:09] 小明: c",
    ),
    (
        "2024/3/13 上午10:01 - 小明: a",
        "2024/3/14 {b}6:25{a} - 小紅: x",
        "2024/3/15 下午10:03 - 小明: c",
    ),
    (
        "2024. 3. 13. 오전 10:01, 민수 : a",
        "2024. 3. 14. {b}6:25{a}, 지영 : x",
        "2024. 3. 15. 오후 10:03, 민수 : c",
    ),
    (
        "13.03.2024. 10:01 Ann: a",
        "14.03.2024. {b}6:25{a} Bob: x",
        "15.03.2024. 10:03 Ann: c",
    ),
    (
        "13/03/24 10:01:09: Ann: a",
        "14/03/24 {b}6:25:10{a}: Bob: x",
        "15/03/24 10:03:09: Ann: c",
    ),
    (
        "[10:01, 13/03/2024] Ann: a",
        "[{b}6:25{a}, 14/03/2024] Bob: x",
        "[10:03, 15/03/2024] Ann: c",
    ),
    (
        "[10:01 AM, 3/13/2024] Ann: a",
        "[{b}6:25{a}, 3/14/2024] Bob: x",
        "[10:03 AM, 3/15/2024] Ann: c",
    ),
    (
        "19:23, 28 Nov 2013 - Ann: a",
        "{b}6:25{a}, 29 Nov 2013 - Bob: x",
        "19:25, 30 Nov 2013 - Ann: c",
    ),
    (
        "Nov 28, 2013, 7:23 PM - Ann: a",
        "Nov 29, 2013, {b}6:25{a} - Bob: x",
        "Nov 30, 2013, 7:25 PM - Ann: c",
    ),
];

/// Whether the line in the middle is an entry of its own or is listed, and nothing of it is in silence.
fn is_told(layout: &(&str, &str, &str), before: &str, behind: &str) -> Result<(), String> {
    let line = layout.1.replace("{b}", before).replace("{a}", behind);
    let (found, summary) = plain(&format!("{}\n{line}\n{}\n", layout.0, layout.2));
    let listed = summary.not_understood.iter().any(|s| s.line == 2);
    let own = found.iter().any(|e| e.line == 2 && e.text == "x");
    match listed != own {
        true => Ok(()),
        false => Err(format!("{line}: own {own}, listed {listed}")),
    }
}

#[test]
fn what_goes_on_behind_a_known_day_part_makes_it_an_unknown_one() {
    let parts = [
        "새벽녘",
        "밤중",
        "中午過後",
        "傍晚時分",
        "黄昏時分",
        "صباحا",
        "PM approx",
        "in the evening ish",
        "in the evening-ish",
        "下午前後",
        "下午 前後",
        "ptgx",
        "AMé",
        "evening",
        "拂晓",
        "kl.",
        "傍間",
        "in the morning",
        "noon PM",
    ];
    for layout in LAYOUTS {
        for part in parts {
            for (before, behind) in [
                (part.to_owned(), String::new()),
                (format!("{part} "), String::new()),
                (String::new(), format!(" {part}")),
                (String::new(), part.to_owned()),
                ("PM ".to_owned(), format!(" {part}")),
                (format!("{part} "), " PM".to_owned()),
            ] {
                is_told(layout, &before, &behind).unwrap();
            }
        }
    }
    // Where every line has it the refusal names it.
    for (line, word) in [
        ("2024/3/13 黄昏時分6:25 - 小明: 你好", "黄昏時分"),
        ("[evening 6:25, 14/03/2024] Bob: x", "evening"),
        ("[6:25 PM noon, 3/14/2024] Bob: x", "PM noon"),
        ("14/03/2024, PM approx 6:25 - Bob: x", "PM approx"),
    ] {
        let said = refusal(&format!("{line}\n{line}\n"));
        assert!(
            said.contains(&format!("unknown day-part \"{word}\"")),
            "{said}"
        );
    }
}

/// A limit is one of characters: a letter may take four bytes.
#[test]
fn wide_letters_beside_the_time_hide_it_from_nobody() {
    let words = [
        "पूर्वाह्न𐖻ⴭ𞹑ᳮשׁ 𞹟𝒽A𞸴𐀀𐍂𐖻",
        "पूर्वाह्न 𐖻𐖻𐖻𐖻𐖻𐖻𐖻𐖻 𐖻𐖻𐖻𐖻𐖻𐖻𐖻𐖻",
        "in the morning-𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀 𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀",
        "ก่อนเที่ยงของวันนี้ ตอนเช้าตรู่มาก",
        "காலை நேரத்தில் மிகவும் சீக்கிரமாக",
        "𠀀𠀁𠀂𠀃𠀄𠀅𠀆𠀇𠀈𠀉𠀊𠀋𠀌𠀍𠀎𠀏𠀐𠀑𠀒𠀓𠀔𠀕𠀖𠀗𠀘𠀙𠀚𠀛𠀜𠀝",
        "𠀀𠀁𠀂𠀃𠀄𠀅𠀆𠀇𠀈𠀉𠀊𠀋𠀌𠀍𠀎𠀏𠀐𠀑𠀒𠀓𠀔𠀕𠀖𠀗𠀘𠀙𠀚𠀛𠀜𠀝𠀞𠀟𠀠𠀡𠀢𠀣𠀤𠀥𠀦𠀧𠀨𠀩𠀪𠀫𠀬𠀭𠀮𠀯𠀰𠀱𠀲𠀳𠀴𠀵",
        "📅📅📅📅📅📅📅📅 🕐🕐🕐🕐🕐🕐🕐🕐",
    ];
    for layout in LAYOUTS {
        for word in words {
            for (before, behind) in [
                (word.to_owned(), ""),
                (format!("{word} "), ""),
                (format!("{word} "), " 下午"),
            ] {
                is_told(layout, &before, behind).unwrap();
            }
            is_told(layout, "", &format!(" {word}")).unwrap();
            is_told(layout, "", word).unwrap();
        }
    }
    // The line that a random test found.
    let line = "[पूर्वाह्न𐖻ⴭ𞹑ᳮשׁ 𞹟𝒽A𞸴𐀀𐍂𐖻 6:25 , 14/03/2024] Bob: x";
    let text = format!("[10:01, 13/03/2024] Ann: a\n{line}\n[10:06, 16/03/2024] Ann: c\n");
    let (found, summary) = plain(&text);
    assert_eq!((found.len(), summary.not_understood.len()), (2, 1));
    // Few figures and many in front, and dots that may belong to the date or to the time.
    for line in [
        "Line 1, 2, 3, 4, 5, 6, 7 and 8 [14/03/2024, 10:02] Bob: x",
        "see 13. 3. 2024. 10:02 - Bob: x",
        "see 10:02, 14.03.24 - Bob: x",
        "see 14/03/24 10.02.24 - Bob: x",
        "in der Sitzung R6/3/8 9:02 - Bob: x",
        "𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀𐀀 ١٤/٠٣/٢٠٢٤, ٦:٢٥ - Bob: x",
    ] {
        let text = format!("13/03/2024, 09:01 - Ann: a\n{line}\n15/03/2024, 09:05 - Ann: c\n");
        let (found, summary) = plain(&text);
        let not = summary.not_understood.len();
        assert_eq!((found.len(), not), (2, 1), "{line}");
    }
}

#[test]
fn words_in_front_of_a_whole_stamp_hide_it_from_nobody() {
    for line in [
        "Forwarded: 14/03/2024, 10:02 - Bob: x",
        "Message 14/03/2024, 10:02 - Bob: x",
        "Bob 14/03/2024, 6:25 - Bob: y",
        "forwarded by Ann on 14/03/2024, 6:25 - Bob: y",
        "Message Nov 28, 2013, 7:23 PM - Ann: hi",
        "Thu Mar 14 10:21:00 2024 - Bob: z",
        "20240314 10:13 - Bob: z",
        "in the evening 6:25, 14/03/2024 - Bob: x",
        "weitergeleitet [14.03.24, 10:02:01] Bob: x",
        "전달 2024. 3. 14. 새벽녘 5:25, 지영 : 동의",
    ] {
        let text = format!("13/03/2024, 09:01 - Ann: a\n{line}\n15/03/2024, 09:05 - Ann: c\n");
        let (found, summary) = plain(&text);
        let listed = summary.not_understood.iter().filter(|s| s.line == 2);
        assert_eq!(listed.count(), 1, "{line}: {:?}", summary.not_understood);
        assert_eq!(found.len(), 2, "{line}");
    }
    for line in [
        "the meeting of 14/03/2024 begins at 09:00, as agreed",
        "agreed on 14/03/2024 at 09:00: see https://example.org/a",
        "bring 3 copies, 2 pens; room 5: second floor",
    ] {
        let text = format!("13/03/2024, 09:01 - Ann: a\n{line}\n15/03/2024, 09:05 - Ann: c\n");
        assert_eq!(plain(&text).1.not_understood, [], "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn no_unknown_word_beside_the_time_swallows_a_line(
        word in "(AM|PM|下午|새벽|ص|in the morning|पूर्वाह्न|kl\\.|[a-z]{1,9}|\\p{Han}{1,4}|\\p{Hangul}{1,4})?[ \\-'.\u{a0}]?[\\p{L}]{1,8}( [\\p{L}]{1,8})?",
        blank in prop::sample::select(vec!["", " ", "\u{202f}", "\u{200e}"]),
        place in 0..3usize,
        other in prop::sample::select(vec!["", "PM", "下午", "soir"]),
    ) {
        for layout in LAYOUTS {
            let (before, behind) = match place {
                0 => (format!("{word}{blank}"), String::new()),
                1 => (String::new(), format!("{blank}{word}")),
                _ => (format!("{word} "), format!(" {other}")),
            };
            let told = is_told(layout, &before, &behind);
            prop_assert!(told.is_ok(), "{:?}", told);
        }
    }
}

#[test]
fn characters_that_end_a_line_elsewhere_swallow_nothing() {
    for end in [
        "\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}", "\r", "\0", "\u{1}", "\u{1c}",
        "\u{1e}", "\u{1f}", "<br>", "<br/>", "<BR />", "</p>", "</div> ", "\\n", "\\r\\n",
        "<br><br>",
    ] {
        let text = format!(
            "13/03/2024, 09:01 - Ann: a\n13/03/2024, 09:02 - Ann: b{end}13/03/2024, 09:03 - Bob: c{end}more{end} 13/03/2024, 09:04 Bob: d\n13/03/2024, 09:05 - Ann: e\n"
        );
        let (found, summary) = plain(&text);
        let listed: Vec<_> = summary
            .not_understood
            .iter()
            .map(|s| (s.line, &s.text))
            .collect();
        assert_eq!(found.len(), 3, "{end:?}");
        assert_eq!(listed.len(), 2, "{end:?} {listed:?}");
        assert!(listed.iter().all(|(line, _)| *line == 2), "{end:?}");
        // Without a stamp behind it, it is text like any other.
        let quiet = text
            .replace("13/03/2024, 09:03", "yes")
            .replace(" 13/03/2024, 09:04", "no");
        assert_eq!(plain(&quiet).1.not_understood, [], "{end:?}");
    }
}

#[test]
fn other_line_ends_are_read() {
    let lines = [
        "[27/03/2022, 21:41:35] Ann: Hi",
        "more",
        "[27/03/2022, 21:41:55] Bob: two",
    ];
    for end in ["\r", "\n", "\r\n", "\r\r\n", "\n\r"] {
        let text: String = lines.iter().map(|l| format!("{l}{end}")).collect();
        let (found, summary) = plain(&text);
        assert_eq!(found.len(), 2, "{end:?}");
        assert_eq!(found[1].text, "two", "{end:?}");
        assert!(
            found[0].text.starts_with("Hi") && found[0].text.ends_with("more"),
            "{end:?}"
        );
        let cr = matches!(end, "\r" | "\n\r");
        assert_eq!((summary.cr, summary.lines), (cr, 3), "{end:?}");
        let alone = "Lines end with CR alone, as old Mac programs write them";
        let reversed = "Lines end with LF CR, the two the wrong way round";
        let says = |words: &str| summary.notices.iter().any(|n| n == words);
        assert_eq!((says(alone), says(reversed)), (end == "\r", end == "\n\r"));
    }
    for end in ["\r", "\n\r"] {
        let text = lines.map(|l| format!("{l}{end}")).concat();
        assert_eq!(plain(&text).0[0].text, "Hi\nmore", "{end:?}");
        let one = format!("{}{end}", lines[0]);
        assert_eq!(plain(&one).0[0].text, "Hi", "{end:?}");
    }
    // CRLF and LF of an iPhone, each LF written as CRLF once more: the ends are exact all the same.
    let text = "[27/03/2022, 21:41:35] Ann: see:\r\n[27/03/2022, 21:41:40] Bob: forged\r\r\n\
                [27/03/2022, 21:41:55] Bob: two\r\r\n[28/03/2022, 21:41:55] Bob: three\r\r\n";
    let (found, summary) = plain(text);
    assert_eq!((found.len(), summary.inner_headers), (3, 1));
}

#[test]
fn notices_are_no_people() {
    let ios = "[12/03/2024, 10:00:00] Bill team: \u{200e}Messages and calls are end-to-end encrypted.\r\n\
               [13/03/2024, 10:01:00] Ann: \u{200e}Ann fixó un mensaje\r\n\
               [13/03/2024, 10:01:30] \u{202a}+44\u{a0}20 7946\u{202c}: \u{200e}\u{202a}+44\u{a0}20 7946\u{202c} left\r\n\
               [13/03/2024, 10:02:00] Meta AI: \u{200e}Messages are generated by AI. Some may be wrong.\r\n\
               [13/03/2024, 10:02:30] Meta AI: Clause 4 sets out powers.\r\n\
               [13/03/2024, 10:03:00] Ann: ok\r\n[13/03/2024, 10:03:30] Ann: \u{200e}image omitted\r\n";
    let senders: Vec<_> = told(ios).into_iter().map(|(_, sender, _)| sender).collect();
    let (ann, ai) = (Some("Ann".to_owned()), Some("Meta AI".to_owned()));
    assert_eq!(senders, [None, None, None, None, ai, ann.clone(), ann]);

    for (notice, person) in [
        (
            "+1-555-0105 added you to a group in the community: Community 1",
            None,
        ),
        ("Ann te añadió a un grupo de la comunidad: Uno", None),
        (
            "Ann hat dich zu einer Gruppe in der Community hinzugefügt: Eins",
            None,
        ),
        ("You joined a group in the community: One", None),
        ("李雷将你添加到社区中的群组: 一", None),
        ("+86 138 0013 8000将您添加到社群中的群组: 社群1", None),
        ("+81 90-1234-5678がグループに追加しました: 一", None),
        ("Ann がグループの説明を変更しました: 新", None),
        (
            "Ann from the bill team: two",
            Some("Ann from the bill team"),
        ),
        ("You added Bob: the deputy", None),
        ("You're now an admin: Y", None),
        ("You’re no longer an admin: Y", None),
        ("Añadiste a Bob: x", None),
        ("Du hast Bob hinzugefügt: x", None),
        ("Вы добавили Bob: x", None),
        ("您现在是管理员: x", None),
        ("Ann removed Bob: the deputy", None),
        ("Cal added Bob: the deputy", None),
        ("Ann Marie: added you", Some("Ann Marie")),
        ("You Jin: hello", Some("You Jin")),
        ("Du Wei: hello", Some("Du Wei")),
        ("Hai Nguyen: added", Some("Hai Nguyen")),
        ("+44 20 7946 0000: Hello: all", Some("+44 20 7946 0000")),
    ] {
        let text = format!(
            "04/03/2024, 22:28 - Ann: hi\n04/03/2024, 22:28 - 李雷: hi\n04/03/2024, 22:29 - {notice}\n14/03/2024, 22:30 - Ann: x\n"
        );
        let (found, _) = plain(&text);
        assert_eq!(found[2].sender.as_deref(), person, "{notice}");
        assert_eq!(
            found[2].kind == EntryKind::System,
            person.is_none(),
            "{notice}"
        );
        assert!(person.is_some() || found[2].text == notice, "{notice}");
    }
    // Whoever writes two different texts is a person, whatever the name.
    let name = "Ann from the office next door";
    let text = format!(
        "14/03/2024, 22:28 - Ann: hi\n14/03/2024, 22:29 - {name}: a\n14/03/2024, 22:30 - {name}: b\n"
    );
    assert_eq!(plain(&text).1.senders[0], (name.to_owned(), 2));
}

#[test]
fn a_person_asks_a_poll_and_names_no_chat() {
    for first in [
        "\u{200e}POLL:\nWhich option?\n\u{200e}OPTION: Friday (1 vote)\n\u{200e}OPTION: Saturday (\u{200e}3 votes)",
        "\u{200e}Missed voice call",
        "\u{200e}image omitted",
        "\u{200e}Location: https://maps.google.com/?q=1,2",
    ] {
        let text = format!(
            "[20/08/2024, 22:02:04] Ann: {first}\r\n[21/08/2024, 08:00:00] Bob: Done\nx\r\n"
        );
        let export = open(&text, &Options::default()).unwrap();
        assert_eq!(export.conversation(), None, "{first}");
        assert_eq!(plain(&text).0[0].sender.as_deref(), Some("Ann"), "{first}");
    }
}

#[test]
fn a_colon_without_a_blank_ends_a_name_and_an_address_is_none() {
    let text = "[2026/7/9 02:28:09] Alice: Hey\n[2026/7/9 02:28:37] Bob:Hi\n\
                [2026/7/9 02:29:00] Bob:see https://x.gov.uk/a: yes\n[2026/7/9 02:29:30] Bob:as agreed: no\n\
                [2026/7/9 02:30:00] Alice: ok\n[2026/7/9 02:31:00] Meeting at 10:30\n";
    let found: Vec<_> = told(text)
        .into_iter()
        .map(|(_, s, t)| (s.unwrap_or_default(), t))
        .collect();
    let pairs: Vec<(&str, &str)> = found
        .iter()
        .map(|(s, t)| (s.as_str(), t.as_str()))
        .collect();
    assert_eq!(
        pairs,
        [
            ("Alice", "Hey"),
            ("Bob", "Hi"),
            ("Bob", "see https://x.gov.uk/a: yes"),
            ("Bob", "as agreed: no"),
            ("Alice", "ok"),
            ("", "Meeting at 10:30"),
        ]
    );
    let android =
        "18/03/2022, 15:10 - Ann shared https://x.gov.uk/a: see\n18/03/2022, 15:11 - Ann: hi\n";
    assert_eq!(told(android)[0].1, None);
}

#[test]
fn joined_exports_are_said_and_not_marked() {
    let export = |month: u32, n: u32, notice: bool| {
        let mut text = String::new();
        if notice {
            text.push_str(&format!("01/{month:02}/2024, 10:00 - Messages and calls are end-to-end encrypted. Nobody outside can read them.\n"));
        }
        for i in 0..n {
            text.push_str(&format!(
                "{:02}/{month:02}/2024, 10:0{} - Ann: {month} {i}\n",
                13 + i / 10,
                i % 10
            ));
        }
        text
    };
    for (second, from) in [(export(1, 15, true), 32), (export(1, 25, false), 32)] {
        let text = format!("{}{second}", export(2, 30, true));
        let (found, summary) = plain(&text);
        assert_eq!(summary.quoted, 0, "{text}");
        assert_eq!(
            summary.joins.iter().map(|j| j.n).collect::<Vec<_>>(),
            [from]
        );
        assert_eq!(summary.last.unwrap().to_string(), "2024-02-15 10:09:00");
        assert!(summary.first.unwrap().to_string().starts_with("2024-01-"));
        assert!(
            summary
                .notices
                .iter()
                .any(|n| n.starts_with("2 exports seem to be joined"))
        );
        assert_eq!(found[from as usize - 1].n, from);
    }
    // The older one first is in order, and told by its notice alone; a few old lines in the midst are not another
    // export.
    let (_, summary) = plain(&format!("{}{}", export(1, 15, true), export(2, 15, true)));
    assert!(summary.joins.len() == 1 && summary.joins[0].by_notice && summary.quoted == 0);
    let (_, summary) = plain(&format!(
        "{}{}{}",
        export(2, 15, true),
        export(1, 3, false),
        export(3, 15, false)
    ));
    assert!(summary.joins.is_empty());
    assert_eq!(summary.quoted, 3);
}

#[test]
fn joined_exports_of_two_forms_begin_with_their_notices() {
    let android = |year: u16, stamp: &dyn Fn(u16, u32) -> String| {
        let notice = "Messages and calls are end-to-end encrypted. Nobody outside reads them.";
        let mut text = format!("{}{notice}\n", stamp(year, 0));
        for i in 1..16 {
            text.push_str(&format!("{}Ann: m{i}\n", stamp(year, i)));
        }
        text
    };
    let dash = |year, i| format!("{:02}/03/{year}, 10:{i:02} - ", i + 1);
    let twelve = |year, i| format!("3/{}/{}, 9:{i:02} AM - ", i + 1, year % 100);
    let bracket = |year, i| match i {
        0 => format!("[01/01/{year}, 10:00:00] Bill: \u{200e}"),
        _ => format!("[{:02}/01/{year}, 10:{i:02}:00] ", i + 1),
    };
    type Stamp<'s> = &'s dyn Fn(u16, u32) -> String;
    // Three parts, in each order of the forms: first and last are those of all, and each begins with its notice.
    let (a, b, c): (Stamp<'_>, Stamp<'_>, Stamp<'_>) = (&dash, &bracket, &twelve);
    for parts in [
        [(2024, a), (2024, a), (2023, b)],
        [(2025, a), (2024, b), (2023, a)],
        [(2025, b), (2024, a), (2023, b)],
        [(2025, a), (2024, c), (2023, b)],
        [(2024, c), (2023, a), (2023, c)],
    ] {
        let text: String = parts.iter().map(|(y, stamp)| android(*y, stamp)).collect();
        let (found, summary) = plain(&text);
        assert_eq!(found.len(), 48);
        let places: Vec<u64> = summary.joins.iter().map(|j| j.n).collect();
        let years: Vec<u16> = parts.iter().map(|(y, _)| *y).collect();
        assert_eq!(places, [17, 33], "{years:?}");
        let all: Vec<&str> = found.iter().map(|e| e.at.as_str()).collect();
        let ends = [all.iter().min().unwrap(), all.iter().max().unwrap()];
        let at = |t: Option<chrono::NaiveDateTime>| t.unwrap().format("%FT%T").to_string();
        assert_eq!(
            [at(summary.first), at(summary.last)],
            ends.map(|t| (*t).to_owned()),
            "{years:?}"
        );
        assert_eq!(summary.quoted, 0, "{years:?}");
    }
    for (first, second, ends) in [
        (
            (2024, &dash as Stamp<'_>),
            (2024, &bracket as Stamp<'_>),
            ["2024-01-01T10:00:00", "2024-03-16T10:15:00"],
        ),
        (
            (2024, &bracket),
            (2023, &dash),
            ["2023-03-01T10:00:00", "2024-01-16T10:15:00"],
        ),
        (
            (2024, &dash),
            (2023, &twelve),
            ["2023-03-01T09:00:00", "2024-03-16T10:15:00"],
        ),
    ] {
        let text = android(first.0, first.1) + &android(second.0, second.1);
        let (found, summary) = plain(&text);
        assert_eq!(found.len(), 32);
        let places: Vec<u64> = summary.joins.iter().map(|j| j.n).collect();
        assert_eq!(places, [17]);
        let at = |t: Option<chrono::NaiveDateTime>| t.unwrap().format("%FT%T").to_string();
        assert_eq!([at(summary.first), at(summary.last)], ends);
        assert_eq!(summary.quoted, 0);
    }
}

#[test]
fn the_hour_that_comes_twice_is_no_step_back() {
    let text = "24/10/2026, 10:00 - Ann: a\n25/10/2026, 01:50 - Ann: b\n25/10/2026, 01:10 - Bob: c\n25/10/2026, 01:40 - Ann: d\n25/10/2026, 09:00 - Ann: e\n";
    assert_eq!(plain(text).1.quoted, 0);
    let other = text.replace("25/10", "20/10").replace("24/10", "19/10");
    assert_eq!(plain(&other).1.quoted, 2);
}

#[test]
fn marks_and_timers_beyond_the_lists_are_told() {
    for (body, flags) in [
        ("setuju pasal 4 <Pesan ini diedit>", &["edited"][..]),
        ("see you <Tätä viestiä muokattiin>", &["edited"]),
        ("好的 <此消息已编辑>", &["edited"]),
        ("see you <not this one>", &[]),
        ("a <B>", &[]),
        ("see <a href=x>", &[]),
        ("clause 4 <Ministers only please>", &[]),
        ("clause 4 <Bitte nicht weiterleiten>", &[]),
        ("she sent me <Media omitted>", &[]),
        ("he wrote <This message was edited> to me", &[]),
        ("clause 4 \u{200e}<Ministers only please>", &[]),
        ("clause 4 \u{200e}<Wiadomość zredagowana>", &["edited"]),
        ("clause 4 \u{200e}<This message was edited>", &["edited"]),
        ("ja <Denne meldingen ble redigert>", &["edited"]),
        ("हाँ <इस मैसेज को एडिट किया गया है>", &["edited"]),
        ("<Ministers only please>", &[]),
        ("<Bitte nicht weiterleiten>", &[]),
        ("<Mediat jätettiin pois>", &["omitted"]),
        ("<Сообщение удалено>", &[]),
        ("Pesan ini dihapus", &["deleted"]),
        ("Tämä viesti poistettiin", &["deleted"]),
        ("Ta wiadomość została usunięta.", &["deleted"]),
        ("Pesan ini dihapus ya", &[]),
        ("Сообщение удалено", &["deleted"]),
        ("Wiadomość została usunięta", &["deleted"]),
        ("Denne meldingen ble slettet", &["deleted"]),
        ("Du slettet denne meldingen.", &["deleted"]),
        ("Ujumbe huu ulifutwa", &["deleted"]),
        ("S’ha suprimit aquest missatge", &["deleted"]),
        ("यह मैसेज डिलीट कर दिया गया है", &["deleted"]),
        ("आपने इस मैसेज को डिलीट कर दिया।", &["deleted"]),
        ("இந்தச் செய்தி நீக்கப்பட்டது", &["deleted"]),
        ("Сообщение удалено, пришли снова", &[]),
        ("यह मैसेज डिलीट कर दिया गया है क्या", &[]),
        ("Denne meldingen ble slettet\nav hvem?", &[]),
    ] {
        let (found, _) = plain(&format!("13/06/24 09.25 - Ani: {body}\n"));
        assert_eq!(found[0].flags, flags, "{body}");
    }
    let text = "13.09.2025, 09:00 - Włączono znikające wiadomości. Nowe wiadomości znikną z tego czatu 24 godz. po wysłaniu.\n13.09.2025, 09:01 - Anna: tak\n";
    assert_eq!(plain(text).1.timers[0].seconds, 86_400);
}

#[test]
fn a_lost_mark_is_no_lost_attachment_where_the_file_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("WhatsApp Chat - Bill team");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("plan one.pdf"), b"x").unwrap();
    let chat = folder.join("_chat.txt");
    let text = "14/8/15, 10:59:59: Ann: plan one.pdf <attached>\n14/8/15, 11:00:00: Ann: none.pdf <attached>\n\
                14/8/15, 11:00:01: Bob: plan one.pdf <angehängt>\n14/8/15, 11:00:02: Bob: 2015-08-04-PHOTO-00004762.jpg <attached>\n";
    std::fs::write(&chat, text).unwrap();
    for path in [&chat, &folder] {
        let mut export = Export::open(
            &Ports::system(),
            Input::Path(path.clone()),
            &Options::default(),
        )
        .unwrap();
        assert_eq!(export.conversation(), Some("Bill team"));
        let (found, summary) = entries(&mut export).unwrap();
        let there: Vec<_> = found
            .iter()
            .map(|e| e.attachments.first().map(|(_, p)| *p))
            .collect();
        assert_eq!(there, [Some(true), None, Some(true), Some(false)]);
        assert_eq!(
            (summary.attachments.named, summary.attachments.present),
            (3, 2)
        );
    }
}

#[test]
fn a_zip_may_be_packed_on_windows_and_tells_two_chats_apart() {
    let chat = "[27/03/2022, 21:41:35] Ann: Hi\r\n\u{200e}[27/03/2022, 21:41:55] Ann: \u{200e}<attached: 00000002-PHOTO-2022-03-27-21-41-55.jpg>\r\n";
    let chat = chat.as_bytes();
    let packed = zip_of(&[
        ("Bill team\\_chat.txt", chat),
        ("Bill team\\00000002-PHOTO-2022-03-27-21-41-55.jpg", b"x"),
    ]);
    let export = open(packed, &Options::default()).unwrap();
    assert_eq!(export.conversation(), Some("Bill team"));
    assert_eq!(export.summary().attachments.present, 1);

    let error = open(
        zip_of(&[("Ann/_chat.txt", chat), ("Bob\\_chat.txt", chat)]),
        &Options::default(),
    );
    let error = error.err().unwrap();
    assert!(matches!(error, ImportError::SeveralChats { .. }));
    assert!(
        error.to_string().contains("Ann/_chat.txt, Bob/_chat.txt"),
        "{error}"
    );
}

#[test]
fn what_cannot_be_an_export_is_not_offered() {
    let dir = tempfile::tempdir().unwrap();
    let files = Files::real();
    let zip = zip_of(&[("_chat.txt", b"")]);
    for (name, bytes, may) in [
        ("a.txt", &b""[..], false),
        ("b.txt", b"\xef\xbb\xbf \n", false),
        ("c.txt", b"18/03/2022, 15:10 - Ann: a\n", true),
        ("d.zip", b"", false),
        ("e.zip", b"half a file", false),
        ("f.zip", &zip[..zip.len() / 2], false),
        ("g.zip", &zip, true),
    ] {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(may_be_export(&files, &path), may, "{name}");
    }
}

/// An export of Android's, of so many messages, in January 2024.
fn dashed(messages: u32) -> String {
    let notice = "05/01/2024, 09:00 - Messages and calls are end-to-end encrypted. Only people in this chat can read them.\n";
    let lines = (0..messages).map(|i| {
        let name = if i % 2 == 0 { "Ann" } else { "Bob" };
        format!("{:02}/01/2024, 10:00 - {name}: first {i}\n", 13 + i)
    });
    notice.to_owned() + &lines.collect::<String>()
}

/// One of another form: each line is `stamp` with a day in it, then name and text.
fn other(stamp: &str, names: [&str; 2], messages: u32) -> String {
    let lines = (0..messages).map(|i| {
        let day = format!("{:02}", 13 + i);
        let name = names[i as usize % 2];
        format!("{}{name}: second {i}\n", stamp.replace("DD", &day))
    });
    lines.collect()
}

#[test]
fn an_export_of_another_form_behind_the_first_is_read_as_joined() {
    let notice = "Messages to this chat and calls are now secured with end-to-end encryption.\n";
    for (stamp, messages, with_notice, at) in [
        ("DD/06/15 10:59:59: ", 10, false, "2015-06-13T10:59:59"),
        ("DD/06/25, 10:59:59: ", 5, true, "2025-06-13T10:59:59"),
        ("DD. 6. 2015. 10:59 ", 12, false, "2015-06-13T10:59:00"),
        ("DD. 6. 2025. 10:59 ", 5, true, "2025-06-13T10:59:00"),
    ] {
        let mut second = other(stamp, ["Bob", "Cal"], messages);
        if with_notice {
            second = stamp.replace("DD", "13") + notice + &second;
        }
        let (found, summary) = plain(&format!("{}{second}", dashed(6)));
        let notices = 1 + u64::from(with_notice);
        assert_eq!(
            (summary.messages, summary.system, summary.quoted),
            (6 + u64::from(messages), notices, 0),
            "{stamp}"
        );
        assert_eq!(summary.not_understood, [], "{stamp}");
        let join = summary.joins[0];
        assert_eq!(
            (summary.joins.len(), join.n, join.line),
            (1, 8, 8),
            "{stamp}"
        );
        assert!(join.other_form);
        let told =
            "2 exports seem to be joined in this file: from entry 8 the stamps have another form";
        assert!(summary.notices.iter().any(|n| n.starts_with(told)));
        assert_eq!(found[7].at, at);
        assert_eq!(found[6].text, "first 5", "{stamp}");
    }
}

#[test]
fn a_few_lines_of_another_form_and_what_the_chat_goes_on_after_stay_text() {
    let stamp = "DD/06/15 10:59:59: ";
    let people = ["Bob", "Cal"];
    let goes_on = format!(
        "{}{}31/01/2024, 10:00 - Ann: on\n",
        dashed(6),
        other(stamp, people, 12)
    );
    let back = other(stamp, people, 6) + &other(stamp, people, 6);
    for text in [
        dashed(6) + &other(stamp, people, 9),
        goes_on,
        // Not in order; and nobody of the chat, so any log.
        dashed(6) + &back,
        dashed(6) + &other(stamp, ["INFO", "WARN"], 12),
    ] {
        let (_, summary) = plain(&text);
        assert!(summary.joins.is_empty(), "{text}");
        let listed = summary.not_understood.len() as u64;
        assert_eq!((summary.inner_odd, summary.messages < 8), (listed, true));
        assert!(listed >= 9, "{text}");
    }
}

#[test]
fn a_stamp_in_figures_without_a_year_is_listed_with_that_reason() {
    for line in [
        "14/03, 10:02 - Bob: x",
        "14.03., 10:02 - Bob: x",
        "14.3. 10:02 - Bob: x",
        "3월 14일 10:02 - Bob: x",
        "3월 14일 오전 10:02 - Bob: x",
        "3月14日 10:02 - Bob: x",
        "[14/03, 10:02:00] Bob: x",
        "[14.03., 10:02:00] Bob: x",
        "[14/03 10:02] Bob: x",
        "[10:02, 14/03] Bob: x",
        "[10:02 PM, 3/14] Bob: x",
    ] {
        let text = format!("13/03/2024, 10:01 - Ann: a\n{line}\n16/03/2024, 10:06 - Bob: end\n");
        let (found, summary) = plain(&text);
        let listed: Vec<_> = summary.not_understood.iter().map(|s| s.line).collect();
        assert_eq!(listed, [2], "{line}");
        assert_eq!(found.len(), 2, "{line}");
    }
    for line in [
        "14/03, 10:02 works for me: yes",
        "on 14/03, 10:02 - we meet: there",
        "14/03 - 10 people: all of them",
        "scores 14-3, 10:02 - see: the list",
        "10:02 - 14/03 is the day: yes",
    ] {
        let text = format!("13/03/2024, 10:01 - Ann: a\n{line}\n16/03/2024, 10:06 - Bob: end\n");
        assert_eq!(plain(&text).1.not_understood, [], "{line}");
    }
}

#[test]
fn a_month_in_letters_is_of_no_persian_year() {
    let error = open(
        "17 mars 1403, 17:46 - Ann: a\n17 mars 1403, 17:47 - Bob: b\n",
        &Options::default(),
    );
    let said = error.err().unwrap().to_string();
    assert!(
        said.contains("no message can be of the year 1403"),
        "{said}"
    );
    let (entries, _) = read("17/3/1403, 17:46 - Ann: a\n", &Options::default());
    assert_eq!(entries[0].at, "2024-06-06T17:46:00");
}

#[test]
fn what_was_deleted_in_hebrew_is_not_called_left_out() {
    let chat = "\u{200f}[13.3.2024, 9:00:05] דנה: שלום\r\n\u{200f}[13.3.2024, 9:01:05] דנה: \u{200f}התמונה הושמטה\r\n\u{200f}[13.3.2024, 9:02:05] דנה: \u{200f}הודעה זו נמחקה\r\n";
    let (entries, summary) = read(chat, &Options::default());
    assert!(entries[1].flags.contains(&"omitted"));
    assert!(entries[2].flags.contains(&"deleted") && !entries[2].flags.contains(&"omitted"));
    assert_eq!(summary.attachments.omitted, 1);
}

#[test]
fn an_english_word_is_not_called_a_day_of_the_week() {
    for (first, reason) in [
        ("On", "of no form that is read"),
        ("to", "of no form that is read"),
        ("ons", "a day of the week stands before"),
        ("Wed", "a day of the week stands before"),
    ] {
        let text = format!(
            "13/03/2024, 09:00 - Ann: meet\n{first} 14/03/2024, 10:00 - Bob: we meet\n13/03/2024, 09:02 - Bob: ok\n"
        );
        let (_, summary) = read(&text, &Options::default());
        assert_eq!(summary.not_understood.len(), 1, "{first}");
        let why = &summary.not_understood[0].why;
        assert!(why.contains(reason), "{first}: {why}");
    }
}
