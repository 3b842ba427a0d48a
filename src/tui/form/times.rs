//! The fields of a form that take a time: what stands in them is understood as, and a yes to what is still to
//! come.
//!
//! Invariants: a time is read when it is recorded as it was read while it was typed; a field about what has
//! happened takes what is still to come only after that was said and Enter was pressed once more on the same words.

use chrono::{DateTime, Utc};

use super::{Field, Form};
use crate::operation::{self, Failure, untimely};
use crate::text::when::{Misread, Tense, Understood};

impl Form {
    /// What a field is understood as; `None` where it says nothing.
    pub fn read(
        &self,
        of: &'static operation::Field,
        now: DateTime<Utc>,
    ) -> Result<Option<Understood>, Failure> {
        let asks = |f: &&Field| f.asks.is_some_and(|a| a.is(of));
        let Some(field) = self.fields.iter().find(asks) else {
            return Ok(None);
        };
        match self.reading(field, now) {
            Some((tense, Err(misread))) => {
                let at = (now, self.zone);
                Err(untimely(of, tense, &field.value(), &misread, at))
            }
            read => Ok(read.and_then(|(_, read)| read.ok())),
        }
    }

    /// What a field that takes a time or a day is understood as, where it says anything.
    fn reading(
        &self,
        field: &Field,
        now: DateTime<Utc>,
    ) -> Option<(Tense, Result<Understood, Misread>)> {
        let (tense, read) = field.read_at(now, self.zone)?;
        let read = match read {
            Err(Misread::Ahead { read, .. }) if self.meant(field) => Ok(read),
            read => read,
        };
        Some((tense, read))
    }

    /// Whether what a field says was said to be still to come, and is meant so.
    pub(super) fn meant(&self, field: &Field) -> bool {
        let (asks, said) = (field.asks.map(|a| a.id), field.value());
        let mut ahead = self.ahead.iter();
        ahead.any(|(id, words)| asks == Some(*id) && *words == said)
    }

    /// What the field in hand is understood as: `Ok` the moment in full, `Err` what is wrong with it. Nothing
    /// of a text that is no time yet.
    pub fn understood(&self, now: DateTime<Utc>) -> Option<Result<String, String>> {
        self.understood_at(self.focus, now)
    }

    /// The same of the field of that place.
    pub fn understood_at(
        &self,
        place: usize,
        now: DateTime<Utc>,
    ) -> Option<Result<String, String>> {
        let field = self.fields.get(place)?;
        match self.reading(field, now)?.1 {
            Ok(read) => Some(Ok(read.words(now, self.zone))),
            Err(Misread::Unknown | Misread::Hour | Misread::NoDay) => None,
            Err(misread) => {
                let why = misread.reason(&field.value(), now, self.zone);
                Some(Err(why))
            }
        }
    }

    /// That the field in hand says no time it takes: the field, whether entering it again means it, and why.
    pub fn untimely(&self, now: DateTime<Utc>) -> Option<(&'static str, bool, String)> {
        let field = self.fields.get(self.focus)?;
        let of = field.asks?;
        let (tense, read) = self.reading(field, now)?;
        let misread = read.err()?;
        let ahead = matches!(misread, Misread::Ahead { .. });
        let reason = misread.reason(&field.value(), now, self.zone);
        let hint = misread.hint(self.zone, tense);
        let again = if ahead {
            "Enter once more keeps it."
        } else {
            ""
        };
        let stop = if hint.is_empty() || hint.ends_with(['.', '?']) {
            ""
        } else {
            "."
        };
        let why = format!("{reason}. {hint}{stop} {again}");
        Some((
            of.id,
            ahead,
            why.split_whitespace().collect::<Vec<_>>().join(" "),
        ))
    }

    /// What is to be told of the times this form says, once it is on record.
    pub fn remarks(&self, now: DateTime<Utc>) -> Vec<String> {
        let written = self.fields.iter().filter(|f| f.written());
        let read = written.filter_map(|f| self.reading(f, now)?.1.ok().map(|r| (f, r)));
        let told = read.flat_map(|(field, read)| {
            let ahead = self.meant(field);
            let still = ahead.then(|| {
                let at = read.in_full(self.zone);
                format!("{} is still to come, as you say: {at}.", field.label)
            });
            let mut all = read.remarks(self.zone);
            all.extend(still);
            all
        });
        told.collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::testing::{Office, play, says, shows, text, warns};

    fn sent(office: &Office) -> Vec<String> {
        let items = office.desk.state().items_in_order();
        items
            .filter_map(|i| i.sent().map(|t| t.to_rfc3339()))
            .collect()
    }

    #[test]
    fn what_a_time_is_understood_as_stands_beneath_it_while_it_is_typed() {
        let mut office = Office::empty();
        let mut app = office.app();
        // A Sunday, 18:03.
        play(&mut app, "a o 'Yes Tab 'Asha Tab Tab Tab 'Thu");
        shows(&app, "= Thursday 19 November 2026, no time: 00:00 is used");
        play(&mut app, "'_21:00");
        shows(&app, "= Thursday 19 November 2026, 21:00, 3 days ago");
        play(&mut app, "Ctrl-D");
        assert!(!app.model.said.warning, "{:?}", app.model.said);
        drop(app);
        assert_eq!(sent(&office), ["2026-11-19T21:00:00+00:00"]);
    }

    #[test]
    fn what_is_still_to_come_is_taken_once_enter_is_pressed_on_the_same_words_again() {
        let mut office = Office::empty();
        let mut app = office.played("a o 'Yes Tab Tab Tab Tab 'tomorrow_9am");
        shows(&app, "Check: tomorrow 9am is still to come");
        play(&mut app, "Ctrl-D");
        warns(&app, "Enter once more keeps it");
        // Another time is another question.
        play(&mut app, "Backspace Backspace 'pm Ctrl-D");
        assert!(app.model.said.warning, "{:?}", app.model.said);
        play(&mut app, "Ctrl-D");
        let said = &app.model.said;
        assert!(
            !said.warning && said.text.contains("still to come, as you say"),
            "{said:?}"
        );
        drop(app);
        assert_eq!(sent(&office), ["2026-11-23T21:00:00+00:00"]);
    }

    #[test]
    fn the_hour_that_comes_twice_and_a_day_alone_are_told_of_once_they_are_on_record() {
        for (typed, told) in [
            ("25/10/2026_01:30", "comes twice in Europe/London"),
            ("29/03/2026_01:30", "does not exist in Europe/London"),
            ("Thu", "No time of day was given"),
        ] {
            let mut office = Office::empty();
            let mut app = office.app();
            play(
                &mut app,
                &format!("a o 'Yes Tab Tab Tab Tab '{typed} Ctrl-D"),
            );
            let said = &app.model.said;
            assert!(!said.warning && said.text.contains(told), "{said:?}");
        }
    }

    #[test]
    fn put_off_and_a_departure_are_read_forwards_and_a_weekday_that_is_another_is_refused() {
        for (script, told) in [
            (
                "End p 'yesterday_9pm Ctrl-D",
                "has passed: Saturday 21 November 2026, 21:00",
            ),
            ("3 a l 'Mon_23_November Ctrl-D", ""),
            ("3 a l 'Fri_23_November Ctrl-D", "is a Monday, not a Friday"),
        ] {
            let mut office = Office::busy();
            let app = office.played(script);
            let said = &app.model.said;
            assert_eq!(said.warning, !told.is_empty(), "{said:?}");
            says(&app, told);
        }
    }

    #[test]
    fn a_listener_hears_it_on_leaving_the_field() {
        let mut office = Office::with(
            "screen_reader = true\n[review]\nevery = \"off\"\n",
            crate::config::Managed::Corporate,
        );
        let mut app = office.played("a o 'Yes Tab Tab Tab Tab 'Thu_21:00");
        assert!(!text(&app).contains("= Thursday"));
        play(&mut app, "Tab");
        says(
            &app,
            "Understood: Thursday 19 November 2026, 21:00, 3 days ago.",
        );
    }
}
