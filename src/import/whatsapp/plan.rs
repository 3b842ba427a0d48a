//! From a survey to a plan, and the passes over a file until the two agree.
//!
//! May import its neighbours in this folder, `import::source` and `import::error`. Invariant: the summary
//! and the entries of one export come from the same plan.

use super::header::{self, Parsed, Shape, USUAL};
use super::order::Decision;
use super::split::{Head, LineCounts, Rules, Splitter};
use super::survey::Survey;
use super::walk::{Plan, Walk};
use crate::import::error::ImportError;
use crate::import::source::Source;
use crate::import::types::{DateOrder, Options};

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

/// What the survey says about the order of dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) order: Option<DateOrder>,
    pub(super) evidence: String,
    pub(super) ambiguous: bool,
    pub(super) mixed: bool,
    /// Entries that can be read both ways, where nothing tells.
    pub(super) open: u64,
}

/// Whether the head of a text looks like a WhatsApp export; if so, the kinds of stamp to look for.
/// A head of stamps that all bear an unknown day-part gives that word and its line.
pub(in crate::import) fn looks_like(head: &[u8]) -> Result<Option<u8>, (u64, String)> {
    let mut odd = None;
    let mut filled = 0;
    for (i, line) in head.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let near = &line[..line.len().min(1024)];
        match header::parse(near, header::ALL) {
            Parsed::Header(h) => return Ok(Some(USUAL | h.kind.bit())),
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
    // Another kind of stamp at the start is another export joined in front.
    let one_kind = survey
        .first
        .zip(main)
        .is_none_or(|((h, _), m)| h.shape.kind_bits() == m.kind_bits());
    inside > 0
        && counts.crlf_header > 0
        && counts.ends_crlf
        && counts.crlf_text * 50 <= counts.crlf_header
        && few
        && one_kind
}

/// The forms of stamp that are common enough to be the file's own.
pub(super) fn own_forms(survey: &Survey) -> Vec<Shape> {
    let most = survey
        .forms
        .iter()
        .map(|f| f.evidence.entries)
        .max()
        .unwrap_or(0);
    survey
        .forms
        .iter()
        .filter(|f| {
            let n = f.evidence.entries;
            n == most || n >= 20 || n * 5 >= survey.entries
        })
        .map(|f| f.shape)
        .collect()
}

type Orders = Vec<(Shape, Vec<(u64, bool)>)>;

fn orders(
    survey: &Survey,
    main: Option<Shape>,
    options: &Options,
) -> Result<(Orders, bool, Verdict), ImportError> {
    let own = own_forms(survey);
    let mut verdict = Verdict::default();
    let mut out = Vec::new();
    let mut sentences: Vec<String> = Vec::new();
    let mut counted = [0u64; 2];
    for form in &survey.forms {
        if form.evidence.year_last == 0 {
            continue;
        }
        let decision = form.evidence.decide(form.shape);
        let is_own = own.contains(&form.shape);
        if !is_own && decision.proof.is_none() && !form.shape.dotted() {
            // Too rare to weigh: it goes with the others and is marked as possibly quoted.
            continue;
        }
        let runs = if is_own {
            let runs = resolve(&decision, options, &mut verdict, &mut sentences)?;
            verdict.mixed |= decision.mixed;
            counted[usize::from(!runs.last().is_none_or(|(_, d)| *d))] += form.evidence.entries;
            runs
        } else {
            decision
                .runs
                .iter()
                .map(|(from, d)| (*from, d.unwrap_or(true)))
                .collect()
        };
        out.push((form.shape, runs));
    }
    verdict.mixed |= counted[0] > 0 && counted[1] > 0;
    let most_last = survey.year_last >= survey.year_first.max(survey.year_middle);
    verdict.order = match () {
        () if verdict.ambiguous => None,
        () if !most_last && survey.year_first >= survey.year_middle => Some(DateOrder::Ymd),
        () if !most_last => Some(DateOrder::Myd),
        () if counted[0] >= counted[1] => Some(DateOrder::Dmy),
        () => Some(DateOrder::Mdy),
    };
    if survey.year_first > 0 {
        sentences.insert(0, "year first".to_owned());
    }
    if survey.year_middle > 0 {
        sentences.insert(
            0,
            "the year stands in the middle: month, year, day".to_owned(),
        );
    }
    sentences.dedup();
    verdict.evidence = sentences.join("; ");
    let otherwise = out
        .iter()
        .find(|(s, _)| Some(*s) == main)
        .or(out.first())
        .and_then(|(_, runs)| runs.last())
        .map_or(options.order != Some(DateOrder::Mdy), |(_, d)| *d);
    out.sort_by_key(|(s, _)| s.0);
    Ok((out, otherwise, verdict))
}

/// Fills what a decision leaves open with what the user said or said before.
fn resolve(
    decision: &Decision,
    options: &Options,
    verdict: &mut Verdict,
    sentences: &mut Vec<String>,
) -> Result<Vec<(u64, bool)>, ImportError> {
    let asked = options.order.and_then(day_first);
    if let (Some(asked), Some((line, number, proved))) = (asked, decision.proof)
        && asked != proved
    {
        return Err(ImportError::OrderContradicted {
            line,
            number,
            day_first: asked,
        });
    }
    let remembered = options.remembered_order.and_then(day_first);
    let mut sentence = decision.sentence.clone();
    let given = match (asked, remembered) {
        (Some(asked), _) => {
            if decision.open > 0 {
                sentence = format!("{} as you said ({sentence})", words(asked));
            } else if decision.proof.is_none()
                && !decision.mixed
                && decision.runs.iter().any(|(_, d)| *d != Some(asked))
            {
                sentence = format!(
                    "{} as you said, though the file reads {sentence}",
                    words(asked)
                );
            }
            Some(asked)
        }
        (None, Some(remembered)) if decision.open > 0 => {
            sentence = format!(
                "{} as remembered for this conversation ({sentence})",
                words(remembered)
            );
            Some(remembered)
        }
        _ => None,
    };
    if decision.open > 0 && given.is_none() {
        verdict.ambiguous = true;
        verdict.open += decision.open;
    }
    sentences.push(sentence);
    let soft = decision.proof.is_none() && !decision.mixed;
    Ok(decision
        .runs
        .iter()
        .map(|(from, known)| {
            let day_first = match (known, asked) {
                (Some(_), Some(asked)) if soft => asked,
                (Some(known), _) => *known,
                (None, _) => given.unwrap_or(true),
            };
            (*from, day_first)
        })
        .collect())
}

fn words(day_first: bool) -> &'static str {
    if day_first {
        "day first"
    } else {
        "month first"
    }
}

fn day_first(order: DateOrder) -> Option<bool> {
    match order {
        DateOrder::Dmy => Some(true),
        DateOrder::Mdy => Some(false),
        DateOrder::Ymd | DateOrder::Myd => None,
    }
}
