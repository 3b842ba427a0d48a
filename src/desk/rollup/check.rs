//! Whether the department's folder and the register agree: every head that was sent under this register's id is of a
//! frame that counts here.
//!
//! So whoever holds the folder is a witness of the register, and a register that was rolled back or begun again is
//! found out by its own desk.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use serde_json::Value;

use crate::desk::{Desk, DeskError};

/// A file longer than this is none of a register.
const FILE_BYTES: u64 = 64 << 20;

/// What the folder says of this register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Its ids, today's first.
    pub ids: Vec<String>,
    /// Lines under one of them.
    pub lines: usize,
    /// The days of those, first and last.
    pub days: Option<(String, String)>,
    /// Different heads in them.
    pub heads: usize,
    pub not_here: Vec<NotHere>,
    /// Lines and files that could not be read, as sentences without a full stop.
    pub said: Vec<String>,
}

/// A head that was sent and is of no frame that counts here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotHere {
    pub file: String,
    /// From 1.
    pub line: usize,
    pub as_of: String,
    pub head: String,
}

impl Desk {
    /// Compares a folder of roll-ups with this register.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn check_figures(&self, dir: &Path) -> Result<Checked, DeskError> {
        let (files, listed) = (&self.ports.files, self.files_of(dir)?);
        let mut out = Checked {
            ids: self.register_ids()?,
            ..Checked::default()
        };
        let mut sent: Vec<(NotHere, [u8; 32])> = Vec::new();
        let mut days = BTreeSet::new();
        for file in listed {
            let name = file.name.to_string_lossy().into_owned();
            if !name.ends_with(".jsonl") || !file.stat.is_file {
                continue;
            }
            match files.read_capped(&file.path, FILE_BYTES) {
                Ok(Some(bytes)) => read(&bytes, &name, &mut out, &mut sent, &mut days),
                Ok(None) => out.said.push(format!(
                    "{name} is too long to be a register's, and was not read"
                )),
                Err(e) => out.said.push(format!("{name} cannot be read: {e}")),
            }
        }
        let hashes: HashSet<[u8; 32]> = sent.iter().map(|(_, hash)| *hash).collect();
        let counts = self.register.counting(&hashes);
        out.heads = hashes.len();
        out.days = days.first().cloned().zip(days.last().cloned());
        let lacking = sent.into_iter().filter(|(_, hash)| !counts.contains(hash));
        out.not_here = lacking.map(|(head, _)| head).collect();
        Ok(out)
    }
}

fn read(
    bytes: &[u8],
    name: &str,
    out: &mut Checked,
    sent: &mut Vec<(NotHere, [u8; 32])>,
    days: &mut BTreeSet<String>,
) {
    let ours = |line: &[u8]| {
        let mut ids = out.ids.iter();
        ids.any(|id| memchr::memmem::find(line, id.as_bytes()).is_some())
    };
    let lines = bytes.split(|b| *b == b'\n').enumerate();
    let lines: Vec<_> = lines.filter(|(_, line)| ours(line)).collect();
    for (at, line) in lines {
        let unread = |what: &str| format!("{name}, line {}: {what}", at + 1);
        let Ok(value) = serde_json::from_slice::<Value>(line) else {
            out.said.push(unread("this is no whole line of figures"));
            continue;
        };
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
        if !out.ids.iter().any(|id| id == text("register")) {
            continue;
        }
        out.lines += 1;
        let as_of = text("as_of").to_owned();
        days.extend(as_of.get(..10).map(str::to_owned));
        let heads = value.get("heads").and_then(Value::as_array);
        let Some(heads) = heads else {
            out.said.push(unread("it names no heads"));
            continue;
        };
        for head in heads {
            let digits = head.as_str().unwrap_or_default();
            match hash_of(digits) {
                Some(hash) => sent.push((
                    NotHere {
                        file: name.to_owned(),
                        line: at + 1,
                        as_of: as_of.clone(),
                        head: digits.to_owned(),
                    },
                    hash,
                )),
                None => out.said.push(unread("a head in it is no hash")),
            }
        }
    }
}

fn hash_of(digits: &str) -> Option<[u8; 32]> {
    let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(digits.as_bytes());
    bytes.ok()?.try_into().ok()
}
