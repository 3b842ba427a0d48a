//! The list of operations.

use super::{
    Accepted, Confirm, Gone, HandOver, NotSignificant, Note, Operation, Reference, Reopen, Snooze,
};

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
];
