//! Finding messages and moving among them.
//!
//! Pure: a long chat is searched by a worker.

use std::sync::atomic::Ordering;

use super::task::Task;
use super::{Stage, Triage};
use crate::tui::layout::page as layout;
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Gives a worker something to do.
pub(super) fn task(task: Task) -> Vec<Effect> {
    vec![Effect::Triage(Box::new(task))]
}

/// Chats of at most so many entries are gone through at once; longer ones by a worker.
const AT_ONCE: usize = 20_000;

/// Looks for what is wanted: at once in a short chat, beside the screen in a long one.
pub fn find(model: &mut Model) -> Vec<Effect> {
    let triage = &mut model.triage;
    let Some(chat) = triage.open.as_ref().and_then(|o| o.chat.clone()) else {
        return Vec::new();
    };
    let run = triage.latest.fetch_add(1, Ordering::Relaxed) + 1;
    triage.looking = false;
    let query = triage.wanted();
    if query.is_empty() {
        found(triage, (0..chat.len()).collect());
    } else if chat.len() <= AT_ONCE {
        let lines = chat.find(&query, &|| true);
        found(triage, lines.unwrap_or_default());
    } else {
        triage.looking = true;
        let latest = triage.latest.clone();
        return task(Task::Find {
            chat,
            query,
            run,
            latest,
        });
    }
    Vec::new()
}

/// Shows these lines; where the selected one is not among them, the next one is selected.
pub(super) fn found(triage: &mut Triage, lines: Vec<usize>) {
    let was = triage.list.chosen();
    let next = was.map(|was| lines.partition_point(|line| *line < was));
    let next = next.and_then(|at| lines.get(at).or(lines.last())).copied();
    triage.list.show(lines);
    if let Some(line) = next {
        triage.list.choose(line);
    }
}

/// Moves: through what is offered, through the summary, through the messages.
pub fn walk(model: &mut Model, by: isize) {
    match model.triage.stage {
        Stage::Pick => model.triage.pick.step(by),
        Stage::Summary => scroll(model, by),
        Stage::List => model.triage.list.step(by),
        Stage::Wait | Stage::Remove => {}
    }
}

/// Moves by pages.
pub fn page(model: &mut Model, by: isize) {
    match model.triage.stage {
        Stage::Summary => {
            let lines = isize::try_from(layout::page_lines(model)).unwrap_or(1);
            scroll(model, by * lines);
        }
        Stage::List => model.triage.list.page(by),
        _ => {}
    }
}

/// To the first or last line.
pub fn edge(model: &mut Model, last: bool) {
    match model.triage.stage {
        Stage::Summary => scroll(model, if last { isize::MAX } else { isize::MIN }),
        Stage::List => model.triage.list.edge(last),
        _ => {}
    }
}

fn scroll(model: &mut Model, by: isize) {
    let last = layout::last_line(model);
    if let Some(reading) = &mut model.triage.reading {
        reading.from = reading.from.saturating_add_signed(by).min(last);
    }
}
