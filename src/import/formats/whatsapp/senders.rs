//! The names in front of bodies, each folded to one person, with what the file as a whole says about them.
//!
//! Bounded: past [`NAMES`] different names the rest are counted together.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::names::canonical;

/// Different names kept. A WhatsApp community holds a tenth of this.
pub const NAMES: usize = 20_000;

/// Whether all bodies of a sender begin with the same `X: `, so that the colon may be part of the name.
#[derive(Clone, Debug, Default)]
struct Start {
    /// `X: `, once a body began so.
    same: Option<Box<[u8]>>,
    /// The start of a body that has no colon: `X left` would be a notice about the longer name.
    odd: Option<Box<[u8]>>,
    differs: bool,
}

/// One sender of the file.
#[derive(Clone, Debug)]
pub(super) struct Sender {
    pub(super) name: String,
    /// Entries counted as this sender's messages.
    pub(super) messages: u64,
    /// Those of the messages that read like a notice of WhatsApp's, not like media or a deleted message.
    pub(super) notice_messages: u64,
    /// Entries behind this name that were taken for notices.
    pub(super) notices: u64,
    /// Entries that were taken for a sentence that goes on behind a colon, not for this sender's.
    pub(super) sentences: u64,
    pub(super) first_n: u64,
    /// The first entry was taken for a notice.
    pub(super) first_is_notice: bool,
    /// What the first body begins with, until another body differs from it.
    first_body: Option<Box<[u8]>>,
    /// Two bodies differ.
    pub(super) differs: bool,
    start: Start,
}

/// All senders of a file.
#[derive(Default)]
pub(super) struct Senders {
    by_raw: HashMap<Box<[u8]>, u32, RandomState>,
    by_name: HashMap<String, u32>,
    pub(super) list: Vec<Sender>,
    /// Messages of names beyond the bound.
    pub(super) others: u64,
    /// The last spelling for each of a few hints, asked first.
    recent: Vec<(Vec<u8>, u32)>,
}

/// Spellings kept at hand.
const RECENT: usize = 64;

/// Where a spelling is kept at hand: told by its length and a few of its bytes.
fn hint(raw: &[u8]) -> usize {
    let at = |i: usize| raw.get(i).copied().map_or(0, usize::from);
    let (len, last) = (raw.len(), at(raw.len().wrapping_sub(1)));
    (at(0) ^ at(len / 2) << 1 ^ last << 2 ^ len << 3 ^ len) % RECENT
}

impl Senders {
    /// The number of the sender spelt `raw`, made when new; `None` beyond the bound.
    pub(super) fn id(&mut self, raw: &[u8]) -> Option<u32> {
        let hint = hint(raw);
        if let Some((known, id)) = self.recent.get(hint)
            && known == raw
            && !raw.is_empty()
        {
            return Some(*id);
        }
        let id = match self.by_raw.get(raw) {
            Some(id) => *id,
            None => self.add(raw)?,
        };
        self.recent.resize_with(RECENT, Default::default);
        let slot = &mut self.recent[hint];
        slot.0.clear();
        slot.0.extend_from_slice(raw);
        slot.1 = id;
        Some(id)
    }

    fn add(&mut self, raw: &[u8]) -> Option<u32> {
        let name = canonical(raw);
        let known = self.by_name.get(&name).copied();
        if known.is_none() && self.list.len() >= NAMES {
            return None;
        }
        let id = known.unwrap_or_else(|| {
            let id = self.list.len() as u32;
            self.list.push(Sender {
                name: name.clone(),
                messages: 0,
                notice_messages: 0,
                notices: 0,
                sentences: 0,
                first_n: 0,
                first_is_notice: false,
                first_body: None,
                differs: false,
                start: Start::default(),
            });
            self.by_name.insert(name, id);
            id
        });
        // Spellings are bounded too: a hostile file may vary the marks around one name.
        if self.by_raw.len() < 2 * NAMES {
            self.by_raw.insert(raw.into(), id);
        }
        Some(id)
    }

    /// The sender spelt `raw`, if the file has it.
    pub(super) fn find(&self, raw: &[u8]) -> Option<&Sender> {
        let id = match self.by_raw.get(raw) {
            Some(id) => *id,
            None => *self.by_name.get(&canonical(raw))?,
        };
        self.list.get(id as usize)
    }

    /// The sender of that folded name.
    pub(super) fn named(&self, name: &str) -> Option<&Sender> {
        let id = *self.by_name.get(name)?;
        self.list.get(id as usize)
    }

    pub(super) fn named_mut(&mut self, name: &str) -> Option<&mut Sender> {
        let id = *self.by_name.get(name)?;
        self.list.get_mut(id as usize)
    }
}

impl Sender {
    /// Notes one message and what its body begins with.
    pub(super) fn note(&mut self, n: u64, body: &[u8]) {
        if self.messages + self.notices == 0 {
            self.first_n = n;
        }
        self.messages += 1;
        self.compare(body);
        if !self.start.differs {
            self.start.note(body);
        }
    }

    /// Notes one body that only WhatsApp writes.
    pub(super) fn note_notice(&mut self, n: u64) {
        if self.messages + self.notices == 0 {
            (self.first_n, self.first_is_notice) = (n, true);
        }
        self.notices += 1;
    }

    /// Notes what follows a sentence that was taken for no sender.
    pub(super) fn note_sentence(&mut self, body: &[u8]) {
        self.sentences += 1;
        self.compare(body);
    }

    fn compare(&mut self, body: &[u8]) {
        if self.differs {
            return;
        }
        let near = &body[..body.len().min(Start::NEAR)];
        match &self.first_body {
            None => self.first_body = Some(near.into()),
            Some(first) => self.differs = **first != *near,
        }
    }

    /// What all this sender's bodies begin with, `X: ` included, where the file also speaks of the longer
    /// name without a colon after it. `elsewhere`: text of notices, and the chat's name.
    pub(super) fn shared_start(&self, elsewhere: &[&str]) -> Option<&[u8]> {
        let start = self.start.same.as_deref().filter(|_| !self.start.differs)?;
        let longer = format!("{}: {}", self.name, canonical(start).trim_end_matches(':'));
        let known = self.start.odd.is_some() || elsewhere.iter().any(|t| t.contains(&longer));
        (self.messages >= 3 && known).then_some(start)
    }
}

impl Start {
    const NEAR: usize = 64;

    fn note(&mut self, body: &[u8]) {
        let near = &body[..body.len().min(Start::NEAR)];
        if self.same.is_none() {
            let colon = near.windows(2).position(|w| w == b": ");
            let name =
                colon.filter(|at| *at > 0 && near[0] != b'<' && !near[..*at].contains(&b'\n'));
            self.same = name.map(|at| near[..at + 2].into());
        }
        match &self.same {
            Some(same) if body.starts_with(same) => {}
            Some(same) => self.differs = !Start::about(near, same),
            None if self.odd.is_none() => {}
            None => self.differs = true,
        }
        if self
            .same
            .as_ref()
            .is_none_or(|same| !body.starts_with(same))
        {
            self.odd = Some(near.into());
        }
        if let (Some(same), Some(odd)) = (&self.same, &self.odd) {
            self.differs |= !Start::about(odd, same);
        }
    }

    /// Whether a body speaks of `X`: begins with it and a blank.
    fn about(body: &[u8], same: &[u8]) -> bool {
        let name = &same[..same.len() - 2];
        body.starts_with(name) && body.get(name.len()) == Some(&b' ')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one_sender() {
        let mut senders = Senders::default();
        let a = senders
            .id("\u{202a}+44\u{a0}20\u{202c}".as_bytes())
            .unwrap();
        let b = senders.id("+44 20".as_bytes()).unwrap();
        let c = senders.id("+44 21".as_bytes()).unwrap();
        assert_eq!(a, b);
        assert_ne!(a, c);
        assert_eq!(senders.find("+44 20 ".as_bytes()).unwrap().name, "+44 20");
    }

    #[test]
    fn names_past_the_bound_are_refused_not_kept() {
        let mut senders = Senders::default();
        for i in 0..NAMES + 5 {
            let id = senders.id(format!("name {i}").as_bytes());
            assert_eq!(id.is_some(), i < NAMES);
        }
        assert_eq!(senders.list.len(), NAMES);
    }

    #[test]
    fn a_colon_in_a_name_needs_the_name_elsewhere() {
        let starts = |bodies: &[&str], elsewhere: &str| {
            let mut senders = Senders::default();
            let id = senders.id(b"Zoe").unwrap() as usize;
            for body in bodies {
                senders.list[id].note(1, body.as_bytes());
            }
            senders.list[id]
                .shared_start(&[elsewhere])
                .map(<[u8]>::to_vec)
        };
        let same = ["Finance: a", "Finance: b", "Finance: c: d"];
        let found = Some(b"Finance: ".to_vec());
        assert_eq!(starts(&same, "Ann added Zoe: Finance"), found);
        assert_eq!(starts(&same, "Ann added Zoe"), None);
        assert_eq!(
            starts(&["Finance: a", "Finance left", "Finance: b"], ""),
            found
        );
        assert_eq!(
            starts(&["Finance left", "Finance: a", "Finance: b"], ""),
            found
        );
        assert_eq!(
            starts(&["Finance: a", "no", "Finance: b"], "Zoe: Finance"),
            None
        );
        assert_eq!(
            starts(&["<attached: a>", "<attached: b>", "<attached: c>"], ""),
            None
        );
    }
}
