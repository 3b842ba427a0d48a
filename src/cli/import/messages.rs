//! The messages of an export, one after another: what is new or worth a look is told, and chosen or not.

use std::collections::BTreeSet;

use super::super::App;
use super::super::ask::{Asker, Got, Prompt};
use super::super::error::CliError;
use super::super::rows::counted;
use crate::desk::import::{Chat, Opened, at_words, changed_said, first_few};

/// Characters of a message that are told.
const TOLD: usize = 600;

/// What came of the choosing.
pub(super) enum Chosen {
    /// By their numbers.
    These(BTreeSet<u64>),
    /// The input ended.
    Cut,
}

/// Which chat it is, how much it holds, and from when to when.
pub(super) fn head(app: &mut App, opened: &Opened) -> Result<(), CliError> {
    let s = opened.export.summary();
    let at = |t| at_words(t, s.clock, opened.zone);
    let mut line = format!(
        "{}, {} export: {}",
        opened.name,
        s.format.title,
        counted(s.messages as usize, "message")
    );
    if let (Some(first), Some(last)) = (s.first, s.last) {
        line.push_str(&format!(", {} to {}", at(first), at(last)));
    }
    app.out.say(format!("{line}."))?;
    let said = s.date_order_overruled.into_iter().chain(s.left_out);
    for said in first_few(said, "notice") {
        app.out.say(said)?;
    }
    Ok(())
}

/// The lines that are told: what people wrote and is not in the queue; after an earlier import what is new in it, or
/// worth a look.
fn told(chat: &Chat) -> Vec<usize> {
    let all = 0..chat.len();
    all.filter(|n| {
        chat.line(*n).is_some_and(|line| {
            let fresh = !chat.since_known() || chat.is_new(*n) || line.has_cue();
            !line.is_system() && !line.was_queued() && fresh
        })
    })
    .collect()
}

/// What may be answered about a message.
const CHOICES: &[(&str, &str)] = &[
    ("y", "choose it"),
    ("n", "not this one"),
    ("w", "next worth a look"),
    ("q", "no more"),
];

const MEANINGS: &[&str] = &[
    "y: it is chosen, to be put in the queue at the end",
    "n, or Enter: it is not",
    "w: goes on to the next message with words that may be worth a look",
    "u: back to the message before",
    "q: no more messages; what is chosen so far goes on to the next questions",
    "Nothing of the export is kept before the last question.",
];

/// One message after another: which are chosen.
pub(super) fn choose(app: &mut App, asker: &mut Asker, chat: &Chat) -> Result<Chosen, CliError> {
    let told = told(chat);
    announce(app, chat, &told)?;
    let (mut chosen, mut before, mut at) = (BTreeSet::new(), Vec::new(), 0);
    while let Some(n) = told.get(at).copied() {
        line(app, chat, n)?;
        let question = format!(
            "{} of {}: y, n, w, q, or question mark?",
            at + 1,
            told.len()
        );
        let mut prompt = Prompt::keyed(&question, CHOICES.iter().copied());
        prompt = prompt.explained(MEANINGS.iter().copied());
        (prompt.default, prompt.brief) = (Some(1), true);
        let number = n as u64 + 1;
        match asker.put(&mut app.out, &prompt)? {
            Got::Chosen(answer) => match CHOICES[answer].0 {
                "q" => break,
                "w" => {
                    let next = told.iter().skip(at + 1).position(|n| chat.has_cue(*n));
                    match next {
                        Some(over) => {
                            before.push(at);
                            at += over + 1;
                        }
                        None => app.out.say("No further message is worth a look.")?,
                    }
                }
                answer => {
                    match answer {
                        "y" => chosen.insert(number),
                        _ => chosen.remove(&number),
                    };
                    before.push(at);
                    at += 1;
                }
            },
            Got::Back => match before.pop() {
                Some(last) => at = last,
                None => app.out.say("This is the first message.")?,
            },
            Got::Stopped => break,
            Got::Said(_) => {}
            Got::Ended => return Ok(Chosen::Cut),
        }
    }
    if !chosen.is_empty() {
        app.out.say(format!("{} chosen.", chosen.len()))?;
    }
    Ok(Chosen::These(chosen))
}

/// How many messages are gone through, and by which letters.
fn announce(app: &mut App, chat: &Chat, told: &[usize]) -> Result<(), CliError> {
    let look = told.iter().filter(|n| chat.has_cue(**n)).count();
    let what = match chat.since_known() {
        true => "new since the last import, or worth a look",
        false => "not in the queue",
    };
    app.out.say(format!(
        "{} {what}; {look} of them worth a look.",
        counted(told.len(), "message")
    ))?;
    if let Some(changed) = changed_said(chat.changed()) {
        app.out.say(changed)?;
    }
    if !told.is_empty() {
        app.out
            .say("y choose, n not, w next worth a look, q no more.")?;
    }
    Ok(())
}

/// A message: who, when, what it says, and what is to be known of it.
fn line(app: &mut App, chat: &Chat, n: usize) -> Result<(), CliError> {
    let Some(line) = chat.line(n) else {
        return Ok(());
    };
    let itself = chat.format().wrote_itself();
    let text: String = line.text.chars().take(TOLD).collect();
    let text = match line.text[text.len()..].chars().count() {
        0 => text,
        more => format!("{text} (and {})", counted(more, "more character")),
    };
    let who = line.who(&itself);
    app.out.field(who, text)?;
    let mut about = vec![line.when("%A %-d %B %Y, %H:%M")];
    about.extend(
        line.marks()
            .into_iter()
            .filter(|m| !m.starts_with("new since")),
    );
    about.extend(
        chat.cues(n)
            .iter()
            .map(|(cue, _)| format!("worth a look: {cue}")),
    );
    Ok(app.out.say(format!("{}.", about.join("; ")))?)
}
