//! The page for whoever leaves (27): the obligations that go on, what is open, what to bring, whom to ask.

use super::super::words as items;
use super::paper::{declaration, obligations};
use super::statement::{PAPER, body};
use super::{Desk, words};
use crate::config::Role;
use crate::desk::explained::address;
use crate::desk::paper::PaperKind;
use crate::desk::words::counted;
use crate::lodge::paper::{Block, Paper, Section, texts};
use crate::policy::{Link, Recipient};
use crate::record::departure::Departure;
use crate::text::{sentence_case, when};

pub static OBLIGATIONS: PaperKind = PaperKind {
    id: "obligations",
    heading: "The page for whoever leaves",
    compose: |desk, of| body(desk, of, Desk::obligations_page),
    ..PAPER
};

impl Desk {
    fn obligations_page(&self, departure: &Departure) -> Paper {
        let view = self.departure_view(departure);
        let open = match view.open.len() {
            0 => "Nothing that this register knows of is open.".to_owned(),
            n => format!(
                "{} open, {} of {} not answered yet.",
                counted(n, "thing"),
                view.grid.left().count(),
                counted(view.grid.cells.len(), "chat"),
            ),
        };
        let full = |at| when::full(at, self.zone());
        let stages = words::stage_lines(departure, full);
        let stages = stages.iter().map(|line| sentence_case(line)).collect();
        let mut sections = vec![obligations(departure)];
        sections.extend(self.own_words());
        sections.extend([
            Section::said("What is open", open),
            self.to_bring(departure),
            Section::listed("On the department's side", stages, ""),
            self.whom_to_ask(departure),
            declaration(departure),
        ]);
        Paper {
            title: "Before you leave: information on other channels".into(),
            lead: texts(&[
                "For whoever leaves a post or hands a device back. It sums up what the guidance says (5, 19, 23, 24, 27, 28); it is a summary, not its text.",
            ]),
            facts: self.about(departure),
            sections,
            signatures: texts(&["Who leaves", "Line manager or KIM team"]),
            ends: vec![self.policy_sums()],
        }
    }

    /// What the department says beside the guidance.
    fn own_words(&self) -> Option<Section> {
        let house = self.policy().overlay().offboarding.as_ref()?;
        let label = house.by.label().unwrap_or_default();
        let text = house.text.as_deref()?;
        Some(Section::said(
            "What your department says",
            format!("{text} ({label})"),
        ))
    }

    fn to_bring(&self, departure: &Departure) -> Section {
        let named = departure.devices.iter().map(|id| {
            let kind = self.state().devices.get(id).map(|d| d.kind());
            items::device_words(self, kind.unwrap_or("unsure"), Some(*id))
        });
        let mut lines: Vec<String> = named.collect();
        lines.push("Before a device is wiped or handed on: ask the request team whether anybody asks for what is on it (28, this tool's reading).".into());
        lines.push("The statement, once it is made, with its reference (23).".into());
        Section::listed("What to bring", lines, "")
    }

    fn whom_to_ask(&self, departure: &Departure) -> Section {
        let who = |recipient: Recipient, title: &str| {
            let named = self.policy().overlay().recipients.get(&recipient);
            let named = named.map_or("not named in the department's file".into(), address);
            (title.to_owned(), named)
        };
        let mut facts = vec![
            who(Recipient::Kim, "Knowledge and Information Management team"),
            who(
                Recipient::Requests,
                "Team that answers requests for information",
            ),
            who(Recipient::Security, "Security team"),
        ];
        let link = |link: Link| {
            let at = self.policy().links().get(&link)?;
            Some((link.label().to_owned(), address(at)))
        };
        facts.extend(link(Link::Guidance));
        if departure.role == Role::Minister.as_str() {
            facts.extend(link(Link::MinisterialCode));
        }
        Section::new("Whom to ask, and where to read", vec![Block::Facts(facts)])
    }
}
