//! What is not as it should be is said, by whichever command comes upon it, in words that are so.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use crate::support::Home;

#[test]
fn what_a_turn_put_in_order_is_said_once() {
    let home = Home::ready();
    home.add(&["one"]);
    let segment = &home.segments()[0];
    fs::set_permissions(segment, fs::Permissions::from_mode(0o644)).unwrap();
    let said = home.run(&["add", "two"]).ok().err;
    assert!(said.contains("could be read by others"), "{said}");
    let said = home.run(&["add", "three"]).ok().err;
    assert!(!said.contains("could be read by others"), "{said}");
    // A command that died in the middle: what was left of it is moved, and that is said.
    let mut bytes = fs::read(segment).unwrap();
    bytes.extend(b"[[event]]\nschema = 2\nseq = ");
    fs::write(segment, bytes).unwrap();
    let said = home.run(&["add", "four"]).ok().err;
    assert!(said.contains("A torn tail of 27 bytes"), "{said}");
}

/// The frames of a text, each from its first line on.
fn frames(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = text.match_indices("[[event]]").map(|(n, _)| n).collect();
    starts.push(text.len());
    starts.windows(2).map(|w| &text[w[0]..w[1]]).collect()
}

#[test]
fn a_frame_behind_one_that_is_gone_is_shown_and_said_not_to_count() {
    let home = Home::ready();
    for text in ["alpha", "beta", "gamma"] {
        home.add(&[text]);
    }
    let segment = &home.segments()[0];
    let text = fs::read_to_string(segment).unwrap();
    let kept: Vec<&str> = frames(&text)
        .into_iter()
        .filter(|f| !f.contains("\"beta\""))
        .collect();
    fs::write(segment, kept.concat()).unwrap();
    let log = home.run(&["log", "gamma"]).ok().out;
    assert!(
        log.contains("gamma") && log.contains("(not counted: what comes before it is not here)"),
        "{log}"
    );
    let rows = home.run(&["log", "gamma", "--json"]).ok().rows();
    assert_eq!((rows.len(), &rows[0]["counted"]), (1, &false.into()));
    let verified = home.run(&["verify"]);
    assert_eq!(verified.code, 4);
    let line = verified.out.lines().find(|l| l.starts_with("Not counted"));
    assert!(
        line.is_some_and(|l| l.contains("gamma")),
        "{}",
        verified.out
    );
    // Of those that are named as not here, none is.
    let gone = verified.out.contains("1 frame (no. 3)")
        && verified
            .out
            .contains("; 1 frame (no. 4) behind is here and not counted");
    assert!(
        gone && !verified.out.contains("no. 3 to 4"),
        "{}",
        verified.out
    );
    // Those that count are there as ever, and have no such mark.
    let alpha = home.run(&["log", "alpha", "--json"]).ok().rows();
    assert_eq!((alpha.len(), alpha[0].get("counted")), (1, None));
}

#[test]
fn nothing_waits_is_not_said_while_frames_are_not_here() {
    let home = Home::ready();
    home.add(&["one"]);
    let none = home.run(&["queue", "--conversation", "nowhere"]);
    assert!(!none.out.contains("not all of it can be"));
    for segment in home.segments() {
        fs::remove_file(segment).unwrap();
    }
    let queue = home.run(&["queue"]).ok();
    let said = format!("{}{}", queue.out, queue.err);
    assert!(!said.contains("Nothing waiting here"), "{said}");
    assert!(said.contains("not all of it can be"), "{said}");
}

/// A register with one kept file, and where that stands.
fn kept() -> (Home, PathBuf) {
    let home = Home::ready();
    let file = home.file("shot.png", b"not much of a picture");
    home.add(&["one", "--file", &file]);
    let all = home.files();
    let mut kept = all.iter().filter(|(path, _)| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.len() == 64 && path.to_string_lossy().contains("evidence")
    });
    let path = kept.next().unwrap().0.clone();
    assert!(kept.next().is_none());
    (home, path)
}

#[test]
fn a_kept_file_that_is_gone_empty_or_changed_is_said_by_status_verify_and_doctor() {
    let (home, path) = kept();
    assert!(!home.run(&["status"]).ok().out.contains("kept file"));
    let sound = fs::read(&path).unwrap();
    let shown = path.file_name().unwrap().to_string_lossy().into_owned();
    for (how, why) in [
        ("emptied", "is empty"),
        ("cut", "it was changed"),
        ("gone", "it is not there"),
    ] {
        match how {
            "emptied" => fs::write(&path, b"").unwrap(),
            "cut" => fs::write(&path, &sound[1..]).unwrap(),
            _ => fs::remove_file(&path).unwrap(),
        }
        let status = home.run(&["status"]).ok().out;
        assert!(
            status.contains("The one kept file is gone or changed"),
            "{how}: {status}"
        );
        let short = home.run(&["status", "--short"]).ok().out;
        assert!(
            short.contains("the one kept file is gone or changed"),
            "{how}: {short}"
        );
        let json = home.run(&["status", "--json"]).ok().row();
        assert_eq!(json["damaged"], false, "{how}");
        let verified = home.run(&["verify"]);
        assert!(
            verified.code == 4 && verified.out.contains(why),
            "{how}: {}",
            verified.out
        );
        let doctor = home.run(&["doctor", "--json"]).rows();
        let of_it = doctor.iter().filter(|row| row.to_string().contains(&shown));
        assert_eq!(of_it.count(), 1, "{how}: {doctor:?}");
        fs::write(&path, &sound).unwrap();
    }
    assert!(
        !home
            .run(&["status", "--short"])
            .ok()
            .out
            .contains("kept file")
    );
}

#[test]
fn settings_that_cannot_be_read_are_not_called_missing() {
    let home = Home::ready();
    home.add(&["one"]);
    let settings = home.dir().join("config.toml");
    fs::write(&settings, "[me]\nname = \"Ruth Bell\n").unwrap();
    for args in [&["status"][..], &["status", "--short"]] {
        let ran = home.run(args);
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("cannot be read"), "{args:?}: {said}");
        assert!(said.contains("line 2"), "{args:?}: {said}");
        assert!(!said.contains("missing or empty"), "{args:?}: {said}");
        assert!(!said.contains("onrecord setup"), "{args:?}: {said}");
    }
    // Where there are none any more, doctor names that too.
    fs::write(&settings, "").unwrap();
    let doctor = home.run(&["doctor"]).out;
    assert!(doctor.contains("settings are missing or empty"), "{doctor}");
    assert!(!doctor.contains("Nothing to mend"), "{doctor}");
    fs::write(&settings, "[me]\nname = \"Ruth Bell\n").unwrap();
    let refused = home.run(&["add", "two"]).fails(3);
    assert!(
        refused.contains("cannot be read") && refused.contains("onrecord config check"),
        "{refused}"
    );
}

#[test]
fn a_copy_that_a_sync_tool_made_of_the_settings_is_named() {
    let home = Home::ready();
    let name = "config.sync-conflict-20261128-101500-ABCDEF.toml";
    fs::write(home.dir().join(name), "x").unwrap();
    let doctor = home.run(&["doctor"]).out;
    assert!(
        doctor.contains(name) && doctor.contains("copy of config.toml"),
        "{doctor}"
    );
    assert!(!doctor.contains("onrecord/config.toml:"), "{doctor}");
}
