//! Incidents are put on record (11, 37); what becomes of one is in [`super::incident_ways`].
//!
//! Invariant: nothing asks for what a message said, and of SECRET and above no words at all are taken.

use super::field::Flag;
use super::meaning;
use super::prelude::*;
use crate::desk::incident::{hours_words, kind_words};
use crate::record::incident::{IncidentCommand, IncidentKind, IncidentState, NewIncident, Sure};
use crate::record::next::{op, way_on};
use crate::text::when::{self, Tense};

pub(super) const NOW: &str = "Today 9:40, yesterday 17:00; empty: now";

/// Puts an incident on record.
#[derive(Debug, Default)]
pub struct IncidentAdd;

static KIND: Field = Field::new("kind", Kind::Choice)
    .flag("kind", "What went wrong")
    .value("KIND")
    .words(IncidentKind::WORDS)
    .screen("What went wrong", "Never what a message said")
    .must("Say what went wrong.")
    .asks("What went wrong?")
    .way("Say it with --kind KIND");

static CHANNEL: Field = Field::new("channel", Kind::Choice)
    .flag("channel", "The channel: whatsapp, signal and so on")
    .short('c')
    .value("CHANNEL")
    .screen("Channel", "On which it happened")
    .asks("On which channel?");

static DEVICE: Field = Field::new("device", Kind::Choice)
    .flag(
        "device",
        "corporate, managed-personal, personal, other-managed, unsure, or the name of a registered device",
    )
    .value("DEVICE")
    .screen("Device", "Which device it is about")
    .asks("Which device is it about?");

static HAPPENED: Field = Field::new("happened", Kind::Time(Tense::Past))
    .flag("happened", "When it happened, as far as that is known")
    .value("TIME")
    .screen("Happened", "Today 9:40, yesterday 17:00; empty: not known")
    .asks("When did it happen? (Enter: not known)");

static NOTICED: Field = Field::new("noticed", Kind::Time(Tense::Past))
    .flag("noticed", "When it was noticed [default: now]")
    .value("TIME")
    .screen("Noticed", NOW)
    .asks("When was it noticed? (Enter: now)");

static PERSONAL: Field = Field::new("personal_data", Kind::Choice)
    .flag(
        "personal-data",
        "Whether personal data is concerned: yes, no or unsure",
    )
    .value("YES|NO|UNSURE")
    .words(Sure::WORDS)
    .screen("Personal data", "Whether it is concerned (35, 37)")
    .asks("Is personal data concerned (35, 37)?");

static DATA_KINDS: Field = Field::new("data_kinds", Kind::Line)
    .flag(
        "data-kinds",
        "Which kinds of personal data, such as names or telephone numbers; never the data",
    )
    .value("TEXT")
    .screen("Kinds of data", "Names, telephone numbers; never the data")
    .asks("Which kinds of personal data, such as names? Never the data. (Enter: not said)");

static PEOPLE: Field = Field::new("people", Kind::Number)
    .flag("people", "How many people it is about; never who")
    .value("N")
    .screen("How many people", "A number; never who")
    .asks("How many people is it about? (Enter: not said)");

pub(super) static CONTAINED: Field = Field::new("contained", Kind::Choice)
    .flag(
        "contained",
        "Whether it can go no further: yes, no or unsure",
    )
    .value("YES|NO|UNSURE")
    .words(Sure::WORDS)
    .screen("Contained", "Whether it can go no further")
    .asks("Can it go no further?");

static NOTE: Field = Field::new("note", Kind::Line)
    .flag(
        "note",
        "What happened in a few words, never what a message said; none at SECRET and above; - reads standard input",
    )
    .value("TEXT")
    .or_input()
    .screen("In a few words", "Never what a message said; none at SECRET and above")
    .asks("What happened, in a few words? Never what a message said; none at SECRET and above. (Enter: none)");

pub(super) static FOR: Field = Field::new("whose", Kind::Line).principal();

static ADD: Spec = Spec {
    id: op::INCIDENT_ADD,
    command: "incident add",
    title: "An incident",
    button: "Put it on record",
    writes: "Only that it happened, when, and where. Tell your security team at once, whatever stands here.",
    fields: &[
        &KIND,
        &CHANNEL,
        &DEVICE,
        &HAPPENED,
        &NOTICED,
        &PERSONAL,
        &DATA_KINDS,
        &PEOPLE,
        &CONTAINED,
        &NOTE,
        &FOR,
    ],
    draft: "incident",
    keeps_draft: false,
    ..Spec::PLAIN
};

pub(super) fn sure() -> Vec<Choice> {
    let not = Choice::new("", "not said");
    let words = [
        (Sure::Yes, "yes"),
        (Sure::No, "no"),
        (Sure::Unsure, "not sure"),
    ];
    let words = words.map(|(word, said)| Choice::new(word.as_str(), said));
    std::iter::once(not).chain(words).collect()
}

/// A moment, where one was said.
pub(super) fn moment(
    given: &Answers,
    field: &'static Field,
    desk: &Desk,
) -> Result<Option<chrono::DateTime<chrono::Utc>>, Failure> {
    Ok(given.time(field, Tense::Past, desk)?.map(|read| read.at))
}

/// Whether nothing was said on the command line, so that a person at a terminal is asked for all of it.
pub(super) fn is_bare(spec: &Spec, on: &Context<'_>) -> bool {
    let by_itself = |f: &&Field| matches!(f.flag, Flag::Principal | Flag::For);
    let mut fields = spec.fields.iter().filter(|f| !by_itself(f));
    fields.all(|f| on.before.get(f).is_none())
}

impl Operation for IncidentAdd {
    described_by!(ADD);

    fn asks_all(&self, on: &Context<'_>) -> bool {
        is_bare(&ADD, on)
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        form.note_alone(
            "Tell your security team first. Nothing here asks what a message said; at SECRET and above no words are kept (11).",
        );
        let kinds = IncidentKind::ALL.iter();
        let kinds = kinds.map(|k| Choice::new(k.as_str(), kind_words(*k)));
        form.offer(&KIND, Choice::unanswered(kinds));
        let channels = on.desk.policy().channels().iter();
        let channels = channels.map(|c| Choice::new(&c.id, &c.label));
        let none = || std::iter::once(Choice::new("", "not stated"));
        form.offer(&CHANNEL, none().chain(channels).collect());
        let devices = on.desk.device_choices().into_iter().map(|choice| {
            let named = choice.device.id.map(|id| id.to_string());
            Choice::new(named.unwrap_or(choice.device.kind), choice.words)
        });
        form.offer(&DEVICE, none().chain(devices).collect());
        form.offer(&PERSONAL, sure());
        form.offer(&CONTAINED, sure());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let kind = given.need(&KIND)?;
        let kind = IncidentKind::parse(&kind).ok_or_else(|| {
            let one_of = format!("Use one of: {}", IncidentKind::WORDS.join(", "));
            misread(&KIND, format!("{kind} is not what goes wrong"), one_of)
        })?;
        let answer = "an answer to that";
        let people = given.number(&PEOPLE)?;
        let new = NewIncident {
            kind,
            channel: given.meant(&CHANNEL, |said| meaning::channel(desk.policy(), said))?,
            device: given.meant(&DEVICE, |said| meaning::device(desk.state(), said))?,
            happened: moment(given, &HAPPENED, desk)?,
            noticed: moment(given, &NOTICED, desk)?,
            personal: given.word(&PERSONAL, answer, Sure::parse)?,
            people: people.map(|n| i64::try_from(n).unwrap_or(i64::MAX)),
            contained: given.word(&CONTAINED, answer, Sure::parse)?,
            note: given.text(&NOTE),
            data_kinds: given.text(&DATA_KINDS),
            principal: given.get(&FOR).map(str::to_owned),
        };
        let id = desk.run_incident(IncidentCommand::Add(Box::new(new)))?;
        let said = format!(
            "incident {}; nothing it was about stands here",
            desk.short(id)
        );
        Ok(told(desk, id, said))
    }
}

/// What is on record of it now, and what is next.
pub(super) fn told(desk: &Desk, id: Id, said: String) -> Outcome {
    let mut done = Outcome::of(Subject::Incident(id), said);
    let Some(incident) = desk.state().incidents.get(&id) else {
        return done;
    };
    let hours = hours_words(desk, incident, |t| when::near(t, desk.now(), desk.zone()));
    done = done.and_says(hours.unwrap_or_default());
    let next = match incident.state() {
        IncidentState::Noticed => way_on("Say whom you told with", op::INCIDENT_TOLD),
        IncidentState::Told => way_on("When the department takes it over", op::INCIDENT_TAKEN),
        IncidentState::Taken => way_on("When it is over", op::INCIDENT_CLOSE),
        IncidentState::Closed => return done,
    };
    done.and_says(next.on(desk.short(id)))
}
