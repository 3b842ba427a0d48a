//! Addresses on the screen as links that the terminal opens (OSC 8), where it is known to take them.
//!
//! Invariant: only addresses that were handed over are linked, each where it stands whole, on one row or broken over
//! several; the text of the screen is the same without.

use super::cells::Cells;

/// A part of an address on one row of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LinkPart {
    pub y: u16,
    pub x: u16,
    pub columns: u16,
    pub address: String,
}

impl LinkPart {
    /// What begins it; parts of one address belong together by its place among them.
    pub fn begin(&self, number: usize) -> Vec<u8> {
        format!("\x1b]8;id=o{number};{}\x1b\\", self.address).into_bytes()
    }
}

/// What ends one.
pub(super) const END: &[u8] = b"\x1b]8;;\x1b\\";

/// How an address that may be linked begins.
const HTTPS: &str = "https://";

/// Whether an address can be handed to a terminal as it stands.
pub fn may_be_linked(address: &str) -> bool {
    address.starts_with(HTTPS) && address.bytes().all(|b| b.is_ascii_graphic())
}

/// Where these addresses stand.
pub(super) fn find(cells: &Cells, addresses: &[String]) -> Vec<LinkPart> {
    let mut found = Vec::new();
    if addresses.is_empty() {
        return found;
    }
    for y in 0..cells.size.height {
        let row = letters(cells, y);
        let mut from = 0;
        while let Some(at) = row.get(from..).and_then(|rest| rest.find(HTTPS)) {
            let x = from + at;
            let word = word(&row, x);
            let whole = addresses
                .iter()
                .find_map(|address| over_rows(cells, (y, x, word), address));
            found.extend(whole.into_iter().flatten());
            from = x + word.len().max(1);
        }
    }
    found
}

/// A row as letters, one a column: what is no plain letter counts as a blank.
fn letters(cells: &Cells, y: u16) -> String {
    let letter = |symbol: &str| match symbol.as_bytes() {
        [b] if b.is_ascii_graphic() => char::from(*b),
        _ => ' ',
    };
    cells.row(y).iter().map(|c| letter(c.symbol())).collect()
}

fn word(row: &str, x: usize) -> &str {
    let rest = row.get(x..).unwrap_or_default();
    rest.split(' ').next().unwrap_or_default()
}

/// The parts of an address that begins there; `None` where it is another, or is cut.
fn over_rows(
    cells: &Cells,
    (y, x, first): (u16, usize, &str),
    address: &str,
) -> Option<Vec<LinkPart>> {
    let part = |y: u16, x: usize, columns: usize| LinkPart {
        y,
        x: u16::try_from(x).unwrap_or(u16::MAX),
        columns: u16::try_from(columns).unwrap_or(0),
        address: address.to_owned(),
    };
    // Behind it a bracket, a comma or a stop may stand.
    if first.starts_with(address) {
        let behind = first.as_bytes().get(address.len());
        let ends = behind.is_none_or(|b| b",.;)".contains(b));
        return ends.then(|| vec![part(y, x, address.len())]);
    }
    let mut rest = address.strip_prefix(first)?;
    let mut parts = vec![part(y, x, first.len())];
    let mut y = y;
    while !rest.is_empty() {
        y += 1;
        if y >= cells.size.height {
            return None;
        }
        let row = letters(cells, y);
        let x = row.len() - row.trim_start().len();
        let more = word(&row, x);
        let taken = match more.starts_with(rest) {
            true => rest.len(),
            false => more.len(),
        };
        rest = rest.strip_prefix(more.get(..taken)?)?;
        if taken == 0 {
            return None;
        }
        parts.push(part(y, x, taken));
    }
    Some(parts)
}
