//! `report`: exceptional use of a private device (10a), missed captures, outages; written, sent,
//! acknowledged.
//!
//! A report of exceptional use is there by itself; the commands say what was done about it. Texts are the
//! user's own words and take `-` for standard input.

mod asks;
mod say;

use super::App;
use super::args::{EventArgs, ReportArgs, ReportCommand, WayArgs};
use super::error::CliError;
use super::operate::operate;
use super::{times, words_in};
use crate::desk::{Desk, PaperOrder, ReportChanges, SendRequest};
use crate::record::Id;
use crate::record::report::{
    Completeness, Continuing, Draft, Kind, Known, Recipient, Source, StillThere,
};

/// Lists reports, shows one, or records what was done about one.
pub(super) fn report(app: &mut App, args: ReportArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let Some(command) = args.what else {
        return say::list(app, &desk, args.all);
    };
    use ReportCommand as C;
    match command {
        C::Show {
            id,
            text,
            html,
            eml,
            sent,
        } => match sent {
            true => as_sent(app, &desk, &id),
            false => show(app, &desk, &id, (text, html, eml)),
        },
        C::Used(given) => operate(app, given),
        C::Received(given) => operate(app, given),
        C::Draft {
            id,
            circumstances,
            what,
            marking,
            one_off,
            continuing,
            still_on_device,
        } => {
            let (words, parse) = (StillThere::WORDS, StillThere::parse);
            let what_it_is = "answer to whether it is still on the device";
            let still = still_on_device.as_deref();
            let still = still.map(|s| words_in::word(s, what_it_is, words, parse));
            let said = ReportChanges {
                continuing: match (one_off, continuing) {
                    (true, _) => Some(Continuing::OneOff),
                    (_, true) => Some(Continuing::Continuing),
                    _ => None,
                },
                still_there: still.transpose()?,
                ..ReportChanges::default()
            };
            draft(app, &mut desk, &id, (circumstances, what, marking), said)
        }
        C::Send {
            way,
            to,
            name,
            reference,
        } => send(app, &mut desk, &way, to, name, reference),
        C::Sent {
            way,
            name,
            reference,
            at,
        } => {
            let at = at
                .map(|at| times::past(app, &desk, &at, false))
                .transpose()?;
            let request = SendRequest {
                name,
                reference,
                at,
                destination: None,
            };
            by_hand(app, &mut desk, &way, request)
        }
        C::Acknowledged(given) => operate(app, given),
        C::Asked(given) => operate(app, given),
        C::Withdraw(given) => operate(app, given),
        C::Reopen(given) => operate(app, given),
        C::MissedCapture { what, event } => {
            begin(app, &mut desk, Kind::MissedCapture, &what, event)
        }
        C::Outage { what, event } => begin(app, &mut desk, Kind::Outage, &what, event),
    }
}

fn known<'a>(desk: &'a Desk, report: Source) -> Result<Known<'a>, CliError> {
    desk.report_of(report.id()).ok_or_else(|| {
        CliError::refused(
            format!("No report {} is on record", report.id()),
            "List them with: onrecord report --all",
        )
    })
}

/// What was sent, as it was then: one after the other where it went to several.
fn as_sent(app: &mut App, desk: &Desk, id: &str) -> Result<(), CliError> {
    let known = known(desk, desk.resolve_report(id)?)?;
    let mut any = false;
    for recipient in Recipient::ALL {
        if let Some(paper) = desk.report_as_sent(known.source, *recipient) {
            any = true;
            app.out.bytes(paper.as_bytes())?;
        }
    }
    match any {
        true => Ok(()),
        false => Err(CliError::refused(
            "No text of this report as it was sent is on record",
            "See how far it is with: onrecord report show ID; as it would be made now with --text",
        )),
    }
}

/// Says what was recorded and how far the report is now.
fn done(app: &mut App, desk: &mut Desk, report: Source, what: &str) -> Result<(), CliError> {
    let known = known(desk, report)?;
    if app.out.json {
        return Ok(app.out.object(&say::row(desk, &known))?);
    }
    let short = desk.short(report.id());
    app.out.say(format!("Recorded: report {short}, {what}."))?;
    say::ways(&mut app.out, desk, &known)?;
    say::next(&mut app.out, desk, &known)?;
    app.tidy(desk)
}

/// How far a report is now; of that which an item raises, what is to be done next alone. With `--json`, the report.
pub(super) fn say_of(app: &mut App, desk: &Desk, id: Id, ways: bool) -> Result<(), CliError> {
    let Some(known) = desk.report_of(id) else {
        return Ok(());
    };
    if app.out.json {
        return Ok(app.out.object(&say::row(desk, &known))?);
    }
    if ways {
        app.out.field("Report", desk.short(known.source.id()))?;
        say::ways(&mut app.out, desk, &known)?;
    }
    Ok(say::next(&mut app.out, desk, &known)?)
}

fn show(
    app: &mut App,
    desk: &Desk,
    id: &str,
    (text, html, eml): (bool, bool, bool),
) -> Result<(), CliError> {
    let known = known(desk, desk.resolve_report(id)?)?;
    if !(text || html || eml) {
        return match app.out.json {
            true => Ok(app.out.object(&say::row(desk, &known))?),
            false => say::whole(&mut app.out, desk, &known),
        };
    }
    desk.use_must_be_said(known.source)?;
    let paper = desk.report_paper(&known);
    let id = known.source.id().to_string();
    let marking = desk.report_draft(known.source).marking.map(|m| m.whole);
    let order = PaperOrder {
        kind: "report",
        id: &id,
        marking: marking.as_deref(),
        to: None,
    };
    let bytes = match (html, eml) {
        (true, _) => desk.paper_html(order, &paper).into_bytes(),
        (_, true) => desk.paper_eml(order, &paper),
        _ => desk.paper_text(order, &paper).into_bytes(),
    };
    Ok(app.out.bytes(&bytes)?)
}

fn draft(
    app: &mut App,
    desk: &mut Desk,
    id: &str,
    (circumstances, what, marking): (Option<String>, Option<String>, Option<String>),
    said: ReportChanges,
) -> Result<(), CliError> {
    let report = desk.resolve_report(id)?;
    desk.use_must_be_said(report)?;
    let nothing = circumstances.is_none()
        && what.is_none()
        && marking.is_none()
        && said.continuing.is_none()
        && said.still_there.is_none();
    let marking = marking.map(|m| words_in::marking(desk.policy(), &m));
    let mut changes = ReportChanges {
        marking: marking.transpose()?,
        what: words_in::text_if(what.as_deref())?,
        circumstances: words_in::text_if(circumstances.as_deref())?,
        ..said
    };
    if nothing {
        changes.circumstances = Some(asks::circumstances(app)?);
    }
    desk.write_report(report, changes)?;
    done(app, desk, report, "written")
}

fn recipients(way: &WayArgs) -> Result<Vec<Recipient>, CliError> {
    let mut all: Vec<Recipient> = Vec::new();
    for given in &way.recipient {
        let one = words_in::word(given, "recipient", Recipient::WORDS, Recipient::parse)?;
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Ok(all)
}

fn send(
    app: &mut App,
    desk: &mut Desk,
    way: &WayArgs,
    to: Option<String>,
    name: Option<String>,
    reference: Option<String>,
) -> Result<(), CliError> {
    if to.is_none() && reference.is_some() {
        let request = SendRequest {
            name,
            reference,
            ..SendRequest::default()
        };
        return by_hand(app, desk, way, request);
    }
    let report = desk.resolve_report(&way.id)?;
    desk.use_must_be_said(report)?;
    let recipients = recipients(way)?;
    let of = known(desk, report)?.principal(desk.state());
    // Every recipient has a way before the first is sent.
    let mut ways = Vec::new();
    for recipient in recipients {
        let via = desk.report_via(recipient).map(str::to_owned);
        let Some(destination) = to.clone().or(via) else {
            let short = desk.short(report.id());
            return Err(CliError::usage(
                format!(
                    "Nothing says how the report is to go to: {}",
                    desk.recipient_title(recipient, of)
                ),
                format!(
                    "Name a destination with --to; or copy it from onrecord report show {short} --text, send it yourself, and record that with: onrecord report sent {short} --recipient {recipient}"
                ),
            ));
        };
        ways.push((recipient, destination));
    }
    for (recipient, destination) in ways {
        let request = SendRequest {
            name: name.clone(),
            reference: reference.clone(),
            destination: Some(destination),
            at: None,
        };
        desk.send_report(report, recipient, request)?;
    }
    done(app, desk, report, "sent")
}

fn by_hand(
    app: &mut App,
    desk: &mut Desk,
    way: &WayArgs,
    request: SendRequest,
) -> Result<(), CliError> {
    let report = desk.resolve_report(&way.id)?;
    desk.use_must_be_said(report)?;
    let of = known(desk, report)?;
    let recipients = recipients(way)?;
    let mut ways = Vec::new();
    let mut unnamed = Vec::new();
    for recipient in recipients {
        let mut request = request.clone();
        let is_sent = of.done.is_some_and(|d| d.is_sent_to(recipient));
        if request.name.is_none() && desk.addressee(recipient).is_none() && !is_sent {
            let title = desk.recipient_title(recipient, of.principal(desk.state()));
            request.name = asks::name(app, title)?;
            if request.name.is_none() {
                unnamed.push((title, recipient));
            }
        }
        ways.push((recipient, request));
    }
    for (recipient, request) in ways {
        desk.send_report(report, recipient, request)?;
    }
    done(app, desk, report, "sent by hand, as you say")?;
    let id = desk.short(report.id());
    for (title, recipient) in unnamed {
        super::note(format!(
            "{title}: who it went to was not named, and the report says so. To name them: onrecord undo, then onrecord report sent {id} --recipient {recipient} --name NAME"
        ));
    }
    Ok(())
}

/// Begins a report of a missed capture or an outage.
fn begin(
    app: &mut App,
    desk: &mut Desk,
    kind: Kind,
    what: &str,
    event: EventArgs,
) -> Result<(), CliError> {
    let from = match event.from.as_deref() {
        Some(t) => Some(times::past(app, desk, t, event.ahead.in_future)?),
        None => None,
    };
    let to = match event.to.as_deref() {
        Some(t) => Some(times::ended(app, desk, t, event.ahead.in_future)?),
        None => None,
    };
    let completeness = |given: &String| {
        let (words, parse) = (Completeness::WORDS, Completeness::parse);
        words_in::word(
            given,
            "answer to whether everything was captured",
            words,
            parse,
        )
    };
    let (policy, channel) = (desk.policy(), event.channel.as_deref());
    let draft = Draft {
        channel: channel.map(|c| words_in::channel(policy, c)).transpose()?,
        from,
        to,
        captured: event.captured.as_ref().map(completeness).transpose()?,
        marking: match event.marking.as_deref() {
            Some(m) => Some(words_in::marking(policy, m)?),
            None => asks::marking(app, desk)?,
        },
        circumstances: words_in::text_if(event.circumstances.as_deref())?,
        what: Some(words_in::text(what)?),
        captures: Vec::new(),
        principal: app.global.principal.clone(),
        ..Draft::default()
    };
    let unmarked = draft.marking.is_none();
    let id = desk.new_report(kind, draft)?;
    done(app, desk, Source::Own(id), "written")?;
    if unmarked {
        let id = desk.short(id);
        super::note(format!(
            "Its marking is not stated, and its paper says so. Say it: onrecord report draft {id} --marking MARKING"
        ));
    }
    Ok(())
}
