//! A file read in pieces, several at a time and none for long: what is read is checked, kept in brief and given on.
//!
//! Invariant: what comes out is what reading the file in one go gives. A piece begins at an `[[event]]` line and where
//! the one before it ended, and is checked by the hash line before it, which must be that of the frame read there;
//! wherever anything is amiss, or the file changed meanwhile, it is read in one go, each place in its context.

use super::brief::{Brief, Names};
use super::canon::hex64;
use super::piece::Piece;
use super::scan::{Loose, Unsound};

/// What a file holds, put together from its pieces in their order.
#[derive(Default)]
pub(super) struct Pieced {
    pub frames: Vec<Brief>,
    pub amiss: Vec<(usize, Unsound)>,
    pub len: u64,
    /// Where its bytes are in another form than they were written: whether they are all sound in theirs.
    pub odd: Option<bool>,
    begun: bool,
    lines: u64,
    /// The hash of the last frame.
    last: Option<[u8; 32]>,
    /// Whether it was read to its end.
    ends: bool,
    /// Whether it has to be read in one go.
    broken: bool,
    /// Whether it was read in several.
    in_pieces: bool,
    /// Whether it ends in a whole frame in another form.
    unended: bool,
}

impl Pieced {
    /// Adds the next piece; its entries were taken out before. Writers are numbered anew. Gives back the room its frames
    /// had.
    pub fn add(&mut self, mut piece: Piece, names: &mut Names) -> Vec<Brief> {
        self.unended |= piece.unended;
        let mut frames = std::mem::take(&mut piece.frames);
        self.in_pieces |= !piece.alone;
        self.put(piece, &mut frames, names);
        frames
    }

    fn put(&mut self, piece: Piece, frames: &mut Vec<Brief>, names: &mut Names) {
        let first = !self.begun;
        if frames.is_empty() && piece.amiss.is_empty() && !first {
            return;
        }
        let opening = |(before, a): &(usize, Unsound)| {
            matches!(a, Unsound::Bad(_)) || first && *before == 0 && matches!(a, Unsound::Loose(_))
        };
        let goes_on = || !self.bads() && self.last.is_some_and(|l| piece.after == Some(hex64(&l)));
        let whole = piece.ends && piece.begin == 0;
        let fits = piece.begin == self.len && piece.amiss.iter().all(opening);
        if !(whole || fits && (first || goes_on())) {
            self.broken = true;
            return;
        }
        self.begun = true;
        let numbers = piece.names.names().iter().map(|n| names.number(n));
        let numbers: Vec<u32> = numbers.collect();
        let before = self.last.replace(piece.last(frames)).filter(|_| !first);
        let shift = u32::try_from(self.lines).unwrap_or(u32::MAX);
        for (before, mut amiss) in piece.amiss {
            if let Unsound::Bad(bad) = &mut amiss {
                bad.line += self.lines;
            }
            self.amiss.push((before + self.frames.len(), amiss));
        }
        let from = self.frames.len();
        self.frames.reserve(frames.len());
        for mut brief in frames.drain(..) {
            brief.line = brief.line.saturating_add(shift);
            brief.writer = numbers[brief.writer as usize];
            self.frames.push(brief);
        }
        if let (Some(before), Some(first)) = (before, self.frames.get_mut(from)) {
            first.follow(&before);
        }
        self.lines += piece.lines;
        (self.len, self.ends, self.odd) = (piece.end, piece.ends, piece.odd);
        if self.ends {
            self.frames.shrink_to_fit();
        }
    }

    fn bads(&self) -> bool {
        self.amiss.iter().any(is_bad)
    }

    /// The frame it begins with, where nothing in its file tells what that follows.
    pub fn opening(&mut self) -> Option<&mut Loose> {
        match self.amiss.first_mut() {
            Some((0, Unsound::Loose(loose))) => Some(loose),
            _ => None,
        }
    }

    /// Whether the file has to be read in one go instead. What is no frame in a piece may be whole in another form,
    /// which only the whole file tells; a frame that ends early at the end of the file is not.
    pub fn is_to_be_read_whole(&self) -> bool {
        let cut = |(_, a): &(usize, Unsound)| matches!(a, Unsound::Bad(bad) if bad.cut);
        let may_be_odd = self.unended || self.amiss.iter().any(|a| is_bad(a) && !cut(a));
        self.broken || !self.ends || self.in_pieces && may_be_odd
    }
}

fn is_bad((_, amiss): &(usize, Unsound)) -> bool {
    matches!(amiss, Unsound::Bad(_))
}

#[cfg(test)]
mod tests {
    use super::super::frame::encode;
    use super::super::header::Header;
    use super::super::listing::{Found, look};
    use super::super::piece::{Room, WINDOW, pieces, read_piece};
    use super::super::scan::Wanted;
    use super::*;
    use crate::ports::Files;
    use crate::record::event::ItemReferenced;
    use crate::record::{Event, Id};
    use chrono::DateTime;

    const WRITER: &str = "a@b-0000";

    fn journal(frames: u64) -> String {
        let mut out = String::new();
        let mut previous = None;
        for seq in 1..=frames {
            let header = Header {
                schema: 2,
                seq,
                lamport: seq,
                at: DateTime::UNIX_EPOCH,
                by: WRITER.into(),
                part: (1, 1),
                follows: None,
                seen: Vec::new(),
            };
            // One frame is longer than a piece.
            let long = if seq == 900 { WINDOW as usize + 9 } else { 300 };
            let event: Event = ItemReferenced {
                item: Id::from_random([seq as u8; 10]),
                reference: Some("é".repeat(long / 2)),
            }
            .into();
            let frame = encode(&header, &event, [7; 16], previous.as_ref());
            out.push_str(&frame.bytes);
            previous = Some(frame.hash);
        }
        out
    }

    /// What two readings must agree on, piece by piece.
    fn told(held: &Pieced) -> Vec<String> {
        let amiss = |(before, a): &(usize, Unsound)| match a {
            Unsound::Bad(bad) => format!("{before} {bad:?}"),
            Unsound::Loose(l) => {
                format!("{before} {} {} {}", l.read.offset, l.read.line, l.changed)
            }
        };
        let mut out: Vec<_> = held.amiss.iter().map(amiss).collect();
        out.push(format!("{} {:?}", held.len, held.odd));
        let mut before = None;
        for f in &held.frames {
            let follows = f.before().copied().or(before.replace(f.hash));
            let place = (f.seq, f.offset, f.len, f.line, f.lines, f.writer);
            out.push(format!("{place:?} {:?} {follows:?} {:?}", f.hash, f.text()));
        }
        out
    }

    /// A file read in pieces, or in one go.
    fn read(files: &Files, found: &Found, of: u64) -> (Pieced, bool) {
        let (mut held, mut names) = (Pieced::default(), Names::default());
        let mut buffer = Vec::new();
        for number in 0..of {
            let piece = read_piece(
                files,
                found,
                (number, of),
                Wanted::All,
                (&mut buffer, Room::default()),
            )
            .unwrap();
            held.add(piece, &mut names);
        }
        let whole = held.is_to_be_read_whole();
        (held, whole)
    }

    #[test]
    fn pieces_come_to_what_one_reading_does_wherever_the_damage_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(WRITER).join("0001.toml");
        std::fs::create_dir(path.parent().unwrap()).unwrap();
        let files = Files::real();
        let sound = journal(1200).into_bytes();
        let mut held_in_pieces = 0;
        let steps = (0..sound.len()).step_by(sound.len() / 14);
        let places = steps.map(Some).chain([None, Some(sound.len() - 1)]);
        for at in places {
            let mut changed = sound.clone();
            if let Some(at) = at {
                changed[at] ^= 2;
            }
            let end = sound.len() - at.unwrap_or_default() % 1000;
            for bytes in [&changed[..], &sound[..end]] {
                std::fs::write(&path, bytes).unwrap();
                let listed = look(&files, dir.path(), None).unwrap();
                let found = &listed.files[0];
                let (whole, again) = read(&files, found, 1);
                assert!(!again);
                let (pieces, again) = read(&files, found, pieces(found.stamp.len));
                // What is no frame may be whole in another form, which is looked for in the whole file alone.
                let cut = |(_, a): &(usize, Unsound)| matches!(a, Unsound::Bad(b) if b.cut);
                let bad = whole.amiss.iter().any(|a| is_bad(a) && !cut(a));
                assert!(again || !bad && whole.odd.is_none(), "byte {at:?}");
                held_in_pieces += usize::from(!again);
                if !again {
                    assert_eq!(told(&pieces), told(&whole), "byte {at:?}");
                }
            }
        }
        // Sound, or with a frame that ends early, it is.
        assert!(held_in_pieces > 14, "{held_in_pieces}");
    }

    #[test]
    fn a_file_that_is_another_between_its_pieces_is_read_in_one_go() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(WRITER).join("0001.toml");
        std::fs::create_dir(path.parent().unwrap()).unwrap();
        let files = Files::real();
        let sound = journal(1200);
        std::fs::write(&path, &sound).unwrap();
        let listed = look(&files, dir.path(), None).unwrap();
        let found = &listed.files[0];
        let of = pieces(found.stamp.len);
        let (mut held, mut names) = (Pieced::default(), Names::default());
        let mut buffer = Vec::new();
        held.add(
            read_piece(
                &files,
                found,
                (0, of),
                Wanted::All,
                (&mut buffer, Room::default()),
            )
            .unwrap(),
            &mut names,
        );
        assert!(held.is_to_be_read_whole(), "not all is read");
        let changed = sound.replace("item.referenced", "item.preferenced");
        std::fs::write(&path, changed).unwrap();
        for number in 1..of {
            held.add(
                read_piece(
                    &files,
                    found,
                    (number, of),
                    Wanted::All,
                    (&mut buffer, Room::default()),
                )
                .unwrap(),
                &mut names,
            );
        }
        assert!(held.is_to_be_read_whole());
    }
}
