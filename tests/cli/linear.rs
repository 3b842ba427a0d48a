//! For those who listen: what is printed line by line, at a terminal and without one.

use crate::support::{Home, in_order};

/// The last entries, the latest first; the log itself stays as it is.
#[test]
fn the_last_entries_of_the_log_come_latest_first() {
    let home = Home::ready();
    for words in ["first words", "second words", "third words"] {
        home.add(&[words]);
    }
    let whole = home.run(&["log", "--json"]).ok().rows();
    let last = home.run(&["log", "--last", "2", "--json"]).ok().rows();
    let latest: Vec<_> = whole.iter().rev().take(2).cloned().collect();
    assert_eq!(last, latest);
    let lines = home.run(&["log", "--last", "1"]).ok().out;
    assert!(
        lines.lines().count() == 1 && lines.contains("third words"),
        "{lines}"
    );
    // With words, the last of those that hold them.
    let one = home.run(&["log", "second", "--last", "5"]).ok().out;
    assert_eq!(one.lines().count(), 1, "{one}");
    home.run(&["log", "--last", "0"]).fails(2);
}

#[test]
fn what_is_known_of_screen_readers_is_said_in_plain_lines() {
    let home = Home::new();
    let said = home.run(&["accessibility"]).ok().out;
    for words in [
        "tdsr",
        "yasr",
        "fenrir",
        "Not tried",
        "Whom to ask",
        "onrecord review, onrecord decide",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains(['#', '`', '*']), "{said}");
    let rows = home.run(&["accessibility", "--json"]).ok().rows();
    assert!(rows.iter().all(|r| r["text"].is_string()), "{rows:?}");
}

/// The same, wherever a line was broken.
fn in_order_of_words(text: &str, parts: &[&str]) {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    in_order(&flat, parts);
}

#[test]
fn adding_asks_the_marking_first_and_each_question_has_its_place() {
    let home = Home::ready();
    let said = home
        .typed(
            &["add"],
            &[
                "?",
                "1",
                "Cabinet agreed option B",
                "Asha",
                "whatsapp",
                "u",
                "2",
                "Bill team",
                "gibberish",
                "Thu 21:00",
                "7d",
            ],
        )
        .ok()
        .out;
    in_order_of_words(
        &said,
        &[
            "Question 1 of 7. What would its source be marked? o OFFICIAL, s OFFICIAL-SENSITIVE, x SECRET or above, n not stated.",
            "SECRET or above must not be here",
            "Question 2 of 7. The message?",
            "Question 3 of 7. Who sent it? Enter: not known.",
            "Question 4 of 7. Which channel did it come on? 1 as the chat has it",
            "Question 5 of 7. Which chat was it in? Enter: none, or not known.",
            "Question 4 of 7. Which channel",
            "Question 6 of 7. When was it sent? Enter: not known.",
            "gibberish is not a time",
            "Question 6 of 7",
            "Understood: Thursday 19 November 2026, 21:00",
            "Question 7 of 7. The timer it is under: 24h, 7d, 90d or off?",
            "Recorded: item",
        ],
    );
    let row = home.run(&["queue", "--json"]).ok().row();
    assert_eq!(row["marking"], "OFFICIAL");
    assert_eq!(row["from"], "Asha");
    assert_eq!(row["conversation"], "Bill team");
    assert_eq!(row["sent"], "2026-11-19T21:00:00+00:00");
    // With a text, or without a terminal, nothing is asked.
    let said = home.typed(&["add", "more words"], &[]).ok().out;
    assert!(!said.contains("Question"), "{said}");
    home.run(&["add"]).fails(2);
}

#[test]
fn adding_ends_at_secret_before_any_text_and_at_q_with_nothing_on_record() {
    let home = Home::ready();
    for answer in ["x", "secret", "3", "top secret"] {
        let ran = home.typed(&["add"], &[answer, "the heron plan"]);
        assert!(!ran.out.contains("The message?"), "{}", ran.out);
        let said = ran.fails(1);
        assert!(said.contains("Nothing was stored"), "{said}");
    }
    let ran = home.typed(&["add"], &["o", "the heron plan", "q"]).ok();
    assert!(
        ran.out.contains("Stopped. Nothing was recorded."),
        "{}",
        ran.out
    );
    assert!(!home.holds("heron") && home.segments().is_empty());
    // The end of the input is no answer.
    home.typed(&["add"], &["o", "the heron plan"]).fails(1);
    assert!(!home.holds("heron"));
    // One of the letters as a message of its own.
    home.typed(&["add"], &["n", r"\?", "", "", "", "", ""]).ok();
    assert_eq!(home.run(&["queue", "--json"]).ok().row()["text"], "?");
}

#[test]
fn deciding_says_its_place_goes_back_and_stops_with_nothing_kept() {
    let home = Home::ready();
    let answers = [
        "o", "", "?", "u", "1", "1", "u", "1", "nonsense", "y", "y", "1", "1", "1", "y", "n",
    ];
    let said = home.typed(&["decide"], &answers).ok().out;
    in_order_of_words(
        &said,
        &[
            "Question 1 of 9. ",
            "o OFFICIAL, s OFFICIAL-SENSITIVE, x SECRET or above, n not stated, Enter: n.",
            "Question 2 of 9. ",
            "Enter: 1.",
            "Question 3 of 9. ",
            "1 government business, 2 personal, 3 political, 4 constituency, 5 parliamentary, Enter: 1.",
            "It is asked because of para",
            "u goes back one question, q stops. Nothing is recorded then, and no answer is kept.",
            "Question 2 of 9. ",
            "Question 3 of 9. ",
            "Question 4 of 9. ",
            "Question 3 of 9. ",
        ],
    );
    for words in [
        "nonsense is none of the answers. Question mark lists them.",
        "Question 9 of 9. ",
        "Verdict: ",
        "Put this decision on record? y, n, Enter: n.",
        "Nothing was recorded.",
    ] {
        in_order_of_words(&said, &[words]);
    }
    assert!(!said.contains("Digest"), "{said}");
    let said = home.typed(&["decide"], &["1", "q"]).ok().out;
    assert!(said.contains("Stopped. Nothing was recorded, and no answer is kept."));
    assert!(home.segments().is_empty());
}

#[test]
fn a_review_says_the_message_first_and_the_rest_when_asked() {
    let home = Home::ready();
    let sent = [
        "--sent",
        "2026-11-22 10:00",
        "--timer",
        "24h",
        "--from",
        "Asha",
    ];
    home.add(&[&["Please approve the draft"][..], &sent].concat());
    let said = home
        .typed(&["review"], &["w", "c", "plan", "u", "q", "N", "q", "l"])
        .ok()
        .out;
    in_order_of_words(
        &said,
        &[
            "Message: Please approve the draft",
            "From: Asha",
            "Capture by: ",
            "1 of 1: c, s, n, h, l, or question mark?",
            "Marking: not stated",
            "Worth a look: ",
            "1 of 1: c,",
            "Destination? 1 plan (folder)",
            "Reference (MIN/2026/",
            "Destination? 1 plan",
            "Left as it was.",
            "Left as it was.",
            "Left waiting.",
        ],
    );
    let before = said.split("or question mark?").next().unwrap();
    assert!(
        !before.contains("Worth a look") && !before.contains("Item:"),
        "{said}"
    );
}

/// A departure with two chats on one phone, something waiting in each.
fn leaving() -> Home {
    let mut home = Home::ready();
    home.run(&["device", "add", "work phone", "--kind", "corporate"])
        .ok();
    for (n, chat) in ["Bill team", "Press"].iter().enumerate() {
        home.now = format!("2026-11-22T18:0{}:11.204Z", n + 4);
        let at = ["--channel", "whatsapp", "--device", "work phone"];
        home.add(&[&["text", "--conversation", chat][..], &at].concat());
    }
    home.now = "2026-11-22T18:10:00Z".into();
    home.run(&[
        "depart",
        "open",
        "--leaving",
        "--on",
        "2026-11-27T17:00:00Z",
    ])
    .ok();
    home
}

#[test]
fn a_departure_is_gone_through_chat_by_chat_step_by_step_to_its_statement() {
    let home = leaving();
    let answers = [
        "?",
        "l",
        "u", // the first is left, and come back to
        "c",
        "c",
        "plan",
        "7",
        "d", // what waits of it is captured, then it is filed already
        "x",
        "n",
        "h",
        "Sam Lee",
        "", // the second: not on this device, no; handed over
        "d",
        "x",
        "the phone stays",
        "l",
        "q",
        "q",
    ];
    let ran = home.typed(&["depart"], &answers).ok();
    in_order_of_words(
        &ran.out,
        &[
            "Leaving the post, Friday 27 November 2026, 17:00",
            "2 of 2 chats and",
            "1 of 2. Bill team (WhatsApp) on work phone, 1 item waits. c, d, n, h, N, x, l, or question mark?",
            "d: all that is significant in it is filed already",
            "Left open.",
            "2 of 2. Press",
            "1 of 2. Bill team",
            "Message: text",
            "1 of 1: c, s, n, h, l, or question mark?",
            "Recorded: item",
            "1 of 2. Bill team (WhatsApp) on work phone, nothing of it waits.",
            "Recorded: ",
            "2 of 2. Press (WhatsApp) on work phone, 1 item waits.",
            "y, n, Enter: n.",
            "Nothing was recorded.",
            "2 of 2. Press",
            "To whom?",
            "Recorded: ",
            "Step 1 of ",
            "d done, x does not apply and why, l leave it undone and why, e later, Enter: e.",
            "Step 2 of ",
            "Step 3 of ",
            "Left as it was.",
            "Step 3 of ",
            "Stopped: all answers are on record",
        ],
    );
    let whole = home.run(&["depart", "show", "--json"]).ok().row();
    let outcomes: Vec<_> = whole["grid"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["outcome"].clone())
        .collect();
    assert!(
        outcomes.contains(&"captured".into()) && outcomes.contains(&"handed-over".into()),
        "{outcomes:?}"
    );
    let steps: Vec<_> = whole["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["outcome"].clone())
        .collect();
    assert_eq!(&steps[..2], ["done", "not-applicable"]);
    // The end of the input is told, and what was answered is on record.
    let said = home.typed(&["depart"], &[""]).fails(1);
    assert!(said.contains("all answers are on record"), "{said}");
    // What is left of the steps is left, then what is open is told, and the statement read and filed.
    let left = steps.iter().filter(|s| s.is_null()).count();
    let mut answers = vec!["e"; left];
    answers.extend(["y", "y", "plan", "", "", ""]);
    let ran = home.typed(&["depart"], &answers).ok();
    in_order_of_words(
        &ran.out,
        &[
            "Still open: ",
            "Read the statement? y, n, Enter: n.",
            "Statement on leaving a post",
            "File the statement? y, n, Enter: n.",
            "Where is it to be lodged? 1 ",
            "Recorded: statement made",
        ],
    );
    // Without a terminal they are listed, and nothing is asked.
    let listed = home.run(&["depart"]).ok().out;
    assert!(
        listed.contains("Left: ") && !listed.contains("question mark"),
        "{listed}"
    );
}

const CHAT: &str = "\
20/11/2026, 09:00 - Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.
20/11/2026, 09:01 - Asha Patel: Good morning everyone, unpicked chatter
20/11/2026, 09:06 - Asha Patel: Minister agreed option B
20/11/2026, 09:07 - Tom Okafor: ok
20/11/2026, 09:09 - Asha Patel: Please approve the draft
";

#[test]
fn an_export_is_read_message_by_message_and_what_is_chosen_is_put_in_the_queue() {
    let home = Home::ready();
    let path = home.file("in/WhatsApp Chat with Schools Bill core.txt", CHAT);
    let before = home.files();
    // Stopped at the last question nothing is kept.
    let ran = home
        .typed(&["import", &path], &["n", "y", "q", "o", "", "n"])
        .ok();
    assert!(
        ran.out.contains("Nothing of the export is kept"),
        "{}",
        ran.out
    );
    assert_eq!(home.files(), before);
    let answers = ["?", "w", "y", "u", "y", "n", "y", "s", "24h", "y"];
    let ran = home.typed(&["import", &path], &answers).ok();
    in_order_of_words(
        &ran.out,
        &[
            "Schools Bill core, WhatsApp export: 4 messages",
            "4 messages not in the queue; 2 of them worth a look.",
            "Asha Patel: Good morning everyone",
            "Friday 20 November 2026, 09:01.",
            "1 of 4: y, n, w, q, or question mark?",
            "w: goes on to the next message",
            "Minister agreed option B",
            "2 of 4: y, n",
            "Tom Okafor: ok",
            "Minister agreed option B",
            "2 chosen.",
            "Question 1 of 2. What would their source be marked? o OFFICIAL",
            "Question 2 of 2. The timer they are under",
            "Put 2 in the queue? y, n, Enter: y.",
            "Recorded: 2 items in the queue, of 5 entries read.",
        ],
    );
    let rows = home.run(&["queue", "--json"]).ok().rows();
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter().all(|r| r["marking"] == "OFFICIAL-SENSITIVE"),
        "{rows:?}"
    );
    assert!(!home.holds("unpicked chatter"));
    // Nothing but what is new or worth a look, and not in the queue, is told the next time; SECRET ends it.
    let longer = format!("{CHAT}21/11/2026, 10:00 - Asha Patel: One more\n");
    let path = home.file("in2/WhatsApp Chat with Schools Bill core.txt", longer);
    let ran = home.typed(&["import", &path], &["y", "x", "y"]);
    assert!(
        ran.out.contains("1 message new since the last import"),
        "{}",
        ran.out
    );
    ran.fails(1);
    assert!(!home.holds("One more"));
    // By a flag, or through a pipe, nothing is asked.
    for args in [
        &["import", &path, "--summary"][..],
        &["import", &path, "--list"],
    ] {
        let said = home.typed(args, &[]).ok().out;
        assert!(!said.contains("question mark"), "{said}");
    }
    assert!(
        home.run(&["import", &path])
            .ok()
            .out
            .contains("See the entries with --list")
    );
}

#[test]
fn of_dates_that_can_be_read_in_two_ways_both_are_told() {
    let home = Home::ready();
    let chat = "09/11/2026, 09:01 - Asha Patel: Good morning\n10/11/2026, 09:06 - Tom Okafor: ok\n";
    let path = home.file("in/WhatsApp Chat with Bill team.txt", chat);
    let ran = home.typed(&["import", &path], &["2", "q"]).ok();
    in_order_of_words(
        &ran.out,
        &[
            "Its dates can be read in two ways. Which is right? 1 ",
            "9 November 2026",
            "2 ",
            "11 September 2026",
            "Friday 11 September 2026, 09:01.",
            "Nothing was chosen, and nothing of the export is kept.",
        ],
    );
}

#[test]
fn setup_names_where_captures_go_and_writes_no_folder_that_is_not_there() {
    let home = Home::new();
    let plan = home.path("plan");
    let setup = |place: &str| {
        let of = ["setup", "--name", "Ruth Bell", "--machine", "corporate"];
        let more = ["--up-to", "official", "--place", place];
        home.run(&[&of[..], &more].concat())
    };
    setup(plan.to_str().unwrap()).fails(1);
    std::fs::create_dir_all(&plan).unwrap();
    setup(plan.to_str().unwrap()).ok();
    let settings = std::fs::read_to_string(home.dir().join("config.toml")).unwrap();
    assert!(settings.contains("name = \"plan\"") && settings.contains("kind = \"folder\""));
    home.run(&["add", "a note"]).ok();
    // The log names the person and not the account.
    let log = home.run(&["log"]).ok().out;
    assert!(log.contains("GMT, Ruth Bell, item "), "{log}");
}

#[test]
fn the_keys_in_plain_lines_are_told_by_what_they_do() {
    let home = Home::ready();
    let plain = home.run(&["keys", "--plain"]).ok().out;
    assert!(
        plain.contains("c: capture: ") && !plain.contains("item.capture"),
        "{plain}"
    );
    assert!(home.run(&["keys"]).ok().out.contains("c: item.capture: "));
}
