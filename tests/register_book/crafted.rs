//! Journals that no onrecord wrote: every hash agrees, and they do not hold together.

use crate::damage::damage;
use crate::support::*;
use onrecord::register::{Header, encode};

/// A journal whose every hash agrees, of frames as given: number, command, place in the group, writer.
fn crafted(world: &World, frames: &[(u64, u64, (u32, u32), &str)]) -> String {
    let mut out = String::new();
    let mut previous = None;
    for (seq, lamport, part, by) in frames {
        let header = Header {
            schema: 2,
            follows: None,
            seen: Vec::new(),
            seq: *seq,
            lamport: *lamport,
            at: onrecord::ports::Clock::now(&*world.clock),
            by: (*by).into(),
            part: *part,
        };
        let frame = encode(&header, &reopened(1), [0; 16], previous.as_ref());
        out.push_str(&frame.bytes);
        previous = Some(frame.hash);
    }
    out
}

#[test]
fn a_journal_that_is_well_hashed_but_does_not_hold_together_is_named() {
    let w = "a@b-0000";
    // What counts, and the line that is named.
    for (frames, counted, line) in [
        (
            &[(1, 1, (1, 1), w), (3, 2, (1, 1), w), (4, 3, (1, 1), w)][..],
            vec![1, 4],
            12,
        ),
        (&[(2, 1, (1, 1), w), (3, 2, (1, 1), w)], vec![3], 1),
        (
            &[
                (1, 1, (1, 1), w),
                (2, 2, (1, 1), "c@d-1111"),
                (3, 3, (1, 1), w),
            ],
            vec![1],
            12,
        ),
        (&[(1, 1, (1, 2), w), (2, 2, (1, 1), w)], vec![2], 1),
        (
            &[(1, 1, (1, 1), w), (2, 2, (2, 2), w), (3, 3, (1, 1), w)],
            vec![1, 3],
            12,
        ),
        (
            &[(1, 1, (1, 2), w), (2, 2, (2, 2), w), (3, 3, (1, 1), w)],
            vec![3],
            1,
        ),
        (
            &[(1, 1, (1, 2), w), (2, 1, (2, 3), w), (3, 3, (1, 1), w)],
            vec![3],
            1,
        ),
    ] {
        let world = World::new();
        let folder = world.folder_of(w);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("0001.toml"), crafted(&world, frames)).unwrap();
        let opened = world.open();
        assert_eq!(
            opened.entries.iter().map(|e| e.seq).collect::<Vec<_>>(),
            counted,
            "{frames:?}"
        );
        let report = &opened.report;
        let place = format!("0001.toml, line {line}: ");
        assert!(
            damage(report).first() == Some(&("0001.toml", line)) || says(&report.said, &place),
            "{frames:?} {report:?}"
        );
        assert!(!opened.register.verify(None).unwrap().complete);
    }
}
