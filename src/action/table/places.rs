//! Places that several rows share.

use crate::action::context::Context::{self, *};

/// The screens.
pub(super) const SCREENS: &[Context] = &[
    Decide, Verdict, Decisions, Queue, Month, Review, Log, Reports, Chats, Devices, Requests,
    Holds, Searches, Find, Chooser, Summary, Triage, Wait, Depart, Checklist, StillOpen,
];

/// Where the palette stands in the key bar.
pub(super) const PALETTE: &[Context] = &[
    Decide, Verdict, Decisions, Queue, Month, Review, Log, Reports, Chats, Devices, Requests,
    Holds, Searches, Find, Chooser, Summary, Triage, Wait, Answer, Depart, Checklist, StillOpen,
];

/// Screens with a list.
pub(super) const LISTS: &[Context] = &[
    Decisions, Queue, Month, Log, Reports, Chats, Devices, Requests, Holds, Searches,
];

/// Lists in which words are found.
pub(super) const FINDS: &[Context] = &[
    Decisions, Queue, Month, Log, Reports, Chats, Devices, Requests, Holds, Searches, Find,
    Chooser, Triage,
];

/// Where the guidance can be opened: everywhere but over itself, and where something is asked first.
pub(super) const GUIDED: &[Context] = &[
    Decide, Verdict, Decisions, Queue, Month, Review, Log, Reports, Chats, Devices, Requests,
    Holds, Searches, Find, Depart, Checklist, StillOpen, Chooser, Summary, Triage, Sheet, Form,
    Reading, Choice, Marking,
];

/// Where papers are made.
pub(super) const PAPERS: &[Context] = &[
    Decisions, Queue, Month, Log, Reports, Chats, Devices, Requests, Holds, Searches, Depart,
    Checklist, StillOpen,
];

/// Screens on which nothing is under way.
pub(super) const HOME: &[Context] = &[
    Decide, Verdict, Decisions, Queue, Month, Log, Reports, Chats, Devices, Requests, Holds,
    Searches, Find,
];

/// What can be moved through.
pub(super) const MOVES: &[Context] = &[
    Decide, Verdict, Decisions, Queue, Month, Log, Reports, Chats, Devices, Requests, Holds,
    Searches, Find, Reading, Palette, Choice, Marking, Guidance, Pick, Chooser, Summary, Triage,
    Broken, Depart, Checklist, StillOpen,
];

/// Where an item's outcome is said.
pub(super) const ITEMS: &[Context] = &[Queue, Review];
