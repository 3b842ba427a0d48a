//! The terminal's own cursor stands where the person is, on every screen: readers and magnifiers follow it.

use std::fs;

use crate::pty::{Home, Pty};

/// What stands at the cursor.
#[derive(Debug)]
enum At {
    /// The mark of the selected line.
    Mark,
    /// Behind these words, which were typed or stood in the field.
    Behind(&'static str),
    /// The first cell of a text to read.
    Text,
}

/// The keys that lead there from the screen before, words the screen then shows, row and column of the
/// cursor, and what stands there.
const SCREENS: &[(&str, &str, (u16, u16), At)] = &[
    ("", "Review   1 of 3", (3, 1), At::Text),
    ("2", "CAPTURE BY", (4, 1), At::Mark),
    ("j", "Daniel Reeve, WhatsApp", (6, 1), At::Mark),
    ("/clau", "/clau", (1, 6), At::Text),
    ("\u{1b}", "Thanks all", (6, 1), At::Mark),
    (":log", ":log", (1, 5), At::Behind(":log")),
    ("\u{1b}", "CAPTURE BY", (6, 1), At::Mark),
    ("c41", "MIN/2026/41", (5, 29), At::Behind("MIN/2026/41")),
    ("\t", "> Note", (6, 18), At::Text),
    ("\u{10}", ":", (1, 2), At::Behind(":")),
    ("\u{1b}", "MIN/2026/41", (6, 18), At::Text),
    ("\u{1b}", "CAPTURE BY", (6, 1), At::Mark),
    ("?", "keys of this screen", (1, 10), At::Text),
    ("\u{1b}", "CAPTURE BY", (6, 1), At::Mark),
    ("\r", "History", (3, 1), At::Text),
    ("\u{1b}", "CAPTURE BY", (6, 1), At::Mark),
    ("4", "WHEN", (4, 1), At::Mark),
    ("j", "WHEN", (5, 1), At::Mark),
    ("1", "nothing is recorded until", (3, 1), At::Mark),
    ("\u{1b}[B", "Situation", (4, 1), At::Mark),
    ("\u{1b}[Am", "TOP SECRET", (4, 1), At::Mark),
    ("\u{1b}", "nothing is recorded until", (3, 1), At::Mark),
    ("\u{7}", "/", (2, 2), At::Behind("/")),
    ("19", "/19", (2, 4), At::Behind("/19")),
    ("\r", "Para 19", (3, 1), At::Text),
    ("\u{1b}", "/19", (2, 4), At::Behind("/19")),
    ("\u{1b}", "nothing is recorded until", (3, 1), At::Mark),
    ("7", "Reports", (3, 1), At::Text),
    ("3", "opens one", (3, 1), At::Text),
    ("2i", "Path:", (2, 7), At::Behind("Path:")),
];

fn walk(pty: &mut Pty) {
    for (keys, words, (row, column), at) in SCREENS {
        pty.send(keys);
        let there = |s: &vt100::Screen| {
            let begins = s.rows(0, column.to_owned()).nth(usize::from(*row));
            s.contents().contains(words)
                && s.cursor_position() == (*row, *column)
                && match at {
                    At::Mark => s.cell(*row, *column).is_some_and(|c| c.contents() == ">"),
                    At::Behind(words) => begins.is_some_and(|b| b.trim_end().ends_with(words)),
                    At::Text => true,
                }
        };
        pty.wait_for(
            &format!("{words}, cursor on {row},{column} ({at:?})"),
            there,
        );
        assert!(!pty.screen().hide_cursor(), "{words}");
    }
}

#[test]
fn the_cursor_is_on_the_selected_line_or_in_the_field_on_every_screen() {
    let home = Home::busy();
    walk(&mut home.open());
}

#[test]
fn the_cursor_and_the_mark_are_there_without_colour_and_without_utf_8() {
    let home = Home::busy();
    let mut pty = home.open_with(&[], &[("NO_COLOR", "1"), ("TERM", "xterm-256color")]);
    walk(&mut pty);
    pty.type_until("\u{1b}", "CAPTURE BY");
    let screen = pty.screen();
    let marker = screen.cell(6, 1).unwrap();
    assert!(marker.contents() == ">" && marker.inverse());
    for row in 0..24 {
        for column in 0..80 {
            let cell = screen.cell(row, column).unwrap();
            let colours = (cell.fgcolor(), cell.bgcolor());
            assert_eq!(colours, (vt100::Color::Default, vt100::Color::Default));
        }
    }
    let mut pty = home.open_with(&[], &[("LANG", "C")]);
    pty.wait("Review   1 of 3");
    pty.type_until("2j", "CAPTURE BY");
    pty.wait_for("the second line", |s| s.cursor_position() == (6, 1));
    assert!(pty.raw().is_ascii());
}

#[test]
fn for_a_screen_reader_the_cursor_is_on_the_line_and_the_foot_says_it() {
    let home = Home::busy();
    let file = home.path("onrecord/config.toml");
    let config = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("screen_reader = true\n{config}")).unwrap();
    let mut pty = home.open();
    pty.wait("Review. 1 of 3. Asha Patel: Minister content with option B.");
    pty.type_until("2", "Queue. 3 waiting");
    pty.wait("Asha Patel: Minister content");
    pty.type_until("j", "2 of 3. Daniel Reeve");
    let screen = pty.screen();
    let (row, column) = screen.cursor_position();
    let line = screen.rows(0, 80).nth(usize::from(row)).unwrap();
    assert!(
        column == 1 && line.starts_with(" Later, 2 items. 2 of 3. Daniel Reeve"),
        "{line}"
    );
    pty.type_until("h", "Field 1 of 1. To whom: empty.");
    pty.type_until("Tom Okafor\u{4}", "Recorded: ");
    pty.wait("Tom Okafor");
    assert!(pty.raw().is_ascii(), "no line is drawn");
}

#[test]
fn a_theme_is_shown_in_the_colours_the_terminal_has() {
    let home = Home::busy();
    let file = home.path("onrecord/config.toml");
    let config = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("theme = \"light\"\n{config}")).unwrap();
    let deep = vt100::Color::Rgb(0xfb, 0xfa, 0xf7);
    for (env, wanted) in [
        (&[("COLORTERM", "truecolor")][..], Some(deep)),
        (
            &[("TERM", "xterm-256color")][..],
            Some(vt100::Color::Idx(231)),
        ),
        (&[][..], None),
        (&[("COLORTERM", "truecolor"), ("NO_COLOR", "1")][..], None),
    ] {
        let pty = home.open_with(&[], env);
        pty.wait("Review   1 of 3");
        let screen = pty.screen();
        let wanted = wanted.unwrap_or(vt100::Color::Default);
        for (row, column) in [(0, 0), (10, 79), (23, 79)] {
            let cell = screen.cell(row, column).unwrap();
            assert_eq!(cell.bgcolor(), wanted, "{env:?} at {row},{column}");
        }
    }
}

#[test]
fn a_slip_in_keys_or_theme_stops_nothing_and_stands_in_the_status_line() {
    let home = Home::busy();
    let file = home.path("onrecord/config.toml");
    let config = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("theme = \"drak\"\n{config}")).unwrap();
    fs::write(
        home.path("onrecord/keys.toml"),
        "\n\"item.captre\" = [\"c\"]\n",
    )
    .unwrap();
    let mut pty = home.open();
    pty.wait("is no theme");
    pty.wait("2 in all");
    fs::write(&file, config).unwrap();
    pty.type_until("2", "CAPTURE BY");
    let mut again = home.open();
    again.wait("keys.toml:2:1:");
    again.type_until("2c", "File reference");
}
