//! What is done on the screens of deciding.

/// An act of deciding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deciding {
    /// To a question, by its id in a policy file.
    Ask(&'static str),
    /// The question in hand is answered.
    Answer,
    NextAnswer,
    AnswerBefore,
    /// The answer in hand is taken back.
    TakeBack,
    Record,
    /// What was answered, or the selected decision, becomes an item.
    ToItem,
    Afresh,
    /// What came of the selected decision: the channel was used, or it was not.
    /// An additional marking is put on or taken off.
    Mark,
}
