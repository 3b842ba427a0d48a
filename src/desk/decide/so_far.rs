//! What the answers given so far come to: what is sure whatever the rest, and what hangs on it.
//!
//! Nothing is assumed in silence: a duty or notice is sure only where every case that the answers can still come to
//! has it.

use chrono::NaiveDate;

use super::{Ask, CaseAnswers, consider};
use crate::policy::{Case, Decision, Duty, Policy, Verdict};

/// What is known so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoFar {
    /// Every verdict still possible with the paragraphs of its row, strictest first.
    pub possible: Vec<(Verdict, Vec<String>)>,
    /// The decision on what was answered, the rest being what it is without being said.
    pub decision: Decision,
    /// Duties whatever the rest.
    pub duties: Vec<Duty>,
    /// Duties that hang on what is not answered.
    pub perhaps: Vec<Duty>,
    /// What is to be said whatever the rest.
    pub notices: Vec<String>,
    /// The questions that count and have no answer.
    pub open: Vec<Ask>,
}

impl SoFar {
    /// What the answers come to, on that day.
    pub fn of(policy: &Policy, today: NaiveDate, answers: &CaseAnswers) -> SoFar {
        let cases = answers.completions(policy);
        let system = answers.system();
        let one = |case: &Case| consider(policy, today, case, &system);
        let all: Vec<Decision> = cases.iter().map(one).collect();
        let mut possible: Vec<(Verdict, Vec<String>)> = Vec::new();
        let mut duties: Vec<(Duty, usize)> = Vec::new();
        let mut notices: Vec<(String, usize)> = Vec::new();
        for decision in &all {
            let verdict = decision.verdict;
            if !possible.iter().any(|(v, _)| *v == verdict) {
                possible.push((verdict, decision.paragraphs.clone()));
            }
            decision.duties.iter().for_each(|d| count(&mut duties, d));
            decision.notices.iter().for_each(|n| count(&mut notices, n));
        }
        possible.sort();
        let every = all.len();
        let (sure, perhaps): (Vec<_>, Vec<_>) = duties.into_iter().partition(|(_, n)| *n == every);
        SoFar {
            possible,
            decision: one(&answers.case()),
            duties: sure.into_iter().map(|(d, _)| d).collect(),
            perhaps: perhaps.into_iter().map(|(d, _)| d).collect(),
            notices: notices
                .into_iter()
                .filter(|(_, n)| *n == every)
                .map(|(n, _)| n)
                .collect(),
            open: answers.open(policy),
        }
    }

    /// The verdict, where only one is possible any more.
    pub fn verdict(&self) -> Option<Verdict> {
        match self.possible.as_slice() {
            [(verdict, _)] => Some(*verdict),
            _ => None,
        }
    }
}

fn count<T: Clone + PartialEq>(all: &mut Vec<(T, usize)>, one: &T) {
    match all.iter_mut().find(|(x, _)| x == one) {
        Some((_, n)) => *n += 1,
        None => all.push((one.clone(), 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Device, Level, Marking, Scope};

    fn of(answers: &CaseAnswers) -> SoFar {
        let day = NaiveDate::from_ymd_opt(2025, 6, 1).unwrap();
        SoFar::of(&Policy::builtin(), day, answers)
    }

    fn marked(level: Level) -> CaseAnswers {
        CaseAnswers {
            marking: Some(Some(Marking::plain(level))),
            ..CaseAnswers::default()
        }
    }

    fn ids(duties: &[Duty]) -> Vec<&str> {
        duties.iter().map(|d| d.id.as_str()).collect()
    }

    #[test]
    fn every_question_of_the_policy_is_asked_and_every_one_asked_is_worded_there() {
        let policy = Policy::builtin();
        let worded = policy.questions().iter().map(|q| q.id.as_str());
        let mut known: Vec<&str> = Ask::WORDS.to_vec();
        for id in worded {
            let at = known.iter().position(|word| *word == id);
            known.remove(at.unwrap_or_else(|| panic!("{id} is not asked")));
        }
        assert_eq!(known, [] as [&str; 0], "not worded");
    }

    #[test]
    fn without_an_answer_nothing_is_sure() {
        let so_far = of(&CaseAnswers::default());
        assert_eq!(so_far.open, Ask::ALL);
        assert_eq!(so_far.possible.len(), 6, "all but the corporate channel");
        assert!(so_far.duties.is_empty() && so_far.notices.is_empty());
        assert!(ids(&so_far.perhaps).contains(&"capture"));
    }

    #[test]
    fn a_duty_is_sure_once_no_answer_can_take_it_away() {
        let mut answers = marked(Level::Official);
        answers.scope = Some(Scope::Government);
        answers.direction = Some(true);
        let so_far = of(&answers);
        assert_eq!(so_far.verdict(), None);
        assert_eq!(
            ids(&so_far.duties),
            ["capture", "consider-switching", "timers"]
        );
        let perhaps = ids(&so_far.perhaps);
        assert!(
            perhaps.contains(&"data-protection") && perhaps.contains(&"report"),
            "{perhaps:?}"
        );
        answers.device = Some(Device::Corporate.as_str().into());
        let so_far = of(&answers);
        assert_eq!(so_far.verdict(), Some(Verdict::ParticularCare));
        assert!(!ids(&so_far.perhaps).contains(&"report"), "no report");
    }

    #[test]
    fn secret_settles_it_and_asks_nothing_more() {
        let so_far = of(&marked(Level::Secret));
        assert_eq!(so_far.verdict(), Some(Verdict::MustNotUse));
        assert_eq!(so_far.open, []);
        assert!(ids(&so_far.duties).contains(&"do-not-share"));
    }

    #[test]
    fn outside_government_business_nothing_more_is_asked() {
        let mut answers = marked(Level::Official);
        answers.scope = Some(Scope::Political);
        let so_far = of(&answers);
        assert_eq!(so_far.verdict(), Some(Verdict::OutOfScope));
        assert_eq!(so_far.open, []);
    }

    #[test]
    fn every_answer_is_one_of_its_choices_and_back() {
        let policy = Policy::builtin();
        let devices: Vec<super::super::DeviceChoice> = Device::ALL
            .iter()
            .map(|d| super::super::DeviceChoice {
                device: d.as_str().into(),
                words: d.to_string(),
            })
            .collect();
        for ask in Ask::order(&policy).into_iter().skip(1) {
            for n in 0..ask.choices(&policy, &devices).len() {
                let mut answers = CaseAnswers::default();
                answers.choose(ask, Some(n), &policy, &devices);
                assert_eq!(answers.chosen(ask, &policy, &devices), Some(n), "{ask}");
                assert!(answers.is_answered(ask) && !answers.is_empty());
                answers.choose(ask, None, &policy, &devices);
                assert!(answers.is_empty(), "{ask}");
            }
        }
    }
}
