//! Packages: what goes in, what is said of what does not, and that nothing half made looks whole.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::Home;

fn out(home: &Home) -> PathBuf {
    let out = home.path("out");
    fs::create_dir_all(&out).unwrap();
    out
}

/// A register with a capture in a folder, one in a bag, one by hand, and one that still waits.
fn office() -> (Home, Vec<String>) {
    let home = Home::ready();
    let sent = ["--sent", "2026-11-20 09:06", "--conversation", "Bill team"];
    let add = |text: &str, more: &[&str]| {
        let mut args = vec![text, "-c", "whatsapp"];
        args.extend(sent);
        args.extend(more);
        home.add(&args)
    };
    let picture = home.file("shot.png", b"\x89PNG\r\n\x1a\nnot much of one");
    let ids = vec![
        add("Go with option B", &["--from", "=Asha", "--file", &picture]),
        add("Counsel advises <html> dropping clause 4", &[]),
        add("Carried over by hand", &[]),
        add("Still waiting", &[]),
    ];
    home.run(&["capture", &ids[0], "--to", "plan", "--ref", "MIN/2026/1"])
        .ok();
    home.run(&["capture", &ids[1], "--to", "bags"]).ok();
    home.run(&["capture", &ids[2], "--to", "edrm", "--ref", "ABC/2"])
        .ok();
    (home, ids)
}

fn packed(home: &Home, args: &[&str]) -> (Value, PathBuf) {
    let out = out(home).display().to_string();
    let mut all = vec!["package", "--out", &out, "--json"];
    all.extend(args);
    let row = home.run(&all).ok().row();
    let path = PathBuf::from(row["path"].as_str().unwrap());
    (row, path)
}

fn register(bag: &Path) -> Vec<Vec<String>> {
    table(&fs::read(bag.join("data/register.csv")).unwrap())
}

fn table(text: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    let rows = reader.records().map(|r| r.unwrap());
    rows.map(|r| r.iter().map(str::to_owned).collect())
        .collect()
}

/// The cell under `column` in the row of an item.
fn cell<'a>(rows: &'a [Vec<String>], id: &str, column: &str) -> &'a str {
    let at = rows[0].iter().position(|c| c == column).unwrap();
    let row = rows.iter().find(|r| r[0] == id).unwrap();
    &row[at]
}

fn lodged(home: &Home, ids: &[String], n: usize) -> PathBuf {
    PathBuf::from(home.show(&ids[n])["path"].as_str().map_or_else(
        || {
            let rows = home.run(&["export", "--csv"]).ok().out;
            let row = rows.lines().find(|l| l.starts_with(&ids[n])).unwrap();
            let path = row.split(',').find(|c| c.starts_with('/')).unwrap();
            path.to_owned()
        },
        str::to_owned,
    ))
}

#[test]
fn a_package_holds_every_capture_and_a_row_for_each() {
    let (home, ids) = office();
    let (row, bag) = packed(&home, &["--all", "--tdr"]);
    for (field, count) in [
        ("captures", 3),
        ("copied", 2),
        ("made_again", 1),
        ("rows_only", 0),
    ] {
        assert_eq!(row[field], count, "{row}");
    }
    assert!(bag.ends_with("2026-11-22_package"), "{row}");
    assert!(row["differences"].as_array().unwrap().is_empty());
    let rows = register(&bag);
    assert_eq!(rows.len(), 4);
    assert_eq!(cell(&rows, &ids[0], "from"), "'=Asha");
    assert_eq!(cell(&rows, &ids[0], "reference"), "MIN/2026/1");
    assert!(cell(&rows, &ids[2], "files").starts_with("made again"));
    for id in &ids[..3] {
        let folder = bag.join("data").join(cell(&rows, id, "folder"));
        let text = fs::read_to_string(folder.join("record.txt")).unwrap();
        assert!(text.contains(&format!("Capture: {id}\n")), "{text}");
        assert!(folder.join("record.eml").exists());
    }
    // What the register holds for a capture can be compared, though its sums are no part of the payload.
    let first = cell(&rows, &ids[0], "folder");
    let sums = bag.join("sums").join(first).join("SHA256SUMS");
    let lodged_sums = lodged(&home, &ids, 0).join("SHA256SUMS");
    assert_eq!(fs::read(sums).unwrap(), fs::read(lodged_sums).unwrap());
    let held = fs::read(bag.join("data").join(first).join("attachments/shot.png")).unwrap();
    assert_eq!(held, fs::read(home.path("shot.png")).unwrap());

    let info = fs::read_to_string(bag.join("bag-info.txt")).unwrap();
    let head = home.run(&["verify", "--json"]).ok().row()["writers"][0]["head"].clone();
    assert!(info.contains(head.as_str().unwrap()), "{info}");
    assert!(info.contains("Onrecord-Captures: 3\n"), "{info}");
    let about = fs::read_to_string(bag.join("data/about.txt")).unwrap();
    assert!(
        about.contains("Choice: every capture on record\n"),
        "{about}"
    );
    assert!(about.lines().all(|l| l.chars().count() <= 72), "{about}");

    let tdr = fs::read_to_string(bag.join("data/metadata.csv")).unwrap();
    let lines: Vec<&str> = tdr.lines().collect();
    // A row for every file of the payload but itself.
    assert_eq!(lines.len() as u64, row["files"].as_u64().unwrap());
    assert!(lines[0].starts_with("filepath,filename,date last modified,date of the record,"));
    let asha = lines
        .iter()
        .find(|l| l.contains("MIN/2026/1") && l.contains("record.txt"));
    let asha = asha.unwrap();
    assert!(asha.contains(",2026-11-22,2026-11-20,"), "{asha}");
    assert!(
        asha.contains(",MIN/2026/1,,,,,,,,,,English,,Unknown,"),
        "{asha}"
    );
    // What the owner wrote is the Crown's; what it says to do stands with it.
    let own = lines.iter().find(|l| l.starts_with("data/about.txt"));
    assert!(own.is_some_and(|l| l.contains(",English,,Crown,")), "{tdr}");
    let about = about.replace("\n  ", " ");
    for words in [
        "Upload the folder data alone",
        "takes an empty closure status for Open",
    ] {
        assert!(about.contains(words), "{about}");
    }
    // The same under the names that the National Archives give for SharePoint.
    let listed = fs::read_to_string(bag.join("data/metadata-sharepoint.csv")).unwrap();
    let listed: Vec<&str> = listed.lines().collect();
    assert!(
        listed[0].starts_with("FileRef,FileLeafRef,Modified,date_x0020_of_x0020_the_x0020_record,")
    );
    assert!(listed[0].ends_with(",Length,sha256ClientSideChecksum"));
    assert_eq!(
        listed.len(),
        lines.len() - 1,
        "not itself, not metadata.csv"
    );
    // Names of people and conversations stay out of it.
    assert!(!tdr.contains("Asha") && !tdr.contains("Bill team"), "{tdr}");
}

#[test]
fn only_what_was_asked_for_goes_in() {
    let (home, ids) = office();
    for (args, count) in [
        (vec!["--period", "2026-11-22..2026-11-22"], 3),
        (vec!["--period", "..2026-11-30"], 3),
        (vec!["--conversation", "Bill team"], 3),
        (vec![ids[0].as_str(), &ids[0][..6]], 1),
    ] {
        let (row, _) = packed(&home, &args);
        assert_eq!(row["captures"], count, "{args:?}");
    }
    let out = out(&home).display().to_string();
    for (args, code, words) in [
        (vec![], 2, "Say which captures"),
        (vec!["--period", "November"], 2, "not a period"),
        (vec!["--period", ".."], 2, "not a period"),
        (
            vec!["--period", "2026-11-30..2026-11-01"],
            2,
            "ends before it begins",
        ),
        (
            vec!["--period", "2020-01-01..2020-12-31"],
            1,
            "no capture to pack",
        ),
        (vec!["--conversation", "Nobody"], 1, "No chat called Nobody"),
        (vec![ids[3].as_str()], 1, "is waiting, not captured"),
        (
            vec!["--all", "--for", "Minister"],
            1,
            "on behalf of Minister",
        ),
        (
            vec!["--all", "--period", "..2026-11-30"],
            2,
            "cannot be used",
        ),
    ] {
        let mut all = vec!["package", "--out", &out];
        all.extend(&args);
        let said = home.run(&all).fails(code);
        assert!(said.contains(words), "{args:?}: {said}");
    }
    let nowhere = home.path("nowhere").display().to_string();
    let said = home.run(&["package", "--all", "--out", &nowhere]).fails(3);
    assert!(said.contains("make it first"), "{said}");
}

#[test]
fn a_capture_that_is_not_as_the_register_says_is_told_and_made_again() {
    let (home, ids) = office();
    fs::write(
        lodged(&home, &ids, 0).join("record.txt"),
        "something else\n",
    )
    .unwrap();
    fs::remove_dir_all(home.path("bags")).unwrap();
    let (row, bag) = packed(&home, &["--all"]);
    assert_eq!(
        (&row["copied"], &row["made_again"]),
        (&0.into(), &3.into()),
        "{row}"
    );
    let differences = row["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 2, "{row}");
    let told = |words: &str| {
        let mut all = differences.iter().map(|d| d["what"].as_str().unwrap());
        all.any(|what| what.contains(words))
    };
    assert!(
        told("do not agree with its sum") && told("no lodged folder"),
        "{row}"
    );
    let about = fs::read_to_string(bag.join("data/about.txt")).unwrap();
    assert!(about.contains("Not as the register says"), "{about}");
    let rows = register(&bag);
    let text = bag
        .join("data")
        .join(cell(&rows, &ids[0], "folder"))
        .join("record.txt");
    assert!(
        fs::read_to_string(text)
            .unwrap()
            .contains("Go with option B")
    );
}

#[test]
fn what_was_erased_is_a_row_or_is_copied_from_where_it_was_lodged() {
    let (home, ids) = office();
    for id in &ids[..3] {
        home.run(&["erase", id, "--no-request-known"]).ok();
    }
    let (row, bag) = packed(&home, &["--all"]);
    assert_eq!(
        (&row["copied"], &row["rows_only"]),
        (&2.into(), &1.into()),
        "{row}"
    );
    let rows = register(&bag);
    assert_eq!(cell(&rows, &ids[2], "folder"), "");
    assert_eq!(cell(&rows, &ids[2], "reference"), "ABC/2");
}

#[test]
fn a_marking_above_a_destination_does_not_go_there_in_a_package_either() {
    let home = Home::ready();
    let id = home.add(&["Secret plans", "-m", "official-sensitive"]);
    home.run(&["capture", &id, "--to", "bags"]).ok();
    let config = home.dir().join("config.toml");
    let text = fs::read_to_string(&config).unwrap();
    let plan = "kind = \"folder\"\npath";
    fs::write(
        &config,
        text.replacen(plan, "up_to = \"official\"\nkind = \"folder\"\npath", 1),
    )
    .unwrap();
    fs::create_dir(home.path("plan/below")).unwrap();
    let below = home.path("plan/below").display().to_string();
    let said = home.run(&["package", "--all", "--out", &below]).fails(1);
    assert!(said.contains("takes up to official"), "{said}");
    packed(&home, &["--all"]);
}

#[test]
fn doctor_finds_what_an_interrupted_package_left() {
    let (home, _) = office();
    let out = out(&home);
    let left = out.join(".onrecord-package-00c0ffee");
    fs::create_dir_all(left.join("data")).unwrap();
    let before: Vec<PathBuf> = home.files().into_iter().map(|(p, _)| p).collect();
    packed(&home, &["--all"]);
    let after: Vec<PathBuf> = home.files().into_iter().map(|(p, _)| p).collect();
    assert!(
        after.iter().all(|p| before.contains(p)),
        "a finished package leaves no note"
    );
    // What one notes while it is being made.
    let drafts = home.dir().join("drafts");
    fs::create_dir_all(&drafts).unwrap();
    fs::write(drafts.join("package"), out.display().to_string()).unwrap();
    let now = home.at("2099-01-01T09:00:00Z");
    let said = now.run(&["doctor"]).ok().out;
    assert!(said.contains("A package was interrupted here"), "{said}");
    assert!(!left.exists() && !drafts.join("package").exists());
}

#[test]
fn a_departure_packs_what_its_statement_counts() {
    let (home, ids) = office();
    let phone = ["device", "add", "work phone", "--kind", "corporate"];
    home.run(&phone).ok();
    let args = [
        "depart",
        "open",
        "--leaving",
        "--on",
        "2026-11-27 17:00",
        "--role",
        "official",
    ];
    home.run(&args).ok();
    let other = home.add(&["For the minister", "--for", "Minister"]);
    home.run(&["capture", &other, "--route", "copy", "--for", "Minister"])
        .ok();
    let departure = home.run(&["depart", "--json"]).ok().row()["id"].clone();
    let departure = departure.as_str().unwrap().to_owned();
    let (row, bag) = packed(&home, &["--departure", &departure[..6]]);
    assert!(
        bag.ends_with(format!("2026-11-22_package_{departure}")),
        "{row}"
    );
    let rows = register(&bag);
    assert!(
        ids[..3].iter().all(|id| rows.iter().any(|r| r[0] == *id)),
        "{row}"
    );
    let out = out(&home).display().to_string();
    let said = home
        .run(&["package", "--departure", "zzzz", "--out", &out])
        .fails(1);
    assert!(said.contains("No departure zzzz"), "{said}");
}

/// What a package carries, wherever it says so.
fn carries(bag: &Path) -> [String; 4] {
    let read = |path: &str| {
        fs::read_to_string(bag.join(path))
            .unwrap()
            .replace("\n  ", " ")
    };
    let about = read("data/about.txt");
    let facts = about.lines().filter_map(|l| l.strip_prefix("Marking: "));
    let facts: Vec<&str> = facts.collect();
    assert_eq!(facts[0], *facts.last().unwrap(), "first and last");
    let info = read("bag-info.txt");
    let info = info
        .lines()
        .find_map(|l| l.strip_prefix("Onrecord-Marking: "));
    let rows = register(bag);
    let at = rows[0].iter().position(|c| c == "marking of the package");
    let metadata = read("data/metadata.csv");
    let own = metadata.lines().find(|l| l.starts_with("data/about.txt"));
    let own = own.and_then(|l| l.split("Marking of the package ").nth(1));
    [
        facts[0].to_owned(),
        info.unwrap().to_owned(),
        rows[1][at.unwrap()].clone(),
        own.unwrap().to_owned(),
    ]
}

#[test]
fn a_package_carries_what_its_captures_carry_together_or_what_says_more() {
    let home = Home::ready();
    let captured = |text: &str, marking: &[&str]| {
        let id = home.add(&[&[text], marking].concat());
        home.run(&["capture", &id, "--to", "plan"]).ok();
        id
    };
    let ids = [
        captured("One", &["-m", "official-sensitive - recipients only"]),
        captured("Two", &["-m", "official - personal data"]),
        captured("Three", &["-m", "official - lpp"]),
        captured("Four", &[]),
    ];
    let all =
        "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - PERSONAL DATA - LEGAL PROFESSIONAL PRIVILEGE (LPP)";
    let (row, bag) = packed(&home, &["--all", "--tdr"]);
    assert_eq!(row["marking"], all);
    assert_eq!(carries(&bag), [all; 4]);
    let about = fs::read_to_string(bag.join("data/about.txt")).unwrap();
    assert!(about.contains("Captures without a marking: 1\n"), "{about}");

    let one = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY";
    assert_eq!(carries(&packed(&home, &[&ids[0], "--tdr"]).1), [one; 4]);
    assert_eq!(
        carries(&packed(&home, &[&ids[3], "--tdr"]).1),
        ["not stated"; 4]
    );

    let out = out(&home).display().to_string();
    let with = |marking: &str| home.run(&["package", "--all", "--out", &out, "--marking", marking]);
    for less in ["official", "official-sensitive - recipients only"] {
        let said = with(less).fails(1);
        assert!(
            said.contains("says less than what is inside") && said.contains(all),
            "{said}"
        );
    }
    let said = with("official - recipients only").fails(1);
    assert!(
        said.contains("RECIPIENTS ONLY is not allowed at OFFICIAL"),
        "{said}"
    );
    let more = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - PERSONAL DATA - LEGAL PROFESSIONAL PRIVILEGE (LPP) - COMMERCIAL";
    assert_eq!(
        carries(&packed(&home, &["--all", "--tdr", "--marking", more]).1),
        [more; 4]
    );

    // What may be published later is not said of what may not.
    let embargo = "official - embargoed until 09:30 25 november 2026 then for public release";
    let embargoed = captured("Five", &["-m", embargo]);
    let said = home.run(&["package", "--all", "--out", &out]).fails(1);
    assert!(
        said.contains("no one marking can carry") && said.contains("--marking"),
        "{said}"
    );
    let (row, _) = packed(&home, &["--all", "--marking", all]);
    assert_eq!(row["marking"], all);
    let (row, _) = packed(&home, &[&embargoed]);
    assert_eq!(row["marking"], embargo.to_uppercase());
    // Of an erased one the words of the policy stay on record; others go with the text, and then the record that
    // was lodged has them.
    let whole = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - DFE USE ONLY";
    let own = captured("Six", &["-m", whole]);
    home.run(&["erase", &ids[0], &own, "--no-request-known"])
        .ok();
    assert_eq!(packed(&home, &[&ids[0]]).0["marking"], one);
    assert_eq!(packed(&home, &[&own]).0["marking"], whole);
    fs::remove_dir_all(home.path("plan")).unwrap();
    assert_eq!(packed(&home, &[&ids[0]]).0["marking"], one);
    let (row, bag) = packed(&home, &[&own]);
    assert_eq!(row["marking"], "OFFICIAL-SENSITIVE - RECIPIENTS ONLY");
    let about = fs::read_to_string(bag.join("data/about.txt")).unwrap();
    assert!(
        about.contains("Captures with a part of their marking erased: 1\n"),
        "{about}"
    );
}

#[test]
fn the_register_of_a_package_says_who_from_where_on_what_and_for_how_long() {
    let home = Home::ready();
    let chat = "\
21/11/2026, 09:06 - Asha Patel: Go with option B
21/11/2026, 09:07 - =Tom: Agreed
22/11/2026, 09:08 - Asha Patel: Thanks
";
    let path = home.file("in/WhatsApp Chat with Bill team.txt", chat);
    let import = [
        "import",
        &path,
        "--queue",
        "1-3",
        "--as-one",
        "--json",
        "--device",
        "corporate",
    ];
    let queued = home.run(&import).ok().row();
    let id = queued["queued"][0].as_str().unwrap().to_owned();
    home.run(&["edit", &id, "--text", "=HYPERLINK(\"x\")"]).ok();
    home.run(&["capture", &id, "--to", "edrm"]).ok();
    let typed = home.add(&["Typed by hand", "--personal-data"]);
    home.run(&["capture", &typed, "--to", "plan"]).ok();
    let (_, bag) = packed(&home, &["--all"]);
    let rows = register(&bag);
    for (column, words) in [
        ("captured by", "Ruth Bell"),
        ("senders", "Asha Patel; =Tom"),
        ("sent first", "2026-11-21T09:06:00+00:00"),
        ("sent last", "2026-11-22T09:08:00+00:00"),
        ("device", "corporately owned and managed"),
        ("personal data", ""),
    ] {
        assert_eq!(cell(&rows, &id, column), words, "{column}");
    }
    // The register as a table says the same, behind what it said before.
    let text = home.run(&["export", "--csv"]).ok().out;
    let all = table(text.as_bytes());
    for column in [
        "captured by",
        "senders",
        "people",
        "sent last",
        "device",
        "timer in force",
        "source",
    ] {
        assert_eq!(
            cell(&all, &id, column),
            cell(&rows, &id, column),
            "{column}"
        );
    }
    assert_eq!(cell(&all, &id, "captured by"), "Ruth Bell");
    assert!(
        text.contains(",source,put right,captured by,post,"),
        "{text}"
    );
    let source = cell(&rows, &id, "source");
    assert!(source.starts_with("WhatsApp export \"WhatsApp Chat with Bill team.txt\", SHA-256 "));
    assert!(source.ends_with(", entries 1-3"), "{source}");
    let right = cell(&rows, &id, "put right");
    assert!(
        right.contains("text of message 1 of 3, by Ruth Bell"),
        "{right}"
    );
    assert!(
        right.contains("=HYPERLINK") && right.contains("what was exported stands"),
        "{right}"
    );
    assert!(cell(&rows, &typed, "source").starts_with("typed by Ruth Bell on "));
    assert_eq!(cell(&rows, &typed, "personal data"), "yes");
    assert!(rows.iter().flatten().all(|c| !c.starts_with('=')));
}

/// What a record was lodged with counts for the whole, also where somebody put the item's marking lower since.
#[test]
fn a_package_carries_what_its_records_were_lodged_with() {
    let home = Home::ready();
    let marking = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY";
    let id = home.add(&["the plan", "--marking", marking]);
    home.run(&["capture", &id, "--to", "plan"]).ok();
    home.run(&["edit", &id, "--marking", "official"]).ok();
    fs::create_dir(home.path("out")).unwrap();
    let out = home.path("out").display().to_string();
    let lower = home.run(&["package", &id, "--out", &out, "--marking", "official"]);
    assert!(
        lower.fails(1).contains("says less"),
        "nothing lower is taken"
    );
    home.run(&["package", &id, "--out", &out]).ok();
    let mut files = Vec::new();
    crate::support::walk(&home.path("out"), &mut files);
    let info = files
        .iter()
        .find(|(path, _)| path.ends_with("bag-info.txt"));
    let info = String::from_utf8_lossy(&info.unwrap().1).into_owned();
    assert!(info.contains(marking), "{info}");
}
