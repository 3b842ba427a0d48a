//! The program from the outside: what people type, what they see, what is on disk.

mod bad_input;
mod erase;
mod import;
mod queue;
mod review;
mod support;
