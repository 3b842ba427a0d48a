//! Which files of a download are pages of one conversation, and in which order.

use std::collections::{BTreeMap, HashMap};

use super::files::{messages, shown};
use crate::import::bundle::Bundle;

/// A conversation, of one or several pages.
#[derive(Clone, Debug, Default)]
pub(super) struct Thread {
    /// Its pages with their numbers, the first first: in a download the newest.
    pub(super) pages: Vec<(u64, usize)>,
    /// What it is known by where the pages say nothing: `inbox/ann_123`.
    pub(super) tail: String,
}

/// The number of a page by its name: `message_12.json`, in old downloads `message.json`.
pub(super) fn page_number(name: &str, ending: &str) -> Option<u64> {
    let name = name.to_ascii_lowercase();
    let stem = name.strip_prefix("message")?.strip_suffix(ending)?;
    match stem.strip_prefix('_') {
        None if stem.is_empty() => Some(1),
        Some(n) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => n.parse().ok(),
        _ => None,
    }
}

/// The folder of a page from `messages/` on, without its final `/`.
pub(super) fn tail(folder: &str) -> &str {
    let below = messages(folder).map_or(folder, |at| &folder[at + "messages/".len()..]);
    below.trim_end_matches('/')
}

/// The conversations of these pages, in the order in which they come.
pub(super) fn threads(bundle: &Bundle, pages: &[usize]) -> Vec<Thread> {
    let mut order: Vec<String> = Vec::new();
    let mut found: HashMap<String, Vec<(u64, usize)>> = HashMap::new();
    for piece in pages {
        let Some(of) = bundle.pieces.get(*piece) else {
            continue;
        };
        let number = page_number(of.name(), ".json").filter(|_| !bundle.is_lone());
        let (key, number) = match number {
            Some(n) => (tail(of.folder()).to_owned(), n),
            // A file of its own: that of an encrypted chat, or one that was given alone.
            None => (of.path.clone(), 1),
        };
        let place = found.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        place.push((number, *piece));
    }
    let mut all = Vec::new();
    for key in order {
        let mut pages = found.remove(&key).unwrap_or_default();
        pages.sort_unstable();
        let twice = pages.windows(2).any(|w| w[0].0 == w[1].0);
        if !twice {
            all.push(Thread { pages, tail: key });
            continue;
        }
        // Two downloads lie in one folder: each has its own.
        let mut apart: BTreeMap<&str, Vec<(u64, usize)>> = BTreeMap::new();
        for (n, piece) in pages {
            let folder = bundle.pieces.get(piece).map_or("", |p| p.folder());
            apart.entry(folder).or_default().push((n, piece));
        }
        all.extend(apart.into_iter().map(|(folder, pages)| Thread {
            pages,
            tail: folder.trim_end_matches('/').to_owned(),
        }));
    }
    all
}

/// Pages between the first and the last that are not here, as a sentence.
pub(super) fn missing(thread: &Thread) -> Option<String> {
    let last = thread.pages.last()?.0;
    let there = thread.pages.len() as u64;
    let gaps = last.saturating_sub(there);
    if gaps == 0 {
        return None;
    }
    let has = |n: &u64| thread.pages.iter().any(|(have, _)| have == n);
    let mut named: Vec<String> = (1..last)
        .filter(|n| !has(n))
        .take(5)
        .map(|n| format!("message_{n}.json"))
        .collect();
    if gaps > named.len() as u64 {
        named.push("others".to_owned());
    }
    let tail = shown(&thread.tail);
    Some(format!(
        "Of {} pages of {tail} {there} are here: {} are missing, and what is in them",
        last,
        named.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_and_those_that_are_missing_named() {
        for (name, n) in [
            ("message_1.json", Some(1)),
            ("message_10.JSON", Some(10)),
            ("message.json", Some(1)),
            ("messages.json", None),
            ("message_.json", None),
            ("message_1.html", None),
            ("message_99999999999999999999.json", None),
        ] {
            assert_eq!(page_number(name, ".json"), n, "{name}");
        }
        assert_eq!(tail("x/messages/inbox/a_1/"), "inbox/a_1");
        assert_eq!(tail("inbox/a_1/"), "inbox/a_1");
        let thread = |numbers: &[u64]| Thread {
            pages: numbers.iter().map(|n| (*n, 0)).collect(),
            tail: "inbox/a".to_owned(),
        };
        assert_eq!(missing(&thread(&[1, 2, 3])), None);
        let said = missing(&thread(&[1, 3, 20])).unwrap_or_default();
        assert!(
            said.contains("message_2.json") && said.contains("others"),
            "{said}"
        );
        assert!(missing(&thread(&[2])).is_some_and(|s| s.contains("message_1.json")));
    }
}
