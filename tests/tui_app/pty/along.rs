//! A thread that reads along what the program writes.

use std::fs::File;
use std::io::Read;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;

use rustix::event::{PollFd, PollFlags, poll};

use super::Seen;

/// Reads what the program writes until it is told to stop, or the program's end is closed.
pub fn read_along(
    mut master: File,
    stopped: UnixStream,
    seen: Arc<(Mutex<Seen>, Condvar)>,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut some = [0; 4096];
        loop {
            let mut fds = [
                PollFd::new(&master, PollFlags::IN),
                PollFd::new(&stopped, PollFlags::IN),
            ];
            if poll(&mut fds, None).is_err() {
                continue;
            }
            if !fds[1].revents().is_empty() {
                return;
            }
            let read = master.read(&mut some);
            let mut now = seen.0.lock().unwrap();
            match read {
                Ok(n @ 1..) => {
                    now.raw.extend_from_slice(&some[..n]);
                    now.parser.process(&some[..n]);
                }
                _ => now.closed = true,
            }
            seen.1.notify_all();
            if now.closed {
                return;
            }
        }
    })
}
