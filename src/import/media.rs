//! What kind of file some bytes are, told by how they begin.

use super::row::FormatRow;

/// How much of a file tells what kind it is.
pub(super) const TELLING: u64 = 64;

/// The first bytes, where in the file they stand, and the type.
const SIGNS: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"BM", "image/bmp"),
    (0, b"%PDF", "application/pdf"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp3gp", "video/3gpp"),
    (4, b"ftyp", "video/mp4"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (0, b"BEGIN:VCARD", "text/vcard"),
    (0, b"BEGIN:VCALENDAR", "text/calendar"),
];

/// The media type of a file that begins like this, where it is one of those that are known.
pub(super) fn kind_of(head: &[u8]) -> Option<&'static str> {
    let is = |(at, sign, _): &&(usize, &[u8], &str)| {
        head.get(*at..at + sign.len()).is_some_and(|b| b == *sign)
    };
    SIGNS.iter().find(is).map(|(.., kind)| *kind)
}

/// Types by how a name ends, where the bytes do not tell; of those in a zip or in Office's older form the bytes tell no
/// more than that.
const ENDINGS: &[(&str, &str)] = &[
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("heic", "image/heic"),
    ("bmp", "image/bmp"),
    ("svg", "image/svg+xml"),
    ("mp4", "video/mp4"),
    ("mov", "video/quicktime"),
    ("3gp", "video/3gpp"),
    ("webm", "video/webm"),
    ("opus", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("m4a", "audio/mp4"),
    ("aac", "audio/aac"),
    ("mp3", "audio/mpeg"),
    ("amr", "audio/amr"),
    ("wav", "audio/wav"),
    ("pdf", "application/pdf"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("htm", "text/html"),
    ("html", "text/html"),
    ("json", "application/json"),
    ("xml", "application/xml"),
    ("vcf", "text/vcard"),
    ("ics", "text/calendar"),
    ("rtf", "application/rtf"),
    ("zip", "application/zip"),
    ("eml", "message/rfc822"),
    ("doc", "application/msword"),
    ("xls", "application/vnd.ms-excel"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("msg", "application/vnd.ms-outlook"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
];

/// The media type of a file that is there: by its beginning, else as the export says, else by its name's ending.
pub(super) fn kind_of_file(head: &[u8], said: Option<&str>, name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    let by_name = ENDINGS
        .iter()
        .find(|(end, _)| ending.as_deref() == Some(*end));
    let by_name = by_name.map(|(_, kind)| *kind);
    let told = kind_of(head);
    let wraps = matches!(told, Some("application/zip" | "application/x-ole-storage"));
    let is_office =
        |kind: &&str| kind.starts_with("application/vnd.") || *kind == "application/msword";
    let office = by_name.filter(|kind| wraps && is_office(kind));
    let said = said.filter(|said| said.contains('/'));
    let found = office.or(told).or(said).or(by_name);
    found.unwrap_or("application/octet-stream").to_owned()
}

/// What the original of a message is called where it is kept, so that a program opens it that can: a mail is one of
/// its own, of everything else it is a piece of text.
pub fn original_name(of: &FormatRow, raw: &[u8]) -> &'static str {
    match (of.channel, kind_of(raw)) {
        ("email", Some("application/x-ole-storage")) => "message.msg",
        ("email", _) => "message.eml",
        _ => "message.txt",
    }
}

#[cfg(test)]
mod tests {
    use super::kind_of_file;

    #[test]
    fn a_file_is_of_the_kind_its_bytes_show_and_else_of_what_is_said_of_it() {
        for (head, said, name, kind) in [
            (
                &b"%PDF-1.7"[..],
                Some("image/jpeg"),
                "a.jpg",
                "application/pdf",
            ),
            (b"PK\x03\x04..", None, "a.zip", "application/zip"),
            (
                b"PK\x03\x04..",
                None,
                "a.odt",
                "application/vnd.oasis.opendocument.text",
            ),
            (b"\xd0\xcf\x11\xe0..", None, "a.DOC", "application/msword"),
            (
                b"\xd0\xcf\x11\xe0..",
                None,
                "a.jpg",
                "application/x-ole-storage",
            ),
            (b"words", Some("text/x-log"), "a.txt", "text/x-log"),
            (b"words", None, "a.TXT", "text/plain"),
            (b"words", Some("photo"), "a.b", "application/octet-stream"),
            (b"", None, "", "application/octet-stream"),
        ] {
            assert_eq!(kind_of_file(head, said, name), kind, "{name}");
        }
    }
}
