//! What somebody could send, or a machine could spoil, tried on every format that it can befall: nothing ends the
//! program, nothing is read twice differently, and what is not read is said.

#[path = "import_support/made.rs"]
mod made;
#[path = "import_support/outlook.rs"]
mod outlook;
#[path = "import_support/zips.rs"]
mod zips;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use made::Made;
use onrecord::import::{EntryKind, Export, ImportError, Input, Options};
use onrecord::ports::Ports;
use tempfile::TempDir;
use zips::zip_of;

/// What of an entry is looked at here.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    kind: EntryKind,
    at: String,
    sender: Option<String>,
    text: String,
    files: usize,
    cut: u64,
}

/// What was read of the first conversations of an export.
#[derive(Debug)]
struct Reading {
    id: &'static str,
    seen: Vec<Seen>,
    /// Everything that is said of what was found.
    said: String,
    entries: u64,
}

fn bytes(name: Option<&str>, bytes: &[u8]) -> Input {
    Input::Bytes {
        name: name.map(str::to_owned),
        bytes: bytes.to_vec(),
    }
}

fn opened(input: &Input, chat: Option<String>) -> Result<Export, ImportError> {
    let options = Options {
        chat,
        digests: true,
        ..Options::default()
    };
    let input = match input {
        Input::Path(path) => Input::Path(path.clone()),
        Input::Bytes { name, bytes: of } => bytes(name.as_deref(), of),
    };
    Export::open(&Ports::system(), input, &options)
}

fn turn(export: &mut Export) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::new();
    let each = export.for_each(&mut |e| {
        assert_eq!(e.n, seen.len() as u64 + 1);
        seen.push(Seen {
            kind: e.kind,
            at: format!("{:?} {}", e.clock, e.at),
            sender: e.sender.as_deref().map(str::to_owned),
            text: e.text.to_string(),
            files: e.attachments.len(),
            cut: e.cut,
        });
        ControlFlow::Continue(())
    });
    each.unwrap();
    seen
}

/// Reads everything, of each conversation twice.
fn read(input: &Input) -> Result<Reading, ImportError> {
    let export = opened(input, None)?;
    let summary = export.summary();
    let mut said = summary.notices.join(". ");
    for stray in &summary.not_understood {
        said.push_str(&format!(". {}", stray.why));
    }
    let (id, entries) = (export.format().id, summary.entries);
    let mut reading = Reading {
        id,
        seen: Vec::new(),
        said,
        entries,
    };
    for facts in export.chats().iter().take(5) {
        let mut export = opened(input, Some(facts.key.clone()))?;
        let first = turn(&mut export);
        assert_eq!(turn(&mut export), first, "{id}");
        let s = export.summary();
        assert_eq!(s.messages + s.system + s.calls + s.drafts, s.entries);
        assert_eq!(s.entries, first.len() as u64, "{id}");
        reading.seen.extend(first);
    }
    Ok(reading)
}

fn text(words: &str) -> Result<Reading, ImportError> {
    read(&bytes(None, words.as_bytes()))
}

/// Lays an export into a folder: the folder, and what of it is given.
fn lay(files: &[(&'static str, Vec<u8>)]) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let given = match files {
        [(name, _)] => dir.path().join(name),
        _ => dir.path().to_owned(),
    };
    (dir, given)
}

fn at(path: &Path) -> Result<Reading, ImportError> {
    read(&Input::Path(path.to_owned()))
}

/// Of an export whose first file was changed: read, and where there is less than before, something is said.
fn is_told(made: &Made, what: &str, change: impl Fn(&[u8]) -> Vec<u8>) -> Option<Reading> {
    let (_dir, path) = lay(&made.files);
    let before = at(&path).unwrap_or_else(|e| panic!("{}: {e}", made.id));
    let mut files = made.files.clone();
    files[0].1 = change(&files[0].1);
    if files[0].1 == made.files[0].1 {
        return None;
    }
    let (_dir, path) = lay(&files);
    match at(&path) {
        Err(e) => {
            assert!(!e.to_string().is_empty());
            None
        }
        Ok(found) => {
            let more = found.said.replace(&before.said, "");
            assert!(
                found.entries >= before.entries || !more.is_empty(),
                "{}, {what}: {} of {} entries, and nothing said of it",
                made.id,
                found.entries,
                before.entries
            );
            Some(found)
        }
    }
}

fn replaced(bytes: &[u8], old: &str, new: &str) -> Vec<u8> {
    match String::from_utf8(bytes.to_vec()) {
        Ok(text) => text.replace(old, new).into_bytes(),
        Err(_) => bytes.to_vec(),
    }
}

fn a_mail(headers: &str, body: &str) -> String {
    format!(
        "From: Ann Lee <ann@example.org>\nDate: Wed, 13 Mar 2024 09:00:00 +0000\nMessage-ID: <m@example.org>\n{headers}\n{body}"
    )
}

#[test]
fn entities_that_multiply_are_put_in_nowhere() {
    let mut bomb = "<!DOCTYPE smses [<!ENTITY a0 \"quay quay \">".to_owned();
    for n in 1..30 {
        let before = format!("&a{};", n - 1);
        bomb.push_str(&format!("<!ENTITY a{n} \"{}\">", before.repeat(10)));
    }
    bomb.push_str("<!ENTITY x SYSTEM \"file:///etc/passwd\">]>");
    let sms = format!(
        "<?xml version='1.0'?>{bomb}<smses count=\"1\"><sms address=\"+447700900101\" date=\"1710320400000\" type=\"1\" body=\"&a29; and &x;\" /></smses>"
    );
    let found = text(&sms).unwrap();
    assert_eq!(found.seen[0].text, "&a29; and &x;");
    assert!(found.said.contains("declares entities"), "{}", found.said);
    let page = format!(
        "<html>{bomb}<body><div class=\"message\"><div class=\"received\"><p><span class=\"timestamp\">Mar 13, 2024  9:00:00 AM</span> <span class=\"sender\">Ann</span></p><div class=\"message_part\"><span class=\"bubble\">&a29; and &x;</span></div></div></div></body></html>"
    );
    let found = text(&page).unwrap();
    assert_eq!(found.seen[0].text, "&a29; and &x;");
    let mail = a_mail(
        "Content-Type: text/html\n",
        &format!("<html>{bomb}<p>&a29; and &x;</p></html>"),
    );
    let found = text(&mail).unwrap();
    assert!(found.seen[0].text.len() < 4_000 && !found.seen[0].text.contains("root:"));
}

#[test]
fn a_mail_of_thousands_of_parts_lists_them_and_says_how_many_it_does_not() {
    let mail = |n: usize| {
        let part = |n| {
            format!(
                "--x\nContent-Type: image/png; name=q{n}.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
            )
        };
        let parts: String = (0..n).map(part).collect();
        a_mail(
            "Content-Type: multipart/mixed; boundary=x\n",
            &format!("--x\nContent-Type: text/plain\n\nThe quay\n{parts}--x--\n"),
        )
    };
    let found = text(&mail(5_000)).unwrap();
    assert_eq!(
        (found.seen[0].files, found.seen[0].text.trim()),
        (5_000, "The quay")
    );
    let found = text(&mail(5_123)).unwrap();
    assert_eq!(found.seen[0].files, 5_000);
    assert!(found.said.contains("123 more"), "{}", found.said);
    let mailbox = format!("From a Wed Mar 13 09:00:00 2024\n{}\n", mail(5_123));
    let found = text(&mailbox).unwrap();
    assert!(found.said.contains("123 more"), "{}", found.said);
}

#[test]
fn a_mail_nested_without_end_is_read_as_far_as_it_goes() {
    let (mut open, mut close) = (String::new(), String::new());
    for n in 0..10_000 {
        open.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=x{n}\n\n--x{n}\n"
        ));
        close.insert_str(0, &format!("\n--x{n}--\n"));
    }
    let mail = a_mail("", "").trim_end().to_owned() + "\n" + &open;
    let _ = text(&format!(
        "{mail}Content-Type: text/plain\n\nThe quay\n{close}"
    ));
    let inside = "Content-Type: message/rfc822\n\nSubject: Quay\n".repeat(10_000);
    let _ = text(&format!(
        "{}{inside}\nThe quay\n",
        a_mail("", "").trim_end().to_owned() + "\n"
    ));
    let html = format!(
        "{}The quay{}",
        "<div><table><tr><td>".repeat(10_000),
        "</div>".repeat(9)
    );
    let found = text(&a_mail("Content-Type: text/html\n", &html)).unwrap();
    assert!(found.seen[0].text.contains("The quay"));
}

#[test]
fn headers_of_a_megabyte_are_read() {
    let mega = "Harbour ".repeat(131_072);
    let people: String = (0..40_000)
        .map(|n| format!("p{n}@example.org,\n "))
        .collect();
    let lines: String = (0..60_000)
        .map(|n| format!("X-Line-{n}: about it\n"))
        .collect();
    let folded = format!("Subject: {}\n", "Quay\n ".repeat(200_000));
    for (what, header) in [
        ("subject", format!("Subject: {mega}\n")),
        ("people", format!("To: {people}q@example.org\n")),
        ("lines", lines),
        ("folded", folded),
        (
            "references",
            format!("References: {}\n", "<a@b> ".repeat(180_000)),
        ),
    ] {
        let mail = a_mail(&header, "The quay\n");
        let mailbox = format!(
            "From a Wed Mar 13 09:00:00 2024\n{mail}\nFrom a Wed Mar 13 09:00:00 2024\n{}",
            a_mail("Subject: Quay\n", "Behind it\n")
        );
        let found = text(&mail).unwrap_or_else(|e| panic!("{what}: {e}"));
        assert_eq!(found.seen[0].text.trim(), "The quay", "{what}");
        let found = text(&mailbox).unwrap_or_else(|e| panic!("{what}: {e}"));
        let texts: Vec<&str> = found.seen.iter().map(|s| s.text.trim()).collect();
        assert!(
            texts.contains(&"The quay") && texts.contains(&"Behind it"),
            "{what}: {texts:?}"
        );
    }
}

#[test]
fn lines_that_begin_like_a_separator_part_no_mail() {
    let body = "From there it is a mile.\nFrom ann@example.org it came\nFrom Monday on\n>From quoted\nFrom 2024 Mar 13\n\nFrom here\n";
    let one = |n: u32, body: &str| {
        format!(
            "From a{n}@example.org Wed Mar 13 09:00:00 2024\n{}\n",
            a_mail("Subject: Quay\n", body).replace("<m@", &format!("<m{n}@"))
        )
    };
    let found = text(&format!("{}{}", one(1, body), one(2, "Behind it\n"))).unwrap();
    assert_eq!(found.entries, 2);
    let first = found.seen.iter().find(|s| s.text.contains("a mile"));
    let unquoted = body.replace(">From quoted", "From quoted");
    assert_eq!(first.unwrap().text.trim_end(), unquoted.trim_end());
}

#[test]
fn a_charset_that_lies_loses_no_mail_and_no_letter_that_can_be_told() {
    for (charset, body, words) in [
        ("utf-8", &b"The caf\xe9 by the quay"[..], "by the quay"),
        (
            "iso-8859-1",
            "The café by the quay".as_bytes(),
            "by the quay",
        ),
        (
            "us-ascii",
            "The café by the quay".as_bytes(),
            "The café by the quay",
        ),
        ("utf-16", b"The quay by the quay", "quay"),
        (
            "x-made-up",
            "The café by the quay".as_bytes(),
            "by the quay",
        ),
        ("unknown-8bit", b"The caf\xe9 by the quay", "by the quay"),
        ("utf-7", b"The caf+AOk- by the quay", "The café by the quay"),
        ("gb2312", b"\xce\xd2 by the quay", "我 by the quay"),
        ("\"", b"The quay by the quay", "by the quay"),
    ] {
        let mut mail = a_mail(
            &format!("Content-Type: text/plain; charset={charset}\n"),
            "",
        )
        .into_bytes();
        mail.extend_from_slice(body);
        let found = read(&bytes(None, &mail)).unwrap();
        let said = &found.seen[0].text;
        // Of UTF-16 that is none a mail may make other letters; it is still a mail with words.
        assert!(
            said.contains(words) || (charset == "utf-16" && !said.trim().is_empty()),
            "{charset}: {said}"
        );
    }
    for made in made::all() {
        // A letter of Latin 1 in every text; the first word that is in each of them.
        is_told(&made, "a byte that is no UTF-8", |bytes| {
            let at = memchr::memmem::find(bytes, b"all of it")
                .or(memchr::memmem::find(bytes, b"Shall we"))
                .or(memchr::memmem::find(bytes, b"quay"));
            let mut bytes = bytes.to_vec();
            if let Some(at) = at {
                bytes[at + 1] = 0xe9;
            }
            bytes
        });
        is_told(&made, "a declaration that is not so", |bytes| {
            replaced(bytes, "encoding='UTF-8'", "encoding='UTF-16'")
        });
    }
}

#[test]
fn json_ten_thousand_deep_stops_no_other_entry_in_silence() {
    let deep = format!("\"deep\":{}1{},", "[".repeat(10_000), "]".repeat(10_000));
    let objects = format!(
        "\"deep\":{}1{},",
        "{\"a\":".repeat(10_000),
        "}".repeat(10_000)
    );
    let open = format!("\"deep\":{}", "[".repeat(10_000));
    for made in made::all()
        .iter()
        .filter(|m| m.files[0].0.contains(".json"))
    {
        for deep in [&deep, &objects, &open] {
            for last in [false, true] {
                is_told(made, "deep JSON", |bytes| {
                    let text = String::from_utf8(bytes.to_vec()).unwrap();
                    let at = if last {
                        text.rfind('{')
                    } else {
                        text.find('{')
                    };
                    let (before, behind) = text.split_at(at.unwrap() + 1);
                    format!("{before}{deep}{behind}").into_bytes()
                });
            }
        }
    }
}

#[test]
fn formulas_in_a_table_are_words_like_others() {
    let formulas = [
        "=1+1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "\t=HYPERLINK(\"\"x\"\")",
    ];
    let rows: String = formulas
        .iter()
        .enumerate()
        .map(|(n, f)| {
            format!("2-aa==,,Ann Lee,,Ruth Bell,,2024-03-13 09:0{n}:00 UTC,,\"{f}\",INBOX\n")
        })
        .collect();
    let found = text(&format!("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n{rows}")).unwrap();
    let texts: Vec<&str> = found.seen.iter().map(|s| s.text.trim()).collect();
    for formula in formulas {
        assert!(
            texts.contains(&formula.replace("\"\"", "\"").trim()),
            "{formula}: {texts:?}"
        );
    }
}

#[test]
fn dates_at_both_ends_of_time_are_read_or_said() {
    for made in made::all() {
        for year in ["1970", "1969", "2039", "2106", "9999", "0001", "0000"] {
            let found = is_told(&made, year, |b| {
                let b = replaced(b, "2024-03-1", &format!("{year}-03-1"));
                let b = replaced(&b, "Mar 2024", &format!("Mar {year}"));
                let b = replaced(&b, "03/2024", &format!("03/{year}"));
                let b = replaced(&b, "13, 2024", &format!("13, {year}"));
                replaced(&b, "14, 2024", &format!("14, {year}"))
            });
            let years = ["2039", "2106"].contains(&year) && made.files[0].0 != "messages.csv";
            if let Some(found) = found.filter(|_| years && made.id != "telegram-json") {
                assert!(
                    found.seen.iter().any(|s| s.at.contains(year)),
                    "{}: {found:?}",
                    made.id
                );
            }
        }
        for (seconds, year) in [
            ("0", "1970"),
            ("-1", "1969"),
            ("4102444800", "2100"),
            ("9223372036854775", ""),
            ("9223372036854775807", ""),
            ("99999999999999999999", ""),
            ("1e300", ""),
            ("\"\"", ""),
        ] {
            let found = is_told(&made, seconds, |b| {
                let thousand = match seconds {
                    "0" => "0".to_owned(),
                    _ => format!("{seconds}000"),
                };
                let b = replaced(b, "1710320400000", &thousand);
                replaced(&b, "1710320400", seconds)
            });
            let years = !year.is_empty() && made.id != "telegram-json";
            if let Some(found) = found.filter(|_| years) {
                assert!(
                    found.seen.iter().any(|s| s.at.contains(year)),
                    "{} {seconds}: {found:?}",
                    made.id
                );
            }
        }
    }
}

#[test]
fn a_name_of_ten_kilobytes_is_a_name() {
    for made in made::all() {
        let long = "Ann of the quay ".repeat(640);
        let found = is_told(&made, "a long name", |b| {
            let b = replaced(b, "Ann Lee", &long);
            let b = replaced(&b, "No\\u00c3\\u00ab Lee", &long);
            let b = replaced(&b, "Noë Lee", &long);
            let b = replaced(&b, "noe.lee", &long);
            let b = replaced(&b, "\"Ann\"", &format!("\"{long}\""));
            replaced(&b, "] Ann:", &format!("] {long}:"))
        });
        if let Some(found) = found {
            // Where it is too long to be one, the line is kept whole as what happened.
            let whole = |s: &Seen| {
                s.sender.as_deref().is_some_and(|n| n.len() > 9_000) || s.text.len() > 9_000
            };
            assert!(
                found.seen.iter().any(whole) || !found.said.is_empty(),
                "{}",
                made.id
            );
        }
    }
}

#[test]
fn two_hundred_thousand_files_of_one_message_are_listed() {
    const MANY: usize = 200_000;
    let list = |one: &str| vec![one; MANY].join(",");
    let photos = list("{\"uri\":\"a/photos/q.png\",\"creation_timestamp\":1710320520}");
    let facebook = format!(
        "{{\"participants\":[{{\"name\":\"Ann\"}},{{\"name\":\"Bo\"}}],\"messages\":[{{\"sender_name\":\"Ann\",\"timestamp_ms\":1710320520000,\"photos\":[{photos}]}},{{\"sender_name\":\"Bo\",\"timestamp_ms\":1710320400000,\"content\":\"Behind it\"}}],\"title\":\"Ann\"}}"
    );
    let files = list("{\"fileName\":\"q.png\",\"contentType\":\"image/png\",\"size\":9}");
    let sigtop = format!(
        "[{{\"id\":\"a\",\"type\":\"incoming\",\"conversationId\":\"c1\",\"sourceServiceId\":\"s1\",\"sent_at\":1710320400000,\"body\":\"x\",\"attachments\":[{files}]}},{{\"id\":\"b\",\"type\":\"outgoing\",\"conversationId\":\"c1\",\"sent_at\":1710320460000,\"body\":\"Behind it\"}}]"
    );
    for (what, words) in [("facebook", facebook), ("sigtop", sigtop)] {
        let mut export = opened(&bytes(None, words.as_bytes()), None).unwrap();
        let summary = export.summary();
        let said = summary.notices.join(". ");
        assert_eq!(summary.entries, 2, "{what}");
        let named = summary.attachments.named;
        assert!(
            named == MANY as u64 || said.contains("more"),
            "{what}: {named} {said}"
        );
        assert!(turn(&mut export).iter().any(|s| s.text == "Behind it"));
    }
}

#[test]
fn a_zip_of_tens_of_thousands_of_files_is_listed() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    use std::io::Write;
    zip.start_file("_chat.txt", stored).unwrap();
    zip.write_all(b"[13/03/2024, 09:00:00] Ann Lee: Shall we?\r\n")
        .unwrap();
    for n in 0..60_000 {
        zip.start_file(format!("{n:08}-PHOTO.jpg"), stored).unwrap();
    }
    let zip = zip.finish().unwrap().into_inner();
    let found = read(&bytes(Some("many.zip"), &zip)).unwrap();
    assert_eq!((found.id, found.entries), ("whatsapp", 1));
}

/// An export as a zip.
fn zipped(made: &Made) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> = made.files.iter().map(|(n, b)| (*n, &b[..])).collect();
    zip_of(&files)
}

#[test]
fn every_export_is_read_out_of_a_zip_and_refused_in_a_zip_within_a_zip() {
    for made in made::all() {
        let (_dir, path) = lay(&made.files);
        let loose = at(&path).unwrap();
        let zip = zipped(&made);
        let packed = read(&bytes(Some("export.zip"), &zip));
        let packed = packed.unwrap_or_else(|e| panic!("{}: {e}", made.id));
        assert_eq!((packed.id, packed.entries), (loose.id, loose.entries));
        let twice = zip_of(&[("export.zip", &zip)]);
        let refused = read(&bytes(None, &twice)).unwrap_err();
        assert!(
            matches!(&refused, ImportError::ZipInZip { .. }),
            "{}: {refused}",
            made.id
        );
    }
}

#[test]
fn an_ending_that_is_wrong_hides_nothing() {
    for made in made::all().iter().filter(|m| m.files.len() == 1) {
        for name in [
            "x.jpg", "x.json", "x.txt", "x.xml", "x.csv", "x.html", "x.eml", "x",
        ] {
            let found = read(&bytes(Some(name), &made.files[0].1));
            let found = found.unwrap_or_else(|e| panic!("{} as {name}: {e}", made.id));
            assert_eq!(found.id, made.id, "{name}");
        }
    }
}

#[test]
fn a_zip_cut_anywhere_is_refused_and_so_is_one_with_a_changed_byte_or_it_reads_the_same() {
    for made in made::all() {
        let zip = zipped(&made);
        let whole = read(&bytes(None, &zip)).unwrap();
        for at in (0..zip.len()).step_by(zip.len() / 40 + 1) {
            assert!(
                read(&bytes(None, &zip[..at])).is_err(),
                "{} at {at}",
                made.id
            );
        }
        for at in (0..zip.len()).step_by(zip.len() / 60 + 1) {
            let mut spoilt = zip.clone();
            spoilt[at] ^= 0x55;
            // A name or a date within the zip may be another; what was written stays, or it is refused or said.
            if let Ok(found) = read(&bytes(None, &spoilt)) {
                assert!(
                    found.entries == whole.entries
                        || !found.said.is_empty()
                        || made.open_ended
                        || made.files.len() > 1,
                    "{} at {at}: {found:?}",
                    made.id
                );
            }
        }
    }
}

#[test]
fn a_cut_in_any_file_of_a_folder_is_refused_or_said_or_takes_entries_of_that_file_alone() {
    for made in made::all().iter().filter(|m| m.files.len() > 1) {
        let (_dir, path) = lay(&made.files);
        let whole = at(&path).unwrap();
        for file in 1..made.files.len() {
            let length = made.files[file].1.len();
            for cut in (0..length).step_by(length / 12 + 1) {
                let mut files = made.files.clone();
                files[file].1.truncate(cut);
                let (_dir, path) = lay(&files);
                if let Ok(found) = at(&path) {
                    assert!(found.entries <= whole.entries);
                    let known = |s: &&Seen| {
                        whole
                            .seen
                            .iter()
                            .any(|w| w.at == s.at && w.sender == s.sender)
                    };
                    let strange = found.seen.iter().find(|s| !known(s));
                    assert!(
                        strange.is_none() || !found.said.is_empty(),
                        "{}: {strange:?}",
                        made.id
                    );
                }
            }
        }
    }
}
