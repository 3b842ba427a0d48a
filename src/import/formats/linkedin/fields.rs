//! A row's fields by column, in characters; a row that has not as many as the header is not guessed at.

use std::borrow::Cow;

use super::columns::{Column, Columns};
use super::rows::fields;

/// The fields of a row that has what the header names.
pub(super) struct RowFields<'c> {
    columns: &'c Columns,
    values: Vec<String>,
    /// Some of it was no UTF-8.
    pub(super) latin: bool,
}

impl<'c> RowFields<'c> {
    /// Reads a row; why not, where its fields cannot be told apart.
    pub(super) fn of(row: &[u8], columns: &'c Columns) -> Result<RowFields<'c>, String> {
        let mut found = fields(row, columns.separator);
        let (have, want) = (found.len(), columns.count);
        while found.len() > want && found.last().is_some_and(Vec::is_empty) {
            found.pop();
        }
        if found.len() != want && !ends_early(&found, columns) {
            let fields = |n: usize| crate::text::counted(n, "field");
            return Err(format!("it has {} and not {want}", fields(have)));
        }
        found.resize(want, Vec::new());
        let mut latin = false;
        let values = found.into_iter().map(|f| {
            String::from_utf8(f).unwrap_or_else(|e| {
                latin = true;
                e.as_bytes().iter().map(|b| windows_1252(*b)).collect()
            })
        });
        let values = values.collect();
        Ok(RowFields {
            columns,
            values,
            latin,
        })
    }

    /// What stands in a column; nothing where there is none.
    pub(super) fn get(&self, column: Column) -> &str {
        let place = self.columns.place(column);
        let value = place.and_then(|p| self.values.get(p));
        value.map(|v| v.trim()).unwrap_or_default()
    }

    pub(super) fn is_yes(&self, column: Column) -> bool {
        let value = self.get(column).to_ascii_lowercase();
        matches!(value.as_str(), "yes" | "true" | "1" | "y")
    }

    /// Addresses: of people, or of files.
    pub(super) fn urls(&self, column: Column) -> Vec<Cow<'_, str>> {
        let all = self.get(column).split([',', ';', ' ', '\n', '\r', '\t']);
        let all = all.map(str::trim).filter(|u| !u.is_empty());
        all.map(Cow::Borrowed).collect()
    }
}

/// Whether a row lacks only what stands behind the folder, as where empty fields at the end were dropped.
fn ends_early(found: &[Vec<u8>], columns: &Columns) -> bool {
    let folder = columns.place(Column::Folder);
    let folder = folder.and_then(|at| found.get(at));
    let date = columns.place(Column::Date).and_then(|at| found.get(at));
    found.len() < columns.count
        && date.is_some_and(|d| d.first().is_some_and(u8::is_ascii_digit))
        && folder.is_some_and(|f| {
            !f.is_empty() && f.iter().all(|b| b.is_ascii_uppercase() || *b == b'_')
        })
}

/// The character that Windows means by a byte.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
        '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
        '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH
            .get(usize::from(byte - 0x80))
            .copied()
            .unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_where_its_fields_are_those_of_the_header() {
        let columns = Columns::of(b"FROM,TO,DATE,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT");
        let columns = columns.unwrap();
        let content = |row: &[u8]| {
            let fields = RowFields::of(row, &columns);
            fields.map(|f| f.get(Column::Content).to_owned())
        };
        assert_eq!(content(b"a,b,2024,=1+1,INBOX,,No"), Ok("=1+1".to_owned()));
        assert_eq!(content(b"a,b,2024,x,INBOX,,No,,"), Ok("x".to_owned()));
        assert_eq!(content(b"a,b,2024,x,INBOX"), Ok("x".to_owned()));
        assert_eq!(content(b"a,b,2024,x\x80\xe9,INBOX,,"), Ok("x€é".to_owned()));
        for row in [
            &b"BADROW"[..],
            b"a,b,2024,x",
            b"a,b,2024,x,y,z,INBOX,,No",
            b"a,2024,x,INBOX,,",
        ] {
            assert!(content(row).is_err(), "{row:?}");
        }
    }
}
