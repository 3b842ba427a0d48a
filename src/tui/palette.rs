//! What the palette finds: what can be done here first, then what other screens have.

use super::model::{Model, Palette};
use crate::action::{self, Act, Context, Departing, Found};
use crate::tui::depart::Pane;

/// What is found for the words, here and elsewhere. Over a form what is found stays with the form.
pub fn found(model: &Model, palette: &Palette) -> Vec<Found> {
    let words = palette.words.as_str();
    let mut found = action::everywhere(model.palette_context(), words);
    // The help opens with the keys of this screen.
    if palette.help && words.trim().is_empty() {
        found.retain(|f| f.place == model.palette_context());
        found.sort_by_key(|f| f.action.help_group());
    }
    // Among the papers the way to the papers is none of them.
    if words.trim_start().starts_with("paper ") {
        found.retain(|f| f.action.act != Act::Papers);
    }
    found
}

/// How one goes to a screen.
pub fn way(place: Context) -> Option<Act> {
    Some(match place {
        Context::Queue => Act::GoQueue,
        Context::Decide | Context::Verdict => Act::GoDecide,
        Context::Depart | Context::Checklist | Context::StillOpen => Act::Depart(Departing::Go),
        Context::Log => Act::GoLog,
        Context::Reports => Act::GoReports,
        Context::Decisions => Act::GoDecisions,
        _ => return None,
    })
}

/// The list of a departure that a place is.
pub fn pane(place: Context) -> Option<Pane> {
    match place {
        Context::Depart => Some(Pane::Grid),
        Context::Checklist => Some(Pane::Steps),
        Context::StillOpen => Some(Pane::Open),
        _ => None,
    }
}
