//! `config.toml` to [`Settings`], with everything that is wrong in it.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::destination::{self, Placed, place, read_up_to};
use super::halves::{self, Half, own_dir};
use super::principal;
use super::settings::{
    Borders, Calendar, Capture, FILE, Lodge, Machine, Managed, Me, Programs, Review, Role,
    Selection, Settings,
};
use super::view;
use crate::document::{Diagnostic, Reader, Section, Severity, Source};
use crate::ports::Ports;

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    pub settings: Settings,
    /// All that is wrong with the file or worth knowing about it, in its order.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether `[me]` names somebody and `[machine]` says who manages it and up to which marking it may
    /// hold, so that something may be stored at all.
    pub setup_done: bool,
}

impl Loaded {
    fn defaults(diagnostics: Vec<Diagnostic>) -> Loaded {
        Loaded {
            settings: Settings::default(),
            diagnostics,
            setup_done: false,
        }
    }
}

/// Reads the settings of a folder. Never fails: without a file there are the defaults, a value that cannot
/// be taken gives a diagnostic and its default, and of a file that is not TOML nothing is used.
pub fn load(ports: &Ports, dir: &Path) -> Loaded {
    load_placed(ports, dir).0
}

/// Reads the settings of a folder as [`load`] does and looks at its destinations besides: what is told of
/// them is worth knowing when one asks, and not at every start.
pub(super) fn check(ports: &Ports, dir: &Path) -> Vec<Diagnostic> {
    let (loaded, placed) = load_placed(ports, dir);
    let mut found = loaded.diagnostics;
    if let Some((source, placed)) = placed {
        let own = placed
            .iter()
            .filter_map(|p| p.in_own_folder(ports, dir, &source));
        found.extend(own);
        let notices = placed.iter().flat_map(|p| p.notices(ports, &source));
        found.extend(notices);
        found.extend(principal::notices(&loaded.settings.principals, &source));
        found.sort_by_key(|d| (d.line, d.column));
    }
    found
}

fn load_placed(ports: &Ports, dir: &Path) -> (Loaded, Option<(Source, Vec<Placed>)>) {
    if !halves::are_two(ports, dir) {
        return load_half(ports, dir, Half::Both);
    }
    let own = own_dir(ports, dir);
    let (office, placed) = load_half(ports, dir, Half::Office);
    let (person, _) = load_half(ports, &own, Half::Own);
    (together(office, person), placed)
}

/// The settings of the office, and a person's own beside them.
fn together(office: Loaded, person: Loaded) -> Loaded {
    let mut diagnostics = person.diagnostics;
    diagnostics.extend(office.diagnostics);
    let Settings {
        review,
        capture,
        lodge,
        calendar,
        destinations,
        principals,
        ..
    } = office.settings;
    Loaded {
        settings: Settings {
            review,
            capture,
            lodge,
            calendar,
            destinations,
            principals,
            ..person.settings
        },
        diagnostics,
        setup_done: person.setup_done,
    }
}

fn load_half(ports: &Ports, dir: &Path, half: Half) -> (Loaded, Option<(Source, Vec<Placed>)>) {
    let file = dir.join(FILE);
    let source = match Source::read(&ports.files, &file) {
        Ok(Some(source)) => source,
        Ok(None) => return (Loaded::defaults(Vec::new()), None),
        Err(found) => return (Loaded::defaults(found), None),
    };
    let own = ports.host.config_home.join("onrecord");
    let (mut loaded, placed) = read_placed(&source, (&ports.host.home, dir), (half, &own));
    if let Some(found) = open_to_others(ports, &file, half) {
        loaded.diagnostics.insert(0, found);
    }
    (loaded, Some((source, placed)))
}

fn open_to_others(ports: &Ports, file: &Path, half: Half) -> Option<Diagnostic> {
    let mode = ports.files.stat(file).ok()??.mode;
    let nobody = if half == Half::Office { 0o007 } else { 0o077 };
    (mode & nobody != 0).then(|| {
        Diagnostic::of_file(
            Severity::Notice,
            file,
            format!("Other users of this machine can reach this file (mode {mode:04o})."),
            match half {
                Half::Office => {
                    "Take their rights away with chmod o=; the settings are used all the same."
                }
                _ => "Take their rights away with chmod 600; the settings are used all the same.",
            },
        )
    })
}

/// Reads the settings of a text.
pub(super) fn read(source: &Source, home: &Path, base: &Path) -> Loaded {
    read_placed(source, (home, base), (Half::Both, base)).0
}

/// What stands in a file, as far as it is read for that; paths in it begin at the first or the second of the folders.
fn read_placed(
    source: &Source,
    (home, base): (&Path, &Path),
    (half, own): (Half, &Path),
) -> (Loaded, Vec<Placed>) {
    let table = match Reader::parse(source) {
        Ok(table) => table,
        Err(found) => return (Loaded::defaults(found), Vec::new()),
    };
    let reader = Reader::new(source);
    let mut root = reader.root(&table);
    let defaults = Settings::default();
    let told = halves::pass_over(half, &mut root, source, own);
    let (me, named) = root.section("me").map_or((Me::default(), false), read_me);
    let (machine, known) = root
        .section("machine")
        .map_or((Machine::default(), false), read_machine);
    let placed = destination::read_all(&root, home, base);
    let settings = Settings {
        theme: root.text("theme").map_or(defaults.theme, |s| s.value),
        borders: root
            .word("borders", Borders::WORDS, Borders::parse)
            .map_or(defaults.borders, |s| s.value),
        scrollback: root.flag("scrollback").is_none_or(|s| s.value),
        selection: root
            .word("selection", Selection::WORDS, Selection::parse)
            .map_or(defaults.selection, |s| s.value),
        screen_reader: root.flag("screen_reader").is_some_and(|s| s.value),
        inbox: read_inbox(&root, home, base),
        views: view::read_all(&root),
        me,
        machine,
        review: root.section("review").map_or(defaults.review, read_review),
        capture: root
            .section("capture")
            .map_or(defaults.capture, read_capture),
        lodge: root.section("lodge").map_or(defaults.lodge, read_lodge),
        calendar: root
            .section("calendar")
            .map_or(defaults.calendar, read_calendar),
        programs: read_programs(&root, home, base),
        destinations: placed.iter().map(|p| p.destination.clone()).collect(),
        principals: principal::read_all(&root),
    };
    root.finish();
    let mut diagnostics = reader.into_found();
    diagnostics.extend(told);
    diagnostics.sort_by_key(|d| (d.line, d.column));
    let loaded = Loaded {
        settings,
        diagnostics,
        setup_done: named && known,
    };
    (loaded, placed)
}

/// What to do where the settings do not say enough to store anything.
const RUN_SETUP: &str = "Run: onrecord setup";

fn read_me(section: Section) -> (Me, bool) {
    let said = |key| section.text(key).map(|s| s.value.trim().to_owned());
    let text = |key| said(key).unwrap_or_default();
    let name = said("name");
    // A name of another kind than text is told as that.
    if name.as_deref() == Some("") || !section.has("name") {
        section.problem(
            &section.key_place("name"),
            "[me] names nobody, so nothing can be stored.",
            RUN_SETUP,
        );
    }
    let me = Me {
        name: name.unwrap_or_default(),
        post: text("post"),
        role: section
            .word("role", Role::WORDS, Role::parse)
            .map_or(Role::Official, |s| s.value),
        organisation: text("organisation"),
        zone: read_zone(&section),
    };
    let named = !me.name.is_empty();
    section.finish();
    (me, named)
}

/// Reads the name of a zone as the IANA list has it; any case.
pub(super) fn parse_zone(text: &str) -> Option<Tz> {
    let text = text.trim();
    TZ_VARIANTS
        .iter()
        .copied()
        .find(|z| z.name().eq_ignore_ascii_case(text))
}

fn read_zone(section: &Section) -> Tz {
    let fallback = Me::default().zone;
    let Some(said) = section.text("zone") else {
        return fallback;
    };
    parse_zone(&said.value).unwrap_or_else(|| {
        let near = crate::text::nearest(&said.value, TZ_VARIANTS.iter().map(|z| z.name()));
        let next = match near {
            Some(near) => format!("Did you mean \"{near}\"? Until then {fallback} is used."),
            None => format!(
                "Write an IANA name such as \"Europe/London\"; until then {fallback} is used."
            ),
        };
        let what = format!("\"{}\" is not the name of a time zone.", said.value);
        section.problem(&said.place, what, &next);
        fallback
    })
}

fn read_machine(section: Section) -> (Machine, bool) {
    let defaults = Machine::default();
    let managed = section.word("managed", Managed::WORDS, Managed::parse);
    let up_to = read_up_to(&section, "nothing can be stored");
    for (key, what) in [
        ("managed", "who manages this machine"),
        ("up_to", "up to which marking this machine may hold"),
    ] {
        if !section.has(key) {
            let what = format!("[machine] does not say {what}, so nothing can be stored.");
            section.problem(&section.place, what, RUN_SETUP);
        }
    }
    section.finish();
    let known = managed.is_some() && up_to.is_some();
    let machine = Machine {
        managed: managed.map_or(defaults.managed, |s| s.value),
        up_to: up_to.map_or(defaults.up_to, |s| s.value),
    };
    (machine, known)
}

fn read_review(section: Section) -> Review {
    let defaults = Review::default();
    let every = section.span("every");
    if let Some(said) = every
        .as_ref()
        .filter(|s| s.value == Some(TimeDelta::zero()))
    {
        section.problem(
            &said.place,
            "A review cannot be due all the time.",
            "Write how often, such as \"1d\", or \"off\"; until then the default is used.",
        );
    }
    let at = section.text("at").and_then(|said| {
        let at = NaiveTime::parse_from_str(said.value.trim(), "%H:%M").ok();
        if at.is_none() {
            section.problem(
                &said.place,
                format!("\"{}\" is not a time of day.", said.value),
                "Write hours and minutes, such as \"18:00\"; until then the default is used.",
            );
        }
        at
    });
    section.finish();
    Review {
        every: every
            .map(|s| s.value)
            .filter(|e| *e != Some(TimeDelta::zero()))
            .unwrap_or(defaults.every),
        at: at.unwrap_or(defaults.at),
    }
}

fn read_capture(section: Section) -> Capture {
    let defaults = Capture::default();
    let capture = Capture {
        margin: section
            .span("margin")
            .map_or(defaults.margin, |s| s.value.unwrap_or_default()),
        within: section.span("within").map_or(defaults.within, |s| s.value),
        reference_wanted: section
            .flag("reference_wanted")
            .map_or(defaults.reference_wanted, |s| s.value),
        undo_lapse: section
            .span("undo_lapse")
            .map_or(defaults.undo_lapse, |s| s.value),
    };
    section.finish();
    capture
}

fn read_lodge(section: Section) -> Lodge {
    let scan = section.texts("scan").unwrap_or_default();
    if let Some(first) = scan.first().filter(|s| s.value.trim().is_empty()) {
        section.problem(
            &first.place,
            "The scan names no program.",
            "Write scan = [\"program\", \"argument\"], or take it out.",
        );
    }
    section.finish();
    Lodge {
        scan: scan.into_iter().map(|s| s.value).collect(),
    }
}

/// Folders in which exports are looked for besides.
fn read_inbox(root: &Section, home: &Path, base: &Path) -> Vec<PathBuf> {
    let folders = root.texts("inbox").unwrap_or_default();
    folders
        .iter()
        .map(|s| place(&s.value, home, base))
        .collect()
}

fn read_programs(root: &Section, home: &Path, base: &Path) -> Programs {
    let Some(section) = root.section("programs") else {
        return Programs::default();
    };
    let duckdb = section.text("duckdb");
    section.finish();
    Programs {
        duckdb: duckdb.map(|said| place(&said.value, home, base)),
    }
}

fn read_calendar(section: Section) -> Calendar {
    let mut days = Vec::new();
    for said in section.texts("bank_holidays").unwrap_or_default() {
        match NaiveDate::parse_from_str(said.value.trim(), "%Y-%m-%d") {
            Ok(day) => days.push(day),
            Err(_) => section.problem(
                &said.place,
                format!("\"{}\" is not a day.", said.value),
                "Write year, month and day, such as \"2027-06-15\"; until then it is not counted as a bank holiday.",
            ),
        }
    }
    section.finish();
    Calendar {
        bank_holidays: days,
    }
}
