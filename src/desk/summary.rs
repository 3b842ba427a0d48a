//! Each event in a few words, for the log and an item's history.
//!
//! May import `record`, `text`.

use super::Desk;
use super::origin::edited_words;
use super::words::{counted, device_words, paragraph_words};
use crate::desk::decide::words::{because_words, caution, verdict_in_full};
use crate::import::DateOrder;
use crate::record::event::{DecisionRecorded, ReviewRecorded};
use crate::record::state::HoldScope;
use crate::record::{Entry, Event, Id};
use crate::text::when;

/// What happened, in words, and whether it still stands.
pub fn of_entry(desk: &Desk, entry: &Entry) -> String {
    let words = of(desk, &entry.event, entry.text_gone());
    match desk.is_taken_back(entry) {
        true => format!("{words} (taken back)"),
        false => words,
    }
}

/// The name of a conversation, with a colon for what follows.
fn chat(desk: &Desk, id: Id) -> String {
    let name = desk
        .state()
        .conversations
        .get(&id)
        .and_then(|c| c.name.as_deref());
    name.map(|name| format!("{name}: ")).unwrap_or_default()
}

/// What a command had done that was taken back, or brought back.
fn turned_words(desk: &Desk, writer: &str, command: i64) -> String {
    let same = |e: &&Entry| e.writer.as_ref() == writer && e.lamport == command.unsigned_abs();
    let mut entries = desk.entries().iter().filter(same);
    let first = entries.next();
    let about = |e: &&Entry| e.event.subject().is_some();
    // A command that opens a conversation tells of what it is for.
    let told = first
        .filter(about)
        .or_else(|| entries.find(about))
        .or(first);
    let what = told.map(|e| {
        let about = e
            .event
            .item()
            .map(|id| format!("item {}, ", desk.short(id)))
            .unwrap_or_default();
        format!("{about}{}", words(desk, &e.event))
    });
    what.unwrap_or_else(|| format!("command {command} of {writer}"))
}

/// What a hold covers and is for.
fn hold_words(desk: &Desk, hold: Id) -> String {
    let Some(hold) = desk.state().holds.iter().find(|h| h.id == hold) else {
        return "a hold".into();
    };
    let scope = match hold.scope {
        HoldScope::All => "everything".to_owned(),
        HoldScope::Item(id) => format!("item {}", desk.short(id)),
        HoldScope::Conversation(id) => chat(desk, id).trim_end_matches(": ").to_owned(),
    };
    let reference = hold.reference.as_deref().unwrap_or("no reference");
    format!("{reference}, on {scope}")
}

/// What happened, in words; `gone` tells that its text was erased.
pub fn of(desk: &Desk, event: &Event, gone: bool) -> String {
    let words = words(desk, event);
    if gone {
        format!("{words} (text erased)")
    } else {
        words
    }
}

fn words(desk: &Desk, event: &Event) -> String {
    let zone = desk.zone();
    let quoted = |text: Option<&str>| text.map(|t| format!(": {t}")).unwrap_or_default();
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "not stated".into());
    match event {
        Event::WriterOpened(_) => "this installation began to write".into(),
        Event::DamageNoted(e) => {
            format!(
                "{} could not be continued ({}); a new segment was begun",
                e.file,
                counted(usize::try_from(e.length).unwrap_or_default(), "byte")
            )
        }
        Event::Erased(e) => format!("the text of {} was erased", e.frame),
        Event::Undone(e) => format!("taken back: {}", turned_words(desk, &e.writer, e.command)),
        Event::Redone(e) => format!("brought back: {}", turned_words(desk, &e.writer, e.command)),
        Event::ConversationOpened(e) => {
            format!(
                "conversation on {} opened{}",
                desk.channel_label(&e.channel),
                quoted(e.name.as_deref())
            )
        }
        Event::ConversationSettings(e) => {
            let part = |label: &str, value: &Option<String>| {
                value.as_ref().map(|v| format!("{label} {v}"))
            };
            let order = e.date_order.as_deref().and_then(DateOrder::parse);
            let parts = [
                order.map(|o| o.words().to_owned()),
                part("zone", &e.zone),
                part("you are", &e.me),
            ];
            format!(
                "{}how its exports are read: {}",
                chat(desk, e.conversation),
                parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
            )
        }
        Event::ConversationTimer(e) => {
            let from = when::full(e.from, zone);
            format!(
                "{}timer {} from {from} ({})",
                chat(desk, e.conversation),
                when::duration_words(e.seconds),
                if e.source == "notice" {
                    "as a notice in an export says"
                } else {
                    "as stated"
                }
            )
        }
        Event::ConversationImported(e) => {
            let entries = counted(e.entries.unsigned_abs() as usize, "entry");
            let which = match (&e.name, &e.sha256) {
                (Some(name), Some(sum)) => format!(": {name}, SHA-256 {sum}"),
                (None, Some(sum)) => format!(": SHA-256 {sum}"),
                _ => String::new(),
            };
            format!(
                "{}an export of {entries} was read{which}",
                chat(desk, e.conversation)
            )
        }
        Event::ConversationEdited(e) => {
            let value = e
                .seconds
                .map(when::duration_words)
                .or_else(|| e.value.clone());
            format!(
                "{}{} changed{}",
                chat(desk, e.conversation),
                e.field,
                quoted(value.as_deref())
            )
        }
        Event::DecisionRecorded(e) => decision_words(desk, e),
        Event::DecisionOutcome(e) => match e.outcome.as_str() {
            "used" => "the channel was used".into(),
            _ => "the channel was not used after all".into(),
        },
        Event::DeviceRegistered(e) => {
            let kind = device_words(desk, &e.device_kind, None);
            format!("device registered{} ({kind})", quoted(e.name.as_deref()))
        }
        Event::DeviceEdited(e) => {
            let kind = e.device_kind.as_ref();
            let value = kind
                .map(|k| device_words(desk, k, None))
                .or_else(|| e.value.clone());
            format!("device, {} changed{}", e.field, quoted(value.as_deref()))
        }
        event if event.departure().is_some() => {
            super::departure::words::event(desk, event).unwrap_or_else(|| event.kind().to_owned())
        }
        Event::HoldPlaced(e) => format!("hold placed: {}", hold_words(desk, e.hold)),
        Event::RegisterLodged(e) => {
            let whose = e.principal.as_deref();
            let whose = whose.map(|name| format!(" for {name}")).unwrap_or_default();
            let back = if e.read_back {
                ", read back, bytes match"
            } else {
                ""
            };
            format!(
                "readable register{whose} lodged to {}{back}",
                said(&e.destination)
            )
        }
        Event::HoldTimer(e) => {
            let answer = match e.answer.as_str() {
                "off" => "its timer is off",
                "cannot" => "its timer cannot be switched off",
                _ => "somebody else is admin of its timer",
            };
            let why = e.note.as_deref().map(|w| format!(": {w}"));
            let hold = hold_words(desk, e.hold);
            let chat = chat(desk, e.conversation);
            format!("hold {hold}, {chat}{answer}{}", why.unwrap_or_default())
        }
        Event::HoldReleased(e) => format!("hold released: {}", hold_words(desk, e.hold)),
        Event::ReviewRecorded(e) => format!("review: {}", review_words(e)),
        Event::ItemEdited(e) => edited_words(desk, e),
        Event::Other { kind } => format!("{kind}: written by a later version, not shown here"),
        _ => match super::reporting::event_words(event) {
            Some(words) => words,
            None => item_words(event, &quoted, &said, zone),
        },
    }
}

/// The figures of a review: what was looked at and what became of it, which adds up; what waits; and the
/// chats, where they were named.
pub fn review_words(e: &ReviewRecorded) -> String {
    let named = [
        (e.captured, "captured"),
        (e.not_significant, "not significant"),
        (e.handed_over, "handed over"),
        (e.gone, "no longer available"),
        (e.put_off, "put off"),
    ];
    // Whatever was looked at and is none of these was kept waiting.
    let kept = e.looked_at - named.iter().map(|(n, _)| n).sum::<i64>();
    let parts: Vec<String> = named
        .iter()
        .chain([(kept, "kept waiting")].iter())
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    let mut words = format!("{} looked at since the last review", e.looked_at);
    if !parts.is_empty() {
        words.push_str(&format!(": {}", parts.join(", ")));
    }
    words.push_str(&match e.left {
        0 => "; nothing waits in the queue".into(),
        1 => "; 1 waits in the queue".into(),
        n => format!("; {n} wait in the queue"),
    });
    if let Some(chats) = &e.chats {
        words.push_str(&format!("; chats looked at: {chats}"));
    }
    if let Some(how) = &e.how {
        words.push_str(&format!(" ({how})"));
    }
    if let Some(name) = &e.principal {
        words.push_str(&format!("; for {name} alone"));
    }
    words
}

/// A decision in one line: the verdict, and what was said of the case.
fn decision_words(desk: &Desk, e: &DecisionRecorded) -> String {
    let cited = match e.paragraphs.as_slice() {
        [] => String::new(),
        cited => format!(" ({})", paragraph_words(cited)),
    };
    let marking = e.marking.clone();
    let marking = marking.or_else(|| e.classification.as_deref().map(str::to_uppercase));
    let channel = e.channel.as_deref().map(|c| desk.channel_label(c));
    let mut parts = vec![
        format!("decided: {}{cited}", verdict_in_full(&e.verdict)),
        e.situation.replace('-', " "),
        channel.unwrap_or_else(|| "channel not stated".into()),
        format!("device {}", device_words(desk, &e.device, e.device_id)),
        marking.unwrap_or_else(|| "marking not stated".into()),
        if e.significant {
            "significant"
        } else {
            "not significant"
        }
        .into(),
    ];
    if e.scope != "government" {
        parts.push(e.scope.clone());
    }
    parts.extend(system_words(desk, e));
    parts.extend(e.principal.as_ref().map(|name| format!("for {name}")));
    let reason = e.reason.as_deref().map(|r| format!(": {r}"));
    let cautions = caution_words(&e.cautions);
    format!(
        "{}{cautions}{}",
        parts.join(", "),
        reason.unwrap_or_default()
    )
}

/// Whether a government system would have done, and why not.
fn system_words(desk: &Desk, e: &DecisionRecorded) -> Option<String> {
    let answer = match e.government_system.as_deref()? {
        "yes" => return Some("a government system would do".into()),
        "no" => "no government system would do",
        other => other,
    };
    let why = because_words(
        desk.policy(),
        e.system_reason.as_deref(),
        e.system_note.as_deref(),
    );
    Some(match why {
        Some(why) => format!("{answer} ({why})"),
        None => answer.to_owned(),
    })
}

/// What was not as it should be with the policy files, after a semicolon; nothing where all was well.
fn caution_words(words: &[String]) -> String {
    let all: Vec<String> = words.iter().map(|w| caution(w)).collect();
    match all.is_empty() {
        true => String::new(),
        false => format!("; {}", all.join("; ")),
    }
}

fn item_words(
    event: &Event,
    quoted: &dyn Fn(Option<&str>) -> String,
    said: &dyn Fn(&Option<String>) -> String,
    zone: chrono_tz::Tz,
) -> String {
    match event {
        Event::ItemAdded(e) => {
            let from = e
                .from
                .as_deref()
                .map(|f| format!(" from {f}"))
                .unwrap_or_default();
            let how = if e.origin.as_ref() == "imported" {
                "picked from an export"
            } else {
                "added"
            };
            format!("{how}{from}{}", quoted(e.body.as_deref()))
        }
        Event::ItemMessage(e) => format!("a further message{}", quoted(e.body.as_deref())),
        Event::ItemSubstance(e) => format!("substance recorded{}", quoted(e.decided.as_deref())),
        Event::ItemCaptured(e) => {
            let to = e
                .destination
                .as_deref()
                .map(|d| format!(" to {d}"))
                .unwrap_or_default();
            let reference = match &e.reference {
                Some(reference) => format!(", reference {reference}"),
                None => ", reference to come".into(),
            };
            let read_back = if e.read_back {
                ", read back, bytes match"
            } else {
                ""
            };
            let cautions = caution_words(&e.cautions);
            format!(
                "captured{to} by {}{reference}{read_back}{cautions}",
                e.route
            )
        }
        Event::ItemReferenced(e) => format!("reference {}", said(&e.reference)),
        Event::ItemConfirmed(e) => format!("confirmed by {}", said(&e.by)),
        Event::ItemNotSignificant(e) => format!("not significant{}", quoted(e.reason.as_deref())),
        Event::ItemReopened(_) => "back into the queue".into(),
        Event::ItemSnoozed(e) => format!("put off until {}", when::full(e.until, zone)),
        Event::ItemHandedOver(e) => format!("offered to {}", said(&e.to)),
        Event::ItemAccepted(_) => "accepted".into(),
        Event::ItemTasked(e) => match &e.to {
            Some(to) => format!("{to} was asked to capture it"),
            None => "nobody is asked to capture it any more".into(),
        },
        Event::ItemTaskAnswered(e) => match e.answer.as_str() {
            "accepted" => format!("the task was accepted{}", quoted(e.note.as_deref())),
            _ => format!("the task was given back{}", quoted(e.note.as_deref())),
        },
        Event::ItemGone(e) => format!("no longer available{}", quoted(e.note.as_deref())),
        Event::ItemErased(e) => {
            let cause = if e.cause == "lapsed" {
                " (not significant, time for undo over)"
            } else {
                ""
            };
            format!("content erased{cause}{}", quoted(e.reason.as_deref()))
        }
        other => other.kind().to_owned(),
    }
}
