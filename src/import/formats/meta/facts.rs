//! What a page says of its conversation beside the messages: title, key, who takes part.

use serde::Deserialize;
use serde_json::Value;

use super::words::{Words, right};
use crate::import::chats::ChatKind;

/// People that are kept by name.
const NAMED: usize = 200;

/// What is known of a conversation.
#[derive(Clone, Debug, Default)]
pub(super) struct ThreadFacts {
    pub(super) title: Option<String>,
    /// `inbox/ann_123`, of a download; the name with its number, of encrypted chats.
    pub(super) key: Option<String>,
    pub(super) people: Vec<String>,
    /// How many take part, those who are not kept by name among them.
    count: usize,
    group: bool,
}

#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow)]
    name: Words<'a>,
}

impl ThreadFacts {
    /// Takes in a member of the page; what the pages before it said stays.
    pub(super) fn take(&mut self, member: &str, value: &[u8]) {
        let text = || {
            let words: Option<Words<'_>> = serde_json::from_slice(value).ok();
            words.map(|w| w.0.into_owned()).filter(|w| !w.is_empty())
        };
        match member {
            "title" if self.title.is_none() => self.title = text(),
            "thread_path" if self.key.is_none() => self.key = text(),
            "threadName" if self.key.is_none() => {
                self.key = text();
                let name = self.key.as_deref().map(without_number);
                self.title = self.title.take().or(name.map(str::to_owned));
            }
            "thread_type" => self.group |= text().is_some_and(|t| t.contains("Group")),
            "joinable_mode" => self.group |= value != b"null",
            "participants" if self.people.is_empty() => self.people(value),
            _ => {}
        }
    }

    /// Whether a member of that name says something.
    pub(super) fn wants(member: &str) -> bool {
        let members = [
            "title",
            "thread_path",
            "threadName",
            "thread_type",
            "joinable_mode",
            "participants",
        ];
        members.contains(&member)
    }

    fn people(&mut self, value: &[u8]) {
        let mut add = |name: String| {
            self.count += 1;
            if self.people.len() < NAMED && !name.is_empty() {
                self.people.push(name);
            }
        };
        if let Ok(named) = serde_json::from_slice::<Vec<Named<'_>>>(value) {
            named.into_iter().for_each(|n| add(n.name.0.into_owned()));
            return;
        }
        let values: Vec<Value> = serde_json::from_slice(value).unwrap_or_default();
        for value in values {
            let name = value.get("name").unwrap_or(&value);
            add(right(name.as_str().unwrap_or_default().into()).into_owned());
        }
    }

    pub(super) fn kind(&self) -> ChatKind {
        match (self.group, self.count) {
            (true, _) => ChatKind::Group,
            (false, 0) => ChatKind::Unknown,
            (false, 1 | 2) => ChatKind::Direct,
            _ => ChatKind::Group,
        }
    }

    /// Of a conversation of two that is called by one of them: the other, whose download it is.
    pub(super) fn owner(&self) -> Option<&str> {
        let [a, b] = &self.people[..] else {
            return None;
        };
        let title = self.title.as_deref()?;
        match (self.count, a == title, b == title) {
            (2, true, false) => Some(b),
            (2, false, true) => Some(a),
            _ => None,
        }
    }
}

/// `Ann Lee_15` is Ann Lee: the number is another in each download.
fn without_number(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((bare, n)) if !bare.is_empty() && !n.is_empty() && is_digits(n) => bare,
        _ => name,
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(members: &[(&str, &str)]) -> ThreadFacts {
        let mut facts = ThreadFacts::default();
        for (member, value) in members {
            facts.take(member, value.as_bytes());
        }
        facts
    }

    #[test]
    fn a_conversation_of_two_says_whose_download_it_is() {
        let two = r#"[{"name":"Jos\u00c3\u00a9"},{"name":"Me"}]"#;
        let direct = facts(&[("participants", two), ("title", r#""Jos\u00c3\u00a9""#)]);
        assert_eq!(
            (direct.owner(), direct.kind()),
            (Some("Me"), ChatKind::Direct)
        );
        assert_eq!(direct.people, ["José", "Me"]);
        let named = facts(&[("participants", two), ("title", r#""Harbour""#)]);
        assert_eq!(named.owner(), None);
        let encrypted = facts(&[
            ("participants", r#"["Ann","Bo"]"#),
            ("threadName", r#""Ann_15""#),
        ]);
        assert_eq!(encrypted.title.as_deref(), Some("Ann"));
        assert_eq!(encrypted.key.as_deref(), Some("Ann_15"));
        assert_eq!(encrypted.owner(), Some("Bo"));
        let three = facts(&[("participants", r#"["A","B",{"name":"C"}]"#)]);
        assert_eq!((three.kind(), three.people.len()), (ChatKind::Group, 3));
        assert_eq!(facts(&[]).kind(), ChatKind::Unknown);
        assert_eq!(without_number("Room_9"), "Room");
        assert_eq!(without_number("_9"), "_9");
        assert_eq!(without_number("a_b"), "a_b");
    }
}
