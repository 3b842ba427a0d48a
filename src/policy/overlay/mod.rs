//! The policy in force: a base, the department's file on it, the user's own on that.
//!
//! Files: `policy.toml` and `policies/*.toml` in the folder of the
//! department (`/etc/onrecord`), `policy.toml` in the folder that `ONRECORD_ETC` names, `policy.toml` in the
//! user's folder. Invariants: a layer is only ever stricter; what is wrong in a file is told and never stops
//! the program; where it cannot be known what a department's file forbids, all it could forbid is forbidden;
//! only the department's file chooses a base or says that a channel gives corporate access.

mod additions;
mod apply;
mod at_risk;
mod caution;
mod closing;
mod leaving;
mod limits;
mod opening;
mod page;
mod requests;
mod rollup;
mod rules;
mod stated;

use std::path::Path;

use super::base;
use super::words::Origin;
use super::{BUILTIN, Policy};
use crate::document::{Diagnostic, Reader, Source};
use crate::ports::{Files, Ports};
use closing::Doubt;
use opening::Opening;

pub use caution::Caution;
pub use stated::{
    AtRisk, Feature, Layered, Overlay, Recipient, RequestsLaid, RollUp, Settled, TimerRule, spoken,
};

/// The policy in force and all that is wrong with its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedPolicy {
    pub policy: Policy,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the policy in force. Never fails: without files it is the built-in one. Where a department's file, or
/// the base it chooses, is there and cannot be used, all it could forbid is forbidden ([`Caution`]).
pub fn load(ports: &Ports, dir: &Path) -> LoadedPolicy {
    let etc = &ports.host.etc;
    let mut found = Vec::new();
    let department = opening::department(ports, &mut found);
    let further = (ports.host.further_etc.as_deref())
        .map(|folder| opening::in_folder(&ports.files, folder, &mut found));
    let user = Source::read(&ports.files, &dir.join(opening::FILE)).unwrap_or_else(|told| {
        found.extend(told);
        None
    });
    let mut policy = Policy::builtin();
    if let Opening::Read(source) = &department {
        policy = base_of(ports, &etc.join("policies"), source, &mut found);
    }
    lay_or_close(&mut policy, department, Origin::Department, &mut found);
    if let Some(further) = further {
        lay_or_close(&mut policy, further, Origin::Further, &mut found);
    }
    if let Some(source) = user {
        found.extend(lay(&mut policy, &source, Origin::User));
    }
    LoadedPolicy {
        policy,
        diagnostics: found,
    }
}

/// Lays a file, or makes all hold that it could forbid where it cannot be used.
fn lay_or_close(policy: &mut Policy, file: Opening, by: Origin, found: &mut Vec<Diagnostic>) {
    let unreadable = closing::caution_of(by, Caution::Unreadable);
    match file {
        Opening::Absent => {}
        Opening::Closed => closing::close(policy, unreadable, Doubt::All),
        Opening::OpenToOthers => closing::close(policy, Caution::OpenToOthers, Doubt::All),
        Opening::Read(source) => {
            let before = policy.layers.len();
            found.extend(lay(policy, &source, by));
            if policy.layers.len() == before {
                closing::close(policy, unreadable, Doubt::All);
            } else if by == Origin::Further {
                policy.cautions.push(Caution::Further);
            }
        }
    }
}

/// The base that a department's file chooses; where that cannot be used, the built-in one with all forbidden
/// that the chosen one could forbid.
fn base_of(ports: &Ports, folder: &Path, source: &Source, found: &mut Vec<Diagnostic>) -> Policy {
    let Some((id, told)) = wanted_base(source).filter(|(id, _)| id != BUILTIN) else {
        return Policy::builtin();
    };
    let (chosen, mut problems) = choose(&ports.files, folder, &id, told);
    found.append(&mut problems);
    chosen.unwrap_or_else(|| {
        let mut policy = Policy::builtin();
        closing::close(&mut policy, Caution::Unreadable, Doubt::All);
        policy
    })
}

/// A commented sample of a department's file, with every setting; it reads without a diagnostic.
pub fn sample() -> &'static str {
    include_str!("sample.toml")
}

/// Lays one file on a policy and gives what was wrong in it.
pub fn lay(policy: &mut Policy, source: &Source, by: Origin) -> Vec<Diagnostic> {
    let table = match Reader::parse(source) {
        Ok(table) => table,
        Err(found) => return found,
    };
    let reader = Reader::with(source, closing::meanwhile(by));
    let root = reader.root(&table);
    let doubts = Vec::new();
    apply::Layer { policy, by, doubts }.apply(&root);
    root.finish();
    let digest = base::digest(source.text.as_bytes());
    policy.digest = base::digest(format!("{}\n{digest}\n", policy.digest).as_bytes());
    policy.layers.push(Layered {
        by,
        file: source.file.clone(),
        digest,
    });
    reader.into_found()
}

/// The base that a department's file names, and what to say when it is not there.
fn wanted_base(source: &Source) -> Option<(String, Diagnostic)> {
    let table = Reader::parse(source).ok()?;
    let reader = Reader::new(source);
    let said = reader.root(&table).text("base")?;
    let told = source.problem(
        said.place,
        format!(
            "There is no base policy \"{}\" that can be used.",
            said.value
        ),
        &format!("Put it into the folder policies beside this file; until then {BUILTIN} is used."),
    );
    Some((said.value, told))
}

/// What is wrong in the base policies beside the department's file, whether chosen or not.
pub fn check_bases(ports: &Ports) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let folder = ports.host.etc.join("policies");
    for entry in ports.files.list(&folder).unwrap_or_default() {
        if entry.path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        match Source::read(&ports.files, &entry.path) {
            Ok(None) => {}
            Err(told) => found.extend(told),
            Ok(Some(source)) => {
                let (policy, told) = base::read(&source);
                found.extend(told);
                found.extend(base::complete(&policy, &source));
            }
        }
    }
    found
}

/// The base policy of an id among the files of a folder; only one without any problem is used.
fn choose(
    files: &Files,
    folder: &Path,
    id: &str,
    absent: Diagnostic,
) -> (Option<Policy>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    for entry in files.list(folder).unwrap_or_default() {
        if entry.path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let source = match Source::read(files, &entry.path) {
            Ok(Some(source)) => source,
            Ok(None) => continue,
            Err(told) => {
                found.extend(told);
                continue;
            }
        };
        let (policy, mut told) = base::read(&source);
        let stem = entry.path.file_stem().is_some_and(|s| s == id);
        if policy.id() != id && !(policy.id().is_empty() && stem) {
            continue;
        }
        told.extend(base::complete(&policy, &source));
        if told.is_empty() {
            return (Some(policy), found);
        }
        found.append(&mut told);
    }
    found.push(absent);
    (None, found)
}
