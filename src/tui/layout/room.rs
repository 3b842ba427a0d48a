//! Where things stand for a model, and how many lines of a list fit.

use super::areas::{Areas, areas};
use super::{spoken, texts};
use crate::tui::model::Model;

/// Where things stand for this model: somebody who listens has no pane and a longer status line.
pub fn areas_of(model: &Model) -> Areas {
    match model.spoken {
        true => spoken::areas_for(model.rows, texts::said(model).len()),
        false => areas(model.columns, model.rows),
    }
}

/// How many lines, or items over several lines, of a list fit.
pub fn list_page(model: &Model) -> usize {
    match model.spoken {
        true => spoken::page(model.columns, model.rows),
        false => list_rows(model.columns, model.rows),
    }
}

/// How many lines of a list fit.
pub fn list_rows(columns: u16, rows: u16) -> usize {
    usize::from(areas(columns, rows).list_rows)
}
