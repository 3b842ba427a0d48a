//! What happened in a chat of Telegram, in words: members, titles, calls, the timer after which messages vanish.

use super::told::ToldMessage;
use crate::import::entry::EntryKind;
use crate::text::counted;

/// Members that are named.
const NAMED: usize = 20;

/// What happened.
pub(super) struct Service {
    pub(super) kind: EntryKind,
    pub(super) text: String,
    /// The timer that it set, in seconds; 0: off.
    pub(super) timer: Option<u32>,
}

pub(super) fn happened(told: &ToldMessage<'_>) -> Service {
    let action = told.action.text().unwrap_or("note");
    let who = told.actor.text().unwrap_or("somebody");
    match action {
        "phone_call" | "group_call" | "conference_call" => Service {
            kind: EntryKind::Call,
            text: call(told, action, who),
            timer: None,
        },
        "set_messages_ttl" | "edit_chat_ttl" => {
            let period = told.period.number().unwrap_or(0);
            let seconds = u32::try_from(period.max(0)).unwrap_or(u32::MAX);
            Service {
                kind: EntryKind::System,
                text: match seconds {
                    0 => format!("{who} turned off the timer after which messages are deleted"),
                    s => format!("{who} set messages to be deleted after {}", span(s)),
                },
                timer: Some(seconds),
            }
        }
        _ => Service {
            kind: EntryKind::System,
            text: said(told, action, who),
            timer: None,
        },
    }
}

fn said(told: &ToldMessage<'_>, action: &str, who: &str) -> String {
    let title = told.title.0.trim();
    let words = match action {
        "create_group" => format!("{who} created the group \"{title}\""),
        "create_channel" => format!("{who} created the channel \"{title}\""),
        "edit_group_title" => format!("{who} named it \"{title}\""),
        "edit_group_photo" => format!("{who} changed its picture"),
        "delete_group_photo" => format!("{who} removed its picture"),
        "invite_members" => return format!("{who} added {}", members(told)),
        "remove_members" => return format!("{who} removed {}", members(told)),
        "join_group_by_link" => format!("{who} joined by a link"),
        "join_group_by_request" => format!("{who} joined after asking"),
        "joined_telegram" => format!("{who} joined Telegram"),
        "take_screenshot" => format!("{who} took a screenshot"),
        "clear_history" => format!("{who} cleared the history"),
        "pin_message" => match told.message_id.text() {
            Some(id) => format!("{who} pinned message {id}"),
            None => format!("{who} pinned a message"),
        },
        "migrate_to_supergroup" => "the group became a supergroup".to_owned(),
        "migrate_from_group" => format!("made from the group \"{title}\""),
        other => {
            let mut words = format!("{who}: {}", other.replace('_', " "));
            if !title.is_empty() {
                words.push_str(&format!(" \"{title}\""));
            }
            words
        }
    };
    match told.members.0.is_empty() {
        false => format!("{words}, with {}", members(told)),
        true => words,
    }
}

fn members(told: &ToldMessage<'_>) -> String {
    let all = &told.members.0;
    let names = all.iter().take(NAMED);
    let names: Vec<&str> = names
        .map(|m| m.text().unwrap_or("a deleted account"))
        .collect();
    match all.len().saturating_sub(NAMED) {
        0 if names.is_empty() => "nobody named".to_owned(),
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

fn call(told: &ToldMessage<'_>, action: &str, who: &str) -> String {
    let what = match action {
        "phone_call" => "call",
        _ => "group call",
    };
    let seconds = told.duration_seconds.number().or(told.duration.number());
    match (seconds, told.discard_reason.text()) {
        (Some(s), _) if s > 0 => {
            format!(
                "{what} by {who}, {}",
                span(u32::try_from(s).unwrap_or(u32::MAX))
            )
        }
        (_, Some("missed")) => format!("{what} by {who}, missed"),
        (_, Some("busy")) => format!("{what} by {who}, not taken"),
        _ => format!("{what} by {who}"),
    }
}

/// A length of time in words.
fn span(seconds: u32) -> String {
    let units = [
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    let (mut left, mut parts) = (seconds, Vec::new());
    for (unit, name) in units {
        if left >= unit {
            parts.push(counted((left / unit) as usize, name));
            left %= unit;
        }
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> (String, Option<u32>) {
        let told: ToldMessage<'_> = serde_json::from_str(json).unwrap();
        let service = happened(&told);
        (service.text, service.timer)
    }

    #[test]
    fn what_happened_is_told_in_words_and_the_timer_in_seconds() {
        for (json, text, timer) in [
            (
                r#"{"actor":"Ann","action":"set_messages_ttl","period":86400}"#,
                "Ann set messages to be deleted after 1 day",
                Some(86_400),
            ),
            (
                r#"{"actor":"Ann","action":"set_messages_ttl","period":0}"#,
                "Ann turned off the timer after which messages are deleted",
                Some(0),
            ),
            (
                r#"{"actor":"Ann","action":"invite_members","members":["Bo",null]}"#,
                "Ann added Bo, a deleted account",
                None,
            ),
            (
                r#"{"actor":"Ann","action":"create_group","title":"Quay","members":["Bo"]}"#,
                "Ann created the group \"Quay\", with Bo",
                None,
            ),
            (
                r#"{"actor":"Ann","action":"phone_call","duration_seconds":61}"#,
                "call by Ann, 1 minute 1 second",
                None,
            ),
            (
                r#"{"action":"boost_apply","boosts":2}"#,
                "somebody: boost apply",
                None,
            ),
        ] {
            assert_eq!(of(json), (text.to_owned(), timer), "{json}");
        }
    }
}
