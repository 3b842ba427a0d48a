//! What is left behind: requests that are open where somebody leaves, and papers of which it is on record that they were
//! lodged.

use serde_json::Value;

use crate::support::{Home, with};

fn open_requests(home: &Home) -> Vec<Value> {
    let row = home.run(&["depart", "show", "--json"]).ok().row();
    let all = row["still_open"].as_array().unwrap().clone();
    all.into_iter().filter(|o| o["what"] == "request").collect()
}

#[test]
fn a_departure_names_every_request_that_is_open_also_where_no_hold_came_with_it() {
    let home = Home::ready().at("2026-11-30T10:00:00Z");
    for (reference, more) in [("FOI/9", &["--no-hold"][..]), ("FOI/94", &[])] {
        let add = ["request", "add", "--ref", reference, "--kind", "foi"];
        let add = with(&add, &["--received", "23 Nov"]);
        home.run(&with(&add, more)).ok();
    }
    home.run(&["depart", "open", "--leaving", "--on", "4 Dec 17:00"])
        .ok();
    let open = open_requests(&home);
    assert_eq!(open.len(), 2);
    let said = open[0]["words"].as_str().unwrap_or_default();
    assert!(
        said.contains("request FOI/9 (FOI), received"),
        "{}",
        open[0]
    );
    assert!(
        said.contains("due Tuesday 22 December 2026 (the department's deadline"),
        "{said}"
    );
    let way = |open: &Value| open["ways"][0]["command"].as_str().unwrap().to_owned();
    assert!(way(&open[0]).starts_with("onrecord request search FOI/9"));
    for paper in ["statement", "handover"] {
        let text = home.run(&["depart", paper]).ok().out;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("request FOI/9 (FOI)"), "{paper}: {text}");
    }
    // The way that is named is the next step, until the team has closed it.
    let place = [
        "request",
        "searched",
        "FOI/9",
        "--place",
        "own phone",
        "--nil",
    ];
    home.run(&place).ok();
    assert!(way(&open_requests(&home)[0]).contains("request answer FOI/9 --nil"));
    home.run(&["request", "answer", "FOI/9", "--nil"]).ok();
    let open = open_requests(&home);
    assert!(way(&open[0]).starts_with("onrecord request close FOI/9"));
    assert!(
        !open[0]["words"].as_str().unwrap().contains("due"),
        "{open:?}"
    );
    home.run(&["request", "close", "FOI/9"]).ok();
    home.run(&["request", "withdraw", "FOI/94"]).ok();
    assert!(open_requests(&home).is_empty());
}

fn sum_of(path: &str) -> String {
    let sums = std::path::Path::new(path).join("SHA256SUMS");
    let bytes = std::fs::read(sums).unwrap();
    onrecord::lodge::sha256(&bytes)
}

#[test]
fn a_lodged_attestation_and_the_paper_of_an_incident_are_on_record_with_place_and_sum() {
    let home = Home::ready().at("2026-11-30T10:00:00Z");
    home.run(&["incident", "add", "--kind", "wrong-chat"]).ok();
    home.run(&["incident", "paper"]).ok();
    let show = || home.run(&["incident", "show", "--json"]).ok().row();
    assert_eq!(show()["lodged"], Value::Array(Vec::new()));
    home.run(&["incident", "paper", "--to", "plan"]).ok();
    let lodged = show()["lodged"][0].clone();
    assert_eq!(lodged["destination"], "plan");
    assert_eq!(lodged["read_back"], true);
    let path = lodged["path"].as_str().unwrap();
    assert_eq!(lodged["sha256"], sum_of(path).as_str());
    let said = home.run(&["incident", "show"]).ok().out;
    assert!(said.contains("Lodged to plan"), "{said}");

    home.run(&["attestation", "--period", "2026-11", "--to", "plan"])
        .ok();
    home.run(&["attestation", "--period", "2026-10", "--to", "edrm"])
        .ok();
    let log = home.run(&["log"]).ok().out;
    let log = log.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "incident",
        "lodged to plan, read back, bytes match",
        "attestation November 2026 lodged to plan",
        "lodged to edrm",
    ] {
        assert!(log.contains(words), "{words}: {log}");
    }
    // What a person carries somewhere can be taken back, what was filed is followed by another.
    home.run(&["undo"]).ok();
    let why = home.run(&["undo"]).fails(1);
    assert!(why.contains("The paper was filed"), "{why}");
    let register = home.run(&["register", "show"]).ok().out;
    let register = register.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(register.contains("attestation"), "{register}");
    home.run(&["verify"]).ok();
}
