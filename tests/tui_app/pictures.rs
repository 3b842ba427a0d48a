//! The pictures of the README are the real screens of `onrecord --demo` at 80x24, taken here.
//!
//! `ONRECORD_REGENERATE=1 cargo test --test tui_app pictures` puts them into the README anew; without it
//! the README is compared with the screens. Each stands between `<!-- picture: NAME -->` and
//! `<!-- end -->`; no key pressed on the way records anything.

use std::path::Path;

use super::pty::Home;

/// Name, the keys that lead there from the one before, and words that the screen then shows.
const PICTURES: &[(&str, &str, &str)] = &[("queue", "q", "CAPTURE BY")];

/// The screen as lines without blanks at their ends.
fn lines(screen: &vt100::Screen) -> String {
    let text: Vec<String> = screen
        .rows(0, u16::from(screen.size().1))
        .map(|line| line.trim_end().to_owned())
        .collect();
    text.join("\n")
}

/// The README with the picture of that name replaced; `None` where it has no place for it.
fn put(readme: &str, name: &str, picture: &str) -> Option<String> {
    let mark = format!("<!-- picture: {name} -->\n");
    let from = readme.find(&mark)? + mark.len();
    let to = from + readme[from..].find("<!-- end -->")?;
    let block = format!("```text\n{picture}\n```\n");
    Some(format!("{}{block}{}", &readme[..from], &readme[to..]))
}

#[test]
fn the_pictures_of_the_readme_are_the_real_screens() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let was = std::fs::read_to_string(&path).unwrap();
    let mut readme = was.clone();
    let home = Home::busy();
    let mut pty = home.open_with(&["--demo"], &[]);
    pty.wait("Review   1 of");
    // Told by itself once it was looked at; a picture before that would be another.
    pty.wait("in your inbox");
    for (name, keys, words) in PICTURES {
        pty.type_until(keys, words);
        let picture = lines(&pty.screen());
        readme = put(&readme, name, &picture).unwrap_or_else(|| panic!("no place for {name}"));
    }
    pty.type_until("2i", "> WhatsApp Chat with");
    pty.type_until("\r", "tells the day from the month");
    pty.type_until("d", "day first as you said");
    pty.type_until("\r", "messages: none chosen");
    pty.type_until("w w ", "2 messages chosen");
    let name = "messages";
    readme = put(&readme, name, &lines(&pty.screen())).expect("a place for the messages");
    pty.type_until("\u{3}", "Leave all the same?");
    pty.send("y");
    assert_eq!(pty.ends(), Some(0));
    if std::env::var_os("ONRECORD_REGENERATE").is_some() {
        std::fs::write(&path, &readme).unwrap();
    }
    let now = std::fs::read_to_string(&path).unwrap();
    assert!(
        now == readme,
        "the README shows older screens: run ONRECORD_REGENERATE=1 cargo test --test tui_app pictures"
    );
}
