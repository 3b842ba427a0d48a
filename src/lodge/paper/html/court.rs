//! A page for a court: a cover, every line numbered, exhibits annexed with their sums.
//!
//! Invariants: written piece by piece, one message at a time; a line has one number, and no two have the same; every
//! message says which capture it is of, where its words come from and what was put right of it; a text keeps its
//! lines, and what could move a cursor or hide is shown; the page asks for nothing but itself.

use super::{Html, facts, list, paragraph};
use crate::lodge::block::captor;
use crate::lodge::doc::{AttachmentDoc, CaptureDoc, MessageDoc, Source};
use crate::lodge::layout::digest;
use crate::lodge::listing::{original_in_a_line, right_in_a_line};
use crate::lodge::names::attachment_names;
use crate::lodge::source::source_of;
use crate::lodge::words::{NOT_STATED, count, lf, moment, named};
use crate::text::safe_line;

/// Where the exhibits stand.
const EXHIBITS: &str = "exhibits";
/// An exhibit's file keeps its ending where that is a plain one of at most so many letters.
const ENDING: usize = 8;

/// A file that goes beside the page.
pub struct Exhibit<'d> {
    /// Its path beside the page.
    pub path: String,
    pub file: &'d AttachmentDoc,
}

/// What is told of an exhibit at the end.
struct ExhibitRow {
    path: String,
    name: String,
    message: u64,
    bytes: usize,
    sum: String,
}

/// A page under way: what was numbered so far.
#[derive(Default)]
pub struct Court {
    lines: u64,
    messages: u64,
    in_conversation: bool,
    exhibits: Vec<ExhibitRow>,
}

impl Court {
    /// How many messages, lines and exhibits there are.
    pub fn counts(&self) -> (u64, u64, usize) {
        (self.messages, self.lines, self.exhibits.len())
    }

    /// Begins a conversation.
    pub fn conversation(&mut self, name: &str, about: &[(String, String)]) -> Html {
        let mut out = self.ended();
        self.in_conversation = true;
        out.mark("<section>\n<h2>")
            .put(Html::named(name))
            .mark("</h2>\n");
        facts(&mut out, about);
        out
    }

    /// Ends the conversation that is open.
    fn ended(&mut self) -> Html {
        let mut out = Html::default();
        if std::mem::take(&mut self.in_conversation) {
            out.mark("</section>\n");
        }
        out
    }

    /// A message of a capture, and the files that go beside the page. `held`: whether its text is.
    pub fn message<'d>(
        &mut self,
        (doc, held): (&'d CaptureDoc, bool),
        n: usize,
    ) -> (Html, Vec<Exhibit<'d>>) {
        let Some(message) = doc.messages.get(n) else {
            return (Html::default(), Vec::new());
        };
        self.messages += 1;
        let exported = matches!(message.source, Source::Export { .. });
        let from = match message.from.as_deref() {
            Some(from) => named(Some(from)).to_owned(),
            None if exported => "A notice that the channel wrote".to_owned(),
            None => "No sender stated".to_owned(),
        };
        let sent = message.sent.map(|at| moment(&at, doc.zone));
        let sent = sent.unwrap_or("time not recorded".to_owned());
        let mut out = self.begun(&format!("{from}, {sent}"));
        let (numbers, files) = self.exhibits(doc, n);
        facts(&mut out, &about(doc, message, n, &numbers));
        match (held, message.text.is_empty()) {
            (false, _) => paragraph(&mut out, NOT_HELD),
            (true, true) => paragraph(&mut out, "No text."),
            (true, false) => out_lines(&mut out, &mut self.lines, &message.text),
        }
        out.mark("</article>\n");
        (out, files)
    }

    /// The substance of a capture (para 21b), or that nothing of it is held.
    pub fn whole(&mut self, doc: &CaptureDoc, held: bool) -> Html {
        self.messages += 1;
        let at = moment(&doc.captured_at, doc.zone);
        let title = match &doc.substance {
            Some(_) => format!("In substance, written by {}, {at}", captor(doc)),
            None => format!("A capture of {at}"),
        };
        let mut out = self.begun(&title);
        facts(&mut out, &of_capture(doc));
        match doc.substance.as_ref().filter(|_| held) {
            Some(parts) => {
                for (label, text) in parts {
                    let text = format!("{label}: {text}");
                    out_lines(&mut out, &mut self.lines, &text);
                }
            }
            None => paragraph(&mut out, NOT_HELD),
        }
        out.mark("</article>\n");
        out
    }

    fn begun(&self, title: &str) -> Html {
        let mut out = Html::default();
        out.mark("<article>\n<h3>")
            .put(Html::named(&format!("{}. {title}", self.messages)))
            .mark("</h3>\n");
        out
    }

    /// Numbers the files of a message.
    fn exhibits<'d>(&mut self, doc: &'d CaptureDoc, n: usize) -> (Vec<String>, Vec<Exhibit<'d>>) {
        let before: usize = doc
            .messages
            .iter()
            .take(n)
            .map(|m| m.attachments.len())
            .sum();
        let names = attachment_names(doc);
        let all = doc.messages.get(n).into_iter().flat_map(|m| &m.attachments);
        let (mut numbers, mut files) = (Vec::new(), Vec::new());
        for (file, name) in all.zip(names.iter().skip(before)) {
            let number = self.exhibits.len() + 1;
            let path = format!("{EXHIBITS}/{number:05}{}", ending(name));
            numbers.push(format!("Exhibit {number}: {name}"));
            self.exhibits.push(ExhibitRow {
                path: path.clone(),
                name: name.clone(),
                message: self.messages,
                bytes: file.bytes.len(),
                sum: digest(&file.bytes),
            });
            files.push(Exhibit { path, file });
        }
        (numbers, files)
    }

    /// Ends the last conversation, and lists the exhibits.
    pub fn annex(&mut self) -> Html {
        let mut out = self.ended();
        out.mark("<section>\n<h2>Exhibits</h2>\n");
        if self.exhibits.is_empty() {
            paragraph(&mut out, "There are none.");
            out.mark("</section>\n");
            return out;
        }
        paragraph(
            &mut out,
            "Each is a file beside this page, byte for byte as it was captured.",
        );
        out.mark("<ol class=\"exhibits\">\n");
        for row in &self.exhibits {
            out.mark("<li><a href=\"")
                .put(Html::line(&row.path))
                .mark("\">")
                .put(Html::named(&row.name))
                .mark("</a>");
            let told = format!(
                ", with message {}, {}; SHA-256 {}",
                row.message,
                count(row.bytes, "byte", "bytes"),
                row.sum
            );
            out.put(Html::text(&told)).mark("</li>\n");
        }
        out.mark("</ol>\n</section>\n");
        out
    }
}

/// What stands in place of a text that was erased after filing, or was never stored.
const NOT_HELD: &str =
    "The text is not held here: it was erased after filing, or never stored on this machine.";

/// The lines of a text, numbered on from those before.
fn out_lines(out: &mut Html, lines: &mut u64, text: &str) {
    out.mark("<ol class=\"lines\" start=\"")
        .put(Html::line(&(*lines + 1).to_string()))
        .mark("\">\n");
    for line in lf(text).split('\n') {
        *lines += 1;
        out.mark("<li><span dir=\"auto\">");
        // An item that is read aloud says something.
        match line.trim().is_empty() {
            true => out.mark("(blank)"),
            false => out.put(Html::text(line)),
        };
        out.mark("</span></li>\n");
    }
    out.mark("</ol>\n");
}

/// The ending of a file's name with its dot, where it is a plain one.
fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let plain = |e: &&str| {
        !e.is_empty() && e.len() <= ENDING && e.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let ending = ending.filter(plain);
    ending.map_or(String::new(), |e| format!(".{}", e.to_ascii_lowercase()))
}

/// Which capture it is of.
fn of_capture(doc: &CaptureDoc) -> Vec<(String, String)> {
    let mut all = vec![
        ("Capture", doc.id.clone()),
        (
            "Marking",
            doc.marking.as_deref().unwrap_or(NOT_STATED).to_owned(),
        ),
        (
            "Captured",
            format!("{} by {}", moment(&doc.captured_at, doc.zone), captor(doc)),
        ),
    ];
    let reference = doc.reference.clone();
    all.extend(reference.map(|reference| ("Reference", reference)));
    all.into_iter()
        .map(|(label, value)| (label.to_owned(), value))
        .collect()
}

/// What the record says of a message.
fn about(
    doc: &CaptureDoc,
    message: &MessageDoc,
    n: usize,
    exhibits: &[String],
) -> Vec<(String, String)> {
    let source = source_of(message, doc.zone);
    let original = original_in_a_line(doc, n);
    let marks = Some(message.flags.join("; ")).filter(|marks| !marks.is_empty());
    let mut all = of_capture(doc);
    let mut say = |label: &str, value: Option<String>| {
        all.extend(value.map(|value| (label.to_owned(), value)));
    };
    say("Source", Some(source));
    for (label, value) in &message.head {
        say(label, Some(safe_line(value).into_owned()));
    }
    say("As exported", message.as_exported.clone());
    say("As typed", message.as_typed.clone());
    say("Marks", marks);
    say("Original", original);
    for put in &message.put_right {
        let words = right_in_a_line(doc, put);
        say("Put right", Some(safe_line(&words).into_owned()));
    }
    for exhibit in exhibits {
        say("Attached", Some(exhibit.clone()));
    }
    for name in &message.absent {
        let words = format!("{name}: named in the message, not in the export, not held here");
        say("Not attached", Some(words));
    }
    all
}

/// What the page says of the whole before its first line.
#[derive(Clone, Debug, Default)]
pub struct CourtCover {
    pub title: String,
    pub marking: String,
    pub lead: Vec<String>,
    pub facts: Vec<(String, String)>,
    /// Heading and points.
    pub sections: Vec<(String, Vec<String>)>,
}

/// More than a paper's own style: numbers beside the lines, and room for them.
const STYLE: &str = "\
h3 { font-size: 1rem; margin: 1.5rem 0 0.25rem; }
article dl { font-size: 0.875rem; margin: 0 0 0.25rem; }
.lines { margin: 0; padding: 0 0 0 4.5em; }
.lines span { white-space: pre-wrap; }
.lines li::marker { font-size: 0.875em; font-variant-numeric: tabular-nums; }
.exhibits { padding: 0 0 0 3em; }
a { color: #1d5a94; }
@page { size: A4; }
@media print {
h3 { break-after: avoid; }
article dl { font-size: 9pt; }
a { color: #0b0c0c; text-decoration: none; }
}
";

impl CourtCover {
    /// Everything before the first conversation.
    pub fn html(&self) -> Html {
        let mut out = super::begun(&self.title, STYLE);
        out.mark("<p>")
            .put(Html::line("Marking"))
            .mark(": ")
            .put(Html::line(&self.marking))
            .mark("</p>\n");
        for sentence in &self.lead {
            paragraph(&mut out, sentence);
        }
        facts(&mut out, &self.facts);
        for (heading, points) in &self.sections {
            out.mark("<section>\n<h2>")
                .put(Html::named(heading))
                .mark("</h2>\n");
            list(&mut out, points);
            out.mark("</section>\n");
        }
        out
    }

    /// Everything after the annex.
    pub fn ended(&self) -> Html {
        super::ended(Some(&self.marking))
    }
}
