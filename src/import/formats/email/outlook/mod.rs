//! A mail as Outlook saves it (.msg): one file of properties, recipients and attachments.

mod codepage;
mod compound;
mod message;
mod properties;
mod rtf;
mod tokens;

pub(super) use compound::{SIGN, is_outlook};
pub(super) use message::{files_of, mail};
