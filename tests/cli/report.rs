//! `report`: from a use that is to be reported to an acknowledgement, and every way beside that.

use std::fs;
use std::io::Write;

use crate::support::*;
use serde_json::Value;

impl Home {
    /// A destination `mail` that keeps what it takes in `mail.eml`, and one that refuses.
    fn with_mail(self) -> Home {
        let config = self.dir().join("config.toml");
        let mut file = fs::OpenOptions::new().append(true).open(config).unwrap();
        let kept = self.path("mail.eml");
        write!(
            file,
            "\n[[destination]]\nname = \"mail\"\nkind = \"command\"\ncommand = [\"/bin/sh\", \"-c\", \"cat > {}\"]\n\
             [[destination]]\nname = \"shut\"\nkind = \"command\"\ncommand = [\"/bin/false\"]\nto = \"x@example.gov.uk\"\n",
            kept.display()
        )
        .unwrap();
        self
    }

    /// A use of a private device on record; gives the id of its report.
    fn used(&self) -> String {
        self.recorded(&with(EXCEPTIONAL, &["--situation", "already-used"]))
    }

    fn report(&self, args: &[&str]) -> Ran {
        self.run(&with(&["report"], args))
    }

    fn report_row(&self, id: &str) -> Value {
        self.report(&["show", id, "--json"]).ok().row()
    }
}

/// How far a report is with a recipient, as its JSON says.
fn far<'v>(row: &'v Value, recipient: &str) -> &'v Value {
    let all = row["recipients"].as_array().unwrap();
    let one = all.iter().find(|r| r["recipient"] == recipient);
    one.unwrap_or_else(|| panic!("{recipient} in {row}"))
}

#[test]
fn a_use_is_reported_to_both_and_stays_in_status_until_both_have_it() {
    let home = Home::ready().with_mail();
    home.department(
        "[recipients]\nkim = \"KIM team <kim@example.gov.uk>\"\nhead_of_unit = \"Grace Okafor\"\nkim_via = \"mail\"\n",
    );
    let id = home.used();
    let from = home.add(&["Option B it is", "--decision", &id]);
    home.run(&["capture", &from, "--to", "plan", "--ref", "MIN/2026/9"])
        .ok();
    let listed = home.report(&[]).ok().out;
    assert!(listed.contains("State: to be written"), "{listed}");
    assert!(
        listed.contains(&format!("onrecord report draft {}", &id[..4])),
        "{listed}"
    );

    let text = "No signal in the tunnel;\nthe minister asked for an answer within the hour.";
    home.run_with(
        &["report", "draft", &id, "--circumstances", "-"],
        text.as_bytes(),
    )
    .ok();
    let row = home.report_row(&id);
    assert_eq!(
        (&row["state"], &row["open"]),
        (&"drafted".into(), &true.into())
    );
    assert_eq!(row["circumstances"], text);
    assert_eq!(row["policy"], "uk-nccc-2023");
    let captured = row["captures"][0].as_str().unwrap();
    assert!(
        captured.contains("captured to plan, reference MIN/2026/9") && !captured.contains("Option"),
        "{captured}"
    );

    // The policy file says how the KIM team gets it.
    home.report(&["send", &id, "--recipient", "kim"]).ok();
    let mail = fs::read_to_string(home.path("mail.eml")).unwrap();
    assert!(mail.contains("\r\nTo: kim@example.gov.uk\r\n"), "{mail}");
    assert!(mail.contains("No signal in the tunnel"), "{mail}");
    let row = home.report_row(&id);
    assert_eq!(far(&row, "kim")["state"], "sent");
    assert_eq!(far(&row, "kim")["destination"], "mail");
    assert_eq!(far(&row, "head-of-unit")["state"], "to-send");
    assert_eq!(home.reports(), 1);
    let status = home.run(&["status"]).ok().out;
    assert!(status.contains("Head of Unit: to be sent"), "{status}");

    // What left the house is not undone; what was said by hand is.
    let refused = home.run(&["undo"]).fails(1);
    assert!(refused.contains("correction"), "{refused}");
    let by_hand = [
        "sent",
        &id,
        "--recipient",
        "head-of-unit",
        "--ref",
        "mail of 22 Nov",
    ];
    home.report(&by_hand).ok();
    assert_eq!(home.reports(), 0);
    home.run(&["undo"]).ok();
    assert_eq!(home.reports(), 1);
    home.report(&by_hand).ok();
    let short = home.run(&["status", "--short"]).ok().out;
    assert!(!short.contains("report"), "{short}");

    let both = ["--recipient", "kim", "--recipient", "head-of-unit"];
    home.report(&with(&["acknowledged", &id, "--by", "G. Okafor"], &both))
        .ok();
    let row = home.report_row(&id);
    assert_eq!(row["state"], "acknowledged");
    assert_eq!(far(&row, "head-of-unit")["acknowledged_by"], "G. Okafor");
    assert!(home.report(&["--json"]).ok().rows().is_empty());
    assert_eq!(home.report(&["--all", "--json"]).ok().rows().len(), 1);

    // A correction is a text written anew: both are to have it.
    home.report(&["draft", &id, "--circumstances", "No signal, and no laptop."])
        .ok();
    assert_eq!(home.reports(), 1);
    let row = home.report_row(&id);
    assert_eq!(far(&row, "kim")["correction"], true);
    let paper = home.report(&["show", &id, "--text"]).ok().out;
    assert!(paper.contains("corrects a report sent before"), "{paper}");
    let kinds: Vec<Value> = home.run(&["log", "--json"]).ok().rows();
    let kinds: Vec<&str> = kinds.iter().filter_map(|r| r["kind"].as_str()).collect();
    for kind in ["report.drafted", "report.sent", "report.acknowledged"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
}

#[test]
fn a_minister_has_no_head_of_unit_and_the_kim_team_is_asked_who_stands_for_one() {
    let home = Home::ready();
    home.run(&["setup", "--role", "minister"]).ok();
    let id = home.used();
    let shown = home.report(&["show", &id]).ok().out;
    assert!(shown.contains("Who stands for a Head of Unit"), "{shown}");
    home.report(&[
        "asked",
        &id,
        "--recipient",
        "head-of-unit",
        "--note",
        "by telephone",
    ])
    .ok();
    let row = home.report_row(&id);
    assert_eq!(far(&row, "head-of-unit")["state"], "asked");
    assert_eq!(home.reports(), 1);
    home.department("[recipients]\nhead_of_unit = \"the Principal Private Secretary\"\n");
    let shown = home.report(&["show", &id]).ok().out;
    assert!(
        shown.contains("the Principal Private Secretary, department's setting"),
        "{shown}"
    );
}

#[test]
fn nothing_leaves_that_cannot_be_recorded_and_nothing_is_recorded_that_did_not_leave() {
    let home = Home::ready().with_mail();
    let id = home.used();
    // Without the circumstances there is no report.
    let name = ["--name", "kim@example.gov.uk"];
    let send = with(&["send", &id, "--recipient", "kim", "--to", "mail"], &name);
    let refused = home.report(&send).fails(1);
    assert!(refused.contains("circumstances"), "{refused}");
    assert!(!home.path("mail.eml").exists());
    home.report(&["draft", &id, "--circumstances", "no signal"])
        .ok();
    // An address nobody gave.
    let refused = home.report(&send[..6]).fails(1);
    assert!(refused.contains("No address is known"), "{refused}");
    // A command that does not take it.
    let refused = home
        .report(&["send", &id, "--recipient", "kim", "--to", "shut"])
        .fails(1);
    assert!(refused.contains("ended with code 1"), "{refused}");
    assert_eq!(far(&home.report_row(&id), "kim")["state"], "to-send");
    home.report(&send).ok();
    fs::remove_file(home.path("mail.eml")).unwrap();
    let refused = home.report(&send).fails(1);
    assert!(refused.contains("sent to kim already"), "{refused}");
    assert!(!home.path("mail.eml").exists());
    // A folder gets the paper in every form, read back.
    home.report(&["send", &id, "--recipient", "head-of-unit", "--to", "plan"])
        .ok();
    let row = home.report_row(&id);
    let path = far(&row, "head-of-unit")["path"].as_str().unwrap();
    assert!(
        fs::read_to_string(std::path::Path::new(path).join("report.txt"))
            .unwrap()
            .contains("no signal")
    );
    // A destination that may not hold the marking.
    let other = home.used();
    home.report(&[
        "draft",
        &other,
        "--circumstances",
        "x",
        "--marking",
        "official-sensitive",
    ])
    .ok();
    let refused = home
        .report(&["send", &other, "--recipient", "kim", "--to", "edrm"])
        .fails(1);
    assert!(refused.contains("takes up to official"), "{refused}");
}

#[test]
fn bad_words_change_nothing() {
    let home = Home::ready();
    let planned = home.recorded(EXCEPTIONAL);
    let id = home.used();
    let before = home.run(&["log", "--json"]).ok().out;
    for (args, code, says) in [
        (&["show", "zzzz"][..], 1, "No report zzzz"),
        (&["show", &planned], 1, "has no report"),
        (&["draft", &id], 2, "circumstances are missing"),
        (&["draft", &id, "--circumstances", " "], 1, "not written"),
        (
            &["sent", &id, "--recipient", "minister"],
            2,
            "head-of-unit, kim",
        ),
        (&["sent", &id], 2, "--recipient"),
        (
            &["send", &id, "--recipient", "kim"],
            2,
            "how the report is to go",
        ),
        (
            &["send", &id, "--recipient", "kim", "--to", "nowhere"],
            1,
            "circumstances",
        ),
        (
            &["acknowledged", &id, "--recipient", "kim"],
            1,
            "has not been sent",
        ),
        (&["withdraw", &id, "--reason", ""], 1, "reason is empty"),
        (&["reopen", &id], 1, "was not withdrawn"),
        (&["outage", "--what", " "], 1, "not said"),
        (
            &["outage", "--what", "mail", "--captured", "maybe"],
            2,
            "yes, no, partly",
        ),
        (
            &[
                "outage",
                "--what",
                "mail",
                "--from",
                "21/11/2026 10:00",
                "--to",
                "20/11/2026 10:00",
            ],
            1,
            "before the beginning",
        ),
        (
            &["outage", "--what", "mail", "--marking", "secret"],
            1,
            "para 11",
        ),
    ] {
        let said = home.report(args).fails(code);
        assert!(said.contains(says), "{args:?}: {said}");
    }
    assert_eq!(home.run(&["log", "--json"]).ok().out, before);
    let fresh = Home::new();
    let said = fresh.report(&["outage", "--what", "mail"]).fails(1);
    assert!(said.contains("onrecord setup"), "{said}");
}

#[test]
fn a_withdrawal_says_why_and_can_be_taken_up_again() {
    let home = Home::ready();
    let id = home.used();
    let ran = home
        .report(&["withdraw", &id, "--reason", "reported by the other office"])
        .ok();
    assert!(ran.out.contains("still says that the channel was used"));
    assert_eq!(home.reports(), 0);
    let row = home.report_row(&id);
    assert_eq!(
        (&row["state"], &row["reason"]),
        (&"withdrawn".into(), &"reported by the other office".into())
    );
    home.report(&["reopen", &id]).ok();
    assert_eq!(home.reports(), 1);
    // The outcome of the decision ends it, and what was written stays in sight.
    home.report(&["draft", &id, "--circumstances", "no signal"])
        .ok();
    home.run(&["outcome", &id, "--not-used"]).ok();
    assert_eq!(home.reports(), 0);
    let all = home.report(&["--all"]).ok().out;
    assert!(
        all.contains("Ended: the channel was not used after all"),
        "{all}"
    );
}

#[test]
fn missed_captures_and_outages_use_the_same_ways_and_carry_on_whose_behalf() {
    let home = Home::ready();
    let outage = home
        .run(&[
            "report",
            "outage",
            "--what",
            "mail and calls",
            "--from",
            "20/11/2026 09:00",
            "--to",
            "20/11/2026 12:30",
            "--channel",
            "signal",
            "--captured",
            "partly",
            "--for",
            "The Minister",
            "--json",
        ])
        .ok()
        .row();
    assert_eq!(
        (&outage["kind"], &outage["captured"], &outage["for"]),
        (&"outage".into(), &"partly".into(), &"The Minister".into())
    );
    assert_eq!(outage["from"], "2026-11-20T09:00:00+00:00");
    home.report(&[
        "missed-capture",
        "--what",
        "the clause 4 chat, gone on Friday",
    ])
    .ok();
    assert_eq!(home.reports(), 2);
    let for_her = home
        .run(&["status", "--for", "The Minister", "--json"])
        .ok()
        .row();
    assert_eq!(for_her["reports_unsent"], 1);
    // The guidance names nobody for these: the KIM team is this tool's reading, and one is enough.
    let id = outage["id"].as_str().unwrap();
    home.report(&["sent", id, "--recipient", "kim", "--ref", "K/1"])
        .ok();
    assert_eq!(home.reports(), 1);
    let paper = home.report(&["show", id, "--text"]).ok().out;
    for words in [
        "mail and calls",
        "The Minister",
        "in part",
        "this tool's reading",
        "On behalf of",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    assert!(
        paper.lines().all(|l| onrecord::text::width(l) <= 72),
        "{paper}"
    );
}

/// A report went out no earlier than there was something to report.
#[test]
fn a_report_is_not_sent_before_what_it_reports() {
    let home = Home::ready();
    let id = home.used();
    home.report(&["draft", &id, "--circumstances", "no other line"])
        .ok();
    let sent = |at: &str| home.report(&["sent", &id, "--recipient", "kim", "--at", at]);
    let said = sent("2026-11-20 21:00").fails(1);
    assert!(said.contains("it reports"), "{said}");
    sent("2026-11-22 18:03").ok();
}

/// What has no text yet is to be written next, also where the decision gave words to begin with.
#[test]
fn a_report_to_be_written_says_how_to_write_it() {
    let home = Home::ready();
    home.used();
    let said = home.report(&[]).ok().out;
    let draft = "circumstances TEXT";
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("to be written") && flat.contains(draft) && !flat.contains("report send"),
        "{said}"
    );
}

/// Nothing leaves from here through a destination that a person serves.
#[test]
fn what_a_person_carries_is_recorded_as_that_persons_word() {
    let home = Home::ready();
    let id = home.used();
    home.report(&["draft", &id, "--circumstances", "no other line"])
        .ok();
    let config = home.dir().join("config.toml");
    let mut file = fs::OpenOptions::new().append(true).open(config).unwrap();
    write!(
        file,
        "\n[[destination]]\nname = \"edrm\"\nkind = \"manual\"\n"
    )
    .unwrap();
    home.report(&["send", &id, "--recipient", "kim", "--to", "edrm"])
        .ok();
    for args in [&["report", "show", &id][..], &["log"]] {
        let said = home.run(args).ok().out;
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("by hand, as you say, through edrm"), "{said}");
    }
}

#[test]
fn hostile_words_of_a_report_are_harmless_and_exact_in_json() {
    let home = Home::ready();
    let text = "a\u{1b}]0;owned\u{7}\u{202e}b\u{9b}1m";
    let id = home.used();
    home.report(&["draft", &id, "--circumstances", text]).ok();
    home.report(&[
        "sent",
        &id,
        "--recipient",
        "kim",
        "--name",
        text,
        "--ref",
        text,
    ])
    .ok();
    assert_eq!(home.report_row(&id)["circumstances"], text);
    for args in [
        &["report"][..],
        &["report", "show", &id],
        &["report", "show", &id, "--text"],
        &["report", "show", &id, "--html"],
        &["report", "show", &id, "--json"],
        &["report", "--json"],
        &["status"],
        &["log"],
    ] {
        let ran = home.run(args).ok();
        let bad = |c: char| (c.is_control() && c != '\n') || onrecord::text::is_format(c);
        assert!(!ran.out.chars().any(bad), "{args:?}: {:?}", ran.out);
    }
}

#[test]
fn an_end_that_is_a_day_alone_is_its_last_moment_and_said_so() {
    let home = Home::ready().at("2026-10-27T10:00:00Z");
    // 25 October 2026 has 25 hours in London.
    let args = [
        "outage", "--what", "mail", "--from", "25 Oct", "--to", "25 Oct",
    ];
    let ran = home.report(&with(&args, &["--json"])).ok();
    assert!(
        ran.err.contains("no time: 00:00 is used")
            && ran
                .err
                .contains("taken to the end of that day, Sunday 25 October 2026, 23:59"),
        "{}",
        ran.err
    );
    let row = ran.row();
    assert_eq!(row["to"], "2026-10-25T23:59:59+00:00", "{row}");
    let today = ["outage", "--what", "mail", "--to", "today"];
    let ran = home.report(&today).ok();
    assert!(ran.err.contains("taken up to now"), "{}", ran.err);
}

/// A report carries what it is about together; what says less is refused, written or sent.
#[test]
fn a_report_says_no_less_than_what_it_is_about() {
    let home = Home::ready();
    let id = home.add(&[
        "x",
        "--from",
        "Ruth Bell",
        "--device",
        "personal",
        "--channel",
        "signal",
        "--marking",
        "official-sensitive - recipients only",
    ]);
    home.run(&["capture", &id, "--route", "copy"]).ok();
    let draft = ["draft", &id, "--circumstances", "c"];
    let less = home
        .report(&with(&draft, &["--marking", "official"]))
        .fails(1);
    assert!(less.contains("says less than what is inside"), "{less}");
    home.report(&draft).ok();
    let whole = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY";
    assert_eq!(home.report_row(&id)["marking"], whole);
    let paper = home.report(&["show", &id, "--text"]).ok().out;
    assert!(paper.contains(&format!("Marking: {whole}")), "{paper}");
}

/// Who a report went to is said with it; where it was not, the way on can be gone.
#[test]
fn who_a_report_went_to_can_be_named_afterwards() {
    let home = Home::ready();
    let id = home.used();
    home.report(&["draft", &id, "--circumstances", "c"]).ok();
    let sent = ["sent", &id, "--recipient", "head-of-unit"];
    let ran = home.report(&sent).ok();
    assert!(
        ran.err.contains("take it back: onrecord undo. Then"),
        "{}",
        ran.err
    );
    home.run(&["undo"]).ok();
    let ran = home.report(&with(&sent, &["--name", "J Smith"])).ok();
    assert!(!ran.err.contains("not named"), "{}", ran.err);
    assert_eq!(far(&home.report_row(&id), "head-of-unit")["to"], "J Smith");
}

/// A person is asked for it, whichever command says that it went by hand; whom a policy file names is known.
#[test]
fn at_a_terminal_it_is_asked_who_a_report_went_to() {
    let home = Home::ready();
    home.department("[recipients]\nkim = \"KIM team\"\n");
    let id = home.used();
    home.report(&["draft", &id, "--circumstances", "c"]).ok();
    let question = "Who did it go to";
    for how in [&["sent"][..], &["send", "--ref", "R1"]] {
        let args = with(&["report"], how);
        let args = with(&args, &[&id, "--recipient", "head-of-unit"]);
        let ran = home.typed(&args, &["J Smith"]).ok();
        assert!(ran.out.contains(question), "{}", ran.out);
        assert_eq!(far(&home.report_row(&id), "head-of-unit")["to"], "J Smith");
        home.run(&["undo"]).ok();
        let ran = home.typed(&args, &[""]).ok();
        assert!(ran.err.contains("was not named"), "{}", ran.err);
        home.run(&["undo"]).ok();
    }
    let sent = ["report", "sent", &id, "--recipient", "kim"];
    let ran = home.typed(&sent, &["nobody"]).ok();
    assert!(!ran.out.contains(question), "{}", ran.out);
    assert_eq!(far(&home.report_row(&id), "kim")["to"], "KIM team");
}

#[test]
fn a_report_of_its_own_without_a_marking_says_so() {
    let home = Home::ready();
    for kind in ["missed-capture", "outage"] {
        let ran = home.report(&[kind, "--what", "x"]).ok();
        assert!(ran.err.contains("marking is not stated"), "{}", ran.err);
        let said = home.report(&[kind, "--what", "y", "--marking", "official"]);
        assert!(!said.ok().err.contains("not stated"));
        // A person is asked.
        let args = ["report", kind, "--what", "z"];
        let ran = home.typed(&args, &["official-sensitive"]).ok();
        assert!(ran.out.contains("Its marking"), "{}", ran.out);
        let rows = home.run(&["report", "--json"]).ok().rows();
        let marked = |r: &&Value| r["marking"] == "OFFICIAL-SENSITIVE";
        assert_eq!(rows.iter().filter(marked).count(), 1, "{kind}: {rows:?}");
        let ran = home.typed(&args, &[""]).ok();
        assert!(ran.err.contains("marking is not stated"), "{}", ran.err);
        home.run(&["undo"]).ok();
        home.run(&["undo"]).ok();
    }
}

#[test]
fn a_report_of_an_outage_did_not_go_out_before_it_began() {
    let home = Home::ready();
    let outage = ["report", "outage", "--what", "mail"];
    let over = ["--from", "yesterday 9am", "--to", "yesterday 10am"];
    home.run(&with(&outage, &over)).ok();
    let row = home.report(&["--json"]).ok().row();
    let id = row["id"].as_str().unwrap();
    let sent = ["sent", id, "--recipient", "kim", "--name", "K"];
    let early = home.report(&with(&sent, &["--at", "2 days ago"])).fails(1);
    assert!(early.contains("is before what it reports"), "{early}");
    home.report(&with(&sent, &["--at", "yesterday 9.30am"]))
        .ok();
}

#[test]
fn an_end_before_its_beginning_is_said_with_both() {
    let home = Home::ready();
    let outage = ["report", "outage", "--what", "mail"];
    let turned = ["--from", "yesterday 9am", "--to", "2 days ago"];
    let said = home.run(&with(&outage, &turned)).fails(1);
    assert!(
        said.contains("lies before the beginning (") && said.contains("with their dates"),
        "{said}"
    );
}
