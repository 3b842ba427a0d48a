//! The command line of `cover-note`.

use clap::Args;

#[derive(Args, Debug)]
pub struct CoverNoteArgs {
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
