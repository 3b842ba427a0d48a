//! What is on record as far as screens show it: copied out of the desk when that changed, and not to move about.
//!
//! Texts here are as they were written; they are made harmless when they are drawn.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;

use super::notices;
use super::reports;
use super::rhythm;
pub use super::rhythm::listed;
use crate::config::KeptView;
use crate::desk::Desk;
use crate::desk::decide::DeviceChoice;
use crate::desk::summary::of_entry;
use crate::policy::Policy;
use crate::record::query::{Counts, Deadlines, Filter, deadlines, queue};
use crate::record::state::{Item, Items};
use crate::record::{Id, ItemState};

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
    /// A colleague was asked to capture it.
    pub asked: bool,
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

    /// The one time to act by: the earlier of capture by and due.
    pub fn act_by(&self) -> Option<DateTime<Utc>> {
        [self.capture_by, self.due].into_iter().flatten().min()
    }

    /// How pressing it is.
    pub fn when(&self, now: DateTime<Utc>) -> When {
        let day = chrono::TimeDelta::days(1);
        match self.act_by() {
            _ if !self.waits() && (!self.offered || self.taken_back) => When::Done,
            _ if self.snoozed.is_some_and(|t| t > now) => When::PutOff,
            Some(by) if by <= now => When::Overdue,
            Some(by) if by <= now + day => When::Soon,
            _ => When::Later,
        }
    }

    /// By when it is wanted, when it comes back where it was put off, or what became of it, in at most 16 columns.
    pub fn capture_by_words(&self, now: DateTime<Utc>, zone: Tz) -> String {
        let time = match self.when(now) {
            When::Done if self.taken_back => return "taken back".into(),
            When::Done if self.erased => return "erased".into(),
            When::Done => {
                return match self.state {
                    // The words of these are longer and stand before the message.
                    ItemState::NotSignificant | ItemState::Gone => "closed".into(),
                    state => state.words().into(),
                };
            }
            When::PutOff => self.snoozed,
            _ => self.act_by(),
        };
        time.map_or("no time set".into(), |time| listed(time, now, zone))
    }
}

/// How pressing a line of the queue is: the groups it stands in, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Overdue,
    Soon,
    Later,
    PutOff,
    Done,
}

impl When {
    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            When::Overdue => "Overdue",
            When::Soon => "Within a day",
            When::Later => "Later",
            When::PutOff => "Put off",
            When::Done => "Dealt with",
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

/// An event of the log.
#[derive(Clone, Debug)]
pub struct LogLine {
    pub at: DateTime<Utc>,
    pub by: Arc<str>,
    pub what: String,
    /// The person who wrote it, where that is known.
    pub person: Option<String>,
    /// The number of the command it is of, where that was given through this program since it was opened.
    pub given: Option<u64>,
    /// The command line that does the same, where it is known.
    pub taught: Option<String>,
    /// Writer and number of its frame.
    pub place: String,
    /// The item it is about.
    pub item: Option<Id>,
    pub short: Option<String>,
}

impl LogLine {
    /// Who wrote it: the person, or the account without the machine.
    pub fn who(&self) -> &str {
        if let Some(person) = &self.person {
            return person;
        }
        self.by.split('@').next().unwrap_or(&self.by)
    }

    /// Everything a filter looks through, in small letters.
    pub fn haystack(&self) -> String {
        let short = self.short.as_deref().unwrap_or_default();
        let (who, by, place) = (self.who(), &self.by, &self.place);
        format!("{} {who} {by} {short} {place}", self.what).to_lowercase()
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
    pub review_due: bool,
    /// The last review, and when the next is, in words.
    pub reviews: String,
    pub references_only: bool,
    /// There are settings, and they cannot be read.
    pub settings_unread: bool,
    /// What is wrong with settings or register; said once, at the start.
    pub notices: Vec<String>,
    /// What is asked with every decision of people at particular risk (34).
    pub measures: Vec<String>,
    /// The policy in force.
    pub policy: Arc<Policy>,
    /// The devices that can be named.
    pub devices: Vec<DeviceChoice>,
    /// Whether setup has been done; nothing is stored before.
    pub set_up: bool,
    /// What is here though the settings are gone.
    pub lost: Option<String>,
    /// Nothing was put on record yet.
    pub untouched: bool,
    /// Searches that were kept as views.
    pub views: Vec<KeptView>,
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
        let rows = queue(desk.state(), &filter, desk.limits(), now);
        let items: Vec<&Item> = rows.iter().map(|(item, _)| *item).collect();
        Items::tell(&items);
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
            review_due: desk.review_due_for(principal),
            reviews: rhythm::reviews(desk, principal),
            references_only: desk.references_only(),
            settings_unread: !desk.settings_wrong().is_empty(),
            notices: notices::of(desk),
            measures: desk.measures_with_a_decision(principal),
            policy: desk.shared_policy(),
            devices: desk.device_choices(),
            set_up: desk.is_set_up(),
            lost: desk.settings_lost().or_else(|| desk.not_all_is_here()),
            untouched: desk.entries().is_empty(),
            views: desk.settings().views.clone(),
        }
    }
}

impl Row {
    /// An item as a list shows it.
    pub fn of(desk: &Desk, item: &Item, times: &Deadlines) -> Row {
        let first = item.told().messages.first();
        Row {
            id: item.id,
            channel: desk.channel_label(&item.channel),
            conversation: desk.state().conversation_name(item).map(str::to_owned),
            state: item.state,
            offered: item.is_offered(),
            asked: item.task().is_some(),
            from: first.and_then(|m| m.from.clone()),
            body: first.and_then(|m| m.body.clone()),
            rights: item.told().said_anew().cloned().collect(),
            erased: item.erased,
            reference_only: item.reference_only,
            capture_by: times.capture_by,
            vanishes: times.vanishes,
            due: times.due,
            snoozed: item.snoozed_until(),
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
        ..Row::of(desk, item, &deadlines(desk.state(), item, desk.limits()))
    };
    items.map(row).collect()
}

/// One line of the log of `count` events, the latest first; `None` where there are not so many.
pub fn logged(desk: &Desk, count: usize, n: usize) -> Option<LogLine> {
    let at = count.checked_sub(n + 1)?;
    let entry = desk.entries().page(at..at + 1).pop()?;
    Some(LogLine {
        at: entry.at,
        by: entry.writer.clone(),
        what: of_entry(desk, &entry),
        person: None,
        given: desk.wrote(&entry).then_some(entry.lamport),
        taught: None,
        place: entry.place().to_string(),
        item: entry.event.item(),
        short: entry.event.item().map(|id| desk.short(id)),
    })
}

/// So many days of the log have a heading of their own.
const DAYS: usize = 9;

/// The days of a log of `count` events, the latest first: the number of the first event of each, and its name. What is
/// older than the last of so many days stands together. An event is looked at where a day may begin, and no other.
pub fn days(desk: &Desk, count: usize) -> Vec<(usize, String)> {
    let (zone, today) = (
        desk.zone(),
        desk.now().with_timezone(&desk.zone()).date_naive(),
    );
    let day = |n: usize| {
        let at = count.checked_sub(n + 1)?;
        let entry = desk.entries().page(at..at + 1).pop()?;
        Some(entry.at.with_timezone(&zone).date_naive())
    };
    let mut all = Vec::new();
    let mut start = 0;
    while let Some(here) = (start < count).then(|| day(start)).flatten() {
        if all.len() == DAYS {
            all.push((start, "Earlier".to_owned()));
            break;
        }
        let name = match today.signed_duration_since(here).num_days() {
            0 => "Today".to_owned(),
            1 => "Yesterday".to_owned(),
            _ if here.year() == today.year() => here.format("%a %-d %b").to_string(),
            _ => here.format("%-d %b %Y").to_string(),
        };
        all.push((start, name));
        start = first_older(start, count, |n| day(n).is_none_or(|d| d < here));
    }
    all
}

/// The first number behind `from` that is `older`, found by steps that double and then halve.
fn first_older(from: usize, count: usize, older: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut step) = (from, 1);
    while low + step < count && !older(low + step) {
        low += step;
        step *= 2;
    }
    let mut high = (low + step).min(count);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        match older(middle) {
            true => high = middle,
            false => low = middle,
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::first_older;

    #[test]
    fn where_a_day_ends_is_found_by_a_few_looks() {
        for count in 0..40 {
            for end in 0..=count {
                for from in 0..end {
                    let looks = std::cell::Cell::new(0);
                    let found = first_older(from, count, |n| {
                        looks.set(looks.get() + 1);
                        n >= end
                    });
                    assert_eq!(found, end, "{from} {count}");
                    assert!(looks.get() <= 14, "{}", looks.get());
                }
            }
        }
    }
}
