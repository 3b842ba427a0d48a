//! Departures in words: the same on the command line, on the screens and in papers.
//!
//! May import `record`, `policy`, `text`. Whatever the guidance does not say carries its label.

use chrono::{DateTime, Utc};

use super::super::reporting::kind_words;
use super::super::words::counted;
use super::View;
use super::answered::leaves_aside;
pub use super::answered::{outcome, outcome_of};
use crate::desk::Desk;
use crate::policy::Step;
use crate::record::Id;
use crate::record::departure::{
    Answer, Cell, Departure, Kind, NewAnswer, Offered, Open, Outcome, Reach, Statement, Status,
    StepAnswer, StepOutcome, Still, Tally,
};
use crate::record::device::Device;
use crate::record::report::Source;
use crate::record::state::HoldScope;
use crate::text::when;

/// What the departure is from.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Leaving => "leaving the post",
        Kind::Device => "changing or handing back a device",
        Kind::Both => "leaving the post and handing back devices",
    }
}

/// A role in words.
pub fn role(role: &str) -> String {
    role.replace('-', " ")
}

/// The role of whoever leaves, and what the settings say where they say something else or nothing: a role
/// that was taken from whoever keeps the register is a wrong statement on a paper to be signed.
pub fn role_of(desk: &Desk, departure: &Departure) -> String {
    let said = role(&departure.role);
    let Some(name) = departure.principal.as_deref() else {
        return said;
    };
    match desk.settings().role_of(Some(name)) {
        Some(known) if known.as_str() == departure.role => said,
        Some(known) => format!(
            "{said} (the settings say {} of {name})",
            role(known.as_str())
        ),
        None => format!("{said} (the settings name no role of {name})"),
    }
}

/// When it is, near now.
pub fn near_on(desk: &Desk, departure: &Departure) -> String {
    when::near(departure.on, desk.now(), desk.zone())
}

/// How far it is, for a screen of today.
pub fn status(desk: &Desk, departure: &Departure) -> String {
    status_at(departure, |at| when::near(at, desk.now(), desk.zone()))
}

/// How far it is, for a paper: every date whole.
pub fn status_in_full(desk: &Desk, departure: &Departure) -> String {
    status_at(departure, |at| when::full(at, desk.zone()))
}

fn status_at(departure: &Departure, at: impl Fn(DateTime<Utc>) -> String) -> String {
    let last = departure.statements.last();
    let reason = departure.reason.as_deref();
    match (departure.status, last) {
        (Status::Open, None) => "open".into(),
        (Status::Open, Some(s)) if !departure.reopened => {
            format!(
                "statement filed {}{}; it goes on while anything is open",
                at(s.at),
                filed(s)
            )
        }
        (Status::Open, Some(_)) => {
            let reason = reason.map(|r| format!(": {r}")).unwrap_or_default();
            format!("open again{reason}")
        }
        (Status::Stated, Some(s)) => {
            let at = at(s.at);
            format!("statement made {at}, not confirmed yet that it is filed")
        }
        (Status::Closed, Some(s)) => {
            let reason = reason.map(|r| format!("; closed: {r}")).unwrap_or_default();
            format!("statement filed{}{reason}", filed(s))
        }
        (Status::Cancelled, _) => match reason {
            Some(reason) => format!("cancelled: {reason}"),
            None => "cancelled".into(),
        },
        (Status::Stated | Status::Closed, None) => "statement made".into(),
    }
}

/// Who or what says that a statement is filed; nothing where nobody does yet.
fn filed(statement: &Statement) -> String {
    match (&statement.confirmed_by, statement.read_back) {
        (Some(by), _) => format!(", confirmed by {by}"),
        (None, true) => ", read back, bytes match".into(),
        (None, false) => String::new(),
    }
}

/// The name of a device of a departure.
pub fn device(desk: &Desk, id: Option<Id>) -> String {
    let Some(id) = id else {
        return "device not named".into();
    };
    let name = desk.state().devices.get(&id).and_then(|d| d.name());
    name.map_or_else(|| format!("device {id}"), str::to_owned)
}

/// The registered devices of whoever leaves that a departure from a post leaves out, by name; `None` where there is none.
/// They stay in hand, or are in another departure: nothing is asked about them here, so that is said.
pub fn left_out(desk: &Desk, departure: &Departure) -> Option<String> {
    let mut others: Vec<_> = desk.state().devices.values().collect();
    let theirs = |d: &Device| d.belongs_to(departure.principal.as_deref());
    let leaving = departure.kind.is_leaving();
    others.retain(|d| leaving && theirs(d) && !departure.devices.contains(&d.id));
    others.sort_by_key(|d| (d.at, d.id));
    let names: Vec<String> = others.iter().map(|d| device(desk, Some(d.id))).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The name of a cell's conversation.
pub fn conversation<'a>(cell: &Cell<'a>) -> &'a str {
    let conversation = cell.conversation;
    conversation.name.as_deref().unwrap_or("not named")
}

/// A cell by name: the conversation, its channel, the device.
pub fn cell(desk: &Desk, cell: &Cell<'_>) -> String {
    let channel = desk.channel_label(&cell.conversation.channel);
    let on = match cell.device {
        Some(_) => format!(" on {}", device(desk, cell.device)),
        None => String::new(),
    };
    format!("{} ({channel}){on}", conversation(cell))
}

/// What is asked before a conversation is answered by one word although something of it waits or may vanish
/// unseen; `None` where nothing need be asked.
pub fn question(answer: &NewAnswer, cells: &[&Cell<'_>]) -> Option<String> {
    let waiting: usize = cells.iter().map(|c| c.tally.waiting).sum();
    let timers: Vec<i64> = cells.iter().filter_map(|c| c.timer()).collect();
    let (it, is) = match cells.len() {
        1 => ("it", "It is"),
        _ => ("these", "One of these is"),
    };
    let first = match (waiting, timers.first()) {
        (0, None) => return None,
        (0, Some(seconds)) => format!("{is} under a timer of {}.", when::duration_words(*seconds)),
        (n, _) => format!("{} of {it} wait{}.", counted(n, "item"), s(n)),
    };
    match answer {
        NewAnswer::Nil { .. } if waiting > 0 => {
            Some(format!("{first} Nothing else in {it} is significant?"))
        }
        NewAnswer::Nil { .. } => Some(format!(
            "{first} You looked before it vanished, and nothing in {it} is significant?"
        )),
        NewAnswer::NotOnDevice if waiting > 0 => {
            Some(format!("{first} Not on this device all the same?"))
        }
        NewAnswer::NotOnDevice => {
            Some(format!("{first} You looked, and it is not on this device?"))
        }
        _ => None,
    }
}

/// The ending of a verb about so many.
fn s(n: usize) -> &'static str {
    if n == 1 { "s" } else { "" }
}

fn taken(accepted: bool) -> &'static str {
    match accepted {
        true => "accepted",
        false => "offered, not accepted",
    }
}

/// The answer of a cell whole, with everything that was said.
pub fn answer(answer: Option<&Answer>, tally: &Tally<'_>) -> String {
    let Some(a) = answer else {
        return "open".into();
    };
    let mut words = outcome_of(a, tally);
    if a.outcome == Some(Outcome::Captured) {
        words.push_str(&format!(", {}", counted(tally.filed(), "item")));
    }
    if a.outcome == Some(Outcome::HandedOver) {
        let to = a.to.as_deref().unwrap_or("a name since erased");
        words.push_str(&format!(" to {to}, {}", taken(a.accepted)));
    }
    let label = match a.outcome {
        Some(Outcome::Gone) => "as remembered",
        Some(Outcome::Nil) => "looked at",
        _ => "note",
    };
    let parts = [
        (label, a.note.as_deref()),
        ("went", a.went.as_deref()),
        ("may also be held by", a.holders.as_deref()),
    ];
    for (label, text) in parts {
        if let Some(text) = text {
            words.push_str(&format!("; {label}: {text}"));
        }
    }
    if a.personal_data {
        words.push_str("; personal data is concerned");
    }
    if let Some(two) = &a.conflict {
        words.push_str(&format!(
            "; two answers, {} and {}: the second stands until somebody decides",
            two.first.0, two.second.0
        ));
    }
    words
}

/// The items of a cell; empty where there are none.
pub fn tally(tally: &Tally<'_>) -> String {
    let parts = [
        (tally.waiting, "waiting"),
        (tally.confirmed, "captured and confirmed"),
        (tally.unconfirmed, "captured, not confirmed"),
        (tally.not_significant, "not significant"),
        (tally.handed_over, "handed over"),
        (tally.gone, "no longer available"),
    ];
    let parts = parts.iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = parts.map(|(n, words)| format!("{n} {words}")).collect();
    parts.join(", ")
}

/// References, so many of them by name.
pub fn references(tally: &Tally<'_>, most: usize) -> Option<String> {
    let all = &tally.references;
    let mut words = all
        .iter()
        .take(most)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if all.len() > most {
        words.push_str(&format!(" and {} more", all.len() - most));
    }
    (!all.is_empty()).then_some(words)
}

/// Why a cell comes when it does.
pub fn reach(desk: &Desk, cell: &Cell<'_>) -> Option<String> {
    Some(match cell.reach {
        Reach::Answered => return None,
        Reach::Vanishes(by) => {
            let by = when::near(by, desk.now(), desk.zone());
            format!("something is due to vanish before then, capture by {by}")
        }
        Reach::Timer(seconds) => format!(
            "under a timer of {}, so what is not looked at may vanish",
            when::duration_words(seconds)
        ),
        Reach::OutOfReach => "out of reach afterwards".into(),
        Reach::Stays => "on a device that stays with its owner".into(),
    })
}

/// How much is left and in which order, in sentences.
pub fn order(desk: &Desk, view: &View<'_>) -> Vec<String> {
    if view.grid.cells.is_empty() {
        return vec!["No conversation is on record for it.".into()];
    }
    let left: Vec<&Cell> = view.grid.left().collect();
    if left.is_empty() {
        return vec!["Every conversation is answered.".into()];
    }
    let of = |wanted: fn(&Reach) -> bool| left.iter().filter(|c| wanted(&c.reach)).count();
    let mut parts = Vec::new();
    let vanishing = of(|r| matches!(r, Reach::Vanishes(_)));
    if let (1.., Some(first)) = (vanishing, left.first()) {
        let by = match first.reach {
            Reach::Vanishes(by) => when::near(by, desk.now(), desk.zone()),
            _ => String::new(),
        };
        parts.push(format!(
            "{vanishing} where something is due to vanish before then (capture the first by {by})"
        ));
    }
    let groups: [(usize, &str); 3] = [
        (of(|r| matches!(r, Reach::Timer(_))), "under a timer"),
        (
            of(|r| matches!(r, Reach::OutOfReach)),
            "out of reach afterwards",
        ),
        (of(|r| matches!(r, Reach::Stays)), "on a device that stays"),
    ];
    for (n, words) in groups {
        if n > 0 {
            parts.push(format!("{n} {words}"));
        }
    }
    vec![format!(
        "{} of {} left. In this order: {}.",
        left.len(),
        view.grid.cells.len(),
        parts.join(", then ")
    )]
}

/// The outcomes counted; they add up to the grid.
pub fn outcomes(view: &View<'_>) -> Vec<(&'static str, usize)> {
    let all = Outcome::ALL.iter().copied().map(Some).chain([None]);
    let nil = |c: &&Cell<'_>| c.answer.and_then(|a| a.outcome) == Some(Outcome::Nil);
    let more = |c: &Cell<'_>| c.answer.is_some_and(|a| leaves_aside(a, &c.tally));
    let aside = view.grid.cells.iter().filter(nil).any(more);
    let label = |o| match o {
        Some(Outcome::Nil) if aside => "nothing significant beyond what is captured or waits",
        o => outcome(o),
    };
    let all = all.map(|o| (label(o), view.grid.count(o)));
    all.collect()
}

/// A step with its paragraphs or its label, and to whom it leads.
pub fn step(desk: &Desk, step: &Step) -> String {
    let mut words = crate::desk::decide::words::step(step);
    let named = step
        .recipient
        .and_then(|who| desk.policy().house().recipients.get(&who));
    if let Some(settled) = named {
        let label = settled.by.label().unwrap_or_default();
        words.push_str(&format!(" To: {} ({label}).", settled.value));
    }
    words
}

/// What a step asks, without its full stop; of one that the policy of today does not have, that.
fn step_text<'a>(desk: &'a Desk, view: &View<'a>, id: &str) -> &'a str {
    let found = view.steps.iter().find(|s| s.id == id);
    let text = found.map(|s| s.text.as_str());
    text.or_else(|| step_named(desk, id))
        .map_or(OLD_STEP, |text| text.trim_end_matches('.'))
}

/// A step that the policy in force does not have.
const OLD_STEP: &str = "one of an earlier policy";

/// The text of a step of the policy in force.
fn step_named<'a>(desk: &'a Desk, id: &str) -> Option<&'a str> {
    let lists = desk.policy().checklists().iter();
    let mut steps = lists.flat_map(|l| &l.steps);
    Some(steps.find(|s| s.id == id)?.text.as_str())
}

/// A step as a message or the log names it: by how its text begins.
pub fn step_in_short(desk: &Desk, id: &str) -> String {
    match step_named(desk, id) {
        Some(text) => {
            let text = text.trim_end_matches('.');
            format!("step \"{}\"", crate::text::fit(text, 40).trim_end())
        }
        None => format!("a step, {OLD_STEP}"),
    }
}

/// The answer of a step.
pub fn step_answer(answer: Option<&StepAnswer>) -> String {
    let Some(a) = answer else {
        return "open".into();
    };
    let mut words = match a.outcome {
        None => "open".to_owned(),
        Some(StepOutcome::Done) => "done".into(),
        Some(StepOutcome::NotApplicable) => "not applicable".into(),
        Some(StepOutcome::Waived) => "waived".into(),
        Some(StepOutcome::HandedOver) => {
            let to = a.to.as_deref().unwrap_or("a name since erased");
            format!("handed over to {to}, {}", taken(a.accepted))
        }
    };
    if let Some(reason) = &a.reason {
        words.push_str(&format!(": {reason}"));
    }
    if let Some(two) = &a.conflict {
        words.push_str(&format!(
            "; two answers, {} and {}: the second stands until somebody decides",
            two.first.0, two.second.0
        ));
    }
    words
}

/// To whom something was offered.
pub fn offered(offered: &Offered) -> String {
    let to = offered.to.as_deref().unwrap_or("a name since erased");
    format!("handed over to {to}, {}", taken(offered.accepted))
}

/// What is known of a hold.
pub fn hold(desk: &Desk, id: Id) -> String {
    let state = desk.state();
    let Some(hold) = state.holds.iter().find(|h| h.id == id) else {
        return "a hold".into();
    };
    let scope = match hold.scope {
        HoldScope::All => "everything".to_owned(),
        HoldScope::Item(id) => format!("item {}", desk.short(id)),
        HoldScope::Conversation(id) => {
            let found = state.conversations.get(&id);
            let name = found.and_then(|c| c.name.as_deref());
            name.unwrap_or("a conversation").to_owned()
        }
    };
    let reference = hold.reference.as_deref().unwrap_or("no reference");
    format!("hold {reference}, on {scope}")
}

/// A kind of what is open, in words, for a line that counts.
pub fn kind_of_open(word: &str) -> &'static str {
    match word {
        "cell" => "conversations not answered",
        "item" => "messages that wait or are offered",
        "unconfirmed" => "captures not confirmed",
        "reference" => "references to come",
        "report" => "reports to be sent",
        "hold" => "holds",
        "hold-timer" => "timers under a hold that nobody answered for",
        "use-not-said" => "captures of which nobody said whether the device was used",
        "step" => "steps of the checklist",
        _ => "answers given twice",
    }
}

/// What is open, in a sentence without its full stop, for a screen of today.
pub fn open(desk: &Desk, view: &View<'_>, open: &Open) -> String {
    open_at(desk, view, open, |at| {
        when::near(at, desk.now(), desk.zone())
    })
}

/// What is open, for a paper: every date whole.
pub fn open_in_full(desk: &Desk, view: &View<'_>, open: &Open) -> String {
    open_at(desk, view, open, |at| when::full(at, desk.zone()))
}

fn open_at(
    desk: &Desk,
    view: &View<'_>,
    open: &Open,
    at: impl Fn(DateTime<Utc>) -> String,
) -> String {
    let state = desk.state();
    let item = |id: Id| {
        let found = state.items.get(&id);
        let place = found.map(|i| super::super::words::where_words(desk, i));
        format!("item {} ({})", desk.short(id), place.unwrap_or_default())
    };
    let mut words = match &open.what {
        Still::Cell(n) => {
            let found = view.numbered(*n);
            let name = found.map(|c| cell(desk, c)).unwrap_or_default();
            format!("{n}. {name}: not answered")
        }
        Still::Item(id) => format!("{} waits", item(*id)),
        Still::Unconfirmed(id) => {
            format!("{}: captured, not confirmed that it is filed", item(*id))
        }
        Still::Reference(id) => format!("{}: reference to come (your setting)", item(*id)),
        Still::Report(due) => {
            let since = at(due.since);
            format!("{}: to be sent, since {since}", report(desk, due.source))
        }
        Still::UseNotSaid(id) => format!(
            "{}: nobody said whether the private device was used or it was only received there",
            item(*id)
        ),
        Still::Hold(id) => hold(desk, *id),
        Still::HoldTimer(id, conversation) => desk.hold_timer_at(*id, *conversation, &at),
        // Its id is for the program: what it asks is what a person knows it by.
        Still::Step(id) => format!("step: {}", step_text(desk, view, id)),
        Still::TwoAnswers(what) => format!(
            "two answers to {what}, given without sight of each other; the second stands until somebody decides"
        ),
        Still::SameDevice(other, on) => format!(
            "{} is in another open departure too ({})",
            device(desk, Some(*on)),
            desk.short(*other)
        ),
    };
    if let Some(to) = &open.offered {
        // What is handed over is not "not answered" any more.
        if let Some(cut) = words.strip_suffix(": not answered") {
            words.truncate(cut.len());
        }
        words.push_str(&format!("; {}", offered(to)));
    }
    words
}

/// A report by what raises it, or by its kind.
fn report(desk: &Desk, source: Source) -> String {
    match source {
        Source::Decision(id) => format!("report of decision {}", desk.short(id)),
        Source::Item(id) => format!("report of item {}", desk.short(id)),
        Source::Own(id) => {
            let known = desk.state().reports.get(&id);
            let kind = known.map_or("", |r| kind_words(r.kind));
            format!("report {} ({kind})", desk.short(id))
        }
    }
}

/// How much is open, and how much of it was offered to somebody by name.
pub fn open_count(all: usize, left: usize) -> String {
    match (left, all - left) {
        (_, 0) => format!("{all}, offered to nobody yet"),
        (0, _) => format!("{all}, all offered by name"),
        (left, offered) => {
            format!("{all}: {left} offered to nobody yet, {offered} offered by name")
        }
    }
}
