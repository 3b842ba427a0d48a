//! People at particular risk (34): what the department asks of them is only ever more, and nobody else is told.

use crate::support::*;

const FILE: &str = "[[at_risk]]\nname = \"The Minister\"\nowner = \"Security team\"\nmeasures = [\"no private device\"]\nreview_every = \"12h\"\nreview_on = \"2020-01-01\"\n";

#[test]
fn whom_it_is_about_is_told_and_nobody_else_and_the_rhythm_only_gets_shorter() {
    let home = Home::ready().at("2026-11-28T10:00:00Z");
    home.department(FILE);
    let mine = home.run(&["status"]).ok().out;
    assert!(
        !mine.contains("Minister") && !mine.contains("no private device"),
        "{mine}"
    );
    home.add(&["Option B it is", "--for", "The Minister"]);
    let theirs = home.run(&["--for", "The Minister", "status"]).ok().out;
    let flat = theirs.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("no private device"), "{theirs}");
    assert!(flat.contains("which is past"), "{theirs}");
    assert!(flat.contains("department's setting"), "{theirs}");
    let decided = home.run(&with(EXCEPTIONAL, &["--json"])).ok().out;
    assert!(!decided.contains("no private device"), "{decided}");
    // Whoever decides for them is told, once, and it is on record.
    let decided = home
        .run(&with(EXCEPTIONAL, &["--json", "--for", "The Minister"]))
        .ok()
        .out;
    assert_eq!(decided.matches("no private device").count(), 1, "{decided}");
    assert!(!decided.contains("The Minister among"), "{decided}");
    // The one at the desk, in any case of letters.
    home.department("[[at_risk]]\nname = \"ruth BELL\"\nmeasures = [\"a security key\"]\nreview_every = \"1h\"\n");
    let decided = home.run(&with(EXCEPTIONAL, &["--json"])).ok().out;
    assert!(decided.contains("a security key"), "{decided}");
    let status = home.run(&["status"]).ok().out;
    assert!(status.contains("a security key"), "{status}");
}

#[test]
fn a_users_own_file_cannot_say_who_is_at_risk_and_a_slip_of_the_department_asks_it_of_everybody() {
    let home = Home::ready();
    home.own(FILE);
    let checked = home.run(&["config", "check"]);
    let said = format!("{}{}", checked.out, checked.err);
    assert!(said.contains("Only the department's file"), "{said}");
    assert!(
        !home
            .run(&["--for", "The Minister", "status"])
            .out
            .contains("no private device")
    );
    home.own("");
    home.department("[[at_risk]]\nnam = \"The Minister\"\nmeasures = [\"a security key\"]\n");
    let status = home.run(&["status"]).ok().out;
    assert!(status.contains("a security key"), "{status}");
    home.department("at_risk = \"The Minister\"\n");
    let status = home.run(&["status"]).ok().out;
    assert!(status.contains("asked of everybody"), "{status}");
}

const SEVERAL: &str = "[[at_risk]]\npost = \"Example Secretary\"\nowner = \"Security team\"\nmeasures = [\"no private device\", \"a security key\", \"linked devices checked every week\"]\nreview_on = \"2027-05-01\"\n\n[[at_risk]]\nname = \"Ruth Bell\"\nmeasures = [\"a security key\"]\n";

#[test]
fn each_measure_is_a_line_of_its_own_that_is_answered_and_taken_back() {
    let home = Home::ready().at("2026-11-28T10:00:00Z");
    home.department(SEVERAL);
    let list = || home.run(&["measure", "list", "--json"]).ok().rows();
    // Only those of whom it is about; the one at the desk holds another post.
    assert_eq!(list().len(), 1);
    assert_eq!(list()[0]["measure"], "a security key");
    assert!(list()[0]["answer"].is_null());
    let config = home.dir().join("config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    let text = text.replacen(
        "name = \"Ruth Bell\"",
        "name = \"Ruth Bell\"\npost = \"Example Secretary\"",
        1,
    );
    std::fs::write(&config, text.replace("post = \"\"\n", "")).unwrap();
    assert_eq!(list().len(), 3, "each once");
    let answer = ["measure", "answer", "--measure"];
    let rows = home
        .run(&with(&answer, &["2", "--done", "--on", "20 Nov", "--json"]))
        .ok()
        .rows();
    assert_eq!(rows[1]["answer"], "done");
    assert_eq!(rows[1]["on"], "2026-11-20");
    let why = home
        .run(&with(&answer, &["1", "--not-applicable"]))
        .fails(1);
    assert!(why.contains("Say why the measure does not apply"), "{why}");
    home.run(&with(
        &answer,
        &["1", "--not-applicable", "--note", "there is none"],
    ))
    .ok();
    for wrong in ["0", "4", "x"] {
        let why = home.run(&with(&answer, &[wrong, "--done"])).fails(2);
        assert!(why.contains("is no measure: they are 1 to 3"), "{why}");
    }
    let status = home.run(&["status"]).ok().out;
    let status = status.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "Measure 1 of 3: no private device: does not apply: there is none.",
        "Measure 2 of 3: a security key: done, Friday 20 November 2026.",
        "Measure 3 of 3: linked devices checked every week: not answered yet.",
    ] {
        assert!(status.contains(line), "{line}: {status}");
    }
    // Neither its words nor a name stand in the register, nor in its log.
    let log = home.run(&["log"]).ok().out;
    assert!(
        log.contains("measure of the department (34), done"),
        "{log}"
    );
    for segment in home.segments() {
        let text = std::fs::read_to_string(segment).unwrap();
        assert!(!text.contains("security key") && !text.contains("Example Secretary"));
    }
    home.run(&["undo"]).ok();
    assert!(list()[0]["answer"].is_null());
    // A measure that the department words anew is another one; what was said of the former stays on record.
    home.department(&SEVERAL.replace("a security key", "two security keys"));
    assert!(list().iter().all(|r| r["answer"].is_null()));
    home.run(&["verify"]).ok();
}

#[test]
fn at_a_terminal_the_measure_and_what_became_of_it_are_asked() {
    let home = Home::ready().at("2026-11-28T10:00:00Z");
    let none = home
        .run(&["measure", "answer", "--measure", "1", "--done"])
        .fails(2);
    assert!(none.contains("asks for no measure here"), "{none}");
    home.department("[[at_risk]]\nname = \"Ruth Bell\"\nmeasures = [\"a security key\", \"no private device\"]\n");
    let ran = home.typed(&["measure", "answer"], &["1", "d", "20 Nov", ""]);
    assert_eq!(ran.code, 0, "{}\n{}", ran.out, ran.err);
    assert!(
        ran.out.contains("1 measure has no answer yet"),
        "{}",
        ran.out
    );
    let rows = home.run(&["measure", "list", "--json"]).ok().rows();
    assert_eq!(rows[0]["answer"], "done");
    assert!(rows[1]["answer"].is_null());
}

/// Of two people at one desk each answers for themselves, though the measure is one and the same.
#[test]
fn what_one_answers_is_no_answer_of_another() {
    let home = Home::ready();
    home.department("[[at_risk]]\npost = \"Private Secretary\"\nmeasures = [\"a security key\"]\n");
    let answers = |name: &str| {
        let config = home.dir().join("config.toml");
        let text = std::fs::read_to_string(&config).unwrap();
        let rest: Vec<&str> = text
            .lines()
            .filter(|l| !l.starts_with("post = ") && !l.starts_with("name = \"A"))
            .collect();
        let me = format!("[me]\nname = \"A {name}\"\npost = \"Private Secretary\"");
        let rest: Vec<&str> = rest
            .into_iter()
            .filter(|l| *l != "name = \"Ruth Bell\"")
            .collect();
        std::fs::write(&config, rest.join("\n").replacen("[me]", &me, 1)).unwrap();
        let rows = home.run(&["measure", "list", "--json"]).ok().rows();
        rows[0]["answer"].as_str().map(str::to_owned)
    };
    assert_eq!(answers("Lee"), None);
    home.run(&["measure", "answer", "--measure", "1", "--done"])
        .ok();
    assert_eq!(answers("Lee").as_deref(), Some("done"));
    assert_eq!(answers("Khan"), None);
    assert_eq!(answers("LEE").as_deref(), Some("done"), "in any case");
}
