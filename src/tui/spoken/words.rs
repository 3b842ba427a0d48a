//! Items, events and texts as sentences.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::text::{bytes_words, counted, sentence_case, when};
use crate::tui::book::{LogLine, Row};
use crate::tui::find::{Hit, Unread};
use crate::tui::model::Model;
use crate::tui::view::day_in_words;

/// How much of a message the status line says.
pub const SAID: usize = 90;

/// How much of a message under review is said.
const REVIEWED: usize = 130;

/// An item in one sentence after another: who, what, how soon, by when, on which channel.
pub fn said(row: &Row, now: DateTime<Utc>, zone: Tz) -> String {
    in_sentences(row, now, zone, SAID)
}

/// The same with more of its message, for somebody who is asked about it.
pub fn under_review(row: &Row, now: DateTime<Utc>, zone: Tz) -> String {
    in_sentences(row, now, zone, REVIEWED)
}

fn in_sentences(row: &Row, now: DateTime<Utc>, zone: Tz, room: usize) -> String {
    let from = row.from.as_deref().unwrap_or("Sender not stated");
    let body = brief(&message(row), room);
    let group = group(row, now);
    let wanted = sentence_case(&wanted(row, now, zone));
    // What is overdue or put off says so with its time.
    let how_soon = match group {
        "Within a day" | "Later" => format!("{group}. "),
        _ => String::new(),
    };
    let stop = match body.ends_with(['.', '?', '!']) {
        true => "",
        false => ".",
    };
    format!("{from}: {body}{stop} {how_soon}{wanted}. {}.", row.channel)
}

/// How soon an item is wanted: by the earlier of its two dates.
pub fn group(row: &Row, now: DateTime<Utc>) -> &'static str {
    let by = [row.capture_by, row.due].into_iter().flatten().min();
    match by {
        _ if row.snoozed.is_some_and(|t| t > now) => "Put off",
        Some(by) if by <= now => "Overdue",
        Some(by) if by <= now + TimeDelta::days(1) => "Within a day",
        _ => "Later",
    }
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

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    crate::text::name_of(name)
}

/// What was found and is no item, which has its own words.
pub fn hit(hit: &Hit) -> Option<String> {
    Some(match hit {
        Hit::Item(..) => return None,
        Hit::Request {
            kind, stage, words, ..
        } => format!("A request, {kind}, {stage}: {}", brief(words, SAID)),
        Hit::Message {
            at,
            from,
            chat,
            words,
            ..
        } => format!("In the export {chat}. {from}, {at}: {}", brief(words, SAID)),
        Hit::MoreMessages(chat, more) => {
            format!("{} in the export {chat}", counted(*more, "more message"))
        }
        Hit::LongExport(chat, of) => format!(
            "The export {chat} of {} was not looked through. Enter does that",
            counted(*of, "message")
        ),
        Hit::InPlace {
            path,
            at,
            from,
            words,
            ..
        } => format!("In {}. {from}, {at}: {}", name_of(path), brief(words, SAID)),
        Hit::MoreInPlace { path, more, .. } => {
            format!("{} in {}", counted(*more, "more message"), name_of(path))
        }
        Hit::Unread(path, why) => {
            let why = match why {
                Unread::Long(size) => format!(
                    "is {} and was not read yet. Enter reads it now",
                    bytes_words(*size)
                ),
                Unread::Reading => "is being read".to_owned(),
                Unread::Failed(why) => format!("cannot be read: {why}"),
            };
            format!("Not searched: {} {why}", name_of(path))
        }
    })
}

/// The day in hand of a month, and who sent what is wanted first on it.
pub fn day(model: &Model) -> String {
    let mut words = day_in_words(model).0;
    let day = model.month.day(model.today());
    let items = model.month.items(&model.book.rows, day, model.book.zone);
    if let Some(row) = items.first() {
        let from = row.from.as_deref().unwrap_or("sender not stated");
        words.push_str(&format!(", the first from {from}"));
    }
    words
}
