//! Which texts are shown, and which text lines are not as they should be.
//!
//! Invariant: a text is shown only where no erasure that counts names it and no file has a stub of its frame.

use std::collections::{HashMap, HashSet};

use super::brief::Brief;
use super::head::{Half, half};
use super::parts::Erasure;
use super::scan::Text;
use super::set::Set;
use super::settle::Erasures;
use crate::record::{Entry, Event, Id, Place};

/// A text that is on record as erased and still stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub erasure: Erasure,
    /// The item it is of, where it is of one.
    pub item: Option<Id>,
    pub file: u32,
}

/// The same, before it is known which item it is of: the frame it is the text of.
pub(super) struct StillOpen {
    pub frame: u32,
    pub erasure: Erasure,
    pub file: u32,
}

/// What is on record as erased, and the frames that stubs name.
struct Erased<'a> {
    /// Erasures by the places they name.
    by_place: HashMap<&'a Place, Vec<&'a Erasure>>,
    /// Of each frame that counts and that a stub names, the place whose text it erases.
    by: HashMap<Half, Option<Place>>,
}

impl Erased<'_> {
    /// The erasure that names the text at a place, by half of the text's hash.
    fn of(&self, place: &Place, text: &Half) -> Option<&Erasure> {
        let mut all = self.by_place.get(place)?.iter();
        all.find(|(_, hash)| half(hash) == *text).copied()
    }
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
    at: (u32, u32),
}

impl Set {
    /// Hides the text of every frame that is not to show it; gives back what is still to be taken out of files, and
    /// what is odd.
    pub fn veil(&mut self, erased: &Erasures) -> (Vec<StillOpen>, Vec<Odd>) {
        let (mut open, mut odd) = (Vec::new(), Vec::new());
        let mut gone = Erased {
            by_place: HashMap::new(),
            by: self.named_by_stubs(),
        };
        for erasure in erased.keys() {
            gone.by_place.entry(&erasure.0).or_default().push(erasure);
        }
        let mut again = std::mem::take(&mut self.again);
        again.sort_by_key(|a| a.frame);
        let mut others = again.iter().peekable();
        for n in 0..self.frames.len() as u32 {
            let frame = &self.frames[n as usize];
            if frame.same_as().is_some() {
                continue;
            }
            let twice = others.peek().is_some_and(|a| a.frame == n);
            let plain = frame.text() == Text::Present
                && (erased.is_empty() || gone.of(&self.place(n), &frame.text_hash).is_none());
            if !twice && (plain || !frame.has_text()) {
                continue;
            }
            let mut lines = vec![Line {
                file: frame.file,
                text: frame.text(),
                at: (frame.line, frame.lines),
            }];
            while let Some(a) = others.next_if(|a| a.frame == n) {
                lines.push(Line {
                    file: a.file,
                    text: a.text,
                    at: (a.line, a.lines),
                });
            }
            if frame.has_text() && self.judge(n, &lines, &gone, (&mut open, &mut odd)) {
                self.frames[n as usize].hide();
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
        gone: &Erased<'_>,
        (open, odd): (&mut Vec<StillOpen>, &mut Vec<Odd>),
    ) -> bool {
        let frame = &self.frames[n as usize];
        let place = self.place(n);
        let known = gone.of(&place, &frame.text_hash);
        // Only the first revision took the line away.
        let first = frame.is_of_first();
        for line in lines {
            if let (Some(erasure), Text::Present | Text::Changed) = (known, line.text) {
                open.push(StillOpen {
                    frame: n,
                    erasure: erasure.clone(),
                    file: line.file,
                });
            }
            let why = why(gone, &place, known.is_some(), (line.text, first));
            odd.extend(why.map(|why| Odd {
                file: line.file,
                line: u64::from(line.at.0) + u64::from(line.at.1) - 2,
                why,
            }));
        }
        let hides = lines.iter().any(|l| match l.text {
            Text::Stub(_) => true,
            Text::Gone => first,
            Text::None | Text::Present | Text::Changed => false,
        });
        known.is_some() || hides
    }

    /// The frames that stubs name, if they count, and what each of them erases.
    fn named_by_stubs(&self) -> HashMap<Half, Option<Place>> {
        let texts = self.frames.iter().map(Brief::text);
        let texts = texts.chain(self.again.iter().map(|a| a.text));
        let named: HashSet<Half> = texts
            .filter_map(|text| match text {
                Text::Stub(by) => Some(by),
                _ => None,
            })
            .collect();
        if named.is_empty() {
            return HashMap::new();
        }
        let counted = self.frames.iter().filter(|f| f.counted());
        let erases = counted.map(|f| match f.event() {
            Some(Event::Erased(e)) => (half(&f.hash), Some(e.frame.clone())),
            _ => (half(&f.hash), None),
        });
        erases.filter(|(by, _)| named.contains(by)).collect()
    }
}

/// `first` is whether the first revision may have taken the line away.
fn why(gone: &Erased<'_>, place: &Place, known: bool, (text, first): (Text, bool)) -> Option<Why> {
    match text {
        Text::None | Text::Present => None,
        Text::Changed => (!known).then_some(Why::Changed),
        Text::Gone => (!known).then_some(match first {
            true => Why::Waits,
            false => Why::Missing,
        }),
        Text::Stub(by) => match gone.by.get(&by) {
            Some(of) if of.as_ref() != Some(place) => Some(Why::WrongStub),
            _ => (!known).then_some(Why::Waits),
        },
    }
}

/// Takes the text out of an entry.
pub(super) fn strip(entry: &mut Entry) {
    if entry.text_present {
        entry.event = Event::read(entry.event.kind(), &entry.event.plain(), None);
        entry.text_present = false;
    }
}
