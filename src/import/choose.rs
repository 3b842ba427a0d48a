//! Which of several texts in a zip or folder is the chat, and whether the others belong to it.
//!
//! Somebody may have sent another chat's export into a chat, and then both texts read like chats: the chat is the
//! one that names the others as attached. Invariant: a second chat is never passed over in silence - after the
//! chosen one was surveyed, every other text that reads like a chat is its attachment or its exact copy, or the
//! whole is refused.

use std::io::Read;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::error::ImportError;
use super::find::Beginning;
use super::source::{Source, Text};
use super::whatsapp::{self, Chat};
use crate::text::safe_line;

/// Chats named in a refusal.
const SEVERAL: usize = 10;
/// Texts that are searched for the names of the others; where more read like chats, names alone choose.
const SEARCHED: usize = 64;
/// Bytes searched at a time.
const STRETCH: usize = 64 << 10;

/// One text of a zip or folder.
pub(super) struct Candidate {
    /// Within the zip or folder.
    path: String,
    judged: Judged,
    /// Named as WhatsApp names an export.
    is_named: bool,
}

enum Judged {
    Chat,
    /// It has stamps that are nearly read: the refusal that the text alone would get.
    Nearly(ImportError),
    No(ImportError),
}

impl Candidate {
    pub(super) fn new(path: &str, beginning: Result<Beginning, ImportError>) -> Candidate {
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_named = is_bare(name)
            || name.to_lowercase().contains("whatsapp")
            || whatsapp::named_as_export(name).is_some();
        Candidate {
            path: path.to_owned(),
            judged: match beginning {
                Ok(_) => Judged::Chat,
                Err(e @ (ImportError::UnknownDayPart { .. } | ImportError::UnreadStamp { .. })) => {
                    Judged::Nearly(e)
                }
                Err(e) => Judged::No(e),
            },
            is_named,
        }
    }

    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    fn folder(&self) -> &str {
        &self.path[..self.path.len() - self.name().len()]
    }

    pub(super) fn may_be_chat(&self) -> bool {
        !matches!(self.judged, Judged::No(_))
    }

    /// Whether it must belong to another chat, where it is not the one: a note that only has something like a
    /// stamp is no chat.
    fn counts(&self) -> bool {
        match self.judged {
            Judged::Chat => true,
            Judged::Nearly(_) => self.is_named,
            Judged::No(_) => false,
        }
    }
}

/// The bare name that iPhones give.
fn is_bare(name: &str) -> bool {
    name.eq_ignore_ascii_case("_chat.txt")
}

/// The only one for which something holds.
fn only(all: &[usize], is: impl Fn(usize) -> bool) -> Option<usize> {
    let mut found = all.iter().copied().filter(|i| is(*i));
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// The chat among the texts: the only one, or the one that names the others, or the one named as the chat's own.
/// `names_all` tells whether a text holds all of some names. `None` where nothing tells.
pub(super) fn chat(
    all: &[Candidate],
    mut names_all: impl FnMut(usize, &[String]) -> Result<bool, ImportError>,
) -> Result<Option<usize>, ImportError> {
    let may: Vec<usize> = (0..all.len()).filter(|i| all[*i].may_be_chat()).collect();
    if let [only] = may[..] {
        return Ok(Some(only));
    }
    let named = || only(&may, |i| all[i].name().to_lowercase().contains("whatsapp"));
    let preferred = only(&may, |i| is_bare(all[i].name())).or_else(named);
    let mut namers = Vec::new();
    if may.len() <= SEARCHED {
        let others = may.iter().copied().filter(|i| Some(*i) != preferred);
        for i in preferred.into_iter().chain(others) {
            let others = may.iter().filter(|o| **o != i && all[**o].counts());
            let others: Vec<&Candidate> = others.map(|o| &all[*o]).collect();
            // What lies in another folder is nobody's attachment.
            let reach = others.iter().all(|o| o.folder() == all[i].folder());
            let names: Vec<String> = others.iter().map(|o| o.name().to_owned()).collect();
            if names.is_empty() && preferred == Some(i) {
                return Ok(preferred);
            }
            if !names.is_empty() && reach && names_all(i, &names)? {
                if preferred == Some(i) {
                    return Ok(preferred);
                }
                namers.push(i);
            }
        }
    }
    Ok(match namers[..] {
        [only] => Some(only),
        [] => preferred.or_else(|| only(&may, |i| all[i].counts())),
        _ => preferred,
    })
}

/// Why no text was chosen.
pub(super) fn refusal(name: String, all: Vec<Candidate>, zipped: bool) -> ImportError {
    let chats: Vec<&str> = all
        .iter()
        .filter(|c| c.counts())
        .map(|c| c.path.as_str())
        .collect();
    if !chats.is_empty() {
        return several(name, &chats, zipped);
    }
    let places: Vec<usize> = (0..all.len()).collect();
    let lone = only(&places, |_| true).or_else(|| only(&places, |i| all[i].is_named));
    let mut own = None;
    for (i, candidate) in all.into_iter().enumerate() {
        match candidate.judged {
            Judged::Nearly(e) => return e,
            // What is true of the only text there is a better reason than that there is no chat.
            Judged::No(e) if lone == Some(i) && !matches!(e, ImportError::NotAnExport { .. }) => {
                own = Some(e);
            }
            _ => {}
        }
    }
    own.unwrap_or(ImportError::NoChat { name })
}

fn several(name: String, chats: &[&str], zipped: bool) -> ImportError {
    let mut listed: Vec<String> = chats
        .iter()
        .take(SEVERAL)
        .map(|c| safe_line(c).into_owned())
        .collect();
    if chats.len() > SEVERAL {
        listed.push(format!("and {} more", chats.len() - SEVERAL));
    }
    ImportError::SeveralChats {
        name,
        chats: listed.join(", "),
        unpack: if zipped { "Unpack it and give" } else { "Give" },
    }
}

/// The other texts that read like chats, to be asked after once the chosen one was surveyed.
#[derive(Default)]
pub(super) struct Rivals {
    /// Of the zip or folder.
    label: String,
    zipped: bool,
    chosen: String,
    rivals: Vec<Rival>,
}

struct Rival {
    path: String,
    /// In the chat's own folder, where its attachments lie.
    beside: bool,
}

pub(super) fn rivals(all: &[Candidate], chosen: usize, label: String, zipped: bool) -> Rivals {
    let own = &all[chosen];
    let others = all.iter().enumerate();
    let others = others.filter(|(i, c)| *i != chosen && c.counts());
    Rivals {
        label,
        zipped,
        chosen: own.path.clone(),
        rivals: others
            .map(|(_, c)| Rival {
                path: c.path.clone(),
                beside: c.folder() == own.folder(),
            })
            .collect(),
    }
}

impl Source {
    /// Refuses the whole where another text reads like a chat and is neither an attachment of this one nor a
    /// copy of it.
    pub(super) fn have_no_rivals(&mut self, chat: &Chat) -> Result<(), ImportError> {
        let rivals = std::mem::take(&mut self.rivals);
        let mut strangers = Vec::new();
        let mut own = None;
        for rival in &rivals.rivals {
            let name = rival.path.rsplit('/').next().unwrap_or_default();
            let place = self.holdings().index(name).filter(|_| rival.beside);
            if place.is_some_and(|i| chat.names_file(i)) {
                continue;
            }
            let own = match &own {
                Some(own) => own,
                None => own.insert(self.raw(digest)?),
            };
            if self.digest_of(&rival.path)?.as_ref() != Some(own) {
                strangers.push(rival.path.as_str());
            }
        }
        if strangers.is_empty() {
            return Ok(());
        }
        strangers.insert(0, &rivals.chosen);
        Err(several(rivals.label, &strangers, rivals.zipped))
    }

    /// The sum of another text of the zip or folder.
    fn digest_of(&mut self, path: &str) -> Result<Option<Vec<u8>>, ImportError> {
        if let Text::Zip { zip, .. } = &mut self.text {
            let member = zip.members.iter().find(|m| m.path == path);
            return match member.map(|m| m.number) {
                Some(number) => zip.read(number, digest).map(Some),
                None => Ok(None),
            };
        }
        let path: Option<PathBuf> = self.dir.as_ref().map(|dir| dir.join(path));
        match path.and_then(|path| self.files.open(&path).ok()) {
            Some(mut file) => digest(&mut file).map(Some),
            None => Ok(None),
        }
    }
}

fn digest(text: &mut dyn Read) -> Result<Vec<u8>, ImportError> {
    let mut sum = Sha256::new();
    let mut stretch = vec![0; STRETCH];
    loop {
        match text.read(&mut stretch).map_err(ImportError::reading)? {
            0 => return Ok(sum.finalize().to_vec()),
            n => sum.update(&stretch[..n]),
        }
    }
}

/// Whether every one of some names stands in a text.
pub(super) fn names_all(text: &mut dyn Read, names: &[String]) -> Result<bool, ImportError> {
    let spelt: Vec<[Vec<u8>; 2]> = names
        .iter()
        .map(|n| {
            let folded = whatsapp::canonical(n.as_bytes()).into_bytes();
            [n.clone().into_bytes(), folded]
        })
        .collect();
    let mut wanted: Vec<[memchr::memmem::Finder<'_>; 2]> = spelt
        .iter()
        .map(|both| both.each_ref().map(|s| memchr::memmem::Finder::new(s)))
        .collect();
    let overlap = spelt.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let mut held = Vec::new();
    while !wanted.is_empty() {
        let from = held.len();
        held.resize(from + STRETCH, 0);
        let n = text.read(&mut held[from..]).map_err(ImportError::reading)?;
        if n == 0 {
            return Ok(false);
        }
        held.truncate(from + n);
        wanted.retain(|both| both.iter().all(|name| name.find(&held).is_none()));
        let keep = held.len().min(overlap);
        held.drain(..held.len() - keep);
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_over_the_seams_of_stretches() {
        let mut text = vec![b'x'; STRETCH - 3];
        text.extend_from_slice("Café one.txt and more".as_bytes());
        let all = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
            names_all(&mut text.as_slice(), &names).unwrap()
        };
        assert!(all(&["Café one.txt"]));
        assert!(all(&["Cafe\u{301} one.txt", "more"]));
        assert!(!all(&["Café one.txt", "two.txt"]));
        assert!(all(&[]));
    }
}
