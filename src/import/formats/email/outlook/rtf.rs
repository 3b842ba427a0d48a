//! Rich text as Outlook packs it: unpacked, and its words, or the page that it was made from.

use std::collections::HashMap;

use super::codepage::{decoded, of_charset};
use super::tokens::{RtfToken, RtfTokens};

/// What stands in the window before anything was read.
const WINDOW: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const SIZE: usize = 4_096;
/// The longest rich text that is unpacked.
const MOST: usize = 64 << 20;
/// How deep groups are followed.
const DEEP: usize = 1_000;

/// Unpacks rich text as far as it goes; `None` where it is packed in no known way. What it says of its own size
/// and sum is not asked: programs write them wrong.
pub(super) fn decompressed(packed: &[u8]) -> Option<Vec<u8>> {
    let body = packed.get(16..)?;
    match packed.get(8..12)? {
        b"MELA" => return Some(body.to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut window = [0u8; SIZE];
    window[..WINDOW.len()].copy_from_slice(WINDOW);
    let (mut at, mut out) = (WINDOW.len(), Vec::new());
    let mut bytes = body.iter().copied();
    while let Some(flags) = bytes.next() {
        for bit in 0..8 {
            if flags >> bit & 1 == 0 {
                let Some(byte) = bytes.next() else {
                    return Some(out);
                };
                window[at] = byte;
                at = (at + 1) % SIZE;
                out.push(byte);
                continue;
            }
            let (Some(high), Some(low)) = (bytes.next(), bytes.next()) else {
                return Some(out);
            };
            let from = usize::from(high) << 4 | usize::from(low) >> 4;
            if from == at || out.len() > MOST {
                return Some(out);
            }
            for n in 0..usize::from(low & 15) + 2 {
                let byte = window[(from + n) % SIZE];
                window[at] = byte;
                at = (at + 1) % SIZE;
                out.push(byte);
            }
        }
    }
    Some(out)
}

/// What rich text holds.
#[derive(Debug, PartialEq)]
pub(super) enum RtfWords {
    /// The page that it was made from.
    Page(String),
    Plain(String),
}

/// Groups that hold no words.
const SILENT: &[&str] = &[
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "pntext",
    "listtext",
    "fldinst",
    "themedata",
    "datastore",
    "generator",
];

#[derive(Clone, Copy)]
struct Group {
    /// What stands in it is not told.
    silent: bool,
    /// It is a mark of the page.
    mark: bool,
    /// It was added for those who do not read the page.
    added: bool,
    fonts: bool,
    font: i32,
    /// Characters behind one that is written as a number that stand for it.
    instead: i32,
}

struct Telling {
    groups: Vec<Group>,
    beyond: usize,
    page: bool,
    table: u32,
    fonts: HashMap<i32, u32>,
    out: String,
    /// Bytes in the table of the font at hand.
    held: Vec<u8>,
    half: Option<u16>,
    skip: i32,
}

/// The words of rich text.
pub(super) fn words_of(rtf: &[u8]) -> RtfWords {
    let first = Group {
        silent: false,
        mark: false,
        added: false,
        fonts: false,
        font: -1,
        instead: 1,
    };
    let mut telling = Telling {
        groups: vec![first],
        beyond: 0,
        page: false,
        table: 1252,
        fonts: HashMap::new(),
        out: String::new(),
        held: Vec::new(),
        half: None,
        skip: 0,
    };
    let mut tokens = RtfTokens::new(rtf);
    // A star before a word: who does not know the word passes over the group.
    let mut starred = false;
    while let Some(token) = tokens.next() {
        match token {
            RtfToken::Open => telling.open(),
            RtfToken::Close => telling.close(),
            RtfToken::Sign(b'*') => {
                starred = true;
                continue;
            }
            RtfToken::Word("bin", n) => {
                tokens.pass(n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0));
            }
            RtfToken::Word(word, n) => telling.word(word, n, starred),
            RtfToken::Sign(sign) => telling.sign(sign),
            RtfToken::Hex(byte) | RtfToken::Byte(byte) => telling.byte(byte),
        }
        starred = false;
    }
    telling.flush();
    match telling.page {
        true => RtfWords::Page(telling.out),
        false => RtfWords::Plain(telling.out.trim_end().to_owned()),
    }
}

impl Telling {
    fn group(&mut self) -> Option<&mut Group> {
        self.groups.last_mut()
    }

    fn open(&mut self) {
        self.flush();
        self.skip = 0;
        match self.groups.last().copied() {
            Some(group) if self.groups.len() < DEEP => self.groups.push(group),
            _ => self.beyond += 1,
        }
    }

    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        match self.beyond {
            0 if self.groups.len() > 1 => drop(self.groups.pop()),
            0 => {}
            _ => self.beyond -= 1,
        }
    }

    fn is_told(&self) -> bool {
        self.groups.last().is_some_and(|g| {
            let beside = self.page && g.added && !g.mark;
            !(g.silent || g.fonts || beside)
        })
    }

    fn word(&mut self, word: &str, n: Option<i32>, starred: bool) {
        let page = self.page;
        let Some(group) = self.group() else {
            return;
        };
        match word {
            "htmltag" if starred => (group.mark, group.silent) = (true, false),
            "fonttbl" => group.fonts = true,
            _ if starred || SILENT.contains(&word) => group.silent = true,
            "fromhtml" => self.page = n != Some(0),
            "htmlrtf" => {
                group.added = n != Some(0);
                if page {
                    self.flush();
                }
            }
            "ansicpg" => self.table = n.and_then(|n| u32::try_from(n).ok()).unwrap_or(1252),
            "f" => {
                group.font = n.unwrap_or(-1);
                let font = group.font;
                self.flush_if(font);
            }
            "fcharset" if group.fonts => {
                let font = group.font;
                if let Some(table) = n.and_then(of_charset) {
                    self.fonts.insert(font, table);
                }
            }
            "uc" => group.instead = n.unwrap_or(1).clamp(0, 100),
            "u" => {
                let instead = group.instead;
                self.unit(n.unwrap_or(63) as u16);
                self.skip = instead;
            }
            "par" | "line" | "row" | "sect" | "page" => self.say('\n'),
            "tab" | "cell" => self.say('\t'),
            "lquote" => self.say('‘'),
            "rquote" => self.say('’'),
            "ldblquote" => self.say('“'),
            "rdblquote" => self.say('”'),
            "emdash" => self.say('—'),
            "endash" => self.say('–'),
            "bullet" => self.say('•'),
            _ => {}
        }
    }

    /// A font of another table: what is held is of the one before.
    fn flush_if(&mut self, font: i32) {
        if !self.held.is_empty() && self.fonts.contains_key(&font) {
            self.flush();
        }
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'\\' | b'{' | b'}' => self.byte(sign),
            b'~' => self.say('\u{a0}'),
            b'_' => self.say('-'),
            b'\r' | b'\n' => self.say('\n'),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.is_told() {
            self.held.push(byte);
        }
    }

    fn say(&mut self, c: char) {
        self.skip = 0;
        if self.is_told() {
            self.flush();
            self.out.push(c);
        }
    }

    /// Half of a character, or a whole one.
    fn unit(&mut self, unit: u16) {
        if !self.is_told() {
            return;
        }
        self.flush();
        let units: Vec<u16> = self.half.take().into_iter().chain([unit]).collect();
        if let [0xd800..=0xdbff] = units[..] {
            self.half = Some(unit);
            return;
        }
        self.out.push_str(&String::from_utf16_lossy(&units));
    }

    fn flush(&mut self) {
        if self.held.is_empty() {
            return;
        }
        let font = self.groups.last().map_or(-1, |g| g.font);
        let table = self.fonts.get(&font).copied().unwrap_or(self.table);
        let bytes = std::mem::take(&mut self.held);
        self.out.push_str(&decoded(&bytes, table));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_text_is_unpacked_and_the_end_of_a_torn_one_is_no_trouble() {
        // Literal characters, then a piece of the window.
        let mut packed = b"\0\0\0\0\0\0\0\0LZFu\0\0\0\0".to_vec();
        packed.extend([0b0000_0100, b'a', b'b', 0x00, 0x03]);
        assert_eq!(decompressed(&packed).unwrap(), b"ab{\\rtf");
        packed.push(b'c');
        packed.pop();
        packed.pop();
        assert_eq!(decompressed(&packed).unwrap(), b"ab");
        assert_eq!(
            decompressed(b"\0\0\0\0\0\0\0\0MELA\0\0\0\0{x}").unwrap(),
            b"{x}"
        );
        assert_eq!(decompressed(b"short"), None);
        assert_eq!(decompressed(b"\0\0\0\0\0\0\0\0????\0\0\0\0{x}"), None);
    }

    #[test]
    fn the_page_that_rich_text_was_made_from_comes_out_again() {
        let rtf = br"{\rtf1\ansi\ansicpg1252\fromhtml1 {\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}{\colortbl\red0;}
            {\*\htmltag64 <p>}\htmlrtf \par \htmlrtf0 caf\'e9 {\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0 {\f1 \'cf}\u8364 ?{\*\mhtmltag64 <q>}{\*\htmltag72 </p>}}";
        let RtfWords::Page(page) = words_of(rtf) else {
            panic!("no page");
        };
        assert_eq!(page.trim(), "<p>café &lt;П€</p>");
    }

    #[test]
    fn plain_rich_text_gives_its_words() {
        let rtf = br"{\rtf1\ansi{\fonttbl\f0 Times;}{\info{\title no}}\f0 one\par two\tab \{x\} \u-10179 ?\u-8704 ?{\pict 00ff}}";
        assert_eq!(
            words_of(rtf),
            RtfWords::Plain("one\ntwo\t{x} 😀".to_owned())
        );
        let deep = "{".repeat(100_000);
        assert_eq!(words_of(deep.as_bytes()), RtfWords::Plain(String::new()));
    }
}
