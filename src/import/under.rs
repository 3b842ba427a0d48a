//! Names that some senders may have borne before: what an entry's digest would be under each of them is asked too.

use std::collections::HashSet;

#[derive(Default)]
pub(super) struct Under {
    /// The senders in question.
    pub(super) senders: HashSet<String>,
    pub(super) names: Vec<String>,
}
