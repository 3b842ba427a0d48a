//! Names of attachments and originals that are safe on any file plan.
//!
//! Invariants of a given name: one path part of at most 100 bytes, in NFC; no control, bidirectional or other
//! invisible format character; none of `< > : " / \ | ? * %` (the last because BagIt tools differ on how a manifest
//! writes it); no dot or blank at either end; not a name that Windows keeps for itself, nor one that the National
//! Archives exclude; unique within the capture whatever the case.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::text::must_escape;

use super::doc::{CaptureDoc, MessageDoc};

const LONGEST: usize = 100;
/// An ending longer than this is taken for a part of the name.
const LONGEST_EXTENSION: usize = 16;
const STANDING_IN: &str = "attachment";
/// Files that operating systems leave behind; an archive turns them away by name.
const EXCLUDED: &[&str] = &["thumbs.db", "desktop.ini", ".ds_store", "ds_store"];

/// The safe and unique name of every attachment, in the order of [`CaptureDoc::attachments`]. None is the name
/// of a text or an original: in the mail they stand side by side.
pub fn attachment_names(doc: &CaptureDoc) -> Vec<String> {
    let texts = (0..doc.messages.len()).map(text_name);
    let taken = texts.chain(original_names(doc).into_iter().flatten());
    let taken = taken.map(|name| folded(&name)).collect();
    safe_names(doc.attachments().map(|a| a.name.as_str()), taken)
}

/// The name under which the mail attaches the exact text of the message of this index.
pub fn text_name(index: usize) -> String {
    format!("message-{}.txt", index + 1)
}

/// The name of each message's original, in the order of the messages. Two exports may both have an entry of one
/// number; where that is not on record, the message's own place is.
pub fn original_names(doc: &CaptureDoc) -> Vec<Option<String>> {
    let mut taken = BTreeSet::new();
    let name = |(index, message): (usize, &MessageDoc)| {
        let original = message.original.as_ref()?;
        let stem = match original.entry {
            Some(entry) => format!("entry-{entry}"),
            None => format!("entry-of-message-{}", index + 1),
        };
        let ending = original.ending;
        let mut name = format!("{stem}.{ending}");
        let mut n = 2;
        while !taken.insert(name.clone()) {
            name = format!("{stem}-{n}.{ending}");
            n += 1;
        }
        Some(name)
    };
    doc.messages.iter().enumerate().map(name).collect()
}

fn safe_names<'a>(
    originals: impl Iterator<Item = &'a str>,
    mut taken: BTreeSet<String>,
) -> Vec<String> {
    originals
        .map(|original| {
            let name = clean(original);
            let mut candidate = name.clone();
            let mut n = 2;
            while !taken.insert(folded(&candidate)) {
                candidate = numbered(&name, n);
                n += 1;
            }
            candidate
        })
        .collect()
}

/// `text` as one word that may stand in a folder name, a boundary or a message id: ASCII letters, digits
/// and `-`, at most 40.
pub fn word(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(40)
        .collect()
}

/// What two names share when a file system that ignores case takes them for one.
fn folded(name: &str) -> String {
    name.to_uppercase().to_lowercase().nfc().collect()
}

fn clean(original: &str) -> String {
    let last = original.rsplit(['/', '\\']).next().unwrap_or_default();
    let mapped: String = last
        .chars()
        .filter(|c| !must_escape(*c))
        .nfc()
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' => '_',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let trimmed = mapped.trim_matches(['.', ' ']);
    let excluded = EXCLUDED.contains(&last.to_lowercase().as_str());
    // ".jpg" has lost its stem with its dot.
    let bare =
        mapped.trim_start().starts_with('.') && !trimmed.contains('.') && !trimmed.is_empty();
    let name = if trimmed.is_empty() {
        STANDING_IN.to_owned()
    } else if excluded || is_reserved(trimmed) {
        format!("{STANDING_IN}-{trimmed}")
    } else if bare {
        format!("{STANDING_IN}.{trimmed}")
    } else {
        trimmed.to_owned()
    };
    shortened(&name, "")
}

fn numbered(name: &str, n: usize) -> String {
    shortened(name, &format!("-{n}"))
}

/// `name` with `suffix` before its extension, cut in the stem to fit.
fn shortened(name: &str, suffix: &str) -> String {
    let (stem, extension) = split(name);
    let room = LONGEST - extension.len() - suffix.len();
    let mut end = stem.len().min(room);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    let stem = stem[..end].trim_end_matches(['.', ' ']);
    format!("{stem}{suffix}{extension}")
}

/// Stem and extension with its dot.
fn split(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at) if at > 0 && name.len() - at <= LONGEST_EXTENSION => name.split_at(at),
        _ => (name, ""),
    }
}

/// Whether Windows takes `name` for a device.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| matches!(rest.chars().collect::<Vec<_>>()[..], [c] if c.is_ascii_digit() || "¹²³".contains(c)))
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || numbered("COM")
        || numbered("LPT")
}

/// The media type that a mail says, by the ending of a name; octets where it is not a common one.
pub fn media_type(name: &str) -> &'static str {
    let (_, extension) = split(name);
    match extension.to_ascii_lowercase().as_str() {
        ".jpg" | ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".heic" => "image/heic",
        ".pdf" => "application/pdf",
        ".msg" => "application/vnd.ms-outlook",
        ".mp4" => "video/mp4",
        ".mov" => "video/quicktime",
        ".3gp" => "video/3gpp",
        ".mp3" => "audio/mpeg",
        ".m4a" => "audio/mp4",
        ".opus" | ".ogg" => "audio/ogg",
        ".vcf" => "text/vcard",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    }
}

/// The endings of files that are pictures, a screenshot among them.
const PICTURES: &[&str] = &[
    "png", "jpg", "jpeg", "heic", "webp", "gif", "bmp", "tif", "tiff",
];

/// Whether a file is a picture, by its ending.
pub fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    ending.is_some_and(|e| PICTURES.contains(&e.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn named(names: &[&str]) -> Vec<String> {
        safe_names(names.iter().copied(), BTreeSet::new())
    }

    #[test]
    fn a_name_keeps_what_is_harmless() {
        for (given, name) in [
            ("IMG-20261121-WA0003.jpg", "IMG-20261121-WA0003.jpg"),
            ("Brief für Ministerin.pdf", "Brief für Ministerin.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\x.doc", "x.doc"),
            ("..", "attachment"),
            ("", "attachment"),
            (" . . ", "attachment"),
            (".jpg", "attachment.jpg"),
            (".bashrc", "attachment.bashrc"),
            ("gpj.\u{202e}exe", "gpj.exe"),
            ("a\u{1b}[2Jb\n.txt", "a[2Jb.txt"),
            ("a:b*c?.txt", "a_b_c_.txt"),
            ("50%.txt", "50_.txt"),
            ("CON", "attachment-CON"),
            ("nul.txt", "attachment-nul.txt"),
            ("Com1 .txt", "attachment-Com1.txt"),
            ("LPT².log", "attachment-LPT².log"),
            ("COM.txt", "COM.txt"),
            ("COM10.txt", "COM10.txt"),
            ("Thumbs.db", "attachment-Thumbs.db"),
            ("desktop.ini", "attachment-desktop.ini"),
            (".DS_Store", "attachment-DS_Store"),
            ("trailing. ", "trailing"),
        ] {
            assert_eq!(named(&[given]), [name], "{given:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension_and_whole_characters() {
        let long = format!("{}.jpeg", "é".repeat(200));
        let names = named(&[&long, &long]);
        assert_eq!(names[0], format!("{}.jpeg", "é".repeat(47)));
        assert_eq!(names[1], format!("{}-2.jpeg", "é".repeat(46)));
        let stem = format!("{}.{}", "a".repeat(90), "b".repeat(90));
        assert_eq!(named(&[&stem])[0].len(), 100);
    }

    #[test]
    fn names_that_differ_in_case_or_composition_alone_are_told_apart() {
        assert_eq!(
            named(&[
                "a.jpg",
                "A.JPG",
                "a-2.jpg",
                "e\u{301}.png",
                "É.png",
                "x/a.jpg"
            ]),
            [
                "a.jpg",
                "A-2.JPG",
                "a-2-2.jpg",
                "é.png",
                "É-2.png",
                "a-3.jpg"
            ]
        );
    }

    proptest! {
        #[test]
        fn every_name_is_safe(given in proptest::collection::vec(any::<String>(), 1..6)) {
            let given: Vec<&str> = given.iter().map(String::as_str).collect();
            let names = named(&given);
            let mut seen = BTreeSet::new();
            for name in &names {
                prop_assert!(!name.is_empty() && name.len() <= LONGEST, "{name:?}");
                prop_assert!(!name.chars().any(|c| must_escape(c) || "/\\<>:\"|?*%".contains(c)), "{name:?}");
                prop_assert!(!name.starts_with('.') && !name.ends_with('.'), "{name:?}");
                prop_assert!(name.trim() == name, "{name:?}");
                prop_assert!(!is_reserved(name), "{name:?}");
                prop_assert!(seen.insert(name.to_lowercase()), "{name:?}");
            }
        }
    }
}
