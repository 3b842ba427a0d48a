//! CSV that a spreadsheet shows and never runs (RFC 4180).
//!
//! Invariants: no cell starts, after blanks, with a sign that a spreadsheet takes for a formula; no cell holds a
//! control character or a line break.

use crate::text::safe_line;

/// What a spreadsheet takes for a formula at the start of a cell, full-width forms included.
const FORMULA_SIGNS: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// `text` as one harmless cell: one line, and an apostrophe before whatever a spreadsheet would run.
pub fn csv_cell(text: &str) -> String {
    let cell = safe_line(text);
    // safe_line turns a leading tab into blanks and shows a CR, so the signs alone are left to guard.
    if cell.trim_start().starts_with(FORMULA_SIGNS) {
        format!("'{cell}")
    } else {
        cell.into_owned()
    }
}

/// A header row and rows as CSV in UTF-8 with CRLF line ends; every cell goes through [`csv_cell`].
pub fn csv_table(header: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let written = || -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(Vec::new());
        writer.write_record(header.iter().map(|cell| csv_cell(cell)))?;
        for row in rows {
            writer.write_record(row.iter().map(|cell| csv_cell(cell)))?;
        }
        writer.into_inner().map_err(|e| e.into_error().into())
    };
    // Memory takes every write and flexible rows take any length: there is no error to report.
    written().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        for (given, cell) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("+44 7700 900123", "'+44 7700 900123"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1+1", "'        =1+1"),
            ("\r=1+1", "<U+000D>=1+1"),
            ("  =1+1", "'  =1+1"),
            ("＝1+1", "'＝1+1"),
            ("a\nb", "a<U+000A>b"),
            ("\u{1b}[2J", "<U+001B>[2J"),
            ("", ""),
        ] {
            assert_eq!(csv_cell(given), cell, "{given:?}");
            assert_eq!(csv_cell(cell), cell, "twice is the same as once");
        }
    }

    #[test]
    fn a_table_is_quoted_where_it_must_be() {
        let rows = vec![
            vec!["k7m2q9".to_owned(), "he said \"yes\", twice".to_owned()],
            vec!["=cmd()".to_owned()],
        ];
        assert_eq!(
            String::from_utf8(csv_table(&["id", "note"], &rows)).unwrap(),
            "id,note\r\nk7m2q9,\"he said \"\"yes\"\", twice\"\r\n'=cmd()\r\n"
        );
        assert_eq!(csv_table(&["id"], &[]), b"id\r\n");
    }
}
