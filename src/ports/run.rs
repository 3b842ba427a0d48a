//! Running a command that the settings or the environment name (a scan before lodging, a mail program, an
//! editor) or the terminal's own multiplexer, and nothing else.
//!
//! Invariants: no shell reads the arguments; nothing the command prints reaches our own output; a command that
//! outstays its time is ended; this never blocks on a pipe that a grandchild left open.

use std::io::{self, Read, Write};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How much of what a command prints is kept; the rest is read and dropped.
const OUTPUT_KEPT: usize = 64 * 1024;
/// How long the output of a command that has ended may still trickle in.
const LAST_WORDS: Duration = Duration::from_millis(500);
const POLL: Duration = Duration::from_millis(3);

/// What a command may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub time: Duration,
    /// Bytes of memory it may ask for, itself and whatever it starts.
    pub memory: Option<u64>,
}

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Its exit code; `None` when a signal or its time limit ended it.
    pub code: Option<i32>,
    /// It was still running at its time limit and was ended.
    pub timed_out: bool,
    /// Standard output and standard error as they came, at most 64 KiB.
    pub output: Vec<u8>,
}

/// Runs `command` (program, then its arguments as they are) with `input` on its standard input.
///
/// An error means that it was not started; how it ended is in [`Finished`]. A command may end
/// without reading all of its input: whether that is well is for its exit code to say.
pub fn run(command: &[String], input: &[u8], limit: Duration) -> io::Result<Finished> {
    let limits = Limits {
        time: limit,
        memory: None,
    };
    run_limited(command, input, &limits)
}

/// The same within limits of memory too, where the system has them.
pub fn run_limited(command: &[String], input: &[u8], limits: &Limits) -> io::Result<Finished> {
    run_with(command, input, limits, &|work| {
        thread::Builder::new().spawn(work).map(|_| ())
    })
}

/// Work for a thread of its own.
type Work = Box<dyn FnOnce() + Send>;

/// The same, threads being begun by `begin`. They are all there before the command is: one that were started
/// without them would read an empty input and might accept it.
fn run_with(
    command: &[String],
    input: &[u8],
    limits: &Limits,
    begin: &dyn Fn(Work) -> io::Result<()>,
) -> io::Result<Finished> {
    let (program, arguments) = command
        .split_first()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "no command is named"))?;
    let ((stdin, mut to), (from, stdout)) = (io::pipe()?, io::pipe()?);
    let stderr = stdout.try_clone()?;
    let input = input.to_vec();
    // Not before the limits are set: what is done with it comes after. Whoever does not read it all gets a closed pipe,
    // which is not our error.
    let (go, may_go) = channel();
    begin(Box::new(move || {
        if may_go.recv() == Ok(()) {
            drop(to.write_all(&input));
        }
    }))?;
    let kept = Arc::new(Mutex::new(Vec::new()));
    let (done, ended) = channel();
    begin(collector(from, kept.clone(), done))?;
    let mut starting = Command::new(program);
    starting
        .args(arguments)
        .stdin(stdin)
        .stdout(stdout)
        .stderr(stderr);
    let child = starting.spawn();
    // Our copies of its ends go with this: the threads hear of its end by that.
    drop(starting);
    let mut child = child?;
    limit_memory(&child, limits.memory);
    // A thread that is gone has nothing to write any more.
    let _ = go.send(());
    let (code, timed_out) = wait(&mut child, limits.time)?;
    hear_out(&ended);
    let output = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(Finished {
        code,
        timed_out,
        output,
    })
}

/// Lets a command have no more memory than that. Where the system does not let this be set, it has what it had.
#[cfg(target_os = "linux")]
fn limit_memory(child: &Child, bytes: Option<u64>) {
    if let Some(bytes) = bytes {
        let limit = rustix::process::Rlimit {
            current: Some(bytes),
            maximum: Some(bytes),
        };
        let pid = rustix::process::Pid::from_child(child);
        let _ = rustix::process::prlimit(Some(pid), rustix::process::Resource::As, limit);
    }
}

#[cfg(not(target_os = "linux"))]
fn limit_memory(_: &Child, _: Option<u64>) {}

/// Runs `command` on the terminal this process stands on, and waits for its end; its exit code, or `None`
/// where a signal ended it. An error means that it could not be started.
pub fn run_at_terminal(command: &[String]) -> io::Result<Option<i32>> {
    let (program, arguments) = command
        .split_first()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "no command is named"))?;
    Ok(Command::new(program).args(arguments).status()?.code())
}

/// Reads what a command prints to its end and keeps the first of it; dropping `done` tells that it has ended.
fn collector(
    mut pipe: impl Read + Send + 'static,
    kept: Arc<Mutex<Vec<u8>>>,
    done: Sender<()>,
) -> Work {
    Box::new(move || {
        let mut chunk = [0; 4096];
        loop {
            let n = match pipe.read(&mut chunk) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Ok(0) | Err(_) => break,
                Ok(n) => n,
            };
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            let room = OUTPUT_KEPT.saturating_sub(kept.len());
            kept.extend_from_slice(&chunk[..n.min(room)]);
        }
        drop(done);
    })
}

/// Waits for the reader to hang up, or for the time of last words to pass.
fn hear_out(ended: &Receiver<()>) {
    // Nothing is ever sent: the channel only closes, when the reader has gone.
    let _ = ended.recv_timeout(LAST_WORDS);
}

fn wait(child: &mut Child, limit: Duration) -> io::Result<(Option<i32>, bool)> {
    let end = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status.code(), false));
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            return Ok((None, true));
        }
        thread::sleep(POLL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Duration = Duration::from_secs(20);

    fn sh(script: &str) -> Vec<String> {
        ["sh", "-c", script].map(String::from).to_vec()
    }

    #[test]
    fn a_large_input_goes_through_while_output_comes_back() {
        let input = "x".repeat(3_000_000);
        let finished = run(&sh("wc -c; echo oops >&2; exit 3"), input.as_bytes(), LIMIT).unwrap();
        let output = String::from_utf8(finished.output).unwrap();
        assert_eq!((finished.code, finished.timed_out), (Some(3), false));
        assert!(
            output.contains("3000000") && output.contains("oops"),
            "{output}"
        );
    }

    #[test]
    fn a_command_that_reads_nothing_or_prints_much_still_ends() {
        let input = "x".repeat(1_000_000);
        let finished = run(&sh("exit 0"), input.as_bytes(), LIMIT).unwrap();
        assert_eq!(finished.code, Some(0));
        let finished = run(&sh("yes | head -c 1000000"), b"", LIMIT).unwrap();
        assert_eq!(finished.output.len(), OUTPUT_KEPT);
    }

    #[test]
    fn one_that_outstays_its_time_is_ended() {
        let finished = run(
            &sh("exec tail -f /dev/null"),
            b"",
            Duration::from_millis(50),
        )
        .unwrap();
        assert_eq!((finished.code, finished.timed_out), (None, true));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn one_that_asks_for_too_much_memory_does_not_get_it() {
        let limits = Limits {
            time: LIMIT,
            memory: Some(64 << 20),
        };
        // It begins once the limit is there: what it reads comes after.
        let script = sh("read go; head -c 300000000 /dev/zero | tail -c 299000000 | wc -c");
        let finished = run_limited(&script, b"go\n", &limits).unwrap();
        let said = String::from_utf8_lossy(&finished.output).into_owned();
        assert!(!said.contains("299000000"), "{said}");
    }

    #[test]
    fn without_threads_nothing_is_started() {
        let root = tempfile::tempdir().unwrap();
        let mark = root.path().join("started");
        let command = sh(&format!("cat > '{}'", mark.display()));
        for room in 0..3 {
            let left = std::cell::Cell::new(room);
            let begin = |work: Work| match left.replace(left.get() - 1) {
                0 => Err(io::Error::from(io::ErrorKind::WouldBlock)),
                _ => thread::Builder::new().spawn(work).map(|_| ()),
            };
            let limits = Limits {
                time: LIMIT,
                memory: None,
            };
            let finished = run_with(&command, b"words", &limits, &begin);
            assert_eq!(finished.is_ok(), room == 2);
            assert_eq!(mark.exists(), room == 2);
        }
        assert_eq!(std::fs::read(&mark).unwrap(), b"words");
    }

    #[test]
    fn one_that_cannot_start_is_an_error() {
        assert!(run(&["/no/such/program".to_owned()], b"", LIMIT).is_err());
        assert!(run(&[], b"", LIMIT).is_err());
    }
}
