//! The data-protection note of a chat: whether personal data is handled in it as a matter of routine (37), which advice
//! of the department is followed (36), who answers for that.

use super::conversations::{called, for_each, known, note};
use super::incidents::is_bare;
use super::meaning;
use super::prelude::*;
use crate::record::command::{Command, ConversationChange};

/// Records the data-protection note of a chat.
#[derive(Debug, Default)]
pub struct DataNote;

static ROUTINE: Field = Field::new("routine", Kind::Choice)
    .flag(
        "routine",
        "Whether personal data is handled in it as a matter of routine: yes or no",
    )
    .value("YES|NO")
    .words(&["yes", "no"])
    .screen("Routine", "Personal data as a matter of routine (37)")
    .way("Say at least one: --routine, --advice or --owner")
    .asks("Is personal data handled in it as a matter of routine (37)?");

static ADVICE: Field = Field::new("advice", Kind::Line)
    .flag(
        "advice",
        "Which data protection advice of the department is followed; empty takes it away",
    )
    .value("TEXT")
    .screen(
        "Advice followed",
        "Of the department: which, and since when (36)",
    )
    .asks("Which data protection advice of the department is followed? (Enter: as it stands)");

static OWNER: Field = Field::new("owner", Kind::Line)
    .flag("owner", "Who answers for that")
    .value("NAME")
    .screen("Who answers", "By name or by post")
    .asks("Who answers for that? (Enter: as it stands)");

static SPEC: Spec = Spec {
    id: "conversation.data-note",
    command: "conversation data-note",
    title: "Data-protection note of the chat",
    button: "Record it",
    writes: "It stands with the chat and in the register; u takes it back.",
    takes: Takes::Conversation,
    fields: &[&ROUTINE, &ADVICE, &OWNER],
    draft: "data-note",
    unchanged: "Nothing was changed.",
    ..Spec::PLAIN
};

impl Operation for DataNote {
    described_by!(SPEC);

    fn asks_all(&self, on: &Context<'_>) -> bool {
        is_bare(&SPEC, on)
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        form.note = note(on);
        let several = matches!(on.target, Target::Conversations(_));
        let detail = |detail: &str| {
            known(on)
                .filter(|_| !several)
                .and_then(|c| c.details.get(detail))
        };
        form.offer(
            &ROUTINE,
            vec![
                Choice::new("", "not said"),
                Choice::new("yes", "yes"),
                Choice::new("no", "no"),
            ],
        );
        for (field, name) in [
            (&ROUTINE, "data-routine"),
            (&ADVICE, "data-advice"),
            (&OWNER, "data-owner"),
        ] {
            // Of several what stands is not one answer: what is left empty stays as it is.
            if !several {
                form.stands(field, detail(name).unwrap_or_default());
            }
        }
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let conversations = target.conversations(desk)?;
        let said = |field| given.get(field).map(str::to_owned);
        let routine = match given.get(&ROUTINE) {
            None => None,
            Some("") => Some(None),
            Some(_) => Some(given.meant(&ROUTINE, meaning::yes_or_no)?),
        };
        let changes = [
            routine.map(ConversationChange::DataRoutine),
            said(&ADVICE).map(ConversationChange::DataAdvice),
            said(&OWNER).map(ConversationChange::DataOwner),
        ];
        let changes: Vec<ConversationChange> = changes.into_iter().flatten().collect();
        if changes.is_empty() {
            return Err(Failure::Invalid {
                field: &ROUTINE,
                what: "Say what is to be noted".into(),
                hint: String::new(),
                why: Wrong::Missing,
            });
        }
        let routine = given.is(&ROUTINE, "yes");
        for_each(desk, &conversations, |conversation| {
            Command::ConversationEdit {
                conversation,
                changes: changes.clone(),
            }
        })?;
        let name = called(desk, &conversations);
        let said = format!("the data-protection note of {name}");
        let more = routine.then_some(
            "Departments should see that personal data is not handled on such channels as a matter of routine (37): tell your data protection team.",
        );
        Ok(
            Outcome::of(Subject::Conversation(target.conversation(desk)?), said)
                .and_says(more.unwrap_or_default()),
        )
    }
}
