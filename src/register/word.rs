//! Which frames may hold a word: the bytes of the journals are searched where they stand, and no frame is taken apart.
//!
//! Invariant: no frame that holds the word in any of its texts is left out; one that is not left out need not hold it.

use std::io::{self, Read as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use memchr::memmem::Finder;

use super::jobs::threads_for;
use super::odd_form;
use super::parts::Where;
use super::rows::Rows;
use crate::ports::Files;
use crate::record::Slot;
use crate::record::again::SlotSet;

/// How much of a file is searched at a time.
const AT_ONCE: usize = 256 * 1024;

/// The letters outside of ASCII whose small form begins with one of ASCII.
const KELVIN: (u8, &[u8]) = (b'k', "\u{212a}".as_bytes());
const DOTTED_I: (u8, &[u8]) = (b'i', "\u{130}".as_bytes());

/// What of a word a journal writes as it is: its longest run of signs of ASCII that are never spelt otherwise. Empty
/// where there is none.
fn as_written(word: &str) -> &str {
    let spelt = |c: char| !c.is_ascii_graphic() || c == '"' || c == '\\';
    let runs = word.split(spelt);
    runs.max_by_key(|run| run.len()).unwrap_or_default()
}

/// Of each word the frames that may hold it; `None` where the bytes do not tell: of a word without a letter, digit or
/// sign of ASCII that a journal writes as it is, or where a file is not as it was read.
pub(super) fn holding(
    files: &Files,
    journals: &[(PathBuf, bool)],
    frames: &Rows<Where>,
    words: &[&str],
) -> Vec<Option<SlotSet>> {
    let (mut told, mut wanted) = (Vec::with_capacity(words.len()), Vec::new());
    for word in words {
        let run = as_written(word);
        let tells = !run.is_empty();
        told.push(tells.then_some(wanted.len()));
        if tells {
            wanted.push(run.to_ascii_lowercase());
        }
    }
    let mut sought: Vec<(usize, Finder<'_>)> = Vec::new();
    for (n, word) in wanted.iter().enumerate() {
        sought.push((n, Finder::new(word.as_bytes())));
        let others = [KELVIN, DOTTED_I].into_iter();
        let others = others.filter(|(letter, _)| word.as_bytes().contains(letter));
        sought.extend(others.map(|(_, bytes)| (n, Finder::new(bytes))));
    }
    let found = match sought.is_empty() {
        true => None,
        false => Search {
            files,
            journals,
            frames,
            standing: standing(frames),
            sought,
            next: AtomicUsize::new(0),
        }
        .all(wanted.len()),
    };
    let of = |n: usize| Some(found.as_ref()?[n].clone());
    told.into_iter().map(|n| n.and_then(of)).collect()
}

/// The slots in the order of their places.
fn standing(frames: &Rows<Where>) -> Vec<u32> {
    let mut all: Vec<u32> = (0..).take(frames.len()).collect();
    all.sort_unstable_by_key(|slot| {
        let at = &frames[*slot as usize];
        (at.file, at.offset)
    });
    all
}

/// What several threads look for, a file each at a time.
struct Search<'a> {
    files: &'a Files,
    journals: &'a [(PathBuf, bool)],
    frames: &'a Rows<Where>,
    /// The slots in the order of their places.
    standing: Vec<u32>,
    /// What is looked for, each with the number of its word.
    sought: Vec<(usize, Finder<'a>)>,
    /// The first file that nobody has searched.
    next: AtomicUsize,
}

impl Search<'_> {
    /// The frames of each of so many words; `None` where a file is not as it was read.
    fn all(self, words: usize) -> Option<Vec<SlotSet>> {
        let last = self.standing.last().map(|slot| self.frames[*slot as usize]);
        let bytes = last.map_or(0, |at| at.offset.into());
        // A file has one thread.
        let threads = threads_for(bytes).max(threads_for(self.frames.len() as u64 * 256));
        let threads = threads.min(self.journals.len());
        thread::scope(|scope| {
            // Fewer threads than wanted, or none, only take longer.
            let others: Vec<_> = (1..threads)
                .filter_map(|_| {
                    let thread = thread::Builder::new();
                    thread.spawn_scoped(scope, || self.some(words)).ok()
                })
                .collect();
            let mut found = self.some(words);
            for other in others {
                let other = other.join().ok()?;
                found = found.zip(other).map(|(mut found, other)| {
                    let both = found.iter_mut().zip(&other);
                    both.for_each(|(all, more)| all.join(more));
                    found
                });
            }
            found
        })
    }

    /// Searches files until there are none.
    fn some(&self, words: usize) -> Option<Vec<SlotSet>> {
        let mut found = vec![SlotSet::default(); words];
        let mut window = Vec::new();
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some((path, odd)) = self.journals.get(number) else {
                return Some(found);
            };
            let file = |slot: &u32| self.frames[*slot as usize].file as usize;
            let from = self.standing.partition_point(|slot| file(slot) < number);
            let to = self.standing.partition_point(|slot| file(slot) <= number);
            let here = &self.standing[from..to];
            let Some(last) = here.last().map(|slot| self.frames[*slot as usize]) else {
                continue;
            };
            let mut hit = |word: usize, offset: u64| self.note(here, offset, &mut found[word]);
            let read = match odd {
                true => self.files.read(path).map(|bytes| {
                    let bytes = odd_form::plain(&bytes).unwrap_or(bytes);
                    search(&mut bytes.as_slice(), &mut window, &self.sought, &mut hit)
                }),
                false => self
                    .files
                    .open(path)
                    .map(|mut file| search(&mut file, &mut window, &self.sought, &mut hit)),
            };
            let length = read.and_then(|searched| searched).ok()?;
            if length < u64::from(last.offset) + u64::from(last.len) {
                return None;
            }
        }
    }

    /// Notes the frame in which a byte stands, of frames in the order of their places.
    fn note(&self, frames: &[u32], offset: u64, found: &mut SlotSet) {
        let begins = |slot: &u32| u64::from(self.frames[*slot as usize].offset);
        let after = frames.partition_point(|slot| begins(slot) <= offset);
        if let Some(slot) = after.checked_sub(1).map(|n| frames[n]) {
            found.insert(Slot(slot));
        }
    }
}

/// Tells the place of everything that is sought, in small letters, with the number it has; gives how many bytes there
/// are.
fn search(
    from: &mut impl io::Read,
    window: &mut Vec<u8>,
    sought: &[(usize, Finder<'_>)],
    hit: &mut impl FnMut(usize, u64),
) -> io::Result<u64> {
    let longest = sought.iter().map(|(_, w)| w.needle().len()).max();
    let longest = longest.unwrap_or(1);
    let mut begin = 0_u64;
    window.clear();
    window.reserve(AT_ONCE + longest);
    loop {
        let had = window.len();
        let read = from.by_ref().take(AT_ONCE as u64).read_to_end(window)?;
        if read == 0 {
            return Ok(begin + window.len() as u64);
        }
        window[had..].make_ascii_lowercase();
        for (number, one) in sought {
            let places = one.find_iter(window);
            places.for_each(|at| hit(*number, begin + at as u64));
        }
        // What begins here and ends in what is read next.
        let keep = window.len().min(longest - 1);
        let gone = window.len() - keep;
        window.drain(..gone);
        begin += gone as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the word begins, as it is found in that many bytes at a time.
    fn places(bytes: &[u8], word: &str) -> Vec<u64> {
        let mut all = Vec::new();
        let sought = [(0, Finder::new(word.as_bytes()))];
        let mut hit = |_, at| all.push(at);
        let read = search(&mut { bytes }, &mut Vec::new(), &sought, &mut hit).unwrap();
        assert_eq!(read, bytes.len() as u64);
        all.dedup();
        all
    }

    #[test]
    fn of_a_word_what_is_written_as_it_is_is_looked_for() {
        for (word, run) in [
            ("bill/4200", "bill/4200"),
            ("o'brien", "o'brien"),
            ("a\"bcd", "bcd"),
            ("c:\\temp", "temp"),
            ("stra\u{df}e", "stra"),
            ("\u{436}", ""),
            ("", ""),
        ] {
            assert_eq!(as_written(word), run, "{word:?}");
        }
    }

    #[test]
    fn a_word_is_found_wherever_a_window_ends_in_it() {
        for at in [
            0,
            AT_ONCE - 5,
            AT_ONCE - 4,
            AT_ONCE - 1,
            AT_ONCE,
            2 * AT_ONCE - 2,
        ] {
            let mut bytes = vec![b'.'; 2 * AT_ONCE + 9];
            bytes[at..at + 5].copy_from_slice(b"WoRdS");
            assert_eq!(places(&bytes, "words"), [at as u64], "{at}");
            assert!(places(&bytes, "wordsy").is_empty());
        }
        assert!(places(b"", "w").is_empty());
    }
}
