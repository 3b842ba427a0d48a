//! What an export holds that is in the queue already: the same chat under another file's name, a message that was
//! edited since, which item holds what.

use std::fs;

use crate::support::Home;
use serde_json::{Value, json};

fn queued(row: &Value) -> usize {
    row["queued"].as_array().unwrap().len()
}

fn import(home: &Home, file: &str, more: &[&str]) -> Value {
    let args = [&["import", file][..], more, &["--json"]].concat();
    home.run(&args).ok().row()
}

const CHAT: &str = "13/03/2024, 10:00 - Ben: one\n13/03/2024, 10:01 - Asha: two\n\
                    13/03/2024, 10:02 - Ben: ok\n14/03/2024, 09:00 - Asha: three\n";

#[test]
fn a_chat_under_two_names_that_are_files_alone_is_queued_once() {
    for pick in ["1-4", "1", "2", "1,3"] {
        let home = Home::ready();
        let one = home.file("in/one.txt", CHAT);
        let two = home.file("in/two.txt", CHAT);
        let first = import(&home, &one, &["--queue", pick]);
        let row = import(&home, &two, &["--queue", pick]);
        let n = queued(&first);
        assert_eq!(
            (queued(&row), &row["known"]),
            (0, &json!(n)),
            "{pick}: {row}"
        );
        assert_eq!(row["renamed"].as_array().unwrap().len(), n, "{row}");
        assert_eq!(row["held"][0]["item"], first["queued"][0], "{row}");
        assert_eq!(row["held"][0]["conversation_was"], "one");
        let said = home.run(&["import", &two, "--queue", pick]).ok().out;
        assert!(said.contains("the chat was one then"), "{said}");
        let listed = home.run(&["import", &two, "--list", "--json"]).ok().rows();
        let items: Vec<_> = listed.iter().filter(|r| !r["item"].is_null()).collect();
        assert_eq!(items.len(), n, "{pick}");
        // Whoever says that it is another conversation is believed.
        let row = import(&home, &two, &["--queue", pick, "--conversation", "Other"]);
        assert_eq!((queued(&row), &row["renamed"]), (n, &json!([])), "{pick}");
    }
}

#[test]
fn a_later_export_under_another_files_name_is_the_same_chat() {
    for (early, late, pick) in [("one.txt", "two.txt", "1-2"), ("two.txt", "one.txt", "2-4")] {
        let home = Home::ready();
        let more = format!("{CHAT}15/03/2024, 08:00 - Ben: four\n");
        let one = home.file(&format!("in/{early}"), CHAT);
        let two = home.file(&format!("in/{late}"), &more);
        let n = queued(&import(&home, &one, &["--queue", pick]));
        let row = import(&home, &two, &["--queue", "1-5"]);
        assert_eq!((queued(&row), &row["known"]), (5 - n, &json!(n)), "{row}");
        // And the other way about: what is named by its form later.
        let home = Home::ready();
        let one = home.file("in/one.txt", &more);
        let two = home.file("in/WhatsApp Chat with Asha.txt", CHAT);
        let n = queued(&import(&home, &one, &["--queue", pick]));
        let row = import(&home, &two, &["--queue", pick]);
        assert_eq!((queued(&row), &row["known"]), (0, &json!(n)), "{row}");
    }
}

#[test]
fn what_may_have_been_sent_to_two_chats_is_queued_and_said() {
    let home = Home::ready();
    let one = home.file(
        "in/one.txt",
        "13/03/2024, 10:00 - Ben: by noon\n13/03/2024, 10:09 - Asha: yes\n",
    );
    let two = home.file(
        "in/two.txt",
        "13/03/2024, 10:00 - Ben: by noon\n13/03/2024, 11:09 - Cal: no\n",
    );
    let first = import(&home, &one, &["--queue", "1"]);
    let ran = home.run(&["import", &two, "--queue", "1-2", "--json"]).ok();
    let row = ran.row();
    assert_eq!((queued(&row), &row["known"]), (2, &json!(0)), "{row}");
    assert_eq!(
        row["also"],
        json!([{"n": 1, "item": first["queued"][0], "conversation": "one"}])
    );
    let told = "Entry 1: the same words of the same sender in the same minute are held as item";
    assert!(ran.err.contains(told), "{}", ran.err);
    // Neither is the other's, and nothing else is said to be.
    let other = home.file("in/three.txt", "13/03/2024, 10:00 - Ben: at noon\n");
    let ran = home.run(&["import", &other, "--queue", "1", "--json"]).ok();
    assert_eq!((queued(&ran.row()), &ran.row()["also"]), (1, &json!([])));
    assert!(!ran.err.contains("same words"), "{}", ran.err);
}

fn telegram(messages: &[(u32, &str, &str)]) -> String {
    let message = |(id, text, more): &(u32, &str, &str)| {
        format!(
            r#"{{"id":{id},"type":"message","date":"2026-11-21T08:00:00","date_unixtime":"1795248000","from":"Ann","from_id":"user2","text":"{text}"{more}}}"#
        )
    };
    let all: Vec<String> = messages.iter().map(message).collect();
    format!(
        r#"{{"name":"Ann","type":"personal_chat","id":2,"messages":[{}]}}"#,
        all.join(",")
    )
}

#[test]
fn a_message_that_was_edited_since_is_said_wherever_it_stands() {
    let home = Home::ready();
    let before = telegram(&[(1, "by noon", ""), (2, "agreed", "")]);
    let edited = r#","edited":"2026-11-21T09:00:00","edited_unixtime":"1795251600""#;
    let after = telegram(&[(1, "by one", edited), (2, "agreed", "")]);
    let file = home.file("in/result.json", before);
    let first = import(&home, &file, &["--queue", "1-2"]);
    fs::write(home.path("in/result.json"), after).unwrap();
    let rows = home.run(&["import", &file, "--list", "--json"]).ok().rows();
    assert_eq!(
        (&rows[0]["item"], &rows[0]["changed"]),
        (&first["queued"][0], &json!("edited"))
    );
    assert_eq!(
        (&rows[1]["item"], &rows[1]["changed"]),
        (&first["queued"][1], &Value::Null)
    );
    let listed = home.run(&["import", &file, "--list"]).ok().out;
    let told = "edited since it was put in the queue: its words are others now";
    assert_eq!(listed.matches(told).count(), 1, "{listed}");
    let row = import(&home, &file, &["--queue", "1-2"]);
    assert_eq!(
        row["held"][0],
        json!({"n": 1, "item": first["queued"][0], "changed": "edited", "was": null, "conversation_was": null})
    );
    assert_eq!((queued(&row), &row["known"]), (0, &json!(2)));
    assert_eq!(row["held"][1]["changed"], Value::Null);
    let said = home.run(&["import", &file, "--queue", "1-2"]).ok().out;
    assert_eq!(said.matches(told).count(), 1, "{said}");
    assert!(said.contains("onrecord add"), "{said}");
    let id = first["queued"][0].as_str().unwrap();
    assert_eq!(home.show(id)["text"], "by noon");
}

#[test]
fn every_known_message_is_named_by_its_item_and_twenty_are_in_words() {
    let home = Home::ready();
    let line = |n: usize| format!("13/03/2024, 10:{n:02} - Ben: message {n}\n");
    let chat: String = (0..30).map(line).collect();
    let file = home.file("in/WhatsApp Chat with Ben.txt", chat);
    let first = import(&home, &file, &["--queue", "1-30"]);
    let row = import(&home, &file, &["--queue", "1-30"]);
    let held = row["held"].as_array().unwrap();
    let items: Vec<&Value> = held.iter().map(|h| &h["item"]).collect();
    assert_eq!(
        items,
        first["queued"]
            .as_array()
            .unwrap()
            .iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(row["known"], 30);
    let said = home.run(&["import", &file, "--queue", "1-30"]).ok().out;
    assert_eq!(said.matches(" is held as item ").count(), 20, "{said}");
    assert!(said.contains("10 more entries are held already."), "{said}");
    let id = &first["queued"][0].as_str().unwrap()[..4];
    assert!(
        said.contains(&format!("Entry 1 is held as item {id}")),
        "{said}"
    );
}
