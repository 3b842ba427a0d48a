//! The command line of deciding and of what decisions rest on: `decide`, `outcome`, `guidance`, `device`,
//! `conversation`, `log`.
//!
//! Meanings are given to words in [`crate::operation::meaning`].

use clap::{Args, Subcommand};

use super::given::Given;
use crate::operation;

#[derive(Args, Debug)]
pub struct DecideArgs {
    /// What its source would carry, e.g. official or "OFFICIAL-SENSITIVE - RECIPIENTS ONLY"; not given = not stated.
    #[arg(long, short = 'm')]
    pub marking: Option<String>,
    /// corporate, managed-personal, personal, other-managed, unsure, or the name of a registered device.
    #[arg(long)]
    pub device: Option<String>,
    /// It is significant (para 14); the half that makes it so may be named: direction, change or both.
    #[arg(
        long,
        group = "significance",
        value_name = "HALF",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "yes"
    )]
    pub significant: Option<String>,
    /// It is logistical or otherwise not significant.
    #[arg(long, group = "significance")]
    pub logistical: bool,
    /// about-to-use, received or already-used [default: about-to-use].
    #[arg(long)]
    pub situation: Option<String>,
    /// government, personal, political, constituency or parliamentary [default: government].
    #[arg(long)]
    pub scope: Option<String>,
    /// A channel of the policy; corporate only where your department's policy says so.
    #[arg(long, short = 'c')]
    pub channel: Option<String>,
    /// Whether a government system would do as well (para 8).
    #[arg(long, value_name = "YES|NO")]
    pub government_system: Option<String>,
    /// With --government-system no: why not, by an id of the list (see: onrecord guidance --reasons) or in your
    /// own words; - reads standard input.
    #[arg(long, value_name = "REASON|TEXT", allow_hyphen_values = true)]
    pub because: Option<String>,
    /// There is personal data in it.
    #[arg(long)]
    pub personal_data: bool,
    #[command(flatten)]
    pub given: Given<operation::RecordDecision>,
    /// Put the decision on record.
    #[arg(long)]
    pub record: bool,
}

#[derive(Args, Debug)]
pub struct GuidanceArgs {
    /// A paragraph (9a, "para 9(a)"), or words that must all occur; table: the summary table; terms: what the
    /// words mean; links: where the texts themselves can be read. Without any, every paragraph.
    #[arg(value_name = "PARA|WORDS")]
    pub what: Vec<String>,
    /// Texts that move a conversation elsewhere; with the id of one, that text alone, ready to copy.
    #[arg(long, group = "list", value_name = "ID", num_args = 0..=1, default_missing_value = "")]
    pub switch: Option<String>,
    /// The checklists; with the id of one, that one alone.
    #[arg(long, group = "list", value_name = "ID", num_args = 0..=1, default_missing_value = "")]
    pub checklist: Option<String>,
    /// What to do when SECRET or above is, or may be, on such a channel, and about incidents below it.
    #[arg(long, group = "list")]
    pub incident: bool,
    /// What is known of the channels, each fact with its source; with the id of one, that one alone.
    #[arg(long, group = "list", value_name = "ID", num_args = 0..=1, default_missing_value = "")]
    pub channel: Option<String>,
    /// Why no government system would do: the reasons that decide --because takes.
    #[arg(long, group = "list")]
    pub reasons: bool,
    /// The guidance on one page for a department's staff: the summary table, both routes with your destinations,
    /// channels and their timers, whom to tell, where the texts stand. A summary, not its text.
    #[arg(long, group = "list")]
    pub page: bool,
    /// Of --page: as HTML.
    #[arg(long, requires = "page")]
    pub html: bool,
    /// Of --page: as a mail.
    #[arg(long, requires = "page", conflicts_with = "html")]
    pub eml: bool,
    /// Of --page: lodge it in a destination of your settings.
    #[arg(long, requires = "page", value_name = "DESTINATION", conflicts_with_all = ["html", "eml"])]
    pub to: Option<String>,
    /// Of --page: its marking.
    #[arg(long, short = 'm', requires = "page")]
    pub marking: Option<String>,
}

#[derive(Subcommand, Debug)]
pub enum DeviceCommand {
    /// Register a device under a name that --device then takes; with --for it is that principal's.
    Add(Given<operation::DeviceAdd>),
    /// List devices.
    List,
    /// Put a detail of a device right, with --for whose it is (--for "": your own). Decisions made before keep
    /// what was said then.
    Edit(Given<operation::DeviceEdit>),
}

#[derive(Subcommand, Debug)]
pub enum ViewCommand {
    /// Keep words to find as a view of a list, by a name; v shows it on the screens.
    Keep(Given<operation::ViewKeep>),
    /// Take a kept view out of your settings.
    Forget(Given<operation::ViewForget>),
    /// List the kept views.
    List,
}

#[derive(Subcommand, Debug)]
pub enum ConversationCommand {
    /// List conversations with their timers, who is in them and who captures.
    List,
    /// Put a chat on record before anything that was said in it, with its timer.
    Add(Given<operation::ConversationAdd>),
    /// The data-protection note of a chat: routine or not, which advice is followed, who answers (paras 36, 37).
    DataNote(Given<operation::DataNote>),
    /// Record that a timer changed.
    Timer(Given<operation::Timer>),
    /// Record who is in a conversation, who captures and how often it is looked through; an empty text
    /// takes a detail away.
    Edit(Given<operation::ConversationEdit>),
}

#[derive(Args, Debug)]
pub struct LogArgs {
    /// Only what holds all of these words, any case.
    pub words: Vec<String>,
    /// Only decisions, each whole, with what came of it.
    #[arg(long)]
    pub decisions: bool,
    /// Only the last so many, the latest first.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub last: Option<u32>,
}
