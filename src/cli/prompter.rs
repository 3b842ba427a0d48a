//! What is missing for an operation is asked at a terminal.

use super::App;
use super::ask::{Answer, Asker};
use super::error::CliError;
use crate::operation::{Answers, Context, Field, Form, Kind, LATER, Need, Operation, Question};

/// Asks at a terminal for what a person is asked for and did not give.
pub(super) fn ask(
    app: &mut App,
    operation: &dyn Operation,
    on: &Context<'_>,
    answers: &mut Answers,
) -> Result<(), CliError> {
    let spec = operation.spec();
    let wanted = |f: &Field| f.need != Need::May || operation.wants(f, on);
    let asked = |f: &&&'static Field| !f.question.is_empty() && wanted(f);
    if !spec.fields.iter().any(|f| asked(&f)) || app.out.json || !Asker::at_terminal() {
        return Ok(());
    }
    operation.read_first(on)?;
    let mut form = Form::new(spec, answers);
    operation.prepare(&mut form, on)?;
    let over = form.questions.iter().any(|q| q.stands);
    if over {
        for sentence in form.note.split_inclusive(". ") {
            app.out.say(sentence.trim_end())?;
        }
        app.out.gap()?;
    }
    for field in spec.asked_in().filter(asked) {
        let question = form.at(field);
        let here = field.label.is_empty() || question.is_some();
        if here && answers.get(field).is_none() && answers.counts(field) {
            let own = operation.question(field, on);
            let words = own.as_deref().unwrap_or(field.question);
            match question.filter(|_| over) {
                Some(question) if standing(app, question, answers)? => {}
                Some(_) => return Err(CliError::ended(spec.command)),
                None => one(app, field, words, answers)?,
            }
        }
    }
    Ok(())
}

/// Asks for what may be on record already: Enter keeps it. False where nobody answers.
fn standing(app: &mut App, question: &Question, answers: &mut Answers) -> Result<bool, CliError> {
    let field = question.field;
    // What stands there without being on record is no answer of anybody's.
    let before = match question.stands {
        true => question.initial.as_str(),
        false => "",
    };
    let words = match before {
        "" => format!("{}:", field.question),
        before => format!("{} [{before}]:", field.question),
    };
    let mut asker = Asker::default();
    if field.kind == Kind::Choice {
        let choices = question.choices.iter().filter(|c| !c.value.is_empty());
        let keys: Vec<String> = (1..=choices.clone().count())
            .map(|n| n.to_string())
            .collect();
        let keyed = keys.iter().map(String::as_str);
        let keyed: Vec<(&str, &str)> = keyed.zip(choices.map(|c| c.value.as_str())).collect();
        for (key, word) in &keyed {
            app.out.say(format!("  {key} {word}"))?;
        }
        let stands = keyed.iter().position(|(_, value)| *value == before);
        let chosen = asker.choose(&mut app.out, &words, &keyed, stands)?;
        if let Some((_, value)) = chosen.and_then(|n| keyed.get(n)) {
            answers.give(field, *value);
        }
        return Ok(chosen.is_some());
    }
    loop {
        match asker.ask(&mut app.out, &words)? {
            Answer::Ended => return Ok(false),
            Answer::Said(said) if !said.is_empty() => {
                answers.give(field, said);
                return Ok(true);
            }
            Answer::Said(_) if field.need == Need::Stays && before.is_empty() => {
                app.out.say(field.missing)?;
            }
            Answer::Said(_) => return Ok(true),
        }
    }
}

/// Asks at a terminal whether it is meant; Enter is no.
pub(super) fn sure(app: &mut App, question: &str) -> Result<bool, CliError> {
    let question = format!("{question} y/n [n]");
    Ok(Asker::default().yes(&mut app.out, &question)?)
}

/// Asks at a terminal whether a time still to come is meant as it stands; Enter is no.
pub(super) fn meant(app: &mut App, why: &str) -> Result<bool, CliError> {
    let question = format!("{why}. Is that meant? y, n, Enter: n.");
    Ok(Asker::default().yes(&mut app.out, &question)?)
}

/// Asks for one answer; where nobody answers, none is given.
fn one(
    app: &mut App,
    field: &'static Field,
    words: &str,
    answers: &mut Answers,
) -> Result<(), CliError> {
    let mut asker = Asker::default();
    if field.kind == Kind::Choice {
        // Without keys of its own a word is typed whole.
        let words_alone: Vec<_> = field.words.iter().map(|w| (*w, *w)).collect();
        let keys = match field.keys {
            [] => words_alone.as_slice(),
            keys => keys,
        };
        let later = keys.iter().position(|(_, value)| *value == LATER);
        let chosen = asker.choose(&mut app.out, words, keys, later)?;
        if let Some((_, value)) = chosen
            .filter(|n| Some(*n) != later)
            .and_then(|n| keys.get(n))
        {
            answers.give(field, *value);
        }
        return Ok(());
    }
    if words.is_empty() {
        return Ok(());
    }
    match (asker.ask(&mut app.out, words)?, field.kind) {
        // Enter alone leaves out what need not be said.
        (Answer::Said(said), _) if said.is_empty() && field.need == Need::May => {}
        (Answer::Said(said), Kind::Word(word)) if said.eq_ignore_ascii_case(word) => {
            answers.give(field, word);
        }
        (Answer::Said(said), _) => answers.give(field, said),
        // Where nobody types the word, it is left.
        (Answer::Ended, Kind::Word(_)) => answers.give(field, ""),
        (Answer::Ended, _) => {}
    }
    Ok(())
}
