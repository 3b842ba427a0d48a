//! The statement of a departure, and what its papers share.
//!
//! Invariants: the statement says what stands open and what it cannot show; the outcomes it counts add up to its
//! table.

use std::collections::BTreeMap;

use super::super::words as items;
use super::{Desk, View, words};
use crate::config::Role;
use crate::desk::words::counted;
use crate::lodge::paper::{Block, Paper, Section, texts};
use crate::record::departure::{Departure, Outcome};
use crate::record::state::ItemState;
use crate::text::{sentence_case, when};

/// How many references of one cell a paper names; the rest are counted and stand in the package.
const REFERENCES: usize = 12;
/// How many lines of one kind of what is open a paper lists; the rest are counted.
const LISTED: usize = 100;

impl Desk {
    /// The statement of a departure as it would be made now.
    pub fn statement(&self, departure: &Departure) -> Paper {
        let view = self.departure_view(departure);
        let mut paper = Paper {
            title: match departure.kind.is_leaving() {
                true => "Statement on leaving a post".into(),
                false => "Statement on changing or handing back a device".into(),
            },
            lead: texts(&[
                "What was done about government business on non-corporate communication channels before this departure (paragraph 23 of the guidance), as it stands in the register kept with onrecord.",
                "It shows what was recorded. It cannot show what was on a device or in an account and was never recorded.",
            ]),
            facts: self.about(departure),
            sections: vec![
                self.conversations_of(&view),
                self.no_longer_available(&view),
                self.checklist_of(&view),
                self.open_of(&view),
                self.holds_of(departure),
                cannot_show(self, departure),
                obligations(departure),
                declaration(departure),
            ],
            signatures: texts(&["Leaver", "Line manager or KIM team"]),
            ends: vec![self.sums()],
        };
        if !departure.kind.is_leaving() {
            paper.signatures[0] = "Holder of the device".into();
        }
        paper
    }

    /// Who, when, under which policy.
    pub(super) fn about(&self, departure: &Departure) -> Vec<(String, String)> {
        let (me, zone) = (&self.settings().me, self.zone());
        let said = |text: &str| match text.is_empty() {
            true => "not stated".to_owned(),
            false => text.to_owned(),
        };
        let devices: Vec<String> = departure
            .devices
            .iter()
            .map(|id| {
                let kind = self.state().devices.get(id).map(|d| d.kind());
                items::device_words(self, kind.unwrap_or("unsure"), Some(*id))
            })
            .collect();
        let role = words::role_of(self, departure);
        let mut facts = match &departure.principal {
            // Whoever keeps the register is not the one who leaves.
            Some(principal) => {
                let known = self.settings().principal(principal);
                let post = known.map(|p| p.post.as_str()).unwrap_or_default();
                vec![
                    ("On behalf of", principal.clone()),
                    ("Post", said(post)),
                    ("Role", role),
                    ("Made by", said(&me.name)),
                    ("Post of who made it", said(&me.post)),
                ]
            }
            None => vec![
                ("Name", said(&me.name)),
                ("Post", said(&me.post)),
                ("Role", role),
            ],
        };
        facts.push(("Organisation", said(&me.organisation)));
        facts.extend([
            ("Departure", words::kind(departure.kind).to_owned()),
            ("Takes place", when::full(departure.on, zone)),
            ("Review begun", when::full(departure.opened, zone)),
            ("Made", when::full(self.now(), zone)),
            (
                "Devices",
                match devices.is_empty() {
                    true => "none named".into(),
                    false => devices.join("; "),
                },
            ),
        ]);
        facts.extend(words::left_out(self, departure).map(|names| ("Not part of it", names)));
        facts.push(("Policy", self.policy().id().to_owned()));
        facts.extend(self.policy().files_said().map(|s| ("Policy files", s)));
        let own = |(label, value): (&str, String)| (label.to_owned(), value);
        facts.into_iter().map(own).collect()
    }

    fn conversations_of(&self, view: &View<'_>) -> Section {
        let mut cells: Vec<_> = view.grid.cells.iter().collect();
        cells.sort_by_key(|c| c.number);
        let rows = cells.iter().map(|c| {
            let references = words::references(&c.tally, REFERENCES);
            vec![
                c.number.to_string(),
                words::conversation(c).to_owned(),
                self.channel_label(&c.conversation.channel),
                words::device(self, c.device),
                words::answer(c.answer, &c.tally),
                match words::tally(&c.tally) {
                    items if items.is_empty() => "none".into(),
                    items => items,
                },
                references.unwrap_or("none".into()),
            ]
        });
        let table = Block::table(
            "Every chat on every device, and what was found",
            &[
                "No.",
                "Chat",
                "Channel",
                "Device",
                "Outcome",
                "Items on record",
                "References",
            ],
            rows.collect(),
        );
        let counts = words::outcomes(view);
        let mut facts: Vec<(String, String)> = counts
            .into_iter()
            .map(|(label, n)| (sentence_case(label), n.to_string()))
            .collect();
        facts.push(("In all".into(), view.grid.cells.len().to_string()));
        let mut blocks = match view.grid.cells.is_empty() {
            true => vec![Block::Paragraph(
                "No chat is on record for this departure.".into(),
            )],
            false => vec![table],
        };
        blocks.push(Block::Facts(facts));
        Section::new("Chats", blocks)
    }

    fn no_longer_available(&self, view: &View<'_>) -> Section {
        let cells = view.grid.cells.iter();
        let gone = cells.filter(|c| c.answer.and_then(|a| a.outcome) == Some(Outcome::Gone));
        let mut all: Vec<String> = gone
            .map(|c| {
                let name = words::cell(self, c);
                format!("{name}: {}", words::answer(c.answer, &c.tally))
            })
            .collect();
        let items = self.state().items_in_order();
        let items = items.filter(|i| i.state == ItemState::Gone && view.departure.concerns(i));
        all.extend(items.map(|i| {
            let note = i
                .told()
                .gone_note
                .as_deref()
                .unwrap_or("the note was erased");
            let place = items::where_words(self, i);
            format!("Item {} ({place}): {note}", self.short(i.id))
        }));
        let none = "Nothing was recorded as no longer available.";
        Section::listed("No longer available", all, none)
    }

    fn checklist_of(&self, view: &View<'_>) -> Section {
        let rows = view.steps.iter().map(|step| {
            let answer = words::step_answer(view.departure.step(&step.id));
            vec![words::step(self, step), answer]
        });
        let table = Block::table(
            "The steps that apply, and what became of each",
            &["Step", "Answer"],
            rows.collect(),
        );
        Section::new("Checklist", vec![table])
    }

    fn open_of(&self, view: &View<'_>) -> Section {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut listed = Vec::new();
        for open in &view.open {
            let count = counts.entry(open.what.word()).or_default();
            *count += 1;
            if *count <= LISTED {
                listed.push(words::open_in_full(self, view, open));
            }
        }
        // Nobody signs a page of ten thousand lines: what is not listed is counted, kind by kind.
        let more = counts.iter().filter(|(_, n)| **n > LISTED);
        listed.extend(more.map(|(kind, n)| {
            let what = words::kind_of_open(kind);
            format!("{} more: {what}; each is in the register", n - LISTED)
        }));
        let all = &view.open;
        let blocks = match all.is_empty() {
            true => vec![Block::Paragraph(
                "Nothing that this register knows of is open.".into(),
            )],
            false => {
                let left = view.left().count();
                let told = format!(
                    "{} open: {left} not offered to anybody, {} offered by name.",
                    counted(all.len(), "thing"),
                    all.len() - left
                );
                vec![Block::Paragraph(told), Block::List(listed)]
            }
        };
        Section::new("Still open", blocks)
    }

    pub(super) fn holds_of(&self, departure: &Departure) -> Section {
        let (state, principal) = (self.state(), departure.principal.as_deref());
        let holds = state.holds.iter();
        let held = holds.filter(|h| h.released.is_none() && h.concerns(state, principal));
        let held = held.flat_map(|h| {
            let since = when::full(h.at, self.zone());
            let hold = format!("{}, since {since}", sentence_case(&words::hold(self, h.id)));
            let reference = h.reference.as_deref().unwrap_or("no reference");
            let timers = self.held_lines_in_full(h).into_iter();
            let timers = timers.map(move |t| format!("Timer under {reference}: {t}"));
            std::iter::once(hold).chain(timers)
        });
        let held: Vec<String> = held.collect();
        let mut blocks = vec![Block::list_or(held, "No hold is on record here.")];
        blocks.push(Block::Paragraph(
            "Whether an information request, inquiry, litigation or other demand asks for what is on a device is for the request team to say: ask them before anything is erased (this tool's reading of 28).".into(),
        ));
        Section::new("Holds", blocks)
    }
}

/// What whoever leaves is to be reminded of (27), each with its paragraph.
pub(super) fn obligations(departure: &Departure) -> Section {
    let mut all = texts(&[
        "Government information in these channels is the Crown's. Whoever still has some has it on the department's behalf and must deal with it lawfully (5).",
        "Its classification, handling instructions and descriptors stay with it and must be observed (7).",
        "What is significant and turns up later should still be captured into a government system (19).",
        "The department may ask for these channels to be searched for an information access request. Deleting or concealing what such a request is about may be a criminal offence (28).",
    ]);
    if departure.role == Role::Minister.as_str() {
        all.push("The Ministerial Code says what a departing minister gives back: departmental papers are to be returned (27).".into());
    }
    Section::new(
        "Obligations that go on",
        vec![
            Block::Paragraph(
                "Paragraph 27 asks departments to remind whoever leaves of these; the list is this tool's reading of it."
                    .into(),
            ),
            Block::List(all),
        ],
    )
}

/// What is signed.
pub(super) fn declaration(departure: &Departure) -> Section {
    let first = match &departure.principal {
        Some(name) => format!(
            "The outcomes above are those of {name}, who signs, to the best of their knowledge."
        ),
        None => "The outcomes above are mine, to the best of my knowledge.".into(),
    };
    Section::said(
        "Declaration",
        format!(
            "{first} I know that government information in these channels belongs to the Crown (5), and that I may be asked to search for it (28)."
        ),
    )
}

pub(super) fn cannot_show(desk: &Desk, departure: &Departure) -> Section {
    let mut of_itself = vec![
        "Chats and messages that were never put on record here.",
        "What is or was on a device, in an account or in a backup: nothing here looked at one.",
        "Whether a message said to have vanished did so; times to vanish follow from the timers that were recorded.",
        "Who sat at the keyboard: the register shows which installation wrote, not who used it.",
    ];
    let gone = desk.marking_gone_from(departure);
    of_itself.extend(gone.iter().map(String::as_str));
    desk.cannot_show("What this cannot show", &of_itself)
}
