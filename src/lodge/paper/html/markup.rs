//! The markup of a page.
//!
//! Invariant: what anybody wrote comes into it escaped and passed through `safe_*`, for there is no other way in:
//! markup itself stands in this program.

use std::fmt::Write;

use crate::text::{safe_block, safe_line};

/// A piece of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// One harmless line.
    pub(super) fn line(words: &str) -> Html {
        Html::escaped(safe_line(words.trim()).trim())
    }

    /// Harmless text whose lines stay lines.
    pub(super) fn block(words: &str) -> Html {
        let mut out = Html::default();
        for (n, line) in safe_block(words.trim()).split('\n').enumerate() {
            out.mark(if n > 0 { "<br>\n" } else { "" });
            out.put(Html::escaped(line.trim_end()));
        }
        out
    }

    /// One harmless line with its blanks, as it stands in a text.
    pub(super) fn text(line: &str) -> Html {
        Html::escaped(&safe_line(line))
    }

    /// What a heading, a label or a caption says; never empty, for a reader that jumps from one to the next.
    pub(super) fn named(words: &str) -> Html {
        match Html::line(words) {
            line if line.is_empty() => Html("Not named".to_owned()),
            line => line,
        }
    }

    /// The same in so many bytes of markup: whole words, as many as fit however they are written.
    pub(super) fn named_within(words: &str, mut room: usize) -> Html {
        let words = safe_line(words);
        let words = words.trim();
        let end = words.char_indices().find(|(_, c)| {
            let needed = Html::escaped(c.encode_utf8(&mut [0; 4])).0.len();
            let fits = needed <= room;
            room = room.saturating_sub(needed);
            !fits
        });
        Html::named(match end {
            None => words,
            Some((end, _)) => {
                let short = &words[..end];
                short.rsplit_once(' ').map_or(short, |(whole, _)| whole)
            }
        })
    }

    /// The address of a page, where it is one: `https` or `http`, and nothing that a browser would read another way.
    pub(super) fn address(words: &str) -> Option<Html> {
        let words = words.trim();
        let of_page = words.starts_with("https://") || words.starts_with("http://");
        let plain = words.chars().all(|c| c.is_ascii_graphic());
        (of_page && plain).then(|| Html::escaped(words))
    }

    fn escaped(words: &str) -> Html {
        let mut out = String::with_capacity(words.len());
        for c in words.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                // No page may hold these, also not as a reference.
                c if is_noncharacter(c) => {
                    let _ = write!(out, "&lt;U+{:04X}&gt;", u32::from(c));
                }
                c => out.push(c),
            }
        }
        Html(out)
    }

    /// Adds markup of this program's own.
    pub(super) fn mark(&mut self, markup: &'static str) -> &mut Html {
        self.0.push_str(markup);
        self
    }

    /// Adds a further piece.
    pub(super) fn put(&mut self, piece: Html) -> &mut Html {
        self.0.push_str(&piece.0);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The page as it is written to a file.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}
