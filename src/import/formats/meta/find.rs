//! Which files of what was given are pages of conversations, and whose: told by what is in them, as far as their names
//! let one look.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::threads::page_number;
use crate::import::bundle::Bundle;
use crate::import::error::ImportError;
use crate::import::json_stream::JsonStream;

/// How much of a file is looked at.
const LOOK: u64 = 128 << 10;
/// Pages whose kind is looked for.
const TRIED: usize = 24;

/// The two layouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// The download of one's information.
    Download,
    /// That of chats that are encrypted from end to end.
    Encrypted,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct MetaPages {
    pub(super) download: Vec<usize>,
    pub(super) encrypted: Vec<usize>,
    /// Told by names and words of the service; `None`: nothing tells.
    pub(super) instagram: Option<bool>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Signs {
    sender_name: Option<IgnoredAny>,
    #[serde(rename = "senderName")]
    encrypted_sender: Option<IgnoredAny>,
    timestamp_ms: Option<IgnoredAny>,
    timestamp: Option<IgnoredAny>,
}

impl Signs {
    fn layout(&self) -> Option<Layout> {
        let dated = self.timestamp_ms.is_some() || self.timestamp.is_some();
        match (&self.sender_name, &self.encrypted_sender) {
            (Some(_), _) if dated => Some(Layout::Download),
            (_, Some(_)) if dated => Some(Layout::Encrypted),
            _ => None,
        }
    }
}

/// The layout of a page that begins like this.
pub(super) fn layout(head: &[u8]) -> Option<Layout> {
    let mut bytes = head;
    let mut json = JsonStream::new(&mut bytes);
    let (mut sure, mut likely, mut messages) = (None, None, false);
    // Where the head ends in the middle, what came before it tells.
    let _ = json.object(&mut |member, json| {
        match member {
            "messages" => {
                messages = true;
                let mut left = 5;
                json.array(&mut |json| {
                    let piece = json.value()?;
                    let signs = match piece.bytes.first() {
                        Some(b'{') => serde_json::from_slice(piece.bytes).unwrap_or_default(),
                        _ => Signs::default(),
                    };
                    sure = signs.layout();
                    left -= 1;
                    Ok(sure.is_none() && left > 0)
                })?;
                return Ok(sure.is_none());
            }
            "thread_path" | "is_still_participant" | "magic_words" => {
                likely = Some(Layout::Download);
            }
            "threadName" => likely = Some(Layout::Encrypted),
            "participants" => {
                let mut first = None;
                json.array(&mut |json| {
                    first = first.or(json.peek()?);
                    json.skip()?;
                    Ok(true)
                })?;
                likely = likely.or(match first {
                    Some(b'{') => Some(Layout::Download),
                    _ => None,
                });
            }
            _ => {}
        }
        Ok(true)
    });
    sure.or(likely.filter(|_| messages))
}

/// What of the files given are pages.
pub(super) fn find(bundle: &mut Bundle) -> Result<MetaPages, ImportError> {
    let mut found = MetaPages::default();
    if bundle.is_lone() || bundle.pieces.len() == 1 {
        let head = bundle.head(0)?;
        let kind = layout(head);
        let named = says_instagram(head);
        match kind {
            Some(Layout::Download) => found.download.push(0),
            Some(Layout::Encrypted) => found.encrypted.push(0),
            None => {}
        }
        found.instagram = names_instagram(bundle).then_some(true).or(named);
        return Ok(found);
    }
    let is_json = |name: &str| {
        name.len() > 5 && name.is_char_boundary(name.len() - 5) && {
            name[name.len() - 5..].eq_ignore_ascii_case(".json")
        }
    };
    let all = bundle.pieces.iter().enumerate();
    let (pages, others): (Vec<_>, Vec<_>) = all
        .filter(|(_, p)| is_json(p.name()))
        .partition(|(_, p)| page_number(p.name(), ".json").is_some());
    let number = |list: Vec<(usize, _)>| list.into_iter().map(|(n, _)| n).collect::<Vec<_>>();
    let (pages, others) = (number(pages), number(others));
    for n in pages.iter().take(TRIED) {
        let head = bundle.stretch(*n, 0, LOOK)?;
        if found.instagram.is_none() {
            found.instagram = says_instagram(&head);
        }
        if layout(&head).is_some() {
            found.download.clone_from(&pages);
            break;
        }
    }
    unnumbered(bundle, &others, &mut found)?;
    if found.instagram.is_none() || names_instagram(bundle) {
        found.instagram = names_instagram(bundle).then_some(true).or(found.instagram);
    }
    Ok(found)
}

/// Looks for encrypted chats, and for pages of other names where there are none with a number.
fn unnumbered(
    bundle: &mut Bundle,
    others: &[usize],
    found: &mut MetaPages,
) -> Result<(), ImportError> {
    let none = found.download.is_empty();
    for n in others {
        if bundle.watch.is_stopped() {
            return Err(ImportError::Stopped);
        }
        match layout(&bundle.stretch(*n, 0, LOOK)?) {
            Some(Layout::Encrypted) => found.encrypted.push(*n),
            Some(Layout::Download) if none => found.download.push(*n),
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn names_instagram(bundle: &Bundle) -> bool {
    let says = |name: &str| name.to_ascii_lowercase().contains("instagram");
    let whole = bundle.name.as_deref().is_some_and(says);
    whole || bundle.pieces.iter().any(|p| says(p.folder()))
}

/// Whether a page is of Instagram, by the paths and names in it.
pub(super) fn says_instagram(head: &[u8]) -> Option<bool> {
    let has = |word: &str| memchr::memmem::find(head, word.as_bytes()).is_some();
    if has("your_instagram_activity") || has("\"Instagram User\"") || has("\"Instagram user\"") {
        return Some(true);
    }
    let signs = [
        "your_activity_across_facebook",
        "your_facebook_activity",
        "\"Facebook user\"",
        "\"Facebook User\"",
        "\"type\": \"Generic\"",
        "\"type\":\"Generic\"",
    ];
    if signs.iter().any(|s| has(s)) {
        return Some(false);
    }
    has("https://www.instagram.com/").then_some(true)
}

/// The folders in which a page of the web is one of a conversation.
const BOXES: &[&str] = &[
    "inbox",
    "archived_threads",
    "filtered_threads",
    "message_requests",
    "e2ee_cutover",
];

/// How many conversations are there as pages of the web.
pub(super) fn web_pages(bundle: &Bundle) -> usize {
    let in_box = |folder: &str| {
        let mut parts = folder.trim_end_matches('/').rsplit('/');
        let _slug = parts.next();
        parts.next().is_some_and(|p| BOXES.contains(&p))
    };
    let pages = bundle
        .pieces
        .iter()
        .filter(|p| p.name().eq_ignore_ascii_case("message_1.html") && in_box(p.folder()));
    pages.count()
}

/// Whether a lone file is a page of the web that such a download writes.
pub(super) fn is_web_page(head: &[u8], name: &str) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(64 << 10)]);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let start = start.get(..64).unwrap_or(start).to_ascii_lowercase();
    if !(start.starts_with("<!doctype html") || start.starts_with("<html")) {
        return false;
    }
    let signs = [
        "Participants: ",
        "class=\"_a6-g",
        "class=\"_a706",
        "class=\"pam _3-95",
    ];
    page_number(name, ".html").is_some() || signs.iter().any(|s| text.contains(s))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_by_what_is_in_it() {
        let down = Some(Layout::Download);
        for (head, is) in [
            (
                r#"{"messages":[{"sender_name":"A","timestamp_ms":1}]}"#,
                down,
            ),
            (
                r#"{"participants":["A"],"threadName":"A_1","messages":[{"senderName":"A","timestamp":1}]}"#,
                Some(Layout::Encrypted),
            ),
            (r#"{"participants":[{"name":"A"}],"messages":[{"sen"#, down),
            (
                r#"{"participants":[{"name":"A"}],"messages":[],"title":"A"}"#,
                down,
            ),
            (r#"{"messages":[{"from_id":"u1","date":"x"}]}"#, None),
            (r#"{"messages":[[],7,{"sender_name":"A"}]}"#, None),
            (r#"{"autofill_information_v2":{}}"#, None),
            (r#"{this is not"#, None),
            ("", None),
        ] {
            assert_eq!(layout(head.as_bytes()), is, "{head}");
        }
        let deep = format!("{{\"messages\":{}", "[".repeat(10_000));
        assert_eq!(layout(deep.as_bytes()), None);
    }

    #[test]
    fn a_page_of_the_web_is_told_from_others() {
        let page = b"<!DOCTYPE html>\n<html><body><div>Participants: A, B</div>";
        assert!(is_web_page(page, "x.html"));
        assert!(is_web_page(b"<html><body></body>", "message_1.html"));
        assert!(!is_web_page(b"<html><body>News</body>", "news.html"));
        assert!(!is_web_page(b"Participants: A", "message_1.html"));
    }
}
