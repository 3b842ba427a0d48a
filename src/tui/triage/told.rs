//! What was understood of an export, as paragraphs to read.

use super::{ChatOffer, Understood};
use crate::desk::import::{self, Chat, Only, Opened, Query, Told};
use crate::desk::words::counted;
use crate::import::ChatFacts;
use crate::text::figure;
use crate::tui::next;

/// Above so many messages it is said what they take.
const MANY: u64 = 2_000_000;

fn count(chat: &Chat, only: Only) -> usize {
    let query = Query {
        only,
        ..Query::default()
    };
    chat.find(&query, &|| true).map_or(0, |lines| lines.len())
}

/// `412 new, 96 to look at`; of what there is none of nothing is said.
pub(super) fn in_short(chat: &Chat) -> String {
    let new = if chat.since_known() {
        count(chat, Only::New)
    } else {
        0
    };
    let parts = [(new, "new"), (count(chat, Only::Cues), "to look at")];
    let parts = parts.iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = parts
        .map(|(n, what)| format!("{} {what}", figure(*n)))
        .collect();
    parts.join(", ")
}

/// What of it may be wanted, before anything else.
pub(super) fn worth(chat: &Chat) -> Vec<String> {
    let count = |only| count(chat, only);
    let mut all = vec![match count(Only::Cues) {
        0 => "None has words of the list of what may be worth a look. They may be significant all the same.".to_owned(),
        1 => "1 message holds words that may be worth a look.".to_owned(),
        n => format!("{n} messages hold words that may be worth a look."),
    }];
    if chat.since_known() {
        let new = counted(count(Only::New), "entry");
        all.push(format!("{new} new since the last import."));
    }
    all.extend(import::changed_said(chat.changed()));
    let renamed = import::renamed_found_said(chat.renamed());
    all.extend(renamed.map(|said| format!("{}.", next::told(&said, None))));
    all.push(String::new());
    all
}

/// People of a conversation that are named in its line.
const PEOPLE: usize = 3;

/// What is on record of a chat: its channel, its name and its timer in words.
pub(super) type OnRecord = (String, String, String);

/// The chats of a file.
pub(super) fn offered(opened: &Opened, known: &[OnRecord]) -> Vec<ChatOffer> {
    let channel = opened.export.summary().format.channel;
    let one = |chat: ChatFacts| {
        let local = |at| import::local(at, chat.clock, opened.zone);
        let named: Vec<&str> = chat
            .people
            .iter()
            .take(PEOPLE)
            .map(String::as_str)
            .collect();
        let mut about = crate::text::sentence_case(chat.kind.as_str());
        if !named.is_empty() && named != [chat.called()] {
            let more = chat.more_people || chat.people.len() > PEOPLE;
            let more = if more { " and more" } else { "" };
            about.push_str(&format!(" \u{b7} {}{more}", named.join(", ")));
        }
        let of = |(on, name, _): &&OnRecord| on == channel && name == chat.called();
        ChatOffer {
            key: chat.key.clone(),
            name: chat.called().to_owned(),
            about,
            entries: chat.entries,
            first: chat.first.map(local),
            last: chat.last.map(local),
            timer: known.iter().find(of).map(|(_, _, timer)| timer.clone()),
        }
    };
    opened.export.chats().iter().map(one).collect()
}

/// What was understood of an export, in paragraphs.
pub(super) fn understood(opened: &Opened) -> Understood {
    let s = opened.export.summary();
    let mut text = Vec::new();
    if s.date_order_ambiguous {
        text.push(
            "Nothing in this export tells the day from the month. Which comes first in its dates?"
                .to_owned(),
        );
        for reading in &s.readings {
            let first = import::wall_words(reading.first);
            let last = import::wall_words(reading.last);
            let order = reading.order.words();
            text.push(format!(
                "Read {order}: the first entry is of {first}, the last of {last}"
            ));
        }
        text.push(String::new());
    }
    if s.entries > MANY {
        let megabytes = s.entries * 26 / 1_000_000;
        text.push(format!(
            "{} entries: while it is open, this export takes the memory of its text and {megabytes} MB more.",
            s.entries
        ));
    }
    let line = |told: Told| match told.label {
        Some(label) => format!("{label}: {}", told.text),
        None => told.text,
    };
    // Where it is asked, both readings stand above.
    let head = import::head(opened, &s).into_iter();
    let asked = |t: &Told| {
        s.date_order_ambiguous && t.label.as_ref().is_some_and(|l| l.starts_with("Read "))
    };
    text.extend(head.filter(|t| !asked(t)).map(line));
    text.push(format!("Zone: {}", import::zone_words(opened, &s)));
    if let Some(me) = &opened.me {
        text.push(format!("Your name in it: {me}"));
    }
    text.extend(import::contents(opened, &s).into_iter().map(line));
    text.push("Nothing of it is kept but what you put in the queue.".to_owned());
    Understood {
        // A file's name alone is nobody's word for it: that is asked.
        conversation: match opened.unnamed {
            true => String::new(),
            false => opened.name.clone(),
        },
        zone: opened.zone,
        me: opened.me.clone(),
        ambiguous: s.date_order_ambiguous,
        text,
        worth: String::new(),
        senders: s.senders.into_iter().map(|(name, _)| name).collect(),
    }
}
