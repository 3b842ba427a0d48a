use super::*;
use crate::config::Managed;
use crate::tui::app::App;
use crate::tui::message::Msg;
use crate::tui::testing::{Office, SIZE, add, begins, play, says, shot, shows, text, warns};

fn office() -> Office {
    let settings = "screen_reader = true\n[review]\nevery = \"off\"\n";
    let mut office = Office::with(settings, Managed::Corporate);
    office.furnish();
    office
}

fn said<'a>(app: &'a App<'_>) -> &'a str {
    &app.model.said.text
}

#[test]
fn every_step_is_said_with_number_channel_sender_and_time() {
    let mut office = office();
    let mut app = office.app();
    begins(&app, "Queue. 3 waiting, ");
    assert!(
        said(&app).ends_with(
            "Next: capture by today 20:40. 1 of 3. Asha Patel: Minister content with option B, please start drafting on that basis. Treasury have seen, and more. Within a day. Capture by today 20:40. WhatsApp."
        ),
        "{}",
        said(&app)
    );
    play(&mut app, "j");
    begins(&app, "2 of 3. Daniel Reeve: Counsel advises");
    assert!(
        said(&app).ends_with("Within a day. Capture by tomorrow 10:15. WhatsApp."),
        "{}",
        said(&app)
    );
    play(&mut app, "Home");
    begins(&app, "1 of 3. Asha Patel: Minister");
    // Where there is no further line, that is said, and the line not again.
    play(&mut app, "k");
    assert_eq!(said(&app), "First item. 1 of 3.");
    play(&mut app, "End j");
    assert_eq!(said(&app), "Last item. 3 of 3.");
}

#[test]
fn what_was_done_is_said_first_and_then_where_one_is() {
    let mut office = office();
    let mut app = office.played("c");
    assert_eq!(
        said(&app),
        "Capture. Asha Patel, WhatsApp. Field 2 of 4. File reference: MIN/2026/. Leave it if you do not have it yet; f adds it later."
    );
    play(&mut app, "Up");
    begins(
        &app,
        "Field 1 of 4. Where to: Bill file (folder), 1 of 3 choices. Left, Right or a letter.",
    );
    play(&mut app, "Right");
    begins(&app, "edrm (by hand), 2 of 3.");
    play(&mut app, "Left Down '47");
    assert!(
        said(&app).starts_with("Field 2 of 4"),
        "typing is not talked over"
    );
    play(&mut app, "Ctrl-D");
    let words = said(&app);
    assert!(
        words.contains("reference MIN/2026/47") && words.contains(". 1 of 2. Daniel Reeve: "),
        "{words}"
    );
    play(&mut app, "c Esc");
    says(&app, "1 of 2. ");
    play(&mut app, "n Ctrl-D");
    warns(&app, "Say whether a request is known");
}

#[test]
fn palette_filter_help_review_and_log_are_said() {
    let mut office = office();
    let mut app = office.app();
    for (keys, words) in [
        (": 'undo", " found. 1: "),
        (
            "Ctrl-U 'zzzz",
            "Nothing found. Try: erase, statement, timer.",
        ),
        ("Esc", "1 of 3. "),
        ("/ 'clause", "of 2. "),
        ("Esc", "Queue. "),
        ("?", " found. 1: "),
        ("'put_off", "Put the item off"),
        ("Esc r", "Review. 1 of 3. Asha Patel"),
        ("l", "Left waiting. 2 of 3. "),
        ("4", "Log. 1 of "),
        ("j", "Sunday 22 November 2026, 18:03 GMT"),
    ] {
        play(&mut app, keys);
        assert!(said(&app).contains(words), "{keys}: {}", said(&app));
    }
}

#[test]
fn a_change_from_elsewhere_is_said() {
    let mut office = office();
    let mut second = office.second();
    let mut app = office.app();
    let whose = ("sms", "Somebody", "Somebody");
    add(
        &mut second,
        whose,
        "2026-11-22T17:00:00Z",
        None,
        "Added elsewhere",
    );
    app.news();
    begins(&app, "1 of 4. ");
}

#[test]
fn nothing_is_drawn_beside_nothing_is_cut_and_no_line_is_a_box() {
    let mut office = office();
    let long = "averylongwordwithoutanyblank ".repeat(40);
    office.add(
        ("signal", "Long chat", "Long Sender"),
        "2026-11-22T10:00:00Z",
        None,
        &long,
    );
    for size in [(60, 16), (80, 24), (132, 43)] {
        let mut app = office.app_of(size);
        for keys in ["", "j", "j", "j", "?", "Esc", "c", "Esc", "4", "r"] {
            play(&mut app, keys);
            let shown = text(&app);
            for sign in ["─", "·", "│", "---", "…", " > "] {
                assert!(
                    !shown.contains(sign),
                    "{sign} at {size:?} after {keys}:\n{shown}"
                );
            }
            // The whole of the status line stands on the screen.
            let words: Vec<&str> = shown.split_whitespace().collect();
            let wanted: Vec<&str> = said(&app).split_whitespace().collect();
            let whole = words.windows(wanted.len().max(1)).any(|w| w == wanted);
            assert!(whole || wanted.is_empty(), "{:?} in\n{shown}", said(&app));
        }
    }
}

#[test]
fn items_have_numbers_and_times_are_in_full_words() {
    let mut office = office();
    let mut app = office.played("Enter");
    begins(&app, "Item 1, lines 1 to ");
    play(&mut app, "Esc n s n Enter 4");
    let shown = text(&app);
    shows(&app, "Sunday 22 November 2026, 18:03 GMT, item 1, ");
    assert!(!shown.contains("head hash"));
}

#[test]
fn the_cursor_is_on_the_selected_item_and_every_size_is_drawn() {
    let mut office = office();
    let mut app = office.played("j");
    let mut terminal = shot(&app);
    let at = terminal.get_cursor_position().unwrap();
    let row: String = (0..SIZE.0)
        .map(|x| terminal.backend().buffer()[(x, at.y)].symbol().to_owned())
        .collect();
    assert!(
        at.x == 1 && row.starts_with(" 2 of 3. Daniel Reeve: Counsel"),
        "{row}"
    );
    for columns in (1..=100).step_by(3) {
        for rows in 1..=30 {
            app.take(Msg::Resize(columns, rows));
            shot(&app);
        }
    }
}

#[test]
fn a_long_text_says_that_there_is_more() {
    assert_eq!(brief("short", 10), "short");
    assert_eq!(brief("one two, three four", 12), "one two, and more");
    assert_eq!(brief("日本語日本語", 3), "日本語, and more");
}

#[test]
fn deciding_past_decisions_markings_and_the_guidance_are_said() {
    let mut office = office();
    let mut app = office.app();
    for (keys, words) in [
        ("1", "Decide. 1 of "),
        ("Down", "2 of "),
        ("Down", "3 of 9. "),
        ("g", "Business: government business."),
        ("Up Up Up Up m", "Marking. "),
        ("Down", "OFFICIAL"),
        ("Enter", "Decide. "),
        ("a y n p", "Now: Only in exceptional circumstances."),
        ("Ctrl-G", "Guidance. 1 of "),
        ("'head_of", "Para "),
        ("Enter", "read from line 1"),
        ("Esc Esc", "Decide. "),
        (": 'past_dec Enter", "Past decisions. No lines."),
    ] {
        play(&mut app, keys);
        assert!(said(&app).contains(words), "{keys}: {}", said(&app));
    }
    play(&mut app, "1");
    let shown = text(&app);
    assert!(
        shown.contains("PgDn: "),
        "the duties are behind the question in hand:\n{shown}"
    );
}

/// A step into another part of the queue, and a mark, are said before the line.
#[test]
fn how_soon_and_what_is_marked_are_said_where_they_turn() {
    let mut office = office();
    office.add(
        ("signal", "Later chat", "Tom Okafor"),
        "2026-11-22T10:00:00Z",
        None,
        "Much later",
    );
    let mut app = office.app();
    play(&mut app, "Space");
    begins(&app, "Marked, 1 marked. 2 of 4. ");
    play(&mut app, "End");
    let words = said(&app);
    assert!(
        words.starts_with("Later, ") && words.contains("4 of 4. "),
        "{words}"
    );
    play(&mut app, "Home Space");
    begins(&app, "Not marked, 0 marked. ");
}

/// What just happened stands in rows of its own, the line in hand below it, and the cursor on its first letter.
#[test]
fn the_line_in_hand_follows_the_news_on_a_row_of_its_own() {
    let mut office = office();
    let mut app = office.played("c '47 Ctrl-D");
    let words = said(&app).to_owned();
    let mut terminal = shot(&app);
    let at = terminal.get_cursor_position().unwrap();
    let row: String = (0..SIZE.0)
        .map(|x| terminal.backend().buffer()[(x, at.y)].symbol().to_owned())
        .collect();
    assert!(words.starts_with("Recorded: "), "{words}");
    assert!(row.starts_with(" 1 of 2. Daniel Reeve"), "{row}");
    // Nothing else of the list is drawn.
    play(&mut app, "j");
    let shown = text(&app);
    assert!(!shown.contains("Daniel Reeve"), "{shown}");
}

#[test]
fn what_finds_no_room_is_read_whole_by_the_key_of_the_help() {
    let mut office = office();
    let mut app = office.app();
    let long = "It was not recorded, and this is the reason. ".repeat(60);
    app.model.say(long.clone());
    shows(&app, "and more: question mark reads it all");
    play(&mut app, "?");
    let read = match &app.model.overlay {
        Some(Overlay::Reading(reading)) => reading.text.join(" "),
        other => panic!("{other:?}"),
    };
    assert_eq!(read, long);
    // The same key once more lists the keys.
    play(&mut app, "?");
    assert!(matches!(&app.model.overlay, Some(Overlay::Palette(p)) if p.help));
}
