//! The exports in a file, their ends, and the silences in them.
//!
//! A file is one export; where several are joined each is a part of its own.

use super::seams::Seam;
use super::survey::{Part, Survey};
use super::walk::Seen;

const GAPS: usize = 1000;
const WEEK: i64 = 7 * 86_400;

impl Survey {
    /// Takes note of the part that the entry belongs to.
    pub(super) fn part(&mut self, line: u64, seen: &Seen<'_>) {
        let at = seen.at;
        let (earliest, latest) = self.earliest_and_latest.unwrap_or((at, at));
        self.earliest_and_latest = Some((earliest.min(at), latest.max(at)));
        if seen.joined {
            self.joins.part();
            self.latest = None;
        }
        match self.parts.last_mut() {
            Some(part) if !seen.joined => part.last = at,
            _ => self.parts.push(Part {
                n: seen.n,
                line,
                first: at,
                last: at,
            }),
        }
    }

    /// Takes in a notice that stands at the head of a chat, which the entry `n` is or holds before it.
    pub(super) fn begins_chat(&mut self, n: u64, line: u64, at: i64) {
        self.joins.notice(n);
        let messages = self.entries - self.system;
        self.seams.notice(n, (line, at), messages);
    }

    /// Where another export seems to begin, without the places where one is known to.
    pub(super) fn seams(&self) -> Vec<Seam> {
        let forms: Vec<_> = self.forms.iter().map(|f| (f.span, f.messages)).collect();
        let mut all = self.seams.all(&forms);
        // A notice that was put behind the last line has no entry of its own behind it.
        all.iter_mut().for_each(|s| s.n = s.n.min(self.entries));
        all.retain(|s| self.parts.iter().all(|p| p.n != s.n));
        all
    }

    /// Times of the first and the last entry: of joined exports the earliest first and the latest last, and
    /// where an entry out of order stands at an end, of all entries.
    pub(super) fn ends(&self) -> Option<(i64, i64)> {
        let first = self.parts.iter().map(|p| p.first).min()?;
        let last = self.parts.iter().map(|p| p.last).max()?;
        match first <= last {
            true => Some((first, last)),
            false => self.earliest_and_latest,
        }
    }

    pub(super) fn time(&mut self, at: i64) {
        let Some(latest) = self.latest else {
            self.latest = Some(at);
            self.active_days += 1;
            return;
        };
        if at <= latest {
            return;
        }
        self.active_days += u64::from(at.div_euclid(86_400) > latest.div_euclid(86_400));
        if at - latest >= WEEK && self.gaps.len() < GAPS {
            self.gaps.push((self.parts.len(), latest, at));
        }
        self.latest = Some(at);
    }

    /// The silences worth naming: at least a week, and ten times what is usual between days with entries.
    pub(super) fn long_gaps(&self) -> Vec<(i64, i64)> {
        let span: i64 = match (self.parts.as_slice(), self.first, self.latest) {
            ([_], Some((_, first)), Some(latest)) => (latest - first).max(0),
            (parts, ..) => parts.iter().map(|p| (p.last - p.first).max(0)).sum(),
        };
        let usual = span / (self.active_days.max(2) as i64 - 1);
        // Where another export has entries, there was no silence.
        let filled = |own: usize, from: i64, to: i64| {
            let others = self.parts.iter().enumerate().filter(|(i, _)| i + 1 != own);
            others
                .into_iter()
                .any(|(_, p)| p.first < to && p.last > from)
        };
        let gaps = self.gaps.iter();
        gaps.filter(|(part, from, to)| to - from >= 10 * usual && !filled(*part, *from, *to))
            .map(|(_, from, to)| (*from, *to))
            .collect()
    }
}
