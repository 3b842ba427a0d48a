use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::policy::Policy;
use crate::record::command::{
    About, Command, Context, ConversationRef, HoldTarget, NewMessage, Refusal, StatedDevice,
};
use crate::record::decide;
use crate::record::fold::{fold, fold_more};
use crate::record::query::Limits;
use crate::record::{Entry, Event, Id, State};

/// A journal in memory.
#[derive(Clone)]
struct Book {
    entries: Vec<Entry>,
    ids: u8,
    writer: &'static str,
}

impl Default for Book {
    fn default() -> Book {
        Book {
            entries: Vec::new(),
            ids: 0,
            writer: "ap",
        }
    }
}

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

impl Book {
    fn state(&self) -> State {
        fold(&self.entries)
    }

    fn now(&self) -> DateTime<Utc> {
        start() + TimeDelta::minutes(self.entries.len() as i64)
    }

    fn write(&mut self, writer: &str, events: Vec<Event>) {
        let lamport = self.entries.iter().map(|e| e.lamport).max().unwrap_or(0) + 1;
        let own = self.entries.iter().filter(|e| e.writer.as_ref() == writer);
        let (seen, at) = (own.count() as u64, self.now());
        for (seq, event) in (seen + 1..).zip(events) {
            // What is written is what is read again.
            let (plain, text) = (event.plain(), event.text());
            assert_eq!(Event::read(event.kind(), &plain, Some(&text)), event);
            self.entries.push(Entry {
                branch: None,
                writer: writer.into(),
                seq,
                lamport,
                at,
                part: (1, 1),
                hash: [0; 32],
                text_hash: None,
                text_present: true,
                slot: Default::default(),
                event,
            });
        }
        self.entries.sort_by(Entry::order);
    }

    fn run_as(&mut self, writer: &str, command: Command) -> Result<(), Refusal> {
        let (state, mut ids) = (self.state(), self.ids);
        let mut new_id = || {
            ids += 1;
            Id::from_random([ids, 0, 0, 0, 0, 0, 0, 0, 0, writer.as_bytes()[0]])
        };
        let mut context = Context {
            person: None,
            now: self.now(),
            limits: Limits::default(),
            zone: chrono_tz::Tz::UTC,
            policy: ("p", "d"),
            cautions: &[],
            new_id: &mut new_id,
        };
        let events = decide::decide(&state, command, &mut context)?;
        self.ids = ids;
        self.write(writer, events);
        Ok(())
    }

    fn run(&mut self, command: Command) {
        self.run_as(self.writer, command).unwrap();
    }

    fn ask(&mut self, depart: Depart) -> Result<(), Refusal> {
        self.run_as(self.writer, Command::Depart(depart))
    }

    fn undo(&mut self, writer: &str) -> Result<(), Refusal> {
        let event = decide::undo(&self.entries, writer, None)?;
        self.write(writer, vec![event]);
        Ok(())
    }

    /// An item of a conversation, with a timer in seconds and the device it was on.
    fn add(&mut self, chat: &str, timer: Option<i64>, device: Option<Id>) -> Id {
        let message = NewMessage {
            body: Some("text".into()),
            sent: Some(self.now()),
            ..NewMessage::default()
        };
        let device = device.map(|id| StatedDevice {
            kind: "corporate".into(),
            id: Some(id),
        });
        self.run(Command::Add {
            channel: "whatsapp".into(),
            conversation: Some(ConversationRef::New {
                id: None,
                name: chat.into(),
            }),
            about: About {
                timer,
                device,
                ..About::default()
            },
            items: vec![vec![message]],
            import: None,
        });
        self.state().items.ids().next_back().unwrap()
    }

    fn device(&mut self, name: &str, kind: &str) -> Id {
        self.run(Command::DeviceAdd {
            name: name.into(),
            kind: kind.into(),
            owner: None,
            managed_by: None,
            principal: None,
        });
        self.state().device_named(name).unwrap().id
    }

    fn capture(&mut self, item: Id, reference: Option<&str>) {
        self.run(Command::Capture {
            item,
            route: "copy".into(),
            destination_kind: "manual".into(),
            destination: None,
            reference: reference.map(str::to_owned),
            note: None,
            path: None,
            sha256: None,
            read_back: false,
            substance: None,
        });
    }

    fn open(&mut self, kind: Kind, devices: Option<Vec<Id>>) -> Id {
        self.ask(Depart::Open(new(self.now(), kind, devices)))
            .unwrap();
        let state = self.state();
        let last = state.departures.values().max_by_key(|d| d.opened);
        last.unwrap().id
    }

    /// The cell of a conversation on a device.
    fn key(&self, chat: &str, device: Option<Id>) -> CellKey {
        let state = self.state();
        CellKey {
            conversation: state.conversation_named(chat, None).unwrap().id,
            device,
        }
    }

    fn still(&self, departure: Id) -> Vec<Open> {
        let state = self.state();
        let departure = &state.departures[&departure];
        let grid = Grid::of(&state, departure, Limits::default());
        let policy = Policy::builtin();
        let steps = departure.checklist(&state, &policy);
        let reports = crate::record::report::reports_due(&state, &policy, "");
        let beside = Beside {
            steps: &steps,
            reports: &reports,
            unsaid: &[],
            reference_wanted: true,
            now: self.now(),
        };
        still_open(&state, departure, &grid, &beside)
    }
}

fn new(now: DateTime<Utc>, kind: Kind, devices: Option<Vec<Id>>) -> NewDeparture {
    NewDeparture {
        kind,
        on: now + TimeDelta::days(2),
        role: "special-adviser".into(),
        devices,
        principal: None,
    }
}

fn answer(departure: Id, cells: Vec<CellKey>, answer: NewAnswer) -> Depart {
    Depart::Answer {
        departure,
        cells,
        answer,
    }
}

const NIL: NewAnswer = NewAnswer::Nil { looked: None };

/// An office with three chats, two devices and a departure from both.
fn office() -> (Book, Id, [Id; 2]) {
    let mut book = Book::default();
    let work = book.device("work phone", "corporate");
    let own = book.device("own phone", "personal");
    book.add("Bill team", None, Some(work));
    book.add("Minister", Some(86_400), None);
    book.add("Press", None, Some(own));
    let departure = book.open(Kind::Leaving, None);
    (book, departure, [work, own])
}

#[test]
fn a_grid_is_every_conversation_on_every_device_what_vanishes_first_on_top() {
    let (book, id, [work, own]) = office();
    let state = book.state();
    let departure = &state.departures[&id];
    assert_eq!(departure.devices, [work, own], "all that are registered");
    let grid = Grid::of(&state, departure, Limits::default());
    let seen: Vec<_> = grid
        .cells
        .iter()
        .map(|c| {
            let name = c.conversation.name.as_deref().unwrap();
            (c.number, name, c.device == Some(work), c.tally.waiting)
        })
        .collect();
    assert_eq!(
        seen,
        [
            (3, "Minister", true, 1),
            (4, "Minister", false, 1),
            (1, "Bill team", true, 1),
            (5, "Press", true, 0),
            (6, "Press", false, 1),
            (2, "Bill team", false, 0),
        ]
    );
    assert!(matches!(grid.cells[0].reach, Reach::Vanishes(_)));
    assert_eq!(grid.cells[2].reach, Reach::OutOfReach);
    assert_eq!(grid.cells[4].reach, Reach::Stays, "one's own phone stays");
}

#[test]
fn a_number_means_the_same_cell_after_an_answer_and_a_new_conversation() {
    let (mut book, id, [work, _]) = office();
    let before = book.key("Bill team", Some(work));
    book.ask(answer(
        id,
        vec![before],
        NewAnswer::HandedOver {
            to: "Tom".into(),
            note: None,
        },
    ))
    .unwrap();
    book.add("Late", Some(3_600), None);
    let state = book.state();
    let grid = Grid::of(&state, &state.departures[&id], Limits::default());
    assert_eq!(grid.numbered(1).unwrap().key(), before);
    assert_eq!(grid.cells.len(), 8);
    assert_eq!(grid.left().count(), 7);
    assert_eq!(
        grid.numbered(7).unwrap().conversation.name.as_deref(),
        Some("Late")
    );
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence_and_changes_nothing() {
    let (mut book, id, [work, own]) = office();
    let press = book.key("Press", Some(own));
    let stranger = CellKey {
        conversation: Id::from_random([9; 10]),
        device: Some(work),
    };
    let past = NewDeparture {
        on: book.now() - TimeDelta::hours(1),
        ..new(book.now(), Kind::Device, Some(vec![work]))
    };
    let nobody = NewAnswer::HandedOver {
        to: " ".into(),
        note: None,
    };
    let now = book.now();
    let statement = NewStatement::default();
    let table: Vec<(Depart, &str)> = vec![
        (Depart::Open(past), "has passed"),
        (
            Depart::Open(new(now, Kind::Leaving, None)),
            "A departure from the post is open already",
        ),
        (
            Depart::Open(new(now, Kind::Device, Some(vec![work]))),
            "work phone is in another departure already",
        ),
        (
            Depart::Open(new(now, Kind::Device, Some(vec![Id::from_random([8; 10])]))),
            "No device",
        ),
        (
            Depart::Open(new(now, Kind::Device, Some(vec![]))),
            "No device is named",
        ),
        (
            answer(id, vec![stranger], NIL),
            "are not in the grid of this departure",
        ),
        (
            answer(id, vec![press], NewAnswer::Captured { note: None }),
            "Nothing of Press is captured on record",
        ),
        (
            answer(id, vec![press], nobody),
            "name of who takes it is empty",
        ),
        (
            answer(id, vec![press], NewAnswer::Open),
            "no answer there to take away",
        ),
        (
            Depart::Step {
                departure: id,
                steps: vec!["timers".into()],
                answer: NewStep::Waived(String::new()),
            },
            "The reason is empty",
        ),
        (
            Depart::Confirm {
                stays_open: false,
                departure: id,
                by: "Ruth".into(),
            },
            "No statement has been made",
        ),
        (
            Depart::Accepted {
                departure: id,
                by: None,
            },
            "Nothing is offered",
        ),
        (
            Depart::Reopen {
                departure: id,
                reason: None,
            },
            "is open already",
        ),
        (
            Depart::Edit {
                departure: id,
                changes: vec![DepartChange::On(now - TimeDelta::days(1))],
            },
            "has passed",
        ),
        (
            Depart::Edit {
                departure: id,
                changes: vec![
                    DepartChange::Kind(Kind::Both),
                    DepartChange::Devices(vec![]),
                ],
            },
            "No device is named",
        ),
        (
            Depart::Stated {
                departure: Id::from_random([7; 10]),
                statement,
            },
            "No departure",
        ),
    ];
    let before = book.state();
    for (depart, expected) in table {
        let said = format!("{depart:?}");
        let refusal = book.ask(depart).unwrap_err();
        assert!(
            refusal.reason.contains(expected) && !refusal.next.0.is_empty(),
            "{said}: {refusal:?}"
        );
    }
    assert_eq!(book.state(), before);
}

#[test]
fn a_closed_departure_takes_no_answer_until_it_is_opened_again() {
    let (mut book, id, [work, _]) = office();
    let key = book.key("Bill team", Some(work));
    let statement = NewStatement {
        destination_kind: "folder".into(),
        read_back: true,
        ..NewStatement::default()
    };
    book.ask(Depart::Stated {
        departure: id,
        statement,
    })
    .unwrap();
    assert_eq!(book.state().departures[&id].status, Status::Closed);
    let refused = book.ask(answer(id, vec![key], NIL)).unwrap_err();
    assert!(
        format!("{:?}", refused.next).contains("depart.reopen"),
        "{refused:?}"
    );
    let filed = book.undo("ap").unwrap_err();
    assert!(filed.reason.contains("was filed"), "{filed:?}");
    book.ask(Depart::Reopen {
        departure: id,
        reason: Some("a message came in later".into()),
    })
    .unwrap();
    book.ask(answer(id, vec![key], NIL)).unwrap();
    assert_eq!(book.state().departures[&id].statements.len(), 1);
    assert!(book.state().anomalies.is_empty());
}

#[test]
fn everything_open_is_named_and_the_rest_can_be_handed_over_until_it_is_accepted() {
    let (mut book, id, [work, _]) = office();
    let captured = book.add("Bill team", None, Some(work));
    book.capture(captured, None);
    book.run(Command::HoldAdd {
        reference: "FOI 7".into(),
        scope: HoldTarget::All,
        timers: None,
    });
    let open = book.still(id);
    let count = |wanted: fn(&Still) -> bool| open.iter().filter(|o| wanted(&o.what)).count();
    assert_eq!(count(|s| matches!(s, Still::Cell(_))), 6);
    assert_eq!(count(|s| matches!(s, Still::Item(_))), 3);
    assert_eq!(count(|s| matches!(s, Still::Unconfirmed(_))), 1);
    assert_eq!(count(|s| matches!(s, Still::Reference(_))), 1);
    assert_eq!(count(|s| matches!(s, Still::Hold(_))), 1);
    assert_eq!(count(|s| matches!(s, Still::HoldTimer(..))), 1);
    assert!(count(|s| matches!(s, Still::Step(_))) >= 8);
    assert!(open.iter().all(Open::is_left));

    let steps = open.iter().filter_map(|o| match &o.what {
        Still::Step(id) => Some(id.clone()),
        _ => None,
    });
    book.ask(Depart::HandOverRest {
        departure: id,
        to: "Tom Reed".into(),
        steps: steps.collect(),
        others: true,
    })
    .unwrap();
    let offered = book.still(id);
    assert_eq!(offered.len(), open.len(), "offered is not settled");
    assert!(offered.iter().all(|o| !o.is_left()), "{offered:?}");

    book.ask(Depart::Accepted {
        departure: id,
        by: None,
    })
    .unwrap();
    // What only somebody else can end stays told, with the name of who has it.
    let rest = book.still(id);
    assert_eq!(rest.len(), 4, "{rest:?}");
    let theirs = |o: &Open| o.offered.as_ref().is_some_and(|o| o.accepted);
    assert!(rest.iter().all(theirs), "{rest:?}");
    // A capture that comes later was in no offer.
    let later = book.add("Bill team", None, Some(work));
    assert!(
        book.still(id)
            .iter()
            .any(|o| o.what == Still::Item(later) && o.is_left())
    );
    let state = book.state();
    assert!(state.anomalies.is_empty(), "{:?}", state.anomalies);
}

#[test]
fn an_offer_made_anew_is_not_taken_by_an_acceptance_of_the_old_one() {
    let (mut book, id, [work, _]) = office();
    let key = book.key("Bill team", Some(work));
    let to = |name: &str| NewAnswer::HandedOver {
        to: name.into(),
        note: None,
    };
    book.ask(answer(id, vec![key], to("Tom"))).unwrap();
    let mut other = book.clone();
    book.ask(answer(id, vec![key], to("Asha"))).unwrap();
    let accept = Depart::Accepted {
        departure: id,
        by: None,
    };
    other.run_as("bw", Command::Depart(accept)).unwrap();
    book.entries.push(other.entries.last().unwrap().clone());
    book.entries.sort_by(Entry::order);
    let state = book.state();
    let standing = state.departures[&id].answer(key).unwrap();
    assert_eq!(
        (standing.to.as_deref(), standing.accepted),
        (Some("Asha"), false)
    );
}

#[test]
fn two_answers_unseen_by_each_other_are_told_until_somebody_decides() {
    let (common, id, [work, _]) = office();
    let key = common.key("Bill team", Some(work));
    let (mut left, mut right) = (common.clone(), common.clone());
    left.ask(answer(id, vec![key], NIL)).unwrap();
    let elsewhere = answer(id, vec![key], NewAnswer::NotOnDevice);
    right.run_as("bw", Command::Depart(elsewhere)).unwrap();
    left.entries.push(right.entries.last().unwrap().clone());
    left.entries.sort_by(Entry::order);
    let conflict = left.state().departures[&id].cells[&key].conflict.clone();
    let conflict = conflict.unwrap();
    assert_eq!(
        (conflict.first.0.as_str(), conflict.second.0.as_str()),
        ("nil", "not-on-device")
    );
    let told = Still::TwoAnswers("cell 1".into());
    assert!(left.still(id).iter().any(|o| o.what == told));
    left.ask(answer(id, vec![key], NIL)).unwrap();
    assert!(left.still(id).iter().all(|o| o.what != told));
}

#[test]
fn two_writers_open_a_departure_over_one_device_and_both_are_there_and_told() {
    let mut common = Book::default();
    let work = common.device("work phone", "corporate");
    let (mut left, mut right) = (common.clone(), common.clone());
    let mine = left.open(Kind::Device, Some(vec![work]));
    let theirs = new(right.now(), Kind::Device, Some(vec![work]));
    right
        .run_as("bw", Command::Depart(Depart::Open(theirs)))
        .unwrap();
    left.entries.push(right.entries.last().unwrap().clone());
    left.entries.sort_by(Entry::order);
    let state = left.state();
    assert_eq!(state.departures.len(), 2);
    let other = *state.departures.keys().find(|d| **d != mine).unwrap();
    let told = Still::SameDevice(other, work);
    assert!(left.still(mine).iter().any(|o| o.what == told));
    left.ask(Depart::Cancel {
        departure: other,
        reason: None,
    })
    .unwrap();
    assert!(left.still(mine).iter().all(|o| o.what != told));
}

#[test]
fn of_a_principal_only_what_is_kept_for_them_is_in_the_grid() {
    let mut book = Book::default();
    let (mine, shared) = (book.add("Mine", None, None), book.add("Shared", None, None));
    book.add("Theirs", None, None);
    for (item, name) in [(mine, "Minister A"), (shared, "Minister B")] {
        let changes = vec![crate::record::command::Change::Principal(name.into())];
        book.run(Command::Edit {
            item,
            message: 1,
            changes,
        });
    }
    let open = NewDeparture {
        principal: Some("Minister A".into()),
        ..new(book.now(), Kind::Leaving, None)
    };
    book.ask(Depart::Open(open)).unwrap();
    let state = book.state();
    let departure = state.departures.values().next().unwrap();
    let grid = Grid::of(&state, departure, Limits::default());
    let names = grid.cells.iter().map(|c| c.conversation.name.as_deref());
    let names: Vec<&str> = names.flatten().collect();
    assert_eq!(names, ["Mine"]);
    assert!(!departure.concerns(&state.items[&shared]));
}

/// What a test does next.
#[derive(Clone, Debug)]
enum Act {
    Open(u8, u8),
    Add(u8, u8),
    Answer(usize, u8, u8),
    Step(usize, u8),
    Rest,
    Accept,
    Stated(bool),
    Status(u8),
    Capture(usize),
    Undo,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => (0..3u8, 0..3u8).prop_map(|(k, d)| Act::Open(k, d)),
        3 => (0..4u8, 0..3u8).prop_map(|(c, d)| Act::Add(c, d)),
        8 => (0..8usize, 1..4u8, 0..6u8).prop_map(|(n, m, w)| Act::Answer(n, m, w)),
        3 => (0..6usize, 0..4u8).prop_map(|(n, w)| Act::Step(n, w)),
        1 => Just(Act::Rest),
        1 => Just(Act::Accept),
        1 => any::<bool>().prop_map(Act::Stated),
        1 => (0..4u8).prop_map(Act::Status),
        2 => (0..6usize).prop_map(Act::Capture),
        2 => Just(Act::Undo),
    ]
}

fn depart(book: &Book, act: &Act) -> Option<Depart> {
    let state = book.state();
    let mut devices: Vec<_> = state.devices.values().collect();
    devices.sort_by_key(|d| d.at);
    let devices: Vec<Id> = devices.iter().map(|d| d.id).collect();
    if let Act::Open(kind, n) = act {
        let kind = Kind::ALL[usize::from(*kind)];
        let devices = (*n > 0).then(|| devices.into_iter().take(usize::from(*n)).collect());
        return Some(Depart::Open(new(book.now(), kind, devices)));
    }
    let departure = state.departures.keys().next().copied()?;
    let said = || "said".to_owned();
    Some(match act {
        Act::Answer(n, many, what) => {
            let grid = Grid::of(&state, &state.departures[&departure], Limits::default());
            let cells = grid.cells.iter().skip(*n).take(usize::from(*many));
            let cells: Vec<CellKey> = cells.map(Cell::key).collect();
            let new = match what {
                0 => NIL,
                1 => NewAnswer::Captured { note: None },
                2 => NewAnswer::HandedOver {
                    to: said(),
                    note: Some(said()),
                },
                3 => NewAnswer::Gone(Gone {
                    note: said(),
                    personal_data: true,
                    ..Gone::default()
                }),
                4 => NewAnswer::NotOnDevice,
                _ => NewAnswer::Open,
            };
            answer(departure, cells, new)
        }
        Act::Step(n, what) => Depart::Step {
            departure,
            steps: vec![format!("step {n}")],
            answer: match what {
                0 => NewStep::Done(None),
                1 => NewStep::NotApplicable(said()),
                2 => NewStep::Waived(said()),
                _ => NewStep::Open,
            },
        },
        Act::Rest => Depart::HandOverRest {
            departure,
            to: said(),
            steps: vec!["step 1".into(), "step 9".into()],
            others: true,
        },
        Act::Accept => Depart::Accepted {
            departure,
            by: None,
        },
        Act::Stated(read_back) => Depart::Stated {
            departure,
            statement: NewStatement {
                destination_kind: "manual".into(),
                read_back: *read_back,
                ..NewStatement::default()
            },
        },
        Act::Status(what) => match what {
            0 => Depart::Cancel {
                departure,
                reason: Some(said()),
            },
            1 => Depart::Reopen {
                departure,
                reason: None,
            },
            2 => Depart::Confirm {
                stays_open: false,
                departure,
                by: said(),
            },
            _ => Depart::Edit {
                departure,
                changes: vec![
                    DepartChange::Devices(devices),
                    DepartChange::On(book.now() + TimeDelta::days(5)),
                ],
            },
        },
        _ => return None,
    })
}

/// Carries an act out, where it is allowed; tells whether it was.
fn play(book: &mut Book, writer: &str, act: &Act) -> bool {
    match act {
        Act::Add(chat, device) => {
            let state = book.state();
            let mut devices: Vec<_> = state.devices.values().collect();
            devices.sort_by_key(|d| d.at);
            let device = devices.get(usize::from(*device)).map(|d| d.id);
            book.add(&format!("chat {chat}"), Some(86_400), device);
            true
        }
        Act::Capture(n) => {
            let state = book.state();
            let waiting: Vec<Id> = state
                .items_in_order()
                .filter(|i| i.is_waiting())
                .map(|i| i.id)
                .collect();
            waiting.get(*n).map(|id| book.capture(*id, None)).is_some()
        }
        Act::Undo => book.undo(writer).is_ok(),
        act => match depart(book, act) {
            Some(depart) => book.run_as(writer, Command::Depart(depart)).is_ok(),
            None => false,
        },
    }
}

fn furnished() -> Book {
    let mut book = Book::default();
    book.device("work phone", "corporate");
    book.device("own phone", "personal");
    book.add("chat 0", None, None);
    book
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn outcomes_and_open_cells_add_up_to_the_grid_and_nothing_is_amiss(
        acts in prop::collection::vec(act(), 1..40),
    ) {
        let mut book = furnished();
        for act in &acts {
            play(&mut book, "ap", act);
            let state = book.state();
            prop_assert!(state.anomalies.is_empty(), "{:?} after {act:?}", state.anomalies);
            for departure in state.departures.values() {
                prop_assert!(departure.conflicts.is_empty());
                prop_assert!(departure.cells.values().all(|a| a.conflict.is_none()));
                let grid = Grid::of(&state, departure, Limits::default());
                let columns = departure.devices.len().max(1);
                prop_assert_eq!(grid.cells.len(), grid.conversations * columns);
                let outcomes = Outcome::ALL.iter().map(|o| grid.count(Some(*o)));
                let sum: usize = outcomes.chain([grid.count(None)]).sum();
                prop_assert_eq!(sum, grid.cells.len());
                prop_assert_eq!(grid.left().count(), grid.count(None));
                let mut numbers: Vec<usize> = grid.cells.iter().map(|c| c.number).collect();
                numbers.sort_unstable();
                prop_assert!(numbers.into_iter().eq(1..=grid.cells.len()));
            }
        }
    }

    #[test]
    fn an_undo_brings_back_the_departure_as_it_was(
        acts in prop::collection::vec(act(), 1..20), last in act(),
    ) {
        prop_assume!(!matches!(last, Act::Undo));
        let mut book = furnished();
        acts.iter().for_each(|a| { play(&mut book, "ap", a); });
        let before = book.state().departures;
        if play(&mut book, "ap", &last) && play(&mut book, "ap", &Act::Undo) {
            prop_assert_eq!(book.state().departures, before);
        }
    }

    #[test]
    fn folding_in_two_goes_is_folding_in_one(
        acts in prop::collection::vec(act(), 1..30), cut in 0..60usize,
    ) {
        let mut book = furnished();
        acts.iter().for_each(|a| { play(&mut book, "ap", a); });
        let (first, more) = book.entries.split_at(cut.min(book.entries.len()));
        let mut state = fold(first);
        if fold_more(&mut state, first.last(), more).is_some() {
            prop_assert_eq!(state, book.state());
        }
    }

    #[test]
    fn two_writers_merge_to_the_same_whichever_came_first(
        mine in prop::collection::vec(act(), 0..12),
        theirs in prop::collection::vec(act(), 0..12),
    ) {
        let mut common = furnished();
        play(&mut common, "ap", &Act::Open(0, 2));
        let (mut left, mut right) = (common.clone(), common.clone());
        right.writer = "bw";
        mine.iter().for_each(|a| { play(&mut left, "ap", a); });
        theirs.iter().for_each(|a| { play(&mut right, "bw", a); });
        let new = |book: &Book| -> Vec<Entry> {
            let new = book.entries.iter().filter(|e| !common.entries.contains(e));
            new.cloned().collect()
        };
        let mut one = left.entries.clone();
        one.extend(new(&right));
        let mut other = right.entries.clone();
        other.extend(new(&left));
        one.sort_by(Entry::order);
        other.sort_by(Entry::order);
        prop_assert_eq!(fold(&one), fold(&other));
    }
}
