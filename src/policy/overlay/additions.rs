//! Channels and markings that a file adds.
//!
//! Invariant: what the policy already describes keeps its description; of a known channel a department can only say
//! that it gives corporate access.

use super::apply::Layer;
use crate::document::Section;
use crate::policy::advice::each;
use crate::policy::words::Origin;
use crate::policy::{Channel, MarkingRule};

impl Layer<'_> {
    pub(super) fn channels(&mut self, root: &Section) {
        each(root, "channel", |s| {
            let before = s.problems();
            let corporate = s.flag("corporate").filter(|c| c.value);
            if let Some(said) = corporate.as_ref().filter(|_| self.by != Origin::Department) {
                s.problem(
                    &said.place,
                    "Only the department's file can say that a channel gives corporate access.",
                    "Take it out; until then the channel counts as an NCCC (12).",
                );
            }
            let id = s.text("id")?.value.trim().to_lowercase();
            if let Some(known) = self.policy.channels.iter_mut().find(|c| c.id == id) {
                for key in [
                    "label",
                    "end_to_end",
                    "timers",
                    "timer_from",
                    "export",
                    "export_blocked",
                    "fact",
                ] {
                    s.seen(key);
                    if s.has(key) {
                        s.problem(
                            &s.key_place(key),
                            format!("The policy already describes the channel \"{id}\"."),
                            "Give an added channel an id of its own; of a known one only corporate can be set.",
                        );
                    }
                }
                known.corporate |= corporate.is_some() && s.problems() == before;
                return Some(());
            }
            let mut channel = Channel::read(s)?;
            if s.problems() == before {
                channel.added = true;
                self.policy.channels.push(channel);
            }
            Some(())
        });
    }

    pub(super) fn markings(&mut self, root: &Section) {
        let source = self.by.label().unwrap_or_default();
        for (key, descriptor) in [("handling", false), ("descriptor", true)] {
            each(root, key, |s| {
                let place = s.key_place("name");
                let before = s.problems();
                let rule = MarkingRule::read(s, source)?;
                let rules = &mut self.policy.markings;
                let known = std::iter::once(&rule.name)
                    .chain(&rule.also)
                    .find(|n| rules.lists(n));
                if let Some(known) = known {
                    s.problem(
                        &place,
                        format!(
                            "The marking \"{known}\" is already in the policy, with its own rules."
                        ),
                        "Take it out; what the policy says about it stands.",
                    );
                } else if std::iter::once(&rule.name)
                    .chain(&rule.also)
                    .any(|n| is_reserved(n))
                {
                    s.problem(
                        &place,
                        format!("\"{}\" would be taken for something that has rules of its own.", rule.name),
                        "Choose a name that does not begin with a classification, UK or EMBARGOED, does not end in ONLY, and holds no dash between blanks.",
                    );
                } else if s.problems() == before {
                    if descriptor {
                        rules.descriptors.push(rule);
                    } else {
                        rules.handling.push(rule);
                    }
                }
                Some(())
            });
        }
    }
}

/// Whether a name belongs to classifications, prefixes, embargoes or the forms that end in ONLY.
fn is_reserved(name: &str) -> bool {
    let lead = [
        "OFFICIAL",
        "SECRET",
        "TOP SECRET",
        "TOP-SECRET",
        "SENSITIVE",
        "UK ",
        "EMBARGOED",
    ];
    lead.iter().any(|l| name.starts_with(l)) || name.ends_with(" ONLY") || name.contains(" - ")
}
