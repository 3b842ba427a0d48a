//! Which of two numbers is the day: the evidence a file gives, and what follows from it.
//!
//! The kinds of evidence, strongest first: a number over 12; attachment names that carry the date; dots, which
//! every locale writes day first; running order, where one reading steps back by more than a day and the other
//! never. Invariant: nothing else settles an order; where nothing does, it stays open and is said.

use super::calendar::days_from_civil;
use super::header::{Header, Shape, YearAt};

/// Runs of one order kept per form of stamp; more changes than this are no joined exports.
const RUNS: usize = 64;
const DAY: i64 = 86_400;

/// Entries that number over 12 proves to be of one order, one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    from: u64,
    day_first: bool,
    /// Line of the first proof, and the number over 12 in it.
    line: u64,
    number: u8,
    proofs: u64,
    last_proof: u64,
    /// Entries that could be read both ways between the last proof before this run and its start.
    loose_before: u64,
    /// The run begins where something else shows a seam.
    at_seam: bool,
}

/// The evidence in the stamps of one form.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    pub(super) entries: u64,
    /// Entries with the year last, the only ones whose order is in question.
    pub(super) year_last: u64,
    /// Entries whose numbers name two different days.
    pub(super) two_faced: u64,
    runs: Vec<Run>,
    tangled: bool,
    /// Two-faced entries since the last proof, and the last place where a seam may be.
    loose: u64,
    seam: Option<u64>,
    /// Attachment names that agree with day first, month first, and the first that settled.
    named: [u64; 2],
    name: Option<(u64, String)>,
    /// Steps back by more than a day under each reading.
    back: [u64; 2],
    previous: Option<[i64; 2]>,
    /// The same with notices, of which some are late by days: only steps of four weeks.
    back_any: [u64; 2],
    previous_any: Option<[i64; 2]>,
}

/// What the evidence of one form comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Decision {
    /// From which entry on which order holds; `None` where nothing tells.
    pub(super) runs: Vec<(u64, Option<bool>)>,
    /// Entries that stay open.
    pub(super) open: u64,
    /// The order rests on a number over 12, so no option can overrule it; the line that proves it.
    pub(super) proof: Option<(u64, u8, bool)>,
    /// Both orders occur.
    pub(super) mixed: bool,
    /// Either order reads every date as the same day, so there is nothing to overrule.
    pub(super) idle: bool,
    pub(super) sentence: String,
}

impl Evidence {
    /// Takes in one stamp. `seam`: before this entry something shows that another export may begin.
    pub(super) fn see(&mut self, n: u64, line: u64, header: &Header, seam: bool, message: bool) {
        self.entries += 1;
        self.year_last += u64::from(header.year_at == YearAt::Last);
        if seam {
            self.seam = Some(n);
            // Where a notice begins another export, an earlier date is no step back under either reading.
            if !message {
                (self.previous, self.previous_any) = (None, None);
            }
        }
        match header.only_reading() {
            Some(day_first) => self.proof(n, line, header, day_first),
            None if header.two_faced() => {
                self.two_faced += 1;
                self.loose += 1;
            }
            None => {}
        }
        // Proof in numbers makes running order idle.
        if self.runs.is_empty()
            && let (Some(d), Some(m)) = (header.seconds(true), header.seconds(false))
        {
            if message {
                step(&mut self.back, &mut self.previous, [d, m], DAY);
            }
            step(&mut self.back_any, &mut self.previous_any, [d, m], 28 * DAY);
        }
    }

    fn proof(&mut self, n: u64, line: u64, header: &Header, day_first: bool) {
        let number = header.first.max(header.second);
        let full = self.runs.len() >= RUNS;
        match self.runs.last_mut() {
            Some(run) if run.day_first == day_first => {
                run.proofs += 1;
                run.last_proof = n;
            }
            _ if full => self.tangled = true,
            last => {
                let after = last.map(|r| r.last_proof);
                let seam = self.seam.filter(|s| after.is_some_and(|a| *s > a));
                self.runs.push(Run {
                    from: if after.is_none() {
                        0
                    } else {
                        seam.unwrap_or(n)
                    },
                    day_first,
                    line,
                    number,
                    proofs: 1,
                    last_proof: n,
                    loose_before: if after.is_none() || seam.is_some() {
                        0
                    } else {
                        self.loose
                    },
                    at_seam: seam.is_some(),
                });
            }
        }
        self.loose = 0;
    }

    /// Takes in the name of an attachment of an entry that could be read both ways.
    pub(super) fn attachment(&mut self, line: u64, header: &Header, name: &str) {
        if !header.two_faced() || !self.runs.is_empty() {
            return;
        }
        let Some((y, m, d)) = super::body::day_in_name(name) else {
            return;
        };
        let named = days_from_civil(y, m, d);
        // A file may be named a day before or after it was sent.
        let near = |day_first| {
            header
                .date(day_first)
                .is_some_and(|(y, m, d)| (days_from_civil(y, m, d) - named).abs() <= 1)
        };
        match (near(true), near(false)) {
            (true, false) => self.named[0] += 1,
            (false, true) => self.named[1] += 1,
            _ => return,
        }
        if self.name.is_none() {
            self.name = Some((line, name.chars().take(80).collect()));
        }
    }

    /// Drops short runs between two of the other order: single stamps out of line, probably quoted.
    fn settled_runs(&self) -> Vec<Run> {
        let mut runs = self.runs.clone();
        let mut i = 1;
        while i + 1 < runs.len() {
            let alone = runs[i].proofs <= 2
                && runs[i - 1].proofs + runs[i + 1].proofs > 4
                && runs[i - 1].day_first == runs[i + 1].day_first;
            if alone {
                let next = runs.remove(i + 1);
                runs.remove(i);
                runs[i - 1].proofs += next.proofs;
                runs[i - 1].last_proof = next.last_proof;
            } else {
                i += 1;
            }
        }
        runs
    }

    /// Weighs the evidence of stamps of form `shape`.
    pub(super) fn decide(&self, shape: Shape) -> Decision {
        let runs = self.settled_runs();
        if self.tangled {
            return Decision {
                runs: vec![(0, None)],
                open: self.two_faced.max(1),
                mixed: true,
                sentence: format!("day-first and month-first dates change more than {RUNS} times"),
                ..Decision::default()
            };
        }
        match runs.as_slice() {
            [] => self.soft(shape),
            [run] => Decision {
                runs: vec![(0, Some(run.day_first))],
                proof: Some((run.line, run.number, run.day_first)),
                sentence: proof_sentence(run),
                ..Decision::default()
            },
            many => self.mixed(many),
        }
    }

    fn mixed(&self, runs: &[Run]) -> Decision {
        let mut decision = Decision {
            mixed: true,
            ..Decision::default()
        };
        let mut sentences = Vec::new();
        for (i, run) in runs.iter().enumerate() {
            if run.loose_before > 0 {
                decision.runs.push((runs[i - 1].last_proof + 1, None));
                decision.open += run.loose_before;
            }
            decision.runs.push((run.from, Some(run.day_first)));
            sentences.push(format!(
                "from entry {}: {}",
                run.from.max(1),
                proof_sentence(run)
            ));
        }
        // A last run that one or two stamps alone vouch for says little of what follows them.
        if let [.., before, last] = runs
            && last.proofs <= 2
            && before.proofs > 8 * last.proofs
            && !last.at_seam
            && self.loose > 0
        {
            decision.runs.push((last.last_proof + 1, None));
            decision.open += self.loose;
        }
        decision.sentence = format!("two orders in one file: {}", sentences.join("; "));
        decision
    }

    fn soft(&self, shape: Shape) -> Decision {
        let settled = |day_first: bool, sentence: String| Decision {
            runs: vec![(0, Some(day_first))],
            sentence,
            ..Decision::default()
        };
        if self.two_faced == 0 {
            let same = "day and month are the same number throughout".to_owned();
            return Decision {
                idle: true,
                ..settled(true, same)
            };
        }
        if let (Some((line, name)), [d, m]) = (&self.name, self.named)
            && (d == 0) != (m == 0)
        {
            let order = words(d > 0);
            return settled(
                d > 0,
                format!("{order}: the attachment {name} in line {line} carries its date"),
            );
        }
        if shape.dotted() {
            return settled(true, "day first: the date is written with dots".to_owned());
        }
        let back = if self.back == [0, 0] {
            self.back_any
        } else {
            self.back
        };
        match back {
            [0, m] if m > 0 => settled(true, running(true, m)),
            [d, 0] if d > 0 => settled(false, running(false, d)),
            _ => Decision {
                runs: vec![(0, None)],
                open: self.two_faced,
                sentence: "nothing in the file tells day from month".to_owned(),
                ..Decision::default()
            },
        }
    }
}

/// Counts the readings that step back by more than `least` seconds.
fn step(back: &mut [u64; 2], previous: &mut Option<[i64; 2]>, now: [i64; 2], least: i64) {
    if let Some(before) = previous {
        for i in 0..2 {
            back[i] += u64::from(now[i] + least < before[i]);
        }
    }
    *previous = Some(now);
}

fn words(day_first: bool) -> &'static str {
    if day_first {
        "day first"
    } else {
        "month first"
    }
}

fn proof_sentence(run: &Run) -> String {
    let place = if run.day_first { "first" } else { "second" };
    format!(
        "{}: line {} has {} in the {place} place",
        words(run.day_first),
        run.line,
        run.number
    )
}

fn running(day_first: bool, steps: u64) -> String {
    let times = if steps == 1 {
        "once".to_owned()
    } else {
        format!("{steps} times")
    };
    format!(
        "{}: read the other way the entries would step back by more than a day {times}",
        words(day_first)
    )
}
