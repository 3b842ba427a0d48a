//! Words that are looked for in the exports of the inbox, where they lie, while one types.
//!
//! Invariants: what an earlier search finds is left once another has begun; a long export is read only where that is
//! asked for.

use std::path::PathBuf;

use crate::desk::import::InPlace;
use crate::import::Watch;

/// Exports of at most so many bytes are read without being asked for.
pub const AT_ONCE: u64 = 32 * 1024 * 1024;

/// What is known of one of them.
#[derive(Clone, Debug)]
pub enum Sought {
    /// It is long: so many bytes.
    Long(u64),
    /// It is to be read.
    Due,
    Reading,
    Found(InPlace),
    /// Why it cannot be read.
    Failed(String),
}

/// A search of them, for these words.
#[derive(Clone, Debug, Default)]
pub struct Seeking {
    pub run: u64,
    pub words: String,
    pub watch: Watch,
    pub places: Vec<(PathBuf, Sought)>,
}

impl Seeking {
    /// Looks for other words, or in other files; what was under way ends.
    pub fn begin(&mut self, words: &str, exports: Vec<(PathBuf, u64)>) {
        let same = |(at, (path, _)): (usize, &(PathBuf, u64))| {
            self.places.get(at).is_some_and(|(was, _)| was == path)
        };
        let same_files = exports.len() == self.places.len() && exports.iter().enumerate().all(same);
        if self.words == words && same_files {
            return;
        }
        self.watch.stop();
        let place = |(path, size)| match size > AT_ONCE {
            true => (path, Sought::Long(size)),
            false => (path, Sought::Due),
        };
        *self = Seeking {
            run: self.run + 1,
            words: words.to_owned(),
            watch: Watch::default(),
            places: exports.into_iter().map(place).collect(),
        };
    }

    /// Those to be read, which are being read from now on.
    pub fn due(&mut self) -> Vec<PathBuf> {
        let due = |(path, sought): &mut (PathBuf, Sought)| {
            let is = matches!(sought, Sought::Due);
            is.then(|| {
                *sought = Sought::Reading;
                path.clone()
            })
        };
        self.places.iter_mut().filter_map(due).collect()
    }

    /// A long one is wanted after all.
    pub fn want(&mut self, wanted: &PathBuf) {
        let of = self.places.iter_mut().find(|(path, _)| path == wanted);
        if let Some((_, sought @ Sought::Long(_))) = of {
            *sought = Sought::Due;
        }
    }

    /// What came of one, where it is still of the search in hand; tells whether it is.
    pub fn take(&mut self, run: u64, of: &PathBuf, found: Result<InPlace, String>) -> bool {
        let place = self.places.iter_mut().find(|(path, _)| path == of);
        match place {
            Some((_, sought)) if run == self.run => {
                *sought = match found {
                    Ok(found) => Sought::Found(found),
                    Err(why) => Sought::Failed(why),
                };
                true
            }
            _ => false,
        }
    }

    /// Whether one of them is being read.
    #[cfg(test)]
    pub fn is_busy(&self) -> bool {
        let mut all = self.places.iter();
        all.any(|(_, sought)| matches!(sought, Sought::Due | Sought::Reading))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_search_finds_is_left_and_a_long_one_waits_until_it_is_wanted() {
        let (short, long) = (PathBuf::from("a.txt"), PathBuf::from("b.txt"));
        let both = || vec![(short.clone(), 10), (long.clone(), AT_ONCE + 1)];
        let mut seeking = Seeking::default();
        seeking.begin("cl", both());
        assert_eq!(seeking.due(), std::slice::from_ref(&short));
        let (before, watch) = (seeking.run, seeking.watch.clone());
        // The same again is no other search.
        seeking.begin("cl", both());
        assert!(seeking.due().is_empty() && !watch.is_stopped());
        seeking.begin("cla", both());
        assert!(watch.is_stopped() && seeking.is_busy());
        assert!(!seeking.take(before, &short, Ok(InPlace::default())));
        assert_eq!(seeking.due(), std::slice::from_ref(&short));
        assert!(seeking.take(seeking.run, &short, Err("gone".into())));
        assert!(!seeking.is_busy());
        seeking.want(&long);
        assert_eq!(seeking.due(), std::slice::from_ref(&long));
    }
}
