//! What is done with the chats of a file that holds several: some are chosen, and read one after another.

use super::HowToRead;
use super::reading::{begin, close};
use crate::action::{Act, Step};
use crate::text::counted;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};

/// Chooses, sorts, puts out of sight.
pub(super) fn step(model: &mut Model, step: Step) {
    let spoken = model.spoken;
    let chooser = &mut model.triage.chooser;
    match step {
        Step::ChooseChat => chooser.choose(),
        Step::NotGovernment => chooser.hide(spoken),
        _ => {
            chooser.sort(spoken);
            let order = chooser.sorted.words();
            return model.say(format!("Chats {order}."));
        }
    }
    let (_, _, chosen, hidden) = chooser.figures();
    model.say(match step {
        Step::ChooseChat => match (chosen, model.keymap.label(Act::Triage(Step::ReadChats))) {
            (0, _) => "None is chosen.".to_owned(),
            (n, Some(key)) => format!("{} chosen; {key} reads them.", counted(n, "chat")),
            (n, None) => format!("{} chosen.", counted(n, "chat")),
        },
        _ => format!(
            "Out of sight, and named nowhere. {} so far; Esc shows them again.",
            counted(hidden, "chat")
        ),
    });
}

/// Reads what is chosen, or goes back.
pub(super) fn act(model: &mut Model, step: Step) -> Vec<Effect> {
    match step {
        Step::ReadChats => read(model),
        _ => back(model),
    }
}

/// Reads the chosen ones, the first at once.
fn read(model: &mut Model) -> Vec<Effect> {
    let mut wanted = model.triage.chooser.wanted();
    if wanted.is_empty() {
        model.warn("No chat holds these words.");
        return Vec::new();
    }
    let first = wanted.remove(0);
    model.triage.next_chats = wanted;
    one(model, first)
}

fn one(model: &mut Model, chat: String) -> Vec<Effect> {
    let said = HowToRead {
        chat: Some(chat),
        zone: model.triage.said.zone,
        ..HowToRead::default()
    };
    let path = model.triage.path.clone();
    begin(model, path, said)
}

/// The next of those that were chosen, once one is done with; `None` where there is none.
pub(super) fn next(model: &mut Model) -> Option<Vec<Effect>> {
    if model.triage.next_chats.is_empty() {
        return None;
    }
    let chat = model.triage.next_chats.remove(0);
    let left = model.triage.next_chats.len();
    let effects = one(model, chat);
    model.say(match left {
        0 => "The last of the chosen chats.".to_owned(),
        n => format!("The next of the chosen chats; {n} more after it."),
    });
    Some(effects)
}

/// One thing back at a time: the words looked for, those out of sight, the file.
fn back(model: &mut Model) -> Vec<Effect> {
    let spoken = model.spoken;
    let chooser = &mut model.triage.chooser;
    if !chooser.list.filter.words.is_empty() {
        chooser.list.filter.words.clear();
        chooser.refilter(spoken);
        model.say("");
        return Vec::new();
    }
    if chooser.show_hidden(spoken) {
        model.say("All of them are shown again.");
        return Vec::new();
    }
    close(model, Screen::Triage);
    model.say("");
    Vec::new()
}
