//! `import --help-channel`: how messages are got out of a channel, and what is left where no export can be made.

use serde::Serialize;

use super::super::App;
use super::super::error::CliError;
use crate::desk::{Desk, explained};
use crate::import::{FormatRow, formats};

/// What a channel is called beside its id and its label.
const ALSO: &[(&str, &[&str])] = &[
    (
        "email",
        &[
            "mail",
            "e-mail",
            "private email",
            "gmail",
            "google mail",
            "outlook",
            "hotmail",
            "yahoo",
            "icloud",
            "apple mail",
            "thunderbird",
        ],
    ),
    ("facebook", &["messenger", "facebook messenger", "fb"]),
    ("instagram", &["insta", "ig"]),
    (
        "sms",
        &[
            "mms",
            "text",
            "texts",
            "text message",
            "text messages",
            "sms/mms",
        ],
    ),
    ("imessage", &["imessages", "apple messages", "messages"]),
    ("whatsapp", &["wa", "whatsapp business"]),
    ("linkedin", &["linked in"]),
];

const EQUAL: &str =
    "Where no export can be made, a screenshot (21a) or the substance written down (21b) is equal.";

#[derive(Serialize)]
struct DirectionsRow<'a> {
    channel: &'a str,
    label: &'a str,
    exports: Vec<ExportRow<'a>>,
    without_export: Vec<String>,
}

#[derive(Serialize)]
struct ExportRow<'a> {
    format: &'a str,
    title: &'a str,
    steps: &'a [&'a str],
    leaves_out: &'a str,
}

/// Prints the directions of the channel of that name, or label; of what its exports are called as well.
pub(super) fn directions(app: &mut App, desk: &Desk, wanted: &str) -> Result<(), CliError> {
    let wanted = wanted.trim();
    let channels = desk.policy().channels();
    let is = |name: &str| name.eq_ignore_ascii_case(wanted);
    let found = channels.iter().find(|c| is(&c.id) || is(&c.label));
    let also = ALSO.iter().find(|(_, names)| names.iter().any(|n| is(n)));
    let meant = || {
        let id = also.map(|(id, _)| *id);
        id.or_else(|| formats().find(|row| is(row.id)).map(|row| row.channel))
    };
    let found = found.or_else(|| channels.iter().find(|c| Some(c.id.as_str()) == meant()));
    let Some(channel) = found else {
        let ids: Vec<&str> = channels.iter().map(|c| c.id.as_str()).collect();
        return Err(CliError::usage(
            format!("{wanted} is not a channel of the policy"),
            format!("The channels there are: {}", ids.join(", ")),
        ));
    };
    let rows: Vec<&FormatRow> = formats().filter(|r| r.channel == channel.id).collect();
    let without = explained::without_export(channel);
    let out = &mut app.out;
    if out.json {
        let mut without_export = vec![EQUAL.to_owned()];
        without_export.extend(without.map(|words| words.to_string()));
        let export = |row: &&'static FormatRow| ExportRow {
            format: row.id,
            title: row.title,
            steps: row.steps,
            leaves_out: row.leaves_out,
        };
        return Ok(out.object(&DirectionsRow {
            channel: &channel.id,
            label: &channel.label,
            exports: rows.iter().map(export).collect(),
            without_export,
        })?);
    }
    out.field("Channel", &channel.label)?;
    for row in &rows {
        out.gap()?;
        out.field("Export", format!("{} (--as {})", row.title, row.id))?;
        for (n, step) in row.steps.iter().enumerate() {
            out.field(&format!("  {}", n + 1), step)?;
        }
        out.field("  Leaves out", row.leaves_out)?;
    }
    out.gap()?;
    if rows.is_empty() {
        out.say("No export of this channel is read yet.")?;
    }
    out.say(EQUAL)?;
    if let Some(words) = without {
        out.say(words)?;
    }
    Ok(())
}
