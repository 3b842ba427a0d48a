//! A reading begins, and an export is closed.
//!
//! Invariants: two are never open at once; of one that is closed nothing stays in memory.

use std::path::PathBuf;
use std::sync::atomic::Ordering;

use super::finding::task;
use super::task::Task;
use super::{HowToRead, Stage, Triage};
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};

/// Reads a file; what was open before is closed first, so that two never take memory.
pub(super) fn begin(model: &mut Model, path: PathBuf, said: HowToRead) -> Vec<Effect> {
    let triage = &mut model.triage;
    let fresh = Triage {
        stage: Stage::Wait,
        pick: std::mem::take(&mut triage.pick),
        path: path.clone(),
        said: said.clone(),
        run: triage.run + 1,
        latest: triage.latest.clone(),
        page: triage.page,
        tall: triage.tall,
        next_chats: std::mem::take(&mut triage.next_chats),
        ..Triage::default()
    };
    *triage = fresh;
    triage.latest.fetch_add(1, Ordering::Relaxed);
    let run = triage.run;
    if !model.said.warning {
        model.say("");
    }
    task(Task::Read { run, path, said })
}

/// Reads a file that was found elsewhere; the one in hand is not closed for it.
pub fn of_file(model: &mut Model, path: PathBuf) -> Vec<Effect> {
    if model.triage.stage != Stage::Pick {
        let open = model.triage.file_name();
        model.warn(format!(
            "{open} is open. Leave it with Esc there; then Enter here reads the other."
        ));
        return Vec::new();
    }
    model.screen = Screen::Triage;
    model.overlay = None;
    model.say("");
    begin(model, path, HowToRead::default())
}

/// Closes the export: nothing of it stays in memory.
pub fn close(model: &mut Model, to: Screen) {
    let path = std::mem::take(&mut model.triage.path);
    let triage = &mut model.triage;
    triage.latest.fetch_add(1, Ordering::Relaxed);
    *triage = Triage {
        run: triage.run + 1,
        latest: triage.latest.clone(),
        page: triage.page,
        ..Triage::default()
    };
    triage.pick.begin(&model.inbox);
    triage.pick.page = triage.page;
    // With another export waiting the next is offered, the one after this selected.
    let others = model.inbox.iter().any(|p| *p != path);
    if let Some(at) = model.inbox.iter().position(|p| *p == path) {
        triage.pick.step(at as isize + 1);
    }
    if model.screen == Screen::Triage && !others {
        model.screen = to;
    }
    model.overlay = None;
    model.beneath.clear();
}
