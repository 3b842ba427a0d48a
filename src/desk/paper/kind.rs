//! What every kind of paper has: one [`PaperKind`] each, beside what puts it together, and its row in `desk::papers`.

use chrono::NaiveDate;

use super::super::Desk;
use super::super::words::marking;
use crate::lodge::paper::{self, Attached, Html, MARKING, Paper};
use crate::record::command::Refusal;
use crate::record::report::Source;
use crate::record::{Id, Item};

/// What stands for a marking where no one marking can carry what is inside.
const TO_BE_SAID: &str = "to be said: what is inside carries several";

/// What a paper is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperOf {
    Departure(Id),
    Report(Source),
    Request(Id),
    Incident(Id),
    /// A principal by name, or nobody by name.
    Whose(Option<String>),
    /// The same of these days alone, both counted; an end left open is `None`.
    Days(Option<String>, Days),
}

/// A first and a last day, in the zone of the settings.
pub type Days = (Option<NaiveDate>, Option<NaiveDate>);

impl PaperOf {
    pub fn departure(&self) -> Result<Id, Refusal> {
        match self {
            PaperOf::Departure(id) => Ok(*id),
            _ => Err(Refusal::new("No departure was named", "")),
        }
    }

    pub fn report(&self) -> Result<Source, Refusal> {
        match self {
            PaperOf::Report(report) => Ok(*report),
            _ => Err(Refusal::new("No report was named", "")),
        }
    }

    pub fn request(&self) -> Result<Id, Refusal> {
        match self {
            PaperOf::Request(request) => Ok(*request),
            _ => Err(Refusal::new("No request was named", "")),
        }
    }

    /// The principal that is named.
    pub fn principal(&self) -> Option<&str> {
        match self {
            PaperOf::Whose(name) | PaperOf::Days(name, _) => name.as_deref(),
            _ => None,
        }
    }

    /// The days that are named; every day where none are.
    pub fn days(&self) -> Days {
        match self {
            PaperOf::Days(_, days) => *days,
            _ => (None, None),
        }
    }
}

/// What has to be named for a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Departure,
    Report,
    Request,
    Whose,
}

/// What a paper states of itself, without what is empty.
pub fn stated<'l>(facts: impl IntoIterator<Item = (&'l str, String)>) -> Vec<(String, String)> {
    let said = facts.into_iter().filter(|(_, value)| !value.is_empty());
    said.map(|(label, value)| (label.to_owned(), value))
        .collect()
}

/// A kind of paper.
#[derive(Debug)]
pub struct PaperKind {
    /// In one word: a part of the names of its files.
    pub id: &'static str,
    pub about: About,
    /// What stands above it on a screen.
    pub heading: &'static str,
    /// Whether it is printed also where no one marking can carry it.
    pub printed_unmarked: bool,
    /// What it says, as it would be made now; refused where what it is about is not on record, or nothing can be
    /// said of it yet.
    pub compose: fn(&Desk, &PaperOf) -> Result<Body, Refusal>,
    /// Whether a lodged one is put on record by itself.
    pub on_record: bool,
    /// What stands below it on a screen: what went out of it before.
    pub before: fn(&Desk, &PaperOf) -> Vec<String>,
}

impl PaperKind {
    /// What a kind has that says no more of itself.
    pub const PLAIN: PaperKind = PaperKind {
        id: "",
        about: About::Whose,
        heading: "",
        printed_unmarked: false,
        compose: |_, _| Err(Refusal::new("Nothing says what stands in this paper", "")),
        on_record: false,
        before: |_, _| Vec::new(),
    };

    /// The whole paper, under what was given or what it carries.
    ///
    /// # Errors
    /// Refused as it says itself, where what was given says less than what it carries, and where nothing was given
    /// and has to be.
    pub fn made(
        &self,
        desk: &Desk,
        of: &PaperOf,
        given: Option<&str>,
    ) -> Result<Composed, Refusal> {
        self.whole(desk, (self.compose)(desk, of)?, given)
    }

    /// The same of what was put together for one recipient.
    pub fn whole(&self, desk: &Desk, body: Body, given: Option<&str>) -> Result<Composed, Refusal> {
        let marking = body.carries.marking(desk, given)?;
        Ok(Composed::new(self.id, body, marking))
    }

    /// The same for somebody who only reads it: where no one marking can carry it, that is said in its place.
    ///
    /// # Errors
    /// Refused as it says itself.
    pub fn to_read(&self, desk: &Desk, of: &PaperOf) -> Result<Composed, Refusal> {
        let body = (self.compose)(desk, of)?;
        let marking = body.carries.marking(desk, None);
        let marking = marking.unwrap_or_else(|_| Some(TO_BE_SAID.into()));
        Ok(Composed::new(self.id, body, marking))
    }
}

/// What a paper carries.
#[derive(Clone, Debug)]
pub enum Carries {
    /// The markings of everything it names together (7), or what is said, where that says no less.
    Together(Vec<Option<String>>),
    /// What stands, whatever is said.
    This(Option<String>),
}

impl Carries {
    /// What these items carry together.
    pub fn items<'a>(items: impl IntoIterator<Item = &'a Item>) -> Carries {
        Carries::Together(items.into_iter().map(marking).collect())
    }

    fn marking(&self, desk: &Desk, given: Option<&str>) -> Result<Option<String>, Refusal> {
        match self {
            Carries::Together(all) => desk.carried_by(all.clone(), given),
            Carries::This(marking) => Ok(marking.clone()),
        }
    }
}

/// What a paper says, before it has its marking.
#[derive(Clone, Debug)]
pub struct Body {
    /// The id of what it is about: ASCII letters, digits and `-`, at most 40; part of its folder's name.
    pub id: String,
    pub paper: Paper,
    /// Files that go with it: beside it in a folder, attached to its mail.
    pub files: Vec<Attached>,
    pub carries: Carries,
}

/// A paper whole, with its marking before everything else.
#[derive(Clone, Debug)]
pub struct Composed {
    pub(super) kind: &'static str,
    /// The whole marking; `None` is "not stated", which any destination may take.
    pub(super) marking: Option<String>,
    /// The address for a mail; `None` for the one that the destination has.
    pub to: Option<String>,
    pub(in crate::desk) body: Body,
}

impl Composed {
    pub fn new(kind: &'static str, mut body: Body, marking: Option<String>) -> Composed {
        let words = marking.as_deref().unwrap_or("not stated").to_owned();
        body.paper.facts.insert(0, (MARKING.to_owned(), words));
        Composed {
            kind,
            marking,
            to: None,
            body,
        }
    }

    pub fn title(&self) -> &str {
        &self.body.paper.title
    }

    /// The paper as text, as it would be lodged.
    pub fn text(&self) -> String {
        paper::text(&self.body.paper)
    }

    /// The same as a page.
    pub fn html(&self) -> Html {
        paper::html(&self.body.paper)
    }
}
