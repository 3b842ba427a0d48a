//! The book on disk, from outside: what is on record after cuts, flips, deaths, copies and erasures.

mod append;
mod support;
