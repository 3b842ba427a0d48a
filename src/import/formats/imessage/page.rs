//! One message of the web pages, or what happened: from the marks around it to what it says.

use super::attached::{Files, MISSING, gone};
use super::body::is_unsent;
use super::tags::{Tag, Tags, attribute, has_class, unescaped};
use crate::import::entry::{Attachment, Direction};

/// What a block of a page says.
#[derive(Default)]
pub(super) struct BlockTold<'a> {
    /// The stamp, and by whom it was read.
    pub(super) stamp: String,
    pub(super) sender: Option<String>,
    pub(super) direction: Option<Direction>,
    pub(super) text: String,
    pub(super) subject: Option<String>,
    pub(super) files: Vec<Attachment<'a>>,
    pub(super) deleted: bool,
    pub(super) edited: bool,
    /// It tells what happened.
    pub(super) happened: bool,
    /// Stamp and sender of the replies beneath it.
    pub(super) replies: Vec<(String, String)>,
}

/// What the words at hand are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// Neither words nor a name: what the page adds.
    Page,
    Message,
    Stamp,
    Sender,
    Subject,
    Part,
    App,
    Edited,
    Cell,
    Missing,
    Link,
    Happened,
    Reply,
    ReplyStamp,
    ReplySender,
}

/// What stands in a mark of a class.
const CLASSES: &[(&str, &str, Of)] = &[
    ("div", "replies", Of::Reply),
    ("div", "reply", Of::Reply),
    ("span", "sender", Of::Sender),
    ("span", "subject", Of::Subject),
    ("span", "deleted", Of::Page),
    ("span", "unsent", Of::Part),
    ("span", "attachment_error", Of::Missing),
    ("div", "edited", Of::Edited),
    ("div", "message_part", Of::Message),
    ("div", "sticker", Of::Message),
    ("div", "attachment", Of::Message),
    ("span", "bubble", Of::Part),
    ("span", "shareplay", Of::Part),
    ("span", "shared_location", Of::Part),
    ("div", "app_error", Of::Part),
    ("div", "transcription", Of::Part),
    ("div", "app", Of::App),
];
/// Classes of what is told beside a message.
const ASIDE: &[&str] = &[
    "reactions",
    "reaction",
    "tapbacks",
    "tapback",
    "reply_context",
    "reply_anchor",
    "expressive",
    "sticker_effect",
];
/// Marks that have no end of their own.
const BARE: &[&str] = &["br", "hr", "img", "meta", "link", "source", "input", "wbr"];
/// Words that the page puts before what it tells.
const ADDED: &[&str] = &["Subject:", "Reactions:", "Tapbacks:"];
/// How deep marks may be nested.
const DEEP: usize = 1_000;

struct Reading<'f, 'a> {
    files: &'f Files<'f>,
    found: BlockTold<'a>,
    open: Vec<(String, Of)>,
    /// The words of the part at hand.
    part: String,
    parts: Vec<String>,
    cell: String,
    /// The path of the file that came last: a film names its own twice.
    last: String,
    reply: (String, String),
}

/// Reads a block.
pub(super) fn read<'a>(block: &str, files: &Files<'_>) -> BlockTold<'a> {
    let mut reading = Reading {
        files,
        found: BlockTold::default(),
        open: Vec::new(),
        part: String::new(),
        parts: Vec::new(),
        cell: String::new(),
        last: String::new(),
        reply: Default::default(),
    };
    for tag in Tags::new(block) {
        match tag {
            Tag::Text(text) => reading.text(&unescaped(text)),
            Tag::Open(name, marks) => reading.open(name, marks),
            Tag::Close(name) => reading.close(&name),
        }
    }
    reading.end_part();
    let mut found = reading.found;
    found.text = reading.parts.join("\n");
    found.stamp = found.stamp.trim().to_owned();
    found
}

impl Reading<'_, '_> {
    fn of(&self) -> Of {
        self.open.last().map_or(Of::Page, |(_, of)| *of)
    }

    fn text(&mut self, text: &str) {
        match self.of() {
            Of::Stamp => self.found.stamp.push_str(text),
            Of::Sender => self.found.sender.get_or_insert_default().push_str(text),
            Of::Subject => self.found.subject.get_or_insert_default().push_str(text),
            Of::ReplyStamp => self.reply.0.push_str(text),
            Of::ReplySender => self.reply.1.push_str(text),
            Of::Part | Of::Happened => self.part.push_str(text),
            Of::App => self.part.push_str(text.trim_matches('\n')),
            Of::Cell => self.cell.push_str(text),
            Of::Edited if is_unsent(text.trim()) => self.part.push_str(text.trim()),
            Of::Missing => self.missing(text.trim()),
            Of::Message => self.plain(text.trim()),
            Of::Page | Of::Edited | Of::Link | Of::Reply => {}
        }
    }

    /// What stands in a message outside of every bubble.
    fn plain(&mut self, text: &str) {
        if text.starts_with("Unable to embed ") || text.starts_with("Unknown attachment type") {
            self.file(text.rsplit_once(": ").map(|(_, path)| path), true);
        } else if !text.is_empty() && !ADDED.contains(&text) {
            self.line();
            self.part.push_str(text);
        }
    }

    fn missing(&mut self, text: &str) {
        let name = text.rsplit_once(": ").map_or(text, |(_, name)| name);
        let name = name.rsplit('/').next().unwrap_or(name);
        let name = match text == MISSING || name.is_empty() {
            true => "attachment that is missing",
            false => name,
        };
        self.found.files.push(gone(name));
    }

    fn open(&mut self, name: String, marks: &str) {
        match name.as_str() {
            "br" => {
                if let Of::Part | Of::App | Of::Happened = self.of() {
                    self.part.push('\n');
                } else if self.of() == Of::Cell {
                    self.cell.push('\n');
                }
            }
            "img" | "video" | "source" | "audio" => {
                let path = attribute(marks, "src");
                self.file(path.as_deref(), name == "source");
            }
            _ => {}
        }
        if BARE.contains(&name.as_str()) {
            return;
        }
        let of = self.opens(&name, marks);
        if self.open.len() < DEEP {
            self.open.push((name, of));
        }
    }

    /// What stands within a mark that opens.
    fn opens(&mut self, name: &str, marks: &str) -> Of {
        let within = self.of();
        let class = attribute(marks, "class").unwrap_or_default();
        let class = class.split_whitespace().next().unwrap_or_default();
        if let Of::Reply | Of::ReplyStamp | Of::ReplySender = within {
            return match (name, class) {
                ("span", "timestamp") => Of::ReplyStamp,
                ("span", "sender") => Of::ReplySender,
                ("a" | "b", _) => within,
                _ => Of::Reply,
            };
        }
        match (name, class) {
            ("div", "announcement") => {
                // Within a message it tells that this was taken back.
                self.found.happened = self.open.is_empty();
                self.found.deleted |= !self.open.is_empty();
                Of::Happened
            }
            ("div", "sent" | "received") => {
                self.found.direction.get_or_insert(match class {
                    "sent" => Direction::Out,
                    _ => Direction::In,
                });
                Of::Message
            }
            ("span", "timestamp") => match within {
                Of::Edited | Of::Cell => Of::Page,
                Of::Happened if !self.found.happened => Of::Page,
                _ => Of::Stamp,
            },
            ("td", _) if within == Of::Edited => {
                self.cell.clear();
                Of::Cell
            }
            ("a", _) => self.opens_link(within, marks),
            _ => self.opens_class(name, class, within),
        }
    }

    fn opens_class(&mut self, name: &str, class: &str, within: Of) -> Of {
        let listed = CLASSES.iter().find(|(of, c, _)| *of == name && *c == class);
        match listed {
            Some((_, "deleted" | "unsent", of)) => {
                self.found.deleted = true;
                *of
            }
            Some((.., of)) => {
                if matches!(of, Of::Part | Of::App | Of::Edited) || class == "message_part" {
                    self.end_part();
                }
                *of
            }
            None if ASIDE.contains(&class) => Of::Page,
            None if within == Of::App && matches!(name, "div" | "p") => {
                self.line();
                Of::App
            }
            None => within,
        }
    }

    /// A link: to a file of the message, to a page that it is about, or a word of what somebody wrote.
    fn opens_link(&mut self, within: Of, marks: &str) -> Of {
        let href = attribute(marks, "href").unwrap_or_default();
        match within {
            Of::Message => {
                self.file(Some(&href), true);
                Of::Link
            }
            Of::App if !href.is_empty() => {
                self.part.push_str(&href);
                Of::App
            }
            other => other,
        }
    }

    /// A line of its own, where something stands before it.
    fn line(&mut self) {
        if !self.part.is_empty() && !self.part.ends_with('\n') {
            self.part.push('\n');
        }
    }

    /// `again`: the same path once more is the same file.
    fn file(&mut self, path: Option<&str>, again: bool) {
        let Some(path) = path.map(str::trim).filter(|p| !p.is_empty()) else {
            return;
        };
        let remote = ["http:", "https:", "data:", "sms:", "#"];
        let lower = path.to_ascii_lowercase();
        let of = self.of();
        if !matches!(of, Of::Message | Of::Part | Of::Link)
            || remote.iter().any(|r| lower.starts_with(r))
            || (again && path == self.last)
        {
            return;
        }
        path.clone_into(&mut self.last);
        let bare = path.strip_prefix("file://").unwrap_or(path);
        self.found.files.push(self.files.at(bare));
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|(open, _)| open == name) else {
            return;
        };
        let of = self.open[at].1;
        let within = at
            .checked_sub(1)
            .and_then(|n| self.open.get(n))
            .map(|o| o.1);
        self.open.truncate(at);
        match (name, of) {
            ("tr", Of::Edited) => {
                // The row that comes last holds the words that count.
                self.found.edited = true;
                self.part.clear();
                let cell = std::mem::take(&mut self.cell);
                self.part.push_str(cell.trim());
            }
            ("div", Of::App) if within == Some(Of::App) => self.line(),
            (_, Of::Part | Of::App | Of::Happened | Of::Edited) if within != Some(of) => {
                self.end_part();
            }
            (_, Of::ReplySender) if within != Some(of) => {
                let (stamp, sender) = std::mem::take(&mut self.reply);
                let reply = (stamp.trim().to_owned(), sender.trim().to_owned());
                self.found.replies.push(reply);
            }
            _ => {}
        }
    }

    fn end_part(&mut self) {
        let part = std::mem::take(&mut self.part);
        let part = part.trim_matches(['\n', ' ']);
        if !part.is_empty() {
            self.parts.push(part.to_owned());
        }
    }
}

/// Whether a block begins a message, or tells what happened.
pub(super) fn begins(name: &str, marks: &str) -> bool {
    name == "div" && (has_class(marks, "message") || has_class(marks, "announcement"))
}
