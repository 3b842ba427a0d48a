//! A text that carries a marking above what was said: answered by an option, or asked at a terminal.
//!
//! Without an answer the desk refuses it.

use super::args::Global;
use super::ask::Asker;
use super::next;
use super::out::Out;
use crate::desk::marked::{Typed, beyond, refused};
use crate::desk::seen::{Above, Care};

/// How such a text is answered for on this command line.
pub(super) fn care(global: &Global, json: bool) -> Care {
    match global.marking_seen {
        true => Care::Answered,
        false if !json && Asker::at_terminal() => Care::Ask(Box::new(only_speaks_of_it)),
        false => Care::Refuse,
    }
}

/// Asks at the terminal. Where nothing more can be said or heard, the answer is no.
fn only_speaks_of_it(above: &Above) -> bool {
    let question = "Does the text only speak of that marking, so that it is to be kept as said?";
    let mut out = Out::new(false);
    let beyond = next::told(&beyond(above, Typed::CommandLine));
    let told = out.say(format!("{}. {beyond}", refused(above)).trim_end());
    let answer = told.and_then(|()| Asker::default().yes(&mut out, question));
    matches!(answer, Ok(true))
}
