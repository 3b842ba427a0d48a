//! The paragraphs: all there, each with topic, whom it binds and verb, and none of them copied.

use std::collections::BTreeMap;
use std::path::Path;

use onrecord::policy::{Binds, Policy, Route, Verb};

/// Whom each paragraph binds and its verb, written out by hand: `d` departments, else you.
const VERBS: &[(&str, &str)] = &[
    (
        "1 1a 1b 1c 3 6 8 9 10 12 13 14 15 16 17 17a 17b 21 21a 21b 28",
        "you -",
    ),
    ("29 38", "departments -"),
    ("2", "departments must"),
    ("4 25 26 26a 26b 27 30 34 37", "departments should"),
    ("5 7 18 24 32 35 36", "you must"),
    ("11", "you must-not"),
    ("9a 9b 10a 10b 19 23 31 33", "you should"),
    ("20 22", "you consider"),
];

#[test]
fn every_paragraph_is_reachable_with_whom_it_binds_and_its_verb() {
    let policy = Policy::builtin();
    let mut expected = BTreeMap::new();
    for (numbers, row) in VERBS {
        for number in numbers.split(' ') {
            assert_eq!(expected.insert(number, *row), None, "{number} stands twice");
        }
    }
    for number in 1..=38 {
        assert!(
            expected.contains_key(number.to_string().as_str()),
            "{number}"
        );
    }
    assert_eq!(policy.paragraphs().len(), expected.len());
    for (number, row) in expected {
        let p = policy
            .paragraph(number)
            .unwrap_or_else(|| panic!("no para {number}"));
        let verb = p.verb.map_or("-", Verb::as_str);
        assert_eq!(format!("{} {verb}", p.binds), row, "para {number}");
        assert!(!p.topic.is_empty() && p.summary.ends_with('.'));
        if p.binds == Binds::Departments {
            assert!(
                !p.summary.to_lowercase().contains("you must"),
                "para {number}"
            );
        }
    }
}

#[test]
fn paragraphs_are_found_by_number_and_by_words() {
    let policy = Policy::builtin();
    for text in ["9a", "9A", "9(a)", "para 9a", "Paragraph 9 (a)", "§9a"] {
        assert_eq!(
            policy.paragraph(text).map(|p| p.number.as_str()),
            Some("9a"),
            "{text}"
        );
    }
    for text in ["0", "39", "9c", "", "nine"] {
        assert_eq!(policy.paragraph(text), None, "{text}");
    }
    let numbers = |words: &str| {
        let found: Vec<_> = policy.search(words).map(|p| p.number.as_str()).collect();
        found.join(" ")
    };
    assert_eq!(numbers("disappearing"), "24");
    assert_eq!(numbers("SCREENSHOT export"), "21a");
    assert_eq!(numbers("head of unit report"), "10a");
    assert_eq!(numbers("kangaroo"), "");
}

#[test]
fn what_binds_departments_is_no_duty_of_the_user() {
    let policy = Policy::builtin();
    let case = onrecord::policy::Case {
        significant: true,
        personal_data: true,
        ..Default::default()
    };
    for duty in onrecord::policy::decide(&policy, &case).duties {
        for number in duty.paragraphs {
            assert_eq!(
                policy.paragraph(&number).unwrap().binds,
                Binds::You,
                "{number}"
            );
        }
    }
}

#[test]
fn every_citation_outside_the_policy_file_exists() {
    let policy = Policy::builtin();
    for route in Route::ALL {
        assert!(policy.paragraph(route.paragraph()).is_some());
    }
    assert_eq!(
        policy.questions().first().map(|q| q.id.as_str()),
        Some("marking")
    );
    assert!(policy.incident().len() >= 4 && policy.switches().len() >= 3);
    assert!(
        policy
            .checklists()
            .iter()
            .all(|list| !list.steps.is_empty())
    );
}

/// No run of eight words is the guidance's: summaries are the project's own.
#[test]
fn no_summary_is_copied_from_the_guidance() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/guidance");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!(
            "the guidance's text is not beside this project, so summaries are not held against it"
        );
        return;
    };
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let mut whole = String::new();
    for file in files {
        whole.push_str(&std::fs::read_to_string(file.unwrap().path()).unwrap());
        whole.push('\n');
    }
    let original = words(&whole).join(" ");
    let text = include_str!("../src/policy/uk-nccc-2023.toml");
    let mut copied = Vec::new();
    for line in text.lines() {
        let line = words(line);
        for run in line.windows(8) {
            let run = run.join(" ");
            if original.contains(&run) {
                copied.push(run);
            }
        }
    }
    assert!(copied.is_empty(), "{}", copied.join("\n"));
}

#[test]
fn no_sentence_of_a_summary_has_more_than_twenty_five_words() {
    let policy = Policy::builtin();
    for paragraph in policy.paragraphs() {
        for sentence in paragraph.summary.split_inclusive(['.', '!', '?']) {
            let words = sentence.split_whitespace().count();
            assert!(
                words <= 25,
                "{}: {words} words: {sentence}",
                paragraph.number
            );
        }
    }
}
