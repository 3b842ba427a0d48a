use std::fs;
use std::path::{Path, PathBuf};

use super::Stage;
use crate::action::Key;
use crate::config::Managed;
use crate::record::command::{Command, HoldTarget};
use crate::tui::app::App;
use crate::tui::message::Msg;
use crate::tui::model::Screen;
use crate::tui::options::Options;
use crate::tui::testing::{Office, begins, picture, play, says, shows, text};

const NAME: &str = "WhatsApp Chat with Bill team.txt";

/// Both days could be read either way round.
const CHAT: &str = "\
05/10/2026, 09:02 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
05/10/2026, 09:04 - Asha Patel: Morning all, slow train again
05/10/2026, 09:30 - Asha Patel: Minister has decided on option B
05/10/2026, 09:31 - Tom Okafor: Noted, moving the 11:00
06/10/2026, 08:15 - Daniel Reeve: Counsel agreed, please draft clause 4 today
06/10/2026, 08:20 - Tom Okafor: Cake in the outer office
";

/// The same a day later, longer by two.
const LATER: &str = "\
07/10/2026, 10:00 - Asha Patel: Treasury approved the spend
07/10/2026, 10:05 - Tom Okafor: More cake
";

fn drop_in(office: &Office, name: &str, text: &str) -> PathBuf {
    let inbox = office.desk.home().join("inbox");
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join(name), text).unwrap();
    inbox.join(name)
}

/// Plays keys, each worker awaited before the next.
fn go(app: &mut App<'_>, script: &str) {
    for token in script.split_whitespace() {
        play(app, token);
        app.settle();
    }
}

fn screen(app: &App<'_>) -> String {
    text(app)
}

/// Everything below a folder, but for the exports themselves.
fn written(dir: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().unwrap() != "inbox" {
            all.push_str(&written(&path));
        } else if path.is_file() {
            all.push_str(&path.to_string_lossy());
            all.push_str(&String::from_utf8_lossy(&fs::read(&path).unwrap()));
        }
    }
    all
}

#[test]
fn an_ambiguous_export_is_asked_about_and_only_what_was_chosen_is_kept() {
    let mut office = Office::empty();
    let path = drop_in(&office, NAME, CHAT);
    let home = office.root.path().to_owned();
    {
        let mut app = office.app();
        go(&mut app, "i");
        insta::assert_snapshot!("pick", picture(&mut app));
        go(&mut app, "Enter");
        insta::assert_snapshot!("ambiguous", picture(&mut app));
        go(&mut app, "Enter");
        shows(&app, "Choose first: d day/month");
        go(&mut app, "d");
        insta::assert_snapshot!("understood", picture(&mut app));
        go(&mut app, "Enter w Space w Space");
        insta::assert_snapshot!("chosen", picture(&mut app));
        go(&mut app, "a o");
        insta::assert_snapshot!("queueing", picture(&mut app));
        go(&mut app, "Ctrl-D");
        shows(&app, "Recorded: 2 items in the queue, of 6 entries read.");
        insta::assert_snapshot!("queued", picture(&mut app));
        go(&mut app, "Esc");
        insta::assert_snapshot!("remove", picture(&mut app));
        assert!(path.exists());
        go(&mut app, "y");
        assert!(!path.exists() && app.model.screen == Screen::Queue);
        assert!(app.model.triage.open.is_none() && app.model.inbox.is_empty());
    }
    let items: Vec<_> = office.desk.state().items.values().collect();
    assert_eq!(items.len(), 2);
    for item in items {
        let sent = item.sent().unwrap().to_rfc3339();
        assert!(sent.starts_with("2026-10-0"), "day first: {sent}");
        let message = &item.told().messages[0];
        assert!(message.original.is_some(), "the original bytes are kept");
        assert!(message.evidence.is_empty(), "a short one is no file");
        assert_eq!(item.marking.as_deref(), Some("OFFICIAL"));
    }
    let chat = office.desk.state().conversation_named("Bill team", None);
    assert_eq!(chat.unwrap().date_order.as_deref(), Some("dmy"));
    let kept = written(&home);
    assert!(kept.contains("option B") && kept.contains("clause 4 today"));
    for other in ["slow train", "moving the", "Cake in"] {
        assert!(!kept.contains(other), "{other} was not chosen");
    }
}

#[test]
fn the_next_export_of_the_chat_says_what_is_new_and_what_was_queued() {
    let mut office = Office::empty();
    drop_in(&office, NAME, CHAT);
    {
        let mut app = office.app();
        go(&mut app, "i Enter d Enter w Space a Ctrl-D Esc n");
    }
    drop_in(&office, NAME, &format!("{CHAT}{LATER}"));
    let mut app = office.app();
    go(&mut app, "i Enter");
    let understood = screen(&app);
    assert!(
        understood.contains("2 entries new since the last import"),
        "{understood}"
    );
    assert!(
        understood.contains("day first as remembered"),
        "{understood}"
    );
    go(&mut app, "Enter : 'filter Enter Tab Tab Tab 'n Ctrl-D");
    let new = screen(&app);
    assert!(
        new.contains("new, 2 of 8") && new.contains("Treasury approved"),
        "{new}"
    );
    // Chosen again, what is in the queue stays there once.
    go(&mut app, "Esc * a Ctrl-D");
    says(&app, "1 of those chosen was there before");
    assert_eq!(app.model.book.rows.len(), 8);
}

#[test]
fn messages_queued_under_another_name_are_marked_and_said() {
    let settings = "screen_reader = true\n[review]\nevery = \"off\"\n";
    let mut office = Office::with(settings, Managed::Corporate);
    drop_in(&office, NAME, CHAT);
    {
        let mut app = office.app();
        go(&mut app, "i Enter d Enter w Space a Ctrl-D Esc n");
    }
    let renamed = CHAT.replace("Asha Patel", "Asha (office)");
    drop_in(&office, NAME, &renamed);
    let mut app = office.app();
    go(&mut app, "i Enter");
    let chat = app.model.triage.open.as_ref().unwrap();
    let told = "1 message looks like one already queued under another name (Asha (office) was Asha Patel then)";
    assert!(
        chat.understood.text.iter().any(|t| t.starts_with(told)),
        "{:?}",
        chat.understood.text
    );
    let lines = chat.chat.as_ref().unwrap();
    let marks: Vec<_> = (0..6).map(|n| lines.line(n).unwrap().mark()).collect();
    assert_eq!(marks, ["", "", "queued", "", "look", ""]);
    // Heard where it stands, and left where it is.
    go(&mut app, "Enter w");
    says(
        &app,
        "Looks like a message already queued under another name",
    );
    go(&mut app, "Space a Ctrl-D");
    says(
        &app,
        "1 of those picked looks like a message already queued under another name",
    );
    drop(app);
    assert_eq!(office.desk.state().items.values().count(), 1);
}

#[test]
fn messages_of_a_renamed_group_are_marked_and_said() {
    let settings = "screen_reader = true\n[review]\nevery = \"off\"\n";
    let mut office = Office::with(settings, Managed::Corporate);
    drop_in(&office, NAME, CHAT);
    {
        let mut app = office.app();
        go(&mut app, "i Enter d Enter * a Ctrl-D Esc n");
    }
    drop_in(&office, "WhatsApp Chat with Bill, third reading.txt", CHAT);
    let path = office.desk.home().join("inbox").join(NAME);
    let _ = std::fs::remove_file(path);
    let mut app = office.app();
    go(&mut app, "i Enter d Enter");
    let chat = app.model.triage.open.as_ref().unwrap();
    let told = "6 messages look like messages already queued under another chat name (the chat was Bill team then): \
                same minute, same sender, same text. To go on with that chat, say its name.";
    let text = &chat.understood.text;
    assert!(text.iter().any(|t| t == told), "{text:?}");
    go(&mut app, "w Space a Ctrl-D");
    let told = "1 of those picked looks like a message already queued under another chat name";
    says(&app, told);
    drop(app);
    assert_eq!(office.desk.state().items.values().count(), 6);
}

#[test]
fn several_messages_become_one_item_where_that_is_said() {
    let mut office = Office::empty();
    drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    // A range over three lines, begun at the third.
    go(&mut app, "i Enter d Enter j j m j j m");
    assert_eq!(
        app.model.triage.chosen.lines().collect::<Vec<_>>(),
        [2, 3, 4]
    );
    go(&mut app, "a Shift-Tab Right Ctrl-D");
    shows(&app, "Recorded: 1 item in the queue");
    let item = app.model.book.rows.first().unwrap().id;
    drop(app);
    assert_eq!(office.desk.state().items[&item].told().messages.len(), 3);
}

#[test]
fn nothing_is_kept_of_a_form_that_is_left() {
    let mut office = Office::empty();
    drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    go(&mut app, "i Enter d Enter Space a s");
    assert!(!app.model.unsaved && app.model.draft().is_none());
    app.take(Msg::Quiet);
    go(&mut app, "Esc");
    assert_eq!(
        app.model.triage.chosen.len(),
        1,
        "what was chosen stays chosen"
    );
    // Leaving with a choice is asked twice.
    go(&mut app, "Esc");
    assert_eq!(app.model.triage.stage, Stage::List);
    shows(&app, "1 chosen message not in the queue yet");
    go(&mut app, "Esc");
    assert_eq!(app.model.triage.stage, Stage::Remove);
    drop(app);
    assert!(office.desk.draft_names().unwrap().is_empty());
}

#[test]
fn secret_closes_the_export() {
    let mut office = Office::empty();
    drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    go(&mut app, "i Enter d Enter Space a x Enter");
    shows(&app, "para 11");
    assert!(app.model.triage.open.is_none() && app.model.screen == Screen::Queue);
    drop(app);
    assert!(office.desk.state().items.values().next().is_none());
}

#[test]
fn a_marking_is_put_together_for_chosen_messages_as_everywhere() {
    let mut office = Office::empty();
    drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    go(&mut app, "i Enter d Enter Space a m Down Down Enter");
    shows(&app, "[OFFICIAL-SENSITIVE]");
    go(&mut app, "Ctrl-D");
    shows(&app, "Recorded: 1 item");
    drop(app);
    let item = office.desk.state().items_in_order().next().unwrap();
    assert_eq!(item.marking.as_deref(), Some("OFFICIAL-SENSITIVE"));
}

#[test]
fn under_a_hold_no_export_is_offered_for_removal() {
    let mut office = Office::empty();
    let path = drop_in(&office, NAME, CHAT);
    let hold = Command::HoldAdd {
        reference: "INQ-1".into(),
        scope: HoldTarget::All,
        timers: None,
    };
    office.desk.run(hold).unwrap();
    assert!(office.desk.remove_export(&path).is_err());
    let mut app = office.app();
    go(&mut app, "i Enter d Enter Esc");
    assert_eq!(app.model.screen, Screen::Queue, "not asked");
    assert!(path.exists());
}

#[test]
fn an_export_that_changes_or_vanishes_while_it_is_open() {
    let mut office = Office::empty();
    let path = drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    go(&mut app, "i Enter d Enter Space");
    fs::write(&path, CHAT.replace("option B", "option C")).unwrap();
    // A clock that did not move between the two writes must not hide the change.
    let later = fs::FileTimes::new()
        .set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(9));
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_times(later)
        .unwrap();
    go(&mut app, "a Ctrl-D");
    let said = screen(&app);
    assert!(
        said.contains("Nothing was queued.") && said.contains("changed"),
        "{said}"
    );
    assert_eq!(app.model.triage.chosen.len(), 1);
    go(&mut app, "Esc Esc Esc");
    // Read anew, then removed by somebody: what was read is still there to be queued.
    go(&mut app, "i Enter d Enter Space");
    fs::remove_file(&path).unwrap();
    go(&mut app, "a Ctrl-D");
    shows(&app, "Recorded: 1 item");
    // Gone before it was read.
    go(&mut app, "Esc y i");
    fs::write(&path, CHAT).unwrap();
    go(&mut app, "Esc i");
    fs::remove_file(&path).unwrap();
    go(&mut app, "Enter");
    let said = screen(&app);
    assert!(
        said.contains("is not there") && app.model.triage.stage == Stage::Pick,
        "{said}"
    );
}

#[test]
fn what_is_no_export_is_said_and_another_can_be_picked() {
    let mut office = Office::empty();
    drop_in(&office, "empty.txt", "");
    drop_in(&office, "notes.txt", "Buy milk\nCall Tom\n");
    drop_in(&office, "quiet.txt", CHAT.lines().next().unwrap());
    let mut app = office.app();
    // What holds nothing is not offered.
    go(&mut app, "i");
    assert!(!screen(&app).contains("empty.txt"), "{}", screen(&app));
    go(&mut app, "Enter");
    shows(&app, "none of the first 20 lines");
    // The one that was read last is passed over; one without a message can be looked at.
    go(&mut app, "Enter d Enter");
    shows(&app, "1 message: none chosen");
    go(&mut app, ": 'filter Enter Tab Tab Tab 'w Ctrl-D");
    shows(&app, "Nothing here is as looked for");
}

#[test]
fn a_path_is_typed_and_completed() {
    let mut office = Office::empty();
    let folder = office.root.path().join("somewhere");
    fs::create_dir_all(folder.join("deep")).unwrap();
    fs::write(folder.join("Chat one.txt"), CHAT).unwrap();
    fs::write(folder.join("Chat two.txt"), CHAT).unwrap();
    let mut app = office.app();
    // Home is the office's own folder here.
    go(&mut app, "i '~/somewhere/C Tab");
    assert_eq!(app.model.triage.pick.line, "~/somewhere/Chat ");
    assert_eq!(app.model.triage.pick.offered.len(), 2);
    insta::assert_snapshot!("completed", picture(&mut app));
    go(&mut app, "j");
    assert_eq!(
        app.model.triage.pick.line, "~/somewhere/Chat j",
        "a letter is typed"
    );
    go(&mut app, "Backspace Tab Down Enter");
    assert_eq!(app.model.triage.path, folder.join("Chat two.txt"));
    go(&mut app, "Esc i '~/some Tab");
    assert_eq!(app.model.triage.pick.line, "~/somewhere/");
    go(&mut app, "Enter");
    let shown: Vec<_> = app
        .model
        .triage
        .pick
        .offered
        .iter()
        .map(|c| c.shown.clone())
        .collect();
    assert_eq!(
        shown[2], "~/somewhere/deep/",
        "a folder is opened: {shown:?}"
    );
    let other = folder.join("deep/pipe");
    app.take(Msg::Key(Key::Ctrl('u')));
    app.take(Msg::Paste(format!("'{}'", other.display())));
    go(&mut app, "Enter");
    shows(&app, "is not there");
}

#[test]
fn words_people_and_days_narrow_the_list_and_go_one_by_one() {
    let mut office = Office::empty();
    drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    go(&mut app, "i Enter d Enter / 'OKAFOR");
    assert_eq!(app.model.triage.list.shown(), [3, 5]);
    go(&mut app, "Enter : 'filter Enter t '6_Oct_2026 Ctrl-D");
    assert_eq!(app.model.triage.list.shown(), [5]);
    insta::assert_snapshot!("narrowed", picture(&mut app));
    go(&mut app, "Esc");
    assert_eq!(app.model.triage.list.len(), 6);
    go(&mut app, ": 'filter Enter Tab 'someday Ctrl-D");
    shows(&app, "someday is not a time");
    go(&mut app, "Esc Enter");
    insta::assert_snapshot!("whole", picture(&mut app));
}

#[test]
fn hostile_text_is_shown_and_not_obeyed() {
    let mut office = Office::empty();
    let hostile = "\
20/10/2026, 09:00 - Eve\u{202e}lin: \u{1b}[2J\u{1b}]52;c;AAAA\u{7} gone
20/10/2026, 09:01 - 日本: 日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語
20/10/2026, 09:02 - Zo\u{e9}: e\u{301}\u{301}\u{301} x\u{200b}y \u{9b}31m
";
    drop_in(&office, NAME, hostile);
    let mut app = office.app();
    go(&mut app, "i Enter Enter");
    insta::assert_snapshot!("hostile", picture(&mut app));
    for c in screen(&app).chars() {
        assert!(c == '\n' || !crate::text::must_escape(c), "{c:?}");
    }
}

#[test]
fn of_a_long_chat_the_newest_search_wins() {
    let mut office = Office::empty();
    let line = |n: usize| format!("20/10/2026, 09:00 - Asha Patel: message {n}\n");
    let chat: String = (0..25_000).map(line).collect();
    drop_in(&office, NAME, &chat);
    let mut app = office.app();
    go(&mut app, "i Enter Enter");
    // Letter by letter without waiting: earlier searches are given up or dropped.
    play(&mut app, "/ '24999");
    assert!(app.model.triage.looking && screen(&app).contains("looking"));
    app.settle();
    assert_eq!(app.model.triage.list.shown(), [24_999]);
    go(&mut app, "Esc End");
    shows(&app, "message 24999");
    // All at once are too many to be queued, and nothing happens.
    go(&mut app, "* a");
    shows(&app, "25000 are chosen; at most 1000");
    go(&mut app, ": 'choose_none Enter");
    assert!(app.model.triage.chosen.is_empty());
    // The selection stays near where it was.
    go(&mut app, "/ '12 Enter");
    assert_eq!(app.model.triage.list.chosen(), Some(24_912));
}

#[test]
fn a_reading_that_is_stopped_leaves_nothing() {
    let mut office = Office::empty();
    drop_in(&office, NAME, CHAT);
    let before = written(office.root.path());
    let mut app = office.app();
    go(&mut app, "i");
    play(&mut app, "Enter");
    assert_eq!(app.model.triage.stage, Stage::Wait);
    insta::assert_snapshot!("wait", picture(&mut app));
    play(&mut app, "Esc");
    assert!(app.model.triage.watch.clone().is_stopped() || app.model.triage.open.is_none());
    shows(&app, "Reading was stopped");
    // The worker may still answer; nobody takes it.
    play(&mut app, "Enter");
    app.settle();
    assert_eq!(app.model.triage.stage, Stage::Summary);
    drop(app);
    assert_eq!(written(office.root.path()), before);
}

#[test]
fn on_a_machine_that_may_hold_no_text_none_is_kept() {
    let mut office = Office::with("[review]\nevery = \"off\"\n", Managed::Personal);
    drop_in(&office, NAME, CHAT);
    let home = office.root.path().to_owned();
    let mut app = office.app();
    go(&mut app, "i Enter d Enter w a Ctrl-D");
    let said = screen(&app);
    assert!(said.contains("references only on this machine"), "{said}");
    assert!(!written(&home).contains("option B"));
}

#[test]
fn every_stage_is_drawn_at_every_size() {
    let scripts = [
        "i",
        "i Down Enter",
        "i Enter",
        "i Enter d",
        "i Enter d Enter Space",
        "i Enter d Enter c",
        "i Enter d Enter v",
        "i Enter d Enter : 'filter Enter",
        "i Enter d Enter Esc",
    ];
    for script in scripts {
        let mut office = Office::empty();
        drop_in(&office, NAME, CHAT);
        drop_in(&office, "texts.xml", TEXTS);
        let mut app = office.app();
        go(&mut app, script);
        for columns in (1..=100).step_by(3).chain([30, 44, 45, 69, 70, 120, 132]) {
            for rows in (1..=40).step_by(3).chain([8, 13, 14]) {
                app.take(Msg::Resize(columns, rows));
                let mut terminal = crate::tui::testing::shot(&app);
                let cursor = terminal.get_cursor_position().unwrap();
                assert!(
                    cursor.x < columns && cursor.y < rows,
                    "{script} {columns}x{rows}"
                );
            }
        }
    }
    for size in [(60, 16), (132, 43)] {
        let mut office = Office::empty();
        drop_in(&office, NAME, CHAT);
        let options = Options::default();
        let mut app = office.app_with(&options, size);
        go(&mut app, "i Enter d Enter w Space");
        insta::assert_snapshot!(format!("messages_{}x{}", size.0, size.1), picture(&mut app));
    }
}

#[test]
fn somebody_who_listens_hears_each_message_with_its_marks() {
    let settings = "screen_reader = true\n[review]\nevery = \"off\"\n";
    let mut office = Office::with(settings, Managed::Corporate);
    drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    go(&mut app, "i Enter d Enter");
    go(&mut app, "w");
    begins(
        &app,
        "3 of 6. Worth a look. Asha Patel, Monday 5 October 2026, 09:30",
    );
    says(&app, "Worth a look: decided");
    go(&mut app, "Space Up");
    says(&app, "Chosen. ");
    insta::assert_snapshot!("spoken", picture(&mut app));
}

#[test]
fn choosing_what_words_found_takes_whole_words() {
    let mut office = Office::empty();
    let chat = "13/10/2026, 09:02 - Ann: the party, a private matter\n\
                13/10/2026, 09:04 - Ann: State of the ART\n13/10/2026, 09:05 - Bob: artist\n";
    drop_in(&office, "chat.txt", chat);
    let mut app = office.app();
    go(&mut app, "i Enter Enter / 'art Enter");
    shows(&app, "artist");
    go(&mut app, "*");
    let said = screen(&app);
    assert!(said.contains("1 message chosen"), "{said}");
    assert_eq!(app.model.triage.chosen.len(), 1);
    assert!(
        said.contains("2 more hold them only inside other"),
        "{said}"
    );
}

#[test]
fn one_key_shows_the_views_of_the_messages_one_after_another() {
    let mut office = Office::empty();
    drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    go(&mut app, "i Enter d Enter");
    shows(&app, "2 to look at");
    go(&mut app, "w Space v");
    says(&app, "View: worth a look.");
    shows(&app, "worth a look, 2 of 6");
    go(&mut app, "v");
    says(&app, "View: chosen.");
    assert_eq!(app.model.triage.list.shown(), [2]);
    go(&mut app, "v");
    says(&app, "View: by Asha Patel.");
    assert_eq!(app.model.triage.list.shown(), [1, 2]);
    // With a view, what is found is found within it.
    go(&mut app, "/ 'morning Enter");
    assert_eq!(app.model.triage.list.shown(), [1]);
    go(&mut app, "Esc v");
    says(&app, "View: worth a look.");
    go(&mut app, "v Esc");
    assert_eq!(app.model.triage.list.len(), 6, "Esc shows all again");
    // Nothing chosen and nothing new: those views are passed over.
    go(&mut app, "Space k v v v");
    assert_eq!(app.model.triage.list.len(), 6);
}

#[test]
fn find_everywhere_looks_into_the_export_that_is_open() {
    let mut office = Office::empty();
    drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    go(&mut app, "i Enter d Enter F 'counsel Enter");
    shows(&app, "In exports, read in place 1");
    shows(&app, "1 found");
    shows(&app, "Daniel Reeve");
    assert!(!screen(&app).contains("Not searched"), "it is open");
    go(&mut app, "Enter");
    assert_eq!(app.model.screen, Screen::Triage);
    assert_eq!(app.model.triage.list.chosen(), Some(4));
    assert_eq!(app.model.triage.list.len(), 6, "among all of them");
}

#[test]
fn of_many_messages_that_hold_the_words_the_first_are_shown_and_the_others_are_gone_to() {
    for (entries, more) in [(300, "280 more"), (20_001, "open, and long")] {
        let mut office = Office::empty();
        let line = |n: usize| format!("20/10/2026, 09:00 - Asha Patel: message {n}\n");
        let chat: String = (0..entries).map(line).collect();
        drop_in(&office, NAME, &chat);
        let mut app = office.app();
        go(&mut app, "i Enter Enter F 'message Enter End");
        shows(&app, more);
        go(&mut app, "Enter");
        assert_eq!(app.model.screen, Screen::Triage);
        assert_eq!(app.model.triage.list.len(), entries);
        assert_eq!(app.model.triage.list.filter.words, "message");
    }
}

#[test]
fn what_was_put_in_the_queue_is_taught_as_a_command() {
    let mut office = Office::empty();
    drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    go(
        &mut app,
        "i Enter d Enter j Space Space j Space a o Ctrl-D 4",
    );
    let told = screen(&app)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let line =
        "The same by command: onrecord import FILE --queue 2-3,5 --day-first --marking OFFICIAL";
    assert!(told.contains(line), "{told}");
}

#[test]
fn whether_the_export_goes_is_asked_again_as_the_program_is_left() {
    let mut office = Office::empty();
    let path = drop_in(&office, NAME, CHAT);
    let mut app = office.app();
    // An Esc too many answers nothing.
    go(&mut app, "i Enter d Enter Esc Esc");
    says(&app, "It is asked again as you leave.");
    go(&mut app, "q");
    assert!(!app.model.quit);
    shows(&app, "still lies in the inbox");
    go(&mut app, "y");
    assert!(app.model.quit && !path.exists());
    // Said to stay, it stays without a further word; so it does where the second answer is no.
    for (keys, quits) in [("n q", true), ("Esc q", false), ("Esc q n", true)] {
        let mut office = Office::empty();
        let path = drop_in(&office, NAME, CHAT);
        let mut app = office.app();
        go(&mut app, "i Enter d Enter Esc");
        go(&mut app, keys);
        assert_eq!((app.model.quit, path.exists()), (quits, true), "{keys}");
    }
}

/// Three threads in one file.
const TEXTS: &str = concat!(
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"3\">\n",
    "<sms address=\"+447700900101\" date=\"1784620800417\" type=\"1\" body=\"The quay is agreed\" contact_name=\"Ann Lee\" />\n",
    "<sms address=\"+447700900102\" date=\"1784620860981\" type=\"1\" body=\"Cake at the mill\" contact_name=\"Bo\" />\n",
    "<sms address=\"+447700900103\" date=\"1784620960981\" type=\"1\" body=\"Clause 4 is in\" contact_name=\"Perm Sec office\" />\n</smses>\n",
);

#[test]
fn several_chats_of_a_file_are_chosen_and_read_one_after_another() {
    let mut office = Office::busy();
    drop_in(&office, "texts.xml", TEXTS);
    let mut app = office.app();
    go(&mut app, "i Enter");
    says(&app, "It holds 3 chats");
    // What is on record here stands first, with its timer.
    let drawn = screen(&app);
    let at = |words: &str| {
        drawn
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {drawn}"))
    };
    assert!(at("On record here 1") < at("Perm Sec office"), "{drawn}");
    assert!(at("Not on record 2") < at("Ann Lee"), "{drawn}");
    go(&mut app, "Space j x");
    says(&app, "1 chat so far");
    let drawn = screen(&app);
    assert!(
        !drawn.contains("Bo ") && drawn.contains("1 not government"),
        "{drawn}"
    );
    assert!(drawn.contains("1 chosen"), "{drawn}");
    go(&mut app, "Space");
    says(&app, "2 chats chosen");
    go(&mut app, "Enter");
    assert_eq!(app.model.triage.stage, Stage::Summary);
    go(&mut app, "Enter");
    shows(&app, "Clause 4 is in");
    // Done with it, the next is read; then the file goes.
    go(&mut app, "Esc");
    says(&app, "The last of the chosen chats.");
    go(&mut app, "Enter");
    shows(&app, "The quay is agreed");
    go(&mut app, "Esc");
    assert_eq!(app.model.triage.stage, Stage::Remove);
    go(
        &mut app,
        "n i Enter / 'quay Backspace Backspace Backspace Backspace 'ann Enter",
    );
    shows(&app, "find: ann, 1 of 3");
    go(&mut app, "Esc x Esc");
    says(&app, "All of them are shown again.");
    go(&mut app, "Tab");
    says(&app, "Chats the newest first.");
    go(&mut app, "Esc");
    assert_eq!(app.model.triage.stage, Stage::Pick);
}
