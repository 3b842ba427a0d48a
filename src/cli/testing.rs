//! The command line within a test's own process: what it would print is kept, and what it asks on a terminal
//! is answered from a list.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Write};

use super::run_with;
use crate::ports::Ports;

/// What one command line did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub code: u8,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

#[derive(Default)]
struct Heard {
    out: Vec<u8>,
    err: String,
    /// What a person at a terminal answers; `None` where nobody sits there.
    answers: Option<VecDeque<String>>,
}

thread_local! {
    static HEARD: RefCell<Option<Heard>> = const { RefCell::new(None) };
}

fn with<T>(work: impl FnOnce(&mut Heard) -> T) -> Option<T> {
    HEARD.with_borrow_mut(|heard| heard.as_mut().map(work))
}

/// Runs a command line; with `answers`, at a terminal where they are given one after another.
pub(crate) fn run(ports: &Ports, args: &[&str], answers: Option<&[&str]>) -> Ran {
    let answers = answers.map(|all| all.iter().map(|a| (*a).to_owned()).collect());
    HEARD.set(Some(Heard {
        answers,
        ..Heard::default()
    }));
    let args = std::iter::once(&"onrecord").chain(args).map(Into::into);
    let code = run_with(ports.clone(), None, args.collect());
    let heard = HEARD.take().unwrap_or_default();
    Ran {
        code,
        out: String::from_utf8_lossy(&heard.out).into_owned(),
        err: heard.err,
    }
}

/// Keeps a line of standard error; false where nobody listens.
pub(super) fn noted(line: &str) -> bool {
    with(|heard| {
        heard.err.push_str(line);
        heard.err.push('\n');
    })
    .is_some()
}

/// Whether somebody sits at a terminal; `None` where that is the process's own business.
pub(super) fn at_terminal() -> Option<bool> {
    with(|heard| heard.answers.is_some())
}

/// The next answer; `None` where there are no more.
pub(super) fn answer() -> Option<String> {
    with(|heard| heard.answers.as_mut()?.pop_front()).flatten()
}

struct Kept;

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match with(|heard| heard.out.extend_from_slice(bytes)) {
            Some(()) => Ok(bytes.len()),
            None => io::stdout().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where standard output goes.
pub(super) fn standard_output() -> Box<dyn Write> {
    Box::new(Kept)
}
