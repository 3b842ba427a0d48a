//! Taking back and bringing back, as the application asks about it.
//!
//! What was done on this screen, in this session and on this day is turned at once; everything else is asked about
//! first, in words.

use super::App;
use crate::record::Id;
use crate::tui::deed::Trouble;
use crate::tui::message::Msg;

impl App<'_> {
    /// Notes what was just given on this screen, with the command line that does the same where there is one.
    pub(super) fn note_given(&mut self, typed: Option<&str>) {
        let new = self.desk.given().get(self.turns.noted..);
        let new = new.unwrap_or_default();
        self.turns.note(new, self.model.screen, typed);
    }

    /// What would be taken back, or brought back (an item, where one is named), and whether that needs no
    /// question.
    pub(super) fn look_up_turn(&mut self, back: bool, item: Option<Id>) -> Msg {
        let fresh = self.desk.refresh();
        if let Ok(true) = fresh {
            // What others wrote stands in the list the question is asked over.
            self.reread();
        }
        let found = match (fresh, item) {
            (Ok(_), Some(item)) => self.desk.would_bring_back(item),
            (Ok(_), None) if back => self.desk.would_redo(None),
            (Ok(_), None) => self.desk.would_undo(None),
            (Err(error), _) => Err(error),
        };
        match found {
            Ok(turn) => {
                let here = (turn.last, self.model.screen);
                let sure = self.turns.given.contains(&here) && !self.desk.is_of_another_day(&turn);
                let words = self.desk.turn_words(&turn);
                Msg::Turn {
                    turn: Box::new(turn),
                    words,
                    sure,
                }
            }
            Err(error) => Msg::Failed(Trouble::from(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::model::Overlay;
    use crate::tui::testing::{Office, add_elsewhere, begins, play, says, shows, warns};

    fn asked(app: &super::App<'_>) -> bool {
        matches!(app.model.overlay, Some(Overlay::Question(_)))
    }

    #[test]
    fn what_was_done_on_this_screen_is_taken_back_and_brought_back_at_once() {
        let mut office = Office::empty();
        let mut app = office.played("a o 'Yes Ctrl-D u");
        let said = app.model.said.text.clone();
        assert!(!asked(&app) && said.starts_with("Taken back: "), "{said}");
        assert!(said.ends_with("U brings it back."), "{said}");
        assert_eq!(app.model.book.rows.len(), 0);
        play(&mut app, "U");
        let said = app.model.said.text.clone();
        assert!(!asked(&app) && said.starts_with("Brought back: "), "{said}");
        assert_eq!(app.model.book.rows.len(), 1);
        play(&mut app, "U");
        warns(&app, "nothing to bring back");
    }

    #[test]
    fn what_came_from_elsewhere_is_asked_about_and_the_safe_answer_is_no() {
        // Given before the application opened, so by another process.
        for no in ["n", "Enter", "Esc"] {
            let mut office = Office::busy();
            let mut app = office.played("3 u");
            assert!(asked(&app));
            shows(&app, "Take this back? ");
            shows(&app, "Perm Sec office");
            play(&mut app, no);
            assert!(!asked(&app));
            assert_eq!(app.model.book.rows.len(), 3);
        }
        let mut office = Office::busy();
        let mut app = office.played("u y");
        begins(&app, "Taken back: ");
        assert_eq!(app.model.book.rows.len(), 2);
        // That it was taken back was done here.
        play(&mut app, "U");
        assert!(!asked(&app));
        assert_eq!(app.model.book.rows.len(), 3);
    }

    #[test]
    fn done_on_another_screen_or_by_another_session_since_it_is_asked_about() {
        let mut office = Office::empty();
        let mut second = office.second();
        let mut app = office.played("a o 'Yes Ctrl-D 4 u");
        assert!(asked(&app), "{:?}", app.model.said);
        play(&mut app, "n 2");
        add_elsewhere(&mut second);
        play(&mut app, "u");
        assert!(asked(&app));
        shows(&app, "Daniel");
        shows(&app, "From elsewhere");
    }
    #[test]
    fn an_item_whose_adding_was_taken_back_is_shown_and_opened_again() {
        let mut office = Office::busy();
        let mut app = office.played("u y v End");
        shows(&app, "taken back");
        shows(&app, "Can you confirm");
        play(&mut app, "c");
        says(&app, "o brings it back");
        play(&mut app, "Enter");
        shows(&app, "it counts nowhere");
        play(&mut app, "q o");
        let said = app.model.said.text.clone();
        assert!(said.contains("Brought back: ") || asked(&app), "{said}");
        if asked(&app) {
            play(&mut app, "y");
        }
        let here = app.model.book.rows.iter().filter(|r| !r.taken_back);
        assert_eq!(here.count(), 3);
    }
}
