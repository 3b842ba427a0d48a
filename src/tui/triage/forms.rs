//! The forms of import and triage: how an export is read, what of it is shown, what is put in the queue.
//!
//! Invariant: none of them leaves a draft, because a draft is written to the disk.

use chrono::NaiveDateTime;

use super::sheet::*;
use super::task::Words;
use super::{HowToRead, Triage};
use crate::desk::decide::DeviceChoice;
use crate::desk::import::{Only, Query};
use crate::desk::words::counted;
use crate::import::DateOrder;
use crate::operation::{self, Answers, Choice, Failure, Field, misread};
use crate::tui::form::Form;
use crate::tui::model::Model;

/// Names offered to choose from.
const NAMES: usize = 200;
/// How the dates are read, and its meaning.
const ORDERS: [(&str, Option<DateOrder>); 3] = [
    ("as the export tells", None),
    ("day first", Some(DateOrder::Dmy)),
    ("month first", Some(DateOrder::Mdy)),
];
/// What is shown, and its meaning.
const ONLY: [(&str, Only); 5] = [
    ("every line", Only::All),
    ("what people sent", Only::Messages),
    ("worth a look", Only::Cues),
    ("new since the last import", Only::New),
    ("edited, deleted, perhaps quoted", Only::Marked),
];
const EACH: &str = "each message is an item";
const AS_ONE: &str = "all together are one item";

/// A sheet as it opens.
pub fn open(sheet: Sheet, model: &Model) -> Form {
    let (triage, zone) = (&model.triage, model.book.zone);
    let mut form = operation::Form::new(sheet.spec(), &Answers::default());
    let Some(open) = &triage.open else {
        return Form::sheet(sheet, form, zone);
    };
    let zone = match sheet {
        Sheet::Filter => open.understood.zone,
        _ => zone,
    };
    match sheet {
        Sheet::How => how(&mut form, triage),
        Sheet::Filter => filter(&mut form, triage),
        Sheet::Queue => queue(&mut form, triage, &model.book.devices),
    }
    Form::sheet(sheet, form, zone)
}

/// The words of a choice, each an answer; the first of them is none.
fn words<'w>(all: impl Iterator<Item = &'w str>) -> Vec<Choice> {
    let choice = |(n, words): (usize, &str)| match n {
        0 => Choice::new("", words),
        _ => Choice::new(words, words),
    };
    all.enumerate().map(choice).collect()
}

/// The meaning of the words that were chosen.
fn chosen<T: Copy>(answers: &Answers, field: &Field, of: &[(&str, T)]) -> T {
    let said = answers.get(field);
    let found = of.iter().find(|(words, _)| Some(*words) == said);
    found.unwrap_or(&of[0]).1
}

fn how(form: &mut operation::Form, triage: &Triage) {
    let Some(open) = &triage.open else { return };
    let (u, said) = (&open.understood, &triage.said);
    form.note = triage.file_name();
    form.begins(&CALLED, &u.conversation);
    form.begins(&ME, u.me.as_deref().unwrap_or_default());
    form.begins(&ZONE, u.zone.name());
    let names: Vec<&str> = u.senders.iter().take(3).map(String::as_str).collect();
    if let Some(me) = form.at(&ME) {
        me.hint = format!("As it stands there, for example {}", names.join(", "));
    }
    form.offer(&DATES, words(ORDERS.iter().map(|(words, _)| *words)));
    let order = ORDERS.iter().find(|(_, order)| *order == said.order);
    form.begins(&DATES, order.map_or("", |(words, _)| words));
}

/// What the form says of how an export is read.
pub fn read_how(form: &Form) -> Result<HowToRead, Failure> {
    let answers = form.answers();
    let zone = answers.text(&ZONE).map(|given| {
        given.parse().map_err(|_| {
            let what = format!("{given} is not a time zone");
            misread(
                &ZONE,
                what,
                "Use a name such as Europe/London or UTC".into(),
            )
        })
    });
    Ok(HowToRead {
        order: chosen(&answers, &DATES, &ORDERS),
        zone: zone.transpose()?,
        me: answers.text(&ME),
        conversation: answers.text(&CALLED),
        chat: None,
    })
}

fn filter(form: &mut operation::Form, triage: &Triage) {
    let Some(open) = &triage.open else { return };
    let q = &triage.query;
    let senders = open.understood.senders.iter().take(NAMES);
    let names = std::iter::once("anybody").chain(senders.map(String::as_str));
    form.offer(&BY, words(names));
    form.begins(&BY, q.sender.as_deref().unwrap_or_default());
    let time = |at: Option<NaiveDateTime>| {
        at.map_or(String::new(), |t| t.format("%-d %b %Y %H:%M").to_string())
    };
    form.begins(&SINCE, &time(q.since));
    form.begins(&UNTIL, &time(q.until));
    form.offer(&SHOW, words(ONLY.iter().map(|(words, _)| *words)));
    let only = ONLY.iter().find(|(_, only)| *only == q.only);
    form.begins(&SHOW, only.map_or("", |(words, _)| words));
}

/// What the form says of what is shown; words stand elsewhere.
pub fn read_filter(form: &Form, model: &Model) -> Result<Query, Failure> {
    let (since, until) = (form.read(&SINCE, model.now)?, form.read(&UNTIL, model.now)?);
    let answers = form.answers();
    let mut query = Query {
        sender: answers.get(&BY).map(str::to_owned),
        only: chosen(&answers, &SHOW, &ONLY),
        ..Query::default()
    };
    query.between(since.as_ref(), until.as_ref(), form.zone);
    Ok(query)
}

fn queue(form: &mut operation::Form, triage: &Triage, devices: &[DeviceChoice]) {
    let (Some(open), Some(chat)) = (&triage.open, triage.chat()) else {
        return;
    };
    let first = triage.chosen.lines().next().and_then(|n| chat.line(n));
    let count = triage.chosen.len();
    let start = first.map(|line| {
        let itself = triage.wrote_itself();
        let from = line.who(&itself);
        let text: String = line.text.chars().take(120).collect();
        format!(
            "{from}: {}",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        )
    });
    form.note = format!(
        "{} chosen{} {}",
        counted(count, "message"),
        if count > 1 { ", the first:" } else { ":" },
        start.unwrap_or_default()
    );
    form.begins(&CHAT, &open.understood.conversation);
    match count > 1 {
        true => form.offer(&AS, words([EACH, AS_ONE].into_iter())),
        false => form.leave_out(&AS),
    }
    let unsaid = Choice::new("", operation::NOT_STATED);
    form.offer_markings(&MARKING, None, Some(unsaid));
    let known = devices.iter().map(|d| Choice::new(name(d), &d.words));
    let unsaid = std::iter::once(Choice::new("", operation::NOT_STATED));
    form.offer(&DEVICE, unsaid.chain(known).collect());
    // The button at once takes it as it stands; what is most often said has the cursor, and what has to be said.
    form.begin_at(match open.understood.conversation.is_empty() {
        true => &CHAT,
        false => &MARKING,
    });
}

/// How a device is named among the answers.
fn name(of: &DeviceChoice) -> String {
    let id = of.device.id.map(|id| id.to_string());
    id.unwrap_or_else(|| of.device.kind.clone())
}

/// Reads it.
pub fn read_queue(form: &Form, devices: &[DeviceChoice]) -> Result<Words, Failure> {
    let answers = form.answers();
    let device = answers.get(&DEVICE);
    let mut devices = devices.iter();
    Ok(Words {
        conversation: answers.need(&CHAT)?,
        marking: answers.text(&MARKING),
        timer: answers.timer(&TIMER)?,
        device: device.and_then(|said| devices.find(|d| name(d) == said).map(|d| d.device.clone())),
        as_one: answers.is(&AS, AS_ONE),
    })
}
