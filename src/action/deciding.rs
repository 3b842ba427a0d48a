//! What is done on the screens of deciding.

/// An act of deciding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deciding {
    /// To a question, by its id in a policy file.
    Ask(&'static str),
    /// On to the next question.
    Answer,
    NextAnswer,
    AnswerBefore,
    /// The answer in hand is taken back.
    TakeBack,
    Record,
    /// What was answered, or the selected decision, becomes an item.
    ToItem,
    Afresh,
    /// An additional marking is put on or taken off.
    Mark,
    /// What else is to be known, told in full or in a line.
    Unfold,
    Fold,
    /// Out of a change of an answer, else to the queue.
    Leave,
}
