//! Leaving (27): reminders before the date, the page for whoever leaves, and how far the department is.

use crate::support::*;

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_department_reminds_before_the_date_and_its_stages_are_on_record() {
    let home = Home::ready().at("2026-11-02T10:00:00Z");
    home.department(
        "[offboarding]\nremind = [\"1d\", \"30d\", \"7d\"]\ntext = \"Bring the device to the desk.\"\n",
    );
    home.run(&[
        "depart",
        "open",
        "--leaving",
        "--on",
        "2026-11-12 17:00",
        "--role",
        "minister",
    ])
    .ok();
    let status = flat(&home.run(&["status"]).ok().out);
    assert!(
        status.contains("30 days or less before it (department's setting)"),
        "{status}"
    );
    let home = home.at("2026-11-08T10:00:00Z");
    let row = home.run(&["depart", "show", "--json"]).ok().row();
    assert!(
        row["reminder"].as_str().unwrap().starts_with("7 days"),
        "{row}"
    );
    let early = home.run(&["depart", "stage", "checked"]).fails(1);
    assert!(early.contains("No statement"), "{early}");
    home.run(&[
        "depart", "stage", "notified", "--by", "KIM team", "--ref", "KIM/9",
    ])
    .ok();
    home.run(&["depart", "stage", "notified"]).fails(1);
    assert!(
        home.run(&["depart", "stage", "gone"])
            .fails(2)
            .contains("released")
    );
    home.run(&["depart", "statement", "--to", "plan"]).ok();
    home.run(&["depart", "stage", "statement-received"]).ok();
    let again = home.run(&["depart", "statement", "--to", "plan"]).fails(1);
    assert!(
        again.contains("nothing has been recorded since"),
        "a stage is nothing the statement leaves out: {again}"
    );
    home.run(&["depart", "stage", "released", "--by", "Request team"])
        .ok();
    let row = home.run(&["depart", "show", "--json"]).ok().row();
    let stages: Vec<&str> = row["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["stage"].as_str().unwrap())
        .collect();
    assert_eq!(stages, ["notified", "statement-received", "released"]);
    let page = flat(&home.run(&["depart", "obligations"]).ok().out);
    for part in [
        "the Crown's",
        "Bring the device to the desk. (department's setting)",
        "The department was told: ",
        "KIM/9",
        "The KIM team looked at it: not on record",
        "https://www.gov.uk/government/publications/ministerial-code",
        "I may be asked to search for it (28)",
        "Who leaves",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    home.run(&["depart", "obligations", "--to", "plan"]).ok();
}

#[test]
fn an_official_is_told_nothing_of_the_ministerial_code_and_no_setting_reminds_nobody() {
    let home = Home::ready().at("2026-11-02T10:00:00Z");
    home.run(&["depart", "open", "--leaving", "--on", "2026-11-03 17:00"])
        .ok();
    let page = home.run(&["depart", "obligations"]).ok().out;
    assert!(!page.contains("ministerial-code"), "{page}");
    assert!(home.run(&["depart", "show", "--json"]).ok().row()["reminder"].is_null());
    home.department("[offboarding]\nremind = [\"soon\"]\n");
    let checked = home.run(&["config", "check"]);
    assert!(
        format!("{}{}", checked.out, checked.err).contains("no length of time"),
        "{}",
        checked.err
    );
}
