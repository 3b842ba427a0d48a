//! How long a destination keeps what is lodged there (25): a line in its own words, or class, years, from when and by
//! what authority.
//!
//! Invariant: it is a label. Nothing here counts days or takes anything away by it.

use crate::document::{Said, Section};
use crate::text::safe_line;

/// The longest words for how long something is kept.
const LONGEST: usize = 200;

/// The most years that anything says; more is a slip of the finger.
const MOST_YEARS: i64 = 1000;

/// Reads the label of a destination, as one line. What is wrong in it is reported, and the destination not used.
pub(super) fn read(section: &Section) -> Option<String> {
    match section.is_table("retention") {
        true => label(&section.section("retention")?),
        false => line(section, &section.text("retention")?),
    }
}

fn label(section: &Section) -> Option<String> {
    let class = section.text("class").and_then(|c| line(section, &c));
    let from = section.text("from").and_then(|f| line(section, &f));
    let authority = section.text("authority").and_then(|a| line(section, &a));
    let years = section.figure("years").and_then(|y| years(section, &y));
    for key in ["class", "from", "years", "authority"] {
        section.seen(key);
    }
    for key in section.keys() {
        if !["class", "from", "years", "authority"].contains(&key) {
            section.problem(
                &section.key_place(key),
                format!("`{}` says nothing of how long something is kept.", section.full(key)),
                "Known here: class, from, years, authority; until then this destination is not used.",
            );
        }
    }
    let period = match (years, from) {
        (Some(years), Some(from)) => Some(format!("{years} from {from}")),
        (years, from) => years.or_else(|| from.map(|from| format!("from {from}"))),
    };
    let class = class.map(|class| format!("class {class}"));
    let authority = authority.map(|by| format!("authority: {by}"));
    let parts: Vec<String> = [class, period, authority].into_iter().flatten().collect();
    if parts.is_empty() {
        section.problem(
            &section.place,
            "This label for how long it is kept says nothing.",
            "Give class, years, from or authority; until then this destination is not used.",
        );
        return None;
    }
    Some(parts.join("; "))
}

fn years(section: &Section, said: &Said<i64>) -> Option<String> {
    match said.value {
        1 => Some("1 year".into()),
        years @ 2..=MOST_YEARS => Some(format!("{years} years")),
        _ => {
            section.problem(
                &said.place,
                format!("{} is no number of years that anything is kept.", said.value),
                &format!("Write a number from 1 to {MOST_YEARS}; until then this destination is not used."),
            );
            None
        }
    }
}

/// One line in somebody's own words.
fn line(section: &Section, said: &Said<String>) -> Option<String> {
    let words = said.value.trim();
    if !words.is_empty() && words.chars().count() <= LONGEST && safe_line(words) == words {
        return Some(words.to_owned());
    }
    section.problem(
        &said.place,
        format!("These words for how long it is kept are not one line of 1 to {LONGEST} characters."),
        "Write a class or a period, such as \"MIN-07, 20 years from the end of the Parliament\"; until then this \
         destination is not used.",
    );
    None
}
