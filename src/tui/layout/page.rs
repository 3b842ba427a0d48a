//! How much of a text fits, and how far it can be scrolled.

use super::areas::BODY;
use super::room::{areas_of, page_of};
use super::texts;
use crate::tui::model::{Model, Overlay, Screen};

/// Of the text that is being read: the first and last line on the screen, from 1, and how many there are.
pub fn lines_shown(model: &Model) -> (usize, usize, usize) {
    let Some(Overlay::Reading(reading)) = &model.overlay else {
        return (0, 0, 0);
    };
    let of = texts::reading(model, reading).len();
    (
        reading.from + 1,
        (reading.from + page_lines(model)).min(of),
        of,
    )
}

/// How many lines of a text fit.
pub fn page_lines(model: &Model) -> usize {
    if matches!(&model.overlay, Some(Overlay::Reading(r)) if r.plain) {
        return usize::from(model.rows).saturating_sub(1).max(1);
    }
    let rows = areas_of(model).said.saturating_sub(BODY);
    usize::from(rows).max(1)
}

/// The last line that may stand on top of the text that is being read.
pub fn last_line(model: &Model) -> usize {
    let lines = match (&model.overlay, model.screen) {
        (Some(Overlay::Reading(reading)), _) => texts::reading(model, reading).len(),
        (Some(Overlay::Guidance(guidance)), _) => texts::guidance(model, guidance).len(),
        (Some(Overlay::Broken(broken)), _) => {
            // A row of it says that there is more.
            let rows = usize::from(areas_of(model).said.saturating_sub(1));
            return texts::broken(model, broken).len().saturating_sub(rows);
        }
        (None, Screen::Review) => texts::review(model).len(),
        (_, Screen::Triage) => texts::summary(model),
        _ => 0,
    };
    lines.saturating_sub(page_lines(model))
}

/// What is said, whole, where it finds no room for somebody who listens.
pub fn unheard(model: &Model) -> Option<String> {
    let rows = usize::from(super::room::areas_of(model).said_rows);
    let cut = model.spoken && texts::said(model).len() > rows;
    cut.then(|| model.said.text.clone())
}

/// The terminal has another size.
pub fn resize(model: &mut Model, columns: u16, rows: u16) {
    (model.columns, model.rows) = (columns, rows);
    for screen in Screen::WITH_A_LIST {
        let (page, tall) = page_of(model, *screen);
        match screen {
            Screen::Log => model.log.fit_tall(page, tall),
            Screen::Reports => model.reports.list.fit_tall(page, tall),
            Screen::Chats => {
                model.chats.chats.fit_tall(page, tall);
                model.chats.devices.fit_tall(page, tall);
            }
            Screen::Requests => {
                model.requests.list.fit_tall(page, tall);
                let searches = model.requests.searches.as_mut();
                searches.into_iter().for_each(|l| l.fit_tall(page, tall));
            }
            Screen::Find => model.find.list.fit_tall(page, tall),
            Screen::Depart => model.depart.fit(page, tall),
            Screen::Decisions => model.decide.past.list.fit_tall(page, tall),
            Screen::Triage => model.triage.fit(page, tall),
            Screen::Queue | Screen::Review | Screen::Decide => model.queue.fit_tall(page, tall),
        }
    }
    fit_overlay(model);
}

/// Tells the list in an overlay how many lines fit.
pub fn fit_overlay(model: &mut Model) {
    let rows = super::room::guidance_rows(model);
    let page = page_lines(model);
    match &mut model.overlay {
        Some(Overlay::Guidance(guidance)) => guidance.list.fit(rows),
        Some(Overlay::Marking(builder)) => builder.list.fit(page),
        _ => {}
    }
}
