//! The daily review through a pipe: one question at a time, safe to break off anywhere.

use crate::support::Home;

fn three(home: &Home) -> Vec<String> {
    ["first words", "second words", "third words"]
        .iter()
        .map(|t| home.add(&[t, "--sent", "2026-11-22 10:00"]))
        .collect()
}

fn states(home: &Home, ids: &[String]) -> Vec<String> {
    ids.iter()
        .map(|id| home.show(id)["state"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_outcome_of_a_review_is_recorded() {
    let home = Home::ready();
    let mut ids = three(&home);
    ids.extend(
        ["fourth", "fifth", "sixth"]
            .iter()
            .map(|t| home.add(&[t, "--sent", "2026-11-22 11:00"])),
    );
    let queue: Vec<String> = home
        .run(&["queue", "--json"])
        .ok()
        .rows()
        .iter()
        .map(|r| r["id"].as_str().unwrap().into())
        .collect();
    let answers = "c\nedrm\nABC/1\ns\nOption B\nMinister\n\n\nDraft by Tuesday\nplan\n7\nn\nlogistics\nn\nh\nTom Okafor\n\
                   g\nit said yes\nz\ntomorrow 09:00\n";
    let ran = home.run_with(&["review"], answers.as_bytes()).ok();
    assert_eq!(
        states(&home, &queue),
        [
            "captured",
            "confirmed",
            "not-significant",
            "handed-over",
            "gone",
            "waiting"
        ]
    );
    assert!(
        ran.out
            .contains("Review recorded Sunday 22 November 2026, 18:03 GMT"),
        "{}",
        ran.out
    );
    let review = "6 looked at, 2 captured, 1 not significant, 1 handed over, 1 no longer available, 1 put off, 1 left";
    assert!(ran.out.contains(review), "{}", ran.out);
    assert_eq!(home.show(&queue[1])["reference"], "MIN/2026/7");
    let record = std::fs::read_dir(home.path("plan"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path()
        .join("record.txt");
    let record = std::fs::read_to_string(record).unwrap();
    assert!(
        record.contains("Option B") && record.contains("Draft by Tuesday"),
        "{record}"
    );
    assert!(
        !home
            .dir()
            .join("drafts")
            .join(format!("substance-{}", queue[1]))
            .exists()
    );
}

#[test]
fn a_review_cut_off_after_any_answer_keeps_every_one_given() {
    let answers = ["c\n", "edrm\n", "ABC/1\n", "n\n", "\n", "n\n", "k\n"];
    let expected = [0, 0, 0, 1, 1, 1, 2, 2];
    for given in 0..=answers.len() {
        let home = Home::ready();
        let ids = three(&home);
        let ran = home.run_with(&["review"], answers[..given].concat().as_bytes());
        let done = states(&home, &ids)
            .iter()
            .filter(|s| *s != "waiting")
            .count();
        assert_eq!(done, expected[given], "after {given} answers: {}", ran.out);
        let whole = given == answers.len();
        assert_eq!(ran.code, i32::from(!whole), "{}", ran.err);
        let recorded = home
            .run(&["log", "--json"])
            .ok()
            .rows()
            .iter()
            .any(|r| r["kind"] == "review.recorded");
        assert_eq!(recorded, whole);
        assert_eq!(home.run(&["verify", "--json"]).ok().row()["ok"], true);
    }
}

#[test]
fn what_was_half_written_is_there_the_next_time() {
    let home = Home::ready();
    let id = home.add(&["words"]);
    home.run_with(&["review"], b"s\nOption B was agreed\nthe Minister\n")
        .fails(1);
    assert!(home.holds("Option B was agreed"));
    let ran = home
        .run_with(&["review"], b"s\n\n\n\n\nDraft it\nplan\n\n")
        .ok();
    assert!(
        ran.out.contains("What was decided [Option B was agreed]:"),
        "{}",
        ran.out
    );
    assert_eq!(home.show(&id)["state"], "confirmed");
    assert!(
        home.run(&["show", &id])
            .ok()
            .out
            .contains("Who: the Minister")
    );
}

#[test]
fn an_answer_can_be_taken_back_and_is_asked_again() {
    let home = Home::ready();
    let ids = three(&home);
    let ran = home.run_with(&["review"], b"h\nTom\nu\nk\nk\nk\n").ok();
    assert!(ran.out.contains("Taken back"), "{}", ran.out);
    assert_eq!(states(&home, &ids), ["waiting"; 3]);
    assert!(
        ran.out.contains("3 looked at") && ran.out.contains("3 left"),
        "{}",
        ran.out
    );
}

#[test]
fn what_was_filed_is_not_undone_but_followed_by_a_correction() {
    let home = Home::ready();
    home.add(&["words"]);
    home.add(&["more words"]);
    let ran = home.run_with(&["review"], b"c\nplan\n\nu\nk\n").ok();
    assert!(
        ran.out.contains("has left the house") && ran.out.contains("onrecord reopen"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("2 looked at, 1 captured"), "{}", ran.out);
}

#[test]
fn a_refused_answer_is_said_and_asked_again() {
    let home = Home::ready();
    let id = home.add(&["words", "--sent", "2026-11-22 10:00", "--timer", "24h"]);
    let ran = home
        .run_with(
            &["review"],
            b"x\nz\ntomorrow 18:00\nz\nsoonish\nc\nnowhere\n\nk\n",
        )
        .ok();
    assert!(ran.out.contains("Please answer with one of"), "{}", ran.out);
    assert!(
        ran.out.contains("to be captured by") && ran.out.contains("soonish is not a time"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("nowhere is not a destination"),
        "{}",
        ran.out
    );
    assert_eq!(home.show(&id)["state"], "waiting");
}

#[test]
fn a_nil_review_says_which_chats_were_looked_at() {
    let home = Home::ready();
    let ran = home.run_with(&["review"], b"\n").ok();
    assert!(
        ran.out.contains("This cannot see your phone") && ran.out.contains("Nothing was recorded"),
        "{}",
        ran.out
    );
    home.run_with(
        &["review"],
        b"Bill team, Schools Bill\nscrolled since Friday\n",
    )
    .ok();
    let log = home.run(&["log", "--json"]).ok().rows();
    let review = log
        .iter()
        .find(|r| r["kind"] == "review.recorded")
        .expect("the nil is on record");
    assert!(
        review["summary"].as_str().unwrap().contains("0 looked at"),
        "{review}"
    );
    assert!(home.holds("scrolled since Friday"));
    assert_eq!(
        home.run(&["status", "--json"]).ok().row()["review_due"],
        false
    );
}

#[test]
fn the_login_line_speaks_only_when_something_needs_doing() {
    let home = Home::ready();
    home.run_with(&["review"], b"Bill team\nscrolled\n").ok();
    assert_eq!(home.run(&["status", "--short"]).ok().out, "");
    home.add(&["words", "--sent", "2026-11-21 21:40", "--timer", "24h"]);
    let line = home.run(&["status", "--short"]).ok().out;
    assert_eq!(
        line,
        "onrecord: 1 waiting, 1 due to vanish (capture by today 20:40)\n"
    );
}

#[test]
fn the_demonstration_leaves_nothing_behind() {
    let home = Home::new();
    let scratch = home.path("scratch");
    std::fs::create_dir(&scratch).unwrap();
    let demo = |input: &'static [u8]| {
        let mut command = home.command(&["--demo"]);
        command
            .env("TMPDIR", &scratch)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(demo(b"").contains("Item 1 of 5"));
    let whole = demo(b"c\n12\nc\n\nk\nk\nn\nchatter\nn\n");
    assert!(
        whole.contains("Review recorded") && whole.contains("read back, bytes match"),
        "{whole}"
    );
    assert_eq!(std::fs::read_dir(&scratch).unwrap().count(), 0);
    assert!(!home.dir().exists() && !home.path("state").exists());
}
