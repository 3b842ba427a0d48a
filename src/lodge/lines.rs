//! Lines of a page of text: no longer than a page is wide, and facts with what they are called.

use super::words::no_page;
use crate::text::{safe_block, width, wrap};

pub(super) const COLUMNS: usize = 72;

/// A field of a record: as [`field`], and no blank line in it, since one ends the block.
pub(super) fn fact(out: &mut String, label: &str, value: &str) {
    let value = safe_block(value);
    let lines: Vec<&str> = value.lines().filter(|l| !l.trim().is_empty()).collect();
    field(out, label, &lines.join("\n"));
}

/// `Label: value`, continued on indented lines.
pub(super) fn field(out: &mut String, label: &str, value: &str) {
    let value = safe_block(value.trim());
    indented(out, &format!("{label}: {}", no_page(value)));
}

/// Lines of at most 72 columns, those after the first indented.
pub(super) fn indented(out: &mut String, text: &str) {
    if width(text) <= COLUMNS && !text.contains('\n') {
        return push_line(out, "", text);
    }
    for (n, line) in wrap(text, COLUMNS - 2).iter().enumerate() {
        push_line(out, if n == 0 { "" } else { "  " }, line);
    }
}

/// A line without blanks at its end.
pub(super) fn push_line(out: &mut String, indent: &str, line: &str) {
    out.push_str(format!("{indent}{line}").trim_end());
    out.push('\n');
}
