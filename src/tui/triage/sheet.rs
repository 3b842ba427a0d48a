//! What the forms of import and triage ask.

use crate::operation::{Field, Kind, Spec};
use crate::text::when::Tense;

/// Every answer is to be seen.
const SHOWN: &str = "";

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// How the export is read.
    How,
    /// What is shown.
    Filter,
    /// What is put in the queue.
    Queue,
}

pub(super) static CALLED: Field = Field::new("called", Kind::Line).screen(
    "Chat",
    "What it is called here; settings are remembered under it",
);
pub(super) static ME: Field = Field::new("me", Kind::Line).screen("You are", "");
pub(super) static DATES: Field = Field::new("dates", Kind::Choice).screen("Dates", SHOWN);
pub(super) static ZONE: Field = Field::new("zone", Kind::Line).screen(
    "Zone",
    "Of the phone it was exported from, for example Europe/London",
);

pub(super) static BY: Field = Field::new("by", Kind::Choice).screen("Sent by", SHOWN);
pub(super) static SINCE: Field = Field::new("since", Kind::Time(Tense::Past))
    .screen("From", "21 Nov, Thu, 21/11/2026 21:40, yesterday");
pub(super) static UNTIL: Field =
    Field::new("until", Kind::Time(Tense::Ended)).screen("To", "The same; a day counts to its end");
pub(super) static SHOW: Field = Field::new("show", Kind::Choice).screen("Show", SHOWN);

pub(super) static CHAT: Field = Field::new("conversation", Kind::Line)
    .screen("Chat", "A name that is not known yet opens a new chat")
    .must("Say what the chat is called.");
pub(super) static AS: Field = Field::new("as", Kind::Choice).screen("As", SHOWN);
pub(super) static MARKING: Field = Field::new("marking", Kind::Marking)
    .screen("Marking", "Space: handling instructions and descriptors");
pub(super) static TIMER: Field = Field::new("timer", Kind::Length).screen(
    "Timer",
    "Type 24h, 7d, 90d or off; empty: as the chat has it",
);
pub(super) static DEVICE: Field = Field::new("device", Kind::Choice).screen("Device", SHOWN);

static HOW: Spec = Spec {
    title: "How the export is read",
    button: "Read it again",
    fields: &[&CALLED, &ME, &DATES, &ZONE],
    ..SHEET
};
static FILTER: Spec = Spec {
    title: "Show only",
    button: "Show these",
    fields: &[&BY, &SINCE, &UNTIL, &SHOW],
    ..SHEET
};
static QUEUE: Spec = Spec {
    title: "Put in the queue",
    button: "Put in the queue",
    writes: "They stay in the queue until you deal with them; u takes them back.",
    fields: &[&CHAT, &AS, &MARKING, &TIMER, &DEVICE],
    ..SHEET
};
const SHEET: Spec = Spec {
    draft: "triage",
    keeps_draft: false,
    ..Spec::PLAIN
};

impl Sheet {
    /// What is fixed about it.
    pub fn spec(self) -> &'static Spec {
        match self {
            Sheet::How => &HOW,
            Sheet::Filter => &FILTER,
            Sheet::Queue => &QUEUE,
        }
    }
}
