//! Where words come from, as every record says it.

use chrono_tz::Tz;

use crate::text::safe_line;

use super::doc::{MessageDoc, Source};
use super::names::is_picture;
use super::words::{NOT_STATED, moment, named};

/// What stands where the messages come from several places.
const DIFFERS: &str = "not the same for all; see each message";

/// Where the words of messages come from, or that they come from several places.
pub fn source_words(sources: &[&Source], zone: Tz) -> String {
    match sources {
        [] => NOT_STATED.to_owned(),
        [first, rest @ ..] if rest.iter().all(|source| source == first) => source(first, zone),
        all => of_one_export(all).unwrap_or_else(|| DIFFERS.to_owned()),
    }
}

/// The export that all messages come from, with the numbers of their entries.
fn of_one_export(sources: &[&Source]) -> Option<String> {
    let mut export = None;
    let mut entries = Vec::new();
    for source in sources {
        let Source::Export {
            format,
            name,
            sha256,
            entry,
        } = source
        else {
            return None;
        };
        let this = (format, name, sha256);
        if export.is_some_and(|other| other != this) {
            return None;
        }
        export = Some(this);
        entries.push((*entry)?);
    }
    let (format, name, sha256) = export?;
    let from = from_export(format, name.as_deref(), sha256.as_deref());
    Some(format!("{from}, {}", numbers(&entries)))
}

/// More runs of numbers than this are counted instead.
const RUNS: usize = 20;

/// "entries 3, 7-9"; of too many, how many.
fn numbers(entries: &[u64]) -> String {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for entry in entries {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*entry) => *last = *entry,
            _ => runs.push((*entry, *entry)),
        }
    }
    if runs.len() > RUNS {
        return format!("{} entries; see each message", entries.len());
    }
    let runs = runs.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    });
    format!("entries {}", runs.collect::<Vec<_>>().join(", "))
}

/// Where the words of a message come from.
pub fn source(source: &Source, zone: Tz) -> String {
    match source {
        Source::NotStated => NOT_STATED.to_owned(),
        Source::Export {
            format,
            name,
            sha256,
            entry,
        } => {
            let from = from_export(format, name.as_deref(), sha256.as_deref());
            match entry {
                Some(entry) => format!("{from}, entry {entry}"),
                None => from,
            }
        }
        Source::Typed { by, at } => format!(
            "typed by {} on {}, not compared with the phone",
            named(Some(by)),
            moment(at, zone)
        ),
        Source::File { by, at } => {
            format!(
                "file attached by {} on {}",
                named(Some(by)),
                moment(at, zone)
            )
        }
        Source::Screenshot { by, at } => format!(
            "screenshot attached by {} on {}",
            named(Some(by)),
            moment(at, zone)
        ),
        Source::Mail => "mail, original attached".to_owned(),
    }
}

/// Where the words of one message come from, with what of it only stands beside a file.
pub(super) fn source_of(message: &MessageDoc, zone: Tz) -> String {
    let files = message.attachments.iter();
    let beside = Beside {
        files: files.map(|a| a.name.as_str()).collect(),
        sender: message.from.is_some(),
        time: message.sent.is_some(),
    };
    source_beside(&message.source, &beside, zone)
}

/// Where words come from, without the number of an entry or a time, so that those of one place are counted together.
pub fn source_in_general(source: &Source) -> String {
    let by = |what: &str, by: &str| format!("{what} by {}", named(Some(by)));
    match source {
        Source::NotStated => NOT_STATED.to_owned(),
        Source::Export {
            format,
            name,
            sha256,
            ..
        } => from_export(format, name.as_deref(), sha256.as_deref()),
        Source::Typed { by: who, .. } => by("typed", who) + ", not compared with the phone",
        Source::File { by: who, .. } => by("file attached", who),
        Source::Screenshot { by: who, .. } => by("screenshot attached", who),
        Source::Mail => "mail, original attached".to_owned(),
    }
}

/// What a person put beside the words of a message, or said of it.
#[derive(Clone, Debug, Default)]
pub struct Beside<'a> {
    /// The original names of the files.
    pub files: Vec<&'a str>,
    pub sender: bool,
    pub time: bool,
}

/// Where the words of one message come from, which files stand beside them, and what of it was typed: of a picture
/// somebody said who sent it and when, and nobody compared that with the phone.
pub fn source_beside(from: &Source, beside: &Beside<'_>, zone: Tz) -> String {
    let mut words = source(from, zone);
    let files = named_files(&beside.files);
    let by = match from {
        Source::NotStated | Source::Export { .. } => return words,
        Source::Typed { .. } => {
            let pictures = beside.files.iter().filter(|name| is_picture(name));
            let what = match pictures.count() == beside.files.len() {
                true => "screenshot",
                false => "file",
            };
            let attached = files.map(|files| format!("; {what} attached: {files}"));
            words.push_str(&attached.unwrap_or_default());
            return words;
        }
        Source::File { by, .. } | Source::Screenshot { by, .. } => {
            format!(" by {}", named(Some(by)))
        }
        Source::Mail => String::new(),
    };
    words.push_str(&files.map(|f| format!(": {f}")).unwrap_or_default());
    let typed = match (beside.sender, beside.time) {
        (true, true) => "sender and time",
        (true, false) => "sender",
        (false, true) => "time",
        (false, false) => return words,
    };
    words.push_str(&format!("; {typed} typed{by}, not compared with the phone"));
    words
}

/// So many files a source names; each stands under it with its sum.
const FILES: usize = 3;

fn named_files(names: &[&str]) -> Option<String> {
    let mut words: Vec<String> = names.iter().take(FILES).map(|n| in_quotes(n)).collect();
    if names.len() > FILES {
        words.push(format!("{} more", names.len() - FILES));
    }
    (!words.is_empty()).then(|| words.join(", "))
}

/// A name between quotation marks; one within it must not end it.
fn in_quotes(name: &str) -> String {
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", safe_line(&name))
}

/// `WhatsApp export "NAME", SHA-256 …`; what is not on record is said.
fn from_export(format: &str, name: Option<&str>, sha256: Option<&str>) -> String {
    let mut words = format!("{} export", format.trim());
    match name {
        Some(name) => words.push_str(&format!(" {}", in_quotes(name))),
        None => words.push_str(", its name was not kept"),
    }
    match sha256 {
        Some(sum) => words.push_str(&format!(", SHA-256 {sum}")),
        None => words.push_str(", its SHA-256 was not kept"),
    }
    words
}
