//! All that the application knows: what is on record as far as screens show it, and where the person is.
//!
//! Pure: only [`super::update`] changes it, only [`super::view`] draws it. Screens and overlays are closed enums.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};

use super::book::{Book, LogLine, Row};
use super::chats::Chats;
use super::decide::Decide;
use super::depart;
use super::detail::Detail;
use super::find::Find;
use super::form::Purpose;
use super::life::Draft;
use super::list::List;
use super::looking::Looking;
use super::marks::Marks;
use super::month::Month;
pub use super::overlay::{Overlay, Palette, Screen};
use super::places::Places;
pub use super::reading::Reading;
use super::reads::Reads;
use super::reports::Reports;
use super::requests::Requests;
use super::review::Review;
use super::theme::Theme;
use super::triage::Triage;
use super::views::{LogView, QueueView};
use super::work::Work;
use crate::action::{Act, Context, Keymap};
use crate::record::Id;
use crate::record::report::Source;

/// The status line: what happened last, always in the same place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusLine {
    pub text: String,
    /// Nothing was done, or something needs a look.
    pub warning: bool,
}

/// The whole.
#[derive(Debug)]
pub struct Model {
    pub book: Book,
    pub screen: Screen,
    pub overlay: Option<Overlay>,
    /// What the palette or the help was laid over, the last on top: a form with its words, a text.
    pub beneath: Vec<Overlay>,
    pub said: StatusLine,
    pub columns: u16,
    pub rows: u16,
    pub now: DateTime<Utc>,
    pub theme: Theme,
    /// What stands before the tabs on every screen, where nothing here is real; empty otherwise.
    pub sign: &'static str,
    /// Lines are drawn with ASCII characters alone.
    pub ascii: bool,
    /// Lines are drawn at all.
    pub rules: bool,
    /// The selected row of a list is lit up whole, besides its mark.
    pub whole_rows: bool,
    /// Everything is said in words, for a screen reader or braille.
    pub spoken: bool,
    /// Where, in what was said, the line in hand begins; what stands before it is news. For somebody who listens.
    pub here: usize,
    /// How many things were said so far.
    pub saids: usize,
    /// What is to be told of the times of a form once it is on record.
    pub remarks: Vec<String>,
    /// Which key does what.
    pub keymap: Keymap,
    /// The queue as filtered: numbers of `book.rows`.
    pub queue: List,
    /// Marked items of the queue.
    pub marks: Marks,
    /// The queue shows what is no longer waiting too.
    pub everything: bool,
    /// Which of its items the queue shows.
    pub view: QueueView,
    /// A month of what is wanted when, where that is its view.
    pub month: Month,
    /// The events of the log, the latest first; put into words once they come into sight.
    pub log_lines: Vec<Option<LogLine>>,
    pub log: List,
    pub log_view: LogView,
    /// The numbers of the lines that view takes; none where it takes all.
    pub log_wanted: Option<Vec<usize>>,
    /// The days of the log: the number of the first event of each, and its name.
    pub log_days: Vec<(usize, String)>,
    /// The list of reports.
    pub reports: Reports,
    pub decide: Decide,
    /// The item of the detail pane.
    pub detail: Option<Detail>,
    pub review: Option<Review>,
    pub depart: depart::State,
    /// Chats and devices.
    pub chats: Chats,
    /// Requests and holds.
    pub requests: Requests,
    /// What was found everywhere.
    pub find: Find,
    /// The exports that lie in the inbox.
    pub inbox: Vec<PathBuf>,
    /// One of them of which it was asked whether it goes, and the answer put off.
    pub export_left: Option<PathBuf>,
    pub triage: Triage,
    /// Captures that are under way.
    pub work: Option<Work>,
    /// Exports that are being searched.
    pub looking: Option<Looking>,
    /// Every entry is being checked, beside the screens.
    pub checking: bool,
    /// The principal one acts for.
    pub principal: Option<String>,
    /// The form was changed since its draft was last saved.
    pub unsaved: bool,
    /// What came with which read of the terminal.
    pub reads: Reads,
    pub quit: bool,
    /// Where one was before, the last on top.
    pub places: Places,
}

impl Model {
    /// The application as it opens.
    pub fn new(
        book: Book,
        now: DateTime<Utc>,
        theme: Theme,
        ascii: bool,
        keymap: Keymap,
        size: (u16, u16),
    ) -> Model {
        let model = Model {
            queue: List::new(book.rows.len()),
            book,
            screen: Screen::Queue,
            overlay: None,
            beneath: Vec::new(),
            said: StatusLine::default(),
            columns: size.0,
            rows: size.1,
            now,
            theme,
            sign: "",
            ascii,
            rules: true,
            whole_rows: true,
            spoken: false,
            here: 0,
            saids: 0,
            remarks: Vec::new(),
            keymap,
            marks: Marks::default(),
            everything: false,
            view: QueueView::default(),
            month: Month::default(),
            log_lines: Vec::new(),
            log: List::new(0),
            log_view: LogView::default(),
            log_wanted: None,
            log_days: Vec::new(),
            reports: Reports::default(),
            decide: Decide::default(),
            detail: None,
            review: None,
            depart: depart::State::default(),
            chats: Chats::default(),
            requests: Requests::default(),
            find: Find::default(),
            inbox: Vec::new(),
            export_left: None,
            triage: Triage::default(),
            work: None,
            looking: None,
            checking: false,
            principal: None,
            unsaved: false,
            reads: Reads::default(),
            quit: false,
            places: Places::default(),
        };
        model.opened()
    }

    /// With what is seen first.
    fn opened(mut self) -> Model {
        self.refilter_queue();
        self.open();
        self
    }

    /// A review that is due is gone through at once; what needs a look is said.
    fn open(&mut self) {
        let review = Review::begin(&self.book, self.now);
        match (self.book.review_due, review.total) {
            (false, _) => {}
            (true, 0) => {
                let begins = match self.keymap.label(Act::GoReview) {
                    Some(key) => format!(": {key} begins it."),
                    None => ".".to_owned(),
                };
                self.say(format!("A review is due{begins}"));
            }
            (true, _) => {
                self.review = Some(review);
                self.screen = Screen::Review;
            }
        }
        if !self.book.set_up {
            self.screen = Screen::Queue;
        }
        // What needs a look is said before what is only due: the review is on the screen by itself.
        if let Some(first) = self.book.notices.first().cloned() {
            self.warn(first);
        }
    }

    /// What is on record has changed; the selection stays on its item.
    pub fn take(&mut self, book: Book) {
        let was = self.queue.chosen().and_then(|n| self.book.rows.get(n));
        let was = was.map(|r| (r.id, r.waits()));
        let before = std::mem::take(&mut self.book.report_lines);
        self.book = book;
        self.reports.take(&before, &self.book.report_lines);
        self.group_reports();
        self.marks.keep(self.book.rows.iter().map(|r| r.id));
        self.refilter_queue();
        if let Some(at) = super::review::in_hand(&self.book.rows, was) {
            self.queue.choose(at);
        }
    }

    /// The day it is where the owner is.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.book.zone).date_naive()
    }

    /// Says what was done.
    pub fn say(&mut self, text: impl Into<String>) {
        self.said = StatusLine {
            text: text.into(),
            warning: false,
        };
        self.here = 0;
        self.saids += 1;
    }

    /// Says what was not done, or needs a look.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.said = StatusLine {
            text: text.into(),
            warning: true,
        };
        self.here = 0;
        self.saids += 1;
    }

    /// Where keys are read.
    pub fn context(&self) -> Context {
        match &self.overlay {
            Some(overlay) => overlay.context(),
            None => self.screen_context(),
        }
    }

    /// What tells one place for keys from another: the screen, and what lies over it.
    pub fn keys_go_to(&self) -> (Screen, Context, Option<Purpose>) {
        let purpose = match &self.overlay {
            Some(Overlay::Form(form)) => Some(form.purpose),
            _ => None,
        };
        (self.screen, self.context(), purpose)
    }

    /// Where keys are read once nothing lies over the screen.
    pub fn screen_context(&self) -> Context {
        match self.screen {
            Screen::Triage => self.triage.context(),
            Screen::Depart => self.depart.context(),
            Screen::Chats => self.chats.context(),
            Screen::Requests => self.requests.context(),
            Screen::Queue if self.is_month() => Context::Month,
            Screen::Decide => self.decide.context(&self.book.policy),
            screen => screen.context(),
        }
    }

    /// What the palette is about: where keys will be read once it is gone.
    pub fn palette_context(&self) -> Context {
        match (&self.overlay, self.beneath.last()) {
            (Some(Overlay::Palette(_)), Some(below)) => below.context(),
            (Some(Overlay::Palette(_)), None) => self.screen_context(),
            _ => self.context(),
        }
    }

    /// Lays something over what is there, to come back to that.
    pub fn lay(&mut self, overlay: Overlay) {
        self.beneath.extend(self.overlay.replace(overlay));
    }

    /// Takes the uppermost away; what it was laid over is there again.
    pub fn lift(&mut self) {
        self.overlay = self.beneath.pop();
    }

    /// The selected row of the queue or of what was found, or the item under review.
    pub fn row(&self) -> Option<&Row> {
        match self.screen {
            Screen::Queue => self.book.rows.get(self.queue.chosen()?),
            Screen::Review => self.review.as_ref()?.current(&self.book, self.now),
            Screen::Find => self.find.row(),
            _ => None,
        }
    }

    /// The item the next action is about.
    pub fn item(&self) -> Option<Id> {
        self.row().map(|r| r.id)
    }

    /// The report that is selected.
    pub fn report(&self) -> Option<Source> {
        let line = self.reports.chosen(&self.book.report_lines);
        line.map(|l| l.source)
    }

    /// The chat that is selected.
    pub fn chat(&self) -> Option<Id> {
        match self.screen {
            Screen::Chats => self.chats.chat().map(|c| c.id),
            _ => None,
        }
    }

    /// The items that an action on `chosen` is about: in the queue the marked ones, where any are.
    pub fn targets(&self, chosen: Id) -> Vec<Id> {
        if self.screen != Screen::Queue || self.marks.is_empty() {
            return vec![chosen];
        }
        let rows = self.book.rows.iter().map(|r| r.id);
        rows.filter(|id| self.marks.has(*id)).collect()
    }

    /// Selects an item of the queue, where it is shown; tells whether it is in the list.
    pub fn select(&mut self, item: Id) -> bool {
        let at = self.book.rows.iter().position(|r| r.id == item);
        at.into_iter().for_each(|at| self.queue.choose(at));
        at.is_some()
    }

    /// The items of the queue that are shown, in their order.
    pub fn shown(&self) -> Vec<Id> {
        let rows = self.queue.shown().iter();
        rows.filter_map(|n| Some(self.book.rows.get(*n)?.id))
            .collect()
    }

    /// Whether what is written in the form may not be kept: its marking is not answered, or SECRET.
    pub fn holds_back(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Form(form)) if !form.may_be_kept())
    }

    /// The name and the text of the form's field of several lines, for an editor.
    pub fn for_editor(&self) -> Option<Draft> {
        let Some(Overlay::Form(form)) = &self.overlay else {
            return None;
        };
        // What may be no draft goes into no other file either.
        if !form.may_be_kept() || !form.purpose.keeps_draft() {
            return None;
        }
        let field = form.fields.iter().find(|f| f.takes_lines())?;
        Some((form.draft_name(), field.value()))
    }

    /// The text being written in a form, to be kept should all end now.
    pub fn draft(&self) -> Option<Draft> {
        // Nothing is stored before setup.
        if !self.book.set_up {
            return None;
        }
        let all = self.overlay.iter().chain(self.beneath.iter().rev());
        let mut forms = all.filter_map(|overlay| match overlay {
            Overlay::Form(form) => Some(form),
            _ => None,
        });
        forms.next()?.draft()
    }
}
