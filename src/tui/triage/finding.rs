//! Finding messages and moving among them.
//!
//! Pure: a long chat is searched by a worker.

use std::sync::atomic::Ordering;

use super::task::Task;
use super::{Stage, Triage};
use crate::desk::import::{Only, Query};
use crate::tui::layout::page as layout;
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Gives a worker something to do.
pub fn task(task: Task) -> Vec<Effect> {
    vec![Effect::Triage(Box::new(task))]
}

/// Chats of at most so many entries are gone through at once; longer ones by a worker.
pub const AT_ONCE: usize = 20_000;

/// Looks for what is wanted: at once in a short chat, beside the screen in a long one.
pub fn find(model: &mut Model) -> Vec<Effect> {
    let triage = &mut model.triage;
    if triage.stage == Stage::Chats {
        triage.chooser.refilter(model.spoken);
        return Vec::new();
    }
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

/// The next view of the messages: all, new, worth a look, chosen, what the selected sender sent. A view that can only
/// be all or nothing is passed over; words that are looked for stay.
pub(super) fn next_view(model: &mut Model) -> Vec<Effect> {
    let triage = &mut model.triage;
    let known = triage.chat().is_some_and(|chat| chat.since_known());
    let sender = triage.selected();
    let sender = sender.and_then(|(_, line)| Some(line.sender?.to_owned()));
    let only = |only| Query {
        only,
        ..Query::default()
    };
    let by = sender.map(|name| Query {
        sender: Some(name),
        ..Query::default()
    });
    let views = [
        Some((Query::default(), false)),
        known.then(|| (only(Only::New), false)),
        Some((only(Only::Cues), false)),
        (!triage.chosen.is_empty()).then(|| (Query::default(), true)),
        by.map(|query| (query, false)),
    ];
    // Which of them it is: a sender's by whoever it is.
    let at = match (&triage.query, triage.only_chosen) {
        (_, true) => 3,
        (query, _) if query.sender.is_some() => 4,
        (query, _) if query.only == Only::Cues => 2,
        (query, _) if query.only == Only::New => 1,
        _ => 0,
    };
    let turned = views.iter().cycle().skip(at + 1).take(views.len());
    let Some((query, chosen)) = turned.flatten().next().cloned() else {
        return Vec::new();
    };
    (triage.query, triage.only_chosen) = (query, chosen);
    let effects = find(model);
    let said = view_words(&model.triage);
    model.say(format!("View: {said}."));
    effects
}

/// The messages that hold these words, whatever was looked for before.
pub fn only_words(model: &mut Model, words: String) -> Vec<Effect> {
    let triage = &mut model.triage;
    (triage.stage, triage.seen) = (Stage::List, true);
    (triage.query, triage.only_chosen) = (Query::default(), false);
    triage.list.filter.words = words;
    find(model)
}

/// What the view is called.
pub fn view_words(triage: &Triage) -> String {
    match (&triage.query.sender, triage.query.only) {
        _ if triage.only_chosen => "chosen".to_owned(),
        (Some(sender), _) => format!("by {sender}"),
        (None, Only::New) => "new".to_owned(),
        (None, Only::Cues) => "worth a look".to_owned(),
        (None, _) => "all".to_owned(),
    }
}

/// Shows these lines; where the selected one is not among them, the next one is selected.
pub(super) fn found(triage: &mut Triage, mut lines: Vec<usize>) {
    if triage.only_chosen {
        lines.retain(|line| triage.chosen.has(*line));
    }
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
        Stage::List | Stage::Chats => model.triage.list_in_hand_mut().step(by),
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
        Stage::List | Stage::Chats => model.triage.list_in_hand_mut().page(by),
        _ => {}
    }
}

/// To the first or last line.
pub fn edge(model: &mut Model, last: bool) {
    match model.triage.stage {
        Stage::Summary => scroll(model, if last { isize::MAX } else { isize::MIN }),
        Stage::List | Stage::Chats => model.triage.list_in_hand_mut().edge(last),
        _ => {}
    }
}

fn scroll(model: &mut Model, by: isize) {
    let last = layout::last_line(model);
    if let Some(reading) = &mut model.triage.reading {
        reading.from = reading.from.saturating_add_signed(by).min(last);
    }
}
