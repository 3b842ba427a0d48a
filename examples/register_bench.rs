//! Times the register: `cargo run --release --example register_bench -- 100000 [folder]`.
//!
//! Writes that many events (two thirds of them items with a text of about 250 bytes, the rest captures
//! and references) into a new folder, a hundred to a command, unless the folder holds a register
//! already; then opens it a few times with the chain checked, looks for news, and appends single
//! commands. Times are in milliseconds, the least and the middle of the runs.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use onrecord::ports::Ports;
use onrecord::record::event::{ItemAdded, ItemCaptured, ItemReferenced};
use onrecord::record::{Event, Id, Place};
use onrecord::register::Register;

const WORDS: &[&str] = &[
    "Minister",
    "content",
    "with",
    "option",
    "B",
    "please",
    "start",
    "drafting",
    "on",
    "that",
    "basis",
    "Treasury",
    "have",
    "seen",
    "it",
    "“quoted”",
    "clause",
    "4",
    "by",
    "Tuesday",
    "\n",
    "é",
    "🎉",
    "figures",
    "revised",
];

fn body(seed: usize) -> String {
    let mut out = String::new();
    let mut n = seed.wrapping_mul(2_654_435_761) | 1;
    while out.len() < 250 {
        n = n
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        out.push_str(WORDS[(n >> 33) % WORDS.len()]);
        out.push(' ');
    }
    out
}

fn event(i: usize) -> Event {
    let item = Id::from_random(std::array::from_fn(|b| ((i / 3) >> (b * 4)) as u8));
    let after = Place {
        writer: "bench@host-0000".into(),
        seq: i as u64,
    };
    match i % 6 {
        2 => ItemCaptured {
            item,
            after,
            route: "copy".into(),
            destination_kind: "folder".into(),
            read_back: true,
            cautions: Vec::new(),
            destination: Some("plan".into()),
            reference: Some(format!("MIN/2026/{i}")),
            note: None,
            path: Some(format!("2026-11-22_whatsapp_{item}")),
            sha256: Some("5".repeat(64)),
        }
        .into(),
        5 => ItemReferenced {
            item,
            reference: Some(format!("BILL/{i}")),
        }
        .into(),
        _ => ItemAdded {
            item,
            conversation: Some(item),
            channel: "whatsapp".into(),
            sent: chrono::DateTime::from_timestamp(1_790_000_000 + i as i64, 0),
            sent_wall: None,
            zone: Some("Europe/London".into()),
            device: Some("corporate".into()),
            classification: Some("official".into()),
            received: false,
            personal_data: false,
            timer: None,
            origin: "imported".into(),
            edited: false,
            deleted: false,
            quoted: false,
            reference_only: false,
            device_id: None,
            decision: None,
            entry: None,
            line: None,
            date_order: None,
            quoted_why: None,
            from: Some("Asha Patel".into()),
            body: Some(body(i).into()),
            marking: None,
            principal: None,
            digest: None,
            evidence: Vec::new(),
            stamp: None,
            person: None,
        }
        .into(),
    }
}

fn middle(name: &str, runs: usize, mut f: impl FnMut() -> Duration) {
    let mut times: Vec<f64> = (0..runs).map(|_| f().as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    println!(
        "{name:<40} least {:8.2} ms   middle {:8.2} ms",
        times[0],
        times[runs / 2]
    );
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM"));
    line.unwrap_or("VmHWM: not known")
        .split_whitespace()
        .skip(1)
        .collect::<Vec<_>>()
        .join(" ")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let events: usize = args.first().map_or(Ok(10_000), |a| a.parse())?;
    let root = args.get(1).map_or_else(
        || std::env::temp_dir().join(format!("onrecord-bench-{events}")),
        PathBuf::from,
    );
    let mut ports = Ports::system();
    ports.host.state_home = root.join("state");
    let home = root.join("home");
    let wait = Duration::from_secs(10);
    if !home.exists() {
        let mut book = Register::open(&ports, &home)?.register;
        let mut session = book.session(wait)?;
        for chunk in (0..events).collect::<Vec<_>>().chunks(100) {
            session.append(chunk.iter().map(|i| event(*i)).collect())?;
        }
    }
    let opened = Register::open(&ports, &home)?;
    println!("{} entries in {}", opened.entries.len(), home.display());
    println!("peak memory after one open: {}", peak());
    drop(opened);
    middle("open, every hash checked", 9, || {
        let start = Instant::now();
        let opened = Register::open(&ports, &home);
        let took = start.elapsed();
        drop(opened);
        took
    });
    let mut book = Register::open(&ports, &home)?.register;
    middle("refresh, nothing new", 9, || {
        let start = Instant::now();
        let _ = book.refresh();
        start.elapsed()
    });
    let mut failed = None;
    middle("session and append of one event", 21, || {
        let start = Instant::now();
        match book
            .session(wait)
            .and_then(|mut s| s.append(vec![event(1)]))
        {
            Ok(_) => {}
            Err(e) => failed = Some(e),
        }
        start.elapsed()
    });
    failed.map_or(Ok(()), |e| Err(e.into()))
}
