use std::collections::BTreeSet;

use ratatui::Terminal;
use ratatui::layout::Size;
use ratatui::style::Color;

use super::view;
use crate::action::{self, Context};
use crate::config::Managed;
use crate::config::theme::Palette;
use crate::tui::app::App;
use crate::tui::backend::testing::{Memory, thin};
use crate::tui::message::Msg;
use crate::tui::options::Options;
use crate::tui::testing::{Office, SIZE, options, picture, play, shot, text};

mod deciding;
mod departments;
mod pictures;
mod room;
mod walk;

/// Screens by name, and the keys that lead there.
const SCREENS: &[(&str, &str)] = &[
    ("queue", "j"),
    ("month", ": 'month Enter Right"),
    ("capture", "c '12"),
    ("substance", "s 'Option_B Enter"),
    ("not_significant", "n l"),
    ("add", "a"),
    ("snooze", "p"),
    ("filter", "/ 'clause"),
    ("find", "F 'clause Enter"),
    ("palette", ": 'no"),
    ("help", "?"),
    ("item", "Enter"),
    ("review", "r"),
    ("review_end", "r l l l"),
    ("log", "4 j"),
    ("reports", "7"),
    ("device", "D"),
    ("group", "M"),
    ("report_new", "7 a"),
    ("depart_none", "3"),
    ("depart_form", "3 a"),
    ("depart_grid", "3 a Right Down 'Fri_17:00 Ctrl-D"),
    ("depart_nil", "3 a Right Down 'Fri_17:00 Ctrl-D n"),
    ("depart_checklist", "3 a Right Down 'Fri_17:00 Ctrl-D Tab"),
    ("depart_open", "3 a Right Down 'Fri_17:00 Ctrl-D Tab Tab"),
    ("marked", "Space Space"),
    ("everything", "c Up Right Tab '3 Ctrl-D n Tab n Enter v"),
    ("edit", "e"),
    ("erase", "Space Space X"),
    ("hold", ": 'place_a_hold Enter"),
    ("holds", ": 'place_a_hold Enter 'FOI/7 Tab Right Ctrl-D 6"),
    ("timer", "t"),
    ("chats", "5 j"),
    ("devices", "5 Tab"),
    ("chat_timer", "5 t"),
    ("requests", "6"),
    ("request_form", "6 a"),
    (
        "request",
        "6 a 'FOI2026/118 Tab Right Tab 'yesterday Tab Tab 'all_about_clause_4 Tab 'J_Ellis Ctrl-D",
    ),
    (
        "request_searches",
        "6 a 'FOI2026/118 Tab Right Tab 'yesterday Tab Tab 'all_about_clause_4 Ctrl-D L 'clause_4 Ctrl-D Tab G",
    ),
    ("copy", "Y"),
    ("plain", ": 'show_plain Enter Ctrl-D"),
    ("verified", "4 V"),
    ("decide", "1"),
    ("decide_answered", DECIDED),
    ("decide_half", "1 o a g y n p"),
    ("decide_secret", "1 x"),
    ("decide_incident", "1 x Enter"),
    (
        "decide_reason",
        "1 o a g y n p w n n Enter 'No_other_way_that_evening",
    ),
    (
        "decisions",
        "1 o a g y n p w n n Enter 'No_other_way_that_evening Enter : 'decide.device Enter c Enter Enter : 'past_dec Enter j",
    ),
    (
        "marking",
        "1 m Down Down Down Down Down Down Space Down Space",
    ),
    (
        "marking_embargo",
        "1 m Down Space Down Down Down Down Down Down Down Space",
    ),
    ("guidance", "Ctrl-G"),
    ("guidance_cited", "1 o a g y n p Ctrl-G"),
    (
        "guidance_found",
        "Ctrl-G 'retention_lawful Backspace Ctrl-U '19",
    ),
    ("guidance_read", "Ctrl-G '10a Enter"),
    ("setup", "S"),
];

/// Every question answered.
const DECIDED: &str = "1 o a g y n p w n n";

#[test]
fn every_screen_and_overlay_at_80_by_24() {
    for (name, script) in SCREENS {
        let mut office = Office::busy();
        let mut app = office.played(script);
        insta::assert_snapshot!(*name, picture(&mut app));
    }
}

#[test]
fn the_main_screens_on_other_sizes_and_in_ascii() {
    for (name, script) in [
        ("queue", "j"),
        ("review", "r"),
        ("log", "4"),
        ("decide", DECIDED),
    ] {
        for size in [(60, 16), (132, 43)] {
            let mut office = Office::busy();
            let options = Options::default();
            let mut app = office.app_with(&options, size);
            play(&mut app, script);
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), picture(&mut app));
        }
    }
    let mut office = Office::busy();
    let options = Options {
        ascii: true,
        ..Options::default()
    };
    let app = office.app_with(&options, SIZE);
    assert!(text(&app).is_ascii(), "{}", text(&app));
}

#[test]
fn every_place_where_keys_are_read_has_its_screen_here() {
    // Settings that cannot be read have their own test.
    for context in Context::ALL.iter().filter(|c| **c != Context::Broken) {
        assert!(
            way_to(*context).is_some(),
            "add one for {}",
            context.title()
        );
    }
}

/// The ways into an export that lies in the inbox, and through an open departure.
const MORE: &[&str] = &[
    "i Enter Enter Space a",
    "i Enter Enter Esc",
    "i Down Enter",
    "3 Tab Tab",
    "3 n",
    "u",
    "6",
];

/// To the places of a request, whether it is taken in by this or was before.
const PLACES: &str = "6 a 'FOI/7 Tab Right Tab 'yesterday Ctrl-D Esc 6 g Tab";

/// An office with an export in the inbox and a departure that is open.
fn full_office(settings: &str) -> Office {
    let mut office = Office::with(settings, Managed::Corporate);
    office.furnish();
    office.add_phone();
    let app = office.played("3 a Right Down 'Fri_17:00 Ctrl-D");
    assert!(app.model.depart.shown().is_some(), "{:?}", app.model.said);
    let inbox = office.desk.home().join("inbox");
    std::fs::create_dir_all(&inbox).unwrap();
    let chat = "13/10/2026, 09:04 - Asha Patel: Morning all\n13/10/2026, 09:30 - Asha Patel: Minister decided on option B\n";
    std::fs::write(inbox.join("WhatsApp Chat with Bill team.txt"), chat).unwrap();
    let texts = concat!(
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"2\">\n",
        "<sms address=\"+447700900101\" date=\"1784620800417\" type=\"1\" body=\"Yes\" contact_name=\"Ann\" />\n",
        "<sms address=\"+447700900102\" date=\"1784620860981\" type=\"1\" body=\"No\" contact_name=\"Bo\" />\n</smses>\n",
    );
    std::fs::write(inbox.join("texts.xml"), texts).unwrap();
    office
}

/// Goes along a way until keys are read in that context; each worker is waited for, unless the context is
/// the one of waiting.
fn reach(app: &mut App<'_>, way: &str, context: Context) -> bool {
    for token in way.split_whitespace() {
        if app.model.context() == context {
            return true;
        }
        play(app, token);
        if app.model.context() != context {
            app.settle();
        }
    }
    app.model.context() == context
}

/// The way that leads to a context.
fn way_to(context: Context) -> Option<&'static str> {
    let mut office = full_office("[review]\nevery = \"off\"\n");
    // What the screens above record, such as a hold, stands in the way of some of these.
    let ways = SCREENS.iter().map(|(_, script)| *script);
    let mut all = MORE.iter().copied().chain(ways);
    let found = all.find(|way| {
        let mut app = office.app();
        reach(&mut app, way, context)
    });
    found.or_else(|| {
        let mut office = full_office("[review]\nevery = \"off\"\n");
        let mut app = office.app();
        reach(&mut app, PLACES, context).then_some(PLACES)
    })
}

/// Every action is done where it can be, and whatever it opens is drawn: so a screen, form or overlay that
/// is new is drawn here without a line about it.
fn whatever_an_action_opens(settings: &str) {
    let mut office = full_office(settings);
    let mut opened = BTreeSet::new();
    let mut tried = 0;
    for context in Context::ALL {
        let way = way_to(*context).unwrap_or_default();
        for action in action::in_context(*context) {
            let Some(key) = options().keymap.keys(action, *context).first().copied() else {
                continue;
            };
            let mut app = office.app();
            if !reach(&mut app, way, *context) {
                // What an action before it recorded may have left nothing to go on with.
                continue;
            }
            app.take(Msg::Key(key));
            app.settle();
            app.prepare();
            tried += 1;
            opened.insert(text(&app));
            for size in [
                (1, 1),
                (30, 8),
                (33, 9),
                (47, 11),
                (60, 16),
                (79, 23),
                (120, 20),
                (132, 43),
            ] {
                app.take(Msg::Resize(size.0, size.1));
                let mut terminal = shot(&app);
                let at = terminal.get_cursor_position().unwrap();
                assert!(at.x < size.0 && at.y < size.1, "{} at {size:?}", action.id);
                if app.model.spoken {
                    let shown = text(&app);
                    let boxed = shown.contains(['─', '│', '·', '…']);
                    assert!(!boxed, "{} at {size:?}:\n{shown}", action.id);
                }
            }
            if app.model.spoken {
                assert!(!app.model.said.text.is_empty(), "{} is silent", action.id);
            }
        }
    }
    assert!(opened.len() > 60, "{}", opened.len());
    let bound: usize = all_bound();
    assert!(tried * 10 > bound * 8, "{tried} of {bound}");
}

/// How many actions have a key, each counted in every context.
fn all_bound() -> usize {
    let keymap = action::Keymap::default();
    let bound = |c: &Context| {
        let actions = action::in_context(*c);
        actions.filter(|a| !keymap.keys(a, *c).is_empty()).count()
    };
    Context::ALL.iter().map(bound).sum()
}

#[test]
fn whatever_an_action_opens_is_drawn_at_every_size() {
    whatever_an_action_opens("[review]\nevery = \"off\"\n");
}

#[test]
fn whatever_an_action_opens_is_said_and_has_no_box_for_a_screen_reader() {
    whatever_an_action_opens("screen_reader = true\n[review]\nevery = \"off\"\n");
}

#[test]
fn without_borders_there_is_no_rule_and_with_ascii_a_line_of_hyphens() {
    for (borders, rule) in [("none", ""), ("ascii", "-----"), ("line", "─────")] {
        let settings = format!("borders = \"{borders}\"\n[review]\nevery = \"off\"\n");
        let mut office = Office::with(&settings, Managed::Corporate);
        office.furnish();
        let app = office.app();
        let shown = text(&app);
        assert!(shown.contains(rule), "{shown}");
        let ruled = shown.contains("───") || shown.contains("---");
        assert_eq!(ruled, !rule.is_empty(), "{shown}");
    }
}

#[test]
fn a_theme_with_a_background_paints_every_cell_and_the_selection_stands_out() {
    for name in ["dark", "light", "high-contrast"] {
        for (_, script) in SCREENS {
            let mut office = Office::busy();
            let options = Options {
                palette: Palette::built_in(name).unwrap(),
                ..options()
            };
            let mut app = office.app_with(&options, SIZE);
            play(&mut app, script);
            let terminal = shot(&app);
            let bare = terminal.backend().buffer().content.iter();
            let bare = bare.filter(|c| c.bg == Color::Reset || c.fg == Color::Reset);
            assert_eq!(bare.count(), 0, "{name} {script}");
        }
    }
}

#[test]
fn without_colour_nothing_has_one() {
    for (_, script) in SCREENS {
        let mut office = Office::busy();
        let options = Options::default();
        let mut app = office.app_with(&options, SIZE);
        play(&mut app, script);
        let terminal = shot(&app);
        let coloured = terminal.backend().buffer().content.iter();
        let reset = ratatui::style::Color::Reset;
        assert!(
            coloured.clone().all(|c| (c.fg, c.bg) == (reset, reset)),
            "{script}"
        );
    }
}

#[test]
fn every_size_is_drawn_with_the_cursor_on_the_screen() {
    for (n, (name, script)) in SCREENS.iter().enumerate() {
        let mut office = Office::busy();
        office.add(
            ("sms", "日本語", "👍"),
            "2026-11-22T10:00:00Z",
            None,
            &"日本語 e\u{301} ".repeat(90),
        );
        let mut app = office.played(script);
        for columns in 1..=100 {
            for rows in 1..=40 {
                // All small sizes on every screen; of the larger ones each on one screen in turn.
                let small = columns <= 34 && rows <= 14;
                if !small && usize::from(columns * 5 + rows) % SCREENS.len() != n {
                    continue;
                }
                app.take(Msg::Resize(columns, rows));
                let mut terminal = shot(&app);
                let cursor = terminal.get_cursor_position().unwrap();
                assert!(
                    cursor.x < columns && cursor.y < rows,
                    "{name} {columns}x{rows}"
                );
            }
        }
    }
}

#[test]
fn the_cursor_stands_on_the_selected_row_or_in_the_field() {
    for (script, cursor) in [
        ("", (1, 4)),
        ("j j", (1, 7)),
        ("4 j", (1, 5)),
        ("r", (1, 3)),
        ("/ 'ab", (4, 1)),
        (": 'ab", (4, 1)),
        ("c '12", (29, 6)),
        ("s 'Option", (24, 5)),
        ("n l", (18, 6)),
        ("1 Down Down", (1, 5)),
        ("1 Down", (1, 4)),
        ("1 m Down Down", (1, 6)),
        ("Ctrl-G '19", (4, 2)),
    ] {
        let mut office = Office::busy();
        let app = office.played(script);
        let at = shot(&app).get_cursor_position().unwrap();
        assert_eq!((at.x, at.y), cursor, "{script}: {}", text(&app));
    }
}

/// A session on the thin backend that tells what each step cost.
struct Link<'a> {
    app: App<'a>,
    terminal: Terminal<crate::tui::backend::Thin<Memory>>,
}

impl Link<'_> {
    /// Plays keys, draws one frame; its bytes. Never more than one write.
    fn bytes(&mut self, script: &str) -> usize {
        play(&mut self.app, script);
        let memory = self.terminal.backend_mut().to_mut();
        (memory.bytes, memory.writes) = (0, 0);
        self.terminal
            .draw(|frame| view(&self.app.model, frame))
            .unwrap();
        let memory = self.terminal.backend().to();
        assert!(memory.writes <= 1, "{script}: {} writes", memory.writes);
        assert_eq!(memory.writes == 0, memory.bytes == 0);
        memory.bytes
    }
}

#[test]
fn what_a_session_costs_on_the_wire() {
    let mut office = Office::busy();
    for n in 0..20 {
        let sent = format!("2026-11-22T{:02}:{:02}:00Z", 8 + n / 4, n);
        let body = format!(
            "Item {n}: can you confirm the figure for the annex before the meeting on Thursday?"
        );
        office.add(
            ("sms", "Perm Sec office", "Perm Sec office"),
            &sent,
            None,
            &body,
        );
    }
    let mut link = Link {
        app: office.app(),
        terminal: thin(Size::new(80, 24)),
    };
    let within = |what: &str, bytes: usize, most: usize| {
        println!("{what}: {bytes} of {most} B");
        assert!(bytes <= most, "{what}: {bytes} B, at most {most}");
    };
    within("first paint", link.bytes(""), 3_000);
    within("idle", link.bytes(""), 0);
    // With the whole row lit up and the pane; with the mark alone it is less.
    for (whole, most, median) in [(true, 700, 450), (false, 400, 300)] {
        link.app.model.whole_rows = whole;
        link.bytes("Home");
        let mut steps: Vec<usize> = (0..8).map(|_| link.bytes("j")).collect();
        steps.extend((0..4).map(|_| link.bytes("k")));
        for (n, step) in steps.iter().enumerate() {
            within(&format!("row {n}, whole: {whole}"), *step, most);
        }
        steps.sort_unstable();
        within("of these the median", steps[steps.len() / 2], median);
    }
    link.app.model.whole_rows = true;
    link.bytes("Home");
    for _ in 0..24 {
        within("a row, or a page that jumps", link.bytes("j"), 2_600);
    }
    within("a key that does nothing says so", link.bytes("x"), 120);
    within(
        "and what it says goes with the next",
        link.bytes("Esc"),
        120,
    );
    within("a form opens", link.bytes("h"), 2_600);
    within("typing begins", link.bytes("'T"), 60);
    for letter in ["'o", "'m", "'_", "'O"] {
        within("typing", link.bytes(letter), 20);
    }
    within("a form closes", link.bytes("Esc"), 2_600);
    within("to the log", link.bytes("4"), 2_600);
    within("to the queue", link.bytes("2"), 2_600);
    within("to the review", link.bytes("r"), 2_600);
    within("help", link.bytes("?"), 2_600);
    within("to deciding", link.bytes("Esc 1"), 2_600);
    within("the next question", link.bytes("Down"), 1_200);
    within("an answer", link.bytes("Right"), 2_600);
    within("a marking to put together", link.bytes("Up m"), 2_600);
    within("a classification", link.bytes("Down"), 40);
    within("back to deciding", link.bytes("Enter"), 2_600);
    within("the guidance", link.bytes("Ctrl-G"), 2_600);
    within("typing into it", link.bytes("'19"), 2_600);
    within("past decisions", link.bytes("Esc : 'past_dec Enter"), 2_600);
}

#[test]
fn without_the_detail_pane_a_step_is_the_marker_alone() {
    let mut office = Office::busy();
    let mut link = Link {
        app: office.app_of((80, 8)),
        terminal: thin(Size::new(80, 8)),
    };
    link.app.model.whole_rows = false;
    link.bytes("");
    let step = link.bytes("j");
    assert!(step > 0 && step <= 40, "{step}");
}

/// Whatever the window's size and whoever looks or listens: each duty of a verdict can be read.
#[test]
fn every_duty_is_reached_at_every_size() {
    for setting in ["", "screen_reader = true\n"] {
        let settings = format!("{setting}[review]\nevery = \"off\"\n");
        for size in [
            (80, 24),
            (80, 22),
            (80, 20),
            (80, 18),
            (80, 16),
            (80, 14),
            (80, 12),
            (60, 22),
            (60, 20),
            (60, 18),
            (60, 16),
            (60, 12),
            (40, 24),
            (40, 16),
            (40, 12),
            (56, 12),
            (55, 13),
            (30, 8),
            (120, 40),
        ] {
            let mut office = Office::with(&settings, Managed::Corporate);
            let mut app = office.app_of(size);
            play(&mut app, "1 o a g y n p w n y");
            let so_far = app.model.decide.so_far.as_ref().unwrap();
            assert!(so_far.open.is_empty(), "all is answered");
            let duties = so_far.duties.len();
            assert!(duties >= 3);
            let lines = crate::tui::layout::decide::verdict(&app.model);
            let lines: Vec<String> = lines
                .iter()
                .flat_map(|l| l.0.iter().map(|(_, text, _)| text.clone()))
                .collect();
            let mut seen = text(&app);
            let more = seen.contains("PgDn: ") && seen.contains(" more line");
            let whole = |seen: &str| lines.iter().all(|l| seen.contains(l.trim()));
            assert!(
                more || whole(&seen),
                "there is more, and it is not said at {size:?}:\n{seen}"
            );
            loop {
                let from = app.model.decide.from;
                play(&mut app, "PgDn");
                seen.push_str(&text(&app));
                if app.model.decide.from == from {
                    break;
                }
            }
            for line in &lines {
                let drawn = seen.contains(line.trim()) || line.contains(['·', '…']);
                assert!(drawn, "{line:?} at {size:?} with {setting:?}");
            }
            while app.model.decide.from > 0 {
                play(&mut app, "PgUp");
            }
            play(&mut app, "Up");
            let context = app.model.context();
            assert_eq!(context, Context::Decide, "back to the questions");
        }
    }
}
