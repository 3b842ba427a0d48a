//! Exports of channels in: what a file is, what it holds, and its entries, one after another.
//!
//! Read-only and streaming: a plain file and the text in a zip are read twice in bounded memory, only standard
//! input is held (up to [`STDIN_CAP`]). What a file is is told from its content. Invariants: nothing is dropped or
//! invented in silence - the figures of a [`Summary`] add up - and what the file cannot tell is said, not guessed.

mod choose;
mod encoding;
mod error;
mod find;
mod fingerprint;
mod holdings;
mod probe;
mod rivals;
mod sniff;
mod source;
mod types;
mod watch;
mod whatsapp;
mod zipped;

use std::collections::HashSet;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::ports::Ports;

pub use error::ImportError;
pub use fingerprint::Fingerprint;
pub use probe::may_be_export;
pub use source::STDIN_CAP;
pub use types::{
    Attachment, Attachments, Boundary, DateOrder, Entry, EntryKind, Format, Gap, Join, Options,
    Quoted, Reading, Stray, Summary, Timer, WROTE_ITSELF,
};
pub use watch::Watch;
pub use whatsapp::{ENTRY_CAP, NAMES, deleted_words};
pub use zipped::{ZIP_ENTRIES, ZIP_FREE, ZIP_RATIO};

/// What was given to import.
pub enum Input {
    /// A text, a zip or a folder.
    Path(PathBuf),
    /// Standard input, read by [`read_stdin_capped`]; `name` if a file name is known.
    Bytes {
        name: Option<String>,
        bytes: Vec<u8>,
    },
}

/// Reads a stream to its end, and refuses it when it holds more than [`STDIN_CAP`] bytes.
pub fn read_stdin_capped(stream: &mut dyn Read) -> Result<Vec<u8>, ImportError> {
    source::read_capped(stream)
}

/// An opened export: its container understood, its text surveyed.
pub struct Export {
    source: source::Source,
    chat: whatsapp::Chat,
    digests: bool,
    under: Under,
}

/// Names that some senders may have borne before.
#[derive(Default)]
struct Under {
    /// The senders in question.
    senders: HashSet<String>,
    names: Vec<String>,
}

impl Export {
    /// Opens an export and surveys it: layout, line ends, order of dates and the evidence, senders, signs.
    ///
    /// An order of dates that cannot be known is no error here; [`Export::summary`] says so.
    pub fn open(ports: &Ports, input: Input, options: &Options) -> Result<Export, ImportError> {
        let (mut source, beginning) = source::Source::open(ports, input)?;
        source.watch = options.watch.clone();
        // A day to spare: the phone's zone is not known.
        let now = ports.clock.now().timestamp() + 86_400;
        let (head, look) = (&beginning.head, beginning.look);
        if let Some(looks_like) = look.other
            && options.format.is_none()
        {
            return Err(ImportError::OtherFormat {
                name: source.label(),
                looks_like,
            });
        }
        let chat = whatsapp::Chat::open(&mut source, head, &look, options, now)?;
        source.have_no_rivals(&|place| chat.names_file(place))?;
        Ok(Export {
            source,
            chat,
            digests: options.digests,
            under: Under::default(),
        })
    }

    /// What the file holds, how it was read, and what it cannot tell.
    pub fn summary(&self) -> Summary {
        self.chat.summary(&self.source)
    }

    /// The chat's name: of the file, zip or folder, without what WhatsApp puts around it; else from the
    /// first notice of an iPhone export.
    pub fn conversation(&self) -> Option<&str> {
        self.chat.conversation.as_deref()
    }

    /// Visits every entry in order; the visitor may break off. Refused while the order of day and month is
    /// not known.
    ///
    /// With [`Options::digests`] each entry carries a digest that is the same in a later, longer export of
    /// the chat, with or without media: over the folded sender, the minute, the folded body (attachments
    /// and omitted media replaced by one placeholder), and how many equal ones came before in that minute.
    pub fn for_each(
        &mut self,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<Summary, ImportError> {
        let digests = self.digests.then_some(&self.under);
        self.chat.for_each(&mut self.source, digests, visit)?;
        Ok(self.summary())
    }

    /// Visits every entry in order, each with its digest whatever was asked for when the export was opened.
    pub fn with_digests(
        &mut self,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        let asked = std::mem::replace(&mut self.digests, true);
        let done = self.for_each(visit);
        self.digests = asked;
        done.map(|_| ())
    }

    /// Has every entry of these senders carry the digests it would have under each of `names` as well, to
    /// find it again where a contact was renamed; and every entry its own.
    pub fn also_under(&mut self, names: Vec<String>, senders: HashSet<String>) {
        self.digests |= !names.is_empty();
        self.under = Under { senders, names };
    }

    /// Has the next reading that goes to the end hash the export as well, for [`Export::fingerprint`].
    pub fn want_fingerprint(&mut self) {
        self.source.print.wanted = true;
    }

    /// The export's own name and the SHA-256 of the whole of it: of a folder, of the text in it. Reads the
    /// file once more where no reading hashed it.
    pub fn fingerprint(&mut self) -> Result<Fingerprint, ImportError> {
        self.source.fingerprint()
    }

    /// The bytes of a named attachment, at most `cap`; `None` when the export does not hold it.
    pub fn attachment(&mut self, name: &str, cap: u64) -> Result<Option<Vec<u8>>, ImportError> {
        self.source.attachment(name, cap)
    }
}
