//! Properties of the record: whatever commands come, in whatever order, by however many writers.

#[path = "record_support/incidents.rs"]
mod incidents;
mod record_support;

use chrono::{DateTime, TimeDelta, Utc};
use onrecord::policy::{self, Case, Policy};
use onrecord::record::again::{Again, FOLDED, Frames, InMemory, told_again};
use onrecord::record::command::{
    About, Change, Command, ConversationChange, ConversationRef, DataAnswer, HoldTarget,
    ImportNote, NewMessage, Requests,
};
use onrecord::record::decide;
use onrecord::record::decision::NewDecision;
use onrecord::record::departure::{
    self, Depart, Departure, Grid, NewAnswer, NewDeparture, NewStage, NewStatement,
};
use onrecord::record::device::DeviceChange;
use onrecord::record::field::Pairs;
use onrecord::record::fold::{fold, fold_more};
use onrecord::record::folding::Folding;
use onrecord::record::hold::{TimerSaid, TimerWord, timers_open};
use onrecord::record::measure::{MeasureAnswer, NewMeasureAnswer};
use onrecord::record::query::{self, Filter, Limits};
use onrecord::record::report::{
    Draft, Recipient, ReportCommand, ReportKind, Sending, Source, reports, reports_due,
};
use onrecord::record::request::wanted::{NewRequest, NewSearch, RequestChange, RequestCommand};
use onrecord::record::request::{RequestKind, SearchPlace, SearchResult};
use onrecord::record::state::data::{Personal, Transfers};
use onrecord::record::state::{Hold, Part};
use onrecord::record::turned::turns;
use onrecord::record::{Entry, Event, Id, Item, State};
use proptest::prelude::*;
use std::sync::LazyLock;

use record_support::Book;

static POLICY: LazyLock<Policy> = LazyLock::new(Policy::builtin);

/// What a test does next, with items named by their number.
#[derive(Clone, Debug)]
enum Act {
    Add {
        sent_ago: i64,
        timer: Option<i64>,
        conversation: Option<u8>,
    },
    /// Two messages of an export as one item.
    Import {
        sent_ago: i64,
        conversation: u8,
    },
    /// Puts a part of one of its messages right.
    Right {
        item: usize,
        message: usize,
        what: u8,
    },
    On {
        item: usize,
        what: u8,
    },
    Hold(u8),
    /// A case by its number: situation, device and significance follow from it.
    Decide(usize),
    Outcome {
        decision: usize,
        used: bool,
    },
    /// Registers a device of that number, or puts a detail of it right.
    Device {
        n: u8,
        what: u8,
    },
    Chat {
        n: usize,
        what: u8,
    },
    /// Does something about the report of a decision or an item of that number, or about one of its own.
    Report {
        n: usize,
        what: u8,
    },
    /// Something about the incident of that number, or a new one.
    Incident {
        n: usize,
        what: u8,
    },
    /// What became of the measure of that number; why it does not apply may be wanting.
    Measure {
        n: u8,
        what: u8,
    },
    Task {
        item: usize,
        what: u8,
    },
    /// The timer of a chat, set or switched off.
    Timer {
        n: usize,
        runs: bool,
    },
    /// What became of the timer of a chat under the hold of that number.
    HoldTimer {
        hold: u8,
        n: usize,
        what: u8,
    },
    /// Something about the departure that is open, or the last.
    Depart(u8),
    /// Something about the request of that number.
    Request {
        n: u8,
        what: u8,
    },
    Undo,
    Redo,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (0..100_000i64, prop::option::of(prop::sample::select(vec![0, 86_400, 604_800])), prop::option::of(0..3u8))
            .prop_map(|(sent_ago, timer, conversation)| Act::Add { sent_ago, timer, conversation }),
        1 => (0..100_000i64, 0..3u8).prop_map(|(sent_ago, conversation)| Act::Import { sent_ago, conversation }),
        2 => (0..6usize, 0..4usize, 0..4u8).prop_map(|(item, message, what)| Act::Right { item, message, what }),
        6 => (0..6usize, 0..15u8).prop_map(|(item, what)| Act::On { item, what }),
        1 => (0..3u8).prop_map(Act::Hold),
        2 => (0..30usize).prop_map(Act::Decide),
        2 => (0..4usize, any::<bool>()).prop_map(|(decision, used)| Act::Outcome { decision, used }),
        1 => (0..3u8, 0..5u8).prop_map(|(n, what)| Act::Device { n, what }),
        1 => (0..3usize, 0..4u8).prop_map(|(n, what)| Act::Chat { n, what }),
        3 => (0..9usize, 0..8u8).prop_map(|(n, what)| Act::Report { n, what }),
        2 => (0..4usize, 0..4u8).prop_map(|(n, what)| Act::Incident { n, what }),
        1 => (0..2u8, 0..4u8).prop_map(|(n, what)| Act::Measure { n, what }),
        1 => (0..6usize, 0..4u8).prop_map(|(item, what)| Act::Task { item, what }),
        1 => (0..3usize, any::<bool>()).prop_map(|(n, runs)| Act::Timer { n, runs }),
        2 => (0..3u8, 0..3usize, 0..4u8).prop_map(|(hold, n, what)| Act::HoldTimer { hold, n, what }),
        3 => depart(),
        2 => (0..2u8, 0..10u8).prop_map(|(n, what)| Act::Request { n, what }),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

/// Something about a departure; what is tried on one that is not there is refused.
fn depart() -> impl Strategy<Value = Act> {
    prop_oneof![1 => Just(0), 2 => 1..14u8].prop_map(Act::Depart)
}

/// Departures begun, stated, closed and opened again, and chats and holds for them to be about.
fn ending() -> impl Strategy<Value = Act> {
    prop_oneof![
        1 => act(),
        4 => depart(),
    ]
}

/// Chats under timers, and what is said of those under a hold.
fn held() -> impl Strategy<Value = Act> {
    prop_oneof![
        1 => act(),
        1 => (0..100_000i64, 0..3u8).prop_map(|(sent_ago, n)| Act::Add { sent_ago, timer: None, conversation: Some(n) }),
        1 => (0..3u8).prop_map(Act::Hold),
        1 => (0..3usize, any::<bool>()).prop_map(|(n, runs)| Act::Timer { n, runs }),
        3 => (0..3u8, 0..3usize, 0..4u8).prop_map(|(hold, n, what)| Act::HoldTimer { hold, n, what }),
    ]
}

fn add(now: DateTime<Utc>, sent_ago: i64, timer: Option<i64>, conversation: Option<u8>) -> Command {
    let message = NewMessage {
        body: Some(format!("message {sent_ago}")),
        sent: Some(now - TimeDelta::seconds(sent_ago)),
        ..NewMessage::default()
    };
    Command::Add {
        channel: "whatsapp".into(),
        conversation: conversation.map(|n| ConversationRef::New {
            id: None,
            name: format!("chat {n}"),
        }),
        about: About {
            timer,
            ..About::default()
        },
        items: vec![vec![message]],
        import: None,
    }
}

fn import(now: DateTime<Utc>, sent_ago: i64, conversation: u8) -> Command {
    let message = |n: i64| NewMessage {
        from: Some(format!("sender {n}")),
        body: Some(format!("message {n} of {sent_ago}")),
        sent: Some(now - TimeDelta::seconds(sent_ago)),
        entry: Some(n),
        line: Some(2 * n),
        stamp: Some("29/03/2026, 01:30".into()),
        date_order: Some("dmy".into()),
        quoted: n == 2,
        quoted_why: (n == 2).then(|| "shape".into()),
        ..NewMessage::default()
    };
    Command::Add {
        channel: "whatsapp".into(),
        conversation: Some(ConversationRef::New {
            id: None,
            name: format!("chat {conversation}"),
        }),
        about: About::default(),
        items: vec![vec![message(1), message(2)]],
        import: Some(ImportNote {
            entries: 9,
            format: Some("whatsapp".into()),
            name: Some(format!("chat {conversation}.txt")),
            sha256: Some(format!("{sent_ago:064x}")),
            ..ImportNote::default()
        }),
    }
}

fn right(item: Id, message: usize, what: u8, now: DateTime<Utc>) -> Command {
    let change = match what {
        0 => Change::Text("put right".into()),
        1 => Change::From("Somebody Else".into()),
        2 => Change::Sent((now - TimeDelta::days(2)).into()),
        _ => Change::Sent(now.into()),
    };
    Command::Edit {
        item,
        message,
        changes: vec![change],
    }
}

fn on(item: Id, what: u8, now: DateTime<Utc>) -> Command {
    let said = || "said".to_owned();
    match what {
        0 => Command::NotSignificant {
            items: vec![item],
            reason: None,
            requests: Some(Requests::NoneKnown),
        },
        1 => Command::Reopen { item },
        2 => Command::Snooze {
            item,
            until: now + TimeDelta::hours(2),
        },
        3 => Command::HandOver { item, to: said() },
        4 => Command::Accepted { item },
        5 => Command::Gone { item, note: said() },
        6 => Command::Edit {
            item,
            message: 1,
            changes: vec![Change::Text(said())],
        },
        7 => Command::Edit {
            item,
            message: 1,
            changes: vec![Change::Timer(86_400), Change::Device("corporate".into())],
        },
        8 => Command::Confirm { item, by: said() },
        12 => Command::Note { item, note: said() },
        13 | 14 => Command::Data {
            item,
            said: DataAnswer {
                personal: (what == 13).then_some(Personal::Special),
                transfers: Some(Transfers::Outside),
                outside: Some(said()),
            },
        },
        9 => Command::Reference {
            item,
            reference: said(),
        },
        _ => Command::Capture {
            item,
            route: "copy".into(),
            destination_kind: if what == 10 { "manual" } else { "folder" }.into(),
            destination: Some(said()),
            reference: None,
            note: None,
            path: None,
            sha256: None,
            read_back: what == 11,
            substance: None,
        },
    }
}

fn case(n: usize) -> Case {
    use policy::{Device, Situation};
    Case {
        situation: Situation::ALL[n % 3],
        device: Device::ALL[n / 3 % 5],
        significant: n / 15 == 1,
        channel: Some("whatsapp".into()),
        ..Case::default()
    }
}

fn decision(case: Case) -> Command {
    Command::Decide(Box::new(NewDecision {
        said: policy::decide(&POLICY, &case),
        direction: case.significant,
        change: false,
        device_id: None,
        government_system: Some(false),
        because: None,
        reason: Some("in the car".into()),
        principal: None,
        case,
    }))
}

fn on_device(state: &State, n: u8, what: u8) -> Command {
    let name = format!("phone {n}");
    let said = || format!("said {what}");
    match state.device_named(&name) {
        None => Command::DeviceAdd {
            name,
            kind: "personal".into(),
            owner: None,
            managed_by: Some(said()),
            principal: (what % 2 == 1).then(said),
        },
        Some(known) => Command::DeviceEdit {
            device: known.id,
            changes: match what {
                0 => vec![DeviceChange::Kind("managed-personal".into())],
                1 => vec![DeviceChange::Owner(said()), DeviceChange::ManagedBy(said())],
                2 => vec![DeviceChange::Name(format!("phone {}", n + 1))],
                3 => vec![DeviceChange::Name("corporate".into())],
                4 => vec![DeviceChange::Principal(said())],
                _ => Vec::new(),
            },
        },
    }
}

/// A chat that is known before anything said in it; the same again is refused.
fn new_chat(n: usize, what: u8) -> Command {
    let said = || "said".to_owned();
    Command::ConversationAdd {
        channel: "signal".into(),
        name: format!("new {n}"),
        timer: what
            .is_multiple_of(2)
            .then(|| (DateTime::UNIX_EPOCH, i64::from(what) * 86_400)),
        changes: match what {
            0 => vec![ConversationChange::Members(said())],
            _ => Vec::new(),
        },
    }
}

fn on_chat(conversation: Id, what: u8) -> Command {
    let said = || "said".to_owned();
    Command::ConversationEdit {
        conversation,
        changes: match what {
            0 => vec![
                ConversationChange::Members(said()),
                ConversationChange::Office(said()),
            ],
            1 => vec![ConversationChange::ReviewEvery(86_400)],
            2 => vec![ConversationChange::CapturedBy(String::new())],
            _ => Vec::new(),
        },
    }
}

fn on_report(report: Source, what: u8) -> Command {
    let recipient = Recipient::ALL[usize::from(what % 2)];
    let said = || Some("said".to_owned());
    let draft = Box::new(Draft {
        circumstances: Some(format!("in the car {what}")),
        what: Some("the bill chat".into()),
        ..Draft::default()
    });
    Command::Report(match what {
        0 | 1 => ReportCommand::Draft { report, draft },
        2 | 3 => ReportCommand::Sent {
            report,
            recipient,
            sending: Sending {
                how: "none".into(),
                to: said(),
                ..Sending::default()
            },
            draft: Some(draft),
        },
        4 => ReportCommand::Acknowledged {
            report,
            recipient,
            by: said(),
        },
        5 => ReportCommand::Asked {
            report,
            recipient,
            note: None,
        },
        6 => ReportCommand::Withdraw {
            report,
            reason: "not used after all".into(),
        },
        _ => ReportCommand::Reopen { report },
    })
}

fn source(state: &State, n: usize) -> Option<Source> {
    match n % 3 {
        0 => Some(Source::Decision(*state.decision_order.get(n / 3)?)),
        1 => Some(Source::Item(state.items.ids().nth(n / 3)?)),
        _ => Some(Source::Own(*state.reports.keys().nth(n / 3)?)),
    }
}

fn on_task(item: Id, what: u8) -> Command {
    match what {
        0 | 1 => Command::Task {
            item,
            to: (what == 0).then(|| "Ben".to_owned()),
        },
        _ => Command::TaskAnswer {
            item,
            accepted: what == 2,
            note: Some("tomorrow".into()),
        },
    }
}

fn said_of_timer(what: u8) -> TimerSaid {
    match what {
        0 => TimerSaid::Off,
        1 => TimerSaid::Cannot("the admin is on leave".into()),
        2 => TimerSaid::Cannot("  ".into()),
        _ => TimerSaid::NotAdmin,
    }
}

/// What is done about a request: it comes in, or something becomes of it.
fn on_request(state: &State, n: u8, what: u8) -> Option<RequestCommand> {
    let reference = format!("FOI {n}");
    if what == 0 {
        let conversations = state.conversations.keys().take(usize::from(n));
        return Some(RequestCommand::Add(Box::new(NewRequest {
            reference,
            kind: RequestKind::Foi,
            received: chrono::NaiveDate::default(),
            due: None,
            asked_on: None,
            conversations: conversations.copied().collect(),
            channels: Vec::new(),
            devices: Vec::new(),
            from: None,
            to: None,
            terms: Some("clause 4".into()),
            asked_by: None,
            instruction: None,
            people: Vec::new(),
            principal: None,
            hold: n == 0,
        })));
    }
    let mut all = state.requests.values();
    let request = all.find(|r| r.reference.as_deref() == Some(&reference))?.id;
    let search = |hits: i64| NewSearch {
        how: SearchPlace::ByHand,
        result: if hits > 0 {
            SearchResult::Found
        } else {
            SearchResult::Nil
        },
        place: Some("the phone".into()),
        channel: None,
        device: None,
        words: Vec::new(),
        from: None,
        to: None,
        entries: None,
        hits: Some(hits),
        minutes: None,
        format: None,
        sha256: None,
        heads: Vec::new(),
        note: None,
    };
    let change = |change| RequestCommand::Change {
        request,
        changes: vec![change],
    };
    Some(match what {
        1 => change(RequestChange::Instruction("both".into())),
        2 => change(RequestChange::Instruction("one".into())),
        3 | 4 => RequestCommand::Searched {
            request,
            searches: vec![search(i64::from(what) - 3)],
        },
        5 => RequestCommand::Timer {
            request,
            conversation: *state.conversations.keys().next()?,
            said: TimerSaid::NotAdmin,
        },
        6 => RequestCommand::Answer {
            request,
            nil: n == 0,
            to: None,
            note: None,
        },
        7 => RequestCommand::Close { request, by: None },
        8 => RequestCommand::Withdraw {
            request,
            reason: None,
        },
        _ => RequestCommand::Reopen {
            request,
            reason: None,
            hold: n == 0,
        },
    })
}

/// What is done about a departure. It takes place five minutes after it was opened, and a minute passes with
/// every event, so that its date is ahead for some acts and behind for others.
fn on_departure(state: &State, what: u8, now: DateTime<Utc>) -> Option<Depart> {
    if what == 0 {
        return Some(Depart::Open(NewDeparture {
            kind: departure::Kind::Leaving,
            on: now + TimeDelta::minutes(5),
            role: "official".into(),
            devices: None,
            principal: None,
        }));
    }
    let all = state.departures.values();
    let last = all.max_by_key(|d| (d.status.is_open(), d.opened, d.id))?;
    let departure = last.id;
    let statement = |open: i64| NewStatement {
        destination_kind: "manual".into(),
        open,
        stays_open: open > 0,
        ..NewStatement::default()
    };
    let close = |reason: Option<&str>, open| Depart::Close {
        departure,
        reason: reason.map(str::to_owned),
        open,
    };
    Some(match what {
        1 | 2 => {
            let grid = Grid::of(state, last, Limits::default());
            let cells = grid.cells.iter().map(|c| c.key()).take(usize::from(what));
            Depart::Answer {
                departure,
                cells: cells.collect(),
                answer: NewAnswer::Nil { looked: None },
            }
        }
        3 | 4 => Depart::Stated {
            departure,
            statement: statement(i64::from(what - 3)),
        },
        5 | 6 => Depart::Confirm {
            departure,
            by: "KIM".into(),
            stays_open: what == 6,
        },
        7 => close(None, 0),
        8 => close(None, 2),
        9 => close(Some("  "), 2),
        10 => close(Some("the rest went to Ben"), 2),
        13 => Depart::Staged {
            departure,
            stage: NewStage {
                stage: departure::Stage::Notified,
                at: None,
                by: Some("KIM".into()),
                reference: None,
            },
        },
        11 => Depart::Reopen {
            departure,
            reason: None,
        },
        _ => Depart::Cancel {
            departure,
            reason: Some("it does not take place".into()),
        },
    })
}

/// Carries an act out, where it is allowed; tells whether it was.
fn play(book: &mut Book, writer: &str, act: &Act) -> bool {
    let now = book.now();
    match act {
        Act::Add {
            sent_ago,
            timer,
            conversation,
        } => book
            .carry_out(writer, add(now, *sent_ago, *timer, *conversation))
            .is_ok(),
        Act::Import {
            sent_ago,
            conversation,
        } => book
            .carry_out(writer, import(now, *sent_ago, *conversation))
            .is_ok(),
        Act::Right {
            item,
            message,
            what,
        } => match book.state().items.ids().nth(*item) {
            Some(id) => book
                .carry_out(writer, right(id, *message, *what, now))
                .is_ok(),
            None => false,
        },
        Act::On { item, what } => match book.state().items.ids().nth(*item) {
            Some(id) => book.carry_out(writer, on(id, *what, now)).is_ok(),
            None => false,
        },
        Act::Hold(n) => {
            let reference = format!("FOI {n}");
            let placed = book.carry_out(
                writer,
                Command::HoldAdd {
                    reference: reference.clone(),
                    scope: HoldTarget::All,
                    timers: None,
                },
            );
            placed.is_ok()
                || book
                    .carry_out(writer, Command::HoldRelease { reference })
                    .is_ok()
        }
        Act::Decide(n) => book.carry_out(writer, decision(case(*n))).is_ok(),
        Act::Outcome { decision, used } => {
            match book.state().decision_order.get(*decision).copied() {
                Some(decision) => {
                    let used = *used;
                    book.carry_out(writer, Command::Outcome { decision, used })
                        .is_ok()
                }
                None => false,
            }
        }
        Act::Device { n, what } => {
            let command = on_device(&book.state(), *n, *what);
            book.carry_out(writer, command).is_ok()
        }
        Act::Chat { n, what } => match book.state().conversations.keys().nth(*n).copied() {
            Some(id) => book.carry_out(writer, on_chat(id, *what)).is_ok(),
            None => book.carry_out(writer, new_chat(*n, *what)).is_ok(),
        },
        Act::Report { n: 8, .. } => book
            .carry_out(
                writer,
                Command::Report(ReportCommand::New {
                    kind: ReportKind::Outage,
                    draft: Box::new(Draft {
                        what: Some("mail".into()),
                        ..Draft::default()
                    }),
                }),
            )
            .is_ok(),
        Act::Report { n, what } => match source(&book.state(), *n) {
            Some(report) => book.carry_out(writer, on_report(report, *what)).is_ok(),
            None => false,
        },
        Act::Incident { n, what } => {
            let known = book.state().incidents.keys().copied().nth(*n);
            let command = incidents::on_incident(known, *what);
            book.carry_out(writer, command).is_ok()
        }
        Act::Measure { n, what } => {
            let answer = NewMeasureAnswer {
                measure: format!("{n:016x}"),
                answer: MeasureAnswer::ALL[usize::from(*what) % MeasureAnswer::ALL.len()],
                on: None,
                note: (*what > 1).then(|| "said of it".to_owned()),
                principal: None,
            };
            book.carry_out(writer, Command::Measure(answer)).is_ok()
        }
        Act::Task { item, what } => match book.state().items.ids().nth(*item) {
            Some(id) => book.carry_out(writer, on_task(id, *what)).is_ok(),
            None => false,
        },
        Act::Timer { n, runs } => match book.state().conversations.keys().nth(*n).copied() {
            Some(conversation) => {
                let command = Command::Timer {
                    conversation,
                    from: now,
                    seconds: if *runs { 86_400 } else { 0 },
                };
                book.carry_out(writer, command).is_ok()
            }
            None => false,
        },
        Act::HoldTimer { hold, n, what } => {
            match book.state().conversations.keys().nth(*n).copied() {
                Some(conversation) => {
                    let command = Command::HoldTimer {
                        reference: format!("FOI {hold}"),
                        conversations: vec![conversation],
                        said: said_of_timer(*what),
                    };
                    book.carry_out(writer, command).is_ok()
                }
                None => false,
            }
        }
        Act::Depart(what) => match on_departure(&book.state(), *what, now) {
            Some(depart) => book.carry_out(writer, Command::Depart(depart)).is_ok(),
            None => false,
        },
        Act::Request { n, what } => match on_request(&book.state(), *n, *what) {
            Some(command) => book.carry_out(writer, Command::Request(command)).is_ok(),
            None => false,
        },
        Act::Undo | Act::Redo => {
            let turned = match act {
                Act::Undo => decide::undo(&book.entries, writer, None),
                _ => decide::redo(&book.entries, writer, None),
            };
            match turned {
                Ok(event) => {
                    book.write(writer, vec![event]);
                    true
                }
                Err(_) => false,
            }
        }
    }
}

/// A state without what only grows: the count of commands, the writers' last times, what was taken back,
/// and since when a finding stands, which a redo moves on (`desk::lapse` has the test of that).
fn content(mut state: State) -> State {
    let items: Vec<Id> = state.items.ids().collect();
    for id in items {
        let item = state.items.get_mut(&id).unwrap();
        if let Some(found) = item.not_significant.as_mut() {
            found.since = chrono::DateTime::UNIX_EPOCH;
        }
    }
    state.lamport = 0;
    state.writers.clear();
    state.withdrawn.clear();
    state.taken_back = Default::default();
    state
}

/// An answer about a timer that was taken back does not come back beside another that was given since.
#[test]
fn an_answer_about_a_timer_is_not_brought_back_into_a_conflict() {
    let mut book = Book::default();
    let (hold, n) = (2, 0);
    let add = Act::Add {
        sent_ago: 0,
        timer: None,
        conversation: Some(0),
    };
    for act in [
        Act::Hold(2),
        add,
        Act::HoldTimer { hold, n, what: 1 },
        Act::Undo,
        Act::HoldTimer { hold, n, what: 0 },
    ] {
        assert!(play(&mut book, "ap", &act), "{act:?}");
    }
    assert!(!play(&mut book, "ap", &Act::Redo));
    let state = book.state();
    let mut timers = state.holds.iter().flat_map(|h| h.timers.values());
    assert!(timers.all(|t| t.conflict.is_none()));
    assert!(!play(&mut book, "ap", &Act::HoldTimer { hold, n, what: 1 }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_decided_folds_without_an_anomaly(acts in prop::collection::vec(act(), 1..40)) {
        let mut book = Book::default();
        for act in &acts {
            play(&mut book, "ap", act);
            let state = book.state();
            prop_assert!(state.anomalies.is_empty(), "{:?} after {act:?}", state.anomalies);
            prop_assert!(state.items.values().all(|i| i.told().conflicts.is_empty()));
            prop_assert!(state.decisions.values().all(|d| d.conflict.is_none()));
            let details = state.devices.values().map(|d| &d.details);
            let mut details = details.chain(state.conversations.values().map(|c| &c.details));
            prop_assert!(details.all(|d| d.conflicts.is_empty()));
            prop_assert!(state.departures.values().all(|d| d.conflicts.is_empty()));
            let mut timers = state.holds.iter().flat_map(|h| h.timers.values());
            prop_assert!(timers.all(|t| t.conflict.is_none()));
        }
    }

    #[test]
    fn a_timer_under_a_hold_is_open_until_an_answer_that_holds(acts in prop::collection::vec(held(), 1..40)) {
        let mut book = Book::default();
        for act in &acts {
            let before = book.state();
            let done = play(&mut book, "ap", act);
            let (after, now) = (book.state(), book.now());
            // Open is what runs under a hold in force and has no answer, or only one that it is off.
            for hold in after.holds.iter() {
                for covered in hold.covered(&after, now) {
                    let id = covered.conversation.id;
                    let runs = covered.conversation.timer_at(now).is_some_and(|t| t.seconds > 0);
                    let answered = hold.timers.get(&id).is_some_and(|a| a.word != TimerWord::Off);
                    let open = timers_open(&after, None, now);
                    let same = |(h, c): &(Id, Id)| *c == id && after.holds.iter().any(|o| o.id == *h && o.reference == hold.reference);
                    let wanted = runs && !answered && hold.released.is_none();
                    prop_assert!(!wanted || open.iter().any(same), "unasked after {act:?}");
                    prop_assert!(hold.released.is_none() || !open.iter().any(|(h, _)| *h == hold.id));
                }
            }
            let Act::HoldTimer { hold, n, what } = act else { continue };
            if !done {
                prop_assert_eq!(before, after);
                continue;
            }
            let id = before.conversations.keys().nth(*n).copied().unwrap();
            prop_assert!(*what != 2, "a reason is wanted");
            let off = |h: &Hold| h.timers.get(&id).is_some_and(|a| a.word == TimerWord::Off);
            let still = |h: &Hold| h.covered(&before, now).iter().all(|c| c.conversation.id != id || !c.runs());
            let contrary = |h: &&Hold| h.reference == Some(format!("FOI {hold}")) && h.released.is_none() && off(h) && still(h);
            prop_assert!(*what == 0 || !before.holds.iter().any(|h| contrary(&h)), "off, and cannot be");
            let named = format!("FOI {hold}");
            let held: Vec<_> = after.holds.iter().filter(|h| h.reference.as_ref() == Some(&named) && h.released.is_none()).collect();
            prop_assert!(!held.is_empty(), "nothing is asked of a hold that ended");
            for hold in held {
                let answer = &hold.timers[&id];
                prop_assert_eq!((answer.word == TimerWord::Off, answer.note.is_some()), (*what == 0, *what == 1));
            }
            // Off is off in the chat as well; any other answer leaves its timer as it was.
            let seconds = |s: &State| s.conversations[&id].timer_at(now).map(|t| t.seconds);
            let wanted = if *what == 0 { Some(0) } else { seconds(&before) };
            prop_assert_eq!(seconds(&after), wanted);
        }
    }

    #[test]
    fn a_departure_is_closed_with_its_statement_and_nothing_open_or_after_its_date_with_a_reason(acts in prop::collection::vec(ending(), 1..40)) {
        let mut book = Book::default();
        for act in &acts {
            let (before, now) = (book.state(), book.now());
            let done = play(&mut book, "ap", act);
            let after = book.state();
            for is in after.departures.values() {
                let was = before.departures.get(&is.id);
                let closed = |d: &Departure| d.status == departure::Status::Closed;
                let Some(was) = was.filter(|w| closed(is) && !closed(w)) else { continue };
                // A turn brings back what was, whatever that was.
                if matches!(act, Act::Undo | Act::Redo) { continue }
                prop_assert!(done && !is.statements.is_empty(), "closed without a statement by {act:?}");
                let Act::Depart(what) = act else { panic!("closed by {act:?}") };
                let late = was.on <= now;
                match what {
                    3 | 5 | 7 => {}
                    10 => prop_assert!(late && is.reason.is_some(), "too early"),
                    _ => prop_assert!(false, "closed by {act:?}"),
                }
            }
            // Closed and cancelled are an end: nothing is answered to them until they are opened again.
            if let (true, Act::Depart(1 | 2)) = (done, act) {
                let answers = |s: &State| s.departures.values().map(|d| (d.id, d.cells.clone())).collect::<Vec<_>>();
                let changed = answers(&before).into_iter().zip(answers(&after)).find(|(b, a)| b != a);
                if let Some(((id, _), _)) = changed {
                    prop_assert!(before.departures[&id].status.is_open());
                }
            }
            if !done {
                prop_assert_eq!(before, after);
            }
        }
    }

    #[test]
    fn what_lists_ask_of_an_item_is_what_its_frames_say(
        acts in prop::collection::vec(act(), 1..40),
        theirs in prop::collection::vec(act(), 0..20),
    ) {
        let mut book = Book::default();
        acts.iter().for_each(|a| { play(&mut book, "ap", a); });
        let mut other = book.clone();
        acts.iter().for_each(|a| { play(&mut book, "ap", a); });
        theirs.iter().for_each(|a| { play(&mut other, "bw", a); });
        let new: Vec<Entry> = other.entries.into_iter().filter(|e| !book.entries.contains(e)).collect();
        book.entries.extend(new);
        book.entries.sort_by(Entry::order);
        for item in book.state().items.values() {
            let told = item.told();
            let capture = told.capture.as_ref();
            prop_assert_eq!(item.is_in_conflict(), !told.conflicts.is_empty());
            prop_assert_eq!(item.captured, capture.map(|c| c.at));
            prop_assert_eq!(item.referenced, capture.is_some_and(|c| c.reference.is_some()));
            prop_assert_eq!(item.sent(), told.messages[0].sent);
            prop_assert_eq!(item.count(), told.messages.len());
            prop_assert_eq!(item.first_sender.as_deref(), told.messages[0].sender());
            prop_assert_eq!(item.beside(), told.changed.iter().rev().find_map(|c| c.beside));
        }
    }

    #[test]
    fn folding_in_two_goes_is_folding_in_one(acts in prop::collection::vec(act(), 1..30), cut in 0..60usize) {
        let mut book = Book::default();
        acts.iter().for_each(|a| { play(&mut book, "ap", a); });
        let cut = cut.min(book.entries.len());
        let (first, more) = book.entries.split_at(cut);
        let mut state = fold(first);
        match fold_more(&mut state, first.last(), more) {
            Some(()) => prop_assert_eq!(state, book.state()),
            None => prop_assert!(more.iter().any(|e| turns(&e.event))),
        }
    }

    #[test]
    fn folding_one_after_the_other_is_folding_all_or_nothing(acts in prop::collection::vec(act(), 1..30), waiting in 0..9usize) {
        let mut book = Book::default();
        acts.iter().for_each(|a| { play(&mut book, "ap", a); });
        let kept = InMemory::default();
        let frames = Frames::new(kept.clone());
        let long = Folding::new(&frames);
        let mut both = [Folding::waiting(&frames, waiting), long];
        let mut done = Vec::new();
        for entry in &book.entries {
            let mut entry = entry.clone();
            kept.keep(&mut entry);
            let [short, long] = &mut both;
            done.extend(short.take(entry.clone()));
            prop_assert!(long.take(entry).is_none());
        }
        // What is done with comes back in the order it was given in, and all but those that wait.
        let hashes = |all: &[Entry]| all.iter().map(|e| e.hash).collect::<Vec<_>>();
        let given = book.entries.len().saturating_sub(waiting);
        prop_assert_eq!(hashes(&done), hashes(&book.entries[..given]));
        for state in both.map(Folding::done) {
            match state {
                Some(state) => prop_assert_eq!(state, book.state()),
                None => prop_assert!(book.entries.iter().any(|e| turns(&e.event))),
            }
        }
    }

    /// Most text is told from the frames when it is asked for: whoever only folds need not be given it.
    #[test]
    fn what_the_fold_is_said_to_need_is_all_it_needs(acts in prop::collection::vec(act(), 1..30)) {
        let mut book = Book::default();
        acts.iter().for_each(|a| { play(&mut book, "ap", a); });
        let kept = InMemory::default();
        let frames = Frames::new(kept.clone());
        let mut folding = Folding::new(&frames);
        for entry in &book.entries {
            let mut entry = entry.clone();
            kept.keep(&mut entry);
            let (kind, plain) = (entry.event.kind().to_owned(), entry.event.plain());
            let text = entry.event.text();
            let needed = text.iter().filter(|(key, _)| !told_again(&kind) || FOLDED.contains(&&**key));
            let needed: Pairs = needed.cloned().collect();
            let event = Event::read(&kind, &plain, entry.text_present.then_some(&needed));
            let _ = folding.take(Entry { event, ..entry.clone() });
        }
        if let Some(state) = folding.done() {
            prop_assert_eq!(state, book.state());
        }
    }

    #[test]
    fn an_undo_brings_back_what_was_there(acts in prop::collection::vec(act(), 1..20), last in act()) {
        prop_assume!(!matches!(last, Act::Undo | Act::Redo));
        let mut book = Book::default();
        acts.iter().for_each(|a| { play(&mut book, "ap", a); });
        let before = content(book.state());
        if play(&mut book, "ap", &last) && play(&mut book, "ap", &Act::Undo) {
            prop_assert_eq!(content(book.state()), before);
        }
    }

    #[test]
    fn a_redo_brings_back_what_was_taken_back_however_often(
        acts in prop::collection::vec(act(), 1..20),
        last in act(),
        times in 1..4usize,
    ) {
        prop_assume!(!matches!(last, Act::Undo | Act::Redo));
        let mut book = Book::default();
        acts.iter().for_each(|a| { play(&mut book, "ap", a); });
        if play(&mut book, "ap", &last) {
            let after = content(book.state());
            for _ in 0..times {
                if !play(&mut book, "ap", &Act::Undo) {
                    break;
                }
                prop_assert!(play(&mut book, "ap", &Act::Redo), "what was just taken back comes back");
                prop_assert_eq!(content(book.state()), after.clone());
            }
        }
    }

    #[test]
    fn two_writers_merge_to_the_same_whichever_came_first(
        shared in prop::collection::vec(act(), 1..10),
        mine in prop::collection::vec(act(), 0..10),
        theirs in prop::collection::vec(act(), 0..10),
    ) {
        let mut common = Book::default();
        shared.iter().for_each(|a| { play(&mut common, "ap", a); });
        let (mut left, mut right) = (common.clone(), common.clone());
        mine.iter().for_each(|a| { play(&mut left, "ap", a); });
        theirs.iter().for_each(|a| { play(&mut right, "bw", a); });
        let new = |book: &Book| book.entries.iter().filter(|e| !common.entries.contains(e)).cloned().collect::<Vec<_>>();
        let mut one = left.entries.clone();
        one.extend(new(&right));
        let mut other = right.entries.clone();
        other.extend(new(&left));
        one.sort_by(Entry::order);
        other.sort_by(Entry::order);
        prop_assert_eq!(fold(&one), fold(&other));
    }

    #[test]
    fn what_was_exported_or_captured_keeps_its_words(acts in prop::collection::vec(act(), 1..40)) {
        let mut book = Book::default();
        let words = |item: &Item| item.told().messages.iter().map(|m| (m.from.clone(), m.body.clone(), m.sent)).collect::<Vec<_>>();
        let rights = |state: &State| state.items.values().map(|i| i.told().put_right().count()).sum::<usize>();
        for act in &acts {
            let before = book.state();
            let done = play(&mut book, "ap", act);
            let after = book.state();
            for item in before.items.values().filter(|i| i.keeps_its_words()) {
                if let Some(now) = after.items.get(&item.id) {
                    prop_assert_eq!(words(item), words(now), "after {:?}", act);
                }
            }
            if let (true, Act::Right { .. }) = (done, act) {
                prop_assert_eq!(rights(&after), rights(&before) + 1);
            }
            // Each message of an import knows the export it came from.
            for message in after.items.values().filter(|i| i.is_imported()).flat_map(|i| &i.told().messages) {
                let export = message.exported.as_ref().and_then(|e| e.export.as_ref());
                prop_assert!(export.is_some_and(|e| e.name.as_ref().is_some_and(|n| n.starts_with("chat "))));
            }
            // A correction never moves a time to capture by to later.
            if let (true, Act::Right { item, .. }) = (done, act) {
                let id = before.items.ids().nth(*item).unwrap();
                if before.items[&id].keeps_its_words() {
                    let by = |state: &State| query::deadlines(state, &state.items[&id], Limits::default());
                    let (was, is) = (by(&before), by(&after));
                    prop_assert!(was.capture_by.is_none() || is.capture_by.is_some_and(|t| t <= was.capture_by.unwrap() || before.items[&id].told().put_right().any(|(_, r)| r.part == Part::Sent)));
                }
            }
        }
    }

    #[test]
    fn the_queue_is_in_the_order_of_the_one_time_to_act_by(acts in prop::collection::vec(act(), 1..30)) {
        let mut book = Book::default();
        acts.iter().for_each(|a| { play(&mut book, "ap", a); });
        let (state, now) = (book.state(), book.now());
        let queue = query::queue(&state, &Filter::default(), Limits::default(), now);
        prop_assert!(queue.iter().all(|(i, _)| i.is_waiting() || i.is_offered()));
        let awake: Vec<_> = queue.iter().filter(|(i, _)| i.snoozed_until().is_none_or(|t| t <= now)).collect();
        for pair in awake.windows(2) {
            let (first, second) = (pair[0].1.act_by(), pair[1].1.act_by());
            prop_assert!(second.is_none() || first.is_some_and(|f| f <= second.unwrap()));
        }
    }
}

fn added(book: &mut Book, sent_ago: i64, timer: Option<i64>, conversation: Option<u8>) -> Id {
    let command = add(book.now(), sent_ago, timer, conversation);
    book.carry_out("ap", command).unwrap();
    book.state().items.ids().next_back().unwrap()
}

#[test]
fn two_outcomes_unseen_by_each_other_are_a_conflict_with_both() {
    let mut common = Book::default();
    let id = added(&mut common, 10, None, None);
    let (mut left, mut right) = (common.clone(), common.clone());
    left.carry_out("ap", on(id, 0, left.now())).unwrap();
    right.carry_out("bw", on(id, 10, right.now())).unwrap();
    let mut both = left;
    both.entries.push(right.entries.last().unwrap().clone());
    both.entries.sort_by(Entry::order);
    let state = both.state();
    let conflict = &state.items[&id].told().conflicts[0];
    assert_eq!(
        (conflict.first.0.as_str(), conflict.second.0.as_str()),
        ("not-significant", "captured")
    );
    // Whoever has seen both decides, and the conflict is over.
    both.carry_out("ap", Command::Reopen { item: id }).unwrap();
    assert!(both.state().items[&id].told().conflicts.is_empty());
}

#[test]
fn two_captures_unseen_by_each_other_both_stand_and_are_said_until_somebody_decides() {
    let mut common = Book::default();
    let id = added(&mut common, 10, None, None);
    let (mut left, mut right) = (common.clone(), common.clone());
    left.carry_out("ap", on(id, 10, left.now())).unwrap();
    right.carry_out("bw", on(id, 10, right.now())).unwrap();
    let mut both = left;
    both.entries.push(right.entries.last().unwrap().clone());
    both.entries.sort_by(Entry::order);
    let state = both.state();
    let item = &state.items[&id];
    let told = item.told();
    assert!(item.is_in_conflict());
    assert_eq!(told.conflicts.len(), 1);
    assert_eq!(told.conflicts[0].field, "capture");
    let both_by = told.also_captured.iter().chain(&told.capture);
    let all: Vec<String> = both_by.map(|c| c.by.to_string()).collect();
    assert_eq!(all, ["ap", "bw"]);
    // Whoever has seen both decides: it is no question any more, and both are still told.
    let again = Command::Reopen { item: id };
    both.carry_out("ap", again).unwrap();
    both.carry_out("ap", on(id, 10, both.now())).unwrap();
    let state = both.state();
    let told = state.items[&id].told();
    assert!(told.conflicts.is_empty() && !state.items[&id].is_in_conflict());
    assert_eq!(told.also_captured.len(), 1);
}

#[test]
fn a_changed_timer_moves_only_what_was_sent_after_it() {
    let mut book = Book::default();
    let before = added(&mut book, 3 * 86_400, Some(7 * 86_400), Some(1));
    let chat = *book.state().conversations.keys().next().unwrap();
    let from = book.now() - TimeDelta::hours(1);
    book.carry_out(
        "ap",
        Command::Timer {
            conversation: chat,
            from,
            seconds: 86_400,
        },
    )
    .unwrap();
    let after = added(&mut book, 60, None, Some(1));
    let state = book.state();
    let vanishes = |id: Id| {
        query::deadlines(&state, &state.items[&id], Limits::default())
            .vanishes
            .unwrap()
    };
    let sent = |id: Id| state.items[&id].sent().unwrap();
    assert_eq!(vanishes(before) - sent(before), TimeDelta::days(7));
    assert_eq!(vanishes(after) - sent(after), TimeDelta::days(1));
}

#[test]
fn nothing_is_put_off_beyond_the_time_to_capture_by() {
    let mut book = Book::default();
    let id = added(&mut book, 22 * 3600 + 1800, Some(86_400), None);
    let refused = book.carry_out("ap", on(id, 2, book.now())).unwrap_err();
    assert!(refused.reason.contains("to be captured by"), "{refused:?}");
}

#[test]
fn an_erasure_is_refused_under_a_hold_and_where_a_request_is_known() {
    let mut book = Book::default();
    let id = added(&mut book, 10, None, None);
    let erase = |book: &Book, requests| decide::erase(&book.state(), id, requests, None, "asked");
    assert!(erase(&book, Requests::NoneKnown).is_ok());
    assert!(erase(&book, Requests::Known("FOI 12".into())).is_err());
    let hold = Command::HoldAdd {
        reference: "FOI 12".into(),
        scope: HoldTarget::Item(id),
        timers: None,
    };
    book.carry_out("ap", hold).unwrap();
    assert!(
        erase(&book, Requests::NoneKnown)
            .unwrap_err()
            .reason
            .contains("FOI 12")
    );
    book.carry_out(
        "ap",
        Command::HoldRelease {
            reference: "FOI 12".into(),
        },
    )
    .unwrap();
    assert!(erase(&book, Requests::NoneKnown).is_ok());
}

fn recorded(book: &mut Book, case: Case) -> Id {
    book.carry_out("ap", decision(case)).unwrap();
    *book.state().decision_order.last().unwrap()
}

fn sources(book: &Book) -> Vec<Source> {
    let due = reports_due(&book.state(), &POLICY, "");
    due.into_iter().map(|r| r.source).collect()
}

fn exceptional(situation: policy::Situation) -> Case {
    Case {
        situation,
        device: policy::Device::Personal,
        significant: true,
        channel: Some("whatsapp".into()),
        ..Case::default()
    }
}

#[test]
fn a_report_is_due_from_use_and_never_from_a_plan_or_a_receipt() {
    use policy::Situation::{AboutToUse, AlreadyUsed, Received};
    let mut book = Book::default();
    let outcome = |book: &mut Book, decision, used| {
        book.carry_out("ap", Command::Outcome { decision, used })
            .map_err(|r| r.reason)
    };
    let planned = recorded(&mut book, exceptional(AboutToUse));
    assert!(sources(&book).is_empty());
    assert!(book.state().decisions[&planned].waits_for_outcome());
    outcome(&mut book, planned, true).unwrap();
    assert_eq!(sources(&book), [Source::Decision(planned)]);
    assert!(
        outcome(&mut book, planned, true)
            .unwrap_err()
            .contains("used already")
    );
    outcome(&mut book, planned, false).unwrap();
    assert!(sources(&book).is_empty());

    let received = recorded(&mut book, exceptional(Received));
    assert!(
        outcome(&mut book, received, true)
            .unwrap_err()
            .contains("received")
    );
    assert!(sources(&book).is_empty());

    let done = recorded(&mut book, exceptional(AlreadyUsed));
    assert_eq!(sources(&book), [Source::Decision(done)]);
    outcome(&mut book, done, true).unwrap_err();
    outcome(&mut book, done, false).unwrap();
    assert!(sources(&book).is_empty());

    let mut managed = exceptional(AlreadyUsed);
    managed.device = policy::Device::ManagedPersonal;
    recorded(&mut book, managed);
    assert!(sources(&book).is_empty());
}

/// An item of that device, received or not, from a decision or not, captured.
fn captured(book: &mut Book, device: &str, received: bool, decision: Option<Id>) -> Id {
    let mut command = add(book.now(), 60, None, None);
    if let Command::Add { about, items, .. } = &mut command {
        items[0][0].from = Some("Asha Patel".into());
        about.device = Some(device.into());
        about.received = received;
        about.decision = decision;
    }
    book.carry_out("ap", command).unwrap();
    let id = book.state().items.ids().next_back().unwrap();
    book.carry_out("ap", on(id, 10, book.now())).unwrap();
    id
}

#[test]
fn a_report_is_due_from_a_capture_on_a_private_device_unless_received_only() {
    let mut book = Book::default();
    captured(&mut book, "personal", true, None);
    captured(&mut book, "corporate", false, None);
    captured(&mut book, "managed-personal", false, None);
    assert!(sources(&book).is_empty());
    let own = captured(&mut book, "unsure", false, None);
    // Somebody else sent it, and nobody said whether the device was used: that is asked, no report is raised.
    assert!(sources(&book).is_empty());
    let state = book.state();
    let all = reports(&state, &POLICY, "");
    let unsaid: Vec<_> = all.iter().filter(|r| r.unsaid).map(|r| r.source).collect();
    assert_eq!(unsaid, [Source::Item(own)]);
    // Of what the writer sent it is known.
    let sender = book
        .state()
        .items
        .get(&own)
        .unwrap()
        .from()
        .map(str::to_owned);
    let mine = reports_due(&book.state(), &POLICY, &sender.unwrap());
    assert!(mine.iter().any(|r| r.source == Source::Item(own)));
    let edit = |changes| Command::Edit {
        item: own,
        message: 1,
        changes,
    };
    book.carry_out("ap", edit(vec![Change::Received(false)]))
        .unwrap();
    assert_eq!(sources(&book), [Source::Item(own)]);
    book.carry_out("ap", edit(vec![Change::Received(true)]))
        .unwrap();
    assert!(sources(&book).is_empty());
    book.carry_out("ap", edit(vec![Change::Received(false)]))
        .unwrap();
    book.carry_out("ap", Command::Reopen { item: own }).unwrap();
    assert!(sources(&book).is_empty());

    // With its decision it is one report, not two, and the decision's outcome ends it.
    let planned = recorded(&mut book, exceptional(policy::Situation::AboutToUse));
    let item = captured(&mut book, "personal", false, Some(planned));
    assert_eq!(sources(&book), [Source::Item(item)]);
    let outcome = |used| Command::Outcome {
        decision: planned,
        used,
    };
    book.carry_out("ap", outcome(true)).unwrap();
    assert_eq!(sources(&book), [Source::Decision(planned)]);
    book.carry_out("ap", outcome(false)).unwrap();
    assert!(sources(&book).is_empty());
}

#[test]
fn two_outcomes_and_two_details_unseen_by_each_other_are_kept_both() {
    let mut common = Book::default();
    let id = recorded(&mut common, exceptional(policy::Situation::AboutToUse));
    common
        .carry_out("ap", on_device(&common.state(), 1, 0))
        .unwrap();
    let device = *common.state().devices.keys().next().unwrap();
    let (mut left, mut right) = (common.clone(), common.clone());
    for (book, writer, used, owner) in [
        (&mut left, "ap", true, "me"),
        (&mut right, "bw", false, "DSIT"),
    ] {
        let changes = vec![DeviceChange::Owner(owner.into())];
        book.carry_out(writer, Command::Outcome { decision: id, used })
            .unwrap();
        book.carry_out(writer, Command::DeviceEdit { device, changes })
            .unwrap();
    }
    let mut both = left;
    let theirs = right
        .entries
        .into_iter()
        .filter(|e| e.writer.as_ref() == "bw");
    both.entries.extend(theirs);
    both.entries.sort_by(Entry::order);
    let state = both.state();
    let conflict = state.decisions[&id].conflict.as_ref().unwrap();
    assert_eq!(
        (conflict.first.0.as_str(), conflict.second.0.as_str()),
        ("used", "not-used")
    );
    let conflict = &state.devices[&device].details.conflicts[0];
    assert_eq!(
        (conflict.first.0.as_str(), conflict.second.0.as_str()),
        ("me", "DSIT")
    );
    // Whoever has seen both decides, and the conflict is over.
    both.carry_out(
        "ap",
        Command::Outcome {
            decision: id,
            used: false,
        },
    )
    .unwrap();
    let changes = vec![DeviceChange::Owner("me".into())];
    both.carry_out("ap", Command::DeviceEdit { device, changes })
        .unwrap();
    let state = both.state();
    assert!(state.decisions[&id].conflict.is_none());
    assert!(state.devices[&device].details.conflicts.is_empty());
}

#[test]
fn no_text_is_kept_of_what_must_not_be_here_or_is_not_government_business() {
    for (marking, scope) in [
        ("SECRET - RECIPIENTS ONLY", policy::Scope::Government),
        ("OFFICIAL - COMMERCIAL", policy::Scope::Political),
    ] {
        let mut book = Book::default();
        let case = Case {
            marking: Some(POLICY.marking(marking).unwrap()),
            scope,
            ..exceptional(policy::Situation::AlreadyUsed)
        };
        let id = recorded(&mut book, case);
        let said = &book.state().decisions[&id].said;
        assert_eq!(
            (&said.reason, &said.marking, &said.principal),
            (&None, &None, &None)
        );
        assert!(said.classification.is_some());
        // Who decided is said; nothing of the case is.
        let texts = book.entries.iter().flat_map(|e| e.event.text());
        let texts: Vec<_> = texts.map(|(key, _)| key).collect();
        assert_eq!(texts, ["person"]);
    }
}
