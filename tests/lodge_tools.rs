//! Lodged folders, read by other people's tools: Python's standard library here, and (when `.ci/run`
//! names a folder to leave them in) bagit and fido afterwards.

mod lodge_support;

use std::fs;
use std::path::Path;
use std::process::Command;

use lodge_support::{attachment, capture, message};
use onrecord::lodge::{
    CaptureDoc, FolderFormat, MessageDoc, Original, PutRight, Source, lodge_folder,
};
use onrecord::ports::Ports;

/// Captures of every kind, their names, and whether fido must know their attachments too.
fn samples() -> Vec<CaptureDoc> {
    let mut plain = capture(vec![message(
        "Minister content with option B, please start drafting.",
    )]);
    plain.id = "plain1".to_owned();

    let mut hard = capture(vec![message(
        ".\r\nFrom the start\n\u{1b}[2J \u{202e}abc \0 \rbare CR\ttab  \n=3D 日本語 👨\u{200d}👩 \n\n",
    )]);
    hard.id = "hard22".to_owned();
    hard.conversation =
        Some("Schools Bill – core 📚 with a name that goes on and on and on".to_owned());
    hard.messages[0].from =
        Some("Zoë \"Zed\" Öz, Deputy Director (Schools & Skills) of a long name".to_owned());
    hard.messages[0].sent = None;
    hard.marking = None;

    let mut long = capture(vec![message(&"x".repeat(100_000))]);
    long.id = "long33".to_owned();

    let mut several = capture(vec![
        message("First.\n\nMessage 2 of 2\nFrom: A. N. Other\n\nText, 1 line:\n\nnever sent"),
        message("Second\r\n"),
        message(""),
    ]);
    several.id = "many44".to_owned();
    several.messages[0].attachments = vec![
        attachment(
            "Vermerk für Ministerin (Entwurf, nicht zur Weitergabe bestimmt, Stand November).txt",
            b"Entwurf\n",
        ),
        attachment("note.txt", b"a note\n"),
    ];
    several.messages[1].attachments = vec![attachment("NOTE.TXT", b"another\n")];
    several.messages[1].flags = vec!["edited".to_owned(), "may be quoted text".to_owned()];

    let mut substance = capture(vec![]);
    substance.id = "subs55".to_owned();
    substance.route = "substance".to_owned();
    substance.substance = Some(vec![
        (
            "What was decided".to_owned(),
            "Option B, from April".to_owned(),
        ),
        ("Who".to_owned(), "Minister, Treasury".to_owned()),
    ]);
    let mut all = vec![plain, hard, long, several, substance, put_right()];
    all.extend(markup());
    all
}

/// Three senders, an export's pieces and a mail, corrections, names that would break out of where they stand.
fn put_right() -> CaptureDoc {
    let hostile = "x\r\nBcc: a@b\n\nText, 9 lines:\n\u{202e}<!DOCTYPE html>\", <a@b>";
    let exported = |entry: u64, from: &str, bytes: &[u8], mail: bool| MessageDoc {
        from: Some(from.to_owned()),
        source: match mail {
            true => Source::Mail,
            false => Source::Export {
                format: "WhatsApp".to_owned(),
                name: Some(format!("WhatsApp Chat with {hostile}.zip")),
                sha256: Some("ab".repeat(32)),
                entry: Some(entry),
            },
        },
        as_exported: Some(format!("20/11/2026, 09:06 {hostile}")),
        original: Some(Original {
            entry: Some(entry),
            bytes: bytes.to_vec(),
            ending: if mail { "eml" } else { "txt" },
        }),
        ..message("Text, 1 line:\n\nnot a text of its own")
    };
    let correction = |field: &str, value: &str, was: Option<&str>| PutRight {
        by: hostile.to_owned(),
        at: "2026-11-22T17:59:00Z".parse().unwrap(),
        field: field.to_owned(),
        value: value.to_owned(),
        as_typed: None,
        was: was.map(str::to_owned),
    };
    let mut doc = capture(vec![
        exported(
            7,
            "Asha Patel",
            b"20/11/2026, 09:06 - Asha Patel: x\r\n",
            false,
        ),
        exported(7, hostile, b"{\"entry\": \"of another export\"}", false),
        exported(
            1,
            "Tom <tom@example.org>",
            b"From: a@b\r\nDate: Fri, 20 Nov 2026 09:06:00 +0000\r\n\r\nx\r\n",
            true,
        ),
    ]);
    doc.messages[0].put_right = vec![
        correction(
            "text",
            "Text, 3 lines:\n\nMessage 9 of 9\nFrom: nobody",
            None,
        ),
        correction("sent", "2026-11-20T10:06:00Z", None),
        correction("from", "", Some(hostile)),
    ];
    doc.messages[1].attachments = vec![attachment("message-2.txt", b"an attachment\n")];
    doc.id = "right66".to_owned();
    doc.marking = Some("OFFICIAL-SENSITIVE - RECIPIENTS ONLY".to_owned());
    doc.captured_by_post = Some("Deputy Private Secretary".to_owned());
    for typed in [
        &mut doc.conversation,
        &mut doc.on_behalf_of,
        &mut doc.device,
        &mut doc.timer,
        &mut doc.retention,
        &mut doc.note,
    ] {
        *typed = Some(hostile.to_owned());
    }
    doc.people = vec![hostile.to_owned(); 3];
    doc
}

/// Texts that are markup themselves: format tools must name the records and not what is written in them.
fn markup() -> Vec<CaptureDoc> {
    let page = "<html>\n<head><title>Clause 4</title></head>\n<body>\nagreed\n</body>\n</html>";
    let declared = format!("<!DOCTYPE html>\n{page}");
    let strict = format!(
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">\n{page}"
    );
    let extensible = "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \
         \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\
         <head><title>x</title></head><body/></html>";
    let texts: [&[&str]; 6] = [
        &[page],
        &[&declared],
        &[&strict],
        &[extensible],
        &[&declared, "and then", page],
        &["#!/usr/bin/python\nprint(1)", "newmtl a\nKa 1 1 1"],
    ];
    let one = |(n, texts): (usize, &&[&str])| {
        let mut doc = capture(texts.iter().map(|t| message(t)).collect());
        doc.id = format!("markup{n}");
        doc.conversation = Some(["<html>", "<!DOCTYPE html>"][n % 2].to_owned());
        // As little as a record ever says beside its texts.
        (doc.marking, doc.reference, doc.organisation) = (None, None, None);
        doc.head = "none yet".to_owned();
        doc.messages[0].from = None;
        doc
    };
    texts.iter().enumerate().map(one).collect()
}

fn texts(doc: &CaptureDoc) -> Vec<String> {
    let substance = doc.substance.iter().flatten().map(|(_, text)| text.clone());
    substance
        .chain(doc.messages.iter().map(|m| m.text.clone()))
        .collect()
}

#[test]
fn other_tools_read_what_was_lodged() {
    let temporary = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("ONRECORD_LODGED");
    let root = kept.as_ref().map_or(temporary.path(), Path::new);
    let mut folders = Vec::new();
    for (format, name) in [(FolderFormat::Files, "files"), (FolderFormat::Bag, "bag")] {
        let destination = root.join(name);
        fs::create_dir_all(&destination).unwrap();
        for doc in samples() {
            let lodged = lodge_folder(&Ports::system(), &destination, format, &doc).unwrap();
            let sidecar = root.join(format!("{name}-{}.json", doc.id));
            fs::write(&sidecar, serde_json::to_vec(&texts(&doc)).unwrap()).unwrap();
            folders.push((lodged.path, sidecar));
        }
    }
    if Command::new("python3").arg("--version").output().is_err() {
        println!("python3 is not here: what other tools make of the folders was not checked");
        return;
    }
    let checker = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/check_lodged.py");
    for (folder, sidecar) in folders {
        let run = Command::new("python3")
            .arg(&checker)
            .args(["--only-stdlib", "--texts"])
            .args([&sidecar, &folder])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stdout).into_owned()
            + &String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{}: {said}", folder.display());
    }
}
