//! The attestation of a month: on which days reviews were held, and on which none is on record (23).
//!
//! Invariants: it is made from reviews on record alone; what they leave out is said before anybody signs; no text of a
//! message stands in it.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use super::Desk;
use super::need::days_words;
use super::paper::{Body, Carries, Days, PaperKind, PaperOf, stated};
use super::summary::review_words;
use super::words::{counted, device_words};
use crate::lodge::paper::{Block, Paper, Section, texts};
use crate::record::command::Refusal;
use crate::record::event::ReviewRecorded;
use crate::record::state::Conversation;
use crate::record::{Event, EventKind};
use crate::text::{sentence_case, when};

pub static ATTESTATION: PaperKind = PaperKind {
    id: "attestation",
    heading: "Attestation of a month, as it would be made now",
    printed_unmarked: true,
    on_record: true,
    before: |desk, of| {
        let lodged = desk.attestations_lodged(of, &ATTESTATION);
        lodged.map(|paper| desk.lodged_line(paper)).collect()
    },
    compose,
    ..PaperKind::PLAIN
};

/// The first days of a month still ask for the one before.
const STILL_BEFORE: u32 = 7;

/// A review on record, by its day.
struct Held {
    day: NaiveDate,
    at: String,
    said: ReviewRecorded,
}

impl Desk {
    /// The month that is attested where none is named: this one, or in its first days the one before.
    fn month_at_hand(&self) -> Days {
        let today = self.now().with_timezone(&self.zone()).date_naive();
        let first = today.with_day(1).unwrap_or(today);
        let first = match today.day() <= STILL_BEFORE {
            true => first.checked_sub_months(Months::new(1)).unwrap_or(first),
            false => first,
        };
        let next = first.checked_add_months(Months::new(1));
        (Some(first), next.and_then(|next| next.pred_opt()))
    }

    /// The days that are attested: those that are named, else the month at hand.
    pub(super) fn attested_days(&self, named: Days) -> Days {
        match named {
            (None, None) => self.month_at_hand(),
            named => named,
        }
    }

    /// The reviews of these days, oldest first: those of everybody's items, and of this principal's alone.
    fn held(&self, principal: Option<&str>, (from, to): Days) -> Vec<Held> {
        let zone = self.zone();
        let entries = self.entries().of_kinds(&[EventKind::ReviewRecorded]);
        let held = entries.filter_map(|entry| {
            let Event::ReviewRecorded(said) = &entry.event else {
                return None;
            };
            let whose = said.principal.as_deref();
            let of = match principal {
                None => whose.is_none(),
                Some(_) => whose.is_none() || whose == principal,
            };
            let day = entry.at.with_timezone(&zone).date_naive();
            let within = from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to);
            (of && within && !self.is_taken_back(&entry)).then(|| Held {
                day,
                at: when::full(entry.at, zone),
                said: (**said).clone(),
            })
        });
        held.collect()
    }
}

fn compose(desk: &Desk, of: &PaperOf) -> Result<Body, Refusal> {
    let (principal, days) = (of.principal(), of.days());
    let days = desk.attested_days(days);
    let held = desk.held(principal, days);
    let head = desk.heads().values().next().cloned();
    Ok(Body {
        id: head.map_or("empty".into(), |head| head.chars().take(12).collect()),
        paper: Paper {
            title: "Attestation of reviews".into(),
            lead: vec![sentence(principal, days, &held)],
            facts: facts(desk, principal, days, &held),
            sections: vec![
                reviews(&held),
                gaps(desk, principal, days, &held),
                chats(desk, principal, &held),
                devices(desk, principal),
                limits(desk),
                declaration(principal),
            ],
            signatures: texts(&["Who looked", "Private office or KIM team"]),
            ends: vec![desk.sums()],
        },
        files: Vec::new(),
        carries: Carries::Together(Vec::new()),
    })
}

/// The days on which something was looked at, each once.
fn on_days(held: &[Held]) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = held.iter().map(|h| h.day).collect();
    days.dedup();
    days
}

fn sentence(principal: Option<&str>, days: Days, held: &[Held]) -> String {
    let whose = match principal {
        None => "my chats".to_owned(),
        Some(name) => format!("the chats of {name}"),
    };
    let on = on_days(held);
    let when = sentence_case(&days_words(days));
    match on.is_empty() {
        true => format!("{when}: no review of {whose} is on record."),
        false => format!(
            "{when}: I looked at {whose} on {}, by the reviews on record: {}.",
            counted(on.len(), "day"),
            ranges(&on).join("; ")
        ),
    }
}

/// Days in words, those that follow one another together: "2 to 4 November 2026".
fn ranges(days: &[NaiveDate]) -> Vec<String> {
    let follows = |a: &NaiveDate, b: &NaiveDate| a.succ_opt() == Some(*b);
    let runs = days.chunk_by(follows);
    let words = runs.filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        let full = |d: &NaiveDate| d.format("%-d %B %Y").to_string();
        Some(match (first == last, first.month() == last.month()) {
            (true, _) => full(first),
            (false, true) => format!("{} to {}", first.day(), full(last)),
            (false, false) => format!("{} to {}", full(first), full(last)),
        })
    });
    words.collect()
}

fn facts(desk: &Desk, principal: Option<&str>, days: Days, held: &[Held]) -> Vec<(String, String)> {
    let me = &desk.settings().me;
    let facts = [
        ("Name", me.name.clone()),
        ("Post", me.post.clone()),
        ("Organisation", me.organisation.clone()),
        ("On behalf of", principal.unwrap_or_default().to_owned()),
        ("Days", days_words(days)),
        ("Reviews on record", held.len().to_string()),
        ("Made", when::full(desk.now(), desk.zone())),
        ("Policy", desk.policy().id().to_owned()),
    ];
    stated(facts)
}

fn reviews(held: &[Held]) -> Section {
    let rows = held.iter();
    let rows = rows.map(|h| vec![h.at.clone(), review_words(&h.said)]);
    let table = Block::table(
        "Reviews held",
        &["When", "What was looked at"],
        rows.collect(),
    );
    Section::new("Reviews", vec![table])
}

/// The days without a review, against the rhythm that is set.
fn gaps(desk: &Desk, principal: Option<&str>, (from, to): Days, held: &[Held]) -> Section {
    let today = desk.now().with_timezone(&desk.zone()).date_naive();
    let (Some(from), to) = (from, to.unwrap_or(today).min(today)) else {
        return Section::said("Gaps", "No first day was named, so no gap is counted.");
    };
    let on = on_days(held);
    let all = from.iter_days().take_while(|day| *day <= to);
    let without: Vec<NaiveDate> = all.filter(|day| !on.contains(day)).collect();
    let every = desk.review_every(principal);
    let rhythm = match every {
        Some(every) => format!(
            "By the settings a review is due every {}.",
            when::duration_words(every.num_seconds())
        ),
        None => "By the settings reviews are switched off.".into(),
    };
    let mut lines = ranges(&without);
    if from > to {
        lines.clear();
        lines.push("none of these days has come yet".into());
    }
    let mut blocks = vec![Block::Paragraph(rhythm)];
    blocks.push(match lines.is_empty() {
        true => Block::Paragraph("There is a review on record of every day.".into()),
        false => Block::Paragraph(format!(
            "No review is on record of {}: {}.",
            counted(without.len(), "day"),
            lines.join("; ")
        )),
    });
    Section::new("Gaps", blocks)
}

/// Every chat on record, and whether a review names it.
fn chats(desk: &Desk, principal: Option<&str>, held: &[Held]) -> Section {
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    let state = desk.state();
    let of = |c: &&Conversation| {
        let mut items = state.items_in_order().filter(|i| i.is_of(c.id)).peekable();
        let theirs = |name: &str| items.any(|i| i.principal.as_deref() == Some(name));
        principal.is_none_or(theirs)
    };
    let all: Vec<&Conversation> = state.conversations.values().filter(of).collect();
    for h in held {
        let said = h.said.chats.as_deref().unwrap_or_default().to_lowercase();
        for name in all.iter().filter_map(|c| c.name.as_deref()) {
            if said.contains(&name.to_lowercase()) {
                *named.entry(name).or_default() += 1;
            }
        }
    }
    let rows = all.iter().map(|c| {
        let name = c.name.as_deref().unwrap_or("not named");
        let times = named.get(name).copied().unwrap_or_default();
        vec![
            name.to_owned(),
            desk.channel_label(&c.channel),
            match times {
                0 => "in no review".to_owned(),
                n => format!("in {}", counted(n, "review")),
            },
        ]
    });
    let table = Block::table(
        "Chats on record, and whether a review names them",
        &["Chat", "Channel", "Named"],
        rows.collect(),
    );
    Section::new(
        "Chats",
        vec![
            Block::Paragraph(
                "A review names its chats where nothing waited in the queue; what waited it looked at item by item.".into(),
            ),
            table,
        ],
    )
}

fn devices(desk: &Desk, principal: Option<&str>) -> Section {
    let all = desk.state().devices.values();
    let all = all.filter(|d| d.principal() == principal || principal.is_none());
    let lines = all.map(|d| device_words(desk, d.kind(), Some(d.id)));
    Section::listed(
        "Devices on record",
        lines.collect(),
        "No device is on record.",
    )
}

fn limits(desk: &Desk) -> Section {
    desk.cannot_show(
        "What this cannot show",
        &[
            "Which device was in hand: a review does not say.",
            "Chats and devices that were never put on record here.",
            "That something was looked at beyond what is on record, or was not.",
        ],
    )
}

fn declaration(principal: Option<&str>) -> Section {
    let words = match principal {
        None => {
            "I looked at all my chats on all my devices on the days above, but for what is said above to be missing, to the best of my knowledge."
        }
        Some(_) => {
            "These chats were looked at, on all their devices, on the days above, but for what is said above to be missing, to the best of my knowledge."
        }
    };
    Section::said("Declaration", words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_follow_one_another_are_said_together() {
        let days =
            |all: &[&str]| -> Vec<NaiveDate> { all.iter().map(|d| d.parse().unwrap()).collect() };
        let said = |all: &[&str]| ranges(&days(all)).join("; ");
        assert_eq!(said(&[]), "");
        assert_eq!(said(&["2026-11-02"]), "2 November 2026");
        assert_eq!(
            said(&[
                "2026-11-02",
                "2026-11-03",
                "2026-11-05",
                "2026-11-30",
                "2026-12-01"
            ]),
            "2 to 3 November 2026; 5 November 2026; 30 November 2026 to 1 December 2026"
        );
    }
}
