//! A search of exports: begun at the desk, made on a thread of its own, put on record once all of them were looked
//! through.

use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;

use super::App;
use crate::desk::request::Watch;
use crate::operation::{Failure, Looked, Op, RequestSearch, Searching};
use crate::tui::deed::{self, Deed, Trouble};
use crate::tui::looking::{LookNews, Looking, LookingAt, SearchUnderWay};
use crate::tui::message::Msg;
use crate::tui::trouble;
use crate::tui::wake::Post;

/// How often the progress in one export is told.
const STEPS: u64 = 100;

impl App<'_> {
    /// Takes a search of exports on; `None` where the deed is another, and is done as any.
    pub(super) fn look_through(&mut self, deed: &Deed, typed: &str) -> Option<Msg> {
        let Deed::Operate {
            op,
            target,
            answers,
        } = deed
        else {
            return None;
        };
        if *op != Op(&RequestSearch) {
            return None;
        }
        let search = match Searching::begin(self.desk, target, answers) {
            Ok(search) if search.files() == 0 => return None,
            Ok(search) => Arc::new(search),
            Err(failure) => return Some(Msg::Failed(failure.into())),
        };
        if self.model.looking.is_some() {
            return Some(failed(
                "Exports are being searched already. Wait for that, or Esc stops it.",
            ));
        }
        self.searches += 1;
        let (run, post) = (self.searches, self.mail.post());
        let at = Arc::new(Mutex::new(None));
        let watch = Watch::telling(teller(post.clone(), run, at.clone()));
        let draft = op.spec().draft.to_owned();
        let looking = Looking::begin(run, watch.clone(), search.files(), draft, self.desk.now());
        let worker = search.clone();
        let work = move || {
            let found = worker.look(&watch, &mut |file, path| begun(&at, file, path));
            // Nobody wants what was stopped.
            if !watch.is_stopped() {
                post.send(Msg::Look(Box::new(LookNews::Done(run, found))));
            }
        };
        let thread = thread::Builder::new().name("searching".into());
        if let Err(e) = thread.spawn(work) {
            let why = format!("The system gives no further thread: {e}. Nothing was searched.");
            return Some(failed(&why));
        }
        self.searching = Some(SearchUnderWay {
            run,
            search,
            typed: typed.to_owned(),
        });
        Some(Msg::Look(Box::new(LookNews::Begun(looking))))
    }

    /// All of them were looked through: it goes on record.
    pub(super) fn looked(&mut self, run: u64, found: Result<Looked, Failure>) -> Option<Msg> {
        let under_way = self.searching.take_if(|s| s.run == run)?;
        let outcome = found.and_then(|looked| {
            self.desk.marking_is_asked_by_repeating();
            under_way.search.record(self.desk, looked)
        });
        self.note_given(Some(&under_way.typed));
        self.reread();
        self.look_for_trouble();
        let came = match outcome {
            Ok(outcome) => Ok(deed::told(self.desk, outcome, trouble::keys(&self.model))),
            Err(failure) => Err(failure.into()),
        };
        Some(Msg::Look(Box::new(LookNews::Recorded(came))))
    }
}

fn failed(said: &str) -> Msg {
    Msg::Failed(Trouble {
        said: said.to_owned(),
        ..Trouble::default()
    })
}

/// The export in hand: its number and its name.
type InHand = Arc<Mutex<Option<(usize, String)>>>;

fn begun(at: &InHand, file: usize, path: &Path) {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
    *at = Some((file, crate::text::name_of(name)));
}

/// Tells how far it is, in a few steps.
fn teller(post: Post, run: u64, at: InHand) -> impl Fn(u64, u64) + Send + Sync {
    let last = Mutex::new((usize::MAX, u64::MAX));
    move |read, total| {
        let at = at.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((file, name)) = &*at else { return };
        let step = (read * STEPS).checked_div(total).unwrap_or(0);
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if *last == (*file, step) {
            return;
        }
        *last = (*file, step);
        let at = LookingAt {
            file: *file,
            name: name.clone(),
            read,
            total,
        };
        post.send(Msg::Look(Box::new(LookNews::At(run, at))));
    }
}
