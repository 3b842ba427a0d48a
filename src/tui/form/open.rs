//! Each form as it opens: its fields, what stands in them, where the cursor is.
//!
//! May import `record`, `text`. Nothing is assumed in silence: a choice that decides anything begins
//! unanswered.

use super::{Field, Form, Purpose, depart, more};
use crate::policy::Route;
use crate::record::Id;
use crate::text;
use crate::text::when::Tense;
use crate::tui::book::{Book, Row};
use crate::tui::model::Model;
use crate::tui::reports::form as reports;
use crate::tui::triage;

/// The five prompts of route (b) of paragraph 21.
pub(super) const PROMPTS: [&str; 5] = ["What was decided", "Who", "When", "Why", "Next step"];

/// What may be said in a field about something that has happened.
pub(super) const SENT: &str = "21:40, yesterday 9pm, Thu 21:00, 26 Nov 21:00, 2h ago";

/// The last of the destinations: none of them.
const NOWHERE: &str = "none of them: only that it was captured is recorded";
/// No route is named.
const USUAL: &str = "as usual: copy, or export where an export was read";
/// The routes that need no form of their own.
pub(super) const ROUTES: [Route; 4] = [
    Route::Copy,
    Route::Forward,
    Route::Screenshot,
    Route::Export,
];

impl Form {
    /// The form of a purpose; `None` where its item is not to be seen any more.
    pub fn open(purpose: Purpose, model: &Model) -> Option<Form> {
        let row = match purpose.item() {
            Some(id) => Some(row_of(id, &model.book)?),
            None => None,
        };
        let items = row.map(|row| model.targets(row.id)).unwrap_or_default();
        let title = match items.len() {
            0 | 1 => title(purpose).to_owned(),
            n => format!("{}: {n} marked items", title(purpose)),
        };
        let mut form = Form::empty(purpose, title, model.book.zone);
        form.about = about(&items, &model.book);
        form.items = items;
        match purpose {
            Purpose::Capture(_) => form.capture(model),
            Purpose::Substance(_) => form.substance(model),
            Purpose::Add => form.add(model),
            Purpose::Decision => form.decision(model),
            Purpose::Setup => form.setup(model),
            Purpose::Triage(sheet) => triage::fill(&mut form, sheet, model),
            Purpose::NilReview => {
                form.about = "Nothing is waiting here. This cannot see your phone.".into();
                form.one(
                    "Chats looked at",
                    "Which ones; this is the record of a review without a capture",
                );
                form.one("How", "For example: scrolled each since yesterday");
            }
            Purpose::Copy | Purpose::Plain => {
                let row = model.item().and_then(|id| row_of(id, &model.book));
                more::fill(&mut form, row, model);
            }
            Purpose::Report(which) => reports::fill(&mut form, which, model),
            Purpose::Depart(asking) => depart::fill(&mut form, asking, model),
            _ => more::fill(&mut form, row, model),
        }
        Some(form)
    }

    pub(super) fn one(&mut self, label: &'static str, hint: impl Into<String>) {
        self.fields.push(Field::line(label, hint, ""));
    }

    /// Destination, where there is one, and reference.
    fn place_and_reference(&mut self, model: &Model) {
        let places = &model.book.places;
        let last = model.book.last_place;
        let words = places.iter().map(|p| format!("{} ({})", p.name, p.kind));
        match places.is_empty() {
            true => self.about.push_str(
                "\nNo destination is in your settings, so only that you captured it is recorded.",
            ),
            false => self.fields.push(Field::choice(
                "Destination",
                "Arrows, or a first letter",
                words.chain(std::iter::once(NOWHERE.to_owned())).collect(),
                last,
            )),
        }
        let pattern = places.get(last).map(|p| p.pattern.as_str());
        let hint = match self.items.len() {
            0 | 1 => "Left as it is: to come".to_owned(),
            n => format!("One for all, or {n} with ; between; left as it is: to come"),
        };
        self.patterns = places.iter().map(|p| p.pattern.clone()).collect();
        let reference = Field::line("Reference", hint, pattern.unwrap_or_default());
        self.fields.push(reference);
    }

    fn capture(&mut self, model: &Model) {
        self.place_and_reference(model);
        self.focus = self.fields.len() - 1;
        self.one("Note", "Nothing need be said here");
        let hint = "Equal in rank (para 21); the substance has a form of its own";
        let routes = std::iter::once(USUAL).chain(ROUTES.map(Route::as_str));
        let routes = routes.map(str::to_owned).collect();
        self.fields.push(Field::choice("Route", hint, routes, 0));
    }

    fn substance(&mut self, model: &Model) {
        for label in PROMPTS {
            self.fields.push(Field::text(label, "", false));
        }
        self.place_and_reference(model);
    }

    fn add(&mut self, model: &Model) {
        self.marking_field();
        match model.book.references_only {
            true => self.about =
                "This machine is not corporately managed: references and times are kept, no message text."
                    .into(),
            false => self.fields.push(Field::text("Message", "Ctrl-J begins a new line", true)),
        }
        self.one("From", "Who sent it");
        let channels = model.book.channels.iter().map(|(_, label)| label.clone());
        let channels = std::iter::once("as its conversation, else other".into()).chain(channels);
        let hint = "Arrows, or a first letter";
        let channels = channels.collect();
        self.fields
            .push(Field::choice("Channel", hint, channels, 0));
        self.one(
            "Conversation",
            "The chat it was in; an unknown one is opened",
        );
        let sent = Field::line("Sent", SENT, "").time(Tense::Past);
        self.fields.push(sent);
        self.one("Timer", "24h, 7d, 90d or off; empty: as its conversation");
    }
}

pub(super) fn row_of(id: Id, book: &Book) -> Option<&Row> {
    book.rows.iter().find(|r| r.id == id)
}

/// What a form is about: its one item, or how each of several begins.
pub(super) fn about(items: &[Id], book: &Book) -> String {
    // More than these are never seen.
    let first = items.iter().take(12);
    let rows: Vec<&Row> = first.filter_map(|id| row_of(*id, book)).collect();
    if let [row] = rows.as_slice() {
        let from = row.from.as_deref().unwrap_or("sender not stated");
        let body = row.body.as_deref().unwrap_or_default();
        return format!("{} · {from}: {body}", row.channel);
    }
    let starts = rows.iter().map(|row| {
        let body = row.body.as_deref().unwrap_or(&row.short);
        let line = body.lines().next().unwrap_or_default();
        format!("\"{}\"", text::fit(line, 30).trim_end())
    });
    starts.collect::<Vec<_>>().join(", ")
}

fn title(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Operate(op, _) => op.spec().title,
        Purpose::Capture(_) => "Capture",
        Purpose::Substance(_) => "Write the substance and capture it",
        Purpose::Add => "Add an item",
        Purpose::NilReview => "Review",
        Purpose::Decision => "Put this decision on record",
        Purpose::Setup => "Setup",
        Purpose::Triage(sheet) => sheet.title(),
        Purpose::Report(which) => which.title(),
        Purpose::Copy => "Copy out",
        Purpose::Plain => "Show plain, to select by hand",
        Purpose::Depart(asking) => asking.title(),
    }
}
