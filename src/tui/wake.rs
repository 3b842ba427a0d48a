//! Waking the loop: a worker puts its message in the post and rings; without a ring nothing runs.
//!
//! Invariants: waiting costs neither time nor bytes; a ring that comes while the loop is busy is heard at its next
//! wait; keys that the terminal's reader has taken in already are never waited for.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crossterm::event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::stdio::stdin;
use signal_hook::consts::{SIGCONT, SIGWINCH};

use crate::tui::message::Msg;

/// How long the terminal's own reader is given where it says nothing though bytes are there.
const SLOW: Duration = Duration::from_millis(500);

/// Rings the bell from any thread; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Waker(Option<Arc<UnixStream>>);

impl Waker {
    /// Makes the loop look: at its post, and at what other sessions wrote.
    pub fn wake(&self) {
        if let Some(stream) = &self.0 {
            // A full socket has rings enough; one that is closed has nobody left to wake.
            let _ = (&**stream).write(&[1]);
        }
    }
}

/// Where a worker sends what it found.
#[derive(Clone, Debug)]
pub struct Post {
    sender: Sender<Msg>,
    waker: Waker,
}

impl Post {
    /// Sends and rings; false where nobody listens any more.
    pub fn send(&self, msg: Msg) -> bool {
        let sent = self.sender.send(msg).is_ok();
        self.waker.wake();
        sent
    }
}

/// The messages of all workers, in the order in which they were sent.
#[derive(Debug)]
pub struct Mailbox {
    sender: Sender<Msg>,
    receiver: Receiver<Msg>,
    waker: Waker,
}

impl Mailbox {
    /// An empty one that rings nowhere yet.
    pub fn new() -> Mailbox {
        let (sender, receiver) = channel();
        Mailbox {
            sender,
            receiver,
            waker: Waker::default(),
        }
    }

    /// From now on what is sent rings here.
    pub fn ring(&mut self, waker: Waker) {
        self.waker = waker;
    }

    /// For a worker.
    pub fn post(&self) -> Post {
        Post {
            sender: self.sender.clone(),
            waker: self.waker.clone(),
        }
    }

    /// The next message, where one is there.
    pub fn take(&self) -> Option<Msg> {
        self.receiver.try_recv().ok()
    }

    /// Waits for a message (tests, which have no loop).
    #[cfg(test)]
    pub fn wait(&self, patience: Duration) -> Option<Msg> {
        self.receiver.recv_timeout(patience).ok()
    }
}

/// What a wait ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// [`event::read`] gives an event at once.
    Input,
    /// Somebody rang.
    Ring,
    /// The time is over.
    Quiet,
}

/// The loop's end: hears the terminal and the rings.
pub struct Bell {
    ears: UnixStream,
    waker: Waker,
    /// The terminal told of another size since this was last asked.
    resized: Arc<AtomicBool>,
    /// The program was stopped and goes on, since this was last asked.
    continued: Arc<AtomicBool>,
}

impl Bell {
    /// Hangs the bell up. Changes of the terminal's size ring it too.
    pub fn hang() -> io::Result<Bell> {
        let (ears, ring) = UnixStream::pair()?;
        ears.set_nonblocking(true)?;
        ring.set_nonblocking(true)?;
        // The reader's own handler is set first: by the time ours has rung, it knows of the size.
        event::poll(Duration::ZERO)?;
        // The reader forgets a change of size that comes together with a key, so it is noted here.
        let resized = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGWINCH, resized.clone())?;
        signal_hook::low_level::pipe::register(SIGWINCH, ring.try_clone()?)?;
        let continued = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGCONT, continued.clone())?;
        signal_hook::low_level::pipe::register(SIGCONT, ring.try_clone()?)?;
        Ok(Bell {
            ears,
            waker: Waker(Some(Arc::new(ring))),
            resized,
            continued,
        })
    }

    /// Whether the program was stopped and goes on again, since this was last asked.
    pub fn continued(&self) -> bool {
        self.continued.swap(false, Ordering::SeqCst)
    }

    /// Whether the terminal told of another size since this was last asked.
    pub fn resized(&self) -> bool {
        self.resized.swap(false, Ordering::SeqCst)
    }

    /// For whoever wants to ring.
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Waits until there is input, or somebody rings, or `patience` is over (`None`: for ever).
    pub fn wait(&self, patience: Option<Duration>) -> io::Result<Heard> {
        if event::poll(Duration::ZERO)? {
            return Ok(Heard::Input);
        }
        let limit = patience.map(|p| Timespec {
            tv_sec: p.as_secs().try_into().unwrap_or(i64::MAX),
            tv_nsec: p.subsec_nanos().into(),
        });
        loop {
            let terminal = stdin();
            let mut fds = [
                PollFd::new(&terminal, PollFlags::IN),
                PollFd::new(&self.ears, PollFlags::IN),
            ];
            match poll(&mut fds, limit.as_ref()) {
                Ok(0) => return Ok(Heard::Quiet),
                Ok(_) | Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                Err(e) => return Err(e.into()),
            }
            let (keys, rung) = (fds[0].revents(), !fds[1].revents().is_empty());
            if keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                // The guard sees it too, saves what is being written and ends the process: one does that.
                loop {
                    std::thread::park();
                }
            }
            if rung {
                self.hear_out();
            }
            // A size that changed rings too, and is input.
            if event::poll(Duration::ZERO)? {
                return Ok(Heard::Input);
            }
            if rung {
                return Ok(Heard::Ring);
            }
            // Either the rest of a key is still on its way, or the reader missed that more is there; then it
            // is waited for and not asked again and again.
            if !keys.is_empty() && event::poll(SLOW)? {
                return Ok(Heard::Input);
            }
        }
    }

    fn hear_out(&self) {
        let mut some = [0; 64];
        while matches!((&self.ears).read(&mut some), Ok(n) if n > 0) {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_worker_sends_is_taken_in_its_order_and_rings() {
        let (ears, ring) = UnixStream::pair().unwrap();
        ears.set_nonblocking(true).unwrap();
        let mut mail = Mailbox::new();
        let before = mail.post();
        mail.ring(Waker(Some(Arc::new(ring))));
        let post = mail.post();
        std::thread::spawn(move || {
            assert!(before.send(Msg::Quiet) && post.send(Msg::Resize(1, 2)));
        })
        .join()
        .unwrap();
        assert!(matches!(mail.wait(Duration::ZERO), Some(Msg::Quiet)));
        assert!(matches!(mail.take(), Some(Msg::Resize(1, 2))));
        assert!(mail.take().is_none());
        let mut heard = [0; 8];
        assert_eq!((&ears).read(&mut heard).unwrap(), 1, "rung once");
    }

    #[test]
    fn a_thousand_rings_nobody_hears_block_nobody() {
        let (_ears, ring) = UnixStream::pair().unwrap();
        ring.set_nonblocking(true).unwrap();
        let waker = Waker(Some(Arc::new(ring)));
        (0..100_000).for_each(|_| waker.wake());
        drop(_ears);
        waker.wake();
        Waker::default().wake();
    }
}
