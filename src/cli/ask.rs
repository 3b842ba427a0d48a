//! The one asker: a question on a line, an answer on a line, nothing that needs a cursor.
//!
//! Works the same on a terminal and through a pipe. The end of the input is an answer of its own
//! ([`Answer::Ended`]): every caller must say what it left undone.

use std::io::{self, BufRead};

use super::out::{Out, OutError};

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A line, its blanks at both ends removed; empty where only Enter was pressed.
    Said(String),
    /// There will be no more answers: the input ended or the link dropped.
    Ended,
}

/// What came back to one of several questions about the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A line that is meant as content; empty where only Enter was pressed.
    Said(String),
    /// `q` alone: leave the thing as it was.
    Left,
    /// There will be no more answers.
    Ended,
}

/// Asks on standard output and listens on standard input.
pub struct Asker {
    input: io::Stdin,
}

impl Default for Asker {
    fn default() -> Self {
        Asker { input: io::stdin() }
    }
}

impl Asker {
    /// Whether a person sits at a terminal, so that a missing argument may be asked for.
    pub fn at_terminal() -> bool {
        #[cfg(test)]
        if let Some(at_terminal) = super::testing::at_terminal() {
            return at_terminal;
        }
        rustix::termios::isatty(rustix::stdio::stdin())
            && rustix::termios::isatty(rustix::stdio::stdout())
    }

    /// Asks one question.
    pub fn ask(&mut self, out: &mut Out, question: &str) -> Result<Answer, OutError> {
        out.prompt(question)?;
        #[cfg(test)]
        if super::testing::at_terminal().is_some() {
            return Ok(super::testing::answer().map_or(Answer::Ended, Answer::Said));
        }
        let mut line = Vec::new();
        match self.input.lock().read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => {
                out.gap()?;
                Ok(Answer::Ended)
            }
            Ok(_) => Ok(Answer::Said(
                String::from_utf8_lossy(&line).trim().to_owned(),
            )),
        }
    }

    /// Asks one of several questions about the same thing: `?` alone says `help` and asks again, `q` alone
    /// leaves it, and neither is ever taken for content.
    pub fn reply(&mut self, out: &mut Out, question: &str, help: &str) -> Result<Reply, OutError> {
        loop {
            match self.ask(out, question)? {
                Answer::Ended => return Ok(Reply::Ended),
                Answer::Said(said) if said == "?" => out.say(help)?,
                Answer::Said(said) if said.eq_ignore_ascii_case("q") => return Ok(Reply::Left),
                Answer::Said(said) => return Ok(Reply::Said(said)),
            }
        }
    }

    /// Asks until it is answered by yes or no; Enter, and the end of the input, are no.
    pub fn yes(&mut self, out: &mut Out, question: &str) -> Result<bool, OutError> {
        let choices = [("y", "yes"), ("n", "no")];
        Ok(self.choose(out, question, &choices, Some(1))? == Some(0))
    }

    /// Asks until one of the choices is given, by its key or its word; Enter takes `default`. `None` at
    /// the end of the input.
    pub fn choose(
        &mut self,
        out: &mut Out,
        question: &str,
        choices: &[(&str, &str)],
        default: Option<usize>,
    ) -> Result<Option<usize>, OutError> {
        self.choose_or_explain(out, question, choices, default, &[])
    }

    /// As [`Asker::choose`]; where there is `help`, `?` says it, line by line, and asks again.
    pub fn choose_or_explain(
        &mut self,
        out: &mut Out,
        question: &str,
        choices: &[(&str, &str)],
        default: Option<usize>,
        help: &[&str],
    ) -> Result<Option<usize>, OutError> {
        loop {
            let said = match self.ask(out, question)? {
                Answer::Ended => return Ok(None),
                Answer::Said(said) => said.to_lowercase(),
            };
            if said == "?" && !help.is_empty() {
                for line in help {
                    out.say(line)?;
                }
                continue;
            }
            let found = match (said.is_empty(), default) {
                (true, Some(default)) => Some(default),
                _ => choices
                    .iter()
                    .position(|(key, word)| said == *key || said == word.to_lowercase()),
            };
            match found {
                Some(n) => return Ok(Some(n)),
                None => {
                    let ways: Vec<String> = choices
                        .iter()
                        .map(|(key, word)| format!("{key} {word}"))
                        .collect();
                    out.say(format!("Please answer with one of: {}.", ways.join(", ")))?;
                }
            }
        }
    }
}
