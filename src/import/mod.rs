//! Exports of channels in: what a file is, what it holds, and its entries, one after another.
//!
//! Read-only and streaming: a plain file and the text in a zip are read twice in bounded memory, only standard
//! input is held (up to [`STDIN_CAP`]). What a file is is told from its content. Invariants: nothing is dropped or
//! invented in silence - the figures of a [`Summary`] add up - and what the file cannot tell is said, not guessed.

mod ahead;
mod begins;
mod beside;
mod blocks;
mod both;
mod bundle;
mod by_time;
mod charset;
mod chat_table;
mod chats;
mod choose;
mod digest;
mod early;
mod encoding;
mod entry;
mod error;
mod every;
mod find;
mod fingerprint;
mod first_look;
mod format;
mod formats;
mod heads;
mod holdings;
mod index;
mod input;
mod json_scan;
mod json_stream;
mod lines;
mod media;
mod mended;
mod misread;
mod numbered;
mod order;
mod parted;
mod pieces;
mod pile;
mod probe;
mod rivals;
mod row;
mod sniff;
mod source;
mod stamps;
mod straight;
mod tally;
mod text_store;
mod types;
mod under;
mod walked;
mod watch;
mod writers;
mod zipped;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::Read;
use std::ops::ControlFlow;

use crate::ports::Ports;

pub use beside::{ToldFile, ToldFiles};
pub use chat_table::ChatTable;
pub use chats::{ChatFacts, ChatKind, PEOPLE};
pub use early::{Early, EarlyRow, EarlyTime};
pub use entry::{Attachment, Clock, Direction, Entry, EntryKind, Expiry, FileSource, Quoted};
pub use error::ImportError;
pub use fingerprint::Fingerprint;
pub use first_look::EarlyEntries;
pub use format::Theirs;
pub use formats::whatsapp::{ENTRY_CAP, NAMES, deleted_words, whatsapp_names};
pub use formats::{named as format_named, rows as formats};
pub use input::Input;
pub use media::original_name;
pub use order::DateOrder;
pub use probe::may_be_export;
pub use row::FormatRow;
pub use source::STDIN_CAP;
pub use types::{Attachments, Boundary, Gap, Join, Options, Reading, Stray, Summary, Timer};
pub use watch::Watch;
pub use zipped::{ZIP_ENTRIES, ZIP_FREE, ZIP_RATIO};

/// Reads a stream to its end, and refuses it when it holds more than [`STDIN_CAP`] bytes.
pub fn read_stdin_capped(stream: &mut dyn Read) -> Result<Vec<u8>, ImportError> {
    source::read_capped(stream)
}

/// An opened export: what it is told, its conversations known.
pub struct Export {
    format: &'static FormatRow,
    reading: Box<dyn format::ReadExport>,
    digests: bool,
    under: under::Under,
}

impl Export {
    /// Opens an export and surveys it: whose it is, its conversations, layout, senders, signs.
    ///
    /// An order of dates that cannot be known is no error here; [`Export::summary`] says so.
    pub fn open(ports: &Ports, input: Input, options: &Options) -> Result<Export, ImportError> {
        let files = ports.files.clone();
        let mut bundle = bundle::Bundle::open(files, input, options.watch.clone())?;
        let (format, mine) = formats::find(&mut bundle, options.format)?;
        // A day to spare: the phone's zone is not known.
        let now = ports.clock.now().timestamp() + 86_400;
        let reading = format.open(bundle, mine, options, now)?;
        Ok(Export {
            format: format.row(),
            reading,
            digests: options.digests,
            under: under::Under::default(),
        })
    }

    /// What kind of export it is.
    pub fn format(&self) -> &'static FormatRow {
        self.format
    }

    /// What the file holds, how it was read, and what it cannot tell: of the conversation in hand, or of all.
    pub fn summary(&self) -> Summary {
        self.reading.summary()
    }

    /// The name of the conversation in hand: as the export says it, or its file, zip or folder.
    pub fn conversation(&self) -> Option<&str> {
        self.reading.conversation()
    }

    /// The conversations of the file, in the order in which they stand in it.
    pub fn chats(&self) -> Cow<'_, ChatTable> {
        self.reading.chats()
    }

    /// The conversations in which somebody is of whom `is` says so, or whose name is `called` theirs. Where none are
    /// listed, the file is gone through for them.
    pub fn chats_with(
        &mut self,
        is: &mut dyn FnMut(&str) -> bool,
        called: &mut dyn FnMut(&str) -> bool,
    ) -> Result<Theirs, ImportError> {
        self.reading.chats_with(is, called)
    }

    /// Whether one conversation is in hand: the only one, or the one that was chosen.
    pub fn is_one(&self) -> bool {
        self.reading.is_one()
    }

    /// Visits every entry of the conversation in hand in order; the visitor may break off. Refused while the
    /// order of day and month is not known, and where none of several conversations was chosen.
    ///
    /// With [`Options::digests`] each entry carries a digest that is the same in a later, longer export of
    /// the chat, with or without media: over what its channel names it by, else over the folded sender, the minute,
    /// the folded body (attachments and omitted media replaced by one placeholder), and how many equal ones came
    /// before in that minute.
    pub fn for_each(
        &mut self,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<Summary, ImportError> {
        let digests = self.digests.then_some(&self.under);
        self.reading.for_each(digests, visit)?;
        Ok(self.summary())
    }

    /// Visits every entry of every conversation in one turn, whichever is in hand: numbered throughout the file,
    /// without digests.
    pub fn for_all(
        &mut self,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        self.reading.for_all(false, visit)
    }

    /// The same for whom any order will do, who only counts them: what a conversation says stands page by page then, and
    /// neither are its entries held to be put in the order of time, nor is it read twice for that.
    pub fn for_all_in_any_order(
        &mut self,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        self.reading.for_all(true, visit)
    }

    /// Visits every entry in order, each with its digest whatever was asked for when the export was opened.
    pub fn with_digests(
        &mut self,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        self.reading.for_each(Some(&self.under), visit)
    }

    /// Has every entry of these senders carry the digests it would have under each of `names` as well, to
    /// find it again where a contact was renamed; and every entry its own.
    pub fn also_under(&mut self, names: Vec<String>, senders: HashSet<String>) {
        self.digests |= !names.is_empty();
        self.under = under::Under { senders, names };
    }

    /// Has [`Export::for_each`] give entries without digests, where there is nothing they could be compared with.
    pub fn need_no_digests(&mut self) {
        self.digests = false;
    }

    /// Has the next reading that goes to the end hash the export as well, for [`Export::fingerprint`].
    pub fn want_fingerprint(&mut self) {
        self.reading.want_fingerprint();
    }

    /// The export's own name and the SHA-256 of the whole of it: of a folder, of the text in it. Reads the
    /// file once more where no reading hashed it.
    pub fn fingerprint(&mut self) -> Result<Fingerprint, ImportError> {
        self.reading.fingerprint()
    }

    /// The bytes of a named attachment, at most `cap`; `None` when the export does not hold it.
    pub fn attachment(&mut self, name: &str, cap: u64) -> Result<Option<Vec<u8>>, ImportError> {
        self.reading.file(name, &FileSource::Named, cap)
    }

    /// The bytes of a file that an entry names, at most `cap`; `None` when the export does not hold it.
    pub fn file(
        &mut self,
        name: &str,
        source: &FileSource,
        cap: u64,
    ) -> Result<Option<Vec<u8>>, ImportError> {
        self.reading.file(name, source, cap)
    }
}
