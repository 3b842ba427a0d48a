//! For those who listen: what is printed line by line, at a terminal and without one.

use crate::support::Home;

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

/// Each of these stands in the text, after the one before it.
fn in_order(text: &str, parts: &[&str]) {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = flat.as_str();
    for part in parts {
        let at = rest.find(part);
        let at = at.unwrap_or_else(|| panic!("{part:?} is missing after the last in:\n{text}"));
        rest = &rest[at + part.len()..];
    }
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
    in_order(
        &said,
        &[
            "Question 1 of 7. What would its source be marked? o OFFICIAL, s OFFICIAL-SENSITIVE, x SECRET or above, n not stated.",
            "SECRET or above must not be here",
            "Question 2 of 7. The message?",
            "Question 3 of 7. Who sent it? Enter: not known.",
            "Question 4 of 7. Which channel did it come on? 1 as its conversation",
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
    assert!(ran.out.contains("Stopped. Nothing was recorded."), "{}", ran.out);
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
        "o", "", "?", "u", "1", "2", "u", "1", "nonsense", "y", "y", "1", "1", "1", "y", "n",
    ];
    let said = home.typed(&["decide"], &answers).ok().out;
    in_order(
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
        ],
    );
    for words in [
        "nonsense is none of the answers. Question mark lists them.",
        "Question 9 of 9. ",
        "Verdict: ",
        "Put this decision on record? y, n, Enter: n.",
        "Nothing was recorded.",
    ] {
        in_order(&said, &[words]);
    }
    assert!(!said.contains("Digest"), "{said}");
    let said = home.typed(&["decide"], &["1", "q"]).ok().out;
    assert!(said.contains("Stopped. Nothing was recorded, and no answer is kept."));
    assert!(home.segments().is_empty());
}

#[test]
fn a_review_says_the_message_first_and_the_rest_when_asked() {
    let home = Home::ready();
    let sent = ["--sent", "2026-11-22 10:00", "--timer", "24h", "--from", "Asha"];
    home.add(&[&["Please approve the draft"][..], &sent].concat());
    let said = home.typed(&["review"], &["w", "c", "plan", "u", "q", "N", "q", "l"]).ok().out;
    in_order(
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
    assert!(!before.contains("Worth a look") && !before.contains("Item:"), "{said}");
}
