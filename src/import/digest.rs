//! A name for a message that stays the same when the chat is exported again, with or without media.
//!
//! SHA-256 over the sender's folded name, the minute, the folded body with attachments and omitted media replaced
//! by one placeholder, and how many equal ones came before in that minute. On the way only equal ones are counted; the
//! digest itself is worked out for an entry of which somebody asks for it. Invariant: two equal messages of one
//! minute have different digests.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};

use foldhash::quality::RandomState;
use sha2::{Digest, Sha256};

use super::entry::{Entry, Identity, Named};
use super::formats::whatsapp::folded;
use super::under::Under;

/// Entries remembered to count equal ones; far more than any minute holds.
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
    /// Two, so that what tells a message has 128 bits: none of a file's has those of another.
    tells: [RandomState; 2],
}

type Counts = HashMap<u128, u32, BuildHasherDefault<Told>>;

/// What tells a message is as good as random: a part of it tells where it is kept.
#[derive(Default)]
struct Told(u64);

impl Hasher for Told {
    fn write(&mut self, _bytes: &[u8]) {}

    fn write_u128(&mut self, told: u128) {
        self.0 = told as u64;
    }

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

impl<'b> Body<'b> {
    /// What of it the digest is over: the text before an attachment, and that behind it where there is one.
    fn parts(self) -> (Cow<'b, str>, Option<Cow<'b, str>>) {
        let body = &self.text[..self.edited.unwrap_or(self.text.len())];
        match self.media {
            Some((from, to)) => (trimmed(&body[..from]), Some(trimmed(&body[to..]))),
            None => (trimmed(body), None),
        }
    }
}

fn trimmed(text: &str) -> Cow<'_, str> {
    match folded(text) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

impl<'u> Digests<'u> {
    pub(in crate::import) fn new(under: &'u Under) -> Digests<'u> {
        Digests {
            under,
            own: Equal::default(),
            other: Equal::default(),
        }
    }

    /// What the next message is known by, and its digests under the names its sender may have borne before.
    #[inline]
    pub(in crate::import) fn of_entry(
        &mut self,
        sender: Option<&str>,
        minute: i64,
        body: Body<'_>,
    ) -> (Identity, Vec<[u8; 32]>) {
        let own = Identity {
            named: Named::ByWords {
                minute,
                media: body.media,
                edited: body.edited,
            },
            nth: self
                .own
                .nth(&(sender.unwrap_or_default(), minute, body.parts())),
        };
        (own, self.others(sender, minute, body))
    }

    /// What the next message is known by that its channel itself names.
    pub(in crate::import) fn of_id(&mut self, id: &str) -> Identity {
        Identity {
            named: Named::ByChannel,
            nth: self.own.nth(&("id", id)),
        }
    }

    /// The digests of the next message under the names its sender may have borne before; under the sender's own
    /// name it is none.
    fn others(&mut self, sender: Option<&str>, minute: i64, body: Body<'_>) -> Vec<[u8; 32]> {
        let under = self.under;
        match sender.filter(|s| under.senders.contains(*s)) {
            None => Vec::new(),
            Some(_) => {
                let other = |name: &String| match sender == Some(name.as_str()) {
                    true => [0; 32],
                    false => {
                        let nth = self.other.nth(&(name, minute, body.parts()));
                        told_apart(plain(Some(name), minute, body), nth)
                    }
                };
                under.names.iter().map(other).collect()
            }
        }
    }
}

impl Entry<'_> {
    /// Names the message across exports of the same chat; see [`super::Export::for_each`]. Salt it before storing: it is
    /// over the text. `None` where it was not asked for.
    pub fn digest(&self) -> Option<[u8; 32]> {
        let Identity { named, nth } = self.identity?;
        let first = match named {
            Named::ByChannel => {
                let mut hash = Sha256::new();
                hash.update(b"id\0");
                hash.update(self.id.as_deref().unwrap_or_default().as_bytes());
                hash.finalize().into()
            }
            Named::ByWords {
                minute,
                media,
                edited,
            } => {
                let text = &self.telling_text();
                let body = Body {
                    text,
                    media,
                    edited,
                };
                plain(self.sender.as_deref(), minute, body)
            }
        };
        Some(told_apart(first, nth))
    }

    /// Its text; of what is nothing but files, their names tell.
    pub(super) fn telling_text(&self) -> Cow<'_, str> {
        match self.text.is_empty() {
            true => self.attachments.iter().map(|a| a.name.as_ref()).collect(),
            false => Cow::Borrowed(self.text.as_ref()),
        }
    }
}

/// The digest of a message that has no equal before it.
fn plain(sender: Option<&str>, minute: i64, body: Body<'_>) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(sender.unwrap_or_default());
    let (before, behind) = body.parts();
    part(&before);
    if let Some(behind) = behind {
        part("\u{fffc}");
        part(&behind);
    }
    hash.update(minute.to_le_bytes());
    hash.finalize().into()
}

/// The digest of the nth of equal messages.
fn told_apart(plain: [u8; 32], nth: u32) -> [u8; 32] {
    if nth == 1 {
        return plain;
    }
    let mut hash = Sha256::new();
    hash.update(plain);
    hash.update(nth.to_le_bytes());
    hash.finalize().into()
}

impl Equal {
    /// Which of equal messages the next one is, from 1.
    fn nth(&mut self, message: &impl Hash) -> u32 {
        if self.recent.len() >= REMEMBERED {
            self.before = std::mem::take(&mut self.recent);
        }
        let [first, second] = &self.tells;
        let told = u128::from(first.hash_one(message)) << 64 | u128::from(second.hash_one(message));
        let earlier = self.before.get(&told).copied().unwrap_or(0);
        let nth = self.recent.entry(told).or_insert(earlier);
        *nth += 1;
        *nth
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

    fn next(digests: &mut Digests<'_>, minute: i64, body: Body<'_>) -> [u8; 32] {
        let (identity, _) = digests.of_entry(Some("Ann"), minute, body);
        let mut entry = Entry::new("1");
        (entry.sender, entry.text) = (Some("Ann".into()), body.text.into());
        entry.identity = Some(identity);
        entry.digest().unwrap()
    }

    fn one(text: &str, media: Option<(usize, usize)>) -> [u8; 32] {
        next(&mut Digests::new(&Under::default()), 5, body(text, media))
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
        let a = next(&mut digests, 5, ok);
        let b = next(&mut digests, 5, ok);
        let c = next(&mut digests, 6, ok);
        assert!(a != b && a != c && b != c);
    }

    #[test]
    fn digests_are_those_of_earlier_versions() {
        let under = Under::default();
        let mut digests = Digests::new(&under);
        let hex = |digest: [u8; 32]| data_encoding::HEXLOWER.encode(&digest);
        for said in [
            "6716d892a48e99507d97f056a6cb3dc8e56a25995b3bb18979e4658643b76892",
            "f6c32b7b544b18a90125debcbe7d2393588cd9204cbaadf3906a7cca776561fc",
        ] {
            assert_eq!(
                hex(next(&mut digests, 5, body("a  Zoe\u{308} ", None))),
                said
            );
        }
        let media = body("x (file attached)\nsee", Some((0, 17)));
        assert_eq!(
            hex(next(&mut digests, 5, media)),
            "c2f004e5229c0fc6b3ab27f36a288188054a876e3cbc0d88dcef91a51b680208"
        );
    }
}
