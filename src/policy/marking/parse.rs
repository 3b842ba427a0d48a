//! From what a person typed to a legal marking in its one spelling, or the reason why not.
//!
//! A marking is a run of parts between dashes. Dashes with a blank beside them always part; a tight one
//! may also belong to a name (`MARKET-SENSITIVE`, a date), so a tight run is first looked up whole.

use super::embargo::{self, Embargo};
use super::rules::{GSCP, MarkingRule, MarkingRules, fold};
use super::{Marking, MarkingError, PUBLIC, head};
use crate::policy::words::Level;
use crate::text::{self, nearest};

const USE_ONLY: &str = " USE ONLY";
const EYES_ONLY: &str = " EYES ONLY";
/// May go to the European Union.
pub(super) const RELEASABLE: &str = "REL EU";
pub(super) const EMBARGOED: &str = "EMBARGOED";

/// The parts found so far; the lists keep the order they are to be written in.
#[derive(Default)]
pub(super) struct Found {
    pub handling: Vec<(usize, String)>,
    pub descriptors: Vec<(usize, String)>,
    pub embargo: Option<Embargo>,
    pub others: Vec<String>,
    pub caveats: Vec<String>,
    pub releasable: bool,
}

impl MarkingRules {
    /// Reads a marking in any case and spacing, or one of the words of [`Level`], and gives it in the
    /// exact spelling and order. A part that is not listed is kept in capitals as a codeword or another
    /// department's marking ([`Marking::unlisted`]).
    ///
    /// # Errors
    /// The reason of the first rule it breaks, with the rule's source.
    pub fn parse(&self, given: &str) -> Result<Marking, MarkingError> {
        let clean = tidy(given)?;
        let (uk, level, runs) = head::read(split_runs(&clean), given)?;
        let mut found = Found::default();
        for run in &runs {
            self.read_run(run, level, &mut found)?;
        }
        self.settle(uk, level, found)
    }

    /// One run of parts joined by tight dashes.
    fn read_run(&self, run: &str, level: Level, found: &mut Found) -> Result<(), MarkingError> {
        if self.read_part(run, level, found)? {
            return Ok(());
        }
        for (at, _) in run.match_indices('-') {
            let (left, right) = (&run[..at], &run[at + 1..]);
            if self.read_part(left, level, found)? {
                return self.read_run(right, level, found);
            }
        }
        self.refuse_slip(run, level)?;
        if !run.is_empty() && !found.others.iter().any(|o| o == run) {
            found.others.push(run.to_owned());
        }
        Ok(())
    }

    /// Refuses an unknown part that is a classification in the wrong place, or nearly a listed name.
    fn refuse_slip(&self, run: &str, level: Level) -> Result<(), MarkingError> {
        if let Some(second) = Level::ALL.iter().find(|l| fold(l.marking()) == fold(run)) {
            return Err(MarkingError::Conflict {
                one: level.marking().to_owned(),
                other: second.marking().to_owned(),
                why: "information has one classification, the highest that applies".to_owned(),
                source_of_rule: format!("{GSCP}, classification tiers"),
            });
        }
        if run.contains(|c: char| !c.is_alphanumeric()) {
            refuse_second_rank(run, &["OFFICIAL", "SENSITIVE", "SECRET"], level)?;
        }
        let near = match nearest(run, ["SENSITIVE"]) {
            Some(_) => Some("OFFICIAL-SENSITIVE"),
            None => nearest(run, self.names()),
        };
        match near {
            Some(near) => Err(MarkingError::NearMiss {
                given: run.to_owned(),
                near: near.to_owned(),
            }),
            None => Ok(()),
        }
    }

    /// Takes one part when it is known; `false` when it is not.
    pub(super) fn read_part(
        &self,
        part: &str,
        level: Level,
        found: &mut Found,
    ) -> Result<bool, MarkingError> {
        let folded = fold(part);
        if folded == RELEASABLE {
            found.releasable = true;
            return Ok(true);
        }
        for (rules, into) in [
            (&self.handling, &mut found.handling),
            (&self.descriptors, &mut found.descriptors),
        ] {
            if let Some(place) = rules
                .iter()
                .position(|r| !r.is_form() && r.is_called(&folded))
            {
                let rule = &rules[place];
                allowed(rule, &rule.name, level)?;
                if rule.name == EMBARGOED {
                    found.embargo.get_or_insert(Embargo {
                        until: None,
                        then: None,
                    });
                } else {
                    into.push((place, rule.name.clone()));
                }
                return Ok(true);
            }
        }
        if let Some(rest) = part
            .strip_prefix(EMBARGOED)
            .filter(|r| r.starts_with([' ', ':', ',', '(']))
        {
            if let Some(rule) = self.handling.iter().find(|r| r.name == EMBARGOED) {
                allowed(rule, EMBARGOED, level)?;
            }
            found.embargo = Some(Embargo::parse(rest));
            return Ok(true);
        }
        if let Some(owner) = part.strip_suffix(USE_ONLY) {
            self.read_use_only(owner, level, found)?;
            return Ok(true);
        }
        if folded.ends_with(EYES_ONLY) {
            self.read_caveat(folded, level, found)?;
            return Ok(true);
        }
        Ok(false)
    }

    /// `UK EYES ONLY` and those of other nations.
    fn read_caveat(
        &self,
        caveat: String,
        level: Level,
        found: &mut Found,
    ) -> Result<(), MarkingError> {
        if !self.caveats.contains(&level) {
            return Err(MarkingError::NotAllowed {
                marking: caveat,
                level: level.marking(),
                why: "national caveats are for SECRET and TOP SECRET".to_owned(),
                source_of_rule: format!("{GSCP}, national caveats"),
            });
        }
        refuse_second_rank(&caveat, &["OFFICIAL", "SENSITIVE", "SECRET"], level)?;
        found.caveats.push(caveat);
        Ok(())
    }

    /// `[ORGANISATION(S) NAME] USE ONLY`.
    fn read_use_only(
        &self,
        owner: &str,
        level: Level,
        found: &mut Found,
    ) -> Result<(), MarkingError> {
        let owner = owner
            .trim()
            .trim_start_matches('[')
            .trim_end_matches(']')
            .trim();
        let place = self.handling.iter().position(MarkingRule::is_form);
        let Some((place, rule)) = place.and_then(|p| Some((p, self.handling.get(p)?))) else {
            found.others.push(format!("{owner}{USE_ONLY}"));
            return Ok(());
        };
        if owner.is_empty() || owner.starts_with("ORGANISATION") {
            return Err(MarkingError::Incomplete {
                marking: rule.name.clone(),
                why: "name the organisation or organisations in its place".to_owned(),
                source_of_rule: rule.source.clone(),
            });
        }
        // SECRET stands in the names of organisations; the other two do not.
        refuse_second_rank(owner, &["OFFICIAL", "SENSITIVE"], level)?;
        let name = format!("{owner}{USE_ONLY}");
        allowed(rule, &name, level)?;
        found.handling.push((place, name));
        Ok(())
    }

    /// Puts what was found in order, once all of it is known.
    pub(super) fn settle(
        &self,
        uk: bool,
        level: Level,
        mut found: Found,
    ) -> Result<Marking, MarkingError> {
        if let Some(embargo) = found.embargo.take() {
            let place = self.handling.iter().position(|r| r.name == EMBARGOED);
            let text = self.spell_embargo(embargo, &mut found)?;
            found.handling.push((place.unwrap_or(usize::MAX), text));
        }
        found.handling.sort();
        found.handling.dedup();
        found.descriptors.sort();
        found.descriptors.dedup();
        found.caveats.dedup();
        let has = |name: &str| {
            let mut all = found.handling.iter().chain(&found.descriptors);
            all.any(|(_, n)| n == name) || (name == "*" && found.handling.len() > 1)
        };
        for (one, other, why, source) in &self.conflicts {
            if has(one) && has(other) {
                return Err(MarkingError::Conflict {
                    one: one.clone(),
                    other: other.replace('*', "another handling instruction"),
                    why: why.clone(),
                    source_of_rule: source.clone(),
                });
            }
        }
        if found.caveats.len() > 1 {
            return Err(MarkingError::Conflict {
                one: found.caveats[0].clone(),
                other: found.caveats[1].clone(),
                why: "each says who alone may see it".to_owned(),
                source_of_rule: "this tool's reading".to_owned(),
            });
        }
        let mut parts: Vec<String> = found.handling.into_iter().map(|(_, n)| n).collect();
        parts.extend(found.descriptors.into_iter().map(|(_, n)| n));
        parts.extend(found.others.iter().cloned());
        parts.extend(found.caveats);
        if found.releasable {
            parts.push(RELEASABLE.to_owned());
        }
        Ok(Marking {
            uk,
            level,
            parts,
            unlisted: found.others,
        })
    }

    /// The embargo with its time and later handling. Where the later handling was not said with it, a
    /// handling instruction beside it is read as that.
    fn spell_embargo(&self, embargo: Embargo, found: &mut Found) -> Result<String, MarkingError> {
        let then = embargo.then.or_else(|| {
            let public = found.handling.iter().position(|(_, n)| n == PUBLIC);
            let only = (found.handling.len() == 1).then_some(0);
            public.or(only).map(|at| found.handling.remove(at).1)
        });
        match (embargo.until, then) {
            (Some(until), Some(then)) => {
                let folded = fold(&then);
                let listed = self.handling.iter().find(|r| r.is_called(&folded));
                Ok(embargo::spell(until, listed.map_or(&then, |r| &r.name)))
            }
            (until, _) => Err(MarkingError::Incomplete {
                marking: EMBARGOED.to_owned(),
                why: if until.is_none() {
                    "give the time and date it ends and how to handle the information then, such as \
                     EMBARGOED UNTIL 09:30 25 NOVEMBER 2026 THEN FOR PUBLIC RELEASE"
                } else {
                    "say how to handle the information once it ends, such as … THEN FOR PUBLIC RELEASE"
                }
                .to_owned(),
                source_of_rule: format!("{GSCP}, handling instructions"),
            }),
        }
    }
}

fn allowed(rule: &MarkingRule, name: &str, level: Level) -> Result<(), MarkingError> {
    if rule.at.contains(&level) {
        return Ok(());
    }
    Err(MarkingError::NotAllowed {
        marking: name.to_owned(),
        level: level.marking(),
        why: rule.why.clone(),
        source_of_rule: rule.source.clone(),
    })
}

/// Refuses a part that holds a word of the classification, which would otherwise be read too low.
fn refuse_second_rank(part: &str, words: &[&str], level: Level) -> Result<(), MarkingError> {
    let mut all = part.split(|c: char| !c.is_alphanumeric());
    if !all.any(|w| words.contains(&w)) {
        return Ok(());
    }
    Err(MarkingError::Conflict {
        one: level.marking().to_owned(),
        other: part.to_owned(),
        why: "the classification, with -SENSITIVE, stands first and only once".to_owned(),
        source_of_rule: format!("{GSCP}, para 25"),
    })
}

/// Capitals, plain dashes, single blanks.
fn tidy(given: &str) -> Result<String, MarkingError> {
    let mut out = String::with_capacity(given.len());
    for c in given.chars() {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            c if c.is_whitespace() => out.push(' '),
            c if text::must_escape(c) => return Err(MarkingError::Unseen { code: c.into() }),
            c => out.extend(c.to_uppercase()),
        }
    }
    Ok(out.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Splits at dashes that have a blank beside them or stand at an end.
fn split_runs(clean: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    let bytes = clean.as_bytes();
    for (at, c) in clean.char_indices() {
        let loose = c == '-'
            && (bytes.get(at + 1).is_none_or(|b| *b == b' ')
                || at.checked_sub(1).is_none_or(|before| bytes[before] == b' '));
        match runs.last_mut() {
            Some(run) if !loose => run.push(c),
            _ => runs.push(String::new()),
        }
    }
    runs.iter()
        .map(|r| r.trim().to_owned())
        .enumerate()
        .filter(|(n, r)| *n == 0 || !r.is_empty())
        .map(|(_, r)| r)
        .collect()
}
