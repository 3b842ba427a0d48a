//! Text lines found in bytes, whatever stands around them, and other bytes of the same length put over them.
//!
//! Invariant: every other byte stays, and the file keeps its length.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::Path;

use memchr::memmem;
use sha2::{Digest, Sha256};

use super::canon::unhex64;
use super::error::{StoreError, reading, writing};
use super::evidence::named_in;
use super::frame::read_text_line;
use super::head::Half;
use super::odd_form::lines;
use super::parts::Stamp;
use super::rule::Rule;
use super::session::Session;
use super::stub::{stub_line, stub_of};
use crate::record::field::Value;

/// Texts that are to go: by the hash of their line, and the frame that erased each.
pub(super) type Doomed = HashMap<[u8; 32], Half>;

/// What text lines that are to go hold besides: what is looked for elsewhere.
#[derive(Default)]
pub(super) struct Held {
    pub values: BTreeSet<String>,
    pub evidence: BTreeSet<String>,
}

/// Bytes to put at a place in a file.
pub(super) type Edit = (u64, Vec<u8>);

impl Session<'_> {
    /// Puts bytes over others of the same length, and makes that durable; the file stays the one it is.
    pub(super) fn put_over(&mut self, path: &Path, edits: &[Edit]) -> Result<(), StoreError> {
        let files = self.files();
        let before = files.stat(path).map_err(reading(path))?;
        let over = || -> io::Result<Stamp> {
            let file = files.open_write(path)?;
            for (at, bytes) in edits {
                file.write_at(*at, bytes)?;
            }
            file.sync()?;
            file.stat().map(|s| Stamp::of(&s))
        };
        let written = over().map_err(writing("taking a text out", path))?;
        let was = before.and_then(|s| s.modified);
        let now = self.still_there(path, was, written)?;
        let known = self.book.known.files.iter_mut();
        for file in known.filter(|f| f.found.path == path) {
            file.found.stamp = now;
        }
        Ok(())
    }

    /// Puts a file with other bytes of the same length in the place of one.
    pub(super) fn put_anew(&mut self, path: &Path, edits: &[Edit]) -> Result<(), StoreError> {
        let mut bytes = self.files().read(path).map_err(reading(path))?;
        for (at, new) in edits {
            let from = *at as usize;
            if let Some(old) = bytes.get_mut(from..from + new.len()) {
                old.copy_from_slice(new);
            }
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.put(path.parent().unwrap_or(path), &name, &bytes)
    }
}

/// The text lines in bytes, whatever stands around them: where each begins, without what stands around it.
pub(super) fn text_lines(bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    lines(bytes).filter(|(_, line)| line.starts_with(b"text = "))
}

/// What is to be put over the bytes of a file so that no text that is to go stands in it: text lines that are as they
/// were written, and those behind the hash of one.
pub(super) fn edits_of(bytes: &[u8], doomed: &Doomed, held: &mut Held) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut behind = None;
    for (from, line) in lines(bytes) {
        let named = std::mem::replace(&mut behind, digest_of(line));
        const HASH: &[u8] = b"hash = \"";
        if HASH.starts_with(line) || line.starts_with(HASH) || line.starts_with(b"[[event]]") {
            continue;
        }
        let by_name = named.and_then(|hash: [u8; 32]| doomed.get(&hash));
        let by_bytes = || {
            let digest: [u8; 32] = Sha256::digest(line).into();
            doomed.get(&digest)
        };
        let text = line.starts_with(b"text = ");
        let by = by_name.or_else(|| by_bytes().filter(|_| text));
        // Where the line end before it was damaged, it stands behind other bytes.
        const TEXT: &[u8] = b"text = { salt = \"";
        let behind = memmem::find(line, TEXT).filter(|at| *at > 0 && by.is_none());
        if let Some((at, inner)) = behind.map(|at| (at, &line[at..])) {
            let digest: [u8; 32] = Sha256::digest(inner).into();
            if let Some(by) = doomed.get(&digest) {
                take_note(inner, held);
                edits.push((from + at as u64, stub_line(by, inner.len())));
            }
        }
        if let Some(by) = by {
            let stub = stub_line(by, line.len());
            let named_there = stub_of(line).filter(|half| doomed.values().any(|d| d == half));
            if stub != line && named_there.is_none() && !Rule::Stub.off() {
                take_note(line, held);
                edits.push((from, stub));
            }
        }
    }
    edits
}

/// The hash that a `text_hash` line holds.
fn digest_of(line: &[u8]) -> Option<[u8; 32]> {
    let digits = line.strip_prefix(b"text_hash = \"")?.strip_suffix(b"\"")?;
    unhex64(digits)
}

/// Notes what a text line holds.
fn take_note(line: &[u8], held: &mut Held) {
    let Some(text) = read_text_line(line) else {
        return;
    };
    held.evidence.extend(named_in(&text));
    for (_, value) in &text {
        match value {
            Value::Text(text) => held.values.extend([text.to_string()]),
            Value::List(items) => held.values.extend(items.iter().map(|i| i.to_string())),
            Value::Number(_) | Value::Truth(_) => {}
        }
    }
    held.values.remove("");
}
