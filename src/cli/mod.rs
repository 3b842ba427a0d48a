//! The command line: every function of the desk as a command with linear output.
//!
//! May import everything below. One file holds one command or a family of small ones. Invariants: what is
//! printed as done is on disk; with `--json` nothing but JSON reaches standard output; exit codes are those
//! of the stable interface.

mod add;
mod args;
mod args_decide;
mod args_depart;
mod args_papers;
mod args_report;
mod args_team;
mod ask;
mod capture;
mod closing;
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
mod input;
mod item;
mod keys;
mod log;
mod manual;
mod marked;
mod operate;
mod out;
mod package;
mod parse;
mod queue;
mod report;
mod review;
mod rows;
mod screens;
mod setup;
mod status;
mod team;
#[cfg(test)]
pub(crate) mod testing;
mod times;
mod undo;
mod verify;
mod words_in;

use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::process::ExitCode;

use args::{Command, Global};
use error::CliError;
use operate::operate;
use out::{Out, note};

use crate::config as settings;
use crate::desk::{Cared, Desk, Recorded};
use crate::ports::{self, Ports};
use crate::record::Id;

/// The exit code of a fault in the program itself.
const BUG: u8 = 70;

/// What every command is given.
struct App {
    ports: Ports,
    home: PathBuf,
    global: Global,
    out: Out,
    /// What the desks that were opened have recorded.
    recorded: RefCell<Vec<Recorded>>,
    /// What else has been done that is not to be done again, as a sentence.
    done: Option<String>,
}

impl App {
    /// Opens the desk, saying first what is wrong with settings or register.
    ///
    /// The desk is never taken apart: the process ends with the command, and freeing a large register
    /// piece by piece would take as long as folding it.
    fn desk(&self) -> Result<ManuallyDrop<Desk>, CliError> {
        let desk = self.quiet_desk()?;
        for diagnostic in desk.diagnostics() {
            note(diagnostic.render());
        }
        for caution in desk.policy().cautions() {
            note(caution.words());
        }
        for said in &desk.report().said {
            note(said);
        }
        let principal = self.global.principal.as_deref();
        if let Some(unknown) = principal.and_then(|p| desk.unknown_principal(p)) {
            note(unknown);
        }
        if let Some(first) = desk.report().problems.first() {
            note(format!(
                "The register is damaged ({}, line {}: {}). Everything readable is shown; see: onrecord verify",
                first.file, first.line, first.what
            ));
        }
        Ok(desk)
    }

    /// Opens the desk and leaves it to the caller to say what is wrong.
    fn quiet_desk(&self) -> Result<ManuallyDrop<Desk>, CliError> {
        let mut desk = ManuallyDrop::new(Desk::open(&self.ports, &self.home)?);
        self.recorded.borrow_mut().push(desk.recorded());
        desk.remember_session();
        marked::settle(self, &mut desk);
        Ok(desk)
    }

    /// Says what was found of interrupted work, and what became of it.
    fn tell(&self, traces: &[Cared]) {
        traces.iter().for_each(|trace| note(trace.line()));
    }

    /// That only the answer could not be written, where something was done: a script must not do it again.
    fn only_unanswered(&self, error: CliError) -> CliError {
        let CliError::Unanswered(e) = error else {
            return error;
        };
        let told: Vec<_> = self.recorded.borrow().iter().map(Recorded::items).collect();
        let anything = told.iter().any(|(_, any)| *any);
        let mut items: Vec<String> = told
            .iter()
            .flat_map(|(ids, _)| ids)
            .map(Id::to_string)
            .collect();
        items.dedup();
        let what = match (items.len(), &self.done) {
            (1, _) => format!("This was recorded (item {})", items[0]),
            (2.., _) => format!("This was recorded (items {})", items.join(", ")),
            (_, _) if anything => "This was recorded (see: onrecord log)".to_owned(),
            (_, Some(done)) => done.clone(),
            (_, None) => return CliError::Unanswered(e),
        };
        CliError::Storage(format!(
            "{what}; only the answer could not be written ({e}). Do not do it again."
        ))
    }

    /// After a command that wrote: says which texts went whose time for undo is over.
    fn tidy(&mut self, desk: &mut Desk) -> Result<(), CliError> {
        desk.let_lapse()?;
        let lapsed = desk.take_lapsed();
        self.tell(&lapsed.traces);
        if let Some(words) = lapsed.words() {
            note(words);
        }
        Ok(())
    }
}

/// Runs the program on the process's own arguments.
pub fn main() -> ExitCode {
    ports::leave_no_core();
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
        done: None,
    };
    let done = match (cli.demo, cli.command) {
        (true, _) => demo::run(&mut app),
        (false, Some(command)) => dispatch(&mut app, command),
        (false, None) => screens::opening(&mut app),
    };
    let done = done.and_then(|()| Ok(app.out.flush()?));
    match done {
        Ok(()) => 0,
        Err(error) => {
            // What was printed so far still belongs to the reader.
            let _ = app.out.flush();
            app.only_unanswered(error).end()
        }
    }
}

fn dispatch(app: &mut App, command: Command) -> Result<(), CliError> {
    match command {
        Command::Setup(args) => setup::setup(app, args),
        Command::Decide(args) => decide::decide(app, args),
        Command::Outcome(given) => operate(app, given),
        Command::Guidance(args) => guidance::guidance(app, args),
        Command::Add(args) => add::add(app, args),
        Command::Queue(args) => queue::queue(app, args),
        Command::Show(args) => queue::show(app, args),
        Command::Find(args) => queue::find(app, args),
        Command::Edit(given) => operate(app, given),
        Command::Capture(given) => operate(app, given),
        Command::Reference(given) => operate(app, given),
        Command::Confirm(given) => operate(app, given),
        Command::NotSignificant(given) => operate(app, given),
        Command::Note(given) => operate(app, given),
        Command::Reopen(given) => operate(app, given),
        Command::Snooze(given) => operate(app, given),
        Command::HandOver(given) => operate(app, given),
        Command::Accepted(given) => operate(app, given),
        Command::Gone(given) => operate(app, given),
        Command::Task(given) => operate(app, given),
        Command::CoverNote(args) => team::cover_note(app, args),
        Command::Hold(command) => hold::hold(app, command),
        Command::Erase(given) => operate(app, given),
        Command::Import(args) => import::import(app, args),
        Command::Conversation(command) => conversation::conversation(app, command),
        Command::Device(command) => device::device(app, command),
        Command::Depart(args) => depart::depart(app, args),
        Command::Status(args) => status::status(app, args),
        Command::Report(args) => report::report(app, args),
        Command::Review => review::review(app),
        Command::Undo(args) => undo::undo(app, &args),
        Command::Redo(args) => undo::redo(app, &args),
        Command::Log(args) => log::log(app, args),
        Command::Export(args) => log::export(app, args),
        Command::Package(args) => package::package(app, args),
        Command::Register(command) => closing::register(app, command),
        Command::Verify(args) => verify::verify(app, args),
        Command::Doctor => verify::doctor(app),
        Command::Config(command) => config::config(app, command),
        Command::Keys(args) => keys::keys(app, args),
        Command::Completions(args) => manual::completions(app, args),
        Command::Man => manual::man(app),
    }
}
