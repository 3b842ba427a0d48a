//! Reports on their way: sent through a destination, or by hand and then said so.

use super::prelude::*;
use super::reports::{ARROWS, RECIPIENT, WAY, going_on, known, offer_recipients, recipients};
use crate::desk::{SendRequest, through_words};
use crate::record::next::{Ways, give, op, way_on};
use crate::record::report::{Recipient, Source};
use crate::text::when::Tense;

/// Sends a report through a destination; in its form also by hand.
#[derive(Debug, Default)]
pub struct ReportSend;

/// No destination of the settings is called so.
const BY_HAND: &str = "=by hand";

static TO: Field = Field::new("to", Kind::Choice)
    .flag(
        "to",
        "The destination [default: as the policy file names it for the recipient]",
    )
    .value("DESTINATION")
    .screen("How", ARROWS);

/// How a person at a terminal is asked who it went to.
const TO_WHOM: &str =
    "Who did it go to: a name or an address? Enter alone: not named, and the report says so.";

static NAME: Field = Field::new("name", Kind::Line)
    .flag(
        "name",
        "Name or address of the recipient [default: as the policy file names it]",
    )
    .value("NAME")
    .screen(
        "To whom",
        "Left empty: as the policy file names the recipient",
    )
    .asks(TO_WHOM)
    .missing("Say who it went to: a name or an address.");

static WHEN: Field = Field::new("at", Kind::Time(Tense::Past))
    .flag("at", "When it was sent [default: now]")
    .value("TIME")
    .screen("When", "Empty: now. Thu 21:00, yesterday 9pm");

static REFERENCE: Field = Field::new("reference", Kind::Line)
    .flag("ref", "Sent by hand, under this reference")
    .value("REF")
    .screen("Reference", "");

static SEND: Spec = Spec {
    id: "report.send",
    command: "report send",
    title: "Record that you sent it, or send it",
    button: "Record that you sent it",
    fields: &[&RECIPIENT, &TO, &NAME, &REFERENCE],
    form: Some(&[&RECIPIENT, &TO, &NAME, &WHEN, &REFERENCE]),
    draft: "report-send",
    ..WAY
};

impl Operation for ReportSend {
    described_by!(SEND);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        going_on(on)?;
        offer_recipients(form, on, true)?;
        form.note.push_str(
            "\nNothing is sent from here by hand. To copy its text first: Esc, then {report.copy}.",
        );
        let known = known(on.desk, on.target)?;
        let sent = |r: &&Recipient| known.done.is_some_and(|d| d.is_sent_to(**r));
        let first = known.kind.recipients().iter().find(|r| !sent(r));
        let all = on.desk.destination_choices().0.into_iter();
        let all = all.map(|d| Choice::new(&d.name, format!("{} ({})", d.name, d.kind)));
        let by_hand = std::iter::once(Choice::new(BY_HAND, "sent by hand"));
        form.offer(&TO, by_hand.chain(all).collect());
        let via = first.and_then(|r| on.desk.report_via(*r));
        if let Some(to) = form.at(&TO) {
            to.initial = via.unwrap_or(BY_HAND).to_owned();
        }
        let named = first.is_some_and(|r| on.desk.addressee(*r).is_some());
        if let (false, Some(name)) = (named, form.at(&NAME)) {
            name.hint = "Who it went to; needed".into();
        }
        Ok(())
    }

    fn button(&self, given: &Answers) -> String {
        match given.get(&TO) {
            Some(to) if to != BY_HAND => format!("Send it through {to}"),
            _ => "Record that you sent it".into(),
        }
    }

    fn wants(&self, field: &Field, on: &Context<'_>) -> bool {
        let by_hand = on.before.get(&TO).is_none() && on.before.get(&REFERENCE).is_some();
        field.is(&NAME) && by_hand && is_unnamed(on)
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let report = known(desk, target)?.source;
        desk.report_must_be_due(report)?;
        let (recipients, to) = (recipients(given)?, given.text(&TO));
        let in_a_form = to.as_deref() == Some(BY_HAND);
        if in_a_form || (to.is_none() && given.get(&REFERENCE).is_some()) {
            let named = |r: &Recipient| desk.addressee(*r).is_some();
            if in_a_form && given.text(&NAME).is_none() && !recipients.iter().all(named) {
                return Err(missing(&NAME));
            }
            return by_hand(desk, report, &recipients, given);
        }
        // Every recipient has a way before the first is sent.
        let mut ways = Vec::new();
        for recipient in recipients {
            let via = desk.report_via(recipient).map(str::to_owned);
            let Some(destination) = to.clone().or(via) else {
                return Err(no_way(desk, report, recipient));
            };
            ways.push((recipient, destination));
        }
        let mut said = Vec::new();
        for (recipient, destination) in ways {
            let request = SendRequest {
                destination: Some(destination.clone()),
                ..request(given)
            };
            desk.send_report(report, recipient, request)?;
            said.push(sent_words(desk, report, recipient, Some(&destination)));
        }
        Ok(Outcome::of(Subject::Report(report), said.join("; ")))
    }
}

/// Whether one of the recipients is named by no policy file.
fn is_unnamed(on: &Context<'_>) -> bool {
    let all = recipients(on.before).unwrap_or_default();
    all.iter().any(|r| on.desk.addressee(*r).is_none())
}

fn request(given: &Answers) -> SendRequest {
    SendRequest {
        name: given.get(&NAME).map(str::to_owned),
        reference: given.get(&REFERENCE).map(str::to_owned),
        ..SendRequest::default()
    }
}

fn no_way(desk: &Desk, report: Source, recipient: Recipient) -> Failure {
    let of = desk.report_of(report.id());
    let of = of.as_ref().and_then(|r| r.principal(desk.state()));
    let title = desk.recipient_title(recipient, of);
    let short = desk.short(report.id());
    misread(
        &TO,
        format!("Nothing says how the report is to go to: {title}"),
        format!(
            "Name a destination with --to; or copy it from onrecord report show {short} --text, send it yourself, and record that with: onrecord report sent {short} --recipient {recipient}"
        ),
    )
}

fn by_hand(
    desk: &mut Desk,
    report: Source,
    recipients: &[Recipient],
    given: &Answers,
) -> Result<Outcome, Failure> {
    let at = given.time(&WHEN, Tense::Past, desk)?.map(|read| read.at);
    let (mut said, mut unnamed) = (Vec::new(), Vec::new());
    for recipient in recipients {
        let request = SendRequest {
            at,
            ..request(given)
        };
        desk.send_report(report, *recipient, request)?;
        said.push(sent_words(desk, report, *recipient, None));
        let known = desk.report_of(report.id());
        let way = known.as_ref().and_then(|r| r.done?.ways.get(recipient));
        if way.is_none_or(|w| w.sent.as_ref().is_none_or(|s| s.sending.to.is_none())) {
            let of = known.as_ref().and_then(|r| r.principal(desk.state()));
            let title = desk.recipient_title(*recipient, of);
            let so = "who it went to was not named, and the report says so";
            let back = way_on("To name them, take it back", op::UNDO);
            let anew = "Then record anew that it was sent, and to whom";
            let anew = give(anew, op::REPORT_SENT, "name");
            unnamed.push(Ways::from(format!("{title}: {so}")).and(back).and(anew));
        }
    }
    Ok(Outcome::of(Subject::Report(report), said.join("; ")).notes(unnamed))
}

/// That a report went, and how: through a destination, or by somebody's hand.
fn sent_words(desk: &Desk, report: Source, recipient: Recipient, through: Option<&str>) -> String {
    let known = desk.report_of(report.id());
    let of = known.as_ref().and_then(|r| r.principal(desk.state()));
    let to = desk.recipient_title(recipient, of);
    let way = known.as_ref().and_then(|r| r.done?.ways.get(&recipient));
    let how = way
        .and_then(|w| w.sent.as_ref())
        .map(|s| s.sending.how.as_str());
    match through {
        Some(_) => format!(
            "sent to {to}{}",
            through_words(how.unwrap_or_default(), through)
        ),
        None => format!("you sent it to the {to}"),
    }
}

/// Records that a report was sent by hand.
#[derive(Debug, Default)]
pub struct ReportSent;

static WENT_TO: Field = Field::new("name", Kind::Line)
    .flag("name", "Name or address of who it went to")
    .value("NAME")
    .asks(TO_WHOM);

static THERE: Field = Field::new("reference", Kind::Line)
    .flag("ref", "The reference it has there")
    .value("REF");

static SENT: Spec = Spec {
    id: "report.sent",
    command: "report sent",
    fields: &[&RECIPIENT, &WENT_TO, &THERE, &WHEN],
    ..WAY
};

impl Operation for ReportSent {
    described_by!(SENT);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        going_on(on)?;
        offer_recipients(form, on, true)
    }

    fn wants(&self, field: &Field, on: &Context<'_>) -> bool {
        field.is(&WENT_TO) && is_unnamed(on)
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let report = known(desk, target)?.source;
        by_hand(desk, report, &recipients(given)?, given)
    }
}
