//! What is to be done about a departure, and what came of it.
//!
//! May import `desk`, `record`. Invariant: an answer that says "Recorded" is given only once it is on disk.

use chrono::{DateTime, Utc};

use crate::desk::departure::{DeparturePaper, StatementRequest, words};
use crate::desk::words::counted;
use crate::desk::{Desk, DeskError};
use crate::record::departure::{Depart, DepartChange, Kind, NewAnswer, NewDeparture, NewStep};
use crate::record::{Event, Id};
use crate::text::when;
use crate::tui::deed::{Done, Trouble, stated};

/// Something to do about a departure that ends on disk.
#[derive(Debug)]
pub enum Deed {
    Open {
        kind: Kind,
        on: DateTime<Utc>,
        role: String,
        /// Names; none of them: every registered one.
        devices: Vec<String>,
        principal: Option<String>,
    },
    Edit {
        departure: Id,
        on: Option<DateTime<Utc>>,
        role: Option<String>,
        devices: Vec<String>,
    },
    /// What needs nothing but the record.
    Do(Depart),
    /// An answer to cells; asked about where something of them waits, until `sure`.
    Answer {
        depart: Depart,
        sure: bool,
    },
    Confirm {
        departure: Id,
        by: String,
    },
    Close {
        departure: Id,
        reason: Option<String>,
    },
    Rest {
        departure: Id,
        to: String,
    },
    Statement {
        departure: Id,
        to: String,
        reference: Option<String>,
        /// As it was typed.
        marking: Option<String>,
    },
}

/// Does it.
pub fn perform(desk: &mut Desk, deed: Deed) -> Result<Done, Trouble> {
    let (mut paper, mut opened) = (None, None);
    let said = match deed {
        Deed::Open {
            kind,
            on,
            role,
            devices,
            principal,
        } => {
            let devices = match devices.is_empty() {
                true => None,
                false => Some(desk.devices_named(&devices).map_err(DeskError::from)?),
            };
            let new = NewDeparture {
                kind,
                on,
                role,
                devices,
                principal,
            };
            let done = desk.open_departure(new)?;
            opened = Some(done.departure);
            let on = when::full(on, desk.zone());
            let mut said = format!("Recorded: departure opened, {}, {on}.", words::kind(kind));
            for note in &done.notes {
                said.push_str(&format!(" {note}"));
            }
            said
        }
        Deed::Edit {
            departure,
            on,
            role,
            devices,
        } => {
            let mut changes: Vec<DepartChange> = Vec::new();
            changes.extend(on.map(DepartChange::On));
            changes.extend(role.map(DepartChange::Role));
            if !devices.is_empty() {
                let devices = desk.devices_named(&devices).map_err(DeskError::from)?;
                changes.push(DepartChange::Devices(devices));
            }
            desk.depart(Depart::Edit { departure, changes })?;
            "Recorded: the departure is changed.".into()
        }
        Deed::Do(depart) => record(desk, depart)?,
        Deed::Answer { depart, sure } => match asked(desk, &depart).filter(|_| !sure) {
            Some(question) => {
                return Ok(Done::Ask {
                    question,
                    depart: Box::new(depart),
                });
            }
            None => record(desk, depart)?,
        },
        Deed::Confirm { departure, by } => {
            desk.confirm_statement(departure, by.clone())?;
            let goes_on = goes_on(desk, departure);
            format!("Recorded: the statement is filed, confirmed by {by}.{goes_on}")
        }
        Deed::Close { departure, reason } => {
            desk.close_departure(departure, reason)?;
            "Recorded: the departure is closed.".into()
        }
        Deed::Rest { departure, to } => {
            let written = desk.hand_over_rest(departure, to.clone())?;
            let n = counted(written.len(), "entry");
            format!("Recorded: the rest is offered to {to} ({n}); it is theirs once accepted.")
        }
        Deed::Statement {
            departure,
            to,
            reference,
            marking,
        } => {
            let marking = marking.map(|m| stated(desk, &m)).transpose()?;
            let request = StatementRequest {
                to,
                reference,
                marking: marking.map(|m| m.whole),
            };
            let made = desk.lodge_statement(departure, request)?;
            let read_back = match made.read_back {
                true => ", read back, bytes match",
                false => "; confirm it once somebody saw it filed",
            };
            if made.kind == "manual"
                && let Some(departure) = desk.state().departures.get(&departure)
            {
                let text = desk.departure_text(departure, DeparturePaper::Statement);
                paper = Some(text.lines().map(str::to_owned).collect());
            }
            let goes_on = goes_on(desk, departure);
            format!(
                "Recorded: statement made to {}{read_back}.{goes_on}",
                made.destination
            )
        }
    };
    Ok(Done::Departed {
        said,
        paper,
        opened,
    })
}

fn are(n: usize) -> String {
    match n {
        1 => "1 thing is".into(),
        n => format!("{n} things are"),
    }
}

/// What is said of a departure that goes on after its statement; nothing of one that does not.
fn goes_on(desk: &Desk, departure: Id) -> String {
    let found = desk.state().departures.get(&departure);
    let Some(departure) = found.filter(|d| d.status.is_open()) else {
        return String::new();
    };
    match desk.departure_view(departure).unsettled() {
        0 => String::new(),
        n => format!(" {} still open, so the departure stays open.", are(n)),
    }
}

/// What is to be asked before an answer is recorded.
fn asked(desk: &Desk, depart: &Depart) -> Option<String> {
    let Depart::Answer {
        departure,
        cells,
        answer,
    } = depart
    else {
        return None;
    };
    let view = desk.departure_view(desk.state().departures.get(departure)?);
    let cells: Vec<_> = cells
        .iter()
        .filter_map(|key| view.grid.cell(*key))
        .collect();
    words::question(answer, &cells)
}

/// How many items of the cells that are answered wait.
fn waiting(desk: &Desk, depart: &Depart) -> usize {
    let Depart::Answer {
        departure, cells, ..
    } = depart
    else {
        return 0;
    };
    let Some(departure) = desk.state().departures.get(departure) else {
        return 0;
    };
    let view = desk.departure_view(departure);
    let cells = cells.iter().filter_map(|key| view.grid.cell(*key));
    cells.map(|c| c.tally.waiting).sum()
}

fn record(desk: &mut Desk, depart: Depart) -> Result<String, DeskError> {
    let waiting = waiting(desk, &depart);
    let personal = matches!(
        &depart,
        Depart::Answer { answer: NewAnswer::Gone(gone), .. } if gone.personal_data
    );
    let what = match &depart {
        Depart::Answer { answer, .. } => match answer {
            NewAnswer::Captured { .. } => "captured already".to_owned(),
            NewAnswer::Nil { .. } if waiting > 0 => "nothing else significant".into(),
            NewAnswer::Nil { .. } => "nothing significant".into(),
            NewAnswer::HandedOver { to, .. } => {
                format!("offered to {to}; it is theirs once accepted")
            }
            NewAnswer::Gone(_) => "no longer available".into(),
            NewAnswer::NotOnDevice => "not on this device".into(),
            NewAnswer::Open => "open again".into(),
        },
        Depart::Step { steps, answer, .. } => {
            let answer = match answer {
                NewStep::Done(_) => "done",
                NewStep::NotApplicable(_) => "not applicable",
                NewStep::Waived(_) => "waived",
                NewStep::Open => "open again",
            };
            let named: Vec<String> = steps
                .iter()
                .map(|id| words::step_in_short(desk, id))
                .collect();
            format!("{}: {answer}", named.join(", "))
        }
        Depart::Accepted { .. } => "the offer is accepted".into(),
        Depart::Cancel { .. } => "the departure is cancelled".into(),
        Depart::Reopen { .. } => "the departure is open again".into(),
        _ => "the departure is changed".into(),
    };
    let settles = matches!(
        &depart,
        Depart::Answer {
            answer: NewAnswer::Nil { .. } | NewAnswer::Captured { .. },
            ..
        }
    );
    let written = desk.depart(depart)?;
    let cells = written.iter().filter_map(|e| match &e.event {
        Event::DepartureCell(e) => Some(e.conversation),
        _ => None,
    });
    let cells: Vec<Id> = cells.collect();
    let name = |id: &Id| {
        let found = desk.state().conversations.get(id);
        found.and_then(|c| c.name.clone())
    };
    let whose = match cells.as_slice() {
        [] => String::new(),
        [one] => format!("{}: ", name(one).unwrap_or("a conversation".into())),
        several => format!("{} lines: ", several.len()),
    };
    let personal = match personal {
        true => format!(" {}", desk.personal_data_words()),
        false => String::new(),
    };
    let waits = match waiting {
        n if n == 0 || !settles => String::new(),
        1 => " 1 item of it still waits in the queue.".into(),
        n => format!(" {n} items of it still wait in the queue."),
    };
    Ok(format!("Recorded: {whose}{what}.{waits}{personal}"))
}
