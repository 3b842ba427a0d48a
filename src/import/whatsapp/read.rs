//! The entries of a surveyed export, and the summary drawn from the survey.
//!
//! May import its neighbours in this folder and `import::{error, source, types}`.

use std::borrow::Cow;
use std::ops::ControlFlow;

use chrono::{DateTime, NaiveDateTime};

use super::body;
use super::digest::Digests;
use super::header::{Shape, YearAt};
use super::names;
use super::notice;
use super::plan::Chat;
use super::split::{Block, Head, Splitter};
use super::walk::{By, Seen, Walk};
use crate::import::error::ImportError;
use crate::import::holdings::Holdings;
use crate::import::source::Source;
use crate::import::types::{
    Attachment, Attachments, Boundary, DateOrder, Entry, EntryKind, Format, Gap, Quoted, Reading,
    Summary, Timer,
};

const GAPS_RULE: &str = "a silence of at least a week that is ten times as long as the usual distance \
    between days with entries (this tool's reading)";
/// Names of files that no line names, kept for the summary.
const UNNAMED: usize = 100;

impl Chat {
    /// Visits every entry in order until the visitor breaks off.
    pub(in crate::import) fn for_each(
        &self,
        source: &mut Source,
        digests: bool,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        if self.verdict.ambiguous {
            return Err(ImportError::OrderAmbiguous {
                open: self.verdict.open,
            });
        }
        let name = source.label();
        let read = source.read(|text, holdings| {
            let mut walk = Walk::new(&self.plan);
            let mut splitter = Splitter::new(text, self.plan.rules);
            let mut named = digests.then(Digests::default);
            let mut entries = 0;
            while let Some(block) = splitter.next().map_err(ImportError::reading)? {
                let Head::Entry(header) = block.head else {
                    continue;
                };
                entries += 1;
                let seen = walk.entry(&block, header);
                let entry = self.entry(&block, &seen, holdings, named.as_mut());
                if visit(entry).is_break() {
                    return Ok(None);
                }
            }
            Ok(Some(entries))
        })?;
        match read {
            Some(entries) if entries != self.survey.entries => Err(ImportError::Changed { name }),
            _ => Ok(()),
        }
    }

    fn entry<'a>(
        &'a self,
        block: &Block<'a>,
        seen: &Seen<'a>,
        holdings: &Holdings,
        digests: Option<&mut Digests>,
    ) -> Entry<'a> {
        let (kind, raw, body) = self.meaning(seen);
        let known = raw.and_then(|r| self.survey.senders.find(r));
        let sender = raw
            .filter(|_| kind == EntryKind::Message)
            .map(|raw| match known {
                Some(sender) => Cow::Borrowed(sender.name.as_str()),
                None => Cow::Owned(names::canonical(raw)),
            });
        let text = String::from_utf8_lossy(body);
        let message = kind == EntryKind::Message;
        let marked = seen.header.marked;
        let mut found = body::Found::default();
        let mut attachments = Vec::new();
        let looks = message
            && (body::may_say_something(body, marked) || body.len() < 80 || text.ends_with('>'));
        if looks {
            found = body::examine(&text, seen.header.kind, marked, &|name| holdings.has(name));
            if let Some(name) = found.attachment {
                let name = Cow::Owned(name.to_owned());
                let present = holdings.has(&name);
                attachments.push(Attachment { name, present });
            }
        }
        let timer = (!message).then(|| notice::timer(&text)).flatten();
        let digest = digests.map(|d| {
            let minute = seen.at.div_euclid(60);
            d.next(sender.as_deref(), minute, &text, found.media, found.edited)
        });
        Entry {
            n: seen.n,
            kind,
            at: wall(seen.at),
            seconds_known: seen.header.seconds_known,
            sender,
            sender_raw: raw.map(String::from_utf8_lossy),
            attachments,
            generated: seen.generated || (!message && names::starts_generated(body)),
            edited: found.edited.is_some(),
            deleted: found.deleted,
            omitted: found.omitted,
            view_once: found.view_once,
            quoted: if message {
                self.quoted(seen, known)
            } else {
                None
            },
            timer,
            line: block.line,
            offset: block.offset,
            raw: block.bytes,
            cut: block.dropped,
            digest,
            text,
        }
    }

    fn meaning<'a>(&self, seen: &Seen<'a>) -> (EntryKind, Option<&'a [u8]>, &'a [u8]) {
        match seen.by {
            By::Sender(raw) => (EntryKind::Message, Some(raw), seen.body),
            By::System(raw) => (EntryKind::System, raw, seen.body),
            By::Perhaps(raw) => match self.survey.senders.find(raw) {
                Some(sender) if sender.messages > 0 => (EntryKind::Message, Some(raw), seen.body),
                _ => (EntryKind::System, None, seen.rest),
            },
        }
    }

    fn quoted(&self, seen: &Seen<'_>, sender: Option<&super::senders::Sender>) -> Option<Quoted> {
        if self.plan.rules.exact {
            return None;
        }
        if let Some(seconds) = seen.back {
            return Some(Quoted::GoesBack(seconds));
        }
        if !self.own.contains(&seen.header.shape) {
            return Some(Quoted::OtherForm);
        }
        sender
            .is_some_and(|s| s.one_off)
            .then_some(Quoted::OneOffSender)
    }

    /// How many entries [`Chat::quoted`] marks, from the counts of the survey.
    fn quoted_count(&self) -> u64 {
        if self.plan.rules.exact {
            return 0;
        }
        let own = |shape: &Shape| self.own.contains(shape);
        let by_form = |f: &super::survey::Form| if own(&f.shape) { f.back } else { f.messages };
        let forms: u64 = self.survey.forms.iter().map(by_form).sum();
        let senders = &self.survey.senders.list;
        let one_off = senders
            .iter()
            .filter(|s| s.one_off && !s.first_back && own(&s.first_shape))
            .count();
        forms + one_off as u64
    }

    /// Everything the survey learnt.
    pub(in crate::import) fn summary(&self, source: &Source) -> Summary {
        let s = &self.survey;
        let ambiguous = self.verdict.ambiguous;
        let time = |at: Option<&(super::header::Header, i64)>| {
            at.filter(|_| !ambiguous).map(|(_, at)| wall(*at))
        };
        let mut senders: Vec<(String, u64)> = s
            .senders
            .list
            .iter()
            .filter(|sender| sender.messages > 0)
            .map(|sender| (sender.name.clone(), sender.messages))
            .collect();
        senders.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let (unnamed_files, unnamed) = source.holdings().unnamed(&s.seen_files, UNNAMED);
        let capped_why = self.capped();
        let gaps = if ambiguous { Vec::new() } else { s.long_gaps() };
        let mut summary = Summary {
            format: Format::WhatsApp,
            conversation: self.conversation.clone(),
            entries: s.entries,
            messages: s.entries - s.system,
            system: s.system,
            lines: s.lines,
            entry_lines: s.entry_lines,
            preamble: s.preamble,
            stray_lines: s.stray_lines,
            first: time(s.first.as_ref()),
            last: time(s.last.as_ref()),
            senders,
            other_senders: s.senders.others,
            date_order: self.verdict.order,
            date_evidence: self.verdict.evidence.clone(),
            date_order_ambiguous: ambiguous,
            date_order_mixed: self.verdict.mixed,
            readings: if ambiguous {
                self.readings()
            } else {
                Vec::new()
            },
            attachments: Attachments {
                named: s.named,
                present: s.present,
                omitted: s.omitted,
            },
            unnamed_files,
            unnamed,
            gaps: gaps
                .iter()
                .map(|(a, b)| Gap {
                    from: wall(*a),
                    to: wall(*b),
                })
                .collect(),
            gaps_rule: GAPS_RULE,
            capped: capped_why.is_some(),
            capped_why,
            quoted: self.quoted_count(),
            timers: s
                .timers
                .iter()
                .map(|(n, at, seconds)| Timer {
                    n: *n,
                    at: (!ambiguous).then(|| wall(*at)),
                    seconds: *seconds,
                })
                .collect(),
            timers_more: s.timers_more,
            not_understood: s.strays.clone(),
            replaced: s.replaced + source.replaced(),
            encoding: source.encoding(),
            boundary: if self.plan.rules.exact {
                Boundary::Crlf
            } else {
                Boundary::Stamp
            },
            inner_headers: s.inner_headers,
            cut: s.cut,
            future: if ambiguous { 0 } else { s.future },
            notices: Vec::new(),
        };
        summary.notices = notices(&summary, &self.plan.rules.exact);
        summary
    }

    fn readings(&self) -> Vec<Reading> {
        let ends = self.survey.first.as_ref().zip(self.survey.last.as_ref());
        let Some(((first, _), (last, _))) = ends else {
            return Vec::new();
        };
        let read = |h: &super::header::Header, day_first| {
            let other = if h.year_at == YearAt::Last {
                day_first
            } else {
                true
            };
            h.seconds(other).or_else(|| h.seconds(!other)).map(wall)
        };
        [(DateOrder::Dmy, true), (DateOrder::Mdy, false)]
            .into_iter()
            .filter_map(|(order, day_first)| {
                let (first, last) = (read(first, day_first)?, read(last, day_first)?);
                Some(Reading { order, first, last })
            })
            .collect()
    }

    fn capped(&self) -> Option<String> {
        let s = &self.survey;
        let messages = s.entries - s.system;
        let near = |cap: u64| {
            [s.entries, messages]
                .iter()
                .any(|n| (cap - cap / 100..=cap + cap / 100).contains(n))
        };
        let mut signs = Vec::new();
        if near(40_000) {
            signs.push("about 40,000 entries, where WhatsApp stops an export without media");
        }
        if near(10_000) && s.named > 0 {
            signs.push("about 10,000 entries, where WhatsApp stops an export with media");
        }
        if !s.begins_with_notice {
            signs.push(
                "it does not begin with the notice of end-to-end encryption, as a whole chat does",
            );
        }
        (!signs.is_empty()).then(|| format!("may not hold the whole chat: {}", signs.join("; ")))
    }
}

/// What the reader should be told beyond the figures.
fn notices(s: &Summary, exact: &bool) -> Vec<String> {
    let mut out = Vec::new();
    let mut tell = |n: u64, sentence: String| {
        if n > 0 {
            out.push(sentence);
        }
    };
    tell(
        s.replaced,
        format!(
            "{} byte sequences were not UTF-8; each is shown as U+FFFD",
            s.replaced
        ),
    );
    tell(
        s.cut,
        format!("{} entries are longer than can be kept and are cut", s.cut),
    );
    tell(
        s.future,
        format!("{} entries are dated in the future", s.future),
    );
    tell(
        s.inner_headers,
        format!(
            "{} lines inside entries look like the start of an entry and were kept as text",
            s.inner_headers
        ),
    );
    tell(
        s.preamble,
        format!("{} lines stand before the first entry", s.preamble),
    );
    tell(
        s.stray_lines,
        format!("{} lines were not understood", s.stray_lines),
    );
    let more = (s.preamble + s.stray_lines).saturating_sub(s.not_understood.len() as u64);
    tell(more, format!("{more} more lines of these are not listed"));
    tell(
        s.other_senders,
        format!(
            "{} messages are of names beyond the first {}",
            s.other_senders,
            super::NAMES
        ),
    );
    tell(
        s.unnamed_files,
        format!(
            "{} files beside the text are named by no line",
            s.unnamed_files
        ),
    );
    let absent = s.attachments.named - s.attachments.present;
    tell(
        absent,
        format!("{absent} attachments are named but not there"),
    );
    tell(
        s.quoted,
        format!(
            "{} entries may be quoted text: they go back in time, their sender sends nothing else, or their stamp has another form",
            s.quoted
        ),
    );
    tell(
        u64::from(s.date_order_mixed),
        format!(
            "Day-first and month-first dates both occur ({})",
            s.date_evidence
        ),
    );
    tell(
        u64::from(*exact),
        "Entries end with CRLF and lines inside them with LF, so where each ends is exact"
            .to_owned(),
    );
    if let Some(why) = &s.capped_why {
        out.push(format!("The export {why}"));
    }
    out
}

fn wall(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0)
        .unwrap_or_default()
        .naive_utc()
}
