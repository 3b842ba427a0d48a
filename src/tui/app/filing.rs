//! Many captures at once: filed one after another, and between two of them keys are taken in.
//!
//! Invariant: each is on record before the next begins; whatever ends it, what is filed stays filed and the rest waits.

use super::App;
use crate::desk::{Desk, Filing};
use crate::operation::{Capture, Failure, Op};
use crate::tui::deed::{self, Deed, Done, Trouble};
use crate::tui::message::Msg;
use crate::tui::trouble;
use crate::tui::work::{UnderWay, Work};

/// More than so many are not waited for.
const MANY: usize = 5;

/// Whether a deed is captures of many.
fn is_of_many(deed: &Deed) -> bool {
    match deed {
        Deed::Operate { op, target, .. } => {
            *op == Op(&Capture::AsTheyAre) && target.items().len() > MANY
        }
        Deed::Turn(_) => false,
    }
}

/// Begins them, with the first: where that is refused nothing was captured.
fn begun(desk: &mut Desk, deed: &Deed) -> Result<Option<Filing>, Failure> {
    let Deed::Operate {
        target, answers, ..
    } = deed
    else {
        return Ok(None);
    };
    desk.marking_is_asked_by_repeating();
    let mut filing = Capture::AsTheyAre.begin(desk, target, answers)?;
    desk.file_next(&mut filing)?;
    Ok(Some(filing))
}

impl App<'_> {
    /// Takes captures of many on; `None` where the deed is another, and is done as any.
    pub(super) fn take_on(&mut self, deed: &Deed, typed: &str) -> Option<Msg> {
        if !is_of_many(deed) {
            return None;
        }
        if let Some(work) = &self.model.work {
            let of = work.of;
            return Some(Msg::Failed(Trouble {
                said: format!(
                    "{of} items are being filed. Wait for them, or Esc stops after the one in hand."
                ),
                ..Trouble::default()
            }));
        }
        let filing = match begun(self.desk, deed) {
            Ok(filing) => filing?,
            Err(failure) => {
                self.reread();
                return Some(Msg::Failed(failure.into()));
            }
        };
        self.note_given(Some(typed));
        self.reread();
        if filing.is_over() {
            return Some(self.filed(filing));
        }
        let done = filing.done.captured.len();
        let work = Work::begin(done, done + filing.left(), self.desk.now());
        self.under_way = Some(UnderWay {
            filing,
            typed: typed.to_owned(),
        });
        self.mail.post().send(Msg::GoOn);
        Some(Msg::Filing(work))
    }

    /// Files the next one.
    pub(super) fn go_on(&mut self) -> Option<Msg> {
        let mut under_way = self.under_way.take()?;
        let filing = &mut under_way.filing;
        match &self.model.work {
            Some(work) if !work.stop => {
                // Refused before anything was captured it cannot be: the first was.
                if let Err(error) = self.desk.file_next(filing) {
                    filing.stop();
                    self.model.warn(Trouble::from(error).said);
                }
            }
            _ => filing.stop(),
        }
        let over = filing.is_over();
        let done = filing.done.captured.len();
        self.note_given(Some(&under_way.typed));
        let now = self.desk.now();
        let tells = self.model.work.as_mut().is_some_and(|w| w.on(done, now));
        if over {
            self.reread();
            self.look_for_trouble();
            return Some(self.filed(under_way.filing));
        }
        if tells {
            self.reread();
        }
        self.under_way = Some(under_way);
        self.mail.post().send(Msg::GoOn);
        None
    }

    /// What came of all of them.
    fn filed(&mut self, filing: Filing) -> Msg {
        let left = filing.done.left;
        let stopped = filing.done.stopped.is_some();
        let outcome = Capture::told(self.desk, filing.done);
        let done = deed::told(self.desk, outcome, trouble::keys(&self.model));
        Msg::Filed(match done {
            Done::Recorded {
                items, said, more, ..
            } => {
                let waits = match (left, stopped) {
                    (0, _) | (_, true) => Vec::new(),
                    (1, _) => vec!["1 was left and waits.".to_owned()],
                    (n, _) => vec![format!("{n} were left and wait.")],
                };
                Done::Part {
                    items,
                    said: [vec![said], waits, more].concat().join(" "),
                }
            }
            done => done,
        })
    }
}
