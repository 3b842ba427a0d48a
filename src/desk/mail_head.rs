//! What stands at the head of a mail beside its sender and its time, in words.

use crate::desk::words::counted;
use crate::record::state::Message;

/// The channel of mail, of which each says to whom it went.
pub(in crate::desk) const MAIL: &str = "email";

/// Label and value of what stands at the head of a mail; nothing where it is no mail, or came before that was kept.
pub(in crate::desk) fn head(message: &Message) -> Vec<(&'static str, String)> {
    let Some(head) = message.head.as_deref() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    if !head.to.is_empty() {
        all.push(("To", head.to.join("; ")));
    }
    let mut also = head.also.clone();
    if head.unlisted > 0 {
        let more = usize::try_from(head.unlisted).unwrap_or(usize::MAX);
        let more = counted(more, "more name");
        also.push(format!("{more} that the original has"));
    }
    if !also.is_empty() {
        all.push(("Also named", also.join("; ")));
    }
    all.extend(head.subject.as_ref().map(|s| ("Subject", s.to_string())));
    all
}
