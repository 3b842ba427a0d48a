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
        (
            &["view", "keep", "x", "--words", "y", "--of", "open"],
            "no view of the queue",
        ),
        (
            &["view", "keep", "x", "--words", "y", "--list", "inbox"],
            "inbox",
        ),
        (
            &["view", "keep", "a\nb", "--words", "y"],
            "one line of 40 characters",
        ),
        (
            &["view", "keep", &long, "--words", "y"],
            "one line of 40 characters",
        ),
        (
            &["view", "keep", "x", "--words", &long_words],
            "one line of 200 characters",
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
