//! Settings that cannot be read: opened in the editor, and read again.

use super::App;
use super::forms;
use super::lent::LentFor;
use crate::ports;
use crate::tui::broken::Broken;
use crate::tui::editor;
use crate::tui::message::Msg;
use crate::tui::model::Overlay;
use crate::tui::update::update;

impl App<'_> {
    /// Whether an editor may open on the settings.
    pub(super) fn may_edit_settings(&mut self) -> bool {
        let why = editor::why_not(self.desk, &self.options.editor);
        if let Some(why) = why {
            let file = Broken::of(self.desk).map(|b| b.file.display().to_string());
            let file = file.unwrap_or_default();
            let why = why.replace("Write it here.", &format!("Open {file} yourself."));
            self.model.warn(why);
            return false;
        }
        self.lent_for = LentFor::Settings;
        true
    }

    /// Runs the editor on the settings, which are read again after it.
    pub(super) fn edit_settings(&mut self) {
        let Some(broken) = Broken::of(self.desk) else {
            return;
        };
        let mut command = self.options.editor.clone();
        command.push(broken.file.to_string_lossy().into_owned());
        match ports::run_at_terminal(&command) {
            Ok(Some(0)) => self.read_settings(),
            Ok(_) => self.model.warn("The editor did not end as it should. The settings were not read again: Enter reads them."),
            Err(e) => self.model.warn(format!("The editor cannot be started: {e}.")),
        }
    }

    /// Reads the settings again: what is wrong with them still, or on with the work.
    pub(super) fn read_settings(&mut self) {
        self.desk.read_settings();
        self.reread();
        if let Some(broken) = Broken::of(self.desk) {
            let line = broken.first.first().cloned().unwrap_or_default();
            update(&mut self.model, Msg::Broken(Box::new(broken)));
            self.model.warn(format!("Still not read. {line}"));
            return;
        }
        if matches!(self.model.overlay, Some(Overlay::Broken(_))) {
            self.model.overlay = None;
        }
        self.model.say("The settings are read.");
        forms::first(self.desk, &mut self.model);
    }
}
