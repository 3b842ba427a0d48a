//! What the screen of departures shows, copied out of the desk.
//!
//! Everything that is asked of all items is asked once here; of what is open, so many lines of a kind and no more,
//! because nobody scrolls through ten thousand.

use std::collections::BTreeMap;

use crate::desk::Desk;
use crate::desk::departure::{View, words};
use crate::desk::summary;
use crate::desk::words::counted;
use crate::record::Id;
use crate::record::departure::{Cell, CellKey, Departure, Reach, Still};
use crate::text::when;
use crate::tui::book::near;
use crate::tui::ids;
use crate::tui::next::{self, Keys};

/// How many lines of one kind of what is open are listed.
const MOST: usize = 200;
/// How many departures at their end are named where none is open.
const ENDED: usize = 5;
/// How many references the pane names.
const REFERENCES: usize = 8;

/// One conversation on one device.
#[derive(Clone, Debug)]
pub struct CellLine {
    pub key: CellKey,
    pub number: usize,
    pub conversation: String,
    pub device: String,
    /// The outcome, or why it comes when it does, in a few words.
    pub outcome: String,
    pub answered: bool,
    /// Something of it is due to vanish before the date.
    pub pressing: bool,
    pub waiting: usize,
    /// Everything about it, for the pane.
    pub detail: Vec<String>,
}

/// A step of the checklist.
#[derive(Clone, Debug)]
pub struct StepLine {
    pub id: String,
    pub text: String,
    pub answer: String,
    pub answered: bool,
}

/// Something that is open.
#[derive(Clone, Debug)]
pub struct OpenLine {
    /// `None` for the line that counts what is not listed.
    pub what: Option<Still>,
    pub words: String,
    pub offered: bool,
}

/// A departure.
#[derive(Clone, Debug)]
pub struct Shown {
    pub id: Id,
    pub what: &'static str,
    /// Its date, and the department's reminder that has come up.
    pub when: String,
    pub status: String,
    pub is_open: bool,
    /// Whose it is; `None` for one's own.
    pub whose: Option<String>,
    /// Whether a statement was made of it.
    pub has_statement: bool,
    pub cells: Vec<CellLine>,
    pub left: usize,
    pub steps: Vec<StepLine>,
    pub open: Vec<OpenLine>,
    /// How much is open in all, and how much of it was offered to nobody.
    pub still: (usize, usize),
    /// What came after the statement.
    pub after: Vec<String>,
}

/// What is known of departures.
#[derive(Clone, Debug)]
pub struct Known {
    /// The one on the screen; `None` where none is open and none was chosen.
    pub shown: Option<Shown>,
    /// What one would be about, where none is shown.
    pub nothing: Vec<String>,
    /// All of them: the open ones first, the nearest before the others; then those at their end, the latest
    /// first.
    pub all: Vec<Id>,
    /// The last one, whatever became of it.
    pub last: Option<Id>,
}

impl Known {
    /// Copies it from the desk: the chosen departure, else the nearest open one.
    pub fn of(desk: &Desk, principal: Option<&str>, chosen: Option<Id>) -> Known {
        let state = desk.state();
        let open = desk.departures_open(principal);
        let chosen = chosen.and_then(|id| state.departures.get(&id));
        let shown = chosen.or(open.first().copied()).map(|departure| {
            let view = desk.departure_view(departure);
            shown(desk, &view)
        });
        let last = state.departures.values();
        let last = last.filter(|d| principal.is_none() || d.principal.as_deref() == principal);
        Known {
            nothing: match shown {
                Some(_) => Vec::new(),
                None => nothing(desk, principal),
            },
            shown,
            last: last.clone().max_by_key(|d| (d.opened, d.id)).map(|d| d.id),
            all: all_of(&open, last),
        }
    }
}

/// The open ones, then the rest, the latest first.
fn all_of<'a>(open: &[&Departure], every: impl Iterator<Item = &'a Departure>) -> Vec<Id> {
    let mut rest: Vec<&Departure> = every.filter(|d| !d.status.is_open()).collect();
    rest.sort_by_key(|d| std::cmp::Reverse((d.opened, d.id)));
    let open = open.iter().map(|d| d.id);
    open.chain(rest.iter().map(|d| d.id)).collect()
}

/// What a departure would be about.
fn nothing(desk: &Desk, principal: Option<&str>) -> Vec<String> {
    let (state, counts) = (desk.state(), desk.counts());
    let names: Vec<&str> = state.devices.values().filter_map(|d| d.name()).collect();
    let mut all = vec![
        "No departure is open.".to_owned(),
        String::new(),
        format!("Chats on record: {}", state.conversations.len()),
        match names.is_empty() {
            true => "Devices: none registered".into(),
            false => format!("Devices: {}", names.join(", ")),
        },
        format!("Waiting in the queue: {}", counted(counts.waiting, "item")),
        match counts.held {
            0 => "Holds: this register knows of none; ask the request team".into(),
            n => format!("Holds: {n}"),
        },
        String::new(),
        "Before changing device or leaving post there should be a last review (para 23): every chat on every device, a checklist, and a statement of what was done and what it cannot show.".into(),
    ];
    let mut ended: Vec<&Departure> = state.departures.values().collect();
    ended.retain(|d| principal.is_none() || d.principal.as_deref() == principal);
    ended.sort_by_key(|d| std::cmp::Reverse((d.opened, d.id)));
    if !ended.is_empty() {
        all.push(String::new());
    }
    all.extend(ended.iter().take(ENDED).map(|d| {
        let on = when::full(d.on, desk.zone());
        let whose = d.principal.as_deref().map(|name| format!("{name}, "));
        let whose = whose.unwrap_or_default();
        format!(
            "At its end: {whose}{}, {on}: {}.",
            words::kind(d.kind),
            words::status(desk, d)
        )
    }));
    all
}

fn shown(desk: &Desk, view: &View<'_>) -> Shown {
    let departure = view.departure;
    let (now, zone) = (desk.now(), desk.zone());
    Shown {
        id: departure.id,
        what: words::kind(departure.kind),
        when: match words::reminder(desk, departure) {
            Some(reminder) => format!("{}; {reminder}", near(departure.on, now, zone, true)),
            None => near(departure.on, now, zone, true),
        },
        status: words::status(desk, departure),
        is_open: departure.status.is_open(),
        whose: departure.principal.clone(),
        has_statement: !departure.statements.is_empty(),
        cells: view.grid.cells.iter().map(|c| cell(desk, c)).collect(),
        left: view.grid.left().count(),
        steps: view
            .steps
            .iter()
            .map(|step| {
                let answer = departure.step(&step.id);
                StepLine {
                    id: step.id.clone(),
                    text: words::step(desk, step),
                    answer: words::step_answer(answer),
                    answered: answer.is_some(),
                }
            })
            .collect(),
        open: open_lines(desk, view),
        still: (view.open.len(), view.left().count()),
        after: view
            .after
            .iter()
            .map(|e| {
                let at = when::near(e.at, now, zone);
                format!("{at}: {}", summary::of_entry(desk, e))
            })
            .collect(),
    }
}

fn cell(desk: &Desk, c: &Cell<'_>) -> CellLine {
    let (now, zone) = (desk.now(), desk.zone());
    let outcome = match (c.answer, c.reach) {
        (Some(a), _) => {
            let mut words = words::outcome_of(a, &c.tally);
            if let Some(to) = &a.to {
                words.push_str(&format!(" to {to}"));
                words.push_str(if a.accepted { "" } else { ", offered" });
            }
            words
        }
        (None, Reach::Vanishes(by)) => format!("capture by {}", near(by, now, zone, true)),
        (None, Reach::Timer(seconds)) => format!("timer {}", when::duration_words(seconds)),
        (None, Reach::Stays) => "open, device stays".into(),
        (None, _) if c.tally.waiting > 0 => format!("open, {} waiting", c.tally.waiting),
        (None, _) => "open".into(),
    };
    let mut detail = vec![
        format!("{}. {}", c.number, words::cell(desk, c)),
        words::answer(c.answer, &c.tally),
    ];
    detail.extend(words::reach(desk, c));
    let items = words::tally(&c.tally);
    detail.push(match items.is_empty() {
        true => "No item of it is on record".into(),
        false => format!("Items: {items}"),
    });
    let references = words::references(&c.tally, REFERENCES);
    detail.extend(references.map(|r| format!("References: {r}")));
    if c.late {
        detail.push("Added after the statement".into());
    }
    CellLine {
        key: c.key(),
        number: c.number,
        conversation: words::conversation(c).to_owned(),
        device: words::device(desk, c.device),
        outcome,
        answered: c.answer.is_some(),
        pressing: matches!(c.reach, Reach::Vanishes(_)),
        waiting: c.tally.waiting,
        detail,
    }
}

fn open_lines(desk: &Desk, view: &View<'_>) -> Vec<OpenLine> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lines = Vec::new();
    for open in &view.open {
        let count = counts.entry(open.what.word()).or_default();
        *count += 1;
        if *count <= MOST {
            lines.push(OpenLine {
                what: Some(open.what.clone()),
                words: in_words(desk, &open.what, words::open(desk, view, open)),
                offered: open.offered.is_some(),
            });
        }
    }
    let more: usize = counts.values().map(|n| n.saturating_sub(MOST)).sum();
    if more > 0 {
        lines.push(OpenLine {
            what: None,
            words: format!("and {more} more; on the command line: onrecord depart show"),
            offered: false,
        });
    }
    lines
}

/// A message that is open is named by its first words, as it is on every screen.
fn in_words(desk: &Desk, what: &Still, words: String) -> String {
    match what {
        Still::Item(id) => {
            let short = format!("item {}", desk.short(*id));
            words.replacen(&short, &ids::named(desk, *id), 1)
        }
        _ => words,
    }
}

/// One thing that is open, or one cell, with every way on.
pub fn whole(desk: &Desk, departure: Id, what: &Still, keys: Keys<'_>) -> Vec<String> {
    let Some(departure) = desk.state().departures.get(&departure) else {
        return Vec::new();
    };
    let view = desk.departure_view(departure);
    let mut all = Vec::new();
    let number = match what {
        Still::Cell(n) => view.grid.numbered(*n),
        _ => None,
    };
    if let Some(found) = number {
        all.extend(cell(desk, found).detail);
    }
    let found = view.open.iter().find(|o| o.what == *what);
    match found {
        None => all.push("It is answered; the answer can be taken away.".into()),
        Some(open) => {
            if number.is_none() {
                all.push(words::open(desk, &view, open));
            }
            all.extend([String::new(), "What you can do".to_owned()]);
            let ways = desk.ways(&view, open).into_iter();
            all.extend(ways.map(|w| format!("{}   {}", next::key(&w.next, keys), w.does)));
        }
    }
    all
}
