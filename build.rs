//! Tells the program what it was built from: the commit and the kind of build, for `onrecord --version`.
//!
//! `ONRECORD_COMMIT` says the commit where the source has no history of its own (a package's build, a tarball). A
//! debug build names none, so that a commit does not compile everything anew.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-env-changed=ONRECORD_COMMIT");
    println!("cargo:rerun-if-changed=build.rs");
    let profile = std::env::var("PROFILE").unwrap_or_default();
    let commit = match std::env::var("ONRECORD_COMMIT") {
        Ok(commit) if !commit.is_empty() => Some(commit),
        _ if profile == "release" => of_the_tree(),
        _ => None,
    };
    let commit = commit.unwrap_or_else(|| "not known".to_owned());
    println!("cargo:rustc-env=ONRECORD_COMMIT={commit}");
    println!("cargo:rustc-env=ONRECORD_PROFILE={profile}");
    let target = std::env::var("TARGET").unwrap_or_default();
    println!("cargo:rustc-env=ONRECORD_TARGET={target}");
}

/// The commit that is checked out here, and whether anything was changed since.
fn of_the_tree() -> Option<String> {
    // Where HEAD moves, the commit is asked for again.
    for file in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", file]) {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    let commit = git(&["rev-parse", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Some(match changed.is_empty() {
        true => commit,
        false => format!("{commit}, with changes"),
    })
}

fn git(args: &[&str]) -> Option<String> {
    let folder = std::env::var("CARGO_MANIFEST_DIR").ok()?;
    let ran = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(args)
        .output();
    let out = ran.ok().filter(|ran| ran.status.success())?.stdout;
    Some(String::from_utf8(out).ok()?.trim().to_owned())
}
