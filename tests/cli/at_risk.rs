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
