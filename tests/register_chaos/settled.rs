//! What has to hold once everything was carried to everybody and everybody has run.

use std::collections::BTreeSet;
use std::path::Path;

use memchr::memmem;
use onrecord::record::fold::fold;
use onrecord::record::{Entry, Event};

use crate::checks::{Failure, first_writer, hashes, is_named, place};
use crate::machine::Reading;
use crate::replica::Replica;
use crate::world::{Hash, World};

/// All of it; `runs` are the names that everybody writes under.
pub fn all<M>(world: &World<M>, runs: &BTreeSet<String>) -> Vec<Failure> {
    let readings: Vec<(usize, &Reading)> = (world.all.iter().enumerate())
        .filter_map(|(at, one)| Some((at, one.last.as_ref()?)))
        .collect();
    let found = [
        at_rest(&world.trees),
        i3_same_state(&readings),
        i1_nobody_forgets(world, &readings),
        i4_gone(world, &readings, runs),
    ];
    found.into_iter().flatten().collect()
}

/// What the tools carry has come to rest: without that, nothing else here says anything of the register.
fn at_rest(trees: &[Replica]) -> Option<Failure> {
    let bytes = |replica: &Replica| -> Vec<_> {
        let all = replica.contents().into_iter();
        all.map(|(name, there)| (name, there.bytes)).collect()
    };
    let first = bytes(trees.first()?);
    let unlike = trees.iter().position(|other| bytes(other) != first)?;
    Some(Failure::new(
        "tools",
        format!("trees 0 and {unlike} are not alike"),
    ))
}

fn i3_same_state(readings: &[(usize, &Reading)]) -> Option<Failure> {
    let (first, of_first) = readings.first()?;
    let (other, of_other) = (readings.iter()).find(|(_, r)| r.entries != of_first.entries)?;
    let (one, two) = (of_first.entries.len(), of_other.entries.len());
    let what =
        format!("installation {first} has {one} frames and {other} has {two}, or not the same");
    Some(Failure::new("I3", what))
}

/// What anybody knows counts everywhere, or is said to be known; and so does what still stands in any file.
fn i1_nobody_forgets<M>(world: &World<M>, readings: &[(usize, &Reading)]) -> Option<Failure> {
    // Who cannot read the register or write in it tells nobody what it knows.
    let tells = readings.iter().filter(|(at, _)| world.all[*at].spoke);
    let known: BTreeSet<&Hash> = tells.flat_map(|(at, _)| &world.all[*at].known).collect();
    let contents: Vec<_> = world.trees.iter().map(Replica::contents).collect();
    for (at, reading) in readings {
        let counts = hashes(&reading.entries);
        for (hash, frame) in world.frames.iter().filter(|(h, _)| !counts.contains(*h)) {
            if is_named(reading, frame) {
                continue;
            }
            let line = format!("\nhash = \"{}\"\n", data_encoding::HEXLOWER.encode(hash));
            // Nobody reads what was set aside: it is of a command that was not acknowledged, as far as anybody knows
            // who has not lost what was remembered to a power cut.
            let files = contents[world.all[*at].tree].iter();
            let mut files = files.filter(|(name, _)| !name.contains("/torn/"));
            let stands = files.find(|(_, t)| memmem::find(&t.bytes, line.as_bytes()).is_some());
            let why = match (known.contains(hash), stands) {
                (true, _) => "somebody knows it".to_owned(),
                (false, Some((name, _))) if !world.spoilt => format!("it stands in {name}"),
                (false, _) => continue,
            };
            let what = format!(
                "installation {at} says nothing of {}, and {why}",
                place(frame)
            );
            return Some(Failure::new("I1", what));
        }
    }
    None
}

/// The words of erased texts stand in no file whose writer has run.
fn i4_gone<M>(
    world: &World<M>,
    readings: &[(usize, &Reading)],
    runs: &BTreeSet<String>,
) -> Option<Failure> {
    let mut erased: BTreeSet<Hash> = BTreeSet::new();
    // Whose texts of something erased a hold came to cover: what was kept for those nobody can tell any more.
    let mut unsure: BTreeSet<String> = BTreeSet::new();
    for (_, reading) in readings {
        let all = &reading.entries;
        let orders: BTreeSet<Hash> = all.iter().filter_map(|e| order(&e.event)).collect();
        if orders.is_empty() {
            continue;
        }
        // What a hold covers stays where it is, whatever was erased before the hold was heard of.
        let state = fold(all);
        let held = |e: &Entry| {
            let item = e.event.item().and_then(|id| state.items.get(&id));
            item.is_some_and(|item| state.held(item))
        };
        let gone = |e: &&Entry| e.text_hash.is_some_and(|text| orders.contains(&text));
        let (stay, go): (Vec<_>, Vec<_>) = all.iter().filter(gone).partition(|e| held(e));
        erased.extend(go.iter().filter_map(|e| e.text_hash));
        unsure.extend(stay.iter().map(|e| e.writer.to_string()));
    }
    let words: Vec<&String> = erased
        .iter()
        .filter_map(|text| world.words.get(text))
        .flatten()
        .collect();
    for replica in world.trees.iter().filter(|_| !words.is_empty()) {
        for (path, bytes, _) in replica.memory.files_below(Path::new("/")) {
            let Some(words) = words
                .iter()
                .find(|w| memmem::find(&bytes, w.as_bytes()).is_some())
            else {
                continue;
            };
            let folder = path.parent().and_then(Path::file_name);
            // What somebody adopted is theirs, whoever wrote it first; a copy is its first writer's as well.
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let adopted = name.starts_with("adopted-") && name.len() == "adopted-.toml".len() + 16;
            let owners = [
                folder.map(|f| f.to_string_lossy().into_owned()),
                first_writer(&bytes).filter(|_| !adopted),
            ];
            // Frames of that writer that are missing may name what is kept; it is not touched until they are back.
            let kept = path.components().any(|c| c.as_os_str() == "evidence");
            let lacks = |w: &String| {
                let named = |r: &Reading| r.named.iter().any(|range| range.writer == *w);
                readings.iter().any(|(_, r)| named(r))
            };
            let stays = |w: &String| lacks(w) || unsure.contains(w);
            if kept && owners[0].as_ref().is_some_and(stays) {
                continue;
            }
            if owners.iter().flatten().any(|w| runs.contains(w)) {
                let what = format!("{words} was erased and stands in {}", path.display());
                return Some(Failure::new("I4", what));
            }
        }
    }
    None
}

/// The text that this event takes away.
fn order(event: &Event) -> Option<Hash> {
    let Event::Erased(e) = event else { return None };
    let digits = data_encoding::HEXLOWER.decode(e.frame_text_hash.as_bytes());
    digits.ok()?.try_into().ok()
}
