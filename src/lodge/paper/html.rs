//! A paper as one HTML5 page that a browser shows, reads aloud and prints.
//!
//! Invariants: everything a person wrote is escaped and passed through `safe_*`; no script, no link, nothing
//! fetched; every content stands within a landmark, every heading under the one above it, every table has a caption
//! and its head cells a scope; status is in words, so colour adds nothing (WCAG 2.2 AA).

use crate::text::{safe_block, safe_line};

use super::{Block, MARKING, Paper, Section, Table};

/// Readable at any width, and on paper: no background, black on white.
const STYLE: &str = "\
body { font-family: sans-serif; line-height: 1.5; max-width: 50rem; margin: 1rem auto; padding: 0 1rem; \
color: #0b0c0c; background: #ffffff; overflow-wrap: anywhere; }
h1, h2 { line-height: 1.25; }
dl > div { margin: 0 0 0.25rem; }
dt { font-weight: bold; display: inline; }
dt::after { content: \":\"; }
dd { display: inline; margin: 0 0 0 0.25rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { border: 1px solid #505a5f; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
.sign td, .sign th { height: 2.5rem; }
@page { margin: 20mm; }
@media print {
body { max-width: none; margin: 0; padding: 0; font-size: 11pt; }
h2 { break-after: avoid; }
tr, dl > div { break-inside: avoid; }
thead { display: table-header-group; }
}
";

/// A longer title is cut in the browser's tab by most programs; the heading has all of it.
const TITLE: usize = 70;

/// The whole paper as an HTML5 document in UTF-8, lines ended by LF.
pub fn html(paper: &Paper) -> String {
    let mut out = String::with_capacity(8 * 1024);
    let title = title(&paper.title);
    out.push_str("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str(&format!("<title>{title}</title>\n"));
    out.push_str(&format!("<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    out.push_str(&format!("<header>\n<h1>{}</h1>\n", named(&paper.title)));
    out.push_str("</header>\n<main>\n");
    for sentence in &paper.lead {
        paragraph(&mut out, sentence);
    }
    facts(&mut out, &paper.facts);
    for section in &paper.sections {
        self::section(&mut out, section);
    }
    signatures(&mut out, &paper.signatures);
    out.push_str("</main>\n");
    if let Some(marking) = paper.marking() {
        let marking = line(marking);
        out.push_str(&format!(
            "<footer>\n<p>{MARKING}: {marking}</p>\n</footer>\n"
        ));
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// The title in the browser's tab: whole words, as many as fit however they are written.
fn title(words: &str) -> String {
    let words = safe_line(words);
    let words = words.trim();
    let mut room = TITLE;
    let end = words.char_indices().find(|(_, c)| {
        let needed = escaped(c.encode_utf8(&mut [0; 4])).len();
        let fits = needed <= room;
        room = room.saturating_sub(needed);
        !fits
    });
    named(match end {
        None => words,
        Some((end, _)) => {
            let short = &words[..end];
            short.rsplit_once(' ').map_or(short, |(whole, _)| whole)
        }
    })
}

fn section(out: &mut String, section: &Section) {
    let heading = named(&section.heading);
    out.push_str(&format!("<section>\n<h2>{heading}</h2>\n"));
    for block in &section.blocks {
        match block {
            Block::Paragraph(words) => paragraph(out, words),
            Block::List(points) => list(out, points),
            Block::Facts(pairs) => facts(out, pairs),
            Block::Table(table) => self::table(out, table),
        }
    }
    out.push_str("</section>\n");
}

fn paragraph(out: &mut String, words: &str) {
    out.push_str(&format!("<p>{}</p>\n", block(words)));
}

fn list(out: &mut String, points: &[String]) {
    if points.is_empty() {
        return;
    }
    out.push_str("<ul>\n");
    for point in points {
        out.push_str(&format!("<li>{}</li>\n", block(point)));
    }
    out.push_str("</ul>\n");
}

fn facts(out: &mut String, pairs: &[(String, String)]) {
    if pairs.is_empty() {
        return;
    }
    out.push_str("<dl>\n");
    for (label, value) in pairs {
        let (label, value) = (named(label), block(value));
        out.push_str(&format!("<div><dt>{label}</dt> <dd>{value}</dd></div>\n"));
    }
    out.push_str("</dl>\n");
}

fn table(out: &mut String, table: &Table) {
    if table.rows.is_empty() {
        return out.push_str(&format!("<p>{}: none</p>\n", line(&table.caption)));
    }
    let caption = named(&table.caption);
    out.push_str(&format!(
        "<table>\n<caption>{caption}</caption>\n<thead>\n<tr>\n"
    ));
    for head in &table.head {
        out.push_str(&format!("<th scope=\"col\">{}</th>\n", named(head)));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>\n");
        for (column, cell) in row.iter().enumerate() {
            let cell = block(cell);
            out.push_str(&match (column, cell.is_empty()) {
                (0, false) => format!("<th scope=\"row\">{cell}</th>\n"),
                _ => format!("<td>{cell}</td>\n"),
            });
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn signatures(out: &mut String, who: &[String]) {
    if who.is_empty() {
        return;
    }
    out.push_str("<section>\n<h2>Signatures</h2>\n<table class=\"sign\">\n");
    out.push_str("<caption>To be filled in and signed</caption>\n<thead>\n<tr>\n");
    for head in ["Who", "Name", "Signature", "Date"] {
        out.push_str(&format!("<th scope=\"col\">{head}</th>\n"));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for who in who {
        let who = named(who);
        out.push_str(&format!(
            "<tr>\n<th scope=\"row\">{who}</th>\n<td></td>\n<td></td>\n<td></td>\n</tr>\n"
        ));
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

/// What a heading, a label or a caption says; never empty, for a reader that jumps from one to the next.
fn named(words: &str) -> String {
    let words = line(words);
    match words.is_empty() {
        true => "Not named".to_owned(),
        false => words,
    }
}

/// One harmless and escaped line.
fn line(words: &str) -> String {
    escaped(safe_line(words.trim()).trim())
}

/// Harmless and escaped text whose lines stay lines.
fn block(words: &str) -> String {
    let words = safe_block(words.trim());
    let lines: Vec<String> = words.split('\n').map(|l| escaped(l.trim_end())).collect();
    lines.join("<br>\n")
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // No page may hold these, also not as a reference.
            c if is_noncharacter(c) => out.push_str(&format!("&lt;U+{:04X}&gt;", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}
