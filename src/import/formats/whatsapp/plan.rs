//! From a survey to a plan, and the passes over a file until the two agree.
//!
//! Invariant: the summary and the entries of one export come from the same plan.

use std::io::Read;
use std::ops::ControlFlow;

use super::batches::each_block;
use super::block::{Block, Head, LineCounts};
use super::body;
use super::header::Shape;
use super::look::Look;
use super::names;
use super::rules::Rules;
use super::senders::{Sender, Senders};
use super::sentence::{self, Sentence};
use super::survey::Survey;
use super::verdict::{Verdict, orders, own_forms};
use super::walk::{By, Plan, Seen, Walk};
use crate::import::early::{EarlyRow, EarlyTime};
use crate::import::entry::stamp_words;
use crate::import::error::ImportError;
use crate::import::first_look::EarlyEntries;
use crate::import::source::Source;
use crate::import::types::Options;

/// Passes after which the last plan stands even if a survey would change it again.
const PASSES: usize = 6;

/// A WhatsApp export that was surveyed.
pub(in crate::import) struct Chat {
    pub(super) plan: Plan,
    pub(super) survey: Survey,
    pub(super) verdict: Verdict,
    /// The forms of stamp that are the file's own.
    pub(super) own: Vec<Shape>,
    pub(in crate::import) conversation: Option<String>,
    /// Seconds since 1970 past which a time is of the future.
    pub(super) now: i64,
}

impl Chat {
    /// Surveys the text of `source`. `head` is its beginning as UTF-8, `look` what was told of it; `now` is
    /// the present in seconds since 1970.
    pub(in crate::import) fn open(
        source: &mut Source,
        head: &[u8],
        look: &Look,
        options: &Options,
        now: i64,
    ) -> Result<Chat, ImportError> {
        let mut plan = Plan {
            rules: look.rules,
            orders: Vec::new(),
            otherwise: true,
            system_senders: Vec::new(),
            extended: Vec::new(),
            sentences: Vec::new(),
            glued: Vec::new(),
            joins: Vec::new(),
        };
        let conversation = source.conversation();
        // The head alone mostly teaches what the whole needs, so that the whole is read once.
        let holdings = source.holdings();
        for _ in 0..2 {
            let mut bytes = head;
            let mut survey = Survey::new(holdings);
            pass(&mut bytes, (&plan, &mut None), &mut survey, holdings, now)?;
            survey.counts.ends_crlf = true;
            (plan, _) = next(&mut survey, &plan, options, conversation.as_deref())?;
            // Where entries stand is known of the whole only.
            plan.joins.clear();
            plan.rules.later = None;
        }
        let mut early = EarlyEntries::new(&options.watch);
        for turn in 1.. {
            let mut survey = source.read(|text, holdings| {
                let mut survey = Survey::new(holdings);
                pass(text, (&plan, &mut early), &mut survey, holdings, now)?;
                early = None;
                survey.joins.end();
                Ok(survey)
            })?;
            let (better, verdict) = next(&mut survey, &plan, options, conversation.as_deref())?;
            if better == plan || turn >= PASSES {
                let own = own_forms(&survey);
                let conversation = conversation.or_else(|| survey.named_by_notice.clone());
                return Ok(Chat {
                    plan,
                    survey,
                    verdict,
                    own,
                    conversation,
                    now,
                });
            }
            plan = better;
        }
        Err(ImportError::Changed {
            name: source.label(),
        })
    }

    /// Whether a message names the file of that place among the holdings as attached to it.
    pub(in crate::import) fn names_file(&self, place: usize) -> bool {
        self.survey.seen_files.get(place) == Some(&true)
    }
}

fn pass(
    text: &mut (dyn Read + Send),
    (plan, early): (&Plan, &mut Option<EarlyEntries>),
    survey: &mut Survey,
    holdings: &crate::import::holdings::Holdings,
    now: i64,
) -> Result<(), ImportError> {
    let mut walk = Walk::new(plan);
    let cut = each_block(text, plan.rules, &mut |block| {
        let Head::Entry(header) = block.head else {
            survey.stray(block, plan.rules.cr);
            return ControlFlow::Continue(());
        };
        let seen = walk.entry(block, header);
        let cr = plan.rules.cr;
        if early
            .as_mut()
            .is_some_and(|early| early.add(early_row(block, &seen, cr)))
        {
            *early = None;
        }
        survey.see(block, &seen, holdings, (now, &plan.rules));
        ControlFlow::Continue(())
    })?;
    (survey.counts, survey.later) = (cut.counts, cut.later);
    Ok(())
}

/// An entry as it is shown before its file is understood.
fn early_row(block: &Block<'_>, seen: &Seen<'_>, cr: bool) -> EarlyRow {
    let stamp = block.bytes.get(..seen.header.rest).unwrap_or_default();
    let printed = EarlyTime::Printed(stamp_words(stamp));
    match seen.by {
        By::Sender(raw) => {
            let sender = names::canonical(raw);
            EarlyRow::new(printed, Some(&sender), &body::text(seen.body, cr))
        }
        _ => EarlyRow::new(printed, None, &body::text(seen.rest, cr)),
    }
}

/// The plan that a survey calls for.
fn next(
    survey: &mut Survey,
    plan: &Plan,
    options: &Options,
    conversation: Option<&str>,
) -> Result<(Plan, Verdict), ImportError> {
    know_senders(survey);
    let forms = survey.forms.iter();
    let main = forms.max_by_key(|f| f.evidence.entries).map(|f| f.shape);
    let (orders, otherwise, verdict) = orders(survey, main, options)?;
    let rules = rules(survey, plan.rules, main);
    let (sentences, unsure) = told_sentences(&survey.senders);
    survey.unsure = unsure;
    // Numbers and times of entries stand only as long as the rules do by which they were read.
    let mut joins = Vec::new();
    if rules == plan.rules && orders == plan.orders {
        joins = [&plan.joins[..], &survey.joins.found[..]].concat();
        joins.sort_unstable();
        joins.dedup();
    }
    let next = Plan {
        joins,
        rules,
        orders,
        otherwise,
        system_senders: system_senders(&survey.senders, conversation),
        extended: extended(survey, &plan.extended, conversation),
        sentences,
        glued: glued(&survey.senders, &plan.glued),
    };
    Ok((next, verdict))
}

/// How blocks are told apart by what the survey counted.
fn rules(survey: &Survey, before: Rules, main: Option<Shape>) -> Rules {
    let counts = &survey.counts;
    let later = || survey.later.found(&survey.senders);
    Rules {
        exact: !before.cr && exact(counts, survey, main),
        main_shape: main,
        later: before.later.or_else(later),
        double: before.double
            || counts.double_header > counts.double_text.max(counts.crlf_header / 2),
        ..before
    }
}

/// The names that only bear notices: the chat's own.
fn system_senders(senders: &Senders, conversation: Option<&str>) -> Vec<String> {
    let is_system = |sender: &&Sender| {
        // Who only has missed a call first is no chat: that takes a notice, or more than one.
        let first =
            sender.first_n == 1 && (sender.first_is_notice || sender.messages + sender.notices > 1);
        let chat = conversation == Some(sender.name.as_str()) || first;
        let only_notices = sender.messages == sender.notice_messages;
        chat && only_notices && sender.messages + sender.notices > 0
    };
    let found = senders.list.iter().filter(is_system);
    let mut names: Vec<String> = found.map(|sender| sender.name.clone()).collect();
    names.sort();
    names
}

/// The names that go on behind a colon, each with what goes on; those known `before` stand until a message of
/// theirs says otherwise.
fn extended(
    survey: &Survey,
    before: &[(String, Vec<u8>)],
    conversation: Option<&str>,
) -> Vec<(String, Vec<u8>)> {
    let elsewhere = [
        survey.system_text.as_str(),
        conversation.unwrap_or_default(),
    ];
    let list = &survey.senders.list;
    let found = list.iter().filter_map(|sender| {
        let start = sender.shared_start(&elsewhere)?;
        Some((sender.name.clone(), start.to_vec()))
    });
    let mut extended: Vec<(String, Vec<u8>)> = found.collect();
    for (short, more) in before {
        let rejected = list.iter().any(|s| s.name == *short && s.messages > 0);
        if !rejected && !extended.iter().any(|(s, _)| s == short) {
            extended.push((short.clone(), more.clone()));
        }
    }
    extended.sort();
    extended
}

/// The names that a text was glued to, with those known `before`.
fn glued(senders: &Senders, before: &[String]) -> Vec<String> {
    let mut glued = before.to_vec();
    for sender in senders.list.iter().filter(|s| s.messages == 1) {
        let short = sender
            .name
            .split_once(':')
            .map(|(short, _)| short.trim_end());
        let known = short.filter(|s| senders.named(s).is_some_and(|s| s.messages > 0));
        if let Some(short) = known.filter(|s| !glued.iter().any(|g| g == s)) {
            glued.push(short.to_owned());
        }
    }
    glued.sort();
    glued
}

/// The names that are sentences, in order, and those that may be.
fn told_sentences(senders: &Senders) -> (Vec<String>, Vec<String>) {
    let (mut sentences, mut unsure) = (Vec::new(), Vec::new());
    let used = |s: &&Sender| s.messages + s.sentences > 0;
    for sender in senders.list.iter().filter(used) {
        let sure = |name: &str| sentence::is_sure(name) || sentence::is_of_what(name, senders);
        if sender.differs && !sure(&sender.name) {
            continue;
        }
        match sentence::is_one(&sender.name, senders) {
            Sentence::Yes => sentences.push(sender.name.clone()),
            Sentence::Unsure => unsure.push(sender.name.clone()),
            Sentence::No => {}
        }
    }
    sentences.sort();
    (sentences, unsure)
}

/// Makes messages of the lines with a colon whose name is known.
fn know_senders(survey: &mut Survey) {
    let perhaps = std::mem::take(&mut survey.perhaps);
    for (name, lines) in perhaps {
        let Some(sender) = survey.senders.named_mut(&name).filter(|s| s.messages > 0) else {
            continue;
        };
        sender.messages += lines.count;
        survey.system -= lines.count;
        for (form, count) in lines.forms {
            survey.forms[form].messages += count;
        }
    }
}

/// Whether entries end with CRLF and lines inside them with LF: see the reasons in the conditions.
fn exact(counts: &LineCounts, survey: &Survey, main: Option<Shape>) -> bool {
    let inside = counts.lf_text + counts.lf_header;
    let bracket = main.is_some_and(|s| s.kind_bits() == 0);
    // Pasted stamps inside messages are few; where they are many, LF ends entries as well.
    let few = if bracket {
        counts.lf_header <= counts.crlf_header.max(20)
    } else {
        counts.lf_header * 10 <= counts.crlf_header
    };
    // So too where stamps after LF follow the last CRLF, up to the end of the file.
    let whole = counts.ends_crlf || (counts.ends_open && counts.lf_header_tail == 0);
    // Another kind of stamp at the start is another export joined in front.
    let one_kind = survey
        .first
        .zip(main)
        .is_none_or(|((h, _), m)| h.shape.kind_bits() == m.kind_bits());
    inside > 0
        && counts.crlf_header > 0
        && whole
        && counts.crlf_text * 50 <= counts.crlf_header
        && few
        && one_kind
}
