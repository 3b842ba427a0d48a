//! Which column is which: by their names, whatever their number and order.

use super::rows::fields;

/// Rows before the header that are looked at.
pub(super) const PREAMBLE: usize = 12;

/// The longest row that is taken for a header.
const HEADER: usize = 64 << 10;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Conversation,
    Title,
    From,
    FromUrl,
    To,
    ToUrls,
    Date,
    Subject,
    Content,
    Folder,
    Attachments,
    Draft,
    Archived,
    Direction,
}

const NAMES: &[(&str, Column)] = &[
    ("conversation id", Column::Conversation),
    ("conversation title", Column::Title),
    ("from", Column::From),
    ("sender profile url", Column::FromUrl),
    ("inviterprofileurl", Column::FromUrl),
    ("to", Column::To),
    ("recipient profile urls", Column::ToUrls),
    ("recipient profile url", Column::ToUrls),
    ("inviteeprofileurl", Column::ToUrls),
    ("date", Column::Date),
    ("sent at", Column::Date),
    ("subject", Column::Subject),
    ("content", Column::Content),
    ("message", Column::Content),
    ("folder", Column::Folder),
    ("attachments", Column::Attachments),
    ("is message draft", Column::Draft),
    ("is conversation archived", Column::Archived),
    ("direction", Column::Direction),
];

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Messages,
    /// Notes that were sent with an invitation.
    Invitations,
    /// Another table of the same download, which holds no messages.
    Other,
}

/// The header of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) table: Table,
    pub(super) separator: u8,
    pub(super) count: usize,
    places: Vec<(Column, usize)>,
    row: Vec<u8>,
}

impl Columns {
    /// Whether a row is the header: it may stand again where tables were joined.
    pub(super) fn is_header(&self, row: &[u8]) -> bool {
        row == self.row
    }

    /// Reads a row as a header; `None` where it is none.
    pub(super) fn of(row: &[u8]) -> Option<Columns> {
        if row.len() > HEADER {
            return None;
        }
        [b',', b';', b'\t'].into_iter().find_map(|separator| {
            let names: Vec<String> = fields(row, separator).iter().map(|f| name(f)).collect();
            let mut places: Vec<(Column, usize)> = Vec::new();
            for (place, name) in names.iter().enumerate() {
                let found = NAMES.iter().find(|(n, _)| n == name);
                if let Some((_, column)) = found
                    && !places.iter().any(|(c, _)| c == column)
                {
                    places.push((*column, place));
                }
            }
            let table = table(&names, &places)?;
            Some(Columns {
                table,
                separator,
                count: names.len(),
                places,
                row: row.to_vec(),
            })
        })
    }

    pub(super) fn place(&self, of: Column) -> Option<usize> {
        let found = self.places.iter().find(|(c, _)| *c == of);
        found.map(|(_, place)| *place)
    }
}

/// A column's name in the one form that is compared.
fn name(field: &[u8]) -> String {
    let text = String::from_utf8_lossy(field);
    let text = text.trim_matches('\u{feff}').replace('_', " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn table(names: &[String], places: &[(Column, usize)]) -> Option<Table> {
    let has = |all: &[Column]| all.iter().all(|c| places.iter().any(|(of, _)| of == c));
    let named = |all: &[&str]| all.iter().all(|n| names.iter().any(|of| of == n));
    let written = [Column::From, Column::Date, Column::Content];
    if named(&["sent at", "message"]) && has(&written) {
        return Some(Table::Invitations);
    }
    let messages = has(&written) && named(&["date", "content"]);
    if messages && (has(&[Column::To]) || has(&[Column::Conversation])) {
        return Some(Table::Messages);
    }
    let connections = ["first name", "last name", "connected on"];
    named(&connections).then_some(Table::Other)
}

/// The header of a table that begins like this, among its first rows.
pub(super) fn header(head: &[u8]) -> Option<Columns> {
    let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head);
    let lines = head.split(|b| *b == b'\n').take(PREAMBLE);
    lines
        .map(|l| l.strip_suffix(b"\r").unwrap_or(l))
        .find_map(Columns::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(head: &str) -> Option<(Table, usize, u8)> {
        let columns = header(head.as_bytes())?;
        Some((columns.table, columns.count, columns.separator))
    }

    #[test]
    fn a_table_is_told_by_the_names_of_its_columns() {
        let messages = |count, separator| Some((Table::Messages, count, separator));
        for (head, is) in [
            (
                "FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER\n",
                messages(7, b','),
            ),
            (
                "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
                messages(10, b','),
            ),
            (
                "\u{feff}\"Conversation Id\";From;Date;Content;\"new one\"\r\n",
                messages(5, b';'),
            ),
            ("sep=,\nFROM\tTO\tDATE\tCONTENT\n", messages(4, b'\t')),
            (
                "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n",
                Some((Table::Invitations, 7, b',')),
            ),
            (
                "Notes:\n\"When exporting\"\n\nFirst Name,Last Name,URL,Connected On\n",
                Some((Table::Other, 4, b',')),
            ),
            ("from,to,amount\n", None),
            ("Date,From,To,Subject\n", None),
            ("", None),
        ] {
            assert_eq!(told(head), is, "{head}");
        }
    }
}
