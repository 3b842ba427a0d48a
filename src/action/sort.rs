//! The three sorts of action that the help of a screen is told in: to move in it, to answer, to go elsewhere.

use super::row::{Act, Action, Departing, Step};

/// A sort of action, in the order of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Move,
    Answer,
    Go,
}

impl Sort {
    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Sort::Move => "Move, find and choose",
            Sort::Answer => "Answer and record",
            Sort::Go => "Go elsewhere",
        }
    }
}

impl Action {
    /// Of which sort it is.
    pub fn sort(&self) -> Sort {
        match self.act {
            Act::Up
            | Act::Down
            | Act::PageUp
            | Act::PageDown
            | Act::HalfUp
            | Act::HalfDown
            | Act::First
            | Act::Last
            | Act::Show
            | Act::Filter
            | Act::ClearFilter
            | Act::Mark
            | Act::MarkRange
            | Act::MarkAll
            | Act::Everything
            | Act::Month
            | Act::ThisDay
            | Act::NextDay
            | Act::DayBefore
            | Act::LogView
            | Act::ChatsView
            | Act::RequestsView
            | Act::KeepView
            | Act::NextList
            | Act::NextField
            | Act::PreviousField
            | Act::ReportsAll
            | Act::Depart(
                Departing::NextPane | Departing::Mark | Departing::MarkRange | Departing::Whole,
            )
            | Act::Triage(
                Step::Choose
                | Step::Range
                | Step::All
                | Step::None
                | Step::NextCue
                | Step::PreviousCue
                | Step::Filter
                | Step::View
                | Step::Show
                | Step::SortChats,
            ) => Sort::Move,
            Act::GoDecide
            | Act::GoDecisions
            | Act::GoQueue
            | Act::GoReview
            | Act::GoLog
            | Act::GoReports
            | Act::GoChats
            | Act::HoldList
            | Act::Help
            | Act::Palette
            | Act::Repaint
            | Act::Suspend
            | Act::Quit
            | Act::LeaveNow
            | Act::Papers
            | Act::Paper(_)
            | Act::Back
            | Act::Close
            | Act::Guidance
            | Act::FindAll
            | Act::ToFound
            | Act::Practise
            | Act::Depart(Departing::Go | Departing::Another | Departing::GoThere)
            | Act::Triage(
                Step::Open | Step::Leave | Step::Back | Step::Summary | Step::LeaveChats,
            ) => Sort::Go,
            _ => Sort::Answer,
        }
    }
}
