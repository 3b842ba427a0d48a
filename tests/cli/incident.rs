//! `incident`: that something happened, who was told and when; the department's clock; never what a message said.

use crate::support::*;

/// Stands in every message, remark and reason, and nowhere else.
const CANARY: &str = "zanzibarine";

impl Home {
    fn incident(&self, args: &[&str]) -> Ran {
        self.run(&with(&["incident"], args))
    }
}

#[test]
fn an_incident_goes_from_noticed_to_closed_and_every_step_says_what_is_next() {
    let home = Home::ready().at("2026-11-28T10:00:00Z");
    let added = home.incident(&[
        "add",
        "--kind",
        "data-breach",
        "--channel",
        "whatsapp",
        "--device",
        "personal",
        "--happened",
        "today 08:00",
        "--noticed",
        "today 09:00",
        "--personal-data",
        "yes",
        "--data-kinds",
        "telephone numbers",
        "--people",
        "12",
        "--note",
        "A list went to the wrong group",
    ]);
    let said = added.ok().out;
    assert!(said.contains("onrecord incident told"), "{said}");
    assert!(!said.to_lowercase().contains("notifiable"), "{said}");
    let row = home.incident(&["show", "--json"]).ok().row();
    assert_eq!(row["state"], "noticed");
    assert_eq!(row["people"], 12);
    assert!(
        row["hours_end"].is_null(),
        "nobody said when the department became aware: {row}"
    );
    home.incident(&[
        "told",
        "--recipient",
        "security",
        "--at",
        "today 09:10",
        "--ref",
        "SEC/9",
    ])
    .ok();
    let row = home.incident(&["show", "--json"]).ok().row();
    assert_eq!(row["state"], "told");
    assert!(
        row["hours_end"].is_null(),
        "telling security is not the department's awareness"
    );
    home.incident(&[
        "told",
        "--recipient",
        "data-protection",
        "--name",
        "Mo Finch",
        "--at",
        "today 09:20",
        "--how",
        "by telephone",
        "--ref",
        "DP/7",
        "--aware",
        "today 09:15",
    ])
    .ok();
    let row = home.incident(&["show", "--json"]).ok().row();
    assert_eq!(row["aware"], "2026-11-28T09:15:00+00:00");
    assert_eq!(
        row["hours_end"], "2026-12-01T09:15:00+00:00",
        "72 hours by the clock"
    );
    assert_eq!(row["told"].as_array().unwrap().len(), 2);
    let shown = home.incident(&["show"]).ok().out;
    in_order(
        &shown,
        &[
            "Department's clock",
            "72 hours",
            "The department decides what follows",
            "GSCP, para 43",
            "Told ",
        ],
    );
    home.incident(&["taken", "--by", "Data protection team", "--ref", "DP/7"])
        .ok();
    let twice = home.incident(&["taken", "--by", "Somebody"]).fails(1);
    assert!(twice.contains("taken over already"), "{twice}");
    let status = home.run(&["status"]).ok().out;
    assert!(status.contains("Incident"), "{status}");
    assert_eq!(
        home.run(&["status", "--json"]).ok().row()["incidents_open"],
        1
    );
    home.incident(&["close", "--contained", "yes", "--by", "Mo Finch"])
        .ok();
    let id = row["id"].as_str().unwrap();
    let row = home.incident(&["show", id, "--json"]).ok().row();
    assert_eq!(
        (&row["state"], &row["contained"], &row["closed_by"]),
        (&"closed".into(), &"yes".into(), &"Mo Finch".into())
    );
    let closed = home.incident(&["told", id, "--recipient", "it"]).fails(1);
    assert!(closed.contains("is closed"), "{closed}");
    assert_eq!(home.incident(&["list", "--json"]).ok().out, "");
    assert_eq!(
        home.incident(&["list", "--all", "--json"])
            .ok()
            .rows()
            .len(),
        1
    );
    home.run(&["undo"]).ok();
    assert_eq!(
        home.incident(&["show", "--json"]).ok().row()["state"],
        "taken"
    );
}

#[test]
fn at_a_terminal_an_incident_is_asked_for_line_by_line_and_what_is_not_known_is_left_out() {
    let home = Home::ready();
    let answers = [
        "3",
        "",
        "",
        "yesterday 16:00",
        "",
        "3",
        "",
        "",
        "",
        "It was left on a train",
    ];
    let said = home.typed(&["incident", "add"], &answers).ok().out;
    in_order(
        &said,
        &["What went wrong", "On which channel", "Recorded: incident"],
    );
    let row = home.incident(&["show", "--json"]).ok().row();
    assert_eq!(row["kind"], "device-lost", "{row}");
    assert_eq!(row["note"], "It was left on a train");
    assert!(row["channel"].is_null() && row["people"].is_null(), "{row}");
    // Through a pipe nothing is asked.
    assert!(home.incident(&["told"]).fails(2).contains("--recipient"));
}

#[test]
fn the_72_hours_are_hours_of_the_clock_also_in_the_night_in_which_it_changes() {
    let home = Home::ready().at("2026-10-26T10:00:00Z");
    home.incident(&[
        "add",
        "--kind",
        "data-breach",
        "--happened",
        "2026-10-24 20:00",
    ])
    .ok();
    home.incident(&[
        "told",
        "--recipient",
        "data-protection",
        "--aware",
        "2026-10-24 21:00",
    ])
    .ok();
    let row = home.incident(&["show", "--json"]).ok().row();
    assert_eq!(row["aware"], "2026-10-24T21:00:00+01:00");
    assert_eq!(row["hours_end"], "2026-10-27T20:00:00+00:00");
    let early = home
        .incident(&["told", "--recipient", "it", "--aware", "2026-10-24 19:00"])
        .fails(1);
    assert!(early.contains("before it happened"), "{early}");
    // The department may have known before whoever puts it on record here noticed; that is said.
    let told = ["told", "--recipient", "it", "--aware", "2026-10-24 21:30"];
    let told = home.incident(&told).ok().out;
    let said = "That is Saturday 24 October 2026, 21:30 BST, before it was noticed here (";
    assert!(told.contains(said), "{told}");
}

#[test]
fn of_secret_nothing_is_kept_but_that_it_happened_and_who_was_told() {
    let home = Home::ready();
    for words in [["--note", CANARY], ["--data-kinds", CANARY]] {
        let refused = home
            .incident(&with(&["add", "--kind", "secret"], &words))
            .fails(1);
        assert!(refused.contains("para 11"), "{refused}");
    }
    home.incident(&["add", "--kind", "secret", "--channel", "signal"])
        .ok();
    assert!(!home.holds(CANARY));
    let paper = home.incident(&["paper"]).ok().out;
    in_order(
        &paper,
        &[
            "SECRET or above",
            "Who was told",
            "Nobody, by what is on record",
            "police",
        ],
    );
    assert!(
        !paper.contains("72 hours"),
        "personal data was not spoken of: {paper}"
    );
}

#[test]
fn what_is_not_an_incident_is_refused_and_which_is_meant_has_to_be_said() {
    let home = Home::ready();
    let none = home.incident(&["told", "--recipient", "it"]).fails(1);
    assert!(none.contains("No incident is open"), "{none}");
    assert!(home.incident(&["add"]).fails(2).contains("kind"));
    assert!(
        home.incident(&["add", "--kind", "fire"])
            .fails(2)
            .contains("device-lost")
    );
    assert!(
        home.incident(&["add", "--kind", "other", "--people", "0"])
            .code
            != 0
    );
    let future = home.incident(&["add", "--kind", "other", "--noticed", "tomorrow 09:00"]);
    assert_eq!(future.code, 2, "{}", future.err);
    home.incident(&["add", "--kind", "device-lost"]).ok();
    home.incident(&["add", "--kind", "account-taken"]).ok();
    let several = home.incident(&["close"]).fails(1);
    assert!(several.contains("2 incidents are open"), "{several}");
    let other = home.incident(&["told", "--recipient", "other"]);
    assert_ne!(other.code, 0);
}

#[test]
fn no_word_of_a_message_is_in_anything_that_an_incident_or_a_count_makes() {
    let home = Home::ready();
    let item = home.add(&[
        CANARY,
        "--from",
        CANARY,
        "--conversation",
        CANARY,
        "--marking",
        "official",
        "--device",
        "personal",
    ]);
    home.run(&["note", &item, CANARY]).ok();
    home.run(&[
        "capture", &item, "--to", "plan", "--ref", "M/1", "--note", CANARY,
    ])
    .ok();
    home.run(&with(EXCEPTIONAL, &["--reason", CANARY, "--record"]))
        .ok();
    home.incident(&[
        "add",
        "--kind",
        "wrong-chat",
        "--personal-data",
        "no",
        "--note",
        "It went to a cousin",
    ])
    .ok();
    let mut said = Vec::new();
    for form in [
        &["paper"][..],
        &["paper", "--html"],
        &["paper", "--eml"],
        &["paper", "--json"],
        &["show"],
        &["list"],
        &["show", "--json"],
    ] {
        said.push(home.incident(form).ok().out);
    }
    said.push(home.run(&["report", "need"]).ok().out);
    home.incident(&["paper", "--to", "plan"]).ok();
    let mut lodged = Vec::new();
    walk(&home.path("plan"), &mut lodged);
    for (path, bytes) in lodged {
        if path.to_string_lossy().contains("incident") {
            said.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    assert!(said.len() > 8, "the paper was lodged");
    for text in &said {
        assert!(!text.contains(CANARY), "{text}");
        assert!(!text.to_lowercase().contains("notifiable"), "{text}");
    }
}
