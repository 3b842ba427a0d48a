//! One handler for every action that shows a paper.

use crate::desk::{About, PaperOf, paper_kind};
use crate::tui::depart;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Palette};

/// The papers of this screen, by name.
pub(super) fn by_name(model: &mut Model) -> Vec<Effect> {
    model.lay(Overlay::Palette(Palette {
        words: "paper ".into(),
        ..Palette::default()
    }));
    Vec::new()
}

/// Asks for a paper about what is on the screen.
pub(super) fn show(model: &mut Model, kind: &'static str) -> Vec<Effect> {
    let Some(kind) = paper_kind(kind) else {
        return Vec::new();
    };
    let of = match kind.about {
        About::Departure => depart::on_screen(model).map(PaperOf::Departure),
        About::Report => model.report().map(PaperOf::Report),
        About::Request => model.requests.request().map(|r| PaperOf::Request(r.id)),
        About::Whose => Some(PaperOf::Whose(model.principal.clone())),
    };
    let asked = of.map(|of| Effect::Paper(kind, of));
    asked.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::action::{self, Act};
    use crate::desk::{PAPERS, paper_kind};

    #[test]
    fn every_action_that_shows_a_paper_has_its_kind_and_no_kind_stands_twice() {
        for action in action::all() {
            if let Act::Paper(id) = action.act {
                assert!(paper_kind(id).is_some(), "{id} is no paper");
            }
        }
        for kind in PAPERS {
            let same = PAPERS.iter().filter(|other| other.id == kind.id);
            assert_eq!(same.count(), 1, "{}", kind.id);
        }
    }
}
