//! A marking that a text itself carries, told from the same words in prose.
//!
//! Judged by how markings are written: in capitals, as whole words, with what stands beside a marking (a divider,
//! -SENSITIVE, a handling instruction, a caveat). In a line that is all capitals the word alone says nothing, for
//! then everything is. A line of nothing but the words of markings is one in any case, and so is a classification
//! at the beginning of a line with a colon or a dash behind it, and one behind a word that says what it is
//! ([`label`]). Nothing here is a finding: it is a reason to ask.

mod beside;
mod label;
mod spaced;
mod terms;

use self::terms::{HEADS, OLD, WORDS};
use super::super::words::Level;
use crate::text;

/// How much of what is written is given back, in characters.
const SHOWN: usize = 60;
/// What a line must have in it, in whatever case, to be looked at.
const LOOKED_FOR: &[&str] = &[
    "SECRET",
    "SENSITIVE",
    "EYES",
    "RECIPIENTS ONLY",
    "UKEO",
    "CONFIDENTIAL",
    "RESTRICTED",
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
    let made = is_made_of_marking_words(&plain);
    if made {
        plain.make_ascii_uppercase();
    } else if let Some(end) = head(&plain) {
        plain[..end].make_ascii_uppercase();
    }
    let labelled = label::behind(&plain);
    let upper = plain.to_ascii_uppercase();
    let looked_at = LOOKED_FOR.iter().any(|w| upper.contains(w));
    if labelled.is_none() && !looked_at && !SHORT.iter().any(|(w, _)| plain.contains(w)) {
        return None;
    }
    let whole = Line {
        made,
        shouted: is_shouted(&plain),
        text: &plain,
    };
    let found = starts(&plain).filter_map(|start| whole.counts(&start));
    let caveats = beside::caveats(&upper, &plain).map(|at| whole.caveat(at));
    // Beside what is nothing but an instruction a classification is one in any case.
    let instructed = starts(&upper).filter(|start| {
        start.kind != Kind::Short && beside::instructed_in_any_case(&upper[start.end..])
    });
    let instructed = instructed.map(|start| (start.at, start.level));
    let found = found.chain(caveats).chain(instructed).chain(labelled);
    let (at, level) = found.max_by_key(|(at, level)| (*level, std::cmp::Reverse(*at)))?;
    Some(seen(&plain, at, level))
}

/// A line, and how it is written.
struct Line<'l> {
    /// Of nothing but the words of markings.
    made: bool,
    /// In capitals throughout.
    shouted: bool,
    text: &'l str,
}

impl Line<'_> {
    /// What a word comes to that may be a classification here; `None` where it is prose.
    fn counts(&self, start: &Start) -> Option<(usize, Level)> {
        let (before, after) = (&self.text[..start.at], &self.text[start.end..]);
        let ended = is_bare(after) || is_divided(after);
        let in_prose = !self.shouted && !is_phrase(after);
        let level = match ends_in_ts(before) {
            true => Level::TopSecret,
            false => start.level,
        };
        let counts = match start.kind {
            Kind::Today => {
                self.made
                    || is_begun(before) && ended
                    || beside::instructed(after)
                    || beside::described(after)
                    || level == Level::OfficialSensitive
                    || in_prose
            }
            Kind::Old => {
                beside::instructed(after)
                    || beside::described_behind_divider(after)
                    || has_origin(&self.text[..start.end]) && (ended || in_prose)
            }
            Kind::Short => beside::instructed(after),
        };
        counts.then_some((start.at, level))
    }

    /// What a caveat comes to; with what stands in short before it.
    fn caveat(&self, at: usize) -> (usize, Level) {
        let level = match ends_in_ts(&self.text[..at]) {
            true => Level::TopSecret,
            false => Level::Secret,
        };
        (at, level)
    }
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
    spaced::joined(out.split_whitespace().collect::<Vec<_>>().join(" "))
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

/// A word in capitals that may be a classification or a caveat.
struct Start {
    at: usize,
    end: usize,
    level: Level,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Today,
    /// Of the scheme before: a word of prose too.
    Old,
    /// In short: one with an instruction behind it alone.
    Short,
}

/// Classifications in short.
const SHORT: &[(&str, Level)] = &[("TS", Level::TopSecret), ("S//", Level::Secret)];

/// Every place where one of them stands as whole words in capitals.
fn starts(line: &str) -> impl Iterator<Item = Start> + '_ {
    let caveats = [
        // Allowed at -SENSITIVE and above alone (GSCP).
        ("RECIPIENTS ONLY", Level::OfficialSensitive),
        ("US EYES ONLY", Level::Secret),
    ];
    let today = HEADS.iter().copied().chain(caveats);
    let words = today.map(|(word, level)| (word, level, Kind::Today));
    let old = OLD.iter().map(|(word, level)| (*word, *level, Kind::Old));
    let short = SHORT
        .iter()
        .map(|(word, level)| (*word, *level, Kind::Short));
    let words = words.chain(old).chain(short);
    words.flat_map(move |(word, level, kind)| {
        let at = line.match_indices(word).map(|(at, _)| at);
        at.filter(move |at| is_whole(line, *at, at + word.trim_end_matches('/').len()))
            .map(move |at| Start {
                at,
                end: at + word.len(),
                level,
                kind,
            })
    })
}

/// Whether whole words stand there: no letter goes on, nor the S of "secret's".
fn is_whole(line: &str, at: usize, end: usize) -> bool {
    let goes_on = |c: char| c.is_alphanumeric();
    let quote = ['\'', '\u{2019}'];
    let before = line[..at].trim_end_matches(quote).chars().next_back();
    let after = line[end..].trim_start_matches(quote).chars().next();
    !before.is_some_and(goes_on) && !after.is_some_and(goes_on)
}

/// Whether nothing stands there but signs, the prefix UK and the first half of a classification.
fn is_bare(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    words.all(|w| BEFORE.contains(&w))
}

/// Whether a marking may begin behind this: nothing is before it, or a divider.
fn is_begun(before: &str) -> bool {
    let plain = before.trim_end_matches([' ', '*', '_', '"', '~', '`', '\u{201c}']);
    let divided = plain.ends_with([':', '|', '/', '(', '[', '{', '\u{2022}', '>']);
    divided || plain.ends_with(" -") || is_bare(before)
}

/// Whether the word before the last says whose classification it is.
fn has_origin(with_it: &str) -> bool {
    let words = with_it.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|w| !w.is_empty()).rev();
    let whose = words.nth(1);
    whose.is_some_and(|w| ["UK", "NATO", "EU", "HMG"].contains(&w))
}

/// Whether a divider follows, as between a marking and what it is about.
fn is_divided(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '_', '"', '\'', '~', '`', '\u{201d}', '\u{2019}']);
    after.starts_with([
        ':', '-', '/', '|', '\u{2022}', '(', '[', '{', ')', ']', '}', '*', ',', ';', '.', '=', '>',
    ])
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
