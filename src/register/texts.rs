//! Which texts are shown, and which text lines are not as they should be.
//!
//! Invariant: a text is shown only where no erasure that counts names it and no file has a stub of its frame.

use super::head::{Half, half};
use super::parts::Erasure;
use super::scan::Text;
use super::set::Set;
use super::settle::Erasures;
use crate::record::{Entry, Event, Id};

/// A text that is on record as erased and still stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub erasure: Erasure,
    /// The item it is of, where it is of one.
    pub item: Option<Id>,
    pub file: u32,
}

/// A text line that is not as it was written.
pub(super) struct Odd {
    pub file: u32,
    pub line: u64,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It is another than was written, and nobody erased it.
    Changed,
    /// It is gone, and nobody has it on record as erased.
    Missing,
    /// It is gone as an erasure leaves it, and no record of one is here yet.
    Waits,
    /// Its stub names a frame that is here and erases something else.
    WrongStub,
}

/// A text line as it stands in one file.
struct Line {
    file: u32,
    text: Text,
    /// The line of its frame's first, and the lines of its frame.
    at: (u64, u32),
}

impl Set {
    /// Takes the text out of every frame that is not to show it; gives back what is still to be taken out of files,
    /// and what is odd.
    pub fn veil(&mut self, erased: &Erasures) -> (Vec<Open>, Vec<Odd>) {
        let (mut open, mut odd) = (Vec::new(), Vec::new());
        let mut again = std::mem::take(&mut self.again);
        again.sort_by_key(|a| a.frame);
        let mut others = again.iter().peekable();
        for n in 0..self.frames.len() as u32 {
            let frame = &self.frames[n as usize];
            if frame.same_as.is_some() {
                continue;
            }
            let mut lines = vec![Line {
                file: frame.file,
                text: frame.read.text,
                at: (frame.read.line, frame.read.lines),
            }];
            while let Some(a) = others.next_if(|a| a.frame == n) {
                lines.push(Line {
                    file: a.file,
                    text: a.text,
                    at: (a.line, a.lines),
                });
            }
            let plain = lines.iter().all(|l| l.text == Text::Present);
            if plain && erased.is_empty() || frame.read.entry.text_hash.is_none() {
                continue;
            }
            if self.judge(n, &lines, erased, (&mut open, &mut odd)) {
                strip(&mut self.frames[n as usize].read.entry);
            }
        }
        self.again = again;
        (open, odd)
    }

    /// Whether the text of a frame is not to be shown, and what there is to say of its lines.
    fn judge(
        &self,
        n: u32,
        lines: &[Line],
        erased: &Erasures,
        (open, odd): (&mut Vec<Open>, &mut Vec<Odd>),
    ) -> bool {
        let read = &self.frames[n as usize].read;
        let erasure = (read.entry.place(), read.entry.text_hash.unwrap_or_default());
        let known = erased.contains_key(&erasure);
        let item = read.entry.event.item();
        // Only the first revision took the line away.
        let first = read.schema == 1;
        for line in lines {
            if known && matches!(line.text, Text::Present | Text::Changed) {
                open.push(Open {
                    erasure: erasure.clone(),
                    item,
                    file: line.file,
                });
            }
            let why = self.why(&erasure, known, line.text, first);
            odd.extend(why.map(|why| Odd {
                file: line.file,
                line: line.at.0 + u64::from(line.at.1) - 2,
                why,
            }));
        }
        let gone = lines.iter().any(|l| match l.text {
            Text::Stub(_) => true,
            Text::Gone => first,
            Text::None | Text::Present | Text::Changed => false,
        });
        known || gone
    }

    fn why(&self, erasure: &Erasure, known: bool, text: Text, first: bool) -> Option<Why> {
        match text {
            Text::None | Text::Present => None,
            Text::Changed => (!known).then_some(Why::Changed),
            Text::Gone => (!known).then_some(match first {
                true => Why::Waits,
                false => Why::Missing,
            }),
            Text::Stub(by) => match self.named_by(&by) {
                Some(event) if !erases(event, erasure) => Some(Why::WrongStub),
                _ => (!known).then_some(Why::Waits),
            },
        }
    }

    /// The frame of that name, if it counts.
    fn named_by(&self, by: &Half) -> Option<&Event> {
        let counted = self.frames.iter().filter(|f| f.counted);
        let mut same = counted.filter(|f| half(&f.read.entry.hash) == *by);
        same.next().map(|f| &f.read.entry.event)
    }
}

fn erases(event: &Event, erasure: &Erasure) -> bool {
    match event {
        Event::Erased(e) => e.frame == erasure.0,
        _ => false,
    }
}

/// Takes the text out of an entry.
pub(super) fn strip(entry: &mut Entry) {
    if entry.text_present {
        entry.event = Event::read(entry.event.kind(), &entry.event.plain(), None);
        entry.text_present = false;
    }
}
