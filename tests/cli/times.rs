//! Times that are typed: backwards in a field about the past, forwards in one about the future, said in full.

use crate::support::Home;

/// A Saturday, 11:42 in London.
const SATURDAY: &str = "2026-11-28T11:42:00Z";

fn saturday() -> Home {
    Home::ready().at(SATURDAY)
}

#[test]
fn a_field_about_the_past_is_read_backwards_and_said_in_full() {
    let home = saturday();
    let add = |sent: &str| home.run(&["add", "x", "--timer", "7d", "--json", "--sent", sent]);
    let ran = add("Thu 21:00").ok();
    assert_eq!(
        ran.err,
        "Understood: Thursday 26 November 2026, 21:00, 2 days ago.\n"
    );
    let row = ran.row();
    assert_eq!(row["capture_by"], "2026-12-03T20:00:00+00:00");
    let id = row["id"].as_str().unwrap();
    assert_eq!(home.show(id)["sent"], "2026-11-26T21:00:00+00:00");
    // Last night's message, typed this morning.
    let row = add("23:55").ok().row();
    assert_eq!(row["capture_by"], "2026-12-04T22:55:00+00:00");
    let plain = home.run(&["add", "x", "--sent", "26/11/2026 21:00"]).ok();
    assert!(
        plain.err.contains("Thursday 26 November 2026, 21:00"),
        "figures are told back in full"
    );
    assert!(plain.out.contains("Thursday 26 November 2026, 21:00 GMT"));

    home.run(&["edit", id, "--sent", "last Wednesday 9pm"]).ok();
    assert_eq!(home.show(id)["sent"], "2026-11-25T21:00:00+00:00");

    home.add(&["y", "--conversation", "Core", "--channel", "whatsapp"]);
    let timer = [
        "conversation",
        "timer",
        "Core",
        "24h",
        "--from",
        "Fri 10:00",
    ];
    let said = home.run(&timer).ok().out;
    assert!(
        said.contains("Friday 27 November 2026, 10:00 GMT"),
        "{said}"
    );

    let missed = [
        "report",
        "missed-capture",
        "--what",
        "the figures",
        "--json",
        "--from",
        "Thu 21:00",
    ];
    let told = home.run(&[&missed[..], &["--to", "26 Nov"]].concat()).ok();
    let report = told.row()["id"].as_str().unwrap().to_owned();
    let paper = home.run(&["report", "show", &report, "--text"]).ok().out;
    assert!(
        paper.contains("Thursday 26 November 2026, 21:00 GMT"),
        "{paper}"
    );
    // Of a day alone, what ended on it ended with it.
    assert!(
        paper.contains("Thursday 26 November 2026, 23:59 GMT"),
        "{paper}"
    );
}

#[test]
fn a_field_about_the_past_never_takes_the_future_but_by_an_explicit_yes() {
    let home = saturday();
    home.add(&["y", "--conversation", "Core", "--channel", "whatsapp"]);
    let id = home.add(&["z"]);
    let ahead = "Thu 3 Dec 2026 21:00";
    let before = home.run(&["log", "--json"]).ok().rows().len();
    let commands: [&[&str]; 4] = [
        &["add", "x", "--sent", ahead],
        &["edit", &id, "--sent", ahead],
        &["conversation", "timer", "Core", "24h", "--from", ahead],
        &["report", "outage", "--what", "mail", "--from", ahead],
    ];
    for command in commands {
        let said = home.run(command).fails(2);
        assert!(said.contains("Thursday 3 December 2026, 21:00"), "{said}");
        assert!(said.contains("Thursday 26 November 2026"), "{said}");
        assert!(said.contains("--in-future"), "{said}");
    }
    assert_eq!(home.run(&["log", "--json"]).ok().rows().len(), before);
    let meant = [
        "add",
        "x",
        "--json",
        "--in-future",
        "--sent",
        "tomorrow 9:00",
    ];
    let ran = home.run(&meant).ok();
    assert!(ran.err.contains("still to come"), "{}", ran.err);
    let id = ran.row()["id"].as_str().unwrap().to_owned();
    assert_eq!(home.show(&id)["sent"], "2026-11-29T09:00:00+00:00");
}

#[test]
fn at_a_terminal_it_is_asked_and_enter_is_no() {
    let home = saturday();
    let add = ["add", "x", "--sent", "tomorrow 9:00"];
    let said = home.typed(&add, &[""]).fails(2);
    assert!(said.contains("still to come"), "{said}");
    let ran = home.typed(&add, &["y"]).ok();
    assert!(ran.out.contains("Is that meant?"), "{}", ran.out);
    assert_eq!(home.run(&["queue", "--json"]).ok().rows().len(), 1);
}

#[test]
fn a_field_about_the_future_is_read_forwards_and_refuses_what_has_gone_by() {
    let home = saturday();
    let id = home.add(&["x"]);
    let ran = home.run(&["snooze", &id, "--until", "Thu 9am"]).ok();
    assert!(
        ran.err
            .contains("Thursday 3 December 2026, 09:00, in 5 days")
    );
    assert_eq!(home.show(&id)["snoozed_until"], "2026-12-03T09:00:00+00:00");
    for (gone, said) in [
        ("yesterday 9am", "Friday 27 November 2026, 09:00, yesterday"),
        ("2 hours ago", "has passed"),
        ("today", "begun already"),
    ] {
        let err = home.run(&["snooze", &id, "--until", gone]).fails(1);
        assert!(err.contains(said), "{err}");
        let open = ["depart", "open", "--leaving", "--on", gone];
        let err = home.run(&open).fails(1);
        assert!(err.contains(said), "{err}");
    }
    let err = home.run(&["snooze", &id, "--until", "soonish"]).fails(2);
    assert!(
        err.contains("tomorrow 9:00") && !err.contains("ago"),
        "{err}"
    );
    let err = home.run(&["add", "x", "--sent", "soonish"]).fails(2);
    assert!(
        err.contains("ago") && !err.contains("tomorrow") && !err.contains("+3h"),
        "{err}"
    );
}

#[test]
fn hostile_and_huge_times_are_refused_in_a_few_harmless_words() {
    let home = saturday();
    let huge = "9".repeat(90_000);
    for given in [
        "\u{1b}[2J",
        "\u{202e}00:12",
        &huge,
        "=cmd|' /C calc'!A0",
        "9999-12-31 23:59",
    ] {
        let err = home.run(&["add", "x", "--sent", given]).fails(2);
        assert!(err.len() < 400, "{}", err.len());
        let seen = |c: char| c == '\n' || !onrecord::text::must_escape(c);
        assert!(err.chars().all(seen), "{err:?}");
    }
    // A clock set back: what the phone shows lies ahead of this machine, and that is said.
    let home = home.at("2026-11-20T08:00:00Z");
    let err = home
        .run(&["add", "x", "--sent", "28/11/2026 11:00"])
        .fails(2);
    assert!(err.contains("in 8 days"), "{err}");
}
