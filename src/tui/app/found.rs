//! What is found everywhere: on record, in the export that is open, and in those of the inbox, which are read where they
//! lie.

use std::thread;

use super::App;
use crate::desk::import::Query;
use crate::tui::find::{self, Hit};
use crate::tui::message::Msg;
use crate::tui::triage::finding::AT_ONCE;

/// So many messages of an export have a line of their own; how many more there are is said.
const MESSAGES: usize = 20;

impl App<'_> {
    /// Looks for these words: on record at once, in the exports of the inbox beside the screens.
    pub(super) fn find(&mut self, words: &str) -> Msg {
        self.seek(words);
        Msg::Hits(self.hits(words))
    }

    /// Everything that holds these words, as far as it is known.
    pub(super) fn hits(&self, words: &str) -> Vec<Hit> {
        let principal = self.options.principal.as_deref();
        let mut hits = find::everywhere(self.desk, principal, words);
        hits.extend(self.in_the_export(words));
        if self.model.find.seeking.words == words {
            hits.extend(find::in_exports(&self.model.find.seeking));
        }
        hits
    }

    /// Has a worker read the exports of the inbox, but for the one that is open.
    fn seek(&mut self, words: &str) {
        let open = self.model.triage.chat().map(|_| &self.model.triage.path);
        let others = self.model.inbox.iter().filter(|path| Some(*path) != open);
        let others = others.filter(|_| !words.trim().is_empty());
        let sized = others.map(|path| (path.clone(), self.desk.export_size(path).unwrap_or(0)));
        let sized = sized.collect();
        let seeking = &mut self.model.find.seeking;
        seeking.begin(words, sized);
        let due = seeking.due();
        if due.is_empty() {
            return;
        }
        let (run, watch) = (seeking.run, seeking.watch.clone());
        let (seeker, post) = (self.desk.seeker(), self.mail.post());
        let (wanted, files) = (words.to_owned(), due.clone());
        let work = move || {
            for path in files {
                let found = seeker.seek(&path, &wanted, &watch);
                // Nobody wants what was stopped.
                if watch.is_stopped() {
                    return;
                }
                let found = found.map_err(|e| e.to_string());
                post.send(Msg::Sought(run, path, found));
            }
        };
        if let Err(e) = thread::Builder::new().name("seeking".into()).spawn(work) {
            let why = format!("The system gives no further thread: {e}");
            for path in due {
                self.model.find.seeking.take(run, &path, Err(why.clone()));
            }
        }
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
