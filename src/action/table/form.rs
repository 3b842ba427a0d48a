//! What lies over a screen: forms, filter, palette, texts to read.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{Filter, Form, Palette, Question, Reading};
use super::super::Key::{self, Char, Ctrl};
use super::super::row::row;
use super::super::{Act, Action};

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
        "form.record",
        Act::Record,
        "record",
        "Put on record what the form says.",
        &[Form],
        &[Ctrl('d')],
    ),
    row(
        "form.next",
        Act::Next,
        "record, or next prompt",
        "Put on record what the form says; among the prompts of a substance, go on to the next.",
        &[Form],
        &[Key::Enter],
    )
    .bar(),
    row(
        "form.next-field",
        Act::NextField,
        "next field",
        "To the next field.",
        &[Form],
        &[Key::Tab, Key::Down],
    )
    .bar(),
    row(
        "form.previous-field",
        Act::PreviousField,
        "field before",
        "To the field before.",
        &[Form],
        &[Key::BackTab, Key::Up],
    ),
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
        "form.leave",
        Act::KeepAndLeave,
        "leave, text kept",
        "Leave the form. What you wrote is kept and stands there when you come back.",
        &[Form],
        &[Key::Esc],
    )
    .bar(),
    row(
        "filter.keep",
        Act::Choose,
        "keep the filter",
        "Go back to the list as filtered.",
        &[Filter],
        &[Key::Enter, Key::Tab, Key::Down],
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
