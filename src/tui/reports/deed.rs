//! What is done about reports at the desk, and what came of it.
//!
//! May import `desk`, `record`. Invariant: an answer that says "Recorded" is given only once it is on disk.

use chrono::{DateTime, Utc};

use crate::desk::{Desk, ReportChanges, SendRequest, through_words};
use crate::record::report::{Completeness, Continuing, Draft, Kind, Recipient, Source, StillThere};
use crate::tui::deed::{Done, Trouble, stated};

/// Something to do about a report that ends on disk.
#[derive(Debug)]
pub enum ReportDeed {
    /// What is `None` stays as it stands.
    Write {
        report: Source,
        circumstances: Option<String>,
        what: Option<String>,
        /// As it was typed.
        marking: Option<String>,
        continuing: Option<Continuing>,
        still_there: Option<StillThere>,
    },
    New(Box<New>),
    Send {
        report: Source,
        recipient: Recipient,
        request: SendRequest,
    },
}

/// A report of a missed capture or an outage.
#[derive(Debug)]
pub struct New {
    pub kind: Kind,
    pub what: Option<String>,
    pub circumstances: Option<String>,
    pub channel: Option<String>,
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
    pub captured: Option<Completeness>,
    /// As it was typed.
    pub marking: Option<String>,
    pub principal: Option<String>,
}

/// Does it.
pub fn perform(desk: &mut Desk, deed: ReportDeed) -> Result<Done, Trouble> {
    let said = match deed {
        ReportDeed::Write {
            report,
            circumstances,
            what,
            marking,
            continuing,
            still_there,
        } => {
            let changes = ReportChanges {
                continuing,
                still_there,
                marking: marking.map(|m| stated(desk, &m)).transpose()?,
                circumstances,
                what,
            };
            desk.write_report(report, changes)?;
            "Recorded: the report is written; it is to be sent.".to_owned()
        }
        ReportDeed::New(new) => {
            let marking = new.marking.map(|m| stated(desk, &m)).transpose()?;
            let draft = Draft {
                channel: new.channel,
                from: new.from,
                to: new.to,
                captured: new.captured,
                circumstances: new.circumstances,
                what: new.what,
                marking,
                captures: Vec::new(),
                principal: new.principal,
                ..Draft::default()
            };
            desk.new_report(new.kind, draft)?;
            "Recorded: the report is written; it is to be sent.".to_owned()
        }
        ReportDeed::Send {
            report,
            recipient,
            request,
        } => {
            let through = request.destination.clone();
            desk.send_report(report, recipient, request)?;
            sent_words(desk, report, recipient, through.as_deref())
        }
    };
    Ok(Done::Many {
        items: Vec::new(),
        became: None,
        said,
    })
}

/// That a report went, and how: through a destination, or by somebody's hand.
fn sent_words(desk: &Desk, report: Source, recipient: Recipient, through: Option<&str>) -> String {
    let known = desk.report_of(report.id());
    let of = known.and_then(|r| r.principal(desk.state()));
    let to = desk.recipient_title(recipient, of);
    let way = known.and_then(|r| r.done?.ways.get(&recipient)?.sent.as_ref());
    let how = way.map_or("", |sent| &sent.sending.how);
    match through {
        Some(through) => format!(
            "Recorded: sent to {to}{}.",
            through_words(how, Some(through))
        ),
        None => format!("Recorded: you sent it to the {to}."),
    }
}
