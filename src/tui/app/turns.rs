//! Taking back and bringing back, as the application asks about it.
//!
//! May import the desk and the model. What was done on this screen, in this session and on this day is turned
//! at once; everything else is asked about first, in words.

use super::App;
use crate::tui::deed::Trouble;
use crate::tui::model::Screen;
use crate::tui::update::Msg;

/// Which command was given on which screen, since the application opened.
#[derive(Debug, Default)]
pub(super) struct Turns {
    given: Vec<(u64, Screen)>,
    /// How many commands of the desk are noted.
    noted: usize,
}

impl Turns {
    /// What the desk did before the application opened was done on no screen.
    pub(super) fn after(given: usize) -> Turns {
        Turns {
            given: Vec::new(),
            noted: given,
        }
    }
}

impl App<'_> {
    /// Notes what was just given on this screen.
    pub(super) fn note_given(&mut self) {
        let screen = self.model.screen;
        let new = self.desk.given().iter().skip(self.turns.noted);
        self.turns.given.extend(new.map(|n| (*n, screen)));
        self.turns.noted = self.desk.given().len();
    }

    /// What would be taken back, or brought back, and whether that needs no question.
    pub(super) fn look_up_turn(&mut self, back: bool) -> Msg {
        let fresh = self.desk.refresh();
        if let Ok(true) = fresh {
            // What others wrote stands in the list the question is asked over.
            self.reread();
        }
        let found = match fresh {
            Ok(_) if back => self.desk.would_redo(None),
            Ok(_) => self.desk.would_undo(None),
            Err(error) => Err(error),
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
