//! The record of search: what was searched for a request, nature and extent, nothing found as an answer, what was not
//! searched and why, and what it cannot show (30).
//!
//! Invariant: no words of any message stand in it; what is exempt is not spoken of: the department decides that (29).

use chrono::NaiveDate;

use super::places::Plan;
use super::table::searches;
use super::words::{by_hand_words, period_words, search_words, searched_what};
use crate::desk::paper::{About, Body, Carries, PaperKind};
use crate::desk::words::{counted, hold_words};
use crate::desk::{Desk, DeskError, PaperLodged};
use crate::lodge::paper::{Attached, Block, Paper, Section, grouped, texts};
use crate::record::command::Command;
use crate::record::request::wanted::{NewLodged, RequestCommand};
use crate::record::request::{Request, RequestField, RequestStage, SearchPlace, SearchResult};
use crate::record::{Id, Refusal};
use crate::text::when;

pub static RECORD_OF_SEARCH: PaperKind = PaperKind {
    id: "record-of-search",
    about: About::Request,
    heading: "Record of search",
    printed_unmarked: true,
    compose: |desk, of| body(desk, of.request()?),
    before: |desk, of| {
        of.request()
            .map_or(Vec::new(), |id| lodged_before(desk, id))
    },
    ..PaperKind::PLAIN
};

/// How a record of search is lodged.
#[derive(Clone, Debug)]
pub struct SearchPaper {
    /// A destination of the settings.
    pub to: String,
    pub reference: Option<String>,
    pub marking: Option<String>,
}

/// One that is lodged and on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRecorded {
    pub lodged: PaperLodged,
    /// Its text where it is carried there by hand.
    pub by_hand: Option<String>,
}

impl Desk {
    /// Makes the record of search, lodges it, and records that with the head hashes it carries.
    ///
    /// # Errors
    /// Refused as [`Desk::lodge_paper`] is, and where the request is not on record. Nothing is recorded then.
    pub fn lodge_record_of_search(
        &mut self,
        request: Id,
        wanted: SearchPaper,
    ) -> Result<SearchRecorded, DeskError> {
        self.must_be_set_up()?;
        self.refresh()?;
        let of = crate::desk::PaperOf::Request(request);
        let paper = RECORD_OF_SEARCH.made(self, &of, wanted.marking.as_deref())?;
        let lodged = self.lodge_paper(&paper, &wanted.to)?;
        let recorded = NewLodged {
            heads: self.heads_in_words(),
            destination_kind: lodged.kind.into(),
            read_back: lodged.read_back,
            destination: Some(lodged.destination.clone()),
            reference: wanted
                .reference
                .map(|said| self.reference_in_full(Some(&wanted.to), &said)),
            path: lodged.path.clone(),
            sha256: Some(lodged.sha256.clone()),
        };
        self.run(Command::Request(RequestCommand::Lodged {
            request,
            lodged: Box::new(recorded),
        }))?;
        let by_hand = lodged.is_by_hand().then(|| paper.text());
        Ok(SearchRecorded { lodged, by_hand })
    }
}

fn lodged_before(desk: &Desk, request: Id) -> Vec<String> {
    let found = desk.state().requests.get(&request).into_iter();
    let all = found.flat_map(|r| &r.lodged);
    all.map(|l| {
        let to = l
            .destination
            .as_deref()
            .unwrap_or("a destination since erased");
        format!("Lodged to {to}, {}", when::full(l.at, desk.zone()))
    })
    .collect()
}

fn body(desk: &Desk, request: Id) -> Result<Body, Refusal> {
    let request = desk.state().requests.get(&request);
    let request = request.ok_or_else(|| Refusal::new("That request is not on record", ""))?;
    Ok(Body {
        id: request.id.to_string(),
        paper: paper(desk, request),
        files: vec![Attached {
            name: "searches.csv".to_owned(),
            bytes: searches(desk, request),
        }],
        carries: Carries::Together(Vec::new()),
    })
}

fn day(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

fn paper(desk: &Desk, request: &Request) -> Paper {
    Paper {
        title: format!("Record of search: {}", desk.request_name(request.id)),
        lead: texts(&[
            "What was searched for a request, how, and how much was found. No words of any message stand here.",
            "What is searched and what is disclosed the department decides (29).",
        ]),
        facts: facts(desk, request),
        sections: vec![
            Section::new("What was asked", vec![asked(desk, request)]),
            Section::new("Nature and extent (30)", super::extent::extent(request)),
            Section::new("What was searched", vec![searched(desk, request)]),
            Section::listed(
                "What was not searched, and why",
                not_searched(desk, request),
                "Nothing that was asked for is known to have been left out.",
            ),
            Section::listed(
                "Timers (24, 28)",
                timers(desk, request),
                "No timer is on record in what it covers.",
            ),
            Section::listed(
                "What is held here",
                desk.request_holds(request)
                    .into_iter()
                    .map(|hold| hold_words(desk, hold))
                    .collect(),
                "No hold of this request is in force here.",
            ),
            Section::points("How words were looked for", &how(request)),
            desk.cannot_show("What this cannot show", CANNOT_SHOW),
        ],
        signatures: texts(&["Searched by"]),
        ends: vec![desk.sums()],
    }
}

const HOW: &[&str] = &[
    "Each term is plain text, no pattern: it was found in any case, also within a longer word, in the text of a message, the name of its sender, names and addresses of those to whom an export says that it went, its subject, the names of files with it, and in what was noted here of it. One term is enough.",
    "Blanks and line ends between the words of a term count as one blank. Letters that can be written in two ways count as one, and so do straight and curly apostrophes, straight and curly quotes, and hyphens and dashes.",
    "Times of exports that give a clock without a zone were taken as they stand; what has no date was looked at all the same.",
];

const HOW_PEOPLE: &[&str] = &[
    "Where people were named, what they sent and what was sent to them was looked at, by name and by address; and all that was said in a chat that is called by their name, or that they are in by what is recorded here, by the export or by a notice in it: the members of a group are correspondents.",
    "Mails that came into the register before it kept to whom they went, and those that went to more people than it keeps, were looked at also where people were named.",
];

/// How it was looked for; of people only where any were named.
fn how(request: &Request) -> Vec<&'static str> {
    let people = match request.people().is_empty() {
        true => &[],
        false => HOW_PEOPLE,
    };
    HOW.iter().chain(people).copied().collect()
}

const CANNOT_SHOW: &[&str] = &[
    "What vanished, was deleted or was never put on record before it was looked at.",
    "What is in pictures, recordings and other files: only their names were looked at.",
    "Other words for the same thing: only the terms that are named were looked for.",
    "What is on a device, in an account or in a backup that is not named here.",
    "Whether a search by hand was made as it is described: it rests on the word of whoever made it.",
    "Decisions, reports and reviews on record here: they are in the register, which can be asked for as a whole.",
];

fn facts(desk: &Desk, request: &Request) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |label: &str, value: Option<String>| {
        all.extend(value.map(|value| (label.to_owned(), value)));
    };
    let date = |field| request.date(field).map(day);
    add("Request", Some(desk.request_name(request.id)));
    add("Kind", Some(request.kind().words().to_owned()));
    add("Received", request.received().map(day));
    add("Asked by", request.asked_by().map(str::to_owned));
    add("Asked on", date(RequestField::AskedOn));
    add("Asked of", Some(whose(desk, request)));
    add("Due", Some(desk.request_due(request).words()));
    add("State", Some(state(desk, request)));
    add("Made", Some(when::full(desk.now(), desk.zone())));
    all
}

/// Whose register it is of which it was asked.
fn whose(desk: &Desk, request: &Request) -> String {
    let me = &desk.settings().me;
    match &request.principal {
        Some(name) => format!("{name}, kept by {}", me.name),
        None if me.post.is_empty() => me.name.clone(),
        None => format!("{}, {}", me.name, me.post),
    }
}

fn state(desk: &Desk, request: &Request) -> String {
    let stage = match request.stage() {
        RequestStage::Received => "received; no search was asked for yet".to_owned(),
        RequestStage::Asked => "a search was asked for".to_owned(),
        RequestStage::Searching => "searched, not answered yet".to_owned(),
        RequestStage::Answered => "answered to the team".to_owned(),
        RequestStage::Closed => "closed by the team".to_owned(),
        RequestStage::Withdrawn => "withdrawn".to_owned(),
    };
    match &request.answer {
        None => stage,
        Some(answer) => {
            let what = match (answer.nil, request.was_searched()) {
                (true, _) if request.is_overtaken() => {
                    "nothing was found, and something was found since"
                }
                (true, _) => "nothing was found",
                (false, true) if request.is_overtaken() => {
                    "what was found was told, and more was found since"
                }
                (false, true) => "what was found was told",
                (false, false) => "that nothing was searched was told",
            };
            let to = answer.to.as_deref().map(|to| format!(" to {to}"));
            let at = when::full(answer.at, desk.zone());
            format!("{stage}; answer{}, {at}: {what}", to.unwrap_or_default())
        }
    }
}

fn asked(desk: &Desk, request: &Request) -> Block {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |label: &str, value: Option<String>| {
        all.extend(value.map(|value| (label.to_owned(), value)));
    };
    let none = || Some("not said".to_owned());
    add(
        "Its terms",
        request.terms().map(str::to_owned).or_else(none),
    );
    add(
        "The department's instruction",
        request.instruction().map(str::to_owned).or_else(none),
    );
    for (label, value) in desk.request_scope(request) {
        add(label, Some(value));
    }
    Block::Facts(all)
}

fn searched(desk: &Desk, request: &Request) -> Block {
    let made = request.searches.iter();
    let made = made.filter(|s| s.result != SearchResult::NotSearched);
    let rows: Vec<Vec<String>> = made
        .map(|s| {
            let how = by_hand_words(s).unwrap_or_default();
            let came = match how.is_empty() {
                true => search_words(s),
                false => format!("{}, {how}", search_words(s)),
            };
            let came = match &s.note {
                Some(note) => format!("{came}. {note}"),
                None => came,
            };
            vec![
                searched_what(desk, s),
                s.words.join("; "),
                period_words(s.from, s.to).unwrap_or_else(|| "all".into()),
                came,
                format!("{}, {}", when::full(s.at, desk.zone()), s.by),
                s.sha256
                    .as_deref()
                    .map(grouped)
                    .unwrap_or_else(|| match s.how {
                        SearchPlace::Register => "the register, see below".to_owned(),
                        SearchPlace::Export | SearchPlace::ByHand => "none".to_owned(),
                    }),
            ]
        })
        .collect();
    match rows.is_empty() {
        true => Block::Paragraph("Nothing was searched yet.".into()),
        false => Block::table(
            "Places that were searched, in the order that was done",
            &[
                "Place",
                "Words",
                "Period",
                "What came of it",
                "When, and by whom",
                "SHA-256",
            ],
            rows,
        ),
    }
}

/// So many chats that no search names are told one by one.
const CHATS_NAMED: usize = 40;

fn not_searched(desk: &Desk, request: &Request) -> Vec<String> {
    let left = request.searches.iter();
    let left = left.filter(|s| s.result == SearchResult::NotSearched);
    let mut all: Vec<String> = left
        .map(|s| {
            let why = s.note.as_deref().unwrap_or("why was erased since");
            format!("{}: {why}", searched_what(desk, s))
        })
        .collect();
    let plan = Plan::of(desk, request);
    all.extend(
        plan.to_do()
            .map(|place| format!("{place}: not searched yet, and nobody said why")),
    );
    let chats = Plan::chats_left(desk, request);
    let more = chats.len().saturating_sub(CHATS_NAMED);
    let named = chats.into_iter().take(CHATS_NAMED);
    all.extend(named.map(|chat| format!("{chat}: no search names it, and nobody said why")));
    if more > 0 {
        all.push(format!(
            "{} more of which the same is so",
            counted(more, "chat")
        ));
    }
    all
}

fn timers(desk: &Desk, request: &Request) -> Vec<String> {
    let all = desk.request_timers_in_full(request.id).into_iter();
    all.filter(|t| t.tells || t.open).map(|t| t.words).collect()
}
