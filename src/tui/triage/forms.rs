//! The forms of import and triage: how an export is read, what of it is shown, what is put in the queue.
//!
//! May import `desk`, `text` and the forms. Invariant: none of them leaves a draft, because a draft is
//! written to the disk.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::{Said, Triage};
use crate::desk::decide::DeviceChoice;
use crate::desk::import::{Only, Query};
use crate::desk::words::counted;
use crate::import::{DateOrder, WROTE_ITSELF};
use crate::record::command::StatedDevice;
use crate::text::when::{self, Tense};
use crate::tui::form::{Field, Form};
use crate::tui::model::Model;

/// Names offered to choose from.
const NAMES: usize = 200;
/// How the dates are read, as a choice.
const ORDERS: [&str; 3] = ["as the export tells", "day first", "month first"];
/// What is shown, as a choice, and its meaning.
const ONLY: [(&str, Only); 5] = [
    ("every line", Only::All),
    ("what people sent", Only::Messages),
    ("worth a look", Only::Cues),
    ("new since the last import", Only::New),
    ("edited, deleted, perhaps quoted", Only::Marked),
];

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// How the export is read.
    How,
    /// What is shown.
    Filter,
    /// What is put in the queue.
    Queue,
}

impl Sheet {
    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Sheet::How => "How the export is read",
            Sheet::Filter => "Show only",
            Sheet::Queue => "Put in the queue",
        }
    }
}

/// Puts the fields of a sheet in a form.
pub fn fill(form: &mut Form, sheet: Sheet, model: &Model) {
    match sheet {
        Sheet::How => how(form, &model.triage),
        Sheet::Filter => filter(form, &model.triage),
        Sheet::Queue => queue(form, &model.triage, &model.book.devices),
    }
}

fn choice(label: &'static str, options: &[&str], at: usize) -> Field {
    let options = options.iter().map(|o| (*o).to_owned()).collect();
    Field::choice(label, "Arrows, or a first letter", options, at)
}

fn how(form: &mut Form, triage: &Triage) {
    let Some(open) = &triage.open else { return };
    let (u, said) = (&open.understood, &triage.said);
    form.about = triage.file_name();
    let order = match said.order {
        Some(DateOrder::Dmy) => 1,
        Some(DateOrder::Mdy) => 2,
        _ => 0,
    };
    let me = u.me.as_deref().unwrap_or_default();
    let names: Vec<&str> = u.senders.iter().take(3).map(String::as_str).collect();
    form.fields.extend([
        Field::line(
            "Conversation",
            "What it is called here; settings are remembered under it",
            &u.conversation,
        ),
        Field::line(
            "Your name in it",
            format!("As it stands there, for example {}", names.join(", ")),
            me,
        ),
        choice("Dates", &ORDERS, order),
        Field::line(
            "Zone",
            "Of the phone it was exported from, for example Europe/London",
            u.zone.name(),
        ),
    ]);
}

/// What the form says of how an export is read.
pub fn read_how(form: &Form) -> Result<Said, String> {
    let order = match form.field("Dates").map(Field::chosen) {
        Some(1) => Some(DateOrder::Dmy),
        Some(2) => Some(DateOrder::Mdy),
        _ => None,
    };
    let zone = form.said("Zone").map(|given| {
        let named = given.parse();
        named.map_err(|_| {
            format!("{given} is not a time zone. Use a name such as Europe/London or UTC.")
        })
    });
    Ok(Said {
        order,
        zone: zone.transpose()?,
        me: form.said("Your name in it"),
        conversation: form.said("Conversation"),
    })
}

fn filter(form: &mut Form, triage: &Triage) {
    let Some(open) = &triage.open else { return };
    let senders = open.understood.senders.iter().take(NAMES);
    let mut names = vec!["anybody".to_owned()];
    names.extend(senders.cloned());
    let q = &triage.query;
    let by = q
        .sender
        .as_ref()
        .and_then(|s| names.iter().position(|n| n == s));
    let time = |at: Option<NaiveDateTime>| {
        at.map_or(String::new(), |t| t.format("%-d %b %Y %H:%M").to_string())
    };
    form.zone = open.understood.zone;
    let only = ONLY.iter().position(|(_, only)| *only == q.only);
    let words: Vec<&str> = ONLY.iter().map(|(words, _)| *words).collect();
    form.fields.extend([
        Field::choice(
            "Sent by",
            "Arrows, or a first letter",
            names,
            by.unwrap_or(0),
        ),
        Field::line(
            "From",
            "21 Nov, Thu, 21/11/2026 21:40, yesterday",
            &time(q.since),
        )
        .time(Tense::Past),
        Field::line("To", "The same; a day counts to its end", &time(q.until)).time(Tense::Ended),
        choice("Show", &words, only.unwrap_or(0)),
    ]);
}

/// What the form says of what is shown; words stand elsewhere.
pub fn read_filter(form: &Form, model: &Model) -> Result<Query, String> {
    let open = model.triage.open.as_ref();
    let zone = form.zone;
    let wall = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let since = form.time("From", model.now)?.map(wall);
    // A minute counts to its last second.
    let until = form.read("To", model.now)?.map(|read| {
        let length = if read.no_time() { 0 } else { 59 };
        wall(read.at) + TimeDelta::seconds(length)
    });
    let chosen = |label: &str| form.field(label).map_or(0, Field::chosen);
    let senders = open
        .map(|o| o.understood.senders.as_slice())
        .unwrap_or_default();
    let by = chosen("Sent by")
        .checked_sub(1)
        .and_then(|n| senders.get(n));
    Ok(Query {
        words: String::new(),
        sender: by.cloned(),
        since,
        until,
        only: ONLY
            .get(chosen("Show"))
            .map_or(Only::All, |(_, only)| *only),
    })
}

/// The choice of one item or several.
const AS: [&str; 2] = ["each message is an item", "all together are one item"];

fn queue(form: &mut Form, triage: &Triage, devices: &[DeviceChoice]) {
    let (Some(open), Some(chat)) = (&triage.open, triage.chat()) else {
        return;
    };
    let first = triage.chosen.lines().next().and_then(|n| chat.line(n));
    let count = triage.chosen.len();
    let start = first.map(|line| {
        let from = line.sender.unwrap_or(WROTE_ITSELF);
        let text: String = line.text.chars().take(120).collect();
        format!(
            "{from}: {}",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        )
    });
    form.about = format!(
        "{} chosen{} {}",
        counted(count, "message"),
        if count > 1 { ", the first:" } else { ":" },
        start.unwrap_or_default()
    );
    form.fields.push(Field::line(
        "Conversation",
        "The chat it was in; an unknown one is opened",
        &open.understood.conversation,
    ));
    if count > 1 {
        form.fields.push(choice("As", &AS, 0));
    }
    form.fields.extend([
        Field::line("Marking", "For example official; empty: not stated", ""),
        Field::line(
            "Timer",
            "24h, 7d, 90d or off; empty: as its conversation",
            "",
        ),
    ]);
    // Enter at once takes it as it stands; what is most often said has the cursor, and what has to be said.
    form.focus = match open.understood.conversation.is_empty() {
        true => 0,
        false => form.fields.len() - 2,
    };
    let devices = devices.iter().map(|d| d.words.as_str());
    let devices: Vec<&str> = std::iter::once("not stated").chain(devices).collect();
    form.fields.push(choice("Device", &devices, 0));
}

/// What the form says of what is put in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub conversation: String,
    pub marking: Option<String>,
    /// Seconds; 0 is off.
    pub timer: Option<i64>,
    /// The device it came to, or was sent from.
    pub device: Option<StatedDevice>,
    pub as_one: bool,
}

/// Reads it.
pub fn read_queue(form: &Form, devices: &[DeviceChoice]) -> Result<Words, String> {
    let conversation = form.said("Conversation");
    let conversation = conversation.ok_or("Say what the conversation is called.")?;
    let timer = form.said("Timer").map(|given| {
        let length = when::read_duration(&given).map(|d| d.num_seconds());
        length.ok_or_else(|| format!("{given} is not a timer. Use 24h, 7d, 90d or off."))
    });
    Ok(Words {
        conversation,
        marking: form.said("Marking"),
        timer: timer.transpose()?,
        device: form
            .field("Device")
            .and_then(|f| devices.get(f.chosen().checked_sub(1)?))
            .map(|choice| choice.device.clone()),
        as_one: form.field("As").is_some_and(|f| f.chosen() == 1),
    })
}
