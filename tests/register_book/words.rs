//! Words that are looked for: what the bytes of the journals tell is what reading every frame tells.

use crate::support::*;
use onrecord::record::again::{Again, Frames};
use onrecord::record::fold::fold_over;
use onrecord::record::query::find;
use onrecord::record::turned::Turned;
use onrecord::record::{Entry, Event, Id, Slot};
use onrecord::register::FramesOnDisk;

/// Frames of which no bytes are looked at before they are read.
struct Read(FramesOnDisk);

impl Again for Read {
    fn again(&self, slots: &[Slot]) -> Result<Vec<Entry>, String> {
        self.0.again(slots)
    }
}

/// The items that hold the words, of a state that reads its entries there.
fn found(frames: &Frames, entries: &[Entry], words: &str) -> Vec<Id> {
    let state = fold_over(frames, Turned::by(entries.iter()), entries);
    find(&state, words)
        .into_iter()
        .map(|item| item.id)
        .collect()
}

#[test]
fn looking_at_the_bytes_first_finds_what_reading_every_frame_does() {
    let world = World::new();
    let bodies = [
        "Go with option B",
        "OPTION c, said \"Kelvin\"",
        "40 \u{212a}m and \u{130}zmir",
        "a\\nb tab\there \u{202e}option\u{202c}",
        "",
        "\u{e9}t\u{e9} ETE stra\u{df}e",
        "option",
        "See bill/4200; Siobh\u{e1}n O'Brien-Ng\u{169} <c:\\temp\\x.txt> 100%!",
    ];
    for (n, body) in (1..).zip(bodies) {
        world.write(vec![item(n, body), reopened(n)]);
    }
    // Longer than what is searched at a time, with the word where that ends and behind it.
    let long = format!(
        "{} zebra {}",
        "x".repeat(256 * 1024 - 900),
        "y".repeat(2000)
    );
    world.write(vec![item(18, &long), item(9, "quagga")]);
    let mut erased = item(10, "okapi");
    if let Event::ItemAdded(added) = &mut erased {
        added.marking = Some("OFFICIAL".into());
    }
    let place = world.write(vec![erased])[0].place();
    let mut book = world.open().register;
    let mut session = turn(&mut book).unwrap();
    session.erase(vec![erasing(10)], &[place]).unwrap();
    drop(session);
    let opened = world.open();
    let disk = Frames::new(opened.register.frames());
    let read = Frames::new(Read(opened.register.frames()));
    let told = disk.holding(&["option", "\u{436}", "\u{e9}\u{e9}", "OPTION", "bill/4200"]);
    let option = told[0].as_ref().unwrap();
    assert!(option.count() > 0 && option.count() < opened.entries.len() / 2);
    assert_eq!(told[1..4], [None, None, told[0].clone()]);
    let bill = told[4].as_ref().map(|found| found.count());
    assert!(bill.is_some_and(|count| count > 0 && count < opened.entries.len() / 4));
    let mut hits = 0;
    for words in [
        "option",
        "OPTION",
        "b",
        "k",
        "km",
        "i\u{307}zmir",
        "zmir",
        "nb",
        "tab",
        "ete",
        "\u{e9}t\u{e9}",
        "strasse",
        "stra\u{df}e",
        "asha",
        "asha option",
        "option nosuch",
        "said kelvin",
        "zebra",
        "quagga",
        "okapi",
        "official",
        "item",
        "whatsapp",
        "\"kelvin\"",
        "x",
        "y zebra",
        "BILL/4200",
        "bill/4200;",
        "o'brien-ng\u{169}",
        "O'BRIEN",
        "siobh\u{c1}n",
        "c:\\temp",
        "<c:",
        "x.txt>",
        "100%!",
        "\\temp\\",
        "\"kel",
        "0",
        "",
    ] {
        let by_bytes = found(&disk, &opened.entries, words);
        let by_reading = found(&read, &opened.entries, words);
        assert_eq!(by_bytes, by_reading, "{words:?}");
        hits += by_bytes.len();
    }
    assert!(hits > 30, "{hits}");
}
