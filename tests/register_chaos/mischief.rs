//! What tools, restores and people do to files at rest.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::dice::Dice;
use crate::replica::{Replica, There};
use crate::sync::Naming;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mischief {
    Shortened,
    Zeroed,
    Emptied,
    Removed,
    Renamed,
    FolderRenamed,
    FolderCopied,
    OldVersion,
    LineEnds,
    Mark,
    LastLine,
    Blanks,
    Flipped,
    Merged,
    CutOut,
    CopiesRemoved,
    Duplicated,
}

pub const ALL: &[Mischief] = &[
    Mischief::Shortened,
    Mischief::Zeroed,
    Mischief::Emptied,
    Mischief::Removed,
    Mischief::Renamed,
    Mischief::FolderRenamed,
    Mischief::FolderCopied,
    Mischief::OldVersion,
    Mischief::LineEnds,
    Mischief::Mark,
    Mischief::LastLine,
    Mischief::Blanks,
    Mischief::Flipped,
    Mischief::Merged,
    Mischief::CutOut,
    Mischief::CopiesRemoved,
    Mischief::Duplicated,
];

/// Whether it changes bytes within a frame.
pub fn spoils(what: Mischief) -> bool {
    matches!(
        what,
        Mischief::Zeroed | Mischief::Flipped | Mischief::Merged
    )
}

/// A state that a file once had.
pub type Earlier = (String, There);

const NAMINGS: &[Naming] = &[
    Naming::Syncthing,
    Naming::Dropbox,
    Naming::OneDrive,
    Naming::Explorer,
    Naming::Copy,
];

/// Does it to one of the files there.
pub fn befalls(
    what: Mischief,
    replica: &Replica,
    earlier: &[Earlier],
    now: DateTime<Utc>,
    dice: &mut Dice,
) {
    let names: Vec<String> = replica
        .contents()
        .into_keys()
        .filter(|n| n.starts_with("register/") && !n.ends_with("/.gitignore"))
        .collect();
    let Some(name) = dice.pick(&names) else {
        return;
    };
    let naming = *dice.pick(NAMINGS).unwrap();
    match what {
        Mischief::Removed => replica.remove(name),
        Mischief::CopiesRemoved => {
            let copies = names.iter().filter(|n| !is_plain(n));
            copies.for_each(|copy| replica.remove(copy));
        }
        Mischief::Renamed => rename(replica, name, &naming.name(name, dice.below(3))),
        Mischief::Duplicated => copy(replica, name, &naming.name(name, dice.below(3))),
        Mischief::FolderRenamed | Mischief::FolderCopied => {
            // What is done to the register as a whole is a backup beside it, which nobody reads.
            let Some((folder, _)) = name.rsplit_once('/').filter(|(f, _)| f.contains('/')) else {
                return;
            };
            let to = format!("{folder} - Copy");
            for name in names
                .iter()
                .filter(|n| n.starts_with(&format!("{folder}/")))
            {
                let new = name.replacen(folder, &to, 1);
                match what {
                    Mischief::FolderCopied => copy(replica, name, &new),
                    _ => rename(replica, name, &new),
                }
            }
        }
        Mischief::OldVersion => {
            let Some((name, there)) = dice.pick(earlier) else {
                return;
            };
            let modified = if dice.in_hundred(50) {
                now
            } else {
                there.modified
            };
            let bytes = there.bytes.clone();
            replica.put(name, &There { bytes, modified }, dice.in_hundred(50));
        }
        _ => {
            let Some(there) = replica.get(name) else {
                return;
            };
            let bytes = Arc::new(changed(what, &there.bytes, dice));
            let modified = if dice.in_hundred(80) {
                now
            } else {
                there.modified
            };
            replica.put(name, &There { bytes, modified }, dice.in_hundred(50));
        }
    }
}

fn copy(replica: &Replica, from: &str, to: &str) {
    if let Some(there) = replica.get(from) {
        replica.put(to, &there, false);
    }
}

fn rename(replica: &Replica, from: &str, to: &str) {
    copy(replica, from, to);
    replica.remove(from);
}

/// Whether a program gave a file its name: `register/WRITER/0001.toml`.
fn is_plain(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    last.len() == "0001.toml".len() || last.starts_with("adopted-")
}

fn changed(what: Mischief, bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let text = || String::from_utf8_lossy(bytes).into_owned();
    let at = dice.below(bytes.len());
    let mut out = bytes.to_vec();
    match what {
        Mischief::Shortened => out.truncate(at),
        Mischief::Zeroed => out[at..].fill(0),
        Mischief::Emptied => out.clear(),
        Mischief::LineEnds => out = text().replace('\n', "\r\n").into_bytes(),
        Mischief::Mark => out = format!("\u{feff}{}", text()).into_bytes(),
        Mischief::LastLine => drop(out.pop()),
        Mischief::Blanks => out.extend([&b"\n\n"[..], b"  \n", b"\x1a"][dice.below(3)]),
        Mischief::Flipped => {
            if let Some(byte) = out.get_mut(at) {
                *byte ^= 1 << dice.below(7);
            }
        }
        Mischief::Merged => {
            let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
            let (from, to) = (dice.below(lines.len() + 1), dice.below(lines.len() + 1));
            let (from, to) = (from.min(to), from.max(to));
            let piece = lines[from..to].concat();
            let marks = [
                &b"<<<<<<< HEAD\n"[..],
                &piece,
                b"=======\n",
                &piece,
                b">>>>>>> other\n",
            ]
            .concat();
            out = [lines[..from].concat(), marks, lines[to..].concat()].concat();
        }
        Mischief::CutOut => {
            let frames: Vec<String> = text().split("[[event]]").map(str::to_owned).collect();
            let gone = dice.below(frames.len());
            let kept = frames
                .iter()
                .enumerate()
                .filter(|(n, _)| *n != gone || *n == 0);
            out = kept
                .map(|(_, f)| f.as_str())
                .collect::<Vec<_>>()
                .join("[[event]]")
                .into_bytes();
        }
        _ => {}
    }
    out
}

/// How far a clock jumps.
pub fn jump(dice: &mut Dice) -> TimeDelta {
    let hours = [-24 * 400, -24 * 9, -30, -1, 1, 30, 24 * 9, 24 * 400];
    TimeDelta::hours(hours[dice.below(hours.len())])
}
