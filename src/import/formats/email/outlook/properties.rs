//! The properties of a mail, a recipient or an attachment: text, numbers, times.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Utc};

use super::codepage::{decoded, utf16};
use super::compound::{Compound, PROPERTIES};

/// Properties with a value of their own that are read.
const MOST: usize = 10_000;
/// Seconds from 1601 to 1970.
const TO_1970: i64 = 11_644_473_600;

/// What a folder of a mail says.
pub(super) struct Properties {
    folder: PathBuf,
    /// Of each that is a number or a time, its tag and its value.
    fixed: Vec<(u32, u64)>,
    page: u32,
}

impl Properties {
    /// Reads what stands in a folder, behind so many bytes of a header.
    pub(super) fn read(file: &mut Compound<'_>, folder: &Path, header: usize) -> Properties {
        let bytes = file.stream(&folder.join(PROPERTIES)).unwrap_or_default();
        let rows = bytes.get(header..).unwrap_or_default().chunks_exact(16);
        let fixed = rows.take(MOST).map(|row| {
            let number = |at: usize, n: usize| {
                let part = row.get(at..at + n).unwrap_or_default();
                part.iter()
                    .rev()
                    .fold(0u64, |all, b| all << 8 | u64::from(*b))
            };
            (number(0, 4) as u32, number(8, 8))
        });
        let mut found = Properties {
            folder: folder.to_owned(),
            fixed: fixed.collect(),
            page: 0,
        };
        found.page = found
            .number(0x3ffd)
            .or(found.number(0x3fde))
            .unwrap_or(1252);
        found
    }

    /// The same, text in the tables of another's.
    pub(super) fn in_tables_of(mut self, other: &Properties) -> Properties {
        self.page = other.page;
        self
    }

    pub(super) fn number(&self, id: u16) -> Option<u32> {
        self.fixed(id, 0x0003).map(|n| n as u32)
    }

    fn fixed(&self, id: u16, kind: u16) -> Option<u64> {
        let tag = u32::from(id) << 16 | u32::from(kind);
        self.fixed.iter().find(|(t, _)| *t == tag).map(|(_, v)| *v)
    }

    /// A time; `Err` of one that no mail can have.
    pub(super) fn time(&self, id: u16) -> Option<Result<DateTime<Utc>, String>> {
        let ticks = self.fixed(id, 0x0040)?;
        let seconds = (ticks / 10_000_000) as i64 - TO_1970;
        let time = DateTime::from_timestamp(seconds, 0);
        // 1601 and 4501 stand for none at all.
        let can_be = time.filter(|t| (1970..=9999).contains(&t.year()) && t.year() != 4501);
        Some(can_be.ok_or_else(|| match time {
            Some(time) => time.format("%-d %B %Y").to_string(),
            None => "no date at all".to_owned(),
        }))
    }

    /// The path of what is kept outside of the list.
    pub(super) fn at(&self, id: u16, kind: u16) -> PathBuf {
        self.folder.join(format!("__substg1.0_{id:04X}{kind:04X}"))
    }

    pub(super) fn bytes(&self, file: &mut Compound<'_>, id: u16) -> Option<Vec<u8>> {
        file.stream(&self.at(id, 0x0102))
    }

    /// Text, in whichever of its two forms it is kept.
    pub(super) fn text(&self, file: &mut Compound<'_>, id: u16) -> Option<String> {
        let wide = file.stream(&self.at(id, 0x001f));
        let text = match wide {
            Some(bytes) => utf16(&bytes),
            None => decoded(&file.stream(&self.at(id, 0x001e))?, self.page),
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// The first of these that is there.
    pub(super) fn first(&self, file: &mut Compound<'_>, ids: &[u16]) -> Option<String> {
        ids.iter().find_map(|id| self.text(file, *id))
    }
}
