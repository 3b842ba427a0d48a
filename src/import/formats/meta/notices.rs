//! Lines that Facebook or Instagram wrote itself, told from what people write: only in English, and only where the
//! line begins with whoever is said to have sent it.

use crate::import::entry::EntryKind;
use crate::text::when::read_duration;

/// What a line of its own is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OwnLine {
    pub(super) kind: EntryKind,
    /// The timer that it sets, in seconds; 0: off.
    pub(super) timer: Option<u32>,
    /// Vanish mode was turned on: what was seen is gone once the chat is closed.
    pub(super) vanishes: bool,
}

/// No line of its own is longer.
const LONGEST: usize = 400;

/// How a line goes on after a name.
const DEEDS: &[&str] = &[
    "named the group",
    "created the group",
    "created this group",
    "changed the group",
    "added ",
    "removed ",
    "left the group",
    "left.",
    "joined the group",
    "joined using",
    "made ",
    "changed the chat theme",
    "changed the theme",
    "changed the chat colour",
    "changed the chat color",
    "set the nickname",
    "set your nickname",
    "set his own nickname",
    "set her own nickname",
    "set their own nickname",
    "cleared ",
    "set the emoji",
    "set the quick reaction",
    "set the word effect",
    "pinned a message",
    "unpinned a message",
    "created a poll",
    "created the poll",
    "voted ",
    "changed their vote",
    "changed his vote",
    "changed her vote",
    "removed vote",
    "responded ",
    "created a plan",
    "started a plan",
    "updated the plan",
    "changed the plan",
    "turned on ",
    "turned off ",
    "set disappearing messages",
    "set messages to disappear",
    "updated disappearing messages",
    "changed disappearing messages",
    "approved ",
    "started sharing",
    "stopped sharing",
    "took a screenshot",
    "is now ",
    "are now ",
    "waved at",
];

/// How one goes on after "You": only what nobody says to another.
const OWN_DEEDS: &[&str] = &[
    "named the group",
    "created the group",
    "created this group",
    "changed the group photo",
    "changed the chat theme",
    "changed the theme",
    "set the nickname for",
    "set your nickname",
    "set the emoji to",
    "set the quick reaction to",
    "pinned a message",
    "unpinned a message",
    "created a poll",
    "turned on disappearing messages",
    "turned off disappearing messages",
    "turned on vanish mode",
    "turned off vanish mode",
    "set disappearing messages",
    "set messages to disappear",
    "are now connected on Messenger",
    "can now message and call each other",
    "missed a call from",
    "missed a video chat",
    "missed a video call",
    "missed an audio call",
];

const CALLS: &[&str] = &[
    "called ",
    "missed your ",
    "missed a call",
    "missed a video",
    "missed an audio",
    "started a call",
    "started a video",
    "started an audio",
    "joined the call",
    "joined the video",
    "joined the audio",
    "left the call",
    "left the video",
    "ended the call",
    "ended the video",
];

/// Lines without a name.
const WHOLE_CALLS: &[&str] = &[
    "the video chat ended",
    "the video call ended",
    "the call ended",
    "the audio call ended",
    "video chat ended",
    "video call ended",
    "audio call ended",
    "call ended",
    "missed call",
    "missed audio call",
    "missed video call",
    "missed video chat",
];

/// What the line is; `None` where a person wrote it, as far as can be told.
pub(super) fn own_line(text: &str, sender: &str) -> Option<OwnLine> {
    let line = text.trim();
    if line.len() > LONGEST || line.contains('\n') {
        return None;
    }
    let plain = |kind| OwnLine {
        kind,
        timer: None,
        vanishes: false,
    };
    let bare = line.trim_end_matches('.');
    if WHOLE_CALLS.iter().any(|w| bare.eq_ignore_ascii_case(w)) {
        return Some(plain(EntryKind::Call));
    }
    let begins = |rest: &str, list: &[&str]| list.iter().any(|d| rest.starts_with(d));
    let after = |name: &str| {
        let rest = line.strip_prefix(name).filter(|_| !name.is_empty())?;
        rest.strip_prefix(' ')
    };
    let by_name = after(sender);
    let by_you = after("You");
    if by_name.is_some_and(|rest| begins(rest, CALLS))
        || by_you.is_some_and(|rest| rest.starts_with("missed a") && begins(rest, OWN_DEEDS))
    {
        return Some(plain(EntryKind::Call));
    }
    let rest = by_name
        .filter(|rest| begins(rest, DEEDS))
        .or(by_you.filter(|rest| begins(rest, OWN_DEEDS)))?;
    Some(OwnLine {
        kind: EntryKind::System,
        timer: timer(rest),
        vanishes: rest.starts_with("turned on vanish mode"),
    })
}

/// The timer that a line sets: `turned off disappearing messages`, `set disappearing messages to 24 hours`.
fn timer(rest: &str) -> Option<u32> {
    if !rest.contains("disappear") {
        return None;
    }
    if rest.starts_with("turned off") || rest.contains("to off") {
        return Some(0);
    }
    let words: Vec<&str> = rest
        .split(|c: char| c.is_whitespace() || ".,!".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    words.windows(2).find_map(|pair| {
        let unit = pair[1].strip_suffix('s').unwrap_or(pair[1]);
        let unit = match unit {
            "second" => "s",
            "minute" => "m",
            "hour" => "h",
            "day" => "d",
            "week" => "w",
            _ => return None,
        };
        let length = read_duration(&format!("{}{unit}", pair[0]))?;
        u32::try_from(length.num_seconds()).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_its_own_are_told_from_what_people_write() {
        let told = |text: &str| own_line(text, "Ann Lee").map(|l| l.kind);
        for text in [
            "Ann Lee named the group Harbour.",
            "Ann Lee left the group.",
            "You created a poll: Where?",
            "Ann Lee turned on vanish mode.",
        ] {
            assert_eq!(told(text), Some(EntryKind::System), "{text}");
        }
        for text in [
            "Ann Lee missed your call.",
            "Ann Lee started a video chat.",
            "You missed a call from Ann Lee.",
            "The video chat ended.",
            "Missed video call",
        ] {
            assert_eq!(told(text), Some(EntryKind::Call), "{text}");
        }
        for text in [
            "You called me yesterday",
            "You left the group without me",
            "added three lines",
            "Bo named the group Harbour.",
            "Ann Lee says hello",
            "Ann Lee left the group.\nReally",
            "",
            "You",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
        assert_eq!(own_line(" named the group", ""), None);
    }

    #[test]
    fn a_timer_is_told_in_seconds() {
        let timer = |text: &str| own_line(text, "Ann").and_then(|l| l.timer);
        for (text, seconds) in [
            ("Ann set disappearing messages to 24 hours.", Some(86_400)),
            (
                "Ann turned on disappearing messages. New messages will disappear 1 day after they're seen.",
                Some(86_400),
            ),
            ("You turned off disappearing messages.", Some(0)),
            ("Ann set messages to disappear after 5 minutes", Some(300)),
            ("Ann turned on disappearing messages.", None),
            ("Ann turned on vanish mode.", None),
        ] {
            assert_eq!(timer(text), seconds, "{text}");
        }
        assert!(own_line("You turned on vanish mode.", "Ann").is_some_and(|l| l.vanishes));
    }
}
