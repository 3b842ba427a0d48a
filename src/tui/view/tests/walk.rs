//! Every screen at every size of the design: what stands there ends before the edge, says where it is cut, and never
//! gives way where it must not.

use super::SCREENS;
use crate::action::Act;
use crate::config::theme::Palette;
use crate::text::width;
use crate::tui::app::App;
use crate::tui::layout::page::page_lines;
use crate::tui::message::Msg;
use crate::tui::model::{Overlay, Screen};
use crate::tui::testing::{Office, play, text};
use crate::tui::theme::{Role, Theme};

/// The sizes of the design, and those between where something else gives way.
const SIZES: &[(u16, u16)] = &[
    (30, 8),
    (80, 24),
    (60, 16),
    (40, 12),
    (72, 20),
    (100, 30),
    (120, 40),
    (139, 24),
    (140, 40),
    (180, 50),
];

/// Whether the whole screen is a text to be selected by hand.
fn is_plain(app: &App<'_>) -> bool {
    matches!(&app.model.overlay, Some(Overlay::Reading(reading)) if reading.plain)
}

/// The first and the last column are blank on every row, so that nothing touches the edge.
fn ends_before_the_edge(at: &str, drawn: &str, columns: u16) {
    for line in drawn.lines() {
        assert!(
            line.is_empty() || line.starts_with(' '),
            "{at}: {line:?}\n{drawn}"
        );
        assert!(
            width(line) < usize::from(columns),
            "{at}: {line:?}\n{drawn}"
        );
    }
}

/// The sentence stands whole, or says that there is more.
fn message_is_whole(at: &str, app: &App<'_>, drawn: &str) {
    let said: Vec<&str> = app.model.said.text.split_whitespace().collect();
    let flat: Vec<&str> = drawn.split_whitespace().collect();
    let whole = flat.join(" ").contains(&said.join(" "));
    let foot = drawn.lines().rev().nth(1).unwrap_or_default();
    assert!(
        whole || foot.trim_end().ends_with('\u{2026}'),
        "{at}: {said:?}\n{drawn}"
    );
}

/// The key bar is never empty, and where the help has a key it is there.
fn bar_leads_on(at: &str, app: &App<'_>, drawn: &str) {
    let bar = drawn.lines().last().unwrap_or_default();
    assert!(!bar.trim().is_empty(), "{at}\n{drawn}");
    let context = app.model.context();
    let help = app.model.keymap.key_of(Act::Help, context);
    if let Some(key) =
        help.filter(|k| !context.takes_text() && matches!(k, crate::action::Key::Char(_)))
    {
        assert!(bar.contains(&format!("{key} all keys")), "{at}: {bar}");
    }
}

/// What was cut has its sign right behind a word: a stop before it would say that the sentence ended there.
fn cut_behind_a_word(at: &str, drawn: &str) {
    for before in ['.', ',', ';', ':', '\u{2026}'] {
        let cut = format!("{before}\u{2026}");
        let line = drawn.lines().find(|line| line.contains(&cut));
        assert!(line.is_none(), "{at}: {line:?}\n{drawn}");
    }
    // Behind a blank the sign is a word of its own: a choice that goes on elsewhere.
    for line in drawn.lines() {
        // Behind more than one it stands alone in its place, which has no room for a word.
        let own = line.replace("  \u{2026}", "").matches(" \u{2026}").count();
        let said = ["more \u{2026}", "markings \u{2026}", "\u{2026} "].iter();
        let said: usize = said.map(|words| line.matches(words).count()).sum();
        assert!(own <= said, "{at}: {line:?}\n{drawn}");
    }
}

/// What is said of the field in hand, its hint or what is wrong with it, stands right beneath it.
fn hint_is_beneath_its_field(at: &str, app: &App<'_>, drawn: &str) {
    let Some(Overlay::Form(form)) = &app.model.overlay else {
        return;
    };
    let Some(field) = form.fields.get(form.focus) else {
        return;
    };
    let columns = app.model.columns.saturating_sub(4);
    let beneath = crate::tui::view::beneath::beneath(&app.model, form, field, columns);
    let Some(start) = beneath
        .first()
        .and_then(|(line, _)| line.split_whitespace().next())
    else {
        return;
    };
    let cursor = crate::tui::testing::shot(app).get_cursor_position();
    let below = drawn.lines().skip(usize::from(cursor.unwrap().y) + 1);
    // A choice may take several rows, and the cursor is on the one that is made.
    let rows: Vec<&str> = below.take(6).collect();
    assert!(
        rows.iter().any(|row| row.contains(start)),
        "{at}: {start:?}\n{drawn}"
    );
}

/// The row of a list that is selected is on the screen with its mark, and its cursor.
fn selection_is_seen(at: &str, app: &App<'_>, drawn: &str) {
    let lists = [Screen::Queue, Screen::Log, Screen::Reports, Screen::Depart];
    let listed =
        app.model.overlay.is_none() && lists.contains(&app.model.screen) && !app.model.is_month();
    if listed && !app.model.list().is_empty() {
        assert!(
            drawn.lines().any(|line| line.starts_with(" >")),
            "{at}\n{drawn}"
        );
    }
}

/// No state is shown by a sign or by a colour alone: what is drawn in a look of its own says it in words, and what stands in
/// a column stands under a heading.
fn states_are_in_words(at: &str, app: &App<'_>) {
    const STATES: [Role; 8] = [
        Role::Soon,
        Role::Overdue,
        Role::Warning,
        Role::Success,
        Role::Stop,
        Role::Exceptional,
        Role::Care,
        Role::Verdict,
    ];
    let terminal = crate::tui::testing::shot(app);
    let buffer = terminal.backend().buffer();
    let look = |role: Role| {
        let style = app.model.theme.style(role);
        (style.fg, style.add_modifier)
    };
    let plain = [
        Role::Plain,
        Role::Title,
        Role::Quiet,
        Role::Key,
        Role::Selected,
    ];
    let plain: Vec<_> = plain.into_iter().map(look).collect();
    let states = STATES.into_iter().map(look);
    let states: Vec<_> = states.filter(|look| !plain.contains(look)).collect();
    assert!(states.len() >= 4, "{at}: no look tells a state");
    for y in 0..app.model.rows {
        let cells = (0..app.model.columns).map(|x| &buffer[(x, y)]);
        let cells: Vec<_> = cells.collect();
        let runs = cells.chunk_by(|a, b| a.fg == b.fg && a.modifier == b.modifier);
        for run in runs {
            let (style, words) = (run[0].style(), run.iter().map(|c| c.symbol()));
            let words: String = words.collect();
            let is_state = states.contains(&(style.fg, style.add_modifier));
            let bar = words.trim().chars().all(|c| matches!(c, '\u{258c}' | '|'));
            if is_state && !bar {
                let said = words.chars().filter(|c| c.is_alphabetic()).count() > 1;
                assert!(said, "{at}: {words:?} says no state\n{}", text(app));
            }
        }
    }
}

#[test]
fn every_screen_at_every_size_of_the_design() {
    for (name, script) in SCREENS {
        let mut office = Office::busy();
        let sent = "2026-11-20T10:00:00Z";
        let long =
            "a message that is longer than any row of any list on any of these screens can be";
        office.add(
            (
                "whatsapp",
                "A chat of a rather long name, of the core team",
                "Somebody with a long name",
            ),
            sent,
            None,
            &format!("{long}, {long}, {long}"),
        );
        let mut app = office.played(script);
        each_size(name, &mut app);
    }
}

/// What must hold of a screen, at each size.
pub(super) fn each_size(name: &str, app: &mut App<'_>) {
    for (columns, rows) in SIZES {
        app.take(Msg::Resize(*columns, *rows));
        app.prepare();
        let at = format!("{name} at {columns}x{rows}");
        let drawn = text(app);
        if is_plain(app) {
            continue;
        }
        if app.model.overlay.is_none() {
            ends_before_the_edge(&at, &drawn, *columns);
        }
        message_is_whole(&at, app, &drawn);
        bar_leads_on(&at, app, &drawn);
        selection_is_seen(&at, app, &drawn);
        cut_behind_a_word(&at, &drawn);
        hint_is_beneath_its_field(&at, app, &drawn);
        app.model.theme = Theme::of(&Palette::built_in("dark").unwrap());
        states_are_in_words(&at, app);
        assert!(page_lines(&app.model) > 0, "{at}");
    }
}

/// A message in a row is whole or ends in a sign, whatever the width; figures and times are never cut.
#[test]
fn what_is_cut_in_a_row_says_so() {
    let mut office = Office::busy();
    let mut app = office.app();
    for columns in 72..=180 {
        app.take(Msg::Resize(columns, 24));
        let drawn = text(&app);
        for row in &app.model.book.rows {
            let words = row.body.as_deref().unwrap_or_default();
            let start: String = words.chars().take(6).collect();
            let by = row.capture_by_words(app.model.now, app.model.book.zone);
            let line = drawn.lines().skip(3).find(|line| line.contains(&by));
            let line = line.unwrap_or_default();
            let cell = &line[line.find(&start).unwrap_or_default()..];
            // What stands beside the list is no part of it.
            let cell = cell
                .split(" \u{2502}")
                .next()
                .unwrap_or_default()
                .trim_end();
            let whole = cell.contains(words.trim_end());
            assert!(whole || cell.ends_with('\u{2026}'), "{columns}: {cell:?}");
        }
    }
}

/// One thing at a time where the window is narrow: a line takes two rows, and Enter opens it.
#[test]
fn in_a_narrow_window_a_line_takes_two_rows_and_has_no_detail() {
    let mut office = Office::busy();
    let mut app = office.app_of((40, 12));
    let drawn = text(&app);
    let lines: Vec<&str> = drawn.lines().collect();
    let at = lines.iter().position(|l| l.starts_with(" >")).unwrap();
    assert!(lines[at].contains("today 20:40  Asha Patel"), "{drawn}");
    assert!(
        lines[at + 1].starts_with("    Minister content with option"),
        "{drawn}"
    );
    assert!(drawn.contains("1 of 3"), "{drawn}");
    play(&mut app, "j j");
    let drawn = text(&app);
    assert!(drawn.contains("Can you confirm"), "{drawn}");
    assert!(drawn.contains("3 of 3"), "{drawn}");
}

/// The mark alone, for the slowest links: no cell of the row is lit up but it.
#[test]
fn the_selected_row_is_lit_up_whole_or_by_its_mark_alone() {
    use ratatui::style::Modifier;
    let mut office = Office::busy();
    let mut app = office.app();
    for (whole, wanted) in [(true, 80), (false, 1)] {
        app.model.whole_rows = whole;
        let terminal = crate::tui::testing::shot(&app);
        let buffer = terminal.backend().buffer();
        let lit = |y: u16| {
            let row = (0..80).filter_map(|x| buffer.cell((x, y)));
            row.filter(|c| c.modifier.contains(Modifier::REVERSED))
                .count()
        };
        assert_eq!((lit(4), lit(5)), (wanted, 0));
        assert_eq!(buffer.cell((1, 4)).unwrap().symbol(), ">");
    }
}

/// What a form is about is wrapped into as many rows as it needs, and its fields give way to it.
#[test]
fn what_a_form_is_about_is_wrapped_and_not_cut() {
    for size in [(80, 24), (72, 20), (100, 30)] {
        let mut office = Office::busy();
        let mut app = office.app_of(size);
        play(&mut app, "e");
        let drawn = text(&app);
        let joined = drawn.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = "Counsel to confirm clause 4 by Tuesday.";
        assert!(joined.contains(whole), "{size:?}\n{drawn}");
    }
}

/// A value that is longer than its field begins where it begins while another field is in hand, and says that it goes on;
/// in hand it says so where it goes on, on either side.
#[test]
fn a_long_value_is_cut_with_a_sign_and_not_in_front() {
    let mut office = Office::busy();
    let mut app = office.app_of((40, 12));
    let long = "MIN/2026/a_reference_of_a_length_that_no_field_of_this_window_holds";
    play(&mut app, &format!("c '{long}"));
    let drawn = text(&app);
    let held = drawn.lines().find(|line| line.contains("window holds"));
    let held = held.unwrap_or_else(|| panic!("{drawn}"));
    assert!(
        held.contains('\u{2026}') && !held.contains("MIN/2026/a reference"),
        "{drawn}"
    );
    app.take(Msg::Resize(60, 24));
    play(&mut app, "Tab");
    let drawn = text(&app);
    let held = drawn.lines().find(|line| line.contains("MIN/2026/a"));
    let held = held.unwrap_or_else(|| panic!("{drawn}"));
    assert!(held.contains('\u{2026}'), "{drawn}");
}

/// Where the bar has room for three keys, Enter is one of them.
#[test]
fn enter_gives_way_in_no_key_bar() {
    for (name, script) in SCREENS {
        let mut office = Office::busy();
        let mut app = office.played(script);
        let bar_at = |app: &mut App<'_>, (columns, rows)| {
            app.take(Msg::Resize(columns, rows));
            app.prepare();
            let drawn = text(app);
            (drawn.lines().last().unwrap_or_default().to_owned(), drawn)
        };
        let has = bar_at(&mut app, (180, 50)).0.contains("Enter");
        for size in SIZES.iter().filter(|_| has) {
            let (bar, drawn) = bar_at(&mut app, *size);
            assert!(bar.contains("Enter"), "{name} at {size:?}\n{drawn}");
        }
    }
}

/// What is done by keys is told in whole words, in the narrowest window too.
#[test]
fn a_key_bar_ends_with_a_whole_word() {
    for (name, script) in SCREENS {
        let mut office = Office::busy();
        let mut app = office.played(script);
        app.take(Msg::Resize(30, 8));
        app.prepare();
        let drawn = text(&app);
        let bar = drawn.lines().last().unwrap_or_default();
        let last = bar.split_whitespace().last().unwrap_or_default();
        if is_plain(&app) {
            continue;
        }
        let titles = app.model.keymap.bar(app.model.context());
        let mut words = titles.iter().flat_map(|(_, a)| a.title.split([' ', ',']));
        let told = ["keys", "field", "it", "form", "drop"].contains(&last);
        assert!(told || words.any(|w| w == last), "{name}: {bar}\n{drawn}");
    }
}

/// In the lowest window a question stands with an answer and with how many others there are.
#[test]
fn a_question_has_an_answer_in_the_lowest_window() {
    let mut office = Office::busy();
    let mut app = office.played("1");
    app.take(Msg::Resize(30, 8));
    app.prepare();
    let drawn = text(&app);
    assert!(drawn.contains("OFFICIAL"), "{drawn}");
    assert!(drawn.contains("PgDn: 4 more answers"), "{drawn}");
    // A text that goes on says so.
    play(&mut app, "o 3");
    app.prepare();
    let drawn = text(&app);
    assert!(drawn.contains('\u{2026}'), "{drawn}");
}
