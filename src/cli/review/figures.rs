//! The end of a review: its figures, counted from the register, and the record of it.

use super::super::App;
use super::super::ask::Reply;
use super::super::error::CliError;
use super::super::next;
use super::super::rows::counted;
use super::sitting::{Review, Way};
use super::words;
use crate::desk::{Desk, ReviewEnd};
use crate::record::Id;
use crate::record::review::Outcome as Became;
use crate::text::when;

/// What became of each item in this sitting.
fn sitting(review: &Review) -> Vec<(Id, Became)> {
    review.became.iter().map(|(id, b)| (*id, *b)).collect()
}

/// A review with nothing waiting: what was looked at, and how, is the record.
pub(super) fn nothing_waiting(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
) -> Result<Way, CliError> {
    app.out
        .say("Nothing waiting here. This cannot see your phone.")?;
    let principal = app.global.principal.as_deref();
    let since = desk.looked_at(principal, &sitting(review)).len();
    if since > 0 {
        let dealt_with = counted(since, "item");
        app.out
            .say(format!("{dealt_with} dealt with since the last review."))?;
    }
    let question = match since {
        0 => "Which chats did you look at? (Enter: none, no record)",
        _ => "Which chats did you look at? (Enter: not stated)",
    };
    let nothing =
        "Nothing was recorded: a review with nothing to capture says which chats were looked at.";
    let chats = match review.asker.reply(&mut app.out, question, words::CHATS)? {
        Reply::Ended => return Ok(Way::Ended),
        Reply::Said(chats) if !chats.is_empty() => chats,
        Reply::Said(_) if since > 0 => {
            record(app, desk, review, None, None)?;
            return Ok(Way::Finished);
        }
        Reply::Said(_) | Reply::Left => {
            app.out.say(nothing)?;
            return Ok(Way::Finished);
        }
    };
    let question = "How? (for example: scrolled each since yesterday)";
    let how = match review.asker.reply(&mut app.out, question, words::HOW)? {
        Reply::Ended => return Ok(Way::Ended),
        Reply::Left => {
            app.out.say("Nothing was recorded.")?;
            return Ok(Way::Finished);
        }
        Reply::Said(how) => Some(how).filter(|h| !h.is_empty()),
    };
    record(app, desk, review, Some(chats), how)?;
    Ok(Way::Finished)
}

/// Puts the review on record and says its figures and what stands open.
pub(super) fn record(
    app: &mut App,
    desk: &mut Desk,
    review: &Review,
    chats: Option<String>,
    how: Option<String>,
) -> Result<(), CliError> {
    let reviewed = desk.end_review(ReviewEnd {
        principal: app.global.principal.as_deref(),
        sitting: &sitting(review),
        chats,
        how,
    })?;
    let (zone, out) = (desk.zone(), &mut app.out);
    out.say(format!(
        "Review recorded {}.",
        when::full(reviewed.at, zone)
    ))?;
    out.field("Outcome", reviewed.outcome)?;
    for open in &reviewed.open {
        let see = open.see.clone().map(|see| next::told(&see.into()));
        let see = see.map_or_else(String::new, |see| format!("; {see}"));
        out.field(open.label, format!("{}{see}", open.value))?;
    }
    Ok(())
}
