//! The program from the outside: what people type, what they see, what is on disk.

mod bad_input;
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
mod overlay;
mod package;
mod papers;
mod put_right;
mod questions;
mod queue;
mod register;
mod report;
mod review;
mod several;
mod support;
mod team;
mod terminal;
mod times;
mod undo;
