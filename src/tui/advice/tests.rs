use super::*;
use crate::tui::testing::Office;

fn said(text: &str, here: Context) -> String {
    let office = Office::busy();
    on_screen(text, &office.desk, &Keymap::default(), here)
}

#[test]
fn every_way_is_a_command_and_an_action() {
    for (command, id) in WAYS {
        let action = action::all().find(|a| a.id == *id);
        let action = action.unwrap_or_else(|| panic!("{command}: no action {id}"));
        let same = action.command.unwrap_or_default();
        let (one, other) = (same.split(' ').next(), command.split(' ').next());
        let reads = ["status", "outcome", "undo"].contains(command);
        assert!(one == other || reads, "{command} is not {id} ({same})");
    }
}

#[test]
fn a_command_is_said_as_the_key_that_does_the_same() {
    let queue = Context::Queue;
    for (text, expected) in [
        (
            "See what was done with: onrecord log.",
            "See what was done with: 4 (log).",
        ),
        (
            "List what there is with: onrecord queue --all",
            "List what there is with: w (show what is dealt with too)",
        ),
        (
            "put its devices right (onrecord depart edit --device NAME), or cancel it (onrecord depart cancel)",
            "put its devices right (e (date, role, devices) under Depart), or cancel it (X (cancel the departure) under Depart)",
        ),
        (
            "Register it: onrecord device add NAME --kind KIND",
            "Register it: D (register a device)",
        ),
        (
            "Record it: onrecord decide --situation already-used --record, then go on",
            "Record it: 1 (decide), then go on",
        ),
        (
            "onrecord depart nil 3   says that nothing in it is significant",
            "n (nil) under Depart   says",
        ),
        // A function that is a command alone has no key.
        ("See: onrecord config sample", "See: onrecord config sample"),
        (
            "Before onrecord knows who you are",
            "Before onrecord knows who you are",
        ),
        ("onrecord logs what it does", "onrecord logs what it does"),
        ("Say who takes it: --to NAME.", "Say who takes it."),
        (
            "Say what it said: --note TEXT; who else may hold it: --went, --holders",
            "Say what it said; who else may hold it",
        ),
        (
            "Name who accepted: --by NAME, one of: Tom",
            "Name who accepted, one of: Tom",
        ),
        (
            "Give --from and --to the other way round",
            "Give the field From and the field To the other way round",
        ),
        (
            "Capture it first, with --ref if it is known",
            "Capture it first, with the reference if it is known",
        ),
        ("", ""),
    ] {
        let on = said(text, queue);
        assert!(
            on == expected || (expected.len() > 5 && on.starts_with(expected)),
            "{text}\n{on}"
        );
    }
}

#[test]
fn an_item_is_named_by_its_words_and_anything_else_as_short_as_it_is_shown() {
    let office = Office::busy();
    let desk = &office.desk;
    let item = desk
        .state()
        .items
        .values()
        .find(|i| i.body().is_some_and(|b| b.starts_with("Can you")));
    let id = item.unwrap().id;
    let said = |text: &str| on_screen(text, desk, &Keymap::default(), Context::Queue);
    let name = "\"Can you confirm the ...\"";
    assert_eq!(
        said(&format!("Item {id} is captured.")),
        format!("{name} is captured.")
    );
    assert_eq!(
        said(&format!(
            "The capture of item {id} was filed. Follow it: onrecord reopen {id}."
        )),
        format!("The capture of {name} was filed. Follow it: o (reopen).")
    );
    // Sixteen letters that are nothing on record stay.
    assert_eq!(said("abcdefghjkmnpqrs"), "abcdefghjkmnpqrs");
}
