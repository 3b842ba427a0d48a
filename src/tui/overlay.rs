//! What fills the screen and what lies over it, and where keys are read then.

use super::broken::Broken;
use super::decide::Choice;
use super::form::Form;
use super::guidance::Guidance;
use super::marking::Builder;
use super::message::FootQuestion;
use super::reading::Reading;
use crate::action::Context;

/// What fills the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Decide,
    /// Past decisions.
    Decisions,
    Queue,
    Review,
    Log,
    Reports,
    /// Chats and devices.
    Chats,
    /// Requests and holds.
    Requests,
    Depart,
    Triage,
    /// What was found everywhere.
    Find,
}

/// What lies over a screen and gets the keys.
#[derive(Debug)]
pub enum Overlay {
    Form(Box<Form>),
    Filter,
    Palette(Palette),
    Reading(Reading),
    Choice(Box<Choice>),
    Marking(Box<Builder>),
    Guidance(Box<Guidance>),
    /// Asked at the foot; the screen stays to be seen.
    Question(Box<FootQuestion>),
    /// Settings that cannot be read.
    Broken(Box<Broken>),
}

/// The palette: words typed so far, and the chosen line of what they find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    pub words: String,
    pub at: usize,
    /// It is the help: each action with its keys and its sentence.
    pub help: bool,
}

impl Overlay {
    /// Where keys are read while it lies there.
    pub fn context(&self) -> Context {
        match self {
            Overlay::Form(form) if !form.purpose.keeps_draft() => Context::Sheet,
            Overlay::Form(_) => Context::Form,
            Overlay::Filter => Context::Filter,
            Overlay::Palette(_) => Context::Palette,
            Overlay::Reading(_) => Context::Reading,
            Overlay::Choice(_) => Context::Choice,
            Overlay::Marking(_) => Context::Marking,
            Overlay::Guidance(_) => Context::Guidance,
            Overlay::Question(_) => Context::Question,
            Overlay::Broken(_) => Context::Broken,
        }
    }
}

impl Screen {
    /// Those that have a list of their own.
    pub const WITH_A_LIST: &[Screen] = &[
        Screen::Queue,
        Screen::Log,
        Screen::Reports,
        Screen::Chats,
        Screen::Requests,
        Screen::Depart,
        Screen::Decisions,
        Screen::Triage,
        Screen::Find,
    ];

    /// Where keys are read; of chats, requests, an import and a departure by which of their lists is in hand.
    pub fn context(self) -> Context {
        match self {
            Screen::Decide => Context::Decide,
            Screen::Decisions => Context::Decisions,
            Screen::Queue => Context::Queue,
            Screen::Review => Context::Review,
            Screen::Log => Context::Log,
            Screen::Reports => Context::Reports,
            Screen::Chats => Context::Chats,
            Screen::Requests => Context::Requests,
            Screen::Triage => Context::Triage,
            Screen::Depart => Context::Depart,
            Screen::Find => Context::Find,
        }
    }
}
