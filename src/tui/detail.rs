//! What the pane below or beside a list shows of an item.
//!
//! Texts are made harmless when they are drawn.

use chrono::{DateTime, Utc};

use crate::desk::{Desk, words};
use crate::record::Id;
use crate::record::query::Deadlines;
use crate::record::state::Item;
use crate::text::{fit, sentence_case, when, width};

/// The selected item, for the pane below or beside the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub id: Id,
    /// Where, who, when, marking.
    pub head: String,
    /// The same apart, the time in few words.
    pub parts: [String; 4],
    pub body: String,
    /// What else is to be known: put off, held, two answers.
    pub concerns: Vec<String>,
    /// Words in it that may be worth a look.
    pub cues: Option<String>,
    /// By when it is wanted and why. The times stand at the same columns for every item, so that going
    /// from one to the next sends few bytes.
    pub times: [String; 2],
}

impl Detail {
    /// The head in one line of so many columns: where it was gives way first, then the marking, then how long
    /// a name is. The time stands whole.
    pub fn head_in(&self, columns: usize) -> String {
        let [place, from, sent, marking] = &self.parts;
        let rows: [&[&str]; 3] = [
            &[place, from, sent, marking],
            &[from, sent, marking],
            &[from, sent],
        ];
        let rows = rows.map(|parts| parts.join(" · "));
        let all = std::iter::once(&self.head).chain(&rows);
        let mut fits = all.filter(|row| width(row) <= columns);
        fits.next().cloned().unwrap_or_else(|| {
            let room = columns.saturating_sub(width(sent) + 4);
            format!("{}… · {sent}", fit(from, room).trim_end())
        })
    }
}

/// Before the time by which something is wanted: that it is passed, where it is.
fn capture_by(by: DateTime<Utc>, now: DateTime<Utc>) -> &'static str {
    match by <= now {
        true => "Was to be captured by",
        false => "Capture by",
    }
}

/// By when it is wanted and why, and when it is due to vanish.
pub(super) fn times_words(desk: &Desk, times: &Deadlines) -> [String; 2] {
    let (now, zone) = (desk.now(), desk.zone());
    let near = |t| when::near(t, now, zone);
    match (times.capture_by, times.vanishes, times.timer, times.due) {
        (Some(by), Some(vanishes), Some(timer), _) => {
            let margin = words::margin_words(desk, timer);
            let past = if vanishes <= now { "Was due" } else { "Due" };
            let capture = capture_by(by, now);
            let counted = match times.from_added {
                true => " from when it was added, the time sent is not stated",
                false => "",
            };
            [
                format!("{capture} {}, {margin}", near(by)),
                format!(
                    "{past} to vanish by the timers you recorded: {}, {}{counted}",
                    near(vanishes),
                    when::duration_words(timer)
                ),
            ]
        }
        (.., Some(due)) => [
            format!(
                "{} {}, {}",
                capture_by(due, now),
                near(due),
                desk.due_label()
            ),
            sentence_case(words::no_timer(times)),
        ],
        _ => [
            "No time is set".into(),
            sentence_case(words::no_timer(times)),
        ],
    }
}

/// Words in it that may be worth a look.
pub(super) fn cues(desk: &Desk, item: &Item) -> Option<String> {
    let texts = item.messages.iter().filter_map(|m| m.body.as_deref());
    let cues = texts.flat_map(|text| desk.policy().cues(text));
    let cues: Vec<String> = cues.map(|(cue, _)| format!("\"{cue}\"")).collect();
    (!cues.is_empty()).then(|| format!("Worth a look: {}", cues.join(", ")))
}
