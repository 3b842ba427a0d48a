//! `--demo`: the application, or without a terminal the daily review, on made-up data, in a temporary folder that is removed at the end.
//!
//! A small ministerial office on a Sunday evening: four conversations, timers, one export read. Everybody
//! in it is invented. The folder also goes on Ctrl-C, on a dropped link, on SIGTERM and on SIGQUIT; what one that was killed
//! left goes with the next.

mod inbox;

use std::io::Read;
use std::ops::ControlFlow;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::HEXLOWER;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

use super::App;
use super::error::CliError;
use crate::config::{self, Machine, Managed, Me};
use crate::desk::seen::Care;
use crate::desk::{self, Desk};
use crate::import::{Export, Input, Options};
use crate::policy::Level;
use crate::ports::{Claim, Files, Lock, Ports};
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

/// Runs the demonstration.
pub(super) fn run(app: &mut App) -> Result<(), CliError> {
    let screens = super::screens::wanted(app);
    let folder = Folder::make(&app.ports, !screens)?;
    app.home = folder.path.join("onrecord");
    // The demonstration remembers nothing of itself outside its folder.
    app.ports.host.state_home = folder.path.join("state");
    app.ports.host.etc = folder.path.join("etc");
    app.ports.host.further_etc = None;
    furnish(app, &folder.path)?;
    if screens {
        let (path, files) = (folder.path.clone(), folder.files.clone());
        return super::screens::run(app, move || {
            // Whatever cannot be removed now is in the system's own temporary folder.
            let _ = files.remove_tree(&path);
        });
    }
    app.out.say("This is a demonstration on made-up data. Nothing of yours is read, and all of it goes at the end.")?;
    app.out.gap()?;
    let mut desk = app.desk()?;
    super::review::run(app, &mut desk)?;
    app.out.flush()?;
    folder.remove()?;
    app.out.gap()?;
    Ok(app
        .out
        .say("The demonstration is over and its data removed. Next: onrecord setup")?)
}

/// A temporary folder, removed when it is dropped and when the process is told to end.
struct Folder {
    path: PathBuf,
    files: Files,
    /// Tells the next demonstration that this one is going on.
    _lock: Option<Lock>,
}

/// How the names of these folders begin; twelve hexadecimal digits follow.
const NAMED: &str = "onrecord-demo-";

impl Folder {
    fn make(ports: &Ports, alone: bool) -> Result<Folder, CliError> {
        let trouble = |e: std::io::Error| {
            CliError::Storage(format!("No temporary folder could be made: {e}"))
        };
        let mut name = [0; 6];
        ports.random.fill(&mut name).map_err(trouble)?;
        let name = HEXLOWER.encode(&name);
        let temporary = std::env::temp_dir();
        sweep(&ports.files, &temporary);
        let path = temporary.join(format!("{NAMED}{name}"));
        ports.files.create_private_dirs(&path).map_err(trouble)?;
        let lock = match ports.files.claim(&path) {
            Claim::Held(lock) => Some(lock),
            _ => None,
        };
        let folder = Folder {
            path,
            files: ports.files.clone(),
            _lock: lock,
        };
        // The screens have a guard of their own, which gives the terminal back before it ends.
        if alone {
            folder.go_with_the_process().map_err(trouble)?;
        }
        Ok(folder)
    }

    /// Removes it now, and says where it is when that cannot be done.
    fn remove(self) -> Result<(), CliError> {
        self.files.remove_tree(&self.path).map_err(|e| {
            let at = self.path.display();
            CliError::Storage(format!(
                "The demonstration is over, but its data could not be removed: {e}. Remove it yourself: {at}"
            ))
        })
    }

    /// Waits aside for a signal to end; then the folder goes first.
    fn go_with_the_process(&self) -> std::io::Result<()> {
        let (mut told, tell) = UnixStream::pair()?;
        for signal in [SIGHUP, SIGINT, SIGTERM, SIGQUIT] {
            signal_hook::low_level::pipe::register(signal, tell.try_clone()?)?;
        }
        let (path, files) = (self.path.clone(), self.files.clone());
        std::thread::Builder::new().spawn(move || {
            if told.read(&mut [0]).is_ok_and(|n| n > 0) {
                // Whatever cannot be removed now is in the system's own temporary folder.
                let _ = files.remove_tree(&path);
                signal_hook::low_level::exit(130);
            }
        })?;
        Ok(())
    }
}

/// Removes what demonstrations of this user left that did not live to do it themselves.
fn sweep(files: &Files, temporary: &Path) {
    let own = rustix::process::geteuid().as_raw();
    for name in files.names(temporary).unwrap_or_default() {
        let digits = name.to_str().and_then(|name| name.strip_prefix(NAMED));
        if !digits.is_some_and(|d| d.len() == 12 && d.bytes().all(|b| b.is_ascii_hexdigit())) {
            continue;
        }
        let path = temporary.join(&name);
        let stat = files.stat_link(&path).ok().flatten();
        if !stat.is_some_and(|s| s.is_dir && s.owner == own) {
            continue;
        }
        if let Claim::Held(_lock) = files.claim(&path) {
            // Whatever cannot be removed now is in the system's own temporary folder.
            let _ = files.remove_tree(&path);
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Whatever cannot be removed now is in the system's own temporary folder.
        let _ = self.files.remove_tree(&self.path);
    }
}

/// Sets the office up: settings, a file plan, an export read and three messages added by hand.
fn furnish(app: &App, folder: &Path) -> Result<(), CliError> {
    let plan = folder.join("file-plan");
    let trouble = |e: std::io::Error| {
        CliError::Storage(format!("The demonstration could not be set up: {e}"))
    };
    app.ports
        .files
        .create_private_dirs(&plan)
        .map_err(trouble)?;
    app.ports
        .files
        .create_private_dirs(&app.home)
        .map_err(trouble)?;
    let destinations = format!(
        "[[destination]]\nname = \"plan\"\nkind = \"folder\"\npath = \"{}\"\nformat = \"bag\"\nreference = \"MIN/{{year}}/\"\n",
        plan.display()
    );
    app.ports
        .files
        .replace(&app.home.join(config::FILE), destinations.as_bytes(), 0o600)
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
    desk::set_up(&app.ports, &app.home, &me, &machine, &mut Care::Refuse)?;
    inbox::furnish(app)?;
    let mut desk = Desk::open(&app.ports, &app.home)?;
    read_group(app, &mut desk)?;
    by_hand(&mut desk)
}

/// Reads the group's export as `import` does and queues what is picked, under a 24-hour timer.
fn read_group(app: &App, desk: &mut Desk) -> Result<(), CliError> {
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
    let mut export = Export::open(&app.ports, input, &Options::default())?;
    let mut items = Vec::new();
    let mut last = None;
    export.for_each(&mut |entry| {
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
    })?;
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

fn by_hand(desk: &mut Desk) -> Result<(), CliError> {
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
) -> Result<(), CliError> {
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
