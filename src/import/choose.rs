//! Which of several texts in a zip or folder is the chat, and whether the others belong to it.
//!
//! Somebody may have sent another chat's export into a chat, and then both texts read like chats: the chat is the
//! one that names the others as attached. Invariant: a second chat is never passed over in silence - after the chosen one was surveyed, every other text that reads like a chat is its attachment or its exact copy, or the
//! whole is refused.

use std::io::Read;

use super::error::ImportError;
use super::formats::whatsapp;
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
    /// `refused`: why the text alone would be.
    pub(super) fn new(path: &str, refused: Option<ImportError>) -> Candidate {
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_named = is_bare(name) || name.to_lowercase().contains("whatsapp");
        Candidate {
            path: path.to_owned(),
            judged: match refused {
                None => Judged::Chat,
                Some(
                    e @ (ImportError::UnknownDayPart { .. } | ImportError::UnreadStamp { .. }),
                ) => Judged::Nearly(e),
                Some(e) => Judged::No(e),
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
    pub(super) rivals: Vec<Rival>,
}

pub(super) struct Rival {
    /// Within the zip or folder.
    pub(super) path: String,
    /// In the chat's own folder, where its attachments lie.
    pub(super) beside: bool,
}

impl Rival {
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

impl Rivals {
    /// The refusal that names the chosen chat and those that are nothing of its own.
    pub(super) fn refusal(&self, strangers: &[&Rival]) -> ImportError {
        let strangers = strangers.iter().map(|r| r.path.as_str());
        let all: Vec<&str> = [self.chosen.as_str()]
            .into_iter()
            .chain(strangers)
            .collect();
        several(self.label.clone(), &all, self.zipped)
    }
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
        .map(|both| both.each_ref().map(memchr::memmem::Finder::new))
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
