//! `--demo` and `--practise`: the application, or without a terminal the daily review, on made-up data, in a temporary folder
//! that is removed at the end.
//!
//! What stands in it is made by [`crate::desk::demo`]. The folder also goes on Ctrl-C, on a dropped link, on SIGTERM and on SIGQUIT; what one that was killed
//! left goes with the next.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use data_encoding::HEXLOWER;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

use super::App;
use super::error::CliError;
use super::screens::{MadeUp, Opening};
use crate::action::{self, Act};
use crate::config;
use crate::desk::{DeskError, demo};
use crate::ports::{Claim, Files, Lock, Ports};

/// Runs the demonstration.
pub(super) fn run(app: &mut App) -> Result<(), CliError> {
    let opening = Opening {
        made_up: Some(MadeUp::Demonstration),
        ..Opening::default()
    };
    play(
        app,
        opening,
        demo::furnish,
        [
            "This is a demonstration on made-up data. Nothing of yours is read, and all of it goes at the end.",
            "The demonstration is over and its data removed. Next: onrecord setup",
        ],
    )
}

/// Practises a first capture on a made-up message, with the name and the looks of the settings.
pub(super) fn practise(app: &mut App) -> Result<(), CliError> {
    let settings = config::load(&app.ports, &app.home).settings;
    let looks = config::own_dir(&app.ports, &app.home);
    let (keymap, _) = action::load(&app.ports, &looks);
    let ways = [
        (Act::Operate("item.capture"), "captures the message"),
        (Act::Quit, "leaves, and all of it goes"),
    ];
    let ways = ways.into_iter();
    let ways = ways.filter_map(|(act, does)| Some(format!("{} {does}", keymap.label(act)?)));
    let ways: Vec<String> = ways.collect();
    let opening = Opening {
        looks: Some(looks),
        welcome: Some(format!("This is practice: {}.", ways.join(", "))),
        made_up: Some(MadeUp::Practice),
    };
    play(
        app,
        opening,
        |ports, home, folder| demo::practice(ports, (home, folder), &settings),
        [
            "This is practice on a made-up message. Nothing of it is put on record, and all of it goes at the end.",
            "Practice is over, and nothing of it was kept.",
        ],
    )
}

/// Runs the application on what is furnished in a folder of its own, or without a terminal for it the review, with what
/// is said before and after that.
fn play(
    app: &mut App,
    opening: Opening,
    furnish: impl FnOnce(&Ports, &Path, &Path) -> Result<(), DeskError>,
    [before, after]: [&str; 2],
) -> Result<(), CliError> {
    let screens = super::screens::wanted(app);
    let folder = Folder::make(&app.ports, !screens)?;
    app.home = folder.path.join("onrecord");
    // Made-up data remembers nothing of itself outside its folder.
    app.ports.host.state_home = folder.path.join("state");
    app.ports.host.config_home = folder.path.join("config");
    // What the department says holds here too: what it switched off is off.
    furnish(&app.ports, &app.home, &folder.path)?;
    if screens {
        let (path, files) = (folder.path.clone(), folder.files.clone());
        return super::screens::run(app, opening, move || {
            // Whatever cannot be removed now is in the system's own temporary folder.
            let _ = files.remove_tree(&path);
        });
    }
    app.out.say(before)?;
    app.out.gap()?;
    let mut desk = app.desk()?;
    if opening.made_up == Some(MadeUp::Practice) {
        desk.for_practice();
    }
    super::review::run(app, &mut desk)?;
    app.out.flush()?;
    folder.remove()?;
    app.out.gap()?;
    Ok(app.out.say(after)?)
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
        let temporary = temporary();
        sweep(&ports.files, &temporary);
        let path = temporary.join(format!("{NAMED}{name}"));
        ports.files.create_dir(&path, 0o700).map_err(trouble)?;
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
        let which = Arc::new(AtomicUsize::new(0));
        for signal in [SIGHUP, SIGINT, SIGTERM, SIGQUIT] {
            let number = usize::try_from(signal).unwrap_or(0);
            signal_hook::flag::register_usize(signal, which.clone(), number)?;
            signal_hook::low_level::pipe::register(signal, tell.try_clone()?)?;
        }
        let (path, files) = (self.path.clone(), self.files.clone());
        std::thread::Builder::new().spawn(move || {
            if told.read(&mut [0]).is_ok_and(|n| n > 0) {
                // Whatever cannot be removed now is in the system's own temporary folder.
                let _ = files.remove_tree(&path);
                let signal = i32::try_from(which.load(Ordering::SeqCst)).unwrap_or(SIGINT);
                signal_hook::low_level::exit(128 + signal);
            }
        })?;
        Ok(())
    }
}

/// The system's folder for what is temporary; what is named relative to anywhere is none.
fn temporary() -> PathBuf {
    let named = std::env::temp_dir();
    match named.is_absolute() {
        true => named,
        false => PathBuf::from("/tmp"),
    }
}

/// Sweeps on a thread of its own: no start waits for it.
pub(super) fn sweep_aside(files: &Files) {
    let files = files.clone();
    // Without a thread the next start sweeps.
    let _ = std::thread::Builder::new()
        .name("sweep".into())
        .spawn(move || sweep(&files, &temporary()));
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
