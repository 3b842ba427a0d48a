//! Signs that a keyboard and a phone write in different ways: of apostrophes, quotes and dashes one each.

use std::borrow::Cow;

/// What stands for a sign as it is compared; `None` for one that stands for itself.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '\u{2032}' | '\u{ff07}' => {
            '\''
        }
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' | '\u{ff02}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        _ => return None,
    })
}

/// Text as its signs are compared: curly apostrophes and quotes straight, every dash a hyphen.
pub fn plain_signs(text: &str) -> Cow<'_, str> {
    match !text.is_ascii() && text.chars().any(|c| plain(c).is_some()) {
        true => text
            .chars()
            .map(|c| plain(c).unwrap_or(c))
            .collect::<String>()
            .into(),
        false => text.into(),
    }
}

/// Whether there is a sign in it that can be written in two ways.
pub fn has_signs(text: &str) -> bool {
    text.contains(['\'', '"', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_are_written_in_two_ways_are_one() {
        for (text, plain) in [
            ("Mae\u{2019}r t\u{177}", "Mae'r t\u{177}"),
            ("don\u{2bc}t \u{2018}stop\u{2019}", "don't 'stop'"),
            ("\u{201c}clause 4\u{201d}", "\"clause 4\""),
            ("a\u{2013}b\u{2014}c\u{2011}d", "a-b-c-d"),
            ("plain 'as' it is", "plain 'as' it is"),
        ] {
            assert_eq!(plain_signs(text), plain);
        }
        assert!(has_signs("mae'r") && !has_signs("maer"));
    }
}
