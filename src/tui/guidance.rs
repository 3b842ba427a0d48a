//! The guidance on the screen: paragraphs, checklists and texts, found as one types; what is cited where
//! one comes from stands first.
//!
//! Read-only; closing it leads back to what it lay over.

use super::list::List;
use crate::action::Key;
use crate::desk::decide::words;
use crate::desk::explained;
use crate::desk::guidance::{bare, binds, is_number, label};
use crate::policy::Policy;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The paragraph's number, or what else it is.
    pub name: String,
    pub title: String,
    /// Paragraphs of text.
    pub text: Vec<String>,
    /// In small letters, for the filter.
    haystack: String,
}

impl Entry {
    pub fn new(name: &str, title: &str, text: Vec<String>) -> Entry {
        let haystack = format!("{name} {title} {}", text.join("\n")).to_lowercase();
        Entry {
            name: name.to_owned(),
            title: title.to_owned(),
            text,
            haystack,
        }
    }
}

impl Entry {
    /// What it is, in words.
    pub fn head(&self) -> String {
        match self.name.starts_with(|c: char| c.is_ascii_digit()) {
            true => format!("Para {}: {}", self.name, self.title),
            false => self.title.clone(),
        }
    }
}

/// The guidance, opened.
#[derive(Debug)]
pub struct Guidance {
    /// The numbers cited where it was opened from.
    pub here: Vec<String>,
    pub entries: Vec<Entry>,
    pub list: List,
    /// The first line shown of the entry that is being read, where one is.
    pub reading: Option<usize>,
}

fn entries(policy: &Policy) -> Vec<Entry> {
    let mut all = Vec::new();
    for p in policy.paragraphs() {
        let mut text = vec![
            format!("Applies to: {}", binds(p)),
            p.summary.clone(),
            format!("({})", label(p)),
        ];
        let links = explained::links_of(policy, &p.number).into_iter();
        text.extend(
            links.map(|(link, at)| format!("{}: {}", link.label(), explained::address(at))),
        );
        all.push(Entry::new(&p.number, &p.topic, text));
        if let Some(table) = policy.table().filter(|t| t.after == p.number) {
            all.push(Entry::new(
                "table",
                &table.title,
                explained::table_lines(table),
            ));
        }
    }
    all.extend(beside(policy));
    for list in policy.checklists() {
        let steps = list.steps.iter().map(words::step).collect();
        all.push(Entry::new("list", &list.title, steps));
    }
    for switch in policy.switches() {
        all.push(Entry::new(
            "switch",
            &switch.label,
            vec![switch.text.clone()],
        ));
    }
    let words = |s| explained::incident_words(policy, s);
    let steps = policy.incident().iter().map(words).collect();
    all.push(Entry::new("steps", explained::SECRET_HEAD, steps));
    let steps: Vec<String> = policy.incident_at_official().iter().map(words).collect();
    if !steps.is_empty() {
        all.push(Entry::new("steps", explained::OFFICIAL_HEAD, steps));
    }
    let about = vec![
        policy.title().to_owned(),
        format!("Policy {}, digest {}", policy.id(), policy.digest()),
        "Every summary is in this program's own words. Where it matters, read the guidance.".into(),
    ];
    all.push(Entry::new("about", "What these summaries are of", about));
    all
}

/// What stands beside the paragraphs: terms, addresses, channels.
fn beside(policy: &Policy) -> Vec<Entry> {
    let mut all = Vec::new();
    let terms: Vec<String> = (policy.terms().iter())
        .map(|t| format!("{}: {}", t.name, explained::term_words(t)))
        .collect();
    if !terms.is_empty() {
        all.push(Entry::new(
            "terms",
            "What the words mean: NCCC, KIM, GSCP and others",
            terms,
        ));
    }
    let links: Vec<String> = (policy.links().iter())
        .map(|(link, at)| format!("{}: {}", link.label(), explained::address(at)))
        .collect();
    if !links.is_empty() {
        all.push(Entry::new(
            "links",
            "Where the texts themselves can be read",
            links,
        ));
    }
    for channel in policy.channels() {
        let lines = explained::channel_lines(channel).into_iter();
        let lines = lines
            .map(|(label, words)| format!("{label}: {words}"))
            .collect();
        all.push(Entry::new("channel", &channel.label, lines));
    }
    all
}

impl Guidance {
    /// Opens it; where any of `here` is a paragraph, those are shown until something is typed.
    pub fn open(policy: &Policy, here: Vec<String>, rows: usize) -> Guidance {
        let mut guidance = Guidance {
            here,
            entries: entries(policy),
            list: List::new(0),
            reading: None,
        };
        guidance.list.fit(rows);
        guidance.refilter();
        guidance.list.edge(false);
        guidance
    }

    /// Shows what the words find: a number its paragraph and those that begin with it, words all that
    /// holds every one of them.
    pub fn refilter(&mut self) {
        let wanted = self.list.filter.words.trim();
        let here = |e: &Entry| self.here.is_empty() || self.here.contains(&e.name);
        let number: String = bare(wanted)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let takes = |e: &Entry| match wanted {
            "" => here(e),
            wanted if is_number(wanted) => e.name.starts_with(&number),
            _ => self.list.filter.takes(|| &e.haystack),
        };
        let kept = self.entries.iter().enumerate().filter(|(_, e)| takes(e));
        let mut kept: Vec<usize> = kept.map(|(n, _)| n).collect();
        if wanted.is_empty() {
            let place = |n: &usize| self.here.iter().position(|h| *h == self.entries[*n].name);
            kept.sort_by_key(place);
        }
        self.list.show(kept);
    }

    /// The selected entry.
    pub fn chosen(&self) -> Option<&Entry> {
        self.entries.get(self.list.chosen()?)
    }

    /// Types a key into the words; false where it means nothing here.
    pub fn key(&mut self, key: Key) -> bool {
        match (self.reading, key) {
            (Some(_), _) => return false,
            (None, Key::Char(c)) => self.list.filter.words.push(c),
            (None, Key::Backspace) => {
                if self.list.filter.words.pop().is_none() {
                    // Nothing typed: what is cited here gives way to all of it.
                    self.here.clear();
                }
            }
            (None, Key::Ctrl('u')) => self.list.filter.words.clear(),
            _ => return false,
        }
        self.refilter();
        self.list.edge(false);
        true
    }
}
