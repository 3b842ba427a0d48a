//! A package for a court: one page of every message, its lines numbered, with its exhibits beside it.
//!
//! Invariants: conversations stand in the order of their first message, messages in the order they were sent; the page
//! is written after what follows its cover, since the cover counts that; one capture at a time is in memory.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::{DateTime, Utc};

use super::plan::{MessagePlan, Planned, is_held};
use super::tables::{made, under_policy};
use super::{Making, PackageDone, doors, go_on};
use crate::desk::DeskError;
use crate::lodge::paper::{Court, CourtCover};
use crate::lodge::{self, CaptureDoc, SummedFolder};
use crate::record::state::Item;
use crate::text::{counted, when};

/// The page's own name.
const PAGE: &str = "page.html";
/// What follows its cover, until that is known.
const BODY: &str = "body";

/// What the cover says of what was seen.
#[derive(Default)]
struct CourtFacts {
    people: BTreeMap<String, u64>,
    /// Those who were recorded as in a conversation.
    members: BTreeMap<String, u64>,
    sources: BTreeMap<String, u64>,
    methods: BTreeMap<String, u64>,
    devices: BTreeMap<String, u64>,
    first: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
    undated: u64,
}

impl Making<'_> {
    pub(super) fn page(
        &self,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<PackageDone, DeskError> {
        let plan = self.planned(progress)?;
        let mut folder = SummedFolder::begin(&self.desk.ports, self.out)?;
        let (mut court, mut seen) = (Court::default(), CourtFacts::default());
        let mut body = folder.scratch(BODY)?;
        self.body(
            &mut folder,
            &mut body,
            &plan,
            (&mut court, &mut seen),
            progress,
        )?;
        body.put(court.annex().as_str())?;
        let cover = self.cover(&plan, &court, &seen);
        let mut page = folder.begin_file(PAGE)?;
        let written = (|| {
            page.write_all(cover.html().as_str().as_bytes())?;
            body.copy_to(&self.desk.ports, &mut page)?;
            page.write_all(cover.ended().as_str().as_bytes())?;
            Ok(page)
        })();
        folder.end_file(PAGE, written)?;
        folder.drop_scratch(body);
        self.desk.must_have_read()?;
        let counts = (plan.held, self.items.len() - plan.held);
        let made = folder.finish(&self.name_of_form())?;
        Ok(doors::done(self, made, counts))
    }

    /// Writes every conversation, message by message, and the exhibits beside them.
    fn body(
        &self,
        folder: &mut SummedFolder<'_>,
        body: &mut lodge::Scratch,
        plan: &MessagePlan,
        (court, seen): (&mut Court, &mut CourtFacts),
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<(), DeskError> {
        let origins = self.desk.origins();
        let mut under_way: Option<(u32, CaptureDoc, bool)> = None;
        let (all, mut done) = (plan.events.len(), 0);
        for events in in_order(&plan.events) {
            let mut begun = false;
            for event in events {
                if under_way
                    .as_ref()
                    .is_none_or(|(item, ..)| *item != event.item)
                {
                    // Read for this alone, and not kept beside the item.
                    let item: Item = self.items[event.item as usize].clone();
                    let Some(capture) = item.told().capture.as_deref() else {
                        continue;
                    };
                    let origin = origins.get(&item.id);
                    let doc = self.desk.capture_doc(&item, capture, origin)?;
                    under_way = Some((event.item, doc, is_held(&item)));
                    go_on(
                        progress,
                        self.items.len() * done / all.max(1),
                        self.items.len(),
                    )?;
                }
                let Some((_, doc, held)) = &under_way else {
                    continue;
                };
                if !std::mem::replace(&mut begun, true) {
                    body.put(court.conversation(&title(doc), &about(doc)).as_str())?;
                }
                seen.take_in(doc, event.n as usize);
                let (html, files) = match event.n as usize {
                    n if n == doc.messages.len() => (court.whole(doc, *held), Vec::new()),
                    n => court.message((doc, *held), n),
                };
                body.put(html.as_str())?;
                for exhibit in files {
                    folder.add(&exhibit.path, &exhibit.file.bytes)?;
                }
                done += 1;
            }
        }
        Ok(())
    }

    fn cover(&self, plan: &MessagePlan, court: &Court, seen: &CourtFacts) -> CourtCover {
        let desk = self.desk;
        let marking = self.marking.unwrap_or("not stated");
        let (messages, lines, exhibits) = court.counts();
        let at = |at: Option<DateTime<Utc>>| {
            at.map_or("not recorded".to_owned(), |at| when::full(at, desk.zone()))
        };
        let mut facts = made(desk, marking);
        // It stands above and below already.
        facts.retain(|(label, _)| label != "Marking");
        let counts = [
            ("Choice", self.of.words()),
            ("Captures", self.items.len().to_string()),
            ("Chats", plan.chats.all.len().to_string()),
            ("Messages", messages.to_string()),
            ("Lines", lines.to_string()),
            ("Exhibits", exhibits.to_string()),
            ("First message", at(seen.first)),
            ("Last message", at(seen.last)),
            ("Messages without a time", seen.undated.to_string()),
            ("Times are in", desk.zone().name().to_owned()),
        ];
        facts.extend(counts.map(|(label, value)| (label.to_owned(), value)));
        facts.extend(under_policy(desk));
        CourtCover {
            title: "Messages captured from channels that the organisation does not run".to_owned(),
            marking: marking.to_owned(),
            lead: vec![
                "Every line of text has a number of its own, from the first to the last. A message has a number, who \
                 sent it and when, and which capture it is of. What was put right stands beside the text and never in \
                 its place."
                    .to_owned(),
            ],
            facts,
            sections: vec![
                section("Where the words come from", &seen.sources, "message"),
                section("People who sent a message", &seen.people, "message"),
                section("People recorded in the chats", &seen.members, "message"),
                section("How it was captured, and by whom", &seen.methods, "message"),
                section("Devices", &seen.devices, "message"),
                ("What this page cannot show".to_owned(), doors::page_limits(self, (plan.held, self.items.len() - plan.held))),
                ("How to check it".to_owned(), HOW_TO_CHECK.map(str::to_owned).to_vec()),
                ("Register sums".to_owned(), desk.head_facts().into_iter().map(|(label, sum)| format!("{label}: {sum}")).collect()),
            ],
        }
    }
}

const HOW_TO_CHECK: [&str; 3] = [
    "SHA256SUMS, beside this page, holds the SHA-256 of it and of every exhibit: sha256sum -c SHA256SUMS",
    "The records that were lodged are what counts; each message names its capture, and a capture its register head in \
     the record. This page is a copy of them in another form.",
    "The register sums below are the last links of each writer's journal when this page was made, in groups of four \
     figures. The owner of the register can say what stands behind each.",
];

/// A heading, and what was counted under it.
fn section(heading: &str, counts: &BTreeMap<String, u64>, noun: &str) -> (String, Vec<String>) {
    let points = counts.iter();
    let mut points: Vec<String> = points
        .map(|(what, n)| format!("{what}: {}", counted(*n as usize, noun)))
        .collect();
    if points.is_empty() {
        points.push("Not stated.".to_owned());
    }
    (heading.to_owned(), points)
}

impl CourtFacts {
    fn take_in(&mut self, doc: &CaptureDoc, n: usize) {
        let add = |to: &mut BTreeMap<String, u64>, what: String| *to.entry(what).or_default() += 1;
        let by = lodge::captor(doc);
        add(
            &mut self.methods,
            format!("{}, by {by}", lodge::route_words(&doc.route)),
        );
        add(
            &mut self.devices,
            doc.device.clone().unwrap_or("not stated".to_owned()),
        );
        for name in &doc.people {
            add(&mut self.members, name.clone());
        }
        let Some(message) = doc.messages.get(n) else {
            add(
                &mut self.sources,
                format!("the substance, in the words of {by}"),
            );
            return;
        };
        add(&mut self.sources, lodge::source_in_general(&message.source));
        let from = message.from.as_deref().unwrap_or("not stated");
        add(&mut self.people, from.to_owned());
        match message.sent.map(|at| at.to_utc()) {
            None => self.undated += 1,
            Some(at) => {
                self.first = Some(self.first.map_or(at, |first| first.min(at)));
                self.last = Some(self.last.map_or(at, |last| last.max(at)));
            }
        }
    }
}

fn title(doc: &CaptureDoc) -> String {
    let name = doc.conversation.as_deref().map(str::trim);
    let name = name.filter(|name| !name.is_empty());
    let channel = lodge::channel_words(&doc.channel);
    format!("{channel}: {}", name.unwrap_or("chat not named"))
}

fn about(doc: &CaptureDoc) -> Vec<(String, String)> {
    let people = match doc.people.is_empty() {
        true => "not stated".to_owned(),
        false => doc.people.join(", "),
    };
    let timer = doc.timer.clone().unwrap_or("not stated".to_owned());
    vec![
        ("People, as recorded".to_owned(), people),
        ("Timer in force".to_owned(), timer),
    ]
}

/// The events of each conversation, these by their first.
fn in_order(events: &[Planned]) -> Vec<&[Planned]> {
    let mut chats: Vec<&[Planned]> = events.chunk_by(|a, b| a.chat == b.chat).collect();
    chats.sort_by_key(|chat| chat.first().map(|first| (first.at, first.chat)));
    chats
}
