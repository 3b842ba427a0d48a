//! What a shell completes: the values are those of this register, these settings and this policy.

use std::process::Command;

use crate::support::*;

/// What is offered for the last of these words.
pub fn asked(home: &Home, words: &[&str]) -> Vec<String> {
    let mut command = home.command(&with(&["--", "onrecord"], words));
    let ran = read(command.env("ONRECORD_COMPLETE", "fish").output().unwrap()).ok();
    assert_eq!(
        ran.err, "",
        "a shell would show it in the middle of the line"
    );
    let value = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    ran.out.lines().map(value).collect()
}

fn busy() -> (Home, String) {
    let home = Home::ready();
    home.run(&["device", "add", "work phone", "--kind", "corporate"])
        .ok();
    let id = home.add(&[
        "Nobody reads this",
        "--channel",
        "signal",
        "--conversation",
        "Bill team",
        "--from",
        "Asha",
        "--sent",
        "now",
        "--marking",
        "official",
    ]);
    home.run(&["hold", "add", "--ref", "FOI 7"]).ok();
    (home, id)
}

#[test]
fn values_are_those_of_the_register_the_settings_and_the_policy() {
    let (home, id) = busy();
    let offers = |words: &[&str], wanted: &str| {
        let all = asked(&home, words);
        assert!(
            all.iter().any(|o| o == wanted),
            "{words:?}: {wanted} is not among {all:?}"
        );
    };
    offers(&["capture", "x", "--to", ""], "edrm");
    offers(&["capture", "x", "--to", "pl"], "plan");
    offers(&["add", "x", "--channel", "wh"], "whatsapp");
    offers(
        &["add", "x", "--marking", "official-s"],
        "OFFICIAL-SENSITIVE",
    );
    offers(
        &["add", "x", "--marking", "OFF"],
        "OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
    );
    offers(&["decide", "--device", "wo"], "work phone");
    offers(&["decide", "--device", ""], "personal");
    offers(&["queue", "--conversation", ""], "Bill team");
    offers(&["conversation", "timer", "Bi"], "Bill team");
    offers(&["hold", "release", ""], "FOI 7");
    let ids = asked(&home, &["capture", ""]);
    assert!(
        ids.iter().any(|short| id.starts_with(short.as_str())),
        "{ids:?}"
    );
    assert!(
        asked(&home, &["show", &id[..2]])
            .iter()
            .any(|short| id.starts_with(short.as_str()))
    );
    // A colleague is no destination, and nothing of SECRET is offered.
    assert!(!asked(&home, &["hand-over", "x", "--to", ""]).contains(&"plan".to_owned()));
    assert!(asked(&home, &["add", "x", "--marking", "SEC"]).is_empty());
}

#[test]
fn completing_writes_nothing_and_says_no_word_of_a_message() {
    let (home, _) = busy();
    let before = home.files();
    for words in [
        &["capture", ""][..],
        &["show", ""],
        &["queue", "--conversation", ""],
        &["find", ""],
    ] {
        let mut command = home.command(&with(&["--", "onrecord"], words));
        let ran = read(command.env("ONRECORD_COMPLETE", "fish").output().unwrap()).ok();
        assert!(!ran.out.contains("Nobody reads"), "{}", ran.out);
    }
    assert!(before == home.files());
    // Before anything is set up there is nothing to offer, and no folder is made.
    let bare = Home::new();
    let offered = asked(&bare, &["show", ""]);
    assert!(offered.iter().all(|o| o.starts_with("--")), "{offered:?}");
    assert!(!bare.dir().exists());
}

#[test]
fn in_bash_a_name_with_a_blank_comes_quoted() {
    let (home, _) = busy();
    home.file(
        "completions.bash",
        home.run(&["completions", "bash"]).ok().out,
    );
    let script = "onrecord() { \"$PROGRAM\" \"$@\"; }; source completions.bash; \
                  COMP_WORDS=(onrecord queue --conversation ''); COMP_CWORD=3; COMP_TYPE=9; \
                  _onrecord_quoted onrecord '' --conversation 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let folder = home.path("bin");
    std::fs::create_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_onrecord"), folder.join("onrecord")).unwrap();
    let mut like = home.command(&[]);
    let environment: Vec<_> = like
        .get_envs()
        .map(|(k, v)| (k.to_owned(), v.unwrap().to_owned()))
        .collect();
    like.env_clear();
    let ran = Command::new("bash")
        .args(["-c", script])
        .env_clear()
        .envs(environment)
        .env("PATH", format!("{}:/usr/bin:/bin", folder.display()))
        .env("PROGRAM", env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(home.root.path())
        .output()
        .unwrap();
    let ran = read(ran);
    assert_eq!(ran.out.trim(), "Bill\\ team", "{}", ran.err);
}

#[test]
fn every_shell_has_its_script_and_another_is_refused() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = home.run(&["completions", shell]).ok().out;
        assert!(script.contains("ONRECORD_COMPLETE"), "{shell}");
    }
    let err = home.run(&["completions", "tcsh"]).fails(2);
    assert!(err.contains("bash, zsh, fish"), "{err}");
}
