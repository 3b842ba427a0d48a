//! Import and triage: a file is picked, read and understood; then messages are chosen.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{Answer, Chooser, Pick, Sheet, Summary, Triage, Wait};
use super::super::Key::{self, Char, Ctrl};
use super::super::row::row;
use super::super::{Act, Action, Need, Step};
use super::places::LISTS;

const fn step(
    id: &'static str,
    step: Step,
    title: &'static str,
    help: &'static str,
    contexts: &'static [super::super::Context],
    keys: &'static [Key],
) -> Action {
    row(id, Act::Triage(step), title, help, contexts, keys)
}

pub(super) static ROWS: &[Action] = &[
    step(
        "import.open",
        Step::Open,
        "import",
        "Read an export of a chat and choose messages from it. Nothing else of it is kept.",
        LISTS,
        &[Char('i')],
    )
    .same_as("import"),
    step(
        "import.read",
        Step::Read,
        "read it",
        "Read the selected file, or the one whose path was typed; of a folder, show what is in it.",
        &[Pick],
        &[Key::Enter],
    )
    .same_as("import")
    .bar(),
    step(
        "import.complete",
        Step::Complete,
        "complete",
        "Complete the path as far as it is told, and show what it could be.",
        &[Pick],
        &[Key::Tab],
    )
    .bar(),
    step(
        "chooser.choose",
        Step::ChooseChat,
        "choose",
        "Choose the chat, or take it off again; those chosen are read one after another.",
        &[Chooser],
        &[Char(' ')],
    )
    .needs(Need::Line)
    .bar(),
    step(
        "chooser.read",
        Step::ReadChats,
        "its messages",
        "Read the chosen chats one after another; where none is chosen, the selected one.",
        &[Chooser],
        &[Key::Enter],
    )
    .needs(Need::Line)
    .same_as("import")
    .bar(),
    step(
        "chooser.not-government",
        Step::NotGovernment,
        "not government",
        "Put a personal or party chat out of sight. It is counted while the file is open, and named nowhere.",
        &[Chooser],
        &[Char('x')],
    )
    .needs(Need::Line)
    .bar(),
    step(
        "chooser.sort",
        Step::SortChats,
        "sort",
        "As they stand in the file, the newest first, by name, those with the most messages first.",
        &[Chooser],
        &[Key::Tab],
    )
    .bar(),
    step(
        "chooser.leave",
        Step::LeaveChats,
        "close the file",
        "The words looked for go first, then those out of sight come back; then the file is closed and nothing of it is kept.",
        &[Chooser],
        &[Key::Esc, Char('q')],
    ),
    step(
        "import.stop",
        Step::Stop,
        "stop reading",
        "Stop reading. Nothing of the export is kept.",
        &[Wait],
        &[Key::Esc],
    )
    .bar(),
    step(
        "import.messages",
        Step::Messages,
        "the messages",
        "On to the messages.",
        &[Summary],
        &[Key::Enter],
    )
    .same_as("import")
    .bar(),
    step(
        "import.day-first",
        Step::DayFirst,
        "day first",
        "Read dates with the day before the month. It is remembered for this chat once something is queued.",
        &[Summary],
        &[Char('d')],
    )
    .same_as("import")
    .bar(),
    step(
        "import.month-first",
        Step::MonthFirst,
        "month first",
        "Read dates with the month before the day. It is remembered for this chat once something is queued.",
        &[Summary],
        &[Char('m')],
    )
    .same_as("import")
    .bar(),
    step(
        "import.how",
        Step::How,
        "how it is read",
        "Say which chat it is, which name in it is yours, and the zone of its times.",
        &[Summary],
        &[Char('e')],
    )
    .same_as("import")
    .bar(),
    step(
        "triage.choose",
        Step::Choose,
        "choose",
        "Choose the message, or take it off again.",
        &[Triage],
        &[Char(' ')],
    )
    .needs(Need::Line)
    .bar(),
    step(
        "triage.range",
        Step::Range,
        "range",
        "Begin a range here; the second time, choose all that is shown from there to here.",
        &[Triage],
        &[Char('m')],
    )
    .needs(Need::Line)
    .bar(),
    step(
        "triage.queue",
        Step::Queue,
        "put in queue",
        "Put the chosen messages in the queue, as one item or each on its own; where none is chosen, the selected one.",
        &[Triage],
        &[Char('a')],
    )
    .needs(Need::Line)
    .same_as("import")
    .bar(),
    step(
        "triage.next-cue",
        Step::NextCue,
        "worth a look",
        "To the next message with words that may be worth a look. Their absence says nothing.",
        &[Triage],
        &[Char('w')],
    )
    .needs(Need::Line)
    .bar(),
    step(
        "triage.previous-cue",
        Step::PreviousCue,
        "worth a look, before",
        "To the message before with words that may be worth a look.",
        &[Triage],
        &[Char('W')],
    )
    .needs(Need::Line),
    step(
        "triage.view",
        Step::View,
        "view",
        "The next view of the messages: all, new, worth a look, chosen, what the selected sender sent.",
        &[Triage],
        &[Char('v')],
    )
    .same_as("import")
    .bar(),
    step(
        "triage.filter",
        Step::Filter,
        "filter",
        "Show only what one person sent, a stretch of time, what is new or worth a look, as a form asks it.",
        &[Triage],
        &[],
    )
    .same_as("import"),
    step(
        "triage.show",
        Step::Show,
        "show whole",
        "Show the message whole, with its marks and why words in it may be worth a look.",
        &[Triage],
        &[Key::Enter],
    )
    .needs(Need::Line)
    .same_as("import"),
    step(
        "triage.all",
        Step::All,
        "choose all shown",
        "Choose every message that is shown.",
        &[Triage],
        &[Char('*')],
    )
    .needs(Need::Line),
    step(
        "triage.none",
        Step::None,
        "choose none",
        "Take every message off again.",
        &[Triage],
        &[],
    ),
    step(
        "triage.summary",
        Step::Summary,
        "what was understood",
        "What the export holds, how its dates were read, and what it cannot show.",
        &[Triage],
        &[Char('e')],
    )
    .same_as("import"),
    step(
        "import.back",
        Step::Back,
        "back",
        "Back. A range that was begun or a filter goes first; then the export is closed, and nothing that was not queued is kept.",
        &[Triage, Summary],
        &[Key::Esc, Char('q')],
    ),
    step(
        "import.leave",
        Step::Leave,
        "back to the queue",
        "Back to the queue.",
        &[Pick],
        &[Key::Esc],
    )
    .bar(),
    step(
        "import.remove",
        Step::Remove,
        "yes, remove it",
        "Remove the export from the inbox: it holds every message of the chat.",
        &[Answer],
        &[Char('y')],
    )
    .same_as("import")
    .bar(),
    step(
        "import.keep",
        Step::Keep,
        "no, leave it there",
        "Leave the export where it is.",
        &[Answer],
        &[Char('n')],
    )
    .bar(),
    step(
        "import.later",
        Step::Later,
        "later",
        "Leave it there for now; it is asked again as the program is left.",
        &[Answer],
        &[Key::Esc],
    )
    .bar(),
    row(
        "sheet.take",
        Act::Next,
        "next field",
        "On to the next field; on the last row, the button, do what the button says.",
        &[Sheet],
        &[Key::Enter],
    )
    .same_as("import")
    .bar(),
    row(
        "sheet.record",
        Act::Record,
        "to the end",
        "Do what the button says; if something is missing, go there.",
        &[Sheet],
        &[Ctrl('d')],
    )
    .same_as("import")
    .bar(),
    row(
        "sheet.next-field",
        Act::NextField,
        "next field, whatever stands here",
        "To the next field.",
        &[Sheet],
        &[Key::Tab, Key::Down],
    ),
    row(
        "sheet.previous-field",
        Act::PreviousField,
        "back",
        "To the field before.",
        &[Sheet],
        &[Key::Up, Key::BackTab],
    )
    .bar(),
    row(
        "sheet.leave",
        Act::KeepAndLeave,
        "leave",
        "Leave the form; what was chosen stays chosen.",
        &[Sheet],
        &[Key::Esc],
    )
    .bar(),
];
