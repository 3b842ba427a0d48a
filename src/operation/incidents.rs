//! Incidents: put on record, who was told, who took it over, when it was closed (11, 37).
//!
//! Invariant: nothing asks for what a message said, and of SECRET and above no words at all are taken.

use super::meaning;
use super::prelude::*;
use crate::desk::incident::{hours_words, kind_words, recipient_words};
use crate::record::incident::{
    IncidentCommand, IncidentKind, IncidentState, NewIncident, NewTelling, Sure, Told,
};
use crate::record::next::{op, way_on};
use crate::text::when::{self, Tense};

const NOW: &str = "Today 9:40, yesterday 17:00; empty: now";

/// Puts an incident on record.
#[derive(Debug, Default)]
pub struct IncidentAdd;

static KIND: Field = Field::new("kind", Kind::Choice)
    .flag("kind", "What went wrong")
    .value("KIND")
    .words(IncidentKind::WORDS)
    .screen("What went wrong", "Never what a message said")
    .must("Say what went wrong.");

static CHANNEL: Field = Field::new("channel", Kind::Choice)
    .flag("channel", "The channel: whatsapp, signal and so on")
    .short('c')
    .value("CHANNEL")
    .screen("Channel", "On which it happened");

static DEVICE: Field = Field::new("device", Kind::Choice)
    .flag(
        "device",
        "corporate, managed-personal, personal, other-managed, unsure, or the name of a registered device",
    )
    .value("DEVICE")
    .screen("Device", "Which device it is about");

static HAPPENED: Field = Field::new("happened", Kind::Time(Tense::Past))
    .flag("happened", "When it happened, as far as that is known")
    .value("TIME")
    .screen("Happened", "Today 9:40, yesterday 17:00; empty: not known");

static NOTICED: Field = Field::new("noticed", Kind::Time(Tense::Past))
    .flag("noticed", "When it was noticed [default: now]")
    .value("TIME")
    .screen("Noticed", NOW);

static PERSONAL: Field = Field::new("personal_data", Kind::Choice)
    .flag(
        "personal-data",
        "Whether personal data is concerned: yes, no or unsure",
    )
    .value("YES|NO|UNSURE")
    .words(Sure::WORDS)
    .screen("Personal data", "Whether it is concerned (35, 37)");

static DATA_KINDS: Field = Field::new("data_kinds", Kind::Line)
    .flag(
        "data-kinds",
        "Which kinds of personal data, such as names or telephone numbers; never the data",
    )
    .value("TEXT")
    .screen("Kinds of data", "Names, telephone numbers; never the data");

static PEOPLE: Field = Field::new("people", Kind::Number)
    .flag("people", "How many people it is about; never who")
    .value("N")
    .screen("How many people", "A number; never who");

static CONTAINED: Field = Field::new("contained", Kind::Choice)
    .flag(
        "contained",
        "Whether it can go no further: yes, no or unsure",
    )
    .value("YES|NO|UNSURE")
    .words(Sure::WORDS)
    .screen("Contained", "Whether it can go no further");

static NOTE: Field = Field::new("note", Kind::Line)
    .flag(
        "note",
        "What happened in a few words, never what a message said; none at SECRET and above; - reads standard input",
    )
    .value("TEXT")
    .or_input()
    .screen("In a few words", "Never what a message said; none at SECRET and above");

static FOR: Field = Field::new("whose", Kind::Line).principal();

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

fn sure() -> Vec<Choice> {
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
fn moment(
    given: &Answers,
    field: &'static Field,
    desk: &Desk,
) -> Result<Option<chrono::DateTime<chrono::Utc>>, Failure> {
    Ok(given.time(field, Tense::Past, desk)?.map(|read| read.at))
}

impl Operation for IncidentAdd {
    described_by!(ADD);

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
fn told(desk: &Desk, id: Id, said: String) -> Outcome {
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

/// Which incident is meant: the only one that is open, or the one that is named.
static WHICH: Field = Field::new("incident", Kind::Choice)
    .positional(
        "INCIDENT",
        "The incident, by the start of its id; not needed where one alone is open",
    )
    .screen("Which incident", "Those that are not closed");

fn which(desk: &Desk, given: &Answers) -> Result<Id, Failure> {
    match given.text(&WHICH) {
        Some(named) => Ok(desk.resolve_incident(&named)?),
        None => Ok(desk.only_incident(given.get(&FOR))?),
    }
}

/// Offers those that are open.
fn offer(form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
    let desk = on.desk;
    let mut open = desk.incidents(on.before.get(&FOR));
    open.retain(|i| i.is_open());
    if open.is_empty() && on.before.get(&WHICH).is_none() {
        return Err(Refusal::new(
            "No incident is open",
            way_on("Put one on record with", op::INCIDENT_ADD),
        ));
    }
    // The newest first: it is the one in hand.
    let open = open.into_iter().rev().take(50);
    let words = |i: &crate::record::incident::Incident| desk.incident_line(i);
    let open = open.map(|i| Choice::new(i.id().to_string(), words(i)));
    form.offer(&WHICH, open.collect());
    Ok(())
}

/// Records that somebody was told.
#[derive(Debug, Default)]
pub struct IncidentTold;

static RECIPIENT: Field = Field::new("recipient", Kind::Choice)
    .flag("recipient", "Who was told")
    .value("WHO")
    .words(Told::WORDS)
    .screen("Who was told", "The policy file may name who that is")
    .must("Say who was told.");

static NAME: Field = Field::new("name", Kind::Line)
    .flag("name", "Their name, or that of their desk")
    .value("NAME")
    .screen("Name", "Theirs, or that of their desk");

static WHEN: Field = Field::new("at", Kind::Time(Tense::Past))
    .flag("at", "When [default: now]")
    .value("TIME")
    .screen("When", NOW);

static HOW: Field = Field::new("how", Kind::Line)
    .flag("how", "How: by telephone, in person, by a form")
    .value("TEXT")
    .screen("How", "By telephone, in person, by a form");

static REFERENCE: Field = Field::new("reference", Kind::Line)
    .flag("ref", "The reference they gave it")
    .value("REF")
    .screen("Their reference", "As they gave it");

static AWARE: Field = Field::new("aware", Kind::Time(Tense::Past))
    .flag(
        "aware",
        "When the department became aware, as it says: its 72 hours are counted from then alone",
    )
    .value("TIME")
    .screen(
        "Department aware",
        "As it says itself: its 72 hours run from then; empty: not said",
    );

static TOLD: Spec = Spec {
    id: op::INCIDENT_TOLD,
    command: "incident told",
    title: "Who was told of an incident",
    fields: &[
        &WHICH, &RECIPIENT, &NAME, &WHEN, &HOW, &REFERENCE, &AWARE, &FOR,
    ],
    draft: "incident-told",
    ..Spec::PLAIN
};

impl Operation for IncidentTold {
    described_by!(TOLD);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        offer(form, on)?;
        let all = Told::ALL.iter();
        let all = all.map(|t| Choice::new(t.as_str(), recipient_words(*t)));
        form.offer(&RECIPIENT, Choice::unanswered(all));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        given.need(&RECIPIENT)?;
        let who = given.word(&RECIPIENT, "whom one tells", Told::parse)?;
        let recipient = who.ok_or_else(|| missing(&RECIPIENT))?;
        let telling = NewTelling {
            recipient,
            at: moment(given, &WHEN, desk)?,
            aware: moment(given, &AWARE, desk)?,
            name: given.text(&NAME),
            how: given.text(&HOW),
            reference: given.text(&REFERENCE),
        };
        let incident = which(desk, given)?;
        desk.run_incident(IncidentCommand::Told {
            incident,
            telling: Box::new(telling),
        })?;
        let said = format!(
            "{} told of incident {}",
            recipient_words(recipient),
            desk.short(incident)
        );
        Ok(told(desk, incident, said))
    }
}

/// Records that the department took it over.
#[derive(Debug, Default)]
pub struct IncidentTaken;

static BY: Field = Field::new("by", Kind::Line)
    .flag("by", "Who took it over: a name, or a team")
    .value("NAME")
    .screen("By", "Who took it over: a name, or a team")
    .must("Say who took it over.");

static TAKEN: Spec = Spec {
    id: op::INCIDENT_TAKEN,
    command: "incident taken",
    title: "The department takes an incident over",
    fields: &[&WHICH, &BY, &WHEN, &REFERENCE, &AWARE, &FOR],
    draft: "incident-taken",
    ..Spec::PLAIN
};

impl Operation for IncidentTaken {
    described_by!(TAKEN);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        offer(form, on)
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let by = given.need(&BY)?;
        let at = moment(given, &WHEN, desk)?;
        let aware = moment(given, &AWARE, desk)?;
        let incident = which(desk, given)?;
        desk.run_incident(IncidentCommand::Taken {
            incident,
            at,
            aware,
            by: by.clone(),
            reference: given.text(&REFERENCE),
        })?;
        let said = format!("incident {} is taken over by {by}", desk.short(incident));
        Ok(told(desk, incident, said))
    }
}

/// Records that it is over.
#[derive(Debug, Default)]
pub struct IncidentClose;

static CLOSED_BY: Field = Field::new("by", Kind::Line)
    .flag("by", "Who closed it")
    .value("NAME")
    .screen("By", "Who closed it");

static CLOSE: Spec = Spec {
    id: op::INCIDENT_CLOSE,
    command: "incident close",
    title: "Close an incident",
    button: "Close it",
    writes: "What was recorded stays.",
    fields: &[&WHICH, &CLOSED_BY, &WHEN, &CONTAINED, &REFERENCE, &FOR],
    draft: "incident-close",
    ..Spec::PLAIN
};

impl Operation for IncidentClose {
    described_by!(CLOSE);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        offer(form, on)?;
        form.offer(&CONTAINED, sure());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let at = moment(given, &WHEN, desk)?;
        let contained = given.word(&CONTAINED, "an answer to that", Sure::parse)?;
        let incident = which(desk, given)?;
        let untold = desk.state().incidents.get(&incident);
        let untold = untold.is_some_and(|i| i.told.is_empty());
        desk.run_incident(IncidentCommand::Close {
            incident,
            at,
            contained,
            by: given.text(&CLOSED_BY),
            reference: given.text(&REFERENCE),
        })?;
        let said = format!("incident {} is closed", desk.short(incident));
        let notice = untold.then_some("By what is on record here nobody was told of it.");
        Ok(told(desk, incident, said).and_says(notice.unwrap_or_default()))
    }
}
