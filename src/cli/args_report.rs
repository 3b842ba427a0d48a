//! The command line of reports.
//!
//! Meanings are given to words in [`crate::operation::meaning`].

use clap::{Args, Subcommand};

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
    Draft(Given<operation::ReportWrite>),
    /// Send it through a destination of your settings.
    Send(Given<operation::ReportSend>),
    /// Record that it was sent by hand.
    Sent(Given<operation::ReportSent>),
    /// Record that a recipient acknowledged it.
    Acknowledged(Given<operation::ReportAcknowledged>),
    /// Record that who the recipient is, is not known, and that the KIM team was asked.
    Asked(Given<operation::ReportAsked>),
    /// Withdraw it: there is nothing to report after all.
    Withdraw(Given<operation::ReportWithdraw>),
    /// Take up again a report that was withdrawn.
    Reopen(Given<operation::ReportReopen>),
    /// Record that something significant was not captured in time.
    MissedCapture(Given<operation::ReportMissed>),
    /// Record that corporate systems were down and a channel was used instead.
    Outage(Given<operation::ReportOutage>),
    /// Why other channels were used: the reasons on decisions and outages, counted by channel (para 4).
    Need(NeedArgs),
}

#[derive(Args, Debug)]
pub struct NeedArgs {
    /// Of these days, both counted: 2026-11, 2026-11-01..2026-11-30; either end may be left out.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    #[command(flatten)]
    pub paper: super::args_papers::WhosePaperArgs,
}
