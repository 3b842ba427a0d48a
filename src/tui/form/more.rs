//! The forms of outcomes that a review does not ask for: reference, confirmation, details put right,
//! a chat's timer, holds.
//!
//! May import `record`, `text` and its siblings. As everywhere: a choice that decides anything begins
//! unanswered.

use super::open::SENT;
use super::{Asked, Field, Form, Purpose};
use crate::record::Id;
use crate::record::command::Change;
use crate::text::when::{self, Tense};
use crate::tui::book::Row;
use crate::tui::deed::Deed;
use crate::tui::model::Model;
use crate::tui::more::{More, What};

/// Which of several messages is put right.
const WHICH: &str = "Which message";
const YES_NO: [&str; 2] = ["no", "yes"];

/// Fills a form as it opens.
pub(super) fn fill(form: &mut Form, row: Option<&Row>, model: &Model) {
    match form.purpose {
        Purpose::Edit(_) => edit(form, model),
        Purpose::Copy | Purpose::Plain => copy(form, row, model),
        _ => {}
    }
}

fn copy(form: &mut Form, row: Option<&Row>, model: &Model) {
    form.items = row.map(|row| model.targets(row.id)).unwrap_or_default();
    let mut words = Vec::new();
    match form.items.len() {
        0 => {}
        1 => words.push("the record of this item".to_owned()),
        n => words.push(format!("the records of {n} marked items")),
    }
    let switches = model.book.clip.switches.iter();
    words.extend(switches.map(|(label, _)| format!("a text: {label}")));
    form.fields
        .push(Field::choice("What", "Arrows, or a first letter", words, 0));
    if form.purpose == Purpose::Copy && !model.book.clip.agreed {
        form.about = "It reaches the clipboard of the device you connect from, and whatever reads that. This is asked once for this register."
            .into();
        let hint = "y or n";
        let options = ["not answered yet", "no", "yes"].map(String::from).to_vec();
        let field = Field::choice("Is that all right", hint, options, 0);
        form.fields.push(field);
    }
}

pub(super) fn copied(form: &Form, asked: &Asked) -> Result<Deed, String> {
    let agreed = form.field("Is that all right");
    if agreed.is_some_and(|f| f.chosen() != 2) {
        return Err(
            "Nothing was copied: say y where it is asked whether that is all right.".into(),
        );
    }
    let at = form.field("What").map_or(0, Field::chosen);
    let records = usize::from(!form.items.is_empty());
    let what = match at.checked_sub(records) {
        None => What::Records(form.items.clone()),
        Some(n) => {
            let text = asked.book.clip.switches.get(n);
            What::Text(text.ok_or("There is nothing to copy.")?.1.clone())
        }
    };
    Ok(Deed::More(match form.purpose {
        Purpose::Plain => More::Plain(what),
        _ => More::Copy(what),
    }))
}

fn edit(form: &mut Form, model: &Model) {
    let Some(facts) = &model.facts else { return };
    form.about = match (facts.keeps_its_words, facts.messages) {
        (true, _) => {
            "Text, sender and time stay as they are; what you write stands beside them.".into()
        }
        (false, _) => "What stands is kept in the log beside what replaces it.".into(),
    };
    if facts.messages > 1 {
        form.about.push_str(&format!(
            "\nIt has {} messages: say which; message, sender and time are empty until you put them right.",
            facts.messages
        ));
        form.one(WHICH, "Its number; empty: the first");
    }
    if let Some(text) = &facts.text {
        let mut field = Field::text(
            "Message",
            "Ctrl-J begins a new line, Ctrl-E opens your editor",
            true,
        );
        field.preset(text);
        form.fields.push(field);
    }
    for (label, hint, value) in [
        ("From", "Who sent it", &facts.from),
        ("Sent", SENT, &facts.sent),
        (
            "Conversation",
            "The chat it was in; an unknown one is opened",
            &facts.conversation,
        ),
        ("Marking", "For example official-sensitive", &facts.marking),
        (
            "Timer",
            "24h, 7d, 90d or off: its own, before that of its conversation",
            &facts.timer,
        ),
    ] {
        let field = Field::line(label, hint, value);
        form.fields.push(match label {
            "Sent" => field.time(Tense::Past),
            _ => field,
        });
    }
    let hint = "Arrows, or a first letter";
    let devices = facts.devices.iter().map(|(words, _)| words.clone());
    let stands = format!("as it stands: {}", facts.device);
    let devices = std::iter::once(stands).chain(devices).collect();
    form.fields.push(Field::choice("Device", hint, devices, 0));
    let yes_no = || YES_NO.map(String::from).to_vec();
    for (label, hint, yes) in [
        (
            "Received",
            "It came without being asked for",
            facts.received,
        ),
        (
            "Personal data",
            "It holds personal data (paras 35, 36)",
            facts.personal_data,
        ),
    ] {
        let field = Field::choice(label, hint, yes_no(), usize::from(yes));
        form.fields.push(field);
    }
}

/// What the form of one item, or of none, asks for.
pub(super) fn deed(form: &Form, asked: &Asked) -> Result<Deed, String> {
    match form.purpose {
        Purpose::Edit(item) => edited(form, asked, item),
        Purpose::Copy | Purpose::Plain => copied(form, asked),
        _ => Err("That is no form of this kind.".into()),
    }
}

/// What was changed, and nothing else.
fn edited(form: &Form, asked: &Asked, item: Id) -> Result<Deed, String> {
    let written = |label: &str| form.field(label).filter(|f| f.written());
    let mut changes = Vec::new();
    for (label, change) in [
        ("Message", Change::Text as fn(String) -> Change),
        ("From", Change::From),
    ] {
        if let Some(field) = written(label) {
            let said = field.said();
            let said = said.ok_or(format!("{label} cannot be taken away, only put right."))?;
            changes.push(change(said));
        }
    }
    if written("Sent").is_some() {
        let sent = form.time("Sent", asked.now)?;
        let sent = sent.ok_or("Sent cannot be taken away, only put right.")?;
        changes.push(Change::Sent(sent));
    }
    if let Some(said) = written("Timer").map(Field::value) {
        changes.push(Change::Timer(length(&said)?));
    }
    let device = form.field("Device").map_or(0, Field::chosen);
    let device = device.checked_sub(1).and_then(|n| asked.devices.get(n));
    changes.extend(device.map(|(_, stated)| Change::Device(stated.clone())));
    for (label, change) in [
        ("Received", Change::Received as fn(bool) -> Change),
        ("Personal data", Change::PersonalData),
    ] {
        let turned = form.field(label).filter(|f| f.turned());
        changes.extend(turned.map(|f| change(f.chosen() == 1)));
    }
    let message = match form.said(WHICH) {
        None => 1,
        Some(said) => {
            let n = said.parse().ok().filter(|n| *n >= 1);
            n.ok_or(format!(
                "{said} is not the number of a message: 1 is the first."
            ))?
        }
    };
    let (marking, conversation) = (written("Marking"), written("Conversation"));
    if changes.is_empty() && marking.is_none() && conversation.is_none() {
        return Err("Nothing was changed.".into());
    }
    let gone = "cannot be taken away, only put right.";
    let said = |f: Option<&Field>, label: &str| match f.map(Field::said) {
        Some(None) => Err(format!("{label} {gone}")),
        Some(said) => Ok(said),
        None => Ok(None),
    };
    Ok(Deed::More(More::Edit {
        item,
        message,
        marking: said(marking, "The marking")?,
        conversation: said(conversation, "The conversation")?,
        changes,
    }))
}

/// A timer in seconds; 0 is off.
fn length(said: &str) -> Result<i64, String> {
    let length = when::read_duration(said).map(|d| d.num_seconds());
    length.ok_or_else(|| format!("{said} is not a timer. Use 24h, 7d, 90d or off."))
}
