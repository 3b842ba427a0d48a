//! Another export behind the first in one file, with stamps of a form that the file does not begin with.
//!
//! Such a form is read nowhere else, because a line of ordinary text can look like it. It is read from a line on
//! where from there to the end of the file nothing but it stands in order, and where a chat's first notice begins
//! it or somebody of the first export speaks in it. Invariant: what one of the file's own stamps follows is text
//! that somebody sent.

use super::header::{self, ALL, Header, Kind, Odd, Parsed};
use super::join::{LATE, RUN_AT_SEAM, RUN_TO_END, comes_twice};
use super::names::{self, Who};
use super::notice;
use super::senders::Senders;

/// Different names kept of those who speak in it.
const NAMES: usize = 50;
/// How much of a line is asked for a notice.
const NEAR: usize = 400;

/// From a line on, stamps of one more kind are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Later {
    /// From 1.
    pub(super) line: u64,
    /// The [`Kind::bit`].
    pub(super) bit: u8,
}

/// Looks for the place while a file is read.
#[derive(Default)]
pub(super) struct Finder {
    run: Option<Run>,
}

/// Stamps of one kind that none of the file's own has followed yet.
struct Run {
    line: u64,
    kind: Kind,
    begins_with_notice: bool,
    messages: u32,
    /// The latest message with the day first and with the month first; `None` where they are not in order.
    latest: [Option<i64>; 2],
    names: Vec<String>,
}

impl Finder {
    /// Takes in a line and what it was told to begin with under `kinds`.
    pub(super) fn see(&mut self, parsed: Parsed, text: &[u8], line: u64, kinds: u8) {
        match parsed {
            Parsed::Header(_) => self.run = None,
            Parsed::Odd(Odd::OtherKind, _) => self.other(text, line, kinds),
            // Without a name some forms are told only where they are looked for.
            Parsed::Text if text.first().is_some_and(u8::is_ascii_digit) => {
                self.other(text, line, kinds);
            }
            _ => {}
        }
    }

    fn other(&mut self, text: &[u8], line: u64, kinds: u8) {
        let Parsed::Header(header) = header::parse(text, ALL) else {
            return;
        };
        if kinds & header.kind.bit() != 0 {
            return;
        }
        let rest = text.get(header.rest..).unwrap_or_default();
        let who = names::split(rest, header.kind);
        if self.run.as_ref().is_none_or(|run| run.kind != header.kind) {
            let near = String::from_utf8_lossy(&rest[..rest.len().min(NEAR)]);
            let alone = matches!(who, Who::Nobody) || names::starts_generated(rest);
            self.run = Some(Run {
                line,
                kind: header.kind,
                begins_with_notice: alone && notice::starts_chat(&near, false),
                messages: 0,
                latest: [Some(i64::MIN); 2],
                names: Vec::new(),
            });
        }
        if let (Some(run), Who::Name { name, .. }) = (&mut self.run, who) {
            run.message(&header, &rest[..name]);
        }
    }

    /// From where on, and of which kind, another export is sure to stand; asked at the end of the file.
    pub(super) fn found(&self, senders: &Senders) -> Option<Later> {
        let run = self.run.as_ref()?;
        let wanted = match run.begins_with_notice {
            true => RUN_AT_SEAM,
            false => RUN_TO_END,
        };
        let known = |name: &String| senders.named(name).is_some_and(|s| s.messages > 0);
        let sure = run.messages >= wanted
            && run.latest.iter().any(Option::is_some)
            && (run.begins_with_notice || run.names.iter().any(known));
        sure.then_some(Later {
            line: run.line,
            bit: run.kind.bit(),
        })
    }
}

impl Run {
    fn message(&mut self, header: &Header, name: &[u8]) {
        self.messages += 1;
        for (latest, day_first) in self.latest.iter_mut().zip([true, false]) {
            *latest = match (*latest, header.seconds(day_first)) {
                (Some(before), Some(at)) if at.saturating_add(LATE) >= before => {
                    Some(before.max(at))
                }
                (Some(before), Some(at)) if comes_twice(before, at) => Some(at),
                _ => None,
            };
        }
        let name = names::canonical(name);
        if self.names.len() < NAMES && !self.names.contains(&name) {
            self.names.push(name);
        }
    }
}
