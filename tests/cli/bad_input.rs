//! Bad input and bad luck from the outside: a sentence with place and next step, the exit code of the
//! interface, and nothing half done.

use std::fs;
use std::process::Stdio;

use crate::support::{EXCEPTIONAL, Home, with};
use crate::zips::zip_of;

const CHAT: &str = "20/11/2026, 09:06 - Asha Patel: Agreed\n21/11/2026, 09:07 - Tom Okafor: ok\n";

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn exports_that_are_none_are_refused_by_name_with_a_next_step() {
    let home = Home::ready();
    let whole = zip_of(&[("_chat.txt", CHAT.as_bytes())]);
    let bomb = zip_of(&[("_chat.txt", &vec![b'a'; 70 << 20])]);
    let joined = "20/11/2026, 09:06 - A: x\n21/11/2026, 09:06 - A: y\n".repeat(3)
        + &"11/20/2026, 09:06 - A: x\n11/21/2026, 09:06 - A: y\n".repeat(3);
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty.txt", vec![], "empty"),
        (
            "picture.txt",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
            "looks like",
        ),
        ("data.json", b"{\"messages\": []}".to_vec(), "looks like"),
        (
            "prose.txt",
            b"Dear all,\nplease find attached\n".to_vec(),
            "date",
        ),
        ("cut.zip", whole[..whole.len() - 30].to_vec(), "zip"),
        ("bomb.zip", bomb, "more than any export needs"),
        (
            "up.zip",
            zip_of(&[("../_chat.txt", CHAT.as_bytes())]),
            "name",
        ),
        (
            "root.zip",
            zip_of(&[("/etc/_chat.txt", CHAT.as_bytes())]),
            "name",
        ),
        ("inner.zip", zip_of(&[("chat.zip", &whole)]), "zip inside"),
    ];
    let before = home.files();
    for (name, bytes, words) in cases {
        let path = home.file(&format!("in/{name}"), bytes);
        let said = home.run(&["import", &path, "--queue", "1"]).fails(1);
        assert!(
            said.contains(name) && said.contains(words),
            "{name}: {said}"
        );
        let ran = home.run(&["import", &path, "--list", "--json"]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{name}");
    }
    let said = home.run(&["import", "/nowhere/chat.txt"]).err;
    assert!(
        said.contains("/nowhere/chat.txt") && said.contains("Check the path"),
        "{said}"
    );
    assert_eq!(home.files(), before);
    // Two exports joined are read run by run, and it is said.
    let path = home.file("in/joined.txt", joined);
    let row = home.run(&["import", &path, "--json"]).ok().row();
    assert!(!row["notices"].as_array().unwrap().is_empty(), "{row}");
}

#[test]
fn other_encodings_are_read_and_said() {
    let home = Home::ready();
    let path = home.file("in/notepad.txt", utf16(CHAT));
    let ran = home.run(&["import", &path]).ok();
    assert!(
        ran.out.contains("UTF-16LE") && ran.out.contains("Entries: 2"),
        "{}",
        ran.out
    );
    let mut broken = CHAT.as_bytes().to_vec();
    broken.splice(30..30, [0xff, 0xfe]);
    let path = home.file("in/broken.txt", broken);
    assert_eq!(
        home.run(&["import", &path, "--json"]).ok().row()["replaced"],
        2
    );
}

#[test]
fn an_entry_too_long_to_keep_whole_is_not_queued_as_if_it_were() {
    let home = Home::ready();
    let long = "x".repeat(17 << 20);
    let path = home.file(
        "in/long.txt",
        format!("{CHAT}21/11/2026, 09:08 - Tom Okafor: {long}\n"),
    );
    let said = home.run(&["import", &path, "--queue", "3"]).fails(1);
    assert!(
        said.contains("Entry 3") && said.contains("--file"),
        "{said}"
    );
    home.run(&["import", &path, "--queue", "1"]).ok();
}

/// Puts a home with three items on disk and gives its only segment.
fn furnished() -> (Home, std::path::PathBuf) {
    let home = Home::ready();
    for text in ["one", "two", "three"] {
        home.add(&[text]);
    }
    let segments = home.segments();
    assert_eq!(segments.len(), 1);
    (home, segments[0].clone())
}

#[test]
fn a_flipped_byte_is_named_with_its_line_and_capture_goes_on() {
    let (home, segment) = furnished();
    let mut bytes = fs::read(&segment).unwrap();
    let at = String::from_utf8_lossy(&bytes).find("two").unwrap();
    bytes[at] ^= 1;
    fs::write(&segment, &bytes).unwrap();
    let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
    let ran = home.run(&["verify", "--json"]);
    let row = ran.row();
    assert_eq!((ran.code, row["ok"].as_bool()), (4, Some(false)));
    let problem = &row["problems"][0];
    assert!(
        problem["file"].as_str().unwrap().ends_with("0001.toml"),
        "{problem}"
    );
    let told = problem["line"].as_u64().unwrap() as usize;
    assert!(
        told.abs_diff(line) <= 14,
        "line {told} for a change in line {line}"
    );
    assert_eq!(home.run(&["status", "--json"]).ok().row()["damaged"], true);
    home.add(&["capture goes on"]);
    assert!(home.run(&["find", "capture", "--json"]).ok().rows().len() == 1);
    home.run(&["verify"]).fails(4);
}

#[test]
fn a_missing_text_line_is_a_finding() {
    let (home, segment) = furnished();
    let text = fs::read_to_string(&segment).unwrap();
    let without: String = text
        .split_inclusive('\n')
        .filter(|l| !(l.starts_with("text = ") && l.contains("two")))
        .collect();
    assert_ne!(text, without);
    fs::write(&segment, without).unwrap();
    let said = home.run(&["verify"]);
    assert_eq!(said.code, 4, "{}", said.out);
    assert!(said.out.contains("0001.toml"), "{}", said.out);
}

#[test]
fn a_torn_end_is_set_aside_and_said_and_is_no_difference() {
    let (home, segment) = furnished();
    let bytes = fs::read(&segment).unwrap();
    fs::write(
        &segment,
        [&bytes[..], b"[[event]]\nschema = 1\nseq = 9"].concat(),
    )
    .unwrap();
    home.run(&["verify"]).ok();
    home.add(&["four"]);
    assert_eq!(home.run(&["queue", "--json"]).ok().rows().len(), 4);
    let row = home.run(&["verify", "--json"]).ok().row();
    assert_eq!(
        (row["ok"].as_bool(), row["quarantined"].as_u64()),
        (Some(true), Some(1))
    );
}

#[test]
fn a_cut_between_frames_is_found_by_a_head_noted_elsewhere() {
    let (home, segment) = furnished();
    let head = home.run(&["verify", "--json"]).ok().row()["writers"][0]["head"]
        .as_str()
        .unwrap()
        .to_owned();
    home.run(&["verify", "--head", &head]).ok();
    let text = fs::read_to_string(&segment).unwrap();
    let last = text.rfind("[[event]]").unwrap();
    fs::write(&segment, &text[..last]).unwrap();
    let ran = home.run(&["verify", "--head", &head]);
    assert_eq!(ran.code, 4, "{}", ran.out);
}

#[test]
fn a_clock_set_back_stops_nothing() {
    let mut home = Home::ready();
    home.add(&["today"]);
    home.now = "2026-11-20T08:00:00.000Z".into();
    home.add(&["two days before"]);
    let row = home.run(&["verify", "--json"]).ok().row();
    assert_eq!(row["ok"], true);
    assert!(
        row["said"]
            .as_array()
            .unwrap()
            .iter()
            .any(|s| s.as_str().unwrap().contains("clock")),
        "{row}"
    );
}

#[test]
fn a_copied_home_becomes_a_new_writer_and_both_stay_whole() {
    let (home, _) = furnished();
    let copy = Home::new();
    let status = std::process::Command::new("cp")
        .arg("-r")
        .arg(home.dir())
        .arg(copy.dir())
        .status()
        .unwrap();
    assert!(status.success());
    home.add(&["in the first"]);
    copy.add(&["in the copy"]);
    let writers = |home: &Home| {
        home.run(&["verify", "--json"]).ok().row()["writers"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((writers(&home), writers(&copy)), (1, 2));
    // The two meet again: whichever way the folders are copied, both see the same.
    for (from, to) in [(&home, &copy), (&copy, &home)] {
        let status = std::process::Command::new("cp")
            .args([
                "-r",
                &format!("{}/.", from.dir().join("register").display()),
            ])
            .arg(to.dir().join("register"))
            .status()
            .unwrap();
        assert!(status.success());
    }
    let queue = |home: &Home| home.run(&["queue", "--all", "--json"]).ok().out;
    assert_eq!(queue(&home), queue(&copy));
    assert_eq!(home.run(&["queue", "--json"]).ok().rows().len(), 5);
}

/// Runs the program under a limit on the size of files, which is what a full disk is like.
fn run_full(home: &Home, kib: u32, args: &[&str]) -> (i32, String) {
    let program = env!("CARGO_BIN_EXE_onrecord");
    let quoted: Vec<String> = args.iter().map(|a| format!("'{a}'")).collect();
    let script = format!(
        "trap '' XFSZ; ulimit -f {kib}; exec '{program}' {}",
        quoted.join(" ")
    );
    let command = home.command(&[]);
    let mut shell = std::process::Command::new("bash");
    shell.env_clear().envs(
        command
            .get_envs()
            .filter_map(|(key, value)| Some((key, value?))),
    );
    let output = shell
        .args(["-c", &script])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn a_full_disk_is_said_and_leaves_the_register_as_it_was() {
    let (home, segment) = furnished();
    let before = fs::read(&segment).unwrap();
    let long = "y".repeat(40_000);
    let (code, said) = run_full(&home, 8, &["add", &long]);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("0001.toml"), "{said}");
    assert_eq!(fs::read(&segment).unwrap(), before);
    assert_eq!(home.run(&["verify", "--json"]).ok().row()["ok"], true);
    home.add(&["room again"]);
}

#[test]
fn a_file_where_the_register_should_be_is_said() {
    let home = Home::ready();
    fs::write(home.dir().join("register"), b"not a folder").unwrap();
    let said = home.run(&["add", "x"]).fails(3);
    assert!(said.contains("register"), "{said}");
}

#[test]
fn a_destination_that_is_not_mounted_is_refused_and_nothing_is_recorded() {
    let home = Home::ready();
    let id = home.add(&["words"]);
    fs::remove_dir(home.path("plan")).unwrap();
    let ran = home.run(&["capture", &id, "--to", "plan"]);
    assert!(ran.code == 3 || ran.code == 1, "{}", ran.code);
    assert!(
        ran.err.contains("plan") && ran.err.contains("mounted"),
        "{}",
        ran.err
    );
    assert_eq!(home.show(&id)["state"], "waiting");
    assert!(!home.path("plan").exists());
}

#[test]
fn the_doctor_clears_what_an_interrupted_capture_left_and_nothing_else() {
    let mut home = Home::ready();
    let id = home.add(&["words"]);
    home.run(&["capture", &id, "--to", "plan"]).ok();
    let half = home.file(
        "plan/.onrecord-0000000000000000-0a1b2c3d/record.txt",
        "half",
    );
    let whole = || fs::read_dir(home.path("plan")).unwrap().count();
    assert_eq!(whole(), 2);
    home.run(&["doctor"]).ok();
    assert!(
        std::path::Path::new(&half).exists(),
        "a capture may be going on"
    );
    home.now = "2126-11-22T18:03:11.204Z".into();
    let said = home.run(&["doctor"]).ok().out;
    assert!(
        said.contains("half-built folder") && said.contains("removed"),
        "{said}"
    );
    assert_eq!(fs::read_dir(home.path("plan")).unwrap().count(), 1);
}

#[test]
fn what_was_interrupted_is_called_by_its_name() {
    let mut home = Home::ready();
    let item = home.add(&["words"]);
    let used = home.recorded(&with(EXCEPTIONAL, &["--situation", "already-used"]));
    home.run(&["depart", "open", "--leaving", "--on", "2026-11-27 17:00"])
        .ok();
    let departure = home.run(&["depart", "show", "--json"]).ok().row()["id"].clone();
    let departure = departure.as_str().unwrap();
    let nobody = "0000000000000000";
    let left = [
        (format!("{item}-w0a1b2c3d"), "A capture"),
        (item.clone(), "A capture"),
        (format!("{item}-p0a1b2c3d"), "A report"),
        (format!("{used}-p0a1b2c3d"), "A report"),
        (
            format!("{departure}-p0a1b2c3d"),
            "The statement or the handover pack of a departure",
        ),
        ("own-p0a1b2c3d".into(), "The lodging of a register"),
        ("principal-2-p0a1b2c3d".into(), "The lodging of a register"),
        ("package-p0a1b2c3d".into(), "A package"),
        (format!("{nobody}-p0a1b2c3d"), "A paper"),
        (nobody.into(), "A capture or a paper"),
    ];
    for (n, (name, _)) in left.iter().enumerate() {
        home.file(
            &format!("plan/.onrecord-{name}-0a1b2c0{n}/half.txt"),
            "half",
        );
    }
    home.now = "2126-11-22T18:03:11.204Z".into();
    let said = home.run(&["doctor"]).ok().out;
    for (n, (name, of)) in left.iter().enumerate() {
        let told = said
            .split("Found: ")
            .find(|told| told.contains(&format!("/.onrecord-{name}-0a1b2c0{n}\n")))
            .unwrap_or_else(|| panic!("{name} in {said}"));
        let sentence = format!("{of} was interrupted here and left a half-built folder.");
        assert!(told.starts_with(&sentence), "{name}: {told}");
    }
    assert_eq!(std::fs::read_dir(home.path("plan")).unwrap().count(), 0);
}

#[test]
fn a_whole_folder_that_is_not_on_record_is_named_by_every_command_that_looks() {
    let home = Home::ready();
    let (id, other) = (home.add(&["words"]), home.add(&["others"]));
    home.run(&["capture", &other, "--to", "plan"]).ok();
    assert!(!home.drafts().join("captures").exists());
    let record = format!("plan/2026-11-22_other_{id}/record.txt");
    home.file(&record, "words");
    home.file(
        "plan/2026-11-22_other_0123456789abcdef/record.txt",
        "of somebody else",
    );
    let looked = home.run(&["doctor"]).ok().out;
    let named = format!(
        "/plan/2026-11-22_other_{id}: This folder holds a message whole, and no capture on record names it"
    );
    for told in [
        "Found: This folder holds a message whole",
        &format!("/plan/2026-11-22_other_{id}\n"),
        &format!("onrecord capture {id}"),
    ] {
        assert!(looked.contains(told), "{looked}");
    }
    let others = looked.contains("0123456789abcdef") || looked.contains(&other);
    assert!(!others, "{looked}");
    let said = home.run(&["status"]).ok().out;
    assert!(
        said.contains("A capture was interrupted and left a folder here. See what it is with: onrecord doctor."),
        "{said}"
    );
    let said = home.run(&["status", "--short"]).ok().out;
    assert!(
        said.contains("a capture was interrupted, run: onrecord doctor"),
        "{said}"
    );
    let row = home.run(&["status", "--json"]).ok().row();
    assert_eq!(row["captures_interrupted"], 1);
    let ran = home.run(&["erase", &id, "--no-request-known"]).ok();
    let said = format!("{}{}", ran.out, ran.err);
    assert!(
        said.contains(&named) && said.contains("erasing does not reach it"),
        "{said}"
    );
    assert!(home.path(&record).exists());
    fs::remove_dir_all(home.path(&record).parent().unwrap()).unwrap();
    let row = home.run(&["status", "--json"]).ok().row();
    assert_eq!(row["captures_interrupted"], 0);
}

#[test]
fn a_destination_takes_nothing_above_its_limit_and_a_scan_can_stop_it() {
    let home = Home::ready();
    let id = home.add(&["words", "--marking", "official-sensitive"]);
    let said = home.run(&["capture", &id, "--to", "edrm"]).fails(1);
    assert!(
        said.contains("edrm takes up to") && said.contains("OFFICIAL-SENSITIVE"),
        "{said}"
    );
    let config = home.dir().join("config.toml");
    let text = fs::read_to_string(&config).unwrap();
    let scan = |command: &str| {
        fs::write(&config, format!("{text}\n[lodge]\nscan = [{command}]\n")).unwrap()
    };
    scan("\"sh\", \"-c\", \"echo found something; exit 3\"");
    let said = home.run(&["capture", &id, "--to", "plan"]).fails(1);
    assert!(said.contains("found something"), "{said}");
    assert_eq!(fs::read_dir(home.path("plan")).unwrap().count(), 0);
    assert_eq!(home.show(&id)["state"], "waiting");
    scan("\"true\"");
    home.run(&["capture", &id, "--to", "plan"]).ok();
}

#[test]
fn mistakes_in_the_settings_are_all_named_and_stop_nothing() {
    let home = Home::ready();
    let config = home.dir().join("config.toml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(
        &config,
        format!(
            "theem = \"dark\"\n{text}\n[capture]\nmargin = \"soon\"\n[review]\nat = \"25:00\"\n"
        ),
    )
    .unwrap();
    let said = home.run(&["config", "check"]).fails(2);
    for words in ["theem", "margin", "at = \"25:00\"", "config.toml:1"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    let carets = said
        .lines()
        .filter(|l| l.trim_start().starts_with("| ") && l.contains('^'))
        .count();
    assert_eq!(carets, 3, "{said}");
    home.add(&["still works"]);
    assert!(
        home.run(&["config", "sample"])
            .ok()
            .out
            .contains("[[destination]]")
    );
    assert!(
        home.run(&["config", "path"])
            .ok()
            .out
            .trim_end()
            .ends_with("onrecord/config.toml")
    );
}

#[test]
fn setup_makes_the_folders_that_files_are_dropped_in() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let set_up = || home.run(&["setup", "--name", "Ruth Bell", "--machine", "corporate"]);
    set_up().ok();
    for name in ["inbox", "themes"] {
        let mode = home.dir().join(name).metadata().unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o700, "{name}");
    }
    assert!(home.run(&["doctor"]).ok().err.is_empty());
    // What lies in the way is left as it is, and the settings are written all the same.
    fs::remove_dir(home.dir().join("inbox")).unwrap();
    fs::write(home.dir().join("inbox"), "a note").unwrap();
    std::os::unix::fs::symlink(home.path("gone"), home.dir().join("themes2")).unwrap();
    fs::remove_dir(home.dir().join("themes")).unwrap();
    fs::rename(home.dir().join("themes2"), home.dir().join("themes")).unwrap();
    set_up().ok();
    assert_eq!(fs::read(home.dir().join("inbox")).unwrap(), b"a note");
    assert!(home.dir().join("themes").is_symlink());
}

#[test]
fn two_processes_at_once_lose_nothing() {
    const EACH: usize = 40;
    let home = Home::ready();
    std::thread::scope(|scope| {
        for name in ["left", "right"] {
            let home = &home;
            scope.spawn(move || {
                for n in 0..EACH {
                    home.add(&[&format!("{name} {n}")]);
                }
            });
        }
    });
    assert_eq!(home.run(&["queue", "--json"]).ok().rows().len(), 2 * EACH);
    let row = home.run(&["verify", "--json"]).ok().row();
    assert_eq!(
        (
            row["ok"].as_bool(),
            row["writers"].as_array().unwrap().len()
        ),
        (Some(true), 1),
        "{row}"
    );
}
