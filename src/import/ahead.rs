//! A stream that is read, and unpacked, on a thread of its own while what came before is gone through.
//!
//! Invariants: what is given is the stream, byte for byte, and its trouble where it stands; no more than a few stretches
//! are held; the thread has ended when the reading has.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

/// Bytes of a stretch, and how many of them are on their way.
const STRETCH: usize = 256 << 10;
const STRETCHES: usize = 3;
/// A shorter stream is read as it is.
const WORTH: u64 = 1 << 20;

/// Has `with` go through a stream of so many bytes.
pub(super) fn ahead<T>(
    stream: &mut (dyn Read + Send),
    size: u64,
    with: impl FnOnce(&mut (dyn Read + Send)) -> T,
) -> T {
    match size < WORTH {
        true => with(stream),
        false => buffered_ahead(stream, |ahead| with(ahead)),
    }
}

/// The same of a stream of any length, which is lent as it lies in the memory.
pub(super) fn buffered_ahead<T>(
    stream: &mut (dyn Read + Send),
    with: impl FnOnce(&mut Ahead) -> T,
) -> T {
    let (full, incoming) = sync_channel(STRETCHES);
    let (done, spare) = channel();
    let mut ahead = Ahead {
        incoming,
        done,
        stretch: Vec::new(),
        at: 0,
    };
    // Dropped before the thread is awaited, which then gives up.
    thread::scope(move |scope| {
        scope.spawn(move || fill(stream, &full, &spare));
        with(&mut ahead)
    })
}

/// Reads stretch by stretch to the end, or as long as anybody wants it.
fn fill(
    stream: &mut (dyn Read + Send),
    full: &SyncSender<io::Result<Vec<u8>>>,
    spare: &Receiver<Vec<u8>>,
) {
    loop {
        let mut stretch = spare.try_recv().unwrap_or_default();
        stretch.resize(STRETCH, 0);
        let (mut held, mut trouble) = (0, None);
        while held < STRETCH && trouble.is_none() {
            match stream.read(&mut stretch[held..]) {
                Ok(0) => break,
                Ok(n) => held += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => trouble = Some(e),
            }
        }
        stretch.truncate(held);
        let ended = held == 0;
        let gone = !ended && full.send(Ok(stretch)).is_err();
        if let Some(trouble) = trouble {
            // Whether anybody still wants it does not matter.
            let _ = full.send(Err(trouble));
            return;
        }
        if ended || gone {
            return;
        }
    }
}

/// The stretches that were read.
pub(super) struct Ahead {
    incoming: Receiver<io::Result<Vec<u8>>>,
    /// Those that are done with, to be filled again.
    done: Sender<Vec<u8>>,
    stretch: Vec<u8>,
    at: usize,
}

impl BufRead for Ahead {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.stretch.len() {
            // Nothing comes any more: the stream has ended.
            let Ok(next) = self.incoming.recv() else {
                return Ok(&[]);
            };
            let before = std::mem::replace(&mut self.stretch, next?);
            self.at = 0;
            let _ = self.done.send(before);
        }
        Ok(&self.stretch[self.at..])
    }

    fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.stretch.len());
    }
}

impl Read for Ahead {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time, and breaks off at a place.
    struct Slow {
        at: usize,
        step: usize,
        breaks: Option<usize>,
    }

    impl Read for Slow {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            if self.breaks.is_some_and(|at| self.at >= at) {
                return Err(io::Error::other("it broke"));
            }
            let left = (3 * STRETCH + 5).saturating_sub(self.at);
            let n = self.step.min(left).min(into.len());
            for (i, b) in into[..n].iter_mut().enumerate() {
                *b = ((self.at + i) % 251) as u8;
            }
            self.at += n;
            Ok(n)
        }
    }

    fn slow(step: usize, breaks: Option<usize>) -> Slow {
        let at = 0;
        Slow { at, step, breaks }
    }

    #[test]
    fn what_is_given_is_the_stream() {
        let mut plain = Vec::new();
        slow(1_000, None).read_to_end(&mut plain).unwrap();
        for step in [999, STRETCH, STRETCH + 1] {
            let mut found = Vec::new();
            let read = ahead(&mut slow(step, None), WORTH, |s| s.read_to_end(&mut found));
            assert_eq!(read.unwrap(), plain.len());
            assert!(found == plain, "{step}");
        }
    }

    #[test]
    fn trouble_stands_where_it_came_and_who_breaks_off_is_not_waited_for() {
        let mut found = Vec::new();
        let broken = &mut slow(1_000, Some(STRETCH + 7_000));
        let read = ahead(broken, WORTH, |s| s.read_to_end(&mut found));
        assert_eq!(read.unwrap_err().to_string(), "it broke");
        assert!(found.len() > STRETCH);
        let first = ahead(&mut slow(1_000, None), WORTH, |s| {
            let mut first = [0; 10];
            s.read_exact(&mut first).map(|()| first[9])
        });
        assert_eq!(first.unwrap(), 9);
    }
}
