//! `view`: searches that are kept as views of a list.

use serde::Serialize;

use super::App;
use super::error::CliError;
use crate::config::{KeptList, KeptView};
use crate::desk::Desk;

#[derive(Serialize)]
struct ViewRow<'a> {
    name: &'a str,
    list: &'a str,
    of: &'a str,
    words: &'a str,
}

fn row(view: &KeptView) -> ViewRow<'_> {
    ViewRow {
        name: &view.name,
        list: view.list.as_str(),
        of: &view.of,
        words: &view.words,
    }
}

/// The view of that list and name as JSON; nothing where it was taken away.
pub(super) fn object(
    app: &mut App,
    desk: &Desk,
    list: Option<KeptList>,
    name: &str,
) -> Result<(), CliError> {
    let mut views = desk.settings().views.iter();
    let view = views.find(|v| list.is_some_and(|list| v.is(list, name)));
    Ok(view.map_or(Ok(()), |view| app.out.object(&row(view)))?)
}

/// Lists what is kept, one below the other.
pub(super) fn list(app: &mut App) -> Result<(), CliError> {
    let (desk, out) = (&*app.desk()?, &mut app.out);
    if !desk.settings_wrong().is_empty() {
        desk.must_be_set_up()?;
    }
    let views = &desk.settings().views;
    if views.is_empty() {
        out.remark("No search is kept as a view yet.")?;
    }
    Ok(out.each_apart(views, row, |out, view| {
        out.field("View", &view.name)?;
        out.field("Of", format!("{}, {}", view.list, view.of))?;
        out.field("Words", &view.words)
    })?)
}
