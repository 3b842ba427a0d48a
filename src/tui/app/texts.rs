//! Texts to read that are put together beside the desk.

use crate::desk::Desk;
use crate::record::Refusal;
use crate::record::report::{Recipient, Source};
use crate::tui::deed;
use crate::tui::model::Model;
use crate::tui::update::Msg;

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
            model.warn(deed::told(&refusal));
            None
        }
    }
}
