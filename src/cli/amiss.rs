//! What `status` says is amiss with the register, whole and in brief.

use super::error::CliError;
use super::next;
use super::out::Out;
use crate::desk::Desk;
use crate::text;

/// What is amiss with the register, in a few words; what has not arrived, where nothing worse is.
pub(super) fn in_brief(desk: &Desk) -> Option<String> {
    let losses = desk.losses();
    let forked = losses.first().is_some_and(|l| l.heads.len() > 1);
    let what = match desk.register_amiss().map(|amiss| amiss.damaged) {
        Some(true) => "the register is damaged",
        Some(false) if forked => "a journal of the register goes on in two ways",
        Some(false) => "a part of the register is not here",
        None if losses.is_empty() => {
            let kept = desk.kept_files_amiss()?;
            return Some(format!("{kept}, run: onrecord verify"));
        }
        None => "a part of the register has not arrived yet",
    };
    Some(format!("{what}, run: onrecord verify"))
}

/// What is not as it should be with the register, and what interrupted captures left.
pub(super) fn told(out: &mut Out, desk: &Desk) -> Result<(), CliError> {
    for left in desk.captures_interrupted() {
        out.say(format!("{}.", left.line(next::told)))?;
    }
    let amiss = desk.register_amiss().map(|amiss| match amiss.damaged {
        true => "The register is damaged: see where with: onrecord verify".to_owned(),
        false => format!("{}; see: onrecord verify", amiss.sentence),
    });
    amiss.map_or(Ok(()), |words| out.say(words))?;
    let kept = desk.kept_files_amiss();
    kept.map_or(Ok(()), |words| {
        let words = text::sentence_case(&words);
        out.say(format!("{words}; see: onrecord verify"))
    })?;
    let earlier = desk.report().earlier.as_deref().map(text::sentence_case);
    earlier.map_or(Ok(()), |words| Ok(out.say(format!("{words}."))?))
}
