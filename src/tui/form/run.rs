//! The letters typed in a row into a choice.

/// Letters typed in a row into a choice. One letter answers and goes on to the next field; where more follow that spell
/// no answer while no text is in hand, they were prose that went astray, and what stood before them is kept.
#[derive(Debug)]
pub struct TypedRun {
    pub field: usize,
    pub typed: String,
    /// What was chosen before the first of them.
    pub before: usize,
    /// They answer nothing, and no further letter does.
    pub astray: bool,
}
