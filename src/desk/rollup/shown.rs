//! All that leaves for the department, in words and as the line itself, to be read before it does.

use super::Figures;
use crate::desk::paper::{Body, Carries, PaperKind, PaperOf};
use crate::desk::words::counted;
use crate::desk::{Desk, DeskError};
use crate::lodge::paper::{Block, Paper, Section, texts};
use crate::record::Refusal;

pub static ROLL_UP: PaperKind = PaperKind {
    id: "rollup",
    heading: "What leaves for your department, as it would be now",
    printed_unmarked: true,
    compose,
    ..PaperKind::PLAIN
};

fn compose(desk: &Desk, _: &PaperOf) -> Result<Body, Refusal> {
    let figures = desk.figures().map_err(|e| match e {
        DeskError::Refused(refusal) => refusal,
        other => Refusal::new(format!("The figures cannot be made: {other}"), ""),
    })?;
    let lead = match desk.may_roll_up() {
        true => {
            "This is all that leaves this register for your department: figures and hashes, no name, no word of a message, nothing that was typed here. Your department's file allows it."
        }
        false => {
            "Nothing leaves: your department's file does not allow roll-ups. If it did, this would be all: figures and hashes, no name, no word of a message, nothing that was typed here."
        }
    };
    let line = vec![Block::Paragraph(figures.line()?)];
    Ok(Body {
        id: match figures.register.is_empty() {
            true => "empty".to_owned(),
            false => figures.register.clone(),
        },
        paper: Paper {
            title: "What leaves for the department".into(),
            lead: texts(&[lead]),
            facts: facts(&figures),
            sections: vec![Section::new("The line itself", line)],
            signatures: Vec::new(),
            ends: Vec::new(),
        },
        files: Vec::new(),
        carries: Carries::Together(Vec::new()),
    })
}

fn facts(f: &Figures) -> Vec<(String, String)> {
    let unit = f.unit.clone();
    // By how long they wait, and not by the letters of that.
    let mut waits: Vec<_> = f.reports_unsent.iter().collect();
    let first = |days: &str| {
        days.split(['-', '+'])
            .next()
            .and_then(|n| n.parse::<u32>().ok())
    };
    waits.sort_by_key(|(days, _)| first(days));
    let waits: Vec<String> = waits
        .into_iter()
        .map(|(days, n)| format!("{n} for {days} days"))
        .collect();
    let missed = f.reviews_missed;
    let missed = missed.map_or("switched off".into(), |n| format!("{n} missed"));
    let digest = f.digest.get(..12).unwrap_or_default();
    let all = [
        (
            "Register",
            format!("{} (made of its first entry)", f.register),
        ),
        (
            "Unit",
            unit.unwrap_or("none named in your department's file".into()),
        ),
        ("As of", f.as_of.clone()),
        ("Program", f.version.to_owned()),
        ("Policy", format!("{}, {digest}", f.policy)),
        ("People who write", f.people.to_string()),
        ("Entries", f.events.to_string()),
        ("Waiting", counted(f.waiting, "item")),
        ("Due to vanish", f.vanishing.to_string()),
        ("Overdue", f.overdue.to_string()),
        ("Not confirmed", f.unconfirmed.to_string()),
        ("References to come", f.references_to_come.to_string()),
        ("Reports to be sent", waits.join(", ")),
        ("Exceptional uses", f.exceptional_uses.to_string()),
        (
            "Departures",
            open_and_late(f.departures_open, f.departures_late),
        ),
        (
            "Reviews, 30 days",
            format!("{} held, {missed}", f.reviews_done),
        ),
        ("Holds", f.holds.to_string()),
        ("Requests", open_and_late(f.requests_open, f.requests_late)),
        ("Damaged", if f.damaged { "yes" } else { "no" }.to_owned()),
        ("Missing", counted(f.missing, "part")),
        ("Items by channel", table(f.channels.iter())),
        ("Reasons given", table(f.reasons.iter())),
        ("Heads", counted(f.heads.len(), "hash")),
    ];
    all.map(|(label, value)| (label.to_owned(), value)).into()
}

fn open_and_late(open: usize, late: usize) -> String {
    format!("{open} open, {late} of them late")
}

fn table<'t>(all: impl Iterator<Item = (&'t String, &'t usize)>) -> String {
    let all: Vec<String> = all.map(|(id, n)| format!("{id} {n}")).collect();
    match all.is_empty() {
        true => "none".into(),
        false => all.join(", "),
    }
}
