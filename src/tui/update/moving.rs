//! Moving through lists and texts.

use super::month;
use crate::action::{Act, Context};
use crate::tui::decide::{choice, moves as decide};
use crate::tui::layout::page as layout;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::palette;
use crate::tui::triage;

/// Moves as an action says.
pub(super) fn by(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::Up => walk(model, -1),
        Act::Down => walk(model, 1),
        Act::PageUp => page(model, -1),
        Act::PageDown => page(model, 1),
        Act::HalfUp => half(model, -1),
        Act::HalfDown => half(model, 1),
        Act::First => edge(model, false),
        Act::Last => edge(model, true),
        _ => Vec::new(),
    }
}

fn walk(model: &mut Model, by: isize) -> Vec<Effect> {
    if model.context() == Context::Month {
        month::step(model, 7 * by as i64);
        return Vec::new();
    }
    match &mut model.overlay {
        Some(Overlay::Palette(palette)) => {
            palette.at = palette.at.saturating_add_signed(by);
            let palette = palette.clone();
            let found = palette::found(model, &palette).len();
            if let Some(Overlay::Palette(palette)) = &mut model.overlay {
                palette.at = palette.at.min(found.saturating_sub(1));
            }
        }
        Some(Overlay::Reading(_) | Overlay::Broken(_)) => scroll(model, by),
        Some(Overlay::Choice(_)) => choice::walk_choice(model, by),
        Some(Overlay::Marking(builder)) => builder.list.step(by),
        Some(Overlay::Guidance(guidance)) if guidance.reading.is_some() => scroll(model, by),
        Some(Overlay::Guidance(guidance)) => guidance.list.step(by),
        None if model.screen == Screen::Decide => decide::walk(model, by),
        _ if model.screen == Screen::Triage => triage::finding::walk(model, by),
        _ => {
            let before = model.list().place();
            model.list_mut().step(by);
            if model.spoken && before.1 > 0 && model.list().place() == before {
                let (at, of) = before;
                let which = if by > 0 { "Last" } else { "First" };
                model.say(format!("{which} item. {at} of {of}."));
            }
        }
    }
    Vec::new()
}

/// Moves through a text that is being read, or through the message under review.
fn scroll(model: &mut Model, by: isize) {
    let last = layout::last_line(model);
    let from = match (&mut model.overlay, &mut model.review) {
        (Some(Overlay::Reading(reading)), _) => &mut reading.from,
        (Some(Overlay::Broken(broken)), _) => &mut broken.from,
        (Some(Overlay::Guidance(guidance)), _) => match &mut guidance.reading {
            Some(from) => from,
            None => return,
        },
        (None, Some(review)) => &mut review.from,
        _ => return,
    };
    *from = from.saturating_add_signed(by).min(last);
}

/// Lines that an entry of the help has at most, for the most part: a page leaves none out.
const LINES_EACH: isize = 3;
/// No list that lies over a screen is longer.
const LONGEST: isize = 10_000;

fn page(model: &mut Model, by: isize) -> Vec<Effect> {
    let lines = isize::try_from(layout::page_lines(model)).unwrap_or(1);
    match (&model.overlay, model.screen) {
        (Some(Overlay::Guidance(guidance)), _) if guidance.reading.is_none() => {
            if let Some(Overlay::Guidance(guidance)) = &mut model.overlay {
                guidance.list.page(by);
            }
        }
        (Some(Overlay::Broken(_)), _) => {
            scroll(model, by * (lines - 1).max(1));
        }
        (Some(Overlay::Reading(_) | Overlay::Guidance(_)), _) | (None, Screen::Review) => {
            scroll(model, by * lines)
        }
        (Some(Overlay::Palette(_) | Overlay::Choice(_) | Overlay::Marking(_)), _) => {
            return walk(model, by * (lines / LINES_EACH).max(1));
        }
        (None, Screen::Decide) => decide::page(model, by),
        (_, Screen::Triage) => triage::finding::page(model, by),
        (None, _) if model.context() == Context::Month => month::turn(model, by as i64),
        _ => model.list_mut().page(by),
    }
    Vec::new()
}

/// Half a page of a list or a text.
fn half(model: &mut Model, by: isize) -> Vec<Effect> {
    let lines = isize::try_from(layout::page_lines(model) / 2).unwrap_or(1);
    let by = by * lines.max(1);
    match (&model.overlay, model.screen) {
        (None, Screen::Review) => scroll(model, by),
        _ => return walk(model, by),
    }
    Vec::new()
}

fn edge(model: &mut Model, last: bool) -> Vec<Effect> {
    match &model.overlay {
        Some(Overlay::Guidance(guidance)) if guidance.reading.is_none() => {
            if let Some(Overlay::Guidance(guidance)) = &mut model.overlay {
                guidance.list.edge(last);
            }
        }
        Some(Overlay::Reading(_) | Overlay::Guidance(_) | Overlay::Broken(_)) => {
            scroll(model, if last { isize::MAX } else { isize::MIN });
        }
        Some(Overlay::Palette(_) | Overlay::Choice(_) | Overlay::Marking(_)) => {
            return walk(model, if last { LONGEST } else { -LONGEST });
        }
        _ if model.screen == Screen::Triage => triage::finding::edge(model, last),
        None if model.context() == Context::Month => month::edge(model, last),
        _ => model.list_mut().edge(last),
    }
    Vec::new()
}
