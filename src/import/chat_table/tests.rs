//! The table beside a list that keeps everything as it is told.

use proptest::prelude::*;

use super::*;

/// What is told of a chat: its number, a name, a person.
type Telling = (u8, bool, u8, u8);

fn list(all: &[Telling]) -> Vec<ChatFacts> {
    let mut chats: Vec<ChatFacts> = Vec::new();
    for (chat, counted, name, person) in all {
        let key = format!("chat {chat}");
        let at = chats.iter().position(|c| c.key == key);
        let at = at.unwrap_or_else(|| {
            chats.push(ChatFacts::new(&key));
            chats.len() - 1
        });
        let chat = &mut chats[at];
        let called = format!("name {name}");
        if chat.name.is_none() {
            chat.name = Some(called);
        }
        let person = format!("person {person}");
        if !chat.people.contains(&person) {
            match chat.people.len() < PEOPLE {
                true => chat.people.push(person),
                false => chat.more_people = true,
            }
        }
        if *counted {
            chat.entries += 1;
            chat.messages += 1;
            chat.clock = Clock::Wall;
        }
    }
    chats.retain(|c| c.entries > 0);
    chats
}

fn table(all: &[Telling]) -> ChatTable {
    let mut table = ChatTable::default();
    for (chat, counted, name, person) in all {
        let place = table.place(&format!("chat {chat}"));
        let people = [format!("person {person}")];
        let name = format!("name {name}");
        table.tell(place, (Some(&name), ChatKind::Unknown), &people);
        if *counted {
            let mut entry = Entry::new("x");
            entry.clock = Clock::Unknown;
            table.count(place, &entry);
        }
    }
    table.close();
    table
}

proptest! {
    #[test]
    fn what_is_given_is_what_was_told(
        all in prop::collection::vec((0u8..30, any::<bool>(), 0u8..4, 0u8..40), 0..400),
    ) {
        let (table, list) = (table(&all), list(&all));
        prop_assert_eq!(table.len(), list.len());
        for (place, chat) in list.iter().enumerate() {
            prop_assert_eq!(table.key(place), Some(chat.key.as_str()));
            prop_assert_eq!(table.name(place), chat.name.as_deref());
            prop_assert_eq!(table.get(place), Some(chat.clone()));
        }
        prop_assert_eq!(table.iter().collect::<Vec<_>>(), list);
    }
}

#[test]
fn of_thousands_each_is_found_by_its_key_and_a_row_is_small() {
    let mut table = ChatTable::default();
    let n = 3 * ROWS + 7;
    for round in 0..2 {
        for chat in 0..n {
            let place = table.place(&format!("{chat:016x}"));
            assert_eq!(place, chat, "{round}");
            table.count(place, &Entry::new("x"));
        }
    }
    assert_eq!((table.len(), table.get(n)), (n, None));
    assert!(table.iter().all(|chat| chat.entries == 2));
    assert!(size_of::<ChatRow>() <= 64);
    let one = table.get(5).unwrap();
    assert_eq!(ChatTable::of(&one).get(0), Some(one));
}
