//! Arguments that several commands share.

use clap::Args;

/// The explicit yes to a time that is still to come, in a field about what has happened.
#[derive(Args, Debug, Default)]
pub struct AheadArgs {
    /// A time that is still to come is meant as it stands.
    #[arg(long)]
    pub in_future: bool,
}

/// Whether an information request is known (para 28), or an inquiry, litigation or the like (this tool's reading).
#[derive(Args, Debug, Default)]
#[group(multiple = false)]
pub struct RequestArgs {
    /// You know of no information request (para 28), inquiry, litigation, police matter, order of Parliament or subject
    /// access request (this tool's reading) that asks for it.
    #[arg(long)]
    pub no_request_known: bool,
    /// The request, inquiry, litigation or other demand you know of.
    #[arg(long, value_name = "TEXT")]
    pub request: Option<String>,
}
