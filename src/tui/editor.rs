//! A text of several lines in the person's own editor.
//!
//! Invariants: before the editor has it the text is a draft; an editor that fails, is killed or writes what is no
//! text leaves the field as it was; its file is removed once what it holds stands in the field.

use crate::desk::{Desk, DeskError};
use crate::policy::Feature;
use crate::ports;

/// Why no editor opens, as a sentence; `None` where one may.
pub fn why_not(desk: &Desk, command: &[String]) -> Option<String> {
    if let Some(label) = desk.switched_off(Feature::Editor) {
        return Some(format!(
            "Writing in an editor of your own is switched off ({label}). Write it here."
        ));
    }
    command
        .is_empty()
        .then(|| "Neither VISUAL nor EDITOR names an editor. Write it here.".into())
}

/// Lets the editor change a text; what it says afterwards, or why it says what it said before.
pub fn edit(desk: &Desk, command: &[String], name: &str, text: &str) -> Result<String, String> {
    let told = |e: DeskError| format!("{e}. The field is as it was.");
    let path = desk.lend_text(name, text).map_err(told)?;
    let mut command = command.to_vec();
    command.push(path.to_string_lossy().into_owned());
    let program = command.first().cloned().unwrap_or_default();
    let ended = ports::run_at_terminal(&command);
    let text = match ended {
        Ok(Some(0)) => desk.lent_text(name).map_err(told),
        Ok(Some(code)) => Err(format!(
            "{program} ended with code {code}. The field is as it was."
        )),
        Ok(None) => Err(format!("{program} was ended. The field is as it was.")),
        Err(e) => Err(format!(
            "{program} cannot be started: {e}. The field is as it was."
        )),
    };
    let text = text.and_then(|t| {
        t.ok_or_else(|| format!("{program} left no file behind. The field is as it was."))
    });
    // A file that cannot be removed now is taken up and removed when the form opens again.
    let _ = desk.drop_lent_text(name);
    text
}

/// A command as the environment gives it: words apart by blanks, no shell.
pub fn command(visual: Option<&str>, editor: Option<&str>) -> Vec<String> {
    let named = [visual, editor].into_iter().flatten();
    let mut named = named.map(str::trim).filter(|c| !c.is_empty());
    let words = named.next().unwrap_or_default().split_whitespace();
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_the_editor() {
        for (visual, editor, expected) in [
            (None, None, vec![]),
            (Some(""), Some("vi"), vec!["vi"]),
            (Some("vim -u NONE"), Some("vi"), vec!["vim", "-u", "NONE"]),
            (Some("  "), Some(" "), vec![]),
        ] {
            assert_eq!(command(visual, editor), expected);
        }
    }
}
