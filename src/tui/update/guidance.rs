//! Opening the guidance: what is cited where one is comes first.

use crate::desk::guidance::cited;
use crate::tui::guidance::{Entry, Guidance};
use crate::tui::layout::room;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Screen};

/// Opens it over whatever is there.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let policy = model.book.policy.clone();
    let here = cited(&policy, &said_here(model));
    let rows = room::guidance_rows(model);
    let mut guidance = Guidance::open(&policy, here, rows);
    if let Some(old) = policy.review_notice(model.today()) {
        let old = vec![old.to_owned()];
        guidance
            .entries
            .push(Entry::new("review", "How old this guidance is", old));
        guidance.refilter();
        guidance.list.edge(false);
    }
    model.lay(Overlay::Guidance(Box::new(guidance)));
    Vec::new()
}

/// What can be read where one is, as far as it may cite paragraphs.
fn said_here(model: &Model) -> String {
    let mut all = Vec::new();
    match (&model.overlay, model.screen) {
        (Some(Overlay::Reading(reading)), _) => all.extend(reading.text.iter().cloned()),
        (Some(Overlay::Form(form)), _) => {
            all.push(form.about.clone());
            all.extend(form.fields.get(form.focus).map(|f| f.hint.clone()));
        }
        (_, Screen::Decide) => all.push(crate::tui::decide::update::cited(model)),
        (_, Screen::Decisions) => {
            all.extend(model.decide.past.chosen().iter().flat_map(|d| d.whole()));
        }
        _ => {}
    }
    all.push(model.said.text.clone());
    all.join("\n")
}
