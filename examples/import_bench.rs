//! Measures the reading of one export beside a loop of the same parser that only counts, in one run:
//! `cargo run --release --example import_bench -- EXPORT [RUNS]`.
//!
//! Each figure is of a process of its own, so that the memory it needed at most is its own too: `count` is the bare
//! loop, `survey` opens the export and knows its conversations, `chosen` does so with the largest conversation chosen
//! and visits its entries with their digests. The quickest of the runs is told, and how often `count` goes into it.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use onrecord::import::{Export, Input, Options};
use onrecord::ports::Ports;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const STRETCH: usize = 256 << 10;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let path = PathBuf::from(arguments.next().ok_or("give the path of an export")?);
    match arguments.next().as_deref() {
        Some("--alone") => alone(&path, &arguments.collect::<Vec<_>>()),
        runs => together(&path, runs.map_or(Ok(3), str::parse)?),
    }
}

/// What one process found.
struct Figures {
    seconds: f64,
    entries: u64,
    kib: u64,
}

/// Measures one thing, in a process of its own.
fn alone(path: &Path, what: &[String]) -> Outcome<()> {
    let start = Instant::now();
    let input = || Input::Path(path.to_owned());
    let (format, chat, entries) = match what {
        [count, format] if count == "count" => {
            (format.clone(), String::new(), counted(path, format)?)
        }
        [survey] if survey == "survey" => {
            let export = Export::open(&Ports::system(), input(), &Options::default())?;
            let chats = export.chats();
            let largest = chats.iter().max_by_key(|chat| chat.entries);
            let chat = largest.map(|chat| chat.key.clone()).unwrap_or_default();
            (
                export.format().id.to_owned(),
                chat,
                export.summary().entries,
            )
        }
        [chosen, chat] if chosen == "chosen" => {
            let options = Options {
                chat: Some(chat.clone()).filter(|c| !c.is_empty()),
                ..Options::default()
            };
            let mut export = Export::open(&Ports::system(), input(), &options)?;
            let mut visited = 0;
            export.with_digests(&mut |_| {
                visited += 1;
                ControlFlow::Continue(())
            })?;
            (export.format().id.to_owned(), chat.clone(), visited)
        }
        _ => return Err("measured alone are count, survey and chosen".into()),
    };
    let (seconds, kib) = (start.elapsed().as_secs_f64(), peak()?);
    let mut out = std::io::stdout().lock();
    Ok(writeln!(
        out,
        "{seconds}\t{entries}\t{kib}\t{format}\t{chat}"
    )?)
}

/// The most memory this process has held, in KiB.
fn peak() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("the peak is not told here")?.parse()?)
}

/// Measures all of it, and prints a table.
fn together(path: &Path, runs: usize) -> Outcome<()> {
    let (survey, format, chat) = best(path, &["survey"], runs)?;
    let (count, ..) = best(path, &["count", &format], runs)?;
    let (chosen, ..) = best(path, &["chosen", &chat], runs)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{format}: {}", path.display())?;
    for (name, figures) in [("count", &count), ("survey", &survey), ("chosen", &chosen)] {
        writeln!(
            out,
            "{name:8} {:8.3} s {:6.2}x {:9} entries {:7.1} MiB",
            figures.seconds,
            figures.seconds / count.seconds,
            figures.entries,
            figures.kib as f64 / 1024.0,
        )?;
    }
    Ok(())
}

fn best(path: &Path, what: &[&str], runs: usize) -> Outcome<(Figures, String, String)> {
    let mut best: Option<(Figures, String, String)> = None;
    for _ in 0..runs.max(1) {
        let run = Command::new(std::env::current_exe()?)
            .arg(path)
            .arg("--alone")
            .args(what)
            .output()?;
        if !run.status.success() {
            return Err(String::from_utf8_lossy(&run.stderr).into());
        }
        let line = String::from_utf8(run.stdout)?;
        let mut fields = line.trim_end_matches('\n').splitn(5, '\t');
        let mut field = || fields.next().ok_or("a figure is missing");
        let found = Figures {
            seconds: field()?.parse()?,
            entries: field()?.parse()?,
            kib: field()?.parse()?,
        };
        let (format, chat) = (field()?.to_owned(), field()?.to_owned());
        if best
            .as_ref()
            .is_none_or(|(b, ..)| found.seconds < b.seconds)
        {
            best = Some((found, format, chat));
        }
    }
    best.ok_or_else(|| "nothing was run".into())
}

/// Counts the entries of a file of that format, by the parser that reads it.
fn counted(path: &Path, format: &str) -> Outcome<u64> {
    match format {
        "sms-xml" => xml_rows(path),
        "mbox" => mails(path),
        "signal-jsonl" => json_lines(path),
        "facebook-json" | "instagram-json" => pages(path),
        "telegram-json" => nested(path),
        "linkedin-csv" => {
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
            let mut record = csv::ByteRecord::new();
            let mut n = 0;
            while reader.read_byte_record(&mut record)? {
                n += 1;
            }
            Ok(n)
        }
        "whatsapp" => stamped_lines(path),
        // Of what is lines, the file is read whole and its lines are counted.
        _ => Ok(memchr::memchr_iter(b'\n', &std::fs::read(path)?).count() as u64),
    }
}

/// The lines that begin an entry, of a text read whole. To count all lines would be no parser's work: what an entry is
/// shows only in its stamp, and that the text is one only once it is checked, so both are done here as well.
fn stamped_lines(path: &Path) -> Outcome<u64> {
    let bytes = std::fs::read(path)?;
    let text = simdutf8::basic::from_utf8(&bytes)?.as_bytes();
    let ends = memchr::memchr_iter(b'\n', text);
    let starts = std::iter::once(0).chain(ends.map(|end| end + 1));
    Ok(starts.filter(|at| has_stamp(&text[*at..])).count() as u64)
}

/// Whether a line begins with `12/03/2024, 15:45`, with dots or dashes for the slashes, perhaps behind a bracket.
fn has_stamp(line: &[u8]) -> bool {
    let mut at = usize::from(line.first() == Some(&b'['));
    let mut number = |after: &[u8]| {
        let digits = line[at.min(line.len())..].iter();
        let digits = digits.take_while(|b| b.is_ascii_digit()).count();
        at += digits + 1;
        (1..=4).contains(&digits) && line.get(at - 1).is_some_and(|b| after.contains(b))
    };
    let dated = number(b"/.-") && number(b"/.-") && number(b", ");
    at += usize::from(line.get(at) == Some(&b' '));
    let clock = line.get(at..).unwrap_or_default();
    let hour = clock.iter().take_while(|b| b.is_ascii_digit()).count();
    dated && (1..=2).contains(&hour) && clock.get(hour) == Some(&b':')
}

fn stream(path: &Path) -> Outcome<BufReader<File>> {
    Ok(BufReader::with_capacity(STRETCH, File::open(path)?))
}

fn xml_rows(path: &Path) -> Outcome<u64> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_reader(stream(path)?);
    let (mut buffer, mut n) = (Vec::new(), 0);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(e) | Event::Empty(e) => {
                n += u64::from(matches!(e.name().as_ref(), "sms" | "mms"));
            }
            Event::Eof => return Ok(n),
            _ => {}
        }
    }
}

fn mails(path: &Path) -> Outcome<u64> {
    let mut lines = stream(path)?;
    let (mut mail, mut n) = (Vec::new(), 0);
    let parser = mail_parser::MessageParser::default();
    let mut blank = true;
    loop {
        let from = mail.len();
        let read = lines.read_until(b'\n', &mut mail)?;
        let begins = blank && mail[from..].starts_with(b"From ");
        if read == 0 || begins {
            n += u64::from(from > 0 && parser.parse(&mail[..from]).is_some());
            mail.clear();
        }
        if read == 0 {
            return Ok(n);
        }
        blank = !begins && mail[from..].trim_ascii().is_empty();
    }
}

fn json_lines(path: &Path) -> Outcome<u64> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Line {
        chat_item: Option<IgnoredAny>,
    }
    let mut lines = stream(path)?;
    let (mut line, mut n) = (Vec::new(), 0);
    while lines.read_until(b'\n', &mut line)? > 0 {
        let read: Line = serde_json::from_slice(&line)?;
        n += u64::from(read.chat_item.is_some());
        line.clear();
    }
    Ok(n)
}

/// Of a folder or a zip the pages, each read whole, with what every reader of them needs of a message.
fn pages(path: &Path) -> Outcome<u64> {
    #[derive(Deserialize)]
    struct Page<'a> {
        #[serde(default, borrow)]
        messages: Vec<Message<'a>>,
    }
    #[derive(Deserialize)]
    struct Message<'a> {
        #[serde(default, borrow, rename = "sender_name")]
        _sender: Cow<'a, str>,
        #[serde(default, rename = "timestamp_ms")]
        _at: u64,
        #[serde(default, borrow, rename = "content")]
        _words: Cow<'a, str>,
    }
    let is_page = |name: &str| name.contains("message_") && name.ends_with(".json");
    let one = |bytes: &[u8]| -> Outcome<u64> {
        Ok(serde_json::from_slice::<Page<'_>>(bytes)?.messages.len() as u64)
    };
    let (mut n, mut folders) = (0, vec![path.to_owned()]);
    if path.is_file() {
        let mut zip = zip::ZipArchive::new(File::open(path)?)?;
        for at in 0..zip.len() {
            let mut file = zip.by_index(at)?;
            if is_page(&file.name()?) {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes)?;
                n += one(&bytes)?;
            }
        }
        return Ok(n);
    }
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if is_page(&path.to_string_lossy()) {
                n += one(&std::fs::read(path)?)?;
            }
        }
    }
    Ok(n)
}

/// Of one large object the elements of every array called `messages`, as a stream.
fn nested(path: &Path) -> Outcome<u64> {
    #[derive(Deserialize)]
    struct Account {
        #[serde(default)]
        chats: Chats,
        #[serde(default)]
        messages: Number,
    }
    #[derive(Deserialize, Default)]
    struct Chats {
        list: Vec<Chat>,
    }
    #[derive(Deserialize)]
    struct Chat {
        #[serde(default)]
        messages: Number,
    }
    let account: Account = serde_json::from_reader(stream(path)?)?;
    let chats = account.chats.list.iter().map(|chat| chat.messages.0);
    Ok(account.messages.0 + chats.sum::<u64>())
}

/// How many elements an array has.
#[derive(Default)]
struct Number(u64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Number, D::Error> {
        struct Elements;
        impl<'de> Visitor<'de> for Elements {
            type Value = Number;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Number, A::Error> {
                let mut n = 0;
                while all.next_element::<IgnoredAny>()?.is_some() {
                    n += 1;
                }
                Ok(Number(n))
            }
        }
        from.deserialize_seq(Elements)
    }
}
