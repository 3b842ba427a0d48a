//! The application played without keys, for tests: an action by its id, on lines by what they are, its form
//! filled in by the names of its fields. Keys and layout may change; what a person answers may not.

use super::app::App;
use super::depart::Pane;
use super::form::FieldKind;
use super::model::{Overlay, Screen};
use super::triage::Sheet;
use crate::action::{self, Action, Context};
use crate::desk::Desk;
use crate::desk::decide::Ask;
use crate::record::Id;
use crate::tui::message::Msg;
use crate::tui::options::Options;

/// What is done, on what, with which answers.
#[derive(Debug)]
pub(crate) struct Deed<'a> {
    /// The id of the action.
    pub action: &'a str,
    /// The items, the report, the decision or the departure selected; several are marked.
    pub on: &'a [Id],
    /// Lines of a screen without ids: numbers of a grid, a step of a checklist, entries of an export.
    pub lines: &'a [&'a str],
    /// Fields of the form by their name. `?question` is a question of deciding, `how:field` the form of how
    /// an export is read.
    pub fields: &'a [(&'a str, &'a str)],
    pub principal: Option<&'a str>,
}

/// What the application said.
#[derive(Debug, Default)]
pub(crate) struct Played {
    pub said: Vec<String>,
    /// The last of it is a warning: nothing was done.
    pub refused: bool,
    /// The command line that is told to do the same; `None` where there is none.
    pub taught: Option<String>,
}

/// Plays it.
pub(crate) fn play(desk: &mut Desk, deed: &Deed<'_>) -> Played {
    let options = Options {
        principal: deed.principal.map(str::to_owned),
        ..Options::default()
    };
    let mut app = App::new(desk, &options, (100, 40));
    app.prepare();
    // A review that is due or a first run lies over the rest.
    app.model.overlay = None;
    let mut player = Player {
        app,
        played: Played::default(),
    };
    player.deed(deed);
    player.played.taught = player.app.taught_last();
    player.played
}

struct Player<'a> {
    app: App<'a>,
    played: Played,
}

fn row(id: &str) -> &'static Action {
    let found = action::all().find(|a| a.id == id);
    found.unwrap_or_else(|| panic!("the action table has no {id}"))
}

impl Player<'_> {
    fn act(&mut self, id: &str) {
        self.app.model.said.text.clear();
        self.app.act(row(id));
        self.app.settle();
        let said = &self.app.model.said;
        self.played.refused = said.warning && !said.text.is_empty();
        if !said.text.is_empty() {
            self.played.said.push(said.text.clone());
        }
    }

    fn deed(&mut self, deed: &Deed<'_>) {
        let action = row(deed.action);
        let has = |context| action.contexts.contains(&context);
        match action.contexts.first() {
            _ if has(Context::Queue) => self.queue(deed.on),
            _ if has(Context::Decisions) && !deed.on.is_empty() => self.decisions(deed.on),
            Some(Context::Reports) => self.reports(deed.on),
            Some(Context::Decide) => self.decide(deed),
            Some(Context::Decisions) => self.decisions(deed.on),
            Some(Context::Depart) => self.departure(deed.on, deed.lines, Pane::Grid),
            Some(Context::Checklist) => self.departure(deed.on, deed.lines, Pane::Steps),
            Some(Context::Review) => {
                self.act("go.review");
                while self.app.model.screen == Screen::Review {
                    self.act(deed.action);
                }
                return;
            }
            Some(Context::Devices) => self.devices(deed.on),
            Some(Context::Requests) => self.requests(deed.on),
            Some(Context::Triage) => self.export(deed),
            _ => self.queue(deed.on),
        }
        self.played = Played::default();
        self.act(deed.action);
        let asks = self.app.model.overlay.is_some();
        if self.played.refused && !asks {
            // Refused before anything was asked.
            return;
        }
        self.fill(deed.fields);
        match &self.app.model.overlay {
            Some(Overlay::Form(form)) => match form.purpose {
                super::form::Purpose::Triage(Sheet::Queue) => self.act("sheet.record"),
                _ => self.act("form.record"),
            },
            Some(Overlay::Choice(_)) => self.act("choice.choose"),
            _ => {}
        }
        if let Some(Overlay::Question(_)) = &self.app.model.overlay {
            self.act("question.yes");
        }
    }

    fn queue(&mut self, on: &[Id]) {
        self.act("go.queue");
        if on.is_empty() {
            return;
        }
        self.act("queue.everything");
        let model = &mut self.app.model;
        let at = model.book.rows.iter().position(|r| r.id == on[0]);
        model
            .queue
            .choose(at.unwrap_or_else(|| panic!("{} is not in the queue", on[0])));
        if on.len() > 1 {
            for id in on {
                model.marks.turn(*id);
            }
        }
        self.app.prepare();
    }

    fn reports(&mut self, on: &[Id]) {
        self.act("go.reports");
        self.act("report.all");
        let model = &mut self.app.model;
        for id in on {
            let mut lines = model.book.report_lines.iter();
            let at = lines.position(|l| l.source.id() == *id);
            let at = at.unwrap_or_else(|| panic!("{id} is no report"));
            model.reports.list.choose(at);
        }
    }

    fn devices(&mut self, on: &[Id]) {
        self.act("go.chats");
        self.act("list.next");
        let chats = &mut self.app.model.chats;
        for id in on {
            let at = chats.known.devices.iter().position(|d| d.id == *id);
            chats
                .devices
                .choose(at.unwrap_or_else(|| panic!("{id} is no device")));
        }
    }

    fn requests(&mut self, on: &[Id]) {
        self.act("hold.list");
        let requests = &mut self.app.model.requests;
        for id in on {
            let mut lines = requests.lines.iter();
            let at = lines.position(|l| l.id() == *id);
            requests
                .list
                .choose(at.unwrap_or_else(|| panic!("{id} is no request")));
        }
    }

    fn decisions(&mut self, on: &[Id]) {
        self.act("go.decide");
        self.act("decide.past");
        let past = &mut self.app.model.decide.past;
        for id in on {
            let at = past.all.iter().position(|d| d.id == *id);
            past.list
                .choose(at.unwrap_or_else(|| panic!("{id} is no decision")));
        }
    }

    /// Gives the answers of deciding that are among the fields.
    fn decide(&mut self, deed: &Deed<'_>) {
        self.act("go.decide");
        for (name, words) in deed.fields {
            let Some(question) = name.strip_prefix('?') else {
                continue;
            };
            let policy = self.app.model.book.policy.clone();
            if question == "marking" {
                let marking = policy.marking(words).unwrap();
                super::decide::update::marked(&mut self.app.model, Some(marking));
                continue;
            }
            let ask = Ask::parse(question).unwrap_or_else(|| panic!("no question {question}"));
            let model = &mut self.app.model;
            let at = place_of(&ask.choices(&policy, &model.book.devices), words, question);
            let answers = &mut model.decide.answers;
            answers.choose(ask, Some(at), &policy, &model.book.devices);
            super::decide::update::changed(model);
        }
    }

    fn departure(&mut self, on: &[Id], lines: &[&str], pane: Pane) {
        self.act("go.depart");
        if let Some(id) = on.first() {
            let effect = super::message::Effect::LoadDepart(Some(*id));
            self.app.follow_up(effect);
        }
        let depart = &mut self.app.model.depart;
        depart.pane = pane;
        let Some(shown) = depart.known.as_ref().and_then(|k| k.shown.as_ref()) else {
            return;
        };
        for line in lines {
            match pane {
                Pane::Grid => {
                    let number = line.parse().unwrap();
                    let at = shown.cells.iter().position(|c| c.number == number);
                    depart
                        .grid
                        .choose(at.unwrap_or_else(|| panic!("the grid has no {line}")));
                    if lines.len() > 1 {
                        depart.marked.insert(number);
                    }
                }
                _ => {
                    let at = shown.steps.iter().position(|s| s.id == *line);
                    depart
                        .steps
                        .choose(at.unwrap_or_else(|| panic!("there is no step {line}")));
                }
            }
        }
    }

    /// Opens the export, says how it is read, and chooses entries of it by their numbers.
    fn export(&mut self, deed: &Deed<'_>) {
        let (path, entries) = deed.lines.split_first().unwrap();
        self.act("import.open");
        self.app.take(Msg::Paste(path.to_string()));
        self.act("import.read");
        if deed.fields.iter().any(|(name, _)| name.starts_with("how:")) {
            self.act("import.how");
            let how: Vec<(&str, &str)> = deed
                .fields
                .iter()
                .filter_map(|(name, said)| Some((name.strip_prefix("how:")?, *said)))
                .collect();
            self.fill(&how);
            self.act("sheet.record");
        }
        self.act("import.messages");
        assert_eq!(
            self.app.model.screen,
            Screen::Triage,
            "{:?}",
            self.played.said
        );
        for entry in entries {
            let n: usize = entry.parse().unwrap();
            self.app.model.triage.list.choose(n - 1);
            self.act("triage.choose");
        }
    }

    fn fill(&mut self, fields: &[(&str, &str)]) {
        let named = |(name, _): &&(&str, &str)| !name.starts_with('?') && !name.contains(':');
        for (name, said) in fields.iter().filter(named) {
            let Some(Overlay::Form(form)) = &mut self.app.model.overlay else {
                panic!("no form is open for {name}: {:?}", self.played.said);
            };
            let labels: Vec<&str> = form.fields.iter().map(|f| f.label).collect();
            let at = labels.iter().position(|label| label == name);
            let at = at.unwrap_or_else(|| panic!("the form has no {name}, it has {labels:?}"));
            form.put_in_hand(at);
            match &form.fields[at].kind {
                FieldKind::Choice { options, .. } => {
                    let value = form.fields[at].values.iter().position(|v| v == said);
                    let place = value.unwrap_or_else(|| place_of(options, said, name));
                    form.choose(at, place);
                }
                _ => form.fields[at].set(said),
            }
        }
    }
}

/// The place of the option that begins with these words.
fn place_of(options: &[String], words: &str, of: &str) -> usize {
    let wanted = words.to_lowercase();
    let exact = options.iter().position(|o| o.to_lowercase() == wanted);
    let begins = options
        .iter()
        .position(|o| o.to_lowercase().starts_with(&wanted));
    exact
        .or(begins)
        .unwrap_or_else(|| panic!("{of} cannot be {words}; it can be {options:?}"))
}
