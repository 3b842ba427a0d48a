//! What comes in one read of the terminal: keys in turn, or a paste that came without its marks.
//!
//! GNU screen, older mosh and tmux's own `paste-buffer` send a paste as if it were typed; its letters would be keys
//! and its line ends would record. A person who types ahead behind a slow link sends several keys in one read too,
//! so these are told apart: eight characters that can be printed and a line end are no type-ahead where nothing is
//! typed into.

use crate::action::{Context, Key};

use crate::tui::message::Msg;

/// So many printable characters with a line end in one read are a paste.
const MANY: usize = 8;

/// What one read is taken for.
#[derive(Debug)]
pub enum Burst {
    /// Keys and whatever else came, in turn.
    Keys(Vec<Msg>),
    /// A paste into the field in hand.
    Paste(String),
    /// A paste where nothing is typed into: so many characters are left out.
    LeftOut(usize),
}

/// Whether a text can be typed here.
fn is_field(context: Context) -> bool {
    context.takes_text() && context != Context::Choice
}

/// What a read is taken for, where keys are read in `context` as it comes.
pub fn of(read: Vec<Msg>, context: Context) -> Burst {
    let keys: Vec<Key> = read.iter().filter_map(key).collect();
    let printed = keys.iter().filter(|k| printable(**k)).count();
    let Some(ends) = keys.iter().position(|k| ends_line(*k)) else {
        return Burst::Keys(read);
    };
    if printed < MANY {
        return Burst::Keys(read);
    }
    if !is_field(context) {
        return Burst::LeftOut(printed);
    }
    // Typed ahead into a field, the line end is the last: what follows one is more of a paste.
    let more = keys.get(ends..).unwrap_or_default();
    match more.iter().any(|k| printable(*k)) {
        true => Burst::Paste(keys.into_iter().filter_map(written).collect()),
        false => Burst::Keys(read),
    }
}

fn key(msg: &Msg) -> Option<Key> {
    match msg {
        Msg::Key(key) => Some(*key),
        _ => None,
    }
}

fn printable(key: Key) -> bool {
    matches!(key, Key::Char(c) if !c.is_control())
}

/// A line feed arrives as Ctrl-J where a carriage return is Enter.
fn ends_line(key: Key) -> bool {
    matches!(key, Key::Enter | Key::Ctrl('j'))
}

/// What a key is as a part of a text.
fn written(key: Key) -> Option<char> {
    match key {
        Key::Char(c) => Some(c),
        Key::Tab => Some('\t'),
        key => ends_line(key).then_some('\n'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Msg> {
        let key = |c| match c {
            '\r' => Key::Enter,
            '\n' => Key::Ctrl('j'),
            '\t' => Key::Tab,
            c => Key::Char(c),
        };
        text.chars().map(|c| Msg::Key(key(c))).collect()
    }

    #[test]
    fn type_ahead_is_told_from_a_paste_by_eight_characters_and_a_line_end() {
        for (text, context, taken) in [
            ("", Context::Queue, "keys"),
            ("c41\r", Context::Queue, "keys"),
            ("jjjjjjjjjjjj", Context::Queue, "keys"),
            ("great, thanks", Context::Queue, "keys"),
            ("1234567\r", Context::Queue, "keys"),
            ("12345678\r", Context::Queue, "left out: 8"),
            (
                "confirm by noon\rcan you capture this\r",
                Context::Queue,
                "left out: 35",
            ),
            ("one\ntwo\nthree\n", Context::Depart, "left out: 11"),
            ("\r\r\r\r\r\r\r\r\r\r", Context::Review, "keys"),
            ("żółćżółć\r", Context::Log, "left out: 8"),
            ("1\t2\t3\t4\t5\t6\t7\t8\r", Context::Answer, "left out: 8"),
            ("12345678\r", Context::Choice, "left out: 8"),
            // Into a field a line end at the end is typed ahead; one in the middle is not.
            ("Clause 4 is agreed\r", Context::Form, "keys"),
            (
                "Clause 4\ris agreed\r",
                Context::Form,
                "paste: Clause 4\nis agreed\n",
            ),
            (
                "two\nlines\tof it",
                Context::Sheet,
                "paste: two\nlines\tof it",
            ),
            ("41\rc4", Context::Form, "keys"),
        ] {
            let said = match of(read(text), context) {
                Burst::Keys(all) => {
                    assert_eq!(all.len(), text.chars().count(), "{text}");
                    "keys".to_owned()
                }
                Burst::Paste(text) => format!("paste: {text}"),
                Burst::LeftOut(n) => format!("left out: {n}"),
            };
            assert_eq!(said, taken, "{text:?} in {context:?}");
        }
    }

    #[test]
    fn what_is_no_key_neither_counts_nor_goes() {
        let mut all = read("1234");
        all.push(Msg::Resize(80, 24));
        all.extend(read("567\r"));
        assert!(matches!(of(all, Context::Queue), Burst::Keys(all) if all.len() == 9));
    }
}
