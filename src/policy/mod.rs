//! The guidance as data, pure: from a situation to a verdict and duties; markings, channels, cues.
//!
//! The rules stand in a policy file with an id (the built-in one is
//! `uk-nccc-2023`), so a new guidance is a file and not a new program. A department's and a user's own
//! files are laid on top and may only be stricter. Invariant: whatever the guidance does not say carries
//! the label "your setting", "department's setting" or "this tool's reading".

mod advice;
mod base;
mod channel;
mod cue;
mod decide;
mod marking;
mod overlay;
mod paragraph;
mod reader;
mod words;
mod working_days;

use chrono::NaiveDate;

pub use advice::{
    Checklist, IncidentStep, OTHER_REASON, Question, Reason, Step, StepWhen, SwitchText,
};
pub use channel::{Channel, Fact, TimerFrom};
pub use cue::{Cue, Cues};
pub use decide::{Case, Decision, Duty, decide};
pub use marking::{
    CannotCarry, Marking, MarkingError, MarkingRule, MarkingRules, SeenMarking, seen_in,
};
pub use overlay::{
    AtRisk, Caution, Feature, Layered, LoadedPolicy, Overlay, Recipient, RequestsLaid, RollUp,
    Settled, TimerRule, check_bases, lay, load, sample, spoken,
};
pub use paragraph::Paragraph;
pub use reader::{Link, Links, Table, TableRow, Term};
pub use words::{
    Binds, Device, Level, Occasion, Origin, Role, Route, Scope, Situation, Verb, Verdict, Whom,
};
pub use working_days::{BeyondTable, Holiday, TO_ANSWER, WorkingDays};

/// The id of the policy that is part of the program.
pub const BUILTIN: &str = "uk-nccc-2023";

/// A whole policy: a base file and what was laid on top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    id: String,
    digest: String,
    title: String,
    published: NaiveDate,
    review_by: NaiveDate,
    review_notice: String,
    markings: MarkingRules,
    channels: Vec<Channel>,
    cues: Cues,
    paragraphs: Vec<Paragraph>,
    rows: decide::Rows,
    incident: Vec<IncidentStep>,
    incident_official: Vec<IncidentStep>,
    questions: Vec<Question>,
    reasons: Vec<Reason>,
    switches: Vec<SwitchText>,
    checklists: Vec<Checklist>,
    links: Links,
    terms: Vec<Term>,
    table: Option<Table>,
    overlay: Overlay,
    layers: Vec<Layered>,
    cautions: Vec<Caution>,
}

impl Policy {
    /// Which policy this is; stands on every decision and report.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// SHA-256 as 64 hex digits: of the base file's bytes; and for each file laid on top, of the digest so
    /// far, LF, the digest of that file's bytes, LF.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The files laid on the base, in order.
    pub fn layers(&self) -> &[Layered] {
        &self.layers
    }

    /// What is not as it should be with the policy files, in a few words for a paper; `None` where all is.
    pub fn files_said(&self) -> Option<String> {
        let brief: Vec<&str> = self.cautions().iter().map(|c| c.brief()).collect();
        (!brief.is_empty()).then(|| brief.join("; "))
    }

    /// What is not as it should be with the policy files, or has to be known of them, each once; stands on
    /// every decision and capture made meanwhile.
    pub fn cautions(&self) -> &[Caution] {
        &self.cautions
    }

    /// What the policy is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The day the guidance was published.
    pub fn published(&self) -> NaiveDate {
        self.published
    }

    /// The day by which the guidance was to be reviewed (38).
    pub fn review_by(&self) -> NaiveDate {
        self.review_by
    }

    /// What to say about the guidance's own review date, once `today` is past it.
    pub fn review_notice(&self, today: NaiveDate) -> Option<&str> {
        (today > self.review_by && !self.review_notice.is_empty())
            .then_some(self.review_notice.as_str())
    }

    /// The channels, in the policy's order.
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// The channel of an id, any case.
    pub fn channel(&self, id: &str) -> Option<&Channel> {
        let id = id.trim();
        self.channels.iter().find(|c| c.id.eq_ignore_ascii_case(id))
    }

    /// The rules for additional markings.
    pub fn markings(&self) -> &MarkingRules {
        &self.markings
    }

    /// Reads a marking as a person types it.
    ///
    /// # Errors
    /// Why it is not a legal marking.
    pub fn marking(&self, text: &str) -> Result<Marking, MarkingError> {
        self.markings.parse(text)
    }

    /// The paragraphs, in the guidance's order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The paragraph of a number, as people write it: "9a", "9(a)", "para 9a".
    pub fn paragraph(&self, number: &str) -> Option<&Paragraph> {
        let number = paragraph::plain_number(number);
        self.paragraphs.iter().find(|p| p.number == number)
    }

    /// The paragraphs in whose topic or summary all the words stand, any case.
    pub fn search<'p>(&'p self, words: &'p str) -> impl Iterator<Item = &'p Paragraph> {
        self.paragraphs.iter().filter(move |p| p.holds(words))
    }

    /// Where the texts themselves can be read.
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// What the words mean that stand on screens and papers.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The guidance's summary table; `None` where the base has none.
    pub fn table(&self) -> Option<&Table> {
        self.table.as_ref()
    }

    /// What to do when SECRET or above is, or may be, on an NCCC.
    pub fn incident(&self) -> &[IncidentStep] {
        &self.incident
    }

    /// What to do about an incident below SECRET: something reached the wrong people, a device is gone.
    pub fn incident_at_official(&self) -> &[IncidentStep] {
        &self.incident_official
    }

    /// The questions before a use, in the order asked; the classification is first.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Why no government system would do, to choose from; the one in words is the last.
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// Texts that move a conversation elsewhere, ready to copy.
    pub fn switches(&self) -> &[SwitchText] {
        &self.switches
    }

    /// The checklists, with the steps of every layer.
    pub fn checklists(&self) -> &[Checklist] {
        &self.checklists
    }

    /// The steps of a departure (23, 24, 27) for the role of this word, these devices and these occasions, in
    /// the order of the policy.
    pub fn departure_steps(
        &self,
        role: &str,
        devices: &[Device],
        kinds: &[Occasion],
    ) -> Vec<&Step> {
        let role = Role::parse(role);
        let list = self.checklists.iter().find(|l| l.id == "departure");
        let steps = list.into_iter().flat_map(|l| &l.steps);
        steps
            .filter(|s| s.when.fits(role, devices, kinds))
            .collect()
    }

    /// What a department and the user settled beyond the guidance.
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// The phrases in a text that are worth a second look, each with why. Never a finding, and none of
    /// them says "not significant".
    pub fn cues(&self, text: &str) -> Vec<(&str, &str)> {
        self.cues
            .in_text(text)
            .into_iter()
            .map(|c| (c.phrase.as_str(), c.why.as_str()))
            .collect()
    }

    /// Whether a text holds any such phrase; quicker than to name them.
    pub fn has_cue(&self, text: &str) -> bool {
        self.cues.any_in(text)
    }
}

#[cfg(test)]
mod tests;
