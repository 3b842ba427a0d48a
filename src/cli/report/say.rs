//! Reports as lines and as JSON.

use serde::Serialize;

use super::super::App;
use super::super::error::CliError;
use super::super::out::{Out, OutError};
use super::super::rows::{counted, stamp, two_answers};
use crate::desk::{Desk, USE_ASKED, kind_words, stage_words, way_words};
use crate::record::report::{Known, Recipient, Source, Way};
use crate::text::when;

#[derive(Serialize)]
pub(super) struct Row {
    id: String,
    kind: &'static str,
    state: &'static str,
    open: bool,
    since: String,
    decision: Option<String>,
    item: Option<String>,
    channel: Option<String>,
    marking: Option<String>,
    from: Option<String>,
    to: Option<String>,
    captured: Option<&'static str>,
    what: Option<String>,
    circumstances: Option<String>,
    captures: Vec<String>,
    written: Option<String>,
    policy: Option<String>,
    withdrawn: Option<String>,
    reason: Option<String>,
    recipients: Vec<WayRow>,
    conflicts: Vec<ConflictRow>,
    #[serde(rename = "for")]
    principal: Option<String>,
    /// Why another channel was used, by the id of the policy's list.
    because: Option<String>,
}

#[derive(Serialize)]
struct WayRow {
    recipient: &'static str,
    title: &'static str,
    name: Option<String>,
    state: &'static str,
    asked: Option<String>,
    sent: Option<String>,
    to: Option<String>,
    destination: Option<String>,
    reference: Option<String>,
    path: Option<String>,
    sha256: Option<String>,
    acknowledged: Option<String>,
    acknowledged_by: Option<String>,
    /// An earlier text went out; a correction is to follow.
    correction: bool,
}

#[derive(Serialize)]
struct ConflictRow {
    field: String,
    first: String,
    second: String,
}

/// The object of a report.
pub(super) fn row(desk: &Desk, known: &Known<'_>) -> Row {
    let zone = desk.zone();
    let draft = desk.report_draft(known.source);
    let text = known.done.and_then(|r| r.text.as_ref());
    let withdrawn = known.done.and_then(|r| r.withdrawn.as_ref());
    let (decision, item) = match known.source {
        Source::Decision(id) => (Some(id), None),
        Source::Item(id) => {
            let item = desk.state().items.get(&id);
            (item.and_then(|i| i.decision), Some(id))
        }
        Source::Own(_) => (None, None),
    };
    let conflicts = known.done.map(|r| r.conflicts.as_slice());
    Row {
        id: known.source.id().to_string(),
        kind: known.kind.as_str(),
        state: known.word(),
        open: known.is_open(),
        since: stamp(known.since, zone),
        decision: decision.map(|id| id.to_string()),
        item: item.map(|id| id.to_string()),
        channel: draft.channel,
        marking: draft.marking.map(|m| m.whole),
        from: draft.from.map(|t| stamp(t, zone)),
        to: draft.to.map(|t| stamp(t, zone)),
        captured: draft.captured.map(|c| c.as_str()),
        what: draft.what,
        circumstances: draft.circumstances,
        captures: draft.captures,
        written: text.map(|t| stamp(t.at, zone)),
        policy: text.map(|t| t.said.policy.clone()),
        withdrawn: withdrawn.map(|(at, _)| stamp(*at, zone)),
        reason: withdrawn.and_then(|(_, reason)| reason.clone()),
        recipients: concerned(known).map(|r| way_row(desk, known, r)).collect(),
        conflicts: conflicts
            .unwrap_or_default()
            .iter()
            .map(|c| ConflictRow {
                field: c.field.clone(),
                first: c.first.0.clone(),
                second: c.second.0.clone(),
            })
            .collect(),
        principal: known.principal(desk.state()).map(str::to_owned),
        because: draft.need,
    }
}

/// Those who are to have it, and those who got it all the same.
fn concerned<'k>(known: &Known<'k>) -> impl Iterator<Item = Recipient> + use<'k> {
    let (kind, done) = (known.kind, known.done);
    let spoken_of = move |r: &Recipient| done.is_some_and(|d| d.ways.contains_key(r));
    let all = Recipient::ALL.iter().copied();
    all.filter(move |r| kind.recipients().contains(r) || spoken_of(r))
}

fn way_row(desk: &Desk, known: &Known<'_>, recipient: Recipient) -> WayRow {
    let none = Way::default();
    let way = known.done.and_then(|r| r.ways.get(&recipient));
    let way = way.unwrap_or(&none);
    let at = |t| stamp(t, desk.zone());
    let sending = way.sent.as_ref().map(|s| &s.sending);
    WayRow {
        recipient: recipient.as_str(),
        title: desk.recipient_title(recipient, known.principal(desk.state())),
        name: desk.addressee(recipient).map(|a| a.name),
        state: way.word(),
        asked: way.asked.as_ref().map(|(t, _)| at(*t)),
        sent: way.sent.as_ref().map(|s| at(s.at)),
        to: sending.and_then(|s| s.to.clone()),
        destination: sending.and_then(|s| s.destination.clone()),
        reference: sending.and_then(|s| s.reference.clone()),
        path: sending.and_then(|s| s.path.clone()),
        sha256: sending.and_then(|s| s.sha256.clone()),
        acknowledged: way.acknowledged.as_ref().map(|(t, _)| at(*t)),
        acknowledged_by: way.acknowledged.as_ref().and_then(|(_, by)| by.clone()),
        correction: known.done.is_some_and(|r| r.wants_correction(recipient)),
    }
}

/// Lists reports: those still to be sent, or all.
pub(super) fn list(app: &mut App, desk: &Desk, all: bool) -> Result<(), CliError> {
    let principal = app.global.principal.clone();
    let reports = desk.reports();
    let wanted =
        |r: &&Known<'_>| principal.is_none() || r.principal(desk.state()) == principal.as_deref();
    let (open, closed): (Vec<_>, Vec<_>) =
        reports.iter().filter(wanted).partition(|r| r.is_to_do());
    let shown = open.iter().chain(closed.iter().filter(|_| all));
    for (n, known) in shown.enumerate() {
        if app.out.json {
            app.out.object(&row(desk, known))?;
            continue;
        }
        if n > 0 {
            app.out.gap()?;
        }
        lines(&mut app.out, desk, known)?;
        next(&mut app.out, desk, known)?;
    }
    if app.out.json {
        return Ok(());
    }
    if open.is_empty() {
        app.out
            .say("No report is to be sent, as far as this register knows.")?;
    }
    if !closed.is_empty() && !all {
        let n = counted(closed.len(), "report");
        app.out.say(format!(
            "{n} sent, withdrawn or ended: onrecord report --all"
        ))?;
    }
    Ok(())
}

/// The lines of a report in a list.
fn lines(out: &mut Out, desk: &Desk, known: &Known<'_>) -> Result<(), OutError> {
    out.field("Report", desk.short(known.source.id()))?;
    out.field("About", desk.report_line(known))?;
    out.field("Since", when::full(known.since, desk.zone()))?;
    out.field("State", stage_words(known))?;
    if known.is_ended() {
        out.field("Ended", desk.why_ended(known))?;
    }
    if let Some((at, reason)) = known.done.and_then(|r| r.withdrawn.as_ref()) {
        let reason = reason.as_deref().map(|r| format!(": {r}"));
        let at = when::full(*at, desk.zone());
        out.field("Withdrawn", format!("{at}{}", reason.unwrap_or_default()))?;
    }
    if !known.unsaid {
        ways(out, desk, known)?;
    }
    let conflicts = known.done.map(|r| r.conflicts.as_slice());
    two_answers(out, conflicts.unwrap_or_default())?;
    Ok(())
}

/// How far it is with each recipient.
pub(super) fn ways(out: &mut Out, desk: &Desk, known: &Known<'_>) -> Result<(), OutError> {
    for recipient in concerned(known) {
        let mut words = way_words(desk, known, recipient);
        if let Some(who) = desk.addressee(recipient) {
            words.push_str(&format!(" ({}, {})", who.name, who.label));
        }
        let title = desk.recipient_title(recipient, known.principal(desk.state()));
        out.field(title, words)?;
    }
    Ok(())
}

/// What is to be done next.
pub(super) fn next(out: &mut Out, desk: &Desk, known: &Known<'_>) -> Result<(), OutError> {
    if !known.is_to_do() {
        return Ok(());
    }
    if known.unsaid {
        let id = desk.short(known.source.id());
        return out.field(
            "Next",
            format!(
                "{} onrecord report used {id}, or onrecord report received {id}",
                USE_ASKED
            ),
        );
    }
    let id = desk.short(known.source.id());
    let draft = desk.report_draft(known.source);
    let wordless = draft.circumstances.is_none() && draft.what.is_none();
    if desk.references_only() && known.word() == "due" {
        return out.field(
            "Next",
            format!("write and send it on a government system, and record its reference: onrecord report sent {id} --recipient WHO --ref REF"),
        );
    }
    if wordless {
        return out.field(
            "Next",
            format!("write the circumstances: onrecord report draft {id} --circumstances TEXT"),
        );
    }
    if known.word() == "due" {
        return out.field(
            "Next",
            format!("see what it says so far: onrecord report show {id}; then write it: onrecord report draft {id} --circumstances TEXT"),
        );
    }
    let report = known.done;
    let mut unsent = known.kind.recipients().iter();
    match unsent.find(|r| report.is_none_or(|d| !d.is_sent_to(**r))) {
        Some(recipient) => out.field(
            "Next",
            format!("onrecord report send {id} --recipient {recipient} --to DESTINATION; sent by hand: onrecord report sent {id} --recipient {recipient}"),
        ),
        None => out.field(
            "Next",
            format!("say which answer stands: onrecord report withdraw {id} --reason TEXT, or onrecord report reopen {id}"),
        ),
    }
}

/// One report with its texts.
pub(super) fn whole(out: &mut Out, desk: &Desk, known: &Known<'_>) -> Result<(), CliError> {
    lines(out, desk, known)?;
    let draft = desk.report_draft(known.source);
    let full = |t| when::full(t, desk.zone());
    out.field_if("What", draft.what)?;
    out.field_if("From", draft.from.map(full))?;
    out.field_if("To", draft.to.map(full))?;
    let marking = desk.report_shown_under(known.source);
    out.field_if("Take care", desk.written_under_less(known.source))?;
    out.field("Marking", marking.unwrap_or_else(|| "not stated".into()))?;
    let circumstances = draft.circumstances;
    out.field(
        "Circumstances",
        circumstances.unwrap_or_else(|| "not written yet".into()),
    )?;
    out.field_if("Everything significant captured", draft.captured)?;
    match draft.captures.is_empty() {
        true => out.field("Captured", "no capture is on record for it")?,
        false => draft
            .captures
            .iter()
            .try_for_each(|c| out.field("Captured", c))?,
    }
    if let Some(text) = known.done.and_then(|r| r.text.as_ref()) {
        out.field("Written", full(text.at))?;
        out.field("Policy", &text.said.policy)?;
    }
    out.field("Kind", kind_words(known.kind))?;
    next(out, desk, known)?;
    let id = desk.short(known.source.id());
    out.field(
        "As a paper",
        format!("onrecord report show {id} --text, --html or --eml"),
    )?;
    Ok(())
}
