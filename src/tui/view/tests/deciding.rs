//! A question with all of its answers in windows of every size.

use crate::config::Managed;
use crate::desk::decide::Ask;
use crate::policy::Policy;
use crate::tui::decide::options;
use crate::tui::layout::decide::beside;
use crate::tui::testing::{Office, play, text};

const SIZES: &[(u16, u16)] = &[
    (30, 8),
    (40, 12),
    (55, 13),
    (56, 12),
    (60, 16),
    (80, 24),
    (120, 40),
    (140, 12),
    (150, 40),
    (220, 50),
];

/// Each page of what a question shows, one behind the other, in one line of words.
fn pages(app: &mut crate::tui::app::App<'_>) -> String {
    let mut seen = text(app);
    loop {
        let from = app.model.decide.from;
        play(app, "PgDn");
        if app.model.decide.from == from {
            break;
        }
        seen.push_str(&text(app));
    }
    while app.model.decide.from > 0 {
        play(app, "PgUp");
    }
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a window has no room for is counted in it, and stands on one of the pages: no answer is out of reach of who
/// looks for it, and no help.
#[test]
fn every_answer_of_every_question_is_seen_at_every_size() {
    for size in SIZES {
        let mut office = Office::with("[review]\nevery = \"off\"\n", Managed::Corporate);
        let mut app = office.app_of(*size);
        play(&mut app, "1 o a g y n p");
        let policy = Policy::builtin();
        for (n, ask) in Ask::order(&policy).into_iter().enumerate() {
            app.model.decide.at = n;
            app.model.decide.changing = true;
            let first = text(&app);
            let seen = pages(&mut app);
            let answers = options::answers(ask, &policy, &app.model.book.devices);
            for answer in &answers {
                let whole = answer
                    .words
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                // Beside the list of questions, or behind an upright, a wrapped answer is in pieces.
                let there = whole.split(' ').all(|word| seen.contains(word));
                assert!(there, "{ask} {whole} at {size:?}: {first}");
            }
            let counted = answers.iter().all(|a| first.contains(&a.words));
            let said = first.contains(" more answer");
            assert!(
                counted || said || whole_words(&first, &answers),
                "{ask} at {size:?}: {first}"
            );
            if size.0 < 140 || size.1 < 24 {
                continue;
            }
            // In a wide window what follows stands beside the questions.
            let (x, _) = beside(&app.model).expect("side by side");
            let right: Vec<String> = first
                .lines()
                .map(|l| l.chars().skip(x.into()).collect())
                .collect();
            let right = right.join("\n");
            assert!(right.contains("Only in exceptional"), "{first}");
            assert!(
                right.contains("You must") || right.contains("PgDn"),
                "{first}"
            );
        }
    }
}

/// Whether the words of all answers stand there, wrapped as they may be.
fn whole_words(first: &str, answers: &[options::Answer]) -> bool {
    let mut words = answers.iter().flat_map(|a| a.words.split_whitespace());
    words.all(|word| first.contains(word))
}
