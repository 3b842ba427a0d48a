//! The book on disk, from outside: what is on record after cuts, flips, deaths, copies and erasures.

mod any_text;
mod append;
mod copies;
mod crafted;
mod cuts;
mod damage;
mod drafts;
mod erase;
mod forms;
mod given;
mod golden;
mod golden_cautions;
mod golden_depart;
mod golden_incidents;
mod golden_kinds;
mod golden_later;
mod golden_mail;
mod golden_measures;
mod golden_noted;
mod golden_papers;
mod golden_record;
mod golden_requests;
mod golden_support;
mod golden_two;
mod housekeeping;
mod kills;
mod kills_turn;
mod losses;
mod racing;
mod shared;
mod support;
#[path = "../../src/testing.rs"]
mod testing;
mod words;
