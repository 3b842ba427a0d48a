//! A paper as one HTML5 page that a browser shows, reads aloud and prints.
//!
//! Invariants: everything a person wrote is escaped, as [`Html`] sees to; no script, nothing fetched, no
//! link but to a part of the page itself or to an address that a policy file gives; every content stands within a landmark, every heading under the one above it, every table has a caption
//! and its head cells a scope; status is in words, so colour adds nothing (WCAG 2.2 AA).

mod court;
mod markup;
mod plot;

pub use court::{Court, CourtCover, Exhibit};
pub use markup::Html;

use super::text::NUMBER;
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

/// A paper of so many parts begins with what is in it.
const LONG: usize = 6;
const SIGNATURES: &str = "Signatures";

/// A longer title is cut in the browser's tab by most programs; the heading has all of it.
const TITLE: usize = 70;

/// The whole paper as an HTML5 document in UTF-8, lines ended by LF.
pub fn html(paper: &Paper) -> Html {
    let mut blocks = paper.sections.iter().flat_map(|s| &s.blocks);
    let plots = blocks.any(|b| matches!(b, Block::Plot(_)));
    let mut out = begun(&paper.title, if plots { plot::STYLE } else { "" });
    for sentence in &paper.lead {
        paragraph(&mut out, sentence);
    }
    facts(&mut out, &paper.facts);
    let headings = headings(paper);
    contents(&mut out, &headings);
    let parts = paper.sections.iter().enumerate();
    for (n, section) in parts {
        self::section(&mut out, n + 1, section);
    }
    let mut next = paper.sections.len() + 1;
    if !paper.signatures.is_empty() {
        signatures(&mut out, next, &paper.signatures);
        next += 1;
    }
    for (n, section) in paper.ends.iter().enumerate() {
        self::section(&mut out, next + n, section);
    }
    out.put(ended(paper.marking()));
    out
}

/// What stands above each part, in their order.
fn headings(paper: &Paper) -> Vec<&str> {
    let signed = (!paper.signatures.is_empty()).then_some(SIGNATURES);
    let before = paper.sections.iter().map(|s| s.heading.as_str());
    let after = paper.ends.iter().map(|s| s.heading.as_str());
    before.chain(signed).chain(after).collect()
}

/// Where there is more than a page to go through, what is in it, each leading there.
fn contents(out: &mut Html, headings: &[&str]) {
    if headings.len() < LONG {
        return;
    }
    out.mark("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n");
    for (n, heading) in headings.iter().enumerate() {
        out.mark("<li><a href=\"#part-")
            .put(Html::line(&(n + 1).to_string()))
            .mark("\">")
            .put(Html::named(heading))
            .mark("</a></li>\n");
    }
    out.mark("</ol>\n</nav>\n");
}

/// A page up to its first content; `style` is added to a paper's own.
fn begun(title: &str, style: &'static str) -> Html {
    let mut out = Html::default();
    out.mark("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n")
        .mark("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .put(Html::named_within(title, TITLE))
        .mark("</title>\n<style>\n")
        .mark(STYLE)
        .mark(style)
        .mark("</style>\n</head>\n<body>\n<header>\n<h1>")
        .put(Html::named(title))
        .mark("</h1>\n</header>\n<main>\n");
    out
}

/// A page from its last content on.
fn ended(marking: Option<&str>) -> Html {
    let mut out = Html::default();
    out.mark("</main>\n");
    if let Some(marking) = marking {
        out.mark("<footer>\n<p>")
            .put(Html::line(MARKING))
            .mark(": ")
            .put(Html::line(marking))
            .mark("</p>\n</footer>\n");
    }
    out.mark("</body>\n</html>\n");
    out
}

/// The beginning of a part, with the name that the contents lead to.
fn part(out: &mut Html, number: usize, heading: &str) {
    out.mark("<section>\n<h2 id=\"part-")
        .put(Html::line(&number.to_string()))
        .mark("\">")
        .put(Html::named(heading))
        .mark("</h2>\n");
}

fn section(out: &mut Html, number: usize, section: &Section) {
    part(out, number, &section.heading);
    for block in &section.blocks {
        match block {
            Block::Paragraph(words) => paragraph(out, words),
            Block::List(points) => list(out, points),
            Block::Facts(pairs) => facts(out, pairs),
            Block::Table(table) => self::table(out, table),
            Block::Plot(plot) => plot::plot(out, plot),
            Block::Links(pairs) => links(out, pairs),
        }
    }
    out.mark("</section>\n");
}

fn paragraph(out: &mut Html, words: &str) {
    out.mark("<p>").put(Html::block(words)).mark("</p>\n");
}

fn list(out: &mut Html, points: &[String]) {
    if points.is_empty() {
        return;
    }
    out.mark("<ul>\n");
    for point in points {
        out.mark("<li>").put(Html::block(point)).mark("</li>\n");
    }
    out.mark("</ul>\n");
}

fn facts(out: &mut Html, pairs: &[(String, String)]) {
    if pairs.is_empty() {
        return;
    }
    out.mark("<dl>\n");
    for (label, value) in pairs {
        out.mark("<div><dt>")
            .put(Html::named(label))
            .mark("</dt> <dd>")
            .put(Html::block(value))
            .mark("</dd></div>\n");
    }
    out.mark("</dl>\n");
}

/// Each label leads to its address, which stands beside it for whoever prints the page.
fn links(out: &mut Html, pairs: &[(String, String)]) {
    if pairs.is_empty() {
        return;
    }
    out.mark("<ul>\n");
    for (label, address) in pairs {
        out.mark("<li>").put(Html::line(label)).mark(": ");
        match Html::address(address) {
            Some(escaped) => {
                out.mark("<a href=\"")
                    .put(escaped.clone())
                    .mark("\">")
                    .put(escaped)
                    .mark("</a>");
            }
            None => {
                out.put(Html::line(address));
            }
        }
        out.mark("</li>\n");
    }
    out.mark("</ul>\n");
}

fn table(out: &mut Html, table: &Table) {
    if table.rows.is_empty() {
        out.mark("<p>")
            .put(Html::line(&table.caption))
            .mark(": none</p>\n");
        return;
    }
    out.mark("<table>\n<caption>")
        .put(Html::named(&table.caption))
        .mark("</caption>\n");
    head(out, table.head.iter().map(String::as_str));
    out.mark("<tbody>\n");
    // A row is told by what it is about, not by its number.
    let about = usize::from(is_numbered(table));
    for row in &table.rows {
        out.mark("<tr>\n");
        for (column, cell) in row.iter().map(|cell| Html::block(cell)).enumerate() {
            let (opened, closed) = match column == about && !cell.is_empty() {
                true => ("<th scope=\"row\">", "</th>\n"),
                false => ("<td>", "</td>\n"),
            };
            out.mark(opened).put(cell).mark(closed);
        }
        out.mark("</tr>\n");
    }
    out.mark("</tbody>\n</table>\n");
}

/// Whether the first of several columns numbers the rows.
fn is_numbered(table: &Table) -> bool {
    table.head.len() > 1 && table.head.first().is_some_and(|label| label == NUMBER)
}

fn head<'a>(out: &mut Html, labels: impl IntoIterator<Item = &'a str>) {
    out.mark("<thead>\n<tr>\n");
    for label in labels {
        out.mark("<th scope=\"col\">")
            .put(Html::named(label))
            .mark("</th>\n");
    }
    out.mark("</tr>\n</thead>\n");
}

fn signatures(out: &mut Html, number: usize, who: &[String]) {
    part(out, number, SIGNATURES);
    out.mark("<table class=\"sign\">\n")
        .mark("<caption>To be filled in and signed</caption>\n");
    head(out, ["Who", "Name", "Signature", "Date"]);
    out.mark("<tbody>\n");
    for who in who {
        out.mark("<tr>\n<th scope=\"row\">")
            .put(Html::named(who))
            .mark("</th>\n<td></td>\n<td></td>\n<td></td>\n</tr>\n");
    }
    out.mark("</tbody>\n</table>\n</section>\n");
}
