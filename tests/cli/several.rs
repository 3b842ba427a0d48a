//! Several items at once: one command, one undo; a reference each; what stops in the middle is told, and the
//! same command goes on with the rest.

use std::fs;

use crate::support::Home;

fn three(home: &Home) -> [String; 3] {
    ["The harrow option", "The mill clause", "The ferry figure"]
        .map(|text| home.add(&[text, "--marking", "official", "--received"]))
}

fn state(home: &Home, id: &str) -> String {
    let row = home.run(&["show", id, "--json"]).ok().row();
    row["state"].as_str().unwrap().to_owned()
}

#[test]
fn several_captures_by_hand_are_one_command_with_a_reference_each() {
    let home = Home::ready();
    let [a, b, c] = three(&home);
    fs::write(
        home.dir().join("config.toml"),
        fs::read_to_string(home.dir().join("config.toml")).unwrap()
            + "[[destination]]\nname = \"files\"\nkind = \"manual\"\nreference = \"ABC/\"\n",
    )
    .unwrap();
    let rows = home
        .run(&[
            "capture",
            &a,
            &b,
            &c,
            "--to",
            "files",
            "--ref",
            "41; 42; X/3",
            "--json",
        ])
        .ok()
        .rows();
    let said: Vec<_> = rows
        .iter()
        .map(|r| r["reference"].as_str().unwrap())
        .collect();
    assert_eq!(said, ["ABC/41", "ABC/42", "X/3"]);
    home.run(&["undo"]).ok();
    for id in [&a, &b, &c] {
        assert_eq!(
            state(&home, id),
            "waiting",
            "one undo takes all of them back"
        );
    }
    // One reference that holds no semicolon is for all.
    home.run(&["capture", &a, &b, "--to", "files", "--ref", "ABC/7"])
        .ok();
    let row = home.run(&["show", &b, "--json"]).ok().row();
    assert_eq!(row["reference"], "ABC/7");
}

#[test]
fn references_that_do_not_fit_the_items_are_told_and_nothing_is_recorded() {
    let home = Home::ready();
    let [a, b, c] = three(&home);
    for refs in ["41; 42", "1;2;3;4", ";;"] {
        let said = home
            .run(&["capture", &a, &b, &c, "--to", "plan", "--ref", refs])
            .fails(2);
        assert!(said.contains("for 3 items"), "{said}");
        assert!(said.contains("in the order they are named"), "{said}");
    }
    assert_eq!(state(&home, &a), "waiting");
    assert_eq!(fs::read_dir(home.path("plan")).unwrap().count(), 0);
}

#[test]
fn what_stops_in_the_middle_is_told_and_the_same_command_goes_on_with_the_rest() {
    let home = Home::ready();
    let [a, b, c] = three(&home);
    home.run(&["not-significant", &b, "--no-request-known"])
        .ok();
    let line = ["capture", &a, &b, &c, "--to", "plan", "--ref", "1; 2; 3"];
    let ran = home.run(&line);
    assert!(
        ran.out
            .contains(&format!("item {} captured to plan", &a[..4])),
        "{}",
        ran.out
    );
    let said = ran.fails(1);
    assert!(
        said.contains(&format!("Item {} was not captured, 2 items left", &b[..4])),
        "{said}"
    );
    assert!(
        said.contains("The same command goes on with the rest"),
        "{said}"
    );
    assert_eq!(state(&home, &a), "confirmed");
    assert_eq!(
        state(&home, &c),
        "waiting",
        "those behind it were not tried"
    );
    // What was in the way is mended; the same command does the rest and says what was so before.
    home.run(&["reopen", &b]).ok();
    let again = home.run(&line).ok();
    assert!(
        again
            .out
            .contains(&format!("Item {} was so before", &a[..4])),
        "{}",
        again.out
    );
    assert_eq!(fs::read_dir(home.path("plan")).unwrap().count(), 3);
    let row = home.run(&["show", &c, "--json"]).ok().row();
    assert_eq!(row["reference"], "MIN/2026/3");
    // Nothing is left to go on with: that is said as it is.
    let said = home.run(&line).fails(1);
    assert!(
        said.contains("All 3 items were captured just so before, so nothing was left to do"),
        "{said}"
    );
    // With JSON the row of what was so before stands among the others, so that a script may repeat itself.
    let d = home.add(&["The bridge letter", "--received"]);
    let rows = home
        .run(&["capture", &a, &d, "--to", "plan", "--json"])
        .ok()
        .rows();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["reference"], "MIN/2026/1");
}

#[test]
fn another_destination_or_reference_is_not_the_same_capture() {
    let home = Home::ready();
    let [a, b, _] = three(&home);
    home.run(&["capture", &a, "--to", "edrm", "--ref", "X/1"])
        .ok();
    for line in [
        vec!["capture", &a, &b, "--to", "plan"],
        vec!["capture", &a, &b, "--to", "edrm", "--ref", "X/2; X/3"],
        vec!["capture", &a, &b, "--route", "copy"],
    ] {
        home.run(&line).fails(1);
        assert_eq!(state(&home, &b), "waiting", "{line:?}");
    }
}

#[test]
fn the_outcomes_of_several_items_are_one_command() {
    let home = Home::ready();
    let [a, b, c] = three(&home);
    for (line, becomes) in [
        (
            vec!["hand-over", &a, &b, "--to", "Priya Nair"],
            "handed-over",
        ),
        (vec!["gone", &a, &b, "--note", "About the mill"], "gone"),
        (
            vec!["capture", &a, &b, "--to", "edrm", "--route", "forward"],
            "captured",
        ),
    ] {
        home.run(&line).ok();
        assert_eq!(
            (state(&home, &a), state(&home, &b)),
            (becomes.into(), becomes.into())
        );
        home.run(&["undo"]).ok();
        assert_eq!(
            (state(&home, &a), state(&home, &b)),
            ("waiting".into(), "waiting".into())
        );
    }
    home.run(&["snooze", &a, &b, "--until", "tomorrow 09:00"])
        .ok();
    home.run(&["capture", &a, &b, "--to", "edrm"]).ok();
    home.run(&["reference", &a, &b, "E/1; E/2"]).ok();
    home.run(&["reference", &a, &b, "E/1; E/2; E/3"]).fails(2);
    home.run(&["confirm", &a, &b]).ok();
    let rows = home.run(&["reopen", &a, &b, "--json"]).ok().rows();
    assert_eq!(rows.len(), 2);
    // All of them or none, and each is named once.
    home.run(&["reopen", &a, &c]).fails(1);
    home.run(&["hand-over", &a, &a, "--to", "Tom Okafor"]).ok();
    home.run(&["accepted", &a, &b]).fails(1);
    home.run(&["accepted", &a]).ok();
}

#[test]
fn the_substance_has_all_its_parts_on_the_command_line() {
    let home = Home::ready();
    let [a, b, _] = three(&home);
    let said = [
        "capture",
        &a,
        &b,
        "--to",
        "plan",
        "--note",
        "Option B",
        "--who",
        "The Minister",
        "--when",
        "on Monday",
        "--why",
        "Cost",
        "--next",
        "Counsel drafts",
        "--json",
    ];
    let rows = home.run(&said).ok().rows();
    assert!(rows.iter().all(|r| r["route"] == "substance"), "{rows:?}");
    let path = rows[1]["path"].as_str().unwrap();
    let text = fs::read_to_string(format!("{path}/record.txt")).unwrap();
    for part in [
        "Option B",
        "The Minister",
        "on Monday",
        "Cost",
        "Counsel drafts",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let wrong = home
        .run(&[
            "capture", &a, "--to", "plan", "--route", "copy", "--who", "X",
        ])
        .fails(2);
    assert!(wrong.contains("the route is copy"), "{wrong}");
}

#[test]
fn words_of_an_export_go_by_the_route_export() {
    let home = Home::ready();
    let chat =
        "21/11/2026, 09:06 - Asha Patel: Go with option B\n21/11/2026, 09:07 - Tom Okafor: Noted\n";
    let path = home.file("in/WhatsApp Chat with Bill team.txt", chat);
    let queued = home
        .run(&["import", &path, "--queue", "1-2", "--json"])
        .ok()
        .row();
    let ids: Vec<&str> = queued["queued"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_str().unwrap())
        .collect();
    let typed = home.add(&["A typed one", "--received"]);
    let rows = home
        .run(&["capture", ids[0], &typed, "--to", "edrm", "--json"])
        .ok()
        .rows();
    assert_eq!(
        (&rows[0]["route"], &rows[1]["route"]),
        (&"export".into(), &"copy".into())
    );
    let named = home.run(&[
        "capture", ids[1], "--to", "plan", "--route", "copy", "--json",
    ]);
    assert_eq!(named.ok().row()["route"], "copy");
}

#[test]
fn no_message_text_is_stored_on_a_machine_that_may_hold_none() {
    let home = Home::new();
    home.run(&["setup", "--name", "Ruth Bell", "--machine", "personal"])
        .ok();
    let id = home.add(&["Never kept here", "--from", "Asha Patel"]);
    let edit = home
        .run(&["edit", &id, "--text", "Never kept here either"])
        .fails(1);
    assert!(edit.contains("no message text is stored"), "{edit}");
    let line = ["capture", &id, "--route", "substance", "--note", "In words"];
    let capture = home.run(&line).fails(1);
    assert!(capture.contains("cannot be written down here"), "{capture}");
    home.run(&["edit", &id, "--from", "Asha P"]).ok();
    // Nothing that is remembered of it either; that it is gone is recorded without.
    home.run(&["device", "add", "phone", "--kind", "personal"])
        .ok();
    let chat = ["--conversation", "Core", "--device", "phone"];
    home.add(&[&["x", "--channel", "whatsapp"][..], &chat].concat());
    home.run(&["depart", "open", "--leaving", "--on", "+5d"])
        .ok();
    for line in [
        vec!["gone", &id, "--note", "Never kept as remembered"],
        vec!["note", &id, "Never kept as a remark"],
        vec!["depart", "gone", "1", "--note", "Never kept of the chat"],
    ] {
        let said = home.run(&line).fails(1);
        assert!(said.contains("not corporately managed"), "{said}");
    }
    home.run(&[
        "depart",
        "gone",
        "1",
        "--went",
        "yesterday",
        "--holders",
        "Asha",
    ])
    .ok();
    home.run(&["gone", &id]).ok();
    assert_eq!(home.show(&id)["state"], "gone");
    let journals = fs::read_dir(home.dir().join("register")).unwrap();
    for writer in journals.map(|w| w.unwrap().path()).filter(|w| w.is_dir()) {
        let journal = fs::read_to_string(writer.join("0001.toml")).unwrap();
        assert!(!journal.contains("Never kept") && !journal.contains("In words"));
    }
}
