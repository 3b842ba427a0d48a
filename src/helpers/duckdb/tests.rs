use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use super::*;
use crate::testing;

#[test]
fn a_text_cannot_end_itself() {
    assert_eq!(sql_text("a'b"), "'a''b'");
    assert_eq!(sql_text("'; DROP"), "'''; DROP'");
}

/// Whatever stands where the program is said to be: absent, no program, ended badly, silent, endless, talking without end.
#[test]
fn a_program_that_does_not_do_it_is_told_of() {
    let root = tempfile::tempdir().unwrap();
    let ports = testing::ports(root.path());
    let helpers = Helpers::in_folder(root.path(), Duration::from_millis(300));
    let absent = run_sql(&helpers, &ports, &root.path().join("none"), "").unwrap_err();
    assert!(
        absent.to_string().contains("is not on this machine"),
        "{absent}"
    );
    for (script, said) in [
        (
            "echo Out of Memory Error; exit 1",
            "ended with code 1. It said: Out of Memory Error",
        ),
        ("kill -9 $$", "was ended by a signal"),
        ("sleep 60", "was still running"),
        ("while :; do echo yes; done", "was still running"),
        ("printf '\\033[2J'; exit 3", "ended with code 3"),
    ] {
        let at = root.path().join("duckdb");
        fs::write(&at, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&at, fs::Permissions::from_mode(0o755)).unwrap();
        let error = run_sql(&helpers, &ports, &at, "SELECT 1;")
            .unwrap_err()
            .to_string();
        assert!(error.contains(said), "{script}: {error}");
        assert!(!error.contains('\u{1b}'), "{error}");
    }
}
