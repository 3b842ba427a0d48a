//! The program from the outside: what people type, what they see, what is on disk.

mod bad_input;
mod channels;
mod decide;
mod depart;
mod device;
mod erase;
mod guidance;
mod hostile;
mod import;
mod import_words;
mod keys;
mod lodged;
mod marked;
mod overlay;
mod package;
mod papers;
mod principal;
mod put_right;
mod questions;
mod queue;
mod reader;
mod references;
mod register;
mod report;
mod report_ended;
mod review;
mod several;
mod statement;
mod support;
mod team;
mod terminal;
mod times;
mod undo;
mod wordings;
#[path = "../import_support/zips.rs"]
mod zips;
