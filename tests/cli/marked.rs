//! A text that itself carries a marking above what was said is asked about before it is kept.

use crate::support::Home;

const CARRIES: &str = "SECRET UK EYES ONLY\nThe heron plan";

#[test]
fn a_text_that_carries_a_higher_marking_is_refused_until_somebody_answers_for_it() {
    let home = Home::ready();
    for args in [
        vec!["add", CARRIES, "--marking", "official"],
        vec!["add", CARRIES],
        vec!["add", "Classification: Secret", "--marking", "official"],
        vec!["add", "the heron plan is marked top secret"],
        vec!["add", "Handling:\nofficial-sensitive"],
        vec![
            "add",
            "Notes\nProtective marking: Secret\nThe heron plan",
            "--marking",
            "official",
        ],
        vec![
            "add",
            "OFFICIAL-SENSITIVE - COMMERCIAL: the heron bid",
            "--marking",
            "official",
        ],
        vec![
            "add",
            "the heron annex is TOP SECRET",
            "--marking",
            "official-sensitive",
            "--json",
        ],
    ] {
        let said = home.run(&args).fails(1);
        assert!(
            said.contains("The text itself carries") && said.contains("--marking-seen"),
            "{said}"
        );
        // What was said of it is named, and nothing is named that nobody said.
        let plain = said.contains(", and no marking was stated; nothing was stored");
        assert_eq!(plain, args.len() == 2, "{said}");
        assert!(!home.holds("heron"), "nothing of it is on disk");
        assert_eq!(
            said.contains("shell's history"),
            !args[1].to_uppercase().contains("OFFICIAL-SENSITIVE"),
            "{said}"
        );
    }
    // Answered for, or so marked, it is kept.
    home.run(&["add", CARRIES, "--marking", "official", "--marking-seen"])
        .ok();
    let marked = [
        "add",
        "OFFICIAL-SENSITIVE: the second bid",
        "--marking",
        "official-sensitive",
    ];
    let id = home.run(&marked).ok();
    assert!(id.out.contains("Recorded"));
    for prose in [
        "the secret is out",
        "THE SECRET IS OUT",
        "our SECRET SANTA list",
        "Marking: secret ballots take all day",
        "the secret of good tea",
        "classification of secret ballots",
        "Home Secretary content",
    ] {
        home.run(&["add", prose, "--marking", "official"]).ok();
    }
}

#[test]
fn a_text_that_is_put_right_or_picked_from_an_export_is_asked_about_as_well() {
    let home = Home::ready();
    let id = home.add(&["the plan", "--marking", "official"]);
    let said = home.run(&["edit", &id, "--text", CARRIES]).fails(1);
    assert!(
        said.contains("above OFFICIAL") && !home.holds("heron"),
        "{said}"
    );
    home.run(&["edit", &id, "--text", CARRIES, "--marking-seen"])
        .ok();
    let chat = "[21/11/2026, 09:05:12] Asha Patel: hello\r\n[21/11/2026, 09:06:12] Asha Patel: SECRET - the otter plan\r\n";
    let path = home.file("in/WhatsApp Chat - Bill team/_chat.txt", chat);
    let queue = ["import", &path, "--queue", "1-2", "--marking", "official"];
    let said = home.run(&queue).fails(1);
    assert!(said.contains("\"SECRET - the otter plan\""), "{said}");
    assert!(!home.holds("otter"));
    home.run(&[&queue[..], &["--marking-seen"]].concat()).ok();
}

#[test]
fn a_marking_put_below_what_the_kept_text_carries_is_asked_about_as_well() {
    let home = Home::ready();
    let text = "OFFICIAL-SENSITIVE - COMMERCIAL: the bid";
    let id = home.add(&[text, "--marking", "official-sensitive"]);
    let edit = ["edit", &*id, "-m", "official"];
    let said = home.run(&edit).fails(1);
    assert!(
        said.contains("The text itself carries \"OFFICIAL-SENSITIVE")
            && said.contains("--marking-seen"),
        "{said}"
    );
    assert!(home.typed(&edit, &["n"]).fails(1).contains("nothing was"));
    // Other details ask nothing, nor does a marking that says as much.
    home.run(&["edit", &id, "--received", "yes"]).ok();
    home.run(&["edit", &id, "-m", "official-sensitive commercial"])
        .ok();
    home.run(&[&edit[..], &["--marking-seen"]].concat()).ok();
    // Of a text that was put right beside its export the same.
    let plain = home.add(&["the plan", "-m", "official-sensitive"]);
    home.run(&["edit", &plain, "--text", "OFFICIAL-SENSITIVE: the plan"])
        .ok();
    home.run(&["edit", &plain, "-m", "official"]).fails(1);
}

#[test]
fn at_a_terminal_it_is_asked() {
    let home = Home::ready();
    let add = ["add", CARRIES, "--marking", "official"];
    let ran = home.typed(&add, &["n"]);
    assert!(ran.fails(1).contains("nothing was stored"));
    assert!(!home.holds("heron"));
    home.typed(&add, &["y"]).ok();
    assert!(home.holds("heron"));
}

#[test]
fn every_text_that_is_kept_is_looked_at_not_the_message_alone() {
    let home = Home::ready();
    let id = home.add(&["the plan", "--marking", "official"]);
    let file = home.file("in/SECRET - the heron plan.txt", "words\n");
    let inside = home.file("in/minutes.txt", format!("Of 3 June\r\n\r\n{CARRIES}\r\n"));
    let capture = ["capture", &id, "--ref", "A/1"];
    let substance = [
        &capture[..],
        &["--route", "substance", "--why", CARRIES, "--note", "x"],
    ]
    .concat();
    let noted = [&capture[..], &["--route", "copy", "--note", CARRIES]].concat();
    let decide =
        "decide --significant --marking official --device corporate --channel whatsapp --record";
    let decide: Vec<&str> = decide.split(' ').collect();
    let reason = [&decide[..], &["--reason", CARRIES]].concat();
    let because = [
        &decide[..],
        &["--government-system", "no", "--because", CARRIES],
    ]
    .concat();
    for args in [
        substance,
        noted,
        reason,
        because,
        vec!["gone", &id, "--note", CARRIES],
        vec!["not-significant", &id, "--reason", CARRIES],
        vec!["add", "--file", &file, "--marking", "official"],
        vec!["add", "--file", &inside, "--marking", "official"],
        vec!["add", "x", "--from", CARRIES],
        vec!["add", "x", "--conversation", CARRIES],
        vec!["edit", &id, "--from", CARRIES],
        vec!["capture", &id, "--route", "copy", "--ref", CARRIES],
        vec!["hold", "add", "--ref", CARRIES],
    ] {
        let said = home.run(&args).fails(1);
        assert!(
            said.contains("The text itself carries \"SECRET"),
            "{args:?}: {said}"
        );
        assert!(!home.holds("heron"), "{args:?}");
    }
    names_and_answers_are_looked_at(&home, &id);
    let gone = ["gone", &id, "--note", CARRIES, "--marking-seen"];
    home.run(&gone).ok();
    assert!(home.holds("heron"));
}

/// What is no message and no reason: names, and answers about holds, devices, chats, reports and departures.
fn names_and_answers_are_looked_at(home: &Home, id: &str) {
    for line in [
        "device add phone --kind personal",
        "add x --device phone --conversation Core --channel whatsapp",
        "hold add --ref B --scope conversation=Core",
        "depart open --leaving --on +5d",
        "report missed-capture --channel whatsapp --what x",
    ] {
        home.run(&line.split(' ').collect::<Vec<_>>()).ok();
    }
    let report = home.run(&["report", "--json"]).rows()[0]["id"].clone();
    let report = report.as_str().unwrap().to_owned();
    // Where text may be held, what is remembered is needed.
    let empty = home.run(&["depart", "gone", "1", "--note", " "]).fails(1);
    assert!(empty.contains("The note is empty"), "{empty}");
    // {} is the text, @ the item, # the report.
    for line in [
        "device add {} --kind corporate",
        "device add p --kind corporate --owner {}",
        "device add p --kind corporate --managed-by {}",
        "device edit phone --name {}",
        "device edit phone --owner {}",
        "device edit phone --managed-by {}",
        "--for {} device add p --kind corporate",
        "--for {} add y --marking official",
        "--for {} edit @",
        "--for {} depart open --device phone --role minister --on +6d",
        "hand-over @ --to {}",
        "task @ --to {}",
        "note @ {}",
        "reference @ {}",
        "not-significant @ --request {}",
        "erase @ --no-request-known --reason {}",
        "erase @ --request {}",
        "hold add --ref A --cannot {}",
        "hold timer B --conversation Core --cannot {}",
        "conversation add {} --channel signal",
        "conversation add New --channel signal --office {}",
        "conversation edit Core --members {}",
        "conversation edit Core --office {}",
        "conversation edit Core --captured-by {}",
        "report sent # --recipient kim --name {}",
        "report sent # --recipient kim --ref {}",
        "report acknowledged # --recipient kim --by {}",
        "report asked # --recipient kim --note {}",
        "report withdraw # --reason {}",
        "report missed-capture --channel whatsapp --what {}",
        "depart nil 1 --looked {}",
        "depart gone 1 --note {}",
        "depart gone 1 --note x --holders {}",
        "depart gone 1 --note x --went {}",
        "depart hand-over 1 --to {}",
        "depart hand-over 1 --to x --note {}",
        "depart hand-over-rest --to {}",
        "depart step unknown --na {}",
        "depart step timers --waive {}",
        "depart step groups --done --note {}",
        "depart accepted --by {}",
        "depart confirm --by {}",
        "depart cancel --reason {}",
        "depart statement --to plan --ref {}",
        "register close --to plan --ref {}",
        "setup --machine corporate --name {}",
        "setup --machine corporate --name x --post {}",
        "setup --machine corporate --name x --organisation {}",
    ] {
        let whole = |word: &str| match word {
            "{}" => CARRIES.to_owned(),
            "@" => id.to_owned(),
            "#" => report.clone(),
            word => word.to_owned(),
        };
        let args: Vec<String> = line.split(' ').map(whole).collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let said = home.run(&args).fails(1);
        assert!(
            said.contains("The text itself carries \"SECRET") && said.contains("--marking-seen"),
            "{line}: {said}"
        );
        assert!(!home.holds("heron"), "{line}");
    }
}

#[test]
fn a_pick_from_an_export_is_asked_about_at_a_terminal() {
    let home = Home::ready();
    let chat = "[21/11/2026, 09:06:12] Asha Patel: SECRET - the otter plan\r\n";
    let path = home.file("in/WhatsApp Chat - Bill team/_chat.txt", chat);
    let queue = ["import", &path, "--queue", "1", "--marking", "official"];
    let said = home.typed(&queue, &["n"]).fails(1);
    assert!(said.contains("nothing was stored"), "{said}");
    assert!(!home.holds("otter"));
    home.typed(&queue, &["y", "n"]).ok();
    assert!(home.holds("otter"));
}
