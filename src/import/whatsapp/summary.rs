//! The summary drawn from a survey.
//!
//! May import its neighbours in this folder and `import::{source, types}`.

use super::header::{Header, Shape, YearAt};
use super::plan::Chat;
use super::read::wall;
use super::survey::Form;
use crate::import::source::Source;
use crate::import::types::{
    Attachments, Boundary, DateOrder, Format, Gap, Reading, Summary, Timer,
};

const GAPS_RULE: &str = "a silence of at least a week that is ten times as long as the usual distance \
    between days with entries (this tool's reading)";
/// Names of files that no line names, kept for the summary.
const UNNAMED: usize = 100;

impl Chat {
    /// How many entries [`Chat::quoted`] marks, from the counts of the survey.
    fn quoted_count(&self) -> u64 {
        if self.plan.rules.exact {
            return 0;
        }
        let own = |shape: &Shape| self.own.contains(shape);
        let by_form = |f: &Form| if own(&f.shape) { f.back } else { f.messages };
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
        let time = |at: Option<&(Header, i64)>| at.filter(|_| !ambiguous).map(|(_, at)| wall(*at));
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
        let read = |h: &Header, day_first| {
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
