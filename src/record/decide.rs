//! Answers a command with the events that carry it out, or with a refusal.
//!
//! Invariant: the events given back fold without an anomaly onto the state they were decided on.

use std::collections::HashSet;

use super::command::{Command, Context, ReviewFigures};
use super::conversation::decide as conversation;
use super::decision::decide as decision;
use super::departure::decide as departure;
use super::device::decide as device;
use super::device::wanted::NewDevice;
use super::event::{self, Event};
use super::hold::decide as hold;
use super::incident::decide as incident;
use super::item::add::add;
use super::item::data;
use super::item::decide::{self as item, NewCapture};
use super::item::edit::edit;
use super::measure;
use super::refusal::Refusal;
use super::report::decide as report;
use super::request::decide as request;
use super::rules::{find, known_conversation};
use super::state::State;
use super::task::decide as task;

pub use super::item::decide::may_capture;
pub use super::item::erase::erase;
pub use super::past::Past;
pub use super::undo::{redo, undo};

/// What to do about a command.
pub fn decide(
    state: &State,
    command: Command,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    use Command as C;
    match command {
        C::Add {
            channel,
            conversation,
            about,
            items,
            import,
        } => add(state, channel, conversation, about, items, import, context),
        C::Edit {
            item,
            message,
            changes,
        } => edit(state, find(state, item)?, message, changes, context),
        C::Capture {
            item,
            route,
            destination_kind,
            destination,
            reference,
            note,
            path,
            sha256,
            read_back,
            substance,
        } => {
            let new = NewCapture {
                route,
                destination_kind,
                destination,
                reference,
                note,
                path,
                sha256,
                read_back,
                substance,
            };
            item::capture(state, item, new, context)
        }
        C::Reference { item, reference } => item::reference(find(state, item)?, reference),
        C::Confirm { item, by } => item::confirm(find(state, item)?, by),
        C::NotSignificant {
            items,
            reason,
            requests,
        } => item::not_significant(state, &items, reason, requests),
        C::Reopen { item } => item::reopen(find(state, item)?),
        C::Snooze { item, until } => item::snooze(state, find(state, item)?, until, context),
        C::HandOver { item, to } => item::hand_over(find(state, item)?, to),
        C::Accepted { item } => item::accepted(find(state, item)?),
        C::Note { item, note } => item::note(find(state, item)?, note, context.person),
        C::Data { item, said } => data::said(state, item, said, context),
        C::Gone { item, note } => item::gone(find(state, item)?, note),
        C::HoldAdd {
            reference,
            scope,
            timers,
        } => hold::add(state, reference, scope, timers, context),
        C::HoldTimer {
            reference,
            conversations,
            said,
        } => hold::timers(state, &reference, &conversations, &said, context),
        C::HoldRelease { reference } => hold::release(state, &reference),
        C::Timer {
            conversation,
            from,
            seconds,
        } => conversation::timer(state, conversation, from, seconds),
        C::Settings {
            conversation,
            date_order,
            zone,
            me,
        } => conversation::settings(state, conversation, date_order, zone, me),
        C::Review(figures) => Ok(vec![review(figures, context)]),
        C::Measure(new) => Ok(vec![measure::answered(new)?]),
        C::Decide(new) => decision::record(*new, context),
        C::Outcome { decision, used } => decision::outcome(state, decision, used),
        C::Report(command) => report::decide(state, command, context),
        C::Incident(command) => incident::decide(state, command, context),
        C::Task { item, to } => task::ask(find(state, item)?, to),
        C::TaskAnswer {
            item,
            accepted,
            note,
        } => task::answer(find(state, item)?, accepted, note),
        C::DeviceAdd {
            name,
            kind,
            owner,
            managed_by,
            principal,
        } => {
            let new = NewDevice {
                name,
                kind,
                owner,
                managed_by,
                principal,
            };
            device::add(state, new, context)
        }
        C::DeviceEdit { device, changes } => device::edit(state, device, changes),
        C::ConversationAdd {
            channel,
            name,
            timer,
            changes,
        } => conversation::add(state, (channel, name), timer, changes, context),
        C::ConversationEdit {
            conversation,
            changes,
        } => conversation::edit(known_conversation(state, conversation)?, changes),
        C::Together(commands) => together(state, commands, context),
        C::Depart(depart) => departure::decide(state, depart, context),
        C::Request(command) => request::decide(state, command, context),
    }
}

/// The events of several commands that are one: carried out together or not at all, taken back together. No two
/// of them touch the same thing, because each is decided on the state before the first.
///
/// The events of all commands, or the first refusal. What opens conversations (adding, editing) goes one by
/// one, since two of them could open the same.
fn together(
    state: &State,
    commands: Vec<Command>,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    let mut touched = HashSet::new();
    for command in commands {
        if matches!(
            command,
            Command::Add { .. } | Command::Edit { .. } | Command::Together(_)
        ) {
            return Err(Refusal::new(
                "Items are added and edited one by one",
                "Do it for each item on its own",
            ));
        }
        let more = decide(state, command, context)?;
        let subjects: HashSet<_> = more.iter().filter_map(Event::subject).collect();
        if let Some(twice) = subjects.iter().find(|id| touched.contains(*id)) {
            return Err(Refusal::new(
                format!("{twice} is named twice"),
                "Name each item once",
            ));
        }
        touched.extend(subjects);
        events.extend(more);
    }
    Ok(events)
}

fn review(figures: ReviewFigures, context: &Context<'_>) -> Event {
    event::ReviewRecorded {
        looked_at: figures.looked_at,
        captured: figures.captured,
        not_significant: figures.not_significant,
        handed_over: figures.handed_over,
        gone: figures.gone,
        put_off: figures.put_off,
        left: figures.left,
        next: figures.next,
        policy: context.policy.0.into(),
        policy_digest: context.policy.1.into(),
        chats: figures.chats,
        how: figures.how,
        principal: figures.principal,
    }
    .into()
}
