//! What a file may only make narrower: how soon to capture, timers, the channels and devices that may be used.

use chrono::TimeDelta;

use super::apply::Layer;
use super::closing::Doubt;
use super::stated::{Settled, TimerRule, spoken};
use crate::document::{Said, Section};
use crate::policy::decide::{Flag, When};
use crate::policy::words::Verb;
use crate::text::nearest;

impl Layer<'_> {
    pub(super) fn capture_within(&mut self, root: &Section) {
        let Some(said) = root.span("capture_within") else {
            return;
        };
        let standing = self.policy.overlay.capture_within.clone();
        let place = said.place;
        match said.value.filter(|v| *v > TimeDelta::zero()) {
            Some(value) if standing.as_ref().is_none_or(|s| value <= s.value) => {
                let by = self.by;
                self.policy.overlay.capture_within = Some(Settled { value, by });
            }
            _ => {
                let stands =
                    standing.map_or_else(String::new, |s| format!(" {} stands.", spoken(s.value)));
                root.problem(
                    &place,
                    "This would give more time to capture, or none at all; a file can only shorten it.",
                    &format!("Take it out or shorten it.{stands}"),
                );
            }
        }
    }

    pub(super) fn timers(&mut self, root: &Section) {
        let before = root.problems();
        let section = root.section("timers");
        let Some(section) = section else {
            return self.doubt(root.problems() > before, Doubt::Timers);
        };
        let rule = section.word("rule", TimerRule::WORDS, TimerRule::parse);
        let least = section.span("at_least");
        section.finish();
        self.doubt(root.problems() > before, Doubt::Timers);
        let by = self.by;
        let overlay = &mut self.policy.overlay;
        if let Some(rule) = rule {
            let standing = overlay
                .timers
                .as_ref()
                .map_or(TimerRule::Allowed, |t| t.value);
            if rule.value < standing {
                root.problem(
                    &rule.place,
                    format!("This is milder than \"{standing}\", which stands."),
                    "Take it out; a file can only be stricter.",
                );
            } else if rule.value > standing {
                overlay.timers = Some(Settled {
                    value: rule.value,
                    by,
                });
            }
            if rule.value == TimerRule::Forbidden && standing != TimerRule::Forbidden {
                self.duty(
                    "timers-off",
                    Verb::MustNot,
                    "set disappearing messages at all",
                    When::default(),
                );
            }
        }
        let Some(least) = least else { return };
        let standing = self.policy.overlay.timer_at_least.as_ref().map(|l| l.value);
        match least.value {
            Some(value) if standing.is_none_or(|s| value >= s) => {
                self.policy.overlay.timer_at_least = Some(Settled { value, by });
                let text = format!("set a timer shorter than {}", spoken(value));
                self.duty("timers-limit", Verb::MustNot, &text, When::default());
            }
            _ => root.problem(
                &least.place,
                "This would allow shorter timers than stand now.",
                "Take it out; a file can only be stricter.",
            ),
        }
    }

    pub(super) fn allowed(&mut self, root: &Section) {
        let before = root.problems();
        let Some(section) = root.section("channels") else {
            return self.doubt(root.problems() > before, Doubt::Use);
        };
        let list = section.texts("allowed");
        section.finish();
        // A list of which some entry is not understood is only shorter.
        self.doubt(root.problems() > before && list.is_none(), Doubt::Use);
        let Some(list) = list else { return };
        let standing = self.policy.overlay.allowed_channels.clone();
        let mut ids = Vec::new();
        for Said { value, place } in list {
            let id = value.trim().to_lowercase();
            if self.policy.channel(&id).is_none() {
                let known: Vec<_> = self.policy.channels.iter().map(|c| c.id.as_str()).collect();
                let near = nearest(&id, known.iter().copied());
                let meant = near
                    .map(|n| format!("Did you mean \"{n}\"? "))
                    .unwrap_or_default();
                root.problem(
                    &place,
                    format!("The policy does not know the channel \"{value}\"."),
                    &format!(
                        "{meant}The ids are: {}; others are added as [[channel]].",
                        known.join(", ")
                    ),
                );
            } else if standing.as_ref().is_some_and(|s| !s.value.contains(&id)) {
                root.problem(
                    &place,
                    format!("The channel \"{id}\" is not on the list that stands."),
                    "Take it out; a file can only make the list shorter.",
                );
            } else {
                ids.push(id);
            }
        }
        let when = When {
            channel_not: Some(ids.clone()),
            ..governed(Vec::new())
        };
        let why = match ids[..] {
            [] => "No channel outside government systems may be used.".to_owned(),
            _ => format!("Only these channels may be used: {}.", ids.join(", ")),
        };
        self.policy.overlay.allowed_channels = Some(Settled {
            value: ids,
            by: self.by,
        });
        self.house_rule(when, why);
    }

    pub(super) fn devices(&mut self, root: &Section) {
        let before = root.problems();
        let Some(section) = root.section("devices") else {
            return self.doubt(root.problems() > before, Doubt::Devices);
        };
        let said = section.word("private", &["never"], |w| (w == "never").then_some(()));
        section.finish();
        self.doubt(root.problems() > before, Doubt::Devices);
        if said.is_some() {
            self.house_rule(
                governed(vec![(Flag::Private, true)]),
                "Never on a privately managed device.".to_owned(),
            );
        }
    }
}

fn governed(mut flags: Vec<(Flag, bool)>) -> When {
    flags.push((Flag::Governed, true));
    When::flags(&flags)
}
