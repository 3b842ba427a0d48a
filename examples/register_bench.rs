//! Times the register: `cargo run --release --example register_bench -- 100000 [folder]`.
//!
//! Writes that many events into a new folder, unless it holds a register already: what an office puts on record, a
//! command each (messages of about 250 bytes, most of them captured, a third of these referenced, about 35 waiting).
//! Then opens it a few times with the chain checked and folded, looks for words and for news, and appends single
//! commands. Times are in milliseconds, the least and the middle of the runs. No events may be left that do not
//! fit: it says how many anomalies there are.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use onrecord::desk::Desk;
use onrecord::ports::Ports;
use onrecord::record::event::{
    ConversationOpened, ItemAdded, ItemCaptured, ItemNotSignificant, ItemNoted, ItemReferenced,
    ReviewRecorded,
};
use onrecord::record::{Event, Id, Place, query};
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

fn id(kind: u8, n: usize) -> Id {
    let mut bytes = [kind; 10];
    bytes[2..].copy_from_slice(&(n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    Id::from_random(bytes)
}

const CHATS: usize = 24;
const SENDERS: &[&str] = &[
    "Asha Patel",
    "Tom Okafor",
    "Ruth Bell",
    "Jo Marsh",
    "+44 7700 900123",
];
/// How many items are left waiting at the end.
const WAITING: usize = 35;

/// What an office puts on record, one event after the other: chats are opened; messages are added, captured a
/// while later, every third of them referenced, some found not significant, put right or remarked on.
struct Office {
    writer: String,
    seq: u64,
    items: usize,
    /// Items that wait, each with the number of the frame that added it.
    waiting: VecDeque<(Id, u64)>,
    due: VecDeque<Event>,
}

impl Office {
    fn next(&mut self) -> Event {
        self.seq += 1;
        let n = self.seq as usize;
        if (2..CHATS + 2).contains(&n) {
            return ConversationOpened {
                conversation: id(1, n - 2),
                channel: "whatsapp".into(),
                name: Some(format!("Group {n}")),
            }
            .into();
        }
        if let Some(due) = self.due.pop_front() {
            return due;
        }
        match self.waiting.len() > WAITING {
            true => self.dealt_with(),
            false => self.added(),
        }
    }

    fn added(&mut self) -> Event {
        self.items += 1;
        let n = self.items;
        let item = id(3, n);
        self.waiting.push_back((item, self.seq));
        let imported = n.is_multiple_of(2);
        ItemAdded {
            original: None,
            original_base64: None,
            item,
            conversation: Some(id(1, n % CHATS)),
            channel: "whatsapp".into(),
            sent: chrono::DateTime::from_timestamp(1_790_000_000 + 600 * n as i64, 0),
            sent_wall: None,
            zone: imported.then(|| "Europe/London".into()),
            device: Some("corporate".into()),
            classification: Some("official".into()),
            received: n.is_multiple_of(3),
            personal_data: false,
            timer: None,
            origin: if imported { "imported" } else { "added" }.into(),
            edited: false,
            deleted: false,
            quoted: false,
            reference_only: false,
            device_id: None,
            decision: None,
            entry: imported.then_some(n as i64),
            line: imported.then_some(2 * n as i64),
            date_order: imported.then(|| "dmy".into()),
            quoted_why: None,
            from: Some(SENDERS[n % SENDERS.len()].into()),
            body: Some(body(n).into()),
            marking: Some("OFFICIAL".into()),
            principal: None,
            digest: imported.then(|| format!("{n:064x}").into()),
            evidence: Vec::new(),
            stamp: imported.then(|| "27/11/2026, 09:14".into()),
            subject: None,
            to: Vec::new(),
            also: Vec::new(),
            unlisted: None,
            person: Some("Ruth Bell".into()),
        }
        .into()
    }

    fn dealt_with(&mut self) -> Event {
        let Some((item, seq)) = self.waiting.pop_front() else {
            return self.added();
        };
        let after = Place {
            writer: self.writer.as_str().into(),
            seq,
        };
        let n = self.items;
        if n.is_multiple_of(40) {
            let note = Some("Seen by the private secretary".into());
            let person = Some("Ruth Bell".into());
            self.due.push_back(ItemNoted { item, note, person }.into());
        }
        if n.is_multiple_of(10) {
            return ItemNotSignificant {
                item,
                after,
                requests: Some("none-known".into()),
                reason: Some("Arranging a meeting".into()),
                request: None,
            }
            .into();
        }
        // Only what was captured has a reference.
        if n.is_multiple_of(3) {
            let reference = Some(format!("BILL/{n}"));
            self.due
                .push_back(ItemReferenced { item, reference }.into());
        }
        ItemCaptured {
            item,
            after,
            route: "copy".into(),
            destination_kind: "folder".into(),
            read_back: true,
            cautions: Vec::new(),
            destination: Some("plan".into()),
            reference: None,
            note: None,
            path: Some(format!("/srv/plan/2026-11-22_whatsapp_{item}")),
            sha256: Some("5".repeat(64)),
        }
        .into()
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

/// Pages this process touched for the first time.
fn faults() -> String {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let field = after.split_whitespace().nth(7);
    field.unwrap_or("an unknown number of").to_owned()
}

const SETTINGS: &str = "[me]\nname = \"Ruth Bell\"\n[machine]\nmanaged = \"corporate\"\nup_to = \"official-sensitive\"\n";

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
        std::fs::create_dir_all(&home)?;
        std::fs::write(home.join("config.toml"), SETTINGS)?;
        let mut book = Register::open(&ports, &home)?.register;
        let mut session = book.session(wait)?;
        let mut office = Office {
            writer: session.writer().to_owned(),
            // The first frame says who writes.
            seq: 1,
            items: 0,
            waiting: VecDeque::new(),
            due: VecDeque::new(),
        };
        for _ in 1..events {
            session.append(vec![office.next()])?;
        }
    }
    let (desk, faults) = (Desk::open(&ports, &home)?, faults());
    let anomalies = desk.state().anomalies.len();
    println!("{} entries in {}", desk.entries().len(), home.display());
    println!(
        "{} items, {anomalies} anomalies",
        desk.state().items.ids().count()
    );
    println!("after one opening: {}, {faults} page faults", peak());
    middle("find two words", 5, || {
        let start = Instant::now();
        let _ = query::find(desk.state(), "treasury clause");
        start.elapsed()
    });
    println!("after finding: {}", peak());
    drop(desk);
    middle("desk, opened", 9, || {
        let start = Instant::now();
        let opened = Desk::open(&ports, &home);
        let took = start.elapsed();
        drop(opened);
        took
    });
    middle("register, every hash checked", 9, || {
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
    let review = ReviewRecorded {
        looked_at: 0,
        captured: 0,
        not_significant: 0,
        handed_over: 0,
        gone: 0,
        put_off: 0,
        left: 0,
        next: None,
        policy: String::new(),
        policy_digest: String::new(),
        chats: None,
        how: None,
        principal: None,
    };
    let mut failed = None;
    middle("session and append of one event", 21, || {
        let start = Instant::now();
        match book
            .session(wait)
            .and_then(|mut s| s.append(vec![ReviewRecorded::clone(&review).into()]))
        {
            Ok(_) => {}
            Err(e) => failed = Some(e),
        }
        start.elapsed()
    });
    failed.map_or(Ok(()), |e| Err(e.into()))
}
