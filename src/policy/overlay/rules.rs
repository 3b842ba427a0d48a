//! `[[rule]]` and `[[duty]]` of an overlay, held to "only stricter" over every case they touch.
//!
//! A rule is a floor: it lifts the cases below it and never lowers one. Where it asks for something milder
//! than stands, that is told. Unless it names levels it speaks of OFFICIAL information only, because above
//! nothing may go onto an NCCC at all.

use crate::document::{Said, Section};
use crate::policy::Policy;
use crate::policy::advice::paragraphs;
use crate::policy::decide::{DutyRow, Facts, Flag, HouseRule, When};
use crate::policy::words::{Level, Origin, Verb, Verdict};

/// What became of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    Used,
    /// It was understood and lifts no case.
    Refused,
    /// Nobody can say what it was to forbid.
    NotUnderstood,
}

/// Takes a rule that lifts some case, and tells the strictest case that it would rather have milder.
pub(super) fn rule(policy: &mut Policy, section: &Section, by: Origin) -> Taken {
    let before = section.problems();
    let said = section.word("verdict", Verdict::WORDS, Verdict::parse);
    let why = section.required("why");
    let mut when = When::read(section);
    let (Some(said), Some(why)) = (said, why) else {
        return Taken::NotUnderstood;
    };
    if section.problems() > before {
        return Taken::NotUnderstood;
    }
    if said.value.strictness().is_none() {
        refuse_release(section, &said, by);
        return Taken::Refused;
    }
    when.level
        .get_or_insert_with(|| vec![Level::Official, Level::OfficialSensitive]);
    if !lifts(policy, section, &said, &when) {
        return Taken::Refused;
    }
    policy.rows.house.push(HouseRule {
        verdict: said.value,
        when,
        why: why.value,
        by,
    });
    Taken::Used
}

/// `not-nccc` and `out-of-scope` come from elsewhere than a rule.
fn refuse_release(section: &Section, said: &Said<Verdict>, by: Origin) {
    let next = match (said.value, by) {
        (Verdict::NotNccc, Origin::Department) => {
            "Say corporate = true under the [[channel]] instead."
        }
        (Verdict::NotNccc, _) => "Only the department's file can say so, of a channel.",
        _ => "It follows from the scope that a person states for a message, not from a rule.",
    };
    let what = format!("No rule can make a case \"{}\".", said.value);
    section.problem(&said.place, what, next);
}

/// Whether a rule lifts any case; the strictest case that it would rather have milder is told, and so is a
/// rule that fits none.
fn lifts(policy: &Policy, section: &Section, said: &Said<Verdict>, when: &When) -> bool {
    let wanted = said.value.strictness();
    let touched: Vec<_> = Facts::all(&when.channels())
        .into_iter()
        .filter(|facts| facts.is(Flag::Governed) && when.fits(facts))
        .filter_map(|facts| Some((policy.rows.verdict(&facts)?, facts)))
        .filter(|(stands, _)| stands.strictness().is_some())
        .collect();
    if touched.is_empty() {
        section.problem(
            &section.key_place("when"),
            "This rule fits no case that the guidance rules.",
            "Look at its `when`; as it stands it has no effect.",
        );
    }
    let milder = touched
        .iter()
        .filter(|(stands, _)| wanted < stands.strictness())
        .max_by_key(|(stands, _)| stands.strictness());
    if let Some((stands, facts)) = milder {
        let next = "Make the rule stricter, or narrow its `when`; where it is stricter it is used.";
        let case = facts.describe();
        let what = format!(
            "\"{}\" is milder than \"{stands}\", which stands for {case}.",
            said.value
        );
        section.problem(&said.place, what, next);
    }
    touched
        .iter()
        .any(|(stands, _)| wanted > stands.strictness())
}

/// Adds a duty, or strengthens the verb of one that is there.
pub(super) fn duty(policy: &mut Policy, section: &Section, by: Origin) -> Option<()> {
    let before = section.problems();
    let id = section.required("id");
    let said = section.word("verb", Verb::WORDS, Verb::parse);
    let text = section.text("text");
    let mut when = When::read(section);
    let paragraphs = paragraphs(section);
    let (id, said) = (id?, said?);
    if let Some(standing) = policy.rows.duties.iter_mut().find(|d| d.id == id.value) {
        if text.is_some() || section.has("when") || section.has("paragraphs") {
            section.problem(
                &id.place,
                format!(
                    "There is already a duty \"{}\"; of that one only the verb can be set.",
                    id.value
                ),
                "Give this one another id, or leave only id and verb.",
            );
        } else if !stronger(said.value, standing.verb) {
            section.problem(
                &said.place,
                format!(
                    "\"{}\" does not bind more than \"{}\", which stands.",
                    said.value, standing.verb
                ),
                "Take it out; a file can only be stricter.",
            );
        } else {
            standing.verb = said.value;
            standing.by = by;
        }
        return Some(());
    }
    let Some(text) = text.filter(|t| !t.value.trim().is_empty()) else {
        section.problem(
            &section.place,
            format!("The duty \"{}\" does not say what to do.", id.value),
            "Add text = \"…\", written so that it follows the verb.",
        );
        return None;
    };
    if section.problems() == before {
        when.flags.push((Flag::Governed, true));
        policy.rows.duties.push(DutyRow {
            id: id.value,
            verb: said.value,
            when,
            paragraphs,
            text: text.value,
            words: None,
            by,
        });
    }
    Some(())
}

/// "must" cannot become "must not" nor the reverse: that would turn a duty round.
fn stronger(verb: Verb, than: Verb) -> bool {
    verb.strength() > than.strength() && verb != Verb::MustNot
}
