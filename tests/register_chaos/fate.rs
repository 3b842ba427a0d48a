//! What comes over trees as a whole: what tools carry, power cuts, images put back; and the peace at the end.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use onrecord::ports::Memory;

use crate::checks::{self, Failure};
use crate::death::Death;
use crate::dice::Dice;
use crate::machine::{Deed, Machine};
use crate::settled;
use crate::sync::{Manner, Notes};
use crate::world::{Hash, World};

/// The most rounds of carrying until nothing changes any more.
const ROUNDS: usize = 12;

/// A tree as it was, with what its installations knew.
pub struct Image {
    memory: Memory,
    of_each: Vec<Kept>,
    notes: Notes,
}

/// What an image holds of one installation.
#[derive(Clone)]
struct Kept {
    machine_id: String,
    known: BTreeSet<Hash>,
    on_disk: BTreeSet<Hash>,
    wrote_as: BTreeSet<String>,
}

impl<M: Machine + Default> World<M> {
    pub fn carry(&mut self, from: usize, to: usize, manner: Manner, dice: &mut Dice) -> bool {
        from != to && self.sync.pull(&self.trees, from, to, manner, dice)
    }

    pub fn mirror(&mut self, from: usize, to: usize) {
        let (source, target) = (self.trees[from].contents(), self.trees[to].contents());
        for (name, there) in &source {
            if target.get(name).is_none_or(|t| t.bytes != there.bytes) {
                self.trees[to].put(name, there, false);
            }
        }
        target
            .keys()
            .filter(|n| !source.contains_key(*n))
            .for_each(|n| self.trees[to].remove(n));
    }

    fn of_tree(&self, tree: usize) -> Vec<usize> {
        (0..self.all.len())
            .filter(|at| self.all[*at].tree == tree)
            .collect()
    }

    /// What an installation of this tree acknowledged here and counts right before must count after.
    pub fn cut_power(&mut self, tree: usize, seed: u64) {
        let of_tree = self.of_tree(tree);
        let counted: Vec<BTreeSet<Hash>> = (of_tree.iter())
            .map(|at| {
                let desk = self.all[*at].desk.clone();
                let read = self.all[*at].machine.read(&desk);
                read.map_or_else(
                    |_| BTreeSet::new(),
                    |r| r.entries.iter().map(|e| e.hash).collect(),
                )
            })
            .collect();
        self.trees[tree].memory.power_cut(seed);
        for (at, counted) in of_tree.into_iter().zip(&counted) {
            let one = &mut self.all[at];
            one.machine.end();
            // What it remembered may be gone with what was not synced, its name among it.
            one.known.clear();
            let on_disk = one.on_disk.clone();
            let wrote_as = std::mem::take(&mut one.wrote_as);
            one.wrote_as.extend(one.machine.own(&one.desk));
            self.read(at);
            let after = self.all[at].last.as_ref();
            let found = after.and_then(|after| {
                checks::i1_synced((&on_disk, &wrote_as), counted, after, &self.frames)
            });
            self.fail(found);
        }
    }

    pub fn keep_image(&mut self, tree: usize) {
        let kept = |at: usize| Kept {
            machine_id: self.all[at].desk.ports.host.machine_id.clone(),
            known: self.all[at].known.clone(),
            on_disk: self.all[at].on_disk.clone(),
            wrote_as: self.all[at].wrote_as.clone(),
        };
        let image = Image {
            memory: self.trees[tree].memory.image(),
            of_each: self.of_tree(tree).into_iter().map(kept).collect(),
            notes: self.sync.notes[tree].clone(),
        };
        self.images.insert(tree, image);
    }

    /// Puts the image of one machine onto it again, or onto another of the same build, which then is its double.
    pub fn put_back(&mut self, tree: usize, onto: usize) {
        // Where no image of that one was kept, that of the next.
        let kept = self.images.range(tree..).chain(&self.images).next();
        let Some(source) = kept.map(|(source, _)| *source) else {
            return;
        };
        let onto = if tree == onto { source } else { onto };
        let tree = source;
        let alone = self.of_tree(tree).len() == 1 && self.of_tree(onto).len() == 1;
        let fits = tree == onto || alone;
        let Some(image) = self.images.get(&tree).filter(|_| fits) else {
            return;
        };
        self.trees[onto].memory.put_back(&image.memory);
        self.sync.notes[onto] = match tree == onto {
            true => image.notes.clone(),
            false => Notes::default(),
        };
        let of_each = image.of_each.clone();
        for (at, kept) in self.of_tree(onto).into_iter().zip(of_each) {
            let one = &mut self.all[at];
            (one.known, one.wrote_as) = (kept.known, kept.wrote_as);
            one.on_disk = kept.on_disk;
            one.desk.ports.host.machine_id = kept.machine_id;
            one.last = None;
            one.machine.end();
        }
    }

    /// Carries everything to everybody until nothing changes any more.
    fn carry_all(&mut self) {
        let mut dice = Dice::new(1);
        for _ in 0..ROUNDS {
            let others = 1..self.trees.len();
            let mut changed = false;
            for other in others.clone() {
                changed |= self.carry(other, 0, Manner::default(), &mut dice);
            }
            for other in others {
                changed |= self.carry(0, other, Manner::default(), &mut dice);
            }
            if !changed {
                return;
            }
        }
    }

    pub fn settle(&mut self) {
        for _ in 0..2 {
            self.carry_all();
            for at in 0..self.all.len() {
                self.pass(TimeDelta::seconds(5));
                let mut dice = Dice::new(at as u64 ^ self.now.load(Ordering::Relaxed) as u64);
                self.work(at, Deed::Add, Death::never(), &mut dice);
                // Where frames of a later version are met, or what looks like them, nothing is to be recorded.
                let why = self.all[at]
                    .refused
                    .take()
                    .filter(|w| !w.contains("later version"));
                let found =
                    why.map(|why| Failure::new("write", format!("installation {at}: {why}")));
                self.fail(found);
            }
        }
        self.carry_all();
        for at in 0..self.all.len() {
            self.read(at);
        }
        let runs = (0..self.all.len()).flat_map(|at| self.own(at)).collect();
        let found = settled::all(self, &runs);
        self.fail(found);
    }
}
