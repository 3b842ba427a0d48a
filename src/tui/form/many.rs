//! What a form asks for that is about several items.
//!
//! May import `record`, `desk` and its siblings.

use super::more::copied;
use super::read::route;
use super::{Asked, Form, Purpose};
use crate::desk::{CaptureRequest, references};
use crate::tui::deed::Deed;
use crate::tui::more::More;

pub(super) fn deed(form: &Form, asked: &Asked) -> Result<Deed, String> {
    match form.purpose {
        Purpose::Capture(_) => capture(form, asked),
        Purpose::Copy | Purpose::Plain => copied(form, asked),
        _ => Err("That is for one item at a time.".into()),
    }
}

fn capture(form: &Form, asked: &Asked) -> Result<Deed, String> {
    let place = form.place().and_then(|at| asked.book.places.get(at));
    let pattern = place.map_or("", |p| p.pattern.as_str());
    let references =
        references(form.said("Reference").as_deref(), pattern, form.items.len()).map_err(stop)?;
    Ok(Deed::More(More::Capture {
        items: form.items.iter().copied().zip(references).collect(),
        request: Box::new(CaptureRequest {
            to: place.map(|p| p.name.clone()),
            route: route(form),
            note: form.said("Note"),
            ..CaptureRequest::default()
        }),
    }))
}

fn stop(sentence: String) -> String {
    format!("{sentence}.")
}
