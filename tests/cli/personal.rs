//! Personal data (35-37): how much an item holds and where, on every paper; and the data-protection note of a chat.

use std::fs;

use crate::support::*;

#[test]
fn what_is_said_of_personal_data_stands_on_the_record_the_register_and_the_report() {
    let home = Home::ready();
    let item = home.add(&[
        "Option B it is",
        "--conversation",
        "Bill team",
        "--marking",
        "official",
        "--device",
        "personal",
    ]);
    let said = home
        .run(&[
            "personal-data",
            &item,
            "--holds",
            "special",
            "--transfers",
            "outside",
            "--where",
            "servers in the US",
        ])
        .ok()
        .out;
    assert!(said.contains("special category data"), "{said}");
    let row = home.show(&item);
    assert_eq!(row["personal_data"], "special");
    assert_eq!(row["transfers"], "outside");
    assert_eq!(row["transfers_where"], "servers in the US");
    let same = home
        .run(&["personal-data", &item, "--holds", "special"])
        .fails(1);
    assert!(same.contains("says that already"), "{same}");
    let captured = home
        .run(&["capture", &item, "--to", "plan", "--ref", "M/1", "--json"])
        .ok()
        .row();
    let folder = captured["path"].as_str().unwrap();
    let words = "yes, as stated; special category data, or data on offences; held outside the UK: servers in the US";
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for file in ["record.txt", "record.eml"] {
        let record = fs::read_to_string(format!("{folder}/{file}")).unwrap();
        assert!(flat(&record).contains(words), "{file}: {record}");
    }
    home.run(&["report", "used", &item]).ok();
    let report = home.run(&["report", "show", &item, "--text"]).ok().out;
    assert!(flat(&report).contains("special category data"), "{report}");
    home.run(&[
        "package",
        "--all",
        "--out",
        home.path("plan").to_str().unwrap(),
    ])
    .ok();
    let mut filed = Vec::new();
    walk(&home.path("plan"), &mut filed);
    let register = filed.iter().find(|(p, _)| p.ends_with("register.csv"));
    let (_, bytes) = register.unwrap();
    let register = String::from_utf8_lossy(bytes);
    assert!(register.contains("held outside the UK: servers in the US"));
    home.run(&[
        "personal-data",
        &item,
        "--holds",
        "none",
        "--transfers",
        "uk",
    ])
    .ok();
    let row = home.show(&item);
    assert_eq!(
        (&row["personal_data"], &row["transfers"]),
        (&"none".into(), &"uk".into())
    );
    assert!(row["transfers_where"].is_null(), "it is in the UK: {row}");
    home.run(&["undo"]).ok();
    assert_eq!(home.show(&item)["personal_data"], "special");
}

#[test]
fn what_says_nothing_of_personal_data_is_refused_and_changes_nothing() {
    let home = Home::ready();
    let item = home.add(&["Option B it is"]);
    assert!(home.show(&item)["personal_data"].is_null());
    home.run(&["personal-data", &item]).fails(2);
    home.run(&["personal-data", &item, "--holds", "lots"])
        .fails(2);
    let place = home
        .run(&[
            "personal-data",
            &item,
            "--transfers",
            "uk",
            "--where",
            "the US",
        ])
        .fails(1);
    assert!(place.contains("outside the United Kingdom"), "{place}");
    assert!(home.show(&item)["personal_data"].is_null());
    // A program that knows yes and no alone still finds its answer.
    home.run(&["personal-data", &item, "--holds", "special"])
        .ok();
    home.run(&["edit", &item, "--personal-data", "no"]).ok();
    assert_eq!(home.show(&item)["personal_data"], "none");
    home.run(&["erase", &item, "--no-request-known", "--reason", "a test"])
        .ok();
    home.run(&["personal-data", &item, "--holds", "some"])
        .fails(1);
}

#[test]
fn the_note_of_a_chat_stands_with_it_and_in_the_register() {
    let home = Home::ready();
    home.add(&["Option B it is", "--conversation", "Bill team"]);
    let said = home
        .run(&[
            "conversation",
            "data-note",
            "Bill team",
            "--routine",
            "yes",
            "--advice",
            "Notice 4",
            "--owner",
            "Priya Nair",
        ])
        .ok()
        .out;
    assert!(said.contains("matter of routine"), "{said}");
    let row = home
        .run(&["conversation", "list", "--json"])
        .ok()
        .rows()
        .remove(0);
    assert_eq!(
        (&row["data_routine"], &row["data_owner"]),
        (&"yes".into(), &"Priya Nair".into())
    );
    let page = home.run(&["register", "show"]).ok().out;
    in_order(&page, &["Data protection", "Bill team", "Notice 4"]);
    home.run(&["conversation", "data-note", "Bill team", "--advice", ""])
        .ok();
    let row = home
        .run(&["conversation", "list", "--json"])
        .ok()
        .rows()
        .remove(0);
    assert!(row["data_advice"].is_null());
    home.run(&["conversation", "data-note", "Bill team"])
        .fails(2);
}
