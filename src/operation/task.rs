//! Colleagues who are asked to capture: the item goes on waiting.

use super::prelude::*;
use crate::record::command::Command;

/// Asks a colleague to capture items, or records what came of it: one command, three actions of the screens.
#[derive(Debug, Default)]
pub enum Task {
    #[default]
    Ask,
    Accepted,
    Returned,
}

const ACCEPTED: &str = "accepted";
const RETURNED: &str = "returned";

static TO: Field = Field::new("to", Kind::Line)
    .flag(
        "to",
        "Ask this colleague to capture them; they stay in the queue",
    )
    .value("NAME")
    .group("what-of-it")
    .screen("To whom", "By name; the item stays in the queue")
    .asked("Say to whom: a name is needed.");

static CAME_OF_IT: Field = Field::new("came-of-it", Kind::Choice)
    .switches(&[
        Switch {
            name: "accepted",
            value: ACCEPTED,
            help: "Record that the colleague took them",
        },
        Switch {
            name: "returned",
            value: RETURNED,
            help: "Record that the colleague gave them back",
        },
        Switch {
            name: "nobody",
            value: "nobody",
            help: "Nobody is asked any more",
        },
    ])
    .group("what-of-it");

static NOTE: Field = Field::new("note", Kind::Line)
    .flag(
        "note",
        "What was said with the answer; - reads standard input",
    )
    .value("TEXT")
    .or_input()
    .against(&["to", "nobody"])
    .screen("Note", "What was said; nothing need be");

const TASK: Spec = Spec {
    command: "task",
    takes: Takes::Items,
    fields: &[&TO, &CAME_OF_IT, &NOTE],
    wants: "what-of-it",
    ..Spec::PLAIN
};

static ASKED: Spec = Spec {
    id: "item.task",
    title: "Ask a colleague to capture it",
    button: "Ask them",
    writes: "It stays in your queue until they accept; u takes it back.",
    form: Some(&[&TO]),
    draft: "task",
    ..TASK
};

static TOOK_IT: Spec = Spec {
    id: "item.task-accepted",
    form: Some(&[]),
    says: &[(&CAME_OF_IT, ACCEPTED)],
    ..TASK
};

static GAVE_IT_BACK: Spec = Spec {
    id: "item.task-returned",
    title: "The colleague gave it back",
    form: Some(&[&NOTE]),
    says: &[(&CAME_OF_IT, RETURNED)],
    draft: "task-returned",
    ..TASK
};

impl Operation for Task {
    fn spec(&self) -> &'static Spec {
        match self {
            Task::Ask => &ASKED,
            Task::Accepted => &TOOK_IT,
            Task::Returned => &GAVE_IT_BACK,
        }
    }

    fn trial(&self, item: Id, _: &Desk) -> Option<Command> {
        Some(match self {
            Task::Ask => Command::Task {
                item,
                to: Some("-".into()),
            },
            Task::Accepted | Task::Returned => Command::TaskAnswer {
                item,
                accepted: matches!(self, Task::Accepted),
                note: None,
            },
        })
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let (items, to) = (target.items(), given.get(&TO));
        let answer = given.get(&CAME_OF_IT).filter(|a| *a != "nobody");
        let all = items.iter().map(|item| match answer {
            Some(answer) => Command::TaskAnswer {
                item: *item,
                accepted: answer == ACCEPTED,
                note: given.get(&NOTE).map(str::to_owned),
            },
            None => Command::Task {
                item: *item,
                to: to.map(str::to_owned),
            },
        });
        desk.run(Command::Together(all.collect()))?;
        let one = items.iter().map(|item| {
            let task = desk.state().items.get(item).and_then(|i| i.task());
            let words = task.map(|t| t.words()).unwrap_or_default();
            format!("stays in the queue; {words}")
        });
        let many = match (answer, to) {
            (Some(ACCEPTED), _) => "are with the colleague now".to_owned(),
            (Some(_), _) => "were given back".to_owned(),
            (None, Some(to)) => {
                format!("are for {to} to capture, once accepted; they stay in the queue")
            }
            (None, None) => "stay in the queue; nobody is asked any more".to_owned(),
        };
        Ok(Outcome::items(items, Said::each(one.collect(), many)))
    }
}
