//! The demonstration's inbox: one export whose dates nobody can read for certain.
//!
//! Everybody in it is invented. Its two days are such that the day and the month could change places and
//! both still lie in the past, so the person is asked.

use std::io;
use std::path::Path;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use crate::ports::Ports;

/// The file's name; the conversation is called after it.
const NAME: &str = "WhatsApp Chat with Clause 4 huddle.txt";

/// Day (the first or the second), time, sender, text. Without a sender it is WhatsApp's own line.
const CHAT: &[(u64, &str, &str, &str)] = &[
    (
        0,
        "09:02",
        "",
        "Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.",
    ),
    (
        0,
        "09:02",
        "",
        "Asha Patel created group \"Clause 4 huddle\"",
    ),
    (
        0,
        "09:04",
        "Asha Patel",
        "Morning all. Is anybody else on the slow train",
    ),
    (0, "09:11", "Daniel Reeve", "Third carriage, with coffee"),
    (
        0,
        "09:30",
        "Asha Patel",
        "Minister has decided: clause 4 goes out, and we bring it back at report stage",
    ),
    (0, "09:31", "Tom Okafor", "Noted, I will move the 11:00"),
    (
        0,
        "09:47",
        "Daniel Reeve",
        "Counsel agreed. Please draft the amendment on that basis and clear it with Treasury",
    ),
    (0, "10:05", "Ruth Bell", "Who has the room key"),
    (0, "10:06", "Tom Okafor", "Me, sorry"),
    (
        1,
        "08:15",
        "Asha Patel",
        "Treasury can live with the cost if it stays under 4.2m this year",
    ),
    (1, "08:20", "Daniel Reeve", "<Media omitted>"),
    (1, "08:22", "Ruth Bell", "This message was deleted"),
    (
        1,
        "08:40",
        "Tom Okafor",
        "Cake in the outer office until it is gone",
    ),
];

/// Puts the export in the inbox.
pub(super) fn furnish(ports: &Ports, home: &Path) -> io::Result<()> {
    let inbox = home.join("inbox");
    ports.files.create_private_dirs(&inbox)?;
    let bytes = text(ports.clock.now()).into_bytes();
    ports.files.replace(&inbox.join(NAME), &bytes, 0o600)
}

fn text(now: DateTime<Utc>) -> String {
    let first = two_sided(now.date_naive());
    let line = |(day, time, from, text): &(u64, &str, &str, &str)| {
        let day = first + Days::new(*day);
        let from = match *from {
            "" => String::new(),
            name => format!("{name}: "),
        };
        format!("{}, {time} - {from}{text}\n", day.format("%d/%m/%Y"))
    };
    CHAT.iter().map(line).collect()
}

/// The latest day that, like the one after it, could be read either way round and has passed in both.
fn two_sided(today: NaiveDate) -> NaiveDate {
    let turned = |day: NaiveDate| {
        NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())
            .filter(|other| *other != day && *other < today)
    };
    let fits = |day: &NaiveDate| {
        let next = *day + Days::new(1);
        let both = turned(*day).is_some() && turned(next).is_some();
        both && next < today && next.month() == day.month()
    };
    let back = today.iter_days().rev().skip(1);
    back.take(800).find(fits).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_any_day_the_demonstration_has_two_readings() {
        let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        for today in start.iter_days().take(800) {
            let first = two_sided(today);
            assert!(
                first < today && first.day() < 12 && first.day() != first.month(),
                "{today}: {first}"
            );
            assert!(first.year() >= today.year() - 1);
        }
    }
}
