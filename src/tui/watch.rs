//! What other sessions write appears by itself: the system tells of a change, and the loop is woken.
//!
//! Invariant: where the system tells nothing (a folder on a network, no such service, no watches left) all goes on
//! as before, with a look at the files at each key.

use std::path::PathBuf;
use std::sync::Arc;

use super::wake::Waker;
use crate::ports::Watch;

/// The watch over the folders of the register, where the system has one to give.
#[derive(Debug, Default)]
pub struct Lookout(Option<Arc<Watch>>);

impl Lookout {
    /// Rings from now on whenever something changes in the folders that are followed.
    pub fn post(waker: Waker) -> Lookout {
        let Ok(watch) = Watch::new().map(Arc::new) else {
            return Lookout::default();
        };
        let eyes = watch.clone();
        let thread = std::thread::Builder::new().name("lookout".into());
        let posted = thread.spawn(move || {
            while eyes.wait().is_ok() {
                waker.wake();
            }
        });
        Lookout(posted.is_ok().then_some(watch))
    }

    /// Follows these folders too. One that is not there yet is followed when its parent tells of it.
    pub fn follow(&self, folders: &[PathBuf]) {
        let Some(watch) = &self.0 else { return };
        for folder in folders {
            // What cannot be followed is looked at with each key.
            let _ = watch.follow(folder);
        }
    }
}
