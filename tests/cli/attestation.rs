//! `attestation`: a month's reviews as they are on record, the gaps said, for somebody to sign.

use crate::support::*;

/// Stands in every field of a message, and nowhere else.
const CANARY: &str = "zanzibarine";

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_month_is_attested_by_its_reviews_and_every_day_without_one_is_said() {
    let mut home = Home::ready();
    for day in ["2026-11-02", "2026-11-03", "2026-11-05"] {
        home = home.at(&format!("{day}T17:00:00Z"));
        home.run_with(&["review"], b"All of them\nscrolled each\n")
            .ok();
    }
    home = home.at("2026-11-10T10:00:00Z");
    let paper = flat(&home.run(&["attestation"]).ok().out);
    assert!(paper.contains("on 3 days"), "{paper}");
    assert!(
        paper.contains("2 to 3 November 2026; 5 November 2026"),
        "{paper}"
    );
    assert!(paper.contains("No review is on record of 7 days: 1 November 2026; 4 November 2026; 6 to 10 November 2026"), "{paper}");
    assert!(
        paper.contains("Who looked") && paper.contains("Register sum of"),
        "{paper}"
    );
    let none = flat(&home.run(&["attestation", "--period", "2026-10"]).ok().out);
    assert!(
        none.contains("no review of my chats is on record"),
        "{none}"
    );
    home.run(&["undo"]).ok();
    let paper = flat(&home.run(&["attestation", "--period", "2026-11"]).ok().out);
    assert!(
        paper.contains("on 2 days"),
        "what was taken back is no review: {paper}"
    );
}

#[test]
fn it_is_lodged_as_every_paper_is_and_holds_no_word_of_a_message() {
    let home = Home::ready().at("2026-11-20T10:00:00Z");
    home.add(&[CANARY, "--from", CANARY, "--conversation", "Bill team"]);
    home.run_with(&["review"], b"k\n").ok();
    for form in [
        &["attestation"][..],
        &["attestation", "--html"],
        &["attestation", "--eml"],
    ] {
        let paper = home.run(form).ok().out;
        assert!(!paper.contains(CANARY), "{paper}");
        assert!(paper.contains("Bill team"), "{paper}");
    }
    let row = home
        .run(&["attestation", "--to", "plan", "--json"])
        .ok()
        .row();
    assert!(
        row["path"].as_str().unwrap().contains("attestation"),
        "{row}"
    );
}
