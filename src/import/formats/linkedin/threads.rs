//! The conversations of a table: what each is called, who is in it, and who seems to own the download.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::columns::Column;
use super::fields::RowFields;
use super::people::recipients;
use crate::import::chats::ChatKind;

/// People of a conversation, and names of those who wrote, that are kept.
const PEOPLE: usize = 50;
const WRITERS: usize = 20_000;
/// Names in the name of a conversation that has none.
const NAMED: usize = 4;
/// What tells of a conversation and its people.
const TELLING: [Column; 5] = [
    Column::Conversation,
    Column::Title,
    Column::From,
    Column::To,
    Column::ToUrls,
];

/// A conversation.
#[derive(Clone, Debug, Default)]
pub(super) struct Talk {
    title: Option<String>,
    pub(super) people: Vec<String>,
    group: bool,
    /// When its first row is dated, and the first and the last such row.
    begins: Option<(i64, u64, u64)>,
}

impl Talk {
    fn begins(&mut self, at: i64, n: u64) {
        self.begins = Some(match self.begins {
            Some((first, from, to)) if first == at => (at, from.min(n), to.max(n)),
            Some(before) if before.0 < at => before,
            _ => (at, n, n),
        });
    }

    fn person(&mut self, name: &str) {
        if !name.is_empty() && self.people.len() < PEOPLE && !self.people.iter().any(|p| p == name)
        {
            self.people.push(name.to_owned());
        }
    }

    pub(super) fn kind(&self) -> ChatKind {
        match self.group {
            true => ChatKind::Group,
            false => ChatKind::Direct,
        }
    }

    /// Its title, else those who are in it but for the owner.
    pub(super) fn name(&self, owner: Option<&str>) -> Option<String> {
        if self.title.is_some() {
            return self.title.clone();
        }
        let others: Vec<&str> = self
            .people
            .iter()
            .map(String::as_str)
            .filter(|p| Some(*p) != owner)
            .collect();
        let named = others.get(..others.len().min(NAMED))?.join(", ");
        match others.len() {
            0 => self.people.first().cloned(),
            n if n > NAMED => Some(format!("{named} and {} more", n - NAMED)),
            _ => Some(named),
        }
    }
}

/// What is kept at most, in bytes, of what rows said that were learnt from.
const LEARNT: usize = 1 << 20;

/// All of them, by key.
#[derive(Clone, Debug, Default)]
pub(super) struct Talks {
    all: HashMap<String, Talk>,
    writers: HashSet<String>,
    /// What rows said of conversation and people, by the key of their conversation and by how many had written when it
    /// was learnt: names in a list are told apart by those.
    learnt: HashMap<Vec<u8>, (String, usize)>,
    learnt_bytes: usize,
    /// The same of the row at hand.
    said: Vec<u8>,
    /// Ids that a spreadsheet rounded.
    pub(super) rounded: bool,
}

impl Talks {
    /// Takes in what a row says of its conversation. `at`: its time, `n`: its number.
    pub(super) fn learn(&mut self, fields: &RowFields<'_>, (at, n): (i64, u64)) {
        self.said.clear();
        for column in TELLING {
            let value = fields.get(column);
            self.said.extend_from_slice(&value.len().to_le_bytes());
            self.said.extend_from_slice(value.as_bytes());
        }
        let known = self.learnt.get(&self.said);
        let known = known.filter(|(_, writers)| *writers == self.writers.len());
        if let Some(talk) = known.and_then(|(key, _)| self.all.get_mut(key)) {
            return talk.begins(at, n);
        }
        let key = self.learn_anew(fields, (at, n));
        if self.learnt_bytes + self.said.len() < LEARNT {
            self.learnt_bytes += self.said.len();
            let known = (key, self.writers.len());
            self.learnt.insert(self.said.clone(), known);
        }
    }

    /// Lets go of what only learning needs.
    pub(super) fn is_whole(&mut self) {
        self.learnt = HashMap::new();
        self.said = Vec::new();
    }

    fn learn_anew(&mut self, fields: &RowFields<'_>, (at, n): (i64, u64)) -> String {
        let from = fields.get(Column::From);
        if self.writers.len() < WRITERS && !self.writers.contains(from) {
            self.writers.insert(from.to_owned());
        }
        let to = self.to(fields);
        self.rounded |= is_rounded(fields.get(Column::Conversation));
        let key = key(fields);
        let talk = self.all.entry(key.clone()).or_default();
        talk.begins(at, n);
        if talk.title.is_none() {
            let title = fields.get(Column::Title);
            talk.title = Some(title).filter(|t| !t.is_empty()).map(str::to_owned);
        }
        talk.person(from);
        to.iter().for_each(|name| talk.person(name));
        talk.group |= to.len() > 1 || talk.people.len() > 2;
        key
    }

    /// To whom a row went.
    pub(super) fn to(&self, fields: &RowFields<'_>) -> Vec<String> {
        let count = fields.urls(Column::ToUrls).len();
        recipients(fields.get(Column::To), count, &|name| {
            self.writers.contains(name)
        })
    }

    /// All, in the order in which their first rows are given.
    pub(super) fn in_order(&self, newest_first: bool) -> Vec<(&String, &Talk)> {
        let mut all: Vec<(&String, &Talk)> = self.all.iter().collect();
        let place = |talk: &Talk| {
            let (at, from, to) = talk.begins.unwrap_or_default();
            match newest_first {
                true => (at, u64::MAX - to),
                false => (at, from),
            }
        };
        all.sort_by(|a, b| place(a.1).cmp(&place(b.1)).then_with(|| a.0.cmp(b.0)));
        all
    }

    pub(super) fn get(&self, key: &str) -> Option<&Talk> {
        self.all.get(key)
    }

    /// The one name that is in every conversation, of several.
    pub(super) fn owner(&self) -> Option<String> {
        let mut talks = self.all.values();
        let mut names: BTreeSet<&String> = talks.next()?.people.iter().collect();
        let mut several = false;
        for talk in talks {
            several = true;
            names.retain(|name| talk.people.contains(name));
        }
        let mut names = names.into_iter();
        match (names.next(), names.next(), several) {
            (Some(name), None, true) => Some(name.clone()),
            _ => None,
        }
    }
}

/// What a row's conversation is chosen by: its id, else who is in it.
pub(super) fn key(fields: &RowFields<'_>) -> String {
    let id = fields.get(Column::Conversation);
    let both = || {
        let mut both = [fields.get(Column::From), fields.get(Column::To)];
        both.sort_unstable();
        both.join(" | ")
    };
    match (id.is_empty(), is_rounded(id)) {
        (true, _) => both(),
        (false, true) => format!("{id} | {}", both()),
        (false, false) => id.to_owned(),
    }
}

/// `6.58774E+18`: what a spreadsheet makes of a long number.
fn is_rounded(id: &str) -> bool {
    let Some((digits, power)) = id.split_once(['E', 'e']) else {
        return false;
    };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    power.strip_prefix('+').is_some_and(number)
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

#[cfg(test)]
mod tests {
    use super::super::columns::Columns;
    use super::*;

    #[test]
    fn a_conversation_is_called_by_those_who_are_in_it_but_for_the_owner() {
        let columns =
            Columns::of(b"CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,CONTENT").unwrap();
        let mut talks = Talks::default();
        for (n, row) in (1..).zip([
            "c1,,Ruth,Ann Lee,d,x",
            "c1,,Ann Lee,Ruth,d,x",
            "c2,Harbour,Bo,\"Ruth,Ann Lee\",d,x",
            "6.5E+18,,Cy,Ruth,d,x",
            "6.5E+18,,Di,Ruth,d,x",
            ",,Ruth,Ed,d,x",
            ",,Ed,Ruth,d,x",
        ]) {
            talks.learn(&RowFields::of(row.as_bytes(), &columns).unwrap(), (9, n));
        }
        let order = |newest_first| {
            let keys = talks.in_order(newest_first);
            keys.iter()
                .map(|(key, _)| (*key).clone())
                .collect::<Vec<_>>()
        };
        let (forth, mut back) = (order(false), order(true));
        assert_eq!((forth[0].as_str(), back[0].as_str()), ("c1", "Ed | Ruth"));
        back.reverse();
        assert_eq!(forth, back);
        let owner = talks.owner();
        assert_eq!(owner.as_deref(), Some("Ruth"));
        assert_eq!((talks.all.len(), talks.rounded), (5, true));
        let told = |key: &str| {
            let talk = talks.get(key).unwrap();
            (talk.name(owner.as_deref()).unwrap(), talk.kind())
        };
        assert_eq!(told("c1"), ("Ann Lee".to_owned(), ChatKind::Direct));
        assert_eq!(told("c2"), ("Harbour".to_owned(), ChatKind::Group));
        assert_eq!(told("Ed | Ruth").0, "Ed");
        assert!(!is_rounded("2-NTg3==") && !is_rounded("E+1") && !is_rounded("1E5"));
    }
}
