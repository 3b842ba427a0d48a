//! The application between terminal and desk: messages in, effects carried out.
//!
//! It knows nothing of a terminal, so whole sessions can be played without one.

mod amiss;
mod broken;
mod checking;
mod copying;
mod departures;
mod drafts;
mod filing;
mod forms;
mod found;
mod lapses;
mod lent;
mod log;
mod looking;
mod opening;
mod practice;
mod reads;
#[cfg(test)]
mod testing;
mod texts;
mod turns;

use self::lent::LentFor;
use super::book::Book;
use super::chats;
use super::decide::Past;
use super::deed::{self, Deed};
use super::detail;
use super::given::{self, Given};
use super::ids;
use super::looking::SearchUnderWay;
use super::model::{Model, Reading, Screen};
use super::options::Options;
use super::people::People;
use super::requests;
use super::spoken::{self, Place};
use super::triage;
use super::trouble;
use super::update::{attempt, paste_into, update};
use super::wake::{Mailbox, Waker};
use super::watch::Lookout;
use super::work::UnderWay;
use crate::desk::Desk;
use crate::tui::message::{Effect, Msg, Wants};

/// The application on an open desk.
pub struct App<'a> {
    pub model: Model,
    desk: &'a mut Desk,
    options: &'a Options,
    mail: Mailbox,
    lookout: Lookout,
    /// Bytes for the terminal that are no frame.
    outbox: Vec<u8>,
    /// How many events and how many places of damage were known at the last look.
    known: (usize, usize),
    /// What was found amiss last, in a sentence.
    trouble: String,
    /// What the terminal is lent for next.
    lent_for: LentFor,
    /// Leaving was asked for and would have left words behind.
    asked_to_stay: bool,
    /// What was given on which screen.
    turns: Given,
    /// Who writers are, as far as is known, by how many entries there were when that was looked up.
    people: People,
    /// Captures that go on by themselves.
    under_way: Option<UnderWay>,
    /// A search of exports, and how many there were.
    searching: Option<SearchUnderWay>,
    searches: u64,
}

impl<'a> App<'a> {
    /// The application as it opens on a terminal of that many columns and rows.
    pub fn new(desk: &'a mut Desk, options: &'a Options, size: (u16, u16)) -> App<'a> {
        if desk.settings().screen_reader {
            desk.name_by_number();
        }
        let mut app = App {
            model: opening::model(desk, options, size),
            known: (desk.entries().len(), desk.report().problems.len()),
            trouble: String::new(),
            lent_for: LentFor::Field,
            asked_to_stay: false,
            turns: Given::after(desk.given().len()),
            people: People::default(),
            under_way: None,
            searching: None,
            searches: 0,
            desk,
            options,
            mail: Mailbox::new(),
            lookout: Lookout::default(),
            outbox: Vec::new(),
        };
        forms::first(app.desk, &mut app.model);
        app.in_words();
        app
    }

    /// Workers ring here from now on, and so does what other sessions write.
    pub fn ring(&mut self, waker: Waker) {
        self.lookout = Lookout::post(waker.clone());
        self.lookout.follow(&self.desk.folders());
        self.mail.ring(waker);
    }

    /// Somebody rang: folders that are new are followed from now on, and what is new on record is told.
    pub fn rung(&mut self) {
        self.lookout.follow(&self.desk.folders());
        if self.news() && !self.model.said.warning {
            let waiting = self.model.book.counts.waiting;
            self.model
                .say(format!("Another session wrote. {waiting} waiting now."));
        }
    }

    /// What is looked at beside the screens, once they stand.
    pub fn begin(&self) {
        let (inbox, post) = (self.desk.inbox(), self.mail.post());
        // A folder on a network may take its time; without a thread it is looked at when asked for.
        let _ = std::thread::Builder::new()
            .name("inbox".into())
            .spawn(move || {
                let exports = inbox.look();
                if !exports.is_empty() {
                    post.send(Msg::Inbox(exports));
                }
            });
    }

    /// Takes in what workers have sent.
    pub fn collect(&mut self) -> Wants {
        let mut wants = Wants::default();
        while let Some(msg) = self.mail.take() {
            wants.and(self.take(msg));
        }
        wants
    }

    /// Before a frame: reads the pane of the selected item, where that is another than before, and tells whoever ends
    /// the program what is to go by itself: the link may drop with the frame.
    pub fn prepare(&mut self) {
        self.tell_next_lapse();
        let wanted = self.model.item();
        let shown = self.model.detail.as_ref().map(|d| d.id);
        if wanted != shown {
            self.model.detail = wanted.and_then(|id| detail::of_item(self.desk, id));
        }
        if self.model.screen == Screen::Log {
            self.log_in_sight();
        }
    }

    /// The time it is now, and what another session wrote since; tells whether there was anything.
    pub fn news(&mut self) -> bool {
        self.model.now = self.desk.now();
        let before = self.place();
        match self.desk.refresh() {
            Ok(true) => {
                self.reread();
                self.look_for_trouble();
                self.tell_in_passing();
            }
            Ok(false) => return false,
            Err(error) => {
                self.model.warn(error.to_string());
                self.in_words();
                self.tell(before);
                return false;
            }
        }
        self.in_words();
        self.tell(before);
        true
    }

    /// Where somebody who listens is.
    fn place(&self) -> Option<Place> {
        self.model.spoken.then(|| Place::of(&self.model))
    }

    /// Says what has changed since, to somebody who listens.
    fn tell(&mut self, before: Option<Place>) {
        if let Some(before) = before {
            spoken::tell(&mut self.model, Some(&before));
        }
    }

    fn reread(&mut self) {
        let principal = self.options.principal.as_deref();
        let book = Book::of(self.desk, principal, self.model.everything);
        update(&mut self.model, Msg::Book(Box::new(book)));
        self.model.detail = None;
        if self.model.screen == Screen::Log {
            let log = self.log_msg();
            update(&mut self.model, log);
        }
        match self.model.screen {
            Screen::Chats => {
                let known = Box::new(chats::known(self.desk));
                update(&mut self.model, Msg::Chats(known));
            }
            Screen::Find => {
                let hits = self.hits(&self.model.find.list.filter.words);
                update(&mut self.model, Msg::Hits(hits));
            }
            Screen::Requests => {
                let holds = requests::known(self.desk);
                update(&mut self.model, Msg::Holds(holds));
            }
            _ => {}
        }
        if self.model.screen == Screen::Depart {
            let known = self.departures(self.model.depart.id());
            update(&mut self.model, Msg::Depart(Box::new(known)));
        }
    }

    /// Carries effects out, and all that follows from them.
    fn follow(&mut self, before: Option<Place>, effects: Vec<Effect>) -> Wants {
        let mut wants = Wants::default();
        let mut waiting = effects;
        while !waiting.is_empty() {
            let mut more = Vec::new();
            for effect in waiting {
                match effect {
                    Effect::Quit => self.model.quit = true,
                    Effect::Attempt(action) => more.extend(attempt(&mut self.model, action)),
                    Effect::Repaint => wants.repaint = true,
                    Effect::Suspend => wants.suspend = true,
                    Effect::Paste(text) => more.extend(paste_into(&mut self.model, &text)),
                    Effect::Copy(text) => wants.copy |= self.copy_out(&text),
                    Effect::Editor => wants.edit |= self.may_edit(),
                    Effect::Practise => wants.edit |= self.may_practise(),
                    Effect::EditSettings => wants.edit |= self.may_edit_settings(),
                    Effect::ReadSettings => self.read_settings(),
                    Effect::KeepDraft(draft) => self.keep_before_leaving(draft),
                    Effect::DropDraft(name) => self.drop_draft(&name),
                    Effect::LoadDraft(name) => self.load_draft(name),
                    Effect::Reread => self.reread(),
                    effect => {
                        if let Some(msg) = self.carry_out(effect) {
                            more.extend(update(&mut self.model, msg));
                        }
                    }
                }
            }
            waiting = more;
        }
        self.tell_in_passing();
        self.in_words();
        self.tell(before);
        wants
    }

    /// Ids are said as the messages' own words.
    fn in_words(&mut self) {
        let mut said = ids::on_screen(&self.model.said.text, self.desk);
        if self.model.spoken {
            // A sign for what was cut is not read out, or by its name.
            said = said.replace('\u{2026}', " and more");
        }
        self.model.said.text = said;
    }

    /// Carries out an effect that is answered; what came of it.
    fn carry_out(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Deed(deed) => self.perform(*deed),
            Effect::Triage(task) => self.triage(*task),
            Effect::Open(op, target, before) => Some(forms::opened(self.desk, op, target, &before)),
            Effect::LeaveForm(draft) => self.keep(draft).then_some(Msg::Kept),
            Effect::AskTurn(back) => Some(self.look_up_turn(back, None)),
            Effect::AskBack(item) => Some(self.look_up_turn(true, Some(item))),
            Effect::LoadDecisions => Some(Msg::Decisions(Past::read(self.desk))),
            Effect::LoadLog => Some(self.log_msg()),
            Effect::LoadWhole(id) => {
                // Who listens knows items by their numbers.
                let title = match self.model.spoken {
                    true => format!("Item {}", self.desk.short(id)),
                    false => ids::named(self.desk, id),
                };
                Some(Msg::Whole(Reading::of_line(
                    title,
                    detail::whole(self.desk, id),
                )))
            }
            Effect::QueueAt(id) => Some(Msg::QueueAt(id)),
            Effect::TryFolder(typed) => Some(Msg::FolderTried {
                found: self.desk.try_folder(&typed).map(drop),
                typed,
            }),
            Effect::LoadDepart(chosen) => {
                let chosen = chosen.or(self.model.depart.id());
                Some(Msg::Depart(Box::new(self.departures(chosen))))
            }
            Effect::DepartWhole(id, what) => Some(Msg::Ways(texts::still_open(
                self.desk,
                &self.model,
                id,
                &what,
            ))),
            Effect::Paper(kind, of) => texts::paper(self.desk, &mut self.model, kind, &of),
            Effect::Find(words) => Some(self.find(&words)),
            Effect::LoadHolds => Some(Msg::Holds(requests::known(self.desk))),
            Effect::LoadChats => Some(Msg::Chats(Box::new(chats::known(self.desk)))),
            Effect::Verify => self.verify(),
            Effect::GoOn => self.go_on(),
            Effect::Looked(run, found) => self.looked(run, *found),
            Effect::KeepDraft(_)
            | Effect::DropDraft(_)
            | Effect::LoadDraft(_)
            | Effect::Reread
            | Effect::Suspend
            | Effect::Repaint
            | Effect::Quit
            | Effect::Attempt(_)
            | Effect::Copy(_)
            | Effect::Paste(_)
            | Effect::EditSettings
            | Effect::Practise
            | Effect::ReadSettings
            | Effect::Editor => None,
        }
    }

    /// Does a deed; damage that was found on the way is said behind what was done.
    fn perform(&mut self, deed: Deed) -> Option<Msg> {
        let typed = given::typed(self.desk, &deed);
        let begun = self.take_on(&deed, &typed);
        if let Some(msg) = begun.or_else(|| self.look_through(&deed, &typed)) {
            return Some(msg);
        }
        let done = deed::perform(self.desk, deed, trouble::keys(&self.model));
        self.note_given(Some(&typed));
        // Done or not, the desk has seen what others wrote.
        self.reread();
        let amiss = self.look_for_trouble();
        match done {
            Ok(done) if amiss => {
                update(&mut self.model, Msg::Done(done));
                let said = std::mem::take(&mut self.model.said.text);
                self.model.warn(format!("{said} {}", self.trouble));
                None
            }
            Ok(done) => Some(Msg::Done(done)),
            Err(trouble) => Some(Msg::Failed(trouble)),
        }
    }

    /// Does what the triage asks for, or gives it to a worker.
    fn triage(&mut self, task: triage::Task) -> Option<Msg> {
        let said = &self.model.triage.said;
        let typed = match &task {
            triage::Task::Put(ready) => Some(ready.typed(said)),
            _ => None,
        };
        if let Some(refused) = self.refused_in_practice(&task) {
            return Some(refused);
        }
        let news = triage::worker::carry_out(self.desk, &self.mail.post(), task);
        self.note_given(typed.as_deref());
        if typed.is_some() {
            self.reread();
        }
        news
    }

    /// The fault that tests ask for.
    #[cfg(debug_assertions)]
    pub fn trip(&self, msg: &Msg) {
        let asked = self.options.trip && matches!(msg, Msg::Key(crate::action::Key::Ctrl('t')));
        assert!(!asked, "a fault that a test asked for");
    }
}

#[cfg(test)]
mod tests;
