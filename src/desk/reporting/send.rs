//! Sending a report: through a destination, or by hand and then said so.
//!
//! May import `record`, `lodge`, `config`.

use super::super::{Desk, DeskError};
use super::has_text;
use crate::record::command::Command;
use crate::record::report::{Recipient, ReportCommand, Sending, Source};

/// How a report goes to a recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendRequest {
    /// Name or address of who it goes to; else as a policy file names the recipient.
    pub name: Option<String>,
    /// The reference it has where it went.
    pub reference: Option<String>,
}

impl Desk {
    /// Records that a report was sent by hand.
    pub fn report_sent(
        &mut self,
        report: Source,
        recipient: Recipient,
        request: SendRequest,
    ) -> Result<(), DeskError> {
        let named = self.addressee(recipient).map(|a| a.name);
        let sending = Sending {
            how: "none".into(),
            to: request.name.or(named),
            reference: request.reference,
            ..Sending::default()
        };
        let written = has_text(self.state().reports.get(&report.id()));
        let draft = (!written).then(|| Box::new(self.report_draft(report)));
        self.run(Command::Report(ReportCommand::Sent {
            report,
            recipient,
            sending,
            draft,
        }))?;
        Ok(())
    }
}
