//! What an operation asks: the half of its description that is fixed before a register is opened.

use crate::text::when::{Days, Tense};

/// How a field is given on a command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Not at all: the command line does not ask for it.
    None,
    /// `--NAME VALUE`.
    Long(&'static str),
    /// By its place.
    Positional,
    /// `--NAME PATH`, as often as there are files.
    Files(&'static str),
    /// One switch for each value it can have.
    Switches(&'static [Switch]),
    /// By `--for`, which goes with every command; a form that does not ask takes whom one acts for.
    Principal,
    /// By `--for` of the command line alone.
    For,
}

/// A flag without a value of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch {
    pub name: &'static str,
    /// The answer it stands for.
    pub value: &'static str,
    pub help: &'static str,
}

/// What kind of words a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A prompt, answered in one line that wraps. Enter goes on to the next, and of a form with prompts they
    /// alone are its draft: the command line keeps the same lines under the same name.
    Note,
    /// One of some values.
    Choice,
    /// A length of time.
    Length,
    /// A number from 1.
    Number,
    /// A marking: what it says decides whether any other answer may be kept.
    Marking,
    /// A moment, of what has happened or of what is to come.
    Time(Tense),
    /// A day, without a time of day.
    Day(Days),
    /// A folder, tried before it is taken.
    Folder,
    /// This word, which no slip of the finger types; a person who says another leaves things as they are.
    Word(&'static str),
}

/// The answer to a choice that leaves it open; Enter gives it.
pub const LATER: &str = "later";

/// Whether it can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    May,
    /// Nothing is done without it, on any face.
    Must,
    /// A person is asked; a script may go without.
    Asked,
    /// What stands there can be put right in a form, not taken away.
    Stays,
}

/// A field of an operation.
#[derive(Debug)]
pub struct Field {
    /// Its name among the answers.
    pub id: &'static str,
    pub kind: Kind,
    pub flag: Flag,
    /// The letter of its flag.
    pub short: Option<char>,
    pub value_name: &'static str,
    pub help: &'static str,
    /// Whether `-` on the command line is standard input.
    pub or_input: bool,
    /// Whether the command line takes it more than once; the answer holds each on a line of its own.
    pub many: bool,
    /// What the command line takes where it is not given.
    pub default: &'static str,
    /// The words of a closed vocabulary that it takes.
    pub words: &'static [&'static str],
    /// Its name in a form; empty where no form asks for it.
    pub label: &'static str,
    /// What it is called on a line of its own, if that is not its label.
    pub named: &'static str,
    /// What may be said there.
    pub hint: &'static str,
    /// How it is asked for on a line of its own.
    pub question: &'static str,
    /// What it means, line by line, said where somebody asks.
    pub explain: &'static [&'static str],
    /// The keys of a choice on such a line, each with the value it stands for.
    pub keys: &'static [(&'static str, &'static str)],
    pub need: Need,
    /// Said where it is needed and absent, as a sentence.
    pub missing: &'static str,
    /// The way on that the command line names then, as a sentence without its stop.
    pub way: &'static str,
    /// It counts only where that field has that value.
    pub when: Option<(&'static Field, &'static str)>,
    /// A form shows it only where that field has that value.
    pub beneath: Option<(&'static Field, &'static str)>,
    /// It counts only where that field has another value than that.
    pub unless: Option<(&'static Field, &'static str)>,
    /// The next form of a sitting begins with the same answer.
    pub remembered: bool,
    /// Flags of which the command line takes one alone; empty: it stands in no such group.
    pub group: &'static str,
    /// What its flag cannot stand with.
    pub against: &'static [&'static str],
    /// What the command line says for an answer that the screens alone take; `*` is any.
    pub taught: &'static [(&'static str, &'static [&'static str])],
}

impl Field {
    /// A field that nobody asks for yet.
    pub const fn new(id: &'static str, kind: Kind) -> Field {
        Field {
            id,
            kind,
            flag: Flag::None,
            short: None,
            value_name: "",
            help: "",
            or_input: false,
            many: false,
            default: "",
            words: &[],
            label: "",
            named: "",
            hint: "",
            question: "",
            explain: &[],
            keys: &[],
            need: Need::May,
            missing: "",
            way: "",
            when: None,
            beneath: None,
            unless: None,
            remembered: false,
            group: "",
            against: &[],
            taught: &[],
        }
    }

    /// On the command line so.
    pub const fn taught(
        mut self,
        said: &'static [(&'static str, &'static [&'static str])],
    ) -> Field {
        self.taught = said;
        self
    }

    /// On the command line by this flag.
    pub const fn flag(mut self, name: &'static str, help: &'static str) -> Field {
        self.flag = Flag::Long(name);
        self.help = help;
        self
    }

    /// On the command line by this flag, once a file.
    pub const fn files(mut self, name: &'static str, help: &'static str) -> Field {
        self.flag = Flag::Files(name);
        self.help = help;
        self
    }

    /// On the command line by this letter too.
    pub const fn short(mut self, letter: char) -> Field {
        self.short = Some(letter);
        self
    }

    /// On the command line by its place.
    pub const fn positional(mut self, value_name: &'static str, help: &'static str) -> Field {
        self.flag = Flag::Positional;
        self.value_name = value_name;
        self.help = help;
        self
    }

    /// On the command line by a switch for each value.
    pub const fn switches(mut self, all: &'static [Switch]) -> Field {
        self.flag = Flag::Switches(all);
        self
    }

    /// What its value is called in the help of the command line.
    pub const fn value(mut self, name: &'static str) -> Field {
        self.value_name = name;
        self
    }

    /// `-` is standard input.
    pub const fn or_input(mut self) -> Field {
        self.or_input = true;
        self
    }

    /// More than once on the command line.
    pub const fn many(mut self) -> Field {
        self.many = true;
        self
    }

    /// What the command line takes where it is not given.
    pub const fn default(mut self, value: &'static str) -> Field {
        self.default = value;
        self
    }

    /// It takes one of these words.
    pub const fn words(mut self, words: &'static [&'static str]) -> Field {
        self.words = words;
        self
    }

    /// By whom one acts for.
    pub const fn principal(mut self) -> Field {
        self.flag = Flag::Principal;
        self
    }

    /// By whom the command line names, and no screen.
    pub const fn principal_alone(mut self) -> Field {
        self.flag = Flag::For;
        self
    }

    /// In a form under this label.
    pub const fn screen(mut self, label: &'static str, hint: &'static str) -> Field {
        self.label = label;
        self.hint = hint;
        self
    }

    /// Asked for on a line of its own.
    pub const fn asks(mut self, question: &'static str) -> Field {
        self.question = question;
        self
    }

    /// What it means, said where somebody asks.
    pub const fn explains(mut self, lines: &'static [&'static str]) -> Field {
        self.explain = lines;
        self
    }

    /// The keys of a choice there.
    pub const fn keys(mut self, keys: &'static [(&'static str, &'static str)]) -> Field {
        self.keys = keys;
        self
    }

    /// Nothing is done without it.
    pub const fn must(mut self, missing: &'static str) -> Field {
        self.need = Need::Must;
        self.missing = missing;
        self
    }

    /// A person is asked for it.
    pub const fn asked(mut self, missing: &'static str) -> Field {
        self.need = Need::Asked;
        self.missing = missing;
        self
    }

    /// What stands there is not taken away.
    pub const fn stays(mut self, missing: &'static str) -> Field {
        self.need = Need::Stays;
        self.missing = missing;
        self
    }

    /// Said where it is absent; whether that is so is judged with others.
    pub const fn missing(mut self, missing: &'static str) -> Field {
        self.missing = missing;
        self
    }

    /// The way on that a refusal for want of it names on the command line.
    pub const fn way(mut self, way: &'static str) -> Field {
        self.way = way;
        self
    }

    /// Counts only where that field has that value.
    pub const fn when(mut self, of: &'static Field, value: &'static str) -> Field {
        self.when = Some((of, value));
        self
    }

    /// In a form only where that field has that value.
    pub const fn beneath(mut self, of: &'static Field, value: &'static str) -> Field {
        self.beneath = Some((of, value));
        self
    }

    /// Counts only where that field has another value.
    pub const fn unless(mut self, of: &'static Field, value: &'static str) -> Field {
        self.unless = Some((of, value));
        self
    }

    /// The next form of a sitting begins with the same answer.
    pub const fn remembered(mut self) -> Field {
        self.remembered = true;
        self
    }

    /// One of the flags of that group, of which the command line takes one alone.
    pub const fn group(mut self, name: &'static str) -> Field {
        self.group = name;
        self
    }

    /// Its flag cannot stand with these.
    pub const fn against(mut self, flags: &'static [&'static str]) -> Field {
        self.against = flags;
        self
    }

    /// What it is called where it is asked for on a line of its own, if that is not its label.
    pub const fn named(mut self, named: &'static str) -> Field {
        self.named = named;
        self
    }

    /// What it is called on a line of its own.
    pub fn called(&self) -> &'static str {
        match self.named {
            "" => self.label,
            named => named,
        }
    }

    /// Whether it is this field.
    pub fn is(&self, other: &Field) -> bool {
        self.id == other.id
    }
}
