//! Which frames may hold a word: the bytes of the journals are searched where they stand, and no frame is taken apart.
//!
//! Invariant: no frame that holds the word in any of its texts is left out; one that is not left out need not hold it.

use std::collections::HashSet;
use std::io::{self, Read as _};
use std::path::PathBuf;

use memchr::memmem::Finder;

use super::odd_form;
use super::parts::Where;
use crate::ports::Files;
use crate::record::Slot;

/// How much of a file is searched at a time.
const AT_ONCE: usize = 256 * 1024;

/// The letters outside of ASCII whose small form begins with one of ASCII.
const KELVIN: (u8, &[u8]) = (b'k', "\u{212a}".as_bytes());
const DOTTED_I: (u8, &[u8]) = (b'i', "\u{130}".as_bytes());

/// The frames that may hold a word; `None` where the bytes do not tell: of a word with anything but letters and digits
/// of ASCII, which a journal writes as they are, or where a file is not as it was read.
pub(super) fn holding(
    files: &Files,
    journals: &[(PathBuf, bool)],
    frames: &[Where],
    word: &str,
) -> Option<HashSet<Slot>> {
    let plain = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric());
    if !plain {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let mut wanted = vec![Finder::new(word.as_bytes())];
    let others = [KELVIN, DOTTED_I].into_iter();
    let others = others.filter(|(letter, _)| word.as_bytes().contains(letter));
    wanted.extend(others.map(|(_, bytes)| Finder::new(bytes)));
    let mut standing: Vec<(Slot, &Where)> = (0..).map(Slot).zip(frames).collect();
    standing.sort_unstable_by_key(|(_, at)| (at.file, at.offset));
    let mut found = HashSet::new();
    let mut rest = standing.as_slice();
    for (number, (path, odd)) in (0..).zip(journals) {
        let (here, others) = rest.split_at(rest.partition_point(|(_, at)| at.file == number));
        rest = others;
        let Some((_, last)) = here.last() else {
            continue;
        };
        let mut hit = |offset: u64| note(here, offset, &mut found);
        let read = match odd {
            true => files.read(path).map(|bytes| {
                let bytes = odd_form::plain(&bytes).unwrap_or(bytes);
                search(&mut bytes.as_slice(), &wanted, &mut hit)
            }),
            false => files
                .open(path)
                .map(|mut file| search(&mut file, &wanted, &mut hit)),
        };
        let length = read.and_then(|searched| searched).ok()?;
        if length < u64::from(last.offset) + u64::from(last.len) {
            return None;
        }
    }
    Some(found)
}

/// Notes the frame in which a byte stands.
fn note(frames: &[(Slot, &Where)], offset: u64, found: &mut HashSet<Slot>) {
    let after = frames.partition_point(|(_, at)| u64::from(at.offset) <= offset);
    let frame = after.checked_sub(1).map(|n| &frames[n]);
    found.extend(frame.map(|(slot, _)| *slot));
}

/// Tells the place of everything that is wanted, in small letters; gives how many bytes there are.
fn search(
    from: &mut impl io::Read,
    wanted: &[Finder<'_>],
    hit: &mut impl FnMut(u64),
) -> io::Result<u64> {
    let longest = wanted.iter().map(|w| w.needle().len()).max().unwrap_or(1);
    let (mut window, mut begin) = (Vec::with_capacity(AT_ONCE + longest), 0_u64);
    loop {
        let had = window.len();
        let read = from
            .by_ref()
            .take(AT_ONCE as u64)
            .read_to_end(&mut window)?;
        if read == 0 {
            return Ok(begin + window.len() as u64);
        }
        window[had..].make_ascii_lowercase();
        for one in wanted {
            let places = one.find_iter(&window);
            places.for_each(|at| hit(begin + at as u64));
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
        let wanted = [Finder::new(word.as_bytes())];
        let read = search(&mut { bytes }, &wanted, &mut |at| all.push(at)).unwrap();
        assert_eq!(read, bytes.len() as u64);
        all.dedup();
        all
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
