//! The help: what can be done where one is, with the keys in force, and the keys of what lies over a screen.
//!
//! Everything comes from the table; nothing is listed by hand.

use super::layout::page::unheard;
use super::message::Effect;
use super::model::{Model, Overlay, Palette, Reading};

/// Lays the help over what is there; typing narrows it, and Enter does what is selected.
pub fn open(model: &mut Model) -> Vec<Effect> {
    match &model.overlay {
        Some(Overlay::Palette(palette)) if palette.help => {}
        // What found no room is read first; the same key once more lists the keys.
        overlay if !matches!(overlay, Some(Overlay::Reading(_))) && unheard(model).is_some() => {
            let said = unheard(model).unwrap_or_default();
            model.lay(Overlay::Reading(Reading::new("What was said", vec![said])));
        }
        Some(Overlay::Palette(_)) => {
            model.lift();
            lay(model);
        }
        _ => lay(model),
    }
    Vec::new()
}

fn lay(model: &mut Model) {
    model.lay(Overlay::Palette(Palette {
        help: true,
        ..Palette::default()
    }));
}

#[cfg(test)]
mod tests {
    use crate::action;
    use crate::ports::Ports;
    use crate::tui::model::Screen;
    use crate::tui::options::Options;
    use crate::tui::testing::{Office, SIZE, begins, options, play, says, shows, text};

    /// The options of somebody with these keys.
    fn with_keys(office: &Office, keys: &str) -> Options {
        let home = office.root.path().join("onrecord");
        std::fs::write(home.join(action::FILE), keys).unwrap();
        let (keymap, found) = action::load(&Ports::system(), &home);
        assert!(found.is_empty(), "{found:?}");
        Options {
            keymap,
            ..options()
        }
    }

    #[test]
    fn other_keys_work_and_stand_in_bar_head_palette_and_help() {
        let mut office = Office::busy();
        let options = with_keys(
            &office,
            "item.capture = [\"é\"]\ngo.log = [\"Ctrl-Y\"]\ngo.help = [\"ü\", \"ñ\"]\nitem.hand-over = [\"ø\"]\ndepart.hand-over = [\"ø\"]\n",
        );
        let mut app = office.app_with(&options, SIZE);
        let shown = text(&app);
        for words in ["é capture", "Ctrl-Y Log", "ü all keys", "ø hand over"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        play(&mut app, "c");
        assert!(app.model.overlay.is_none(), "c does nothing any more");
        play(&mut app, "é");
        shows(&app, "File reference");
        play(&mut app, "Esc : 'capture");
        shows(&app, "é            capture");
        play(&mut app, "Esc ü");
        shows(&app, "keys of this screen");
        play(&mut app, "'capture");
        shows(&app, " é            capture");
    }

    #[test]
    fn without_single_letters_an_item_is_captured_by_the_palette() {
        let mut office = Office::busy();
        let options = with_keys(&office, "single_letters = false");
        let mut app = office.app_with(&options, SIZE);
        shows(&app, "Ctrl-P more");
        play(&mut app, "c n 4 q u ? :");
        assert!(app.model.overlay.is_none() && !app.model.quit);
        play(&mut app, "Ctrl-P 'capture Enter '47 Ctrl-D");
        says(&app, "reference MIN/2026/47");
    }

    #[test]
    fn the_palette_over_a_form_keeps_the_form_and_its_words() {
        let mut office = Office::busy();
        let mut app = office.played("h 'Tom Ctrl-P");
        shows(&app, "leave, text kept");
        let draft = app.model.draft().expect("still there");
        assert_eq!(draft.1, "Tom");
        // What is pressed again goes; what was under it is there as it was.
        play(&mut app, "Ctrl-P '_Okafor Ctrl-P 'help Enter");
        shows(&app, "keys of this screen");
        assert_eq!(app.model.draft().unwrap().1, "Tom Okafor");
        play(&mut app, "Esc");
        shows(&app, "Tom Okafor");
        play(&mut app, "Ctrl-P 'record Enter");
        assert!(app.model.overlay.is_none() && app.model.said.text.contains("Tom Okafor"));
    }

    #[test]
    fn the_help_narrows_as_one_types_and_enter_does_what_is_selected() {
        let mut office = Office::busy();
        let mut app = office.played("?");
        shows(&app, "keys of this screen");
        play(&mut app, "'put_off");
        shows(&app, "put off");
        shows(&app, "Put the item off, never past the time to");
        play(&mut app, "Enter");
        shows(&app, "Put it off");
        // It stands in three groups, and pages; the list beneath stays where it is.
        play(&mut app, "Esc 2 ?");
        shows(&app, "Move, find and choose");
        let beneath = app.model.list().place();
        let mut seen = text(&app);
        for _ in 0..30 {
            play(&mut app, "PgDn");
            seen.push_str(&text(&app));
        }
        for group in ["Answer and record", "Go elsewhere"] {
            assert!(seen.contains(group), "{group}");
        }
        for key in ["PgDn", "PgUp", "Home", "End"] {
            play(&mut app, key);
            assert_eq!(app.model.list().place(), beneath, "{key}");
        }
        // What is not found here is found elsewhere, by other words too.
        play(&mut app, "Esc ? 'delete");
        shows(&app, "erase content");
        shows(&app, "On other screens");
        play(&mut app, "F1 Esc");
        assert!(app.model.overlay.is_none());
    }

    #[test]
    fn the_bar_names_only_what_can_be_done_now() {
        let mut office = Office::empty();
        let mut app = office.app();
        let bar = |app: &super::super::app::App<'_>| {
            let shown = text(app);
            shown
                .lines()
                .last()
                .unwrap_or_default()
                .trim_end()
                .to_owned()
        };
        assert_eq!(bar(&app), " a add an item  ? all keys");
        play(&mut app, "3");
        assert!(bar(&app).contains("a open a departure"), "{}", bar(&app));
        assert!(!bar(&app).contains("n nothing more"), "{}", bar(&app));
        play(&mut app, "7");
        assert!(bar(&app).starts_with(" a outage or missed capture"));
        play(&mut app, "4 2 a o 'Hello Ctrl-D");
        assert!(bar(&app).contains("c capture"), "{}", bar(&app));
        assert!(!bar(&app).contains("add an item"), "{}", bar(&app));
    }

    #[test]
    fn help_on_top_is_a_key_that_works_there() {
        let mut office = Office::busy();
        let mut app = office.app();
        let top = |app: &super::super::app::App<'_>| {
            let shown = text(app);
            shown
                .lines()
                .next()
                .unwrap_or_default()
                .trim_end()
                .to_owned()
        };
        assert!(top(&app).ends_with("? help"));
        for way in ["c", "1 m", "Ctrl-G"] {
            play(&mut app, way);
            assert!(top(&app).ends_with("F1 help"), "{way}: {}", top(&app));
            play(&mut app, "Ctrl-P 'help Enter");
            shows(&app, "keys of this screen");
            play(&mut app, "Esc Esc");
        }
    }

    #[test]
    fn esc_takes_the_filter_of_the_reports_away_and_then_leads_out() {
        let mut office = Office::busy();
        let mut app = office.played("7 / 'nothing Enter Esc");
        assert_eq!(app.model.screen, Screen::Reports);
        assert_eq!(app.model.filter().words, "");
        play(&mut app, "Esc");
        assert_eq!(app.model.screen, Screen::Queue);
    }

    #[test]
    fn what_was_said_on_a_screen_does_not_stand_below_another() {
        let mut office = Office::busy();
        let mut app = office.played("x");
        assert!(!app.model.said.text.is_empty());
        play(&mut app, "3");
        assert_eq!(app.model.said.text, "");
        play(&mut app, "2 r q");
        begins(&app, "Stopped after");
    }

    #[test]
    fn arrows_move_within_a_text_before_they_leave_it() {
        let mut office = Office::busy();
        let mut app = office.played("a o 'one Ctrl-J 'two Up 'X Down Down 'Asha");
        play(&mut app, "Ctrl-D");
        let row = app
            .model
            .book
            .rows
            .iter()
            .find(|r| r.from.as_deref() == Some("Asha"));
        assert_eq!(row.and_then(|r| r.body.as_deref()), Some("oneX\ntwo"));
    }
}
