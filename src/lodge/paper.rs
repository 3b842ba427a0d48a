//! A paper: a document made from the register for people to read, sign or file.
//!
//! May import `text`. Statements of a departure, reports of exceptional use, handover packs, cover notes and
//! readable registers are all papers: whoever makes one says what stands in it, and the renderings (text of
//! 72 columns, semantic HTML, mail) are made here, so that they cannot say different things.

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
}

/// Rows under a head; every row has as many cells as the head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}
