//! Reports in words: what kind, how far, what was captured.

use chrono::{DateTime, Utc};

use super::super::Desk;
use super::super::words::{device_words, state_words, where_words};
use crate::record::Item;
use crate::record::command::StatedMarking;
use crate::record::event::ReportDrafted;
use crate::record::report::{
    Completeness, Continuing, Draft, Known, Recipient, ReportKind, Source, StillThere,
};
use crate::text::when;

/// A kind of report for people.
pub fn kind_words(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Exceptional => "use of a private device",
        ReportKind::MissedCapture => "missed capture",
        ReportKind::Outage => "outage of corporate systems",
    }
}

/// The text of a report as it can be drafted again.
pub(super) fn draft_of(said: &ReportDrafted) -> Draft {
    Draft {
        channel: said.channel.clone(),
        from: said.from,
        to: said.to,
        captured: said.captured.as_deref().and_then(Completeness::parse),
        circumstances: said.circumstances.clone(),
        what: said.what.clone(),
        marking: said.classification.clone().map(|classification| {
            let whole = said.marking.clone();
            StatedMarking {
                whole: whole.unwrap_or_else(|| classification.to_uppercase()),
                classification,
            }
        }),
        captures: said.captures.clone(),
        principal: said.principal.clone(),
        continuing: said.continuing.as_deref().and_then(Continuing::parse),
        still_there: said.still_there.as_deref().and_then(StillThere::parse),
        need: said.need.clone(),
    }
}

/// A captured item in one line, without a word of its text.
pub(super) fn captured_line(desk: &Desk, item: &Item) -> String {
    let at = item
        .told()
        .capture
        .as_ref()
        .map(|c| when::full(c.at, desk.zone()));
    let at = at.map(|at| format!(", on {at}")).unwrap_or_default();
    format!("{}: {}{at}", where_words(desk, item), state_words(item))
}

impl Desk {
    /// What a report is about, in one line: its kind, channel and device, and for whom.
    pub fn report_line(&self, known: &Known<'_>) -> String {
        self.report_line_with(known, true)
    }

    /// The same for people who may not read the register: what was missed may be what a message said.
    pub fn report_line_wordless(&self, known: &Known<'_>) -> String {
        self.report_line_with(known, known.kind != ReportKind::MissedCapture)
    }

    fn report_line_with(&self, known: &Known<'_>, with_what: bool) -> String {
        let mut parts = vec![kind_words(known.kind).to_owned()];
        let draft = self.report_words(known.source);
        parts.extend(draft.channel.as_deref().map(|c| self.channel_label(c)));
        match known.source {
            Source::Decision(id) => {
                let decision = self.state().decisions.get(&id);
                parts
                    .extend(decision.map(|d| device_words(self, &d.said.device, d.said.device_id)));
            }
            Source::Item(id) => {
                let item = self.state().items.get(&id);
                let device =
                    item.and_then(|i| Some(device_words(self, i.device.as_deref()?, i.device_id)));
                parts.extend(device);
                parts.push("told by a capture".into());
            }
            Source::Own(_) => parts.extend(draft.what.filter(|_| with_what)),
        }
        if let Some(name) = known.principal(self.state()) {
            parts.push(format!("for {name}"));
        }
        parts.join(", ")
    }
}

/// How far a report is with a recipient, in words for a screen of today; what follows where an earlier
/// text went out.
pub fn way_words(desk: &Desk, known: &Known<'_>, recipient: Recipient) -> String {
    way_at(known, recipient, |at| {
        when::near(at, desk.now(), desk.zone())
    })
}

/// The same for a paper, which is read on other days: every date whole.
pub fn way_in_full(desk: &Desk, known: &Known<'_>, recipient: Recipient) -> String {
    let on = |at| format!("on {}", when::full(at, desk.zone()));
    way_at(known, recipient, on)
}

/// How far a report is as a whole.
pub fn stage_words(known: &Known<'_>) -> &'static str {
    match known.word() {
        "not-said" => "nobody said whether the device was used or it was only received there",
        "due" => "to be written",
        "drafted" => "written, to be sent",
        "ended" => "ended: there is nothing to report any more",
        word => word,
    }
}

/// The way a report went: nothing leaves from here through a destination that a person serves by hand.
pub fn through_words(how: &str, destination: Option<&str>) -> String {
    match destination {
        None => String::new(),
        Some(d) if how == "manual" => format!(" by hand, as you say, through {d}"),
        Some(d) => format!(" through {d}"),
    }
}

fn way_at(
    known: &Known<'_>,
    recipient: Recipient,
    near: impl Fn(DateTime<Utc>) -> String,
) -> String {
    let way = known.done.and_then(|r| r.ways.get(&recipient));
    // What was withdrawn or ended is to go to nobody.
    let unsent = match known.is_open() {
        true => "to be sent",
        false => "not sent",
    };
    let Some(way) = way else {
        return match known.kind.recipients().contains(&recipient) {
            true => unsent.into(),
            false => "not asked for".into(),
        };
    };
    let mut words = match (&way.sent, &way.asked) {
        (Some(sent), _) => {
            let to = sent.sending.to.as_deref();
            let to = to.map(|to| format!(" to {to}")).unwrap_or_default();
            let (how, through) = (&sent.sending.how, sent.sending.destination.as_deref());
            let through = through_words(how, through);
            let reference = sent.sending.reference.as_deref();
            let reference = reference.map(|r| format!(", reference {r}"));
            format!(
                "sent{to}{through} {}{}",
                near(sent.at),
                reference.unwrap_or_default()
            )
        }
        (None, Some((at, note))) => {
            let note = note.as_deref().map(|n| format!(": {n}"));
            format!(
                "recipient not known, the KIM team asked {}{}",
                near(*at),
                note.unwrap_or_default()
            )
        }
        (None, None) => unsent.into(),
    };
    if let Some((at, by)) = &way.acknowledged {
        let by = by.as_deref().map(|by| format!(" by {by}"));
        words.push_str(&format!(
            "; acknowledged{} {}",
            by.unwrap_or_default(),
            near(*at)
        ));
    }
    if known.done.is_some_and(|r| r.wants_correction(recipient)) {
        words.push_str(match known.is_open() {
            true => "; written anew since, so a correction is to be sent",
            false => "; written anew since, and not sent so",
        });
    }
    words
}
