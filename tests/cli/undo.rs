//! Taking back and bringing back on the command line.

use crate::support::Home;

fn waiting(home: &Home) -> usize {
    home.run(&["queue", "--json"]).ok().rows().len()
}

#[test]
fn undo_and_redo_say_what_they_are_about_and_stand_in_the_log() {
    let home = Home::ready();
    let chat = [
        "--channel",
        "whatsapp",
        "--conversation",
        "Core",
        "--from",
        "Asha",
    ];
    home.add(&[&["Cabinet agreed option B"][..], &chat].concat());
    let said = home.run(&["undo"]).ok().out;
    assert!(said.starts_with("Taken back: "), "{said}");
    assert!(
        said.contains("Asha") && said.contains("today 18:03"),
        "{said}"
    );
    assert!(said.contains("onrecord redo"), "{said}");
    assert_eq!(waiting(&home), 0);
    let said = home.run(&["redo"]).ok().out;
    assert!(
        said.starts_with("Brought back: ") && said.contains("Asha"),
        "{said}"
    );
    assert_eq!(waiting(&home), 1);
    assert!(
        home.run(&["redo"])
            .fails(1)
            .contains("nothing to bring back")
    );
    let log = home.run(&["log", "--json"]).ok().rows();
    let kinds: Vec<&str> = log.iter().filter_map(|r| r["kind"].as_str()).collect();
    assert_eq!(kinds[kinds.len() - 2..], ["undone", "redone"]);
    let summary = log.last().unwrap()["summary"].as_str().unwrap();
    assert!(summary.starts_with("brought back: item "), "{summary}");
    home.run(&["verify"]).ok();
    // With --json the events come, one a line, and nothing else.
    let rows = home.run(&["undo", "--json"]).ok().rows();
    assert!(rows.iter().any(|r| r["kind"] == "item.added"));
    let rows = home.run(&["redo", "--json"]).ok().rows();
    assert!(rows.iter().any(|r| r["kind"] == "item.added"));
}

#[test]
fn a_command_is_named_by_an_entry_of_the_log() {
    let home = Home::ready();
    let first = home.add(&["one"]);
    let second = home.add(&["two"]);
    let log = home.run(&["log", "--json"]).ok().rows();
    let of = |item: &str| {
        let row = log
            .iter()
            .find(|r| r["item"] == item && r["kind"] == "item.added");
        row.unwrap()["id"].as_str().unwrap().to_owned()
    };
    home.run(&["undo", "--command", &of(&first)]).ok();
    let left = home.run(&["queue", "--json"]).ok().rows();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["id"], second.as_str());
    let said = home.run(&["undo", "--command", &of(&first)]).fails(1);
    assert!(
        said.contains("taken back already") && said.contains("redo"),
        "{said}"
    );
    home.run(&["redo", "--command", &of(&first)]).ok();
    assert_eq!(waiting(&home), 2);
    let said = home.run(&["redo", "--command", &of(&first)]).fails(1);
    assert!(said.contains("not taken back"), "{said}");
    for nothing in ["rb@nowhere/7", "", "\u{1b}[2J"] {
        let said = home.run(&["undo", "--command", nothing]).fails(1);
        assert!(said.contains("in the log"), "{said}");
    }
    // The second is touched since: it stays.
    home.run(&["hand-over", &second, "--to", "Sam Lee"]).ok();
    let said = home.run(&["undo", "--command", &of(&second)]).fails(1);
    assert!(said.contains("has since done something"), "{said}");
}

/// Whether the system says which login session this process is of: 0 is a leader outside the container.
fn session_is_known() -> bool {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let behind_the_name = stat.rsplit_once(')').unwrap().1;
    behind_the_name.split_whitespace().nth(3) != Some("0")
}

#[test]
fn at_a_terminal_it_is_asked_where_the_command_is_of_another_day_or_session() {
    let home = Home::ready();
    home.add(&["one"]);
    // Of this session and today: nothing is asked. In a container whose session has its leader outside nothing
    // tells one session from another, and it is asked there too.
    let (asked, keys): (bool, &[&str]) = match session_is_known() {
        true => (false, &[]),
        false => (true, &["y"]),
    };
    let ran = home.typed(&["undo"], keys).ok();
    assert!(ran.out.contains("Taken back: "), "{}", ran.out);
    assert_eq!(ran.out.contains("Take this back? "), asked, "{}", ran.out);
    home.run(&["redo"]).ok();
    // Nothing is known of who gave it: another session's.
    let state = home.path("state/onrecord");
    let files = std::fs::read_dir(&state).unwrap().filter_map(Result::ok);
    let sessions = files
        .map(|f| f.path())
        .find(|p| p.to_string_lossy().contains("sessions-"));
    if let Some(sessions) = sessions {
        std::fs::remove_file(sessions).unwrap();
    }
    let ran = home.typed(&["undo"], &[""]).ok();
    assert!(
        ran.out.contains("Take this back? ") && ran.out.contains("Nothing was taken back"),
        "{}",
        ran.out
    );
    assert_eq!(waiting(&home), 1);
    home.typed(&["undo"], &["y"]).ok();
    assert_eq!(waiting(&home), 0);
    home.run(&["redo"]).ok();
    // Another day, and a clock set back behind the command.
    for now in ["2026-11-24T09:00:00Z", "2026-11-20T09:00:00Z"] {
        let mut later = Home::ready();
        later.add(&["one"]);
        later = later.at(now);
        let ran = later.typed(&["undo"], &["n"]).ok();
        assert!(ran.out.contains("Take this back? "), "{}", ran.out);
        assert_eq!(waiting(&later), 1);
        // Without a terminal it is done and said.
        let ran = later.run(&["undo"]).ok();
        assert!(ran.out.contains("Taken back: "), "{}", ran.out);
    }
}

#[test]
fn what_was_taken_back_is_found_and_leads_to_redo() {
    let home = Home::ready();
    let chat = [
        "--channel",
        "whatsapp",
        "--conversation",
        "Core",
        "--from",
        "Asha",
    ];
    let id = home.add(&[&["Cabinet agreed option B"][..], &chat].concat());
    home.run(&["undo"]).ok();
    let other = home.add(&["Something else"]);
    assert!(home.run(&["queue", "--json"]).ok().rows().len() == 1);
    for args in [
        &["find", "cabinet", "core"][..],
        &["queue", "--all"],
        &["show", &id],
    ] {
        let said = home.run(args).ok().out;
        assert!(said.contains("State: taken back"), "{args:?}: {said}");
        assert!(
            said.contains("Cabinet agreed") && said.contains("Core"),
            "{said}"
        );
        assert!(said.contains("onrecord redo --command "), "{said}");
    }
    let rows = home.run(&["queue", "--all", "--json"]).ok().rows();
    let states: Vec<_> = rows.iter().map(|r| r["state"].clone()).collect();
    assert_eq!(states, ["waiting", "taken-back"]);
    let whole = home.run(&["show", &id, "--json"]).ok().row();
    assert_eq!(whole["text"], "Cabinet agreed option B");
    assert_eq!(whole["conversation"], "Core");
    assert!(whole["capture_by"].is_null() && whole["due"].is_null());
    assert!(!whole["history"].as_array().unwrap().is_empty());
    let named = ["queue", "--all", "--json", "--for", "Somebody"];
    assert!(home.run(&named).ok().rows().is_empty());
    for args in [
        &["reopen", &id][..],
        &["accepted", &id],
        &["gone", &id, "--note", "x"],
    ] {
        let said = home.run(args).fails(1);
        assert!(said.contains("was taken back"), "{said}");
        assert!(said.contains("onrecord redo --command "), "{said}");
    }
    // The hint is a command that works.
    let said = home.run(&["reopen", &id[..6]]).fails(1);
    let (_, command) = said.trim().rsplit_once(' ').unwrap();
    home.run(&["redo", "--command", command]).ok();
    assert_eq!(home.show(&id)["state"], "waiting");
    assert_eq!(home.show(&other)["state"], "waiting");
    // A text erased since is not brought back.
    home.run(&["undo", "--command", command]).ok();
    home.run(&["erase", &id, "--no-request-known"]).ok();
    let said = home.run(&["redo", "--command", command]).fails(1);
    assert!(said.contains("erased since"), "{said}");
    assert!(!home.run(&["find", "cabinet"]).ok().out.contains("Cabinet"));
}

#[test]
fn an_import_that_was_made_again_is_not_brought_back_beside_itself() {
    let home = Home::ready();
    let export = "\
20/11/2026, 09:00 - Asha Patel: Morning
20/11/2026, 09:05 - Ruth Bell: The date is agreed
20/11/2026, 09:06 - Asha Patel: Thanks
";
    let path = home.file("WhatsApp Chat with Core.txt", export);
    let import = ["import", &path, "--queue", "1-2", "--marking", "official"];
    home.run(&import).ok();
    home.run(&["undo"]).ok();
    // Nothing is there twice yet.
    home.run(&["redo"]).ok();
    home.run(&["undo"]).ok();
    home.run(&import).ok();
    let said = home.run(&["redo"]).fails(1);
    assert!(said.contains("would stand there twice"), "{said}");
    assert_eq!(home.run(&["queue", "--json"]).ok().rows().len(), 2);
}
