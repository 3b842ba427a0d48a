//! The command line of measures for people at particular risk.

use clap::Subcommand;

use super::given::Given;
use crate::operation;

#[derive(Subcommand, Debug)]
pub enum MeasureCommand {
    /// Every measure that is asked of you, or of whom you act for (--for), with what became of it.
    List,
    /// Say what became of one: done, does not apply, not done yet.
    Answer(Given<operation::MeasureAnswered>),
}
