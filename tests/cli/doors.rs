//! Packages that are no bags: what is in them, where they stand, and that they are whole or not there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::Home;

/// Two captures in the plan, of them one put right, and one by hand.
pub fn office() -> (Home, Vec<String>) {
    let home = Home::ready();
    let shot = home.file("shot.png", b"\x89PNG\r\n\x1a\nnot much of one");
    let bill = ["-c", "whatsapp", "--conversation", "Bill team"];
    let add = |text: &str, more: &[&str]| home.add(&[&[text], &bill[..], more].concat());
    let asha = ["--from", "Asha", "--sent", "2026-11-20 09:06"];
    let ids = vec![
        add(
            "Go with option B",
            &[&asha[..], &["--file", &shot]].concat(),
        ),
        add("Counsel advises", &["--marking", "official"]),
        add("Carried over by hand", &["--sent", "2026-11-21 23:59"]),
    ];
    let capture = |args: &[&str]| home.run(&[&["capture"], args].concat()).ok();
    capture(&[&ids[0], "--to", "plan", "--ref", "MIN/2026/1"]);
    capture(&[&ids[1], "--to", "plan", "--ref", "MIN/2026/2"]);
    capture(&[&ids[2], "--to", "edrm", "--ref", "ABC/2"]);
    (home, ids)
}

/// Makes a package in `out`: the row that is printed, and the folder.
pub fn made(home: &Home, out: &Path, args: &[&str]) -> (Value, PathBuf) {
    fs::create_dir_all(out).unwrap();
    let out = out.display().to_string();
    let row = home
        .run(&[&["package", "--out", &out, "--json"], args].concat())
        .ok()
        .row();
    let path = PathBuf::from(row["path"].as_str().unwrap());
    (row, path)
}

pub fn names(dir: &Path) -> Vec<String> {
    let listed = fs::read_dir(dir).unwrap();
    let names = listed.map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_review_platform_gets_a_file_for_each_conversation_and_day() {
    let (home, ids) = office();
    let (row, folder) = made(&home, &home.path("out"), &["--all", "--rsmf"]);
    assert_eq!(
        (row["form"].as_str(), row["captures"].as_u64()),
        (Some("rsmf"), Some(3))
    );
    assert!(folder.ends_with("2026-11-22_package_rsmf"), "{row}");
    let names = names(&folder);
    let days: Vec<&str> = names
        .iter()
        .filter(|n| n.ends_with(".rsmf"))
        .map(|n| &n[..20])
        .collect();
    assert_eq!(
        days,
        [
            "2026-11-20_whatsapp_",
            "2026-11-21_whatsapp_",
            "2026-11-22_whatsapp_"
        ]
    );
    assert_eq!(names[3..], ["SHA256SUMS", "about.txt"].map(str::to_owned));
    let about = fs::read_to_string(folder.join("about.txt")).unwrap();
    assert!(about.contains("\nEvents: 3\n"), "{about}");
    // The text is in the zip; what stands outside has no word of it.
    let file = fs::read_to_string(folder.join(&names[0])).unwrap();
    assert!(file.contains("X-RSMF-EventCount: 1\r\n"), "{file}");
    assert!(!file.contains("option B"));

    let (_, again) = made(&home, &home.path("again"), &["--all", "--rsmf"]);
    for name in &names[..3] {
        let bytes = |dir: &Path| fs::read(dir.join(name)).unwrap();
        assert_eq!(bytes(&folder), bytes(&again), "{name}");
    }

    // Of one capture it stands beside that capture's folder.
    let (_, one) = made(&home, &home.path("plan"), &[&ids[0], "--rsmf"]);
    assert!(
        one.ends_with(format!("2026-11-22_whatsapp_{}_rsmf", ids[0])),
        "{one:?}"
    );
    let lodged = home
        .path("plan")
        .join(format!("2026-11-22_whatsapp_{}", ids[0]));
    assert!(!lodged.join("about.txt").exists());
    home.run(&["verify"]).ok();
}

#[test]
fn what_was_erased_is_said_to_be_and_a_bag_has_no_such_file() {
    let (home, ids) = office();
    home.run(&["erase", &ids[0], "--no-request-known"]).ok();
    let (row, folder) = made(&home, &home.path("out"), &["--all", "--rsmf"]);
    assert_eq!(
        (row["made_again"].as_u64(), row["rows_only"].as_u64()),
        (Some(2), Some(1))
    );
    let about = fs::read_to_string(folder.join("about.txt")).unwrap();
    assert!(
        about.contains("whose text is not held here: 1\n"),
        "{about}"
    );
    let out = home.path("out").display().to_string();
    let refused = ["package", "--all", "--out", &out, "--rsmf", "--tdr"];
    home.run(&refused).fails(2);
}

fn flat_home() -> Home {
    let home = Home::ready();
    let share = home.path("share");
    fs::create_dir_all(&share).unwrap();
    let config = home.dir().join("config.toml");
    let mut settings = fs::read_to_string(&config).unwrap();
    settings.push_str(&format!(
        "\n[[destination]]\nname = \"share\"\nkind = \"folder\"\nlayout = \"flat\"\npath = \"{}\"\n",
        share.display()
    ));
    fs::write(&config, settings).unwrap();
    home
}

#[test]
fn a_share_gets_files_side_by_side_and_a_package_takes_them_from_there() {
    let home = flat_home();
    let shot = home.file("shot.png", b"\x89PNG\r\n\x1a\nnot much of one");
    let ids = [
        home.add(&["Go with B", "--marking", "official", "--file", &shot]),
        home.add(&["Go with C", "--marking", "official-sensitive"]),
    ];
    for id in &ids {
        let row = home
            .run(&["capture", id, "--to", "share", "--json"])
            .ok()
            .row();
        assert_eq!(row["state"], "confirmed", "{row}");
        let path = row["path"].as_str().unwrap();
        assert!(path.ends_with(&format!("_{id}.txt")), "{path}");
        assert!(fs::read_to_string(path).unwrap().contains("Go with"));
    }
    assert_eq!(names(&home.path("share")).len(), 9);
    let found = home.run(&["doctor"]).ok().out;
    assert!(
        !found.contains("share") && !found.contains("holds a message"),
        "{found}"
    );
    home.run(&["erase", &ids[0], "--no-request-known"]).ok();
    // A bag and a flat package hold both, and say what each carries, though the text of one is held there alone.
    let (row, bag) = made(&home, &home.path("out"), &["--all"]);
    assert_eq!(
        (row["copied"].as_u64(), row["captures"].as_u64()),
        (Some(2), Some(2))
    );
    let of = format!("2026-11-22_other_{}", ids[0]);
    let folder = names(&bag.join("data"))
        .into_iter()
        .find(|n| n.ends_with(&ids[0]));
    let folder = bag.join("data").join(folder.unwrap_or(of));
    for file in [
        "record.txt",
        "record.eml",
        "attachments/shot.png",
        "flat_metadata.csv",
    ] {
        assert!(folder.join(file).exists(), "{file}: {:?}", names(&folder));
    }
    let (row, flat) = made(&home, &home.path("out"), &["--all", "--flat"]);
    assert_eq!(
        (row["copied"].as_u64(), row["form"].as_str()),
        (Some(2), Some("flat"))
    );
    assert_eq!(row["marking"], "OFFICIAL-SENSITIVE");
    let table = fs::read_to_string(flat.join("metadata.csv")).unwrap();
    assert_eq!(table.lines().count(), 1 + 7, "{table}");
    assert!(table.starts_with("FileRef,"), "{table}");
}

#[test]
fn a_bag_cannot_lie_flat_and_a_share_is_looked_after() {
    let home = flat_home();
    let config = home.dir().join("config.toml");
    let settings = fs::read_to_string(&config).unwrap();
    fs::write(
        &config,
        settings.replace("layout =", "format = \"bag\"\nlayout ="),
    )
    .unwrap();
    let said = home.run(&["config", "check"]);
    assert!(
        format!("{}{}", said.out, said.err).contains("A bag is a folder"),
        "{}{}",
        said.out,
        said.err
    );
    fs::write(&config, settings.replace("\"flat\"", "\"flatt\"")).unwrap();
    assert_ne!(home.run(&["config", "check"]).code, 0);
}

#[test]
fn a_court_gets_a_page_with_numbered_lines_and_exhibits() {
    let (home, ids) = office();
    home.run(&["edit", &ids[0], "--text", "Go with <b>C</b>"])
        .ok();
    let (row, folder) = made(&home, &home.path("out"), &["--all", "--page"]);
    assert_eq!(row["form"], "page");
    assert_eq!(names(&folder), ["SHA256SUMS", "exhibits", "page.html"]);
    assert_eq!(names(&folder.join("exhibits")), ["00001.png"]);
    let page = fs::read_to_string(folder.join("page.html")).unwrap();
    for words in [
        "<h3>1. Asha, Friday 20 November 2026, 09:06 GMT</h3>",
        "<ol class=\"lines\" start=\"1\">",
        "<ol class=\"lines\" start=\"3\">",
        "Go with option B",
        "Go with &lt;b&gt;C&lt;/b&gt;",
        "<h2>What this page cannot show</h2>",
        "<dt>Exhibits</dt> <dd>1</dd>",
        "<a href=\"exhibits/00001.png\">shot.png</a>",
        "typed by Ruth Bell, not compared with the phone: 3 messages",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("<script") && page.trim_end().ends_with("</html>"));
}

/// The points of a page under a heading.
fn limits(home: &Home) -> String {
    let out = home.path("limits");
    fs::create_dir_all(&out).unwrap();
    let (_, folder) = made(home, &out, &["--all", "--page"]);
    let page = fs::read_to_string(folder.join("page.html")).unwrap();
    let (_, after) = page
        .split_once("<h2>What this page cannot show</h2>")
        .unwrap();
    after.split("</ul>").next().unwrap().replace("\n", " ")
}

/// Does this, sees the sentence; takes it back, and the sentence is not there any more.
fn stands_on(home: &Home, args: &[&str], sentence: &str) {
    let before = limits(home);
    assert!(!before.contains(sentence), "{sentence}: {before}");
    home.run(args).ok();
    let with = limits(home);
    assert!(with.contains(sentence), "{sentence}: {with}");
    home.run(&["undo"]).ok();
    assert_eq!(limits(home), before, "{sentence}");
}

#[test]
fn what_cannot_be_shown_stands_on_frames_and_goes_with_them() {
    let (home, _) = office();
    let chat = "20/11/2026, 09:06 - Asha Patel: Agreed\n21/11/2026, 13:07 - Tom: ok\n";
    let export = home.file("chat.txt", chat.as_bytes());
    assert!(
        limits(&home)
            .contains("Of the only chat here no export was taken in: what is on record of it")
    );
    let import = [
        "import",
        &export,
        "--queue",
        "1",
        "--conversation",
        "Bill team",
    ];
    stands_on(&home, &import, "An export of every chat here was taken in");
    stands_on(
        &home,
        &import,
        "1 item of these chats is recorded as waiting in the queue",
    );
    let timer = [
        "conversation",
        "timer",
        "Bill team",
        "24h",
        "--from",
        "Fri 10:00",
    ];
    stands_on(
        &home,
        &timer,
        "messages vanish by a timer (24 hours at the shortest). No review is on record",
    );
    let device = ["device", "add", "work phone", "--kind", "corporate"];
    stands_on(
        &home,
        &device,
        "1 of 1 device on record was never gone through",
    );
    let bill = ["-c", "whatsapp", "--conversation", "Bill team"];
    let waits = home.add(&[&["Not yet"], &bill[..]].concat());
    let gone = ["gone", &waits, "--note", "vanished"];
    stands_on(
        &home,
        &gone,
        "1 item of these chats is recorded as no longer available",
    );
    let nothing = ["not-significant", &waits, "--no-request-known"];
    stands_on(
        &home,
        &nothing,
        "1 item of these chats is recorded as not significant",
    );
    // The same sentences stand on the bag, the statement and the register, by one rule.
    let (_, bag) = made(&home, &home.path("out"), &["--all"]);
    let about = fs::read_to_string(bag.join("data/about.txt")).unwrap();
    let register = home.run(&["register", "show"]).ok().out;
    for text in [about, register] {
        let text = text.replace("\n  ", " ");
        assert!(
            text.contains("1 item of these chats is recorded as waiting"),
            "{text}"
        );
    }
}

#[test]
fn nothing_is_signed_that_is_not_whole_by_a_key_that_is_no_public_one_or_twice() {
    let (home, _) = office();
    let (_, bag) = made(&home, &home.path("out"), &["--all"]);
    let bag = bag.display().to_string();
    let key = home.file("k.pub", b"ssh-ed25519 AAAA ruth\n");
    let private = home.file("k", b"-----BEGIN OPENSSH PRIVATE KEY-----\n");
    let said = home.run(&["sign", &bag, "--key", &private]).fails(1);
    assert!(said.contains("is no public key"), "{said}");
    let said = home
        .run(&["sign", &format!("{bag}/nothing"), "--key", &key])
        .fails(1);
    assert!(said.contains("There is no file or folder"), "{said}");
    let said = home.run(&["verify", "--signed", &bag]).fails(2);
    assert!(said.contains("--allowed"), "{said}");
    let said = home
        .run(&["verify", "--signed", &bag, "--allowed", &key])
        .fails(1);
    assert!(said.contains(".sig.txt"), "{said}");
    // Without an agent there is no signature, and nothing is left that looks like one.
    home.run(&["sign", &bag, "--key", &key]).fails(1);
    assert!(
        !names(&home.path("out"))
            .iter()
            .any(|n| n.ends_with(".sig.txt"))
    );
    fs::write(format!("{bag}.sig.txt"), "there").unwrap();
    let said = home.run(&["sign", &bag, "--key", &key]).fails(1);
    assert!(said.contains("a signature already"), "{said}");
    fs::remove_file(format!("{bag}.sig.txt")).unwrap();
    fs::write(format!("{bag}/data/about.txt"), "changed").unwrap();
    let said = home.run(&["sign", &bag, "--key", &key]).fails(1);
    assert!(
        said.contains("about.txt") && said.contains("would say that it is whole"),
        "{said}"
    );
    // Whoever checks is told so before anything is said of a signature.
    fs::write(format!("{bag}.sig.txt"), "there").unwrap();
    let checked = home.run(&["verify", "--signed", &bag, "--allowed", &key, "--json"]);
    assert_eq!(checked.code, 4, "{}", checked.err);
    let row = checked.row();
    assert_eq!(
        (row["ok"].as_bool(), row["by"].is_null()),
        (Some(false), true)
    );
    assert!(row["problem"].to_string().contains("about.txt"), "{row}");
    // A department may switch both off.
    fs::write(
        home.dir().join("policy.toml"),
        "[off]\nsigning = true\nwitnessing = true\n",
    )
    .unwrap();
    for args in [
        vec!["sign", &bag, "--key", &key],
        vec!["verify", "--signed", &bag, "--allowed", &key],
        vec!["witness", "request", "--out", &bag],
        vec!["witness", "attach", &key, "--authority", &key],
    ] {
        let said = home.run(&args).fails(1);
        assert!(said.contains("is switched off"), "{args:?}: {said}");
    }
}
