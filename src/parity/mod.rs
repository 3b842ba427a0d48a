//! Both faces do the same: every operation of the action table is played through the command line and through
//! the application on equal registers, and what was recorded must be equal.
//!
//! Tests only. A new operation needs one row in [`table`]; [`tests`] says so by name where it is missing. A
//! row gives the answers by field, never by key. Where the two differ, the fault is mended below both
//! faces; there is no list of known differences.

mod office;
mod play;
mod table;
mod tests;
