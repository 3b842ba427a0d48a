//! Makes a large office to time departures in: `cargo run --release --example office_bench -- FOLDER`.
//!
//! Writes 200 conversations, 3 devices and 20,000 captured items into `FOLDER/home`, with settings that
//! count as set up; `onrecord depart open` on it and `app_bench` do the rest (`XDG_STATE_HOME` is
//! `FOLDER/state`). Nothing is done where the folder holds a register already.

use std::path::PathBuf;
use std::time::Duration;

use onrecord::ports::Ports;
use onrecord::record::event::{ConversationOpened, DeviceRegistered, ItemAdded, ItemCaptured};
use onrecord::record::{Event, Id, Place};
use onrecord::register::Register;

const CONVERSATIONS: usize = 200;
const DEVICES: usize = 3;
const CAPTURES: usize = 20_000;
const SETTINGS: &str = "[me]\nname = \"Ruth Bell\"\n[machine]\nmanaged = \"corporate\"\nup_to = \"official-sensitive\"\n";

/// An id of its own for each thing of a kind.
fn id(kind: u8, n: usize) -> Id {
    let mut bytes = [kind; 10];
    bytes[2..].copy_from_slice(&(n as u64).to_be_bytes());
    Id::from_random(bytes)
}

fn conversation(n: usize) -> Event {
    ConversationOpened {
        conversation: id(1, n),
        channel: "whatsapp".into(),
        name: Some(format!("Group {n}")),
    }
    .into()
}

fn device(n: usize) -> Event {
    DeviceRegistered {
        device: id(2, n),
        device_kind: "corporate".into(),
        name: Some(format!("phone {n}")),
        owner: None,
        managed_by: None,
        principal: None,
    }
    .into()
}

/// An item and its capture.
fn captured(n: usize, writer: &str, seq: u64) -> [Event; 2] {
    let item = id(3, n);
    let added = ItemAdded {
        original: None,
        original_base64: None,
        item,
        conversation: Some(id(1, n % CONVERSATIONS)),
        channel: "whatsapp".into(),
        sent: chrono::DateTime::from_timestamp(1_790_000_000 + n as i64, 0),
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
        device_id: Some(id(2, n % DEVICES)),
        decision: None,
        entry: None,
        line: None,
        date_order: None,
        quoted_why: None,
        from: Some("Asha Patel".into()),
        body: Some(format!("Minister content with option {n}, please start drafting").into()),
        marking: None,
        principal: None,
        digest: None,
        evidence: Vec::new(),
        stamp: None,
        subject: None,
        to: Vec::new(),
        also: Vec::new(),
        unlisted: None,
        person: None,
    };
    let capture = ItemCaptured {
        item,
        after: Place {
            writer: writer.into(),
            seq,
        },
        route: "copy".into(),
        destination_kind: "manual".into(),
        read_back: false,
        cautions: Vec::new(),
        destination: Some("edrm".into()),
        reference: Some(format!("MIN/2026/{n}")),
        note: None,
        path: None,
        sha256: None,
    };
    [added.into(), capture.into()]
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root: PathBuf = std::env::args().nth(1).ok_or("Say which folder.")?.into();
    let home = root.join("home");
    if home.exists() {
        return Ok(());
    }
    let mut ports = Ports::system();
    ports.host.state_home = root.join("state");
    let mut book = Register::open(&ports, &home)?.register;
    let mut session = book.session(Duration::from_secs(10))?;
    let mut head: Vec<Event> = (0..CONVERSATIONS).map(conversation).collect();
    head.extend((0..DEVICES).map(device));
    // The first frame of a writer is its own.
    let mut seq = 1 + head.len() as u64;
    let written = session.append(head)?;
    let writer = written.first().map(|e| e.writer.to_string());
    let writer = writer.unwrap_or_default();
    for chunk in (0..CAPTURES).collect::<Vec<_>>().chunks(50) {
        let mut events = Vec::new();
        for n in chunk {
            events.extend(captured(*n, &writer, seq + 1));
            seq += 2;
        }
        session.append(events)?;
    }
    std::fs::write(home.join("config.toml"), SETTINGS)?;
    println!("{CAPTURES} captures in {}", home.display());
    Ok(())
}
