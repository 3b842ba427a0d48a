//! What came of an operation.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::answers::Answers;
use super::target::Target;
use crate::config::KeptList;
use crate::desk::closing::{Erasable, RegisterOut};
use crate::desk::departure::Stated;
use crate::desk::words::counted;
use crate::desk::{Captured, Desk, DeskError, Reviewed};
use crate::record::Id;
use crate::record::next::Ways;
use crate::record::report::Source;
use crate::record::review::Became;
use crate::text::when;

/// Where a moment stands in a sentence.
pub const AT: &str = "\u{0}";

/// What is on record now, and what is said of it.
#[derive(Debug)]
pub struct Outcome {
    pub subject: Subject,
    pub said: Said,
    /// The moment that stands in the sentence as [`AT`]: on the command line in full, on a screen near now.
    at: Option<DateTime<Utc>>,
    /// Further sentences, for people only.
    pub more: Vec<Ways>,
    /// What was found beside it: told on standard error, on the screens behind the rest.
    pub notices: Vec<Ways>,
    /// What a review counts it as; `None` where it does not.
    pub became: Option<Became>,
    /// What may follow, for the command line: a sentence's beginning, and the operation it names of the same things.
    pub next: Option<(String, &'static str)>,
    /// What follows, where a person at a terminal answers what it asks or that was answered before: an operation by
    /// its id, what it is done to, and some of its answers.
    pub asks: Vec<(&'static str, Target, Answers)>,
    /// Which of several it stopped at, and why; those behind it were not tried.
    pub stopped: Option<(Id, DeskError)>,
}

/// What it was done to; JSON follows from it.
#[derive(Debug)]
pub enum Subject {
    Items(Vec<Id>),
    /// What went out, what was captured just so before, and how many are left where it stopped.
    Captured {
        captured: Vec<Captured>,
        before: Vec<Captured>,
        left: usize,
    },
    /// One that is in the queue from here on.
    Added(Id),
    Conversation(Id),
    Device(Id),
    /// By its reference.
    Hold(String),
    Request(Id),
    /// Its record of search was lodged; the text of one that a person carries there.
    SearchLodged {
        request: Id,
        by_hand: Option<String>,
    },
    Decision(Id),
    /// What is on record of the register itself.
    Register,
    /// One that is on record from here on, as people see its id.
    Decided {
        decision: Id,
        short: String,
    },
    Reviewed(Reviewed),
    /// A kept view by its name, and by its list where that was said: it stands in the settings now, or not any more.
    View(Option<KeptList>, String),
    /// Who one is stands in this file.
    SetUp(PathBuf),
    /// Readable registers that were lodged; what becomes of their content follows.
    Lodged(Vec<RegisterOut>),
    /// All of it: what was found that could go, and whether it went.
    Closed {
        registers: Vec<RegisterOut>,
        found: Erasable,
        erased: bool,
    },
    /// Nothing is on record: a text for the clipboard, or to be selected by hand.
    Copied {
        text: String,
        out: bool,
    },
    Report(Source),
    Incident(Id),
    /// Measures for people at particular risk, of this principal or of oneself.
    Measures(Option<String>),
    /// The report that an item raises.
    ReportOf(Id),
    /// A departure that was opened.
    Opened(Id),
    /// One of which something became; of its sentence the first half is what the command line says behind its name.
    Departure(Id),
    /// Lines or steps of one, each with its own sentence.
    Answered {
        departure: Id,
        /// Whether lines of its grid are among them.
        cells: bool,
    },
    /// Its statement was made.
    Stated {
        departure: Id,
        stated: Stated,
        reference: Option<String>,
    },
}

/// The predicate of the sentence that says it: the face puts the name before it.
#[derive(Debug)]
pub struct Said {
    /// Of each thing, or the same of all.
    one: Vec<String>,
    /// Of several together.
    many: String,
}

impl Said {
    /// "is …" of one, "are …" of several.
    pub fn is(what: impl std::fmt::Display) -> Said {
        Said::of(format!("is {what}"), format!("are {what}"))
    }

    /// "was …" of one, "were …" of several.
    pub fn was(what: impl std::fmt::Display) -> Said {
        Said::of(format!("was {what}"), format!("were {what}"))
    }

    /// One predicate for each thing alone, and one for several together.
    pub fn of(one: String, many: String) -> Said {
        Said {
            one: vec![one],
            many,
        }
    }

    /// A predicate for each of several things in their order, and one for all together.
    pub fn each(one: Vec<String>, many: impl Into<String>) -> Said {
        Said {
            one,
            many: many.into(),
        }
    }

    /// Of each thing, one after the other.
    pub fn all(&self) -> &[String] {
        &self.one
    }

    /// Of the thing at that place, alone.
    pub fn alone(&self, place: usize) -> &str {
        let own = self.one.get(place).or(self.one.last());
        own.map_or("", String::as_str)
    }

    /// Of that many together.
    pub fn together(&self, count: usize) -> &str {
        match count {
            1 => self.alone(0),
            _ => &self.many,
        }
    }
}

impl Outcome {
    /// Something became of items.
    pub fn items(items: &[Id], said: Said) -> Outcome {
        Outcome::new(Subject::Items(items.to_vec()), said)
    }

    /// Something became of something else; the sentence names it.
    pub fn of(subject: Subject, sentence: impl Into<String>) -> Outcome {
        Outcome::new(subject, Said::of(sentence.into(), String::new()))
    }

    pub(super) fn new(subject: Subject, said: Said) -> Outcome {
        Outcome {
            subject,
            said,
            at: None,
            more: Vec::new(),
            notices: Vec::new(),
            became: None,
            next: None,
            asks: Vec::new(),
            stopped: None,
        }
    }

    /// The items it was done to.
    pub fn done_to(&self) -> Vec<Id> {
        match &self.subject {
            Subject::Items(items) => items.clone(),
            Subject::Captured {
                captured, before, ..
            } => captured.iter().chain(before).map(|c| c.item).collect(),
            _ => Vec::new(),
        }
    }

    /// The moment that stands in the sentence.
    pub fn at(mut self, at: DateTime<Utc>) -> Outcome {
        self.at = Some(at);
        self
    }

    /// The sentence of what is no item, with its moment in these words.
    pub fn whole(&self, at: impl Fn(DateTime<Utc>) -> String) -> String {
        let at = self.at.map(at).unwrap_or_default();
        let said = self.said.alone(0).replace(AT, &at);
        match &self.subject {
            // Nothing of settings is on record.
            Subject::View(..) => format!("{said}."),
            _ => format!("Recorded: {said}."),
        }
    }

    /// What is said of it first, for a screen; items are named by the face.
    pub fn sentence(&self, desk: &Desk, named: impl Fn(&[Id]) -> String) -> String {
        match &self.subject {
            Subject::Items(items) => {
                format!(
                    "Recorded: {} {}.",
                    named(items),
                    self.said.together(items.len())
                )
            }
            Subject::Captured {
                captured, before, ..
            } => {
                let all = captured.len() + before.len();
                let mut said = match captured.as_slice() {
                    [] => "Nothing was recorded.".to_owned(),
                    [one] if all == 1 && self.stopped.is_none() => {
                        format!("Recorded: {} {}.", named(&[one.item]), self.said.alone(0))
                    }
                    many => {
                        let count = counted(many.len(), "item");
                        format!("Recorded: {count} {}.", self.said.many)
                    }
                };
                if !before.is_empty() {
                    let before = counted(before.len(), "item");
                    said.push_str(&format!(" {before} captured so before."));
                }
                said
            }
            Subject::Opened(_)
            | Subject::Departure(_)
            | Subject::Answered { .. }
            | Subject::Decided { .. } => {
                format!("Recorded: {}.", self.said.many)
            }
            Subject::SetUp(_) => "Setup is done.".to_owned(),
            Subject::Copied { .. } => String::new(),
            Subject::Reviewed(reviewed) => {
                format!("Review recorded {}.", when::full(reviewed.at, desk.zone()))
            }
            Subject::Added(id) => format!("Recorded: {} {}.", named(&[*id]), self.said.alone(0)),
            _ => self.whole(|at| when::near(at, desk.now(), desk.zone())),
        }
    }

    /// A review counts it.
    pub fn counts_as(mut self, became: Became) -> Outcome {
        self.became = Some(became);
        self
    }

    /// A further sentence, where there is one.
    pub fn and_says(mut self, more: impl Into<Ways>) -> Outcome {
        self.more.push(more.into());
        self
    }

    /// What was found beside it.
    pub fn notes(mut self, found: impl IntoIterator<Item = impl Into<Ways>>) -> Outcome {
        self.notices.extend(found.into_iter().map(Into::into));
        self
    }

    /// What follows where it is answered.
    pub fn asks(
        mut self,
        next: impl IntoIterator<Item = (&'static str, Target, Answers)>,
    ) -> Outcome {
        self.asks.extend(next);
        self
    }

    /// What may follow, and the operation for it.
    pub fn then(mut self, lead: impl Into<String>, op: &'static str) -> Outcome {
        self.next = Some((lead.into(), op));
        self
    }
}
