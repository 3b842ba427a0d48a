//! The texts on this machine that somebody began and did not finish: named when a device is handed back or a post is
//! left, and cleared where that is wanted.

use super::prelude::*;
use crate::desk::words::counted;
use crate::record::next::Ways;
use crate::text::sentence_case;

const KEEP: &str = "keep";
const CLEAR: &str = "clear";

/// What becomes of them.
pub(super) static TEXTS: Field = Field::new("unfinished", Kind::Choice)
    .flag(
        "unfinished",
        "What becomes of unfinished texts on this machine: keep or clear [default: keep]",
    )
    .value("WHAT")
    .words(&[KEEP, CLEAR])
    .asks("Texts that were begun on this machine and not finished?")
    .screen("Unfinished", "On this machine alone: keep or clear them");

/// Asks for it where there are any.
pub(super) fn ask(form: &mut Form, desk: &Desk) -> Result<(), Refusal> {
    let there = desk.draft_names().unwrap_or_default();
    if there.is_empty() {
        form.leave_out(&TEXTS);
        return Ok(());
    }
    let them = [
        (KEEP, "keep them".to_owned()),
        (
            CLEAR,
            format!(
                "clear {}: {}",
                counted(there.len(), "text"),
                there.join(", ")
            ),
        ),
    ];
    form.offer(
        &TEXTS,
        them.map(|(value, words)| Choice::new(value, words)).into(),
    );
    form.begins(&TEXTS, KEEP);
    Ok(())
}

/// Whether they are to be cleared.
pub(super) fn wanted(given: &Answers) -> Result<bool, Failure> {
    let read = |said: &str| match said {
        CLEAR => Some(true),
        KEEP => Some(false),
        _ => None,
    };
    let said = given.word(&TEXTS, "something that can become of them", read)?;
    Ok(said.unwrap_or(false))
}

/// Does it, and says what is left.
pub(super) fn settle(desk: &Desk, given: &Answers) -> Result<Option<Ways>, Failure> {
    let clear = wanted(given)?;
    let there = desk.draft_names().unwrap_or_default();
    if clear {
        desk.clear_drafts()?;
    }
    if there.is_empty() {
        return Ok(None);
    }
    let (count, names) = (counted(there.len(), "unfinished text"), there.join(", "));
    Ok(Some(match clear {
        true => Ways::from(format!("Cleared on this machine: {count} ({names})")),
        false => Ways::from(format!(
            "{} kept on this machine ({names}); before it is handed back, finish or clear what is there",
            sentence_case(&count)
        )),
    }))
}
