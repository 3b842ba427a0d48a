//! The review: one item at a time, whole.

use super::parts::Canvas;
use super::{BODY, areas_of, headline};
use crate::text;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// The item under review as wrapped lines.
pub(super) fn lines(model: &Model) -> Vec<(String, Role)> {
    let Some(detail) = &model.detail else {
        return Vec::new();
    };
    let columns = usize::from(model.columns.saturating_sub(2)).clamp(1, 100);
    let mut all = vec![
        (detail.head.clone(), Role::Quiet),
        (String::new(), Role::Plain),
    ];
    all.push((detail.body.clone(), Role::Plain));
    all.push((String::new(), Role::Plain));
    let facts = detail.times.iter().chain(&detail.concerns);
    all.extend(facts.map(|f| (f.clone(), Role::Plain)));
    all.extend(detail.cues.iter().map(|c| (c.clone(), Role::Cue)));
    let wrapped = all.into_iter().flat_map(|(text, role)| {
        let safe = text::safe_block(&text).into_owned();
        let lines = text::wrap(&safe, columns);
        lines.into_iter().map(move |line| (line, role))
    });
    wrapped.collect()
}

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas_of(model);
    let count = model.review.as_ref().map(|r| r.count());
    let title = format!("Review   {}", count.unwrap_or_default());
    let x = 1 + canvas.put(1, 1, canvas.columns, &title, Role::Title) + 3;
    let (line, pressing) = headline(model, canvas.columns.saturating_sub(x + 1));
    let role = if pressing { Role::Soon } else { Role::Plain };
    canvas.put(x, 1, canvas.columns.saturating_sub(x + 1), &line, role);
    canvas.cursor = Some((1, BODY));
    let Some(review) = &model.review else { return };
    let rows = usize::from(areas.said.saturating_sub(BODY));
    let all = lines(model);
    for (n, (line, role)) in all.iter().skip(review.from).take(rows).enumerate() {
        canvas.put(1, BODY + n as u16, canvas.columns - 1, line, *role);
    }
    if review.from + rows < all.len() {
        canvas.more_below();
    }
}
