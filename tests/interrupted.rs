//! What an interrupted capture or package left in a destination holds the whole of the text: it goes with the next
//! capture of that item wherever it goes, with its erasure and with a look by `doctor`, or it is named.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use onrecord::desk::{CaptureRequest, Cared, Desk, PackageAs, PackageOf};
use onrecord::ports::{Faults, Files, Ports, Step, Verdict};
use onrecord::record::command::{Command, NewMessage, Requests};
use onrecord::record::next::Ways;
use onrecord::record::{Event, Id};
use tempfile::{TempDir, tempdir};

#[path = "../src/testing.rs"]
mod testing;

/// The process dies when it would make a half-built folder durable.
struct DiesInBuilding;

impl Faults for DiesInBuilding {
    fn before(&self, step: Step, path: &Path, _: usize) -> Verdict {
        let text = path.to_string_lossy();
        let ends = step == Step::SyncDir || step == Step::Remove && !text.ends_with("/modes");
        let dies = ends && text.contains("/.onrecord-");
        match dies {
            true => Verdict::Fail(io::Error::other("the process died here")),
            false => Verdict::Go,
        }
    }
}

/// The process dies once a folder has its final name in `plan`, or when that is to be recorded.
struct DiesBehindTheName(bool);

impl Faults for DiesBehindTheName {
    fn before(&self, step: Step, path: &Path, _: usize) -> Verdict {
        let text = path.to_string_lossy();
        let dies = match self.0 {
            true => step == Step::Write && text.contains("/register/"),
            false => step == Step::SyncDir && text.ends_with("/plan"),
        };
        match dies {
            true => Verdict::Fail(io::Error::other("the process died here")),
            false => Verdict::Go,
        }
    }
}

struct Office(TempDir);

impl Office {
    fn new() -> Office {
        let root = tempdir().unwrap();
        for name in ["plan", "bags", "out", "home"] {
            fs::create_dir(root.path().join(name)).unwrap();
        }
        let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        fs::set_permissions(root.path().join("home"), private).unwrap();
        let config = format!(
            "[me]\nname = \"Ruth Bell\"\n[machine]\nmanaged = \"corporate\"\nup_to = \"official\"\n\
             [[destination]]\nname = \"plan\"\nkind = \"folder\"\npath = \"{0}/plan\"\n\
             [[destination]]\nname = \"bags\"\nkind = \"folder\"\nformat = \"bag\"\npath = \"{0}/bags\"\n",
            root.path().display()
        );
        fs::write(root.path().join("home/config.toml"), config).unwrap();
        Office(root)
    }

    fn desk(&self, files: Files) -> Desk {
        let root = self.0.path();
        let ports = Ports {
            files,
            host: testing::host(root),
            ..Ports::system()
        };
        Desk::open(&ports, &root.join("home")).unwrap()
    }

    fn dying(&self) -> Desk {
        self.desk(Files::with_faults(Arc::new(DiesInBuilding)))
    }

    fn hidden(&self, folder: &str) -> Vec<String> {
        let listed = fs::read_dir(self.0.path().join(folder)).unwrap();
        let names = listed.map(|e| e.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with('.')).collect()
    }

    fn whole(&self, folder: &str) -> Vec<String> {
        let listed = fs::read_dir(self.0.path().join(folder)).unwrap();
        let names = listed.map(|e| e.unwrap().file_name().into_string().unwrap());
        names.filter(|name| !name.starts_with('.')).collect()
    }

    /// An item of which a capture to `plan` left a whole folder.
    fn left_whole(&self, in_the_journal: bool) -> Id {
        let item = self.added();
        let faults = Arc::new(DiesBehindTheName(in_the_journal));
        let mut desk = self.desk(Files::with_faults(faults));
        desk.capture(item, to_destination("plan")).unwrap_err();
        assert_eq!(
            (self.whole("plan").len(), self.hidden("plan").len()),
            (1, 0)
        );
        item
    }

    /// Takes the last destination out of the settings.
    fn without_the_last(&self) {
        let config = self.0.path().join("home/config.toml");
        let text = fs::read_to_string(&config).unwrap();
        let text = text.rsplit_once("[[destination]]").unwrap().0.to_owned();
        fs::write(&config, text).unwrap();
    }

    /// An item of which a capture was interrupted in both destinations.
    fn interrupted(&self) -> Id {
        let item = self.added();
        for to in ["plan", "bags"] {
            self.dying().capture(item, to_destination(to)).unwrap_err();
            assert_eq!(self.hidden(to).len(), 1);
        }
        item
    }

    fn added(&self) -> Id {
        let mut desk = self.desk(Files::real());
        let message = NewMessage {
            body: Some("words that are to go".into()),
            ..NewMessage::default()
        };
        let added = desk.run(Command::Add {
            channel: "whatsapp".into(),
            conversation: None,
            about: Default::default(),
            items: vec![vec![message]],
            import: None,
        });
        let added = added.unwrap();
        let item = added.iter().find_map(|e| match &e.event {
            Event::ItemAdded(_) => e.event.item(),
            _ => None,
        });
        item.unwrap()
    }
}

fn to_destination(name: &str) -> CaptureRequest {
    CaptureRequest {
        to: Some(name.into()),
        ..CaptureRequest::default()
    }
}

fn lines(found: &[Cared]) -> String {
    let next = |next: &Ways| next.told(|way| format!("{way:?}"));
    found.iter().map(|cared| cared.line(next) + "\n").collect()
}

#[test]
fn a_capture_to_another_destination_clears_the_one_that_was_interrupted() {
    let office = Office::new();
    let item = office.interrupted();
    let captured = office
        .desk(Files::real())
        .capture(item, to_destination("plan"))
        .unwrap();
    assert_eq!(office.hidden("plan").len() + office.hidden("bags").len(), 0);
    let said = lines(&captured.traces);
    assert!(
        said.contains("/bags/.onrecord-") && said.contains("removed"),
        "{said}"
    );
}

#[test]
fn erasing_reaches_what_was_interrupted_and_names_what_it_cannot_reach() {
    let office = Office::new();
    let item = office.interrupted();
    let bags = office.0.path().join("bags");
    let away = office.0.path().join("away");
    fs::rename(&bags, &away).unwrap();
    let mut desk = office.desk(Files::real());
    let said = lines(&desk.erase(&[item], &Requests::NoneKnown, None).unwrap());
    assert_eq!(office.hidden("plan").len(), 0, "{said}");
    assert!(
        said.contains("The destination bags could not be looked at"),
        "{said}"
    );
    assert!(
        said.contains("there is no such folder now") && said.contains("op: \"doctor\""),
        "{said}"
    );
    fs::rename(&away, &bags).unwrap();
    let said = lines(&desk.doctor());
    assert!(
        said.contains("/bags/.onrecord-") && said.contains("removed"),
        "{said}"
    );
    assert_eq!(office.hidden("bags").len(), 0);
}

#[test]
fn erasing_names_what_somebody_is_building() {
    let office = Office::new();
    let item = office.interrupted();
    let folder = office.0.path().join("plan").join(&office.hidden("plan")[0]);
    let held = Files::real().claim(&folder);
    let mut desk = office.desk(Files::real());
    let said = lines(&desk.erase(&[item], &Requests::NoneKnown, None).unwrap());
    assert!(
        folder.exists() && said.contains("is being built now"),
        "{said}"
    );
    drop(held);
    let said = lines(&desk.doctor());
    assert!(!folder.exists() && said.contains("removed"), "{said}");
}

#[test]
fn erasing_reaches_a_package_that_was_interrupted() {
    let office = Office::new();
    let item = office.interrupted();
    office
        .desk(Files::real())
        .capture(item, to_destination("plan"))
        .unwrap();
    let out = office.0.path().join("out");
    let of = PackageOf {
        items: Some(vec![item]),
        ..PackageOf::default()
    };
    let ended = office
        .dying()
        .package(&of, &PackageAs::default(), &out, &mut |_, _| true);
    assert!(ended.is_err());
    assert_eq!(office.hidden("out").len(), 1);
    let mut desk = office.desk(Files::real());
    let said = lines(&desk.erase(&[item], &Requests::NoneKnown, None).unwrap());
    assert!(said.contains("A package was interrupted here"), "{said}");
    assert_eq!(office.hidden("out").len(), 0);
}

#[test]
fn a_destination_that_left_the_settings_is_reached_by_what_was_captured_there() {
    let office = Office::new();
    let item = office.interrupted();
    office
        .desk(Files::real())
        .capture(item, to_destination("bags"))
        .unwrap();
    let left = office
        .0
        .path()
        .join("bags")
        .join(format!(".onrecord-{item}-00000000"));
    fs::create_dir(&left).unwrap();
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(7200);
    fs::File::open(&left).unwrap().set_modified(then).unwrap();
    office.without_the_last();
    let mut desk = office.desk(Files::real());
    assert!(desk.settings().destination("bags").is_none());
    desk.erase(&[item], &Requests::NoneKnown, None).unwrap();
    assert!(!left.exists());
}

const WHOLE: &str = "This folder holds a message whole, and no capture on record names it";

#[test]
fn a_whole_folder_that_is_not_on_record_is_named_and_never_removed() {
    for in_the_journal in [false, true] {
        let office = Office::new();
        let item = office.left_whole(in_the_journal);
        let desk = office.desk(Files::real());
        let said = lines(&desk.captures_interrupted());
        assert!(
            said.contains("A capture was interrupted and left a folder here")
                && said.contains("op: \"doctor\""),
            "{said}"
        );
        let said = lines(&desk.doctor());
        assert!(
            said.contains(WHOLE) && said.contains("op: \"item.capture\""),
            "{said}"
        );
        assert!(said.contains(&office.whole("plan")[0]), "{said}");
        // Named again, for it is left where it is.
        assert_eq!(lines(&desk.doctor()), said);
        let mut desk = office.desk(Files::real());
        let said = lines(&desk.erase(&[item], &Requests::NoneKnown, None).unwrap());
        assert!(
            said.contains(WHOLE) && said.contains("erasing does not reach it"),
            "{said}"
        );
        assert_eq!(office.whole("plan").len(), 1);
        assert!(lines(&desk.doctor()).contains("erasing does not reach it"));
        assert_eq!(desk.captures_interrupted().len(), 1);
        // Removed by hand, it is forgotten.
        let path = office.0.path().join("plan").join(&office.whole("plan")[0]);
        fs::remove_dir_all(path).unwrap();
        assert_eq!(lines(&desk.doctor()), "");
        assert_eq!(desk.captures_interrupted(), []);
    }
}

#[test]
fn a_whole_folder_is_taken_up_by_the_same_capture_and_named_by_another() {
    let office = Office::new();
    let item = office.left_whole(false);
    let mut desk = office.desk(Files::real());
    let captured = desk.capture(item, to_destination("plan")).unwrap();
    assert_eq!(
        (office.whole("plan").len(), lines(&captured.traces)),
        (1, String::new())
    );
    assert_eq!(
        (desk.captures_interrupted(), lines(&desk.doctor())),
        (Vec::new(), String::new())
    );
    assert_eq!(desk.draft_names().unwrap(), Vec::<String>::new());

    let office = Office::new();
    let item = office.left_whole(true);
    let mut desk = office.desk(Files::real());
    let captured = desk.capture(item, to_destination("bags")).unwrap();
    let said = lines(&captured.traces);
    assert!(said.contains(WHOLE) && said.contains("/plan/"), "{said}");
    assert_eq!(
        (office.whole("plan").len(), office.whole("bags").len()),
        (1, 1)
    );
    let said = lines(&desk.doctor());
    assert!(said.contains(WHOLE) && !said.contains("/bags/"), "{said}");
    // Of another name the destination is the same, and so is what was captured there.
    fs::rename(office.0.path().join("bags"), office.0.path().join("moved")).unwrap();
    let config = office.0.path().join("home/config.toml");
    let text = fs::read_to_string(&config)
        .unwrap()
        .replace("/bags\"", "/moved\"");
    fs::write(&config, text).unwrap();
    let said = lines(&office.desk(Files::real()).doctor());
    assert!(!said.contains("/moved/"), "{said}");
}

#[test]
fn a_destination_that_left_the_settings_is_reached_by_what_was_begun_there() {
    let office = Office::new();
    let item = office.interrupted();
    office.without_the_last();
    let desk = office.desk(Files::real());
    assert!(desk.settings().destination("bags").is_none());
    let said = lines(&desk.captures_interrupted());
    assert!(said.contains("/plan:") && said.contains("/bags:"), "{said}");
    let away = office.0.path().join("away");
    let bags = office.0.path().join("bags");
    fs::rename(&bags, &away).unwrap();
    let mut desk = office.desk(Files::real());
    let said = lines(&desk.erase(&[item], &Requests::NoneKnown, None).unwrap());
    assert!(
        said.contains("This place, which was a destination once, could not be looked at"),
        "{said}"
    );
    fs::rename(&away, &bags).unwrap();
    let said = lines(&desk.doctor());
    assert!(
        said.contains("/bags/.onrecord-") && said.contains("removed"),
        "{said}"
    );
    assert_eq!(office.hidden("bags").len() + office.hidden("plan").len(), 0);
    assert_eq!(desk.captures_interrupted(), []);
}

/// A disk that refuses what is put over a text line: less at once than any command is.
struct FullWhenWrittenAnew;

impl Faults for FullWhenWrittenAnew {
    fn before(&self, step: Step, path: &Path, len: usize) -> Verdict {
        let text = path.to_string_lossy();
        let over = text.contains("/register/") && text.ends_with("0001.toml") && len < 500;
        match over && step == Step::Write {
            true => Verdict::Fail(io::ErrorKind::StorageFull.into()),
            false => Verdict::Go,
        }
    }
}

#[test]
fn erasing_on_a_full_disk_says_what_is_recorded_and_is_finished_by_the_same_again() {
    let office = Office::new();
    let item = office.added();
    let on_disk = || {
        let register = office.0.path().join("home/register");
        let writers = fs::read_dir(register).unwrap().map(|e| e.unwrap().path());
        let journals = writers.map(|w| w.join("0001.toml")).filter(|p| p.exists());
        let mut texts = journals.map(|p| fs::read_to_string(p).unwrap());
        texts.any(|text| text.contains("words that are to go"))
    };
    let full = || office.desk(Files::with_faults(Arc::new(FullWhenWrittenAnew)));
    let erase = |desk: &mut Desk| desk.erase(&[item], &Requests::NoneKnown, None);
    let mut desk = full();
    let recorded = format!(
        "It is recorded that item {item} is erased, and nothing of it is shown any more, but its text is still on disk: "
    );
    let said = erase(&mut desk).unwrap_err().to_string();
    assert!(
        said.starts_with(&recorded) && said.contains("/0001.toml"),
        "{said}"
    );
    assert!(
        said.contains("the disk is full") && !said.contains("not recorded"),
        "{said}"
    );
    assert!(desk.state().items[&item].erased && on_disk());
    let note = &office.desk(Files::real()).report().said[0].clone();
    assert!(
        note.starts_with("erased text is still on disk, that of ") && note.contains("/0001.toml)"),
        "{note}"
    );
    // Still full, the same answer, and no second record of it.
    let before = full().entries().len();
    let said = erase(&mut full()).unwrap_err().to_string();
    assert!(said.starts_with(&recorded), "{said}");
    assert_eq!(full().entries().len(), before);
    // With room the same takes it out.
    let mut desk = office.desk(Files::real());
    desk.may_erase(item).unwrap();
    assert_eq!(lines(&erase(&mut desk).unwrap()), "");
    assert!(!on_disk());
    assert_eq!(
        (desk.entries().len(), desk.report().said.len()),
        (before, 0)
    );
    let said = erase(&mut desk).unwrap_err().to_string();
    assert!(said.contains("was erased already"), "{said}");
}
