//! The daily review through a pipe: one question at a time, safe to break off anywhere.

mod principals;
mod questions;

use crate::support::{Home, in_order, with};

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
    let review = "6 looked at since the last review: 2 captured, 1 not significant, 1 handed over, 1 no longer available, 1 put off; 1 waits in the queue";
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
            .drafts()
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
        ran.out
            .contains("What was decided. Enter: Option B was agreed."),
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
        ran.out
            .contains("3 looked at since the last review: 3 kept waiting; 3 wait in the queue"),
        "{}",
        ran.out
    );
}

#[test]
fn what_was_filed_is_not_undone_but_followed_by_a_correction() {
    let home = Home::ready();
    let filed = home.add(&["words", "--sent", "2026-11-22 09:00"]);
    home.add(&["more words"]);
    let ran = home.run_with(&["review"], b"c\nplan\n\nu\nk\n").ok();
    let short = &filed[..4];
    let said = format!(
        "It was filed in plan, so it is not undone. To correct it later: onrecord reopen {short}\n"
    );
    assert!(ran.out.contains(&said), "{}", ran.out);
    let words =
        "2 looked at since the last review: 1 captured, 1 kept waiting; 1 waits in the queue";
    assert!(ran.out.contains(words), "{}", ran.out);
    let home_2 = Home::ready();
    let filed = home_2.add(&["words"]);
    home_2.run(&["capture", &filed, "--to", "plan"]).ok();
    let refused = home_2.run(&["undo"]).fails(1);
    assert!(
        refused.contains("was filed, so it is not undone") && refused.contains("onrecord reopen"),
        "{refused}"
    );
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
    assert_eq!(
        review["summary"],
        "review: 0 looked at since the last review; nothing waits in the queue; \
         chats looked at: Bill team, Schools Bill (scrolled since Friday)"
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
        "onrecord: 1 waiting, 1 due to vanish soon, next: capture by today 20:40\n"
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
    let over = "The demonstration is over and its data removed. Next: onrecord setup\n";
    for broken_off in [demo(b""), demo(b"k\nq\n")] {
        assert!(broken_off.contains("1 of 5: c, s, n, h, l"), "{broken_off}");
        assert!(broken_off.ends_with(over), "{broken_off}");
        assert!(!broken_off.contains("onrecord review"), "{broken_off}");
    }
    let whole = demo(b"c\n12\nc\n\nk\nk\nn\nchatter\nn\n");
    assert!(whole.ends_with(over), "{whole}");
    assert!(
        whole.contains("Review recorded") && whole.contains("read back, bytes match"),
        "{whole}"
    );
    assert_eq!(std::fs::read_dir(&scratch).unwrap().count(), 0);
    assert!(!home.dir().exists() && !home.path("state").exists());
}

#[test]
fn a_review_finished_later_counts_every_sitting() {
    let home = Home::ready();
    let mut ids = three(&home);
    ids.extend(
        ["fourth", "fifth", "sixth"]
            .iter()
            .map(|t| home.add(&[t, "--sent", "2026-11-22 11:00"])),
    );
    // Broken off by the end of the input, then by q; one finding is taken back in between.
    let broken = home
        .run_with(&["review"], b"c\nedrm\nA1\nc\nedrm\nA2\nk\n")
        .fails(1);
    assert_eq!(
        broken,
        "The input ended after 3 of 6 items (1 kept waiting): all answers are on record; \
         finish the review with: onrecord review\n"
    );
    let stopped = home
        .run_with(&["review"], b"h\nTom\nz\ntomorrow 09:00\nq\n")
        .ok();
    let sentence = "Stopped after 2 of 4 items: all answers are on record; finish the review with: onrecord review\n";
    assert!(stopped.out.ends_with(sentence), "{}", stopped.out);
    home.run(&["not-significant", &ids[4], "--no-request-known"])
        .ok();
    home.run(&["undo"]).ok();
    let ran = home.run_with(&["review"], b"n\n\nn\nk\n").ok();
    let words = "6 looked at since the last review: 2 captured, 1 not significant, 1 handed over, \
                 1 put off, 1 kept waiting; 2 wait in the queue\n";
    assert!(ran.out.contains(words), "{}", ran.out);
    let log = home.run(&["log", "--json"]).ok().rows();
    let summary = log.last().unwrap()["summary"].as_str().unwrap();
    assert_eq!(summary, format!("review: {}", words.trim_end()));
    // A review that was taken back is none: what it counted is counted again.
    home.run(&["undo"]).ok();
    let ran = home.run_with(&["review"], b"k\n").ok();
    assert!(ran.out.contains(words), "{}", ran.out);
    // The next one counts from there: only what was kept waiting is looked at once more.
    let ran = home.run_with(&["review"], b"k\n").ok();
    let words = "1 looked at since the last review: 1 kept waiting; 2 wait in the queue";
    assert!(ran.out.contains(words), "{}", ran.out);
}

#[test]
fn what_was_reopened_since_is_not_counted_as_captured() {
    let home = Home::ready();
    let ids = three(&home);
    home.run(&["capture", &ids[0], "--to", "plan"]).ok();
    home.run(&["capture", &ids[1], "--to", "plan"]).ok();
    home.run(&["reopen", &ids[1]]).ok();
    let ran = home.run_with(&["review"], b"k\ng\nIt said yes\n").ok();
    let words = "3 looked at since the last review: 1 captured, 1 no longer available, 1 kept waiting; 1 waits in the queue";
    assert!(ran.out.contains(words), "{}", ran.out);
}

#[test]
fn with_nothing_waiting_what_was_done_since_is_still_recorded() {
    let home = Home::ready();
    let id = home.add(&["words"]);
    home.run(&["capture", &id, "--to", "plan"]).ok();
    let ran = home.run_with(&["review"], b"\n").ok();
    let words = "1 looked at since the last review: 1 captured; nothing waits in the queue\n";
    assert!(ran.out.contains(words), "{}", ran.out);
    for (input, code) in [
        (&b"q\n"[..], 0),
        (b"?\nBill team\nq\n", 0),
        (b"Bill team\n", 1),
    ] {
        assert_eq!(home.run_with(&["review"], input).code, code);
    }
    let log = home.run(&["log", "--json"]).ok().rows();
    let reviews = log.iter().filter(|r| r["kind"] == "review.recorded");
    assert_eq!(reviews.count(), 1);
}

#[test]
fn the_head_counts_as_vanishing_only_what_will_be_shown() {
    let home = Home::ready();
    let vanishing = ["--sent", "2026-11-22 12:00", "--timer", "24h"];
    let first = home.add(&with(&["first"], &vanishing));
    home.add(&with(&["second"], &vanishing));
    let head = |home: &Home| home.run_with(&["review"], b"").out;
    let both = head(&home);
    assert!(
        both.starts_with("2 items to look at, 2 due to vanish"),
        "{both}"
    );
    home.run(&["snooze", &first, "--until", "tomorrow 09:00"])
        .ok();
    let one = head(&home);
    assert!(
        one.starts_with("1 item to look at, 1 due to vanish"),
        "{one}"
    );
}
