//! From the evidence of each form of stamp, and what the user said, to the orders a plan goes by.

use super::header::Shape;
use super::order::Decision;
use super::survey::Survey;
use crate::import::error::ImportError;
use crate::import::order::DateOrder;
use crate::import::types::Options;

/// What the survey says about the order of dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) order: Option<DateOrder>,
    pub(super) evidence: String,
    pub(super) ambiguous: bool,
    pub(super) mixed: bool,
    /// A sentence: what the file says of its order where the user said another.
    pub(super) overruled: Option<String>,
    /// Entries that can be read both ways, where nothing tells.
    pub(super) open: u64,
}

/// The forms of stamp that are common enough to be the file's own.
pub(super) fn own_forms(survey: &Survey) -> Vec<Shape> {
    let most = survey
        .forms
        .iter()
        .map(|f| f.evidence.entries)
        .max()
        .unwrap_or(0);
    let mut seams = survey.seams();
    seams.retain(|seam| !seam.may_be_quoted);
    survey
        .forms
        .iter()
        .filter(|f| {
            let n = f.evidence.entries;
            let begins = |n: u64| f.span.first_n >= n && f.span.first_n <= n + 2;
            let begins_part =
                survey.parts.iter().any(|p| begins(p.n)) || seams.iter().any(|s| begins(s.n));
            n == most || n >= 20 || (n >= 3 && (n * 5 >= survey.entries || begins_part))
        })
        .map(|f| f.shape)
        .collect()
}

/// For each form, from which entry on the day comes first.
pub(super) type Orders = Vec<(Shape, Vec<(u64, bool)>)>;

/// Weighs every form's evidence; gives the orders for the plan, the one for rare forms, and the verdict.
pub(super) fn orders(
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
    verdict.order = (!verdict.ambiguous).then(|| commonest(survey, counted));
    if survey.lettered.iter().any(|n| *n > 0) {
        sentences.insert(0, "the month is written in letters".to_owned());
    }
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

/// The order of most entries; `counted`: those with the year last, day first and month first.
fn commonest(survey: &Survey, counted: [u64; 2]) -> DateOrder {
    let [day, month, year] = survey.lettered;
    let last = match counted[0] >= counted[1] {
        true => DateOrder::Dmy,
        false => DateOrder::Mdy,
    };
    // Of equal ones the first stands.
    let all = [
        (survey.year_last, last),
        (survey.year_first, DateOrder::Ymd),
        (survey.year_middle, DateOrder::Myd),
        (day, DateOrder::Dmy),
        (month, DateOrder::Mdy),
        (year, DateOrder::Ymd),
    ];
    let most = all.iter().map(|(n, _)| *n).max();
    let first = all.iter().find(|(n, _)| Some(*n) == most);
    first.map_or(last, |(_, order)| *order)
}

/// What the word of the user is worth beside a decision.
struct Said {
    /// Whether the day comes first where the figures leave it open.
    given: Option<bool>,
    /// By what the order is known.
    sentence: String,
    /// A sentence: what the file says of its order where the user said another.
    overruled: Option<String>,
}

/// What the user said counts before what was remembered, and that only where the file leaves something open.
fn said(decision: &Decision, asked: Option<bool>, remembered: Option<bool>) -> Said {
    let mut said = Said {
        given: asked,
        sentence: decision.sentence.clone(),
        overruled: None,
    };
    let file = &decision.sentence;
    match (asked, remembered) {
        (Some(asked), _) if decision.open > 0 => {
            said.sentence = format!("{} as you said ({file})", words(asked));
        }
        (Some(asked), _) => {
            let soft = decision.proof.is_none() && !decision.mixed && !decision.idle;
            if soft && decision.runs.iter().any(|(_, d)| *d != Some(asked)) {
                let order = words(asked);
                said.overruled = Some(format!(
                    "Dates are read {order} because you said so; the file itself speaks for {file}"
                ));
                said.sentence = format!("{order} as you said, though the file reads {file}");
            }
        }
        (None, Some(remembered)) if decision.open > 0 => {
            said.given = Some(remembered);
            said.sentence = format!("{} as remembered for this chat ({file})", words(remembered));
        }
        _ => {}
    }
    said
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
    let Said {
        given,
        sentence,
        overruled,
    } = said(decision, asked, remembered);
    if overruled.is_some() {
        verdict.overruled = overruled;
    }
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
