//! The command line of incidents.

use clap::{Args, Subcommand};

use super::given::Given;
use crate::operation;

#[derive(Subcommand, Debug)]
pub enum IncidentCommand {
    /// Put an incident on record: that it happened, when and where, never what a message said.
    Add(Given<operation::IncidentAdd>),
    /// Record who was told, when and how, and the reference they gave it.
    Told(Given<operation::IncidentTold>),
    /// Record that the department took it over.
    Taken(Given<operation::IncidentTaken>),
    /// Record that it is over.
    Close(Given<operation::IncidentClose>),
    /// Incidents that are not closed; with --all, every one.
    List {
        /// Closed ones too.
        #[arg(long)]
        all: bool,
    },
    /// One incident: what is on record of it, the steps of the policy file, the department's clock.
    Show {
        /// The incident, or the start of its id; not needed where one alone is open.
        id: Option<String>,
    },
    /// What is on record of an incident as a paper: printed, or lodged.
    Paper(IncidentPaperArgs),
}

#[derive(Args, Debug)]
pub struct IncidentPaperArgs {
    /// The incident, or the start of its id; not needed where one alone is open.
    pub id: Option<String>,
    #[command(flatten)]
    pub paper: super::args_papers::WhosePaperArgs,
}
