//! The mail around `rsmf.zip`: headers that a platform looks for, and a text for whoever opens it as a mail.
//!
//! Invariant: it has exactly one attachment, in base64, called `rsmf.zip`.

use super::super::block::marking_first;
use super::super::eml::{NO_RECIPIENT, quoted};
use super::super::header::{mailbox, raw, unstructured};
use super::super::words::{NOT_STATED, channel, count, fixed};
use super::manifest::timestamp;
use super::slice::{RsmfSlice, VERSION};
use crate::text::safe_line;

/// Everything that stands before the zip.
pub(super) fn head(slice: &RsmfSlice<'_>, boundary: &str) -> String {
    let mut out = headers(slice, boundary);
    out.push_str(&format!("\r\n--{boundary}\r\n"));
    raw(&mut out, "Content-Type", "text/plain; charset=utf-8");
    raw(&mut out, "Content-Transfer-Encoding", "quoted-printable");
    out.push_str("\r\n");
    out.push_str(&quoted(&text(slice)));
    out.push_str(&format!("\r\n--{boundary}\r\n"));
    raw(
        &mut out,
        "Content-Type",
        "application/zip; name=\"rsmf.zip\"",
    );
    raw(&mut out, "Content-Transfer-Encoding", "base64");
    raw(
        &mut out,
        "Content-Disposition",
        "attachment; filename=\"rsmf.zip\"",
    );
    out.push_str("\r\n");
    out
}

fn headers(slice: &RsmfSlice<'_>, boundary: &str) -> String {
    let mut out = String::new();
    let (first, last) = (
        fixed(&slice.first, slice.zone),
        fixed(&slice.last, slice.zone),
    );
    mailbox(&mut out, "From", slice.by, None);
    raw(
        &mut out,
        "Date",
        &last.format("%a, %d %b %Y %H:%M:%S %z").to_string(),
    );
    raw(&mut out, "To", NO_RECIPIENT);
    raw(&mut out, "MIME-Version", "1.0");
    let kind = format!("multipart/mixed;\r\n boundary=\"{boundary}\"");
    raw(&mut out, "Content-Type", &kind);
    let title = title(slice);
    let subject = format!("{}: {title}", marking_first(slice.marking));
    unstructured(&mut out, "Subject", &subject);
    let senders: Vec<_> = slice.senders.iter().map(|s| safe_line(s)).collect();
    for (name, value) in [
        ("X-RSMF-Version", VERSION),
        ("X-RSMF-Generator", "onrecord"),
        ("X-RSMF-BeginDate", &timestamp(&first)),
        ("X-RSMF-EndDate", &timestamp(&last)),
        ("X-RSMF-EventCount", &slice.events.to_string()),
        ("X-RSMF-Application", &channel(slice.channel)),
        ("X-RSMF-Participants", &senders.join(", ")),
        ("X-RSMF-EventCollectionID", &slice.id()),
        ("X-Onrecord-Marking", slice.marking.unwrap_or(NOT_STATED)),
    ] {
        if !value.trim().is_empty() {
            unstructured(&mut out, name, value);
        }
    }
    let id = format!(
        "<rsmf-{}@onrecord.invalid>",
        slice.file_name().trim_end_matches(".rsmf")
    );
    raw(&mut out, "Message-ID", &id);
    out
}

/// "WhatsApp, Schools Bill core, 21 November 2026, 2 events": no word of a message.
fn title(slice: &RsmfSlice<'_>) -> String {
    let part = match slice.part {
        (_, 0 | 1) => String::new(),
        (n, all) => format!(", part {n} of {all}"),
    };
    format!(
        "{}, {}, {}, {}{part}",
        channel(slice.channel),
        safe_line(&slice.display()),
        slice.day.format("%-d %B %Y"),
        count(slice.events, "event", "events")
    )
}

fn text(slice: &RsmfSlice<'_>) -> String {
    let marking = slice.marking.unwrap_or(NOT_STATED);
    format!(
        "Marking: {marking}\n\n{}\n\nThis is a file for review platforms (RSMF {VERSION}). The messages stand in \
         rsmf_manifest.json, in the attached rsmf.zip, with the files that go with them. Only messages that a person \
         chose are in it. Times are in {}. Each event says in its custom fields which capture it is of, what that \
         carries, where its words come from, and on which head of the register it was captured.\n\nMarking: {marking}\n",
        title(slice),
        slice.zone.name()
    )
}
