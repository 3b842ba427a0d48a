//! The personal data in an item: how much of it, and where its channel holds it (35, 36).

use super::incidents::is_bare;
use super::prelude::*;
use crate::desk::data;
use crate::record::command::{Command, DataAnswer};
use crate::record::state::data::{Personal, Transfers};

/// Says what kind of personal data items hold, and where their channel holds it.
#[derive(Debug, Default)]
pub struct PersonalData;

static HOLDS: Field = Field::new("personal", Kind::Choice)
    .flag("holds", "How much personal data: none, some or special")
    .value("NONE|SOME|SPECIAL")
    .words(Personal::WORDS)
    .screen(
        "Personal data",
        "Special: health, belief, politics and the like, or offences (35)",
    )
    .asks("How much personal data is in it?");

static TRANSFERS: Field = Field::new("transfers", Kind::Choice)
    .flag(
        "transfers",
        "Where its channel holds it: uk, outside or unknown (36)",
    )
    .value("UK|OUTSIDE|UNKNOWN")
    .words(Transfers::WORDS)
    .screen(
        "Held where",
        "By its channel; out of the UK is of special note (36)",
    )
    .asks("Where does its channel hold it (36)?");

static OUTSIDE: Field = Field::new("outside", Kind::Line)
    .flag("where", "Where outside the UK")
    .value("TEXT")
    .screen("Where", "Which country, or whose servers")
    .beneath(&TRANSFERS, "outside")
    .asks("Where outside the UK? (Enter: not said)");

static SPEC: Spec = Spec {
    id: "item.data",
    command: "personal-data",
    title: "Personal data",
    button: "Record it",
    writes: "It stands on the record, the register and each report; u takes it back.",
    takes: Takes::Items,
    fields: &[&HOLDS, &TRANSFERS, &OUTSIDE],
    draft: "personal-data",
    ..Spec::PLAIN
};

impl Operation for PersonalData {
    described_by!(SPEC);

    fn asks_all(&self, on: &Context<'_>) -> bool {
        is_bare(&SPEC, on)
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        form.offer(
            &HOLDS,
            vec![
                Choice::new("", "not said"),
                Choice::new("none", "none"),
                Choice::new("some", "some"),
                Choice::new("special", data::personal_words(Personal::Special)),
            ],
        );
        form.offer(
            &TRANSFERS,
            vec![
                Choice::new("", "not said"),
                Choice::new("uk", "in the UK"),
                Choice::new("outside", "outside the UK"),
                Choice::new("unknown", "not known"),
            ],
        );
        // Of several nothing stands for all of them.
        if let [one] = on.target.items()
            && let Some(item) = on.desk.state().items.get(one)
        {
            let said = item.personal_as_said();
            form.stands(&HOLDS, said.map_or("", Personal::as_str));
            let told = item.told().data.as_deref();
            let transfers = told.and_then(|d| d.transfers);
            form.stands(&TRANSFERS, transfers.map_or("", Transfers::as_str));
            let outside = told.and_then(|d| d.outside.clone());
            form.stands(&OUTSIDE, outside.unwrap_or_default());
        }
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let said = DataAnswer {
            personal: match given.text(&HOLDS) {
                None => None,
                Some(_) => given.word(&HOLDS, "how much there is", Personal::parse)?,
            },
            transfers: match given.text(&TRANSFERS) {
                None => None,
                Some(_) => given.word(&TRANSFERS, "where it is held", Transfers::parse)?,
            },
            outside: given.text(&OUTSIDE),
        };
        if said == DataAnswer::default() {
            return Err(Failure::Invalid {
                field: &HOLDS,
                what: "Say how much personal data there is, or where it is held".into(),
                hint: "Use --holds none, some or special, or --transfers uk, outside or unknown"
                    .into(),
                why: Wrong::Missing,
            });
        }
        let each = target.items().iter().map(|item| Command::Data {
            item: *item,
            said: said.clone(),
        });
        desk.run(Command::Together(each.collect()))?;
        let one = |id: &Id| {
            let item = desk.state().items.get(id);
            let words = item.map(data::cell).unwrap_or_default();
            format!("personal data: {words}")
        };
        let words = target.items().iter().map(one).collect();
        Ok(Outcome::items(
            target.items(),
            Said::each(words, "say what personal data is in them"),
        ))
    }
}
