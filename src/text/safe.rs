//! Harmless text, piece by piece: what of a text is shown as it is, and what is shown by its number.
//!
//! Invariant: what is given out holds no control character (a block keeps LF), no bidirectional control, no
//! blank letter, and of invisible characters only those that shape what stands beside them: a joiner between
//! letters of a script that joins or between the pictures of an emoji, one variation selector after something
//! that has variants, the tags of the three flags that exist. Judged by sequence, never by character: a run of
//! invisible characters can say anything. Making harmless text harmless again changes nothing.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use super::hidden;
use super::must_escape;

/// How many combining marks in a row are shown before the rest are counted instead.
const MARKS_SHOWN: usize = 8;
const TAB: usize = 8;

/// Makes text harmless for one line: LF and CR are shown like other controls, tabs become blanks.
pub fn safe_line(text: &str) -> Cow<'_, str> {
    safe(text, false)
}

/// Makes text harmless over several lines: LF stays, CRLF is read as LF.
pub fn safe_block(text: &str) -> Cow<'_, str> {
    safe(text, true)
}

fn safe(text: &str, block: bool) -> Cow<'_, str> {
    let plain = |b: u8| (0x20..0x7f).contains(&b) || (block && b == b'\n');
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for piece in Pieces::new(text, block) {
        piece.shown.push_to(&mut out);
    }
    Cow::Owned(out)
}

/// A stretch of a text and how it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it begins in the text, in bytes. A piece ends where the next begins.
    pub at: usize,
    pub shown: Shown<'a>,
}

/// How a stretch of text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// As it is.
    Text(&'a str),
    /// A tab, as blanks up to the next stop.
    Blanks(usize),
    /// By its number: `<U+001B>`.
    Number(char),
    /// Not at all, and counted at the end of their run.
    Counted,
    /// The count of marks that are not shown. It stands where the run ends and for no bytes of its own.
    More(usize),
}

impl Shown<'_> {
    /// Adds what is shown to `out`.
    pub fn push_to(self, out: &mut String) {
        use std::fmt::Write;
        // Writing to a string cannot fail.
        let _ = match self {
            Shown::Text(text) => {
                out.push_str(text);
                Ok(())
            }
            Shown::Blanks(n) => write!(out, "{:n$}", ""),
            Shown::Number(c) => write!(out, "<U+{:04X}>", u32::from(c)),
            Shown::Counted => Ok(()),
            Shown::More(1) => write!(out, "<1 more mark>"),
            Shown::More(n) => write!(out, "<{n} more marks>"),
        };
    }
}

/// The pieces of a text in their order; see [`Piece`].
pub struct Pieces<'a> {
    text: &'a str,
    block: bool,
    at: usize,
    column: usize,
    /// Combining marks in a row so far.
    marks: usize,
    /// Something on this line can carry a mark.
    based: bool,
    /// What stands before was shown as it is.
    clean: bool,
}

impl<'a> Pieces<'a> {
    /// The pieces of one line, or of a block, where LF stays.
    pub fn new(text: &'a str, block: bool) -> Pieces<'a> {
        Pieces {
            text,
            block,
            at: 0,
            column: 0,
            marks: 0,
            based: false,
            clean: false,
        }
    }

    fn piece(&mut self, length: usize, shown: Shown<'a>) -> Option<Piece<'a>> {
        let at = self.at;
        self.at += length;
        self.clean = matches!(shown, Shown::Text(_));
        Some(Piece { at, shown })
    }

    fn number(&mut self, c: char) -> Option<Piece<'a>> {
        let digits = if u32::from(c) > 0xffff { 5 } else { 4 };
        self.column += 4 + digits;
        (self.marks, self.based) = (0, true);
        self.piece(c.len_utf8(), Shown::Number(c))
    }

    fn as_it_is(&mut self, length: usize) -> Option<Piece<'a>> {
        let text = &self.text[self.at..self.at + length];
        self.piece(length, Shown::Text(text))
    }

    /// The count of the marks of a run that ends here, where any were not shown.
    fn more(&mut self) -> Option<Piece<'a>> {
        let hidden = self.marks.saturating_sub(MARKS_SHOWN);
        if hidden == 0 {
            return None;
        }
        self.marks = 0;
        self.piece(0, Shown::More(hidden))
    }

    /// How many bytes from here on are letters, digits, signs and blanks that draw themselves and nothing else.
    fn plain(&mut self) -> usize {
        let rest = &self.text[self.at..];
        let mut length = 0;
        for (at, c) in rest.char_indices() {
            let Some(columns) = plain_width(c) else { break };
            length = at + c.len_utf8();
            self.column += columns;
        }
        if length > 0 {
            (self.marks, self.based) = (0, true);
        }
        length
    }

    fn control(&mut self, c: char) -> Option<Piece<'a>> {
        match c {
            '\n' if self.block => {
                (self.column, self.marks, self.based) = (0, 0, false);
                self.as_it_is(1)
            }
            '\r' if self.block && self.text[self.at + 1..].starts_with('\n') => {
                (self.column, self.marks, self.based) = (0, 0, false);
                self.at += 1;
                self.as_it_is(1)
            }
            '\t' => {
                let blanks = TAB - self.column % TAB;
                self.column += blanks;
                (self.marks, self.based) = (0, true);
                self.piece(1, Shown::Blanks(blanks))
            }
            c => self.number(c),
        }
    }

    /// A combining mark: on something, and no more than the eye can tell apart.
    fn mark(&mut self, c: char) -> Option<Piece<'a>> {
        if !self.based {
            return self.number(c);
        }
        self.marks += 1;
        match self.marks > MARKS_SHOWN {
            true => self.piece(c.len_utf8(), Shown::Counted),
            false => self.as_it_is(c.len_utf8()),
        }
    }
}

/// The columns of a character that draws itself and nothing else, of the scripts most written; `None` where it has
/// to be looked at.
fn plain_width(c: char) -> Option<usize> {
    match c {
        // Below the first combining mark only controls and the soft hyphen are unseen.
        '\u{ad}' => None,
        ' '..='~' | '\u{a0}'..='\u{2ff}' => Some(1),
        // Greek, Cyrillic and Arabic letters; kana, ideographs and Hangul syllables.
        '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{482}' | '\u{620}'..='\u{64a}' => Some(1),
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => Some(2),
        '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Some(2),
        _ => None,
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let Some(c) = self.text[self.at..].chars().next() else {
            return self.more();
        };
        let (before, after) = (&self.text[..self.at], &self.text[self.at + c.len_utf8()..]);
        let unseen = must_escape(c) || hidden::is_blank(c) || hidden::is_variation(c);
        let joins = hidden::may_join(c, before, after)
            .map(|may| may && self.clean && self.marks + 1 < MARKS_SHOWN);
        let mark = !unseen && joins != Some(false) && c.width() == Some(0);
        if !mark && let Some(more) = self.more() {
            return Some(more);
        }
        match joins {
            _ if c.is_control() => return self.control(c),
            Some(false) => return self.number(c),
            Some(true) if !mark => return self.as_it_is(c.len_utf8()),
            _ => {}
        }
        if hidden::is_variation(c) {
            return match hidden::may_vary(c, before) {
                true => self.as_it_is(c.len_utf8()),
                false => self.number(c),
            };
        }
        match hidden::flag(before, &self.text[self.at..]) {
            0 => {}
            length => return self.as_it_is(length),
        }
        if unseen {
            return self.number(c);
        }
        if mark {
            return self.mark(c);
        }
        match self.plain() {
            0 => {
                (self.marks, self.based) = (0, true);
                self.column += c.width().unwrap_or(0);
                self.as_it_is(c.len_utf8())
            }
            length => self.as_it_is(length),
        }
    }
}

#[cfg(test)]
mod tests;
