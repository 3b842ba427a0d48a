//! The command line of working together: `task`, `cover-note`.
//!
//! May import nothing of the house.

use clap::Args;

#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("what-of-it").required(true)))]
pub struct TaskArgs {
    /// The items, or the starts of their ids.
    #[arg(required = true)]
    pub ids: Vec<String>,
    /// Ask this colleague to capture them; they stay in the queue.
    #[arg(long, value_name = "NAME", group = "what-of-it")]
    pub to: Option<String>,
    /// Record that the colleague took them.
    #[arg(long, group = "what-of-it")]
    pub accepted: bool,
    /// Record that the colleague gave them back.
    #[arg(long, group = "what-of-it")]
    pub returned: bool,
    /// Nobody is asked any more.
    #[arg(long, group = "what-of-it")]
    pub nobody: bool,
    /// What was said with the answer; - reads standard input.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["to", "nobody"])]
    pub note: Option<String>,
}

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
