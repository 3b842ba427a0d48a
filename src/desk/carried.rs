//! What a paper or a package carries as its marking: that of all it holds together.

use super::Desk;
use super::words::marking;
use crate::policy::CannotCarry;
use crate::record::command::Refusal;
use crate::record::state::Item;

impl From<CannotCarry> for Refusal {
    fn from(error: CannotCarry) -> Refusal {
        Refusal::new(error.to_string(), error.hint())
    }
}

impl Desk {
    /// The marking of something that holds these items (see [`crate::policy::MarkingRules::of_whole`]); `None`
    /// where none was stated of any. Of an erased item what outlived its text counts. `given`
    /// is what a person says it is to carry.
    ///
    /// # Errors
    /// Refused where what was given says less than the items do, or where nothing was given and has to be.
    pub fn carried<'a>(
        &self,
        items: impl IntoIterator<Item = &'a Item>,
        given: Option<&str>,
    ) -> Result<Option<String>, Refusal> {
        self.carried_by(items.into_iter().map(marking).collect(), given)
    }

    /// The same of markings as they stand on record.
    pub(super) fn carried_by(
        &self,
        markings: Vec<Option<String>>,
        given: Option<&str>,
    ) -> Result<Option<String>, Refusal> {
        let markings = markings.iter().map(Option::as_deref);
        let whole = self.policy.markings().of_whole(markings, given)?;
        Ok(whole.map(|marking| marking.to_string()))
    }
}
