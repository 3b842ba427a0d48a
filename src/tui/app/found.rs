//! What is found everywhere: on record, and in the export that is open, which is read where it lies.

use super::App;
use crate::desk::import::Query;
use crate::tui::find::{self, Hit};
use crate::tui::triage::finding::AT_ONCE;

/// So many messages of an export have a line of their own; how many more there are is said.
const MESSAGES: usize = 20;

impl App<'_> {
    /// Everything that holds these words.
    pub(super) fn hits(&self, words: &str) -> Vec<Hit> {
        let principal = self.options.principal.as_deref();
        let open = self.model.triage.chat().map(|_| &self.model.triage.path);
        let unread = self.model.inbox.iter().filter(|path| Some(*path) != open);
        let unread: Vec<_> = unread.cloned().collect();
        let mut hits = find::everywhere(self.desk, principal, &unread, words);
        let on_record = hits.iter().take_while(|hit| !matches!(hit, Hit::Unread(_)));
        let at = on_record.count();
        hits.splice(at..at, self.in_the_export(words));
        hits
    }

    /// What the messages of the export that is open hold of them; nothing of it is kept.
    fn in_the_export(&self, words: &str) -> Vec<Hit> {
        let triage = &self.model.triage;
        let (Some(open), Some(chat)) = (&triage.open, triage.chat()) else {
            return Vec::new();
        };
        if words.trim().is_empty() {
            return Vec::new();
        }
        let name = open.understood.conversation.clone();
        if chat.len() > AT_ONCE {
            return vec![Hit::LongExport(name, chat.len())];
        }
        let query = Query {
            words: words.to_owned(),
            ..Query::default()
        };
        let found = chat.find(&query, &|| true).unwrap_or_default();
        let itself = triage.wrote_itself();
        let shown = found.iter().take(MESSAGES).filter_map(|line| {
            let entry = chat.line(*line)?;
            Some(Hit::Message {
                line: *line,
                at: entry.when("%-d %b %Y %H:%M"),
                from: entry.who(&itself).to_owned(),
                chat: name.clone(),
                words: entry.text.chars().take(4_000).collect(),
            })
        });
        let mut hits: Vec<Hit> = shown.collect();
        if let more @ 1.. = found.len().saturating_sub(MESSAGES) {
            hits.push(Hit::MoreMessages(name, more));
        }
        hits
    }
}
