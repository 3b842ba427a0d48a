//! What happens in import and triage: a step of the table, a typed key, news of a worker.
//!
//! May import `action`, `desk`, `import` and its siblings. Pure but for the stop of a reading: every other
//! effect is a task that is carried out elsewhere.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::forms::{self, Sheet};
use super::worker::{News, Order, Readout, Task};
use super::{Said, Stage, Triage};
use crate::action::{Act, Key, Step};
use crate::desk::import::{Query, Queued};
use crate::desk::words::counted;
use crate::import::{DateOrder, WROTE_ITSELF};
use crate::tui::form::Purpose;
use crate::tui::list::List;
use crate::tui::model::{Model, Overlay, Reading, Screen};
use crate::tui::update::{Effect, open_form};
use crate::tui::view;

/// Chats of at most so many entries are gone through at once; longer ones by a worker.
const AT_ONCE: usize = 20_000;
/// The most messages that are put in the queue at a time: each is written with its original bytes.
const AT_A_TIME: usize = 1_000;

fn task(task: Task) -> Vec<Effect> {
    vec![Effect::Triage(Box::new(task))]
}

/// Does a step.
pub fn step(model: &mut Model, step: Step) -> Vec<Effect> {
    if step != Step::Back {
        model.triage.leaving = false;
    }
    match step {
        Step::Open => return open(model),
        Step::Read => return read(model),
        Step::Complete => return task(Task::Complete(model.triage.pick.line.clone())),
        Step::Leave => {
            model.screen = Screen::Queue;
            model.say("");
        }
        Step::Stop => {
            model.triage.watch.stop();
            close(model, Screen::Triage);
            model.say("Reading was stopped. Nothing of the export is kept.");
        }
        Step::Messages => messages(model),
        Step::DayFirst => return in_order(model, DateOrder::Dmy),
        Step::MonthFirst => return in_order(model, DateOrder::Mdy),
        Step::How => return open_form(model, Purpose::Triage(Sheet::How)),
        Step::Filter => return open_form(model, Purpose::Triage(Sheet::Filter)),
        Step::Choose => choose(model),
        Step::Range => range(model),
        Step::All => choose_lines(model, None),
        Step::None => {
            model.triage.chosen.clear();
            model.triage.anchor = None;
            model.say("None is chosen.");
        }
        Step::Queue => return ask_queue(model),
        Step::NextCue => next_cue(model, 1),
        Step::PreviousCue => next_cue(model, -1),
        Step::Show => show(model),
        Step::Summary => model.triage.stage = Stage::Summary,
        Step::Back => return back(model),
        Step::Remove => {
            let path = model.triage.path.clone();
            close(model, Screen::Queue);
            return task(Task::Remove(path));
        }
        Step::Keep => {
            let name = model.triage.file_name();
            close(model, Screen::Queue);
            model.say(format!(
                "{name} stays in the inbox. It holds every message of the chat."
            ));
        }
    }
    Vec::new()
}

/// The screen, where it was left; with no export in hand, which file.
fn open(model: &mut Model) -> Vec<Effect> {
    model.screen = Screen::Triage;
    model.overlay = None;
    if model.triage.stage != Stage::Pick {
        return Vec::new();
    }
    model.say("");
    model.triage.pick.begin(&model.inbox);
    task(Task::Inbox)
}

/// Takes the selected file, or the path as typed.
fn read(model: &mut Model) -> Vec<Effect> {
    let pick = &mut model.triage.pick;
    let path = match pick.taken().cloned() {
        Some(folder) if folder.folder => {
            pick.line = folder.shown;
            return task(Task::Complete(pick.line.clone()));
        }
        Some(file) => file.path,
        None if pick.line.trim().is_empty() => {
            model.warn("Type the path of an export, or drop one in the inbox.");
            return Vec::new();
        }
        None => PathBuf::from(pick.line.trim_end()),
    };
    begin(model, path, Said::default())
}

/// Reads a file; what was open before is closed first, so that two never take memory.
fn begin(model: &mut Model, path: PathBuf, said: Said) -> Vec<Effect> {
    let triage = &mut model.triage;
    let fresh = Triage {
        stage: Stage::Wait,
        pick: std::mem::take(&mut triage.pick),
        path: path.clone(),
        said: said.clone(),
        run: triage.run + 1,
        latest: triage.latest.clone(),
        page: triage.page,
        ..Triage::default()
    };
    *triage = fresh;
    triage.latest.fetch_add(1, Ordering::Relaxed);
    let run = triage.run;
    if !model.said.warning {
        model.say("");
    }
    task(Task::Read { run, path, said })
}

/// Reads the same file again, otherwise.
fn again(model: &mut Model, said: Said) -> Vec<Effect> {
    let before = model.triage.said.clone();
    let path = model.triage.path.clone();
    let effects = begin(model, path, said);
    model.triage.before = Some(before);
    effects
}

fn in_order(model: &mut Model, order: DateOrder) -> Vec<Effect> {
    let said = Said {
        order: Some(order),
        ..model.triage.said.clone()
    };
    model.say("");
    again(model, said)
}

/// Closes the export: nothing of it stays in memory.
fn close(model: &mut Model, to: Screen) {
    let path = std::mem::take(&mut model.triage.path);
    let triage = &mut model.triage;
    triage.latest.fetch_add(1, Ordering::Relaxed);
    *triage = Triage {
        run: triage.run + 1,
        latest: triage.latest.clone(),
        page: triage.page,
        ..Triage::default()
    };
    triage.pick.begin(&model.inbox);
    triage.pick.page = triage.page;
    // With another export waiting the next is offered, the one after this selected.
    let others = model.inbox.iter().any(|p| *p != path);
    if let Some(at) = model.inbox.iter().position(|p| *p == path) {
        triage.pick.step(at as isize + 1);
    }
    if model.screen == Screen::Triage && !others {
        model.screen = to;
    }
    model.overlay = None;
    model.beneath.clear();
}

fn messages(model: &mut Model) {
    if model.triage.chat().is_none() {
        model.warn("Say first what comes first in its dates, the day or the month.");
        return;
    }
    model.triage.stage = Stage::List;
    model.triage.seen = true;
    model.say("");
}

fn choose(model: &mut Model) {
    let triage = &mut model.triage;
    if let Some(line) = triage.list.chosen() {
        let on = !triage.chosen.has(line);
        triage.chosen.set(line, on);
        triage.list.step(1);
        tell_chosen(model);
    }
}

fn tell_chosen(model: &mut Model) {
    let count = counted(model.triage.chosen.len(), "message");
    let on = match model.keymap.label(Act::Triage(Step::Queue)) {
        Some(key) => format!("; {key} puts them in the queue."),
        None => ".".to_owned(),
    };
    model.say(format!("{count} chosen{on}"));
}

fn range(model: &mut Model) {
    let here = model.triage.list.chosen();
    match (model.triage.anchor.take(), here) {
        (None, Some(line)) => {
            model.triage.anchor = Some(line);
            model.say(
                "A range begins here: move, then press the same key again. Esc takes it back.",
            );
        }
        (Some(from), Some(to)) => choose_lines(model, Some((from.min(to), from.max(to)))),
        _ => {}
    }
}

/// Chooses all that is shown, or what is shown of a range.
fn choose_lines(model: &mut Model, range: Option<(usize, usize)>) {
    let triage = &mut model.triage;
    if triage.looking {
        model.warn("Wait: what is shown is still of the search before.");
        return;
    }
    for line in triage.list.shown() {
        if range.is_none_or(|(from, to)| (from..=to).contains(line)) {
            triage.chosen.set(*line, true);
        }
    }
    tell_chosen(model);
}

fn ask_queue(model: &mut Model) -> Vec<Effect> {
    let triage = &mut model.triage;
    if triage.queueing {
        model.warn("The messages chosen before are still being read.");
        return Vec::new();
    }
    if triage.chosen.is_empty()
        && let Some(line) = triage.list.chosen()
    {
        triage.chosen.set(line, true);
    }
    let count = triage.chosen.len();
    if count > AT_A_TIME {
        model.warn(format!(
            "{count} are chosen; at most {AT_A_TIME} are put in the queue at a time, each with its original bytes."
        ));
        return Vec::new();
    }
    open_form(model, Purpose::Triage(Sheet::Queue))
}

fn next_cue(model: &mut Model, by: isize) {
    let triage = &mut model.triage;
    let Some(chat) = triage.open.as_ref().and_then(|o| o.chat.clone()) else {
        return;
    };
    match triage.list.seek(by, |line| chat.has_cue(line)) {
        true => model.say(""),
        false => model.say("No further line holds such words. That says nothing about them."),
    }
}

fn show(model: &mut Model) {
    let Some((n, line)) = model.triage.selected() else {
        return;
    };
    let at = line.at.format("%A %-d %B %Y, %H:%M:%S");
    let from = line.sender.unwrap_or(WROTE_ITSELF);
    let mut text = vec![format!("{from}, {at}"), String::new(), line.text.to_owned()];
    let marks = details(&model.triage, n);
    if !marks.is_empty() {
        text.push(String::new());
        text.extend(marks);
    }
    let title = format!("Entry {}", line.n);
    model.overlay = Some(Overlay::Reading(Reading::new(title, text)));
}

/// The marks of a line in words, and why words in it may be worth a look.
pub fn details(triage: &Triage, line: usize) -> Vec<String> {
    let Some(entry) = triage.chat().and_then(|c| c.line(line)) else {
        return Vec::new();
    };
    let mut marks = entry.marks();
    if !entry.was_queued() && triage.is_queued(line) {
        marks.insert(0, "put in the queue just now".into());
    }
    let mut all: Vec<String> = Vec::new();
    if let Some(first) = marks.first_mut() {
        let letter: String = first.chars().take(1).flat_map(char::to_uppercase).collect();
        let rest: String = first.chars().skip(1).collect();
        *first = format!("{letter}{rest}");
        all.push(format!("{}.", marks.join("; ")));
    }
    let cues = triage.chat().map(|c| c.cues(line)).unwrap_or_default();
    all.extend(
        cues.iter()
            .map(|(cue, why)| format!("Worth a look: {cue} ({why})")),
    );
    all
}

/// One thing back at a time: a range, a filter, the choice, the export.
fn back(model: &mut Model) -> Vec<Effect> {
    let triage = &mut model.triage;
    if triage.stage == Stage::Summary && triage.chat().is_some() && triage.seen {
        triage.stage = Stage::List;
        return Vec::new();
    }
    if triage.anchor.take().is_some() {
        model.say("The range is taken back.");
        return Vec::new();
    }
    if !triage.wanted().is_empty() {
        triage.query = Query::default();
        triage.filter.words.clear();
        model.say("");
        return find(model);
    }
    if triage.queueing {
        model.warn("Wait: the chosen messages are being read for the queue.");
        return Vec::new();
    }
    if !triage.chosen.is_empty() && !triage.leaving {
        triage.leaving = true;
        let count = counted(triage.chosen.len(), "chosen message");
        model.warn(format!(
            "{count} not in the queue yet. The same key again leaves them."
        ));
        return Vec::new();
    }
    match triage.removable && triage.chat().is_some() {
        true => {
            triage.stage = Stage::Remove;
            model.say("");
        }
        false => {
            model.say("");
            close(model, Screen::Queue);
        }
    }
    Vec::new()
}

/// Looks for what is wanted: at once in a short chat, beside the screen in a long one.
pub fn find(model: &mut Model) -> Vec<Effect> {
    let triage = &mut model.triage;
    let Some(chat) = triage.open.as_ref().and_then(|o| o.chat.clone()) else {
        return Vec::new();
    };
    let run = triage.latest.fetch_add(1, Ordering::Relaxed) + 1;
    triage.looking = false;
    let query = triage.wanted();
    if query.is_empty() {
        found(triage, (0..chat.len()).collect());
    } else if chat.len() <= AT_ONCE {
        let lines = chat.find(&query, &|| true);
        found(triage, lines.unwrap_or_default());
    } else {
        triage.looking = true;
        let latest = triage.latest.clone();
        return task(Task::Find {
            chat,
            query,
            run,
            latest,
        });
    }
    Vec::new()
}

/// Shows these lines; where the selected one is not among them, the next one is selected.
fn found(triage: &mut Triage, lines: Vec<usize>) {
    let was = triage.list.chosen();
    let next = was.map(|was| lines.partition_point(|line| *line < was));
    let next = next.and_then(|at| lines.get(at).or(lines.last())).copied();
    triage.list.show(lines);
    if let Some(line) = next {
        triage.list.choose(line);
    }
}

/// Moves: through what is offered, through the summary, through the messages.
pub fn walk(model: &mut Model, by: isize) {
    match model.triage.stage {
        Stage::Pick => model.triage.pick.step(by),
        Stage::Summary => scroll(model, by),
        Stage::List => model.triage.list.step(by),
        Stage::Wait | Stage::Remove => {}
    }
}

/// Moves by pages.
pub fn page(model: &mut Model, by: isize) {
    match model.triage.stage {
        Stage::Summary => {
            let lines = isize::try_from(view::page_lines(model)).unwrap_or(1);
            scroll(model, by * lines);
        }
        Stage::List => model.triage.list.page(by),
        _ => {}
    }
}

/// To the first or last line.
pub fn edge(model: &mut Model, last: bool) {
    match model.triage.stage {
        Stage::Summary => scroll(model, if last { isize::MAX } else { isize::MIN }),
        Stage::List => model.triage.list.edge(last),
        _ => {}
    }
}

fn scroll(model: &mut Model, by: isize) {
    let last = view::last_line(model);
    if let Some(reading) = &mut model.triage.reading {
        reading.from = reading.from.saturating_add_signed(by).min(last);
    }
}

/// A key that is no action, where a path is typed.
pub fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    if model.triage.stage == Stage::Pick && model.triage.pick.key(key, &model.inbox) {
        model.say("");
    }
    Vec::new()
}

/// A paste.
pub fn paste(model: &mut Model, text: &str) {
    let taken = model.triage.stage == Stage::Pick && model.triage.pick.paste(text, &model.inbox);
    match taken {
        true => model.say(""),
        false => model.warn("Nothing was taken: only a path is pasted here."),
    }
}

/// Takes a filled-in sheet.
pub fn record(model: &mut Model, sheet: Sheet) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &model.overlay else {
        return Vec::new();
    };
    let read = match sheet {
        Sheet::How => forms::read_how(form).map(|said| {
            model.overlay = None;
            model.say("");
            again(model, said)
        }),
        Sheet::Filter => forms::read_filter(form, model).map(|query| {
            model.overlay = None;
            model.triage.query = query;
            model.say("");
            find(model)
        }),
        Sheet::Queue => forms::read_queue(form).map(|words| order(model, words)),
    };
    read.unwrap_or_else(|why| {
        model.warn(why);
        Vec::new()
    })
}

fn order(model: &mut Model, words: forms::Words) -> Vec<Effect> {
    let triage = &model.triage;
    let (Some(open), Some(chat)) = (&triage.open, triage.chat()) else {
        return Vec::new();
    };
    task(Task::Queue(Box::new(Order {
        held: open.held.clone(),
        chat: Arc::clone(chat),
        lines: triage.chosen.lines().collect(),
        words,
        principal: model.principal.clone(),
        references_only: model.book.references_only,
    })))
}

/// Takes in what a worker found.
pub fn news(model: &mut Model, news: News) -> Vec<Effect> {
    match news {
        News::Completed { line, found } => completed(model, line, found),
        News::Started {
            run,
            path,
            watch,
            removable,
        } if run == model.triage.run => {
            let triage = &mut model.triage;
            (triage.path, triage.watch, triage.removable) = (path, watch, removable);
        }
        // It was stopped before it was known to have begun.
        News::Started { watch, .. } => watch.stop(),
        News::Progress(run, progress) if run == model.triage.run => {
            model.triage.progress = progress;
        }
        News::Progress(..) => {}
        News::Read { run, result } if run == model.triage.run => match result {
            Ok(readout) => understood(model, *readout),
            Err(why) => return unread(model, why),
        },
        News::Read { .. } => {}
        News::Found { run, lines } => {
            if run == model.triage.latest.load(Ordering::Relaxed) {
                model.triage.looking = false;
                found(&mut model.triage, lines);
            }
        }
        News::Gathering => {
            model.overlay = None;
            model.triage.queueing = true;
            let count = counted(model.triage.chosen.len(), "message");
            model.say(format!("Reading {count} for the queue."));
        }
        News::Gathered(Ok(ready)) => return task(Task::Put(ready)),
        News::Gathered(Err(trouble)) => {
            model.triage.queueing = false;
            if trouble.forget {
                // What may not be here at all does not stay on the screen either.
                close(model, Screen::Queue);
                model.screen = Screen::Queue;
            }
            model.warn(trouble.said);
        }
        News::Queued {
            result,
            lines,
            doubts,
        } => {
            model.triage.queueing = false;
            match result {
                Ok(queued) => put(model, &queued, lines, doubts),
                Err(trouble) => model.warn(trouble.said),
            }
        }
        News::Removed(Ok(())) => {
            model.say("The export was removed from the inbox.");
            return task(Task::Inbox);
        }
        News::Removed(Err(trouble)) => model.warn(trouble.said),
    }
    Vec::new()
}

fn completed(model: &mut Model, line: String, found: Vec<super::Candidate>) {
    if model.triage.stage != Stage::Pick {
        return;
    }
    if found.is_empty() {
        model.say("Nothing there begins so.");
    }
    let pick = &mut model.triage.pick;
    pick.line = line;
    pick.offer(found);
}

fn understood(model: &mut Model, readout: Readout) {
    let triage = &mut model.triage;
    let entries = readout.open.chat.as_ref().map_or(0, |c| c.len());
    let title = triage.file_name();
    triage.reading = Some(Reading::new(title, readout.open.understood.text.clone()));
    triage.list = List::new(entries);
    triage.list.fit(triage.page);
    triage.open = Some(readout.open);
    triage.before = None;
    triage.stage = Stage::Summary;
    if let Some(overruled) = readout.overruled {
        model.warn(overruled);
    }
}

/// It could not be read; said otherwise before, it is read as it was then.
fn unread(model: &mut Model, why: String) -> Vec<Effect> {
    model.warn(why);
    if let Some(before) = model.triage.before.take() {
        let path = model.triage.path.clone();
        return begin(model, path, before);
    }
    let line = std::mem::take(&mut model.triage.pick.line);
    let offered = std::mem::take(&mut model.triage.pick.offered);
    close(model, Screen::Triage);
    if !line.is_empty() {
        model.triage.pick.line = line;
        model.triage.pick.offer(offered);
    }
    Vec::new()
}

/// Something is on record.
fn put(model: &mut Model, queued: &Queued, lines: Vec<usize>, doubts: Vec<String>) {
    let mut said = format!(
        "Recorded: {} in the queue, of {} read.",
        counted(queued.ids.len(), "item"),
        counted(queued.read as usize, "entry")
    );
    if queued.known > 0 {
        let were = if queued.known == 1 { "was" } else { "were" };
        said.push_str(&format!(
            " {} of those chosen {were} there before.",
            queued.known
        ));
    }
    if queued.absent > 0 {
        let are = if queued.absent == 1 { "is" } else { "are" };
        let named = counted(queued.absent, "attachment");
        said.push_str(&format!(" {named} named in them {are} not in the export."));
    }
    if model.book.references_only {
        said.push_str(" Their text was not stored: references only on this machine.");
    }
    if let Some(first) = doubts.first() {
        said.push_str(&format!(" {first}"));
    }
    model.say(said);
    model.triage.chosen.clear();
    model.triage.batches.push(lines);
    let first = queued.ids.first();
    let row = first.and_then(|id| model.book.rows.iter().position(|r| r.id == *id));
    if let Some(row) = row {
        model.queue.choose(row);
    }
}

/// A command was taken back: what was queued last from here is not in the queue any more.
pub fn taken_back(model: &mut Model) {
    if model.screen == Screen::Triage {
        model.triage.batches.pop();
    }
}

/// What lies in the inbox was looked at.
pub fn inbox(model: &mut Model, exports: Vec<PathBuf>) {
    let gone = |p: &Path| !exports.iter().any(|e| e == p);
    let changed = exports != model.inbox;
    let pick = &mut model.triage.pick;
    if changed && pick.line.is_empty() {
        let selected = pick.taken().map(|c| c.path.clone());
        pick.begin(&exports);
        let kept = selected.filter(|p| !gone(p));
        let at = kept.and_then(|p| exports.iter().position(|e| *e == p));
        pick.step(at.unwrap_or(0) as isize);
    }
    model.inbox = exports;
}
