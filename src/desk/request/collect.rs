//! What came back to a request of the department: who answered what, and who did not (28-30).
//!
//! Invariants: an answer counts where it is of the request that lies beside it and bears the name of its register; what
//! is not understood is named with its file; nothing in the folder is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::laid::{FILE, read};
use super::reply::{ANSWERS, Answered};
use crate::desk::words::counted;
use crate::desk::{Desk, DeskError};
use crate::helpers::Checked;
use crate::lodge::csv_table;
use crate::record::Refusal;
use crate::record::hold::TimerWord;
use crate::record::request::SearchResult;
use crate::text;

/// An answer is a kilobyte.
const MOST: u64 = 64 << 10;

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameBack {
    pub reference: String,
    /// Who signed the request; why that is not known.
    pub signed: Result<String, String>,
    /// By the ids of the registers.
    pub answers: Vec<Answered>,
    /// Registers that were asked and have not answered.
    pub silent: Vec<String>,
    /// Whether it is known who was asked: the request names them, or the folder of the department's figures does.
    pub asked_known: bool,
    /// Files that are no answers, as sentences without a full stop.
    pub amiss: Vec<String>,
}

/// What all answers come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TotalOfAnswers {
    /// Registers in which nothing was found.
    pub nil: usize,
    pub found: i64,
    pub entries: i64,
    /// Holds in force for it.
    pub holds: usize,
}

const COLUMNS: &[&str] = &[
    "reference",
    "register",
    "unit",
    "state",
    "nil",
    "searched",
    "entries",
    "found",
    "holds",
    "timers",
    "as of",
    "heads",
];

impl CameBack {
    /// The answers together.
    pub fn together(&self) -> TotalOfAnswers {
        let sum =
            |of: fn(&Answered) -> i64| self.answers.iter().map(of).fold(0, i64::saturating_add);
        TotalOfAnswers {
            nil: self.answers.iter().filter(|a| a.nil).count(),
            found: sum(|a| a.found),
            entries: sum(|a| a.entries),
            holds: self
                .answers
                .iter()
                .map(|a| a.holds)
                .fold(0, usize::saturating_add),
        }
    }

    /// The timers in what was covered, by what was answered of them.
    pub fn timers(&self) -> BTreeMap<&'static str, usize> {
        let mut by = BTreeMap::new();
        for (word, n) in self.answers.iter().flat_map(|a| &a.timers) {
            *by.entry(timer_words(word)).or_default() += n;
        }
        by
    }

    /// A row for each register that answered, and for each that did not.
    pub fn table(&self) -> Vec<u8> {
        let each = |by: &BTreeMap<String, usize>| {
            let all = by.iter().map(|(what, n)| format!("{what} {n}"));
            all.collect::<Vec<_>>().join("; ")
        };
        let answered = self.answers.iter().map(|a| {
            vec![
                a.reference.clone(),
                a.register.clone(),
                a.unit.clone().unwrap_or_default(),
                a.state.clone(),
                crate::desk::words::yes_no_words(a.nil).to_owned(),
                each(&a.searched),
                a.entries.to_string(),
                a.found.to_string(),
                a.holds.to_string(),
                each(&a.timers),
                a.as_of.clone(),
                a.heads.join("; "),
            ]
        });
        let silent = self.silent.iter().map(|register| {
            let mut row = vec![String::new(); COLUMNS.len()];
            row[0].clone_from(&self.reference);
            row[1].clone_from(register);
            row[3] = "no answer".to_owned();
            row
        });
        csv_table(COLUMNS, &answered.chain(silent).collect::<Vec<_>>())
    }
}

impl Desk {
    /// Reads what came back to the request in a folder. `figures` is a folder of roll-ups: the registers in it are those
    /// that were asked, where the request names none.
    ///
    /// # Errors
    /// Refused: no request in the folder, or one that is not understood. A folder that cannot be read.
    pub fn came_back(&self, dir: &Path, figures: Option<&Path>) -> Result<CameBack, DeskError> {
        let path = dir.join(FILE);
        let refused = |why: String| {
            let next = "Name the folder of one request, with its request.toml";
            DeskError::from(Refusal::new(
                format!("{} cannot be read: {why}", path.display()),
                next,
            ))
        };
        let bytes = self.read_laid(&path).map_err(&refused)?;
        let bytes = bytes.ok_or_else(|| refused("there is no such file".into()))?;
        let said = read(&path, &bytes).map_err(&refused)?;
        let sha256 = super::laid::sum(&bytes);
        let mut out = CameBack {
            reference: said.new.reference.clone(),
            signed: self.signer_of(&path, &bytes),
            answers: Vec::new(),
            silent: Vec::new(),
            asked_known: true,
            amiss: Vec::new(),
        };
        self.read_answers(dir, &sha256, &mut out)?;
        let asked: BTreeSet<String> = match (said.registers.is_empty(), figures) {
            (false, _) => said.registers.into_iter().collect(),
            (true, Some(figures)) => self.registers_in(figures)?,
            (true, None) => {
                out.asked_known = false;
                BTreeSet::new()
            }
        };
        let here: BTreeSet<&str> = out.answers.iter().map(|a| a.register.as_str()).collect();
        let silent = asked.into_iter().filter(|r| !here.contains(r.as_str()));
        out.silent = silent.collect();
        Ok(out)
    }

    /// Who signed it, or why that is not known.
    fn signer_of(&self, path: &Path, bytes: &[u8]) -> Result<String, String> {
        let Some(laid) = self.policy().overlay().requests.as_ref() else {
            return Err("your department's file names nobody whose signature counts".into());
        };
        match self.signed_by(bytes, &super::laid::signature_of(path), &laid.signers) {
            Ok(Checked::By { who, .. }) => Ok(who),
            Ok(Checked::NotAllowed) => {
                Err("its key is none of those that your department's file names".into())
            }
            Ok(Checked::Wrong(_)) => Err("the signature does not agree with what it says".into()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn read_answers(&self, dir: &Path, sha256: &str, out: &mut CameBack) -> Result<(), DeskError> {
        let files = &self.ports.files;
        let answers = dir.join(ANSWERS);
        let unread = |e: std::io::Error| {
            let next = "See to the folder, and try again";
            Refusal::new(format!("{} cannot be read: {e}", answers.display()), next)
        };
        // A folder that is not there yet holds no answer.
        let mut listed = files.list(&answers).map_err(unread)?;
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        for entry in listed {
            let name = entry.name.to_string_lossy().into_owned();
            let shown = text::safe_line(&name).into_owned();
            let Some(register) = name.strip_suffix(".json") else {
                out.amiss.push(format!("{shown} is no answer"));
                continue;
            };
            match self.answer_in(&entry, register, (sha256, &out.reference)) {
                Ok(answer) => out.answers.push(answer),
                Err(why) => out.amiss.push(format!("{shown}: {why}")),
            }
        }
        Ok(())
    }

    fn answer_in(
        &self,
        entry: &crate::ports::Listed,
        register: &str,
        (sha256, reference): (&str, &str),
    ) -> Result<Answered, String> {
        if !entry.stat.is_file {
            return Err("it is no file".into());
        }
        let bytes = self.ports.files.read_capped(&entry.path, MOST);
        let bytes = bytes.map_err(|e| format!("it cannot be read: {e}"))?;
        let bytes = bytes.ok_or_else(|| format!("it has more than {} KB", MOST >> 10))?;
        let answer: Answered =
            serde_json::from_slice(&bytes).map_err(|_| "it is no whole answer".to_owned())?;
        match () {
            () if answer.register != register => Err("it is another register's".into()),
            () if !is_register(register) => Err("its name is no register's".into()),
            () if answer.reference != reference => Err("it answers another request".into()),
            () if answer.request != sha256 => {
                Err("it answers an earlier form of the request".into())
            }
            () if !answer.is_in_words_known() => Err("it says what an answer does not say".into()),
            () => Ok(answer),
        }
    }

    /// The registers whose figures lie in a folder.
    fn registers_in(&self, dir: &Path) -> Result<BTreeSet<String>, DeskError> {
        let files = self.files_of(dir)?;
        let names = files
            .iter()
            .filter_map(|f| f.name.to_str()?.strip_suffix(".jsonl"));
        Ok(names
            .filter(|n| is_register(n))
            .map(str::to_owned)
            .collect())
    }
}

/// What was answered of a timer.
fn timer_words(word: &str) -> &'static str {
    match TimerWord::parse(word) {
        Some(TimerWord::Off) => "switched off",
        Some(TimerWord::Cannot) => "that cannot be switched off",
        Some(TimerWord::NotAdmin) => "of which somebody else is admin",
        None => "without an answer",
    }
}

impl Answered {
    /// One answer in a line: which register, nature and extent.
    pub fn in_a_line(&self) -> String {
        let unit = self.unit.as_deref().map(|unit| format!(", {unit}"));
        let came = match (self.state.as_str(), self.nil) {
            ("withdrawn", _) => "withdrawn".to_owned(),
            (_, true) => "nothing found".to_owned(),
            (_, false) => format!("{} found", self.found),
        };
        let left = self.searched.get(SearchResult::NotSearched.as_str());
        let places = self
            .searched
            .values()
            .fold(0_usize, |sum, n| sum.saturating_add(*n));
        let places = places.saturating_sub(left.copied().unwrap_or_default());
        let left = left.map(|n| format!(", {n} not searched"));
        format!(
            "{}{}: {came} in {} of {}{}",
            self.register,
            unit.unwrap_or_default(),
            counted(usize::try_from(self.entries).unwrap_or_default(), "entry"),
            counted(places, "place"),
            left.unwrap_or_default()
        )
    }
}

/// Whether it is the id of a register: 16 hexadecimal digits.
fn is_register(name: &str) -> bool {
    name.len() == 16 && name.bytes().all(|b| b.is_ascii_hexdigit())
}
