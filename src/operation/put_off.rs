//! Items that are put off: they come back before the time to capture by.

use super::become_of::each;
use super::prelude::*;
use crate::record::command::Command;
use crate::record::query::deadlines;
use crate::record::review::Became;
use crate::text::when::{self, Tense};

/// Puts items off, never past the time to act by: that of a timer or of a setting.
#[derive(Debug, Default)]
pub struct Snooze;

static UNTIL: Field = Field::new("until", Kind::Time(Tense::Future))
    .flag(
        "until",
        "Until when: 21:40, \"tomorrow 9am\", \"Fri 10:15\", \"4 Dec 17:00\" or +3h; read forwards",
    )
    .value("TIME")
    .screen("Until", "21:40, tomorrow 9am, Fri 10:15 or +3h")
    .asks("Until when?")
    .explains(&["When you want to be asked again: 21:40, 9pm, tomorrow 9:00, Fri 10:15, 4 Dec 17:00 or +3h. q leaves it."])
    .must("Say until when.");

static SNOOZE: Spec = Spec {
    id: "item.snooze",
    command: "snooze",
    title: "Put off",
    button: "Put it off",
    writes: "It comes back to the queue then; u takes it back.",
    takes: Takes::Items,
    fields: &[&UNTIL],
    draft: "snooze",
    ..Spec::PLAIN
};

impl Operation for Snooze {
    described_by!(SNOOZE);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let desk = on.desk;
        let first = on.target.items().first();
        let item = first.and_then(|id| desk.state().items.get(id));
        let by = item.and_then(|i| deadlines(desk.state(), i, desk.limits()).act_by());
        if let (Some(by), Some(until)) = (by, form.at(&UNTIL)) {
            until.hint = format!("Before {}", when::near(by, desk.now(), desk.zone()));
        }
        Ok(())
    }

    fn trial(&self, item: Id, desk: &Desk) -> Option<Command> {
        let found = desk.state().items.get(&item)?;
        let by = deadlines(desk.state(), found, desk.limits()).act_by();
        let soon = desk.now() + chrono::TimeDelta::minutes(1);
        let until = by.filter(|by| *by > desk.now()).unwrap_or(soon);
        Some(Command::Snooze { item, until })
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let until = given.need_future(&UNTIL, desk)?;
        each(desk, target.items(), |item| Command::Snooze { item, until })?;
        let words = when::near(until, desk.now(), desk.zone());
        let said = Said::is(format!("put off until {words}"));
        Ok(Outcome::items(target.items(), said).counts_as(Became::PutOff))
    }
}
