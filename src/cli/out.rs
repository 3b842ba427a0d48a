//! Everything the command line prints: plain lines, JSON lines, and what goes to standard error.
//!
//! Invariants: plain output holds no control character but LF; JSON strings are exact, with control and format
//! characters as escapes; a closed pipe ends the program quietly.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufWriter, Write};
use std::os::fd::BorrowedFd;

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::text::{must_escape, safe_block, safe_line};

/// Standard output could not be written.
#[derive(Debug)]
pub struct OutError(pub io::Error);

impl From<io::Error> for OutError {
    fn from(e: io::Error) -> OutError {
        OutError(e)
    }
}

/// Standard output, buffered.
pub struct Out {
    to: BufWriter<Box<dyn Write>>,
    /// The terminal's columns, to break lines at blanks and not inside words; `None` for pipes and files,
    /// where a line stays one line.
    columns: Option<usize>,
    /// Whether `--json` was asked for.
    pub json: bool,
    /// The object that is being written: a list has a million.
    line: Vec<u8>,
}

impl Out {
    /// Standard output.
    pub fn new(json: bool) -> Out {
        Out {
            to: BufWriter::with_capacity(64 * 1024, standard_output()),
            columns: columns(),
            json,
            line: Vec::new(),
        }
    }

    /// A sentence or heading on a line of its own.
    pub fn say(&mut self, line: impl fmt::Display) -> Result<(), OutError> {
        let line = line.to_string();
        self.line("", &safe_line(&line), "  ")
    }

    /// An empty line.
    pub fn gap(&mut self) -> Result<(), OutError> {
        Ok(writeln!(self.to)?)
    }

    /// `Label: value`; further lines of the value are indented below it.
    pub fn field(&mut self, label: &str, value: impl fmt::Display) -> Result<(), OutError> {
        let value = value.to_string();
        let value = safe_block(&value);
        let mut lines = value.split('\n');
        let label = format!("{}: ", safe_line(label));
        self.line(&label, lines.next().unwrap_or_default(), "  ")?;
        for line in lines {
            match line.is_empty() {
                true => self.gap()?,
                false => self.line("  ", line, "  ")?,
            }
        }
        Ok(())
    }

    /// One line, broken where the terminal is too narrow for it.
    fn line(&mut self, before: &str, text: &str, indent: &str) -> Result<(), OutError> {
        let whole = format!("{before}{text}");
        Ok(writeln!(
            self.to,
            "{}",
            broken(&whole, self.columns, indent)
        )?)
    }

    /// `Label: value`, where there is a value.
    pub fn field_if(
        &mut self,
        label: &str,
        value: Option<impl fmt::Display>,
    ) -> Result<(), OutError> {
        value.map_or(Ok(()), |v| self.field(label, v))
    }

    /// One JSON object on one line.
    pub fn object(&mut self, object: &impl Serialize) -> Result<(), OutError> {
        self.line.clear();
        harmless(object, &mut self.line)?;
        self.line.push(b'\n');
        Ok(self.to.write_all(&self.line)?)
    }

    /// A sentence for people; JSON does without.
    pub fn remark(&mut self, line: impl fmt::Display) -> Result<(), OutError> {
        match self.json {
            true => Ok(()),
            false => self.say(line),
        }
    }

    /// Each of several as a JSON object, or in lines.
    pub fn each<T: Copy, R: Serialize>(
        &mut self,
        all: impl IntoIterator<Item = T>,
        row: impl Fn(T) -> R,
        mut lines: impl FnMut(&mut Out, T) -> Result<(), OutError>,
    ) -> Result<(), OutError> {
        for one in all {
            match self.json {
                true => self.object(&row(one))?,
                false => lines(self, one)?,
            }
        }
        Ok(())
    }

    /// The same with an empty line between them.
    pub fn each_apart<T: Copy, R: Serialize>(
        &mut self,
        all: impl IntoIterator<Item = T>,
        row: impl Fn(T) -> R,
        mut lines: impl FnMut(&mut Out, T) -> Result<(), OutError>,
    ) -> Result<(), OutError> {
        let mut first = true;
        self.each(all, row, |out, one| {
            if !std::mem::take(&mut first) {
                out.gap()?;
            }
            lines(out, one)
        })
    }

    /// Bytes as they are (a CSV table, a completion script).
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), OutError> {
        Ok(self.to.write_all(bytes)?)
    }

    /// A question, left open on its line; what does not fit is broken as every line is.
    pub fn prompt(&mut self, question: &str) -> Result<(), OutError> {
        let question = safe_line(question);
        let question = broken(&question, self.columns, "  ");
        write!(self.to, "{question} ")?;
        self.flush()
    }

    /// Sends what is buffered.
    pub fn flush(&mut self) -> Result<(), OutError> {
        Ok(self.to.flush()?)
    }
}

#[cfg(not(test))]
fn standard_output() -> Box<dyn Write> {
    Box::new(io::stdout())
}

#[cfg(test)]
use super::testing::standard_output;

/// A line as it stands on a terminal of so many columns: broken at blanks, for a word that is broken elsewhere is
/// heard as two.
fn broken<'a>(line: &'a str, columns: Option<usize>, indent: &str) -> Cow<'a, str> {
    match columns.filter(|c| crate::text::width(line) > *c) {
        None => Cow::Borrowed(line),
        Some(columns) => {
            let room = columns.saturating_sub(indent.len()).max(10);
            let parts = crate::text::wrap(line, room);
            Cow::Owned(parts.join(&format!("\n{indent}")))
        }
    }
}

/// The columns of the terminal that standard output is, if it is one.
fn columns() -> Option<usize> {
    columns_of(rustix::stdio::stdout())
}

fn columns_of(out: BorrowedFd<'_>) -> Option<usize> {
    let size = rustix::termios::isatty(out).then(|| rustix::termios::tcgetwinsize(out).ok())??;
    Some(usize::from(size.ws_col)).filter(|c| *c >= 20)
}

/// Writes an object as JSON, with control and format characters, which stand in strings alone, as `\u` escapes.
fn harmless(object: &impl Serialize, into: &mut Vec<u8>) -> Result<(), OutError> {
    let mut writer = serde_json::Serializer::with_formatter(into, Harmless);
    Ok(object.serialize(&mut writer).map_err(io::Error::from)?)
}

struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        into: &mut W,
        text: &str,
    ) -> io::Result<()> {
        if text.is_ascii() && memchr::memchr(0x7f, text.as_bytes()).is_none() {
            return into.write_all(text.as_bytes());
        }
        let mut units = [0; 2];
        // What needs nothing is taken over a stretch at a time.
        let mut from = 0;
        for (at, c) in text.char_indices() {
            if matches!(c, ' '..='~') || !must_escape(c) {
                continue;
            }
            into.write_all(&text.as_bytes()[from..at])?;
            from = at + c.len_utf8();
            for unit in c.encode_utf16(&mut units) {
                write!(into, "\\u{unit:04x}")?;
            }
        }
        into.write_all(&text.as_bytes()[from..])
    }
}

/// A line on standard error. There is nowhere left to say that it could not be written.
pub fn note(line: impl fmt::Display) {
    #[cfg(test)]
    if super::testing::noted(&line.to_string()) {
        return;
    }
    let (line, columns) = (line.to_string(), columns_of(rustix::stdio::stderr()));
    let lines = safe_block(&line);
    let lines: Vec<_> = lines
        .split('\n')
        .map(|l| broken(l, columns, "  "))
        .collect();
    let _ = writeln!(io::stderr(), "{}", lines.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_between_words_and_only_where_it_does_not_fit() {
        let line = "Run this on the terminal of a device that your department manages";
        assert_eq!(broken(line, None, "  "), line);
        assert_eq!(broken(line, Some(80), "  "), line);
        let narrow = broken(line, Some(24), "  ");
        let words: Vec<&str> = narrow.split_whitespace().collect();
        assert_eq!(words.join(" "), line);
        assert!(narrow.lines().all(|l| l.len() <= 24), "{narrow}");
    }

    #[test]
    fn json_keeps_strings_exact_and_harmless() {
        let hostile = "a\u{1b}[2J\u{202e}\u{9b}\u{e0001}é\u{7f}\n\"";
        let mut line = Vec::new();
        harmless(&hostile, &mut line).unwrap();
        let line = String::from_utf8(line).unwrap();
        assert!(!line.chars().any(must_escape), "{line}");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), hostile);
        assert!(line.contains("\\u202e") && line.contains("\\udb40\\udc01") && line.contains('é'));
    }
}
