//! Gives meaning to the words of a command line: markings, devices, times, numbers.
//!
//! A word that has no meaning is a usage error that names the words that have.

use super::args::AboutArgs;
use super::error::CliError;
use crate::desk::Desk;
use crate::operation::meaning;

use crate::record::stated::About;
use crate::text::when;

/// A word of a closed vocabulary.
pub fn word<T>(
    given: &str,
    what: &str,
    words: &[&str],
    parse: fn(&str) -> Option<T>,
) -> Result<T, CliError> {
    parse(given).ok_or_else(|| {
        CliError::usage(
            format!("{given} is not {} {what}", article(what)),
            format!("Use one of: {}", words.join(", ")),
        )
    })
}

/// The article before a word.
fn article(word: &str) -> &'static str {
    match word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => "an",
        false => "a",
    }
}

/// A timer in seconds; `off` is 0.
pub fn timer(given: &str) -> Result<i64, CliError> {
    when::read_duration(given)
        .map(|d| d.num_seconds())
        .ok_or_else(|| {
            CliError::usage(
                format!("{given} is not a timer"),
                "Use 24h, 7d, 90d or another length, or off",
            )
        })
}

/// What is said of an item as a whole.
pub fn about(desk: &Desk, args: &AboutArgs, principal: Option<&str>) -> Result<About, CliError> {
    Ok(About {
        device: args
            .device
            .as_deref()
            .map(|d| meaning::device(desk.state(), d))
            .transpose()?,
        marking: args
            .marking
            .as_deref()
            .map(|m| meaning::marking(desk.policy(), m))
            .transpose()?,
        principal: principal.map(str::to_owned),
        timer: args.timer.as_deref().map(timer).transpose()?,
        reference_only: desk.references_only(),
        ..About::default()
    })
}

/// Numbers as `12,15-18`; `None` where the words are not numbers.
pub fn numbers(given: &str) -> Option<Vec<std::ops::RangeInclusive<u64>>> {
    given
        .split(',')
        .map(|part| {
            let part = part.trim();
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
            (first >= 1 && first <= last).then_some(first..=last)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_or_are_words() {
        assert_eq!(numbers("12, 15-18"), Some(vec![12..=12, 15..=18]));
        for words in ["option b", "12,", "18-15", "0", "-", ""] {
            assert_eq!(numbers(words), None, "{words}");
        }
    }
}
