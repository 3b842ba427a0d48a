//! A table that was given: its columns, how its dates are read, whose it is, and what was learnt of it.

use std::cell::RefCell;

use super::columns::{Column, Columns, Table, header};
use super::dates::Slashes;
use super::fields::RowFields;
use super::rows::{CsvRows, fields};
use super::threads::Talks;
use crate::import::bundle::Bundle;
use crate::import::by_time::{TimeSpan, Turns};
use crate::import::encoding::{Encoding, Utf16};
use crate::import::error::ImportError;
use crate::text::safe_line;

/// How much of a table is looked at.
const LOOK: u64 = 64 << 10;

/// What is known of a table once it was gone through.
#[derive(Clone, Debug)]
pub(super) struct Learnt {
    pub(super) talks: Talks,
    pub(super) owner: Option<String>,
    pub(super) turns: Turns,
    pub(super) spans: Vec<TimeSpan>,
}

pub(super) struct Rows {
    pub(super) text: usize,
    pub(super) columns: Option<Columns>,
    pub(super) slashes: Slashes,
    pub(super) encoding: Encoding,
    /// The name that the download says its owner has.
    pub(super) profile: Option<String>,
    pub(super) beside: Vec<String>,
    pub(super) learnt: RefCell<Option<Learnt>>,
}

impl Rows {
    pub(super) fn of(bundle: &mut Bundle, texts: &[usize]) -> Result<Rows, ImportError> {
        let text = texts.first().copied().unwrap_or(0);
        let start = head(bundle, text)?;
        let columns = header(&start);
        let slashes = columns
            .as_ref()
            .map_or(Slashes::Unknown, |columns| slashes(&start, columns));
        let encoding = Encoding::detect(&bundle.stretch(text, 0, 4096)?);
        let (mut profile, mut beside) = (None, Vec::new());
        if !bundle.is_lone() {
            for n in 0..bundle.pieces.len() {
                let path = bundle
                    .pieces
                    .get(n)
                    .map(|p| (p.name().to_ascii_lowercase(), p.path.clone()));
                let Some((name, path)) = path else { continue };
                if name == "profile.csv" && profile.is_none() {
                    profile = owner(&head(bundle, n)?);
                }
                let other = name == "messages.csv" && n != text || name == "invitations.csv";
                if other && beside.len() < 20 {
                    beside.push(safe_line(&path).into_owned());
                }
            }
        }
        Ok(Rows {
            text,
            columns,
            slashes,
            encoding,
            profile,
            beside,
            learnt: RefCell::new(None),
        })
    }
}

/// How dates with slashes are to be read, by the first rows.
fn slashes(mut start: &[u8], columns: &Columns) -> Slashes {
    if columns.table == Table::Invitations {
        return Slashes::MonthFirst;
    }
    let mut rows = CsvRows::new(&mut start, columns.separator);
    let mut dates = Vec::new();
    while let Ok(Some(row)) = rows.next() {
        if let Ok(fields) = RowFields::of(row.bytes, columns) {
            dates.push(fields.get(Column::Date).to_owned());
        }
    }
    Slashes::of(dates.iter().map(String::as_str))
}

/// The name in Profile.csv.
fn owner(mut head: &[u8]) -> Option<String> {
    let mut rows = CsvRows::new(&mut head, b',');
    let names = fields(rows.next().ok()??.bytes, b',');
    let values = fields(rows.next().ok()??.bytes, b',');
    let value = |wanted: &str| {
        let is = |n: &Vec<u8>| n.eq_ignore_ascii_case(wanted.as_bytes());
        let at = names.iter().position(is)?;
        Some(String::from_utf8_lossy(values.get(at)?).trim().to_owned())
    };
    let name = format!("{} {}", value("first name")?, value("last name")?);
    Some(name.trim().to_owned()).filter(|n| !n.is_empty())
}

/// How a table begins, as UTF-8.
pub(super) fn head(bundle: &mut Bundle, piece: usize) -> Result<Vec<u8>, ImportError> {
    let head = bundle.stretch(piece, 0, LOOK)?;
    let encoding = Encoding::detect(&head);
    if encoding == Encoding::Utf8 {
        return Ok(head);
    }
    let mut bytes = &head[..];
    let mut decoded = Vec::new();
    let read = std::io::Read::read_to_end(&mut Utf16::new(&mut bytes, encoding), &mut decoded);
    read.map_err(ImportError::reading)?;
    Ok(decoded)
}
