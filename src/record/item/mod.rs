//! Items: messages of one conversation, from the queue to where they are filed.

pub(super) mod add;
pub(super) mod content;
pub(super) mod data;
pub(super) mod decide;
pub(super) mod edit;
pub(super) mod erase;
pub(super) mod fold;
