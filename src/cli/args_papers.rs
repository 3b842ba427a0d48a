//! The command line of what goes out as a whole: packages and the closing of a register.
//!
//! May import nothing of the house.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Debug)]
pub struct PackageArgs {
    /// These captured items, or the starts of their ids.
    #[arg(group = "package_what", value_name = "ITEM")]
    pub ids: Vec<String>,
    /// Captured on these days, both counted: 2026-11-01..2026-11-30; either end may be left out.
    #[arg(long, group = "package_what", value_name = "FROM..TO")]
    pub period: Option<String>,
    /// The captures of this conversation.
    #[arg(long, group = "package_what", value_name = "NAME")]
    pub conversation: Option<String>,
    /// The captures that this departure is about, by the start of its id.
    #[arg(long, group = "package_what", value_name = "ID")]
    pub departure: Option<String>,
    /// Every capture on record.
    #[arg(long, group = "package_what")]
    pub all: bool,
    /// The folder to make it in; it must be there.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Add metadata.csv in the National Archives' columns; closure is left to the department.
    #[arg(long)]
    pub tdr: bool,
}
