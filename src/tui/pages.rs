//! Pages to read that say what the register says: the check of every frame.

use super::next;
use crate::desk::words::verified_words;
use crate::desk::{Desk, DeskError};
use crate::record::next::{op, way_on};

/// The title of the page.
pub(super) const CHECKED: &str = "Every frame, checked";

/// What the register says when every frame of it is checked.
pub(super) fn verified(desk: &Desk) -> Result<Vec<String>, DeskError> {
    let report = desk.verify(None)?;
    let lines = verified_words(desk, &report).into_iter();
    let text = lines.map(|(label, text)| match label {
        "" => text,
        label => format!("{label}: {text}"),
    });
    let take_note = (!desk.losses().is_empty()).then(|| {
        let way = way_on(
            "If something is lost for good, and you can say why",
            op::TAKE_NOTE,
        );
        next::told(&way.into(), None)
    });
    Ok(text.chain(take_note).collect())
}
