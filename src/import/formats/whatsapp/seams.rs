//! Places where another export seems to begin though no time goes back: they are said, and nothing is read
//! otherwise for them.
//!
//! A chat's first notice stands at its head; where it stands again with messages before it, exports were put
//! together, or a group was made anew. A phone prints all stamps of an export in one form; where another form
//! begins and the first is over, there are two exports.

use super::join::{RUN_ANEW_TO_END, RUN_TO_END};

/// Places kept.
const MOST: usize = 1000;

/// Messages that must stand before another form begins: the first lines of a file may be somebody's remark.
const BEFORE: u64 = 3;

/// One such place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seam {
    /// Number, line and time of the entry.
    pub(super) n: u64,
    pub(super) line: u64,
    pub(super) at: i64,
    /// Told by the notice, else by the form of stamps.
    pub(super) by_notice: bool,
    /// Few stamps of another form end the file: they may as well be quoted.
    pub(super) may_be_quoted: bool,
}

/// Where the first notice of a chat stands again.
#[derive(Default)]
pub(super) struct Seams {
    notices: Vec<Seam>,
    /// Messages before the last such notice.
    messages: u64,
}

/// Where the stamps of one form stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    /// Its first entry, with line and time, and its last.
    pub(super) first_n: u64,
    pub(super) first_line: u64,
    pub(super) first_at: i64,
    pub(super) last_n: u64,
}

impl Seams {
    /// Takes in a notice that stands at the head of a chat, which the entry `n` is or holds before it, after so
    /// many messages of the file.
    pub(super) fn notice(&mut self, n: u64, (line, at): (u64, i64), messages: u64) {
        if messages > self.messages && self.notices.len() < MOST {
            self.notices.push(Seam {
                n,
                line,
                at,
                by_notice: true,
                may_be_quoted: false,
            });
        }
        self.messages = messages;
    }

    /// All such places in order. `forms`: where those of each form stand, and how many are messages.
    pub(super) fn all(&self, forms: &[(Span, u64)]) -> Vec<Seam> {
        let mut all = self.notices.clone();
        let begins = |(span, messages): &&(Span, u64)| {
            let mut before = forms.iter().filter(|(f, _)| f.first_n < span.first_n);
            let earlier: u64 = before.clone().map(|(_, messages)| messages).sum();
            earlier >= BEFORE
                && *messages >= u64::from(RUN_ANEW_TO_END)
                && before.all(|(f, _)| f.last_n < span.first_n)
        };
        all.extend(forms.iter().filter(begins).map(|(span, messages)| Seam {
            n: span.first_n,
            line: span.first_line,
            at: span.first_at,
            by_notice: false,
            may_be_quoted: *messages < u64::from(RUN_TO_END),
        }));
        all.sort_by_key(|s| (s.n, !s.by_notice));
        all.dedup_by_key(|s| s.n);
        all
    }
}
