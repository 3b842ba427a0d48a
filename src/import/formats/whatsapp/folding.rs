//! Texts folded so that two spellings are known to be one: marks dropped, blanks folded, NFC.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::is_format;

/// Drops marks (not the joiners inside emoji and words), makes every run of blanks one blank, composes.
pub(super) fn fold(text: &str) -> String {
    folded(text).into_owned()
}

/// The same, borrowed where nothing changes.
pub(in crate::import) fn folded(text: &str) -> Cow<'_, str> {
    match is_plain(text) && (text.is_ascii() || is_folded(text)) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(fold_all(text)),
    }
}

/// Whether a text without runs of blanks stays as it is.
fn is_folded(text: &str) -> bool {
    // What stands before the first mark that composes is composed.
    let early = |c: char| c < '\u{300}' && !matches!(c, '\u{85}' | '\u{a0}' | '\u{ad}');
    let late = |c: char| {
        let stays = matches!(c, ' ' | '\u{200c}' | '\u{200d}');
        stays || !(c.is_whitespace() || is_format(c))
    };
    text.chars().all(|c| early(c) || never_composes(c))
        || (text.chars().all(late) && is_nfc_quick(text.chars()) == IsNormalized::Yes)
}

/// Signs and letters that are no blanks and compose with nothing: many of those there are, emoji among them.
fn never_composes(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{482}' | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{64a}' | '\u{200d}'
        | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{27bf}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

fn fold_all(text: &str) -> String {
    // Most text is composed already, and composing costs more than all the rest.
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => fold_chars(text.chars(), text.len()),
        _ => fold_chars(text.nfc(), text.len()),
    }
}

/// Whether the only blanks in it are single spaces.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without a branch for each byte, which is quicker.
    let others = bytes
        .iter()
        .fold(false, |any, b| any | (b.wrapping_sub(b'\t') < 5));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let double = pairs.fold(false, |any, (a, b)| any | ((*a == b' ') & (*b == b' ')));
    !(others | double)
}

fn fold_chars(chars: impl Iterator<Item = char>, len: usize) -> String {
    let mut out = String::with_capacity(len);
    let mut blank = false;
    for c in chars {
        if !c.is_ascii()
            && is_format(c)
            && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{2028}' | '\u{2029}')
        {
            continue;
        }
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank {
            out.push(' ');
            blank = false;
        }
        out.push(c);
    }
    if blank {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_left_as_it_is_would_have_been_made_the_same(
            text in "[a \t\n\u{85}\u{a0}\u{ad}é\u{301}\u{200c}\u{200d}\u{200e}\u{2028}\u{3000}日👍가\u{1100}]{0,12}",
        ) {
            prop_assert_eq!(fold_all(&text), folded(&text));
        }
    }

    #[test]
    fn what_never_composes_is_left_as_it_is_wherever_it_stands() {
        for c in ('\0'..=char::MAX).filter(|c| never_composes(*c)) {
            let text = format!("e{c}{c}a");
            assert_eq!(fold_all(&text), text, "{c:?}");
            assert_eq!(is_nfc_quick(text.chars()), IsNormalized::Yes, "{c:?}");
        }
    }
}
