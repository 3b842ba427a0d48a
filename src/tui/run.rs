//! The loop: a key in, a model changed, effects carried out at the desk, a frame drawn if anything changed.
//!
//! Invariants: all keys that wait are taken in before a frame is drawn; without a key or a ring nothing runs, but
//! for one look half a second after a form was typed into, and one when the text of something not significant is to
//! go.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crossterm::event;
use ratatui::Terminal;

use super::app::App;
use super::backend::{self, Output, Thin};
use super::input;
use super::life::{Life, Tty};
use super::message::Wants;
use super::options::Options;
use super::view;
use super::wake::{Bell, Heard};
use crate::desk::{Desk, DeskError};
use crate::tui::message::Msg;

/// How long after the last key a form's text is saved.
const QUIET: Duration = Duration::from_millis(500);

/// Runs the application on an open desk until the person leaves.
pub fn run(desk: &mut Desk, options: &Options) -> Result<(), DeskError> {
    let trouble = |e: io::Error| DeskError::Storage(format!("The terminal cannot be used: {e}"));
    let life = Life::take(desk.draft_saver(), options.at_end.clone()).map_err(trouble)?;
    let backend = Thin::new(life.tty());
    let mut terminal = Terminal::new(backend).map_err(trouble)?;
    let size = terminal.size().map_err(trouble)?;
    let bell = Bell::hang().map_err(trouble)?;
    let taken_out = desk.take_out_of_own_files();
    let mut app = App::new(desk, options, (size.width, size.height));
    if let Some(words) = taken_out.filter(|_| app.model.said.text.is_empty()) {
        app.model.say(words);
    }
    app.ring(bell.waker());
    app.begin();
    let mut waiting = VecDeque::new();
    while !app.model.quit {
        app.prepare();
        life.watch(app.model.draft());
        terminal.backend_mut().aloud(view::status_rows(&app.model));
        terminal.backend_mut().link(match options.links {
            true => view::addresses(&app.model),
            false => Vec::new(),
        });
        let drawn = backend::draw(&mut terminal, |frame| view::view(&app.model, frame));
        let heard = drawn.and_then(|()| listen(&mut app, &life, &bell, &mut waiting));
        let heard = heard.and_then(|wants| follow(&mut app, &life, wants));
        match heard {
            Ok(false) => {}
            Ok(true) => {
                terminal.backend_mut().forget();
                terminal.clear().map_err(trouble)?;
            }
            Err(e) => {
                // The terminal is going: what is being written is saved here too, not by the guard alone.
                life.end();
                life.leave_to_the_guard();
                return Err(trouble(e));
            }
        }
    }
    Ok(())
}

/// Does what only the terminal can do; tells whether the screen is to be painted afresh.
fn follow(app: &mut App<'_>, life: &Life, wants: Wants) -> io::Result<bool> {
    if wants.copy {
        life.tty().send(&app.outbox())?;
    }
    if wants.suspend {
        life.suspend()?;
    }
    if wants.edit {
        life.watch(app.model.draft());
        life.lend(|| app.edit())?;
    }
    Ok(wants.repaint || wants.suspend || wants.edit)
}

/// Waits for something to happen, and takes in everything that has. `waiting` is what was read and not taken in
/// yet, because the terminal was given away in between.
fn listen(
    app: &mut App<'_>,
    life: &Life,
    bell: &Bell,
    waiting: &mut VecDeque<Msg>,
) -> io::Result<Wants> {
    if !waiting.is_empty() {
        return Ok(take_in(app, life, waiting));
    }
    let quiet = app.model.unsaved.then_some(QUIET);
    let lapse = app.until_lapse();
    let heard = bell.wait([quiet, lapse].into_iter().flatten().min())?;
    if heard == Heard::Quiet {
        // The wait may have been for the one or for the other: both look for themselves.
        app.lapse();
        return Ok(match app.model.unsaved {
            true => app.take(Msg::Quiet),
            false => Wants::default(),
        });
    }
    match heard {
        Heard::Ring => {
            app.rung();
            // A neighbour who writes all the time keeps no draft from being saved.
            if app.model.unsaved {
                app.take(Msg::Quiet);
            }
        }
        _ => drop(app.news()),
    }
    let mut wants = app.collect();
    if bell.continued() {
        // Whoever stopped the program gave the terminal to somebody else meanwhile.
        life.again()?;
        wants.repaint = true;
    }
    if bell.resized() {
        let size = Tty::size()?;
        wants.and(app.take(Msg::Resize(size.width, size.height)));
        // A window that was made smaller and as it was again has lost what stood in it.
        wants.repaint = true;
    }
    if heard == Heard::Input {
        *waiting = app.begin_read(read()?);
        wants.and(take_in(app, life, waiting));
    }
    Ok(wants)
}

/// Everything that waits at the terminal: one read.
fn read() -> io::Result<Vec<Msg>> {
    let mut all = Vec::new();
    loop {
        all.extend(input::message(event::read()?));
        if !event::poll(Duration::ZERO)? {
            return Ok(all);
        }
    }
}

/// Takes in what was read, up to where the terminal is given away.
fn take_in(app: &mut App<'_>, life: &Life, waiting: &mut VecDeque<Msg>) -> Wants {
    let mut wants = Wants::default();
    while let Some(msg) = waiting.pop_front() {
        #[cfg(debug_assertions)]
        app.trip(&msg);
        wants.and(app.take_next(msg));
        // Should the link drop among many keys, the last of them counts too.
        life.watch(app.model.draft());
        if app.model.quit || wants.suspend || wants.edit {
            break;
        }
    }
    wants
}
