//! The free texts that a command would keep, every one of them, and what is said of their marking.
//!
//! Every command is named here, without a wildcard: a new one does not compile before somebody has said which of
//! its parts are texts.

use super::departing::departure_texts;
use super::happened::of_incident;
use super::kept::{Written, some};
use super::reported::of_report;
use super::requested::request_texts;
use crate::desk::seen::Statable;
use crate::record::Id;
use crate::record::command::{
    About, Change, Command, ConversationChange, ConversationRef, ImportNote, NewMessage, Requests,
    ReviewFigures,
};
use crate::record::decision::{Because, NewDecision};
use crate::record::device::DeviceChange;
use crate::record::hold::TimerSaid;
use crate::record::state::message::Evidence;
use crate::record::state::{Item, State, Substance};

/// What is said of the marking of what one command writes, and the texts it writes. Several at once are looked at
/// one by one.
pub(super) fn written<'c>(state: &'c State, command: &'c Command) -> Written<'c> {
    use Command as C;
    let on = |item: &Id, texts: Vec<&'c str>| Written {
        stated: marking_of(state, item),
        way: Statable::OnItem,
        texts,
    };
    match command {
        C::Add { about, .. } => Written::here(about.marking.as_ref(), added(command)),
        C::Edit { item, changes, .. } => edited(state, item, changes),
        C::Capture { item, .. } => on(item, captured(command)),
        C::Gone { item, note } | C::Note { item, note } => on(item, vec![note]),
        C::Reference { item, reference } => on(item, vec![reference]),
        C::Data { item, said } => on(item, some(&[&said.outside])),
        C::Confirm { item, by: name } | C::HandOver { item, to: name } => on(item, vec![name]),
        C::Task { item, to } => on(item, some(&[to])),
        C::TaskAnswer { item, note, .. } => on(item, some(&[note])),
        C::NotSignificant {
            items,
            reason,
            requests,
        } => {
            let which = requests.as_ref().and_then(request_text);
            let texts = which.into_iter().chain(reason.as_deref()).collect();
            match items.first() {
                Some(item) => on(item, texts),
                None => Written::nowhere(texts),
            }
        }
        C::HoldAdd { .. } | C::HoldTimer { .. } | C::HoldRelease { .. } => {
            Written::nowhere(held(command))
        }
        C::Settings { me, .. } => Written::nowhere(some(&[me])),
        C::Review(figures) => Written::nowhere(review_texts(figures)),
        C::Measure(new) => Written::nowhere(some(&[&new.note])),
        C::Decide(new) => decision(new),
        C::Report(report) => of_report(report),
        C::Incident(incident) => of_incident(incident),
        C::DeviceAdd { .. } => Written::nowhere(device_added(command)),
        C::DeviceEdit { changes, .. } => {
            Written::nowhere(changes.iter().filter_map(device_text).collect())
        }
        C::ConversationAdd { name, changes, .. } => Written::nowhere(chat_texts(name, changes)),
        C::ConversationEdit { changes, .. } => {
            Written::nowhere(changes.iter().filter_map(conversation_text).collect())
        }
        C::Depart(depart) => Written::nowhere(departure_texts(depart)),
        C::Request(request) => Written::nowhere(request_texts(request)),
        C::Reopen { .. } | C::Snooze { .. } | C::Accepted { .. } => Written::nowhere(Vec::new()),
        C::Outcome { .. } | C::Timer { .. } | C::Together(_) => Written::nowhere(Vec::new()),
    }
}

/// Of a hold: its reference, and why a timer cannot be switched off.
fn held(command: &Command) -> Vec<&str> {
    let (reference, said) = match command {
        Command::HoldAdd {
            reference, timers, ..
        } => (reference, timers.as_ref()),
        Command::HoldTimer {
            reference, said, ..
        } => (reference, Some(said)),
        Command::HoldRelease { reference } => (reference, None),
        _ => return Vec::new(),
    };
    let why = said.and_then(timer_text);
    [reference.as_str()].into_iter().chain(why).collect()
}

fn marking_of(state: &State, item: &Id) -> Option<String> {
    Some(state.items.get(item)?.marking.clone()?.to_string())
}

/// Of messages that are added.
fn added(command: &Command) -> Vec<&str> {
    let Command::Add {
        channel,
        conversation,
        about,
        items,
        import,
    } = command
    else {
        return Vec::new();
    };
    let mut texts = vec![channel.as_str()];
    texts.extend(conversation.as_ref().and_then(name_of));
    texts.extend(about_texts(about));
    texts.extend(items.iter().flatten().flat_map(message_texts));
    texts.extend(import.iter().flat_map(import_texts));
    texts
}

/// Of a capture.
fn captured(command: &Command) -> Vec<&str> {
    let Command::Capture {
        item: _,
        route: _,
        destination_kind: _,
        destination: _,
        reference,
        note,
        path: _,
        sha256: _,
        read_back: _,
        substance,
    } = command
    else {
        return Vec::new();
    };
    let parts = substance.iter().flat_map(Substance::parts);
    let parts = parts.map(|(_, text)| text);
    some(&[reference, note]).into_iter().chain(parts).collect()
}

/// Of a device that is registered.
fn device_added(command: &Command) -> Vec<&str> {
    let Command::DeviceAdd {
        name,
        kind: _,
        owner,
        managed_by,
        principal,
    } = command
    else {
        return Vec::new();
    };
    let others = some(&[owner, managed_by, principal]);
    [name.as_str()].into_iter().chain(others).collect()
}

fn about_texts(about: &About) -> Option<&str> {
    let About {
        device: _,
        marking: _,
        principal,
        decision: _,
        received: _,
        personal_data: _,
        timer: _,
        zone: _,
        reference_only: _,
    } = about;
    principal.as_deref()
}

/// What a message says, who sent it, and the names of the files with it.
fn message_texts(message: &NewMessage) -> Vec<&str> {
    let NewMessage {
        from,
        body,
        sent: _,
        sent_wall: _,
        edited: _,
        deleted: _,
        quoted: _,
        quoted_why: _,
        digest: _,
        evidence,
        entry: _,
        line: _,
        // The time in the export's words: what was read as one.
        stamp: _,
        date_order: _,
        // Its words are those of the body.
        original: _,
        head,
    } = message;
    let head = head.iter().flat_map(|h| h.texts());
    let files = evidence.iter().map(|file| {
        let Evidence {
            sha256: _,
            length: _,
            kind: _,
            name,
        } = file;
        name.as_str()
    });
    let own = some(&[body, from]).into_iter();
    own.chain(files).chain(head).collect()
}

fn import_texts(import: &ImportNote) -> Vec<&str> {
    let ImportNote {
        entries: _,
        last: _,
        // Digests.
        tail: _,
        format: _,
        name,
        sha256: _,
        date_order: _,
        zone: _,
        me,
        timers: _,
    } = import;
    some(&[name, me])
}

fn change_text(change: &Change) -> Option<&str> {
    match change {
        Change::Text(text) | Change::From(text) | Change::Principal(text) => Some(text),
        Change::Conversation(chat) => name_of(chat),
        Change::Sent(_)
        | Change::Marking(_)
        | Change::Device(_)
        | Change::Received(_)
        | Change::PersonalData(_)
        | Change::Timer(_) => None,
    }
}

fn device_text(change: &DeviceChange) -> Option<&str> {
    match change {
        DeviceChange::Kind(_) => None,
        DeviceChange::Name(text)
        | DeviceChange::Owner(text)
        | DeviceChange::ManagedBy(text)
        | DeviceChange::Principal(text) => Some(text),
    }
}

/// Of a chat that is put on record.
fn chat_texts<'c>(name: &'c str, changes: &'c [ConversationChange]) -> Vec<&'c str> {
    let changes = changes.iter().filter_map(conversation_text);
    [name].into_iter().chain(changes).collect()
}

fn conversation_text(change: &ConversationChange) -> Option<&str> {
    match change {
        ConversationChange::Members(text)
        | ConversationChange::Office(text)
        | ConversationChange::CapturedBy(text)
        | ConversationChange::DataAdvice(text)
        | ConversationChange::DataOwner(text) => Some(text),
        ConversationChange::ReviewEvery(_) | ConversationChange::DataRoutine(_) => None,
    }
}

/// The name of a chat that is not on record yet.
fn name_of(chat: &ConversationRef) -> Option<&str> {
    match chat {
        ConversationRef::New { id: _, name } => Some(name),
        ConversationRef::Known(_) => None,
    }
}

fn timer_text(said: &TimerSaid) -> Option<&str> {
    match said {
        TimerSaid::Cannot(why) => Some(why),
        TimerSaid::Off | TimerSaid::NotAdmin => None,
    }
}

/// Which request, inquiry or litigation was named.
pub(super) fn request_text(requests: &Requests) -> Option<&str> {
    match requests {
        Requests::Known(which) => Some(which),
        Requests::NoneKnown => None,
    }
}

fn edited<'c>(state: &'c State, item: &Id, changes: &'c [Change]) -> Written<'c> {
    let stated = changes.iter().find_map(|c| match c {
        Change::Marking(marking) => Some(marking.whole.clone()),
        _ => None,
    });
    let stands = marking_of(state, item);
    let mut texts: Vec<&str> = changes.iter().filter_map(change_text).collect();
    // Another marking is stated of all that is kept, not of what comes with it alone.
    if stated.is_some() && stated != stands {
        texts.extend(state.items.get(item).into_iter().flat_map(kept_texts));
    }
    Written {
        stated: stated.or(stands),
        way: Statable::Here,
        texts,
    }
}

/// What is kept of an item: what its messages say and were put right to say, the names of their files, and its
/// substance in words.
fn kept_texts(item: &Item) -> Vec<&str> {
    let parts = item.told().substance.iter().flat_map(|s| s.parts());
    let mut texts: Vec<&str> = parts.map(|(_, text)| text).collect();
    for message in &item.told().messages {
        texts.extend(message.body.as_deref());
        texts.extend(message.from.as_deref());
        texts.extend(message.evidence.iter().map(|file| file.name.as_str()));
        let right = message.put_right.iter();
        texts.extend(right.filter_map(|right| right.value.as_deref()));
    }
    texts
}

fn review_texts(figures: &ReviewFigures) -> Vec<&str> {
    let ReviewFigures {
        looked_at: _,
        captured: _,
        not_significant: _,
        handed_over: _,
        gone: _,
        put_off: _,
        left: _,
        next: _,
        chats,
        how,
        principal,
    } = figures;
    some(&[chats, how, principal])
}

fn decision(new: &NewDecision) -> Written<'_> {
    let NewDecision {
        case,
        said: _,
        direction: _,
        change: _,
        device_id: _,
        government_system: _,
        because,
        reason,
        principal,
    } = new;
    let note = because.as_ref().and_then(|because| {
        let Because { id: _, note } = because;
        note.as_deref()
    });
    let mut texts = some(&[reason, principal, &case.channel]);
    texts.extend(note);
    Written {
        stated: case.marking.as_ref().map(ToString::to_string),
        way: Statable::Here,
        texts,
    }
}
