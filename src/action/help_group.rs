//! The three groups that the help of a screen stands in: to move in it, to answer, to go elsewhere.

use super::row::{Act, Action, Departing, Step};

/// A group of actions, in the order of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HelpGroup {
    Move,
    Answer,
    Go,
}

impl HelpGroup {
    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            HelpGroup::Move => "Move, find and choose",
            HelpGroup::Answer => "Answer and record",
            HelpGroup::Go => "Go elsewhere",
        }
    }
}

/// What moves in a list or a text, finds, or chooses.
const MOVES: &[Act] = &[
    Act::Up,
    Act::Down,
    Act::PageUp,
    Act::PageDown,
    Act::HalfUp,
    Act::HalfDown,
    Act::First,
    Act::Last,
    Act::Show,
    Act::Filter,
    Act::ClearFilter,
    Act::Mark,
    Act::MarkRange,
    Act::MarkAll,
    Act::Everything,
    Act::Month,
    Act::ThisDay,
    Act::NextDay,
    Act::DayBefore,
    Act::LogView,
    Act::ChatsView,
    Act::RequestsView,
    Act::KeepView,
    Act::NextList,
    Act::NextField,
    Act::PreviousField,
    Act::ReportsAll,
    Act::Depart(Departing::NextPane),
    Act::Depart(Departing::Mark),
    Act::Depart(Departing::MarkRange),
    Act::Depart(Departing::Whole),
    Act::Triage(Step::Choose),
    Act::Triage(Step::Range),
    Act::Triage(Step::All),
    Act::Triage(Step::None),
    Act::Triage(Step::NextCue),
    Act::Triage(Step::PreviousCue),
    Act::Triage(Step::Filter),
    Act::Triage(Step::View),
    Act::Triage(Step::Show),
    Act::Triage(Step::SortChats),
];

/// What leads elsewhere, or out.
const GOES: &[Act] = &[
    Act::GoDecide,
    Act::GoDecisions,
    Act::GoQueue,
    Act::GoReview,
    Act::GoLog,
    Act::GoReports,
    Act::GoChats,
    Act::HoldList,
    Act::Help,
    Act::Palette,
    Act::Repaint,
    Act::Suspend,
    Act::Quit,
    Act::LeaveNow,
    Act::Papers,
    Act::Back,
    Act::Close,
    Act::Guidance,
    Act::FindAll,
    Act::ToFound,
    Act::Practise,
    Act::Depart(Departing::Go),
    Act::Depart(Departing::Another),
    Act::Depart(Departing::GoThere),
    Act::Triage(Step::Open),
    Act::Triage(Step::Leave),
    Act::Triage(Step::Back),
    Act::Triage(Step::Summary),
    Act::Triage(Step::LeaveChats),
];

impl Action {
    /// In which group of the help it stands.
    pub fn help_group(&self) -> HelpGroup {
        match self.act {
            act if MOVES.contains(&act) => HelpGroup::Move,
            Act::Paper(_) => HelpGroup::Go,
            act if GOES.contains(&act) => HelpGroup::Go,
            _ => HelpGroup::Answer,
        }
    }
}
