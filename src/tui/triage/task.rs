//! What a worker is asked to do with an export, and what it tells, as data.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::pick::{Candidate, ChatOffer};
use super::{Held, HowToRead, Open, Progress};
use crate::desk::import::{Chat, ImportBatch, Query, Queued};
use crate::import::Watch;
use crate::record::next::Ways;
use crate::record::stated::{About, StatedDevice};
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
