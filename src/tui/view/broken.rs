//! Settings that cannot be read: where, what is wrong, and what can be done.

use super::parts::Canvas;
use crate::action::{Act, Context, Mending};
use crate::tui::broken::Broken;
use crate::tui::layout::room::areas_of;
use crate::tui::theme::Role;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, broken: &Broken) {
    let mut all = vec![(
        "Your settings cannot be read. Nothing was changed; all is kept.".to_owned(),
        Role::Warning,
    )];
    all.push((String::new(), Role::Plain));
    all.extend(broken.first.iter().map(|line| (line.clone(), Role::Plain)));
    all.push((String::new(), Role::Plain));
    let until = "Until this is put right onrecord can show the register, and records nothing.";
    all.push((until.to_owned(), Role::Plain));
    all.push((String::new(), Role::Plain));
    let model = canvas.model;
    for (act, does) in [
        (
            Act::Mend(Mending::Edit),
            "opens the file in your editor, and reads it again",
        ),
        (Act::Mend(Mending::Again), "reads it again"),
        (Act::Mend(Mending::Look), "looks at the register without it"),
        (Act::Quit, "leaves"),
    ] {
        if let Some(key) = model.keymap.key_of(act, Context::Broken) {
            all.push((format!("{key}: {does}"), Role::Plain));
        }
    }
    if !broken.more.is_empty() {
        all.push((String::new(), Role::Plain));
    }
    all.extend(broken.more.iter().map(|line| (line.clone(), Role::Quiet)));
    let rows = areas_of(model).said.saturating_sub(1);
    canvas.paragraphs((1, 1, canvas.columns - 2, rows), &all);
    canvas.cursor = Some((1, 1));
}
