//! What a shell completes: commands, flags, and the values that this register, these settings and this policy know.
//!
//! A shell asks the program itself, so that ids and names are those of the moment. Nothing is written, nothing is said on
//! standard error, and no word of a message is offered: an id stands with channel and conversation alone.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{Arg, Command, CommandFactory};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;

use super::args::Cli;
use super::error::CliError;
use crate::config as settings;
use crate::desk::{Desk, words};
use crate::policy::Level;
use crate::ports::Ports;
use crate::record::query::{self, Filter};

/// The variable by which a shell asks.
const ASKS: &str = "ONRECORD_COMPLETE";
/// So many values are offered at most; a letter more narrows them.
const MOST: usize = 200;

/// Answers a shell that asks, and ends the process; does nothing where none does.
pub(super) fn answer_a_shell() {
    CompleteEnv::with_factory(command).var(ASKS).complete();
}

/// What a shell reads once, to ask from then on.
///
/// # Errors
/// A shell that is not known.
pub(super) fn script(shell: &str) -> Result<Vec<u8>, CliError> {
    let shells = Shells::builtins();
    let known = shells.completer(shell).ok_or_else(|| {
        CliError::usage(
            format!("{shell} is not a shell completions are made for"),
            "Use bash, zsh, fish, elvish or powershell",
        )
    })?;
    let mut script = Vec::new();
    known
        .write_registration(ASKS, "onrecord", "onrecord", "onrecord", &mut script)
        .map_err(|e| CliError::Storage(format!("The completions were not made: {e}")))?;
    if known.name() == "bash" {
        script.extend_from_slice(QUOTED.as_bytes());
    }
    Ok(script)
}

/// bash puts a value in as it stands, so a name with blanks is quoted here; the other shells do it themselves.
const QUOTED: &str = r#"
_onrecord_quoted() {
    _clap_complete_onrecord "$@"
    local at
    for at in "${!COMPREPLY[@]}"; do
        [[ "${COMPREPLY[at]}" != *[[:blank:]]* ]] || printf -v "COMPREPLY[$at]" %q "${COMPREPLY[at]}"
    done
}
complete -o nospace -o bashdefault -o nosort -F _onrecord_quoted onrecord 2> /dev/null \
    || complete -o nospace -o bashdefault -F _onrecord_quoted onrecord
"#;

/// The command line with what is known of its values.
fn command() -> Command {
    hinted(Cli::command())
}

fn hinted(command: Command) -> Command {
    command
        .mut_args(|arg| match offered(&arg) {
            Some(offers) => arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
                candidates(offers, typed)
            })),
            None => arg,
        })
        .mut_subcommands(hinted)
}

/// A value, and what a shell may say beside it.
type Value = (String, String);
/// The values of a kind, those first that are likeliest; `true` where nothing was typed yet.
type Offers = fn(&Desk, bool) -> Vec<Value>;

/// What is offered for an argument, by its name and, where one name means several things, by its help.
fn offered(arg: &Arg) -> Option<Offers> {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let says = |words: &str| help.contains(words);
    let offers: Offers = match arg.get_id().as_str() {
        "marking" => markings,
        "channel" => channels,
        "device" => devices,
        "conversation" => conversations,
        "principal" => principals,
        "departure" => departures,
        "to" if says("estination") => destinations,
        "id" | "ids" if says("The item") => items,
        "id" if says("The decision") => decisions,
        "id" if says("The report") => reports,
        _ if says("The reference of the hold") => holds,
        _ if says("The reference of the request") => requests,
        "name" if says("The conversation's name") => conversations,
        "name" if says("The device's name") => devices,
        _ => return None,
    };
    Some(offers)
}

fn candidates(offers: Offers, typed: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(desk), Some(typed)) = (desk(), typed.to_str()) else {
        return Vec::new();
    };
    let begins = |(value, _): &Value| {
        let head: String = value.chars().take(typed.chars().count()).collect();
        head.to_lowercase() == typed.to_lowercase()
    };
    let fitting = offers(&desk, typed.is_empty()).into_iter().filter(begins);
    fitting
        .take(MOST)
        .map(|(value, beside)| {
            let beside = Some(beside).filter(|b| !b.is_empty());
            CompletionCandidate::new(value).help(beside.map(Into::into))
        })
        .collect()
}

/// The desk that the line being typed is about.
fn desk() -> Option<Desk> {
    let ports = Ports::system();
    let typed: Vec<OsString> = std::env::args_os().collect();
    let named = typed
        .iter()
        .position(|word| word == "--dir")
        .and_then(|at| typed.get(at + 1));
    let dir = named.map(PathBuf::from);
    let env = std::env::var_os("ONRECORD_DIR");
    let home = settings::dir(&ports, dir.as_deref(), env.as_deref());
    Desk::open(&ports, &home).ok()
}

fn bare(value: impl Into<String>) -> Value {
    (value.into(), String::new())
}

/// What waits; once something is typed, whatever is on record.
fn items(desk: &Desk, nothing_typed: bool) -> Vec<Value> {
    let filter = Filter {
        all: !nothing_typed,
        conversations: None,
        principal: None,
    };
    let found = query::queue(desk.state(), &filter, desk.limits(), desk.now());
    let value = |item| words::where_words(desk, item);
    found
        .iter()
        .map(|(item, _)| (desk.short(item.id), value(item)))
        .collect()
}

fn decisions(desk: &Desk, _: bool) -> Vec<Value> {
    let mut all: Vec<Value> = desk
        .state()
        .decisions_in_order()
        .map(|d| bare(desk.short(d.id())))
        .collect();
    all.reverse();
    all
}

fn reports(desk: &Desk, nothing_typed: bool) -> Vec<Value> {
    let raised = desk.state().reports.keys().map(|id| bare(desk.short(*id)));
    let mut all: Vec<Value> = raised.collect();
    all.extend(decisions(desk, nothing_typed));
    all
}

fn departures(desk: &Desk, _: bool) -> Vec<Value> {
    let all = desk.state().departures.keys();
    all.map(|id| bare(desk.short(*id))).collect()
}

fn requests(desk: &Desk, _: bool) -> Vec<Value> {
    let all = desk.state().requests.values();
    all.filter_map(|r| r.reference.clone()).map(bare).collect()
}

fn holds(desk: &Desk, _: bool) -> Vec<Value> {
    let all = desk.state().holds.iter().filter(|h| h.released.is_none());
    all.filter_map(|h| h.reference.clone()).map(bare).collect()
}

fn conversations(desk: &Desk, _: bool) -> Vec<Value> {
    let all = desk.state().conversations.values();
    all.filter_map(|c| Some((c.name.clone()?, desk.channel_label(&c.channel))))
        .collect()
}

fn channels(desk: &Desk, _: bool) -> Vec<Value> {
    let all = desk.policy().channels().iter();
    all.map(|c| (c.id.clone(), c.label.clone())).collect()
}

/// The devices on record, and the words that stand for one.
fn devices(desk: &Desk, _: bool) -> Vec<Value> {
    let named = desk.state().devices.values();
    let named =
        named.filter_map(|d| Some((d.name()?.to_owned(), words::kind_words(d.kind()).to_owned())));
    let plain = crate::policy::Device::WORDS.iter().copied().map(bare);
    named.chain(plain).collect()
}

fn destinations(desk: &Desk, _: bool) -> Vec<Value> {
    let all = desk.settings().destinations.iter();
    all.map(|d| bare(d.name.clone())).collect()
}

fn principals(desk: &Desk, _: bool) -> Vec<Value> {
    let all = desk.settings().principals.iter();
    all.map(|p| bare(p.name.clone())).collect()
}

/// The classifications that may be here, and each handling instruction and descriptor that may stand with one.
fn markings(desk: &Desk, _: bool) -> Vec<Value> {
    let policy = desk.policy();
    let rules = policy.markings();
    let mut all: Vec<Value> = Vec::new();
    for level in [Level::Official, Level::OfficialSensitive] {
        all.push(bare(level.marking()));
        for rule in rules.handling.iter().chain(&rules.descriptors) {
            let whole = format!("{} - {}", level.marking(), rule.name);
            if policy.marking(&whole).is_ok() {
                all.push(bare(whole));
            }
        }
    }
    all
}
