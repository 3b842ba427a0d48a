//! What is on record as far as screens show it: copied out of the desk when that changed, so that moving
//! about touches nothing but this.
//!
//! Texts here are as they were written; they are made harmless when they are drawn.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;

use super::detail::{Detail, cues, times_words};
use super::notices;
use super::reports;
use crate::desk::Desk;
use crate::desk::decide::DeviceChoice;
use crate::desk::words;
use crate::policy::Policy;
use crate::record::query::{Counts, Deadlines, Filter, deadlines, queue};
use crate::record::state::Item;
use crate::record::{Entry, Id, ItemState};
use crate::text::counted;
use crate::text::{sentence_case, when};

/// A waiting item as the list shows it.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: Id,
    pub channel: String,
    pub conversation: Option<String>,
    pub state: ItemState,
    pub from: Option<Arc<str>>,
    pub body: Option<Arc<str>>,
    /// What any of its messages was put right to, or said before that.
    pub rights: Vec<Arc<str>>,
    pub erased: bool,
    pub reference_only: bool,
    pub capture_by: Option<DateTime<Utc>>,
    pub vanishes: Option<DateTime<Utc>>,
    pub due: Option<DateTime<Utc>>,
    pub snoozed: Option<DateTime<Utc>>,
    pub short: String,
    /// It was offered to somebody who has not accepted: its times still run.
    pub offered: bool,
    /// Its adding was taken back: it counts nowhere, and can be brought back.
    pub taken_back: bool,
}

impl Row {
    /// Everything a filter looks through, in small letters.
    pub fn haystack(&self) -> String {
        let parts = [
            Some(self.channel.as_str()),
            self.conversation.as_deref(),
            self.from.as_deref(),
            self.body.as_deref(),
            Some(self.short.as_str()),
        ];
        let mut all = String::new();
        let rights = self.rights.iter().map(|r| r.as_ref());
        for part in parts.into_iter().flatten().chain(rights) {
            all.push_str(&part.to_lowercase());
            all.push('\n');
        }
        all
    }

    /// Whether something is still to be done about it.
    pub fn waits(&self) -> bool {
        self.state == ItemState::Waiting && !self.erased && !self.taken_back
    }

    /// By when it is wanted, the earlier of capture by and due, in at most 16 columns.
    pub fn capture_by_words(&self, now: DateTime<Utc>, zone: Tz) -> String {
        match self.state {
            _ if self.taken_back => return "taken back".into(),
            ItemState::Waiting if self.erased => return "erased".into(),
            ItemState::Waiting => {}
            ItemState::HandedOver if self.offered => {}
            ItemState::Captured | ItemState::Confirmed | ItemState::HandedOver => {
                return self.state.words().into();
            }
            // The words of these are longer and stand before the message.
            ItemState::NotSignificant | ItemState::Gone => return "closed".into(),
        }
        if self.snoozed.is_some_and(|t| t > now) {
            return "put off".into();
        }
        match (self.vanishes, self.capture_by, self.due) {
            (Some(gone), ..) if gone <= now => "may be gone".into(),
            (_, Some(by), _) if by <= now => "now".into(),
            (.., Some(due)) if due <= now => "overdue".into(),
            (_, by, due) => match [by, due].into_iter().flatten().min() {
                Some(by) => listed(by, now, zone),
                None => "no time set".into(),
            },
        }
    }
}

/// A time near now in at most 13 columns; with its hour where that matters.
pub fn near(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz, hour: bool) -> String {
    let (at, now) = (at.with_timezone(&zone), now.with_timezone(&zone));
    let days = at.date_naive().signed_duration_since(now.date_naive());
    let form = match days.num_days() {
        0 => "today %H:%M",
        1..=6 if hour => "%a %H:%M",
        -300..=300 => "%a %-d %b",
        _ => "%-d %b %Y",
    };
    at.format(form).to_string()
}

/// The date of a list: one style for all, day before time, in at most 16 columns.
pub fn listed(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    let (at, now) = (at.with_timezone(&zone), now.with_timezone(&zone));
    let days = at.date_naive().signed_duration_since(now.date_naive());
    let form = match days.num_days() {
        0 => "today %H:%M",
        1 => "tomorrow %H:%M",
        -1 => "yesterday %H:%M",
        _ if at.year() == now.year() || days.num_days().abs() <= 31 => "%a %-d %b %H:%M",
        _ => "%-d %b %Y",
    };
    at.format(form).to_string()
}

/// An event of the log.
#[derive(Clone, Debug)]
pub struct LogLine {
    pub at: DateTime<Utc>,
    pub by: Arc<str>,
    pub what: String,
    /// Writer and number of its frame.
    pub place: String,
    /// The item it is about.
    pub item: Option<Id>,
    pub short: Option<String>,
}

impl LogLine {
    /// Everything a filter looks through, in small letters.
    pub fn haystack(&self) -> String {
        let short = self.short.as_deref().unwrap_or_default();
        format!("{} {} {short} {}", self.what, self.by, self.place).to_lowercase()
    }
}

/// What the screens show of the register.
#[derive(Clone, Debug)]
pub struct Book {
    /// Waiting items, what vanishes first on top.
    pub rows: Vec<Row>,
    pub counts: Counts,
    /// Reports still to be sent (10a), and those of which it is first to be said whether there is one.
    pub reports: usize,
    /// Every report, oldest first.
    pub report_lines: Vec<reports::ReportLine>,
    pub zone: Tz,
    pub horizon: DateTime<Utc>,
    pub review_due: bool,
    pub references_only: bool,
    /// What is wrong with settings or register; said once, at the start.
    pub notices: Vec<String>,
    /// The head hash of every writer.
    pub heads: Vec<(String, String)>,
    /// The policy in force.
    pub policy: Arc<Policy>,
    /// The devices that can be named.
    pub devices: Vec<DeviceChoice>,
    /// Whether setup has been done; nothing is stored before.
    pub set_up: bool,
}

impl Book {
    /// Copies it from the desk; with `everything`, items already dealt with too.
    pub fn of(desk: &Desk, principal: Option<&str>, everything: bool) -> Book {
        let now = desk.now();
        let filter = Filter {
            all: everything,
            principal: principal.map(str::to_owned),
            ..Filter::default()
        };
        let rows = queue(desk.state(), &filter, desk.house(), now);
        let report_lines = reports::lines(desk, principal);
        let mut rows: Vec<Row> = rows
            .iter()
            .map(|(item, times)| Row::of(desk, item, times))
            .collect();
        if everything {
            rows.extend(taken_back(desk, principal));
        }
        Book {
            rows,
            counts: desk.counts_for(principal),
            reports: report_lines.iter().filter(|l| l.is_to_do()).count(),
            report_lines,
            zone: desk.zone(),
            horizon: desk.horizon(),
            review_due: desk.review_due_for(principal),
            references_only: desk.references_only(),
            notices: notices::of(desk),
            heads: desk.heads().into_iter().collect(),
            policy: desk.shared_policy(),
            devices: desk.device_choices(),
            set_up: desk.is_set_up(),
        }
    }
}

impl Row {
    fn of(desk: &Desk, item: &Item, times: &Deadlines) -> Row {
        let first = item.messages.first();
        Row {
            id: item.id,
            channel: desk.channel_label(&item.channel),
            conversation: desk.state().conversation_name(item).map(str::to_owned),
            state: item.state,
            offered: item.is_offered(),
            from: first.and_then(|m| m.from.clone()),
            body: first.and_then(|m| m.body.clone()),
            rights: item.said_anew().cloned().collect(),
            erased: item.erased,
            reference_only: item.reference_only,
            capture_by: times.capture_by,
            vanishes: times.vanishes,
            due: times.due,
            snoozed: item.snoozed_until,
            short: desk.short(item.id),
            taken_back: false,
        }
    }
}

/// Items whose adding was taken back, as rows behind all others.
fn taken_back(desk: &Desk, principal: Option<&str>) -> Vec<Row> {
    let all = desk.taken_back();
    let of = |item: &&Item| principal.is_none() || item.principal.as_deref() == principal;
    let items = all.items().map(|(item, _)| item).filter(of);
    let row = |item: &Item| Row {
        conversation: all.conversation(item).map(str::to_owned),
        capture_by: None,
        vanishes: None,
        due: None,
        taken_back: true,
        ..Row::of(desk, item, &deadlines(desk.state(), item, desk.house()))
    };
    items.map(row).collect()
}

/// An item for the detail pane.
pub fn detail(desk: &Desk, id: Id) -> Option<Detail> {
    let Some(item) = desk.state().items.get(&id) else {
        return detail_taken_back(desk, id);
    };
    let (now, zone) = (desk.now(), desk.zone());
    let not_stated = || "time sent not stated".to_owned();
    let sent = item
        .sent()
        .map(|t| format!("sent {}", when::near(t, now, zone)));
    let brief = item.sent().map(|t| {
        let day = listed(t, now, zone);
        let hour = match day.contains(':') {
            true => String::new(),
            false => t.with_timezone(&zone).format(" %H:%M").to_string(),
        };
        format!("sent {day}{hour}")
    });
    let marking = words::marking(item).unwrap_or_else(|| "marking not stated".into());
    let place = words::where_words(desk, item);
    let from = item.from().unwrap_or("sender not stated");
    let sent = sent.unwrap_or_else(not_stated);
    let head = [place.as_str(), from, &sent, &marking].join(" · ");
    let brief = brief.unwrap_or_else(not_stated);
    let parts = [place, from.to_owned(), brief, marking];
    let times = deadlines(desk.state(), item, desk.house());
    Some(Detail {
        id,
        head,
        parts,
        body: words::text_words(item),
        concerns: concerns(desk, item),
        cues: cues(desk, item),
        times: match item.is_waiting() || item.is_offered() {
            true => times_words(desk, &times),
            false => [sentence_case(&words::state_words(item)), String::new()],
        },
    })
}

/// What is to be known of an item besides its times: put off, held, two answers.
fn concerns(desk: &Desk, item: &Item) -> Vec<String> {
    let mut all = Vec::new();
    if item.is_offered() {
        all.push(sentence_case(&words::state_words(item)));
    }
    let put_off = item.snoozed_until.filter(|t| *t > desk.now());
    if let Some(until) = put_off {
        let until = when::near(until, desk.now(), desk.zone());
        all.push(format!("Put off until {until}"));
    }
    let times = deadlines(desk.state(), item, desk.house());
    let sooner = times
        .due
        .filter(|due| times.capture_by.is_some_and(|by| *due < by));
    if let Some(due) = sooner.filter(|_| item.is_waiting() || item.is_offered()) {
        let due = when::near(due, desk.now(), desk.zone());
        all.push(format!("Due sooner: {due}, {}", desk.due_label()));
    }
    all.extend(desk.task_words(item).map(|words| format!("With {words}")));
    all.extend(
        desk.office_words(item)
            .map(|words| format!("Group: {words}")),
    );
    for hold in desk.state().holds_on(item) {
        let reference = hold.reference.as_deref();
        all.push(format!(
            "Held: {}",
            reference.unwrap_or("a hold without a reference")
        ));
    }
    all.extend(
        desk.rights(item)
            .into_iter()
            .map(|words| format!("Put right: {words}")),
    );
    all.extend(item.conflicts.iter().map(words::two_answers_brief));
    all
}

/// An item whose adding was taken back, for the detail pane.
fn detail_taken_back(desk: &Desk, id: Id) -> Option<Detail> {
    let all = desk.taken_back();
    let (item, entry) = all.items().find(|(item, _)| item.id == id)?;
    let label = desk.channel_label(&item.channel);
    let place = all
        .conversation(item)
        .map(|name| format!("{label}, {name}"));
    let from = item.from().unwrap_or("sender not stated");
    let added = when::near(entry.at, desk.now(), desk.zone());
    let place = place.unwrap_or(label);
    Some(Detail {
        id,
        head: format!("{place} · {from}"),
        parts: [
            place,
            from.to_owned(),
            format!("added {added}"),
            "taken back".into(),
        ],
        body: words::text_words(item),
        concerns: Vec::new(),
        cues: None,
        times: [
            format!("Added {added}, and taken back: it counts nowhere"),
            String::new(),
        ],
    })
}

/// The same whole.
fn whole_taken_back(desk: &Desk, id: Id) -> Option<Vec<String>> {
    let detail = detail_taken_back(desk, id)?;
    let [times, _] = detail.times;
    let mut all = vec![times, detail.head, String::new(), detail.body];
    all.extend([String::new(), "History".to_owned()]);
    let about = |e: &&Entry| e.event.item() == Some(id);
    let history = desk.entries().iter().filter(about);
    all.extend(history.map(|entry| {
        let at = when::full(entry.at, desk.zone());
        format!("{at}, {}: {}", entry.writer, summary(desk, entry))
    }));
    Some(all)
}

/// An item whole, with its history, as paragraphs to read.
pub fn whole(desk: &Desk, id: Id) -> Vec<String> {
    let Some(item) = desk.state().items.get(&id) else {
        let gone = whole_taken_back(desk, id);
        return gone.unwrap_or_else(|| vec!["It is not on record.".into()]);
    };
    let zone = desk.zone();
    let times = deadlines(desk.state(), item, desk.house());
    let mut all = vec![
        format!("State: {}", words::state_words(item)),
        format!("Capture by: {}", words::capture_by_words(desk, &times)),
        format!("Channel: {}", words::where_words(desk, item)),
        format!("Marking: {}", words::marking_words(item)),
    ];
    all.extend(item.principal.as_ref().map(|name| format!("For: {name}")));
    all.extend(concerns(desk, item));
    all.extend(cues(desk, item));
    for message in &item.messages {
        all.push(String::new());
        let from = message.from.as_deref().unwrap_or("Sender not stated");
        let sent = message.sent.map(|t| when::full(t, zone));
        all.push(format!(
            "{from}, {}",
            sent.unwrap_or("time sent not stated".into())
        ));
        all.push(match &message.body {
            Some(body) => body.to_string(),
            None => words::text_words(item),
        });
        let kept = message.evidence.iter().filter(|e| e.kind == "attachment");
        all.extend(kept.map(|e| {
            format!(
                "Attachment: {} ({})",
                e.name,
                counted(e.length as usize, "byte")
            )
        }));
        let origin = desk.origin_of(item, message).into_iter();
        all.extend(origin.map(|(label, words)| format!("{label}: {words}")));
    }
    if let Some(substance) = &item.substance {
        all.push(String::new());
        let parts = substance.parts();
        all.extend(parts.iter().map(|(label, text)| format!("{label}: {text}")));
    }
    all.extend([String::new(), "History".to_owned()]);
    all.extend(words::history(desk, item).map(|entry| {
        let at = when::full(entry.at, zone);
        format!("{at}, {}: {}", entry.writer, summary(desk, entry))
    }));
    all
}

fn summary(desk: &Desk, entry: &Entry) -> String {
    crate::desk::summary::of_entry(desk, entry)
}

/// One line of the log of `count` events, the latest first; `None` where there are not so many.
pub fn logged(desk: &Desk, count: usize, n: usize) -> Option<LogLine> {
    let entry = desk.entries().get(count.checked_sub(n + 1)?)?;
    Some(LogLine {
        at: entry.at,
        by: entry.writer.clone(),
        what: summary(desk, entry),
        place: entry.place().to_string(),
        item: entry.event.item(),
        short: entry.event.item().map(|id| desk.short(id)),
    })
}
