//! Where things stand for a model, and how many lines of a list fit.

use super::areas::{Areas, NARROW, Wanted, areas};
use super::{spoken, texts};
use crate::tui::list::List;
use crate::tui::model::{Model, Overlay, Screen};

/// Where things stand for this model: somebody who listens has no pane and a longer status line.
pub fn areas_of(model: &Model) -> Areas {
    if model.spoken {
        return match spoken::is_alone(model) {
            true => spoken::alone(model.rows),
            false => spoken::areas_for(model.rows, texts::said(model).len()),
        };
    }
    let wanted = match &model.overlay {
        Some(Overlay::Guidance(guidance)) => wanted(Screen::Decide, &guidance.list),
        // The weeks that a month can have.
        _ if model.screen == Screen::Queue && model.is_month() => Wanted {
            rows: 6,
            ..Wanted::default()
        },
        _ => wanted(model.screen, model.list()),
    };
    areas(model.columns, model.rows, wanted)
}

/// What the list of a screen would take.
fn wanted(screen: Screen, list: &List) -> Wanted {
    Wanted {
        rows: u16::try_from(list.rows()).unwrap_or(u16::MAX),
        long: screen == Screen::Triage,
        // What is typed stands there, or what is open in all.
        head: match screen {
            Screen::Decide => 1,
            _ => 0,
        },
        intro: u16::from(screen == Screen::Depart),
    }
}

/// How many rows of a screen's list fit, and how many a line of it takes.
pub fn page_of(model: &Model, screen: Screen) -> (usize, usize) {
    if model.spoken {
        return (spoken::page(model.columns, model.rows), 1);
    }
    let wanted = wanted(screen, &List::default());
    let rows = areas(model.columns, model.rows, wanted).list_rows;
    let tall = match model.columns < NARROW {
        true => 2,
        false => 1,
    };
    (usize::from(rows), tall)
}

/// How many entries of the guidance fit.
pub fn guidance_rows(model: &Model) -> usize {
    match model.spoken {
        true => spoken::page(model.columns, model.rows),
        false => {
            let wanted = wanted(Screen::Decide, &List::default());
            usize::from(areas(model.columns, model.rows, wanted).list_rows)
        }
    }
}
