//! Settings that cannot be read: where, what is wrong, and what can be done.

use super::parts::Canvas;
use crate::text::counted;
use crate::tui::broken::Broken;
use crate::tui::layout::room::areas_of;
use crate::tui::layout::texts;

/// Draws it; what a low window has no room for is read by the key that pages.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, broken: &Broken) {
    let model = canvas.model;
    let all = texts::broken(model, broken);
    let rows = usize::from(areas_of(model).said.saturating_sub(1));
    let from = broken.from.min(all.len().saturating_sub(1));
    let left = &all[from..];
    let shown = match left.len() <= rows {
        true => left.len(),
        false => rows.saturating_sub(1),
    };
    for ((line, role), y) in left.iter().take(shown).zip(1..) {
        canvas.put(1, y, canvas.columns - 2, line, *role);
    }
    if shown < left.len() {
        let more = counted(left.len() - shown, "more line");
        canvas.more_in((1, shown as u16 + 1), &[more]);
    }
    canvas.cursor = Some((1, 1));
}
