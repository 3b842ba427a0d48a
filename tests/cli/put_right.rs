//! What is on record of a message: where its words come from, and that what puts it right stands beside what
//! was exported or captured.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::Home;
use crate::zips::zip_of;

const CHAT: &str = "\
29/03/2026, 01:30 - Asha Patel: Clause 4 stays
29/03/2026, 03:10 - Dan Reeve: Noted. I will tell the bill team
25/10/2026, 01:30 - Asha Patel: Agreed then
";
const NAME: &str = "WhatsApp Chat with Bill team.txt";

fn sha(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The ids of what was picked from an export.
fn queued(home: &Home, path: &str, more: &[&str]) -> Vec<String> {
    let mut args = vec!["import", path, "--json"];
    args.extend(more);
    let row = home.run(&args).ok().row();
    let ids = row["queued"].as_array().unwrap().iter();
    ids.map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// The record of the only folder in a destination.
fn record(home: &Home, file: &str) -> String {
    let mut folders = std::fs::read_dir(home.path("plan")).unwrap();
    let folder = folders.next().unwrap().unwrap().path();
    std::fs::read_to_string(folder.join(file)).unwrap()
}

/// A text as one line: how it was wrapped aside.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_exported_stands_wherever_it_is_shown_and_the_correction_beside_it() {
    let home = Home::ready();
    let path = home.file(&format!("in/{NAME}"), CHAT);
    let id = queued(&home, &path, &["--queue", "2", "--marking", "official"]).remove(0);
    let args = [
        "edit",
        &id,
        "--text",
        "Noted. I will NOT tell the bill team",
        "--from",
        "Somebody Else",
        "--sent",
        "2026-11-20 10:00",
    ];
    let said = home.run(&args).ok().out;
    assert!(said.contains("What was exported stands"), "{said}");
    let item = home.show(&id);
    for of in [&item, &item["all"][0]] {
        assert_eq!(of["text"], "Noted. I will tell the bill team");
        assert_eq!(of["from"], "Dan Reeve");
        assert_eq!(of["sent"], "2026-03-29T03:10:00+01:00");
        let right = |field: &str, value: &str| {
            json!({"at": "2026-11-22T18:03:11+00:00", "by": "Ruth Bell", "field": field, "value": value,
                   "message": 1, "beside": true, "before": null, "as_typed": null})
        };
        assert_eq!(
            of["put_right"],
            json!([
                right("text", "Noted. I will NOT tell the bill team"),
                right("from", "Somebody Else"),
                right("sent", "2026-11-20T10:00:00+00:00"),
            ])
        );
    }
    let queue = home.run(&["queue", "--json"]).ok().rows();
    assert_eq!(queue[0]["put_right"].as_array().unwrap().len(), 3);
    let show = home.run(&["show", &id]).ok().out;
    for words in [
        "Text: Noted. I will tell the bill team",
        "From: Dan Reeve",
        "Put right: text, by Ruth Bell, Sunday 22 November 2026, 18:03 GMT: Noted. I will NOT tell the bill team; what was exported stands",
        "Put right: time sent, by Ruth Bell, Sunday 22 November 2026, 18:03 GMT: Friday 20 November 2026, 10:00 GMT",
    ] {
        assert!(show.contains(words), "{words}\n{show}");
    }
    for words in ["will NOT tell", "Noted. I will tell", "Somebody", "Reeve"] {
        let found = home.run(&["find", words, "--json"]).ok().rows();
        assert_eq!(found.len(), 1, "{words}");
    }
    let log = home.run(&["log"]).ok().out;
    assert!(
        log.contains("text put right by Ruth Bell beside what was exported: Noted. I will NOT"),
        "{log}"
    );
    let csv = home.run(&["export", "--csv"]).ok().out;
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].contains(",source,put right,captured by,"), "{csv}");
    assert!(
        rows[1].contains("Dan Reeve,2026-03-29T03:10:00+01:00"),
        "{csv}"
    );
    assert!(
        rows[1].contains(
            "sender by Ruth Bell on 2026-11-22T18:03:11+00:00 (beside what it says): Somebody Else"
        ),
        "{csv}"
    );
    assert!(
        !csv.contains("Noted"),
        "the text of a message stands in no table\n{csv}"
    );
    home.run(&["capture", &id, "--to", "plan"]).ok();
    let text = record(&home, "record.txt");
    assert!(
        text.contains("From: Dan Reeve\nSent: Sunday 29 March 2026, 03:10 BST"),
        "{text}"
    );
    assert!(
        text.contains("\nNoted. I will tell the bill team\n"),
        "{text}"
    );
    assert!(
        text.contains("\nNoted. I will NOT tell the bill team\n"),
        "{text}"
    );
    assert!(
        unwrapped(&text).contains("Marks: put right by Ruth Bell Original: "),
        "{text}"
    );
    assert!(text.contains("Route: exported"), "{text}");
    let mail = record(&home, "record.eml");
    assert!(mail.starts_with("From: \"Dan Reeve\""), "{mail}");
    assert!(mail.contains("Sun, 29 Mar 2026"), "{mail}");
    let original = record(&home, "original/entry-2.txt");
    assert_eq!(original, CHAT.lines().nth(1).unwrap().to_owned() + "\n");
    // Once it is filed it can still be put right, and it is said what does not have it.
    let said = home.run(&["edit", &id, "--from", "Dan Reeves"]).ok().out;
    assert!(said.contains("to file it anew, reopen the item"), "{said}");
    assert_eq!(home.show(&id)["state"], "confirmed");
}

#[test]
fn what_was_typed_is_changed_until_it_is_captured_and_its_record_says_so() {
    let home = Home::ready();
    let id = home.add(&[
        "We meet on Tuesday",
        "--from",
        "Asha",
        "--marking",
        "official",
    ]);
    let said = home
        .run(&["edit", &id, "--text", "We meet on Monday"])
        .ok()
        .out;
    assert!(!said.contains("beside"), "{said}");
    let item = home.show(&id);
    assert_eq!(item["text"], "We meet on Monday");
    assert_eq!(item["put_right"][0]["beside"], false);
    assert_eq!(item["put_right"][0]["before"], "We meet on Tuesday");
    assert_eq!(item["put_right"][0]["value"], "We meet on Monday");
    assert_eq!(item["all"][0]["source"]["kind"], "typed");
    assert_eq!(item["all"][0]["source"]["by"], "Ruth Bell");
    assert_eq!(item["all"][0]["source"]["at"], "2026-11-22T18:03:11+00:00");
    home.run(&["capture", &id, "--to", "plan", "--route", "copy"])
        .ok();
    let text = unwrapped(&record(&home, "record.txt"));
    assert!(text.contains("Source: typed by Ruth Bell on Sunday 22 November 2026, 18:03:11 GMT, not compared with the phone"), "{text}");
    assert!(
        text.contains("We meet on Monday") && text.contains("We meet on Tuesday"),
        "{text}"
    );
    let said = home
        .run(&["edit", &id, "--text", "We meet on Sunday"])
        .ok()
        .out;
    assert!(said.contains("What was captured stands"), "{said}");
    let item = home.show(&id);
    assert_eq!(item["text"], "We meet on Monday");
    assert_eq!(item["put_right"][1]["beside"], true);
    let untouched = home.add(&["Nothing to put right"]);
    assert_eq!(home.show(&untouched)["put_right"], Value::Null);
}

#[test]
fn an_export_is_named_with_its_sum_however_it_came() {
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(CHAT.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let zip = zip_of(&[(NAME, CHAT.as_bytes())]);
    for (name, bytes, sum) in [
        (NAME, CHAT.as_bytes().to_vec(), sha(CHAT.as_bytes())),
        ("WhatsApp Chat with Zip.zip", zip.clone(), sha(&zip)),
        ("WhatsApp Chat with Wide.txt", utf16.clone(), sha(&utf16)),
    ] {
        let home = Home::ready();
        let path = home.file(&format!("in/{name}"), &bytes);
        let id = queued(&home, &path, &["--queue", "2"]).remove(0);
        let source = home.show(&id)["all"][0]["source"].clone();
        assert_eq!(
            source,
            json!({"kind": "export", "format": "whatsapp", "name": name, "sha256": sum, "entry": 2,
                   "line": 2, "by": null, "at": null})
        );
        // From standard input there is a sum and no name.
        let home = Home::ready();
        let args = [
            "import",
            "-",
            "--queue",
            "2",
            "--json",
            "--conversation",
            "Bill",
        ];
        let row = home.run_with(&args, &bytes).ok().row();
        let source = home.show(row["queued"][0].as_str().unwrap())["all"][0]["source"].clone();
        assert_eq!(
            (&source["sha256"], &source["name"]),
            (&json!(sum), &Value::Null)
        );
    }
    // Of a folder, the text in it.
    let home = Home::ready();
    home.file("in/unpacked/_chat.txt", CHAT);
    let folder = home.path("in/unpacked");
    let id = queued(&home, folder.to_str().unwrap(), &["--queue", "2"]).remove(0);
    let source = home.show(&id)["all"][0]["source"].clone();
    assert_eq!(source["sha256"], json!(sha(CHAT.as_bytes())));
    assert_eq!(source["name"], "_chat.txt");
}

#[test]
fn an_hour_that_is_missing_or_comes_twice_is_said_on_item_and_record() {
    let home = Home::ready();
    let path = home.file(&format!("in/{NAME}"), CHAT);
    let ids = queued(&home, &path, &["--queue", "1-3", "--marking", "official"]);
    for (id, stamp, doubt) in [
        (
            &ids[0],
            "29/03/2026, 01:30",
            "this hour does not exist in Europe/London",
        ),
        (&ids[1], "29/03/2026, 03:10", ""),
        (
            &ids[2],
            "25/10/2026, 01:30",
            "this hour comes twice in Europe/London: the clocks went back over it, and the first was taken",
        ),
    ] {
        let message = home.show(id)["all"][0].clone();
        assert_eq!(
            (&message["stamp"], &message["zone"]),
            (&json!(stamp), &json!("Europe/London"))
        );
        let said = message["as_exported"].as_str().unwrap();
        assert!(
            said.starts_with(&format!("{stamp}; read day first as ")),
            "{said}"
        );
        assert!(
            said.contains("the export gives no zone, Europe/London was taken"),
            "{said}"
        );
        assert!(said.contains(doubt), "{said}");
        assert_eq!(doubt.is_empty(), !said.contains("this hour"), "{said}");
        let show = home.run(&["show", id]).ok().out;
        assert!(show.contains(&format!("As exported: {said}")), "{show}");
    }
    home.run(&["capture", &ids[0], "--to", "plan"]).ok();
    let text = unwrapped(&record(&home, "record.txt"));
    let said = "As exported: 29/03/2026, 01:30; read day first as Sunday 29 March 2026, 02:30 BST; the export gives no zone, Europe/London was taken; this hour does not exist in Europe/London";
    assert!(text.contains(said), "{text}");
}

/// A day and clock as they are typed, and what is on record of them.
const TYPED: [(&str, &str); 2] = [
    (
        "2026-03-29 01:30",
        "Sunday 29 March 2026, 01:30; this hour does not exist in Europe/London: the clocks went forward over it, and it was moved with them; taken as Sunday 29 March 2026, 02:30 BST",
    ),
    (
        "25/10/2026 01:30",
        "Sunday 25 October 2026, 01:30; this hour comes twice in Europe/London: the clocks went back over it, and the first was taken; taken as Sunday 25 October 2026, 01:30 BST",
    ),
];

#[test]
fn an_hour_that_is_typed_and_missing_or_comes_twice_is_said_on_item_and_record() {
    for (typed, words) in TYPED {
        let home = Home::ready();
        let id = home.add(&["We meet", "--marking", "official", "--sent", typed]);
        let message = home.show(&id)["all"][0].clone();
        assert_eq!(message["as_typed"], json!(words));
        assert_eq!(message["as_exported"], Value::Null);
        let show = home.run(&["show", &id]).ok().out;
        assert!(show.contains(&format!("As typed: {words}")), "{show}");
        home.run(&["capture", &id, "--to", "plan"]).ok();
        for file in ["record.txt", "record.eml"] {
            let text = unwrapped(&record(&home, file));
            assert!(text.contains(&format!("As typed: {words}")), "{text}");
        }
    }
    // An hour that is there, and one that was said with its offset, are what they are.
    let home = Home::ready();
    for plain in ["2026-03-29 03:30", "2026-10-25 01:30+00:00"] {
        let id = home.add(&["We meet", "--sent", plain]);
        assert_eq!(home.show(&id)["all"][0]["as_typed"], Value::Null);
    }
}

#[test]
fn an_hour_put_right_to_one_that_is_missing_or_comes_twice_is_said_too() {
    let home = Home::ready();
    let [(missing, missing_words), (twice, twice_words)] = TYPED;
    let id = home.add(&["We meet", "--marking", "official"]);
    home.run(&["edit", &id, "--sent", missing]).ok();
    let item = home.show(&id);
    assert_eq!(item["all"][0]["as_typed"], json!(missing_words));
    assert_eq!(item["put_right"][0]["as_typed"], json!(missing_words));
    // Another time takes it away; that it once was so stays said where it is told what was put right.
    home.run(&["edit", &id, "--sent", "2026-03-29 03:30"]).ok();
    let item = home.show(&id);
    assert_eq!(item["all"][0]["as_typed"], Value::Null);
    assert_eq!(item["put_right"][0]["as_typed"], json!(missing_words));
    // Beside what was captured.
    home.run(&["capture", &id, "--to", "plan"]).ok();
    home.run(&["edit", &id, "--sent", twice]).ok();
    let item = home.show(&id);
    assert_eq!(item["all"][0]["as_typed"], Value::Null);
    let last = item["put_right"].as_array().unwrap().last().unwrap();
    assert_eq!(last["as_typed"], json!(twice_words));
    let show = home.run(&["show", &id]).ok().out;
    assert!(show.contains(twice_words), "{show}");
    home.run(&["reopen", &id]).ok();
    home.run(&["capture", &id, "--to", "bags"]).ok();
    let mut bags = std::fs::read_dir(home.path("bags")).unwrap();
    let bag = bags.next().unwrap().unwrap().path();
    let text = unwrapped(&std::fs::read_to_string(bag.join("data/record.txt")).unwrap());
    for words in [missing_words, twice_words] {
        assert!(text.contains(&format!("As typed: {words}")), "{text}");
    }
}

#[test]
fn a_message_of_several_is_put_right_by_its_number() {
    let home = Home::ready();
    let path = home.file(&format!("in/{NAME}"), CHAT);
    let id = queued(&home, &path, &["--queue", "1-3", "--as-one"]).remove(0);
    home.run(&["edit", &id, "--message", "3", "--text", "Not agreed"])
        .ok();
    home.run(&["edit", &id, "--message", "3", "--text", "Never agreed"])
        .ok();
    let item = home.show(&id);
    let all = item["put_right"].as_array().unwrap();
    assert!(all.iter().all(|r| r["message"] == 3), "{item}");
    assert_eq!(item["all"][0]["put_right"], Value::Null);
    assert_eq!(item["all"][2]["text"], "Agreed then");
    assert_eq!(item["all"][2]["put_right"].as_array().unwrap().len(), 2);
    let show = home.run(&["show", &id]).ok().out;
    assert!(
        show.contains("text of message 3 of 3, by Ruth Bell"),
        "{show}"
    );
    assert!(
        show.contains("Not agreed; what was exported stands; put right again since"),
        "{show}"
    );
    let before = home.files();
    for n in ["0", "4"] {
        let why = home
            .run(&["edit", &id, "--message", n, "--text", "x"])
            .fails(1);
        assert!(why.contains("it has 3"), "{why}");
    }
    assert_eq!(home.files(), before);
}

#[test]
fn a_name_that_is_no_text_loses_nothing() {
    let home = Home::ready();
    let mut names = Vec::new();
    for bytes in [&b"bad\xff.txt"[..], b"bad<FF>.txt", b"good.txt"] {
        let path = home.path("").join(OsStr::from_bytes(bytes));
        std::fs::write(&path, "1").unwrap();
        let mut command = home.command(&["add", "x", "--json", "--file"]);
        let out = command.arg(&path).output().unwrap();
        let row: Value = serde_json::from_slice(&out.stdout).unwrap();
        let item = home.show(row["id"].as_str().unwrap());
        names.push(item["all"][0]["attachments"][0]["name"].clone());
        if bytes[3] == 0xff {
            home.run(&["capture", row["id"].as_str().unwrap(), "--to", "plan"])
                .ok();
        }
    }
    assert_eq!(names, ["bad<FF>.txt", "bad<3C>FF>.txt", "good.txt"]);
    let text = record(&home, "record.txt");
    assert!(text.contains("original name: bad<FF>.txt"), "{text}");
}

#[test]
fn a_picture_or_a_file_alone_is_no_typing() {
    let home = Home::ready();
    let kind = |file: &str, text: &[&str]| {
        let path = home.file(file, "1");
        let mut args = text.to_vec();
        args.extend(["--file", &path]);
        home.show(&home.add(&args))["all"][0]["source"]["kind"].clone()
    };
    assert_eq!(kind("shot.PNG", &[]), "screenshot");
    assert_eq!(kind("note.eml", &[]), "mail");
    assert_eq!(kind("plan.pdf", &[]), "file");
    assert_eq!(kind("shot.png", &["What it says"]), "typed");
}

#[test]
fn where_no_text_may_be_kept_the_source_is_kept_all_the_same() {
    let home = Home::new();
    home.run(&[
        "setup",
        "--name",
        "Ruth Bell",
        "--machine",
        "personal",
        "--up-to",
        "official",
    ])
    .ok();
    let path = home.file(&format!("in/{NAME}"), CHAT);
    let id = queued(&home, &path, &["--queue", "2"]).remove(0);
    let message = home.show(&id)["all"][0].clone();
    assert_eq!(message["text"], Value::Null);
    assert_eq!(message["source"]["entry"], 2);
    assert_eq!(message["source"]["sha256"], json!(sha(CHAT.as_bytes())));
    home.run(&["edit", &id, "--text", "what it says"]).fails(1);
    assert!(!home.holds("what it says") && !home.holds("tell the bill team"));
}

/// What stands beside an export must say something.
#[test]
fn an_empty_correction_is_refused_and_nothing_is_recorded() {
    let home = Home::ready();
    let path = home.file(&format!("in/{NAME}"), CHAT);
    let id = queued(&home, &path, &["--queue", "2", "--marking", "official"]).remove(0);
    for (flag, empty) in [("--from", ""), ("--from", " "), ("--text", "")] {
        let said = home.run(&["edit", &id, flag, empty]).fails(1);
        assert!(said.contains("is empty"), "{said}");
    }
    assert_eq!(home.show(&id)["put_right"], Value::Null);
}

#[test]
fn a_hostile_correction_breaks_no_table_and_no_record() {
    let home = Home::ready();
    let path = home.file(&format!("in/{NAME}"), CHAT);
    let id = queued(&home, &path, &["--queue", "2", "--marking", "official"]).remove(0);
    let long = "long ".repeat(20_000);
    for from in [
        "=HYPERLINK(\"http://x\")",
        "a\u{1b}[2J\u{202e}b\r\nSubject: x",
        "<script>",
    ] {
        home.run(&["edit", &id, "--from", from]).ok();
    }
    home.run_with(&["edit", &id, "--text", "-"], long.as_bytes())
        .ok();
    let show = home.run(&["show", &id]).ok().out;
    assert!(!show.contains('\u{1b}') && !show.contains('\u{202e}') && !show.contains('\r'));
    let list = home.run(&["queue"]).ok().out;
    assert!(
        list.len() < 5_000,
        "a list shows the beginning of it: {}",
        list.len()
    );
    let csv = home.run(&["export", "--csv"]).ok().out;
    assert_eq!(csv.lines().count(), 2, "{csv}");
    home.run(&["capture", &id, "--to", "plan"]).ok();
    let mail = record(&home, "record.eml");
    let (head, _) = mail
        .split_once("\r\n\r\n")
        .or(mail.split_once("\n\n"))
        .unwrap();
    assert!(
        !head.contains("script") && !head.contains("\nSubject: x"),
        "{head}"
    );
    let text = record(&home, "record.txt");
    assert!(
        unwrapped(&text).contains("Marks: put right by Ruth Bell Original: "),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
    home.run(&["verify"]).ok();
}

#[test]
fn an_erased_item_says_that_it_was_put_right_and_nothing_of_what() {
    let home = Home::ready();
    let path = home.file(&format!("in/{NAME}"), CHAT);
    let id = queued(&home, &path, &["--queue", "2"]).remove(0);
    home.run(&["edit", &id, "--from", "Somebody Else"]).ok();
    home.run(&["edit", &id, "--text", "Not noted"]).ok();
    home.run(&["undo"]).ok();
    home.run(&["erase", &id, "--no-request-known"]).ok();
    for words in ["Somebody Else", "Not noted", "Noted", "29/03/2026"] {
        assert!(!home.holds(words), "{words} is kept");
    }
    let item = home.show(&id);
    assert_eq!(item["put_right"][0]["value"], Value::Null);
    assert_eq!(item["put_right"][0]["field"], "from");
    let show = home.run(&["show", &id]).ok().out;
    assert!(
        show.contains("18:03 GMT: its words were erased\n"),
        "{show}"
    );
    assert!(show.contains("its own words were erased"), "{show}");
    home.run(&["verify"]).ok();
}

/// The records in a destination, the earlier first.
fn records(home: &Home, file: &str) -> Vec<String> {
    let folders = std::fs::read_dir(home.path("plan")).unwrap();
    let mut all: Vec<_> = folders.map(|f| f.unwrap().path()).collect();
    all.sort();
    let read = |folder: &std::path::PathBuf| std::fs::read_to_string(folder.join(file)).unwrap();
    all.iter().map(read).collect()
}

/// What a later record says of an item in another way than before is told there: what it was, who said so and when.
#[test]
fn a_record_made_anew_tells_which_details_were_changed() {
    let home = Home::ready();
    home.run(&["device", "add", "own", "--kind", "personal"])
        .ok();
    let whole = "official-sensitive - recipients only";
    let add = ["x", "--device", "own", "--marking", whole, "--timer", "7d"];
    let id = home.add(&[&add[..], &["--personal-data", "-c", "signal"]].concat());
    home.run(&["edit", &id, "--conversation", "Core"]).ok();
    home.run(&["capture", &id, "--to", "plan", "--ref", "1"])
        .ok();
    let first = records(&home, "record.txt").remove(0);
    assert!(!first.contains("Put right"), "{first}");
    home.run(&["reopen", &id]).ok();
    let home = home.at("2026-11-23T10:00:00Z");
    let changes = [
        "--marking",
        "official",
        "--device",
        "corporate",
        "--timer",
        "30d",
        "--personal-data",
        "no",
        "--conversation",
        "Another chat",
    ];
    home.run(&[&["edit", &id][..], &changes].concat()).ok();
    // Whose it is, is said alone.
    home.run(&["edit", &id, "--for", "Secretary of State"]).ok();
    // The same again is no change.
    home.run(&["edit", &id, "--marking", "official"]).ok();
    home.run(&["capture", &id, "--to", "plan", "--ref", "2"])
        .ok();
    let by = "by Ruth Bell, Monday 23 November 2026, 10:00 GMT";
    let told = [
        format!("marking, {by}: OFFICIAL; before: OFFICIAL-SENSITIVE - RECIPIENTS ONLY"),
        format!("device, {by}: corporate; before: own"),
        format!("timer, {by}: 30 days; before: 7 days"),
        format!("conversation, {by}: Another chat; before: Core"),
        format!("personal data, {by}: no; before: yes"),
    ];
    let text = records(&home, "record.txt").pop().unwrap();
    let mail = records(&home, "record.eml").pop().unwrap();
    let mail = mail.replace("=\n", "").replace("=\r\n", "");
    let csv = home.run(&["export", "--csv"]).ok().out;
    let show = home.run(&["show", &id]).ok().out;
    for words in &told {
        // What is filed keeps the label of its own; whoever reads a screen reads of chats.
        for (page, words) in [
            (&text, words.clone()),
            (&show, words.replace("conversation,", "chat,")),
        ] {
            assert!(
                unwrapped(page).contains(&format!("Put right: {words}")),
                "{words}\n{page}"
            );
        }
        for page in [&mail, &csv] {
            assert!(unwrapped(page).contains(words), "{words}\n{page}");
        }
    }
    assert!(text.starts_with("Marking: OFFICIAL\n"), "{text}");
    assert_eq!(text.matches("Put right: marking").count(), 1, "{text}");
    assert!(!text.contains("Put right: on whose behalf"), "{text}");
    let row = home.show(&id)["put_right"][0].clone();
    assert_eq!(
        row,
        json!({"at": "2026-11-23T10:00:00+00:00", "by": "Ruth Bell", "field": "marking", "value": "OFFICIAL",
               "message": null, "beside": false, "before": "OFFICIAL-SENSITIVE - RECIPIENTS ONLY", "as_typed": null})
    );
    // What the package carries is what is valid now; its register tells what was.
    let bags = home.path("bags").display().to_string();
    home.run(&["package", "--all", "--out", &bags, "--marking", "official"])
        .ok();
    let bag = std::fs::read_dir(home.path("bags")).unwrap().next();
    let bag = bag.unwrap().unwrap().path();
    let table = std::fs::read_to_string(bag.join("data/register.csv")).unwrap();
    assert!(table.contains(&told[0]), "{table}");
}

/// The chat an exported message was in is the export's to say: another stands beside it, and what is held or due there
/// counts as well.
#[test]
fn the_chat_of_an_export_stands_and_another_is_said_beside_it() {
    let home = Home::ready();
    let path = home.file(&format!("in/{NAME}"), CHAT);
    let id = queued(&home, &path, &["--queue", "2", "--marking", "official"]).remove(0);
    let said = home.run(&["edit", &id, "--conversation", "Another chat"]);
    let said = said.ok().out;
    assert!(said.contains("What was exported stands"), "{said}");
    let item = home.show(&id);
    assert_eq!(item["conversation"], "Bill team");
    let right = &item["put_right"][0];
    assert_eq!(
        (&right["field"], &right["value"], &right["beside"]),
        (&json!("conversation"), &json!("Another chat"), &json!(true))
    );
    for chat in ["Bill team", "Another chat"] {
        let rows = home.run(&["queue", "--conversation", chat, "--json"]);
        assert_eq!(rows.ok().rows().len(), 1, "{chat}");
    }
    // Its time to capture by is the earlier of both.
    home.run(&[
        "conversation",
        "timer",
        "Bill team",
        "90d",
        "--from",
        "1 Jan",
    ])
    .ok();
    assert_eq!(home.show(&id)["vanishes"], "2026-06-27T03:10:00+01:00");
    home.run(&[
        "conversation",
        "timer",
        "Another chat",
        "7d",
        "--from",
        "1 Jan",
    ])
    .ok();
    assert_eq!(home.show(&id)["vanishes"], "2026-04-05T03:10:00+01:00");
    home.run(&[
        "hold",
        "add",
        "--ref",
        "H1",
        "--scope",
        "conversation=Another chat",
    ])
    .ok();
    assert_eq!(home.show(&id)["held"], true);
    home.run(&["capture", &id, "--to", "plan"]).ok();
    let text = record(&home, "record.txt");
    assert!(text.contains("Conversation: Bill team\n"), "{text}");
    assert!(text.contains("Title: WhatsApp, Bill team,"), "{text}");
    let words = "Put right: conversation, by Ruth Bell, Sunday 22 November 2026, 18:03 GMT: Another chat; what was exported stands";
    assert!(unwrapped(&text).contains(words), "{text}");
    assert!(!text.contains("Title: WhatsApp, Another"), "{text}");
    let mail = record(&home, "record.eml");
    assert!(
        mail.contains("X-Onrecord-Conversation: Bill team"),
        "{mail}"
    );
    let log = home.run(&["log"]).ok().out;
    assert!(log.contains("conversation changed: Another chat"), "{log}");
    // A correction of a correction: both are shown, the last one counts.
    home.run(&["edit", &id, "--conversation", "Bill team"]).ok();
    let item = home.show(&id);
    assert_eq!(item["put_right"].as_array().unwrap().len(), 2);
    let show = home.run(&["show", &id]).ok().out;
    assert!(show.contains("stands; put right again since"), "{show}");
    assert_eq!(item["vanishes"], "2026-06-27T03:10:00+01:00");
    home.run(&["undo"]).ok();
    assert_eq!(home.show(&id)["put_right"].as_array().unwrap().len(), 1);
}

/// A route never says of what is written down what its source says otherwise; what somebody carried there by hand went
/// by the route they took, and where it is written down later that is said.
#[test]
fn a_route_is_true_to_the_source_of_what_is_written_down() {
    let home = Home::ready();
    let path = home.file(&format!("in/{NAME}"), CHAT);
    let exported = queued(&home, &path, &["--queue", "2", "--marking", "official"]).remove(0);
    let picture = home.file("shot.png", "1");
    let add = |args: &[&str]| home.add(&[args, &["--marking", "official"]].concat());
    let typed = add(&["typed"]);
    let pictured = add(&["--file", &picture]);
    let both = add(&["typed", "--file", &picture]);
    let refused = [
        (&typed, "export", "was not read from an export"),
        (&typed, "screenshot", "has no picture"),
        (&pictured, "export", "was not read from an export"),
        (&exported, "screenshot", "was read from an export"),
    ];
    for (id, route, why) in refused {
        for to in ["plan", "bags"] {
            let args = ["capture", id, "--to", to, "--route", route, "--ref", "1"];
            let said = home.run(&args).fails(1);
            assert!(said.contains(why) && said.contains("capture"), "{said}");
        }
        assert_eq!(home.show(id)["state"], "waiting");
    }
    assert!(!home.path("bags").read_dir().unwrap().any(|_| true));
    for (id, route) in [(&both, "screenshot"), (&exported, "export")] {
        home.run(&["capture", id, "--to", "plan", "--route", route])
            .ok();
    }
    // Pictures of a screen alone are that, where nobody names a route.
    home.run(&["capture", &pictured, "--to", "plan"]).ok();
    let all = records(&home, "record.txt");
    let of = |id: &str| all.iter().find(|r| r.contains(&format!("Capture: {id}")));
    assert!(
        of(&pictured)
            .unwrap()
            .contains("\nRoute: screenshot (para 21a)\n")
    );
    assert!(
        of(&exported)
            .unwrap()
            .contains("\nRoute: exported (para 21a)\n")
    );
    // By hand: the route is what its owner did. The record a package makes says so.
    home.run(&[
        "capture",
        &typed,
        "--to",
        "edrm",
        "--route",
        "screenshot",
        "--ref",
        "7",
    ])
    .ok();
    std::fs::create_dir(home.path("out")).unwrap();
    let out = home.path("out").display().to_string();
    home.run(&["package", "--all", "--out", &out]).ok();
    let text = found(&home.path("out"), &typed);
    assert!(
        text.contains(
            "Route: screenshot (para 21a), by hand, as Ruth Bell says; the picture is not here"
        ),
        "{text}"
    );
}

/// The record of an item somewhere below a folder, as one line.
fn found(below: &std::path::Path, id: &str) -> String {
    let mut left = vec![below.to_owned()];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(path.read_dir().unwrap().map(|f| f.unwrap().path()));
        } else if path.ends_with("record.txt") {
            let text = std::fs::read_to_string(&path).unwrap();
            if text.contains(&format!("Capture: {id}")) {
                return unwrapped(&text);
            }
        }
    }
    panic!("no record of {id}");
}

#[test]
fn a_no_is_recorded_and_lodged_as_a_no() {
    let home = Home::ready();
    let (id, other) = (home.add(&["one"]), home.add(&["two"]));
    home.run(&["edit", &id, "--personal-data", "no"]).ok();
    home.run(&["capture", &id, "--to", "plan"]).ok();
    home.run(&["capture", &other, "--to", "bags"]).ok();
    let record = |folder: &str, file: &str| {
        let found = std::fs::read_dir(home.path(folder)).unwrap().next();
        std::fs::read_to_string(found.unwrap().unwrap().path().join(file)).unwrap()
    };
    let said = record("plan", "record.txt");
    assert!(said.contains("\nPersonal data: no, as stated\n"), "{said}");
    let unsaid = record("bags", "data/record.txt");
    assert!(unsaid.contains("\nPersonal data: not stated\n"), "{unsaid}");
    let csv = home.run(&["export", "--csv"]).ok().out;
    let row = |id: &str| csv.lines().find(|l| l.starts_with(id)).unwrap();
    assert!(
        csv.lines().next().unwrap().ends_with("personal data"),
        "{csv}"
    );
    assert!(row(&id).ends_with(",no"), "{csv}");
    assert!(row(&other).ends_with(','), "{csv}");
}
