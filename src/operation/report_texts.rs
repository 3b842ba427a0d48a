//! Reports as they are written: of exceptional use, of an outage, of a missed capture.

use super::form::UNANSWERED;
use super::meaning;
use super::prelude::*;
use super::reports::{ARROWS, REPORT, going_on, known};
use crate::desk::ReportChanges;
use crate::record::next::{Ways, op, way_on};
use crate::record::report::{self, Completeness, Continuing, Draft, Source, StillThere};
use crate::text::when::Tense;

const WRITTEN: &str = "the report is written; it is to be sent";

/// The words of a vocabulary as choices, behind one that says nothing.
fn or_nothing(nothing: &str, words: &[&str]) -> Vec<Choice> {
    let first = Choice::new("", nothing);
    let words = words.iter().map(|word| Choice::new(*word, *word));
    std::iter::once(first).chain(words).collect()
}

const fn marking(hint: &'static str) -> Field {
    Field::new("marking", Kind::Marking)
        .flag("marking", "The marking of the information")
        .short('m')
        .value("MARKING")
        .screen("Marking", hint)
}

/// Writes the circumstances of a report, or writes them anew. What is not given stays as it stands.
#[derive(Debug, Default)]
pub struct ReportWrite;

/// A form writes the report also where nothing was changed.
static IN_A_FORM: Field = Field::new("in-a-form", Kind::Choice);
const YES: &str = "yes";

static CIRCUMSTANCES: Field = Field::new("circumstances", Kind::Text)
    .flag(
        "circumstances",
        "Why the channel was used, in your own words; - reads standard input",
    )
    .value("TEXT")
    .or_input()
    .screen(
        "Circumstances",
        "Why it was used, in your own words; Ctrl-J: new line",
    )
    .asks("Why was the channel used, in your own words?")
    .missing("The circumstances are missing")
    .way("Give them with --circumstances TEXT, or --circumstances - for standard input");

static WHAT: Field = Field::new("what", Kind::Text)
    .flag(
        "what",
        "What was missed, or which systems were down, where that is what it is about",
    )
    .value("TEXT")
    .or_input()
    .screen(
        "What happened",
        "What was missed, or which systems were down",
    );

static MARKING: Field = marking("Of the information; Space: handling and descriptors")
    .stays("The marking cannot be taken away, only put right.");

static GOES_ON: Field = Field::new("goes-on", Kind::Choice)
    .switches(&[
        Switch {
            name: "one-off",
            value: "one-off",
            help: "The device was used once",
        },
        Switch {
            name: "continuing",
            value: "continuing",
            help: "The device is still used",
        },
    ])
    .screen(
        "Goes on",
        "Whether the device was used once or is still used",
    );

static STILL: Field = Field::new("still_on_device", Kind::Choice)
    .flag(
        "still-on-device",
        "Whether it is still on the device: yes, no or unsure",
    )
    .value("YES|NO|UNSURE")
    .words(StillThere::WORDS)
    .screen("Still there", "Whether it is still on the private device");

static WRITE: Spec = Spec {
    id: "report.write",
    command: "report draft",
    title: "Write the report",
    button: "Write the report",
    writes: "Nothing is sent by this.",
    fields: &[&CIRCUMSTANCES, &WHAT, &MARKING, &GOES_ON, &STILL],
    form: Some(&[&WHAT, &CIRCUMSTANCES, &GOES_ON, &STILL, &MARKING]),
    says: &[(&IN_A_FORM, YES)],
    draft: "report-write",
    ..REPORT
};

impl Operation for ReportWrite {
    described_by!(WRITE);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let known = going_on(on)?;
        on.desk.reports_may_be_written()?;
        form.note = on.desk.report_line(&known);
        let draft = on.desk.report_words(known.source);
        form.offer(&GOES_ON, or_nothing("not said", Continuing::WORDS));
        form.offer(&STILL, or_nothing("not said", StillThere::WORDS));
        form.stands(&GOES_ON, draft.continuing.map_or("", |c| c.as_str()));
        form.stands(&STILL, draft.still_there.map_or("", |s| s.as_str()));
        match known.kind {
            // It is not asked, and shown where somebody wrote it.
            report::ReportKind::Exceptional if draft.what.is_none() => form.leave_out(&WHAT),
            report::ReportKind::Exceptional => {}
            _ => {
                form.leave_out(&GOES_ON);
                form.leave_out(&STILL);
            }
        }
        form.stands(&WHAT, draft.what.unwrap_or_default());
        form.stands(&CIRCUMSTANCES, draft.circumstances.unwrap_or_default());
        let marking = draft.marking.map(|m| m.whole);
        let marking = marking.unwrap_or_default();
        let unsaid = marking.is_empty().then(|| Choice::new("", "not stated"));
        form.offer_markings(&MARKING, None, unsaid);
        form.stands(&MARKING, marking);
        Ok(())
    }

    fn wants(&self, field: &Field, on: &Context<'_>) -> bool {
        let given = |f: &&Field| on.before.get(f).is_some();
        field.is(&CIRCUMSTANCES) && !WRITE.fields.iter().any(given)
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let report = known(desk, target)?.source;
        desk.report_must_be_due(report)?;
        let nothing = !WRITE.fields.iter().any(|f| given.get(f).is_some());
        if nothing && !given.is(&IN_A_FORM, YES) {
            return Err(missing(&CIRCUMSTANCES));
        }
        let still = "an answer to whether it is still on the device";
        desk.write_report(
            report,
            ReportChanges {
                marking: given.marking(&MARKING, desk)?,
                circumstances: given.get(&CIRCUMSTANCES).map(str::to_owned),
                what: given.get(&WHAT).map(str::to_owned),
                continuing: given.get(&GOES_ON).and_then(Continuing::parse),
                still_there: given.word(&STILL, still, StillThere::parse)?,
            },
        )?;
        Ok(Outcome::of(Subject::Report(report), WRITTEN))
    }
}

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

const fn fields(what: &'static Field) -> [&'static Field; 8] {
    [
        what,
        &CHANNEL,
        &FROM,
        &TO,
        &CAME_ABOUT,
        &CAPTURED,
        &ITS_MARKING,
        &FOR,
    ]
}

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
    fields: &fields(&DOWN),
    ..Spec::PLAIN
};

static MISSED_CAPTURE: Spec = Spec {
    id: "report.missed-capture",
    command: "report missed-capture",
    fields: &fields(&MISSED),
    ..Spec::PLAIN
};

fn begin(desk: &mut Desk, kind: report::ReportKind, given: &Answers) -> Result<Outcome, Failure> {
    let captured = "an answer to whether everything was captured";
    let at = |field, tense| Ok::<_, Failure>(given.time(field, tense, desk)?.map(|r| r.at));
    let draft = Draft {
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
