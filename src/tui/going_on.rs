//! What goes on while one reads elsewhere, as the screens tell of it.

use super::model::{Model, Screen};
use super::triage::Stage;
use crate::action::{Act, Step};
use crate::record::next::op;

/// What the line says, where anything goes on that is not on the screen by itself; nobody who listens is told in
/// between.
pub fn line(model: &Model) -> Option<String> {
    if model.spoken {
        return None;
    }
    if let Some(work) = &model.work {
        let words = work.words()?;
        let how = match work.stop {
            true => "It stops after this one.",
            false => "Esc stops after this one.",
        };
        return Some(format!("{words} {how}"));
    }
    if let Some(looking) = &model.looking {
        return Some(format!("{} Esc stops it.", looking.words()?));
    }
    if model.checking {
        return Some("Every entry is being checked. It is told here when that is done.".into());
    }
    let reading = model.triage.stage == Stage::Wait && model.screen != Screen::Triage;
    reading.then(|| {
        let progress = model.triage.progress;
        let part = match progress.total {
            0 => String::new(),
            total => format!(", {} %", progress.read.min(total) * 100 / total),
        };
        let shows = model.keymap.label(Act::Triage(Step::Open));
        let shows = shows.map_or(String::new(), |key| format!(" {key} goes to it."));
        format!("Reading {}{part}.{shows}", model.triage.file_name())
    })
}

/// Esc, where nothing else is to be got out of: what goes on ends after the one in hand, a search at once.
pub fn stop(model: &mut Model) {
    if let Some(work) = &mut model.work {
        if !work.stop {
            work.stop = true;
            model.say("Stopping after the one in hand. What is filed stays filed.");
        }
        return;
    }
    if let Some(looking) = model.looking.take() {
        looking.watch.stop();
        let again = model.keymap.label(Act::Operate(op::REQUEST_SEARCH));
        let again = again.map(|key| format!("; {key} opens it again as it was written"));
        let again = again.unwrap_or_default();
        model.say(format!(
            "The search was stopped. Nothing of it is on record{again}."
        ));
    }
}
