//! Texts that go by themselves: after a write, while a desk stays open, as a program ends; never under a hold,
//! and never as somebody's last command.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::ports::{Files, SystemRandom};
use crate::record::command::{About, Command, HoldTarget, NewMessage};
use crate::testing::{self, NOW, SetClock};

struct Place {
    root: tempfile::TempDir,
    clock: Arc<SetClock>,
}

impl Place {
    fn new() -> Place {
        let root = tempfile::tempdir().unwrap();
        let config = "[me]\nname = \"Ruth Bell\"\n[machine]\nmanaged = \"corporate\"\nup_to = \"official\"\n";
        let files = Files::real();
        files
            .replace(&root.path().join("config.toml"), config.as_bytes(), 0o600)
            .unwrap();
        let clock = SetClock::new(testing::at(NOW), TimeDelta::zero());
        Place { root, clock }
    }

    fn ports(&self) -> Ports {
        Ports {
            clock: self.clock.clone(),
            random: Arc::new(SystemRandom),
            ..testing::ports(self.root.path())
        }
    }

    fn home(&self) -> &Path {
        self.root.path()
    }

    fn desk(&self) -> Desk {
        Desk::open(&self.ports(), self.home()).unwrap()
    }

    fn later(&self, hours: i64) {
        self.clock.forward(TimeDelta::hours(hours));
    }
}

fn add(desk: &mut Desk, text: &str) -> Id {
    let message = NewMessage {
        body: Some(text.into()),
        ..NewMessage::default()
    };
    let written = desk
        .run(Command::Add {
            channel: "sms".into(),
            conversation: None,
            about: About::default(),
            items: vec![vec![message]],
            import: None,
        })
        .unwrap();
    written.iter().find_map(|e| e.event.item()).unwrap()
}

fn not_significant(desk: &mut Desk, items: &[Id], requests: Option<Requests>) {
    desk.run(Command::NotSignificant {
        items: items.to_vec(),
        reason: None,
        requests,
    })
    .unwrap();
}

fn redo(desk: &mut Desk) {
    let turn = desk.would_redo(None).unwrap();
    desk.turn(&turn).unwrap();
}

fn has_text(desk: &Desk, item: Id) -> bool {
    !desk.state().items[&item].erased
}

#[test]
fn a_desk_that_stays_open_lets_texts_go_when_it_looks() {
    let place = Place::new();
    let mut desk = place.desk();
    let (gone, known) = (add(&mut desk, "Cake"), add(&mut desk, "Minutes"));
    not_significant(&mut desk, &[gone], Some(Requests::NoneKnown));
    not_significant(&mut desk, &[known], Some(Requests::Known("FOI/1".into())));
    let due = desk.next_lapse().unwrap();
    assert_eq!(due, desk.now() + TimeDelta::days(1));
    place.later(23);
    assert!(!desk.refresh().unwrap());
    assert!(has_text(&desk, gone));
    place.later(1);
    assert!(desk.refresh().unwrap(), "what went is news");
    assert!(!has_text(&desk, gone) && has_text(&desk, known));
    assert_eq!(desk.next_lapse(), None);
    let words = desk.take_lapsed().words().unwrap();
    assert!(
        words.starts_with("The text of 1 item went: not significant"),
        "{words}"
    );
    assert_eq!(desk.take_lapsed(), Lapsed::default());
    assert!(!has_text(&place.desk(), gone), "it is on disk");
}

#[test]
fn a_write_takes_them_along_and_stays_the_last_command() {
    let place = Place::new();
    let mut desk = place.desk();
    let old = add(&mut desk, "Cake");
    not_significant(&mut desk, &[old], Some(Requests::NoneKnown));
    place.later(25);
    let new = add(&mut desk, "The harrow option");
    assert!(!has_text(&desk, old));
    // What went by itself was nobody's command: undo takes back what the person did.
    desk.undo().unwrap();
    assert!(!desk.state().items.contains_key(&new));
}

#[test]
fn what_is_brought_back_has_the_time_for_undo_before_it_again() {
    let place = Place::new();
    let mut desk = place.desk();
    let items = ["one", "two"].map(|t| add(&mut desk, t));
    not_significant(&mut desk, &items, Some(Requests::NoneKnown));
    desk.undo().unwrap();
    place.later(10 * 24);
    redo(&mut desk);
    assert_eq!(desk.next_lapse(), Some(desk.now() + TimeDelta::days(1)));
    assert!(items.iter().all(|id| has_text(&desk, *id)));
    // It can be taken back as after the first time, also by whoever opens the register anew.
    let mut desk = place.desk();
    desk.undo().unwrap();
    redo(&mut desk);
    place.later(23);
    assert!(!desk.refresh().unwrap());
    place.later(1);
    assert!(desk.refresh().unwrap());
    assert!(items.iter().all(|id| !has_text(&desk, *id)));
}

#[test]
fn the_end_of_a_program_whose_desk_is_out_of_reach_lets_them_go() {
    let place = Place::new();
    let mut desk = place.desk();
    let item = add(&mut desk, "Cake");
    not_significant(&mut desk, &[item], Some(Requests::NoneKnown));
    place.later(25);
    Desk::lapse_at_end(&place.ports(), place.home());
    assert!(!has_text(&place.desk(), item));
}

#[test]
fn what_becomes_of_the_text_is_said_for_every_way_it_can_go() {
    let place = Place::new();
    let mut desk = place.desk();
    let items: Vec<Id> = ["one", "two", "three", "four"]
        .map(|t| add(&mut desk, t))
        .to_vec();
    let (free, held, known, open) = (items[0], items[1], items[2], items[3]);
    desk.run(Command::HoldAdd {
        reference: "FOI/12".into(),
        scope: HoldTarget::Item(held),
        timers: None,
    })
    .unwrap();
    not_significant(&mut desk, &[free, held], Some(Requests::NoneKnown));
    not_significant(&mut desk, &[known], Some(Requests::Known("FOI/1".into())));
    not_significant(&mut desk, &[open], None);
    let goes = "goes on Monday 23 November 2026, 18:03 unless you reopen it (your setting).";
    for (asked, said) in [
        (vec![free], format!("Its text {goes}")),
        (
            vec![held],
            "Its text stays, because a hold covers it.".into(),
        ),
        (
            vec![known],
            "Its text stays, because a request is known.".into(),
        ),
        (
            vec![open],
            "Its text stays until it is erased, which asks whether a request is known.".into(),
        ),
        (
            vec![free, held],
            format!(
                "The text of 1 item {goes} The text of 1 item stays, because a hold covers it."
            ),
        ),
        (Vec::new(), String::new()),
    ] {
        assert_eq!(desk.what_of_their_text(&asked), said);
    }
    place.later(48);
    assert!(desk.refresh().unwrap());
    assert!(!has_text(&desk, free) && has_text(&desk, held) && has_text(&desk, open));
    desk.run(Command::HoldRelease {
        reference: "FOI/12".into(),
    })
    .unwrap();
    assert!(!has_text(&desk, held), "once the hold has ended, it goes");
}
