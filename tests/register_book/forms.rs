//! Journals in another form than they were written in: a tool's line ends, a mark at the start, blanks.

use crate::damage::three;
use crate::support::*;
use onrecord::register::{Refreshed, Register};

/// What an editor or a tool may make of a file, with nothing lost.
const FORMS: [fn(&str) -> String; 9] = [
    |t| t.replace('\n', "\r\n"),
    |t| format!("\u{feff}{t}"),
    |t| t.replace("[[event]]\n", "\n[[event]]\n"),
    |t| format!("{t}  \n\t\n\u{1a}"),
    |t| t.trim_end_matches('\n').to_owned(),
    |t| format!("\u{feff}{}", t.trim_end().replace('\n', "\r\n")),
    |t| t.replace('\n', "\r"),
    |t| t.replace('\n', " \t\n"),
    |t| t.replace('\n', "\n  ").replace("  [[event]]", "[[event]]"),
];

/// A journal that is read in several pieces.
fn large() -> World {
    let world = World::new();
    let body = "Counsel advises. ".repeat(50);
    for _ in 0..3 {
        world.write((0..200).map(|n| item(n, &body)).collect());
    }
    assert!(std::fs::metadata(world.segment(1)).unwrap().len() > 600 * 1024);
    world
}

#[test]
fn a_file_saved_in_another_form_counts_is_said_and_is_mended() {
    let sizes: [fn() -> World; 2] = [three, large];
    for (size, (n, form)) in sizes
        .iter()
        .flat_map(|size| FORMS.iter().enumerate().map(move |form| (size, form)))
    {
        let world = size();
        let path = world.segment(1);
        let text = std::fs::read_to_string(&path).unwrap();
        let before = world.open();
        std::fs::write(&path, form(&text)).unwrap();
        let opened = world.open();
        assert_eq!(opened.entries, before.entries, "form {n}");
        let verify = opened.register.verify(None).unwrap();
        assert!(verify.ok && verify.unmet.is_empty(), "form {n}: {verify:?}");
        assert!(
            says(&verify.said, "its line ends or blanks"),
            "form {n}: {:?}",
            verify.said
        );
        // Reading changes nothing; the next turn puts the bytes back, and goes on behind them.
        assert_eq!(std::fs::read_to_string(&path).unwrap(), form(&text));
        let mut book = opened.register;
        let session = book.session(WAIT).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "form {n}");
        drop(session);
        let told = book.take_put_in_order();
        assert!(says(&told, "own form again"), "form {n}");
        world.write(vec![item(4, "after")]);
        assert_eq!(world.writers().len(), 1, "form {n}");
        let after = deeds(&world.open().entries).len();
        assert_eq!(after, deeds(&before.entries).len() + 1);
        assert!(world.open().register.verify(None).unwrap().complete);
    }
}

/// Another's file is left to its owner, and counts all the same.
#[test]
fn anothers_file_in_another_form_counts_and_stays_as_it_is() {
    let (a, b) = (World::new(), three());
    a.write(vec![item(9, "of a")]);
    let text = std::fs::read_to_string(b.segment(1)).unwrap();
    let there = a.folder_of(&b.writers()[0]);
    std::fs::create_dir_all(&there).unwrap();
    for form in FORMS {
        let mut book = a.open().register;
        std::fs::write(there.join("0001.toml"), form(&text)).unwrap();
        let (Refreshed::All(all) | Refreshed::More(all)) = book.refresh().unwrap() else {
            panic!("it is new")
        };
        assert_eq!(
            deeds(&all)
                .iter()
                .filter(|e| **e == item(2, "body 2"))
                .count(),
            1
        );
        a.write(vec![reopened(9)]);
        assert_eq!(
            std::fs::read_to_string(there.join("0001.toml")).unwrap(),
            form(&text)
        );
        let report = Register::open(&a.ports(), &a.home()).unwrap().report;
        assert!(report.problems.is_empty() && report.unmet.is_empty());
    }
}

/// A line of one's own in a journal is none of these forms.
#[test]
fn a_line_that_an_editor_added_is_damage_and_costs_only_itself() {
    let world = three();
    let path = world.segment(1);
    let text = std::fs::read_to_string(&path).unwrap();
    let before = world.open().entries;
    std::fs::write(&path, format!("# my notes\n{text}")).unwrap();
    let opened = world.open();
    assert_eq!(opened.entries, before);
    let report = &opened.report;
    assert!(
        report.problems.len() == 1 && report.problems[0].line == 1,
        "{:?}",
        report.problems
    );
    world.write(vec![item(4, "after")]);
    assert_eq!(deeds(&world.open().entries).len(), 7);
}
