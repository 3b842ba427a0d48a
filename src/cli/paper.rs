//! Papers of every kind: printed as text, page or mail, or lodged where nothing is recorded of that.

use serde::Serialize;

use super::App;
use super::args::{AttestationArgs, WhosePaperArgs};
use super::error::CliError;
use super::period::period;
use super::whose;
use crate::desk::{ATTESTATION, Composed, Days, Desk, PaperKind, PaperLodged, PaperOf};
use crate::operation::meaning;

/// How a paper is wanted.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// The destination to lodge it in; else it is printed.
    pub to: Option<String>,
    /// Its marking, as it was written.
    pub marking: Option<String>,
    pub form: Form,
}

/// What a paper is printed as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    #[default]
    Text,
    Html,
    Mail,
}

impl Form {
    pub(super) fn of(html: bool, eml: bool) -> Form {
        match (html, eml) {
            (true, _) => Form::Html,
            (_, true) => Form::Mail,
            _ => Form::Text,
        }
    }
}

/// A paper as it was wanted, and what was lodged of it.
pub(super) struct Made {
    pub(super) paper: Composed,
    pub(super) lodged: Option<PaperLodged>,
    kind: &'static PaperKind,
    of: PaperOf,
    form: Form,
}

#[derive(Serialize)]
struct Row<'a> {
    title: &'a str,
    text: String,
    #[serde(rename = "for")]
    principal: Option<&'a str>,
    destination: Option<&'a str>,
    path: Option<&'a str>,
    sha256: Option<&'a str>,
}

/// Makes a paper, and lodges it where that is wanted.
pub(super) fn made(
    desk: &Desk,
    kind: &'static PaperKind,
    of: PaperOf,
    wanted: Wanted,
) -> Result<Made, CliError> {
    let given = wanted.marking.as_deref();
    let given = given.map(|said| meaning::marking(desk.policy(), said));
    let given = given.transpose()?.map(|marking| marking.whole);
    let given = given.as_deref();
    let only_read = wanted.to.is_none() && given.is_none();
    let paper = match only_read && kind.printed_unmarked {
        false => kind.made(desk, &of, given)?,
        true => kind.to_read(desk, &of)?,
    };
    if wanted.to.is_some() {
        desk.paper_must_be_recordable(kind)?;
    }
    let lodged = wanted.to.map(|to| desk.lodge_paper(&paper, &to));
    Ok(Made {
        paper,
        lodged: lodged.transpose()?,
        kind,
        of,
        form: wanted.form,
    })
}

/// Prints a paper about a principal or about all, or lodges it.
pub(super) fn show(
    app: &mut App,
    kind: &'static PaperKind,
    args: WhosePaperArgs,
) -> Result<(), CliError> {
    show_of(app, kind, args, None)
}

/// The same of some days.
pub(super) fn show_of(
    app: &mut App,
    kind: &'static PaperKind,
    args: WhosePaperArgs,
    days: Option<Days>,
) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let principal = app.global.principal.clone();
    if principal.is_some() {
        whose::must_be_on_record(&desk, &principal)?;
    }
    let wanted = Wanted {
        to: args.to,
        marking: args.marking,
        form: Form::of(args.html, args.eml),
    };
    let of = match days {
        Some(days) => PaperOf::Days(principal, days),
        None => PaperOf::Whose(principal),
    };
    let made = made(&desk, kind, of, wanted)?;
    made.note(&mut desk)?;
    made.tell(app, &desk)
}

/// Prints the attestation of a month, or lodges it.
pub(super) fn attestation(app: &mut App, args: AttestationArgs) -> Result<(), CliError> {
    let days = args.period.as_deref().map(period).transpose()?;
    show_of(app, &ATTESTATION, args.paper, days)
}

impl Made {
    /// Puts on record that it was lodged, where that is kept of it.
    pub(super) fn note(&self, desk: &mut Desk) -> Result<(), CliError> {
        if let Some(lodged) = &self.lodged {
            desk.note_lodged(self.kind, &self.of, lodged)?;
        }
        Ok(())
    }

    pub(super) fn print(&self, app: &mut App, desk: &Desk) -> Result<(), CliError> {
        let bytes = match self.form {
            Form::Text => self.paper.text().into_bytes(),
            Form::Html => self.paper.html().into_bytes(),
            Form::Mail => desk.paper_eml(&self.paper),
        };
        Ok(app.out.bytes(&bytes)?)
    }

    /// Prints it, or says where it was lodged; with `--json`, all of that as one object.
    pub(super) fn tell(&self, app: &mut App, desk: &Desk) -> Result<(), CliError> {
        let lodged = self.lodged.as_ref();
        if app.out.json {
            return Ok(app.out.object(&Row {
                title: self.paper.title(),
                text: self.paper.text(),
                principal: self.of.principal(),
                destination: lodged.map(|l| l.destination.as_str()),
                path: lodged.and_then(|l| l.path.as_deref()),
                sha256: lodged.map(|l| l.sha256.as_str()),
            })?);
        }
        let Some(lodged) = lodged.filter(|l| !l.is_by_hand()) else {
            return self.print(app, desk);
        };
        let (kind, to) = (self.kind.id.replace('-', " "), &lodged.destination);
        app.out.say(format!("The {kind} went to {to}."))?;
        Ok(app.out.field_if("Folder", lodged.path.as_deref())?)
    }
}
