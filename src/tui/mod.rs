//! The full-screen application: screens, overlays, update and view, theme, backend.
//!
//! May import everything below it (`action`, `desk` and lower); the only room that knows ratatui and
//! crossterm.

mod backend;

pub use backend::{Output, Thin};
