//! The free texts that something about a departure would keep.
//!
//! May import `record`. As [`super::written`]: every part is named, without a wildcard.

use super::written::some;
use crate::record::departure::{
    Depart, DepartChange, Gone, NewAnswer, NewDeparture, NewStatement, NewStep,
};

/// The free texts of what someone wants of a departure.
pub(super) fn departure_texts(depart: &Depart) -> Vec<&str> {
    match depart {
        Depart::Open(new) => {
            let NewDeparture {
                kind: _,
                on: _,
                role: _,
                devices: _,
                principal,
            } = new;
            some(&[principal])
        }
        Depart::Edit {
            departure: _,
            changes,
        } => {
            let texts = changes.iter().filter_map(|change| match change {
                DepartChange::Role(role) => Some(role.as_str()),
                DepartChange::Kind(_) | DepartChange::On(_) | DepartChange::Devices(_) => None,
            });
            texts.collect()
        }
        Depart::Answer {
            departure: _,
            cells: _,
            answer,
        } => answer_texts(answer),
        Depart::Step {
            departure: _,
            steps: _,
            answer,
        } => match answer {
            NewStep::Done(note) => some(&[note]),
            NewStep::NotApplicable(why) | NewStep::Waived(why) => vec![why],
            NewStep::Open => Vec::new(),
        },
        Depart::HandOverRest {
            departure: _,
            to,
            steps: _,
            others: _,
        } => vec![to],
        Depart::Accepted { departure: _, by } => some(&[by]),
        Depart::Stated {
            departure: _,
            statement,
        } => {
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
        Depart::Confirm {
            departure: _,
            by,
            stays_open: _,
        } => vec![by],
        Depart::Close {
            departure: _,
            reason,
            open: _,
        }
        | Depart::Cancel {
            departure: _,
            reason,
        }
        | Depart::Reopen {
            departure: _,
            reason,
        } => some(&[reason]),
    }
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
