//! A page of a conversation gone through message by message.

use super::facts::ThreadFacts;
use super::files::shown;
use crate::import::bundle::Bundle;
use crate::import::error::ImportError;
use crate::import::json_stream::{JsonPiece, JsonStream, JsonTrouble};

/// How a page was read.
#[derive(Debug, Default)]
pub(super) struct PageRead {
    /// A sentence on where it ends early, or is none.
    pub(super) trouble: Option<String>,
    /// It was broken off.
    pub(super) stopped: bool,
    /// Messages that were met.
    pub(super) messages: u64,
}

/// Goes through a page: each message with its number, from 1; what it says of its conversation goes into `facts`.
pub(super) fn page(
    bundle: &mut Bundle,
    piece: usize,
    facts: &mut ThreadFacts,
    each: &mut dyn FnMut(&JsonPiece<'_>, u64) -> bool,
) -> Result<PageRead, ImportError> {
    let name = bundle.pieces.get(piece).map(|p| shown(&p.path));
    let name = name.unwrap_or_default();
    bundle.read(piece, |stream| {
        let mut json = JsonStream::new(stream);
        let (mut n, mut had) = (0, false);
        let read = json.object(&mut |member, json| {
            if member == "messages" {
                had = true;
                return json.array(&mut |json| {
                    let piece = json.value()?;
                    n += 1;
                    Ok(each(&piece, n))
                });
            }
            if ThreadFacts::wants(member) {
                facts.take(member, json.value()?.bytes);
            }
            Ok(true)
        });
        let read = read.and_then(|whole| Ok((whole, whole && json.peek()?.is_some())));
        let (stopped, trouble) = match read {
            Ok((false, _)) => (true, None),
            Ok((true, true)) => (
                false,
                Some(format!("{name}: what stands behind its end is not read")),
            ),
            Ok((true, false)) if !had => (false, Some(format!("{name} holds no messages"))),
            Ok((true, false)) => (false, None),
            Err(trouble) => (false, Some(format!("{name}: {}", words(trouble)?))),
        };
        Ok(PageRead {
            trouble,
            stopped,
            messages: n,
        })
    })
}

fn words(trouble: JsonTrouble) -> Result<String, ImportError> {
    trouble.words()
}
