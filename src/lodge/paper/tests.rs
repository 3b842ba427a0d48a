//! What a paper must keep whatever stands in it.

use proptest::prelude::*;

use super::*;
use crate::text::{must_escape, width};

fn pair(label: &str, value: &str) -> (String, String) {
    (label.to_owned(), value.to_owned())
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

fn paper() -> Paper {
    Paper {
        title: "Statement of a departure".into(),
        lead: vec!["It says what was done and what it cannot show.".into()],
        facts: vec![
            pair("Marking", "OFFICIAL"),
            pair("Leaver", "Ruth Bell"),
            pair("Post", "special adviser\nMinister's office"),
        ],
        sections: vec![Section {
            heading: "Conversations".into(),
            blocks: vec![
                Block::Paragraph("Two conversations & <one> device.".into()),
                Block::List(vec!["first".into(), "second".into()]),
                Block::Table(Table {
                    caption: "Outcomes".into(),
                    head: row(&["Conversation", "Outcome"]),
                    rows: vec![row(&["Bill team", "captured"]), row(&["Lobby", ""])],
                }),
                Block::Table(Table {
                    caption: "Captures".into(),
                    head: row(&["Item", "Reference", "Note"]),
                    rows: vec![row(&["k7m2", &"REF/".repeat(20), "=1+1"])],
                }),
                Block::Table(Table {
                    caption: "Waivers".into(),
                    head: row(&["Step"]),
                    rows: vec![],
                }),
                Block::Facts(vec![]),
            ],
        }],
        signatures: vec!["Leaver".into()],
        ends: Vec::new(),
    }
}

fn imprint() -> Imprint {
    Imprint {
        kind: "statement".into(),
        id: "d4x9".into(),
        made_at: "2026-11-27T17:02:03.004Z".parse().unwrap(),
        zone: Tz::Europe__London,
        made_by: "Ruth Bell".into(),
        organisation: None,
        marking: Some("OFFICIAL".into()),
        to: None,
        policy: "uk-nccc-2023 ab".into(),
        head: "0".repeat(64),
    }
}

#[test]
fn the_text_is_what_a_reader_expects() {
    let wanted = "\
Statement of a departure
------------------------

It says what was done and what it cannot show.

Marking: OFFICIAL
Leaver: Ruth Bell
Post: special adviser
  Minister's office

Conversations
-------------

Two conversations & <one> device.

- first
- second

Outcomes

Conversation  Outcome
------------  --------
Bill team     captured
Lobby

Captures

1. Item: k7m2
   Reference:
     REF/REF/REF/REF/REF/REF/REF/REF/REF/REF/REF/REF/REF/REF/REF/REF/REF
     /REF/REF/REF/
   Note: =1+1

Waivers: none

Signatures
----------

Leaver
  Name:      ________________________________________

  Signature: ________________________________________

  Date:      ________________________________________

Marking: OFFICIAL
";
    assert_eq!(text(&paper()), wanted);
}

#[test]
fn the_page_is_semantic_and_says_the_same() {
    let page = page(&paper());
    for part in [
        "<!DOCTYPE html>\n<html lang=\"en-GB\">",
        "<title>Statement of a departure</title>",
        "<main>",
        "<div><dt>Post</dt> <dd>special adviser<br>\nMinister&#39;s office</dd></div>",
        "<p>Two conversations &amp; &lt;one&gt; device.</p>",
        "<caption>Outcomes</caption>",
        "<th scope=\"col\">Conversation</th>",
        "<th scope=\"row\">Bill team</th>",
        "<p>Waivers: none</p>",
        "<footer>\n<p>Marking: OFFICIAL</p>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    for part in ["<script", "http", "src=", "href=", "style=\""] {
        assert!(!page.contains(part), "{part}");
    }
}

/// Whoever is read to chooses a part, and is told each row by what it is about.
#[test]
fn a_long_page_leads_to_its_parts_and_a_row_is_not_known_by_its_number() {
    let table = Block::Table(Table {
        caption: "Outcomes".into(),
        head: row(&["No.", "Chat", "Outcome"]),
        rows: vec![row(&["1", "Bill team", "captured"])],
    });
    let said = |n: usize| Section::said(&format!("Heading {n}"), "Words.");
    let mut long = paper();
    long.sections = vec![Section::new("Chats", vec![table])];
    long.sections.extend((0..3).map(said));
    long.ends = vec![Section::said("Sums", "ab12")];
    let page = page(&long);
    assert!(
        page.contains("<td>1</td>\n<th scope=\"row\">Bill team</th>"),
        "{page}"
    );
    let (contents, parts) = page.split_once("</nav>").unwrap();
    let contents = contents
        .split_once("<nav aria-labelledby=\"contents\">")
        .unwrap()
        .1;
    let led: Vec<&str> = contents.split("<a href=\"#").skip(1).collect();
    assert_eq!(led.len(), 6, "{contents}");
    for link in led {
        let (to, rest) = link.split_once("\">").unwrap();
        let heading = rest.split_once("</a>").unwrap().0;
        let part = format!("<h2 id=\"{to}\">{heading}</h2>");
        assert_eq!(parts.matches(&part).count(), 1, "{part} in {parts}");
    }
    // The sums stand below the signatures, in both.
    for (shown, signatures, sums) in [
        (page.as_str(), ">Signatures</h2>", ">Sums</h2>"),
        (text(&long).as_str(), "\nSignatures\n", "\nSums\n"),
    ] {
        let order = shown.find(signatures).zip(shown.find(sums));
        assert!(order.is_some_and(|(first, last)| first < last), "{shown}");
    }
    // A short one needs no list of what is in it.
    assert!(!self::page(&paper()).contains("<nav"));
}

#[test]
fn the_mail_holds_both_and_a_parser_agrees() {
    let bytes = eml(&paper(), &imprint(), &[]);
    let mail = mail_parser::MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(mail.subject(), Some("OFFICIAL: Statement of a departure"));
    assert_eq!(
        mail.message_id(),
        Some("statement-d4x9.20261127T170203004Z@onrecord.invalid")
    );
    let lf = |part: std::borrow::Cow<'_, str>| part.replace("\r\n", "\n");
    assert_eq!(lf(mail.body_text(0).unwrap()), text(&paper()));
    assert_eq!(lf(mail.body_html(0).unwrap()), page(&paper()));
    let whole = String::from_utf8(bytes).unwrap();
    assert!(whole.is_ascii() && whole.starts_with("From: \"Ruth Bell\""));
    assert!(
        whole
            .split("\r\n")
            .filter(|l| !l.starts_with("X-Onrecord-Head"))
            .all(|l| l.len() <= 78 && !l.starts_with('.') && !l.contains('\n')),
        "{whole}"
    );
    assert!(!whole.contains("<html") && !whole.contains("<!DOCTYPE"));
}

#[test]
fn a_long_title_is_short_in_the_tab_and_whole_in_the_heading() {
    let title =
        "Register of decisions, captures and reviews kept for the Secretary of State for Schools";
    let page = page(&Paper {
        title: title.into(),
        ..Paper::default()
    });
    assert!(page.contains(&format!("<h1>{title}</h1>")));
    let tab = page
        .split("<title>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    assert!(
        tab.len() <= 70 && title.starts_with(tab) && tab.ends_with("of"),
        "{tab}"
    );
}

/// A paper as a page, as its bytes are written.
fn page(paper: &Paper) -> String {
    html(paper).as_str().to_owned()
}

/// The tags of a page in order, without what stands between them.
fn tags(page: &str) -> Vec<&str> {
    let body = page.split("</style>").nth(1).unwrap();
    body.split('<')
        .skip(1)
        .map(|t| t.split('>').next().unwrap())
        .filter(|t| *t != "br")
        .collect()
}

fn hostile() -> impl Strategy<Value = String> {
    let scraps = [
        "<script>alert(1)</script>",
        "</td></table>",
        "\u{1b}[2J",
        "\u{202e}",
        "\r\nBcc: a@b\r\n",
        "\nMarking: TOP SECRET",
        " Marking: TOP SECRET",
        "&amp;",
        "\" onload='x'",
        "\u{fdd0}",
        "日本語",
        "--=_onrecord_either_statement_d4x9--",
        ".",
        "\nFrom me",
        " ",
        "words and more words of somebody",
    ];
    proptest::collection::vec(proptest::sample::select(scraps.to_vec()), 1..6)
        .prop_map(|parts| format!("x{}", parts.concat()))
}

/// Whether a paper with these words in every place has the elements, headers and fields that it has with others.
fn keeps_its_form(words: &str) -> Result<(), TestCaseError> {
    let made = |words: &str| Paper {
        title: words.to_owned(),
        lead: vec![words.to_owned()],
        facts: vec![(words.to_owned(), words.to_owned())],
        // As many as have contents before them.
        ends: vec![Section::said(words, words); 5],
        sections: vec![Section {
            heading: words.to_owned(),
            blocks: vec![
                Block::Paragraph(words.to_owned()),
                Block::List(vec![words.to_owned()]),
                Block::Facts(vec![(words.to_owned(), words.to_owned())]),
                Block::Table(Table {
                    caption: words.to_owned(),
                    head: vec![words.to_owned()],
                    rows: vec![vec![words.to_owned()]],
                }),
            ],
        }],
        signatures: vec![words.to_owned()],
    };
    let (plain, given) = (made("x"), made(words));
    let page = page(&given);
    let plain = self::page(&plain);
    prop_assert_eq!(tags(&page), tags(&plain));
    let written = text(&given);
    for line in written.lines() {
        prop_assert!(width(line) <= 72, "{}", line);
        prop_assert!(!line.starts_with("Marking:"), "{}", written);
    }
    for shown in [&page, &written] {
        prop_assert!(
            !shown.chars().any(|c| c != '\n' && must_escape(c)),
            "{}",
            shown
        );
    }
    let mail = eml(&given, &imprint(), &[]);
    let mail = mail_parser::MessageParser::default().parse(&mail).unwrap();
    prop_assert_eq!(mail.bcc(), None);
    prop_assert_eq!(mail.parts.len(), 3);
    let body = mail.body_text(0).unwrap().replace("\r\n", "\n");
    prop_assert_eq!(body, written);
    Ok(())
}

/// Wherever the lines of a paper happen to be broken, in a long word or at a blank, what follows is no field.
#[test]
fn a_line_broken_before_a_label_begins_no_field() {
    keeps_its_form(
        "x\u{202e}\u{1b}[2J\u{202e}--=_onrecord_either_statement_d4x9--\nMarking: TOP SECRET",
    )
    .unwrap();
    for columns in 40..80 {
        for blank in ["", " ", "\n", "\u{a0}"] {
            keeps_its_form(&format!(
                "{}{blank}Marking: TOP SECRET",
                "x".repeat(columns)
            ))
            .unwrap();
        }
    }
}

#[test]
fn what_a_person_wrote_begins_no_field_and_underlines_nothing() {
    let table = Table {
        caption: "Outcomes".into(),
        head: row(&["Conversation", "Outcome"]),
        rows: vec![row(&["Marking: TOP SECRET", "captured"])],
    };
    let long = "word ".repeat(14) + "Signatures and the like " + &"-".repeat(72);
    let written = text(&Paper {
        title: "Report".into(),
        sections: vec![Section {
            heading: "What happened".into(),
            blocks: vec![
                Block::Paragraph("Marking: TOP SECRET".into()),
                Block::Paragraph(long),
                Block::Paragraph("it is so: nothing of the form".into()),
                Block::Table(table),
            ],
        }],
        ..Paper::default()
    });
    let wanted = "\
Report
------

What happened
-------------

  Marking: TOP SECRET

  word word word word word word word word word word word word word word
  Signatures and the like
  ----------------------------------------------------------------------
  --

it is so: nothing of the form

Outcomes

1. Conversation: Marking: TOP SECRET
   Outcome: captured
";
    assert_eq!(written, wanted);
}

proptest! {
    /// Whatever a person wrote, a paper has the same elements, headers and fields.
    #[test]
    fn hostile_text_changes_no_form(words in hostile()) {
        keeps_its_form(&words)?;
    }
}
