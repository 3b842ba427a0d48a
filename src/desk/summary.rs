//! Each event in a few words, for the log and an item's history.
//!
//! May import `record`, `text`.

use super::Desk;
use super::words::{device_words, paragraph_words};
use crate::record::Event;
use crate::record::event::DecisionRecorded;
use crate::text::when;

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
                "{} could not be continued ({} bytes); a new segment was begun",
                e.file, e.length
            )
        }
        Event::Erased(e) => format!("the text of {} was erased", e.frame),
        Event::Undone(e) => format!("command {} of {} was taken back", e.command, e.writer),
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
            let parts = [
                part("date order", &e.date_order),
                part("zone", &e.zone),
                part("you are", &e.me),
            ];
            format!(
                "conversation settings: {}",
                parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
            )
        }
        Event::ConversationTimer(e) => {
            let from = when::full(e.from, zone);
            format!(
                "timer {} from {from} ({})",
                when::duration_words(e.seconds),
                e.source
            )
        }
        Event::ConversationImported(e) => format!("an export of {} entries was read", e.entries),
        Event::ConversationEdited(e) => {
            let value = e
                .seconds
                .map(when::duration_words)
                .or_else(|| e.value.clone());
            format!(
                "conversation, {} changed{}",
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
        Event::HoldPlaced(e) => format!(
            "hold placed on {}{}",
            e.scope,
            quoted(e.reference.as_deref())
        ),
        Event::HoldReleased(_) => "hold released".into(),
        Event::ReviewRecorded(e) => format!(
            "review: {} looked at, {} captured, {} not significant, {} handed over, {} no longer available, {} put off, {} left",
            e.looked_at, e.captured, e.not_significant, e.handed_over, e.gone, e.put_off, e.left
        ),
        Event::Other { kind } => format!("{kind}: written by a later version, not shown here"),
        _ => item_words(event, &quoted, &said, zone),
    }
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
        format!("decided: {}{cited}", e.verdict),
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
    parts.extend(e.principal.as_ref().map(|name| format!("for {name}")));
    let reason = e.reason.as_deref().map(|r| format!(": {r}"));
    format!("{}{}", parts.join(", "), reason.unwrap_or_default())
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
            let how = if e.origin == "imported" {
                "picked from an export"
            } else {
                "added"
            };
            format!("{how}{from}{}", quoted(e.body.as_deref()))
        }
        Event::ItemMessage(e) => format!("a further message{}", quoted(e.body.as_deref())),
        Event::ItemEdited(e) => format!("{} changed{}", e.field, quoted(e.value.as_deref())),
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
            format!("captured{to} by {}{reference}{read_back}", e.route)
        }
        Event::ItemReferenced(e) => format!("reference {}", said(&e.reference)),
        Event::ItemConfirmed(e) => format!("confirmed by {}", said(&e.by)),
        Event::ItemNotSignificant(e) => format!("not significant{}", quoted(e.reason.as_deref())),
        Event::ItemReopened(_) => "back into the queue".into(),
        Event::ItemSnoozed(e) => format!("put off until {}", when::full(e.until, zone)),
        Event::ItemHandedOver(e) => format!("offered to {}", said(&e.to)),
        Event::ItemAccepted(_) => "accepted".into(),
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
