//! Characters that draw nothing of their own, and where the few useful ones among them may stand.
//!
//! Source of the tables: the Unicode Character Database (Default_Ignorable_Code_Point, Extended_Pictographic,
//! Indic_Syllabic_Category, Joining_Type, StandardizedVariants), widened to whole blocks where that is harmless.

use unicode_width::UnicodeWidthChar;

pub(super) const JOINER: char = '\u{200d}';
const NON_JOINER: char = '\u{200c}';
/// Holds combining marks apart; draws nothing.
const GRAPHEME_JOINER: char = '\u{34f}';
const BLACK_FLAG: char = '\u{1f3f4}';

/// The flags that are spelled with tag characters: England, Scotland and Wales.
const FLAGS: [&str; 3] = [
    "\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// Whether `c` is a letter or sign that looks like a blank, or a code point that is never drawn and has no use
/// in text: wherever it stands it is shown by its number.
pub fn is_blank(c: char) -> bool {
    matches!(c,
        '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{2065}' | '\u{2800}' | '\u{3164}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{fdd0}'..='\u{fdef}' | '\u{13441}'..='\u{13442}'
        | '\u{16fe4}' | '\u{1d159}' | '\u{e0000}' | '\u{e0002}'..='\u{e001f}' | '\u{e0080}'..='\u{e00ff}'
        | '\u{e01f0}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether `c` chooses between two shapes of the character before it.
pub(super) fn is_variation(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a zero-width joiner, a non-joiner or the like may pass between what stands before and after it; `None`
/// for every other character.
pub(super) fn may_join(c: char, before: &str, after: &str) -> Option<bool> {
    let next = after.chars().next();
    match c {
        NON_JOINER => Some(joins_letters(before, next, false)),
        JOINER => Some(joins_letters(before, next, true) || joins_pictures(before, next)),
        GRAPHEME_JOINER => {
            let previous = before.chars().next_back();
            Some(previous.is_some_and(is_mark) && next.is_some_and(is_mark))
        }
        _ => None,
    }
}

/// A combining mark that draws something.
fn is_mark(c: char) -> bool {
    let unseen = super::must_escape(c) || is_variation(c) || is_blank(c) || c == GRAPHEME_JOINER;
    !unseen && c.width() == Some(0)
}

/// Between two letters of one script whose letters join, or beside the sign that joins letters in the scripts
/// of South and South-East Asia.
fn joins_letters(before: &str, next: Option<char>, joiner: bool) -> bool {
    let mut back = before.chars().rev();
    let (Some(previous), earlier) = (back.next(), back.next()) else {
        return false;
    };
    if let Some(script) = cursive(previous) {
        return next.and_then(cursive) == Some(script);
    }
    if is_virama(previous) {
        // A consonant whose vowel is gone may end a word in its joining shape, never in the other.
        let ends = joiner && !next.is_some_and(|c| matches!(c, JOINER | NON_JOINER));
        return earlier.is_some_and(is_brahmic) && (ends || next.is_some_and(is_brahmic));
    }
    is_brahmic(previous)
        && next.is_some_and(|c| is_virama(c) || matches!(c, '\u{17c9}' | '\u{17ca}'))
}

/// Between two pictures: families, professions, flags with a sign on them.
fn joins_pictures(before: &str, next: Option<char>) -> bool {
    let bare = before.strip_suffix('\u{fe0f}').unwrap_or(before);
    let bare = bare
        .strip_suffix(|c| matches!(c, '\u{1f3fb}'..='\u{1f3ff}'))
        .unwrap_or(bare);
    bare.chars().next_back().is_some_and(is_picture) && next.is_some_and(is_picture)
}

/// Whether a variation selector may pass after `before`: one, and after something that has variants.
pub(super) fn may_vary(c: char, before: &str) -> bool {
    let Some(base) = before.chars().next_back() else {
        return false;
    };
    match c {
        '\u{fe0e}' | '\u{fe0f}' => {
            is_picture(base)
                || matches!(base, '0'..='9' | '#' | '*' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{1f1e6}'..='\u{1f1ff}')
        }
        '\u{fe00}'..='\u{fe0d}' => is_ideograph(base) || has_variants(base),
        '\u{e0100}'..='\u{e01ef}' => is_ideograph(base),
        _ => matches!(base, '\u{1820}'..='\u{18aa}'),
    }
}

/// How many bytes of `text`, which begins with the first tag of a run, spell one of the flags; 0 for none.
pub(super) fn flag(before: &str, text: &str) -> usize {
    if !before.ends_with(BLACK_FLAG) {
        return 0;
    }
    let found = FLAGS.iter().find(|flag| text.starts_with(**flag));
    found.map_or(0, |flag| flag.len())
}

/// The script of a letter or mark that joins its neighbours in a line, by a number; `None` for all others.
fn cursive(c: char) -> Option<u8> {
    Some(match c {
        '\u{610}'..='\u{61a}'
        | '\u{620}'..='\u{6dc}'
        | '\u{6df}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{870}'..='\u{88f}'
        | '\u{897}'..='\u{8e1}'
        | '\u{8e3}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' => 1,
        '\u{710}'..='\u{74f}' | '\u{860}'..='\u{86f}' => 2,
        '\u{7c0}'..='\u{7ff}' => 3,
        '\u{840}'..='\u{85f}' => 4,
        '\u{1807}' | '\u{180a}' | '\u{1820}'..='\u{18aa}' => 5,
        '\u{a840}'..='\u{a873}' => 6,
        '\u{10ac0}'..='\u{10ae6}' => 7,
        '\u{10b80}'..='\u{10baf}' => 8,
        '\u{10d00}'..='\u{10d3f}' => 9,
        '\u{10f30}'..='\u{10fcb}' => 10,
        '\u{1e900}'..='\u{1e95f}' => 11,
        _ => return None,
    })
}

/// A letter or sign of the scripts that stack consonants.
fn is_brahmic(c: char) -> bool {
    matches!(c,
        '\u{900}'..='\u{dff}' | '\u{e01}'..='\u{eff}' | '\u{f00}'..='\u{fff}' | '\u{1000}'..='\u{109f}'
        | '\u{1700}'..='\u{17b3}' | '\u{17b6}'..='\u{17ff}' | '\u{1900}'..='\u{1cff}' | '\u{a800}'..='\u{a83f}'
        | '\u{a880}'..='\u{abff}' | '\u{11000}'..='\u{110bc}' | '\u{110be}'..='\u{110cc}'
        | '\u{110ce}'..='\u{11fff}')
}

/// The signs that take a consonant's vowel away or stack the next one under it, in order.
const VIRAMAS: [u32; 62] = [
    0x94d, 0x9cd, 0xa4d, 0xacd, 0xb4d, 0xbcd, 0xc4d, 0xccd, 0xd3b, 0xd3c, 0xd4d, 0xdca, 0xeba,
    0xf84, 0x1039, 0x103a, 0x1714, 0x1715, 0x1734, 0x17d2, 0x1a60, 0x1b44, 0x1baa, 0x1bab, 0x1bf2,
    0x1bf3, 0xa806, 0xa82c, 0xa8c4, 0xa953, 0xa9c0, 0xaaf6, 0xabed, 0x11046, 0x11070, 0x1107f,
    0x110b9, 0x11133, 0x11134, 0x111c0, 0x11235, 0x112ea, 0x1134d, 0x11442, 0x114c2, 0x115bf,
    0x1163f, 0x116b6, 0x1172b, 0x11839, 0x1193d, 0x1193e, 0x119e0, 0x11a34, 0x11a47, 0x11a99,
    0x11c3f, 0x11d44, 0x11d45, 0x11d97, 0x11f41, 0x11f42,
];

fn is_virama(c: char) -> bool {
    VIRAMAS.binary_search(&u32::from(c)).is_ok()
}

/// Extended_Pictographic: what an emoji is made of.
fn is_picture(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{2199}'
        | '\u{21a9}'..='\u{21aa}' | '\u{231a}'..='\u{231b}' | '\u{2328}' | '\u{2388}' | '\u{23cf}'
        | '\u{23e9}'..='\u{23f3}' | '\u{23f8}'..='\u{23fa}' | '\u{24c2}' | '\u{25aa}'..='\u{25ab}' | '\u{25b6}'
        | '\u{25c0}' | '\u{25fb}'..='\u{25fe}' | '\u{2600}'..='\u{2767}' | '\u{2795}'..='\u{2797}' | '\u{27a1}'
        | '\u{27b0}' | '\u{27bf}' | '\u{2934}'..='\u{2935}' | '\u{2b05}'..='\u{2b07}' | '\u{2b1b}'..='\u{2b1c}'
        | '\u{2b50}' | '\u{2b55}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1f0ff}'
        | '\u{1f10d}'..='\u{1f10f}' | '\u{1f12f}' | '\u{1f16c}'..='\u{1f171}' | '\u{1f17e}'..='\u{1f17f}'
        | '\u{1f18e}' | '\u{1f191}'..='\u{1f19a}' | '\u{1f201}'..='\u{1f20f}' | '\u{1f21a}' | '\u{1f22f}'
        | '\u{1f232}'..='\u{1f23a}' | '\u{1f250}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}' | '\u{1f7e0}'..='\u{1f7f0}' | '\u{1f900}'..='\u{1faff}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// Signs and letters, ideographs apart, that have a standardized variant.
fn has_variants(c: char) -> bool {
    matches!(c,
        '0' | '\u{2018}'..='\u{201d}' | '\u{2200}'..='\u{22ff}' | '\u{2a00}'..='\u{2aff}' | '\u{3001}'..='\u{3002}'
        | '\u{ff01}' | '\u{ff0c}' | '\u{ff0e}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' | '\u{1000}'..='\u{109f}'
        | '\u{aa60}'..='\u{aa7f}' | '\u{a840}'..='\u{a877}' | '\u{10ac0}'..='\u{10aff}' | '\u{13000}'..='\u{1342f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_that_take_a_vowel_away_stand_in_order_and_are_all_found() {
        assert!(VIRAMAS.is_sorted_by(|a, b| a < b));
        let all = ('\0'..=char::MAX).filter(|c| is_virama(*c));
        assert!(all.map(u32::from).eq(VIRAMAS));
    }
}
