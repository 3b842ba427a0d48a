//! What is done for the screen beside it: files are listed, exports read, messages found and gathered.
//!
//! Everything that reads an export runs on a thread of its own and sends what it found by post; only what writes
//! the register is done at the desk. Invariant: a reading that was stopped, or that nobody wants any more, leaves
//! nothing behind.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError};
use std::thread;

use super::chooser::ChatOffer;
use super::pick::Candidate;
use super::task::{News, Order, Readout, Ready, Task};
use super::told::{OnRecord, in_short, offered, understood, worth};
use super::{Glance, Held, HowToRead, Open, Progress};
use crate::desk::import::{self, Chat, Query, ReadOptions, Reader};
use crate::desk::{Desk, DeskError};
use crate::import::{ImportError, Input, Watch};
use crate::record::state::Conversation;
use crate::record::stated::About;
use crate::text::when::duration_words;
use crate::tui::deed::{self, Trouble};
use crate::tui::message::Msg;
use crate::tui::wake::Post;

/// How often the progress of a reading is told, over the whole file.
const STEPS: u64 = 100;
/// A file below this is read before anybody could look.
const QUICK: u64 = 1 << 20;

/// Does a task, or begins it; what is known at once is given back.
pub fn carry_out(desk: &mut Desk, post: &Post, task: Task) -> Option<Msg> {
    let news = match task {
        Task::Inbox => return Some(Msg::Inbox(desk.inbox().look())),
        Task::Complete(line) => complete(desk, &line),
        Task::Read { run, path, said } => read(desk, post, run, path, said),
        Task::Find {
            chat,
            query,
            run,
            latest,
        } => return find(post, chat, query, run, latest),
        Task::Queue(order) => queue(desk, post, *order),
        Task::Put(ready) => put(desk, *ready),
        Task::Remove(path) => News::Removed(desk.remove_export(&path).map_err(Trouble::from)),
    };
    Some(Msg::Triage(Box::new(news)))
}

fn send(post: &Post, news: News) {
    // Where nobody listens any more there is nothing to be told.
    post.send(Msg::Triage(Box::new(news)));
}

fn no_thread(e: &std::io::Error) -> String {
    format!("The system gives no further thread: {e}. Close something else and try again.")
}

fn complete(desk: &Desk, line: &str) -> News {
    let completed = desk.complete(line);
    let candidate = |(path, shown, folder)| Candidate {
        path,
        shown,
        folder,
    };
    News::Completed {
        line: completed.line,
        found: completed.found.into_iter().map(candidate).collect(),
    }
}

fn read(desk: &Desk, post: &Post, run: u64, path: PathBuf, said: HowToRead) -> News {
    let path = desk.path_of(&path);
    let failed = |why: String| News::Read {
        run,
        result: Err(why),
    };
    if !desk.is_readable(&path) {
        let shown = path.display();
        return failed(format!(
            "{shown} is not there, or is not a file. Check the path; Tab completes it."
        ));
    }
    let turn = Arc::new(AtomicU8::new(1));
    let zone = said.zone.unwrap_or_else(|| desk.zone());
    let shown = post.clone();
    let show = move |early| send(&shown, News::Glance(run, Glance::new(early, zone)));
    let watch = Watch::telling(teller(post.clone(), run, turn.clone())).showing(show);
    let started = News::Started {
        run,
        path: path.clone(),
        watch: watch.clone(),
        removable: desk.inbox().holds(&path) && desk.holds_in_force() == 0,
    };
    let (reader, post, known) = (desk.reader(), post.clone(), on_record(desk));
    let ask = ReadOptions {
        order: said.order,
        zone: said.zone,
        me: said.me,
        conversation: said.conversation,
        chat: said.chat,
        digests: true,
        watch: watch.clone(),
        ..ReadOptions::default()
    };
    let work = move || {
        let result = read_out(&reader, path, &ask, (&turn, &known));
        if watch.is_stopped() {
            return;
        }
        let news = match result {
            Ok(Found::Whole(readout)) => News::Read {
                run,
                result: Ok(readout),
            },
            Ok(Found::Several(chats)) => News::Chats { run, chats },
            Err(e) => News::Read {
                run,
                result: Err(e.to_string()),
            },
        };
        send(&post, news);
    };
    match thread::Builder::new().name("reading".into()).spawn(work) {
        Ok(_) => started,
        Err(e) => failed(no_thread(&e)),
    }
}

/// The chats on record, each with its timer now.
fn on_record(desk: &Desk) -> Vec<OnRecord> {
    let all = desk.state().conversations.values();
    let one = |of: &Conversation| {
        let timer = match of.timer_at(desk.now()).map(|timer| timer.seconds) {
            Some(0) => "off".to_owned(),
            Some(seconds) => duration_words(seconds),
            None => "not known".to_owned(),
        };
        Some((of.channel.clone(), of.name.clone()?, timer))
    };
    all.filter_map(one).collect()
}

/// Tells of a reading's progress in a few steps.
fn teller(post: Post, run: u64, turn: Arc<AtomicU8>) -> impl Fn(u64, u64) + Send + Sync {
    let last = AtomicU64::new(0);
    move |read, total| {
        let step = (read * STEPS).checked_div(total).unwrap_or(0);
        if total >= QUICK && last.swap(step, Ordering::Relaxed) != step {
            let turn = turn.load(Ordering::Relaxed);
            let progress = Progress { turn, read, total };
            send(&post, News::Progress(run, progress));
        }
    }
}

fn read_out(
    reader: &Reader,
    path: PathBuf,
    ask: &ReadOptions,
    (turn, known): (&AtomicU8, &[OnRecord]),
) -> Result<Found, ImportError> {
    let mut opened = reader.open(Input::Path(path), ask)?;
    if !opened.export.is_one() {
        return Ok(Found::Several(offered(&opened, known)));
    }
    turn.store(2, Ordering::Relaxed);
    let mut understood = understood(&opened);
    let chat = match understood.ambiguous {
        true => None,
        false => Some(Arc::new(opened.chat()?)),
    };
    if let Some(chat) = &chat {
        understood.text.splice(0..0, worth(chat));
        understood.worth = in_short(chat);
    }
    let overruled = opened.export.summary().date_order_overruled;
    let held = Held(Arc::new(std::sync::Mutex::new(opened)));
    Ok(Found::Whole(Box::new(Readout {
        open: Open {
            held,
            understood,
            chat,
        },
        overruled,
    })))
}

/// What a reading came to.
enum Found {
    Whole(Box<Readout>),
    /// One of these is to be chosen first.
    Several(Vec<ChatOffer>),
}

fn find(
    post: &Post,
    chat: Arc<Chat>,
    query: Query,
    run: u64,
    latest: Arc<AtomicU64>,
) -> Option<Msg> {
    let (later, asked) = (post.clone(), (chat.clone(), query.clone(), latest.clone()));
    let work = move || {
        let go_on = || latest.load(Ordering::Relaxed) == run;
        if let Some(lines) = chat.find(&query, &go_on) {
            send(&later, News::Found { run, lines });
        }
    };
    if thread::Builder::new()
        .name("finding".into())
        .spawn(work)
        .is_ok()
    {
        return None;
    }
    // Without a thread it takes its time here.
    let (chat, query, _) = asked;
    let lines = chat.find(&query, &|| true)?;
    Some(Msg::Triage(Box::new(News::Found { run, lines })))
}

fn queue(desk: &Desk, post: &Post, order: Order) -> News {
    let ready = || -> Result<(import::Target, About), Trouble> {
        let marking = order.words.marking.as_deref();
        let marking = marking.map(|m| deed::stated(desk, m)).transpose()?;
        let channel = order.chat.format().channel;
        let target = desk.target(&order.words.conversation, channel)?;
        let about = About {
            marking,
            principal: order.principal.clone(),
            timer: order.words.timer,
            device: order.words.device.clone(),
            reference_only: order.references_only,
            ..About::default()
        };
        Ok((target, about))
    };
    let (target, about) = match ready() {
        Ok(ready) => ready,
        Err(trouble) => return News::Gathered(Err(trouble)),
    };
    let post = post.clone();
    let work = move || {
        let result = gather(order, target, about).map(Box::new);
        send(&post, News::Gathered(result));
    };
    match thread::Builder::new().name("gathering".into()).spawn(work) {
        Ok(_) => News::Gathering,
        Err(e) => News::Gathered(Err(said(no_thread(&e)))),
    }
}

fn said(said: String) -> Trouble {
    Trouble {
        said,
        ..Trouble::default()
    }
}

/// Reads the export once more for the bytes of what was chosen. What stands there now must be what was
/// chosen on the screen.
fn gather(order: Order, target: import::Target, about: About) -> Result<Ready, Trouble> {
    let Order {
        held,
        chat,
        lines,
        words,
        ..
    } = order;
    // A worker that panicked left the reader between two readings: each begins at the file's beginning.
    let mut opened = held.0.lock().unwrap_or_else(PoisonError::into_inner);
    let told = |e: ImportError| said(format!("Nothing was queued. {e}"));
    let mut wanted = lines.iter().peekable();
    let found = opened.pick(&mut |entry| {
        let line = entry.n as usize - 1;
        wanted.next_if(|n| **n == line).is_some()
    });
    let found = found.map_err(told)?;
    let mut both = found.picked.iter().zip(&lines);
    let same = both.all(|(picked, line)| chat.shows(*line, picked));
    if found.picked.len() != lines.len() || !same {
        return Err(said(
            "Nothing was queued: the export is not what it was when it was read. Close it with Esc and read it again."
                .into(),
        ));
    }
    if let Some(long) = found.picked.iter().find(|p| p.cut > 0) {
        return Err(said(format!(
            "Nothing was queued: entry {} is longer than can be kept whole. Keep the export itself, on the command line: onrecord add --file PATH",
            long.n
        )));
    }
    let batch = opened.batch(found, target, !about.reference_only);
    Ok(Ready {
        batch: batch.map_err(told)?,
        about,
        as_one: words.as_one,
        lines,
    })
}

fn put(desk: &mut Desk, ready: Ready) -> News {
    let doubts = desk.doubts_of(&ready.batch);
    let result = desk.queue_batch(ready.batch, ready.about, ready.as_one);
    let held = result.as_ref().map(|queued| desk.held_said(queued));
    let held = held.unwrap_or_default();
    News::Queued {
        result: result.map_err(|e: DeskError| e.into()),
        lines: ready.lines,
        said: (held, doubts),
    }
}
