//! `depart` as it is written on the command line.
//!
//! May import nothing of the house.

use clap::{Args, Subcommand};

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
    Edit(OpenDetails),
    /// What is significant in these is captured already.
    Captured {
        /// Numbers of the grid: 3, 3-7, 1,4-6, or left for all that are not answered.
        cells: String,
        /// A note; - reads standard input.
        #[arg(long)]
        note: Option<String>,
    },
    /// Nothing in these is significant, beyond what is captured.
    Nil {
        /// Numbers of the grid: 3, 3-7, 1,4-6, or left for all that are not answered.
        cells: String,
        /// How they were looked at.
        #[arg(long, value_name = "TEXT")]
        looked: Option<String>,
    },
    /// Offer these to somebody by name.
    HandOver {
        /// Numbers of the grid: 3, 3-7, 1,4-6, or left for all that are not answered.
        cells: String,
        /// Who takes them.
        #[arg(long, value_name = "NAME")]
        to: String,
        /// A note; - reads standard input.
        #[arg(long)]
        note: Option<String>,
    },
    /// These are no longer available.
    Gone {
        /// Numbers of the grid: 3, 3-7, 1,4-6, or left for all that are not answered.
        cells: String,
        /// What it said as remembered; - reads standard input.
        #[arg(long)]
        note: Option<String>,
        /// When it went, as far as is known.
        #[arg(long, value_name = "TEXT")]
        went: Option<String>,
        /// Who else may hold it.
        #[arg(long, value_name = "TEXT")]
        holders: Option<String>,
        /// Personal data is concerned.
        #[arg(long)]
        personal_data: bool,
    },
    /// These conversations are not on that device.
    NotOnDevice {
        /// Numbers of the grid: 3, 3-7, 1,4-6, or left for all that are not answered.
        cells: String,
    },
    /// Take the answers of these away.
    Clear {
        /// Numbers of the grid: 3, 3-7, 1,4-6.
        cells: String,
    },
    /// Answer a step of the checklist.
    Step(StepArgs),
    /// Offer everything that is still open to somebody by name.
    HandOverRest {
        /// Who takes it.
        #[arg(long, value_name = "NAME")]
        to: String,
    },
    /// Record that somebody took what was offered.
    Accepted {
        /// Who [default: the only one something is offered to].
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// The statement: printed, or with --to made, lodged and recorded.
    Statement(PaperArgs),
    /// The pack for whoever comes after: printed, or with --to lodged.
    Handover(PaperArgs),
    /// Confirm that the statement is filed.
    Confirm {
        /// Who saw it filed [default: you].
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// Close it after its statement: nothing is open any more, or its date has passed.
    Close {
        /// Why it is closed, where something is still open.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// It does not take place.
    Cancel {
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// It goes on: a message came in later.
    Reopen {
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
}

/// What a departure is.
#[derive(Args, Debug, Default)]
pub struct OpenDetails {
    /// You leave the post.
    #[arg(long)]
    pub leaving: bool,
    /// A registered device that changes hands or goes back (may be repeated).
    #[arg(long = "device", value_name = "NAME")]
    pub devices: Vec<String>,
    /// When: "Fri 17:00", "4 Dec 17:00", "27/11/2026 17:00" (day first) or RFC 3339; read forwards.
    #[arg(long, value_name = "TIME")]
    pub on: Option<String>,
    /// official, special-adviser, minister, contractor, board-member or independent-expert [default: as your
    /// settings have it, of you or of the principal].
    #[arg(long)]
    pub role: Option<String>,
}

#[derive(Args, Debug)]
pub struct OpenArgs {
    #[command(flatten)]
    pub details: OpenDetails,
    /// Show what it would be like; nothing is recorded.
    #[arg(long)]
    pub rehearse: bool,
}

#[derive(Args, Debug)]
pub struct StepArgs {
    /// The step, or several with commas.
    #[arg(value_name = "STEP")]
    pub steps: String,
    /// It is done.
    #[arg(long, group = "answer")]
    pub done: bool,
    /// A note to what was done.
    #[arg(long, value_name = "TEXT", requires = "done")]
    pub note: Option<String>,
    /// Why it does not apply.
    #[arg(long, group = "answer", value_name = "REASON")]
    pub na: Option<String>,
    /// Why it is left undone.
    #[arg(long, group = "answer", value_name = "REASON")]
    pub waive: Option<String>,
    /// Take its answer away.
    #[arg(long, group = "answer")]
    pub clear: bool,
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
