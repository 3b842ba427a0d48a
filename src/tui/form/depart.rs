//! The forms of a departure: what each asks, and what is to be done by what it says.
//!
//! May import `record`, `text` and its siblings. As everywhere, a choice that decides anything begins
//! unanswered.

use super::{Asked, Field, Form};
use crate::action::Act;
use crate::config::Role;
use crate::record::departure::{Depart, Gone, Kind, NewAnswer, NewStep};
use crate::text::when::Tense;
use crate::tui::deed;
use crate::tui::depart::{Asking, Deed};
use crate::tui::model::Model;

const KINDS: [&str; 4] = [
    "not said yet",
    "leaving the post",
    "changing or handing back a device",
    "both",
];
/// The role of a principal who has none on record.
const NO_ROLE: &str = "not said yet";
const NO_YES: [&str; 2] = ["no", "yes"];
const ARROWS: &str = "Arrows, or a first letter";
const WHEN: &str = "Fri 17:00, 4 Dec 17:00 or 4/12/2026 17:00";

/// Fills a form as it opens.
pub(super) fn fill(form: &mut Form, asking: Asking, model: &Model) {
    let state = &model.depart;
    form.title = asking.title().into();
    let lines = state.targets().len();
    form.about = match (asking, lines, state.cell(), state.step()) {
        (Asking::Nil | Asking::HandOver | Asking::Gone, 2.., ..) => format!("{lines} marked lines"),
        (Asking::Nil | Asking::HandOver | Asking::Gone, _, Some(cell), _) => {
            cell.detail.first().cloned().unwrap_or_default()
        }
        (Asking::NotApplicable | Asking::Waive, _, _, Some(step)) => step.text.clone(),
        (Asking::Rest, ..) => {
            let left = state.shown().map_or(0, |s| s.still.1);
            format!(
                "{left} open and offered to nobody. The statement says \"offered, not accepted\" until it is accepted."
            )
        }
        (Asking::Statement, ..) => {
            let open = state.shown().map_or(0, |s| s.still.0);
            format!(
                "It says what was done, what is open ({open}) and what it cannot show. A folder is read back. While anything is open the departure stays open."
            )
        }
        _ => String::new(),
    };
    match asking {
        Asking::Open => open(form, model),
        Asking::Edit => edit(form, model),
        Asking::Nil => form.one("Looked at", "How: for example, scrolled back to May"),
        Asking::HandOver | Asking::Rest => {
            let hint = "By name: it is theirs once accepted";
            let last = match asking {
                Asking::HandOver => state.to(),
                _ => "",
            };
            form.fields.push(Field::line("To whom", hint, last));
            if asking == Asking::HandOver {
                form.one("Note", "Nothing need be said here");
            }
        }
        Asking::Gone => {
            ask_remembered(form, model.book.references_only);
            form.one("When it went", "As far as is known");
            form.one("Who may hold it", "Others in the conversation, a backup");
            let no_yes = NO_YES.map(String::from).to_vec();
            let hint = "Whether personal data is concerned (paras 35, 36)";
            let field = Field::choice("Personal data", hint, no_yes, 0);
            form.fields.push(field);
        }
        Asking::Close => {
            let open = state.shown().map_or(0, |s| s.unsettled);
            if open > 0 {
                form.about = format!(
                    "{open} still open, and its date has passed. Why it is closed stands on record."
                );
            }
            form.one("Reason", "Needed where something is still open");
        }
        Asking::NotApplicable | Asking::Waive | Asking::Cancel | Asking::Reopen => {
            form.one("Reason", "A few words, for whoever asks later");
        }
        Asking::Accepted => {
            let names = state.shown().map(|s| s.offered_to.as_slice());
            let name = names.and_then(|n| n.first()).map(String::as_str);
            let hint = format!("Offered to: {}", names.unwrap_or_default().join(", "));
            let field = Field::line("By", hint, name.unwrap_or_default());
            form.fields.push(field);
        }
        Asking::Statement => {
            let places = model.book.places.iter();
            let words = places.map(|p| format!("{} ({})", p.name, p.kind));
            let words = words.collect();
            let last = model.book.last_place;
            form.fields
                .push(Field::choice("Destination", ARROWS, words, last));
            form.one("Reference", "Where it has one already");
            form.one("Marking", "Empty: that of everything in it together");
        }
        Asking::Confirm => {
            let name = &model.book.owner;
            form.fields
                .push(Field::line("By", "Who saw it filed", name));
        }
    }
}

fn open(form: &mut Form, model: &Model) {
    form.about =
        "The last review before a post is left or a device changes hands (para 23).".into();
    let kinds = KINDS.map(String::from).to_vec();
    form.fields.push(Field::choice("What", ARROWS, kinds, 0));
    form.fields
        .push(Field::line("When", WHEN, "").time(Tense::Future));
    let known = model.depart.known.as_ref();
    let own = known.and_then(|k| k.role.as_deref());
    if let Some(name) = &model.principal {
        form.about.push_str(&format!(" For {name}."));
    }
    match (own, &model.principal) {
        // A role is the principal's own, and is asked once where it is not known.
        (None, Some(_)) => {
            let roles = std::iter::once(&NO_ROLE).chain(Role::WORDS);
            let roles: Vec<String> = roles.map(|w| (*w).to_owned()).collect();
            let hint = "Theirs, not yours; it is kept in your settings";
            form.fields.push(Field::choice("Role", hint, roles, 0));
        }
        _ => role(form, own.unwrap_or_default()),
    }
    let names = known.map(|k| k.devices.join("; ")).unwrap_or_default();
    let hint = match names.is_empty() {
        true => match model.keymap.label(Act::Operate("device.add")) {
            Some(key) => format!("None is registered; {key} outside this form does that"),
            None => "None is registered; the palette has it".to_owned(),
        },
        false => format!("With ; between. Leaving the post, empty is all: {names}"),
    };
    form.one("Devices", hint);
}

fn role(form: &mut Form, own: &str) {
    let roles: Vec<String> = Role::WORDS.iter().map(|w| (*w).to_owned()).collect();
    let at = roles.iter().position(|r| r == own).unwrap_or(0);
    form.fields.push(Field::choice("Role", ARROWS, roles, at));
}

fn edit(form: &mut Form, model: &Model) {
    let Some(shown) = model.depart.shown() else {
        return;
    };
    let when = Field::line("When", WHEN, &shown.when_exactly);
    form.fields.push(when.time(Tense::Future));
    role(form, &shown.role);
    let devices = shown.devices.join("; ");
    let hint = "Registered ones, with ; between";
    form.fields.push(Field::line("Devices", hint, &devices));
}

fn role_said(form: &Form) -> Result<String, String> {
    let said = form.said("Role").filter(|said| said != NO_ROLE);
    said.ok_or_else(|| "Say the role of whoever leaves: theirs, not yours.".to_owned())
}

fn names(said: Option<String>) -> Vec<String> {
    let said = said.unwrap_or_default();
    let names = said.split(';').map(str::trim).filter(|n| !n.is_empty());
    names.map(str::to_owned).collect()
}

/// What is to be done by what a form says; else why not.
pub(super) fn deed(form: &Form, asking: Asking, asked: &Asked) -> Result<deed::Deed, String> {
    let done = |deed| Ok(deed::Deed::Depart(Box::new(deed)));
    let when = || {
        let on = form.time("When", asked.now)?;
        on.ok_or("Say when it takes place.".to_owned())
    };
    if asking == Asking::Open {
        let kind = match form.field("What").map_or(0, Field::chosen) {
            1 => Kind::Leaving,
            2 => Kind::Device,
            3 => Kind::Both,
            _ => return Err("Say what the departure is from: the first field.".into()),
        };
        let on = when()?;
        let devices = names(form.said("Devices"));
        if kind != Kind::Leaving && devices.is_empty() {
            return Err("Say which device it is: the last field.".into());
        }
        return done(Deed::Open {
            kind,
            on,
            role: role_said(form)?,
            devices,
            principal: asked.principal.map(str::to_owned),
        });
    }
    let known = asked.depart.known.as_ref();
    let last = known.and_then(|k| k.last);
    let Some(departure) = asked.depart.id().or(last) else {
        return Err("No departure is open any more.".into());
    };
    let answer = |answer| {
        let depart = Depart::Answer {
            departure,
            cells: asked.depart.targets(),
            answer,
        };
        Deed::Answer {
            depart,
            sure: false,
        }
    };
    let step = |answer| {
        let steps = asked.depart.step().map(|s| s.id.clone());
        Deed::Do(Depart::Step {
            departure,
            steps: steps.into_iter().collect(),
            answer,
        })
    };
    let to = || {
        form.said("To whom")
            .ok_or("Say to whom: a name is needed.".to_owned())
    };
    let reason = || {
        let said = form.said("Reason");
        said.ok_or("Say why: the statement carries it.".to_owned())
    };
    done(match asking {
        Asking::Open => return Err("Say what the departure is from.".into()),
        Asking::Edit => {
            let written = |label| form.field(label).filter(|f| f.written());
            let on = match written("When") {
                Some(_) => Some(when()?),
                None => None,
            };
            let role = form.said("Role");
            let was = asked.depart.shown().map(|s| s.role.clone());
            let devices = match written("Devices") {
                Some(_) => names(form.said("Devices")),
                None => Vec::new(),
            };
            Deed::Edit {
                departure,
                on,
                role: role.filter(|r| Some(r) != was.as_ref()),
                devices,
            }
        }
        Asking::Nil => answer(NewAnswer::Nil {
            looked: form.said("Looked at"),
        }),
        Asking::HandOver => answer(NewAnswer::HandedOver {
            to: to()?,
            note: form.said("Note"),
        }),
        Asking::Gone => answer(NewAnswer::Gone(Gone {
            note: remembered(form, asked.book.references_only)?,
            went: form.said("When it went"),
            holders: form.said("Who may hold it"),
            personal_data: form.field("Personal data").map_or(0, Field::chosen) == 1,
        })),
        Asking::NotApplicable => step(NewStep::NotApplicable(reason()?)),
        Asking::Waive => step(NewStep::Waived(reason()?)),
        Asking::Rest => Deed::Rest {
            departure,
            to: to()?,
        },
        Asking::Accepted => Deed::Do(Depart::Accepted {
            departure,
            by: form.said("By"),
        }),
        Asking::Statement => {
            let chosen = form.field("Destination").map_or(0, Field::chosen);
            let place = asked.book.places.get(chosen);
            Deed::Statement {
                departure,
                to: place.map(|p| p.name.clone()).unwrap_or_default(),
                reference: form.said("Reference"),
                marking: form.said("Marking"),
            }
        }
        Asking::Confirm => Deed::Confirm {
            departure,
            by: form.said("By").unwrap_or_default(),
        },
        Asking::Close => Deed::Close {
            departure,
            reason: form.said("Reason"),
        },
        Asking::Cancel => Deed::Do(Depart::Cancel {
            departure,
            reason: form.said("Reason"),
        }),
        Asking::Reopen => Deed::Do(Depart::Reopen {
            departure,
            reason: form.said("Reason"),
        }),
    })
}

/// Asks what it said: not where no text may be held.
fn ask_remembered(form: &mut Form, references_only: bool) {
    if !references_only {
        let hint = "As remembered; in a line or two";
        form.fields.push(Field::text("What it said", hint, true));
    }
}

fn remembered(form: &Form, references_only: bool) -> Result<String, String> {
    match references_only {
        true => Ok(String::new()),
        false => form
            .said("What it said")
            .ok_or("Say what it said, as remembered.".into()),
    }
}
