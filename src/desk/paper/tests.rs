//! Papers in every kind of destination, twice, above its limit, and with the disk failing.

use std::fs;
use std::sync::Arc;

use super::*;
use crate::lodge::paper::Paper;
use crate::ports::{Files, Ports, SystemRandom};
use crate::testing;

struct Place {
    root: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place {
            root: tempfile::tempdir().unwrap(),
        };
        for dir in ["desk", "plan", "bags"] {
            fs::create_dir(place.root.path().join(dir)).unwrap();
        }
        let at = place.root.path().display();
        let config = format!(
            "[me]\nname = \"Ruth Bell\"\n[machine]\nmanaged = \"corporate\"\nup_to = \"official-sensitive\"\n\
             [[destination]]\nname = \"plan\"\nkind = \"folder\"\npath = \"{at}/plan\"\nup_to = \"official\"\n\
             [[destination]]\nname = \"bags\"\nkind = \"folder\"\nformat = \"bag\"\npath = \"{at}/bags\"\n\
             [[destination]]\nname = \"mail\"\nkind = \"command\"\nto = \"kim@example.gov.uk\"\n\
             command = [\"sh\", \"-c\", \"cat > {at}/mail.eml\"]\n\
             [[destination]]\nname = \"refuses\"\nkind = \"command\"\ncommand = [\"false\"]\n\
             [[destination]]\nname = \"gone\"\nkind = \"folder\"\npath = \"{at}/gone\"\n\
             [[destination]]\nname = \"edrm\"\nkind = \"manual\"\n"
        );
        fs::write(place.root.path().join("desk/config.toml"), config).unwrap();
        place
    }

    fn desk(&self, now: &str, files: Files) -> Desk {
        let root = self.root.path();
        let ports = Ports {
            files,
            clock: testing::fixed(now),
            random: Arc::new(SystemRandom),
            ..testing::ports(root)
        };
        Desk::open(&ports, &root.join("desk")).unwrap()
    }

    fn names(&self, dir: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.root.path().join(dir))
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

const NOW: &str = "2026-11-27T17:02:03Z";

fn marked(paper: Paper, marking: Option<&str>) -> Composed {
    let marking = marking.map(str::to_owned);
    let body = Body {
        id: "d4x9".into(),
        paper,
        files: Vec::new(),
        carries: Carries::This(None),
    };
    Composed::new("statement", body, marking)
}

fn said() -> Paper {
    Paper {
        title: "Statement of a departure".into(),
        lead: vec!["What was done.".into()],
        ..Paper::default()
    }
}

fn paper() -> Composed {
    marked(said(), Some("OFFICIAL"))
}

#[test]
fn a_folder_gets_text_page_and_mail_with_their_sums() {
    let place = Place::new();
    let desk = place.desk(NOW, Files::real());
    let lodged = desk.lodge_paper(&paper(), "plan").unwrap();
    assert!(lodged.read_back && !lodged.adopted);
    assert_eq!(place.names("plan"), ["2026-11-27_statement_d4x9"]);
    assert_eq!(
        place.names("plan/2026-11-27_statement_d4x9"),
        [
            "SHA256SUMS",
            "statement.eml",
            "statement.html",
            "statement.txt"
        ]
    );
    let folder = std::path::PathBuf::from(lodged.path.unwrap());
    lodge::verify_folder(&desk.ports, &folder).unwrap();
    let sums = fs::read(folder.join("SHA256SUMS")).unwrap();
    assert_eq!(lodge::sha256(&sums), lodged.sha256);
    let text = fs::read_to_string(folder.join("statement.txt")).unwrap();
    assert!(text.contains("Marking: OFFICIAL\n"), "{text}");
    assert_eq!(text, paper().text());

    let lodged = desk.lodge_paper(&paper(), "bags").unwrap();
    let folder = std::path::PathBuf::from(lodged.path.unwrap());
    lodge::verify_folder(&desk.ports, &folder).unwrap();
    assert!(folder.join("data/statement.html").exists());
}

#[test]
fn the_same_paper_is_adopted_and_another_gets_the_next_number() {
    for destination in ["plan", "bags"] {
        let place = Place::new();
        let first = place.desk(NOW, Files::real());
        let first = first.lodge_paper(&paper(), destination).unwrap();
        let later = place.desk("2026-11-28T09:00:00Z", Files::real());
        let again = later.lodge_paper(&paper(), destination).unwrap();
        assert!(again.adopted);
        assert_eq!(
            (again.path, again.sha256),
            (first.path.clone(), first.sha256)
        );
        let mut other = said();
        other.lead = vec!["What was done, and one more thing.".into()];
        let other = marked(other, Some("OFFICIAL"));
        let other = later.lodge_paper(&other, destination).unwrap();
        assert!(!other.adopted);
        assert_eq!(
            place.names(destination),
            ["2026-11-27_statement_d4x9", "2026-11-28_statement_d4x9-2"]
        );
    }
}

#[test]
fn a_marking_above_the_limit_goes_nowhere() {
    let place = Place::new();
    let desk = place.desk(NOW, Files::real());
    let under = |marking| marked(said(), Some(marking));
    for (destination, marking) in [
        ("plan", "OFFICIAL-SENSITIVE"),
        ("bags", "SECRET"),
        ("mail", "SECRET"),
        ("edrm", "SECRET"),
    ] {
        let refused = desk.lodge_paper(&under(marking), destination);
        let said = refused.unwrap_err().to_string();
        assert!(said.contains("this statement is"), "{destination}: {said}");
    }
    assert!(place.names("plan").is_empty() && place.names("bags").is_empty());
    assert!(!place.root.path().join("mail.eml").exists());
    desk.lodge_paper(&under("OFFICIAL-SENSITIVE"), "bags")
        .unwrap();
}

#[test]
fn a_command_gets_the_mail_and_a_person_the_text() {
    let place = Place::new();
    let desk = place.desk(NOW, Files::real());
    let sent = desk.lodge_paper(&paper(), "mail").unwrap();
    let mail = fs::read(place.root.path().join("mail.eml")).unwrap();
    assert_eq!((sent.kind, sent.path), ("command", None));
    assert_eq!(sent.sha256, lodge::sha256(&mail));
    assert!(String::from_utf8_lossy(&mail).contains("\r\nTo: kim@example.gov.uk\r\n"));
    let by_hand = desk.lodge_paper(&paper(), "edrm").unwrap();
    assert_eq!((by_hand.kind, by_hand.read_back), ("manual", false));
    let text = paper().text();
    assert_eq!(by_hand.sha256, lodge::sha256(text.as_bytes()));
}

#[test]
fn what_does_not_take_it_says_why() {
    let place = Place::new();
    let desk = place.desk(NOW, Files::real());
    for (destination, words, storage) in [
        ("refuses", "ended with code 1", false),
        ("gone", "There is no folder", true),
        ("nowhere", "is not a destination", false),
    ] {
        let error = desk.lodge_paper(&paper(), destination).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(matches!(error, DeskError::Storage(_)), storage, "{error}");
    }
    let mut bad = paper();
    bad.body.id = "../x".into();
    assert!(desk.lodge_paper(&bad, "plan").is_err());
}

#[test]
fn wherever_the_process_dies_no_half_paper_looks_whole() {
    let mut after = 0;
    loop {
        let place = Place::new();
        let desk = place.desk(NOW, testing::dying_after(after));
        let done = desk.lodge_paper(&paper(), "plan").is_ok();
        let healthy = place.desk(NOW, Files::real());
        for name in place.names("plan").iter().filter(|n| !n.starts_with('.')) {
            let folder = place.root.path().join("plan").join(name);
            lodge::verify_folder(&healthy.ports, &folder).unwrap();
        }
        let again = healthy.lodge_paper(&paper(), "plan").unwrap();
        assert_eq!(
            place.names("plan"),
            ["2026-11-27_statement_d4x9"],
            "{after}"
        );
        if done {
            assert!(again.adopted && after > 10, "{after}");
            return;
        }
        after += 1;
    }
}
