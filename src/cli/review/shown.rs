//! What is said of an item under review: its words, who sent them and by when it is wanted; the rest when asked.

use super::super::App;
use super::super::error::CliError;
use super::super::rows;
use crate::desk::Desk;
use crate::record::Id;
use crate::record::query::deadlines;
use crate::text::when;

/// The message, its sender, by when.
pub(super) fn item(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(item) = desk.state().items.get(&id) else {
        return Ok(());
    };
    let times = deadlines(desk.state(), item, desk.limits());
    let out = &mut app.out;
    out.field("Message", rows::beginning(desk, item))?;
    out.field("From", item.from().unwrap_or("not stated"))?;
    let label = match times.capture_by {
        Some(_) => "Capture by",
        None => "Due",
    };
    Ok(out.field(label, rows::capture_by_words(desk, &times))?)
}

/// What else is known of it, and the words in it that may be worth a look.
pub(super) fn known(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(item) = desk.state().items.get(&id) else {
        return Ok(());
    };
    let (zone, out) = (desk.zone(), &mut app.out);
    out.field("Channel", rows::where_words(desk, item))?;
    out.field_if("Sent", item.sent().map(|t| when::full(t, zone)))?;
    out.field("Marking", rows::marking_words(item))?;
    out.field_if("For", item.principal.as_deref())?;
    out.field_if("With", desk.task_words(item))?;
    out.field_if("Group", desk.office_words(item))?;
    let evidence = item.told();
    let evidence = evidence.messages.iter().flat_map(|m| &m.evidence);
    for kept in evidence.filter(|e| e.kind == "attachment") {
        out.field("File", &kept.name)?;
    }
    for right in desk.rights(item) {
        out.field("Put right", right)?;
    }
    rows::two_answers(out, &item.told().conflicts)?;
    let mut cues = 0;
    for message in &item.told().messages {
        let body = message.body.as_deref().unwrap_or_default();
        for (cue, why) in desk.policy().cues(body) {
            cues += 1;
            out.field("Worth a look", format!("{cue}: {why}"))?;
        }
    }
    if cues == 0 {
        out.say("None of its words is of the \"worth a look\" list. It may be significant all the same.")?;
    }
    for hold in desk.state().holds_on(item) {
        let reference = hold.reference.as_deref();
        out.field("Held", reference.unwrap_or("a hold without a reference"))?;
    }
    Ok(())
}
