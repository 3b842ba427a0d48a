//! What the tests of the screens share: a small office on a Sunday evening, and a session played without
//! a terminal. Everybody in it is invented.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Style;
use tempfile::TempDir;

use super::app::App;
use super::message::Wants;
use super::theme::Theme;
use super::view;
use crate::action::Key;
use crate::config::theme::Palette;
use crate::config::{self, Machine, Managed, Me};
use crate::desk::Desk;
use crate::policy::Level;
use crate::ports::Files;
use crate::record::command::{About, Command, ConversationRef, NewMessage, StatedMarking};
use crate::testing::{at, ports, ports_from};
use crate::tui::message::Msg;
use crate::tui::options::Options;

/// The size of most terminals.
pub const SIZE: (u16, u16) = (80, 24);

/// A home with a desk in it.
pub struct Office {
    pub root: TempDir,
    pub desk: Desk,
}

impl Office {
    /// A desk that is set up, nothing waiting, no review due.
    pub fn empty() -> Office {
        Office::with("[review]\nevery = \"off\"\n", Managed::Corporate)
    }

    /// A home in which nothing has been set up.
    pub fn new_here() -> Office {
        let root = tempfile::tempdir().unwrap();
        let home = root.path().join("onrecord");
        let desk = Desk::open(&ports(root.path()), &home).unwrap();
        Office { root, desk }
    }

    /// The same with other settings; where they say nothing of it, an item is due after a week.
    pub fn with(settings: &str, managed: Managed) -> Office {
        let capture = match settings.contains("[capture]") {
            true => "",
            false => "\n[capture]\nwithin = \"7d\"\n",
        };
        let settings = format!("{settings}{capture}");
        let root = tempfile::tempdir().unwrap();
        let (ports, home) = (ports(root.path()), root.path().join("onrecord"));
        ports.files.create_private_dirs(&home).unwrap();
        ports
            .files
            .create_private_dirs(&root.path().join("plan"))
            .unwrap();
        let plan = root.path().join("plan");
        let text = format!(
            "{settings}\n[[destination]]\nname = \"Bill file\"\nkind = \"folder\"\npath = \"{}\"\nreference = \"MIN/{{year}}/\"\n\
             [[destination]]\nname = \"edrm\"\nkind = \"manual\"\nreference = \"ABC/\"\n",
            plan.display()
        );
        let file = home.join(config::FILE);
        ports.files.replace(&file, text.as_bytes(), 0o600).unwrap();
        let me = Me {
            name: "Ruth Bell".into(),
            ..Me::default()
        };
        let machine = Machine {
            managed,
            up_to: Level::OfficialSensitive,
        };
        config::write_setup(&ports, &home, &me, &machine).unwrap();
        let desk = Desk::open(&ports, &home).unwrap();
        assert!(desk.diagnostics().is_empty(), "{:?}", desk.diagnostics());
        Office { root, desk }
    }

    /// The same where the department's file says that.
    pub fn of_department(says: &str) -> Office {
        let mut office = Office::empty();
        let ports = ports(office.root.path());
        ports.files.create_private_dirs(&ports.host.etc).unwrap();
        let file = ports.host.etc.join("policy.toml");
        ports.files.replace(&file, says.as_bytes(), 0o644).unwrap();
        let home = office.root.path().join("onrecord");
        office.desk = Desk::open(&ports, &home).unwrap();
        office
    }

    /// Three messages are waiting, one of them about to vanish.
    pub fn busy() -> Office {
        let mut office = Office::empty();
        office.furnish();
        office
    }

    /// Puts the three messages in the queue.
    pub fn furnish(&mut self) {
        let day = Some(86_400);
        self.add(
            ("whatsapp", "Schools Bill core", "Asha Patel"),
            "2026-11-21T21:40:00Z",
            day,
            "Minister content with option B, please start drafting on that basis. Treasury have seen it. Counsel to confirm clause 4 by Tuesday.",
        );
        self.add(
            ("whatsapp", "Bill team", "Daniel Reeve"),
            "2026-11-16T11:15:00Z",
            Some(7 * 86_400),
            "Counsel advises dropping clause 4 rather than amending it. Full note on Monday.",
        );
        self.add(
            ("sms", "Perm Sec office", "Perm Sec office"),
            "2026-11-22T13:03:00Z",
            None,
            "Can you confirm the revised figure is 4.2 and not 4.6? Perm Sec is using it tomorrow.",
        );
    }

    /// Puts a message in the queue.
    pub fn add(&mut self, whose: (&str, &str, &str), sent: &str, timer: Option<i64>, body: &str) {
        add(&mut self.desk, whose, sent, timer, body);
    }

    /// Registers a phone that the department manages.
    pub fn add_phone(&mut self) {
        let phone = Command::DeviceAdd {
            name: "work phone".into(),
            kind: "corporate".into(),
            owner: None,
            managed_by: None,
            principal: None,
        };
        self.desk.run(phone).unwrap();
    }

    /// A desk of another session on the same register.
    pub fn second(&self) -> Desk {
        Desk::open(
            &ports_from(self.root.path(), 120),
            &self.root.path().join("onrecord"),
        )
        .unwrap()
    }

    /// The same register by way of other files (faults).
    pub fn reopen(&mut self, files: Files) {
        let mut ports = ports_from(self.root.path(), 160);
        ports.files = files;
        self.desk = Desk::open(&ports, &self.root.path().join("onrecord")).unwrap();
    }

    /// The application on it, in the environment of the tests.
    pub fn app(&mut self) -> App<'_> {
        self.app_of(SIZE)
    }

    /// The same once these keys were played.
    pub fn played(&mut self, script: &str) -> App<'_> {
        let mut app = self.app();
        play(&mut app, script);
        app
    }

    /// The same on a terminal of another size.
    pub fn app_of(&mut self, size: (u16, u16)) -> App<'_> {
        self.app_with(Box::leak(Box::new(options())), size)
    }

    /// The same in another environment.
    pub fn app_with<'a>(&'a mut self, options: &'a Options, size: (u16, u16)) -> App<'a> {
        let mut app = App::new(&mut self.desk, options, size);
        app.prepare();
        app
    }
}

/// A message that another installation puts in the queue.
pub fn add_elsewhere(second: &mut Desk) {
    let whose = ("sms", "Visits", "Daniel");
    add(
        second,
        whose,
        "2026-11-22T10:00:00Z",
        None,
        "From elsewhere",
    );
}

/// Puts a message in the queue: channel, conversation and sender; when it was sent; its timer.
pub fn add(
    desk: &mut Desk,
    (channel, chat, from): (&str, &str, &str),
    sent: &str,
    timer: Option<i64>,
    body: &str,
) {
    let marking = StatedMarking {
        classification: "official".into(),
        whole: "OFFICIAL".into(),
    };
    let message = NewMessage {
        from: Some(from.into()),
        body: Some(body.into()),
        sent: Some(at(sent)),
        ..NewMessage::default()
    };
    let about = About {
        marking: Some(marking),
        timer,
        received: true,
        ..About::default()
    };
    let conversation = Some(ConversationRef::New {
        id: None,
        name: chat.into(),
    });
    let command = Command::Add {
        channel: channel.into(),
        conversation,
        about,
        items: vec![vec![message]],
        import: None,
    };
    desk.run(command).unwrap();
}

/// What the environment says in tests: colour, UTF-8.
pub fn options() -> Options {
    Options {
        colour: true,
        ..Options::default()
    }
}

/// Plays a script of keys: `Enter`, `Ctrl-D`, letters one by one; a word after `'` is typed.
pub fn play(app: &mut App<'_>, script: &str) -> Wants {
    let mut wants = Wants::default();
    for token in script.split_whitespace() {
        let keys: Vec<Key> = match token.strip_prefix('\'') {
            Some(word) => word
                .chars()
                .map(|c| Key::Char(if c == '_' { ' ' } else { c }))
                .collect(),
            None => vec![Key::parse(token).unwrap_or_else(|| panic!("no key: {token}"))],
        };
        for key in keys {
            wants = app.take(Msg::Key(key));
            app.prepare();
        }
    }
    wants
}

/// The screen as drawn, text and styles.
pub fn shot(app: &App<'_>) -> Terminal<TestBackend> {
    let (columns, rows) = (app.model.columns, app.model.rows);
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal
        .draw(|frame| view::view(&app.model, frame))
        .unwrap();
    terminal
}

/// The screen's text.
pub fn text(app: &App<'_>) -> String {
    let terminal = shot(app);
    let buffer = terminal.backend().buffer();
    let rows = buffer.content.chunks(usize::from(app.model.columns).max(1));
    let line = |row: &[ratatui::buffer::Cell]| -> String {
        let all: String = row.iter().map(|c| c.symbol()).collect();
        all.trim_end().to_owned()
    };
    rows.map(line).collect::<Vec<_>>().join("\n")
}

/// The screen's text, where the cursor is, and every run of cells that is not plain: in the theme
/// `terminal`, then in `mono`, which shows the same words.
pub fn picture(app: &mut App<'_>) -> String {
    app.model.theme = Theme::of(&Palette::default());
    let words = text(app);
    let cursor = shot(app).get_cursor_position().unwrap();
    let mut out = format!("{words}\n--- cursor {},{}\n", cursor.x, cursor.y);
    out.push_str(&styles(app));
    app.model.theme = Theme::of(&Palette::mono());
    assert_eq!(text(app), words);
    out.push_str(&format!("--- mono\n{}", styles(app)));
    out
}

/// Every run of cells that is not plain.
fn styles(app: &App<'_>) -> String {
    let (columns, rows) = (app.model.columns, app.model.rows);
    let terminal = shot(app);
    let mut out = String::new();
    let buffer = terminal.backend().buffer();
    for y in 0..rows {
        let mut x = 0;
        while x < columns {
            let style = buffer[(x, y)].style();
            let from = x;
            while x < columns && buffer[(x, y)].style() == style {
                x += 1;
            }
            let (fg, on) = (style.fg.unwrap_or_default(), style.add_modifier);
            if style != plain() {
                out.push_str(&format!("{y}: {from}-{} {fg} {on:?}\n", x - 1));
            }
        }
    }
    out
}

fn plain() -> Style {
    ratatui::buffer::Cell::EMPTY.style()
}

/// The status line says this.
#[track_caller]
pub fn says(app: &App<'_>, words: &str) {
    let said = &app.model.said;
    assert!(said.text.contains(words), "{words:?} is not in {said:?}");
}

/// The status line begins so.
#[track_caller]
pub fn begins(app: &App<'_>, words: &str) {
    let said = &app.model.said;
    assert!(
        said.text.starts_with(words),
        "{words:?} begins not {said:?}"
    );
}

/// The status line warns, and says this.
#[track_caller]
pub fn warns(app: &App<'_>, words: &str) {
    assert!(app.model.said.warning, "{:?}", app.model.said);
    says(app, words);
}

/// The screen shows this.
#[track_caller]
pub fn shows(app: &App<'_>, words: &str) {
    let screen = text(app);
    assert!(screen.contains(words), "{words:?} is not in\n{screen}");
}
