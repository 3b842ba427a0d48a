//! The detail of what is selected: who or what it is, what it says, and what is known of it, label by label.
//!
//! Invariants: what the pane has no room for is counted, with the key that shows it, in its first row; what it says
//! and what is known of it both keep rows.

use super::parts::{Canvas, wrapped};
use crate::action::Act;
use crate::text::{self, counted};
use crate::tui::layout::areas::Areas;
use crate::tui::theme::Role;

/// Where values begin, behind their labels.
const VALUE: usize = 15;
/// With so many rows the first may take more than one.
const HIGH: u16 = 10;

/// What is known of it, under a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DetailFact {
    pub label: String,
    pub value: String,
    pub role: Role,
}

impl DetailFact {
    pub fn new(label: &str, value: impl Into<String>, role: Role) -> DetailFact {
        DetailFact {
            label: label.to_owned(),
            value: value.into(),
            role,
        }
    }

    /// Of a sentence that begins with its label.
    pub fn split(words: &str, role: Role) -> DetailFact {
        match words.split_once(": ") {
            Some((label, value)) if text::width(label) < VALUE => {
                DetailFact::new(label, value, role)
            }
            _ => DetailFact::new("", words, role),
        }
    }
}

/// The detail of what is selected.
#[derive(Clone, Debug)]
pub(super) struct DetailPane {
    /// Its first row: a name, and what goes with it.
    pub head: Vec<(String, Role)>,
    /// The same in fewer words each, for where it finds no room.
    pub shorter: Vec<Vec<(String, Role)>>,
    /// What it says.
    pub body: Vec<(String, Role)>,
    /// Words in it that are underlined.
    pub found: Vec<String>,
    pub facts: Vec<DetailFact>,
    /// Shows all of it.
    pub shows: Act,
}

/// A line of a fact as it is drawn: its label, and a line of its value.
type FactLine = (String, String, Role);

fn fact_lines(facts: &[DetailFact], columns: u16) -> Vec<FactLine> {
    let room = usize::from(columns).saturating_sub(VALUE).max(8);
    let one = |fact: &DetailFact| {
        let own = if fact.label.is_empty() {
            usize::from(columns)
        } else {
            room
        };
        let lines = text::wrap(&text::safe_line(&fact.value), own).into_iter();
        let (label, role) = (fact.label.clone(), fact.role);
        lines
            .enumerate()
            .map(move |(n, line)| {
                let first = if n == 0 { label.clone() } else { String::new() };
                let line = match label.is_empty() {
                    true => line,
                    false => format!("{}{line}", " ".repeat(VALUE)),
                };
                (first, line, role)
            })
            .collect::<Vec<_>>()
    };
    facts.iter().flat_map(one).collect()
}

impl Canvas<'_, '_> {
    /// Draws it where it has its place.
    pub fn detail(&mut self, areas: &Areas, pane: &DetailPane) {
        let Some((x, y, columns, rows)) = areas.detail.filter(|(.., rows)| *rows > 0) else {
            return;
        };
        let (head, rest) = self.pane_head(pane, columns, rows);
        let mut body = wrapped(&rest, columns);
        let said: Vec<(String, Role)> = pane
            .body
            .iter()
            .filter(|(t, _)| !t.is_empty())
            .cloned()
            .collect();
        body.extend(wrapped(&said, columns));
        let mut facts = fact_lines(&pane.facts, columns);
        let room = usize::from(rows - 1);
        let all = body.len() + facts.len();
        if all > room {
            let kept = facts
                .len()
                .min((room / 2).max(room.saturating_sub(body.len())));
            facts.truncate(kept);
            body.truncate(room - kept);
        }
        let hidden = all - body.len() - facts.len();
        self.first_row(
            (x, y, columns),
            (&head, &pane.shorter),
            (hidden, pane.shows),
        );
        let lines = body.len() as u16;
        for ((line, role), y) in body.iter().zip(y + 1..) {
            self.put_found((x, y, columns), line, *role, &pane.found);
        }
        for ((label, line, role), y) in facts.iter().zip(y + 1 + lines..) {
            self.put(x, y, columns, line, *role);
            self.put(x, y, columns, label, Role::Quiet);
        }
    }

    /// The first row, and what of it goes on in the next where it is too long and there are rows.
    fn pane_head(&self, pane: &DetailPane, columns: u16, rows: u16) -> (Pieces, Pieces) {
        match (
            rows >= HIGH && wide(&pane.head) > columns,
            pane.head.split_first(),
        ) {
            (true, Some((first, rest))) => {
                let words: String = rest.iter().map(|(p, _)| p.as_str()).collect();
                let words = words.trim_start_matches([',', ' ', '\u{b7}']).to_owned();
                (vec![first.clone()], vec![(words, Role::Plain)])
            }
            _ => (pane.head.clone(), Vec::new()),
        }
    }

    fn first_row(
        &mut self,
        (x, y, columns): (u16, u16, u16),
        (head, shorter): (&Pieces, &[Pieces]),
        (hidden, shows): (usize, Act),
    ) {
        let key = self.model.keymap.key_of(shows, self.model.context());
        let key = key.map(|key| format!("{key} ")).unwrap_or_default();
        let more = match hidden {
            0 => Vec::new(),
            n => vec![
                (" \u{b7} ".to_owned(), Role::Quiet),
                (key, Role::Key),
                (counted(n, "more line"), Role::Quiet),
            ],
        };
        let room = columns.saturating_sub(wide(&more));
        let all = std::iter::once(head).chain(shorter);
        let head = all.clone().find(|head| wide(head) <= room);
        let head = head.or_else(|| all.last()).cloned().unwrap_or_default();
        let taken = self.put_all((x, y, room), &head);
        self.put_all((x + taken, y, wide(&more)), &more);
    }
}

type Pieces = Vec<(String, Role)>;

fn wide(pieces: &[(String, Role)]) -> u16 {
    let all: usize = pieces
        .iter()
        .map(|(p, _)| text::width(&text::safe_line(p)))
        .sum();
    u16::try_from(all).unwrap_or(u16::MAX)
}
