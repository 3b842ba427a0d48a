//! A message, a screenshot or a document into the queue.

use super::about;
use super::form::UNANSWERED;
use super::meaning;
use super::prelude::*;
use crate::desk::DeskError;
use crate::record::command::{About, Command, ConversationRef, NewMessage};
use crate::text::when::Tense;

/// Puts one item in the queue.
#[derive(Debug, Default)]
pub struct Add;

static TEXT: Field = Field::new("text", Kind::Text)
    .positional("TEXT", "The message; - reads standard input")
    .or_input()
    .screen("Message", "Ctrl-J: new line")
    .asks("The message?")
    .asked("There is no message yet: write it, or paste it.");

static FILES: Field = Field::new("files", Kind::Line)
    .files(
        "file",
        "A screenshot or document to keep with it (may be repeated)",
    )
    .value("PATH");

static CHANNEL: Field = about::channel()
    .asks("Which channel did it come on?")
    .screen("Channel", "");
/// No channel is named, whatever a decision says.
const AS_ITS_CHAT: &str = "as the chat has it";

static CONVERSATION: Field =
    about::conversation().asks("Which chat was it in? (Enter: none, or not known)");
static FROM: Field = about::from().asks("Who sent it? (Enter: not known)");
static SENT: Field = about::sent().asks("When was it sent? (Enter: not known)");

static MARKING: Field = about::marking()
    .asks("What would its source be marked?")
    .explains(&[
        "All government information has a classification, marked or not (paras 7, 11).",
        "SECRET or above must not be here: it ends this before any text is asked for.",
        "A whole marking may be typed too, such as OFFICIAL-SENSITIVE - RECIPIENTS ONLY.",
    ])
    .screen(
        "Marking",
        "What would its source be marked? Space: handling and descriptors",
    );
/// Nothing is said of it, whatever a decision says.
pub const NOT_STATED: &str = "not stated";

static DEVICE: Field = about::device().screen("Device", "");
static TIMER: Field = about::timer()
    .asks("The timer it is under: 24h, 7d, 90d or off? (Enter: as the chat has it, else not known)")
    .screen("Timer", "24h, 7d, 90d or off; empty: as the chat has it");

static RECEIVED: Field = Field::new("received", Kind::Choice).switches(&[Switch {
    name: "received",
    value: YES,
    help: "It was received, not sent",
}]);
static PERSONAL_DATA: Field = Field::new("personal_data", Kind::Choice).switches(&[Switch {
    name: "personal-data",
    value: YES,
    help: "It holds personal data",
}]);
const YES: &str = "yes";

static DECISION: Field = Field::new("decision", Kind::Line)
    .flag(
        "decision",
        "The recorded decision it comes from; its channel, device and marking are taken where not given",
    )
    .value("ID");

static PRINCIPAL: Field = Field::new("principal", Kind::Line).principal();

/// A form says what may be left out; a command has a text or a file.
static IN_A_FORM: Field = Field::new("in-a-form", Kind::Choice);

static SPEC: Spec = Spec {
    id: "queue.add",
    command: "add",
    title: "Add an item",
    button: "Add to the queue",
    writes: "It stays in the queue until you deal with it; u takes it back.",
    fields: &[
        &TEXT,
        &FILES,
        &CHANNEL,
        &CONVERSATION,
        &FROM,
        &SENT,
        &MARKING,
        &DEVICE,
        &TIMER,
        &RECEIVED,
        &PERSONAL_DATA,
        &DECISION,
        &PRINCIPAL,
    ],
    form: Some(&[
        &MARKING,
        &TEXT,
        &FROM,
        &CHANNEL,
        &CONVERSATION,
        &SENT,
        &TIMER,
        &DEVICE,
    ]),
    says: &[(&IN_A_FORM, YES)],
    draft: "add",
    ..Spec::PLAIN
};

impl Add {
    /// What it begins with where it comes from a decision on record.
    pub fn from_decision(decision: Id) -> Answers {
        let mut known = Answers::default();
        known.give(&DECISION, decision.as_str());
        known
    }

    /// What it begins with where that much is known of it.
    pub fn from_what_is_known(about: &About, channel: Option<&str>) -> Answers {
        let mut known = Answers::default();
        if let Some(marking) = &about.marking {
            known.give(&MARKING, marking.whole.as_str());
        }
        if let Some(device) = &about.device {
            let id = device.id.as_ref().map(|id| id.as_str());
            known.give(&DEVICE, id.unwrap_or(&device.kind));
        }
        if let Some(channel) = channel {
            known.give(&CHANNEL, channel);
        }
        for (field, yes) in [
            (&RECEIVED, about.received),
            (&PERSONAL_DATA, about.personal_data),
        ] {
            if yes {
                known.give(field, YES);
            }
        }
        known
    }
}

impl Operation for Add {
    described_by!(SPEC);

    fn cautions(&self, on: &Context<'_>) -> Result<Vec<String>, Refusal> {
        on.desk.must_be_set_up_to_ask()?;
        Ok(Vec::new())
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let desk = on.desk;
        if desk.references_only() {
            form.note = "This machine is not corporately managed: references and times are kept, no message text.".into();
            form.hide(&TEXT);
        }
        if !on.before.paths(&FILES).is_empty() {
            form.leave_out(&TEXT);
        }
        let unsaid = Choice::new(NOT_STATED, NOT_STATED);
        form.offer_markings(&MARKING, Some(Choice::new("", UNANSWERED)), Some(unsaid));
        let channels = desk.policy().channels().iter();
        let channels = channels.map(|c| Choice::new(c.id.as_str(), c.label.as_str()));
        let first = std::iter::once(Choice::new(AS_ITS_CHAT, AS_ITS_CHAT));
        form.offer(&CHANNEL, first.chain(channels).collect());
        form.offer(&DEVICE, about::devices(desk, Choice::new("", NOT_STATED)));
        match known(desk, on.before) {
            Ok(Some((about, channel))) => begins_with(form, on, &about, channel),
            Ok(None) => {}
            Err(Failure::Desk(DeskError::Refused(refusal))) => return Err(refusal),
            Err(_) => {}
        }
        Ok(())
    }

    /// Nothing was given that could be put in the queue.
    fn asks_all(&self, on: &Context<'_>) -> bool {
        on.before.get(&TEXT).is_none() && on.before.paths(&FILES).is_empty()
    }

    fn read_first(&self, on: &Context<'_>) -> Result<(), Failure> {
        let (_, of_the_decision) = what_is_said(on.desk, on.before)?;
        on.before.timer(&TIMER)?;
        channel(on.desk, on.before, of_the_decision).map(drop)
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let (mut about, of_the_decision) = what_is_said(desk, given)?;
        about.principal = given.get(&PRINCIPAL).map(str::to_owned);
        about.timer = given.timer(&TIMER)?;
        about.reference_only = desk.references_only();
        let sent = given.time(&SENT, Tense::Past, desk)?;
        let sent = sent.map(|read| about::typed(&read, desk.zone()));
        let clock = sent.as_ref().and_then(|s| s.clock.as_ref());
        about.zone = clock.map(|c| c.zone.to_string());
        let channel = channel(desk, given, of_the_decision)?;
        let (mut evidence, mut bytes) = (Vec::new(), Vec::new());
        if !about.reference_only {
            for path in given.paths(&FILES) {
                let (file, content) = desk.file_to_keep(path)?;
                evidence.push(file);
                bytes.push(content);
            }
        }
        let body = given.get(&TEXT).map(str::to_owned);
        let may_be_left_out = given.is(&IN_A_FORM, YES) && about.reference_only;
        if body.is_none() && given.paths(&FILES).is_empty() && !may_be_left_out {
            return Err(nothing(
                "There is no text to add",
                "Give it as TEXT, as - for standard input, or a --file",
            ));
        }
        if body.as_deref().is_some_and(|b| b.trim().is_empty()) && evidence.is_empty() {
            return Err(nothing(
                "The text is empty, so nothing was added",
                "Give the message as TEXT or a --file",
            ));
        }
        let message = NewMessage {
            from: given.get(&FROM).map(str::to_owned),
            body,
            sent_wall: clock.map(|c| c.wall),
            sent: sent.as_ref().map(|s| s.at),
            evidence,
            ..NewMessage::default()
        };
        let chat = given.get(&CONVERSATION).map(str::to_owned);
        let command = Command::Add {
            channel,
            conversation: chat.map(|name| ConversationRef::New { id: None, name }),
            about,
            items: vec![vec![message]],
            import: None,
        };
        let written = desk.run_with(command, &bytes)?;
        let item = written.iter().find_map(|e| e.event.item());
        let item = item.ok_or_else(|| {
            DeskError::Storage("The item was not found after it was written".into())
        })?;
        let said = Said::of("is in the queue".into(), String::new());
        Ok(Outcome::new(Subject::Added(item), said))
    }
}

fn nothing(what: &str, hint: &str) -> Failure {
    Failure::Invalid {
        field: &TEXT,
        what: what.into(),
        hint: hint.into(),
        why: Wrong::Missing,
    }
}

/// What is said of the item, and the channel of the decision it comes from. A marking that may not be here is
/// refused first; what a decision says stands where nothing else is said.
fn what_is_said(desk: &Desk, given: &Answers) -> Result<(About, Option<String>), Failure> {
    let unmarked = given.is(&MARKING, NOT_STATED);
    let mut about = About {
        marking: match unmarked {
            true => None,
            false => given.marking(&MARKING, desk)?,
        },
        device: given.meant(&DEVICE, |said| meaning::device(desk.state(), said))?,
        ..About::default()
    };
    let channel = match given.get(&DECISION) {
        Some(decision) => {
            let decision = desk.resolve_decision(decision)?;
            desk.about_from_decision(decision, &mut about)?
        }
        None => None,
    };
    if unmarked {
        about.marking = None;
    }
    about.received |= given.is(&RECEIVED, YES);
    about.personal_data |= given.is(&PERSONAL_DATA, YES);
    Ok((about, channel))
}

/// The channel: as given, else the decision's, else the known conversation's, else `other`.
fn channel(
    desk: &Desk,
    given: &Answers,
    of_the_decision: Option<String>,
) -> Result<String, Failure> {
    let named = match given.is(&CHANNEL, AS_ITS_CHAT) {
        true => None,
        false => given
            .meant(&CHANNEL, |said| meaning::channel(desk.policy(), said))?
            .or(of_the_decision),
    };
    let chat = given.get(&CONVERSATION);
    let chat = chat.and_then(|name| desk.state().conversation_named(name, None));
    Ok(named
        .or_else(|| chat.map(|c| c.channel.clone()))
        .unwrap_or_else(|| "other".to_owned()))
}

/// What is known of it before its form is filled in, where it comes from deciding.
fn known(desk: &Desk, before: &Answers) -> Result<Option<(About, Option<String>)>, Failure> {
    let known = [
        &DECISION,
        &DEVICE,
        &MARKING,
        &CHANNEL,
        &RECEIVED,
        &PERSONAL_DATA,
    ];
    if known.iter().all(|field| before.get(field).is_none()) {
        return Ok(None);
    }
    let (about, channel) = what_is_said(desk, before)?;
    let given = before.get(&CHANNEL).map(str::to_owned);
    Ok(Some((about, given.or(channel))))
}

fn begins_with(form: &mut Form, on: &Context<'_>, about: &About, channel: Option<String>) {
    let mut words = vec![match on.before.get(&DECISION) {
        Some(_) => "From a decision on record",
        None => "From what you answered",
    }];
    words.extend(about.received.then_some("received"));
    words.extend(about.personal_data.then_some("personal data in it"));
    form.note = format!("{}.", words.join("; "));
    if let Some(device) = &about.device {
        let known = device.id.and_then(|id| on.desk.state().devices.get(&id));
        let name = known.and_then(|d| d.name());
        form.known(&DEVICE, name.unwrap_or(&device.kind));
    }
    if let Some(marking) = &about.marking {
        form.known(&MARKING, &marking.whole);
        form.begin_at(&TEXT);
    }
    if let Some(channel) = channel {
        form.known(&CHANNEL, &channel);
    }
}
