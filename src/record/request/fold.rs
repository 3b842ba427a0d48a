//! Folds requests, what was searched for them and what came of it.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::{Id, Place};
use crate::record::hold::fold::timer_answer;
use crate::record::rules::unknown_field;
use crate::record::state::State;
use crate::record::state::conflict::Conflict;
use crate::record::state::details::Details;
use crate::record::state::request::{
    Request, RequestAnswer, RequestField, RequestSearch, RequestStage, SearchLodged, SearchPlace,
    SearchResult,
};

fn find(state: &mut State, id: Id) -> Result<&mut Request, String> {
    let found = state.requests.get_mut(&id);
    found.ok_or_else(|| format!("about the request {id}, which is not on record"))
}

fn day(date: Option<NaiveDate>) -> Option<String> {
    date.map(|d| d.format("%Y-%m-%d").to_string())
}

fn lines<T: AsRef<str>>(all: &[T]) -> Option<String> {
    // A name keeps no break of its own: a line is a name.
    let line = |one: &T| one.as_ref().lines().collect::<Vec<_>>().join(" ");
    let all: Vec<String> = all.iter().map(line).collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

fn id_lines(ids: &[Id]) -> Option<String> {
    let ids: Vec<&str> = ids.iter().map(Id::as_str).collect();
    lines(&ids)
}

pub fn received(
    state: &mut State,
    entry: &Entry,
    e: &event::RequestReceived,
) -> Result<(), String> {
    if state.requests.contains_key(&e.request) {
        return Err(format!("the request {} a second time", e.request));
    }
    let mut details = Details::default();
    for (field, value) in [
        (RequestField::Kind, Some(e.request_kind.clone())),
        (RequestField::Received, day(Some(e.received))),
        (RequestField::Due, day(e.due)),
        (RequestField::Terms, e.terms.clone()),
        (RequestField::AskedBy, e.asked_by.clone()),
        (RequestField::AskedOn, day(e.asked_on)),
        (RequestField::Instruction, e.instruction.clone()),
        (RequestField::Conversations, id_lines(&e.conversations)),
        (RequestField::Channels, lines(&e.channels)),
        (RequestField::Devices, id_lines(&e.devices)),
        (RequestField::People, lines(&e.people)),
        (RequestField::From, day(e.from)),
        (RequestField::To, day(e.to)),
    ] {
        details.put(field.as_str(), value, None, entry.place());
    }
    let request = Request {
        id: e.request,
        at: entry.at,
        reference: e.reference.clone(),
        principal: e.principal.clone(),
        no_hold: e.no_hold,
        details,
        searches: Vec::new(),
        timers: Default::default(),
        ended: None,
        ended_place: entry.place(),
        turned: None,
        answer: None,
        lodged: Vec::new(),
        conflicts: Vec::new(),
    };
    state.requests.insert(e.request, request);
    Ok(())
}

pub fn changed(state: &mut State, entry: &Entry, e: &event::RequestChanged) -> Result<(), String> {
    let request = find(state, e.request)?;
    let field = RequestField::parse(&e.field).ok_or_else(|| unknown_field(&e.field))?;
    let value = match field {
        RequestField::Kind => e.request_kind.clone(),
        RequestField::Conversations | RequestField::Devices => id_lines(&e.ids),
        RequestField::Channels => lines(&e.channels),
        RequestField::People => lines(&e.people),
        RequestField::Terms | RequestField::AskedBy | RequestField::Instruction => e.value.clone(),
        RequestField::Received
        | RequestField::Due
        | RequestField::Clarified
        | RequestField::ExtendedTo
        | RequestField::AskedOn
        | RequestField::From
        | RequestField::To => day(e.date),
    };
    let details = &mut request.details;
    details.put(&e.field, value, e.replaces.as_ref(), entry.place());
    Ok(())
}

pub fn searched(
    state: &mut State,
    entry: &Entry,
    e: &event::RequestSearched,
) -> Result<(), String> {
    let request = find(state, e.request)?;
    let (how, result) = match (SearchPlace::parse(&e.how), SearchResult::parse(&e.result)) {
        (Some(how), Some(result)) => (how, result),
        _ => {
            let words = format!("{} {}", e.how, e.result);
            return Err(format!(
                "a search ({words}), which this version does not know"
            ));
        }
    };
    request.searches.push(RequestSearch {
        at: entry.at,
        by: e.person.as_deref().map_or(entry.writer.clone(), Arc::from),
        place: entry.place(),
        how,
        result,
        channel: e.channel.clone(),
        device: e.device,
        from: e.from,
        to: e.to,
        entries: e.entries,
        hits: e.hits,
        minutes: e.minutes,
        format: e.format.clone(),
        heads: e.heads.clone(),
        what: e.place.clone(),
        words: e.words.clone(),
        sha256: e.sha256.clone(),
        note: e.note.clone(),
    });
    Ok(())
}

pub fn timer(state: &mut State, entry: &Entry, e: &event::RequestTimer) -> Result<(), String> {
    let request = find(state, e.request)?;
    let said = (e.answer.as_str(), e.note.as_ref(), e.replaces.as_ref());
    let answer = timer_answer(request.timers.get(&e.conversation), entry, said)?;
    request.timers.insert(e.conversation, answer);
    Ok(())
}

pub fn answered(
    state: &mut State,
    entry: &Entry,
    e: &event::RequestAnswered,
) -> Result<(), String> {
    let request = find(state, e.request)?;
    turn(request, entry, &e.after, Some(RequestStage::Answered));
    request.turned = Some((entry.at, e.to.clone()));
    request.answer = Some(RequestAnswer {
        at: entry.at,
        nil: e.nil,
        to: e.to.clone(),
        note: e.note.clone(),
    });
    Ok(())
}

pub fn closed(state: &mut State, entry: &Entry, e: &event::RequestClosed) -> Result<(), String> {
    let request = find(state, e.request)?;
    turn(request, entry, &e.after, Some(RequestStage::Closed));
    request.turned = Some((entry.at, e.by.clone()));
    Ok(())
}

pub fn withdrawn(
    state: &mut State,
    entry: &Entry,
    e: &event::RequestWithdrawn,
) -> Result<(), String> {
    let request = find(state, e.request)?;
    turn(request, entry, &e.after, Some(RequestStage::Withdrawn));
    request.turned = Some((entry.at, e.reason.clone()));
    Ok(())
}

pub fn reopened(
    state: &mut State,
    entry: &Entry,
    e: &event::RequestReopened,
) -> Result<(), String> {
    let request = find(state, e.request)?;
    turn(request, entry, &e.after, None);
    request.turned = Some((entry.at, e.reason.clone()));
    Ok(())
}

pub fn lodged(state: &mut State, entry: &Entry, e: &event::RequestLodged) -> Result<(), String> {
    let request = find(state, e.request)?;
    request.lodged.push(SearchLodged {
        at: entry.at,
        destination: e.destination.clone(),
        reference: e.reference.clone(),
        path: e.path.clone(),
        sha256: e.sha256.clone(),
        read_back: e.read_back,
    });
    Ok(())
}

/// Moves it to another stage; one given without sight of what stands is kept beside it.
fn turn(request: &mut Request, entry: &Entry, after: &Place, to: Option<RequestStage>) {
    let words = |stage: Option<RequestStage>| stage.map_or("open".to_owned(), |s| s.to_string());
    if *after == request.ended_place {
        request.conflicts.clear();
    } else if request.ended != to {
        request.conflicts.push(Conflict {
            field: "state".into(),
            first: (words(request.ended), request.ended_place.clone()),
            second: (words(to), entry.place()),
        });
    }
    request.ended = to;
    request.ended_place = entry.place();
}
