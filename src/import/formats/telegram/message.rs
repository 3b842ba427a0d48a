//! A message of Telegram's export as an entry: who, when, its words, its files, its timer.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, Utc};

use super::loose::Word;
use super::media::files;
use super::service::happened;
use super::told::{PollTold, ToldMessage};
use crate::import::entry::{Direction, Entry, EntryKind, Expiry};
use crate::import::index::Held;
use crate::import::stamps::iso_wall;

/// The last second of the year 9999.
const LAST: i64 = 253_402_300_799;
/// What stands as the time of what may be seen once.
const ONCE: u32 = i32::MAX as u32;
/// Answers of a poll that are told.
const ANSWERS: usize = 100;

/// The chat a message stands in.
pub(super) struct ChatPlace<'c> {
    pub(super) key: &'c str,
    /// The account that the export is of, where it says so.
    pub(super) owner: Option<&'c str>,
    /// Whom the owner writes with in a chat of two.
    pub(super) peer: Option<&'c str>,
}

/// The message as an entry; `None` of what Telegram says that it could not write.
pub(super) fn entry<'a>(
    mut told: ToldMessage<'a>,
    chat: &ChatPlace<'a>,
    find: &dyn Fn(&str) -> Option<Held>,
) -> Option<Entry<'a>> {
    let service = match told.kind.text() {
        Some("unsupported") => return None,
        Some("service") => true,
        Some(_) => false,
        None => told.action.text().is_some(),
    };
    let mut entry = Entry::new(chat.key);
    let moment = moment(&told.date_unixtime).or_else(|| zoned(&told.date));
    entry = match moment {
        Some(moment) => entry.at_moment(Some(moment)),
        None => entry.at_wall(told.date.text().and_then(iso_wall)),
    };
    entry.id = told.id.text().map(|id| format!("{}/{id}", chat.key).into());
    let edited_at = told.edited_unixtime.number();
    let edited = told.edited.text().and_then(iso_wall);
    // Older exports give every message the year 1970 for never.
    entry.edited = edited_at.is_some_and(|t| t > 0) || edited.is_some_and(|t| t.year() > 1970);
    if let Some(seconds) = told.self_destruct_period_seconds.number() {
        let seconds = u32::try_from(seconds).unwrap_or(ONCE).min(ONCE);
        entry.view_once = seconds == ONCE;
        let timed = seconds > 0 && !entry.view_once;
        entry.expires = timed.then_some(Expiry { seconds });
    }
    (entry.attachments, entry.omitted) = files(&mut told, find);
    match service {
        true => of_service(&mut entry, &told, chat),
        false => of_person(&mut entry, told, chat),
    }
    Some(entry)
}

fn moment(stamp: &Word<'_>) -> Option<DateTime<Utc>> {
    let seconds = stamp.number().filter(|s| (0..=LAST).contains(s))?;
    DateTime::from_timestamp(seconds, 0)
}

/// A date with its zone, as programs write it that made the export over again.
fn zoned(date: &Word<'_>) -> Option<DateTime<Utc>> {
    let date = DateTime::parse_from_rfc3339(date.text()?).ok()?;
    (date.year() <= 9999).then(|| date.to_utc())
}

fn of_service(entry: &mut Entry<'_>, told: &ToldMessage<'_>, chat: &ChatPlace<'_>) {
    let service = happened(told);
    let own = told.text.0.trim();
    entry.text = match own.is_empty() {
        true => service.text.into(),
        false => format!("{}: {own}", service.text).into(),
    };
    (entry.kind, entry.timer) = (service.kind, service.timer);
    if entry.kind == EntryKind::Call {
        entry.direction = direction(told.actor_id.text(), chat);
    }
}

fn of_person<'a>(entry: &mut Entry<'a>, mut told: ToldMessage<'a>, chat: &ChatPlace<'a>) {
    entry.direction = direction(told.from_id.text(), chat);
    entry.sender = Some(match (told.from.take(), told.from_id.text()) {
        (Some(name), _) => name,
        (None, Some(id)) => format!("deleted account ({id})").into(),
        (None, None) => "sender not stated".into(),
    });
    let words = match told.text.0.is_empty() {
        true => std::mem::take(&mut told.text_entities.0),
        false => std::mem::take(&mut told.text.0),
    };
    entry.text = match beside(&told) {
        None => words,
        Some(other) if words.trim().is_empty() => other.into(),
        Some(other) => format!("{words}\n{other}").into(),
    };
}

/// Which way it went, by the account of who wrote it.
fn direction(by: Option<&str>, chat: &ChatPlace<'_>) -> Option<Direction> {
    let by = bare(by?);
    match (chat.owner, chat.peer) {
        (Some(owner), _) if by == owner => Some(Direction::Out),
        (Some(_), _) => Some(Direction::In),
        (None, Some(peer)) if by == peer => Some(Direction::In),
        _ => None,
    }
}

/// The number of an account, without the word before it.
fn bare(id: &str) -> &str {
    id.strip_prefix("user").unwrap_or(id)
}

/// What a message holds that is neither words nor a file, in words.
fn beside(told: &ToldMessage<'_>) -> Option<String> {
    let mut lines = Vec::new();
    if let Some(poll) = &told.poll.0 {
        lines.push(of_poll(poll));
    }
    if let Some(list) = &told.todo_list.0 {
        let items = list.answers.0.iter().take(ANSWERS);
        let items = items.map(|i| format!("\n- {}", i.0)).collect::<String>();
        lines.push(format!("List: {}{items}", list.title.0));
    }
    if let Some(contact) = &told.contact_information.0 {
        let parts = [
            &contact.first_name,
            &contact.last_name,
            &contact.phone_number,
        ];
        let parts: Vec<&str> = parts.iter().filter_map(|p| p.text()).collect();
        lines.push(format!("Contact: {}", parts.join(" ")));
    }
    let named = [&told.place_name, &told.address];
    let named: Vec<&str> = named.iter().filter_map(|p| p.text()).collect();
    if let Some(at) = &told.location_information.0 {
        let at = [&at.latitude, &at.longitude];
        let at: Vec<&str> = at.iter().filter_map(|n| n.text()).collect();
        let place = [named.join(", "), at.join(", ")];
        let place: Vec<&str> = place
            .iter()
            .map(String::as_str)
            .filter(|p| !p.is_empty())
            .collect();
        lines.push(format!("Location: {}", place.join(" ")));
    }
    if let Some(game) = told.game_title.text() {
        lines.push(format!("Game: {game}"));
    }
    if let Some(dice) = &told.dice.0 {
        let parts = [&dice.emoji, &dice.value];
        let parts: Vec<&str> = parts.iter().filter_map(|p| p.text()).collect();
        lines.push(format!("Dice: {}", parts.join(" ")));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn of_poll(poll: &PollTold<'_>) -> String {
    let answers = poll
        .answers
        .0
        .iter()
        .filter_map(|a| a.0.as_ref())
        .take(ANSWERS);
    let answers = answers.map(|a| match a.voters.text() {
        Some(votes) => format!("\n- {} ({votes})", a.text.0),
        None => format!("\n- {}", a.text.0),
    });
    format!("Poll: {}{}", poll.question.0, answers.collect::<String>())
}

/// What stands for a stamp: the moment as the export has it, else the clock on the wall.
pub(super) fn stamp<'a>(told: &ToldMessage<'a>) -> Cow<'a, str> {
    let stamp = match moment(&told.date_unixtime) {
        Some(_) => &told.date_unixtime,
        None => &told.date,
    };
    stamp.0.clone().unwrap_or_default()
}
