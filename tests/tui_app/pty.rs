//! A terminal with the program in it, and a home with a small office.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::num::NonZeroU16;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, waitpid};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use tempfile::TempDir;

mod along;

use along::read_along;

/// After this a wait has failed; nothing takes a hundredth of it.
const PATIENCE: Duration = Duration::from_secs(20);
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// A Sunday, 18:03 in London.
const NOW: &str = "2026-11-22T18:03:00Z";

/// A home of its own.
pub struct Home {
    root: TempDir,
}

impl Home {
    /// Nothing is set up.
    pub fn fresh() -> Home {
        Home {
            root: tempfile::tempdir().expect("a folder"),
        }
    }

    /// Set up, with a file plan and three messages waiting.
    pub fn busy() -> Home {
        let home = Home {
            root: tempfile::tempdir().expect("a folder"),
        };
        fs::create_dir_all(home.path("plan")).unwrap();
        fs::create_dir_all(home.path("onrecord")).unwrap();
        let plan = home.path("plan");
        let config = format!(
            "[[destination]]\nname = \"plan\"\nkind = \"folder\"\npath = \"{}\"\nreference = \"MIN/{{year}}/\"\n",
            plan.display()
        );
        fs::write(home.path("onrecord/config.toml"), config).unwrap();
        home.ran(&[
            "setup",
            "--name",
            "Ruth Bell",
            "--machine",
            "corporate",
            "--up-to",
            "official",
        ]);
        home.add("Minister content with option B", "Asha Patel", "24h");
        home.add("Counsel advises dropping clause 4", "Daniel Reeve", "7d");
        home.add("Thanks all, see you at the station", "Tom Okafor", "off");
        home
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Puts a message in the queue by the command line.
    pub fn add(&self, text: &str, from: &str, timer: &str) {
        self.ran(&[
            "add",
            text,
            "--from",
            from,
            "--sent",
            "2026-11-22 10:00",
            "--timer",
            timer,
            "--channel",
            "whatsapp",
        ]);
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .env_clear()
            .env("HOME", self.root.path())
            .env("ONRECORD_DIR", self.path("onrecord"))
            .env("ONRECORD_TEST_ETC", self.path("etc"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("ONRECORD_TEST_NOW", NOW)
            .env("TMPDIR", self.root.path())
            .env("TERM", "xterm")
            .env("LANG", "C.UTF-8")
            .args(args);
        command
    }

    /// Standard output of a command that must succeed.
    pub fn ran(&self, args: &[&str]) -> String {
        self.ran_at(NOW, args)
    }

    /// The same at another time.
    pub fn ran_at(&self, now: &str, args: &[&str]) -> String {
        self.ran_with(&[("ONRECORD_TEST_NOW", now)], args)
    }

    /// The same with other variables.
    pub fn ran_with(&self, env: &[(&str, &str)], args: &[&str]) -> String {
        let output = self.command(args).envs(env.iter().copied()).output();
        let output = output.expect("the program starts");
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// The texts of all drafts.
    pub fn drafts(&self) -> Vec<String> {
        let Ok(all) = fs::read_dir(self.path("state/onrecord")) else {
            return Vec::new();
        };
        let all = all.map(|f| f.unwrap().path()).filter(|p| p.is_dir());
        let files = all.flat_map(|dir| fs::read_dir(dir).unwrap().map(|f| f.unwrap().path()));
        let whole = files.filter(|p| !p.file_name().unwrap().to_string_lossy().starts_with('.'));
        whole.filter_map(|p| fs::read_to_string(p).ok()).collect()
    }

    /// The program in a terminal of 80 by 24.
    pub fn open(&self) -> Pty {
        self.open_with(&[], &[])
    }

    /// The same with other arguments and variables.
    pub fn open_with(&self, args: &[&str], env: &[(&str, &str)]) -> Pty {
        let mut command = self.command(args);
        command.envs(env.iter().copied());
        Pty::spawn(command, 80, 24)
    }
}

/// What the emulator knows.
struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    closed: bool,
}

impl Seen {
    fn count(&self, what: &[u8]) -> usize {
        self.raw.windows(what.len()).filter(|w| *w == what).count()
    }

    /// Frames that are whole, and whether none is half drawn.
    fn frames(&self) -> (usize, bool) {
        let (begun, ended) = (self.count(BEGIN), self.count(END));
        // Giving the terminal back ends a frame that may not have begun.
        (begun.min(ended), begun <= ended)
    }
}

/// The program in its terminal.
pub struct Pty {
    pub child: Child,
    master: Option<File>,
    pub slave: PathBuf,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    stop: UnixStream,
    reader: Option<JoinHandle<()>>,
}

impl Pty {
    fn spawn(mut command: Command, columns: u16, rows: u16) -> Pty {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)
            .expect("a terminal");
        grantpt(&master).expect("granted");
        unlockpt(&master).expect("unlocked");
        let name = ptsname(&master, Vec::new()).expect("a name");
        let slave = PathBuf::from(name.into_string().expect("UTF-8"));
        tcsetwinsize(&master, size(columns, rows)).expect("a size");
        let end = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&slave)
            .expect("opens");
        command
            // Ctrl-Z stops the program and not the tests.
            .process_group(0)
            .stdin(Stdio::from(end.try_clone().unwrap()))
            .stdout(Stdio::from(end.try_clone().unwrap()))
            .stderr(Stdio::from(end));
        let child = command.spawn().expect("the program starts");
        drop(command);
        let n = |n| NonZeroU16::new(n).unwrap();
        let seen = Seen {
            parser: vt100::Parser::new(n(rows), n(columns), 0),
            raw: Vec::new(),
            closed: false,
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let (stop, stopped) = UnixStream::pair().unwrap();
        let master = File::from(master);
        let reader = read_along(master.try_clone().unwrap(), stopped, seen.clone());
        Pty {
            child,
            master: Some(master),
            slave,
            seen,
            stop,
            reader: Some(reader),
        }
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        let master = self.master.as_mut().expect("still open");
        master.write_all(keys.as_bytes()).expect("typed");
    }

    /// Types, and waits for a whole frame that shows `text`.
    pub fn type_until(&mut self, keys: &str, text: &str) {
        self.send(keys);
        self.wait(text);
    }

    /// Waits for a whole frame that shows `text`.
    pub fn wait(&self, text: &str) {
        self.wait_for(text, |s| s.contents().contains(text));
    }

    /// Waits for text of a program that goes on line by line and draws no frames.
    pub fn wait_line(&self, text: &str) {
        let end = Instant::now() + PATIENCE;
        let (lock, changed) = &*self.seen;
        let mut seen = lock.lock().unwrap();
        while !String::from_utf8_lossy(&seen.raw).contains(text) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "no {text} in:\n{}",
                String::from_utf8_lossy(&seen.raw)
            );
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits until the screen between two frames is as wanted.
    pub fn wait_for(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        let (lock, changed) = &*self.seen;
        let mut seen = lock.lock().unwrap();
        loop {
            let screen = seen.parser.screen();
            if seen.frames().1 && wanted(screen) {
                return;
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !seen.closed,
                "no {what} on:\n{}\nafter {:?}",
                screen.contents(),
                String::from_utf8_lossy(&seen.raw[seen.raw.len().saturating_sub(400)..])
            );
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// How many whole frames there have been.
    pub fn frames(&self) -> usize {
        self.seen.0.lock().unwrap().frames().0
    }

    /// The screen as it is.
    pub fn screen(&self) -> vt100::Screen {
        self.seen.0.lock().unwrap().parser.screen().clone()
    }

    /// Everything that was sent.
    pub fn raw(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().raw.clone()
    }

    /// Another size, told as a terminal tells it.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        {
            let n = |n| NonZeroU16::new(n).unwrap();
            let mut seen = self.seen.0.lock().unwrap();
            seen.parser.screen_mut().set_size(n(rows), n(columns));
        }
        let master = self.master.as_ref().expect("still open");
        tcsetwinsize(master, size(columns, rows)).expect("a size");
        self.signal(Signal::WINCH);
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("still there");
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.id() as i32).expect("a process")
    }

    /// Waits until the program has stopped.
    pub fn wait_stopped(&self) {
        let status = waitpid(Some(self.pid()), WaitOptions::UNTRACED).expect("a status");
        assert!(status.is_some_and(|(_, s): (Pid, WaitStatus)| s.stopped()));
    }

    /// The link drops: nobody holds the terminal's other end any more.
    pub fn hang_up(&mut self) {
        self.stop_reading();
        self.master = None;
    }

    /// Nobody reads the terminal any more; it stays open.
    pub fn stop_reading(&mut self) {
        self.stop.write_all(b"x").expect("told");
        if let Some(reader) = self.reader.take() {
            reader.join().expect("ended");
        }
    }

    /// Waits for the end of the program; its exit code.
    pub fn ends(&mut self) -> Option<i32> {
        self.child.wait().expect("a status").code()
    }

    /// Waits for the end, reads what is left, and gives the code and the last screen.
    pub fn ends_with_screen(&mut self) -> (Option<i32>, vt100::Screen) {
        let code = self.ends();
        if let Some(reader) = self.reader.take() {
            reader.join().expect("ended");
        }
        (code, self.screen())
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A test that failed leaves nothing running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn size(columns: u16, rows: u16) -> Winsize {
    Winsize {
        ws_row: rows,
        ws_col: columns,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}

/// Waits until something on disk is so; it is about to be.
pub fn until(what: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < end, "{what}");
        std::thread::yield_now();
    }
}

/// The folders below a destination.
pub fn folders(path: &Path) -> usize {
    fs::read_dir(path).unwrap().count()
}
