//! The department's view: figures of all registers whose lines lie in a folder, worked out by DuckDB.
//!
//! Invariants: what comes from the folder is taken line by line, and only what is a line of figures; units of fewer than
//! five people are counted together; whoever goes silent or has fewer entries than before is named by register and unit,
//! never by person; nobody is ranked; a folder of results is there whole or not at all.

mod folder;
mod line;
mod page;
mod rows;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use serde::de::DeserializeOwned;

use self::folder::{Sound, is_plain, look};
use self::rows::Workings;
pub use self::rows::{Attention, Collected};
use crate::desk::{Desk, DeskError};
use crate::helpers::{self, HelperError, Helpers};
use crate::lodge::paper;
use crate::record::Refusal;

/// What works the figures out.
const SCRIPT: &str = include_str!("figures.sql");
/// Fewer people than these are told of only together with others.
const FEWEST: u64 = 5;
/// The most that a table for the page may be.
const TABLE_BYTES: u64 = 32 << 20;
/// What is left of a working folder once the figures are made.
const MADE: [&str; 4] = ["figures.parquet", "units.csv", "days.csv", "attention.csv"];
const PAGE: &str = "page.html";

impl Desk {
    /// Collects the figures of a folder into a new folder within `into`.
    ///
    /// # Errors
    /// Refused: no program named, a folder that cannot be read, no line in it, fewer than five people behind it, a
    /// program that does not do it. Storage trouble. Nothing is left behind then.
    pub fn collect_figures(&self, dir: &Path, into: &Path) -> Result<Collected, DeskError> {
        let program = self.settings().programs.duckdb.clone();
        let Some(program) = program else {
            let next = "Say where it is in your settings: [programs] duckdb = \"/path/to/duckdb\". It is DuckDB's own command line program";
            return Err(Refusal::new("No program is named that works out figures", next).into());
        };
        for path in [dir, into] {
            if !is_plain(path) {
                let what = format!(
                    "{} has a sign in it that DuckDB reads as a pattern",
                    path.display()
                );
                return Err(Refusal::new(
                    what,
                    "Give the folder a plainer name, or reach it by another path",
                )
                .into());
            }
        }
        let listed = self.files_of(dir)?;
        let sound = look(&self.ports.files, listed, self.now());
        if sound.lines == 0 {
            let why = sound.said.first().map(|first| format!(" ({first})"));
            let what = format!(
                "{} holds no line of figures{}",
                dir.display(),
                why.unwrap_or_default()
            );
            return Err(Refusal::new(what, "Name the folder that the lines are put into").into());
        }
        let work = Work::begin(self, into)?;
        let made = self.work_out(&work, &program, &sound);
        let made = made.and_then(|told| self.finish(&work, told, sound));
        // What is half made goes; where it cannot, it lies in a folder that says by its name that it is none.
        let _ = self.ports.files.remove_tree(&work.folder);
        made
    }

    /// Has the program work it out, and reads what the page shows of it.
    fn work_out(&self, work: &Work, program: &Path, sound: &Sound) -> Result<Workings, DeskError> {
        let mut read: Vec<String> = Vec::new();
        for path in &sound.in_place {
            read.push(helpers::sql_text(&path.display().to_string()));
        }
        for (n, lines) in sound.mended.iter().enumerate() {
            let path = work.folder.join(format!("mended-{n:06}.jsonl"));
            self.put_made(&path, lines)?;
            read.push(helpers::sql_text(&path.display().to_string()));
        }
        let out = work.folder.display().to_string();
        let script = SCRIPT
            .replace("@IN@", &format!("[{}]", read.join(", ")))
            .replace("@OUT@", &out);
        helpers::run_sql(&Helpers::for_figures(), &self.ports, program, &script).map_err(told)?;
        Ok(Workings {
            units: self.rows_made(work, "units.jsonl")?,
            days: self.rows_made(work, "days.jsonl")?,
            words: self.rows_made(work, "words.jsonl")?,
        })
    }

    /// Makes the page, and puts the folder where it is to be.
    fn finish(&self, work: &Work, told: Workings, sound: Sound) -> Result<Collected, DeskError> {
        let people = told.units.iter().map(|u| u.people).sum();
        if people < FEWEST {
            let what = format!(
                "Fewer than {FEWEST} people write in these registers, so no figures of them are made"
            );
            return Err(Refusal::new(what, "Collect the figures of more of them together").into());
        }
        let days = told.days.last().map(|d| d.day.clone());
        let mut collected = Collected {
            folder: PathBuf::new(),
            day: days.unwrap_or_default(),
            registers: told.units.iter().map(|u| u.registers).sum(),
            people,
            lines: sound.lines,
            attention: self.rows_made(work, "attention.jsonl")?,
            said: sound.said,
        };
        let page = page::page(self, &told, &collected);
        self.put_made(
            &work.folder.join(PAGE),
            paper::html(&page).as_str().as_bytes(),
        )?;
        collected.folder = work.end(self, &collected.day)?;
        Ok(collected)
    }

    fn put_made(&self, path: &Path, bytes: &[u8]) -> Result<(), DeskError> {
        let put = self.ports.files.replace(path, bytes, 0o644);
        put.map_err(|e| DeskError::Storage(format!("{} cannot be written: {e}", path.display())))
    }

    /// A table of what was worked out.
    fn rows_made<T: DeserializeOwned>(&self, work: &Work, name: &str) -> Result<Vec<T>, DeskError> {
        let unread = |why: String| {
            let what = format!("What DuckDB made cannot be read ({name}: {why})");
            DeskError::from(Refusal::new(
                what,
                "See that the program named in the settings is DuckDB's own, of 1.1 or later",
            ))
        };
        let read = self
            .ports
            .files
            .read_capped(&work.folder.join(name), TABLE_BYTES);
        let bytes = read.map_err(|e| unread(e.to_string()))?;
        let bytes = bytes.ok_or_else(|| unread("it is too long".into()))?;
        let lines = bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty());
        let rows = lines.map(serde_json::from_slice);
        rows.collect::<Result<_, _>>()
            .map_err(|e| unread(e.to_string()))
    }
}

fn told(error: HelperError) -> DeskError {
    let hint = match error {
        HelperError::Absent { .. } | HelperError::NotStarted { .. } => {
            "Put the right path into your settings, under [programs] duckdb"
        }
        HelperError::Refused { .. } | HelperError::Nothing { .. } => {
            "Nothing was made. If lines came in meanwhile, do this again; otherwise see to what it says"
        }
    };
    Refusal::new(error.to_string(), hint).into()
}

/// A folder in which something is made.
struct Work {
    into: PathBuf,
    folder: PathBuf,
}

impl Work {
    fn begin(desk: &Desk, into: &Path) -> Result<Work, DeskError> {
        let stuck = |e: std::io::Error| {
            DeskError::Storage(format!("Nothing can be made in {}: {e}", into.display()))
        };
        let files = &desk.ports.files;
        let mut mark = [0; 6];
        desk.ports.random.fill(&mut mark).map_err(stuck)?;
        files.create_private_dirs(into).map_err(stuck)?;
        let folder = into.join(format!(".figures-{}.part", HEXLOWER.encode(&mark)));
        files.create_dir(&folder, 0o700).map_err(stuck)?;
        Ok(Work {
            into: into.to_owned(),
            folder,
        })
    }

    /// Leaves in it what is to stay, and gives it its name; behind the day a number, where there is one of that day.
    fn end(&self, desk: &Desk, day: &str) -> Result<PathBuf, DeskError> {
        let stuck = |e: std::io::Error| {
            DeskError::Storage(format!("{} cannot be finished: {e}", self.folder.display()))
        };
        let files = &desk.ports.files;
        for file in files.list(&self.folder).map_err(stuck)? {
            let name = file.name.to_string_lossy();
            if !MADE.contains(&name.as_ref()) && name != PAGE {
                files.remove_file(&file.path).map_err(stuck)?;
            }
        }
        for n in 1..1000 {
            let name = match n {
                1 => format!("figures_{day}"),
                n => format!("figures_{day}_{n}"),
            };
            let to = self.into.join(name);
            match files.rename_new(&self.folder, &to) {
                Ok(()) => return Ok(to),
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(stuck(e)),
            }
        }
        let what = format!(
            "{} holds a thousand folders of that day",
            self.into.display()
        );
        Err(Refusal::new(what, "Name another folder").into())
    }
}
