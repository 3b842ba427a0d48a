//! A name for a message that stays the same when the chat is exported again, with or without media.
//!
//! SHA-256 over the sender's folded name, the minute, the folded body with attachments and omitted media replaced
//! by one placeholder, and how many equal ones came before in that minute. Invariant: two equal messages of one
//! minute have different digests.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use sha2::{Digest, Sha256};

use super::formats::whatsapp::folded;
use super::under::Under;

/// Digests remembered to count equal ones; far more than any minute holds.
const REMEMBERED: usize = 16_384;

pub(in crate::import) struct Digests<'u> {
    under: &'u Under,
    own: Equal,
    /// Those under other names: what they are does not touch how a sender's own are counted.
    other: Equal,
}

/// How often a message came in its minute.
#[derive(Default)]
struct Equal {
    recent: Counts,
    before: Counts,
}

type Counts = HashMap<[u8; 32], u32, BuildHasherDefault<Told>>;

/// A digest is as good as random: some of its bytes tell where it is kept.
#[derive(Default)]
struct Told(u64);

impl Hasher for Told {
    fn write(&mut self, bytes: &[u8]) {
        if let Some((first, _)) = bytes.split_first_chunk() {
            self.0 ^= u64::from_le_bytes(*first);
        }
    }

    fn write_usize(&mut self, _length: usize) {}

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A body, the bytes of it that name an attachment or say that one was left out, and where the note of
/// editing begins.
#[derive(Clone, Copy)]
pub(in crate::import) struct Body<'a> {
    pub(in crate::import) text: &'a str,
    pub(in crate::import) media: Option<(usize, usize)>,
    pub(in crate::import) edited: Option<usize>,
}

impl<'u> Digests<'u> {
    pub(in crate::import) fn new(under: &'u Under) -> Digests<'u> {
        Digests {
            under,
            own: Equal::default(),
            other: Equal::default(),
        }
    }

    /// The digest of the next message, and those under the names its sender may have borne before.
    #[inline]
    pub(in crate::import) fn of_entry(
        &mut self,
        sender: Option<&str>,
        minute: i64,
        body: Body<'_>,
    ) -> ([u8; 32], Vec<[u8; 32]>) {
        let own = self.next(sender, minute, body);
        (own, self.others(sender, minute, body))
    }

    /// The digest of the next message that its channel itself names.
    pub(in crate::import) fn of_id(&mut self, id: &str) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"id\0");
        hash.update(id.as_bytes());
        self.own.counted(hash.finalize().into())
    }

    /// The digests of the next message under the names its sender may have borne before; under the sender's own
    /// name it is none.
    pub(in crate::import) fn others(
        &mut self,
        sender: Option<&str>,
        minute: i64,
        body: Body<'_>,
    ) -> Vec<[u8; 32]> {
        let under = self.under;
        match sender.filter(|s| under.senders.contains(*s)) {
            None => Vec::new(),
            Some(_) => {
                let other = |name: &String| match sender == Some(name.as_str()) {
                    true => [0; 32],
                    false => self.other.counted(plain(Some(name), minute, body)),
                };
                under.names.iter().map(other).collect()
            }
        }
    }

    /// The digest of the next message.
    pub(in crate::import) fn next(
        &mut self,
        sender: Option<&str>,
        minute: i64,
        body: Body<'_>,
    ) -> [u8; 32] {
        self.own.counted(plain(sender, minute, body))
    }
}

/// The digest of a message that has no equal before it.
fn plain(sender: Option<&str>, minute: i64, body: Body<'_>) -> [u8; 32] {
    let Body {
        text,
        media,
        edited,
    } = body;
    let body = &text[..edited.unwrap_or(text.len())];
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(sender.unwrap_or_default());
    match media {
        Some((from, to)) => {
            part(folded(&body[..from]).trim());
            part("\u{fffc}");
            part(folded(&body[to..]).trim());
        }
        None => part(folded(body).trim()),
    }
    hash.update(minute.to_le_bytes());
    hash.finalize().into()
}

impl Equal {
    /// The digest of a message, told from equal ones before it.
    fn counted(&mut self, plain: [u8; 32]) -> [u8; 32] {
        let count = self.count(plain);
        if count == 1 {
            return plain;
        }
        let mut hash = Sha256::new();
        hash.update(plain);
        hash.update(count.to_le_bytes());
        hash.finalize().into()
    }

    fn count(&mut self, plain: [u8; 32]) -> u32 {
        if self.recent.len() >= REMEMBERED {
            self.before = std::mem::take(&mut self.recent);
        }
        let earlier = self.before.get(&plain).copied().unwrap_or(0);
        let count = self.recent.entry(plain).or_insert(earlier);
        *count += 1;
        *count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str, media: Option<(usize, usize)>) -> Body<'_> {
        Body {
            text,
            media,
            edited: None,
        }
    }

    fn one(text: &str, media: Option<(usize, usize)>) -> [u8; 32] {
        let under = Under::default();
        Digests::new(&under).next(Some("Ann"), 5, body(text, media))
    }

    #[test]
    fn spelling_of_blanks_and_marks_is_no_difference() {
        assert_eq!(one("a b", None), one("\u{200e}a\u{a0} b ", None));
        assert_eq!(one("Zoe\u{308}", None), one("Zoë", None));
        assert_ne!(one("a b", None), one("ab", None));
    }

    #[test]
    fn media_and_its_absence_are_one() {
        let with = "IMG-20220101-WA0001.jpg (file attached)\nsee";
        let without = "<Media omitted>\nsee";
        assert_eq!(one(with, Some((0, 39))), one(without, Some((0, 15))));
        assert_ne!(
            one(with, Some((0, 39))),
            one("<Media omitted>", Some((0, 15)))
        );
    }

    #[test]
    fn equal_messages_of_a_minute_are_counted() {
        let under = Under::default();
        let mut digests = Digests::new(&under);
        let ok = body("ok", None);
        let a = digests.next(Some("Ann"), 5, ok);
        let b = digests.next(Some("Ann"), 5, ok);
        let c = digests.next(Some("Ann"), 6, ok);
        assert!(a != b && a != c && b != c);
    }
}
