//! The questions behind each key of a review: explained, left, asked again one by one.

use super::{in_order, states, three};
use crate::support::Home;

#[test]
fn a_refused_answer_is_said_and_asked_again() {
    let home = Home::ready();
    let id = home.add(&["words", "--sent", "2026-11-22 10:00", "--timer", "24h"]);
    let ran = home
        .run_with(
            &["review"],
            b"x\nz\ntomorrow 18:00\nsoonish\nyesterday 10:00\n\nc\nnowhere\nq\nk\n",
        )
        .ok();
    let question = "Until when? (before tomorrow 09:00)";
    in_order(
        &ran.out,
        &[
            "x is none of the answers",
            question,
            "is to be captured by tomorrow 09:00, so it cannot be put off beyond that.",
            question,
            "soonish is not a time",
            question,
            "yesterday 10:00 has passed",
            question,
            "Left as it was.",
            "Destination? 1 plan (folder)",
            "nowhere is not a destination of your settings; use one of: plan (folder)",
            "Destination? 1 plan (folder)",
            "Left as it was.",
            "Left waiting.",
        ],
    );
    assert_eq!(ran.out.matches("Message: words").count(), 1, "{}", ran.out);
    assert_eq!(home.show(&id)["state"], "waiting");
}

/// A home with one folder as its only destination.
fn one_destination() -> Home {
    let home = Home::ready();
    let config = home.dir().join("config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    let (first, _) = text.split_once("[[destination]]\nname = \"bags\"").unwrap();
    let (_, rest) = text.split_once("up_to = \"official\"\n").unwrap();
    std::fs::write(&config, format!("{first}{rest}")).unwrap();
    home
}

#[test]
fn help_and_leaving_are_never_taken_for_an_answer() {
    for (before, question) in [
        ("c\n", "Destination? 1 plan (folder)"),
        ("c\nplan\n", "Reference (MIN/2026/"),
        ("n\n", "Reason."),
        ("n\nwhy\n", "Do you know of a request"),
        ("n\nwhy\ny\n", "Which?"),
        ("h\n", "To whom?"),
        ("g\n", "What it said as remembered"),
        ("z\n", "Until when?"),
        ("s\n", "What was decided. Enter: nothing."),
        ("s\nx\n", "Who. Enter: nothing."),
        ("s\nx\nx\n", "When. Enter: nothing."),
        ("s\nx\nx\nx\n", "Why. Enter: nothing."),
        ("s\nx\nx\nx\nx\n", "Next step. Enter: nothing."),
    ] {
        let home = Home::ready();
        let id = home.add(&["words"]);
        let ran = home
            .run_with(&["review"], format!("{before}?\nq\nk\n").as_bytes())
            .ok();
        in_order(
            &ran.out,
            &[
                question,
                "q leaves it.\n",
                question,
                "Left as it was.\n",
                "1 of 1: c, s, n, h, l, or question mark?",
                "Left waiting.\n",
            ],
        );
        assert_eq!(home.show(&id)["state"], "waiting", "{before}");
        let history = home.show(&id)["history"].as_array().unwrap().len();
        assert_eq!(history, 1, "{before}");
        let kept = home.drafts().join(format!("substance-{id}"));
        let kept = std::fs::read_to_string(kept).unwrap_or_default();
        assert!(!kept.contains(['q', '?']), "{before}: {kept}");
    }
}

#[test]
fn a_reference_behind_a_pattern_holds_a_number() {
    let home = one_destination();
    let id = home.add(&["words"]);
    let ran = home
        .run_with(&["review"], b"c\nyes\n?\nQ\nc\nno\n7b\n")
        .ok();
    let question = "Reference (MIN/2026/ is put before a plain number). Enter: to come.";
    in_order(
        &ran.out,
        &[
            question,
            "yes holds no number, so it is not put behind MIN/2026/",
            question,
            "The number or name under which",
            question,
            "Left as it was.",
            question,
            "no holds no number",
            question,
            "reference MIN/2026/7b",
        ],
    );
    assert_eq!(home.show(&id)["reference"], "MIN/2026/7b");
}

#[test]
fn a_plain_capture_takes_a_key_and_a_reference() {
    let home = one_destination();
    let ids = [home.add(&["words"]), home.add(&["more words"])];
    home.run_with(&["review"], b"c\n7\nc\n\n").ok();
    assert_eq!(states(&home, &ids), ["confirmed"; 2]);
    assert_eq!(home.show(&ids[0])["reference"], "MIN/2026/7");
    assert!(home.show(&ids[1])["reference"].is_null());
}

#[test]
fn a_destination_that_does_not_take_the_item_is_asked_for_again() {
    let home = Home::ready();
    let id = home.add(&["words", "--marking", "official-sensitive"]);
    let answers = b"s\nOption B\n\n\n\n\nedrm\nABC/1\nplan\n\n";
    let ran = home.run_with(&["review"], answers).ok();
    in_order(
        &ran.out,
        &[
            "edrm takes up to",
            "Destination? 1 plan (folder)",
            "Recorded: item",
        ],
    );
    assert_eq!(
        ran.out.matches("What was decided").count(),
        1,
        "{}",
        ran.out
    );
    assert_eq!(home.show(&id)["destination"], "plan");
}

#[test]
fn who_does_not_know_of_requests_leaves_the_item_as_it_was() {
    let home = Home::ready();
    let ids = three(&home);
    let ran = home
        .run_with(&["review"], b"n\nchatter\nd\nk\nn\nchatter\nn\nn\n\n")
        .ok();
    assert!(ran.out.contains("d don't know"), "{}", ran.out);
    assert_eq!(
        states(&home, &ids),
        ["waiting", "not-significant", "not-significant"]
    );
    let goes = "Its text goes on Monday 23 November 2026, 18:03 unless you reopen it";
    assert_eq!(ran.out.matches(goes).count(), 2, "{}", ran.out);
}

#[test]
fn what_is_not_significant_says_why_its_text_stays() {
    let home = Home::ready();
    let ids = three(&home);
    home.run(&[
        "hold",
        "add",
        "--ref",
        "INQ/1",
        "--scope",
        &format!("item={}", ids[0]),
    ])
    .ok();
    let ran = home
        .run_with(&["review"], b"n\n\nn\nu\nn\n\ny\nFOI 12\nn\n\nk\n")
        .ok();
    in_order(
        &ran.out,
        &[
            "because a hold covers it",
            "Taken back",
            // Taken back with the finding, the answer about requests is asked for again.
            "Do you know of a request",
            "because a request is known",
            "because a request is known",
        ],
    );
}

#[test]
fn the_next_step_of_a_hand_over_is_said() {
    let home = Home::ready();
    let id = home.add(&["words"]);
    let ran = home.run_with(&["review"], b"h\nTom Okafor\n").ok();
    let next = format!(
        "When Tom Okafor has said yes: onrecord accepted {}\n",
        &id[..4]
    );
    assert!(ran.out.contains(&next), "{}", ran.out);
    home.run(&["accepted", &id[..4]]).ok();
}

#[test]
fn each_key_is_explained_when_asked_and_listed_once() {
    let home = Home::ready();
    three(&home);
    let ran = home.run_with(&["review"], b"?\nk\nk\nk\n").ok();
    in_order(
        &ran.out,
        &[
            "c: it goes on a government system",
            "\ns: as c, and you also write",
            "\nn: it is not significant",
            "\nh: somebody else is to capture it",
            "\nN: it vanished or was deleted before you could capture it; you say what it said as remembered",
            "\np: not now",
            "\nl: it stays in the queue",
            "\nu: takes back your last answer",
            "\nq: stops here",
            "1 of 3: c, s",
        ],
    );
    let head = "c capture, s write the substance";
    assert_eq!(ran.out.matches(head).count(), 1, "{}", ran.out);
}
