//! A thin backend for ratatui: it keeps what the terminal shows, and sends the shortest bytes to what it
//! is to show.
//!
//! Invariants: one frame is one write, inside one synchronised update; a frame in which nothing changed is no write
//! at all; the terminal is never asked anything; after a write that failed the next frame paints everything; where
//! terminals disagree how wide a character is, what stands behind it is painted again with it; whatever a frame
//! draws behind a wide character comes out once that is gone ([`draw`]).

mod cells;
mod links;
mod paint;
mod pen;

use std::io;
use std::ops::Range;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::{Frame, Terminal};

use cells::Cells;
use links::LinkPart;
pub use links::may_be_linked;
use paint::Painter;
use pen::Pen;

/// Where frames go.
pub trait Output {
    /// Columns and rows now.
    fn size(&self) -> io::Result<Size>;
    /// Sends the bytes of one frame, all of them in one write where the terminal takes them.
    fn send(&mut self, bytes: &[u8]) -> io::Result<()>;
}

/// What begins a synchronised update; harnesses and terminals know a frame by it.
const BEGIN: &[u8] = b"\x1b[?2026h";
/// What ends one.
const END: &[u8] = b"\x1b[?2026l";

/// The backend.
pub struct Thin<O> {
    to: O,
    /// What the terminal shows.
    shown: Cells,
    /// What it is to show.
    wanted: Cells,
    /// The terminal is to be wiped first: nothing is known of what it shows.
    wipe: bool,
    pen: Pen,
    /// Where the terminal's cursor is, where that is known.
    cursor: Option<Position>,
    /// Where it is to be; `None` hides it.
    want_cursor: Option<Position>,
    /// Whether the terminal shows its cursor.
    cursor_shown: bool,
    /// The rows of the status sentence, where somebody listens to what is printed.
    status: Option<Range<u16>>,
    /// Addresses that are links wherever they stand.
    addresses: Vec<String>,
    /// The links that the terminal shows.
    linked: Vec<LinkPart>,
}

impl<O: Output> Thin<O> {
    /// A backend on a terminal of which nothing is known: the first frame wipes it.
    pub fn new(to: O) -> Thin<O> {
        Thin {
            to,
            shown: Cells::default(),
            wanted: Cells::default(),
            wipe: true,
            pen: Pen::PLAIN,
            cursor: None,
            want_cursor: None,
            cursor_shown: true,
            status: None,
            addresses: Vec::new(),
            linked: Vec::new(),
        }
    }

    /// The next frames are painted for somebody who listens: the `status` rows first and whole, every row
    /// ended as a line. `None` paints for the eye, in the fewest bytes.
    pub fn aloud(&mut self, status: Option<Range<u16>>) {
        self.status = status;
    }

    /// In the next frames these addresses are links, wherever they stand whole.
    pub fn link(&mut self, addresses: Vec<String>) {
        self.addresses = addresses;
    }

    /// Forgets what the terminal shows (somebody else wrote to it): the next frame paints everything.
    pub fn forget(&mut self) {
        self.wipe = true;
        self.cursor_shown = true;
        self.cursor = None;
    }

    fn fit(&mut self) -> io::Result<()> {
        let size = self.to.size()?;
        if size != self.wanted.size {
            self.wanted = Cells::blank(size);
            self.wipe = true;
        }
        Ok(())
    }

    /// The bytes from what is shown to what is wanted; empty where they are the same.
    fn frame(&mut self) -> Vec<u8> {
        let mut out = BEGIN.to_vec();
        if self.wipe {
            // Whatever pen was left behind would colour the wiped screen.
            out.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J");
            (self.pen, self.cursor) = (Pen::PLAIN, Some(Position::ORIGIN));
            self.shown = Cells::blank(self.wanted.size);
            self.linked.clear();
            self.wipe = false;
        }
        let mut painter = Painter {
            shown: &self.shown,
            wanted: &self.wanted,
            pen: self.pen,
            cursor: self.cursor,
            out,
        };
        match &self.status {
            Some(status) => painter.paint_aloud(status, self.want_cursor),
            None => painter.paint(),
        }
        let linked = links::find(&self.wanted, &self.addresses);
        painter.relink(&self.linked, &linked);
        match self.want_cursor {
            Some(at) => {
                painter.go_to(at);
                if !self.cursor_shown {
                    painter.out.extend_from_slice(b"\x1b[?25h");
                }
            }
            None if self.cursor_shown => painter.out.extend_from_slice(b"\x1b[?25l"),
            None => {}
        }
        (self.pen, self.cursor) = (painter.pen, painter.cursor);
        self.linked = linked;
        self.cursor_shown = self.want_cursor.is_some();
        let mut out = painter.out;
        if out.len() == BEGIN.len() {
            return Vec::new();
        }
        out.extend_from_slice(END);
        self.shown.all.clone_from(&self.wanted.all);
        out
    }
}

impl<O: Output> Backend for Thin<O> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.fit()?;
        for (x, y, cell) in content {
            self.wanted.set(x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.want_cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.want_cursor = self.want_cursor.or(Some(Position::ORIGIN));
        Ok(())
    }

    /// Where the cursor was last put; the terminal is not asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.want_cursor.or(self.cursor).unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let at = position.into();
        let size = self.wanted.size;
        self.want_cursor = Some(Position {
            x: at.x.min(size.width.saturating_sub(1)),
            y: at.y.min(size.height.saturating_sub(1)),
        });
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.wanted = Cells::blank(self.to.size()?);
        self.wipe = true;
        Ok(())
    }

    /// A full-screen program clears the whole; of a part it is asked by nobody.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        self.to.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.to.size()?,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = self.frame();
        if frame.is_empty() {
            return Ok(());
        }
        let sent = self.to.send(&frame);
        if sent.is_err() {
            self.forget();
        }
        sent
    }
}

/// Draws a frame on a terminal with this backend; always this way, never by the terminal's own `draw`.
pub fn draw<O: Output>(
    terminal: &mut Terminal<Thin<O>>,
    view: impl FnOnce(&mut Frame<'_>),
) -> io::Result<()> {
    let drawn = terminal.draw(|frame| {
        view(frame);
        uncover(frame.buffer_mut());
    });
    drawn.map(|_| ())
}

/// Resets the cells that a wide character covers. ratatui compares each frame with the one before and takes such
/// cells to be blank: what stood in one, and stands there still when the wide character is gone, it would not hand
/// over at all.
fn uncover(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width.max(1));
    for row in buffer.content.chunks_mut(width) {
        let mut x = 0;
        while x < row.len() {
            let next = x + usize::from(row[x].cell_width().max(1));
            let covered = x + 1..next.min(row.len());
            row[covered].fill(Cell::EMPTY);
            x = next;
        }
    }
}

#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
