//! The command line: every function of the desk as a command with linear output.
//!
//! One file holds one command or a family of small ones. Invariants: what is printed as done is on disk; with
//! `--json` nothing but JSON reaches standard output; exit codes are those of the stable interface.

mod accessibility;
mod add;
mod amiss;
mod app;
mod args;
mod args_decide;
mod args_depart;
mod args_department;
mod args_incident;
mod args_measure;
mod args_papers;
mod args_report;
mod args_request;
mod ask;
mod capture;
mod classification;
mod closing;
mod complete;
mod config;
mod conversation;
mod decide;
mod demo;
mod depart;
mod device;
mod error;
mod given;
mod guidance;
mod hold;
mod import;
mod incident;
mod input;
mod item;
mod keys;
mod leaving;
mod log;
mod manual;
mod marked;
mod measure;
mod next;
mod operate;
mod out;
mod package;
mod paper;
mod parse;
mod passing;
mod period;
mod prompter;
mod queue;
mod report;
mod request;
mod request_laid;
mod request_row;
mod requesting;
mod review;
mod rollup;
mod rows;
mod screens;
mod signing;
mod status;
#[cfg(test)]
pub(crate) mod testing;
mod undo;
mod verify;
mod version;
mod view;
mod whose;
mod words_in;

use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::process::ExitCode;

use app::App;
use args::{
    Command, ConversationCommand, DepartArgs, DepartCommand, DeviceCommand, HoldCommand,
    IncidentCommand, MeasureCommand, RegisterCommand, ReportArgs, ReportCommand, ViewCommand,
};
use error::CliError;
use operate::{operate, operate_on, rehearse};
use out::{Out, note};

use crate::config as settings;
use crate::desk::COVER_NOTE;
use crate::ports::{self, Ports};

/// The exit code of a fault in the program itself.
const BUG: u8 = 70;

/// Runs the program on the process's own arguments.
pub fn main() -> ExitCode {
    ports::leave_no_core();
    complete::answer_a_shell();
    let args: Vec<OsString> = std::env::args_os().collect();
    let ended = std::panic::catch_unwind(move || {
        let env = std::env::var_os("ONRECORD_DIR");
        run_with(Ports::system(), env.as_deref(), args)
    });
    ExitCode::from(ended.unwrap_or(BUG))
}

/// Runs a command line on these ports, in this process; `env` is where the environment says that settings
/// and register are. Gives the exit code.
pub(crate) fn run_with(ports: Ports, env: Option<&OsStr>, args: Vec<OsString>) -> u8 {
    let cli = match parse::parse(args) {
        Ok(cli) => cli,
        Err(e) => {
            let code = if e.use_stderr() { 2 } else { 0 };
            match e.use_stderr() {
                // What was typed stands in it.
                true => note(e.render().to_string().trim_end()),
                // Help to a closed pipe is no failure of anything.
                false => drop(e.print()),
            }
            return code;
        }
    };
    let home = settings::dir(&ports, cli.global.dir.as_deref(), env);
    let out = Out::new(cli.global.json);
    let mut app = App {
        ports,
        home,
        global: cli.global,
        out,
        recorded: RefCell::default(),
        frames: RefCell::default(),
        done: None,
    };
    let alone = cli.demo || cli.practise;
    let done = match cli.command {
        Some(_) if alone => Err(CliError::usage(
            "--demo and --practise go alone",
            "Leave the command out, or the flag",
        )),
        _ if cli.demo => demo::run(&mut app),
        _ if cli.practise => demo::practise(&mut app),
        Some(command) => dispatch(&mut app, command),
        None => screens::opening(&mut app),
    };
    let done = done.and_then(|()| Ok(app.out.flush()?));
    let done = done.and_then(|()| app.must_have_read());
    match done {
        Ok(()) => 0,
        Err(error) => {
            // What was printed so far still belongs to the reader.
            let _ = app.out.flush();
            app.only_unanswered(error).end(next::told)
        }
    }
}

fn dispatch(app: &mut App, command: Command) -> Result<(), CliError> {
    match command {
        Command::Setup(given) => operate(app, given),
        Command::Decide(args) => decide::decide(app, args),
        Command::Outcome(given) => operate(app, given),
        Command::Guidance(args) => guidance::guidance(app, args),
        Command::Add(given) => operate(app, given),
        Command::Queue(args) => queue::queue(app, args),
        Command::Show(args) => queue::show(app, args),
        Command::Find(args) => queue::find(app, args),
        Command::Edit(given) => operate(app, given),
        Command::Capture(given) => operate(app, given),
        Command::Reference(given) => operate(app, given),
        Command::Confirm(given) => operate(app, given),
        Command::NotSignificant(given) => operate(app, given),
        Command::Note(given) => operate(app, given),
        Command::PersonalData(given) => operate(app, given),
        Command::Reopen(given) => operate(app, given),
        Command::Snooze(given) => operate(app, given),
        Command::HandOver(given) => operate(app, given),
        Command::Accepted(given) => operate(app, given),
        Command::Gone(given) => operate(app, given),
        Command::Task(given) => operate(app, given),
        Command::CoverNote(args) => paper::show(app, &COVER_NOTE, args),
        Command::Hold(command) => holds(app, command),
        Command::Request(command) => requesting::run(app, command),
        Command::Erase(given) => operate(app, given),
        Command::Import(args) => import::import(app, args),
        Command::Conversation(command) => conversing(app, command),
        Command::Device(command) => devices(app, command),
        Command::View(command) => views(app, command),
        Command::Depart(args) => departing(app, args),
        Command::Status(args) => status::status(app, args),
        Command::Report(args) => reporting(app, args),
        Command::Incident(command) => incidents(app, command),
        Command::Measure(command) => measures(app, command),
        Command::Review => review::review(app),
        Command::Attestation(args) => paper::attestation(app, args),
        Command::Undo(args) => undo::undo(app, &args),
        Command::Redo(args) => undo::redo(app, &args),
        Command::Log(args) => log::log(app, args),
        Command::Export(args) => log::export(app, args),
        Command::Rollup(args) => rollup::rollup(app, args),
        Command::Package(args) => package::package(app, args),
        Command::Register(RegisterCommand::Show(args)) => closing::show(app, &args),
        Command::Register(RegisterCommand::Close(given)) => operate(app, given),
        Command::Verify(args) => verify::verify(app, args),
        Command::Sign(args) => signing::sign(app, args),
        Command::Witness(command) => signing::witness(app, command),
        Command::Doctor(given) if given.says_anything() => operate(app, given),
        Command::Doctor(_) => verify::doctor(app),
        Command::Config(command) => config::config(app, command),
        Command::Keys(args) => keys::keys(app, args),
        Command::Accessibility => accessibility::accessibility(app),
        Command::Completions(args) => manual::completions(app, args),
        Command::Man(args) => manual::man(app, args),
    }
}

fn devices(app: &mut App, command: DeviceCommand) -> Result<(), CliError> {
    match command {
        DeviceCommand::List => device::list(app),
        DeviceCommand::Add(given) => operate(app, given),
        DeviceCommand::Edit(given) => operate(app, given),
    }
}

fn views(app: &mut App, command: ViewCommand) -> Result<(), CliError> {
    match command {
        ViewCommand::List => view::list(app),
        ViewCommand::Keep(given) => operate(app, given),
        ViewCommand::Forget(given) => operate(app, given),
    }
}

fn conversing(app: &mut App, command: ConversationCommand) -> Result<(), CliError> {
    use ConversationCommand as C;
    match command {
        C::List => conversation::list(app),
        C::Add(given) => operate(app, given),
        C::Timer(given) => operate(app, given),
        C::Edit(given) => operate(app, given),
        C::DataNote(given) => operate(app, given),
    }
}

fn holds(app: &mut App, command: HoldCommand) -> Result<(), CliError> {
    match command {
        HoldCommand::Add(given) => operate(app, given),
        HoldCommand::Timer(given) => operate(app, given),
        HoldCommand::Release(given) => operate(app, given),
        HoldCommand::List => hold::list(app),
    }
}

fn measures(app: &mut App, command: MeasureCommand) -> Result<(), CliError> {
    match command {
        MeasureCommand::Answer(given) => operate(app, given),
        MeasureCommand::List => measure::of_whom_one_acts_for(app),
    }
}

fn incidents(app: &mut App, command: IncidentCommand) -> Result<(), CliError> {
    use IncidentCommand as C;
    match command {
        C::Add(given) => operate(app, given),
        C::Told(given) => operate(app, given),
        C::Taken(given) => operate(app, given),
        C::Close(given) => operate(app, given),
        C::List { all } => incident::list(app, all),
        C::Show { id } => incident::show(app, id.as_deref()),
        C::Paper(args) => incident::paper(app, args),
    }
}

fn departing(app: &mut App, args: DepartArgs) -> Result<(), CliError> {
    let of = args.departure.as_deref();
    let Some(command) = args.command else {
        return match of {
            None => leaving::depart(app),
            Some(_) => {
                let desk = app.desk()?;
                depart::list(app, &desk)
            }
        };
    };
    match command {
        DepartCommand::Open(args) if args.rehearse => rehearse(app, args.given),
        DepartCommand::Open(args) => operate(app, args.given),
        DepartCommand::Show { id, ways } => depart::show(app, id.as_deref().or(of), ways),
        DepartCommand::Edit(given) => operate_on(app, given, of),
        DepartCommand::Captured(given) => operate_on(app, given, of),
        DepartCommand::Nil(given) => operate_on(app, given, of),
        DepartCommand::HandOver(given) => operate_on(app, given, of),
        DepartCommand::Gone(given) => operate_on(app, given, of),
        DepartCommand::NotOnDevice(given) => operate_on(app, given, of),
        DepartCommand::Clear(given) => operate_on(app, given, of),
        DepartCommand::Step(given) => operate_on(app, given, of),
        DepartCommand::HandOverRest(given) => operate_on(app, given, of),
        DepartCommand::Accepted(given) => operate_on(app, given, of),
        DepartCommand::Statement(args) if args.given.said("to").is_some() => {
            operate_on(app, args.given, of)
        }
        DepartCommand::Statement(args) => {
            depart::print_statement(app, of, args.given.said("marking"), args.html)
        }
        DepartCommand::Handover(args) => depart::handover(app, of, args),
        DepartCommand::Obligations(args) => depart::obligations(app, of, args),
        DepartCommand::Stage(given) => operate_on(app, given, of),
        DepartCommand::Confirm(given) => operate_on(app, given, of),
        DepartCommand::Close(given) => operate_on(app, given, of),
        DepartCommand::Cancel(given) => operate_on(app, given, of),
        DepartCommand::Reopen(given) => operate_on(app, given, of),
    }
}

fn reporting(app: &mut App, args: ReportArgs) -> Result<(), CliError> {
    let Some(command) = args.what else {
        return report::list(app, args.all);
    };
    use ReportCommand as C;
    match command {
        C::Show { id, sent: true, .. } => report::as_sent(app, &id),
        C::Show {
            id,
            text,
            html,
            eml,
            ..
        } => report::show(app, &id, (text, html, eml)),
        C::Used(given) => operate(app, given),
        C::Received(given) => operate(app, given),
        C::Draft(given) => operate(app, given),
        C::Send(given) => operate(app, given),
        C::Sent(given) => operate(app, given),
        C::Acknowledged(given) => operate(app, given),
        C::Asked(given) => operate(app, given),
        C::Withdraw(given) => operate(app, given),
        C::Reopen(given) => operate(app, given),
        C::MissedCapture(given) => operate(app, given),
        C::Outage(given) => operate(app, given),
        C::Need(args) => report::need(app, args),
    }
}
