//! The forms of outcomes that a review does not ask for: a chat's timer, holds, copies.
//!
//! May import `record`, `text` and its siblings. As everywhere: a choice that decides anything begins
//! unanswered.

use super::{Asked, Field, Form, Purpose};
use crate::tui::book::Row;
use crate::tui::deed::Deed;
use crate::tui::model::Model;
use crate::tui::more::{More, What};

/// Fills a form as it opens.
pub(super) fn fill(form: &mut Form, row: Option<&Row>, model: &Model) {
    match form.purpose {
        Purpose::Copy | Purpose::Plain => copy(form, row, model),
        _ => {}
    }
}

fn copy(form: &mut Form, row: Option<&Row>, model: &Model) {
    form.items = row.map(|row| model.targets(row.id)).unwrap_or_default();
    let mut words = Vec::new();
    match form.items.len() {
        0 => {}
        1 => words.push("the record of this item".to_owned()),
        n => words.push(format!("the records of {n} marked items")),
    }
    let switches = model.book.clip.switches.iter();
    words.extend(switches.map(|(label, _)| format!("a text: {label}")));
    form.fields
        .push(Field::choice("What", "Arrows, or a first letter", words, 0));
    if form.purpose == Purpose::Copy && !model.book.clip.agreed {
        form.about = "It reaches the clipboard of the device you connect from, and whatever reads that. This is asked once for this register."
            .into();
        let hint = "y or n";
        let options = ["not answered yet", "no", "yes"].map(String::from).to_vec();
        let field = Field::choice("Is that all right", hint, options, 0);
        form.fields.push(field);
    }
}

pub(super) fn copied(form: &Form, asked: &Asked) -> Result<Deed, String> {
    let agreed = form.field("Is that all right");
    if agreed.is_some_and(|f| f.chosen() != 2) {
        return Err(
            "Nothing was copied: say y where it is asked whether that is all right.".into(),
        );
    }
    let at = form.field("What").map_or(0, Field::chosen);
    let records = usize::from(!form.items.is_empty());
    let what = match at.checked_sub(records) {
        None => What::Records(form.items.clone()),
        Some(n) => {
            let text = asked.book.clip.switches.get(n);
            What::Text(text.ok_or("There is nothing to copy.")?.1.clone())
        }
    };
    Ok(Deed::More(match form.purpose {
        Purpose::Plain => More::Plain(what),
        _ => More::Copy(what),
    }))
}

/// What the form of one item, or of none, asks for.
pub(super) fn deed(form: &Form, asked: &Asked) -> Result<Deed, String> {
    match form.purpose {
        Purpose::Copy | Purpose::Plain => copied(form, asked),
        _ => Err("That is no form of this kind.".into()),
    }
}
