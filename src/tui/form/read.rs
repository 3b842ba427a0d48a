//! What a filled-in form asks for: text given a meaning, or the sentence why it has none.
//!
//! May import `desk`, `policy`, `record`, `text`. What is refused names the field and the words that would
//! have been understood.

use chrono::{DateTime, Utc};

use super::{Form, Purpose, depart, more};
use crate::desk::decide::Answers;
use crate::record::command::{About, ConversationRef, NewMessage};
use crate::text::when;
use crate::tui::book::Book;
use crate::tui::deed::Deed;
use crate::tui::depart::State;

/// What a form needs to know besides itself.
pub struct Asked<'a> {
    pub book: &'a Book,
    pub now: DateTime<Utc>,
    /// The principal one acts for.
    pub principal: Option<&'a str>,
    /// The departure on the screen.
    pub depart: &'a State,
    /// What was answered on the screen of deciding.
    pub answers: &'a Answers,
}

pub(super) fn deed(form: &Form, asked: &Asked) -> Result<Deed, String> {
    match form.purpose {
        Purpose::Add => add(form, asked),
        Purpose::Decision => Ok(Deed::Decide {
            answers: Box::new(asked.answers.with_note(form.said("No system because"))),
            reason: form.said("Your reason"),
            principal: asked.principal.map(str::to_owned),
        }),
        Purpose::Setup => form.set_up(&asked.book.me),
        // Its sheets have a reader of their own.
        Purpose::Triage(_) => Err(String::new()),
        Purpose::NilReview => Ok(Deed::EndReview {
            principal: asked.principal.map(str::to_owned),
            sitting: Vec::new(),
            chats: form.said("Chats looked at"),
            how: form.said("How"),
        }),
        Purpose::Depart(asking) => depart::deed(form, asking, asked),
        _ => more::deed(form, asked),
    }
}

fn add(form: &Form, asked: &Asked) -> Result<Deed, String> {
    let body = form.said("Message");
    if body.is_none() && !asked.book.references_only {
        return Err("There is no message yet: write it, or paste it.".into());
    }
    let sent = form.time("Sent", asked.now)?;
    let timer = form.said("Timer").map(|given| {
        let length = when::read_duration(&given).map(|d| d.num_seconds());
        length.ok_or_else(|| format!("{given} is not a timer. Use 24h, 7d, 90d or off."))
    });
    let chosen = form.field("Channel").map_or(0, super::Field::chosen);
    let channel = chosen
        .checked_sub(1)
        .and_then(|n| asked.book.channels.get(n));
    let message = NewMessage {
        from: form.said("From"),
        body,
        sent,
        ..NewMessage::default()
    };
    let base = form.base.as_ref().map(|base| base.about.clone());
    let about = About {
        principal: asked.principal.map(str::to_owned),
        timer: timer.transpose()?,
        reference_only: asked.book.references_only,
        marking: None,
        ..base.unwrap_or_default()
    };
    Ok(Deed::Add {
        channel: channel.map(|(id, _)| id.clone()),
        conversation: form
            .said("Conversation")
            .map(|name| ConversationRef::New { id: None, name }),
        marking: form.marking_said(),
        about,
        message: Box::new(message),
    })
}
