//! Gives meaning to the words of a command line: markings, devices, times, numbers.
//!
//! May import `policy`, `record`, `text`, `desk`. A word that has no meaning is a usage error that names
//! the words that have.

use super::args::AboutArgs;
use super::error::CliError;
pub use super::input::text;
use crate::desk::Desk;
use crate::policy::{Device, Marking, Policy, Route};
use crate::record::State;
use crate::record::command::{About, Requests, StatedDevice, StatedMarking};
use crate::text::when;

/// A legal marking, whatever its classification.
pub fn legal_marking(policy: &Policy, given: &str) -> Result<Marking, CliError> {
    policy.marking(given).map_err(|e| {
        CliError::usage(
            e.to_string(),
            "Write it as the policy does, e.g. --marking official-sensitive",
        )
    })
}

/// A marking as stated. SECRET and above is refused here, before any text is read (paragraph 11).
pub fn marking(policy: &Policy, given: &str) -> Result<StatedMarking, CliError> {
    let marking = legal_marking(policy, given)?;
    if marking.is_secret_or_above() {
        return Err(CliError::refused(
            "Information at SECRET or above must not be on such a channel (para 11). Nothing was stored",
            "Tell your security team at once, and do not type or copy its content anywhere. What was typed may still stand in the shell's history, in ps and on the phone",
        ));
    }
    Ok(StatedMarking {
        classification: marking.vocabulary().to_owned(),
        whole: marking.to_string(),
    })
}

/// A device of the vocabulary, or a registered one by its name.
pub fn device(state: &State, given: &str) -> Result<StatedDevice, CliError> {
    if let Some(kind) = Device::parse(given) {
        return Ok(kind.as_str().into());
    }
    match state.device_named(given) {
        Some(device) => Ok(StatedDevice {
            kind: device.kind().to_owned(),
            id: Some(device.id),
        }),
        None => {
            let names = state.devices.values().filter_map(|d| d.name());
            let known: Vec<&str> = Device::WORDS.iter().copied().chain(names).collect();
            Err(CliError::usage(
                format!("{given} is neither a kind of device nor the name of a registered one"),
                format!(
                    "Use one of: {}; or register it: onrecord device add NAME --kind KIND",
                    known.join(", ")
                ),
            ))
        }
    }
}

/// A channel of the policy. `corporate` is the one that a department's policy says gives corporate access.
pub fn channel(policy: &Policy, given: &str) -> Result<String, CliError> {
    let wanted = given.trim().to_lowercase();
    if let Some(channel) = policy.channel(&wanted) {
        return Ok(channel.id.clone());
    }
    let ids = |only_corporate: bool| -> Vec<&str> {
        let channels = policy.channels().iter();
        let wanted = channels.filter(|c| c.corporate || !only_corporate);
        wanted.map(|c| c.id.as_str()).collect()
    };
    match (wanted.as_str(), ids(true).as_slice()) {
        ("corporate", []) => Err(CliError::usage(
            "No channel of this policy gives corporate access; only a department's policy file can say so (para 12)",
            "Ask your Knowledge and Information Management team; while you are unsure, name the channel itself",
        )),
        ("corporate", [one]) => Ok((*one).to_owned()),
        ("corporate", several) => Err(CliError::usage(
            "Several channels of this policy give corporate access",
            format!("Name the one you mean: {}", several.join(", ")),
        )),
        _ => Err(CliError::usage(
            format!("{given} is not a channel of the policy"),
            format!("Use one of: {}", ids(false).join(", ")),
        )),
    }
}

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

/// A route of paragraph 21.
pub fn route(given: &str) -> Result<String, CliError> {
    Route::parse(given)
        .map(|r| r.as_str().to_owned())
        .ok_or_else(|| {
            CliError::usage(
                format!("{given} is not a route of para 21"),
                "Use copy, forward, screenshot, export or substance",
            )
        })
}

/// yes or no.
pub fn yes_or_no(given: &str) -> Result<bool, CliError> {
    match given.to_lowercase().as_str() {
        "yes" | "y" | "true" => Ok(true),
        "no" | "n" | "false" => Ok(false),
        _ => Err(CliError::usage(
            format!("{given} is neither yes nor no"),
            "Use yes or no",
        )),
    }
}

/// A text argument that may be left out.
pub fn text_if(given: Option<&str>) -> Result<Option<String>, CliError> {
    given.map(text).transpose()
}

/// What is said of an item as a whole.
pub fn about(desk: &Desk, args: &AboutArgs, principal: Option<&str>) -> Result<About, CliError> {
    Ok(About {
        device: args
            .device
            .as_deref()
            .map(|d| device(desk.state(), d))
            .transpose()?,
        marking: args
            .marking
            .as_deref()
            .map(|m| marking(desk.policy(), m))
            .transpose()?,
        principal: principal.map(str::to_owned),
        timer: args.timer.as_deref().map(timer).transpose()?,
        reference_only: desk.references_only(),
        ..About::default()
    })
}

/// The answer about requests, where it was given on the command line.
pub fn requests(args: &super::args::RequestArgs) -> Result<Option<Requests>, CliError> {
    Ok(match (args.no_request_known, args.request.as_deref()) {
        (true, _) => Some(Requests::NoneKnown),
        (_, Some(request)) => Some(Requests::Known(text(request)?)),
        _ => None,
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
