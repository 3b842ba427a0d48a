//! The laws of operations, each over the whole list.

use std::collections::BTreeSet;

use super::{ALL, Answers, Failure, Flag, Kind, Need, Op, Target, prepared};
use crate::action;
use crate::tui::testing::Office;

#[test]
fn an_operation_is_its_row_of_the_action_table() {
    let mut ids = BTreeSet::new();
    for operation in ALL {
        let spec = operation.spec();
        assert!(ids.insert(spec.id), "{} stands twice", spec.id);
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
        let mut office = Office::busy();
        let first = office.desk.state().items_in_order().next().map(|i| i.id);
        let target = Target::Items(first.into_iter().collect());
        let spec = operation.spec();
        for field in spec.fields {
            let mut answers = Answers::default();
            for other in spec.fields.iter().filter(|o| !o.is(field)) {
                let good = match other.kind {
                    Kind::Time(_) => "21:40",
                    Kind::Choice => "no",
                    _ => "words",
                };
                answers.give(other, good);
            }
            match (field.kind, field.need) {
                (Kind::Time(_), _) => answers.give(field, "no time at all"),
                (_, Need::Must) => {}
                _ => continue,
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

#[test]
fn a_form_asks_in_the_order_of_the_fields_and_every_choice_has_answers() {
    for operation in ALL {
        let office = Office::busy();
        let first = office.desk.state().items_in_order().next().map(|i| i.id);
        let target = Target::Items(first.into_iter().collect());
        let form = prepared(Op(*operation), &office.desk, &target, &Answers::default());
        let Ok(form) = form else { continue };
        let shown: Vec<&str> = operation.spec().shown().map(|f| f.id).collect();
        let asked: Vec<&str> = form.questions.iter().map(|q| q.field.id).collect();
        assert_eq!(asked, shown, "{}", operation.spec().id);
        for question in form.questions {
            let choice = question.field.kind == Kind::Choice;
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
