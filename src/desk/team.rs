//! A team: who has what, groups that nobody of the private office is in, and the note for whoever keeps the
//! queue tomorrow.
//!
//! Invariant: no text of a message stands in a cover note; it may be read by people who may not read the register.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::Desk;
use super::departure::words as departing;
use super::paper::{Body, Carries, PaperKind, PaperOf};
use super::reporting::way_in_full;
use super::words::{counted, hold_words, state_words, where_words};
use crate::lodge::paper::{Paper, Section};
use crate::record::command::Refusal;
use crate::record::query::{Deadlines, Filter, queue};
use crate::record::report::Known;
use crate::record::state::{Conversation, Item};
use crate::record::{Id, ItemState};
use crate::text::{sentence_case, when};

/// What is said of a group of which the members are stated and none of the private office is (22).
pub const NO_OFFICE: &str =
    "no private-office member in this group, as far as stated (consider including one, para 22)";

/// Whether the members of a conversation are stated and nobody of the private office is among them.
pub fn lacks_office(conversation: &Conversation) -> bool {
    let stated = |field| conversation.details.get(field).is_some();
    stated("members") && !stated("office")
}

pub static COVER_NOTE: PaperKind = PaperKind {
    id: "cover-note",
    heading: "Cover note",
    compose: note,
    ..PaperKind::PLAIN
};

fn note(desk: &Desk, of: &PaperOf) -> Result<Body, Refusal> {
    let principal = of.principal();
    let of = |i: &&Item| principal.is_none() || i.principal.as_deref() == principal;
    let told = |i: &&Item| {
        let open = matches!(
            i.state,
            ItemState::HandedOver | ItemState::Captured | ItemState::Confirmed
        );
        i.is_waiting() || open
    };
    let items = desk.state().items_in_order();
    Ok(Body {
        id: match desk.heads().values().next() {
            // Its folder is told from others by the state of the register it was made from.
            Some(head) => head.chars().take(12).collect(),
            None => "empty".to_owned(),
        },
        paper: desk.cover_note(principal),
        files: Vec::new(),
        carries: Carries::items(items.filter(of).filter(told)),
    })
}

impl Desk {
    /// The conversations with waiting items whose members are stated and nobody of the private office among
    /// them; for one principal or for all.
    pub fn groups_without_office(&self, principal: Option<&str>) -> Vec<&Conversation> {
        let state = self.state();
        let of = |i: &&Item| principal.is_none() || i.principal.as_deref() == principal;
        let waiting = state.items_in_order().filter(|i| i.is_waiting());
        let waits: BTreeSet<Id> = waiting.filter(of).filter_map(|i| i.conversation).collect();
        let all = state.conversations.values();
        all.filter(|c| lacks_office(c) && waits.contains(&c.id))
            .collect()
    }

    /// What is to be said of an item's group, where nobody of the private office is in it.
    pub fn office_words(&self, item: &Item) -> Option<&'static str> {
        let conversation = self.state().conversations.get(&item.conversation?)?;
        lacks_office(conversation).then_some(NO_OFFICE)
    }

    /// Who has a waiting item, where a colleague was asked to capture it.
    pub fn task_words(&self, item: &Item) -> Option<String> {
        let task = item.task().filter(|_| item.is_waiting())?;
        (task.stands() || task.note.is_some()).then(|| task.words())
    }

    /// How many waiting items a colleague has, or is asked to take.
    pub fn tasked(&self, principal: Option<&str>) -> usize {
        let of = |i: &&Item| principal.is_none() || i.principal.as_deref() == principal;
        let all = self.state().items_in_order().filter(of);
        all.filter(|i| i.is_waiting() && i.task().is_some_and(|t| t.stands()))
            .count()
    }

    /// The note for whoever keeps the queue next: what waits and what vanishes first, what is not settled,
    /// holds, reports, departures, reviews; for one principal or for all.
    fn cover_note(&self, principal: Option<&str>) -> Paper {
        let now = when::full(self.now(), self.zone());
        let me = &self.settings().me;
        let mut facts = vec![("As it stood".to_owned(), now)];
        for (label, value) in [
            ("Made by", me.name.as_str()),
            ("Post", &me.post),
            ("For", principal.unwrap_or_default()),
        ] {
            if !value.is_empty() {
                facts.push((label.to_owned(), value.to_owned()));
            }
        }
        let mut lead = vec![
            "For whoever keeps the queue next. No text of a message stands in this note; the register has it."
                .to_owned(),
        ];
        if principal.is_none() && self.has_principals() {
            lead.push("It is about every principal; for one alone it is made with --for.".into());
        }
        let sections = [
            self.waiting_sections(principal),
            self.unsettled(principal).into_iter().collect(),
            self.groups(principal).into_iter().collect(),
            self.requests_section(principal).into_iter().collect(),
            vec![
                self.reports_section(principal),
                self.holds_section(principal),
            ],
            vec![
                self.departures_section(principal),
                self.reviews_section(principal),
                cannot_show(self),
            ],
        ];
        Paper {
            title: "Cover note".into(),
            lead,
            facts,
            sections: sections.into_iter().flatten().collect(),
            signatures: Vec::new(),
            ends: vec![self.sums()],
        }
    }

    fn has_principals(&self) -> bool {
        self.state().items_in_order().any(|i| i.principal.is_some())
    }

    /// What vanishes first, then what else waits.
    fn waiting_sections(&self, principal: Option<&str>) -> Vec<Section> {
        let filter = Filter {
            principal: principal.map(str::to_owned),
            ..Filter::default()
        };
        let all = queue(self.state(), &filter, self.limits(), self.now());
        let (mut timed, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(_, t)| t.capture_by.is_some());
        timed.sort_by_key(|(_, times)| times.vanishes);
        let lines = |items: &[(&Item, Deadlines)]| -> Vec<String> {
            items.iter().map(|(i, t)| self.note_line(i, t)).collect()
        };
        vec![
            Section::listed(
                "What vanishes first, by the timers on record",
                lines(&timed),
                "Nothing that waits is under a timer this register knows of.",
            ),
            Section::listed(
                "What else waits",
                lines(&others),
                "Nothing else waits here. This cannot see a phone.",
            ),
        ]
    }

    /// A waiting item without a word of its text.
    fn note_line(&self, item: &Item, times: &Deadlines) -> String {
        let full = |t| when::full(t, self.zone());
        let past = |t: DateTime<Utc>| t <= self.now();
        let gone = times.vanishes.filter(|t| past(*t));
        let mut by: Vec<String> = Vec::new();
        if let Some(at) = gone {
            by.push(format!("may be gone, was due to vanish {}", full(at)));
        } else if [times.capture_by, times.due]
            .into_iter()
            .flatten()
            .any(past)
        {
            by.push("overdue".into());
        }
        by.extend(times.capture_by.map(|at| match past(at) {
            true => format!("was to be captured by {}", full(at)),
            false => format!("capture by {}", full(at)),
        }));
        // What the settings ask for says nothing where a timer asks sooner.
        let due = times
            .due
            .filter(|due| times.capture_by.is_none_or(|by| *due < by));
        by.extend(due.map(|at| match past(at) {
            true => format!("was due {}", full(at)),
            false => format!("due {}", full(at)),
        }));
        if by.is_empty() {
            by.push("no time is set".into());
        }
        let by = sentence_case(&by.join("; "));
        let mut line = format!("{by}: {}", where_words(self, item));
        if item.is_offered() {
            line.push_str(&format!(", {}", state_words(item)));
        }
        if let Some(from) = item.from() {
            line.push_str(&format!(", from {from}"));
        }
        if let Some(name) = &item.principal {
            line.push_str(&format!(", for {name}"));
        }
        line.push_str(&format!(" (item {})", self.short(item.id)));
        if let Some(until) = item.snoozed_until().filter(|t| *t > self.now()) {
            line.push_str(&format!("; put off until {}", full(until)));
        }
        if let Some(task) = self.task_words(item) {
            line.push_str(&format!("; with {task}"));
        }
        line
    }

    /// What was dealt with and is not settled: offers not accepted, captures not confirmed or without a
    /// reference.
    fn unsettled(&self, principal: Option<&str>) -> Option<Section> {
        let wanted = self.settings().capture.reference_wanted;
        let open = |item: &&Item| match item.state {
            ItemState::HandedOver => !item.accepted,
            ItemState::Captured => true,
            ItemState::Confirmed => wanted && !item.referenced,
            _ => false,
        };
        let of = |i: &&Item| principal.is_none() || i.principal.as_deref() == principal;
        let lines: Vec<String> = self
            .state()
            .items_in_order()
            .filter(of)
            .filter(open)
            .map(|item| {
                let id = self.short(item.id);
                format!(
                    "{}: {} (item {id})",
                    where_words(self, item),
                    state_words(item)
                )
            })
            .collect();
        (!lines.is_empty()).then(|| Section::listed("Dealt with, not settled yet", lines, ""))
    }

    fn groups(&self, principal: Option<&str>) -> Option<Section> {
        let lines: Vec<String> = self
            .groups_without_office(principal)
            .into_iter()
            .map(|c| {
                let name = c.name.as_deref().unwrap_or("a chat without a name");
                format!("{} ({}): {NO_OFFICE}", name, self.channel_label(&c.channel))
            })
            .collect();
        (!lines.is_empty()).then(|| Section::listed("Groups", lines, ""))
    }

    fn reports_section(&self, principal: Option<&str>) -> Section {
        let of = |r: &Known<'_>| principal.is_none() || r.principal(self.state()) == principal;
        let reports = self.reports();
        let lines = reports.iter().filter(|r| r.is_open() && of(r)).map(|r| {
            let ways = r.kind.recipients().iter().map(|to| {
                let title = self.recipient_title(*to, r.principal(self.state()));
                format!("{title}: {}", way_in_full(self, r, *to))
            });
            let ways: Vec<String> = ways.collect();
            let id = self.short(r.source.id());
            format!(
                "{} ({id}). {}",
                self.report_line_wordless(r),
                ways.join("; ")
            )
        });
        let unsaid = self.uses_not_said(principal);
        let unsaid = unsaid.iter().map(|r| {
            let id = self.short(r.source.id());
            format!(
                "{} ({id}): was the device used, or was it only received there?",
                self.report_line_wordless(r)
            )
        });
        let lines: Vec<String> = lines.chain(unsaid).collect();
        Section::listed(
            "Reports to be sent",
            lines,
            "No report is to be sent, as far as this register knows.",
        )
    }

    fn holds_section(&self, principal: Option<&str>) -> Section {
        let (state, holds) = (self.state(), self.state().holds.iter());
        let held = holds.filter(|h| h.released.is_none() && h.concerns(state, principal));
        let lines = held.flat_map(|h| {
            let reference = h.reference.as_deref().unwrap_or("no reference");
            let timers = self.held_lines_in_full(h).into_iter();
            let timers = timers.map(move |t| format!("{reference}, timer: {t}"));
            std::iter::once(format!("{reference}: {}", hold_words(self, h))).chain(timers)
        });
        Section::listed(
            "Holds",
            lines.collect(),
            "No hold is on record here. Ask the request team.",
        )
    }

    fn departures_section(&self, principal: Option<&str>) -> Section {
        let open = self.departures_open(principal).into_iter();
        let lines = open.map(|d| {
            let on = when::full(d.on, self.zone());
            let id = self.short(d.id);
            let (kind, whose) = (departing::kind(d.kind), d.whose());
            format!(
                "{kind}{whose}, {on}: {} (departure {id})",
                departing::status_in_full(self, d)
            )
        });
        Section::listed("Departures", lines.collect(), "No departure is open.")
    }

    fn reviews_section(&self, principal: Option<&str>) -> Section {
        let full = |t| when::full(t, self.zone());
        let last = match self.last_review(principal) {
            Some(review) => format!("The last review was {}.", full(review.at)),
            None => "No review is on record.".into(),
        };
        let next = match self.next_review_for(principal) {
            Some(next) => format!("The next is due {} (your setting).", full(next)),
            None => "Reviews are switched off (your setting).".into(),
        };
        let counts = self.counts_for(principal);
        let waiting = format!("{} in all.", counted(counts.waiting, "waiting item"));
        Section::said("Reviews", format!("{last} {next} {waiting}"))
    }
}

fn cannot_show(desk: &Desk) -> Section {
    desk.cannot_show(
        "What this note cannot show",
        &[
            "What is on a phone or in an account and was never put in the queue.",
            "Times to vanish follow from the timers that were recorded.",
        ],
    )
}
