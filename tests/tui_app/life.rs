//! However it ends: the terminal is given back, and what was being written is kept.

use std::fs::OpenOptions;

use rustix::process::Signal;
use rustix::termios::{Action, LocalModes, tcflow, tcgetattr};

use crate::pty::{Home, Pty, until};

/// Opens the form of a hand-over and types a name into it.
fn writing(home: &Home) -> Pty {
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    pty.type_until("h", "To whom");
    pty.type_until("Tom Okafor, 47", "Tom Okafor, 47");
    pty
}

#[test]
fn a_link_that_drops_keeps_the_text_and_leaves_no_process() {
    let home = Home::busy();
    let mut pty = writing(&home);
    pty.hang_up();
    // It ends: a program that spins on a closed terminal would be waited for in vain.
    assert_eq!(
        pty.ends(),
        Some(129),
        "as for SIGHUP, whoever notices first"
    );
    assert_eq!(home.drafts(), ["Tom Okafor, 47"]);
    let mut again = home.open();
    again.wait("Review   1 of 3");
    again.type_until("h", "Tom Okafor, 47");
    again.wait("What you wrote before");
}

#[test]
fn a_signal_keeps_the_text_and_gives_the_terminal_back() {
    for (signal, code) in [
        (Signal::HUP, 129),
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ] {
        let home = Home::busy();
        let mut pty = writing(&home);
        let terminal = OpenOptions::new().read(true).open(&pty.slave).unwrap();
        assert!(
            !tcgetattr(&terminal)
                .unwrap()
                .local_modes
                .contains(LocalModes::ICANON)
        );
        pty.signal(signal);
        assert_eq!(pty.ends(), Some(code));
        assert_eq!(home.drafts(), ["Tom Okafor, 47"]);
        let modes = tcgetattr(&terminal).unwrap().local_modes;
        assert!(modes.contains(LocalModes::ICANON | LocalModes::ECHO));
        drop(terminal);
        let (_, screen) = pty.ends_with_screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        let left = pty
            .raw()
            .windows(8)
            .filter(|w| *w == b"\x1b[?1049l")
            .count();
        assert_eq!(left, 1, "given back once");
    }
}

#[test]
fn nothing_is_painted_once_the_terminal_was_given_back() {
    // Whatever goes from under a demonstration as it ends is shown to nobody.
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT].repeat(2) {
        let home = Home::fresh();
        let mut pty = home.open_with(&["--demo"], &[]);
        pty.wait("Review   1 of 5");
        pty.signal(signal);
        pty.ends();
        let raw = pty.raw();
        let end = raw.windows(8).position(|w| w == b"\x1b[?1049l");
        let behind = &raw[end.expect("it was given back") + 8..];
        assert_eq!(String::from_utf8_lossy(behind), "", "{signal:?}");
    }
}

#[test]
fn a_terminal_that_stalls_keeps_nothing_from_ending() {
    let home = Home::busy();
    let mut pty = writing(&home);
    let terminal = OpenOptions::new()
        .read(true)
        .write(true)
        .open(&pty.slave)
        .unwrap();
    // From here on every write to the terminal blocks, the next frame's too.
    tcflow(&terminal, Action::OOff).unwrap();
    pty.send("x");
    pty.signal(Signal::TERM);
    assert_eq!(pty.ends(), Some(143));
    let drafts = home.drafts();
    assert!(
        drafts.len() == 1 && drafts[0].starts_with("Tom Okafor, 47"),
        "{drafts:?}"
    );
}

#[test]
fn a_process_killed_outright_has_saved_what_was_quiet() {
    let home = Home::busy();
    let mut pty = writing(&home);
    until("the draft is saved by itself", || {
        home.drafts() == ["Tom Okafor, 47"]
    });
    pty.signal(Signal::KILL);
    pty.ends();
    let mut again = home.open();
    again.wait("Review   1 of 3");
    again.type_until("h", "Tom Okafor, 47");
}

#[test]
fn to_the_shell_and_back() {
    let home = Home::busy();
    let mut pty = writing(&home);
    pty.send("\u{1a}");
    pty.wait_stopped();
    pty.wait_for("the shell's screen", |s| {
        !s.alternate_screen() && !s.bracketed_paste()
    });
    pty.signal(Signal::CONT);
    pty.wait_for("the form again", |s| {
        s.alternate_screen() && s.bracketed_paste() && s.contents().contains("Tom Okafor, 47")
    });
    pty.type_until("!", "Tom Okafor, 47!");
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_and_going_on_paints_afresh() {
    let home = Home::busy();
    let mut pty = writing(&home);
    pty.signal(Signal::TSTP);
    pty.wait_stopped();
    pty.wait_for("the shell's screen", |s| {
        !s.alternate_screen() && !s.bracketed_paste()
    });
    let frames = pty.frames();
    pty.signal(Signal::CONT);
    pty.wait_for("the form again", |s| {
        s.alternate_screen() && s.bracketed_paste() && s.contents().contains("Tom Okafor, 47")
    });
    assert!(pty.frames() > frames, "painted afresh");
    pty.type_until("!", "Tom Okafor, 47!");
    // Stopped so that it could do nothing about it: going on paints afresh too.
    pty.signal(Signal::STOP);
    pty.wait_stopped();
    let frames = pty.frames();
    pty.signal(Signal::CONT);
    until("it is painted afresh", || pty.frames() > frames);
    pty.type_until("?", "Tom Okafor, 47!?");
}

#[test]
fn ctrl_c_leaves_the_form_first_then_the_program_and_keeps_the_text() {
    let home = Home::busy();
    let mut pty = writing(&home);
    pty.type_until("\u{3}", "is kept");
    pty.send("\u{3}");
    let (code, screen) = pty.ends_with_screen();
    assert_eq!((code, screen.alternate_screen()), (Some(0), false));
    assert_eq!(home.drafts(), ["Tom Okafor, 47"]);
}
