//! The terminal's life: taken over at the start, given back exactly once, whatever ends the program.
//!
//! Invariants: nothing is asked of the terminal; a dropped link, a signal or a panic first saves the text being
//! written, then gives the terminal back, then ends the process, also while the screens' own thread is stuck in a
//! write to a stalled terminal. While the terminal is not the program's own nothing is painted on it.

use std::io::{self, Read};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::time::Duration;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::stdio::{stdin, stdout};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};

use super::backend::Output;
use crate::desk::DraftSaver;
use crate::ports;

/// The alternate screen, and pastes told apart from typing.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";
/// A frame cut short is ended; pen, cursor and pastes are as before; back to the shell's screen.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?25h\x1b[?2004l\x1b[?1049l";
/// How long a terminal may take to say that it can be written to, when all is to end.
const LAST_WRITE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

/// How often, and how long each time, is waited for a frame that is being written then.
const TRIES: usize = 20;
const PAUSE: Duration = Duration::from_millis(5);

/// A text being written: under which name it is kept, and what it says.
pub type Draft = (String, String);

/// What is left to do when a signal or a dropped link ends the program.
type AtEnd = Arc<dyn Fn() + Send + Sync>;

/// What the guard, a panic and the screens share.
struct Shared {
    before: Termios,
    taken: AtomicBool,
    /// Held while something is written.
    writing: Mutex<()>,
    /// Another program has the terminal: Ctrl-C is meant for that.
    lent: AtomicBool,
    /// A byte for each Ctrl-C and Ctrl-\ that nobody has looked at.
    typed: UnixStream,
    /// So many signals to stop are the program's own, and nothing for the guard.
    own_stops: AtomicUsize,
    draft: Mutex<Option<Draft>>,
    saver: DraftSaver,
    at_end: Option<AtEnd>,
}

/// Holds the terminal while it lives.
pub struct Life {
    shared: Arc<Shared>,
}

impl Life {
    /// Takes the terminal over and sets the guard.
    pub fn take(saver: DraftSaver, at_end: Option<AtEnd>) -> io::Result<Life> {
        let (typed, tell_typed) = UnixStream::pair()?;
        typed.set_nonblocking(true)?;
        let shared = Arc::new(Shared {
            before: tcgetattr(stdin())?,
            taken: AtomicBool::new(false),
            writing: Mutex::new(()),
            lent: AtomicBool::new(false),
            typed,
            own_stops: AtomicUsize::new(0),
            draft: Mutex::new(None),
            saver,
            at_end,
        });
        guard(&shared, tell_typed)?;
        let at_panic = shared.clone();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            at_panic.end();
            before(panic);
        }));
        let life = Life { shared };
        life.enter()?;
        Ok(life)
    }

    fn enter(&self) -> io::Result<()> {
        let mut raw = self.shared.before.clone();
        raw.make_raw();
        tcsetattr(stdin(), OptionalActions::Now, &raw)?;
        self.shared.taken.store(true, Ordering::SeqCst);
        self.tty().send(ENTER)
    }

    /// The terminal to write to, as long as it is taken.
    pub fn tty(&self) -> Tty {
        Tty(self.shared.clone())
    }

    /// What is to be saved should the program end now.
    pub fn watch(&self, draft: Option<Draft>) {
        *lock(&self.shared.draft) = draft;
    }

    /// Saves what is being written and gives the terminal back.
    pub fn end(&self) {
        self.shared.end();
    }

    /// Where the terminal has hung up, waits for the guard to end the process: it always does so with the
    /// same exit code, whoever notices first.
    pub fn leave_to_the_guard(&self) {
        let terminal = stdin();
        let mut fds = [PollFd::new(&terminal, PollFlags::empty())];
        let now = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        if matches!(poll(&mut fds, Some(&now)), Ok(1..)) {
            loop {
                std::thread::park();
            }
        }
    }

    /// Gives the terminal back to the shell, stops, and takes it over again when the shell says so.
    pub fn suspend(&self) -> io::Result<()> {
        self.shared.restore();
        self.shared.own_stops.fetch_add(1, Ordering::SeqCst);
        // Whoever shares the command line stops too; this process only hears the signal, and stops after it.
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        stop_here()?;
        self.enter()
    }

    /// Takes the terminal over again after the program was stopped from outside; not while another program
    /// has it.
    pub fn again(&self) -> io::Result<()> {
        match self.shared.lent.load(Ordering::SeqCst) {
            true => Ok(()),
            false => self.enter(),
        }
    }
}

impl Life {
    /// Gives the terminal back while another program has it, and takes it over again afterwards.
    pub fn lend(&self, work: impl FnOnce()) -> io::Result<()> {
        self.shared.lent.store(true, Ordering::SeqCst);
        self.shared.restore();
        work();
        // What was pressed by now was for the other, whoever gets to look at it.
        self.shared.drain_typed();
        self.shared.lent.store(false, Ordering::SeqCst);
        self.enter()
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        self.shared.restore();
    }
}

impl Shared {
    /// Gives the terminal back, once.
    fn restore(&self) {
        if !self.taken.swap(false, Ordering::SeqCst) {
            return;
        }
        // What is being painted comes first, unless the terminal stalls in it.
        let _turn = self.turn_to_write();
        // A terminal that is gone or stalled takes nothing; then there is nobody to say it to.
        let _ = last_words(LEAVE);
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.before);
    }

    /// The turn at writing, waited for a moment.
    fn turn_to_write(&self) -> Option<std::sync::MutexGuard<'_, ()>> {
        for _ in 0..TRIES {
            match self.writing.try_lock() {
                Ok(turn) => return Some(turn),
                Err(TryLockError::Poisoned(turn)) => return Some(turn.into_inner()),
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            }
        }
        None
    }

    /// Whether a Ctrl-C or Ctrl-\ was for this program; one for the program that has the terminal now is passed over.
    fn is_for_us(&self) -> bool {
        // In this order: what is read once the terminal was given back was pressed after that, or is missed.
        let lent = self.lent.load(Ordering::SeqCst);
        self.drain_typed() && !lent
    }

    /// Passes over what was pressed; whether there was any.
    fn drain_typed(&self) -> bool {
        let mut any = false;
        while matches!((&self.typed).read(&mut [0; 64]), Ok(1..)) {
            any = true;
        }
        any
    }

    /// Somebody else stops the program, where they do: the shell gets its terminal as it was, then the process
    /// stops. That it goes on again is heard by the loop, which takes the terminal over anew.
    fn stop(&self, mut told: &UnixStream) {
        // One byte stands for each signal.
        while matches!(told.read(&mut [0]), Ok(1)) {
            let own = |n: usize| n.checked_sub(1);
            let own = self
                .own_stops
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, own);
            if own.is_err() && a_shell_waits() {
                self.restore();
                let _ = stop_here();
            }
        }
    }

    /// Saves what is being written, then gives the terminal back.
    fn end(&self) {
        // The lock is held for a copy only; whoever panicked while holding it left a whole text behind.
        let draft = lock(&self.draft).take();
        if let Some((name, text)) = draft {
            // A draft that cannot be saved as the terminal goes cannot be told to anybody.
            let _ = self.saver.keep(&name, &text);
        }
        self.restore();
    }
}

/// Whether a shell with job control started this program, and can let it go on. In the group of the session's
/// leader nobody could: there the system itself passes such a signal over.
fn a_shell_waits() -> bool {
    ports::group_and_session().is_some_and(|(group, session)| group != session)
}

/// Stops this process until somebody lets it go on; does nothing where nobody could.
fn stop_here() -> io::Result<()> {
    match a_shell_waits() {
        true => signal_hook::low_level::emulate_default_handler(SIGTSTP),
        false => Ok(()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes without waiting for more than a moment.
fn last_words(bytes: &[u8]) -> io::Result<()> {
    let fd = stdout();
    if poll(&mut [PollFd::new(&fd, PollFlags::OUT)], Some(&LAST_WRITE))? == 0 {
        return Ok(());
    }
    let flags = fcntl_getfl(fd)?;
    fcntl_setfl(fd, flags | OFlags::NONBLOCK)?;
    let written = rustix::io::write(fd, bytes);
    // The shell shares these flags and expects them as they were.
    fcntl_setfl(fd, flags)?;
    written?;
    Ok(())
}

/// A thread that waits for a signal or for the terminal to hang up, and does nothing else.
fn guard(shared: &Arc<Shared>, tell_typed: UnixStream) -> io::Result<()> {
    let (told, tell) = UnixStream::pair()?;
    let (which, pressed) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    for (signals, note, to) in [
        ([SIGHUP, SIGTERM], &which, &tell),
        ([SIGINT, SIGQUIT], &pressed, &tell_typed),
    ] {
        for signal in signals {
            signal_hook::flag::register_usize(signal, note.clone(), signal as usize)?;
            signal_hook::low_level::pipe::register(signal, to.try_clone()?)?;
        }
    }
    let (stop, stops) = UnixStream::pair()?;
    stop.set_nonblocking(true)?;
    signal_hook::low_level::pipe::register(SIGTSTP, stops)?;
    let shared = shared.clone();
    std::thread::Builder::new()
        .name("guard".into())
        .spawn(move || {
            // Asked for nothing of the terminal: what comes all the same is that it hung up.
            let signal = loop {
                if over(&told, &stop, &shared.typed) {
                    break which.load(Ordering::SeqCst);
                }
                if shared.is_for_us() {
                    break pressed.load(Ordering::SeqCst);
                }
                shared.stop(&stop);
            };
            shared.end();
            if let Some(at_end) = &shared.at_end {
                at_end();
            }
            let signal = match signal {
                0 => SIGHUP,
                told => told as i32,
            };
            signal_hook::low_level::exit(128 + signal);
        })?;
    Ok(())
}

/// Waits for something; tells whether all is over, and not only that the program is to `stop` for a while or that
/// something was `typed`.
fn over(told: &UnixStream, stop: &UnixStream, typed: &UnixStream) -> bool {
    let terminal = stdin();
    let mut fds = [
        PollFd::new(told, PollFlags::IN),
        PollFd::new(&terminal, PollFlags::empty()),
        PollFd::new(stop, PollFlags::IN),
        PollFd::new(typed, PollFlags::IN),
    ];
    match poll(&mut fds, None) {
        Ok(_) => fds.iter().take(2).any(|fd| !fd.revents().is_empty()),
        // Interrupted by a signal: its byte is in the pipe by now, or it was not ours.
        Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => false,
        Err(_) => true,
    }
}

/// Standard output as a terminal. What is sent while it is given back is dropped: whoever takes it over again
/// paints afresh.
pub struct Tty(Arc<Shared>);

impl Tty {
    /// How many columns and rows it has.
    pub fn size() -> io::Result<Size> {
        let size = tcgetwinsize(stdout())?;
        Ok(match (size.ws_col, size.ws_row) {
            // Some terminals do not know their size.
            (0, _) | (_, 0) => Size::new(80, 24),
            (width, height) => Size { width, height },
        })
    }
}

impl Output for Tty {
    fn size(&self) -> io::Result<Size> {
        Tty::size()
    }

    fn send(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        let _turn = lock(&self.0.writing);
        while !bytes.is_empty() && self.0.taken.load(Ordering::SeqCst) {
            match rustix::io::write(stdout(), bytes) {
                Ok(n) => bytes = &bytes[n..],
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => {
                    poll(&mut [PollFd::new(&stdout(), PollFlags::OUT)], None)?;
                }
                Err(e) => return Err(e.into()),
            }
        }
        Ok(())
    }
}
