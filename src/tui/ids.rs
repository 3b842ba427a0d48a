//! Ids that the rooms below name, said for the screens: an item by the first words of its message, anything else
//! as short as it is shown; several items by their number.

use crate::desk::Desk;
use crate::desk::words::counted;
use crate::record::Id;

/// Whether the id is of something on record that is no item.
fn is_known(id: Id, desk: &Desk) -> bool {
    let state = desk.state();
    state.decisions.contains_key(&id)
        || state.departures.contains_key(&id)
        || state.devices.contains_key(&id)
        || state.conversations.contains_key(&id)
        || state.reports.contains_key(&id)
}

/// Ids as the first words of their messages, or as short as they are shown.
pub(super) fn on_screen(text: &str, desk: &Desk) -> String {
    let mut out = String::new();
    let is_letter = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        match Id::parse(word).filter(|_| word.len() == 16) {
            None => out.push_str(word),
            Some(id) if desk.state().items.contains_key(&id) => {
                // "Item 7bcp…" is named by its words alone, or as "item 7bcp" where it has none.
                let name = named(desk, id);
                for before in ["Item ", "item "] {
                    if let Some(kept) = out.strip_suffix(before) {
                        out.truncate(kept.len());
                        break;
                    }
                }
                let first = out.is_empty() && name.starts_with("item");
                out.push_str(&if first {
                    name.replacen("item", "Item", 1)
                } else {
                    name
                });
            }
            Some(id) if is_known(id, desk) => out.push_str(&desk.short(id)),
            Some(_) => out.push_str(word),
        }
        let next = behind.chars().next().map_or(0, char::len_utf8);
        out.push_str(&behind[..next]);
        rest = &behind[next..];
    }
    out
}

/// An item as a person would name it: the start of what it says.
pub(super) fn named(desk: &Desk, item: Id) -> String {
    let found = desk.state().items.get(&item);
    match found.and_then(|i| i.body()) {
        Some(body) => {
            let line = body.lines().next().unwrap_or_default();
            let start = crate::text::fit(line, 24);
            match start.len() < line.len() {
                // A word that was cut is left out; what follows is said to be left out.
                true => {
                    let whole = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
                    format!("\"{}\"", crate::text::cut_short(whole))
                }
                false => format!("\"{}\"", line.trim_end()),
            }
        }
        None => format!("item {}", desk.short(item)),
    }
}

/// One item by the start of what it says, several by their number.
pub(super) fn named_all(desk: &Desk, items: &[Id]) -> String {
    match items {
        [one] => named(desk, *one),
        several => counted(several.len(), "item"),
    }
}

#[cfg(test)]
mod tests;
