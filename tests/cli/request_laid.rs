//! Requests that a department lays, signed, into a folder: taken in where the signature holds, answered beside it in
//! figures, and collected.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::support::Home;

/// Whether the program is here that makes signatures; where it is not, that is said.
fn can_sign() -> bool {
    let there = Command::new("ssh-keygen").arg("-?").output().is_ok();
    if !there {
        println!("ssh-keygen is not here: signed requests were not tried");
    }
    there
}

/// A department with its folder, a key of its own and one of somebody else.
struct Department {
    home: Home,
    folder: PathBuf,
}

const REQUEST: &str = "\
reference = \"FOI/2026/118\"
kind = \"foi\"
received = \"2026-11-16\"
terms = \"Messages on clause 4, parakeet\"
asked_by = \"Request team\"
instruction = \"Look through every chat on the Bill\"
channels = [\"whatsapp\"]
people = [\"Asha Patel\"]
from = \"2026-09-01\"
registers = [\"00000000000000aa\", \"00000000000000bb\"]
";

impl Department {
    fn new() -> Department {
        let home = Home::ready();
        let folder = home.path("asked");
        fs::create_dir(&folder).unwrap();
        for key in ["own", "foreign"] {
            let file = home.path(key);
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-C", key, "-f"])
                .arg(&file)
                .status();
            assert!(made.unwrap().success());
        }
        let public = fs::read_to_string(home.path("own.pub")).unwrap();
        let signers = home.file("signers", format!("request-team@example.gov.uk {public}"));
        home.department(&format!(
            "[requests]\nfolder = \"{}\"\nsigners = \"{signers}\"\n",
            folder.display()
        ));
        Department { home, folder }
    }

    fn lay(&self, name: &str, text: &str) -> PathBuf {
        let file = self.folder.join(name).join("request.toml");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        file
    }

    fn sign(&self, file: &Path, key: &str) {
        let signed = Command::new("ssh-keygen")
            .args(["-q", "-Y", "sign", "-n", "onrecord", "-f"])
            .arg(self.home.path(key))
            .arg(file)
            .output()
            .unwrap();
        assert!(signed.status.success(), "{signed:?}");
        let made = file.with_extension("toml.sig");
        fs::rename(made, file.with_extension("toml.sig.txt")).unwrap();
    }

    fn laid(&self, name: &str) -> PathBuf {
        let file = self.lay(name, REQUEST);
        self.sign(&file, "own");
        file
    }

    fn requests(&self) -> Vec<Value> {
        self.home.run(&["request", "list", "--json"]).ok().rows()
    }
}

#[test]
fn a_signed_request_is_taken_in_answered_and_its_answers_are_a_table() {
    if !can_sign() {
        return;
    }
    let department = Department::new();
    let home = &department.home;
    let folder = department.laid("2026-118").parent().unwrap().to_owned();
    let add = ["conversation", "add", "Bill core", "--channel", "whatsapp"];
    home.run(&[&add[..], &["--timer", "24h"]].concat()).ok();
    home.add(&[
        "nightingale text",
        "--from",
        "Asha Patel",
        "--channel",
        "whatsapp",
        "--conversation",
        "Bill core",
    ]);

    let row = home.run(&["request", "laid", "--json"]).ok().row();
    assert_eq!(
        (&row["reference"], &row["here"]),
        (&json!("FOI/2026/118"), &json!(false))
    );
    let said = home.run(&["request", "list"]).ok();
    assert!(
        said.out.contains("1 request of the department")
            || said.err.contains("1 request of the department"),
        "{}{}",
        said.out,
        said.err
    );
    let said = home
        .run(&["request", "take", "--name", "2026-118"])
        .ok()
        .out;
    assert!(
        said.contains("signed by request-team@example.gov.uk"),
        "{said}"
    );
    let row = home
        .run(&["request", "show", "FOI/2026/118", "--json"])
        .ok()
        .row();
    assert_eq!(row["terms"], "Messages on clause 4, parakeet");
    assert_eq!(row["asked_by"], "Request team");
    // Twice is once, and what is not answered has no answer beside it.
    home.run(&["request", "take", "--name", "2026-118"])
        .fails(1);
    let early = home.run(&["request", "reply", "FOI/2026/118"]).fails(1);
    assert!(early.contains("not answered yet"), "{early}");
    assert!(!folder.join("answers").exists());

    home.run(&[
        "request",
        "search",
        "FOI/2026/118",
        "--words",
        "nightingale",
    ])
    .ok();
    // Again for other words: one place all the same, and one entry.
    home.run(&["request", "search", "FOI/2026/118", "--words", "text"])
        .ok();
    home.run(&[
        "request",
        "searched",
        "FOI/2026/118",
        "--place",
        "heron phone",
        "--nil",
        "--note",
        "osprey looked at",
    ])
    .ok();
    home.run(&[
        "request",
        "answer",
        "FOI/2026/118",
        "--to",
        "J Ellis",
        "--note",
        "kestrel told",
    ])
    .ok();
    home.run(&["request", "reply", "FOI/2026/118"]).ok();
    let made: Vec<_> = fs::read_dir(folder.join("answers")).unwrap().collect();
    assert_eq!(made.len(), 1);
    let file = made[0].as_ref().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&answer["found"], &answer["nil"]),
        (&json!(2), &json!(false))
    );
    assert_eq!(answer["entries"], 1);
    assert_eq!(answer["searched"], json!({"by-hand": 1, "register": 1}));
    assert_eq!(
        (&answer["holds"], &answer["timers"]),
        (&json!(1), &json!({"open": 1}))
    );
    // Nothing that anybody typed is in it, but the department's own reference.
    for word in [
        "nightingale",
        "parakeet",
        "heron",
        "osprey",
        "kestrel",
        "Bill core",
        "Ellis",
        "Asha",
    ] {
        assert!(!text.contains(word), "{word} in {text}");
    }

    // Of the two that the request names none has answered: this register is another.
    let dir = folder.display().to_string();
    let row = home.run(&["request", "collect", &dir, "--json"]).ok().row();
    assert_eq!(row["signed_by"], "request-team@example.gov.uk");
    assert_eq!(row["answers"].as_array().unwrap().len(), 1);
    assert_eq!(
        row["silent"],
        json!(["00000000000000aa", "00000000000000bb"])
    );

    // Answers of others, good ones and what is none.
    let other = |register: &str, change: &dyn Fn(&mut Value)| {
        let mut other = answer.clone();
        other["register"] = json!(register);
        change(&mut other);
        let file = folder.join("answers").join(format!("{register}.json"));
        fs::write(file, other.to_string()).unwrap();
    };
    other("00000000000000aa", &|a| {
        a["nil"] = json!(true);
        a["found"] = json!(0);
        a["a_later_field"] = json!("is passed over");
    });
    other("00000000000000bb", &|a| {
        a["request"] = json!("0".repeat(64))
    });
    other("00000000000000cc", &|a| a["state"] = json!("=HYPERLINK(1)"));
    other("00000000000000dd", &|a| a["found"] = json!(-1));
    other("00000000000000ee", &|a| {
        a["register"] = json!("00000000000000ff")
    });
    other("=cmd", &|_| {});
    fs::write(
        folder.join("answers/00000000000000f0.json"),
        &text[..text.len() / 2],
    )
    .unwrap();
    fs::write(
        folder.join("answers/00000000000000f1.json"),
        vec![b'['; 100_000],
    )
    .unwrap();
    fs::create_dir(folder.join("answers/00000000000000f2.json")).unwrap();
    fs::write(folder.join("answers/~$tmp"), "x").unwrap();
    let ran = home.run(&["request", "collect", &dir, "--json"]);
    let row = ran.row();
    assert_eq!(ran.code, 4);
    assert_eq!(row["answers"].as_array().unwrap().len(), 2);
    assert_eq!(row["silent"], json!(["00000000000000bb"]));
    assert_eq!(row["said"].as_array().unwrap().len(), 9, "{row}");
    let table = home.run(&["request", "collect", &dir, "--csv"]).out;
    assert_eq!(table.lines().count(), 4, "{table}");
    assert!(
        table.contains("no answer") && !table.contains("HYPERLINK"),
        "{table}"
    );
    let told = home.run(&["request", "collect", &dir]).out;
    assert!(told.contains("00000000000000aa: nothing found"), "{told}");
    assert!(
        told.contains("2 registers, 1 of them with nothing found"),
        "{told}"
    );
    assert!(told.contains("2 without an answer"), "{told}");

    // The folder is gone: what is on record stands, and it is said.
    fs::rename(&department.folder, home.path("away")).unwrap();
    let gone = home.run(&["request", "reply", "FOI/2026/118"]).fails(1);
    assert!(gone.contains("cannot be read"), "{gone}");
    home.run(&["request", "laid"]).fails(1);
    assert_eq!(department.requests().len(), 1);
}

#[test]
fn what_is_not_signed_by_one_that_the_department_names_is_not_taken_in() {
    if !can_sign() {
        return;
    }
    let department = Department::new();
    let home = &department.home;
    department.lay("unsigned", REQUEST);
    department.sign(&department.lay("foreign", REQUEST), "foreign");
    let changed = department.laid("changed");
    fs::write(&changed, REQUEST.replace("clause 4", "clause 5")).unwrap();
    let of_another = department.laid("of-another");
    fs::copy(
        of_another.with_extension("toml.sig.txt"),
        department
            .lay("borrowed", &REQUEST.replace("118", "119"))
            .with_extension("toml.sig.txt"),
    )
    .unwrap();
    for (name, text) in [
        ("broken", "reference = \"A\nkind"),
        (
            "no-kind",
            "reference = \"A/1\"\nreceived = \"2026-11-16\"\n",
        ),
        (
            "odd-kind",
            "reference = \"A/2\"\nkind = \"raid\"\nreceived = \"2026-11-16\"\n",
        ),
        (
            "odd-day",
            "reference = \"A/3\"\nkind = \"foi\"\nreceived = \"yesterday\"\n",
        ),
        (
            "later-word",
            "reference = \"A/4\"\nkind = \"foi\"\nreceived = \"2026-11-16\"\nexempt = \"s35\"\n",
        ),
        (
            "odd-channel",
            "reference = \"A/5\"\nkind = \"foi\"\nreceived = \"2026-11-16\"\nchannels = [\"pigeon\"]\n",
        ),
    ] {
        department.sign(&department.lay(name, text), "own");
    }
    std::os::unix::fs::symlink(&department.folder, department.folder.join("loop")).unwrap();
    fs::create_dir(department.folder.join("empty")).unwrap();
    let rows = home.run(&["request", "laid", "--json"]).ok().rows();
    assert_eq!(rows.len(), 11, "{rows:?}");
    for (name, said) in [
        ("unsigned", "no signature lies beside it"),
        ("foreign", "none of those that your department's file names"),
        ("changed", "does not agree"),
        ("borrowed", "does not agree"),
        ("broken", "line"),
        ("no-kind", "kind"),
        ("odd-kind", "raid"),
        ("odd-day", "no day"),
        ("later-word", "exempt"),
        ("odd-channel", "pigeon"),
        ("loop", "No request loop"),
        ("empty", "No request empty"),
        ("..", "No request .."),
        ("nowhere", "No request nowhere"),
    ] {
        let refused = home.run(&["request", "take", "--name", name]).fails(1);
        assert!(refused.contains(said), "{name}: {refused}");
        assert_eq!(department.requests().len(), 0, "{name}");
    }
    home.run(&["request", "take", "--name", "of-another"]).ok();
    assert_eq!(department.requests().len(), 1);
}

#[test]
fn only_the_departments_file_says_where_requests_lie() {
    let home = Home::ready();
    let refused = home.run(&["request", "laid"]).fails(1);
    assert!(refused.contains("names no folder"), "{refused}");
    home.own("[requests]\nfolder = \"/tmp\"\nsigners = \"/etc/passwd\"\n");
    home.run(&["config", "check"]).fails(2);
    home.run(&["request", "laid"]).fails(1);
    home.own("");
    for slip in [
        "[requests]\nfolder = \"asked\"\nsigners = \"/s\"\n",
        "[requests]\nfolder = \"/asked\"\n",
        "[requests]\nfolder = 3\nsigners = \"/s\"\n",
        "requests = true\n",
    ] {
        home.department(slip);
        home.run(&["config", "check"]).fails(2);
        home.run(&["request", "laid"]).fails(1);
    }
}
