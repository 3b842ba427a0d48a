//! Signatures by `ssh-keygen -Y`: the key stays with the agent.

use std::path::Path;

use super::program::{HelperError, Helpers, Program, argument};
use crate::ports::Ports;

/// What the signatures of this program are for, so that none of another kind passes for one.
const NAMESPACE: &str = "onrecord";
const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";
const KINDS: [&str; 4] = ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-"];

/// What became of the check of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is by one of those allowed: who, and the key's own words.
    By { who: String, key: String },
    /// It agrees with the file, and its key is none of those allowed.
    NotAllowed,
    /// It does not agree with the file, or is no signature.
    Wrong(HelperError),
}

/// Whether a file is a public key, as far as its first line tells. Of a private one nothing is ever handed over.
pub fn is_public_key(text: &str) -> bool {
    let first = text.trim_start();
    KINDS.iter().any(|kind| first.starts_with(kind))
}

/// Signs bytes with the private half of a public key, which the agent holds.
///
/// # Errors
/// No agent, no such key with it, no program, or one that gives no signature.
pub fn sign(
    helpers: &Helpers,
    ports: &Ports,
    key: &Path,
    bytes: &[u8],
) -> Result<String, HelperError> {
    let key = argument(key);
    // -U: the agent, and nothing else; without one it fails instead of asking for a passphrase.
    let arguments = ["-Y", "sign", "-U", "-f", &key, "-n", NAMESPACE];
    let output = helpers.ask(ports, Program::SshKeygen, &arguments, bytes)?;
    let text = String::from_utf8_lossy(&output);
    signature_in(&text).ok_or_else(|| helpers.nothing(Program::SshKeygen, "no signature", &output))
}

/// The signature among what was printed, whatever else stands there.
fn signature_in(text: &str) -> Option<String> {
    let from = text.find(BEGIN)?;
    let to = from + text[from..].find(END)?;
    let inner: String = text[from + BEGIN.len()..to]
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| format!("{line}\n"))
        .collect();
    let base64 = |c: char| c.is_ascii_alphanumeric() || "+/=\n".contains(c);
    let plain = !inner.is_empty() && inner.chars().all(base64);
    plain.then(|| format!("{BEGIN}\n{inner}{END}\n"))
}

/// Checks the signature in a file against bytes, and whose it is by a file of those allowed.
///
/// # Errors
/// Where there is no program, or it does not end.
pub fn check(
    helpers: &Helpers,
    ports: &Ports,
    (signature, allowed): (&Path, &Path),
    bytes: &[u8],
) -> Result<Checked, HelperError> {
    let (signature, allowed) = (argument(signature), argument(allowed));
    let whose = ["-Y", "find-principals", "-s", &signature, "-f", &allowed];
    let found = helpers.run(ports, Program::SshKeygen, &whose, b"")?;
    let text = String::from_utf8_lossy(&found.output).into_owned();
    let who = text.lines().map(str::trim).find(|line| !line.is_empty());
    let Some(who) = who.filter(|_| found.code == Some(0)) else {
        let alone = ["-Y", "check-novalidate", "-n", NAMESPACE, "-s", &signature];
        let alone = helpers.run(ports, Program::SshKeygen, &alone, bytes)?;
        return Ok(match alone.code {
            Some(0) if says_good(&alone.output) => Checked::NotAllowed,
            _ => Checked::Wrong(helpers.refused(Program::SshKeygen, &alone)),
        });
    };
    // One that begins with a dash would be taken for an option.
    if who.starts_with('-') {
        return Ok(Checked::NotAllowed);
    }
    let verify = [
        "-Y", "verify", "-f", &allowed, "-I", who, "-n", NAMESPACE, "-s", &signature,
    ];
    let verified = helpers.run(ports, Program::SshKeygen, &verify, bytes)?;
    Ok(match verified.code {
        Some(0) if says_good(&verified.output) => Checked::By {
            who: who.to_owned(),
            key: key_in(&verified.output),
        },
        _ => Checked::Wrong(helpers.refused(Program::SshKeygen, &verified)),
    })
}

/// What it prints of one that agrees; an exit of 0 without it is no answer.
fn says_good(output: &[u8]) -> bool {
    String::from_utf8_lossy(output).contains(&format!("Good \"{NAMESPACE}\" signature"))
}

/// "ED25519 key SHA256:…" of what it printed.
fn key_in(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let key = text.lines().find_map(|line| line.split_once(" with "));
    key.map_or("not stated".to_owned(), |(_, key)| key.trim().to_owned())
}

#[cfg(test)]
mod tests;
