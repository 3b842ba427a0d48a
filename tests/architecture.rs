//! Holds `src/` to its shape: who may use whom, no circles among files, one meaning a name, short files and
//! functions, and which doors stay shut where.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

#[path = "architecture/documents.rs"]
mod documents;
#[path = "architecture/known.rs"]
mod known;
#[path = "architecture/paths.rs"]
mod paths;
#[path = "architecture/source.rs"]
mod source;
#[path = "architecture/wording.rs"]
mod wording;

use paths::Program;
use source::File;

/// Who may use whom. An arrow that is not here fails, and so does one that is here and not used any more.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("ports", &[]),
    ("vocabulary", &[]),
    // Sources are read through ports, so that what is no file is not opened.
    ("document", &["ports", "text"]),
    ("policy", &["document", "ports", "text"]),
    ("record", &["policy", "text"]),
    ("register", &["ports", "record", "text"]),
    ("config", &["document", "policy", "ports", "text"]),
    ("action", &["document", "ports", "text"]),
    ("import", &["ports", "text"]),
    ("lodge", &["ports", "text"]),
    // Programs of other people: a closed list, and nobody else runs them.
    ("helpers", &["ports", "text"]),
    (
        "desk",
        &[
            "config", "document", "helpers", "import", "lodge", "policy", "ports", "record",
            "register", "text",
        ],
    ),
    ("operation", &["config", "desk", "policy", "record", "text"]),
    (
        "tui",
        &[
            "action",
            "config",
            "desk",
            "import",
            "operation",
            "policy",
            "ports",
            "record",
            "text",
        ],
    ),
    (
        "cli",
        &[
            "action",
            "config",
            "desk",
            "import",
            "operation",
            "policy",
            "ports",
            "record",
            "text",
            "tui",
        ],
    ),
    ("main", &["cli"]),
];

/// What every room may use, and none has to.
const FOR_ALL: &[&str] = &["vocabulary"];

/// What only the named rooms may touch.
const DOORS: &[(&str, &[&str])] = &[
    ("std::fs", &["ports"]),
    ("fs::File", &["ports"]),
    ("Utc::now", &["ports"]),
    ("Local::now", &["ports"]),
    ("SystemTime::now", &["ports"]),
    ("println!", &["cli"]),
    ("print!", &["cli"]),
    ("eprintln!", &["cli"]),
    ("std::env", &["ports", "cli"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("tui_textarea", &["tui"]),
    // What somebody wants is put together by its operation; the faces hand over answers.
    ("record::command", &["record", "desk", "operation"]),
    ("record::Command", &["record", "desk", "operation"]),
];

/// Files that are tables: as long as what they list.
const TABLES: &[&str] = &["src/action/table/", "src/record/event/table.rs"];
/// Functions that are one match over all kinds of event or all commands, a line or two each.
const DISPATCH: &[&str] = &[
    "src/desk/summary/mod.rs::words",
    "src/record/decide.rs::decide",
    "src/record/fold.rs::apply_event",
    "src/record/fold.rs::content_of",
    "src/record/review.rs::decided",
    "src/record/undo.rs::stands",
];
const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

static FILES: LazyLock<Vec<File>> = LazyLock::new(source::program);

fn is_table(path: &str) -> bool {
    TABLES.iter().any(|table| path.starts_with(table))
}

fn may_use(room: &str) -> Option<&'static [&'static str]> {
    ARROWS
        .iter()
        .find(|(own, _)| *own == room)
        .map(|(_, others)| *others)
}

#[test]
fn rooms_use_the_rooms_they_are_allowed_and_no_others() {
    let program = Program::new(&FILES);
    let rooms: BTreeSet<&str> = FILES
        .iter()
        .map(File::room)
        .filter(|r| *r != "lib")
        .collect();
    let mut wrong = Vec::new();
    let mut used: BTreeSet<(&str, String)> = BTreeSet::new();
    for file in FILES.iter().filter(|f| f.room() != "lib") {
        let Some(allowed) = may_use(file.room()) else {
            wrong.push(format!(
                "{}: the room {} is not in the list",
                file.path,
                file.room()
            ));
            continue;
        };
        for other in program.rooms(file) {
            let listed = allowed.contains(&other.as_str()) || FOR_ALL.contains(&other.as_str());
            if !listed {
                wrong.push(format!("{} uses {other}, which it may not", file.path));
            }
            used.insert((file.room(), other));
        }
    }
    let listed = ARROWS
        .iter()
        .flat_map(|(room, others)| others.iter().map(move |o| (*room, *o)));
    for (room, other) in listed {
        let there = rooms.contains(room) && rooms.contains(other);
        if there && !used.contains(&(room, other.to_owned())) {
            wrong.push(format!(
                "{room} may use {other} and does not: the arrow must go from the list"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_allowed_arrows_have_no_circle() {
    let names: Vec<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    let number = |room: &str| {
        names
            .iter()
            .position(|n| *n == room)
            .expect("a listed room")
    };
    let arrows: Vec<BTreeSet<usize>> = (ARROWS.iter())
        .map(|(_, others)| others.iter().map(|o| number(o)).collect())
        .collect();
    assert_eq!(paths::circles(&arrows), Vec::<Vec<usize>>::new());
}

#[test]
fn the_command_line_opens_the_screens_and_nothing_else_of_them() {
    for file in FILES.iter().filter(|f| f.room() == "cli") {
        let imports = file.imports.iter().map(|i| &i.path);
        for path in imports
            .chain(&file.paths)
            .filter(|p| p.iter().any(|s| s == "tui"))
        {
            let last = path.last().map_or("", String::as_str);
            assert!(
                ["tui", "run", "Options", "editor_command"].contains(&last),
                "{} uses {}",
                file.path,
                path.join("::")
            );
        }
    }
}

#[test]
fn files_stand_in_no_circle_but_those_known() {
    let arrows = Program::new(&FILES).arrows();
    let circles = paths::circles(&arrows);
    if std::env::var("ARCHITECTURE").is_ok_and(|v| v == "show") {
        for circle in &circles {
            println!("A circle of {} files:", circle.len());
            for from in circle {
                let inside = arrows[*from].iter().filter(|to| circle.contains(to));
                let inside: Vec<&str> = inside.map(|to| FILES[*to].path.as_str()).collect();
                println!("  {} -> {}", FILES[*from].path, inside.join(", "));
            }
        }
    }
    let found: Vec<String> = circles
        .iter()
        .flatten()
        .map(|n| FILES[*n].path.clone())
        .collect();
    let told =
        "These files and others lead to each other in a circle: put what they share below them.";
    known::hold("circle", &found, told);
}

#[test]
fn the_largest_circle_of_a_room_does_not_grow() {
    let mut largest: BTreeMap<&str, usize> = BTreeMap::new();
    for circle in paths::circles(&Program::new(&FILES).arrows()) {
        let size = largest.entry(FILES[circle[0]].room()).or_default();
        *size = circle.len().max(*size);
    }
    let found: Vec<String> = largest
        .iter()
        .map(|(room, size)| format!("{room} {size}"))
        .collect();
    known::hold(
        "largest-circle",
        &found,
        "So many files lead to each other in one circle, by room.",
    );
}

#[test]
fn a_type_has_its_name_alone_in_its_room() {
    let found: Vec<String> = source::double_names(&FILES)
        .iter()
        .map(|((room, name), files)| format!("{room}::{name} {}", files.len()))
        .collect();
    let told = "Two types of one name in a room: call each by what it holds.";
    known::hold("name", &found, told);
}

#[test]
fn files_are_short() {
    let long = FILES
        .iter()
        .filter(|f| f.lines > LONGEST_FILE && !is_table(&f.path));
    let found: Vec<String> = long.map(|f| format!("{} {}", f.path, f.lines)).collect();
    known::hold(
        "file",
        &found,
        "A file of more than 400 lines: split it by meaning.",
    );
}

#[test]
fn functions_are_short() {
    let mut longest: BTreeMap<String, usize> = BTreeMap::new();
    for file in FILES.iter().filter(|f| !is_table(&f.path)) {
        for function in file.functions.iter().filter(|f| f.lines > LONGEST_FUNCTION) {
            let lines = longest
                .entry(format!("{}::{}", file.path, function.name))
                .or_default();
            *lines = function.lines.max(*lines);
        }
    }
    for name in DISPATCH {
        longest.remove(*name);
        let there = |f: &File| {
            f.functions
                .iter()
                .any(|g| format!("{}::{}", f.path, g.name) == *name)
        };
        assert!(FILES.iter().any(there), "{name} is gone");
    }
    let found: Vec<String> = longest
        .iter()
        .map(|(name, lines)| format!("{name} {lines}"))
        .collect();
    known::hold(
        "function",
        &found,
        "A function of more than 60 lines: split it, or make it a table.",
    );
}

#[test]
fn doors_to_the_outside_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for file in FILES.iter() {
        for (door, _) in DOORS
            .iter()
            .filter(|(_, rooms)| !rooms.contains(&file.room()))
        {
            if file.touches(door) {
                wrong.push(format!("{} touches {door}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let silent: Vec<&str> = FILES
        .iter()
        .filter(|f| f.path != "src/main.rs")
        .filter(|f| {
            !fs::read_to_string(root.join(&f.path))
                .expect("readable")
                .starts_with("//!")
        })
        .map(|f| f.path.as_str())
        .collect();
    assert!(silent.is_empty(), "no head comment: {}", silent.join(", "));
}

#[test]
fn the_pages_for_contributors_name_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = match fs::read_to_string(root.join(page)) {
            Ok(text) => text,
            Err(e) => {
                wrong.push(format!("{page}: {e}"));
                continue;
            }
        };
        for path in documents::paths(&text) {
            let fixed = documents::fixed(&path);
            let there = [root.join(&fixed), root.join("src").join(&fixed)];
            if !there.iter().any(|p| p.exists()) {
                wrong.push(format!("{page} names {path}, which is not there"));
            }
        }
        for (path, name) in documents::items(&text) {
            let there = fs::read_to_string(root.join(&path)).unwrap_or_default();
            if source::tokens(&there).iter().all(|t| t.text != name) {
                wrong.push(format!("{page} names {name} in {path}, which is not there"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The checks themselves, on a house of a few lines.
mod checks {
    use super::*;

    fn small() -> Vec<File> {
        let module = |path: &str| path.split("::").map(str::to_owned).collect();
        let read =
            |path: &str, text: &str| File::read(&format!("src/{path}.rs"), module(path), text);
        let mut root = read("lib", "pub mod a;\npub mod b;\n");
        root.module.clear();
        vec![
            root,
            read(
                "a",
                "mod one;\nmod two;\npub use one::One;\npub struct Top;\n",
            ),
            read(
                "a::one",
                "use super::two::Two;\n/// use crate::b::Wrong;\npub struct One { two: Two }\n\
                 fn f<'a>(c: &'a str) -> String { let s = \"crate::b::No {\"; format!(\"{}\", c) }\n\
                 #[cfg(test)]\nmod tests { use crate::b::Deep; fn long() {} }\n",
            ),
            read(
                "a::two",
                "use super::*;\nvocabulary! {\n /// Text.\n Two { First = \"first\", }\n}\n\
                 fn g() -> bool { matches!(x(), One) }\n",
            ),
            read(
                "b",
                "use crate::{a::{self, One as Only}, b::Deep};\npub struct Deep;\nfn h(d: a::Top) {}\n",
            ),
        ]
    }

    #[test]
    fn paths_lead_to_the_files_that_declare() {
        let files = small();
        let program = Program::new(&files);
        let arrows = program.arrows();
        let used =
            |n: usize| -> Vec<&str> { arrows[n].iter().map(|m| files[*m].path.as_str()).collect() };
        assert_eq!(used(1), [] as [&str; 0], "what is handed on is not used");
        assert_eq!(
            used(2),
            ["src/a::two.rs"],
            "through `super`; not in comments, text and tests"
        );
        assert_eq!(
            used(3),
            ["src/a::one.rs"],
            "by `*`, through `pub use`, inside a macro"
        );
        assert_eq!(
            used(4),
            ["src/a.rs", "src/a::one.rs"],
            "by another name and through a module"
        );
        assert_eq!(paths::circles(&arrows), [[2, 3]]);
        assert_eq!(program.rooms(&files[4]), BTreeSet::from(["a".to_owned()]));
        assert_eq!(program.rooms(&files[2]), BTreeSet::new());
        assert_eq!(files[3].types, ["Two"]);
        assert_eq!(files[2].functions.len(), 1);
    }

    #[test]
    fn two_types_of_one_name_in_one_room_are_found() {
        let mut files = small();
        files.push(File::read(
            "src/a/three.rs",
            vec!["a".into(), "three".into()],
            "pub(super) enum One {}\n",
        ));
        files.push(File::read(
            "src/c.rs",
            vec!["c".into()],
            "pub type One = u8;\n",
        ));
        let double = source::double_names(&files);
        assert_eq!(
            double.keys().collect::<Vec<_>>(),
            [&("a".to_owned(), "One".to_owned())]
        );
    }

    #[test]
    fn a_list_may_only_shrink() {
        let lines =
            |lines: &[&str]| -> Vec<String> { lines.iter().map(|l| (*l).to_owned()).collect() };
        let told = |listed: &[&str], found: &[&str]| {
            known::compare("x", &lines(listed), &lines(found)).len()
        };
        assert_eq!(told(&["a", "b 5"], &["a", "b 4"]), 0);
        assert_eq!(told(&["a"], &["a", "c"]), 1, "new");
        assert_eq!(told(&["a", "b 5"], &["a"]), 1, "gone");
        assert_eq!(told(&["b 5"], &["b 6"]), 1, "grown");
    }

    #[test]
    fn a_page_names_files_and_what_stands_for_any() {
        let page = "See `src/a/{b,c}.rs:12`, `cargo test --lib`, `tests/x.rs::name` and `src/operation/NAME.rs`.";
        assert_eq!(
            documents::paths(page),
            [
                "src/a/b.rs",
                "src/a/c.rs",
                "src/operation/NAME.rs",
                "tests/x.rs"
            ]
        );
        assert_eq!(
            documents::items(page),
            [("tests/x.rs".to_owned(), "name".to_owned())]
        );
        assert_eq!(documents::fixed("src/operation/NAME.rs"), "src/operation");
        assert_eq!(documents::fixed("docs/README.md"), "docs/README.md");
    }
}
