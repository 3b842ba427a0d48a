//! Reports that nothing raises but somebody's word: of an outage, of a missed capture.

use super::form::UNANSWERED;
use super::meaning;
use super::prelude::*;
use super::report_write::{WRITTEN, marking, or_nothing};
use super::reports::ARROWS;
use crate::policy::Reason;
use crate::record::next::{Ways, op, way_on};
use crate::record::report::{self, Completeness, Draft, Source};
use crate::text::when::Tense;

/// Why another channel is used in an outage, where nothing else is said: an id of the policy's list.
const SYSTEM_DOWN: &str = "system-down";

/// Begins a report of an outage or of a missed capture.
#[derive(Debug, Default)]
pub struct ReportNew;

static KIND: Field = Field::new("kind", Kind::Choice)
    .screen("Kind", ARROWS)
    .must("Choose what it is: an outage or a missed capture.");

const fn what(help: &'static str) -> Field {
    Field::new("what", Kind::Text)
        .flag("what", help)
        .value("TEXT")
        .or_input()
        .screen(
            "What happened",
            "What was missed, or which systems were down",
        )
        .must("Say what happened.")
}

static DOWN: Field = what("Which systems were down; - reads standard input");
static MISSED: Field =
    what("What was missed, as remembered, and who else may hold it; - reads standard input");

static CHANNEL: Field = Field::new("channel", Kind::Choice)
    .flag("channel", "The channel: whatsapp, signal and so on")
    .short('c')
    .value("CHANNEL")
    .screen("Channel", ARROWS);

static FROM: Field = Field::new("from", Kind::Time(Tense::Past))
    .flag(
        "from",
        "When it began: 9am, \"Thu 21:00\", \"26 Nov 21:00\", \"2 hours ago\" or RFC 3339; read backwards",
    )
    .value("TIME")
    .screen("From", "When it began: today 9am, Thu 21:00, 26 Nov 21:00");

static TO: Field = Field::new("to", Kind::Time(Tense::Ended))
    .flag("to", "When it ended")
    .value("TIME")
    .screen("To", "When it ended; empty: not stated");

static CAME_ABOUT: Field = Field::new("circumstances", Kind::Line)
    .flag(
        "circumstances",
        "How it came about, in your own words; - reads standard input",
    )
    .value("TEXT")
    .or_input()
    .screen("Circumstances", "How it came about, in your own words");

static WHY: Field = Field::new("because", Kind::Choice)
    .flag(
        "because",
        "Why another channel was used, of the list that guidance --reasons shows [default: system-down]",
    )
    .value("REASON")
    .screen("Why", "Why another channel was used (4): these are counted")
    .beneath(&KIND, "outage");

static CAPTURED: Field = Field::new("captured", Kind::Choice)
    .flag(
        "captured",
        "Whether everything significant was captured: yes, no or partly",
    )
    .value("YES|NO|PARTLY")
    .words(Completeness::WORDS)
    .screen("All captured", "Everything significant of that time");

static ITS_MARKING: Field = marking("Of the information; empty: not stated")
    .asks("Its marking, for example official? Enter alone: not stated, and the report says so.");
static FOR: Field = Field::new("whose", Kind::Line).principal();

static OF_OUTAGE: [&Field; 9] = [
    &DOWN,
    &CHANNEL,
    &FROM,
    &TO,
    &CAME_ABOUT,
    &CAPTURED,
    &ITS_MARKING,
    &FOR,
    &WHY,
];

static OF_MISSED: [&Field; 8] = [
    &MISSED,
    &CHANNEL,
    &FROM,
    &TO,
    &CAME_ABOUT,
    &CAPTURED,
    &ITS_MARKING,
    &FOR,
];

static NEW: Spec = Spec {
    id: "report.new",
    command: "report",
    title: "Report an outage or a missed capture",
    button: "Write the report",
    writes: "Nothing is sent by this.",
    fields: &[
        &KIND,
        &DOWN,
        &FROM,
        &TO,
        &CHANNEL,
        &WHY,
        &CAPTURED,
        &CAME_ABOUT,
        &ITS_MARKING,
        &FOR,
    ],
    draft: "report-new",
    ..Spec::PLAIN
};

static SYSTEMS_DOWN: Spec = Spec {
    id: "report.outage",
    command: "report outage",
    fields: &OF_OUTAGE,
    ..Spec::PLAIN
};

static MISSED_CAPTURE: Spec = Spec {
    id: "report.missed-capture",
    command: "report missed-capture",
    fields: &OF_MISSED,
    ..Spec::PLAIN
};

fn begin(desk: &mut Desk, kind: report::ReportKind, given: &Answers) -> Result<Outcome, Failure> {
    let captured = "an answer to whether everything was captured";
    let at = |field, tense| Ok::<_, Failure>(given.time(field, tense, desk)?.map(|r| r.at));
    let why = given.meant(&WHY, |said| meaning::reason(desk.policy(), said))?;
    let draft = Draft {
        need: (kind == report::ReportKind::Outage)
            .then(|| why.unwrap_or_else(|| SYSTEM_DOWN.to_owned())),
        from: at(&FROM, Tense::Past)?,
        to: at(&TO, Tense::Ended)?,
        channel: given.meant(&CHANNEL, |said| meaning::channel(desk.policy(), said))?,
        captured: given.word(&CAPTURED, captured, Completeness::parse)?,
        marking: given.marking(&ITS_MARKING, desk)?,
        circumstances: given.get(&CAME_ABOUT).map(str::to_owned),
        what: Some(given.must(&DOWN)?),
        captures: Vec::new(),
        principal: given.get(&FOR).map(str::to_owned),
        ..Draft::default()
    };
    let unmarked = draft.marking.is_none();
    let id = desk.new_report(kind, draft)?;
    let short = desk.short(id);
    let note = unmarked.then(|| {
        let said = way_on("Say it", op::REPORT_WRITE);
        Ways::from("Its marking is not stated, and its paper says so")
            .and(said.on(short.as_str()).with("marking"))
    });
    let done = Outcome::of(Subject::Report(Source::Own(id)), WRITTEN);
    Ok(done.notes(note))
}

/// What both begin with, where reports may be written.
fn offer(form: &mut Form, desk: &Desk) -> Result<(), Refusal> {
    desk.reports_may_be_written()?;
    let kinds = [
        ("", UNANSWERED),
        ("outage", "outage of corporate systems"),
        ("missed-capture", "missed capture"),
    ];
    form.offer(
        &KIND,
        kinds.map(|(value, words)| Choice::new(value, words)).into(),
    );
    let channels = desk.policy().channels().iter();
    let channels = channels.map(|c| Choice::new(&c.id, &c.label));
    let first = std::iter::once(Choice::new("", "not stated"));
    form.offer(&CHANNEL, first.chain(channels).collect());
    let down = |r: &&Reason| r.id == SYSTEM_DOWN;
    let (first, rest): (Vec<_>, Vec<_>) = desk.policy().reasons().iter().partition(down);
    let why = first.into_iter().chain(rest);
    form.offer(&WHY, why.map(|r| Choice::new(&r.id, &r.text)).collect());
    form.offer(&CAPTURED, or_nothing("not stated", Completeness::WORDS));
    Ok(())
}

impl Operation for ReportNew {
    described_by!(NEW);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let unsaid = Choice::new("", "not stated");
        form.offer_markings(&ITS_MARKING, None, Some(unsaid));
        offer(form, on.desk)
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let kind = match given.must(&KIND)?.as_str() {
            "outage" => report::ReportKind::Outage,
            _ => report::ReportKind::MissedCapture,
        };
        begin(desk, kind, given)
    }
}

/// Records that corporate systems were down and a channel was used instead, or that something significant was not
/// captured in time.
#[derive(Debug, Default)]
pub struct ReportBegun<const OUTAGE: bool>;

pub type ReportOutage = ReportBegun<true>;
pub type ReportMissed = ReportBegun<false>;

impl<const OUTAGE: bool> Operation for ReportBegun<OUTAGE> {
    fn spec(&self) -> &'static Spec {
        match OUTAGE {
            true => &SYSTEMS_DOWN,
            false => &MISSED_CAPTURE,
        }
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        offer(form, on.desk)
    }

    fn wants(&self, field: &Field, _: &Context<'_>) -> bool {
        field.is(&ITS_MARKING)
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let kind = match OUTAGE {
            true => report::ReportKind::Outage,
            false => report::ReportKind::MissedCapture,
        };
        begin(desk, kind, given)
    }
}
