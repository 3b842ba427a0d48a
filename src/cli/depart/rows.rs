//! The JSON of departures; a field without a value is `null`, never absent.

use serde::Serialize;

use crate::cli::next;
use crate::cli::rows::stamp;
use crate::desk::Desk;
use crate::desk::departure::{View, Way, words};
use crate::record::departure::{Cell, Departure, Open, Reach, Still};

/// A departure in a list.
#[derive(Serialize)]
pub struct DepartureRow<'a> {
    id: Option<&'a str>,
    kind: &'a str,
    on: String,
    role: &'a str,
    devices: Vec<String>,
    status: &'a str,
    #[serde(rename = "for")]
    principal: Option<&'a str>,
    cells: usize,
    left: usize,
    /// What stands open, whatever was offered to somebody included.
    open: usize,
    stated: Option<String>,
    /// How much was done since the statement.
    after: usize,
    /// What the department did about it.
    stages: Vec<StageRow<'a>>,
    /// The department's reminder that has come up; `null` where none has.
    reminder: Option<String>,
}

#[derive(Serialize)]
struct StageRow<'a> {
    stage: &'static str,
    at: String,
    by: Option<&'a str>,
    reference: Option<&'a str>,
}

impl<'a> DepartureRow<'a> {
    /// The row of a departure.
    pub fn new(desk: &Desk, view: &View<'a>) -> DepartureRow<'a> {
        let (departure, zone): (&'a Departure, _) = (view.departure, desk.zone());
        let on_record = desk.state().departures.contains_key(&departure.id);
        let devices = departure.devices.iter();
        let stages = departure.stages.iter().map(|s| StageRow {
            stage: s.stage.as_str(),
            at: stamp(s.at, zone),
            by: s.by.as_deref(),
            reference: s.reference.as_deref(),
        });
        DepartureRow {
            id: on_record.then(|| departure.id.as_str()),
            kind: departure.kind.as_str(),
            on: stamp(departure.on, zone),
            role: &departure.role,
            devices: devices.map(|d| words::device(desk, Some(*d))).collect(),
            status: departure.status.as_str(),
            principal: departure.principal.as_deref(),
            cells: view.grid.cells.len(),
            left: view.grid.left().count(),
            open: view.open.len(),
            stated: departure.statements.last().map(|s| stamp(s.at, zone)),
            after: view.after.len(),
            stages: stages.collect(),
            reminder: words::reminder(desk, departure),
        }
    }
}

/// A departure whole.
#[derive(Serialize)]
pub struct WholeRow<'a> {
    #[serde(flatten)]
    head: DepartureRow<'a>,
    heads: Vec<String>,
    grid: Vec<CellRow<'a>>,
    steps: Vec<StepRow<'a>>,
    still_open: Vec<OpenRow>,
    after_statement: Vec<String>,
}

#[derive(Serialize)]
struct CellRow<'a> {
    n: usize,
    conversation: &'a str,
    channel: &'a str,
    device: Option<String>,
    outcome: Option<&'a str>,
    to: Option<&'a str>,
    accepted: Option<bool>,
    note: Option<&'a str>,
    went: Option<&'a str>,
    holders: Option<&'a str>,
    personal_data: bool,
    waiting: usize,
    captured: usize,
    /// How many waited, and how many were captured, when it was answered; `null` where that is not on record.
    waiting_then: Option<usize>,
    captured_then: Option<usize>,
    unconfirmed: usize,
    references: Vec<&'a str>,
    reach: &'static str,
    capture_by: Option<String>,
    late: bool,
}

#[derive(Serialize)]
struct StepRow<'a> {
    id: &'a str,
    text: String,
    outcome: Option<&'a str>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct OpenRow {
    what: &'static str,
    /// The cell's number, or the id of item, decision, hold or step.
    id: String,
    words: String,
    to: Option<String>,
    accepted: Option<bool>,
    ways: Vec<WayRow>,
}

#[derive(Serialize)]
struct WayRow {
    command: String,
    does: &'static str,
}

impl<'a> WholeRow<'a> {
    /// Everything of a departure.
    pub fn new(desk: &'a Desk, view: &'a View<'a>) -> WholeRow<'a> {
        let departure = view.departure;
        let summary = |e: &crate::record::Entry| crate::desk::summary::of_entry(desk, e);
        let heads = departure.statements.last().map(|s| s.heads.clone());
        WholeRow {
            head: DepartureRow::new(desk, view),
            heads: heads.unwrap_or_default(),
            grid: view.grid.cells.iter().map(|c| cell(desk, c)).collect(),
            steps: view
                .steps
                .iter()
                .map(|step| {
                    let answer = departure.step(&step.id);
                    StepRow {
                        id: &step.id,
                        text: words::step(desk, step),
                        outcome: answer.and_then(|a| a.outcome).map(|o| o.as_str()),
                        reason: answer.and_then(|a| a.reason.as_deref()),
                    }
                })
                .collect(),
            still_open: view.open.iter().map(|o| open(desk, view, o)).collect(),
            after_statement: view.after.iter().map(summary).collect(),
        }
    }
}

fn cell<'a>(desk: &Desk, c: &'a Cell<'a>) -> CellRow<'a> {
    let answer = c.answer;
    let text = |value: &'a Option<String>| value.as_deref();
    let then = answer.and_then(|a| a.then);
    CellRow {
        n: c.number,
        conversation: words::conversation(c),
        channel: &c.conversation.channel,
        device: c.device.map(|d| words::device(desk, Some(d))),
        outcome: answer.and_then(|a| a.outcome).map(|o| o.as_str()),
        to: answer.and_then(|a| text(&a.to)),
        accepted: answer.filter(|a| a.to.is_some()).map(|a| a.accepted),
        note: answer.and_then(|a| text(&a.note)),
        went: answer.and_then(|a| text(&a.went)),
        holders: answer.and_then(|a| text(&a.holders)),
        personal_data: answer.is_some_and(|a| a.personal_data),
        waiting: c.tally.waiting,
        captured: c.tally.filed(),
        waiting_then: then.map(|t| t.waiting),
        captured_then: then.map(|t| t.captured),
        unconfirmed: c.tally.unconfirmed,
        references: c.tally.references.clone(),
        reach: match c.reach {
            Reach::Vanishes(_) => "vanishes",
            Reach::Timer(_) => "timer",
            Reach::OutOfReach => "out-of-reach",
            Reach::Stays => "stays",
            Reach::Answered => "answered",
        },
        capture_by: match c.reach {
            Reach::Vanishes(by) => Some(stamp(by, desk.zone())),
            _ => None,
        },
        late: c.late,
    }
}

/// What names something that is open: the cell's number, or the id of item, decision, hold or step.
fn name_of(open: &Open) -> String {
    match &open.what {
        Still::Cell(n) => n.to_string(),
        Still::Item(id)
        | Still::Unconfirmed(id)
        | Still::Reference(id)
        | Still::UseNotSaid(id)
        | Still::Hold(id)
        | Still::Request(id) => id.to_string(),
        Still::HoldTimer(_, conversation) => conversation.to_string(),
        Still::Report(due) => due.source.id().to_string(),
        Still::Step(id) => id.clone(),
        Still::TwoAnswers(what) => what.clone(),
        Still::SameDevice(other, _) => other.to_string(),
    }
}

fn open(desk: &Desk, view: &View<'_>, open: &Open) -> OpenRow {
    let (what, id) = (open.what.word(), name_of(open));
    let way = |w: Way| WayRow {
        command: next::command(&w.next, &|id| desk.short(id)),
        does: w.does,
    };
    OpenRow {
        what,
        id,
        words: words::open(desk, view, open),
        to: open.offered.as_ref().and_then(|o| o.to.clone()),
        accepted: open.offered.as_ref().map(|o| o.accepted),
        ways: desk.ways(view, open).into_iter().map(way).collect(),
    }
}
