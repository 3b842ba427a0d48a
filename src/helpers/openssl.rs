//! Time stamps by `openssl ts` (RFC 3161): somebody else says that a hash was there at a time.

use std::path::Path;

use super::program::{HelperError, Helpers, Program, argument};
use crate::ports::Ports;

/// What a reply says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// The hash it is about, in hex.
    pub hash: String,
    /// When, in the program's own words.
    pub at: String,
}

/// A query for a SHA-256 in hex: its bytes.
///
/// # Errors
/// No program, or one that gives no query.
pub fn query(helpers: &Helpers, ports: &Ports, hash: &str) -> Result<Vec<u8>, HelperError> {
    let arguments = [
        "ts",
        "-query",
        "-digest",
        hash,
        "-sha256",
        "-cert",
        "-no_nonce",
    ];
    let output = helpers.ask(ports, Program::Openssl, &arguments, b"")?;
    let bytes = der_in(&output, hash);
    bytes.ok_or_else(|| helpers.nothing(Program::Openssl, "no query", &output))
}

/// The query among what was printed: a note on the configuration may stand before it, and the hash stands within it.
fn der_in(output: &[u8], hash: &str) -> Option<Vec<u8>> {
    let hash = data_encoding::HEXLOWER.decode(hash.as_bytes()).ok()?;
    let starts = output.iter().enumerate().filter(|(_, b)| **b == 0x30);
    for (from, _) in starts {
        // A sequence of less than 128 bytes: its length is one byte.
        let length = usize::from(*output.get(from + 1)?);
        let whole = output.get(from..from + 2 + length);
        let Some(whole) = whole.filter(|_| (40..128).contains(&length)) else {
            continue;
        };
        if whole.windows(hash.len()).any(|w| w == hash) {
            return Some(whole.to_vec());
        }
    }
    None
}

/// What a reply says of itself; that it is so is for [`verify_stamp`].
///
/// # Errors
/// No program, or a file that is no granted reply.
pub fn read_stamp(helpers: &Helpers, ports: &Ports, reply: &Path) -> Result<Stamped, HelperError> {
    let reply = argument(reply);
    let arguments = ["ts", "-reply", "-in", &reply, "-text"];
    let output = helpers.ask(ports, Program::Openssl, &arguments, b"")?;
    let text = String::from_utf8_lossy(&output);
    let none = || helpers.nothing(Program::Openssl, "no time stamp", &output);
    let hash = hash_in(&text).ok_or_else(none)?;
    let at = text
        .lines()
        .find_map(|l| l.trim().strip_prefix("Time stamp: "));
    Ok(Stamped {
        hash,
        at: at.ok_or_else(none)?.trim().to_owned(),
    })
}

/// The bytes under "Message data", of the lines that number them.
fn hash_in(text: &str) -> Option<String> {
    let (_, after) = text.split_once("Message data:")?;
    let rows = after.lines().skip(1).map(str::trim);
    let rows = rows.take_while(|row| row.get(4..7) == Some(" - "));
    let mut hash = String::new();
    for row in rows {
        let bytes = row.get(7..)?.split("   ").next()?;
        hash.extend(bytes.chars().filter(char::is_ascii_hexdigit));
    }
    (hash.len() == 64).then(|| hash.to_lowercase())
}

/// Checks that a reply is about this hash and signed by whom the certificates in `authority` vouch for.
///
/// # Errors
/// No program, or whatever it found wrong.
pub fn verify_stamp(
    helpers: &Helpers,
    ports: &Ports,
    hash: &str,
    (reply, authority): (&Path, &Path),
) -> Result<(), HelperError> {
    let (reply, authority) = (argument(reply), argument(authority));
    let arguments = [
        "ts", "-verify", "-digest", hash, "-in", &reply, "-CAfile", &authority,
    ];
    let output = helpers.ask(ports, Program::Openssl, &arguments, b"")?;
    let said = String::from_utf8_lossy(&output);
    match said.lines().any(|line| line.trim() == "Verification: OK") {
        true => Ok(()),
        false => Err(helpers.nothing(Program::Openssl, "no answer", &output)),
    }
}

#[cfg(test)]
mod tests;
