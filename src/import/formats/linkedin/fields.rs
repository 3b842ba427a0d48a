//! A row's fields by column, in characters; a row that has not as many as the header is not guessed at.

use std::borrow::Cow;

use super::columns::{Column, Columns};
use super::rows::join_fields;

/// The fields of a row that has what the header names.
pub(super) struct RowFields<'c> {
    columns: &'c Columns,
    /// All of them, one behind another.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Some of it was no UTF-8.
    pub(super) latin: bool,
}

impl<'c> RowFields<'c> {
    /// Reads a row; why not, where its fields cannot be told apart.
    pub(super) fn of(row: &[u8], columns: &'c Columns) -> Result<RowFields<'c>, String> {
        let (mut joined, mut ends) = (Vec::with_capacity(row.len()), Vec::with_capacity(16));
        join_fields(row, columns.separator, &mut joined, &mut ends);
        let (have, want) = (ends.len(), columns.count);
        while ends.len() > want && field(&joined, &ends, ends.len() - 1).is_empty() {
            ends.pop();
        }
        if ends.len() != want && !ends_early((&joined, &ends), columns) {
            let fields = |n: usize| crate::text::counted(n, "field");
            return Err(format!("it has {} and not {want}", fields(have)));
        }
        let last = ends.last().copied().unwrap_or(0);
        ends.resize(want, last);
        let whole = String::from_utf8(joined).map_err(|e| e.into_bytes());
        // Two fields could share a character that neither has.
        let parts = |text: &String| ends.iter().all(|end| text.is_char_boundary(*end));
        let (text, latin) = match whole {
            Ok(text) if parts(&text) => (text, false),
            Ok(text) => by_field(text.as_bytes(), &mut ends),
            Err(bytes) => by_field(&bytes, &mut ends),
        };
        Ok(RowFields {
            columns,
            text,
            ends,
            latin,
        })
    }

    /// What stands in a column; nothing where there is none.
    pub(super) fn get(&self, column: Column) -> &str {
        let place = self.columns.place(column);
        let value = place.and_then(|p| {
            let from = p
                .checked_sub(1)
                .map_or(Some(&0), |before| self.ends.get(before))?;
            self.text.get(*from..*self.ends.get(p)?)
        });
        value.map(str::trim).unwrap_or_default()
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

/// One of the fields that stand one behind another; nothing where there is none.
fn field<'r>(joined: &'r [u8], ends: &[usize], n: usize) -> &'r [u8] {
    let from = n.checked_sub(1).map_or(Some(&0), |before| ends.get(before));
    let part = from.zip(ends.get(n));
    part.and_then(|(from, to)| joined.get(*from..*to))
        .unwrap_or_default()
}

/// Each field as text by itself, of the old code of Windows where it is no UTF-8; whether one was.
fn by_field(joined: &[u8], ends: &mut [usize]) -> (String, bool) {
    let (mut text, mut latin, mut from) = (String::new(), false, 0);
    for end in ends {
        let bytes = joined.get(from..*end).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(field) => text.push_str(field),
            Err(_) => {
                latin = true;
                text.extend(bytes.iter().map(|b| windows_1252(*b)));
            }
        }
        (from, *end) = (*end, text.len());
    }
    (text, latin)
}

/// Whether a row lacks only what stands behind the folder, as where empty fields at the end were dropped.
fn ends_early((joined, ends): (&[u8], &[usize]), columns: &Columns) -> bool {
    let of = |column| columns.place(column).filter(|at| *at < ends.len());
    let folder = of(Column::Folder).map(|at| field(joined, ends, at));
    let date = of(Column::Date).map(|at| field(joined, ends, at));
    ends.len() < columns.count
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
        // A character that is cut by a separator is in neither field.
        assert_eq!(content(b"a,b,2024\xc3,\xa9,INBOX,,"), Ok("©".to_owned()));
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
