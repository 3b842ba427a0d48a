//! A schedule: who there is, what tools they use, and what happens in turn. It is a function of its seed alone.

use crate::dice::Dice;
use crate::machine::Deed;
use crate::mischief::{self, Mischief};
use crate::sync::{Manner, Naming, Tool};

/// Where an installation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub tree: usize,
    pub uid: u32,
    /// Whether it is the tree's own machine, or one that has the tree as a share.
    pub host: usize,
}

/// What the adversary keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Files come late and whole, in any order; nobody shares a tree, nobody erases.
    Late,
    /// Delay, halves, copies and deaths: nothing is ever lost.
    Gentle,
    /// Anything.
    Harsh,
}

#[derive(Clone, Debug)]
pub struct Setting {
    pub sort: Sort,
    pub trees: usize,
    pub seats: Vec<Seat>,
    pub tool: Tool,
    pub manner: Manner,
    pub segment_bytes: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Work at an installation; the process dies before so many changes to the disk.
    Work {
        at: usize,
        deed: Deed,
        dies: Option<u64>,
    },
    /// An installation is opened and checked.
    Read {
        at: usize,
    },
    /// A program that was left running looks again.
    LookAgain {
        at: usize,
    },
    /// The program ends.
    End {
        at: usize,
    },
    /// The tool carries from one tree to another.
    Sync {
        from: usize,
        to: usize,
    },
    /// One tree is made like another, whatever it held.
    Mirror {
        from: usize,
        to: usize,
    },
    Befalls {
        tree: usize,
        what: Mischief,
    },
    PowerCut {
        tree: usize,
    },
    /// An image of a machine is kept.
    Image {
        tree: usize,
    },
    /// The last image of a machine is put back, on it or on another.
    PutBack {
        tree: usize,
        onto: usize,
    },
    ClockJump {
        tree: usize,
    },
    Wait {
        seconds: i64,
    },
}

#[derive(Clone, Debug)]
pub struct Step {
    pub what: What,
    /// What it draws from: other steps may be dropped without changing this one.
    pub dice: u64,
}

#[derive(Clone, Debug)]
pub struct Schedule {
    pub seed: u64,
    pub setting: Setting,
    pub steps: Vec<Step>,
}

const NAMINGS: &[Naming] = &[
    Naming::Syncthing,
    Naming::Dropbox,
    Naming::OneDrive,
    Naming::Explorer,
];

fn setting(dice: &mut Dice) -> Setting {
    let sort = match dice.below(10) {
        0..2 => Sort::Late,
        2..5 => Sort::Gentle,
        _ => Sort::Harsh,
    };
    let machines = [2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 8][dice.below(20)];
    let mut seats: Vec<Seat> = Vec::new();
    let mut trees = 0;
    for n in 0..machines {
        let shares = sort != Sort::Late && trees > 0 && dice.in_hundred(15);
        let tree = if shares { dice.below(trees) } else { trees };
        trees = trees.max(tree + 1);
        let alone = !seats.iter().any(|s| s.tree == tree);
        let own = alone || dice.in_hundred(50);
        let uid = if alone { 1000 } else { 1001 + n as u32 };
        seats.push(Seat {
            tree,
            uid,
            host: if own { tree } else { 100 + n },
        });
    }
    let tool = match dice.below(3) {
        0 => Tool::Newest,
        _ => Tool::Vectors(NAMINGS[dice.below(NAMINGS.len())]),
    };
    let manner = match sort {
        Sort::Late => Manner {
            late: 40,
            ..Manner::default()
        },
        Sort::Gentle => Manner {
            late: 30,
            half: 20,
            fresh: false,
        },
        Sort::Harsh => Manner {
            late: 30,
            half: dice.below(30),
            fresh: dice.in_hundred(20),
        },
    };
    let segment_bytes = [600, 3000, 8 << 20][dice.below(3)];
    Setting {
        sort,
        trees,
        seats,
        tool,
        manner,
        segment_bytes,
    }
}

impl Schedule {
    pub fn new(seed: u64, deeds: &[Deed]) -> Schedule {
        let mut dice = Dice::new(seed);
        let setting = setting(&mut dice);
        let most = if dice.in_hundred(25) { 41 } else { 15 };
        let count = 20 + dice.below(most);
        let mut kinds = mischief::ALL.to_vec();
        dice.shuffle(&mut kinds);
        kinds.truncate(1 + dice.below(4));
        let steps = (0..count).map(|_| {
            let what = what(&setting, &kinds, deeds, &mut dice);
            Step {
                what,
                dice: dice.draw(),
            }
        });
        let steps = steps.collect();
        Schedule {
            seed,
            setting,
            steps,
        }
    }
}

fn what(setting: &Setting, kinds: &[Mischief], deeds: &[Deed], dice: &mut Dice) -> What {
    let at = dice.below(setting.seats.len());
    let tree = dice.below(setting.trees);
    let other = dice.below(setting.trees);
    let harsh = setting.sort == Sort::Harsh;
    match dice.below(100) {
        0..36 => work(setting, deeds, at, dice),
        36..43 => What::Read { at },
        43..47 => What::LookAgain { at },
        47..48 => What::End { at },
        48..70 => What::Sync {
            from: tree,
            to: other,
        },
        70..73 => What::Wait {
            seconds: 1 + dice.below(3000) as i64,
        },
        73..76 if setting.sort == Sort::Gentle => What::Befalls {
            tree,
            what: Mischief::Duplicated,
        },
        73..85 if harsh => What::Befalls {
            tree,
            what: *dice.pick(kinds).unwrap_or(&Mischief::Flipped),
        },
        85..87 if harsh => What::Mirror {
            from: tree,
            to: other,
        },
        87..90 if harsh => What::PowerCut { tree },
        90..94 if harsh => What::Image { tree },
        94..98 if harsh => {
            let onto = if dice.in_hundred(60) { tree } else { other };
            What::PutBack { tree, onto }
        }
        98..99 if harsh => What::ClockJump { tree },
        _ => What::Sync {
            from: other,
            to: tree,
        },
    }
}

fn work(setting: &Setting, deeds: &[Deed], at: usize, dice: &mut Dice) -> What {
    let common = [Deed::Add, Deed::Add, Deed::Edit, Deed::Erase];
    let drawn = match dice.in_hundred(45) {
        true => common[dice.below(common.len())],
        false => deeds[dice.below(deeds.len())],
    };
    let late = setting.sort == Sort::Late;
    // A writer that is taken over while it lives begins anew, and that is no false alarm.
    let deed = match drawn {
        Deed::Erase | Deed::Mend if late => Deed::Add,
        Deed::TakeOver if setting.sort != Sort::Harsh => Deed::Add,
        drawn => drawn,
    };
    let dies = (!late && dice.in_hundred(12)).then(|| dice.below(14) as u64);
    What::Work { at, deed, dies }
}
