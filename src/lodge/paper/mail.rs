//! A paper as one mail (RFC 5322, 2045, 2046): its text, and the same as HTML.
//!
//! Invariants are those of a capture's mail: `From`, then `Date`, come first; both parts are quoted-printable
//! without a line that a mail program on the way would change; the boundary cannot occur in a part; the same paper
//! and imprint give the same bytes.

use chrono::SecondsFormat;
use data_encoding::BASE64_MIME;

use super::super::block::marking_first;
use super::super::eml::{CAPTURED, HEAD, NO_RECIPIENT, quoted};
use super::super::header::{file_name, is_address, mailbox, raw, unstructured};
use super::super::names::{media_type, word};
use super::super::words::{NOT_STATED, fixed};
use super::{Attached, Imprint, Paper, html, text};

/// A longer title stands whole in the body; format tools look for the other headers near the start.
const SUBJECT: usize = 200;

/// The whole mail with files that go with it, lines ended by CRLF.
pub fn eml(paper: &Paper, imprint: &Imprint, files: &[Attached]) -> Vec<u8> {
    let mut out = headers(paper, imprint);
    if files.is_empty() {
        alternatives(&mut out, paper, imprint);
        return out.into_bytes();
    }
    let boundary = boundary("mixed", imprint);
    multipart(&mut out, "mixed", &boundary);
    out.push_str(&format!("\r\n--{boundary}\r\n"));
    alternatives(&mut out, paper, imprint);
    for file in files {
        out.push_str(&format!("\r\n--{boundary}\r\n"));
        let kind = match file.name.ends_with(".csv") {
            true => "text/csv; charset=utf-8",
            false => media_type(&file.name),
        };
        raw(&mut out, "Content-Type", kind);
        raw(&mut out, "Content-Transfer-Encoding", "base64");
        out.push_str("Content-Disposition: attachment");
        file_name(&mut out, &file.name);
        out.push_str("\r\n\r\n");
        out.push_str(BASE64_MIME.encode(&file.bytes).trim_end());
    }
    out.push_str(&format!("\r\n--{boundary}--\r\n"));
    out.into_bytes()
}

/// "=_" never stands in quoted-printable or base64, so no part can hold such a line.
fn boundary(of: &str, imprint: &Imprint) -> String {
    format!(
        "=_onrecord_{of}_{}_{}",
        word(&imprint.kind),
        word(&imprint.id)
    )
}

fn multipart(out: &mut String, kind: &str, boundary: &str) {
    let value = format!("multipart/{kind};\r\n boundary=\"{boundary}\"");
    raw(out, "Content-Type", &value);
}

/// The text, and the same as a page.
fn alternatives(out: &mut String, paper: &Paper, imprint: &Imprint) {
    let boundary = boundary("either", imprint);
    multipart(out, "alternative", &boundary);
    let (plain, page) = (text(paper), html(paper));
    for (kind, body) in [("plain", plain.as_str()), ("html", page.as_str())] {
        out.push_str(&format!("\r\n--{boundary}\r\n"));
        let value = format!("text/{kind}; charset=utf-8");
        raw(out, "Content-Type", &value);
        raw(out, "Content-Transfer-Encoding", "quoted-printable");
        out.push_str("\r\n");
        // Ends with a line end of its own, so that the one before the boundary is not the text's.
        out.push_str(&quoted(body));
    }
    out.push_str(&format!("\r\n--{boundary}--\r\n"));
}

fn headers(paper: &Paper, imprint: &Imprint) -> String {
    let mut out = String::new();
    let author = Some(imprint.made_by.trim()).filter(|name| !name.is_empty());
    mailbox(&mut out, "From", author.unwrap_or(NOT_STATED), None);
    let date = fixed(&imprint.made_at, imprint.zone);
    raw(
        &mut out,
        "Date",
        &date.format("%a, %d %b %Y %H:%M:%S %z").to_string(),
    );
    let to = imprint.to.as_deref().filter(|to| is_address(to));
    raw(&mut out, "To", to.unwrap_or(NO_RECIPIENT));
    let title: String = paper.title.trim().chars().take(SUBJECT).collect();
    let subject = if title.is_empty() {
        &imprint.kind
    } else {
        &title
    };
    let marking = marking_first(imprint.marking.as_deref());
    unstructured(&mut out, "Subject", &format!("{marking}: {subject}"));
    raw(&mut out, "Message-ID", &message_id(imprint));
    raw(&mut out, "MIME-Version", "1.0");
    let made = imprint.made_at.to_rfc3339_opts(SecondsFormat::Millis, true);
    for (name, value) in [
        ("X-Onrecord-Id", imprint.id.as_str()),
        ("X-Onrecord-Paper", &imprint.kind),
        (
            "X-Onrecord-Marking",
            imprint.marking.as_deref().unwrap_or(NOT_STATED),
        ),
        (CAPTURED, &made),
        ("X-Onrecord-Policy", &imprint.policy),
        (HEAD, &imprint.head),
    ] {
        if !value.trim().is_empty() {
            unstructured(&mut out, name, value);
        }
    }
    out
}

/// Names this paper as it was made at this moment; see the mail of a capture.
fn message_id(imprint: &Imprint) -> String {
    let at = imprint.made_at.format("%Y%m%dT%H%M%S%3fZ");
    let (kind, id) = (word(&imprint.kind), word(&imprint.id));
    format!("<{kind}-{id}.{at}@onrecord.invalid>")
}
