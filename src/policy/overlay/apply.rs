//! Lays one file on a policy: each setting is taken when it is stricter or adds something, and refused with
//! its place when it is milder.
//!
//! A refused setting does not take the others with it: leaving out all
//! that a department asked because of one slip would make the rules milder than it wrote them.

use std::collections::BTreeMap;

use super::caution::Caution;
use super::closing::{self, Doubt, caution_of};
use super::page;
use super::rules::{self, Taken};
use super::stated::{Feature, Overlay, Recipient, Settled};
use crate::document::Section;
use crate::policy::advice::{self, each};
use crate::policy::decide::{DutyRow, Flag, HouseRule, When};
use crate::policy::words::{Level, Origin, Verb, Verdict};
use crate::policy::{Cue, Policy};
use crate::text::nearest;

/// The names at the top of a file.
const TOP: &[&str] = &[
    "base",
    "name",
    "channel",
    "handling",
    "descriptor",
    "capture_within",
    "timers",
    "channels",
    "devices",
    "permission",
    "prohibited",
    "recipients",
    "reference",
    "off",
    "rule",
    "duty",
    "step",
    "cue",
    "links",
    "reason",
    "at_risk",
    "offboarding",
    "requests",
    "rollup",
    "page_owner",
    "page_reviewed",
];

/// Who lays the file, and on what.
pub(super) struct Layer<'p> {
    pub policy: &'p mut Policy,
    pub by: Origin,
    /// Where it cannot be known what the file forbids; made to hold once all else is taken.
    pub doubts: Vec<Doubt>,
}

impl Layer<'_> {
    /// A section that only the department's own file may have; in another it is said to be out of place, and none is
    /// given.
    pub(super) fn of_department<'r, 's>(
        &self,
        root: &Section<'r, 's>,
        (name, keys): (&'static str, &[&'static str]),
        (what, next): (&str, &str),
    ) -> Option<Section<'r, 's>> {
        let section = root.section(name)?;
        if self.by == Origin::Department {
            return Some(section);
        }
        root.problem(&root.key_place(name), what, next);
        keys.iter().for_each(|key| section.seen(key));
        section.finish();
        None
    }

    /// Takes everything from the root of a file.
    pub fn apply(&mut self, root: &Section) {
        self.base(root);
        root.text("name");
        self.channels(root);
        self.markings(root);
        self.capture_within(root);
        self.timers(root);
        self.allowed(root);
        self.devices(root);
        self.permission(root);
        self.prohibited(root);
        self.recipients(root);
        self.references(root);
        self.off(root);
        self.misspelt(root);
        let by = self.by;
        let mut unread = root.has("rule") && root.sections("rule").is_empty();
        each(root, "rule", |s| {
            let taken = rules::rule(self.policy, s, by);
            unread |= taken == Taken::NotUnderstood;
            Some(())
        });
        self.doubt(unread, Doubt::Use);
        each(root, "duty", |s| rules::duty(self.policy, s, by));
        self.at_risk(root);
        self.offboarding(root);
        self.requests(root);
        self.rollup(root);
        page::read(root, &mut self.policy.overlay.page, by);
        crate::policy::reader::read_links(root, &mut self.policy.links, by);
        advice::read_reasons(root, &mut self.policy.reasons, by);
        advice::read_steps(root, &mut self.policy.checklists, by);
        for section in root.sections("cue") {
            for cue in Cue::read(&section) {
                self.policy.cues.add(cue);
            }
            section.finish();
        }
        self.close();
    }

    /// Makes all hold that a department's file, or one from `ONRECORD_ETC`, could have said where it is not
    /// understood. A user's own slip costs nobody a restriction but the user's own.
    fn close(&mut self) {
        let caution = caution_of(self.by, Caution::InDoubt);
        let doubts = std::mem::take(&mut self.doubts);
        for doubt in doubts.into_iter().filter(|_| self.by != Origin::User) {
            closing::close(self.policy, caution, doubt);
        }
    }

    /// Notes where it cannot be known what the file forbids.
    pub(super) fn doubt(&mut self, is: bool, doubt: Doubt) {
        self.doubts.extend(is.then_some(doubt));
    }

    /// A name at the top that is nearly one of those that forbid something.
    fn misspelt(&mut self, root: &Section) {
        let near = |key: &str| {
            let known = nearest(key, TOP.iter().copied())?;
            (!TOP.contains(&key)).then_some(known)
        };
        let found: Vec<&str> = root.keys().filter_map(near).collect();
        for known in found {
            let doubt = match known {
                "off" => Doubt::AllOff,
                "devices" => Doubt::Devices,
                "timers" => Doubt::Timers,
                "channels" | "rule" | "permission" | "prohibited" => Doubt::Use,
                "base" => Doubt::All,
                _ => continue,
            };
            self.doubt(true, doubt);
        }
    }

    /// `base` was looked at before; here it is only refused to the user.
    fn base(&mut self, root: &Section) {
        let said = root.text("base");
        self.doubt(said.is_none() && root.has("base"), Doubt::All);
        if let Some(said) = said.filter(|_| self.by != Origin::Department) {
            root.problem(
                &said.place,
                "Only the department's file chooses the base policy.",
                "Take it out; the department's choice stands.",
            );
        }
    }

    fn permission(&mut self, root: &Section) {
        let Some(section) = root.section("permission") else {
            return;
        };
        let from = section.required("from");
        let when = When::read(&section);
        section.finish();
        // A permission is wanted, also where it cannot be read from whom.
        let from = from.map_or_else(
            || "whom your policy file should name".to_owned(),
            |from| from.value,
        );
        let text = format!("have permission from {from} before the use");
        self.duty("permission", Verb::Must, &text, when);
    }

    fn prohibited(&mut self, root: &Section) {
        each(root, "prohibited", |s| {
            let text = s.required("text")?.value;
            let duties = self.policy.rows.duties.iter();
            let n = duties.filter(|d| d.id.contains("prohibited-")).count();
            self.duty(
                &format!("prohibited-{}", n + 1),
                Verb::MustNot,
                &format!("put there: {text}"),
                When::default(),
            );
            Some(())
        });
    }

    fn recipients(&mut self, root: &Section) {
        let Some(section) = root.section("recipients") else {
            return;
        };
        let by = self.by;
        let Overlay {
            recipients, via, ..
        } = &mut self.policy.overlay;
        for who in Recipient::ALL {
            settle(&section, who.as_str(), *who, recipients, by);
        }
        for (who, key) in [
            (Recipient::Kim, "kim_via"),
            (Recipient::HeadOfUnit, "head_of_unit_via"),
        ] {
            settle(&section, key, who, via, by);
        }
        section.finish();
    }

    fn references(&mut self, root: &Section) {
        each(root, "reference", |s| {
            let pattern = s.required("pattern")?;
            let (value, by) = (pattern.value, self.by);
            self.policy.overlay.references.push(Settled { value, by });
            Some(())
        });
    }

    fn off(&mut self, root: &Section) {
        let before = root.problems();
        let Some(section) = root.section("off") else {
            return self.doubt(root.problems() > before, Doubt::AllOff);
        };
        for feature in Feature::ALL {
            let flag = section.flag(feature.as_str());
            let unread = flag.is_none() && section.has(feature.as_str());
            self.doubt(unread, Doubt::Off(*feature));
            match flag {
                Some(said) if said.value => {
                    self.policy.overlay.off.entry(*feature).or_insert(self.by);
                }
                Some(said) if !self.policy.overlay.allows(*feature) => section.problem(
                    &said.place,
                    format!(
                        "{} was switched off by the department.",
                        section.full(feature.as_str())
                    ),
                    "Take it out; a file can only switch more off.",
                ),
                _ => {}
            }
        }
        let before = root.problems();
        section.finish();
        self.doubt(root.problems() > before, Doubt::AllOff);
    }

    pub(super) fn house_rule(&mut self, when: When, why: String) {
        self.policy.rows.house.push(HouseRule {
            verdict: Verdict::MustNotUse,
            when,
            why,
            by: self.by,
        });
    }

    /// Adds a duty under an id that no other has.
    pub(super) fn duty(&mut self, id: &str, verb: Verb, text: &str, when: When) {
        let duties = &mut self.policy.rows.duties;
        let own = match self.by {
            Origin::User => format!("own-{id}"),
            Origin::Further => format!("further-{id}"),
            _ => id.to_owned(),
        };
        duties.push(DutyRow {
            id: own,
            verb,
            when: official(when),
            paragraphs: Vec::new(),
            text: text.to_owned(),
            words: None,
            by: self.by,
        });
    }
}

/// The conditions, and that the guidance rules the case below SECRET: above, nothing may go there at all.
fn official(mut when: When) -> When {
    when.flags.push((Flag::Governed, true));
    when.level
        .get_or_insert_with(|| vec![Level::Official, Level::OfficialSensitive]);
    when
}

/// Takes one name of `[recipients]`; what a department settled stands.
fn settle(
    section: &Section,
    key: &'static str,
    who: Recipient,
    settled: &mut BTreeMap<Recipient, Settled<String>>,
    by: Origin,
) {
    let Some(said) = section.text(key) else {
        return;
    };
    let value = said.value.trim().to_owned();
    match settled.get(&who) {
        Some(standing) if standing.value != value => section.problem(
            &said.place,
            format!(
                "{} is already settled: {}.",
                section.full(key),
                standing.value
            ),
            "Take it out; the department's setting stands.",
        ),
        Some(_) => {}
        None if value.is_empty() => {
            section.problem(
                &said.place,
                "This names nobody.",
                "Write a name or an address.",
            );
        }
        None => {
            settled.insert(who, Settled { value, by });
        }
    }
}
