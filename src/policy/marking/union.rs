//! What something that holds several marked things is to carry: a package, a statement, a report.
//!
//! The classification is the highest of them; of handling instructions, descriptors, codewords and caveats it
//! carries every one, in the order of the policy (7: handling instructions are to be followed). What takes
//! protection away (FOR PUBLIC RELEASE, REL EU) stands only where all of it carries it, and so does an embargo,
//! which says what may be done afterwards. Where no marking can say all of that, a person has to.

use std::collections::BTreeSet;

use thiserror::Error;

use super::parse::{EMBARGOED, Found, RELEASABLE};
use super::rules::GSCP;
use super::{Marking, MarkingError, MarkingRules, PUBLIC};
use crate::policy::words::Level;

/// Why something cannot carry a marking, or none can be given to it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CannotCarry {
    /// What was given is no marking.
    #[error("{0}")]
    Wrong(MarkingError),
    /// What was given says less than what is inside.
    #[error("{given} says less than what is inside: that is marked {needed}")]
    Less { given: String, needed: String },
    /// No marking is all that is inside.
    #[error("What is inside is marked in ways that no one marking can carry: {0}")]
    Apart(MarkingError),
}

impl CannotCarry {
    /// What to do.
    pub fn hint(&self) -> String {
        match self {
            CannotCarry::Wrong(_) => "Give a marking as the policy writes it".to_owned(),
            CannotCarry::Less { needed, .. } => {
                format!("Leave --marking out, or give {needed} or one that says more")
            }
            CannotCarry::Apart(_) => {
                "Say what the whole is to carry, with --marking; or make one for each marking"
                    .to_owned()
            }
        }
    }
}

impl Marking {
    /// Whether this says all that `other` says: its classification or a higher one, its prefix and every
    /// instruction, descriptor and caveat; and takes no protection away that `other` keeps.
    pub fn says_all_of(&self, other: &Marking) -> bool {
        let more = |part: &String| is_leave(part) || self.parts.contains(part);
        let leaves = |m: &Marking| -> BTreeSet<String> {
            m.parts.iter().filter(|p| is_leave(p)).cloned().collect()
        };
        self.level >= other.level
            && (self.uk || !other.uk)
            && other.parts.iter().all(more)
            && leaves(self).is_subset(&leaves(other))
    }
}

impl MarkingRules {
    /// What the whole of some contents carries; `None` in place of a marking is one where none was stated, and
    /// the answer is `None` where none was stated of any. `given` is what a person says it is to carry.
    ///
    /// # Errors
    /// [`CannotCarry`]: what was given is wrong or says too little, or nothing was given and has to be.
    pub fn of_whole<'a>(
        &self,
        contents: impl IntoIterator<Item = Option<&'a str>>,
        given: Option<&str>,
    ) -> Result<Option<Marking>, CannotCarry> {
        let contents: BTreeSet<Option<&str>> = contents.into_iter().collect();
        let given = given.map(|given| self.parse(given));
        let given = given.transpose().map_err(CannotCarry::Wrong)?;
        let less = |given: &Marking, needed: String| CannotCarry::Less {
            given: given.to_string(),
            needed,
        };
        match (given, self.union(&contents)) {
            (None, Ok(union)) => Ok(union),
            (None, Err(error)) => Err(CannotCarry::Apart(error)),
            (Some(given), Ok(Some(union))) if !given.says_all_of(&union) => {
                Err(less(&given, union.to_string()))
            }
            (Some(given), Err(_)) => {
                // No marking says all of it: which of its instructions stand is the person's to say, the
                // classification is not.
                let known = contents.iter().flatten().filter_map(|m| self.read_back(m));
                match known.map(|m| m.level).max() {
                    Some(level) if level > given.level => {
                        Err(less(&given, level.marking().to_owned()))
                    }
                    _ => Ok(Some(given)),
                }
            }
            (given, Ok(_)) => Ok(given),
        }
    }

    /// What of a marking on record outlives the text of what carries it, and whether it said more: the
    /// classification and the words that are the policy's own. Names of organisations, codewords and other free
    /// words may be content, and go with it; then nothing that gives leave stays either.
    pub fn outliving(&self, whole: &str) -> (Option<String>, bool) {
        let Some(mut marking) = self.read_back(whole) else {
            return (None, true);
        };
        let before = marking.parts.len();
        let listed = |part: &str| {
            let mut rules = self.handling.iter().chain(&self.descriptors);
            rules.any(|r| !r.is_form() && r.name == part)
        };
        let own = |part: &String| part == RELEASABLE || listed(part);
        marking.parts.retain(own);
        let cut = marking.parts.len() < before;
        if cut {
            marking.parts.retain(|part| !is_leave(part));
        }
        marking.unlisted.clear();
        (Some(marking.to_string()), cut)
    }

    /// A marking as it stands on record: by the rules of now, else as it was written.
    fn read_back(&self, text: &str) -> Option<Marking> {
        self.parse(text).ok().or_else(|| Marking::recorded(text))
    }

    fn union(&self, contents: &BTreeSet<Option<&str>>) -> Result<Option<Marking>, MarkingError> {
        let mut markings = Vec::new();
        for text in contents.iter().flatten() {
            // What begins with no classification was never put on record by this program.
            let known = self.read_back(text).map_or_else(|| self.parse(text), Ok)?;
            markings.push(known);
        }
        let Some(level) = markings.iter().map(Marking::level).max() else {
            return Ok(None);
        };
        if contents.len() == 1 {
            // One and the same: as it stands, also where the policy has changed since.
            return Ok(markings.pop());
        }
        let unstated = contents.contains(&None);
        let by_all =
            |part: &str| !unstated && markings.iter().all(|m| m.parts.iter().any(|p| p == part));
        let parts: BTreeSet<&str> = markings
            .iter()
            .flat_map(|m| &m.parts)
            .map(String::as_str)
            .collect();
        let mut found = Found::default();
        for part in parts {
            match is_leave(part) {
                true if by_all(part) => {}
                true if part.starts_with(EMBARGOED) => return Err(embargo(part)),
                true => continue,
                false => {}
            }
            self.take(part, level, &mut found)?;
        }
        let uk = markings.iter().any(|m| m.uk);
        self.settle(uk, level, found).map(Some)
    }

    /// Takes one part of a marking that is on record; one that the policy does not know is kept as it is.
    fn take(&self, part: &str, level: Level, found: &mut Found) -> Result<(), MarkingError> {
        if !self.read_part(part, level, found)? {
            found.others.push(part.to_owned());
        }
        Ok(())
    }
}

/// Whether a part gives leave to do more, now or later, and does not only restrict.
fn is_leave(part: &str) -> bool {
    part == PUBLIC || part == RELEASABLE || part.starts_with(EMBARGOED)
}

fn embargo(part: &str) -> MarkingError {
    MarkingError::Conflict {
        one: part.to_owned(),
        other: "what is not under the same embargo".to_owned(),
        why:
            "it says how the information is handled afterwards, and that would be said of all of it"
                .to_owned(),
        source_of_rule: format!("this tool's reading of {GSCP}, handling instructions"),
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::Policy;

    fn whole(contents: &[Option<&str>], given: Option<&str>) -> Result<Option<String>, String> {
        let policy = Policy::builtin();
        let contents = contents.iter().copied();
        let carried = policy.markings().of_whole(contents, given);
        carried
            .map(|m| m.map(|m| m.to_string()))
            .map_err(|e| format!("{e}. {}", e.hint()))
    }

    #[test]
    fn the_whole_carries_the_highest_classification_and_every_instruction_in_the_policys_order() {
        for (contents, carries) in [
            (&["OFFICIAL"] as &[&str], "OFFICIAL"),
            (
                &["OFFICIAL", "OFFICIAL-SENSITIVE - RECIPIENTS ONLY"],
                "OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
            ),
            (
                &[
                    "OFFICIAL-SENSITIVE - PERSONAL DATA",
                    "OFFICIAL - HMG USE ONLY - COMMERCIAL",
                    "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - LEGAL PROFESSIONAL PRIVILEGE (LPP)",
                ],
                "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - HMG USE ONLY - PERSONAL DATA - LEGAL PROFESSIONAL \
                 PRIVILEGE (LPP) - COMMERCIAL",
            ),
            (
                &["OFFICIAL - DFE USE ONLY", "UK OFFICIAL - CO USE ONLY"],
                "UK OFFICIAL - CO USE ONLY - DFE USE ONLY",
            ),
            // What the policy does not know is kept, and so is what was written under another policy.
            (
                &[
                    "OFFICIAL - WILLOW",
                    "OFFICIAL-SENSITIVE - COMERCIAL",
                    "OFFICIAL - WILLOW",
                ],
                "OFFICIAL-SENSITIVE - COMERCIAL - WILLOW",
            ),
            (
                &["OFFICIAL - RECIPIENTS ONLY"],
                "OFFICIAL - RECIPIENTS ONLY",
            ),
            // Leave to publish stands only where all of it has it.
            (
                &["OFFICIAL - FOR PUBLIC RELEASE"],
                "OFFICIAL - FOR PUBLIC RELEASE",
            ),
            (&["OFFICIAL - FOR PUBLIC RELEASE", "OFFICIAL"], "OFFICIAL"),
            (
                &["OFFICIAL - FOR PUBLIC RELEASE", "OFFICIAL-SENSITIVE"],
                "OFFICIAL-SENSITIVE",
            ),
        ] {
            let contents: Vec<Option<&str>> = contents.iter().copied().map(Some).collect();
            assert_eq!(
                whole(&contents, None),
                Ok(Some(carries.to_owned())),
                "{contents:?}"
            );
        }
    }

    #[test]
    fn what_is_not_stated_beside_what_is_takes_nothing_away_but_leave() {
        let stated = |m: &str| Ok(Some(m.to_owned()));
        assert_eq!(whole(&[None, None], None), Ok(None));
        assert_eq!(whole(&[], None), Ok(None));
        let marked = Some("OFFICIAL-SENSITIVE - LEGAL");
        assert_eq!(
            whole(&[None, marked], None),
            stated("OFFICIAL-SENSITIVE - LEGAL")
        );
        let public = Some("OFFICIAL - FOR PUBLIC RELEASE");
        assert_eq!(whole(&[None, public], None), stated("OFFICIAL"));
    }

    #[test]
    fn where_no_marking_can_carry_it_all_a_person_is_asked() {
        let embargo =
            Some("OFFICIAL - EMBARGOED UNTIL 09:30 25 NOVEMBER 2026 THEN FOR PUBLIC RELEASE");
        let contents = [embargo, Some("OFFICIAL-SENSITIVE - RECIPIENTS ONLY")];
        let refused = whole(&contents, None).unwrap_err();
        assert!(refused.contains("no one marking can carry"), "{refused}");
        assert!(refused.contains("--marking"), "{refused}");
        let given = Some("official-sensitive - recipients only");
        let carried = Ok(Some("OFFICIAL-SENSITIVE - RECIPIENTS ONLY".to_owned()));
        assert_eq!(whole(&contents, given), carried);
        assert!(whole(&contents, Some("official")).is_err());
        assert_eq!(
            whole(&[embargo, embargo], None),
            Ok(embargo.map(str::to_owned))
        );
        // LEGAL is not for SECRET: no order of the parts makes that legal.
        assert!(whole(&[Some("SECRET"), Some("OFFICIAL - LEGAL")], None).is_err());
        assert!(whole(&[Some("nonsense"), Some("OFFICIAL")], None).is_err());
    }

    #[test]
    fn a_marking_that_was_given_says_at_least_as_much() {
        let contents = [
            Some("OFFICIAL-SENSITIVE - RECIPIENTS ONLY"),
            Some("OFFICIAL - COMMERCIAL"),
        ];
        for less in [
            "OFFICIAL",
            "OFFICIAL-SENSITIVE",
            "OFFICIAL-SENSITIVE - COMMERCIAL",
            "SECRET",
            "OFFICIAL-SENSITIVE - HMG USE ONLY - COMMERCIAL",
        ] {
            let refused = whole(&contents, Some(less)).unwrap_err();
            assert!(
                refused.contains("OFFICIAL-SENSITIVE - RECIPIENTS ONLY - COMMERCIAL"),
                "{refused}"
            );
        }
        let more = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - PERSONAL DATA - COMMERCIAL";
        assert_eq!(whole(&contents, Some(more)), Ok(Some(more.to_owned())));
        assert!(whole(&contents, Some("OFFICIAL-SENSITIVE - NOISE ONLY")).is_err());
        assert!(whole(&[Some("OFFICIAL")], Some("OFFICIAL - FOR PUBLIC RELEASE")).is_err());
        let unstated = whole(&[None], Some("official"));
        assert_eq!(unstated, Ok(Some("OFFICIAL".to_owned())));
    }
}
