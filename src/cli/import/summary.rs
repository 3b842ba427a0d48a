//! `import --summary`: what was understood, by what evidence, and what an export cannot say.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::App;
use super::super::error::CliError;
use super::super::next;
use super::super::out::Out;
use super::super::rows::wall;
use crate::desk::import::{self, Opened, Pair, Told, at_exact, renamed_found_said};
use crate::import::{Clock, Gap, Join, Reading, Stray, Summary};
use chrono::NaiveDateTime;

#[derive(Serialize)]
struct SummaryRow<'a> {
    format: &'a str,
    chats: u64,
    conversation: &'a str,
    messages: u64,
    system: u64,
    calls: u64,
    drafts: u64,
    first: Option<String>,
    last: Option<String>,
    senders: BTreeMap<&'a str, u64>,
    date_order: Option<&'a str>,
    date_evidence: &'a str,
    date_order_ambiguous: bool,
    zone: &'a str,
    attachments: AttachmentsRow,
    gaps: Vec<GapRow>,
    capped: bool,
    capped_why: Option<&'a str>,
    quoted: u64,
    timers: Vec<TimerRow>,
    not_understood: Vec<StrayRow<'a>>,
    readings: Vec<ReadingRow<'a>>,
    entries: u64,
    lines: u64,
    entry_lines: u64,
    preamble: u64,
    stray_lines: u64,
    replaced: u64,
    unnamed_files: u64,
    cut: u64,
    joined: Vec<JoinRow>,
    renamed: Vec<RenamedRow<'a>>,
    notices: &'a [String],
}

#[derive(Serialize)]
struct AttachmentsRow {
    named: u64,
    present: u64,
    omitted: u64,
}

#[derive(Serialize)]
struct GapRow {
    from: String,
    to: String,
}

impl From<&Gap> for GapRow {
    fn from(gap: &Gap) -> GapRow {
        GapRow {
            from: wall(gap.from),
            to: wall(gap.to),
        }
    }
}

#[derive(Serialize)]
struct TimerRow {
    at: Option<String>,
    seconds: u32,
}

#[derive(Serialize)]
struct JoinRow {
    n: u64,
    line: u64,
    at: Option<String>,
    other_form: bool,
    by_notice: bool,
}

impl From<&Join> for JoinRow {
    fn from(join: &Join) -> JoinRow {
        JoinRow {
            n: join.n,
            line: join.line,
            at: join.at.map(wall),
            other_form: join.other_form,
            by_notice: join.by_notice,
        }
    }
}

#[derive(Serialize)]
struct RenamedRow<'a> {
    was: Option<&'a str>,
    now: Option<&'a str>,
    conversation_was: Option<&'a str>,
    messages: u64,
}

impl<'a> From<&'a Pair> for RenamedRow<'a> {
    fn from(pair: &'a Pair) -> RenamedRow<'a> {
        RenamedRow {
            was: pair.renaming.was.as_deref(),
            now: pair.renaming.now.as_deref(),
            conversation_was: pair.renaming.chat.as_deref(),
            messages: pair.messages,
        }
    }
}

#[derive(Serialize)]
struct StrayRow<'a> {
    line: u64,
    text: &'a str,
    why: &'a str,
}

impl<'a> From<&'a Stray> for StrayRow<'a> {
    fn from(stray: &'a Stray) -> StrayRow<'a> {
        StrayRow {
            line: stray.line,
            text: &stray.text,
            why: &stray.why,
        }
    }
}

#[derive(Serialize)]
struct ReadingRow<'a> {
    date_order: &'a str,
    first: String,
    last: String,
}

impl<'a> From<&'a Reading> for ReadingRow<'a> {
    fn from(reading: &'a Reading) -> ReadingRow<'a> {
        ReadingRow {
            date_order: reading.order.as_str(),
            first: wall(reading.first),
            last: wall(reading.last),
        }
    }
}

/// Prints the summary of one export.
pub(super) fn summary(app: &mut App, opened: &mut Opened) -> Result<(), CliError> {
    let renamed = opened.find_renamed()?;
    let s = opened.export.summary();
    match app.out.json {
        true => Ok(app.out.object(&row(opened, &s, &renamed))?),
        false => lines(&mut app.out, opened, &s, &renamed),
    }
}

fn row<'a>(opened: &'a Opened, s: &'a Summary, renamed: &'a [Pair]) -> SummaryRow<'a> {
    let at = |t: NaiveDateTime| at_exact(t, s.clock, opened.zone);
    SummaryRow {
        format: s.format.id,
        chats: s.chats,
        conversation: &opened.name,
        messages: s.messages,
        system: s.system,
        calls: s.calls,
        drafts: s.drafts,
        first: s.first.and_then(at),
        last: s.last.and_then(at),
        senders: s
            .senders
            .iter()
            .map(|(who, n)| (who.as_str(), *n))
            .collect(),
        date_order: match s.clock {
            Clock::Instant => Some("instant"),
            _ => s.date_order.map(|o| o.as_str()),
        },
        date_evidence: &s.date_evidence,
        date_order_ambiguous: s.date_order_ambiguous,
        zone: opened.zone.name(),
        attachments: AttachmentsRow {
            named: s.attachments.named,
            present: s.attachments.present,
            omitted: s.attachments.omitted,
        },
        gaps: s.gaps.iter().map(GapRow::from).collect(),
        capped: s.capped,
        capped_why: s.capped_why.as_deref(),
        quoted: s.quoted,
        timers: s
            .timers
            .iter()
            .map(|t| TimerRow {
                at: t.at.and_then(at),
                seconds: t.seconds,
            })
            .collect(),
        not_understood: s.not_understood.iter().map(StrayRow::from).collect(),
        readings: s.readings.iter().map(ReadingRow::from).collect(),
        entries: s.entries,
        lines: s.lines,
        entry_lines: s.entry_lines,
        preamble: s.preamble,
        stray_lines: s.stray_lines,
        replaced: s.replaced,
        unnamed_files: s.unnamed_files,
        cut: s.cut,
        joined: s.joins.iter().map(JoinRow::from).collect(),
        renamed: renamed.iter().map(RenamedRow::from).collect(),
        notices: &s.notices,
    }
}

fn lines(out: &mut Out, opened: &Opened, s: &Summary, renamed: &[Pair]) -> Result<(), CliError> {
    print(out, import::head(opened, s))?;
    if s.date_order_ambiguous {
        out.say("Say which it is with --day-first or --month-first; the choice is remembered for this chat.")?;
    }
    out.field(
        "Zone",
        format!("{} (--zone)", import::zone_words(opened, s)),
    )?;
    print(out, import::contents(opened, s))?;
    if let Some(said) = renamed_found_said(renamed) {
        out.say(format!("{}.", next::told(&said)))?;
    }
    out.say(match s.chats {
        0 | 1 => "Nothing of it was kept. See the entries with --list, pick some with --queue.",
        _ => "Nothing of it was kept. See its chats with --chats, and choose one with --chat.",
    })?;
    Ok(())
}

fn print(out: &mut Out, told: Vec<Told>) -> Result<(), CliError> {
    for line in told {
        match line.label {
            Some(label) => out.field(&label, line.text)?,
            None => out.say(line.text)?,
        }
    }
    Ok(())
}
