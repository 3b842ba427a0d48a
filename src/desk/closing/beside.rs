//! What a readable register says beside items, decisions and reports: incidents, and the data-protection notes of chats.

use super::part::Part;
use crate::desk::incident::{kind_words, state_words};
use crate::lodge::paper::{Block, Section};
use crate::text::when;

/// Incidents (11, 37): what went wrong, who was told, how far it is.
pub(super) fn incidents(of: &Part<'_>) -> Section {
    let (desk, zone) = (of.desk, of.desk.zone());
    let full = |at| when::full(at, zone);
    let all = desk.incidents(None).into_iter();
    let all = all.filter(|i| of.is(i.said.principal.as_deref()));
    let rows = all.map(|incident| {
        let kind = incident.kind().map(kind_words);
        let told = desk.told_lines(incident, full);
        vec![
            kind.unwrap_or(&incident.said.incident_kind).to_owned(),
            full(incident.said.noticed),
            state_words(incident.state()).to_owned(),
            match told.is_empty() {
                true => "nobody, by what is on record".to_owned(),
                false => told.join("; "),
            },
            incident.id().to_string(),
        ]
    });
    let head = [
        "What went wrong",
        "Noticed",
        "How far it is",
        "Who was told",
        "Incident",
    ];
    let table = Block::table("Incidents, oldest first", &head, rows.collect());
    Section::new("Incidents", vec![table])
}

/// The data-protection notes of chats (36, 37).
pub(super) fn data_notes(of: &Part<'_>) -> Section {
    let desk = of.desk;
    let chats = desk.state().conversations.values();
    let rows = chats.filter(|c| of.conversation(c.id)).filter_map(|c| {
        let said = |field| c.details.get(field);
        let all = ["data-routine", "data-advice", "data-owner"].map(said);
        all.iter().any(Option::is_some).then(|| {
            let of = all.map(|one| one.unwrap_or("not said").to_owned());
            let name = c.name.as_deref().unwrap_or("not named").to_owned();
            let mut row = vec![name, desk.channel_label(&c.channel)];
            row.extend(of);
            row
        })
    });
    let head = [
        "Chat",
        "Channel",
        "Personal data as a matter of routine",
        "Advice followed",
        "Who answers for that",
    ];
    let table = Block::table("Data-protection notes, chat by chat", &head, rows.collect());
    Section::new("Data protection", vec![table])
}
