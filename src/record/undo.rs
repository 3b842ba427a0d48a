//! Taking back a command by appending its inverse, and bringing it back by appending that it counts again.
//!
//! What has been filed elsewhere is not taken back but
//! followed by a correction. Invariant: what is taken back or brought back folds without a new anomaly or
//! conflict; nothing is removed from the journal.

use super::again::Frames;
use super::entry::Entry;
use super::event::{self, Event};
use super::field::{Id, Value};
use super::fold::fold_over;
use super::next::{Ways, op, way_on};
use super::past::Past;
use super::refusal::Refusal;
use super::state::destination::DestinationKind;
use super::state::request::Request;
use super::state::{Item, State};
use super::stays::{Done, PAPER, REGISTER, SEARCH};
use super::turned::{Turned, name_of};

/// What takes back a command of `writer`: that of the number, else the last that still stands, be it because
/// it was given last or because it was brought back last.
pub fn undo(
    past: &(impl Past + ?Sized),
    writer: &str,
    command: Option<u64>,
) -> Result<Event, Refusal> {
    let off = past.taken_back();
    let number = match command {
        Some(number) => number,
        None => last_standing(past, writer, &off).ok_or_else(|| {
            Refusal::new(
                "Nothing to take back",
                way_on("See what was done with", op::LOG),
            )
        })?,
    };
    let group = group_of(past, writer, number)?;
    if off.has(writer, number) {
        return Err(Refusal::new(
            "That was taken back already",
            way_on("Bring it back with", op::REDO),
        ));
    }
    for entry in &group {
        if let Stands::Stays(done) = stands(&entry.event) {
            return Err(done.refusal());
        }
    }
    let mut later = after(past, &group, &off);
    untouched(&later, &group, "undone")?;
    let brought = introduced(&group);
    let uses = |e: &Entry| {
        let values = e.event.plain();
        let mut ids = values.iter().filter_map(|(_, value)| match value {
            Value::Text(text) => Id::parse(text),
            _ => None,
        });
        ids.any(|id| brought.contains(&id))
    };
    later.retain(uses);
    if let Some(later) = later.first() {
        return Err(Refusal::new(
            format!(
                "What {} has since put on record belongs to it, so it was not undone",
                later.writer
            ),
            way_on("Look at it first", op::LOG),
        ));
    }
    Ok(event::Undone {
        writer: writer.to_owned(),
        command: number as i64,
        first: name_of(&group),
    }
    .into())
}

/// What brings back a command of `writer`: that of the number, else the one that was taken back last.
pub fn redo(
    past: &(impl Past + ?Sized),
    writer: &str,
    command: Option<u64>,
) -> Result<Event, Refusal> {
    let off = past.taken_back();
    let number = match command {
        Some(number) => number,
        None => last_undone(past, writer, &off).ok_or_else(|| {
            Refusal::new(
                "There is nothing to bring back",
                way_on("See what was done with", op::LOG),
            )
        })?,
    };
    let group = group_of(past, writer, number)?;
    if !off.has(writer, number) {
        return Err(Refusal::new(
            "That was not taken back, so there is nothing to bring back",
            way_on("See what was done with", op::LOG),
        ));
    }
    if group.iter().any(|e| e.text_gone()) {
        return Err(Refusal::new(
            "The text of what was taken back was erased since, so it is not brought back",
            "Record it anew, if you still have it",
        ));
    }
    untouched(&after(past, &group, &off), &group, "brought back")?;
    let mut on = off.clone();
    on.stands(writer, number);
    let without = |off| fold_over(&Frames::default(), off, past.all());
    if doubts(&without(on)) > doubts(&without(off)) {
        return Err(Refusal::new(
            "What it rests on was taken back as well or has changed since, so it is not brought back",
            way_on(
                "Bring back first what came before it; the order is in",
                op::LOG,
            ),
        ));
    }
    Ok(event::Redone {
        writer: writer.to_owned(),
        command: number as i64,
        first: name_of(&group),
    }
    .into())
}

/// How an event stands to being taken back with its command.
enum Stands<'a> {
    /// A note of the journal's own, or an undo: nobody's command.
    Journal,
    /// It goes, unless something was done since with what it is about.
    Goes,
    /// The same; and it brought something that others can belong to.
    Brings(Id),
    /// It goes whatever was done since: two people answer cells of one departure side by side.
    Alone,
    /// It was filed or sent, or must not be taken back by one key.
    Stays(Done<'a>),
}

/// Of every kind, how it stands to being taken back.
fn stands(event: &Event) -> Stands<'_> {
    let filed = DestinationKind::is_filed;
    match event {
        Event::WriterOpened(_)
        | Event::WriterClosed(_)
        | Event::Accepted(_)
        | Event::DamageNoted(_)
        | Event::Undone(_)
        | Event::Redone(_) => Stands::Journal,
        Event::ConversationOpened(e) => Stands::Brings(e.conversation),
        Event::DeviceRegistered(e) => Stands::Brings(e.device),
        Event::ItemAdded(e) => Stands::Brings(e.item),
        Event::DecisionRecorded(e) => Stands::Brings(e.decision),
        Event::DepartureOpened(e) => Stands::Brings(e.departure),
        Event::IncidentOpened(e) => Stands::Brings(e.incident),
        Event::RequestReceived(e) => Stands::Brings(e.request),
        Event::DepartureCell(_) | Event::DepartureStep(_) | Event::RequestSearched(_) => {
            Stands::Alone
        }
        Event::ItemCaptured(e) if filed(&e.destination_kind) => Stands::Stays(Done::Filed(e)),
        Event::ReportSent(e) if filed(&e.how) => Stands::Stays(Done::Sent(e)),
        Event::ItemErased(e) => Stands::Stays(Done::Erased(e)),
        Event::DepartureStated(e) if filed(&e.destination_kind) => Stands::Stays(Done::Statement),
        Event::RegisterLodged(e) if filed(&e.destination_kind) => Stands::Stays(REGISTER),
        Event::RequestLodged(e) if filed(&e.destination_kind) => Stands::Stays(SEARCH),
        Event::PaperLodged(e) if filed(&e.destination_kind) => Stands::Stays(PAPER),
        Event::HoldPlaced(_) => Stands::Stays(Done::Hold),
        Event::Erased(_)
        | Event::ConversationSettings(_)
        | Event::ConversationTimer(_)
        | Event::ConversationImported(_)
        | Event::ConversationEdited(_)
        | Event::ItemMessage(_)
        | Event::ItemEdited(_)
        | Event::ItemSubstance(_)
        | Event::ItemCaptured(_)
        | Event::ItemReferenced(_)
        | Event::ItemConfirmed(_)
        | Event::ItemNotSignificant(_)
        | Event::ItemReopened(_)
        | Event::ItemSnoozed(_)
        | Event::ItemHandedOver(_)
        | Event::ItemAccepted(_)
        | Event::ItemTasked(_)
        | Event::ItemTaskAnswered(_)
        | Event::ItemNoted(_)
        | Event::ItemDataSaid(_)
        | Event::ItemGone(_)
        | Event::HoldReleased(_)
        | Event::HoldTimer(_)
        | Event::DecisionOutcome(_)
        | Event::ReportDrafted(_)
        | Event::ReportSent(_)
        | Event::ReportAcknowledged(_)
        | Event::ReportAsked(_)
        | Event::ReportWithdrawn(_)
        | Event::ReportReopened(_)
        | Event::IncidentTold(_)
        | Event::IncidentTaken(_)
        | Event::IncidentClosed(_)
        | Event::DeviceEdited(_)
        | Event::DepartureEdited(_)
        | Event::DepartureRest(_)
        | Event::DepartureAccepted(_)
        | Event::DepartureStated(_)
        | Event::DepartureConfirmed(_)
        | Event::DepartureStaged(_)
        | Event::DepartureClosed(_)
        | Event::DepartureCancelled(_)
        | Event::DepartureReopened(_)
        | Event::RegisterLodged(_)
        | Event::PaperLodged(_)
        | Event::MeasureAnswered(_)
        | Event::RequestChanged(_)
        | Event::RequestTimer(_)
        | Event::RequestAnswered(_)
        | Event::RequestClosed(_)
        | Event::RequestWithdrawn(_)
        | Event::RequestReopened(_)
        | Event::RequestLodged(_)
        | Event::ReviewRecorded(_)
        | Event::Other { .. } => Stands::Goes,
    }
}

/// Whether a command is one that somebody gave: not a note of the journal's own, nor an undo.
fn is_given(event: &Event) -> bool {
    !matches!(stands(event), Stands::Journal)
}

/// The command of `writer` that stands and was given, or brought back, last.
fn last_standing(past: &(impl Past + ?Sized), writer: &str, off: &Turned) -> Option<u64> {
    // What went by itself was nobody's command.
    let by_itself = |e: &Entry| matches!(&e.event, Event::ItemErased(e) if e.cause == "lapsed");
    past.all().rev().find_map(|entry| {
        if off.covers(&entry) {
            return None;
        }
        if let Event::Redone(e) = &entry.event
            && e.writer == writer
        {
            let number = e.command as u64;
            return (!off.has(writer, number)).then_some(number);
        }
        let given = &*entry.writer == writer && is_given(&entry.event);
        let command = || past.command(writer, entry.lamport);
        (given && !command().iter().any(by_itself)).then_some(entry.lamport)
    })
}

/// The command of `writer` that was taken back last and is not back.
fn last_undone(past: &(impl Past + ?Sized), writer: &str, off: &Turned) -> Option<u64> {
    past.turns().into_iter().rev().find_map(|entry| {
        let Event::Undone(e) = &entry.event else {
            return None;
        };
        let number = e.command as u64;
        let stands = !off.covers(&entry);
        (e.writer == writer && stands && off.has(writer, number)).then_some(number)
    })
}

/// The entries of a command; refuses a number under which this writer gave none.
fn group_of(past: &(impl Past + ?Sized), writer: &str, number: u64) -> Result<Vec<Entry>, Refusal> {
    let group = past.command(writer, number);
    match group.iter().any(|e| is_given(&e.event)) {
        true => Ok(group),
        false => Err(Refusal::new(
            "There is no such command of this installation",
            Ways::from("Only what was done here is taken back or brought back here")
                .and(way_on("See", op::LOG)),
        )),
    }
}

/// What stands and came after a command.
fn after(past: &(impl Past + ?Sized), group: &[Entry], off: &Turned) -> Vec<Entry> {
    let mut later = group.last().map_or_else(Vec::new, |last| past.after(last));
    later.retain(|e| !off.covers(e));
    later
}

/// Refuses where something was done since with what the command is about.
fn untouched(later: &[Entry], group: &[Entry], what: &str) -> Result<(), Refusal> {
    let own = group
        .iter()
        .filter(|e| !matches!(stands(&e.event), Stands::Alone));
    let touched: Vec<Id> = own.filter_map(|e| e.event.subject()).collect();
    let mut later = later.iter();
    let later = later.find(|e| e.event.subject().is_some_and(|id| touched.contains(&id)));
    match later {
        None => Ok(()),
        Some(later) => Err(Refusal::new(
            format!(
                "{} has since done something with the same item, decision, device, departure, report or request, so it was not {what}",
                later.writer
            ),
            way_on("Look at it first", op::LOG),
        )),
    }
}

/// What came to be by a command, so that others can belong to it.
fn introduced(group: &[Entry]) -> Vec<Id> {
    let of = |e: &Entry| match stands(&e.event) {
        Stands::Brings(id) => Some(id),
        Stands::Journal | Stands::Goes | Stands::Alone | Stands::Stays(_) => None,
    };
    group.iter().filter_map(of).collect()
}

/// How much does not fit: anomalies, and values between which somebody has to decide.
fn doubts(state: &State) -> usize {
    let items = state.items.values().map(Item::conflicts);
    let decisions = state.decisions.values().map(|d| d.conflict.iter().len());
    let devices = state.devices.values().map(|d| d.details.conflicts.len());
    let chats = state
        .conversations
        .values()
        .map(|c| c.details.conflicts.len());
    let reports = state.reports.values().map(|r| r.conflicts.len());
    let departures = state.departures.values().map(|d| {
        let cells = d.cells.values().filter(|a| a.conflict.is_some()).count();
        let steps = d.steps.values().filter(|a| a.conflict.is_some()).count();
        d.conflicts.len() + cells + steps
    });
    let holds = state.holds.iter().map(|h| {
        let timers = h.timers.values();
        timers.filter(|t| t.conflict.is_some()).count()
    });
    let all = items.chain(decisions).chain(devices).chain(chats);
    let requests = state.requests.values().map(Request::conflicts);
    let all = all.chain(holds).chain(requests);
    state.anomalies.len() + all.chain(reports).chain(departures).sum::<usize>()
}
