//! Exports of every channel but WhatsApp, when `../shared` is there: each must read as its expectation says.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use onrecord::import::{
    ChatFacts, Clock, Entry, Export, ImportError, Input, Options, Summary, formats,
};
use onrecord::ports::Ports;
use serde_json::Value;

/// An entry as the expectations have it.
#[derive(Debug)]
struct Row {
    kind: &'static str,
    at: Option<String>,
    direction: Option<&'static str>,
    sender: Option<String>,
    text: String,
    subject: Option<String>,
    files: Vec<(String, Option<u64>, bool)>,
    edited: bool,
    deleted: bool,
}

impl Row {
    fn of(entry: &Entry<'_>) -> Row {
        let at = entry.at.format("%Y-%m-%dT%H:%M:%S").to_string();
        let files = entry.attachments.iter();
        Row {
            kind: entry.kind.as_str(),
            at: match entry.clock {
                Clock::Instant => Some(format!("{at}Z")),
                Clock::Wall => Some(at),
                Clock::Unknown => None,
            },
            direction: entry.direction.map(|d| d.as_str()),
            sender: entry.sender.as_deref().map(str::to_owned),
            text: entry.text.to_string(),
            subject: entry.subject.as_deref().map(str::to_owned),
            files: files
                .map(|a| (a.name.to_string(), a.bytes, a.present))
                .collect(),
            edited: entry.edited,
            deleted: entry.deleted,
        }
    }
}

fn open(path: &Path, chat: Option<String>) -> Result<Export, ImportError> {
    let options = Options {
        chat,
        ..Options::default()
    };
    Export::open(&Ports::system(), Input::Path(path.to_owned()), &options)
}

type Chat = (ChatFacts, Vec<Row>);

fn read(path: &Path) -> Result<(Vec<Chat>, Summary), ImportError> {
    let export = open(path, None)?;
    let summary = export.summary();
    let mut chats = Vec::new();
    for facts in export.chats().iter() {
        let mut export = open(path, Some(facts.key.clone()))?;
        let mut rows = Vec::new();
        export.for_each(&mut |entry| {
            rows.push(Row::of(&entry));
            ControlFlow::Continue(())
        })?;
        chats.push((facts, rows));
    }
    Ok((chats, summary))
}

fn marks(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Without marks; blanks as one kind, none at the ends of lines.
fn plain(text: &str) -> String {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !marks(*c))
        .collect();
    let text = text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    let lines: Vec<&str> = text.trim().split('\n').map(str::trim_end).collect();
    lines.join("\n")
}

fn squeezed(text: &str) -> String {
    plain(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn words(text: &str) -> HashSet<String> {
    let lower = plain(text).to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.map(str::to_owned).collect()
}

/// Whether what was read is one of what is right.
fn any(want: &Value, others: &Value, got: &str, without_blanks: bool) -> bool {
    let mut all = vec![want.clone()];
    all.extend(others.as_array().cloned().unwrap_or_default());
    all.iter().any(|w| match w.as_str() {
        None => true,
        Some(w) if without_blanks => squeezed(w) == squeezed(got),
        Some(w) => plain(w) == plain(got),
    })
}

fn moment(at: &str) -> String {
    at.split('.')
        .next()
        .unwrap_or(at)
        .trim_end_matches('Z')
        .to_owned()
        + if at.ends_with('Z') { "Z" } else { "" }
}

/// What is wrong with an entry.
fn wrong(e: &Value, g: &Row) -> Option<String> {
    let listed = |key: &str| e[key].as_array().cloned().unwrap_or_default();
    let kinds = [vec![e["kind"].clone()], listed("kind_alt")].concat();
    if !kinds.iter().any(|k| k == g.kind) {
        return Some(format!("kind {} not {}", g.kind, e["kind"]));
    }
    let times = [vec![e["at"].clone()], listed("at_alt")].concat();
    let same = |t: &Value| t.as_str().map(moment) == g.at;
    if !e["at_any"].as_bool().unwrap_or(false) && !times.iter().any(same) {
        return Some(format!("time {:?} not {}", g.at, e["at"]));
    }
    if e["direction"].is_string() && e["direction"].as_str() != g.direction {
        return Some(format!(
            "direction {:?} not {}",
            g.direction, e["direction"]
        ));
    }
    let sender = g.sender.as_deref().unwrap_or_default();
    let written = e["kind"] == "message" || e["kind"] == "draft";
    if written && !any(&e["sender"], &e["sender_alt"], sender, false) {
        return Some(format!("sender {sender:?} not {}", e["sender"]));
    }
    if !any(
        &e["text"],
        &e["text_alt"],
        &g.text,
        e["ws"].as_bool().unwrap_or(false),
    ) {
        return Some(format!("text {:?} not {}", g.text, e["text"]));
    }
    if e["html"].as_bool().unwrap_or(false) {
        let tags = [
            "p", "div", "br", "span", "td", "tr", "html", "body", "style", "head", "a",
        ];
        let lower = g.text.to_lowercase();
        let is_tag = |rest: &str| {
            let name: String = rest
                .trim_start_matches('/')
                .chars()
                .take_while(|c| c.is_alphanumeric())
                .collect();
            tags.contains(&name.as_str()) && rest.contains('>')
        };
        if lower.trim().is_empty() || lower.split('<').skip(1).any(is_tag) {
            return Some(format!("the page gave {:?}", g.text));
        }
    }
    let has = words(&g.text);
    for word in listed("has") {
        if !has.contains(&plain(word.as_str().unwrap_or_default()).to_lowercase()) {
            return Some(format!("{word} is not in {:?}", g.text));
        }
    }
    let subject = g.subject.as_deref().unwrap_or_default();
    if e["subject"].is_string() && !any(&e["subject"], &Value::Null, subject, true) {
        return Some(format!("subject {subject:?} not {}", e["subject"]));
    }
    if let Some(why) = files(e, g) {
        return Some(why);
    }
    for (key, got) in [("edited", g.edited), ("deleted", g.deleted)] {
        if e[key].as_bool().is_some_and(|want| want != got) {
            return Some(format!("{key} {got}"));
        }
    }
    None
}

fn files(e: &Value, g: &Row) -> Option<String> {
    let wanted = e["attachments"].as_array()?;
    let mut left: Vec<_> = g.files.iter().collect();
    let amiss = || Some(format!("attachments {:?} not {wanted:?}", g.files));
    if left.len() != wanted.len() {
        return amiss();
    }
    let mut wanted_in_order: Vec<_> = wanted.iter().collect();
    wanted_in_order.sort_by_key(|a| a["name"].is_null());
    for a in wanted_in_order {
        let fits = |(name, bytes, present): &(String, Option<u64>, bool)| {
            any(&a["name"], &Value::Null, name, false)
                && *present == a["present"].as_bool().unwrap_or(false)
                && (!*present
                    || a["bytes"].is_null()
                    || bytes.is_none()
                    || a["bytes"].as_u64() == *bytes)
        };
        match left.iter().position(|f| fits(f)) {
            Some(at) => drop(left.remove(at)),
            None => return amiss(),
        }
    }
    None
}

/// Compares the entries of a chat, in any order; what is wrong.
fn compare(wanted: &[Value], got: &[&Row]) -> Vec<String> {
    let (mut left, mut why, mut open) = (got.to_vec(), Vec::new(), Vec::new());
    for e in wanted {
        match left.iter().position(|g| wrong(e, g).is_none()) {
            Some(at) => drop(left.remove(at)),
            None => open.push(e),
        }
    }
    for e in open {
        if e["optional"].as_bool().unwrap_or(false) {
            continue;
        }
        let near = |g: &&Row| e["at"].as_str().map(moment) == g.at;
        match left
            .iter()
            .position(near)
            .or((!left.is_empty()).then_some(0))
        {
            Some(at) => why.extend(wrong(e, left.remove(at))),
            None => why.push(format!("missing: {} {}", e["at"], e["kind"])),
        }
    }
    why.extend(left.iter().map(|g| format!("not in the file: {g:?}")));
    why
}

fn judge(path: &Path, e: &Value) -> Vec<String> {
    let refused = e["refused"].as_str().unwrap_or_default();
    let either = e["either"].as_bool().unwrap_or(false);
    let (chats, summary) = match read(path) {
        Ok(read) => read,
        Err(_) if refused.starts_with("refuse") || either => return Vec::new(),
        Err(error) => return vec![format!("refused: {error}")],
    };
    if refused.starts_with("refuse") && !either {
        return vec!["read, and it should be refused".to_owned()];
    }
    let mut why = Vec::new();
    if refused.starts_with("partly") && summary.left_out.is_empty() {
        why.push("nothing is said of what is left out".to_owned());
    }
    let wanted = e["chats"].as_array().cloned().unwrap_or_default();
    let entries = |c: &Value| c["entries"].as_array().cloned().unwrap_or_default();
    let flat =
        e["flat"].as_bool().unwrap_or(false) || wanted.iter().any(|c| c["kind"] == "mailbox");
    if flat {
        let all: Vec<Value> = wanted.iter().flat_map(entries).collect();
        let got: Vec<&Row> = chats.iter().flat_map(|(_, rows)| rows).collect();
        why.extend(compare(&all, &got));
        return why;
    }
    let mut left: Vec<&Chat> = chats.iter().collect();
    for c in &wanted {
        let name = |f: &ChatFacts| {
            any(
                &c["name"],
                &c["name_alt"],
                f.name.as_deref().unwrap_or_default(),
                false,
            )
        };
        let by_key = left
            .iter()
            .position(|(f, _)| c["key"].as_str() == Some(&f.key));
        let by_name = left
            .iter()
            .position(|(f, _)| c["name"].is_string() && name(f));
        let by_size = left
            .iter()
            .position(|(_, rows)| rows.len() == entries(c).len());
        let Some(at) = by_key
            .or(by_name)
            .or(by_size)
            .or((!left.is_empty()).then_some(0))
        else {
            why.push("a chat is missing".to_owned());
            continue;
        };
        let (facts, rows) = left.remove(at);
        if !name(facts) {
            why.push(format!("name {:?} not {}", facts.name, c["name"]));
        }
        if c["kind"] != "unknown" && c["kind"] != facts.kind.as_str() {
            why.push(format!("kind {} not {}", facts.kind.as_str(), c["kind"]));
        }
        let rows: Vec<&Row> = rows.iter().collect();
        why.extend(compare(&entries(c), &rows));
        let times: Vec<&String> = rows.iter().filter_map(|r| r.at.as_ref()).collect();
        if c["order"] == "time" && !times.is_sorted() {
            why.push("not in order of time".to_owned());
        }
    }
    why.extend(
        left.iter()
            .map(|(f, _)| format!("a chat too many: {}", f.called())),
    );
    why
}

/// Expectations with their samples, channel by channel.
fn expectations() -> Option<Vec<(String, PathBuf, Value)>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let named = std::env::var_os("ONRECORD_SHARED").map(PathBuf::from);
    let root = named.unwrap_or(beside).join("samples");
    if !root.exists() {
        println!("../shared/samples: not here, nothing compared");
        return None;
    }
    let (mut found, mut dirs) = (Vec::new(), vec![root.clone()]);
    while let Some(dir) = dirs.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                dirs.push(path);
                continue;
            }
            let name = path.to_string_lossy().into_owned();
            let Some(sample) = name.strip_suffix(".expected.json") else {
                continue;
            };
            let expected: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let sample = PathBuf::from(sample);
            let channel = sample
                .strip_prefix(&root)
                .unwrap()
                .components()
                .next()
                .unwrap();
            let channel = channel.as_os_str().to_string_lossy().into_owned();
            if expected["chats"].is_array() && channel != "whatsapp" && sample.exists() {
                found.push((channel, sample, expected));
            }
        }
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    Some(found)
}

/// The folders of samples whose formats are read; the samples of the others are refused.
fn is_read(channel: &str) -> bool {
    let of = match channel {
        "mbox" => "email",
        "other" => "other",
        channel => channel,
    };
    of == "other" || formats().any(|row| row.channel == of)
}

#[test]
fn every_sample_reads_as_its_expectation_says() {
    let Some(all) = expectations() else {
        return;
    };
    let (mut wrong, mut right) = (Vec::new(), std::collections::BTreeMap::new());
    for (channel, path, expected) in &all {
        let count: &mut (u32, u32) = right.entry(channel.clone()).or_default();
        if !is_read(channel) {
            continue;
        }
        let why = judge(path, expected);
        count.1 += 1;
        count.0 += u32::from(why.is_empty());
        let name = path.file_name().unwrap().to_string_lossy();
        wrong.extend(why.iter().take(3).map(|w| format!("{channel}/{name}: {w}")));
    }
    for (channel, (right, all)) in &right {
        println!("{channel}: {right} of {all} right");
    }
    assert!(wrong.is_empty(), "{}\n{right:?}", wrong.join("\n"));
}
