//! Putting messages in the queue: by hand, or picked from an export.

use crate::record::command::{About, Context, ConversationRef, ImportNote, NewMessage};
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::refusal::Refusal;
use crate::record::rules::refuse_secret;
use crate::record::state::State;
use crate::record::state::conversation::{Conversation, Timer, TimerSource};
use crate::record::state::message::{Evidence, MailHead, Original};
use crate::record::state::setting::IMPORTED;

/// The events that put items in the queue, with their conversation and its timers where those are new.
pub fn add(
    state: &State,
    channel: String,
    conversation: Option<ConversationRef>,
    about: About,
    items: Vec<Vec<NewMessage>>,
    import: Option<ImportNote>,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    refuse_secret(about.marking.as_ref())?;
    if items.iter().any(|messages| messages.is_empty()) {
        return Err(Refusal::new(
            "An item without a message",
            "Name at least one message",
        ));
    }
    let mut events = Vec::new();
    let (conversation, known) = place(state, &channel, conversation, &mut events, context);
    if let (Some(id), Some(note)) = (conversation, &import) {
        settings(id, known, note, &mut events);
    }
    timers(
        &items,
        conversation,
        known,
        &about,
        import.as_ref(),
        &mut events,
        context,
    );
    let origin = if import.is_some() { IMPORTED } else { "added" };
    // Before the items, so that whoever reads them knows what they were picked from.
    if let (Some(id), Some(note)) = (conversation, import) {
        imported(id, known, note, items.is_empty(), &mut events);
    }
    for messages in items {
        put(
            messages,
            &channel,
            conversation,
            &about,
            origin,
            &mut events,
            context,
        );
    }
    Ok(events)
}

/// What is remembered of an import; where nothing was picked, only if that is new.
fn imported(
    conversation: Id,
    known: Option<&Conversation>,
    note: ImportNote,
    nothing_picked: bool,
    events: &mut Vec<Event>,
) {
    let (entries, last, tail) = (note.entries, note.last, note.tail);
    let before = known.and_then(|k| k.imported.as_ref());
    if nothing_picked && before.is_some_and(|b| (b.0, b.1, &b.2) == (entries, last, &tail)) {
        return;
    }
    events.push(
        event::ConversationImported {
            conversation,
            entries,
            last,
            format: note.format,
            tail,
            name: note.name,
            sha256: note.sha256,
        }
        .into(),
    );
}

/// Finds the conversation, or opens it.
fn place<'a>(
    state: &'a State,
    channel: &str,
    wanted: Option<ConversationRef>,
    events: &mut Vec<Event>,
    context: &mut Context<'_>,
) -> (Option<Id>, Option<&'a Conversation>) {
    match wanted {
        None => (None, None),
        Some(ConversationRef::Known(id)) => (Some(id), state.conversations.get(&id)),
        Some(ConversationRef::New { id, name }) => {
            match state.conversation_named(&name, Some(channel)) {
                Some(known) => (Some(known.id), Some(known)),
                None => {
                    let conversation = id.unwrap_or_else(|| (context.new_id)());
                    let channel = channel.to_owned();
                    events.push(
                        event::ConversationOpened {
                            conversation,
                            channel,
                            name: Some(name),
                        }
                        .into(),
                    );
                    (Some(conversation), None)
                }
            }
        }
    }
}

/// Remembers how the export was read, where that is new.
fn settings(
    conversation: Id,
    known: Option<&Conversation>,
    note: &ImportNote,
    events: &mut Vec<Event>,
) {
    let new = |value: &Option<String>, old: Option<&Option<String>>| {
        value
            .clone()
            .filter(|v| old.and_then(|o| o.as_ref()) != Some(v))
    };
    let date_order = new(&note.date_order, known.map(|k| &k.date_order));
    let zone = new(&note.zone, known.map(|k| &k.zone));
    let me = new(&note.me, known.map(|k| &k.me));
    if date_order.is_some() || zone.is_some() || me.is_some() {
        events.push(
            event::ConversationSettings {
                conversation,
                date_order,
                zone,
                me,
            }
            .into(),
        );
    }
}

/// Adds to the timer history what is stated for these messages and what notices in the export tell.
fn timers(
    items: &[Vec<NewMessage>],
    conversation: Option<Id>,
    known: Option<&Conversation>,
    about: &About,
    import: Option<&ImportNote>,
    events: &mut Vec<Event>,
    context: &Context<'_>,
) {
    let Some(conversation) = conversation else {
        return;
    };
    let mut history: Vec<Timer> = known.map(|k| k.timers.clone()).unwrap_or_default();
    for (from, seconds) in import.map(|n| n.timers.as_slice()).unwrap_or_default() {
        let seen = history
            .iter()
            .any(|t| t.from == *from && t.seconds == *seconds);
        if !seen {
            let timer = Timer {
                from: *from,
                seconds: *seconds,
                source: TimerSource::Notice.to_string(),
            };
            history.push(timer.clone());
            events.push(timer_event(conversation, timer));
        }
    }
    history.sort_by_key(|t| t.from);
    if let Some(seconds) = about.timer {
        let from = items
            .iter()
            .flatten()
            .filter_map(|m| m.sent)
            .min()
            .unwrap_or(context.now);
        let standing = history
            .iter()
            .rev()
            .find(|t| t.from <= from)
            .map(|t| t.seconds);
        if standing != Some(seconds) {
            let source = TimerSource::Stated.to_string();
            let timer = Timer {
                from,
                seconds,
                source,
            };
            events.push(timer_event(conversation, timer));
        }
    }
}

fn timer_event(conversation: Id, timer: Timer) -> Event {
    event::ConversationTimer {
        conversation,
        from: timer.from,
        seconds: timer.seconds,
        source: timer.source,
    }
    .into()
}

fn put(
    messages: Vec<NewMessage>,
    channel: &str,
    conversation: Option<Id>,
    about: &About,
    origin: &str,
    events: &mut Vec<Event>,
    context: &mut Context<'_>,
) {
    let item = (context.new_id)();
    for (n, mut m) in messages.into_iter().enumerate() {
        if about.reference_only {
            (m.body, m.evidence, m.original) = (None, Vec::new(), None);
            m.head = None;
        }
        events.push(match n {
            0 => {
                // Of an export the writer of the frame says enough: nobody typed it.
                let person = context.person.filter(|_| origin != IMPORTED);
                first(item, m, (channel, conversation), about, (origin, person))
            }
            _ => further(item, m),
        });
    }
}

fn fields(evidence: &[Evidence]) -> Vec<String> {
    evidence.iter().map(Evidence::to_field).collect()
}

/// The event of an item with its first message.
fn first(
    item: Id,
    m: NewMessage,
    (channel, conversation): (&str, Option<Id>),
    about: &About,
    (origin, person): (&str, Option<&str>),
) -> Event {
    let (original, original_base64) = Original::fields(m.original);
    let (head, unlisted) = kept(m.head);
    event::ItemAdded {
        item,
        conversation,
        channel: channel.into(),
        sent: m.sent,
        sent_wall: m.sent_wall,
        zone: about
            .zone
            .as_deref()
            .filter(|_| m.sent_wall.is_some())
            .map(Into::into),
        device: about.device.as_ref().map(|d| d.kind.as_str().into()),
        classification: about
            .marking
            .as_ref()
            .map(|k| k.classification.as_str().into()),
        received: about.received,
        personal_data: about.personal_data,
        timer: about.timer,
        origin: origin.into(),
        edited: m.edited,
        deleted: m.deleted,
        quoted: m.quoted,
        reference_only: about.reference_only,
        device_id: about.device.as_ref().and_then(|d| d.id),
        decision: about.decision,
        entry: m.entry,
        line: m.line,
        date_order: m.date_order.map(Into::into),
        quoted_why: m.quoted_why.map(Into::into),
        unlisted,
        from: m.from.map(Into::into),
        body: m.body.map(Into::into),
        marking: about.marking.as_ref().map(|k| k.whole.as_str().into()),
        principal: about.principal.as_deref().map(Into::into),
        digest: m.digest.map(Into::into),
        evidence: fields(&m.evidence),
        stamp: m.stamp.map(Into::into),
        person: person.map(Into::into),
        original,
        original_base64,
        subject: head.subject,
        to: head.to,
        also: head.also,
    }
    .into()
}

/// What is kept of the head of a mail, and how many names and addresses are not.
fn kept(head: Option<MailHead>) -> (MailHead, Option<i64>) {
    let mut head = head.unwrap_or_default();
    let more = (head.to.len() + head.also.len()).saturating_sub(MailHead::KEPT);
    head.to.truncate(MailHead::KEPT);
    head.also.truncate(MailHead::KEPT - head.to.len());
    let unlisted = head.unlisted.saturating_add_unsigned(more as u64);
    (head, Some(unlisted).filter(|n| *n > 0))
}

/// The event of a further message.
fn further(item: Id, m: NewMessage) -> Event {
    let (original, original_base64) = Original::fields(m.original);
    let (head, unlisted) = kept(m.head);
    event::ItemMessage {
        item,
        sent: m.sent,
        sent_wall: m.sent_wall,
        edited: m.edited,
        deleted: m.deleted,
        quoted: m.quoted,
        entry: m.entry,
        line: m.line,
        date_order: m.date_order.map(Into::into),
        quoted_why: m.quoted_why.map(Into::into),
        unlisted,
        from: m.from.map(Into::into),
        body: m.body.map(Into::into),
        digest: m.digest.map(Into::into),
        evidence: fields(&m.evidence),
        stamp: m.stamp.map(Into::into),
        original,
        original_base64,
        subject: head.subject,
        to: head.to,
        also: head.also,
    }
    .into()
}
