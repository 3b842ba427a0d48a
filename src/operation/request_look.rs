//! A search for a request in three steps: what was answered is read, exports are looked through on whatever thread, and
//! what was searched is put on record.
//!
//! Invariants: of what is looked at nothing is kept but place, sum, words, period and counts; a search that was stopped
//! or refused leaves nothing on record.

use std::path::{Path, PathBuf};

use super::prelude::*;
use super::request_look_said::{DAY, DEVICE, FOR, IN, MARKING, ORDER, QUEUE, WORDS};
use super::request_said::{FROM, IN_A_FORM, TO, YES, found, is, names};
use crate::desk::import::Queued;
use crate::desk::request::{
    Gathered, Gatherer, LookError, LookFor, LookIn, LookedIn, Looker, Watch,
};
use crate::desk::words::counted;
use crate::record::command::Command;
use crate::record::request::wanted::{NewSearch, RequestCommand};
use crate::record::request::{Request, SearchPlace, SearchResult};
use crate::record::stated::About;
use crate::text::{as_sentence, when, with_stop};

/// A search whose answers were read, free to be sent to another thread.
pub struct Searching {
    request: Id,
    look: LookFor,
    day_first: Option<bool>,
    paths: Vec<PathBuf>,
    device: Option<Id>,
    looker: Looker,
    /// What reads finds once more, where they go into the queue.
    gatherer: Option<Gatherer>,
    about: About,
}

/// What came of the exports.
#[derive(Debug, Default)]
pub struct Looked {
    searches: Vec<NewSearch>,
    troubles: Vec<String>,
    gathered: Vec<Gathered>,
}

impl Searching {
    /// Reads what was answered; nothing is looked through yet.
    ///
    /// # Errors
    /// Where an answer cannot be read, or names what is not there.
    pub fn begin(desk: &Desk, target: &Target, given: &Answers) -> Result<Searching, Failure> {
        let request = found(desk, target)?;
        let words = names(given, &WORDS).unwrap_or_default();
        if words.is_empty() {
            return Err(missing(&WORDS));
        }
        let mut look = LookFor::of(request, words);
        look.from = given.day(&FROM, desk)?.or(look.from);
        look.to = given.day(&TO, desk)?.or(look.to);
        let marking = given.marking(&MARKING, desk)?;
        let device = match given.text(&DEVICE) {
            Some(name) => Some(desk.devices_named(&[name])?),
            None => None,
        };
        let queue = given.is(&QUEUE, YES);
        Ok(Searching {
            request: request.id,
            look,
            day_first: given.get(&ORDER).map(|order| order == DAY),
            paths: files(desk, given)?,
            device: device.and_then(|found| found.first().copied()),
            looker: desk.looker(),
            gatherer: queue.then(|| desk.gatherer()),
            about: About {
                marking,
                principal: given.get(&FOR).map(str::to_owned),
                reference_only: desk.references_only(),
                ..About::default()
            },
        })
    }

    /// How many exports are looked through.
    pub fn files(&self) -> usize {
        self.paths.len()
    }

    /// Looks through the exports, one after the other; `at` is told which is begun, from 0.
    ///
    /// # Errors
    /// Where one is not there, or was stopped, or its dates can be read in two ways.
    pub fn look(&self, watch: &Watch, at: &mut dyn FnMut(usize, &Path)) -> Result<Looked, Failure> {
        let ask = LookIn {
            day_first: self.day_first,
            finds: self.gatherer.is_some(),
            watch: watch.clone(),
        };
        let mut all = Looked::default();
        for (n, path) in self.paths.iter().enumerate() {
            at(n, path);
            let looked = self.looker.look_in(path, &self.look, &ask);
            let looked = looked.map_err(why_not_looked)?;
            if let Some(gatherer) = &self.gatherer {
                all.gathered.extend(gatherer.gather(path, &looked, &ask)?);
            }
            let LookedIn {
                search, trouble, ..
            } = looked;
            all.troubles.extend(trouble);
            all.searches.push(NewSearch {
                device: self.device,
                ..search
            });
        }
        Ok(all)
    }

    /// Looks through the register, and puts on record what was searched; finds go into the queue behind that.
    ///
    /// # Errors
    /// Where the request takes no search any more, or nothing can be written.
    pub fn record(&self, desk: &mut Desk, looked: Looked) -> Result<Outcome, Failure> {
        let id = self.request;
        let mut searches = vec![desk.look_in_register(&self.look)];
        searches.extend(looked.searches);
        let request = found(desk, &Target::Request(id))?;
        let mut news = looked.troubles;
        news.extend(searches.iter().filter_map(|s| changed(desk, request, s)));
        let lines = searches.iter().map(line);
        let lines: Vec<String> = lines.collect();
        // What is refused for the queue is refused before anything is on record.
        let queued = desk.queue_gathered(looked.gathered, &self.about)?;
        desk.run(Command::Request(RequestCommand::Searched {
            request: id,
            searches,
        }))?;
        let queued = queued.iter().map(Queued::recorded);
        let mut outcome = is(desk, id, "was searched for").notes(news);
        for line in lines.into_iter().chain(queued) {
            outcome = outcome.and_says(line);
        }
        Ok(outcome)
    }
}

/// The exports that are named: on a command line one each, in a form with a semicolon between. Each is looked through
/// once.
fn files(desk: &Desk, given: &Answers) -> Result<Vec<PathBuf>, Failure> {
    let mut all: Vec<PathBuf> = given.paths(&IN).into_iter().map(PathBuf::from).collect();
    for name in names(given, &IN).unwrap_or_default() {
        let path = desk.path_of(Path::new(&name));
        if given.is(&IN_A_FORM, YES) && !desk.is_readable(&path) {
            let what = format!("{name} is not there, or is not a file");
            return Err(misread(&IN, what, "Check the path".into()));
        }
        all.push(path);
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|path| seen.insert(path.clone()));
    Ok(all)
}

fn why_not_looked(error: LookError) -> Failure {
    match error {
        LookError::TwoReadings(name) => Failure::Invalid {
            field: &ORDER,
            what: format!("The dates of {name} can be read in two ways"),
            hint: String::new(),
            why: Wrong::Refused,
        },
        error => Failure::Desk(error.into()),
    }
}

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

/// What came of one place, as a sentence: the name of a file stands as it is.
fn line(search: &NewSearch) -> String {
    match search.how {
        SearchPlace::Export => with_stop(&told(search)),
        SearchPlace::Register | SearchPlace::ByHand => as_sentence(&told(search)),
    }
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
