//! Reports of a use that ended, was asked about anew or was put right: nothing goes on as if it were due.

use serde_json::Value;

use crate::support::{EXCEPTIONAL, Home, with};

const PERSONAL: [&str; 6] = ["-c", "whatsapp", "--device", "personal", "-m", "OFFICIAL"];

/// An export of a chat of Asha and the writer; the second entry is the writer's.
const CHAT: &str = "\
21/11/2026, 09:02 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
21/11/2026, 09:04 - Asha Patel: The orchard option it is
21/11/2026, 09:30 - Ruth Bell: Noted, drafting the orchard option now
";

impl Home {
    fn a_report(&self, args: &[&str]) -> crate::support::Ran {
        self.run(&with(&["report"], args))
    }

    /// A message of that sender on a private device, captured.
    fn captured_from(&self, from: &str, more: &[&str]) -> String {
        let add = with(&["noted", "--from", from], &PERSONAL);
        let id = self.add(&with(&add, more));
        self.run(&["capture", &id, "--to", "plan"]).ok();
        id
    }

    fn state_of(&self, id: &str) -> Value {
        let all = self.a_report(&["--all", "--json"]).ok().rows();
        let one = all.into_iter().find(|r| r["id"] == id);
        one.map_or(Value::Null, |r| r["state"].clone())
    }

    /// Everything that would go on with a report: nothing of it is done, and its paper says that it ended.
    fn goes_nowhere(&self, id: &str, why: &str) {
        let before = self.files();
        for args in [
            &["draft", id, "--circumstances", "anew"][..],
            &["send", id, "--recipient", "kim", "--to", "plan"],
            &["sent", id, "--recipient", "kim", "--name", "x"],
            &["acknowledged", id, "--recipient", "kim"],
            &["asked", id, "--recipient", "kim"],
            &["withdraw", id, "--reason", "x"],
            &["reopen", id],
        ] {
            let said = self.a_report(args).fails(1);
            assert!(
                said.contains("There is nothing to report of") && said.contains(why),
                "{args:?}: {said}"
            );
        }
        assert_eq!(self.files(), before);
        for form in ["--text", "--html", "--eml"] {
            let paper = self.a_report(&["show", id, form]).ok().out;
            let paper = paper.replace("=\r\n", "").replace(['\n', '\r'], " ");
            assert!(paper.contains("This report ended"), "{form}: {paper}");
            assert!(
                !paper.contains("was used for government business"),
                "{form}: {paper}"
            );
        }
        let said = self.a_report(&["show", id]).ok().out;
        assert!(said.contains(&format!("Ended: {why}")), "{said}");
        assert!(!said.contains(": to be sent"), "{said}");
    }
}

#[test]
fn a_report_of_a_use_that_ended_goes_nowhere_and_its_paper_says_that_it_ended() {
    let home = Home::ready();
    let id = home.captured_from("Ruth Bell", &[]);
    home.a_report(&["draft", &id, "--circumstances", "no signal"])
        .ok();
    home.a_report(&["received", &id]).ok();
    home.goes_nowhere(&id, "it was only received there");
    let page = home.run(&["register", "show"]).ok().out.replace('\n', " ");
    assert!(page.contains("Head of Unit: not sent"), "{page}");
    assert!(!page.contains("to be sent"), "{page}");
    // Said to have been used all the same, it goes on.
    let said = home.a_report(&["used", &id]).ok().out;
    assert!(said.contains("should be sent"), "{said}");
    home.a_report(&["send", &id, "--recipient", "kim", "--to", "plan"])
        .ok();

    let planned = home.recorded(EXCEPTIONAL);
    home.run(&["outcome", &planned, "--used"]).ok();
    home.a_report(&["draft", &planned, "--circumstances", "no signal"])
        .ok();
    home.run(&["outcome", &planned, "--not-used"]).ok();
    home.goes_nowhere(&planned, "the channel was not used after all");

    // What is reopened is not reported while it is not captured, and that is what is said of it.
    let other = home.captured_from("Ruth Bell", &[]);
    home.a_report(&["draft", &other, "--circumstances", "no signal"])
        .ok();
    home.run(&["reopen", &other]).ok();
    home.goes_nowhere(&other, "what it reports is not captured now");
}

#[test]
fn whoever_ends_a_report_that_went_out_is_told_that_somebody_has_it() {
    let home = Home::ready();
    let out = |id: &str| {
        home.a_report(&["draft", id, "--circumstances", "no signal"])
            .ok();
        home.a_report(&["sent", id, "--recipient", "kim", "--name", "KIM team"])
            .ok();
    };
    const TELL: &str = "It went out before: tell whoever has it";
    let id = home.captured_from("Ruth Bell", &[]);
    out(&id);
    let said = home.a_report(&["received", &id]).ok().out;
    assert!(said.contains(TELL), "{said}");
    let planned = home.recorded(EXCEPTIONAL);
    home.run(&["outcome", &planned, "--used"]).ok();
    out(&planned);
    let said = home.run(&["outcome", &planned, "--not-used"]).ok().out;
    assert!(said.contains(TELL), "{said}");
    // However it ends.
    let id = home.captured_from("Ruth Bell", &[]);
    out(&id);
    let said = home.run(&["edit", &id, "--device", "corporate"]).ok().out;
    assert!(said.contains(TELL), "{said}");
    // Of what nobody has, nothing is said.
    let id = home.captured_from("Ruth Bell", &[]);
    let said = home.a_report(&["received", &id]).ok().out;
    assert!(!said.contains("went out before"), "{said}");
}

#[test]
fn by_hand_too_nothing_goes_out_under_less_than_its_item_carries() {
    let home = Home::ready();
    let id = home.captured_from("Ruth Bell", &[]);
    home.a_report(&["draft", &id, "--circumstances", "no signal"])
        .ok();
    home.run(&["reopen", &id]).ok();
    let more = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY";
    home.run(&["edit", &id, "-m", more]).ok();
    home.run(&["capture", &id, "--to", "plan"]).ok();
    for args in [
        &["show", &id][..],
        &["show", &id, "--text"],
        &["show", &id, "--html"],
    ] {
        let said = home.a_report(args).ok().out.replace('\n', " ");
        assert!(
            said.contains("It was written under OFFICIAL, and"),
            "{said}"
        );
        assert!(said.contains(more), "{said}");
        assert!(!said.contains("Marking: OFFICIAL\n"), "{said}");
    }
    let before = home.files();
    let by_hand = ["sent", &id, "--recipient", "kim", "--name", "KIM team"];
    for args in [
        &by_hand[..],
        &with(&by_hand, &["--ref", "M/1"]),
        &["send", &id, "--recipient", "kim", "--to", "plan"],
    ] {
        let said = home.a_report(args).fails(1);
        assert!(said.contains("report draft"), "{args:?}: {said}");
    }
    assert_eq!(home.files(), before);
    home.a_report(&["draft", &id, "--circumstances", "no signal", "-m", more])
        .ok();
    home.a_report(&by_hand).ok();
}

#[test]
fn a_word_about_the_decision_does_not_silence_a_message_of_the_writer() {
    let home = Home::ready();
    let planned = home.recorded(EXCEPTIONAL);
    let id = home.captured_from("Ruth Bell", &["--decision", &planned]);
    assert_eq!(home.state_of(&id), "due");
    let said = home.run(&["outcome", &planned, "--not-used"]).ok().out;
    assert!(said.contains("says otherwise"), "{said}");
    assert!(said.contains("Was the device used"), "{said}");
    assert_eq!(home.state_of(&id), "not-said");
    home.a_report(&["used", &id]).ok();
    assert_eq!((home.state_of(&id), home.reports()), ("due".into(), 1));
    home.a_report(&["received", &id]).ok();
    assert_eq!(home.reports(), 0);

    // The other way round, and with a message that waits yet.
    let planned = home.recorded(EXCEPTIONAL);
    let add = with(
        &["mine", "--from", "Ruth Bell", "--decision", &planned],
        &PERSONAL,
    );
    let waiting = home.add(&add);
    let said = home.run(&["outcome", &planned, "--not-used"]).ok().out;
    assert!(said.contains("A message of it is in the queue"), "{said}");
    let said = home.a_report(&["used", &waiting]).ok().out;
    assert!(said.contains("raised by the capture"), "{said}");
    home.run(&["capture", &waiting, "--to", "plan"]).ok();
    assert_eq!(home.state_of(&waiting), "due");
    let later = home.captured_from("Ruth Bell", &["--decision", &planned]);
    assert_eq!(home.state_of(&later), "not-said");
    let said = home.a_report(&["used", &later]).ok().out;
    assert!(said.contains("should be sent"), "{said}");
    assert_eq!(home.state_of(&later), "due");
    // What somebody else sent was received, as the decision says.
    let theirs = home.captured_from("Asha Patel", &["--decision", &planned]);
    assert_eq!(home.state_of(&theirs), Value::Null);
}

#[test]
fn what_was_withdrawn_stays_so_and_says_so_until_it_is_taken_up_again() {
    let home = Home::ready();
    let id = home.captured_from("Ruth Bell", &[]);
    home.a_report(&["withdraw", &id, "--reason", "a drill"])
        .ok();
    let said = home.a_report(&["used", &id]).ok().out;
    assert!(said.contains("withdrawn and stays so"), "{said}");
    assert!(!said.contains("should be sent (para"), "{said}");
    let said = home.a_report(&["--all"]).ok().out;
    assert!(said.contains("Head of Unit: not sent"), "{said}");
    home.a_report(&["reopen", &id]).ok();
    assert_eq!(home.state_of(&id), "due");
}

#[test]
fn a_report_reckons_with_the_sender_as_put_right_and_says_what_was() {
    let home = Home::ready();
    let export = home.file("chat/WhatsApp Chat with Core.txt", CHAT);
    let import = [
        "import", &export, "--queue", "3", "-m", "official", "--device", "personal",
    ];
    home.run(&import).ok();
    let id = home.run(&["queue", "--json"]).ok().rows()[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    home.run(&[
        "edit",
        &id,
        "--from",
        "Tom Hall",
        "--sent",
        "2026-11-20T10:00:00Z",
    ])
    .ok();
    home.run(&["capture", &id, "--to", "plan"]).ok();
    assert_eq!(home.state_of(&id), "not-said");
    home.a_report(&["used", &id]).ok();
    let paper = home.a_report(&["show", &id, "--text"]).ok().out;
    for said in [
        "Sent by: Ruth Bell (put right: Tom Hall)",
        "Put right: sender, by Ruth Bell",
        "Put right: time sent, by Ruth Bell",
    ] {
        assert!(paper.replace('\n', " ").contains(said), "{said}: {paper}");
    }
    assert!(!paper.contains("orchard"), "{paper}");
}

#[test]
fn for_a_principal_what_the_writer_sent_is_no_use_of_theirs() {
    let home = Home::ready();
    let export = home.file("chat/WhatsApp Chat with Core.txt", CHAT);
    let minister = ["--for", "The Minister"];
    let import = [
        "import", &export, "--queue", "3", "-m", "official", "--device", "personal",
    ];
    home.run(&with(&minister, &import)).ok();
    let id = home.run(&["queue", "--json"]).ok().rows()[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    home.run(&["capture", &id, "--to", "plan"]).ok();
    assert_eq!(home.state_of(&id), "not-said");
    // What the principal sent is.
    let add = with(&["mine", "--from", "the minister"], &PERSONAL);
    let theirs = home.add(&with(&add, &minister));
    home.run(&["capture", &theirs, "--to", "plan"]).ok();
    assert_eq!(home.state_of(&theirs), "due");
}
