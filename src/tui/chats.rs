//! Chats and devices: what is known of each chat, its timer first, and of each device.
//!
//! Copied out of the desk when the screen is gone to and when something changed. Invariant: a line says what is on
//! record and nothing of what a phone holds.

use std::collections::BTreeMap;

use chrono::{TimeDelta, Utc};

use super::book::near;
use super::list::List;
use super::marks::Marks;
use super::views::ChatsView;
use crate::action::Context;
use crate::desk::Desk;
use crate::policy::Device as Kind;
use crate::record::Id;
use crate::record::state::device::Device;
use crate::record::state::{Conversation, Hold, HoldScope, Timer};
use crate::text::{counted, figure, when};

/// What is known of a chat or a device, under labels; those that press with whether they do.
pub type ChatFacts = Vec<(&'static str, String, bool)>;

/// A chat.
#[derive(Clone, Debug)]
pub struct ChatLine {
    pub id: Id,
    pub name: String,
    pub channel: String,
    pub timer: String,
    /// Which chats it stands with.
    pub group: &'static str,
    pub waiting: usize,
    pub looked: String,
    pub captures: String,
    /// Its timer runs.
    pub runs: bool,
    /// No export of the last seven days of it was read.
    pub stale: bool,
    pub facts: ChatFacts,
}

/// A device.
#[derive(Clone, Debug)]
pub struct DeviceLine {
    pub id: Id,
    pub name: String,
    pub kind: String,
    pub whose: String,
    pub facts: ChatFacts,
}

/// What the screen shows.
#[derive(Clone, Debug, Default)]
pub struct ChatsKnown {
    pub chats: Vec<ChatLine>,
    pub devices: Vec<DeviceLine>,
}

/// Which of its lists is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChatsPane {
    #[default]
    Chats,
    Devices,
}

/// Where the person is on this screen.
#[derive(Clone, Debug, Default)]
pub struct Chats {
    pub known: ChatsKnown,
    pub pane: ChatsPane,
    pub view: ChatsView,
    pub chats: List,
    pub devices: List,
    /// The chats that are marked.
    pub marks: Marks,
}

impl Chats {
    /// Where keys are read.
    pub fn context(&self) -> Context {
        match self.pane {
            ChatsPane::Chats => Context::Chats,
            ChatsPane::Devices => Context::Devices,
        }
    }

    /// The list in hand.
    pub fn list(&self) -> &List {
        match self.pane {
            ChatsPane::Chats => &self.chats,
            ChatsPane::Devices => &self.devices,
        }
    }

    /// The same, to be changed.
    pub fn list_mut(&mut self) -> &mut List {
        match self.pane {
            ChatsPane::Chats => &mut self.chats,
            ChatsPane::Devices => &mut self.devices,
        }
    }

    /// The next of its lists.
    pub fn turn(&mut self) {
        self.pane = match self.pane {
            ChatsPane::Chats => ChatsPane::Devices,
            ChatsPane::Devices => ChatsPane::Chats,
        };
    }

    /// The selected chat.
    pub fn chat(&self) -> Option<&ChatLine> {
        self.known.chats.get(self.chats.chosen()?)
    }

    /// The chats that are shown, in their order.
    pub fn shown(&self) -> Vec<Id> {
        let shown = self.chats.shown().iter();
        shown
            .filter_map(|n| Some(self.known.chats.get(*n)?.id))
            .collect()
    }

    /// Those that are marked, in the order in which they are known.
    pub fn marked(&self) -> Vec<Id> {
        let all = self.known.chats.iter().map(|c| c.id);
        all.filter(|id| self.marks.has(*id)).collect()
    }

    /// The selected device.
    pub fn device(&self) -> Option<&DeviceLine> {
        self.known.devices.get(self.devices.chosen()?)
    }

    /// The name of what is selected, and all that is known of it.
    pub fn whole(&self) -> Option<(&str, &ChatFacts)> {
        match self.pane {
            ChatsPane::Chats => self.chat().map(|c| (c.name.as_str(), &c.facts)),
            ChatsPane::Devices => self.device().map(|d| (d.name.as_str(), &d.facts)),
        }
    }

    /// What is on record is another; the selection stays on its chat and its device.
    pub fn take(&mut self, known: ChatsKnown, spoken: bool) {
        let (chat, device) = (self.chat().map(|c| c.id), self.device().map(|d| d.id));
        self.known = known;
        self.marks.keep(self.known.chats.iter().map(|c| c.id));
        self.refilter(spoken);
        let at = self.known.chats.iter().position(|c| Some(c.id) == chat);
        at.into_iter().for_each(|at| self.chats.choose(at));
        let at = self.known.devices.iter().position(|d| Some(d.id) == device);
        at.into_iter().for_each(|at| self.devices.choose(at));
    }

    /// Shows the lines that pass.
    pub fn refilter(&mut self, spoken: bool) {
        let (chats, devices) = (&self.known.chats, &self.known.devices);
        let view = self.view;
        self.chats.sift(chats, |line, filter| {
            view.takes(line.runs, line.stale)
                && filter.takes(|| {
                    format!("{} {} {}", line.name, line.channel, line.timer).to_lowercase()
                })
        });
        self.devices.sift(devices, |line, filter| {
            filter.takes(|| format!("{} {} {}", line.name, line.kind, line.whose).to_lowercase())
        });
        if !spoken {
            let group = |n: usize| chats.get(n).map_or("", |line| line.group).to_owned();
            self.chats.group(group);
        }
    }
}

/// A chat of which nothing later than this was read was not looked at.
const STALE: TimeDelta = TimeDelta::days(7);

/// The headings, in their order.
const RUNS: &str = "Timer runs";
const OFF: &str = "No timer";
const UNKNOWN: &str = "Timer not known";

/// Everything that is known of chats and devices.
pub fn known(desk: &Desk) -> ChatsKnown {
    let state = desk.state();
    let mut waiting: BTreeMap<Id, usize> = BTreeMap::new();
    for item in state.items_in_order().filter(|i| i.is_waiting()) {
        for id in item.conversations().into_iter().flatten() {
            *waiting.entry(id).or_default() += 1;
        }
    }
    let count = |id: Id| waiting.get(&id).copied().unwrap_or_default();
    let all = state.conversations.values();
    // What vanishes first stands first: the shortest timer.
    let timer = |c: &Conversation| c.timer_at(desk.now()).map(|t| t.seconds);
    let chats = all.map(|c| (timer(c), chat(desk, c, count(c.id))));
    let mut chats: Vec<(Option<i64>, ChatLine)> = chats.collect();
    let order = |group: &str| [RUNS, OFF, UNKNOWN].iter().position(|g| *g == group);
    chats.sort_by_cached_key(|(timer, line)| {
        let waits = std::cmp::Reverse(line.waiting);
        (order(line.group), *timer, waits, line.name.to_lowercase())
    });
    let chats = chats.into_iter().map(|(_, line)| line);
    let devices = state.devices.values().map(device);
    ChatsKnown {
        chats: chats.collect(),
        devices: devices.collect(),
    }
}

fn chat(desk: &Desk, of: &Conversation, waiting: usize) -> ChatLine {
    let (now, zone) = (desk.now(), desk.zone());
    let timer = of.timer_at(now);
    let (group, words) = match timer.map(|t| t.seconds) {
        Some(0) => (OFF, "off".to_owned()),
        Some(seconds) => (RUNS, when::duration_words(seconds)),
        None => (UNKNOWN, "not known".to_owned()),
    };
    let detail = |field: &str| of.details.get(field).map(str::to_owned);
    let last = of.imported.as_ref().and_then(|(_, last, _)| *last);
    let mut facts: ChatFacts = Vec::new();
    facts.extend(detail("members").map(|names| ("Members", names, false)));
    facts.push(timer_fact(desk, timer, &words));
    facts.push(("Looked", looked(of), false));
    facts.push(("Office", office(of), false));
    let every = detail("review-every").and_then(|s| s.parse().ok());
    facts.extend(every.map(|seconds: i64| {
        let words = format!("every {}", when::duration_words(seconds));
        ("Looked through", words, false)
    }));
    let data = ["data-routine", "data-advice", "data-owner"];
    let labels = [
        "Personal data as routine",
        "Advice followed",
        "Who answers for that",
    ];
    let notes = data.iter().zip(labels);
    facts.extend(notes.filter_map(|(field, label)| Some((label, detail(field)?, false))));
    facts.extend(held(desk, of.id, timer.is_some_and(|t| t.seconds > 0)));
    ChatLine {
        id: of.id,
        name: of.name.clone().unwrap_or_else(|| "(no name)".to_owned()),
        channel: desk.channel_label(&of.channel),
        timer: words,
        group,
        waiting,
        looked: last.map_or("never".to_owned(), |last| {
            near(last.and_utc().with_timezone(&Utc), now, zone, false)
        }),
        captures: detail("captured-by").unwrap_or_else(|| "nobody".to_owned()),
        runs: group == RUNS,
        stale: last.is_none_or(|last| now - last.and_utc() > STALE),
        facts,
    }
}

fn timer_fact(desk: &Desk, timer: Option<&Timer>, words: &str) -> (&'static str, String, bool) {
    let Some(timer) = timer else {
        let words = "not known: nobody said what it is".to_owned();
        return ("Timer", words, true);
    };
    let since = when::near(timer.from, desk.now(), desk.zone());
    let how = match timer.source.as_str() {
        "stated" => "as you recorded it",
        _ => "by a notice in an export",
    };
    ("Timer", format!("{words} since {since}, {how}"), false)
}

/// What was read of it.
fn looked(of: &Conversation) -> String {
    match &of.imported {
        Some((entries, Some(last), _)) => format!(
            "an export of {} messages, up to {}",
            figure(usize::try_from(*entries).unwrap_or_default()),
            last.format("%a %-d %b %Y, %H:%M")
        ),
        _ => "no export of it was read".to_owned(),
    }
}

/// Who of the private office is in it, and who captures.
fn office(of: &Conversation) -> String {
    let detail = |field: &str| of.details.get(field);
    match (detail("office"), detail("captured-by")) {
        (Some(office), Some(by)) => format!("{office} is in it; {by} captures (para 22)"),
        (Some(office), None) => format!("{office} is in it (para 22)"),
        (None, Some(by)) => format!("{by} captures (para 22)"),
        (None, None) => "nobody of the private office, as far as stated (para 22)".to_owned(),
    }
}

/// The holds that cover a chat, each with what was said of its timer where one runs.
fn held(desk: &Desk, chat: Id, runs: bool) -> ChatFacts {
    let covers = |hold: &&Hold| match hold.scope {
        HoldScope::All => true,
        HoldScope::Conversation(id) => id == chat,
        HoldScope::Item(_) => false,
    };
    let holds = desk.state().holds.iter().filter(|h| h.released.is_none());
    let one = |hold: &Hold| {
        let name = hold
            .reference
            .as_deref()
            .unwrap_or("a hold without a reference");
        let answer = hold.timers.get(&chat);
        let words = match (runs, answer) {
            (false, _) => name.to_owned(),
            (true, Some(answer)) => format!("{name}: its timer, {}", answer.word.as_str()),
            (true, None) => format!("{name}: can the timer be switched off? Not answered"),
        };
        ("Held by", words, runs && answer.is_none())
    };
    holds.filter(covers).map(one).collect()
}

fn device(of: &Device) -> DeviceLine {
    let whose = match (of.principal(), of.owner()) {
        (Some(name), _) | (None, Some(name)) => name.to_owned(),
        (None, None) => "yours".to_owned(),
    };
    let kind = match Kind::parse(of.kind()) {
        Some(Kind::Corporate) => "managed by the department",
        Some(Kind::Personal) => "privately owned and managed",
        Some(Kind::ManagedPersonal) => "privately owned, managed by the department",
        Some(Kind::OtherManaged) => "managed by another organisation",
        _ => "nobody said who manages it",
    };
    let mut facts: ChatFacts = vec![
        ("Whose", whose.clone(), false),
        ("Kind", kind.to_owned(), false),
    ];
    facts.extend(
        of.managed_by()
            .map(|by| ("Managed by", by.to_owned(), false)),
    );
    DeviceLine {
        id: of.id,
        name: of.name().unwrap_or("(no name)").to_owned(),
        kind: kind.to_owned(),
        whose,
        facts,
    }
}

/// How many there are of both.
pub fn head(known: &ChatsKnown) -> String {
    let of = |n, what| match n {
        0 => format!("no {what}s"),
        n => counted(n, what),
    };
    format!(
        "{}, {}",
        of(known.chats.len(), "chat"),
        of(known.devices.len(), "device")
    )
}
