//! The program dies at every single step that changes the disk, in the middle of real work: everything
//! that was acknowledged is there afterwards, the register agrees with itself, nothing lodged looks whole
//! that is not, and work goes on.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta};
use onrecord::desk::{CaptureRequest, Desk, DeskError};
use onrecord::lodge::verify_folder;
use onrecord::ports::{Faults, Files, Ports, Step, Verdict};
use onrecord::record::command::{About, Command, ConversationRef, NewMessage, Requests};
use onrecord::record::state::Evidence;
use onrecord::record::{Event, Id, ItemState};
use sha2::{Digest, Sha256};

#[path = "../src/testing.rs"]
mod testing;
use testing::SetClock;

/// Lets the first steps pass and no other: the process is as good as dead from then on.
struct Death {
    after: usize,
    /// How much of a write still reaches the disk.
    torn: usize,
    steps: AtomicUsize,
    writes: Mutex<Vec<usize>>,
}

impl Faults for Death {
    fn before(&self, step: Step, _: &Path, len: usize) -> Verdict {
        let n = self.steps.fetch_add(1, Ordering::SeqCst);
        if step == Step::Write {
            self.writes.lock().unwrap().push(n);
        }
        let dead = || io::Error::other("the process died here");
        match n.cmp(&self.after) {
            std::cmp::Ordering::Less => Verdict::Go,
            std::cmp::Ordering::Equal if step == Step::Write && self.torn > 0 => {
                Verdict::Short(self.torn.min(len.saturating_sub(1)), dead())
            }
            _ => Verdict::Fail(dead()),
        }
    }
}

fn ports(root: &Path, files: Files, salt: u64) -> Ports {
    let start = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    Ports {
        files,
        clock: SetClock::new(start, TimeDelta::seconds(1)),
        ..testing::ports_from(root, salt)
    }
}

/// What was acknowledged, in order.
#[derive(Debug, Default)]
struct Acknowledged {
    added: Vec<Id>,
    captured: Vec<Id>,
    not_significant: Vec<Id>,
    erased: Vec<Id>,
}

fn message(text: &str, evidence: Vec<Evidence>) -> Command {
    Command::Add {
        channel: "whatsapp".into(),
        conversation: Some(ConversationRef::New {
            id: None,
            name: "Bill team".into(),
        }),
        about: About {
            timer: Some(86_400),
            ..About::default()
        },
        items: vec![vec![NewMessage {
            body: Some(text.into()),
            evidence,
            ..NewMessage::default()
        }]],
        import: None,
    }
}

fn item(entries: &[onrecord::record::Entry]) -> Id {
    entries
        .iter()
        .find_map(|e| matches!(e.event, Event::ItemAdded(_)).then(|| e.event.item().unwrap()))
        .unwrap()
}

/// A morning's work; ends at the first thing that fails.
fn work(desk: &mut Desk, done: &mut Acknowledged) -> Result<(), DeskError> {
    let shot = b"the bytes of a screenshot".to_vec();
    let sha256 = Sha256::digest(&shot)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let kept = Evidence {
        sha256,
        length: shot.len() as u64,
        kind: "attachment".into(),
        name: "shot.png".into(),
    };
    let first = item(&desk.run_with(message("the first words", vec![kept]), &[shot])?);
    done.added.push(first);
    let second = item(&desk.run(message("the second words", vec![]))?);
    done.added.push(second);
    for destination in ["plan", "bags"] {
        let id = if destination == "plan" { first } else { second };
        desk.capture(
            id,
            CaptureRequest {
                to: Some(destination.into()),
                ..CaptureRequest::default()
            },
        )?;
        done.captured.push(id);
    }
    let third = item(&desk.run(message("the third words", vec![]))?);
    done.added.push(third);
    desk.run(Command::NotSignificant {
        items: vec![third],
        reason: None,
        requests: Some(Requests::NoneKnown),
    })?;
    done.not_significant.push(third);
    desk.erase(&[first, third], &Requests::NoneKnown, None)?;
    done.erased.extend([first, third]);
    Ok(())
}

fn furnish(root: &Path) {
    for name in ["plan", "bags", "home"] {
        fs::create_dir(root.join(name)).unwrap();
    }
    let config = format!(
        "[me]\nname = \"Ruth Bell\"\n[machine]\nmanaged = \"corporate\"\nup_to = \"official\"\n\
         [[destination]]\nname = \"plan\"\nkind = \"folder\"\npath = \"{0}/plan\"\n\
         [[destination]]\nname = \"bags\"\nkind = \"folder\"\nformat = \"bag\"\npath = \"{0}/bags\"\n",
        root.display()
    );
    fs::write(root.join("home/config.toml"), config).unwrap();
}

fn holds(dir: &Path, needle: &str) -> bool {
    fs::read_dir(dir).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => holds(&path, needle),
            false => fs::read(&path)
                .unwrap()
                .windows(needle.len())
                .any(|w| w == needle.as_bytes()),
        }
    })
}

/// Everything that must be true once the machine is back.
fn check(root: &Path, done: &Acknowledged, at: &str) {
    let ports = ports(root, Files::real(), 5_000);
    let home = root.join("home");
    let mut desk = Desk::open(&ports, &home).unwrap_or_else(|e| panic!("{at}: {e}"));
    let report = desk.verify(None).unwrap();
    assert!(
        report.ok,
        "{at}: {:?}",
        report.problems.iter().map(|p| &p.what).collect::<Vec<_>>()
    );
    let state = |desk: &Desk, id: &Id| desk.state().items.get(id).map(|i| (i.state, i.erased));
    for id in &done.added {
        assert!(
            state(&desk, id).is_some(),
            "{at}: {id} was acknowledged and is not there"
        );
    }
    for id in &done.captured {
        assert_eq!(
            state(&desk, id).unwrap().0,
            ItemState::Confirmed,
            "{at}: capture of {id}"
        );
    }
    for id in &done.not_significant {
        assert_eq!(
            state(&desk, id).unwrap().0,
            ItemState::NotSignificant,
            "{at}: {id}"
        );
    }
    for destination in ["plan", "bags"] {
        for entry in fs::read_dir(root.join(destination)).unwrap() {
            let path = entry.unwrap().path();
            if !path.file_name().unwrap().to_string_lossy().starts_with('.') {
                verify_folder(&ports, &path)
                    .unwrap_or_else(|e| panic!("{at}: {} looks whole: {e}", path.display()));
            }
        }
    }
    // Work goes on, and what an erasure left unfinished is finished first.
    let next = item(
        &desk
            .run(message("work goes on", vec![]))
            .unwrap_or_else(|e| panic!("{at}: {e}")),
    );
    assert!(desk.state().items.contains_key(&next));
    let any_erased = desk.state().items.values().any(|i| i.erased);
    assert!(
        any_erased || done.erased.is_empty(),
        "{at}: the erasure was acknowledged and is not there"
    );
    if any_erased {
        for words in [
            "the first words",
            "the third words",
            "the bytes of a screenshot",
        ] {
            assert!(!holds(&home, words), "{at}: {words} survived the erasure");
        }
        assert!(
            holds(&home, "the second words"),
            "{at}: too much was erased"
        );
    }
    assert!(desk.verify(None).unwrap().ok, "{at}: after going on");
    let again = Desk::open(&ports, &home).unwrap();
    assert!(
        again.state().items.contains_key(&next),
        "{at}: what was added after is not there"
    );
}

/// A folder in memory where there is such a thing: thousands of syncs on a disk take minutes.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

/// Runs the work with a death after so many steps; tells whether the death came before the end, and which
/// steps were writes.
fn die(after: usize, torn: usize) -> (bool, Vec<usize>) {
    let root = folder();
    furnish(root.path());
    let death = Arc::new(Death {
        after,
        torn,
        steps: AtomicUsize::new(0),
        writes: Mutex::default(),
    });
    let mut done = Acknowledged::default();
    let ended = {
        let ports = ports(root.path(), Files::with_faults(death.clone()), 0);
        let mut desk = Desk::open(&ports, &root.path().join("home")).unwrap();
        work(&mut desk, &mut done)
    };
    check(
        root.path(),
        &done,
        &format!("death after {after} steps, {torn} bytes of the write kept"),
    );
    let writes = death.writes.lock().unwrap().clone();
    (
        ended.is_err() || death.steps.load(Ordering::SeqCst) > after,
        writes,
    )
}

#[test]
fn nothing_acknowledged_is_gone_whenever_the_program_dies() {
    let mut steps = 0;
    while die(steps, 0).0 {
        steps += 1;
        assert!(steps < 2_000, "the work never ends");
    }
    assert!(steps > 60, "only {steps} steps changed the disk");
}

#[test]
fn a_write_that_stops_half_way_is_no_different() {
    let writes = die(usize::MAX, 0).1;
    assert!(writes.len() > 10, "only {} writes", writes.len());
    for after in writes {
        for torn in [1, 40, 400] {
            die(after, torn);
        }
    }
}
