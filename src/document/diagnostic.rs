//! What is wrong in a settings or policy file, and where: file, line, column, the line with a caret.
//!
//! Invariant: a rendered diagnostic holds no control character but LF,
//! whatever the file held.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::ports::{Files, is_link_loop};
use crate::text;

/// Settings and policy files are small; more than this many bytes is not one of them.
const LARGEST: u64 = 1 << 20;
/// Columns of the offending line that are shown at most.
const SHOWN: usize = 76;

/// Whether something could not be taken, or is only worth knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// What stands there is not used.
    Problem,
    /// What stands there is used; the user should know something about it.
    Notice,
}

/// One thing to say about a file, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub file: PathBuf,
    /// From 1; 0 when the whole file is meant.
    pub line: usize,
    /// In characters, from 1; 0 when the whole file is meant.
    pub column: usize,
    /// What is wrong, as a sentence.
    pub what: String,
    /// What to do next, as a sentence.
    pub next: String,
    /// The line as it can be shown, and the caret line below it; empty when the whole file is meant.
    shown: String,
    carets: String,
}

impl Diagnostic {
    /// Says something about a file as a whole.
    pub fn of_file(severity: Severity, file: &Path, what: String, next: &str) -> Diagnostic {
        Diagnostic {
            severity,
            file: file.to_owned(),
            line: 0,
            column: 0,
            what,
            next: next.to_owned(),
            shown: String::new(),
            carets: String::new(),
        }
    }

    /// `file:line:column: sentence`, the line, a caret under the place, and what to do next. No LF at
    /// the end.
    pub fn render(&self) -> String {
        let file = self.file.display().to_string();
        let mut out = text::safe_line(&file).into_owned();
        if self.line > 0 {
            out.push_str(&format!(":{}:{}", self.line, self.column));
        }
        out.push_str(&format!(": {}\n", text::safe_line(&self.what)));
        if self.line > 0 {
            let number = self.line.to_string();
            let margin = " ".repeat(number.len());
            out.push_str(&format!("  {number} | {}\n", self.shown));
            out.push_str(&format!("  {margin} | {}\n", self.carets));
        }
        out.push_str(&format!("  {}", text::safe_line(&self.next)));
        out
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render())
    }
}

/// Why what is there is no file to read, and what to do; `None` where it is one, and where nothing is there.
fn no_file(files: &Files, file: &Path) -> Option<(String, &'static str)> {
    match files.stat(file) {
        // A link that leads nowhere is something that is there.
        Ok(None) if matches!(files.stat_link(file), Ok(Some(_))) => Some((
            "This is a link and cannot be read: what it leads to is not there.".to_owned(),
            "Put the file where the link leads, or take the link away; nothing is read here.",
        )),
        Ok(Some(stat)) if !stat.is_file => Some((
            format!(
                "This cannot be read: it is {}, not a file. It was not opened.",
                stat.kind()
            ),
            "Put a file in its place; nothing is read here.",
        )),
        Err(e) if is_link_loop(&e) => Some((
            "This is a link that leads back to itself, so there is no file to read.".to_owned(),
            "Put a file in its place, or take the link away; nothing is read here.",
        )),
        _ => None,
    }
}

/// The text of a settings or policy file and the name it is spoken of by.
#[derive(Clone, Debug)]
pub struct Source {
    pub file: PathBuf,
    pub text: String,
}

impl Source {
    /// Reads a file: `None` when it is not there, a diagnostic when it is not a readable UTF-8 file of at
    /// most 1 MiB.
    pub fn read(files: &Files, file: &Path) -> Result<Option<Source>, Vec<Diagnostic>> {
        let whole = |what: String, next: &str| {
            vec![Diagnostic::of_file(Severity::Problem, file, what, next)]
        };
        if let Some((what, next)) = no_file(files, file) {
            return Err(whole(what, next));
        }
        let bytes = match files.read_capped(file, LARGEST) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                return Err(whole(
                    format!("This file is larger than {LARGEST} bytes and was not read."),
                    "Check that it is the file you meant; nothing in it is used.",
                ));
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => {
                return Err(whole(
                    format!("This file cannot be read: {e}."),
                    "Make it a file that you can read; until then nothing in it is used.",
                ));
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(Source {
                file: file.to_owned(),
                text: text
                    .strip_prefix('\u{feff}')
                    .map(str::to_owned)
                    .unwrap_or(text),
            })),
            Err(e) => {
                let good = e.utf8_error().valid_up_to();
                let source = Source {
                    file: file.to_owned(),
                    text: String::from_utf8_lossy(e.as_bytes()).into_owned(),
                };
                Err(vec![source.problem(
                    good..good + 3,
                    "The byte here is not UTF-8, so the file was not read.".to_owned(),
                    "Save the file as UTF-8; until then nothing in it is used.",
                )])
            }
        }
    }

    /// A problem at a place (a range of bytes of the text).
    pub fn problem(&self, place: Range<usize>, what: String, next: &str) -> Diagnostic {
        self.at(Severity::Problem, place, what, next)
    }

    /// Something to know about a place (a range of bytes of the text).
    pub fn notice(&self, place: Range<usize>, what: String, next: &str) -> Diagnostic {
        self.at(Severity::Notice, place, what, next)
    }

    /// The number of the line, from 1, that byte `at` stands on.
    pub fn line_of(&self, at: usize) -> usize {
        memchr::memchr_iter(b'\n', self.head(at).as_bytes()).count() + 1
    }

    fn head(&self, at: usize) -> &str {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        &self.text[..at]
    }

    fn at(&self, severity: Severity, place: Range<usize>, what: String, next: &str) -> Diagnostic {
        let head = self.head(place.start);
        let line_start = memchr::memrchr(b'\n', head.as_bytes()).map_or(0, |n| n + 1);
        let before = &head[line_start..];
        let rest = &self.text[line_start..];
        let end = memchr::memchr(b'\n', rest.as_bytes());
        let line = &rest[..end.unwrap_or(rest.len())];
        let line = line.strip_suffix('\r').unwrap_or(line);
        let inside = self.head(place.end.max(place.start));
        let marked = inside[head.len()..]
            .split(['\n', '\r'])
            .next()
            .unwrap_or_default();
        let (shown, carets) = show(line, before, marked);
        Diagnostic {
            severity,
            file: self.file.clone(),
            line: self.line_of(place.start),
            column: before.chars().count() + 1,
            what,
            next: next.to_owned(),
            shown,
            carets,
        }
    }
}

/// The line and its carets, both harmless, and cut at the left where the place lies far to the right.
///
/// Only the neighbourhood is looked at: a line can be as long as its file and have a mistake in every place.
fn show(line: &str, before: &str, marked: &str) -> (String, String) {
    let near = last_chars(before, 2 * SHOWN);
    let from = before.len() - near.len();
    let line = first_chars(line.get(from..).unwrap_or_default(), 4 * SHOWN);
    let (before, marked) = (near, first_chars(marked, SHOWN));
    let lead = text::safe_line(before);
    let wide = text::width(&text::safe_line(marked)).clamp(1, SHOWN / 2);
    let mut skipped = 0;
    let mut rest = lead.as_ref();
    while text::width(rest) + wide > SHOWN {
        skipped += rest.chars().next().map_or(1, char::len_utf8);
        rest = &lead[skipped.min(lead.len())..];
    }
    let whole = text::safe_line(line);
    let shown = whole.get(skipped..).unwrap_or(&whole);
    let carets = format!("{}{}", " ".repeat(text::width(rest)), "^".repeat(wide));
    (text::fit(shown, SHOWN).to_owned(), carets)
}

fn first_chars(text: &str, count: usize) -> &str {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn last_chars(text: &str, count: usize) -> &str {
    let begins = text.char_indices().rev().take(count).last();
    &text[begins.map_or(text.len(), |(at, _)| at)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source {
            file: PathBuf::from("config.toml"),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_place_is_shown_with_its_line_and_a_caret() {
        let text = "theme = \"terminal\"\r\nborders = \"dots\"\r\n";
        let at = text.find("\"dots\"").unwrap();
        let d = source(text).problem(at..at + 6, "No.".to_owned(), "Do this.");
        assert_eq!(
            d.render(),
            "config.toml:2:11: No.\n  2 | borders = \"dots\"\n    |           ^^^^^^\n  Do this."
        );
    }

    #[test]
    fn hostile_and_endless_lines_stay_harmless_and_short() {
        for text in [
            "name = \"\u{1b}[2Jx\"".to_owned(),
            format!("name = \"{}\u{202e}\"", "é".repeat(500)),
            String::new(),
            "\n\n".to_owned(),
            "日本語 = 本".to_owned(),
        ] {
            let s = source(&text);
            for at in 0..=text.len() + 2 {
                let rendered = s.problem(at..at + 9, "W.".to_owned(), "N.").render();
                assert!(!rendered.chars().any(|c| c != '\n' && text::must_escape(c)));
                assert!(rendered.lines().all(|l| text::width(l) < 100), "{rendered}");
                assert!(rendered.contains('^'));
            }
        }
    }

    #[test]
    fn the_caret_stands_under_the_place_even_after_wide_letters() {
        let text = "日本 = x";
        let at = text.find('x').unwrap();
        let d = source(text).problem(at..at + 1, "W.".to_owned(), "N.");
        let lines: Vec<_> = d.render().lines().map(str::to_owned).collect();
        let column = |l: &str, c: char| text::width(&l[..l.find(c).unwrap()]);
        assert_eq!(column(&lines[1], 'x'), column(&lines[2], '^'));
    }
}
