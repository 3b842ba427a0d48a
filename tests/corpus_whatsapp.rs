//! Real and generated WhatsApp exports, when `../shared` is there: every entry must agree.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use onrecord::import::{DateOrder, EntryKind, Export, ImportError, Input, Options, Summary};
use onrecord::ports::Ports;

/// One entry, owned, as the expectations have it.
#[derive(Debug, PartialEq)]
struct Line {
    ts: String,
    kind: EntryKind,
    sender: Option<String>,
    text: String,
}

fn shared(below: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let named = std::env::var_os("ONRECORD_SHARED").map(PathBuf::from);
    let path = named.unwrap_or(beside).join(below);
    if path.exists() {
        return Some(path);
    }
    println!("{below}: not here, nothing compared");
    None
}

fn read(path: &Path, options: &Options) -> Result<(Vec<Line>, Summary), ImportError> {
    let ports = Ports::system();
    let mut export = Export::open(&ports, Input::Path(path.to_owned()), options)?;
    let mut lines = Vec::new();
    let summary = export.for_each(&mut |entry| {
        lines.push(Line {
            ts: entry.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            kind: entry.kind,
            sender: entry.sender_raw.as_deref().map(str::to_owned),
            text: entry.text.into_owned(),
        });
        ControlFlow::Continue(())
    })?;
    Ok((lines, summary))
}

fn folded(text: &str) -> String {
    text.replace('\u{feff}', "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn check_sums(name: &str, lines: &[Line], s: &Summary) {
    let messages = lines
        .iter()
        .filter(|l| l.kind == EntryKind::Message)
        .count() as u64;
    assert_eq!(s.entries, lines.len() as u64, "{name}");
    assert_eq!(s.messages, messages, "{name}");
    assert_eq!(s.messages + s.system, s.entries, "{name}");
    assert_eq!(
        s.lines,
        s.entry_lines + s.preamble + s.stray_lines,
        "{name}"
    );
    let by_sender: u64 = s.senders.iter().map(|(_, n)| n).sum();
    assert_eq!(by_sender + s.other_senders, s.messages, "{name}");
}

#[test]
fn every_sample_agrees_with_its_expectation() {
    let Some(dir) = shared("samples/whatsapp") else {
        return;
    };
    let mut wrong = Vec::new();
    let mut compared = 0;
    for entry in std::fs::read_dir(dir).unwrap() {
        let expected_path = entry.unwrap().path();
        let name = expected_path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let Some(stem) = name.strip_suffix(".expected.json") else {
            continue;
        };
        let path = expected_path.with_file_name(stem);
        let json = std::fs::read_to_string(&expected_path).unwrap();
        let expected: serde_json::Value = serde_json::from_str(&json).unwrap();
        compared += 1;
        let ambiguous = expected["date_order_ambiguous"].as_bool().unwrap();
        let ports = Ports::system();
        let options = Options::default();
        let summary = match Export::open(&ports, Input::Path(path.clone()), &options) {
            Ok(export) => export.summary(),
            Err(e) => {
                wrong.push(format!("{stem}: {e}"));
                continue;
            }
        };
        if summary.date_order_ambiguous != ambiguous {
            wrong.push(format!("{stem}: ambiguous {}", summary.date_evidence));
        }
        let mut options = Options::default();
        if ambiguous {
            assert!(matches!(
                read(&path, &options),
                Err(ImportError::OrderAmbiguous { .. })
            ));
            assert_eq!(summary.readings.len(), 2, "{stem}");
            options.order = match expected["date_order"].as_str() {
                Some("mdy") => Some(DateOrder::Mdy),
                _ => Some(DateOrder::Dmy),
            };
        }
        let (lines, summary) = match read(&path, &options) {
            Ok(found) => found,
            Err(e) => {
                wrong.push(format!("{stem}: {e}"));
                continue;
            }
        };
        check_sums(stem, &lines, &summary);
        let all = expected["messages"].as_array().unwrap();
        if all.len() != lines.len() {
            wrong.push(format!(
                "{stem}: {} entries, not {}",
                lines.len(),
                all.len()
            ));
            continue;
        }
        for (i, (want, got)) in all.iter().zip(&lines).enumerate() {
            let sender = want["sender"].as_str();
            let same = want["ts"].as_str() == Some(&got.ts)
                && sender.map(folded) == got.sender.as_deref().map(folded)
                && folded(want["text"].as_str().unwrap()) == folded(&got.text);
            if !same {
                wrong.push(format!("{stem} entry {}: {want} but {got:?}", i + 1));
                break;
            }
        }
    }
    println!("{compared} samples compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 41);
}

fn generated(style: &str, spoof: bool) {
    let Some(tool) = shared("tools/gen_whatsapp.py") else {
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let (path, truth) = (dir.path().join("chat.txt"), dir.path().join("truth.jsonl"));
    let mut command = Command::new("python3");
    command
        .arg(tool)
        .arg("3000")
        .arg(&path)
        .args(["--style", style, "--seed", "7"]);
    command.arg("--truth").arg(&truth);
    if spoof {
        command.arg("--spoof");
    }
    if !command.status().is_ok_and(|s| s.success()) {
        println!("python3 does not run here, nothing compared");
        return;
    }
    let (lines, summary) = read(&path, &Options::default()).unwrap();
    check_sums(style, &lines, &summary);
    let truth = std::fs::read_to_string(truth).unwrap();
    for (i, (want, got)) in truth.lines().zip(&lines).enumerate() {
        let want: serde_json::Value = serde_json::from_str(want).unwrap();
        let kind = match want["kind"].as_str() {
            Some("sys") => EntryKind::System,
            _ => EntryKind::Message,
        };
        let want = Line {
            ts: want["ts"].as_str().unwrap().to_owned(),
            kind,
            sender: want["sender"].as_str().map(str::to_owned),
            text: want["text"].as_str().unwrap().to_owned(),
        };
        assert_eq!(*got, want, "{style} entry {}", i + 1);
    }
    assert_eq!(lines.len(), truth.lines().count(), "{style}");
}

#[test]
fn every_generated_style_agrees_with_its_truth() {
    for style in [
        "android",
        "android12",
        "dmy2",
        "ios",
        "ios12",
        "de",
        "nl",
        "iso",
    ] {
        for spoof in [false, true] {
            generated(style, spoof);
        }
    }
}
