//! `queue`, `show`, `find`: what is waiting, one item whole, items by their words.

use super::App;
use super::args::{FindArgs, QueueArgs, ShowArgs};
use super::error::CliError;
use super::next;
use super::out::{Out, OutError};
use super::rows::{self, ItemRow, WholeItem, counted};
use crate::desk::{Desk, TakenBack};
use crate::record::Entry;
use crate::record::query::{self, Deadlines, Filter, deadlines};
use crate::record::state::{Item, Items};
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
    let items = query::queue(desk.state(), &filter, desk.limits(), desk.now());
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
    if items.is_empty() && gone_items.is_empty() {
        match desk.settings_lost() {
            Some(here) => {
                let way = next::told(&desk.settings_way());
                app.out.remark(format!("{here} {way}"))?;
            }
            None => app.out.remark(desk.nothing_waiting())?,
        }
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
    app.out.each(
        items.iter().copied(),
        |(item, _)| ItemRow::taken_back(desk, all, item),
        |out, one| {
            out.gap()?;
            rows::taken_back_lines(out, desk, all, one, rows::Shown::Begin)
        },
    )?;
    Ok(())
}

fn list(app: &mut App, desk: &Desk, items: &[(&Item, Deadlines)]) -> Result<(), CliError> {
    let all: Vec<&Item> = items.iter().map(|(item, _)| *item).collect();
    Items::tell(&all);
    app.out.each_apart(
        items,
        |(item, times)| ItemRow::new(desk, item, times),
        |out, (item, times)| rows::item_lines(out, desk, item, times, rows::Shown::Begin),
    )?;
    if items.len() > 1 && !app.out.json {
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
        let what = crate::desk::summary::of_entry(desk, &entry);
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
        &deadlines(desk.state(), item, desk.limits()),
        rows::Shown::Whole,
    )?;
    let out = &mut app.out;
    about(out, &desk, item)?;
    messages(out, &desk, item)?;
    became(out, item)?;
    out.gap()?;
    out.say("History:")?;
    for entry in rows::history(&desk, item) {
        let what = crate::desk::summary::of_entry(&desk, &entry);
        let at = when::full(entry.at, desk.zone());
        out.field(&at, format!("{what} (by {})", entry.writer))?;
    }
    Ok(())
}

/// What is on record of an item besides its messages.
fn about(out: &mut Out, desk: &Desk, item: &Item) -> Result<(), OutError> {
    out.field("Id", item.id)?;
    let device = item.device.as_deref();
    let device = device.map(|kind| rows::device_words(desk, kind, item.device_id));
    out.field_if("Device", device)?;
    out.field_if("Decision", item.decision.map(|id| desk.short(id)))?;
    for hold in desk.state().holds_on(item) {
        let reference = hold.reference.as_deref();
        out.field("Held", reference.unwrap_or("a hold without a reference"))?;
    }
    Ok(())
}

/// Where the first message was found; every other whole; the files kept with them.
fn messages(out: &mut Out, desk: &Desk, item: &Item) -> Result<(), OutError> {
    let (zone, of) = (desk.zone(), item.told().messages.len());
    for (message, n) in item.told().messages.iter().zip(1..) {
        if n > 1 {
            out.gap()?;
            out.field("Message", format!("{n} of {of}"))?;
            out.field_if("From", message.from.as_deref())?;
            out.field_if("Sent", message.sent.map(|t| when::full(t, zone)))?;
            out.field("Text", message.body.as_deref().unwrap_or("none"))?;
        }
        for (label, words) in desk.origin_of(item, message) {
            out.field(label, words)?;
        }
    }
    let kept = item.told().messages.iter().flat_map(|m| &m.evidence);
    for kept in kept.filter(|e| e.kind == "attachment") {
        let length = counted(kept.length as usize, "byte");
        let file = format!("{} ({length}, SHA-256 {})", kept.name, kept.sha256);
        out.field("File", file)?;
    }
    Ok(())
}

/// What became of it.
fn became(out: &mut Out, item: &Item) -> Result<(), OutError> {
    if let Some(substance) = &item.told().substance {
        for (label, text) in substance.parts() {
            out.field(label, text)?;
        }
    }
    if let Some(capture) = &item.told().capture {
        out.field_if("Filed in", capture.path.as_deref())?;
        out.field_if("SHA-256 of its sums", capture.sha256.as_deref())?;
        out.field_if("Note", capture.note.as_deref())?;
    }
    out.field_if("Note", item.told().gone_note.as_deref())
}

/// Lists items in which all the words occur, whatever became of them.
pub(super) fn find(app: &mut App, args: FindArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let words = args.words.join(" ");
    let found: Vec<(&Item, Deadlines)> = query::find(desk.state(), &words)
        .into_iter()
        .map(|item| (item, deadlines(desk.state(), item, desk.limits())))
        .collect();
    list(app, &desk, &found)?;
    let gone = desk.taken_back();
    let gone_items: Vec<_> = gone.find(&words).collect();
    list_taken_back(app, &desk, &gone, &gone_items)?;
    if found.is_empty() && gone_items.is_empty() {
        let none = format!("No item on record holds all of: {words}");
        app.out.remark(none)?;
        let not_here = "Erased texts and messages never put in the queue cannot be found here.";
        app.out.remark(not_here)?;
    }
    Ok(())
}
