//! What becomes of items short of a capture, and the proof of one.

use super::prelude::*;
use crate::desk::references;
use crate::record::command::Command;
use crate::record::next::op;
use crate::record::review::Became;

/// The same command about each item, carried out together or not at all.
pub(super) fn each(
    desk: &mut Desk,
    items: &[Id],
    command: impl Fn(Id) -> Command,
) -> Result<(), Failure> {
    desk.run(Command::Together(
        items.iter().copied().map(command).collect(),
    ))?;
    Ok(())
}

/// Offers items to somebody.
#[derive(Debug, Default)]
pub struct HandOver;

static TO: Field = Field::new("to", Kind::Line)
    .flag("to", "Who takes it")
    .value("NAME")
    .screen("To whom", "A name. Yours until they accept")
    .asks("To whom?")
    .explains(&[
        "The name of the person who is to capture it; it is theirs once they accept. q leaves it.",
    ])
    .must("Say to whom: a name is needed.");

static HAND_OVER: Spec = Spec {
    id: "item.hand-over",
    command: "hand-over",
    title: "Hand over",
    button: "Offer it",
    writes: "It is yours until they accept; u takes it back.",
    takes: Takes::Items,
    fields: &[&TO],
    draft: "hand-over",
    ..Spec::PLAIN
};

impl Operation for HandOver {
    described_by!(HAND_OVER);

    fn trial(&self, item: Id, _: &Desk) -> Option<Command> {
        Some(Command::HandOver {
            item,
            to: "-".into(),
        })
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let to = given.need(&TO)?;
        each(desk, target.items(), |item| Command::HandOver {
            item,
            to: to.clone(),
        })?;
        let said = Said::of(
            format!("is offered to {to}; it is theirs once accepted"),
            format!("are offered to {to}; they are theirs once accepted"),
        );
        Ok(Outcome::items(target.items(), said)
            .counts_as(Became::HandedOver)
            .then(format!("When {to} has said yes"), op::ACCEPTED))
    }
}

/// Records that offers were accepted.
#[derive(Debug, Default)]
pub struct Accepted;

static ACCEPTED: Spec = Spec {
    id: "item.accepted",
    command: "accepted",
    title: "Accepted",
    takes: Takes::Items,
    fields: &[],
    draft: "accepted",
    ..Spec::PLAIN
};

impl Operation for Accepted {
    described_by!(ACCEPTED);

    fn run(&self, desk: &mut Desk, target: &Target, _: &Answers) -> Result<Outcome, Failure> {
        each(desk, target.items(), |item| Command::Accepted { item })?;
        Ok(Outcome::items(target.items(), Said::was("accepted")))
    }
}

/// Takes items back into the queue.
#[derive(Debug, Default)]
pub struct Reopen;

static REOPEN: Spec = Spec {
    id: "item.reopen",
    command: "reopen",
    title: "Take back into the queue",
    takes: Takes::Items,
    fields: &[],
    draft: "reopen",
    ..Spec::PLAIN
};

impl Operation for Reopen {
    described_by!(REOPEN);

    fn run(&self, desk: &mut Desk, target: &Target, _: &Answers) -> Result<Outcome, Failure> {
        each(desk, target.items(), |item| Command::Reopen { item })?;
        Ok(Outcome::items(
            target.items(),
            Said::is("back in the queue"),
        ))
    }
}

/// Records that messages are no longer available.
#[derive(Debug, Default)]
pub struct Gone;

static KNOWN: Field = Field::new("note", Kind::Text)
    .flag(
        "note",
        "What it said as remembered, when it went, who else may hold it; - reads standard input; refused on a machine that is not corporately managed, where none is needed",
    )
    .value("NOTE")
    .or_input()
    .screen(
        "What you know",
        "What it said, when it went, who else may have it",
    )
    .asks("What it said as remembered, when it went, who else may hold it:")
    .explains(&["It cannot be captured any more, so its content is put on record as you remember it. q leaves it."])
    .must("A note is needed.")
    .way("Give it with --note TEXT, or --note - for standard input");

static GONE: Spec = Spec {
    id: "item.gone",
    command: "gone",
    title: "No longer available",
    button: "Record",
    writes: "What you know is kept in its place; u takes it back.",
    takes: Takes::Items,
    fields: &[&KNOWN],
    draft: "gone",
    ..Spec::PLAIN
};

impl Operation for Gone {
    described_by!(GONE);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        // Where no text may be held nothing is asked: what is remembered is not kept there.
        if on.desk.references_only() {
            form.leave_out(&KNOWN);
        }
        Ok(())
    }

    fn trial(&self, item: Id, desk: &Desk) -> Option<Command> {
        let note = if desk.references_only() { "" } else { "-" };
        Some(Command::Gone {
            item,
            note: note.into(),
        })
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        // Where no text may be held none is asked for, and the desk refuses what is given all the same.
        let note = match desk.references_only() {
            true => given.text(&KNOWN).unwrap_or_default(),
            false => given.need(&KNOWN)?,
        };
        each(desk, target.items(), |item| Command::Gone {
            item,
            note: note.clone(),
        })?;
        let said = Said::is("no longer available");
        Ok(Outcome::items(target.items(), said).counts_as(Became::Gone))
    }
}

/// Adds the references of captures.
#[derive(Debug, Default)]
pub struct Reference;

static SHOWN: Field = Field::new("reference", Kind::Line)
    .positional(
        "REF",
        "The reference the government system shows for it; one for all, or one for each with ; between",
    )
    .screen("Reference", "As the government system shows it")
    .must("Say which reference.");

static REFERENCE: Spec = Spec {
    id: "item.reference",
    command: "reference",
    title: "Reference",
    button: "Record the reference",
    takes: Takes::Items,
    fields: &[&SHOWN],
    draft: "reference",
    ..Spec::PLAIN
};

impl Operation for Reference {
    described_by!(REFERENCE);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        if let (Some(shown), n @ 2..) = (form.at(&SHOWN), on.target.items().len()) {
            shown.hint = format!("One for all, or {n} with ; between");
        }
        Ok(())
    }

    fn trial(&self, item: Id, _: &Desk) -> Option<Command> {
        Some(Command::Reference {
            item,
            reference: "-".into(),
        })
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let (items, said) = (target.items(), given.need(&SHOWN)?);
        let all = references(Some(&said), "", items.len()).map_err(|what| Failure::Invalid {
            field: &SHOWN,
            what,
            hint: "They go to the items in the order they are named".into(),
            why: Wrong::Words,
        })?;
        let all: Vec<String> = all.into_iter().map(Option::unwrap_or_default).collect();
        let commands = items
            .iter()
            .zip(&all)
            .map(|(item, reference)| Command::Reference {
                item: *item,
                reference: reference.clone(),
            });
        desk.run(Command::Together(commands.collect()))?;
        let of = |id: &Id| {
            let capture = desk.state().items.get(id)?.told().capture.as_ref()?;
            capture.reference.clone()
        };
        let said = items.iter().map(|id| of(id).unwrap_or_default());
        let said = said.map(|r| format!("has the reference {r}")).collect();
        Ok(Outcome::items(
            items,
            Said::each(said, "have their references"),
        ))
    }
}

/// Confirms that captures are filed.
#[derive(Debug, Default)]
pub struct Confirm;

static BY: Field = Field::new("by", Kind::Line)
    .flag("by", "Who saw it filed [default: you]")
    .value("NAME")
    .screen("By", "Who saw it filed");

static CONFIRM: Spec = Spec {
    id: "item.confirm",
    command: "confirm",
    title: "Confirm that it is filed",
    button: "Confirm that it is filed",
    takes: Takes::Items,
    fields: &[&BY],
    draft: "confirm",
    ..Spec::PLAIN
};

impl Operation for Confirm {
    described_by!(CONFIRM);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        if let Some(by) = form.at(&BY) {
            by.initial.clone_from(&on.desk.settings().me.name);
        }
        Ok(())
    }

    fn trial(&self, item: Id, _: &Desk) -> Option<Command> {
        Some(Command::Confirm {
            item,
            by: "-".into(),
        })
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let by = match given.get(&BY) {
            None => desk.settings().me.name.clone(),
            Some(_) => given.text(&BY).ok_or_else(|| Failure::Invalid {
                field: &BY,
                what: "Say who saw it filed: a name is needed".into(),
                hint: String::new(),
                why: Wrong::Missing,
            })?,
        };
        each(desk, target.items(), |item| Command::Confirm {
            item,
            by: by.clone(),
        })?;
        let said = Said::is(format!("confirmed by {by}"));
        Ok(Outcome::items(target.items(), said))
    }
}
