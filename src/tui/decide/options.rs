//! The answers of a question, each with the letter that gives it.
//!
//! The letters come from the words, so that nobody learns a list by heart; `q` leaves and is none of them.

use crate::desk::decide::{Ask, CaseAnswers, DeviceChoice};
use crate::desk::words::who_manages;
use crate::policy::{Device, Level, Marking, Policy, Scope, Situation};

/// What an answer gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// That choice of the question.
    Choice(usize),
    /// A marking; inside, `None` is "not stated".
    Marking(Option<Marking>),
    /// Another marking, put together.
    Picker,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Past the letters of the alphabet there is none: the arrows reach it.
    pub letter: Option<char>,
    pub words: String,
    pub gives: Gives,
}

/// The answers of a question, in its order.
pub fn answers(ask: Ask, policy: &Policy, devices: &[DeviceChoice]) -> Vec<Answer> {
    if ask == Ask::Marking {
        return markings();
    }
    let words: Vec<String> = ask
        .choices(policy, devices)
        .into_iter()
        .enumerate()
        .map(|(n, words)| match ask {
            Ask::Device => device(devices.get(n), words),
            _ => words,
        })
        .collect();
    let own: Vec<Option<char>> = match ask {
        Ask::Device => devices.iter().map(letter_of).collect(),
        Ask::System => own_of_system(words.len()),
        _ => Vec::new(),
    };
    let letters = letters(&words, &own);
    let all = words.into_iter().zip(letters).enumerate();
    all.map(|(n, (words, letter))| Answer {
        letter,
        words,
        gives: Gives::Choice(n),
    })
    .collect()
}

fn markings() -> Vec<Answer> {
    let plain = |level| Gives::Marking(Some(Marking::plain(level)));
    let all = [
        ('o', "OFFICIAL", plain(Level::Official)),
        ('s', "OFFICIAL-SENSITIVE", plain(Level::OfficialSensitive)),
        ('m', "more markings \u{2026}", Gives::Picker),
        ('x', "SECRET or above", plain(Level::Secret)),
        ('n', "not known", Gives::Marking(None)),
    ];
    let answer = |(letter, words, gives): (char, &str, Gives)| Answer {
        letter: Some(letter),
        words: words.to_owned(),
        gives,
    };
    all.map(answer).into()
}

/// Which of the answers stands.
pub fn standing(
    ask: Ask,
    given: &CaseAnswers,
    policy: &Policy,
    devices: &[DeviceChoice],
) -> Option<usize> {
    if ask != Ask::Marking {
        return given.chosen(ask, policy, devices);
    }
    let marking = given.marking.as_ref()?;
    let all = markings();
    let same = |a: &Answer| match (&a.gives, marking) {
        (Gives::Marking(None), None) => true,
        (Gives::Marking(Some(one)), Some(stands)) => {
            one == stands || one.is_secret_or_above() && stands.is_secret_or_above()
        }
        _ => false,
    };
    let picker = all.iter().position(|a| a.gives == Gives::Picker);
    all.iter().position(same).or(picker)
}

/// Who manages a kind of device, as its owner says it; a registered one by its name.
fn device(choice: Option<&DeviceChoice>, words: String) -> String {
    match choice {
        Some(choice) if choice.device.id.is_none() => manages(&choice.device.kind).to_owned(),
        _ => match words.rsplit_once(" (") {
            Some((name, _)) => name.to_owned(),
            None => words,
        },
    }
}

/// Who manages a kind of device, by its word, as an answer to just that.
pub fn manages(kind: &str) -> &str {
    let words = match Device::parse(kind) {
        Some(kind) => who_manages(kind),
        None => kind,
    };
    let words = words.split(':').next().unwrap_or(words);
    words.trim_end_matches(" manages it")
}

fn letter_of(choice: &DeviceChoice) -> Option<char> {
    match (choice.device.id, choice.device.kind.as_str()) {
        (Some(_), _) => None,
        (None, "corporate") => Some('c'),
        (None, "managed-personal") => Some('m'),
        (None, "personal") => Some('p'),
        (None, "other-managed") => Some('o'),
        (None, _) => Some('u'),
    }
}

/// Yes, and a no without its reason, by their own letters.
fn own_of_system(count: usize) -> Vec<Option<char>> {
    let mut own = vec![None; count];
    if let [first, .., last] = own.as_mut_slice() {
        (*first, *last) = (Some('y'), Some('n'));
    }
    own
}

/// A letter for each: its own, else the first that is free of the beginnings of its words, then of its words, then
/// of the alphabet.
fn letters(words: &[String], own: &[Option<char>]) -> Vec<Option<char>> {
    let mut taken: Vec<char> = own.iter().flatten().copied().chain(['q']).collect();
    let mut letters = Vec::with_capacity(words.len());
    for (n, words) in words.iter().enumerate() {
        let given = own.get(n).copied().flatten();
        let letter = given.or_else(|| {
            let said = words.strip_prefix("no: ").unwrap_or(words).to_lowercase();
            let begins = said.split_whitespace().filter_map(|w| w.chars().next());
            let mut wanted = begins.chain(said.chars()).chain('a'..='z');
            wanted.find(|c| c.is_ascii_lowercase() && !taken.contains(c))
        });
        taken.extend(letter);
        letters.push(letter);
    }
    letters
}

/// An answer in the fewest words, for the list of questions.
pub fn brief(
    ask: Ask,
    given: &CaseAnswers,
    policy: &Policy,
    devices: &[DeviceChoice],
) -> Option<String> {
    match ask {
        Ask::Device => {
            let device = given.device.as_ref()?;
            Some(match (device.id, device.kind.as_str()) {
                (None, "corporate") => "my department's".into(),
                (None, "managed-personal") => "mine, managed".into(),
                (None, "personal") => "mine, I manage it".into(),
                (None, "other-managed") => "another's".into(),
                (None, kind) => kind.to_owned(),
                (Some(_), _) => standing_words(ask, given, policy, devices)?,
            })
        }
        Ask::Marking => given.words(ask, policy, devices).map(|w| match w.as_str() {
            "not stated" => "not known".to_owned(),
            _ => w,
        }),
        Ask::Situation => Some(situation(given.situation?).to_owned()),
        Ask::Scope => Some(scope(given.scope?).to_owned()),
        _ => standing_words(ask, given, policy, devices),
    }
}

fn situation(situation: Situation) -> &'static str {
    match situation {
        Situation::AboutToUse => "about to use it",
        Situation::Received => "received",
        Situation::AlreadyUsed => "already used",
    }
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Government => "government",
        other => other.as_str(),
    }
}

/// The answer that stands, in its words.
pub fn standing_words(
    ask: Ask,
    given: &CaseAnswers,
    policy: &Policy,
    devices: &[DeviceChoice],
) -> Option<String> {
    let at = standing(ask, given, policy, devices)?;
    match answers(ask, policy, devices).into_iter().nth(at) {
        Some(answer) if answer.gives == Gives::Picker => given.words(ask, policy, devices),
        answer => answer.map(|a| a.words),
    }
}

/// What was answered to a question, as a part of one sentence about all of them.
pub fn told(
    ask: Ask,
    given: &CaseAnswers,
    policy: &Policy,
    devices: &[DeviceChoice],
) -> Option<String> {
    let yes = |yes: bool, so: &str, not: &str| match yes {
        true => so.to_owned(),
        false => not.to_owned(),
    };
    Some(match ask {
        Ask::Marking => match given.marking.as_ref()? {
            Some(marking) => marking.to_string(),
            None => "marking not known".into(),
        },
        Ask::Direction => yes(
            given.direction?,
            "affects direction",
            "does not affect direction",
        ),
        Ask::Change => yes(given.change?, "situation changed", "situation not changed"),
        Ask::Device => match given.device.as_ref()? {
            device if device.id.is_some() => standing_words(ask, given, policy, devices)?,
            device => match device.kind.as_str() {
                "corporate" => "a device my department manages".into(),
                "unsure" => "unsure who manages the device".into(),
                "other-managed" => "a device another organisation manages".into(),
                kind => format!(
                    "a device of mine{}",
                    manages(kind).trim_start_matches("mine")
                ),
            },
        },
        Ask::System => yes(
            given.system?,
            "a government system would do",
            "a government system would not do",
        ),
        Ask::PersonalData => yes(given.personal_data?, "personal data", "no personal data"),
        ask => brief(ask, given, policy, devices)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_has_a_letter_of_its_own_and_none_of_them_leaves() {
        let policy = Policy::builtin();
        let devices: Vec<DeviceChoice> = crate::policy::Device::ALL
            .iter()
            .map(|d| DeviceChoice {
                device: d.as_str().into(),
                words: d.to_string(),
            })
            .collect();
        for ask in Ask::order(&policy) {
            let all = answers(ask, &policy, &devices);
            let mut letters: Vec<char> = all.iter().filter_map(|a| a.letter).collect();
            assert_eq!(letters.len(), all.len().min(25), "{ask}");
            letters.sort_unstable();
            letters.dedup();
            assert_eq!(letters.len(), all.len().min(25), "{ask}");
            assert!(!letters.contains(&'q'));
        }
        let letters = |ask: Ask| -> String {
            let all = answers(ask, &policy, &devices).into_iter();
            all.filter_map(|a| a.letter).collect()
        };
        assert_eq!(letters(Ask::Marking), "osmxn");
        assert_eq!(letters(Ask::Device), "cmpou");
        assert_eq!(letters(Ask::Direction), "yn");
        assert_eq!(letters(Ask::Situation), "aru");
    }

    #[test]
    fn more_answers_than_letters_are_reached_by_arrows() {
        let words: Vec<String> = (0..40).map(|n| format!("phone {n}")).collect();
        let letters = letters(&words, &[]);
        assert_eq!(letters.iter().flatten().count(), 25);
        assert_eq!(letters.last(), Some(&None));
    }
}
