//! The command line of what goes to the department.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Args, Debug)]
pub struct RollupArgs {
    /// Show in words all that leaves, whether or not it may.
    #[arg(long)]
    pub show: bool,
    /// Put today's line into this folder of the department, in the file of this register.
    #[arg(long, value_name = "DIR", conflicts_with = "show")]
    pub to: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<RollupCommand>,
}

#[derive(Subcommand, Debug)]
pub enum RollupCommand {
    /// Work out the figures of all registers whose lines lie in a folder: a page, tables (CSV) and Parquet in a new folder.
    /// DuckDB does it, where [programs] of the settings names it.
    Collect {
        /// The folder that the lines are put into.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Where the folder of results is made.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Compare the department's folder with this register: every head that was sent must be of a frame that counts here.
    Check {
        /// The folder that the lines are put into.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}
