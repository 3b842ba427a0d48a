//! Texts to read that are put together beside the desk.

use crate::desk::{Desk, DeskError};
use crate::record::departure::Still;
use crate::record::report::{Recipient, Source};
use crate::record::{Id, Refusal};
use crate::tui::deed::Trouble;
use crate::tui::message::Msg;
use crate::tui::model::Model;
use crate::tui::{depart, ids};

/// A report as it would be made now, and below it what was sent.
fn report_text(desk: &Desk, report: Source) -> Result<Vec<String>, Refusal> {
    let mut text = desk.report_text(report)?;
    for recipient in Recipient::ALL {
        if let Some(paper) = desk.report_as_sent(report, *recipient) {
            text.extend([
                String::new(),
                format!("What was sent to {recipient}, as it was then:"),
            ]);
            text.extend(paper.lines().map(str::to_owned));
        }
    }
    Ok(text)
}

/// The same as a page; where there is no report yet, why is said instead.
pub(super) fn report_page(desk: &Desk, model: &mut Model, report: Source) -> Option<Msg> {
    match report_text(desk, report) {
        Ok(text) => Some(Msg::Whole {
            title: "The report as its recipients get it".into(),
            text,
        }),
        Err(refusal) => {
            let said = Trouble::from(DeskError::from(refusal)).told(model);
            model.warn(said);
            None
        }
    }
}

/// One thing that is open in a departure, with the keys that lead on.
pub(super) fn still_open(desk: &Desk, model: &Model, departure: Id, what: &Still) -> Vec<String> {
    let keys = Some((&model.keymap, model.screen_context()));
    let lines = depart::whole(desk, departure, what, keys).into_iter();
    lines.map(|line| ids::on_screen(&line, desk)).collect()
}
