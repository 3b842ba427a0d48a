//! The flags of an operation, made from its description.

use std::ffi::OsStr;
use std::marker::PhantomData;
use std::path::PathBuf;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Args, Command, FromArgMatches};

use super::error::CliError;
use super::input;
use crate::desk::Desk;
use crate::operation::meaning;
use crate::operation::{Answers, Field, Flag, Kind, Need, Operation, Spec, Takes};
use crate::text::when::{Days, Tense};

/// What was given on the command line for an operation.
#[derive(Debug)]
pub struct Given<O> {
    /// What it is to be done to, in the order it was named.
    pub targets: Vec<String>,
    given: Vec<(&'static Field, String)>,
    files: Vec<(&'static Field, PathBuf)>,
    /// Times still to come are meant as they stand.
    in_future: bool,
    of: PhantomData<O>,
}

impl<O: Operation + Default> Given<O> {
    /// What was said in that field.
    pub fn said(&self, field: &str) -> Option<&str> {
        let found = self.given.iter().find(|(f, _)| f.id == field);
        found.map(|(_, said)| said.as_str())
    }

    /// Whether anything was said besides what it is to be done to.
    pub fn says_anything(&self) -> bool {
        !self.given.is_empty() || !self.files.is_empty()
    }

    /// The answers; a text that is `-` is read from standard input, once its marking may be here.
    pub fn answers(self, principal: Option<&str>, desk: &Desk) -> Result<Answers, CliError> {
        let mut answers = Answers::default();
        for field in spec::<O>().fields {
            if self.in_future {
                answers.mean(field);
            }
            if let (Flag::For | Flag::Principal, Some(name)) = (field.flag, principal) {
                answers.give(field, name);
            }
        }
        for (_, said) in self.given.iter().filter(|(f, _)| f.kind == Kind::Marking) {
            meaning::marking(desk.policy(), said)?;
        }
        for (field, path) in self.files {
            answers.give_path(field, path);
        }
        for (field, said) in self.given {
            let said = match field.or_input {
                true => input::text(&said)?,
                false => said,
            };
            answers.give(field, said);
        }
        Ok(answers)
    }
}

fn spec<O: Operation + Default>() -> &'static Spec {
    O::default().spec()
}

const IN_FUTURE: &str = "in-future";

/// Whether a field takes a time of what has happened on the command line.
fn is_past(field: &Field) -> bool {
    let past = [
        Kind::Time(Tense::Past),
        Kind::Time(Tense::Ended),
        Kind::Day(Days::Past),
        Kind::Day(Days::Backwards),
    ];
    past.contains(&field.kind) && field.flag != Flag::None
}

/// The explicit yes to a time that is still to come, in a field about what has happened.
fn in_future() -> Arg {
    Arg::new(IN_FUTURE)
        .long(IN_FUTURE)
        .help("A time that is still to come is meant as it stands")
        .action(ArgAction::SetTrue)
}

/// Offers the words of a vocabulary, and takes any: what is none is refused where it is read.
#[derive(Clone)]
struct Offers(&'static [&'static str]);

impl TypedValueParser for Offers {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(PossibleValue::new)))
    }
}

/// The argument that names what it is done to: what it is called, and what is said of it.
fn named(spec: &Spec) -> Option<(&'static str, &'static str)> {
    let (name, help) = match spec.takes {
        Takes::Nothing
        | Takes::MayName
        | Takes::Departure
        | Takes::AnyDeparture
        | Takes::ItemsIfAny
        | Takes::Case
        | Takes::Sitting => return None,
        Takes::Cells => ("cells", ""),
        Takes::Steps => ("steps", "The step, or several with commas"),
        Takes::Items => ("ids", "The items, or the starts of their ids"),
        Takes::Item | Takes::ReportOf => ("id", "The item, or the start of its id"),
        Takes::Conversation => ("name", "The conversation's name"),
        Takes::Device => ("name", "The device's name"),
        Takes::Request => ("ref", "The reference of the request"),
        Takes::Decision => ("id", "The decision, or the start of its id"),
        Takes::Report => ("id", "The report, or the start of its id"),
    };
    let own = Some(spec.names).filter(|own| !own.is_empty());
    Some((name, own.unwrap_or(help)))
}

fn target(spec: &Spec) -> Option<Arg> {
    let (name, help) = named(spec)?;
    let one = Arg::new(name)
        .value_name(match name {
            "ids" => "IDS",
            "id" => "ID",
            "cells" => "CELLS",
            "steps" => "STEP",
            "ref" => "REF",
            _ => "NAME",
        })
        .required(true)
        .help(help);
    Some(match spec.takes {
        Takes::Items => one.num_args(1..).action(ArgAction::Append),
        _ => one,
    })
}

/// The arguments of a field, with what they cannot stand with.
fn arguments(spec: &Spec, field: &'static Field) -> Vec<Arg> {
    let alone = |arg: Arg| match field.group {
        "" => arg,
        group => arg.group(group),
    };
    // Where nothing is named by its place, several can stand behind one flag.
    let alone_named = named(spec).is_none() || spec.takes == Takes::Request;
    let several = |arg: Arg| match field.many && alone_named {
        true => arg.num_args(1..),
        false => arg,
    };
    let all = flags(field).into_iter();
    all.map(|arg| several(alone(arg)).conflicts_with_all(field.against))
        .collect()
}

/// The argument of a field that has a value, still without its flag.
fn valued(field: &'static Field) -> Arg {
    let action = match field.many {
        true => ArgAction::Append,
        false => ArgAction::Set,
    };
    let arg = Arg::new(field.id).help(field.help).action(action);
    let arg = match (field.words, field.kind) {
        ([], Kind::Number) => arg.value_parser(clap::value_parser!(usize)),
        ([], _) => arg,
        (words, _) => arg.value_parser(Offers(words)).hide_possible_values(true),
    };
    let arg = match field.default {
        "" => arg,
        default => arg.default_value(default),
    };
    match field.value_name {
        "" => arg,
        name => arg.value_name(name),
    }
}

fn flags(field: &'static Field) -> Vec<Arg> {
    match field.flag {
        Flag::None | Flag::Principal | Flag::For => Vec::new(),
        Flag::Long(name) => {
            // What belongs to one answer of another field speaks against every switch for another.
            let against = field
                .when
                .into_iter()
                .flat_map(|(of, value)| match of.flag {
                    Flag::Switches(all) => all.iter().filter(|s| s.value != value).collect(),
                    _ => Vec::new(),
                });
            let arg = valued(field)
                .long(name)
                .short(field.short)
                .required(field.need == Need::Must && field.way.is_empty());
            vec![against.fold(arg, |arg, switch| arg.conflicts_with(switch.name))]
        }
        Flag::Files(name) => vec![
            valued(field)
                .long(name)
                .value_parser(clap::value_parser!(PathBuf))
                .action(ArgAction::Append),
        ],
        Flag::Positional => vec![valued(field).required(field.need == Need::Must)],
        Flag::Switches(all) => {
            let switch = |s: &'static crate::operation::Switch| {
                // A group takes one alone by itself.
                let others = all
                    .iter()
                    .filter(|o| o.name != s.name && field.group.is_empty());
                let others = others.map(|o| o.name);
                Arg::new(s.name)
                    .long(s.name)
                    .help(s.help)
                    .action(ArgAction::SetTrue)
                    .conflicts_with_all(others)
            };
            all.iter().map(switch).collect()
        }
    }
}

impl<O: Operation + Default> Args for Given<O> {
    fn augment_args(command: Command) -> Command {
        let spec = spec::<O>();
        let mut fields: Vec<Arg> = Vec::new();
        let last = spec.fields.iter().rposition(|f| is_past(f));
        for (n, field) in spec.fields.iter().enumerate() {
            fields.extend(arguments(spec, field));
            fields.extend((last == Some(n)).then(in_future));
        }
        let all = target(spec).into_iter().chain(fields);
        let command = all.fold(command, Command::arg);
        match spec.wants {
            "" => command,
            group => command.group(ArgGroup::new(group).required(true)),
        }
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<O: Operation + Default> FromArgMatches for Given<O> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let spec = spec::<O>();
        let one = |id: &str| {
            let all: Vec<&str> = matches
                .get_many::<String>(id)?
                .map(String::as_str)
                .collect();
            Some(all.join("\n"))
        };
        let (mut given, mut files) = (Vec::new(), Vec::new());
        for field in spec.fields.iter().copied() {
            match field.flag {
                Flag::None | Flag::Principal | Flag::For => {}
                Flag::Long(_) | Flag::Positional => {
                    let said = match field.kind {
                        Kind::Number => matches.get_one(field.id).map(usize::to_string),
                        _ => one(field.id),
                    };
                    given.extend(said.map(|said| (field, said)));
                }
                Flag::Files(_) => {
                    let all = matches.get_many::<PathBuf>(field.id);
                    files.extend(all.into_iter().flatten().map(|p| (field, p.clone())));
                }
                Flag::Switches(all) => {
                    let mut set = all.iter().filter(|s| matches.get_flag(s.name));
                    given.extend(set.next().map(|s| (field, s.value.to_owned())));
                }
            }
            // A field that belongs to one answer of another says that answer.
            if let Some((of, value)) = field.when
                && given.iter().any(|(f, _)| f.is(field))
            {
                given.push((of, value.to_owned()));
            }
        }
        let targets = match named(spec).and_then(|(name, _)| matches.get_many::<String>(name)) {
            Some(all) => all.cloned().collect(),
            None => Vec::new(),
        };
        let in_future = spec.fields.iter().any(|f| is_past(f)) && matches.get_flag(IN_FUTURE);
        Ok(Given {
            targets,
            given,
            files,
            in_future,
            of: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
