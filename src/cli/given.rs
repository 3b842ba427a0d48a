//! The flags of an operation, made from its description.

use std::marker::PhantomData;

use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Args, Command, FromArgMatches};

use super::error::CliError;
use super::input;
use crate::operation::{Answers, Field, Flag, Need, Operation, Spec, Takes};

/// What was given on the command line for an operation.
#[derive(Debug)]
pub struct Given<O> {
    /// What it is to be done to, in the order it was named.
    pub targets: Vec<String>,
    given: Vec<(&'static Field, String)>,
    of: PhantomData<O>,
}

impl<O: Operation + Default> Given<O> {
    /// The answers; a text that is `-` is read from standard input.
    pub fn answers(self) -> Result<Answers, CliError> {
        let mut answers = Answers::default();
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

/// The argument that names what it is done to.
fn target(takes: Takes) -> Option<Arg> {
    let items = || {
        Arg::new("ids")
            .value_name("IDS")
            .required(true)
            .help("The items, or the starts of their ids")
    };
    match takes {
        Takes::Nothing => None,
        Takes::Item => Some(
            items()
                .value_name("ID")
                .help("The item, or the start of its id"),
        ),
        Takes::Items => Some(items().num_args(1..).action(ArgAction::Append)),
    }
}

/// The arguments of a field, with what they cannot stand with.
fn arguments(field: &'static Field) -> Vec<Arg> {
    let alone = |arg: Arg| match field.group {
        "" => arg,
        group => arg.group(group),
    };
    let all = flags(field).into_iter();
    all.map(|arg| alone(arg).conflicts_with_all(field.against))
        .collect()
}

fn flags(field: &'static Field) -> Vec<Arg> {
    let named = || {
        let arg = Arg::new(field.id).help(field.help).action(ArgAction::Set);
        match field.value_name {
            "" => arg,
            name => arg.value_name(name),
        }
    };
    match field.flag {
        Flag::None => Vec::new(),
        Flag::Long(name) => {
            // What belongs to one answer of another field speaks against every switch for another.
            let against = field
                .when
                .into_iter()
                .flat_map(|(of, value)| match of.flag {
                    Flag::Switches(all) => all.iter().filter(|s| s.value != value).collect(),
                    _ => Vec::new(),
                });
            let arg = named()
                .long(name)
                .required(field.need == Need::Must && field.way.is_empty());
            vec![against.fold(arg, |arg, switch| arg.conflicts_with(switch.name))]
        }
        Flag::Positional => vec![named().required(field.need == Need::Must)],
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
        let fields = spec.fields.iter().flat_map(|field| arguments(field));
        let all = target(spec.takes).into_iter().chain(fields);
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
        let one = |id: &str| matches.get_one::<String>(id).cloned();
        let mut given = Vec::new();
        for field in spec.fields.iter().copied() {
            match field.flag {
                Flag::None => {}
                Flag::Long(_) | Flag::Positional => {
                    given.extend(one(field.id).map(|said| (field, said)));
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
        let targets = match spec.takes {
            Takes::Nothing => Vec::new(),
            _ => {
                let all = matches.get_many::<String>("ids");
                all.into_iter().flatten().cloned().collect()
            }
        };
        Ok(Given {
            targets,
            given,
            of: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
