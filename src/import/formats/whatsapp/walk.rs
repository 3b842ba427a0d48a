//! Gives each block its meaning under a plan: time, sender, body, whether it is WhatsApp's own line.
//!
//! The survey and the reading of entries go through the same walk, so what a summary counts is what a list shows.
//! Invariant: what an entry is taken for depends on the plan and on the entries before it only.

use super::block::Block;
use super::header::{Header, Shape, YearAt};
use super::join::{LATE, comes_twice};
use super::memo::Memo;
use super::names::{self, Who};
use super::notice;
use super::rules::Rules;

/// After so many steps back in a row the file itself goes back.
const TURN: u32 = 20;

/// What is settled about a file before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) rules: Rules,
    /// For each form of stamp, from which entry on the day comes first.
    pub(super) orders: Vec<(Shape, Vec<(u64, bool)>)>,
    /// For forms that are too rare to have evidence of their own.
    pub(super) otherwise: bool,
    /// Names that only notices stand behind: the chat itself.
    pub(super) system_senders: Vec<String>,
    /// Names that hold a colon and a blank: the part before it, and what follows up to the body.
    pub(super) extended: Vec<(String, Vec<u8>)>,
    /// Sentences in front of a colon, which are no names; in order.
    pub(super) sentences: Vec<String>,
    /// Names behind which the blank after the colon may lack.
    pub(super) glued: Vec<String>,
    /// The entries with which another export begins, in order.
    pub(super) joins: Vec<u64>,
}

impl Plan {
    /// Whether the day comes first in entry `n` of this form.
    pub(super) fn day_first(&self, shape: Shape, n: u64) -> bool {
        let Some((_, runs)) = self.orders.iter().find(|(s, _)| *s == shape) else {
            return self.otherwise;
        };
        let run = runs.iter().rev().find(|(from, _)| *from <= n);
        run.map_or(self.otherwise, |(_, day_first)| *day_first)
    }
}

/// Whose entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By<'a> {
    /// WhatsApp's own line; some stand behind the name of the chat or of a contact.
    System(Option<&'a [u8]>),
    Sender(&'a [u8]),
    /// A sender if the name is known elsewhere in the file, else a system line.
    Perhaps(&'a [u8]),
    /// WhatsApp's own line, of which this part stands before a colon.
    Sentence(&'a [u8]),
}

/// One entry under a plan.
pub(super) struct Seen<'a> {
    pub(super) n: u64,
    pub(super) header: Header,
    /// Wall clock, in seconds since 1970-01-01 as if it were UTC.
    pub(super) at: i64,
    /// Whether its date was read with the day before the month.
    pub(super) day_first: bool,
    pub(super) by: By<'a>,
    /// Without the entry's own line end.
    pub(super) body: &'a [u8],
    /// What follows the stamp, for an entry whose name proves to be none.
    pub(super) rest: &'a [u8],
    /// The body begins with WhatsApp's mark.
    pub(super) generated: bool,
    /// Goes back in time by so many seconds.
    pub(super) back: Option<i64>,
    /// Another export begins here.
    pub(super) joined: bool,
}

/// Whether a name with a colon and a blank in it stands in front of a body.
enum Longer {
    No,
    /// The name goes on for so many bytes, colon and blank included.
    Name(usize),
    /// The line speaks of such a name.
    Notice,
}

/// Walks the entries of one file in order.
pub(super) struct Walk<'p> {
    plan: &'p Plan,
    n: u64,
    latest: Option<i64>,
    backward: u32,
    /// How many of the plan's joins were passed.
    joined: usize,
    /// The numbers of the last date, the order asked for, the start of that day and the order it has.
    day: Option<(Day, (i64, bool))>,
    /// Whether a body that WhatsApp may have written is a notice.
    known: Memo<bool>,
}

/// The numbers of a date in printed order, its calendar, and whether the day is to be read first.
type Day = ((u16, [u8; 2], YearAt, bool), bool);

impl<'p> Walk<'p> {
    pub(super) fn new(plan: &'p Plan) -> Walk<'p> {
        Walk {
            plan,
            n: 0,
            latest: None,
            backward: 0,
            joined: 0,
            day: None,
            known: Memo::default(),
        }
    }

    /// Reads one entry block.
    pub(super) fn entry<'a>(&mut self, block: &Block<'a>, header: Header) -> Seen<'a> {
        self.n += 1;
        let n = self.n;
        let day_first = header
            .only_reading()
            .unwrap_or_else(|| self.plan.day_first(header.shape, n));
        let (at, day_first) = self.time(&header, day_first);
        let bytes = without_line_end(block.bytes, self.plan.rules.cr);
        let rest = bytes.get(header.rest..).unwrap_or_default();
        let (by, body) = self.sender(n, rest, &header);
        let joined = self.plan.joins.get(self.joined) == Some(&n);
        if joined {
            self.joined += 1;
            (self.latest, self.backward) = (None, 0);
        }
        let back = match by {
            By::Sender(_) if !self.plan.rules.exact => self.step(at),
            _ => None,
        };
        let generated = names::starts_generated(body);
        Seen {
            n,
            header,
            at,
            day_first,
            by,
            body,
            rest,
            generated,
            back,
            joined,
        }
    }

    /// The time of an entry, and whether its day was read first: where one reading names no day, the other does.
    fn time(&mut self, header: &Header, day_first: bool) -> (i64, bool) {
        let date = (
            header.year,
            [header.first, header.second],
            header.year_at,
            header.persian,
        );
        let clock = i64::from(header.clock);
        // The entries of a day follow one another.
        if let Some((day, found)) = self.day
            && day == (date, day_first)
        {
            return (found.0 + clock, found.1);
        }
        let (at, read) = match header.seconds(day_first) {
            Some(at) => (at, day_first),
            None => (header.seconds(!day_first).unwrap_or(clock), !day_first),
        };
        self.day = Some(((date, day_first), (at - clock, read)));
        (at, read)
    }

    fn sender<'a>(&mut self, n: u64, rest: &'a [u8], header: &Header) -> (By<'a>, &'a [u8]) {
        let marked = header.marked;
        match names::split(rest, header.kind) {
            Who::Nobody => (By::System(None), rest),
            Who::Perhaps { name, body } => (By::Perhaps(&rest[..name]), &rest[body..]),
            Who::Name {
                mut name,
                mut body,
                earlier,
            } => {
                if let Some(at) = earlier.filter(|at| self.is_glued(&rest[..*at])) {
                    return (By::Sender(&rest[..at]), &rest[at + 1..]);
                }
                if self.is_sentence(&rest[..name]) {
                    return (By::Sentence(&rest[..name]), &rest[body..]);
                }
                match self.longer(&rest[..name], &rest[body..]) {
                    Longer::No => {}
                    Longer::Name(len) => (name, body) = (body + len - 2, body + len),
                    Longer::Notice => return (By::System(None), rest),
                }
                let (raw, body) = (&rest[..name], &rest[body..]);
                // A mark before the stamp stands with attachments, never with notices.
                match !marked && self.is_notice(n, raw, body) {
                    true => (By::System(Some(raw)), body),
                    false => (By::Sender(raw), body),
                }
            }
        }
    }

    fn is_glued(&self, name: &[u8]) -> bool {
        !self.plan.glued.is_empty() && self.plan.glued.contains(&names::canonical(name))
    }

    fn is_sentence(&self, name: &[u8]) -> bool {
        let sentences = &self.plan.sentences;
        let long = name.len() >= 6 && !sentences.is_empty();
        long && sentences.binary_search(&names::canonical(name)).is_ok()
    }

    /// Whether the blank after the colon stands inside a name.
    fn longer(&self, name: &[u8], body: &[u8]) -> Longer {
        if self.plan.extended.is_empty() {
            return Longer::No;
        }
        let name = names::canonical(name);
        for (short, more) in &self.plan.extended {
            if *short == name {
                return match body.starts_with(more) {
                    true => Longer::Name(more.len()),
                    // `Zoe: Finance left`
                    false => Longer::Notice,
                };
            }
            // `Ann added Zoe: Finance`
            let ends = name
                .strip_suffix(short.as_str())
                .is_some_and(|n| n.ends_with(' '));
            if ends && body.starts_with(&more[..more.len() - 2]) {
                return Longer::Notice;
            }
        }
        Longer::No
    }

    /// Whether a body with a name in front is a notice all the same.
    fn is_notice(&mut self, n: u64, raw: &[u8], body: &[u8]) -> bool {
        let generated = names::starts_generated(body);
        if !generated && n > 1 {
            return false;
        }
        if generated
            && !self.plan.system_senders.is_empty()
            && self.plan.system_senders.contains(&names::canonical(raw))
            && super::body::is_sentence(body)
        {
            return true;
        }
        let text = String::from_utf8_lossy(&body[..body.len().min(2000)]);
        if n == 1 && text.len() > 40 && notice::starts_chat(&text, false) {
            return true;
        }
        generated
            && (self.known.of(&text, notice::is_known)
                || (super::body::is_sentence(body)
                    && (names::begins_with(&text, raw)
                        || notice::starts_chat(&text, false)
                        || names::canonical(raw) == notice::ASSISTANT
                        || (n == 1 && notice::starts_chat(&text, true)))))
    }

    /// Whether a message steps back, against the latest of those before it.
    fn step(&mut self, at: i64) -> Option<i64> {
        let latest = *self.latest.get_or_insert(at);
        if at + LATE >= latest {
            self.latest = Some(latest.max(at));
            self.backward = 0;
            return None;
        }
        if comes_twice(latest, at) {
            self.latest = Some(at);
            return None;
        }
        self.backward += 1;
        if self.backward >= TURN {
            self.latest = Some(at);
            self.backward = 0;
        }
        Some(latest - at)
    }
}

/// An entry's bytes without the line end that closes it; line ends inside stay. `cr`: CR alone ends a line.
pub(super) fn without_line_end(bytes: &[u8], cr: bool) -> &[u8] {
    match bytes {
        [rest @ .., b'\n', b'\r'] | [rest @ .., b'\r'] if cr => rest,
        // A converted file may have several CRs before its LF.
        [rest @ .., b'\n'] => {
            let end = rest.iter().rposition(|b| *b != b'\r').map_or(0, |i| i + 1);
            &rest[..end]
        }
        _ => bytes,
    }
}
