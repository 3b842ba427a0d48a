//! Conversations: their timers, who is in them and who captures.

use super::about;
use super::meaning;
use super::outcome::AT;
use super::prelude::*;
use crate::desk::DeskError;
use crate::record::Event;
use crate::record::command::{Command, ConversationChange};
use crate::record::next::{op, way_on};
use crate::record::state::Conversation;
use crate::text::counted;
use crate::text::when::{self, Tense};

/// Every conversation of that name, on whatever channel; `whatsapp:NAME` names the channel too.
pub fn named_all<'a>(desk: &'a Desk, name: &str) -> Result<Vec<&'a Conversation>, Refusal> {
    let of = |name: &str, channel: Option<&str>| -> Vec<&'a Conversation> {
        let all = desk.state().conversations.values();
        all.filter(|c| c.name.as_deref() == Some(name))
            .filter(|c| channel.is_none_or(|wanted| c.channel == wanted))
            .collect()
    };
    let mut found = of(name, None);
    if let (true, Some((channel, rest))) = (found.is_empty(), name.split_once(':')) {
        found = of(rest.trim(), Some(&channel.to_lowercase()));
    }
    match found.is_empty() {
        false => Ok(found),
        true => Err(Refusal::new(
            format!("No chat called {name} is on record"),
            way_on("List what there is with", op::CONVERSATIONS),
        )),
    }
}

/// The one conversation of that name; where there are several, the channel has to be said.
pub fn named<'a>(desk: &'a Desk, name: &str) -> Result<&'a Conversation, Refusal> {
    let found = named_all(desk, name)?;
    match found.as_slice() {
        [one] => Ok(one),
        several => {
            let channels: Vec<String> = several
                .iter()
                .map(|c| desk.channel_label(&c.channel))
                .collect();
            Err(Refusal::new(
                format!(
                    "{} chats are called {name}: {}",
                    several.len(),
                    channels.join(", ")
                ),
                format!(
                    "Put the channel before the name: \"{}:{name}\"",
                    several[0].channel
                ),
            ))
        }
    }
}

/// What is known of the conversation, as far as there is one.
pub(super) fn known<'a>(on: &Context<'a>) -> Option<&'a Conversation> {
    let id = on.target.conversation(on.desk).ok()?;
    on.desk.state().conversations.get(&id)
}

fn name(conversation: Option<&Conversation>) -> &str {
    let name = conversation.and_then(|c| c.name.as_deref());
    name.unwrap_or_default()
}

/// What they are called: one by its name, several by how many they are.
pub(super) fn called(desk: &Desk, conversations: &[Id]) -> String {
    match conversations {
        [one] => named_in(desk, *one).to_owned(),
        several => counted(several.len(), "chat"),
    }
}

/// Carries the same out for each of these conversations, as one: all or none.
pub(super) fn for_each(
    desk: &mut Desk,
    conversations: &[Id],
    command: impl Fn(Id) -> Command,
) -> Result<(), DeskError> {
    match conversations {
        [one] => desk.run(command(*one))?,
        several => desk.run(Command::Together(
            several.iter().copied().map(command).collect(),
        ))?,
    };
    Ok(())
}

/// What it is called, by its id.
pub(super) fn named_in(desk: &Desk, conversation: Id) -> &str {
    name(desk.state().conversations.get(&conversation))
}

/// The conversation and its timer, above the fields.
pub(super) fn note(on: &Context<'_>) -> String {
    if let Target::Conversations(all) = on.target {
        let names: Vec<&str> = all.iter().map(|id| named_in(on.desk, *id)).collect();
        return format!("The same for each of these: {}", names.join(", "));
    }
    let Some(conversation) = known(on) else {
        return "The item belongs to no chat; put its details right to give it one.".into();
    };
    let timer = match conversation.timer_at(on.desk.now()) {
        Some(timer) => when::duration_words(timer.seconds),
        None => "none is recorded".into(),
    };
    format!("{}. Its timer now: {timer}", name(Some(conversation)))
}

/// Records that the timer of a conversation changed.
#[derive(Debug, Default)]
pub struct Timer;

static TIMER: Field = Field::new("timer", Kind::Length)
    .positional("TIMER", "24h, 7d, 90d or off")
    .screen("Timer", "24h, 7d, 90d or off")
    .must("Say which timer: 24h, 7d, 90d or off.");

static FROM: Field = Field::new("from", Kind::Time(Tense::Past))
    .flag(
        "from",
        "From when on: \"Fri 10:00\", yesterday, \"2 hours ago\"; read backwards [default: now]",
    )
    .value("TIME")
    .screen(
        "From",
        "When it was set: Fri 10:00, 2 hours ago; empty is now",
    );

static CHANGED: Spec = Spec {
    id: "item.timer",
    command: "conversation timer",
    title: "Timer of the chat",
    button: "Record the timer",
    writes: "What was said before stays in the log; u takes it back.",
    takes: Takes::Conversation,
    fields: &[&TIMER, &FROM],
    draft: "timer",
    ..Spec::PLAIN
};

impl Operation for Timer {
    described_by!(CHANGED);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        form.note = note(on);
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let conversations = target.conversations(desk)?;
        let hint = "Use 24h, 7d, 90d or another length, or off";
        let seconds = given.length(&TIMER, "a timer", hint)?;
        let seconds = seconds.ok_or_else(|| missing(&TIMER))?;
        let from = given.time(&FROM, Tense::Past, desk)?;
        let from = from.map_or(desk.now(), |read| read.at);
        for_each(desk, &conversations, |conversation| Command::Timer {
            conversation,
            from,
            seconds,
        })?;
        let rule = desk.policy().overlay().timer_words(seconds);
        let of = match conversations.len() {
            1 => String::new(),
            n => format!(" in {}", counted(n, "chat")),
        };
        let said = format!(
            "timer {}{of} from {AT}; messages sent before keep the timer they were sent under",
            when::duration_words(seconds),
        );
        let first = target.conversation(desk)?;
        Ok(Outcome::of(Subject::Conversation(first), said)
            .at(from)
            .and_says(rule.unwrap_or_default()))
    }
}

/// Records who is in a conversation, who captures and how often it is looked through.
#[derive(Debug, Default)]
pub struct ConversationEdit;

static MEMBERS: Field = Field::new("members", Kind::Line)
    .flag("members", "Who is in it")
    .value("NAMES")
    .screen("Members", "All of them, with commas; emptied: not stated")
    .way("Name at least one detail: onrecord conversation edit --help");

static OFFICE: Field = Field::new("office", Kind::Line)
    .flag("office", "Who of the private office is in it (para 22)")
    .value("NAMES")
    .screen(
        "Private office",
        "Who of them is of the private office (para 22)",
    );

static CAPTURED_BY: Field = Field::new("captured_by", Kind::Line)
    .flag(
        "captured-by",
        "Who captures what is significant in it (para 22)",
    )
    .value("NAME")
    .screen("Who captures", "By name");

static REVIEW_EVERY: Field = Field::new("review_every", Kind::Length)
    .flag(
        "review-every",
        "How often it is looked through: 1d, 7d or off",
    )
    .value("LENGTH")
    .screen("Looked through", "Every 1d, 7d or off; your setting");

/// What was said of its members and of who looks after it.
fn changes(given: &Answers) -> Result<Vec<ConversationChange>, Failure> {
    let said = |field| given.get(field).map(str::to_owned);
    let hint = "Use 1d, 7d, 2w or another length, or off";
    let every = given.length(&REVIEW_EVERY, "a length of time", hint)?;
    let changes = [
        said(&MEMBERS).map(ConversationChange::Members),
        said(&OFFICE).map(ConversationChange::Office),
        said(&CAPTURED_BY).map(ConversationChange::CapturedBy),
        every.map(ConversationChange::ReviewEvery),
    ];
    Ok(changes.into_iter().flatten().collect())
}

/// Puts a chat on record before anything that was said in it.
#[derive(Debug, Default)]
pub struct ConversationAdd;

static NAME: Field = Field::new("name", Kind::Line)
    .positional("NAME", "What the chat is called, or whom it is with")
    .screen("Chat", "What it is called on the phone, or whom it is with")
    .must("Say what the chat is called.");

static CHANNEL: Field = about::channel()
    .screen("Channel", "The channel it is on")
    .must("Say which channel it is on.");

static ITS_TIMER: Field = Field::new("timer", Kind::Length)
    .flag("timer", "Its timer: 24h, 7d, 90d or off")
    .value("TIMER")
    .screen("Timer", "24h, 7d, 90d or off; empty: not known");

static ADD: Spec = Spec {
    id: "conversation.add",
    command: "conversation add",
    title: "Add a chat",
    button: "Put the chat on record",
    writes: "Its timer is known before the first message. u takes it back.",
    fields: &[
        &NAME,
        &CHANNEL,
        &ITS_TIMER,
        &FROM,
        &MEMBERS,
        &OFFICE,
        &CAPTURED_BY,
        &REVIEW_EVERY,
    ],
    draft: "chat",
    ..Spec::PLAIN
};

impl Operation for ConversationAdd {
    described_by!(ADD);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let channels = on.desk.policy().channels().iter();
        let channels = channels.map(|c| Choice::new(c.id.as_str(), c.label.as_str()));
        form.offer(&CHANNEL, Choice::unanswered(channels));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let name = given.must(&NAME)?;
        let channel = given.meant(&CHANNEL, |text| meaning::channel(desk.policy(), text))?;
        let channel = channel.ok_or_else(|| missing(&CHANNEL))?;
        let hint = "Use 24h, 7d, 90d or another length, or off";
        let timer = given.length(&ITS_TIMER, "a timer", hint)?;
        let from = given.time(&FROM, Tense::Past, desk)?;
        if timer.is_none() && from.is_some() {
            return Err(misread(
                &ITS_TIMER,
                "It is said from when on the timer runs, and not how long it is".into(),
                hint.into(),
            ));
        }
        let from = from.map_or(desk.now(), |read| read.at);
        let written = desk.run(Command::ConversationAdd {
            channel,
            name: name.clone(),
            timer: timer.map(|seconds| (from, seconds)),
            changes: changes(given)?,
        })?;
        let new = written.iter().find_map(|e| match &e.event {
            Event::ConversationOpened(e) => Some(e.conversation),
            _ => None,
        });
        let new = new.ok_or_else(|| DeskError::Storage("The chat was not found".into()))?;
        let rule = timer.and_then(|seconds| desk.policy().overlay().timer_words(seconds));
        let timer = match timer {
            Some(seconds) => format!("timer {}", when::duration_words(seconds)),
            None => "its timer is not known".into(),
        };
        let said = format!("the chat {} is on record, {timer}", name.trim());
        Ok(Outcome::of(Subject::Conversation(new), said).and_says(rule.unwrap_or_default()))
    }
}

static EDIT: Spec = Spec {
    id: "conversation.edit",
    command: "conversation edit",
    title: "Who is in the chat",
    button: "Record it",
    writes: "What was said before stays in the log; u takes it back.",
    takes: Takes::Conversation,
    fields: &[&MEMBERS, &OFFICE, &CAPTURED_BY, &REVIEW_EVERY],
    draft: "group",
    ..Spec::PLAIN
};

impl Operation for ConversationEdit {
    described_by!(EDIT);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        form.note = note(on);
        // Of several what stands is not one answer: what is left empty stays as it is.
        if matches!(on.target, Target::Conversations(_)) {
            return Ok(());
        }
        let detail = |detail: &str| known(on).and_then(|c| c.details.get(detail));
        for (field, name) in [
            (&MEMBERS, "members"),
            (&OFFICE, "office"),
            (&CAPTURED_BY, "captured-by"),
        ] {
            form.stands(field, detail(name).unwrap_or_default());
        }
        let every = detail("review-every").and_then(|s| s.parse().ok());
        form.stands(
            &REVIEW_EVERY,
            every.map(when::typed_length).unwrap_or_default(),
        );
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let conversations = target.conversations(desk)?;
        let changes = changes(given)?;
        if changes.is_empty() {
            return Err(Failure::Invalid {
                field: &MEMBERS,
                what: "Say what is to be changed".into(),
                hint: String::new(),
                why: Wrong::Refused,
            });
        }
        for_each(desk, &conversations, |conversation| {
            Command::ConversationEdit {
                conversation,
                changes: changes.clone(),
            }
        })?;
        let name = called(desk, &conversations);
        let said = match conversations.len() {
            1 => format!("the chat {name} is changed"),
            _ => format!("{name} are changed"),
        };
        let first = target.conversation(desk)?;
        Ok(Outcome::of(Subject::Conversation(first), said))
    }
}
