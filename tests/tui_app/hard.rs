//! Hard days: a fault of the program, keys during a slow write, a huge paste, a terminal that goes on line
//! by line, an editor that is ended.

use std::fs;
use std::io::Write;

use rustix::process::Signal;

use crate::pty::{Home, until};

#[test]
fn a_fault_of_the_program_gives_the_terminal_back_and_keeps_the_text() {
    let home = Home::busy();
    let mut pty = home.open_with(&[], &[("ONRECORD_TEST_PANIC", "1")]);
    pty.wait("Review   1 of 3");
    pty.type_until("h", "To whom");
    pty.type_until("Tom Okafor, 47", "Tom Okafor, 47");
    pty.send("\u{14}");
    let (code, screen) = pty.ends_with_screen();
    assert_eq!(code, Some(70));
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
    assert!(
        screen.contents().contains("a fault that a test asked for"),
        "{}",
        screen.contents()
    );
    assert_eq!(home.drafts(), ["Tom Okafor, 47"]);
    assert!(home.ran(&["verify", "--json"]).contains("\"ok\":true"));
}

#[test]
fn keys_during_a_slow_write_wait_for_their_turn() {
    let home = Home::busy();
    let (gate, taken) = (home.path("gate"), home.path("taken"));
    // A destination that takes its time: it reads the mail and then waits until the gate is opened.
    let made = std::process::Command::new("mkfifo").arg(&gate).status();
    assert!(made.unwrap().success());
    let config = home.path("onrecord/config.toml");
    let slow = format!(
        "{}\n[[destination]]\nname = \"slow\"\nkind = \"command\"\ncommand = [\"sh\", \"-c\", \"cat > {}; cat {}\"]\nto = \"records@example.gov.uk\"\n",
        fs::read_to_string(&config).unwrap(),
        taken.display(),
        gate.display()
    );
    fs::write(&config, slow).unwrap();
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    pty.type_until("2c", "Reference");
    pty.send("\u{1b}[A");
    pty.type_until("\u{1b}[C", "slow (command)");
    pty.send("\r");
    until("the destination has the mail", || {
        fs::metadata(&taken).is_ok_and(|m| m.len() > 0)
    });
    // These come while the write is under way: one step down, and the form of a hand-over with a name.
    pty.send("jhTom");
    fs::OpenOptions::new()
        .write(true)
        .open(&gate)
        .unwrap()
        .write_all(b"x")
        .unwrap();
    pty.wait("To whom");
    pty.wait("Tom");
    pty.type_until("\r", "is offered to Tom");
    let all = home.ran(&["queue", "--all", "--json"]);
    assert_eq!(all.matches("\"state\":\"captured\"").count(), 1, "{all}");
    assert_eq!(all.matches("\"state\":\"handed-over\"").count(), 1, "{all}");
}

#[test]
fn a_paste_of_five_megabytes_is_refused_whole_and_the_keys_behind_it_count() {
    let home = Home::busy();
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    pty.type_until("2", "CAPTURE BY");
    let paste = format!("\u{1b}[200~{}\u{1b}[201~", "all of it ".repeat(500_000));
    pty.send(&paste);
    pty.wait("more than one message");
    pty.type_until("o\t", "OFFICIAL");
    pty.type_until("kept", "kept");
    pty.type_until("\u{1b}", "What you wrote is kept");
}

#[test]
fn a_terminal_that_goes_on_line_by_line_gets_the_review_line_by_line() {
    let home = Home::busy();
    let mut pty = home.open_with(&[], &[("TERM", "dumb")]);
    pty.wait_line("Minister content with option B");
    pty.send("k\r");
    pty.wait_line("Counsel advises dropping clause 4");
    pty.send("k\r");
    pty.wait_line("Thanks all, see you at the station");
    pty.send("k\r");
    pty.wait_line("Review recorded");
    assert_eq!(pty.ends(), Some(0));
    assert!(!pty.raw().contains(&0x1b));
}

#[test]
fn an_editor_has_the_terminal_to_itself_and_ctrl_c_there_ends_nothing_here() {
    let home = Home::busy();
    let asked = home.path("asked");
    let script = home.path("editor");
    // It says that it has begun, waits for a line, and writes that line into the file.
    fs::write(
        &script,
        format!(
            "trap 'echo pressed' INT\necho begun > {}\nuntil read line; do :; done\necho \"$line\" >> \"$1\"\n",
            asked.display()
        ),
    )
    .unwrap();
    let editor = format!("sh {}", script.display());
    let mut pty = home.open_with(&[], &[("EDITOR", &editor)]);
    pty.wait("Review   1 of 3");
    pty.type_until("2a", "Message");
    pty.type_until("o\t", "OFFICIAL");
    pty.type_until("one line", "one line");
    pty.type_until("\u{10}", "do it");
    pty.send("editor\r");
    until("the editor has begun", || asked.exists());
    pty.wait_for("the shell's screen", |s| !s.alternate_screen());
    // Pressed again and again, and the last time as it ends.
    for _ in 0..20 {
        pty.signal(Signal::INT);
    }
    pty.send("and another\r");
    pty.wait("what the editor left");
    pty.wait_for("the form again", |s| {
        s.alternate_screen() && s.bracketed_paste() && s.contents().contains("and another")
    });
    pty.type_until("\r", "is in the queue");
    assert!(home.drafts().is_empty());
}

#[test]
fn a_form_survives_the_smallest_window() {
    let home = Home::busy();
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    pty.type_until("h", "To whom");
    pty.type_until("Tom", "Tom");
    pty.resize(1, 1);
    pty.send("my");
    pty.resize(80, 24);
    pty.wait("Tommy");
    pty.type_until("\r", "is offered to Tommy");
}
