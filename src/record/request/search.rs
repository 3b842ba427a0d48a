//! Searches that were made, or not made, and what nobody can have searched by hand.

use super::standing::{backwards, must_go_on};
use super::wanted::NewSearch;
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::next::{give, op};
use crate::record::refusal::Refusal;
use crate::record::rules::{must_say, trimmed};
use crate::record::state::request::{Request, SearchPlace, SearchResult};

/// The events of searches that were made, or not made.
pub(super) fn searched(
    request: &Request,
    searches: Vec<NewSearch>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    must_go_on(request)?;
    let mut events = Vec::new();
    for new in searches {
        if new.how == SearchPlace::ByHand {
            can_be_by_hand(&new, context)?;
        }
        let place = new.place.and_then(trimmed);
        must_say(
            place.as_deref().unwrap_or_default(),
            "The place that was searched",
            give("Say what it is", op::REQUEST_SEARCHED, "place"),
        )?;
        let note = new.note.and_then(trimmed);
        if new.result == SearchResult::NotSearched && note.is_none() {
            return Err(Refusal::new(
                "Why it was not searched is not said",
                give("Say why", op::REQUEST_SEARCHED, "not-searched"),
            ));
        }
        backwards(new.from, new.to)?;
        events.push(
            event::RequestSearched {
                request: request.id,
                how: new.how.to_string(),
                result: new.result.to_string(),
                channel: new.channel,
                device: new.device,
                from: new.from,
                to: new.to,
                entries: new.entries,
                hits: new.hits,
                minutes: new.minutes,
                format: new.format,
                heads: new.heads,
                place,
                words: new.words,
                sha256: new.sha256,
                note,
                person: context.person.map(str::to_owned),
            }
            .into(),
        );
    }
    Ok(events)
}

/// More minutes (100 hours), and more entries, than somebody looks through by hand are a slip.
const BY_HAND: (i64, i64) = (6_000, 1_000_000);

/// Refuses what nobody can have done by hand: days to come, and figures that are a slip.
fn can_be_by_hand(new: &NewSearch, context: &Context<'_>) -> Result<(), Refusal> {
    let today = context.now.with_timezone(&context.zone).date_naive();
    let ahead = [(new.from, "from"), (new.to, "to")].into_iter();
    let mut ahead = ahead.filter_map(|(day, flag)| Some((day.filter(|d| *d > today)?, flag)));
    if let Some((day, flag)) = ahead.next() {
        return Err(Refusal::new(
            format!("{} has not come yet", day.format("%A %-d %B %Y")),
            give(
                "Say the last day that was looked at",
                op::REQUEST_SEARCHED,
                flag,
            ),
        ));
    }
    let figures = [
        (new.minutes, BY_HAND.0, "minutes"),
        (new.hits, BY_HAND.1, "hits"),
    ];
    let mut figures = figures.into_iter();
    match figures.find(|(n, most, _)| n.is_some_and(|n| n > *most)) {
        None => Ok(()),
        Some((n, most, flag)) => Err(Refusal::new(
            format!(
                "{} are more than a search by hand has, {most} at most",
                n.unwrap_or_default()
            ),
            give("Put the figure right", op::REQUEST_SEARCHED, flag),
        )),
    }
}
