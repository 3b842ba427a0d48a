//! Each channel from an export to a bag that reads back, by command line: its conversations, one chosen, its entries,
//! what is picked, the capture.

use std::fs;

use onrecord::lodge::verify_folder;
use onrecord::ports::Ports;

use crate::outlook;
use crate::support::{Home, walk};

/// An export, which conversation of it and which entry is picked, and what must stand in the record.
struct Trip {
    name: &'static str,
    export: String,
    conversations: usize,
    chat: &'static str,
    pick: &'static str,
    said: &'static [&'static str],
    /// A file that came with it, and its bytes.
    file: Option<(&'static str, &'static [u8])>,
}

fn signal() -> Trip {
    let lines = [
        r#"{"version":"1","backupTimeMs":"1795219200000"}"#,
        r#"{"account":{"givenName":"Ruth","familyName":"Bell"}}"#,
        r#"{"recipient":{"id":"1","self":{}}}"#,
        r#"{"recipient":{"id":"2","contact":{"aci":"QUFBQUFBQUFBQUFBQUFBQQ==","profileGivenName":"Ann","profileFamilyName":"Lee"}}}"#,
        r#"{"recipient":{"id":"3","contact":{"aci":"QkJCQkJCQkJCQkJCQkJCQg==","profileGivenName":"Bo"}}}"#,
        r#"{"chat":{"id":"20","recipientId":"2"}}"#,
        r#"{"chat":{"id":"30","recipientId":"3"}}"#,
        r#"{"chatItem":{"chatId":"20","authorId":"2","dateSent":"1795248000000","incoming":{},"standardMessage":{"text":{"body":"The quay is agreed"}}}}"#,
        r#"{"chatItem":{"chatId":"30","authorId":"3","dateSent":"1795248060000","incoming":{},"standardMessage":{"text":{"body":"Cake?"}}}}"#,
    ];
    Trip {
        name: "main.jsonl",
        export: lines.map(|l| format!("{l}\n")).concat(),
        conversations: 2,
        chat: "Ann Lee",
        pick: "1",
        said: &[
            "Channel: Signal",
            "Conversation: Ann Lee",
            "From: Ann Lee",
            "The quay is agreed",
            "Signal export \"main.jsonl\"",
            "Sent: Saturday 21 November 2026, 08:00 GMT",
        ],
        file: None,
    }
}

fn sms() -> Trip {
    let export = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"2\">\n\
        <mms date=\"1795248000000\" msg_box=\"1\" address=\"+447700900101\" sub=\"null\" contact_name=\"Ann Lee\"><parts>\
        <part seq=\"0\" ct=\"text/plain\" text=\"The quay is agreed\" />\
        <part seq=\"0\" ct=\"image/jpeg\" name=\"quay.png\" data=\"iVBORw0KGgo=\" /></parts><addrs /></mms>\n\
        <sms address=\"GOVUK\" date=\"1795248060000\" type=\"1\" body=\"Your code\" contact_name=\"(Unknown)\" />\n</smses>\n";
    Trip {
        name: "sms-20261121.xml",
        export: export.to_owned(),
        conversations: 2,
        chat: "+447700900101",
        pick: "quay",
        said: &[
            "Channel: SMS",
            "Conversation: Ann Lee",
            "From: Ann Lee",
            "The quay is agreed",
            "SMS (SMS Backup & Restore) export \"sms-20261121.xml\"",
            "Sent: Saturday 21 November 2026, 08:00 GMT",
        ],
        file: Some(("quay.png", b"\x89PNG\r\n\x1a\n")),
    }
}

fn mailbox() -> Trip {
    let export = "From ann@example.org Sat Nov 21 08:00:00 2026\nFrom: Ann Lee <ann@example.org>\nTo: ruth@example.com\n\
        Date: Sat, 21 Nov 2026 08:00:00 +0000\nSubject: Harbour\nMessage-ID: <a@example.org>\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=xx\n\n--xx\nContent-Type: text/plain\n\nThe quay is agreed\n--xx\n\
        Content-Type: image/png; name=quay.png\nContent-Disposition: attachment; filename=quay.png\n\
        Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--xx--\n\nFrom bo@example.org Sat Nov 21 08:01:00 2026\n\
        From: Bo <bo@example.org>\nDate: Sat, 21 Nov 2026 08:01:00 +0000\nSubject: Cake\nMessage-ID: <b@example.org>\n\nCake?\n\n";
    Trip {
        name: "All mail.mbox",
        export: export.to_owned(),
        conversations: 2,
        chat: "Harbour",
        pick: "1",
        said: &[
            "Channel: private email",
            "Conversation: Harbour",
            "From: Ann Lee",
            "The quay is agreed",
            "Email (mbox) export \"All mail.mbox\"",
            "Sent: Saturday 21 November 2026, 08:00 GMT",
        ],
        file: Some(("quay.png", b"\x89PNG\r\n\x1a\n")),
    }
}

fn telegram() -> Trip {
    let chat = |name: &str, id: u32, words: &str| {
        format!(
            r#"{{"name":"{name}","type":"personal_chat","id":{id},"messages":[{{"id":1,"type":"message","date":"2026-11-21T08:00:00","date_unixtime":"1795248000","from":"{name}","from_id":"user{id}","text":[{{"type":"bold","text":"{words}"}}],"text_entities":[]}}]}}"#
        )
    };
    let (ann, bo) = (
        chat("Ann Lee", 2, "The quay is agreed"),
        chat("Bo", 3, "Cake?"),
    );
    Trip {
        name: "result.json",
        export: format!(
            r#"{{"personal_information":{{"user_id":1}},"chats":{{"list":[{ann},{bo}]}}}}"#
        ),
        conversations: 2,
        chat: "Ann Lee",
        pick: "1",
        said: &[
            "Channel: Telegram",
            "Conversation: Ann Lee",
            "From: Ann Lee",
            "The quay is agreed",
            "Telegram export \"result.json\"",
            "Sent: Saturday 21 November 2026, 08:00 GMT",
        ],
        file: None,
    }
}

fn imessage() -> Trip {
    Trip {
        name: "Ann Lee.txt",
        export: "Nov 21, 2026  8:00:00 AM (Read by you after 5 seconds)\nAnn Lee\nThe quay is agreed\n\n\
                 Nov 21, 2026  8:01:00 AM\nMe\nCake?\n\n"
            .to_owned(),
        conversations: 1,
        chat: "Ann Lee",
        pick: "1",
        said: &[
            "Channel: iMessage",
            "Conversation: Ann Lee",
            "From: Ann Lee",
            "The quay is agreed",
            "iMessage (imessage-exporter) export \"Ann Lee.txt\"",
            "Sent: Saturday 21 November 2026, 08:00",
        ],
        file: None,
    }
}

/// A page of a download in which only one of two messages is picked.
fn facebook() -> Trip {
    let export = r#"{"participants":[{"name":"No\u00c3\u00ab Lee"},{"name":"Ruth Bell"}],"messages":[
        {"sender_name":"Ruth Bell","timestamp_ms":1795248060000,"content":"Cake?"},
        {"sender_name":"No\u00c3\u00ab Lee","timestamp_ms":1795248000000,"content":"The quay is agreed \u00e2\u0080\u0093 all of it"}],
        "title":"No\u00c3\u00ab Lee","thread_path":"inbox/noelee_17"}"#;
    Trip {
        name: "message_1.json",
        export: export.to_owned(),
        conversations: 1,
        chat: "Noë Lee",
        pick: "1",
        said: &[
            "Channel: Facebook",
            "Conversation: Noë Lee",
            "From: Noë Lee",
            "The quay is agreed – all of it",
            "Facebook export \"message_1.json\"",
            "Sent: Saturday 21 November 2026, 08:00 GMT",
        ],
        file: None,
    }
}

/// A table in which one of two conversations is chosen.
fn linkedin() -> Trip {
    let export = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION ARCHIVED\n\
        2-bb==,,Bo,https://www.linkedin.com/in/bo,Ruth Bell,https://www.linkedin.com/in/ruth,2026-11-21 08:01:00 UTC,,Cake?,INBOX,,No,No\n\
        2-aa==,,Ann Lee,https://www.linkedin.com/in/ann,Ruth Bell,https://www.linkedin.com/in/ruth,2026-11-21 08:00:00 UTC,Quay,\"The quay, \"\"all\"\" of it, is agreed\",INBOX,,No,No\n";
    Trip {
        name: "messages.csv",
        export: export.to_owned(),
        conversations: 2,
        chat: "Ann Lee",
        pick: "1",
        said: &[
            "Channel: LinkedIn",
            "Conversation: Ann Lee",
            "From: Ann Lee",
            "The quay, \"all\" of it, is agreed",
            "LinkedIn export \"messages.csv\"",
            "Sent: Saturday 21 November 2026, 08:00 GMT",
        ],
        file: None,
    }
}

fn travels(trip: Trip) {
    let export = trip.export.clone();
    goes(trip, export.as_bytes());
}

fn goes(trip: Trip, export: &[u8]) {
    let home = Home::ready();
    let path = home.file(&format!("in/{}", trip.name), export);
    let chats = home
        .run(&["import", &path, "--chats", "--json"])
        .ok()
        .rows();
    assert_eq!(chats.len(), trip.conversations, "{chats:?}");
    if trip.conversations > 1 {
        let refused = home.run(&["import", &path, "--list"]).fails(1);
        assert!(refused.contains("--chat"), "{refused}");
        let refused = home.run(&["import", &path, "--queue", "1"]).fails(1);
        assert!(refused.contains("--chats"), "{refused}");
        let sum = home
            .run(&["import", &path, "--summary", "--json"])
            .ok()
            .row();
        assert_eq!(sum["chats"], trip.conversations);
    }
    let chosen = ["import", &path, "--chat", trip.chat];
    let rows = home
        .run(&[&chosen[..], &["--list", "--json"]].concat())
        .ok()
        .rows();
    // A clock on a wall is told as it stands.
    let wall = trip.name.ends_with(".txt");
    let at = rows[0]["at"].as_str().unwrap();
    assert_ne!(at.ends_with("+00:00"), wall, "{rows:?}");
    let queue = [&chosen[..], &["--queue", trip.pick, "--json"]].concat();
    let queued = home.run(&queue).ok().row();
    let id = queued["queued"][0]
        .as_str()
        .expect("one is queued")
        .to_owned();
    // Once it is in the queue it is known there.
    let again = home.run(&queue).ok().row();
    assert_eq!(
        (
            again["known"].as_u64(),
            again["queued"].as_array().unwrap().len()
        ),
        (Some(1), 0)
    );
    home.run(&["capture", &id, "--to", "bags"]).ok();
    let bags: Vec<_> = fs::read_dir(home.path("bags")).unwrap().collect();
    let bag = bags[0].as_ref().unwrap().path();
    verify_folder(&Ports::system(), &bag).expect("the sums of the bag agree");
    let record = fs::read_to_string(bag.join("data/record.txt")).unwrap();
    for words in trip.said {
        assert!(
            record.replace("\n  ", " ").contains(words),
            "{words} is not in {record}"
        );
    }
    let mut files = Vec::new();
    walk(&bag, &mut files);
    if let Some((name, bytes)) = trip.file {
        let held = files
            .iter()
            .any(|(path, held)| path.ends_with(name) && held == bytes);
        assert!(held, "{name} is not in the bag");
    }
    // Nothing that was not picked is on disk.
    for other in ["Cake?", "Your code"] {
        assert!(
            !home.holds(other) || trip.export.contains("never"),
            "{other} was kept"
        );
    }
    assert!(
        home.run(&["verify", "--json"]).ok().row()["ok"]
            .as_bool()
            .unwrap()
    );
}

#[test]
fn a_message_of_signal_goes_from_its_export_to_a_bag() {
    travels(signal());
}

#[test]
fn a_text_message_goes_from_its_backup_to_a_bag() {
    travels(sms());
}

#[test]
fn a_mail_goes_from_its_mailbox_to_a_bag() {
    travels(mailbox());
}

#[test]
fn a_message_of_telegram_goes_from_its_export_to_a_bag() {
    travels(telegram());
}

#[test]
fn a_message_of_imessage_goes_from_its_export_to_a_bag() {
    travels(imessage());
}

#[test]
fn a_mail_of_outlook_goes_from_its_file_to_a_bag_and_is_kept_as_it_stands() {
    let export = outlook::a_mail("Harbour", "The quay is agreed");
    let trip = |file| Trip {
        name: "Harbour.msg",
        export: String::new(),
        conversations: 1,
        chat: "Harbour",
        pick: "1",
        said: &[
            "Channel: private email",
            "Conversation: Harbour",
            "From: Ann Lee",
            "The quay is agreed",
            "Email (Outlook) export \"Harbour.msg\"",
            "Sent: Saturday 21 November 2026, 08:00 GMT",
        ],
        file: Some(file),
    };
    goes(trip(("quay.png", b"\x89PNG\r\n\x1a\n")), &export);
    let kept: &'static [u8] = Box::leak(export.clone().into_boxed_slice());
    goes(trip(("original/entry-1.msg", kept)), &export);
}

#[test]
fn a_message_of_facebook_goes_from_its_download_to_a_bag() {
    travels(facebook());
}

#[test]
fn a_message_of_linkedin_goes_from_its_table_to_a_bag() {
    travels(linkedin());
}

#[test]
fn how_messages_are_got_out_of_a_channel_is_told() {
    let home = Home::ready();
    for (channel, words) in [
        ("signal", "main.jsonl"),
        ("sms", "SMS Backup & Restore"),
        ("WhatsApp", "Export Chat"),
        ("email", "readpst"),
        ("facebook", "not in it: they have a download of their own"),
        ("linkedin", "Get a copy of your data"),
        ("telegram", "Machine-readable JSON"),
        ("imessage", "imessage-exporter"),
        ("other", "No export of this channel is read"),
    ] {
        let said = home.run(&["import", "--help-channel", channel]).ok().out;
        assert!(
            said.contains(words) && said.contains("21b"),
            "{channel}: {said}"
        );
    }
    let refused = home.run(&["import", "--help-channel", "pigeon"]).fails(2);
    assert!(refused.contains("whatsapp"), "{refused}");
}
