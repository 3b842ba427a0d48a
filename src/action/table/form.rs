//! What lies over a screen: forms, filter, palette, texts to read.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{Broken, Filter, Form, Palette, Question, Reading};
use super::super::Key::{self, Char, Ctrl};
use super::super::row::row;
use super::super::{Act, Action, Mending};

pub(super) static ROWS: &[Action] = &[
    row(
        "question.yes",
        Act::Yes,
        "yes",
        "Do what is asked about.",
        &[Question],
        &[Char('y')],
    )
    .bar(),
    row(
        "question.no",
        Act::No,
        "no",
        "Leave everything as it is.",
        &[Question],
        &[Char('n'), Key::Enter, Key::Esc],
    )
    .bar(),
    row(
        "form.next",
        Act::Next,
        "next field",
        "On to the next field; on the last row, the button, do what the button says.",
        &[Form],
        &[Key::Enter],
    )
    .bar(),
    row(
        "form.next-field",
        Act::NextField,
        "next field, whatever stands here",
        "To the next field.",
        &[Form],
        &[Key::Tab, Key::Down],
    ),
    row(
        "form.previous-field",
        Act::PreviousField,
        "back",
        "To the field before.",
        &[Form],
        &[Key::Up, Key::BackTab],
    ),
    row(
        "form.record",
        Act::Record,
        "to the end",
        "Do what the button says; if something is missing, go there.",
        &[Form],
        &[Ctrl('d')],
    )
    .bar(),
    row(
        "form.new-line",
        Act::NewLine,
        "new line",
        "Begin a new line in a text of several lines.",
        &[Form],
        &[Ctrl('j')],
    ),
    row(
        "form.editor",
        Act::Editor,
        "in your editor",
        "Open a text of several lines in the editor that VISUAL or EDITOR names; what it leaves stands in the field.",
        &[Form],
        &[],
    ),
    row(
        "form.undo-typing",
        Act::UndoTyping,
        "undo typing",
        "Take back what was last typed in the field.",
        &[Form],
        &[Ctrl('_')],
    ),
    row(
        "form.redo-typing",
        Act::RedoTyping,
        "redo typing",
        "Type again what was taken back in the field.",
        &[Form],
        &[Ctrl('r')],
    ),
    row(
        "form.afresh",
        Act::StartAfresh,
        "start afresh",
        "Take away what was written before, and begin the form anew.",
        &[Form],
        &[Ctrl('x')],
    ),
    row(
        "form.leave",
        Act::KeepAndLeave,
        "leave, text kept",
        "Leave the form. What you wrote is kept and stands there when you come back.",
        &[Form],
        &[Key::Esc],
    )
    .bar(),
    row(
        "settings.edit",
        Act::Mend(Mending::Edit),
        "edit",
        "Open the settings in the editor that VISUAL or EDITOR names, and read them again.",
        &[Broken],
        &[Char('e')],
    )
    .bar(),
    row(
        "settings.again",
        Act::Mend(Mending::Again),
        "read again",
        "Read the settings again.",
        &[Broken],
        &[Key::Enter],
    )
    .bar(),
    row(
        "settings.look",
        Act::Mend(Mending::Look),
        "look only",
        "Look at the register without the settings; nothing can be recorded.",
        &[Broken],
        &[Char('v')],
    )
    .bar(),
    row(
        "settings.leave",
        Act::Quit,
        "leave",
        "Leave the program.",
        &[Broken],
        &[Char('q')],
    )
    .bar(),
    row(
        "filter.keep",
        Act::Choose,
        "keep the filter",
        "Go back to the list as filtered.",
        &[Filter],
        &[Key::Enter, Key::Down],
    )
    .bar(),
    row(
        "filter.leave",
        Act::Close,
        "show all",
        "Take the filter away and go back.",
        &[Filter],
        &[Key::Esc],
    )
    .bar(),
    row(
        "palette.choose",
        Act::Choose,
        "do it",
        "Do what is selected.",
        &[Palette],
        &[Key::Enter],
    )
    .bar(),
    row(
        "reading.close",
        Act::Close,
        "back",
        "Back to where you were.",
        &[Reading, Palette],
        &[Key::Esc, Char('q')],
    )
    .bar(),
];
