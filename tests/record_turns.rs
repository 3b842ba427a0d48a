//! Taking back and bringing back, step by step: what comes back, what is refused, what two writers do at once.

mod record_support;

use onrecord::record::command::{About, Command, ConversationRef, NewMessage, Requests};
use onrecord::record::event::{ItemErased, Redone, Undone};
use onrecord::record::fold::fold;
use onrecord::record::turned::Turned;
use onrecord::record::{Entry, Event, Id, ItemState, decide};

use record_support::Book;

const ME: &str = "ap";

fn add(book: &mut Book, writer: &str, body: &str) -> Id {
    let message = NewMessage {
        body: Some(body.into()),
        ..NewMessage::default()
    };
    let chat = ConversationRef::New {
        id: None,
        name: "Core".into(),
    };
    let command = Command::Add {
        channel: "whatsapp".into(),
        conversation: Some(chat),
        about: About::default(),
        items: vec![vec![message]],
        import: None,
    };
    book.carry_out(writer, command).unwrap();
    let added = book.entries.iter().rev().find_map(|e| match &e.event {
        Event::ItemAdded(a) if a.body.as_deref() == Some(body) => Some(a.item),
        _ => None,
    });
    added.unwrap()
}

fn hand_over(book: &mut Book, item: Id) {
    let to = "Sam Lee".into();
    book.carry_out(ME, Command::HandOver { item, to }).unwrap();
}

fn undo(book: &mut Book, command: Option<u64>) -> Result<(), String> {
    let event = decide::undo(&book.entries, ME, command).map_err(|r| r.reason)?;
    book.write(ME, vec![event]);
    Ok(())
}

fn redo(book: &mut Book, command: Option<u64>) -> Result<(), String> {
    let event = decide::redo(&book.entries, ME, command).map_err(|r| r.reason)?;
    book.write(ME, vec![event]);
    Ok(())
}

/// The number of the command that an item was added by, or handed over by.
fn number(book: &Book, wanted: impl Fn(&Event) -> bool) -> u64 {
    let found = book.entries.iter().find(|e| wanted(&e.event));
    found.unwrap().lamport
}

fn adds(item: Id) -> impl Fn(&Event) -> bool {
    move |e| matches!(e, Event::ItemAdded(a) if a.item == item)
}

#[test]
fn commands_are_taken_back_one_by_one_and_brought_back_in_turn() {
    let mut book = Book::default();
    let item = add(&mut book, ME, "one");
    hand_over(&mut book, item);
    let whole = book.state();
    let state = |book: &Book| book.state().items.get(&item).map(|i| i.state);
    undo(&mut book, None).unwrap();
    assert_eq!(state(&book), Some(ItemState::Waiting));
    undo(&mut book, None).unwrap();
    assert_eq!(state(&book), None);
    assert_eq!(undo(&mut book, None).unwrap_err(), "Nothing to take back");
    redo(&mut book, None).unwrap();
    assert_eq!(state(&book), Some(ItemState::Waiting));
    redo(&mut book, None).unwrap();
    assert_eq!(book.state().items, whole.items);
    assert_eq!(
        redo(&mut book, None).unwrap_err(),
        "There is nothing to bring back"
    );
    // What was brought back last is what is taken back first.
    undo(&mut book, None).unwrap();
    assert_eq!(state(&book), Some(ItemState::Waiting));
}

#[test]
fn the_last_thing_done_is_taken_back_be_it_a_command_or_a_redo() {
    let mut book = Book::default();
    let first = add(&mut book, ME, "first");
    undo(&mut book, None).unwrap();
    let second = add(&mut book, ME, "second");
    // Other things were done since, but nothing with this one.
    redo(&mut book, None).unwrap();
    let there = |book: &Book, id: Id| book.state().items.contains_key(&id);
    assert!(there(&book, first) && there(&book, second));
    undo(&mut book, None).unwrap();
    assert!(!there(&book, first) && there(&book, second));
    undo(&mut book, None).unwrap();
    assert!(!there(&book, second));
}

#[test]
fn what_rests_on_something_taken_back_is_not_brought_back_alone() {
    let mut book = Book::default();
    let item = add(&mut book, ME, "one");
    hand_over(&mut book, item);
    let handed = number(&book, |e| matches!(e, Event::ItemHandedOver(_)));
    undo(&mut book, None).unwrap();
    undo(&mut book, None).unwrap();
    let refused = redo(&mut book, Some(handed)).unwrap_err();
    assert!(refused.contains("rests on"), "{refused}");
    assert!(book.state().anomalies.is_empty());
}

#[test]
fn what_others_belong_to_is_not_taken_back_beneath_them() {
    let mut book = Book::default();
    // The first opens the conversation, the second of another writer is in it.
    let first = add(&mut book, ME, "one");
    let second = add(&mut book, "bw", "two");
    let refused = undo(&mut book, None).unwrap_err();
    assert!(refused.contains("bw"), "{refused}");
    let state = book.state();
    assert!(state.conversation_name(&state.items[&second]).is_some());
    assert!(state.items.contains_key(&first));
}

#[test]
fn what_happened_since_and_texts_that_are_gone_refuse() {
    let mut book = Book::default();
    let item = add(&mut book, ME, "one");
    let command = number(&book, adds(item));
    hand_over(&mut book, item);
    let refused = undo(&mut book, Some(command)).unwrap_err();
    assert!(refused.contains("has since done something"), "{refused}");
    undo(&mut book, None).unwrap();
    undo(&mut book, None).unwrap();
    assert_eq!(
        undo(&mut book, Some(command)).unwrap_err(),
        "That was taken back already"
    );
    // Its text is taken out of the journal meanwhile.
    for entry in book.entries.iter_mut().filter(|e| e.lamport == command) {
        entry.text_hash = Some([7; 32]);
        entry.text_present = false;
    }
    let refused = redo(&mut book, None).unwrap_err();
    assert!(refused.contains("was erased since"), "{refused}");
    for nothing in [0, 9_999] {
        let refused = undo(&mut book, Some(nothing)).unwrap_err();
        assert!(refused.contains("no such command"), "{refused}");
    }
    // The number of an undo is no command that was given.
    let undone = number(&book, |e| matches!(e, Event::Undone(_)));
    assert!(undo(&mut book, Some(undone)).is_err());
    assert!(redo(&mut book, Some(undone)).is_err());
}

#[test]
fn an_erasure_and_a_clock_set_back_change_nothing_of_it() {
    let mut book = Book::default();
    let item = add(&mut book, ME, "one");
    let erased = ItemErased {
        item,
        requests: "none-known".into(),
        cause: "asked".into(),
        marking: None,
        marking_cut: false,
        reason: None,
        request: None,
    };
    book.write(ME, vec![erased.into()]);
    let refused = undo(&mut book, None).unwrap_err();
    assert!(refused.contains("cannot be undone"), "{refused}");

    let mut book = Book::default();
    let item = add(&mut book, ME, "one");
    undo(&mut book, None).unwrap();
    redo(&mut book, None).unwrap();
    // The order is that of the commands, whatever the clocks said.
    let count = book.entries.len() as i64;
    for (n, entry) in book.entries.iter_mut().enumerate() {
        entry.at -= chrono::TimeDelta::days(2 * (n as i64) - count);
    }
    assert!(book.state().items.contains_key(&item));
}

/// Every order in which the frames of some folders can be copied together.
fn merged(parts: &[&[Entry]]) -> Vec<Entry> {
    let mut all: Vec<Entry> = parts.concat();
    all.sort_by(Entry::order);
    all.dedup();
    all
}

#[test]
fn an_undo_and_a_redo_at_once_fold_the_same_in_whatever_order_they_come() {
    let mut common = Book::default();
    let item = add(&mut common, ME, "one");
    let command = number(&common, adds(item)) as i64;
    let undone = |book: &mut Book, writer: &str| {
        let event = Undone {
            writer: ME.into(),
            command,
            first: None,
        };
        book.write(writer, vec![event.into()]);
    };
    let redone = |book: &mut Book, writer: &str| {
        let event = Redone {
            writer: ME.into(),
            command,
            first: None,
        };
        book.write(writer, vec![event.into()]);
    };
    undone(&mut common, ME);
    let (mut left, mut right, mut third) = (common.clone(), common.clone(), common.clone());
    redone(&mut left, "aa");
    undone(&mut right, "bb");
    redone(&mut third, "cc");
    redone(&mut third, "cc");
    undone(&mut third, "cc");
    let parts = [
        left.entries.as_slice(),
        right.entries.as_slice(),
        third.entries.as_slice(),
    ];
    let first = merged(&parts);
    for order in [[1, 0, 2], [2, 1, 0], [0, 2, 1], [2, 0, 1]] {
        let other = merged(&order.map(|n| parts[n]));
        assert_eq!(fold(&other), fold(&first));
    }
    // The last in the order of the fold tells.
    assert_eq!(Turned::by(first.iter()).len(), 1);
    // One that was itself taken back tells nothing, and one about nothing does nothing.
    let mut book = Book::default();
    let item = add(&mut book, ME, "one");
    let command = number(&book, adds(item)) as i64;
    let stranger = Redone {
        writer: "nobody".into(),
        command: -1,
        first: None,
    };
    book.write(ME, vec![stranger.into()]);
    undone(&mut book, ME);
    let undo = book.entries.last().unwrap().lamport as i64;
    assert!(!book.state().items.contains_key(&item));
    let back = Undone {
        writer: ME.into(),
        command: undo,
        first: None,
    };
    book.write(ME, vec![back.into()]);
    assert_eq!(command, number(&book, adds(item)) as i64);
    assert!(book.state().items.contains_key(&item));
}

#[test]
fn remarks_stand_beside_each_other_and_are_taken_back_alone() {
    let mut book = Book::default();
    let item = add(&mut book, ME, "one");
    let note = |book: &mut Book, note: &str| {
        let note = note.to_owned();
        book.carry_out(ME, Command::Note { item, note })
    };
    let stand = |book: &Book| -> Vec<String> {
        let state = book.state();
        let notes = state.items[&item].told().notes.iter();
        notes
            .map(|n| n.note.as_deref().unwrap().to_owned())
            .collect()
    };
    note(&mut book, "asked Tom").unwrap();
    hand_over(&mut book, item);
    note(&mut book, "he has it").unwrap();
    assert_eq!(stand(&book), ["asked Tom", "he has it"]);
    assert_eq!(book.state().items[&item].state, ItemState::HandedOver);
    undo(&mut book, None).unwrap();
    assert_eq!(stand(&book), ["asked Tom"]);
    redo(&mut book, None).unwrap();
    assert_eq!(stand(&book), ["asked Tom", "he has it"]);
    let refused = note(&mut book, " \n").unwrap_err();
    assert_eq!(refused.reason, "The remark is empty");
}

#[test]
fn what_was_remarked_goes_with_the_content_that_it_may_quote() {
    let mut book = Book::default();
    let item = add(&mut book, ME, "one");
    let note = || Command::Note {
        item,
        note: "it says one".into(),
    };
    book.carry_out(ME, note()).unwrap();
    let places = |book: &Book| {
        let none = Requests::NoneKnown;
        decide::erase(&book.state(), item, none, None, "asked").unwrap()
    };
    let (_, before) = places(&book);
    assert_eq!(before.len(), 2);
    // Taken back, its text is still there to be erased.
    undo(&mut book, None).unwrap();
    let (erased, after) = places(&book);
    assert_eq!(after, before);
    book.write(ME, vec![erased]);
    let refused = book.carry_out(ME, note()).unwrap_err();
    assert!(
        refused
            .reason
            .ends_with("was erased, so it cannot be remarked on")
    );
}
