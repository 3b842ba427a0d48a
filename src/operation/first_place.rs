//! Where captures go: the last page of setup, which ends with a place to file.
//!
//! Invariant: a folder is written into the settings only once it was tried.

use super::prelude::*;
use crate::config::{Destination, Format, Kind as Way};
use crate::policy::Level;

const FOLDER_OF: &str = "folder";
const BY_HAND: &str = "by hand";
const BY_EMAIL: &str = "by email";
pub(super) const LATER: &str = "later";
/// What the first place is called, unless it is said.
const FIRST: &str = "plan";

pub(super) static WHERE: Field = Field::new("where", Kind::Choice).screen(
    "Where to",
    "What is captured has to reach a government system",
);

/// The same in a word, on the command line.
pub(super) static AT: Field = Field::new("at", Kind::Line)
    .flag("place", "Where captures go: a folder, by-hand or later")
    .value("PLACE");

pub(super) static PLACE: Field = Field::new("place", Kind::Line)
    .flag(
        "place-name",
        "What that place is called when one captures [default: plan]",
    )
    .value("NAME")
    .screen("Name", "As you will see it when you capture")
    .missing("Give the place a name, as you will see it when you capture.")
    .unless(&WHERE, LATER);

pub(super) static FOLDER: Field = Field::new("folder", Kind::Folder)
    .screen(
        "Folder",
        "A folder of a government system, for example a mounted file plan",
    )
    .missing("Name the folder.")
    .when(&WHERE, FOLDER_OF);

pub(super) static ADDRESS: Field = Field::new("address", Kind::Line)
    .screen("Address", "Of the records mailbox")
    .missing("Name the address.")
    .when(&WHERE, BY_EMAIL);

pub(super) static PROGRAM: Field = Field::new("program", Kind::Line)
    .screen("Sent by", "The program that takes one message and sends it")
    .missing("Name the program that sends it.")
    .when(&WHERE, BY_EMAIL);

pub(super) static TAKES: Field = Field::new("takes", Kind::Choice)
    .screen("Up to", "The highest it may take")
    .unless(&WHERE, LATER);

pub(super) static PATTERN: Field = Field::new("pattern", Kind::Line)
    .screen("File reference", "How it begins, for example MIN/{year}/")
    .unless(&WHERE, LATER);

/// What the page offers on this register.
pub(super) fn offer(form: &mut Form, desk: &Desk, page: usize) {
    let ways = [
        (FOLDER_OF, "a folder"),
        (BY_HAND, BY_HAND),
        (BY_EMAIL, BY_EMAIL),
        (LATER, LATER),
    ];
    form.offer(
        &WHERE,
        ways.map(|(value, words)| Choice::new(value, words)).into(),
    );
    let known = &desk.settings().destinations;
    let first = known.is_empty();
    form.begins(&WHERE, if first { FOLDER_OF } else { LATER });
    if let (false, Some(place)) = (first, form.at(&WHERE)) {
        let names: Vec<&str> = known.iter().map(|d| d.name.as_str()).collect();
        place.hint = format!("Known: {}. One more, or later", names.join(", "));
    }
    form.begins(&PLACE, if first { FIRST } else { "" });
    form.begins(&PROGRAM, "sendmail -t");
    let levels = [Level::Official, Level::OfficialSensitive];
    let levels = levels.map(|l| Choice::new(l.as_str(), l.marking()));
    form.offer(&TAKES, levels.into());
    for field in [
        &WHERE, &PLACE, &FOLDER, &ADDRESS, &PROGRAM, &TAKES, &PATTERN,
    ] {
        form.on_page(field, page);
    }
}

/// The place that was named; `None` where it is to be named later. The folder was tried.
pub(super) fn read(given: &Answers, desk: &Desk) -> Result<Option<Destination>, Failure> {
    let at = given.text(&AT).filter(|_| given.text(&WHERE).is_none());
    let way = match at.as_deref() {
        None => given.text(&WHERE).unwrap_or_else(|| LATER.to_owned()),
        Some(LATER) => LATER.to_owned(),
        Some("by-hand") => BY_HAND.to_owned(),
        Some(_) => FOLDER_OF.to_owned(),
    };
    let kind = match way.as_str() {
        FOLDER_OF => {
            let typed = match &at {
                Some(folder) => folder.clone(),
                None => given.need(&FOLDER)?,
            };
            let path = desk
                .try_folder(&typed)
                .map_err(|why| refused(&FOLDER, why))?;
            Way::Folder {
                path,
                format: Format::Files,
                flat: false,
            }
        }
        BY_EMAIL => {
            let program = given.need(&PROGRAM)?;
            Way::Command {
                command: program.split_whitespace().map(str::to_owned).collect(),
                to: Some(given.need(&ADDRESS)?),
            }
        }
        BY_HAND => Way::Manual,
        _ => return Ok(None),
    };
    let name = match (given.text(&PLACE), at) {
        (None, Some(_)) => FIRST.to_owned(),
        _ => given.need(&PLACE)?.trim().to_owned(),
    };
    if desk.settings().destination(&name).is_some() {
        return Err(refused(
            &PLACE,
            format!("there is already a place called {name}"),
        ));
    }
    Ok(Some(Destination {
        name,
        kind,
        up_to: given.get(&TAKES).and_then(Level::parse),
        reference: given.text(&PATTERN),
        retention: None,
    }))
}

fn refused(field: &'static Field, why: String) -> Failure {
    Failure::Invalid {
        field,
        what: crate::text::sentence_case(&why),
        hint: String::new(),
        why: Wrong::Refused,
    }
}
