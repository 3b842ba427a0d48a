//! The table of what can happen: one row is one kind of event.
//!
//! Rows are never renamed or removed; see [`super`] for the rules.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::spell::{Row, events};
use crate::record::field::{Field, Id, Pairs, Place, Value};

events! {
    /// The first frame of a writer.
    WriterOpened = "writer.opened" {
        program: String,
        /// The writer this installation was before, where it was one.
        before: Option<String>,
    } text {}

    /// A writer was taken over: its installation is gone, and nothing more is to be written under its name.
    WriterClosed = "writer.closed" {
        /// The writer that was taken over.
        closed: String,
        /// Its heads as they stood: `WRITER SEQ HALF-A-HASH`.
        heads: Vec<String>,
    } text { reason: Option<String> }

    /// Frames that are known and not here, or a journal that goes on in two ways, were taken note of by a person.
    Accepted = "accepted" {
        /// The heads that are missing, or those of the branches: `WRITER SEQ HALF-A-HASH`.
        heads: Vec<String>,
    } text { reason: Option<String> }

    /// The first frame of a segment begun because the one before it could not be continued.
    DamageNoted = "damage.noted" {
        /// File name of the damaged segment.
        file: String,
        /// Its length in bytes as found.
        length: i64,
        /// SHA-256 of the file as found.
        sha256: String,
        /// Hash of the last frame that agrees.
        last_hash: String,
    } text {}

    /// The text of one frame was taken out of the journal.
    Erased = "erased" { frame: Place, frame_text_hash: String } text {}

    /// A command was taken back: its events count no more.
    Undone = "undone" {
        /// The writer of the command taken back.
        writer: String,
        /// Its number (see `lamport` of its frames).
        command: i64,
        /// Hash of its first frame: where the journal goes on in two ways, two commands may have the number.
        first: Option<String>,
    } text {}

    /// A command that was taken back was brought back: its events count again.
    Redone = "redone" {
        /// The writer of the command brought back.
        writer: String,
        /// Its number (see `lamport` of its frames).
        command: i64,
        /// Hash of its first frame, as in [`Event::Undone`].
        first: Option<String>,
    } text {}

    /// A conversation became known.
    ConversationOpened = "conversation.opened" { conversation: Id, channel: String } text { name: Option<String> }

    /// What is remembered for reading a conversation's exports.
    ConversationSettings = "conversation.settings" {
        conversation: Id,
        /// `dmy`, `mdy`, `ymd` or `myd`.
        date_order: Option<String>,
        /// IANA name of the zone its wall-clock times are read in.
        zone: Option<String>,
    } text {
        /// The name that is the owner of the phone.
        me: Option<String>,
    }

    /// A disappearing-message timer was seen or stated.
    ConversationTimer = "conversation.timer" {
        conversation: Id,
        /// From when on messages are under this timer.
        from: DateTime<Utc>,
        /// Length in seconds; 0 is off.
        seconds: i64,
        /// `stated` by a person or `notice` in an export.
        source: String,
    } text {}

    /// An export was read and messages chosen from it; what is needed to tell what is new next time.
    ConversationImported = "conversation.imported" {
        conversation: Id,
        /// Entries read.
        entries: i64,
        /// The last entry's wall-clock time.
        last: Option<NaiveDateTime>,
        /// What kind of export it is (`whatsapp`).
        format: Option<String>,
    } text {
        /// Salted digests of the entries of the last minute.
        tail: Vec<String>,
        /// The export's own name, and the SHA-256 of the whole of it in hex. Items of the same command that
        /// stand after this event were picked from it.
        name: Option<String>,
        sha256: Option<String>,
    }

    /// One detail of a conversation was put right.
    ConversationEdited = "conversation.edited" {
        conversation: Id,
        /// `members`, `office`, `captured-by` or `review-every`.
        field: String,
        /// The event whose value this replaces; absent where there was none.
        replaces: Option<Place>,
        /// The length, where the field is `review-every`; 0 is off.
        seconds: Option<i64>,
    } text { value: Option<String> }

    /// An item came into the queue.
    ItemAdded = "item.added" {
        item: Id,
        conversation: Option<Id>,
        channel: Arc<str>,
        /// When the message was sent, where the moment is known.
        sent: Option<DateTime<Utc>>,
        /// When it was sent by a clock on the wall, zone not in the export, or typed and missing or doubled where
        /// the clocks change; `sent` is its reading.
        sent_wall: Option<NaiveDateTime>,
        /// IANA name of the zone `sent_wall` was read in.
        zone: Option<Arc<str>>,
        device: Option<Arc<str>>,
        /// The classification and `-sensitive` alone (`official-sensitive`); the whole marking is text.
        classification: Option<Arc<str>>,
        received: bool,
        personal_data: bool,
        /// The timer stated for this message, in seconds; 0 is off.
        timer: Option<i64>,
        /// `added` by hand or `imported`.
        origin: Arc<str>,
        edited: bool,
        deleted: bool,
        quoted: bool,
        /// Whether text was withheld because the machine is not corporately managed.
        reference_only: bool,
        /// The registered device, where `device` was said by its name.
        device_id: Option<Id>,
        /// The recorded decision it comes from.
        decision: Option<Id>,
        /// The number of its entry in the export, and the line its stamp stands on, from 1.
        entry: Option<i64>,
        line: Option<i64>,
        /// The order its date was read in: `dmy`, `mdy`, `ymd` or `myd`.
        date_order: Option<Arc<str>>,
        /// Why it may be quoted text, in a word of [`crate::import::Quoted`].
        quoted_why: Option<Arc<str>>,
        /// Of a mail: how many names and addresses it has beyond those that are kept.
        unlisted: Option<i64>,
    } text {
        from: Option<Arc<str>>,
        body: Option<Arc<str>>,
        marking: Option<Arc<str>>,
        /// The principal it is kept for.
        principal: Option<Arc<str>>,
        /// Salted digest of the message, to know it again in a later export.
        digest: Option<Arc<str>>,
        /// Files kept with it: `SHA-256 LENGTH KIND NAME` each.
        evidence: Vec<String>,
        /// Its time in the export's own words.
        stamp: Option<Arc<str>>,
        /// Who typed it, by the name of their settings.
        person: Option<Arc<str>>,
        /// Its piece of the export as that has it, where it is not longer than 4,096 bytes; in base64 where
        /// it is no UTF-8.
        original: Option<Arc<str>>,
        original_base64: Option<Arc<str>>,
        /// Of a mail: what it is about.
        subject: Option<Arc<str>>,
        /// Of a mail: to whom it went, and the other names and addresses of those it went from and to.
        to: Vec<String>,
        also: Vec<String>,
    }

    /// A further message of the same item.
    ItemMessage = "item.message" {
        item: Id,
        sent: Option<DateTime<Utc>>,
        sent_wall: Option<NaiveDateTime>,
        edited: bool,
        deleted: bool,
        quoted: bool,
        /// The rest as in `item.added`.
        entry: Option<i64>,
        line: Option<i64>,
        date_order: Option<Arc<str>>,
        quoted_why: Option<Arc<str>>,
        unlisted: Option<i64>,
    } text {
        from: Option<Arc<str>>,
        body: Option<Arc<str>>,
        digest: Option<Arc<str>>,
        evidence: Vec<String>,
        stamp: Option<Arc<str>>,
        original: Option<Arc<str>>,
        original_base64: Option<Arc<str>>,
        subject: Option<Arc<str>>,
        to: Vec<String>,
        also: Vec<String>,
    }

    /// One field of an item was put right. Of what was exported or captured, text, sender and time are not
    /// changed by it: the value stands beside them.
    ItemEdited = "item.edited" {
        item: Id,
        /// `text`, `from`, `sent` of the first message, `message-text`, `message-from`, `message-sent` of
        /// another; `marking`, `device`, `conversation`, `received`, `personal-data`, `timer`, `principal`.
        field: String,
        /// The event whose value this replaces; two that replace the same one are a conflict.
        replaces: Place,
        /// The classification, where the field is `marking`.
        classification: Option<String>,
        /// The conversation, where that is the field.
        conversation: Option<Id>,
        /// The registered device, where the field is `device` and it was said by its name.
        device_id: Option<Id>,
        /// The number of the message, from 1, where it is not the first.
        message: Option<i64>,
        /// The clock on the wall that was typed and the IANA name of its zone, where the field is `sent` or
        /// `message-sent` and that clock is no moment, or two.
        sent_wall: Option<NaiveDateTime>,
        zone: Option<Arc<str>>,
    } text {
        value: Option<String>,
        /// Who put it right, by the name of their settings.
        person: Option<Arc<str>>,
    }

    /// Route (b) of paragraph 21: the substance in words.
    ItemSubstance = "item.substance" { item: Id } text {
        decided: Option<String>,
        who: Option<String>,
        when: Option<String>,
        why: Option<String>,
        next: Option<String>,
    }

    /// An item was put on a government system.
    ItemCaptured = "item.captured" {
        item: Id,
        after: Place,
        /// `copy`, `forward`, `screenshot`, `export` or `substance` (paragraph 21).
        route: String,
        /// `folder`, `command`, `manual`, or `none` where no destination was named.
        destination_kind: String,
        /// Whether the destination read back equal, byte for byte.
        read_back: bool,
        /// What was not as it should be with the policy files (the words of `policy::Caution`).
        cautions: Vec<String>,
    } text {
        destination: Option<String>,
        reference: Option<String>,
        note: Option<String>,
        path: Option<String>,
        sha256: Option<String>,
    }

    /// The reference of a capture became known.
    ItemReferenced = "item.referenced" { item: Id } text { reference: Option<String> }

    /// A named person confirms that a capture is filed.
    ItemConfirmed = "item.confirmed" { item: Id, after: Place } text { by: Option<String> }

    /// Decided not to be significant (paragraphs 14 and 19).
    ItemNotSignificant = "item.not-significant" {
        item: Id,
        after: Place,
        /// `none-known`, `known`, or absent where nobody was asked.
        requests: Option<String>,
    } text { reason: Option<String>, request: Option<String> }

    /// Back into the queue.
    ItemReopened = "item.reopened" { item: Id, after: Place } text {}

    /// Put off until a time, never past the time to capture by.
    ItemSnoozed = "item.snoozed" { item: Id, until: DateTime<Utc> } text {}

    /// Offered to a named person to capture.
    ItemHandedOver = "item.handed-over" { item: Id, after: Place } text { to: Option<String> }

    /// The person it was offered to took it.
    ItemAccepted = "item.accepted" { item: Id } text {}

    /// A colleague was asked to capture a waiting item, or is asked no more (no name).
    ItemTasked = "item.tasked" {
        item: Id,
        /// The event that asked or answered before; absent where there was none.
        replaces: Option<Place>,
    } text { to: Option<String> }

    /// What the colleague said to it.
    ItemTaskAnswered = "item.task-answered" {
        item: Id,
        replaces: Place,
        /// `accepted` or `returned`.
        answer: String,
    } text { note: Option<String> }

    /// A remark on an item; several may stand.
    ItemNoted = "item.noted" { item: Id } text {
        note: Option<String>,
        /// Who made it, by the name of their settings.
        person: Option<String>,
    }

    /// What kind of personal data an item holds, and where its channel holds it (35, 36).
    ItemDataSaid = "item.data-said" {
        item: Id,
        /// The event whose answer this replaces; absent where there was none.
        replaces: Option<Place>,
        /// `none`, `some` or `special`; absent where that was not said.
        personal: Option<String>,
        /// `unknown`, `uk` or `outside`; absent where that was not said.
        transfers: Option<String>,
    } text {
        /// Where outside the United Kingdom.
        outside: Option<String>,
        person: Option<String>,
    }

    /// The message is no longer available.
    ItemGone = "item.gone" { item: Id, after: Place } text { note: Option<String> }

    /// The content of an item was erased; the frames whose text went follow in the same group.
    ItemErased = "item.erased" {
        item: Id,
        /// `none-known` or `known`: whether a request, inquiry or litigation is known (paragraph 28).
        requests: String,
        /// `asked`, or `lapsed` where a not-significant item's time for undo ran out.
        cause: String,
        /// Its marking as far as it is of the policy's own words, which outlive the text (7).
        marking: Option<String>,
        /// Whether the marking said more, in words of its own, that went with the text.
        marking_cut: bool,
    } text { reason: Option<String>, request: Option<String> }

    /// Nothing in its scope may be erased until it is released.
    HoldPlaced = "hold.placed" {
        hold: Id,
        /// `all`, `conversation` or `item`.
        scope: String,
        conversation: Option<Id>,
        item: Option<Id>,
    } text { reference: Option<String> }

    HoldReleased = "hold.released" { hold: Id } text {}

    /// What was said about a timer that runs in a conversation under a hold (24, 28).
    HoldTimer = "hold.timer" {
        hold: Id,
        conversation: Id,
        /// The event whose answer this replaces; absent where there was none.
        replaces: Option<Place>,
        /// `off`, `cannot` or `not-admin`.
        answer: String,
    } text {
        /// Why it cannot be switched off.
        note: Option<String>,
    }

    /// What the policy in force said to a situation as a person stated it.
    ///
    /// Of SECRET and above, and of what is not government business, no text is kept: an incident is
    /// recorded without content (11), and such chats are counted, never named (18).
    DecisionRecorded = "decision.recorded" {
        decision: Id,
        /// `about-to-use`, `received` or `already-used`.
        situation: String,
        scope: String,
        /// The classification and `-sensitive` alone; absent where none was stated.
        classification: Option<String>,
        significant: bool,
        /// The first half of paragraph 14 was named: the direction of a piece of work.
        direction: bool,
        /// The second half was named: a material change to a situation.
        change: bool,
        /// The kind of device as it was when this was decided.
        device: String,
        /// The registered device, where it was said by its name.
        device_id: Option<Id>,
        channel: Option<String>,
        personal_data: bool,
        /// `yes` or `no`: would a government system have done (8); absent where nobody was asked.
        government_system: Option<String>,
        verdict: String,
        /// Those of the verdict's row; none where a limits rule decided.
        paragraphs: Vec<String>,
        /// The ids of the duties that follow from the situation.
        duties: Vec<String>,
        policy: String,
        policy_digest: String,
        /// Why no government system would have done (8), by the id of the policy's list; absent where none
        /// was given.
        system_reason: Option<String>,
        /// What was not as it should be with the policy files (the words of `policy::Caution`).
        cautions: Vec<String>,
    } text {
        marking: Option<String>,
        reason: Option<String>,
        /// The principal it was decided for.
        principal: Option<String>,
        /// That reason in words, where the list has none for it.
        system_note: Option<String>,
        /// The name of whoever decided, as their settings had it.
        person: Option<String>,
    }

    /// What came of a decision.
    DecisionOutcome = "decision.outcome" {
        decision: Id,
        /// The event whose outcome this replaces: the decision itself, or an earlier outcome.
        after: Place,
        /// `used` or `not-used`.
        outcome: String,
    } text {}

    /// A report was written, or written anew: of exceptional use (10a), a missed capture or an outage.
    ///
    /// Its id is that of the decision or item that raises it; a report of neither has an id of its own.
    ReportDrafted = "report.drafted" {
        report: Id,
        decision: Option<Id>,
        item: Option<Id>,
        /// `exceptional`, `missed-capture` or `outage`.
        report_kind: String,
        /// The event whose text this replaces; absent where there was none.
        replaces: Option<Place>,
        channel: Option<String>,
        /// When the outage, or what was missed, began and ended.
        from: Option<DateTime<Utc>>,
        to: Option<DateTime<Utc>>,
        /// `yes`, `no` or `partly`: was everything significant captured; absent where nobody was asked.
        captured: Option<String>,
        /// The classification and `-sensitive` alone.
        classification: Option<String>,
        policy: String,
        policy_digest: String,
        /// `one-off` or `continuing`; absent where nobody said.
        continuing: Option<String>,
        /// `yes`, `no` or `unsure`: is it still on the device; absent where nobody was asked.
        still_there: Option<String>,
        /// Why another channel was used (4), by the id of the policy's list; absent where nobody was asked.
        need: Option<String>,
    } text {
        /// The circumstances, in the user's words (6, 10a).
        circumstances: Option<String>,
        /// What was missed, or which systems were down.
        what: Option<String>,
        marking: Option<String>,
        /// What was captured where, a line for each.
        captures: Vec<String>,
        /// The principal it is made for.
        principal: Option<String>,
    }

    /// A report went to a recipient.
    ReportSent = "report.sent" {
        report: Id,
        decision: Option<Id>,
        item: Option<Id>,
        /// `head-of-unit` or `kim`.
        recipient: String,
        /// The last event about this recipient that was seen.
        replaces: Option<Place>,
        /// The event whose text was sent; absent where that stands in the same command.
        text_place: Option<Place>,
        /// `folder`, `command`, `manual`, or `none` where no destination was named.
        how: String,
        /// When it was sent by hand, where that was said; else when it was recorded.
        sent_at: Option<DateTime<Utc>>,
    } text {
        /// Name or address of who it went to.
        to: Option<String>,
        destination: Option<String>,
        reference: Option<String>,
        path: Option<String>,
        sha256: Option<String>,
        /// The paper as it was sent, as text.
        paper: Option<String>,
    }

    /// A recipient acknowledged a report.
    ReportAcknowledged = "report.acknowledged" {
        report: Id,
        decision: Option<Id>,
        item: Option<Id>,
        recipient: String,
        replaces: Option<Place>,
    } text { by: Option<String> }

    /// Who the recipient is, is not known, and the KIM team was asked.
    ReportAsked = "report.recipient-asked" {
        report: Id,
        decision: Option<Id>,
        item: Option<Id>,
        recipient: String,
        replaces: Option<Place>,
    } text { note: Option<String> }

    /// There is nothing to report after all.
    ReportWithdrawn = "report.withdrawn" {
        report: Id,
        decision: Option<Id>,
        item: Option<Id>,
        /// The event that withdrew or reopened it before; absent where there was none.
        replaces: Option<Place>,
    } text { reason: Option<String> }

    /// A report that was withdrawn is to be made after all.
    ReportReopened = "report.reopened" {
        report: Id,
        decision: Option<Id>,
        item: Option<Id>,
        replaces: Place,
    } text {}

    /// Something went wrong: information where it must not be, or in the wrong hands. Never what it said.
    IncidentOpened = "incident.opened" {
        incident: Id,
        /// `secret`, `wrong-chat`, `device-lost`, `account-taken`, `data-breach` or `other`.
        incident_kind: String,
        channel: Option<String>,
        /// The kind of device, as it was then.
        device: Option<String>,
        /// The registered device, where it was said by its name.
        device_id: Option<Id>,
        /// When it happened, as far as that is known.
        happened: Option<DateTime<Utc>>,
        /// When it was noticed.
        noticed: DateTime<Utc>,
        /// `yes`, `no` or `unsure`: is personal data concerned (35, 37); absent where nobody said.
        personal: Option<String>,
        /// How many people's; never whose.
        people: Option<i64>,
        /// `yes`, `no` or `unsure`: can it go no further; absent where nobody said.
        contained: Option<String>,
        policy: String,
        policy_digest: String,
    } text {
        /// What happened, without what it said; nothing at SECRET and above (11).
        note: Option<String>,
        /// Which kinds of personal data.
        data_kinds: Option<String>,
        /// The principal it is kept for.
        principal: Option<String>,
        person: Option<String>,
    }

    /// Somebody was told of an incident.
    IncidentTold = "incident.told" {
        incident: Id,
        /// `security`, `data-protection`, `it`, `police`, `head-of-unit`, `kim`, `request-team` or `other`.
        recipient: String,
        told: DateTime<Utc>,
        /// When the department, the controller, became aware, as it says itself.
        aware: Option<DateTime<Utc>>,
    } text {
        name: Option<String>,
        how: Option<String>,
        /// The reference they gave it.
        reference: Option<String>,
        person: Option<String>,
    }

    /// The department took an incident over: it decides from there on.
    IncidentTaken = "incident.taken" {
        incident: Id,
        /// The event by which it is open, taken or closed.
        after: Place,
        taken: DateTime<Utc>,
        aware: Option<DateTime<Utc>>,
    } text { by: Option<String>, reference: Option<String> }

    /// An incident was closed by whoever took it.
    IncidentClosed = "incident.closed" {
        incident: Id,
        after: Place,
        closed: DateTime<Utc>,
        contained: Option<String>,
    } text { by: Option<String>, reference: Option<String> }

    /// A device became known.
    DeviceRegistered = "device.registered" {
        device: Id,
        /// `corporate`, `managed-personal`, `personal`, `other-managed` or `unsure`.
        device_kind: String,
    } text {
        name: Option<String>,
        owner: Option<String>,
        managed_by: Option<String>,
        /// The principal whose it is; absent where it is the writer's own.
        principal: Option<String>,
    }

    /// One detail of a device was put right. What was decided or captured before keeps what was said then.
    DeviceEdited = "device.edited" {
        device: Id,
        /// `kind`, `name`, `owner`, `managed-by` or `principal`.
        field: String,
        /// The event whose value this replaces.
        replaces: Place,
        /// The kind, where that is the field.
        device_kind: Option<String>,
    } text { value: Option<String> }

    /// The last review before a device changes hands or a post is left was begun (23).
    DepartureOpened = "departure.opened" {
        departure: Id,
        /// `leaving`, `device` or `both`.
        departure_kind: String,
        /// When the post is left or the device goes.
        on: DateTime<Utc>,
        /// To whom the guidance applies (3), in the words of the settings.
        role: String,
        devices: Vec<Id>,
        policy: String,
        policy_digest: String,
    } text {
        /// The principal it is kept for.
        principal: Option<String>,
    }

    /// One detail of a departure was put right.
    DepartureEdited = "departure.edited" {
        departure: Id,
        /// `kind`, `on`, `role` or `devices`.
        field: String,
        /// The event whose value this replaces.
        replaces: Place,
        /// The word, where the field is `kind` or `role`.
        word: Option<String>,
        /// The time, where that is the field.
        on: Option<DateTime<Utc>>,
        /// The devices, where they are the field.
        devices: Vec<Id>,
    } text {}

    /// What was found in one conversation on one device.
    DepartureCell = "departure.cell" {
        departure: Id,
        conversation: Id,
        /// Absent where the departure names no device.
        device: Option<Id>,
        /// The event whose answer this replaces; absent where there was none.
        replaces: Option<Place>,
        /// `captured`, `nil`, `handed-over`, `gone` or `not-on-device`; `open` takes the answer away.
        outcome: String,
        /// Personal data is concerned by what is no longer available.
        personal_data: bool,
        /// How many items of it waited when it was answered; absent in older registers, and where that says nothing.
        waiting: Option<i64>,
        /// How many of it were captured then.
        captured: Option<i64>,
    } text {
        /// To whom it is offered.
        to: Option<String>,
        /// How it was looked at, or what it said as remembered.
        note: Option<String>,
        /// Who else may hold what is no longer available.
        holders: Option<String>,
        /// When it went, as far as is known.
        went: Option<String>,
    }

    /// A step of the checklist was answered.
    DepartureStep = "departure.step" {
        departure: Id,
        /// Its id in the policy.
        step: String,
        /// The event whose answer this replaces; absent where there was none.
        replaces: Option<Place>,
        /// `done`, `not-applicable`, `waived` or `handed-over`; `open` takes the answer away.
        outcome: String,
    } text { reason: Option<String>, to: Option<String> }

    /// Whatever else stood open (captures not confirmed, references, reports, holds) was offered to somebody.
    DepartureRest = "departure.handed-over" { departure: Id } text { to: Option<String> }

    /// The person something was offered to took it.
    DepartureAccepted = "departure.accepted" {
        departure: Id,
        /// The events that made the offers.
        offers: Vec<String>,
    } text { by: Option<String> }

    /// The statement of a departure was made and lodged.
    DepartureStated = "departure.stated" {
        departure: Id,
        after: Place,
        /// `WRITER HASH` of every writer's last frame before this one.
        heads: Vec<String>,
        /// `folder`, `command` or `manual`.
        destination_kind: String,
        /// Whether the destination read back equal, byte for byte.
        read_back: bool,
        /// Cells of the grid, and how much stood open.
        cells: i64,
        open: i64,
        policy: String,
        policy_digest: String,
        /// It goes on, because something stood open; absent where the statement ends it once it is filed.
        stays_open: bool,
    } text {
        destination: Option<String>,
        reference: Option<String>,
        path: Option<String>,
        sha256: Option<String>,
    }

    /// The register was made readable, for one principal or for nobody by name, and lodged.
    RegisterLodged = "register.lodged" {
        /// `WRITER HASH` of every writer's last frame before this one.
        heads: Vec<String>,
        /// `folder`, `command` or `manual`.
        destination_kind: String,
        /// Whether the destination read back equal, byte for byte.
        read_back: bool,
    } text {
        principal: Option<String>,
        destination: Option<String>,
        reference: Option<String>,
        path: Option<String>,
        sha256: Option<String>,
    }

    /// A paper that nothing else on record follows was lodged: the attestation of a month, what is on record of an
    /// incident.
    PaperLodged = "paper.lodged" {
        /// `attestation` or `incident`.
        paper_kind: String,
        /// The incident it is about.
        incident: Option<Id>,
        /// The first and the last day it is about.
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        /// `WRITER HASH` of every writer's last frame before this one.
        heads: Vec<String>,
        /// `folder`, `command` or `manual`.
        destination_kind: String,
        /// Whether the destination read back equal, byte for byte.
        read_back: bool,
    } text {
        principal: Option<String>,
        destination: Option<String>,
        path: Option<String>,
        sha256: Option<String>,
    }

    /// What became of a measure that the department asks of somebody at particular risk (34).
    MeasureAnswered = "measure.answered" {
        /// The first 16 hex digits of the SHA-256 of whom it is asked of, a line end and its words.
        asked: String,
        /// `done`, `not-applicable` or `not-done`.
        answer: String,
        /// When it was done or looked at, as it was said.
        on: Option<NaiveDate>,
    } text {
        principal: Option<String>,
        note: Option<String>,
    }

    /// What the department did about a departure (27): it was told, has the statement, looked at it, released a device.
    DepartureStaged = "departure.staged" {
        departure: Id,
        /// `notified`, `statement-received`, `checked` or `released`.
        stage: String,
        /// When, as it was said.
        staged: DateTime<Utc>,
    } text {
        /// Who of the department.
        by: Option<String>,
        reference: Option<String>,
        person: Option<String>,
    }

    /// A named person confirms that the statement is filed.
    DepartureConfirmed = "departure.confirmed" {
        departure: Id,
        after: Place,
        /// It goes on, because something stood open.
        stays_open: bool,
    } text { by: Option<String> }

    /// It is at its end, though no later statement says so: nothing is open, or its date has passed.
    DepartureClosed = "departure.closed" {
        departure: Id,
        after: Place,
        /// How much stood open.
        open: i64,
    } text { reason: Option<String> }

    /// It does not take place.
    DepartureCancelled = "departure.cancelled" { departure: Id, after: Place } text { reason: Option<String> }

    /// It goes on: a message came in later.
    DepartureReopened = "departure.reopened" { departure: Id, after: Place } text { reason: Option<String> }

    /// Somebody asked for information, or for a search, in one of the ways of paragraphs 28 to 30: what, by whom, of
    /// what. What is exempt is the department's to decide (29) and has no field.
    RequestReceived = "request.received" {
        request: Id,
        /// `foi`, `eir`, `sar`, `inquiry`, `litigation`, `police`, `parliament`, `audit` or `other`.
        request_kind: String,
        /// When the department received it.
        received: NaiveDate,
        /// By when it is due, where somebody said; else it is counted, where there is a rule for its kind.
        due: Option<NaiveDate>,
        /// When it was asked of whoever keeps this register.
        asked_on: Option<NaiveDate>,
        /// What is to be searched: nothing named is everything.
        conversations: Vec<Id>,
        channels: Vec<String>,
        devices: Vec<Id>,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        /// No hold was wanted with it.
        no_hold: bool,
    } text {
        reference: Option<String>,
        /// What it asks for, word for word.
        terms: Option<String>,
        /// Who of the department asked.
        asked_by: Option<String>,
        /// What search the department wants, word for word.
        instruction: Option<String>,
        /// Whose messages are to be searched.
        people: Vec<String>,
        /// The principal of whom it is asked.
        principal: Option<String>,
    }

    /// One detail of a request was put right, or came later.
    RequestChanged = "request.changed" {
        request: Id,
        /// `kind`, `received`, `due`, `clarified`, `extended-to`, `terms`, `asked-by`, `asked-on`, `instruction`,
        /// `conversations`, `channels`, `devices`, `people`, `from` or `to`.
        field: String,
        /// The event whose value this replaces; absent where there was none.
        replaces: Option<Place>,
        /// The kind, where that is the field.
        request_kind: Option<String>,
        /// The date, where it is one.
        date: Option<NaiveDate>,
        /// The conversations or devices.
        ids: Vec<Id>,
        channels: Vec<String>,
    } text { value: Option<String>, people: Vec<String> }

    /// A place was searched for a request, or was not, and why. No text of what was found.
    RequestSearched = "request.searched" {
        request: Id,
        /// `register`, `export` or `by-hand`.
        how: String,
        /// `found`, `nil` or `not-searched`.
        result: String,
        channel: Option<String>,
        device: Option<Id>,
        /// What of the time was looked at.
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        /// How many entries were looked at, and how many were found.
        entries: Option<i64>,
        hits: Option<i64>,
        minutes: Option<i64>,
        /// What an export was read as.
        format: Option<String>,
        /// `WRITER HASH` of every writer's last frame before this one.
        heads: Vec<String>,
    } text {
        /// What was searched: the name of a file, a phone, a mailbox.
        place: Option<String>,
        /// The words that were looked for.
        words: Vec<String>,
        sha256: Option<String>,
        /// Why it was not searched, or what of it was not.
        note: Option<String>,
        /// Who searched, by the name of their settings.
        person: Option<String>,
    }

    /// What was said about a timer that runs in what a request covers, where no hold asks for it.
    RequestTimer = "request.timer" {
        request: Id,
        conversation: Id,
        /// The event whose answer this replaces; absent where there was none.
        replaces: Option<Place>,
        /// `off`, `cannot` or `not-admin`.
        answer: String,
    } text { note: Option<String> }

    /// What was found, or that nothing was, was told to whoever asked for the search.
    RequestAnswered = "request.answered" {
        request: Id,
        after: Place,
        /// Nothing was found.
        nil: bool,
    } text { to: Option<String>, note: Option<String> }

    /// The team that asked says it is closed.
    RequestClosed = "request.closed" { request: Id, after: Place } text { by: Option<String> }

    /// It was withdrawn by whoever made it.
    RequestWithdrawn = "request.withdrawn" { request: Id, after: Place } text { reason: Option<String> }

    /// It goes on: more is to be searched.
    RequestReopened = "request.reopened" { request: Id, after: Place } text { reason: Option<String> }

    /// Its record of search was made and lodged.
    RequestLodged = "request.lodged" {
        request: Id,
        /// `WRITER HASH` of every writer's last frame before this one.
        heads: Vec<String>,
        /// `folder`, `command` or `manual`.
        destination_kind: String,
        /// Whether the destination read back equal, byte for byte.
        read_back: bool,
    } text {
        destination: Option<String>,
        reference: Option<String>,
        path: Option<String>,
        sha256: Option<String>,
    }

    /// A review was finished.
    ReviewRecorded = "review.recorded" {
        /// Items looked at since the review before, and what became of them; the rest of them was kept waiting.
        looked_at: i64,
        captured: i64,
        not_significant: i64,
        handed_over: i64,
        gone: i64,
        put_off: i64,
        /// Items still waiting at its end.
        left: i64,
        /// When the next one is due.
        next: Option<DateTime<Utc>>,
        policy: String,
        policy_digest: String,
    } text {
        /// Where nothing was waiting: which chats were looked at.
        chats: Option<String>,
        /// And how.
        how: Option<String>,
        /// The principal whose items it looked at; absent where it looked at all.
        principal: Option<String>,
    }
}
