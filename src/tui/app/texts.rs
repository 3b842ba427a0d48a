//! Texts to read that are put together beside the desk.

use crate::desk::Desk;
use crate::record::Refusal;
use crate::record::report::{Recipient, Source};

/// A report as it would be made now, and below it what was sent.
pub(super) fn report_text(desk: &Desk, report: Source) -> Result<Vec<String>, Refusal> {
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
