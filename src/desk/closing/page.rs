//! A register as a page for people to read.
//!
//! No text of a message stands here: it was filed with its capture.

use super::beside;
use super::part::Part;
use super::requests::requests;
use crate::desk::decide::words::verdict_in_full;
use crate::desk::departure::words as departing;
use crate::desk::words::{counted, device_words, hold_words, marking_words, state_words};
use crate::desk::{Desk, kind_words, stage_words, summary, way_in_full};
use crate::lodge::paper::{Block, Paper, Section, grouped, texts};
use crate::record::report::Known;
use crate::record::{Entry, Event, EventKind};
use crate::text::when;

/// The readable register of one part.
pub(super) fn paper(of: &Part<'_>) -> Paper {
    Paper {
        title: "Register of business on non-corporate channels".into(),
        lead: texts(&[
            "What was decided about the use of channels that the organisation does not run, and what became of each message that was put in the queue, as it stands in the register kept with onrecord.",
            "No text of a message stands here; what was significant was filed with its capture.",
        ]),
        facts: facts(of),
        sections: [decisions, items, reviews, reports, departures]
            .map(|section| section(of))
            .into_iter()
            .chain(requests(of))
            .chain([
                holds(of),
                beside::incidents(of),
                beside::data_notes(of),
                copies(of),
                limits(of.desk),
            ])
            .collect(),
        signatures: texts(&["Keeper of the register"]),
        ends: vec![of.desk.sums()],
    }
}

fn facts(of: &Part<'_>) -> Vec<(String, String)> {
    let (desk, zone) = (of.desk, of.desk.zone());
    let me = &desk.settings().me;
    let said = |text: &str| match text.is_empty() {
        true => "not stated".to_owned(),
        false => text.to_owned(),
    };
    let at = |entry: Option<&Entry>| entry.map(|e| when::full(e.at, zone)).unwrap_or_default();
    let mut theirs = desk.entries().iter().filter(|e| of.event(e));
    let first = theirs.next();
    let last = theirs.next_back();
    let events = first.iter().count() + last.iter().count() + theirs.count();
    let last = last.or_else(|| first.clone());
    let whose = of.whose.as_deref().unwrap_or("nobody by name");
    let policy = desk.policy();
    let mut facts = vec![
        ("Kept by", said(&me.name)),
        ("Post", said(&me.post)),
        ("Organisation", said(&me.organisation)),
        ("On behalf of", whose.to_owned()),
        ("First entry", at(first.as_ref())),
        ("Last entry", at(last.as_ref())),
        ("Events", events.to_string()),
        ("Made", when::full(desk.now(), zone)),
        ("Policy", policy.id().to_owned()),
    ];
    facts.extend(policy.files_said().map(|s| ("Policy files", s)));
    let own = |(label, value): (&str, String)| (label.to_owned(), value);
    facts.into_iter().map(own).collect()
}

/// The policy a decision was made under; its sum where that is not the one at the end of the page.
fn policy_words(desk: &Desk, id: &str, digest: &str) -> String {
    match digest == desk.policy().digest() {
        true => id.to_owned(),
        false => format!("{id}, its sum then {}", grouped(digest)),
    }
}

fn decisions(of: &Part<'_>) -> Section {
    let (desk, zone) = (of.desk, of.desk.zone());
    let decisions = desk.state().decisions_in_order();
    let rows = decisions.filter(|d| of.is(d.said.principal.as_deref()));
    let rows = rows.map(|d| {
        let channel = d.said.channel.as_deref().map(|c| desk.channel_label(c));
        let outcome = match (d.outcome, d.used_since()) {
            (Some(outcome), _) if !outcome.used => "not used after all",
            (_, Some(_)) => "used",
            (_, None) => "not said",
        };
        vec![
            when::full(d.at, zone),
            verdict_in_full(&d.said.verdict).to_owned(),
            d.said.paragraphs.join(", "),
            channel.unwrap_or_else(|| "not stated".into()),
            device_words(desk, &d.said.device, d.said.device_id),
            outcome.to_owned(),
            d.said.reason.clone().unwrap_or_else(|| "none given".into()),
            policy_words(desk, &d.said.policy, &d.said.policy_digest),
            d.id().to_string(),
        ]
    });
    let head = [
        "When",
        "Verdict",
        "Paragraphs",
        "Channel",
        "Device",
        "Outcome",
        "Reason",
        "Policy",
        "Decision",
    ];
    Section::new(
        "Decisions",
        vec![Block::table(
            "Decisions, oldest first",
            &head,
            rows.collect(),
        )],
    )
}

fn items(of: &Part<'_>) -> Section {
    let (desk, zone) = (of.desk, of.desk.zone());
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for item in of.items() {
        let words = item.state.words();
        match counts.iter_mut().find(|(known, _)| *known == words) {
            Some((_, n)) => *n += 1,
            None => counts.push((words, 1)),
        }
    }
    let parts: Vec<String> = counts
        .iter()
        .map(|(words, n)| format!("{n} {words}"))
        .collect();
    let all = counted(of.items().count(), "item");
    let sum = match parts.is_empty() {
        true => "No item is on record.".to_owned(),
        false => format!("{all}: {}.", parts.join(", ")),
    };
    let rows = of.items().map(|item| {
        let conversation = desk.state().conversation_name(item);
        let sent = item.sent().map(|at| when::full(at, zone));
        let capture = item.told().capture.as_deref();
        let at = capture.map(|c| when::full(c.at, zone));
        vec![
            conversation.unwrap_or("not stated").to_owned(),
            desk.channel_label(&item.channel),
            item.from().unwrap_or("not stated").to_owned(),
            sent.unwrap_or_else(|| "not recorded".into()),
            marking_words(item),
            match desk.rights_brief(item) {
                Some(parts) => format!("{}; put right: {parts}", state_words(item)),
                None => state_words(item),
            },
            at.unwrap_or_else(|| "not captured".into()),
            item.id.to_string(),
        ]
    });
    let head = [
        "Chat",
        "Channel",
        "From",
        "Sent",
        "Marking",
        "What became of it",
        "Captured",
        "Item",
    ];
    Section::new(
        "Items and what became of them",
        vec![
            Block::Paragraph(sum),
            Block::table("Items, in the order they came", &head, rows.collect()),
        ],
    )
}

fn reviews(of: &Part<'_>) -> Section {
    let (desk, zone) = (of.desk, of.desk.zone());
    let entries = desk.entries().of_kinds(&[EventKind::ReviewRecorded]);
    let entries = entries.filter(|e| of.event(e));
    let rows = entries.filter_map(|entry| match &entry.event {
        Event::ReviewRecorded(e) if !desk.is_taken_back(&entry) => Some(vec![
            when::full(entry.at, zone),
            entry.writer.to_string(),
            summary::review_words(e),
        ]),
        _ => None,
    });
    Section::new(
        "Reviews",
        vec![Block::table(
            "Reviews recorded",
            &["When", "Writer", "What it found"],
            rows.collect(),
        )],
    )
}

fn reports(of: &Part<'_>) -> Section {
    let (desk, zone) = (of.desk, of.desk.zone());
    let rows = of.reports().into_iter().map(|known| {
        let ways = known.kind.recipients().iter().map(|recipient| {
            let title = desk.recipient_title(*recipient, known.principal(desk.state()));
            format!("{title}: {}", way_in_full(desk, &known, *recipient))
        });
        vec![
            kind_words(known.kind).to_owned(),
            when::full(known.since, zone),
            report_text(desk, &known),
            stage_words(&known).to_owned(),
            ways.collect::<Vec<_>>().join("; "),
            known.source.id().to_string(),
        ]
    });
    Section::new(
        "Reports",
        vec![Block::table(
            "Reports due and sent",
            &["About", "Since", "Text", "State", "Recipients", "Report"],
            rows.collect(),
        )],
    )
}

/// What a report says in the words of whoever wrote it: of a missed message it is all that is left.
fn report_text(desk: &Desk, known: &Known<'_>) -> String {
    let draft = desk.report_draft(known.source);
    let said: Vec<String> = draft.what.into_iter().chain(draft.circumstances).collect();
    match said.is_empty() {
        true => "not written yet".into(),
        false => said.join("; "),
    }
}

fn departures(of: &Part<'_>) -> Section {
    let (desk, zone) = (of.desk, of.desk.zone());
    let departures = desk.state().departures.values();
    let rows = departures
        .filter(|d| of.is(d.principal.as_deref()))
        .map(|d| {
            let last = d.statements.last();
            let statement = last.map(|s| {
                let to = s
                    .destination
                    .as_deref()
                    .unwrap_or("a destination not named");
                let reference = s.reference.as_deref().unwrap_or("none yet");
                format!("{}, to {to}, reference {reference}", when::full(s.at, zone))
            });
            vec![
                departing::kind(d.kind).to_owned(),
                when::full(d.on, zone),
                departing::status_in_full(desk, d),
                statement.unwrap_or_else(|| "none".into()),
                d.id.to_string(),
            ]
        });
    Section::new(
        "Departures",
        vec![Block::table(
            "Departures opened",
            &[
                "Kind",
                "Takes place",
                "State",
                "Last statement",
                "Departure",
            ],
            rows.collect(),
        )],
    )
}

fn holds(of: &Part<'_>) -> Section {
    let (desk, zone) = (of.desk, of.desk.zone());
    let rows = desk.state().holds.iter().map(|h| {
        let released = h.released.map(|at| when::full(at, zone));
        vec![
            h.reference.as_deref().unwrap_or("no reference").to_owned(),
            hold_words(desk, h),
            when::full(h.at, zone),
            released.unwrap_or_else(|| "in force".into()),
        ]
    });
    Section::new(
        "Holds",
        vec![Block::table(
            "Holds placed",
            &["Reference", "On", "Placed", "Released"],
            rows.collect(),
        )],
    )
}

/// The journals this register is made of, and where copies of it or parts of it are known to be.
fn copies(of: &Part<'_>) -> Section {
    let (desk, zone) = (of.desk, of.desk.zone());
    let journals = desk.heads().into_keys().map(|writer| {
        let last = desk.state().writers.get(writer.as_str());
        let last = last.map(|at| when::full(*at, zone)).unwrap_or_default();
        vec![writer, last]
    });
    let lodged = papers_lodged(of);
    let mut places: Vec<(String, usize)> = Vec::new();
    for item in of.items() {
        let Some(capture) = item.told().capture.as_deref() else {
            continue;
        };
        // So that the sum is that of the captures.
        let to = capture.destination.clone();
        let to = to.unwrap_or_else(|| "none of the settings: captured by hand".into());
        match places.iter_mut().find(|(known, _)| *known == to) {
            Some((_, n)) => *n += 1,
            None => places.push((to, 1)),
        }
    }
    let places = places.into_iter().map(|(to, n)| vec![to, n.to_string()]);
    Section::new(
        "Journals, captures and papers lodged",
        vec![
            Block::Paragraph(
                "The journals the register is made of, each written by one installation. Their sums stand at the end of this page.".into(),
            ),
            Block::table("Journals", &["Writer", "Last entry"], journals.collect()),
            Block::table("Captures by destination", &["Destination", "Captures"], places.collect()),
            Block::table(
                "Papers lodged",
                &["When", "What", "Destination", "Path", "SHA-256"],
                lodged,
            ),
            Block::Paragraph(
                "Reports stand above with where they went. Packages, cover notes, handover packs, exports, backups, and copies made by hand are not on record, so they are not listed.".into(),
            ),
        ],
    )
}

/// The papers that are on record as lodged, a row each.
fn papers_lodged(of: &Part<'_>) -> Vec<Vec<String>> {
    let (desk, zone) = (of.desk, of.desk.zone());
    let lodged = [
        EventKind::RegisterLodged,
        EventKind::DepartureStated,
        EventKind::RequestLodged,
        EventKind::PaperLodged,
    ];
    let lodged = desk.entries().of_kinds(&lodged).filter(|e| of.event(e));
    let lodged = lodged.filter_map(|entry| {
        let (what, to, path, sum) = match &entry.event {
            Event::RegisterLodged(e) => ("readable register", &e.destination, &e.path, &e.sha256),
            Event::DepartureStated(e) => ("statement", &e.destination, &e.path, &e.sha256),
            Event::RequestLodged(e) => ("record of search", &e.destination, &e.path, &e.sha256),
            Event::PaperLodged(e) => {
                let what = e.paper_kind.as_str();
                (what, &e.destination, &e.path, &e.sha256)
            }
            _ => return None,
        };
        let text = |t: &Option<String>| t.clone().unwrap_or_else(|| "not stated".into());
        let sum = sum.as_deref().map_or("not stated".into(), grouped);
        Some(vec![
            when::full(entry.at, zone),
            what.to_owned(),
            text(to),
            text(path),
            sum,
        ])
    });
    lodged.collect()
}

fn limits(desk: &Desk) -> Section {
    desk.cannot_show("What this register cannot show", &[
        "What was on a device or in an account and was never recorded.",
        "Whether what was written is so, and what was said of it elsewhere.",
        "Who wrote an entry: the hashes prove order and integrity, not authorship, nor that everything was written.",
        "Texts that were erased: that they were, and when, stands among the events.",
    ])
}
