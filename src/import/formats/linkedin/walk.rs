//! The walk through a table: conversations that stand newest first and among each other, each given in the order of
//! time.

use std::io::Read;
use std::ops::ControlFlow;

use super::columns::{Column, Columns, Table};
use super::dates::{When, when};
use super::fields::RowFields;
use super::given::{Learnt, Rows};
use super::page::words;
use super::rows::{CsvRow, CsvRows};
use super::threads::{Talks, key};
use crate::import::bundle::Bundle;
use crate::import::by_time::{
    EachPiece, InTime, TimeSpan, Times, Turns, gather, give_all, in_order,
};
use crate::import::encoding::{Encoding, Utf16};
use crate::import::entry::{Attachment, Direction, Entry, EntryKind};
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Sink, WalkTexts};
use crate::import::pile::{Pile, ROOM, Slot, TimedPiece};
use crate::text::counted;

impl WalkTexts for Rows {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let Some(columns) = &self.columns else {
            return Ok(());
        };
        for path in &self.beside {
            sink.say(
                None,
                format!("{path} lies beside it and was not read: give it by itself"),
            );
        }
        let learnt = self.learnt.borrow().clone();
        let is_learnt = learnt.is_some();
        let learnt = learnt.unwrap_or_else(|| Learnt {
            talks: Talks::default(),
            owner: None,
            turns: Turns::default(),
            spans: vec![TimeSpan::new(0)],
        });
        let mut turn = RowTurn {
            all: self,
            columns,
            learnt,
            is_learnt,
            told: false,
            counts: Counts::default(),
            spare: Pile::default(),
            sink,
        };
        if turn.all(bundle)?.is_continue() {
            turn.end();
        }
        Ok(())
    }
}

/// What is counted on the way.
#[derive(Default)]
struct Counts {
    latin: u64,
    damaged: u64,
    archived: u64,
    bare: u64,
}

/// One turn through the table.
struct RowTurn<'t> {
    all: &'t Rows,
    columns: &'t Columns,
    learnt: Learnt,
    is_learnt: bool,
    /// Every conversation was told already.
    told: bool,
    counts: Counts,
    spare: Pile,
    sink: &'t mut dyn Sink,
}

impl RowTurn<'_> {
    fn all(&mut self, bundle: &mut Bundle) -> Result<ControlFlow<()>, ImportError> {
        let large = bundle.pieces.get(self.all.text).map_or(0, |p| p.size) > ROOM;
        // Figures are the same whichever row comes first: two turns at most tell them.
        let straight = large && self.sink.any_order();
        if !straight && (self.is_learnt || !large) {
            let pile = gather(self, bundle, &[0], (i64::MIN, i64::MAX))?;
            if let Some(pile) = pile {
                self.learn();
                let newest_first = self.learnt.turns.newest_first();
                return Ok(give_all(self, bundle, pile, newest_first));
            }
        }
        if !self.is_learnt {
            (self.learnt.talks, self.learnt.turns) = (Talks::default(), Turns::default());
            self.learnt.spans = vec![TimeSpan::new(0)];
            self.pass(bundle, &[0], &mut |_, _, _, _| true)?;
            self.learn();
        }
        if straight {
            return self.straight(bundle);
        }
        let spans = self.learnt.spans.clone();
        let newest_first = self.learnt.turns.newest_first();
        in_order(self, bundle, &spans, newest_first)
    }

    /// Gives the rows on as they stand, their conversations before them in the order of time.
    fn straight(&mut self, bundle: &mut Bundle) -> Result<ControlFlow<()>, ImportError> {
        let talks = self.learnt.talks.clone();
        for (key, _) in talks.in_order(self.learnt.turns.newest_first()) {
            self.tell(key);
        }
        self.told = true;
        let mut flow = ControlFlow::Continue(());
        self.rows(bundle, &mut |turn, _, row| {
            flow = turn.row((row.n, row.offset, row.dropped), row.bytes);
            flow.is_continue()
        })?;
        Ok(flow)
    }

    fn tell(&mut self, key: &str) {
        if let Some(talk) = self.learnt.talks.get(key) {
            let name = talk.name(self.learnt.owner.as_deref());
            let info = ChatInfo {
                name: name.as_deref(),
                kind: talk.kind(),
                people: &talk.people,
            };
            self.sink.chat(key, info);
        }
    }

    /// Keeps what a whole turn told.
    fn learn(&mut self) {
        if self.is_learnt {
            return;
        }
        self.learnt.talks.is_whole();
        let owner = self.all.profile.clone();
        self.learnt.owner = owner.or_else(|| self.learnt.talks.owner());
        self.is_learnt = true;
        *self.all.learnt.borrow_mut() = Some(self.learnt.clone());
    }

    /// Takes in a row on the way; its time, and whether it is wanted.
    fn see(&mut self, row: &CsvRow<'_>, times: &mut Times) -> Option<i64> {
        let read = RowFields::of(row.bytes, self.columns);
        let at = read.as_ref().ok();
        let at = at.and_then(|f| when(f.get(Column::Date), self.all.slashes));
        let at = times.next(at.map(When::seconds));
        if !self.is_learnt {
            let piece = TimedPiece {
                bytes: row.bytes,
                offset: row.offset,
                dropped: row.dropped,
            };
            if let Ok(fields) = &read {
                self.learnt.talks.learn(fields, (at, row.n));
            }
            self.learnt.turns.see(at);
            if let Some(span) = self.learnt.spans.first_mut() {
                span.see(at, &piece);
            }
            return Some(at);
        }
        let wanted = read.map_or(true, |f| self.sink.wants(&key(&f)));
        wanted.then_some(at)
    }

    /// Says where the table ends in the middle of a row; whether that row can be read all the same.
    fn is_whole(&mut self, row: &CsvRow<'_>) -> bool {
        if row.ended {
            return true;
        }
        let whole = RowFields::of(row.bytes, self.columns).is_ok();
        self.sink.left_out(match whole {
            true => "The last row has no line end: it may have been cut short".to_owned(),
            false => format!(
                "The file ends in the middle of row {}: it was cut short, and what came after is not here",
                row.n
            ),
        });
        whole
    }

    fn end(&mut self) {
        let n = |n: u64, noun: &str| counted(usize::try_from(n).unwrap_or(usize::MAX), noun);
        let counts = &self.counts;
        let mut said = Vec::new();
        if self.columns.separator != b',' || self.all.encoding != Encoding::Utf8 {
            said.push("The table was saved again by a spreadsheet: dates, long numbers and letters may be others than LinkedIn wrote".to_owned());
        }
        if self.learnt.talks.rounded {
            said.push(
                "A spreadsheet rounded the ids of chats: they are told apart by who is in them"
                    .to_owned(),
            );
        }
        if counts.latin > 0 {
            said.push(format!(
                "{} no UTF-8: taken for Windows-1252",
                of(counts.latin, "row is", "rows are")
            ));
        }
        if counts.damaged > 0 {
            said.push(format!(
                "{} letters that a spreadsheet seems to have changed: Ã and â in place of others",
                of(counts.damaged, "row has", "rows have")
            ));
        }
        if counts.archived > 0 {
            said.push(format!(
                "{} of chats that were archived",
                of(counts.archived, "message is", "messages are")
            ));
        }
        if counts.bare > 0 {
            said.push(format!(
                "{} without a note: no message",
                n(counts.bare, "invitation")
            ));
        }
        said.into_iter().for_each(|s| self.sink.say(None, s));
    }

    fn entry(&mut self, fields: &RowFields<'_>, n: u64) -> Entry<'static> {
        let own = |text: &str| text.to_owned().into();
        let mut entry = Entry::new(key(fields));
        match when(fields.get(Column::Date), self.all.slashes) {
            Some(When::Instant(at)) => entry = entry.at_moment(Some(at)),
            Some(When::Wall(at)) => entry = entry.at_wall(Some(at)),
            None => {}
        }
        let date = fields.get(Column::Date);
        entry.seconds_known = date.matches(':').count() > 1;
        if fields.is_yes(Column::Draft) {
            entry.kind = EntryKind::Draft;
        }
        let from = fields.get(Column::From);
        entry.sender = Some(from).filter(|f| !f.is_empty()).map(own);
        entry.direction = self.direction(fields, from);
        entry.to = self
            .learnt
            .talks
            .to(fields)
            .into_iter()
            .map(Into::into)
            .collect();
        let subject = fields.get(Column::Subject);
        entry.subject = Some(subject).filter(|s| !s.is_empty()).map(own);
        let text = fields.get(Column::Content);
        entry.text = words(text.into()).into_owned().into();
        let files = fields.urls(Column::Attachments);
        let files = files.into_iter().map(|u| own(&u));
        entry.attachments = files.map(|u| Attachment::named(u, false)).collect();
        entry.line = n;
        self.counts.latin += u64::from(fields.latin);
        self.counts.damaged += u64::from(is_damaged(from) || is_damaged(text));
        self.counts.archived += u64::from(fields.is_yes(Column::Archived));
        entry
    }

    /// Which way it went: as the table says, else by the name that the download says its owner has.
    fn direction(&self, fields: &RowFields<'_>, from: &str) -> Option<Direction> {
        let said = fields.get(Column::Direction).to_ascii_lowercase();
        match said.as_str() {
            "incoming" | "in" | "received" => return Some(Direction::In),
            "outgoing" | "out" | "sent" => return Some(Direction::Out),
            _ => {}
        }
        let owner = self.all.profile.as_deref()?;
        Some(match owner == from {
            true => Direction::Out,
            false => Direction::In,
        })
    }
}

fn of(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Whether letters stand as what their bytes are in Windows-1252.
fn is_damaged(text: &str) -> bool {
    !text.is_ascii()
        && (text.contains("â€") || {
            let next = |at: usize| text[at + 'Ã'.len_utf8()..].chars().next();
            let mut found = text.match_indices('Ã');
            found.any(|(at, _)| next(at).is_some_and(|c| ('\u{80}'..='\u{bf}').contains(&c)))
        })
}

/// Is given each row with its time; whether it wants more.
type EachRow<'e, 't> = dyn FnMut(&mut RowTurn<'t>, i64, &CsvRow<'_>) -> bool + 'e;

impl<'t> RowTurn<'t> {
    /// Goes through the rows that are wanted.
    fn rows(&mut self, bundle: &mut Bundle, each: &mut EachRow<'_, 't>) -> Result<(), ImportError> {
        let (encoding, separator) = (self.all.encoding, self.columns.separator);
        bundle.read(self.all.text, |stream| {
            let mut decoded;
            let stream: &mut (dyn Read + Send) = match encoding {
                Encoding::Utf8 => stream,
                _ => {
                    decoded = Utf16::new(stream, encoding);
                    &mut decoded
                }
            };
            let (mut rows, mut times, mut begun) =
                (CsvRows::new(stream, separator), Times::new(), false);
            while let Some(row) = rows.next()? {
                if self.columns.is_header(row.bytes) {
                    begun = true;
                    continue;
                }
                if !begun || !self.is_whole(&row) {
                    continue;
                }
                // Where all are told whatever their order, their times are not asked here.
                let at = match self.told {
                    true => Some(0),
                    false => self.see(&row, &mut times),
                };
                let Some(at) = at else {
                    continue;
                };
                if !each(self, at, &row) {
                    break;
                }
            }
            Ok(())
        })
    }

    /// Gives a row on: its number, where it begins, and how much of it was passed over.
    fn row(&mut self, (n, offset, dropped): (u64, u64, u64), bytes: &[u8]) -> ControlFlow<()> {
        let start = || String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        if dropped > 0 {
            self.sink.stray(
                n,
                &start(),
                "the row is longer than is read; a quote in it may have no end",
            );
            return ControlFlow::Continue(());
        }
        let columns = self.columns;
        let fields = match RowFields::of(bytes, columns) {
            Ok(fields) => fields,
            Err(why) => {
                self.sink.stray(n, &start(), &format!("row {n}: {why}"));
                return ControlFlow::Continue(());
            }
        };
        if columns.table == Table::Invitations && fields.get(Column::Content).is_empty() {
            self.counts.bare += 1;
            return ControlFlow::Continue(());
        }
        let mut entry = self.entry(&fields, n);
        let stamp = fields.get(Column::Date).to_owned();
        (entry.offset, entry.raw, entry.stamp) = (offset, bytes, stamp.as_bytes());
        if !self.told {
            self.tell(&entry.chat);
        }
        self.sink.entry(entry)
    }
}

impl InTime for RowTurn<'_> {
    fn pass(
        &mut self,
        bundle: &mut Bundle,
        _texts: &[usize],
        each: &mut EachPiece<'_>,
    ) -> Result<(), ImportError> {
        self.rows(bundle, &mut |_, at, row| {
            let piece = TimedPiece {
                bytes: row.bytes,
                offset: row.offset,
                dropped: row.dropped,
            };
            each(at, 0, row.n, &piece)
        })
    }

    fn spare(&mut self) -> &mut Pile {
        &mut self.spare
    }

    fn give(&mut self, _bundle: &Bundle, slot: &Slot, bytes: &[u8]) -> ControlFlow<()> {
        self.row((slot.n, slot.offset, slot.dropped), bytes)
    }
}
