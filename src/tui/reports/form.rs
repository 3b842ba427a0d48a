//! The forms of reports: written, sent, acknowledged, recipient not known, withdrawn, begun.
//!
//! May import `desk`, `record`, `text` and its siblings. As everywhere: a choice that decides anything
//! begins unanswered.

use super::deed::{New, ReportDeed};
use super::{Line, To};
use crate::action::Act;
use crate::desk::SendRequest;
use crate::record::report::{Completeness, Continuing, Kind, Recipient, Source, StillThere};
use crate::text::when::Tense;
use crate::tui::deed::Deed;
use crate::tui::form::{Asked, Field, Form};
use crate::tui::model::Model;

/// Which form it is, and of which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportForm {
    Write(Source),
    Send(Source),
    New,
}

const HINT: &str = "Arrows, or a first letter";
const BY_HAND: &str = "sent by hand";
const KINDS: [&str; 3] = [
    "not chosen yet",
    "outage of corporate systems",
    "missed capture",
];
const ANSWERS: [&str; 4] = ["not stated", "yes", "no", "partly"];

impl ReportForm {
    fn source(self) -> Option<Source> {
        match self {
            ReportForm::Write(source) | ReportForm::Send(source) => Some(source),
            ReportForm::New => None,
        }
    }

    /// What stands above it.
    pub fn title(self) -> &'static str {
        match self {
            ReportForm::Write(_) => "Write the report",
            ReportForm::Send(_) => "Record that you sent it, or send it",
            ReportForm::New => "Report an outage or a missed capture",
        }
    }

    /// The name its draft is kept under.
    pub fn draft_name(self) -> String {
        let what = match self {
            ReportForm::Write(_) => "report-write",
            ReportForm::Send(_) => "report-send",
            ReportForm::New => "report-new",
        };
        match self.source() {
            Some(source) => format!("{what}-{}", source.id()),
            None => what.to_owned(),
        }
    }
}

fn line_of(lines: &[Line], source: Source) -> Option<&Line> {
    lines.iter().find(|l| l.source == source)
}

/// Fills a form as it opens.
pub fn fill(form: &mut Form, which: ReportForm, model: &Model) {
    let line = which
        .source()
        .and_then(|s| line_of(&model.book.report_lines, s));
    if let Some(line) = line {
        form.about.clone_from(&line.about);
    }
    match (which, line) {
        (ReportForm::Write(_), Some(line)) => write(form, line),
        (ReportForm::Send(_), Some(line)) => send(form, line, model),
        (ReportForm::New, _) => begin(form, model),
        _ => {}
    }
}

fn one(form: &mut Form, label: &'static str, hint: &str, initial: &str) {
    form.fields.push(Field::line(label, hint, initial));
}

fn write(form: &mut Form, line: &Line) {
    let preset = |label, hint, text: &Option<String>| {
        let mut field = Field::text(label, hint, true);
        field.preset(text.as_deref().unwrap_or_default());
        field
    };
    // Of exceptional use it is not asked, and shown where somebody wrote it.
    if line.kind != Kind::Exceptional || line.what.is_some() {
        let hint = "What was missed, or which systems were down";
        form.fields.push(preset("What happened", hint, &line.what));
    }
    let hint = "Why it was used, in your own words; Ctrl-J: new line";
    let field = preset("Circumstances", hint, &line.circumstances);
    form.fields.push(field);
    if line.kind == Kind::Exceptional {
        let choice = |words: &[&str], at: Option<usize>| {
            let all = std::iter::once(&"not said").chain(words);
            let all: Vec<String> = all.map(|w| (*w).to_owned()).collect();
            (all, at.map_or(0, |n| n + 1))
        };
        let at = line
            .continuing
            .and_then(|c| Continuing::ALL.iter().position(|a| *a == c));
        let (words, at) = choice(Continuing::WORDS, at);
        form.fields.push(Field::choice(
            "Goes on",
            "Whether the device was used once or is still used",
            words,
            at,
        ));
        let at = line
            .still_there
            .and_then(|c| StillThere::ALL.iter().position(|a| *a == c));
        let (words, at) = choice(StillThere::WORDS, at);
        form.fields.push(Field::choice(
            "Still there",
            "Whether it is still on the private device",
            words,
            at,
        ));
    }
    let marking = line.marking.as_deref().unwrap_or_default();
    one(
        form,
        "Marking",
        "Of the information; for example official-sensitive",
        marking,
    );
}

/// The choice of a recipient; the first that the report has not gone to stands there.
fn recipient(form: &mut Form, line: &Line, unsent: bool) {
    let at = line.recipients.iter().position(|to| to.sent != unsent);
    let words = line.recipients.iter().map(|to| {
        let name = to.name.as_deref().map(|n| format!(" ({n})"));
        format!("{}{}", to.title, name.unwrap_or_default())
    });
    let field = Field::choice("Recipient", HINT, words.collect(), at.unwrap_or(0));
    form.fields.push(field);
}

fn send(form: &mut Form, line: &Line, model: &Model) {
    recipient(form, line, true);
    let first = line.recipients.iter().find(|to| !to.sent);
    let via = first.and_then(|to| to.via.as_deref());
    let places = &model.book.places;
    let at = places.iter().position(|p| Some(p.name.as_str()) == via);
    let words = places.iter().map(|p| format!("{} ({})", p.name, p.kind));
    let words = std::iter::once(BY_HAND.to_owned()).chain(words).collect();
    let at = at.map_or(0, |n| n + 1);
    form.fields
        .push(Field::choice("Destination", HINT, words, at));
    if let Some(key) = model.keymap.label(Act::ReportCopy) {
        form.about.push_str(&format!(
            "\nNothing is sent from here by hand. To copy its text first: Esc, then {key}."
        ));
    }
    let known = first.is_some_and(|to| to.name.is_some());
    let hint = match known {
        true => "Left empty: as the policy file names the recipient",
        false => "Who it went to; needed",
    };
    one(form, "Name or address", hint, "");
    form.fields
        .push(Field::line("When", "Empty: now. Thu 21:00, yesterday 9pm", "").time(Tense::Past));
    one(form, "Reference", "Nothing need be said here", "");
}

fn begin(form: &mut Form, model: &Model) {
    let kinds = KINDS.map(String::from).to_vec();
    form.fields.push(Field::choice("Kind", HINT, kinds, 0));
    let hint = "What was missed, or which systems were down";
    form.fields.push(Field::text("What happened", hint, true));
    let from = "When it began: today 9am, Thu 21:00, 26 Nov 21:00";
    let to = "When it ended; empty: not stated";
    form.fields.extend([
        Field::line("From", from, "").time(Tense::Past),
        Field::line("To", to, "").time(Tense::Ended),
    ]);
    let channels = model.book.channels.iter().map(|(_, label)| label.clone());
    let channels = std::iter::once("not stated".to_owned()).chain(channels);
    let field = Field::choice("Channel", HINT, channels.collect(), 0);
    form.fields.push(field);
    let answers = ANSWERS.map(String::from).to_vec();
    let field = Field::choice(
        "All captured",
        "Everything significant of that time",
        answers,
        0,
    );
    form.fields.push(field);
    one(
        form,
        "Circumstances",
        "How it came about, in your own words",
        "",
    );
    one(form, "Marking", "Of the information; empty: not stated", "");
}

/// What is to be done, by what the form says; else why not.
pub fn deed(form: &Form, which: ReportForm, asked: &Asked) -> Result<Deed, String> {
    let lines = &asked.book.report_lines;
    let to = |report: Source| -> Result<&To, String> {
        let line = line_of(lines, report).ok_or("That report is not there any more.")?;
        let at = form.chosen("Recipient");
        let found = line.recipients.get(at);
        found.ok_or_else(|| "Choose to whom.".to_owned())
    };
    let deed = match which {
        ReportForm::Write(report) => {
            // What was not touched is not said anew; what was emptied is taken away.
            let written = |label| form.field(label).filter(|f| f.written()).map(Field::value);
            let marking = written("Marking");
            if marking.as_deref() == Some("") {
                return Err("The marking cannot be taken away, only put right.".into());
            }
            Ok(ReportDeed::Write {
                report,
                circumstances: written("Circumstances"),
                what: written("What happened"),
                marking,
                continuing: form
                    .chosen("Goes on")
                    .checked_sub(1)
                    .and_then(|n| Continuing::ALL.get(n).copied()),
                still_there: form
                    .chosen("Still there")
                    .checked_sub(1)
                    .and_then(|n| StillThere::ALL.get(n).copied()),
            })
        }
        ReportForm::Send(report) => {
            let recipient: Recipient = to(report)?.recipient;
            let place = form.chosen("Destination").checked_sub(1);
            let place = place.and_then(|n| asked.book.places.get(n));
            let name = form.said("Name or address");
            if name.is_none() && place.is_none() && to(report)?.name.is_none() {
                return Err("Say who it went to: a name or an address.".into());
            }
            let at = form.time("When", asked.now)?;
            Ok(ReportDeed::Send {
                report,
                recipient,
                request: SendRequest {
                    name,
                    at: at.filter(|_| place.is_none()),
                    reference: form.said("Reference"),
                    destination: place.map(|p| p.name.clone()),
                },
            })
        }
        ReportForm::New => new(form, asked),
    };
    deed.map(|deed| Deed::Report(Box::new(deed)))
}

fn new(form: &Form, asked: &Asked) -> Result<ReportDeed, String> {
    let kind = match form.chosen("Kind") {
        1 => Kind::Outage,
        2 => Kind::MissedCapture,
        _ => return Err("Choose what it is: an outage or a missed capture.".into()),
    };
    let channel = form.chosen("Channel").checked_sub(1);
    let channel = channel.and_then(|n| asked.book.channels.get(n));
    let answer = form.chosen("All captured");
    Ok(ReportDeed::New(Box::new(New {
        kind,
        what: form.said("What happened"),
        circumstances: form.said("Circumstances"),
        channel: channel.map(|(id, _)| id.clone()),
        from: form.time("From", asked.now)?,
        to: form.time("To", asked.now)?,
        captured: ANSWERS.get(answer).and_then(|w| Completeness::parse(w)),
        marking: form.said("Marking"),
        principal: asked.principal.map(str::to_owned),
    })))
}
