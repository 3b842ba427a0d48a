//! Folds the journal into what is on record now.
//!
//! Invariants: the fold is total and never fails; what does not fit becomes an [`Anomaly`]; the same entries in
//! the same order give the same [`State`], and folding them in two goes gives what folding them in one does.

use std::borrow::Borrow;

use super::again::{Again, Frames, InMemory};
use super::conversation::fold as conversation;
use super::decision::fold as decision;
use super::departure::fold as departure;
use super::device::fold as device;
use super::entry::Entry;
use super::event::{
    Event, MeasureAnswered, PaperLodged, ReviewRecorded, departure_events, incident_events,
};
use super::field::Id;
use super::hold::fold as hold;
use super::incident::fold as incident;
use super::item::{content, fold as item};
use super::measure::SaidOfMeasure;
use super::report::fold as report;
use super::request::fold as request;
use super::state::{Anomaly, LodgedPaper, Review, State};
use super::task::fold as task;
use super::turned::{Turned, turns};

/// Folds entries that are in the order of [`Entry::order`], and keeps them in memory to be read again.
pub fn fold(entries: &[Entry]) -> State {
    let kept = InMemory::default();
    let mut all = entries.to_vec();
    all.iter_mut().for_each(|entry| kept.keep(entry));
    let taken_back = Turned::by(all.iter());
    fold_over(&Frames::new(kept), taken_back, all)
}

/// Folds entries in that order, which are read again there by their slots; these commands count as taken back.
pub fn fold_over(
    frames: &Frames,
    taken_back: Turned,
    entries: impl IntoIterator<Item: Borrow<Entry>>,
) -> State {
    let mut state = begun(frames, taken_back);
    for entry in entries {
        apply(&mut state, entry.borrow());
    }
    state
}

pub(super) fn begun(frames: &Frames, taken_back: Turned) -> State {
    State {
        taken_back,
        frames: frames.clone(),
        ..State::default()
    }
}

/// Folds them, and shows before each that counts what was on record by then.
pub fn fold_seen(
    frames: &Frames,
    taken_back: Turned,
    entries: impl IntoIterator<Item: Borrow<Entry>>,
    mut seen: impl FnMut(&State, &Entry),
) {
    let mut state = begun(frames, taken_back);
    for entry in entries {
        let entry = entry.borrow();
        if !state.taken_back.covers(entry) {
            seen(&state, entry);
        }
        apply(&mut state, entry);
    }
}

/// Adds later entries to a state; `None` when they do not simply follow (one takes a command back, or
/// comes before what is there) and everything must be folded anew.
pub fn fold_more(state: &mut State, last: Option<&Entry>, more: &[Entry]) -> Option<()> {
    let follows = last.is_none_or(|l| more.first().is_none_or(|m| l.order(m).is_lt()));
    if !follows || more.iter().any(|e| turns(&e.event)) {
        return None;
    }
    for entry in more {
        let mut entry = entry.clone();
        state.frames.keep(&mut entry);
        apply(state, &entry);
    }
    Some(())
}

pub(super) fn apply(state: &mut State, entry: &Entry) {
    state.lamport = state.lamport.max(entry.lamport);
    match state.writers.get_mut(&entry.writer) {
        Some(at) => *at = entry.at,
        None => drop(state.writers.insert(entry.writer.clone(), entry.at)),
    }
    if state.taken_back.covers(entry) {
        return remember_withdrawn(state, entry);
    }
    if let Some(item) = kept_of(&entry.event).and_then(|id| state.items.get_mut(&id)) {
        item.keep(entry.slot);
    }
    match apply_event(state, entry) {
        Ok(()) => debug_assert!(goes_with_its_item(state, entry), "{}", entry.event.kind()),
        Err(what) => state.anomalies.push(Anomaly {
            place: entry.place(),
            what,
        }),
    }
}

/// Whether an erasure of the item takes the text of what was just folded, where that is the item's content.
fn goes_with_its_item(state: &State, entry: &Entry) -> bool {
    let Some(id) = content_of(&entry.event) else {
        return true;
    };
    let item = state.items.get(&id);
    item.is_some_and(|item| item.slots().last() == Some(&entry.slot))
}

/// The item that is read again from this frame too; the first of its frames it keeps when it is added.
fn kept_of(event: &Event) -> Option<Id> {
    let silent = matches!(
        event,
        Event::ItemAdded(_) | Event::ItemSnoozed(_) | Event::ItemAccepted(_)
    );
    event.item().filter(|_| event.word() == "item" && !silent)
}

/// What was taken back counts no more, but its text is still there to be erased.
fn remember_withdrawn(state: &mut State, entry: &Entry) {
    if let (true, Some(item)) = (entry.text_present, content_of(&entry.event)) {
        state.withdrawn.entry(item).or_default().push(entry.place());
    }
}

/// The item whose content the event's text is, which goes when that is erased; text that is none is listed.
fn content_of(event: &Event) -> Option<Id> {
    match event {
        Event::ItemAdded(e) => Some(e.item),
        Event::ItemMessage(e) => Some(e.item),
        Event::ItemEdited(e) => Some(e.item),
        Event::ItemSubstance(e) => Some(e.item),
        Event::ItemNoted(e) => Some(e.item),
        Event::ItemDataSaid(e) => Some(e.item),
        Event::WriterOpened(_)
        | Event::WriterClosed(_)
        | Event::Accepted(_)
        | Event::DamageNoted(_)
        | Event::Erased(_)
        | Event::Undone(_)
        | Event::Redone(_)
        | Event::ConversationOpened(_)
        | Event::ConversationSettings(_)
        | Event::ConversationTimer(_)
        | Event::ConversationImported(_)
        | Event::ConversationEdited(_)
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
        | Event::ItemGone(_)
        | Event::ItemErased(_)
        | Event::HoldPlaced(_)
        | Event::HoldReleased(_)
        | Event::HoldTimer(_)
        | Event::DecisionRecorded(_)
        | Event::DecisionOutcome(_)
        | Event::ReportDrafted(_)
        | Event::ReportSent(_)
        | Event::ReportAcknowledged(_)
        | Event::ReportAsked(_)
        | Event::ReportWithdrawn(_)
        | Event::ReportReopened(_)
        | incident_events!()
        | Event::DeviceRegistered(_)
        | Event::DeviceEdited(_)
        | departure_events!()
        | Event::RegisterLodged(_)
        | Event::PaperLodged(_)
        | Event::MeasureAnswered(_)
        | Event::RequestReceived(_)
        | Event::RequestChanged(_)
        | Event::RequestSearched(_)
        | Event::RequestTimer(_)
        | Event::RequestAnswered(_)
        | Event::RequestClosed(_)
        | Event::RequestWithdrawn(_)
        | Event::RequestReopened(_)
        | Event::RequestLodged(_)
        | Event::ReviewRecorded(_)
        | Event::Other { .. } => None,
    }
}

/// One line a kind; what does nothing here is listed.
fn apply_event(state: &mut State, entry: &Entry) -> Result<(), String> {
    match &entry.event {
        Event::WriterOpened(_)
        | Event::WriterClosed(_)
        | Event::Accepted(_)
        | Event::DamageNoted(_)
        | Event::Erased(_)
        | Event::Undone(_)
        | Event::RegisterLodged(_) => Ok(()),
        Event::Redone(e) => item::brought_back(state, entry, e),
        Event::ConversationOpened(e) => conversation::opened(state, entry, e),
        Event::ConversationSettings(e) => conversation::settings(state, e),
        Event::ConversationTimer(e) => conversation::timer(state, e),
        Event::ConversationImported(e) => conversation::imported(state, entry, e),
        Event::ConversationEdited(e) => conversation::edited(state, entry, e),
        Event::ItemAdded(e) => content::added(state, entry, e),
        Event::ItemMessage(e) => content::message(state, entry, e),
        Event::ItemEdited(e) => content::edited(state, entry, e),
        Event::ItemSubstance(e) => item::find(state, e.item).map(|_| ()),
        Event::ItemCaptured(e) => item::captured(state, entry, e),
        Event::ItemReferenced(e) => item::referenced(state, e),
        Event::ItemConfirmed(e) => item::confirmed(state, entry, e),
        Event::ItemNotSignificant(e) => item::not_significant(state, entry, e),
        Event::ItemReopened(e) => item::reopened(state, entry, e),
        Event::ItemSnoozed(e) => item::snoozed(state, e),
        Event::ItemHandedOver(e) => item::handed_over(state, entry, e),
        Event::ItemAccepted(e) => item::accepted(state, e),
        Event::ItemTasked(e) => task::asked(state, entry, e),
        Event::ItemTaskAnswered(e) => task::answered(state, entry, e),
        Event::ItemNoted(e) => item::find(state, e.item).map(|_| ()),
        Event::ItemDataSaid(e) => item::find(state, e.item).map(|_| ()),
        Event::ItemGone(e) => item::gone(state, entry, e),
        Event::ItemErased(e) => item::erased(state, e),
        Event::HoldPlaced(e) => hold::placed(state, entry, e),
        Event::HoldReleased(e) => hold::released(state, entry, e),
        Event::HoldTimer(e) => hold::timer(state, entry, e),
        Event::DecisionRecorded(e) => decision::recorded(state, entry, e),
        Event::DecisionOutcome(e) => decision::outcome_known(state, entry, e),
        Event::ReportDrafted(e) => report::drafted(state, entry, e),
        Event::ReportSent(e) => report::sent(state, entry, e),
        Event::ReportAcknowledged(e) => report::acknowledged(state, entry, e),
        Event::ReportAsked(e) => report::asked(state, entry, e),
        Event::ReportWithdrawn(e) => report::withdrawn(state, entry, e),
        Event::ReportReopened(e) => report::reopened(state, entry, e),
        Event::IncidentOpened(e) => incident::opened(state, entry, e),
        Event::IncidentTold(e) => incident::told(state, entry, e),
        Event::IncidentTaken(e) => incident::taken(state, entry, e),
        Event::IncidentClosed(e) => incident::closed(state, entry, e),
        Event::DeviceRegistered(e) => device::registered(state, entry, e),
        Event::DeviceEdited(e) => device::edited(state, entry, e),
        Event::DepartureOpened(e) => departure::opened(state, entry, e),
        Event::DepartureEdited(e) => departure::edited(state, entry, e),
        Event::DepartureCell(e) => departure::cell(state, entry, e),
        Event::DepartureStep(e) => departure::step(state, entry, e),
        Event::DepartureRest(e) => departure::rest(state, entry, e),
        Event::DepartureAccepted(e) => departure::accepted(state, e),
        Event::DepartureStated(e) => departure::stated(state, entry, e),
        Event::DepartureStaged(e) => departure::staged(state, entry, e),
        Event::DepartureConfirmed(e) => departure::confirmed(state, entry, e),
        Event::DepartureClosed(e) => departure::closed(state, entry, e),
        Event::DepartureCancelled(e) => departure::cancelled(state, entry, e),
        Event::DepartureReopened(e) => departure::reopened(state, entry, e),
        Event::RequestReceived(e) => request::received(state, entry, e),
        Event::RequestChanged(e) => request::changed(state, entry, e),
        Event::RequestSearched(e) => request::searched(state, entry, e),
        Event::RequestTimer(e) => request::timer(state, entry, e),
        Event::RequestAnswered(e) => request::answered(state, entry, e),
        Event::RequestClosed(e) => request::closed(state, entry, e),
        Event::RequestWithdrawn(e) => request::withdrawn(state, entry, e),
        Event::RequestReopened(e) => request::reopened(state, entry, e),
        Event::RequestLodged(e) => request::lodged(state, entry, e),
        Event::ReviewRecorded(e) => reviewed(state, entry, e),
        Event::PaperLodged(e) => lodged(state, entry, e),
        Event::MeasureAnswered(e) => measured(state, entry, e),
        Event::Other { kind } => Err(format!(
            "an event of the kind {kind}, which this version does not know"
        )),
    }
}

fn lodged(state: &mut State, entry: &Entry, e: &PaperLodged) -> Result<(), String> {
    state.papers.push(LodgedPaper {
        at: entry.at,
        said: e.clone(),
    });
    Ok(())
}

fn measured(state: &mut State, entry: &Entry, e: &MeasureAnswered) -> Result<(), String> {
    state.measures.push(SaidOfMeasure {
        at: entry.at,
        said: e.clone(),
    });
    Ok(())
}

fn reviewed(state: &mut State, entry: &Entry, e: &ReviewRecorded) -> Result<(), String> {
    state.reviews.push(Review {
        at: entry.at,
        looked_at: e.looked_at,
        left: e.left,
        next: e.next,
        principal: e.principal.clone(),
    });
    Ok(())
}
