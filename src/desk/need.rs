//! Why non-corporate channels were used (4): the reasons that stand on decisions and outages, counted by channel.
//!
//! Invariant: nothing but counts leaves here, and words of the policy's list; what somebody wrote stays where it is.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};

use super::Desk;
use super::decide::words::because_words;
use super::paper::{Body, Carries, Days, PaperKind, PaperOf, stated};
use super::words::counted;
use crate::lodge::paper::{Block, Paper, Section, texts};
use crate::policy::{Scope, Situation};
use crate::record::command::Refusal;
use crate::record::decision::Decision;
use crate::record::report::ReportKind;
use crate::text::when;

pub static NEED: PaperKind = PaperKind {
    id: "need",
    heading: "Why other channels were used",
    printed_unmarked: true,
    compose,
    ..PaperKind::PLAIN
};

/// What is counted of one channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    /// Its id; `None` where none was stated.
    pub channel: Option<String>,
    pub decisions: usize,
    pub outages: usize,
    /// By the id of the policy's list.
    pub reasons: BTreeMap<String, usize>,
    /// A government system would have done, as answered.
    pub would_do: usize,
    /// No government system would have done, and why was not said.
    pub not_given: usize,
    /// Whether a government system would do was not asked.
    pub not_asked: usize,
}

/// Those of some days, by channel, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    pub channels: Vec<Needed>,
    /// Not used after all.
    pub not_used: usize,
    /// Something received, which is no use of the department's own.
    pub received: usize,
}

/// What becomes of a decision in the count.
enum Counts {
    Yes,
    NotUsed,
    Received,
    /// No business of the government, or a channel that the department runs, or nothing that may be there at all.
    No,
}

fn counts(desk: &Desk, decision: &Decision) -> Counts {
    let said = &decision.said;
    let channel = said.channel.as_deref();
    let channel = channel.and_then(|c| desk.policy().channel(c));
    let corporate = channel.is_some_and(|c| c.corporate);
    let secret = said.classification.as_deref();
    let secret = secret.is_some_and(|c| c == "secret" || c == "top-secret");
    match () {
        () if said.scope != Scope::Government.as_str() || corporate || secret => Counts::No,
        () if said.situation == Situation::Received.as_str() => Counts::Received,
        () if decision.outcome.is_some_and(|o| !o.used) => Counts::NotUsed,
        () => Counts::Yes,
    }
}

impl Desk {
    /// What is on record of these days, for one principal or for all.
    pub fn needs(&self, principal: Option<&str>, days: Days) -> Needs {
        let mut by: BTreeMap<Option<String>, Needed> = BTreeMap::new();
        let mut needs = Needs::default();
        let of = |whose: Option<&str>| principal.is_none() || whose == principal;
        for decision in self.state().decisions_in_order() {
            let said = &decision.said;
            if !of(said.principal.as_deref()) || !self.within(decision.at, days) {
                continue;
            }
            match counts(self, decision) {
                Counts::No => {}
                Counts::Received => needs.received += 1,
                Counts::NotUsed => needs.not_used += 1,
                Counts::Yes => {
                    let one = by.entry(said.channel.clone()).or_default();
                    one.decisions += 1;
                    match (said.government_system.as_deref(), &said.system_reason) {
                        (Some("no"), Some(id)) => *one.reasons.entry(id.clone()).or_default() += 1,
                        (Some("no"), None) => one.not_given += 1,
                        (Some(_), _) => one.would_do += 1,
                        (None, _) => one.not_asked += 1,
                    }
                }
            }
        }
        for known in self.reports() {
            let text = known.done.and_then(|r| r.text.as_ref());
            let gone = known.done.is_some_and(|r| r.withdrawn.is_some());
            let Some(text) = text.filter(|_| known.kind == ReportKind::Outage && !gone) else {
                continue;
            };
            let at = text.said.from.unwrap_or(known.since);
            if !of(known.principal(self.state())) || !self.within(at, days) {
                continue;
            }
            let one = by.entry(text.said.channel.clone()).or_default();
            one.outages += 1;
            match &text.said.need {
                Some(id) => *one.reasons.entry(id.clone()).or_default() += 1,
                None => one.not_given += 1,
            }
        }
        let named = by.into_iter();
        needs.channels = named.map(|(channel, n)| Needed { channel, ..n }).collect();
        needs
    }

    fn within(&self, at: DateTime<Utc>, (from, to): Days) -> bool {
        let day = at.with_timezone(&self.zone()).date_naive();
        from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
    }
}

/// A period in words: "from 1 November 2026 to 30 November 2026".
pub fn days_words((from, to): Days) -> String {
    let day = |d: NaiveDate| d.format("%-d %B %Y").to_string();
    match (from, to) {
        (None, None) => "all that is on record".into(),
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) if is_month(from, to) => from.format("%B %Y").to_string(),
        (Some(from), None) => format!("from {}", day(from)),
        (None, Some(to)) => format!("to {}", day(to)),
        (Some(from), Some(to)) => format!("from {} to {}", day(from), day(to)),
    }
}

/// Whether these are the first and the last day of one month.
fn is_month(from: NaiveDate, to: NaiveDate) -> bool {
    let next = from.checked_add_months(Months::new(1));
    from.day() == 1 && next.and_then(|next| next.pred_opt()) == Some(to)
}

/// A reason in words of the policy in force.
fn reason(desk: &Desk, id: &str) -> String {
    because_words(desk.policy(), Some(id), None).unwrap_or_else(|| id.to_owned())
}

impl Needed {
    /// Each reason with its number, most frequent first, then what has none.
    pub fn lines(&self, desk: &Desk) -> Vec<(String, usize)> {
        let mut listed: Vec<(String, usize)> = self
            .reasons
            .iter()
            .map(|(id, n)| (reason(desk, id), *n))
            .collect();
        listed.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let rest = [
            ("the reason was not given", self.not_given),
            (
                "a government system would have done, as answered",
                self.would_do,
            ),
            (
                "it was not asked whether a government system would do",
                self.not_asked,
            ),
        ];
        let rest = rest.into_iter().filter(|(_, n)| *n > 0);
        listed.extend(rest.map(|(words, n)| (words.to_owned(), n)));
        listed
    }

    /// The channel as people call it.
    pub fn label(&self, desk: &Desk) -> String {
        let channel = self.channel.as_deref();
        channel.map_or("not stated".into(), |c| desk.channel_label(c))
    }
}

fn compose(desk: &Desk, of: &PaperOf) -> Result<Body, Refusal> {
    let (principal, days) = (of.principal(), of.days());
    let needs = desk.needs(principal, days);
    let me = &desk.settings().me;
    let facts = [
        ("Days", days_words(days)),
        ("Made", when::full(desk.now(), desk.zone())),
        ("Made by", me.name.clone()),
        ("Organisation", me.organisation.clone()),
        ("For", principal.unwrap_or_default().to_owned()),
        ("Policy", desk.policy().id().to_owned()),
    ];
    let facts = stated(facts);
    Ok(Body {
        id: match desk.heads().values().next() {
            Some(head) => head.chars().take(12).collect(),
            None => "empty".to_owned(),
        },
        paper: Paper {
            title: "Why other channels were used".into(),
            lead: texts(&[
                "Departments should, where reasonably practicable, equip their main systems so that other channels are needed less (4). This counts the reasons that were given, so that what is lacking can be seen (this tool's reading).",
            ]),
            facts,
            sections: vec![table(desk, &needs), left_out(&needs)],
            signatures: Vec::new(),
            ends: vec![desk.sums()],
        },
        files: Vec::new(),
        carries: Carries::Together(Vec::new()),
    })
}

fn table(desk: &Desk, needs: &Needs) -> Section {
    let row =
        |one: &Needed, (words, n): (String, usize)| vec![one.label(desk), words, n.to_string()];
    let rows: Vec<Vec<String>> = needs
        .channels
        .iter()
        .flat_map(|one| one.lines(desk).into_iter().map(move |line| row(one, line)))
        .collect();
    let sums = needs.channels.iter().map(|one| {
        format!(
            "{}: {}, {}",
            one.label(desk),
            counted(one.decisions, "decision"),
            counted(one.outages, "outage")
        )
    });
    let blocks = match rows.is_empty() {
        true => vec![Block::Paragraph(
            "No decision and no outage of these days is on record.".into(),
        )],
        false => vec![
            Block::table(
                "Reasons, by channel",
                &["Channel", "Why", "How often"],
                rows,
            ),
            Block::List(sums.collect()),
        ],
    };
    Section::new("Reasons", blocks)
}

fn left_out(needs: &Needs) -> Section {
    let lines = vec![
        format!(
            "{}: not used after all",
            counted(needs.not_used, "decision")
        ),
        format!(
            "{} about something received, which is no use of one's own",
            counted(needs.received, "decision")
        ),
        "what nobody recorded; what is not government business; SECRET and above".into(),
    ];
    Section::listed("Not counted", lines, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let day = |d: &str| Some(d.parse().unwrap());
        assert_eq!(days_words((None, None)), "all that is on record");
        let november = (day("2026-11-01"), day("2026-11-30"));
        assert_eq!(days_words(november), "November 2026");
        assert_eq!(days_words((None, day("2026-11-30"))), "to 30 November 2026");
        assert_eq!(
            days_words((day("2026-11-30"), day("2026-11-30"))),
            "30 November 2026"
        );
    }
}
