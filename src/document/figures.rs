//! Yes and no and whole numbers of a document, and what a key holds where it may be of two kinds.

use super::reader::{Said, Section};

impl Section<'_, '_> {
    /// Whether the key is there and holds a table.
    pub fn is_table(&self, key: &'static str) -> bool {
        let held = self.value(key);
        held.is_some_and(|(value, _)| value.as_table().is_some())
    }

    /// `true` or `false`.
    pub fn flag(&self, key: &'static str) -> Option<Said<bool>> {
        let (value, place) = self.value(key)?;
        match value.as_bool() {
            Some(value) => Some(Said { value, place }),
            None => {
                self.wrong_kind(key, &place, value, "true or false");
                None
            }
        }
    }

    /// A whole number.
    pub fn figure(&self, key: &'static str) -> Option<Said<i64>> {
        let (value, place) = self.value(key)?;
        let whole = value.as_integer();
        let whole = whole.and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        match whole {
            Some(value) => Some(Said { value, place }),
            None => {
                self.wrong_kind(key, &place, value, "a whole number, without quotes");
                None
            }
        }
    }
}
