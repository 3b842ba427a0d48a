//! `import FILE` at a terminal: which chat, which order of dates, message by message, and what is said of what was
//! chosen, each asked on a line.
//!
//! Invariant: nothing of the export is kept before the last question is answered with yes; then what is chosen goes
//! the way of `--queue`.

use std::collections::BTreeSet;
use std::path::Path;

use super::super::App;
use super::super::args::{AboutArgs, ImportArgs};
use super::super::ask::{Asker, Got, Prompt};
use super::super::classification::{self, Stated};
use super::super::error::CliError;
use super::super::review::say_refusal;
use super::super::rows::counted;
use super::super::words_in;
use super::messages::{self, Chosen};
use super::pick;
use super::source::input;
use crate::desk::Desk;
use crate::desk::import::{Opened, ReadOptions, at_words, wall_words};
use crate::import::{ChatFacts, ChatTable};
use crate::operation::meaning;

/// How many chats are told at a time.
const PAGE: usize = 10;

/// What `q` leaves behind.
pub(super) const STOPS: &str = "Nothing of the export is kept then.";
const STOPPED: &str = "Stopped. Nothing of the export is kept.";

/// Reads one export by asking.
pub(super) fn asked(
    app: &mut App,
    desk: &mut Desk,
    args: &mut ImportArgs,
    (path, ask): (&Path, &ReadOptions),
) -> Result<(), CliError> {
    match conversed(app, desk, args, (path, ask)) {
        Ok(true) => Ok(()),
        Ok(false) => Ok(app.out.say(STOPPED)?),
        Err(error) => Err(error),
    }
}

/// False where it was stopped.
fn conversed(
    app: &mut App,
    desk: &mut Desk,
    args: &mut ImportArgs,
    (path, ask): (&Path, &ReadOptions),
) -> Result<bool, CliError> {
    let mut asker = Asker::default();
    let Some(mut opened) = opened(app, desk, &mut asker, (path, ask.clone()))? else {
        return Ok(false);
    };
    messages::head(app, &opened)?;
    let chat = opened.chat()?;
    let chosen = match messages::choose(app, &mut asker, &chat)? {
        Chosen::These(chosen) => chosen,
        Chosen::Cut => return Err(cut()),
    };
    if chosen.is_empty() {
        let none = "Nothing was chosen, and nothing of the export is kept.";
        app.out.say(none)?;
        return Ok(true);
    }
    if !said_of_them(app, desk, &mut asker, args, &mut opened)? {
        return Ok(false);
    }
    let mut put = Prompt::yes_or_no(&format!("Put {} in the queue?", chosen.len()));
    (put.default, put.stops) = (Some(0), STOPS);
    match asker.put(&mut app.out, &put)? {
        Got::Chosen(0) => {}
        Got::Ended => return Err(cut()),
        _ => return Ok(false),
    }
    let about = words_in::about(desk, &args.about, app.global.principal.as_deref())?;
    pick::queue(
        app,
        desk,
        (args, &about),
        &mut opened,
        &numbers(&chosen),
        path,
    )?;
    Ok(true)
}

pub(super) fn cut() -> CliError {
    CliError::refused(
        "The input ended before everything was answered, so nothing of the export is kept",
        "",
    )
}

/// The numbers as the command line writes them, neighbours as a range.
fn numbers(chosen: &BTreeSet<u64>) -> String {
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for n in chosen {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *n => *last = *n,
            _ => ranges.push((*n, *n)),
        }
    }
    let words = ranges.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    });
    words.collect::<Vec<_>>().join(",")
}

/// The export with one chat in hand and its dates told apart; `None` where it was stopped.
fn opened(
    app: &mut App,
    desk: &Desk,
    asker: &mut Asker,
    (path, mut ask): (&Path, ReadOptions),
) -> Result<Option<Opened>, CliError> {
    ask.digests = true;
    loop {
        let opened = desk.reader().open(input(path)?, &ask)?;
        if !opened.export.is_one() {
            let chats = opened.export.chats().into_owned();
            match which_chat(app, asker, &opened, &chats)? {
                Some(key) => ask.chat = Some(key),
                None => return Ok(None),
            }
            continue;
        }
        let s = opened.export.summary();
        if !s.date_order_ambiguous {
            return Ok(Some(opened));
        }
        let readings = s.readings.iter();
        let words = readings.map(|r| {
            let (first, last) = (wall_words(r.first), wall_words(r.last));
            format!("{}, {first} to {last}", r.order.words())
        });
        let words: Vec<String> = words.collect();
        let question = "Its dates can be read in two ways. Which is right?";
        let mut prompt = Prompt::numbered(question, words.iter().map(String::as_str));
        prompt = prompt.explained([
            "No date in the file tells day from month. A date you remember tells which is right.",
        ]);
        prompt.stops = STOPS;
        match asker.put(&mut app.out, &prompt)? {
            Got::Chosen(at) => ask.order = s.readings.get(at).map(|r| r.order),
            Got::Back if ask.chat.is_some() => ask.chat = None,
            Got::Ended => return Err(cut()),
            Got::Back | Got::Said(_) => app.out.say("This is the first question.")?,
            Got::Stopped => return Ok(None),
        }
    }
}

/// Which of several: by its number, or by words of its name; Enter tells of more. `None` where it was stopped.
fn which_chat(
    app: &mut App,
    asker: &mut Asker,
    opened: &Opened,
    chats: &ChatTable,
) -> Result<Option<String>, CliError> {
    let mut from = 0;
    let mut wanted = String::new();
    app.out
        .say(format!("This file holds {}.", counted(chats.len(), "chat")))?;
    loop {
        let found = called(chats, &wanted);
        let shown = found.iter().enumerate().skip(from).take(PAGE);
        for (n, place) in shown {
            if let Some(chat) = chats.get(*place) {
                app.out.say(format!("{}. {}", n + 1, told(opened, &chat)))?;
            }
        }
        let more = found.len().saturating_sub(from + PAGE);
        let mut prompt = Prompt::words("Which chat? Its number, or words of its name.");
        prompt.enter = match more {
            0 => "the first of them again".to_owned(),
            more => format!("{more} more"),
        };
        prompt = prompt.explained([
            "Only what you choose of one chat is kept. Of the others nothing is, not even a name.",
        ]);
        prompt.stops = STOPS;
        let said = match asker.put(&mut app.out, &prompt)? {
            Got::Said(said) => said,
            Got::Back | Got::Chosen(_) => {
                (from, wanted) = (0, String::new());
                continue;
            }
            Got::Stopped => return Ok(None),
            Got::Ended => return Err(cut()),
        };
        if said.is_empty() {
            from = if more > 0 { from + PAGE } else { 0 };
            continue;
        }
        let by_number = said.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let key = |place: &usize| chats.get(*place).map(|chat| chat.key);
        if let Some(place) = by_number.and_then(|n| found.get(n)) {
            return Ok(key(place));
        }
        let words = said.to_lowercase();
        match &called(chats, &words)[..] {
            [] => app.out.say(format!("No chat is called {said}."))?,
            [one] => return Ok(key(one)),
            _ => (from, wanted) = (0, words),
        }
    }
}

/// Where those stand that are called by these words.
fn called(chats: &ChatTable, words: &str) -> Vec<usize> {
    let all = chats.iter().enumerate();
    let found = all.filter(|(_, chat)| chat.called().to_lowercase().contains(words));
    found.map(|(place, _)| place).collect()
}

fn told(opened: &Opened, chat: &ChatFacts) -> String {
    let messages = counted(chat.messages as usize, "message");
    let last = chat.last.map(|t| at_words(t, chat.clock, opened.zone));
    let last = last.map(|last| format!(", last {last}"));
    format!("{}, {messages}{}", chat.called(), last.unwrap_or_default())
}

/// What the chosen messages carry, and what their chat is called: what was given is not asked. False: stopped.
fn said_of_them(
    app: &mut App,
    desk: &Desk,
    asker: &mut Asker,
    args: &mut ImportArgs,
    opened: &mut Opened,
) -> Result<bool, CliError> {
    let before = (args.about.marking.clone(), args.about.timer.clone());
    let named = opened.unnamed && args.conversation.is_none();
    let mut wanted = vec![Said::Marking, Said::Chat, Said::Timer];
    wanted.retain(|said| match said {
        Said::Marking => before.0.is_none(),
        Said::Chat => named,
        Said::Timer => before.1.is_none(),
    });
    let mut at = 0;
    while let Some(said) = wanted.get(at).copied() {
        let place = (at + 1, wanted.len());
        match one(app, desk, asker, said, (&mut args.about, opened), place)? {
            Got::Back if at > 0 => at -= 1,
            Got::Back => app.out.say("This is the first question.")?,
            Got::Stopped => return Ok(false),
            Got::Ended => return Err(cut()),
            Got::Chosen(_) | Got::Said(_) => at += 1,
        }
    }
    Ok(true)
}

/// What is said of messages as they are put in the queue.
#[derive(Clone, Copy)]
enum Said {
    Marking,
    Chat,
    Timer,
}

fn one(
    app: &mut App,
    desk: &Desk,
    asker: &mut Asker,
    said: Said,
    (about, opened): (&mut AboutArgs, &mut Opened),
    place: (usize, usize),
) -> Result<Got, CliError> {
    let question = match said {
        Said::Marking => "What would their source be marked?".to_owned(),
        Said::Chat => format!("What is the chat called? (Enter: {})", opened.name),
        Said::Timer => "The timer they are under: 24h, 7d, 90d or off? (Enter: as the chat has it, else not known)".to_owned(),
    };
    let mut prompt = Prompt::words(&question).at(Some(place));
    prompt.stops = STOPS;
    if let Said::Marking = said {
        prompt = classification::prompt(prompt);
    }
    loop {
        let got = asker.put(&mut app.out, &prompt)?;
        let words = match (said, classification::stated(&got)) {
            (Said::Marking, Stated::Not) => {
                about.marking = None;
                return Ok(got);
            }
            (Said::Marking, Stated::As(words)) => words,
            (Said::Marking, Stated::Otherwise(_)) => return Ok(got),
            _ => match &got {
                Got::Said(words) if words.is_empty() => return Ok(got),
                Got::Said(words) => words.clone(),
                _ => return Ok(got),
            },
        };
        let read = match said {
            Said::Marking => match meaning::marking(desk.policy(), &words) {
                Ok(_) => {
                    about.marking = Some(words);
                    return Ok(got);
                }
                // What may not be here ends it: nothing of it is kept.
                Err(unread) if unread.why == crate::operation::Wrong::Secret => {
                    return Err(unread.into());
                }
                Err(unread) => Err(unread.into()),
            },
            Said::Timer => words_in::timer(&words).map(|_| about.timer = Some(words)),
            Said::Chat => {
                (opened.name, opened.unnamed) = (words, false);
                Ok(())
            }
        };
        match read {
            Ok(()) => return Ok(got),
            Err(misread) => say_refusal(app, misread)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn neighbours_are_written_as_a_range() {
        assert_eq!(numbers(&[12, 15, 16, 17, 40].into()), "12,15-17,40");
        assert_eq!(numbers(&[1].into()), "1");
    }
}
