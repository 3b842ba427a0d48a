//! Sentences that a reader of the guidance found wrong: what stands there now, and what must not.

use crate::support::Home;

/// Its words with one blank between each.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The one record in a destination.
fn lodged(home: &Home, file: &str) -> String {
    let folders = std::fs::read_dir(home.path("plan")).unwrap();
    let all: Vec<_> = folders.map(|f| f.unwrap().path().join(file)).collect();
    assert_eq!(all.len(), 1);
    std::fs::read_to_string(&all[0]).unwrap()
}

#[test]
fn para_28_is_cited_for_information_requests_and_the_rest_is_a_reading() {
    let home = Home::ready();
    let id = home.add(&["words that may be asked for"]);
    let asked = home.run(&["erase", &id]).fails(2);
    let help = home.run(&["not-significant", "--help"]).ok().out;
    let review = home.typed(&["review"], &["n", "", "?", "q", "q"]).out;
    for said in [asked, help, review] {
        let said = flat(&said);
        assert!(said.contains("(para 28)"), "{said}");
        assert!(said.contains("this tool's reading"), "{said}");
        for (cited, _) in said.match_indices("para 28") {
            // What is cited is the sentence before, and it speaks of the one thing that para 28 speaks of.
            let before = &said[..cited];
            let ends = [". ", "? ", ") "].map(|end| before.rfind(end));
            let from = ends.into_iter().flatten().max().unwrap_or(0);
            let sentence = &before[from..];
            assert!(sentence.contains("information request"), "{sentence}");
            for other in ["litigation", "inquiry", "police", "Parliament"] {
                assert!(!sentence.contains(other), "{sentence}");
            }
        }
    }
}

#[test]
fn what_was_only_received_on_a_private_phone_is_no_use_to_be_reported() {
    let home = Home::ready();
    let decide = |situation: &'static str| {
        let case = ["decide", "--marking", "official", "--significant"];
        let case = [&case[..], &["--device", "personal"]].concat();
        let case = [&case[..], &["--channel", "whatsapp", "--record"]].concat();
        let said = [&case[..], &["--situation", situation]].concat();
        flat(&home.run(&said).ok().out)
    };
    let unsent = || home.run(&["status", "--json"]).ok().row()["reports_unsent"].clone();
    let received = decide("received");
    for words in [
        "receiving is not a use, so no report is due",
        "A reply would be a use (this tool's reading of 10a and 20)",
    ] {
        assert!(received.contains(words), "{words}: {received}");
    }
    for wrong in ["Write down the circumstances", "should report"] {
        assert!(!received.contains(wrong), "{wrong}: {received}");
    }
    assert_eq!(unsent(), 0);
    let used = decide("already-used");
    assert!(used.contains("Write down the circumstances"), "{used}");
    assert!(!used.contains("receiving is not a use"), "{used}");
    assert_eq!(unsent(), 1);
}

#[test]
fn a_government_marking_on_what_is_said_to_be_out_of_scope_is_asked_about() {
    let home = Home::ready();
    let question = "Is it really outside the guidance (7, 18)?";
    let decide = |more: &[&str]| {
        let case = ["decide", "--scope", "political", "--significant"];
        let case = [&case[..], &["--device", "personal"]].concat();
        home.run(&[&case[..], more].concat()).ok().out
    };
    for marking in ["official", "OFFICIAL-SENSITIVE - LEGAL"] {
        let said = decide(&["--marking", marking]);
        assert!(
            said.contains("not covered by this guidance (para 18)"),
            "{said}"
        );
        assert!(said.contains(question), "{said}");
    }
    assert!(!decide(&[]).contains(question));
}

#[test]
fn a_margin_is_half_of_a_timer_at_the_most_and_says_so() {
    let home = Home::ready();
    let config = home.dir().join("config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}\n[capture]\nmargin = \"24h\"\n")).unwrap();
    for (timer, by, words) in [
        (
            "30s",
            "2026-11-22T18:03:15",
            "15 seconds margin, half of its timer",
        ),
        (
            "5m",
            "2026-11-22T18:05:30",
            "2 minutes and 30 seconds margin, half of its timer",
        ),
        (
            "24h",
            "2026-11-23T06:03:00",
            "12 hours margin, half of its timer",
        ),
        (
            "48h",
            "2026-11-23T18:03:00",
            "24 hours margin, your setting",
        ),
        ("7d", "2026-11-28T18:03:00", "24 hours margin, your setting"),
    ] {
        let sent = ["--sent", "2026-11-22T18:03:00Z", "--timer", timer];
        let id = home.add(&[&["a message"][..], &sent].concat());
        let row = home.show(&id);
        assert!(row["capture_by"].as_str().unwrap().starts_with(by), "{row}");
        let said = flat(&home.run(&["show", &id]).ok().out);
        assert!(said.contains(words), "{said}");
        assert!(!said.contains("overdue"), "{said}");
    }
}

#[test]
fn the_old_spelling_of_personal_data_is_its_marking_as_far_as_the_mail() {
    let home = Home::ready();
    let add = ["the list of names", "--channel", "whatsapp", "--marking"];
    let id = home.add(&[&add[..], &["OFFICIAL-SENSITIVE PERSONAL"]].concat());
    let marking = "OFFICIAL-SENSITIVE - PERSONAL DATA";
    assert_eq!(home.show(&id)["marking"], marking);
    home.run(&["capture", &id, "--to", "plan"]).ok();
    let record = lodged(&home, "record.txt");
    let (first, last) = (record.lines().next(), record.trim_end().lines().last());
    let line = format!("Marking: {marking}");
    assert_eq!((first, last), (Some(&*line), Some(&*line)));
    let mail = lodged(&home, "record.eml");
    let mail = mail_parser::MessageParser::new()
        .parse(&mail)
        .unwrap()
        .into_owned();
    let subject = mail.subject().unwrap();
    assert!(
        subject.starts_with(&format!("{marking}: WhatsApp, ")),
        "{subject}"
    );
    let header = mail.header("X-Onrecord-Marking").and_then(|h| h.as_text());
    assert_eq!(header, Some(marking));
    assert!(mail.body_text(0).unwrap().trim_start().starts_with(&line));
    // The duty that goes with it is there without its being said again.
    let decide = [
        "decide",
        "--logistical",
        "--device",
        "corporate",
        "--marking",
    ];
    let said = home.run(&[&decide[..], &["OFFICIAL-SENSITIVE PERSONAL"]].concat());
    assert!(flat(&said.ok().out).contains("data protection principles"));
}

#[test]
fn why_a_message_may_be_quoted_text_stands_in_its_record() {
    let home = Home::ready();
    let export = "\
20/11/2026, 09:00 - Asha Patel: Morning
20/11/2026, 09:05 - Tom Okafor: This is what she wrote:
[19/11/2026, 21:14:05] Ruth Bell: the date is agreed
20/11/2026, 09:06 - Asha Patel: Thanks
";
    let path = home.file("WhatsApp Chat with Core.txt", export);
    let listed = home.run(&["import", &path, "--list", "--json"]).ok().rows();
    let quoted: Vec<bool> = listed.iter().map(|r| r["quoted"] == true).collect();
    assert_eq!(quoted, [false, false, true, false]);
    home.run(&["import", &path, "--queue", "2-3", "--as-one"])
        .ok();
    let id = home.run(&["queue", "--json"]).ok().row()["id"].clone();
    home.run(&["capture", id.as_str().unwrap(), "--to", "plan"])
        .ok();
    for file in ["record.txt", "record.eml"] {
        let mut record = lodged(&home, file);
        if file.ends_with(".eml") {
            let mail = mail_parser::MessageParser::new().parse(&record).unwrap();
            record = mail.body_text(0).unwrap().into_owned();
        }
        let record = flat(&record);
        let (first, second) = record.split_once("Message 2 of 2").unwrap();
        assert!(!first.contains("may be quoted text"), "{first}");
        let why = "may be quoted text: it is dated before a message above it";
        assert!(second.contains(why), "{second}");
    }
}

#[test]
fn a_report_says_which_half_of_significant_it_was() {
    for (half, words) in [
        (
            "--significant=direction",
            "it affects the direction of a piece of work (14)",
        ),
        (
            "--significant=change",
            "a situation changed materially (14)",
        ),
        (
            "--significant=both",
            "it affects the direction of a piece of work, and a situation changed materially (14)",
        ),
        ("--significant", "yes; which half of 14 was not said"),
    ] {
        let home = Home::ready();
        let case = ["decide", "--marking", "official", half, "--record"];
        let case = [
            &case[..],
            &["--device", "personal", "--channel", "whatsapp"],
        ]
        .concat();
        home.run(&[&case[..], &["--situation", "already-used"]].concat())
            .ok();
        let id = home.run(&["report", "--json"]).ok().row()["id"].clone();
        let said = home
            .run(&["report", "show", id.as_str().unwrap(), "--text"])
            .ok()
            .out;
        let said = flat(&said);
        assert!(said.contains(&format!("Significant: {words}")), "{said}");
    }
}
