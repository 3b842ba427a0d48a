//! The command line of what goes out as a whole: packages, the closing of a register, notes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::given::Given;
use crate::operation;

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
    /// What the whole carries, where that is more than its captures together do, or no one marking is all of theirs.
    #[arg(short = 'm', long, value_name = "MARKING")]
    pub marking: Option<String>,
    /// Add metadata.csv in the National Archives' columns, and the same under SharePoint's names; closure is left
    /// to the department.
    #[arg(long)]
    pub tdr: bool,
    /// In place of the bag a folder of RSMF 2.0 files, for a review platform: one for each conversation and day.
    #[arg(long, group = "package_form", conflicts_with = "tdr")]
    pub rsmf: bool,
    /// In place of the bag the files of every capture side by side, for SharePoint or a file share, with one table of
    /// them in the National Archives' SharePoint columns.
    #[arg(long, group = "package_form", conflicts_with = "tdr")]
    pub flat: bool,
    /// In place of the bag one page for a court, its lines numbered, with the exhibits beside it.
    #[arg(long, group = "package_form", conflicts_with = "tdr")]
    pub page: bool,
}

#[derive(Subcommand, Debug)]
pub enum RegisterCommand {
    /// Print the register as a page to read; with --for, that of a principal.
    Show(RegisterShowArgs),
    /// Lodge the readable register of every principal; then, if you wish, erase what is dealt with.
    Close(Given<operation::RegisterClose>),
}

#[derive(Args, Debug)]
pub struct RegisterShowArgs {
    /// As HTML instead of text.
    #[arg(long)]
    pub html: bool,
}

// A paper about a principal or about all, which is lodged without a record.
#[derive(Args, Debug, Default)]
pub struct WhosePaperArgs {
    /// Lodge it in a destination of your settings.
    #[arg(long, value_name = "DESTINATION")]
    pub to: Option<String>,
    /// Its marking.
    #[arg(long, short = 'm')]
    pub marking: Option<String>,
    /// As HTML.
    #[arg(long, group = "form", conflicts_with = "to")]
    pub html: bool,
    /// As a mail.
    #[arg(long, group = "form", conflicts_with = "to")]
    pub eml: bool,
}

// A paper about some days.
#[derive(Args, Debug)]
pub struct AttestationArgs {
    /// The month, 2026-11, or other days: 2026-11-01..2026-11-15 [default: this month; in its first week the last].
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    #[command(flatten)]
    pub paper: WhosePaperArgs,
}

#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, elvish or powershell.
    pub shell: String,
}
