//! What was answered, field by field, as words; and the one place where these words are given a meaning.
//!
//! Invariant: it holds only what was given. What is absent is left alone, never taken for empty.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::failure::{Failure, Wrong};
use super::field::{Field, Flag, Kind, Need};
use super::spec::Spec;
use crate::desk::Desk;
use crate::text::when::{self, Days, Misread, Tense, Understood};

/// Said where a day is to be taken away.
pub const NO_DAY: &str = "none";

/// The answers to an operation.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    given: Vec<(&'static str, String)>,
    /// Files, by their field.
    paths: Vec<(&'static str, PathBuf)>,
    /// Fields whose time is still to come, and is meant so.
    meant: Vec<&'static str>,
    /// Whoever does it was asked, and is sure.
    sure: bool,
    /// What was read into times, to be told beside what is done.
    told: RefCell<Vec<String>>,
}

impl Answers {
    /// What is said without being asked: by an operation of the screens, and whom one acts for.
    pub fn said_by(spec: &Spec, principal: Option<&str>) -> Answers {
        let mut answers = Answers::default();
        for (field, said) in spec.says {
            answers.give(field, *said);
        }
        let asks = |f: &&&'static Field| f.flag == Flag::Principal;
        if let (Some(field), Some(name)) = (spec.fields.iter().find(asks), principal) {
            answers.give(field, name);
        }
        answers
    }

    /// Gives an answer; the last one counts.
    pub fn give(&mut self, field: &Field, said: impl Into<String>) {
        self.given.retain(|(id, _)| *id != field.id);
        self.given.push((field.id, said.into()));
    }

    /// Takes an answer away.
    pub fn forget(&mut self, field: &Field) {
        self.given.retain(|(id, _)| *id != field.id);
    }

    /// Gives a further file.
    pub fn give_path(&mut self, field: &Field, path: PathBuf) {
        self.paths.push((field.id, path));
    }

    /// The files given.
    pub fn paths(&self, field: &Field) -> Vec<&Path> {
        let of = self.paths.iter().filter(|(id, _)| *id == field.id);
        of.map(|(_, path)| path.as_path()).collect()
    }

    /// A time still to come is meant as it stands.
    pub fn mean(&mut self, field: &Field) {
        self.meant.push(field.id);
    }

    /// Whoever does it is sure.
    pub fn be_sure(&mut self) {
        self.sure = true;
    }

    /// Whether they are.
    pub fn sure(&self) -> bool {
        self.sure
    }

    /// What was answered; `None` where nothing was.
    pub fn get(&self, field: &Field) -> Option<&str> {
        let found = self.given.iter().find(|(id, _)| *id == field.id);
        found.map(|(_, said)| said.as_str())
    }

    /// Whether that is the answer.
    pub fn is(&self, field: &Field, value: &str) -> bool {
        self.get(field) == Some(value)
    }

    /// The answer as a text; `None` where it says nothing.
    pub fn text(&self, field: &Field) -> Option<String> {
        let said = self.get(field).filter(|s| !s.trim().is_empty());
        said.map(str::to_owned)
    }

    /// The same, where nothing is done without it.
    pub fn need(&self, field: &'static Field) -> Result<String, Failure> {
        self.text(field).ok_or_else(|| missing(field))
    }

    /// The answer as it was given, where nothing is done without one; what it says is for the desk to judge.
    pub fn must(&self, field: &'static Field) -> Result<String, Failure> {
        let said = self.get(field).map(str::to_owned);
        said.ok_or_else(|| missing(field))
    }

    /// A word of a closed vocabulary; `None` where none was said.
    pub fn word<T>(
        &self,
        field: &'static Field,
        what: &str,
        parse: fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let read = |said: &str| {
            parse(said).ok_or_else(|| {
                let one_of = format!("Use one of: {}", field.words.join(", "));
                misread(field, format!("{said} is not {what}"), one_of)
            })
        };
        self.get(field).map(read).transpose()
    }

    /// A length of time in seconds, 0 for off; `None` where nothing was said.
    pub fn length(
        &self,
        field: &'static Field,
        what: &str,
        hint: &str,
    ) -> Result<Option<i64>, Failure> {
        let read = |said: &str| {
            let length = when::read_duration(said).map(|d| d.num_seconds());
            length.ok_or_else(|| misread(field, format!("{said} is not {what}"), hint.into()))
        };
        self.get(field).map(read).transpose()
    }

    /// A number; `None` where nothing was said.
    pub fn number(&self, field: &'static Field) -> Result<Option<usize>, Failure> {
        let read = |said: String| {
            said.trim().parse().map_err(|_| {
                let what = format!("{said} is not a number");
                misread(field, what, "Use figures: 25".into())
            })
        };
        self.text(field).map(read).transpose()
    }

    /// A moment; `None` where none was said.
    pub fn time(
        &self,
        field: &'static Field,
        tense: Tense,
        desk: &Desk,
    ) -> Result<Option<Understood>, Failure> {
        let Some(said) = self.get(field) else {
            return Ok(None);
        };
        let read = when::read(said, desk.now(), desk.zone(), tense);
        self.understood(field, said, read, desk).map(Some)
    }

    /// A day; `None` where none was said.
    pub fn day(&self, field: &'static Field, desk: &Desk) -> Result<Option<NaiveDate>, Failure> {
        let Some(said) = self.text(field) else {
            return Ok(None);
        };
        let days = match field.kind {
            Kind::Day(days) => days,
            _ => Days::Past,
        };
        let read = when::read_day(&said, desk.now(), desk.zone(), days);
        let read = self.understood(field, &said, read, desk)?;
        Ok(Some(read.at.with_timezone(&desk.zone()).date_naive()))
    }

    /// A day that may be taken away: `Some(None)` where nothing is to stand there any more.
    pub fn day_or_none(
        &self,
        field: &'static Field,
        desk: &Desk,
    ) -> Result<Option<Option<NaiveDate>>, Failure> {
        match self.get(field).map(str::trim) {
            None => Ok(None),
            Some(said) if said.is_empty() || said.eq_ignore_ascii_case(NO_DAY) => Ok(Some(None)),
            Some(_) => self.day(field, desk).map(Some),
        }
    }

    /// What was read, told to whoever typed it; or why it is none.
    fn understood(
        &self,
        field: &'static Field,
        said: &str,
        read: Result<Understood, Misread>,
        desk: &Desk,
    ) -> Result<Understood, Failure> {
        let (now, zone) = (desk.now(), desk.zone());
        let misread = match read {
            Ok(read) => {
                self.tell(&read, desk);
                return Ok(read);
            }
            Err(Misread::Ahead { read, .. }) if self.meant.contains(&field.id) => {
                self.tell(&read, desk);
                let at = read.in_full(zone);
                let still = format!("That is still to come: {at}.");
                self.told.borrow_mut().push(still);
                return Ok(read);
            }
            Err(misread) => misread,
        };
        let tense = match field.kind {
            Kind::Time(tense) => tense,
            _ => Tense::Past,
        };
        Err(untimely(field, tense, said, &misread, (now, zone)))
    }

    /// A moment to come that nothing is done without.
    pub fn need_future(
        &self,
        field: &'static Field,
        desk: &Desk,
    ) -> Result<DateTime<Utc>, Failure> {
        self.need(field)?;
        let read = self.time(field, Tense::Future, desk)?;
        read.map(|r| r.at).ok_or_else(|| missing(field))
    }

    fn tell(&self, read: &Understood, desk: &Desk) {
        let told = read.told(desk.now(), desk.zone());
        self.told.borrow_mut().extend(told);
    }

    /// What was read into times since this was asked last.
    pub fn take_told(&self) -> Vec<String> {
        self.told.take()
    }

    /// Whether a field counts beside the others.
    pub fn counts(&self, field: &Field) -> bool {
        let is_so = field.when.is_none_or(|(of, value)| self.is(of, value));
        let is_other = |(of, value): (&Field, &str)| self.get(of).is_some_and(|said| said != value);
        is_so && field.unless.is_none_or(|(of, value)| is_other((of, value)))
    }

    /// Whether a field that a person is to answer is answered.
    pub fn answered(&self, field: &Field) -> bool {
        self.text(field).is_some_and(|said| match field.kind {
            Kind::Word(word) => said.trim().eq_ignore_ascii_case(word),
            _ => true,
        })
    }

    /// The first of the fields of a form that a person is to answer before it can be done, and has not.
    pub fn lacks(&self, form: impl Iterator<Item = &'static Field>) -> Option<Failure> {
        let lacks = |f: &&'static Field| match f.need {
            Need::May => false,
            Need::Stays => self.get(f).is_some() && !self.answered(f),
            Need::Must | Need::Asked => self.counts(f) && !self.answered(f),
        };
        let mut form = form;
        form.find(lacks).map(missing)
    }

    /// Takes in further answers.
    pub fn take(&mut self, more: Answers) {
        self.meant.extend(more.meant);
        self.paths.extend(more.paths);
        for (id, said) in more.given {
            self.given.retain(|(known, _)| *known != id);
            self.given.push((id, said));
        }
    }

    /// What the next form of a sitting begins with.
    pub fn remembered(&self, spec: &Spec) -> Answers {
        let mut kept = Answers::default();
        for field in spec.fields.iter().filter(|f| f.remembered) {
            if let Some(said) = self.get(field) {
                kept.give(field, said);
            }
        }
        kept
    }
}

/// That what a field says is no time, or not one that it takes; read now, in this zone.
pub fn untimely(
    field: &'static Field,
    tense: Tense,
    said: &str,
    misread: &Misread,
    (now, zone): (DateTime<Utc>, Tz),
) -> Failure {
    Failure::Invalid {
        field,
        what: misread.reason(said, now, zone),
        hint: misread.hint(zone, tense),
        why: match misread {
            Misread::Ahead { .. } => Wrong::Ahead,
            Misread::Gone { .. } => Wrong::Refused,
            _ => Wrong::Words,
        },
    }
}

/// That the words of a field are not understood.
pub fn misread(field: &'static Field, what: String, hint: String) -> Failure {
    Failure::Invalid {
        field,
        what,
        hint,
        why: Wrong::Words,
    }
}

/// That a field is needed and absent.
pub fn missing(field: &'static Field) -> Failure {
    Failure::Invalid {
        field,
        what: field.missing.trim_end_matches('.').to_owned(),
        hint: String::new(),
        why: Wrong::Missing,
    }
}
