//! What can be set, with the defaults.
//!
//! Every number here is "your setting": the guidance gives no margin and no number of days (23).

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::destination::Destination;
use crate::policy::{Level, Origin, Overlay, Settled};
use crate::text::must_escape;
use crate::vocabulary::vocabulary;

pub use super::halves::FILE;
pub use crate::policy::Role;

/// The folder beside it where exports are dropped.
pub const INBOX: &str = "inbox";

vocabulary! {
    /// How lines on the screen are drawn.
    Borders {
        Line = "line",
        Ascii = "ascii",
        None = "none",
    }
}

vocabulary! {
    /// How the selected row of a list is shown.
    Selection {
        /// The whole row.
        Row = "row",
        /// Its mark alone, for the slowest links.
        Marker = "marker",
    }
}

vocabulary! {
    /// The lists that have views.
    KeptList {
        Queue = "queue",
        Log = "log",
        Chats = "chats",
        Requests = "requests",
    }
}

impl KeptList {
    /// Its own views by name, the usual one first.
    pub fn views(self) -> &'static [&'static str] {
        match self {
            KeptList::Queue => &[
                "waiting",
                "all",
                "to capture today",
                "put off",
                "offered",
                "dealt with",
            ],
            KeptList::Log => &[
                "everything",
                "decisions",
                "captures",
                "reviews",
                "taken back",
            ],
            KeptList::Chats => &["government chats", "timer runs", "not looked at for 7 days"],
            KeptList::Requests => &["all", "open", "timers not answered for", "at their end"],
        }
    }

    /// The one that is shown unless another is asked for.
    pub fn usual(self) -> &'static str {
        self.views().first().copied().unwrap_or_default()
    }

    /// Whether one of its own views has that name, any case.
    pub fn has(self, name: &str) -> bool {
        self.views().iter().any(|v| v.eq_ignore_ascii_case(name))
    }
}

/// A search that is kept as a view of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptView {
    pub list: KeptList,
    pub name: String,
    /// The view of the list that is searched.
    pub of: String,
    /// What is shown holds all of them.
    pub words: String,
}

impl KeptView {
    /// The longest name: it stands beside the title of a list.
    const NAME: usize = 40;
    /// The most words.
    const LONG: usize = 200;

    /// What is wrong with a name, as a sentence.
    pub fn wrong_name(list: KeptList, name: &str) -> Option<String> {
        // The month is a view of the queue as well, of which nothing is searched.
        let month = list == KeptList::Queue && name.eq_ignore_ascii_case("month");
        match list.has(name) || month {
            true => Some(format!("\"{name}\" is a view that the {list} has already.")),
            false => wrong_line("The name of a view", name, KeptView::NAME),
        }
    }

    /// What is wrong with the words, as a sentence.
    pub fn wrong_words(words: &str) -> Option<String> {
        wrong_line("What a view finds", words, KeptView::LONG)
    }

    /// Whether it is the one of that list and name; any case, blanks at both ends aside.
    pub fn is(&self, list: KeptList, name: &str) -> bool {
        self.list == list && self.name.eq_ignore_ascii_case(name.trim())
    }
}

/// What keeps words from being one short line that shows as it is written.
fn wrong_line(what: &str, words: &str, most: usize) -> Option<String> {
    if words.chars().count() > most {
        return Some(format!("{what} has {most} characters at most."));
    }
    let hidden = words.chars().any(must_escape);
    hidden.then(|| format!("{what} is one line, with no sign that does not show."))
}

vocabulary! {
    /// Who manages the machine that this program runs on.
    Managed {
        Corporate = "corporate",
        Personal = "personal",
        Other = "other",
        Unsure = "unsure",
    }
}

/// Who the user is; asked once by `setup`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    pub name: String,
    pub post: String,
    pub role: Role,
    pub organisation: String,
    /// Wall-clock times are shown and read in this zone.
    pub zone: Tz,
}

impl Default for Me {
    fn default() -> Me {
        Me {
            name: String::new(),
            post: String::new(),
            role: Role::Official,
            organisation: String::new(),
            zone: chrono_tz::Europe::London,
        }
    }
}

/// The machine and what it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    pub managed: Managed,
    /// The highest classification that may be stored here.
    pub up_to: Level,
}

impl Machine {
    /// Whether only references and times are stored and never the text of a message: so on every machine
    /// that is not corporately managed, and where it is not known.
    pub fn references_only(&self) -> bool {
        self.managed != Managed::Corporate
    }
}

impl Default for Machine {
    fn default() -> Machine {
        Machine {
            managed: Managed::Unsure,
            up_to: Level::Official,
        }
    }
}

/// The regular review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// How often; `None` when switched off.
    pub every: Option<TimeDelta>,
    /// The wall-clock time it is due at, in the user's zone.
    pub at: NaiveTime,
}

impl Default for Review {
    fn default() -> Review {
        Review {
            every: Some(TimeDelta::days(1)),
            at: NaiveTime::from_hms_opt(18, 0, 0).unwrap_or_default(),
        }
    }
}

/// When things are to be captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capture {
    /// How long before a message is due to vanish it is to be captured.
    pub margin: TimeDelta,
    /// How long after it was sent an item is due; `None` when switched off.
    pub within: Option<TimeDelta>,
    /// Whether a capture without a reference is shown as "reference to come".
    pub reference_wanted: bool,
    /// How long the text of an item found not significant stays, so that the finding can be undone;
    /// `None` when it stays until it is erased.
    pub undo_lapse: Option<TimeDelta>,
}

impl Capture {
    /// How long after it was sent an item is due, and by whose setting: the user's own, or the house rule
    /// where that is shorter.
    pub fn due_within(&self, house: &Overlay) -> Option<Settled<TimeDelta>> {
        let own = self.within.map(|value| Settled {
            value,
            by: Origin::User,
        });
        match (own, house.capture_within.clone()) {
            (Some(own), Some(rule)) if own.value < rule.value => Some(own),
            (own, rule) => rule.or(own),
        }
    }
}

impl Default for Capture {
    fn default() -> Capture {
        Capture {
            margin: TimeDelta::hours(1),
            within: Some(TimeDelta::days(5)),
            reference_wanted: true,
            undo_lapse: Some(TimeDelta::days(1)),
        }
    }
}

/// Which days are no working days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Bank holidays that were proclaimed since this version was made.
    pub bank_holidays: Vec<NaiveDate>,
}

/// What happens before something is lodged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lodge {
    /// A command and its arguments that must exit 0 before a capture is lodged; empty for none.
    pub scan: Vec<String>,
}

/// Programs of other people, where they are not looked for in the folders of the system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Programs {
    /// Where DuckDB is, which works out the figures of a department.
    pub duckdb: Option<PathBuf>,
}

/// Somebody one acts for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Principal {
    pub name: String,
    pub post: String,
    /// `None` until it was asked or written down; never that of whoever keeps the register.
    pub role: Option<Role>,
}

impl Principal {
    /// Whether it goes by this name; any case, blanks at both ends aside.
    pub fn is(&self, name: &str) -> bool {
        self.name.trim().eq_ignore_ascii_case(name.trim())
    }
}

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub theme: String,
    pub borders: Borders,
    pub selection: Selection,
    pub screen_reader: bool,
    /// Whether a review is told in a few lines in the shell, once the screens are left.
    pub scrollback: bool,
    /// Folders, besides `inbox/`, in which exports are looked for.
    pub inbox: Vec<PathBuf>,
    /// Searches that are kept as views.
    pub views: Vec<KeptView>,
    pub me: Me,
    pub machine: Machine,
    pub review: Review,
    pub capture: Capture,
    pub lodge: Lodge,
    pub calendar: Calendar,
    pub programs: Programs,
    pub destinations: Vec<Destination>,
    /// Whom one acts for.
    pub principals: Vec<Principal>,
}

impl Settings {
    /// The principal of a name.
    pub fn principal(&self, name: &str) -> Option<&Principal> {
        self.principals.iter().find(|p| p.is(name))
    }

    /// The role of a principal, or one's own where nobody is named; `None` where a principal has none on
    /// record.
    pub fn role_of(&self, principal: Option<&str>) -> Option<Role> {
        match principal {
            Some(name) => self.principal(name)?.role,
            None => Some(self.me.role),
        }
    }

    /// The destination of a name, any case.
    pub fn destination(&self, name: &str) -> Option<&Destination> {
        let name = name.trim();
        self.destinations
            .iter()
            .find(|d| d.name.eq_ignore_ascii_case(name))
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: "terminal".to_owned(),
            borders: Borders::Line,
            selection: Selection::Row,
            screen_reader: false,
            scrollback: true,
            inbox: Vec::new(),
            views: Vec::new(),
            me: Me::default(),
            machine: Machine::default(),
            review: Review::default(),
            capture: Capture::default(),
            lodge: Lodge::default(),
            calendar: Calendar::default(),
            programs: Programs::default(),
            destinations: Vec::new(),
            principals: Vec::new(),
        }
    }
}
