//! Exports read for this register: what it remembers of their conversations, what is new in them, and what
//! is picked from them into the queue.
//!
//! Shared by the command line and the screens. Invariant: of an export only what was picked is written, with what
//! tells next time what is new: a count, a last time and salted digests.

mod batch;
mod chat;
mod find;
mod held;
mod kept;
mod known;
mod line;
mod needle;
mod picked;
mod renamed;
mod renaming;
mod seek;
mod since;
mod times;
mod told;
mod tried;
mod whole;

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use chrono_tz::Tz;

pub use batch::{Found, ImportBatch, Queued, Target, evidence_of};
pub use chat::Chat;
pub use find::{Only, Query};
pub use held::{AlsoAs, HeldAs, changed_said};
pub use kept::Change;
pub use known::{InQueue, Known};
pub use line::Line;
pub(in crate::desk) use needle::Needle;
pub use picked::Picked;
pub use renaming::{Pair, Renaming, Was, found_said as renamed_found_said, said as renamed_said};
pub use seek::{InPlace, MessageInPlace, Seeker};
pub use since::Since;
use since::salted;
pub use times::{at_exact, at_words, local, wall_words};
pub use told::{Told, contents, first_few, head, zone_words};
pub use whole::Whole;

use kept::Kept;
use renamed::Renamed;
use renaming::Pairs;

use super::Desk;
use crate::import::{DateOrder, Export, FormatRow, ImportError, Input, Options, Summary, Watch};
use crate::policy::Policy;
use crate::ports::Ports;
use crate::record::Id;
use crate::record::state::{Conversation, Item};
use crate::text::name_of;

/// What a person said about how an export is to be read; what is not said is remembered or told from the
/// export itself.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    pub format: Option<&'static FormatRow>,
    /// The conversation to read, by key or name, where the file holds several.
    pub chat: Option<String>,
    pub order: Option<DateOrder>,
    pub zone: Option<Tz>,
    /// Which of the names is the owner's.
    pub me: Option<String>,
    pub conversation: Option<String>,
    /// Whether entries are to be told from each other across exports (one SHA-256 each).
    pub digests: bool,
    /// Hold the one conversation that is named, and none of the others.
    pub unlisted: bool,
    pub watch: Watch,
}

/// Opens exports as this register knows their conversations; free to send to another thread.
#[derive(Clone)]
pub struct Reader {
    ports: Ports,
    zone: Tz,
    known: Vec<Conversation>,
    /// What is or was in the queue, by conversation.
    queued: HashMap<Id, Arc<Kept>>,
    policy: Arc<Policy>,
}

/// An export opened, and all that is needed to read it for this register.
pub struct Opened {
    pub export: Export,
    /// The conversation's name: as given, else as the export says, else the file's.
    pub name: String,
    /// It is the file's alone: nothing says what the conversation is called.
    pub unnamed: bool,
    pub zone: Tz,
    /// The conversation of that name, where one is on record.
    pub known: Option<Conversation>,
    pub me: Option<String>,
    is_known: Known,
    policy: Arc<Policy>,
    watch: Watch,
}

impl Desk {
    /// A reader of exports, as things are on record now.
    pub fn reader(&self) -> Reader {
        let all = self.state().conversations.values();
        let mut queued: HashMap<Id, Kept> = HashMap::new();
        let in_chats = |item: &Item| item.conversation.is_some();
        self.state().items.each_told(in_chats, |item, told| {
            if let Some(conversation) = item.conversation {
                let kept = queued.entry(conversation).or_default();
                told.messages.iter().for_each(|m| kept.add(item.id, m));
            }
        });
        let queued = queued.into_iter().map(|(id, kept)| (id, Arc::new(kept)));
        Reader {
            queued: queued.collect(),
            ports: self.ports.clone(),
            zone: self.zone(),
            known: all.cloned().collect(),
            policy: Arc::new(self.policy().clone()),
        }
    }
}

impl Opened {
    /// What tells whether an entry of this export is in the queue already.
    pub fn is_known(&self) -> &Known {
        &self.is_known
    }

    /// Messages that seem to be in the queue already under another name. Reads the export once more, and
    /// only where something on record is not in it under the name it had.
    pub fn find_renamed(&mut self) -> Result<Vec<Pair>, ImportError> {
        let Opened {
            export, is_known, ..
        } = self;
        let mut pairs = Pairs::default();
        if !is_known.renamed.is_empty() && !export.summary().date_order_ambiguous {
            export.with_digests(&mut |entry| {
                let known = is_known.of(&entry);
                pairs.see(known.as_ref().and_then(|k| k.was.as_ref()), &entry);
                ControlFlow::Continue(())
            })?;
        }
        Ok(pairs.list())
    }
}

/// What is or was in the queue of the conversation `id` and stands in the export under the same name. Reads the
/// export once more.
fn held(export: &mut Export, id: Id, kept: &Kept) -> Result<HashSet<String>, ImportError> {
    let names = kept.names.iter().map(|name| name.to_string());
    export.also_under(names.collect(), HashSet::new());
    let mut held = HashSet::new();
    export.for_each(&mut |entry| {
        let digest = entry.digest().map(|d| salted(id, &d));
        held.extend(digest.filter(|d| kept.has(d)));
        ControlFlow::Continue(())
    })?;
    Ok(held)
}

impl Reader {
    /// Opens an export and surveys it. Where the file itself does not tell day from month, the order that
    /// served its conversation before is used; standard input, which can be read only once, does without.
    pub fn open(&self, input: Input, ask: &ReadOptions) -> Result<Opened, ImportError> {
        let path = match &input {
            Input::Path(path) => Some(path.clone()),
            Input::Bytes { .. } => None,
        };
        let mut options = Options {
            format: ask.format,
            chat: ask.chat.clone(),
            order: ask.order,
            remembered_order: None,
            digests: ask.digests,
            unlisted: ask.unlisted,
            watch: ask.watch.clone(),
        };
        let mut export = Export::open(&self.ports, input, &options)?;
        let name = ask
            .conversation
            .clone()
            .or_else(|| export.conversation().map(str::to_owned))
            .unwrap_or_else(|| stem(path.as_deref()));
        let unnamed = ask.conversation.is_none() && export.conversation().is_none();
        let channel = export.format().channel;
        let known = self.conversation(&name, channel).cloned();
        let known = known.filter(|_| export.is_one());
        let remembered = known
            .as_ref()
            .and_then(|k| DateOrder::parse(k.date_order.as_deref()?));
        if let (true, Some(_), Some(path)) =
            (export.summary().date_order_ambiguous, remembered, path)
        {
            options.remembered_order = remembered;
            export = Export::open(&self.ports, Input::Path(path), &options)?;
        }
        let zone = known.as_ref().and_then(|k| k.zone.as_deref()?.parse().ok());
        let me = known.as_ref().and_then(|k| k.me.clone());
        let queued = known.as_ref().and_then(|k| self.queued.get(&k.id));
        let s = export.summary();
        let renamed = match s.date_order_ambiguous || !export.is_one() {
            true => Renamed::default(),
            false => self.renamed(&mut export, (&s, ask), (&name, unnamed), known.as_ref())?,
        };
        export.also_under(renamed.gone.clone(), renamed.new.clone());
        if known.is_none() && renamed.is_empty() && renamed.is_alone() {
            export.need_no_digests();
        }
        let id = known.as_ref().map(|k| k.id);
        Ok(Opened {
            is_known: Known::new(export.format(), id, queued, renamed),
            export,
            name,
            unnamed,
            zone: ask.zone.or(zone).unwrap_or(self.zone),
            me: ask.me.clone().or(me),
            known,
            policy: self.policy.clone(),
            watch: ask.watch.clone(),
        })
    }

    /// Looks for messages that are on record under another name of their sender or of their conversation.
    fn renamed(
        &self,
        export: &mut Export,
        (s, ask): (&Summary, &ReadOptions),
        (name, unnamed): (&str, bool),
        known: Option<&Conversation>,
    ) -> Result<Renamed, ImportError> {
        let own = known.map(|k| k.id);
        let kept = own.and_then(|id| Some((id, self.queued.get(&id)?)));
        let within = match kept {
            Some((id, kept)) if kept.may_be_renamed(s) => {
                let held = held(export, id, kept)?;
                Renamed::within(s, id, kept, held)
            }
            _ => Renamed::default(),
        };
        if ask.conversation.is_some() {
            // Whoever says which conversation it is need not be told of another.
            return Ok(within);
        }
        let channel = export.format().channel;
        let here = || self.known.iter().filter(|c| c.channel == channel);
        let others: Vec<&Conversation> = here().filter(|c| Some(c.id) != own).collect();
        let me = here().filter_map(|c| c.me.as_deref());
        let owners = me.chain(ask.me.as_deref()).collect();
        let called = (name, unnamed, &owners);
        let elsewhere = Renamed::elsewhere(export, called, &others, &self.queued)?;
        Ok(within.and(elsewhere))
    }

    /// Of several conversations of one name the one that was opened first, as everywhere.
    fn conversation(&self, name: &str, channel: &str) -> Option<&Conversation> {
        let same = self.known.iter();
        let same = same.filter(|c| c.channel == channel && c.name.as_deref() == Some(name));
        same.min_by_key(|c| (c.opened, c.id))
    }
}

fn stem(path: Option<&Path>) -> String {
    match path {
        None => "standard input".to_owned(),
        Some(path) => {
            let stem = path.file_stem().unwrap_or(path.as_os_str());
            name_of(stem)
        }
    }
}
