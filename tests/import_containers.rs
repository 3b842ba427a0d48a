//! Where a chat's text may come from, and what is refused: each refusal says what, where and what next.

mod import_support;
#[path = "import_support/zips.rs"]
mod zips;

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use import_support::{entries, open, read};
use onrecord::import::{
    ENTRY_CAP, Export, ImportError, Input, Options, STDIN_CAP, Summary, read_stdin_capped,
};
use onrecord::ports::Ports;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;
use zips::zip_of;

const CHAT: &str = "18/03/2022, 15:10 - Ann: \u{200e}IMG-20220318-WA0001.jpg (file attached)\n\
                    18/03/2022, 15:11 - Bob: gone.pdf (file attached)\n";

/// Replaces bytes of an archive by others of the same length, everywhere.
fn patch(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut at = 0;
    let mut changed = 0;
    while at + from.len() <= bytes.len() {
        if &bytes[at..at + from.len()] == from {
            bytes[at..at + to.len()].copy_from_slice(to);
            changed += 1;
        }
        at += 1;
    }
    assert!(changed > 0);
    bytes
}

fn at_path(path: &Path) -> Result<Export, ImportError> {
    Export::open(
        &Ports::system(),
        Input::Path(path.to_owned()),
        &Options::default(),
    )
}

fn written(dir: &tempfile::TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn refusal(bytes: &[u8]) -> ImportError {
    let error = open(bytes, &Options::default()).err().expect("a refusal");
    let said = error.to_string();
    assert!(
        said.ends_with('.') && said.len() > 40,
        "a sentence with a next step: {said}"
    );
    assert!(!error.is_storage(), "{said}");
    error
}

fn has_attachment(summary: &Summary) {
    assert_eq!(summary.attachments.named, 2);
    assert_eq!(summary.attachments.present, 1);
    assert!(
        summary
            .notices
            .iter()
            .any(|n| n.contains("1 attachment is named but not there"))
    );
}

#[test]
fn a_zip_with_media_is_read() {
    let zip = zip_of(&[
        ("IMG-20220318-WA0001.jpg", b"jpeg"),
        ("WhatsApp Chat with Bill.txt", CHAT.as_bytes()),
        ("notes.txt", b"not a chat at all"),
        ("__MACOSX/._IMG-20220318-WA0001.jpg", b"x"),
        (".DS_Store", b"x"),
    ]);
    let dir = tempfile::tempdir().unwrap();
    let path = written(&dir, "anything.bin", &zip);
    for input in [
        Input::Path(path),
        Input::Bytes {
            name: None,
            bytes: zip,
        },
    ] {
        let mut export = Export::open(&Ports::system(), input, &Options::default()).unwrap();
        assert_eq!(export.conversation(), Some("Bill"));
        let (entries, summary) = entries(&mut export).unwrap();
        has_attachment(&summary);
        assert_eq!(summary.unnamed, ["notes.txt"]);
        assert_eq!(
            entries[0].attachments[0],
            ("IMG-20220318-WA0001.jpg".to_owned(), true)
        );
        assert_eq!(entries[1].attachments[0], ("gone.pdf".to_owned(), false));
        assert_eq!(
            export
                .attachment("IMG-20220318-WA0001.jpg", 10)
                .unwrap()
                .unwrap(),
            b"jpeg"
        );
        assert_eq!(export.attachment("gone.pdf", 10).unwrap(), None);
        let large = export
            .attachment("IMG-20220318-WA0001.jpg", 3)
            .err()
            .unwrap();
        assert!(matches!(
            large,
            ImportError::AttachmentTooLarge {
                size: 4,
                cap: 3,
                ..
            }
        ));
    }
}

#[test]
fn an_iphone_zip_is_named_by_its_file() {
    let chat = "[13/03/2022, 15:10:17] Ann: a\r\n";
    let zip = zip_of(&[
        ("_chat.txt", chat.as_bytes()),
        ("copy.txt", chat.as_bytes()),
    ]);
    let dir = tempfile::tempdir().unwrap();
    let path = written(&dir, "WhatsApp Chat - Schools Bill (2).zip", &zip);
    assert_eq!(at_path(&path).unwrap().conversation(), Some("Schools Bill"));
    // Packed again with its folder.
    let zip = zip_of(&[
        ("WhatsApp Chat - X/_chat.txt", chat.as_bytes()),
        ("WhatsApp Chat - X/a.jpg", b""),
    ]);
    let summary = open(zip, &Options::default()).unwrap().summary();
    assert_eq!((summary.entries, summary.unnamed_files), (1, 1));
}

#[test]
fn a_folder_and_a_lone_text_find_what_lies_beside() {
    let dir = tempfile::tempdir().unwrap();
    let text = written(&dir, "WhatsApp Chat with Bill.txt", CHAT.as_bytes());
    written(&dir, "IMG-20220318-WA0001.jpg", b"jpeg");
    written(&dir, "shopping.txt", b"milk\n");
    for path in [dir.path().to_owned(), text] {
        let mut export = at_path(&path).unwrap();
        assert_eq!(export.conversation(), Some("Bill"));
        let (_, summary) = entries(&mut export).unwrap();
        has_attachment(&summary);
        assert_eq!(
            export
                .attachment("IMG-20220318-WA0001.jpg", 10)
                .unwrap()
                .unwrap(),
            b"jpeg"
        );
        for name in ["../x", "/etc/hostname", "", "..", "a\0b"] {
            assert_eq!(export.attachment(name, 10).unwrap(), None, "{name:?}");
        }
        assert!(export.attachment("IMG-20220318-WA0001.jpg", 3).is_err());
    }
    let summary = at_path(dir.path()).unwrap().summary();
    assert_eq!(summary.unnamed, ["shopping.txt"]);
}

#[test]
fn links_in_a_folder_are_not_followed() {
    let dir = tempfile::tempdir().unwrap();
    written(&dir, "_chat.txt", CHAT.as_bytes());
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::os::unix::fs::symlink(secret.path(), dir.path().join("gone.pdf")).unwrap();
    let mut export = at_path(dir.path()).unwrap();
    assert_eq!(export.attachment("gone.pdf", 10).unwrap(), None);
    assert_eq!(export.summary().attachments.present, 0);
}

#[test]
fn hostile_archives_are_refused() {
    let chat = ("_chat.txt", CHAT.as_bytes());
    let unsafe_name = |bytes: &[u8], part: &str| {
        let error = refusal(bytes);
        assert!(
            matches!(error, ImportError::ZipUnsafeName { .. }),
            "{error}"
        );
        assert!(error.to_string().contains(part), "{error}");
    };
    let two = zip_of(&[chat, ("aaaaaa.jpg", b"1"), ("bbbbbb.jpg", b"2")]);
    unsafe_name(
        &patch(two.clone(), b"aaaaaa.jpg", b"../../.jpg"),
        "out of the folder",
    );
    unsafe_name(
        &patch(two.clone(), b"aaaaaa.jpg", b"/etc/a.jpg"),
        "absolute",
    );
    unsafe_name(
        &patch(two.clone(), b"aaaaaa.jpg", b"C:\\aaa.jpg"),
        "absolute",
    );
    unsafe_name(
        &patch(two.clone(), b"aaaaaa.jpg", b"a\x1b[2J\n.jpg"),
        "control",
    );
    unsafe_name(&patch(two.clone(), b"bbbbbb.jpg", b"aaaaaa.jpg"), "twice");
    unsafe_name(&patch(two, b"bbbbbb.jpg", b"AAAAAA.jpg"), "case");

    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("_chat.txt", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(CHAT.as_bytes()).unwrap();
    writer
        .add_symlink("a.jpg", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    unsafe_name(&writer.finish().unwrap().into_inner(), "symbolic link");
}

#[test]
fn the_name_in_a_refusal_is_harmless() {
    let two = zip_of(&[("_chat.txt", CHAT.as_bytes()), ("aaaaaa.jpg", b"1")]);
    let said = refusal(&patch(two, b"aaaaaa.jpg", b"../\x1b[2Jjpg")).to_string();
    assert!(
        !said.contains('\u{1b}') && said.contains("<U+001B>"),
        "{said}"
    );
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let zip = zip_of(&[("_chat.txt", CHAT.as_bytes())]);
    // The size unpacked, as the archive declares it, in its own directory.
    let size = (CHAT.len() as u32).to_le_bytes();
    let huge = 0xf000_0000u32.to_le_bytes();
    let error = refusal(&patch(zip, &size, &huge));
    assert!(matches!(error, ImportError::ZipBomb { .. }), "{error}");
}

#[test]
fn damaged_and_encrypted_archives_are_refused_wherever_they_are_cut() {
    let long: String = (0..400)
        .map(|i| format!("18/03/2022, 15:10 - Ann: {}\n", i * 7919))
        .collect();
    let zip = zip_of(&[("_chat.txt", long.as_bytes()), ("a.jpg", b"jpeg")]);
    for cut in (4..zip.len()).step_by(7) {
        let error = refusal(&zip[..cut]);
        assert!(
            matches!(error, ImportError::ZipDamaged { .. }),
            "cut at {cut}: {error}"
        );
    }
    // One flipped bit in the packed text is found by its checksum.
    let mut flipped = zip.clone();
    flipped[120] ^= 0x10;
    let error = refusal(&flipped);
    assert!(matches!(error, ImportError::ZipDamaged { .. }), "{error}");

    // Bit 0 of the general flags says encrypted: at 6 in the local header, at 8 in the central one.
    let mut locked = zip.clone();
    locked[6] |= 1;
    let central = zip.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    locked[central + 8] |= 1;
    let error = refusal(&locked);
    assert!(matches!(error, ImportError::ZipEncrypted { .. }), "{error}");
}

#[test]
fn archives_without_a_chat_or_with_several_are_told() {
    let inner = zip_of(&[("_chat.txt", CHAT.as_bytes())]);
    let error = refusal(&zip_of(&[("inner.zip", &inner)]));
    assert!(matches!(error, ImportError::ZipInZip { .. }), "{error}");
    let error = refusal(&zip_of(&[("a.jpg", b"x"), ("b.txt", b"milk")]));
    assert!(matches!(error, ImportError::NoChat { .. }), "{error}");
    let error = refusal(&zip_of(&[
        ("a.txt", CHAT.as_bytes()),
        ("b.txt", CHAT.as_bytes()),
    ]));
    assert!(error.to_string().contains("a.txt, b.txt"), "{error}");
    let error = refusal(&zip_of(&[]));
    assert!(matches!(error, ImportError::NoFiles { .. }), "{error}");
    let error = at_path(tempfile::tempdir().unwrap().path()).err().unwrap();
    assert!(matches!(error, ImportError::NoFiles { .. }), "{error}");
}

#[test]
fn other_formats_are_named_and_nothing_is_invented() {
    for (bytes, part) in [
        (&b"%PDF-1.7\n12/03/2022"[..], "a PDF"),
        (b"\xff\xd8\xff\xe0 jpeg", "a JPEG"),
        (b"{\"version\":\"1\",\"backupTimeMs\":\"1\"}\n", "Signal"),
        (
            b"<?xml version='1.0'?><smses count=\"0\"/>",
            "no entry of a SMS",
        ),
        (b"hello\nworld\n", "none of the first 20 lines"),
        (b"", "empty"),
        (b"\xef\xbb\xbf\n \n", "nothing but blanks and line ends"),
    ] {
        let said = refusal(bytes).to_string();
        assert!(said.contains(part), "{said}");
    }
    // A stamp far down does not make an export of a letter.
    let letter = format!("{}18/03/2022, 15:10 - Ann: a\n", "Dear Ann,\n".repeat(30));
    assert!(matches!(
        refusal(letter.as_bytes()),
        ImportError::NotAnExport { .. }
    ));
}

#[test]
fn utf16_and_broken_utf8_are_read_and_said() {
    let text = "\u{feff}18/03/2022, 15:10 - Zoë: grüß 日本 👍\r\n18/03/2022, 15:11 - Ann: b\r\n";
    for big in [false, true] {
        let bytes: Vec<u8> = text
            .encode_utf16()
            .flat_map(|u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect();
        let (entries, summary) = read(&bytes, &Options::default());
        assert_eq!(entries[0].text, "grüß 日本 👍");
        assert_eq!(entries[0].sender.as_deref(), Some("Zoë"));
        assert!(summary.encoding.starts_with("UTF-16") && summary.replaced == 0);
    }
    let (entries, summary) = read(
        b"18/03/2022, 15:10 - Zo\xeb: gr\xfc\xdf \xe2\x82\n",
        &Options::default(),
    );
    assert_eq!(entries[0].text, "gr\u{fffd}\u{fffd} \u{fffd}");
    assert_eq!(summary.replaced, 4);
    assert!(summary.notices.iter().any(|n| n.contains("not UTF-8")));
}

#[test]
fn an_entry_beyond_all_measure_is_cut_and_said() {
    let long = "x".repeat(3 * ENTRY_CAP);
    let lines = "y: z\n".repeat(ENTRY_CAP / 4);
    let text = format!(
        "18/03/2022, 15:10 - Ann: a\n18/03/2022, 15:11 - Bob: {long}\n\
         18/03/2022, 15:12 - Bob: {lines}18/03/2022, 15:13 - Ann: b\n"
    );
    let (entries, summary) = read(&text, &Options::default());
    assert_eq!(entries.len(), 4);
    assert_eq!(entries.iter().filter(|e| e.cut > 0).count(), 2);
    assert_eq!(entries[3].text, "b");
    assert_eq!(summary.cut, 2);
    assert_eq!(summary.lines, 3 + (ENTRY_CAP / 4) as u64);
    let total: u64 = entries.iter().map(|e| e.raw.len() as u64 + e.cut).sum();
    assert_eq!(total, text.len() as u64);
    assert!(entries.iter().all(|e| e.raw.len() <= ENTRY_CAP));
    let after = &text.as_bytes()[entries[3].offset as usize..];
    assert_eq!(after, b"18/03/2022, 15:13 - Ann: b\n");
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = written(&dir, "_chat.txt", CHAT.as_bytes());
    let mut export = at_path(&path).unwrap();
    let mut file = std::fs::OpenOptions::new()
        .append(true)
        .open(&path)
        .unwrap();
    file.write_all(b"18/03/2022, 15:12 - Bob: late\n").unwrap();
    let error = entries(&mut export).err().unwrap();
    assert!(matches!(error, ImportError::Changed { .. }), "{error}");
    // Replaced by another file of the same name, the first stays readable as it was.
    let mut export = at_path(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(entries(&mut export).unwrap().0.len(), 3);
}

#[test]
fn what_cannot_be_read_is_told_from_what_is_not_there() {
    let dir = tempfile::tempdir().unwrap();
    let error = at_path(&dir.path().join("nothing.txt")).err().unwrap();
    assert!(
        matches!(error, ImportError::NotFound { .. }) && !error.is_storage(),
        "{error}"
    );
    // A file whose reading fails.
    let memory = Path::new("/proc/self/mem");
    if memory.exists() {
        let error = at_path(memory).err().unwrap();
        assert!(error.is_storage(), "{error}");
    }
}

#[test]
fn standard_input_has_a_cap() {
    struct Endless(u64);
    impl std::io::Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            self.0 += into.len() as u64;
            assert!(
                self.0 < 2 * STDIN_CAP + (1 << 20),
                "reading goes on beyond the cap"
            );
            Ok(into.len())
        }
    }
    let error = read_stdin_capped(&mut Endless(0)).err().unwrap();
    assert!(
        error.to_string().contains("more than 268435456 bytes"),
        "{error}"
    );
    assert_eq!(read_stdin_capped(&mut &b"abc"[..]).unwrap(), b"abc");
}
