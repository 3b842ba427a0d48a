//! `request laid` and `request collect`: the requests of the department in its folder, and what came back to one.

use std::path::Path;

use serde::Serialize;

use super::App;
use super::error::CliError;
use super::out::Out;
use crate::desk::Desk;
use crate::desk::request::{Answered, CameBack, LaidRequest};
use crate::desk::words::counted;

#[derive(Serialize)]
struct LaidRow<'l> {
    name: &'l str,
    reference: Option<&'l str>,
    kind: Option<&'static str>,
    /// Whether it is on record here.
    here: bool,
    /// Why it cannot be read.
    said: Option<&'l str>,
}

/// What lies in the department's folder.
pub(super) fn laid(app: &mut App) -> Result<(), CliError> {
    let desk = &*app.desk()?;
    desk.must_be_laid()?;
    let all = desk.requests_laid()?;
    if all.is_empty() {
        app.out
            .remark("No request lies in the department's folder.")?;
    }
    let shown: Vec<&LaidRequest> = all.iter().collect();
    app.out
        .each_apart(shown, row, |out, laid| told(out, desk, laid))?;
    if !app.out.json && all.iter().any(|laid| laid.here.is_none()) {
        app.out
            .remark("Take one in with: onrecord request take --name NAME")?;
    }
    Ok(())
}

fn row(laid: &LaidRequest) -> LaidRow<'_> {
    let said = laid.said.as_ref();
    LaidRow {
        name: &laid.name,
        reference: said.ok().map(|(reference, _)| reference.as_str()),
        kind: said.ok().map(|(_, kind)| kind.as_str()),
        here: laid.here.is_some(),
        said: said.err().map(String::as_str),
    }
}

fn told(out: &mut Out, desk: &Desk, laid: &LaidRequest) -> Result<(), super::out::OutError> {
    out.field("Request", &laid.name)?;
    match &laid.said {
        Ok((reference, kind)) => {
            out.field("Reference", format!("{reference}, {}", kind.words()))?
        }
        Err(why) => out.field("Not read", why)?,
    }
    let here = match laid.here.and_then(|id| desk.state().requests.get(&id)) {
        Some(request) => format!("on record, {}", request.stage()),
        None => "not on record; its signature is looked at as it is taken in".to_owned(),
    };
    out.field("Here", here)
}

#[derive(Serialize)]
struct CameBackRow<'c> {
    reference: &'c str,
    signed_by: Option<&'c str>,
    not_signed: Option<&'c str>,
    answers: &'c [Answered],
    /// `null` where it is not known who was asked.
    silent: Option<&'c [String]>,
    said: &'c [String],
}

/// Who answered what, and who did not.
pub(super) fn collect(
    app: &mut App,
    dir: &Path,
    of: Option<&Path>,
    csv: bool,
) -> Result<(), CliError> {
    let desk = app.desk()?;
    let back = desk.came_back(dir, of)?;
    match (app.out.json, csv) {
        (true, _) => app.out.object(&CameBackRow {
            reference: &back.reference,
            signed_by: back.signed.as_ref().ok().map(String::as_str),
            not_signed: back.signed.as_ref().err().map(String::as_str),
            answers: &back.answers,
            silent: back.asked_known.then_some(back.silent.as_slice()),
            said: &back.amiss,
        })?,
        (false, true) => app.out.bytes(&back.table())?,
        (false, false) => came_back(&mut app.out, &back)?,
    }
    match back.signed.is_ok() && back.amiss.is_empty() {
        true => Ok(()),
        false => Err(CliError::Difference),
    }
}

fn came_back(out: &mut Out, back: &CameBack) -> Result<(), super::out::OutError> {
    out.field("Request", &back.reference)?;
    match &back.signed {
        Ok(who) => out.field("Signed by", who)?,
        Err(why) => out.field("Signature", format!("not known to hold: {why}"))?,
    }
    let together = back.together();
    out.field(
        "Answered",
        format!(
            "{}, {} of them with nothing found",
            counted(back.answers.len(), "register"),
            together.nil
        ),
    )?;
    let silent = match back.asked_known {
        true => counted(back.silent.len(), "register"),
        false => {
            "not known: the request names no registers; name a folder of roll-ups with --of".into()
        }
    };
    out.field("No answer", silent)?;
    let found = format!("{} in {} entries", together.found, together.entries);
    out.field("Found", found)?;
    out.field("Holds", together.holds)?;
    for (what, n) in back.timers() {
        out.field("Timers", format!("{n} {what}"))?;
    }
    for answer in &back.answers {
        out.say(answer.in_a_line())?;
    }
    for register in &back.silent {
        out.say(format!("{register}: no answer"))?;
    }
    for line in &back.amiss {
        out.say(format!("Not counted: {line}"))?;
    }
    Ok(())
}
