//! The parts of a policy that are read out and not computed with: incident steps, questions, texts to
//! copy, checklists.
//!
//! May import the vocabularies and the document reader.

use super::document::Section;
use super::words::Origin;

/// One thing to do when SECRET or above is, or may be, on an NCCC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentStep {
    pub text: String,
    /// Where it comes from, or "this tool's reading".
    pub source: String,
}

/// One question of the checklist before a use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: String,
    pub text: String,
    pub help: String,
    pub paragraphs: Vec<String>,
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
    pub text: String,
    pub paragraphs: Vec<String>,
    /// Who asks for it.
    pub by: Origin,
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
        Some(IncidentStep {
            text: text?.value,
            source: source?.value,
        })
    })
}

pub(super) fn read_questions(root: &Section) -> Vec<Question> {
    each(root, "question", |s| {
        let (id, text, help) = (s.required("id"), s.required("text"), s.text("help"));
        let paragraphs = paragraphs(s);
        Some(Question {
            id: id?.value,
            text: text?.value,
            help: help.map(|h| h.value).unwrap_or_default(),
            paragraphs,
        })
    })
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
        let paragraphs = paragraphs(s);
        let (list, text) = (list?, text?);
        match lists.iter_mut().find(|l| l.id == list.value) {
            Some(found) => found.steps.push(Step {
                text: text.value,
                paragraphs,
                by,
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
