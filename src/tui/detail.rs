//! What is shown of an item: in the pane below or beside a list, and whole.
//!
//! Texts are made harmless when they are drawn.

use chrono::{DateTime, Utc};

use super::book::listed;
use super::people::People;
use crate::desk::summary::of_entry;
use crate::desk::{Desk, data, words};
use crate::record::query::{Deadlines, deadlines};
use crate::record::state::Item;
use crate::record::{Entry, Id};
use crate::text::{counted, fit, sentence_case, when, width};

/// The selected item, for the pane below or beside the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub id: Id,
    /// Where, who, when in few words, marking.
    pub parts: [String; 4],
    pub body: String,
    /// What else is to be known: put off, held, two answers.
    pub concerns: Vec<String>,
    /// Words in it that may be worth a look, as a sentence.
    pub cues: Option<String>,
    /// The same words alone.
    pub found: Vec<String>,
    /// What is known of its times, under labels, each with whether it presses where the item does.
    pub facts: Vec<(&'static str, String, bool)>,
    /// What was done about it so far.
    pub so_far: Option<String>,
}

impl Detail {
    /// Its times, a line each, with whether it presses where the item does.
    pub fn time_lines(&self) -> Vec<(String, bool)> {
        let line = |(label, value, presses): &(&str, String, bool)| match *label {
            "Timer" | "Now" => (sentence_case(value), *presses),
            label => (format!("{label} {value}"), *presses),
        };
        self.facts.iter().map(line).collect()
    }

    /// The head in one line of so many columns: where it was gives way first, then the marking, then how long
    /// a name is. The time stands whole.
    pub fn head_in(&self, columns: usize) -> String {
        let [place, from, sent, marking] = &self.parts;
        let whose = format!("{from}, {place}");
        let rows: [&[&str]; 3] = [
            &[&whose, sent, marking],
            &[from, sent, marking],
            &[from, sent],
        ];
        let mut rows = rows.map(|parts| parts.join(" · ")).into_iter();
        rows.find(|row| width(row) <= columns).unwrap_or_else(|| {
            let room = columns.saturating_sub(width(sent) + 4);
            format!("{}… · {sent}", fit(from, room).trim_end())
        })
    }
}

/// Its times under labels: as they stand in a pane.
fn facts(desk: &Desk, times: &Deadlines) -> Vec<(&'static str, String, bool)> {
    let (now, zone) = (desk.now(), desk.zone());
    let at = |t| listed(t, now, zone);
    let late = |t: DateTime<Utc>, words: &str| match t <= now {
        true => format!(", {words}"),
        false => String::new(),
    };
    // The one time to act by is the sooner, as in the list.
    let sooner = times
        .due
        .filter(|due| times.capture_by.is_some_and(|by| *due < by));
    let by_setting = |due| {
        let words = format!("{}{}, {}", at(due), late(due, "overdue"), desk.due_label());
        ("Capture by", words, true)
    };
    match (times.capture_by, times.vanishes, times.timer, times.due) {
        (Some(by), Some(vanishes), Some(timer), _) => {
            let margin = words::margin_before(desk, timer);
            let label = match sooner {
                Some(_) => "By its timer",
                None => "Capture by",
            };
            let counted = match times.from_added {
                true => ", counted from when it was added",
                false => "",
            };
            let timer = words::timer_that(timer);
            let first = sooner.map(by_setting);
            let timed = [
                (
                    label,
                    format!("{}{}, {margin}", at(by), late(by, "overdue")),
                    sooner.is_none(),
                ),
                (
                    "Due to vanish",
                    format!(
                        "{}{}, by {timer}{counted}",
                        at(vanishes),
                        late(vanishes, "so it may be gone")
                    ),
                    false,
                ),
            ];
            first.into_iter().chain(timed).collect()
        }
        (.., Some(due)) => vec![
            by_setting(due),
            ("Timer", words::no_timer(times).to_owned(), false),
        ],
        _ => vec![("Timer", words::no_timer(times).to_owned(), false)],
    }
}

/// Words in it that may be worth a look.
fn found(desk: &Desk, item: &Item) -> Vec<String> {
    let messages = &item.told().messages;
    let texts = messages.iter().filter_map(|m| m.body.as_deref());
    let mut all: Vec<String> = Vec::new();
    for (cue, _) in texts.flat_map(|text| desk.policy().cues(text)) {
        if !all.iter().any(|known| known == cue) {
            all.push(cue.to_owned());
        }
    }
    all
}

/// The same as a sentence.
fn cues(desk: &Desk, item: &Item) -> Option<String> {
    let cues = found(desk, item);
    let cues: Vec<String> = cues.iter().map(|cue| format!("\"{cue}\"")).collect();
    (!cues.is_empty()).then(|| format!("Worth a look: {}", cues.join(", ")))
}

/// An item for the detail pane.
pub fn of_item(desk: &Desk, id: Id) -> Option<Detail> {
    let Some(item) = desk.state().items.get(&id) else {
        return taken_back(desk, id);
    };
    let (now, zone) = (desk.now(), desk.zone());
    let not_stated = || "time sent not stated".to_owned();
    let brief = item.sent().map(|t| {
        let day = listed(t, now, zone);
        let hour = match day.contains(':') {
            true => String::new(),
            false => t.with_timezone(&zone).format(" %H:%M").to_string(),
        };
        format!("sent {day}{hour}")
    });
    let marking = words::marking(item).unwrap_or_else(|| "marking not stated".into());
    let place = words::where_words(desk, item);
    let from = item.from().unwrap_or("sender not stated");
    let brief = brief.unwrap_or_else(not_stated);
    let parts = [place, from.to_owned(), brief, marking];
    let times = deadlines(desk.state(), item, desk.limits());
    let open = item.is_waiting() || item.is_offered();
    Some(Detail {
        id,
        parts,
        body: words::text_words(item),
        concerns: concerns(desk, item),
        cues: cues(desk, item),
        found: found(desk, item),
        facts: match open {
            true => facts(desk, &times),
            false => vec![("Now", words::state_words(item), false)],
        },
        so_far: Some(format!("added {}", listed(item.added, now, zone))),
    })
}

/// What is to be known of an item besides its times: put off, held, two answers.
fn concerns(desk: &Desk, item: &Item) -> Vec<String> {
    let mut all = Vec::new();
    if item.is_offered() {
        all.push(sentence_case(&words::state_words(item)));
    }
    let put_off = item.snoozed_until().filter(|t| *t > desk.now());
    if let Some(until) = put_off {
        let until = when::near(until, desk.now(), desk.zone());
        all.push(format!("Put off until {until}"));
    }
    let times = deadlines(desk.state(), item, desk.limits());
    let sooner = times
        .due
        .filter(|due| times.capture_by.is_some_and(|by| *due < by));
    if let Some(due) = sooner.filter(|_| item.is_waiting() || item.is_offered()) {
        let due = when::near(due, desk.now(), desk.zone());
        all.push(format!("Due sooner: {due}, {}", desk.due_label()));
    }
    all.extend(desk.task_words(item).map(|words| format!("With {words}")));
    all.extend(
        desk.office_words(item)
            .map(|words| format!("Group: {words}")),
    );
    all.extend(data::beside(item).map(|words| format!("Personal data: {words}")));
    for hold in desk.state().holds_on(item) {
        let reference = hold.reference.as_deref();
        all.push(format!(
            "Held: {}",
            reference.unwrap_or("a hold without a reference")
        ));
    }
    all.extend(
        desk.rights(item)
            .into_iter()
            .map(|words| format!("Put right: {words}")),
    );
    all.extend(item.told().conflicts.iter().map(words::two_answers_brief));
    all
}

/// An item whose adding was taken back, for the detail pane.
fn taken_back(desk: &Desk, id: Id) -> Option<Detail> {
    let all = desk.taken_back();
    let (item, entry) = all.items().find(|(item, _)| item.id == id)?;
    let place = words::place_words(desk, item, all.conversation(item));
    let from = item.from().unwrap_or("sender not stated");
    let added = when::near(entry.at, desk.now(), desk.zone());
    Some(Detail {
        id,
        parts: [
            place,
            from.to_owned(),
            format!("added {added}"),
            "taken back".into(),
        ],
        body: words::text_words(item),
        concerns: Vec::new(),
        cues: None,
        found: Vec::new(),
        facts: vec![(
            "Taken back",
            format!("added {added}; it counts nowhere"),
            false,
        )],
        so_far: None,
    })
}

/// The same whole.
fn whole_taken_back(desk: &Desk, id: Id) -> Option<Vec<String>> {
    let detail = taken_back(desk, id)?;
    let times = detail.time_lines().into_iter().map(|(line, _)| line);
    let times = times.collect::<Vec<_>>().join(" ");
    let [place, from, ..] = &detail.parts;
    let head = format!("{place} · {from}");
    let mut all = vec![times, head, String::new(), detail.body];
    all.extend(history(desk, desk.entries().of_item(id)));
    Some(all)
}

/// An item whole, with its history, as paragraphs to read.
pub fn whole(desk: &Desk, id: Id) -> Vec<String> {
    let Some(item) = desk.state().items.get(&id) else {
        let gone = whole_taken_back(desk, id);
        return gone.unwrap_or_else(|| vec!["It is not on record.".into()]);
    };
    let zone = desk.zone();
    let times = deadlines(desk.state(), item, desk.limits());
    let mut all = vec![
        format!("State: {}", words::state_words(item)),
        format!("Capture by: {}", words::capture_by_words(desk, &times)),
        format!("Channel: {}", words::where_words(desk, item)),
        format!("Marking: {}", words::marking_words(item)),
    ];
    all.extend(item.principal.as_ref().map(|name| format!("For: {name}")));
    all.extend(concerns(desk, item));
    all.extend(cues(desk, item));
    for message in &item.told().messages {
        all.push(String::new());
        let from = message.from.as_deref().unwrap_or("Sender not stated");
        let sent = message.sent.map(|t| when::full(t, zone));
        all.push(format!(
            "{from}, {}",
            sent.unwrap_or("time sent not stated".into())
        ));
        all.push(match &message.body {
            Some(body) => body.to_string(),
            None => words::text_words(item),
        });
        let kept = message.evidence.iter().filter(|e| e.kind == "attachment");
        all.extend(kept.map(|e| {
            format!(
                "Attachment: {} ({})",
                e.name,
                counted(e.length as usize, "byte")
            )
        }));
        let origin = desk.origin_of(item, message).into_iter();
        all.extend(origin.map(|(label, words)| format!("{label}: {words}")));
    }
    if let Some(substance) = &item.told().substance {
        all.push(String::new());
        let parts = substance.parts();
        all.extend(parts.iter().map(|(label, text)| format!("{label}: {text}")));
    }
    all.extend(history(desk, words::history(desk, item)));
    all
}

/// What was done about it, event by event, and by whom as the log has it.
fn history(desk: &Desk, events: Vec<Entry>) -> impl Iterator<Item = String> {
    let mut people = People::default();
    let lines = events.into_iter().map(move |entry| {
        let at = when::full(entry.at, desk.zone());
        let who = people.of(desk, &entry.writer);
        let who = who.as_deref().unwrap_or(&entry.writer);
        format!("{at}, {who}: {}", of_entry(desk, &entry))
    });
    [String::new(), "History".to_owned()]
        .into_iter()
        .chain(lines)
}
