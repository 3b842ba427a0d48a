//! A page of the web in which the service writes a conversation, parted into messages by what it shows: a name, words,
//! files, and a date and time in a line of its own. The names of its classes change from year to year; where those that
//! are known stand there they tell more surely.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};

use super::super::tags::{Tag, attribute, has_class, unescaped};

/// What begins a message.
const MESSAGE: &[&str] = &["_a6-g", "uiBoxWhite"];
/// Whose message it is.
const SENDER: &[&str] = &["_a6-h", "_2lek"];
/// When it was sent.
const SENT: &[&str] = &["_a72d", "_2lem"];
/// Elements that end a line of words.
const BLOCKS: &[&str] = &[
    "div", "p", "ul", "ol", "li", "table", "tr", "td", "body", "html", "h1", "h2", "h3", "h4",
    "header", "footer", "main", "section", "article",
];

/// What the page showed of a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct WebMessage {
    pub(super) sender: Option<String>,
    pub(super) words: Vec<String>,
    /// Paths of its files, as they stand.
    pub(super) files: Vec<String>,
    pub(super) stamp: String,
}

/// What a mark, or the words before it, came to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum WebStep {
    Nothing,
    /// What stood until here is of no message.
    Anew,
    Message(WebMessage),
}

/// Goes through a page, mark by mark.
#[derive(Default)]
pub(super) struct WebReader {
    /// Of each block that is open, whether it holds the sender's name, or the date; and how many do.
    open: Vec<(bool, bool)>,
    named: usize,
    dated: usize,
    /// The page marks its dates: a line that only looks like one is words.
    marks_dates: bool,
    /// Within lists of reactions, and within what nobody reads.
    lists: usize,
    unseen: usize,
    in_title: bool,
    line: String,
    lines: Vec<(bool, String)>,
    files: Vec<String>,
    begun: bool,
    /// What stands at its head was passed: a line like the title is a sender's name.
    headed: bool,
    pub(super) title: Option<String>,
    pub(super) people: Vec<String>,
    /// The page said that it ends.
    pub(super) closed: bool,
}

impl WebReader {
    pub(super) fn see(&mut self, tag: &Tag<'_>) -> WebStep {
        match tag {
            Tag::Text(text) => {
                if self.in_title {
                    let title = unescaped(text).trim().to_owned();
                    self.title = Some(title).filter(|t| !t.is_empty());
                } else if self.unseen == 0 && self.lists == 0 {
                    self.line.push_str(&unescaped(text));
                }
                WebStep::Nothing
            }
            Tag::Open(name, marks) => self.opens(name, marks),
            Tag::Close(name) => self.closes(name),
        }
    }

    fn opens(&mut self, name: &str, marks: &str) -> WebStep {
        match name {
            "style" | "script" => self.unseen += 1,
            "title" => self.in_title = true,
            "br" if self.lists == 0 => self.line.push('\n'),
            "img" | "video" | "audio" | "source" => self.file(attribute(marks, "src")),
            "a" => self.file(attribute(marks, "href")),
            name if BLOCKS.contains(&name) => {
                let step = self.ends_line();
                let is = |of: &[&str]| of.iter().any(|c| has_class(marks, c));
                let block = (is(SENDER), is(SENT));
                self.open.push(block);
                self.named += usize::from(block.0);
                self.dated += usize::from(block.1);
                self.lists += usize::from(name == "ul");
                self.headed |= is(MESSAGE);
                if step == WebStep::Nothing && is(MESSAGE) {
                    return self.anew();
                }
                return step;
            }
            _ => {}
        }
        WebStep::Nothing
    }

    fn closes(&mut self, name: &str) -> WebStep {
        match name {
            "style" | "script" => self.unseen = self.unseen.saturating_sub(1),
            "title" => self.in_title = false,
            name if BLOCKS.contains(&name) => {
                let step = self.ends_line();
                if let Some((named, dated)) = self.open.pop() {
                    self.named -= usize::from(named);
                    self.dated -= usize::from(dated);
                }
                if name == "ul" {
                    self.lists = self.lists.saturating_sub(1);
                }
                self.closed |= name == "html";
                return step;
            }
            _ => {}
        }
        WebStep::Nothing
    }

    /// A file of the download; what leads elsewhere is none.
    fn file(&mut self, path: Option<Cow<'_, str>>) {
        let Some(path) = path.filter(|_| self.lists == 0) else {
            return;
        };
        let elsewhere = path.contains(':') || path.starts_with(['#', '/']) || path.is_empty();
        if !elsewhere && !self.files.iter().any(|f| *f == path) {
            self.files.push(path.into_owned());
        }
    }

    /// What was seen is of no message.
    fn anew(&mut self) -> WebStep {
        let held = !self.lines.is_empty() || !self.files.is_empty();
        self.lines.clear();
        self.files.clear();
        match held {
            true => WebStep::Anew,
            false => WebStep::Nothing,
        }
    }

    fn ends_line(&mut self) -> WebStep {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() {
            return WebStep::Nothing;
        }
        if !self.begun {
            if let Some(names) = line.strip_prefix("Participants: ") {
                let names = names.replace(" and ", ", ");
                self.people = names.split(", ").map(|n| n.trim().to_owned()).collect();
                self.headed = true;
                self.anew();
                return WebStep::Anew;
            }
            let is_head = !self.headed && self.lines.is_empty();
            if is_head && self.title.as_deref() == Some(line) {
                self.headed = true;
                return WebStep::Anew;
            }
        }
        let held = !self.lines.is_empty() || !self.files.is_empty();
        let may_date = self.dated > 0 || !self.marks_dates;
        if held && may_date && web_stamp(line).is_some() {
            self.begun = true;
            return WebStep::Message(self.message(line));
        }
        self.lines.push((self.named > 0, line.to_owned()));
        WebStep::Nothing
    }

    fn message(&mut self, stamp: &str) -> WebMessage {
        let mut lines = std::mem::take(&mut self.lines);
        let at = lines.iter().position(|(is, _)| *is).unwrap_or(0);
        let sender = (!lines.is_empty()).then(|| lines.remove(at).1);
        WebMessage {
            sender,
            words: lines.into_iter().map(|(_, line)| line).collect(),
            files: std::mem::take(&mut self.files),
            stamp: stamp.to_owned(),
        }
    }

    /// For a page, or for the stretch of one message of it, which marks its dates or does not.
    pub(super) fn of(marks_dates: bool, begun: bool) -> WebReader {
        WebReader {
            marks_dates,
            begun,
            ..WebReader::default()
        }
    }

    /// The message whose date ends the stretch.
    pub(super) fn end(&mut self) -> Option<WebMessage> {
        match self.ends_line() {
            WebStep::Message(message) => Some(message),
            _ => None,
        }
    }

    /// Words that no date followed.
    pub(super) fn left(&self) -> bool {
        let named = self.lines.iter().any(|(named, _)| *named);
        named || (!self.marks_dates && !self.lines.is_empty())
    }
}

/// Whether a page that begins like this marks its dates.
pub(super) fn marks_dates(head: &[u8]) -> bool {
    SENT.iter().any(|class| {
        let ends = [format!("{class}\""), format!("\"{class} ")];
        ends.iter()
            .any(|e| memchr::memmem::find(head, e.as_bytes()).is_some())
    })
}

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// A date and time alone in a line: `Sep 13, 2020, 12:26 PM`, `13 September 2020 at 14:37:05` and their like.
pub(super) fn web_stamp(line: &str) -> Option<NaiveDateTime> {
    if line.len() > 60 {
        return None;
    }
    let plain = line
        .replace(['\u{202f}', '\u{a0}', ','], " ")
        .to_lowercase();
    let words: Vec<&str> = plain.split_whitespace().filter(|w| *w != "at").collect();
    let (date, time) = words.split_at_checked(3)?;
    let month = |word: &str| {
        let at = MONTHS.iter().position(|m| word.starts_with(m))?;
        word.bytes()
            .all(|b| b.is_ascii_lowercase())
            .then_some(at as u32 + 1)
    };
    let (month, day) = match (month(date[0]), month(date[1])) {
        (Some(month), None) => (month, date[1]),
        (None, Some(month)) => (month, date[0]),
        _ => return None,
    };
    let year = date[2].parse().ok().filter(|_| date[2].len() == 4)?;
    let date = NaiveDate::from_ymd_opt(year, month, day.parse().ok()?)?;
    let (clock, half) = match time {
        [clock] => match clock.strip_suffix("am").map(|c| (c, "am")) {
            Some(found) => (found.0, Some(found.1)),
            None => match clock.strip_suffix("pm") {
                Some(clock) => (clock, Some("pm")),
                None => (*clock, None),
            },
        },
        [clock, half @ ("am" | "pm")] => (*clock, Some(*half)),
        _ => return None,
    };
    let numbers: Vec<u32> = clock
        .split(':')
        .map(|n| n.parse().ok())
        .collect::<Option<_>>()?;
    let (hour, minute, second) = match numbers[..] {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    let hour = match (half, hour) {
        (None, hour) => hour,
        (Some("am"), 12) => 0,
        (Some("am"), 1..12) => hour,
        (Some(_), 12) => 12,
        (Some(_), 1..12) => hour + 12,
        _ => return None,
    };
    date.and_hms_opt(hour, minute, second)
}

#[cfg(test)]
mod tests {
    use super::super::super::tags::Tags;
    use super::*;

    #[test]
    fn a_date_and_time_alone_in_a_line_is_told_from_words() {
        for (line, at) in [
            ("Sep 13, 2020, 12:26 PM", Some("2020-09-13T12:26:00")),
            ("Sep 13, 2020 12:26:07 am", Some("2020-09-13T00:26:07")),
            (
                "Oct 19, 2019 at 2:37\u{202f}PM",
                Some("2019-10-19T14:37:00"),
            ),
            ("19 Oct 2019, 14:37", Some("2019-10-19T14:37:00")),
            ("3 September 2019 at 2:37pm", Some("2019-09-03T14:37:00")),
            ("Oct 19, 2019, 13:37 PM", None),
            ("Oct 32, 2019, 1:37 PM", None),
            ("19 Oct 2019", None),
            ("May I come on 3 May 2019 at 14:00", None),
            ("mayor 3 2019 14:00 x", None),
            ("", None),
        ] {
            let read = web_stamp(line).map(|t| t.format("%Y-%m-%dT%H:%M:%S").to_string());
            assert_eq!(read.as_deref(), at, "{line}");
        }
    }

    #[test]
    fn a_name_stands_before_words_wherever_the_page_puts_them() {
        let page = "<title>Ann &amp; co</title><body><h1>Ann &amp; co</h1><div class=\"x _a6-g\"><div class=\"_a6-h\">Ann</div><div><div></div><div>Shall we?<br>all</div></div><ul><li>like Bo</li></ul><div>Sep 13, 2020, 12:26 PM</div></div><div class=\"_a6-g\"><div>19 Oct 2019, 14:37</div><div class=\"_a6-h\">Bo</div><img src=\"photos/q.png\"><a href=\"https://x\">x</a><div>Sep 13, 2020, 12:27 PM</div></div></body></html>";
        let mut reader = WebReader::default();
        let steps = Tags::new(page).map(|t| reader.see(&t));
        let messages: Vec<WebMessage> = steps
            .filter_map(|s| match s {
                WebStep::Message(message) => Some(message),
                _ => None,
            })
            .collect();
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert_eq!(messages[0].sender.as_deref(), Some("Ann"));
        assert_eq!(messages[0].words, ["Shall we?\nall"]);
        assert_eq!(messages[1].sender.as_deref(), Some("Bo"));
        assert_eq!(messages[1].words, ["19 Oct 2019, 14:37", "x"]);
        assert_eq!(messages[1].files, ["photos/q.png"]);
        assert!(reader.closed && !reader.left());
    }
}
