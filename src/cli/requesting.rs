//! `request`: which of its commands is meant, and its paper printed.

use super::App;
use super::args::RequestCommand;
use super::error::CliError;
use super::given::Given;
use super::operate::operate;
use super::out::note;
use super::paper::{Form, Wanted, made};
use super::request;
use super::request_laid;
use crate::desk::PaperOf;
use crate::desk::request::RECORD_OF_SEARCH;
use crate::operation::RequestPaper;

/// Runs it.
pub(super) fn run(app: &mut App, command: RequestCommand) -> Result<(), CliError> {
    match command {
        RequestCommand::Add(given) => operate(app, given),
        RequestCommand::List => request::list(app),
        RequestCommand::Show { reference } => request::show(app, &reference),
        RequestCommand::Asked(given) => operate(app, given),
        RequestCommand::Change(given) => operate(app, given),
        RequestCommand::Search(given) => operate(app, given),
        RequestCommand::Searched(given) => operate(app, given),
        RequestCommand::Timer(given) => operate(app, given),
        RequestCommand::Answer(given) => operate(app, given),
        RequestCommand::Close(given) => operate(app, given),
        RequestCommand::Withdraw(given) => operate(app, given),
        RequestCommand::Reopen(given) => operate(app, given),
        RequestCommand::Paper(given) => paper(app, given),
        RequestCommand::Laid => request_laid::laid(app),
        RequestCommand::Take(given) => operate(app, given),
        RequestCommand::Reply(given) => operate(app, given),
        RequestCommand::Collect { dir, of, csv } => {
            request_laid::collect(app, &dir, of.as_deref(), csv)
        }
    }
}

/// Its record of search: lodged where a destination is named, else printed.
fn paper(app: &mut App, given: Given<RequestPaper>) -> Result<(), CliError> {
    if given.said("to").is_some() {
        return operate(app, given);
    }
    let desk = app.desk()?;
    let reference = given.targets.first().map_or("", String::as_str);
    let id = desk.resolve_request(reference)?;
    let form = given.said("form").unwrap_or_default();
    let wanted = Wanted {
        to: None,
        marking: given.said("marking").map(str::to_owned),
        form: Form::of(form == "html", form == "eml"),
    };
    let made = made(&desk, &RECORD_OF_SEARCH, PaperOf::Request(id), wanted)?;
    if app.out.json {
        return made.tell(app, &desk);
    }
    made.print(app, &desk)?;
    note(
        "Only printed, nothing is recorded. Lodge it with: onrecord request paper REF --to DESTINATION",
    );
    Ok(())
}
