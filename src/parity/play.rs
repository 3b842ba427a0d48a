//! One operation on each face: what it records, what it files, what it says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::office::{EXPORT, home, ports};
use super::table::Row;
use crate::cli::testing::{self, Ran};
use crate::desk::Desk;
use crate::desk::departure::words::conversation;
use crate::ports::{Files, Ports};
use crate::record::{Entry, Id};
use crate::tui::by_field::{self, Deed, Played};

/// What is on disk after an operation that was not there before.
#[derive(Debug, PartialEq)]
pub(super) struct Left {
    /// One line an event: its command, counted from 1, its kind and its fields.
    pub recorded: Vec<String>,
    /// What lies in the folder destination, whole.
    pub filed: BTreeMap<PathBuf, String>,
    pub settings: String,
}

/// The words of a command line; single quotes hold blanks together.
pub(super) fn words(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (n, part) in line.split('\'').enumerate() {
        match n % 2 {
            1 => all.push(part.to_owned()),
            _ => all.extend(part.split_whitespace().map(str::to_owned)),
        }
    }
    all
}

fn open(ports: &Ports, work: &Path) -> Desk {
    Desk::open(ports, &home(work)).unwrap()
}

/// The one thing on record that says this word: an item, a decision, a report of its own.
pub(super) fn that_says(desk: &Desk, word: &str) -> Id {
    let state = desk.state();
    let says = |text: Option<&str>| text.is_some_and(|t| t.to_lowercase().contains(word));
    let items = state
        .items
        .values()
        .filter(|i| says(i.body()))
        .map(|i| i.id);
    let decisions = state.decisions.values();
    let decisions = decisions
        .filter(|d| says(d.said.reason.as_deref()))
        .map(|d| d.id());
    let reports = desk.reports();
    let reports = reports
        .iter()
        .filter(|r| says(desk.report_words(r.source).what.as_deref()))
        .map(|r| r.source.id());
    let departures = state
        .departures
        .keys()
        .filter(|_| word == "departure")
        .copied();
    let devices = state.devices.values();
    let devices = devices.filter(|d| says(d.name())).map(|d| d.id);
    let requests = state.requests.values();
    let requests = requests.filter(|r| says(r.terms())).map(|r| r.id);
    let mut found: Vec<Id> = items
        .chain(requests)
        .chain(devices)
        .chain(decisions)
        .chain(reports)
        .chain(departures)
        .collect();
    found.dedup();
    match found.as_slice() {
        [one] => *one,
        several => panic!("@{word} is {} things", several.len()),
    }
}

/// The number of the first line of that conversation in the grid of the departure; with `!`, of one that is
/// answered.
fn numbered(desk: &Desk, name: &str) -> String {
    let departure = desk.state().departures.values().next().unwrap();
    let view = desk.departure_view(departure);
    let (name, answered) = match name.strip_suffix('!') {
        Some(name) => (name, true),
        None => (name, false),
    };
    let mut cells = view.grid.cells.iter();
    let cell = cells.find(|c| conversation(c) == name && c.answer.is_some() == answered);
    cell.unwrap_or_else(|| panic!("the grid has no {name}"))
        .number
        .to_string()
}

/// `@word` as the id of what says that word, `#name` as a number of the grid, `EXPORT` as the path of the
/// export, `ELSEWHERE` as the journal of the other installation.
fn meant(desk: &Desk, work: &Path, word: &str) -> String {
    let export = || work.join(EXPORT).display().to_string();
    if word.starts_with('#') {
        let numbers = word
            .split(',')
            .map(|name| numbered(desk, name.trim_start_matches('#')));
        return numbers.collect::<Vec<_>>().join(",");
    }
    match word.split_once('@') {
        Some((before, name)) if before.is_empty() || before.ends_with('=') => {
            format!("{before}{}", that_says(desk, name))
        }
        _ if word == "EXPORT" => export(),
        _ if word == "ELSEWHERE" => {
            let folder = its_journal(&Files::real(), work);
            folder.file_name().unwrap().to_string_lossy().into_owned()
        }
        _ => word.to_owned(),
    }
}

/// Runs a command line on the office.
pub(super) fn command_line(
    ports: &Ports,
    work: &Path,
    words: &[String],
    answers: Option<&[&str]>,
) -> Ran {
    let desk = open(ports, work);
    let words: Vec<String> = words.iter().map(|w| meant(&desk, work, w)).collect();
    let dir = home(work).display().to_string();
    let mut args = vec!["--dir", dir.as_str()];
    args.extend(words.iter().map(String::as_str));
    testing::run(ports, &args, answers)
}

impl Ran {
    /// Fails where it was not done.
    pub(super) fn must_be_done(&self, line: &str) {
        assert_eq!(self.code, 0, "onrecord {line}\n{}{}", self.out, self.err);
    }
}

/// The command line's half of a row.
pub(super) fn by_command(row: &Row, work: &Path) -> (Ran, Left) {
    let (ports, before) = prepared(row, work);
    let ran = command_line(&ports, work, &words(row.command), row.answers);
    (ran, left(&ports, work, before))
}

/// The application's half of a row.
pub(super) fn by_field(row: &Row, work: &Path) -> (Played, Left) {
    let (ports, before) = prepared(row, work);
    let mut desk = open(&ports, work);
    let (mut on, mut lines) = (Vec::new(), Vec::new());
    for word in words(row.on) {
        match word.strip_prefix('@') {
            Some(name) => on.push(that_says(&desk, name)),
            None => lines.push(meant(&desk, work, &word)),
        }
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let deed = Deed {
        action: row.action,
        on: &on,
        lines: &lines,
        fields: row.fields,
        principal: row.principal(),
    };
    let played = by_field::play(&mut desk, &deed);
    // What it did itself is no news of another session.
    let news = desk.refresh().unwrap();
    assert!(
        !news,
        "{}: what it recorded is told as another's",
        row.action
    );
    drop(desk);
    (played, left(&ports, work, before))
}

/// A line that another installation runs on the same register.
const ELSEWHERE: &str = "elsewhere: ";

/// What the department's file says from then on.
const DEPARTMENT: &str = "the department's file: ";

/// The journal of that installation loses its last command.
const LOSE: &str = "lose what elsewhere recorded last";

/// The doors of another installation.
fn elsewhere(ports: &Ports, work: &Path) -> Ports {
    let mut there = ports.clone();
    there.host.name = "lap".into();
    there.host.machine_id = "m2".into();
    there.host.state_home = work.join("elsewhere");
    there
}

/// The folder of its journal.
fn its_journal(files: &Files, work: &Path) -> PathBuf {
    let all = files.list(&home(work).join("register")).unwrap();
    let its = |name: &std::ffi::OsStr| name.to_string_lossy().contains("@lap");
    all.into_iter().find(|l| its(&l.name)).unwrap().path
}

fn lose(files: &Files, work: &Path) {
    let segment = its_journal(files, work).join("0001.toml");
    let text = String::from_utf8(files.read(&segment).unwrap()).unwrap();
    let (before, _) = text.rsplit_once("[[event]]").unwrap();
    files.replace(&segment, before.as_bytes(), 0o600).unwrap();
}

/// The department's file, as it is from now on.
fn department(ports: &Ports, says: &str) {
    let etc = &ports.host.etc;
    ports.files.create_private_dirs(etc).unwrap();
    let file = etc.join("policy.toml");
    ports.files.replace(&file, says.as_bytes(), 0o644).unwrap();
}

/// A signed request lies in a folder that the department's file names.
const LAID: &str = "a request of the department";

/// Made once, with a key that is no more.
const SIGNED: [(&str, &str); 3] = [
    ("asked/2026-118/request.toml", REQUEST),
    ("asked/2026-118/request.toml.sig.txt", SIGNATURE),
    ("signers", SIGNERS),
];
const REQUEST: &str = "\
reference = \"FOI/2026/118\"
kind = \"foi\"
received = \"2026-11-16\"
terms = \"The belfry\"
asked_by = \"Request team\"
";
const SIGNATURE: &str = "\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgI0kkrBz53nfFIj8Riyw3GQmFq1
4d/BLSkwrriryrxt4AAAAIb25yZWNvcmQAAAAAAAAABnNoYTUxMgAAAFMAAAALc3NoLWVk
MjU1MTkAAABAGpVEHuTkWccDRXkUyy4Zur8e/Ex2V5tCs6ZzKtLrvR2+H9VZEUqeY8RD48
i//NBgBiyJ90J2+ZQPtNUJ1JfHCQ==
-----END SSH SIGNATURE-----
";
const SIGNERS: &str = "request-team@example.gov.uk ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICNJJKwc+d53xSI/EYssNxkJhateHfwS0pMK64q8q8be\n";

fn lay(ports: &Ports, work: &Path) {
    for (name, text) in SIGNED {
        let file = work.join(name);
        let dir = file.parent().unwrap();
        ports.files.create_private_dirs(dir).unwrap();
        ports.files.replace(&file, text.as_bytes(), 0o644).unwrap();
    }
    let (folder, signers) = (work.join("asked"), work.join("signers"));
    let (folder, signers) = (folder.display(), signers.display());
    let says = format!("[requests]\nfolder = \"{folder}\"\nsigners = \"{signers}\"\n");
    department(ports, &says);
}

/// What came before the operation itself; a minute later it is played, with ids of its own.
pub(super) fn prepared(row: &Row, work: &Path) -> (Ports, usize) {
    let earlier = ports(work, 1_000_000, 0);
    for line in row.before {
        if let Some(says) = line.strip_prefix(DEPARTMENT) {
            department(&earlier, says);
            continue;
        }
        match (line.strip_prefix(ELSEWHERE), *line) {
            (Some(line), _) => {
                let there = elsewhere(&earlier, work);
                command_line(&there, work, &words(line), None).must_be_done(line);
            }
            (None, LOSE) => lose(&earlier.files, work),
            (None, LAID) => lay(&earlier, work),
            (None, line) => command_line(&earlier, work, &words(line), None).must_be_done(line),
        }
    }
    let ports = ports(work, 2_000_000, 1);
    let before = open(&ports, work).entries().len();
    (ports, before)
}

pub(super) fn left(ports: &Ports, work: &Path, before: usize) -> Left {
    let desk = open(ports, work);
    let new = desk.entries().page(before..desk.entries().len());
    let first = new.first().map_or(0, |e| e.lamport);
    let settings = home(work).join(crate::config::FILE);
    let settings = ports.files.read(&settings).unwrap();
    let mut filed = BTreeMap::new();
    read_all(&ports.files, &work.join("plan"), &mut filed);
    Left {
        recorded: new.iter().map(|e| told(e, first)).collect(),
        filed,
        settings: String::from_utf8_lossy(&settings).into_owned(),
    }
}

fn told(entry: &Entry, first: u64) -> String {
    format!(
        "{} {} {:?} {:?}",
        entry.lamport - first + 1,
        entry.event.kind(),
        entry.event.plain(),
        entry.event.text()
    )
}

fn read_all(files: &Files, dir: &Path, into: &mut BTreeMap<PathBuf, String>) {
    for listed in files.list(dir).unwrap() {
        match listed.stat.is_dir {
            true => read_all(files, &listed.path, into),
            false => {
                let bytes = files.read(&listed.path).unwrap();
                into.insert(listed.path, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
}

/// Brings `to` to what `from` holds. Folders that stay are not made anew: an installation knows its register
/// by the folder it is in.
pub(super) fn fresh(files: &Files, from: &Path, to: &Path) {
    files.create_private_dirs(to).unwrap();
    for listed in files.list(to).unwrap() {
        if files.stat(&from.join(&listed.name)).unwrap().is_none() {
            match listed.stat.is_dir {
                true => files.remove_tree(&listed.path).unwrap(),
                false => files.remove_file(&listed.path).unwrap(),
            }
        }
    }
    for listed in files.list(from).unwrap() {
        let target = to.join(&listed.name);
        match listed.stat.is_dir {
            true => fresh(files, &listed.path, &target),
            false => {
                let bytes = files.read(&listed.path).unwrap();
                files
                    .replace(&target, &bytes, listed.stat.mode & 0o777)
                    .unwrap();
            }
        }
    }
}
