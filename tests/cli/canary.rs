//! No word of any message stands in what is written for a request, an incident, a page or an attestation: every free-text
//! field of every format that is read, and of every form an item is written by, is tried.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use onrecord::import::{Export, Input, Options};
use onrecord::ports::Ports;

use crate::made::{self, Made};
use crate::support::*;

const REF: &str = "FOI2026/118";

/// A request about everything, an incident, a decision with its reason, a month to attest.
fn office() -> Home {
    let home = Home::ready().at("2026-11-27T10:00:00Z");
    let add = ["request", "add", "--ref", REF, "--kind", "foi"];
    home.run(&with(&add, &["--received", "23 Nov"])).ok();
    home.run(&["incident", "add", "--kind", "wrong-chat"]).ok();
    home.run(&["incident", "told", "--recipient", "security"])
        .ok();
    home
}

/// Everything that this program writes or prints of them: papers in every form, lodged, in JSON, and the frames.
fn written(home: &Home) -> String {
    let request = ["request", "paper", REF];
    let page = ["guidance", "--page"];
    let incident = ["incident", "paper"];
    let month = ["attestation", "--period", "2026-11"];
    let need = ["report", "need"];
    let mut all: Vec<String> = Vec::new();
    for paper in [&request[..], &page, &incident, &month, &need] {
        for form in ["", "--html", "--eml"] {
            let form = Some(form).filter(|f| !f.is_empty());
            let args: Vec<&str> = paper.iter().copied().chain(form).collect();
            all.push(home.run(&args).ok().out);
        }
    }
    for paper in [&request[..], &page, &incident, &month] {
        all.push(home.run(&with(paper, &["--to", "plan"])).ok().out);
    }
    for told in [
        &["request", "show", REF][..],
        &["request", "show", REF, "--json"],
        &["request", "list"],
        &["request", "list", "--json"],
        &["incident", "show"],
        &["incident", "show", "--json"],
        &["incident", "list", "--json"],
    ] {
        all.push(home.run(told).ok().out);
    }
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    walk(&home.path("plan"), &mut files);
    assert!(files.len() > 8);
    for (path, bytes) in files {
        all.push(path.display().to_string());
        all.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    let mut frames = 0;
    for segment in home.segments() {
        let text = fs::read_to_string(segment).unwrap();
        for frame in text.split("[[event]]") {
            let of = ["request.", "incident.", "paper."];
            if of.iter().any(|k| frame.contains(&format!("kind = \"{k}"))) {
                frames += 1;
                all.push(frame.to_owned());
            }
        }
    }
    assert!(frames > 4);
    all.join("\n")
}

/// Where an export lies, under names that say nothing.
fn laid(home: &Home, n: usize, made: &Made) -> PathBuf {
    let dir = home.path(&format!("export-{n}"));
    for (name, bytes) in &made.files {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    match made.files.as_slice() {
        [(name, _)] => dir.join(name),
        _ => dir,
    }
}

/// Every line of every field of every entry, and what conversations and people are called.
fn fields(path: &Path) -> BTreeSet<String> {
    let input = Input::Path(path.to_owned());
    let mut export = Export::open(&Ports::system(), input, &Options::default()).unwrap();
    let mut all: BTreeSet<String> = BTreeSet::new();
    for chat in export.chats().iter() {
        all.extend(chat.name.clone());
        all.extend(chat.people.iter().cloned());
    }
    let each = export.for_all(&mut |entry| {
        all.extend(entry.text.lines().map(str::to_owned));
        all.extend(entry.subject.as_deref().map(str::to_owned));
        all.extend(entry.sender.as_deref().map(str::to_owned));
        all.extend(entry.to.iter().map(|to| to.to_string()));
        all.extend(entry.attachments.iter().map(|a| a.name.to_string()));
        ControlFlow::Continue(())
    });
    each.unwrap();
    all
}

#[test]
fn no_field_of_any_export_that_was_searched_stands_in_anything_that_is_written() {
    let home = office();
    let search = ["request", "search", REF, "--words", "quay", "shall"];
    home.run(&search).ok();
    // What stands there without any export is no word of one.
    let before = written(&home);
    let mut looked_for: Vec<(&str, String)> = Vec::new();
    let mut places = String::new();
    for (n, made) in made::all().iter().enumerate() {
        let path = laid(&home, n, made);
        let place = path.display().to_string();
        home.run(&with(&search, &["--in", &place])).ok();
        places.push_str(&path.file_name().unwrap().to_string_lossy());
        let all = fields(&path).into_iter();
        let told = |s: &String| s.len() > 4 && !before.contains(s);
        let all: Vec<String> = all.filter(told).collect();
        assert!(all.len() > 1, "{}: {all:?}", made.id);
        looked_for.extend(all.into_iter().map(|field| (made.id, field)));
    }
    let after = written(&home);
    // What a file is called is where it was looked, and some are called by their chat.
    looked_for.retain(|(_, field)| !places.contains(field.as_str()));
    let formats: BTreeSet<&str> = looked_for.iter().map(|(format, _)| *format).collect();
    assert!(made::all().iter().all(|m| formats.contains(m.id)));
    for (format, field) in looked_for {
        assert!(!after.contains(&field), "{format}: {field}");
    }
    assert!(after.contains("export-"), "places are named");
}

#[test]
fn no_field_of_any_form_that_an_item_is_written_by_stands_in_anything_that_is_written() {
    let home = office();
    let file = home.file("canaryfile.txt", "canarycontent of a screenshot");
    let other = ["conversation", "add", "canarychat", "--channel", "whatsapp"];
    home.run(&other).ok();
    home.run(&["conversation", "add", "Bill team", "--channel", "sms"])
        .ok();
    let change = ["request", "change", REF, "--conversation", "Bill team"];
    home.run(&change).ok();
    let add = |more: &[&str]| {
        let args = [
            "canarytext: the quay",
            "--from",
            "canaryfrom",
            "--sent",
            "20 Nov 09:00",
        ];
        home.add(&with(&args, more))
    };
    let of = ["--conversation", "Bill team"];
    let captured = add(&with(&of, &["--file", &file]));
    let gone = add(&of);
    let nothing = add(&["--conversation", "canarychat", "-c", "whatsapp"]);
    let handed = add(&of);
    let substance = add(&of);
    let run = |args: &[&str]| home.run(args).ok();
    run(&["note", &captured, "canarynote"]);
    run(&[
        "edit",
        &captured,
        "--text",
        "canaryright: the quay",
        "--from",
        "canarysender",
    ]);
    let mark = "OFFICIAL-SENSITIVE - CANARYMARK";
    home.run(&["edit", &captured, "--marking", mark]);
    run(&[
        "personal-data",
        &captured,
        "--holds",
        "some",
        "--transfers",
        "outside",
        "--where",
        "canarywhere",
    ]);
    run(&[
        "capture",
        &captured,
        "--to",
        "bags",
        "--ref",
        "canaryref",
        "--note",
        "canarycapture",
    ]);
    run(&[
        "capture",
        &substance,
        "--route",
        "substance",
        "--who",
        "canarywho",
        "--when",
        "canarywhen",
        "--why",
        "canarywhy",
        "--next",
        "canarynext",
        "--note",
        "canarydecided",
    ]);
    run(&["gone", &gone, "--note", "canarygone"]);
    run(&["hand-over", &handed, "--to", "canaryto"]);
    run(&[
        "not-significant",
        &nothing,
        "--reason",
        "canaryreason",
        "--request",
        "canaryrequest",
    ]);
    run(&[
        "conversation",
        "edit",
        "Bill team",
        "--members",
        "canarymember",
        "--office",
        "canaryoffice",
    ]);
    run(&[
        "conversation",
        "data-note",
        "Bill team",
        "--advice",
        "canaryadvice",
        "--owner",
        "canaryowner",
    ]);
    // An imported message is put right beside what stands there.
    home.file("WhatsApp Chat with Bill core.txt", "12/11/2026, 09:00 - canaryimported: canaryline of the quay\n13/11/2026, 09:00 - canaryimported: more\n");
    run(&[
        "import",
        "WhatsApp Chat with Bill core.txt",
        "--queue",
        "1",
        "--conversation",
        "canarybook",
    ]);
    let queued = run(&["queue", "--json"]).rows();
    let imported = queued.iter().find(|r| r["conversation"] == "canarybook");
    let imported = imported.unwrap()["id"].as_str().unwrap();
    run(&["edit", imported, "--text", "canarycorrected"]);

    let search = ["request", "search", REF, "--words", "quay", "--in"];
    run(&with(&search, &["WhatsApp Chat with Bill core.txt"]));
    let row = run(&["request", "show", REF, "--json"]).row();
    assert_eq!(row["searches"][0]["hits"], 4, "{row}");
    let all = [
        "text",
        "from",
        "note",
        "right",
        "sender",
        "where",
        "ref",
        "capture",
        "who",
        "when",
        "why",
        "next",
        "decided",
        "gone",
        "to",
        "reason",
        "request",
        "member",
        "office",
        "advice",
        "owner",
        "file",
        "chat",
        "imported",
        "line",
        "book",
        "corrected",
    ];
    for field in all {
        assert!(
            home.holds(&format!("canary{field}")),
            "{field} is nowhere on record"
        );
    }
    let written = written(&home).to_lowercase();
    // An attestation names the chats that are on record, and nothing of what is said in them.
    let written = written.replace("canarychat", "").replace("canarybook", "");
    let at = written.find("canary");
    let around = at.map(|at| {
        written[at.saturating_sub(200)..]
            .chars()
            .take(300)
            .collect::<String>()
    });
    assert_eq!(around, None);
}
