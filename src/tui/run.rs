//! The loop: a key in, a model changed, effects carried out at the desk, a frame drawn if anything changed.
//!
//! May import `desk`, `ports` and its siblings. Invariants: all keys that wait are taken in before a frame
//! is drawn; without a key nothing runs, but for one look half a second after a form was typed into.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event;
use ratatui::Terminal;

use super::backend::Thin;
use super::book::{self, Book};
use super::deed;
use super::input;
use super::life::{Life, Tty};
use super::model::Model;
use super::theme::Theme;
use super::update::{Effect, Msg, update};
use super::view;
use crate::config::Borders;
use crate::desk::{Desk, DeskError};

/// How long after the last key a form's text is saved.
const QUIET: Duration = Duration::from_millis(500);

/// What the environment and the command line say about the screens.
#[derive(Clone, Default)]
pub struct Options {
    /// The principal one acts for.
    pub principal: Option<String>,
    /// Colours may be used (`NO_COLOR` is not set).
    pub colour: bool,
    /// The locale is not UTF-8: our own lines are drawn in ASCII.
    pub ascii: bool,
    /// What is left to do when a signal or a dropped link ends the program.
    pub at_end: Option<Arc<dyn Fn() + Send + Sync>>,
}

/// Runs the application on an open desk until the person leaves.
pub fn run(desk: &mut Desk, options: &Options) -> Result<(), DeskError> {
    let trouble = |e: io::Error| DeskError::Storage(format!("The terminal cannot be used: {e}"));
    let life = Life::take(desk.draft_saver(), options.at_end.clone()).map_err(trouble)?;
    let backend = Thin::new(Tty);
    let mut terminal = Terminal::new(backend).map_err(trouble)?;
    let size = terminal.size().map_err(trouble)?;
    let mut app = App {
        model: model(desk, options, (size.width, size.height)),
        desk,
        life,
        options,
    };
    while !app.model.quit {
        app.prepare();
        let drawn = terminal.draw(|frame| view::view(&app.model, frame));
        let heard = drawn.map(|_| ()).and_then(|()| app.listen());
        match heard {
            Ok(false) => {}
            Ok(true) => {
                terminal.backend_mut().forget();
                terminal.clear().map_err(trouble)?;
            }
            Err(e) => {
                // The terminal is going: what is being written is saved here too, not by the guard alone.
                app.life.end();
                return Err(trouble(e));
            }
        }
    }
    Ok(())
}

/// The application as it opens on this desk.
pub(super) fn model(desk: &Desk, options: &Options, size: (u16, u16)) -> Model {
    let book = Book::of(desk, options.principal.as_deref());
    let theme = Theme {
        colour: options.colour && desk.settings().theme != "mono",
    };
    let ascii = options.ascii || desk.settings().borders != Borders::Line;
    let mut model = Model::new(book, desk.now(), theme, ascii, size);
    model.principal.clone_from(&options.principal);
    model
}

struct App<'a> {
    model: Model,
    desk: &'a mut Desk,
    life: Life,
    options: &'a Options,
}

impl App<'_> {
    /// Before a frame: the pane of the selected item, and what is to be saved should the link drop.
    fn prepare(&mut self) {
        let wanted = self.model.item();
        let shown = self.model.detail.as_ref().map(|d| d.id);
        if wanted != shown {
            self.model.detail = wanted.and_then(|id| book::detail(self.desk, id));
        }
        self.life.watch(self.model.draft());
    }

    /// Waits for something to happen and takes in everything that has; whether the screen is to be
    /// painted afresh.
    fn listen(&mut self) -> io::Result<bool> {
        let mut afresh = false;
        if self.model.unsaved && !event::poll(QUIET)? {
            return Ok(self.take(Msg::Quiet));
        }
        let mut next = Some(event::read()?);
        self.news();
        while let Some(event) = next.take() {
            if let Some(msg) = input::message(event) {
                afresh |= self.take(msg);
                // Should the link drop among many keys, the last of them counts too.
                self.life.watch(self.model.draft());
            }
            if !self.model.quit && event::poll(Duration::ZERO)? {
                next = Some(event::read()?);
            }
        }
        Ok(afresh)
    }

    /// Takes in what another session wrote since.
    fn news(&mut self) {
        self.model.now = self.desk.now();
        match self.desk.refresh() {
            Ok(true) => self.reread(),
            Ok(false) => {}
            Err(error) => self.model.warn(error.to_string()),
        }
    }

    fn reread(&mut self) {
        let book = Book::of(self.desk, self.options.principal.as_deref());
        update(&mut self.model, Msg::Book(Box::new(book)));
        self.model.detail = None;
    }

    /// Takes in a message and all that follows from it.
    fn take(&mut self, msg: Msg) -> bool {
        let mut afresh = false;
        let mut waiting = update(&mut self.model, msg);
        while !waiting.is_empty() {
            let mut more = Vec::new();
            for effect in waiting {
                match effect {
                    Effect::Repaint => afresh = true,
                    Effect::Suspend => {
                        afresh = true;
                        if let Err(error) = self.life.suspend() {
                            self.model
                                .warn(format!("The shell cannot be reached: {error}."));
                        }
                    }
                    effect => {
                        if let Some(msg) = self.carry_out(effect) {
                            more.extend(update(&mut self.model, msg));
                        }
                    }
                }
            }
            waiting = more;
        }
        afresh
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
