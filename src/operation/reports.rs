//! What is done about reports of exceptional use, of missed captures and of outages.

use super::prelude::*;
use crate::desk::went_out;
use crate::record::command::Command;
use crate::record::next::{Next, Ways, op, way_on};
use crate::record::report::{Known, Recipient, ReportCommand, Source, must_stand};

pub(super) const ARROWS: &str = "";

pub(super) fn known<'a>(desk: &'a Desk, target: &Target) -> Result<Known<'a>, Refusal> {
    let none = || {
        let hint = way_on("List them with", op::REPORTS).with("all");
        Refusal::new("That report is not there any more", hint)
    };
    let Target::Report(source) = target else {
        return Err(none());
    };
    desk.report_of(source.id()).ok_or_else(none)
}

/// The report, where something can still be done about it: refused where nobody said that there is one, where its use
/// ended, and where it was withdrawn. The list of reports shows the keys of what is not refused.
pub(super) fn going_on<'a>(on: &Context<'a>) -> Result<Known<'a>, Refusal> {
    let known = known(on.desk, on.target)?;
    on.desk.report_must_be_due(known.source)?;
    must_stand(known.source.id(), known.done)?;
    Ok(known)
}

pub(super) const REPORT: Spec = Spec {
    takes: Takes::Report,
    ..Spec::PLAIN
};

/// Of what goes to recipients.
pub(super) const WAY: Spec = Spec {
    names: "The report, or the start of its id: that of the decision or item that raises it",
    ..REPORT
};

pub(super) static RECIPIENT: Field = Field::new("recipient", Kind::Choice)
    .flag(
        "recipient",
        "kim (Knowledge and Information Management team) or head-of-unit (or who stands for one)",
    )
    .value("WHO")
    .many()
    .words(Recipient::WORDS)
    .screen("Recipient", ARROWS)
    .must("Choose to whom.");

/// The recipients of a report; the first that it has not gone to (or that it has) stands there.
pub(super) fn offer_recipients(
    form: &mut Form,
    on: &Context<'_>,
    unsent: bool,
) -> Result<(), Refusal> {
    let (desk, known) = (on.desk, known(on.desk, on.target)?);
    form.note = desk.report_line(&known);
    let all = known.kind.recipients();
    let sent = |r: &Recipient| known.done.is_some_and(|d| d.is_sent_to(*r));
    let first = all.iter().find(|r| sent(r) != unsent).or(all.first());
    let words = |r: &Recipient| {
        let title = desk.recipient_title(*r, known.principal(desk.state()));
        let name = desk.addressee(*r).map(|a| format!(" ({})", a.name));
        Choice::new(r.as_str(), format!("{title}{}", name.unwrap_or_default()))
    };
    form.offer(&RECIPIENT, all.iter().map(words).collect());
    if let (Some(question), Some(first)) = (form.at(&RECIPIENT), first) {
        question.initial = first.as_str().to_owned();
    }
    Ok(())
}

/// The recipients named, each once.
pub(super) fn recipients(given: &Answers) -> Result<Vec<Recipient>, Failure> {
    let mut all: Vec<Recipient> = Vec::new();
    for said in given.must(&RECIPIENT)?.split('\n') {
        let one = Recipient::parse(said).ok_or_else(|| {
            let one_of = format!("Use one of: {}", Recipient::WORDS.join(", "));
            misread(&RECIPIENT, format!("{said} is not a recipient"), one_of)
        })?;
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Ok(all)
}

/// The same recorded of each recipient named.
fn each(
    desk: &mut Desk,
    target: &Target,
    given: &Answers,
    said: &str,
    act: impl Fn(Source, Recipient) -> ReportCommand,
) -> Result<Outcome, Failure> {
    let report = known(desk, target)?.source;
    for recipient in recipients(given)? {
        desk.run(Command::Report(act(report, recipient)))?;
    }
    Ok(Outcome::of(Subject::Report(report), said))
}

/// Records that a recipient acknowledged a report.
#[derive(Debug, Default)]
pub struct ReportAcknowledged;

static BY: Field = Field::new("by", Kind::Line)
    .flag("by", "Who did")
    .value("NAME")
    .screen("By", "Who acknowledged it");

static ACKNOWLEDGED: Spec = Spec {
    id: "report.acknowledged",
    command: "report acknowledged",
    title: "Acknowledged",
    fields: &[&RECIPIENT, &BY],
    draft: "report-acknowledged",
    ..WAY
};

impl Operation for ReportAcknowledged {
    described_by!(ACKNOWLEDGED);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        going_on(on)?;
        offer_recipients(form, on, false)
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        desk.report_must_be_due(known(desk, target)?.source)?;
        let by = given.get(&BY).map(str::to_owned);
        let said = "the report is acknowledged";
        each(desk, target, given, said, |report, recipient| {
            ReportCommand::Acknowledged {
                report,
                recipient,
                by: by.clone(),
            }
        })
    }
}

/// Records that who the recipient is, is not known, and that the team was asked.
#[derive(Debug, Default)]
pub struct ReportAsked;

static NOTE: Field = Field::new("note", Kind::Line)
    .flag("note", "What was asked, and how; - reads standard input")
    .value("TEXT")
    .or_input()
    .screen("Note", "What was asked, and how");

static ASKED: Spec = Spec {
    id: "report.asked",
    command: "report asked",
    title: "Recipient not known",
    fields: &[&RECIPIENT, &NOTE],
    draft: "report-asked",
    ..WAY
};

impl Operation for ReportAsked {
    described_by!(ASKED);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        going_on(on)?;
        offer_recipients(form, on, true)
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        desk.report_must_be_due(known(desk, target)?.source)?;
        let note = given.get(&NOTE).map(str::to_owned);
        let said = "the recipient is not known, the KIM team was asked";
        each(desk, target, given, said, |report, recipient| {
            ReportCommand::Asked {
                report,
                recipient,
                note: note.clone(),
            }
        })
    }
}

/// Withdraws a report: there is nothing to report after all.
#[derive(Debug, Default)]
pub struct ReportWithdraw;

static REASON: Field = Field::new("reason", Kind::Line)
    .flag("reason", "Why; - reads standard input")
    .value("TEXT")
    .or_input()
    .screen(
        "Reason",
        "Why there is nothing to report: not used after all, received only",
    )
    .must("Say why there is nothing to report.");

static WITHDRAW: Spec = Spec {
    id: "report.withdraw",
    command: "report withdraw",
    title: "Withdraw the report",
    button: "Withdraw the report",
    writes: "Why stays on record.",
    fields: &[&REASON],
    draft: "report-withdraw",
    ..REPORT
};

impl Operation for ReportWithdraw {
    described_by!(WITHDRAW);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let known = known(on.desk, on.target)?;
        on.desk.report_must_be_due(known.source)?;
        let conflicts = known.done.map(|r| r.conflicts.as_slice());
        // Two answers whether it stands are settled by saying it again.
        if !conflicts
            .unwrap_or_default()
            .iter()
            .any(|c| c.field == "state")
        {
            must_stand(known.source.id(), known.done)?;
        }
        form.note = on.desk.report_line(&known);
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let report = known(desk, target)?.source;
        desk.report_must_be_due(report)?;
        let reason = given.must(&REASON)?;
        desk.run(Command::Report(ReportCommand::Withdraw { report, reason }))?;
        let mut done = Outcome::of(Subject::Report(report), "the report is withdrawn");
        let sent = known(desk, target)?.done;
        if went_out(sent) {
            done = done.and_says(
                "It went out before: tell whoever has it. The paper says now that it was withdrawn.",
            );
        }
        let decision = match report {
            Source::Decision(id) => desk.state().decisions.get(&id).map(|d| (id, d)),
            _ => None,
        };
        if let Some((id, _)) = decision.filter(|(_, d)| d.used_since().is_some()) {
            done = done.and_says(
                Ways::from("The decision still says that the channel was used").and(
                    way_on("If it was not", op::NOT_USED)
                        .on(desk.short(id))
                        .with("not-used"),
                ),
            );
        }
        Ok(done)
    }
}

/// Takes up again a report that was withdrawn.
#[derive(Debug, Default)]
pub struct ReportReopen;

static REOPEN: Spec = Spec {
    id: "report.reopen",
    command: "report reopen",
    ..REPORT
};

impl Operation for ReportReopen {
    described_by!(REOPEN);

    fn run(&self, desk: &mut Desk, target: &Target, _: &Answers) -> Result<Outcome, Failure> {
        let report = known(desk, target)?.source;
        desk.report_must_be_due(report)?;
        desk.run(Command::Report(ReportCommand::Reopen { report }))?;
        let said = "the report is taken up again";
        Ok(Outcome::of(Subject::Report(report), said))
    }
}

/// Whether the private device an item was captured from was used.
fn say_use(desk: &mut Desk, target: &Target, used: bool) -> Result<Outcome, Failure> {
    let item = target.items().first().copied();
    let item = item.ok_or_else(|| {
        Refusal::new(
            "That is asked of what was captured from a private device. What came of a decision is said on the decision",
            "",
        )
    })?;
    let out = desk.reports_out();
    desk.say_use(item, used)?;
    let mut said = desk.use_words(item, used).0.into_iter();
    let first = match said.next() {
        Some(Next::Say(words)) => words,
        _ => String::new(),
    };
    let done = Outcome::of(Subject::ReportOf(item), first);
    let more = Ways(said.collect());
    Ok(done
        .and_says(more)
        .and_says(desk.told_of_ended(&out).unwrap_or_default()))
}

const OF_ITEM: Spec = Spec {
    takes: Takes::ReportOf,
    ..Spec::PLAIN
};

/// Says that the private device something was captured from was used, so that a report is due; or that it was only
/// received there, so that none is.
#[derive(Debug, Default)]
pub struct ReportUse<const USED: bool>;

pub type ReportUsed = ReportUse<true>;
pub type ReportReceived = ReportUse<false>;

static IS_USED: Spec = Spec {
    id: "report.used",
    command: "report used",
    ..OF_ITEM
};

static IS_RECEIVED: Spec = Spec {
    id: "report.received",
    command: "report received",
    ..OF_ITEM
};

impl<const USED: bool> Operation for ReportUse<USED> {
    fn spec(&self) -> &'static Spec {
        match USED {
            true => &IS_USED,
            false => &IS_RECEIVED,
        }
    }

    fn resolve(&self, desk: &Desk, word: &str) -> Result<Id, Refusal> {
        desk.item_of_report(word)
    }

    fn run(&self, desk: &mut Desk, target: &Target, _: &Answers) -> Result<Outcome, Failure> {
        say_use(desk, target, USED)
    }
}
