//! Facebook and Messenger, and Instagram: the download of one's information as JSON, and the download of chats that are
//! encrypted from end to end; and what of them is there as pages of the web.

mod at;
mod emit;
mod facts;
mod files;
mod find;
mod format;
mod mended;
mod message;
mod notices;
mod pages;
mod poll;
mod threads;
mod walk;
mod web;
mod web_page;
mod words;

pub(in crate::import) use format::{ENCRYPTED, FACEBOOK, INSTAGRAM};
pub(in crate::import) use web::{FACEBOOK_PAGES, INSTAGRAM_PAGES};
