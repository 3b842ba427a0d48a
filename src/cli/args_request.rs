//! The command line of requests.
//!
//! Meanings are given to words in [`crate::operation::meaning`].

use std::path::PathBuf;

use clap::Subcommand;

use super::given::Given;
use crate::operation;

#[derive(Subcommand, Debug)]
pub enum RequestCommand {
    /// Put a request on record; what it covers is held with it.
    Add(Given<operation::RequestAdd>),
    /// List requests: those that are open first, what is due first before the rest.
    List,
    /// One request, whole: what it asks for, where was looked, what came of it.
    Show {
        /// The reference of the request.
        #[arg(value_name = "REF")]
        reference: String,
    },
    /// Record what search the department wants.
    Asked(Given<operation::RequestAsked>),
    /// Put details of a request right: its deadline, what it covers, what it asks for.
    Change(Given<operation::RequestEdit>),
    /// Search this register, and exports where they lie; only place, sum, words, period and counts are kept.
    Search(Given<operation::RequestSearch>),
    /// Record a search that was made by hand, or why a place was not searched.
    Searched(Given<operation::RequestSearched>),
    /// Say what became of the timer of a conversation that a request covers.
    Timer(Given<operation::RequestTimer>),
    /// Record that what was found, or that nothing was, was told to the team.
    Answer(Given<operation::RequestAnswer>),
    /// Record that the team closed it; its hold stands until it is released.
    Close(Given<operation::RequestClose>),
    /// Record that it was withdrawn.
    Withdraw(Given<operation::RequestWithdraw>),
    /// Take up again a request that was answered, closed or withdrawn; its hold is placed again.
    Reopen(Given<operation::RequestReopen>),
    /// The requests that your department laid into its folder: which are on record here and which are not.
    Laid,
    /// Take one of them in, where its signature holds.
    Take(Given<operation::RequestTake>),
    /// Write the answer of this register beside it: figures alone.
    Reply(Given<operation::RequestReply>),
    /// Who answered a request of the department, and who did not: the answers in its folder as a table.
    Collect {
        /// The folder of one request, with its request.toml.
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// A folder of roll-ups: the registers in it are those that were asked, where the request names none.
        #[arg(long, value_name = "DIR")]
        of: Option<PathBuf>,
        /// Print the table as CSV.
        #[arg(long)]
        csv: bool,
    },
    /// The record of search: printed, or lodged and put on record.
    Paper(Given<operation::RequestPaper>),
}

#[derive(Subcommand, Debug)]
pub enum HoldCommand {
    /// Place a hold.
    Add(Given<operation::HoldAdd>),
    /// Say what became of the timer of a conversation under a hold.
    Timer(Given<operation::HoldTimer>),
    /// Release a hold.
    Release(Given<operation::HoldRelease>),
    /// List holds, released ones too.
    List,
}
