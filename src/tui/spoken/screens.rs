//! What deciding, past decisions, markings and the guidance say of the line in hand.
//!
//! A screen that has no words here is told by the line the cursor stands on.

use super::words::{SAID, brief, day, hit};
use crate::desk::decide::Ask;
use crate::desk::import::Line as Entry;
use crate::policy::Level;
use crate::text::{counted, when};
use crate::tui::chats::ChatsPane;
use crate::tui::decide::{Face, options};
use crate::tui::depart::{self, Pane};
use crate::tui::marking::{Builder, Line};
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::requests::{HoldLine, RequestsLine};
use crate::tui::triage::{Chooser, Stage, Triage};
use crate::tui::{guidance, layout};

/// The line in hand.
pub(super) struct Told {
    /// From 1, and how many there are.
    pub at: (usize, usize),
    /// By what it is another line.
    pub name: String,
    /// What is said of it.
    pub words: String,
}

impl Told {
    fn line(at: (usize, usize), words: String) -> Told {
        Told {
            at,
            name: words.clone(),
            words,
        }
    }
}

/// The line in hand on a screen that has words of its own.
pub(super) fn told(model: &Model) -> Option<Told> {
    match (&model.overlay, model.screen) {
        (Some(Overlay::Choice(choice)), _) => {
            let option = choice.options.get(choice.at)?;
            let verdict = layout::decide::narrow_words(model);
            let mut told = Told::line(
                (choice.at + 1, choice.options.len()),
                format!("{option}. Then {verdict}"),
            );
            told.name.clone_from(option);
            Some(told)
        }
        (Some(Overlay::Marking(builder)), _) => Some(marking(builder)),
        (Some(Overlay::Guidance(guidance)), _) => Some(entry(guidance)),
        (None, Screen::Queue) if model.is_month() => Some(Told::line((0, 0), day(model))),
        (None, Screen::Decide) => Some(question(model)),
        (None | Some(Overlay::Filter), Screen::Decisions) => Some(decision(model)),
        (None | Some(Overlay::Filter), Screen::Reports) => Some(report(model)),
        (None | Some(Overlay::Filter), Screen::Chats) => Some(chat(model)),
        (None | Some(Overlay::Filter), Screen::Requests) => Some(requested(model)),
        (None | Some(Overlay::Filter), Screen::Find) => {
            let words = hit(model.find.chosen()?)?;
            Some(Told::line(model.find.list.place(), words))
        }
        (None, Screen::Depart) => Some(departure(&model.depart)),
        (None | Some(Overlay::Filter), Screen::Triage) => export(&model.triage),
        _ => None,
    }
}

/// What is said of an export: the file in hand, its summary, the message in hand.
fn export(triage: &Triage) -> Option<Told> {
    match triage.stage {
        Stage::Pick => {
            let pick = &triage.pick;
            Some(match pick.offered.get(pick.at) {
                Some(file) => Told::line((pick.at + 1, pick.offered.len()), file.shown.clone()),
                None => Told::line((0, 0), "Path: type it, Tab completes it.".to_owned()),
            })
        }
        Stage::Chats => Some(offered(&triage.chooser)),
        Stage::Summary => {
            let reading = triage.reading.as_ref()?;
            let from = reading.from + 1;
            Some(Told::line(
                (0, 0),
                format!("{}, from line {from}", reading.title),
            ))
        }
        Stage::List => {
            let words = match triage.selected() {
                None => "No lines.".to_owned(),
                Some((n, entry)) => {
                    let notes = triage.details(n);
                    let notes = notes.join(" ");
                    let words = message(triage, n, &entry, SAID);
                    match notes.is_empty() {
                        true => words,
                        false => format!("{words}. {}", brief(&notes, SAID)),
                    }
                }
            };
            Some(Told::line(triage.list.place(), words))
        }
        Stage::Remove => Some(Told::line(
            (0, 0),
            format!(
                "{} still lies in the inbox. Remove it now?",
                triage.file_name()
            ),
        )),
        // Told when it turns from one pass to the next, not at every step of its way.
        Stage::Wait => {
            let turn = usize::from(triage.progress.turn);
            let words = match turn {
                2 => "Reading the messages.",
                _ => "Finding out how the export is written.",
            };
            Some(Told::line((turn, 0), words.to_owned()))
        }
    }
}

/// The chat in hand of a file that holds several.
fn offered(chooser: &Chooser) -> Told {
    let Some(chat) = chooser.selected() else {
        return Told::line((0, 0), "No chat holds these words.".to_owned());
    };
    let chosen = if chooser.has(chat) { "Chosen. " } else { "" };
    let timer = match &chat.timer {
        Some(timer) => format!("on record here, timer {timer}"),
        None => "not on record here".to_owned(),
    };
    let of = usize::try_from(chat.entries).unwrap_or(usize::MAX);
    let last = chat.last.map_or(String::new(), |at| {
        format!(", the last {}", at.format("%A %-d %B %Y, %H:%M"))
    });
    let words = format!(
        "{chosen}{}: {}{last}. {timer}",
        chat.name,
        counted(of, "message")
    );
    Told::line(chooser.list.place(), words)
}

/// A message of an export: whether it is chosen, who, when, and what it says in at most `room` characters.
pub fn message(triage: &Triage, n: usize, entry: &Entry<'_>, room: usize) -> String {
    let chosen = match (triage.chosen.has(n), triage.is_queued(n)) {
        (true, _) => "Chosen. ",
        (_, true) => "In the queue. ",
        _ => "",
    };
    let look = if entry.has_cue() {
        "Worth a look. "
    } else {
        ""
    };
    let itself = triage.wrote_itself();
    let from = entry.who(&itself);
    let at = entry.when("%A %-d %B %Y, %H:%M");
    // Far more than is said, and never the whole of a long text.
    let start: String = entry.text.chars().take(1_000).collect();
    let words: Vec<&str> = start.split_whitespace().collect();
    format!(
        "{chosen}{look}{from}, {at}: {}",
        brief(&words.join(" "), room)
    )
}

fn question(model: &Model) -> Told {
    let policy = &model.book.policy;
    let verdict = layout::decide::narrow_words(model);
    if model.decide.face(policy) == Face::Verdict {
        let so_far = model.decide.so_far.as_ref();
        let duties = so_far.map_or(0, |s| s.duties.len());
        let words = format!(
            "{verdict}. {}: PgDn. Enter records.",
            counted(duties, "duty")
        );
        return Told::line((0, 0), words);
    }
    let ask = model.decide.ask(policy);
    let given = &model.decide.answers;
    let devices = &model.book.devices;
    let answer = options::standing_words(ask, given, policy, devices);
    let of = Ask::order(policy).len();
    let label = ask.label();
    let wording = ask.worded(policy).map_or(label, |q| q.text.as_str());
    let all = options::answers(ask, policy, devices).into_iter();
    let choices: Vec<String> = all
        .map(|a| match a.letter {
            Some(letter) => format!("{letter} {}", a.words),
            None => a.words,
        })
        .collect();
    Told {
        at: (model.decide.at + 1, of),
        name: label.to_owned(),
        words: format!(
            "{wording} {}, {}",
            answer.unwrap_or_else(|| "Not answered".into()),
            choices.join(", ").replace(" \u{2026}", ""),
        ),
    }
}

fn decision(model: &Model) -> Told {
    let past = &model.decide.past;
    let words = match past.chosen() {
        Some(line) => format!("{}, {}, {}", line.at, line.verdict, line.what),
        None => "No lines.".to_owned(),
    };
    Told::line(past.list.place(), words)
}

fn report(model: &Model) -> Told {
    let list = &model.reports.list;
    let chosen = list.chosen().and_then(|n| model.book.report_lines.get(n));
    let words = match chosen {
        Some(line) => {
            let concerns = brief(&line.concerns.join(". "), SAID);
            format!("{}, {}. {concerns}", line.state, brief(&line.about, SAID))
        }
        None => "No lines.".to_owned(),
    };
    Told::line(list.place(), words)
}

fn chat(model: &Model) -> Told {
    let state = &model.chats;
    let words = match (state.pane, state.chat(), state.device()) {
        (ChatsPane::Chats, Some(chat), _) => {
            let waits = match chat.waiting {
                0 => "nothing waits".to_owned(),
                n => format!("{} waiting", counted(n, "item")),
            };
            let marked = match state.marks.has(chat.id) {
                true => "Marked. ",
                false => "",
            };
            format!(
                "{marked}{}, {}. Timer: {}, {waits}. Looked: {}. Captured by {}",
                chat.name, chat.channel, chat.timer, chat.looked, chat.captures
            )
        }
        (ChatsPane::Devices, _, Some(device)) => {
            format!("{}, {}. Whose: {}", device.name, device.kind, device.whose)
        }
        (ChatsPane::Chats, None, _) => "No chat is on record.".to_owned(),
        (ChatsPane::Devices, _, None) => "No device is on record.".to_owned(),
    };
    Told::line(state.list().place(), words)
}

fn requested(model: &Model) -> Told {
    if let Some(place) = model.requests.place() {
        let words = match place.words.is_empty() {
            true => format!("{}: {}", place.place, place.came),
            false => format!("{}: {}, for {}", place.place, place.came, place.words),
        };
        return Told::line(model.requests.list().place(), words);
    }
    let words = match model.requests.chosen() {
        None => "No request or hold on record here. Ask the request team.".to_owned(),
        Some(RequestsLine::Request(request)) => {
            let timers = match request.unanswered {
                0 => String::new(),
                n => format!(". {} not answered for", counted(n, "timer")),
            };
            let late = if request.late { ", late" } else { "" };
            format!(
                "{}, {}, {}{late}. Due {}, for planning. Searches: {}. {}{timers}",
                request.reference,
                request.kind,
                request.stage,
                request.due_words,
                request.searches,
                if request.held { "Held" } else { "Not held" },
            )
        }
        Some(RequestsLine::Hold(hold)) => held(model, hold),
    };
    Told::line(model.requests.list.place(), words)
}

fn held(model: &Model, hold: &HoldLine) -> String {
    let at = |at| when::near(at, model.now, model.book.zone);
    let state = match hold.released {
        Some(end) => format!("ended {}", at(end)),
        None => format!("in force since {}", at(hold.placed)),
    };
    let timers = match hold.unanswered {
        0 => String::new(),
        n => format!(". {} not answered for", counted(n, "timer")),
    };
    let covers = brief(&hold.covers, SAID);
    format!("{}, {state}. Covers {covers}{timers}", hold.reference)
}

fn departure(state: &depart::State) -> Told {
    let Some(shown) = state.shown() else {
        return Told::line((0, 0), "No departure is open.".into());
    };
    let (at, of) = state.list().place();
    let words = match at.checked_sub(1) {
        None => "No lines.".to_owned(),
        Some(_) => state
            .list()
            .chosen()
            .and_then(|n| of_departure(state, shown, n))
            .unwrap_or_default(),
    };
    let mut told = Told::line((at, of), brief(&words, 2 * SAID));
    told.name = format!("{:?} {words}", state.pane);
    told
}

/// Line `n`, from 0, of the list of a departure that is on the screen, in words.
pub fn of_departure(state: &depart::State, shown: &depart::Shown, n: usize) -> Option<String> {
    Some(match state.pane {
        Pane::Grid => {
            let cell = shown.cells.get(n)?;
            let marked = match state.marked.contains(&cell.number) {
                true => "Marked. ",
                false => "",
            };
            format!(
                "{marked}{}, {}: {}",
                cell.conversation, cell.device, cell.outcome
            )
        }
        Pane::Steps => {
            let step = shown.steps.get(n)?;
            format!("{}: {}", step.text.trim_end_matches('.'), step.answer)
        }
        Pane::Open => shown.open.get(n)?.words.clone(),
    })
}

fn entry(guidance: &guidance::Guidance) -> Told {
    let Some(entry) = guidance.chosen() else {
        return Told::line(
            (0, 0),
            "No summary of a paragraph holds all of that.".into(),
        );
    };
    let head = entry.head();
    let text = brief(&entry.text.join(" "), 2 * SAID);
    let mut told = Told::line(guidance.list.place(), format!("{head}: {text}"));
    told.name.clone_from(&entry.name);
    if let Some(from) = guidance.reading {
        told.words = format!("{head}, read from line {}", from + 1);
        told.name = format!("{} {from}", entry.name);
    }
    told
}

fn marking(builder: &Builder) -> Told {
    let words = match builder.line() {
        None => "No lines.".to_owned(),
        Some(Line::Level(level)) => {
            let chosen = if builder.level == Some(*level) {
                ", chosen"
            } else {
                ""
            };
            format!("{}{chosen}", level.map_or("not stated", Level::marking))
        }
        Some(Line::Rule { rule, on, .. }) => match (builder.not_here(rule), on) {
            (Some(why), _) => format!("{}: {why}", rule.name),
            (None, true) => format!("{}, on", rule.name),
            (None, false) => format!("{}, off", rule.name),
        },
        Some(Line::Other(_)) => "Other: a codeword, or another department's marking".to_owned(),
    };
    let whole = match builder.marking() {
        Ok(Some(marking)) => format!(". As it stands: {marking}"),
        Ok(None) => String::new(),
        Err(why) => format!(". Not yet: {why}"),
    };
    let mut told = Told::line(builder.list.place(), format!("{words}{whole}"));
    told.name = words;
    told
}
