//! Out of the program.
//!
//! Invariant: what would be gone by it is asked about first; what is being written is kept.

use crate::desk::words::counted;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::question;
use crate::tui::triage;

/// Leaves at once; what is being written is kept before.
fn quit(model: &mut Model) -> Vec<Effect> {
    model.quit = true;
    model.draft().map(Effect::KeepDraft).into_iter().collect()
}

/// Leaves, unless messages are chosen that would be gone, or an export was to be asked about again: that is asked
/// first.
pub(super) fn leave(model: &mut Model) -> Vec<Effect> {
    let chosen = model.triage.chosen.len();
    let looking = model.looking.is_some();
    let asked = match (&model.work, chosen) {
        (None, 0) if looking => {
            "Exports are being searched. Stop there and leave? Nothing of it is on record yet."
                .to_owned()
        }
        (None, 0) => return without_export(model),
        (Some(work), _) => format!(
            "{} of {} are filed. Stop there and leave? The rest waits.",
            work.done, work.of
        ),
        (None, _) => {
            let count = counted(chosen, "chosen message");
            format!("{count} not in the queue yet. Leave all the same?")
        }
    };
    question::ask(model, asked, vec![Effect::Quit]);
    Vec::new()
}

/// Whether an export goes from the inbox was left open as it was asked: it is asked once more.
fn without_export(model: &mut Model) -> Vec<Effect> {
    let left = model.export_left.take();
    let Some(path) = left.filter(|path| model.inbox.contains(path)) else {
        return quit(model);
    };
    let name = path.file_name().unwrap_or(path.as_os_str());
    let asked = format!(
        "{} still lies in the inbox, and it holds every message of the chat. Remove it?",
        name.to_string_lossy()
    );
    let remove = triage::finding::task(triage::Task::Remove(path.clone()));
    let yes = remove.into_iter().chain([Effect::Quit]).collect();
    question::ask_either(model, asked, yes, vec![Effect::Quit]);
    Vec::new()
}
