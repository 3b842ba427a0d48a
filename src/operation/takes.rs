//! What operations are done to.

/// What an operation is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Nothing,
    /// One item at a time.
    Item,
    /// One item or several.
    Items,
    /// The same on the screens; nothing, where none is selected.
    ItemsIfAny,
    /// Nothing; on the screens it may name the item selected.
    MayName,
    /// A conversation by its name; on the screens that of one item.
    Conversation,
    /// A device by its name.
    Device,
    Decision,
    Report,
    /// The item that a report is about.
    ReportOf,
    /// A request by its reference.
    Request,
    /// A departure that is open: the only one, or the one that is named.
    Departure,
    /// The same, or else the last one, whatever became of it.
    AnyDeparture,
    /// Lines of the grid of an open departure.
    Cells,
    /// Steps of its checklist.
    Steps,
    /// What was answered to the questions of deciding.
    Case,
    /// A sitting of a review.
    Sitting,
}

impl Takes {
    /// Whether it is done to items that are there.
    pub fn are_items(self) -> bool {
        matches!(
            self,
            Takes::Item | Takes::Items | Takes::ItemsIfAny | Takes::Sitting
        )
    }
}
