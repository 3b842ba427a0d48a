//! What is said of a key that does nothing where it was pressed.

use super::model::Model;
use crate::action::{Act, Key};

/// That a key does nothing here, and where its use is told. With letters switched off, where everything is found.
pub fn nothing_here(model: &Model, key: Key) -> String {
    let letters = model.keymap.letters();
    if !letters && key.is_single_letter() {
        let palette = model.keymap.key_of(Act::Palette, model.context());
        return match palette {
            Some(key) => format!("Letters are off. {key} finds everything."),
            None => "Letters are off.".to_owned(),
        };
    }
    let shown = match (model.spoken, key) {
        // A sign is read out by its name only where somebody says it.
        (true, Key::Char('?')) => "Question mark".to_owned(),
        (_, key) => key.to_string(),
    };
    let help = match model.keymap.key_of(Act::Help, model.context()) {
        Some(Key::Char('?')) if model.spoken => " Question mark lists the keys.".to_owned(),
        Some(help) => format!(" {help} lists the keys."),
        None => String::new(),
    };
    format!("{shown} does nothing here.{help}")
}
