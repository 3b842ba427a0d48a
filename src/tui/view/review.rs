//! The review: one item at a time, whole.

use super::headline::headline;
use super::parts::Canvas;
use crate::tui::layout::areas::BODY;
use crate::tui::layout::room::areas_of;
use crate::tui::layout::texts;
use crate::tui::theme::Role;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas_of(model);
    let count = model.review.as_ref().map(|r| r.count());
    let title = format!("Review   {}", count.unwrap_or_default());
    let words = headline(model, canvas.beside_title(&title));
    canvas.head(&title, &words, "");
    canvas.cursor = Some((1, BODY));
    let Some(review) = &model.review else { return };
    let rows = usize::from(areas.said.saturating_sub(BODY));
    let all = texts::review(model);
    let found = model.detail.as_ref().map_or(&[][..], |d| &d.found);
    for (n, (line, role)) in all.iter().skip(review.from).take(rows).enumerate() {
        let room = canvas.columns.saturating_sub(2);
        // Of what is listed as worth a look nothing need be marked again.
        let found = if *role == Role::Plain { found } else { &[] };
        canvas.put_found((1, BODY + n as u16, room), line, *role, found);
    }
    if review.from + rows < all.len() {
        canvas.more_below();
    }
}
