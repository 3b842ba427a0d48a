//! The list of reports: what is to be reported, how far each is with whom, and what can be done about it.
//!
//! Reached by a key and the palette; its forms are those of the other screens. Invariant: a line is a copy of what
//! the desk knows, never of what was typed.

use chrono::{DateTime, Utc};

use super::list::List;
use crate::desk::words::two_answers_brief;
use crate::desk::{Desk, USE_ASKED, way_words};
use crate::operation::{self, Answers, Op, Takes, Target, prepared};
use crate::record::report::{Continuing, Known, Recipient, ReportKind, Source, StillThere};

/// One report, as the screen shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportLine {
    pub source: Source,
    pub kind: ReportKind,
    pub short: String,
    pub open: bool,
    /// Nothing can be done about it before somebody said whether the device was used or it was only received there.
    pub unsaid: bool,
    /// It was withdrawn, and may be taken up again.
    pub withdrawn: bool,
    /// The operations that would be refused of it as it is; their keys would do nothing.
    pub refused: Vec<&'static str>,
    /// How far it is, in a word or two.
    pub state: &'static str,
    pub since: DateTime<Utc>,
    /// What it is about, in one line.
    pub about: String,
    /// How far it is with each recipient; two answers; why it was withdrawn.
    pub concerns: Vec<String>,
    pub circumstances: Option<String>,
    pub what: Option<String>,
    pub marking: Option<String>,
    pub continuing: Option<Continuing>,
    pub still_there: Option<StillThere>,
    /// Who is to have it.
    pub recipients: Vec<To>,
}

/// A recipient of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct To {
    pub recipient: Recipient,
    pub title: &'static str,
    /// As a policy file names it.
    pub name: Option<String>,
    /// The destination a policy file names.
    pub via: Option<String>,
    /// The text that stands has gone there.
    pub sent: bool,
}

impl ReportLine {
    fn of(desk: &Desk, known: &Known<'_>) -> ReportLine {
        let recipients: Vec<To> = known
            .kind
            .recipients()
            .iter()
            .map(|r| To {
                recipient: *r,
                title: desk.recipient_title(*r, known.principal(desk.state())),
                name: desk.addressee(*r).map(|a| a.name),
                via: desk.report_via(*r).map(str::to_owned),
                sent: known.done.is_some_and(|d| d.is_sent_to(*r)),
            })
            .collect();
        let draft = desk.report_words(known.source);
        let ways = recipients.iter();
        let mut concerns: Vec<String> = match known.unsaid {
            true => vec![USE_ASKED.into()],
            false => ways
                .map(|to| format!("{}: {}", to.title, way_words(desk, known, to.recipient)))
                .collect(),
        };
        if known.is_ended() {
            concerns.insert(0, format!("Ended: {}", desk.why_ended(known)));
        }
        if let Some((_, reason)) = known.done.and_then(|r| r.withdrawn.as_ref()) {
            let reason = reason.as_deref().unwrap_or("the reason was erased");
            concerns.push(format!("Withdrawn: {reason}"));
        }
        let conflicts = known.done.map(|r| r.conflicts.as_slice());
        let conflicts = conflicts.unwrap_or_default().iter();
        concerns.extend(conflicts.map(two_answers_brief));
        ReportLine {
            source: known.source,
            kind: known.kind,
            short: desk.short(known.source.id()),
            open: known.is_open(),
            unsaid: known.unsaid,
            withdrawn: known.word() == "withdrawn",
            refused: refused(desk, known.source),
            state: match known.word() {
                "not-said" => "to be answered",
                "due" => "to be written",
                "drafted" => "to be sent",
                word => word,
            },
            since: known.since,
            about: desk.report_line(known),
            concerns,
            circumstances: draft.circumstances,
            what: draft.what,
            marking: draft.marking.map(|m| m.whole),
            continuing: draft.continuing,
            still_there: draft.still_there,
            recipients,
        }
    }

    /// Whether somebody has something to do about it: to answer, to write, to send.
    pub fn is_to_do(&self) -> bool {
        self.open || self.unsaid
    }

    /// Which lines it stands with.
    pub fn group(&self) -> &'static str {
        match (self.unsaid, self.open) {
            (true, _) => "To answer first",
            (false, true) => "To send",
            (false, false) => "Sent, withdrawn or ended",
        }
    }

    /// Everything a filter looks through, in small letters.
    fn haystack(&self) -> String {
        let texts = [&self.circumstances, &self.what, &self.marking];
        let texts = texts.into_iter().flatten().map(String::as_str);
        let concerns = self.concerns.iter().map(String::as_str);
        let all = [self.about.as_str(), self.state, &self.short].into_iter();
        let all: Vec<&str> = all.chain(texts).chain(concerns).collect();
        all.join("\n").to_lowercase()
    }
}

/// What is done about a report in a form, and would be refused of this one.
fn refused(desk: &Desk, report: Source) -> Vec<&'static str> {
    let (target, nothing) = (Target::Report(report), Answers::default());
    let all = operation::ALL.iter();
    let of_reports = all.filter(|op| op.spec().takes == Takes::Report);
    let refused = of_reports.filter(|op| prepared(Op(**op), desk, &target, &nothing).is_err());
    refused.map(|op| op.spec().id).collect()
}

/// Copies the reports from the desk, oldest first; of one principal or of all.
pub fn lines(desk: &Desk, principal: Option<&str>) -> Vec<ReportLine> {
    let all = desk.reports();
    let of = |r: &&Known<'_>| principal.is_none() || r.principal(desk.state()) == principal;
    all.iter()
        .filter(of)
        .map(|r| ReportLine::of(desk, r))
        .collect()
}

/// Where the person is in the list.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    pub list: List,
    /// Those that are sent, withdrawn or ended are shown too.
    pub all: bool,
}

impl Reports {
    /// Shows the lines that pass; the selection stays on its report.
    pub fn refilter(&mut self, lines: &[ReportLine]) {
        let all = self.all;
        self.list.sift(lines, |line, filter| {
            (line.is_to_do() || all) && filter.takes(|| line.haystack())
        });
    }

    /// The same after what is on record has changed.
    pub fn take(&mut self, before: &[ReportLine], now: &[ReportLine]) {
        let was = self.list.chosen().and_then(|n| before.get(n));
        let was = was.map(|l| l.source);
        self.refilter(now);
        if let Some(at) = now.iter().position(|l| Some(l.source) == was) {
            self.list.choose(at);
        }
    }

    /// The selected report.
    pub fn chosen<'a>(&self, lines: &'a [ReportLine]) -> Option<&'a ReportLine> {
        lines.get(self.list.chosen()?)
    }
}
