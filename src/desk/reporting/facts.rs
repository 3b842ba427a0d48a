//! What a report states of what happened: of the decision or the message it is about, of the use of the device, and of
//! what its writer added.

use super::super::Desk;
use super::super::data;
use super::super::decide::words::{because_words, verdict_in_full};
use super::super::words::{device_words, paragraph_words, yes_no_words};
use crate::record::decision::Decision;
use crate::record::report::{Completeness, Continuing, Draft, Known, ReportKind, Source};
use crate::record::state::{Item, Message, Part};
use crate::text::when;

/// Labels, each with what it says.
pub(super) type Facts = Vec<(String, String)>;

/// What a report says of the decision or the message it is about.
#[derive(Default)]
struct About {
    facts: Facts,
    device: Option<String>,
    /// What the policy says of such a use, as the decision was told.
    verdict: Option<String>,
}

/// Adds what is said, and nothing where it is not.
pub(super) fn fact(facts: &mut Facts, label: &str, value: Option<String>) {
    facts.extend(
        value
            .filter(|v| !v.trim().is_empty())
            .map(|v| (label.to_owned(), v)),
    );
}

/// Whether there is personal data in it, as somebody said (35).
fn personal_data(said: Option<bool>) -> Option<String> {
    Some(said.map_or("not stated", yes_no_words).to_owned())
}

impl Desk {
    pub(super) fn report_facts(&self, known: &Known<'_>, draft: &Draft) -> Facts {
        let about = match known.source {
            Source::Decision(id) => self
                .state()
                .decisions
                .get(&id)
                .map(|d| self.about_decision(d)),
            Source::Item(id) => self.state().items.get(&id).map(|i| self.about_item(i)),
            Source::Own(_) => None,
        };
        let about = about.unwrap_or_default();
        let mut facts = about.facts;
        let full = |at| when::full(at, self.zone());
        fact(&mut facts, "From", draft.from.map(full));
        fact(&mut facts, "To", draft.to.map(full));
        fact(
            &mut facts,
            "Channel",
            draft.channel.as_deref().map(|c| self.channel_label(c)),
        );
        fact(&mut facts, "Device", about.device);
        let marking = self.report_shown_under(known.source);
        facts.push((
            "Marking of the information".into(),
            marking.unwrap_or_else(|| "not stated".into()),
        ));
        fact(
            &mut facts,
            "What the policy says of such a use",
            about.verdict,
        );
        if known.kind == ReportKind::Exceptional {
            self.use_facts(known, draft, &mut facts);
        }
        let all = draft.captured.map(|c| match c {
            Completeness::Yes => "yes, by the word of whoever made this report",
            Completeness::No => "no",
            Completeness::Partly => "in part",
        });
        fact(
            &mut facts,
            "Everything significant captured",
            all.map(str::to_owned),
        );
        let why = because_words(self.policy(), draft.need.as_deref(), None);
        fact(&mut facts, "Why another channel was used (4)", why);
        facts
    }

    fn about_decision(&self, decision: &Decision) -> About {
        let full = |at| when::full(at, self.zone());
        let said = &decision.said;
        let mut facts = Facts::new();
        fact(&mut facts, "Decided", Some(full(decision.at)));
        fact(
            &mut facts,
            "Known to have been used",
            decision.used_since().map(full),
        );
        let half = match (said.direction, said.change) {
            (true, true) => {
                "it affects the direction of a piece of work, and a situation changed materially (14)"
            }
            (true, false) => "it affects the direction of a piece of work (14)",
            (false, true) => "a situation changed materially (14)",
            (false, false) if said.significant => "yes; which half of 14 was not said",
            (false, false) => "no; its marking asks for protective controls",
        };
        fact(&mut facts, "Significant", Some(half.to_owned()));
        let because = because_words(
            self.policy(),
            said.system_reason.as_deref(),
            said.system_note.as_deref(),
        );
        let system = said
            .government_system
            .as_deref()
            .map(|system| match because {
                Some(why) => format!("{system}: {why}"),
                None => system.to_owned(),
            });
        fact(
            &mut facts,
            "A government system would have done (8)",
            Some(system.unwrap_or_else(|| "not said".into())),
        );
        let personal = said.personal_data.then_some(true);
        fact(&mut facts, "Personal data", personal_data(personal));
        let words = verdict_in_full(&said.verdict);
        About {
            facts,
            device: Some(device_words(self, &said.device, said.device_id)),
            verdict: Some(match said.paragraphs.is_empty() {
                true => words.to_owned(),
                false => format!("{words} ({})", paragraph_words(&said.paragraphs)),
            }),
        }
    }

    fn about_item(&self, item: &Item) -> About {
        let full = |at| when::full(at, self.zone());
        let mut facts = Facts::new();
        fact(&mut facts, "Sent", item.sent().map(full));
        let captured = item.told().capture.as_ref().map(|c| full(c.at));
        fact(&mut facts, "Captured", captured);
        fact(
            &mut facts,
            "Significant",
            Some("found so when it was captured; which half of 14 was not said".into()),
        );
        let personal = item.personal_data_as_said();
        fact(&mut facts, "Personal data", personal_data(personal));
        fact(&mut facts, "Of the personal data", data::beside(item));
        let kind = item.device.as_deref();
        About {
            facts,
            device: kind.map(|d| device_words(self, d, item.device_id)),
            verdict: None,
        }
    }

    /// Who wrote to whom, whether it goes on, and whether it is still on the device.
    fn use_facts(&self, known: &Known<'_>, draft: &Draft, facts: &mut Facts) {
        let state = self.state();
        let items = state.items_in_order().filter(|i| match known.source {
            Source::Decision(id) => i.decision == Some(id),
            Source::Item(id) => i.id == id,
            Source::Own(_) => false,
        });
        let (mut senders, mut members, mut timers) = (Vec::new(), Vec::new(), Vec::new());
        let mut rights = Vec::new();
        let note = |all: &mut Vec<String>, one: &str| {
            if !all.iter().any(|known| known == one) {
                all.push(one.to_owned());
            }
        };
        for item in items {
            senders_said(item)
                .iter()
                .for_each(|one| note(&mut senders, one));
            rights.extend(self.rights_wordless(item));
            let chat = item
                .conversation
                .and_then(|id| state.conversations.get(&id));
            if let Some(people) = chat.and_then(|c| c.details.get("members")) {
                note(&mut members, people);
            }
            if let Some(timer) = chat.and_then(|c| c.timers.last()) {
                note(&mut timers, &self.scribe().timer(timer));
            }
        }
        let said = |all: Vec<String>| match all.is_empty() {
            true => "not stated".to_owned(),
            false => all.join(", "),
        };
        facts.push(("Sent by".into(), said(senders)));
        for right in rights {
            facts.push(("Put right".into(), right));
        }
        facts.push(("People in the chat".into(), said(members)));
        let continuing = draft.continuing.map(|c| match c {
            Continuing::OneOff => "one-off",
            Continuing::Continuing => "continuing",
        });
        facts.push((
            "One-off or continuing".into(),
            continuing.unwrap_or("not said").to_owned(),
        ));
        let still = draft.still_there.map_or("not said", |s| s.as_str());
        facts.push(("Still on the device".into(), still.to_owned()));
        facts.push((
            "Timer of the chat".into(),
            match timers.is_empty() {
                true => "none recorded".into(),
                false => timers.join("; "),
            },
        ));
    }
}

/// Who sent each message, as it stands, with whom that was put right to beside it.
fn senders_said(item: &Item) -> Vec<String> {
    let said = |m: &Message| {
        let right = m.beside(Part::From).and_then(|r| r.value.as_deref());
        match (m.from.as_deref(), right) {
            (Some(from), Some(right)) => Some(format!("{from} (put right: {right})")),
            (None, Some(right)) => Some(format!("put right: {right}")),
            (from, None) => from.map(str::to_owned),
        }
    };
    item.told().messages.iter().filter_map(said).collect()
}
