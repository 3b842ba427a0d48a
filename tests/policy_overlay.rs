//! What a department and a user may lay on the guidance: only what is stricter, and every mistake told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::TimeDelta;
use onrecord::config;
use onrecord::document::{Diagnostic, Source};
use onrecord::policy::{
    self, Case, Caution, Device, Feature, LoadedPolicy, Origin, Policy, Recipient, TimerRule, Verb,
    Verdict, decide, lay, load,
};
use onrecord::ports::Ports;

#[path = "../src/testing.rs"]
mod testing;

struct House {
    dir: tempfile::TempDir,
    ports: Ports,
}

fn house(files: &[(&str, &str)]) -> House {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let ports = testing::ports(dir.path());
    House { dir, ports }
}

impl House {
    fn user(&self) -> PathBuf {
        self.dir.path().join("user")
    }

    fn load(&self) -> LoadedPolicy {
        load(&self.ports, &self.user())
    }
}

static BUILTIN: LazyLock<Policy> = LazyLock::new(Policy::builtin);

fn source(text: &str) -> Source {
    Source {
        file: "policy.toml".into(),
        text: text.to_owned(),
    }
}

fn laid(layers: &[(Origin, &str)]) -> (Policy, Vec<Diagnostic>) {
    let mut policy = BUILTIN.clone();
    let mut found = Vec::new();
    for (by, text) in layers {
        found.extend(lay(&mut policy, &source(text), *by));
    }
    (policy, found)
}

fn whatsapp(device: Device) -> Case {
    Case {
        device,
        channel: Some("whatsapp".to_owned()),
        ..Case::default()
    }
}

#[test]
fn a_department_can_say_all_that_is_asked_of_it() {
    let (policy, found) = laid(&[(Origin::Department, policy::sample())]);
    let told: Vec<_> = found.iter().map(Diagnostic::render).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    let house = policy.overlay();
    assert_eq!(
        house.capture_within.as_ref().map(|s| s.value),
        Some(TimeDelta::hours(48))
    );
    assert_eq!(
        house.timers.as_ref().map(|s| (s.value, s.by)),
        Some((TimerRule::Limited, Origin::Department))
    );
    assert_eq!(
        house.recipients[&Recipient::Kim].value,
        "kim@example.gov.uk"
    );
    assert_eq!(house.references[0].value, "DEX/{year}/");
    assert!(
        [
            Feature::Clipboard,
            Feature::Editor,
            Feature::CommandDestinations
        ]
        .iter()
        .all(|f| !house.allows(*f))
    );
    assert!(
        policy
            .marking("official - safeguarding")
            .unwrap()
            .unlisted()
            .is_empty()
    );
    assert_eq!(
        policy.marking("official - sg").unwrap().to_string(),
        "OFFICIAL - SAFEGUARDING"
    );
    let refused = policy
        .marking("official - policy team first")
        .unwrap_err()
        .to_string();
    assert!(refused.contains("department's setting"), "{refused}");
    assert_eq!(policy.cues("the White Paper is out")[0].0, "white paper");
    let departure = policy
        .checklists()
        .iter()
        .find(|l| l.id == "departure")
        .unwrap();
    assert_eq!(departure.steps.last().unwrap().by, Origin::Department);

    let mut teams = whatsapp(Device::Corporate);
    teams.channel = Some("teams".to_owned());
    assert_eq!(decide(&policy, &teams).verdict, Verdict::NotNccc);

    let on_private = decide(&policy, &whatsapp(Device::Personal));
    assert_eq!(
        (on_private.verdict, on_private.by),
        (Verdict::MustNotUse, Origin::Department)
    );
    assert!(on_private.paragraphs.is_empty());
    assert!(
        on_private.notices[0].contains(
            "a department's setting; the guidance alone says in your judgement, with due regard to security (para 10b)"
        )
    );

    let mut sms = whatsapp(Device::Corporate);
    sms.channel = Some("sms".to_owned());
    let d = decide(&policy, &sms);
    assert_eq!(d.verdict, Verdict::MustNotUse);
    assert!(d.text.contains("whatsapp, signal, newchat"));

    let mut care = whatsapp(Device::Corporate);
    care.significant = true;
    let d = decide(&policy, &care);
    let duties: BTreeMap<_, _> = d
        .duties
        .iter()
        .map(|d| (d.id.as_str(), (d.verb, d.by)))
        .collect();
    assert_eq!(duties["capture"], (Verb::Must, Origin::Department));
    assert_eq!(duties["permission"], (Verb::Must, Origin::Department));
    assert_eq!(duties["note-the-call"], (Verb::Should, Origin::Department));
    assert_eq!(duties["prohibited-1"], (Verb::MustNot, Origin::Department));
    assert_eq!(duties["timers-limit"], (Verb::MustNot, Origin::Department));
    assert!(
        d.notices
            .iter()
            .any(|n| n == "Capture within 2 days (department's setting).")
    );
    let mut personal = whatsapp(Device::Corporate);
    personal.personal_data = true;
    assert_eq!(decide(&policy, &personal).verdict, Verdict::ParticularCare);
}

#[test]
fn eleven_mistakes_give_eleven_diagnostics_with_line_and_caret_and_the_rest_stands() {
    let text = r#"colour = "red"
capture_within = "soon"
[channels]
allowed = ["signal", "whatsap"]
[devices]
private = "sometimes"
[timers]
rule = "forbiden"
[off]
clipboard = "yes"
[[descriptor]]
name = "LEGAL"
at = ["secret"]
[[rule]]
verdict = "permitted"
why = "x"
[[duty]]
id = "capture"
verb = "consider"
[[step]]
list = "departures"
text = "x"
[[channel]]
id = "whatsapp"
end_to_end = false
"#;
    let (policy, found) = laid(&[(Origin::Department, text)]);
    let lines: Vec<_> = found.iter().map(|d| d.line).collect();
    let told: Vec<_> = found.iter().map(Diagnostic::render).collect();
    assert_eq!(
        lines,
        [1, 2, 4, 6, 8, 10, 12, 15, 19, 21, 25],
        "{}",
        told.join("\n")
    );
    for (told, line) in told.iter().zip(&lines) {
        assert!(
            told.starts_with(&format!("policy.toml:{line}:")) && told.contains('^'),
            "{told}"
        );
    }
    for (line, part) in [
        (4, "whatsapp"),
        (8, "\"forbidden\""),
        (15, "exceptional-only"),
        (19, "\"should\", which stands"),
    ] {
        assert!(
            told[lines.iter().position(|l| *l == line).unwrap()].contains(part),
            "{told:?}"
        );
    }
    assert_eq!(
        policy.overlay().allowed_channels.as_ref().unwrap().value,
        ["signal"]
    );
    assert_eq!(policy.channel("whatsapp").unwrap().end_to_end, Some(true));
}

#[test]
fn a_rule_is_a_floor_and_what_it_would_lower_is_told() {
    let rule = |text: &str| laid(&[(Origin::User, text)]);
    let (policy, found) = rule(
        "[[rule]]\nverdict = \"particular-care\"\nwhen = { private = true }\nwhy = \"Mind the phone.\"\n",
    );
    let mut case = whatsapp(Device::Personal);
    let d = decide(&policy, &case);
    assert_eq!(
        (d.verdict, d.by, d.text.as_str()),
        (Verdict::ParticularCare, Origin::User, "Mind the phone.")
    );
    assert!(d.notices[0].contains("your setting"));
    case.significant = true;
    assert_eq!(decide(&policy, &case).verdict, Verdict::ExceptionalOnly);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].what.contains("milder than \"exceptional-only\""),
        "{}",
        found[0]
    );
    // A floor that lowers nothing is not told of; SECRET stays out of it.
    let (_, found) =
        rule("[[rule]]\nverdict = \"exceptional-only\"\nwhen = { private = true }\nwhy = \"w\"\n");
    assert_eq!(found, []);
    let (_, found) = rule(
        "[[rule]]\nverdict = \"exceptional-only\"\nwhen = { level = [\"secret\"] }\nwhy = \"w\"\n",
    );
    assert!(
        found[0].what.contains("milder than \"must-not-use\""),
        "{}",
        found[0]
    );
    let (_, found) =
        rule("[[rule]]\nverdict = \"must-not-use\"\nwhen = { outside = true }\nwhy = \"w\"\n");
    assert!(found[0].what.contains("fits no case"), "{}", found[0]);
}

#[test]
fn the_user_can_make_nothing_corporate_or_out_of_scope_and_choose_no_base() {
    let text = r#"base = "other"
[[channel]]
id = "whatsapp"
corporate = true
[[channel]]
id = "mine"
label = "Mine"
corporate = true
[[rule]]
verdict = "not-nccc"
why = "x"
[[rule]]
verdict = "out-of-scope"
why = "x"
"#;
    let (policy, found) = laid(&[(Origin::User, text)]);
    let lines: Vec<_> = found.iter().map(|d| d.line).collect();
    assert_eq!(lines, [1, 4, 8, 10, 13]);
    assert!(policy.channels().iter().all(|c| !c.corporate));
    assert_eq!(policy.channel("mine"), None);
    let (_, found) = laid(&[(
        Origin::Department,
        "[[rule]]\nverdict = \"out-of-scope\"\nwhy = \"x\"\n",
    )]);
    assert_eq!(
        found.len(),
        1,
        "scope follows from what a person states of a message"
    );
}

#[test]
fn where_two_files_disagree_the_stricter_stands_and_the_milder_is_told() {
    let user = r#"capture_within = "5d"
[channels]
allowed = ["whatsapp", "sms"]
[timers]
rule = "allowed"
at_least = "24h"
[recipients]
kim = "me@example.com"
security = "sec@example.gov.uk"
[off]
clipboard = false
[[duty]]
id = "capture"
verb = "should"
[[rule]]
verdict = "exceptional-only"
when = { private = true }
why = "x"
"#;
    let (policy, found) = laid(&[(Origin::Department, policy::sample()), (Origin::User, user)]);
    let lines: Vec<_> = found.iter().map(|d| d.line).collect();
    assert_eq!(lines, [1, 3, 5, 6, 8, 11, 14, 16]);
    let house = policy.overlay();
    assert_eq!(
        house.capture_within.as_ref().map(|s| s.value),
        Some(TimeDelta::hours(48))
    );
    assert_eq!(house.allowed_channels.as_ref().unwrap().value, ["whatsapp"]);
    assert_eq!(
        house.recipients[&Recipient::Kim].value,
        "kim@example.gov.uk"
    );
    assert_eq!(house.recipients[&Recipient::Security].by, Origin::User);
    assert!(!house.allows(Feature::Clipboard));
    let (policy, found) = laid(&[
        (Origin::Department, policy::sample()),
        (
            Origin::User,
            "capture_within = \"12h\"\n[timers]\nrule = \"forbidden\"\n",
        ),
    ]);
    assert_eq!(found, []);
    assert_eq!(
        policy.overlay().capture_within.as_ref().map(|s| s.by),
        Some(Origin::User)
    );
    assert_eq!(
        policy.overlay().timers.as_ref().map(|s| s.value),
        Some(TimerRule::Forbidden)
    );
}

#[test]
fn a_file_that_is_not_toml_or_not_readable_is_told_and_the_program_still_has_a_policy() {
    let h = house(&[
        ("etc/policy.toml", "a = \nb = = 2\n"),
        ("user/policy.toml", "capture_within = \"1d\"\n"),
    ]);
    let loaded = h.load();
    assert_eq!(
        loaded
            .diagnostics
            .iter()
            .map(|d| d.line)
            .collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(loaded.policy.id(), "uk-nccc-2023");
    assert!(loaded.policy.overlay().capture_within.is_some());
    assert_eq!(config::check(&h.ports, &h.user()).len(), 2);
    std::fs::write(h.dir.path().join("etc/policy.toml"), b"\xff\xfe").unwrap();
    assert!(h.load().diagnostics[0].what.contains("not UTF-8"));
    std::fs::remove_file(h.dir.path().join("etc/policy.toml")).unwrap();
    std::fs::create_dir(h.dir.path().join("etc/policy.toml")).unwrap();
    assert!(h.load().diagnostics[0].what.contains("cannot be read"));
}

#[test]
fn the_digest_changes_with_every_layer_and_can_be_worked_out_by_hand() {
    use sha2::{Digest, Sha256};
    let hex = |bytes: &[u8]| -> String {
        Sha256::digest(bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect()
    };
    let base = include_bytes!("../src/policy/uk-nccc-2023.toml");
    assert_eq!(Policy::builtin().digest(), hex(base));
    let text = "capture_within = \"1d\"\n";
    let (policy, _) = laid(&[(Origin::Department, text)]);
    assert_eq!(policy.layers()[0].digest, hex(text.as_bytes()));
    let expected = hex(format!("{}\n{}\n", hex(base), hex(text.as_bytes())).as_bytes());
    assert_eq!(policy.digest(), expected);
    assert_eq!(decide(&policy, &Case::default()).digest, expected);
}

fn base_file(id: &str, change: impl Fn(String) -> String) -> String {
    let text = include_str!("../src/policy/uk-nccc-2023.toml").to_owned();
    change(text.replace("id = \"uk-nccc-2023\"", &format!("id = \"{id}\"")))
}

#[test]
fn another_base_with_one_changed_rule_works_from_a_file() {
    // The changed rule: logistics on a private device becomes exceptional.
    let text = base_file("uk-nccc-2027", |t| {
        let changed = t.replace(
            "id = \"exceptional-only\"\nwhen = { care = true, private = true }",
            "id = \"exceptional-only\"\nwhen = { private = true }",
        );
        assert_ne!(changed, t);
        changed
    });
    let h = house(&[
        ("etc/policies/whatever.toml", text.as_str()),
        ("etc/policies/broken.toml", "x ="),
        (
            "etc/policy.toml",
            "base = \"uk-nccc-2027\"\ncapture_within = \"2d\"\n",
        ),
    ]);
    let loaded = h.load();
    assert_eq!(loaded.diagnostics, []);
    let d = decide(&loaded.policy, &whatsapp(Device::Personal));
    assert_eq!(
        (d.policy.as_str(), d.verdict),
        ("uk-nccc-2027", Verdict::ExceptionalOnly)
    );
    assert_eq!(d.digest, loaded.policy.digest());
    assert!(loaded.policy.overlay().capture_within.is_some());
}

#[test]
fn a_base_that_is_not_whole_is_told_and_not_used() {
    let cut = |from: &str, to: &str| {
        let (from, to) = (from.to_owned(), to.to_owned());
        base_file("b", move |t| {
            let start = t.find(&from).unwrap();
            let end = start + t[start..].find(&to).unwrap();
            format!("{}{}", &t[..start], &t[end..])
        })
    };
    for (text, part) in [
        (
            cut(
                "[[verdict]]\nid = \"particular-care\"",
                "[[verdict]]\nid = \"permitted-due",
            ),
            "no row for the verdict \"particular-care\"",
        ),
        (
            base_file("b", |t| {
                t.replace(
                    "when = { care = false, private = false }",
                    "when = { care = false, private = false, significant = true }",
                )
            }),
            "no verdict for the case: OFFICIAL, not significant",
        ),
        (
            cut(
                "[[paragraph]]\nnumber = \"10a\"",
                "[[paragraph]]\nnumber = \"10b\"",
            ),
            "cites para 10a",
        ),
        (
            base_file("b", |t| {
                t.replace(
                    "verb = \"should\"\nparagraphs = [\"19\"]",
                    "verb = \"shall\"\nparagraphs = [\"19\"]",
                )
            }),
            "shall",
        ),
        ("id = \"b\"\n".to_owned(), "`title` is missing"),
        ("id = \"c\"\n".to_owned(), "no base policy \"b\""),
    ] {
        let h = house(&[
            ("etc/policies/b.toml", text.as_str()),
            ("etc/policy.toml", "base = \"b\"\n"),
        ]);
        let loaded = h.load();
        assert_eq!(loaded.policy.id(), "uk-nccc-2023");
        let told: Vec<_> = loaded.diagnostics.iter().map(Diagnostic::render).collect();
        let told = told.join("\n");
        assert!(told.contains(part), "{part}: {told}");
        assert!(
            told.contains("etc/policy.toml:1:8: There is no base policy"),
            "{told}"
        );
    }
}

#[test]
fn the_user_s_file_does_not_choose_the_base() {
    let text = base_file("mine", |t| t);
    let h = house(&[
        ("etc/policies/mine.toml", text.as_str()),
        ("user/policy.toml", "base = \"mine\"\n"),
    ]);
    let loaded = h.load();
    assert_eq!(loaded.policy.id(), "uk-nccc-2023");
    assert_eq!(loaded.diagnostics.len(), 1);
}

#[test]
fn nothing_of_these_tests_reads_the_real_etc() {
    let h = house(&[]);
    assert!(h.ports.host.etc.starts_with(h.dir.path()));
    assert_ne!(h.ports.host.etc, Path::new("/etc/onrecord"));
    assert_eq!(h.load().policy, Policy::builtin());
}

const SWITCHED_OFF: &str = "name = \"Dept\"\n[off]\ncommand_destinations = true\n[devices]\nprivate = \"never\"\n[[channel]]\nid = \"teams\"\nlabel = \"Teams\"\ncorporate = true\n";

fn all_forbidden(policy: &Policy) -> bool {
    let used = |device| decide(policy, &whatsapp(device)).verdict;
    [
        Feature::Clipboard,
        Feature::Editor,
        Feature::CommandDestinations,
    ]
    .iter()
    .all(|f| !policy.overlay().allows(*f))
        && Device::ALL.iter().all(|d| used(*d) == Verdict::MustNotUse)
        && policy.overlay().timers.as_ref().map(|t| t.value) == Some(TimerRule::Forbidden)
}

#[test]
fn a_department_s_file_that_is_there_and_cannot_be_read_forbids_all_it_could_forbid() {
    use std::os::unix::fs::symlink;
    type Spoil = fn(&Path);
    let spoil: &[(&str, Spoil)] = &[
        ("a typing mistake", |f| {
            std::fs::write(f, format!("{SWITCHED_OFF}x = \"\n")).unwrap()
        }),
        ("not UTF-8", |f| std::fs::write(f, b"\xff\xfe").unwrap()),
        ("too large", |f| {
            std::fs::write(f, vec![b' '; (1 << 20) + 1]).unwrap()
        }),
        ("a folder", |f| std::fs::create_dir(f).unwrap()),
        ("a link that leads nowhere", |f| {
            symlink("/nowhere/at/all", f).unwrap()
        }),
        ("a link to itself", |f| symlink(f, f).unwrap()),
        ("a pipe", |f| {
            assert!(
                std::process::Command::new("mkfifo")
                    .arg(f)
                    .status()
                    .unwrap()
                    .success()
            );
        }),
        ("a base there is not", |f| {
            std::fs::write(f, "base = \"none\"\n").unwrap()
        }),
    ];
    for (how, spoil) in spoil {
        let h = house(&[("etc/other.toml", "")]);
        assert!(h.load().policy.cautions().is_empty());
        spoil(&h.ports.host.etc.join("policy.toml"));
        let loaded = h.load();
        assert!(!loaded.diagnostics.is_empty(), "{how}");
        assert_eq!(loaded.policy.cautions(), [Caution::Unreadable], "{how}");
        assert!(all_forbidden(&loaded.policy), "{how}");
        // The verdict says whose reading it is and what the guidance alone says.
        let said = decide(&loaded.policy, &whatsapp(Device::Corporate)).notices;
        assert!(
            said[0].starts_with(
                "This verdict is this tool's reading; the guidance alone says in your judgement"
            ),
            "{how}: {said:?}"
        );
        assert!(said[1].contains("cannot be read"), "{how}: {said:?}");
    }
    // The folder itself: a file or a dangling link in its place.
    for what in ["file", "link"] {
        let h = house(&[]);
        match what {
            "file" => std::fs::write(&h.ports.host.etc, "x").unwrap(),
            _ => symlink("/nowhere/at/all", &h.ports.host.etc).unwrap(),
        }
        assert!(all_forbidden(&h.load().policy), "{what}");
    }
}

#[test]
fn a_slip_in_what_forbids_forbids_what_it_could_and_a_slip_elsewhere_does_not() {
    let department = |text: &str| laid(&[(Origin::Department, text)]).0;
    let on = |policy: &Policy, device| decide(policy, &whatsapp(device)).verdict;
    // What can be switched off.
    for text in [
        "[off]\ncomand_destinations = true\n",
        "[of]\nclipboard = true\n",
        "off = \"all\"\n",
    ] {
        let policy = department(text);
        assert_eq!(policy.cautions(), [Caution::InDoubt], "{text}");
        assert!(
            Feature::ALL.iter().all(|f| !policy.overlay().allows(*f)),
            "{text}"
        );
        assert_eq!(
            on(&policy, Device::Personal),
            Verdict::PermittedDueRegard,
            "{text}"
        );
    }
    let policy = department("[off]\neditor = \"true\"\n");
    assert!(
        !policy.overlay().allows(Feature::Editor) && policy.overlay().allows(Feature::Clipboard)
    );
    // Private devices.
    for text in [
        "[devices]\nprivate = \"nevr\"\n",
        "[devices]\nprivat = \"never\"\n",
        "[device]\nprivate = \"never\"\n",
    ] {
        let policy = department(text);
        assert_eq!(on(&policy, Device::Personal), Verdict::MustNotUse, "{text}");
        assert_eq!(on(&policy, Device::Corporate), Verdict::Permitted, "{text}");
    }
    // Channels and rules: any use.
    for text in [
        "[channels]\nallowed = \"signal\"\n",
        "[channels]\nalowed = [\"signal\"]\n",
        "[[rule]]\nverdict = \"must-not\"\nwhy = \"x\"\n",
        "[[rule]]\nverdict = \"must-not-use\"\nwhen = { persnal_data = true }\nwhy = \"x\"\n",
        "rule = \"must-not-use\"\n",
    ] {
        let policy = department(text);
        assert_eq!(
            on(&policy, Device::Corporate),
            Verdict::MustNotUse,
            "{text}"
        );
    }
    let policy = department("[timers]\nrule = \"forbiden\"\n");
    assert_eq!(
        policy.overlay().timers.as_ref().map(|t| (t.value, t.by)),
        Some((TimerRule::Forbidden, Origin::Tool))
    );
    // A slip in what forbids nothing costs nothing; a user's own slip costs the user's own file alone.
    for (by, text) in [
        (
            Origin::Department,
            "colour = \"red\"\n[recipients]\nkim = \"\"\n[[step]]\nlist = \"x\"\ntext = \"y\"\n",
        ),
        (
            Origin::User,
            "[off]\nclipbord = true\n[devices]\nprivate = \"x\"\n",
        ),
    ] {
        let (policy, found) = laid(&[(by, text)]);
        assert!(!found.is_empty() && policy.cautions().is_empty(), "{text}");
        assert!(
            Feature::ALL.iter().all(|f| policy.overlay().allows(*f)),
            "{text}"
        );
        assert_eq!(
            on(&policy, Device::Personal),
            Verdict::PermittedDueRegard,
            "{text}"
        );
    }
}

#[test]
fn a_department_s_file_that_others_may_write_is_not_used_and_all_it_could_forbid_is_forbidden() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let mut h = house(&[("etc/policy.toml", SWITCHED_OFF)]);
    let (folder, file) = (
        h.ports.host.etc.clone(),
        h.ports.host.etc.join("policy.toml"),
    );
    mode(&folder, 0o755);
    mode(&file, 0o644);
    assert!(h.load().policy.cautions().is_empty() && h.load().policy.layers().len() == 1);
    for (file_mode, folder_mode) in [
        (0o666, 0o755),
        (0o664, 0o755),
        (0o644, 0o777),
        (0o644, 0o1777),
    ] {
        mode(&file, file_mode);
        mode(&folder, folder_mode);
        let loaded = h.load();
        assert_eq!(
            loaded.policy.cautions(),
            [Caution::OpenToOthers],
            "{file_mode:o} {folder_mode:o}"
        );
        assert!(all_forbidden(&loaded.policy) && loaded.policy.layers().is_empty());
        // What it would have made milder is not.
        assert!(loaded.policy.channel("teams").is_none());
        let told = loaded.diagnostics[0].render();
        assert!(told.contains("can be written by others (mode"), "{told}");
    }
    mode(&file, 0o644);
    mode(&folder, 0o755);
    let owner = std::fs::metadata(&file).unwrap().uid();
    h.ports.host.etc_owner = Some(owner);
    assert!(h.load().policy.cautions().is_empty());
    h.ports.host.etc_owner = Some(owner + 1);
    let loaded = h.load();
    assert_eq!(loaded.policy.cautions(), [Caution::OpenToOthers]);
    assert!(
        loaded.diagnostics[0]
            .render()
            .contains("another user than root")
    );
}

#[test]
fn onrecord_etc_lays_a_further_file_on_top_and_never_speaks_for_the_department() {
    let mut h = house(&[
        ("etc/policy.toml", SWITCHED_OFF),
        (
            "mine/policy.toml",
            "base = \"other\"\ncapture_within = \"1d\"\n[off]\ncommand_destinations = false\neditor = true\n[[channel]]\nid = \"wapp\"\nlabel = \"WhatsApp\"\ncorporate = true\n[[rule]]\nverdict = \"not-nccc\"\nwhy = \"x\"\n",
        ),
    ]);
    h.ports.host.further_etc = Some(h.dir.path().join("mine"));
    let loaded = h.load();
    let policy = &loaded.policy;
    let told: Vec<String> = loaded.diagnostics.iter().map(Diagnostic::render).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    // What the department said stands, and what is stricter is labelled as from there.
    assert_eq!(
        policy.overlay().off[&Feature::CommandDestinations],
        Origin::Department
    );
    assert_eq!(policy.overlay().off[&Feature::Editor], Origin::Further);
    assert_eq!(
        decide(policy, &whatsapp(Device::Personal)).verdict,
        Verdict::MustNotUse
    );
    let mut secret = whatsapp(Device::Personal);
    secret.channel = Some("wapp".into());
    secret.marking = Some(policy.marking("secret").unwrap());
    let said = decide(policy, &secret);
    assert_eq!(said.verdict, Verdict::MustNotUse);
    assert!(
        said.notices.iter().any(|n| n.contains("ONRECORD_ETC")),
        "{:?}",
        said.notices
    );
    let mut significant = whatsapp(Device::Corporate);
    significant.significant = true;
    let notices = decide(policy, &significant).notices.join("\n");
    assert!(
        notices.contains("Capture within 24 hours (setting from ONRECORD_ETC)"),
        "{notices}"
    );
    assert_eq!(policy.cautions(), [Caution::Further]);
    // It fails closed as well, and is no reason to think the department's file amiss.
    std::fs::write(h.dir.path().join("mine/policy.toml"), "x = \"").unwrap();
    let policy = h.load().policy;
    assert_eq!(policy.cautions(), [Caution::FurtherUnreadable]);
    assert!(all_forbidden(&policy));
    // A folder without a file in it says nothing.
    h.ports.host.further_etc = Some(h.dir.path().join("nothing"));
    assert!(h.load().policy.cautions().is_empty());
}
