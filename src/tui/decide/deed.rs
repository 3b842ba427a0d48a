//! Decisions, outcomes and setup as deeds: what is done at the desk, and what is said of it.
//!
//! May import `desk`, `config`, `record`.

use crate::config::{Machine, Me};
use crate::desk::Desk;
use crate::desk::decide::{Answers, words};
use crate::tui::deed::{Done, Trouble};

/// Puts what was answered on record.
pub fn record(
    desk: &mut Desk,
    answers: &Answers,
    reason: Option<String>,
    principal: Option<String>,
) -> Result<Done, Trouble> {
    let id = desk.record_answers(answers, reason, principal)?;
    let short = desk.short(id);
    let Some(decision) = desk.state().decisions.get(&id) else {
        return Ok(Done::Said(format!("Recorded: decision {short}.")));
    };
    let verdict = words::verdict_in_full(&decision.said.verdict);
    let more = match (decision.waits_for_outcome(), decision.used_since()) {
        (true, _) => " When you know what came of it, say so under past decisions.",
        (_, Some(_)) if decision.is_exceptional() => " A report should be sent (para 10a).",
        _ => "",
    };
    Ok(Done::Decided {
        said: format!("Recorded: decision {short}, {verdict}.{more}"),
        id,
        short,
    })
}

/// Writes who you are and whose machine this is.
pub fn set_up(desk: &mut Desk, me: &Me, machine: &Machine) -> Result<Done, Trouble> {
    desk.set_up(me, machine)?;
    let mut lines = vec![
        format!("Recorded in {}", desk.home().join("config.toml").display()),
        String::new(),
    ];
    if machine.references_only() {
        lines.push("This machine is not corporately managed: references and times are stored, message text is not.".into());
    }
    if desk.settings().destinations.is_empty() {
        lines.push("Where captures go is not set yet: add a [[destination]] to that file; a sample, on the command line: onrecord config sample".into());
    }
    lines.push("Next: a adds an item, a paste in the queue does the same, i reads an export of a chat, 1 decides whether a channel may be used, ? says what else there is.".into());
    Ok(Done::SetUp { lines })
}
