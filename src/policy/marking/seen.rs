//! A marking that a text itself carries, told from the same words in prose.
//!
//! May import the vocabularies. Judged by how markings are written: in capitals, as whole words, with what stands
//! beside a marking (a divider, -SENSITIVE, a handling instruction, a caveat). In a line that is all capitals the word
//! alone says nothing, for then everything is. A line of nothing but the words of markings is one in any case, and so is a
//! classification at the beginning of a line with a colon or a dash behind it, and one behind a label that says what it is
//! ("Classification: Secret"). Nothing here is a finding: it is a reason to ask.

use std::ops::Range;

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

/// The words that markings are made of.
const WORDS: &[&str] = &[
    "TOP",
    "SECRET",
    "TOPSECRET",
    "OFFICIAL",
    "SENSITIVE",
    "UK",
    "US",
    "NATO",
    "COSMIC",
    "ATOMAL",
    "EU",
    "FIVE",
    "EYES",
    "ONLY",
    "RECIPIENTS",
    "HMG",
    "USE",
    "EMBARGOED",
    "PERSONAL",
    "DATA",
    "LEGAL",
    "PROFESSIONAL",
    "PRIVILEGE",
    "LPP",
    "MARKET",
    "COMMERCIAL",
    "HR",
    "MANAGEMENT",
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

/// What may stand at the beginning of a line in any case, with a divider behind it: the longer before the shorter.
const HEADS: &[&str] = &[
    "TOP SECRET",
    "TOP-SECRET",
    "TOPSECRET",
    "SECRET",
    "OFFICIAL-SENSITIVE",
    "OFFICIAL - SENSITIVE",
    "OFFICIAL SENSITIVE",
];

/// The words that say that what follows is a marking, with a divider between; longer ones end in them ("Protective
/// marking").
const LABELS: &[&str] = &[
    "classification",
    "classification level",
    "classified",
    "marking",
    "markings",
    "marked",
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
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        // Most lines hold none of the words at all.
        let Some(found) = in_line(line) else { continue };
        if best.as_ref().is_none_or(|b| found.level > b.level) {
            best = Some(found);
        }
    }
    best
}

fn in_line(line: &str) -> Option<SeenMarking> {
    let mut plain = tidy(line);
    if is_made_of_marking_words(&plain) {
        plain.make_ascii_uppercase();
    } else if let Some(end) = head(&plain) {
        plain[..end].make_ascii_uppercase();
    }
    let labelled = labelled(&plain).unwrap_or_default();
    plain[labelled.clone()].make_ascii_uppercase();
    let words = [
        "SECRET",
        "SENSITIVE",
        "EYES ONLY",
        "RECIPIENTS ONLY",
        "UKEO",
    ];
    if !words.iter().any(|w| plain.contains(w)) {
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
        let named = labelled.contains(&at);
        let counts = alone || divided || followed || sensitive || in_prose || named;
        counts.then_some((at, level))
    });
    let (at, level) = found.max_by_key(|(at, level)| (*level, std::cmp::Reverse(*at)))?;
    let written: String = plain[at..].chars().take(SHOWN).collect();
    Some(SeenMarking {
        level,
        written: text::safe_line(written.trim_end()).into_owned(),
    })
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

/// Where a classification stands behind a label and a divider, in whatever case: "Classification: Secret", "Marking -
/// top secret, annex B". With a word behind it that is no part of a marking it is prose ("marking: secret ballots").
fn labelled(line: &str) -> Option<Range<usize>> {
    let small = line.to_ascii_lowercase();
    let mut dividers = small.match_indices([':', '-', '=', '|']);
    dividers.find_map(|(at, divider)| {
        let said = small[..at].trim_end();
        let is_label = |label: &&&str| {
            let before = said.strip_suffix(**label);
            before.is_some_and(|b| !b.ends_with(|c: char| c.is_alphanumeric() || c == '\''))
        };
        LABELS.iter().find(is_label)?;
        let rest = &line[at + divider.len()..];
        let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = line.len() - rest.len();
        let end = start + classification(rest)?;
        ends_there(&line[end..]).then_some(start..end)
    })
}

/// How long the classification is that a text begins with, in whatever case; UK may stand before it.
fn classification(text: &str) -> Option<usize> {
    let begins = |at: usize, word: &str| {
        let there = text.get(at..at + word.len());
        there.is_some_and(|there| there.eq_ignore_ascii_case(word))
    };
    let start = if begins(0, "UK ") { 3 } else { 0 };
    let word = HEADS.iter().find(|word| begins(start, word))?;
    Some(start + word.len())
}

/// Whether a classification ends here: no word follows, or one that is part of a marking.
fn ends_there(after: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || "'\u{2019}".contains(c);
    if after.starts_with(goes_on) {
        return false;
    }
    let divided = [" - ", " / ", " | "].iter().any(|d| after.starts_with(d));
    let next = after.trim_start_matches([' ', '-', '/']);
    let next = next.split(|c: char| !c.is_alphanumeric()).next();
    let known = |word: &str| WORDS.iter().any(|w| w.eq_ignore_ascii_case(word));
    divided || next.is_none_or(|word| word.is_empty() || known(word))
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
            // Wide capitals are capitals.
            '\u{ff21}'..='\u{ff3a}' => {
                out.extend(char::from_u32(u32::from(c) - 0xff21 + u32::from('A')));
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
    let words = [
        ("TOP SECRET", Level::TopSecret),
        ("TOP-SECRET", Level::TopSecret),
        ("TOPSECRET", Level::TopSecret),
        ("SECRET", Level::Secret),
        ("OFFICIAL-SENSITIVE", Level::OfficialSensitive),
        ("OFFICIAL - SENSITIVE", Level::OfficialSensitive),
        ("OFFICIAL SENSITIVE", Level::OfficialSensitive),
        // Allowed at -SENSITIVE and above alone (GSCP).
        ("RECIPIENTS ONLY", Level::OfficialSensitive),
        ("UK EYES ONLY", Level::Secret),
        ("US EYES ONLY", Level::Secret),
        ("FIVE EYES ONLY", Level::Secret),
        ("UKEO", Level::Secret),
    ];
    words.into_iter().flat_map(move |(word, level)| {
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
