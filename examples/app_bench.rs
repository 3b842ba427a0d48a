//! Times the application in a terminal of its own:
//! `cargo build --release && cargo run --release --example app_bench -- PROGRAM HOME [RUNS] [KEYS]`.
//!
//! Opens PROGRAM on the folder HOME at 80x24 and takes the time from before the program is started to the
//! end of its first whole frame; then types each character of KEYS (`jjjj` where none are given) and takes
//! the time to the end of the frame that answers it. Times are in milliseconds, the least and the middle of
//! the runs; bytes are those of the frames. Nothing is written but what the keys do.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

const END: &[u8] = b"\x1b[?2026l";

/// Reads to the end of a frame: how many bytes it took.
fn frame(master: &mut File, rest: &mut Vec<u8>) -> usize {
    let mut buffer = [0; 65536];
    loop {
        if let Some(at) = rest.windows(END.len()).position(|w| w == END) {
            rest.drain(..at + END.len());
            return at + END.len();
        }
        let n = master.read(&mut buffer).expect("the program goes on");
        rest.extend(&buffer[..n]);
    }
}

struct Run {
    first: f64,
    first_bytes: usize,
    keys: Vec<(f64, usize)>,
    /// Peak memory in KiB, as the system counted it at the end.
    memory: Option<u64>,
}

fn run(program: &str, home: &str, keys: &str) -> Run {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&master).expect("granted");
    unlockpt(&master).expect("unlocked");
    let name = ptsname(&master, Vec::new()).expect("a name");
    let slave = PathBuf::from(name.into_string().expect("UTF-8"));
    let size = Winsize {
        ws_row: 24,
        ws_col: 80,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&master, size).expect("a size");
    let mut options = OpenOptions::new();
    let end = options.read(true).write(true).open(slave).expect("opens");
    let mut command = Command::new(program);
    command
        .args(["--dir", home])
        .env("TERM", "xterm")
        .env("LANG", "C.UTF-8")
        .process_group(0)
        .stdin(Stdio::from(end.try_clone().expect("twice")))
        .stdout(Stdio::from(end.try_clone().expect("twice")))
        .stderr(Stdio::from(end));
    let (mut master, mut rest) = (File::from(master), Vec::new());
    let begun = Instant::now();
    let mut child = command.spawn().expect("the program starts");
    let first_bytes = frame(&mut master, &mut rest);
    let first = begun.elapsed().as_secs_f64() * 1e3;
    let mut times = Vec::new();
    for key in keys.chars() {
        let begun = Instant::now();
        write!(master, "{key}").expect("typed");
        let bytes = frame(&mut master, &mut rest);
        times.push((begun.elapsed().as_secs_f64() * 1e3, bytes));
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok();
    let peak = status.and_then(|s| {
        let line = s.lines().find(|l| l.starts_with("VmHWM"))?.to_owned();
        line.split_whitespace().nth(1)?.parse().ok()
    });
    master.write_all(b"\x03").expect("typed");
    child.wait().expect("ends");
    Run {
        first,
        first_bytes,
        keys: times,
        memory: peak,
    }
}

fn middle(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    if let (Some(least), Some(middle)) = (times.first(), times.get(times.len() / 2)) {
        println!("{name:<28} least {least:8.2} ms   middle {middle:8.2} ms");
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(program), Some(home)) = (args.next(), args.next()) else {
        eprintln!("Say which program and which folder: app_bench PROGRAM HOME [RUNS] [KEYS]");
        return;
    };
    let runs: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(11);
    let keys = args.next().unwrap_or_else(|| "jjjj".into());
    let all: Vec<Run> = (0..runs).map(|_| run(&program, &home, &keys)).collect();
    middle(
        "start to first frame",
        all.iter().map(|r| r.first).collect(),
    );
    for (n, key) in keys.chars().enumerate() {
        let times = all.iter().map(|r| r.keys[n].0).collect();
        middle(&format!("key {key:?} to its frame"), times);
    }
    if let Some(last) = all.last() {
        let bytes: Vec<usize> = last.keys.iter().map(|k| k.1).collect();
        println!("bytes: first {}, keys {bytes:?}", last.first_bytes);
        println!("peak memory: {} KiB", last.memory.unwrap_or(0));
    }
}
