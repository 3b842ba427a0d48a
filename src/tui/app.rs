//! The application between terminal and desk: messages in, effects carried out.
//!
//! May import `desk`, `config` and its siblings; knows nothing of a terminal, so whole sessions can be
//! played without one.

use super::book::{self, Book};
use super::deed;
use super::facts::Facts;
use super::model::Model;
use super::more;
use super::run::Options;
use super::theme::Theme;
use super::update::{Effect, Msg, update};
use super::wake::{Mailbox, Waker};
use crate::config::Borders;
use crate::desk::{Desk, DeskError};

/// What only the loop at the terminal can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// The screen is to be painted afresh.
    pub repaint: bool,
    /// Back to the shell for a while.
    pub suspend: bool,
}

impl Wants {
    /// Wants these as well.
    pub fn and(&mut self, more: Wants) {
        self.repaint |= more.repaint;
        self.suspend |= more.suspend;
    }
}

/// The application as it opens on this desk.
fn model(desk: &Desk, options: &Options, size: (u16, u16)) -> Model {
    let book = Book::of(desk, options.principal.as_deref(), false);
    let theme = Theme {
        colour: options.colour && desk.settings().theme != "mono",
    };
    let ascii = options.ascii || desk.settings().borders != Borders::Line;
    let keymap = options.keymap.clone();
    let mut model = Model::new(book, desk.now(), theme, ascii, keymap, size);
    model.principal.clone_from(&options.principal);
    if let Some(notice) = &options.notice {
        model.warn(notice.clone());
    }
    model
}

/// The application on an open desk.
pub struct App<'a> {
    pub model: Model,
    desk: &'a mut Desk,
    options: &'a Options,
    mail: Mailbox,
}

impl<'a> App<'a> {
    /// The application as it opens on a terminal of that many columns and rows.
    pub fn new(desk: &'a mut Desk, options: &'a Options, size: (u16, u16)) -> App<'a> {
        App {
            model: model(desk, options, size),
            desk,
            options,
            mail: Mailbox::new(),
        }
    }

    /// Workers ring here from now on.
    pub fn ring(&mut self, waker: Waker) {
        self.mail.ring(waker);
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

    /// The desk (tests look at what is on record).
    #[cfg(test)]
    pub fn desk(&self) -> &Desk {
        self.desk
    }

    /// Before a frame: reads the pane of the selected item, where that is another than before.
    pub fn prepare(&mut self) {
        let wanted = self.model.item();
        let shown = self.model.detail.as_ref().map(|d| d.id);
        if wanted != shown {
            self.model.detail = wanted.and_then(|id| book::detail(self.desk, id));
        }
    }

    /// The time it is now, and what another session wrote since.
    pub fn news(&mut self) {
        self.model.now = self.desk.now();
        match self.desk.refresh() {
            Ok(true) => self.reread(),
            Ok(false) => {}
            Err(error) => self.model.warn(error.to_string()),
        }
    }

    fn reread(&mut self) {
        let principal = self.options.principal.as_deref();
        let book = Book::of(self.desk, principal, self.model.everything);
        update(&mut self.model, Msg::Book(Box::new(book)));
        self.model.detail = None;
    }

    /// Takes in a message and all that follows from it.
    pub fn take(&mut self, msg: Msg) -> Wants {
        let mut wants = Wants::default();
        let mut waiting = update(&mut self.model, msg);
        while !waiting.is_empty() {
            let mut more = Vec::new();
            for effect in waiting {
                match effect {
                    Effect::Repaint => wants.repaint = true,
                    Effect::Suspend => wants.suspend = true,
                    effect => {
                        if let Some(msg) = self.carry_out(effect) {
                            more.extend(update(&mut self.model, msg));
                        }
                    }
                }
            }
            waiting = more;
        }
        wants
    }

    /// Carries one effect out; what came of it, where that is to be told.
    fn carry_out(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Deed(deed) => {
                let done = deed::perform(self.desk, *deed);
                // Done or not, the desk has seen what others wrote.
                self.reread();
                Some(match done {
                    Ok(done) => Msg::Done(done),
                    Err(trouble) => Msg::Failed(trouble),
                })
            }
            Effect::KeepDraft((name, text)) => {
                let kept = self.desk.keep_draft(&name, &text);
                self.unless_kept(kept);
                None
            }
            Effect::DropDraft(name) => {
                let dropped = self.desk.drop_draft(&name);
                self.unless_kept(dropped);
                None
            }
            Effect::LoadDraft(name) => match self.desk.draft(&name) {
                Ok(text) => Some(Msg::Draft { name, text }),
                Err(error) => {
                    self.model.warn(error.to_string());
                    None
                }
            },
            Effect::LoadLog => Some(Msg::Log(book::log(self.desk))),
            Effect::LoadWhole(id) => Some(Msg::Whole {
                title: format!("Item {}", self.desk.short(id)),
                text: book::whole(self.desk, id),
            }),
            Effect::Reread => {
                self.reread();
                None
            }
            Effect::LoadFacts(purpose) => {
                let facts = purpose.item().and_then(|id| Facts::of(self.desk, id));
                facts.map(|facts| Msg::Facts(purpose, Box::new(facts)))
            }
            Effect::LoadHolds => Some(Msg::Whole {
                title: "Holds".into(),
                text: more::holds(self.desk),
            }),
            Effect::LoadReport(report) => Some(Msg::Whole {
                title: "The report as its recipients get it".into(),
                text: self.desk.report_text(report),
            }),
            Effect::LoadCoverNote => {
                let principal = self.options.principal.as_deref();
                Some(Msg::Whole {
                    title: "Cover note".into(),
                    text: self.desk.cover_note_text(principal),
                })
            }
            Effect::Verify => match more::verified(self.desk) {
                Ok(text) => Some(Msg::Whole {
                    title: "Every frame, checked".into(),
                    text,
                }),
                Err(error) => {
                    self.model.warn(error.to_string());
                    None
                }
            },
            Effect::Suspend | Effect::Repaint => None,
        }
    }

    /// A draft that could not be saved is said: the text stays where it is.
    fn unless_kept(&mut self, kept: Result<(), DeskError>) {
        if let Err(error) = kept {
            self.model.unsaved = self.model.draft().is_some();
            self.model.warn(error.to_string());
        }
    }
}
