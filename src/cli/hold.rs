//! `hold`: a duty not to erase, from the request team.

use serde::Serialize;

use super::App;
use super::args::{HoldCommand, TimerArgs};
use super::ask::{Answer, Asker};
use super::error::CliError;
use super::rows::stamp;
use super::words_in;
use crate::desk::words::hold_words;
use crate::desk::{Desk, PHONE_GOES_ON};
use crate::record::Id;
use crate::record::command::{Command, HoldTarget};
use crate::record::hold::TimerSaid;
use crate::record::state::{Hold, HoldScope};
use crate::text::when;

#[derive(Serialize)]
struct HoldRow<'a> {
    #[serde(rename = "ref")]
    reference: Option<&'a str>,
    scope: String,
    placed: String,
    released: Option<String>,
    /// The conversations it covers that are under a timer or were answered for.
    timers: Vec<TimerRow>,
}

#[derive(Serialize)]
struct TimerRow {
    conversation: String,
    /// `null` where no timer is on record.
    seconds: Option<i64>,
    /// When the next message on record is due to vanish.
    next: Option<String>,
    /// `off`, `cannot`, `not-admin`, or `null`.
    answer: Option<&'static str>,
    note: Option<String>,
    at: Option<String>,
    open: bool,
}

/// Places, releases or lists holds, and takes answers about the timers under them.
pub(super) fn hold(app: &mut App, command: HoldCommand) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    match command {
        HoldCommand::Add {
            reference,
            scope,
            timers,
        } => {
            let scope = target(&desk, &scope)?;
            let timers = said(&timers)?;
            desk.run(Command::HoldAdd {
                reference: reference.clone(),
                scope,
                timers,
            })?;
            if !app.out.json && Asker::at_terminal() {
                app.out
                    .say("Recorded: nothing it covers can be erased until it is released.")?;
                ask_timers(app, &mut desk, &reference)?;
                return say(app, &desk, &reference, None);
            }
            say(
                app,
                &desk,
                &reference,
                Some("Recorded: nothing it covers can be erased until it is released."),
            )
        }
        HoldCommand::Timer {
            reference,
            conversation,
            timers,
        } => timer(app, &mut desk, &reference, &conversation, &timers),
        HoldCommand::Release { reference } => {
            desk.run(Command::HoldRelease {
                reference: reference.clone(),
            })?;
            say(
                app,
                &desk,
                &reference,
                Some("Recorded: the hold is released."),
            )
        }
        HoldCommand::List => list(app, &desk),
    }
}

/// What was said about timers; `None` where nothing was.
fn said(args: &TimerArgs) -> Result<Option<TimerSaid>, CliError> {
    Ok(match (args.off, &args.cannot, args.not_admin) {
        (true, ..) => Some(TimerSaid::Off),
        (_, Some(why), _) => Some(TimerSaid::Cannot(words_in::text(why)?)),
        (.., true) => Some(TimerSaid::NotAdmin),
        _ => None,
    })
}

fn timer(
    app: &mut App,
    desk: &mut Desk,
    reference: &str,
    conversation: &str,
    args: &TimerArgs,
) -> Result<(), CliError> {
    // Two chats of one name on two channels have two timers: which is meant has to be said.
    let conversations: Vec<Id> = vec![super::conversation::named(desk, conversation)?.id];
    let mut answer = said(args)?;
    if answer.is_none() && !app.out.json && Asker::at_terminal() {
        answer = ask_one(app, conversation)?;
    }
    let Some(answer) = answer else {
        return Err(CliError::usage(
            "It was not said what became of the timer",
            "Say --off, --cannot TEXT or --not-admin",
        ));
    };
    desk.run(Command::HoldTimer {
        reference: reference.to_owned(),
        conversations,
        said: answer,
    })?;
    say(
        app,
        desk,
        reference,
        Some("Recorded: the answer about the timer."),
    )
}

/// Asks about each timer that runs in what the hold covers; Enter leaves one open.
fn ask_timers(app: &mut App, desk: &mut Desk, reference: &str) -> Result<(), CliError> {
    for (hold, conversation) in desk.hold_timers_open(None) {
        let state = desk.state();
        let found = state.holds.iter().find(|h| h.id == hold);
        if found.is_none_or(|h| h.reference.as_deref() != Some(reference)) {
            continue;
        }
        let words = desk.hold_timer_words(hold, conversation);
        if let Some(said) = ask_one(app, &words)? {
            desk.run(Command::HoldTimer {
                reference: reference.to_owned(),
                conversations: vec![conversation],
                said,
            })?;
        }
    }
    Ok(())
}

fn ask_one(app: &mut App, about: &str) -> Result<Option<TimerSaid>, CliError> {
    let choices = [
        ("o", "off"),
        ("c", "cannot"),
        ("n", "not-admin"),
        ("l", "later"),
    ];
    let question = format!(
        "{about}. Its timer: o it is off now, c it cannot be switched off, n somebody else is the admin, Enter later?"
    );
    let mut asker = Asker::default();
    let chosen = asker.choose(&mut app.out, &question, &choices, Some(3))?;
    Ok(match chosen {
        Some(0) => Some(TimerSaid::Off),
        Some(1) => match asker.ask(&mut app.out, "Why can it not be switched off?")? {
            Answer::Said(why) if !why.is_empty() => Some(TimerSaid::Cannot(why)),
            _ => None,
        },
        Some(2) => Some(TimerSaid::NotAdmin),
        _ => None,
    })
}

fn target(desk: &Desk, given: &str) -> Result<HoldTarget, CliError> {
    match given.split_once('=') {
        None if given == "all" => Ok(HoldTarget::All),
        Some(("conversation", name)) => {
            let all = super::conversation::named_all(desk, name)?;
            Ok(HoldTarget::Conversations(
                all.iter().map(|c| c.id).collect(),
            ))
        }
        Some(("item", id)) => Ok(HoldTarget::Item(desk.resolve(id)?)),
        _ => Err(CliError::usage(
            format!("{given} is not a scope"),
            "Use --scope all, --scope conversation=NAME or --scope item=ID",
        )),
    }
}

fn say(app: &mut App, desk: &Desk, reference: &str, words: Option<&str>) -> Result<(), CliError> {
    let of = |h: &&Hold| h.reference.as_deref() == Some(reference);
    let last = desk
        .state()
        .holds
        .iter()
        .rev()
        .find(of)
        .map(|h| (h.at, h.released));
    let same = |h: &&Hold| of(h) && Some((h.at, h.released)) == last;
    if let (false, Some(words)) = (app.out.json, words) {
        app.out.say(words)?;
    }
    let mut open = false;
    for hold in desk.state().holds.iter().filter(same) {
        match app.out.json {
            true => app.out.object(&row(desk, hold))?,
            false => {
                app.out.field("Covers", hold_words(desk, hold))?;
                timers(app, desk, hold)?;
            }
        }
        let held = hold.released.is_none();
        open |= held && desk.held_timers(hold).iter().any(|t| t.open);
    }
    if open && !app.out.json {
        app.out.say(format!(
            "{PHONE_GOES_ON} Answer with: onrecord hold timer REF --conversation NAME --off, --cannot TEXT or --not-admin"
        ))?;
    }
    Ok(())
}

/// The timers that run in what a hold covers, a line each.
fn timers(app: &mut App, desk: &Desk, hold: &Hold) -> Result<(), CliError> {
    for line in desk.held_lines(hold) {
        app.out.field("Timer", line)?;
    }
    Ok(())
}

fn row<'a>(desk: &Desk, hold: &'a Hold) -> HoldRow<'a> {
    HoldRow {
        reference: hold.reference.as_deref(),
        scope: scope_words(desk, hold.scope),
        placed: stamp(hold.at, desk.zone()),
        released: hold.released.map(|t| stamp(t, desk.zone())),
        timers: timer_rows(desk, hold),
    }
}

fn timer_rows(desk: &Desk, hold: &Hold) -> Vec<TimerRow> {
    let at = |t| stamp(t, desk.zone());
    let all = desk.held_timers(hold).into_iter();
    let name = |id: Id| {
        let chat = desk.state().conversations.get(&id);
        let name = chat.and_then(|c| c.name.clone());
        name.unwrap_or_else(|| id.to_string())
    };
    // Of a hold on everything, what has no timer on record says nothing.
    all.filter(|t| hold.scope != HoldScope::All || t.seconds.is_some() || t.answer.is_some())
        .map(|t| TimerRow {
            conversation: name(t.conversation),
            seconds: t.seconds,
            next: t.next.map(at),
            answer: t.answer.as_ref().map(|a| a.word.as_str()),
            note: t.answer.as_ref().and_then(|a| a.note.clone()),
            at: t.answer.as_ref().map(|a| at(a.at)),
            open: t.open && hold.released.is_none(),
        })
        .collect()
}

fn scope_words(desk: &Desk, scope: HoldScope) -> String {
    match scope {
        HoldScope::All => "all".into(),
        HoldScope::Item(id) => format!("item={id}"),
        HoldScope::Conversation(id) => {
            let name = desk
                .state()
                .conversations
                .get(&id)
                .and_then(|c| c.name.as_deref());
            format!("conversation={}", name.unwrap_or(id.as_str()))
        }
    }
}

fn list(app: &mut App, desk: &Desk) -> Result<(), CliError> {
    let holds = &desk.state().holds;
    if holds.is_empty() && !app.out.json {
        return Ok(app
            .out
            .say("This register knows of no hold; ask the request team.")?);
    }
    for (n, hold) in holds.iter().enumerate() {
        if app.out.json {
            app.out.object(&row(desk, hold))?;
            continue;
        }
        if n > 0 {
            app.out.gap()?;
        }
        app.out
            .field("Hold", hold.reference.as_deref().unwrap_or("not stated"))?;
        app.out.field("Covers", hold_words(desk, hold))?;
        app.out.field("Placed", when::full(hold.at, desk.zone()))?;
        match hold.released {
            Some(at) => app.out.field("Released", when::full(at, desk.zone()))?,
            None => {
                app.out.say("In force.")?;
                timers(app, desk, hold)?;
            }
        }
    }
    Ok(())
}
