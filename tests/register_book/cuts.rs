//! A journal cut at every byte and flipped at every bit.

use crate::support::*;
use onrecord::record::{Entry, Slot};
use onrecord::register::{Problem, Register};
use std::path::PathBuf;

/// A journal of several commands, with what is needed to judge a changed copy of it.
struct Sample {
    world: World,
    /// The first segment; most samples have no other.
    path: PathBuf,
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    /// For each frame: where it ends in its file, and the line it begins on and the one after it.
    frames: Vec<(usize, u64, u64)>,
    /// All segments, each with the number of its first frame.
    files: Vec<(usize, PathBuf, Vec<u8>)>,
    /// The identity as it was when so many frames were on record.
    identities: Vec<(usize, Vec<u8>)>,
    identity: PathBuf,
}

impl Sample {
    fn new(erase: bool) -> Sample {
        Sample::with(erase, u64::MAX)
    }

    fn with(erase: bool, segment_bytes: u64) -> Sample {
        let world = World::quick();
        let hostile = "[[event]]\nschema = 1\nhash = \"0\"\n\u{202e} é🎉 \\ \"quoted\"";
        let mut identities = Vec::new();
        let mut frames = 0;
        let commands = [
            vec![item(1, "Minister content")],
            vec![item(2, hostile), reference(2, "B/2"), reopened(2)],
            vec![reopened(1)],
            vec![reference(1, "a"), reopened(3)],
        ];
        for command in commands.into_iter().take(if erase { 2 } else { 4 }) {
            let mut book = world.open().register.with_segment_bytes(segment_bytes);
            frames += book.session(WAIT).unwrap().append(command).unwrap().len();
            identities.push((frames, std::fs::read(world.identity()).unwrap()));
        }
        if erase {
            let mut book = world.open().register;
            let place = world.open().entries[1].place();
            book.session(WAIT)
                .unwrap()
                .erase(vec![erasing(9)], &[place])
                .unwrap();
        }
        let (mut files, mut frames) = (Vec::new(), Vec::new());
        for number in (1..).take_while(|n| world.segment(*n).exists()) {
            let path = world.segment(number);
            let bytes = std::fs::read(&path).unwrap();
            files.push((frames.len(), path, bytes.clone()));
            let (mut at, mut line, mut begins) = (0, 1, 1);
            for l in std::str::from_utf8(&bytes).unwrap().split_inclusive('\n') {
                at += l.len();
                line += 1;
                if l.starts_with("hash = ") {
                    frames.push((at, begins, line));
                    begins = line;
                }
            }
        }
        let entries = world.open().entries;
        assert_eq!(frames.len(), entries.len());
        Sample {
            path: files[0].1.clone(),
            bytes: files[0].2.clone(),
            files,
            entries,
            frames,
            identities,
            identity: world.identity(),
            world,
        }
    }

    /// How many frames at the start belong to commands that are whole within `len` bytes.
    fn whole(&self, len: usize) -> usize {
        let within = self
            .frames
            .iter()
            .take_while(|(end, ..)| *end <= len)
            .count();
        let ends = |n: &usize| *n == 0 || self.entries[n - 1].part.0 == self.entries[n - 1].part.1;
        (0..=within).rev().find(ends).unwrap()
    }

    /// Puts the memory back as it was when `whole` frames were on record.
    fn remember(&self, whole: usize) {
        let then = self.identities.iter().rfind(|(n, _)| *n <= whole);
        match then {
            Some((_, bytes)) => std::fs::write(&self.identity, bytes).unwrap(),
            None => drop(std::fs::remove_file(&self.identity)),
        }
    }

    /// The frames of the same command as frame `n`.
    fn group(&self, n: usize) -> std::ops::Range<usize> {
        let (place, of) = self.entries[n].part;
        let first = n + 1 - place as usize;
        first..first + of as usize
    }
}

#[test]
fn every_cut_leaves_every_whole_command_before_it() {
    let sample = Sample::new(false);
    let heads: Vec<_> = sample
        .entries
        .iter()
        .map(|e| Register::digits(&e.hash))
        .collect();
    let all = sample.entries.len() as u64;
    for cut in 0..sample.bytes.len() {
        std::fs::write(&sample.path, &sample.bytes[..cut]).unwrap();
        // A frame that lacks nothing but its line end is whole.
        let unended = sample.frames.iter().any(|(end, ..)| *end == cut + 1);
        let whole = sample.whole(cut + usize::from(unended));
        // As a death leaves it: nothing more was ever acknowledged.
        sample.remember(whole);
        let opened = sample.world.open();
        assert_eq!(opened.entries, sample.entries[..whole], "cut at {cut}");
        let report = opened.register.verify(None).unwrap();
        assert!(report.ok, "cut at {cut}: {:?}", report.problems);
        assert_eq!(report.events, whole as u64);
        let at_a_boundary =
            cut == 0 || whole > 0 && (cut..=cut + 1).contains(&sample.frames[whole - 1].0);
        let odd = says(&report.said, "line ends or blanks");
        assert_eq!(odd, unended, "cut at {cut}: {:?}", report.said);
        // Whose journal it is was remembered before its first frame was written.
        let torn = says(&report.said, "torn tail");
        assert_eq!(
            torn,
            !at_a_boundary && !odd,
            "cut at {cut}: {:?}",
            report.said
        );
        if whole < sample.entries.len() && (at_a_boundary || cut % 97 == 0) {
            let head = heads.last().map(String::as_str);
            let found = opened.register.verify(head).unwrap();
            assert!(
                !found.ok && found.head.is_none(),
                "a cut at {cut} is found by an outside copy of the head"
            );
            // As a tool leaves it: what was here once and was cut off is missing, to the frame.
            sample.remember(sample.entries.len());
            let report = sample.world.open().register.verify(None).unwrap();
            assert!(!report.ok && !report.complete, "cut at {cut}");
            let [unmet] = &report.unmet[..] else {
                panic!("cut at {cut}: {:?}", report.unmet)
            };
            let lacks = (unmet.missing, unmet.from, unmet.head.seq);
            assert_eq!(lacks, (true, whole as u64 + 1, all), "cut at {cut}");
            assert_eq!(report.problems.len(), 1, "{:?}", report.problems);
            assert!(says(&report.said, "begins a new writer"), "cut at {cut}");
        }
    }
}

#[test]
fn every_tail_of_zeros_is_torn_and_no_more() {
    let sample = Sample::new(false);
    for cut in 0..sample.bytes.len() {
        let mut bytes = sample.bytes[..cut].to_vec();
        bytes.resize(sample.bytes.len() + cut % 3 * 500, 0);
        let whole = sample.whole(cut);
        sample.remember(whole);
        std::fs::write(&sample.path, &bytes).unwrap();
        let opened = sample.world.open();
        assert_eq!(opened.entries, sample.entries[..whole], "zeros from {cut}");
        let report = &opened.report;
        assert!(
            report.problems.is_empty() && report.unmet.is_empty(),
            "zeros from {cut}: {:?}",
            report.problems
        );
        assert_eq!(report.said.len(), 1, "zeros from {cut}: {:?}", report.said);
    }
}

#[test]
fn a_torn_tail_is_set_aside_and_the_same_journal_goes_on() {
    let sample = Sample::new(false);
    let torn = sample.path.with_file_name("torn");
    let unended = |c: &usize| sample.frames.iter().any(|(end, ..)| *end == c + 1);
    let cuts = (sample.frames[1].0 + 1..sample.bytes.len()).filter(|c| c % 41 == 0);
    for cut in cuts.filter(|c| !unended(c)) {
        let whole = sample.whole(cut);
        sample.remember(whole);
        std::fs::write(&sample.path, &sample.bytes[..cut]).unwrap();
        let mut book = sample.world.open().register;
        let mut session = book.session(WAIT).unwrap();
        session.append(vec![item(7, "after the cut")]).unwrap();
        drop(session);
        let told = book.take_put_in_order();
        assert_eq!(told.len(), 1, "{told:?}");
        let opened = sample.world.open();
        assert_eq!(opened.entries[..whole], sample.entries[..whole]);
        assert_eq!(deeds(&opened.entries[whole..]), [item(7, "after the cut")]);
        let report = opened.register.verify(None).unwrap();
        assert!(
            report.ok && report.said.is_empty() && report.quarantined == 1,
            "{report:?}"
        );
        assert_eq!(report.writers.len(), 1, "it goes on under its name");
        // What was cut off is kept to the last byte.
        let kept: Vec<_> = tree(&torn).into_values().collect();
        let from = if whole == 0 {
            0
        } else {
            sample.frames[whole - 1].0
        };
        assert_eq!(kept, [&sample.bytes[from..cut]]);
        std::fs::remove_dir_all(&torn).unwrap();
    }
}

/// Entries without the places where they are to be had again.
fn placeless(entries: &[Entry]) -> Vec<Entry> {
    let slot = Slot::default();
    let without = |e: &Entry| Entry { slot, ..e.clone() };
    entries.iter().map(without).collect()
}

/// Whether a byte stands in the line that an erased text left.
fn within_stub(bytes: &[u8], at: usize) -> bool {
    let from = bytes[..at].iter().rposition(|b| *b == b'\n');
    let line = &bytes[from.map_or(0, |n| n + 1)..];
    let line = line.split(|b| *b == b'\n').next().unwrap_or_default();
    line.starts_with(b"text = ") && line.ends_with(b"-\" }")
}

/// Flips every bit of one of the sample's files and judges each. Gives back how many looked like a file that is
/// still arriving: in the name of the very last `hash` key, what is left is the start of a longer frame.
fn flip_all(sample: &Sample, file: usize) -> usize {
    let mut torn = 0;
    let (from, path, bytes) = &sample.files[file];
    let name = path.file_name().unwrap().to_str().unwrap();
    let originals = placeless(&sample.entries);
    for at in 0..bytes.len() {
        let within = sample.frames[*from..]
            .iter()
            .position(|(end, ..)| at < *end);
        let frame = from + within.unwrap();
        let (_, first, past) = sample.frames[frame];
        let group = sample.group(frame);
        // A flip can make one line two, so the frame may have a line more than it had.
        let last = past - u64::from(bytes[at] == b'\n');
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            std::fs::write(path, &flipped).unwrap();
            let opened = sample.world.open();
            let what = format!("{name} byte {at} bit {bit}");
            let problems = &opened.report.problems;
            let said = &opened.report.said;
            let last_key = bytes.len() - 75..bytes.len() - 70;
            let cut = says(said, "still arriving");
            if last_key.contains(&at) && cut {
                let left = opened.entries.len() + group.len();
                assert_eq!(left, sample.entries.len(), "{what}");
                let missing = |p: &Problem| p.what.contains("not here now");
                assert!(problems.iter().any(missing), "{what}: {problems:?}");
                torn += 1;
                continue;
            }
            // What a stub is filled with says nothing, and a last line end may be any blank.
            let harmless = within_stub(bytes, at) || at + 1 == bytes.len();
            if harmless && problems.is_empty() {
                assert_eq!(placeless(&opened.entries), originals, "{what}");
                continue;
            }
            // A number or a name that was changed cannot be told from a frame whose predecessor is not here.
            let unchecked = |s: &String| {
                let line = s.split_once(&format!("{name}, line "));
                let line = line.filter(|_| s.contains("cannot be checked"));
                line.and_then(|(_, l)| l.split_once(':')?.0.parse::<u64>().ok())
            };
            let named = (problems.iter())
                .filter(|p| p.file.ends_with(name))
                .map(|p| p.line)
                .chain(said.iter().filter_map(unchecked));
            let named: Vec<u64> = named.collect();
            assert!(
                named.iter().any(|l| (first..=last).contains(l)),
                "{what} in lines {first} to {last}: {problems:?} {said:?}"
            );
            // And nothing else is called damaged.
            assert!(
                named.iter().all(|l| (first..=last).contains(l)),
                "{what} in lines {first} to {last}: {problems:?} {said:?}"
            );
            assert!(!problems.is_empty(), "{what}: {said:?}");
            let entries = placeless(&opened.entries);
            // Nothing changed is taken in: an entry is as it was, or the one whose text was changed.
            for entry in &entries {
                let original = &originals[entry.seq as usize - 1];
                let only_text_gone = !entry.text_present && entry.seq as usize - 1 == frame;
                let same_plain = entry.event.plain() == original.event.plain();
                assert!(entry == original || only_text_gone && same_plain, "{what}");
            }
            // Nothing else is dropped: every other command is still there.
            let others = originals
                .iter()
                .enumerate()
                .filter(|(i, _)| !group.contains(i));
            for (_, other) in others {
                assert!(
                    entries.contains(other),
                    "{what} hides {}: {problems:?}",
                    other.seq
                );
            }
        }
    }
    std::fs::write(path, bytes).unwrap();
    torn
}

#[test]
fn every_flipped_bit_is_named_with_its_place_and_changes_nothing_else() {
    // Each thread has a register of its own: one with erased text, one of several segments.
    std::thread::scope(|scope| {
        scope.spawn(|| assert!(flip_all(&Sample::new(true), 0) < 30));
        let sample = Sample::with(false, 1500);
        assert!(sample.files.len() > 2, "{}", sample.files.len());
        let torn: usize = (0..sample.files.len())
            .map(|file| flip_all(&sample, file))
            .sum();
        assert!(torn < 30 * sample.files.len(), "{torn}");
    });
}

#[test]
fn a_hash_can_be_worked_out_by_hand_from_the_file() {
    use sha2::{Digest, Sha256};
    let sample = Sample::new(true);
    let text = String::from_utf8(sample.bytes.clone()).unwrap();
    let mut previous = "0".repeat(64);
    let (mut texts, mut stubs) = (0, Vec::new());
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    for frame in text.split_inclusive("[[event]]\n").skip(1) {
        let frame = format!("[[event]]\n{}", frame.trim_end_matches("[[event]]\n"));
        let mut sha = Sha256::new();
        sha.update(&previous);
        let mut stated = String::new();
        for line in frame.split_inclusive('\n') {
            if let Some(hash) = line.strip_prefix("hash = ") {
                stated = hash.trim().trim_matches('"').to_owned();
            } else if line.starts_with("text = ") && line.contains(", e = \"---") {
                stubs.push((line.to_owned(), frame.lines().nth(2).unwrap().to_owned()));
            } else if line.starts_with("text = ") {
                let digest = hex(&Sha256::digest(line.trim_end_matches('\n')));
                assert!(frame.contains(&format!("text_hash = \"{digest}\"\n")));
                texts += 1;
            } else {
                sha.update(line);
            }
        }
        assert_eq!(stated, hex(&sha.finalize()));
        previous = stated;
    }
    let shown = sample.entries.iter().filter(|e| e.text_present);
    assert_eq!(texts, shown.count());
    // The one text that was erased is a stub, which names the frame that erased it.
    let erasing = sample.entries.iter().find(|e| e.event.kind() == "erased");
    let by = &Register::digits(&erasing.unwrap().hash)[..32];
    let [(stub, seq)] = &stubs[..] else {
        panic!("{stubs:?}")
    };
    assert!(stub.starts_with(&format!("text = {{ salt = \"{by}\", e = \"---")));
    assert_eq!(seq, "seq = 2");
    assert_eq!(
        previous,
        Register::digits(&sample.entries.last().unwrap().hash)
    );
}

#[test]
fn a_journal_is_toml_whatever_it_holds() {
    let sample = Sample::new(true);
    let text = std::str::from_utf8(&sample.bytes).unwrap();
    let table: toml::Table = text.parse().unwrap();
    assert_eq!(
        table["event"].as_array().unwrap().len(),
        sample.entries.len()
    );
}
