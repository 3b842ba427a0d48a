//! What is known and not here, and journals that go on in two ways: each with its words and with the heads that
//! somebody who knows why can take note of.
//!
//! Invariant: one list, whoever shows it; what nobody took note of stands in it.

use super::book::Register;
use super::expected::Unmet;
use super::head::Head;
use super::parts::Problem;
use super::settle::Fork;

/// Something that is missing, awaited or forked, and of which nobody took note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Whose journal it is.
    pub writer: String,
    /// The heads to take note of: one that is missing, or the ends of all ways.
    pub heads: Vec<Head>,
    /// What it is, as a sentence without its full stop.
    pub what: String,
    /// It may still arrive.
    pub awaited: bool,
}

impl Loss {
    pub(super) fn problem(&self) -> Problem {
        Problem {
            file: format!("register/{}", self.writer),
            line: 0,
            what: self.what.clone(),
        }
    }

    fn of_unmet(unmet: &Unmet) -> Loss {
        Loss {
            writer: unmet.head.writer.to_string(),
            heads: vec![unmet.head.clone()],
            what: match unmet.missing {
                true => missing_words(unmet),
                false => awaited_words(unmet),
            },
            awaited: !unmet.missing,
        }
    }

    fn of_fork(fork: &Fork) -> Loss {
        Loss {
            writer: fork.writer.clone(),
            heads: fork.heads.clone(),
            what: format!(
                "the journal of {} goes on in {} ways after no. {}: all are counted",
                fork.writer,
                fork.heads.len(),
                fork.after
            ),
            awaited: false,
        }
    }
}

impl Register {
    /// What is missing, then what is forked, then what may still arrive, of which nobody took note.
    pub fn losses(&self) -> Vec<Loss> {
        let unmet = self.known.unmet.iter().filter(|u| !u.accepted);
        let (missing, awaited): (Vec<Loss>, Vec<Loss>) =
            unmet.map(Loss::of_unmet).partition(|l| !l.awaited);
        let forks = self.known.forks.iter().filter(|f| !f.accepted);
        let lost = missing.into_iter().chain(forks.map(Loss::of_fork));
        lost.chain(awaited).collect()
    }
}

/// What is known of frames that have not arrived.
fn awaited_words(unmet: &Unmet) -> String {
    let (which, are) = which(unmet);
    let have = match are {
        "is" => "has",
        _ => "have",
    };
    let by = match unmet.known_by.as_slice() {
        [] => String::new(),
        by => format!(", known from {}", by.join(", ")),
    };
    format!(
        "{which} of {} {are} known and {have} not arrived{by}{}",
        unmet.head.writer,
        behind(unmet)
    )
}

/// Frames of these numbers: "12 frames (no. 46 to 57)", and whether one or several.
fn frames(from: u64, to: u64) -> (String, &'static str) {
    match to.saturating_sub(from) {
        0 => (format!("1 frame (no. {to})"), "is"),
        n => (format!("{} frames (no. {from} to {to})", n + 1), "are"),
    }
}

/// Which frames are not here.
fn which(unmet: &Unmet) -> (String, &'static str) {
    let to = unmet.here_from.map_or(unmet.head.seq, |here| here - 1);
    frames(unmet.from, to)
}

/// Which are, behind those.
fn behind(unmet: &Unmet) -> String {
    let Some(from) = unmet.here_from else {
        return String::new();
    };
    let (which, are) = frames(from, unmet.head.seq);
    format!("; {which} behind {are} here and not counted")
}

/// What is known of frames that are missing.
fn missing_words(unmet: &Unmet) -> String {
    let (which, are) = which(unmet);
    let since = unmet.since.format("%-d %B %Y");
    let why = match (unmet.known_by.as_slice(), unmet.head.is_by_number()) {
        ([], _) => format!("counted here on {since}"),
        (_, true) => "should stand before one that is here".to_owned(),
        (by, false) => format!("{are} known from {} since {since}", by.join(", ")),
    };
    format!(
        "{which} of {} {why} and {are} not here now{}",
        unmet.head.writer,
        behind(unmet)
    )
}
