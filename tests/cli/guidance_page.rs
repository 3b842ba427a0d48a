//! `guidance --page`: the guidance on one page for staff, from the policy and the settings alone.

use crate::support::*;

/// Stands in every field of a message, and nowhere else.
const CANARY: &str = "zanzibarine";

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_has_the_table_both_routes_the_destinations_and_the_departments_own_words() {
    let home = Home::ready();
    home.department(
        "page_owner = \"Records <team>\"\npage_reviewed = \"2026-11-05\"\n[timers]\nrule = \"forbidden\"\n\
         [recipients]\nkim = \"KIM <kim@example.gov.uk>\"\n\
         [links]\nintranet = \"https://intranet.example.gov.uk/channels?a=1&b=2\"\n",
    );
    let text = flat(&home.run(&["guidance", "--page"]).ok().out);
    in_order(
        &text,
        &[
            "A summary, not its text",
            "Records <team> (department's setting)",
            "5 November 2026",
            "uk-nccc-2023",
            "May I use this channel?",
            "Put it on record: two ways",
            "plan",
            "Disappearing messages are not to be set at all",
            "WhatsApp",
            "kim@example.gov.uk",
            "GSCP, para 43",
            "https://intranet.example.gov.uk/channels?a=1&b=2",
        ],
    );
    assert!(
        !text.contains(home.path("plan").to_str().unwrap()),
        "where a folder is stays here"
    );
    let page = home.run(&["guidance", "--page", "--html"]).ok().out;
    assert!(page.contains("Records &lt;team&gt;"), "{page}");
    let link = "<a href=\"https://intranet.example.gov.uk/channels?a=1&amp;b=2\">";
    assert!(page.contains(link), "{page}");
    assert!(page.contains("scope=\"col\""), "{page}");
    let row = home.run(&["guidance", "--page", "--json"]).ok().row();
    assert!(
        row["text"]
            .as_str()
            .unwrap()
            .contains("A summary, not its text")
    );
}

#[test]
fn no_word_of_a_message_is_on_the_page_and_what_is_not_settled_says_so() {
    let home = Home::ready();
    home.add(&[CANARY, "--from", CANARY, "--conversation", CANARY]);
    for form in [
        &["guidance", "--page"][..],
        &["guidance", "--page", "--html"],
        &["guidance", "--page", "--eml"],
    ] {
        let page = home.run(form).ok().out;
        assert!(!page.contains(CANARY), "{page}");
    }
    let page = home.run(&["guidance", "--page"]).ok().out;
    assert!(page.contains("not said in the department's file"), "{page}");
    home.run(&["guidance", "--html"]).fails(2);
    home.own("page_reviewed = \"soon\"\n");
    let checked = home.run(&["config", "check"]);
    assert!(
        format!("{}{}", checked.out, checked.err).contains("is no day"),
        "{}",
        checked.err
    );
}
