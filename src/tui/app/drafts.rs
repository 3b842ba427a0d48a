//! The text in hand as a draft on disk, and in an editor.

use super::App;
use super::lent::LentFor;
use crate::desk::DeskError;
use crate::tui::editor;
use crate::tui::life::Draft;
use crate::tui::message::Msg;
use crate::tui::model::Overlay;
use crate::tui::update::update;

impl App<'_> {
    /// Keeps what is written; tells whether that was done.
    pub(super) fn keep(&mut self, (name, text): Draft) -> bool {
        let kept = self.desk.keep_draft(&name, &text);
        self.say_unless_kept(kept)
    }

    /// The same; who leaves at once and would leave words behind is asked again: the second time is meant.
    pub(super) fn keep_before_leaving(&mut self, draft: Draft) {
        if !self.keep(draft) && self.model.quit {
            self.model.quit = std::mem::replace(&mut self.asked_to_stay, true);
        }
    }

    /// What was written is on record, or given up.
    pub(super) fn drop_draft(&mut self, name: &str) {
        let dropped = self.desk.drop_draft(name);
        self.say_unless_kept(dropped);
    }

    /// What was written of this before goes into the form.
    pub(super) fn load_draft(&mut self, name: String) {
        match self.desk.draft(&name) {
            Ok(text) => {
                update(&mut self.model, Msg::Draft { name, text });
                self.take_up();
            }
            Err(error) => self.model.warn(error.to_string()),
        }
    }

    /// A draft that could not be saved is said: the text stays where it is.
    fn say_unless_kept(&mut self, kept: Result<(), DeskError>) -> bool {
        if let Err(error) = &kept {
            self.model.unsaved = self.model.draft().is_some();
            self.model.warn(error.to_string());
        }
        kept.is_ok()
    }

    /// Whether an editor may open on the field in hand; what is written is a draft by then.
    pub(super) fn may_edit(&mut self) -> bool {
        if let Some(why) = editor::why_not(self.desk, &self.options.editor) {
            self.model.warn(why);
            return false;
        }
        if self.model.holds_back() {
            self.model.warn("An editor works on a file: answer the marking first, with SECRET or above none may be written.");
            return false;
        }
        if let Some(draft) = self.model.draft() {
            self.keep(draft);
        }
        true
    }

    /// Runs the editor on the field in hand; the terminal is its own meanwhile.
    pub fn edit(&mut self) {
        match std::mem::take(&mut self.lent_for) {
            LentFor::Field => {}
            LentFor::Settings => return self.edit_settings(),
            LentFor::Practice => return self.practise(),
        }
        let Some((name, text)) = self.model.for_editor() else {
            return;
        };
        match editor::edit(self.desk, &self.options.editor, &name, &text) {
            Ok(text) => {
                update(&mut self.model, Msg::Edited(text));
            }
            Err(why) => self.model.warn(why),
        }
    }

    /// An editor that was open when the link dropped has left its file: what it says goes into the form, is
    /// kept as its draft, and only then is the file removed.
    fn take_up(&mut self) {
        let Some((name, _)) = self.model.for_editor() else {
            return;
        };
        let Ok(Some(text)) = self.desk.lent_text(&name) else {
            return;
        };
        update(&mut self.model, Msg::Edited(text));
        if let Some(Overlay::Form(form)) = &mut self.model.overlay
            && form.is_unanswered()
        {
            // No editor opens before the marking is answered, so it was; only what it said is not known.
            form.state_marking(None);
        }
        if self.model.draft().is_none_or(|draft| self.keep(draft)) {
            let _ = self.desk.drop_lent_text(&name);
        }
    }
}
