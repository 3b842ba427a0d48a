//! What a command writes, and what is said of its marking.

use crate::desk::seen::Statable;
use crate::record::command::StatedMarking;

/// What a command writes.
pub(super) struct Written<'c> {
    /// The marking stated of it, whole.
    pub(super) stated: Option<String>,
    pub(super) way: Statable,
    pub(super) texts: Vec<&'c str>,
}

impl<'c> Written<'c> {
    pub(super) fn nowhere(texts: Vec<&'c str>) -> Written<'c> {
        Written {
            stated: None,
            way: Statable::Nowhere,
            texts,
        }
    }

    pub(super) fn here(stated: Option<&StatedMarking>, texts: Vec<&'c str>) -> Written<'c> {
        Written {
            stated: stated.map(|m| m.whole.clone()),
            way: Statable::Here,
            texts,
        }
    }
}

/// Those that are there.
pub(super) fn some<'c>(all: &[&'c Option<String>]) -> Vec<&'c str> {
    all.iter().filter_map(|text| text.as_deref()).collect()
}
