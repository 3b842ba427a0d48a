//! From a survey to a plan, and the passes over a file until the two agree.
//!
//! May import its neighbours in this folder, `import::source` and `import::error`. Invariant: the summary
//! and the entries of one export come from the same plan.

use super::header::{self, Parsed, Shape, USUAL};
use super::other;
use super::split::{Head, LineCounts, Rules, Splitter};
use super::survey::Survey;
use super::verdict::{Verdict, orders, own_forms};
use super::walk::{Plan, Walk};
use crate::import::error::ImportError;
use crate::import::source::Source;
use crate::import::types::Options;

/// Passes after which the last plan stands even if a survey would change it again.
const PASSES: usize = 4;
/// Lines within which an export must begin.
const HEAD_LINES: usize = 20;

/// A WhatsApp export that was surveyed.
pub(in crate::import) struct Chat {
    pub(super) plan: Plan,
    pub(super) survey: Survey,
    pub(super) verdict: Verdict,
    /// The forms of stamp that are the file's own.
    pub(super) own: Vec<Shape>,
    pub(in crate::import) conversation: Option<String>,
}

/// What the first stamp of a text says.
#[derive(Clone, Copy)]
pub(in crate::import) struct Look {
    /// The kinds of stamp to look for, for [`Chat::open`].
    pub(in crate::import) kinds: u8,
    /// It is a page as signal-export writes them, not an export of WhatsApp.
    pub(in crate::import) signal: bool,
}

/// Whether the head of a text looks like a WhatsApp export; if so, the kinds of stamp to look for.
/// A head of stamps that all bear an unknown day-part gives that word and its line.
pub(in crate::import) fn looks_like(head: &[u8]) -> Result<Option<Look>, (u64, String)> {
    let mut odd = None;
    let mut filled = 0;
    for (i, line) in head.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let near = &line[..line.len().min(1024)];
        match header::parse(near, header::ALL) {
            Parsed::Header(h) => {
                let kinds = USUAL | h.kind.bit();
                return Ok(Some(Look {
                    kinds,
                    signal: other::is_signal_page(head, &h),
                }));
            }
            Parsed::Odd(header::Odd::DayPart { from, to }, _) if odd.is_none() => {
                let word = String::from_utf8_lossy(&near[from..to.min(near.len())]);
                odd = Some((i as u64 + 1, word.trim().to_owned()));
            }
            _ => {}
        }
        filled += usize::from(!line.trim_ascii().is_empty());
        if filled >= HEAD_LINES && odd.is_none() {
            return Ok(None);
        }
    }
    odd.map_or(Ok(None), Err)
}

impl Chat {
    /// Surveys the text of `source`. `head` is its beginning as UTF-8, `kinds` what [`looks_like`] said of it;
    /// `now` is the present in seconds since 1970.
    pub(in crate::import) fn open(
        source: &mut Source,
        head: &[u8],
        kinds: u8,
        options: &Options,
        now: i64,
    ) -> Result<Chat, ImportError> {
        let rules = Rules {
            kinds,
            exact: false,
            main_shape: None,
        };
        let mut plan = Plan {
            rules,
            orders: Vec::new(),
            otherwise: true,
            system_senders: Vec::new(),
            extended: Vec::new(),
        };
        let conversation = source.conversation();
        // The head alone mostly teaches what the whole needs, so that the whole is read once.
        let holdings = source.holdings();
        for _ in 0..2 {
            let mut bytes = head;
            let mut survey = Survey::new(holdings);
            pass(&mut bytes, &plan, &mut survey, holdings, now)?;
            survey.counts.ends_crlf = true;
            (plan, _) = next(&mut survey, &plan, options, conversation.as_deref())?;
        }
        for turn in 1.. {
            let mut survey = source.read(|text, holdings| {
                let mut survey = Survey::new(holdings);
                pass(text, &plan, &mut survey, holdings, now)?;
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
                });
            }
            plan = better;
        }
        Err(ImportError::Changed {
            name: source.label(),
        })
    }
}

fn pass(
    text: &mut dyn std::io::Read,
    plan: &Plan,
    survey: &mut Survey,
    holdings: &crate::import::holdings::Holdings,
    now: i64,
) -> Result<(), ImportError> {
    let mut walk = Walk::new(plan);
    let mut splitter = Splitter::new(text, plan.rules);
    while let Some(block) = splitter.next().map_err(ImportError::reading)? {
        match block.head {
            Head::Entry(header) => {
                let seen = walk.entry(&block, header);
                survey.see(&block, &seen, holdings, now);
            }
            _ => survey.stray(&block),
        }
    }
    survey.counts = splitter.counts;
    Ok(())
}

/// The plan that a survey calls for.
fn next(
    survey: &mut Survey,
    plan: &Plan,
    options: &Options,
    conversation: Option<&str>,
) -> Result<(Plan, Verdict), ImportError> {
    know_senders(survey);
    let main = survey
        .forms
        .iter()
        .max_by_key(|f| f.evidence.entries)
        .map(|f| f.shape);
    let (orders, otherwise, verdict) = orders(survey, main, options)?;
    let rules = Rules {
        kinds: plan.rules.kinds,
        exact: exact(&survey.counts, survey, main),
        main_shape: main,
    };
    let elsewhere = [
        survey.system_text.as_str(),
        conversation.unwrap_or_default(),
    ];
    let mut system_senders = Vec::new();
    let mut extended = Vec::new();
    for sender in &survey.senders.list {
        let chat = conversation == Some(sender.name.as_str()) || sender.first_n == 1;
        let only_notices = sender.messages == sender.notice_messages;
        if chat && only_notices && sender.messages + sender.notices > 0 {
            system_senders.push(sender.name.clone());
        }
        if let Some(start) = sender.shared_start(&elsewhere) {
            extended.push((sender.name.clone(), start.to_vec()));
        }
    }
    for (short, more) in &plan.extended {
        let rejected = survey
            .senders
            .list
            .iter()
            .any(|s| s.name == *short && s.messages > 0);
        if !rejected && !extended.iter().any(|(s, _)| s == short) {
            extended.push((short.clone(), more.clone()));
        }
    }
    system_senders.sort();
    extended.sort();
    Ok((
        Plan {
            rules,
            orders,
            otherwise,
            system_senders,
            extended,
        },
        verdict,
    ))
}

/// Makes messages of the lines with a colon whose name is known, and finds who writes once only.
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
    let several = survey.senders.list.iter().any(|s| s.messages > 1);
    for sender in &mut survey.senders.list {
        sender.one_off = several
            && sender.messages == 1
            && sender.first_n > 1
            && !survey.system_text.contains(sender.name.as_str());
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
