//! `depart` as it is written on the command line.
//!
//! What is recorded is written as its operation describes it.

use clap::{Args, Subcommand};

use super::given::Given;
use crate::operation::{
    DepartAccepted, DepartCancel, DepartCaptured, DepartClear, DepartClose, DepartConfirm,
    DepartEdit, DepartGone, DepartHandOver, DepartNil, DepartOpen, DepartReopen, DepartRest,
    DepartStaged, DepartStatement, DepartStep, NotOnDevice,
};

#[derive(Args, Debug)]
pub struct DepartArgs {
    #[command(subcommand)]
    pub command: Option<DepartCommand>,
    /// The departure, or the start of its id [default: the only one that is open].
    #[arg(long, global = true, value_name = "ID")]
    pub departure: Option<String>,
}

/// What can be done about a departure.
#[derive(Subcommand, Debug)]
pub enum DepartCommand {
    /// Begin the last review before a post is left or a device changes hands (para 23).
    Open(OpenArgs),
    /// The grid of conversations and devices, the checklist, and what is still open.
    Show {
        /// The departure, or the start of its id.
        id: Option<String>,
        /// Every way out of what is open, each as its command.
        #[arg(long)]
        ways: bool,
    },
    /// Put the date, role, kind or devices right.
    Edit(Given<DepartEdit>),
    /// What is significant in these is captured already.
    Captured(Given<DepartCaptured>),
    /// Nothing in these is significant, beyond what is captured.
    Nil(Given<DepartNil>),
    /// Offer these to somebody by name.
    HandOver(Given<DepartHandOver>),
    /// These are no longer available.
    Gone(Given<DepartGone>),
    /// These conversations are not on that device.
    NotOnDevice(Given<NotOnDevice>),
    /// Take the answers of these away.
    Clear(Given<DepartClear>),
    /// Answer a step of the checklist.
    Step(Given<DepartStep>),
    /// Offer everything that is still open to somebody by name.
    HandOverRest(Given<DepartRest>),
    /// Record that somebody took what was offered.
    Accepted(Given<DepartAccepted>),
    /// The statement: printed, or with --to made, lodged and recorded.
    Statement(StatementArgs),
    /// The pack for whoever comes after: printed, or with --to lodged.
    Handover(PaperArgs),
    /// The page for whoever leaves (para 27): what goes on, what is open, what to bring: printed, or with --to lodged.
    Obligations(PaperArgs),
    /// Record how far the department is: notified, statement-received, checked, released (para 27).
    Stage(Given<DepartStaged>),
    /// Confirm that the statement is filed.
    Confirm(Given<DepartConfirm>),
    /// Close it after its statement: nothing is open any more, or its date has passed.
    Close(Given<DepartClose>),
    /// It does not take place.
    Cancel(Given<DepartCancel>),
    /// It goes on: a message came in later.
    Reopen(Given<DepartReopen>),
}

#[derive(Args, Debug)]
pub struct OpenArgs {
    #[command(flatten)]
    pub given: Given<DepartOpen>,
    /// Show what it would be like; nothing is recorded.
    #[arg(long)]
    pub rehearse: bool,
}

#[derive(Args, Debug)]
pub struct StatementArgs {
    #[command(flatten)]
    pub given: Given<DepartStatement>,
    /// Print it as HTML instead of text.
    #[arg(long, conflicts_with = "to")]
    pub html: bool,
}

#[derive(Args, Debug)]
pub struct PaperArgs {
    /// A destination of your settings.
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// The reference the government system gives it.
    #[arg(long = "ref", value_name = "REF")]
    pub reference: Option<String>,
    /// Its marking; not given = not stated.
    #[arg(long, short = 'm')]
    pub marking: Option<String>,
    /// Print it as HTML instead of text.
    #[arg(long, conflicts_with = "to")]
    pub html: bool,
}
