//! What a report says, as a paper for its recipients.

use super::super::Desk;
use super::super::decide::words::{because_words, verdict_in_full};
use super::super::words::{device_words, paragraph_words, yes_no_words};
use super::words::kind_words;
use crate::lodge::paper::{Block, Paper, Section};
use crate::policy::Device;
use crate::record::report::{Completeness, Continuing, Draft, Kind, Known, Recipient, Source};
use crate::record::state::{Item, Message, Part};
use crate::text::when;

type Facts = Vec<(String, String)>;

fn fact(facts: &mut Facts, label: &str, value: Option<String>) {
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
    /// The report as a document: what happened, the circumstances, what was captured where, and what a
    /// register on one machine cannot show.
    pub fn report_paper(&self, known: &Known<'_>) -> Paper {
        self.report_paper_to(known, None)
    }

    /// The same on its way to a recipient under this name or address.
    pub(super) fn report_paper_to(
        &self,
        known: &Known<'_>,
        to: Option<(Recipient, &str)>,
    ) -> Paper {
        let draft = self.report_draft(known.source);
        let mut sections = vec![Section {
            heading: "What happened".into(),
            blocks: vec![Block::Facts(self.report_facts(known, &draft))],
        }];
        sections.extend(text_section(
            match known.kind {
                Kind::Outage => "Which systems were down",
                Kind::Exceptional => "What it was about",
                _ => "What was missed",
            },
            draft.what.as_deref(),
        ));
        sections.extend(text_section(
            "Circumstances",
            draft.circumstances.as_deref(),
        ));
        sections.push(Section {
            heading: "What was captured, and where".into(),
            blocks: captured(&draft),
        });
        sections.push(Section {
            heading: "What this report cannot show".into(),
            blocks: vec![Block::Paragraph(
                "It is made from what its writer put on record, on the day it was written. It cannot see a phone, and it cannot tell what was not recorded."
                    .into(),
            )],
        });
        Paper {
            title: format!("Report: {}", kind_words(known.kind)),
            lead: self.report_lead(known),
            facts: self.report_head(known, &draft, to),
            sections,
            signatures: Vec::new(),
        }
    }

    /// What the report is, whether it still stands, and what is to be known before anything else.
    fn report_lead(&self, known: &Known<'_>) -> Vec<String> {
        let corrects = known.kind.recipients().iter();
        let corrects = corrects.filter(|r| known.done.is_some_and(|d| d.wants_correction(**r)));
        let mut lead = vec![match known.is_ended() {
            true => format!(
                "This report ended: {}. There is nothing to report any more; what follows is what was written before.",
                self.why_ended(known)
            ),
            false => lead(known.kind).to_owned(),
        }];
        lead.extend(self.written_under_less(known.source));
        let due = !known.is_ended() && known.kind == Kind::Exceptional;
        if due && self.is_taken_for_private(known.source) {
            lead.push(
                "Who manages the device is not known, or it is not the department: it is treated as a private one (this tool's reading)."
                    .into(),
            );
        }
        if corrects.count() > 0 && !known.is_ended() {
            lead.push("This corrects a report sent before under the same id.".into());
        }
        if let Some((at, reason)) = known.done.and_then(|r| r.withdrawn.as_ref()) {
            lead.push(format!(
                "This report was withdrawn on {}: {}",
                when::full(*at, self.zone()),
                reason.as_deref().unwrap_or("the reason was erased")
            ));
        }
        lead
    }

    /// Whether the device counts as private without being said to be.
    fn is_taken_for_private(&self, source: Source) -> bool {
        let kind = match source {
            Source::Decision(id) => self
                .state()
                .decisions
                .get(&id)
                .map(|d| d.said.device.as_str()),
            Source::Item(id) => self
                .state()
                .items
                .get(&id)
                .and_then(|i| i.device.as_deref()),
            Source::Own(_) => None,
        };
        let kind = kind.and_then(Device::parse);
        kind.is_some_and(|kind| kind != Device::Personal)
    }

    /// Who reports, to whom, under which policy; and the head hashes, so that an outside copy witnesses them.
    fn report_head(
        &self,
        known: &Known<'_>,
        draft: &Draft,
        to: Option<(Recipient, &str)>,
    ) -> Facts {
        let me = &self.settings().me;
        let mut facts = vec![("Report".to_owned(), known.source.id().to_string())];
        fact(&mut facts, "Made by", Some(me.name.clone()));
        fact(&mut facts, "Post", Some(me.post.clone()));
        fact(&mut facts, "Organisation", Some(me.organisation.clone()));
        let principal = known.principal(self.state()).map(str::to_owned);
        fact(
            &mut facts,
            "On behalf of",
            principal.or(draft.principal.clone()),
        );
        for recipient in known.kind.recipients() {
            // On its way now; or where it went; or as a policy file names the recipient.
            let now = to.filter(|(r, _)| r == recipient);
            let way = known.done.and_then(|r| r.ways.get(recipient));
            let went = way.and_then(|w| w.sent.as_ref()?.sending.to.clone());
            let who = now.map(|(_, name)| name.to_owned()).or(went);
            let who = who.or_else(|| self.addressee(*recipient).map(|a| a.name));
            let who = who.unwrap_or_else(|| "not stated".into());
            facts.push((
                self.recipient_title(*recipient, known.principal(self.state()))
                    .to_owned(),
                who,
            ));
        }
        let text = known.done.and_then(|r| r.text.as_ref());
        let written = text.map_or(self.now(), |t| t.at);
        facts.push(("Written".into(), when::full(written, self.zone())));
        let (id, digest) = match text {
            Some(text) => (text.said.policy.clone(), text.said.policy_digest.clone()),
            None => (
                self.policy().id().to_owned(),
                self.policy().digest().to_owned(),
            ),
        };
        facts.push(("Policy".into(), format!("{id}, SHA-256 {digest}")));
        fact(&mut facts, "Policy files", self.policy().files_said());
        for (writer, head) in self.heads() {
            facts.push((format!("Register head of {writer}"), head));
        }
        facts
    }

    fn report_facts(&self, known: &Known<'_>, draft: &Draft) -> Facts {
        let mut facts = Facts::new();
        let full = |at| when::full(at, self.zone());
        let mut device = None;
        let mut verdict = None;
        let private = known.kind == Kind::Exceptional;
        match known.source {
            Source::Decision(id) => {
                if let Some(decision) = self.state().decisions.get(&id) {
                    let said = &decision.said;
                    fact(&mut facts, "Decided", Some(full(decision.at)));
                    fact(
                        &mut facts,
                        "Known to have been used",
                        decision.used_since().map(full),
                    );
                    device = Some(device_words(self, &said.device, said.device_id));
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
                    let cited = paragraph_words(&said.paragraphs);
                    let words = verdict_in_full(&said.verdict);
                    verdict = Some(match said.paragraphs.is_empty() {
                        true => words.to_owned(),
                        false => format!("{words} ({cited})"),
                    });
                }
            }
            Source::Item(id) => {
                if let Some(item) = self.state().items.get(&id) {
                    fact(&mut facts, "Sent", item.sent().map(full));
                    let captured = item.capture.as_ref().map(|c| full(c.at));
                    fact(&mut facts, "Captured", captured);
                    fact(
                        &mut facts,
                        "Significant",
                        Some("found so when it was captured; which half of 14 was not said".into()),
                    );
                    let personal = item.personal_data_as_said();
                    fact(&mut facts, "Personal data", personal_data(personal));
                    let kind = item.device.as_deref();
                    device = kind.map(|d| device_words(self, d, item.device_id));
                }
            }
            Source::Own(_) => {}
        }
        fact(&mut facts, "From", draft.from.map(full));
        fact(&mut facts, "To", draft.to.map(full));
        fact(
            &mut facts,
            "Channel",
            draft.channel.as_deref().map(|c| self.channel_label(c)),
        );
        fact(&mut facts, "Device", device);
        let marking = self.report_shown_under(known.source);
        facts.push((
            "Marking of the information".into(),
            marking.unwrap_or_else(|| "not stated".into()),
        ));
        fact(&mut facts, "What the policy says of such a use", verdict);
        if private {
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
        facts
    }
}

impl Desk {
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
        facts.push(("People in the conversation".into(), said(members)));
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
            "Timer of the conversation".into(),
            match timers.is_empty() {
                true => "none recorded".into(),
                false => timers.join("; "),
            },
        ));
    }
}

fn lead(kind: Kind) -> &'static str {
    match kind {
        Kind::Exceptional => {
            "A privately owned and managed device was used for government business; the writer gives these circumstances. Such a use should be reported to the Head of Unit and to the Knowledge and Information Management team (para 10a)."
        }
        Kind::MissedCapture => {
            "Something significant was not captured while it was still there (paras 19 and 23). To whom that is told is this tool's reading."
        }
        Kind::Outage => {
            "Corporate systems could not be used, and another channel was used for government business. To whom that is told is this tool's reading."
        }
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
    item.messages.iter().filter_map(said).collect()
}

fn text_section(heading: &str, text: Option<&str>) -> Option<Section> {
    let text = text.filter(|t| !t.trim().is_empty())?;
    let paragraphs = text
        .split("\n\n")
        .map(|p| Block::Paragraph(p.trim().to_owned()));
    Some(Section {
        heading: heading.into(),
        blocks: paragraphs.collect(),
    })
}

fn captured(draft: &Draft) -> Vec<Block> {
    match draft.captures.is_empty() {
        false => vec![Block::List(draft.captures.clone())],
        true => vec![Block::Paragraph(
            "No capture for it was on record when this was made.".into(),
        )],
    }
}
