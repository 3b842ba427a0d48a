//! The free texts of what is said about a request.

use super::kept::some;
use crate::record::hold::TimerSaid;
use crate::record::request::wanted::{
    NewLodged, NewRequest, NewSearch, RequestChange, RequestCommand,
};

/// Every text that it would keep.
pub(super) fn request_texts(command: &RequestCommand) -> Vec<&str> {
    use RequestCommand as R;
    match command {
        R::Add(new) => added(new),
        R::Change { changes, .. } => changes.iter().flat_map(changed).collect(),
        R::Searched { searches, .. } => searches.iter().flat_map(searched).collect(),
        R::Timer { said, .. } => match said {
            TimerSaid::Cannot(why) => vec![why],
            TimerSaid::Off | TimerSaid::NotAdmin => Vec::new(),
        },
        R::Answer { to, note, .. } => some(&[to, note]),
        R::Close { by, .. } => some(&[by]),
        R::Withdraw { reason, .. } | R::Reopen { reason, .. } => some(&[reason]),
        R::Lodged { lodged, .. } => {
            let NewLodged {
                heads: _,
                destination_kind: _,
                read_back: _,
                destination: _,
                reference,
                path: _,
                sha256: _,
            } = lodged.as_ref();
            some(&[reference])
        }
    }
}

fn added(new: &NewRequest) -> Vec<&str> {
    let NewRequest {
        reference,
        kind: _,
        received: _,
        due: _,
        asked_on: _,
        conversations: _,
        channels: _,
        devices: _,
        from: _,
        to: _,
        terms,
        asked_by,
        instruction,
        people,
        principal,
        hold: _,
    } = new;
    let mut texts = vec![reference.as_str()];
    texts.extend(some(&[terms, asked_by, instruction, principal]));
    texts.extend(people.iter().map(String::as_str));
    texts
}

fn changed(change: &RequestChange) -> Vec<&str> {
    use RequestChange as C;
    match change {
        C::Terms(text) | C::AskedBy(text) | C::Instruction(text) => vec![text],
        C::People(people) => people.iter().map(String::as_str).collect(),
        C::Kind(_)
        | C::Received(_)
        | C::Due(_)
        | C::Clarified(_)
        | C::ExtendedTo(_)
        | C::AskedOn(_)
        | C::Conversations(_)
        | C::Channels(_)
        | C::Devices(_)
        | C::From(_)
        | C::To(_) => Vec::new(),
    }
}

fn searched(search: &NewSearch) -> Vec<&str> {
    let NewSearch {
        how: _,
        result: _,
        place,
        channel: _,
        device: _,
        words,
        from: _,
        to: _,
        entries: _,
        hits: _,
        minutes: _,
        format: _,
        sha256: _,
        heads: _,
        note,
    } = search;
    let mut texts = some(&[place, note]);
    texts.extend(words.iter().map(String::as_str));
    texts
}
