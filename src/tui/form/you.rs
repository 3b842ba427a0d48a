//! The form of setup.
//!
//! May import `config`, `policy`. The questions of setup are those of `onrecord setup`.

use super::{Field, Form};
use crate::config::{Machine, Managed, Me, Role};
use crate::policy::Level;
use crate::tui::deed::Deed;
use crate::tui::model::Model;

const UNANSWERED: &str = "not answered yet";
/// What the register is and is not.
const INTRODUCTION: &str = "What is kept here is departmental information, open to search and request. It is not a government system, and its files are not encrypted. It is a queue of messages to put on the government record, and is closed when you leave.";

impl Form {
    pub(super) fn setup(&mut self, model: &Model) {
        let (me, machine, known) = (&model.book.me, &model.book.machine, model.book.set_up);
        self.about = INTRODUCTION.into();
        for (label, hint, value) in [
            ("Your name", "It stands on every record", &me.name),
            ("Your post", "Nothing need be said here", &me.post),
            (
                "Your department",
                "Your department or body",
                &me.organisation,
            ),
        ] {
            self.fields.push(Field::line(label, hint, value));
        }
        let own = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let at = |words: &[&str], word: &str| words.iter().position(|w| *w == word).unwrap_or(0);
        let role = at(Role::WORDS, me.role.as_str());
        let arrows = "Arrows, or a first letter";
        self.fields
            .push(Field::choice("Your role", arrows, own(Role::WORDS), role));
        let mut managed = own(&[UNANSWERED]);
        managed.extend(own(Managed::WORDS));
        let stands = match known {
            true => at(Managed::WORDS, machine.managed.as_str()) + 1,
            false => 0,
        };
        let hint = "who manages it; not corporate: references only, no text";
        self.fields
            .push(Field::choice("This machine is", hint, managed, stands));
        let levels = [Level::Official, Level::OfficialSensitive];
        let stands = levels.iter().position(|l| *l == machine.up_to).unwrap_or(0);
        let levels = levels.map(|l| l.as_str().to_owned()).to_vec();
        let hint = "The highest marking this machine may hold";
        self.fields
            .push(Field::choice("May hold up to", hint, levels, stands));
    }

    /// What setup writes.
    pub(super) fn set_up(&self, before: &Me) -> Result<Deed, String> {
        let said = |label: &str| self.said(label).unwrap_or_default();
        let word = |label: &str| self.field(label).map(Field::value).unwrap_or_default();
        let name = said("Your name");
        if name.is_empty() {
            return Err("A name is needed: it stands on every record.".into());
        }
        let managed = Managed::parse(&word("This machine is")).ok_or(
            "Say who manages this machine: corporate, personal, other or unsure. Not corporate means references only.",
        )?;
        let me = Me {
            name,
            post: said("Your post"),
            organisation: said("Your department"),
            role: Role::parse(&word("Your role")).unwrap_or(before.role),
            zone: before.zone,
        };
        let machine = Machine {
            managed,
            up_to: Level::parse(&word("May hold up to")).unwrap_or(Level::Official),
        };
        Ok(Deed::SetUp {
            me: Box::new(me),
            machine,
        })
    }
}
