//! What each operation is written with.

pub use super::answers::{Answers, misread, missing};
pub use super::core::{Context, Operation};
pub use super::failure::{Failure, Wrong};
pub use super::field::{Field, Kind, Switch};
pub use super::form::{Choice, Form};
pub use super::outcome::{Outcome, Said, Subject};
pub use super::spec::Spec;
pub use super::takes::Takes;
pub use super::target::Target;
pub use crate::desk::Desk;
pub use crate::record::{Id, Refusal};
