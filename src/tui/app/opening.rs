//! The application as it opens: what is on record, and how it is to look.

use crate::config::theme::Palette;
use crate::config::{Borders, Selection};
use crate::desk::Desk;
use crate::tui::book::Book;
use crate::tui::layout;
use crate::tui::model::Model;
use crate::tui::options::Options;
use crate::tui::theme::Theme;

/// The application as it opens on this desk.
pub(super) fn model(desk: &Desk, options: &Options, size: (u16, u16)) -> Model {
    let book = Book::of(desk, options.principal.as_deref(), false);
    let theme = match options.colour {
        true => Theme::of(&options.palette),
        false => Theme::of(&Palette::mono()),
    };
    let ascii = options.ascii || desk.settings().borders != Borders::Line;
    let keymap = options.keymap.clone();
    let mut model = Model::new(book, desk.now(), theme, ascii, keymap, size);
    model.sign = options.sign;
    model.spoken = desk.settings().screen_reader;
    model.whole_rows = desk.settings().selection == Selection::Row;
    model.rules = desk.settings().borders != Borders::None && !model.spoken;
    // Nothing stands under a heading, and a page is another, where items are read out.
    model.refilter_queue();
    layout::page::resize(&mut model, size.0, size.1);
    model.principal.clone_from(&options.principal);
    if let Some(welcome) = &options.welcome {
        model.say(welcome.clone());
    }
    if let Some(notice) = &options.notice {
        model.warn(notice.clone());
    }
    model
}
