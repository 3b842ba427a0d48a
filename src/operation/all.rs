//! The list of operations.

use super::add::Add;
use super::become_of::{Accepted, Confirm, Gone, HandOver, NotSignificant, Reference, Reopen};
use super::capture::Capture;
use super::closing::{RegisterClose, RegisterErase};
use super::conversations::{ConversationEdit, Timer};
use super::copy::Copy;
use super::core::{Op, Operation};
use super::decisions::{DecisionOutcome, RecordDecision};
use super::departure_cells::DepartCells;
use super::departure_end::{
    DepartCancel, DepartClose, DepartConfirm, DepartReopen, DepartStatement,
};
use super::departure_steps::{DepartAccepted, DepartRest, DepartStep};
use super::departures::{DepartEdit, DepartOpen};
use super::devices::{DeviceAdd, DeviceEdit};
use super::edit::Edit;
use super::erase::Erase;
use super::holds::{HoldAdd, HoldRelease, HoldTimer};
use super::note::Note;
use super::put_off::Snooze;
use super::report_sending::{ReportSend, ReportSent};
use super::report_texts::{ReportMissed, ReportNew, ReportOutage, ReportWrite};
use super::reports::{
    ReportAcknowledged, ReportAsked, ReportReceived, ReportReopen, ReportUsed, ReportWithdraw,
};
use super::review_end::EndReview;
use super::setup::Setup;
use super::task::Task;

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
    &ConversationEdit,
    &HoldAdd,
    &HoldTimer,
    &HoldRelease,
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
    &ReportOutage,
    &ReportMissed,
    &ReportSend,
    &ReportSent,
    &ReportAcknowledged,
    &ReportAsked,
    &ReportWithdraw,
    &ReportReopen,
    &ReportUsed,
    &ReportReceived,
    &DeviceEdit,
    &DepartOpen,
    &DepartEdit,
    &DepartCells::<0>,
    &DepartCells::<1>,
    &DepartCells::<2>,
    &DepartCells::<3>,
    &DepartCells::<4>,
    &DepartCells::<5>,
    &DepartCells::<6>,
    &DepartStep::Done,
    &DepartStep::NotApplicable,
    &DepartStep::Waive,
    &DepartStep::Clear,
    &DepartRest,
    &DepartAccepted,
    &DepartStatement,
    &DepartConfirm,
    &DepartClose,
    &DepartCancel,
    &DepartReopen,
    &RegisterClose,
    &RegisterErase,
];

/// The operation of an id of the action table.
pub fn of(id: &str) -> Option<Op> {
    let found = ALL.iter().find(|o| o.spec().id == id);
    found.map(|o| Op(*o))
}
