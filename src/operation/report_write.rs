//! A report as it is written, or written anew: its circumstances, what was missed, its marking.

use super::prelude::*;
use super::reports::{REPORT, going_on, known};
use crate::desk::ReportChanges;
use crate::record::report::{self, Continuing, StillThere};

pub(super) const WRITTEN: &str = "the report is written; it is to be sent";

/// The words of a vocabulary as choices, behind one that says nothing.
pub(super) fn or_nothing(nothing: &str, words: &[&str]) -> Vec<Choice> {
    let first = Choice::new("", nothing);
    let words = words.iter().map(|word| Choice::new(*word, *word));
    std::iter::once(first).chain(words).collect()
}

pub(super) const fn marking(hint: &'static str) -> Field {
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
