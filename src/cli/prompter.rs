//! What is missing for an operation is asked at a terminal, one question after another.

use super::App;
use super::ask::{Asker, Got, Prompt};
use super::classification;
use super::error::CliError;
use crate::operation::{
    Answers, Choice, Context, Failure, Field, Form, Kind, LATER, NOT_STATED, Need, Operation,
    Question, Wrong,
};

/// What `q` leaves behind where nothing is on record yet.
pub(super) const NOTHING: &str = "Nothing is recorded then.";

/// How the asking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// What is asked for is answered.
    Through,
    /// Whoever was asked stopped.
    Stopped,
    /// There were no more answers.
    Ended,
}

/// Asks at a terminal for what a person is asked for and did not give.
pub(super) fn ask(
    app: &mut App,
    operation: &dyn Operation,
    on: &Context<'_>,
    answers: &mut Answers,
) -> Result<Asked, CliError> {
    let whole = operation.asks_all(on);
    let wanted = |f: &Field| whole || f.need != Need::May || operation.wants(f, on);
    let fields = operation.spec().asked_in();
    let fields = fields.filter(|f| !f.question.is_empty() && wanted(f));
    let fields: Vec<&'static Field> = fields.collect();
    if fields.is_empty() || app.out.json || !Asker::at_terminal() {
        return Ok(Asked::Through);
    }
    operation.read_first(on)?;
    let mut form = Form::new(operation.spec(), answers);
    operation.prepare(&mut form, on)?;
    let over = form.questions.iter().any(|q| q.stands);
    if over || whole {
        for sentence in form.note.split_inclusive(". ") {
            app.out.say(sentence.trim_end())?;
        }
    }
    if over {
        app.out.gap()?;
    }
    let mut asking = Asking {
        app,
        operation,
        on,
        form,
        fields,
        over,
        whole,
    };
    match asking.through(answers)? {
        Asked::Ended => Err(CliError::ended(operation.spec().command)),
        ended => Ok(ended),
    }
}

/// Asks for all that the form of an operation asks for, a line each.
pub(super) fn fill(
    app: &mut App,
    operation: &dyn Operation,
    on: &Context<'_>,
    answers: &mut Answers,
) -> Result<Asked, CliError> {
    let mut form = Form::new(operation.spec(), answers);
    operation.prepare(&mut form, on)?;
    let fields = form.questions.iter().map(|q| q.field);
    let mut asking = Asking {
        app,
        operation,
        on,
        fields: fields.collect(),
        form,
        over: false,
        whole: true,
    };
    asking.through(answers)
}

/// The questions of one operation.
struct Asking<'a, 'd> {
    app: &'a mut App,
    operation: &'a dyn Operation,
    on: &'a Context<'d>,
    form: Form,
    fields: Vec<&'static Field>,
    /// What may be on record already is asked for: Enter keeps it.
    over: bool,
    /// All is asked for that a form asks for: what need not be said is left out by Enter.
    whole: bool,
}

impl Asking<'_, '_> {
    /// One after another; back where that is wanted.
    fn through(&mut self, answers: &mut Answers) -> Result<Asked, CliError> {
        let (mut done, mut at): (Vec<usize>, usize) = (Vec::new(), 0);
        while let Some(field) = self.fields.get(at).copied() {
            if !self.is_open(field, answers) {
                at += 1;
                continue;
            }
            let left = self.fields.iter().skip(at);
            let left = left.filter(|f| self.is_open(f, answers)).count();
            let of = done.len() + left;
            let place = (of > 1).then_some((done.len() + 1, of));
            match self.one(field, place, answers)? {
                Got::Back => match done.pop() {
                    Some(last) => {
                        answers.forget(self.fields[last]);
                        at = last;
                    }
                    None => self.app.out.say("This is the first question.")?,
                },
                Got::Stopped => return Ok(Asked::Stopped),
                Got::Ended if self.over || self.whole => return Ok(Asked::Ended),
                Got::Chosen(_) | Got::Said(_) => {
                    done.push(at);
                    at += 1;
                }
                // What is lacking is said by whoever goes on.
                Got::Ended => at += 1,
            }
        }
        Ok(Asked::Through)
    }

    fn is_open(&self, field: &'static Field, answers: &Answers) -> bool {
        let asked = self.form.questions.iter().any(|q| q.field.is(field));
        (field.label.is_empty() || asked) && answers.get(field).is_none() && answers.counts(field)
    }

    /// Asks for one field until what is answered can be read.
    fn one(
        &mut self,
        field: &'static Field,
        place: Option<(usize, usize)>,
        answers: &mut Answers,
    ) -> Result<Got, CliError> {
        let question = self.form.questions.iter().find(|q| q.field.is(field));
        let question = question.cloned();
        let own = self.operation.question(field, self.on);
        let words = match (own, field.question) {
            (Some(own), _) => own,
            (None, "") => format!("{}. {}", field.label, field.hint),
            (None, question) => question.to_owned(),
        };
        let taken = Taken::of(field, question.as_ref(), self.over, self.whole);
        let mut prompt = taken.prompt(field, &words, question.as_ref()).at(place);
        prompt.stops = NOTHING;
        loop {
            let got = Asker::default().put(&mut self.app.out, &prompt)?;
            let (said, chosen) = match &got {
                Got::Chosen(at) => (taken.values.get(*at).cloned().unwrap_or_default(), true),
                Got::Said(said) => match taken.numbered(said) {
                    Some(value) => (value, true),
                    None => (said.clone(), false),
                },
                // Where nobody types the word, it is left.
                Got::Ended if matches!(field.kind, Kind::Word(_)) && !self.whole => {
                    (String::new(), false)
                }
                _ => return Ok(got),
            };
            match taken.answer(field, said, chosen) {
                Answered::Missing => self.app.out.say(match field.missing {
                    "" => "It has to be said before anything else.",
                    missing => missing,
                })?,
                Answered::LeftOut => return Ok(Got::Said(String::new())),
                Answered::With(said) => {
                    answers.give(field, said);
                    if !self.whole || self.reads(field, answers)? {
                        return Ok(Got::Said(String::new()));
                    }
                    answers.forget(field);
                }
            }
        }
    }

    /// Whether an answer can be read; what it was understood as is said, and else why not. What may not be here ends
    /// it, before anything else is asked.
    fn reads(&mut self, field: &'static Field, answers: &mut Answers) -> Result<bool, CliError> {
        let desk = self.on.desk;
        let read = match field.kind {
            Kind::Time(tense) => answers.time(field, tense, desk).map(drop),
            Kind::Day(_) => answers.day(field, desk).map(drop),
            Kind::Length => answers.timer(field).map(drop),
            Kind::Marking if answers.is(field, NOT_STATED) => Ok(()),
            Kind::Marking => answers.marking(field, desk).map(drop),
            _ => Ok(()),
        };
        for line in answers.take_told() {
            self.app.out.say(line)?;
        }
        match read {
            Ok(()) => Ok(true),
            Err(Failure::Invalid {
                what,
                why: Wrong::Ahead,
                ..
            }) => {
                let is = meant(self.app, &what)?;
                if is {
                    answers.mean(field);
                }
                Ok(is)
            }
            Err(Failure::Invalid {
                what,
                hint,
                why: Wrong::Words | Wrong::Refused | Wrong::Missing,
                ..
            }) => {
                for line in [what, hint].iter().filter(|line| !line.is_empty()) {
                    self.app.out.say(super::error::sentence(line))?;
                }
                Ok(false)
            }
            Err(other) => Err(other.into()),
        }
    }
}

/// How answers to one field are taken.
struct Taken {
    /// The answer that each choice stands for; empty: it leaves the field out.
    values: Vec<String>,
    choices: Vec<(String, String)>,
    default: Option<usize>,
    /// What Enter alone gives, where it makes no choice.
    enter: Enter,
}

/// What Enter alone is, in words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Enter {
    /// An empty answer, judged by the operation.
    Empty,
    /// Nothing is said of it.
    LeavesOut,
    /// It is asked again.
    Missing,
}

enum Answered {
    With(String),
    LeftOut,
    Missing,
}

impl Taken {
    fn of(field: &Field, question: Option<&Question>, over: bool, whole: bool) -> Taken {
        let before = question
            .filter(|q| q.stands || whole)
            .map(|q| q.initial.as_str());
        let before = before.filter(|b| !b.is_empty());
        let offered = question.map(|q| q.choices.as_slice()).unwrap_or_default();
        let must = offered.first().is_some_and(Choice::is_unanswered);
        let enter = match (field.need, before) {
            (Need::May, None) if must => Enter::Missing,
            (Need::May, _) | (_, Some(_)) => Enter::LeavesOut,
            (Need::Stays, None) => Enter::Missing,
            (_, None) if whole => Enter::Missing,
            (_, None) if over => Enter::LeavesOut,
            (_, None) => Enter::Empty,
        };
        let mut taken = Taken {
            values: Vec::new(),
            choices: Vec::new(),
            default: None,
            enter,
        };
        if field.kind == Kind::Marking && whole {
            let unstated = offered.iter().any(|c| c.value == NOT_STATED);
            taken.keyed(
                classification::KEYS
                    .iter()
                    .map(|(key, words, value)| match *value {
                        // Where nothing else could be meant, it is left out.
                        NOT_STATED if !unstated => (*key, *words, ""),
                        value => (*key, *words, value),
                    }),
            );
        } else if field.kind == Kind::Choice {
            match field.keys {
                [] if (over || whole) && !offered.is_empty() => taken.offered(offered),
                // Without keys of its own a word is typed whole.
                [] => taken.keyed(field.words.iter().map(|w| (*w, *w, *w))),
                keys => taken.keyed(keys.iter().map(|(key, value)| (*key, *value, *value))),
            }
            let is = |v: &String| Some(v.as_str()) == before || v == LATER;
            taken.default = taken.values.iter().position(is);
            if taken.default.is_none() && whole && field.need == Need::May {
                let left_out = taken.values.iter().position(String::is_empty);
                taken.default = left_out.or((!taken.values.is_empty()).then_some(0));
            }
        }
        taken
    }

    /// The value of a choice by its number, where it is chosen by a letter.
    fn numbered(&self, said: &str) -> Option<String> {
        let at = said.parse::<usize>().ok()?.checked_sub(1)?;
        self.values.get(at).cloned()
    }

    /// By key, words and value.
    fn keyed<'a>(&mut self, all: impl Iterator<Item = (&'a str, &'a str, &'a str)>) {
        for (key, words, value) in all {
            self.choices.push((key.to_owned(), words.to_owned()));
            self.values.push(match value {
                LATER => String::new(),
                value => value.to_owned(),
            });
            if value == LATER {
                self.default = Some(self.values.len() - 1);
            }
        }
    }

    /// By number. What is no answer yet is none to choose.
    fn offered(&mut self, all: &[Choice]) {
        for choice in all {
            if choice.is_unanswered() {
                continue;
            }
            let number = (self.choices.len() + 1).to_string();
            self.choices.push((number, choice.words.clone()));
            self.values.push(choice.value.clone());
        }
    }

    fn prompt(&self, field: &Field, words: &str, question: Option<&Question>) -> Prompt {
        let mut prompt = Prompt::words(words);
        let hint = question.map_or(field.hint, |q| q.hint.as_str());
        prompt.help = match field.explain {
            [] if hint.is_empty() => vec![field.help.to_owned()],
            [] => vec![super::error::sentence(hint)],
            lines => lines.iter().map(|l| (*l).to_owned()).collect(),
        };
        prompt.help.retain(|line| !line.is_empty());
        let before = question.filter(|q| !q.initial.is_empty() && self.enter != Enter::Empty);
        match before {
            Some(q) if self.choices.is_empty() => prompt.enter.clone_from(&q.initial),
            None if prompt.enter.is_empty() && self.enter == Enter::LeavesOut => {
                prompt.enter = "left out".to_owned();
            }
            _ => {}
        }
        prompt.choices.clone_from(&self.choices);
        prompt.default = self.default;
        prompt.or_words = field.kind == Kind::Marking;
        prompt
    }

    /// What an answer comes to.
    fn answer(&self, field: &Field, said: String, chosen: bool) -> Answered {
        match (said.is_empty(), self.enter) {
            (true, Enter::LeavesOut) => Answered::LeftOut,
            (true, _) if matches!(field.kind, Kind::Choice | Kind::Marking) && chosen => {
                Answered::LeftOut
            }
            (true, Enter::Missing) => Answered::Missing,
            _ => match field.kind {
                Kind::Word(word) if said.eq_ignore_ascii_case(word) => {
                    Answered::With(word.to_owned())
                }
                _ => Answered::With(said),
            },
        }
    }
}

/// Asks at a terminal whether it is meant; Enter is no.
pub(super) fn sure(app: &mut App, question: &str) -> Result<bool, CliError> {
    Ok(Asker::default().yes(&mut app.out, question)?)
}

/// Asks at a terminal whether a time still to come is meant as it stands; Enter is no.
pub(super) fn meant(app: &mut App, why: &str) -> Result<bool, CliError> {
    let question = format!("{why}. Is that meant?");
    Ok(Asker::default().yes(&mut app.out, &question)?)
}
