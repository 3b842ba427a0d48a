//! The table on paper: the help of a context, the manual's key table, the manual page's section, a sample
//! of `keys.toml`.
//!
//! Everything is made from the table, so that no list of keys is kept by hand.

use super::{Act, Action, Context, Keymap, all, in_context};

/// One action of the help: its keys in words, its title, its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpPart {
    pub keys: String,
    pub title: &'static str,
    pub help: &'static str,
}

/// What can be done in a context, in the order of the table.
pub fn help(keymap: &Keymap, context: Context) -> Vec<HelpPart> {
    let part = |action: &'static Action| {
        let keys = match keymap.words(action, context) {
            // The palette itself is how everything else is reached.
            none if none.is_empty() => match keymap.key_of(Act::Palette, context) {
                Some(key) => format!("{key}, then its name"),
                None => "no key".to_owned(),
            },
            keys => keys,
        };
        HelpPart {
            keys,
            title: action.title,
            help: action.help,
        }
    };
    in_context(context).map(part).collect()
}

/// Where an action can be done, in words.
fn places(action: &Action) -> String {
    match Context::ALL.iter().all(|c| action.contexts.contains(c)) {
        true => "everywhere".to_owned(),
        false => {
            let titles: Vec<&str> = action.contexts.iter().map(|c| c.title()).collect();
            titles.join(", ")
        }
    }
}

/// The default keys as a table for the manual.
pub fn markdown() -> String {
    let keymap = Keymap::default();
    let mut out =
        String::from("| keys | id | where | what it does | command |\n|---|---|---|---|---|\n");
    for action in all() {
        let keys = keymap.anywhere(action);
        let keys: Vec<String> = keys
            .iter()
            .map(|k| format!("`{}`", k.to_string().replace('|', "\\|")))
            .collect();
        let command = action.command.map(|c| format!("`onrecord {c}`"));
        out.push_str(&format!(
            "| {} | `{}` | {} | {} | {} |\n",
            keys.join(" "),
            action.id,
            places(action),
            action.help.replace('|', "\\|"),
            command.unwrap_or_default()
        ));
    }
    out
}

/// The default keys as a section of the manual page.
pub fn roff() -> String {
    let keymap = Keymap::default();
    // A backslash, a hyphen, and a point or quote at the start of a line mean something to roff.
    let plain = |text: &str| text.replace('\\', "\\e").replace('-', "\\-");
    let mut out = String::from(
        ".SH KEYS\nThe keys of the application as they are without a keys.toml; onrecord keys prints those in force.\n",
    );
    for context in Context::ALL {
        out.push_str(&format!(".SS {}\n", context.title()));
        for action in in_context(*context) {
            let keys = match keymap.words(action, *context) {
                none if none.is_empty() => "(palette)".to_owned(),
                keys => keys,
            };
            out.push_str(&format!(
                ".TP\n\\&\\fB{}\\fR  {}\n\\&{}\n",
                plain(&keys),
                plain(action.title),
                plain(action.help)
            ));
            if let Some(command) = action.command {
                out.push_str(&format!("Command: onrecord {}.\n", plain(command)));
            }
        }
    }
    out
}

/// A commented sample of `keys.toml` with every action; it reads without a diagnostic.
pub fn sample() -> String {
    let mut out = String::from(
        "# onrecord: keys. A list takes the place of an action's own keys; take the # away to change one.\n\
         # Keys: one character, Ctrl with a letter (\"Ctrl-O\"), or Enter, Tab, Space, Up, PgDn and the like.\n\
         # Esc, Ctrl-C and Ctrl-P (the palette) keep their meaning. onrecord config check names every mistake.\n\n\
         single_letters = true       # false: no letter, digit or sign does anything by itself\n",
    );
    let mut group = "";
    for action in all() {
        let (this, _) = action.id.split_once('.').unwrap_or(("", ""));
        if this != group {
            out.push('\n');
            group = this;
        }
        let keys: Vec<String> = action
            .keys
            .iter()
            .map(|k| match k.to_string().as_str() {
                "\\" => "'\\'".to_owned(),
                "\"" => "'\"'".to_owned(),
                key => format!("\"{key}\""),
            })
            .collect();
        let line = format!("# \"{}\" = [{}]", action.id, keys.join(", "));
        out.push_str(&format!(
            "{line:<48} # {} ({})\n",
            action.title,
            places(action)
        ));
    }
    out
}
