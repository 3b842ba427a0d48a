//! What someone wants of a request: the events that carry it out, or a refusal.

use chrono::NaiveDate;

use super::ends::{answer, close, reopen, withdraw};
use super::search::searched;
use super::standing::{backwards, called, find, must_go_on};
use super::wanted::{NewLodged, NewRequest, RequestChange, RequestCommand};
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::hold::TimerSaid;
use crate::record::hold::decide as hold;
use crate::record::next::{Ways, give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::{known_conversation, must_say, spoken, trimmed};
use crate::record::state::State;
use crate::record::state::conversation::TimerSource;
use crate::record::state::request::{Request, RequestField};

/// What to do about a command.
pub fn decide(
    state: &State,
    command: RequestCommand,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    use RequestCommand as R;
    match command {
        R::Add(new) => add(state, *new, context),
        R::Change { request, changes } => change(state, find(state, request)?, changes, context),
        R::Searched { request, searches } => searched(find(state, request)?, searches, context),
        R::Timer {
            request,
            conversation,
            said,
        } => timer(state, find(state, request)?, conversation, &said, context),
        R::Answer {
            request,
            nil,
            to,
            note,
        } => answer(find(state, request)?, nil, to, note),
        R::Close { request, by } => close(find(state, request)?, by),
        R::Withdraw { request, reason } => withdraw(find(state, request)?, reason),
        R::Reopen {
            request,
            reason,
            hold,
        } => reopen(state, find(state, request)?, reason, hold, context),
        R::Lodged { request, lodged } => Ok(vec![self::lodged(find(state, request)?, *lodged)]),
    }
}

/// Whether two references are one: case and blanks do not tell requests apart.
pub fn same_reference(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    plain(one) == plain(other)
}

/// The events of a request that came in, with the hold that goes with it.
fn add(state: &State, new: NewRequest, context: &mut Context<'_>) -> Result<Vec<Event>, Refusal> {
    let reference = new.reference.trim().to_owned();
    must_say(
        &reference,
        "The reference of the request",
        give(
            "Give the one the department has for it",
            op::REQUEST_ADD,
            "ref",
        ),
    )?;
    let of = |r: &&Request| {
        let theirs = r.reference.as_deref();
        theirs.is_some_and(|theirs| same_reference(theirs, &reference))
    };
    if let Some(known) = state.requests.values().find(of) {
        return Err(taken(known));
    }
    backwards(new.from, new.to)?;
    not_before(new.received, [new.due])?;
    let request = (context.new_id)();
    let conversations = new.conversations.clone();
    for id in &conversations {
        known_conversation(state, *id)?;
    }
    let mut events: Vec<Event> = vec![
        event::RequestReceived {
            request,
            request_kind: new.kind.to_string(),
            received: new.received,
            due: new.due,
            asked_on: new.asked_on,
            conversations: new.conversations,
            channels: new.channels,
            devices: new.devices,
            from: new.from,
            to: new.to,
            no_hold: !new.hold,
            reference: Some(reference.clone()),
            terms: new.terms.and_then(trimmed),
            asked_by: new.asked_by.and_then(trimmed),
            instruction: new.instruction.and_then(trimmed),
            people: new.people,
            principal: spoken(new.principal),
        }
        .into(),
    ];
    if new.hold {
        events.extend(hold::of_request(
            state,
            &reference,
            &conversations,
            context,
        )?);
    }
    Ok(events)
}

/// Why a reference is not taken a second time, and what to do instead.
fn taken(known: &Request) -> Refusal {
    let reference = called(known);
    let what = format!("A request with the reference {reference} is on record already");
    let next: Ways = match known.is_open() {
        true => way_on("Put that one right", op::REQUEST_CHANGE)
            .on(reference)
            .into(),
        false => way_on("It is at its end; take it up again", op::REQUEST_REOPEN)
            .on(reference)
            .into(),
    };
    let other = "If this is another, give it a reference of its own";
    Refusal::new(what, next.and(other))
}

/// The events of its changed details, one for each. Its hold follows what it covers: on what was added one is placed,
/// and on what was taken out it stands until it is released.
fn change(
    state: &State,
    request: &Request,
    changes: Vec<RequestChange>,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::new(
            "Nothing to change was named",
            way_on("Name at least one detail", op::REQUEST_CHANGE).with("help"),
        ));
    }
    must_go_on(request)?;
    let (mut from, mut to) = request.period();
    let (mut received, mut later) = (request.received(), [None; 3]);
    let (mut events, mut held) = (Vec::new(), Vec::new());
    for change in changes {
        match &change {
            RequestChange::From(day) => from = *day,
            RequestChange::To(day) => to = *day,
            RequestChange::Received(day) => received = Some(*day),
            RequestChange::Due(day) => later[0] = *day,
            RequestChange::Clarified(day) => later[1] = *day,
            RequestChange::ExtendedTo(day) => later[2] = *day,
            RequestChange::Conversations(ids) if !request.no_hold => {
                let reference = request.reference.as_deref().unwrap_or_default();
                held = hold::of_request(state, reference, ids, context)?;
            }
            _ => {}
        }
        let event = changed(request, change);
        if !is_away_already(request, &event) {
            events.push(event.into());
        }
    }
    if events.is_empty() {
        return Err(Refusal::new(
            "No such day is on record, so none was taken away",
            "",
        ));
    }
    backwards(from, to)?;
    if let Some(received) = received {
        not_before(received, later)?;
    }
    events.append(&mut held);
    Ok(events)
}

/// Refuses a day that can only come after the receipt, and is said to have come before.
fn not_before(
    received: NaiveDate,
    later: impl IntoIterator<Item = Option<NaiveDate>>,
) -> Result<(), Refusal> {
    match later.into_iter().flatten().find(|day| *day < received) {
        None => Ok(()),
        Some(day) => Err(Refusal::new(
            format!(
                "{} is before the department received it, {}",
                day.format("%-d %B %Y"),
                received.format("%-d %B %Y")
            ),
            "Put one of the two days right",
        )),
    }
}

/// Whether a day is to be taken away that is not there.
fn is_away_already(request: &Request, event: &event::RequestChanged) -> bool {
    use RequestField as F;
    let field = RequestField::parse(&event.field);
    let of_a_day = field.filter(|f| {
        matches!(
            f,
            F::Due | F::Clarified | F::ExtendedTo | F::AskedOn | F::From | F::To
        )
    });
    of_a_day.is_some_and(|field| event.date.is_none() && request.date(field).is_none())
}

fn changed(request: &Request, change: RequestChange) -> event::RequestChanged {
    use RequestChange as C;
    let field = match &change {
        C::Kind(_) => RequestField::Kind,
        C::Received(_) => RequestField::Received,
        C::Due(_) => RequestField::Due,
        C::Clarified(_) => RequestField::Clarified,
        C::ExtendedTo(_) => RequestField::ExtendedTo,
        C::Terms(_) => RequestField::Terms,
        C::AskedBy(_) => RequestField::AskedBy,
        C::AskedOn(_) => RequestField::AskedOn,
        C::Instruction(_) => RequestField::Instruction,
        C::Conversations(_) => RequestField::Conversations,
        C::Channels(_) => RequestField::Channels,
        C::Devices(_) => RequestField::Devices,
        C::People(_) => RequestField::People,
        C::From(_) => RequestField::From,
        C::To(_) => RequestField::To,
    };
    let mut event = event::RequestChanged {
        request: request.id,
        field: field.to_string(),
        replaces: request.details.place(field.as_str()).cloned(),
        request_kind: None,
        date: None,
        ids: Vec::new(),
        channels: Vec::new(),
        value: None,
        people: Vec::new(),
    };
    match change {
        C::Kind(kind) => event.request_kind = Some(kind.to_string()),
        C::Received(day) => event.date = Some(day),
        C::Due(day)
        | C::Clarified(day)
        | C::ExtendedTo(day)
        | C::AskedOn(day)
        | C::From(day)
        | C::To(day) => event.date = day,
        C::Terms(text) | C::AskedBy(text) | C::Instruction(text) => event.value = trimmed(text),
        C::Conversations(ids) | C::Devices(ids) => event.ids = ids,
        C::Channels(channels) => event.channels = channels,
        C::People(people) => event.people = people,
    }
    event
}

/// The events of an answer to a timer: under its hold, where one asks, else under the request itself.
fn timer(
    state: &State,
    request: &Request,
    conversation: Id,
    said: &TimerSaid,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    must_go_on(request)?;
    let known = known_conversation(state, conversation)?;
    let reference = request.reference.as_deref().unwrap_or_default();
    if hold::covers(state, reference, conversation) {
        return hold::timers(state, reference, &[conversation], said, context);
    }
    if !request.covers(state).contains(&conversation) {
        let name = known.name.as_deref().unwrap_or("That chat");
        return Err(Refusal::new(
            format!(
                "{name} is not among what the request {} covers",
                called(request)
            ),
            way_on("Put right what it covers", op::REQUEST_CHANGE).on(called(request)),
        ));
    }
    let note = match said {
        TimerSaid::Cannot(why) => {
            let way = give("Say why", op::REQUEST_TIMER, "cannot");
            must_say(why, "Why it cannot be switched off", way)?;
            trimmed(why.clone())
        }
        TimerSaid::Off | TimerSaid::NotAdmin => None,
    };
    let mut events: Vec<Event> = vec![
        event::RequestTimer {
            request: request.id,
            conversation,
            replaces: request.timers.get(&conversation).map(|a| a.place.clone()),
            answer: said.word().to_string(),
            note,
        }
        .into(),
    ];
    let runs = known.timer_at(context.now).is_none_or(|t| t.seconds > 0);
    if *said == TimerSaid::Off && runs {
        events.push(
            event::ConversationTimer {
                conversation,
                from: context.now,
                seconds: 0,
                source: TimerSource::Stated.to_string(),
            }
            .into(),
        );
    }
    Ok(events)
}

fn lodged(request: &Request, lodged: NewLodged) -> Event {
    event::RequestLodged {
        request: request.id,
        heads: lodged.heads,
        destination_kind: lodged.destination_kind,
        read_back: lodged.read_back,
        destination: lodged.destination,
        reference: lodged.reference,
        path: lodged.path,
        sha256: lodged.sha256,
    }
    .into()
}
