//! Exports at the terminal: offered, read, triaged with the keyboard alone.

use std::fs;

use crate::pty::Home;

/// Puts a file in the inbox.
fn dropped(home: &Home, name: &str, text: &str) {
    let inbox = home.path("onrecord/inbox");
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join(name), text).unwrap();
}

#[test]
fn an_export_in_the_inbox_is_told_without_a_key() {
    let home = Home::busy();
    dropped(
        &home,
        "WhatsApp Chat with Bill team.zip",
        "not looked at yet",
    );
    let pty = home.open();
    pty.wait("In the inbox: 1 export");
}
