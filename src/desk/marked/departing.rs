//! The free texts that something about a departure would keep.
//!
//! Every part is named, without a wildcard.

use super::kept::some;
use crate::record::departure::{
    Depart, DepartChange, Gone, NewAnswer, NewDeparture, NewStatement, NewStep,
};

/// The free texts of what someone wants of a departure.
pub(super) fn departure_texts(depart: &Depart) -> Vec<&str> {
    match depart {
        Depart::Open(new) => opened_texts(new),
        Depart::Edit { changes, .. } => changes.iter().filter_map(changed).collect(),
        Depart::Answer { answer, .. } => answer_texts(answer),
        Depart::Step { answer, .. } => match answer {
            NewStep::Done(note) => some(&[note]),
            NewStep::NotApplicable(why) | NewStep::Waived(why) => vec![why],
            NewStep::Open => Vec::new(),
        },
        Depart::HandOverRest { to, .. } => vec![to],
        Depart::Accepted { by, .. } => some(&[by]),
        Depart::Stated { statement, .. } => stated_texts(statement),
        Depart::Confirm { by, .. } => vec![by],
        Depart::Staged { stage, .. } => some(&[&stage.by, &stage.reference]),
        Depart::Close { reason, .. }
        | Depart::Cancel { reason, .. }
        | Depart::Reopen { reason, .. } => some(&[reason]),
    }
}

fn opened_texts(new: &NewDeparture) -> Vec<&str> {
    let NewDeparture {
        kind: _,
        on: _,
        role: _,
        devices: _,
        principal,
    } = new;
    some(&[principal])
}

fn changed(change: &DepartChange) -> Option<&str> {
    match change {
        DepartChange::Role(role) => Some(role),
        DepartChange::Kind(_) | DepartChange::On(_) | DepartChange::Devices(_) => None,
    }
}

fn stated_texts(statement: &NewStatement) -> Vec<&str> {
    let NewStatement {
        heads: _,
        destination_kind: _,
        read_back: _,
        cells: _,
        open: _,
        stays_open: _,
        destination: _,
        reference,
        path: _,
        sha256: _,
    } = statement;
    some(&[reference])
}

fn answer_texts(answer: &NewAnswer) -> Vec<&str> {
    match answer {
        NewAnswer::Captured { note } => some(&[note]),
        NewAnswer::Nil { looked } => some(&[looked]),
        NewAnswer::HandedOver { to, note } => {
            let mut texts = some(&[note]);
            texts.push(to);
            texts
        }
        NewAnswer::Gone(gone) => {
            let Gone {
                note,
                holders,
                went,
                personal_data: _,
            } = gone;
            let mut texts = some(&[holders, went]);
            texts.push(note);
            texts
        }
        NewAnswer::NotOnDevice | NewAnswer::Open => Vec::new(),
    }
}
