//! What leaves the screens: a text to the clipboard, a text to an editor.

use super::several::{commands, said};
use crate::tui::app::App;
use crate::tui::testing::{Office, SIZE, options, play, says, shows, text, warns};

/// What was sent to the clipboard, read back.
fn copied(app: &mut App<'_>) -> String {
    let bytes = String::from_utf8(app.outbox()).unwrap();
    let data = bytes.strip_prefix("\u{1b}]52;c;").unwrap();
    let data = data.strip_suffix('\u{7}').unwrap();
    let text = data_encoding::BASE64.decode(data.as_bytes()).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn copying_out_asks_once_for_the_register_and_says_what_was_tried() {
    let mut office = Office::busy();
    let mut app = office.played("Y");
    shows(&app, "clipboard of the device you connect from");
    play(&mut app, "Ctrl-D");
    says(&app, "Nothing was copied");
    play(&mut app, "Y");
    assert!(play(&mut app, "Enter").copy);
    let record = copied(&mut app);
    for wanted in [
        "Marking:",
        "Copied out:",
        "by hand; not captured yet",
        "Minister content with option B, please start drafting",
        "From: ",
    ] {
        assert!(record.contains(wanted), "{wanted}: {record}");
    }
    let count = record.chars().count();
    assert_eq!(
        said(&app),
        format!("{count} characters sent to your clipboard. Paste to check: onrecord cannot tell.")
    );
    // Never again for this register, in another session either; nothing of it is on record.
    let before = commands(&app);
    play(&mut app, "* Y Ctrl-D");
    assert_eq!(copied(&mut app).matches("Marking:").count(), 6);
    play(&mut app, "Esc Y Right Ctrl-D");
    let text = copied(&mut app);
    assert!(!text.contains("Marking") && text.len() > 20, "{text}");
    assert_eq!(commands(&app), before);
    let mut second = office.second();
    let options = options();
    let mut app = App::new(&mut second, &options, SIZE);
    app.prepare();
    play(&mut app, "Y Ctrl-D");
    assert!(copied(&mut app).contains("Marking"));
}

#[test]
fn a_text_that_terminals_do_not_take_is_not_sent() {
    let mut office = Office::busy();
    let long = "All of it is to be read. ".repeat(3_100);
    office.add(("sms", "Long", "Asha"), "2026-11-22T10:00:00Z", None, &long);
    let mut app = office.played("/ 'all_of_it Enter Y Tab y Enter");
    warns(&app, "74 KB at most: nothing was copied");
    assert!(app.outbox().is_empty());
}

/// An office whose department switched something off.
fn switched_off(what: &str) -> Office {
    let mut office = Office::busy();
    let etc = office.root.path().join("etc");
    std::fs::create_dir_all(&etc).unwrap();
    let policy = format!("[off]\n{what} = true\n");
    std::fs::write(etc.join("policy.toml"), policy).unwrap();
    office.desk = office.second();
    let found = office.desk.diagnostics();
    assert!(found.is_empty(), "{found:?}");
    office
}

#[test]
fn a_department_may_switch_copying_and_the_editor_off() {
    let mut office = switched_off("clipboard");
    // Before anything is filled in.
    let mut app = office.played("Y");
    says(&app, "switched off (department's setting)");
    assert!(app.model.overlay.is_none() && app.outbox().is_empty());
    play(&mut app, ": 'show_plain Enter Ctrl-D");
    assert!(text(&app).starts_with("Marking:"));

    let mut office = switched_off("editor");
    let options = editing("true");
    let mut app = office.app_with(&options, SIZE);
    assert!(!play(&mut app, "a o 'words Ctrl-P 'editor Enter").edit);
    says(&app, "switched off (department's setting)");
}

#[test]
fn shown_plain_there_is_nothing_but_the_text() {
    let mut office = Office::busy();
    let mut app = office.played(": 'show_plain Enter Ctrl-D");
    let screen = text(&app);
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[0].starts_with("Marking: OFFICIAL"), "{screen}");
    assert!(
        !screen.contains("? help") && !screen.contains('─'),
        "{screen}"
    );
    assert!(lines[23].contains("Esc back") && screen.contains("(lines 1 to 23 of"));
    play(&mut app, "End");
    shows(&app, "Counsel to confirm clause 4");
    play(&mut app, "Esc");
    shows(&app, "CAPTURE BY");
}

/// The options of somebody whose editor is this shell script; the file is its last argument.
fn editing(script: &str) -> crate::tui::options::Options {
    crate::tui::options::Options {
        editor: ["sh", "-c", script, "editor"].map(String::from).to_vec(),
        ..options()
    }
}

/// The files in the folder of drafts, by name.
fn drafts(office: &Office) -> Vec<String> {
    let kept = std::fs::read_dir(office.root.path().join("state/onrecord"));
    let dirs = kept.into_iter().flatten().map(|f| f.unwrap().path());
    let names = dirs.filter_map(|dir| std::fs::read_dir(dir).ok()).flatten();
    names
        .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn an_editor_changes_a_text_of_several_lines_and_leaves_nothing_behind() {
    let mut office = Office::busy();
    let modes = office.root.path().join("modes");
    let script = format!(
        "stat -c %a \"$1\" > {0}; cp \"$1\" \"$1~\"; printf 'two\\nthree\\n' >> \"$1\"",
        modes.display()
    );
    let options = editing(&script);
    let mut app = office.app_with(&options, SIZE);
    assert!(play(&mut app, "a o 'one Ctrl-J Ctrl-P 'editor Enter").edit);
    app.edit();
    says(&app, "what the editor left");
    assert!(app.model.unsaved);
    let (_, written) = app.model.for_editor().unwrap();
    assert_eq!(written, "one\ntwo\nthree".replace("one\n", "one"));
    play(&mut app, "Ctrl-_ Ctrl-_");
    assert_eq!(app.model.for_editor().unwrap().1, "one");
    play(&mut app, "Ctrl-R Ctrl-R Ctrl-D");
    says(&app, "is in the queue");
    assert_eq!(drafts(&office), Vec::<String>::new());
    assert_eq!(std::fs::read_to_string(modes).unwrap().trim(), "600");
}

#[test]
fn an_editor_that_fails_leaves_the_field_as_it_was() {
    for (script, why) in [
        ("echo lost > \"$1\"; exit 3", "ended with code 3"),
        ("echo lost > \"$1\"; kill -9 $$", "was ended"),
        ("rm \"$1\"", "left no file behind"),
        ("printf '\\377' > \"$1\"", "is not UTF-8"),
        (
            "head -c 3000000 /dev/zero | tr '\\0' x > \"$1\"",
            "more than one message",
        ),
    ] {
        let mut office = Office::busy();
        let options = editing(script);
        let mut app = office.app_with(&options, SIZE);
        play(&mut app, "a o 'my_words Ctrl-P 'editor Enter");
        app.edit();
        assert!(
            app.model.said.warning && said(&app).contains(why),
            "{script}: {}",
            said(&app)
        );
        assert_eq!(app.model.for_editor().unwrap().1, "my words", "{script}");
        assert_eq!(
            app.desk().draft("add").unwrap().unwrap().lines().last(),
            Some("my words")
        );
        drop(app);
        assert_eq!(drafts(&office), ["add"], "{script}");
    }
    let mut office = Office::busy();
    let options = crate::tui::options::Options {
        editor: vec!["/no/such/editor".into()],
        ..options()
    };
    let mut app = office.app_with(&options, SIZE);
    play(&mut app, "a o 'my_words Ctrl-P 'editor Enter");
    app.edit();
    says(&app, "cannot be started");
}

#[test]
fn an_editor_needs_a_name_and_a_text_of_several_lines() {
    let mut office = Office::busy();
    let mut app = office.app();
    assert!(!play(&mut app, "a Ctrl-P 'editor Enter").edit);
    says(&app, "the marking is answered first");
    play(&mut app, "Esc");
    assert!(!play(&mut app, "a o 'x Ctrl-P 'editor Enter").edit);
    says(&app, "Neither VISUAL nor EDITOR");
    assert!(!play(&mut app, "Tab Ctrl-P 'editor Enter").edit);
    says(&app, "this field is one line");
}

#[test]
fn what_an_editor_held_when_the_link_dropped_stands_in_the_form_again() {
    let mut office = Office::busy();
    let app = office.played("a o 'what_the_form_knew Esc");
    drop(app);
    office
        .desk
        .lend_text("add", "what the editor saved\n")
        .unwrap();
    let mut app = office.played("a");
    assert_eq!(app.model.for_editor().unwrap().1, "what the editor saved");
    assert!(
        app.desk()
            .draft("add")
            .unwrap()
            .unwrap()
            .ends_with("what the editor saved")
    );
    play(&mut app, "Ctrl-_ Ctrl-_");
    assert_eq!(app.model.for_editor().unwrap().1, "what the form knew");
    drop(app);
    assert_eq!(drafts(&office), ["add"]);
}
