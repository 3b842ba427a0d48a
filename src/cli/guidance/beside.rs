//! What stands beside the paragraphs: the summary table, terms, addresses, channels, reasons.

use serde::Serialize;

use super::super::error::CliError;
use super::super::out::Out;
use crate::desk::explained::{address, channel_lines, reason_words, table_lines, term_words};
use crate::policy::{Channel, Link, Policy, Reason, Settled, Table, Term};

#[derive(Serialize)]
pub(super) struct LinkRow<'a> {
    id: &'a str,
    label: &'a str,
    address: &'a str,
    /// Who gives it: `guidance` (the policy) or `department`, `onrecord-etc`, `user`.
    by: &'a str,
}

#[derive(Serialize)]
struct TermRow<'a> {
    term: &'a str,
    also: &'a [String],
    text: &'a str,
    paragraphs: &'a [String],
}

#[derive(Serialize)]
struct TableObject<'a> {
    table: &'a str,
    managed: &'a str,
    private: &'a str,
    rows: Vec<[&'a str; 3]>,
    verb: Option<&'a str>,
    summary: &'a str,
    policy: &'a str,
}

#[derive(Serialize)]
struct ChannelRow<'a> {
    id: &'a str,
    label: &'a str,
    end_to_end: Option<bool>,
    /// In seconds.
    timers: Vec<i64>,
    export: Option<&'a str>,
    export_blocked: Option<&'a str>,
    corporate: bool,
    facts: Vec<FactRow<'a>>,
}

#[derive(Serialize)]
struct FactRow<'a> {
    text: &'a str,
    source: &'a str,
    as_of: &'a str,
    checked: bool,
}

#[derive(Serialize)]
struct ReasonRow<'a> {
    id: &'a str,
    text: &'a str,
    by: &'a str,
}

/// Addresses as rows.
pub(super) fn link_rows(links: Vec<(Link, &Settled<String>)>) -> Vec<LinkRow<'_>> {
    let links = links.into_iter();
    links.map(|(link, at)| link_row(link, at)).collect()
}

fn link_row(link: Link, at: &Settled<String>) -> LinkRow<'_> {
    LinkRow {
        id: link.as_str(),
        label: link.label(),
        address: &at.value,
        by: at.by.as_str(),
    }
}

/// Prints what is asked for by a name of its own; `false` where the words are to be looked for.
pub(super) fn named(out: &mut Out, policy: &Policy, wanted: &str) -> Result<bool, CliError> {
    let wanted = wanted.trim();
    match wanted.to_lowercase().as_str() {
        "" => Ok(false),
        "table" => match policy.table() {
            Some(found) => table(out, policy, found).map(|()| true),
            None => Ok(false),
        },
        "terms" => terms(out, policy.terms().iter()).map(|()| true),
        "links" => links(out, policy).map(|()| true),
        _ => {
            let found = policy.terms().iter().filter(|t| t.is_called(wanted));
            // A term comes before the paragraphs that hold the word; of JSON, rows of one kind alone.
            if !out.json && found.clone().next().is_some() {
                terms(out, found)?;
                out.gap()?;
            }
            Ok(false)
        }
    }
}

fn table(out: &mut Out, policy: &Policy, table: &Table) -> Result<(), CliError> {
    if out.json {
        return Ok(out.object(&TableObject {
            table: &table.title,
            managed: &table.managed,
            private: &table.private,
            rows: (table.rows.iter())
                .map(|r| {
                    [
                        r.information.as_str(),
                        r.managed.as_str(),
                        r.private.as_str(),
                    ]
                })
                .collect(),
            verb: table.verb.map(|v| v.as_str()),
            summary: &table.summary,
            policy: policy.id(),
        })?);
    }
    out.say(&table.title)?;
    for line in table_lines(table) {
        out.say(line)?;
    }
    if let Some(link) = policy.links().get(&Link::Guidance) {
        out.gap()?;
        out.field("The guidance itself", address(link))?;
    }
    Ok(())
}

fn terms<'p>(out: &mut Out, terms: impl Iterator<Item = &'p Term>) -> Result<(), CliError> {
    let row = |term: &'p Term| TermRow {
        term: &term.name,
        also: &term.also,
        text: &term.text,
        paragraphs: &term.paragraphs,
    };
    let lines = |out: &mut Out, term: &Term| out.field(&term.name, term_words(term));
    Ok(out.each(terms, row, lines)?)
}

/// Every address.
pub(super) fn links<'p>(out: &mut Out, policy: &'p Policy) -> Result<(), CliError> {
    let row = |(link, at): (&Link, &'p Settled<String>)| link_row(*link, at);
    Ok(out.each(policy.links(), row, |out, (link, at)| {
        out.field(link.label(), address(at))
    })?)
}

/// Channels with what is known of them and from where.
pub(super) fn channels(out: &mut Out, channels: &[&Channel]) -> Result<(), CliError> {
    let lines = |out: &mut Out, channel: &Channel| {
        out.field("Channel", format!("{} ({})", channel.label, channel.id))?;
        let mut lines = channel_lines(channel).into_iter();
        lines.try_for_each(|(label, words)| out.field(label, words))
    };
    Ok(out.each_apart(channels.iter().copied(), channel_row, lines)?)
}

fn channel_row(channel: &Channel) -> ChannelRow<'_> {
    let facts = channel.facts.iter().map(|f| FactRow {
        text: &f.text,
        source: &f.source,
        as_of: &f.as_of,
        checked: f.checked,
    });
    ChannelRow {
        id: &channel.id,
        label: &channel.label,
        end_to_end: channel.end_to_end,
        timers: channel.timers.iter().map(|t| t.num_seconds()).collect(),
        export: channel.export.as_deref(),
        export_blocked: channel.export_blocked.as_deref(),
        corporate: channel.corporate,
        facts: facts.collect(),
    }
}

/// Why no government system would do, to choose from.
pub(super) fn reasons<'p>(out: &mut Out, policy: &'p Policy) -> Result<(), CliError> {
    let row = |reason: &'p Reason| ReasonRow {
        id: &reason.id,
        text: &reason.text,
        by: reason.by.as_str(),
    };
    let lines = |out: &mut Out, reason: &Reason| out.field(&reason.id, reason_words(reason));
    Ok(out.each(policy.reasons(), row, lines)?)
}
