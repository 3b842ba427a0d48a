//! Folds what was done about reports; nothing that was said is covered by anything else.

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::{Id, Place};
use crate::record::state::State;
use crate::record::state::conflict::Conflict;
use crate::record::state::report::{
    Recipient, Report, ReportKind, Sending, Sent, Source, Text, Way,
};

/// The ids an event names: of the report, and of the decision or item it is about.
type Ids = (Id, Option<Id>, Option<Id>);

/// The report of these ids, begun by this event where it is the first about it.
fn begun<'a>(
    state: &'a mut State,
    entry: &Entry,
    (id, decision, item): Ids,
    kind: Option<ReportKind>,
) -> Result<&'a mut Report, String> {
    let source = match (decision, item) {
        (Some(decision), _) => Source::Decision(decision),
        (_, Some(item)) => Source::Item(item),
        _ => Source::Own(id),
    };
    let stands = match source {
        Source::Decision(id) => state.decisions.contains_key(&id),
        Source::Item(id) => state.items.get(&id).is_some(),
        Source::Own(id) => kind.is_some() || state.reports.contains_key(&id),
    };
    if !stands {
        return Err(format!("about the report {id}, which is not on record"));
    }
    Ok(state.reports.entry(id).or_insert_with(|| Report {
        source,
        kind: kind.unwrap_or(ReportKind::Exceptional),
        at: entry.at,
        text: None,
        ways: Default::default(),
        withdrawn: None,
        state_place: None,
        conflicts: Vec::new(),
    }))
}

/// Keeps two values as a conflict where the later was given without sight of the one that stands.
fn compare(
    conflicts: &mut Vec<Conflict>,
    field: &str,
    standing: Option<(String, Place)>,
    replaces: Option<&Place>,
    new: (String, Place),
) {
    if standing.as_ref().map(|(_, place)| place) == replaces {
        conflicts.retain(|c| c.field != field);
    } else if let Some(first) = standing.filter(|(words, _)| *words != new.0) {
        conflicts.push(Conflict {
            field: field.to_owned(),
            first,
            second: new,
        });
    }
}

pub fn drafted(state: &mut State, entry: &Entry, e: &event::ReportDrafted) -> Result<(), String> {
    let Some(kind) = ReportKind::parse(&e.report_kind) else {
        return Err(format!(
            "a report of the kind {}, which this version does not know",
            e.report_kind
        ));
    };
    let report = begun(state, entry, (e.report, e.decision, e.item), Some(kind))?;
    let words = |said: &event::ReportDrafted| {
        let text = said.circumstances.as_ref().or(said.what.as_ref());
        text.cloned().unwrap_or_else(|| "not stated".into())
    };
    let standing = report.text.as_ref();
    let standing = standing.map(|t| (words(&t.said), t.place.clone()));
    let new = (words(e), entry.place());
    compare(
        &mut report.conflicts,
        "text",
        standing,
        e.replaces.as_ref(),
        new,
    );
    report.text = Some(Text {
        at: entry.at,
        place: entry.place(),
        said: e.clone(),
    });
    Ok(())
}

pub fn sent(state: &mut State, entry: &Entry, e: &event::ReportSent) -> Result<(), String> {
    let way = way(state, entry, (e.report, e.decision, e.item), &e.recipient)?;
    way.sent(entry, e);
    Ok(())
}

pub fn acknowledged(
    state: &mut State,
    entry: &Entry,
    e: &event::ReportAcknowledged,
) -> Result<(), String> {
    let mut way = way(state, entry, (e.report, e.decision, e.item), &e.recipient)?;
    way.seen(entry, e.replaces.as_ref(), "acknowledged");
    way.way().acknowledged = Some((entry.at, e.by.clone()));
    Ok(())
}

pub fn asked(state: &mut State, entry: &Entry, e: &event::ReportAsked) -> Result<(), String> {
    let mut way = way(state, entry, (e.report, e.decision, e.item), &e.recipient)?;
    way.seen(entry, e.replaces.as_ref(), "asked");
    way.way().asked = Some((entry.at, e.note.clone()));
    Ok(())
}

pub fn withdrawn(
    state: &mut State,
    entry: &Entry,
    e: &event::ReportWithdrawn,
) -> Result<(), String> {
    let report = begun(state, entry, (e.report, e.decision, e.item), None)?;
    turn(report, entry, e.replaces.as_ref(), "withdrawn");
    report.withdrawn = Some((entry.at, e.reason.clone()));
    Ok(())
}

pub fn reopened(state: &mut State, entry: &Entry, e: &event::ReportReopened) -> Result<(), String> {
    let report = begun(state, entry, (e.report, e.decision, e.item), None)?;
    turn(report, entry, Some(&e.replaces), "open");
    report.withdrawn = None;
    Ok(())
}

/// Withdraws or takes up again.
fn turn(report: &mut Report, entry: &Entry, replaces: Option<&Place>, word: &str) {
    let was = if report.withdrawn.is_some() {
        "withdrawn"
    } else {
        "open"
    };
    let place = report.state_place.clone();
    let standing = place.map(|place| (was.to_owned(), place));
    let new = (word.to_owned(), entry.place());
    compare(&mut report.conflicts, "state", standing, replaces, new);
    report.state_place = Some(entry.place());
}

/// One recipient of one report.
struct OneWay<'a> {
    report: &'a mut Report,
    recipient: Recipient,
}

fn way<'a>(
    state: &'a mut State,
    entry: &Entry,
    ids: Ids,
    recipient: &str,
) -> Result<OneWay<'a>, String> {
    let Some(recipient) = Recipient::parse(recipient) else {
        return Err(format!(
            "about the recipient {recipient}, whom this version does not know"
        ));
    };
    let report = begun(state, entry, ids, None)?;
    Ok(OneWay { report, recipient })
}

impl OneWay<'_> {
    fn way(&mut self) -> &mut Way {
        self.report.ways.entry(self.recipient).or_default()
    }

    /// Compares with what stands, and makes this event the last about the recipient.
    fn seen(&mut self, entry: &Entry, replaces: Option<&Place>, words: &str) {
        let way = self.way();
        let standing = way.place.clone().map(|place| (shown(way), place));
        way.place = Some(entry.place());
        let (field, new) = (self.recipient.as_str(), (words.to_owned(), entry.place()));
        compare(&mut self.report.conflicts, field, standing, replaces, new);
    }

    fn sent(mut self, entry: &Entry, e: &event::ReportSent) {
        let sending = Sending {
            how: e.how.clone(),
            to: e.to.clone(),
            destination: e.destination.clone(),
            reference: e.reference.clone(),
            path: e.path.clone(),
            sha256: e.sha256.clone(),
            at: e.sent_at,
            paper: e.paper.clone(),
        };
        self.seen(entry, e.replaces.as_ref(), &sent_words(&sending));
        // Without a text of its own in the frame it is the one that stands: drafted in the same command.
        let standing = self.report.text.as_ref().map(|t| t.place.clone());
        let text = e.text_place.clone().or(standing);
        let way = self.way();
        way.sent = Some(Sent {
            at: e.sent_at.unwrap_or(entry.at),
            sending,
            text,
        });
        // An acknowledgement was of what was sent before.
        way.acknowledged = None;
        if self.report.withdrawn.is_some() {
            // Only somebody who did not see the withdrawal sends; both are kept until it is decided.
            let place = self.report.state_place.clone();
            self.report.conflicts.push(Conflict {
                field: "state".into(),
                first: ("withdrawn".into(), place.unwrap_or_else(|| entry.place())),
                second: (format!("sent to {}", self.recipient), entry.place()),
            });
        }
    }
}

/// How far a report is with a recipient, to show beside another answer.
fn shown(way: &Way) -> String {
    match (&way.acknowledged, &way.sent) {
        (None, Some(sent)) => sent_words(&sent.sending),
        _ => way.word().to_owned(),
    }
}

fn sent_words(sending: &Sending) -> String {
    match &sending.reference {
        Some(reference) => format!("sent, reference {reference}"),
        None => "sent".into(),
    }
}
