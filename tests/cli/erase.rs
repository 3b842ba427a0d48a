//! Erasing: the text is nowhere, the record stays whole, and a hold forbids it.

use crate::support::Home;

#[test]
fn after_an_erasure_the_text_is_nowhere_and_the_chain_is_whole() {
    let mut home = Home::ready();
    let file = home.file("minute.txt", "the words of the annex");
    let id = home.add(&["the words that go", "--from", "Asha Patel", "--file", &file]);
    let other = home.add(&["the words that stay"]);
    home.run(&["edit", &id, "--text", "the words once mended"])
        .ok();
    home.run(&["capture", &id, "--to", "plan", "--ref", "MIN/4"])
        .ok();
    assert!(home.holds("the words of the annex"));
    let said = home.run(&["erase", &id]).fails(2);
    assert!(
        said.contains("para 28") && said.contains("--no-request-known"),
        "{said}"
    );
    home.run(&["erase", &id, "--request", "FOI 2026/12"])
        .fails(1);
    home.run(&["erase", &id, "--no-request-known", "--reason", "captured"])
        .ok();
    for gone in [
        "the words that go",
        "the words once mended",
        "the words of the annex",
        "Asha Patel",
        "minute.txt",
    ] {
        assert!(!home.holds(gone), "{gone} is still there");
    }
    assert!(home.holds("the words that stay") && home.holds("MIN/4"));
    let report = home.run(&["verify", "--json"]).ok().row();
    assert_eq!(report["ok"], true, "{report}");
    let row = home.show(&id);
    assert!(row["text"].is_null());
    assert_eq!(row["reference"], "MIN/4");
    assert_eq!(home.show(&other)["text"], "the words that stay");
    home.run(&["undo"]).fails(1);
    home.now = "2027-11-22T18:03:11.204Z".into();
    assert_eq!(home.run(&["verify", "--json"]).ok().row()["ok"], true);
}

#[test]
fn handling_instructions_outlive_the_text_and_words_of_its_own_do_not() {
    let home = Home::ready();
    let marked = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - PERSONAL DATA";
    let kept = home.add(&["words that go", "-m", marked, "--conversation", "Core"]);
    let cut = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - HERON";
    let cut = home.add(&["more that go", "-m", cut, "--conversation", "Core"]);
    let unmarked = home.add(&["nothing said of it"]);
    for id in [&kept, &cut, &unmarked] {
        home.run(&["capture", id, "--to", "plan"]).ok();
    }
    home.run(&["erase", &kept, &cut, &unmarked, "--no-request-known"])
        .ok();
    assert_eq!(home.show(&kept)["marking"], marked);
    let shown = home.run(&["show", &kept]).ok().out;
    assert!(
        shown.contains(marked) && !shown.contains("marking were"),
        "{shown}"
    );
    assert_eq!(
        home.show(&cut)["marking"],
        "OFFICIAL-SENSITIVE - RECIPIENTS ONLY"
    );
    let shown = home.run(&["show", &cut]).ok().out;
    let said = "RECIPIENTS ONLY (further words of the marking were erased with the text)";
    assert!(shown.contains(said) && !home.holds("HERON"), "{shown}");
    assert!(home.show(&unmarked)["marking"].is_null());
    home.run(&["depart", "open", "--leaving", "--on", "30 Nov"])
        .ok();
    let statement = home.run(&["depart", "statement"]).ok().out;
    assert!(
        statement.contains(&format!("Marking: {marked}")),
        "{statement}"
    );
    assert!(
        statement.contains("Words of the marking of 1 item, which were erased"),
        "{statement}"
    );
}

#[test]
fn under_a_hold_nothing_is_erased() {
    let home = Home::ready();
    let id = home.add(&["held words", "--conversation", "Bill team"]);
    for scope in [
        "all".to_owned(),
        "conversation=Bill team".into(),
        format!("item={id}"),
    ] {
        home.run(&["hold", "add", "--ref", "FOI 2026/12", "--scope", &scope])
            .ok();
        let said = home.run(&["erase", &id, "--no-request-known"]).fails(1);
        assert!(
            said.contains("FOI 2026/12") && said.contains("28"),
            "{said}"
        );
        assert!(home.holds("held words"));
        assert_eq!(home.show(&id)["held"], true);
        home.run(&["hold", "release", "FOI 2026/12"]).ok();
    }
    home.run(&["erase", &id, "--no-request-known"]).ok();
    assert!(!home.holds("held words"));
}

#[test]
fn the_text_of_what_is_not_significant_goes_once_undo_has_lapsed() {
    let mut home = Home::ready();
    let answered = home.add(&["chatter answered"]);
    let unanswered = home.add(&["chatter unanswered"]);
    let held = home.add(&["chatter held"]);
    home.run(&["not-significant", &answered, &held, "--no-request-known"])
        .ok();
    home.run(&["not-significant", &unanswered]).ok();
    home.run(&[
        "hold",
        "add",
        "--ref",
        "FOI 1",
        "--scope",
        &format!("item={held}"),
    ])
    .ok();
    home.now = "2026-11-23T17:00:00.000Z".into();
    home.add(&["next day, too early"]);
    assert!(home.holds("chatter answered"));
    home.now = "2026-11-23T18:30:00.000Z".into();
    let ran = home.run(&["add", "a day later"]).ok();
    assert!(ran.err.contains("The text of 1 item went"), "{}", ran.err);
    assert!(!home.holds("chatter answered"));
    assert!(home.holds("chatter unanswered") && home.holds("chatter held"));
    assert_eq!(home.show(&answered)["state"], "not-significant");
    assert_eq!(home.run(&["verify", "--json"]).ok().row()["ok"], true);
}

#[test]
fn what_was_taken_back_can_be_erased_too() {
    let home = Home::ready();
    let id = home.add(&["typed by mistake"]);
    home.run(&["undo"]).ok();
    let said = home.run(&["show", &id]).ok().out;
    assert!(said.contains("taken back"), "{said}");
    assert!(home.holds("typed by mistake"), "an undo removes nothing");
    home.run(&["hold", "add", "--ref", "FOI 1"]).ok();
    home.run(&["erase", &id, "--no-request-known"]).fails(1);
    home.run(&["hold", "release", "FOI 1"]).ok();
    home.run(&["erase", &id, "--no-request-known"]).ok();
    assert!(!home.holds("typed by mistake"));
    // An edit that was taken back goes with its item.
    let id = home.add(&["the first words"]);
    home.run(&["edit", &id, "--text", "the mistaken words"])
        .ok();
    home.run(&["undo"]).ok();
    assert_eq!(home.show(&id)["text"], "the first words");
    home.run(&["erase", &id, "--no-request-known"]).ok();
    assert!(!home.holds("the mistaken words") && !home.holds("the first words"));
    let report = home.run(&["verify", "--json"]).ok().row();
    assert_eq!(report["ok"], true, "{report}");
    assert!(
        home.run(&["log"]).ok().err.is_empty(),
        "an anomaly was told"
    );
}

#[test]
fn a_hold_on_a_name_covers_every_chat_of_that_name() {
    let home = Home::ready();
    let on = |channel: &str| {
        home.add(&[
            "held words",
            "--conversation",
            "Bill team",
            "--channel",
            channel,
        ])
    };
    let (signal, whatsapp) = (on("signal"), on("whatsapp"));
    let said = home
        .run(&[
            "hold",
            "add",
            "--ref",
            "FOI 2",
            "--scope",
            "conversation=Bill team",
        ])
        .ok()
        .out;
    assert!(
        said.contains("Signal") && said.contains("WhatsApp"),
        "{said}"
    );
    for id in [&signal, &whatsapp] {
        home.run(&["erase", id, "--no-request-known"]).fails(1);
    }
    home.run(&["hold", "release", "FOI 2"]).ok();
    home.run(&[
        "hold",
        "add",
        "--ref",
        "FOI 3",
        "--scope",
        "conversation=signal:Bill team",
    ])
    .ok();
    home.run(&["erase", &signal, "--no-request-known"]).fails(1);
    home.run(&["erase", &whatsapp, "--no-request-known"]).ok();
    let said = home
        .run(&["conversation", "timer", "Bill team", "7d"])
        .fails(1);
    assert!(said.contains(":Bill team\""), "{said}");
}
