//! `--for` beside what is named: whose it is.

use super::error::CliError;
use crate::desk::Desk;
use crate::operation::{Flag, Spec, Target};
use crate::record::next::op;

/// Refuses a principal that is not meant by what is named: the item of another, of which only `edit` with nothing
/// else said puts right whose it is; and what is said of the writer alone.
///
/// # Errors
/// A refusal that says whose it is; nothing was done then.
pub(super) fn must_be_meant(
    desk: &Desk,
    spec: &Spec,
    target: &Target,
    principal: &str,
    alone: bool,
) -> Result<(), CliError> {
    let principal = principal.trim();
    if principal.is_empty() {
        return Ok(());
    }
    if spec.id == op::SETUP {
        return Err(CliError::refused(
            format!(
                "setup says who you are yourself, and {principal} is somebody you act for; nothing was changed"
            ),
            "Put them in the settings, with name, post and role under [[principal]]; see: onrecord config sample. Your own settings: onrecord setup without --for",
        ));
    }
    if spec.id == op::EDIT && alone {
        return Ok(());
    }
    // Whose a report or a decision is has a field of its own there.
    let has_field = |flag| spec.fields.iter().any(|field| field.flag == flag);
    if has_field(Flag::Principal) {
        return Ok(());
    }
    let items = target.items().iter();
    for item in items.filter_map(|id| desk.state().items.get(id)) {
        let id = desk.short(item.id);
        let hint = match spec.id == op::EDIT {
            true => format!(
                "Leave --for out; to change whose it is, say that alone: onrecord edit {id} --for NAME"
            ),
            false => format!(
                "Leave --for out, which does not change whose it is; that is put right with: onrecord edit {id} --for NAME"
            ),
        };
        let what = match item.principal.as_deref() {
            Some(whose) if whose.trim() == principal => continue,
            Some(whose) => {
                format!("Item {id} is kept for {whose}, not for {principal}; nothing was done")
            }
            None => format!(
                "Item {id} is kept for no principal, and --for does not change that; nothing was done"
            ),
        };
        return Err(CliError::refused(what, hint));
    }
    Ok(())
}

/// Refuses a principal of whom nothing is on record, or nobody by name where all is kept for principals: a misspelt
/// name must not make a paper that nothing waits.
pub(super) fn must_be_on_record(desk: &Desk, whose: &Option<String>) -> Result<(), CliError> {
    let all = desk.whose();
    if all.contains(whose) {
        return Ok(());
    }
    let names: Vec<String> = all.into_iter().flatten().collect();
    Err(CliError::refused(
        match whose {
            Some(name) => format!("Nothing is on record for {name}"),
            None => "Nothing is on record but what is kept for a principal".to_owned(),
        },
        match names.is_empty() {
            true => "Nothing is kept for a principal yet: leave out --for".to_owned(),
            false => format!("Name one with --for: {}", names.join(", ")),
        },
    ))
}
