//! What the reader, a verdict, the facts about channels and a bag say, that a reader of the guidance asked for.

use crate::support::Home;

/// Its words with one blank between each.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What `decide` says of a message that is not significant on a department's device, with these further words.
fn decided(home: &Home, more: &[&str]) -> String {
    let case = ["decide", "--device", "corporate", "--channel", "whatsapp"];
    flat(&home.run(&[&case[..], more].concat()).ok().out)
}

#[test]
fn that_every_instruction_counts_as_protective_is_called_a_reading_where_it_counts() {
    let home = Home::ready();
    let reading = "is counted as a marking that needs protective controls (this tool's reading of 9a and 10a)";
    let duty = "must follow the handling instructions and descriptors, and any other restriction on the information (para 7)";
    // The marking; whether the reading is said, whether the duty is.
    for (marking, labelled, observed) in [
        ("official", false, false),
        ("official-sensitive", false, true),
        ("UK OFFICIAL", true, false),
        ("OFFICIAL - LEGAL", true, true),
        ("OFFICIAL - HR/MANAGEMENT", true, true),
        ("OFFICIAL - FOR PUBLIC RELEASE", false, false),
    ] {
        let said = decided(&home, &["--logistical", "--marking", marking]);
        assert_eq!(said.contains(reading), labelled, "{marking}: {said}");
        assert_eq!(said.contains(duty), observed, "{marking}: {said}");
    }
}

#[test]
fn the_answer_about_a_government_system_has_its_consequence_and_para_8_is_said_once() {
    let home = Home::ready();
    let with = |more: &[&str]| {
        let said = decided(
            &home,
            &[&["--significant", "--marking", "official"], more].concat(),
        );
        assert_eq!(said.matches("(8)").count(), 1, "{said}");
        said
    };
    let open = with(&[]);
    assert!(open.contains("Would a government system do?"), "{open}");
    let yes = with(&["--government-system", "yes"]);
    let expected = "You said a government system would do: that is what is expected (8).";
    assert!(yes.contains(expected), "{yes}");
    let no = with(&["--government-system", "no", "--because", "speed"]);
    assert!(
        no.contains("You said no government system would do: it has to be quicker (8)."),
        "{no}"
    );
    assert!(no.contains("Keep why in your reason (4, 8)."), "{no}");
    for said in [yes, no] {
        assert!(!said.contains("Would a government system do?"), "{said}");
    }
}

#[test]
fn the_facts_about_channels_are_said_with_their_sources() {
    let home = Home::ready();
    let of = |channel: &str| {
        let said = home.run(&["guidance", "--channel", channel]).ok().out;
        for known in said.lines().filter(|l| l.starts_with("Known: ")) {
            let (fact, source) = known.rsplit_once(" (").expect("a source at the end");
            let address = source.starts_with("https://") || source.starts_with("unchecked; ");
            assert!(address && source.contains(", 20"), "{fact}: {source}");
        }
        flat(&said)
    };
    let signal = of("signal");
    assert!(
        signal.contains("30 seconds, 5 minutes, 1 hour, 8 hours, 24 hours, 7 days, 28 days"),
        "{signal}"
    );
    assert!(
        signal.contains("Secure backups leave out messages that are due to vanish within 24 hours"),
        "{signal}"
    );
    for channel in ["sms", "imessage"] {
        let said = of(channel);
        assert!(said.contains("Timers: 30 days, 365 days"), "{said}");
        assert!(
            said.contains("\"Keep Messages\" is not set to Forever"),
            "{said}"
        );
        assert!(
            said.contains("It is a setting of the device and not of the chat."),
            "{said}"
        );
    }
    let facebook = of("facebook");
    for words in [
        "a timer of one of several lengths runs from when a message is seen",
        "A message that is not read within 14 days goes as well.",
        "https://www.messenger.com/help/880518629146125/",
    ] {
        assert!(facebook.contains(words), "{words}: {facebook}");
    }
    let whatsapp = of("whatsapp");
    assert!(
        whatsapp.contains("\"After reading\"") && whatsapp.contains("unchecked"),
        "{whatsapp}"
    );
}

#[test]
fn the_guidance_itself_its_table_and_its_terms_can_be_reached() {
    let home = Home::ready();
    let guidance = "https://www.gov.uk/government/publications/non-corporate-communication-channels-for-government-business";
    let table = flat(&home.run(&["guidance", "table"]).ok().out);
    for words in [
        "SECRET or TOP SECRET: Corporately managed device: Must not use",
        "Only in exceptional circumstances. Any such use should be reported to your Knowledge and Information \
         Management team and Head of Unit",
        "Permitted with due regard to your security responsibilities",
        "Below the table (must): Whatever the row",
        guidance,
    ] {
        assert!(table.contains(words), "{words}: {table}");
    }
    let terms = home.run(&["guidance", "terms"]).ok().out;
    for term in ["NCCC", "KIM", "Head of Unit", "GSCP", "request team"] {
        let said = terms.lines().find(|l| l.starts_with(&format!("{term}: ")));
        let said = said.unwrap_or_else(|| panic!("{term} is explained"));
        assert!(said.ends_with(')') && said.contains("(para"), "{said}");
    }
    let links = home.run(&["guidance", "links"]).ok().out;
    for text in [
        "The guidance",
        "Government Security Classifications Policy (GSCP)",
        "Code of Practice on the management of records (section 46)",
        "Ministerial Code",
        "Data protection",
    ] {
        let line = links.lines().find(|l| l.starts_with(text));
        let line = line.unwrap_or_else(|| panic!("{text}: {links}"));
        assert!(line.contains(": https://"), "{line}");
    }
    // A verdict leads there as well.
    assert!(decided(&home, &["--logistical", "--marking", "official"]).contains(guidance));
    // A body whose name changes is named with both.
    let paragraph = flat(&home.run(&["guidance", "37"]).ok().out);
    assert!(
        paragraph.contains("office (ICO) is becoming the Information Commission"),
        "{paragraph}"
    );
}

#[test]
fn the_notice_of_the_review_is_one_line_and_names_where_it_can_be_read() {
    let home = Home::ready();
    let said = decided(&home, &["--logistical", "--marking", "official"]);
    assert_eq!(said.matches("review date").count(), 1, "{said}");
    let reader = flat(&home.run(&["guidance", "38"]).ok().out);
    assert!(reader.contains("Finkelstein"), "{reader}");
    let links = home.run(&["guidance", "links"]).ok().out;
    assert!(
        links.contains("independent-review-of-the-use-of-non-corporate"),
        "{links}"
    );
}

#[test]
fn a_use_before_its_decision_is_said_without_reproach() {
    let home = Home::ready();
    let case = ["--significant", "--device", "personal", "--record"];
    let case = [
        &case[..],
        &["--marking", "official", "--channel", "whatsapp"],
    ]
    .concat();
    let asked = [&["decide"], &case[..], &["--situation", "already-used"]].concat();
    home.run(&asked).ok();
    let log = flat(&home.run(&["log", "--decisions"]).ok().out);
    assert!(
        log.contains("Outcome: already used when decided; a report is to be sent (para 10a)"),
        "{log}"
    );
}

#[test]
fn a_capture_in_a_bag_says_what_its_record_says() {
    let home = Home::ready();
    home.run(&[
        "setup",
        "--machine",
        "corporate",
        "--post",
        "Private Secretary",
    ])
    .ok();
    home.run(&["device", "add", "Work phone", "--kind", "corporate"])
        .ok();
    let export = "\
20/11/2026, 09:00 - Asha Patel: Morning
20/11/2026, 09:05 - Ruth Bell: The date is agreed
20/11/2026, 09:06 - Asha Patel: Thanks
";
    let path = home.file("WhatsApp Chat with Core.txt", export);
    let import = ["import", &path, "--queue", "1-2", "--as-one"];
    let said = ["--me", "Ruth Bell", "--marking", "official"];
    let more = ["--device", "Work phone"];
    home.run(&[&import[..], &said[..], &more[..]].concat()).ok();
    let edit = ["conversation", "edit", "Core", "--members"];
    home.run(&[&edit[..], &["Asha Patel; Ruth Bell"]].concat())
        .ok();
    let timer = ["conversation", "timer", "Core", "7d", "--from"];
    home.run(&[&timer[..], &["1 November 2026"]].concat()).ok();
    let id = home.run(&["queue", "--json"]).ok().row()["id"].clone();
    let id = id.as_str().unwrap();
    home.run(&["edit", id, "--personal-data", "yes"]).ok();
    home.run(&["capture", id, "--to", "bags"]).ok();
    let bag = std::fs::read_dir(home.path("bags")).unwrap().next();
    let bag = bag.unwrap().unwrap().path();
    let info = std::fs::read_to_string(bag.join("bag-info.txt")).unwrap();
    for line in [
        "Contact-Name: Ruth Bell, Private Secretary",
        "External-Description: WhatsApp, Core, 20 November 2026, 2 messages",
        "Onrecord-Device: Work phone, corporately owned and managed",
        "Onrecord-Exported-From: the phone or account of Ruth Bell, as stated",
        "Onrecord-People: Asha Patel, Ruth Bell",
        "Onrecord-Timer: 7 days, from Sunday 1 November 2026, 00:00 GMT on, as stated",
        "Onrecord-Personal-Data: yes, as stated",
    ] {
        assert!(info.lines().any(|l| l == line), "{line}: {info}");
    }
    let record = std::fs::read_to_string(bag.join("data/record.txt")).unwrap();
    for line in [
        "Exported from: the phone or account of Ruth Bell, as stated",
        "People: Asha Patel, Ruth Bell",
        "Personal data: yes, as stated",
    ] {
        assert!(record.lines().any(|l| l == line), "{line}: {record}");
    }
    // What was typed was exported from nowhere, and says so.
    let typed = home.add(&["typed words", "--conversation", "Core"]);
    home.run(&["capture", &typed, "--to", "plan"]).ok();
    let folder = std::fs::read_dir(home.path("plan")).unwrap().next();
    let folder = folder.unwrap().unwrap().path();
    let record = std::fs::read_to_string(folder.join("record.txt")).unwrap();
    assert!(
        record.lines().any(|l| l == "Exported from: not exported"),
        "{record}"
    );
}
