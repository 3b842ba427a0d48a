//! `cover-note`: what tomorrow's colleague needs to know.

use super::App;
use super::args::CoverNoteArgs;
use super::error::CliError;
use super::paper::{Form, Wanted, made};
use super::whose;
use crate::desk::{COVER_NOTE, PaperOf};

/// Prints the cover note, or lodges it.
pub(super) fn cover_note(app: &mut App, args: CoverNoteArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let principal = app.global.principal.clone();
    if principal.is_some() {
        whose::must_be_on_record(&desk, &principal)?;
    }
    let wanted = Wanted {
        to: args.to,
        marking: args.marking,
        form: Form::of(args.html, args.eml),
    };
    made(&desk, &COVER_NOTE, PaperOf::Whose(principal), wanted)?.tell(app, &desk)
}
