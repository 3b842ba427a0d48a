//! Answers what somebody wants done about a report.

use chrono::{DateTime, TimeDelta, Utc};

use super::wanted::{Draft, ReportCommand};
use super::worded::{is_wordless, must_have_words, says_something_new};
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::next::{give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::{find, must_say, refuse_secret};
use crate::record::state::State;
use crate::record::state::destination::DestinationKind;
use crate::record::state::report::{Recipient, Report, ReportKind, Sending, Source};
use crate::text::when;

/// The events that carry it out.
pub fn decide(
    state: &State,
    command: ReportCommand,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    use ReportCommand as C;
    match command {
        C::New { kind, draft } => {
            must_have_words(kind, &draft, context.zone)?;
            let report = Source::Own((context.new_id)());
            Ok(vec![drafted(None, report, kind, *draft, context)?])
        }
        C::Draft { report, draft } => {
            let known = begun(state, report)?;
            must_stand(report.id(), known)?;
            let kind = known.map_or(ReportKind::Exceptional, |r| r.kind);
            must_have_words(kind, &draft, context.zone)?;
            let event = drafted(known, report, kind, *draft, context)?;
            says_something_new(known, &event)?;
            Ok(vec![event])
        }
        C::Sent {
            report,
            recipient,
            sending,
            draft,
        } => sent(state, report, recipient, sending, draft, context),
        C::Acknowledged {
            report,
            recipient,
            by,
        } => acknowledged(state, report, recipient, by),
        C::Asked {
            report,
            recipient,
            note,
        } => asked(state, report, recipient, note),
        C::Withdraw { report, reason } => withdraw(state, report, reason),
        C::Reopen { report } => reopen(state, report),
    }
}

/// What was done about a report so far; refused where there is nothing it could be about.
fn begun(state: &State, source: Source) -> Result<Option<&Report>, Refusal> {
    let known = state.reports.get(&source.id());
    match source {
        Source::Item(id) => find(state, id).map(|_| known),
        Source::Decision(id) if state.decisions.contains_key(&id) => Ok(known),
        _ if known.is_some() => Ok(known),
        _ => Err(Refusal::new(
            format!("No report {} is on record", source.id()),
            way_on("List them with", op::REPORTS),
        )),
    }
}

/// Whether a report was not withdrawn.
///
/// # Errors
/// Refused where it was, with how it is taken up again.
pub fn must_stand(id: Id, report: Option<&Report>) -> Result<(), Refusal> {
    match report.is_some_and(|r| r.withdrawn.is_some()) {
        false => Ok(()),
        true => Err(Refusal::new(
            format!("Report {id} was withdrawn"),
            way_on(
                "If that was wrong, take it up again first",
                op::REPORT_REOPEN,
            )
            .on(id),
        )),
    }
}

fn drafted(
    known: Option<&Report>,
    report: Source,
    kind: ReportKind,
    draft: Draft,
    context: &Context<'_>,
) -> Result<Event, Refusal> {
    refuse_secret(draft.marking.as_ref())?;
    let (decision, item) = ids(report);
    let marking = draft.marking;
    Ok(event::ReportDrafted {
        report: report.id(),
        decision,
        item,
        report_kind: kind.to_string(),
        replaces: known.and_then(|r| Some(r.text.as_ref()?.place.clone())),
        channel: draft.channel,
        from: draft.from,
        to: draft.to,
        captured: draft.captured.map(|c| c.to_string()),
        classification: marking.as_ref().map(|m| m.classification.clone()),
        policy: context.policy.0.into(),
        policy_digest: context.policy.1.into(),
        continuing: draft.continuing.map(|c| c.to_string()),
        still_there: draft.still_there.map(|c| c.to_string()),
        need: draft.need,
        circumstances: said(draft.circumstances),
        what: said(draft.what),
        marking: marking.map(|m| m.whole),
        captures: draft.captures,
        principal: said(draft.principal),
    }
    .into())
}

fn ids(report: Source) -> (Option<Id>, Option<Id>) {
    match report {
        Source::Decision(id) => (Some(id), None),
        Source::Item(id) => (None, Some(id)),
        Source::Own(_) => (None, None),
    }
}

fn said(text: Option<String>) -> Option<String> {
    text.filter(|t| !t.trim().is_empty())
}

fn sent(
    state: &State,
    report: Source,
    recipient: Recipient,
    sending: Sending,
    draft: Option<Box<Draft>>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let known = begun(state, report)?;
    must_stand(report.id(), known)?;
    may_have_gone_then(state, report, sending.at, context)?;
    let way = known.and_then(|r| r.ways.get(&recipient));
    let text = known.and_then(|r| r.text.as_ref());
    let in_doubt = in_doubt(known, recipient.as_str());
    if known.is_some_and(|r| r.is_sent_to(recipient)) && !in_doubt {
        return Err(Refusal::new(
            format!("Report {} was sent to {recipient} already", report.id()),
            way_on(
                "What was sent is followed by a correction: send it once it is written anew with",
                op::REPORT_WRITE,
            )
            .on(report.id())
            .with("circumstances"),
        ));
    }
    let mut events = Vec::new();
    let draft = *draft.unwrap_or_default();
    let elsewhere = stands_elsewhere(&sending, &draft);
    if text.is_none() && !elsewhere {
        let kind = known.map_or(ReportKind::Exceptional, |r| r.kind);
        must_have_words(kind, &draft, context.zone)?;
        events.push(drafted(known, report, kind, draft, context)?);
    }
    let (decision, item) = ids(report);
    events.push(
        event::ReportSent {
            report: report.id(),
            decision,
            item,
            recipient: recipient.to_string(),
            replaces: way.and_then(|w| w.place.clone()),
            text_place: text.map(|t| t.place.clone()),
            how: sending.how,
            to: said(sending.to),
            destination: sending.destination,
            reference: said(sending.reference),
            path: sending.path,
            sha256: sending.sha256,
            sent_at: sending.at,
            paper: sending.paper,
        }
        .into(),
    );
    Ok(events)
}

/// A report went out at the earliest when there was what it reports, and not in the time to come.
fn may_have_gone_then(
    state: &State,
    report: Source,
    at: Option<DateTime<Utc>>,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let Some(at) = at else { return Ok(()) };
    if at > context.now {
        return Err(Refusal::new(
            format!(
                "{} is still to come, so it was not sent then",
                when::full(at, context.zone)
            ),
            "Say when it was sent",
        ));
    }
    let (what, since) = match report {
        Source::Decision(id) => ("the decision", state.decisions.get(&id).map(|d| d.at)),
        Source::Item(id) => {
            let item = state.items.get(&id);
            let capture = item.and_then(|i| i.told().capture.as_ref());
            ("the capture", capture.map(|c| c.at))
        }
        Source::Own(id) => {
            let text = state.reports.get(&id).and_then(|r| r.text.as_ref());
            ("what", text.and_then(|t| t.said.from))
        }
    };
    // A time is said to the minute.
    let minute = TimeDelta::minutes(1);
    match since.filter(|since| at.checked_add_signed(minute).is_some_and(|at| at <= *since)) {
        None => Ok(()),
        Some(since) => Err(Refusal::new(
            format!(
                "{} is before {what} it reports ({}), so it was not sent then",
                when::full(at, context.zone),
                when::full(since, context.zone)
            ),
            give("Say when it was sent", op::REPORT_SENT, "at"),
        )),
    }
}

/// What somebody sent by hand under a reference stands there, in whatever words.
fn stands_elsewhere(sending: &Sending, draft: &Draft) -> bool {
    let by_hand = sending.how == DestinationKind::None.as_str();
    by_hand && sending.reference.is_some() && is_wordless(draft)
}

fn in_doubt(report: Option<&Report>, field: &str) -> bool {
    report.is_some_and(|r| r.conflicts.iter().any(|c| c.field == field))
}

fn acknowledged(
    state: &State,
    report: Source,
    recipient: Recipient,
    by: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    let known = begun(state, report)?;
    must_stand(report.id(), known)?;
    let way = known.and_then(|r| r.ways.get(&recipient));
    let Some(way) = way.filter(|w| w.sent.is_some()) else {
        return Err(Refusal::new(
            format!(
                "Report {} has not been sent to {recipient}, so it cannot be acknowledged",
                report.id()
            ),
            [
                way_on("Send it first", op::REPORT_SEND).on(report.id()),
                way_on("say that it was sent by hand", op::REPORT_SENT).on(report.id()),
            ],
        ));
    };
    if way.acknowledged.is_some() && !in_doubt(known, recipient.as_str()) {
        return Err(Refusal::new(
            format!(
                "Report {} was acknowledged by {recipient} already",
                report.id()
            ),
            way_on("See it with", op::REPORT_SHOW).on(report.id()),
        ));
    }
    let (decision, item) = ids(report);
    Ok(vec![
        event::ReportAcknowledged {
            report: report.id(),
            decision,
            item,
            recipient: recipient.to_string(),
            replaces: way.place.clone(),
            by: by.and_then(|by| said(Some(by))),
        }
        .into(),
    ])
}

fn asked(
    state: &State,
    report: Source,
    recipient: Recipient,
    note: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    let known = begun(state, report)?;
    must_stand(report.id(), known)?;
    let way = known.and_then(|r| r.ways.get(&recipient));
    if way.is_some_and(|w| w.sent.is_some()) {
        return Err(Refusal::new(
            format!("Report {} was sent to {recipient} already", report.id()),
            way_on("See it with", op::REPORT_SHOW).on(report.id()),
        ));
    }
    let (decision, item) = ids(report);
    Ok(vec![
        event::ReportAsked {
            report: report.id(),
            decision,
            item,
            recipient: recipient.to_string(),
            replaces: way.and_then(|w| w.place.clone()),
            note: said(note),
        }
        .into(),
    ])
}

fn withdraw(state: &State, report: Source, reason: String) -> Result<Vec<Event>, Refusal> {
    must_say(
        &reason,
        "The reason",
        give(
            "Say why there is nothing to report, such as that the channel was not used after all",
            op::REPORT_WITHDRAW,
            "reason",
        ),
    )?;
    let known = begun(state, report)?;
    if !in_doubt(known, "state") {
        must_stand(report.id(), known)?;
    }
    let (decision, item) = ids(report);
    Ok(vec![
        event::ReportWithdrawn {
            report: report.id(),
            decision,
            item,
            replaces: known.and_then(|r| r.state_place.clone()),
            reason: Some(reason),
        }
        .into(),
    ])
}

fn reopen(state: &State, report: Source) -> Result<Vec<Event>, Refusal> {
    let known = begun(state, report)?;
    let standing = known.filter(|r| r.withdrawn.is_some());
    let Some(replaces) = standing.and_then(|r| r.state_place.clone()) else {
        return Err(Refusal::new(
            format!("Report {} was not withdrawn", report.id()),
            way_on("See it with", op::REPORT_SHOW).on(report.id()),
        ));
    };
    let (decision, item) = ids(report);
    Ok(vec![
        event::ReportReopened {
            report: report.id(),
            decision,
            item,
            replaces,
        }
        .into(),
    ])
}
