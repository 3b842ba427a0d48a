//! Where a message's words come from and what putting it right does: what was exported or captured stays, a
//! correction stands beside it; what was typed is changed until it is captured and says what it said before.

mod record_support;

use chrono::{DateTime, TimeDelta, Utc};
use onrecord::record::command::{
    About, Change, Command, ConversationRef, HoldTarget, ImportNote, NewMessage, Requests,
};
use onrecord::record::event::ItemEdited;
use onrecord::record::query::{self, Limits};
use onrecord::record::state::{How, Part};
use onrecord::record::{Entry, Event, Id, ItemState, Place, State, decide};

use record_support::Book;

const DAY: i64 = 86_400;

fn message(text: &str, sent: DateTime<Utc>) -> NewMessage {
    NewMessage {
        from: Some("Ruth Bell".into()),
        body: Some(text.into()),
        sent: Some(sent),
        ..NewMessage::default()
    }
}

fn put(book: &mut Book, messages: Vec<NewMessage>, import: Option<ImportNote>) -> Id {
    let command = Command::Add {
        channel: "whatsapp".into(),
        conversation: Some(ConversationRef::New {
            id: None,
            name: "Bill team".into(),
        }),
        about: About::default(),
        items: vec![messages],
        import,
    };
    book.carry_out("ap", command).unwrap();
    book.state().items.ids().next_back().unwrap()
}

fn note(name: &str) -> ImportNote {
    ImportNote {
        entries: 9,
        format: Some("whatsapp".into()),
        name: Some(name.into()),
        sha256: Some("ab".repeat(32)),
        ..ImportNote::default()
    }
}

fn imported(book: &mut Book) -> Id {
    let messages = vec![
        message("Noted", book.now() - TimeDelta::hours(3)),
        message("Agreed", book.now() - TimeDelta::hours(2)),
    ];
    put(book, messages, Some(note("chat.zip")))
}

fn typed(book: &mut Book) -> Id {
    let messages = vec![message("Tuesday", book.now() - TimeDelta::hours(3))];
    put(book, messages, None)
}

fn edit(book: &mut Book, writer: &str, item: Id, message: usize, change: Change) {
    let changes = vec![change];
    let command = Command::Edit {
        item,
        message,
        changes,
    };
    book.carry_out(writer, command).unwrap();
}

fn text(words: &str) -> Change {
    Change::Text(words.into())
}

fn capture(book: &mut Book, item: Id) {
    let command = Command::Capture {
        item,
        route: "screenshot".into(),
        destination_kind: "manual".into(),
        destination: None,
        reference: None,
        note: None,
        path: None,
        sha256: None,
        read_back: false,
        substance: None,
    };
    book.carry_out("ap", command).unwrap();
}

/// What was put right of an item: the message, the part, the value, and whether it stands beside.
fn rights(state: &State, item: Id) -> Vec<(usize, Part, String, bool)> {
    let all = state.items[&item].told().put_right();
    all.map(|(n, r)| {
        (
            n,
            r.part,
            r.value.as_deref().unwrap_or("").to_owned(),
            r.beside(),
        )
    })
    .collect()
}

#[test]
fn what_was_exported_stands_and_a_correction_stands_beside_it() {
    let mut book = Book::default();
    let item = imported(&mut book);
    let sent = book.state().items[&item].sent();
    edit(&mut book, "ap", item, 1, text("Not noted"));
    edit(
        &mut book,
        "ap",
        item,
        1,
        Change::From("Somebody Else".into()),
    );
    let now = book.now();
    edit(&mut book, "ap", item, 2, Change::Sent(now.into()));
    let state = book.state();
    let found = &state.items[&item];
    assert_eq!(
        (found.body(), found.from(), found.sent()),
        (Some("Noted"), Some("Ruth Bell"), sent)
    );
    assert_eq!(
        found.told().messages[1].sent,
        sent.map(|t| t + TimeDelta::hours(1))
    );
    let at = now.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    assert_eq!(
        rights(&state, item),
        [
            (1, Part::Text, "Not noted".into(), true),
            (1, Part::From, "Somebody Else".into(), true),
            (2, Part::Sent, at, true),
        ]
    );
    assert!(found.told().put_right().all(|(_, r)| r.by() == "Ruth Bell"));
    assert!(found.told().conflicts.is_empty() && state.anomalies.is_empty());
    // The export it came from is known of every message.
    for message in &found.told().messages {
        let export = message.exported.as_ref().and_then(|e| e.export.clone());
        assert_eq!(export.unwrap().name.as_deref(), Some("chat.zip"));
    }
}

#[test]
fn an_edit_written_long_ago_is_a_correction_too() {
    let mut book = Book::default();
    let item = imported(&mut book);
    let first = book.state().items[&item].told().first_place.clone();
    // As a version of before wrote it: no name, no number of a message.
    let old = |field: &str, value: &str, replaces: &Place| -> Event {
        ItemEdited {
            item,
            field: field.into(),
            replaces: replaces.clone(),
            classification: None,
            conversation: None,
            device_id: None,
            message: None,
            sent_wall: None,
            zone: None,
            value: Some(value.into()),
            person: None,
        }
        .into()
    };
    book.write("ap", vec![old("text", "Not noted", &first)]);
    book.write("ap", vec![old("sent", "2026-01-01T00:00:00.000Z", &first)]);
    let state = book.state();
    assert_eq!(state.items[&item].body(), Some("Noted"));
    let (_, right) = state.items[&item].told().put_right().next().unwrap();
    assert_eq!((right.by(), right.beside()), ("ap", true));
    assert_eq!(rights(&state, item).len(), 2);
    // One that names a message that is not there changes nothing and is shown.
    let mut lost = old("message-text", "x", &first);
    if let Event::ItemEdited(e) = &mut lost {
        e.message = Some(7);
    }
    book.write("ap", vec![lost]);
    let state = book.state();
    assert_eq!(state.anomalies.len(), 1);
    assert_eq!(rights(&state, item).len(), 2);
}

/// Another chat is said beside the one of an export, also by an edit of before; undone, nothing of it is left. Of what
/// was typed it takes the place of the other, which is kept. What was not stated is no change.
#[test]
fn another_chat_stands_beside_that_of_an_export_and_in_place_of_a_typed_one() {
    let mut book = Book::default();
    let read = imported(&mut book);
    let add = Command::Add {
        channel: "whatsapp".into(),
        conversation: Some(ConversationRef::New {
            id: None,
            name: "Another chat".into(),
        }),
        about: About::default(),
        items: vec![vec![message("Tuesday", book.now())]],
        import: None,
    };
    book.carry_out("ap", add).unwrap();
    let typed = book.state().items.ids().find(|id| *id != read).unwrap();
    let own = |book: &Book, item: Id| book.state().items[&item].conversation.unwrap();
    let (first, chat) = (
        book.state().items[&read].told().first_place.clone(),
        own(&book, read),
    );
    let other = own(&book, typed);
    assert_ne!(chat, other);
    let old: Event = ItemEdited {
        item: read,
        field: "conversation".into(),
        replaces: first,
        classification: None,
        conversation: Some(other),
        device_id: None,
        message: None,
        sent_wall: None,
        zone: None,
        value: None,
        person: None,
    }
    .into();
    book.write("ap", vec![old]);
    let state = book.state();
    let item = &state.items[&read];
    assert_eq!(
        (item.conversation, item.beside()),
        (Some(chat), Some(other))
    );
    assert!(item.is_of(chat) && item.is_of(other));
    assert_eq!(
        (item.told().changed[0].by(), item.told().changed.len()),
        ("ap", 1)
    );
    assert!(item.told().conflicts.is_empty());
    let to = |id| Change::Conversation(ConversationRef::Known(id));
    edit(&mut book, "ap", typed, 1, to(chat));
    edit(&mut book, "ap", typed, 1, Change::PersonalData(true));
    edit(&mut book, "ap", typed, 1, Change::PersonalData(false));
    let state = book.state();
    let item = &state.items[&typed];
    assert_eq!((item.conversation, item.beside()), (Some(chat), None));
    assert!(!item.is_of(other));
    let said: Vec<_> = item
        .told()
        .changed
        .iter()
        .map(|c| c.field.as_str())
        .collect();
    assert_eq!(said, ["conversation", "personal-data"]);
    assert_eq!(item.told().changed[1].value.as_deref(), Some("no"));
}

#[test]
fn a_correction_of_a_correction_stands_and_both_are_kept() {
    let mut book = Book::default();
    let item = imported(&mut book);
    edit(&mut book, "ap", item, 1, text("one"));
    edit(&mut book, "ap", item, 1, text("two"));
    edit(&mut book, "ap", item, 2, text("other"));
    let state = book.state();
    let message = &state.items[&item].told().messages[0];
    assert_eq!(message.standing(Part::Text).as_deref(), Some("two"));
    assert_eq!(message.put_right.len(), 2);
    assert!(state.items[&item].told().conflicts.is_empty());
    // Each of them is found, and so is what was exported.
    for words in ["one", "two", "noted", "other"] {
        assert_eq!(query::find(&state, words).len(), 1, "{words}");
    }
    // Taken back, the one before stands again.
    let event = decide::undo(&book.entries, "ap", None).unwrap();
    book.write("ap", vec![event]);
    let event = decide::undo(&book.entries, "ap", None).unwrap();
    book.write("ap", vec![event]);
    let state = book.state();
    let message = &state.items[&item].told().messages[0];
    assert_eq!(message.standing(Part::Text).as_deref(), Some("one"));
}

#[test]
fn what_was_typed_is_changed_until_it_is_captured_and_says_what_it_said() {
    let mut book = Book::default();
    let item = typed(&mut book);
    edit(&mut book, "ap", item, 1, text("Monday"));
    let state = book.state();
    assert_eq!(state.items[&item].body(), Some("Monday"));
    let (_, right) = state.items[&item].told().put_right().next().unwrap();
    assert_eq!(right.how, How::Instead(Some("Tuesday".into())));
    assert_eq!(query::find(&state, "tuesday").len(), 1);
    capture(&mut book, item);
    edit(&mut book, "ap", item, 1, text("Sunday"));
    // Also once it is open again: somebody holds what was captured.
    book.carry_out("ap", Command::Reopen { item }).unwrap();
    edit(&mut book, "ap", item, 1, Change::From("Asha".into()));
    let state = book.state();
    assert_eq!(state.items[&item].state, ItemState::Waiting);
    assert_eq!(
        (state.items[&item].body(), state.items[&item].from()),
        (Some("Monday"), Some("Ruth Bell"))
    );
    let beside: Vec<bool> = rights(&state, item).iter().map(|r| r.3).collect();
    assert_eq!(beside, [false, true, true]);
}

#[test]
fn the_message_that_is_put_right_must_be_there() {
    let mut book = Book::default();
    let item = imported(&mut book);
    for message in [0, 3, usize::MAX] {
        let changes = vec![text("x")];
        let refused = book.carry_out(
            "ap",
            Command::Edit {
                item,
                message,
                changes,
            },
        );
        let refused = refused.unwrap_err();
        assert!(refused.reason.contains("it has 2"), "{refused:?}");
    }
}

#[test]
fn a_correction_of_the_time_never_moves_the_time_to_capture_by_to_later() {
    let mut book = Book::default();
    let chat = |book: &Book| *book.state().conversations.keys().next().unwrap();
    let item = imported(&mut book);
    let conversation = chat(&book);
    let from = book.now() - TimeDelta::hours(4);
    book.carry_out(
        "ap",
        Command::Timer {
            conversation,
            from,
            seconds: DAY,
        },
    )
    .unwrap();
    let by = |book: &Book| {
        let state = book.state();
        query::deadlines(&state, &state.items[&item], Limits::default())
    };
    let before = by(&book);
    let sent = book.state().items[&item].sent().unwrap();
    edit(
        &mut book,
        "ap",
        item,
        1,
        Change::Sent((sent + TimeDelta::days(30)).into()),
    );
    assert_eq!(by(&book), before);
    // Put right to a time at which no timer was known: the one that is known still counts.
    edit(
        &mut book,
        "ap",
        item,
        1,
        Change::Sent((sent - TimeDelta::days(30)).into()),
    );
    assert_eq!(by(&book).capture_by, before.capture_by);
    assert_eq!(
        by(&book).due.unwrap(),
        before.due.unwrap() - TimeDelta::days(30)
    );
    // Put right to an earlier time under the timer: that is counted from.
    edit(
        &mut book,
        "ap",
        item,
        1,
        Change::Sent((sent - TimeDelta::minutes(30)).into()),
    );
    assert_eq!(
        by(&book).vanishes.unwrap(),
        before.vanishes.unwrap() - TimeDelta::minutes(30)
    );
}

#[test]
fn two_who_put_one_message_right_unseen_by_each_other_are_both_kept() {
    let mut common = Book::default();
    let item = imported(&mut common);
    let (mut left, mut right) = (common.clone(), common.clone());
    edit(&mut left, "ap", item, 2, text("one"));
    edit(&mut right, "bw", item, 2, text("two"));
    let mut both = left;
    both.entries.push(right.entries.last().unwrap().clone());
    both.entries.sort_by(Entry::order);
    let state = both.state();
    let conflict = &state.items[&item].told().conflicts[0];
    assert_eq!(
        (conflict.first.0.as_str(), conflict.second.0.as_str()),
        ("one", "two")
    );
    assert_eq!(rights(&state, item).len(), 2);
    assert_eq!(
        state.items[&item].told().messages[1].body.as_deref(),
        Some("Agreed")
    );
    edit(&mut both, "ap", item, 2, text("three"));
    assert!(both.state().items[&item].told().conflicts.is_empty());
}

#[test]
fn each_import_is_known_of_its_own_messages_and_a_route_follows_from_it() {
    let mut book = Book::default();
    let first = imported(&mut book);
    let again = vec![message("Later", book.now())];
    let second = put(&mut book, again, Some(note("later.zip")));
    let by_hand = typed(&mut book);
    // One that an earlier version read says nothing of its export.
    let unnamed = vec![message("Old", book.now())];
    let unnamed = put(&mut book, unnamed, Some(ImportNote::default()));
    let state = book.state();
    let name = |id: Id| {
        let exported = state.items[&id].told().messages[0].exported.clone();
        exported
            .and_then(|e| e.export.clone())
            .and_then(|e| e.name.clone())
    };
    assert_eq!(name(first).as_deref(), Some("chat.zip"));
    assert_eq!(name(second).as_deref(), Some("later.zip"));
    assert_eq!((name(by_hand), name(unnamed)), (None, None));
    let routes = [first, second, by_hand, unnamed].map(|id| state.items[&id].route());
    assert_eq!(routes, ["export", "export", "copy", "export"]);
}

#[test]
fn what_is_erased_or_closed_is_not_put_right() {
    let mut book = Book::default();
    let item = imported(&mut book);
    let requests = Some(Requests::NoneKnown);
    let found = Command::NotSignificant {
        items: vec![item],
        reason: None,
        requests,
    };
    book.carry_out("ap", found).unwrap();
    let changes = vec![text("x")];
    let message = 1;
    let command = Command::Edit {
        item,
        message,
        changes,
    };
    let refused = book.carry_out("ap", command).unwrap_err();
    assert!(
        format!("{:?}", refused.next).contains("item.reopen"),
        "{refused:?}"
    );
    // A hold keeps nobody from putting right: nothing goes by it.
    let other = imported(&mut book);
    let hold = Command::HoldAdd {
        reference: "FOI 1".into(),
        scope: HoldTarget::All,
        timers: None,
    };
    book.carry_out("ap", hold).unwrap();
    edit(&mut book, "ap", other, 1, text("right"));
}
