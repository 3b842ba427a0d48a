//! What was collected as a page for people: tables in the order of their names, small drawings, what needs a look.

use super::rows::{Attention, Collected, DayRow, UnitRow, WordRow, Workings};
use crate::desk::Desk;
use crate::desk::words::counted;
use crate::lodge::paper::{Block, Paper, Plot, Section, Table, texts};
use crate::text::when;

/// So many of what needs a look stand on the page; all of them are in the table beside it.
const SHOWN: usize = 500;
/// So many days back the drawings go.
const DAYS: usize = 366;

pub(super) fn page(desk: &Desk, told: &Workings, of: &Collected) -> Paper {
    let organisation = desk.settings().me.organisation.clone();
    let facts = [
        ("Organisation", organisation),
        ("Newest day", of.day.clone()),
        ("Registers that report", of.registers.to_string()),
        ("People who write in them", of.people.to_string()),
        ("Lines read", of.lines.to_string()),
        ("Made", when::full(desk.now(), desk.zone())),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    Paper {
        title: "Channels the department does not run: figures of its registers".into(),
        lead: texts(&[
            "Counts only: no message, no name and nothing that anybody typed. Units stand in the order of their names; they are not ranked, and a larger figure is no worse one: it may be of a unit that records more.",
        ]),
        facts: facts
            .map(|(label, value)| (label.to_owned(), value))
            .collect(),
        sections: vec![
            attention(&of.attention),
            messages(&told.units),
            duties(&told.units),
            over_time(&told.days),
            words("Items on record by channel", "channel", &told.words),
            words(
                "Why no government system would do (para 4)",
                "reason",
                &told.words,
            ),
            not_taken(&of.said),
            reading(),
        ],
        signatures: Vec::new(),
        ends: Vec::new(),
    }
}

/// Of how many it is, then the first of them.
fn attention(all: &[Attention]) -> Section {
    let rows = all.iter().take(SHOWN).map(|a| {
        let entries = match (a.entries_before, a.entries) {
            (Some(before), Some(now)) => format!("{before}, then {now}"),
            _ => String::new(),
        };
        vec![
            a.register.clone(),
            a.what.clone(),
            a.unit.clone(),
            a.day.clone(),
            entries,
        ]
    });
    let head = ["Register", "What", "Unit", "Day", "Entries"];
    let mut blocks = vec![Block::Table(Table {
        caption: match all.len() {
            0 => "Registers that need a look".to_owned(),
            n => format!("{} to be looked at", counted(n, "register")),
        },
        head: texts(&head),
        rows: rows.collect(),
    })];
    if all.len() > SHOWN {
        let more = all.len() - SHOWN;
        blocks.push(Block::Paragraph(format!(
            "{more} more stand in attention.csv."
        )));
    }
    blocks.push(Block::Paragraph("Silent: its last line is more than a week older than the newest of all; its figures are in no table here. Fewer entries than before: it was rolled back, or entries are missing: ask its desk to check the register. The day is that of its last line, or of the line in which the fall was seen.".into()));
    Section::new("What needs a look", blocks)
}

/// A column of figures: its head, and the figure of a unit.
type Column = (&'static str, fn(&UnitRow) -> u64);

/// Few columns a table, so that a narrow window holds it.
fn table(caption: &str, all: &[UnitRow], columns: &[Column]) -> Block {
    let head: Vec<&str> = std::iter::once("Unit")
        .chain(columns.iter().map(|(head, _)| *head))
        .collect();
    let rows = all.iter().map(|unit| {
        let figures = columns.iter().map(|(_, figure)| figure(unit).to_string());
        std::iter::once(unit.unit.clone()).chain(figures).collect()
    });
    Block::table(caption, &head, rows.collect())
}

fn messages(all: &[UnitRow]) -> Section {
    let whose: [Column; 3] = [
        ("Registers", |u| u.registers),
        ("People", |u| u.people),
        ("Waiting", |u| u.waiting),
    ];
    let state: [Column; 4] = [
        ("Vanishing", |u| u.vanishing),
        ("Overdue", |u| u.overdue),
        ("Not confirmed", |u| u.unconfirmed),
        ("References to come", |u| u.references_to_come),
    ];
    Section::new(
        "Messages",
        vec![
            table("On the last day of each register", all, &whose),
            table("Of what is on record then", all, &state),
        ],
    )
}

fn duties(all: &[UnitRow]) -> Section {
    let reports: [Column; 3] = [
        ("Exceptional uses", |u| u.exceptional_uses),
        ("Reports unsent", |u| u.reports_unsent),
        ("for 31 days or more", |u| u.reports_unsent_31),
    ];
    let reviews: [Column; 2] = [
        ("Held", |u| u.reviews_done),
        ("Missed", |u| u.reviews_missed),
    ];
    let open: [Column; 5] = [
        ("Departures open", |u| u.departures_open),
        ("late", |u| u.departures_late),
        ("Holds", |u| u.holds),
        ("Requests open", |u| u.requests_open),
        ("late", |u| u.requests_late),
    ];
    Section::new(
        "Reports, reviews, departures, requests",
        vec![
            table(
                "Uses of private devices, and reports of them",
                all,
                &reports,
            ),
            table("Reviews of the last 30 days", all, &reviews),
            table("Departures, holds and requests", all, &open),
        ],
    )
}

fn over_time(days: &[DayRow]) -> Section {
    let days = &days[days.len().saturating_sub(DAYS)..];
    let of = |caption: &str, figure: fn(&DayRow) -> u64| {
        Block::Plot(Plot {
            caption: caption.to_owned(),
            points: days.iter().map(|d| (d.day.clone(), figure(d))).collect(),
        })
    };
    let plots = vec![
        of("Registers that sent a line", |d| d.registers),
        of("Messages waiting", |d| d.waiting),
        of("Overdue", |d| d.overdue),
        of("Captures not confirmed", |d| d.unconfirmed),
        of("Exceptional uses on record", |d| d.exceptional_uses),
        of("Reports unsent", |d| d.reports_unsent),
        of("Reviews missed in 30 days", |d| d.reviews_missed),
    ];
    Section::new("Day by day", plots)
}

fn words(heading: &str, of: &str, all: &[WordRow]) -> Section {
    let rows = all.iter().filter(|w| w.of == of);
    let rows = rows.map(|w| vec![w.word.clone(), w.items.to_string()]);
    let table = Table {
        caption: heading.to_owned(),
        head: texts(&["By the policy's word", "Items"]),
        rows: rows.collect(),
    };
    Section::new(heading, vec![Block::Table(table)])
}

fn not_taken(said: &[String]) -> Section {
    let mut all: Vec<String> = said.iter().take(SHOWN).cloned().collect();
    if said.len() > SHOWN {
        all.push(format!("{} more", said.len() - SHOWN));
    }
    let blocks = match all.is_empty() {
        true => vec![Block::Paragraph(
            "Every line of every file was taken.".into(),
        )],
        false => vec![Block::List(all)],
    };
    Section::new("Lines and files that were not taken", blocks)
}

fn reading() -> Section {
    Section::new(
        "What this cannot show",
        vec![Block::List(texts(&[
            "What is on no register: a message that nobody put there is in no figure.",
            "Who: units of fewer than five people are counted together, and a day behind which are fewer than five people is left out.",
            "Whether a figure is high or low for a unit: how much it does on such channels is not known here.",
            "Whether a line is a register's own: its desk can compare this folder with its register.",
        ]))],
    )
}
