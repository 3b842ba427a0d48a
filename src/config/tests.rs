use super::*;
use crate::policy::Level;
use crate::ports::Host;
use crate::testing;
use chrono::{NaiveTime, TimeDelta};
use std::path::PathBuf;

struct House {
    dir: tempfile::TempDir,
    ports: Ports,
}

fn house() -> House {
    let dir = tempfile::tempdir().unwrap();
    let ports = Ports {
        host: Host {
            home: PathBuf::from("/home/sam"),
            config_home: PathBuf::from("/home/sam/.config"),
            ..testing::host(dir.path())
        },
        ..testing::ports(dir.path())
    };
    House { dir, ports }
}

impl House {
    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn file(&self) -> PathBuf {
        self.path().join(FILE)
    }

    fn with(self, bytes: impl AsRef<[u8]>) -> House {
        self.ports
            .files
            .replace(&self.file(), bytes.as_ref(), 0o600)
            .unwrap();
        self
    }

    fn load(&self) -> Loaded {
        load(&self.ports, self.path())
    }

    fn text(&self) -> String {
        String::from_utf8(self.ports.files.read(&self.file()).unwrap()).unwrap()
    }
}

fn me() -> Me {
    Me {
        name: "Asha Patel".to_owned(),
        post: "PS/Minister".to_owned(),
        role: Role::Official,
        organisation: "Department \"X\"".to_owned(),
        zone: chrono_tz::Europe::London,
    }
}

const MACHINE: Machine = Machine {
    managed: Managed::Corporate,
    up_to: Level::OfficialSensitive,
};

#[test]
fn the_sample_reads_without_a_word_and_means_what_it_says() {
    let h = house().with(sample());
    let loaded = h.load();
    assert_eq!(loaded.diagnostics, []);
    assert!(loaded.setup_done);
    let s = loaded.settings;
    assert_eq!(
        (s.me.name.as_str(), s.me.zone),
        ("Sam Example", chrono_tz::Europe::London)
    );
    assert_eq!(s.machine, MACHINE);
    assert!(!s.machine.references_only());
    assert_eq!(s.review.every, Some(TimeDelta::days(1)));
    assert_eq!(s.review.at, NaiveTime::from_hms_opt(18, 0, 0).unwrap());
    assert_eq!(s.capture.margin, TimeDelta::hours(1));
    assert_eq!(s.capture.within, Some(TimeDelta::days(5)));
    assert_eq!(s.capture.undo_lapse, Some(TimeDelta::days(1)));
    assert!(s.capture.reference_wanted);
    let names: Vec<_> = s.destinations.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["plan", "mailbox", "edrm"]);
    let plan = s.destination("PLAN").unwrap();
    assert_eq!(
        plan.kind,
        Kind::Folder {
            path: PathBuf::from("/srv/records/bill"),
            format: Format::Files,
            flat: false
        }
    );
    assert_eq!(plan.up_to, Some(Level::OfficialSensitive));
    let day = "2026-03-07".parse().unwrap();
    assert_eq!(
        expand_reference(plan.reference.as_ref().unwrap(), day),
        "MIN/2026/"
    );
    assert_eq!(
        expand_reference("{year}-{month}-{day}/{year}", day),
        "2026-03-07/2026"
    );
    assert_eq!(plan.retention.as_deref(), Some("MIN-07, 20 years"));
    assert_eq!(s.destination("edrm").unwrap().kind, Kind::Manual);
    assert_eq!(s.destination("edrm").unwrap().retention, None);
}

#[test]
fn how_long_a_destination_keeps_things_may_be_said_in_parts() {
    let with = |retention: &str| {
        house()
            .with(format!(
                "[[destination]]\nname = \"a\"\nkind = \"manual\"\nretention = {retention}\n"
            ))
            .load()
    };
    for (good, words) in [
        (
            "{ class = \"MIN-07\", years = 20, from = \"the end of the Parliament\", authority = \"Schedule 2025\" }",
            "class MIN-07; 20 years from the end of the Parliament; authority: Schedule 2025",
        ),
        ("{ years = 1 }", "1 year"),
        ("{ from = \"closure\" }", "from closure"),
    ] {
        let loaded = with(good);
        assert_eq!(loaded.diagnostics, [], "{good}");
        let kept = loaded.settings.destinations[0].retention.as_deref();
        assert_eq!(kept, Some(words));
    }
    for bad in [
        "{}",
        "{ years = 0 }",
        "{ years = -1 }",
        "{ years = 100000 }",
        "{ years = \"20\" }",
        "{ years = 2.5 }",
        "{ class = \"two\\nlines\" }",
        "{ class = \"MIN-07\", until = \"2031\" }",
        "20",
        "[\"MIN-07\"]",
    ] {
        let loaded = with(bad);
        assert!(!loaded.diagnostics.is_empty(), "{bad}");
        assert_eq!(loaded.settings.destinations, [], "{bad}");
    }
}

#[test]
fn how_long_a_destination_keeps_things_is_one_line_or_the_destination_is_not_used() {
    let with = |retention: &str| {
        house().with(format!(
            "[[destination]]\nname = \"a\"\nkind = \"manual\"\nretention = {retention}\n"
        ))
    };
    let long = format!("\"{}\"", "é".repeat(200));
    for good in ["\" 20 years \"", long.as_str()] {
        let loaded = with(good).load();
        assert_eq!(loaded.diagnostics, [], "{good}");
        let kept = loaded.settings.destinations[0].retention.clone().unwrap();
        assert_eq!(kept, good.trim_matches('"').trim());
    }
    let too_long = format!("\"{}\"", "x".repeat(201));
    for bad in [
        "\"\"",
        "\"   \"",
        "\"two\\nlines\"",
        "\"turned \\u202E round\"",
        too_long.as_str(),
        "20",
    ] {
        let loaded = with(bad).load();
        assert_eq!(loaded.diagnostics.len(), 1, "{bad}");
        assert_eq!(loaded.diagnostics[0].line, 4, "{bad}");
        assert!(loaded.settings.destinations.is_empty(), "{bad}");
    }
}

#[test]
fn without_a_file_there_are_the_defaults_and_setup_is_not_done() {
    let loaded = house().load();
    assert_eq!(loaded.settings, Settings::default());
    assert_eq!(loaded.diagnostics, []);
    assert!(!loaded.setup_done);
    assert!(loaded.settings.machine.references_only());
}

#[test]
fn every_mistake_is_told_at_once_with_its_line_and_its_default_used() {
    let h = house().with(
        r#"theem = "x"
borders = "dots"
selection = "bar"
screen_reader = "yes"
inbox = ["/a", 3]
[me]
name = "A"
role = "offical"
zone = "Europe/Lodnon"
[machine]
managed = "corporat"
up_to = "officail-sensitive"
[review]
every = "1x"
at = "6pm"
[capture]
margin = "soon"
within = 5
[[destination]]
name = "a"
kind = "foldr"
[[destination]]
name = "b"
kind = "folder"
[[destination]]
name = "c"
kind = "command"
path = "/x"
[[destination]]
name = "d"
kind = "manual"
reference = "A/{yaer}/"
[[destination]]
kind = "manual"
[[destination]]
name = "e"
kind = "manual"
[[destination]]
name = "E"
kind = "manual"
[machnie]
"#,
    );
    let loaded = h.load();
    let lines: Vec<_> = loaded.diagnostics.iter().map(|d| d.line).collect();
    assert_eq!(
        lines,
        [
            1, 2, 3, 4, 5, 8, 9, 11, 12, 14, 15, 17, 18, 21, 22, 25, 28, 32, 33, 39, 41
        ]
    );
    for (line, hint) in [
        (1, "`theme`"),
        (2, "line, ascii, none"),
        (3, "row, marker"),
        (8, "\"official\""),
        (9, "\"Europe/London\""),
        (11, "\"corporate\""),
        (12, "\"official-sensitive\""),
        (21, "\"folder\""),
        (32, "{year}"),
        (41, "`machine`"),
    ] {
        let d = loaded.diagnostics.iter().find(|d| d.line == line).unwrap();
        assert!(d.next.contains(hint), "{}", d.render());
        assert!(d.render().contains(&format!("config.toml:{line}:")) && d.render().contains('^'));
    }
    let s = &loaded.settings;
    assert_eq!(s.borders, Borders::Line);
    assert_eq!(s.selection, Selection::Row);
    assert_eq!(s.inbox, [PathBuf::from("/a")]);
    assert_eq!(s.me.zone, chrono_tz::Europe::London);
    assert_eq!(s.capture, Capture::default());
    assert_eq!(s.review, Review::default());
    let names: Vec<_> = s.destinations.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(
        names,
        ["e"],
        "a destination with anything wrong in it is left out whole"
    );
    assert!(
        !loaded.setup_done && s.machine.references_only() && s.machine.up_to == Level::Official
    );
}

#[test]
fn only_a_corporately_managed_machine_stores_text() {
    for (managed, references_only) in [
        ("corporate", false),
        ("personal", true),
        ("other", true),
        ("unsure", true),
    ] {
        let h = house().with(format!(
            "[me]\nname = \"A\"\n[machine]\nmanaged = \"{managed}\"\nup_to = \"official\"\n"
        ));
        let loaded = h.load();
        assert!(loaded.setup_done);
        assert_eq!(
            loaded.settings.machine.references_only(),
            references_only,
            "{managed}"
        );
    }
}

#[test]
fn setup_is_done_only_when_all_of_it_is_said() {
    for text in [
        "",
        "[me]\nname = \"A\"\n",
        "[machine]\nmanaged = \"corporate\"\nup_to = \"official\"\n",
        "[me]\nname = \"  \"\n[machine]\nmanaged = \"corporate\"\nup_to = \"official\"\n",
        "[me]\nname = \"A\"\n[machine]\nmanaged = \"corporate\"\n",
    ] {
        assert!(!house().with(text).load().setup_done, "{text}");
    }
}

#[test]
fn what_keeps_anything_from_being_stored_is_a_problem_that_says_so() {
    for (text, wanted) in [
        ("theme = \"terminal\"\n", vec![]),
        (
            "[me]\nzone = \"Europe/London\"\n",
            vec![(1, "[me] names nobody, so nothing can be stored.")],
        ),
        (
            "[me]\nname = \"  \"\n",
            vec![(2, "[me] names nobody, so nothing can be stored.")],
        ),
        (
            "[me]\nname = 3\n",
            vec![(2, "`me.name` has the wrong kind of value (integer).")],
        ),
        (
            "[machine]\nmanaged = \"corporate\"\n",
            vec![(
                1,
                "[machine] does not say up to which marking this machine may hold, so nothing can be stored.",
            )],
        ),
        (
            "[machine]\n",
            vec![
                (
                    1,
                    "[machine] does not say who manages this machine, so nothing can be stored.",
                ),
                (
                    1,
                    "[machine] does not say up to which marking this machine may hold, so nothing can be stored.",
                ),
            ],
        ),
        (
            "[machine]\nmanaged = \"corporat\"\nup_to = \"official\"\n",
            vec![(
                2,
                "\"corporat\" is not a word that `machine.managed` knows.",
            )],
        ),
    ] {
        let loaded = house().with(text).load();
        let told: Vec<_> = loaded
            .diagnostics
            .iter()
            .map(|d| (d.line, d.what.as_str()))
            .collect();
        assert_eq!(told, wanted, "{text}");
        let problem = |d: &Diagnostic| d.severity == Severity::Problem;
        assert!(loaded.diagnostics.iter().all(problem));
        for d in &loaded.diagnostics {
            let says_setup = d.next.contains("onrecord setup");
            assert_eq!(says_setup, d.what.ends_with("stored."), "{}", d.render());
        }
    }
}

#[test]
fn nothing_holds_secret_whatever_the_settings_say() {
    for level in ["secret", "top-secret"] {
        let h = house().with(format!(
            "[me]\nname = \"A\"\n[machine]\nmanaged = \"corporate\"\nup_to = \"{level}\"\n\
             [[destination]]\nname = \"x\"\nkind = \"manual\"\nup_to = \"{level}\"\n\
             [[destination]]\nname = \"y\"\nkind = \"manual\"\nup_to = \"official\"\n"
        ));
        let loaded = h.load();
        let lines: Vec<_> = loaded.diagnostics.iter().map(|d| d.line).collect();
        assert_eq!(lines, [5, 9]);
        for d in &loaded.diagnostics {
            assert_eq!(d.severity, Severity::Problem);
            assert!(d.what.contains("para 11"), "{}", d.render());
            assert!(d.next.contains("\"official-sensitive\""), "{}", d.render());
        }
        assert!(!loaded.setup_done);
        assert_eq!(loaded.settings.machine.up_to, Level::Official);
        let names: Vec<_> = loaded
            .settings
            .destinations
            .iter()
            .map(|d| &d.name)
            .collect();
        assert_eq!(names, ["y"]);
    }
}

#[test]
fn only_a_check_looks_at_the_folders_of_destinations() {
    let h = house();
    h.ports
        .files
        .create_dir(&h.path().join("here"), 0o700)
        .unwrap();
    h.ports
        .files
        .replace(&h.path().join("file"), b"", 0o600)
        .unwrap();
    let dir = h.path().display().to_string();
    let folder = |name: &str, path: &str| {
        format!("[[destination]]\nname = \"{name}\"\nkind = \"folder\"\npath = \"{path}\"\n")
    };
    let text = [
        folder("whole", &format!("{dir}/here")),
        folder("relative", "./here"),
        folder("absent", &format!("{dir}/plan")),
        folder("both", "plan"),
        folder("file", &format!("{dir}/file")),
        folder("home", "~/plan"),
        // Left out, and told as that; a path that is not used is not looked at.
        folder("whole", "/nowhere"),
    ];
    let h = h.with(text.concat());
    assert_eq!(h.load().diagnostics.len(), 1, "at a start only the problem");
    let found = check(&h.ports, h.path());
    let told: Vec<_> = found
        .iter()
        .map(|d| (d.line, d.severity, d.what.clone()))
        .collect();
    let notice = |line, what: String| (line, Severity::Notice, what);
    let whole = "This is no whole path, so it is taken from this file's folder:";
    assert_eq!(
        told,
        [
            notice(8, format!("{whole} {dir}/here.")),
            notice(
                12,
                format!("There is no folder {dir}/plan now, so nothing can be captured to absent.")
            ),
            notice(16, format!("{whole} {dir}/plan.")),
            notice(
                16,
                format!("There is no folder {dir}/plan now, so nothing can be captured to both.")
            ),
            notice(
                20,
                format!("{dir}/file is no folder, so nothing can be captured to file.")
            ),
            notice(
                24,
                "There is no folder /home/sam/plan now, so nothing can be captured to home."
                    .to_owned()
            ),
            (
                26,
                Severity::Problem,
                "There is already a destination called \"whole\".".to_owned()
            ),
        ]
    );
    assert!(found.iter().all(|d| d.render().contains('^')));
}

#[test]
fn a_file_that_is_no_settings_file_is_told_and_nothing_of_it_used() {
    for (bytes, what, line) in [
        (&b"theme = \"x\"\nborders = \n[me\n"[..], "not TOML", 2),
        (b"theme = \"\xff\"\n", "not UTF-8", 1),
        (b"a\n\xfe\xff", "not UTF-8", 2),
    ] {
        let loaded = house().with(bytes).load();
        assert_eq!(loaded.settings, Settings::default());
        assert!(!loaded.setup_done);
        assert!(
            loaded.diagnostics[0].what.contains(what),
            "{:?}",
            loaded.diagnostics
        );
        assert_eq!(loaded.diagnostics[0].line, line);
    }
    let large = house().with(vec![b'#'; (1 << 20) + 1]);
    assert!(large.load().diagnostics[0].what.contains("larger"));
    let folder = house();
    folder
        .ports
        .files
        .create_dir(&folder.file(), 0o700)
        .unwrap();
    assert!(folder.load().diagnostics[0].what.contains("cannot be read"));
}

#[test]
fn a_file_that_others_can_reach_is_told_and_used() {
    let h = house().with(sample());
    h.ports.files.set_mode(&h.file(), 0o644).unwrap();
    let loaded = h.load();
    assert_eq!(loaded.diagnostics.len(), 1);
    assert_eq!(loaded.diagnostics[0].severity, Severity::Notice);
    assert!(loaded.diagnostics[0].what.contains("0644"));
    assert!(loaded.setup_done);
}

#[test]
fn paths_are_taken_from_the_home_and_the_settings_folder() {
    let h = house().with(
        "inbox = [\"~/in\", \"./more\", \"/abs\"]\n[[destination]]\nname = \"p\"\nkind = \"folder\"\npath = \"~/plan\"\n",
    );
    let s = h.load().settings;
    assert_eq!(
        s.inbox,
        [
            PathBuf::from("/home/sam/in"),
            h.path().join("more"),
            PathBuf::from("/abs")
        ]
    );
    assert!(
        matches!(&s.destinations[0].kind, Kind::Folder { path, .. } if path == Path::new("/home/sam/plan"))
    );
}

#[test]
fn setup_writes_two_tables_and_leaves_every_other_byte() {
    let old = "# mine\r\ntheme = \"terminal\" # keep\n\n[me] # who\nname = 'Old'   # the name\n\n  [[destination]]\nname = \"e\"\nkind   = \"manual\" # odd  spacing\n[review]\nat = \"17:30\"";
    let h = house().with(old);
    write_setup(&h.ports, h.path(), &me(), &MACHINE).unwrap();
    let text = h.text();
    for line in old.lines().filter(|l| !l.starts_with("name = 'Old'")) {
        assert!(text.contains(line), "{line} is gone from\n{text}");
    }
    assert!(text.contains("   # the name"));
    let loaded = h.load();
    assert_eq!(loaded.diagnostics, []);
    assert!(loaded.setup_done);
    assert_eq!(
        (loaded.settings.me, loaded.settings.machine),
        (me(), MACHINE)
    );
    assert_eq!(loaded.settings.destinations.len(), 1);
    let once = text;
    write_setup(&h.ports, h.path(), &me(), &MACHINE).unwrap();
    assert_eq!(h.text(), once, "writing the same again changes nothing");
}

#[test]
fn setup_makes_the_folder_and_file_for_the_user_alone() {
    let h = house();
    let dir = h.path().join("new/onrecord");
    write_setup(&h.ports, &dir, &me(), &MACHINE).unwrap();
    let mode = |p: &Path| h.ports.files.stat(p).unwrap().unwrap().mode;
    assert_eq!((mode(&dir), mode(&dir.join(FILE))), (0o700, 0o600));
    assert_eq!(load(&h.ports, &dir).settings.me, me());
}

#[test]
fn setup_leaves_alone_what_it_cannot_read() {
    for (text, told) in [
        ("theme = \nborders = = 1\n", "config.toml:1:"),
        ("me = 3\n", "[me]"),
        ("[me.name]\nfirst = \"A\"\n", "[me]"),
        ("[[machine]]\n", "[machine]"),
    ] {
        let h = house().with(text);
        let e = write_setup(&h.ports, h.path(), &me(), &MACHINE).unwrap_err();
        assert!(e.to_string().contains(told), "{e}");
        assert_eq!(h.text(), text);
    }
    let nobody = Me {
        name: " ".to_owned(),
        ..me()
    };
    let h = house();
    assert!(matches!(
        write_setup(&h.ports, h.path(), &nobody, &MACHINE),
        Err(SetupError::NoName)
    ));
    assert_eq!(h.ports.files.stat(&h.file()).unwrap(), None);
}

#[test]
fn setup_follows_a_link_and_keeps_it() {
    let h = house();
    let real = h.path().join("dotfiles.toml");
    h.ports
        .files
        .replace(&real, b"theme = \"x\"\n", 0o600)
        .unwrap();
    std::os::unix::fs::symlink(&real, h.file()).unwrap();
    write_setup(&h.ports, h.path(), &me(), &MACHINE).unwrap();
    assert!(
        h.ports
            .files
            .stat_link(&h.file())
            .unwrap()
            .unwrap()
            .is_symlink
    );
    assert!(
        String::from_utf8(h.ports.files.read(&real).unwrap())
            .unwrap()
            .contains("Asha")
    );
}

#[test]
fn a_disk_that_fails_anywhere_leaves_the_old_file_or_the_new_one() {
    let mut failed = 0;
    for steps in 0..20 {
        let mut h = house().with(sample());
        h.ports.files = testing::dying_after(steps);
        let result = write_setup(&h.ports, h.path(), &me(), &MACHINE);
        let name = h.load().settings.me.name;
        match result {
            Ok(()) => assert_eq!(name, "Asha Patel"),
            Err(SetupError::Storage { .. }) => {
                failed += 1;
                assert!(name == "Sam Example" || name == "Asha Patel");
            }
            Err(other) => panic!("{other}"),
        }
        let scraps = h.ports.files.list(h.path()).unwrap().len();
        assert!(scraps <= 2, "at most the file and one temporary beside it");
    }
    assert!(failed >= 4, "the plan did fail something");
}

#[test]
fn the_folder_comes_from_the_option_then_the_variable_then_the_home() {
    let h = house();
    let d = |flag: Option<&str>, env: Option<&str>| {
        dir(&h.ports, flag.map(Path::new), env.map(OsStr::new))
    };
    assert_eq!(d(Some("/a"), Some("/b")), Path::new("/a"));
    assert_eq!(d(None, Some("/b")), Path::new("/b"));
    assert_eq!(d(None, Some("")), Path::new("/home/sam/.config/onrecord"));
    assert_eq!(d(None, None), Path::new("/home/sam/.config/onrecord"));
}

#[test]
fn the_shorter_time_to_capture_stands_with_its_label() {
    use crate::policy::{Origin, Overlay as Rules, Settled};
    let days = |n| TimeDelta::days(n);
    for (own, rule, expected) in [
        (None, None, None),
        (Some(5), None, Some((5, Origin::User))),
        (None, Some(2), Some((2, Origin::Department))),
        (Some(5), Some(2), Some((2, Origin::Department))),
        (Some(1), Some(2), Some((1, Origin::User))),
    ] {
        let capture = Capture {
            within: own.map(days),
            ..Capture::default()
        };
        let rules = Rules {
            capture_within: rule.map(|n| Settled {
                value: days(n),
                by: Origin::Department,
            }),
            ..Rules::default()
        };
        let found = capture.due_within(&rules);
        assert_eq!(
            found.map(|s| (s.value, s.by)),
            expected.map(|(n, by)| (days(n), by))
        );
    }
}

/// A file cut anywhere (a full disk, an editor killed) is either told or means what its whole lines say;
/// it never makes text be stored where the whole file would not.
#[test]
fn a_file_cut_at_any_byte_is_told_or_read_for_what_it_is() {
    let text = sample().replace("managed = \"corporate\"", "managed = \"personal\"");
    for at in 0..=text.len() {
        let source = crate::document::Source {
            file: PathBuf::from(FILE),
            text: String::from_utf8_lossy(&text.as_bytes()[..at]).into_owned(),
        };
        let loaded = load::read(&source, Path::new("/"), Path::new("/"));
        assert!(loaded.settings.machine.references_only());
        for d in &loaded.diagnostics {
            assert!(d.line > 0 && d.render().contains('^'));
        }
        if loaded.setup_done {
            assert_eq!(loaded.settings.me.name, "Sam Example");
        }
    }
}

/// Searches that are kept as views: read, kept, put in the place of one of the same name, taken away; nothing else of the
/// file changes, and what cannot be one is told and left out.
#[test]
fn views_are_kept_and_taken_away_and_the_rest_of_the_file_stays() {
    let before = "# mine\ntheme = \"dark\"\n\n[me]\nname = \"Sam\" # me\n";
    let h = house().with(before);
    let view = |list, name: &str, words: &str| KeptView {
        list,
        name: name.into(),
        of: KeptList::usual(list).into(),
        words: words.into(),
    };
    let bill = view(KeptList::Queue, "the bill", "clause \"4\"");
    keep_view(&h.ports, h.path(), &bill).unwrap();
    let log = view(KeptList::Log, "The Bill", "clause");
    keep_view(&h.ports, h.path(), &log).unwrap();
    assert_eq!(h.load().settings.views, [bill.clone(), log.clone()]);
    assert!(h.text().starts_with(before), "{}", h.text());
    let other = KeptView {
        name: "THE BILL".into(),
        of: "put off".into(),
        ..bill.clone()
    };
    keep_view(&h.ports, h.path(), &other).unwrap();
    assert_eq!(h.load().settings.views, [log.clone(), other.clone()]);
    assert!(forget_view(&h.ports, h.path(), Some(KeptList::Log), "the bill").unwrap());
    assert!(!forget_view(&h.ports, h.path(), None, "another").unwrap());
    assert_eq!(h.load().settings.views, [other]);
    assert!(h.text().starts_with(before), "{}", h.text());
    for (wrong, told) in [
        ("name = \"x\"\n", "words"),
        ("name = \" \"\nwords = \"y\"\n", "empty"),
        ("name = \"Put off\"\nwords = \"y\"\n", "has already"),
        (
            "name = \"x\"\nwords = \"y\"\nof = \"open\"\n",
            "no view of the queue",
        ),
        ("name = \"x\"\nwords = \"y\"\nlist = \"inbox\"\n", "inbox"),
    ] {
        let h = house().with(format!("{before}[[view]]\n{wrong}"));
        let loaded = h.load();
        assert_eq!(loaded.settings.theme, "dark");
        let all = loaded.diagnostics.iter();
        let all: Vec<&str> = all.map(|d| d.what.as_str()).collect();
        assert!(
            all.iter().any(|what| what.contains(told)),
            "{wrong}: {all:?}"
        );
    }
    // What is no table of tables is not written over.
    let h = house().with("view = 1\n");
    assert!(keep_view(&h.ports, h.path(), &bill).is_err());
    assert_eq!(h.text(), "view = 1\n");
}

/// That the folder may be written in is no leave to put another file in the place of one whose rights forbid it.
#[test]
fn a_file_that_may_not_be_written_is_left_alone() {
    let disk = crate::ports::Memory::new(1);
    let root = Path::new("/onrecord");
    let ports = |uid| Ports {
        files: crate::ports::Files::in_memory(&disk, uid, &[uid]),
        ..testing::ports(root)
    };
    let sam = ports(1000);
    ports(0).files.create_dir(root, 0o777).unwrap();
    ports(0).files.set_mode(root, 0o777).unwrap();
    let bill = KeptView {
        list: KeptList::Queue,
        name: "the bill".into(),
        of: "waiting".into(),
        words: "clause".into(),
    };
    let file = root.join(FILE);
    for (of, mode) in [(1000, 0o400), (0, 0o644)] {
        ports(of).files.replace(&file, b"# mine\n", mode).unwrap();
        let refused = keep_view(&sam, root, &bill).unwrap_err();
        assert!(
            refused.to_string().contains("may not be written by you"),
            "{refused}"
        );
        assert_eq!(ports(0).files.read(&file).unwrap(), b"# mine\n");
        ports(0).files.remove_file(&file).unwrap();
    }
    keep_view(&sam, root, &bill).unwrap();
}
