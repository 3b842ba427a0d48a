//! What was understood of an export, in words: the same figures on the command line and on the screens.

use super::{Opened, at_words, wall_words};
use crate::desk::words::counted;
use crate::import::{Clock, Summary};
use crate::text::when;

/// Names shown of those who wrote; the rest is counted.
const NAMES: usize = 12;
/// Of whatever is listed one by one: changes of the timer, silences, lines that were not understood, notices.
const LISTED: usize = 20;

/// The first of some sentences, and how many more there are of that noun.
pub fn first_few(all: impl IntoIterator<Item = String>, noun: &str) -> Vec<String> {
    let mut all = all.into_iter();
    let mut few: Vec<String> = all.by_ref().take(LISTED).collect();
    let more = all.count();
    few.extend((more > 0).then(|| {
        let more = counted(more, &format!("more {noun}"));
        format!("And {more}, not listed here.")
    }));
    few
}

/// A line of a summary: a label and what it says, or a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub label: Option<String>,
    pub text: String,
}

impl Told {
    fn field(label: impl Into<String>, text: impl Into<String>) -> Told {
        Told {
            label: Some(label.into()),
            text: text.into(),
        }
    }

    fn say(text: impl Into<String>) -> Told {
        Told {
            label: None,
            text: text.into(),
        }
    }
}

/// What it is, how much it holds, from when to when, and by what evidence the dates were read.
pub fn head(opened: &Opened, s: &Summary) -> Vec<Told> {
    let messages = counted(s.messages as usize, "message");
    let wrote_itself = s.format.wrote_itself();
    let system = match s.system {
        0 => format!("no {wrote_itself}s"),
        1 => format!("1 {wrote_itself}"),
        n => format!("{n} {wrote_itself}s"),
    };
    let mut entries = format!("{}: {messages} and {system}", s.entries);
    for (n, noun) in [(s.calls, "call"), (s.drafts, "draft")] {
        if n > 0 {
            entries.push_str(&format!(" and {}", counted(n as usize, noun)));
        }
    }
    let at = |t| at_words(t, s.clock, opened.zone);
    let conversation = match opened.unnamed {
        true => format!(
            "not named in the export; {} is its file's name",
            opened.name
        ),
        false => opened.name.clone(),
    };
    let mut all = vec![
        Told::field("Chat", conversation),
        Told::field(
            "Format",
            format!("{} export, {}", s.format.title, s.encoding),
        ),
        Told::field("Entries", entries),
    ];
    if s.chats > 1 {
        let several = format!("{}; these are the figures of all", s.chats);
        all.push(Told::field("Chats", several));
    }
    all.extend(s.first.map(|t| Told::field("First", at(t))));
    all.extend(s.last.map(|t| Told::field("Last", at(t))));
    for reading in &s.readings {
        let (first, last) = (wall_words(reading.first), wall_words(reading.last));
        let label = format!("Read {}", reading.order.words());
        all.push(Told::field(label, format!("{first} to {last}")));
    }
    all.push(Told::field("Dates", &s.date_evidence));
    all
}

/// In which zone its times are read or shown.
pub fn zone_words(opened: &Opened, s: &Summary) -> String {
    let zone = opened.zone.name();
    match s.clock {
        Clock::Instant => format!("times are moments, shown in {zone}"),
        _ => format!("the export gives none; read in {zone}"),
    }
}

/// Who wrote, what comes with it, what is missing, what was not understood, and what no export can show.
pub fn contents(opened: &Opened, s: &Summary) -> Vec<Told> {
    let mut all: Vec<Told> = people(s).into_iter().collect();
    let a = s.attachments;
    if a.named + a.omitted > 0 {
        all.push(Told::field(
            "Attachments",
            format!(
                "{} named, {} of them present, {} left out by the phone",
                a.named, a.present, a.omitted
            ),
        ));
    }
    if s.unnamed_files > 0 {
        let text = format!("{}: {}", s.unnamed_files, s.unnamed.join(", "));
        all.push(Told::field("Files no line names", text));
    }
    let zone = opened.zone;
    for timer in s.timers.iter().take(LISTED) {
        let at = timer.at;
        let at = at.map_or("a date not settled".into(), |t| at_words(t, s.clock, zone));
        let length = when::duration_words(timer.seconds.into());
        all.push(Told::field("Timer", format!("{length} from {at}")));
    }
    let more = s.timers.len().saturating_sub(LISTED) as u64 + s.timers_more;
    if more > 0 {
        let changes = counted(more as usize, "more change");
        all.push(Told::field(
            "Timer",
            format!("and {changes}, not listed here"),
        ));
    }
    for (label, text) in &s.extra {
        all.push(Told::field(label, text));
    }
    all.extend(silences(s));
    let capped = s.capped_why.as_ref();
    all.extend(capped.map(|why| Told::field("May be incomplete", why)));
    for line in s.not_understood.iter().take(LISTED) {
        let label = format!("Line {} not understood", line.line);
        all.push(Told::field(label, format!("{} ({})", line.text, line.why)));
    }
    if let more @ 1.. = s.not_understood.len().saturating_sub(LISTED) {
        let lines = counted(more, "more line");
        all.push(Told::say(format!(
            "And {lines} not understood, not listed here."
        )));
    }
    let notices = first_few(s.notices.iter().cloned(), "notice");
    all.extend(notices.into_iter().map(Told::say));
    all.push(Told::say("An export cannot show what had vanished or was deleted before it was made, nor replies, reactions or who is who."));
    all
}

/// The silences, the first of them, and by which rule they are told.
fn silences(s: &Summary) -> Vec<Told> {
    let mut all = Vec::new();
    for gap in s.gaps.iter().take(LISTED) {
        let text = format!("{} to {}", wall_words(gap.from), wall_words(gap.to));
        all.push(Told::field("Silence", text));
    }
    if let more @ 1.. = s.gaps.len().saturating_sub(LISTED) {
        let silences = counted(more, "more silence");
        let text = format!("and {silences}, not listed here");
        all.push(Told::field("Silence", text));
    }
    if !s.gaps.is_empty() {
        all.push(Told::say(s.gaps_rule));
    }
    all
}

fn people(s: &Summary) -> Option<Told> {
    let named = s.senders.iter().take(NAMES);
    let mut names: Vec<String> = named.map(|(name, n)| format!("{name} ({n})")).collect();
    if s.senders.len() > NAMES {
        let more = counted(s.senders.len() - NAMES, "more name");
        names.push(format!("and {more}"));
    }
    (!names.is_empty()).then(|| Told::field("People", names.join(", ")))
}
