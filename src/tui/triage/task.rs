//! What a worker is asked to do with an export, and what it tells, as data.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::chooser::ChatOffer;
use super::pick::Candidate;
use super::{Glance, Held, HowToRead, Open, Progress};
use crate::desk::import::{Chat, ImportBatch, Query, Queued};
use crate::import::{DateOrder, Watch};
use crate::operation::typed;
use crate::record::next::Ways;
use crate::record::stated::{About, StatedDevice};
use crate::text::when::typed_length;
use crate::tui::deed::Trouble;

/// What is to be done.
#[derive(Debug)]
pub enum Task {
    /// Look what lies in the inbox.
    Inbox,
    /// Complete a typed path.
    Complete(String),
    /// Read an export.
    Read {
        run: u64,
        path: PathBuf,
        said: HowToRead,
    },
    /// Look for messages.
    Find {
        chat: Arc<Chat>,
        query: Query,
        run: u64,
        latest: Arc<AtomicU64>,
    },
    /// Gather chosen messages for the queue.
    Queue(Box<Order>),
    /// Put what was gathered on record.
    Put(Box<Ready>),
    /// Remove the export from the inbox.
    Remove(PathBuf),
}

/// What is to be put in the queue.
#[derive(Debug)]
pub struct Order {
    pub held: Held,
    pub chat: Arc<Chat>,
    /// Lines from 0, in order.
    pub lines: Vec<usize>,
    pub words: Words,
    pub principal: Option<String>,
    pub references_only: bool,
}

/// What was gathered.
#[derive(Debug)]
pub struct Ready {
    pub(super) batch: ImportBatch,
    pub(super) about: About,
    pub(super) as_one: bool,
    pub(super) lines: Vec<usize>,
}

impl Ready {
    /// The command line that does the same: the numbers are those of its list, and names stand as a hyphen.
    pub fn typed(&self, said: &HowToRead) -> String {
        let mut words: Vec<String> = ["onrecord", "import", "FILE", "--queue"]
            .map(str::to_owned)
            .into();
        words.push(ranges(&self.lines));
        let flags = [
            (said.order == Some(DateOrder::Dmy), "--day-first"),
            (said.order == Some(DateOrder::Mdy), "--month-first"),
            (self.as_one, "--as-one"),
        ];
        let flags = flags.iter().filter(|(is, _)| *is);
        words.extend(flags.map(|(_, flag)| (*flag).to_owned()));
        let about = &self.about;
        let given = [
            ("--marking", about.marking.as_ref().map(|m| m.whole.clone())),
            ("--timer", about.timer.map(typed_length)),
            ("--device", about.device.as_ref().map(|_| "-".to_owned())),
            ("--zone", said.zone.map(|zone| zone.to_string())),
            ("--me", said.me.as_ref().map(|_| "-".to_owned())),
        ];
        for (flag, value) in given {
            words.extend(value.into_iter().flat_map(|v| [flag.to_owned(), v]));
        }
        typed(&words)
    }
}

/// Lines from 0 as the numbers of a list from 1: `12,15-18`.
fn ranges(lines: &[usize]) -> String {
    let mut all: Vec<(usize, usize)> = Vec::new();
    for n in lines.iter().map(|line| line + 1) {
        match all.last_mut() {
            Some((_, last)) if *last + 1 == n => *last = n,
            _ => all.push((n, n)),
        }
    }
    let one = |(from, to): &(usize, usize)| match from == to {
        true => from.to_string(),
        false => format!("{from}-{to}"),
    };
    all.iter().map(one).collect::<Vec<_>>().join(",")
}

/// What a worker found.
#[derive(Debug)]
pub enum News {
    Completed {
        line: String,
        found: Vec<Candidate>,
    },
    /// The reading has begun and can be stopped.
    Started {
        run: u64,
        path: PathBuf,
        watch: Watch,
        removable: bool,
    },
    Progress(u64, Progress),
    /// What stands at the beginning of what is being read.
    Glance(u64, Glance),
    Read {
        run: u64,
        result: Result<Box<Readout>, String>,
    },
    /// The file holds several conversations, and none was chosen.
    Chats {
        run: u64,
        chats: Vec<ChatOffer>,
    },
    Found {
        run: u64,
        lines: Vec<usize>,
    },
    /// Nothing stands in the way; the messages are being gathered.
    Gathering,
    Gathered(Result<Box<Ready>, Trouble>),
    Queued {
        result: Result<Queued, Trouble>,
        lines: Vec<usize>,
        /// Which items hold what was there before, and what is doubtful.
        said: (Vec<Ways>, Vec<String>),
    },
    Removed(Result<(), Trouble>),
}

/// An export that was read.
#[derive(Debug)]
pub struct Readout {
    pub open: Open,
    /// A sentence about an order of dates that was said against the file's own signs.
    pub overruled: Option<String>,
}

/// What the form says of what is put in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub conversation: String,
    pub marking: Option<String>,
    /// Seconds; 0 is off.
    pub timer: Option<i64>,
    /// The device it came to, or was sent from.
    pub device: Option<StatedDevice>,
    pub as_one: bool,
}
