//! What a form asks for that is about several items.
//!
//! May import `record`, `desk` and its siblings.

use super::more::{by, copied, erased};
use super::read::requests;
use super::{Asked, Form, Purpose};
use crate::desk::CaptureRequest;
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
            let note = form.said("What you know").ok_or(
                "A note is needed: what they said as remembered, when they went, who else may hold them.",
            )?;
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
            let all = references(form.said("Reference"), "", items.len())?;
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
    let references = references(form.said("Reference"), pattern, form.items.len())?;
    Ok(Deed::More(More::Capture {
        items: form.items.iter().copied().zip(references).collect(),
        request: Box::new(CaptureRequest {
            to: place.map(|p| p.name.clone()),
            note: form.said("Note"),
            ..CaptureRequest::default()
        }),
    }))
}

/// The reference of each: none yet, one for all, or one for each with `;` between. Behind the first a bare
/// number takes the pattern that the first begins with.
fn references(
    said: Option<String>,
    pattern: &str,
    count: usize,
) -> Result<Vec<Option<String>>, String> {
    let Some(said) = said.filter(|s| s != pattern.trim()) else {
        return Ok(vec![None; count]);
    };
    let parts: Vec<&str> = said
        .split(';')
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    match parts.as_slice() {
        [one] => Ok(vec![Some((*one).to_owned()); count]),
        all if all.len() == count => {
            let bare = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
            let whole = |part: &&str| match bare(part) {
                true => format!("{pattern}{part}"),
                false => (*part).to_owned(),
            };
            Ok(all.iter().map(|part| Some(whole(part))).collect())
        }
        all => Err(format!(
            "{} references for {count} items: give one for all, or one for each with ; between.",
            all.len()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_one_for_all_or_one_for_each() {
        let some = |all: &[&str]| -> Vec<Option<String>> {
            all.iter().map(|r| Some((*r).to_owned())).collect()
        };
        for (said, expected) in [
            ("MIN/2026/", vec![None; 3]),
            ("MIN/2026/41", some(&["MIN/2026/41"; 3])),
            (
                "MIN/2026/41; 42;43",
                some(&["MIN/2026/41", "MIN/2026/42", "MIN/2026/43"]),
            ),
            ("41; A/2; x;", some(&["MIN/2026/41", "A/2", "x"])),
        ] {
            let given = references(Some(said.to_owned()), "MIN/2026/", 3);
            assert_eq!(given, Ok(expected), "{said}");
        }
        let wrong = references(Some("1; 2".into()), "", 3).unwrap_err();
        assert!(wrong.starts_with("2 references for 3 items"), "{wrong}");
        assert_eq!(references(None, "", 2), Ok(vec![None, None]));
    }
}
