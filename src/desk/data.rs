//! What was said of the personal data in an item, in words (35, 36). It stands on every record and register.

use crate::record::Item;
use crate::record::state::data::{Personal, Transfers};

/// How much of it, for people.
pub fn personal_words(personal: Personal) -> &'static str {
    match personal {
        Personal::None => "none",
        Personal::Some => "some",
        Personal::Special => "special category data, or data on offences",
    }
}

/// Where the channel holds it, for people.
pub fn transfers_words(transfers: Transfers, outside: Option<&str>) -> String {
    match (transfers, outside) {
        (Transfers::Uk, _) => "held in the UK".into(),
        (Transfers::Unknown, _) => "where it is held is not known".into(),
        (Transfers::Outside, None) => "held outside the UK".into(),
        (Transfers::Outside, Some(at)) => format!("held outside the UK: {at}"),
    }
}

/// What stands beside yes or no: the kind of data where it is special, and where the channel holds it.
pub fn beside(item: &Item) -> Option<String> {
    let special = (item.personal_as_said() == Some(Personal::Special))
        .then(|| personal_words(Personal::Special).to_owned());
    let data = item.told().data.as_deref();
    let held = data.and_then(|d| Some(transfers_words(d.transfers?, d.outside.as_deref())));
    let all: Vec<String> = special.into_iter().chain(held).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The whole of it for a table: empty where nobody said anything.
pub fn cell(item: &Item) -> String {
    let any = item.personal_data_as_said();
    let any = any.map(|any| if any { "yes" } else { "no" }.to_owned());
    let all: Vec<String> = any.into_iter().chain(beside(item)).collect();
    all.join("; ")
}
