//! The laws of operations, each over the whole list.

use std::collections::BTreeSet;

use super::{
    ALL, Answers, Failure, Field, Flag, Kind, Need, Op, Operation, RequestAdd, Takes, Target,
    prepared,
};
use crate::action;
use crate::record::command::{Command, HoldTarget};
use crate::record::departure::{self, NewDeparture};
use crate::record::report::{self, Draft};
use crate::tui::testing::Office;

/// What is a command alone: no key does it.
const ALONE: [&str; 5] = [
    "register.close",
    "register.erase",
    "report.outage",
    "report.missed-capture",
    "report.sent",
];

/// An office with a device, a report, and with a timer under a hold that is not of its first item.
fn office() -> Office {
    let mut office = Office::busy();
    let phone = Command::DeviceAdd {
        name: "phone".into(),
        kind: "personal".into(),
        owner: None,
        managed_by: None,
        principal: None,
    };
    let chats = office.desk.state().conversations.values();
    let conversation = chats.max_by_key(|c| c.opened).unwrap().id;
    let timer = Command::Timer {
        conversation,
        from: office.desk.now(),
        seconds: 86_400,
    };
    let hold = Command::HoldAdd {
        reference: "FOI/1".into(),
        scope: HoldTarget::Conversations(vec![conversation]),
        timers: None,
    };
    office
        .desk
        .run(Command::Together(vec![phone, timer, hold]))
        .unwrap();
    let draft = Draft {
        what: Some("The mail was down".into()),
        ..Draft::default()
    };
    office
        .desk
        .new_report(report::ReportKind::Outage, draft)
        .unwrap();
    let leaving = NewDeparture {
        kind: departure::Kind::Leaving,
        on: office.desk.now() + chrono::Duration::days(3),
        role: "official".into(),
        devices: None,
        principal: None,
    };
    office.desk.open_departure(leaving).unwrap();
    let mut asked = Answers::default();
    for field in RequestAdd.spec().fields {
        match field.id {
            "reference" => asked.give(field, "FOI/2"),
            "kind" => asked.give(field, "foi"),
            "received" => asked.give(field, "yesterday"),
            _ => {}
        }
    }
    RequestAdd
        .run(&mut office.desk, &Target::Nothing, &asked)
        .unwrap();
    office
}

/// What an operation is played on.
fn target(office: &Office, takes: Takes) -> Target {
    let state = office.desk.state();
    match takes {
        Takes::Nothing | Takes::MayName | Takes::Decision => Target::Nothing,
        Takes::Case => Target::Case(Box::default()),
        Takes::Sitting => Target::Sitting(Vec::new()),
        Takes::Report => Target::Report(office.desk.reports()[0].source),
        Takes::Departure | Takes::AnyDeparture | Takes::Cells | Takes::Steps => {
            part_of_a_departure(office, takes)
        }
        Takes::Request => Target::Request(*state.requests.keys().next().unwrap()),
        Takes::Device => Target::Device(state.device_named("phone").unwrap().id),
        _ => Target::Items(state.items_in_order().map(|i| i.id).take(1).collect()),
    }
}

/// The departure, its first line or its first step.
fn part_of_a_departure(office: &Office, takes: Takes) -> Target {
    let departure = office.desk.departures_open(None)[0];
    let view = office.desk.departure_view(departure);
    let departure = departure.id;
    match takes {
        Takes::Cells => Target::Cells {
            departure,
            cells: vec![view.grid.cells[0].key()],
        },
        Takes::Steps => Target::Steps {
            departure,
            steps: vec![view.steps[0].id.clone()],
        },
        _ => Target::Departure(departure),
    }
}

#[test]
fn an_operation_is_its_row_of_the_action_table() {
    let mut ids = BTreeSet::new();
    for operation in ALL {
        let spec = operation.spec();
        assert!(ids.insert(spec.id), "{} stands twice", spec.id);
        if ALONE.contains(&spec.id) {
            continue;
        }
        let row = action::all().find(|a| a.id == spec.id);
        let row = row.unwrap_or_else(|| panic!("{} has no row in the action table", spec.id));
        assert_eq!(row.command, Some(spec.command), "{}", spec.id);
    }
}

#[test]
fn every_field_can_be_given_and_says_what_it_is() {
    for operation in ALL {
        let spec = operation.spec();
        let mut names = BTreeSet::new();
        for field in spec.fields {
            let of = format!("{} {}", spec.id, field.id);
            assert!(names.insert(field.id), "{of} stands twice");
            assert!(
                field.flag != Flag::None || !field.label.is_empty(),
                "{of} is asked nowhere"
            );
            let in_line = matches!(field.flag, Flag::Long(_) | Flag::Positional);
            assert!(!in_line || !field.help.is_empty(), "{of} has no help");
            assert!(
                !in_line || !field.value_name.is_empty(),
                "{of} has no name of its value"
            );
            assert!(
                field.need == Need::May || !field.missing.is_empty(),
                "{of} is needed and nothing is said where it is absent"
            );
            if let Some((before, _)) = field.when {
                let at = |f: &super::Field| spec.fields.iter().position(|o| o.is(f));
                assert!(at(before) < at(field), "{of} hangs on a field behind it");
            }
        }
    }
}

#[test]
fn a_field_that_is_wrong_or_lacks_is_named_and_nothing_is_written() {
    for operation in ALL {
        let mut office = office();
        let spec = operation.spec();
        let target = target(&office, spec.takes);
        let form = prepared(Op(*operation), &office.desk, &target, &Answers::default());
        let last = |field: &Field| {
            let mut form = form.as_ref().ok()?.clone();
            Some(form.at(field)?.choices.last()?.value.clone())
        };
        let good = |field: &'static Field| match field.kind {
            Kind::Time(_) => "21:40".into(),
            Kind::Day(_) => "yesterday".into(),
            Kind::Length => "7d".into(),
            Kind::Marking => "official".into(),
            Kind::Number => "1".into(),
            _ => last(field)
                .or_else(|| field.words.last().map(|word| (*word).to_owned()))
                .unwrap_or("words".into()),
        };
        for field in spec.fields {
            let wrong = match field.kind {
                Kind::Time(_) | Kind::Day(_) | Kind::Length | Kind::Number | Kind::Marking => {
                    Some("no time at all")
                }
                Kind::Choice if !field.words.is_empty() => Some("no word of it"),
                _ => None,
            };
            let absent = (field.need == Need::Must).then_some(None);
            for said in wrong.map(Some).into_iter().chain(absent) {
                let mut answers = Answers::default();
                // Of the same face: in its form, or else on the command line.
                let shown = |f: &Field| spec.shown().any(|s| s.is(f));
                let beside = |f: &Field| match shown(field) {
                    true => shown(f),
                    false => f.flag != Flag::None,
                };
                for other in spec.fields.iter().filter(|o| !o.is(field) && beside(o)) {
                    answers.give(other, good(other));
                }
                if let Some(said) = said {
                    answers.give(field, said);
                }
                let before = office.desk.entries().len();
                match operation.run(&mut office.desk, &target, &answers) {
                    Err(Failure::Invalid { field: named, .. }) => {
                        assert!(named.is(field), "{}: {} is named", spec.id, named.id);
                    }
                    other => panic!("{} without {}: {other:?}", spec.id, field.id),
                }
                assert_eq!(office.desk.entries().len(), before, "{}", spec.id);
            }
        }
    }
}

#[test]
fn a_form_asks_in_the_order_of_the_fields_and_every_choice_has_answers() {
    for operation in ALL {
        let office = office();
        let target = target(&office, operation.spec().takes);
        let form = prepared(Op(*operation), &office.desk, &target, &Answers::default());
        let Ok(form) = form else { continue };
        let shown: Vec<&str> = operation.spec().shown().map(|f| f.id).collect();
        let asked: Vec<&str> = form.questions.iter().map(|q| q.field.id).collect();
        // One that says nothing here is left out.
        let mut rest = shown.iter();
        let in_order = asked.iter().all(|id| rest.any(|shown| shown == id));
        assert!(in_order, "{}: {asked:?}", operation.spec().id);
        for question in form.questions {
            // A marking may be chosen or typed.
            let choice = match question.field.kind {
                Kind::Marking => !question.choices.is_empty(),
                kind => kind == Kind::Choice,
            };
            assert_eq!(
                choice,
                !question.choices.is_empty(),
                "{} {}",
                operation.spec().id,
                question.field.id
            );
        }
    }
}

#[test]
fn every_action_that_is_an_operation_has_one() {
    for action in action::all() {
        if let action::Act::Operate(id) = action.act {
            assert_eq!(id, action.id);
            assert!(super::of(id).is_some(), "{id} is no operation");
        }
    }
}
