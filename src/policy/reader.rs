//! What a policy has to read out beside its paragraphs: the summary table, terms, and the addresses of the texts.

use std::collections::BTreeMap;

use super::advice::{each, paragraphs};
use super::overlay::Settled;
use super::words::{Origin, Verb};
use crate::document::Section;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// A text that can be read elsewhere.
    Link {
        Guidance = "guidance",
        /// The Government Security Classifications Policy.
        Gscp = "gscp",
        /// The Code of Practice on the management of records (section 46 of the Freedom of Information Act).
        S46 = "s46",
        MinisterialCode = "ministerial_code",
        DataProtection = "data_protection",
        /// The review of the guidance.
        Review = "review",
        /// The department's own security guidance.
        Security = "security",
        /// The department's own page about such channels (2).
        Intranet = "intranet",
    }
}

impl Link {
    /// What stands there, for people.
    pub fn label(self) -> &'static str {
        match self {
            Link::Guidance => "The guidance",
            Link::Gscp => "Government Security Classifications Policy (GSCP)",
            Link::S46 => "Code of Practice on the management of records (section 46)",
            Link::MinisterialCode => "Ministerial Code",
            Link::DataProtection => "Data protection, and information held in such channels",
            Link::Review => "The review of the guidance",
            Link::Security => "Security guidance",
            Link::Intranet => "Your department's own page",
        }
    }
}

/// The addresses, each with who gives it.
pub type Links = BTreeMap<Link, Settled<String>>;

/// Reads `[links]` into those there are. A department's address stands in the place of the policy's; a user's own
/// and one from `ONRECORD_ETC` only where there is none yet.
pub(super) fn read_links(root: &Section, links: &mut Links, by: Origin) {
    let Some(section) = root.section("links") else {
        return;
    };
    for link in Link::ALL {
        let Some(said) = section.text(link.as_str()) else {
            continue;
        };
        let value = said.value.trim().to_owned();
        let plain = value.starts_with("https://") || value.starts_with("http://");
        let standing = links.get(link).map(|s| s.value.as_str());
        if !plain || !value.chars().all(|c| c.is_ascii_graphic()) {
            section.problem(
                &said.place,
                format!("\"{}\" is not an address of a page.", said.value),
                "Write it whole, beginning with https://; until then it is left out.",
            );
        } else if matches!(by, Origin::Guidance | Origin::Department) || standing.is_none() {
            links.insert(*link, Settled { value, by });
        } else if standing != Some(value.as_str()) {
            section.problem(
                &said.place,
                format!("{} has its address already.", section.full(link.as_str())),
                "Take it out; only the department's file can put another in its place.",
            );
        }
    }
    section.finish();
}

/// A word that stands on screens and papers, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub name: String,
    /// Other words for it.
    pub also: Vec<String>,
    pub text: String,
    pub paragraphs: Vec<String>,
}

impl Term {
    /// Whether it is called so, any case.
    pub fn is_called(&self, word: &str) -> bool {
        let word = word.trim();
        let mut all = std::iter::once(&self.name).chain(&self.also);
        all.any(|n| n.eq_ignore_ascii_case(word))
    }
}

pub(super) fn read_terms(root: &Section) -> Vec<Term> {
    each(root, "term", |s| {
        let (name, text) = (s.required("name"), s.required("text"));
        let also = s.texts("also").unwrap_or_default();
        let paragraphs = paragraphs(s);
        Some(Term {
            name: name?.value,
            also: also.into_iter().map(|a| a.value).collect(),
            text: text?.value,
            paragraphs,
        })
    })
}

/// The guidance's summary table, in its own short labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub title: String,
    /// The paragraph it stands after.
    pub after: String,
    /// The heads of its two columns.
    pub managed: String,
    pub private: String,
    pub rows: Vec<TableRow>,
    /// What is said below it, in this project's words, and its verb.
    pub verb: Option<Verb>,
    pub summary: String,
}

/// One row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    pub information: String,
    pub managed: String,
    pub private: String,
}

pub(super) fn read_table(root: &Section) -> Option<Table> {
    let section = root.section("table")?;
    let text = |key| section.required(key).map(|t| t.value).unwrap_or_default();
    let table = Table {
        title: text("title"),
        after: text("after"),
        managed: text("managed"),
        private: text("private"),
        summary: text("summary"),
        verb: section
            .word("verb", Verb::WORDS, Verb::parse)
            .map(|v| v.value),
        rows: each(&section, "row", |s| {
            let cell = |key| s.required(key).map(|t| t.value);
            let (information, managed, private) =
                (cell("information"), cell("managed"), cell("private"));
            Some(TableRow {
                information: information?,
                managed: managed?,
                private: private?,
            })
        }),
    };
    section.finish();
    Some(table)
}
