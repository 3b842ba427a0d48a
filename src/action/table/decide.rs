//! Deciding: its questions, what is done with the answers, past decisions, the guidance, setup.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{Choice, Decide, Decisions, Form, Guidance, Marking, Verdict};
use super::super::Deciding::{self, Ask};
use super::super::Key::{self, Char, Ctrl};
use super::super::row::row;
use super::super::{Act, Action, Need};
use super::places::{GUIDED, HOME, SCREENS};

/// A question, gone to by its name.
const fn question(
    id: &'static str,
    ask: &'static str,
    title: &'static str,
    help: &'static str,
    key: &'static [Key],
) -> Action {
    row(
        id,
        Act::Decide(Ask(ask)),
        title,
        help,
        &[Decide, Verdict],
        key,
    )
}

pub(super) static ROWS: &[Action] = &[
    row(
        "decide.answer",
        Act::Decide(Deciding::Answer),
        "next",
        "On to the next question. A letter answers the one in hand and goes on by itself.",
        &[Decide],
        &[Key::Enter],
    )
    .bar(),
    question(
        "decide.marking",
        "marking",
        "marking",
        "What classification and markings its source would carry. SECRET and above stops there.",
        &[],
    ),
    question(
        "decide.situation",
        "situation",
        "situation",
        "About to use the channel, received something on it, or already used it (para 20).",
        &[],
    ),
    question(
        "decide.scope",
        "scope",
        "business",
        "Government business, or personal, political, constituency or parliamentary (para 18).",
        &[],
    ),
    question(
        "decide.direction",
        "significant-direction",
        "direction of work",
        "The first half of significant: the direction of work (para 14).",
        &[],
    ),
    question(
        "decide.change",
        "significant-change",
        "material change",
        "The second half of significant: a situation has materially changed (para 14).",
        &[],
    ),
    question(
        "decide.device",
        "device",
        "device",
        "Who manages the device, or which registered one it is (paras 9, 10, 16, 17).",
        &[],
    ),
    question(
        "decide.channel",
        "channel",
        "channel",
        "Which channel it is (paras 12, 13, 33).",
        &[],
    ),
    question(
        "decide.system",
        "government-system",
        "government system",
        "Whether a government system would do as well (para 8).",
        &[],
    ),
    question(
        "decide.personal-data",
        "personal-data",
        "personal data",
        "Whether there is personal data in it (paras 35, 36).",
        &[],
    ),
    row(
        "decide.next-answer",
        Act::Decide(Deciding::NextAnswer),
        "answer",
        "Give the question in hand its next answer, to see what that would change.",
        &[Decide],
        &[Key::Right],
    )
    .bar(),
    row(
        "decide.answer-before",
        Act::Decide(Deciding::AnswerBefore),
        "answer before",
        "Give the question in hand the answer before.",
        &[Decide],
        &[Key::Left],
    ),
    row(
        "decide.take-back",
        Act::Decide(Deciding::TakeBack),
        "clear",
        "Take the answer to the question in hand back.",
        &[Decide],
        &[Key::Backspace, Key::Delete],
    )
    .bar(),
    row(
        "decide.confirm",
        Act::Decide(Deciding::Record),
        "record it",
        "Give your reason, and put what was answered on record. Until then nothing is kept.",
        &[Verdict],
        &[Key::Enter],
    )
    .bar(),
    row(
        "decide.record",
        Act::Decide(Deciding::Record),
        "record",
        "Put what was answered on record, with your reason, also where an answer that may be missing is missing.",
        &[Decide, Verdict],
        &[Ctrl('d')],
    )
    .same_as("decide"),
    row(
        "decide.to-item",
        Act::Decide(Deciding::ToItem),
        "add the message",
        "Put the message itself in the queue, with what was answered.",
        &[Verdict, Decisions],
        &[Char('a')],
    )
    .same_as("add")
    .bar(),
    row(
        "decide.unfold",
        Act::Decide(Deciding::Unfold),
        "unfold",
        "Tell in full what else is to be known of the verdict.",
        &[Verdict],
        &[Char('+')],
    )
    .bar(),
    row(
        "decide.fold",
        Act::Decide(Deciding::Fold),
        "fold",
        "Fold what else is to be known into one line.",
        &[Verdict],
        &[Char('-')],
    ),
    row(
        "decide.afresh",
        Act::Decide(Deciding::Afresh),
        "start afresh",
        "Take every answer back. What is on record stays there.",
        &[Decide, Verdict],
        &[Ctrl('x')],
    ),
    row(
        "decide.past",
        Act::GoDecisions,
        "past decisions",
        "The decisions on record, the latest first; what came of one is said there.",
        &[Decide, Verdict],
        &[],
    )
    .same_as("log"),
    row(
        "decide.leave",
        Act::Decide(Deciding::Leave),
        "leave",
        "Leave; the answers stay while the program runs. Out of a change of an answer, back to what they come to.",
        &[Decide, Verdict],
        &[Key::Esc],
    )
    .bar(),
    row(
        "decisions.used",
        Act::Operate("decisions.used"),
        "used",
        "Record that the channel was used. An exceptional use is one to report (para 10a).",
        &[Decisions],
        &[Char('d')],
    )
    .needs(Need::Line)
    .same_as("outcome")
    .bar(),
    row(
        "decisions.not-used",
        Act::Operate("decisions.not-used"),
        "not used",
        "Record that the channel was not used after all; no report is due from it.",
        &[Decisions],
        &[Char('x')],
    )
    .needs(Need::Line)
    .same_as("outcome")
    .bar(),
    row(
        "decisions.show",
        Act::Show,
        "show whole",
        "Show the decision whole, with its reason and the policy it was made under.",
        &[Decisions],
        &[Key::Enter],
    )
    .needs(Need::Line)
    .same_as("log")
    .bar(),
    row(
        "decisions.back",
        Act::ClearFilter,
        "back",
        "Take the filter away; without one, back to deciding.",
        &[Decisions],
        &[Key::Esc],
    ),
    row(
        "choice.choose",
        Act::Choose,
        "this answer",
        "Take the selected answer. Its number or first letter does the same.",
        &[Choice],
        &[Key::Enter],
    )
    .bar(),
    row(
        "marking.mark",
        Act::Decide(Deciding::Mark),
        "put on, take off",
        "Put the selected marking on or take it off; the space bar does the same.",
        &[Marking],
        &[Key::Right, Key::Left],
    )
    .bar(),
    row(
        "marking.use",
        Act::Choose,
        "take it",
        "Take the marking as it stands, with the selected line.",
        &[Marking],
        &[Key::Enter],
    )
    .bar(),
    row(
        "guidance.read",
        Act::Choose,
        "read",
        "Read the selected paragraph, list or text.",
        &[Guidance],
        &[Key::Enter],
    )
    .bar(),
    row(
        "decide.back",
        Act::Close,
        "back",
        "Back to where you were.",
        &[Choice, Marking, Guidance],
        &[Key::Esc],
    )
    .bar(),
    row(
        "form.marking",
        Act::BuildMarking,
        "put a marking together",
        "Put the marking together from its classification, handling instructions and descriptors.",
        &[Form],
        &[Ctrl('o')],
    ),
];

/// What can be gone to from anywhere.
pub(super) static GOING: &[Action] = &[
    row(
        "go.decide",
        Act::GoDecide,
        "decide",
        "May this channel be used for this, on this device: the verdict, its paragraphs, the duties.",
        SCREENS,
        &[Char('1')],
    )
    .same_as("decide"),
    row(
        "go.guidance",
        Act::Guidance,
        "guidance",
        "The guidance by paragraph and word; where paragraphs are cited here, those first.",
        GUIDED,
        &[Ctrl('g')],
    )
    .same_as("guidance"),
    row(
        "go.setup",
        Act::Operate("go.setup"),
        "setup",
        "Who you are, whose machine this is, up to which marking it may hold.",
        HOME,
        &[Char('S')],
    )
    .same_as("setup"),
];
