//! Exports at the terminal: offered, read, triaged with the keyboard alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::pty::{Home, Pty, folders};

/// Puts a file in the inbox.
fn dropped(home: &Home, name: &str, export: &[u8]) {
    let inbox = home.path("onrecord/inbox");
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join(name), export).unwrap();
}

#[test]
fn an_export_in_the_inbox_is_told_without_a_key() {
    let home = Home::busy();
    dropped(
        &home,
        "WhatsApp Chat with Bill team.txt",
        b"not looked at yet",
    );
    // What was cut short on its way is none.
    dropped(&home, "WhatsApp Chat with Core.zip", b"PK");
    let pty = home.open();
    pty.wait("1 export lies in your inbox");
}

/// The folder of a running demonstration.
fn demonstration(home: &Home) -> PathBuf {
    let all = fs::read_dir(home.path("")).unwrap();
    let mut all = all.map(|e| e.unwrap().path());
    all.find(|p| {
        p.file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("onrecord-demo-")
    })
    .expect("the demonstration's folder")
}

/// Opens the demonstration's export, says which comes first in its dates, and goes on to its messages.
fn triage(pty: &mut Pty) {
    pty.type_until("2i", "> WhatsApp Chat with Clause 4 huddle.txt");
    pty.type_until("\r", "tells the day from the month");
    pty.type_until("d", "day first as you said");
    pty.type_until("\r", "13 messages: none chosen");
}

#[test]
fn the_ambiguous_export_of_the_demonstration_is_triaged_with_the_keyboard_alone() {
    let home = Home::busy();
    let mut pty = home.open_with(&["--demo"], &[]);
    pty.wait("Review   1 of 5");
    pty.wait("1 export lies in your inbox");
    let demo = demonstration(&home);
    let inbox = demo.join("onrecord/inbox");
    triage(&mut pty);
    // Both messages with words worth a look, found by one key and chosen by another.
    pty.type_until("w ", "1 message chosen");
    pty.type_until("w ", "2 messages chosen");
    pty.type_until("a", "Put in the queue");
    pty.type_until(
        "o\u{4}",
        "Recorded: 2 items in the queue, of 13 entries read.",
    );
    pty.type_until("\u{1b}", "Remove it now?");
    assert_eq!(fs::read_dir(&inbox).unwrap().count(), 1);
    pty.type_until("y", "The export was removed from the inbox.");
    assert_eq!(fs::read_dir(&inbox).unwrap().count(), 0);
    pty.type_until("2", "7 waiting");
    let journal = demo.join("onrecord/register");
    let kept = below(&journal)
        + &below(&demo.join("onrecord/drafts"))
        + &below(&demo.join("onrecord/evidence"));
    assert!(kept.contains("clause 4 goes out") && !kept.contains("slow train"));
    pty.send("q");
    assert_eq!(pty.ends(), Some(0));
    assert!(!demo.exists());
}

/// The text of every file below a folder, with its path.
fn below(dir: &Path) -> String {
    let mut all = String::new();
    let Ok(entries) = fs::read_dir(dir) else {
        return all;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&below(&path));
        } else {
            all.push_str(&path.to_string_lossy());
            all.push_str(&String::from_utf8_lossy(&fs::read(&path).unwrap()));
        }
    }
    all
}

#[test]
fn a_long_reading_is_stopped_in_its_middle_and_leaves_nothing_behind() {
    let home = Home::busy();
    let line = "05/10/2026, 09:04 - Asha Patel: Morning all, is anybody else on the slow train again today\n";
    dropped(
        &home,
        "WhatsApp Chat with Bill team.txt",
        line.repeat(800_000).as_bytes(),
    );
    let before = below(&home.path("onrecord/register")) + &below(&home.path("state"));
    let mut pty = home.open();
    pty.wait("1 export lies in your inbox");
    pty.type_until("2i", "> WhatsApp Chat with Bill team.txt");
    pty.type_until("\r", " of 73 MB.");
    pty.type_until(
        "\u{1b}",
        "Reading was stopped. Nothing of the export is kept.",
    );
    // The screens go on, and so does the next reading.
    pty.type_until("\r", " of 73 MB.");
    pty.type_until("\u{1b}", "Reading was stopped.");
    pty.type_until("\u{1b}", "CAPTURE BY");
    pty.send("q");
    assert_eq!(pty.ends(), Some(0));
    assert!(home.drafts().is_empty());
    let after = below(&home.path("onrecord/register")) + &below(&home.path("state"));
    assert_eq!(before, after);
    assert!(
        !home.path("onrecord/evidence").exists()
            || below(&home.path("onrecord/evidence")).is_empty()
    );
}

#[test]
fn a_newcomer_decides_triages_captures_reviews_and_leaves() {
    let home = Home::busy();
    let mut pty = home.open_with(&["--demo"], &[]);
    pty.wait("Review   1 of 5");
    let plan = demonstration(&home).join("file-plan");
    // May this be said on WhatsApp, on the department's own phone? The marking first, then question by question.
    pty.type_until("1", "Anything from ");
    pty.type_until("o", "Marking: OFFICIAL.");
    pty.type_until("agy", "Direction: yes.");
    pty.type_until("n", "Change: no.");
    pty.type_until("c", "In your judgement, with particular care");
    pty.type_until("wnn", "9 of 9 answered");
    pty.type_until("\r", "Your reason");
    pty.type_until("The office system was down\u{4}", "Recorded: the decision.");
    triage(&mut pty);
    pty.type_until("w w a", "Put in the queue");
    pty.type_until("\u{4}", "Recorded: 2 items in the queue");
    pty.type_until("\u{1b}", "Remove it now?");
    pty.type_until("y", "The export was removed");
    // Two messages into the folder: the file plan has a directory for each.
    pty.type_until("2c", "Where to");
    pty.type_until("17\u{4}", "read back, bytes match");
    pty.type_until("c", "Where to");
    pty.type_until("18\u{4}", "MIN/2026/18");
    assert_eq!(folders(&plan), 2);
    // What is left is kept waiting; the end of the review goes on record by itself.
    pty.type_until("r", "Review   1 of 5");
    pty.type_until("lllll", "Review recorded");
    pty.type_until("q", "5 waiting");
    pty.send("q");
    assert_eq!(pty.ends(), Some(0));
    assert!(!plan.exists(), "the demonstration leaves nothing");
}

// Sent in summer, when the clock on the wall is not that of the moment, and some of them between two seconds.

/// Two conversations of Signal's, with one message each.
const SIGNAL: &str = concat!(
    "{\"version\":\"1\",\"backupTimeMs\":\"1795219200000\"}\n",
    "{\"recipient\":{\"id\":\"1\",\"self\":{}}}\n",
    "{\"recipient\":{\"id\":\"2\",\"contact\":{\"profileGivenName\":\"Ann\",\"profileFamilyName\":\"Lee\"}}}\n",
    "{\"recipient\":{\"id\":\"3\",\"contact\":{\"profileGivenName\":\"Bo\"}}}\n",
    "{\"chat\":{\"id\":\"20\",\"recipientId\":\"2\"}}\n",
    "{\"chat\":{\"id\":\"30\",\"recipientId\":\"3\"}}\n",
    "{\"chatItem\":{\"chatId\":\"20\",\"authorId\":\"2\",\"dateSent\":\"1784620800417\",\"incoming\":{},\"standardMessage\":{\"text\":{\"body\":\"The quay is agreed\"}}}}\n",
    "{\"chatItem\":{\"chatId\":\"30\",\"authorId\":\"3\",\"dateSent\":\"1784620860981\",\"incoming\":{},\"standardMessage\":{\"text\":{\"body\":\"Cake at the mill\"}}}}\n",
);

/// Two conversations of text messages.
const TEXTS: &str = concat!(
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"2\">\n",
    "<sms address=\"+447700900101\" date=\"1784620800417\" type=\"1\" body=\"The quay is agreed\" contact_name=\"Ann Lee\" />\n",
    "<sms address=\"+447700900102\" date=\"1784620860981\" type=\"1\" body=\"Cake at the mill\" contact_name=\"Bo\" />\n</smses>\n",
);

/// Two threads of private email.
const MAILS: &str = concat!(
    "From ann@example.org Tue Jul 21 08:00:00 2026\nFrom: Ann Lee <ann@example.org>\nDate: Tue, 21 Jul 2026 08:00:00 +0000\n",
    "Subject: Harbour\nMessage-ID: <a@example.org>\n\nThe quay is agreed\n\n",
    "From bo@example.org Tue Jul 21 08:01:00 2026\nFrom: Bo <bo@example.org>\nDate: Tue, 21 Jul 2026 08:01:00 +0000\n",
    "Subject: Baking\nMessage-ID: <b@example.org>\n\nCake at the mill\n\n",
);

/// Two chats of a Telegram account.
const TELEGRAM: &str = concat!(
    r#"{"personal_information":{"user_id":1},"chats":{"list":["#,
    r#"{"name":"Ann Lee","type":"personal_chat","id":2,"messages":[{"id":1,"type":"message","date":"2026-07-21T08:00:00","date_unixtime":"1784620800","from":"Ann Lee","from_id":"user2","text":"The quay is agreed"}]},"#,
    r#"{"name":"Bo","type":"personal_chat","id":3,"messages":[{"id":1,"type":"message","date":"2026-07-21T08:01:00","date_unixtime":"1784620860","from":"Bo","from_id":"user3","text":"Cake at the mill"}]}"#,
    "]}}",
);

/// Two conversations of LinkedIn's.
const TABLE: &str = concat!(
    "CONVERSATION ID,FROM,TO,DATE,SUBJECT,CONTENT,FOLDER\n",
    "2-bb==,Bo,Ruth Bell,2026-07-21 08:01:00 UTC,,Cake at the mill,INBOX\n",
    "2-aa==,Ann Lee,Ruth Bell,2026-07-21 08:00:00 UTC,,The quay is agreed,INBOX\n",
);

/// Two conversations of Facebook's, in a zip.
fn download() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (folder, name, words) in [
        ("annlee_2", "Ann Lee", "The quay is agreed"),
        ("bo_3", "Bo", "Cake at the mill"),
    ] {
        let path = format!("your_facebook_activity/messages/inbox/{folder}/message_1.json");
        let page = format!(
            "{{\"participants\":[{{\"name\":\"{name}\"}},{{\"name\":\"Ruth Bell\"}}],\"messages\":[{{\"sender_name\":\"{name}\",\"timestamp_ms\":1784620800417,\"content\":\"{words}\"}}],\"title\":\"{name}\",\"thread_path\":\"inbox/{folder}\"}}"
        );
        zip.start_file(path, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut zip, page.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_conversation_of_a_file_that_holds_several_is_chosen_with_the_keyboard_alone() {
    let bytes = |text: &str| text.as_bytes().to_vec();
    for (name, export, typed, found) in [
        ("main.jsonl", bytes(SIGNAL), "ann", "Ann Lee"),
        ("sms-20261121.xml", bytes(TEXTS), "ann", "Ann Lee"),
        ("All mail.mbox", bytes(MAILS), "harb", "Harbour"),
        ("result.json", bytes(TELEGRAM), "ann", "Ann Lee"),
        ("messages.csv", bytes(TABLE), "ann", "Ann Lee"),
        ("facebook.zip", download(), "ann", "Ann Lee"),
    ] {
        let home = Home::busy();
        dropped(&home, name, &export);
        let mut pty = home.open();
        pty.wait("1 export lies in your inbox");
        pty.type_until("2i", &format!("> {name}"));
        pty.type_until("\r", "It holds 2 chats");
        pty.type_until(&format!("/{typed}"), "1 of 2");
        pty.type_until("\r", "all keys");
        pty.type_until("\r", &format!("Chat: {found}"));
        pty.type_until("\r", "1 message: none chosen");
        pty.type_until(" ", "1 message chosen");
        pty.type_until("a", "Put in the queue");
        pty.type_until("o\u{4}", "Recorded: 1 item in the queue, of 1 entry read.");
        let kept = below(&home.path("onrecord/register"));
        assert!(
            kept.contains("quay is agreed") && !kept.contains("Cake at"),
            "{name}"
        );
        pty.send("\u{1b}");
    }
}
