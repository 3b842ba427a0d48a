//! What deciding, past decisions, markings and the guidance say of the line in hand.
//!
//! May import `desk`, `policy` and the model. A screen that has no words here is told by the line the
//! cursor stands on.

use super::{SAID, brief};
use crate::desk::decide::Ask;
use crate::policy::Level;
use crate::tui::marking::{Builder, Line};
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::{guidance, view};

/// The line in hand.
pub(super) struct Told {
    /// From 1, and how many there are.
    pub at: (usize, usize),
    /// By what it is another line.
    pub name: String,
    /// What is said of it.
    pub words: String,
}

impl Told {
    fn line(at: (usize, usize), words: String) -> Told {
        Told {
            at,
            name: words.clone(),
            words,
        }
    }
}

/// The line in hand on a screen that has words of its own.
pub(super) fn told(model: &Model) -> Option<Told> {
    match (&model.overlay, model.screen) {
        (Some(Overlay::Choice(choice)), _) => {
            let option = choice.options.get(choice.at)?;
            let verdict = view::verdict_words(model);
            let mut told = Told::line(
                (choice.at + 1, choice.options.len()),
                format!("{option}. Then {verdict}"),
            );
            told.name.clone_from(option);
            Some(told)
        }
        (Some(Overlay::Marking(builder)), _) => Some(marking(builder)),
        (Some(Overlay::Guidance(guidance)), _) => Some(entry(guidance)),
        (None, Screen::Decide) => Some(question(model)),
        (None | Some(Overlay::Filter), Screen::Decisions) => Some(decision(model)),
        _ => None,
    }
}

fn question(model: &Model) -> Told {
    let policy = &model.book.policy;
    let ask = model.decide.ask(policy);
    let answers = &model.decide.answers;
    let answer = answers.words(ask, policy, &model.book.devices);
    let of = Ask::order(policy).len();
    let wording = ask.worded(policy).map(|q| q.text.clone());
    let label = ask.label();
    let verdict = view::verdict_words(model);
    Told {
        at: (model.decide.at + 1, of),
        name: label.to_owned(),
        words: format!(
            "{label}: {}. {} {verdict}",
            answer.unwrap_or_else(|| "not answered".into()),
            wording.unwrap_or_default(),
        ),
    }
}

fn decision(model: &Model) -> Told {
    let past = &model.decide.past;
    let words = match past.chosen() {
        Some(line) => format!("{}, {}, {}", line.at, line.verdict, line.what),
        None => "No lines.".to_owned(),
    };
    Told::line(past.list.place(), words)
}

fn entry(guidance: &guidance::Guidance) -> Told {
    let Some(entry) = guidance.chosen() else {
        return Told::line((0, 0), "Nothing holds all of that.".into());
    };
    let head = match entry.name.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("Para {}: {}", entry.name, entry.title),
        false => format!("{}: {}", entry.name, entry.title),
    };
    let mut told = Told::line(guidance.list.place(), brief(&head, SAID));
    if let Some(from) = guidance.reading {
        told.words = format!("{head}, read from line {}", from + 1);
        told.name.clone_from(&told.words);
    }
    told
}

fn marking(builder: &Builder) -> Told {
    let words = match builder.line() {
        None => "No lines.".to_owned(),
        Some(Line::Level(level)) => {
            let chosen = if builder.level == Some(*level) {
                ", chosen"
            } else {
                ""
            };
            format!("{}{chosen}", level.map_or("not stated", Level::marking))
        }
        Some(Line::Rule { rule, on, .. }) => match (builder.not_here(rule), on) {
            (Some(why), _) => format!("{}: {why}", rule.name),
            (None, true) => format!("{}, on", rule.name),
            (None, false) => format!("{}, off", rule.name),
        },
        Some(Line::Other(_)) => "Other: a codeword, or another department's marking".to_owned(),
    };
    let whole = match builder.marking() {
        Ok(Some(marking)) => format!(". As it stands: {marking}"),
        Ok(None) => String::new(),
        Err(why) => format!(". Not yet: {why}"),
    };
    let mut told = Told::line(builder.list.place(), format!("{words}{whole}"));
    told.name = words;
    told
}
