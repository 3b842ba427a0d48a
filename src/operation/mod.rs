//! Operations: each thing that can be done, described once.
//!
//! From a description follow the flags of the command line with their help, the questions asked at a terminal, the
//! form of the screens, and the sentences said of it. Laws, held by tests over [`ALL`]:
//! what is not given is left alone; everything is read before anything is written; a refusal names its field;
//! what [`Field::need`] asks for is asked of people, on both faces; several items are one write and one undo.

/// The description of an operation, within its `impl`.
macro_rules! described_by {
    ($spec:ident) => {
        fn spec(&self) -> &'static $crate::operation::Spec {
            &$spec
        }
    };
}

mod answers;
mod core;
mod failure;
mod field;
mod form;
pub mod meaning;
mod outcome;
mod prelude;
mod spec;
mod takes;
mod target;

mod about;
mod add;
mod become_of;
mod by_command;
mod capture;
mod closing;
mod conversations;
mod copy;
mod data_note;
mod decisions;
mod departure_cells;
mod departure_end;
mod departure_stage;
mod departure_steps;
mod departures;
mod devices;
mod edit;
mod erase;
mod first_place;
mod holds;
mod incident_ways;
mod incidents;
mod known_requests;
mod losses;
mod measure;
mod not_significant;
mod note;
mod personal;
mod put_off;
mod report_sending;
mod report_texts;
mod report_write;
mod reports;
mod request_add;
mod request_change;
mod request_ends;
mod request_laid;
mod request_look;
mod request_look_said;
mod request_paper;
mod request_said;
mod request_search;
mod request_searched;
mod request_timer;
mod review_end;
mod setup;
mod task;
mod unfinished;
mod views;

#[cfg(test)]
mod tests;

pub use add::{Add, NOT_STATED};
pub use answers::{Answers, misread, missing, untimely};
pub use become_of::{Accepted, Confirm, Gone, HandOver, Reference, Reopen};
pub use by_command::{by_command, typed};
pub use capture::Capture;
pub use closing::{RegisterClose, RegisterErase};
pub use conversations::{ConversationAdd, ConversationEdit, Timer, named, named_all};
pub use copy::{Copy, MOST};
pub use core::{Context, Op, Operation, prepared};
pub use data_note::DataNote;
pub use decisions::{DecisionOutcome, REASON, RecordDecision};
pub use departure_cells::{
    DepartCaptured, DepartClear, DepartGone, DepartHandOver, DepartNil, NotOnDevice,
};
pub use departure_end::{DepartCancel, DepartClose, DepartConfirm, DepartReopen, DepartStatement};
pub use departure_stage::DepartStaged;
pub use departure_steps::{DepartAccepted, DepartRest, DepartStep};
pub use departures::{DepartEdit, DepartOpen};
pub use devices::{DeviceAdd, DeviceEdit};
pub use edit::Edit;
pub use erase::Erase;
pub use failure::{Failure, Wrong};
pub use field::{Field, Flag, Kind, LATER, Need, Switch};
pub use form::{Choice, Form, Question, SECRET_OR_ABOVE, UNANSWERED};
pub use holds::{HoldAdd, HoldRelease, HoldTimer};
pub use incident_ways::{IncidentClose, IncidentTaken, IncidentTold};
pub use incidents::IncidentAdd;
pub use losses::Losses;
pub use measure::MeasureAnswered;
pub use not_significant::NotSignificant;
pub use note::Note;
pub use outcome::{Outcome, Said, Subject};
pub use personal::PersonalData;
pub use put_off::Snooze;
pub use report_sending::{ReportSend, ReportSent};
pub use report_texts::{ReportMissed, ReportNew, ReportOutage};
pub use report_write::ReportWrite;
pub use reports::{
    ReportAcknowledged, ReportAsked, ReportReceived, ReportReopen, ReportUsed, ReportWithdraw,
};
pub use request_add::RequestAdd;
pub use request_change::{RequestAsked, RequestEdit};
pub use request_ends::{RequestAnswer, RequestClose, RequestReopen, RequestWithdraw};
pub use request_laid::{RequestReply, RequestTake};
pub use request_look::{Looked, Searching};
pub use request_paper::RequestPaper;
pub use request_search::RequestSearch;
pub use request_searched::RequestSearched;
pub use request_timer::RequestTimer;
pub use review_end::EndReview;
pub use setup::Setup;
pub use spec::Spec;
pub use takes::Takes;
pub use target::Target;
pub use task::Task;
pub use views::{ViewForget, ViewKeep};

/// Every operation.
pub static ALL: &[&dyn Operation] = &[
    &NotSignificant,
    &HandOver,
    &Accepted,
    &Gone,
    &Snooze,
    &Reopen,
    &Reference,
    &Confirm,
    &Note,
    &PersonalData,
    &Add,
    &Capture::AsTheyAre,
    &Capture::Substance,
    &Edit,
    &Erase,
    &Task::Ask,
    &Task::Accepted,
    &Task::Returned,
    &DeviceAdd,
    &Timer,
    &ConversationAdd,
    &ConversationEdit,
    &DataNote,
    &HoldAdd,
    &HoldTimer,
    &HoldRelease,
    &RequestAdd,
    &RequestAsked,
    &RequestEdit,
    &RequestSearch,
    &RequestSearched,
    &RequestTimer,
    &RequestAnswer,
    &RequestClose,
    &RequestWithdraw,
    &RequestReopen,
    &RequestPaper,
    &RequestTake,
    &RequestReply,
    &IncidentAdd,
    &IncidentTold,
    &IncidentTaken,
    &IncidentClose,
    &Losses::TakeNote,
    &Losses::TakeOver,
    &Setup,
    &Copy::Out,
    &Copy::Plain,
    &Copy::Report,
    &EndReview,
    &RecordDecision,
    &DecisionOutcome::Used,
    &DecisionOutcome::NotUsed,
    &ReportWrite,
    &ReportNew,
    &report_texts::ReportBegun::<true>,
    &report_texts::ReportBegun::<false>,
    &ReportSend,
    &ReportSent,
    &ReportAcknowledged,
    &ReportAsked,
    &ReportWithdraw,
    &ReportReopen,
    &reports::ReportUse::<true>,
    &reports::ReportUse::<false>,
    &DeviceEdit,
    &DepartOpen,
    &DepartEdit,
    &departure_cells::DepartCells::<0>,
    &departure_cells::DepartCells::<1>,
    &departure_cells::DepartCells::<2>,
    &departure_cells::DepartCells::<3>,
    &departure_cells::DepartCells::<4>,
    &departure_cells::DepartCells::<5>,
    &departure_cells::DepartCells::<6>,
    &DepartStep::Done,
    &DepartStep::NotApplicable,
    &DepartStep::Waive,
    &DepartStep::Clear,
    &DepartRest,
    &DepartAccepted,
    &DepartStatement,
    &DepartStaged,
    &DepartConfirm,
    &DepartClose,
    &DepartCancel,
    &DepartReopen,
    &RegisterClose,
    &RegisterErase,
    &ViewKeep,
    &ViewForget,
    &MeasureAnswered,
];

/// The operation of an id of the action table.
pub fn of(id: &str) -> Option<Op> {
    let found = ALL.iter().find(|o| o.spec().id == id);
    found.map(|o| Op(*o))
}
