//! Running one of the programs, and why it did not do what it was asked.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::ports::{Finished, Limits, Ports, run_limited};
use crate::text::{safe_block, safe_line};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// All programs that are ever run from here.
    Program {
        SshKeygen = "ssh-keygen",
        Openssl = "openssl",
        Duckdb = "duckdb",
    }
}

/// Where the system keeps its programs.
const FOLDERS: [&str; 3] = ["/usr/bin", "/bin", "/usr/local/bin"];
/// How long one may take. Someone may have to touch a key.
const TIME: Duration = Duration::from_secs(60);
/// The most memory one may ask for.
const MEMORY: u64 = 512 << 20;
/// How long figures may take, and the most memory that may be asked for in it: what is used of it is far less.
const FIGURES: Limits = Limits {
    time: Duration::from_secs(300),
    memory: Some(4 << 30),
};
/// How many characters of what one printed an error shows.
const SHOWN: usize = 600;

/// Why a program did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HelperError {
    #[error("The program {program} is not on this machine (it was looked for in {folders})")]
    Absent { program: Program, folders: String },
    #[error("{program} could not be started: {why}")]
    NotStarted { program: Program, why: String },
    #[error("{program} {how}{said}")]
    Refused {
        program: Program,
        how: String,
        said: String,
    },
    #[error("{program} ended well and gave {what}{said}")]
    Nothing {
        program: Program,
        what: &'static str,
        said: String,
    },
}

/// The programs of this machine.
#[derive(Clone, Debug)]
pub struct Helpers {
    folders: Vec<PathBuf>,
    /// Where the settings say that the program is.
    named: Option<PathBuf>,
    limits: Limits,
}

impl Default for Helpers {
    fn default() -> Helpers {
        Helpers {
            folders: FOLDERS.iter().map(PathBuf::from).collect(),
            named: None,
            limits: Limits {
                time: TIME,
                memory: Some(MEMORY),
            },
        }
    }
}

impl Helpers {
    /// The same looked for in one folder, within other limits: for tests of what programs may do.
    #[cfg(test)]
    pub(super) fn in_folder(folder: &Path, time: Duration) -> Helpers {
        Helpers {
            folders: vec![folder.to_owned()],
            named: None,
            limits: Limits {
                time,
                memory: Some(MEMORY),
            },
        }
    }

    /// Those that work out figures.
    pub fn for_figures() -> Helpers {
        Helpers {
            limits: FIGURES,
            ..Helpers::default()
        }
    }

    /// The same, with the program at this place and nowhere else.
    pub(super) fn at(&self, program: &Path) -> Helpers {
        Helpers {
            named: Some(program.to_owned()),
            ..self.clone()
        }
    }

    /// Runs one with `input` on its standard input: what it printed, where it exited 0.
    pub(super) fn ask(
        &self,
        ports: &Ports,
        program: Program,
        arguments: &[&str],
        input: &[u8],
    ) -> Result<Vec<u8>, HelperError> {
        let finished = self.run(ports, program, arguments, input)?;
        match finished.code {
            Some(0) => Ok(finished.output),
            _ => Err(self.refused(program, &finished)),
        }
    }

    /// The same, however it ended.
    pub(super) fn run(
        &self,
        ports: &Ports,
        program: Program,
        arguments: &[&str],
        input: &[u8],
    ) -> Result<Finished, HelperError> {
        let at = self.find(ports, program)?;
        let mut command = vec![at.display().to_string()];
        command.extend(arguments.iter().map(|a| (*a).to_owned()));
        let run = run_limited(&command, input, &self.limits);
        run.map_err(|error| HelperError::NotStarted {
            program,
            why: error.to_string(),
        })
    }

    fn find(&self, ports: &Ports, program: Program) -> Result<PathBuf, HelperError> {
        let all: Vec<PathBuf> = match &self.named {
            Some(named) => vec![named.clone()],
            None => self
                .folders
                .iter()
                .map(|f| f.join(program.as_str()))
                .collect(),
        };
        let is_file = |path: &&PathBuf| matches!(ports.files.stat(path), Ok(Some(s)) if s.is_file);
        let folders: Vec<String> = match &self.named {
            Some(named) => vec![named.display().to_string()],
            None => self
                .folders
                .iter()
                .map(|f| f.display().to_string())
                .collect(),
        };
        all.iter()
            .find(is_file)
            .cloned()
            .ok_or_else(|| HelperError::Absent {
                program,
                folders: folders.join(", "),
            })
    }

    /// How it ended, and what it said.
    pub(super) fn refused(&self, program: Program, finished: &Finished) -> HelperError {
        let how = match finished.code {
            _ if finished.timed_out => {
                let seconds = self.limits.time.as_secs();
                format!("was still running after {seconds} seconds, and was ended")
            }
            Some(code) => format!("ended with code {code}"),
            None => "was ended by a signal".to_owned(),
        };
        HelperError::Refused {
            program,
            how,
            said: said(&finished.output),
        }
    }

    /// That it ended well without giving what was asked for.
    pub(super) fn nothing(
        &self,
        program: Program,
        what: &'static str,
        output: &[u8],
    ) -> HelperError {
        HelperError::Nothing {
            program,
            what,
            said: said(output),
        }
    }
}

/// What a program printed, as the end of a sentence.
fn said(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let text = safe_block(text.trim());
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let text = safe_line(&lines.join(" / ")).into_owned();
    match text.is_empty() {
        true => String::new(),
        false => format!(
            ". It said: {}",
            text.chars().take(SHOWN).collect::<String>()
        ),
    }
}

/// A path as an argument that no program takes for an option.
pub(super) fn argument(path: &Path) -> String {
    let text = path.display().to_string();
    match text.starts_with('-') {
        true => format!("./{text}"),
        false => text,
    }
}
