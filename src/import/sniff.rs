//! What a file is that is no WhatsApp export, told by its first bytes, so that a refusal can name it.
//!
//! Only well-known signatures; whatever is not among them stays unnamed.

/// Signatures at the very start.
const STARTS: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image or a sound (RIFF)"),
    (b"OggS", "a voice message (Ogg)"),
    (
        b"SQLite format 3",
        "a database (SQLite), perhaps WhatsApp's own",
    ),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (
        b"\xd0\xcf\x11\xe0",
        "an Outlook message or an old Office document",
    ),
    (b"!BDN", "an Outlook data file (PST)"),
    (b"From ", "a mailbox (mbox)"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x7fELF", "a program"),
];

/// Names what the head of a file looks like.
pub(super) fn what(head: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = STARTS.iter().find(|(start, _)| head.starts_with(start)) {
        return Some(name);
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Some("a photo, a video or a sound (MP4 family)");
    }
    let text = String::from_utf8_lossy(&head[..head.len().min(4096)]);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let lower = text.to_ascii_lowercase();
    if text.starts_with(['{', '[']) {
        return json(text);
    }
    if lower.contains("<smses") {
        return Some("a backup of text messages (SMS Backup & Restore)");
    }
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Some("a web page (HTML)");
    }
    if lower.starts_with("<?xml") || lower.starts_with("<plist") {
        return Some("an XML document");
    }
    let first = lower.lines().next().unwrap_or_default();
    if first.contains("conversation id") || first.starts_with("from,to,date") {
        return Some("a LinkedIn messages file (CSV)");
    }
    let mail = [
        "received:",
        "return-path:",
        "message-id:",
        "delivered-to:",
        "mime-version:",
    ];
    if mail.iter().any(|h| lower.starts_with(h))
        || (lower.starts_with("from:") && lower.contains("\nsubject:"))
    {
        return Some("an email");
    }
    None
}

fn json(text: &str) -> Option<&'static str> {
    // A bracket begins an iPhone's stamp as well as a JSON list.
    if text.starts_with('[') && !text[1..].trim_start().starts_with(['{', '[', '"', ']']) {
        return None;
    }
    Some(if text.contains("\"backupTimeMs\"") {
        "a Signal export (JSON lines)"
    } else if text.contains("\"from_id\"") || text.contains("\"text_entities\"") {
        "a Telegram export (JSON)"
    } else if text.contains("\"sender_name\"") || text.contains("\"senderName\"") {
        "a Facebook or Instagram export (JSON)"
    } else {
        "a JSON file"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_formats_are_named() {
        for (head, part) in [
            (&b"%PDF-1.7"[..], "PDF"),
            (b"\xff\xd8\xff\xe0", "JPEG"),
            (b"\0\0\0\x18ftypmp42", "MP4"),
            (b"{\"version\":\"1\",\"backupTimeMs\":\"1\"}", "Signal"),
            (b"{\"messages\":[{\"from_id\":\"user1\"}]}", "Telegram"),
            (b"[{\"a\":1}]", "JSON"),
            (
                b"<?xml version='1.0'?>\n<smses count=\"1\">",
                "text messages",
            ),
            (b"\xef\xbb\xbf<?xml version='1.0'?><x/>", "XML"),
            (b"From a@example.org Mon Jan  1", "mbox"),
            (b"FROM,TO,DATE,SUBJECT,CONTENT", "LinkedIn"),
            (b"Received: by x\r\n", "email"),
        ] {
            let named = what(head).unwrap_or("nothing");
            assert!(named.contains(part), "{named} for {part}");
        }
        for head in [&b"[12/03/2022, 10:00:00] A: b"[..], b"hello", b""] {
            assert_eq!(what(head), None);
        }
    }
}
