//! The first pass: counts, senders, evidence and signs over the whole file, in bounded memory.
//!
//! Invariant: every list here has a bound,
//! and what goes past it is counted.

use std::collections::HashMap;

use super::block::{Block, Head, LineCounts};
use super::body;
use super::calendar::BEFORE_ANY;
use super::header::{Header, Shape, YearAt};
use super::join::Joins;
use super::later::Finder;
use super::memo::Memo;
use super::names;
use super::notice;
use super::order::Evidence;
use super::rules::Rules;
use super::seams::{Seams, Span};
use super::senders::Senders;
use super::timer::{self, Told};
use super::walk::{By, Seen};
use crate::import::holdings::Holdings;
use crate::import::types::Stray;

/// Lines listed one by one; the rest are counted.
pub(super) const STRAYS: usize = 1000;
const STRAY_TEXT: usize = 200;
const TIMERS: usize = 10_000;
const PERHAPS: usize = 1000;
const SHAPES: usize = 64;
const SYSTEM_TEXT: usize = 64 << 10;

/// What is known of the stamps of one form.
#[derive(Default)]
pub(super) struct Form {
    pub(super) shape: Shape,
    pub(super) evidence: Evidence,
    pub(super) messages: u64,
    /// Messages that go back in time.
    pub(super) back: u64,
    pub(super) span: Span,
}

/// Lines with a colon and no blank: messages if the name proves known.
#[derive(Default)]
pub(super) struct Perhaps {
    pub(super) count: u64,
    pub(super) forms: Vec<(usize, u64)>,
}

/// One export of several that may be joined in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Number and line of its first entry.
    pub(super) n: u64,
    pub(super) line: u64,
    /// Times of its first entry and its last.
    pub(super) first: i64,
    pub(super) last: i64,
}

#[derive(Default)]
pub(super) struct Survey {
    pub(super) entries: u64,
    pub(super) system: u64,
    pub(super) lines: u64,
    pub(super) entry_lines: u64,
    pub(super) preamble: u64,
    pub(super) stray_lines: u64,
    pub(super) strays: Vec<Stray>,
    pub(super) forms: Vec<Form>,
    pub(super) senders: Senders,
    pub(super) perhaps: HashMap<String, Perhaps>,
    pub(super) first: Option<(Header, i64)>,
    pub(super) last: Option<(Header, i64)>,
    pub(super) begins_with_notice: bool,
    /// The name before the first notice, which on iPhones is the chat's.
    pub(super) named_by_notice: Option<String>,
    /// Silences, each with the number of its part.
    pub(super) gaps: Vec<(usize, i64, i64)>,
    /// One for each export in the file.
    pub(super) parts: Vec<Part>,
    pub(super) joins: Joins,
    pub(super) seams: Seams,
    /// The line of the entry looked at in whose midst a chat's first notice stands.
    pub(super) glued_notice: Option<u64>,
    pub(super) later: Finder,
    pub(super) earliest_and_latest: Option<(i64, i64)>,
    pub(super) latest: Option<i64>,
    pub(super) active_days: u64,
    pub(super) timers: Vec<(u64, i64, u32)>,
    pub(super) timers_more: u64,
    /// Notices about the timer that name no time that was understood: how many, and the first.
    pub(super) timers_unclear: u64,
    pub(super) timer_unclear: Option<u64>,
    pub(super) named: u64,
    pub(super) present: u64,
    pub(super) omitted: u64,
    /// For each file of the container, whether a line names it.
    pub(super) seen_files: Vec<bool>,
    pub(super) replaced: u64,
    pub(super) cut: u64,
    pub(super) inner_headers: u64,
    /// Lines kept as text though they have the form of a stamp that is not read.
    pub(super) inner_odd: u64,
    pub(super) year_last: u64,
    pub(super) year_first: u64,
    pub(super) year_middle: u64,
    /// Entries with the month in letters: the day first, the month, the year.
    pub(super) lettered: [u64; 3],
    pub(super) future: u64,
    /// Entries dated before there was WhatsApp, and those that may have a sender of a longer name than is looked for.
    pub(super) early: u64,
    pub(super) long_names: u64,
    /// Text of system lines, to tell who is named in one.
    pub(super) system_text: String,
    pub(super) counts: LineCounts,
    /// Names that may be notices.
    pub(super) unsure: Vec<String>,
    previous_form: Option<usize>,
    told: Memo<Told>,
    begins: Memo<bool>,
    often: body::Often,
}

impl Survey {
    pub(super) fn new(holdings: &Holdings) -> Survey {
        Survey {
            seen_files: vec![false; holdings.len()],
            ..Survey::default()
        }
    }

    /// Takes in a block that is no entry.
    pub(super) fn stray(&mut self, block: &Block<'_>, cr: bool) {
        self.lines += block.lines;
        self.replaced += block.invalid();
        let why = match block.head {
            Head::Preamble => {
                self.preamble += block.lines;
                "before the first entry".to_owned()
            }
            Head::Odd(odd) => {
                self.stray_lines += block.lines;
                odd.why(block.bytes)
            }
            Head::Entry(_) => return,
        };
        self.cut += u64::from(block.dropped > 0);
        let body = super::walk::without_line_end(block.bytes, cr);
        let end = if cr { b'\r' } else { b'\n' };
        for (i, line) in body.split(|b| *b == end).enumerate() {
            if self.strays.len() >= STRAYS || i as u64 >= block.lines {
                return;
            }
            let text = start_of(line);
            let why = if i == 0 || block.head == Head::Preamble {
                why.clone()
            } else {
                format!("follows line {}, which was not understood", block.line)
            };
            self.strays.push(Stray {
                line: block.line + i as u64,
                text,
                why,
            });
        }
    }

    /// Takes in one entry. `now`: seconds since 1970 of the clock on the wall, with a day to spare.
    pub(super) fn see(
        &mut self,
        block: &Block<'_>,
        seen: &Seen<'_>,
        holdings: &Holdings,
        (now, rules): (i64, &Rules),
    ) {
        self.entries += 1;
        self.lines += block.lines;
        self.entry_lines += block.lines;
        self.inner_headers += u64::from(block.inner_headers);
        self.cut += u64::from(block.dropped > 0);
        self.replaced += block.invalid();
        self.kept_in(block, seen, rules);
        self.future += u64::from(seen.at > now);
        self.early += u64::from(seen.at < BEFORE_ANY);
        if self.first.is_none() {
            self.first = Some((seen.header, seen.at));
        }
        self.last = Some((seen.header, seen.at));
        if rules.later.is_some_and(|l| l.line == block.line) {
            self.joins.also(seen.n);
        }
        self.part(block.line, seen);
        self.time(seen.at);
        match seen.header.year_at {
            YearAt::First => self.year_first += 1,
            YearAt::Middle => self.year_middle += 1,
            YearAt::Last => self.year_last += 1,
            YearAt::Lettered => self.lettered[seen.header.shape.lettered_order()] += 1,
        }
        let form = self.form(seen, block.line);
        let message = self.who(seen, form);
        self.long_names += u64::from(!message && names::is_beyond(seen.rest));
        // Another export may begin with a chat's first notice, or where the stamps take another form.
        let begins = !message && self.is_head(seen);
        let seam = begins || self.previous_form.is_some_and(|p| p != form);
        match message {
            true => self.joins.message(seen.n, seen.at, seen.rest),
            false if begins => self.begins_chat(seen.n, block.line, seen.at),
            false => {}
        }
        if let Some(line) = self.glued_notice.take() {
            self.begins_chat(seen.n + 1, line, seen.at);
        }
        self.previous_form = Some(form);
        self.forms[form].span.last_n = seen.n;
        self.forms[form]
            .evidence
            .see(seen.n, block.line, &seen.header, seam, message);
        if message && (rules.cr || body::may_say_something(seen.body, seen.header.marked)) {
            self.media(block, seen, form, (holdings, rules.cr));
        }
    }

    /// Counts the entry for whoever it is by; tells whether it is a message.
    fn who(&mut self, seen: &Seen<'_>, form: usize) -> bool {
        match seen.by {
            By::Sender(raw) => {
                let back = seen.back.is_some();
                self.forms[form].messages += 1;
                self.forms[form].back += u64::from(back);
                match self.senders.id(raw) {
                    Some(id) => {
                        let sender = &mut self.senders.list[id as usize];
                        sender.note(seen.n, seen.body);
                        // Whether a name stands only before WhatsApp's own words shows whether it is a
                        // person's or the chat's.
                        let notice =
                            seen.generated && !seen.header.marked && body::is_sentence(seen.body);
                        sender.notice_messages += u64::from(notice);
                    }
                    None => self.senders.others += 1,
                }
                true
            }
            By::System(raw) => {
                self.system += 1;
                if let Some(raw) = raw
                    && let Some(id) = self.senders.id(raw)
                {
                    if seen.n == 1 {
                        self.named_by_notice = Some(names::canonical(raw));
                    }
                    self.senders.list[id as usize].note_notice(seen.n);
                }
                self.system_line(seen);
                false
            }
            By::Sentence(raw) => {
                self.system += 1;
                if let Some(id) = self.senders.id(raw) {
                    self.senders.list[id as usize].note_sentence(seen.body);
                }
                self.system_line(seen);
                false
            }
            By::Perhaps(raw) => {
                self.system += 1;
                let name = names::canonical(raw);
                if self.perhaps.len() < PERHAPS || self.perhaps.contains_key(&name) {
                    let entry = self.perhaps.entry(name).or_default();
                    entry.count += 1;
                    match entry.forms.iter_mut().find(|(f, _)| *f == form) {
                        Some((_, count)) => *count += 1,
                        None => entry.forms.push((form, 1)),
                    }
                }
                self.system_line(seen);
                false
            }
        }
    }

    /// Whether an entry behind the first is a notice that stands at the head of a chat.
    fn is_head(&mut self, seen: &Seen<'_>) -> bool {
        let near = &seen.rest[..seen.rest.len().min(400)];
        let text = String::from_utf8_lossy(near);
        seen.n > 1
            && self
                .begins
                .of(&text, |text| notice::starts_chat(text, false))
    }

    fn system_line(&mut self, seen: &Seen<'_>) {
        let near = &seen.rest[..seen.rest.len().min(2000)];
        let text = String::from_utf8_lossy(near);
        if seen.n <= 3 {
            self.begins_with_notice |= notice::starts_chat(&text, seen.n == 1);
        }
        if self.system_text.len() < SYSTEM_TEXT {
            self.system_text.push_str(&names::fold(&text));
            self.system_text.push('\n');
        }
        match self.told.of(&text, timer::told) {
            Told::Set(seconds) if self.timers.len() < TIMERS => {
                self.timers.push((seen.n, seen.at, seconds));
            }
            Told::Set(_) => self.timers_more += 1,
            Told::Unclear => {
                self.timers_unclear += 1;
                self.timer_unclear = self.timer_unclear.or(Some(seen.n));
            }
            Told::Nothing => {}
        }
    }

    fn media(
        &mut self,
        block: &Block<'_>,
        seen: &Seen<'_>,
        form: usize,
        (holdings, cr): (&Holdings, bool),
    ) {
        // Attachments are named on the first line or the last; a longer body is looked at by its ends.
        let text = body::text(seen.body, cr);
        let has = |name: &str| holdings.has(name);
        let (kind, marked) = (seen.header.kind, seen.header.marked);
        let found = self.often.examine(&text, kind, marked, &has);
        self.omitted += u64::from(found.omitted);
        let Some(name) = found.attachment else {
            return;
        };
        self.named += 1;
        if holdings.has(name) {
            self.present += 1;
        }
        if let Some(slot) = holdings
            .index(name)
            .and_then(|i| self.seen_files.get_mut(i))
        {
            *slot = true;
        }
        self.forms[form]
            .evidence
            .attachment(block.line, &seen.header, name);
    }

    fn form(&mut self, seen: &Seen<'_>, line: u64) -> usize {
        let shape = seen.header.shape;
        if let Some(previous) = self.previous_form
            && self.forms[previous].shape == shape
        {
            return previous;
        }
        let found = self.forms.iter().position(|f| f.shape == shape);
        found.unwrap_or_else(|| {
            if self.forms.len() < SHAPES {
                self.forms.push(Form {
                    shape,
                    span: Span {
                        first_n: seen.n,
                        first_line: line,
                        first_at: seen.at,
                        last_n: seen.n,
                    },
                    ..Form::default()
                });
            }
            self.forms.len() - 1
        })
    }
}

/// The start of a line, for a list.
pub(super) fn start_of(line: &[u8]) -> String {
    let near = &line[..line.len().min(4 * STRAY_TEXT)];
    let text = String::from_utf8_lossy(near);
    text.trim_end_matches(['\r', '\n'])
        .chars()
        .take(STRAY_TEXT)
        .collect()
}
