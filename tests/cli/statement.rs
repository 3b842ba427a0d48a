//! What a statement of a departure says goes on after it, and what the page of a register calls its lists.

use sha2::{Digest, Sha256};

use crate::support::{Home, with};

const FRIDAY: &str = "2026-11-27 17:00";
const HEADING: &str = "Obligations that go on";
/// What whoever leaves is reminded of, each with its paragraph.
const GOES_ON: [&str; 5] = [
    "Paragraph 27 asks departments to remind whoever leaves of these; the list is this tool's reading of it.",
    "Government information in these channels is the Crown's.",
    "Its classification, handling instructions and descriptors stay with it and must be observed (7).",
    "What is significant and turns up later should still be captured into a government system (19).",
    "Deleting or concealing what such a request is about may be a criminal offence (28).",
];
const MINISTERIAL: &str = "The Ministerial Code says what a departing minister gives back: departmental papers are to be returned (27).";

/// A paper without its line breaks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The part of a paper under a heading, as far as the next.
fn part<'t>(text: &'t str, heading: &str, next: &str) -> &'t str {
    let (_, rest) = text.split_once(heading).expect(heading);
    rest.split_once(next).expect(next).0
}

#[test]
fn a_statement_says_which_obligations_go_on_and_whose() {
    let home = Home::ready();
    home.run(&["depart", "open", "--leaving", "--on", FRIDAY])
        .ok();
    let text = flat(&home.run(&["depart", "statement"]).ok().out);
    let html = flat(&home.run(&["depart", "statement", "--html"]).ok().out);
    let of_text = part(&text, HEADING, "Declaration");
    let of_html = part(&html, &format!("{HEADING}</h2>"), "<h2");
    for words in GOES_ON {
        assert!(of_text.contains(words), "{words} in {of_text}");
        let marked = words.replace('\'', "&#39;");
        assert!(
            of_html.contains(words) || of_html.contains(&marked),
            "{words} in {of_html}"
        );
    }
    assert_eq!(of_text.matches(" - ").count(), 4, "{of_text}");
    assert_eq!(of_html.matches("<li>").count(), 4, "{of_html}");
    // Of a minister the Ministerial Code as well, and of nobody else.
    assert!(!text.contains(MINISTERIAL) && !html.contains(MINISTERIAL));
    let other = Home::ready();
    let open = ["depart", "open", "--leaving", "--on", FRIDAY];
    let minister = ["--for", "The Minister", "--role", "minister"];
    other.run(&with(&open, &minister)).ok();
    let statement = ["depart", "statement", "--for", "The Minister"];
    for html in [&[][..], &["--html"]] {
        let said = flat(&other.run(&with(&statement, html)).ok().out);
        // The contents of the page name every heading before.
        let said = said.split("</nav>").last().unwrap_or_default();
        assert!(
            part(said, HEADING, "Declaration").contains(MINISTERIAL),
            "{said}"
        );
    }
    // They are whoever leaves' own: the pack for whoever takes over has none.
    let pack = home.run(&["depart", "handover"]).ok().out;
    assert!(!pack.contains(HEADING), "{pack}");
}

#[test]
fn holds_that_go_on_stand_in_a_statement_with_their_timers_until_they_are_released() {
    let home = Home::ready();
    let chat = [
        "--channel",
        "whatsapp",
        "--conversation",
        "Bill team",
        "--timer",
        "7d",
    ];
    home.add(&with(&["text"], &chat));
    home.run(&["depart", "open", "--leaving", "--on", FRIDAY])
        .ok();
    let papers = || {
        let text = home.run(&["depart", "statement"]).ok().out;
        let html = home.run(&["depart", "statement", "--html"]).ok().out;
        [flat(&text), flat(&html)]
    };
    for paper in papers() {
        let holds = part(&paper, "Holds", "Register");
        assert!(holds.contains("No hold is on record here."), "{holds}");
    }
    home.run(&["hold", "add", "--ref", "FOI 2026/7"]).ok();
    for paper in papers() {
        let holds = part(&paper, "Holds", "Register");
        for words in [
            "Hold FOI 2026/7, on everything, since",
            "Timer under FOI 2026/7: ",
            "Bill team",
        ] {
            assert!(holds.contains(words), "{words} in {holds}");
        }
        assert!(!holds.contains("No hold is on record"), "{holds}");
        assert!(paper.contains(HEADING));
    }
    home.run(&["hold", "release", "FOI 2026/7"]).ok();
    for paper in papers() {
        let holds = part(&paper, "Holds", "Register");
        assert!(holds.contains("No hold is on record here."), "{holds}");
        assert!(!holds.contains("Timer under"), "{holds}");
        assert!(
            paper.contains(HEADING),
            "what goes on needs no hold: {paper}"
        );
    }
}

#[test]
fn the_page_of_a_register_calls_what_it_lists_by_its_name() {
    let home = Home::ready();
    let id = home.add(&["text", "-m", "official"]);
    home.run(&["capture", &id, "--to", "plan"]).ok();
    for args in [&["register", "show"][..], &["register", "show", "--html"]] {
        let page = home.run(args).ok().out;
        assert!(
            page.contains("Journals, captures and papers lodged"),
            "{page}"
        );
        assert!(!page.contains("Copies known"), "{page}");
    }
}

/// What somebody carries there is what stands on record: the same bytes, under the marking that was given.
#[test]
fn a_statement_that_is_carried_by_hand_is_the_one_whose_sum_is_on_record() {
    let home = Home::ready();
    home.run(&["depart", "open", "--leaving", "--on", FRIDAY])
        .ok();
    let marked = ["-m", "official"];
    let printed = home.run(&with(&["depart", "statement"], &marked)).ok().out;
    assert!(printed.contains("Marking: OFFICIAL\n"), "{printed}");
    let lodge = ["depart", "statement", "--to", "edrm", "--ref", "A/1"];
    let out = home.run(&with(&lodge, &marked)).ok().out;
    let (paper, _) = out.split_once("Recorded: ").expect("it is recorded");
    assert!(paper.contains("Marking: OFFICIAL\n"), "{paper}");
    let sum = data_encoding::HEXLOWER.encode(&Sha256::digest(paper));
    assert!(home.holds(&sum), "{sum} is not on record\n{paper}");
}
