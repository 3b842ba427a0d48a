//! A poll in words: what was asked, and what could be chosen.

use serde_json::Value;

use super::words::right;

/// Options that are written out.
const OPTIONS: usize = 50;

/// The first of these fields that is a text.
fn said(value: &Value, names: &[&str]) -> Option<String> {
    let found = names.iter().find_map(|name| value.get(name)?.as_str())?;
    Some(right(found.into()).into_owned())
}

/// What the poll says, one line for each choice; `None` where nothing is asked.
pub(super) fn poll_words(poll: &Value) -> Option<String> {
    let mut words = format!(
        "Poll: {}",
        said(poll, &["question", "title", "text", "name"])?
    );
    let options = ["options", "choices"];
    let options = options.iter().find_map(|name| poll.get(name)?.as_array());
    for option in options.into_iter().flatten().take(OPTIONS) {
        let name = match option.as_str() {
            Some(name) => Some(right(name.into()).into_owned()),
            None => said(option, &["option", "text", "name", "title"]),
        };
        let voters = ["voters", "votes"].iter().find_map(|n| option.get(n));
        let votes = voters.and_then(|v| {
            let listed = v.as_array().map(|list| list.len() as u64);
            listed.or(v.as_u64())
        });
        let Some(name) = name else { continue };
        words.push_str(&format!("\n- {name}"));
        if let Some(votes) = votes {
            words.push_str(&format!(" ({votes})"));
        }
    }
    Some(words)
}
