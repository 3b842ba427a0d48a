//! People at particular risk (34): what the department asks for whoever this desk is for, or is kept for.
//!
//! Invariant: what is shown is shown to whom it is about, or to whoever acts for them and says so; nobody's name stands
//! in it. It asks for more and never for less.

use chrono::TimeDelta;

use super::{Desk, DeskError};
use crate::lodge::sha256;
use crate::policy::AtRisk;
use crate::record::command::Command;
use crate::record::measure::{MeasureAnswer, NewMeasureAnswer, SaidOfMeasure};

/// A measure that is asked of somebody at particular risk, and what became of it.
#[derive(Clone, Debug)]
pub struct Measure {
    /// What it is known by on record, together with whom it is asked of: of its words none stand there.
    pub key: String,
    pub words: String,
    pub said: Option<SaidOfMeasure>,
}

impl Measure {
    /// What became of it, in words.
    pub fn became(&self) -> String {
        let Some(said) = &self.said else {
            return "not answered yet".to_owned();
        };
        let what = match said.answer() {
            Some(MeasureAnswer::Done) => "done",
            Some(MeasureAnswer::NotApplicable) => "does not apply",
            Some(MeasureAnswer::Open) | None => "not done yet",
        };
        let on = said
            .said
            .on
            .map(|on| on.format(", %A %-d %B %Y").to_string());
        let note = said.said.note.as_deref().map(|note| format!(": {note}"));
        format!(
            "{what}{}{}",
            on.unwrap_or_default(),
            note.unwrap_or_default()
        )
    }
}

impl Desk {
    /// What is asked for this principal, or for oneself where none is named.
    pub fn at_risk(&self, principal: Option<&str>) -> Vec<&AtRisk> {
        let settings = self.settings();
        let (name, post) = match principal {
            None => (settings.me.name.as_str(), settings.me.post.as_str()),
            Some(name) => {
                let known = settings.principal(name);
                (name, known.map(|p| p.post.as_str()).unwrap_or_default())
            }
        };
        let all = self.policy().overlay().at_risk.iter();
        all.filter(|one| one.is(name, post)).collect()
    }

    /// How often a review is due, of one principal's items or of all: the setting, or what the department asks for
    /// somebody at risk, whichever is shorter. `None` where it is switched off.
    pub fn review_every(&self, principal: Option<&str>) -> Option<TimeDelta> {
        let own = self.settings().review.every;
        self.asked_every(principal).into_iter().chain(own).min()
    }

    /// Whether the rhythm is the department's for somebody at risk.
    pub fn review_is_asked(&self, principal: Option<&str>) -> bool {
        let own = self.settings().review.every;
        let asked = self.asked_every(principal);
        asked.is_some_and(|asked| own.is_none_or(|own| asked < own))
    }

    fn asked_every(&self, principal: Option<&str>) -> Option<TimeDelta> {
        let one = |whose: Option<&str>| {
            let asked = self.at_risk(whose).into_iter();
            asked.filter_map(|one| one.review_every).min()
        };
        match principal {
            Some(_) => one(principal),
            // A review of all is one of everybody's that this desk is kept for.
            None => {
                let theirs = self.settings().principals.iter();
                let theirs = theirs.filter_map(|p| one(Some(&p.name)));
                theirs.chain(one(None)).min()
            }
        }
    }

    /// What is to be said of it with a decision: to whoever decides, and to whoever they act for.
    pub fn measures_with_a_decision(&self, principal: Option<&str>) -> Vec<String> {
        let mut all = self.at_risk_lines(None);
        if principal.is_some() {
            for line in self.at_risk_lines(principal) {
                // What is asked of everybody is said once.
                if !all.contains(&line) {
                    all.push(line);
                }
            }
        }
        all
    }

    /// The measures that are asked for, one by one, each once.
    pub fn measures(&self, principal: Option<&str>) -> Vec<Measure> {
        let mut all: Vec<Measure> = Vec::new();
        // Of two people at one desk each answers for themselves.
        let whom = principal.unwrap_or(&self.settings().me.name);
        let whom = whom.trim().to_lowercase();
        for words in self.at_risk(principal).iter().flat_map(|one| &one.measures) {
            let mut key = sha256(format!("{whom}\n{}", words.trim()).as_bytes());
            key.truncate(16);
            if all.iter().any(|m| m.key == key) {
                continue;
            }
            let mut said = self.state().measures.iter().rev();
            let said = said.find(|s| s.said.asked == key).cloned();
            let words = words.trim().to_owned();
            all.push(Measure { key, words, said });
        }
        all
    }

    /// Puts on record what became of a measure.
    ///
    /// # Errors
    /// Where nothing can be written, or why it does not apply is not said.
    pub fn answer_measure(&mut self, new: NewMeasureAnswer) -> Result<(), DeskError> {
        self.run(Command::Measure(new))?;
        Ok(())
    }

    /// What is to be said of it to whom it is about: each measure in a line of its own.
    pub fn at_risk_lines(&self, principal: Option<&str>) -> Vec<String> {
        let today = self.now().with_timezone(&self.zone()).date_naive();
        let whom = match principal {
            None => "you",
            Some(_) => "whom you act for here",
        };
        let said = |one: &AtRisk| {
            let mut words =
                format!("Your department counts {whom} among people at particular risk (34)");
            if one.name.is_none() && one.post.is_none() {
                words = "The department's file does not say who is at particular risk (34), so what it asks is asked of everybody".into();
            }
            words.push('.');
            if let Some(owner) = &one.owner {
                words.push_str(&format!(" Ask {owner}."));
            }
            if let Some(on) = one.review_on {
                let day = on.format("%-d %B %Y");
                words.push_str(&match on < today {
                    true => format!(
                        " These measures were to be looked at again by {day}, which is past."
                    ),
                    false => format!(" To be looked at again by {day}."),
                });
            }
            let label = one.by.label().unwrap_or_default();
            format!("{words} ({label})")
        };
        let mut lines: Vec<String> = self.at_risk(principal).into_iter().map(said).collect();
        let measures = self.measures(principal);
        let of = measures.len();
        lines.extend(measures.iter().enumerate().map(|(n, measure)| {
            let (words, became) = (&measure.words, measure.became());
            format!("Measure {} of {of}: {words}: {became}.", n + 1)
        }));
        lines
    }
}
