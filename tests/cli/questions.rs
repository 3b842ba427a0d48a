//! The questions of `decide` at a terminal: their order, the verdict after each, and where they stop.

use crate::support::Home;

#[test]
fn at_a_terminal_the_marking_is_asked_first_and_the_verdict_follows_each_answer() {
    let home = Home::ready();
    home.run(&["device", "add", "work phone", "--kind", "corporate"])
        .ok();
    let ran = home.typed(
        &["decide"],
        &[
            "official - five eyes only",
            "official",
            "1",
            "1",
            "n",
            "y",
            "6",
            "1",
            "7",
            "he answers nothing else",
            "n",
            "y",
            "told by phone",
        ],
    );
    let out = ran.ok().out;
    let order = [
        "What would its source be marked",
        "national caveats",
        "So far, depending on the rest: only in exceptional circumstances; in your judgement, with particular care; in your judgement, with due regard to security; in your judgement; not covered by this guidance",
        "What is the situation",
        "Is this government business",
        "So far, depending on the rest: only in exceptional circumstances; in your judgement, with particular care; in your judgement, with due regard to security; in your judgement\n",
        "where the work is going",
        "Has the situation changed materially",
        "So far, depending on the rest: only in exceptional circumstances; in your judgement, with particular care\n",
        "Who manages the device",
        "6 work phone (corporate)",
        "So far: in your judgement, with particular care (para 9a)",
        "Which channel",
        "Would a government system",
        "7 no: another reason",
        "Why, in a few words",
        "personal data",
        "Verdict: in your judgement, with particular care (para 9a)",
        "Duty: should capture it into a government system (para 19)",
        "Put this decision on record?",
        "Your reason",
        "Recorded: decision ",
    ];
    let mut from = 0;
    for part in order {
        let at = out[from..]
            .find(part)
            .unwrap_or_else(|| panic!("no {part} after {}", &out[..from]));
        from += at + part.len();
    }
    assert_eq!(out.matches("So far").count(), 9, "{out}");
    let row = home.run(&["log", "--decisions", "--json"]).ok().row();
    assert_eq!(
        (&row["direction"], &row["change"]),
        (&false.into(), &true.into())
    );
    assert_eq!(
        (&row["government_system"], &row["reason"]),
        (&"no".into(), &"told by phone".into())
    );
    assert_eq!(row["device_name"], "work phone");
    assert_eq!(
        (
            &row["government_system_reason"],
            &row["government_system_note"]
        ),
        (&"other".into(), &"he answers nothing else".into())
    );
    let log = home.run(&["log"]).ok().out;
    assert!(
        log.contains("no government system would do (he answers nothing else)"),
        "{log}"
    );
}

#[test]
fn at_a_terminal_secret_stops_before_anything_else_is_asked() {
    let home = Home::ready();
    let ran = home.typed(&["decide"], &["secret", "3"]).ok();
    for asked in ["about to use", "Who manages", "channel is it", "reason"] {
        assert!(!ran.out.contains(asked), "{}", ran.out);
    }
    assert!(
        ran.out
            .contains("So far: do not use this channel for it (para 11)"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Nothing was recorded."), "{}", ran.out);
    assert!(home.segments().is_empty());
    // That it happened can be recorded, and that alone; --record does not take it for granted.
    home.typed(
        &["decide", "--record", "--reason", "the secret itself"],
        &["top secret", "2"],
    )
    .ok();
    let row = home.run(&["log", "--decisions", "--json"]).ok().row();
    assert_eq!(
        (&row["situation"], &row["marking"]),
        (&"received".into(), &"top-secret".into())
    );
    assert!(row["reason"].is_null() && !home.holds("the secret itself"));
    // Where a department lists a corporate channel, that alone is still asked.
    home.department("[[channel]]\nid = \"teams\"\nlabel = \"Teams\"\ncorporate = true\n");
    let out = home.typed(&["decide"], &["secret", "11", "n"]).ok().out;
    assert!(
        out.contains("Which channel") && !out.contains("Who manages"),
        "{out}"
    );
    assert!(
        out.contains("Verdict: your department's own channel (paras 12, 7)"),
        "{out}"
    );
}

#[test]
fn at_a_terminal_only_what_is_missing_is_asked_and_a_dropped_link_records_nothing() {
    let home = Home::ready();
    let out = home
        .typed(
            &["decide", "--device", "personal", "--marking", "official"],
            &["n", "n", "n"],
        )
        .ok()
        .out;
    assert!(
        out.contains("Verdict: in your judgement, with due regard to security (para 10b)"),
        "{out}"
    );
    for asked in [
        "What would its source be marked",
        "about to use",
        "Who manages",
        "Which channel",
    ] {
        assert!(!out.contains(asked), "{asked}: {out}");
    }
    let said = home
        .typed(&["decide", "--record"], &["official", "1"])
        .fails(1);
    assert!(said.contains("nothing was recorded"), "{said}");
    assert!(home.segments().is_empty());
    let out = home.typed(&["decide"], &["official", "1", "3"]).ok().out;
    assert!(
        out.contains("Verdict: not covered by this guidance") && !out.contains("Who manages"),
        "{out}"
    );
}

/// A name that a newcomer does not know is explained where it first stands.
#[test]
fn a_verdict_explains_the_names_in_it() {
    let home = Home::ready();
    let decide = "decide --significant --marking official --device personal --channel whatsapp";
    let said = home.run(&decide.split(' ').collect::<Vec<_>>()).ok().out;
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for name in [
        "KIM: Knowledge and Information Management",
        "Head of Unit: The head of the unit you work in",
    ] {
        assert_eq!(flat.matches(name).count(), 1, "{name}: {said}");
    }
    let permitted = "decide --logistical --marking official --device corporate --channel whatsapp";
    let said = home.run(&permitted.split(' ').collect::<Vec<_>>()).ok().out;
    assert!(!said.contains("KIM"), "{said}");
}

/// Who decided is named as the settings name them, not by a login.
#[test]
fn a_decision_names_who_made_it() {
    let home = Home::ready();
    let decide = "decide --significant --marking official --device corporate --channel whatsapp --record --json";
    home.run(&decide.split(' ').collect::<Vec<_>>()).ok();
    let row = home.run(&["log", "--decisions", "--json"]).ok().row();
    let name = row["by"].as_str().unwrap().to_owned();
    let config = std::fs::read_to_string(home.dir().join("config.toml")).unwrap();
    assert!(config.contains(&format!("\"{name}\"")), "{name}: {config}");
}
