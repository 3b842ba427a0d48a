//! The days of a request: read as days, told back as days, and taken away again.

use serde_json::Value;

use crate::support::{Home, with};

const ADD: [&str; 6] = ["request", "add", "--ref", "FOI/9", "--kind", "foi"];

fn change(home: &Home, more: &[&str]) -> Value {
    let args = with(&["request", "change", "FOI/9"], more);
    home.run(&with(&args, &["--json"])).ok().row()
}

#[test]
fn a_day_is_told_back_as_a_day_and_nobody_is_told_of_a_time_of_day() {
    let home = Home::ready().at("2026-11-30T10:00:00Z");
    let ran = home
        .run(&with(&ADD, &["--received", "23 Nov", "--from", "1 Sep"]))
        .ok();
    let told = format!("{}{}", ran.out, ran.err);
    assert!(
        told.contains("Understood: Monday 23 November 2026, 7 days ago."),
        "{told}"
    );
    assert!(told.contains("Tuesday 1 September 2026"), "{told}");
    assert!(!told.contains("time of day"), "{told}");
    assert!(!told.contains("00:00"), "{told}");
    let shown = home.run(&["request", "show", "FOI/9", "--json"]).ok().row();
    assert_eq!(shown["received"], "2026-11-23");
    assert_eq!(shown["from"], "2026-09-01");
}

#[test]
fn what_is_no_day_is_refused_and_nothing_is_written() {
    let home = Home::ready().at("2026-11-30T10:00:00Z");
    for (said, why) in [
        (
            "23 Nov 10:00",
            "says a time of day, and only the day is asked for",
        ),
        ("21:40", "says a time of day"),
        ("31 Feb", "is not a day"),
        ("Friday 23 November", "is a Monday, not a Friday"),
        ("2026-12-24", "is still to come: Thursday 24 December 2026"),
        ("", "Say when the department received it"),
    ] {
        let told = home.run(&with(&ADD, &["--received", said])).fails(2);
        assert!(told.contains(why), "{said}: {told}");
    }
    assert!(
        home.run(&["request", "list", "--json"])
            .ok()
            .rows()
            .is_empty()
    );
}

#[test]
fn a_day_that_was_wrong_is_taken_away_again() {
    let home = Home::ready().at("2026-11-30T10:00:00Z");
    let days = ["--received", "2026-11-23", "--asked-on", "25 Nov"];
    let period = ["--from", "1 Sep", "--to", "20 Nov"];
    home.run(&with(&with(&ADD, &days), &period)).ok();
    let row = change(
        &home,
        &["--due", "2027-02-01", "--extended-to", "2027-03-01"],
    );
    assert_eq!(row["due"], "2027-03-01");
    assert_eq!(
        change(&home, &["--extended-to", "none"])["due"],
        "2027-02-01"
    );
    // By the working days again.
    assert_eq!(change(&home, &["--due", ""])["due"], "2026-12-22");
    assert_eq!(
        change(&home, &["--clarified", "27 Nov"])["due"],
        "2026-12-30"
    );
    assert_eq!(change(&home, &["--clarified", "none"])["due"], "2026-12-22");
    let row = change(
        &home,
        &["--from", "none", "--to", "None", "--asked-on", "none"],
    );
    assert_eq!(
        (&row["from"], &row["to"], &row["asked_on"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    // Once it is away there is nothing to take away, and the day of receipt stays.
    let none = ["request", "change", "FOI/9"];
    let why = home.run(&with(&none, &["--due", "none"])).fails(1);
    assert!(why.contains("No such day is on record"), "{why}");
    for said in ["none", ""] {
        home.run(&with(&none, &["--received", said])).fails(2);
    }
    let log = home.run(&["log"]).ok().out;
    assert!(log.contains("FOI/9, due taken away"), "{log}");
    // What was taken away comes back where that is taken back.
    home.run(&["undo"]).ok();
    let row = home.run(&["request", "show", "FOI/9", "--json"]).ok().row();
    assert_eq!(row["from"], "2026-09-01");
    home.run(&["verify"]).ok();
}

#[test]
fn a_search_by_hand_is_of_days_that_have_come_and_says_which_it_took() {
    let home = Home::ready().at("2026-11-27T10:00:00Z");
    let add = ["request", "add", "--ref", "D1", "--kind", "foi"];
    let days = ["--from", "2026-11-01", "--to", "2027-03-31", "--no-hold"];
    home.run(&with(&with(&add, &["--received", "23 Nov"]), &days))
        .ok();
    let by_hand = ["request", "searched", "D1", "--place", "Signal on my phone"];
    for (said, code, why) in [
        (
            ["--to", "2027-01-10"],
            1,
            "Sunday 10 January 2027 has not come yet",
        ),
        (
            ["--from", "tomorrow"],
            1,
            "Saturday 28 November 2026 has not come yet",
        ),
        (
            ["--minutes", "60000"],
            1,
            "60000 are more than a search by hand has, 6000 at most",
        ),
        (["--minutes", "soon"], 2, "invalid value 'soon'"),
    ] {
        let refused = home
            .run(&with(&with(&by_hand, &said), &["--nil"]))
            .fails(code);
        assert!(refused.contains(why), "{said:?}: {refused}");
    }
    let hits = ["--hits", "99999999"];
    let refused = home.run(&with(&by_hand, &hits)).fails(1);
    assert!(refused.contains("1000000 at most"), "{refused}");
    let taken = home.run(&with(&by_hand, &["--nil"])).ok().out;
    let days = "It stands for the days of the request, 1 November 2026 to 27 November 2026.";
    assert!(taken.contains(days), "{taken}");
    let own = home.run(&with(&by_hand, &["--nil", "--to", "20 Nov"])).ok();
    assert!(!own.out.contains("It stands for"), "{}", own.out);
    let row = home.run(&["request", "show", "D1", "--json"]).ok().row();
    let days = row["searches"].as_array().unwrap().iter();
    let days: Vec<_> = days.map(|s| (s["from"].clone(), s["to"].clone())).collect();
    assert_eq!(
        days,
        [
            ("2026-11-01".into(), "2026-11-27".into()),
            ("2026-11-01".into(), "2026-11-20".into())
        ]
    );
}
