//! The tabs: every place there is, with its key, and which one is in.
//!
//! Invariants: the tab in hand is always there; what finds no room gives way in an order: the help, the counts of other
//! tabs, then their words.

use super::parts::Canvas;
use crate::action::{Act, Departing, Step};
use crate::text;
use crate::tui::layout::areas::WIDE;
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::theme::Role;

/// A place: its key, its name, how much waits there.
struct Tab {
    key: String,
    name: &'static str,
    count: usize,
    here: bool,
    /// What waits there is said nowhere else: it keeps its name and its count.
    kept: bool,
}

impl Tab {
    /// How it is written: with its count and its name, or with less.
    fn words(&self, counts: bool, names: bool) -> String {
        let own = self.here || self.kept;
        let count = match self.count {
            n if n > 0 && (counts || own) => format!(" {}", text::figure(n)),
            _ => String::new(),
        };
        let named = names || own || self.key.is_empty();
        match (named, self.key.is_empty()) {
            (true, true) => format!("{}{count}", self.name),
            (true, false) => format!(" {}{count}", self.name),
            (false, _) => String::new(),
        }
    }
}

/// What all of them take in a row.
fn width(tabs: &[Tab], (counts, names): (bool, bool)) -> usize {
    let gap = if names { GAP } else { 1 };
    let one = |tab: &Tab| text::width(&tab.key) + text::width(&tab.words(counts, names)) + gap;
    tabs.iter().map(one).sum::<usize>().saturating_sub(gap)
}

/// Between two tabs.
const GAP: usize = 2;

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let mut x = 1;
    let sign = match (model.sign, canvas.columns >= WIDE) {
        ("", true) => "onrecord",
        (sign, _) => sign,
    };
    if !sign.is_empty() {
        let gap = if canvas.columns >= WIDE {
            3
        } else {
            GAP as u16
        };
        x += canvas.put(x, 0, canvas.columns, sign, Role::Title) + gap;
    }
    let mut tabs = tabs(model);
    let end = usize::from(canvas.columns.saturating_sub(1));
    let room = end.saturating_sub(usize::from(x));
    let ways = [(true, true), (false, true), (false, false)];
    let fits = ways.into_iter().find(|way| width(&tabs, *way) <= room);
    if fits.is_none() {
        tabs.retain(|tab| tab.here || tab.kept);
    }
    let (counts, names) = fits.unwrap_or((false, false));
    for tab in &tabs {
        x = one(canvas, x, tab, (counts, names));
    }
    let (key, words) = help(model);
    let wide = text::width(&key) + text::width(&words);
    if usize::from(x) + wide <= end && wide > 0 {
        // Beside the tabs, and in a wide window at its edge.
        let at = match canvas.columns >= WIDE {
            true => (end - wide) as u16,
            false => x,
        };
        let taken = canvas.put(at, 0, canvas.columns, &key, Role::Key);
        canvas.put(at + taken, 0, canvas.columns, &words, Role::Plain);
    }
}

/// Draws a tab; gives the column of the next.
fn one(canvas: &mut Canvas<'_, '_>, x: u16, tab: &Tab, (counts, names): (bool, bool)) -> u16 {
    let room = canvas.columns.saturating_sub(x + 1);
    let words = tab.words(counts, names);
    let gap = if names { GAP as u16 } else { 1 };
    if tab.here {
        // A blank at both sides of it is its own.
        let whole = format!(" {}{words} ", tab.key);
        let taken = canvas.put(x.saturating_sub(1), 0, room + 1, &whole, Role::Tab);
        return (x + taken + gap).saturating_sub(2);
    }
    let taken = canvas.put(x, 0, room, &tab.key, Role::Key);
    x + taken
        + canvas.put(
            x + taken,
            0,
            room.saturating_sub(taken),
            &words,
            Role::Plain,
        )
        + gap
}

/// The places, and which of them is on.
fn tabs(model: &Model) -> Vec<Tab> {
    let here = match model.screen {
        Screen::Decisions => Screen::Decide,
        Screen::Review => Screen::Queue,
        screen => screen,
    };
    let places = [
        (Screen::Decide, Act::GoDecide, "Decide", 0),
        (
            Screen::Queue,
            Act::GoQueue,
            "Queue",
            model.book.counts.waiting,
        ),
        (Screen::Depart, Act::Depart(Departing::Go), "Depart", 0),
        (Screen::Log, Act::GoLog, "Log", 0),
        (Screen::Chats, Act::GoChats, "Chats", 0),
        (
            Screen::Requests,
            Act::HoldList,
            "Requests",
            model.book.counts.asked,
        ),
        (
            Screen::Reports,
            Act::GoReports,
            "Reports",
            model.book.reports,
        ),
    ];
    let mut tabs: Vec<Tab> = places
        .into_iter()
        .map(|(screen, act, name, count)| tab(model, act, name, count, screen == here))
        .collect();
    // An export that is open is not forgotten; without one the place is free.
    if model.screen == Screen::Triage || model.triage.open.is_some() {
        let here = model.screen == Screen::Triage;
        tabs.push(tab(model, Act::Triage(Step::Open), "Import", 0, here));
    }
    tabs
}

fn tab(model: &Model, act: Act, name: &'static str, count: usize, here: bool) -> Tab {
    let key = model.keymap.label(act);
    Tab {
        key: key.map(|key| key.to_string()).unwrap_or_default(),
        name,
        count,
        here,
        kept: act == Act::GoReports && count > 0,
    }
}

/// The key of the help and what it is called; where a character is text, of the palette, which has it.
pub(super) fn help(model: &Model) -> (String, String) {
    let here = match model.overlay {
        Some(Overlay::Filter | Overlay::Palette(_)) => model.screen_context(),
        _ => model.context(),
    };
    let keyed = |act: Act, words: &str| {
        let key = model.keymap.key_of(act, here)?;
        Some((key.to_string(), format!(" {words}")))
    };
    keyed(Act::Help, "help")
        .or_else(|| keyed(Act::Palette, "more"))
        .unwrap_or_default()
}
