//! Finds the journals below `register/` and reads their segments, several at a time where there is much.
//!
//! Changes nothing.

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::error::{StoreError, reading};
use super::parts::{Problem, Segment, Stamp};
use super::scan::{Scan, Start, last_digest, scan};
use super::share::scan_segment;
use crate::ports::Files;

/// The folder of torn tails, beside the writers' folders.
pub(super) const QUARANTINE: &str = "quarantine";

/// A writer's folder as it stands.
pub(super) struct Found {
    pub writer: String,
    /// Its segments in order.
    pub files: Vec<FoundFile>,
}

pub(super) struct FoundFile {
    pub number: u32,
    pub path: PathBuf,
    pub stamp: Stamp,
}

/// Lists the writers' folders and their segments; what is there and is no such thing, as problems.
pub(super) fn look(
    files: &Files,
    register: &Path,
    own: Option<&str>,
) -> Result<(Vec<Found>, Vec<Problem>), StoreError> {
    let mut found = Vec::new();
    let mut strays = Vec::new();
    for listed in files.list(register).map_err(reading(register))? {
        let name = listed.name.to_string_lossy().into_owned();
        if name == QUARANTINE || name.starts_with('.') || listed.stat.is_file {
            continue;
        }
        let mut stray = |what: String| {
            strays.push(Problem {
                file: format!("register/{name}"),
                line: 0,
                what,
            });
        };
        if !listed.stat.is_dir || listed.name.to_str().is_none() {
            stray(format!(
                "this is {}, not a writer's folder: it was not read",
                listed.stat.kind()
            ));
            continue;
        }
        match segments(files, &listed.path, &mut strays, &name) {
            Ok(files) => found.push(Found {
                writer: name,
                files,
            }),
            Err(source) if own == Some(name.as_str()) => return Err(reading(&listed.path)(source)),
            Err(source) => strays.push(Problem {
                file: format!("register/{name}"),
                line: 0,
                what: format!(
                    "this folder cannot be read: {}",
                    super::error::plain(&source)
                ),
            }),
        }
    }
    Ok((found, strays))
}

fn segments(
    files: &Files,
    dir: &Path,
    strays: &mut Vec<Problem>,
    writer: &str,
) -> io::Result<Vec<FoundFile>> {
    let mut out = Vec::new();
    for listed in files.list(dir)? {
        let Some(number) = listed.name.to_str().and_then(segment_number) else {
            continue;
        };
        if listed.stat.is_file {
            out.push(FoundFile {
                number,
                path: listed.path,
                stamp: Stamp::of(&listed.stat),
            });
        } else {
            strays.push(Problem {
                file: format!("register/{writer}/{}", Segment::file_name(number)),
                line: 0,
                what: format!(
                    "this is {}, not a file: it was not read",
                    listed.stat.kind()
                ),
            });
        }
    }
    out.sort_by_key(|f| f.number);
    Ok(out)
}

/// The number in a segment's name.
fn segment_number(name: &str) -> Option<u32> {
    let number = name.strip_suffix(".toml")?.parse().ok()?;
    (number > 0 && name == Segment::file_name(number)).then_some(number)
}

/// One file to read.
pub(super) struct Job {
    pub writer: Arc<str>,
    pub path: PathBuf,
    pub len: u64,
    /// The segment before it.
    pub before: Option<PathBuf>,
}

/// Less than this is read by one thread.
const WORTH_THREADS: u64 = 512 * 1024;

/// Reads files, each from its start; the answers are in the order of the jobs.
pub(super) fn read_all(files: &Files, jobs: &[Job]) -> Vec<io::Result<Scan>> {
    let bytes: u64 = jobs.iter().map(|j| j.len).sum();
    let threads = match bytes < WORTH_THREADS {
        true => 1,
        false => thread::available_parallelism().map_or(1, |n| n.get().min(8)),
    };
    if threads == 1 || jobs.len() < 2 * threads {
        let mut buffer = Vec::new();
        return jobs
            .iter()
            .map(|job| read_one(files, job, &mut buffer, threads))
            .collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut buffer = Vec::new();
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(i) else { return done };
            done.push((i, read_one(files, job, &mut buffer, 1)));
        }
    };
    let mut done = thread::scope(|scope| {
        // Fewer threads than wanted, or none, only take longer.
        let others: Vec<_> = (1..threads)
            .map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok())
            .collect();
        let mut done = work();
        done.extend(others.into_iter().filter_map(|t| t.join().ok()).flatten());
        done
    });
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, scan)| scan).collect()
}

fn read_one(files: &Files, job: &Job, buffer: &mut Vec<u8>, threads: usize) -> io::Result<Scan> {
    buffer.clear();
    files.open(&job.path)?.read_to_end(buffer)?;
    let found = scan_segment(buffer, &job.writer, threads);
    if let (Some(0 | 1), Some(before)) = (found.bads.first().map(|b| b.before), &job.before)
        && let Some(digest) = last_digest(&read_end(files, before)?)
    {
        return Ok(scan(buffer, 0, &job.writer, Start::Follows(digest)));
    }
    Ok(found)
}

/// The last bytes of a file, enough for a hash line.
fn read_end(files: &Files, path: &Path) -> io::Result<Vec<u8>> {
    let len = files.stat(path)?.map_or(0, |s| s.len);
    read_from(files, path, len.saturating_sub(100))
}

/// The bytes of a file from `from` to its end.
pub(super) fn read_from(files: &Files, path: &Path, from: u64) -> io::Result<Vec<u8>> {
    let mut file = files.open(path)?;
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}
