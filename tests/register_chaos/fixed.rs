//! What is known to go wrong with files in the world, each as a short schedule of its own.

use crate::machine::Deed;
use crate::mischief::Mischief;
use crate::schedule::{Schedule, Seat, Setting, Sort, Step, What};
use crate::sync::{Manner, Naming, Tool};

/// How often each is run, every time with other draws.
const DRAWS: u64 = 2;
/// More changes to the disk than any turn makes.
const CHANGES: u64 = 24;

fn deed(at: usize, deed: Deed) -> What {
    What::Work {
        at,
        deed,
        dies: None,
    }
}

fn add(at: usize) -> What {
    deed(at, Deed::Add)
}

fn sync(from: usize, to: usize) -> What {
    What::Sync { from, to }
}

fn befalls(tree: usize, what: Mischief) -> What {
    What::Befalls { tree, what }
}

fn read(at: usize) -> What {
    What::Read { at }
}

/// Something happens to a journal that was read, and then somebody writes on.
fn befallen(what: Mischief) -> Vec<What> {
    let after = [read(0), befalls(0, what), read(0), add(0), read(0)];
    [&[add(0), add(0)][..], &after].concat()
}

/// Somebody writes, dies at a change, and writes on.
fn killed(what: Deed, dies: u64) -> Vec<What> {
    let dies = Some(dies);
    vec![
        add(0),
        What::Work {
            at: 0,
            deed: what,
            dies,
        },
        read(0),
        sync(0, 1),
        add(0),
        read(0),
    ]
}

const IMAGE: What = What::Image { tree: 0 };
const PUT_BACK: What = What::PutBack { tree: 0, onto: 0 };

/// Names of cases, and their steps: two machines with a tree each.
fn cases() -> Vec<(String, Vec<What>)> {
    // The newest frames of a writer stand on another machine alone.
    let fork = vec![
        add(0),
        sync(0, 1),
        IMAGE,
        add(0),
        sync(0, 1),
        read(1),
        PUT_BACK,
        add(0),
        sync(1, 0),
        read(0),
        add(0),
    ];
    let clone = vec![
        add(0),
        IMAGE,
        What::PutBack { tree: 0, onto: 1 },
        add(0),
        add(1),
        sync(0, 1),
        sync(1, 0),
    ];
    let back = vec![
        add(0),
        IMAGE,
        add(0),
        sync(0, 1),
        read(1),
        PUT_BACK,
        add(0),
        sync(0, 1),
        sync(1, 0),
        add(0),
        add(1),
    ];
    let erased = vec![
        add(0),
        add(1),
        sync(0, 1),
        sync(1, 0),
        deed(1, Deed::Erase),
        add(0),
    ];
    let held = vec![
        add(0),
        sync(0, 1),
        deed(1, Deed::Hold),
        What::Work {
            at: 0,
            deed: Deed::Erase,
            dies: Some(3),
        },
    ];
    let gone = [
        befalls(0, Mischief::CopiesRemoved),
        befalls(1, Mischief::CopiesRemoved),
        read(0),
    ];
    let all = |parts: &[&[What]]| parts.concat();
    let mut cases = vec![
        (
            "a conflict copy beside the journal".to_owned(),
            fork.clone(),
        ),
        (
            "a conflict copy, a turn, and the copy is gone".to_owned(),
            all(&[&fork, &gone]),
        ),
        (
            "a machine is cloned".to_owned(),
            all(&[&clone, &[add(0), add(1), sync(1, 0), sync(0, 1)]]),
        ),
        ("an image is put back".to_owned(), back),
        (
            "erased elsewhere, its record comes first".to_owned(),
            all(&[&erased, &[sync(1, 0), sync(0, 1), read(0)]]),
        ),
        (
            "erased elsewhere, the text comes first".to_owned(),
            all(&[&erased, &[sync(0, 1), sync(1, 0), read(1)]]),
        ),
        (
            "a hold comes before the text is out".to_owned(),
            all(&[&held, &[sync(1, 0), add(0), add(0)]]),
        ),
        ("a copy is made by hand, then all is erased".to_owned(), {
            vec![
                add(0),
                befalls(0, Mischief::Duplicated),
                deed(0, Deed::Erase),
                add(0),
            ]
        }),
        ("the power goes".to_owned(), {
            vec![
                add(0),
                What::PowerCut { tree: 0 },
                add(0),
                deed(0, Deed::Erase),
                What::PowerCut { tree: 0 },
                add(0),
            ]
        }),
    ];
    for what in crate::mischief::ALL {
        cases.push((format!("{what:?}"), befallen(*what)));
    }
    for dies in 0..CHANGES {
        cases.push((
            format!("killed before change {dies}"),
            killed(Deed::Add, dies),
        ));
        cases.push((
            format!("killed before change {dies} of an erasure"),
            killed(Deed::Erase, dies),
        ));
    }
    cases
}

fn setting(tool: Tool, shared: bool) -> Setting {
    let seat = |n: usize| match shared {
        true => Seat {
            tree: 0,
            uid: 1000 + n as u32,
            host: 0,
        },
        false => Seat {
            tree: n,
            uid: 1000,
            host: n,
        },
    };
    Setting {
        sort: Sort::Harsh,
        trees: if shared { 1 } else { 2 },
        seats: (0..2).map(seat).collect(),
        tool,
        manner: Manner::default(),
        segment_bytes: 8 << 20,
    }
}

/// Every case, with every tool and several draws.
pub fn all() -> Vec<(String, Schedule)> {
    let mut out = Vec::new();
    for draw in 0..DRAWS {
        let schedule = |whats: &[What], setting: Setting| {
            let step = |(n, what): (usize, &What)| Step {
                what: what.clone(),
                dice: draw << 32 | n as u64,
            };
            let steps = whats.iter().enumerate().map(step).collect();
            Schedule {
                seed: draw,
                setting,
                steps,
            }
        };
        for (name, whats) in cases() {
            // Where somebody dies, the tools make no difference.
            let tools = if name.starts_with("killed") { 1 } else { 2 };
            let all = [Tool::Vectors(Naming::Syncthing), Tool::Newest];
            for tool in all.into_iter().take(tools) {
                out.push((name.clone(), schedule(&whats, setting(tool, false))));
            }
        }
        let together = [
            add(0),
            add(1),
            read(0),
            read(1),
            deed(0, Deed::Erase),
            add(1),
            read(0),
            read(1),
        ];
        out.push((
            "two users share a folder".into(),
            schedule(&together, setting(Tool::Newest, true)),
        ));
    }
    out
}
