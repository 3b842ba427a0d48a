//! `conversation`: the chats the register knows, and their timers.

use serde::Serialize;

use super::App;
use super::args::ConversationCommand;
use super::error::CliError;
use super::rows::{counted, stamp};
use super::words_in;
use crate::desk::Desk;
use crate::record::ItemState;
use crate::record::command::Command;
use crate::record::state::Conversation;
use crate::text::when;

#[derive(Serialize)]
struct TimerRow {
    from: String,
    seconds: i64,
    source: String,
}

#[derive(Serialize)]
struct ConversationRow<'a> {
    id: &'a str,
    name: Option<&'a str>,
    channel: &'a str,
    waiting: usize,
    timers: Vec<TimerRow>,
    date_order: Option<&'a str>,
    zone: Option<&'a str>,
    me: Option<&'a str>,
}

/// Lists conversations, or records a changed timer.
pub(super) fn conversation(app: &mut App, command: ConversationCommand) -> Result<(), CliError> {
    match command {
        ConversationCommand::List => list(app),
        ConversationCommand::Timer { name, timer, from } => {
            set_timer(app, &name, &timer, from.as_deref())
        }
    }
}

/// The conversation of that name.
pub(super) fn named<'a>(desk: &'a Desk, name: &str) -> Result<&'a Conversation, CliError> {
    desk.state().conversation_named(name, None).ok_or_else(|| {
        CliError::refused(
            format!("No conversation called {name} is on record"),
            "List what there is with: onrecord conversation list",
        )
    })
}

fn list(app: &mut App) -> Result<(), CliError> {
    let desk = app.desk()?;
    let conversations = &desk.state().conversations;
    if conversations.is_empty() && !app.out.json {
        return Ok(app.out.say("No conversation is on record yet.")?);
    }
    for (n, c) in conversations.values().enumerate() {
        if app.out.json {
            app.out.object(&row(&desk, c))?;
            continue;
        }
        if n > 0 {
            app.out.gap()?;
        }
        let name = c.name.as_deref().unwrap_or("not stated");
        app.out.field("Conversation", name)?;
        app.out.field("Channel", desk.channel_label(&c.channel))?;
        app.out
            .field("Waiting", counted(waiting(&desk, c), "item"))?;
        match c.timers.last() {
            None => app.out.field("Timer", "none is recorded")?,
            Some(timer) => {
                let length = when::duration_words(timer.seconds);
                app.out.field(
                    "Timer",
                    format!("{length}, from {}", when::full(timer.from, desk.zone())),
                )?;
            }
        }
        app.out.field_if("You are", c.me.as_deref())?;
    }
    Ok(())
}

fn waiting(desk: &Desk, c: &Conversation) -> usize {
    let items = desk.state().items.values();
    items
        .filter(|i| i.conversation == Some(c.id) && i.state == ItemState::Waiting)
        .count()
}

fn row<'a>(desk: &Desk, c: &'a Conversation) -> ConversationRow<'a> {
    let timer = |t: &crate::record::state::Timer| TimerRow {
        from: stamp(t.from, desk.zone()),
        seconds: t.seconds,
        source: t.source.clone(),
    };
    ConversationRow {
        id: c.id.as_str(),
        name: c.name.as_deref(),
        channel: &c.channel,
        waiting: waiting(desk, c),
        timers: c.timers.iter().map(timer).collect(),
        date_order: c.date_order.as_deref(),
        zone: c.zone.as_deref(),
        me: c.me.as_deref(),
    }
}

fn set_timer(app: &mut App, name: &str, timer: &str, from: Option<&str>) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let conversation = named(&desk, name)?.id;
    let seconds = words_in::timer(timer)?;
    let from = match from {
        Some(from) => words_in::time(&desk, from)?,
        None => desk.now(),
    };
    desk.run(Command::Timer {
        conversation,
        from,
        seconds,
    })?;
    if let (true, Some(c)) = (app.out.json, desk.state().conversations.get(&conversation)) {
        return Ok(app.out.object(&row(&desk, c))?);
    }
    app.out.say(format!(
        "Recorded: timer {} from {}; messages sent before keep the timer they were sent under.",
        when::duration_words(seconds),
        when::full(from, desk.zone()),
    ))?;
    app.tidy(&mut desk)
}
