//! `setup`: who you are, whose machine this is, what it may hold. Asked once; nothing is stored before.

use super::App;
use super::args::SetupArgs;
use super::ask::{Answer, Asker};
use super::error::CliError;
use super::marked;
use crate::config::{self, Machine, Managed, Me, Role};
use crate::desk;
use crate::policy::Level;

/// The keys that choose from a list, in order.
const KEYS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9"];
/// What a machine may hold at most.
const LEVELS: &[&str] = &[Level::Official.as_str(), Level::OfficialSensitive.as_str()];

/// Writes `[me]` and `[machine]`, asking on a terminal for what the flags leave out.
pub(super) fn setup(app: &mut App, args: SetupArgs) -> Result<(), CliError> {
    let loaded = config::load(&app.ports, &app.home);
    let (mut me, mut machine) = (loaded.settings.me, loaded.settings.machine);
    let ask = Asker::at_terminal() && !app.out.json;
    if ask {
        introduce(app)?;
    }
    let was = (loaded.setup_done, me.clone());
    let text = |app: &mut App, given: Option<String>, label: &str, old: &str| {
        text(app, given, label, old, ask)
    };
    me.name = text(app, args.name, "Your name", &me.name)?;
    while ask && me.name.trim().is_empty() {
        app.out
            .say("A name is needed: it stands on every record.")?;
        me.name = text(app, None, "Your name", &me.name)?;
    }
    me.post = text(app, args.post, "Your post", &me.post)?;
    me.organisation = text(
        app,
        args.organisation,
        "Your department or body",
        &me.organisation,
    )?;
    let role = word(
        app,
        args.role,
        "Your role",
        Role::WORDS,
        was.0.then_some(was.1.role.as_str()),
        ask,
    )?;
    if let Some(role) = role {
        me.role = Role::parse(&role).ok_or_else(|| not_a("role", &role, Role::WORDS))?;
    }
    let old = was.0.then_some(machine.managed.as_str());
    let managed = word(
        app,
        args.machine,
        "Who manages this machine",
        Managed::WORDS,
        old,
        ask,
    )?;
    let Some(managed) = managed else {
        return Err(CliError::usage(
            "Say who manages this machine",
            "Use --machine corporate, personal, other or unsure; not corporate means references only, no message text",
        ));
    };
    machine.managed = Managed::parse(&managed)
        .ok_or_else(|| not_a("kind of machine", &managed, Managed::WORDS))?;
    if let Some(level) = level(app, args.up_to, machine.up_to, ask)? {
        machine.up_to = level;
    }
    if me.name.trim().is_empty() {
        return Err(CliError::usage(
            "A name is needed: it stands on every record",
            "Give it with --name NAME",
        ));
    }
    write(app, &me, &machine, loaded.settings.destinations.is_empty())
}

fn introduce(app: &mut App) -> Result<(), CliError> {
    app.out
        .say("onrecord keeps a queue of messages to put on the government record.")?;
    app.out
        .say("It is not a government system itself. What it holds is departmental information:")?;
    app.out
        .say("open to search and request, and to be closed when you leave.")?;
    app.out.gap()?;
    Ok(())
}

fn text(
    app: &mut App,
    given: Option<String>,
    label: &str,
    old: &str,
    ask: bool,
) -> Result<String, CliError> {
    if let Some(given) = given {
        return Ok(given);
    }
    if !ask {
        return Ok(old.to_owned());
    }
    let question = if old.is_empty() {
        format!("{label}:")
    } else {
        format!("{label} [{old}]:")
    };
    match Asker::default().ask(&mut app.out, &question)? {
        Answer::Said(said) if said.is_empty() => Ok(old.to_owned()),
        Answer::Said(said) => Ok(said),
        Answer::Ended => Err(ended()),
    }
}

fn ended() -> CliError {
    CliError::refused(
        "The input ended before setup was done, so nothing was written",
        "Run again: onrecord setup",
    )
}

fn word(
    app: &mut App,
    given: Option<String>,
    label: &str,
    words: &[&str],
    old: Option<&str>,
    ask: bool,
) -> Result<Option<String>, CliError> {
    if given.is_some() || !ask {
        return Ok(given.or(old.map(str::to_owned)));
    }
    let keyed: Vec<(&str, &str)> = KEYS.iter().copied().zip(words.iter().copied()).collect();
    for (key, word) in &keyed {
        app.out.say(format!("  {key} {word}"))?;
    }
    let default = old.and_then(|old| words.iter().position(|w| *w == old));
    let question = match old {
        Some(old) => format!("{label} [{old}]:"),
        None => format!("{label}:"),
    };
    let chosen = Asker::default()
        .choose(&mut app.out, &question, &keyed, default)?
        .ok_or_else(ended)?;
    Ok(Some(words[chosen].to_owned()))
}

fn not_a(what: &str, given: &str, words: &[&str]) -> CliError {
    CliError::usage(
        format!("{given} is not a {what}"),
        format!("Use one of: {}", words.join(", ")),
    )
}

fn level(
    app: &mut App,
    given: Option<String>,
    old: Level,
    ask: bool,
) -> Result<Option<Level>, CliError> {
    let said = word(
        app,
        given,
        "The highest marking it may hold",
        LEVELS,
        Some(old.as_str()),
        ask,
    )?;
    let Some(said) = said else { return Ok(None) };
    match Level::parse(&said.to_lowercase()) {
        Some(level) if level.is_secret_or_above() => Err(CliError::refused(
            format!("A register of such channels never holds {level} (para 11)"),
            "Use --up-to official or --up-to official-sensitive",
        )),
        Some(level) => Ok(Some(level)),
        None => Err(not_a("marking a machine may hold", &said, LEVELS)),
    }
}

fn write(app: &mut App, me: &Me, machine: &Machine, no_destination: bool) -> Result<(), CliError> {
    let mut care = marked::care(&app.global, app.out.json);
    desk::set_up(&app.ports, &app.home, me, machine, &mut care)?;
    app.done = Some("The settings were written".to_owned());
    let out = &mut app.out;
    if out.json {
        return Ok(());
    }
    out.say(format!(
        "Recorded in {}",
        app.home.join(config::FILE).display()
    ))?;
    if machine.references_only() {
        out.say("This machine is not corporately managed: references and times are stored, message text is not.")?;
    }
    if no_destination {
        out.say("Where captures go is not set yet: add a [[destination]] to that file; see: onrecord config sample")?;
    }
    out.say("Next: onrecord add, onrecord import FILE, or onrecord review")?;
    Ok(())
}
