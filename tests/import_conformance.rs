//! What every format that is read must hold, tried on an export of each.

#[path = "import_support/made.rs"]
mod made;
#[path = "import_support/outlook.rs"]
mod outlook;

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use made::Made;
use onrecord::import::{
    EntryKind, Export, FileSource, ImportError, Input, Options, Summary, Watch, formats,
};
use onrecord::ports::Ports;
use tempfile::TempDir;

/// What of an entry must be the same in every turn.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    n: u64,
    kind: EntryKind,
    at: String,
    sender: Option<String>,
    text: String,
    files: Vec<(String, bool, Option<u64>, FileSource)>,
    /// Where it stands in its file.
    offset: u64,
    raw: Vec<u8>,
    digest: Option<[u8; 32]>,
}

/// Every conversation of an export, by its key.
type Chats = BTreeMap<String, (Vec<Seen>, Summary)>;

fn lay(files: &[(&'static str, Vec<u8>)]) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let only = dir.path().join(files[0].0);
    let given = match files.len() {
        1 => only,
        _ => dir.path().to_owned(),
    };
    (dir, given)
}

fn open(path: &Path, chat: Option<&str>) -> Result<Export, ImportError> {
    let options = Options {
        chat: chat.map(str::to_owned),
        digests: true,
        ..Options::default()
    };
    Export::open(&Ports::system(), Input::Path(path.to_owned()), &options)
}

fn entries(export: &mut Export) -> Result<(Vec<Seen>, Summary), ImportError> {
    let mut seen = Vec::new();
    let summary = export.for_each(&mut |e| {
        let files = e.attachments.iter();
        let files = files.map(|a| (a.name.to_string(), a.present, a.bytes, a.source.clone()));
        seen.push(Seen {
            n: e.n,
            kind: e.kind,
            at: format!("{:?} {}", e.clock, e.at),
            sender: e.sender.as_deref().map(str::to_owned),
            text: e.text.to_string(),
            files: files.collect(),
            offset: e.offset,
            raw: e.raw.to_vec(),
            digest: e.digest(),
        });
        ControlFlow::Continue(())
    })?;
    Ok((seen, summary))
}

fn read(path: &Path) -> Result<(Chats, Vec<String>), ImportError> {
    let export = open(path, None)?;
    let said = export.summary().left_out;
    let mut chats = Chats::new();
    for facts in export.chats().iter() {
        let mut export = open(path, Some(&facts.key))?;
        let found = entries(&mut export)?;
        assert_eq!(found.0.len() as u64, facts.entries, "{}", facts.key);
        chats.insert(facts.key.clone(), found);
    }
    Ok((chats, said))
}

fn of(made: &Made) -> (Chats, Vec<String>) {
    let (_dir, path) = lay(&made.files);
    read(&path).unwrap_or_else(|e| panic!("{}: {e}", made.id))
}

#[test]
fn every_format_has_an_export_that_is_tried_and_is_told_by_its_content() {
    let tried: HashSet<&str> = made::all().iter().map(|m| m.id).collect();
    let targets = include_str!("../fuzz/Cargo.toml");
    for row in formats() {
        assert!(tried.contains(row.id), "no export of {} is tried", row.id);
        let target = format!("name = \"{}\"\n", row.id);
        assert!(targets.contains(&target), "nothing is fed to {}", row.id);
        assert!(!row.steps.is_empty() && !row.leaves_out.is_empty());
    }
    for made in made::all() {
        let (_dir, path) = lay(&made.files);
        let export = open(&path, None).unwrap_or_else(|e| panic!("{}: {e}", made.id));
        assert_eq!(export.format().id, made.id);
    }
}

#[test]
fn sums_add_up_numbers_have_no_gaps_and_a_second_turn_equals_the_first() {
    for made in made::all() {
        let (_dir, path) = lay(&made.files);
        let whole = open(&path, None).unwrap().summary();
        let (chats, _) = read(&path).unwrap();
        let all: u64 = chats.values().map(|(seen, _)| seen.len() as u64).sum();
        assert_eq!(whole.entries, all, "{}", made.id);
        for (key, (seen, s)) in &chats {
            let kinds = |kind| seen.iter().filter(|e| e.kind == kind).count() as u64;
            assert_eq!(s.messages, kinds(EntryKind::Message), "{}", made.id);
            assert_eq!(s.system, kinds(EntryKind::System), "{}", made.id);
            assert_eq!(s.calls, kinds(EntryKind::Call), "{}", made.id);
            assert_eq!(s.drafts, kinds(EntryKind::Draft), "{}", made.id);
            assert_eq!(s.messages + s.system + s.calls + s.drafts, s.entries);
            let by: u64 = s.senders.iter().map(|(_, n)| n).sum();
            assert_eq!(by + s.other_senders, s.messages, "{}", made.id);
            assert!(seen.iter().enumerate().all(|(i, e)| e.n == i as u64 + 1));
            let mut export = open(&path, Some(key)).unwrap();
            for _ in 0..2 {
                assert_eq!(entries(&mut export).unwrap().0, *seen, "{}", made.id);
            }
        }
    }
}

#[test]
fn several_conversations_are_not_mixed() {
    for made in made::all() {
        let (_dir, path) = lay(&made.files);
        let mut export = open(&path, None).unwrap();
        match export.chats().len() {
            1 => assert!(export.is_one()),
            n => {
                assert_eq!(export.summary().chats, n as u64);
                let refused = export.for_each(&mut |_| ControlFlow::Continue(()));
                assert!(matches!(refused, Err(ImportError::ChatNotChosen { .. })));
            }
        }
        assert!(matches!(
            open(&path, Some("no such conversation")).err(),
            None | Some(ImportError::NoSuchChat { .. })
        ));
    }
}

#[test]
fn a_conversation_has_the_same_figures_said_by_its_key_or_by_its_name() {
    let mut both = 0;
    for made in made::all() {
        let (_dir, path) = lay(&made.files);
        let export = open(&path, None).unwrap();
        for facts in export.chats().iter() {
            let key = open(&path, Some(&facts.key)).unwrap().summary();
            assert_eq!(key.entries, facts.entries, "{} {}", made.id, facts.key);
            let name = facts.name.as_deref().filter(|n| *n != facts.key);
            if let Some(Ok(named)) = name.map(|name| open(&path, Some(name))) {
                assert_eq!(named.summary(), key, "{} {}", made.id, facts.key);
                both += 1;
            }
        }
    }
    assert!(both > 10, "{both}");
}

#[test]
fn a_stop_ends_it_and_a_break_gives_no_more() {
    for made in made::all() {
        let (_dir, path) = lay(&made.files);
        let key = open(&path, None).unwrap().chats().get(0).unwrap().key;
        let watch = Watch::default();
        let options = Options {
            chat: Some(key),
            watch: watch.clone(),
            ..Options::default()
        };
        let mut export =
            Export::open(&Ports::system(), Input::Path(path.clone()), &options).unwrap();
        let mut visits = 0;
        let broken = export.for_each(&mut |_| {
            visits += 1;
            ControlFlow::Break(())
        });
        assert!(broken.is_ok() && visits == 1, "{}", made.id);
        watch.stop();
        let stopped = export.for_each(&mut |_| ControlFlow::Continue(()));
        assert!(matches!(stopped, Err(ImportError::Stopped)), "{}", made.id);
    }
}

/// Whether what a cut left is the beginning of the whole, as the file has it: some stand newest first. The last entry
/// may be cut itself.
fn is_prefix(cut: &Chats, whole: &Chats) -> bool {
    let as_written = |entries: &[Seen]| {
        let mut entries = entries.to_vec();
        entries.sort_by_key(|e| e.offset);
        entries
    };
    cut.iter().all(|(key, (seen, _))| {
        let Some((all, _)) = whole.get(key) else {
            return false;
        };
        let (seen, all) = (as_written(seen), as_written(all));
        let last = seen.len().saturating_sub(1);
        seen.len() <= all.len()
            && seen.iter().zip(&all).enumerate().all(|(i, (a, b))| {
                let same = a.at == b.at && a.sender == b.sender && a.text == b.text;
                let rest = || all[i..].iter().flat_map(|e| e.raw.iter());
                same || (i == last && a.raw.iter().eq(rest().take(a.raw.len())))
            })
    })
}

#[test]
fn a_file_that_was_cut_anywhere_is_refused_or_said_or_gives_the_first_of_its_entries() {
    for made in made::all() {
        let (whole, _) = of(&made);
        let bytes = &made.files[0].1;
        // A last line end is no part of it.
        let step = match bytes.len() {
            0..=400 => 1,
            401..=4_000 => 3,
            long => long / 400,
        };
        for at in (0..bytes.trim_ascii_end().len()).step_by(step) {
            let mut files = made.files.clone();
            files[0].1.truncate(at);
            let (_dir, path) = lay(&files);
            match read(&path) {
                Err(e) => assert!(!e.to_string().is_empty()),
                Ok((_, said)) if !said.is_empty() && !is_always_said(&made, &said) => {}
                Ok((chats, _)) => assert!(
                    made.open_ended && is_prefix(&chats, &whole),
                    "{} cut at {at} of {}: {chats:?}",
                    made.id,
                    bytes.len()
                ),
            }
        }
    }
}

/// Whether the whole file has the same said of it, so that it says nothing of a cut.
fn is_always_said(made: &Made, said: &[String]) -> bool {
    let (_, always) = of(made);
    said.iter().all(|s| always.contains(s))
}

#[test]
fn what_an_entry_is_known_by_stays_when_more_is_written() {
    for made in made::all() {
        let (chats, _) = of(&made);
        let (_dir, path) = lay(&made.earlier);
        let (earlier, _) = read(&path).unwrap_or_else(|e| panic!("{}: {e}", made.id));
        assert!(!earlier.is_empty());
        for (key, (before, _)) in earlier {
            let now: HashSet<_> = chats[&key].0.iter().map(|e| e.digest).collect();
            assert!(now.len() >= before.len());
            for entry in before {
                assert!(entry.digest.is_some());
                assert!(now.contains(&entry.digest), "{}: {entry:?}", made.id);
            }
        }
    }
}

#[test]
fn a_file_that_is_said_to_be_there_is_there_and_as_long_as_said() {
    for made in made::all() {
        let (_dir, path) = lay(&made.files);
        let (chats, _) = read(&path).unwrap();
        for (key, (seen, _)) in chats {
            let mut export = open(&path, Some(&key)).unwrap();
            for (name, present, bytes, source) in seen.iter().flat_map(|e| &e.files) {
                let found = export.file(name, source, 1 << 20).unwrap();
                assert_eq!(found.is_some(), *present, "{}: {name}", made.id);
                if let (Some(found), Some(said)) = (found, bytes) {
                    assert_eq!(found.len() as u64, *said, "{}: {name}", made.id);
                }
            }
        }
    }
}

#[test]
fn bytes_that_were_changed_never_end_the_program() {
    let mut dice = 0x9e37_79b9_7f4a_7c15_u64;
    let mut throw = move || {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        dice as usize
    };
    for made in made::all() {
        for _ in 0..120 {
            let mut files = made.files.clone();
            let bytes = &mut files[0].1;
            for _ in 0..1 + throw() % 4 {
                let at = throw() % bytes.len();
                match throw() % 4 {
                    0 => bytes[at] = throw() as u8,
                    1 => bytes.insert(at, b"\"<{}[]>\n\0\xff&;:,"[throw() % 14]),
                    2 => drop(bytes.drain(at..(at + throw() % 40).min(bytes.len()))),
                    _ => {
                        let from = throw() % bytes.len();
                        let piece = bytes[from..(from + 30).min(bytes.len())].to_vec();
                        bytes.splice(at..at, piece);
                    }
                }
                if bytes.is_empty() {
                    bytes.push(b'x');
                }
            }
            let (_dir, path) = lay(&files);
            let _ = read(&path);
        }
    }
}

#[test]
fn gone_through_without_a_table_every_format_gives_the_same_entries_figures_and_people() {
    for made in made::all() {
        let (_dir, path) = lay(&made.files);
        let all = |unlisted: bool| {
            let options = Options {
                unlisted,
                ..Options::default()
            };
            let input = Input::Path(path.clone());
            let mut export = Export::open(&Ports::system(), input, &options).unwrap();
            let mut names: Vec<String> = Vec::new();
            let theirs: Vec<_> = ["Ann", "Ruth", "nobody at all"]
                .iter()
                .map(|name| {
                    let mut is = |said: &str| {
                        names.push(said.to_owned());
                        said.contains(name)
                    };
                    let found = export.chats_with(&mut is, &mut |chat| chat.contains(name));
                    let found = found.unwrap();
                    (found.keys, found.unsure)
                })
                .collect();
            let mut seen: Vec<String> = Vec::new();
            export.want_fingerprint();
            export
                .for_all(&mut |e| {
                    seen.push(format!("{} {} {:?} {}", e.n, e.chat, e.sender, e.text));
                    ControlFlow::Continue(())
                })
                .unwrap();
            names.sort();
            names.dedup();
            let sum = export.fingerprint().unwrap().sha256;
            let Summary {
                entries,
                messages,
                stray_lines,
                cut,
                left_out,
                first,
                last,
                ..
            } = export.summary();
            let figures = (entries, messages, stray_lines, cut, left_out, first, last);
            (seen, theirs, figures, sum, export.chats().len())
        };
        let (listed, bare) = (all(false), all(true));
        assert_eq!(
            (&listed.0, &listed.1, &listed.2, &listed.3),
            (&bare.0, &bare.1, &bare.2, &bare.3),
            "{}",
            made.id
        );
        // What is one chat by its form has its one line; of no other is a table kept.
        assert!(bare.4 <= usize::from(made.id == "whatsapp"), "{}", made.id);
        // One that is named stands alone in it.
        let options = Options {
            unlisted: true,
            ..Options::default()
        };
        for facts in open(&path, None).unwrap().chats().iter() {
            let options = Options {
                chat: Some(facts.key.clone()),
                ..options.clone()
            };
            let input = Input::Path(path.clone());
            let export = Export::open(&Ports::system(), input, &options).unwrap();
            assert_eq!(
                export.chats().iter().collect::<Vec<_>>(),
                std::slice::from_ref(&facts),
                "{}",
                made.id
            );
        }
    }
}
