//! Blocks given on one after another; of a large text they are cut on a thread of its own, while those before are gone
//! through.
//!
//! Invariant: the blocks, their order and the trouble are those of the splitter, whichever way they come.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use super::block::{Block, Head, OddLine};
use super::breaks::Foreign;
use super::rules::Rules;
use super::split::{AllCut, BUFFER, Splitter};
use crate::import::error::ImportError;

/// Bytes after which a text is worth a thread.
const WORTH: u64 = 1 << 20;
/// Batches on their way.
const BATCHES: usize = 3;

/// Gives the blocks of a text to `each`, until it breaks off.
pub(super) fn each_block(
    text: &mut (dyn Read + Send),
    rules: Rules,
    each: &mut dyn FnMut(&Block<'_>) -> ControlFlow<()>,
) -> Result<AllCut, ImportError> {
    let mut splitter = Splitter::new(text, rules);
    loop {
        match splitter.next().map_err(ImportError::reading)? {
            None => return Ok(splitter.into_cut(false)),
            Some(block) if each(&block).is_break() => return Ok(splitter.into_cut(true)),
            Some(block) if block.offset >= WORTH => break,
            Some(_) => {}
        }
    }
    let (full, incoming) = sync_channel(BATCHES);
    let (done, spare) = channel();
    thread::scope(|scope| {
        let cutting = scope.spawn(move || cut(splitter, &full, &spare));
        let mut stopped = false;
        'all: for batch in &incoming {
            for block in batch.blocks() {
                if each(&block).is_break() {
                    stopped = true;
                    break 'all;
                }
            }
            // Whether it is still wanted does not matter.
            let _ = done.send(batch);
        }
        drop(incoming);
        let ended = |_| ImportError::reading(io::Error::other("the thread that cuts has ended"));
        let cut = cutting.join().map_err(ended)?;
        match stopped {
            // Of what lies beyond nothing is told.
            true => Ok(AllCut {
                stopped,
                ..AllCut::default()
            }),
            false => cut.map_err(ImportError::reading),
        }
    })
}

/// Cuts to the end, or as long as anybody wants it.
fn cut(
    mut splitter: Splitter<'_>,
    full: &SyncSender<Batch>,
    spare: &Receiver<Batch>,
) -> io::Result<AllCut> {
    splitter.hand_over();
    let mut batch = Batch::default();
    loop {
        let next = match splitter.next_placed() {
            Ok(None) => Ok(None),
            Ok(Some((block, from))) => {
                let (held, rare) = HeldBlock::of(&block, from);
                Ok(Some((held, rare, (block.line, block.offset))))
            }
            Err(e) => Err(e),
        };
        let ended = !matches!(next, Ok(Some(_)));
        // What was cut before stands in a buffer that is full now.
        if ended || splitter.full.is_some() {
            batch.bytes = splitter.take_buffer();
            if full.send(batch).is_err() {
                return Ok(splitter.into_cut(true));
            }
            batch = Batch::emptied(spare.try_recv().unwrap_or_default(), &mut splitter.spare);
        }
        match next? {
            None => return Ok(splitter.into_cut(false)),
            Some((held, rare, place)) => batch.add(held, rare, place),
        }
    }
}

/// Some blocks of one buffer, one behind another.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    /// Line of the first, and its place in the text.
    first: (u64, u64),
    held: Vec<HeldBlock>,
    rare: Vec<Rare>,
}

/// A block without its bytes, as small as may be: there are millions, on their way from one processor to another.
struct HeldBlock {
    head: Head,
    /// Where it begins in the buffer.
    from: u32,
    len: u32,
    lines: u32,
    flags: u8,
}

/// What few blocks have.
#[derive(Clone, Default, PartialEq, Eq)]
struct Rare {
    /// Beyond those that are counted beside it.
    lines: u64,
    dropped: u64,
    inner_headers: u32,
    odd: Vec<OddLine>,
    odd_more: u64,
}

const BREAKS: u8 = 1;
const RETURNS: u8 = 1 << 1;
const SOUND: u8 = 1 << 2;
const RARE: u8 = 1 << 3;

impl HeldBlock {
    fn of(block: &Block<'_>, from: usize) -> (HeldBlock, Option<Rare>) {
        let lines = u32::try_from(block.lines).unwrap_or(u32::MAX);
        let more = block.lines - u64::from(lines);
        let seldom = block.dropped + more + block.odd_more + u64::from(block.inner_headers);
        let rare = (seldom > 0 || !block.odd.is_empty()).then(|| Rare {
            lines: more,
            dropped: block.dropped,
            inner_headers: block.inner_headers,
            odd: block.odd.to_vec(),
            odd_more: block.odd_more,
        });
        let flags = [
            (block.foreign.breaks, BREAKS),
            (block.foreign.returns, RETURNS),
            (block.sound, SOUND),
            (rare.is_some(), RARE),
        ];
        let held = HeldBlock {
            head: block.head,
            // No buffer is longer than twice what is kept of a block.
            from: from as u32,
            len: block.bytes.len() as u32,
            lines,
            flags: flags
                .iter()
                .fold(0, |all, (on, flag)| all | if *on { *flag } else { 0 }),
        };
        (held, rare)
    }
}

impl Batch {
    /// One that is done with, to be filled again, and its buffer with it; a buffer that grew is given back.
    fn emptied(mut batch: Batch, spare: &mut Vec<u8>) -> Batch {
        let bytes = std::mem::take(&mut batch.bytes);
        if bytes.len() == BUFFER {
            *spare = bytes;
        }
        batch.held.clear();
        batch.rare.clear();
        batch
    }

    fn add(&mut self, held: HeldBlock, rare: Option<Rare>, first: (u64, u64)) {
        if self.held.is_empty() {
            self.first = first;
        }
        self.held.push(held);
        self.rare.extend(rare);
    }

    fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let (mut line, mut offset) = self.first;
        let mut rare = self.rare.iter();
        self.held.iter().map(move |held| {
            let is = |flag| held.flags & flag != 0;
            let rare = is(RARE).then(|| rare.next()).flatten();
            let bytes = self.bytes.get(held.from as usize..);
            let bytes = bytes.and_then(|b| b.get(..held.len as usize));
            let block = Block {
                head: held.head,
                bytes: bytes.unwrap_or_default(),
                dropped: rare.map_or(0, |r| r.dropped),
                line,
                lines: u64::from(held.lines) + rare.map_or(0, |r| r.lines),
                offset,
                inner_headers: rare.map_or(0, |r| r.inner_headers),
                odd: rare.map_or(&[], |r| &r.odd),
                odd_more: rare.map_or(0, |r| r.odd_more),
                foreign: Foreign {
                    breaks: is(BREAKS),
                    returns: is(RETURNS),
                },
                sound: is(SOUND),
            };
            line += block.lines;
            offset += u64::from(held.len) + block.dropped;
            block
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that is told of the blocks.
    fn told(text: &str, until: usize) -> (Vec<String>, Result<bool, String>) {
        let mut all = Vec::new();
        let mut bytes = text.as_bytes();
        let read = each_block(
            &mut bytes,
            Rules::first(super::super::header::USUAL, false),
            &mut |b| {
                let odd: Vec<&OddLine> = b.odd.iter().collect();
                all.push(format!(
                    "{:?} {:?} {} {} {} {} {} {odd:?} {} {}",
                    b.head,
                    b.bytes,
                    b.dropped,
                    b.line,
                    b.lines,
                    b.offset,
                    b.inner_headers,
                    b.odd_more,
                    b.sound,
                ));
                match all.len() == until {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            },
        );
        (all, read.map(|cut| cut.stopped).map_err(|e| e.to_string()))
    }

    /// Gives no more than so many bytes at a time.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let n = self.1.min(into.len());
            self.0.read(&mut into[..n])
        }
    }

    #[test]
    fn entries_larger_than_a_buffer_and_than_is_kept_come_as_the_splitter_gives_them() {
        let line = "12/03/2024, 15:45 - Ann: hi\nmore of it\n";
        let few = line.repeat(WORTH as usize / line.len() + 7);
        for len in [BUFFER - 30, BUFFER, 3 * BUFFER, 5 << 20] {
            let long = format!("{line}{}\n", "x ".repeat(len / 2));
            let text = format!("{few}{long}{line}{long}{long}{few}");
            let rules = Rules::first(super::super::header::USUAL, false);
            let mut bytes = text.as_bytes();
            let mut splitter = Splitter::new(&mut bytes, rules);
            let mut plain = Vec::new();
            while let Some(b) = splitter.next().unwrap() {
                plain.push((b.bytes.len(), b.dropped, b.line, b.lines, b.offset));
            }
            for step in [7_000, usize::MAX] {
                let mut n = 0;
                let cut = each_block(&mut Trickle(text.as_bytes(), step), rules, &mut |b| {
                    let one = (b.bytes.len(), b.dropped, b.line, b.lines, b.offset);
                    assert_eq!(plain[n], one, "{len} {step} {n}");
                    let from = b.offset as usize;
                    assert!(b.bytes == &text.as_bytes()[from..from + b.bytes.len()]);
                    n += 1;
                    ControlFlow::Continue(())
                });
                assert!(cut.is_ok_and(|cut| !cut.stopped));
                assert_eq!(n, plain.len());
            }
        }
    }

    #[test]
    fn a_large_text_gives_the_blocks_of_the_splitter() {
        let line = "12/03/2024, 15:45 - Ann: hi\nmore of it\n[99/99/2024, 15:45:00] odd\n";
        let text = line.repeat(3 * WORTH as usize / line.len());
        let (all, read) = told(&text, usize::MAX);
        assert_eq!(read, Ok(false));
        let mut bytes = text.as_bytes();
        let mut splitter =
            Splitter::new(&mut bytes, Rules::first(super::super::header::USUAL, false));
        let mut n = 0;
        while let Some(b) = splitter.next().unwrap() {
            let odd: Vec<&OddLine> = b.odd.iter().collect();
            let one = format!(
                "{:?} {:?} {} {} {} {} {} {odd:?} {} {}",
                b.head,
                b.bytes,
                b.dropped,
                b.line,
                b.lines,
                b.offset,
                b.inner_headers,
                b.odd_more,
                b.sound,
            );
            assert_eq!(all[n], one);
            n += 1;
        }
        assert_eq!(all.len(), n);
        for until in [1, n / 2, n] {
            let (some, read) = told(&text, until);
            assert_eq!((some.len(), read), (until, Ok(true)));
            assert!(some[..] == all[..until]);
        }
    }
}
