//! A marking that a text itself carries, told from the same words in prose.
//!
//! Judged by how markings are written: in capitals, as whole words, with what stands beside a marking (a divider,
//! -SENSITIVE, a handling instruction, a caveat). In a line that is all capitals the word alone says nothing, for
//! then everything is. A line of nothing but the words of markings is one in any case, and so is a classification
//! at the beginning of a line with a colon or a dash behind it, and one behind a word that says what it is
//! ([`label`]). Nothing here is a finding: it is a reason to ask.

mod label;
mod terms;

use self::terms::{HEADS, WORDS};
use super::super::words::Level;
use crate::text;

/// How much of what is written is given back, in characters.
const SHOWN: usize = 60;
/// What may follow a classification without a divider.
const AFTER: &[&str] = &[
    "RECIPIENTS ONLY",
    "RECIPIENT ONLY",
    "HMG USE ONLY",
    "EMBARGOED",
    "PERSONAL DATA",
    "PERSONAL",
    "LEGAL PROFESSIONAL PRIVILEGE",
    "MARKET SENSITIVE",
    "COMMERCIAL",
    "UK EYES ONLY",
    "UK/US EYES ONLY",
    "FIVE EYES ONLY",
    "UKEO",
    "STRAP",
    "REL",
];

/// What may stand before a classification as a part of it.
const BEFORE: &[&str] = &[
    "UK",
    "TOP",
    "NATO",
    "COSMIC",
    "ATOMAL",
    "EU",
    "MARKING",
    "CLASSIFICATION",
    // As short as it is written: "TS UK EYES ONLY", "(S) UKEO".
    "TS",
    "S",
];

/// A marking as a text carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenMarking {
    pub level: Level,
    /// As it is written there, made harmless and short.
    pub written: String,
}

/// The highest marking that a text carries; `None` where it carries none.
pub fn seen_in(text: &str) -> Option<SeenMarking> {
    let mut best: Option<SeenMarking> = None;
    let mut label: Option<String> = None;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        let plain = tidy(line);
        if plain.is_empty() {
            continue;
        }
        let found = in_line(&plain).or_else(|| {
            let both = label.take().map(|label| format!("{label} {plain}"))?;
            let (at, level) = label::behind(&both)?;
            Some(seen(&both, at, level))
        });
        if let Some(found) = found
            && best.as_ref().is_none_or(|b| found.level > b.level)
        {
            best = Some(found);
        }
        // A label may have a line of its own, above what it labels.
        label = Some(plain).filter(|line| label::ends_in(line));
    }
    best
}

fn in_line(line: &str) -> Option<SeenMarking> {
    let mut plain = line.to_owned();
    if is_made_of_marking_words(&plain) {
        plain.make_ascii_uppercase();
    } else if let Some(end) = head(&plain) {
        plain[..end].make_ascii_uppercase();
    }
    let labelled = label::behind(&plain);
    let words = [
        "SECRET",
        "SENSITIVE",
        "EYES ONLY",
        "RECIPIENTS ONLY",
        "UKEO",
    ];
    if labelled.is_none() && !words.iter().any(|w| plain.contains(w)) {
        return None;
    }
    let shouted = is_shouted(&plain);
    let found = starts(&plain).filter_map(|(at, level, end)| {
        let (before, after) = (&plain[..at], &plain[end..]);
        let level = if ends_in_ts(before) {
            Level::TopSecret
        } else {
            level
        };
        let alone = is_bare(before) && is_bare(after);
        let divided = is_bare(before) && is_divided(after);
        let followed = AFTER.iter().any(|a| after.trim_start().starts_with(a));
        let sensitive = level == Level::OfficialSensitive;
        let in_prose = !shouted && !is_phrase(after);
        let counts = alone || divided || followed || sensitive || in_prose;
        counts.then_some((at, level))
    });
    let found = found.chain(labelled);
    let (at, level) = found.max_by_key(|(at, level)| (*level, std::cmp::Reverse(*at)))?;
    Some(seen(&plain, at, level))
}

fn seen(line: &str, at: usize, level: Level) -> SeenMarking {
    let written: String = line[at..].chars().take(SHOWN).collect();
    SeenMarking {
        level,
        written: text::safe_line(written.trim_end()).into_owned(),
    }
}

/// Where a classification ends that a line begins with, in whatever case, with a colon, a dash between blanks or the
/// other bracket behind it: "Secret: the numbers", "top secret - the numbers", "(Secret) the numbers".
fn head(line: &str) -> Option<usize> {
    let start = line.find(char::is_alphanumeric)?;
    let bracketed = line[..start].ends_with(['[', '(']);
    let end = start + classification(&line[start..])?;
    let after = &line[end..];
    let divided = [":", " - ", " | ", " :"]
        .iter()
        .any(|d| after.starts_with(d));
    (divided || bracketed && after.starts_with([']', ')'])).then_some(end)
}

/// How long the classification is that a text begins with, in whatever case; UK may stand before it.
fn classification(text: &str) -> Option<usize> {
    let begins = |at: usize, word: &str| {
        let there = text.get(at..at + word.len());
        there.is_some_and(|there| there.eq_ignore_ascii_case(word))
    };
    let start = if begins(0, "UK ") { 3 } else { 0 };
    let (word, _) = HEADS.iter().find(|(word, _)| begins(start, word))?;
    Some(start + word.len())
}

/// Whether what stands before is TOP SECRET in short.
fn ends_in_ts(before: &str) -> bool {
    let mut words = before.split(|c: char| !c.is_alphanumeric());
    words.rfind(|w| !w.is_empty()) == Some("TS")
}

/// Whether a line is nothing but the words of a marking, in whatever case: "Top Secret", "secret uk eyes only". One
/// word in small letters is prose.
fn is_made_of_marking_words(line: &str) -> bool {
    if line.len() > 2 * SHOWN {
        return false;
    }
    let words = line.split(|c: char| !c.is_ascii_alphabetic());
    let words: Vec<&str> = words.filter(|w| !w.is_empty()).collect();
    let known = |w: &&str| WORDS.iter().any(|known| known.eq_ignore_ascii_case(w));
    let small = words.len() == 1 && words[0].chars().all(|c| c.is_ascii_lowercase());
    let letters = |c: char| !c.is_ascii() && c.is_alphabetic();
    !words.is_empty() && words.iter().all(known) && !small && !line.contains(letters)
}

/// Blanks, dashes and quotes evened out; what cannot be seen is taken away.
fn tidy(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => out.push('-'),
            // Wide letters and signs are letters and signs.
            '\u{ff01}'..='\u{ff5e}' => {
                out.extend(char::from_u32(u32::from(c) - 0xff01 + u32::from('!')));
            }
            c if c.is_whitespace() => out.push(' '),
            c if text::must_escape(c) => {}
            c => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the line is written in capitals throughout: then one more word in capitals says nothing.
fn is_shouted(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphabetic());
    let words = words.filter(|w| w.chars().count() > 1);
    let (mut all, mut small) = (0, 0);
    for word in words {
        all += 1;
        small += usize::from(word.chars().any(char::is_lowercase));
    }
    all > 0 && small * 4 < all
}

/// Every place where a classification or a national caveat stands as whole words in capitals: its start, what it
/// comes to, and where it ends.
fn starts(line: &str) -> impl Iterator<Item = (usize, Level, usize)> + '_ {
    let caveats = [
        // Allowed at -SENSITIVE and above alone (GSCP).
        ("RECIPIENTS ONLY", Level::OfficialSensitive),
        ("UK EYES ONLY", Level::Secret),
        ("US EYES ONLY", Level::Secret),
        ("FIVE EYES ONLY", Level::Secret),
        ("UKEO", Level::Secret),
    ];
    let words = HEADS.iter().copied().chain(caveats);
    words.flat_map(move |(word, level)| {
        let at = line.match_indices(word).map(|(at, _)| at);
        at.filter(move |at| {
            let end = at + word.len();
            let whole = |c: Option<char>| {
                c.is_none_or(|c| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}')
            };
            whole(line[..*at].chars().next_back()) && whole(line[end..].chars().next())
        })
        .map(move |at| (at, level, at + word.len()))
    })
}

/// Whether nothing stands there but signs, the prefix UK and the first half of a classification.
fn is_bare(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    words.all(|w| BEFORE.contains(&w))
}

/// Whether a divider follows, as between a marking and what it is about.
fn is_divided(after: &str) -> bool {
    let after = after.trim_start();
    after.starts_with([':', '-', '/', '|', '\u{2022}', ')', ']', '*'])
}

/// Whether a word in capitals follows that is no part of a marking, as in SECRET SANTA.
fn is_phrase(after: &str) -> bool {
    let next = after.strip_prefix(' ').unwrap_or_default();
    let next = next
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    next.chars().count() > 1 && next.chars().all(|c| c.is_uppercase() || c.is_numeric())
}

#[cfg(test)]
mod tests;
