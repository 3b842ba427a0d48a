//! `queue`, `show`, `find`: what is waiting, one item whole, items by their words.

use super::App;
use super::args::{FindArgs, QueueArgs, ShowArgs};
use super::error::CliError;
use super::out::{Out, OutError};
use super::rows::{self, ItemRow, WholeItem, counted};
use crate::desk::{Desk, TakenBack};
use crate::record::Entry;
use crate::record::query::{self, Deadlines, Filter, deadlines};
use crate::record::state::{Item, Message};
use crate::text::when;

/// Lists what is waiting, what vanishes first on top.
pub(super) fn queue(app: &mut App, args: QueueArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let conversations = match &args.conversation {
        None => None,
        Some(name) => {
            let all = crate::operation::named_all(&desk, name)?;
            Some(all.iter().map(|c| c.id).collect())
        }
    };
    let filter = Filter {
        all: args.all,
        conversations,
        principal: app.global.principal.clone(),
    };
    let items = query::queue(desk.state(), &filter, desk.house(), desk.now());
    list(app, &desk, &items)?;
    let gone = match args.all {
        true => desk.taken_back(),
        false => TakenBack::default(),
    };
    let of = |item: &Item| {
        let chat = args.conversation.as_deref();
        let principal = app.global.principal.as_deref();
        chat.is_none_or(|chat| gone.conversation(item) == Some(chat))
            && (principal.is_none() || item.principal.as_deref() == principal)
    };
    let gone_items: Vec<_> = gone.items().filter(|(item, _)| of(item)).collect();
    list_taken_back(app, &desk, &gone, &gone_items)?;
    if items.is_empty() && gone_items.is_empty() && !app.out.json {
        app.out
            .say("Nothing waiting here. This cannot see your phone.")?;
    }
    Ok(())
}

/// Items whose adding was taken back, behind the others.
fn list_taken_back(
    app: &mut App,
    desk: &Desk,
    all: &TakenBack,
    items: &[(&Item, &Entry)],
) -> Result<(), CliError> {
    for one in items {
        if app.out.json {
            app.out.object(&ItemRow::taken_back(desk, all, one.0))?;
            continue;
        }
        app.out.gap()?;
        rows::taken_back_lines(&mut app.out, desk, all, *one, rows::Shown::Begin)?;
    }
    Ok(())
}

fn list(app: &mut App, desk: &Desk, items: &[(&Item, Deadlines)]) -> Result<(), CliError> {
    if app.out.json {
        for (item, times) in items {
            app.out.object(&ItemRow::new(desk, item, times))?;
        }
        return Ok(());
    }
    for (n, (item, times)) in items.iter().enumerate() {
        if n > 0 {
            app.out.gap()?;
        }
        rows::item_lines(&mut app.out, desk, item, times, rows::Shown::Begin)?;
    }
    if items.len() > 1 {
        app.out.gap()?;
        app.out.say(format!("{}.", counted(items.len(), "item")))?;
    }
    Ok(())
}

fn whole_taken_back(
    app: &mut App,
    desk: &Desk,
    all: &TakenBack,
    (item, entry): (&Item, &Entry),
) -> Result<(), CliError> {
    if app.out.json {
        return Ok(app.out.object(&WholeItem::taken_back(desk, all, item))?);
    }
    rows::taken_back_lines(&mut app.out, desk, all, (item, entry), rows::Shown::Whole)?;
    for entry in rows::history(desk, item) {
        let at = when::full(entry.at, desk.zone());
        let what = crate::desk::summary::of_entry(desk, entry);
        app.out.field(&at, format!("{}: {what}", entry.writer))?;
    }
    Ok(())
}

/// Shows one item whole: every message, what became of it, its history.
pub(super) fn show(app: &mut App, args: ShowArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let found = desk.resolve(&args.id);
    if found.is_err() {
        let gone = desk.taken_back();
        if let Some(one) = gone.resolve(&args.id) {
            return whole_taken_back(app, &desk, &gone, one);
        }
    }
    let id = found?;
    let Some(item) = desk.state().items.get(&id) else {
        return Ok(());
    };
    if app.out.json {
        return Ok(app.out.object(&WholeItem::new(&desk, item))?);
    }
    rows::item_lines(
        &mut app.out,
        &desk,
        item,
        &deadlines(desk.state(), item, desk.house()),
        rows::Shown::Whole,
    )?;
    let (out, zone) = (&mut app.out, desk.zone());
    out.field("Id", item.id)?;
    let device = item.device.as_deref();
    out.field_if(
        "Device",
        device.map(|kind| rows::device_words(&desk, kind, item.device_id)),
    )?;
    out.field_if("Decision", item.decision.map(|id| desk.short(id)))?;
    for hold in desk.state().holds_on(item) {
        out.field(
            "Held",
            hold.reference
                .as_deref()
                .unwrap_or("a hold without a reference"),
        )?;
    }
    if let Some(first) = item.messages.first() {
        origin_lines(out, &desk, item, first)?;
    }
    for (n, message) in item.messages.iter().enumerate().skip(1) {
        out.gap()?;
        out.field("Message", format!("{} of {}", n + 1, item.messages.len()))?;
        out.field_if("From", message.from.as_deref())?;
        out.field_if("Sent", message.sent.map(|t| when::full(t, zone)))?;
        out.field("Text", message.body.as_deref().unwrap_or("none"))?;
        origin_lines(out, &desk, item, message)?;
    }
    for kept in item
        .messages
        .iter()
        .flat_map(|m| &m.evidence)
        .filter(|e| e.kind == "attachment")
    {
        out.field(
            "File",
            format!(
                "{} ({}, SHA-256 {})",
                kept.name,
                counted(kept.length as usize, "byte"),
                kept.sha256
            ),
        )?;
    }
    if let Some(substance) = &item.substance {
        for (label, text) in substance.parts() {
            out.field(label, text)?;
        }
    }
    if let Some(capture) = &item.capture {
        out.field_if("Filed in", capture.path.as_deref())?;
        out.field_if("SHA-256 of its sums", capture.sha256.as_deref())?;
        out.field_if("Note", capture.note.as_deref())?;
    }
    out.field_if("Note", item.gone_note.as_deref())?;
    out.gap()?;
    out.say("History:")?;
    for entry in rows::history(&desk, item) {
        let what = crate::desk::summary::of_entry(&desk, entry);
        out.field(
            &when::full(entry.at, zone),
            format!("{what} (by {})", entry.writer),
        )?;
    }
    Ok(())
}

fn origin_lines(
    out: &mut Out,
    desk: &Desk,
    item: &Item,
    message: &Message,
) -> Result<(), OutError> {
    let mut lines = desk.origin_of(item, message).into_iter();
    lines.try_for_each(|(label, words)| out.field(label, words))
}

/// Lists items in which all the words occur, whatever became of them.
pub(super) fn find(app: &mut App, args: FindArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let words = args.words.join(" ");
    let found: Vec<(&Item, Deadlines)> = query::find(desk.state(), &words)
        .into_iter()
        .map(|item| (item, deadlines(desk.state(), item, desk.house())))
        .collect();
    list(app, &desk, &found)?;
    let gone = desk.taken_back();
    let gone_items: Vec<_> = gone.find(&words).collect();
    list_taken_back(app, &desk, &gone, &gone_items)?;
    if found.is_empty() && gone_items.is_empty() && !app.out.json {
        app.out
            .say(format!("No item on record holds all of: {words}"))?;
        app.out
            .say("Erased texts and messages never put in the queue cannot be found here.")?;
    }
    Ok(())
}
