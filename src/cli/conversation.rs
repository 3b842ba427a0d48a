//! `conversation`: the chats the register knows, their timers, who is in them and who captures.

use serde::Serialize;

use super::App;
use super::error::CliError;
use super::out::{Out, OutError};
use super::rows::{counted, stamp, two_answers};
use crate::desk::{Desk, NO_OFFICE, lacks_office};
use crate::record::state::Conversation;
use crate::record::{Id, ItemState};
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
    members: Option<&'a str>,
    office: Option<&'a str>,
    captured_by: Option<&'a str>,
    /// Seconds; 0 is off.
    review_every: Option<i64>,
    /// Of the data-protection note: `yes` or `no`, the advice that is followed, who answers for that.
    data_routine: Option<&'a str>,
    data_advice: Option<&'a str>,
    data_owner: Option<&'a str>,
}

/// The conversation as JSON.
pub(super) fn object(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let conversation = desk.state().conversations.get(&id);
    let row = conversation.map(|c| row(desk, c));
    Ok(row.map_or(Ok(()), |row| app.out.object(&row))?)
}

/// Lists what is on record, one below the other.
pub(super) fn list(app: &mut App) -> Result<(), CliError> {
    let desk = app.desk()?;
    let conversations = &desk.state().conversations;
    if conversations.is_empty() {
        app.out.remark("No chat is on record yet.")?;
    }
    let row = |c| row(&desk, c);
    Ok(app.out.each_apart(conversations.values(), row, |out, c| {
        out.field("Chat", c.name.as_deref().unwrap_or("not stated"))?;
        out.field("Channel", desk.channel_label(&c.channel))?;
        out.field("Waiting", counted(waiting(&desk, c), "item"))?;
        let timer = c.timers.last().map(|timer| {
            let length = when::duration_words(timer.seconds);
            format!("{length}, from {}", when::full(timer.from, desk.zone()))
        });
        out.field("Timer", timer.unwrap_or_else(|| "none is recorded".into()))?;
        out.field_if("You are", c.me.as_deref())?;
        details(out, c)
    })?)
}

/// Who is in it, who captures, how often it is looked through.
fn details(out: &mut Out, c: &Conversation) -> Result<(), OutError> {
    out.field_if("Members", c.details.get("members"))?;
    out.field_if("Private office in it", c.details.get("office"))?;
    out.field_if("Group", lacks_office(c).then_some(NO_OFFICE))?;
    out.field_if("Captured by", c.details.get("captured-by"))?;
    let every = review_every(c).map(|s| format!("{} (your setting)", when::duration_words(s)));
    out.field_if("Looked through every", every)?;
    out.field_if("Personal data as routine", c.details.get("data-routine"))?;
    out.field_if("Data protection advice", c.details.get("data-advice"))?;
    out.field_if("Who answers for that", c.details.get("data-owner"))?;
    two_answers(out, &c.details.conflicts)
}

fn review_every(c: &Conversation) -> Option<i64> {
    c.details.get("review-every")?.parse().ok()
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
        members: c.details.get("members"),
        office: c.details.get("office"),
        captured_by: c.details.get("captured-by"),
        review_every: review_every(c),
        data_routine: c.details.get("data-routine"),
        data_advice: c.details.get("data-advice"),
        data_owner: c.details.get("data-owner"),
    }
}
