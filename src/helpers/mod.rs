//! Programs of other people that do what this one does not: signatures, time stamps, the figures of a department.
//!
//! Invariants: which programs there are is a closed list, and each is looked for in the folders of the system alone or
//! where the settings say it is, never by a path that the environment names; arguments are handed over as they are, and no shell reads them; time,
//! output and memory have limits; what a program prints is read for what was asked for, and shown only harmless and
//! cut; that it exited well is not enough where it should have given something.

mod duckdb;
mod openssl;
mod program;
mod ssh;

pub use duckdb::{run_sql, sql_text};
pub use openssl::{Stamped, query, read_stamp, verify_stamp};
pub use program::{HelperError, Helpers, Program};
pub use ssh::{Checked, check, is_public_key, sign};
