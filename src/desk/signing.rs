//! Signatures and time stamps by programs of other people: what was lodged or made is signed, and a head is witnessed.
//!
//! Invariants: a signature stands beside what it is of and is checked before it is said to be there; of a folder its
//! file of sums is signed, once the folder agrees with it; nothing that is there is written over; a time stamp is kept
//! only where it is of a frame that counts here and the certificates vouch for it; nothing of the register is changed.

use std::path::{Path, PathBuf};

use super::{Desk, DeskError};
use crate::helpers::{self, Checked, HelperError, Helpers};
use crate::lodge::{self, LodgeError};
use crate::policy::Feature;
use crate::record::command::Refusal;

/// How a signature's name ends.
pub(super) const ENDING: &str = ".sig.txt";
/// Where time stamps are kept.
const KEPT: &str = "witness";
/// The most of a file that is signed; of more, sign the sums.
const MOST: u64 = 32 << 20;
/// A reply is a few kilobytes.
const REPLY: u64 = 1 << 20;
/// The files of sums that stand for a folder.
const SUMS: [&str; 2] = ["manifest-sha256.txt", "SHA256SUMS"];

/// What was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedFile {
    /// The file whose bytes are signed.
    pub file: PathBuf,
    pub signature: PathBuf,
}

/// What became of the check of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureCheck {
    pub signed: SignedFile,
    /// Who signed it, and with which key; `None` where that is not so.
    pub by: Option<(String, String)>,
    /// What is wrong.
    pub problem: Option<String>,
}

/// A time stamp that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnessed {
    pub head: String,
    /// When, in the words of the program that read it.
    pub at: String,
    /// How many frames came after that one.
    pub after: u64,
    pub kept: PathBuf,
}

fn told(error: HelperError) -> DeskError {
    let hint = match error {
        HelperError::Absent { .. } => {
            "Ask whoever looks after this machine to install it; nothing else here needs it"
        }
        HelperError::NotStarted { .. } => "Ask whoever looks after this machine",
        HelperError::Refused { .. } | HelperError::Nothing { .. } => {
            "Nothing was kept. Put right what it says, and try again"
        }
    };
    Refusal::new(error.to_string(), hint).into()
}

impl Desk {
    fn may_use_helper(&self, feature: Feature, what: &str) -> Result<(), Refusal> {
        match self.switched_off(feature) {
            None => Ok(()),
            Some(label) => Err(Refusal::new(
                format!("{what} is switched off ({label})"),
                "Ask your department's records team for another way",
            )),
        }
    }

    /// Signs a file, or a folder by its sums, with a key that the agent holds; the signature stands beside it.
    ///
    /// # Errors
    /// Refused: switched off, no public key, a signature that is there, a folder that does not agree with its sums, a
    /// program that does not do it. Storage trouble.
    pub fn sign(&self, path: &Path, key: &Path) -> Result<SignedFile, DeskError> {
        self.may_use_helper(Feature::Signing, "Signing")?;
        let (signed, differs) = self.signed(path)?;
        if let Some(differs) = differs {
            return Err(Refusal::new(
                differs,
                "A signature would say that it is whole. See what was changed first",
            )
            .into());
        }
        let there = self.ports.files.stat_link(&signed.signature);
        if there
            .map_err(|e| storage("look at", &signed.signature, &e))?
            .is_some()
        {
            return Err(Refusal::new(
                format!(
                    "There is a signature already: {}",
                    signed.signature.display()
                ),
                "Check it, or move it away first",
            )
            .into());
        }
        let text = self.bytes(key, REPLY)?;
        if !helpers::is_public_key(&String::from_utf8_lossy(&text)) {
            return Err(Refusal::new(
                format!("{} is no public key", key.display()),
                "Name the public half (it ends in .pub); the private one is asked of your agent",
            )
            .into());
        }
        let bytes = self.bytes(&signed.file, MOST)?;
        let helpers = Helpers::default();
        let signature = helpers::sign(&helpers, &self.ports, key, &bytes).map_err(told)?;
        let put = self
            .ports
            .files
            .replace(&signed.signature, signature.as_bytes(), 0o644);
        put.map_err(|e| storage("write", &signed.signature, &e))?;
        Ok(signed)
    }

    /// Checks the signature beside a file or a folder, and whose it is by a file of those who may sign.
    ///
    /// # Errors
    /// Refused: switched off, no signature, no program. Storage trouble.
    pub fn check_signed(&self, path: &Path, allowed: &Path) -> Result<SignatureCheck, DeskError> {
        self.may_use_helper(Feature::Signing, "Checking signatures")?;
        let (signed, differs) = self.signed(path)?;
        self.bytes(&signed.signature, REPLY)?;
        self.bytes(allowed, REPLY)?;
        if differs.is_some() {
            return Ok(SignatureCheck {
                signed,
                by: None,
                problem: differs,
            });
        }
        let bytes = self.bytes(&signed.file, MOST)?;
        let checked = self.signed_by(&bytes, &signed.signature, allowed)?;
        let (by, problem) = match checked {
            Checked::By { who, key } => (Some((who, key)), None),
            Checked::NotAllowed => (
                None,
                Some(
                    "It agrees with the file, and its key is none of those that may sign"
                        .to_owned(),
                ),
            ),
            Checked::Wrong(error) => (
                None,
                Some(format!("It does not agree with the file. {error}")),
            ),
        };
        Ok(SignatureCheck {
            signed,
            by,
            problem,
        })
    }

    /// Whose signature over these bytes stands in a file, by a file of those who may sign.
    ///
    /// # Errors
    /// Refused: switched off, no signature, no program.
    pub(super) fn signed_by(
        &self,
        bytes: &[u8],
        signature: &Path,
        allowed: &Path,
    ) -> Result<Checked, DeskError> {
        self.may_use_helper(Feature::Signing, "Checking signatures")?;
        self.bytes(signature, REPLY)?;
        self.bytes(allowed, REPLY)?;
        let helpers = Helpers::default();
        helpers::check(&helpers, &self.ports, (signature, allowed), bytes).map_err(told)
    }

    /// What is signed of a path, where its signature stands, and how a folder differs from its sums.
    fn signed(&self, path: &Path) -> Result<(SignedFile, Option<String>), DeskError> {
        let stat = self.ports.files.stat(path);
        let stat = stat.map_err(|e| storage("look at", path, &e))?;
        let name = path.file_name().and_then(|name| name.to_str());
        let (Some(stat), Some(name)) = (stat, name) else {
            return Err(Refusal::new(
                format!("There is no file or folder {}", path.display()),
                "Name what a capture, a paper or a package left",
            )
            .into());
        };
        let signature = path.with_file_name(format!("{name}{ENDING}"));
        if !stat.is_dir {
            let file = path.to_owned();
            return Ok((SignedFile { file, signature }, None));
        }
        let is_there = |sums: &&&str| {
            let stat = self.ports.files.stat(&path.join(sums));
            matches!(stat, Ok(Some(stat)) if stat.is_file)
        };
        let Some(sums) = SUMS.iter().find(is_there) else {
            return Err(Refusal::new(
                format!("{} holds no file of sums", path.display()),
                "Name a file, or a folder that this program made",
            )
            .into());
        };
        let differs = match lodge::verify_folder(&self.ports, path) {
            Ok(_) => None,
            Err(error @ (LodgeError::Differs { .. } | LodgeError::BadSums { .. })) => {
                Some(error.to_string())
            }
            Err(other) => return Err(other.into()),
        };
        let file = path.join(sums);
        Ok((SignedFile { file, signature }, differs))
    }

    /// Reads a file that is no longer than that.
    fn bytes(&self, path: &Path, most: u64) -> Result<Vec<u8>, DeskError> {
        let read = self.ports.files.read_capped(path, most);
        let read = match read {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(Refusal::new(
                    format!("There is no file {}", path.display()),
                    "See that its name is right",
                )
                .into());
            }
            other => other.map_err(|e| storage("read", path, &e))?,
        };
        read.ok_or_else(|| {
            Refusal::new(
                format!("{} has more than {most} bytes", path.display()),
                "Sign the file of sums that names it",
            )
            .into()
        })
    }

    /// Writes a query for a time stamp of a head into a folder: the head, and where the query is.
    ///
    /// # Errors
    /// Refused: switched off, no head, no program. Storage trouble.
    pub fn witness_request(
        &self,
        out: &Path,
        head: Option<&str>,
    ) -> Result<(String, PathBuf), DeskError> {
        self.may_use_helper(Feature::Witnessing, "Witnessing")?;
        let head = match head {
            Some(head) => head.to_ascii_lowercase(),
            None => self.head_to_witness()?,
        };
        self.must_count(&head)?;
        let query = helpers::query(&Helpers::default(), &self.ports, &head).map_err(told)?;
        let path = out.join(format!("onrecord-{}.tsq", &head[..16]));
        let put = self.ports.files.replace(&path, &query, 0o644);
        put.map_err(|e| storage("write", &path, &e))?;
        Ok((head, path))
    }

    /// Checks a reply and keeps it, with the register and yet no part of it.
    ///
    /// # Errors
    /// Refused: switched off, no reply, of another head, not vouched for, no program. Storage trouble.
    pub fn witness_attach(&self, reply: &Path, authority: &Path) -> Result<Witnessed, DeskError> {
        self.may_use_helper(Feature::Witnessing, "Witnessing")?;
        let bytes = self.bytes(reply, REPLY)?;
        self.bytes(authority, REPLY)?;
        let helpers = Helpers::default();
        let stamped = helpers::read_stamp(&helpers, &self.ports, reply).map_err(told)?;
        let after = self.must_count(&stamped.hash)?;
        let files = (reply, authority);
        helpers::verify_stamp(&helpers, &self.ports, &stamped.hash, files).map_err(told)?;
        let folder = self.home.join(KEPT);
        let made = self.ports.files.create_private_dirs(&folder);
        made.map_err(|e| storage("make the folder", &folder, &e))?;
        let kept = folder.join(format!("{}.tsr", stamped.hash));
        let put = self.ports.files.replace(&kept, &bytes, 0o600);
        put.map_err(|e| storage("write", &kept, &e))?;
        Ok(Witnessed {
            head: stamped.hash,
            at: stamped.at,
            after,
            kept,
        })
    }

    /// This installation's own head, or the only one there is.
    fn head_to_witness(&self) -> Result<String, Refusal> {
        let heads = self.heads();
        let own = self.register.writer_id().and_then(|w| heads.get(w));
        let only = heads.values().next().filter(|_| heads.len() == 1);
        own.or(only).cloned().ok_or_else(|| {
            Refusal::new(
                "This installation has written nothing yet, so it has no head of its own",
                "Name one with --head",
            )
        })
    }

    /// How many frames came after the one with that hash; refused where none that counts has it.
    fn must_count(&self, head: &str) -> Result<u64, DeskError> {
        let report = self.verified(Some(head))?;
        match report.head {
            Some(found) => Ok(found.after),
            None => Err(Refusal::new(
                format!("No frame that counts here has the hash {head}"),
                "It is of another register, of something that was taken back by a restore, or not whole: ask for the \
                 reply to your own request",
            )
            .into()),
        }
    }
}

fn storage(doing: &str, path: &Path, error: &std::io::Error) -> DeskError {
    DeskError::Storage(format!("Could not {doing} {}: {error}", path.display()))
}
