//! What came back: a reading, a search, what is on record, what lies in the inbox.
//!
//! Invariant: what belongs to a reading or a search that is no longer wanted changes nothing.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::finding::{found, task};
use super::reading::{begin, close};
use super::task::{News, Readout, Task};
use super::{Candidate, ChatOffer, Stage};
use crate::action::{Act, Step};
use crate::desk::import::{Queued, renamed_said};
use crate::desk::words::counted;
use crate::record::next::Ways;
use crate::tui::deed::Trouble;
use crate::tui::list::List;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Reading, Screen};
use crate::tui::next;

/// Takes in what a worker found.
pub fn news(model: &mut Model, news: News) -> Vec<Effect> {
    let wanted = model.triage.run;
    match news {
        News::Completed { line, found } => completed(model, line, found),
        News::Started {
            run,
            path,
            watch,
            removable,
        } if run == wanted => {
            let triage = &mut model.triage;
            (triage.path, triage.watch, triage.removable) = (path, watch, removable);
        }
        // It was stopped before it was known to have begun.
        News::Started { watch, .. } => watch.stop(),
        News::Progress(run, progress) if run == wanted => model.triage.progress = progress,
        News::Glance(run, glance) if run == wanted => model.triage.glance = Some(glance),
        News::Read { run, result } if run == wanted => match result {
            Ok(readout) => understood(model, *readout),
            Err(why) => return unread(model, why),
        },
        News::Chats { run, chats } if run == wanted => several(model, chats),
        News::Progress(..) | News::Glance(..) | News::Read { .. } | News::Chats { .. } => {}
        News::Found { run, lines } => {
            if run == model.triage.latest.load(Ordering::Relaxed) {
                model.triage.looking = false;
                found(&mut model.triage, lines);
            }
        }
        News::Gathering => {
            model.overlay = None;
            model.triage.queueing = true;
            let count = counted(model.triage.chosen.len(), "message");
            model.say(format!("Reading {count} for the queue."));
        }
        News::Gathered(Ok(ready)) => return task(Task::Put(ready)),
        News::Gathered(Err(trouble)) => not_queued(model, trouble),
        News::Queued {
            result,
            lines,
            said,
        } => match result {
            Ok(queued) => put(model, &queued, lines, said),
            Err(trouble) => not_queued(model, trouble),
        },
        News::Removed(Ok(())) => {
            model.say("The export was removed from the inbox.");
            return task(Task::Inbox);
        }
        News::Removed(Err(trouble)) => model.warn(trouble.told(model)),
    }
    Vec::new()
}

/// The file holds several conversations: one is chosen first.
fn several(model: &mut Model, chats: Vec<ChatOffer>) {
    let triage = &mut model.triage;
    triage.stage = Stage::Chats;
    triage.glance = None;
    triage.list = List::new(0);
    let count = counted(chats.len(), "chat");
    triage.chooser.offer(chats, model.spoken);
    triage.fit(triage.page, triage.tall);
    model.say(format!(
        "It holds {count}, and nothing further is read until one is chosen."
    ));
    read_elsewhere(model, &format!("holds {count}"));
}

/// Nothing was put in the queue; what may not be here at all does not stay on the screen either.
fn not_queued(model: &mut Model, trouble: Trouble) {
    model.triage.queueing = false;
    if trouble.forget {
        close(model, Screen::Queue);
        model.screen = Screen::Queue;
    }
    model.warn(trouble.told(model));
}

fn completed(model: &mut Model, line: String, found: Vec<Candidate>) {
    if model.triage.stage != Stage::Pick {
        return;
    }
    if found.is_empty() {
        model.say("Nothing there begins so.");
    }
    let pick = &mut model.triage.pick;
    pick.line = line;
    pick.offer(found);
}

fn understood(model: &mut Model, readout: Readout) {
    let triage = &mut model.triage;
    let entries = readout.open.chat.as_ref().map_or(0, |c| c.len());
    let title = triage.file_name();
    triage.reading = Some(Reading::new(title, readout.open.understood.text.clone()));
    triage.list = List::new(entries);
    triage.list.fit_tall(triage.page, triage.tall);
    triage.glance = None;
    triage.open = Some(readout.open);
    triage.before = None;
    triage.stage = Stage::Summary;
    read_elsewhere(model, "is read");
    if let Some(overruled) = readout.overruled {
        model.warn(overruled);
    }
}

/// Whoever is elsewhere by now is told where it is.
fn read_elsewhere(model: &mut Model, what: &str) {
    if model.screen == Screen::Triage {
        return;
    }
    let shows = match model.keymap.label(Act::Triage(Step::Open)) {
        Some(key) => format!(": {key} shows it."),
        None => ".".to_owned(),
    };
    model.say(format!("{} {what}{shows}", model.triage.file_name()));
}

/// It could not be read; said otherwise before, it is read as it was then.
fn unread(model: &mut Model, why: String) -> Vec<Effect> {
    model.warn(why);
    if let Some(before) = model.triage.before.take() {
        let path = model.triage.path.clone();
        return begin(model, path, before);
    }
    let line = std::mem::take(&mut model.triage.pick.line);
    let offered = std::mem::take(&mut model.triage.pick.offered);
    close(model, Screen::Triage);
    if !line.is_empty() {
        model.triage.pick.line = line;
        model.triage.pick.offer(offered);
    }
    Vec::new()
}

/// Something is on record.
fn put(
    model: &mut Model,
    queued: &Queued,
    lines: Vec<usize>,
    (held, doubts): (Vec<Ways>, Vec<String>),
) {
    model.triage.queueing = false;
    let mut said = queued.recorded();
    if let same @ 1.. = queued.same() {
        let were = if same == 1 { "was" } else { "were" };
        said.push_str(&format!(" {same} of those chosen {were} there before."));
    }
    if let Some(renamed) = renamed_said(&queued.renamed()) {
        let keys = Some((&model.keymap, model.screen_context()));
        said.push_str(&format!(" {}", next::told(&renamed, keys)));
    }
    // Of those that say something else now the first alone; each stands on its line.
    if queued.held.iter().any(|h| h.change.is_some()) {
        for held in held.first().into_iter().chain(held.last()) {
            let keys = Some((&model.keymap, model.screen_context()));
            said.push_str(&format!(" {}.", next::told(held, keys)));
        }
    }
    if let Some(absent) = queued.absent_said() {
        said.push_str(&format!(" {absent}"));
    }
    if model.book.references_only {
        said.push_str(" Their text was not stored: references only on this machine.");
    }
    if let Some(first) = doubts.first() {
        said.push_str(&format!(" {first}"));
    }
    model.say(said);
    model.triage.chosen.clear();
    model.triage.batches.push(lines);
    if let Some(first) = queued.ids.first() {
        model.select(*first);
    }
}

/// A command was taken back: what was queued last from here is not in the queue any more.
pub fn taken_back(model: &mut Model) {
    if model.screen == Screen::Triage {
        model.triage.batches.pop();
    }
}

/// What lies in the inbox was looked at.
pub fn inbox(model: &mut Model, exports: Vec<PathBuf>) {
    let gone = |p: &Path| !exports.iter().any(|e| e == p);
    let changed = exports != model.inbox;
    let pick = &mut model.triage.pick;
    if changed && pick.line.is_empty() {
        let selected = pick.taken().map(|c| c.path.clone());
        pick.begin(&exports);
        let kept = selected.filter(|p| !gone(p));
        let at = kept.and_then(|p| exports.iter().position(|e| *e == p));
        pick.step(at.unwrap_or(0) as isize);
    }
    model.inbox = exports;
}
