//! The list on the screen: which lines of it pass, and how they stand together.
//!
//! Invariant: nothing stands under a heading for somebody who listens; each line says by itself what it is.

use super::book::{LogLine, Row};
use super::list::{Filter, List};
use super::model::{Model, Screen};
use super::reports::ReportLine;
use super::views::{ChatsView, LogView, QueueView, RequestsView};
use crate::record::departure::Still;

impl Model {
    /// The filter of the list on the screen.
    pub fn filter(&self) -> &Filter {
        &self.list().filter
    }

    /// The same, to be changed.
    pub fn filter_mut(&mut self) -> &mut Filter {
        &mut self.list_mut().filter
    }

    /// The list on the screen.
    pub fn list(&self) -> &List {
        match self.screen {
            Screen::Log => &self.log,
            Screen::Reports => &self.reports.list,
            Screen::Chats => self.chats.list(),
            Screen::Requests => self.requests.list(),
            Screen::Find => &self.find.list,
            Screen::Depart => self.depart.list(),
            Screen::Decisions => &self.decide.past.list,
            Screen::Triage => self.triage.list_in_hand(),
            Screen::Queue | Screen::Review | Screen::Decide => &self.queue,
        }
    }

    /// The same list, to be changed.
    pub fn list_mut(&mut self) -> &mut List {
        match self.screen {
            Screen::Log => &mut self.log,
            Screen::Reports => &mut self.reports.list,
            Screen::Chats => self.chats.list_mut(),
            Screen::Requests => self.requests.list_mut(),
            Screen::Find => &mut self.find.list,
            Screen::Depart => self.depart.list_mut(),
            Screen::Decisions => &mut self.decide.past.list,
            Screen::Triage => self.triage.list_in_hand_mut(),
            Screen::Queue | Screen::Review | Screen::Decide => &mut self.queue,
        }
    }

    /// Whether the list on the screen shows less than its usual view does: words are looked for, or it is another view.
    pub fn shows_a_part(&self) -> bool {
        let another = match self.screen {
            Screen::Queue => self.view != QueueView::default(),
            Screen::Log => self.log_view != LogView::default(),
            Screen::Chats => self.chats.view != ChatsView::default(),
            Screen::Requests => self.requests.view != RequestsView::default(),
            _ => false,
        };
        another || !self.filter().words.is_empty()
    }

    /// Whether a first capture is to be offered as practice: nothing of one's own is on record yet.
    pub fn may_practise_first(&self) -> bool {
        self.book.untouched && self.book.set_up
    }

    /// Whether the queue is shown as a month, and no day of it as a list.
    pub fn is_month(&self) -> bool {
        self.view == QueueView::Month && self.month.only.is_none()
    }

    /// What the queue is called where it has a heading alone.
    pub fn queue_title(&self) -> &'static str {
        match self.is_month() {
            true => "A month of the queue",
            false => "Queue",
        }
    }

    /// The selected event of the log.
    pub fn log_line(&self) -> Option<&LogLine> {
        match self.screen {
            Screen::Log => self.log_lines.get(self.log.chosen()?)?.as_ref(),
            _ => None,
        }
    }

    /// Applies the filter of the list on the screen, the selection kept where it still can be.
    pub fn refilter(&mut self) {
        match self.screen {
            // With words to look for, every line was put into words before.
            Screen::Log => {
                self.log.sift(&self.log_lines, |line, filter| {
                    filter.takes(|| line.as_ref().map(LogLine::haystack).unwrap_or_default())
                });
                if let Some(wanted) = &self.log_wanted {
                    let shown = self.log.shown().iter().copied();
                    let shown = shown.filter(|n| wanted.binary_search(n).is_ok());
                    self.log.show(shown.collect());
                }
                self.group_log();
            }
            Screen::Reports => {
                self.reports.refilter(&self.book.report_lines);
                self.group_reports();
            }
            Screen::Decisions => self.decide.past.refilter(),
            Screen::Chats => self.chats.refilter(self.spoken),
            Screen::Requests => self.requests.refilter(self.spoken),
            Screen::Find => self.find.refilter(self.spoken),
            Screen::Queue | Screen::Review | Screen::Decide | Screen::Depart | Screen::Triage => {
                self.refilter_queue();
            }
        }
    }

    /// The same for the queue, whatever is on the screen.
    pub fn refilter_queue(&mut self) {
        let (view, now, zone) = (self.view, self.now, self.book.zone);
        let month = &mut self.month;
        match view {
            QueueView::Month => month.take(&self.book.rows, zone),
            _ => month.only = None,
        }
        let month = &self.month;
        let wanted = |row: &Row, filter: &Filter| {
            view.takes(row, now, zone) && month.takes(row, zone) && filter.takes(|| row.haystack())
        };
        self.queue.sift(&self.book.rows, wanted);
        if !self.spoken {
            let title = |n: usize| self.book.rows.get(n).map(|row| row.when(self.now).title());
            self.queue
                .group(|n| title(n).unwrap_or_default().to_owned());
        }
    }

    fn group_log(&mut self) {
        if !self.spoken {
            let day = |n: usize| {
                let before = self.log_days.partition_point(|(start, _)| *start <= n);
                let day = before.checked_sub(1).and_then(|at| self.log_days.get(at));
                day.map(|(_, name)| name.clone()).unwrap_or_default()
            };
            self.log.group(day);
        }
    }

    /// Puts reports together by what is to be done about them.
    pub fn group_reports(&mut self) {
        if !self.spoken {
            let lines = &self.book.report_lines;
            let title = |n: usize| lines.get(n).map(ReportLine::group).unwrap_or_default();
            self.reports.list.group(|n| title(n).to_owned());
        }
    }

    /// Puts what a departure asks together: what is to be answered before what is answered, and what is open by what
    /// it is.
    pub fn group_departure(&mut self) {
        let state = &mut self.depart;
        let shown = state.known.as_ref().and_then(|known| known.shown.as_ref());
        let Some(shown) = shown.filter(|_| !self.spoken) else {
            return;
        };
        let asked = |answered: Option<bool>| match answered {
            Some(true) => "Answered".to_owned(),
            _ => "To answer".to_owned(),
        };
        let (cells, steps) = (&shown.cells, &shown.steps);
        state
            .grid
            .group(|n| asked(cells.get(n).map(|cell| cell.answered)));
        state
            .steps
            .group(|n| asked(steps.get(n).map(|step| step.answered)));
        state.open.group(|n| {
            let what = shown.open.get(n).and_then(|open| open.what.as_ref());
            open_title(what.map(Still::word)).to_owned()
        });
    }
}

/// The heading of what is open of a kind.
fn open_title(word: Option<&str>) -> &'static str {
    match word {
        Some("cell") => "Chats to answer",
        Some("item") => "Messages that wait",
        Some("unconfirmed") => "Captures to confirm",
        Some("reference") => "File references to come",
        Some("report") => "Reports to send",
        Some("use-not-said") => "Was the device used?",
        Some("hold" | "hold-timer") => "Holds",
        Some("step") => "Steps",
        Some(_) => "Answered twice",
        None => "More",
    }
}
