//! What a report says, as a paper for its recipients.

use super::super::Desk;
use super::facts::{Facts, fact};
use super::words::kind_words;
use crate::desk::paper::{About, Body, Carries, PaperKind, PaperOf};
use crate::lodge::paper::{Block, Paper, Section};
use crate::policy::Device;
use crate::record::command::Refusal;
use crate::record::next::{op, way_on};
use crate::record::report::{Draft, Known, Recipient, ReportKind, Source};
use crate::text::when;

/// A report, for its recipients.
pub static REPORT: PaperKind = PaperKind {
    id: "report",
    about: About::Report,
    heading: "The report as its recipients get it",
    compose: |desk, of| {
        let report = of.report()?;
        desk.use_must_be_said(report)?;
        desk.report_body(report, None)
    },
    before: as_sent,
    ..PaperKind::PLAIN
};

/// What was sent to each recipient, as it was then.
fn as_sent(desk: &Desk, of: &PaperOf) -> Vec<String> {
    let mut lines = Vec::new();
    for recipient in Recipient::ALL {
        let sent = of.report().ok();
        if let Some(paper) = sent.and_then(|report| desk.report_as_sent(report, *recipient)) {
            lines.push(String::new());
            lines.push(format!("What was sent to {recipient}, as it was then:"));
            lines.extend(paper.lines().map(str::to_owned));
        }
    }
    lines
}

impl Desk {
    /// What a report says, on its way to a recipient under this name or address.
    ///
    /// # Errors
    /// Refused where it is not on record.
    pub(super) fn report_body(
        &self,
        report: Source,
        to: Option<(Recipient, &str)>,
    ) -> Result<Body, Refusal> {
        let known = self.report_of(report.id()).ok_or_else(|| {
            Refusal::new(
                format!("No report {} is on record", report.id()),
                way_on("List them with", op::REPORTS),
            )
        })?;
        Ok(Body {
            id: report.id().to_string(),
            paper: self.report_paper(&known, to),
            files: Vec::new(),
            carries: Carries::This(self.report_shown_under(report)),
        })
    }

    /// What happened, the circumstances, what was captured where, and what a register on one machine cannot show.
    fn report_paper(&self, known: &Known<'_>, to: Option<(Recipient, &str)>) -> Paper {
        let draft = self.report_draft(known.source);
        let mut sections = vec![Section::new(
            "What happened",
            vec![Block::Facts(self.report_facts(known, &draft))],
        )];
        sections.extend(text_section(
            match known.kind {
                ReportKind::Outage => "Which systems were down",
                ReportKind::Exceptional => "What it was about",
                _ => "What was missed",
            },
            draft.what.as_deref(),
        ));
        sections.extend(text_section(
            "Circumstances",
            draft.circumstances.as_deref(),
        ));
        sections.push(Section::new(
            "What was captured, and where",
            captured(&draft),
        ));
        sections.push(self.cannot_show("What this report cannot show", &[
            "It is made from what its writer put on record, on the day it was written. It cannot see a phone, and it cannot tell what was not recorded.",
        ]));
        let (id, digest) = self.policy_of(known);
        Paper {
            title: format!("Report: {}", kind_words(known.kind)),
            lead: self.report_lead(known),
            facts: self.report_head(known, &draft, to),
            sections,
            signatures: Vec::new(),
            ends: vec![self.sums_under(id, digest)],
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
        let due = !known.is_ended() && known.kind == ReportKind::Exceptional;
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

    /// Who reports, to whom, under which policy.
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
        facts.push(("Policy".into(), self.policy_of(known).0.to_owned()));
        fact(&mut facts, "Policy files", self.policy().files_said());
        facts
    }

    /// Id and sum of the policy that it was written under.
    fn policy_of<'a>(&'a self, known: &'a Known<'_>) -> (&'a str, &'a str) {
        match known.done.and_then(|r| r.text.as_ref()) {
            Some(text) => (&text.said.policy, &text.said.policy_digest),
            None => (self.policy().id(), self.policy().digest()),
        }
    }
}

fn lead(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Exceptional => {
            "A privately owned and managed device was used for government business; the writer gives these circumstances. Such a use should be reported to the Head of Unit and to the Knowledge and Information Management team (para 10a)."
        }
        ReportKind::MissedCapture => {
            "Something significant was not captured while it was still there (paras 19 and 23). To whom that is told is this tool's reading."
        }
        ReportKind::Outage => {
            "Corporate systems could not be used, and another channel was used for government business. To whom that is told is this tool's reading."
        }
    }
}

fn text_section(heading: &str, text: Option<&str>) -> Option<Section> {
    let text = text.filter(|t| !t.trim().is_empty())?;
    let paragraphs = text
        .split("\n\n")
        .map(|p| Block::Paragraph(p.trim().to_owned()));
    Some(Section::new(heading, paragraphs.collect()))
}

fn captured(draft: &Draft) -> Vec<Block> {
    match draft.captures.is_empty() {
        false => vec![Block::List(draft.captures.clone())],
        true => vec![Block::Paragraph(
            "No capture for it was on record when this was made.".into(),
        )],
    }
}
