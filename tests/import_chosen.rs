//! Several texts in a zip or folder: the chat is chosen, its attachments are let be, a second chat is never passed over.

mod import_support;
#[path = "import_support/zips.rs"]
mod zips;

use std::path::Path;

use import_support::{check, entries, open, read};
use onrecord::import::{Export, ImportError, Input, Options};
use onrecord::ports::Ports;
use zips::zip_of;

type Texts<'a> = &'a [(&'a str, &'a [u8])];

fn at_path(path: &Path) -> Result<Export, ImportError> {
    let input = Input::Path(path.to_owned());
    Export::open(&Ports::system(), input, &Options::default())
}

/// The same texts in a zip and, where none lies in a folder of its own, in a folder.
fn both(files: Texts<'_>) -> Vec<Result<Export, ImportError>> {
    let mut all = vec![open(zip_of(files), &Options::default())];
    if files.iter().all(|(name, _)| !name.contains('/')) {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(dir.path().join(name), bytes).unwrap();
        }
        all.push(at_path(dir.path()));
    }
    all
}

/// A chat of two messages; in the second something is sent.
fn chat(first: &str, second: &str) -> Vec<u8> {
    format!("18/03/2022, 15:10 - Ann: {first}\n18/03/2022, 15:11 - Bob: {second}\n").into_bytes()
}

fn phone(first: &str, attached: &str) -> Vec<u8> {
    format!(
        "[18/03/2022, 15:10:00] Ann: {first}\r\n\u{200e}[18/03/2022, 15:11:00] Bob: \u{200e}<attached: {attached}>\r\n"
    )
    .into_bytes()
}

/// Every one is refused for its several chats, all of which are named.
fn refused(files: Texts<'_>, named: &[&str]) {
    for export in both(files) {
        let error = export.err().expect("two chats");
        assert!(matches!(error, ImportError::SeveralChats { .. }), "{error}");
        let said = error.to_string();
        assert!(named.iter().all(|n| said.contains(n)), "{said}");
        assert!(said.contains("ive one of them."), "{said}");
    }
}

/// Every one is read as the text alone would be whose first message says `first`.
fn taken(files: Texts<'_>, first: &str) {
    let says = |e: &Vec<import_support::Owned>| e.first().is_some_and(|e| e.text == first);
    let texts = |e: Vec<import_support::Owned>| e.into_iter().map(|e| e.text).collect::<Vec<_>>();
    let readable = files
        .iter()
        .filter(|(_, b)| open(b, &Options::default()).is_ok());
    let mut alone = readable.map(|(_, b)| read(b, &Options::default()).0);
    let alone = texts(alone.find(says).expect("the chat"));
    for export in both(files) {
        let mut export = export.unwrap_or_else(|e| panic!("{first}: {e}"));
        let (entries, summary) = entries(&mut export).unwrap();
        check(&entries, &summary);
        assert_eq!(texts(entries), alone);
    }
}

#[test]
fn a_second_whole_chat_is_never_passed_over() {
    let (a, b) = (chat("one", "two"), chat("three", "four"));
    for name in [
        "other.txt",
        "WhatsApp Chat with Asha Patel.txt",
        "与李雷的WhatsApp聊天.txt",
        "دردشة واتساب مع آشا.txt",
        "OTHER.TXT",
    ] {
        refused(&[("_chat.txt", &a), (name, &b)], &["_chat.txt", name]);
    }
    let said_only = chat("it is in WhatsApp Chat with Asha.txt", "see other.txt");
    refused(
        &[
            ("_chat.txt", &said_only),
            ("WhatsApp Chat with Asha.txt", &b),
        ],
        &["_chat.txt", "Asha.txt"],
    );
    refused(
        &[
            ("WhatsApp Chat with Asha.txt", &said_only),
            ("other.txt", &b),
        ],
        &["Asha.txt", "other.txt"],
    );
    let one_of_two = chat("one", "other.txt (file attached)");
    refused(
        &[
            ("_chat.txt", &one_of_two),
            ("other.txt", &b),
            ("third.txt", &said_only),
        ],
        &["_chat.txt", "third.txt"],
    );
    // A name that ends with the attachment's is another name.
    refused(
        &[
            ("_chat.txt", &chat("one", "another.txt (file attached)")),
            ("other.txt", &b),
        ],
        &["_chat.txt", "other.txt"],
    );
}

#[test]
fn a_second_chat_in_another_folder_of_a_zip_is_told() {
    let names_it = chat("one", "_chat.txt (file attached)");
    let b = chat("three", "four");
    for (first, second) in [
        ("_chat.txt", "old/_chat.txt"),
        ("_chat.txt", "old/Asha.txt"),
        ("Ann/_chat.txt", "Bob/_chat.txt"),
        ("Ann/_chat.txt", "Ann/old/_CHAT.TXT"),
        ("x/WhatsApp Chat with Asha.txt", "y/notes.txt"),
    ] {
        refused(&[(first, &names_it), (second, &b)], &[first, second]);
    }
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("_chat.txt"), chat("one", "two")).unwrap();
    std::fs::write(dir.path().join("_CHAT.TXT"), b).unwrap();
    let error = at_path(dir.path()).err().unwrap();
    assert!(matches!(error, ImportError::SeveralChats { .. }), "{error}");
}

#[test]
fn a_chat_that_was_sent_into_a_chat_is_its_attachment() {
    let b = chat("three", "four");
    let asha = "WhatsApp Chat with Asha.txt";
    let with = chat("one", &format!("{asha} (file attached)"));
    taken(&[(asha, &b), ("WhatsApp Chat with Bill.txt", &with)], "one");
    taken(&[(asha, &b), ("renamed.txt", &with)], "one");
    taken(&[("_chat.txt", &phone("one", asha)), (asha, &b)], "one");
    // Each of them was sent on.
    let again = chat("five", "_chat.txt (file attached)");
    taken(&[("_chat.txt", &phone("one", asha)), (asha, &again)], "one");
    taken(&[("_chat.txt", &b), ("saved.txt", &again)], "five");
    // In another language, with a caption, and composed otherwise than its file is named.
    let marked = "18/03/2022, 15:10 - Ann: one\n18/03/2022, 15:11 - Bob: \u{200e}Café.txt (fichier joint)\nlis\u{e7}a\n";
    taken(
        &[("Bill.txt", marked.as_bytes()), ("Cafe\u{301}.txt", &b)],
        "one",
    );
    let two = [
        chat("one", "a.txt (file attached)"),
        chat("x", "b.txt (file attached)"),
    ]
    .concat();
    taken(
        &[
            ("a.txt", &b),
            ("WhatsApp Chat - Bill.txt", &two),
            ("b.txt", &chat("six", "7")),
        ],
        "one",
    );
    for export in both(&[(asha, &b), ("WhatsApp Chat with Bill.txt", &with)]) {
        let export = export.unwrap();
        assert_eq!(export.conversation(), Some("Bill"));
        let attachments = export.summary().attachments;
        assert_eq!((attachments.named, attachments.present), (1, 1));
    }
}

#[test]
fn what_is_no_second_chat_does_no_harm() {
    let a = chat("one", "two");
    let wide: Vec<u8> = String::from_utf8(a.clone())
        .unwrap()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (name, other) in [
        ("WhatsApp Chat with Asha.txt", &b""[..]),
        ("WhatsApp Chat with Asha.txt", b"\xef\xbb\xbf\n\n"),
        ("notes.txt", b"milk\n12/03/2022 bread\n"),
        ("copy.txt", &a),
    ] {
        taken(&[("_chat.txt", &a), (name, other)], "one");
    }
    // The same in another encoding is not the same file.
    refused(&[("_chat.txt", &a), ("wide.txt", &wide)], &["wide.txt"]);
    // A chat whose stamps are not read is a chat, and is told as one.
    let odd = "[13/03/2022, xx 3:10:17] Ann: a\r\n[13/03/2022, xx 3:10:18] Bob: b\r\n";
    refused(
        &[
            ("_chat.txt", &a),
            ("WhatsApp Chat with Asha.txt", odd.as_bytes()),
        ],
        &["Asha.txt"],
    );
}

#[test]
fn a_lone_text_is_refused_for_the_reason_that_is_its_own() {
    let loose = "13/03/2022 15:10 | Ann: hello\n13/03/2022 15:11 | Bob: yes\n";
    let day_part = "[13/03/2022, xx 3:10:17] Ann: a\r\n";
    let dir = tempfile::tempdir().unwrap();
    for (text, part) in [
        (loose, "form of a stamp"),
        (day_part, "unknown day-part"),
        ("", "is empty"),
        ("\u{feff}\n \n", "nothing but blanks"),
    ] {
        let file = dir.path().join("alone.txt");
        std::fs::write(&file, text).unwrap();
        let alone = at_path(&file).err().unwrap();
        assert!(alone.to_string().contains(part), "{alone}");
        for others in [&[][..], &[("a.jpg", &b"jpeg"[..])]] {
            let files = [&[("_chat.txt", text.as_bytes())][..], others].concat();
            for export in both(&files) {
                let said = export.err().unwrap();
                let kind = std::mem::discriminant(&said);
                assert_eq!(kind, std::mem::discriminant(&alone), "{said}");
                assert!(said.to_string().contains(part), "{said}");
            }
        }
    }
    // The unread chat is not passed over for what was sent into it.
    let names = format!("{loose}13/03/2022 15:12 | Bob: old.txt (file attached)\n");
    for export in both(&[("Bill.txt", names.as_bytes()), ("old.txt", &chat("x", "y"))]) {
        let error = export.err().unwrap();
        assert!(matches!(error, ImportError::UnreadStamp { .. }), "{error}");
    }
}
