//! What the tests of whole commands share: a hermetic home, the program run in it, and its answers.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// When every test takes place, unless it says otherwise: a Sunday, 18:03 in London.
pub const NOW: &str = "2026-11-22T18:03:11.204Z";

/// A home of its own for one test.
pub struct Home {
    pub root: TempDir,
    pub now: String,
}

/// What a run of the program gave back.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Standard output as JSON, one object a line.
    pub fn rows(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}")))
            .collect()
    }

    /// The only JSON object on standard output.
    pub fn row(&self) -> Value {
        let rows = self.rows();
        assert_eq!(rows.len(), 1, "{} / {}", self.out, self.err);
        rows[0].clone()
    }

    /// The run, which must have succeeded.
    pub fn ok(self) -> Ran {
        assert_eq!(self.code, 0, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// The run, which must have ended with this code; its standard error.
    pub fn fails(self, code: i32) -> String {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self.err
    }
}

impl Home {
    /// An empty home; nothing is set up.
    pub fn new() -> Home {
        Home {
            root: tempfile::tempdir().expect("a temporary folder"),
            now: NOW.into(),
        }
    }

    /// A home on a corporate machine with a file plan (`plan`, bags in `bags`) and a destination by hand.
    pub fn ready() -> Home {
        let home = Home::new();
        let plan = home.path("plan");
        fs::create_dir_all(&plan).unwrap();
        fs::create_dir_all(home.path("bags")).unwrap();
        fs::create_dir_all(home.dir()).unwrap();
        fs::write(
            home.dir().join("config.toml"),
            format!(
                "[[destination]]\nname = \"plan\"\nkind = \"folder\"\npath = \"{}\"\nreference = \"MIN/{{year}}/\"\n\
                 [[destination]]\nname = \"bags\"\nkind = \"folder\"\nformat = \"bag\"\npath = \"{}\"\n\
                 [[destination]]\nname = \"edrm\"\nkind = \"manual\"\nup_to = \"official\"\n",
                plan.display(),
                home.path("bags").display()
            ),
        )
        .unwrap();
        home.run(&[
            "setup",
            "--name",
            "Ruth Bell",
            "--machine",
            "corporate",
            "--up-to",
            "official-sensitive",
        ])
        .ok();
        home
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// The folder of settings and register.
    pub fn dir(&self) -> PathBuf {
        self.path("onrecord")
    }

    /// The folder of drafts; there need be none yet.
    pub fn drafts(&self) -> PathBuf {
        let all = std::fs::read_dir(self.path("state/onrecord"))
            .into_iter()
            .flatten();
        let mut dirs = all.map(|f| f.unwrap().path()).filter(|p| p.is_dir());
        dirs.next()
            .unwrap_or_else(|| self.path("state/onrecord/drafts"))
    }

    /// The same home at another time.
    pub fn at(mut self, now: &str) -> Home {
        self.now = now.into();
        self
    }

    /// The program with this home and nothing of the real environment.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .env_clear()
            .env("HOME", self.root.path())
            .env("USER", "rb")
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .env("ONRECORD_DIR", self.dir())
            .env("ONRECORD_TEST_ETC", self.path("etc"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("ONRECORD_TEST_NOW", &self.now)
            .current_dir(self.root.path())
            .args(args);
        command
    }

    /// Runs the program with nothing on standard input.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, b"")
    }

    /// Runs the program with these bytes on standard input.
    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(args);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that refuses early need not read what it was given.
        let _ = stdin.write_all(input);
        drop(stdin);
        read(child.wait_with_output().expect("the program ends"))
    }

    /// Adds a message and gives its whole id.
    pub fn add(&self, args: &[&str]) -> String {
        let mut all = vec!["add", "--json"];
        all.extend(args);
        self.run(&all).ok().row()["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    }

    /// The item as `show --json` prints it.
    pub fn show(&self, id: &str) -> Value {
        self.run(&["show", id, "--json"]).ok().row()
    }

    /// Writes a file below the home and gives its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    /// Every file below the folder of settings and register, with its bytes.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        walk(&self.dir(), &mut found);
        found
    }

    /// Whether these bytes stand in any file, or any file name, of the register's folder or of what is kept outside it.
    pub fn holds(&self, needle: &str) -> bool {
        let mut all = self.files();
        walk(&self.path("state"), &mut all);
        all.iter().any(|(path, bytes)| {
            path.display().to_string().contains(needle)
                || bytes.windows(needle.len()).any(|w| w == needle.as_bytes())
        })
    }

    /// The journal segments.
    pub fn segments(&self) -> Vec<PathBuf> {
        let all = self.files().into_iter().map(|(path, _)| path);
        all.filter(|p| {
            p.extension().is_some_and(|e| e == "toml") && p.starts_with(self.dir().join("register"))
        })
        .collect()
    }
}

pub fn read(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
        err: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
    }
}

pub fn walk(dir: &Path, into: &mut Vec<(PathBuf, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(dir) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => walk(&path, into),
            false => into.push((path.clone(), fs::read(&path).unwrap_or_default())),
        }
    }
}

/// A use of a private device that is to be reported (10a).
pub const EXCEPTIONAL: &[&str] = &[
    "decide",
    "--marking",
    "official",
    "--device",
    "personal",
    "--significant",
    "--channel",
    "whatsapp",
];

/// Arguments with more behind them.
pub fn with<'a>(args: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    args.iter().chain(more).copied().collect()
}

impl Home {
    /// What `decide` answers to these arguments.
    pub fn decided(&self, args: &[&str]) -> Value {
        self.run(&with(args, &["--json"])).ok().row()
    }

    /// Records a decision and gives its id.
    pub fn recorded(&self, args: &[&str]) -> String {
        let row = self.decided(&with(args, &["--record"]));
        row["recorded"].as_str().expect("an id").to_owned()
    }

    /// The decisions on record, as `log --decisions` prints them.
    pub fn decisions(&self) -> Vec<Value> {
        self.run(&["log", "--decisions", "--json"]).ok().rows()
    }

    /// How many reports are to be sent.
    pub fn reports(&self) -> u64 {
        let row = self.run(&["status", "--json"]).ok().row();
        row["reports_unsent"].as_u64().expect("a number")
    }

    /// Writes the department's policy file.
    pub fn department(&self, text: &str) {
        self.file("etc/policy.toml", text);
    }

    /// Writes the user's own policy file.
    pub fn own(&self, text: &str) {
        fs::write(self.dir().join("policy.toml"), text).unwrap();
    }
}

/// Each of these stands in the text, after the one before it.
pub fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part);
        let at = at.unwrap_or_else(|| panic!("{part:?} is missing after the last in:\n{text}"));
        rest = &rest[at + part.len()..];
    }
}
