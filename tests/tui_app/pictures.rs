//! The pictures of the README and of the manual are the real screens of `onrecord --demo` at 80x24, taken here.
//!
//! `ONRECORD_REGENERATE=1 cargo test --test tui_app pictures` puts them into their pages anew; without it
//! the pages are compared with the screens. Each stands between `<!-- picture: NAME -->` and
//! `<!-- end -->`; no key pressed on the way records anything.

use std::path::Path;

use super::pty::Home;

/// The screen as lines without blanks at their ends.
fn lines(screen: &vt100::Screen) -> String {
    let text: Vec<String> = screen
        .rows(0, u16::from(screen.size().1))
        .map(|line| line.trim_end().to_owned())
        .collect();
    text.join("\n")
}

/// A page with the picture of that name replaced; `None` where it has no place for it.
fn put(page: &str, name: &str, picture: &str) -> Option<String> {
    let mark = format!("<!-- picture: {name} -->\n");
    let from = page.find(&mark)? + mark.len();
    let to = from + page[from..].find("<!-- end -->")?;
    let block = format!("```text\n{picture}\n```\n");
    Some(format!("{}{block}{}", &page[..from], &page[to..]))
}

/// Whether the page shows that screen; with `ONRECORD_REGENERATE` it does from now on.
fn shows(page: &str, name: &str, screen: &vt100::Screen) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let was = std::fs::read_to_string(&path).unwrap();
    let now = put(&was, name, &lines(screen)).unwrap_or_else(|| panic!("no place for {name}"));
    if std::env::var_os("ONRECORD_REGENERATE").is_some() {
        std::fs::write(&path, &now).unwrap();
        return true;
    }
    now == was
}

#[test]
fn the_pictures_of_the_readme_and_the_manual_are_the_real_screens() {
    let home = Home::busy();
    let mut pty = home.open_with(&["--demo"], &[]);
    pty.wait("Review   1 of");
    // Told by itself once it was looked at; a picture before that would be another.
    pty.wait("in your inbox");
    pty.type_until("q", "CAPTURE BY");
    let queue = shows("README.md", "queue", &pty.screen());
    pty.type_until("2i", "> WhatsApp Chat with");
    pty.type_until("\r", "tells the day from the month");
    pty.type_until("d", "day first as you said");
    pty.type_until("\r", "messages: none chosen");
    pty.type_until("w w ", "2 messages chosen");
    let messages = shows("docs/import-choose.md", "messages", &pty.screen());
    pty.type_until("\u{3}", "Leave all the same?");
    pty.send("y");
    assert_eq!(pty.ends(), Some(0));
    assert!(
        queue && messages,
        "a page shows older screens: run ONRECORD_REGENERATE=1 cargo test --test tui_app pictures"
    );
}
