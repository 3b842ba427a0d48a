//! `guidance`: every paragraph with whom it binds and its verb; texts that move a conversation; checklists.
//!
//! A summary is this project's own wording and always says so; what binds departments is never put to the user as a
//! "must".

mod beside;

use serde::Serialize;

use super::App;
use super::args::GuidanceArgs;
use super::error::CliError;
use super::out::{Out, OutError};
use super::paper::{Form, Wanted, made};
use crate::desk::decide::words::step as step_words;
use crate::desk::explained::{OFFICIAL_HEAD, SECRET_HEAD, address, incident_words, links_of};
use crate::desk::guidance::{bare, binds, is_number, label, numbered};
use crate::desk::{Desk, PaperOf, STAFF_PAGE};
use crate::policy::{IncidentStep, Link, Paragraph, Policy, Step, SwitchText};

#[derive(Serialize)]
struct ParagraphRow<'a> {
    number: &'a str,
    topic: &'a str,
    /// `you` or `departments`; `whom` says it in full.
    binds: &'a str,
    verb: Option<&'a str>,
    summary: &'a str,
    label: String,
    policy: &'a str,
    /// `you`, `departments`, `all` (departments and everybody in them) or `nobody` (it introduces or defines).
    whom: &'a str,
    links: Vec<beside::LinkRow<'a>>,
}

#[derive(Serialize)]
struct SwitchRow<'a> {
    id: &'a str,
    label: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct StepRow<'a> {
    list: &'a str,
    text: &'a str,
    paragraphs: &'a [String],
    by: &'a str,
    verb: Option<&'a str>,
    /// "this tool's reading", where no paragraph says it.
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct IncidentRow<'a> {
    text: &'a str,
    source: &'a str,
    /// `secret` (and above) or `official`.
    at: &'a str,
    recipient: Option<&'a str>,
}

/// Prints paragraphs, by number or by words, or one of the lists.
pub(super) fn guidance(app: &mut App, args: GuidanceArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let policy = desk.policy();
    if let Some(id) = &args.switch {
        return switches(&mut app.out, policy, id);
    }
    if let Some(id) = &args.checklist {
        return checklists(&mut app.out, policy, id);
    }
    if args.incident {
        return incident(&mut app.out, policy);
    }
    if let Some(id) = &args.channel {
        let channels = of_id(policy.channels(), id, |c| &c.id, "channel")?;
        return beside::channels(&mut app.out, &channels);
    }
    if args.page {
        return page(app, &desk, args);
    }
    if args.reasons {
        return beside::reasons(&mut app.out, policy);
    }
    let wanted = args.what.join(" ");
    if beside::named(&mut app.out, policy, &wanted)? {
        return Ok(());
    }
    let found: Vec<&Paragraph> = match wanted.trim() {
        "" => policy.paragraphs().iter().collect(),
        wanted if is_number(wanted) => of_number(policy, wanted)?,
        wanted => policy.search(wanted).collect(),
    };
    paragraphs(&mut app.out, policy, &found)?;
    if app.out.json {
        return Ok(());
    }
    if found.is_empty() {
        return Ok(app
            .out
            .say(format!("No summary of a paragraph holds all of: {wanted}"))?);
    }
    app.out.gap()?;
    if let Some(link) = policy.links().get(&Link::Guidance) {
        app.out.field("The guidance itself", address(link))?;
    }
    app.out
        .field("Policy", format!("{}: {}", policy.id(), policy.title()))?;
    let today = desk.now().with_timezone(&desk.zone()).date_naive();
    app.out.field_if("Notice", policy.review_notice(today))?;
    Ok(())
}

/// The page for staff.
fn page(app: &mut App, desk: &Desk, args: GuidanceArgs) -> Result<(), CliError> {
    let wanted = Wanted {
        to: args.to,
        marking: args.marking,
        form: Form::of(args.html, args.eml),
    };
    made(desk, &STAFF_PAGE, PaperOf::Whose(None), wanted)?.tell(app, desk)
}

/// Paragraphs; of a few, with the addresses that belong to them.
fn paragraphs(out: &mut Out, policy: &Policy, found: &[&Paragraph]) -> Result<(), OutError> {
    out.each_apart(
        found.iter().copied(),
        |p| row(policy, p),
        |out, p| {
            lines(out, p)?;
            let links = links_of(policy, &p.number).into_iter();
            let own = links.filter(|(link, _)| found.len() <= 3 && *link != Link::Guidance);
            for (link, at) in own {
                out.field(link.label(), address(at))?;
            }
            Ok(())
        },
    )
}

/// The paragraph of a number, with its lettered parts where it has any.
fn of_number<'p>(policy: &'p Policy, wanted: &str) -> Result<Vec<&'p Paragraph>, CliError> {
    let found = numbered(policy, wanted);
    if found.is_empty() {
        return Err(CliError::refused(
            format!("The guidance has no para {}", bare(wanted)),
            nearest(policy, wanted),
        ));
    }
    Ok(found)
}

/// Which paragraphs come nearest to a number that does not exist.
fn nearest(policy: &Policy, wanted: &str) -> String {
    let number = |text: &str| -> Option<u64> {
        let digits = text.chars().skip_while(|c| !c.is_ascii_digit());
        let digits: String = digits.take_while(char::is_ascii_digit).collect();
        // A number of endless digits is simply a large one.
        (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
    };
    let wanted = number(wanted).unwrap_or_default();
    let of = |p: &Paragraph| number(&p.number).unwrap_or_default();
    let distance = policy
        .paragraphs()
        .iter()
        .map(|p| of(p).abs_diff(wanted))
        .min();
    let near: Vec<&str> = policy
        .paragraphs()
        .iter()
        .filter(|p| Some(of(p).abs_diff(wanted)) == distance)
        .map(|p| p.number.as_str())
        .collect();
    match (
        near.as_slice(),
        policy.paragraphs().first(),
        policy.paragraphs().last(),
    ) {
        (near @ [_, ..], Some(first), Some(last)) => format!(
            "The nearest: {}. They run from {} to {}; search them by words with: onrecord guidance WORDS",
            near.join(", "),
            first.number,
            last.number
        ),
        _ => "Search by words with: onrecord guidance WORDS".into(),
    }
}

fn row<'a>(policy: &'a Policy, p: &'a Paragraph) -> ParagraphRow<'a> {
    ParagraphRow {
        number: &p.number,
        topic: &p.topic,
        binds: p.binds.as_str(),
        verb: p.verb.map(|v| v.as_str()),
        summary: &p.summary,
        label: label(p),
        policy: policy.id(),
        whom: p.whom.map_or(p.binds.as_str(), |w| w.as_str()),
        links: beside::link_rows(links_of(policy, &p.number)),
    }
}

fn lines(out: &mut Out, p: &Paragraph) -> Result<(), OutError> {
    out.field(&format!("Para {}", p.number), &p.topic)?;
    out.field("Applies to", binds(p))?;
    out.field("Summary", &p.summary)?;
    out.say(format!("  ({})", label(p)))
}

/// Of a list, all or the one of an id.
fn of_id<'p, T>(
    all: &'p [T],
    id: &str,
    name: fn(&T) -> &str,
    what: &str,
) -> Result<Vec<&'p T>, CliError> {
    let wanted = id.trim().to_lowercase();
    let found: Vec<&T> = all
        .iter()
        .filter(|t| wanted.is_empty() || name(t) == wanted)
        .collect();
    if found.is_empty() {
        let known: Vec<&str> = all.iter().map(name).collect();
        return Err(CliError::usage(
            format!("There is no {what} {id}"),
            format!("Use one of: {}", known.join(", ")),
        ));
    }
    Ok(found)
}

fn switches<'p>(out: &mut Out, policy: &'p Policy, id: &str) -> Result<(), CliError> {
    let found = of_id(policy.switches(), id, |s| &s.id, "text")?;
    let alone = !id.trim().is_empty();
    let row = |text: &'p SwitchText| SwitchRow {
        id: &text.id,
        label: &text.label,
        text: &text.text,
    };
    Ok(out.each_apart(found, row, |out, text| {
        // Alone on its line it can be piped or copied whole.
        if !alone {
            out.field(&text.id, &text.label)?;
        }
        out.say(&text.text)
    })?)
}

fn checklists<'p>(out: &mut Out, policy: &'p Policy, id: &str) -> Result<(), CliError> {
    let lists = of_id(policy.checklists(), id, |l| &l.id, "checklist")?;
    for (n, list) in lists.into_iter().enumerate() {
        if !out.json {
            if n > 0 {
                out.gap()?;
            }
            out.field(&list.id, &list.title)?;
        }
        let row = |step: &'p Step| StepRow {
            list: &list.id,
            text: &step.text,
            paragraphs: &step.paragraphs,
            by: step.by.as_str(),
            verb: step.verb.map(|v| v.as_str()),
            source: step.source.as_deref(),
        };
        let words = |step: &Step| format!("  {}", step_words(step));
        out.each(&list.steps, row, |out, step| out.say(words(step)))?;
    }
    Ok(())
}

fn incident<'p>(out: &mut Out, policy: &'p Policy) -> Result<(), CliError> {
    let secret = policy.incident().iter().map(|s| (SECRET_HEAD, s));
    let official = policy.incident_at_official().iter();
    let official = official.map(|s| (OFFICIAL_HEAD, s));
    let row = |(_, step): (_, &'p IncidentStep)| IncidentRow {
        text: &step.text,
        source: &step.source,
        at: if step.official { "official" } else { "secret" },
        recipient: step.recipient.map(|r| r.as_str()),
    };
    let mut head = "";
    Ok(out.each(secret.chain(official), row, |out, (under, step)| {
        if head != under {
            if !head.is_empty() {
                out.gap()?;
            }
            out.say(format!("{under}:"))?;
            head = under;
        }
        out.say(format!("  {}", incident_words(policy, step)))
    })?)
}
