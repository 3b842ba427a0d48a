//! What is known and not here is named until somebody says why nothing more can be done: what `doctor` prints is
//! followed to the letter.

use std::fs;
use std::process::Command;

use crate::support::{Home, Ran, read};

/// What a second installation of the same register does, with a memory of its own.
fn elsewhere(home: &Home, args: &[&str]) -> Ran {
    let mut command = home.command(args);
    command
        .env("XDG_STATE_HOME", home.path("elsewhere"))
        .env("USER", "lap");
    read(command.output().unwrap())
}

/// A home whose other installation wrote three items, of which the last two were lost after they were read here.
fn lost() -> (Home, String) {
    let (home, writer, _) = lost_and_whole();
    (home, writer)
}

/// The same, with its journal as it was before the loss.
fn lost_and_whole() -> (Home, String, String) {
    let home = Home::ready();
    for text in ["one", "two", "three"] {
        elsewhere(&home, &["add", text, "--channel", "whatsapp"]).ok();
    }
    home.add(&["mine"]);
    let segments = home.segments();
    let its = segments
        .iter()
        .find(|s| s.to_string_lossy().contains("lap@"));
    let its = its.unwrap();
    let text = fs::read_to_string(its).unwrap();
    let two = text.find("\"two\"").unwrap();
    fs::write(its, &text[..text[..two].rfind("[[event]]").unwrap()]).unwrap();
    let folder = its.parent().unwrap().file_name().unwrap();
    let writer = folder.to_string_lossy().into_owned();
    (home, writer, text)
}

/// The command that a line of `doctor` or of an error names.
fn named(ran: &Ran) -> String {
    let line = ran.out.lines().find(|l| l.contains("doctor --accept"));
    let line = line.unwrap_or_else(|| panic!("{}", ran.out));
    let from = line.find("onrecord doctor").unwrap();
    line[from..].to_owned()
}

#[test]
fn what_doctor_says_of_a_loss_is_followed_to_the_letter_and_the_alarm_ends() {
    let (home, writer) = lost();
    let status = home.run(&["status", "--json"]).ok().row();
    assert_eq!(
        (&status["missing"], &status["damaged"]),
        (&1.into(), &false.into())
    );
    let short = home.run(&["status", "--short"]).ok().out;
    assert!(
        short.contains("a part of the register is not here"),
        "{short}"
    );
    let verified = home.run(&["verify"]);
    assert_eq!(verified.code, 4);
    assert!(verified.out.contains("onrecord doctor"), "{}", verified.out);
    let row = home.run(&["verify", "--json"]).row();
    let missing = &row["missing"][0];
    assert_eq!(missing["writer"], *writer);
    // The line as it stands, with a reason for the word in capitals, through a shell.
    let command = named(&home.run(&["doctor"]).ok());
    assert!(command.contains("--reason TEXT"), "{command}");
    let command = command.replace("TEXT", "'the laptop was wiped'");
    let own = home.command(&[]);
    let program = own.get_program().to_string_lossy().into_owned();
    let mut shell = Command::new("sh");
    for (name, value) in own.get_envs() {
        if let Some(value) = value {
            shell.env(name, value);
        }
    }
    let script = format!(
        "onrecord() {{ '{program}' --dir '{}' \"$@\"; }}\n{command}\n",
        home.dir().display()
    );
    for blank in ["", "   "] {
        let refused = home.run(&["doctor", "--accept", "all", "--reason", blank]);
        assert_eq!(refused.code, 2, "{}", refused.err);
        assert_eq!(home.run(&["verify"]).code, 4);
    }
    let ran = read(shell.arg("-c").arg(script).output().unwrap()).ok();
    assert!(ran.out.contains("noted as lost"), "{}", ran.out);
    // The alarm is over, and the truth stays.
    let status = home.run(&["status", "--json"]).ok().row();
    assert_eq!(status["missing"], 0);
    let verified = home.run(&["verify"]).ok();
    assert!(
        verified.out.contains("the laptop was wiped"),
        "{}",
        verified.out
    );
    let row = home.run(&["verify", "--json"]).ok().row();
    assert_eq!(row["accepted"][0]["head"], missing["head"]);
    assert_eq!(
        (&row["ok"], &row["complete"]),
        (&true.into(), &false.into())
    );
    assert!(
        !home
            .run(&["status", "--short"])
            .ok()
            .out
            .contains("register")
    );
    // Nothing is left to take note of.
    let none = home.run(&["doctor", "--accept", "all", "--reason", "again"]);
    assert!(none.fails(1).contains("Nothing is missing here"));
}

#[test]
fn a_head_is_named_whole_by_its_first_digits_or_as_all_and_one_that_is_not_missing_is_refused() {
    for spelt in ["whole", "digits", "all"] {
        let (home, _) = lost();
        let row = home.run(&["verify", "--json"]).row();
        let head = row["missing"][0]["head"].as_str().unwrap().to_owned();
        let digits = head.rsplit(' ').next().unwrap();
        let there = row["writers"][0]["head"].as_str().unwrap();
        let before = home.run(&["log", "--json"]).ok().rows().len();
        for (wrong, said) in [
            (&there[..12], "Nothing that is missing now has the head"),
            (&digits[..2], "Nothing that is missing now has the head"),
            ("", "Nothing that is missing now has the head"),
        ] {
            let wrong = home.run(&["doctor", "--accept", wrong, digits, "--reason", "x"]);
            let told = wrong.fails(1);
            assert!(
                told.contains(said) || told.contains("Say of which"),
                "{told}"
            );
        }
        let no_reason = home.run(&["doctor", "--accept", digits]).fails(2);
        assert!(no_reason.contains("--reason"), "{no_reason}");
        let alone = home.run(&["doctor", "--reason", "x"]).fails(2);
        assert!(alone.contains("of which head"), "{alone}");
        let both = [
            "doctor",
            "--accept",
            digits,
            "--take-over",
            "x",
            "--reason",
            "x",
        ];
        home.run(&both).fails(2);
        assert_eq!(home.run(&["log", "--json"]).ok().rows().len(), before);
        let word = match spelt {
            "whole" => &*head,
            "digits" => &digits[..6],
            _ => "all",
        };
        let done = home.run(&["doctor", "--accept", word, "--reason", "wiped", "--json"]);
        assert_eq!(done.ok().row()["accepted"][0]["head"], *head, "{spelt}");
    }
}

#[test]
fn the_journal_of_an_installation_that_is_gone_is_taken_over_and_what_is_erased_leaves_it() {
    let home = Home::ready();
    let text = "a sentence that must go";
    elsewhere(&home, &["add", text, "--channel", "whatsapp"]).ok();
    let item = home.run(&["queue", "--json"]).ok().row()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    home.run(&["erase", &item, "--no-request-known"]).ok();
    let its = || {
        let all = home.segments();
        all.into_iter()
            .find(|s| s.to_string_lossy().contains("lap@"))
            .unwrap()
    };
    assert!(
        fs::read_to_string(its()).unwrap().contains(text),
        "it is its writer's to take out"
    );
    assert_eq!(home.run(&["status", "--json"]).ok().row()["erasing"], 1);
    let told = home
        .run(&["doctor", "--take-over", "nobody", "--reason", "x"])
        .fails(2);
    let folder = its()
        .parent()
        .unwrap()
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    assert!(told.contains(&folder), "{told}");
    home.run(&[
        "doctor",
        "--take-over",
        &folder,
        "--reason",
        "handed back in May",
    ])
    .ok();
    assert!(!fs::read_to_string(its()).unwrap().contains(text));
    assert_eq!(home.run(&["status", "--json"]).ok().row()["erasing"], 0);
    home.run(&["verify"]).ok();
    let told = home
        .run(&["doctor", "--take-over", &folder, "--reason", "x"])
        .fails(2);
    assert!(
        told.contains("no journal that could be taken over"),
        "{told}"
    );
}

#[test]
fn whose_journal_an_earlier_version_wrote_last_is_named_where_others_are_of_this_one() {
    let home = Home::ready();
    home.add(&["mine"]);
    let segment = home.segments().remove(0);
    let beside = segment.parent().unwrap().with_file_name("ann@desk-7f2x");
    fs::create_dir(&beside).unwrap();
    let earlier = include_str!("../golden/schema-1.toml");
    fs::write(beside.join("0001.toml"), earlier).unwrap();
    let named = "The journal of ann@desk-7f2x was last written by an earlier version of onrecord";
    let status = home.run(&["status"]).ok().out;
    assert!(status.contains(named), "{status}");
    assert!(
        !home
            .run(&["status", "--short"])
            .ok()
            .out
            .contains("version")
    );
    let verified = home.run(&["verify"]).out;
    assert!(
        verified.contains("ann@desk-7f2x was last written"),
        "{verified}"
    );
    // Alone, it is simply what it is.
    fs::remove_dir_all(segment.parent().unwrap()).unwrap();
    let status = home.run(&["status"]);
    assert!(!status.out.contains("earlier version"), "{}", status.out);
}

#[test]
fn an_erasure_that_waits_for_a_hold_says_for_which_and_one_that_does_not_speaks_of_none() {
    let home = Home::ready();
    let add = ["add", "to be erased", "--channel", "whatsapp", "--json"];
    let row = elsewhere(&home, &add).ok().row();
    let id = row["id"].as_str().unwrap();
    home.run(&["erase", id, "--no-request-known"]).ok();
    let said = |args: &[&str]| {
        let ran = home.run(args).ok();
        format!("{}{}", ran.out, ran.err)
    };
    for args in [["verify"], ["status"]] {
        let told = said(&args);
        assert!(told.contains("text is still on disk"), "{told}");
        assert!(!told.contains("hold"), "{told}");
    }
    home.run(&["hold", "add", "--ref", "INQUIRY 7"]).ok();
    for args in [["verify"], ["status"]] {
        let told = said(&args);
        assert!(
            told.contains(
                "waits: hold INQUIRY 7 covers it, and its text stays in the journal of lap@"
            ),
            "{told}"
        );
    }
    // Its writer's next write leaves it, and the one after the hold's end takes it out.
    elsewhere(&home, &["add", "another", "--channel", "whatsapp"]).ok();
    assert!(said(&["verify"]).contains("waits: hold INQUIRY 7"));
    home.run(&["hold", "release", "INQUIRY 7"]).ok();
    elsewhere(&home, &["add", "a third", "--channel", "whatsapp"]).ok();
    assert!(!said(&["verify"]).contains("still on disk"));
}

#[test]
fn frames_under_a_name_that_is_not_read_are_pointed_to() {
    let (home, writer, whole) = lost_and_whole();
    let folder = home.dir().join("register").join(&writer);
    for name in [".#0001.toml", "lock"] {
        fs::write(folder.join(name), &whole).unwrap();
        let told = home.run(&["doctor"]);
        let line = told.out.lines().any(|l| l.contains(name));
        assert!(
            line && told
                .out
                .contains("2 frames that are nowhere else here, and no file of this name is read"),
            "{}",
            told.out
        );
        fs::remove_file(folder.join(name)).unwrap();
    }
}
