//! A paper as plain text of 72 columns.
//!
//! Invariants: no line is wider than 72 columns; no control character but LF; a value's further lines are indented,
//! and so is every other stretch of words that would begin one of its lines like a field or a rule of the paper
//! ([`flush`]), so that none can be taken for one, wherever it was broken; nothing in it begins a page of HTML; a
//! table that does not fit is told row by row, each cell under its label.

use std::borrow::Cow;

use crate::text::{safe_block, safe_line, width, wrap};

use super::super::lines::{COLUMNS, field, indented, push_line};
use super::super::words::no_page;
use super::{Block, MARKING, Paper, Section, Table};

/// The heading of a column of row numbers.
pub const NUMBER: &str = "No.";
/// Blanks between two columns of a table.
const GAP: usize = 2;

/// The whole paper as text.
pub fn text(paper: &Paper) -> String {
    let mut out = String::new();
    heading(&mut out, &paper.title);
    for sentence in &paper.lead {
        paragraph(&mut out, sentence);
    }
    if !paper.facts.is_empty() {
        facts(&mut out, &paper.facts);
        out.push('\n');
    }
    for section in &paper.sections {
        self::section(&mut out, section);
    }
    if !paper.signatures.is_empty() {
        heading(&mut out, "Signatures");
        for who in &paper.signatures {
            signature(&mut out, who);
        }
    }
    for section in &paper.ends {
        self::section(&mut out, section);
    }
    if let Some(marking) = paper.marking() {
        field(&mut out, MARKING, &shown_block(marking));
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    out
}

/// One harmless line that begins no page of HTML.
fn shown_line(words: &str) -> Cow<'_, str> {
    no_page(safe_line(words))
}

/// Harmless lines that begin no page of HTML.
fn shown_block(words: &str) -> Cow<'_, str> {
    no_page(safe_block(words))
}

/// A heading on lines of its own, underlined, and a blank line. It begins with the paper's own words. A rule of `-`
/// is passed over by who reads it aloud; one of `=` is not.
fn heading(out: &mut String, words: &str) {
    let wide = flush(out, shown_line(words).trim(), 1);
    out.extend(std::iter::repeat_n('-', wide.min(COLUMNS)));
    out.push_str("\n\n");
}

fn section(out: &mut String, section: &Section) {
    heading(out, &section.heading);
    for block in &section.blocks {
        match block {
            Block::Paragraph(words) => paragraph(out, words),
            Block::List(points) if points.is_empty() => continue,
            Block::List(points) => {
                for point in points {
                    indented(out, &format!("- {}", shown_block(point.trim())));
                }
                out.push('\n');
            }
            Block::Facts(pairs) if pairs.is_empty() => continue,
            Block::Facts(pairs) => {
                facts(out, pairs);
                out.push('\n');
            }
            Block::Table(table) => self::table(out, table),
            Block::Plot(plot) => paragraph(out, &plot.words()),
            Block::Links(pairs) if pairs.is_empty() => continue,
            Block::Links(pairs) => {
                facts(out, pairs);
                out.push('\n');
            }
        }
    }
}

/// Whole sentences; where somebody wrote several lines, those after the first are indented.
fn paragraph(out: &mut String, words: &str) {
    let words = shown_block(words.trim());
    let (first, rest) = words.split_once('\n').unwrap_or((&words, ""));
    flush(out, first, 0);
    if words.contains('\n') {
        for line in wrap(rest, COLUMNS - 2) {
            push_line(out, "  ", &line);
        }
    }
    out.push('\n');
}

fn facts(out: &mut String, pairs: &[(String, String)]) {
    for (label, value) in pairs {
        field(out, &shown_line(label), &shown_block(value));
    }
}

/// Words on lines of their own, from the first column on; gives back the columns that they take. Where one of the
/// lines after the `known` first, as they happen to be broken, would pass for a field or a rule of the paper, all are
/// indented.
fn flush(out: &mut String, words: &str, known: usize) -> usize {
    let (mut indent, mut lines) = ("", wrap(words, COLUMNS));
    if lines.iter().skip(known).any(|line| passes_for_form(line)) {
        (indent, lines) = ("  ", wrap(words, COLUMNS - 2));
    }
    for line in &lines {
        push_line(out, indent, line);
    }
    let wide = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    wide + indent.len()
}

/// Whether a line from the first column on could be taken for a field, or for the rule below a heading. Labels and
/// headings begin with a capital, and a script that has no capitals could spell any.
fn passes_for_form(line: &str) -> bool {
    let line = line.trim();
    let label = line.split_once(':').filter(|(_, value)| {
        let next = value.chars().next();
        next.is_none_or(char::is_whitespace)
    });
    let rule = |sign: char| !line.is_empty() && line.chars().all(|c| c == sign);
    rule('=') || rule('-') || label.is_some_and(|(label, _)| !label.starts_with(char::is_lowercase))
}

/// Aligned columns where they fit, else every row with its labels.
fn table(out: &mut String, table: &Table) {
    let caption = shown_line(table.caption.trim());
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| cells(row)).collect();
    if rows.is_empty() {
        indented(out, &format!("{caption}: none"));
        return out.push('\n');
    }
    flush(out, &caption, 0);
    out.push('\n');
    let head = cells(&table.head);
    let widths = widths(&head, &rows);
    let whole = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    let fits = whole <= COLUMNS && rows.iter().all(|row| row.len() == head.len());
    // A row that begins like a field stands under its labels instead.
    let plain = |row: &Vec<String>| row.first().is_none_or(|cell| !passes_for_form(cell));
    match fits && rows.iter().all(plain) {
        true => aligned(out, &head, &rows, &widths),
        false => stacked(out, &head, &rows),
    }
    out.push('\n');
}

fn cells(row: &[String]) -> Vec<String> {
    row.iter()
        .map(|cell| shown_line(cell.trim()).into_owned())
        .collect()
}

/// The columns that the widest cell of each column takes.
fn widths(head: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let mut widths: Vec<usize> = head.iter().map(|cell| width(cell)).collect();
    for row in rows {
        for (wide, cell) in widths.iter_mut().zip(row) {
            *wide = width(cell).max(*wide);
        }
    }
    widths
}

fn aligned(out: &mut String, head: &[String], rows: &[Vec<String>], widths: &[usize]) {
    let mut put = |cells: &[String]| {
        let mut text = String::new();
        for (cell, wide) in cells.iter().zip(widths) {
            text.push_str(cell);
            let blanks = wide.saturating_sub(width(cell)) + GAP;
            text.extend(std::iter::repeat_n(' ', blanks));
        }
        push_line(out, "", &text);
    };
    put(head);
    put(&widths.iter().map(|w| "-".repeat(*w)).collect::<Vec<_>>());
    rows.iter().for_each(|row| put(row));
}

/// Row by row. A table that numbers its rows itself, in a first column of that name, is not numbered twice.
fn stacked(out: &mut String, head: &[String], rows: &[Vec<String>]) {
    let numbered = head.first().is_some_and(|label| label == NUMBER);
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let own = row.first().filter(|_| numbered && row.len() > 1);
        let number = match own {
            Some(own) => format!("{own}. "),
            None => format!("{}. ", n + 1),
        };
        let first = usize::from(own.is_some());
        let indent = " ".repeat(number.len());
        for (column, cell) in row.iter().enumerate().skip(first) {
            let before = if column == first { &number } else { &indent };
            let label = head.get(column).map_or("", String::as_str);
            let value = if cell.is_empty() { "none" } else { cell };
            let text = match label.is_empty() {
                true => value.to_owned(),
                false => format!("{label}: {value}"),
            };
            let lines = wrap(&text, COLUMNS - number.len() - 2);
            for (n, line) in lines.iter().enumerate() {
                match n {
                    0 => push_line(out, before, line),
                    _ => push_line(out, &format!("{indent}  "), line),
                }
            }
        }
    }
}

fn signature(out: &mut String, who: &str) {
    flush(out, &shown_line(who.trim()), 0);
    for label in ["Name", "Signature", "Date"] {
        let label = format!("{label}:");
        let line = "_".repeat(40);
        push_line(out, "  ", &format!("{label:<11}{line}"));
        out.push('\n');
    }
}
