//! The command line as it is written: names, flags and their help. Completions and the man page come
//! from here.
//!
//! Meanings are given to words in [`crate::operation::meaning`].

use std::path::PathBuf;

use super::given::Given;
use crate::operation;
use clap::{Args, Parser, Subcommand};

pub use super::args_decide::*;
pub use super::args_depart::*;
pub use super::args_department::*;
pub use super::args_incident::*;
pub use super::args_measure::*;
pub use super::args_papers::*;
pub use super::args_report::*;
pub use super::args_request::*;

/// A desk for government business done on channels your department does not run.
#[derive(Parser, Debug)]
#[command(
    name = "onrecord",
    version,
    long_version = super::version::long(),
    about = "Decide whether a channel may be used, and capture what is significant before it vanishes.",
    after_help = "Begin with: onrecord setup. See it work on made-up data: onrecord --demo\n\
                  Exit codes: 0 done, 1 refused, 2 usage, 3 storage trouble, 4 verify found a difference, 70 a bug.\n\
                  Nothing here uses the network. Files are not encrypted; what that means stands in the manual.",
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    /// Try it on made-up data in a temporary folder that is removed at the end.
    #[arg(long)]
    pub demo: bool,
    /// Practise a first capture: a made-up message, on data of its own that is removed at the end.
    #[arg(long, conflicts_with = "demo")]
    pub practise: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Flags that go with every command.
#[derive(Args, Debug, Clone, Default)]
pub struct Global {
    /// Where settings and register are [default: ONRECORD_DIR, else ~/.config/onrecord].
    #[arg(long, global = true, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// The principal you act for.
    #[arg(long = "for", global = true, value_name = "NAME")]
    pub principal: Option<String>,
    /// Plain lines only: no colour, no cursor movement.
    #[arg(long, global = true)]
    pub plain: bool,
    /// One JSON object (for lists, one a line) on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    /// A text that carries a marking above what is said only speaks of it.
    #[arg(long, global = true)]
    pub marking_seen: bool,
}

/// What can be done.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Say once who you are and whose machine this is.
    Setup(Given<operation::Setup>),
    /// May this channel be used for this, on this device? What the guidance says, with its paragraphs.
    Decide(DecideArgs),
    /// Record what came of a decision.
    Outcome(Given<operation::DecisionOutcome>),
    /// The guidance, paragraph by paragraph, in this project's words; texts to copy; checklists.
    Guidance(GuidanceArgs),
    /// Put a message in the queue.
    Add(Given<operation::Add>),
    /// What is waiting, what vanishes first on top.
    Queue(QueueArgs),
    /// One item, whole, with its history.
    Show(ShowArgs),
    /// Put a detail of an item right.
    Edit(Given<operation::Edit>),
    /// Items in which all the words occur.
    Find(FindArgs),
    /// Record that items are captured on a government system, or file them in a destination.
    Capture(Given<operation::Capture>),
    /// Add the reference of a capture.
    Reference(Given<operation::Reference>),
    /// Confirm that a capture is filed.
    Confirm(Given<operation::Confirm>),
    /// Record that items are not significant.
    NotSignificant(Given<operation::NotSignificant>),
    /// Add a remark to an item; it stands in its history and in what is captured from then on.
    Note(Given<operation::Note>),
    /// Say how much personal data items hold, and where their channel holds it (paras 35, 36).
    PersonalData(Given<operation::PersonalData>),
    /// Take an item back into the queue.
    Reopen(Given<operation::Reopen>),
    /// Put an item off, never past the time to capture by.
    Snooze(Given<operation::Snooze>),
    /// Offer an item to somebody to capture.
    HandOver(Given<operation::HandOver>),
    /// Record that the offer was accepted.
    Accepted(Given<operation::Accepted>),
    /// Record that a message is no longer available.
    Gone(Given<operation::Gone>),
    /// Ask a colleague to capture items that stay in the queue, or record what came of it.
    Task(Given<operation::Task>),
    /// The note for whoever keeps the queue tomorrow: what waits, what vanishes first, what is open.
    CoverNote(WhosePaperArgs),
    /// Holds: while one is in force nothing it covers can be erased.
    #[command(subcommand)]
    Hold(HoldCommand),
    /// Requests: what was asked for, what it holds, where was looked, and what came of it.
    #[command(subcommand)]
    Request(RequestCommand),
    /// Erase the content of items; the record of what was done stays.
    Erase(Given<operation::Erase>),
    /// Read an export; only what you pick is kept.
    Import(ImportArgs),
    /// Conversations, their timers, who is in them and who captures.
    #[command(subcommand)]
    Conversation(ConversationCommand),
    /// Searches that are kept as views of a list.
    #[command(subcommand)]
    View(ViewCommand),
    /// Devices: whose they are and who manages them.
    #[command(subcommand)]
    Device(DeviceCommand),
    /// Reports: exceptional use of a private device (para 10a), missed captures, outages.
    Report(ReportArgs),
    /// Measures that your department asks of people at particular risk (para 34): each, and what became of it.
    #[command(subcommand)]
    Measure(MeasureCommand),
    /// Incidents (paras 11, 37): what went wrong, who was told and when; never what a message said.
    #[command(subcommand)]
    Incident(IncidentCommand),
    /// The last review before changing device or leaving post (para 23), and its statement.
    Depart(DepartArgs),
    /// What needs doing, in a few lines.
    Status(StatusArgs),
    /// Look at what is waiting, one item at a time.
    Review,
    /// The month's attestation, to sign: on which days chats were looked at, by the reviews held, and the gaps.
    Attestation(AttestationArgs),
    /// Take back your last command, or another that you name; says what it takes back.
    Undo(TurnArgs),
    /// Bring back what was taken back last, or another command that you name.
    Redo(TurnArgs),
    /// Everything that was done, in order; decisions with what came of them.
    Log(LogArgs),
    /// The register of captures as a table.
    Export(ExportArgs),
    /// The figures of this register that a department may be given, one line a day: nothing that was typed.
    Rollup(RollupArgs),
    /// Many captures as one bag with a register, for a records team.
    Package(PackageArgs),
    /// The register as a page to read; close it when its keeper leaves.
    #[command(subcommand)]
    Register(RegisterCommand),
    /// Check every frame of the register against its chain.
    Verify(VerifyArgs),
    /// Sign a file or a folder with your SSH key: the signature stands beside it.
    Sign(SignArgs),
    /// Have somebody else witness that the register's head was there at a time (RFC 3161).
    #[command(subcommand)]
    Witness(WitnessCommand),
    /// Look for trouble in the folders, and mend what can be mended; take note of what is lost.
    Doctor(Given<operation::Losses>),
    /// Settings and policy files.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// The keys of the application, and the commands that do the same.
    Keys(KeysArgs),
    /// With a screen reader, without letters, in large type: what was tried, what does not work, whom to ask.
    Accessibility,
    /// Print the completions for a shell.
    Completions(CompletionsArgs),
    /// Print the manual page.
    Man(ManArgs),
}

#[derive(Args, Debug)]
pub struct KeysArgs {
    /// The keys as they are without a keys.toml, as the manual's table.
    #[arg(long)]
    pub markdown: bool,
}

#[derive(Args, Debug)]
pub struct ManArgs {
    /// Every command with its flags, as the manual has them.
    #[arg(long)]
    pub markdown: bool,
}

/// What is said of an item, by hand or at an import.
#[derive(Args, Debug, Default)]
pub struct AboutArgs {
    /// Its marking, e.g. official or "OFFICIAL-SENSITIVE - RECIPIENTS ONLY"; not given = not stated.
    #[arg(long, short = 'm')]
    pub marking: Option<String>,
    /// corporate, managed-personal, personal, other-managed, unsure, or the name of a registered device.
    #[arg(long)]
    pub device: Option<String>,
    /// The timer it is under: 24h, 7d, 90d or off.
    #[arg(long)]
    pub timer: Option<String>,
}

/// Which command is taken back or brought back.
#[derive(Args, Debug)]
pub struct TurnArgs {
    /// The command that this entry of the log belongs to (its id in: onrecord log --json) [default: the last].
    #[arg(long, value_name = "ID")]
    pub command: Option<String>,
}

#[derive(Args, Debug)]
pub struct QueueArgs {
    /// Items already dealt with too.
    #[arg(long)]
    pub all: bool,
    /// Only this conversation.
    #[arg(long, value_name = "NAME")]
    pub conversation: Option<String>,
}

#[derive(Args, Debug)]
pub struct ShowArgs {
    /// The item, or the start of its id.
    pub id: String,
}

#[derive(Args, Debug)]
pub struct FindArgs {
    /// Words that must all occur, in any case.
    #[arg(required = true)]
    pub words: Vec<String>,
}

#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The export: a file, a .zip, a folder, or - for standard input.
    #[arg(required_unless_present = "help_channel", value_name = "FILE|-")]
    pub files: Vec<PathBuf>,
    /// How messages are got out of a channel, step by step, and what such a file leaves out.
    #[arg(long, value_name = "NAME")]
    pub help_channel: Option<String>,
    /// The format, where it cannot be told from the content; a wrong one names all there are.
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: Option<String>,
    /// What was understood, and what an export cannot say (the default).
    #[arg(long, group = "what")]
    pub summary: bool,
    /// The conversations of the file, each in a line.
    #[arg(long, group = "what")]
    pub chats: bool,
    /// The conversation to read, by the key or the name that --chats gives, where the file holds several.
    #[arg(long, value_name = "KEY|NAME")]
    pub chat: Option<String>,
    /// Every entry with its number.
    #[arg(long, group = "what")]
    pub list: bool,
    /// Of --list: only what is new since the last import of this conversation.
    #[arg(long, requires = "list", conflicts_with_all = ["queue", "chats", "summary"])]
    pub new: bool,
    /// Of --list: only what this person sent; a part of the name is enough.
    #[arg(long, requires = "list", conflicts_with_all = ["queue", "chats", "summary"], value_name = "NAME")]
    pub from: Option<String>,
    /// Of --list: only what was sent from then on, e.g. yesterday, "20 Nov 9:00" or 20/11/2026.
    #[arg(long, requires = "list", conflicts_with_all = ["queue", "chats", "summary"], value_name = "TIME")]
    pub since: Option<String>,
    /// Of --list: only what was sent until then; of a day all of it.
    #[arg(long, requires = "list", conflicts_with_all = ["queue", "chats", "summary"], value_name = "TIME")]
    pub until: Option<String>,
    /// Put these in the queue: numbers of --list (12,15-18) or words that must all occur.
    #[arg(long, group = "what", value_name = "12,15-18|WORDS")]
    pub queue: Option<String>,
    /// The conversation's name, where the export does not say it.
    #[arg(long, value_name = "NAME")]
    pub conversation: Option<String>,
    /// 03/02/2026 is the 3rd of February.
    #[arg(long, group = "order")]
    pub day_first: bool,
    /// 03/02/2026 is the 2nd of March.
    #[arg(long, group = "order")]
    pub month_first: bool,
    /// The zone its wall-clock times are read in, e.g. Europe/London.
    #[arg(long)]
    pub zone: Option<String>,
    /// Which name in it is you.
    #[arg(long, value_name = "NAME")]
    pub me: Option<String>,
    #[command(flatten)]
    pub about: AboutArgs,
    /// Put all that is picked in the queue as one item.
    #[arg(long)]
    pub as_one: bool,
}

#[derive(Args, Debug)]
pub struct StatusArgs {
    /// One line, for a login script; nothing when nothing needs doing.
    #[arg(long)]
    pub short: bool,
}

#[derive(Args, Debug)]
pub struct ExportArgs {
    /// As CSV (RFC 4180).
    #[arg(long)]
    pub csv: bool,
}

#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// The hash of a frame noted elsewhere, which must be here.
    #[arg(long, value_name = "HASH")]
    pub head: Option<String>,
    /// Check the signature beside a file or folder instead: FILE.sig.txt.
    #[arg(long, value_name = "FILE", conflicts_with = "head")]
    pub signed: Option<PathBuf>,
    /// The file of those who may sign, as ssh-keygen wants it: a name and a public key, one a line.
    #[arg(long, value_name = "FILE", requires = "signed")]
    pub allowed: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct SignArgs {
    /// What is signed: a paper's file, a record that lies flat, or the folder of a capture, a paper or a package (its
    /// sums are).
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The public half of your key; the private one is asked of your SSH agent.
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
}

#[derive(Subcommand, Debug)]
pub enum WitnessCommand {
    /// Write a query for a time stamp (RFC 3161) of the register's head.
    Request(WitnessRequestArgs),
    /// Check a reply to it, and keep it.
    Attach(WitnessAttachArgs),
}

#[derive(Args, Debug)]
pub struct WitnessRequestArgs {
    /// The folder to write it in.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Another head, or the hash of any frame [default: this installation's head].
    #[arg(long, value_name = "HASH")]
    pub head: Option<String>,
}

#[derive(Args, Debug)]
pub struct WitnessAttachArgs {
    /// The reply.
    #[arg(value_name = "REPLY")]
    pub reply: PathBuf,
    /// The certificates of whoever stamped it, as PEM.
    #[arg(long, value_name = "FILE")]
    pub authority: PathBuf,
}

#[derive(Subcommand, Debug)]
pub enum ConfigCommand {
    /// Every problem in settings and policy files at once, by file and line.
    Check,
    /// Where the settings are.
    Path,
    /// A JSON schema of config.toml, for an editor that marks mistakes as you type.
    Schema,
    /// A sample with every setting.
    Sample {
        /// A sample of a policy file instead.
        #[arg(long)]
        policy: bool,
        /// A sample of a file of keys instead, with every action.
        #[arg(long, conflicts_with = "policy")]
        keys: bool,
        /// A theme instead, to put into themes/ and make your own.
        #[arg(long, conflicts_with_all = ["policy", "keys"])]
        theme: bool,
    },
}
