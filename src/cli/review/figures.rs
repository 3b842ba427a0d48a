//! The end of a review: its figures, counted from the register, and the record of it.

use super::super::App;
use super::super::ask::{Got, Prompt};
use super::super::error::CliError;
use super::super::next;
use super::super::rows::counted;
use super::sitting::{Review, Way};
use crate::desk::Desk;
use crate::operation::{Answers, Context, EndReview, Field, Operation, Subject};
use crate::text::when;

/// A review with nothing waiting: what was looked at, and how, is the record.
pub(super) fn nothing_waiting(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
) -> Result<Way, CliError> {
    app.out.say(desk.nothing_waiting())?;
    let said = Answers::said_by(EndReview.spec(), app.global.principal.as_deref());
    let on = Context {
        desk,
        target: &review.sitting(),
        before: &said,
    };
    let since = EndReview::dealt_with(&on);
    if since > 0 {
        let dealt_with = counted(since, "item");
        app.out
            .say(format!("{dealt_with} dealt with since the last review."))?;
    }
    let mut given = said.clone();
    let fields: Vec<&'static Field> = EndReview.spec().shown().collect();
    let mut n = 0;
    while let Some(field) = fields.get(n) {
        let own = EndReview.question(field, &on);
        let mut prompt = Prompt::words(own.as_deref().unwrap_or(field.question));
        prompt = prompt.explained(field.explain.iter().copied());
        prompt.stops = "No review is recorded then.";
        let nothing = match (n, review.asker.put(&mut app.out, &prompt)?) {
            (_, Got::Ended) => return Ok(Way::Ended),
            (0, Got::Said(said)) if said.is_empty() && since > 0 => break,
            (1.., Got::Stopped) => "Nothing was recorded.",
            (0, Got::Stopped | Got::Chosen(_)) => NOTHING,
            (0, Got::Said(said)) if said.is_empty() => NOTHING,
            (_, Got::Said(said)) => {
                given.give(field, said);
                n += 1;
                continue;
            }
            (_, Got::Back | Got::Chosen(_)) => {
                n = n.saturating_sub(1);
                continue;
            }
        };
        app.out.say(nothing)?;
        return Ok(Way::Finished);
    }
    record(app, desk, review, &given)?;
    Ok(Way::Finished)
}

const NOTHING: &str =
    "Nothing was recorded: a review with nothing to capture says which chats were looked at.";

/// The end of a review of all that waited.
pub(super) fn finished(app: &mut App, desk: &mut Desk, review: &Review) -> Result<(), CliError> {
    let said = Answers::said_by(EndReview.spec(), app.global.principal.as_deref());
    record(app, desk, review, &said)
}

/// Puts the review on record and says its figures and what stands open.
fn record(
    app: &mut App,
    desk: &mut Desk,
    review: &Review,
    given: &Answers,
) -> Result<(), CliError> {
    let outcome = EndReview.run(desk, &review.sitting(), given)?;
    let Subject::Reviewed(reviewed) = outcome.subject else {
        return Ok(());
    };
    let (zone, out) = (desk.zone(), &mut app.out);
    out.say(format!(
        "Review recorded {}.",
        when::full(reviewed.at, zone)
    ))?;
    out.field("Outcome", reviewed.outcome)?;
    for open in reviewed.open {
        let see = open.see.map(|see| format!("; {}", next::told(&see.into())));
        let see = see.unwrap_or_default();
        out.field(open.label, format!("{}{see}", open.value))?;
    }
    Ok(())
}
