//! Sending a report: through a destination, or by hand and then said so.
//!
//! Nothing leaves before it is known that the record will take it; what left and could not be recorded is said, so
//! that it can be recorded by hand.

use super::super::paper::Composed;
use super::super::{Desk, DeskError};
use super::{REPORT, has_text};
use crate::config::Kind;
use chrono::{DateTime, Utc};

use crate::lodge::{self, is_address};
use crate::record::Id;
use crate::record::command::{Command, Context, Refusal};
use crate::record::decide::decide;
use crate::record::next::{give, op, way_on};
use crate::record::report::{Draft, Recipient, ReportCommand, Sending, Source};

/// How a report goes to a recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendRequest {
    /// Name or address of who it goes to; else as a policy file names the recipient.
    pub name: Option<String>,
    /// The reference it has where it went.
    pub reference: Option<String>,
    /// A destination of the settings; `None` where it was sent by hand.
    pub destination: Option<String>,
    /// When it went, where it was sent by hand and that was said.
    pub at: Option<DateTime<Utc>>,
}

/// What is to be recorded of a sending.
#[derive(Clone)]
struct Sent {
    report: Source,
    recipient: Recipient,
    sending: Sending,
    /// Its text, where that is recorded with it.
    draft: Option<Box<Draft>>,
}

impl Sent {
    fn command(self) -> Command {
        Command::Report(ReportCommand::Sent {
            report: self.report,
            recipient: self.recipient,
            sending: self.sending,
            draft: self.draft,
        })
    }
}

impl Desk {
    /// The destination a policy file names for what goes to a recipient.
    pub fn report_via(&self, recipient: Recipient) -> Option<&str> {
        let via = self.policy().overlay().via.get(&recipient.in_policy())?;
        Some(&via.value)
    }

    /// Sends a report through a destination and records it; without a destination records that it was sent
    /// by hand.
    ///
    /// # Errors
    /// Refused: nothing left and nothing was recorded. Storage trouble after it left says so.
    pub fn send_report(
        &mut self,
        report: Source,
        recipient: Recipient,
        request: SendRequest,
    ) -> Result<(), DeskError> {
        self.fresh_and_due(report)?;
        let draft = self.draft_to_send(report, &request)?;
        let named = self.addressee(recipient).map(|a| a.name);
        let sending = Sending {
            how: "none".into(),
            to: request.name.or(named),
            reference: self.reference_said(request.destination.as_deref(), request.reference),
            at: request.at,
            ..Sending::default()
        };
        let sent = Sent {
            report,
            recipient,
            sending,
            draft,
        };
        match request.destination {
            Some(destination) => self.send_through(&destination, sent),
            None => self.sent_by_hand(sent),
        }
    }

    /// Records what somebody carried out themselves: it is kept as it would be shown now, with its sum.
    fn sent_by_hand(&mut self, mut sent: Sent) -> Result<(), DeskError> {
        let name = sent.sending.to.as_deref();
        let paper = self.report_paper_to(sent.report, sent.recipient, name).ok();
        let paper = paper.map(|paper| paper.text());
        sent.sending.sha256 = paper.as_ref().map(|p| lodge::sha256(p.as_bytes()));
        sent.sending.paper = paper;
        self.run(sent.command())?;
        Ok(())
    }

    fn send_through(&mut self, destination: &str, mut sent: Sent) -> Result<(), DeskError> {
        self.may_send(sent.clone().command())?;
        let (report, recipient) = (sent.report, sent.recipient);
        let sending = &mut sent.sending;
        let known = self.report_of(report.id());
        let of = known.as_ref().and_then(|r| r.principal(self.state()));
        let address = self.address_for(recipient, destination, sending.to.as_deref(), of)?;
        let name = sending.to.as_deref().or(address.as_deref());
        let mut paper = self.report_paper_to(report, recipient, name)?;
        paper.to.clone_from(&address);
        sending.paper = Some(paper.text());
        let lodged = self.lodge_paper(&paper, destination)?;
        sending.to = sending.to.take().or(address);
        sending.how = lodged.kind.into();
        sending.destination = Some(lodged.destination);
        sending.path = lodged.path;
        sending.sha256 = Some(lodged.sha256);
        let by_hand = sending.how == "manual";
        self.run_answered(sent.command())
            .map_err(|error| match by_hand {
                true => error,
                false => unrecorded(report, recipient, destination, &error),
            })?;
        Ok(())
    }

    /// What is to be recorded as its text beside the sending; `None` where it is written already.
    ///
    /// # Errors
    /// Refused where the text was written under less than what it is about carries by now.
    fn draft_to_send(
        &self,
        report: Source,
        request: &SendRequest,
    ) -> Result<Option<Box<Draft>>, Refusal> {
        let written = has_text(self.state().reports.get(&report.id()));
        let draft = (!written).then(|| Box::new(self.report_draft(report)));
        if !stands_elsewhere(request, draft.as_deref()) {
            self.carries_enough(report)?;
        }
        Ok(draft)
    }

    /// Refuses what could not be recorded, before anything leaves.
    fn may_send(&mut self, command: Command) -> Result<(), Refusal> {
        if let Some(refusal) = self.unset() {
            return Err(refusal);
        }
        self.must_be_asked(&command, &[])?;
        self.would_take(command)
    }

    /// The paper on its way to a recipient under this name or address.
    fn report_paper_to(
        &self,
        report: Source,
        recipient: Recipient,
        name: Option<&str>,
    ) -> Result<Composed, Refusal> {
        let body = self.report_body(report, name.map(|name| (recipient, name)))?;
        REPORT.whole(self, body, None)
    }

    /// Refuses what the record would not take, before anything leaves.
    pub fn would_take(&self, command: Command) -> Result<(), Refusal> {
        let mut new_id = || Id::from_random([0; 10]);
        let mut context = Context {
            person: None,
            now: self.now(),
            limits: self.limits(),
            zone: self.zone(),
            policy: (self.policy().id(), self.policy().digest()),
            cautions: self.policy().cautions(),
            new_id: &mut new_id,
        };
        decide(self.state(), command, &mut context).map(|_| ())
    }

    /// The address a mail goes to; `None` where no mail is sent. A destination's own address stands where
    /// the recipient has none.
    fn address_for(
        &self,
        recipient: Recipient,
        destination: &str,
        name: Option<&str>,
        of: Option<&str>,
    ) -> Result<Option<String>, Refusal> {
        let known = self.settings().destination(destination);
        let Some(Kind::Command { to, .. }) = known.map(|d| &d.kind) else {
            return Ok(None);
        };
        let own = name.and_then(address);
        match own.map(str::to_owned).or(to.clone()) {
            Some(address) => Ok(Some(address)),
            None => Err(Refusal::new(
                format!(
                    "No address is known for: {}",
                    self.recipient_title(recipient, of)
                ),
                give("Give one", op::REPORT_SEND, "name").and(
                    way_on("If it is not known", op::REPORT_ASKED)
                        .saying("recipient", recipient.as_str()),
                ),
            )),
        }
    }
}

/// Whether it is said alone where a report without words here stands: in whatever words, under what it carries there.
fn stands_elsewhere(request: &SendRequest, draft: Option<&Draft>) -> bool {
    let wordless = draft.is_some_and(|d| d.circumstances.is_none() && d.what.is_none());
    request.destination.is_none() && request.reference.is_some() && wordless
}

/// The address in a name as mails write it: the whole of it, or what stands between angle brackets.
fn address(name: &str) -> Option<&str> {
    let name = name.trim();
    let inner = || Some(name.rsplit_once('<')?.1.strip_suffix('>')?.trim());
    [Some(name), inner()]
        .into_iter()
        .flatten()
        .find(|a| is_address(a))
}

/// What went out is out: it is to be recorded by hand, not sent again.
fn unrecorded(report: Source, to: Recipient, through: &str, error: &DeskError) -> DeskError {
    DeskError::Stuck {
        what: format!(
            "The report went out through {through}, but that could not be recorded: {error}"
        ),
        next: way_on("Record it with", op::REPORT_SENT)
            .on(report.id())
            .saying("recipient", to.as_str())
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_in_what_names_a_recipient() {
        for (name, wanted) in [
            ("kim@example.gov.uk", Some("kim@example.gov.uk")),
            ("KIM team <kim@example.gov.uk>", Some("kim@example.gov.uk")),
            ("the Private Secretary's office", None),
            ("a < b", None),
            ("", None),
        ] {
            assert_eq!(address(name), wanted, "{name}");
        }
    }
}
