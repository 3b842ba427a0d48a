use crate::record::state::Item;
use crate::record::{Event, ItemState};
use crate::tui::app::App;
use crate::tui::testing::{Office, options, play, text};

const SIZE: (u16, u16) = (80, 24);

fn items(app: &App<'_>) -> Vec<Item> {
    let items = app.desk().state().items_in_order();
    items.cloned().collect()
}

fn states(app: &App<'_>) -> Vec<ItemState> {
    items(app).iter().map(|i| i.state).collect()
}

/// How many commands are on record.
fn commands(app: &App<'_>) -> u64 {
    app.desk().state().lamport
}

fn said<'a>(app: &'a App<'_>) -> &'a str {
    &app.model.said.text
}

#[test]
fn several_items_get_one_outcome_and_one_undo_takes_it_back() {
    for (script, became, words) in [
        (
            "n 'logistics Tab n Enter",
            ItemState::NotSignificant,
            "2 items are not significant",
        ),
        (
            "h 'Tom Enter",
            ItemState::HandedOver,
            "2 items are offered to Tom; they are theirs once accepted",
        ),
        (
            "g 'it_said_yes Enter",
            ItemState::Gone,
            "2 items are no longer available",
        ),
        (
            "z 'today_19:00 Enter",
            ItemState::Waiting,
            "2 items are put off until today 19:00",
        ),
        (
            "c Up Right Tab '7 Enter",
            ItemState::Captured,
            "2 items captured to edrm, reference ABC/7",
        ),
    ] {
        let mut office = Office::busy();
        let mut app = office.app(SIZE);
        let before = commands(&app);
        play(&mut app, "Space Space");
        assert!(text(&app, SIZE).contains("2 marked, 3 waiting"));
        play(&mut app, script);
        assert!(said(&app).contains(words), "{script}: {}", said(&app));
        assert!(app.model.marks.is_empty(), "{script}");
        assert_eq!(commands(&app), before + 1, "{script}: one command");
        assert_eq!(
            states(&app),
            [became, became, ItemState::Waiting],
            "{script}"
        );
        play(&mut app, "u");
        assert!(said(&app).starts_with("Taken back:"), "{}", said(&app));
        assert_eq!(states(&app), [ItemState::Waiting; 3], "{script}");
        assert!(items(&app).iter().all(|i| i.snoozed_until.is_none()));
    }
}

#[test]
fn several_captures_into_a_folder_each_have_their_reference_and_their_files() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "* c '41;_42;_43 Enter");
    assert!(
        said(&app).contains(
            "3 items captured to Bill file, references MIN/2026/41 to MIN/2026/43, read back"
        ),
        "{}",
        said(&app)
    );
    let references: Vec<_> = items(&app)
        .iter()
        .map(|i| i.capture.as_deref().unwrap().reference.clone().unwrap())
        .collect();
    assert_eq!(references, ["MIN/2026/41", "MIN/2026/42", "MIN/2026/43"]);
    assert_eq!(states(&app), [ItemState::Confirmed; 3]);
    let plan = office.root.path().join("plan");
    assert_eq!(std::fs::read_dir(plan).unwrap().count(), 3);
}

#[test]
fn a_refusal_for_one_of_several_changes_nothing_and_keeps_form_and_marks() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    let before = commands(&app);
    // The first is to be captured before then, the others are not.
    play(&mut app, "* z 'tomorrow_08:00 Enter");
    assert!(
        app.model.said.warning && said(&app).contains("to be captured by today 20:40"),
        "{}",
        said(&app)
    );
    assert!(text(&app, SIZE).contains("Put off: 3 marked items"));
    assert!(text(&app, SIZE).contains("tomorrow 08:00"));
    assert_eq!((app.model.marks.len(), commands(&app)), (3, before));
    play(&mut app, "Esc c '1;_2 Enter");
    assert!(
        said(&app).contains("2 references for 3 items"),
        "{}",
        said(&app)
    );
    assert_eq!(states(&app), [ItemState::Waiting; 3]);
}

#[test]
fn where_a_folder_takes_only_some_the_form_stays_for_the_rest() {
    let mut office = Office::busy();
    let file = office.root.path().join("onrecord/config.toml");
    let low = format!(
        "{}\n[[destination]]\nname = \"low\"\nkind = \"folder\"\npath = \"{}\"\nup_to = \"official\"\n",
        std::fs::read_to_string(&file).unwrap(),
        office.root.path().join("plan").display()
    );
    std::fs::write(&file, low).unwrap();
    office.desk = office.second();
    let mut app = office.app(SIZE);
    // The second in the queue is above what that folder may take.
    play(&mut app, "j e Tab Tab Tab Tab '-sensitive Enter k");
    play(
        &mut app,
        "* c Up Right Right Tab Ctrl-U '41;_42;_43 Tab 'a_note Enter",
    );
    let told = said(&app).to_owned();
    assert!(
        app.model.said.warning
            && told.starts_with("Recorded: 1 item captured to low, reference 41,")
            && told.contains("2 left:")
            && told.contains("low takes up to official"),
        "{told}"
    );
    assert_eq!((app.model.marks.len(), app.model.unsaved), (2, true));
    assert!(text(&app, SIZE).contains("a note"), "{}", text(&app, SIZE));
    assert_eq!(
        states(&app)
            .iter()
            .filter(|s| **s == ItemState::Confirmed)
            .count(),
        1
    );
}

#[test]
fn a_range_and_all_that_a_filter_shows_are_marked() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "v j j v");
    assert_eq!(app.model.marks.len(), 3);
    assert!(
        said(&app).starts_with("3 items marked; Esc"),
        "{}",
        said(&app)
    );
    play(&mut app, "Esc");
    assert!(app.model.marks.is_empty());
    play(&mut app, "/ 'clause Enter * Esc");
    assert_eq!(app.model.queue.len(), 2, "Esc takes the marks first");
    play(&mut app, "* Esc Esc");
    assert_eq!((app.model.queue.len(), app.model.marks.len()), (3, 0));
    // What the filter hides stays marked, and that is said.
    play(&mut app, "* / 'reeve Enter Space");
    assert!(
        said(&app).starts_with("2 items marked (2 of them not shown by the filter)"),
        "{}",
        said(&app)
    );
}

#[test]
fn what_is_for_one_item_is_not_done_to_several() {
    for key in ["s", "e", "t"] {
        let mut office = Office::busy();
        let mut app = office.app(SIZE);
        play(&mut app, &format!("Space Space {key}"));
        assert!(said(&app).contains("one item at a time"), "{key}");
        assert!(app.model.overlay.is_none());
    }
}

#[test]
fn what_is_dealt_with_can_be_shown_confirmed_and_reopened() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "c Up Right Enter n 'chatter Tab n Enter w");
    let screen = text(&app, SIZE);
    for wanted in [
        "3 on record, 1 waiting",
        "captured ",
        "closed",
        "(not significant) ",
    ] {
        assert!(screen.contains(wanted), "{wanted}: {screen}");
    }
    let captured = app
        .model
        .book
        .rows
        .iter()
        .find(|r| r.state == ItemState::Captured);
    let id = captured.unwrap().id;
    let row = app.model.book.rows.iter().position(|r| r.id == id).unwrap();
    app.model.queue.choose(row);
    app.prepare();
    assert!(text(&app, SIZE).contains("Captured to edrm, reference to come, not confirmed yet"));
    play(&mut app, "f 'ABC/12 Enter");
    assert!(
        said(&app).contains("has the reference ABC/12"),
        "{}",
        said(&app)
    );
    play(&mut app, "C Enter");
    assert!(
        said(&app).contains("is confirmed by Ruth Bell"),
        "{}",
        said(&app)
    );
    play(&mut app, "o");
    assert!(
        said(&app).contains("is back in the queue"),
        "{}",
        said(&app)
    );
    assert_eq!(states(&app)[0], ItemState::Waiting);
    play(&mut app, "o");
    assert!(said(&app).contains("is waiting already"), "{}", said(&app));
    // A review asks of waiting items alone.
    play(&mut app, "r");
    assert!(
        text(&app, SIZE).contains("Review   1 of 2"),
        "{}",
        text(&app, SIZE)
    );
}

#[test]
fn an_offer_is_accepted() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "A");
    assert!(said(&app).contains("no offer to accept"), "{}", said(&app));
    play(&mut app, "h 'Tom Enter Home A");
    assert!(said(&app).contains("was accepted"), "{}", said(&app));
    assert!(items(&app).iter().any(|i| i.accepted));
}

#[test]
fn only_what_was_changed_is_put_right() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "e Enter");
    assert!(said(&app).contains("Nothing was changed"), "{}", said(&app));
    assert!(
        text(&app, SIZE).contains("2026-11-21 21:40"),
        "{}",
        text(&app, SIZE)
    );
    play(
        &mut app,
        "Tab '_(SCS) Tab Tab Tab '-sensitive Tab Backspace Backspace Backspace '7d Tab Right Tab Left Enter",
    );
    assert!(
        said(&app).contains("changed in 5 details"),
        "{}",
        said(&app)
    );
    let item = items(&app).remove(0);
    assert_eq!(item.from(), Some("Asha Patel (SCS)"));
    assert_eq!(item.marking.as_deref(), Some("OFFICIAL-SENSITIVE"));
    assert_eq!((item.timer, item.received), (Some(7 * 86_400), false));
    assert_eq!(item.device.as_deref(), Some("corporate"));
    let edited = app.desk().entries().iter();
    let edited = edited.filter(|e| matches!(e.event, Event::ItemEdited(_)));
    assert_eq!(edited.count(), 5, "what was not touched was not written");
    play(&mut app, "e Tab Tab Tab Ctrl-K Backspace Enter");
    assert!(app.model.overlay.is_some() || said(&app).contains("changed"));
}

#[test]
fn what_was_exported_stands_and_the_form_asks_which_of_several_messages() {
    let mut office = Office::empty();
    let message = |n: i64| crate::record::command::NewMessage {
        body: Some(format!("Message {n}")),
        from: Some("Asha Patel".into()),
        entry: Some(n),
        ..Default::default()
    };
    let add = crate::record::command::Command::Add {
        channel: "whatsapp".into(),
        conversation: Some(crate::record::command::ConversationRef::New {
            id: None,
            name: "Bill".into(),
        }),
        about: Default::default(),
        items: vec![(1..=3).map(message).collect()],
        import: Some(crate::record::command::ImportNote {
            name: Some("chat.zip".into()),
            sha256: Some("abcd".into()),
            ..Default::default()
        }),
    };
    office.desk.run(add).unwrap();
    let mut app = office.app(SIZE);
    play(&mut app, "e '7 Tab 'put_right Ctrl-D");
    assert!(said(&app).contains("it has 3"), "{}", said(&app));
    play(&mut app, "Shift-Tab Backspace '2 Ctrl-D");
    let words = said(&app).to_owned();
    assert!(words.contains("What was exported stands"), "{words}");
    let item = items(&app).remove(0);
    assert_eq!(item.messages[1].body.as_deref(), Some("Message 2"));
    let (n, right) = item.put_right().next().unwrap();
    assert_eq!((n, right.value.as_deref()), (2, Some("put right")));
    let screen = text(&app, SIZE);
    assert!(
        screen.contains("Put right: text of message 2 of 3"),
        "{screen}"
    );
    // It is found by either, and read whole with where it comes from.
    let rows = &app.model.book.rows;
    assert!(rows[0].haystack().contains("put right"));
    let whole = crate::tui::book::whole(app.desk(), item.id).join("\n");
    assert!(
        whole.contains("Source: WhatsApp export \"chat.zip\", SHA-256 abcd, entry 2"),
        "{whole}"
    );
}

#[test]
fn an_edit_into_another_chat_and_text_is_taken_back_at_once() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "e '_and_more Tab Tab Tab '_two Enter");
    assert!(
        said(&app).contains("changed in 2 details"),
        "{}",
        said(&app)
    );
    let screen = text(&app, SIZE);
    assert!(screen.contains("Schools Bill core two"), "{screen}");
    play(&mut app, "u");
    let item = items(&app).remove(0);
    assert!(!item.body().unwrap().ends_with("and more"));
    assert!(text(&app, SIZE).contains("Schools Bill core ·"));
}

#[test]
fn erasing_asks_whether_a_request_is_known_and_what_was_never_filed_again() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    for (script, why) in [
        ("Space Space X Enter", "whether a request is known"),
        ("n Enter", "Type erase in the last field"),
        (
            "Tab y Tab 'FOI_7 Tab Tab 'erase Enter",
            "A request, inquiry or litigation is known",
        ),
    ] {
        play(&mut app, script);
        assert!(
            app.model.said.warning && said(&app).contains(why),
            "{script}: {}",
            said(&app)
        );
        assert!(items(&app).iter().all(|i| !i.erased));
    }
    play(&mut app, "Tab n n Enter");
    assert!(
        said(&app).contains("2 items have no content here any more"),
        "{}",
        said(&app)
    );
    assert_eq!(items(&app).iter().filter(|i| i.erased).count(), 2);
    assert_eq!(app.model.book.rows.len(), 1);
}

#[test]
fn a_hold_is_placed_listed_forbids_erasing_and_is_released() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "-");
    assert!(said(&app).contains("no hold in force"), "{}", said(&app));
    play(&mut app, "+ 'FOI/7 Enter");
    assert!(said(&app).contains("what it covers"), "{}", said(&app));
    play(&mut app, "End Enter");
    assert!(
        said(&app).contains("the hold FOI/7 covers"),
        "{}",
        said(&app)
    );
    assert!(text(&app, SIZE).contains("holds: 1"));
    play(&mut app, "H");
    let screen = text(&app, SIZE);
    assert!(
        screen.contains("the conversation Schools Bill core (WhatsApp), 1 item now")
            && screen.contains("In force"),
        "{screen}"
    );
    play(&mut app, "Esc X");
    assert!(
        said(&app).contains("under a hold (FOI/7)"),
        "{}",
        said(&app)
    );
    play(&mut app, "Esc - Right Enter");
    assert!(
        said(&app).contains("the hold FOI/7 is released"),
        "{}",
        said(&app)
    );
    assert!(!text(&app, SIZE).contains("holds: 1"));
}

#[test]
fn the_timer_of_a_chat_moves_the_times_of_its_items() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "End t");
    assert!(
        text(&app, SIZE).contains("Perm Sec office. Its timer now: none is recorded"),
        "{}",
        text(&app, SIZE)
    );
    play(&mut app, "'soon Enter");
    assert!(said(&app).contains("soon is not a timer"), "{}", said(&app));
    play(
        &mut app,
        "Backspace Backspace Backspace Backspace '24h Tab 'yesterday_09:00 Enter",
    );
    assert!(
        said(&app).contains("timer 24 hours from yesterday 09:00"),
        "{}",
        said(&app)
    );
    assert_eq!(app.model.book.counts.vanishing, 3);
}

#[test]
fn the_log_checks_every_frame_and_shows_the_head_whole() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "4 v");
    let head = app.model.book.heads[0].1.clone();
    let screen = text(&app, SIZE);
    assert!(
        screen.contains("Every frame is as it was written") && screen.contains(&head[..30]),
        "{screen}"
    );
    assert_eq!(head.len(), 64);
}

#[test]
fn half_written_text_for_marked_items_is_kept_under_a_name_of_its_own() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "* h 'Tom Esc");
    assert!(said(&app).contains("kept"), "{}", said(&app));
    assert_eq!(
        app.desk().draft("hand-over-marked").unwrap().as_deref(),
        Some("Tom")
    );
    play(&mut app, "Esc h");
    assert!(!text(&app, SIZE).contains("Tom"), "one item has its own");
    play(&mut app, "Esc * h");
    assert!(text(&app, SIZE).contains("Tom"));
    play(&mut app, "Enter");
    assert_eq!(app.desk().draft("hand-over-marked").unwrap(), None);
}

/// What was sent to the clipboard, read back.
fn copied(app: &mut App<'_>) -> String {
    let bytes = String::from_utf8(app.outbox()).unwrap();
    let data = bytes.strip_prefix("\u{1b}]52;c;").unwrap();
    let data = data.strip_suffix('\u{7}').unwrap();
    let text = data_encoding::BASE64.decode(data.as_bytes()).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn copying_out_asks_once_for_the_register_and_says_what_was_tried() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "y");
    assert!(
        text(&app, SIZE).contains("clipboard of the device you connect from"),
        "{}",
        text(&app, SIZE)
    );
    play(&mut app, "Enter");
    assert!(said(&app).contains("Nothing was copied"), "{}", said(&app));
    play(&mut app, "y");
    assert!(play(&mut app, "Enter").copy);
    let record = copied(&mut app);
    for wanted in [
        "Marking:",
        "Copied out:",
        "by hand; not captured yet",
        "Minister content with option B, please start drafting",
        "From: ",
    ] {
        assert!(record.contains(wanted), "{wanted}: {record}");
    }
    let count = record.chars().count();
    assert_eq!(
        said(&app),
        format!("Asked the terminal to copy {count} characters; this cannot see whether it did.")
    );
    // Never again for this register, in another session either; nothing of it is on record.
    let before = commands(&app);
    play(&mut app, "* y Enter");
    assert_eq!(copied(&mut app).matches("Marking:").count(), 6);
    play(&mut app, "Esc y Right Enter");
    let text = copied(&mut app);
    assert!(!text.contains("Marking") && text.len() > 20, "{text}");
    assert_eq!(commands(&app), before);
    let mut second = office.second();
    let options = options();
    let mut app = App::new(&mut second, &options, SIZE);
    app.prepare();
    play(&mut app, "y Enter");
    assert!(copied(&mut app).contains("Marking"));
}

#[test]
fn a_text_that_terminals_do_not_take_is_not_sent() {
    let mut office = Office::busy();
    let long = "All of it is to be read. ".repeat(3_100);
    office.add(("sms", "Long", "Asha"), "2026-11-22T10:00:00Z", None, &long);
    let mut app = office.app(SIZE);
    play(&mut app, "/ 'all_of_it Enter y Tab y Enter");
    assert!(
        app.model.said.warning && said(&app).contains("74 KB at most: nothing was copied"),
        "{}",
        said(&app)
    );
    assert!(app.outbox().is_empty());
}

/// An office whose department switched something off.
fn switched_off(what: &str) -> Office {
    let mut office = Office::busy();
    let etc = office.root.path().join("etc");
    std::fs::create_dir_all(&etc).unwrap();
    let policy = format!("[off]\n{what} = true\n");
    std::fs::write(etc.join("policy.toml"), policy).unwrap();
    office.desk = office.second();
    let found = office.desk.diagnostics();
    assert!(found.is_empty(), "{found:?}");
    office
}

#[test]
fn a_department_may_switch_copying_and_the_editor_off() {
    let mut office = switched_off("clipboard");
    let mut app = office.app(SIZE);
    play(&mut app, "y Tab y Enter");
    assert!(
        said(&app).contains("switched off (department's setting)"),
        "{}",
        said(&app)
    );
    assert!(app.outbox().is_empty());
    play(&mut app, "Esc Y Enter");
    assert!(text(&app, SIZE).starts_with("Marking:"));

    let mut office = switched_off("editor");
    let options = editing("true");
    let mut app = office.app_with(&options, SIZE);
    assert!(!play(&mut app, "a o Tab 'words Ctrl-E").edit);
    assert!(
        said(&app).contains("switched off (department's setting)"),
        "{}",
        said(&app)
    );
}

#[test]
fn shown_plain_there_is_nothing_but_the_text() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "Y Enter");
    let screen = text(&app, SIZE);
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[0].starts_with("Marking: OFFICIAL"), "{screen}");
    assert!(
        !screen.contains("? help") && !screen.contains('─'),
        "{screen}"
    );
    assert!(lines[23].contains("Esc back") && screen.contains("(lines 1 to 23 of"));
    play(&mut app, "End");
    assert!(text(&app, SIZE).contains("Counsel to confirm clause 4"));
    play(&mut app, "Esc");
    assert!(text(&app, SIZE).contains("CAPTURE BY"));
}

/// The options of somebody whose editor is this shell script; the file is its last argument.
fn editing(script: &str) -> crate::tui::options::Options {
    crate::tui::options::Options {
        editor: ["sh", "-c", script, "editor"].map(String::from).to_vec(),
        ..options()
    }
}

/// The files in the folder of drafts, by name.
fn drafts(office: &Office) -> Vec<String> {
    let listed = std::fs::read_dir(office.root.path().join("onrecord/drafts"));
    let names = listed.into_iter().flatten();
    names
        .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn an_editor_changes_a_text_of_several_lines_and_leaves_nothing_behind() {
    let mut office = Office::busy();
    let modes = office.root.path().join("modes");
    let script = format!(
        "stat -c %a \"$1\" > {0}; cp \"$1\" \"$1~\"; printf 'two\\nthree\\n' >> \"$1\"",
        modes.display()
    );
    let options = editing(&script);
    let mut app = office.app_with(&options, SIZE);
    assert!(play(&mut app, "a o Tab 'one Ctrl-J Ctrl-E").edit);
    app.edit();
    assert!(
        said(&app).contains("what the editor left"),
        "{}",
        said(&app)
    );
    assert!(app.model.unsaved);
    let (_, written) = app.model.for_editor().unwrap();
    assert_eq!(written, "one\ntwo\nthree".replace("one\n", "one"));
    play(&mut app, "Ctrl-U Ctrl-U");
    assert_eq!(app.model.for_editor().unwrap().1, "one");
    play(&mut app, "Ctrl-R Ctrl-R Enter");
    assert!(said(&app).contains("is in the queue"), "{}", said(&app));
    assert_eq!(drafts(&office), Vec::<String>::new());
    assert_eq!(std::fs::read_to_string(modes).unwrap().trim(), "600");
}

#[test]
fn an_editor_that_fails_leaves_the_field_as_it_was() {
    for (script, why) in [
        ("echo lost > \"$1\"; exit 3", "ended with code 3"),
        ("echo lost > \"$1\"; kill -9 $$", "was ended"),
        ("rm \"$1\"", "left no file behind"),
        ("printf '\\377' > \"$1\"", "is not UTF-8"),
        (
            "head -c 3000000 /dev/zero | tr '\\0' x > \"$1\"",
            "more than one message",
        ),
    ] {
        let mut office = Office::busy();
        let options = editing(script);
        let mut app = office.app_with(&options, SIZE);
        play(&mut app, "a o Tab 'my_words Ctrl-E");
        app.edit();
        assert!(
            app.model.said.warning && said(&app).contains(why),
            "{script}: {}",
            said(&app)
        );
        assert_eq!(app.model.for_editor().unwrap().1, "my words", "{script}");
        assert_eq!(
            app.desk().draft("add").unwrap().unwrap().lines().last(),
            Some("my words")
        );
        drop(app);
        assert_eq!(drafts(&office), ["add"], "{script}");
    }
    let mut office = Office::busy();
    let options = crate::tui::options::Options {
        editor: vec!["/no/such/editor".into()],
        ..options()
    };
    let mut app = office.app_with(&options, SIZE);
    play(&mut app, "a o Tab 'my_words Ctrl-E");
    app.edit();
    assert!(said(&app).contains("cannot be started"), "{}", said(&app));
}

#[test]
fn an_editor_needs_a_name_and_a_text_of_several_lines() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    assert!(!play(&mut app, "a Ctrl-E").edit);
    assert!(
        said(&app).contains("the marking is answered first"),
        "{}",
        said(&app)
    );
    play(&mut app, "Esc");
    assert!(!play(&mut app, "a o Tab 'x Ctrl-E").edit);
    assert!(
        said(&app).contains("Neither VISUAL nor EDITOR"),
        "{}",
        said(&app)
    );
    assert!(!play(&mut app, "Tab Ctrl-E").edit);
    assert!(
        said(&app).contains("this field is one line"),
        "{}",
        said(&app)
    );
}

#[test]
fn what_an_editor_held_when_the_link_dropped_stands_in_the_form_again() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "a o Tab 'what_the_form_knew Esc");
    drop(app);
    office
        .desk
        .lend_text("add", "what the editor saved\n")
        .unwrap();
    let mut app = office.app(SIZE);
    play(&mut app, "a");
    assert_eq!(app.model.for_editor().unwrap().1, "what the editor saved");
    assert!(
        app.desk()
            .draft("add")
            .unwrap()
            .unwrap()
            .ends_with("what the editor saved")
    );
    play(&mut app, "Ctrl-U Ctrl-U");
    assert_eq!(app.model.for_editor().unwrap().1, "what the form knew");
    drop(app);
    assert_eq!(drafts(&office), ["add"]);
}

#[test]
fn what_is_done_together_names_each_thing_once_and_adds_nothing() {
    use crate::record::command::{About, Command};
    let mut office = Office::busy();
    let item = office.desk.state().items_in_order().next().unwrap().id;
    let gone = || Command::Gone {
        item,
        note: "a note".into(),
    };
    let add = Command::Add {
        channel: "sms".into(),
        conversation: None,
        about: About::default(),
        items: vec![vec![]],
        import: None,
    };
    for (commands, why) in [
        (vec![gone(), gone()], "is named twice"),
        (vec![gone(), add], "one by one"),
        (vec![Command::Together(vec![gone()])], "one by one"),
    ] {
        let refused = office.desk.run(Command::Together(commands)).unwrap_err();
        assert!(refused.to_string().contains(why), "{refused}");
    }
    let items = office.desk.state().items_in_order();
    assert!(items.into_iter().all(|i| i.state == ItemState::Waiting));
}

#[test]
fn two_hundred_items_are_marked_and_dealt_with_at_once() {
    let mut office = Office::empty();
    let message = |n: usize| {
        vec![crate::record::command::NewMessage {
            body: Some(format!("Message {n} of a long day")),
            ..Default::default()
        }]
    };
    let add = crate::record::command::Command::Add {
        channel: "sms".into(),
        conversation: None,
        about: Default::default(),
        items: (0..200).map(message).collect(),
        import: None,
    };
    office.desk.run(add).unwrap();
    let mut app = office.app(SIZE);
    let before = commands(&app);
    play(&mut app, "* h 'Tom Enter");
    assert!(
        said(&app).contains("200 items are offered to Tom"),
        "{}",
        said(&app)
    );
    assert_eq!(commands(&app), before + 1);
    play(&mut app, "u");
    assert_eq!(app.model.book.rows.len(), 200);
}

#[test]
fn a_device_is_registered_and_a_group_told_of_on_the_screens() {
    let mut office = Office::busy();
    let mut app = office.app(SIZE);
    play(&mut app, "D 'work_phone Ctrl-D");
    assert!(said(&app).contains("of which kind"), "{}", said(&app));
    play(&mut app, "Right Tab 'the_department Ctrl-D");
    assert!(
        said(&app).contains("the device work phone is registered as corporate"),
        "{}",
        said(&app)
    );
    let device = app.desk().state().device_named("work phone").unwrap();
    assert_eq!(device.kind(), "corporate");
    play(&mut app, "M Ctrl-D");
    assert!(
        said(&app).contains("what is to be changed"),
        "{}",
        said(&app)
    );
    play(&mut app, "'Asha,_Tom Tab Tab 'Ruth Tab '7d Ctrl-D");
    assert!(said(&app).contains("is changed"), "{}", said(&app));
    let chats = app.desk().state().conversations.values();
    let told: Vec<_> = chats
        .filter(|c| c.details.get("members").is_some())
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].details.get("members"), Some("Asha, Tom"));
}
