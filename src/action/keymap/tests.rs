use std::path::PathBuf;

use super::read::read;
use super::*;
use crate::action::{all, sample};
use crate::document::{Diagnostic, Severity, Source};

fn reading(text: &str) -> (Keymap, Vec<Diagnostic>) {
    read(&Source {
        file: PathBuf::from("keys.toml"),
        text: text.to_owned(),
    })
}

fn id(keymap: &Keymap, context: Context, key: &str) -> Option<&'static str> {
    let key = Key::parse(key).unwrap();
    keymap.action(context, key).map(|a| a.id)
}

fn keys(keymap: &Keymap, wanted: &str) -> String {
    let action = all().find(|a| a.id == wanted).unwrap();
    let keys = keymap.anywhere(action);
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    keys.join(" ")
}

#[test]
fn a_list_takes_the_place_of_the_defaults_however_it_is_written() {
    for text in [
        "\"item.capture\" = [\"é\", \"ctrl-y\"]",
        "item.capture = [\"é\", \"ctrl-y\"]",
        "[item]\ncapture = [\"é\", \"ctrl-y\"]",
    ] {
        let (keymap, found) = reading(text);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(keys(&keymap, "item.capture"), "é Ctrl-Y");
        assert_eq!(id(&keymap, Context::Queue, "é"), Some("item.capture"));
        assert_eq!(id(&keymap, Context::Review, "Ctrl-Y"), Some("item.capture"));
        assert_eq!(id(&keymap, Context::Queue, "c"), None);
    }
    let (keymap, found) = reading("\"item.capture\" = \"é\"");
    assert!(found.is_empty() && keys(&keymap, "item.capture") == "é");
}

#[test]
fn a_key_is_one_thing_in_a_context_and_may_be_another_elsewhere() {
    // The log is not the review: both may have x.
    let (keymap, found) = reading("\"log.show\" = [\"é\"]\n\"review.keep\" = [\"é\"]");
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(id(&keymap, Context::Log, "é"), Some("log.show"));
    assert_eq!(id(&keymap, Context::Review, "é"), Some("review.keep"));
    // Taking k in the log leaves it to the queue.
    let (keymap, _) = reading("\"log.show\" = [\"k\"]");
    assert_eq!(id(&keymap, Context::Log, "k"), Some("log.show"));
    assert_eq!(id(&keymap, Context::Queue, "k"), Some("move.up"));
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_leaves_the_keys_as_they_were() {
    for (text, line, what, next) in [
        (
            "\n\"item.captre\" = [\"é\"]",
            2,
            "is no action",
            "Did you mean `item.capture`?",
        ),
        ("\"zz.zz\" = [\"é\"]", 1, "is no action", "onrecord keys"),
        (
            "\"item.capture\" = 3",
            1,
            "not given a list",
            "[\"c\", \"Ctrl-O\"]",
        ),
        (
            "\"item.capture\" = [3]",
            1,
            "not given a list",
            "keeps its own",
        ),
        (
            "\"item.capture\" = [\"Ctrl-A\"]",
            1,
            "Ctrl-A cannot be a key",
            "another",
        ),
        (
            "\"item.capture\" = [\"Ctrl-B\"]",
            1,
            "tmux takes it",
            "another",
        ),
        (
            "\"item.capture\" = [\"Ctrl-S\"]",
            1,
            "terminals stop",
            "another",
        ),
        (
            "\"item.capture\" = [\"Ctrl-Q\"]",
            1,
            "terminals stop",
            "another",
        ),
        ("\"item.capture\" = [\"Ctrl-I\"]", 1, "it is Tab", "another"),
        (
            "\"item.capture\" = [\"Ctrl-M\"]",
            1,
            "it is Enter",
            "another",
        ),
        (
            "\"item.capture\" = [\"Ctrl-H\"]",
            1,
            "is Backspace",
            "another",
        ),
        (
            "\"item.capture\" = [\"F5\"]",
            1,
            "\"F5\" is not a key",
            "Ctrl with a letter",
        ),
        ("\"item.capture\" = [\"Alt-x\"]", 1, "is not a key", "PgDn"),
        (
            "\"item.capture\" = [\"gg\"]",
            1,
            "is not a key",
            "one character",
        ),
        (
            "\"item.capture\" = [\"\"]",
            1,
            "is not a key",
            "one character",
        ),
        (
            "\"item.capture\" = [\"\u{202e}\"]",
            1,
            "is not a key",
            "one character",
        ),
        (
            "\"item.capture\" = [\"Esc\"]",
            1,
            "Esc cannot be given",
            "these stay",
        ),
        (
            "\"item.capture\" = [\"Ctrl-C\"]",
            1,
            "Ctrl-C cannot be given",
            "these stay",
        ),
        (
            "\"item.capture\" = [\"Ctrl-P\"]",
            1,
            "Ctrl-P cannot be given",
            "these stay",
        ),
        (
            "\"move.down\" = [\"Enter\"]",
            1,
            "does `palette.choose` in the palette",
            "another",
        ),
        ("\"form.leave\" = [\"é\"]", 1, "is for text", "named key"),
        (
            "\"form.record\" = [\"Backspace\"]",
            1,
            "is for text",
            "named key",
        ),
        (
            "single_letters = 1",
            1,
            "neither true nor false",
            "single letters are keys",
        ),
        (
            "single_letters = false\n\"item.capture\" = [\"é\"]",
            2,
            "does nothing while",
            "Ctrl",
        ),
        (
            "item.capture = [\"é\"]\n\"item.capture\" = [\"y\"]",
            2,
            "further up",
            "one list",
        ),
    ] {
        let (keymap, found) = reading(text);
        let problems: Vec<_> = found
            .iter()
            .filter(|d| d.severity == Severity::Problem)
            .collect();
        assert_eq!(problems.len(), 1, "{text}: {found:?}");
        let told = problems[0];
        assert_eq!(told.line, line, "{text}");
        assert!(told.what.contains(what), "{text}: {}", told.what);
        assert!(told.next.contains(next), "{text}: {}", told.next);
        assert!(told.render().contains('^') && told.render().starts_with("keys.toml:"));
        if !text.contains("single") && !text.contains("further") && !text.contains("\"y\"") {
            let untouched = Keymap::default();
            for action in all() {
                assert_eq!(
                    keymap.anywhere(action),
                    untouched.anywhere(action),
                    "{text}"
                );
            }
        }
    }
    let (keymap, found) = reading("\"item.capture\" = [\n\"é\"");
    assert_eq!(found.len(), 1);
    assert_eq!(keys(&keymap, "item.capture"), "c");
}

#[test]
fn three_mistakes_are_three_diagnostics_and_the_good_lines_hold() {
    let (keymap, found) = reading(
        "\"item.capture\" = [\"é\", \"Ctrl-A\"]\n\"item.snoze\" = [\"y\"]\n\"item.gone\" = [\"é\"]\n\"item.hand-over\" = [\"ø\"]\n",
    );
    let lines: Vec<usize> = found.iter().map(|d| d.line).collect();
    assert_eq!(lines, [1, 2, 3]);
    assert!(found[2].what.contains("given to `item.capture` on line 1"));
    assert_eq!(keys(&keymap, "item.capture"), "é");
    assert_eq!(keys(&keymap, "item.gone"), "N", "its own stays");
    assert_eq!(keys(&keymap, "item.hand-over"), "ø");
}

#[test]
fn an_action_without_a_key_is_allowed_and_said() {
    let (keymap, found) = reading("\"item.gone\" = []");
    assert_eq!(keys(&keymap, "item.gone"), "");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Notice);
    assert!(found[0].what.contains("has no key") && found[0].next.contains("palette"));
    // Somebody else was given its only key.
    let (keymap, found) = reading("\n\"item.capture\" = [\"n\"]");
    assert_eq!(id(&keymap, Context::Queue, "n"), Some("item.capture"));
    assert_eq!(keys(&keymap, "item.not-significant"), "");
    assert_eq!(
        (found.len(), found[0].line, found[0].severity),
        (1, 2, Severity::Notice)
    );
    assert!(
        found[0].what.contains(
            "n was the key of `item.not-significant`, which has none left in Queue, Review"
        ),
        "{}",
        found[0].what
    );
}

#[test]
fn there_is_always_a_way_out_and_into_the_palette() {
    let mut text: String = all().map(|a| format!("\"{}\" = []\n", a.id)).collect();
    text.push_str("single_letters = false\n");
    let (keymap, found) = reading(&text);
    assert!(found.iter().all(|d| d.severity == Severity::Notice));
    assert!(
        found
            .iter()
            .any(|d| d.what.contains("Ctrl-C stays a key of `go.leave-now`"))
    );
    for context in Context::ALL {
        assert_eq!(id(&keymap, *context, "Ctrl-C"), Some("go.leave-now"));
        assert_eq!(id(&keymap, *context, "Ctrl-P"), Some("go.palette"));
        let before = id(&Keymap::default(), *context, "Esc");
        assert_eq!(id(&keymap, *context, "Esc"), before, "{}", context.title());
    }
    for (key, act) in [
        ("Down", "move.down"),
        ("Up", "move.up"),
        ("Enter", "palette.choose"),
    ] {
        assert_eq!(id(&keymap, Context::Palette, key), Some(act));
    }
}

#[test]
fn without_single_letters_named_keys_and_the_palette_remain() {
    let (keymap, found) = reading("single_letters = false");
    assert!(found.is_empty(), "{found:?}");
    for context in Context::ALL {
        for action in in_context(*context) {
            let keys = keymap.keys(action, *context);
            assert!(!keys.iter().any(|k| k.is_single_letter()), "{}", action.id);
        }
        for c in ('!'..='~').map(Key::Char) {
            assert!(keymap.action(*context, c).is_none(), "{c}");
        }
    }
    assert_eq!(id(&keymap, Context::Queue, "Down"), Some("move.down"));
    assert_eq!(id(&keymap, Context::Queue, "Enter"), Some("item.show"));
    let bar = keymap.bar(Context::Queue);
    assert!(
        bar.iter()
            .any(|(key, a)| *key == Key::Ctrl('p') && a.id == "go.palette")
    );
}

#[test]
fn every_action_can_be_given_another_key() {
    // A key nobody has anywhere, so that every action can take it in turn.
    for action in all() {
        let (keymap, found) = reading(&format!("\"{}\" = [\"Ctrl-G\"]", action.id));
        let problems = found.iter().filter(|d| d.severity == Severity::Problem);
        assert_eq!(problems.count(), 0, "{}: {found:?}", action.id);
        for context in action.contexts {
            assert_eq!(id(&keymap, *context, "Ctrl-G"), Some(action.id));
        }
    }
}

#[test]
fn the_sample_reads_without_a_word_with_and_without_its_hashes() {
    let sample = sample();
    assert!(reading(&sample).1.is_empty());
    // Every line's own keys are the defaults, so switched on they change nothing.
    let on = sample.replace("# \"", "\"");
    let (keymap, found) = reading(&on);
    assert!(found.is_empty(), "{}", found[0].render());
    for action in all() {
        assert!(sample.contains(&format!("\"{}\" = [", action.id)));
        assert_eq!(keymap.anywhere(action), Keymap::default().anywhere(action));
    }
}

/// Keys that actions had once, as somebody may have written them down.
const ONCE: &[(&str, &str)] = &[
    ("item.gone", "g"),
    ("item.snooze", "z"),
    ("item.copy", "y"),
    ("item.plain", "Y"),
    ("review.keep", "k"),
    ("queue.mark-range", "v"),
    ("queue.everything", "w"),
    ("hold.list", "H"),
    ("hold.add", "+"),
    ("hold.release", "-"),
    ("log.verify", "v"),
    ("triage.queue", "c"),
    ("triage.all", "a"),
    ("triage.filter", "f"),
    ("report.send", "s"),
    ("go.reports", "R"),
    ("go.cover-note", "N"),
    ("go.guidance", "G"),
    ("depart.gone", "g"),
    ("depart.another", "b"),
    ("depart.statement", "s"),
    ("depart.pack", "p"),
    ("depart.reopen", "O"),
    ("step.waive", "w"),
    ("form.undo-typing", "Ctrl-U"),
    ("form.editor", "Ctrl-E"),
];

#[test]
fn a_file_that_writes_down_the_keys_of_before_works_as_before() {
    let line = |(id, key): &(&str, &str)| format!("\"{id}\" = [\"{key}\"]\n");
    let text: String = ONCE.iter().map(line).collect();
    let (keymap, found) = reading(&text);
    let problems = found.iter().filter(|d| d.severity == Severity::Problem);
    assert_eq!(problems.count(), 0, "{found:?}");
    for (wanted, key) in ONCE {
        let action = all().find(|a| a.id == *wanted).unwrap();
        let parsed = Key::parse(key).unwrap();
        let mut contexts = action.contexts.iter();
        let context = *contexts.find(|c| !c.letters_answer(parsed)).unwrap();
        assert_eq!(id(&keymap, context, key), Some(*wanted), "{key}");
    }
}
