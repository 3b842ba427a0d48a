//! Items, events and texts as sentences.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::text::when;
use crate::tui::book::{LogLine, Row};

/// How much of a message the status line says.
pub const SAID: usize = 90;

/// An item for the status line.
pub fn said(row: &Row, now: DateTime<Utc>, zone: Tz) -> String {
    let from = row.from.as_deref().unwrap_or("sender not stated");
    let body = brief(&message(row), SAID);
    format!(
        "{}, {from}, {body}, {}",
        row.channel,
        wanted(row, now, zone)
    )
}

/// An item of the list, whole but for a message that is too long for `room` characters.
pub fn item(row: &Row, now: DateTime<Utc>, zone: Tz, room: usize) -> String {
    let wanted = wanted(row, now, zone);
    let from = row.from.as_deref().unwrap_or("sender not stated");
    let head = match &row.conversation {
        Some(chat) => format!("{}, {chat}, {from}, {wanted}:", row.channel),
        None => format!("{}, {from}, {wanted}:", row.channel),
    };
    let left = room.saturating_sub(head.chars().count() + 1);
    format!("{head} {}", brief(&message(row), left))
}

/// An event of the log.
pub fn logged(line: &LogLine, zone: Tz) -> String {
    let at = when::full(line.at, zone);
    match &line.short {
        Some(number) => format!("{at}, item {number}, {}", line.what),
        None => format!("{at}, {}", line.what),
    }
}

fn message(row: &Row) -> String {
    match &row.body {
        Some(body) if row.offered => format!(
            "offered, not accepted: {}",
            body.split_whitespace().collect::<Vec<_>>().join(" ")
        ),
        _ if row.erased => "erased, the record of what was done stands".to_owned(),
        Some(body) => body.split_whitespace().collect::<Vec<_>>().join(" "),
        None if row.reference_only => "text not stored on this machine".to_owned(),
        None => "no text".to_owned(),
    }
}

/// By when it is wanted, in words.
fn wanted(row: &Row, now: DateTime<Utc>, zone: Tz) -> String {
    let near = |t| when::near(t, now, zone);
    if let Some(until) = row.snoozed.filter(|t| *t > now) {
        return format!("put off until {}", near(until));
    }
    match (row.vanishes, row.capture_by, row.due) {
        (Some(gone), ..) if gone <= now => format!("was due to vanish {}", near(gone)),
        (_, Some(by), _) if by <= now => "capture now".to_owned(),
        (_, by, Some(due)) if due <= now => {
            let by = by.map_or(String::new(), |by| format!(", capture by {}", near(by)));
            format!("overdue since {}{by}", near(due))
        }
        (_, Some(by), due) if due.is_none_or(|due| by <= due) => {
            format!("capture by {}", near(by))
        }
        (_, by, Some(due)) => {
            let by = by.map_or(String::new(), |by| format!(", capture by {}", near(by)));
            format!("due {}{by}", near(due))
        }
        _ => "no time set".to_owned(),
    }
}

/// A text, or its first words where it is long; that there is more is said.
pub fn brief(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let start: String = text.chars().take(room).collect();
    let whole = match start.rfind(' ') {
        Some(at) if at > 0 => &start[..at],
        _ => start.as_str(),
    };
    format!("{}, and more", whole.trim_end_matches([',', '.', ' ']))
}
