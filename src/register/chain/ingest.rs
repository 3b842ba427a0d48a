//! How the frames and the bad places of a segment become part of the chain: each frame seen in its place, groups put
//! together, the end judged.

use super::Chain;
use crate::record::{Entry, Event};
use crate::register::canon::hex64;
use crate::register::frame::{NO_HASH, chained};
use crate::register::parts::{Link, Odd, Tail};
use crate::register::scan::{Bad, Read, Scan, Text};

/// What an unfinished group takes back.
struct Mark {
    last: Option<Link>,
    events: u64,
    odd: usize,
    seqs: Option<(u64, u64)>,
}

/// The reading of one segment's frames and bad places in their order.
struct Course {
    base: u64,
    base_lines: u64,
    group: Vec<Read>,
    /// A bad place stands between the last whole group and here, which explains a broken group.
    explained: bool,
    /// A bad place stands right before the next frame.
    gap: bool,
    /// Something other than an unfinished group or its cut frame follows the last whole group.
    spoilt: bool,
    /// What may be the start of a frame that was never finished, or zeros.
    cut: Option<Bad>,
    /// The last frame ended a group, whole or broken.
    closed: bool,
    mark: Mark,
    /// What the first frame could follow.
    exits: Vec<[u8; 64]>,
}

impl Chain {
    fn mark(&self) -> Mark {
        Mark {
            last: self.last,
            events: self.events,
            odd: self.odd.len(),
            seqs: self.segments.last().and_then(|s| s.seqs),
        }
    }

    pub(super) fn weave(&mut self, mut scan: Scan, is_last: bool, out: &mut Vec<Entry>) {
        let (base, base_lines) = self
            .segments
            .last()
            .map_or((0, 0), |s| (s.end, s.end_lines));
        let mut course = Course {
            base,
            base_lines,
            group: Vec::new(),
            explained: false,
            gap: false,
            spoilt: false,
            cut: None,
            closed: true,
            mark: self.mark(),
            exits: self.exits.clone(),
        };
        let anything = !scan.frames.is_empty() || !scan.bads.is_empty();
        let mut bads = scan.bads.into_iter().peekable();
        let mut first = scan.first.take();
        for (i, read) in scan.frames.into_iter().enumerate() {
            while let Some(bad) = bads.next_if(|b| b.before <= i) {
                self.bad(&mut course, bad);
            }
            match self.place(&read, first.take(), &course) {
                Ok(()) => self.accept(&mut course, read, out),
                Err(what) => {
                    let bad = Bad {
                        before: i,
                        line: read.line,
                        what,
                        cut: false,
                        newer: false,
                    };
                    self.bad(&mut course, bad);
                }
            }
            if self.stranger.is_some() {
                return;
            }
        }
        for bad in bads {
            self.bad(&mut course, bad);
        }
        if anything {
            self.exits = scan.exits;
            self.finish(course, is_last);
        }
    }

    /// Whether a frame that agrees with its own hash also stands where it should.
    fn place(
        &mut self,
        read: &Read,
        first: Option<Vec<u8>>,
        course: &Course,
    ) -> Result<(), String> {
        let entry = &read.entry;
        let mut jump = course.gap;
        if let Some(lines) = first {
            jump |= self.opens(read, &lines)?;
        }
        if entry.writer != self.writer {
            if self.events == 0 {
                self.stranger = Some(entry.writer.to_string());
            }
            return Err(format!(
                "this frame is by {} and stands in the folder of {}",
                entry.writer, self.writer
            ));
        }
        let due = self.last.map_or(1, |l| l.seq + 1);
        if entry.seq == due || (jump && entry.seq > due) {
            return Ok(());
        }
        Err(format!(
            "this frame has seq {} where {due} was due",
            entry.seq
        ))
    }

    /// Whether a segment's first frame continues the segment before; true where it may skip numbers.
    fn opens(&mut self, read: &Read, lines: &[u8]) -> Result<bool, String> {
        if let Event::DamageNoted(note) = &read.entry.event {
            let digits: Option<[u8; 64]> = note.last_hash.as_bytes().try_into().ok();
            if digits.is_none_or(|d| chained(&d, lines) != read.entry.hash) {
                return Err("the frame that notes damage does not agree with its hash".into());
            }
            let last = self.last.map_or(NO_HASH, |l| hex64(&l.hash));
            if Some(last) != digits {
                self.problem(
                    read.line,
                    format!(
                        "this notes damage in {} after the frame {}, and that is not the last that agrees there now",
                        note.file, note.last_hash
                    ),
                );
            }
            return Ok(true);
        }
        let sure = self
            .exits
            .first()
            .is_some_and(|e| chained(e, lines) == read.entry.hash);
        if sure
            || self
                .exits
                .iter()
                .any(|e| chained(e, lines) == read.entry.hash)
        {
            let before = self.segments.iter().rev().nth(1);
            return Ok(!sure || before.is_some_and(|s| s.tail == Tail::Damaged));
        }
        Err("the first frame of this file does not continue the file before, or was changed after it was written".into())
    }

    fn accept(&mut self, course: &mut Course, read: Read, out: &mut Vec<Entry>) {
        let line = course.base_lines + read.line;
        let entry = &read.entry;
        if self.last.is_some_and(|l| entry.at < l.at) {
            let place = (
                self.file(self.segments.last().map_or(1, |s| s.number)),
                line,
            );
            let (count, ..) = self.set_back.get_or_insert((0, place.0, place.1));
            *count += 1;
        }
        self.last = Some(Link {
            hash: entry.hash,
            seq: entry.seq,
            at: entry.at,
        });
        self.events += 1;
        self.lamport = self.lamport.max(entry.lamport);
        if let (Text::Gone | Text::Changed, Some(text_hash)) = (read.text, entry.text_hash) {
            self.odd.push(Odd {
                seq: entry.seq,
                text_hash,
                changed: read.text == Text::Changed,
                segment: self.segments.last().map_or(1, |s| s.number),
                line: line + u64::from(read.lines) - 2,
            });
        }
        if let Some(segment) = self.segments.last_mut() {
            let first = segment.seqs.map_or(entry.seq, |(first, _)| first);
            segment.seqs = Some((first, entry.seq));
        }
        course.gap = false;
        self.hidden = 0;
        self.group(course, read, out);
    }

    /// Puts a frame into its group, and a group that is whole into `out`.
    fn group(&mut self, course: &mut Course, read: Read, out: &mut Vec<Entry>) {
        let (place, of) = read.entry.part;
        let end = (
            course.base + read.end,
            course.base_lines + read.line - 1 + u64::from(read.lines),
        );
        let follows = course.group.last().is_some_and(|g| {
            g.entry.lamport == read.entry.lamport && g.entry.part == (place - 1, of)
        });
        course.closed = place == of;
        if place == 1 || !follows {
            if !course.group.is_empty() || place > 1 {
                self.break_group(course, read.line);
            }
            course.explained &= place > 1;
        }
        if of == 1 {
            out.push(read.entry);
        } else if place == 1 || follows {
            course.group.push(read);
        } else {
            self.shown.push(read.entry);
        }
        if place == of {
            out.extend(course.group.drain(..).map(|r| r.entry));
            if let Some(segment) = self.segments.last_mut() {
                (segment.end, segment.end_lines) = end;
            }
            course.spoilt = false;
            course.mark = self.mark();
        }
    }

    /// Gives up the open group: what can be read of it is shown.
    fn break_group(&mut self, course: &mut Course, line: u64) {
        if !course.explained {
            let line = course.base_lines + course.group.first().map_or(line, |g| g.line);
            self.problem(
                line,
                "the frames of one command are not all here: what is, is shown and not counted"
                    .into(),
            );
        }
        course.explained = true;
        course.spoilt = true;
        self.shown.extend(course.group.drain(..).map(|r| r.entry));
    }

    fn bad(&mut self, course: &mut Course, bad: Bad) {
        self.newer |= bad.newer;
        self.hidden += 1;
        course.closed = false;
        if bad.cut && !course.spoilt {
            // The end of the file; whether it is damage depends on whether the file is the last.
            course.cut = Some(bad);
            return;
        }
        self.problem(course.base_lines + bad.line, bad.what);
        course.explained = true;
        course.spoilt = true;
        course.gap = true;
        self.shown.extend(course.group.drain(..).map(|r| r.entry));
    }

    /// Judges the end of the segment.
    fn finish(&mut self, mut course: Course, is_last: bool) {
        let unfinished = course.cut.is_some() || !course.group.is_empty();
        let tail = if is_last && unfinished && !course.spoilt {
            self.last = course.mark.last;
            self.events = course.mark.events;
            self.hidden = 0;
            self.odd.truncate(course.mark.odd);
            if let Some(segment) = self.segments.last_mut() {
                segment.seqs = course.mark.seqs;
            }
            // With no frame before it, what the segment before ends with still stands.
            if let Some(last) = self.last {
                self.exits = vec![hex64(&last.hash)];
            } else {
                self.exits = course.exits;
            }
            Tail::Torn
        } else {
            course.explained |= course.cut.is_some();
            if let Some(bad) = course.cut.take() {
                self.problem(course.base_lines + bad.line, bad.what);
            }
            if !course.group.is_empty() {
                self.break_group(&mut course, 1);
            }
            match course.closed {
                true => Tail::Whole,
                false => Tail::Damaged,
            }
        };
        if let Some(segment) = self.segments.last_mut() {
            segment.tail = tail;
        }
    }
}
