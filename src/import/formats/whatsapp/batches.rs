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
use super::split::{AllCut, Splitter};
use crate::import::error::ImportError;

/// Bytes after which a text is worth a thread.
const WORTH: u64 = 1 << 20;
/// Bytes and blocks of a batch, and batches on their way.
const BYTES: usize = 128 << 10;
const BLOCKS: usize = 4096;
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
    loop {
        let mut batch = spare.try_recv().unwrap_or_default();
        batch.bytes.clear();
        batch.held.clear();
        let mut trouble = None;
        let mut more = true;
        while more && batch.bytes.len() < BYTES && batch.held.len() < BLOCKS {
            match splitter.next() {
                Ok(Some(block)) => batch.add(&block),
                Ok(None) => more = false,
                Err(e) => (trouble, more) = (Some(e), false),
            }
        }
        let gone = full.send(batch).is_err();
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
        if gone || !more {
            return Ok(splitter.into_cut(gone));
        }
    }
}

/// Some blocks, one behind another.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    held: Vec<HeldBlock>,
}

/// A block without its bytes.
struct HeldBlock {
    end: usize,
    head: Head,
    dropped: u64,
    line: u64,
    lines: u64,
    offset: u64,
    inner_headers: u32,
    odd: Vec<OddLine>,
    odd_more: u64,
    foreign: Foreign,
    sound: bool,
}

impl Batch {
    fn add(&mut self, block: &Block<'_>) {
        self.bytes.extend_from_slice(block.bytes);
        self.held.push(HeldBlock {
            end: self.bytes.len(),
            head: block.head,
            dropped: block.dropped,
            line: block.line,
            lines: block.lines,
            offset: block.offset,
            inner_headers: block.inner_headers,
            odd: block.odd.to_vec(),
            odd_more: block.odd_more,
            foreign: block.foreign,
            sound: block.sound,
        });
    }

    fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let mut from = 0;
        self.held.iter().map(move |held| {
            let bytes = self.bytes.get(from..held.end).unwrap_or_default();
            from = held.end;
            Block {
                head: held.head,
                bytes,
                dropped: held.dropped,
                line: held.line,
                lines: held.lines,
                offset: held.offset,
                inner_headers: held.inner_headers,
                odd: &held.odd,
                odd_more: held.odd_more,
                foreign: held.foreign,
                sound: held.sound,
            }
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
