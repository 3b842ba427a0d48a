//! What can be done next, as keys: each operation by the key that is in force, else by its name in the palette.

use crate::action::{self, Action, Context, Keymap};
use crate::record::next::{Next, WayOn, Ways, op};

/// The keys in force, and where they are read.
pub(super) type Keys<'a> = Option<(&'a Keymap, Context)>;

/// The ways on in a sentence or several; without keys at hand each by its name in the palette.
pub(super) fn told(next: &Ways, keys: Keys<'_>) -> String {
    let mut next = next.clone();
    // What is two commands may be one key.
    next.0.dedup_by(|later, before| match (&*later, &*before) {
        (Next::Do(later), Next::Do(before)) => {
            row(later.op).map(|a| a.id) == row(before.op).map(|a| a.id)
        }
        _ => false,
    });
    for way in &mut next.0 {
        if let Next::Do(way) = way
            && row(way.op).is_none()
        {
            let words = way.words.trim_end_matches(" with");
            let begins = if words.is_empty() { "On" } else { " on" };
            way.words = format!("{words}{begins} the command line");
        }
    }
    next.told(|next| match next {
        Next::Do(way) => key(way, keys),
        Next::Say(_) | Next::Give(_) => String::new(),
    })
}

/// The action that does an operation, by itself or within it.
fn row(op: &str) -> Option<&'static Action> {
    let own = action::all().find(|a| a.id == op);
    own.or_else(|| action::all().find(|a| a.also.contains(&op)))
}

/// The key of a way on and what it does, and where, if that is elsewhere; a command alone by its words.
pub(super) fn key(way: &WayOn, keys: Keys<'_>) -> String {
    let Some(action) = row(way.op) else {
        return format!("onrecord {}", way.op.replace('.', " "));
    };
    let title = action.title;
    let Some((keymap, here)) = keys else {
        return match action.contexts {
            [only] => format!("the palette ({title}) under {}", only.title()),
            _ => format!("the palette ({title})"),
        };
    };
    // What is reopened waits no longer: it stands in a view of its own.
    let view = match way.op == op::REOPEN && here == Context::Queue {
        true => " in the view dealt with",
        false => "",
    };
    match keymap.key_of(action.act, here) {
        Some(key) => format!("{key} ({title}){view}"),
        None => match keymap.label(action.act) {
            Some(key) if action.contexts.contains(&here) => format!("{key} ({title})"),
            Some(key) => {
                // Of several places the one where work is: the queue, where that is among them.
                let all = action.contexts;
                let queue = all.iter().find(|c| **c == Context::Queue);
                let place = queue.or(all.first()).map_or("", |c| c.title());
                format!("{key} ({title}) under {place}")
            }
            None => format!("the palette ({title})"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::next::{give, way_on};

    fn said(next: impl Into<Ways>) -> String {
        told(&next.into(), Some((&Keymap::default(), Context::Queue)))
    }

    #[test]
    fn an_operation_is_named_by_its_key_and_where_that_is_read() {
        for (next, expected) in [
            (
                Ways::from(way_on("See what was done with", op::LOG)),
                "See what was done with: 4 (log)",
            ),
            (
                way_on("List what there is with", op::EVERYTHING)
                    .with("all")
                    .into(),
                "List what there is with: v (the next view)",
            ),
            (
                [
                    way_on("Put its devices right", op::DEPART_EDIT),
                    way_on("cancel it", op::DEPART_CANCEL),
                ]
                .into(),
                "Put its devices right: e (date, role, devices) under Depart; or cancel it: X (cancel the departure) under Depart",
            ),
            // Two commands, one key.
            (
                [
                    way_on("Open one", op::DEPART_OPEN),
                    way_on("for a device", op::DEPART_OPEN),
                ]
                .into(),
                "Open one: a (open a departure) under Depart",
            ),
            (
                [
                    way_on("Send it first", op::REPORT_SEND),
                    way_on("say that it was sent", op::REPORT_SENT),
                ]
                .into(),
                "Send it first: d (send) under Reports",
            ),
            (
                way_on("Put it right with", op::DEVICE_EDIT).into(),
                "Put it right with: e (put right) under Devices",
            ),
            (
                give("Say who takes it", op::HAND_OVER, "to"),
                "Say who takes it",
            ),
            ("Try again".into(), "Try again"),
        ] {
            assert_eq!(said(next), expected);
        }
    }

    #[test]
    fn the_only_ways_on_that_the_screens_leave_to_the_command_line_are_those_that_no_key_does() {
        for op in op::all() {
            let shown = said(way_on("Do it", op));
            assert_eq!(
                shown.contains("onrecord "),
                op::COMMANDS.contains(&op),
                "{op}: {shown}"
            );
        }
    }
}
