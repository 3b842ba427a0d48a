//! What is on record of an incident, as a paper.

use super::words::{hours_words, kind_words, state_words, step_lines, sure_words};
use crate::desk::Desk;
use crate::desk::paper::{Body, Carries, PaperKind, PaperOf, stated};
use crate::desk::words::device_words;
use crate::lodge::paper::{Block, Paper, Section, texts};
use crate::record::command::Refusal;
use crate::record::incident::Incident;
use crate::record::next::{op, way_on};
use crate::text::when;

/// One incident, or all that are on record.
pub static INCIDENT: PaperKind = PaperKind {
    id: "incident",
    heading: "Incidents",
    printed_unmarked: true,
    on_record: true,
    before: |desk, of| {
        let PaperOf::Incident(id) = of else {
            return Vec::new();
        };
        let lodged = desk.incident_papers(*id);
        lodged.map(|paper| desk.lodged_line(paper)).collect()
    },
    compose,
    ..PaperKind::PLAIN
};

fn compose(desk: &Desk, of: &PaperOf) -> Result<Body, Refusal> {
    let one = match of {
        PaperOf::Incident(id) => Some(desk.state().incidents.get(id).ok_or_else(|| {
            Refusal::new(
                format!("No incident {id} is on record"),
                way_on("List them with", op::INCIDENTS),
            )
        })?),
        _ => None,
    };
    let all = match one {
        Some(one) => vec![one],
        None => desk.incidents(of.principal()),
    };
    if all.is_empty() {
        return Err(Refusal::new(
            "No incident is on record",
            way_on("Put one on record with", op::INCIDENT_ADD),
        ));
    }
    let head = desk.heads().values().next().cloned();
    let id = match one {
        Some(one) => one.id().to_string(),
        None => head.map_or("empty".into(), |h| h.chars().take(12).collect()),
    };
    let sections = all.iter().flat_map(|i| sections(desk, i, one.is_none()));
    let mut sections: Vec<Section> = sections.collect();
    sections.push(desk.cannot_show("What this cannot show", &[
        "It is what its writer put on record. It cannot see a phone, it holds no word of what was sent, and it says nothing of what the department decided but what is written above.",
    ]));
    Ok(Body {
        id,
        paper: Paper {
            title: match one {
                Some(_) => "Incident".into(),
                None => "Incidents".to_owned(),
            },
            lead: texts(&[
                "Who was told of what went wrong, and when. No text of a message stands here.",
            ]),
            facts: facts(desk),
            sections,
            signatures: Vec::new(),
            ends: vec![desk.sums()],
        },
        files: Vec::new(),
        carries: Carries::Together(Vec::new()),
    })
}

fn facts(desk: &Desk) -> Vec<(String, String)> {
    let me = &desk.settings().me;
    let facts = [
        ("Made", when::full(desk.now(), desk.zone())),
        ("Made by", me.name.clone()),
        ("Post", me.post.clone()),
        ("Organisation", me.organisation.clone()),
        ("Policy", desk.policy().id().to_owned()),
    ];
    stated(facts)
}

/// What is on record of one; where there are several, each heading names it.
fn sections(desk: &Desk, incident: &Incident, several: bool) -> Vec<Section> {
    let full = |at| when::full(at, desk.zone());
    let head = |words: &str| match several {
        true => format!("{words}, incident {}", desk.short(incident.id())),
        false => words.to_owned(),
    };
    let mut out = vec![Section::new(
        &head("What happened"),
        vec![Block::Facts(happened(desk, incident))],
    )];
    out.push(Section::listed(
        &head("Who was told"),
        desk.told_lines(incident, full),
        "Nobody, by what is on record.",
    ));
    if let Some(hours) = hours_words(desk, incident, full) {
        out.push(Section::said(&head("The department's clock"), hours));
    }
    out.push(Section::listed(
        &head("What is to be done, by the policy file"),
        step_lines(desk, incident, full),
        "The policy file has no steps for it.",
    ));
    out
}

fn happened(desk: &Desk, incident: &Incident) -> Vec<(String, String)> {
    let said = &incident.said;
    let full = |at| when::full(at, desk.zone());
    let kind = incident.kind().map(kind_words);
    let device = said.device.as_deref();
    let device = device.map(|d| device_words(desk, d, said.device_id));
    let contained = incident
        .closed
        .as_ref()
        .and_then(|c| c.contained.as_deref());
    let contained = contained.or(said.contained.as_deref());
    let not_said = || "not said".to_owned();
    let mut facts = vec![
        ("Incident", said.incident.to_string()),
        (
            "What went wrong",
            kind.unwrap_or(&said.incident_kind).to_owned(),
        ),
        ("How far it is", state_words(incident.state()).to_owned()),
        ("Happened", said.happened.map_or_else(not_said, full)),
        ("Noticed", full(said.noticed)),
        ("Recorded", full(incident.at)),
    ];
    let mut also = |label, value: Option<String>| facts.extend(value.map(|v| (label, v)));
    also("Noticed by", said.person.clone());
    also("On behalf of", said.principal.clone());
    also(
        "Channel",
        said.channel.as_deref().map(|c| desk.channel_label(c)),
    );
    also("Device", device);
    also("In words", said.note.clone());
    also(
        "Personal data",
        Some(sure_words(said.personal.as_deref()).to_owned()),
    );
    also("Kinds of personal data", said.data_kinds.clone());
    also(
        "How many people it is about",
        said.people.map(|n| n.to_string()),
    );
    also("Can go no further", Some(sure_words(contained).to_owned()));
    facts.extend(came_of_it(desk, incident));
    let own = |(label, value): (&str, String)| (label.to_owned(), value);
    facts.into_iter().map(own).collect()
}

/// Who took it over, who closed it, and what was said twice.
fn came_of_it(desk: &Desk, incident: &Incident) -> Vec<(&'static str, String)> {
    let full = |at| when::full(at, desk.zone());
    let mut facts = Vec::new();
    let mut also = |label, value: Option<String>| facts.extend(value.map(|v| (label, v)));
    if let Some(taken) = &incident.taken {
        let by = taken.by.as_deref().unwrap_or("not stated");
        let words = format!("by {by}, {}", full(taken.taken));
        also("Taken over", Some(words));
        also("Their reference", taken.reference.clone());
    }
    if let Some(closed) = &incident.closed {
        let by = closed.by.as_deref().map(|by| format!("by {by}, "));
        let words = format!("{}{}", by.unwrap_or_default(), full(closed.closed));
        also("Closed", Some(words));
        also("Reference at its end", closed.reference.clone());
    }
    for two in &incident.conflicts {
        let words = format!("{} and {}", two.first.0, two.second.0);
        also("Said twice", Some(words));
    }
    facts
}
