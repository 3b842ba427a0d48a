//! Deciding: the questions and their answers, what the policy in force says to them, what is recorded.
//!
//! The same for the command line and the screens. Invariants: an answer that nobody gave is never made up; the
//! classification is looked at before anything else; whatever is added here to what the policy says carries its
//! label.

mod answers;
mod question;
mod record;
mod so_far;
pub mod words;

pub use answers::CaseAnswers;
pub use question::{Ask, DeviceChoice};
pub use record::consider;
pub use so_far::SoFar;
