//! A long segment read by several threads at once.
//!
//! Invariant: what comes out is what one thread would have read. A part begins at an `[[event]]` line, and the hash
//! line before it is all it needs to know of what other threads read; wherever anything is amiss, one thread reads
//! it all again in its context.

use std::sync::Arc;
use std::thread;

use memchr::memmem;

use super::frame::HEAD;
use super::scan::{Scan, Start, Unsound, last_digest, scan};

/// Below this many bytes one thread is quicker than several.
const WORTH_SHARING: usize = 256 * 1024;

/// Reads a whole segment with up to `threads` threads.
pub(super) fn scan_segment(bytes: &[u8], writer: &Arc<str>, threads: usize) -> Scan {
    if threads < 2 || bytes.len() < WORTH_SHARING {
        return scan(bytes, 0, writer, Start::File);
    }
    let mut bounds = vec![0];
    for i in 1..threads {
        let from = (bytes.len() / threads * i).max(bounds[bounds.len() - 1] + 1);
        if let Some(n) = memmem::find(&bytes[from..], HEAD) {
            bounds.push(from + n);
        }
    }
    bounds.push(bytes.len());
    let part = |i: usize| {
        let (from, to) = (bounds[i], bounds[i + 1]);
        let start = match last_digest(&bytes[..from]) {
            Some(digest) => Start::After(digest),
            None => Start::File,
        };
        scan(&bytes[..to], from, writer, start)
    };
    let parts = thread::scope(|scope| {
        let others: Vec<_> = (1..bounds.len() - 1)
            .map(|i| thread::Builder::new().spawn_scoped(scope, move || part(i)))
            .collect();
        let mut parts = vec![Some(part(0))];
        // A part that no thread could be had for is missing, and all is read in one go.
        parts.extend(others.into_iter().map(|t| t.ok()?.join().ok()));
        parts.into_iter().collect::<Option<Vec<Scan>>>()
    });
    // Wherever anything is amiss before the last part, reading it all in one go sees it in its context.
    parts
        .and_then(join)
        .unwrap_or_else(|| scan(bytes, 0, writer, Start::File))
}

fn join(parts: Vec<Scan>) -> Option<Scan> {
    let last = parts.len() - 1;
    // What the first frame of a file follows is never known by that file alone.
    let opening =
        |(before, amiss): &(usize, Unsound)| *before == 0 && matches!(amiss, Unsound::Loose(_));
    let sound = |(i, s): (usize, &Scan)| match i {
        0 => s.amiss.iter().all(opening) && s.amiss.len() < 2,
        _ => {
            let bad = |(_, a): &(usize, Unsound)| matches!(a, Unsound::Bad(_));
            s.amiss.is_empty() || i == last && s.amiss.iter().all(bad)
        }
    };
    if !parts.iter().enumerate().all(sound) {
        return None;
    }
    let total = parts.iter().map(|s| s.frames.len()).sum::<usize>();
    let mut parts = parts.into_iter();
    let mut all = parts.next()?;
    all.frames.reserve_exact(total - all.frames.len());
    for mut part in parts {
        for frame in &mut part.frames {
            frame.line += all.lines;
        }
        for (before, amiss) in &mut part.amiss {
            *before += all.frames.len();
            if let Unsound::Bad(bad) = amiss {
                bad.line += all.lines;
            }
        }
        all.frames.append(&mut part.frames);
        all.amiss.append(&mut part.amiss);
        all.lines += part.lines;
        all.len = part.len;
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::super::frame::encode;
    use super::super::header::Header;
    use super::super::scan::Read;
    use super::*;
    use crate::record::event::ItemReferenced;
    use crate::record::{Event, Id};
    use chrono::DateTime;

    fn journal(frames: u64) -> String {
        let mut out = String::new();
        let mut previous = None;
        for seq in 1..=frames {
            let header = Header {
                schema: 2,
                seq,
                lamport: seq,
                at: DateTime::UNIX_EPOCH,
                by: "a@b-0000".into(),
                part: (1, 1),
                follows: None,
                seen: Vec::new(),
            };
            let event: Event = ItemReferenced {
                item: Id::from_random([seq as u8; 10]),
                reference: Some(format!("é {seq}")),
            }
            .into();
            let frame = encode(&header, &event, [7; 16], previous.as_ref());
            out.push_str(&frame.bytes);
            previous = Some(frame.hash);
        }
        out
    }

    /// What two readings must agree on, piece by piece.
    fn told(scan: &Scan) -> Vec<String> {
        let frame = |r: &Read| {
            format!(
                "{:?} {}..{} {} {:?}",
                r.entry.hash, r.offset, r.end, r.line, r.text
            )
        };
        let amiss = |(before, a): &(usize, Unsound)| match a {
            Unsound::Bad(bad) => format!("{before} {bad:?}"),
            Unsound::Loose(l) => format!("{before} {} {}", frame(&l.read), l.changed),
        };
        let mut out: Vec<_> = scan.amiss.iter().map(amiss).collect();
        out.push(format!("{} {}", scan.len, scan.lines));
        out.extend(scan.frames.iter().map(frame));
        out
    }

    #[test]
    fn several_threads_read_what_one_does_wherever_the_damage_is() {
        let sound = journal(1200).into_bytes();
        assert!(sound.len() > WORTH_SHARING);
        let writer: Arc<str> = "a@b-0000".into();
        let shared = scan_segment(&sound, &writer, 3);
        assert_eq!((shared.frames.len(), shared.amiss.len()), (1200, 0));
        for at in (0..sound.len()).step_by(sound.len() / 12) {
            let mut changed = sound.clone();
            changed[at] ^= 2;
            let cut = &sound[..sound.len() - at % 1000];
            for bytes in [&changed[..], cut] {
                let whole = scan(bytes, 0, &writer, Start::File);
                for threads in [2, 3] {
                    let shared = scan_segment(bytes, &writer, threads);
                    for (shared, whole) in told(&shared).iter().zip(told(&whole)) {
                        assert_eq!(*shared, whole, "byte {at}, {threads} threads");
                    }
                }
            }
        }
    }
}
