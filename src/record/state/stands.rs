//! How an item stands.

use crate::record::event::ItemCaptured;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What became of an item.
    ItemState {
        Waiting = "waiting",
        Captured = "captured",
        Confirmed = "confirmed",
        NotSignificant = "not-significant",
        HandedOver = "handed-over",
        Gone = "gone",
    }
}

impl ItemState {
    /// How it stands after a capture: what read back equal is confirmed by that.
    pub(in crate::record) fn after(capture: &ItemCaptured) -> ItemState {
        match capture.read_back {
            true => ItemState::Confirmed,
            false => ItemState::Captured,
        }
    }

    /// Whether it was captured, and nothing became of it since.
    pub fn is_filed(self) -> bool {
        matches!(self, ItemState::Captured | ItemState::Confirmed)
    }

    /// The words on a screen.
    pub fn words(self) -> &'static str {
        match self {
            ItemState::Waiting => "waiting",
            ItemState::Captured => "captured",
            ItemState::Confirmed => "confirmed",
            ItemState::NotSignificant => "not significant",
            ItemState::HandedOver => "handed over",
            ItemState::Gone => "no longer available",
        }
    }
}
