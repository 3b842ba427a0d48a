//! What a report has to say: words of one's own, and something that does not stand already.

use chrono_tz::Tz;

use super::wanted::Draft;
use crate::record::event::Event;
use crate::record::next::{Ways, give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::state::report::{Report, ReportKind};
use crate::text::when;

fn empty(text: &Option<String>) -> bool {
    text.as_deref().is_none_or(|t| t.trim().is_empty())
}

pub fn is_wordless(draft: &Draft) -> bool {
    empty(&draft.circumstances) && empty(&draft.what)
}

/// A report without the user's own words says nothing.
pub fn must_have_words(kind: ReportKind, draft: &Draft, zone: Tz) -> Result<(), Refusal> {
    match kind {
        ReportKind::Exceptional if empty(&draft.circumstances) => Err(Refusal::new(
            "The circumstances are not written yet",
            Ways::from(
                way_on(
                    "Write them in your own words, why the channel was used",
                    op::REPORT_WRITE,
                )
                .with("circumstances"),
            )
            .and(give(
                "If a report went out by hand, give its reference",
                op::REPORT_SENT,
                "ref",
            )),
        )),
        ReportKind::MissedCapture | ReportKind::Outage if empty(&draft.what) => Err(Refusal::new(
            "What happened is not said",
            give(
                "Say in your own words what was missed, or which systems were down",
                op::REPORT_WRITE,
                "what",
            ),
        )),
        _ => match (draft.from, draft.to) {
            (Some(from), Some(to)) if to < from => Err(Refusal::new(
                format!(
                    "The end ({}) lies before the beginning ({})",
                    when::full(to, zone),
                    when::full(from, zone)
                ),
                "Give both with their dates; an end that is still to come is said once it has come",
            )),
            _ => Ok(()),
        },
    }
}

/// A draft that says what stands already would only ask for it to be sent again.
pub fn says_something_new(known: Option<&Report>, event: &Event) -> Result<(), Refusal> {
    let standing = known.and_then(|r| Some((r, r.text.as_ref()?)));
    let (Some((report, text)), Event::ReportDrafted(new)) = (standing, event) else {
        return Ok(());
    };
    let mut old = text.said.clone();
    old.replaces = new.replaces.clone();
    let in_doubt = report.conflicts.iter().any(|c| c.field == "text");
    match old == **new && !in_doubt {
        false => Ok(()),
        true => Err(Refusal::new(
            format!("Report {} says that already", report.source.id()),
            way_on("See it with", op::REPORT_SHOW).on(report.source.id()),
        )),
    }
}
