//! What is amiss, or kept from before, as the application opens.

use super::next;
use crate::desk::Desk;
use crate::desk::words::counted;
use crate::record::next::{op, way_on};
use crate::text::sentence_case;

/// All of it; the first stands in the status line.
pub fn of(desk: &Desk) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(amiss) = desk.register_amiss() {
        all.push(format!(
            "{}; {}",
            amiss.sentence,
            next::told(&way_on("see", op::VERIFY).into(), None)
        ));
    }
    all.extend(desk.kept_files_amiss().map(|amiss| {
        let see = next::told(&way_on("see", op::VERIFY).into(), None);
        format!("{}; {see}", sentence_case(&amiss))
    }));
    // Of settings that cannot be read a screen of its own tells.
    let lost = desk.settings_lost();
    let lost = lost.filter(|_| desk.settings_wrong().is_empty());
    all.extend(lost.map(|here| {
        let on = next::told(&desk.settings_way(), None);
        format!("{here} {on}")
    }));
    all.extend(desk.report().said.iter().cloned());
    let left = desk.captures_interrupted().into_iter();
    all.extend(left.map(|left| left.line(|way| next::told(way, None)) + "."));
    // Drafts that cannot be listed are still there; their form will say what is amiss.
    let kept = desk.draft_names().unwrap_or_default().len();
    if kept > 0 {
        all.push(format!(
            "{} kept: open the same form to go on.",
            counted(kept, "draft")
        ));
    }
    all.extend(
        desk.policy()
            .cautions()
            .iter()
            .map(|c| c.words().to_owned()),
    );
    // The first that is wrong in a file; the rest follow as it is put right.
    let told = desk.settings_wrong();
    let wrong = desk.diagnostics().iter().filter(|d| !told.contains(d));
    let mut wrong = wrong.map(|d| d.render());
    if let Some(first) = wrong.next() {
        let line = first.lines().next().unwrap_or_default();
        all.push(match wrong.count() {
            0 => line.to_owned(),
            more => format!("{line} (the first of {})", more + 1),
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::Office;
    use std::fs;

    #[test]
    fn what_an_interrupted_capture_left_is_said_as_the_application_opens() {
        let office = Office::busy();
        let id = office.desk.state().items_in_order().next().unwrap().id;
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join(format!("2026-11-22_whatsapp_{id}"));
        fs::create_dir(&folder).unwrap();
        let note = format!("{id} {}\n", place.path().display());
        office.desk.keep_draft("captures", &note).unwrap();
        let said = |of: Vec<String>| of.iter().filter(|s| s.contains("A capture was")).count();
        let all = of(&office.desk);
        let told = format!(
            "{}: A capture was interrupted and left a folder here. See what it is on the command line: onrecord doctor.",
            place.path().display()
        );
        assert!(all.contains(&told), "{all:?}");
        assert!(
            !all.iter().any(|s| s.contains("kept: open the same form")),
            "{all:?}"
        );
        fs::remove_dir(&folder).unwrap();
        assert_eq!(said(of(&office.desk)), 0);
    }
}
