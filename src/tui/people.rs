//! Who the writers of a log are: each is looked up once, and again only while nothing is known of one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::desk::Desk;

/// Who writers are, by the names of their installations.
#[derive(Debug, Default)]
pub struct People {
    /// With how many entries there were when it was looked up.
    known: BTreeMap<Arc<str>, (usize, Option<String>)>,
}

impl People {
    /// The person of a writer.
    pub fn of(&mut self, desk: &Desk, writer: &Arc<str>) -> Option<String> {
        let count = desk.entries().len();
        match self.known.get(writer) {
            Some((_, Some(name))) => Some(name.clone()),
            Some((looked, None)) if *looked == count => None,
            _ => {
                let name = desk.person(writer);
                self.known.insert(writer.clone(), (count, name.clone()));
                name
            }
        }
    }
}
