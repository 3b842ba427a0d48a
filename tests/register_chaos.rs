//! The register against whatever disks, sync tools, restores and people do: schedules drawn from seeds, over the real
//! code with files in memory.
//!
//! `ONRECORD_CHAOS=N` runs N schedules; `ONRECORD_CHAOS_CHECK=all` tells how many break which promise, and what comes
//! of the known cases (`-- --nocapture`); `ONRECORD_CHAOS_SEED=S` runs one schedule and tells each promise it breaks
//! with the fewest steps. Every promise has to be kept in every schedule and in every known case.
//!
//! ```text
//! schedule  who there is, what happens     world    the machines, what each knows    fate     what comes over trees
//! machine   the program, behind a trait    today    the register as it stands        wanted   what is put on record
//! replica   a folder, as tools see it      sync     the tools                        mischief what befalls files
//! checks    promises after every step      settled  promises at the end              fixed    the known cases
//! ```

#[path = "register_chaos/checks.rs"]
mod checks;
#[path = "register_chaos/death.rs"]
mod death;
#[path = "register_chaos/dice.rs"]
mod dice;
#[path = "register_chaos/fate.rs"]
mod fate;
#[path = "register_chaos/fixed.rs"]
mod fixed;
#[path = "register_chaos/machine.rs"]
mod machine;
#[path = "register_chaos/mischief.rs"]
mod mischief;
#[path = "register_chaos/replica.rs"]
mod replica;
#[path = "register_chaos/schedule.rs"]
mod schedule;
#[path = "register_chaos/settled.rs"]
mod settled;
#[path = "register_chaos/sync.rs"]
mod sync;
#[path = "register_chaos/today.rs"]
mod today;
#[path = "register_chaos/wanted.rs"]
mod wanted;
#[path = "register_chaos/world.rs"]
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};

use checks::Failure;
use machine::{DEEDS, Deed, Machine};
use schedule::{Schedule, Sort, Step};
use today::Today;
use world::World;

/// How many schedules one run of the tests has.
const SCHEDULES: u64 = 500;

fn run(schedule: &Schedule, steps: &[Step]) -> Vec<Failure> {
    let all = || World::<Today>::new(schedule).run(steps);
    catch_unwind(AssertUnwindSafe(all)).unwrap_or_else(|why| {
        let text = why.downcast_ref::<String>().cloned();
        let text = text.or_else(|| why.downcast_ref::<&str>().map(|t| (*t).to_owned()));
        vec![Failure::new("panic", text.unwrap_or_default())]
    })
}

/// The fewest steps, by dropping, that still break the promise.
fn shrink(schedule: &Schedule, name: &str) -> Vec<Step> {
    let breaks = |steps: &[Step]| run(schedule, steps).iter().any(|f| f.name == name);
    let mut steps = schedule.steps.clone();
    let mut piece = steps.len().div_ceil(2);
    while piece > 0 {
        let mut from = 0;
        while from < steps.len() {
            let to = steps.len().min(from + piece);
            let fewer = [&steps[..from], &steps[to..]].concat();
            match breaks(&fewer) {
                true => steps = fewer,
                false => from = to,
            }
        }
        piece /= 2;
    }
    steps
}

fn tell(schedule: &Schedule, name: &str) -> String {
    let steps = shrink(schedule, name);
    let failures = run(schedule, &steps);
    let failures: Vec<String> = failures
        .iter()
        .map(|f| format!("  {} at step {}: {}", f.name, f.step, f.what))
        .collect();
    let steps: Vec<String> = steps
        .iter()
        .enumerate()
        .map(|(n, s)| format!("  {n}: {:?} (dice {:#x})", s.what, s.dice))
        .collect();
    format!(
        "seed {} breaks {name}\n{:?}\n{}\n{}",
        schedule.seed,
        schedule.setting,
        steps.join("\n"),
        failures.join("\n")
    )
}

fn checks_all() -> bool {
    std::env::var("ONRECORD_CHAOS_CHECK").is_ok_and(|v| v == "all")
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn whatever_happens_the_register_keeps_its_promises() {
    let deeds = Today::default().deeds();
    if let Some(seed) = number("ONRECORD_CHAOS_SEED") {
        let schedule = Schedule::new(seed, deeds);
        let broken: BTreeSet<&str> = run(&schedule, &schedule.steps)
            .iter()
            .map(|f| f.name)
            .collect();
        broken
            .iter()
            .for_each(|name| println!("{}", tell(&schedule, name)));
        return;
    }
    let count = number("ONRECORD_CHAOS").unwrap_or(SCHEDULES);
    let broken = broken(count, deeds);
    if checks_all() {
        table(count, &broken);
        return;
    }
    for (name, seeds) in &broken {
        if let Some((seed, _)) = seeds.first() {
            panic!("{}", tell(&Schedule::new(*seed, deeds), name));
        }
    }
}

/// Schedules among 100,000 that once broke a promise, a few of each kind.
const BROKE_ONCE: &[u64] = &[
    17765, 39210, 43254, 46098, 60021, 41678, 14973, 16438, 18706, 19563, 37372, 63136, 10128,
    11795, 12121, 10322, 3577, 42534, 43907, 59852, 60229, 24985, 25108, 45940, 26676, 36615,
    55682, 49373, 56150, 49167, 23643, 47882, 32863, 33352, 35724, 59129, 67165, 62062, 70933,
];

#[test]
fn what_broke_once_stays_mended() {
    let deeds = Today::default().deeds();
    for seed in BROKE_ONCE {
        let schedule = Schedule::new(*seed, deeds);
        if let Some(first) = run(&schedule, &schedule.steps).first() {
            panic!("{}", tell(&schedule, first.name));
        }
    }
}

/// Which promises are broken in which of so many schedules; as many are run at once as there are cores.
fn broken(count: u64, deeds: &[Deed]) -> BTreeMap<&'static str, Vec<(u64, Sort)>> {
    let next = AtomicU64::new(0);
    let some = || {
        let mut broken = Vec::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= count {
                return broken;
            }
            let schedule = Schedule::new(seed, deeds);
            let names = run(&schedule, &schedule.steps).into_iter().map(|f| f.name);
            let names: BTreeSet<&str> = names.collect();
            broken.extend(
                names
                    .into_iter()
                    .map(|n| (n, (seed, schedule.setting.sort))),
            );
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut all: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(some)).collect();
        let done = threads
            .into_iter()
            .map(|t| t.join().expect("a thread of schedules"));
        done.flatten().collect()
    });
    all.sort_by_key(|(_, (seed, _))| *seed);
    let mut broken: BTreeMap<&str, Vec<(u64, Sort)>> = BTreeMap::new();
    for (name, seed) in all {
        broken.entry(name).or_default().push(seed);
    }
    broken
}

#[test]
fn the_known_cases() {
    let mut broken: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (name, schedule) in fixed::all() {
        let names = run(&schedule, &schedule.steps).into_iter().map(|f| f.name);
        broken.entry(name).or_default().extend(names);
    }
    if checks_all() {
        broken
            .iter()
            .for_each(|(name, broken)| println!("{name}: {broken:?}"));
    }
    broken.retain(|_, names| !names.is_empty());
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn a_schedule_is_a_function_of_its_seed() {
    let deeds = Today::default().deeds();
    for seed in 0..6 {
        let [one, two] = [(); 2].map(|()| {
            let schedule = Schedule::new(seed, deeds);
            let told = run(&schedule, &schedule.steps).into_iter();
            let told: Vec<String> = told.map(|f| format!("{f:?}")).collect();
            (format!("{schedule:?}"), told)
        });
        assert_eq!(one, two);
    }
}

fn table(count: u64, broken: &BTreeMap<&str, Vec<(u64, Sort)>>) {
    let deeds = Today::default().deeds();
    let not_yet: Vec<_> = DEEDS.iter().filter(|d| !deeds.contains(d)).collect();
    println!("{count} schedules, without {not_yet:?}; of these break:");
    for (name, says) in checks::ALL {
        let seeds = broken.get(name).map_or(&[][..], Vec::as_slice);
        let of = |wanted: Sort| seeds.iter().filter(|(_, sort)| *sort == wanted).count();
        let first: Vec<u64> = seeds.iter().take(30).map(|(seed, _)| *seed).collect();
        println!(
            "{name:8} {:5}  ({} late, {} gentle, {} harsh)  {says}; seeds {first:?}",
            seeds.len(),
            of(Sort::Late),
            of(Sort::Gentle),
            of(Sort::Harsh)
        );
    }
}
