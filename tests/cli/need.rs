//! `report need`: why other channels were used, counted; and the label of how long a destination keeps things.

use std::fs;

use crate::support::*;

const FLYING: &str = "the flying canary";

/// A decision on record, with these further words.
fn decided(home: &Home, more: &[&str]) {
    let decide = with(EXCEPTIONAL, &["--reason", FLYING, "--record"]);
    home.run(&with(&decide, more)).ok();
}

#[test]
fn the_reasons_of_decisions_and_outages_are_counted_by_channel_and_nothing_else_is_told() {
    let home = Home::ready();
    decided(&home, &["--government-system", "no", "--because", "speed"]);
    decided(&home, &["--government-system", "no", "--because", "speed"]);
    decided(&home, &["--government-system", "no"]);
    decided(&home, &["--government-system", "yes"]);
    decided(&home, &[]);
    home.run(&[
        "report",
        "outage",
        "--what",
        FLYING,
        "--channel",
        "whatsapp",
    ])
    .ok();
    home.run(&[
        "report",
        "outage",
        "--what",
        FLYING,
        "--channel",
        "sms",
        "--because",
        "MOBILE-only",
    ])
    .ok();
    home.run(&["report", "missed-capture", "--what", FLYING])
        .ok();
    let said = home.run(&["report", "need", "--json"]).ok();
    let rows = said.rows();
    let of = |channel: &str| rows.iter().find(|r| r["channel"] == channel).unwrap();
    let whatsapp = of("whatsapp");
    assert_eq!(whatsapp["decisions"], 5, "{whatsapp}");
    assert_eq!(whatsapp["outages"], 1);
    assert_eq!(whatsapp["reasons"]["speed"], 2);
    assert_eq!(whatsapp["reasons"]["system-down"], 1);
    assert_eq!(whatsapp["not_given"], 1);
    assert_eq!(whatsapp["would_do"], 1);
    assert_eq!(whatsapp["not_asked"], 1);
    assert_eq!(of("sms")["reasons"]["mobile-only"], 1);
    assert_eq!(rows.len(), 2);
    for form in [&[][..], &["--html"], &["--eml"]] {
        let paper = home.run(&with(&["report", "need"], form)).ok().out;
        assert!(!paper.contains("canary"), "{paper}");
        assert!(paper.contains("quicker"), "{paper}");
    }
    let none = home
        .run(&["report", "need", "--period", "2020", "--json"])
        .ok();
    assert_eq!(none.out, "");
    let none = home.run(&["report", "need", "--period", "2020"]).ok().out;
    assert!(none.contains("No decision and no outage"), "{none}");
    let wrong = home.run(&["report", "need", "--period", "November"]);
    assert_eq!(wrong.code, 2, "{}", wrong.err);
}

#[test]
fn an_outage_takes_a_reason_of_the_list_alone_and_keeps_it_when_it_is_written_anew() {
    let home = Home::ready();
    let wrong = home.run(&["report", "outage", "--what", "mail", "--because", "weather"]);
    assert_eq!(wrong.code, 2, "{}", wrong.err);
    assert!(wrong.err.contains("mobile-only"), "{}", wrong.err);
    home.run(&["report", "outage", "--what", "mail", "--because", "speed"])
        .ok();
    let id = home.run(&["report", "--json"]).ok().rows()[0]["id"].clone();
    let id = id.as_str().unwrap();
    home.run(&["report", "draft", id, "--circumstances", "A digger"])
        .ok();
    assert_eq!(
        home.run(&["report", "show", id, "--json"]).ok().row()["because"],
        "speed"
    );
    let paper = home.run(&["report", "show", id, "--text"]).ok().out;
    assert!(
        paper.contains("Why another channel was used (4)"),
        "{paper}"
    );
}

#[test]
fn how_long_a_destination_keeps_things_stands_on_what_is_lodged_and_takes_nothing_away() {
    let home = Home::ready();
    let config = home.dir().join("config.toml");
    let said = fs::read_to_string(&config).unwrap();
    let label = "retention = { class = \"MIN-07\", years = 1, from = \"capture\", authority = \"Schedule 4\" }\n";
    let said = said.replacen("name = \"plan\"\n", &format!("name = \"plan\"\n{label}"), 1);
    fs::write(&config, said).unwrap();
    let item = home.add(&[
        "Option B it is",
        "--marking",
        "official",
        "--sent",
        "2019-01-05 10:00",
    ]);
    let row = home
        .run(&["capture", &item, "--to", "plan", "--ref", "M/1", "--json"])
        .ok()
        .row();
    let folder = row["path"].as_str().unwrap();
    let record = fs::read_to_string(format!("{folder}/record.txt")).unwrap();
    let words = "class MIN-07; 1 year from capture; authority: Schedule 4";
    let flat = record.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains(words), "{record}");
    let shown = home.run(&["show", &item, "--json"]).ok().row();
    assert_eq!(
        shown["text"], "Option B it is",
        "years past are no reason to take anything away"
    );
}
