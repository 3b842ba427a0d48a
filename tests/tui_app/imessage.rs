//! A conversation of iMessage's, with the keyboard alone from its export to a bag whose sums agree.

use std::fs;
use std::io::{Cursor, Write};

use onrecord::lodge::verify_folder;
use onrecord::ports::Ports;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::pty::{Home, folders};

/// What imessage-exporter writes of two people, with a picture that one of them sent.
fn export() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let ann = "Jul 21, 2026  8:00:00 AM (Read by you after 5 seconds)\nAnn Lee\nattachments/1/quay.png\nThe quay is agreed\n\n\nJul 21, 2026  8:01:00 AM\nMe\nThank you\n\n\n";
    let bo = "Jul 21, 2026  8:02:00 AM\nBo\nCake at the mill\n\n\n";
    for (name, bytes) in [
        ("Ann Lee.txt", ann.as_bytes()),
        ("Bo.txt", bo.as_bytes()),
        ("attachments/1/quay.png", b"\x89PNG\r\n\x1a\nquay"),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_message_of_imessage_goes_from_its_export_to_a_verified_bag_with_the_keyboard_alone() {
    let home = Home::fresh();
    let bags = home.path("bags");
    fs::create_dir_all(&bags).unwrap();
    let inbox = home.path("onrecord/inbox");
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join("messages.zip"), export()).unwrap();
    let config = format!(
        "[[destination]]\nname = \"bags\"\nkind = \"folder\"\nformat = \"bag\"\npath = \"{}\"\nreference = \"MIN/{{year}}/\"\n",
        bags.display()
    );
    fs::write(home.path("onrecord/config.toml"), config).unwrap();
    let setup = ["setup", "--name", "Ruth Bell", "--machine", "corporate"];
    home.ran(&[&setup[..], &["--up-to", "official"]].concat());
    let mut pty = home.open();
    pty.wait("Nothing is waiting.");
    pty.type_until("i", "> messages.zip");
    pty.type_until("\r", "It holds 2 chats");
    pty.type_until("/ann", "1 of 2");
    pty.type_until("\r", "all keys");
    pty.type_until("\r", "Chat: Ann Lee");
    pty.type_until("\r", "2 messages: none chosen");
    pty.type_until(" ", "1 message chosen");
    pty.type_until("a", "Put in the queue");
    pty.type_until(
        "o\u{4}",
        "Recorded: 1 item in the queue, of 2 entries read.",
    );
    pty.type_until("\u{1b}", "Remove it now?");
    pty.type_until("y", "The export was removed from the inbox.");
    pty.type_until("2c", "Where to");
    pty.type_until("17\u{4}", "bytes match");
    pty.send("q");
    assert_eq!(pty.ends(), Some(0));
    assert_eq!(folders(&bags), 1);
    let bag = fs::read_dir(&bags).unwrap().next().unwrap().unwrap().path();
    verify_folder(&Ports::system(), &bag).expect("the sums of the bag agree");
    let record = fs::read_to_string(bag.join("data/record.txt")).unwrap();
    for words in ["The quay is agreed", "Ann Lee", "iMessage", "quay.png"] {
        assert!(record.contains(words), "{words} is not in {record}");
    }
    assert!(!record.contains("Cake at"), "{record}");
    let files = fs::read_dir(bag.join("data")).unwrap();
    let names: Vec<String> = files
        .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let manifest = fs::read_to_string(bag.join("manifest-sha256.txt")).unwrap();
    assert!(manifest.contains("quay.png"), "{names:?} {manifest}");
}
