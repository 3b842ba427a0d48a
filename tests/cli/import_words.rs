//! What `import` says of an export in words, and that it says it once.

use crate::support::Home;
use crate::zips::zip_of;

const CHAT: &str = "\
03/04/2022, 15:09 - Asha Patel created group \"Bill team\"
03/04/2022, 15:10 - Asha Patel: \u{200e}plan.pdf (file attached)
03/04/2022, 15:11 - Tom Okafor: ok
";

fn count(said: &str, words: &str) -> usize {
    said.matches(words).count()
}

#[test]
fn a_summary_says_each_thing_once_and_in_words() {
    let home = Home::ready();
    let path = home.file("in/WhatsApp Chat with Bill team.zip", zipped(CHAT));
    let said = home.run(&["import", &path]).ok().out;
    for words in [
        "Entries: 3: 2 messages and 1 WhatsApp notice\n",
        "Read day first: Sunday 3 April 2022, 15:09 to Sunday 3 April 2022, 15:11\n",
        "Read month first: Friday 4 March 2022, 15:09 to Friday 4 March 2022, 15:11\n",
        "May be incomplete: WhatsApp's opening notice is missing",
        "1 attachment is named but not there",
    ] {
        assert_eq!(count(&said, words), 1, "{words}\n{said}");
    }
    for short in [
        "dmy",
        "mdy",
        "may not hold",
        "The export may",
        "that WhatsApp wrote",
    ] {
        assert!(!said.contains(short), "{short}\n{said}");
    }
    let row = home.run(&["import", &path, "--json"]).ok().row();
    assert_eq!(row["capped"], true);
    let why = row["capped_why"].as_str().unwrap();
    assert!(why.starts_with("WhatsApp's opening notice"), "{why}");
    assert_eq!(row["readings"][0]["date_order"], "dmy");
    let listed = home.run(&["import", &path, "--list", "--day-first"]).ok();
    assert!(
        listed
            .out
            .starts_with("1: Sunday 3 April 2022, 15:09, WhatsApp notice\n"),
        "{}",
        listed.out
    );
    assert_eq!(listed.err, "");
}

/// The chat in a zip, as a phone gives it with media.
fn zipped(chat: &str) -> Vec<u8> {
    zip_of(&[("_chat.txt", chat.as_bytes())])
}

#[test]
fn an_order_said_against_the_files_own_signs_is_told_wherever_it_counts() {
    let home = Home::ready();
    let path = home.file(
        "in/chat.txt",
        "03.04.2022, 15:10 - Asha Patel: one\n04.04.2022, 15:11 - Tom Okafor: two\n",
    );
    let told = "Dates are read month first because you said so; the file itself speaks for day first: the date is written with dots";
    let said = home.run(&["import", &path, "--month-first"]).ok();
    assert_eq!(count(&said.out, told), 1, "{}", said.out);
    for look in [&["--list"][..], &["--queue", "1"]] {
        let mut args = vec!["import", &path, "--month-first", "--json"];
        args.extend(look);
        let ran = home.run(&args).ok();
        assert_eq!(count(&ran.err, told), 1, "{look:?}: {}", ran.err);
        let agreed = home.run(&["import", &path, "--day-first", "--list"]).ok();
        assert_eq!(agreed.err, "");
    }
}

#[test]
fn what_is_dated_in_the_future_is_said_where_it_is_queued() {
    let home = Home::ready();
    let path = home.file(
        "in/WhatsApp Chat with Bill team.txt",
        "20/11/2020, 09:01 - Ann: one\n20/11/2095, 09:02 - Ann: two\n20/11/2095, 09:03 - Bob: three\n",
    );
    let told = "Entry 2 and 1 other entry are dated in the future (Sunday 20 November 2095, 09:02)";
    let ran = home
        .run(&["import", &path, "--queue", "1-3", "--json"])
        .ok();
    assert_eq!(count(&ran.err, told), 1, "{}", ran.err);
    let listed = home.run(&["import", &path, "--list"]).ok().out;
    assert_eq!(count(&listed, "dated in the future"), 2, "{listed}");
    let other = home.file(
        "in/WhatsApp Chat with Other.txt",
        "20/11/2020, 09:01 - Ann: one\n20/11/2095, 09:02 - Ann: two\n",
    );
    let ran = home.run(&["import", &other, "--queue", "1"]).ok();
    assert_eq!(count(&ran.err, "future"), 0, "{}", ran.err);
}

#[test]
fn words_choose_whole_words_only() {
    let home = Home::ready();
    let path = home.file(
        "in/WhatsApp Chat with Bill team.txt",
        "20/11/2026, 09:01 - Ann: the party, a private matter\n20/11/2026, 09:02 - Ann: State of the ART\n20/11/2026, 09:03 - Bob: artist\n",
    );
    let row = home
        .run(&["import", &path, "--queue", "art", "--json"])
        .ok()
        .row();
    assert_eq!(row["queued"].as_array().unwrap().len(), 1);
    let id = row["queued"][0].as_str().unwrap();
    assert_eq!(home.show(id)["text"], "State of the ART");
    home.run(&["import", &path, "--queue", "arti"]).fails(1);
}

#[test]
fn a_renamed_contact_is_said_and_not_queued_twice() {
    let home = Home::ready();
    let chat = |name: &str| {
        format!(
            "13/03/2024, 10:00 - Ben Ode: one\n13/03/2024, 10:01 - {name}: two\n13/03/2024, 10:02 - Ben Ode: ok\n\
             13/03/2024, 10:02 - Ben Ode: ok\n14/03/2024, 09:00 - {name}: three\n"
        )
    };
    let first = home.file("in/WhatsApp Chat with Bill team.txt", chat("Asha Patel"));
    home.run(&["import", &first, "--queue", "1-5", "--json"])
        .ok();
    let new = format!(
        "{}15/03/2024, 09:00 - Asha (office): four\n",
        chat("Asha (office)")
    );
    let later = home.file("in/WhatsApp Chat with Bill team (1).txt", new);
    let rows = home
        .run(&["import", &later, "--list", "--json"])
        .ok()
        .rows();
    assert_eq!(rows[1]["renamed_from"], "Asha Patel");
    assert!(rows[0]["renamed_from"].is_null() && rows[5]["renamed_from"].is_null());
    assert_eq!(
        (&rows[4]["new"], &rows[5]["new"]),
        (&false.into(), &true.into())
    );
    // Told before anything is picked as well, and where nothing was renamed there is nothing to tell.
    let told = "2 messages look like messages already queued under another name (Asha (office) was Asha Patel then): same minute, same text";
    let said = home.run(&["import", &later]).ok().out;
    assert_eq!(count(&said, told), 1, "{said}");
    let row = home
        .run(&["import", &later, "--summary", "--json"])
        .ok()
        .row();
    assert_eq!(
        row["renamed"],
        serde_json::json!([{"was": "Asha Patel", "now": "Asha (office)", "conversation_was": null, "messages": 2}])
    );
    let row = home.run(&["import", &first, "--json"]).ok().row();
    assert_eq!(row["renamed"], serde_json::json!([]));
    let said = home.run(&["import", &later, "--queue", "1-6"]).ok().out;
    assert!(said.contains("1 item in the queue"), "{said}");
    assert!(
        said.contains("2 of those picked look like messages already queued under another name (Asha (office) was Asha Patel then)"),
        "{said}"
    );
    assert!(
        said.contains("3 of those picked were in the queue before"),
        "{said}"
    );
    // A chat between two is called by the new name as well.
    let home = Home::ready();
    let first = home.file("in/WhatsApp Chat with Asha Patel.txt", chat("Asha Patel"));
    home.run(&["import", &first, "--queue", "1-5", "--json"])
        .ok();
    let later = home.file(
        "in/WhatsApp Chat with Asha (office).txt",
        chat("Asha (office)"),
    );
    let row = home
        .run(&["import", &later, "--queue", "1-5", "--json"])
        .ok()
        .row();
    assert_eq!(row["queued"].as_array().unwrap().len(), 0);
    assert_eq!(
        (row["known"].as_u64(), row["read"].as_u64()),
        (Some(5), Some(5))
    );
    assert_eq!(row["renamed"][1]["was"], "Asha Patel");
    // Somebody else of another chat stays somebody else.
    let other = home.file(
        "in/WhatsApp Chat with Cal.txt",
        chat("Cal").replace("two", "2").replace("three", "3"),
    );
    let row = home
        .run(&["import", &other, "--queue", "2,5", "--json"])
        .ok()
        .row();
    assert_eq!(row["queued"].as_array().unwrap().len(), 2);
}

#[test]
fn a_name_that_another_takes_or_that_becomes_two_queues_nothing_twice() {
    let chat = |[ben, number]: [&str; 2]| {
        format!(
            "13/03/2024, 10:00 - {ben}: one\n13/03/2024, 10:01 - {number}: two\n\
             13/03/2024, 10:02 - {ben}: three\n14/03/2024, 09:00 - {number}: four\n"
        )
    };
    for (before, after, renamed) in [
        (["Ben Ode", "+44 7700 900123"], ["Ben Ode", "Ben Ode"], 2),
        (["Ben Ode", "Ben Ode"], ["Ben Ode", "+44 7700 900123"], 2),
        (["Ben Ode", "+44 7700 900123"], ["Asha", "Ben Ode"], 4),
        (["Ben Ode", "Asha"], ["Ben Ode", "Asha"], 0),
    ] {
        let home = Home::ready();
        let file = home.file("in/WhatsApp Chat with Bill team.txt", chat(before));
        home.run(&["import", &file, "--queue", "1-4", "--json"])
            .ok();
        let extra = "15/03/2024, 10:00 - Cal: five\n";
        let file = home.file(
            "in/WhatsApp Chat with Bill team (1).txt",
            chat(after) + extra,
        );
        let row = home
            .run(&["import", &file, "--queue", "1-5", "--json"])
            .ok()
            .row();
        let queued = row["queued"].as_array().unwrap().len();
        let found = row["renamed"].as_array().unwrap().len();
        assert_eq!((queued, found), (1, renamed), "{before:?} {after:?}: {row}");
    }
}

#[test]
fn a_conversation_that_nothing_names_is_said_and_asked_for() {
    let home = Home::ready();
    let chat = "[20/11/2026, 09:01:00] Ann: one\r\n[20/11/2026, 09:02:00] Bob: two\r\n";
    let file = home.file("in/_chat.txt", chat);
    let said = home.run(&["import", &file]).ok().out;
    let told = "Chat: not named in the export; _chat is its file's name\n";
    assert_eq!(count(&said, told), 1, "{said}");
    let row = home.run(&["import", &file, "--json"]).ok().row();
    assert_eq!(row["conversation"], "_chat");
    let ran = home.run(&["import", &file, "--queue", "1"]).ok();
    let told = "put under _chat, its file's name. Say what it is called with --conversation NAME";
    assert_eq!(count(&ran.err, told), 1, "{}", ran.err);
    let named = ["import", &file, "--conversation", "Bill team"];
    let said = home.run(&named).ok().out;
    assert!(said.contains("Chat: Bill team\n"), "{said}");
    let ran = home.run(&[&named[..], &["--queue", "2"]].concat()).ok();
    assert_eq!(ran.err, "");
}

#[test]
fn a_renamed_group_is_said_and_not_queued_twice() {
    let home = Home::ready();
    let chat = "13/03/2024, 10:00 - Ben Ode: one\n13/03/2024, 10:01 - Asha: two\n13/03/2024, 10:02 - Ann added Cal\n\
                14/03/2024, 09:00 - Cal: three\n14/03/2024, 09:00 - Cal: three\n15/03/2024, 08:00 - Asha: four\n";
    let first = home.file("in/WhatsApp Chat with Bill team.txt", chat);
    let import = |file: &str, more: &[&str]| {
        let args = [&["import", file][..], more].concat();
        home.run(&args).ok()
    };
    import(&first, &["--queue", "1-5"]);
    let more = format!("{chat}16/03/2024, 09:00 - Ben Ode: five\n");
    let renamed = home.file("in/WhatsApp Chat with Bill, third reading.txt", &more);
    let told = "5 messages look like messages already queued under another chat name \
                (the chat was Bill team then): same minute, same sender, same text. \
                To go on with that chat, say its name: --conversation 'Bill team'.";
    let said = import(&renamed, &[]).out;
    assert_eq!(count(&said, told), 1, "{said}");
    let row = import(&renamed, &["--json"]).row();
    assert_eq!(
        row["renamed"][0],
        serde_json::json!({"was": null, "now": null, "conversation_was": "Bill team", "messages": 1})
    );
    let rows = import(&renamed, &["--list", "--json"]).rows();
    let was = |n: usize| rows[n]["conversation_was"].as_str();
    assert_eq!(
        (was(0), was(4), was(5), was(6)),
        (Some("Bill team"), Some("Bill team"), None, None)
    );
    let listed = import(&renamed, &["--list"]).out;
    let mark = "looks like a message already queued under another chat name (Bill team)";
    assert_eq!(count(&listed, mark), 5, "{listed}");
    let said = import(&renamed, &["--queue", "1-7"]).out;
    assert!(said.contains("2 items in the queue"), "{said}");
    assert!(
        said.contains("5 of those picked look like messages already queued under another chat name (the chat was Bill team then)"),
        "{said}"
    );
    // The new name is on record by now, and nothing changes; under the old one everything was there before.
    let row = import(&renamed, &["--queue", "1-7", "--json"]).row();
    assert_eq!(
        (
            row["queued"].as_array().unwrap().len(),
            row["known"].as_u64()
        ),
        (0, Some(7))
    );
    assert_eq!(row["renamed"].as_array().unwrap().len(), 5);
    let row = import(
        &renamed,
        &["--queue", "1-5", "--conversation", "Bill team", "--json"],
    )
    .row();
    assert_eq!(
        (
            row["known"].as_u64(),
            row["renamed"].as_array().unwrap().len()
        ),
        (Some(5), 0)
    );
    // The group and somebody in it.
    let both = home.file(
        "in/WhatsApp Chat with Bill, Lords.txt",
        chat.replace("Asha", "Asha (office)"),
    );
    let said = import(&both, &["--queue", "1-5"]).out;
    assert!(said.contains("0 items in the queue"), "{said}");
    assert!(
        said.contains(
            "under another name (Asha (office) was Asha then; the chat was Bill team then"
        ),
        "{said}"
    );
    // Of another chat what was sent to both stays its own, where more of the first is on record.
    let other = home.file(
        "in/WhatsApp Chat with Press office.txt",
        "13/03/2024, 10:01 - Asha: two\n14/03/2024, 09:00 - Dan: no\n16/03/2024, 09:00 - Dan: yes\n",
    );
    let row = import(&other, &["--queue", "1-3", "--json"]).row();
    assert_eq!(row["queued"].as_array().unwrap().len(), 3, "{row}");
    assert_eq!(row["renamed"], serde_json::json!([]));
}

#[test]
fn what_was_sent_to_two_chats_is_no_renaming() {
    let line = |(at, who, said): &(&str, &str, &str)| format!("26/11/2026, {at} - {who}: {said}\n");
    let chat = |lines: &[(&str, &str, &str)]| lines.iter().map(line).collect::<String>();
    let (ruth, asha, ben) = ("Ruth Bell", "Asha Patel", "Ben Ode");
    let ask = ("10:01", ruth, "Please confirm by noon");
    let more = ("10:02", ruth, "And bring the paper");
    let last = ("10:03", ruth, "Thank you");
    for (id, first, other, same) in [
        (
            "two",
            (asha, vec![ask, ("10:05", asha, "yes")]),
            (ben, vec![ask, ("10:06", ben, "no")]),
            0,
        ),
        (
            "yes at once",
            (asha, vec![ask, ("10:05", asha, "yes")]),
            (ben, vec![ask, ("10:05", ben, "yes")]),
            0,
        ),
        (
            "three and an answer",
            (asha, vec![ask, more, last, ("10:05", asha, "yes")]),
            (ben, vec![ask, more, last, ("10:05", ben, "yes")]),
            0,
        ),
        (
            "only the owner's",
            (asha, vec![ask, more, last]),
            (ben, vec![ask, more, last, ("10:09", ben, "no")]),
            0,
        ),
        (
            "one that tells",
            (
                asha,
                vec![ask, ("10:05", asha, "Counsel agrees with option B")],
            ),
            (
                "Asha (office)",
                vec![
                    ask,
                    ("10:05", "Asha (office)", "Counsel agrees with option B"),
                ],
            ),
            2,
        ),
        (
            "of other names",
            (
                "Core",
                vec![ask, ("10:05", asha, "Noted"), ("10:06", asha, "yes")],
            ),
            (
                "Plain",
                vec![ask, ("10:05", "Zoe", "Noted"), ("10:06", "Zoe", "yes")],
            ),
            0,
        ),
        (
            "owner in both",
            (
                "Core",
                vec![
                    ("10:05", ruth, "Noted"),
                    ("10:06", ruth, "yes"),
                    last,
                    ("10:07", asha, "ok"),
                ],
            ),
            (
                "Plain",
                vec![
                    ("10:05", ruth, "Noted"),
                    ("10:06", ruth, "yes"),
                    last,
                    ("10:07", "Zoe", "ok"),
                ],
            ),
            0,
        ),
        (
            "renamed indeed",
            (
                asha,
                vec![ask, ("10:05", asha, "yes"), ("10:06", asha, "at noon")],
            ),
            (
                "Asha (office)",
                vec![
                    ask,
                    ("10:05", "Asha (office)", "yes"),
                    ("10:06", "Asha (office)", "at noon"),
                ],
            ),
            3,
        ),
    ] {
        let home = Home::ready();
        let file = |(name, lines): &(&str, Vec<_>)| {
            home.file(&format!("in/WhatsApp Chat with {name}.txt"), chat(lines))
        };
        let (one, two) = (file(&first), file(&other));
        let queue = |file: &str, n: usize, more: &[&str]| {
            let numbers = format!("1-{n}");
            let args = [&["import", file, "--queue", &numbers, "--json"], more].concat();
            home.run(&args).ok().row()
        };
        let (first, all) = (first.1.len(), other.1.len());
        let row = queue(&one, first, &[]);
        assert_eq!(row["queued"].as_array().unwrap().len(), first);
        let row = queue(&two, all, &[]);
        let (queued, renamed) = (
            row["queued"].as_array().unwrap(),
            row["renamed"].as_array().unwrap(),
        );
        assert_eq!(
            (queued.len(), renamed.len()),
            (all - same, same),
            "{id}: {row}"
        );
        // A conversation that is said is of its own, whatever it looks like.
        if same > 0 {
            let row = queue(&two, all, &["--conversation", other.0]);
            let queued = row["queued"].as_array().unwrap().len();
            assert_eq!(
                (queued, &row["renamed"]),
                (same, &serde_json::json!([])),
                "{id}"
            );
        }
    }
}

#[test]
fn the_public_case_of_a_renamed_contact_queues_nothing_twice() {
    let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    let case = cases.join("060-contact-renamed");
    if !case.is_dir() {
        println!("060: not here, nothing compared");
        return;
    }
    let home = Home::ready();
    let first = case.join("first/WhatsApp Chat with Bill team.txt");
    let later = case.join("WhatsApp Chat with Bill team (1).txt");
    let queue = |file: &std::path::Path| {
        let file = file.to_str().unwrap();
        home.run(&["import", file, "--queue", "1-5", "--json"])
            .ok()
            .row()
    };
    assert_eq!(queue(&first)["queued"].as_array().unwrap().len(), 5);
    let said = home.run(&["import", later.to_str().unwrap()]).ok().out;
    assert!(said.contains("2 messages look like messages already queued under another name"));
    let row = queue(&later);
    assert_eq!(row["queued"].as_array().unwrap().len(), 0);
    assert_eq!((&row["known"], &row["read"]), (&5.into(), &5.into()));
    assert_eq!(row["renamed"].as_array().unwrap().len(), 2);
}

#[test]
fn the_reason_of_a_mark_and_a_join_stand_in_json() {
    let home = Home::ready();
    let mut chat = String::from(
        "13/02/2024, 10:00 - Ann: a\n14/02/2024, 10:00 - Bob: b\n13/01/2024, 10:00 - Ann: old\n",
    );
    chat.push_str("15/02/2024, 10:00 - Ann: c\n[15/02/2024, 10:01:00] Bob: copied\n");
    let path = home.file("in/a.txt", &chat);
    let rows = home.run(&["import", &path, "--list", "--json"]).ok().rows();
    let why: Vec<_> = rows.iter().map(|r| r["quoted_why"].as_str()).collect();
    assert_eq!(why, [None, None, Some("back-in-time"), None, Some("shape")]);
    for day in 10..30 {
        chat.push_str(&format!("{day}/01/2024, 10:00 - Ann: {day}\n"));
    }
    let path = home.file("in/b.txt", &chat);
    let row = home
        .run(&["import", &path, "--summary", "--json"])
        .ok()
        .row();
    assert_eq!(
        (&row["joined"][0]["n"], &row["joined"][0]["at"]),
        (&6.into(), &"2024-01-10T10:00:00".into())
    );
}

#[test]
fn what_an_admin_deleted_is_not_laid_on_the_sender() {
    let home = Home::ready();
    let text = "This message was deleted by admin Ruth Bell";
    let chat = format!(
        "20/11/2026, 09:01 - Ann: {text}\n20/11/2026, 09:02 - Ann: This message was deleted\n"
    );
    let path = home.file("in/WhatsApp Chat with Bill team.txt", chat);
    let listed = home.run(&["import", &path, "--list"]).ok().out;
    for marks in [
        "Marks: deleted by an admin\n",
        "Marks: deleted by its sender\n",
    ] {
        assert_eq!(count(&listed, marks), 1, "{listed}");
    }
    let queued = home.run(&["import", &path, "--queue", "1-2", "--json"]);
    let row = queued.ok().row();
    let shown = |n: usize| {
        let id = row["queued"][n].as_str().unwrap();
        home.run(&["show", id]).ok().out
    };
    assert!(shown(0).contains("deleted by an admin"), "{}", shown(0));
    assert!(shown(1).contains("deleted by its sender"), "{}", shown(1));
}
