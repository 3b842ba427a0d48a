//! One made-up message and a place to file it: a first capture is practised on it.

use std::path::Path;

use chrono::TimeDelta;

use super::{add, official, trouble};
use crate::config::{self, Destination, Format, Kind, Me, Settings};
use crate::desk::seen::Care;
use crate::desk::{Desk, DeskError};
use crate::ports::Ports;
use crate::record::command::{About, NewMessage};

const MESSAGE: &str =
    "(Made up.) Minister agreed option B on the visit. Please tell the press office today.";

/// Sets it up in a home and a folder, for whoever these settings name and as they have their screens.
pub fn practice(
    ports: &Ports,
    (home, folder): (&Path, &Path),
    like: &Settings,
) -> Result<(), DeskError> {
    let plan = folder.join("file-plan");
    ports.files.create_private_dirs(&plan).map_err(trouble)?;
    ports.files.create_private_dirs(home).map_err(trouble)?;
    ports
        .files
        .replace(&home.join(config::FILE), looks(like).as_bytes(), 0o600)
        .map_err(trouble)?;
    let me = match like.me.name.is_empty() {
        true => Me {
            name: "Sam Example".into(),
            ..Me::default()
        },
        false => like.me.clone(),
    };
    // As at their own desk: where no text may be held, none is held here.
    let machine = like.machine;
    super::super::set_up(ports, home, &me, &machine, &mut Care::Answered)?;
    let mut desk = Desk::open(ports, home)?;
    desk.add_destination(&Destination {
        name: "practice".into(),
        kind: match machine.references_only() {
            // What holds no words is carried by hand.
            true => Kind::Manual,
            false => Kind::Folder {
                path: plan,
                format: Format::Files,
                flat: false,
            },
        },
        up_to: None,
        reference: Some("PRACTICE/".into()),
        retention: None,
    })?;
    let about = About {
        device: Some("corporate".into()),
        marking: Some(official()),
        timer: Some(86_400),
        received: true,
        ..About::default()
    };
    let message = NewMessage {
        from: Some("Asha Patel".into()),
        body: Some(MESSAGE.into()),
        sent: Some(desk.now() - TimeDelta::minutes(20)),
        ..NewMessage::default()
    };
    add(
        &mut desk,
        "whatsapp",
        "A chat that does not exist",
        about,
        vec![vec![message]],
        None,
    )
}

/// How the screens are to look, as a settings file says it.
fn looks(like: &Settings) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || "-_".contains(*c);
    // Of a theme with another sign in its name nothing is lost here but its colours.
    let theme: String = like.theme.chars().filter(plain).collect();
    format!(
        "theme = \"{theme}\"\nborders = \"{}\"\nselection = \"{}\"\nscreen_reader = {}\nscrollback = false\n[review]\nevery = \"off\"\n",
        like.borders, like.selection, like.screen_reader
    )
}
