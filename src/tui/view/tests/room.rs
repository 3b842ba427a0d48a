//! What there is room for: what is cut says so, and what matters most is never what gives way.

use super::super::fitting;
use crate::action::{Context, Key, Keymap};
use crate::desk::words::waiting;
use crate::record::query::Counts;
use crate::text::width;
use crate::tui::layout::areas::{Wanted, areas};
use crate::tui::message::Msg;
use crate::tui::model::Overlay;
use crate::tui::testing::{Office, begins, play, text};

/// Keys that open each form there is, from the queue with three items waiting and nothing else done.
pub const FORMS: &[&str] = &[
    "a",
    "c",
    "s",
    "n",
    "h",
    "p",
    "N",
    "e",
    "t",
    "M",
    "X",
    "E",
    "T",
    "D",
    ": 'place_a_hold Enter",
    "Y",
    ": 'show_plain Enter",
    "S",
    "3 a",
    "7 a",
    "3 a Right Down 'Fri_17:00 Ctrl-D h",
    "3 a Right Down 'Fri_17:00 Ctrl-D N",
    "3 a Right Down 'Fri_17:00 Ctrl-D : 'how_it_was Enter",
    "3 a Right Down 'Fri_17:00 Ctrl-D H",
    "3 a Right Down 'Fri_17:00 Ctrl-D : 'make_the_st Enter",
    "3 a Right Down 'Fri_17:00 Ctrl-D Tab x",
    "3 a Right Down 'Fri_17:00 Ctrl-D Tab l",
    "m Down m c",
    "* n",
];

/// Opens each form and hands it on, with the keys that opened it.
fn each_form(size: (u16, u16), mut look: impl FnMut(&str, &mut crate::tui::app::App<'_>)) {
    let mut opened = 0;
    for script in FORMS {
        let mut office = Office::busy();
        let mut app = office.app_of(size);
        play(&mut app, script);
        if matches!(app.model.overlay, Some(Overlay::Form(_))) {
            opened += 1;
            look(script, &mut app);
        } else {
            panic!("{script} opens no form: {:?}", app.model.said);
        }
    }
    assert_eq!(opened, FORMS.len());
}

#[test]
fn the_foot_of_a_form_names_enter_and_esc_at_every_width() {
    for columns in [30, 36, 40, 45, 52, 60, 80, 120] {
        each_form((columns, 12), |script, app| {
            let drawn = text(app);
            let foot = drawn.lines().last().unwrap_or_default();
            let both = foot.contains("Enter ") && foot.contains("Esc leave");
            assert!(both, "{script} at {columns}: {foot}");
        });
    }
}

#[test]
fn the_first_and_the_last_key_of_a_place_stand_in_its_bar_at_every_width() {
    let keymap = Keymap::default();
    for context in Context::ALL {
        let keys: Vec<_> = keymap.bar(*context);
        let words: Vec<_> = keys.iter().map(|(key, a)| (*key, a.title)).collect();
        for columns in 40..=120 {
            let shown = fitting(&words, 0, columns);
            let at = |k: Option<&(Key, &str)>| k.map(|(key, _)| *key);
            assert_eq!(
                at(shown.first()),
                at(words.first()),
                "{context:?} at {columns}"
            );
            assert_eq!(
                at(shown.last()),
                at(words.last()),
                "{context:?} at {columns}"
            );
        }
    }
}

#[test]
fn no_label_of_a_form_is_cut_at_forty_columns() {
    each_form((40, 44), |script, app| {
        let drawn = text(app);
        let Some(Overlay::Form(form)) = &app.model.overlay else {
            return;
        };
        for field in form.shown().map(|n| &form.fields[n]) {
            let stands = drawn.lines().any(|line| {
                let line = line.get(3..).unwrap_or_default();
                let rest = line.strip_prefix(field.label);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            });
            assert!(stands, "{script}: {}\n{drawn}", field.label);
        }
    });
}

#[test]
fn a_choice_that_is_longer_than_its_row_stands_whole_while_it_is_in_hand() {
    let mut office = Office::busy();
    let mut app = office.app_of((40, 14));
    play(&mut app, "e");
    let drawn = text(&app);
    assert!(!drawn.contains("as it stands: not stated"), "{drawn}");
    play(&mut app, "Tab Tab Tab Tab Tab Tab");
    let drawn = text(&app);
    let joined = drawn.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(joined.contains(" as it stands: not stated "), "{drawn}");
}

/// Stacked, and then beside its detail: in each of the two a list is never narrower in a wider window, and what stands
/// on the screen ends before its edge.
#[test]
fn no_list_is_narrower_in_a_wider_window() {
    for rows in [8, 12, 16, 24, 40, 60] {
        for wanted in [0, 3, 10, 400] {
            let mut before = 0;
            for columns in 30..=220 {
                let wanted = Wanted {
                    rows: wanted,
                    ..Wanted::default()
                };
                let here = areas(columns, rows, wanted);
                let at = format!("{columns}x{rows} {here:?}");
                assert!(here.list >= before || columns == 140, "{at}");
                assert!(here.list <= columns, "{at}");
                before = here.list;
                if let Some((x, y, wide, high)) = here.detail {
                    assert!(x + wide < columns && wide >= 28, "{at}");
                    assert!(y + high <= here.said, "{at}");
                }
                if let Some(rule) = here.rule {
                    let needed = wanted.rows.min(here.list_rows);
                    assert!(rule >= here.body + needed && rule < here.said, "{at}");
                }
            }
        }
    }
    // A list and its detail are one thing: nothing is between them that neither needs.
    let wanted = Wanted {
        rows: 4,
        ..Wanted::default()
    };
    let here = areas(80, 24, wanted);
    assert_eq!(here.rule, Some(here.body + 4));
    let here = areas(
        80,
        24,
        Wanted {
            rows: 400,
            ..wanted
        },
    );
    assert_eq!((here.list_rows, here.rule), (11, Some(14)));
    let long = Wanted {
        rows: 400,
        long: true,
        ..wanted
    };
    assert_eq!(areas(80, 24, long).list_rows, 15);
}

#[test]
fn what_a_pane_has_no_room_for_is_said_with_the_key_that_shows_it() {
    let body = "Minister content with option B, please start drafting on that basis.\nSecond: the figure is 4.2m.";
    for columns in [52, 60, 80, 100, 139, 140, 160, 200] {
        for rows in 14..=30 {
            let mut office = Office::empty();
            let who = (
                "whatsapp",
                "A chat of a rather long name, of the core team",
                "Asha Patel",
            );
            office.add(who, "2026-11-21T21:40:00Z", Some(86_400), body);
            let app = office.app_of((columns, rows));
            let drawn = text(&app);
            // Beside the list, a line of the detail is what stands behind the upright.
            let detail = drawn
                .lines()
                .map(|l| l.rsplit('\u{2502}').next().unwrap_or(l));
            let joined: Vec<&str> = detail.flat_map(str::split_whitespace).collect();
            let joined = joined.join(" ");
            let at = format!("{columns}x{rows}\n{drawn}");
            assert!(joined.contains("sent yesterday 21:40"), "{at}");
            let all = joined.contains("Second: the figure is 4.2m.")
                && joined.contains("Due to vanish today 21:40, by the 24-hour timer you");
            let told = joined.contains("Enter ") && drawn.contains(" more line");
            assert!(all || told, "{at}");
        }
    }
}

#[test]
fn the_time_stands_whole_in_a_head_of_one_row() {
    let parts = [
        "WhatsApp, Schools Bill core",
        "Asha Patel",
        "sent yesterday 21:40",
        "OFFICIAL",
    ];
    let mut office = Office::busy();
    let app = office.app();
    let mut detail = app.model.detail.clone().unwrap();
    detail.parts = parts.map(String::from);
    for columns in 28..120 {
        let row = detail.head_in(columns);
        assert!(
            row.contains("sent yesterday 21:40") && width(&row) <= columns,
            "{columns}: {row}"
        );
    }
    assert_eq!(detail.head_in(28), "Asha\u{2026} · sent yesterday 21:40");
}

#[test]
fn what_was_offered_is_counted_as_such_where_its_times_are() {
    let counted = |waits: usize, offered: usize| {
        let mut counts = Counts::default();
        (counts.waiting, counts.offered) = (waits, offered);
        waiting(&counts)
    };
    assert_eq!(counted(3, 0), "3 waiting");
    assert_eq!(counted(0, 4), "4 offered");
    assert_eq!(counted(2, 4), "2 waiting, 4 offered");
    let mut office = Office::busy();
    let app = office.played("* h 'Sam Ctrl-D");
    let drawn = text(&app);
    assert!(
        drawn.contains("3 offered: 2 within a day. Next: "),
        "{drawn}"
    );
    assert!(!drawn.contains("0 waiting"), "{drawn}");
}

#[test]
fn that_something_is_overdue_gives_way_to_nothing_and_is_no_time_ahead() {
    let mut office = Office::busy();
    let sent = "2026-11-10T09:00:00Z";
    office.add(("whatsapp", "Core", "Asha"), sent, Some(604_800), "late");
    for size in [(80, 24), (60, 16), (40, 24), (40, 12)] {
        let app = office.app_of(size);
        let drawn = text(&app);
        assert!(drawn.contains("1 overdue"), "{size:?}: {drawn}");
        // It stands first, under its heading, and its time is the one that has passed.
        let mut lines = drawn
            .lines()
            .skip_while(|line| !line.starts_with(" Overdue 1"));
        lines.next();
        let first = lines.next().unwrap_or_default();
        assert!(first.contains("Tue 17 Nov 08:00"), "{size:?}: {drawn}");
    }
}

#[test]
fn no_sentence_of_a_detail_has_stray_blanks() {
    let mut office = Office::busy();
    let mut app = office.app();
    for _ in 0..3 {
        let detail = app.model.detail.clone().unwrap();
        let all = detail.facts.iter().map(|(_, words, _)| words);
        let all = all.chain(&detail.concerns);
        all.for_each(|line| assert!(!line.contains("  "), "{line:?}"));
        play(&mut app, "j");
    }
}

/// A letter takes its answer and goes on, on every choice alike; every answer has one or is reached by the arrows, and
/// stands in the row where the row can hold it. A blank chooses nothing.
#[test]
fn a_letter_takes_its_answer_and_goes_on_and_every_answer_is_to_be_seen() {
    each_form((80, 24), |script, app| {
        let Some(Overlay::Form(form)) = &app.model.overlay else {
            return;
        };
        let choices: Vec<usize> = (0..form.fields.len())
            .filter(|n| form.shows(*n) && form.fields[*n].takes_words())
            .collect();
        for place in choices {
            let put = |app: &mut crate::tui::app::App<'_>| match &mut app.model.overlay {
                Some(Overlay::Form(form)) => form.put_in_hand(place),
                _ => panic!("{script}: the form is gone"),
            };
            put(app);
            let Some(Overlay::Form(form)) = &app.model.overlay else {
                return;
            };
            let field = &form.fields[place];
            let (offers, more) = (field.offers(), field.has_more());
            let whole = crate::tui::layout::choices::rows(field, 61).is_some();
            let drawn = text(app);
            let drawn: Vec<&str> = drawn.split_whitespace().collect();
            let drawn = drawn.join(" ");
            for offer in offers.iter().filter(|_| whole) {
                assert!(drawn.contains(&offer.words), "{script}: {}", offer.words);
            }
            for offer in offers {
                let Some((letter, _)) = offer.letter else {
                    continue;
                };
                put(app);
                app.take(Msg::Key(Key::Char(letter)));
                let Some(Overlay::Form(form)) = &app.model.overlay else {
                    panic!("{script}: {letter} left the form");
                };
                assert_eq!(
                    form.fields[place].chosen(),
                    offer.place,
                    "{script}: {letter}"
                );
                let stays = form.fields[place].is_secret();
                assert_eq!(form.focus == place, stays, "{script}: {letter}");
            }
            put(app);
            app.take(Msg::Key(Key::Left));
            if whole && !more {
                app.take(Msg::Key(Key::Char(' ')));
                begins(app, "Space does nothing here");
            }
        }
    });
}

#[test]
fn what_is_said_in_the_place_of_a_list_stands_whole_at_every_width() {
    for (script, words) in [
        ("2", "Nothing is waiting. onrecord cannot see your phone."),
        (
            "7",
            "Nothing to send. A report appears here when you record that a private device was used.",
        ),
    ] {
        for size in [(40, 12), (60, 16), (120, 40)] {
            let mut office = Office::empty();
            let options = Default::default();
            let mut app = office.app_with(&options, size);
            play(&mut app, script);
            let shown = text(&app);
            let shown: Vec<&str> = shown.split_whitespace().collect();
            assert!(shown.join(" ").contains(words), "{size:?} {shown:?}");
        }
    }
}
