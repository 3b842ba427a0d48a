//! The real program where it is there, and made-up ones that behave badly.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use super::*;
use crate::testing;

/// A folder with a program of that name that does what the script says.
fn bad(root: &Path, name: &str, script: &str) -> Helpers {
    let path = root.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    Helpers::in_folder(root, Duration::from_millis(400))
}

#[test]
fn a_program_that_is_absent_hangs_floods_or_gives_nothing_is_told_as_that() {
    let root = tempfile::tempdir().unwrap();
    let ports = testing::ports(root.path());
    let ask = |helpers: &Helpers| sign(helpers, &ports, Path::new("k.pub"), b"x").unwrap_err();
    let absent = Helpers::in_folder(root.path(), Duration::from_secs(1));
    assert!(matches!(ask(&absent), HelperError::Absent { .. }));
    for (script, words) in [
        ("exec tail -f /dev/null", "was still running"),
        ("exit 0", "gave no signature"),
        (
            "echo '-----BEGIN SSH SIGNATURE-----'; echo nothing",
            "gave no signature",
        ),
        (
            "printf '%s\\n%s\\n%s\\n' '-----BEGIN SSH SIGNATURE-----' '<script>' '-----END SSH SIGNATURE-----'",
            "gave no signature",
        ),
        (
            "printf '\\033[2J\\033]0;x\\007'; exit 9",
            "ended with code 9",
        ),
        ("kill -9 $$", "ended by a signal"),
        ("yes | head -c 3000000; exit 1", "ended with code 1"),
    ] {
        let error = ask(&bad(root.path(), "ssh-keygen", script)).to_string();
        assert!(error.contains(words), "{script}: {error}");
        assert!(!error.contains('\u{1b}') && error.len() < 2000, "{error}");
    }
}

#[test]
fn a_good_word_that_was_not_said_is_no_yes() {
    let root = tempfile::tempdir().unwrap();
    let ports = testing::ports(root.path());
    let files = (Path::new("s.sig.txt"), Path::new("allowed"));
    let ask = |script: &str| {
        let helpers = bad(root.path(), "ssh-keygen", script);
        check(&helpers, &ports, files, b"x").unwrap()
    };
    // Exits 0 and says nothing, to whatever it is asked.
    assert!(matches!(ask("exit 0"), Checked::Wrong(_)));
    // Names somebody, and then says nothing of the signature.
    assert!(matches!(ask("echo ruth@example"), Checked::Wrong(_)));
    assert_eq!(ask("echo -Oprint"), Checked::NotAllowed);
}

#[test]
fn a_signature_is_found_among_other_words_and_a_private_key_is_none_to_name() {
    let text = format!("Signing data\r\n{BEGIN}\r\nAAAA\r\nBB==\r\n{END}\r\nbye");
    assert_eq!(
        signature_in(&text).unwrap(),
        format!("{BEGIN}\nAAAA\nBB==\n{END}\n")
    );
    for wrong in [
        "",
        BEGIN,
        END,
        &format!("{BEGIN}\n{END}"),
        &format!("{END}{BEGIN}"),
    ] {
        assert_eq!(signature_in(wrong), None, "{wrong}");
    }
    assert!(
        is_public_key("ssh-ed25519 AAAA ruth") && is_public_key("sk-ssh-ed25519@openssh.com A")
    );
    assert!(!is_public_key("-----BEGIN OPENSSH PRIVATE KEY-----") && !is_public_key(""));
    assert_eq!(argument(Path::new("-f")), "./-f");
}
