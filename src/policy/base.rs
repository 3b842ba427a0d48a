//! Reads a base policy file.
//!
//! Everything wrong in the file is told at once; what could be read
//! is given beside it, and the caller decides whether a policy with problems is used (it is not).

use chrono::NaiveDate;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::advice::{self, each};
use super::decide::{self, Facts};
use super::marking::{MarkingRule, MarkingRules};
use super::words::{Level, Origin, Verdict};
use super::{BUILTIN, Channel, Cue, Cues, Paragraph, Policy};
use crate::document::{Diagnostic, Reader, Section, Severity, Source};

pub(super) const BUILTIN_TEXT: &str = include_str!("uk-nccc-2023.toml");

impl Policy {
    /// The guidance of 30 March 2023 as this program carries it.
    pub fn builtin() -> Policy {
        let source = Source {
            file: format!("{BUILTIN}.toml").into(),
            text: BUILTIN_TEXT.to_owned(),
        };
        // A test holds the built-in file to giving no diagnostics at all.
        read(&source).0
    }
}

/// The policy in a file, with everything that is wrong in it.
pub(super) fn read(source: &Source) -> (Policy, Vec<Diagnostic>) {
    let table = match Reader::parse(source) {
        Ok(table) => table,
        Err(found) => return (Policy::default(), found),
    };
    let reader = Reader::with(source, "this policy is not used");
    let root = reader.root(&table);
    let mut policy = read_head(&root);
    policy.digest = digest(source.text.as_bytes());
    policy.markings = read_markings(&root);
    policy.channels = read_channels(&root);
    policy.cues = read_cues(&root);
    policy.paragraphs = each(&root, "paragraph", Paragraph::read);
    policy.rows.verdicts = decide::read_verdicts(&root);
    policy.rows.duties = decide::read_duties(&root);
    policy.rows.notices = decide::read_notices(&root);
    (policy.incident_official, policy.incident) =
        (advice::read_incident(&root).into_iter()).partition(|step| step.official);
    policy.questions = advice::read_questions(&root);
    advice::read_reasons(&root, &mut policy.reasons, Origin::Guidance);
    policy.switches = advice::read_switches(&root);
    policy.checklists = advice::read_checklists(&root);
    advice::read_steps(&root, &mut policy.checklists, Origin::Guidance);
    super::reader::read_links(&root, &mut policy.links, Origin::Guidance);
    policy.terms = super::reader::read_terms(&root);
    policy.table = super::reader::read_table(&root);
    root.finish();
    (policy, reader.into_found())
}

/// What a policy lacks that a base policy has to have: every verdict, an answer to every case, and every
/// paragraph it cites.
pub(super) fn complete(policy: &Policy, source: &Source) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut lacks = |what: String| {
        let next = "Add it; until then this policy is not used.";
        out.push(Diagnostic::of_file(
            Severity::Problem,
            &source.file,
            what,
            next,
        ));
    };
    for verdict in Verdict::ALL {
        if !policy
            .rows
            .verdicts
            .iter()
            .any(|row| row.verdict == *verdict)
        {
            lacks(format!(
                "This policy has no row for the verdict \"{verdict}\"."
            ));
        }
    }
    if let Some(gap) = Facts::all(&[])
        .iter()
        .find(|f| policy.rows.guidance(f).is_none())
    {
        lacks(format!(
            "This policy has no verdict for the case: {}.",
            gap.describe()
        ));
    }
    for number in cited(policy) {
        if policy.paragraph(number).is_none() {
            lacks(format!(
                "This policy cites para {number} and has no such paragraph."
            ));
        }
    }
    out
}

/// Every paragraph number that a row, question or step cites, each once.
fn cited(policy: &Policy) -> Vec<&String> {
    let steps = policy.checklists.iter().flat_map(|list| &list.steps);
    let mut out: Vec<_> = (policy.rows.verdicts.iter().flat_map(|row| &row.paragraphs))
        .chain(policy.rows.duties.iter().flat_map(|row| &row.paragraphs))
        .chain(policy.questions.iter().flat_map(|q| &q.paragraphs))
        .chain(steps.flat_map(|step| &step.paragraphs))
        .chain(policy.terms.iter().flat_map(|term| &term.paragraphs))
        .chain(policy.table.iter().map(|table| &table.after))
        .collect();
    out.sort();
    out.dedup();
    out
}

/// SHA-256 as 64 hex digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

fn read_head(root: &Section) -> Policy {
    let text = |key| root.required(key).map(|s| s.value).unwrap_or_default();
    Policy {
        id: text("id"),
        title: text("title"),
        review_notice: text("review_notice"),
        published: read_day(root, "published"),
        review_by: read_day(root, "review_by"),
        ..Policy::default()
    }
}

fn read_day(root: &Section, key: &'static str) -> NaiveDate {
    let Some(said) = root.required(key) else {
        return NaiveDate::default();
    };
    NaiveDate::parse_from_str(&said.value, "%Y-%m-%d").unwrap_or_else(|_| {
        root.problem(
            &said.place,
            format!("\"{}\" is not a day for `{key}`.", said.value),
            "Write it as \"2023-03-30\".",
        );
        NaiveDate::default()
    })
}

fn read_markings(root: &Section) -> MarkingRules {
    const SOURCE: &str = "this policy file";
    let list = |key| -> Vec<MarkingRule> {
        let sections = root.sections(key);
        sections
            .into_iter()
            .filter_map(|s| {
                let rule = MarkingRule::read(&s, SOURCE);
                s.finish();
                rule
            })
            .collect()
    };
    let caveats = root.words("caveats_at", Level::WORDS, Level::parse);
    MarkingRules {
        handling: list("handling"),
        descriptors: list("descriptor"),
        caveats: caveats
            .unwrap_or_default()
            .into_iter()
            .map(|s| s.value)
            .collect(),
        conflicts: root
            .sections("marking_conflict")
            .into_iter()
            .filter_map(|s| {
                let text = |key| s.required(key).map(|t| t.value);
                let row = (text("one"), text("other"), text("why"), text("source"));
                s.finish();
                Some((row.0?, row.1?, row.2?, row.3?))
            })
            .collect(),
    }
}

fn read_channels(root: &Section) -> Vec<Channel> {
    let mut out: Vec<Channel> = Vec::new();
    for section in root.sections("channel") {
        let place = section.key_place("id");
        if let Some(channel) = Channel::read(&section) {
            if out.iter().any(|c| c.id == channel.id) {
                let what = format!("The channel \"{}\" stands here a second time.", channel.id);
                root.problem(&place, what, "Keep one of them.");
            } else {
                out.push(channel);
            }
        }
        section.finish();
    }
    out
}

fn read_cues(root: &Section) -> Cues {
    let mut cues = Cues::default();
    for section in root.sections("cue") {
        for cue in Cue::read(&section) {
            cues.add(cue);
        }
        section.finish();
    }
    cues
}
