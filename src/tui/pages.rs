//! Pages to read that say what the register says: its holds, and the check of every frame.

use super::next;
use crate::desk::words::{hold_words, verified_words};
use crate::desk::{Desk, DeskError};
use crate::record::next::{op, way_on};
use crate::text::when;
use crate::tui::message::Msg;

/// Every hold, in force or released.
pub(super) fn holds(desk: &Desk) -> Msg {
    let mut all = Vec::new();
    let holds = &desk.state().holds;
    if holds.is_empty() {
        all.push("This register knows of no hold; ask the request team.".into());
    }
    for hold in holds {
        all.push(hold.reference.clone().unwrap_or("not stated".into()));
        all.push(format!("Covers {}", hold_words(desk, hold)));
        all.push(format!("Placed {}", when::full(hold.at, desk.zone())));
        all.push(match hold.released {
            Some(at) => format!("Released {}", when::full(at, desk.zone())),
            None => "In force: nothing it covers can be erased.".into(),
        });
        let timers = desk.held_lines(hold).into_iter();
        all.extend(timers.map(|t| format!("Timer: {t}")));
        all.push(String::new());
    }
    Msg::Whole {
        title: "Holds".into(),
        text: all,
    }
}

/// What the register says when every frame of it is checked.
pub(super) fn verified(desk: &Desk) -> Result<Msg, DeskError> {
    let report = desk.verify(None)?;
    let lines = verified_words(&report).into_iter();
    let text = lines.map(|(label, text)| match label {
        "" => text,
        label => format!("{label}: {text}"),
    });
    let take_note = (!desk.losses().is_empty()).then(|| {
        let way = way_on(
            "If something is lost for good, and you can say why",
            op::TAKE_NOTE,
        );
        next::told(&way.into(), None)
    });
    Ok(Msg::Whole {
        title: "Every frame, checked".into(),
        text: text.chain(take_note).collect(),
    })
}
