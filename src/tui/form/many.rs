//! What a form asks for that is about several items.
//!
//! May import `record`, `desk` and its siblings.

use super::more::{by, copied, erased};
use super::read::{requests, route};
use super::{Asked, Form, Purpose};
use crate::desk::words::asked_of_gone;
use crate::desk::{CaptureRequest, references};
use crate::record::Id;
use crate::record::command::Command;
use crate::tui::deed::Deed;
use crate::tui::more::More;
use crate::tui::review::Became;

pub(super) fn deed(form: &Form, asked: &Asked) -> Result<Deed, String> {
    let items = form.items.clone();
    let together = |became: Option<Became>, command: &dyn Fn(Id) -> Command| {
        let all = items.iter().map(|id| command(*id)).collect();
        Ok(Deed::More(More::Items {
            command: Box::new(Command::Together(all)),
            items: items.clone(),
            became,
        }))
    };
    match form.purpose {
        Purpose::Capture(_) => capture(form, asked),
        Purpose::NotSignificant(_) => {
            let command = Command::NotSignificant {
                items: items.clone(),
                reason: form.said("Reason"),
                requests: Some(requests(form)?),
            };
            Ok(Deed::More(More::Items {
                items,
                command: Box::new(command),
                became: Some(Became::NotSignificant),
            }))
        }
        Purpose::HandOver(_) => {
            let to = form
                .said("To whom")
                .ok_or("Say to whom: a name is needed.")?;
            together(Some(Became::HandedOver), &|item| Command::HandOver {
                item,
                to: to.clone(),
            })
        }
        Purpose::Gone(_) => {
            let wanted = asked_of_gone(asked.book.references_only);
            let note = form.said("What you know");
            let note = note.ok_or_else(|| format!("A note is needed. {wanted}."))?;
            together(Some(Became::Gone), &|item| Command::Gone {
                item,
                note: note.clone(),
            })
        }
        Purpose::Snooze(_) => {
            let until = form.time("Until when", asked.now)?;
            let until = until.ok_or("Say until when.")?;
            together(Some(Became::PutOff), &|item| Command::Snooze {
                item,
                until,
            })
        }
        Purpose::Confirm(_) => {
            let by = by(form)?;
            together(None, &|item| Command::Confirm {
                item,
                by: by.clone(),
            })
        }
        Purpose::Reference(_) => {
            let all =
                references(form.said("Reference").as_deref(), "", items.len()).map_err(stop)?;
            let all: Option<Vec<String>> = all.into_iter().collect();
            let all = all.ok_or("Say which reference, one for all or one for each.")?;
            let pairs = items.iter().zip(all);
            let all = pairs.map(|(item, reference)| Command::Reference {
                item: *item,
                reference,
            });
            Ok(Deed::More(More::Items {
                command: Box::new(Command::Together(all.collect())),
                items: items.clone(),
                became: None,
            }))
        }
        Purpose::Task(_) => {
            let to = form
                .said("To whom")
                .ok_or("Say to whom: a name is needed.")?;
            together(None, &|item| Command::Task {
                item,
                to: Some(to.clone()),
            })
        }
        Purpose::TaskReturned(_) => together(None, &|item| Command::TaskAnswer {
            item,
            accepted: false,
            note: form.said("Note"),
        }),
        Purpose::Erase(_) => erased(form),
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
