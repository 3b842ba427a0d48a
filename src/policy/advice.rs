//! The parts of a policy that are read out and not computed with: incident steps, questions, texts to
//! copy, checklists.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::overlay::Recipient;
use super::words::{Device, Occasion, Origin, Role, Verb};
use crate::document::{Said, Section};

/// One thing to do when SECRET or above is, or may be, on an NCCC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentStep {
    pub text: String,
    /// Where it comes from, or "this tool's reading".
    pub source: String,
    /// Whether it is for an incident below SECRET.
    pub official: bool,
    /// Whom it has one tell; the department's file says who that is.
    pub recipient: Option<Recipient>,
}

/// One question of the checklist before a use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: String,
    pub text: String,
    pub help: String,
    pub paragraphs: Vec<String>,
    /// What an answer of yes or no comes to, and what is said where there is none; empty where nothing is.
    pub on_yes: String,
    pub on_no: String,
    pub unanswered: String,
}

/// Why no government system would do (8): what a department can see from these where its systems fall short
/// (4, this tool's reading).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub id: String,
    /// As it stands after "no: ".
    pub text: String,
    /// Who lists it.
    pub by: Origin,
}

/// A text that moves a conversation elsewhere, ready to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwitchText {
    pub id: String,
    pub label: String,
    pub text: String,
}

/// A list of things to do on an occasion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    pub id: String,
    pub title: String,
    pub steps: Vec<Step>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its stable name: what is answered is answered to this. A step without one is named by its text.
    pub id: String,
    pub text: String,
    pub paragraphs: Vec<String>,
    /// Who asks for it.
    pub by: Origin,
    /// Where it comes from, if no paragraph says it: "this tool's reading", of the paragraphs where it has any.
    pub source: Option<String>,
    /// The guidance's verb, where a paragraph says it.
    pub verb: Option<Verb>,
    /// To whom it leads; the department's file says who that is.
    pub recipient: Option<Recipient>,
    /// When it applies.
    pub when: StepWhen,
}

/// When a step applies; an empty list is no condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepWhen {
    pub roles: Vec<Role>,
    pub devices: Vec<Device>,
    pub kinds: Vec<Occasion>,
}

impl StepWhen {
    /// Whether it applies to this role, to any of these devices and to any of these occasions. Where no
    /// device is named, nothing is left out on account of devices.
    pub fn fits(&self, role: Option<Role>, devices: &[Device], kinds: &[Occasion]) -> bool {
        let role = self.roles.is_empty() || role.is_some_and(|r| self.roles.contains(&r));
        let device = self.devices.is_empty()
            || devices.is_empty()
            || devices.iter().any(|d| self.devices.contains(d));
        let kind = self.kinds.is_empty() || kinds.iter().any(|k| self.kinds.contains(k));
        role && device && kind
    }

    fn read(section: &Section) -> StepWhen {
        fn values<T>(said: Option<Vec<Said<T>>>) -> Vec<T> {
            let said = said.unwrap_or_default();
            said.into_iter().map(|s| s.value).collect()
        }
        StepWhen {
            roles: values(section.words("roles", Role::WORDS, Role::parse)),
            devices: values(section.words("devices", Device::WORDS, Device::parse)),
            kinds: values(section.words("kinds", Occasion::WORDS, Occasion::parse)),
        }
    }
}

/// The name of a step that was given none: the same text has the same name wherever it stands.
fn named_by(text: &str) -> String {
    let digest = Sha256::digest(text.trim().as_bytes());
    format!("step-{}", HEXLOWER.encode(&digest[..4]))
}

/// The paragraph numbers under `paragraphs`.
pub(super) fn paragraphs(section: &Section) -> Vec<String> {
    let said = section.texts("paragraphs").unwrap_or_default();
    said.into_iter()
        .map(|s| super::paragraph::plain_number(&s.value))
        .collect()
}

pub(super) fn read_incident(root: &Section) -> Vec<IncidentStep> {
    each(root, "incident", |s| {
        let (text, source) = (s.required("text"), s.required("source"));
        let official = s.flag("official").is_some_and(|f| f.value);
        let recipient = s.word("recipient", Recipient::WORDS, Recipient::parse);
        Some(IncidentStep {
            text: text?.value,
            source: source?.value,
            official,
            recipient: recipient.map(|r| r.value),
        })
    })
}

pub(super) fn read_questions(root: &Section) -> Vec<Question> {
    each(root, "question", |s| {
        let (id, text, help) = (s.required("id"), s.required("text"), s.text("help"));
        let paragraphs = paragraphs(s);
        let said = |key| s.text(key).map(|t| t.value).unwrap_or_default();
        let (on_yes, on_no, unanswered) = (said("on_yes"), said("on_no"), said("unanswered"));
        Some(Question {
            id: id?.value,
            text: text?.value,
            help: help.map(|h| h.value).unwrap_or_default(),
            paragraphs,
            on_yes,
            on_no,
            unanswered,
        })
    })
}

/// The id of the reason that is said in words.
pub const OTHER_REASON: &str = "other";

/// Reads `[[reason]]` into the list; an id that is there already keeps its words.
pub(super) fn read_reasons(root: &Section, reasons: &mut Vec<Reason>, by: Origin) {
    each(root, "reason", |s| {
        let (id, text) = (s.required("id"), s.required("text"));
        let (id, text) = (id?, text?);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.value.chars().all(plain) {
            let what = format!(
                "The id \"{}\" of this reason is not a plain word.",
                id.value
            );
            s.problem(
                &id.place,
                what,
                "Use small letters, digits and hyphens; until then it is left out.",
            );
        } else if reasons.iter().any(|r| r.id == id.value) {
            let what = format!("The reason \"{}\" is listed already.", id.value);
            s.problem(
                &id.place,
                what,
                "Give it an id of its own; until then it is left out.",
            );
        } else {
            // The one in words stays the last.
            let at = reasons.iter().position(|r| r.id == OTHER_REASON);
            let reason = Reason {
                id: id.value,
                text: text.value.trim_end_matches('.').to_owned(),
                by,
            };
            reasons.insert(at.unwrap_or(reasons.len()), reason);
        }
        Some(())
    });
}

pub(super) fn read_switches(root: &Section) -> Vec<SwitchText> {
    each(root, "switch", |s| {
        let (id, label, text) = (s.required("id"), s.required("label"), s.required("text"));
        Some(SwitchText {
            id: id?.value,
            label: label?.value,
            text: text?.value,
        })
    })
}

pub(super) fn read_checklists(root: &Section) -> Vec<Checklist> {
    each(root, "checklist", |s| {
        let (id, title) = (s.required("id"), s.required("title"));
        Some(Checklist {
            id: id?.value,
            title: title?.value,
            steps: Vec::new(),
        })
    })
}

/// Reads `[[step]]` into the lists they name.
pub(super) fn read_steps(root: &Section, lists: &mut [Checklist], by: Origin) {
    each(root, "step", |s| {
        let (list, text) = (s.required("list"), s.required("text"));
        let (paragraphs, id) = (paragraphs(s), s.text("id"));
        let source = s.text("source").map(|s| s.value);
        let verb = s.word("verb", Verb::WORDS, Verb::parse).map(|v| v.value);
        let recipient = s.word("recipient", Recipient::WORDS, Recipient::parse);
        let when = StepWhen::read(s);
        let (list, text) = (list?, text?);
        let place = id.as_ref().map_or(text.place.clone(), |s| s.place.clone());
        let id = match id.map(|s| s.value.trim().to_owned()) {
            Some(id) if !id.is_empty() => id,
            _ => named_by(&text.value),
        };
        match lists.iter_mut().find(|l| l.id == list.value) {
            Some(found) if found.steps.iter().any(|step| step.id == id) => s.problem(
                &place,
                format!("The step \"{id}\" of this checklist stands here a second time."),
                "Give it an id of its own; until then it is left out.",
            ),
            Some(found) => found.steps.push(Step {
                id,
                text: text.value,
                paragraphs,
                by,
                source,
                verb,
                recipient: recipient.map(|r| r.value),
                when,
            }),
            None => {
                let ids: Vec<_> = lists.iter().map(|l| l.id.as_str()).collect();
                s.problem(
                    &list.place,
                    format!("There is no checklist \"{}\".", list.value),
                    &format!(
                        "The checklists are: {}. Until then this step is left out.",
                        ids.join(", ")
                    ),
                );
            }
        }
        Some(())
    });
}

/// Reads each table of a list, reporting what it does not know.
pub(super) fn each<T>(
    root: &Section,
    key: &'static str,
    mut read: impl FnMut(&Section) -> Option<T>,
) -> Vec<T> {
    let mut out = Vec::new();
    for section in root.sections(key) {
        out.extend(read(&section));
        section.finish();
    }
    out
}
