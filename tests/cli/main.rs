//! The program from the outside: what people type, what they see, what is on disk.

mod at_risk;
mod attestation;
mod bad_input;
mod canary;
mod channels;
mod completions;
mod decide;
mod depart;
mod device;
mod doors;
mod erase;
mod guidance;
mod guidance_page;
mod hostile;
mod import;
mod import_held;
mod import_odd;
mod import_said;
mod import_words;
mod incident;
mod keys;
mod linear;
mod lodged;
mod losses;
mod manual;
mod marked;
mod memory;
mod need;
mod network;
mod offboarding;
mod overlay;
mod package;
mod papers;
mod paragraphs;
mod personal;
mod principal;
mod put_right;
mod questions;
mod queue;
mod reader;
mod references;
mod register;
mod report;
mod report_ended;
mod request;
mod request_days;
mod request_laid;
mod request_left;
mod request_reach;
mod request_told;
mod request_twice;
mod request_words;
mod review;
mod rollup;
mod said;
mod several;
mod shared;
mod statement;
mod support;
mod team;
mod terminal;
mod times;
mod undo;
mod view;
mod wordings;
#[path = "../import_support/zips.rs"]
mod zips;

#[allow(
    dead_code,
    reason = "where a format may end early matters to other tests"
)]
#[path = "../import_support/made.rs"]
mod made;
#[path = "../import_support/outlook.rs"]
mod outlook;
