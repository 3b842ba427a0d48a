//! WhatsApp's "Export chat" as one of the formats: what tells it, and an export of it that is open.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::look;
use super::plan::Chat;
use super::row::ROW;
use crate::import::bundle::Bundle;
use crate::import::chat_table::ChatTable;
use crate::import::chats::{ChatFacts, PEOPLE};
use crate::import::entry::{Entry, FileSource};
use crate::import::error::ImportError;
use crate::import::fingerprint::Fingerprint;
use crate::import::format::{Format, Mine, ReadExport};
use crate::import::row::FormatRow;
use crate::import::source::Source;
use crate::import::types::{Options, Summary};
use crate::import::under::Under;

/// The only conversation of such an export.
const KEY: &str = "1";

#[derive(Debug)]
pub(in crate::import) struct WhatsApp;

impl Format for WhatsApp {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        if bundle.is_lone() {
            return Ok(is_chat(bundle.head(0)?).then(|| mine(0)));
        }
        // Only near the top: what lies deeper than another export's text may be its attachment.
        let texts = bundle.pieces.iter().enumerate();
        let texts = texts.filter(|(_, p)| p.path.to_lowercase().ends_with(".txt"));
        let mut texts: Vec<(usize, usize)> = texts.map(|(n, p)| (p.depth(), n)).collect();
        texts.sort_unstable();
        for (depth, n) in texts.into_iter().take(64) {
            if is_chat(bundle.head(n)?) {
                return Ok(Some(mine(depth)));
            }
        }
        Ok(None)
    }

    fn open(
        &self,
        bundle: Bundle,
        _mine: Mine,
        options: &Options,
        now: i64,
    ) -> Result<Box<dyn ReadExport>, ImportError> {
        let files = bundle.files();
        let (input, label) = bundle.into_input();
        let (mut source, beginning) = Source::open(files, input, label)?;
        source.watch = options.watch.clone();
        let (head, look) = (&beginning.head, beginning.look);
        if let Some(looks_like) = look.other
            && options.format.is_none()
        {
            return Err(ImportError::OtherFormat {
                name: source.label(),
                looks_like,
            });
        }
        let chat = Chat::open(&mut source, head, &look, options, now)?;
        source.have_no_rivals(&|place| chat.names_file(place))?;
        Ok(Box::new(ChatExport { source, chat }))
    }
}

fn mine(depth: usize) -> Mine {
    Mine {
        depth,
        texts: Vec::new(),
        sure: false,
    }
}

fn is_chat(head: &[u8]) -> bool {
    matches!(look::looks_like(head), Ok(Some(look)) if look.other.is_none())
}

/// An export of one chat.
struct ChatExport {
    source: Source,
    chat: Chat,
}

impl ReadExport for ChatExport {
    fn summary(&self) -> Summary {
        self.chat.summary(&self.source)
    }

    fn conversation(&self) -> Option<&str> {
        self.chat.conversation.as_deref()
    }

    fn chats(&self) -> Cow<'_, ChatTable> {
        let s = self.summary();
        let people = s.senders.iter().map(|(name, _)| name.clone());
        let mut facts = ChatFacts::new(KEY);
        facts.name = s.conversation;
        facts.people = people.take(PEOPLE).collect();
        facts.more_people = s.senders.len() > PEOPLE;
        (facts.entries, facts.messages) = (s.entries, s.messages);
        (facts.first, facts.last) = (s.first, s.last);
        Cow::Owned(ChatTable::of(&facts))
    }

    fn is_one(&self) -> bool {
        true
    }

    fn for_each(
        &mut self,
        digests: Option<&Under>,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        self.chat.for_each(&mut self.source, digests, visit)
    }

    fn want_fingerprint(&mut self) {
        self.source.print.wanted = true;
    }

    fn fingerprint(&mut self) -> Result<Fingerprint, ImportError> {
        self.source.fingerprint()
    }

    fn file(
        &mut self,
        name: &str,
        _source: &FileSource,
        cap: u64,
    ) -> Result<Option<Vec<u8>>, ImportError> {
        self.source.attachment(name, cap)
    }

    fn beginning(&mut self, name: &str, _source: &FileSource) -> Option<(Vec<u8>, u64)> {
        self.source.beginning(name)
    }
}
