//! Devices and conversations from the outside: whose they are, who is in them, and what changes.

use crate::support::{Home, with};

#[test]
fn a_decision_keeps_what_was_said_of_a_device_that_changed_its_management() {
    let home = Home::ready();
    home.run(&[
        "device",
        "add",
        "Own phone",
        "--kind",
        "personal",
        "--owner",
        "me",
        "--managed-by",
        "me",
    ])
    .ok();
    let args = [
        "decide",
        "--marking",
        "official",
        "--significant",
        "--device",
        "own phone",
        "--situation",
        "already-used",
    ];
    let first = home.recorded(&args);
    let said = home
        .run(&[
            "device",
            "edit",
            "OWN PHONE",
            "--kind",
            "managed-personal",
            "--managed-by",
            "DSIT",
        ])
        .ok()
        .out;
    assert!(said.contains("1 decision made before keep"), "{said}");
    assert_eq!(
        home.decided(&with(&args, &["--record"]))["verdict"],
        "particular-care"
    );
    let rows = home.decisions();
    let row = |n: usize| {
        (
            rows[n]["device"].as_str(),
            rows[n]["verdict"].as_str(),
            rows[n]["device_name"].as_str(),
        )
    };
    assert_eq!(
        row(0),
        (
            Some("personal"),
            Some("exceptional-only"),
            Some("Own phone")
        )
    );
    assert_eq!(
        row(1),
        (
            Some("managed-personal"),
            Some("particular-care"),
            Some("Own phone")
        )
    );
    assert_eq!((&rows[0]["decision"], home.reports()), (&first.into(), 1));
    let device = home.run(&["device", "list", "--json"]).ok().row();
    assert_eq!(
        (&device["managed_by"], &device["owner"]),
        (&"DSIT".into(), &"me".into())
    );
    assert_eq!(device["decisions"], 2);
    home.run(&["device", "add", "own PHONE", "--kind", "corporate"])
        .fails(1);
    home.run(&["device", "edit", "own phone", "--name", "Phone"])
        .ok();
    home.run(&with(&["decide", "--logistical", "--device", "phone"], &[]))
        .ok();
    home.run(&["undo"]).ok();
    assert_eq!(
        home.run(&["device", "list", "--json"]).ok().row()["name"],
        "Own phone"
    );
}

#[test]
fn a_device_s_name_is_taken_wherever_a_device_is_named() {
    let home = Home::ready();
    home.run(&["device", "add", "tablet", "--kind", "corporate"])
        .ok();
    let id = home.add(&["x", "--device", "Tablet"]);
    let plain = |id: &str| home.run(&["show", id]).ok().out;
    assert!(plain(&id).contains("Device: tablet (corporate)"));
    home.run(&["edit", &id, "--device", "personal"]).ok();
    assert!(plain(&id).contains("Device: privately owned and managed"));
    home.run(&["edit", &id, "--device", "tablet"]).ok();
    assert!(plain(&id).contains("Device: tablet (corporate)"));
    let export = home.file(
        "chat.txt",
        "22/11/2026, 10:00 - Asha: Agreed\n22/11/2026, 10:01 - Ruth: ok\n",
    );
    home.run(&["import", &export, "--queue", "1", "--device", "tablet"])
        .ok();
    assert_eq!(
        home.run(&["device", "list", "--json"]).ok().row()["items"],
        2
    );
}

#[test]
fn who_is_in_a_conversation_and_who_captures_is_kept_and_taken_away() {
    let home = Home::ready();
    home.department("[timers]\nrule = \"limited\"\nat_least = \"7d\"\n");
    home.add(&["x", "--conversation", "Bill team", "--channel", "signal"]);
    home.run(&[
        "conversation",
        "edit",
        "Bill team",
        "--members",
        "Asha, Tom",
        "--office",
        "Ruth Bell",
        "--captured-by",
        "Ruth Bell",
        "--review-every",
        "7d",
    ])
    .ok();
    let row = home.run(&["conversation", "list", "--json"]).ok().row();
    assert_eq!(
        (&row["members"], &row["office"]),
        (&"Asha, Tom".into(), &"Ruth Bell".into())
    );
    assert_eq!(
        (&row["captured_by"], &row["review_every"]),
        (&"Ruth Bell".into(), &604_800.into())
    );
    let plain = home.run(&["conversation", "list"]).ok().out;
    assert!(
        plain.contains("Looked through every: 7 days (your setting)"),
        "{plain}"
    );
    home.run(&["conversation", "edit", "Bill team", "--captured-by", ""])
        .ok();
    let row = home.run(&["conversation", "list", "--json"]).ok().row();
    assert!(row["captured_by"].is_null() && row["office"] == "Ruth Bell");
    home.run(&["conversation", "edit", "Bill team"]).fails(1);
    home.run(&[
        "conversation",
        "edit",
        "Bill team",
        "--review-every",
        "often",
    ])
    .fails(2);
    let said = home
        .run(&["conversation", "timer", "Bill team", "24h"])
        .ok()
        .out;
    assert!(
        said.contains("shorter than 7 days is to be set (department's setting)"),
        "{said}"
    );
}
