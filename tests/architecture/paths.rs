//! From paths to files: what each file of the program uses.

use std::collections::{BTreeMap, BTreeSet};

use super::source::File;

/// The program as modules.
pub struct Program<'f> {
    pub files: &'f [File],
    by_module: BTreeMap<&'f [String], usize>,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq)]
enum Found {
    Module(Vec<String>),
    /// The file that declares it, by its number.
    Item(usize),
}

impl<'f> Program<'f> {
    pub fn new(files: &'f [File]) -> Program<'f> {
        let of_library = files.iter().enumerate().filter(|(_, f)| f.room() != "main");
        let by_module = of_library.map(|(n, f)| (f.module.as_slice(), n)).collect();
        Program { files, by_module }
    }

    /// The rooms that a file names, as it writes them: by `crate::`, `onrecord::` or far enough up by `super::`.
    pub fn rooms(&self, file: &File) -> BTreeSet<String> {
        let imports = file.imports.iter().map(|i| &i.path);
        let mut out = BTreeSet::new();
        for path in imports.chain(&file.paths) {
            let up = path.iter().take_while(|s| *s == "super").count();
            let rest = match path.first().map(String::as_str) {
                Some("crate" | "onrecord") => path.get(1),
                Some("super") if up >= file.module.len() => path.get(up),
                _ => None,
            };
            let is_room =
                |name: &&String| self.by_module.contains_key([(*name).clone()].as_slice());
            out.extend(rest.filter(is_room).cloned());
        }
        out.remove(file.room());
        out
    }

    /// Which files each file uses, by number. A name that is only handed on (`pub use`, and not named again) is no
    /// use of it: whoever takes it uses the file that declares it.
    pub fn arrows(&self) -> Vec<BTreeSet<usize>> {
        let mut out = Vec::new();
        for (own, file) in self.files.iter().enumerate() {
            let named = |name: &String| {
                // A child of the same name is what is meant where the two stand side by side.
                !file.children.contains(name)
                    && (file.words.contains(name) || file.paths.iter().any(|p| p[0] == *name))
            };
            let imports =
                (file.imports.iter()).filter(|i| i.name != "*" && (!i.public || named(&i.name)));
            let mut used: BTreeSet<usize> = imports
                .map(|i| &i.path)
                .chain(&file.paths)
                .filter_map(|path| match self.resolve(&file.module, path, 0)? {
                    Found::Item(file) => Some(file),
                    Found::Module(_) => None,
                })
                .collect();
            for all in file.imports.iter().filter(|i| i.name == "*") {
                let Some(from) = self.resolve(&file.module, &all.path[..all.path.len() - 1], 0)
                else {
                    continue;
                };
                used.extend(self.taken_from(&from, &file.words));
            }
            used.remove(&own);
            out.push(used);
        }
        out
    }

    /// The files that declare what of `words` comes from a module by `*`.
    fn taken_from(&self, from: &Found, words: &[String]) -> Vec<usize> {
        let Found::Module(module) = from else {
            return Vec::new();
        };
        let found = words.iter().filter_map(|word| self.lookup(module, word, 0));
        found
            .filter_map(|found| match found {
                Found::Item(file) => Some(file),
                Found::Module(_) => None,
            })
            .collect()
    }

    fn resolve(&self, module: &[String], path: &[String], depth: usize) -> Option<Found> {
        let mut here = module.to_vec();
        let mut rest = path;
        let mut found = match path.first()?.as_str() {
            "crate" | "onrecord" => {
                rest = &rest[1..];
                Found::Module(Vec::new())
            }
            "self" => {
                rest = &rest[1..];
                Found::Module(here)
            }
            "super" => {
                while rest.first().is_some_and(|s| s == "super") {
                    here.pop()?;
                    rest = &rest[1..];
                }
                Found::Module(here)
            }
            first => {
                rest = &rest[1..];
                self.lookup(module, first, depth)?
            }
        };
        for segment in rest {
            let Found::Module(at) = &found else { break };
            found = match self.lookup(at, segment, depth) {
                Some(found) => found,
                None => return self.by_module.get(at.as_slice()).map(|n| Found::Item(*n)),
            };
        }
        Some(found)
    }

    /// What a name means in a module: a child, something declared there, something imported.
    fn lookup(&self, module: &[String], name: &str, depth: usize) -> Option<Found> {
        let number = *self.by_module.get(module)?;
        let file = &self.files[number];
        if file.items.iter().any(|i| i == name) {
            return Some(Found::Item(number));
        }
        if file.children.iter().any(|c| c == name) {
            let mut child = module.to_vec();
            child.push(name.to_owned());
            return Some(Found::Module(child));
        }
        if depth > 8 {
            return None;
        }
        let named = file.imports.iter().filter(|i| i.name == name);
        let by_name = named
            .filter(|i| i.path.len() > 1 || i.path[0] != name)
            .find_map(|i| self.resolve(module, &i.path, depth + 1));
        by_name.or_else(|| {
            let all = file.imports.iter().filter(|i| i.name == "*");
            all.filter_map(|i| self.resolve(module, &i.path[..i.path.len() - 1], depth + 1))
                .find_map(|from| match from {
                    Found::Module(from) if from != module => self.lookup(&from, name, depth + 1),
                    _ => None,
                })
        })
    }
}

/// The circles: sets of two or more that each lead to every other, largest first.
pub fn circles(arrows: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let reach: Vec<BTreeSet<usize>> = (0..arrows.len()).map(|n| reached(arrows, n)).collect();
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for n in 0..arrows.len() {
        if !reach[n].contains(&n) || !seen.insert(n) {
            continue;
        }
        let circle: Vec<usize> = reach[n]
            .iter()
            .copied()
            .filter(|m| reach[*m].contains(&n))
            .collect();
        seen.extend(&circle);
        out.push(circle);
    }
    out.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    out
}

fn reached(arrows: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    let mut due = vec![from];
    while let Some(n) = due.pop() {
        due.extend(arrows[n].iter().filter(|m| out.insert(**m)));
    }
    out
}
