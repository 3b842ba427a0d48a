//! `--demo` and `--practise`: the application, or without a terminal the daily review, on made-up data, in a temporary
//! folder that is removed at the end.
//!
//! What stands in it is made by [`crate::desk::demo`]; the folder is [`super::passing`]'s.

use std::path::Path;

use super::App;
use super::error::CliError;
use super::passing::Folder;
use super::screens::{MadeUp, Opening};
use crate::action::{self, Act};
use crate::config;
use crate::desk::{DeskError, demo};
use crate::ports::Ports;

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
    if let Some(made_up) = opening.made_up {
        made_up.mark(&mut desk);
    }
    super::review::run(app, &mut desk)?;
    app.out.flush()?;
    folder.remove()?;
    app.out.gap()?;
    Ok(app.out.say(after)?)
}
