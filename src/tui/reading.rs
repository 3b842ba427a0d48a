//! A text to read, over a screen.

/// A text to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub title: String,
    /// Paragraphs, wrapped when they are drawn.
    pub text: Vec<String>,
    /// The first line shown, of the lines as wrapped.
    pub from: usize,
    /// Nothing else stands on the screen, so that it can be selected by hand.
    pub plain: bool,
    /// It names the keys that do something about its line of a departure.
    pub ways: bool,
    /// It is the line in hand, read whole: what is done with a line is done with it from here.
    pub of_line: bool,
}

impl Reading {
    /// A text from its beginning.
    pub fn new(title: impl Into<String>, text: Vec<String>) -> Reading {
        Reading {
            title: title.into(),
            text,
            from: 0,
            plain: false,
            ways: false,
            of_line: false,
        }
    }

    /// The line in hand, read whole.
    pub fn of_line(title: impl Into<String>, text: Vec<String>) -> Reading {
        Reading {
            of_line: true,
            ..Reading::new(title, text)
        }
    }

    /// The same with nothing else on the screen.
    pub fn plain(text: &str) -> Reading {
        Reading {
            plain: true,
            ..Reading::new("", text.lines().map(str::to_owned).collect())
        }
    }
}
