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

/// One question as it is asked on a line: whole, with its choices, what Enter alone means, and its place.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    /// Which of how many it is, where it is one of several.
    pub place: Option<(usize, usize)>,
    pub question: String,
    /// Key and words of each answer; none where it is answered in words.
    pub choices: Vec<(String, String)>,
    /// The choice that Enter alone makes.
    pub default: Option<usize>,
    /// What Enter alone means where it makes no choice.
    pub enter: String,
    /// An answer in words is one too, beside the choices.
    pub or_words: bool,
    /// Why it is asked, line by line.
    pub help: Vec<String>,
    /// What `q` leaves behind, as a sentence.
    pub stops: &'static str,
    /// The question names the keys itself, and `help` says all there is to say of them.
    pub brief: bool,
}

/// What came back to one of several questions about the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// The choice at that place.
    Chosen(usize),
    /// A line that is meant as content; empty where only Enter was pressed.
    Said(String),
    /// `u` alone: back to the question before.
    Back,
    /// `q` alone: leave the thing as it was.
    Stopped,
    /// There will be no more answers.
    Ended,
}

impl Prompt {
    /// A question that is answered in words. What Enter means may stand behind it: "Which? (Enter: none)".
    pub fn words(question: &str) -> Prompt {
        let (question, enter) = match question.split_once("(Enter: ") {
            Some((before, rest)) => {
                let (enter, after) = rest.split_once(')').unwrap_or((rest, ""));
                (format!("{}{after}", before.trim_end()), enter.to_owned())
            }
            None => (question.to_owned(), String::new()),
        };
        let question = question.replace("(y/n)", "");
        let question = question.trim().trim_end_matches(':').to_owned();
        Prompt {
            question,
            enter,
            ..Prompt::default()
        }
    }

    /// A question that is answered by one of these keys.
    pub fn keyed<'a>(
        question: &str,
        choices: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Prompt {
        let choices = choices.into_iter();
        let choices = choices.map(|(key, words)| (key.to_owned(), words.to_owned()));
        Prompt {
            choices: choices.collect(),
            ..Prompt::words(question)
        }
    }

    /// A question that is answered by a number, or by the words themselves.
    pub fn numbered<'a>(question: &str, choices: impl IntoIterator<Item = &'a str>) -> Prompt {
        let choices = choices.into_iter().zip(1..);
        Prompt {
            choices: choices
                .map(|(c, n)| (n.to_string(), c.to_owned()))
                .collect(),
            ..Prompt::words(question)
        }
    }

    /// A question that is answered by yes or no; Enter is no.
    pub fn yes_or_no(question: &str) -> Prompt {
        Prompt {
            default: Some(1),
            ..Prompt::keyed(question, YES_NO)
        }
    }

    /// It is one of so many.
    pub fn at(mut self, place: Option<(usize, usize)>) -> Prompt {
        self.place = place;
        self
    }

    /// Why it is asked.
    pub fn explained<S: Into<String>>(mut self, lines: impl IntoIterator<Item = S>) -> Prompt {
        self.help = lines.into_iter().map(Into::into).collect();
        self
    }

    /// The question as it is said.
    pub fn said(&self) -> String {
        let mut said = match self.place {
            Some((n, of)) => format!("Question {n} of {of}. "),
            None => String::new(),
        };
        said.push_str(&self.question);
        if !self.question.ends_with(['.', '?', '!', ':']) {
            said.push('.');
        }
        let choices = self.choices.iter().filter(|_| !self.brief);
        let choices = choices.map(|(key, words)| match (key.as_str(), words.as_str()) {
            (key, "") | (key @ "y", "yes") | (key @ "n", "no") => key.to_owned(),
            (key, words) => format!("{key} {words}"),
        });
        let mut choices: Vec<String> = choices.collect();
        let default = self.default.and_then(|n| self.choices.get(n));
        let enter = default.map_or(self.enter.as_str(), |(key, _)| key);
        if !enter.is_empty() {
            choices.push(format!("Enter: {enter}"));
        }
        if !choices.is_empty() {
            said.push_str(&format!(" {}.", choices.join(", ")));
        }
        said
    }

    /// The choice that is meant: by its key as it is written, else by key or words in any case.
    fn meant(&self, said: &str) -> Option<usize> {
        if said.is_empty() {
            return self.default;
        }
        let is = |(key, words): &(String, String)| {
            key.eq_ignore_ascii_case(said) || words.to_lowercase() == said.to_lowercase()
        };
        let exact = self.choices.iter().position(|(key, _)| key == said);
        exact.or_else(|| self.choices.iter().position(is))
    }

    /// Why it is asked, what may be answered, and the ways out of it, line by line.
    fn explain(&self, out: &mut Out) -> Result<(), OutError> {
        for line in &self.help {
            out.say(line)?;
        }
        if self.brief {
            return Ok(());
        }
        for (key, words) in &self.choices {
            out.say(format!("{key}: {words}"))?;
        }
        let mut ways = "u goes back one question, q stops.".to_owned();
        if !self.stops.is_empty() {
            ways.push(' ');
            ways.push_str(self.stops);
        }
        if self.choices.is_empty() || self.or_words {
            ways.push_str(" A backslash before one of these letters makes it an answer.");
        }
        out.say(ways)
    }

    /// That an answer is none of those there are.
    fn none(&self, said: &str) -> String {
        match said.is_empty() {
            true => "Enter alone is no answer here. Question mark lists the answers.".to_owned(),
            false => format!("{said} is none of the answers. Question mark lists them."),
        }
    }
}

const YES_NO: [(&str, &str); 2] = [("y", "yes"), ("n", "no")];

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

    /// Asks until there is an answer. `?` alone explains and asks again, `u` alone goes back, `q` alone stops, and
    /// none of them is ever taken for content.
    pub fn put(&mut self, out: &mut Out, prompt: &Prompt) -> Result<Got, OutError> {
        let question = prompt.said();
        let in_words = prompt.choices.is_empty() || prompt.or_words;
        loop {
            let said = match self.ask(out, &question)? {
                Answer::Ended => return Ok(Got::Ended),
                Answer::Said(said) => said,
            };
            if let Some(chosen) = prompt.meant(&said) {
                return Ok(Got::Chosen(chosen));
            }
            match said.as_str() {
                "?" => prompt.explain(out)?,
                "u" | "U" => return Ok(Got::Back),
                "q" | "Q" => return Ok(Got::Stopped),
                r"\?" | r"\u" | r"\U" | r"\q" | r"\Q" if in_words => {
                    return Ok(Got::Said(said[1..].to_owned()));
                }
                _ if in_words => return Ok(Got::Said(said)),
                _ => out.say(prompt.none(&said))?,
            }
        }
    }

    /// Asks until it is answered by yes or no; all else that ends it is no.
    pub fn yes(&mut self, out: &mut Out, question: &str) -> Result<bool, OutError> {
        Ok(self.put(out, &Prompt::yes_or_no(question))? == Got::Chosen(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_says_its_place_its_choices_and_what_enter_means() {
        let mut scope =
            Prompt::numbered("Is this government business?", ["government", "personal"]);
        scope.default = Some(0);
        assert_eq!(
            scope.at(Some((3, 9))).said(),
            "Question 3 of 9. Is this government business? 1 government, 2 personal, Enter: 1."
        );
        assert_eq!(
            Prompt::yes_or_no("Put this on record?").said(),
            "Put this on record? y, n, Enter: n."
        );
        assert_eq!(
            Prompt::words("Reference (Enter: to come):").said(),
            "Reference. Enter: to come."
        );
        assert_eq!(Prompt::words("Until when?").said(), "Until when?");
    }

    #[test]
    fn a_key_is_meant_as_it_is_written_and_words_in_any_case() {
        let keys = [
            ("n", "not significant"),
            ("N", "no longer available"),
            ("l", "leave it"),
        ];
        let prompt = Prompt::keyed("?", keys);
        for (said, meant) in [
            ("n", Some(0)),
            ("N", Some(1)),
            ("L", Some(2)),
            ("No longer AVAILABLE", Some(1)),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(prompt.meant(said), meant, "{said}");
        }
    }
}
