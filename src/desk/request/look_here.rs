//! A search for a request, over this register.
//!
//! Invariant: of what is looked at nothing is kept but words, period and counts.

use super::correspondents::is_among;
use super::look_for::{Counts, LookFor, note, undated};
use super::terms::{Terms, is_of};
use crate::desk::Desk;
use crate::desk::mail_head::MAIL;
use crate::desk::words::counted;
use crate::record::request::SearchPlace;
use crate::record::request::wanted::NewSearch;
use crate::record::state::{Conversation, Item, Message, Told};

impl Desk {
    /// Looks through this register.
    pub fn look_in_register(&self, look: &LookFor) -> NewSearch {
        let (terms, state) = (Terms::new(&look.words), self.state());
        let (mut counts, mut silent, mut unsaid) = (Counts::default(), 0, 0);
        let chats = |item: &Item| {
            let ids = item.conversations().into_iter().flatten();
            ids.filter_map(|id| state.conversations.get(&id))
                .collect::<Vec<&Conversation>>()
        };
        let wanted = |item: &Item| {
            let of = look.conversations.is_empty()
                || look.conversations.iter().any(|id| item.is_of(*id));
            let channels = &look.channels;
            of && (channels.is_empty() || channels.iter().any(|c| **c == *item.channel))
        };
        let zone = self.zone();
        state.items.each_told(wanted, |item, told| {
            let chats = chats(item);
            let mail = *item.channel == *MAIL;
            let member = chats.iter().any(|c| is_theirs(c, mail, &look.people));
            let own = words_of(item, told);
            // What the first mail of a thread is about is the name of its chat.
            let mut subjects = chats.iter().filter_map(|c| c.name.as_deref());
            let about = mail && subjects.any(|name| terms.are_in(name));
            let mut found = false;
            for message in &told.messages {
                let head = message.head.as_deref();
                let names = head.into_iter().flat_map(|h| h.people());
                let mut names = names.chain(message.from.as_deref());
                let theirs =
                    look.people.is_empty() || member || names.any(|name| is_of(&look.people, name));
                // Where not all are kept to whom a mail went, it may have been them.
                let open = mail && head.is_none_or(|h| h.unlisted > 0);
                let day = message.sent.map(|at| at.with_timezone(&zone).date_naive());
                if !(theirs || open) || !look.takes(day) {
                    continue;
                }
                unsaid += usize::from(!theirs);
                counts.entries += 1;
                counts.undated += i64::from(day.is_none() && (look.from.or(look.to)).is_some());
                silent += usize::from(message.body.is_none());
                // What was remarked on the item is found with its first message.
                let beside = !found && own.iter().any(|text| terms.are_in(text));
                if beside || about || is_in(&terms, message) {
                    counts.hits += 1;
                    found = true;
                }
            }
        });
        NewSearch {
            place: Some("this register".to_owned()),
            heads: self.heads_in_words(),
            note: note(told_of(&counts, silent, unsaid)),
            ..look.counted(SearchPlace::Register, &counts)
        }
    }

    /// `WRITER HASH` of every writer's last frame.
    pub(super) fn heads_in_words(&self) -> Vec<String> {
        let heads = self.heads().into_iter();
        heads
            .map(|(writer, hash)| format!("{writer} {hash}"))
            .collect()
    }
}

/// What is to be told of what was looked at: of messages without words, and of mails that went to nobody knows whom.
fn told_of(counts: &Counts, silent: usize, unsaid: usize) -> Vec<String> {
    let mut told: Vec<String> = undated(counts.undated).into_iter().collect();
    if silent > 0 {
        let of = counted(silent, "message");
        told.push(format!("{of} without words here (erased, or never kept on this machine): only sender and file names could be looked at."));
    }
    if unsaid > 0 {
        let of = counted(unsaid, "mail");
        told.push(format!("Of {of} the register does not keep to whom they all went; they were looked at all the same."));
    }
    told
}

/// Whether one of the words occurs in a message: its text, its sender, what was put right of it, its files.
fn is_in(terms: &Terms, message: &Message) -> bool {
    let right = message.put_right.iter().flat_map(|r| r.said());
    let files = message.evidence.iter().map(|f| f.name.as_str());
    let head = message.head.iter().flat_map(|h| h.texts());
    let texts = message
        .body
        .as_deref()
        .into_iter()
        .chain(message.from.as_deref());
    let mut texts = texts.chain(right.map(|t| &**t)).chain(files).chain(head);
    texts.any(|text| terms.are_in(text))
}

/// What was said of an item beside its messages.
fn words_of<'a>(item: &'a Item, told: &'a Told) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    all.extend(item.marking.as_deref());
    all.extend(told.reason.as_deref());
    all.extend(told.gone_note.as_deref());
    all.extend(told.handed_to.as_deref());
    all.extend(told.notes.iter().filter_map(|n| n.note.as_deref()));
    all.extend(told.changed.iter().flat_map(|c| c.said()).map(|t| &**t));
    if let Some(capture) = &told.capture {
        let said = [&capture.reference, &capture.note, &capture.destination];
        all.extend(said.into_iter().filter_map(|t| t.as_deref()));
    }
    if let Some(substance) = &told.substance {
        all.extend(substance.parts().into_iter().map(|(_, text)| text));
    }
    all
}

/// Whether one of these people is recorded as a member of the chat, or it is called by their name; the subject of a mail
/// is no such name.
fn is_theirs(chat: &Conversation, mail: bool, people: &[String]) -> bool {
    let members = chat.details.get("members");
    let name = chat.name.as_deref().filter(|_| !mail);
    members.is_some_and(|members| is_among(people, members))
        || name.is_some_and(|name| is_of(people, name))
}
