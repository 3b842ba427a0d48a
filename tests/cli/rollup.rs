//! The figures that go to a department: off unless it says so, nothing that was typed, one line a day, and a witness of
//! the register.

use serde_json::Value;

use crate::support::*;

const ALLOWED: &str = "[rollup]\nallowed = true\nunit = \"Private offices\"\n";

const FIELDS: &[&str] = &[
    "register",
    "unit",
    "as_of",
    "version",
    "policy",
    "digest",
    "people",
    "events",
    "waiting",
    "vanishing",
    "overdue",
    "unconfirmed",
    "references_to_come",
    "reports_unsent",
    "exceptional_uses",
    "departures_open",
    "departures_late",
    "reviews_done",
    "reviews_missed",
    "holds",
    "requests_open",
    "requests_late",
    "damaged",
    "missing",
    "channels",
    "reasons",
    "heads",
];

fn figures(home: &Home) -> Value {
    home.run(&["rollup", "--json"]).ok().row()
}

#[test]
fn nothing_leaves_unless_the_department_says_so_itself() {
    let home = Home::ready();
    home.add(&["Option B it is"]);
    let refused = home.run(&["rollup", "--json"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("does not allow"), "{}", refused.err);
    let dir = home.file("given/readme", "");
    let dir = dir.trim_end_matches("/readme");
    assert_eq!(home.run(&["rollup", "--to", dir]).code, 1);
    // What would leave can be read all the same.
    let shown = home.run(&["rollup", "--show"]).ok().out;
    assert!(shown.contains("Nothing leaves"), "{shown}");
    // The user's own file allows nothing, nor does one that says it in a way that is not understood.
    home.own(ALLOWED);
    assert_eq!(home.run(&["rollup", "--json"]).code, 1);
    let checked = home.run(&["config", "check"]);
    let said = format!("{}{}", checked.out, checked.err);
    assert!(said.contains("Only the department's file"), "{said}");
    home.own("");
    for slip in [
        "rollup = true\n",
        "[rollup]\nallowed = \"yes\"\n",
        "[rollup]\n",
        "[rollup]\nallowed = false\n",
    ] {
        home.department(slip);
        assert_eq!(home.run(&["rollup", "--json"]).code, 1, "{slip}");
    }
    home.department(ALLOWED);
    let row = figures(&home);
    let keys: Vec<&str> = row
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let mut due = FIELDS.to_vec();
    due.sort_unstable();
    let mut keys_sorted = keys.clone();
    keys_sorted.sort_unstable();
    assert_eq!(keys_sorted, due);
    assert_eq!(row["unit"], "Private offices");
}

/// A word for each place where somebody can type something.
const CANARIES: &[&str] = &[
    "canarytext",
    "canaryfrom",
    "canarychat",
    "canarychannel",
    "canarynote",
    "canaryref",
    "canaryhold",
    "canaryrequest",
    "canaryterms",
    "canaryteam",
    "canarydevice",
    "canarywhy",
    "canaryplace",
];

#[test]
fn nothing_that_was_typed_stands_in_a_line() {
    let home = Home::ready().at("2026-11-28T10:00:00Z");
    home.department(ALLOWED);
    home.run(&["device", "add", "canarydevice", "--kind", "personal"])
        .ok();
    let item = home.add(&[
        "canarytext",
        "--from",
        "canaryfrom",
        "--conversation",
        "canarychat",
    ]);
    home.run(&["note", &item, "canarynote"]).ok();
    home.run(&["hold", "add", "--ref", "canaryhold"]).ok();
    home.run(&[
        "capture",
        &item,
        "--route",
        "substance",
        "--ref",
        "canaryref",
        "--note",
        "canaryplace",
    ])
    .ok();
    home.run(&[
        "request",
        "add",
        "--ref",
        "canaryrequest",
        "--kind",
        "foi",
        "--received",
        "2026-11-02",
        "--terms",
        "canaryterms",
        "--asked-by",
        "canaryteam",
    ])
    .ok();
    home.recorded(&with(
        EXCEPTIONAL,
        &["--situation", "already-used", "--reason", "canarywhy"],
    ));
    let row = home.run(&["rollup", "--json"]).ok().out;
    let shown = home.run(&["rollup", "--show"]).ok().out;
    for word in CANARIES.iter().chain(&["Ruth", "Bell", "rb@"]) {
        assert!(!row.contains(word), "{word} in {row}");
        assert!(!shown.contains(word), "{word} in {shown}");
    }
    // They are on record, so that the words above say something.
    assert!(home.holds("canarytext") && home.holds("canaryhold") && home.holds("canaryterms"));
    let row: Value = serde_json::from_str(&row).unwrap();
    assert_eq!(row["exceptional_uses"], 1);
    assert_eq!(row["requests_open"], 1);
    assert_eq!(row["people"], 1);
    assert_eq!(row["reports_unsent"]["0-7"], 1);
    assert!(row["holds"].as_u64() >= Some(1), "{row}");
    assert_eq!(row["as_of"], "2026-11-28T10:00:00+00:00");
}

#[test]
fn the_figures_are_those_of_status_and_of_the_days() {
    let home = Home::ready().at("2026-10-01T17:00:00Z");
    home.department(ALLOWED);
    home.add(&["one", "--channel", "whatsapp"]);
    home.add(&["two", "--channel", "signal"]);
    home.add(&["three", "--channel", "signal"]);
    home.recorded(&with(EXCEPTIONAL, &["--situation", "already-used"]));
    let home = home.at("2026-11-05T17:00:00Z");
    let (row, status) = (figures(&home), home.run(&["status", "--json"]).ok().row());
    for same in [
        "waiting",
        "vanishing",
        "overdue",
        "unconfirmed",
        "references_to_come",
        "departures_open",
        "requests_open",
        "requests_late",
    ] {
        assert_eq!(row[same], status[same], "{same}");
    }
    assert_eq!(row["channels"]["signal"], 2);
    assert_eq!(row["channels"]["whatsapp"], 1);
    assert_eq!(row["reports_unsent"]["31+"], 1, "{row}");
    assert_eq!(
        (&row["damaged"], &row["missing"]),
        (&false.into(), &0.into())
    );
    // A look every day is this desk's setting: none was held in thirty days.
    assert_eq!(
        (&row["reviews_done"], &row["reviews_missed"]),
        (&0.into(), &29.into())
    );
    let heads = status["heads"].as_object().unwrap();
    assert_eq!(row["heads"][0], *heads.values().next().unwrap());
    // The id is of the first frame, by hand.
    let first = home.run(&["log", "--json"]).ok().rows();
    assert!(first.len() > 3);
    assert_eq!(row["register"].as_str().unwrap().len(), 16);
    assert_eq!(figures(&home)["register"], row["register"]);
}

#[test]
fn a_folder_keeps_a_line_a_day_and_witnesses_the_register() {
    let home = Home::ready().at("2026-11-28T10:00:00Z");
    home.department(ALLOWED);
    home.add(&["one"]);
    let kept = home.path("given");
    std::fs::create_dir(&kept).unwrap();
    let dir = kept.display().to_string();
    home.run(&["rollup", "--to", &dir]).ok();
    home.add(&["two"]);
    let said = home.run(&["rollup", "--to", &dir]).ok().out;
    assert!(said.contains("in place of an earlier line"), "{said}");
    let home = home.at("2026-11-29T10:00:00Z");
    home.add(&["three"]);
    home.run(&["rollup", "--to", &dir]).ok();
    let file = std::fs::read_dir(&kept)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let lines = std::fs::read_to_string(&file).unwrap();
    let rows: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let waiting: Vec<&Value> = rows.iter().map(|r| &r["waiting"]).collect();
    assert_eq!(waiting, [2, 3]);
    let checked = home.run(&["rollup", "check", &dir, "--json"]).ok().row();
    assert_eq!(
        (&checked["ok"], &checked["lines"], &checked["heads"]),
        (&true.into(), &2.into(), &2.into())
    );
    // What others put there is not this register's, whatever it says; half a line of its own is said.
    std::fs::write(
        kept.join("other.jsonl"),
        "{\"register\":\"0123456789abcdef\",\"heads\":[\"00\"]}\n\u{0}\n",
    )
    .unwrap();
    home.run(&["rollup", "check", &dir]).ok();
    let cut = &lines[..lines.len() - 40];
    std::fs::write(&file, cut).unwrap();
    let half = home.run(&["rollup", "check", &dir]);
    assert_eq!(half.code, 4);
    assert!(
        half.out
            .contains("line 2: this is no whole line of figures"),
        "{}",
        half.out
    );
    std::fs::write(&file, &lines).unwrap();
    // The register is put back to what it was before the last entry.
    let segment = home.segments().remove(0);
    let journal = std::fs::read_to_string(&segment).unwrap();
    let cut = journal.rfind("[[event]]").unwrap();
    std::fs::write(&segment, &journal[..cut]).unwrap();
    let told = home.run(&["rollup", "check", &dir, "--json"]);
    assert_eq!(told.code, 4);
    let row: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(row["not_here"][0]["head"], rows[1]["heads"][0]);
    assert_eq!(row["not_here"].as_array().unwrap().len(), 1);
}

#[test]
fn a_file_that_is_no_registers_is_left_as_it_is() {
    let home = Home::ready().at("2026-11-28T10:00:00Z");
    home.department(ALLOWED);
    home.add(&["one"]);
    let id = figures(&home)["register"].as_str().unwrap().to_owned();
    let dir = home.path("given");
    std::fs::create_dir_all(dir.join(format!("{id}.jsonl"))).unwrap();
    let refused = home.run(&["rollup", "--to", dir.to_str().unwrap()]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(dir.join(format!("{id}.jsonl")).is_dir());
    let nowhere = home.run(&["rollup", "--to", "nowhere"]);
    assert_eq!(nowhere.code, 1, "{}", nowhere.err);
    assert_eq!(home.run(&["rollup", "check", "nowhere"]).code, 1);
    // A line that somebody put there by hand stays.
    std::fs::remove_dir(dir.join(format!("{id}.jsonl"))).unwrap();
    std::fs::write(dir.join(format!("{id}.jsonl")), "by hand").unwrap();
    home.run(&["rollup", "--to", dir.to_str().unwrap()]).ok();
    let kept = std::fs::read_to_string(dir.join(format!("{id}.jsonl"))).unwrap();
    assert!(kept.starts_with("by hand\n{"), "{kept}");
}
