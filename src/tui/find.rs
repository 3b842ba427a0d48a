//! Find everywhere: what is on record is looked through whole, from whatever screen, and so are the export that is open
//! and those in the inbox, where they lie; what was not read is named.
//!
//! Invariant: nothing is kept of an export by that.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::book::Row;
use super::list::List;
use super::seeking::{Seeking, Sought};
use crate::desk::Desk;
use crate::record::Id;
use crate::record::query;
use crate::record::request::Request;
use crate::record::state::Item;

/// Something found.
#[derive(Clone, Debug)]
pub enum Hit {
    /// An item, with when it was sent, or else added.
    Item(Box<Row>, DateTime<Utc>),
    /// A request: its reference, when it came in, its kind and how far it is, and what of it is told.
    Request {
        id: Id,
        at: DateTime<Utc>,
        kind: &'static str,
        stage: &'static str,
        words: String,
    },
    /// A message of the export that is open: its line from 0, when and by whom, the chat, what it says.
    Message {
        line: usize,
        at: String,
        from: String,
        chat: String,
        words: String,
    },
    /// How many more of them there are, in which chat.
    MoreMessages(String, usize),
    /// The export that is open is too long to be looked through while one types: its chat, how many messages.
    LongExport(String, usize),
    /// A message of an export in the inbox: when and by whom, the chat or the file's name, what it says.
    InPlace {
        path: PathBuf,
        at: String,
        from: String,
        chat: String,
        words: String,
    },
    /// How many more of them there are in that export.
    MoreInPlace {
        path: PathBuf,
        chat: String,
        more: usize,
    },
    /// An export that was not read.
    Unread(PathBuf, Unread),
}

/// Why an export was not read.
#[derive(Clone, Debug)]
pub enum Unread {
    /// It is long: so many bytes.
    Long(u64),
    /// It is being read.
    Reading,
    Failed(String),
}

/// Where the person is on this screen, and what it shows.
#[derive(Clone, Debug, Default)]
pub struct Find {
    pub hits: Vec<Hit>,
    pub list: List,
    pub seeking: Seeking,
}

impl Find {
    /// What is selected.
    pub fn chosen(&self) -> Option<&Hit> {
        self.hits.get(self.list.chosen()?)
    }

    /// The item that is selected.
    pub fn row(&self) -> Option<&Row> {
        match self.chosen()? {
            Hit::Item(row, _) => Some(row),
            _ => None,
        }
    }

    /// How many hold the words, on record and in exports.
    pub fn found(&self) -> usize {
        let count = |hit: &Hit| match hit {
            Hit::Item(..) | Hit::Request { .. } | Hit::Message { .. } | Hit::InPlace { .. } => 1,
            Hit::MoreMessages(_, more) | Hit::MoreInPlace { more, .. } => *more,
            Hit::LongExport(..) | Hit::Unread(..) => 0,
        };
        self.hits.iter().map(count).sum()
    }

    /// In how many places: the register is one, and each export.
    pub fn places(&self) -> usize {
        let place = |hit: &'_ Hit| match hit {
            Hit::Item(..) | Hit::Request { .. } => Some(None),
            Hit::Message { .. } | Hit::MoreMessages(..) => Some(Some(PathBuf::new())),
            Hit::InPlace { path, .. } | Hit::MoreInPlace { path, .. } => Some(Some(path.clone())),
            Hit::LongExport(..) | Hit::Unread(..) => None,
        };
        self.hits
            .iter()
            .filter_map(place)
            .collect::<BTreeSet<_>>()
            .len()
    }

    /// Other things were found; the selection stays on its item.
    pub fn take(&mut self, hits: Vec<Hit>, spoken: bool) {
        let was = self.row().map(|row| row.id);
        self.hits = hits;
        self.refilter(spoken);
        let of = |hit: &Hit| matches!(hit, Hit::Item(row, _) if Some(row.id) == was);
        let at = self.hits.iter().position(of);
        at.into_iter().for_each(|at| self.list.choose(at));
    }

    /// Shows all of them: the words were looked for where they stand.
    pub fn refilter(&mut self, spoken: bool) {
        self.list.sift(&self.hits, |_, _| true);
        if !spoken {
            let hits = &self.hits;
            self.list.group(|n| match hits.get(n) {
                Some(Hit::Unread(..) | Hit::LongExport(..)) => "Not searched".to_owned(),
                Some(
                    Hit::Message { .. }
                    | Hit::MoreMessages(..)
                    | Hit::InPlace { .. }
                    | Hit::MoreInPlace { .. },
                ) => "In exports, read in place".to_owned(),
                _ => "In the register".to_owned(),
            });
        }
    }
}

/// Everything on record that holds all of the words, the latest first.
pub fn everywhere(desk: &Desk, principal: Option<&str>, words: &str) -> Vec<Hit> {
    if words.trim().is_empty() {
        return Vec::new();
    }
    let of = |item: &&Item| principal.is_none() || item.principal.as_deref() == principal;
    let found = query::find(desk.state(), words).into_iter().filter(of);
    let mut hits: Vec<Hit> = found.map(|item| hit(desk, item, false)).collect();
    let gone = desk.taken_back();
    let back = gone.find(words).map(|(item, _)| item).filter(of);
    hits.extend(back.map(|item| hit(desk, item, true)));
    hits.extend(requests(desk, principal, words));
    hits.sort_by_key(|hit| match hit {
        Hit::Item(_, at) | Hit::Request { at, .. } => std::cmp::Reverse(*at),
        _ => std::cmp::Reverse(DateTime::<Utc>::MIN_UTC),
    });
    hits
}

/// What was found in the exports of the inbox, and behind that what was not read.
pub fn in_exports(seeking: &Seeking) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (path, sought) in &seeking.places {
        let Sought::Found(found) = sought else {
            continue;
        };
        hits.extend(found.messages.iter().map(|message| Hit::InPlace {
            path: path.clone(),
            at: message.at.clone(),
            from: message.from.clone(),
            chat: found.chat.clone(),
            words: message.words.clone(),
        }));
        if found.more > 0 {
            hits.push(Hit::MoreInPlace {
                path: path.clone(),
                chat: found.chat.clone(),
                more: found.more,
            });
        }
    }
    hits.extend(seeking.places.iter().filter_map(|(path, sought)| {
        let why = match sought {
            Sought::Long(size) => Unread::Long(*size),
            Sought::Due | Sought::Reading => Unread::Reading,
            Sought::Failed(why) => Unread::Failed(why.clone()),
            Sought::Found(_) => return None,
        };
        Some(Hit::Unread(path.clone(), why))
    }));
    hits
}

/// The requests in which all of the words occur: in what was asked, by whom, of what, and where was looked.
fn requests(desk: &Desk, principal: Option<&str>, words: &str) -> Vec<Hit> {
    let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let of = |r: &&&Request| principal.is_none() || r.principal.as_deref() == principal;
    let holds = |text: &str| {
        let text = text.to_lowercase();
        wanted.iter().all(|w| text.contains(w.as_str()))
    };
    let all = desk.requests_in_order();
    let found = all.iter().filter(of).filter_map(|request| {
        let name = desk.request_name(request.id);
        let said = [request.terms(), request.instruction(), request.asked_by()];
        let scope = desk
            .request_scope(request)
            .into_iter()
            .map(|(_, value)| value);
        let places = request.searches.iter().filter_map(|s| s.what.clone());
        let mut texts: Vec<String> = vec![name, request.kind().words().to_owned()];
        texts.extend(said.into_iter().flatten().map(str::to_owned));
        texts.extend(scope.chain(places));
        holds(&texts.join("\n")).then(|| Hit::Request {
            id: request.id,
            at: request.at,
            kind: request.kind().words(),
            stage: request.stage().as_str(),
            words: match request.terms() {
                Some(terms) => format!("{}: {terms}", texts[0]),
                None => texts[0].clone(),
            },
        })
    });
    found.collect()
}

fn hit(desk: &Desk, item: &Item, taken_back: bool) -> Hit {
    let times = query::deadlines(desk.state(), item, desk.limits());
    let mut row = Row::of(desk, item, &times);
    row.taken_back = taken_back;
    let sent = item.told().messages.first().and_then(|m| m.sent);
    Hit::Item(Box::new(row), sent.unwrap_or(item.added))
}
