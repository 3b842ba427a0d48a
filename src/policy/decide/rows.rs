//! The rows of a policy that decide: verdicts, duties, notices, and a department's or user's own rules.

use super::facts::{Facts, When};
use crate::document::Section;
use crate::policy::advice::{each, paragraphs};
use crate::policy::words::{Origin, Verb, Verdict};

/// One row of the verdict table; the first that fits rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::policy) struct VerdictRow {
    pub verdict: Verdict,
    pub when: When,
    pub paragraphs: Vec<String>,
    pub text: String,
}

/// A duty that falls due when its conditions fit, whatever the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::policy) struct DutyRow {
    pub id: String,
    pub verb: Verb,
    pub when: When,
    pub paragraphs: Vec<String>,
    pub text: String,
    /// Verb and text as people are shown them, where they are not the interface's.
    pub words: Option<String>,
    pub by: Origin,
}

/// Something to say when its conditions fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::policy) struct NoticeRow {
    pub when: When,
    pub text: String,
}

/// A stricter verdict than the guidance's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::policy) struct HouseRule {
    pub verdict: Verdict,
    pub when: When,
    pub why: String,
    pub by: Origin,
}

/// All that decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::policy) struct Rows {
    pub verdicts: Vec<VerdictRow>,
    pub duties: Vec<DutyRow>,
    pub notices: Vec<NoticeRow>,
    pub house: Vec<HouseRule>,
}

impl Rows {
    /// The guidance's row for a case; `None` only in a policy that is not complete.
    pub fn guidance(&self, facts: &Facts) -> Option<&VerdictRow> {
        self.verdicts.iter().find(|row| row.when.fits(facts))
    }

    /// The strictest house rule that goes beyond the guidance's verdict. Where the guidance does not rule
    /// the case, neither does a house rule.
    pub fn stricter(&self, facts: &Facts, verdict: Verdict) -> Option<&HouseRule> {
        let floor = verdict.strictness()?;
        let fitting = self.house.iter().filter(|rule| rule.when.fits(facts));
        fitting
            .filter(|rule| rule.verdict.strictness().is_some_and(|s| s > floor))
            .max_by_key(|rule| (rule.verdict.strictness(), std::cmp::Reverse(rule.by)))
    }

    /// The verdict that stands for a case, house rules counted.
    pub fn verdict(&self, facts: &Facts) -> Option<Verdict> {
        let guidance = self.guidance(facts)?.verdict;
        Some(
            self.stricter(facts, guidance)
                .map_or(guidance, |rule| rule.verdict),
        )
    }
}

pub(in crate::policy) fn read_verdicts(root: &Section) -> Vec<VerdictRow> {
    each(root, "verdict", |s| {
        let verdict = s.word("id", Verdict::WORDS, Verdict::parse);
        let when = When::read(s);
        let text = s.required("text");
        let paragraphs = paragraphs(s);
        Some(VerdictRow {
            verdict: verdict?.value,
            when,
            paragraphs,
            text: text?.value,
        })
    })
}

pub(in crate::policy) fn read_duties(root: &Section) -> Vec<DutyRow> {
    each(root, "duty", |s| {
        let (id, text) = (s.required("id"), s.required("text"));
        let verb = s.word("verb", Verb::WORDS, Verb::parse);
        let when = When::read(s);
        let paragraphs = paragraphs(s);
        let words = s.text("words").map(|w| w.value);
        Some(DutyRow {
            id: id?.value,
            verb: verb?.value,
            when,
            paragraphs,
            text: text?.value,
            words,
            by: Origin::Guidance,
        })
    })
}

pub(in crate::policy) fn read_notices(root: &Section) -> Vec<NoticeRow> {
    each(root, "notice", |s| {
        let when = When::read_for_notice(s);
        let text = s.required("text");
        Some(NoticeRow {
            when,
            text: text?.value,
        })
    })
}
