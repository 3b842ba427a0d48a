//! A paper: a document made from the register for people to read, sign or file.
//!
//! Statements of a departure, reports of exceptional use, handover packs, cover notes and readable registers are
//! all papers: whoever makes one says what stands in it, and the renderings (text of 72 columns, semantic HTML,
//! mail) are made here, so that they cannot say different things.
//!
//! Invariants: pure; every label stands in every rendering; no text of a paper can start a field, an
//! element or a header of its own, move a cursor or hide; nothing is fetched to show one.

mod file;
mod html;
mod mail;
mod text;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

pub use file::lodge_paper_folder;
pub use html::{Court, CourtCover, Exhibit, Html, html};
pub use mail::eml;
pub use text::text;

/// The label of the fact that is repeated at the end of a paper, as records of captures do.
pub const MARKING: &str = "Marking";

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    pub title: String,
    /// Sentences that stand before everything else.
    pub lead: Vec<String>,
    /// Label and value: who, post, dates, policy.
    pub facts: Vec<(String, String)>,
    pub sections: Vec<Section>,
    /// Who signs: "Leaver", "Line manager or KIM team". Each becomes a line for name, signature and date.
    pub signatures: Vec<String>,
    /// What nobody need hear or read before anything else: the sums. It stands below the signatures.
    pub ends: Vec<Section>,
}

/// One part of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// What a section is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(String),
    List(Vec<String>),
    /// Label and value.
    Facts(Vec<(String, String)>),
    Table(Table),
    /// Label and address: where something can be read. An address that is none of a page stands as text.
    Links(Vec<(String, String)>),
    Plot(Plot),
}

/// A count day by day, drawn small on a page; everywhere it is told in a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plot {
    pub caption: String,
    /// Day and count, in their order.
    pub points: Vec<(String, u64)>,
}

impl Plot {
    /// What it shows, in a sentence: the first, the last, the least and the most, with their days.
    pub fn words(&self) -> String {
        let points = self.points.iter();
        let least = points.clone().min_by_key(|(_, n)| *n);
        let most = points.rev().max_by_key(|(_, n)| *n);
        match (self.points.first(), self.points.last(), least, most) {
            (Some(first), Some(last), Some(least), Some(most)) if self.points.len() > 1 => format!(
                "{}: {} on {}, {} on {}; least {} ({}), most {} ({})",
                self.caption, first.1, first.0, last.1, last.0, least.1, least.0, most.1, most.0
            ),
            (Some((day, n)), ..) => format!("{}: {n} on {day}", self.caption),
            _ => format!("{}: none", self.caption),
        }
    }
}

/// Rows under a head; every row has as many cells as the head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// How many figures of a sum stand together.
const GROUP: usize = 4;

/// A sum in groups of figures, so that it can be compared by eye and by ear.
pub fn grouped(sum: &str) -> String {
    let mut out = String::new();
    for (n, figure) in sum.chars().enumerate() {
        if n > 0 && n % GROUP == 0 {
            out.push(' ');
        }
        out.push(figure);
    }
    out
}

/// Texts, owned.
pub fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

impl Section {
    pub fn new(heading: &str, blocks: Vec<Block>) -> Section {
        Section {
            heading: heading.to_owned(),
            blocks,
        }
    }

    /// One paragraph.
    pub fn said(heading: &str, words: impl Into<String>) -> Section {
        Section::new(heading, vec![Block::Paragraph(words.into())])
    }

    pub fn points(heading: &str, points: &[&str]) -> Section {
        Section::new(heading, vec![Block::List(texts(points))])
    }

    /// A list, or the sentence that says there is nothing to list.
    pub fn listed(heading: &str, lines: Vec<String>, none: &str) -> Section {
        Section::new(heading, vec![Block::list_or(lines, none)])
    }
}

impl Block {
    /// A list, or the sentence that says there is nothing to list.
    pub fn list_or(lines: Vec<String>, none: &str) -> Block {
        match lines.is_empty() {
            true => Block::Paragraph(none.to_owned()),
            false => Block::List(lines),
        }
    }

    pub fn table(caption: &str, head: &[&str], rows: Vec<Vec<String>>) -> Block {
        Block::Table(Table {
            caption: caption.to_owned(),
            head: texts(head),
            rows,
        })
    }
}

/// What is said of a paper around it: in its mail and in the name of its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// Its kind in one word: `statement`, `report`, `handover`, `cover-note`, `register`. Part of names.
    pub kind: String,
    /// ASCII letters, digits and `-`, at most 40; part of names.
    pub id: String,
    /// When it was made. Its day in `zone` names the folder.
    pub made_at: DateTime<Utc>,
    /// The zone times are shown in.
    pub zone: Tz,
    /// The person who made it: the mail's `From`.
    pub made_by: String,
    pub organisation: Option<String>,
    /// The whole marking; `None` is shown as "not stated".
    pub marking: Option<String>,
    /// The address the mail goes to; `None`, or anything that is no plain address, gives an empty group.
    pub to: Option<String>,
    /// Id and digest of the policy in force.
    pub policy: String,
    /// The register's head hash, in hex, so that an outside copy witnesses it.
    pub head: String,
}

/// A file that goes with a paper, such as its tables as CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// A plain name: ASCII letters, digits, `-` and one dot.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Paper {
    /// The marking that the paper's facts state; shown again at its end.
    fn marking(&self) -> Option<&str> {
        let fact = self.facts.iter().find(|(label, _)| label == MARKING);
        fact.map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests;
