//! What kind of file some bytes are, told by how they begin.

use super::row::FormatRow;

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

/// What the original of a message is called where it is kept, so that a program opens it that can: a mail is one of
/// its own, of everything else it is a piece of text.
pub fn original_name(of: &FormatRow, raw: &[u8]) -> &'static str {
    match (of.channel, kind_of(raw)) {
        ("email", Some("application/x-ole-storage")) => "message.msg",
        ("email", _) => "message.eml",
        _ => "message.txt",
    }
}
