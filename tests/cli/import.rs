//! Importing from the outside: what is read, what is picked, and that nothing else is kept.

use crate::support::Home;
use crate::zips::zip_of;

const CHAT: &str = "\
20/11/2026, 09:00 - Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.
20/11/2026, 09:01 - Asha Patel: Good morning everyone, unpicked chatter
20/11/2026, 09:05 - Asha Patel turned on disappearing messages. New messages will disappear from this chat 7 days after they're sent, except when kept.
20/11/2026, 09:06 - Asha Patel: Minister content with option B
please start drafting
20/11/2026, 09:07 - Tom Okafor: ok
20/11/2026, 09:07 - Tom Okafor: ok
";
const LATER: &str = "20/11/2026, 09:07 - Tom Okafor: ok\n21/11/2026, 10:00 - Asha Patel: Counsel advises dropping clause 4\n";

fn list(home: &Home, path: &str) -> Vec<serde_json::Value> {
    home.run(&["import", path, "--list", "--json"]).ok().rows()
}

#[test]
fn only_what_is_picked_is_kept_and_nothing_else_is_written() {
    let home = Home::ready();
    let path = home.file("in/WhatsApp Chat with Schools Bill core.txt", CHAT);
    let before = home.files();
    home.run(&["import", &path]).ok();
    home.run(&["import", &path, "--list"]).ok();
    assert_eq!(home.files(), before, "a look wrote something");
    let row = home
        .run(&["import", &path, "--queue", "4", "--json"])
        .ok()
        .row();
    assert_eq!(
        (row["known"].as_u64(), row["read"].as_u64()),
        (Some(0), Some(6))
    );
    let id = row["queued"][0].as_str().unwrap();
    let item = home.show(id);
    assert_eq!(
        item["text"],
        "Minister content with option B\nplease start drafting"
    );
    assert_eq!(item["conversation"], "Schools Bill core");
    assert_eq!(item["sent"], "2026-11-20T09:06:00+00:00");
    // The notice in the export is the timer that decides.
    assert_eq!(item["vanishes"], "2026-11-27T09:06:00+00:00");
    assert!(home.holds("Minister content with option B"));
    for unpicked in [
        "unpicked chatter",
        "Good morning",
        "Tom Okafor",
        "end-to-end",
        "turned on",
    ] {
        assert!(!home.holds(unpicked), "{unpicked} was kept");
    }
}

#[test]
fn the_same_export_twice_adds_nothing_and_a_longer_one_offers_what_is_new() {
    let home = Home::ready();
    let path = home.file("in/WhatsApp Chat with Bill team.txt", CHAT);
    assert!(list(&home, &path).iter().all(|r| r["new"] == true));
    home.run(&["import", &path, "--queue", "4-5", "--json"])
        .ok();
    let again = home
        .run(&["import", &path, "--queue", "4-5", "--json"])
        .ok()
        .row();
    assert_eq!(
        (
            again["queued"].as_array().unwrap().len(),
            again["known"].as_u64()
        ),
        (0, Some(2))
    );
    assert!(list(&home, &path).iter().all(|r| r["new"] == false));
    // What was never queued is queued when it is chosen, new or not; equal messages are told apart.
    let other = home
        .run(&["import", &path, "--queue", "6", "--json"])
        .ok()
        .row();
    assert_eq!(other["queued"].as_array().unwrap().len(), 1);
    let longer = home.file(
        "in/WhatsApp Chat with Bill team (1).txt",
        format!("{CHAT}{LATER}"),
    );
    let args = ["import", &longer, "--conversation", "Bill team"];
    let rows = home
        .run(&[&args[..], &["--list", "--json"]].concat())
        .ok()
        .rows();
    let new: Vec<u64> = rows
        .iter()
        .filter(|r| r["new"] == true)
        .map(|r| r["n"].as_u64().unwrap())
        .collect();
    assert_eq!(new, [7, 8]);
    let row = home
        .run(&[&args[..], &["--queue", "counsel CLAUSE", "--json"]].concat())
        .ok()
        .row();
    assert_eq!(row["queued"].as_array().unwrap().len(), 1);
}

#[test]
fn a_date_that_could_be_two_days_is_asked_never_guessed() {
    let home = Home::ready();
    let path = home.file(
        "in/chat.txt",
        "03/02/2026, 10:00 - Asha: Agreed\n04/02/2026, 10:00 - Tom: ok\n",
    );
    let row = home
        .run(&["import", &path, "--summary", "--json"])
        .ok()
        .row();
    assert_eq!(row["date_order_ambiguous"], true);
    assert!(row["date_order"].is_null() && row["first"].is_null());
    assert_eq!(row["readings"].as_array().unwrap().len(), 2);
    for what in [&["--list"][..], &["--queue", "1"]] {
        let said = home.run(&[&["import", &path], what].concat()).fails(1);
        assert!(
            said.contains("--day-first") && said.contains("--month-first"),
            "{said}"
        );
    }
    home.run(&["import", &path, "--queue", "1", "--month-first"])
        .ok();
    // Remembered for this conversation.
    let rows = list(&home, &path);
    assert_eq!(rows[1]["at"], "2026-04-02T10:00:00");
}

#[test]
fn as_one_makes_one_item_of_several_messages() {
    let home = Home::ready();
    let path = home.file("in/chat.txt", CHAT);
    let row = home
        .run(&[
            "import",
            &path,
            "--queue",
            "2,4",
            "--as-one",
            "--me",
            "Asha Patel",
            "--json",
        ])
        .ok()
        .row();
    let item = home.show(row["queued"][0].as_str().unwrap());
    assert_eq!(
        (
            item["messages"].as_u64(),
            item["all"].as_array().unwrap().len()
        ),
        (Some(2), 2)
    );
    let zoned = home
        .run(&[
            "import",
            &path,
            "--queue",
            "5",
            "--zone",
            "Asia/Tokyo",
            "--json",
        ])
        .ok()
        .row();
    let item = home.show(zoned["queued"][0].as_str().unwrap());
    assert_eq!(item["sent"], "2026-11-20T00:07:00+00:00");
}

const IOS: &str = "[20/11/2026, 09:00:00] Bill team: \u{200e}Messages and calls are end-to-end encrypted.\r\n\
    [20/11/2026, 09:01:00] Asha Patel: See the note\nand this: [20/11/2026, 09:00:30] Minister: I approve\r\n\
    \u{200e}[20/11/2026, 09:02:00] Asha Patel: \u{200e}<attached: 00000003-PHOTO-2026-11-20-09-02-00.jpg>\r\n\
    \u{200e}[20/11/2026, 09:03:00] Asha Patel: \u{200e}<attached: 00000004-PHOTO-2026-11-20-09-03-00.jpg>\r\n";

#[test]
fn a_picked_attachment_goes_all_the_way_and_an_unpicked_one_nowhere() {
    let home = Home::ready();
    let bytes = zip_of(&[
        ("_chat.txt", IOS.as_bytes()),
        (
            "00000003-PHOTO-2026-11-20-09-02-00.jpg",
            b"the picked picture",
        ),
        (
            "00000004-PHOTO-2026-11-20-09-03-00.jpg",
            b"the other picture",
        ),
    ]);
    let path = home.file("in/WhatsApp Chat - Bill team.zip", bytes);
    let summary = home.run(&["import", &path, "--json"]).ok().row();
    assert_eq!(summary["attachments"]["present"], 2);
    assert_eq!(
        summary["messages"], 3,
        "a header pasted in a message makes no entry: {summary}"
    );
    let row = home
        .run(&["import", &path, "--queue", "3", "--json"])
        .ok()
        .row();
    assert!(home.holds("the picked picture") && !home.holds("the other picture"));
    let captured = home
        .run(&[
            "capture",
            row["queued"][0].as_str().unwrap(),
            "--to",
            "plan",
            "--json",
        ])
        .ok()
        .row();
    let folder = std::path::Path::new(captured["path"].as_str().unwrap());
    let lodged =
        std::fs::read(folder.join("attachments/00000003-PHOTO-2026-11-20-09-02-00.jpg")).unwrap();
    assert_eq!(lodged, b"the picked picture");
}

#[test]
fn standard_input_is_read_like_a_file() {
    let home = Home::ready();
    let row = home.run_with(
        &[
            "import",
            "-",
            "--conversation",
            "Bill team",
            "--queue",
            "option",
            "--json",
        ],
        CHAT.as_bytes(),
    );
    assert_eq!(row.ok().row()["queued"].as_array().unwrap().len(), 1);
}

#[test]
fn the_thin_line_from_an_export_through_a_review_to_a_bag_that_reads_back() {
    let home = Home::ready();
    let path = home.file("in/WhatsApp Chat with Schools Bill core.txt", CHAT);
    home.run(&["import", &path, "--queue", "4,5", "--marking", "official"])
        .ok();
    // Only one destination in the fewest keys: capture with a number, then not significant with its answers.
    let answers = "c\nbags\n412\nn\nlogistics\nn\n";
    let ran = home.run_with(&["review"], answers.as_bytes()).ok();
    assert!(
        ran.out.contains("1 of 2: c, s, n, h, l") && ran.out.contains("Review recorded"),
        "{}",
        ran.out
    );
    let rows = home.run(&["queue", "--all", "--json"]).ok().rows();
    let captured = rows
        .iter()
        .find(|r| r["state"] == "confirmed")
        .expect("one is captured and read back");
    assert_eq!(captured["destination"], "bags");
    let status = home.run(&["status", "--json"]).ok().row();
    assert_eq!(
        (status["waiting"].as_u64(), status["review_due"].as_bool()),
        (Some(0), Some(false))
    );
    let log = home.run(&["log", "--json"]).ok().rows();
    assert!(log.iter().any(|r| r["kind"] == "review.recorded"));
}

#[test]
fn a_timer_that_names_no_time_is_said_in_words_and_in_json() {
    let home = Home::ready();
    let unclear = "20/11/2026, 09:1N - Asha Patel turned on disappearing messages. New messages will disappear from this chat after a while.\n";
    for (more, sentence) in [
        (
            1,
            "1 line about disappearing messages names no time that was understood: entry 7",
        ),
        (
            3,
            "Lines about disappearing messages name no time that was understood, the first of them entry 7",
        ),
    ] {
        let lines: Vec<String> = (0..more)
            .map(|n| unclear.replace('N', &n.to_string()))
            .collect();
        let text = format!("{CHAT}{}", lines.concat());
        let path = home.file("in/WhatsApp Chat with Unclear.txt", &text);
        let plain = home.run(&["import", &path, "--summary"]).ok().out;
        assert!(plain.contains(sentence), "{plain}");
        let row = home
            .run(&["import", &path, "--summary", "--json"])
            .ok()
            .row();
        let said = row["notices"].as_array().unwrap();
        assert!(said.iter().any(|n| n == sentence), "{said:?}");
        // The one that was understood is a timer, the others are none.
        assert_eq!(row["timers"].as_array().unwrap().len(), 1);
    }
    let path = home.file("in/WhatsApp Chat with Clear.txt", CHAT);
    let plain = home.run(&["import", &path, "--summary"]).ok().out;
    assert!(!plain.contains("names no time"), "{plain}");
}

#[test]
fn a_list_shows_what_is_new_who_sent_it_and_when_alone() {
    let home = Home::ready();
    let line = |day: u8, hour: u8, who: &str, text: &str| {
        format!("{day:02}/11/2026, {hour:02}:30 - {who}: {text}\n")
    };
    let first = [
        line(13, 9, "Asha Patel", "one"),
        line(13, 21, "Tom Okafor", "two"),
        line(14, 9, "Asha Patel-Reid", "three"),
    ]
    .concat();
    let export = home.file("WhatsApp Chat with Bill team.txt", &first);
    let list = |more: &[&str]| {
        let args = [&["import", &export, "--list", "--json"], more].concat();
        let rows = home.run(&args).ok().rows();
        let texts = rows.iter().map(|r| r["text"].as_str().unwrap().to_owned());
        texts.collect::<Vec<_>>().join(" ")
    };
    for (more, due) in [
        (&[][..], "one two three"),
        (&["--from", "asha patel"], "one"),
        (&["--from", "reid"], "three"),
        (&["--from", "okafor", "--since", "14/11/2026"], ""),
        (&["--since", "13/11/2026 21:30"], "two three"),
        (&["--until", "13/11/2026"], "one two"),
        (&["--until", "13/11/2026 21:30"], "one two"),
        (
            &["--since", "13 Nov 10:00", "--until", "13 Nov 22:00"],
            "two",
        ),
        (&["--new"], "one two three"),
    ] {
        assert_eq!(list(more), due, "{more:?}");
    }
    for (wrong, said) in [
        (["--from", "patel"], "Asha Patel, Asha Patel-Reid"),
        (["--from", "nobody"], "Tom Okafor"),
        (["--from", ""], "Tom Okafor"),
        (["--since", "no time"], "no time is not a time"),
        (["--until", "tomorrow 9am"], "still to come"),
    ] {
        let args = [&["import", &export, "--list"], &wrong[..]].concat();
        let told = home.run(&args).fails(2);
        assert!(told.contains(said), "{told}");
    }
    home.run(&["import", &export, "--new"]).fails(2);
    // A filter that would be passed over is refused, whatever else is asked.
    for what in [&["--queue", "1"][..], &["--chats"], &["--summary"]] {
        for filter in [
            &["--new"][..],
            &["--from", "Asha"],
            &["--since", "13/11/2026"],
            &["--until", "13/11/2026"],
        ] {
            home.run(&[&["import", &export], what, filter].concat())
                .fails(2);
        }
    }
    // What came since the last import is new, and nothing else.
    home.run(&["import", &export, "--queue", "1"]).ok();
    assert_eq!(list(&["--new"]), "");
    let more = line(15, 9, "Tom Okafor", "four");
    home.file("WhatsApp Chat with Bill team.txt", first + &more);
    assert_eq!(list(&["--new"]), "four");
    assert_eq!(list(&["--new", "--from", "asha patel"]), "");
}

#[test]
fn a_file_that_is_held_already_is_said_with_the_item_that_has_it_and_kept_with_both() {
    let home = Home::ready();
    let chat = |folder: &str, hour: u8| {
        home.file(
            &format!("{folder}/IMG-20261120-WA0001.jpg"),
            b"\xff\xd8\xff\xe0 the same picture",
        );
        home.file(
            &format!("{folder}/WhatsApp Chat with {folder}.txt"),
            format!(
                "20/11/2026, {hour:02}:00 - Asha Patel: IMG-20261120-WA0001.jpg (file attached)\n"
            ),
        );
        home.path(folder).display().to_string()
    };
    let (first, second) = (chat("Bill team", 9), chat("Roads", 10));
    let queued = home.run(&["import", &first, "--queue", "1"]).ok();
    assert!(!queued.err.contains("held already"), "{}", queued.err);
    let item = home.run(&["queue", "--json"]).ok().row()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let queued = home.run(&["import", &second, "--queue", "1"]).ok();
    assert!(
        queued
            .err
            .contains("Entry 1: IMG-20261120-WA0001.jpg is held already, with item"),
        "{}",
        queued.err
    );
    let short = queued
        .err
        .split("with item ")
        .nth(1)
        .unwrap()
        .split(',')
        .next()
        .unwrap();
    assert!(item.starts_with(short), "{short} {item}");
    let files = home
        .run(&["queue"])
        .ok()
        .out
        .matches("IMG-20261120-WA0001.jpg")
        .count();
    assert!(files >= 2, "{files}");
    home.run(&["verify"]).ok();
}
