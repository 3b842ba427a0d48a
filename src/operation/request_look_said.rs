//! What is said of a search: its fields, shared by the form and by what makes it.

use super::prelude::*;
use super::request_said::YES;

pub(super) static WORDS: Field = Field::new("words", Kind::Line)
    .flag(
        "words",
        "What is looked for, each as plain text in any case; one of them is enough (may be repeated)",
    )
    .value("WORDS")
    .many()
    .screen("Words", "Plain text, with ; between; one of them is enough")
    .asks("Which words? (with ; between)")
    .must("Say which words are to be looked for.")
    .way("Say --words WORDS");

pub(super) static IN: Field = Field::new("in", Kind::Line)
    .files(
        "in",
        "An export of a channel, searched where it lies; nothing of it is kept (may be repeated)",
    )
    .value("FILE")
    .many()
    .screen(
        "Exports",
        "Files, with ; between; each is searched where it lies, nothing of it is kept",
    );

pub(super) static DEVICE: Field = Field::new("device", Kind::Line)
    .flag("device", "The registered device that the exports are of")
    .value("NAME")
    .screen("Device", "The registered one that the exports are of");

pub(super) const DAY: &str = "day";
pub(super) const MONTH: &str = "month";

pub(super) static ORDER: Field = Field::new("order", Kind::Choice)
    .switches(&[
        Switch {
            name: "day-first",
            value: DAY,
            help: "03/02/2026 is the 3rd of February",
        },
        Switch {
            name: "month-first",
            value: MONTH,
            help: "03/02/2026 is the 2nd of March",
        },
    ])
    .screen(
        "Dates",
        "How those of the exports are read, where a file does not tell",
    )
    .way("Say which with --day-first or --month-first");

pub(super) static QUEUE: Field = Field::new("queue", Kind::Choice)
    .switches(&[Switch {
        name: "queue",
        value: YES,
        help: "Put what is found in the exports into the queue, each message as its own item",
    }])
    .screen(
        "To the queue",
        "Whether what is found in the exports is put there",
    );

pub(super) static MARKING: Field = Field::new("marking", Kind::Marking)
    .flag(
        "marking",
        "With --queue: the marking of what is found; not given = not stated",
    )
    .short('m')
    .value("MARKING")
    .screen("Marking", "Of what goes into the queue")
    .beneath(&QUEUE, YES);

pub(super) static FOR: Field = Field::new("principal", Kind::Line).principal();
