//! Texts whose entries begin with a line of a known form and go on until the next: gone through block by block.
//!
//! Invariant: every line is in a block, before the first, or in a block that says how much of it was dropped.

use std::ops::ControlFlow;

use chrono::NaiveDateTime;

use super::bundle::Bundle;
use super::entry::Quoted;
use super::error::ImportError;
use super::format::Sink;
use super::lines::Lines;

/// The longest block that is kept whole.
const BLOCK_CAP: usize = 8 << 20;
/// Lines before the first block that are listed one by one.
const LISTED: u64 = 20;
/// So many seconds an entry may be dated before one above it.
const BACK: i64 = 120;

/// The lines from one beginning to the next.
pub(super) struct TextBlock<'a, H> {
    /// What its first line says.
    pub(super) head: &'a H,
    /// All of it, without the last line end.
    pub(super) text: &'a str,
    pub(super) raw: &'a [u8],
    pub(super) line: u64,
    pub(super) offset: u64,
    pub(super) cut: u64,
}

/// Who is given each block.
pub(super) type EachBlock<'e, H> =
    dyn FnMut(TextBlock<'_, H>, &mut dyn Sink) -> ControlFlow<()> + 'e;

/// A line with what stands around it.
pub(super) struct Around<'a> {
    pub(super) line: &'a str,
    pub(super) after_blank: bool,
    /// The line below, where there is one.
    pub(super) next: &'a str,
}

struct Held<H> {
    head: H,
    raw: Vec<u8>,
    line: u64,
    offset: u64,
    cut: u64,
}

/// A line that waits for the one below it.
struct Waiting {
    raw: Vec<u8>,
    text: String,
    n: u64,
    offset: u64,
    ended: bool,
}

/// Goes through a text. `begins`: what a line says that begins a block.
pub(super) fn blocks<H>(
    bundle: &mut Bundle,
    piece: usize,
    sink: &mut dyn Sink,
    begins: &dyn Fn(&Around<'_>) -> Option<H>,
    each: &mut EachBlock<'_, H>,
) -> Result<ControlFlow<()>, ImportError> {
    bundle.read(piece, |stream| {
        let mut lines = Lines::new(stream);
        let (mut held, mut after_blank): (Option<Held<H>>, bool) = (None, true);
        let (mut before, mut unended) = (0u64, false);
        let mut waiting = wait(&mut lines)?;
        while let Some(line) = waiting.take() {
            waiting = wait(&mut lines)?;
            unended = !line.ended;
            let around = Around {
                line: &line.text,
                after_blank,
                next: waiting.as_ref().map_or("", |w| w.text.as_str()),
            };
            after_blank = line.text.trim().is_empty();
            if let Some(head) = begins(&around) {
                if let Some(whole) = held.take()
                    && give(&whole, sink, each).is_break()
                {
                    return Ok(ControlFlow::Break(()));
                }
                held = Some(Held {
                    head,
                    raw: line.raw,
                    line: line.n,
                    offset: line.offset,
                    cut: 0,
                });
            } else if let Some(block) = &mut held {
                let room = BLOCK_CAP
                    .saturating_sub(block.raw.len())
                    .min(line.raw.len());
                block.raw.extend_from_slice(&line.raw[..room]);
                block.cut += (line.raw.len() - room) as u64;
            } else if !after_blank {
                before += 1;
                if before <= LISTED {
                    sink.stray(line.n, &line.text, "it stands before the first entry");
                }
            }
        }
        if unended {
            sink.left_out(
                "The last line of the text has no end: the file may have been cut short".to_owned(),
            );
        }
        match held {
            Some(whole) => Ok(give(&whole, sink, each)),
            None => Ok(ControlFlow::Continue(())),
        }
    })
}

fn wait(lines: &mut Lines<'_>) -> Result<Option<Waiting>, ImportError> {
    let line = lines.next()?;
    Ok(line.map(|line| Waiting {
        raw: line.raw.to_vec(),
        text: line.text().into_owned(),
        n: line.n,
        offset: line.offset,
        ended: line.ended,
    }))
}

fn give<H>(held: &Held<H>, sink: &mut dyn Sink, each: &mut EachBlock<'_, H>) -> ControlFlow<()> {
    let text = String::from_utf8_lossy(&held.raw).replace("\r\n", "\n");
    let block = TextBlock {
        head: &held.head,
        text: text.strip_suffix('\n').unwrap_or(&text),
        raw: &held.raw,
        line: held.line,
        offset: held.offset,
        cut: held.cut,
    };
    each(block, sink)
}

/// Tells entries that are dated well before one above them: what was pasted can look like one.
#[derive(Default)]
pub(super) struct Backwards {
    latest: Option<NaiveDateTime>,
}

impl Backwards {
    pub(super) fn see(&mut self, at: NaiveDateTime) -> Option<Quoted> {
        let latest = *self.latest.get_or_insert(at);
        let back = (latest - at).num_seconds();
        self.latest = Some(latest.max(at));
        (back > BACK).then_some(Quoted::GoesBack(back))
    }
}
