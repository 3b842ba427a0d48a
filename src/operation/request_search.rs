//! A search for a request over this register and over exports where they lie.
//!
//! Invariant: of what is looked at nothing is kept but place, sum, words, period and counts.

use std::path::PathBuf;

use super::prelude::*;
use super::request_said::{FROM, IN_A_FORM, TO, YES, any_day, found, is, names};
use crate::desk::import::Queued;
use crate::desk::request::{LookFor, LookIn};
use crate::desk::words::counted;
use crate::record::command::Command;
use crate::record::next::op;
use crate::record::request::wanted::{NewSearch, RequestCommand};
use crate::record::request::{Request, SearchPlace, SearchResult};
use crate::record::stated::About;
use crate::text::when::{self, Tense};

/// Searches, and puts on record what was searched and how much was found.
#[derive(Debug, Default)]
pub struct RequestSearch;

static WORDS: Field = Field::new("words", Kind::Line)
    .flag(
        "words",
        "What is looked for, each as plain text in any case; one of them is enough (may be repeated)",
    )
    .value("WORDS")
    .many()
    .screen("Words", "Plain text, with ; between; one of them is enough")
    .asks("Which words? (with ; between)")
    .must("Say which words are to be looked for.")
    .way("Say --words WORDS");

static IN: Field = Field::new("in", Kind::Line)
    .files(
        "in",
        "An export of a channel, searched where it lies; nothing of it is kept (may be repeated)",
    )
    .value("FILE")
    .many();

static DEVICE: Field = Field::new("device", Kind::Line)
    .flag("device", "The registered device that the exports are of")
    .value("NAME")
    .screen("Device", "The registered one that the exports are of");

const DAY: &str = "day";
const MONTH: &str = "month";

static ORDER: Field = Field::new("order", Kind::Choice).switches(&[
    Switch {
        name: "day-first",
        value: DAY,
        help: "03/02/2026 is the 3rd of February",
    },
    Switch {
        name: "month-first",
        value: MONTH,
        help: "03/02/2026 is the 2nd of March",
    },
]);

static QUEUE: Field = Field::new("queue", Kind::Choice).switches(&[Switch {
    name: "queue",
    value: YES,
    help: "Put what is found in the exports into the queue, each message as its own item",
}]);

static MARKING: Field = Field::new("marking", Kind::Marking)
    .flag(
        "marking",
        "With --queue: the marking of what is found; not given = not stated",
    )
    .short('m')
    .value("MARKING");

static FOR: Field = Field::new("principal", Kind::Line).principal();

static SPEC: Spec = Spec {
    id: op::REQUEST_SEARCH,
    command: "request search",
    title: "Search for a request",
    button: "Search",
    writes: "What was searched and how much was found goes on record, no words of any message.",
    takes: Takes::Request,
    fields: &[
        &WORDS, &IN, &DEVICE, &FROM, &TO, &ORDER, &QUEUE, &MARKING, &FOR,
    ],
    says: &[(&IN_A_FORM, YES)],
    draft: "request-search",
    ..Spec::PLAIN
};

/// That a file is not what it was when it was searched before.
fn changed(desk: &Desk, request: &Request, search: &NewSearch) -> Option<String> {
    let same = |s: &&crate::record::request::RequestSearch| {
        s.how == SearchPlace::Export && s.what == search.place && s.sha256.is_some()
    };
    let before = request.searches.iter().rev().find(same)?;
    let place = search.place.as_deref()?;
    (search.sha256.is_some() && before.sha256 != search.sha256).then(|| {
        format!(
            "{place} has changed since it was searched on {}: it is another file now",
            when::full(before.at, desk.zone())
        )
    })
}

/// What came of one place, in a line.
fn told(search: &NewSearch) -> String {
    let place = search.place.as_deref().unwrap_or_default();
    let note = search.note.as_deref().map(|n| format!(". {n}"));
    let note = note.unwrap_or_default();
    let of = |n: Option<i64>| usize::try_from(n.unwrap_or_default()).unwrap_or_default();
    match search.result {
        SearchResult::NotSearched => format!("{place} was not searched{note}"),
        SearchResult::Nil => format!(
            "{place}: nothing found in {}{note}",
            counted(of(search.entries), "entry")
        ),
        SearchResult::Found => format!(
            "{place}: {} found in {}{note}",
            of(search.hits),
            counted(of(search.entries), "entry")
        ),
    }
}

impl Operation for RequestSearch {
    described_by!(SPEC);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        found(on.desk, on.target)?;
        form.note = "The register is searched whole, within what the request covers. The department decides what is searched (para 29).".into();
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let request = found(desk, target)?;
        let id = request.id;
        let words = names(given, &WORDS).unwrap_or_default();
        if words.is_empty() {
            return Err(missing(&WORDS));
        }
        let mut look = LookFor::of(request, words);
        look.from = any_day(desk, given, &FROM, Tense::Past)?.or(look.from);
        look.to = any_day(desk, given, &TO, Tense::Past)?.or(look.to);
        let marking = given.marking(&MARKING, desk)?;
        let device = match given.text(&DEVICE) {
            Some(name) => Some(desk.devices_named(&[name])?),
            None => None,
        };
        let device = device.and_then(|found| found.first().copied());
        let ask = LookIn {
            day_first: given.get(&ORDER).map(|order| order == DAY),
            ..LookIn::default()
        };
        let paths: Vec<PathBuf> = given.paths(&IN).into_iter().map(PathBuf::from).collect();
        let (searches, mut news) = searched(desk, &paths, (&look, &ask), device)?;
        let request = found(desk, target)?;
        news.extend(searches.iter().filter_map(|s| changed(desk, request, s)));
        let lines: Vec<String> = searches.iter().map(told).collect();
        let mut to_queue: Vec<PathBuf> = Vec::new();
        if given.is(&QUEUE, YES) {
            let in_files = searches.iter().skip(1).zip(paths);
            let with_finds = in_files.filter(|(s, _)| s.result == SearchResult::Found);
            to_queue.extend(with_finds.map(|(_, path)| path));
        }
        desk.run(Command::Request(RequestCommand::Searched {
            request: id,
            searches,
        }))?;
        let about = About {
            marking,
            principal: given.get(&FOR).map(str::to_owned),
            reference_only: desk.references_only(),
            ..About::default()
        };
        let mut queued: Vec<String> = Vec::new();
        for path in to_queue {
            let all = desk.queue_finds(&path, &look, &ask, &about)?;
            queued.extend(all.iter().map(Queued::recorded));
        }
        let mut outcome = is(desk, id, "was searched for").notes(news);
        for line in lines.into_iter().chain(queued) {
            outcome = outcome.and_says(line);
        }
        Ok(outcome)
    }
}

/// The register and each export looked through, and what is wrong with those that cannot be read.
fn searched(
    desk: &Desk,
    paths: &[PathBuf],
    (look, ask): (&LookFor, &LookIn),
    device: Option<Id>,
) -> Result<(Vec<NewSearch>, Vec<String>), Failure> {
    let looker = desk.looker();
    let mut searches = vec![desk.look_in_register(look)];
    let mut troubles = Vec::new();
    for path in paths {
        let looked = looker.look_in(path, look, ask)?;
        troubles.extend(looked.trouble);
        searches.push(NewSearch {
            device,
            ..looked.search
        });
    }
    Ok((searches, troubles))
}
