//! The ways out of what is open in a departure, each as the command that takes it.
//!
//! May import `record`. Words in capitals stand for what a person has to say. Invariant, held by a test:
//! each way works as it stands, once those words are said.

use super::View;
use super::words;
use crate::desk::Desk;
use crate::record::Id;
use crate::record::departure::{Open, Still};
use crate::record::report::Source;

/// One way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The command line, ready but for its words in capitals.
    pub command: String,
    /// What it does.
    pub does: &'static str,
}

/// The ways out of one thing.
struct Ways {
    all: Vec<Way>,
    /// What names the departure, where it has to be named.
    named: String,
}

impl Ways {
    fn plain(&mut self, command: String, does: &'static str) {
        let command = format!("onrecord {command}");
        self.all.push(Way { command, does });
    }

    fn depart(&mut self, command: String, does: &'static str) {
        let named = &self.named;
        let command = format!("onrecord depart {command}{named}");
        self.all.push(Way { command, does });
    }

    fn rest(&mut self) {
        self.depart(
            "hand-over-rest --to NAME".into(),
            "offers it, with everything else that is open, to somebody",
        );
    }
}

/// A word for the shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

impl Desk {
    /// Every way out of something that is open.
    pub fn ways(&self, view: &View<'_>, open: &Open) -> Vec<Way> {
        let several = self.departures_open(None).len() > 1;
        let id = self.short(view.departure.id);
        let named = match several {
            true => format!(" --departure {id}"),
            false => String::new(),
        };
        let mut ways = Ways {
            all: Vec::new(),
            named,
        };
        match &open.what {
            Still::Cell(n) => self.of_cell(view, *n, open, &mut ways),
            Still::Item(id) => of_item(&self.short(*id), open, &mut ways),
            Still::Unconfirmed(id) => {
                let id = self.short(*id);
                ways.plain(format!("confirm {id} --by NAME"), "says who saw it filed");
                ways.rest();
            }
            Still::Reference(id) => {
                let id = self.short(*id);
                ways.plain(format!("reference {id} REF"), "adds its reference");
                ways.rest();
            }
            Still::Report(due) => {
                of_report(self, due.source, &mut ways);
                ways.rest();
            }
            Still::Hold(id) => {
                let held = self.state().holds.iter().find(|h| h.id == *id);
                if let Some(reference) = held.and_then(|h| h.reference.as_deref()) {
                    ways.plain(
                        format!("hold release {}", quoted(reference)),
                        "ends it, once the request team says so",
                    );
                }
                ways.rest();
            }
            Still::HoldTimer(hold, conversation) => {
                self.of_timer(*hold, *conversation, &mut ways);
                ways.rest();
            }
            Still::UseNotSaid(id) => {
                let id = self.short(*id);
                ways.plain(
                    format!("report used {id}"),
                    "says that the device was used, so that a report is due",
                );
                ways.plain(
                    format!("report received {id}"),
                    "says that it was only received there, so that none is",
                );
                ways.rest();
            }
            Still::Step(step) => {
                let step = quoted(step);
                let step = |more: &str| format!("step {step} {more}");
                ways.depart(step("--done"), "records that it is done");
                ways.depart(step("--na REASON"), "records why it does not apply");
                ways.depart(step("--waive REASON"), "records why it is left undone");
                ways.rest();
            }
            Still::TwoAnswers(what) => two_answers(view, what, &mut ways),
            Still::SameDevice(other, device) => {
                let other = self.short(*other);
                ways.plain(
                    format!("depart cancel --departure {other}"),
                    "cancels the other one",
                );
                let others = view.departure.devices.iter().filter(|d| *d != device);
                let flags: String = others
                    .map(|d| format!(" --device {}", quoted(&words::device(self, Some(*d)))))
                    .collect();
                if !flags.is_empty() {
                    ways.depart(format!("edit{flags}"), "takes the device out of this one");
                }
            }
        }
        ways.all
    }

    fn of_timer(&self, hold: Id, conversation: Id, ways: &mut Ways) {
        let state = self.state();
        let hold = state.holds.iter().find(|h| h.id == hold);
        let chat = state.conversations.get(&conversation);
        let (Some(reference), Some(chat)) = (hold.and_then(|h| h.reference.as_deref()), chat)
        else {
            return;
        };
        let name = chat.name.as_deref().unwrap_or(chat.id.as_str());
        let named = quoted(&format!("{}:{name}", chat.channel));
        let timer = format!("hold timer {} --conversation {named}", quoted(reference));
        ways.plain(format!("{timer} --off"), "says that its timer is off now");
        ways.plain(
            format!("{timer} --cannot REASON"),
            "says that it cannot be switched off, and why",
        );
        ways.plain(
            format!("{timer} --not-admin"),
            "says that somebody else is its admin",
        );
    }

    fn of_cell(&self, view: &View<'_>, n: usize, open: &Open, ways: &mut Ways) {
        let Some(cell) = view.numbered(n) else { return };
        if let Some(offered) = &open.offered {
            let by = offered.to.as_deref().map(quoted);
            let by = by.unwrap_or("NAME".into());
            ways.depart(format!("accepted --by {by}"), "records that they took it");
            ways.depart(format!("clear {n}"), "takes the offer back");
        }
        if cell.tally.waiting > 0 {
            let (channel, name) = (&cell.conversation.channel, words::conversation(cell));
            let name = quoted(&format!("{channel}:{name}"));
            ways.plain(
                format!("queue --conversation {name}"),
                "lists what waits of it, to be captured or answered",
            );
        }
        if cell.tally.filed() > 0 {
            ways.depart(
                format!("captured {n}"),
                "says that what is significant is captured",
            );
        }
        ways.depart(format!("nil {n}"), "says that nothing in it is significant");
        ways.depart(
            format!("hand-over {n} --to NAME"),
            "offers it to somebody by name",
        );
        ways.depart(
            format!("gone {n} --note TEXT"),
            "says that it is no longer available, and what it said as remembered",
        );
        if cell.device.is_some() {
            ways.depart(
                format!("not-on-device {n}"),
                "says that it is not on that device",
            );
        }
    }
}

fn of_item(id: &str, open: &Open, ways: &mut Ways) {
    if open.offered.is_some() {
        ways.plain(format!("accepted {id}"), "records that they took it");
        ways.plain(format!("reopen {id}"), "takes it back into the queue");
    }
    ways.plain(
        format!("capture {id} --route copy --ref REF"),
        "records that it is captured; --to DESTINATION files it",
    );
    ways.plain(
        format!("not-significant {id} --reason REASON"),
        "records that it is not significant",
    );
    ways.plain(
        format!("hand-over {id} --to NAME"),
        "offers it to somebody by name",
    );
    ways.plain(
        format!("gone {id} --note TEXT"),
        "says that it is no longer available, and what it said as remembered",
    );
}

fn of_report(desk: &Desk, source: Source, ways: &mut Ways) {
    let report = desk.short(source.id());
    let known = desk.report_of(source.id());
    let recipients = known.map(|k| k.kind.recipients()).unwrap_or_default();
    let recipients: String = recipients
        .iter()
        .map(|r| format!(" --recipient {r}"))
        .collect();
    let written = known.is_some_and(|k| k.done.is_some_and(|r| r.text.is_some()));
    match written {
        true => ways.plain(
            format!("report sent {report}{recipients} --ref REF"),
            "records that it was sent; report send sends it",
        ),
        false => ways.plain(
            format!("report draft {report} --circumstances TEXT"),
            "writes the circumstances, so that it can be sent",
        ),
    }
    match source {
        Source::Own(_) => ways.plain(
            format!("report withdraw {report} --reason REASON"),
            "withdraws it",
        ),
        Source::Decision(id) => ways.plain(
            format!("outcome {} --not-used", desk.short(id)),
            "says that the channel was not used after all",
        ),
        Source::Item(id) => ways.plain(
            format!("edit {} --received yes", desk.short(id)),
            "says that it was received only",
        ),
    }
}

/// Whoever has seen both answers says which it is.
fn two_answers(view: &View<'_>, what: &str, ways: &mut Ways) {
    let decides = "says again which it is";
    match what.split_once(' ') {
        Some(("cell", n)) => {
            ways.depart(format!("nil {n}"), decides);
            ways.depart(format!("hand-over {n} --to NAME"), decides);
            ways.depart(format!("gone {n} --note TEXT"), decides);
        }
        Some(("step", step)) => {
            let step = quoted(step);
            ways.depart(format!("step {step} --done"), decides);
            ways.depart(format!("step {step} --waive REASON"), decides);
        }
        _ => match what {
            "on" => ways.depart("edit --on TIME".into(), decides),
            "role" => ways.depart(format!("edit --role {}", view.departure.role), decides),
            "status" if view.departure.status.is_open() => {
                ways.depart("cancel".into(), decides);
            }
            "status" => ways.depart("reopen".into(), decides),
            "kind" => ways.depart("edit --leaving".into(), decides),
            _ => ways.depart("edit --device NAME".into(), decides),
        },
    }
}
