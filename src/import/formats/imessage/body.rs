//! What stands below the sender of a message in the text form: words, files, reactions, versions, replies beneath it.

use super::attached::Files;
use super::stamp::{Behind, stamp};
use crate::import::entry::Attachment;

/// What imessage-exporter itself writes below a message.
const DELETED: &str = "This message was deleted from the conversation!";
const ANSWERS: &str = "This message responded to an earlier message.";
const REACTIONS: [&str; 2] = ["Reactions:", "Tapbacks:"];
/// How far a reply is put in.
const INDENT: &str = "    ";

/// What a message says.
#[derive(Default)]
pub(super) struct BodyWords<'a> {
    pub(super) text: String,
    pub(super) files: Vec<Attachment<'a>>,
    pub(super) deleted: bool,
    pub(super) edited: bool,
    /// Stamp and sender of the replies beneath it.
    pub(super) replies: Vec<(String, String)>,
    /// Lines that may be of it or of a reply beneath it: how far below the sender, and the line.
    pub(super) open: Vec<(u64, String)>,
}

/// Reads the lines below the sender.
pub(super) fn words<'a>(lines: &[&str], files: &Files<'_>) -> BodyWords<'a> {
    let mut found = BodyWords::default();
    let mut own = without_replies(lines, &mut found);
    while own.last().is_some_and(|l| l.trim().is_empty()) {
        own.pop();
    }
    if own.last() == Some(&ANSWERS) {
        own.pop();
    }
    if own.first() == Some(&DELETED) {
        found.deleted = true;
        own.remove(0);
    }
    let own = without_reactions(own);
    let mut own: Vec<&str> = own
        .into_iter()
        .filter(|line| match files.of_line(line) {
            Some(file) => {
                found.files.push(file);
                false
            }
            None => true,
        })
        .collect();
    let last;
    if let Some((before, version)) = last_version(&own) {
        found.edited = true;
        last = version;
        own.truncate(before);
        own.extend(last.iter().copied());
    }
    if let [only] = own[..] {
        found.deleted |= is_unsent(only);
    }
    found.text = own.join("\n").trim_end().to_owned();
    found
}

/// Whether a line is what stands in the place of a message that was taken back.
pub(super) fn is_unsent(line: &str) -> bool {
    let who = ["You ", "They "].iter().any(|w| line.starts_with(w));
    let own = line.ends_with(" deleted a message.") || line.contains(" unsent this message");
    line.len() < 200 && (who && own || line.ends_with(" unsent a message!"))
}

/// The lines of the message itself. A reply goes on to an empty line; what stands behind that at the margin may be
/// of the message or of the reply.
fn without_replies<'l>(lines: &[&'l str], found: &mut BodyWords<'_>) -> Vec<&'l str> {
    #[derive(PartialEq)]
    enum In {
        Own,
        Reply,
        Behind,
    }
    let (mut own, mut place) = (Vec::new(), In::Own);
    for (n, line) in lines.iter().copied().enumerate() {
        let inner = line.strip_prefix(INDENT).map(str::trim_start);
        let begins = inner.and_then(stamp);
        if let Some(stamp) = begins.filter(|s| matches!(s.behind, Behind::Nothing { .. })) {
            let sender = lines.get(n + 1).map_or("", |l| l.trim());
            let at = stamp.words.trim().to_owned();
            found.replies.push((at, sender.to_owned()));
            place = In::Reply;
            continue;
        }
        let blank = line.trim().is_empty();
        match place {
            In::Own => own.push(line),
            In::Reply if blank => place = In::Behind,
            In::Reply => {}
            In::Behind if blank || inner.is_some() => {}
            In::Behind if line == ANSWERS => own.push(line),
            In::Behind => found.open.push((n as u64, line.to_owned())),
        }
    }
    own
}

/// The lines without what reactions say.
fn without_reactions(lines: Vec<&str>) -> Vec<&str> {
    let is = |line: &str| {
        !line.trim().is_empty()
            && line.len() < 400
            && (line.contains(" by ") || line.contains("Sticker from "))
    };
    let mut own = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let named = REACTIONS.contains(&lines[at].trim_end());
        if named && lines.get(at + 1).is_some_and(|l| is(l)) {
            at += 1;
            while lines.get(at).is_some_and(|l| is(l)) {
                at += 1;
            }
            while lines.get(at).is_some_and(|l| l.trim().is_empty()) {
                at += 1;
            }
            continue;
        }
        own.push(lines[at]);
        at += 1;
    }
    own
}

/// The last version of an edited message, and how many lines stand before the first one.
fn last_version<'l>(lines: &[&'l str]) -> Option<(usize, Vec<&'l str>)> {
    let version = |line: &&'l str| {
        let after = line.strip_prefix("Edited ")?;
        let (when, text) = after.split_once(" later: ")?;
        (when.len() < 100).then_some(text)
    };
    let begins = |line: &&str| {
        stamp(line).is_some_and(|s| matches!(s.behind, Behind::Words(_) | Behind::Nothing { .. }))
    };
    let first = lines.iter().position(begins)?;
    let last = lines.iter().rposition(|l| version(l).is_some())?;
    if last <= first {
        return None;
    }
    let mut text = vec![version(&lines[last])?];
    text.extend_from_slice(&lines[last + 1..]);
    Some((first, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::index::Index;

    fn read(lines: &[&str]) -> BodyWords<'static> {
        let (index, folder) = (Index::nothing(), "");
        words(
            lines,
            &Files {
                index: &index,
                folder,
            },
        )
    }

    #[test]
    fn what_the_program_wrote_is_told_from_what_somebody_wrote() {
        let read_text = |lines: &[&str]| read(lines).text;
        assert_eq!(
            read_text(&["Yes", "Tapbacks:", "Loved by Ann", "", ""]),
            "Yes"
        );
        assert_eq!(read_text(&["Reactions:", "mixed", ""]), "Reactions:\nmixed");
        assert_eq!(read_text(&["a", "", "b", ANSWERS, ""]), "a\n\nb");
        let edited = read(&[
            "Feb 3, 2026  9:00:00 AM frist",
            "Edited 9 seconds later: first",
            "and on",
        ]);
        assert_eq!(
            (edited.text.as_str(), edited.edited),
            ("first\nand on", true)
        );
        let own = read(&["Edited 9 seconds later: no version"]);
        assert!(!own.edited && own.text.starts_with("Edited"));
        assert!(read(&["They unsent this message part 5 seconds after sending!"]).deleted);
        assert!(!read(&["They deleted a message.", "so I heard"]).deleted);
        assert_eq!(read(&[DELETED, "Words"]).text, "Words");
    }

    #[test]
    fn a_reply_beneath_is_no_part_of_the_message_and_what_is_unclear_is_told() {
        let found = read(&[
            "First",
            "    Feb 3, 2026  9:05:00 AM",
            "    Ann Lee",
            "    a reply",
            "of two lines",
            "",
            "of whom?",
        ]);
        assert_eq!(found.text, "First");
        assert_eq!(found.replies.len(), 1);
        assert_eq!(found.open, [(6, "of whom?".to_owned())]);
    }

    #[test]
    fn a_line_that_names_a_file_is_one_and_a_path_that_somebody_wrote_is_none() {
        let found = read(&[
            "attachments/1/plan.png",
            "~/Library/Messages/Attachments/ab/10/IMG_1.HEIC",
            "Sticker from Me: attachments/2/a.heic",
            "Attachment missing!",
            "/etc/hosts is wrong",
            "notes.txt",
        ]);
        let names: Vec<&str> = found.files.iter().map(|f| f.name.as_ref()).collect();
        assert_eq!(
            names,
            [
                "plan.png",
                "IMG_1.HEIC",
                "a.heic",
                "attachment that is missing"
            ]
        );
        assert_eq!(found.text, "/etc/hosts is wrong\nnotes.txt");
    }
}
