//! A review for one principal looks at that one's items, counts them alone, and leaves the others' due.

use crate::support::Home;
use crate::support::in_order;

fn added_for(home: &Home, name: &str, text: &str) -> String {
    let row = home.run(&["add", text, "--for", name, "--json"]).ok().row();
    row["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_review_for_one_principal_counts_that_ones_items_alone() {
    let home = Home::ready();
    let hers = added_for(&home, "The Minister", "hers");
    let second = added_for(&home, "The Minister", "hers too");
    let his = added_for(&home, "The Permanent Secretary", "his");
    // His is dealt with outside any review: hers must not count it.
    home.run(&["gone", &his, "--note", "the phone was changed"])
        .ok();
    added_for(&home, "The Permanent Secretary", "his second");
    let review = ["review", "--for", "The Minister"];
    let out = home.run_with(&review, b"n\nlogistics\nn\nk\n").ok().out;
    in_order(
        &out,
        &[
            "2 items to look at",
            "2 looked at since the last review: 1 not significant, 1 kept waiting",
            "1 waits in the queue; for The Minister alone",
        ],
    );
    assert!(!out.contains("1 no longer available"), "{out}");
    let states = [&hers, &second].map(|id| home.show(id)["state"].clone());
    assert!(states.contains(&"waiting".into()) && states.contains(&"not-significant".into()));

    // His review still counts what was done about his, and one for all counts it once more for nobody.
    let out = home
        .run_with(&["review", "--for", "The Permanent Secretary"], b"k\n")
        .ok()
        .out;
    in_order(
        &out,
        &["2 looked at since the last review: 1 no longer available, 1 kept waiting"],
    );
    let out = home.run_with(&["review"], b"k\nk\n").ok().out;
    in_order(&out, &["2 looked at since the last review: 2 kept waiting"]);
}

#[test]
fn a_review_says_what_is_still_to_be_sent() {
    let home = Home::ready();
    home.recorded(&crate::support::with(
        crate::support::EXCEPTIONAL,
        &["--situation", "already-used"],
    ));
    home.add(&["x", "--sent", "2026-11-22 10:00"]);
    let out = home.run_with(&["review"], b"k\n").ok().out;
    in_order(&out, &["Review recorded", "To be sent: 1 report"]);
}
