//! A remark on an item.

use super::prelude::*;
use crate::record::command::Command;

/// Adds a remark to an item; it stands in its history and in what is captured from then on.
#[derive(Debug, Default)]
pub struct Note;

static TEXT: Field = Field::new("text", Kind::Text)
    .positional(
        "TEXT",
        "The remark; - reads standard input; refused on a machine that is not corporately managed",
    )
    .or_input()
    .screen("Remark", "For whoever reads the record later")
    .must("Say what is to be remarked.");

static SPEC: Spec = Spec {
    id: "item.note",
    command: "note",
    title: "Remark",
    takes: Takes::Item,
    fields: &[&TEXT],
    draft: "note",
    ..Spec::PLAIN
};

impl Operation for Note {
    described_by!(SPEC);

    fn trial(&self, item: Id, _: &Desk) -> Option<Command> {
        Some(Command::Note {
            item,
            note: "-".into(),
        })
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let note = given.need(&TEXT)?;
        let each = target.items().iter().map(|item| Command::Note {
            item: *item,
            note: note.clone(),
        });
        desk.run(Command::Together(each.collect()))?;
        let said = Said::of("has your remark".into(), "have your remark".into());
        Ok(Outcome::items(target.items(), said))
    }
}
