//! What a screen reader says of the frames: what is printed, in the order of the bytes.
//!
//! Tests alone. Terminal screen readers speak the characters between two moves of the cursor; so that is what is
//! taken from each frame, and held against the sentence that the status line shows.

use ratatui::Terminal;
use ratatui::layout::Size;

use crate::action::{self, Context};
use crate::config::Managed;
use crate::tui::app::App;
use crate::tui::backend::testing::{Memory, thin};
use crate::tui::backend::{self, Thin};
use crate::tui::layout;
use crate::tui::message::Msg;
use crate::tui::testing::{Office, play};
use crate::tui::view;

/// The pieces of one frame that are spoken as one, blank ones left out.
fn heard(frame: &[u8]) -> Vec<String> {
    let mut all = vec![Vec::new()];
    let mut bytes = frame.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            0x1b => {
                assert_eq!(bytes.next(), Some(b'['), "nothing but CSI is sent");
                let last = bytes.by_ref().find(|b| (0x40..=0x7e).contains(b));
                // Pens, erasing and modes are silent; the others move the cursor.
                if !matches!(last, Some(b'm' | b'K' | b'J' | b'h' | b'l')) {
                    all.push(Vec::new());
                }
            }
            b'\r' | b'\n' | 8 => all.push(Vec::new()),
            printed => all.last_mut().unwrap().push(printed),
        }
    }
    let words = all.into_iter().map(|b| String::from_utf8(b).unwrap());
    let words = words.map(|w| w.trim().to_owned());
    words.filter(|w| !w.is_empty()).collect()
}

/// Draws a frame; its bytes, empty where there was nothing to draw.
fn frame(app: &mut App<'_>, terminal: &mut Terminal<Thin<Memory>>) -> Vec<u8> {
    app.prepare();
    terminal.backend_mut().to_mut().last.clear();
    terminal.backend_mut().aloud(view::status_rows(&app.model));
    backend::draw(terminal, |f| view::view(&app.model, f)).unwrap();
    terminal.backend().to().last.clone()
}

/// The status sentence as it is wrapped.
fn sentence(app: &App<'_>) -> Vec<String> {
    let lines = layout::texts::said(&app.model);
    lines.iter().map(|l| l.trim().to_owned()).collect()
}

/// Holds a frame to the law; tells whether the status sentence was another than `before`.
fn holds(bytes: &[u8], app: &App<'_>, before: &[String], after: &str) -> bool {
    let bare = |pair: &[u8]| pair[1] == b'\n' && pair[0] != b'\r';
    assert!(
        !bytes.windows(2).any(bare),
        "a bare line feed after {after}"
    );
    let wanted = sentence(app);
    let wanted: Vec<String> = wanted.into_iter().filter(|l| !l.is_empty()).collect();
    if wanted == before || wanted.is_empty() {
        return false;
    }
    let heard = heard(bytes);
    let fits = view::status_rows(&app.model).is_some_and(|r| wanted.len() <= r.len());
    let said = match fits {
        true => wanted.as_slice(),
        // Of one that is longer than the window, the start, and that there is more.
        false => &wanted[..view::status_rows(&app.model).unwrap().len() - 1],
    };
    assert_eq!(&heard[..said.len().min(heard.len())], said, "after {after}");
    assert!(
        fits || heard.iter().any(|row| row.starts_with("and more")),
        "after {after}"
    );
    true
}

fn office(settings: &str) -> Office {
    let settings = format!("screen_reader = true\n[review]\nevery = \"off\"\n{settings}");
    let mut office = Office::with(&settings, Managed::Corporate);
    office.furnish();
    office
}

fn size((width, height): (u16, u16)) -> Size {
    Size { width, height }
}

/// Plays a script key by key, a frame after each; how many sentences were heard.
fn listen(app: &mut App<'_>, terminal: &mut Terminal<Thin<Memory>>, script: &str) -> usize {
    let mut count = 0;
    for token in script.split_whitespace() {
        let before = sentence(app);
        play(app, token);
        let bytes = frame(app, terminal);
        count += usize::from(holds(&bytes, app, &before, token));
    }
    count
}

#[test]
fn every_frame_says_the_status_sentence_whole_and_first() {
    for at in [(80, 24), (60, 16), (40, 12), (120, 40), (30, 8)] {
        let mut office = office("");
        let mut app = office.app_of(at);
        let mut terminal = thin(size(at));
        frame(&mut app, &mut terminal);
        let script = "j j k End Home / 'c 'l Esc c Down Right Tab '47 Up Left Esc n Enter 'l Tab n Enter j Space k \
            s 'O 'p Esc r l l Esc 1 o a g y n p Down PgDn PgUp Up w n n PgDn PgUp Enter Esc 3 a Esc 4 j j Enter Esc \
            : 'u 'n Down Esc ? PgDn Esc 7 a Esc 2 a 'H Ctrl-D Esc Esc u";
        let sentences = listen(&mut app, &mut terminal, script);
        assert!(sentences > 30, "{sentences} at {at:?}");
    }
}

#[test]
fn whatever_an_action_says_is_heard_whole_and_first() {
    let mut count = 0;
    for context in [
        Context::Queue,
        Context::Review,
        Context::Decide,
        Context::Log,
    ] {
        for action in action::in_context(context) {
            let mut office = office("");
            let mut app = office.app();
            let way = match context {
                Context::Review => "r",
                Context::Decide => "1",
                Context::Log => "4",
                _ => "j",
            };
            play(&mut app, way);
            let keymap = app.model.keymap.clone();
            let Some(key) = keymap.keys(action, context).first().copied() else {
                continue;
            };
            let mut terminal = thin(size((80, 24)));
            frame(&mut app, &mut terminal);
            let before = sentence(&app);
            app.take(Msg::Key(key));
            app.settle();
            let bytes = frame(&mut app, &mut terminal);
            if !app.model.quit && !bytes.is_empty() {
                count += usize::from(holds(&bytes, &app, &before, action.id));
            }
        }
    }
    assert!(count > 40, "{count}");
}

#[test]
fn a_letter_that_is_typed_is_heard_alone_and_a_mark_that_moves_not_with_its_rows() {
    let mut office = office("");
    let mut app = office.app();
    let mut terminal = thin(size((80, 24)));
    play(&mut app, "c");
    frame(&mut app, &mut terminal);
    play(&mut app, "'4");
    let bytes = frame(&mut app, &mut terminal);
    assert_eq!(heard(&bytes), ["4"]);
    assert!(!bytes.contains(&b'\n'), "the line goes on");
    play(&mut app, "Esc Esc");
    frame(&mut app, &mut terminal);
    play(&mut app, "j");
    let bytes = frame(&mut app, &mut terminal);
    let heard = heard(&bytes);
    assert!(heard[0].starts_with("2 of 3. "), "{heard:?}");
    assert_eq!(
        heard,
        sentence(&app),
        "the line in hand, and nothing beside it"
    );
}

#[test]
fn two_rows_are_never_heard_as_one_word() {
    let mut office = office("");
    let mut app = office.app();
    let mut terminal = thin(size((80, 24)));
    let first = frame(&mut app, &mut terminal);
    let rows = heard(&first);
    assert!(rows.len() > 4, "{rows:?}");
    let ends = first.windows(2).filter(|w| *w == b"\r\n").count();
    // The key bar is the last row: a line end there would scroll the screen.
    assert!(ends + 1 >= rows.len(), "{ends} of {}", rows.len());
    assert_eq!(
        terminal
            .backend()
            .to()
            .screen
            .screen()
            .contents()
            .lines()
            .count(),
        24
    );
}

/// After a key that moves or answers: few words, few bytes, no id, no marker, nothing joined to what stands beside it.
#[test]
fn a_key_that_moves_or_answers_is_at_most_forty_words_and_six_hundred_bytes() {
    let mut office = office("");
    let ids: Vec<String> = office
        .desk
        .state()
        .items
        .values()
        .map(|i| i.id.to_string())
        .collect();
    let mut app = office.app();
    let mut terminal = thin(size((80, 24)));
    frame(&mut app, &mut terminal);
    for token in "j j k End Home Space Space / 'c Esc "
        .split_whitespace()
        .chain(["r", "l", "l", "2", "c", "Esc"])
    {
        play(&mut app, token);
        let bytes = frame(&mut app, &mut terminal);
        let opens = ["r", "2", "c", "Esc", "/"].contains(&token);
        let heard = heard(&bytes).join(" ");
        for id in &ids {
            assert!(!heard.contains(&id[..8]), "{token}: {heard}");
        }
        assert!(
            !heard.contains(['>', '<', '*', '[', '\u{2026}']),
            "{token}: {heard}"
        );
        if !opens {
            let words = heard.split_whitespace().count();
            assert!(words <= 40, "{token}: {words} words: {heard}");
            assert!(bytes.len() <= 600, "{token}: {} bytes", bytes.len());
        }
    }
}
