//! A line in the pieces it is drawn in, each with a look of its own.

use crate::tui::theme::Role;

/// What is shown of a line, in the pieces that the line is made of; behind the last stands what was put there.
pub(super) fn in_pieces<'t>(
    shown: &'t str,
    pieces: impl IntoIterator<Item = (&'t str, Role)>,
) -> Vec<(&'t str, Role)> {
    let mut all: Vec<(&str, Role)> = Vec::new();
    let mut rest = shown;
    for (piece, role) in pieces {
        let same = rest.char_indices().zip(piece.chars());
        let same = same.take_while(|((_, a), b)| a == b).last();
        let end = same.map_or(0, |((at, c), _)| at + c.len_utf8());
        match end == piece.len() {
            true => {
                all.push((&rest[..end], role));
                rest = &rest[end..];
            }
            false => {
                all.push((rest, role));
                return all;
            }
        }
    }
    all
}

/// A line in pieces, each with whether it is one of the words, whatever the case.
pub(super) fn pieces<'t>(line: &'t str, words: &[String]) -> Vec<(&'t str, bool)> {
    let mut all = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < line.len() {
        let rest = line.get(at..).unwrap_or_default();
        let found = words
            .iter()
            .filter_map(|word| starts_with(rest, word))
            .max();
        match found.filter(|length| *length > 0) {
            Some(length) => {
                all.extend(
                    line.get(from..at)
                        .filter(|p| !p.is_empty())
                        .map(|p| (p, false)),
                );
                all.extend(line.get(at..at + length).map(|p| (p, true)));
                at += length;
                from = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    all.extend(
        line.get(from..)
            .filter(|p| !p.is_empty())
            .map(|p| (p, false)),
    );
    all
}

/// How many bytes of the line are the word, whatever the case; `None` where it does not begin with it.
fn starts_with(line: &str, word: &str) -> Option<usize> {
    let mut rest = line.char_indices();
    for wanted in word.chars() {
        let (_, c) = rest.next()?;
        if !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.next().map_or(line.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn words_are_found_in_a_line_whatever_their_case_and_nothing_is_lost() {
        let words = [
            "option".to_owned(),
            "content with".to_owned(),
            String::new(),
        ];
        let line = "Minister Content With Option B \u{130}é option";
        let found = pieces(line, &words);
        let hits: Vec<&str> = found
            .iter()
            .filter(|(_, hit)| *hit)
            .map(|(p, _)| *p)
            .collect();
        assert_eq!(hits, ["Content With", "Option", "option"]);
        let whole: String = found.iter().map(|(p, _)| *p).collect();
        assert_eq!(whole, line);
        assert_eq!(pieces("", &words), []);
    }
}
