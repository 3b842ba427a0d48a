//! `log`, `export`: what was done, and the register as a table.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::App;
use super::args::{ExportArgs, LogArgs};
use super::decide::{DecisionRow, decision_lines};
use super::error::CliError;
use super::rows::LogRow;
use crate::desk::{Desk, Pages};
use crate::record::{Entry, Event, EventKind};
use crate::text::when;

#[derive(Serialize)]
struct DecisionLogRow<'a> {
    #[serde(flatten)]
    event: LogRow,
    #[serde(flatten)]
    decision: DecisionRow<'a>,
}

/// A frame that is here and not counted.
#[derive(Serialize)]
struct NotCountedRow {
    #[serde(flatten)]
    event: LogRow,
    /// Never true.
    counted: bool,
}

/// Prints every event in order, or the decisions; with words, those in which all of them occur. Of the last so many
/// the latest comes first.
pub(super) fn log(app: &mut App, args: LogArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let words: Vec<String> = args.words.iter().map(|w| w.to_lowercase()).collect();
    let holds = |text: &str| {
        let text = text.to_lowercase();
        words.iter().all(|w| text.contains(w.as_str()))
    };
    if args.decisions {
        return decisions(app, &desk, &holds, args.last);
    }
    let (mut shown, mut people) = (0, People::new());
    let found = ordered(desk.entries().into_iter(), args.last).filter_map(|entry| {
        let row = LogRow::new(&desk, &entry);
        row.holds(&holds).then_some((row, entry))
    });
    for (row, entry) in found.take(most(args.last)) {
        shown += 1;
        match app.out.json {
            true => app.out.object(&row)?,
            false => event_line(app, (&desk, &mut people), &entry, "")?,
        }
    }
    // What cannot be counted has no place in the order: it stands behind the rest.
    if args.last.is_none() {
        shown += not_counted(app, (&desk, &mut people), &holds)?;
    }
    if shown == 0 && !words.is_empty() {
        let words = args.words.join(" ");
        app.out
            .remark(format!("Nothing in the log holds all of: {words}"))?;
    }
    for anomaly in &desk.state().anomalies {
        super::note(format!(
            "{}: {}; it is shown here and changes nothing.",
            anomaly.place, anomaly.what
        ));
    }
    Ok(())
}

/// Prints the frames that are here and not counted; tells how many.
fn not_counted(
    app: &mut App,
    (desk, people): (&Desk, &mut People),
    holds: &dyn Fn(&str) -> bool,
) -> Result<usize, CliError> {
    const WHY: &str = " (not counted: what comes before it is not here)";
    let mut shown = 0;
    for entry in desk.not_counted() {
        let row = NotCountedRow {
            event: LogRow::new(desk, entry),
            counted: false,
        };
        if !row.event.holds(holds) {
            continue;
        }
        shown += 1;
        match app.out.json {
            true => app.out.object(&row)?,
            false => event_line(app, (desk, people), entry, WHY)?,
        }
    }
    Ok(shown)
}

/// Entries in their order; where only the last so many are asked for, the latest first. Not one more is read.
fn ordered<'a>(pages: Pages<'a>, last: Option<u32>) -> Box<dyn Iterator<Item = Entry> + 'a> {
    match last {
        None => Box::new(pages),
        Some(_) => Box::new(pages.rev()),
    }
}

/// How many that is.
fn most(last: Option<u32>) -> usize {
    last.map_or(usize::MAX, |n| n as usize)
}

/// Who writers are: each by the person's name, where that is known, looked up once.
type People = BTreeMap<Arc<str>, Option<String>>;

fn event_line(
    app: &mut App,
    (desk, people): (&Desk, &mut People),
    entry: &Entry,
    behind: &str,
) -> Result<(), CliError> {
    let who = people
        .entry(entry.writer.clone())
        .or_insert_with(|| desk.person(&entry.writer));
    let who = who.as_deref().unwrap_or(&entry.writer);
    let about = match (entry.event.item(), entry.event.decision()) {
        (Some(item), _) => format!(", item {}", desk.short(item)),
        (None, Some(decision)) => format!(", decision {}", desk.short(decision)),
        (None, None) => String::new(),
    };
    let at = when::full(entry.at, desk.zone());
    Ok(app.out.say(format!(
        "{at}, {who}{about}: {}{behind}",
        crate::desk::summary::of_entry(desk, entry)
    ))?)
}

/// Prints each decision that stands, whole, with what came of it.
fn decisions(
    app: &mut App,
    desk: &Desk,
    holds: &dyn Fn(&str) -> bool,
    last: Option<u32>,
) -> Result<(), CliError> {
    let mut shown = 0;
    let all = desk.entries().of_kinds(&[EventKind::DecisionRecorded]);
    let found = ordered(all, last).filter_map(|entry| {
        let Event::DecisionRecorded(e) = &entry.event else {
            return None;
        };
        let decision = desk.state().decisions.get(&e.decision)?;
        let event = LogRow::new(desk, &entry);
        event.holds(holds).then_some((event, decision, entry))
    });
    for (event, decision, entry) in found.take(most(last)) {
        shown += 1;
        if app.out.json {
            let decision = DecisionRow::new(desk, decision);
            app.out.object(&DecisionLogRow { event, decision })?;
            continue;
        }
        if shown > 1 {
            app.out.gap()?;
        }
        decision_lines(&mut app.out, desk, decision)?;
        app.out.field("By", &entry.writer)?;
    }
    if shown == 0 {
        app.out.remark("No such decision is on record.")?;
    }
    Ok(())
}

/// Prints the register of items as CSV.
pub(super) fn export(app: &mut App, args: ExportArgs) -> Result<(), CliError> {
    if !args.csv {
        return Err(CliError::usage(
            "Say in which form",
            "The form there is: onrecord export --csv",
        ));
    }
    let desk = app.desk()?;
    let table = desk.items_table(app.global.principal.as_deref());
    Ok(app.out.bytes(&table)?)
}
