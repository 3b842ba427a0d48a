//! What is amiss, in words: damage, what is missing or has not arrived, journals that go on in two ways, copies.
//!
//! Invariant: lateness is never called damage; what is known and not here is said until somebody takes note of it.

use super::book::{CopyFile, File, Known, Register, Report, Tail};
use super::expected::ARRIVES_WITHIN;
use super::lost::Loss;
use super::memory::Memory;
use super::parts::Problem;
use super::set::Set;
use super::texts::{Odd, Why};
use crate::record::Place;
use crate::text::counted;

/// Problems of one kind that are kept; a file that is another altogether would have one for every line.
const PROBLEMS_KEPT: usize = 500;

impl Known {
    /// Puts into words what reading brought to light.
    pub fn tell(&mut self, set: &Set, odd: &[Odd], alone: &[u32], memory: &Memory) {
        let mut said = Vec::new();
        let newer = set.bads.iter().find(|p| p.bad.newer);
        self.newer = newer.map(|p| self.files[p.file as usize].found.path.clone());
        let mut problems = self.bytes_amiss(set);
        self.tell_loose(set, &mut said);
        self.tell_texts(odd, &mut problems, &mut said);
        for n in alone {
            let place = set.place(*n);
            said.push(format!(
                "frame {place} erases a text and does not say why: it is shown, and nothing is erased by it"
            ));
        }
        self.tell_forms(set, memory, &mut said);
        let kept = self.problems.len() + problems.len();
        problems.truncate(PROBLEMS_KEPT);
        self.problems.extend(problems);
        if kept > PROBLEMS_KEPT {
            let more = counted(kept - PROBLEMS_KEPT, "place");
            self.problems.push(Problem {
                file: "register".into(),
                line: 0,
                what: format!("and {more} more"),
            });
        }
        self.said = said;
    }

    fn name(&self, file: u32) -> String {
        self.files[file as usize].found.name.clone()
    }

    /// Bytes that are no frame, but for the end of a file that may still be arriving; and frames that were changed.
    fn bytes_amiss(&self, set: &Set) -> Vec<Problem> {
        let bads = set.bads.iter().filter(|p| !p.bad.cut);
        let bads = bads.map(|p| Problem {
            file: self.name(p.file),
            line: p.bad.line,
            what: p.bad.what.clone(),
        });
        let changed = set.loose.iter().filter(|(_, l)| l.changed);
        let changed = changed.map(|(file, loose)| Problem {
            file: self.name(*file),
            line: loose.read.line,
            what: format!(
                "the frame of {} that begins here (seq {}) does not agree with its hash: something in it was changed after it was written",
                counted(loose.read.lines as usize, "line"),
                loose.read.entry.seq
            ),
        });
        bads.chain(changed).collect()
    }

    /// Frames without the one before them.
    fn tell_loose(&self, set: &Set, said: &mut Vec<String>) {
        for (file, loose) in set.loose.iter().filter(|(_, l)| !l.changed) {
            said.push(format!(
                "{}, line {}: the frame no. {} of {} is here and cannot be checked, because the one before it is not: it is shown and not counted",
                self.name(*file), loose.read.line, loose.read.entry.seq, loose.read.entry.writer
            ));
        }
    }

    /// Text lines that are not as they were written.
    fn tell_texts(&self, odd: &[Odd], problems: &mut Vec<Problem>, said: &mut Vec<String>) {
        for odd in odd {
            let what = match odd.why {
                Why::Changed => {
                    "the text of this frame was changed after it was written: it is not shown"
                }
                Why::Missing => {
                    "the text of this frame is missing, and nobody has it on record as erased"
                }
                Why::WrongStub => {
                    "the text of this frame is gone, and the record it names erased something else"
                }
                Why::Waits => {
                    said.push(format!(
                        "{}, line {}: the text of this frame is gone, and the record of its erasure has not arrived",
                        self.name(odd.file), odd.line
                    ));
                    continue;
                }
            };
            problems.push(Problem {
                file: self.name(odd.file),
                line: odd.line,
                what: what.into(),
            });
        }
    }

    /// Files in another form, and commands that are not all here though more follows them.
    fn tell_forms(&self, set: &Set, memory: &Memory, said: &mut Vec<String>) {
        for file in self.files.iter().filter(|f| f.odd.is_some()) {
            let next = match (file.is_of(memory), file.odd) {
                (true, Some(true)) => "; the next write puts it back into its own form",
                _ => "",
            };
            said.push(format!(
                "{}: its line ends or blanks are not as they were written (a tool or an editor changed them); every frame in it agrees{next}",
                file.found.name
            ));
        }
        for frame in set
            .frames
            .iter()
            .filter(|f| !f.counted() && f.same_as().is_none())
        {
            let file = &self.files[frame.file as usize];
            if frame.offset < file.end {
                said.push(format!(
                    "{}, line {}: the frames of one command are not all here: what is, is shown and not counted",
                    file.found.name, frame.line
                ));
            }
        }
    }
}

impl Register {
    /// What the last reading brought to light.
    pub fn report(&self) -> Report {
        let known = &self.known;
        let mut report = Report {
            problems: self.strays.clone(),
            shown: known.shown.clone(),
            unmet: known.unmet.clone(),
            forks: known.forks.clone(),
            erasing: self.open_erasures().len(),
            said: known.said.clone(),
            ..Report::default()
        };
        report.problems.extend(known.problems.iter().cloned());
        report.damage = report.problems.len();
        let losses = self.losses();
        let lost = losses.iter().filter(|l| !l.awaited);
        report.problems.extend(lost.map(Loss::problem));
        self.tails(&mut report.said);
        report.copies = known
            .copies()
            .map(|f| CopyFile {
                file: f.found.name.clone(),
                frames: f.frames,
                alone: f.alone,
            })
            .collect();
        let alone: usize = report.copies.iter().map(|c| c.alone).sum();
        if alone > 0 {
            report.said.push(format!(
                "{} only in copies that a sync tool or a person made: they are counted, and looking after the register keeps them",
                match alone {
                    1 => "1 frame stands".to_owned(),
                    n => format!("{n} frames stand"),
                }
            ));
        }
        let awaited = losses.into_iter().filter(|l| l.awaited);
        report.said.extend(awaited.map(|l| l.what));
        report.said.extend(self.remaining());
        if let Some((count, file, line)) = &known.set_back {
            report.lasting.push(format!(
                "{file}, line {line}: {} an earlier time than the one before (the clock was set back); their order is kept by number",
                match count {
                    1 => "1 frame carries".to_owned(),
                    n => format!("{n} frames carry"),
                }
            ));
        }
        let earlier: Vec<&str> = known.of_earlier_version().map(|w| &**w).collect();
        if !earlier.is_empty() {
            report.earlier = Some(format!(
                "the journal of {} was last written by an earlier version of onrecord: bring onrecord there up to this version, for an erasure of the earlier one rewrites other people's files",
                earlier.join(", ")
            ));
        }
        report
    }

    /// Files that end in the middle of a command.
    fn tails(&self, said: &mut Vec<String>) {
        for file in &self.known.files {
            if file.tail != Tail::Torn {
                continue;
            }
            let bytes = file.found.stamp.len.saturating_sub(file.end) as usize;
            let (name, line) = (&file.found.name, file.end_lines + 1);
            let bytes = counted(bytes, "byte");
            said.push(if self.is_own_tail(file) {
                format!("{name}, line {line}: a torn tail of {bytes}, from a command that was never acknowledged; the next write sets it aside")
            } else if self.may_arrive(file) {
                format!("{name}, line {line}: still arriving: {bytes} of a command")
            } else {
                format!("{name}, line {line}: {bytes} of a command of which the rest is not here: kept as they are, and not counted")
            });
        }
    }

    /// Whether the rest of a command may still come: nobody wrote it off, and the file changed in these days.
    fn may_arrive(&self, file: &File) -> bool {
        let written_off = |writer: &str| {
            let noted = self.known.unmet.iter();
            let mut noted = noted.filter(|u| u.accepted && &*u.head.writer == writer);
            self.known.closed.contains(writer) || noted.next().is_some()
        };
        let writer = file.owner.as_deref();
        let now = self.ports.clock.now();
        let fresh = file
            .found
            .stamp
            .modified
            .is_none_or(|at| now - at < ARRIVES_WITHIN);
        fresh && !writer.is_some_and(written_off)
    }

    fn is_own_tail(&self, file: &File) -> bool {
        let last = self.memory.own().and_then(|own| self.last_segment(own));
        last.is_some_and(|last| last.found.name == file.found.name) && self.goes_on()
    }

    /// Erased text that is still on disk, in words: each frame with its file, the first few.
    fn remaining(&self) -> Option<String> {
        const NAMED: usize = 3;
        let open = self.open_erasures();
        let named = |(place, _): &(Place, _)| match self.known.file_of(place) {
            Some(file) => format!("{place} (in {})", file.found.name),
            None => place.to_string(),
        };
        let mut all: Vec<String> = open.iter().take(NAMED).map(named).collect();
        let more = open.len().saturating_sub(NAMED);
        all.extend((more > 0).then(|| format!("{more} more")));
        let text = all.join(", ");
        (!all.is_empty()).then(|| {
            format!("erased text is still on disk, that of {text}: it is not shown, and the next write of its writer takes it out")
        })
    }
}
