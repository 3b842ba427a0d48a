//! The command line that does the same as what was just done on a screen: what teaches it to whoever looks.
//!
//! Invariant: what somebody wrote, and anybody's name, stands as `-`. Of words only those of closed vocabularies,
//! times, lengths, numbers, destinations and file references are told.

use super::{Answers, Field, Flag, Kind, Op, Spec, Takes, Target};
use crate::desk::Desk;
use crate::desk::decide::CaseAnswers;
use crate::record::command::StatedDevice;

/// Stands for what somebody wrote, and for names.
const NOT_TOLD: &str = "-";

/// Fields of one line that hold no name and nothing of a message.
const TOLD: [&str; 2] = ["reference", "ref"];

/// The words of the command line that does it, the program first.
pub fn by_command(desk: &Desk, op: Op, target: &Target, answers: &Answers) -> Vec<String> {
    let spec = op.spec();
    let mut words = vec!["onrecord".to_owned()];
    words.extend(spec.command.split_whitespace().map(str::to_owned));
    // One form for two commands: which of them is its first answer.
    let which = spec
        .fields
        .iter()
        .find(|f| spec.id == "report.new" && f.id == "kind");
    words.extend(which.and_then(|f| answers.text(f)));
    match spec.takes {
        Takes::MayName => {}
        // There it is named, where the screens have an item of it in hand.
        Takes::Conversation => words.push(NOT_TOLD.to_owned()),
        _ => words.extend(targets(desk, target)),
    }
    if let Target::Case(case) = target
        && spec.takes == Takes::Case
    {
        words.extend(case_words(spec, case, answers));
    }
    let (by_place, flagged): (Vec<&Field>, Vec<&Field>) = spec
        .fields
        .iter()
        .copied()
        .partition(|field| field.flag == Flag::Positional);
    for field in by_place.into_iter().chain(flagged) {
        let new = given(field, answers);
        // Of what the screens ask in another way the command line has it once.
        let there = |word: &String| word.starts_with("--") && words.contains(word);
        if field.taught.is_empty() || !new.iter().any(there) {
            words.extend(new);
        }
    }
    words
}

/// The same as one would type it.
pub fn typed(words: &[String]) -> String {
    let quoted = |word: &String| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=+@,".contains(c);
        match !word.is_empty() && word.chars().all(plain) {
            true => word.clone(),
            false => format!("'{}'", word.replace('\'', "'\\''")),
        }
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// What it is done to, as the command line names it.
fn targets(desk: &Desk, target: &Target) -> Vec<String> {
    match target {
        Target::Items(items) => items.iter().map(|id| desk.short(*id)).collect(),
        Target::Conversation(_)
        | Target::Conversations(_)
        | Target::Device(_)
        | Target::Request(_) => {
            vec![NOT_TOLD.to_owned()]
        }
        Target::Decision(id) => vec![desk.short(*id)],
        Target::Report(source) => vec![desk.short(source.id())],
        Target::Cells { departure, cells } => {
            let Some(departure) = desk.state().departures.get(departure) else {
                return Vec::new();
            };
            let view = desk.departure_view(departure);
            let named = view.grid.cells.iter().filter(|c| cells.contains(&c.key()));
            let numbers: Vec<String> = named.map(|c| c.number.to_string()).collect();
            vec![numbers.join(",")]
        }
        Target::Steps { steps, .. } => vec![steps.join(",")],
        Target::Nothing
        | Target::Departure(_)
        | Target::Case(_)
        | Target::Sitting(_)
        | Target::Registers(_) => Vec::new(),
    }
}

/// What was answered of a case, and that it goes on record: nothing for what nobody answered.
fn case_words(spec: &Spec, case: &CaseAnswers, answers: &Answers) -> Vec<String> {
    let mut words = Vec::new();
    let mut say = |flag: &str, value: Option<String>| {
        words.extend(value.into_iter().flat_map(|v| [flag.to_owned(), v]));
    };
    let marking = case.marking.as_ref().and_then(Option::as_ref);
    say("--marking", marking.map(ToString::to_string));
    say("--situation", case.situation.map(|s| s.as_str().to_owned()));
    say("--scope", case.scope.map(|s| s.as_str().to_owned()));
    let named = |device: &StatedDevice| {
        // The name of a registered one somebody wrote.
        let name = device.id.map(|_| NOT_TOLD);
        name.unwrap_or(&device.kind).to_owned()
    };
    say("--device", case.device.as_ref().map(named));
    say("--channel", case.channel.clone());
    let yes_or_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    say("--government-system", case.system.map(yes_or_no));
    let note = spec.fields.iter().find(|f| f.id == "note");
    let note = note.and_then(|f| answers.text(f)).is_some();
    let because = case
        .because
        .as_ref()
        .map(|b| match note || b.note.is_some() {
            true => NOT_TOLD.to_owned(),
            false => b.id.clone(),
        });
    say("--because", because);
    let half = match (case.significance(), case.direction, case.change) {
        (Some(true), Some(true), Some(true)) => Some("--significant=both"),
        (Some(true), Some(true), _) => Some("--significant=direction"),
        (Some(true), _, Some(true)) => Some("--significant=change"),
        (Some(true), ..) => Some("--significant"),
        (Some(false), ..) => Some("--logistical"),
        (None, ..) => None,
    };
    let personal = (case.personal_data == Some(true)).then_some("--personal-data");
    let last = half.into_iter().chain(personal).chain(["--record"]);
    words.extend(last.map(str::to_owned));
    words
}

/// A field as it is given; nothing where it was not answered.
fn given(field: &Field, answers: &Answers) -> Vec<String> {
    let Some(said) = answers.get(field) else {
        let files = answers.paths(field);
        return match field.flag {
            Flag::Files(name) => files
                .iter()
                .flat_map(|_| [format!("--{name}"), NOT_TOLD.to_owned()])
                .collect(),
            _ => Vec::new(),
        };
    };
    if said.trim().is_empty() {
        return Vec::new();
    }
    let said_so = |(value, _): &&(&str, _)| *value == said || *value == "*";
    if let Some((_, words)) = field.taught.iter().find(said_so) {
        return words.iter().map(|word| (*word).to_owned()).collect();
    }
    let value = match tells(field) {
        // Of a choice that names somebody's chat the name is left out.
        true => match said.trim().split_once('=') {
            Some((of, _)) => format!("{of}={NOT_TOLD}"),
            None => said.trim().to_owned(),
        },
        false => NOT_TOLD.to_owned(),
    };
    match field.flag {
        Flag::None => Vec::new(),
        // In a form files stand on one line.
        Flag::Files(name) => said
            .split(';')
            .filter(|file| !file.trim().is_empty())
            .flat_map(|_| [format!("--{name}"), NOT_TOLD.to_owned()])
            .collect(),
        Flag::Long(name) if field.many => said
            .lines()
            .flat_map(|line| {
                let line = if tells(field) { line } else { NOT_TOLD };
                [format!("--{name}"), line.to_owned()]
            })
            .collect(),
        Flag::Long(name) => vec![format!("--{name}"), value],
        Flag::Positional => vec![value],
        Flag::Switches(all) => {
            let switch = all.iter().find(|s| s.value == said);
            switch
                .map(|s| format!("--{}", s.name))
                .into_iter()
                .collect()
        }
        Flag::Principal | Flag::For => vec!["--for".to_owned(), NOT_TOLD.to_owned()],
    }
}

/// Whether what was answered is told as it is.
fn tells(field: &Field) -> bool {
    match field.kind {
        Kind::Line | Kind::Text | Kind::Note | Kind::Folder => TOLD.contains(&field.id),
        Kind::Choice
        | Kind::Length
        | Kind::Number
        | Kind::Marking
        | Kind::Time(_)
        | Kind::Day(_)
        | Kind::Word(_) => true,
    }
}
