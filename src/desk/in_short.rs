//! A review in a few lines, for the shell that the screens were opened from.
//!
//! Invariant: no word of any message stands in them. A shell's scrollback is kept by whoever kept it.

use chrono::{DateTime, Utc};

use super::Desk;
use super::words::counted;
use crate::record::event::ReviewRecorded;
use crate::record::{Entry, Event, EventKind, Id};
use crate::text::when;

/// How many file references are named; the rest is counted.
const NAMED: usize = 5;

impl Desk {
    /// The review that was put on record last through this desk, after its first `before` commands, in at most five
    /// lines; none where there was none, or it was taken back.
    pub fn review_in_short(&self, before: usize) -> Option<Vec<String>> {
        let here = self.given().get(before..).unwrap_or_default();
        let writer = self.register.writer_id()?;
        let mut kept = self
            .entries()
            .of_kinds(&[EventKind::ItemCaptured, EventKind::ReviewRecorded])
            .rev()
            .filter(|e| &*e.writer == writer && !self.is_taken_back(e));
        let given_here = |e: &Entry| here.contains(&e.lamport);
        // What came before the screens were opened is not read.
        let (at, review) = kept
            .by_ref()
            .take_while(given_here)
            .find_map(|e| match e.event {
                Event::ReviewRecorded(review) => Some((e.at, review)),
                _ => None,
            })?;
        let captured = kept
            .take_while(given_here)
            .take_while(|e| !matches!(e.event, Event::ReviewRecorded(_)))
            .filter_map(|e| e.event.item());
        let captured: Vec<Id> = captured.collect();
        let mut lines = vec![self.who_line(&review, at)];
        lines.extend(self.captured_line(&review, &captured));
        lines.extend(answers_line(&review));
        lines.push(self.waiting_line(&review));
        let next = self.next_review_for(review.principal.as_deref());
        lines.extend(next.map(|at| format!("Next review: {}.", when::full(at, self.zone()))));
        Some(lines)
    }

    fn who_line(&self, review: &ReviewRecorded, at: DateTime<Utc>) -> String {
        let of = review.principal.as_ref().map(|name| format!(" for {name}"));
        format!(
            "onrecord: review of {}{} by {}, {}.",
            counted(
                usize::try_from(review.looked_at).unwrap_or_default(),
                "item"
            ),
            of.unwrap_or_default(),
            self.settings().me.name,
            when::full(at, self.zone())
        )
    }

    /// How many were captured, and the references of those that were captured here.
    fn captured_line(&self, review: &ReviewRecorded, here: &[Id]) -> Option<String> {
        if review.captured == 0 {
            return None;
        }
        let items = here.iter().rev();
        let items = items.filter_map(|id| self.state().items.get(id));
        let captures = items.filter_map(|item| item.told().capture.clone());
        let (with, without): (Vec<_>, Vec<_>) = captures
            .map(|capture| capture.reference)
            .partition(Option::is_some);
        let mut named: Vec<String> = with.into_iter().flatten().collect();
        let more = named.len().saturating_sub(NAMED);
        named.truncate(NAMED);
        named.extend((more > 0).then(|| format!("{more} more")));
        let mut line = format!("Captured: {}", review.captured);
        if !named.is_empty() {
            line.push_str(&format!(", filed under {}", named.join(", ")));
        }
        if !without.is_empty() {
            let to_come = counted(without.len(), "file reference");
            line.push_str(&format!("; {to_come} to come"));
        }
        Some(line + ".")
    }

    fn waiting_line(&self, review: &ReviewRecorded) -> String {
        let counts = self.counts_for(review.principal.as_deref());
        let next = counts.first_capture_by.map(|at| {
            let at = when::full(at, self.zone());
            format!(" Next: capture by {at}.")
        });
        match counts.waiting {
            0 => "Nothing waits in the queue.".to_owned(),
            n => format!(
                "Left waiting: {}.{}",
                counted(n, "item"),
                next.unwrap_or_default()
            ),
        }
    }
}

fn answers_line(review: &ReviewRecorded) -> Option<String> {
    let answers = [
        (review.not_significant, "not significant"),
        (review.handed_over, "handed over"),
        (review.gone, "no longer available"),
        (review.put_off, "put off"),
    ];
    let told = answers.iter().filter(|(n, _)| *n > 0);
    let told: Vec<String> = told.map(|(n, what)| format!("{n} {what}")).collect();
    (!told.is_empty()).then(|| format!("Otherwise answered: {}.", told.join(", ")))
}

#[cfg(test)]
mod tests {
    use crate::tui::testing::{Office, play};

    fn told(script: &str) -> Option<Vec<String>> {
        let mut office = Office::busy();
        let mut app = office.played("r");
        play(&mut app, script);
        drop(app);
        office.desk.review_in_short(0)
    }

    #[test]
    fn a_review_is_told_by_its_figures_and_references_and_no_word_of_a_message() {
        let lines = told("c '41 Ctrl-D n Tab n Ctrl-D l").expect("a review");
        let whole = lines.join("\n");
        assert_eq!(lines.len(), 4, "{whole}");
        assert!(whole.contains("review of 3 items by "), "{whole}");
        assert!(
            whole.contains("Captured: 1, filed under MIN/2026/41."),
            "{whole}"
        );
        assert!(
            whole.contains("Otherwise answered: 1 not significant."),
            "{whole}"
        );
        assert!(whole.contains("Left waiting: 1 item."), "{whole}");
        for word in ["Minister", "Counsel", "Asha", "Daniel"] {
            assert!(!whole.contains(word), "{word} in {whole}");
        }
    }

    #[test]
    fn a_review_that_was_stopped_or_taken_back_leaves_nothing() {
        assert_eq!(told("c '41 Ctrl-D q"), None);
        assert!(told("l l l").is_some());
        assert_eq!(told("l l l q u y"), None);
    }
}
