//! An invented office for the demonstration, in a register of its own.
//!
//! A small ministerial office on a Sunday evening: four conversations, timers, one export read. Everybody in it is
//! invented.

mod inbox;
mod practice;

pub use practice::practice;

use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::seen::Care;
use super::{Desk, DeskError};
use crate::config::{self, Machine, Managed, Me};
use crate::import::{Export, Input, Options};
use crate::policy::Level;
use crate::ports::Ports;
use crate::record::command::{
    About, Command, ConversationRef, ImportNote, NewMessage, StatedMarking,
};
use crate::text::when;

/// Minutes ago, sender, text: the export of the office's group. Only two of them will be picked.
const GROUP: &[(i64, &str, &str)] = &[
    (1500, "Tom Okafor", "Car is at the Lords entrance at 4"),
    (
        1340,
        "Asha Patel",
        "Minister content with option B, please start drafting on that basis. Treasury have seen it.",
    ),
    (1338, "Tom Okafor", "Great, thanks"),
    (1290, "Asha Patel", "Can someone bring umbrellas tomorrow"),
    (
        1200,
        "Ruth Bell",
        "Noted. I will tell the bill team that clause 4 is to come back with two options by Tuesday",
    ),
    (200, "Tom Okafor", "Running five minutes late"),
];
/// Of those, the ones a private secretary would pick.
const PICKED: &[usize] = &[1, 4];

/// What a step of setting it up that failed is told as.
fn trouble(e: impl std::fmt::Display) -> DeskError {
    DeskError::Storage(format!("The demonstration could not be set up: {e}"))
}

/// Sets the office up: settings, a file plan, an export read and three messages added by hand.
pub fn furnish(ports: &Ports, home: &Path, folder: &Path) -> Result<(), DeskError> {
    let plan = folder.join("file-plan");
    ports.files.create_private_dirs(&plan).map_err(trouble)?;
    ports.files.create_private_dirs(home).map_err(trouble)?;
    let destinations = format!(
        "[[destination]]\nname = \"plan\"\nkind = \"folder\"\npath = \"{}\"\nformat = \"bag\"\nreference = \"MIN/{{year}}/\"\n",
        plan.display()
    );
    ports
        .files
        .replace(&home.join(config::FILE), destinations.as_bytes(), 0o600)
        .map_err(trouble)?;
    let me = Me {
        name: "Ruth Bell".into(),
        post: "Private Secretary".into(),
        organisation: "Department of Examples".into(),
        ..Me::default()
    };
    let machine = Machine {
        managed: Managed::Corporate,
        up_to: Level::OfficialSensitive,
    };
    super::set_up(ports, home, &me, &machine, &mut Care::Refuse)?;
    inbox::furnish(ports, home).map_err(trouble)?;
    let mut desk = Desk::open(ports, home)?;
    read_group(ports, &mut desk)?;
    by_hand(&mut desk)
}

/// Reads the group's export as `import` does and queues what is picked, under a 24-hour timer.
fn read_group(ports: &Ports, desk: &mut Desk) -> Result<(), DeskError> {
    let (now, zone) = (desk.now(), desk.zone());
    let line = |(ago, from, text): &(i64, &str, &str)| {
        let at = (now - TimeDelta::minutes(*ago)).with_timezone(&zone);
        format!("{} - {from}: {text}\n", at.format("%Y/%m/%d, %H:%M"))
    };
    let text: String = GROUP.iter().map(line).collect();
    let input = Input::Bytes {
        name: Some("WhatsApp Chat with Schools Bill core.txt".into()),
        bytes: text.into_bytes(),
    };
    let mut export = Export::open(ports, input, &Options::default()).map_err(trouble)?;
    let mut items = Vec::new();
    let mut last = None;
    export
        .for_each(&mut |entry| {
            last = Some(entry.at);
            if PICKED.contains(&(entry.n as usize - 1)) {
                items.push(vec![NewMessage {
                    from: entry.sender.as_deref().map(str::to_owned),
                    body: Some(entry.text.to_string()),
                    sent: Some(when::moment(entry.at, zone).0),
                    sent_wall: Some(entry.at),
                    ..NewMessage::default()
                }]);
            }
            ControlFlow::Continue(())
        })
        .map_err(trouble)?;
    let about = About {
        device: Some("corporate".into()),
        marking: Some(official()),
        timer: Some(86_400),
        zone: Some(zone.name().to_owned()),
        received: true,
        ..About::default()
    };
    let note = ImportNote {
        entries: GROUP.len() as i64,
        last,
        ..ImportNote::default()
    };
    add(
        desk,
        "whatsapp",
        "Schools Bill core",
        about,
        items,
        Some(note),
    )
}

fn official() -> StatedMarking {
    StatedMarking {
        classification: "official".into(),
        whole: "OFFICIAL".into(),
    }
}

fn by_hand(desk: &mut Desk) -> Result<(), DeskError> {
    let now = desk.now();
    let ago = |hours: i64| now - TimeDelta::hours(hours);
    let one = |from: &str, sent: DateTime<Utc>, text: &str| {
        let (from, body) = (Some(from.to_owned()), Some(text.to_owned()));
        vec![vec![NewMessage {
            from,
            body,
            sent: Some(sent),
            ..NewMessage::default()
        }]]
    };
    let about = |timer| About {
        device: Some("corporate".into()),
        marking: Some(official()),
        timer,
        received: true,
        ..About::default()
    };
    let counsel = "Counsel advises dropping clause 4 rather than amending it. Full note on Monday.";
    add(
        desk,
        "whatsapp",
        "Bill team",
        about(Some(7 * 86_400)),
        one("Daniel Reeve", ago(30), counsel),
        None,
    )?;
    let figure =
        "Can you confirm the revised figure is 4.2 and not 4.6? Perm Sec is using it tomorrow.";
    add(
        desk,
        "sms",
        "Perm Sec office",
        about(None),
        one("Perm Sec office", ago(5), figure),
        None,
    )?;
    let thanks = "Thanks all, see you at the station";
    add(
        desk,
        "signal",
        "Visit to Leeds",
        about(Some(4 * 7 * 86_400)),
        one("Tom Okafor", ago(2), thanks),
        None,
    )
}

fn add(
    desk: &mut Desk,
    channel: &str,
    conversation: &str,
    about: About,
    items: Vec<Vec<NewMessage>>,
    import: Option<ImportNote>,
) -> Result<(), DeskError> {
    let conversation = Some(ConversationRef::New {
        id: None,
        name: conversation.into(),
    });
    desk.run(Command::Add {
        channel: channel.into(),
        conversation,
        about,
        items,
        import,
    })?;
    Ok(())
}
