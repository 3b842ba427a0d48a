//! Something found amiss in a folder, and what was done about it.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::PathBuf;

use crate::record::next::Ways;
use crate::text::counted;

/// Of what is found alike in one folder so many are named each for itself.
const NAMED: usize = 20;

/// Something found, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cared {
    pub path: PathBuf,
    /// What was found, as a sentence.
    pub what: String,
    /// What to do; empty where nothing need be done.
    pub next: Ways,
    /// What was done; `None` where nothing could be, or needed to be.
    pub done: Option<String>,
}

impl Cared {
    /// The whole of it in one line, where it begins; `told` puts what to do into words.
    pub fn line(&self, told: impl Fn(&Ways) -> String) -> String {
        let done = self.done.as_deref().map(|done| format!(" Done: {done}."));
        let next = Some(told(&self.next))
            .filter(|next| !next.is_empty())
            .map(|next| format!(" {next}"));
        let (done, next) = (done.unwrap_or_default(), next.unwrap_or_default());
        format!("{}: {}{done}{next}", self.path.display(), self.what)
    }
}

/// What was found, with the first of what is alike in one folder named and the rest of it counted, each where the first
/// of its kind stands: nobody reads ten thousand rows that say the same.
pub(super) fn counted_alike(all: Vec<Cared>) -> Vec<Cared> {
    type Alike = (Option<PathBuf>, String, Ways, Option<String>);
    let alike = |cared: &Cared| -> Alike {
        let folder = cared.path.parent().map(PathBuf::from);
        let (what, next, done) = (&cared.what, &cared.next, &cared.done);
        (folder, what.clone(), next.clone(), done.clone())
    };
    let mut counts: HashMap<Alike, usize> = HashMap::new();
    for cared in &all {
        *counts.entry(alike(cared)).or_default() += 1;
    }
    let mut met: HashMap<Alike, usize> = HashMap::new();
    let mut out = Vec::new();
    for mut cared in all {
        let kind = alike(&cared);
        let count = counts.get(&kind).copied().unwrap_or_default();
        let met = met.entry(kind).or_default();
        *met += 1;
        match (*met).cmp(&(NAMED + 1)) {
            Ordering::Less => out.push(cared),
            Ordering::Equal if count > NAMED + 1 => {
                let more = counted(count - NAMED, "more file");
                cared.path = cared.path.parent().map_or_else(PathBuf::new, PathBuf::from);
                cared.what = format!("{more} in this folder: {}", cared.what);
                out.push(cared);
            }
            Ordering::Equal => out.push(cared),
            Ordering::Greater => {}
        }
    }
    out
}

impl From<Cared> for Ways {
    fn from(cared: Cared) -> Ways {
        Ways::from(cared.line(|_| String::new())).and(cared.next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cared(path: &str, what: &str) -> Cared {
        Cared {
            path: path.into(),
            what: what.into(),
            next: Ways::default(),
            done: None,
        }
    }

    #[test]
    fn what_is_alike_in_one_folder_is_named_up_to_a_bound_and_then_counted() {
        for (files, rows, last) in [
            (0, 2, None),
            (20, 22, None),
            (21, 23, None),
            (22, 23, Some("2 more files in this folder: Strange.")),
            (1500, 23, Some("1480 more files in this folder: Strange.")),
        ] {
            let strange = (0..files).map(|n| cared(&format!("/h/kept/{n}"), "Strange."));
            let mut all: Vec<Cared> = strange.collect();
            all.push(cared("/h/other/1", "Strange."));
            all.push(cared("/h/kept/odd", "Odd."));
            let told = counted_alike(all.clone());
            assert_eq!(told.len(), rows, "{files}");
            let counted = told.iter().find(|c| c.what.contains("more files"));
            assert_eq!(counted.map(|c| c.what.as_str()), last);
            assert!(counted.is_none_or(|c| c.path == std::path::Path::new("/h/kept")));
            assert!(told.ends_with(&all[files..]));
        }
    }
}
