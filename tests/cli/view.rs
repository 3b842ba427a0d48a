//! Searches kept as views, on the command line, and practice without screens.

use crate::support::Home;

#[test]
fn a_view_is_kept_listed_and_taken_away() {
    let home = Home::ready();
    let none = home.run(&["view", "list"]).ok();
    assert_eq!(none.out, "No search is kept as a view yet.\n");
    let args = [
        "view",
        "keep",
        "the bill",
        "--words",
        "  clause   4 ",
        "--of",
        "ALL",
    ];
    let said = home.run(&args).ok().out;
    assert_eq!(said, "\"the bill\" is a view of the queue now.\n");
    let again = [
        "view", "keep", "The Bill", "--list", "log", "--words", "clause",
    ];
    let row = home.run(&[&again[..], &["--json"]].concat()).ok().row();
    assert_eq!(
        (&row["list"], &row["of"]),
        (&"log".into(), &"everything".into())
    );
    let rows = home.run(&["view", "list", "--json"]).ok().rows();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (&rows[0]["of"], &rows[0]["words"]),
        (&"all".into(), &"clause 4".into())
    );
    // Two lists have one of that name.
    let why = home.run(&["view", "forget", "the bill"]).fails(2);
    assert!(why.contains("--list"), "{why}");
    home.run(&["view", "forget", "the bill", "--list", "queue"])
        .ok();
    home.run(&["view", "forget", "the bill"]).ok();
    let why = home.run(&["view", "forget", "the bill"]).fails(2);
    assert!(
        why.contains("No search is kept as a view") || why.contains("None is kept yet"),
        "{why}"
    );
    // Nothing of it is on record.
    assert!(home.run(&["log", "--json"]).ok().rows().is_empty());
}

#[test]
fn a_view_needs_words_a_free_name_and_a_view_of_its_list() {
    let home = Home::ready();
    let (long, long_words) = ("x".repeat(41), "y".repeat(201));
    for (args, why) in [
        (&["view", "keep", "x"][..], "--words"),
        (&["view", "keep", "x", "--words", "   "], "words"),
        (&["view", "keep", "all", "--words", "y"], "already"),
        (&["view", "keep", "Month", "--words", "y"], "already"),
        (
            &["view", "keep", "x", "--words", "y", "--of", "open"],
            "no view of the queue",
        ),
        (
            &["view", "keep", "x", "--words", "y", "--list", "inbox"],
            "inbox",
        ),
        (&["view", "keep", "a\nb", "--words", "y"], "is one line"),
        (
            &["view", "keep", &long, "--words", "y"],
            "40 characters at most",
        ),
        (
            &["view", "keep", "x", "--words", &long_words],
            "200 characters at most",
        ),
        (
            &["view", "keep", "a\u{202e}b", "--words", "y"],
            "no sign that does not show",
        ),
        (
            &["view", "keep", "x", "--words", "TOP SECRET: y"],
            "TOP SECRET",
        ),
        (&["view", "keep", "SECRET: x", "--words", "y"], "SECRET"),
    ] {
        let told = home.run(args);
        assert_ne!(told.code, 0, "{args:?}");
        assert!(told.err.contains(why), "{args:?}: {}", told.err);
    }
    assert!(home.run(&["view", "list", "--json"]).ok().rows().is_empty());
}

/// What the screen says is kept is kept, however many keep something at once.
#[test]
fn of_many_who_keep_a_view_at_once_every_one_is_kept() {
    let home = Home::ready();
    let begun: Vec<_> = (0..24)
        .map(|n| {
            let name = format!("view {n}");
            let mut command = home.command(&["view", "keep", &name, "--words", "x"]);
            command
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in begun {
        assert!(child.wait_with_output().unwrap().status.success());
    }
    assert_eq!(home.run(&["view", "list", "--json"]).ok().rows().len(), 24);
}

/// One that was written by hand and cannot be used is told of, and goes by its name; settings that cannot be read are no
/// empty list.
#[test]
fn what_stands_in_the_file_and_is_not_used_can_be_taken_away() {
    let home = Home::ready();
    let file = home.dir().join("config.toml");
    let before = std::fs::read_to_string(&file).unwrap();
    let long = "x".repeat(90);
    for (name, rest, told) in [
        ("mine", "list = \"nolist\"\nwords = \"y\"", "nolist"),
        (long.as_str(), "words = \"y\"", "40 characters at most"),
        ("all", "words = \"y\"", "has already"),
        ("mine", "words = \"a\\u001bb\"", "is one line"),
    ] {
        let text = format!("{before}\n[[view]]\nname = \"{name}\"\n{rest}\n");
        std::fs::write(&file, text).unwrap();
        let checked = home.run(&["config", "check"]);
        let said = format!("{}{}", checked.out, checked.err);
        assert!(said.contains(told), "{name}: {said}");
        assert!(home.run(&["view", "list", "--json"]).ok().rows().is_empty());
        home.run(&["view", "forget", name]).ok();
        let left = std::fs::read_to_string(&file).unwrap();
        assert!(!left.contains("[[view]]"), "{left}");
        assert!(left.starts_with(&before), "{left}");
    }
    std::fs::write(&file, "[[view").unwrap();
    let told = home.run(&["view", "list"]);
    assert_ne!(told.code, 0);
    assert!(told.err.contains("cannot be read"), "{}", told.err);
}

/// Where no text may be held none is held in practice; with a command it does not go; a folder that is not there is not made.
#[test]
fn practice_keeps_to_what_the_machine_may_hold() {
    let home = Home::ready();
    home.run(&["setup", "--machine", "personal"]).ok();
    let told = home.run(&["--practise"]).ok().out;
    assert!(told.contains("Asha Patel"), "{told}");
    assert!(!told.contains("option B"), "{told}");
    let why = home.run(&["--practise", "status"]).fails(2);
    assert!(why.contains("go alone"), "{why}");
    let missing = home.path("not-there");
    let mut command = home.command(&["--practise"]);
    let ended = command.env("TMPDIR", &missing).output().unwrap();
    assert!(!ended.status.success());
    assert!(!missing.exists());
}

#[test]
fn practice_is_of_a_made_up_message_and_leaves_nothing() {
    let home = Home::ready();
    let before = home.files();
    let told = home.run(&["--practise"]).ok().out;
    assert!(
        told.starts_with("This is practice on a made-up message."),
        "{told}"
    );
    assert!(told.contains("Asha Patel"), "{told}");
    assert!(
        told.ends_with("Practice is over, and nothing of it was kept.\n"),
        "{told}"
    );
    assert_eq!(home.files(), before);
    assert_eq!(home.run(&["--practise", "--demo"]).code, 2);
}
