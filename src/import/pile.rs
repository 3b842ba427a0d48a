//! Pieces of texts that are held with their bytes, to be put in the order of time: no more at once than some megabytes.
//!
//! Invariant: the bytes lie in blocks that are never moved nor made larger, and that are filled again when the pieces
//! were given on: what is held is what the pieces take, and never twice that while it grows.

/// What is held at once, in bytes; of each piece some more are counted.
pub(super) const ROOM: u64 = 16 << 20;
const EACH: u64 = 64;
/// Bytes of a block, where no piece alone takes more.
const BLOCK: usize = 512 << 10;

/// A piece of a text, as it stands.
pub(super) struct TimedPiece<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) offset: u64,
    /// Bytes that were passed over.
    pub(super) dropped: u64,
}

impl TimedPiece<'_> {
    pub(super) fn cost(&self) -> u64 {
        self.bytes.len() as u64 + EACH
    }
}

/// A piece that is held, with its bytes.
pub(super) type HeldPiece<'p> = (&'p Slot, &'p [u8]);

/// A piece that is held.
pub(super) struct Slot {
    pub(super) at: i64,
    /// Which of the texts, in their order.
    pub(super) text: usize,
    pub(super) n: u64,
    pub(super) offset: u64,
    /// Bytes that were passed over.
    pub(super) dropped: u64,
    block: u32,
    from: u32,
    len: u32,
}

/// Pieces with their bytes.
#[derive(Default)]
pub(super) struct Pile {
    blocks: Vec<Vec<u8>>,
    /// The block that is being filled.
    block: usize,
    slots: Vec<Slot>,
    taken: u64,
}

impl Pile {
    /// Forgets the pieces; their blocks are filled again.
    pub(super) fn clear(&mut self) {
        // One made for a piece that is larger than others is given back.
        self.blocks.retain(|block| block.capacity() <= BLOCK);
        self.blocks.iter_mut().for_each(Vec::clear);
        self.slots.clear();
        (self.block, self.taken) = (0, 0);
    }

    /// Whether the piece still fits; it is held then. One alone always does.
    pub(super) fn add(&mut self, at: i64, text: usize, n: u64, piece: &TimedPiece<'_>) -> bool {
        let taken = self.taken + piece.cost();
        if taken > ROOM && !self.slots.is_empty() {
            return false;
        }
        let Some((block, from)) = self.hold(piece.bytes) else {
            return false;
        };
        self.taken = taken;
        self.slots.push(Slot {
            at,
            text,
            n,
            offset: piece.offset,
            dropped: piece.dropped,
            block,
            from,
            len: piece.bytes.len() as u32,
        });
        true
    }

    /// The block that holds the bytes, and where in it.
    fn hold(&mut self, bytes: &[u8]) -> Option<(u32, u32)> {
        u32::try_from(bytes.len()).ok()?;
        loop {
            match self.blocks.get_mut(self.block) {
                Some(block) if block.capacity() - block.len() >= bytes.len() => {
                    let from = block.len() as u32;
                    block.extend_from_slice(bytes);
                    return Some((self.block as u32, from));
                }
                Some(_) => self.block += 1,
                None => {
                    let room = bytes.len().max(BLOCK);
                    self.blocks.push(Vec::with_capacity(room));
                }
            }
        }
    }

    pub(super) fn len(&self) -> u64 {
        self.slots.len() as u64
    }

    /// The pieces, the first first. Of one time, they stand as in the file, or the other way round.
    pub(super) fn in_order(&mut self, newest_first: bool) -> impl Iterator<Item = HeldPiece<'_>> {
        self.slots.sort_unstable_by(|a, b| {
            let places = (a.text, a.n).cmp(&(b.text, b.n));
            let places = if newest_first {
                places.reverse()
            } else {
                places
            };
            a.at.cmp(&b.at).then(places)
        });
        let blocks = &self.blocks;
        let of = |s: &Slot| {
            let (from, len) = (s.from as usize, s.len as usize);
            let block = blocks.get(s.block as usize);
            block.and_then(|b| b.get(from..from + len))
        };
        self.slots
            .iter()
            .map(move |s| (s, of(s).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(bytes: &[u8]) -> TimedPiece<'_> {
        TimedPiece {
            bytes,
            offset: 0,
            dropped: 0,
        }
    }

    #[test]
    fn of_one_time_pieces_stand_as_they_were_sent() {
        let mut pile = Pile::default();
        let one = piece(b"{}");
        for (n, at) in [(1, 9), (2, 5), (3, 5), (4, 1)] {
            assert!(pile.add(at, 0, n, &one));
        }
        let order = |pile: &mut Pile, newest_first| {
            let all = pile.in_order(newest_first);
            all.map(|(s, _)| s.n).collect::<Vec<_>>()
        };
        assert_eq!(order(&mut pile, true), [4, 3, 2, 1]);
        assert_eq!(order(&mut pile, false), [4, 2, 3, 1]);
    }

    #[test]
    fn each_has_its_own_bytes_whatever_it_lies_in_and_a_pile_is_filled_again() {
        let mut pile = Pile::default();
        for round in 0..3u8 {
            let of = |n: usize| vec![n as u8 ^ round; (n * 7919) % (BLOCK / 5)];
            let large = vec![round; 2 * BLOCK];
            assert!(pile.add(-1, 0, 0, &piece(&large)));
            for n in 0..200 {
                assert!(pile.add(n as i64, 0, n as u64 + 1, &piece(&of(n))));
            }
            let all: Vec<Vec<u8>> = pile.in_order(true).map(|(_, b)| b.to_vec()).collect();
            assert!(all[0] == large);
            assert!((0..200).all(|n| all[n + 1] == of(n)), "{round}");
            pile.clear();
            assert!(pile.blocks.iter().all(|b| b.capacity() == BLOCK));
        }
    }

    #[test]
    fn what_does_not_fit_is_not_held_but_one_alone_is() {
        let mut pile = Pile::default();
        let large = vec![b' '; ROOM as usize + 1];
        assert!(pile.add(1, 0, 1, &piece(&large)));
        assert!(!pile.add(1, 0, 2, &piece(b"{}")));
        assert_eq!(pile.len(), 1);
    }
}
