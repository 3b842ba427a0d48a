//! What comes over trees as a whole: what tools carry, power cuts, images put back; and the peace at the end.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use onrecord::ports::Memory;

use crate::checks;
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
    known: Vec<BTreeSet<Hash>>,
    wrote_as: Vec<BTreeSet<String>>,
    notes: Notes,
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
            let known = std::mem::take(&mut one.known);
            let wrote_as = std::mem::take(&mut one.wrote_as);
            one.wrote_as.extend(one.machine.own(&one.desk));
            self.read(at);
            let after = self.all[at].last.as_ref();
            let found = after.and_then(|after| {
                checks::i1_synced((&known, &wrote_as), counted, after, &self.frames)
            });
            self.fail(found);
        }
    }

    pub fn keep_image(&mut self, tree: usize) {
        let of_tree = self.of_tree(tree);
        let image = Image {
            memory: self.trees[tree].memory.image(),
            known: of_tree
                .iter()
                .map(|at| self.all[*at].known.clone())
                .collect(),
            wrote_as: of_tree
                .iter()
                .map(|at| self.all[*at].wrote_as.clone())
                .collect(),
            notes: self.sync.notes[tree].clone(),
        };
        self.images.insert(tree, image);
    }

    /// Puts the image of one machine onto it again, or onto another of the same build, which then is its double.
    pub fn put_back(&mut self, tree: usize, onto: usize) {
        let alike = self.trees[tree].home == self.trees[onto].home;
        let Some(image) = self.images.get(&tree).filter(|_| alike) else {
            return;
        };
        self.trees[onto].memory.put_back(&image.memory);
        self.sync.notes[onto] = if tree == onto {
            image.notes.clone()
        } else {
            Notes::default()
        };
        let (known, wrote_as) = (image.known.clone(), image.wrote_as.clone());
        let machine = self
            .of_tree(tree)
            .first()
            .map(|at| self.all[*at].desk.ports.host.machine_id.clone());
        let of_each = self.of_tree(onto).into_iter().zip(known).zip(wrote_as);
        for ((at, known), wrote_as) in of_each {
            let one = &mut self.all[at];
            (one.known, one.wrote_as) = (known, wrote_as);
            one.last = None;
            one.machine.end();
            one.desk.ports.host.machine_id = machine.clone().unwrap_or_default();
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
