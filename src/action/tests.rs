use std::collections::BTreeMap;

use super::*;

#[test]
fn a_key_means_one_thing_in_a_context() {
    for context in Context::ALL {
        let mut seen = BTreeMap::new();
        for action in in_context(*context) {
            // A character is text where text is typed, so two may share it there.
            let text = |k: &&Key| context.takes_text() && matches!(k, Key::Char(_));
            for key in action.keys.iter().filter(|k| !text(k)) {
                let before = seen.insert(*key, action.id);
                assert!(
                    before.is_none_or(|other| means_the_same(other, action.id)),
                    "{key} in {}: {before:?} and {}",
                    context.title(),
                    action.id
                );
            }
        }
    }
}

/// Where a letter is an answer and no key: to a question, of a choice.
fn letters_choose(action: &Action) -> bool {
    let asks = [
        Context::Question,
        Context::Answer,
        Context::Choice,
        Context::Marking,
    ];
    // Day or month first is a question with its answers on the screen.
    let answers = ["import.day-first", "import.month-first"].contains(&action.id);
    answers || action.contexts.iter().all(|c| asks.contains(c))
}

#[test]
fn a_key_means_one_thing_on_every_screen() {
    let mut seen = BTreeMap::new();
    for meaning in MEANINGS {
        for key in meaning.keys {
            let before = seen.insert(*key, meaning.words);
            assert_eq!(before, None, "{key}: also {}", meaning.words);
        }
        for id in meaning.actions {
            let action = find(id);
            let has = action.keys.iter().any(|k| meaning.keys.contains(k));
            assert!(has, "{id} does not have the key of {}", meaning.words);
        }
    }
    let named = |k: &&Key| matches!(k, Key::Char(_) | Key::Ctrl(_) | Key::F1);
    for action in all().filter(|a| !letters_choose(a)) {
        for key in action.keys.iter().filter(named) {
            let mut means = MEANINGS.iter().filter(|m| m.keys.contains(key));
            assert!(
                means.any(|m| m.actions.contains(&action.id)),
                "{key} of {}: give the action its meaning, or another key",
                action.id
            );
        }
    }
    // Whoever was on the page before knows it: no key is given that a terminal takes for itself.
    for never in ["~", "Ctrl-S", "Ctrl-Q", "Ctrl-A", "Ctrl-B"] {
        assert!(!seen.contains_key(&Key::parse(never).unwrap()), "{never}");
    }
}

#[test]
fn letters_are_text_where_text_is_typed() {
    for context in [Context::Form, Context::Palette, Context::Filter] {
        let keymap = Keymap::default();
        assert!(keymap.action(context, Key::Char('j')).is_none());
        assert!(
            keymap.action(context, Key::Esc).is_some(),
            "and Esc leads out"
        );
    }
    let down = Keymap::default().action(Context::Queue, Key::Char('j'));
    assert_eq!(down.unwrap().act, Act::Down);
}

#[test]
fn ids_are_unique_and_every_action_is_explained() {
    let mut ids: Vec<&str> = all().map(|a| a.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all().count());
    for action in all() {
        assert!(action.id.contains('.') && !action.title.is_empty());
        assert!(
            action.help.ends_with('.') && action.help.len() > 10,
            "{}",
            action.id
        );
        assert!(!action.contexts.is_empty(), "{}", action.id);
    }
}

#[test]
fn default_keys_survive_ssh_and_tmux() {
    // tmux and screen take Ctrl-B and Ctrl-A, flow control Ctrl-S and Ctrl-Q; Ctrl-H, I and M are other keys.
    let taken = ['a', 'b', 's', 'q', 'h', 'i', 'm'];
    for action in all() {
        for key in action.keys {
            assert!(
                !taken.iter().any(|c| *key == Key::Ctrl(*c)),
                "{}: {key}",
                action.id
            );
            let backing = matches!(
                action.act,
                Act::Close
                    | Act::Back
                    | Act::KeepAndLeave
                    | Act::No
                    | Act::StopReview
                    | Act::ClearFilter
                    | Act::Decide(Deciding::Leave)
                    | Act::Triage(
                        Step::Back | Step::Leave | Step::LeaveChats | Step::Stop | Step::Later
                    )
            );
            assert!(
                *key != Key::Esc || backing,
                "{}: Esc only goes back",
                action.id
            );
        }
    }
}

#[test]
fn the_bar_of_every_screen_is_short_and_names_more() {
    for context in Context::ALL {
        // What begins a list stands there where it is empty, or where there is room.
        let bar: Vec<_> = bar(*context).filter(|a| !a.begins_a_list()).collect();
        let width: usize = bar
            .iter()
            .filter_map(|a| Some(a.keys.first()?.to_string().len() + a.title.len() + 3))
            .sum();
        assert!(
            (1..=7).contains(&bar.len()),
            "{}: {}",
            context.title(),
            bar.len()
        );
        assert!(width <= 80 + 2, "{}: {width}", context.title());
        // A question takes its answer and nothing else.
        let other = matches!(
            context,
            Context::Reading | Context::Question | Context::Broken
        );
        if !context.takes_text() && !other {
            assert!(
                bar.iter().any(|a| a.act == Act::Palette),
                "{}",
                context.title()
            );
        }
    }
}

#[test]
fn what_is_not_possible_says_why() {
    let nothing = Situation::default();
    let item = Situation {
        item: true,
        line: true,
        ..nothing
    };
    let by = |context, key| {
        Keymap::default()
            .action(context, Key::Char(key))
            .expect("a key")
    };
    let capture = by(Context::Queue, 'c');
    assert_eq!(capture.why_not(&nothing), Some("No item is selected."));
    assert_eq!(capture.why_not(&item), None);
    let substance = by(Context::Review, 's');
    let bare = Situation {
        references_only: true,
        ..item
    };
    assert!(
        substance
            .why_not(&bare)
            .unwrap()
            .contains("not corporately managed")
    );
    assert_eq!(substance.why_not(&item), None);
}

#[test]
fn every_action_is_in_the_palette_and_in_the_help_wherever_it_can_be_done() {
    let keymap = Keymap::default();
    for action in all() {
        for context in action.contexts {
            let found = matching(*context, action.title);
            let offered = found.iter().any(|a| a.id == action.id);
            // The palette itself is not found in the palette.
            assert_eq!(offered, action.act != Act::Palette, "{}", action.id);
            let help = help(&keymap, *context);
            let told = help
                .iter()
                .any(|p| (p.title, p.help) == (action.title, action.help));
            assert!(told, "{} in {}", action.id, context.title());
        }
    }
    for context in Context::ALL {
        let opens = keymap.keys(find("go.palette"), *context);
        let named = opens.iter().any(|k| !k.is_single_letter());
        assert!(named, "the palette without a letter in {}", context.title());
    }
}

fn find(id: &str) -> &'static Action {
    all().find(|a| a.id == id).unwrap()
}

#[test]
fn the_palette_finds_by_words_and_by_letters() {
    let ids = |words| -> Vec<&str> {
        matching(Context::Queue, words)
            .iter()
            .map(|a| a.id)
            .collect()
    };
    assert_eq!(ids("not sig")[0], "item.not-significant");
    assert_eq!(ids("hndvr"), ["item.hand-over"]);
    assert!(ids("zzzz").is_empty());
    assert!(ids("").len() > 15 && !ids("").contains(&"go.palette"));
}
