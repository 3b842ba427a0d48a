//! The free texts that something about a report would keep.
//!
//! Every part is named, without a wildcard.

use super::kept::{Written, some};
use crate::record::report::{Draft, ReportCommand};
use crate::record::state::report::Sending;

/// The free texts of what someone wants done about a report, and what is said of their marking.
pub(super) fn of_report(report: &ReportCommand) -> Written<'_> {
    match report {
        ReportCommand::Draft { report: _, draft } | ReportCommand::New { kind: _, draft } => {
            Written::here(draft.marking.as_ref(), draft_texts(draft))
        }
        ReportCommand::Sent {
            report: _,
            recipient: _,
            sending,
            draft,
        } => {
            let Sending {
                how: _,
                to,
                destination: _,
                reference,
                path: _,
                sha256: _,
                at: _,
                // Made of what was looked at before, with its own marking at its head.
                paper: _,
            } = sending;
            let mut texts = some(&[to, reference]);
            match draft {
                Some(draft) => {
                    texts.extend(draft_texts(draft));
                    Written::here(draft.marking.as_ref(), texts)
                }
                None => Written::nowhere(texts),
            }
        }
        ReportCommand::Acknowledged {
            report: _,
            recipient: _,
            by,
        } => Written::nowhere(some(&[by])),
        ReportCommand::Asked {
            report: _,
            recipient: _,
            note,
        } => Written::nowhere(some(&[note])),
        ReportCommand::Withdraw { report: _, reason } => Written::nowhere(vec![reason]),
        ReportCommand::Reopen { report: _ } => Written::nowhere(Vec::new()),
    }
}

fn draft_texts(draft: &Draft) -> Vec<&str> {
    let Draft {
        channel,
        from: _,
        to: _,
        captured: _,
        circumstances,
        what,
        marking: _,
        // Lines of this tool's own.
        captures: _,
        principal,
        continuing: _,
        still_there: _,
        // An id of the policy's list.
        need: _,
    } = draft;
    some(&[channel, circumstances, what, principal])
}
