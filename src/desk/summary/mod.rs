//! Each event in a few words, for the log and an item's history.

mod conversation;
mod decision;
mod departure;
mod hold;
mod incident;
mod item;
mod pieces;
mod report;
mod request;

use pieces::{detail, quoted, said};

use super::Desk;
use super::need::days_words;
use super::origin::edited_words;
use super::words::{counted, device_words};
use crate::record::event::{self, ReviewRecorded, departure_events, incident_events};
use crate::record::{Entry, Event};

/// What happened, in words, and whether it still stands.
pub fn of_entry(desk: &Desk, entry: &Entry) -> String {
    let words = of(desk, &entry.event, entry.text_gone());
    match desk.is_taken_back(entry) {
        true => format!("{words} (taken back)"),
        false => words,
    }
}

/// What a command had done that was taken back, or brought back.
fn turned_words(desk: &Desk, writer: &str, command: i64) -> String {
    let entries = desk.entries().of_command(writer, command.unsigned_abs());
    let mut entries = entries.iter();
    let first = entries.next();
    let about = |e: &&Entry| e.event.subject().is_some();
    // A command that opens a conversation tells of what it is for.
    let told = first
        .filter(about)
        .or_else(|| entries.find(about))
        .or(first);
    let what = told.map(|e| {
        let about = e
            .event
            .item()
            .map(|id| format!("item {}, ", desk.short(id)))
            .unwrap_or_default();
        format!("{about}{}", words(desk, &e.event))
    });
    what.unwrap_or_else(|| format!("command {command} of {writer}"))
}

/// What happened, in words; `gone` tells that its text was erased.
pub fn of(desk: &Desk, event: &Event, gone: bool) -> String {
    let words = words(desk, event);
    if gone {
        format!("{words} (text erased)")
    } else {
        words
    }
}

/// One line a kind.
fn words(desk: &Desk, event: &Event) -> String {
    match event {
        Event::WriterOpened(_) => "this installation began to write".into(),
        Event::WriterClosed(e) => taken_over(e),
        Event::Accepted(e) => note_taken(e),
        Event::DamageNoted(e) => damage(e),
        Event::Erased(e) => format!("the text of {} was erased", e.frame),
        Event::Undone(e) => format!("taken back: {}", turned_words(desk, &e.writer, e.command)),
        Event::Redone(e) => format!("brought back: {}", turned_words(desk, &e.writer, e.command)),
        Event::ConversationOpened(e) => conversation::opened(desk, e),
        Event::ConversationSettings(e) => conversation::settings(desk, e),
        Event::ConversationTimer(e) => conversation::timer(desk, e),
        Event::ConversationImported(e) => conversation::imported(desk, e),
        Event::ConversationEdited(e) => conversation::edited(desk, e),
        Event::ItemAdded(e) => item::added(e),
        Event::ItemMessage(e) => item::message(e),
        Event::ItemEdited(e) => edited_words(desk, e),
        Event::ItemSubstance(e) => item::substance(e),
        Event::ItemCaptured(e) => item::captured(e),
        Event::ItemReferenced(e) => item::referenced(e),
        Event::ItemConfirmed(e) => item::confirmed(e),
        Event::ItemNotSignificant(e) => item::not_significant(e),
        Event::ItemReopened(_) => "back into the queue".into(),
        Event::ItemSnoozed(e) => item::snoozed(desk, e),
        Event::ItemHandedOver(e) => item::handed_over(e),
        Event::ItemAccepted(_) => "accepted".into(),
        Event::ItemTasked(e) => item::tasked(e),
        Event::ItemTaskAnswered(e) => item::task_answered(e),
        Event::ItemNoted(e) => item::noted(e),
        Event::ItemDataSaid(e) => item::data_said(e),
        Event::ItemGone(e) => item::gone(e),
        Event::ItemErased(e) => item::erased(e),
        Event::HoldPlaced(e) => format!("hold placed: {}", hold::words(desk, e.hold)),
        Event::HoldReleased(e) => format!("hold released: {}", hold::words(desk, e.hold)),
        Event::HoldTimer(e) => hold::timer(desk, e),
        Event::DecisionRecorded(e) => decision::recorded(desk, e),
        Event::DecisionOutcome(e) => decision::outcome(e),
        Event::ReportDrafted(e) => report::drafted(e),
        Event::ReportSent(e) => report::sent(e),
        Event::ReportAcknowledged(e) => report::acknowledged(e),
        Event::ReportAsked(e) => report::asked(e),
        Event::ReportWithdrawn(e) => report::withdrawn(e),
        Event::ReportReopened(_) => "report taken up again".into(),
        incident_events!() => incident::words(desk, event),
        Event::DeviceRegistered(e) => device_registered(desk, e),
        Event::DeviceEdited(e) => device_edited(desk, e),
        departure_events!() => departure::words(desk, event),
        Event::RegisterLodged(e) => register_lodged(e),
        Event::PaperLodged(e) => paper_lodged(desk, e),
        Event::MeasureAnswered(e) => measure_answered(e),
        Event::RequestReceived(e) => request::received(e),
        Event::RequestChanged(e) => request::changed(desk, e),
        Event::RequestSearched(e) => request::searched(desk, e),
        Event::RequestTimer(e) => request::timer(desk, e),
        Event::RequestAnswered(e) => request::answered(desk, e),
        Event::RequestClosed(e) => request::closed(desk, e),
        Event::RequestWithdrawn(e) => request::withdrawn(desk, e),
        Event::RequestReopened(e) => request::reopened(desk, e),
        Event::RequestLodged(e) => request::lodged(desk, e),
        Event::ReviewRecorded(e) => format!("review: {}", review_words(e)),
        Event::Other { kind } => format!("{kind}: written by a later version, not shown here"),
    }
}

fn taken_over(e: &event::WriterClosed) -> String {
    let what = format!("the journal of {} was taken over", e.closed);
    with_reason(what, e.reason.as_deref())
}

fn note_taken(e: &event::Accepted) -> String {
    let what = format!("note was taken that {}", not_here(&e.heads));
    with_reason(what, e.reason.as_deref())
}

fn with_reason(what: String, reason: Option<&str>) -> String {
    match reason {
        Some(reason) => format!("{what}: {reason}"),
        None => what,
    }
}

/// Which frames, each a name `WRITER SEQ HALF-A-HASH`.
fn not_here(heads: &[String]) -> String {
    let named = heads.iter().map(|head| {
        let mut parts = head.split(' ');
        let (writer, seq) = (parts.next().unwrap_or(head), parts.next().unwrap_or("?"));
        format!("no. {seq} of {writer}")
    });
    let named: Vec<String> = named.collect();
    match heads.len() {
        1 => format!("{} is missing or forked", named.join("")),
        _ => format!("{} are missing or forked", named.join(", ")),
    }
}

fn damage(e: &event::DamageNoted) -> String {
    format!(
        "{} could not be continued ({}); a new segment was begun",
        e.file,
        counted(usize::try_from(e.length).unwrap_or_default(), "byte")
    )
}

fn device_registered(desk: &Desk, e: &event::DeviceRegistered) -> String {
    let kind = device_words(desk, &e.device_kind, None);
    format!("device registered{} ({kind})", quoted(e.name.as_deref()))
}

fn device_edited(desk: &Desk, e: &event::DeviceEdited) -> String {
    let kind = e.device_kind.as_ref();
    let value = kind
        .map(|k| device_words(desk, k, None))
        .or_else(|| e.value.clone());
    let what = detail(&e.field);
    format!("device, {what} changed{}", quoted(value.as_deref()))
}

/// Neither the measure is named here nor whom it is asked of.
fn measure_answered(e: &event::MeasureAnswered) -> String {
    format!("measure of the department (34), {}", e.answer)
}

fn paper_lodged(desk: &Desk, e: &event::PaperLodged) -> String {
    let of = match (e.incident, e.from.or(e.to)) {
        (Some(id), _) => incident::which(desk, id),
        (None, Some(_)) => format!(" {}", days_words((e.from, e.to))),
        (None, None) => String::new(),
    };
    let whose = e.principal.as_deref();
    let lodged = lodged_to(whose, e.read_back, said(&e.destination));
    format!("{}{of}{lodged}", e.paper_kind.replace('-', " "))
}

fn register_lodged(e: &event::RegisterLodged) -> String {
    let whose = e.principal.as_deref();
    let lodged = lodged_to(whose, e.read_back, said(&e.destination));
    format!("readable register{lodged}")
}

fn lodged_to(whose: Option<&str>, read_back: bool, destination: impl std::fmt::Display) -> String {
    let whose = whose.map(|name| format!(" for {name}")).unwrap_or_default();
    let back = if read_back {
        ", read back, bytes match"
    } else {
        ""
    };
    format!("{whose} lodged to {destination}{back}")
}

/// The figures of a review: what was looked at and what became of it, which adds up; what waits; and the
/// chats, where they were named.
pub fn review_words(e: &ReviewRecorded) -> String {
    let named = [
        (e.captured, "captured"),
        (e.not_significant, "not significant"),
        (e.handed_over, "handed over"),
        (e.gone, "no longer available"),
        (e.put_off, "put off"),
    ];
    // Whatever was looked at and is none of these was kept waiting.
    let kept = e.looked_at - named.iter().map(|(n, _)| n).sum::<i64>();
    let parts: Vec<String> = named
        .iter()
        .chain([(kept, "kept waiting")].iter())
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    let mut words = format!("{} looked at since the last review", e.looked_at);
    if !parts.is_empty() {
        words.push_str(&format!(": {}", parts.join(", ")));
    }
    words.push_str(&match e.left {
        0 => "; nothing waits in the queue".into(),
        1 => "; 1 waits in the queue".into(),
        n => format!("; {n} wait in the queue"),
    });
    if let Some(chats) = &e.chats {
        words.push_str(&format!("; chats looked at: {chats}"));
    }
    if let Some(how) = &e.how {
        words.push_str(&format!(" ({how})"));
    }
    if let Some(name) = &e.principal {
        words.push_str(&format!("; for {name} alone"));
    }
    words
}
