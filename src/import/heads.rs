//! How pieces begin that were looked at.

use std::collections::HashMap;

/// Beginnings that were read.
#[derive(Default)]
pub(super) struct Heads {
    pub(super) long: Vec<(usize, Vec<u8>)>,
    pub(super) short: HashMap<usize, Vec<u8>>,
}
