//! What is said of an export beside its entries: of what kind its files are, in which charset it is though it says
//! another, what of its dates cannot be, and by which directions it is made.

use std::fs;

use crate::support::Home;
use crate::zips::zip_of;
use serde_json::{Value, json};

const PDF: &[u8] = b"%PDF-1.7 and what follows";

fn list(home: &Home, path: &str) -> Vec<Value> {
    home.run(&["import", path, "--list", "--json"]).ok().rows()
}

#[test]
fn files_beside_a_text_and_within_a_zip_are_told_by_their_bytes() {
    let chat: &[u8] = b"20/11/2026, 09:01 - Ann: paper.jpg (file attached)\n\
        20/11/2026, 09:02 - Ann: notes.txt (file attached)\n\
        20/11/2026, 09:03 - Ann: gone.png (file attached)\n";
    let page: &[u8] = br#"{"participants":[{"name":"Ann"},{"name":"Ruth"}],"messages":[{"sender_name":"Ann","timestamp_ms":1795248180000,"photos":[{"uri":"messages/inbox/ann_1/photos/gone.png"}]},{"sender_name":"Ann","timestamp_ms":1795248120000,"files":[{"uri":"messages/inbox/ann_1/files/notes.txt"}]},{"sender_name":"Ann","timestamp_ms":1795248060000,"photos":[{"uri":"messages/inbox/ann_1/photos/paper.jpg"}]}],"title":"Ann","thread_path":"inbox/ann_1"}"#;
    let whatsapp = [
        ("WhatsApp Chat with Ann.txt", chat),
        ("paper.jpg", PDF),
        ("notes.txt", b"words"),
    ];
    let facebook = [
        ("messages/inbox/ann_1/message_1.json", page),
        ("messages/inbox/ann_1/photos/paper.jpg", PDF),
        ("messages/inbox/ann_1/files/notes.txt", b"words"),
    ];
    for files in [whatsapp, facebook] {
        let home = Home::ready();
        for (name, bytes) in files {
            home.file(&format!("in/{name}"), bytes);
        }
        let folder = home.path("in").display().to_string();
        let zip = home.file("all.zip", zip_of(&files));
        for path in [&folder, &zip] {
            let rows = list(&home, path);
            let all: Vec<&Value> = rows.iter().map(|r| &r["files"][0]).collect();
            assert_eq!(
                all,
                [
                    &json!({"name": "paper.jpg", "type": "application/pdf", "bytes": PDF.len(), "present": true}),
                    &json!({"name": "notes.txt", "type": "text/plain", "bytes": 5, "present": true}),
                    &json!({"name": "gone.png", "type": null, "bytes": null, "present": false}),
                ],
                "{path}"
            );
        }
        // A text alone, its files beside it.
        let alone = home.path("in").join(files[0].0);
        let rows = list(&home, &alone.display().to_string());
        assert_eq!(rows[0]["files"][0]["type"], "application/pdf", "{rows:?}");
        assert_eq!(rows[0]["files"][0]["bytes"], PDF.len());
    }
}

#[test]
fn a_mail_that_says_another_charset_than_it_is_in_is_read_as_it_is_and_said() {
    let home = Home::ready();
    let mail = |charset: &str, body: &[u8]| {
        let head = format!(
            "From: Ann <ann@a.example>\r\nTo: b@b.example\r\nDate: Sat, 21 Nov 2026 08:00:00 +0000\r\nSubject: The quay\r\n\
             Message-ID: <{charset}@a.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
        );
        [head.as_bytes(), body].concat()
    };
    let japanese = b"\x82\xa8\x90\xa2\x98\x62\x82\xc9\x82\xc8\x82\xc1\x82\xc4\x82\xa8\x82\xe8\x82\xdc\x82\xb7\x81\x42";
    for (charset, body, text, is) in [
        (
            "utf-8",
            &b"The caf\xe9 on the quay \x96 yes"[..],
            "The café on the quay – yes",
            "windows-1252",
        ),
        ("utf-8", japanese, "お世話になっております。", "Shift_JIS"),
        (
            "utf-16",
            b"The quay is agreed",
            "The quay is agreed",
            "ASCII",
        ),
    ] {
        let path = home.file("in/one.eml", mail(charset, body));
        let said = format!("The mail at line 1 says {charset}, but its words are in {is}");
        let ran = home.run(&["import", &path, "--list", "--json"]).ok();
        assert_eq!(ran.row()["text"], text);
        assert!(ran.err.contains(&said), "{}", ran.err);
        let summed = home.run(&["import", &path]).ok().out;
        assert_eq!(summed.matches(&said).count(), 1, "{summed}");
    }
    let separator: &[u8] = b"From ann@a.example Sat Nov 21 08:00:00 2026\n";
    let mut mailbox = Vec::new();
    for n in 0..3 {
        mailbox.extend_from_slice(separator);
        mailbox.extend(mail(&format!("utf-8; n={n}"), b"The caf\xe9\n\n"));
    }
    let path = home.file("in/all.mbox", mailbox);
    let summed = home.run(&["import", &path]).ok().out;
    let said = "3 mails, the first at line 2, say utf-8, but their words are in windows-1252";
    assert!(summed.contains(said), "{summed}");
    let honest = home.file("in/one.eml", mail("utf-8", "The café".as_bytes()));
    let ran = home.run(&["import", &honest, "--list"]).ok();
    assert_eq!(ran.err, "");
}

#[test]
fn text_messages_in_the_charset_their_file_declares_are_read_by_it() {
    let home = Home::ready();
    let sms = |body: &[u8]| {
        let head = b"<sms address=\"+447700900101\" date=\"1795248000000\" type=\"1\" contact_name=\"Ann\" body=\"";
        [head, body, b"\" />\n"].concat()
    };
    let mms = b"<mms date=\"1795248060000\" msg_box=\"1\" address=\"+447700900101\"><parts><part seq=\"0\" ct=\"text/plain\" text=\"na\xefve\" />\
        <part seq=\"0\" ct=\"image/png\" name=\"quay.png\" data=\"iVBORw0KGgo=\" /></parts><addrs /></mms>\n";
    let head =
        b"<?xml version='1.0' encoding='ISO-8859-1' standalone='yes' ?>\n<smses count=\"3\">\n";
    let xml = [
        &head[..],
        &sms(b"caf\xe9"),
        mms,
        &sms(b"\x80 40"),
        b"</smses>\n",
    ]
    .concat();
    let path = home.file("sms-1.xml", xml);
    let rows = list(&home, &path);
    let texts: Vec<&str> = rows.iter().map(|r| r["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["café", "naïve", "€ 40"]);
    let said = home.run(&["import", &path]).ok().out;
    assert!(
        said.contains("The file is in windows-1252, as it says"),
        "{said}"
    );
    // Its files are found where they stand, though letters before them are longer than their bytes.
    let row = home
        .run(&["import", &path, "--queue", "2", "--json"])
        .ok()
        .row();
    let id = row["queued"][0].as_str().unwrap().to_owned();
    home.run(&["capture", &id, "--to", "plan", "--ref", "MIN/1"])
        .ok();
    let mut found = Vec::new();
    crate::support::walk(&home.path("plan"), &mut found);
    assert!(found.iter().any(|(_, bytes)| bytes == b"\x89PNG\r\n\x1a\n"));
}

#[test]
fn dates_that_nobody_wrote_at_are_said_and_the_rest_is_read() {
    let home = Home::ready();
    let chat = "01/01/1970, 00:01 - Ann: one\n01/01/1970, 00:02 - Ruth: two\n";
    let path = home.file("in/WhatsApp Chat with Ann.txt", chat);
    let said = home.run(&["import", &path, "--day-first"]).ok().out;
    let told = "2 entries are dated before 2009, when there was no WhatsApp";
    assert!(said.contains(told), "{said}");
    let row = home
        .run(&["import", &path, "--day-first", "--queue", "1", "--json"])
        .ok()
        .row();
    assert_eq!(row["queued"].as_array().unwrap().len(), 1);
    let sms = "<?xml version='1.0' encoding='UTF-8' ?>\n<smses count=\"1\"><sms address=\"+447700900101\" date=\"60000\" type=\"1\" body=\"one\" /></smses>\n";
    let path = home.file("in/sms-1.xml", sms);
    let said = home.run(&["import", &path]).ok().out;
    assert!(said.contains("1 entry is dated before 1990"), "{said}");
    // A name of ten thousand letters is no name that is looked for, and that is said.
    let chat = format!(
        "20/11/2026, 09:01 - {}: one\n20/11/2026, 09:02 - Ann: two\n",
        "n".repeat(10_000)
    );
    let path = home.file("in/WhatsApp Chat with Bob.txt", chat);
    let said = home.run(&["import", &path]).ok().out;
    assert!(
        said.contains("1 line may have a sender whose name is longer"),
        "{said}"
    );
}

#[test]
fn an_empty_folder_or_zip_is_said_to_be_empty() {
    let home = Home::ready();
    fs::create_dir_all(home.path("none")).unwrap();
    let zip = home.file("none.zip", zip_of(&[]));
    for path in [home.path("none").display().to_string(), zip] {
        let said = home.run(&["import", &path]).fails(1);
        assert!(
            said.contains("holds no file. Give the export itself."),
            "{}",
            said
        );
    }
    home.file("in/readme.doc", "nothing");
    let said = home
        .run(&["import", &home.path("in").display().to_string()])
        .fails(1);
    assert!(
        said.contains("no file of another export that is read"),
        "{}",
        said
    );
}

#[test]
fn directions_are_found_by_the_names_people_have_for_a_channel_and_are_one_object() {
    let home = Home::ready();
    for (said, channel) in [
        ("messenger", "facebook"),
        ("Mail", "email"),
        ("gmail", "email"),
        ("OUTLOOK", "email"),
        ("texts", "sms"),
        ("whatsapp", "whatsapp"),
        ("eml", "email"),
        ("signal-jsonl", "signal"),
    ] {
        let row = home
            .run(&["import", "--help-channel", said, "--json"])
            .ok()
            .row();
        assert_eq!(row["channel"], channel, "{said}");
        let first = &row["exports"][0];
        assert!(
            first["steps"].as_array().is_some_and(|s| !s.is_empty()),
            "{row}"
        );
        assert!(
            first["format"].is_string() && first["leaves_out"].is_string(),
            "{row}"
        );
        assert!(row["without_export"][0].as_str().unwrap().contains("21a"));
        let plain = home.run(&["import", "--help-channel", said]).ok().out;
        assert!(
            plain.contains(first["steps"][0].as_str().unwrap()),
            "{plain}"
        );
    }
    home.run(&["import", "--help-channel", "pigeon", "--json"])
        .fails(2);
}
