//! Two Unix users of one group write in one folder at once, by the real program; a third, outside the group, reads
//! nothing. Needs root and `setpriv`; where these are not there it says so.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Items each of the two writes, and how many commands that takes them.
const ITEMS: usize = 500;
const COMMANDS: usize = 50;
/// Users that need no name on this machine, and the group of the first two.
const ANN: u32 = 53_001;
const BEN: u32 = 53_002;
const EVE: u32 = 53_003;
const OFFICE: u32 = 53_100;

struct Place {
    root: tempfile::TempDir,
    program: PathBuf,
}

impl Place {
    /// A folder of the office, and one of each user's own; `None` where this process cannot become another user.
    fn new() -> Option<Place> {
        let setpriv = Command::new("setpriv").arg("--version").output();
        if !rustix::process::geteuid().is_root() || setpriv.is_err() {
            println!("NOT RUN: two Unix users in one folder; that takes root and setpriv.");
            return None;
        }
        let root = tempfile::tempdir().unwrap();
        let open =
            |path: &Path| fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
        open(root.path());
        let program = root.path().join("onrecord-program");
        fs::copy(env!("CARGO_BIN_EXE_onrecord"), &program).unwrap();
        open(&program);
        for (uid, group) in [(ANN, OFFICE), (BEN, OFFICE), (EVE, EVE)] {
            let own = root.path().join(uid.to_string());
            fs::create_dir(&own).unwrap();
            std::os::unix::fs::chown(&own, Some(uid), Some(group)).unwrap();
        }
        let office = root.path().join("office");
        fs::create_dir(&office).unwrap();
        std::os::unix::fs::chown(&office, Some(ANN), Some(ANN)).unwrap();
        Some(Place { root, program })
    }

    fn office(&self) -> PathBuf {
        self.root.path().join("office")
    }

    fn own(&self, uid: u32) -> PathBuf {
        self.root.path().join(uid.to_string())
    }

    fn command(&self, uid: u32, program: &Path, args: &[&str]) -> Command {
        let group = if uid == EVE { EVE } else { OFFICE };
        let mut command = Command::new("setpriv");
        command
            .args([
                "--reuid",
                &uid.to_string(),
                "--regid",
                &group.to_string(),
                "--clear-groups",
            ])
            .arg(program)
            .args(args)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .env("HOME", self.own(uid))
            .env("USER", format!("u{uid}"))
            .env("ONRECORD_DIR", self.office())
            .env("ONRECORD_TEST_ETC", self.root.path().join("etc"))
            .current_dir(self.own(uid));
        command
    }

    fn run(&self, uid: u32, args: &[&str]) -> Output {
        self.command(uid, &self.program, args).output().unwrap()
    }

    fn must(&self, uid: u32, args: &[&str]) -> String {
        let ran = self.run(uid, args);
        let (out, err) = (
            String::from_utf8_lossy(&ran.stdout),
            String::from_utf8_lossy(&ran.stderr),
        );
        assert!(ran.status.success(), "{uid} {args:?}: {out}{err}");
        out.into_owned()
    }

    /// Exports of a user, each with as many messages as one command picks.
    fn write_all(&self, uid: u32) {
        let each = ITEMS / COMMANDS;
        for n in 0..COMMANDS {
            let lines: String = (0..each)
                .map(|m| {
                    format!(
                        "2026/11/{:02}, 09:{m:02} - Asha Patel: message {n}-{m} of {uid}\n",
                        1 + n % 28
                    )
                })
                .collect();
            let export = self.own(uid).join(format!("chat {uid} {n}.txt"));
            fs::write(&export, lines).unwrap();
            let all = format!("1-{each}");
            self.must(
                uid,
                &[
                    "import",
                    export.to_str().unwrap(),
                    "--queue",
                    &all,
                    "--marking",
                    "official",
                    "--conversation",
                    &format!("chat {uid} {n}"),
                ],
            );
        }
    }
}

#[test]
fn two_users_of_a_group_write_at_once_and_a_third_reads_nothing() {
    let Some(place) = Place::new() else { return };
    let setup = [
        "setup",
        "--name",
        "Ann",
        "--machine",
        "corporate",
        "--shared-with",
        "53100",
    ];
    place.must(ANN, &setup);
    place.must(BEN, &["setup", "--name", "Ben", "--machine", "corporate"]);
    std::thread::scope(|scope| {
        for uid in [ANN, BEN] {
            let place = &place;
            scope.spawn(move || place.write_all(uid));
        }
    });
    for uid in [ANN, BEN] {
        let listed = place.must(uid, &["queue", "--json"]);
        assert_eq!(listed.lines().count(), 2 * ITEMS);
        assert!(place.must(uid, &["verify"]).contains("as it was written"));
        let said = place.must(uid, &["doctor"]);
        assert!(said.contains("Nothing to mend was found"), "{said}");
    }
    // Each changes what the other wrote: that is on record in their own journal.
    let listed = place.must(ANN, &["queue", "--json"]);
    let of_ben = listed
        .lines()
        .find(|l| l.contains(&format!("of {BEN}")))
        .unwrap();
    let id = of_ben.split('"').nth(3).unwrap();
    place.must(ANN, &["gone", id, "--note", "was not there any more"]);
    assert!(
        place
            .must(BEN, &["show", id])
            .contains("no longer available")
    );

    let ran = place.run(EVE, &["queue"]);
    assert!(!ran.status.success() && ran.stdout.is_empty(), "{ran:?}");
    let looked = place
        .command(
            EVE,
            Path::new("find"),
            &[place.office().to_str().unwrap(), "-type", "f"],
        )
        .output()
        .unwrap();
    assert!(looked.stdout.is_empty(), "{looked:?}");
    // Nor can one of the group change what is another's.
    let theirs = place.office().join("register");
    let bens = fs::read_dir(theirs).unwrap().map(|f| f.unwrap().path());
    let bens = bens
        .into_iter()
        .find(|p| p.display().to_string().contains(&format!("u{BEN}@")))
        .unwrap();
    let journal = bens.join("0001.toml");
    for (program, args) in [
        ("rm", vec!["-rf"]),
        ("truncate", vec!["-s", "0"]),
        ("chmod", vec!["666"]),
    ] {
        let mut args: Vec<&str> = args;
        args.push(journal.to_str().unwrap());
        let _ = place
            .command(ANN, Path::new(program), &args)
            .output()
            .unwrap();
    }
    assert!(fs::metadata(&journal).unwrap().len() > 0);
    assert!(place.must(BEN, &["verify"]).contains("as it was written"));
}
