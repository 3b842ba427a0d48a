//! Watching a long reading from another thread, and stopping it.
//!
//! A reading that is stopped ends with an error at its next look at the file; whatever it had found goes with it.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::early::Early;
use super::error::ImportError;

/// Told how many bytes of the text have been read, of how many. A text is read more than once: then the
/// count begins again.
type Tell = dyn Fn(u64, u64) + Send + Sync;
/// Told what a file holds before all of it is read.
type Show = dyn Fn(Early) + Send + Sync;

/// One reading's watcher; copies watch the same reading.
#[derive(Clone, Default)]
pub struct Watch {
    stop: Arc<AtomicBool>,
    tell: Option<Arc<Tell>>,
    show: Option<Arc<Show>>,
}

impl Watch {
    /// A watcher that is told of every stretch that was read; it must be quick.
    pub fn telling(tell: impl Fn(u64, u64) + Send + Sync + 'static) -> Watch {
        Watch {
            stop: Arc::default(),
            tell: Some(Arc::new(tell)),
            show: None,
        }
    }

    /// The same, shown what stands at the beginning long before all is read.
    pub fn showing(mut self, show: impl Fn(Early) + Send + Sync + 'static) -> Watch {
        self.show = Some(Arc::new(show));
        self
    }

    pub(super) fn is_looked_at(&self) -> bool {
        self.show.is_some()
    }

    pub(super) fn show(&self, early: Early) {
        if let Some(show) = &self.show {
            show(early);
        }
    }

    /// Stops the reading.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Watches a stream of `total` bytes.
    pub(super) fn over<'a>(&'a self, stream: &'a mut (dyn Read + Send), total: u64) -> Watched<'a> {
        self.over_from(stream, 0, total)
    }

    /// Watches a stream that is one of several, `before` of whose `total` bytes were read.
    pub(super) fn over_from<'a>(
        &'a self,
        stream: &'a mut (dyn Read + Send),
        before: u64,
        total: u64,
    ) -> Watched<'a> {
        Watched {
            stream,
            total,
            read: before,
            watch: self,
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch")
            .field("stopped", &self.is_stopped())
            .finish_non_exhaustive()
    }
}

/// A stream under a watcher's eye.
pub(super) struct Watched<'a> {
    stream: &'a mut (dyn Read + Send),
    total: u64,
    read: u64,
    watch: &'a Watch,
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.watch.is_stopped() {
            return Err(ImportError::Stopped.into_io());
        }
        let n = self.stream.read(into)?;
        self.read += n as u64;
        if let Some(tell) = &self.watch.tell {
            tell(self.read, self.total);
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn what_is_read_is_told_and_a_stop_ends_it() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let watch = Watch::telling({
            let told = told.clone();
            move |read, total| told.lock().unwrap().push((read, total))
        });
        let mut bytes = &b"abcdef"[..];
        let mut stream = watch.over(&mut bytes, 6);
        let mut some = [0; 4];
        assert_eq!(stream.read(&mut some).unwrap(), 4);
        assert_eq!(stream.read(&mut some).unwrap(), 2);
        assert_eq!(*told.lock().unwrap(), [(4, 6), (6, 6)]);
        watch.clone().stop();
        let error = ImportError::reading(stream.read(&mut some).unwrap_err());
        assert!(matches!(error, ImportError::Stopped));
    }
}
