//! The full-screen application: screens, overlays, update and view, theme, backend.
//!
//! The only room that knows ratatui and crossterm. The shape is Elm's: [`update`](update::update) takes a message
//! and a model and gives back effects as data; [`view`](view::view) draws a model; [`run`] is the loop around them
//! and the only place where anything happens outside. Invariants: drawn only on change, one frame in one write;
//! what the screen says is recorded is on disk; what was typed is never given up.

mod app;
mod backend;
mod book;
mod broken;
mod burst;
mod chats;
mod clip;
mod decide;
mod deed;
mod depart;
mod detail;
mod editor;
mod find;
mod form;
mod given;
mod going_on;
mod guidance;
mod help;
mod ids;
mod input;
mod layout;
mod life;
mod list;
mod lists;
mod looking;
mod marking;
mod marks;
mod message;
mod model;
mod month;
mod next;
mod notices;
mod options;
mod overlay;
mod pace;
mod pages;
mod palette;
mod people;
mod places;
mod question;
mod reading;
mod reads;
mod reports;
mod request_places;
mod requests;
mod review;
mod rhythm;
mod run;
mod seeking;
mod situation;
mod spoken;
mod theme;
mod triage;
mod trouble;
mod unheard;
mod update;
mod view;
mod views;
mod wake;
mod watch;
mod work;

#[cfg(test)]
pub(crate) mod by_field;
#[cfg(test)]
pub mod testing;

pub use editor::command as editor_command;
pub use options::Options;
pub use run::run;
