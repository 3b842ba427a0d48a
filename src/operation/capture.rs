//! Onto a government system, with the words of the item or with the substance of what was decided.

use super::meaning;
use super::prelude::*;
use crate::desk::words::state_words;
use crate::desk::{CaptureRequest, Captured, Cared, Filing, Together, references};
use crate::policy::Route;
use crate::record::review::Became;
use crate::record::state::Substance;

/// Captures items: one command, two actions of the screens.
#[derive(Debug, Default)]
pub enum Capture {
    #[default]
    AsTheyAre,
    Substance,
}

static TO: Field = Field::new("to", Kind::Choice)
    .flag("to", "A destination of your settings")
    .value("NAME")
    .screen("Where to", "")
    .named("Destination")
    .explains(&["Where the capture is to go, by its name in your settings; Enter takes the one in brackets. q leaves it."]);

/// A form says where it goes, also where that is nowhere; a command names a destination or a route.
static IN_A_FORM: Field = Field::new("in-a-form", Kind::Choice);
const YES: &str = "yes";

static ROUTE: Field = Field::new("route", Kind::Choice)
    .flag(
        "route",
        "copy, forward, screenshot, export or substance (para 21)",
    )
    .value("ROUTE")
    .words(Route::WORDS)
    .screen("Route", "Equal in rank (21); s writes the substance");

/// The routes that need no form of their own.
const ROUTES: [Route; 4] = [
    Route::Copy,
    Route::Forward,
    Route::Screenshot,
    Route::Export,
];

static REFERENCE: Field = Field::new("reference", Kind::Line)
    .flag(
        "ref",
        "The reference the government system gives it; of several items one for all, or one for each with ; between",
    )
    .value("REF")
    .screen("File reference", "Leave it if you do not have it yet; f adds it later")
    .asks("Reference (Enter: to come):")
    .explains(&["The number or name under which the government system keeps it; Enter if you do not know it yet. q leaves it."]);

static NOTE: Field = Field::new("note", Kind::Line)
    .flag(
        "note",
        "A note; with route substance, what was decided. - reads standard input",
    )
    .value("NOTE")
    .or_input()
    .screen("Note", "");

/// On the command line that stands in the note.
static DECIDED: Field = Field::new("note", Kind::Note)
    .screen("Decided", "What was decided, in your own words")
    .named("What was decided")
    .explains(&["The decision, or the direction that was given, in your own words; Enter for nothing. q leaves it."])
    .missing("Nothing is written yet: say at least what was decided.");

static WHO: Field = part(
    "who",
    "Route substance: who decided it, and who took part",
    "Who",
    &["Who decided it, and who else took part; Enter for nothing. q leaves it."],
);
static WHEN: Field = part(
    "when",
    "Route substance: when it was decided, as you would say it",
    "When",
    &["The day and time it was decided, as you would say it; Enter for nothing. q leaves it."],
);
static WHY: Field = part(
    "why",
    "Route substance: why",
    "Why",
    &["The reasons that were given; Enter for nothing. q leaves it."],
);
static NEXT: Field = part(
    "next",
    "Route substance: the next step",
    "Next step",
    &["What is to happen now, by whom and by when; Enter for nothing. q leaves it."],
);

/// A part of the substance (21b).
const fn part(
    name: &'static str,
    help: &'static str,
    label: &'static str,
    explain: &'static [&'static str],
) -> Field {
    Field::new(name, Kind::Note)
        .flag(name, help)
        .value("TEXT")
        .or_input()
        .screen(label, "")
        .explains(explain)
}

const COMMAND: Spec = Spec {
    command: "capture",
    takes: Takes::Items,
    fields: &[&TO, &ROUTE, &REFERENCE, &NOTE, &WHO, &WHEN, &WHY, &NEXT],
    ..Spec::PLAIN
};

static CAPTURE: Spec = Spec {
    id: "item.capture",
    title: "Capture",
    form: Some(&[&TO, &REFERENCE, &NOTE, &ROUTE]),
    says: &[(&IN_A_FORM, YES)],
    draft: "capture",
    ..COMMAND
};

static SUBSTANCE: Spec = Spec {
    id: "item.substance",
    title: "Write the substance and capture it",
    takes: Takes::Item,
    form: Some(&[&DECIDED, &WHO, &WHEN, &WHY, &NEXT, &TO, &REFERENCE]),
    says: &[(&IN_A_FORM, YES), (&ROUTE, "substance")],
    draft: "substance",
    ..COMMAND
};

impl Operation for Capture {
    fn spec(&self) -> &'static Spec {
        match self {
            Capture::AsTheyAre => &CAPTURE,
            Capture::Substance => &SUBSTANCE,
        }
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        if matches!(self, Capture::Substance) && on.desk.references_only() {
            return Err(Refusal::new(
                "This machine is not corporately managed, so the substance cannot be written down here",
                "Write it on the government system, then capture the item",
            ));
        }
        destination(form, on.desk);
        if on.desk.references_only() {
            form.leave_out(&NOTE);
        }
        if let (Some(reference), n @ 2..) = (form.at(&REFERENCE), on.target.items().len()) {
            reference.hint =
                format!("One for all, or {n} with ; between. Leave it if you do not have it yet");
        }
        let usual = Choice::new("", "as usual");
        let named = ROUTES.map(|route| Choice::new(route.as_str(), route.as_str()));
        form.offer(&ROUTE, std::iter::once(usual).chain(named).collect());
        if let Capture::AsTheyAre = self {
            form.begin_at(&REFERENCE);
        }
        Ok(())
    }

    fn button(&self, given: &Answers) -> String {
        match (given.text(&TO), self) {
            (Some(to), Capture::AsTheyAre) => format!("Capture to {to}"),
            (Some(to), Capture::Substance) => format!("Write it and capture to {to}"),
            (None, _) => "Record that you captured it".into(),
        }
    }

    fn writes(&self, given: &Answers) -> String {
        match given.text(&TO) {
            Some(_) => "Writes the files, reads them back where it can, and records it. Once filed it is not undone: a correction follows it.".into(),
            None => "Only that you captured it is recorded; no file is written.".into(),
        }
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let (items, request) = self.wanted(desk, target, given)?;
        let together = desk.capture_all(&items, &request)?;
        Ok(Capture::told(desk, together))
    }
}

/// What is to be captured, each item with its reference, and how.
type Wanted = (Vec<(Id, Option<String>)>, CaptureRequest);

impl Capture {
    /// Begins to capture several; they are filed one after another by [`Desk::file_next`].
    pub fn begin(
        &self,
        desk: &mut Desk,
        target: &Target,
        given: &Answers,
    ) -> Result<Filing, Failure> {
        let (items, request) = self.wanted(desk, target, given)?;
        Ok(desk.begin_filing(&items, &request)?)
    }

    fn wanted(&self, desk: &Desk, target: &Target, given: &Answers) -> Result<Wanted, Failure> {
        let to = given.get(&TO).map(str::to_owned);
        let route = given.meant(&ROUTE, meaning::route)?;
        if to.is_none() && route.is_none() && !given.is(&IN_A_FORM, YES) {
            return Err(nowhere());
        }
        let (note, substance) = in_words(given, route.as_deref())?;
        if matches!(self, Capture::Substance) && substance.is_none() && given.is(&IN_A_FORM, YES) {
            return Err(missing(&DECIDED));
        }
        let items = target.items();
        let beginning = desk.reference_beginning(to.as_deref());
        let references = references(given.get(&REFERENCE), &beginning, items.len());
        let references = references.map_err(|what| Failure::Invalid {
            field: &REFERENCE,
            what,
            hint: format!("The references go to the items in the order they are named: \"{beginning}41; 42; 43\""),
            why: Wrong::Words,
        })?;
        let request = CaptureRequest {
            to,
            route,
            reference: None,
            note,
            substance,
        };
        Ok((items.iter().copied().zip(references).collect(), request))
    }

    /// What came of it.
    pub fn told(desk: &Desk, together: Together) -> Outcome {
        let one = together.captured.iter().map(|captured| {
            let item = desk.state().items.get(&captured.item);
            item.map(state_words).unwrap_or_default()
        });
        let said = Said::each(one.collect(), captured_words(&together.captured));
        let traces = together.captured.iter().flat_map(|c| &c.traces);
        let traces: Vec<Cared> = traces.cloned().collect();
        let subject = Subject::Captured {
            captured: together.captured,
            before: together.before,
            left: together.left,
        };
        let mut outcome = Outcome::new(subject, said)
            .counts_as(Became::Captured)
            .notes(traces);
        outcome.stopped = together.stopped;
        match desk.use_asked_of(&outcome.done_to()) {
            Some(asked) => outcome.and_says(asked),
            None => outcome,
        }
    }
}

/// The destinations, the one used last in hand, and how a reference begins at each.
fn destination(form: &mut Form, desk: &Desk) {
    let (all, last) = desk.destination_choices();
    let Some(last) = all.get(last) else {
        form.leave_out(&TO);
        form.note =
            "No destination is in your settings, so only that you captured it is recorded.".into();
        return;
    };
    let nowhere = Choice::new("", "none of them");
    let choices = all.iter();
    let choices = choices.map(|d| Choice::new(&d.name, format!("{} ({})", d.name, d.kind)));
    form.offer(&TO, choices.chain(std::iter::once(nowhere)).collect());
    if let Some(to) = form.at(&TO) {
        to.initial.clone_from(&last.name);
    }
    if let Some(reference) = form.at(&REFERENCE) {
        reference.initial.clone_from(&last.pattern);
        // Nowhere, no reference begins.
        let begins = all.iter().map(|d| d.pattern.clone());
        let begins = begins.chain(std::iter::once(String::new()));
        reference.follows = Some((&TO, begins.collect()));
    }
}

fn nowhere() -> Failure {
    Failure::Invalid {
        field: &TO,
        what: "Say where it went or by which route".into(),
        hint: "Use --to NAME (a destination of your settings) or --route copy|forward|screenshot|export|substance".into(),
        why: Wrong::Missing,
    }
}

/// The note, or where it is said in words the substance; what was decided stands in the note then.
fn in_words(
    given: &Answers,
    route: Option<&str>,
) -> Result<(Option<String>, Option<Substance>), Failure> {
    let said = |field| given.get(field).map(str::to_owned);
    let note = said(&NOTE);
    let substance = Substance {
        decided: None,
        who: said(&WHO),
        when: said(&WHEN),
        why: said(&WHY),
        next: said(&NEXT),
    };
    let more = substance != Substance::default();
    match route {
        None if !more => Ok((note, None)),
        None | Some("substance") => {
            let substance = Substance {
                decided: note,
                ..substance
            };
            let written = substance != Substance::default();
            Ok((None, written.then_some(substance)))
        }
        Some(route) if more => Err(Failure::Invalid {
            field: &ROUTE,
            what: format!(
                "--who, --when, --why and --next tell the substance, and the route is {route}"
            ),
            hint: "Leave --route out, or say --route substance".into(),
            why: Wrong::Words,
        }),
        Some(_) => Ok((note, None)),
    }
}

/// What was captured of several, together.
fn captured_words(captured: &[Captured]) -> String {
    let to = captured.first().and_then(|c| c.destination.as_deref());
    let to = to.map(|d| format!(" to {d}")).unwrap_or_default();
    let references = captured.iter().filter_map(|c| c.reference.as_deref());
    let mut references: Vec<&str> = references.collect();
    references.dedup();
    let references = match references.as_slice() {
        [] => "references to come".to_owned(),
        [one] => format!("reference {one}"),
        [first, .., last] => format!("references {first} to {last}"),
    };
    let read_back = match captured.iter().all(|c| c.read_back) {
        true => ", read back, bytes match",
        false => "",
    };
    format!("captured{to}, {references}{read_back}")
}
