//! Requests and holds: what was asked for and how far it is, what each hold covers, and what was said of the timers that
//! run in that.
//!
//! Copied out of the desk when the screen is gone to and when something changed. A hold of a request stands with that.

use chrono::{DateTime, NaiveDate, Utc};

use super::list::List;
use super::request_places::{self, PlaceLine};
use super::views::RequestsView;
use crate::action::Context;
use crate::desk::Desk;
use crate::desk::request::Plan;
use crate::desk::words::hold_words;
use crate::policy::WorkingDays;
use crate::record::Id;
use crate::record::request::{Request, RequestField, RequestStage};
use crate::record::state::Hold;

/// A hold.
#[derive(Clone, Debug)]
pub struct HoldLine {
    pub id: Id,
    pub reference: String,
    pub covers: String,
    pub placed: DateTime<Utc>,
    pub released: Option<DateTime<Utc>>,
    /// The timers that run in what it covers, each with what was said of it.
    pub timers: Vec<String>,
    /// How many of them nobody answered for.
    pub unanswered: usize,
}

/// A request.
#[derive(Clone, Debug)]
pub struct RequestLine {
    pub id: Id,
    pub reference: String,
    pub kind: &'static str,
    pub due: Option<NaiveDate>,
    /// Its day in a few words.
    pub due_words: String,
    /// The day has passed and it was not answered.
    pub late: bool,
    pub open: bool,
    /// It was answered, and the team has still to close it.
    pub answered: bool,
    pub stage: &'static str,
    /// How many of its places were searched.
    pub searches: String,
    pub held: bool,
    /// It is at its end, and its hold is still in force.
    pub still_held: bool,
    /// What stands behind its reference: when it came, what is left, who asked.
    pub head: String,
    /// What is known of it under labels; those that press with whether they do.
    pub facts: Vec<(&'static str, String, bool)>,
    pub unanswered: usize,
    /// Where it was searched, and where it is to be.
    pub places: Vec<PlaceLine>,
}

/// A line of the screen.
#[derive(Clone, Debug)]
pub enum RequestsLine {
    Request(Box<RequestLine>),
    Hold(HoldLine),
}

impl RequestsLine {
    pub fn id(&self) -> Id {
        match self {
            RequestsLine::Request(request) => request.id,
            RequestsLine::Hold(hold) => hold.id,
        }
    }

    /// How many timers in it nobody answered for.
    pub fn unanswered(&self) -> usize {
        match self {
            RequestsLine::Request(request) => request.unanswered,
            RequestsLine::Hold(hold) => hold.unanswered,
        }
    }

    fn is_open(&self) -> bool {
        match self {
            RequestsLine::Request(request) => request.open,
            RequestsLine::Hold(hold) => hold.released.is_none(),
        }
    }

    fn haystack(&self) -> String {
        let words = match self {
            RequestsLine::Request(r) => {
                let facts = r.facts.iter().map(|(_, value, _)| value.as_str());
                let facts = facts.collect::<Vec<_>>().join(" ");
                format!("{} {} {} {facts}", r.reference, r.kind, r.stage)
            }
            RequestsLine::Hold(h) => format!("{} {}", h.reference, h.covers),
        };
        words.to_lowercase()
    }

    fn group(&self, alone: bool) -> &'static str {
        match self {
            RequestsLine::Hold(h) if h.released.is_none() && !alone => "Holds without a request",
            RequestsLine::Request(r) if r.open => "Open",
            RequestsLine::Request(_) => "At their end",
            RequestsLine::Hold(h) if h.released.is_none() => "In force",
            RequestsLine::Hold(_) => "Ended",
        }
    }
}

/// Where the person is on this screen, and what it shows.
#[derive(Clone, Debug, Default)]
pub struct Requests {
    pub lines: Vec<RequestsLine>,
    pub list: List,
    pub view: RequestsView,
    /// The places of the request that is selected, where they are in hand.
    pub searches: Option<List>,
    /// The request to be selected once it is read.
    pub wanted: Option<Id>,
}

impl Requests {
    /// Where keys are read: they are those of what is in hand.
    pub fn context(&self) -> Context {
        if self.searches.is_some() {
            return Context::Searches;
        }
        match self.chosen() {
            Some(RequestsLine::Hold(_)) => Context::Holds,
            Some(RequestsLine::Request(_)) | None => Context::Requests,
        }
    }

    /// The list in hand.
    pub fn list(&self) -> &List {
        self.searches.as_ref().unwrap_or(&self.list)
    }

    /// The same, to be changed.
    pub fn list_mut(&mut self) -> &mut List {
        self.searches.as_mut().unwrap_or(&mut self.list)
    }

    /// To the places of the request that is selected, and back.
    pub fn turn(&mut self, spoken: bool) {
        self.searches = match (&self.searches, self.request()) {
            (None, Some(request)) => Some(List::new(request.places.len())),
            _ => None,
        };
        self.refilter(spoken);
    }

    /// The selected place, where places are in hand.
    pub fn place(&self) -> Option<&PlaceLine> {
        let at = self.searches.as_ref()?.chosen()?;
        self.request()?.places.get(at)
    }

    /// The selected line.
    pub fn chosen(&self) -> Option<&RequestsLine> {
        self.lines.get(self.list.chosen()?)
    }

    /// The selected hold.
    pub fn hold(&self) -> Option<&HoldLine> {
        match self.chosen()? {
            RequestsLine::Hold(hold) => Some(hold),
            RequestsLine::Request(_) => None,
        }
    }

    /// The selected request.
    pub fn request(&self) -> Option<&RequestLine> {
        match self.chosen()? {
            RequestsLine::Request(request) => Some(request),
            RequestsLine::Hold(_) => None,
        }
    }

    /// The requests, whichever is selected.
    pub fn requests(&self) -> impl Iterator<Item = &RequestLine> {
        self.lines.iter().filter_map(|line| match line {
            RequestsLine::Request(request) => Some(request.as_ref()),
            RequestsLine::Hold(_) => None,
        })
    }

    /// The holds that stand without a request.
    pub fn holds(&self) -> impl Iterator<Item = &HoldLine> {
        self.lines.iter().filter_map(|line| match line {
            RequestsLine::Hold(hold) => Some(hold),
            RequestsLine::Request(_) => None,
        })
    }

    /// What is on record is another; the selection stays on its line.
    pub fn take(&mut self, lines: Vec<RequestsLine>, spoken: bool) {
        let chosen = self.chosen().map(RequestsLine::id);
        let was = self.wanted.take().or(chosen);
        self.lines = lines;
        self.refilter(spoken);
        let at = self.lines.iter().position(|l| Some(l.id()) == was);
        at.into_iter().for_each(|at| self.list.choose(at));
        // Of what is gone there are no places.
        let there = at.is_some() && self.request().is_some();
        self.searches = self.searches.take().filter(|_| there);
        self.refilter(spoken);
    }

    /// Shows the lines that pass.
    pub fn refilter(&mut self, spoken: bool) {
        let alone = self.requests().next().is_none();
        let (lines, view) = (&self.lines, self.view);
        self.list.sift(lines, |line, filter| {
            view.takes(line.is_open(), line.unanswered()) && filter.takes(|| line.haystack())
        });
        if !spoken {
            let group = |n: usize| lines.get(n).map(|line| line.group(alone));
            self.list.group(|n| group(n).unwrap_or("Ended").to_owned());
        }
        let Some(mut searches) = self.searches.take() else {
            return;
        };
        let places = self.request().map(|r| r.places.as_slice());
        let places = places.unwrap_or_default();
        searches.sift(places, |line, filter| filter.takes(|| line.haystack()));
        if !spoken {
            let group = |n: usize| places.get(n).map_or("", PlaceLine::group);
            searches.group(|n| group(n).to_owned());
        }
        self.searches = Some(searches);
    }
}

/// Every request, those that are open first, and the holds that stand without one.
pub fn known(desk: &Desk) -> Vec<RequestsLine> {
    let days = desk.working_days();
    let requests = desk.requests_in_order();
    let of_request = |hold: &&Hold| {
        let reference = hold.reference.as_ref();
        reference.is_some() && requests.iter().any(|r| r.reference.as_ref() == reference)
    };
    let alone = desk.state().holds.iter().filter(|h| !of_request(h));
    let mut holds: Vec<HoldLine> = alone.map(|h| hold_line(desk, h)).collect();
    holds.sort_by_key(|h| (h.released.is_some(), h.placed));
    let requests = requests.iter().map(|r| request_line(desk, r, &days));
    let requests = requests.map(|line| RequestsLine::Request(Box::new(line)));
    requests
        .chain(holds.into_iter().map(RequestsLine::Hold))
        .collect()
}

fn hold_line(desk: &Desk, hold: &Hold) -> HoldLine {
    let unanswered = desk.held_timers(hold).into_iter().filter(|t| t.open);
    HoldLine {
        id: hold.id,
        reference: hold
            .reference
            .clone()
            .unwrap_or_else(|| "no reference".to_owned()),
        covers: hold_words(desk, hold),
        placed: hold.at,
        released: hold.released,
        timers: desk.held_lines(hold),
        unanswered: match hold.released {
            None => unanswered.count(),
            Some(_) => 0,
        },
    }
}

/// A day in a few words, with its year where that is another.
fn short(day: NaiveDate, today: NaiveDate) -> String {
    let form = match (day - today).num_days().abs() {
        0..=300 => "%a %-d %b",
        _ => "%-d %b %Y",
    };
    day.format(form).to_string()
}

fn request_line(desk: &Desk, request: &Request, days: &WorkingDays) -> RequestLine {
    let (today, due) = (desk.today(), desk.request_due_by(request, days));
    let timers = desk.request_timers(request.id);
    let unanswered = timers.iter().filter(|t| t.open).count();
    let (done, all) = Plan::of(desk, request).figures();
    RequestLine {
        id: request.id,
        reference: desk.request_name(request.id),
        kind: request.kind().words(),
        due: due.on,
        due_words: due.on.map_or("not known".to_owned(), |on| short(on, today)),
        late: request.wants_answer() && due.on.is_some_and(|on| on < today),
        open: request.is_open(),
        answered: request.stage() == RequestStage::Answered,
        stage: request.stage().as_str(),
        searches: format!("{done} of {all} done"),
        held: desk.request_is_held(request.id),
        still_held: !request.is_open() && desk.request_is_held(request.id),
        head: head(request, due.left, today),
        facts: facts(desk, request, &desk.request_due_words(request), &timers),
        unanswered,
        places: request_places::known(desk, request),
    }
}

/// When it came, how many working days are left, and who asked.
fn head(request: &Request, left: Option<usize>, today: NaiveDate) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(received) = request.received() {
        parts.push(format!("received {}", short(received, today)));
    }
    if let (Some(left), true) = (left, request.wants_answer()) {
        let days = match left {
            1 => "1 working day".to_owned(),
            n => format!("{n} working days"),
        };
        parts.push(format!(
            "{days} left (for planning: the department's deadline)"
        ));
    }
    let by = request.asked_by().map(|by| format!("asked of you by {by}"));
    let on = request
        .date(RequestField::AskedOn)
        .map(|on| short(on, today));
    match (by, on) {
        (Some(by), Some(on)) => parts.push(format!("{by}, {on}")),
        (Some(by), None) => parts.push(by),
        (None, Some(on)) => parts.push(format!("asked of you {on}")),
        (None, None) => {}
    }
    parts.join(", ")
}

fn facts(
    desk: &Desk,
    request: &Request,
    due: &str,
    timers: &[crate::desk::request::CoveredTimer],
) -> Vec<(&'static str, String, bool)> {
    let mut facts: Vec<(&'static str, String, bool)> = Vec::new();
    let twice = desk.request_twice(request);
    facts.extend(twice.map(|words| ("Twice", words, true)));
    let scope = desk.request_scope(request).into_iter();
    let scope: Vec<String> = scope.map(|(_, value)| value).collect();
    facts.push((
        "Scope",
        match scope.is_empty() {
            true => "everything on record".to_owned(),
            false => scope.join("; "),
        },
        false,
    ));
    facts.push((
        "Searches",
        desk.request_places(request).join(" \u{b7} "),
        false,
    ));
    let named = timers.iter().filter(|t| t.tells || t.open);
    for (n, timer) in named.enumerate() {
        let label = if n == 0 { "Timers" } else { " " };
        facts.push((label, timer.words.clone(), timer.open));
    }
    facts.push(("Answer", answer_words(request), false));
    facts.push(("Due", due.to_owned(), false));
    let said = |label, text: Option<&str>| text.map(|t| (label, t.to_owned(), false));
    facts.extend(said("Asks for", request.terms()));
    facts.extend(said("To search", request.instruction()));
    facts.extend(
        desk.request_holds(request)
            .into_iter()
            .map(|hold| ("Held", hold_words(desk, hold), false)),
    );
    facts
}

fn answer_words(request: &Request) -> String {
    match (&request.answer, request.wants_answer()) {
        (Some(answer), false) if answer.nil => "given: nothing was found".to_owned(),
        (Some(_), false) => "given".to_owned(),
        (Some(_), true) => "given before it was taken up again".to_owned(),
        (None, _) => "not given yet. Nothing found is an answer too".to_owned(),
    }
}
