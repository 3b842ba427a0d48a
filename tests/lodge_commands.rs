//! Commands that the settings name: the scan before a folder gets its name, and the one that takes a mail.

#[path = "lodge_support/folders.rs"]
mod folders;
mod lodge_support;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use folders::{doc, names, ports};
use onrecord::lodge::{FolderFormat, LodgeError, Lodged, lodge_folder_scanned, send_eml};
use onrecord::ports::{Faults, Files, Ports, Step, Verdict};
use tempfile::{TempDir, tempdir};

fn sh(script: &str) -> Vec<String> {
    ["sh", "-c", script, "sh"].map(String::from).to_vec()
}

/// Says so when a folder is given a final name.
struct NoName;

impl Faults for NoName {
    fn before(&self, step: Step, path: &Path, _: usize) -> Verdict {
        assert!(step != Step::Rename, "{} got its name", path.display());
        Verdict::Go
    }
}

fn scanned(script: &str) -> (TempDir, Result<Lodged, LodgeError>) {
    let place = tempdir().unwrap();
    let lodged = lodge_folder_scanned(
        &ports(),
        place.path(),
        FolderFormat::Files,
        &doc(),
        &sh(script),
    );
    (place, lodged)
}

#[test]
fn the_scan_sees_the_whole_folder_before_it_has_its_name() {
    let (_place, lodged) = scanned(
        "cd \"$1\" && sha256sum -c SHA256SUMS && case \"$1\" in */.onrecord-*) ;; *) exit 9;; esac",
    );
    lodged.unwrap();
}

#[test]
fn a_scan_that_refuses_is_quoted_harmlessly_and_nothing_is_lodged() {
    let (place, lodged) = scanned("printf 'FOUND: Eicar\\033[2J in %s' record.eml; exit 3");
    let said = lodged.unwrap_err().to_string();
    assert!(said.contains("sh ended with code 3"), "{said}");
    assert!(
        said.contains("FOUND: Eicar<U+001B>[2J in record.eml"),
        "{said}"
    );
    assert_eq!(names(place.path()), Vec::<String>::new());

    let (place, lodged) = scanned("yes abcdefghi | head -n 1000; exit 1");
    let said = lodged.unwrap_err().to_string();
    assert!(
        said.len() < 2500 && said.contains("more characters)"),
        "{said}"
    );
    assert_eq!(names(place.path()), Vec::<String>::new());

    let place_2 = tempdir().unwrap();
    let missing = ["/no/such/scanner".to_owned()];
    let error = lodge_folder_scanned(
        &ports(),
        place_2.path(),
        FolderFormat::Files,
        &doc(),
        &missing,
    )
    .unwrap_err();
    assert!(
        error.to_string().contains("could not be started"),
        "{error}"
    );
    assert!(!error.is_storage());
    assert_eq!(names(place_2.path()), Vec::<String>::new());
}

#[test]
fn a_scan_that_changes_the_folder_stops_the_lodging() {
    let ports = Ports {
        files: Files::with_faults(Arc::new(NoName)),
        ..ports()
    };
    for script in [
        "echo cleaned > \"$1/record.eml\"",
        "rm \"$1/record.txt\"",
        "touch \"$1/scan.log\"",
    ] {
        let place = tempdir().unwrap();
        let lodged = lodge_folder_scanned(
            &ports,
            place.path(),
            FolderFormat::Files,
            &doc(),
            &sh(script),
        );
        assert!(
            matches!(lodged, Err(LodgeError::Differs { .. })),
            "{script}: {lodged:?}"
        );
        assert_eq!(names(place.path()), Vec::<String>::new());
    }
}

#[test]
fn a_mail_is_accepted_by_exit_0_alone() {
    let place = tempdir().unwrap();
    let out = place.path().join("sent");
    let mail = onrecord::lodge::eml(&doc());
    send_eml(&sh(&format!("cat > '{}'", out.display())), &mail).unwrap();
    assert_eq!(fs::read(&out).unwrap(), mail);
    let said = send_eml(
        &sh("cat > /dev/null; echo no such mailbox >&2; exit 67"),
        &mail,
    )
    .unwrap_err()
    .to_string();
    assert!(
        said.contains("ended with code 67") && said.contains("no such mailbox"),
        "{said}"
    );
    let said = send_eml(&sh("kill -9 $$"), &mail).unwrap_err().to_string();
    assert!(said.contains("ended by a signal"), "{said}");
    assert!(matches!(
        send_eml(&[], &mail),
        Err(LodgeError::NoCommand { .. })
    ));
}
