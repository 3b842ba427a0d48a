//! Reports on record: what raises them, how far they are, and what two writers did unseen by each other.

mod record_support;

use std::sync::LazyLock;

use chrono::TimeDelta;
use onrecord::policy::{self, Case, Policy, Situation};
use onrecord::record::command::{About, Command, NewMessage, Refusal, StatedMarking};
use onrecord::record::decide;
use onrecord::record::decision::NewDecision;
use onrecord::record::report::{
    Draft, Known, Recipient, ReportCommand, ReportKind, Sending, Source, reports, reports_due,
};
use onrecord::record::{Entry, Id};

use record_support::Book;

static POLICY: LazyLock<Policy> = LazyLock::new(Policy::builtin);

impl Book {
    fn run(&mut self, writer: &str, command: Command) -> Result<(), Refusal> {
        self.carry_out(writer, command)?;
        let anomalies = self.state().anomalies;
        assert!(anomalies.is_empty(), "{anomalies:?}");
        Ok(())
    }

    fn report(&mut self, writer: &str, command: ReportCommand) -> Result<(), Refusal> {
        self.run(writer, Command::Report(command))
    }

    /// Records the use of a private device that is to be reported, and names it.
    fn used(&mut self) -> Source {
        self.run("ap", own_use(Situation::AlreadyUsed, Some("The Minister")))
            .unwrap();
        Source::Decision(*self.state().decision_order.last().unwrap())
    }

    fn due(&self) -> Vec<Source> {
        let due = reports_due(&self.state(), &POLICY, "");
        due.into_iter().map(|r| r.source).collect()
    }

    /// The word for how far the report is, and whether it is still open.
    fn far(&self, source: Source) -> (&'static str, bool) {
        let state = self.state();
        let all = reports(&state, &POLICY, "");
        let known = all.iter().find(|r| r.source == source).unwrap();
        (known.word(), known.is_open())
    }
}

/// What the policy says to the use of a private device for something significant, to be recorded.
fn own_use(situation: Situation, principal: Option<&str>) -> Command {
    let case = Case {
        situation,
        device: policy::Device::Personal,
        significant: true,
        channel: Some("whatsapp".into()),
        ..Case::default()
    };
    let said = policy::decide(&POLICY, &case);
    Command::Decide(Box::new(NewDecision {
        case,
        said,
        direction: true,
        change: false,
        device_id: None,
        government_system: None,
        because: None,
        reason: None,
        principal: principal.map(str::to_owned),
    }))
}

/// Both writers' journals together.
fn joined(common: &Book, left: Book, right: &Book) -> Book {
    let new = |e: &&Entry| !common.entries.contains(e);
    let mut both = left;
    both.entries
        .extend(right.entries.iter().filter(new).cloned());
    both.entries.sort_by(Entry::order);
    both
}

fn draft(report: Source, circumstances: &str) -> ReportCommand {
    ReportCommand::Draft {
        report,
        draft: Box::new(Draft {
            circumstances: Some(circumstances.into()),
            ..Draft::default()
        }),
    }
}

fn send(report: Source, recipient: Recipient, reference: &str) -> ReportCommand {
    let sending = Sending {
        how: "none".into(),
        reference: Some(reference.to_owned()).filter(|r| !r.is_empty()),
        ..Sending::default()
    };
    ReportCommand::Sent {
        report,
        recipient,
        sending,
        draft: None,
    }
}

use Recipient::{HeadOfUnit, Kim};

#[test]
fn an_exceptional_use_stays_in_sight_until_both_have_its_report() {
    let mut book = Book::default();
    let report = book.used();
    assert_eq!(book.far(report), ("due", true));
    // There is nothing to send before the circumstances are written.
    let refused = book.report("ap", send(report, Kim, "")).unwrap_err();
    assert!(refused.reason.contains("circumstances"), "{refused:?}");
    book.report("ap", draft(report, "the train had no signal"))
        .unwrap();
    assert_eq!(book.far(report), ("drafted", true));
    book.report("ap", send(report, Kim, "1")).unwrap();
    assert_eq!(book.far(report), ("drafted", true));
    // Not knowing the other recipient does not close it.
    let asked = ReportCommand::Asked {
        report,
        recipient: HeadOfUnit,
        note: None,
    };
    book.report("ap", asked).unwrap();
    assert_eq!(book.due(), [report]);
    book.report("ap", send(report, HeadOfUnit, "2")).unwrap();
    assert_eq!(book.far(report), ("sent", false));
    let acknowledged = |recipient| ReportCommand::Acknowledged {
        report,
        recipient,
        by: Some("J. Fox".into()),
    };
    book.report("ap", acknowledged(Kim)).unwrap();
    assert_eq!(book.far(report), ("sent", false));
    book.report("ap", acknowledged(HeadOfUnit)).unwrap();
    assert_eq!(book.far(report), ("acknowledged", false));
    assert!(book.report("ap", acknowledged(Kim)).is_err());
    assert!(book.report("ap", send(report, Kim, "3")).is_err());
}

#[test]
fn what_was_sent_by_hand_under_a_reference_need_not_be_written_again() {
    let mut book = Book::default();
    let report = book.used();
    book.report("ap", send(report, Kim, "mail of Monday"))
        .unwrap();
    book.report("ap", send(report, HeadOfUnit, "the same"))
        .unwrap();
    assert_eq!(book.far(report), ("sent", false));
    // Written here after all, it is a correction of what went out.
    book.report("ap", draft(report, "no signal")).unwrap();
    assert_eq!(book.far(report), ("drafted", true));
}

#[test]
fn what_was_sent_is_followed_by_a_correction_and_undo_takes_the_rest_back() {
    let mut book = Book::default();
    let report = book.used();
    book.report("ap", draft(report, "no signal")).unwrap();
    let same = book.report("ap", draft(report, "no signal")).unwrap_err();
    assert!(same.reason.contains("says that already"), "{same:?}");
    book.report("ap", send(report, Kim, "1")).unwrap();
    book.report("ap", send(report, HeadOfUnit, "2")).unwrap();
    assert!(book.due().is_empty());
    book.report("ap", draft(report, "no signal and no laptop"))
        .unwrap();
    assert_eq!(book.due(), [report]);
    let state = book.state();
    let known = &state.reports[&report.id()];
    assert!(known.wants_correction(Kim) && known.wants_correction(HeadOfUnit));
    let undo = decide::undo(&book.entries, "ap", None).unwrap();
    book.write("ap", vec![undo]);
    assert!(book.due().is_empty());

    let mut through = send(report, Kim, "3");
    if let ReportCommand::Sent { sending, .. } = &mut through {
        sending.how = "command".into();
    }
    book.report("ap", draft(report, "again")).unwrap();
    book.report("ap", through).unwrap();
    let refused = decide::undo(&book.entries, "ap", None).unwrap_err();
    assert!(
        format!("{:?}", refused.next).contains("correction"),
        "{refused:?}"
    );
}

#[test]
fn withdrawing_needs_a_reason_and_can_be_taken_up_again() {
    let mut book = Book::default();
    let report = book.used();
    let withdraw = |reason: &str| ReportCommand::Withdraw {
        report,
        reason: reason.into(),
    };
    assert!(book.report("ap", withdraw(" ")).is_err());
    book.report("ap", withdraw("not used after all")).unwrap();
    assert_eq!(book.far(report), ("withdrawn", false));
    for command in [
        draft(report, "x"),
        send(report, Kim, "1"),
        withdraw("again"),
    ] {
        let refused = book.report("ap", command).unwrap_err();
        assert!(refused.reason.contains("withdrawn"), "{refused:?}");
    }
    book.report("ap", ReportCommand::Reopen { report }).unwrap();
    assert_eq!(book.due(), [report]);
    // The outcome of the decision ends it as well, whatever was begun.
    book.report("ap", draft(report, "no signal")).unwrap();
    let Source::Decision(decision) = report else {
        unreachable!()
    };
    let not_used = Command::Outcome {
        decision,
        used: false,
    };
    book.run("ap", not_used).unwrap();
    assert_eq!(book.far(report), ("ended", false));
}

#[test]
fn both_states_of_two_writers_survive() {
    let mut common = Book::default();
    let report = common.used();
    common.report("ap", draft(report, "no signal")).unwrap();
    let (mut left, mut right) = (common.clone(), common.clone());
    left.report("ap", send(report, Kim, "KIM/7")).unwrap();
    right.report("bw", send(report, HeadOfUnit, "2")).unwrap();
    // Each sees one unsent recipient, and together there is none: neither overwrites the other.
    assert_eq!((left.due(), right.due()), (vec![report], vec![report]));
    let both = joined(&common, left.clone(), &right);
    assert!(both.due().is_empty());
    assert!(both.state().reports[&report.id()].conflicts.is_empty());

    // One says sent, the other has asked who it is: both stand, and it is said that there are two answers.
    let mut right = common.clone();
    right
        .report(
            "bw",
            ReportCommand::Asked {
                report,
                recipient: Kim,
                note: Some("who is it".into()),
            },
        )
        .unwrap();
    let mut both = joined(&common, left, &right);
    let state = both.state();
    let known = &state.reports[&report.id()];
    let way = &known.ways[&Kim];
    assert!(way.sent.is_some() && way.asked.is_some());
    assert_eq!(
        (
            known.conflicts[0].first.0.as_str(),
            known.conflicts[0].second.0.as_str()
        ),
        ("sent, reference KIM/7", "asked")
    );
    both.report(
        "bw",
        ReportCommand::Acknowledged {
            report,
            recipient: Kim,
            by: None,
        },
    )
    .unwrap();
    assert!(both.state().reports[&report.id()].conflicts.is_empty());
}

#[test]
fn a_withdrawal_and_a_sending_unseen_by_each_other_keep_the_report_in_sight() {
    let mut common = Book::default();
    let report = common.used();
    common.report("ap", draft(report, "no signal")).unwrap();
    let (mut left, mut right) = (common.clone(), common.clone());
    let withdraw = ReportCommand::Withdraw {
        report,
        reason: "not used".into(),
    };
    left.report("ap", withdraw.clone()).unwrap();
    right.report("bw", send(report, Kim, "1")).unwrap();
    right.report("bw", send(report, HeadOfUnit, "2")).unwrap();
    let mut both = joined(&common, left, &right);
    assert_eq!(both.due(), [report]);
    let conflict = &both.state().reports[&report.id()].conflicts[0];
    assert_eq!(conflict.field, "state");
    both.report("ap", withdraw).unwrap();
    assert!(both.due().is_empty());

    // Two texts unseen by each other: both are kept until somebody writes a third.
    let (mut left, mut right) = (common.clone(), common.clone());
    left.report("ap", draft(report, "on a train")).unwrap();
    right.report("bw", draft(report, "at the airport")).unwrap();
    let mut both = joined(&common, left, &right);
    let conflict = both.state().reports[&report.id()].conflicts[0].clone();
    assert_eq!(
        (conflict.first.0.as_str(), conflict.second.0.as_str()),
        ("on a train", "at the airport")
    );
    both.report("ap", draft(report, "at the airport")).unwrap();
    assert!(both.state().reports[&report.id()].conflicts.is_empty());
}

#[test]
fn a_report_begun_from_a_capture_goes_on_when_its_decision_says_used() {
    let mut book = Book::default();
    book.run("ap", own_use(Situation::AboutToUse, None))
        .unwrap();
    let decision = book.state().decision_order[0];
    book.run(
        "ap",
        Command::Add {
            channel: "whatsapp".into(),
            conversation: None,
            about: About {
                device: Some("personal".into()),
                decision: Some(decision),
                ..About::default()
            },
            items: vec![vec![NewMessage::default()]],
            import: None,
        },
    )
    .unwrap();
    let item = book.state().items.ids().next_back().unwrap();
    book.run(
        "ap",
        Command::Capture {
            item,
            route: "copy".into(),
            destination_kind: "none".into(),
            destination: None,
            reference: None,
            note: None,
            path: None,
            sha256: None,
            read_back: false,
            substance: None,
        },
    )
    .unwrap();
    let report = Source::Item(item);
    book.report("ap", draft(report, "no signal")).unwrap();
    book.report("ap", send(report, Kim, "1")).unwrap();
    book.run(
        "ap",
        Command::Outcome {
            decision,
            used: true,
        },
    )
    .unwrap();
    let state = book.state();
    let all: Vec<Known<'_>> = reports(&state, &POLICY, "");
    assert_eq!(all.len(), 1);
    assert!(all[0].source == report && all[0].done.is_some_and(|r| r.is_sent_to(Kim)));
    assert_eq!(book.due(), [report]);
    book.report("ap", send(report, HeadOfUnit, "2")).unwrap();
    assert!(book.due().is_empty());
}

#[test]
fn missed_captures_and_outages_are_words_of_their_own_for_the_kim_team() {
    let mut book = Book::default();
    let new = |kind, draft| ReportCommand::New {
        kind,
        draft: Box::new(draft),
    };
    let now = book.now();
    let empty = book
        .report("ap", new(ReportKind::Outage, Draft::default()))
        .unwrap_err();
    assert!(empty.reason.contains("not said"), "{empty:?}");
    let what = || Some("mail and Teams were down".to_owned());
    let backwards = Draft {
        what: what(),
        from: Some(now),
        to: Some(now - TimeDelta::hours(1)),
        ..Draft::default()
    };
    assert!(
        book.report("ap", new(ReportKind::Outage, backwards))
            .is_err()
    );
    let secret = Draft {
        what: what(),
        marking: Some(StatedMarking {
            classification: "secret".into(),
            whole: "SECRET".into(),
        }),
        ..Draft::default()
    };
    assert!(book.report("ap", new(ReportKind::Outage, secret)).is_err());
    let whole = Draft {
        what: what(),
        from: Some(now),
        ..Draft::default()
    };
    book.report("ap", new(ReportKind::Outage, whole)).unwrap();
    let report = book.due()[0];
    assert!(matches!(report, Source::Own(_)));
    book.report("ap", send(report, Kim, "1")).unwrap();
    assert!(book.due().is_empty());
    let unknown = Source::Own(Id::from_random([9; 10]));
    assert!(book.report("ap", draft(unknown, "x")).is_err());
}
