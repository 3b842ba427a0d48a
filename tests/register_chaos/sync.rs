//! Tools that keep folders alike, with all their ways: late, in any order, half, and sure that they know which is newer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::TimeDelta;

use crate::dice::Dice;
use crate::replica::{Contents, Replica, There};

/// How a tool finds out what to carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// By version vectors; where both sides changed, the older is kept beside it under a name of this manner.
    Vectors(Naming),
    /// By the time of the last change alone; the older is written over.
    Newest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    Syncthing,
    Dropbox,
    OneDrive,
    Explorer,
    Copy,
}

/// What a tool does to what it carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Files that are left for another time, in a hundred.
    pub late: usize,
    /// Files that come half, in a hundred.
    pub half: usize,
    /// A half file bears the time it came at, and not one that is older than the whole.
    pub fresh: bool,
}

type Vector = BTreeMap<usize, u64>;

/// What a tool knows of a file on one tree; no bytes where it knows that it was removed.
#[derive(Clone, Default)]
struct Version {
    bytes: Option<Arc<Vec<u8>>>,
    vector: Vector,
}

/// What a tool has noted down on one tree.
#[derive(Clone, Default)]
pub struct Notes(BTreeMap<String, Version>);

/// A tool at work between all trees.
pub struct Sync {
    tool: Tool,
    pub notes: Vec<Notes>,
    copies: usize,
}

#[derive(PartialEq, Eq)]
enum Standing {
    Same,
    Newer,
    Older,
    Apart,
}

fn standing(ours: &Vector, theirs: &Vector) -> Standing {
    let behind = |a: &Vector, b: &Vector| b.iter().any(|(at, n)| a.get(at).unwrap_or(&0) < n);
    match (behind(theirs, ours), behind(ours, theirs)) {
        (false, false) => Standing::Same,
        (true, false) => Standing::Newer,
        (false, true) => Standing::Older,
        (true, true) => Standing::Apart,
    }
}

fn merge(into: &mut Vector, other: &Vector) {
    for (at, n) in other {
        let known = into.entry(*at).or_default();
        *known = (*known).max(*n);
    }
}

impl Naming {
    /// The name of a copy that gives way.
    pub fn name(self, path: &str, number: usize) -> String {
        let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
        let dot = if ending.is_empty() { "" } else { "." };
        let mark = match self {
            Naming::Syncthing => format!(".sync-conflict-20261122-{:06}-7QK2N4D", 180_000 + number),
            Naming::Dropbox => format!(" (desk's conflicted copy 2026-11-22 {number})"),
            Naming::OneDrive => format!("-DESK-{number}"),
            Naming::Explorer => format!(" ({number})"),
            Naming::Copy if number == 1 => " - Copy".to_owned(),
            Naming::Copy => format!(" - Copy ({number})"),
        };
        format!("{stem}{mark}{dot}{ending}")
    }
}

impl Sync {
    pub fn new(tool: Tool, trees: usize) -> Sync {
        let notes = (0..trees).map(|_| Notes::default()).collect();
        Sync {
            tool,
            notes,
            copies: 0,
        }
    }

    /// Carries from one tree to another; whether anything changed there.
    pub fn pull(
        &mut self,
        all: &[Replica],
        from: usize,
        to: usize,
        manner: Manner,
        dice: &mut Dice,
    ) -> bool {
        let (source, target) = (all[from].contents(), all[to].contents());
        match self.tool {
            Tool::Newest => newest(&source, (&all[to], &target), manner, dice),
            Tool::Vectors(naming) => {
                self.look(from, &source);
                self.look(to, &target);
                let mut names: Vec<String> = self.notes[from].0.keys().cloned().collect();
                dice.shuffle(&mut names);
                let mut changed = false;
                for name in names {
                    if !dice.in_hundred(manner.late) {
                        let sides = ((from, &source), (to, &target));
                        changed |= self.carry(all, naming, &name, sides, manner, dice);
                    }
                }
                changed
            }
        }
    }

    /// Notes what changed on a tree since the tool looked last.
    fn look(&mut self, tree: usize, contents: &Contents) {
        let notes = &mut self.notes[tree].0;
        let names: BTreeSet<&String> = notes.keys().chain(contents.keys()).collect();
        let names: Vec<String> = names.into_iter().cloned().collect();
        for name in names {
            let there = contents.get(&name).map(|t| &t.bytes);
            let known = notes.entry(name).or_default();
            if known.bytes.as_ref() != there {
                known.bytes = there.cloned();
                *known.vector.entry(tree).or_default() += 1;
            }
        }
    }

    fn carry(
        &mut self,
        all: &[Replica],
        naming: Naming,
        name: &str,
        ((from, source), (to, target)): ((usize, &Contents), (usize, &Contents)),
        manner: Manner,
        dice: &mut Dice,
    ) -> bool {
        let theirs = self.notes[from].0.get(name).cloned().unwrap_or_default();
        let ours = self.notes[to].0.entry(name.to_owned()).or_default();
        let alike = theirs.bytes == ours.bytes;
        match standing(&theirs.vector, &ours.vector) {
            _ if alike => {
                merge(&mut ours.vector, &theirs.vector);
                return false;
            }
            Standing::Newer => {}
            Standing::Older => return false,
            Standing::Apart | Standing::Same => {
                let time =
                    |contents: &Contents| contents.get(name).map(|t| (t.modified, t.bytes.clone()));
                if time(source) < time(target) {
                    return false;
                }
                if let Some(there) = target.get(name) {
                    self.copies += 1;
                    let copy = naming.name(name, self.copies);
                    all[to].put(&copy, there, false);
                    let bytes = Some(there.bytes.clone());
                    self.notes[to].0.insert(
                        copy,
                        Version {
                            bytes,
                            vector: Vector::from([(to, 1)]),
                        },
                    );
                }
            }
        }
        let ours = self.notes[to].0.entry(name.to_owned()).or_default();
        let Some(whole) = source.get(name) else {
            all[to].remove(name);
            ours.bytes = None;
            merge(&mut ours.vector, &theirs.vector);
            return true;
        };
        match dice.in_hundred(manner.half) {
            true => {
                let half = half(target.get(name), whole, manner.fresh, dice);
                ours.bytes = Some(half.bytes.clone());
                all[to].put(name, &half, dice.in_hundred(50));
            }
            false => {
                ours.bytes = theirs.bytes;
                merge(&mut ours.vector, &theirs.vector);
                all[to].put(name, whole, dice.in_hundred(20));
            }
        }
        true
    }
}

fn newest(
    source: &Contents,
    (target, there): (&Replica, &Contents),
    manner: Manner,
    dice: &mut Dice,
) -> bool {
    let mut names: Vec<&String> = source.keys().collect();
    dice.shuffle(&mut names);
    let mut changed = false;
    for name in names {
        let (new, old) = (&source[name], there.get(name));
        let stays = old.is_some_and(|old| {
            old.bytes == new.bytes || (old.modified, &old.bytes) > (new.modified, &new.bytes)
        });
        if stays || dice.in_hundred(manner.late) {
            continue;
        }
        changed = true;
        match dice.in_hundred(manner.half) {
            true => target.put(name, &half(old, new, manner.fresh, dice), true),
            false => target.put(name, new, dice.in_hundred(20)),
        }
    }
    changed
}

/// A file on its way: its beginning alone, with zeros up to its length, or over the beginning of the one before.
fn half(old: Option<&There>, new: &There, fresh: bool, dice: &mut Dice) -> There {
    let got = dice.below(new.bytes.len() + 1);
    let mut bytes = new.bytes[..got].to_vec();
    match dice.below(3) {
        0 => bytes.resize(new.bytes.len(), 0),
        1 => bytes.extend(
            old.map(|o| o.bytes.get(got..).unwrap_or_default())
                .unwrap_or_default(),
        ),
        _ => {}
    }
    let older = old.map_or(new.modified, |o| o.modified.min(new.modified)) - TimeDelta::seconds(1);
    let modified = if fresh {
        new.modified + TimeDelta::minutes(1)
    } else {
        older
    };
    There {
        bytes: Arc::new(bytes),
        modified,
    }
}
