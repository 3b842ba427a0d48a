//! Facts of an item in words: the same on the command line and on the screens.
//!
//! Whatever the guidance does not say carries its label.

use chrono::{DateTime, Utc};

use super::{Desk, VerifyReport};
use crate::policy::Device;
use crate::record::query::{Counts, Deadlines, margin_of};
use crate::record::state::conflict::CAPTURE;
use crate::record::state::{Conflict, Hold, HoldScope, Item, ItemState};
use crate::record::{Entry, Event, Id};
use crate::text::when;

/// Who may ask for what is held, for a question: the guidance speaks of the first alone.
pub const ASKERS: &str = "an information request, inquiry, litigation, police matter, order of Parliament or subject access request";

/// Why that is asked before anything goes, as sentences.
pub const OFFENCE: &str = "Deleting or concealing what an information request asks for may be a criminal offence (para 28). The same question for an inquiry, litigation, the police, Parliament (an order of the House too) or a subject access request is this tool's reading.";

/// The same in a few words, for the hint of a field.
pub const OFFENCE_HINT: &str = "y or n; para 28; inquiry or court: this tool's reading";

/// What happened to an item, in order.
pub fn history(desk: &Desk, item: &Item) -> Vec<Entry> {
    let mut all = desk.entries().of_item(item.id);
    all.retain(|e| !matches!(e.event, Event::ItemMessage(_)));
    all
}

/// What waits, and what somebody was offered and has not taken: the times of both run, and both are counted as
/// overdue.
pub fn waiting(counts: &Counts) -> String {
    match (counts.waiting, counts.offered) {
        (waiting, 0) => format!("{waiting} waiting"),
        (0, offered) => format!("{offered} offered"),
        (waiting, offered) => format!("{waiting} waiting, {offered} offered"),
    }
}

/// By when an item is wanted, and why, in words for a screen of today.
pub fn capture_by_words(desk: &Desk, times: &Deadlines) -> String {
    capture_by(desk, times, |at| when::near(at, desk.now(), desk.zone()))
}

/// The same for a paper, which is read on other days: every date whole.
pub fn capture_by_in_full(desk: &Desk, times: &Deadlines) -> String {
    let words = capture_by(desk, times, |at| when::full(at, desk.zone()));
    match [times.capture_by, times.due].into_iter().flatten().min() {
        Some(by) if by >= desk.now() => format!("capture by {words}"),
        _ => words,
    }
}

/// The margin that was kept before a message of that timer (in seconds) vanishes, and whose it is: the setting,
/// or half of the timer where the setting is longer.
pub fn margin_words(desk: &Desk, timer: i64) -> String {
    let margin = margin_of(desk.limits(), timer);
    let whose = match margin < desk.limits().margin {
        true => "half of its timer, this tool's reading",
        false => "your setting",
    };
    let margin = when::duration_words(margin.num_seconds());
    format!("{margin} margin, {whose}")
}

/// The same behind a time to act by: "1 hour before (your margin)".
pub fn margin_before(desk: &Desk, timer: i64) -> String {
    let margin = margin_of(desk.limits(), timer);
    let whose = match margin < desk.limits().margin {
        true => "half of its timer, this tool's reading",
        false => "your margin",
    };
    let margin = when::duration_words(margin.num_seconds());
    format!("{margin} before ({whose})")
}

/// The timer by which something goes: "the 24-hour timer you recorded".
pub fn timer_that(seconds: i64) -> String {
    let words = when::duration_words(seconds);
    match words.split_once(' ') {
        Some((n, unit)) if !unit.contains(' ') => {
            format!("the {n}-{} timer you recorded", unit.trim_end_matches('s'))
        }
        _ => format!("the timer you recorded, {words}"),
    }
}

fn capture_by(desk: &Desk, times: &Deadlines, at: impl Fn(DateTime<Utc>) -> String) -> String {
    let now = desk.now();
    match (times.capture_by, times.vanishes, times.timer) {
        (Some(by), Some(vanishes), Some(timer)) => {
            let margin = margin_words(desk, timer);
            let counted = if times.from_added {
                "when it was added, the time sent is not stated"
            } else {
                "sending"
            };
            // The one time to act by is the sooner.
            let sooner = times.due.filter(|due| *due < by);
            let late = match (sooner.unwrap_or(by) < now, vanishes <= now) {
                (_, true) => "overdue, and may have vanished: ",
                (true, false) => "overdue: ",
                (false, false) => "",
            };
            let first = match sooner {
                Some(due) => format!(
                    "{} ({}); by its timer {}",
                    at(due),
                    desk.due_label(),
                    at(by)
                ),
                None => at(by),
            };
            let past = if vanishes <= now { "was due" } else { "due" };
            format!(
                "{late}{first}; {past} to vanish {} by the timers you recorded ({} from {counted}; {margin})",
                at(vanishes),
                when::duration_words(timer),
            )
        }
        _ => match times.due {
            Some(due) => format!(
                "{}{} ({}; {})",
                if due < now { "overdue since " } else { "" },
                at(due),
                desk.due_label(),
                no_timer(times)
            ),
            None => format!("no time is set; {}", no_timer(times)),
        },
    }
}

/// Why an item that no timer decides about has none: it is off, or nobody said.
pub fn no_timer(times: &Deadlines) -> &'static str {
    match times.timer {
        Some(0) => "its timer is off",
        _ => "no timer is recorded for it",
    }
}

/// The channel and the conversation.
pub fn where_words(desk: &Desk, item: &Item) -> String {
    place_words(desk, item, desk.state().conversation_name(item))
}

/// The same, where the conversation has that name.
pub fn place_words(desk: &Desk, item: &Item, conversation: Option<&str>) -> String {
    let label = desk.channel_label(&item.channel);
    match conversation {
        Some(name) => format!("{label}, {name}"),
        None => label,
    }
}

/// The marking, or that none was stated.
pub fn marking_words(item: &Item) -> String {
    let words = marking(item).unwrap_or_else(|| "not stated".into());
    format!("{words}{}", marking_gone(item).unwrap_or_default())
}

/// That some of a marking went with the text, or may have: what was erased by an earlier version kept the
/// classification alone.
pub fn marking_gone(item: &Item) -> Option<&'static str> {
    match (item.erased, item.marking_cut, &item.marking) {
        (true, true, _) => Some(" (further words of the marking were erased with the text)"),
        (true, false, None) if item.classification.is_some() => {
            Some(" (any handling instructions were erased with the text)")
        }
        _ => None,
    }
}

/// The marking, where one was stated.
pub fn marking(item: &Item) -> Option<String> {
    match (item.marking.as_deref(), item.classification.as_deref()) {
        (Some(marking), _) => Some(marking.to_owned()),
        (None, classification) => classification.map(str::to_uppercase),
    }
}

/// A device in words: its name where it is registered, and its kind as it was said.
pub fn device_words(desk: &Desk, kind: &str, id: Option<Id>) -> String {
    let words = kind_words(kind);
    match id.and_then(|id| desk.state().devices.get(&id)?.name()) {
        Some(name) => format!("{name} ({words})"),
        None => words.to_owned(),
    }
}

/// A kind of device in words; a word of another version is shown as it is.
pub fn kind_words(kind: &str) -> &str {
    match Device::parse(kind) {
        Some(Device::Corporate) => "corporate",
        Some(Device::ManagedPersonal) => "privately owned, corporately managed",
        Some(Device::Personal) => "privately owned and managed",
        Some(Device::OtherManaged) => "managed by another organisation",
        Some(Device::Unsure) => "not known who manages it",
        None => kind,
    }
}

/// Who manages a kind of device, as whoever uses it says it (9, 10, 16, 17).
pub fn who_manages(kind: Device) -> &'static str {
    match kind {
        Device::Corporate => "my department manages it",
        Device::ManagedPersonal => "mine, managed by my department",
        Device::Personal => "mine, and I manage it",
        Device::OtherManaged => "another organisation manages it",
        Device::Unsure => "unsure: treated as private",
    }
}

/// `para 9a`, `paras 35, 36`.
pub fn paragraph_words(paragraphs: &[String]) -> String {
    let several = if paragraphs.len() > 1 { "s" } else { "" };
    format!("para{several} {}", paragraphs.join(", "))
}

/// An item's text, or why there is none to show.
pub fn text_words(item: &Item) -> String {
    let first = match (item.body(), item.erased, item.reference_only) {
        (_, true, _) => "erased; the record of what was done stands".to_owned(),
        (Some(text), ..) => text.to_owned(),
        (None, _, true) => "not stored: this machine is not corporately managed".to_owned(),
        (None, ..) => "none".to_owned(),
    };
    match item.told().messages.len() {
        0 | 1 => first,
        n => format!("{first}\n(and {} more)", counted(n - 1, "message")),
    }
}

/// The state of an item in words, with what it rests on.
pub fn state_words(item: &Item) -> String {
    if item.is_erased_unfiled() {
        return "erased before it was filed; the record of what was done stands".into();
    }
    let mut words = item.state.words().to_owned();
    match (item.state, &item.told().capture) {
        (ItemState::Captured | ItemState::Confirmed, Some(capture)) => {
            words = "captured".to_owned();
            if let Some(to) = &capture.destination {
                words.push_str(&format!(" to {to}"));
            }
            match &capture.reference {
                Some(reference) => words.push_str(&format!(", reference {reference}")),
                None => words.push_str(", reference to come"),
            }
            match (capture.read_back, &capture.confirmed_by) {
                (_, Some(by)) => words.push_str(&format!(", confirmed by {by}")),
                (true, None) => words.push_str(", read back, bytes match"),
                (false, None) => words.push_str(", not confirmed yet"),
            }
        }
        (ItemState::HandedOver, _) => {
            let to = item
                .told()
                .handed_to
                .as_deref()
                .unwrap_or("a name since erased");
            let accepted = if item.accepted {
                "accepted"
            } else {
                "offered, not accepted"
            };
            words.push_str(&format!(" to {to}, {accepted}"));
        }
        (ItemState::NotSignificant, _) => {
            if let Some(reason) = &item.told().reason {
                words.push_str(&format!(": {reason}"));
            }
        }
        _ => {}
    }
    for other in &item.told().also_captured {
        let to = other.destination.as_deref().unwrap_or("a place by hand");
        words.push_str(&format!("; captured by {} to {to} too", other.by));
        for (what, said) in [("reference", &other.reference), ("as", &other.path)] {
            if let Some(said) = said {
                words.push_str(&format!(", {what} {said}"));
            }
        }
    }
    if item.erased {
        words.push_str("; its content was erased");
    }
    words
}

/// What a hold covers: the thing, and how many items of it are on record.
pub fn hold_words(desk: &Desk, hold: &Hold) -> String {
    let state = desk.state();
    let items = state
        .items
        .values()
        .filter(|i| hold.scope.covers(i))
        .count();
    let items = counted(items, "item");
    match hold.scope {
        HoldScope::All => format!("everything, {items} now"),
        HoldScope::Item(id) => format!("item {}", desk.short(id)),
        HoldScope::Conversation(id) => match state.conversations.get(&id) {
            Some(c) => {
                let name = c.name.as_deref().unwrap_or("without a name");
                format!(
                    "the chat {name} ({}), {items} now",
                    desk.channel_label(&c.channel)
                )
            }
            None => format!("the chat {id}, {items} now"),
        },
    }
}

/// What checking every frame brought to light: labels and texts, one a line; the last is the whole in a
/// sentence or two.
pub fn verified_words(desk: &Desk, report: &VerifyReport) -> Vec<(&'static str, String)> {
    let mut all = vec![("Events", report.events.to_string())];
    for writer in &report.writers {
        let events = counted(writer.events as usize, "event");
        let words = format!("{}, {events}, head {}", writer.writer, writer.head);
        all.push(("Writer", words));
    }
    if report.quarantined > 0 {
        all.push(("In quarantine", counted(report.quarantined, "torn end")));
    }
    if let Some(head) = &report.head {
        let after = counted(head.after as usize, "event");
        all.push(("Hash found", format!("{}, {after} after it", head.place)));
    }
    all.extend(report.said.iter().map(|said| ("", said.clone())));
    let not_counted = desk.not_counted_words().into_iter();
    all.extend(not_counted.map(|words| ("Not counted", words)));
    all.extend(report.accepted.iter().map(|a| ("Taken note of", a.clone())));
    for problem in &report.problems {
        // What is about the register as a whole stands in no line.
        let line = match problem.line {
            0 => String::new(),
            n => format!(", line {n}"),
        };
        let words = format!("{}{line}: {}", problem.file, problem.what);
        all.push(("Difference", words));
    }
    let whole = match (report.ok, report.complete) {
        (true, true) if !report.said.is_empty() => {
            "Every frame that is here agrees with its hash; what else there is to know of it is named above. A chain proves order and integrity, not that nothing was left out."
        }
        (true, true) => {
            "Every frame is as it was written. A chain proves order and integrity, not that nothing was left out."
        }
        (true, false) => {
            "Every frame that is here is as it was written; what is known and not here is named above. A chain proves order and integrity, not that nothing was left out."
        }
        (false, _) => {
            "There is a difference. What can be read is shown, and capture goes on. Keep the files as they are and tell your records team."
        }
    };
    all.push(("", whole.to_owned()));
    all
}

pub use crate::text::counted;

/// Two answers that were given without sight of each other, and by whose frames.
pub fn two_answers(two: &Conflict) -> String {
    if two.field == CAPTURE {
        return format!(
            "captured twice: to {} ({}) and to {} ({}); both are filed, the second stands here until somebody decides",
            two.first.0, two.first.1, two.second.0, two.second.1
        );
    }
    format!(
        "{}: {} ({}) and {} ({}); the second stands until somebody decides",
        two.field, two.first.0, two.first.1, two.second.0, two.second.1
    )
}

/// The same in a line of a pane.
pub fn two_answers_brief(two: &Conflict) -> String {
    if two.field == CAPTURE {
        return format!(
            "Captured twice: to {} and to {}; both are filed",
            two.first.0, two.second.0
        );
    }
    format!(
        "Two answers: {}: {} and {}; the second stands until somebody decides",
        two.field, two.first.0, two.second.0
    )
}

/// What was said to a question that takes yes or no.
pub fn yes_no_words(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
