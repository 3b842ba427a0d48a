//! The command line of reports.
//!
//! May import nothing of the house. Meanings are given to words in [`super::words_in`].

use clap::{Args, Subcommand};

use super::args_shared::AheadArgs;
use super::given::Given;
use crate::operation;

#[derive(Args, Debug)]
pub struct ReportArgs {
    #[command(subcommand)]
    pub what: Option<ReportCommand>,
    /// Those that are sent, withdrawn or ended too.
    #[arg(long)]
    pub all: bool,
}

/// Which report, and to whom.
#[derive(Args, Debug)]
pub struct WayArgs {
    /// The report, or the start of its id: that of the decision or item that raises it.
    pub id: String,
    /// kim (Knowledge and Information Management team) or head-of-unit (or who stands for one).
    #[arg(long, value_name = "WHO", required = true)]
    pub recipient: Vec<String>,
}

/// What a record of a missed capture or an outage says.
#[derive(Args, Debug)]
pub struct EventArgs {
    /// The channel: whatsapp, signal and so on.
    #[arg(long, short = 'c')]
    pub channel: Option<String>,
    /// When it began: 9am, "Thu 21:00", "26 Nov 21:00", "2 hours ago" or RFC 3339; read backwards.
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,
    /// When it ended.
    #[arg(long, value_name = "TIME")]
    pub to: Option<String>,
    #[command(flatten)]
    pub ahead: AheadArgs,
    /// How it came about, in your own words; - reads standard input.
    #[arg(long, value_name = "TEXT")]
    pub circumstances: Option<String>,
    /// Whether everything significant was captured: yes, no or partly.
    #[arg(long, value_name = "YES|NO|PARTLY")]
    pub captured: Option<String>,
    /// The marking of the information.
    #[arg(long, short = 'm')]
    pub marking: Option<String>,
}

#[derive(Subcommand, Debug)]
pub enum ReportCommand {
    /// One report, whole: as lines, or as the paper its recipients get.
    Show {
        /// The report, or the start of its id.
        id: String,
        /// The paper as text of 72 columns, ready to copy.
        #[arg(long, group = "form")]
        text: bool,
        /// The paper as HTML.
        #[arg(long, group = "form")]
        html: bool,
        /// The paper as a mail.
        #[arg(long, group = "form")]
        eml: bool,
        /// What was sent, as it was then.
        #[arg(long, group = "form")]
        sent: bool,
    },
    /// Say that the private device something was captured from was used, so that a report is due.
    Used(Given<operation::ReportUsed>),
    /// Say that it was only received there: no report is due.
    Received(Given<operation::ReportReceived>),
    /// Write the circumstances, or write them anew.
    Draft {
        /// The report, or the start of its id.
        id: String,
        /// Why the channel was used, in your own words; - reads standard input.
        #[arg(long, value_name = "TEXT")]
        circumstances: Option<String>,
        /// What was missed, or which systems were down, where that is what it is about.
        #[arg(long, value_name = "TEXT")]
        what: Option<String>,
        /// The marking of the information.
        #[arg(long, short = 'm')]
        marking: Option<String>,
        /// The device was used once.
        #[arg(long, conflicts_with = "continuing")]
        one_off: bool,
        /// The device is still used.
        #[arg(long)]
        continuing: bool,
        /// Whether it is still on the device: yes, no or unsure.
        #[arg(long, value_name = "YES|NO|UNSURE")]
        still_on_device: Option<String>,
    },
    /// Send it through a destination of your settings.
    Send {
        #[command(flatten)]
        way: WayArgs,
        /// The destination [default: as the policy file names it for the recipient].
        #[arg(long, value_name = "DESTINATION")]
        to: Option<String>,
        /// Name or address of the recipient [default: as the policy file names it].
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// Sent by hand, under this reference.
        #[arg(long = "ref", value_name = "REF")]
        reference: Option<String>,
    },
    /// Record that it was sent by hand.
    Sent {
        #[command(flatten)]
        way: WayArgs,
        /// Name or address of who it went to.
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// The reference it has there.
        #[arg(long = "ref", value_name = "REF")]
        reference: Option<String>,
        /// When it was sent [default: now].
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    /// Record that a recipient acknowledged it.
    Acknowledged(Given<operation::ReportAcknowledged>),
    /// Record that who the recipient is, is not known, and that the KIM team was asked.
    Asked(Given<operation::ReportAsked>),
    /// Withdraw it: there is nothing to report after all.
    Withdraw(Given<operation::ReportWithdraw>),
    /// Take up again a report that was withdrawn.
    Reopen(Given<operation::ReportReopen>),
    /// Record that something significant was not captured in time.
    MissedCapture {
        /// What was missed, as remembered, and who else may hold it; - reads standard input.
        #[arg(long, value_name = "TEXT")]
        what: String,
        #[command(flatten)]
        event: EventArgs,
    },
    /// Record that corporate systems were down and a channel was used instead.
    Outage {
        /// Which systems were down; - reads standard input.
        #[arg(long, value_name = "TEXT")]
        what: String,
        #[command(flatten)]
        event: EventArgs,
    },
}
