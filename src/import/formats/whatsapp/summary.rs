//! The summary drawn from a survey.

use super::counted::COUNTED;
use super::header::{Header, Shape, YearAt};
use super::plan::Chat;
use super::read::wall;
use super::row::ROW;
use super::seams::Seam;
use super::survey::Form;
use super::survey::Part;
use crate::import::order::DateOrder;
use crate::import::source::Source;
use crate::import::types::{Attachments, Boundary, Gap, Join, Reading, Summary, Timer};
use crate::text::safe_line;

const GAPS_RULE: &str = "a silence of at least a week that is ten times as long as the usual distance \
    between days with entries (this tool's reading)";
/// Names that may be notices, listed one by one, and how much of each, in characters.
const UNSURE: usize = 5;
const UNSURE_TEXT: usize = 80;
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
        self.survey.forms.iter().map(by_form).sum()
    }

    /// Everything the survey learnt.
    pub(in crate::import) fn summary(&self, source: &Source) -> Summary {
        let s = &self.survey;
        let ambiguous = self.verdict.ambiguous;
        let ends = s.ends().filter(|_| !ambiguous);
        let (unnamed_files, unnamed) = source.holdings().unnamed(&s.seen_files, UNNAMED);
        let capped_why = self.capped();
        let mut summary = Summary {
            format: &ROW,
            conversation: self.conversation.clone(),
            entries: s.entries,
            messages: s.entries - s.system,
            system: s.system,
            lines: s.lines,
            entry_lines: s.entry_lines,
            preamble: s.preamble,
            stray_lines: s.stray_lines,
            first: ends.map(|(first, _)| wall(first)),
            last: ends.map(|(_, last)| wall(last)),
            joins: self.joins(),
            senders: self.senders(),
            other_senders: s.senders.others,
            date_order: self.verdict.order,
            date_evidence: self.verdict.evidence.clone(),
            date_order_ambiguous: ambiguous,
            date_order_overruled: self.verdict.overruled.clone(),
            date_order_mixed: self.verdict.mixed,
            readings: self.readings(),
            attachments: self.attachments(),
            unnamed_files,
            unnamed,
            gaps: self.gaps(),
            gaps_rule: GAPS_RULE,
            capped: capped_why.is_some(),
            capped_why,
            quoted: self.quoted_count(),
            timers: self.timers(),
            timers_more: s.timers_more,
            timers_unclear: s.timers_unclear,
            timer_unclear: s.timer_unclear,
            not_understood: s.strays.clone(),
            replaced: s.replaced + source.replaced(),
            encoding: source.encoding(),
            boundary: match self.plan.rules.exact {
                true => Boundary::Crlf,
                false => Boundary::Stamp,
            },
            inner_headers: s.inner_headers,
            inner_odd: s.inner_odd,
            cr: self.plan.rules.cr,
            reversed: self.plan.rules.reversed,
            cut: s.cut,
            future: if ambiguous { 0 } else { s.future },
            early: s.early,
            long_names: s.long_names,
            ..Summary::of(&ROW)
        };
        summary.notices = notices(&summary, self.may_be_notices());
        summary
    }

    /// Who wrote, with how many messages, the most first.
    fn senders(&self) -> Vec<(String, u64)> {
        let list = self.survey.senders.list.iter();
        let wrote = list.filter(|sender| sender.messages > 0);
        let mut senders: Vec<(String, u64)> = wrote
            .map(|sender| (sender.name.clone(), sender.messages))
            .collect();
        senders.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        senders
    }

    fn attachments(&self) -> Attachments {
        Attachments {
            named: self.survey.named,
            present: self.survey.present,
            omitted: self.survey.omitted,
        }
    }

    fn gaps(&self) -> Vec<Gap> {
        if self.verdict.ambiguous {
            return Vec::new();
        }
        let gap = |(from, to): &(i64, i64)| Gap {
            from: wall(*from),
            to: wall(*to),
        };
        self.survey.long_gaps().iter().map(gap).collect()
    }

    /// The names that nothing tells from what WhatsApp writes.
    fn may_be_notices(&self) -> Option<String> {
        let unsure = &self.survey.unsure;
        let start = |name: &String| {
            let near: String = name.chars().take(UNSURE_TEXT).collect();
            format!("\"{}\"", safe_line(&near))
        };
        let mut listed: Vec<String> = unsure.iter().take(UNSURE).map(start).collect();
        if unsure.len() > UNSURE {
            listed.push(format!("{} more", unsure.len() - UNSURE));
        }
        let listed = listed.join(", ");
        match unsure.len() {
            0 => None,
            1 => Some(format!(
                "1 name may be a notice of WhatsApp's; its entries were kept as messages: {listed}"
            )),
            n => Some(format!(
                "{n} names may be notices of WhatsApp's; their entries were kept as messages: {listed}"
            )),
        }
    }

    fn joins(&self) -> Vec<Join> {
        let at = |at| (!self.verdict.ambiguous).then(|| wall(at));
        let part = |p: &Part| Join {
            n: p.n,
            line: p.line,
            at: at(p.first),
            other_form: self.plan.rules.later.is_some_and(|l| l.line == p.line),
            by_notice: false,
        };
        let seam = |s: &Seam| Join {
            n: s.n,
            line: s.line,
            at: at(s.at),
            other_form: !s.by_notice,
            by_notice: s.by_notice,
        };
        let parts = self.survey.parts.iter().skip(1).map(part);
        let mut all: Vec<Join> = parts.collect();
        all.extend(self.survey.seams().iter().map(seam));
        all.sort_by_key(|j| j.n);
        all
    }

    fn timers(&self) -> Vec<Timer> {
        let timer = |(n, at, seconds): &(u64, i64, u32)| Timer {
            n: *n,
            at: (!self.verdict.ambiguous).then(|| wall(*at)),
            seconds: *seconds,
        };
        self.survey.timers.iter().map(timer).collect()
    }

    /// From when to when it goes by each order, where nothing tells which it is.
    fn readings(&self) -> Vec<Reading> {
        if !self.verdict.ambiguous {
            return Vec::new();
        }
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
            signs.push("WhatsApp's opening notice is missing");
        }
        (!signs.is_empty()).then(|| signs.join("; "))
    }
}

/// What is unusual about the ends of lines.
fn line_ends(s: &Summary) -> Option<&'static str> {
    match (s.cr, s.reversed) {
        (_, true) => Some("Lines end with LF CR, the two the wrong way round"),
        (true, _) => Some("Lines end with CR alone, as old Mac programs write them"),
        _ => None,
    }
}

/// Where other exports seem to begin, and by what sign.
fn joined(s: &Summary) -> Option<String> {
    type Sign = (fn(&Join) -> bool, &'static str);
    const SIGNS: [Sign; 3] = [
        (
            |j| !j.by_notice && !j.other_form,
            "the times begin again earlier and run on",
        ),
        (
            |j| j.by_notice,
            "the notice that stands at the head of a chat stands again",
        ),
        (|j| j.other_form, "the stamps have another form"),
    ];
    let places = SIGNS.iter().filter_map(|(is, sign)| {
        let told: Vec<u64> = s.joins.iter().filter(|j| is(j)).map(|j| j.n).collect();
        Some(format!("{} {sign}", entries(&told)?))
    });
    let places: Vec<String> = places.collect();
    (!places.is_empty()).then(|| {
        format!(
            "{} exports seem to be joined in this file: {}; first and last are those of all parts",
            s.joins.len() + 1,
            places.join(", ")
        )
    })
}

/// "from entry 17", "from entries 17, 33 and 49"; of many the first few.
fn entries(numbers: &[u64]) -> Option<String> {
    const MOST: usize = 5;
    let (last, some) = numbers.split_last()?;
    let listed = |some: &[u64]| {
        let words: Vec<String> = some.iter().map(u64::to_string).collect();
        words.join(", ")
    };
    Some(match (some, numbers.len()) {
        ([], _) => format!("from entry {last}"),
        (_, n) if n > MOST => format!(
            "from entries {} and {} more",
            listed(&numbers[..MOST]),
            n - MOST
        ),
        (some, _) => format!("from entries {} and {last}", listed(some)),
    })
}

/// That lines about the timer were not understood, and where the first stands.
fn unclear_timers(s: &Summary) -> Option<String> {
    let first = s.timer_unclear?;
    let lines = match s.timers_unclear {
        1 => "1 line about disappearing messages names no time that was understood: entry",
        _ => {
            "Lines about disappearing messages name no time that was understood, the first of them entry"
        }
    };
    Some(format!("{lines} {first}"))
}

/// What the reader should be told beyond the figures.
fn notices(s: &Summary, unsure: Option<String>) -> Vec<String> {
    let mut out: Vec<String> = s.date_order_overruled.iter().cloned().collect();
    let told = COUNTED.iter().filter_map(|(count, one, many)| {
        let n = count(s);
        let words = if n == 1 { one } else { many };
        let words = words.replace("{names}", &super::NAMES.to_string());
        (n > 0).then(|| format!("{n} {words}"))
    });
    out.extend(told);
    out.extend(unsure);
    out.extend(joined(s));
    out.extend(unclear_timers(s));
    if s.date_order_mixed {
        out.push(format!(
            "Day-first and month-first dates both occur ({})",
            s.date_evidence
        ));
    }
    out.extend(line_ends(s).map(str::to_owned));
    if s.boundary == Boundary::Crlf {
        out.push(
            "Entries end with CRLF and lines inside them with LF, so where each ends is exact"
                .to_owned(),
        );
    }
    out
}
