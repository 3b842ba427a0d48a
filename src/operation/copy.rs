//! Copying out: the record of items, a text that moves a conversation, a report as its recipients get it.

use super::prelude::*;
use crate::desk::{DeskError, PaperOf, REPORT as REPORT_PAPER};
use crate::policy::Feature;

/// Copies a text out: one thing, three actions of the screens.
#[derive(Debug, Default)]
pub enum Copy {
    /// To the clipboard of the device one connects from.
    #[default]
    Out,
    /// Alone on the screen, to be selected by hand.
    Plain,
    /// A report to that clipboard.
    Report,
}

/// The longest text that terminals are known to take: 100,000 bytes with its frame, in base64.
pub const MOST: usize = 74_994;
const RECORDS: &str = "records";
const YES: &str = "yes";
const NOT_COPIED: &str = "Nothing was copied: say y where it is asked whether that is all right.";

static WHAT: Field = Field::new("what", Kind::Choice).screen("What", "");

static AGREED: Field = Field::new("agreed", Kind::Choice)
    .screen(
        "All right?",
        "It goes to the clipboard of the device you connect from: y or n",
    )
    .asked(NOT_COPIED);

const COPY: Spec = Spec {
    command: "show",
    takes: Takes::ItemsIfAny,
    fields: &[&WHAT, &AGREED],
    ..Spec::PLAIN
};

static OUT: Spec = Spec {
    id: "item.copy",
    title: "Copy out",
    button: "Copy it",
    writes: "Nothing is recorded, and nothing goes anywhere else.",
    draft: "copy",
    ..COPY
};

static PLAIN: Spec = Spec {
    id: "item.plain",
    title: "Show plain, to select by hand",
    button: "Show it",
    writes: "Nothing is recorded, and nothing goes anywhere else.",
    draft: "plain",
    ..COPY
};

static REPORT: Spec = Spec {
    id: "report.copy",
    command: "report show",
    takes: Takes::Report,
    ..Spec::PLAIN
};

impl Copy {
    /// Copying out may be switched off by the department; what is shown plain leaves by nobody but the reader.
    fn must_be_allowed(&self, desk: &Desk) -> Result<(), Refusal> {
        let off = desk.switched_off(Feature::Clipboard);
        match off.filter(|_| !matches!(self, Copy::Plain)) {
            Some(label) => Err(Refusal::new(
                format!(
                    "Copying out through the terminal is switched off ({label}). It can be shown plain and selected by hand"
                ),
                "",
            )),
            None => Ok(()),
        }
    }

    fn text(desk: &Desk, target: &Target, given: &Answers) -> Result<String, DeskError> {
        if let Target::Report(report) = target {
            let paper = REPORT_PAPER.to_read(desk, &PaperOf::Report(*report))?;
            return Ok(paper.text().trim_end().to_owned());
        }
        let mut switches = desk.policy().switches().iter();
        match given.get(&WHAT) {
            Some(RECORDS) => {
                let texts = target.items().iter().map(|id| desk.record_text(*id));
                Ok(texts
                    .collect::<Result<Vec<String>, DeskError>>()?
                    .join("\n\n"))
            }
            what => {
                let switch = switches.find(|s| Some(s.id.as_str()) == what);
                let none = || Refusal::new("There is nothing to copy", "");
                Ok(switch.ok_or_else(none)?.text.clone())
            }
        }
    }
}

impl Operation for Copy {
    fn spec(&self) -> &'static Spec {
        match self {
            Copy::Out => &OUT,
            Copy::Plain => &PLAIN,
            Copy::Report => &REPORT,
        }
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        // Nobody fills a form in for what is switched off.
        self.must_be_allowed(on.desk)?;
        let records = match on.target.items().len() {
            0 => None,
            1 => Some("the record of this item".to_owned()),
            n => Some(format!("the records of {n} marked items")),
        };
        let records = records.map(|words| Choice::new(RECORDS, words));
        let switches = on.desk.policy().switches().iter();
        let switches = switches.map(|s| Choice::new(&s.id, format!("a text: {}", s.label)));
        form.offer(&WHAT, records.into_iter().chain(switches).collect());
        form.note_alone("");
        if matches!(self, Copy::Plain) || on.desk.clipboard_agreed() {
            form.leave_out(&AGREED);
            return Ok(());
        }
        form.note_alone("It reaches the clipboard of the device you connect from, and whatever reads that. This is asked once for this register.");
        let words = ["no", YES].map(|word| Choice::new(word, word));
        form.offer(&AGREED, Choice::unanswered(words.into_iter()));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let out = !matches!(self, Copy::Plain);
        self.must_be_allowed(desk)?;
        let text = Copy::text(desk, target, given)?;
        let agreed = desk.clipboard_agreed() || given.is(&AGREED, YES);
        match self {
            Copy::Report if !agreed && !given.sure() => {
                return Err(Failure::Unsure("Copy it to the clipboard of the device you connect from? What is copied leaves this machine.".into()));
            }
            Copy::Out if !agreed => return Err(Failure::Left(NOT_COPIED)),
            _ => {}
        }
        if out && text.len() > MOST {
            let (is, most) = (text.len().div_ceil(1000), MOST / 1000);
            return Err(Refusal::new(format!("That is {is} KB, and terminals take {most} KB at most: nothing was copied. Capture it into a folder, or show it plain"), "").into());
        }
        if out && !desk.clipboard_agreed() {
            desk.agree_clipboard()?;
        }
        Ok(Outcome::of(Subject::Copied { text, out }, ""))
    }
}
