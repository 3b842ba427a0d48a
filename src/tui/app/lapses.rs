//! The text of what is not significant goes by itself once its time passes.

use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::App;

impl App<'_> {
    /// How long until the text of something not significant is to go by itself; an hour at most, so that a
    /// machine that slept is not far behind.
    pub fn until_lapse(&self) -> Option<Duration> {
        let left = (self.tell_next_lapse()? - self.desk.now()).to_std();
        let (least, most) = (Duration::from_millis(100), Duration::from_secs(3600));
        Some(left.unwrap_or_default().clamp(least, most))
    }

    /// Tells whoever ends the program when the next text is to go.
    pub(super) fn tell_next_lapse(&self) -> Option<DateTime<Utc>> {
        let next = self.desk.next_lapse();
        let seconds = next.map_or(i64::MAX, |at| at.timestamp());
        self.options.next_lapse.store(seconds, Ordering::Relaxed);
        next
    }

    /// Lets go what is due.
    pub fn lapse(&mut self) {
        let now = self.desk.now();
        if self.desk.next_lapse().is_some_and(|at| at <= now) {
            self.news();
        }
    }

    /// Says which texts went by themselves and what was put in order in passing, behind what else was said.
    pub(super) fn tell_in_passing(&mut self) {
        let lapsed = self.desk.take_lapsed().words();
        if lapsed.is_some() {
            self.reread();
        }
        let told = lapsed.into_iter().chain(self.desk.take_put_in_order());
        let words = told.collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            let said = &self.model.said;
            let (before, warning) = (said.text.clone(), said.warning);
            self.model.say([before, words].join(" ").trim().to_owned());
            self.model.said.warning = warning;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{Office, options, play};

    #[test]
    fn with_each_frame_whoever_ends_the_program_knows_what_is_to_go() {
        let mut office = Office::busy();
        let options = options();
        let next = options.next_lapse.clone();
        let mut app = office.app_with(&options, (80, 24));
        app.prepare();
        assert_eq!(next.load(Ordering::Relaxed), i64::MAX);
        play(&mut app, "2 n Tab n Enter");
        app.prepare();
        let due = app.desk.next_lapse().expect("a text that is to go");
        assert_eq!(next.load(Ordering::Relaxed), due.timestamp());
    }
}
