//! What each key means: one thing, on every screen.
//!
//! Letters, signs and keys with Ctrl stand here once, with the actions that are their meaning done to what is in
//! hand. A test fails where an action has such a key without standing here, and where a key would mean two things.
//! Several actions of one meaning may share its key on one screen: what is in hand says which of them is meant.

use super::Key::{self, Char, Ctrl};

/// One meaning of a key.
#[derive(Debug)]
pub struct Meaning {
    pub keys: &'static [Key],
    /// In a few words, for people.
    pub words: &'static str,
    /// The actions it is, by their ids.
    pub actions: &'static [&'static str],
}

const fn means(
    keys: &'static [Key],
    words: &'static str,
    actions: &'static [&'static str],
) -> Meaning {
    Meaning {
        keys,
        words,
        actions,
    }
}

/// Every meaning.
pub static MEANINGS: &[Meaning] = &[
    means(&[Char('1')], "to deciding", &["go.decide"]),
    means(&[Char('2')], "to the queue", &["go.queue"]),
    means(&[Char('3')], "to departures", &["go.depart"]),
    means(&[Char('4')], "to the log", &["go.log"]),
    means(&[Char('5')], "to chats and devices", &["go.chats"]),
    means(&[Char('6')], "to requests and holds", &["hold.list"]),
    means(&[Char('7')], "to the reports", &["go.reports"]),
    means(&[Char('r')], "review", &["go.review"]),
    means(&[Char('i')], "read an export", &["import.open"]),
    means(&[Char('S')], "settings", &["go.setup"]),
    means(
        &[Char(':'), Ctrl('p')],
        "everything by name",
        &["go.palette"],
    ),
    means(
        &[Char('?'), Key::F1],
        "the keys of this screen",
        &["go.help"],
    ),
    means(&[Ctrl('g')], "guidance", &["go.guidance"]),
    means(&[Char('u')], "take back", &["go.undo"]),
    means(&[Char('U')], "bring back", &["go.redo"]),
    means(&[Char('P')], "papers", &["go.papers"]),
    means(
        &[Char('q')],
        "leave; close a text",
        &[
            "go.quit",
            "settings.leave",
            "depart.quit",
            "review.stop",
            "reading.close",
            "import.back",
            "chooser.leave",
        ],
    ),
    means(
        &[Ctrl('c')],
        "leave a form, else the program",
        &["go.leave-now"],
    ),
    means(&[Ctrl('l')], "paint afresh", &["go.repaint"]),
    means(&[Ctrl('z')], "to the shell", &["go.suspend"]),
    means(&[Char('j')], "one row down", &["move.down"]),
    means(&[Char('k')], "one row up", &["move.up"]),
    means(
        &[Char(']')],
        "one page down",
        &["move.page-down", "depart.page-down"],
    ),
    means(
        &[Char('[')],
        "one page up",
        &["move.page-up", "depart.page-up"],
    ),
    means(
        &[Ctrl('d')],
        "half a page down; in a form, what its button says",
        &[
            "move.half-down",
            "form.record",
            "sheet.record",
            "decide.record",
        ],
    ),
    means(
        &[Ctrl('u')],
        "half a page up; in a field, delete to the line's start",
        &["move.half-up"],
    ),
    means(
        &[Char('g')],
        "the first row",
        &["move.first", "depart.first"],
    ),
    means(&[Char('G')], "the last row", &["move.last", "depart.last"]),
    means(
        &[Char(' ')],
        "mark and go down",
        &[
            "queue.mark",
            "depart.mark",
            "triage.choose",
            "chooser.choose",
        ],
    ),
    means(
        &[Char('m')],
        "mark to here",
        &["queue.mark-range", "depart.mark-range", "triage.range"],
    ),
    means(
        &[Char('*')],
        "mark all shown",
        &["queue.mark-all", "triage.all"],
    ),
    means(&[Char('/')], "find", &["list.filter"]),
    means(&[Char('F')], "find everywhere", &["find.everywhere"]),
    means(
        &[Char('v')],
        "the next view",
        &[
            "queue.everything",
            "log.view",
            "chats.view",
            "requests.view",
            "report.all",
            "depart.another",
            "triage.view",
            "settings.look",
        ],
    ),
    means(&[Char('w')], "the next worth a look", &["triage.next-cue"]),
    means(
        &[Char('W')],
        "the one before that is worth a look",
        &["triage.previous-cue"],
    ),
    means(
        &[Char('a')],
        "add one more of what this list holds",
        &[
            "queue.add",
            "triage.queue",
            "report.new",
            "depart.open",
            "decide.to-item",
            "conversation.add",
            "requests.add",
            "requests.request",
            "devices.add",
        ],
    ),
    means(
        &[Char('e')],
        "put right, write",
        &[
            "item.edit",
            "report.write",
            "depart.edit",
            "import.how",
            "triage.summary",
            "settings.edit",
            "chats.edit",
            "device.edit",
            "request.change",
        ],
    ),
    means(
        &[Ctrl('x')],
        "begin a form anew",
        &["form.afresh", "decide.afresh"],
    ),
    means(&[Char('E')], "a remark", &["item.note"]),
    means(&[Char('c')], "capture", &["item.capture", "depart.capture"]),
    means(
        &[Char('s')],
        "write the substance and capture that",
        &["item.substance"],
    ),
    means(
        &[Char('n')],
        "nothing significant",
        &["item.not-significant", "depart.nil", "requests.nil"],
    ),
    means(
        &[Char('N')],
        "no longer available",
        &["item.gone", "depart.gone"],
    ),
    means(
        &[Char('d')],
        "done: filed already, step done, sent, used",
        &[
            "depart.captured",
            "step.done",
            "report.send",
            "report.used",
            "decisions.used",
            "requests.end",
            "request.answer",
        ],
    ),
    means(
        &[Char('x')],
        "does not apply",
        &[
            "depart.not-on-device",
            "step.not-applicable",
            "report.received",
            "decisions.not-used",
            "chooser.not-government",
        ],
    ),
    means(
        &[Char('l')],
        "leave it: waiting, or undone",
        &["review.keep", "step.waive"],
    ),
    means(
        &[Char('o')],
        "open again",
        &[
            "item.reopen",
            "report.reopen",
            "depart.clear",
            "step.clear",
            "depart.reopen",
            "request.reopen",
        ],
    ),
    means(&[Char('p')], "put off", &["item.snooze"]),
    means(
        &[Char('h')],
        "hand over to a name",
        &["item.hand-over", "depart.hand-over"],
    ),
    means(
        &[Char('H')],
        "hand over everything still open",
        &["depart.rest"],
    ),
    means(&[Char('T')], "ask a colleague to capture", &["item.task"]),
    means(
        &[Char('A')],
        "they took it, or acknowledged it",
        &[
            "item.accepted",
            "item.task-accepted",
            "report.acknowledged",
            "depart.accepted",
        ],
    ),
    means(&[Char('B')], "they gave it back", &["item.task-returned"]),
    means(
        &[Char('C')],
        "somebody saw that it is filed",
        &["item.confirm", "depart.confirm"],
    ),
    means(&[Char('f')], "file reference", &["item.reference"]),
    means(
        &[Char('t')],
        "timer",
        &["item.timer", "requests.timer", "request.timer"],
    ),
    means(
        &[Char('L')],
        "look for words of a request",
        &["request.search"],
    ),
    means(&[Char('b')], "searched by hand", &["request.searched"]),
    means(&[Char('M')], "members of the chat", &["conversation.edit"]),
    means(&[Char('D')], "a device", &["device.add"]),
    means(
        &[Char('X')],
        "end for good: erase, cancel, withdraw, close",
        &[
            "item.erase",
            "report.withdraw",
            "request.withdraw",
            "depart.close",
            "depart.cancel",
        ],
    ),
    means(
        &[Char('Y')],
        "copy to the clipboard of the device you connect from",
        &["item.copy", "report.copy"],
    ),
    means(&[Char('+')], "unfold", &["decide.unfold"]),
    means(&[Char('-')], "fold", &["decide.fold"]),
    means(
        &[Ctrl('o')],
        "back to the place and row before",
        &["go.back", "form.marking"],
    ),
    means(&[Char('V')], "check the register", &["log.verify"]),
    means(&[Ctrl('_')], "undo typing", &["form.undo-typing"]),
    means(&[Ctrl('r')], "redo typing", &["form.redo-typing"]),
    means(&[Ctrl('j')], "a new line", &["form.new-line"]),
];

/// What an action means, where its keys have a meaning of their own.
pub fn meaning(id: &str) -> Option<&'static Meaning> {
    MEANINGS.iter().find(|m| m.actions.contains(&id))
}

/// Whether two actions are one meaning, so that they may share a key on one screen.
pub fn means_the_same(one: &str, other: &str) -> bool {
    match (meaning(one), meaning(other)) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        _ => false,
    }
}
